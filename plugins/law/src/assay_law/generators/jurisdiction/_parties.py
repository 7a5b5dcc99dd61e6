"""Parties and their citizenship: drawn, told, as facts, and by a second route."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from assay_law.generators import _rules as r
from assay_law.generators import _time as t

STATES = (
    "Ohio|Texas|Oregon|Georgia|Illinois|Nevada|Maine|Kansas|Colorado|Florida|Virginia|Indiana|Montana|Vermont|Alabama|Michigan"
).split("|")
_CITIES = {
    "Ohio": "Columbus", "Texas": "Austin", "Oregon": "Salem", "Georgia": "Savannah", "Illinois": "Peoria", "Nevada": "Reno", "Maine": "Portland",
    "Kansas": "Wichita", "Colorado": "Boulder", "Florida": "Tampa", "Virginia": "Richmond", "Indiana": "Gary", "Montana": "Helena", "Vermont": "Burlington",
    "Alabama": "Mobile", "Michigan": "Lansing",
}  # fmt: skip
_TRADES = "Freight|Foods|Instruments|Dairy|Software|Marine|Textiles|Roofing|Orchards|Printing|Paper|Tooling|Seed|Bearings".split(
    "|"
)

CITIZENSHIP = """
% § 1332(c)(1): A corporation is a citizen of every State by which it has been incorporated and of the State where it has its principal place of business.
citizen(P, S) :- incorporated(P, S).
citizen(P, S) :- principal_place(P, S).
% § 1332(c)(2): The legal representative of a decedent's estate, or of an infant, is a citizen only of the State of the decedent or the infant.
citizen(R, S) :- represents(R, D), domicile(D, S).
representative(R) :- represents(R, D).
% § 1332(a)(1): A natural person is a citizen of the State of domicile.
citizen(P, S) :- individual(P), domicile(P, S), not representative(P).
domicile(P, S) :- lives(P, S), intends_to_remain(P, S).
domicile(P, S) :- former_home(P, S), not new_home(P).
new_home(P) :- intends_to_remain(P, S).
% § 1332(a)(1): An unincorporated entity is a citizen of every State of which one of its members is a citizen.
citizen(P, S) :- member(P, M), citizen(M, S).
"""


@dataclass
class Party:
    """A party or a member of one: ``told`` describes it, ``more`` its members in sentences, ``facts`` are its atoms, ``why`` says why it is a citizen of ``states``."""

    name: str
    atom: str
    told: str
    facts: list[str]
    states: frozenset[str]
    why: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)


class Cast:
    """Draws parties with names and atoms of their own."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names = t.people(rng, 24)
        self.count = 0

    def _next(self) -> tuple[str, str]:
        self.count += 1
        return self.names[self.count - 1], f"p{self.count}"

    def firm(self, kind: str) -> tuple[str, str]:
        """A firm's name and atom."""
        name, atom = self._next()
        return f"{name} {self.rng.choice(_TRADES)}{', ' if kind in ('Inc.', 'L.P.') else ' '}{kind}", atom

    def person(self, state: str, *, moved: int = 0) -> Party:
        """A natural person: plain, or who lives elsewhere without (1) or with (2) the intent to remain; then ``state`` is where the domicile ends up."""
        name, atom = self._next()
        low = atom
        facts = [f"individual({low})"]
        if not moved:
            told = self.rng.choice(
                (f"{name}, domiciled in {state}", f"{name}, who lives in {state} and means to stay there")
            )
            facts += [f"lives({low},{low_(state)})", f"intends_to_remain({low},{low_(state)})"]
            why = [f"{name} is domiciled in {state} and so a citizen of {state} (§ 1332(a)(1))."]
            return Party(name, atom, told, facts, frozenset({state}), why)
        other = self.rng.choice([each for each in STATES if each != state])
        year = self.rng.randint(2021, 2024)
        if moved == 1:
            cause = self.rng.choice(
                (
                    "a two-year posting of an employer",
                    "a graduate program",
                    "a fixed-term contract on a construction site",
                    "the care of a sick parent",
                )
            )
            told = f"{name}, who grew up in {state}, has been in {_CITIES[other]}, {other}, since {year} for {cause} and intends to go back to {state} when that ends"
            facts += [f"former_home({low},{low_(state)})", f"lives({low},{low_(other)})"]
            why = [
                f"{name} lives in {other} without the intent to remain, so the domicile stays in {state}, and with it the citizenship (§ 1332(a)(1))."
            ]
        else:
            told = f"{name}, who grew up in {other}, moved to {_CITIES[state]}, {state}, in {year} and intends to remain there, but still holds a driver’s license from {other}"
            facts += [
                f"former_home({low},{low_(other)})",
                f"lives({low},{low_(state)})",
                f"intends_to_remain({low},{low_(state)})",
            ]
            why = [
                f"{name} moved to {state} with the intent to remain: domicile and citizenship are there, license or not (§ 1332(a)(1))."
            ]
        return Party(name, atom, told, facts, frozenset({state}), why)

    def corporation(self, made: str, place: str) -> Party:
        """A corporation; now and then its largest plant is somewhere else, which does not matter."""
        name, atom = self.firm("Inc.")
        told = f"{name}, incorporated in {made}, whose officers direct the company from {_CITIES.get(place, place)}, {place}"
        if self.rng.random() < 0.4:
            plant = self.rng.choice([s for s in STATES if s not in (made, place)])
            told += f" (its only factory is in {plant})"
        facts = [f"incorporated({atom},{low_(made)})", f"principal_place({atom},{low_(place)})"]
        states = frozenset({made, place})
        why = [
            f"{name} is a citizen of {made}, where it was incorporated, and of {place}, its principal place of business (§ 1332(c)(1))."
            if made != place
            else f"{name} was incorporated in {made} and is directed from there, so it is a citizen of {made} only (§ 1332(c)(1))."
        ]
        return Party(name, atom, told, facts, states, why)

    def representative(self, of: str, state: str, own: str) -> Party:
        """The executor of an estate, or the guardian of a minor, who lives in another State."""
        name, atom = self._next()
        other, ward = self._next()
        if of == "estate":
            told = f"{name}, who lives in {own} and means to stay there, as executor of the estate of {other}, who died domiciled in {state}"
            whom = f"{other}, the decedent"
        else:
            age = self.rng.randint(3, 15)
            told = f"{name}, who lives in {own} and means to stay there, as guardian of {other}, aged {age} and domiciled in {state}"
            whom = f"{other}, the minor"
        facts = [
            f"individual({atom})", f"lives({atom},{low_(own)})", f"intends_to_remain({atom},{low_(own)})", f"represents({atom},{ward})", f"domicile({ward},{low_(state)})",
        ]  # fmt: skip
        why = [
            f"As legal representative {name} is deemed a citizen only of the State of {whom}: {state}, not {own} (§ 1332(c)(2))."
        ]
        return Party(name, atom, told, facts, frozenset({state}), why)

    def company(self, members: list[Party], kind: str = "LLC") -> Party:
        """An unincorporated entity of these members."""
        name, atom = self.firm(kind)
        law = self.rng.choice(STATES)
        what = "limited liability company" if kind == "LLC" else "limited partnership"
        part = "partner" if kind == "L.P." else "member"
        told = f"{name}, {'an' if law[0] in 'AIO' else 'a'} {law} {what}"
        if len(members) == 1:
            more = [f"The only {part} of {name} is {members[0].told}."]
        else:
            more = [
                f"The {part}s of {name} are {'; '.join(each.told for each in members[:-1])}; and {members[-1].told}."
            ]
        more += [line for each in members for line in each.more]
        facts = [f for each in members for f in each.facts] + [
            f"member({atom},{each.atom})" for each in members
        ]
        states = frozenset(s for each in members for s in each.states)
        why = [line for each in members for line in each.why]
        where = r.listed(sorted(states))
        why.append(
            f"{name} has the citizenship of its {part}{'s' if len(members) > 1 else ''}, through every layer: {where} (Carden). That it was organized under the law of {law} does not matter."
        )
        return Party(name, atom, told, facts, states, why, more)


def low_(state: str) -> str:
    """A State as a constant."""
    return state.lower().replace(" ", "_")
