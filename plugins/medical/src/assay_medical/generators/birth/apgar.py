"""The Apgar score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact

_SIGNS = ("apgar_color", "apgar_pulse", "apgar_reflex", "apgar_tone", "apgar_breathing")


def draw(rng: random.Random, difficulty: int) -> Mapping[str, Value]:
    """A newborn five minutes old; with the difficulty grows what is measured besides."""
    others: tuple[tuple[str, Value], ...] = (
        ("weight", rng.randint(22, 43) / 10),
        ("temperature", rng.randint(363, 374) / 10),
        ("glucose", rng.randint(48, 90)),
        ("hematocrit", rng.randint(45, 62)),
    )
    return {**_signs(rng), **dict(others[: difficulty - 1])}


def _signs(rng: random.Random) -> dict[str, Value]:
    """Signs that go together: without a heartbeat nothing moves, and who cries is neither limp nor blue all over."""
    while True:
        points = {key: rng.randrange(3) for key in _SIGNS}
        pulse, breathing = points["apgar_pulse"], points["apgar_breathing"]
        alive = pulse > 0 or not any(points.values())
        slow = pulse == 2 or max(points["apgar_tone"], points["apgar_color"], breathing) < 2
        breathes = breathing > 0 or max(n for key, n in points.items() if key != "apgar_pulse") < 2
        cries = breathing < 2 or min(points["apgar_tone"], points["apgar_reflex"], points["apgar_color"]) > 0
        if alive and slow and breathes and cries:
            return {key: fact(key).choices[n] for key, n in points.items()}


SCENE = Scene(
    "apgar",
    draw,
    (
        "is examined five minutes after birth",
        "was born by cesarean section and is five minutes old",
        "was born at 39 weeks by vacuum extraction and is five minutes old",
        "was delivered at 36 weeks and is now five minutes old",
    ),
    person="newborn",
)


@generator("medical.apgar", verifiers=VERIFIERS)
def apgar(rng: random.Random, difficulty: int) -> Draft:
    """The Apgar score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
