"""Flow and resistance from the catheter."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Heart failure, shock or a healthy circulation, with its flow and pressures."""
    values = adult(rng, 24, 84, bmi=(19, 36))
    output = round(rng.uniform(2.4, 9.5), 1)
    return {
        **values,
        "cardiac_output": output,
        "heart_rate": rng.randint(58, 128),
        "mean_pressure": rng.randint(52, 108),
        "central_venous_pressure": rng.randint(2, 19),
    }


def draw_fick(rng: random.Random, _difficulty: int) -> Values:
    """Saturations, hemoglobin and oxygen consumption at catheterization."""
    arterial = rng.randint(91, 99)
    return {
        **person(rng, 24, 84),
        "oxygen_consumption": rng.randint(165, 310),
        "hemoglobin": round(rng.uniform(8.5, 16.5), 1),
        "sao2": arterial,
        "svo2": arterial - rng.randint(20, 46),
    }


COMPLAINTS = (
    "has a right heart catheter for pulmonary hypertension",
    "is in intensive care with a pulmonary artery catheter in place",
    "is in shock, the cause of which is not clear",
    "is evaluated for a heart transplant",
)
SCENES = (
    Scene("systemic_vascular_resistance", draw, COMPLAINTS, avoid=("lactate", "temperature", "blood")),
    Scene("cardiac_index", draw, COMPLAINTS, avoid=("lactate", "temperature", "blood")),
    Scene("stroke_volume", draw, COMPLAINTS, avoid=("lactate", "temperature", "blood")),
    Scene("cardiac_output_fick", draw_fick, COMPLAINTS),
)


@generator("medical.systemic_vascular_resistance", verifiers=VERIFIERS)
def systemic_vascular_resistance(rng: random.Random, difficulty: int) -> Draft:
    """Systemic vascular resistance in dyn·s/cm⁵."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.cardiac_index", verifiers=VERIFIERS)
def cardiac_index(rng: random.Random, difficulty: int) -> Draft:
    """Cardiac index with the body surface of Mosteller."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.stroke_volume", verifiers=VERIFIERS)
def stroke_volume(rng: random.Random, difficulty: int) -> Draft:
    """Stroke volume from output and rate."""
    return SCENES[2].row(rng, difficulty)


@generator("medical.cardiac_output_fick", verifiers=VERIFIERS)
def cardiac_output_fick(rng: random.Random, difficulty: int) -> Draft:
    """Cardiac output by the Fick principle."""
    return SCENES[3].row(rng, difficulty)
