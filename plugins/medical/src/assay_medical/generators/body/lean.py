"""Lean body weight and lean body mass."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult, often heavy."""
    return adult(rng, 19, 80, bmi=(20, 48))


COMPLAINTS = (
    "is seen by the anesthetist before surgery",
    "is planned for a propofol infusion",
    "has contrast-enhanced CT tomorrow",
    "takes part in a study of body composition",
)
SCENES = (
    Scene("lean_body_weight", draw, COMPLAINTS),
    Scene("lean_body_mass_boer", draw, COMPLAINTS),
)


@generator("medical.lean_body_weight", verifiers=VERIFIERS)
def lean_body_weight(rng: random.Random, difficulty: int) -> Draft:
    """Lean body weight by Janmahasatian."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.lean_body_mass_boer", verifiers=VERIFIERS)
def lean_body_mass_boer(rng: random.Random, difficulty: int) -> Draft:
    """Lean body mass by Boer."""
    return SCENES[1].row(rng, difficulty)
