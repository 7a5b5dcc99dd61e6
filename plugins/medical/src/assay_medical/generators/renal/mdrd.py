"""GFR by the MDRD equation."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult whose kidneys work less well; the race is stated in some notes."""
    values = person(rng, 22, 90)
    found: Values = {**values, "creatinine": round(rng.uniform(1.0, 6.5), rng.choice((1, 2)))}
    if rng.random() < 0.5:
        found["race"] = rng.choice(("black", "white"))
    return found


COMPLAINTS = (
    "is followed in the renal clinic",
    "is seen for diabetic nephropathy",
    "has had a raised creatinine for two years",
    "is referred because of proteinuria",
)
SCENE = Scene("mdrd", draw, COMPLAINTS, cuts=(15, 30, 45, 60, 90))


@generator("medical.mdrd", verifiers=VERIFIERS)
def mdrd(rng: random.Random, difficulty: int) -> Draft:
    """GFR by the MDRD study equation with the factor 175."""
    return SCENE.row(rng, difficulty)
