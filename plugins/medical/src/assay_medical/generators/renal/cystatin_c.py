"""GFR from cystatin C, alone and with creatinine."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, creatinine, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult with both markers, which agree more or less."""
    values = person(rng, 19, 93)
    found = creatinine(rng, values)
    knot = 0.8 if found < 1.3 else 2.1
    cystatin = rng.choice((knot, round(min(6.5, max(0.5, found * rng.uniform(0.7, 1.3))), 2)))
    return {**values, "creatinine": found, "cystatin_c": cystatin}


COMPLAINTS = (
    "has muscular dystrophy, so the creatinine is hard to judge",
    "has lost a lot of muscle after months in hospital, so cystatin C was added",
    "takes part in a study of kidney function",
    "is reviewed before chemotherapy with cisplatin",
    "has a borderline eGFR, which is to be confirmed",
)
SCENES = (
    Scene("ckd_epi_cystatin_c", draw, COMPLAINTS, cuts=(15, 30, 45, 60, 90)),
    Scene("ckd_epi_combined_2021", draw, COMPLAINTS, cuts=(15, 30, 45, 60, 90)),
)


@generator("medical.ckd_epi_cystatin_c", verifiers=VERIFIERS)
def ckd_epi_cystatin_c(rng: random.Random, difficulty: int) -> Draft:
    """GFR by the CKD-EPI equation of 2012 for cystatin C; the creatinine is a distractor."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.ckd_epi_combined_2021", verifiers=VERIFIERS)
def ckd_epi_combined_2021(rng: random.Random, difficulty: int) -> Draft:
    """GFR by the CKD-EPI equation of 2021 for creatinine and cystatin C."""
    return SCENES[1].row(rng, difficulty)
