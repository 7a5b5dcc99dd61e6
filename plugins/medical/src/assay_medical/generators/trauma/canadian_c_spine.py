"""The Canadian C-spine rule."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An alert patient with a stable injury of the neck; ages around 65."""
    rear_end = rng.random() < 0.25
    return {
        **adult(rng, 18, 80, 65),
        "rear_end": rear_end,
        "dangerous_mechanism": not rear_end and rng.random() < 0.25,
        "paresthesias": rng.random() < 0.2,
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
    avoid=(*NO_BLOODS, "walks"),
)


@generator("medical.canadian_c_spine", verifiers=VERIFIERS)
def canadian_c_spine(rng: random.Random, difficulty: int) -> Draft:
    """The Canadian C-spine rule, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
