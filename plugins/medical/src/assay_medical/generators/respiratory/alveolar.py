"""Alveolar oxygen and the A–a gradient."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A gas on air or oxygen; some at altitude, where the note gives the pressure."""
    fio2 = rng.choice((21, 21, 24, 28, 35, 40, 50, 60))
    barometric = rng.choice((0, 0, 0, rng.randint(590, 690)))
    while True:
        paco2 = rng.randint(24, 68)
        alveolar = fio2 / 100 * ((barometric or 760) - 47) - paco2 / 0.8
        if alveolar > 52:
            break
    values: Values = {
        **person(rng, 19, 88),
        "fio2": fio2,
        "paco2": paco2,
        "pao2": max(36, round(alveolar - rng.uniform(4, 0.7 * alveolar))),
    }
    return {**values, "barometric_pressure": barometric} if barometric else values


COMPLAINTS = (
    "has acute breathlessness and a clear chest film",
    "is breathless with pneumonia",
    "is found drowsy with slow breathing",
    "has a suspected pulmonary embolism",
    "has an exacerbation of COPD",
    "is seen in the mountain hospital with a cough",
)
SCENES = (
    Scene("alveolar_arterial_gradient", draw, COMPLAINTS, avoid=("reactive", "white", "respiratory")),
    Scene("alveolar_oxygen", draw, COMPLAINTS, avoid=("reactive", "white", "respiratory")),
)


@generator("medical.alveolar_arterial_gradient", verifiers=VERIFIERS)
def alveolar_arterial_gradient(rng: random.Random, difficulty: int) -> Draft:
    """The A–a gradient, with quotient, vapor pressure and barometric pressure stated."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.alveolar_oxygen", verifiers=VERIFIERS)
def alveolar_oxygen(rng: random.Random, difficulty: int) -> Draft:
    """The alveolar oxygen tension by the alveolar gas equation."""
    return SCENES[1].row(rng, difficulty)
