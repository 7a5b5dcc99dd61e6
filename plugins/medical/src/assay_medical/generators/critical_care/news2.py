"""NEWS2."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """Observations on a ward; values around the steps of the chart."""
    return {
        **adult(rng, 20, 94),
        "respiratory_rate": around(rng, 7, 32, 9, 12, 21, 25),
        "spo2": around(rng, 82, 99, 84, 86, 88, 92, 94, 96),
        **pressures(rng, around(rng, 82, 225, 91, 101, 111, 220)),
        "heart_rate": around(rng, 38, 138, 41, 51, 91, 111, 131),
        "temperature": around(rng, 34.6, 39.8, 35.1, 36.1, 38.1, 39.1, step=0.1),
        "consciousness": rng.choice(("alert", "alert", "alert", *fact("consciousness").choices)),
        "supplemental_oxygen": rng.random() < 0.4,
        "hypercapnic": rng.random() < 0.25,
    }


SCENE = Scene(
    "news2",
    draw,
    (
        "is reviewed on the ward",
        "is seen on the evening round",
        "is admitted from the emergency department",
    ),
    mixed_from=9,  # the chart is in °C with one decimal
    avoid=("reactive", "white", "lactate"),
)


@generator("medical.news2", verifiers=VERIFIERS)
def news2(rng: random.Random, difficulty: int) -> Draft:
    """NEWS2, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
