"""The Caprini score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, some
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = (
    "major_surgery_month", "chf_month", "sepsis_month", "pneumonia_month", "varicose_veins", "swollen_legs", "inflammatory_bowel_disease", "acute_mi", "copd",
    "malignancy", "cast_month", "central_venous_access", "family_thrombosis", "factor_v_leiden", "prothrombin_20210a", "homocysteine_high", "lupus_anticoagulant",
    "anticardiolipin", "hit", "leg_fracture_month", "stroke_month", "trauma_month", "spinal_injury_month", "previous_dvt",
)  # fmt: skip


def draw(rng: random.Random, difficulty: int) -> Mapping[str, Value]:
    """An adult before surgery; the note names some of the items, the others are absent."""
    named = rng.sample(_ITEMS, 8 + 2 * difficulty)
    return {
        **adult(rng, 25, 88, 41, 61, 75),
        "bmi": around(rng, 18, 42, 25, step=0.1),
        "surgery_type": rng.choice(fact("surgery_type").choices),
        "mobility_caprini": rng.choice(fact("mobility_caprini").choices),
        **some(rng, 0.25, *named),
    }


SCENE = Scene(
    "caprini",
    draw,
    (
        "is assessed for thromboprophylaxis before surgery",
        "is admitted to a surgical ward",
    ),
    avoid=("walks", "cancer", "cholecystectomy", "appendectomy", "heart", "stroke"),
)


@generator("medical.caprini", verifiers=VERIFIERS)
def caprini(rng: random.Random, difficulty: int) -> Draft:
    """The Caprini score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
