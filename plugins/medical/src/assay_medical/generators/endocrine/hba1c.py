"""HbA1c in IFCC units."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Diabetes or prediabetes."""
    return {**person(rng, 18, 88), "hba1c": round(rng.uniform(5.2, 13.8), 1)}


COMPLAINTS = (
    "has type 2 diabetes and moves to the United Kingdom",
    "is seen in the diabetes clinic, where results are reported in both units",
    "has type 1 diabetes and comes for the quarterly review",
)
SCENE = Scene("hba1c_ifcc", draw, COMPLAINTS, avoid=("glucose",))


@generator("medical.hba1c_ifcc", verifiers=VERIFIERS)
def hba1c_ifcc(rng: random.Random, difficulty: int) -> Draft:
    """HbA1c from percent to mmol/mol by the master equation."""
    return SCENE.row(rng, difficulty)
