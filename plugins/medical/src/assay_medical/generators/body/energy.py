"""Resting energy."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult."""
    return adult(rng, 19, 84, bmi=(17, 41))


COMPLAINTS = (
    "is seen by the dietitian",
    "asks how much energy the body uses at rest",
    "needs enteral feeding after a stroke",
    "recovers from surgery and eats little",
)
SCENE = Scene("resting_energy_mifflin", draw, COMPLAINTS)


@generator("medical.resting_energy_mifflin", verifiers=VERIFIERS)
def resting_energy_mifflin(rng: random.Random, difficulty: int) -> Draft:
    """Resting energy expenditure by Mifflin and St Jeor."""
    return SCENE.row(rng, difficulty)
