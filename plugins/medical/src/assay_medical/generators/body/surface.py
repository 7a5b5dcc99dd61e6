"""The body surface area."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult; the surface is needed for a dose."""
    return adult(rng, 19, 86, bmi=(17, 39))


COMPLAINTS = (
    "is to start chemotherapy",
    "is planned for the next cycle of carboplatin and paclitaxel",
    "is seen in the burns unit",
    "has cardiac catheterization tomorrow",
)
SCENES = (
    Scene("bsa_mosteller", draw, COMPLAINTS),
    Scene("bsa_du_bois", draw, COMPLAINTS),
)


@generator("medical.bsa_mosteller", verifiers=VERIFIERS)
def bsa_mosteller(rng: random.Random, difficulty: int) -> Draft:
    """Body surface area by Mosteller."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.bsa_du_bois", verifiers=VERIFIERS)
def bsa_du_bois(rng: random.Random, difficulty: int) -> Draft:
    """Body surface area by Du Bois and Du Bois."""
    return SCENES[1].row(rng, difficulty)
