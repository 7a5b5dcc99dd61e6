"""The pattern of a liver injury."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Drug-induced liver injury of one of three patterns."""
    ratio = rng.choice((rng.uniform(0.4, 2), rng.uniform(2.1, 4.9), rng.uniform(5, 25)))
    alp_limit, alt_limit = rng.choice((115, 120, 129, 130)), rng.choice((35, 40, 41, 45))
    alp = round(alp_limit * rng.uniform(1.1, 3.4))
    return {
        **person(rng, 20, 84),
        "alp": alp,
        "alp_limit": alp_limit,
        "alt_limit": alt_limit,
        "alt": max(20, round(ratio * alp / alp_limit * alt_limit)),
    }


COMPLAINTS = (
    "is jaundiced two weeks after amoxicillin–clavulanate",
    "feels unwell and itches after a new herbal remedy",
    "has abnormal liver tests on isoniazid",
    "took nitrofurantoin for months and now has raised liver enzymes",
)
SCENE = Scene("r_factor", draw, COMPLAINTS, cuts=(2, 5))


@generator("medical.r_factor", verifiers=VERIFIERS)
def r_factor(rng: random.Random, difficulty: int) -> Draft:
    """The R factor, and the pattern that it means."""
    return SCENE.row(rng, difficulty)
