"""The Wells score of deep vein thrombosis."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with a painful leg."""
    return {
        **adult(rng, 22, 88),
        **some(
            rng, 0.35, "active_cancer", "leg_paralysis", "bedridden", "leg_tenderness", "leg_swollen", "calf_swelling", "pitting_edema", "collateral_veins",
            "previous_dvt", "dvt_alternative",
        ),
    }  # fmt: skip


SCENE = Scene(
    "wells_dvt",
    draw,
    (
        "presents with a painful leg",
        "comes in with pain in the left calf",
        "has had discomfort of one leg for four days",
    ),
    avoid=(*NO_BLOODS, "walks", "cancer", "cholecystectomy", "appendectomy"),
)


@generator("medical.wells_dvt", verifiers=VERIFIERS)
def wells_dvt(rng: random.Random, difficulty: int) -> Draft:
    """The Wells score of deep vein thrombosis, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
