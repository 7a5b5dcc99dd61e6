"""The Mentzer index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A microcytosis with many or few red cells."""
    volume = rng.randint(60, 79)
    ratio = rng.choice((rng.uniform(10, 12.8), rng.uniform(13.2, 20)))
    return {**person(rng, 16, 70), "mean_cell_volume": volume, "red_cells": round(volume / ratio, 2)}


COMPLAINTS = (
    "has a microcytosis on a routine count",
    "is pale and tired",
    "is investigated for microcytic anemia",
    "has a sister with thalassemia trait",
)
SCENE = Scene("mentzer_index", draw, COMPLAINTS, avoid=("hemoglobin",), cuts=(13,))


@generator("medical.mentzer_index", verifiers=VERIFIERS)
def mentzer_index(rng: random.Random, difficulty: int) -> Draft:
    """Mentzer index, and what it speaks for."""
    return SCENE.row(rng, difficulty)
