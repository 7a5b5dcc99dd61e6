"""The anion gap, without and with potassium."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, panel, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A basic panel with a normal or a raised gap."""
    values = panel(rng, *rng.choice((((7, 13), (14, 29)), ((14, 32), (6, 20)))))
    return {**person(rng, 18, 90), **values, "potassium": round(rng.uniform(2.8, 6.2), 1)}


COMPLAINTS = (
    "presents with abdominal pain and vomiting",
    "is breathing fast and deep",
    "is brought in after an overdose of unknown tablets",
    "has a septic knee",
    "is admitted with diabetic ketoacidosis",
)
SCENES = (
    Scene(
        "anion_gap",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "anion_gap_potassium",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.anion_gap", verifiers=VERIFIERS)
def anion_gap(rng: random.Random, difficulty: int) -> Draft:
    """Anion gap without potassium; the potassium is a distractor."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.anion_gap_potassium", verifiers=VERIFIERS)
def anion_gap_potassium(rng: random.Random, difficulty: int) -> Draft:
    """Anion gap with potassium."""
    return SCENES[1].row(rng, difficulty)
