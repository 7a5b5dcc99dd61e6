"""Diversity jurisdiction: citizenship of persons, corporations, companies and estates, and the amount."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators.jurisdiction._parties import CITIZENSHIP, STATES, Cast, Party

_PROGRAM = (
    CITIZENSHIP
    + """
% § 1332(a)(1): Citizens of different States; no plaintiff may share a State with a defendant.
shared :- plaintiff(P), defendant(D), citizen(P, S), citizen(D, S).
% § 1332(a): The matter in controversy must exceed $75,000, exclusive of interest and costs.
enough :- damages(A), A > 75000.
jurisdiction :- enough, not shared.
"""
)


@generator("law.diversity_jurisdiction", verifiers=r.VERIFIERS)
def diversity_jurisdiction(rng: random.Random, difficulty: int) -> Draft:
    """Whether a federal court has diversity jurisdiction under 28 U.S.C. § 1332.

    1: a person against a corporation. 2: a person who lives away from home. 3: a company with members. 4: members that are companies, an executor or guardian. 5: three defendants, layers of
    members, and an amount at the limit.
    """
    wanted = rng.random() < 0.5
    for _ in range(200):
        cast = Cast(rng)
        sides = _sides(cast, rng, difficulty)
        damages, extra = _amount(rng, difficulty)
        plaintiffs, defendants = sides
        common = _common(plaintiffs, defendants)
        second = not common and damages > 75_000
        if second == wanted and not (common and damages <= 75_000):
            break
    else:
        raise RuntimeError("no case was drawn")
    facts = [f"plaintiff({p.atom})" for p in plaintiffs] + [f"defendant({d.atom})" for d in defendants]
    facts += dict.fromkeys(f for each in (*plaintiffs, *defendants) for f in each.facts)
    facts.append(f"damages({damages})")
    cause = rng.choice(
        (
            "negligence after a warehouse fire",
            "injuries in a collision of two trucks",
            "injuries from a defective boiler",
            # nothing in which the minor or the estate of the higher levels would have no part
            *(
                (
                    "breach of a supply contract",
                    "fraud in the sale of a business",
                    "misuse of trade secrets under state law",
                )
                if difficulty < 4
                else ()
            ),
        )
    )
    story = _story(rng, plaintiffs, defendants, cause)
    many = len(defendants) > 1
    pleaded = f"The complaint asks for {a.usd(damages)} in damages"
    if many:
        pleaded += ", for which the defendants are alleged to be jointly liable,"
    if len(plaintiffs) > 1:
        pleaded = f"The complaint asks for {a.usd(damages)} in damages on a single joint claim" + (
            ", for which the defendants are alleged to be jointly liable," if many else ""
        )
    pleaded += f" and for {a.usd(extra)} in prejudgment interest and costs." if extra else "."
    pleaded = (
        pleaded.replace(",.", ".").replace(", and for", " and for")
        if not many
        else pleaded.replace(",.", ".")
    )
    ask = rng.choice(
        (
            "Does the federal district court have subject-matter jurisdiction based on diversity of citizenship?",
            "Is there diversity jurisdiction under § 1332(a)(1)? Give the citizenship of each party.",
            "No federal question is raised. Can the case be heard in federal court on the basis of diversity?",
        )
    )
    pleaded += " All natural persons named are citizens of the United States."
    keys = (
        ["1332-a", "1332-c-1"]
        + (["1332-c-2"] if any("represents" in f for f in facts) else [])
        + ["diversity-cases"]
    )
    steps = [line for each in (*plaintiffs, *defendants) for line in each.why]
    if common:
        p, d, state = common
        steps.append(
            f"{p.name} and {d.name} are both citizens of {state}, so diversity is not complete (§ 1332(a)(1); Strawbridge)."
        )
    else:
        steps.append(
            "No plaintiff shares a State with a defendant, so diversity is complete (§ 1332(a)(1); Strawbridge)."
        )
    less = f", since interest and costs of {a.usd(extra)} do not count," if extra else ""
    steps.append(
        f"The amount in controversy{less} is {a.usd(damages)}, which "
        + ("exceeds $75,000 (§ 1332(a))." if damages > 75_000 else "does not exceed $75,000 (§ 1332(a)).")
    )
    ends = ("The court has diversity jurisdiction.", "The court has no diversity jurisdiction.")
    return r.yes_no(
        rng,
        r.lay_out(rng, f"{story} {pleaded}", ask, r.quote(*keys)),
        steps,
        _PROGRAM,
        facts,
        "jurisdiction",
        second,
        ends,
    )


def _sides(cast: Cast, rng: random.Random, difficulty: int) -> tuple[list[Party], list[Party]]:
    pool = rng.sample(STATES, 6)

    def pick() -> str:
        return rng.choice(pool)

    def away() -> int:
        return rng.choice((1, 2))

    def corporation() -> Party:
        return cast.corporation(rng.choice(("Delaware", pick())), pick())

    if difficulty == 1:
        return [cast.person(pool[0])], [
            cast.corporation(rng.choice(("Delaware", *pool[:3])), rng.choice(pool[:3]))
        ]
    if difficulty == 2:
        return [cast.person(pool[0], moved=away())], [
            cast.corporation("Delaware", rng.choice(pool[:2])),
            cast.person(rng.choice(pool[:4])),
        ][: rng.randint(1, 2)]
    if difficulty == 3:
        company = cast.company(
            [cast.person(pick()), cast.person(pick(), moved=away()), corporation()][: rng.randint(2, 3)]
        )
        return [cast.person(pool[0], moved=rng.randint(0, 2))], [company]
    inner = cast.company([cast.person(pick()), corporation()], rng.choice(("LLC", "L.P.")))
    outer = cast.company([inner, cast.person(pick(), moved=away())])
    keeper = cast.representative(rng.choice(("estate", "minor")), *rng.sample(pool, 2))
    if difficulty == 4:
        return [keeper], [outer]
    deeper = cast.company([outer, corporation()])
    return [keeper, cast.person(pick(), moved=away())], [deeper, corporation(), cast.person(pick())]


def _amount(rng: random.Random, difficulty: int) -> tuple[int, int]:
    extra = rng.randrange(20, 90) * 100
    if difficulty >= 4 and rng.random() < 0.5:
        return rng.choice((75_000, 75_000, 74_900, 75_001, 75_500)), rng.choice((0, extra))
    if rng.random() < 0.15:
        return rng.randrange(690, 751) * 100, extra
    return rng.randrange(800, 6_000) * 100, 0 if rng.random() < 0.7 else extra


def _common(plaintiffs: list[Party], defendants: list[Party]) -> tuple[Party, Party, str] | None:
    for p in plaintiffs:
        for d in defendants:
            if both := p.states & d.states:
                return p, d, min(both)
    return None


def _story(rng: random.Random, plaintiffs: list[Party], defendants: list[Party], cause: str) -> str:
    one = _side(plaintiffs)
    two = _side(defendants)
    if len(plaintiffs) == len(defendants) == 1 and not plaintiffs[0].more and not defendants[0].more:
        return f"{plaintiffs[0].told}, sues {defendants[0].told}, in federal district court for {cause}."
    which = "Plaintiffs" if len(plaintiffs) > 1 else "Plaintiff"
    other = "Defendants" if len(defendants) > 1 else "Defendant"
    more = " ".join(line for each in (*plaintiffs, *defendants) for line in each.more)
    return f"An action for {cause} is filed in federal district court. {which}: {one}. {other}: {two}. {more}".strip()


def _side(parties: list[Party]) -> str:
    return (
        parties[0].told
        if len(parties) == 1
        else "; ".join(f"({n}) {each.told}" for n, each in enumerate(parties, 1))
    )
