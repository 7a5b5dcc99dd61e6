"""Ideal and adjusted weight."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult of at least 5 feet."""
    values = adult(rng, 19, 88, bmi=(19, 46))
    return {**values, "height": max(153, int(values["height"]))}


COMPLAINTS = (
    "is about to be ventilated in intensive care",
    "is to receive gentamicin",
    "has parenteral nutrition planned",
    "needs a loading dose of a drug that spreads little into fat",
)
SCENES = (
    Scene("ideal_body_weight", draw, COMPLAINTS),
    Scene("adjusted_body_weight", draw, COMPLAINTS),
)


@generator("medical.ideal_body_weight", verifiers=VERIFIERS)
def ideal_body_weight(rng: random.Random, difficulty: int) -> Draft:
    """Ideal body weight by Devine; the actual weight is a distractor."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.adjusted_body_weight", verifiers=VERIFIERS)
def adjusted_body_weight(rng: random.Random, difficulty: int) -> Draft:
    """Adjusted body weight, from ideal and actual weight."""
    return SCENES[1].row(rng, difficulty)
