"""The complete Rockall score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient with bleeding from the upper gut, after endoscopy."""
    return {
        **adult(rng, 30, 93, 60, 80),
        "heart_rate": around(rng, 62, 130, 100, off=1),  # at 100 versions differ
        **pressures(rng, around(rng, 78, 150, 100)),
        "rockall_comorbidity": rng.choice(fact("rockall_comorbidity").choices),
        "endoscopic_diagnosis": rng.choice(fact("endoscopic_diagnosis").choices),
        "recent_hemorrhage_stigmata": rng.random() < 0.5,
    }


SCENE = Scene(
    "rockall",
    draw,
    (
        "is admitted with hematemesis",
        "has bled from the upper gastrointestinal tract",
    ),
    avoid=("heart", "stroke", "hemoglobin"),
)


@generator("medical.rockall", verifiers=VERIFIERS)
def rockall(rng: random.Random, difficulty: int) -> Draft:
    """The complete Rockall score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
