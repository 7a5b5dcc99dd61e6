"""The pneumonia severity index."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, around, pressures, some
from assay_medical.scenes import VERIFIERS, Scene, Value


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with pneumonia; no glucose or urea where the two units of the paper differ."""
    return {
        **adult(rng, 25, 94, 50),
        "respiratory_rate": around(rng, 14, 38, 30),
        **pressures(rng, around(rng, 76, 160, 90)),
        "temperature": around(rng, 34.4, 40.6, 35, 40, step=0.1),
        "heart_rate": around(rng, 68, 140, 125),
        "ph": around(rng, 7.22, 7.5, 7.35, step=0.01),
        "urea_nitrogen": around(rng, 8, 70, 30, off=2),
        "sodium": around(rng, 122, 146, 130),
        "glucose": around(rng, 80, 340, 250, off=6),
        "hematocrit": around(rng, 22, 48, 30),
        "pao2": around(rng, 45, 98, 60, off=2),
        **some(
            rng, 0.2, "nursing_home", "neoplastic_disease", "liver_disease", "chf", "stroke", "renal_disease", "altered_mental_status",
            "pleural_effusion",
        ),
    }  # fmt: skip


SCENE = Scene(
    "psi",
    draw,
    (
        "is admitted with community-acquired pneumonia",
        "presents with fever, cough and pleuritic pain; the radiograph shows a lobar infiltrate",
    ),
    avoid=("spo2", "oxygen", "lives", "works", "cancer", "reactive", "lactate", "white"),
)


@generator("medical.psi", verifiers=VERIFIERS)
def psi(rng: random.Random, difficulty: int) -> Draft:
    """The pneumonia severity index, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
