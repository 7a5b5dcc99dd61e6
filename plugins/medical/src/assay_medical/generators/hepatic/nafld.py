"""The NAFLD fibrosis score."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A heavy adult with fatty liver, with or without diabetes."""
    alt = rng.randint(20, 140)
    return {
        **adult(rng, 28, 78, bmi=(25, 44)),
        "diabetes": rng.random() < 0.45,
        "alt": alt,
        "ast": max(16, round(alt * rng.uniform(0.5, 1.7))),
        "platelets": rng.choice((rng.randint(70, 170), rng.randint(150, 340))),
        "albumin": round(rng.uniform(2.9, 4.8), 1),
    }


COMPLAINTS = (
    "has fatty liver on ultrasound",
    "is referred with raised liver enzymes and obesity",
    "is seen in the metabolic liver clinic",
    "has metabolic liver disease and comes for follow-up",
)
SCENE = Scene("nafld_fibrosis_score", draw, COMPLAINTS, cuts=(-1.455, 0.676))


@generator("medical.nafld_fibrosis_score", verifiers=VERIFIERS)
def nafld_fibrosis_score(rng: random.Random, difficulty: int) -> Draft:
    """NAFLD fibrosis score, with its three classes."""
    return SCENE.row(rng, difficulty)
