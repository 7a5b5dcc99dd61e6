"""SOFA."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient in intensive care; values around the steps of the table."""
    gcs = rng.randint(4, 15)
    support = gcs < 9 or rng.random() < 0.5  # who is in a coma is ventilated
    values: dict[str, Value] = {
        **adult(rng, 25, 88),
        "pao2": around(rng, 52, 130),
        "fio2": rng.choice((30, 40, 50, 60, 80)) if support else rng.choice((21, 28, 35, 40)),
        "mechanical_ventilation": support,
        "platelets": around(rng, 12, 280, 20, 50, 100, 150),
        "bilirubin": around(rng, 0.4, 15, 1.2, 2, 6, step=0.1),
        "gcs": gcs,
        "creatinine": around(rng, 0.6, 6.5, 1.2, 2, 3.5, step=0.1),
        "urine_output": around(rng, 80, 2200, 200, 500, step=10),
    }
    if rng.random() < 0.5:
        drug, most, cut = rng.choice(
            (
                ("norepinephrine", 0.6, 0.1),
                ("epinephrine", 0.4, 0.1),
                ("dopamine", 18, 5),
                ("dobutamine", 10, 5),
            )
        )
        values[drug] = around(rng, 0.02 if most < 1 else 2, most, cut, step=0.01 if most < 1 else 0.5)
        return values
    mean = rng.choice((*range(55, 68), *range(72, 95)))
    return {**values, "sbp": mean + 2 * 15, "dbp": mean - 15}


SCENE = Scene(
    "sofa",
    draw,
    (
        "is in intensive care with sepsis",
        "is treated in the intensive care unit for severe pneumonia",
        "has peritonitis and is in intensive care",
    ),
    mixed_from=9,  # the table has other steps in SI units
    avoid=("reactive", "lactate", "oxygen", "hemoglobin", "white"),
)


@generator("medical.sofa", verifiers=VERIFIERS)
def sofa(rng: random.Random, difficulty: int) -> Draft:
    """SOFA, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
