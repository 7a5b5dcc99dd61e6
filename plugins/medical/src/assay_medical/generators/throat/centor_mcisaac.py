"""The McIsaac score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with a sore throat; ages around 15 and 45, temperatures around 38 °C."""
    return {
        **adult(rng, 4, 68, 15, 45),
        "temperature": around(rng, 36.4, 39.8, 38, step=0.1),
        **some(rng, 0.5, "cough_absent", "cervical_nodes", "tonsil_exudate"),
    }


SCENE = Scene(
    "centor_mcisaac",
    draw,
    (
        "presents with a sore throat",
        "comes to the practice with a sore throat",
    ),
    avoid=NO_BLOODS,
)


@generator("medical.centor_mcisaac", verifiers=VERIFIERS)
def centor_mcisaac(rng: random.Random, difficulty: int) -> Draft:
    """The McIsaac score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
