"""PHQ-9."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = tuple(
    f"phq_{each}" for each in ("interest", "mood", "sleep", "energy", "appetite", "worth", "concentration", "motor", "selfharm")
)  # fmt: skip


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Somebody with low mood: nine answers."""
    return {**adult(rng, 18, 80), **{key: rng.choice(fact(key).choices) for key in _ITEMS}}


SCENE = Scene(
    "phq9",
    draw,
    (
        "comes to the practice with low mood over the past weeks",
        "is seen for tiredness and low mood",
    ),
)


@generator("medical.phq9", verifiers=VERIFIERS)
def phq9(rng: random.Random, difficulty: int) -> Draft:
    """PHQ-9, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
