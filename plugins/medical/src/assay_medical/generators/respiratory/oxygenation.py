"""Indices of oxygenation."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A ventilated patient with lungs that fail more or less."""
    fio2 = rng.choice((35, 40, 45, 50, 60, 70, 80, 100))
    return {
        **person(rng, 18, 84),
        "fio2": fio2,
        "pao2": rng.randint(48, max(70, round(3.4 * fio2))),
        "mean_airway_pressure": rng.randint(9, 26),
    }


COMPLAINTS = (
    "is ventilated for ARDS due to influenza",
    "is intubated after aspiration",
    "is ventilated with severe pneumonia",
    "develops bilateral infiltrates after pancreatitis",
)
SCENES = (
    Scene("pf_ratio", draw, COMPLAINTS, cuts=(100, 200, 300), avoid=("reactive", "white", "respiratory")),
    Scene("oxygenation_index", draw, COMPLAINTS, avoid=("reactive", "white", "respiratory")),
)


@generator("medical.pf_ratio", verifiers=VERIFIERS)
def pf_ratio(rng: random.Random, difficulty: int) -> Draft:
    """PaO2 over FiO2, with the class of the Berlin definition."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.oxygenation_index", verifiers=VERIFIERS)
def oxygenation_index(rng: random.Random, difficulty: int) -> Draft:
    """Oxygenation index."""
    return SCENES[1].row(rng, difficulty)
