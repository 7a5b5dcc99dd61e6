"""Compensation of metabolic disorders: the expected PaCO2, and what the measured one says."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person, ph_of
from assay_medical.scenes import VERIFIERS, Scene


def acidosis(rng: random.Random, _difficulty: int) -> Values:
    """A metabolic acidosis; the PaCO2 is as expected, too high or too low, and often at a limit."""
    bicarbonate = rng.randint(6, 20)
    paco2 = round(max(10.0, 1.5 * bicarbonate + 8 + rng.choice((0, 1, -1, 2, -2, 3, -3, 7, -6, 11))))
    return {
        **person(rng, 18, 90),
        "bicarbonate": bicarbonate,
        "paco2": paco2,
        "ph": ph_of(bicarbonate, paco2),
    }


def alkalosis(rng: random.Random, _difficulty: int) -> Values:
    """A metabolic alkalosis; the PaCO2 is as expected, too high or too low."""
    bicarbonate = rng.randint(31, 46)
    paco2 = round(40 + 0.7 * (bicarbonate - 24) + rng.choice((0, 1, -1, 3, -3, 8, -9)))
    return {
        **person(rng, 18, 90),
        "bicarbonate": bicarbonate,
        "paco2": paco2,
        "ph": ph_of(bicarbonate, paco2),
    }


def without_gas(values: Values) -> Values:
    """Without PaCO2 and pH, which would tell what is asked for."""
    return {key: value for key, value in values.items() if key not in ("paco2", "ph")}


VOMITING = (
    "has vomited for a week because of pyloric stenosis",
    "takes furosemide in a high dose for heart failure",
    "has been on nasogastric suction since the operation",
    "is admitted with primary aldosteronism and cramps",
)


COMPLAINTS = (
    "is admitted with diabetic ketoacidosis",
    "has a lactic acidosis on metformin",
    "has renal tubular acidosis",
    "is acidotic with severe diarrhea",
    "has taken a handful of aspirin tablets",
)
SCENES = (
    Scene(
        "metabolic_acidosis_compensation",
        acidosis,
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
        mixed_from=6,
    ),
    Scene(
        "metabolic_alkalosis_compensation",
        alkalosis,
        VOMITING,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
        mixed_from=6,
    ),
    Scene(
        "winters_pco2",
        lambda rng, difficulty: without_gas(acidosis(rng, difficulty)),
        COMPLAINTS,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
    Scene(
        "metabolic_alkalosis_pco2",
        lambda rng, difficulty: without_gas(alkalosis(rng, difficulty)),
        VOMITING,
        avoid=("lactate", "glucose", "respiratory", "saturation", "heart", "reactive", "temperature"),
    ),
)


@generator("medical.metabolic_acidosis_compensation", verifiers=VERIFIERS)
def metabolic_acidosis_compensation(rng: random.Random, difficulty: int) -> Draft:
    """Whether the PaCO2 answers a metabolic acidosis, by Winters' formula with its range."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.metabolic_alkalosis_compensation", verifiers=VERIFIERS)
def metabolic_alkalosis_compensation(rng: random.Random, difficulty: int) -> Draft:
    """Whether the PaCO2 answers a metabolic alkalosis."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.winters_pco2", verifiers=VERIFIERS)
def winters_pco2(rng: random.Random, difficulty: int) -> Draft:
    """The PaCO2 that Winters' formula expects."""
    return SCENES[2].row(rng, difficulty)


@generator("medical.metabolic_alkalosis_pco2", verifiers=VERIFIERS)
def metabolic_alkalosis_pco2(rng: random.Random, difficulty: int) -> Draft:
    """The PaCO2 expected in a metabolic alkalosis."""
    return SCENES[3].row(rng, difficulty)
