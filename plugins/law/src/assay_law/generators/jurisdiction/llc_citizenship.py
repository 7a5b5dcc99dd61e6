"""Of how many States a company or partnership is a citizen."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.jurisdiction._parties import CITIZENSHIP, STATES, Cast, Party

_PROGRAM = (
    CITIZENSHIP
    + """
% § 1332(a)(1): The States of which the entity is a citizen are counted.
states(N) :- asked(P), N = #count { S : citizen(P, S) }.
"""
)


@generator("law.llc_citizenship", verifiers=r.VERIFIERS)
def llc_citizenship(rng: random.Random, difficulty: int) -> Draft:
    """The number of States of which an unincorporated entity is a citizen for § 1332.

    1: two persons as members. 2: a corporation among them. 3: a member company. 4: two member entities. 5: three layers, and members who live away from home.
    """
    cast = Cast(rng)
    pool = rng.sample(STATES, 3 + difficulty)

    def person() -> Party:
        return cast.person(rng.choice(pool), moved=rng.choice((0, 1, 2)) if difficulty >= 2 else 0)

    def corporation() -> Party:
        return cast.corporation(rng.choice(("Delaware", *pool)), rng.choice(pool))

    if difficulty == 1:
        members = [person() for _ in range(rng.randint(2, 3))]
    elif difficulty == 2:
        members = [person(), corporation(), person()]
    elif difficulty == 3:
        members = [cast.company([person(), corporation()]), person(), corporation()]
    elif difficulty == 4:
        members = [
            cast.company([person(), corporation()]),
            cast.company([person(), person()], "L.P."),
            corporation(),
        ]
    else:
        inner = cast.company([person(), corporation()], "L.P.")
        members = [
            cast.company([inner, person(), corporation()]),
            cast.company([person(), person()]),
            corporation(),
            person(),
        ]
    whole = cast.company(members)
    facts = [*dict.fromkeys(whole.facts), f"asked({whole.atom})"]
    story = f"The question concerns {whole.told}. {' '.join(whole.more)} All natural persons named are citizens of the United States."
    ask = rng.choice(
        (
            f"Of how many States is {whole.name} a citizen for purposes of diversity jurisdiction?",
            f"For § 1332, {whole.name} is a citizen of how many different States? Name them and give the number.",
        )
    )
    count = len(whole.states)
    steps = list(whole.why)
    names = r.listed(sorted(whole.states))
    steps.append(f"Counted once each, the State{'s are' if count > 1 else ' is'}: {names}.")
    ends = (
        f"{whole.name} is a citizen of {{shown}} State{'s' if count > 1 else ''}.",
        "Answer: {shown}",
        "The number of States is {shown}.",
    )
    prompt = r.lay_out(rng, story, ask, r.quote("1332-c-1", "diversity-cases"))
    return r.number(rng, prompt, steps, _PROGRAM, facts, "states(N)", count, str(count), ends)
