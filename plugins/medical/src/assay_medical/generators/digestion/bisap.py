"""BISAP."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with acute pancreatitis; values around the cut-offs."""
    return {
        **adult(rng, 24, 88, 60),
        "urea_nitrogen": around(rng, 8, 50, 25, off=1),
        "temperature": around(rng, 35.6, 39.4, 36, 38, step=0.1),
        "heart_rate": around(rng, 66, 128, 90),
        "respiratory_rate": around(rng, 12, 30, 20),
        "white_cells": around(rng, 3, 21, 4, 12, step=0.1),
        **some(rng, 0.35, "altered_mental_status", "pleural_effusion"),
    }


SCENE = Scene(
    "bisap",
    draw,
    (
        "is admitted with acute pancreatitis",
        "presents with epigastric pain and a lipase ten times normal",
    ),
    avoid=("cholecystectomy", "reactive", "lactate"),
)


@generator("medical.bisap", verifiers=VERIFIERS)
def bisap(rng: random.Random, difficulty: int) -> Draft:
    """BISAP, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
