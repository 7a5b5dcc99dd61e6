"""Indices of liver fibrosis."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Chronic liver disease with raised enzymes and platelets from low to normal."""
    alt = rng.randint(18, 220)
    return {
        **person(rng, 26, 79),
        "ast": max(15, round(alt * rng.uniform(0.5, 1.9))),
        "alt": alt,
        "platelets": rng.choice((rng.randint(55, 160), rng.randint(130, 340))),
        "ast_limit": rng.choice((35, 38, 40)),
    }


COMPLAINTS = (
    "has chronic hepatitis C",
    "is referred because of fatty liver on ultrasound",
    "has chronic hepatitis B and comes for follow-up",
    "has had raised liver enzymes for two years",
    "drinks heavily and asks for a check of the liver",
)
SCENES = (
    Scene("fib4", draw, COMPLAINTS, cuts=(1.45, 3.25)),
    Scene("apri", draw, COMPLAINTS),
)


@generator("medical.fib4", verifiers=VERIFIERS)
def fib4(rng: random.Random, difficulty: int) -> Draft:
    """FIB-4 index, with its three classes."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.apri", verifiers=VERIFIERS)
def apri(rng: random.Random, difficulty: int) -> Draft:
    """AST to platelet ratio index."""
    return SCENES[1].row(rng, difficulty)
