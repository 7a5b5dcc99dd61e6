"""The NIH Stroke Scale."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_ITEMS = tuple(f"nihss_{each}" for each in ("1a", "1b", "1c", "2", "3", "4", "5a", "5b", "6a", "6b", "7", "8", "9", "10", "11"))  # fmt: skip


def draw(rng: random.Random, difficulty: int) -> Mapping[str, Value]:
    """A patient with an acute stroke: most items are normal at the lower difficulties."""
    normal = 0.75 - 0.08 * difficulty
    while True:
        points = {
            key: 0 if rng.random() < normal else rng.randrange(len(fact(key).choices)) for key in _ITEMS
        }
        if _likely(points):
            return {**adult(rng, 40, 90), **{key: fact(key).choices[n] for key, n in points.items()}}


def _likely(points: Mapping[str, int]) -> bool:
    """Whether the items can be found in one patient: who is mute says nothing right, and a limb that does not move has no ataxia."""
    awake, months, language, speech = (points[f"nihss_{each}"] for each in ("1a", "1b", "9", "10"))
    limbs = [points[f"nihss_{each}"] for each in ("5a", "5b", "6a", "6b")]
    return (
        (language < 2 or months == 2)
        and (language < 3 or speech == 2)
        and (speech < 2 or months == 2)
        and (awake < 2 or (months == 2 and points["nihss_1c"] == 2))
        and (awake < 3 or (language == 3 and min(limbs) > 2))
        and (points["nihss_7"] == 0 or sum(each < 3 for each in limbs) >= 2)
    )


SCENE = Scene(
    "nihss",
    draw,
    (
        "is brought in with an acute stroke",
        "woke up with a stroke",
    ),
    avoid=("stroke", "walks"),
)


@generator("medical.nihss", verifiers=VERIFIERS)
def nihss(rng: random.Random, difficulty: int) -> Draft:
    """The NIH Stroke Scale, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
