"""GFR from creatinine."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, creatinine, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult, and a creatinine from normal to severe impairment; the knots of the equation are frequent."""
    values = person(rng, 19, 93)
    return {**values, "creatinine": creatinine(rng, values)}


COMPLAINTS = (
    "is seen for the yearly review of hypertension",
    "is reviewed in clinic for chronic kidney disease",
    "has routine bloods before elective hernia surgery",
    "is started on an ACE inhibitor and comes back for the kidney tests",
    "presents with two weeks of ankle swelling",
    "is followed up after an episode of acute kidney injury",
)
SCENE = Scene("ckd_epi_2021", draw, COMPLAINTS, cuts=(15, 30, 45, 60, 90))


@generator("medical.ckd_epi_2021", verifiers=VERIFIERS)
def ckd_epi_2021(rng: random.Random, difficulty: int) -> Draft:
    """GFR by the race-free CKD-EPI equation of 2021, from a note, with its G stage."""
    return SCENE.row(rng, difficulty)
