"""Albumin in the urine."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A spot urine with little or much albumin."""
    creatinine_found = rng.randint(30, 240)
    ratio = rng.choice((rng.uniform(4, 29), rng.uniform(31, 290), rng.uniform(305, 2400)))
    return {
        **person(rng, 20, 86),
        "urine_creatinine": creatinine_found,
        "urine_albumin": max(2, round(ratio * creatinine_found / 100)),
    }


COMPLAINTS = (
    "has type 2 diabetes and comes for the yearly screening",
    "has hypertension and is screened for kidney damage",
    "is followed for diabetic nephropathy",
    "has foamy urine",
)
SCENE = Scene("albumin_creatinine_ratio", draw, COMPLAINTS, cuts=(3, 30))


@generator("medical.albumin_creatinine_ratio", verifiers=VERIFIERS)
def albumin_creatinine_ratio(rng: random.Random, difficulty: int) -> Draft:
    """Albumin-to-creatinine ratio in mg/mmol, with the KDIGO category."""
    return SCENE.row(rng, difficulty)
