"""Delta gap and delta ratio."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, panel, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A high-gap acidosis, pure or mixed."""
    return {**person(rng, 18, 90), **panel(rng, (14, 32), (5, 19))}


COMPLAINTS = (
    "is admitted with diabetic ketoacidosis",
    "has lactic acidosis in septic shock",
    "has been vomiting for three days and is acidotic",
    "is treated for salicylate poisoning",
    "has alcoholic ketoacidosis",
)
SCENES = (
    Scene(
        "delta_gap",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "delta_ratio",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.delta_gap", verifiers=VERIFIERS)
def delta_gap(rng: random.Random, difficulty: int) -> Draft:
    """Delta gap: the anion gap over 12."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.delta_ratio", verifiers=VERIFIERS)
def delta_ratio(rng: random.Random, difficulty: int) -> Draft:
    """Delta ratio: the rise of the gap over the fall of bicarbonate."""
    return SCENES[1].row(rng, difficulty)
