"""Creatinine clearance."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult, and a creatinine from normal to severe impairment."""
    sex = rng.choice(("male", "female"))
    height = rng.gauss(176 if sex == "male" else 163, 7)
    return {
        "age": rng.randint(24, 93),
        "sex": sex,
        "weight": round(rng.uniform(19, 36) * (height / 100) ** 2, 1),
        "creatinine": round(rng.choice((rng.uniform(0.6, 1.3), rng.uniform(1.2, 4.5))), 1),
    }


SCENE = Scene(
    "creatinine_clearance",
    draw,
    (
        "is about to start gentamicin for a complicated urinary tract infection",
        "is admitted with cellulitis and the pharmacist asks for the renal function before enoxaparin is started",
        "comes to the anticoagulation clinic to be started on dabigatran",
        "is reviewed before metformin is continued",
    ),
)


@generator("medical.creatinine_clearance", verifiers=VERIFIERS)
def creatinine_clearance(rng: random.Random, difficulty: int) -> Draft:
    """Creatinine clearance by the Cockcroft–Gault equation, from a note.

    1: the facts only. 2: other results beside them. 3: mixed units. 4 and 5: longer notes, older values.
    """
    return SCENE.row(rng, difficulty)
