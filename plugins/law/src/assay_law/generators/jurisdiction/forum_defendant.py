"""Whether a case can be removed: diversity, the forum-defendant rule, consent, and one year."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.jurisdiction._parties import STATES

_PROGRAM = """
% § 1332(a)(1): Citizens of different States, and more than $75,000.
diverse :- not shared, damages(A), A > 75000.
shared :- plaintiff(P), defendant(D), citizen(P, S), citizen(D, S).
% § 1441(b)(2): No removal on the basis of diversity if a defendant properly joined and served is a citizen of the forum State.
forum_defendant :- defendant(D), served(D), citizen(D, S), forum(S).
% § 1446(b)(2)(A): All defendants who have been properly joined and served must join or consent.
consent_lacks :- defendant(D), served(D), not consents(D).
% § 1446(b)(2)(B): Each defendant has 30 days after service on that defendant.
late :- remover(D), days_since_service(D, N), N > 30.
removable :- diverse, not forum_defendant, not consent_lacks, not late.
"""

_FIRST, _LAST = date(2022, 1, 4), date(2026, 6, 30)


@generator("law.forum_defendant", verifiers=r.VERIFIERS)
def forum_defendant(rng: random.Random, difficulty: int) -> Draft:
    """Whether a state-court case may be removed on the basis of diversity.

    1: one defendant. 2: two, of whom one may be of the forum. 3: one who has not been served. 4: consent. 5: three defendants, consent, service and the 30 days.
    """
    wanted = rng.random() < 0.5
    for _ in range(500):
        case = _Case(rng, difficulty)
        if case.removable == wanted and case.faults <= 1:
            break
    ask = rng.choice(
        (
            f"Is the removal proper under the provisions quoted, if {case.plaintiff} moves to remand in time?",
            f"{case.plaintiff} moves in time to remand. Does the case stay in federal court under these provisions?",
        )
    )
    keys = ("1332-a", "1441-b-2", *(("1446-b-2-A",) if len(case.defendants) > 1 else ()), "1446-b-2-B")
    ends = ("The removal is proper.", "The removal is not proper, and the case is remanded.")
    prompt = r.lay_out(rng, case.story(), ask, r.quote(*keys))
    return r.yes_no(rng, prompt, case.steps(), _PROGRAM, case.facts(), "removable", case.removable, ends)


class _Case:
    def __init__(self, rng: random.Random, difficulty: int) -> None:
        self.rng = rng
        count = (1, 2, 2, 2, 3)[difficulty - 1]
        self.plaintiff, *self.defendants = t.people(rng, count + 1)
        self.home, self.forum, *self.others = rng.sample(STATES, 7)
        if rng.random() < 0.3:
            self.home = self.forum
        near = rng.random() < 0.45
        pool = [each for each in self.others if each != self.home]
        self.states = [rng.choice(pool) for _ in self.defendants]
        if near:
            self.states[rng.randrange(count)] = self.forum
        elif rng.random() < 0.1:
            self.states[0] = self.home
        self.served = [difficulty not in (3, 5) or n == 0 or rng.random() < 0.6 for n in range(count)]
        self.consents = [n == 0 or difficulty < 4 or rng.random() < 0.75 for n in range(count)]
        self.damages = (
            75_000
            if rng.random() < 0.15
            else rng.randrange(760, 4_000) * 100
            if difficulty > 1
            else rng.randrange(700, 1_500) * 100
        )
        # late is late even where Rule 6(a) moves a last day over a weekend and the holidays beside it
        self.days = (
            rng.choice((rng.randint(8, 29), rng.randint(8, 29), 30, rng.randint(35, 45)))
            if difficulty in (1, 5)
            else rng.randint(8, 29)
        )
        shared = self.home in self.states
        forum = any(s and state == self.forum for s, state in zip(self.served, self.states, strict=True))
        lacks = any(s and not c for s, c in zip(self.served, self.consents, strict=True))
        late = self.days > 30
        self.faults = sum((shared, self.damages <= 75_000, forum, lacks, late))
        self.removable = not self.faults

    def facts(self) -> list[str]:
        """The atoms."""
        made = ["plaintiff(p)", f"citizen(p,{self.home.lower()})", f"forum({self.forum.lower()})", f"damages({self.damages})", "remover(d0)", f"days_since_service(d0,{self.days})"]  # fmt: skip
        for n, (state, served, consents) in enumerate(
            zip(self.states, self.served, self.consents, strict=True)
        ):
            made += [f"defendant(d{n})", f"citizen(d{n},{state.lower()})"]
            made += [f"served(d{n})"] * served + [f"consents(d{n})"] * consents
        return made

    def story(self) -> str:
        """The facts in words."""
        first = self.defendants[0]
        day = t.working_day(self.rng, _FIRST, _LAST)
        who = r.listed(
            [
                f"{name} (a citizen of {state})"
                for name, state in zip(self.defendants, self.states, strict=True)
            ]
        )
        said = [
            f"{self.plaintiff}, a citizen of {self.home}, sued {who} in {'an' if self.forum[0] in 'AIO' else 'a'} {self.forum} state court under state law for {a.usd(self.damages)} in damages."
        ]
        said.append(
            f"{first} was served on {t.us(day)} and filed a notice of removal on {t.us(day + timedelta(self.days))}, {self.days} days later, on the sole ground of diversity."
        )
        for name, served, consents in zip(
            self.defendants[1:], self.served[1:], self.consents[1:], strict=True
        ):
            if not served:
                said.append(
                    f"{name} has been properly joined but had not been served when the case was removed."
                )
            else:
                said.append(
                    f"{name} has been properly joined and had been served as well, and "
                    + ("consents to the removal." if consents else "refuses to consent to the removal.")
                )
        return " ".join(said)

    def steps(self) -> list[str]:
        """The solution."""
        made = []
        if self.home in self.states:
            made.append(
                f"{self.plaintiff} and {self.defendants[self.states.index(self.home)]} are both citizens of {self.home}, so there is no complete diversity (§ 1332(a)(1))."
            )
        else:
            made.append(
                f"{self.plaintiff} is a citizen of {self.home}, and no defendant is: diversity is complete (§ 1332(a)(1))."
            )
        made.append(
            f"{a.usd(self.damages)} {'exceeds' if self.damages > 75_000 else 'does not exceed'} $75,000 (§ 1332(a))."
        )
        for name, state, served in zip(self.defendants, self.states, self.served, strict=True):
            if state == self.forum:
                made.append(
                    f"{name} is a citizen of {self.forum}, where the action was brought, and was joined and served: § 1441(b)(2) bars removal."
                    if served
                    else f"{name} is a citizen of {self.forum}, but was not served; by its words § 1441(b)(2) bars removal only for a defendant “properly joined and served”."
                )
        if self.forum not in self.states:
            made.append(f"No defendant is a citizen of {self.forum}, the forum State (§ 1441(b)(2)).")
        for name, served, consents in zip(
            self.defendants[1:], self.served[1:], self.consents[1:], strict=True
        ):
            made.append(
                f"{name} was not served, so consent is not needed from {name} (§ 1446(b)(2)(A))."
                if not served
                else f"{name} was served and consents (§ 1446(b)(2)(A))."
                if consents
                else f"{name} was served and does not consent, as § 1446(b)(2)(A) demands."
            )
        made.append(
            f"The notice came {self.days} days after service on {self.defendants[0]}, {'within' if self.days <= 30 else 'after'} the 30 days of § 1446(b)(2)(B)."
        )
        return made
