"""Whether a household is eligible for an invented benefit by its rules."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.benefits import _programs as p


@generator("law.benefit_eligibility", verifiers=r.VERIFIERS)
def benefit_eligibility(rng: random.Random, difficulty: int) -> Draft:
    """Whether a household is eligible: income limits, assets, categorical eligibility, exclusions.

    1: income against a table. 2: a disregard, and a lodger. 3: assets. 4: categorical eligibility notwithstanding the limits. 5: an exclusion of students with exceptions.
    """
    wanted = rng.random() < 0.5
    for _ in range(2_000):
        of = p.program(rng)
        home = p.household(rng, of, difficulty)
        kept = 100 - of.disregard if difficulty >= 2 else 100
        if sum(each.earnings for each in home.members) * kept % 100 or home.assets() in (of.assets_old,):
            continue
        if home.eligible(of, difficulty) == wanted:
            break
    else:
        raise RuntimeError("no household was drawn")
    who = home.people[0].name
    ask = rng.choice(
        (
            f"Is the household of {who} eligible under the {of.name}?",
            f"{who} applies. Is the household eligible?",
        )
    )
    ends = ("The household is eligible.", "The household is not eligible.")
    prompt = r.lay_out(rng, home.told(of, difficulty), ask, p.text(of, difficulty))
    return r.yes_no(
        rng,
        prompt,
        p.steps(of, home, difficulty),
        p.rules(of, difficulty),
        home.facts(),
        "eligible",
        home.eligible(of, difficulty),
        ends,
    )
