"""Calculated osmolality and the osmolal gap."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Sodium, glucose and urea, and a measured osmolality with a gap that is small or large."""
    sodium = rng.randint(122, 156)
    glucose = rng.choice((rng.randint(70, 160), rng.randint(150, 900)))
    urea = rng.choice((rng.randint(7, 25), rng.randint(20, 95)))
    gap = rng.choice((rng.randint(-4, 9), rng.randint(10, 70)))
    return {
        **person(rng, 18, 88),
        "sodium": sodium,
        "glucose": glucose,
        "urea_nitrogen": urea,
        "measured_osmolality": round(2 * sodium + glucose / 18 + urea / 2.8) + gap,
    }


COMPLAINTS = (
    "was found with an empty bottle of antifreeze",
    "is brought in comatose",
    "smells of alcohol and is hard to wake",
    "is found confused at home",
    "has blurred vision after drinking home-made spirits",
)
SCENES = (
    Scene("serum_osmolality", draw, COMPLAINTS, avoid=("chloride", "lactate")),
    Scene("osmolal_gap", draw, COMPLAINTS, avoid=("chloride", "lactate")),
)


@generator("medical.serum_osmolality", verifiers=VERIFIERS)
def serum_osmolality(rng: random.Random, difficulty: int) -> Draft:
    """Osmolality calculated from sodium, glucose and urea; the measured one is a distractor."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.osmolal_gap", verifiers=VERIFIERS)
def osmolal_gap(rng: random.Random, difficulty: int) -> Draft:
    """Osmolal gap: measured less calculated osmolality."""
    return SCENES[1].row(rng, difficulty)
