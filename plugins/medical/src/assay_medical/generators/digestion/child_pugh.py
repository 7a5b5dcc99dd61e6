"""The Child–Pugh score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with cirrhosis; no bilirubin within rounding of a cut-off."""
    return {
        **adult(rng, 30, 78),
        "bilirubin": around(rng, 0.6, 9, 2, 3, step=0.1, off=0.1),
        "albumin": around(rng, 1.9, 4.4, 2.8, 3.5, step=0.1),
        "inr": around(rng, 0.9, 3, 1.7, 2.3, step=0.1, off=0.1),
        "ascites": rng.choice(fact("ascites").choices),
        "encephalopathy": rng.choice(("no encephalopathy", "grade 1-2", "grade 3-4")),
    }


SCENE = Scene(
    "child_pugh",
    draw,
    (
        "is seen in the liver clinic with alcoholic cirrhosis",
        "has cirrhosis due to hepatitis C",
        "is admitted with decompensated cirrhosis",
    ),
    avoid=("platelet",),
)


@generator("medical.child_pugh", verifiers=VERIFIERS)
def child_pugh(rng: random.Random, difficulty: int) -> Draft:
    """The Child–Pugh score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
