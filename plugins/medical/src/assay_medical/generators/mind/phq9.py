"""PHQ-9."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import NO_BLOODS, adult
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
        "completes the PHQ-9 before a routine appointment",
        "fills in a questionnaire about the past two weeks with the practice nurse",
        "is asked about mood over the past two weeks",
    ),
    avoid=NO_BLOODS,
)


@generator("medical.phq9", verifiers=VERIFIERS)
def phq9(rng: random.Random, difficulty: int) -> Draft:
    """PHQ-9, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
