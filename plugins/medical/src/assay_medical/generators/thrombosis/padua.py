"""The Padua prediction score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A medical inpatient; ages around 70, body mass index around 30."""
    return {
        **adult(rng, 35, 92, 70),
        "bmi": around(rng, 17, 42, 30, step=0.1),
        **some(
            rng, 0.25, "active_cancer", "previous_vte", "reduced_mobility", "thrombophilia", "surgery_trauma_month", "heart_respiratory_failure", "mi_or_stroke",
            "infection_rheumatic", "ongoing_hormones",
        ),
    }  # fmt: skip


SCENE = Scene(
    "padua",
    draw,
    (
        "is admitted to a medical ward",
        "is admitted to general medicine",
    ),
    avoid=("walks", "cancer", "cholecystectomy", "appendectomy", "stroke", "heart"),
)


@generator("medical.padua", verifiers=VERIFIERS)
def padua(rng: random.Random, difficulty: int) -> Draft:
    """The Padua prediction score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
