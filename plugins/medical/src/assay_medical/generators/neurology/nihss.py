"""The NIH Stroke Scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = tuple(f"nihss_{each}" for each in ("1a", "1b", "1c", "2", "3", "4", "5a", "5b", "6a", "6b", "7", "8", "9", "10", "11"))  # fmt: skip


def draw(rng: random.Random, difficulty: int) -> Mapping[str, Value]:
    """A patient with an acute stroke: most items are normal at the lower difficulties."""
    normal = 0.75 - 0.08 * difficulty
    return {
        **adult(rng, 40, 90),
        **{key: rng.choice(fact(key).choices[: 1 if rng.random() < normal else None]) for key in _ITEMS},
    }


SCENE = Scene(
    "nihss",
    draw,
    (
        "is brought in with an acute stroke",
        "woke up with a stroke",
    ),
    avoid=("stroke", "walks"),
)


@generator("medical.nihss", verifiers=VERIFIERS)
def nihss(rng: random.Random, difficulty: int) -> Draft:
    """The NIH Stroke Scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
