"""Bicarbonate: its deficit, and how a gas tells it."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult, ph_of
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A metabolic acidosis with its gas."""
    bicarbonate = rng.randint(5, 19)
    paco2 = max(12, round(1.5 * bicarbonate + 8 + rng.randint(-4, 5)))
    return {**adult(rng, 20, 88), "bicarbonate": bicarbonate, "paco2": paco2, "ph": ph_of(bicarbonate, paco2)}


def draw_gas(rng: random.Random, difficulty: int) -> Values:
    """The same without the bicarbonate, which is asked for."""
    values = draw(rng, difficulty)
    del values["bicarbonate"], values["weight"], values["height"]
    return values


COMPLAINTS = (
    "has profuse watery diarrhea",
    "is admitted with renal tubular acidosis",
    "has advanced kidney disease and feels short of breath",
    "is acidotic after an ileal conduit",
)
SCENES = (
    Scene(
        "bicarbonate_deficit",
        draw,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "bicarbonate_from_gas",
        draw_gas,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.bicarbonate_deficit", verifiers=VERIFIERS)
def bicarbonate_deficit(rng: random.Random, difficulty: int) -> Draft:
    """Bicarbonate deficit with a space of half the weight."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.bicarbonate_from_gas", verifiers=VERIFIERS)
def bicarbonate_from_gas(rng: random.Random, difficulty: int) -> Draft:
    """Bicarbonate by the Henderson–Hasselbalch equation."""
    return SCENES[1].row(rng, difficulty)
