"""The revised cardiac risk index."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult before an operation; no creatinine within rounding of 2.0 mg/dL."""
    return {
        **adult(rng, 50, 88),
        "creatinine": around(rng, 0.6, 4, 2, step=0.1, off=0.1),
        **some(rng, 0.35, "elevated_risk_surgery", "ischemic_heart_disease", "chf", "stroke",
            "tia", "insulin_treatment"),
    }  # fmt: skip


SCENE = Scene(
    "rcri",
    draw,
    (
        "is seen in the preoperative clinic",
        "comes for assessment before surgery",
    ),
)


@generator("medical.rcri", verifiers=VERIFIERS)
def rcri(rng: random.Random, difficulty: int) -> Draft:
    """The revised cardiac risk index, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
