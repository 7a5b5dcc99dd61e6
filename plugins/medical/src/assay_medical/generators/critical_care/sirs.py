"""The SIRS criteria."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult who may have sepsis; values around the cut-offs."""
    return {
        **adult(rng, 20, 90),
        "temperature": around(rng, 35.2, 40, 36, 38, step=0.1),
        "heart_rate": around(rng, 62, 130, 90),
        "respiratory_rate": around(rng, 12, 34, 20),
        "white_cells": around(rng, 1.6, 22, 4, 12, step=0.1),
    }


SCENE = Scene(
    "sirs",
    draw,
    (
        "presents with fever and chills",
        "is admitted with a suspected infection",
        "becomes unwell on the ward two days after surgery",
    ),
    avoid=("reactive", "lactate"),
)


@generator("medical.sirs", verifiers=VERIFIERS)
def sirs(rng: random.Random, difficulty: int) -> Draft:
    """The SIRS criteria, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
