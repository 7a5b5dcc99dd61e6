"""LDL and non-HDL cholesterol."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, lipids, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A lipid panel with triglycerides under 400 mg/dL."""
    return {**person(rng, 22, 84), **lipids(rng)}


COMPLAINTS = (
    "has a fasting lipid panel at the yearly check",
    "is followed up three months after starting a statin",
    "has a father who had a heart attack at 48",
    "is seen in the lipid clinic",
    "comes for a screening visit",
)
SCENES = (
    Scene("ldl_friedewald", draw, COMPLAINTS),
    Scene("ldl_sampson", draw, COMPLAINTS),
    Scene("non_hdl_cholesterol", draw, COMPLAINTS),
)


@generator("medical.ldl_friedewald", verifiers=VERIFIERS)
def ldl_friedewald(rng: random.Random, difficulty: int) -> Draft:
    """LDL cholesterol by Friedewald."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.ldl_sampson", verifiers=VERIFIERS)
def ldl_sampson(rng: random.Random, difficulty: int) -> Draft:
    """LDL cholesterol by Sampson (NIH)."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.non_hdl_cholesterol", verifiers=VERIFIERS)
def non_hdl_cholesterol(rng: random.Random, difficulty: int) -> Draft:
    """Non-HDL cholesterol; the triglycerides are a distractor."""
    return SCENES[2].row(rng, difficulty)
