"""The PECARN rule for head injuries."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A child of two to seventeen with a head injury."""
    return {
        **adult(rng, 2, 17),
        **some(rng, 0.15, "head_gcs_14", "basilar_fracture"),
        **some(rng, 0.25, "head_loc", "head_vomiting", "severe_mechanism", "severe_headache"),
    }


SCENE = Scene(
    "pecarn_head",
    draw,
    (
        "is brought in after a blow to the head",
        "hit the head two hours ago",
    ),
    avoid=NO_BLOODS,
)


@generator("medical.pecarn_head", verifiers=VERIFIERS)
def pecarn_head(rng: random.Random, difficulty: int) -> Draft:
    """The PECARN rule for head injuries, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
