"""The GRACE score."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with an acute coronary syndrome; values around the steps of the nomogram."""
    killip = rng.choice(("I", "I", "II", "III", "IV"))
    highest = 99 if killip == "IV" else 210  # a cardiogenic shock is hypotensive
    return {
        **adult(rng, 30, 94, 40, 50, 60, 70, 80, 90),
        **pressures(
            rng, around(rng, 70, highest, *(c for c in (80, 100, 120, 140, 160, 200) if c < highest))
        ),
        "heart_rate": around(rng, 42, 165, 50, 70, 90, 110, 150),
        "creatinine": around(rng, 0.5, 4.4, 0.8, 1.2, 1.6, 2, 4, step=0.1),
        "killip": killip,
        **some(rng, 0.15, "cardiac_arrest"),
        **some(rng, 0.5, "st_deviation", "cardiac_markers"),
    }


SCENE = Scene(
    "grace",
    draw,
    (
        "is admitted with an acute coronary syndrome",
        "presents with chest pain and is taken to the coronary care unit",
    ),
    mixed_from=9,  # the nomogram has other steps in µmol/L
    avoid=("lactate",),
)


@generator("medical.grace", verifiers=VERIFIERS)
def grace(rng: random.Random, difficulty: int) -> Draft:
    """The GRACE score, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
