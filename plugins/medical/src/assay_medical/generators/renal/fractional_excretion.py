"""Fractional excretion of sodium and of urea."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Acute kidney injury: prerenal with little sodium in the urine, or tubular."""
    prerenal = rng.random() < 0.5
    found = round(rng.uniform(1.5, 6), 1)
    urea = round(found * (rng.uniform(18, 32) if prerenal else rng.uniform(9, 17)))
    concentrated = rng.randint(70, 220) if prerenal else rng.randint(25, 80)
    sodium_part, urea_part = (
        (rng.uniform(0.1, 0.95), rng.uniform(12, 34))
        if prerenal
        else (rng.uniform(1.1, 7), rng.uniform(38, 65))
    )
    sodium = rng.randint(126, 149)
    return {
        **person(rng, 25, 92),
        "sodium": sodium,
        "creatinine": found,
        "urea_nitrogen": urea,
        "urine_sodium": max(5, min(140, round(sodium_part / 100 * sodium * concentrated / found))),
        "urine_creatinine": concentrated,
        "urine_urea_nitrogen": max(40, round(urea_part / 100 * urea * concentrated / found)),
    }


COMPLAINTS = (
    "passes little urine after three days of vomiting",
    "has acute kidney injury after hip surgery",
    "develops acute kidney injury on the ward while on diuretics",
    "is found to be oliguric after a week of gastroenteritis",
    "has a rising creatinine after contrast-enhanced CT",
)
SCENES = (
    Scene("fena", draw, COMPLAINTS),
    Scene("fe_urea", draw, COMPLAINTS),
)


@generator("medical.fena", verifiers=VERIFIERS)
def fena(rng: random.Random, difficulty: int) -> Draft:
    """Fractional excretion of sodium in acute kidney injury."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.fe_urea", verifiers=VERIFIERS)
def fe_urea(rng: random.Random, difficulty: int) -> Draft:
    """Fractional excretion of urea in acute kidney injury."""
    return SCENES[1].row(rng, difficulty)
