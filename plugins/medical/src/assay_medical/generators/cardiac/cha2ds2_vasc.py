"""CHA2DS2-VASc."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with atrial fibrillation; ages at the cut-offs are frequent."""
    return {
        **adult(rng, 40, 92, 65, 75),
        **some(rng, 0.4, "chf", "hypertension", "diabetes"),
        **some(
            rng, 0.25, "stroke", "tia", "thromboembolism", "myocardial_infarction", "pvd", "aortic_plaque"
        ),
    }


SCENE = Scene(
    "cha2ds2_vasc",
    draw,
    (
        "is found to be in atrial fibrillation at a routine check",
        "presents with palpitations, and the ECG shows atrial fibrillation",
        "is referred to clinic with newly diagnosed atrial fibrillation",
    ),
)


@generator("medical.cha2ds2_vasc", verifiers=VERIFIERS)
def cha2ds2_vasc(rng: random.Random, difficulty: int) -> Draft:
    """The CHA2DS2-VASc score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
