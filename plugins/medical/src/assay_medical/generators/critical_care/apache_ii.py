"""APACHE II."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """A patient on the first day in intensive care; values around the steps of the table."""
    fio2 = rng.choice((21, 30, 40, 50, 60, 80))
    mean = rng.choice((*range(40, 48), *range(52, 68), *range(72, 108), *range(112, 128), *range(132, 150)))
    spread = rng.randint(11, 20)
    values: dict[str, Value] = {
        **adult(rng, 22, 90, 45, 55, 65, 75),
        "temperature": around(rng, 31, 41.4, 34, 36, 38.5, 39, step=0.1),
        "sbp": mean + 2 * spread,
        "dbp": mean - spread,
        "heart_rate": around(rng, 42, 185, 55, 70, 110, 140),
        "respiratory_rate": around(rng, 7, 48, 10, 12, 25, 35),
        "fio2": fio2,
        "ph": around(rng, 7.05, 7.62, 7.15, 7.25, 7.33, 7.5, step=0.01),
        "sodium": around(rng, 112, 164, 120, 130, 150, 155),
        "potassium": around(rng, 2.3, 7.2, 3, 3.5, 5.5, 6, step=0.1),
        "creatinine": around(rng, 0.5, 5, 0.6, 1.5, 2, 3.5, step=0.1),
        "hematocrit": around(rng, 18, 58, 20, 30, 46, 50),
        "white_cells": around(rng, 0.6, 38, 1, 3, 15, 20, step=0.1),
        "gcs": rng.randint(4, 15),
        "organ_insufficiency": rng.random() < 0.3,
        "admission_type": rng.choice(("nonoperative", "emergency", "elective")),
    }
    values["acute_renal_failure"] = float(str(values["creatinine"])) >= 1.5 and rng.random() < 0.4
    if fio2 >= 50:
        return {**values, "aa_gradient": around(rng, 120, 560, 200, 350, 500)}
    return {**values, "pao2": around(rng, 48, 110, 55, 70)}


SCENE = Scene(
    "apache_ii",
    draw,
    (
        "is admitted to intensive care",
        "is transferred to the intensive care unit",
    ),
    mixed_from=9,  # the table is in conventional units
    avoid=("cholecystectomy", "appendectomy", "reactive", "lactate", "oxygen"),
)


@generator("medical.apache_ii", verifiers=VERIFIERS)
def apache_ii(rng: random.Random, difficulty: int) -> Draft:
    """APACHE II, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
