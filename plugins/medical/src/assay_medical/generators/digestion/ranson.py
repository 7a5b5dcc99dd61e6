"""The Ranson criteria."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with pancreatitis not due to gallstones, after 48 hours; no value within rounding of a cut-off in another unit."""
    return {
        **adult(rng, 26, 82, 55),
        "white_cells": around(rng, 6, 24, 16, step=0.1),
        "glucose": around(rng, 90, 320, 200, off=5),
        "ldh": around(rng, 160, 700, 350),
        "ast": around(rng, 20, 500, 250),
        "hematocrit_fall": around(rng, 2, 18, 10),
        "urea_rise": around(rng, 0, 14, 5, off=1),
        "calcium": around(rng, 6.6, 9.8, 8, step=0.1, off=0.2),
        "pao2": around(rng, 46, 95, 60, off=2),
        "base_deficit": around(rng, 0, 10, 4),
        "fluid_sequestration": around(rng, 1, 10, 6, step=0.5),
    }


SCENE = Scene(
    "ranson",
    draw,
    (
        "is treated for acute alcoholic pancreatitis",
        "is in hospital for the second day with pancreatitis caused by hypertriglyceridemia",
    ),
    avoid=("cholecystectomy", "reactive", "lactate"),
)


@generator("medical.ranson", verifiers=VERIFIERS)
def ranson(rng: random.Random, difficulty: int) -> Draft:
    """The Ranson criteria, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
