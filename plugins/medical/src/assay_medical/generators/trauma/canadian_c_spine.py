"""The Canadian C-spine rule."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An alert patient with a stable injury of the neck; ages around 65."""
    return {
        **adult(rng, 18, 80, 65),
        **some(rng, 0.2, "dangerous_mechanism", "paresthesias", "rear_end"),
        **some(rng, 0.4, "sitting", "ambulatory", "delayed_pain", "no_midline_tenderness"),
        "rotates_neck": rng.random() < 0.7,
    }


SCENE = Scene(
    "canadian_c_spine",
    draw,
    (
        "has neck pain after an accident",
        "is brought in with pain in the neck after an accident",
    ),
    avoid=("walks",),
)


@generator("medical.canadian_c_spine", verifiers=VERIFIERS)
def canadian_c_spine(rng: random.Random, difficulty: int) -> Draft:
    """The Canadian C-spine rule, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
