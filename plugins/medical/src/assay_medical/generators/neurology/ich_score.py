"""The ICH score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with an intracerebral hemorrhage; values around the cut-offs."""
    return {
        **adult(rng, 38, 93, 80),
        "gcs": around(rng, 3, 15, 5, 13),
        "ich_volume": around(rng, 4, 90, 30),
        **some(rng, 0.4, "ivh", "infratentorial"),
    }


SCENE = Scene(
    "ich_score",
    draw,
    (
        "is admitted with an intracerebral hemorrhage",
        "collapses at home, and CT shows an intracerebral hemorrhage",
    ),
)


@generator("medical.ich_score", verifiers=VERIFIERS)
def ich_score(rng: random.Random, difficulty: int) -> Draft:
    """The ICH score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
