"""Mean pressure, pulse pressure and shock index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person, pressure
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Pressures from shock to hypertension, with a rate."""
    values = pressure(rng, *rng.choice(((72, 100), (98, 140), (130, 205))))
    rate = rng.randint(92, 142) if int(values["sbp"]) < 100 else rng.randint(52, 112)
    return {**person(rng, 18, 92), **values, "heart_rate": rate}


COMPLAINTS = (
    "is admitted with suspected sepsis",
    "is brought in after a motorcycle crash",
    "feels dizzy",
    "has a headache and a high blood pressure",
    "vomited blood this morning",
    "is reviewed after starting a vasopressor",
)
SCENES = (
    Scene("mean_arterial_pressure", draw, COMPLAINTS, avoid=("lactate", "temperature", "reactive", "white")),
    Scene("pulse_pressure", draw, COMPLAINTS, avoid=("lactate", "temperature", "reactive", "white")),
    Scene("shock_index", draw, COMPLAINTS, avoid=("lactate", "temperature", "reactive", "white")),
)


@generator("medical.mean_arterial_pressure", verifiers=VERIFIERS)
def mean_arterial_pressure(rng: random.Random, difficulty: int) -> Draft:
    """Mean arterial pressure from systolic and diastolic pressure."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.pulse_pressure", verifiers=VERIFIERS)
def pulse_pressure(rng: random.Random, difficulty: int) -> Draft:
    """Pulse pressure."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.shock_index", verifiers=VERIFIERS)
def shock_index(rng: random.Random, difficulty: int) -> Draft:
    """Shock index."""
    return SCENES[2].row(rng, difficulty)
