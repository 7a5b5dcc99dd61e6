"""Gaps corrected for albumin."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, panel, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A panel with a low albumin."""
    return {**person(rng, 20, 90), **panel(rng, (8, 26), (7, 19)), "albumin": round(rng.uniform(1.5, 3.9), 1)}


COMPLAINTS = (
    "is in intensive care with septic shock",
    "has decompensated cirrhosis and is acidotic",
    "is malnourished and has a chest infection",
    "has been on the ward for three weeks with pancreatitis",
    "has nephrotic syndrome and a lactate that is rising",
)
SCENES = (
    Scene(
        "anion_gap_corrected",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "delta_gap_corrected",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "delta_ratio_corrected",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.anion_gap_corrected", verifiers=VERIFIERS)
def anion_gap_corrected(rng: random.Random, difficulty: int) -> Draft:
    """Anion gap corrected for albumin."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.delta_gap_corrected", verifiers=VERIFIERS)
def delta_gap_corrected(rng: random.Random, difficulty: int) -> Draft:
    """Delta gap from the corrected anion gap."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.delta_ratio_corrected", verifiers=VERIFIERS)
def delta_ratio_corrected(rng: random.Random, difficulty: int) -> Draft:
    """Delta ratio from the corrected anion gap."""
    return SCENES[2].row(rng, difficulty)
