"""Creatinine clearance with the weight chosen by the BMI."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult who is thin, of normal weight, or heavy, and a creatinine."""
    values = adult(rng, 24, 92, bmi=rng.choice(((15.5, 18.4), (18.6, 24.9), (25.1, 44))))
    return {**values, "creatinine": round(rng.choice((rng.uniform(0.6, 1.3), rng.uniform(1.2, 4.5))), 1)}


COMPLAINTS = (
    "is to be given vancomycin, and the pharmacist asks for the creatinine clearance",
    "is treated for gram-negative sepsis and needs a dose of amikacin",
    "is switched from warfarin to a direct oral anticoagulant",
    "is admitted with herpes zoster and is to receive aciclovir",
)
SCENE = Scene("creatinine_clearance_adjusted", draw, COMPLAINTS)


@generator("medical.creatinine_clearance_adjusted", verifiers=VERIFIERS)
def creatinine_clearance_adjusted(rng: random.Random, difficulty: int) -> Draft:
    """Creatinine clearance by Cockcroft–Gault with actual, ideal or adjusted weight."""
    return SCENE.row(rng, difficulty)
