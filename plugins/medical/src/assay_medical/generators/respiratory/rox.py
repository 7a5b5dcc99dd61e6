"""The ROX index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Pneumonia on nasal high flow."""
    return {
        **person(rng, 20, 86),
        "fio2": rng.choice((40, 45, 50, 55, 60, 70, 80, 90)),
        "spo2": rng.randint(86, 98),
        "respiratory_rate": rng.randint(18, 40),
    }


COMPLAINTS = (
    "is on high-flow nasal oxygen for COVID-19 pneumonia",
    "is treated with nasal high flow for pneumonia",
    "is moved to the high-dependency unit on high-flow oxygen",
)
SCENE = Scene("rox_index", draw, COMPLAINTS, avoid=("reactive", "white", "respiratory"))


@generator("medical.rox_index", verifiers=VERIFIERS)
def rox_index(rng: random.Random, difficulty: int) -> Draft:
    """ROX index on nasal high flow."""
    return SCENE.row(rng, difficulty)
