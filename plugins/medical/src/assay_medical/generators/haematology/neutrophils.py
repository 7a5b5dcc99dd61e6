"""The absolute neutrophil count."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A white count from very low to normal, with its differential."""
    white = round(rng.choice((rng.uniform(0.3, 2.5), rng.uniform(1.5, 11))), 1)
    return {
        **person(rng, 18, 84),
        "white_cells": white,
        "segmented_neutrophils": rng.randint(8, 72),
        "band_neutrophils": rng.randint(0, 12),
    }


COMPLAINTS = (
    "has a fever ten days after chemotherapy",
    "takes clozapine and comes for the monthly blood count",
    "has recurrent mouth ulcers",
    "is treated with azathioprine",
    "is seen before the third cycle of chemotherapy",
)
SCENE = Scene("absolute_neutrophil_count", draw, COMPLAINTS, cuts=(500, 1000, 1500), avoid=("temperature",))


@generator("medical.absolute_neutrophil_count", verifiers=VERIFIERS)
def absolute_neutrophil_count(rng: random.Random, difficulty: int) -> Draft:
    """Absolute neutrophil count, bands included, with the class of neutropenia."""
    return SCENE.row(rng, difficulty)
