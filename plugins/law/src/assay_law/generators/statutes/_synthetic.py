"""Invented statutes of one structure: from it come the text, the rules, and a second route in plain Python."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from assay_law.generators import _rules as r
from assay_law.generators.statutes import _acts


@dataclass(frozen=True)
class Flag:
    """Something that is so or not of a thing: ``yes`` and ``no`` follow its name."""

    atom: str
    yes: str
    no: str


@dataclass(frozen=True)
class Number:
    """A number of a thing: how it is told, and how one says that it is above a limit or not; ``low`` to ``high`` by ``step``."""

    atom: str
    told: str
    more: str
    less: str
    low: int
    high: int
    step: int = 1


@dataclass(frozen=True)
class Domain:
    """What an act is about."""

    act: str
    thing: str
    names: tuple[str, ...]
    charge: str
    """What is due ``for a thing``."""
    owed: str
    """What the question asks, with ``{name}``."""
    terms: tuple[str, ...]
    flags: tuple[Flag, ...]
    numbers: tuple[Number, ...]


F, N = Flag, Number
DOMAINS = (
    Domain(
        "Harbor Dues Act", "vessel", ("Petrel", "Halcyon", "Marguerite", "North Wind", "Sandpiper", "Isolde"), "harbor dues are payable", "Are harbor dues payable for the {name}?",
        ("listed vessel", "class A vessel", "scheduled vessel"),
        (F("abroad", "is registered abroad", "is not registered abroad"), F("passengers", "carries passengers", "carries no passengers"), F("fishing", "is used for fishing", "is not used for fishing"),
         F("state", "belongs to the State", "does not belong to the State"), F("hazard", "carries hazardous cargo", "carries no hazardous cargo"), F("storm", "entered the port to seek shelter from a storm", "did not enter the port to seek shelter")),
        (N("length", "is {n} meters long", "is longer than {n} meters", "is not longer than {n} meters", 12, 90), N("stay", "stayed in port for {n} days", "stays in port for more than {n} days", "stays in port for no more than {n} days", 3, 30), N("age", "is {n} years old", "is more than {n} years old", "is no more than {n} years old", 2, 40)),
    ),
    Domain(
        "Guest House Levy Act", "guest house", ("Willow Lodge", "Mill House", "Larch Cottage", "Harbor View", "Orchard Inn", "Stone Barn"), "the guest levy is payable", "Is the guest levy payable for {name}?",
        ("registered house", "listed house", "class B house"),
        (F("owner_lives", "is lived in by its owner", "is not lived in by its owner"), F("zone", "lies in a resort zone", "does not lie in a resort zone"), F("meals", "serves meals", "serves no meals"),
         F("charity", "is run by a charity", "is not run by a charity"), F("historic", "is a protected monument", "is not a protected monument"), F("winter", "is closed in winter", "is open all year")),
        (N("rooms", "has {n} rooms", "has more than {n} rooms", "has no more than {n} rooms", 2, 20), N("nights", "was let for {n} nights in the year", "is let for more than {n} nights in a year", "is let for no more than {n} nights in a year", 20, 300, 5), N("seats", "has a dining room of {n} seats", "has a dining room of more than {n} seats", "has a dining room of no more than {n} seats", 6, 60)),
    ),
    Domain(
        "Groundwater Act", "well", ("Well 14", "Well 27", "Well 31", "Well 58", "Well 63", "Well 90"), "a permit is required", "Is a permit required for {name}?",
        ("major well", "listed well", "reserved well"),
        (F("river", "lies within a river basin", "does not lie within a river basin"), F("irrigates", "is used to irrigate land", "is not used to irrigate land"), F("household", "serves a household", "serves no household"),
         F("public", "belongs to a public water supplier", "does not belong to a public water supplier"), F("salt", "draws on a salt aquifer", "does not draw on a salt aquifer"), F("metered", "is fitted with a meter", "is not fitted with a meter")),
        (N("depth", "is {n} meters deep", "is deeper than {n} meters", "is not deeper than {n} meters", 10, 120), N("volume", "yields {n} cubic meters a day", "yields more than {n} cubic meters a day", "yields no more than {n} cubic meters a day", 5, 200, 5), N("hectares", "serves {n} hectares", "serves more than {n} hectares", "serves no more than {n} hectares", 3, 60)),
    ),
    Domain(
        "Street Trading Act", "stall", ("Stall 8", "Stall 12", "Stall 19", "Stall 33", "Stall 41", "Stall 57"), "the trading fee is due", "Is the trading fee due for {name}?",
        ("regular stall", "listed stall", "class C stall"),
        (F("food", "sells food", "sells no food"), F("gas", "uses bottled gas", "uses no bottled gas"), F("square", "stands on the market square", "does not stand on the market square"),
         F("charity", "is run for a charity", "is not run for a charity"), F("own", "sells only what its holder has made or grown", "sells goods that its holder has bought"), F("wheels", "is on wheels", "is not on wheels")),
        (N("area", "covers {n} square meters", "covers more than {n} square meters", "covers no more than {n} square meters", 2, 30), N("days", "trades on {n} days in the year", "trades on more than {n} days in a year", "trades on no more than {n} days in a year", 5, 250, 5), N("staff", "employs {n} people", "employs more than {n} people", "employs no more than {n} people", 3, 12)),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """A flag that must be so or not, or a number above a limit or not."""

    of: Flag | Number
    so: bool
    limit: int = 0

    def words(self) -> str:
        """As a relative clause says it."""
        if isinstance(self.of, Flag):
            return self.of.yes if self.so else self.of.no
        return (self.of.more if self.so else self.of.less).format(n=self.limit)

    def rule(self, n: int) -> str:
        """As a body says it."""
        if isinstance(self.of, Flag):
            return f"{self.of.atom}(X)" if self.so else f"not {self.of.atom}(X)"
        return f"{self.of.atom}(X, N{n}), N{n} {'>' if self.so else '<='} {self.limit}"

    def met(self, thing: Mapping[str, int]) -> bool:
        """The second route: by the numbers themselves, 1 for a flag that is so."""
        value = thing[self.of.atom]
        return (value > self.limit if isinstance(self.of, Number) else bool(value)) == self.so


@dataclass
class Provision:
    """A section: what its conditions lead to, and what stands against it."""

    key: str
    heading: str
    conditions: tuple[Condition, ...]
    term: str = ""
    """The key of a defined term that the thing must be."""
    unless: str = ""
    """The key of a provision that keeps this one from applying."""
    number: int = 0


@dataclass
class Statute:
    """An act: its provisions by key, in the order in which they are numbered."""

    domain: Domain
    provisions: dict[str, Provision] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def holds(self, key: str, thing: Mapping[str, int]) -> bool:
        """The second route: whether a provision applies to a thing."""
        own = self.provisions[key]
        if not all(each.met(thing) for each in own.conditions) or (
            own.term and not self.holds(own.term, thing)
        ):
            return False
        return not (own.unless and self.holds(own.unless, thing))

    def due(self, thing: Mapping[str, int]) -> bool:
        """The second route: the charge with its exemption, and what applies notwithstanding the exemption."""
        if not self.holds("charge", thing):
            return False
        if "exempt" not in self.provisions or not self.holds("exempt", thing):
            return True
        return "despite" in self.provisions and self.holds("despite", thing)

    def deciding(self, thing: Mapping[str, int]) -> list[int]:
        """The numbers of the charge, and of the exemption and what goes against it, as far as they reach a thing."""
        keys = ["charge"]
        if self.holds("charge", thing) and "exempt" in self.provisions and self.holds("exempt", thing):
            keys.append("exempt")
            own = self.provisions.get("despite")
            if own and all(each.met(thing) for each in own.conditions):
                keys += ["despite"] + (["but"] if own.unless and self.holds("but", thing) else [])
        return [self.provisions[key].number for key in keys]

    def text(self) -> dict[str, str]:
        """The words of each section."""
        thing = self.domain.thing
        an = "an" if thing[0] in "aeiou" else "a"
        made = {}
        for key, own in self.provisions.items():
            clause = " and ".join(each.words() for each in own.conditions)
            if key in self.names:
                base = f"{an} {thing}" if not own.term else f"a {self.names[own.term]}"
                made[key] = f"In this Act, “{self.names[key]}” means {base} that {clause}" + (
                    f", but not {an} {thing} that {self._of(own.unless)}." if own.unless else "."
                )
            elif key == "charge":
                made[key] = (
                    f"{self.domain.charge[0].upper()}{self.domain.charge[1:]} for every {self.names[own.term]}"
                    + (f" that {clause}." if clause else ".")
                )
            elif key == "exempt":
                who = f"a {self.names[own.term]}" if own.term else f"{an} {thing}"
                made[key] = f"§ {self.provisions['charge'].number} does not apply to {who} that {clause}."
            elif key == "despite":
                made[key] = (
                    f"Notwithstanding § {self.provisions['exempt'].number}, {self.domain.charge} for {an} {thing} to which § {self.provisions['charge'].number} would otherwise apply if it {clause}."
                )
            elif key == "but":
                made[key] = (
                    f"§ {self.provisions['despite'].number} does not apply to {an} {thing} that {clause}."
                )
        return made

    def _of(self, key: str) -> str:
        return " and ".join(each.words() for each in self.provisions[key].conditions)

    def program(self) -> str:
        """The rules, each with its section and sentence."""
        text = self.text()
        lines = []
        for key, own in self.provisions.items():
            body = [own.term + "(X)"] if own.term else ["thing(X)"]
            body += [each.rule(n) for n, each in enumerate(own.conditions, 1)]
            body += [f"not {own.unless}(X)"] if own.unless else []
            if key in text:
                lines.append(f"% § {own.number}: {text[key]}")
            lines.append(f"{key}(X) :- {', '.join(body)}.")
        lines.append(f"% § {self.provisions['charge'].number}: {text['charge']}")
        against = ["not exempt(X)"] if "exempt" in self.provisions else []
        lines.append(f"due(X) :- {', '.join(['charge(X)', *against])}.")
        if "despite" in self.provisions:
            lines.append(f"% § {self.provisions['despite'].number}: {text['despite']}")
            lines.append("due(X) :- charge(X), despite(X).")
        return "\n".join(lines)

    def layout(self, rng: random.Random, *, more: Mapping[int, tuple[str, str]] | None = None) -> str:
        """The act in order of its numbers, with ``more`` sections."""
        text = self.text()
        sections = [
            (own.number, own.heading, text[key]) for key, own in self.provisions.items() if key in text
        ]
        sections += [(number, *told) for number, told in (more or {}).items()]
        year = rng.randint(2021, 2025)
        return _acts.lay_out(
            self.domain.act, sorted(sections), f"a model act, as in force on January 1, {year}"
        )[0]

    def steps(self, thing: Mapping[str, int], name: str) -> list[str]:
        """The way through the sections, from the definitions to what is due."""
        made = []
        for key in self.names:
            if key not in self._reached():
                continue
            own = self.provisions[key]
            made.append(self._defined(key, own, thing, name))
        own = self.provisions["charge"]
        if not self.holds("charge", thing):
            made.append(f"§ {own.number} applies only to {self._whom(own)}, and so not to {name}.")
            return made
        made.append(f"{name} falls under § {own.number}.")
        if "exempt" not in self.provisions:
            return made
        own = self.provisions["exempt"]
        if not self.holds("exempt", thing):
            made.append(f"§ {own.number} does not exempt {name}: {self._why_not(own, thing)}.")
            return made
        made.append(f"§ {own.number} would exempt {name}, which {self._all(own)}.")
        if "despite" not in self.provisions:
            return made
        own = self.provisions["despite"]
        if not all(each.met(thing) for each in own.conditions):
            made.append(
                f"§ {own.number}, which would apply notwithstanding that, does not: {self._why_not(own, thing)}."
            )
        elif "but" in self.provisions and self.holds("but", thing):
            made.append(
                f"{name} {self._all(own)}, so § {own.number} would take the exemption away; but § {self.provisions['but'].number} keeps § {own.number} from applying, since {name} {self._all(self.provisions['but'])}."
            )
        else:
            made.append(
                f"But {name} {self._all(own)}, so § {own.number} applies notwithstanding § {self.provisions['exempt'].number}."
            )
            if "but" in self.provisions:
                made.append(
                    f"§ {self.provisions['but'].number} changes nothing: {self._why_not(self.provisions['but'], thing)}."
                )
        return made

    def _reached(self) -> set[str]:
        todo, seen = ["charge", "exempt"], set()
        while todo:
            key = todo.pop()
            if key in seen or key not in self.provisions:
                continue
            seen.add(key)
            todo += [self.provisions[key].term] if self.provisions[key].term else []
        return seen

    def _defined(self, key: str, own: Provision, thing: Mapping[str, int], name: str) -> str:
        if self.holds(key, thing):
            out = (
                f" and the exception of that section does not apply ({self._why_not(self.provisions[own.unless], thing)})"
                if own.unless
                else ""
            )
            base = f"is a {self.names[own.term]} and " if own.term else ""
            return f"{name} {base}{self._all(own)}{',' if out else ''}{out}, so it is a {self.names[key]} (§ {own.number})."
        if own.term and not self.holds(own.term, thing):
            return (
                f"{name} is no {self.names[own.term]}, and therefore no {self.names[key]} (§ {own.number})."
            )
        if not all(each.met(thing) for each in own.conditions):
            return f"{name} is no {self.names[key]} (§ {own.number}): {self._why_not(own, thing)}."
        return (
            f"{name} is no {self.names[key]}, because § {own.number} leaves out what {self._of(own.unless)}."
        )

    def _whom(self, own: Provision) -> str:
        clause = " and ".join(each.words() for each in own.conditions)
        return f"a {self.names[own.term]}" + (f" that {clause}" if clause else "")

    def _all(self, own: Provision) -> str:
        term = f"is a {self.names[own.term]} and " if own.term and own.key == "exempt" else ""
        return term + " and ".join(each.words() for each in own.conditions)

    def _why_not(self, own: Provision, thing: Mapping[str, int]) -> str:
        if own.term and own.key == "exempt" and not self.holds(own.term, thing):
            return f"it is no {self.names[own.term]}"
        for each in own.conditions:
            if not each.met(thing):
                return "it " + Condition(each.of, not each.so, each.limit).words()
        raise RuntimeError("nothing stands against it")


def drawn(rng: random.Random, difficulty: int) -> Statute:
    """An act: 1 a term and a charge; 2 an exemption; 3 what applies notwithstanding; 4 terms by terms; 5 an exception to what applies notwithstanding."""
    domain = rng.choice(DOMAINS)
    flags, numbers = (
        rng.sample(domain.flags, len(domain.flags)),
        rng.sample(domain.numbers, len(domain.numbers)),
    )

    def flag() -> Condition:
        return Condition(flags.pop(), rng.random() < 0.7)

    def number() -> Condition:
        of = numbers.pop()
        span = (of.high - of.low) // of.step
        return Condition(of, rng.random() < 0.6, of.low + of.step * rng.randint(span // 4, span * 3 // 4))

    terms = rng.sample(domain.terms, 2)
    act = Statute(domain, names={"term": terms[0]})
    parts = act.provisions
    parts["term"] = Provision("term", "Definition", (number(), flag()) if difficulty > 1 else (number(),))
    if difficulty >= 4:
        act.names["second"] = terms[1]
        parts["left_out"] = Provision("left_out", "", (flag(),))
        parts["term"].unless = "left_out"
        parts["second"] = Provision("second", "Further definition", (number(),), term="term")
    parts["charge"] = Provision(
        "charge",
        domain.charge.split(" is ")[0].split(" are ")[0].removeprefix("the ").removeprefix("a ").capitalize(),
        () if difficulty > 1 else (flag(),),
        term="second" if difficulty >= 4 else "term",
    )
    if difficulty >= 2:
        parts["exempt"] = Provision(
            "exempt", "Exemption", (flag(),) if difficulty != 2 else (flag(), number())
        )
    if difficulty >= 3:
        parts["despite"] = Provision(
            "despite",
            "Where there is no exemption",
            (number(),) if numbers and difficulty == 3 else (flag(),),
        )
    if difficulty >= 5:
        parts["but"] = Provision("but", "Exception", (flag(),) if flags else (number(),))
        parts["despite"].unless = "but"
    order = rng.sample(sorted(parts), len(parts))
    for key, n in zip(order, _acts.numbers(rng, len(parts)), strict=True):
        parts[key].number = n
    return act


def thing(rng: random.Random, act: Statute) -> dict[str, int]:
    """The facts of a thing: numbers near to the limits now and then."""
    made = {each.atom: int(rng.random() < 0.5) for each in act.domain.flags}
    limits = {
        c.of.atom: c.limit
        for own in act.provisions.values()
        for c in own.conditions
        if isinstance(c.of, Number)
    }
    for each in act.domain.numbers:
        value = each.low + each.step * rng.randint(0, (each.high - each.low) // each.step)
        if each.atom in limits and rng.random() < 0.3:
            value = max(each.low, limits[each.atom] + each.step * rng.choice((0, 1, -1)))
        made[each.atom] = value
    return made


def facts(act: Statute, of: Mapping[str, int]) -> list[str]:
    """The atoms of a thing."""
    made = ["thing(x)"]
    made += [f"{each.atom}(x)" for each in act.domain.flags if of[each.atom]]
    return made + [f"{each.atom}(x, {of[each.atom]})" for each in act.domain.numbers]


def told(rng: random.Random, act: Statute, of: Mapping[str, int], name: str) -> str:
    """The facts in sentences, in any order."""
    said = [(each.yes if of[each.atom] else each.no) for each in act.domain.flags] + [
        each.told.format(n=of[each.atom]) for each in act.domain.numbers
    ]
    rng.shuffle(said)
    half = len(said) // 2
    return f"{_the(act)}{name} {r.listed(said[:half])}. It {r.listed(said[half:])}."


def _the(act: Statute) -> str:
    return "The " if act.domain.thing == "vessel" else ""
