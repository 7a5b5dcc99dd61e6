"""The bicarbonate expected in respiratory disorders."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def high(rng: random.Random, _difficulty: int) -> Values:
    """A raised PaCO2."""
    return {**person(rng, 30, 90), "paco2": rng.randint(48, 92)}


def low(rng: random.Random, _difficulty: int) -> Values:
    """A low PaCO2."""
    return {**person(rng, 18, 80), "paco2": rng.randint(16, 33)}


SCENES = (
    Scene(
        "acute_respiratory_acidosis_bicarbonate",
        high,
        (
            "is found unresponsive after an opioid overdose",
            "has status asthmaticus and tires",
            "breathes shallowly after a general anesthetic",
        ),
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "chronic_respiratory_acidosis_bicarbonate",
        high,
        (
            "has severe COPD and uses oxygen at home",
            "has obesity hypoventilation syndrome",
            "has a neuromuscular disease with weak breathing",
        ),
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "acute_respiratory_alkalosis_bicarbonate",
        low,
        (
            "has a panic attack with tingling fingers",
            "has sudden chest pain and breathes fast",
            "arrives breathless with a pulmonary embolism",
        ),
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "chronic_respiratory_alkalosis_bicarbonate",
        low,
        (
            "has lived for months at high altitude",
            "has cirrhosis and breathes fast without distress",
            "has interstitial lung disease",
        ),
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.acute_respiratory_acidosis_bicarbonate", verifiers=VERIFIERS)
def acute_respiratory_acidosis_bicarbonate(rng: random.Random, difficulty: int) -> Draft:
    """The bicarbonate expected in acute respiratory acidosis."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.chronic_respiratory_acidosis_bicarbonate", verifiers=VERIFIERS)
def chronic_respiratory_acidosis_bicarbonate(rng: random.Random, difficulty: int) -> Draft:
    """The bicarbonate expected in chronic respiratory acidosis."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.acute_respiratory_alkalosis_bicarbonate", verifiers=VERIFIERS)
def acute_respiratory_alkalosis_bicarbonate(rng: random.Random, difficulty: int) -> Draft:
    """The bicarbonate expected in acute respiratory alkalosis."""
    return SCENES[2].row(rng, difficulty)


@generator("medical.chronic_respiratory_alkalosis_bicarbonate", verifiers=VERIFIERS)
def chronic_respiratory_alkalosis_bicarbonate(rng: random.Random, difficulty: int) -> Draft:
    """The bicarbonate expected in chronic respiratory alkalosis."""
    return SCENES[3].row(rng, difficulty)
