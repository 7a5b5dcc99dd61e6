"""Phenytoin corrected for albumin."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A patient on phenytoin with a low albumin, with or without end-stage kidney disease."""
    albumin, failing = round(rng.uniform(1.6, 3.8), 1), rng.random() < 0.35
    level = rng.uniform(6, 32) * ((0.1 if failing else 0.2) * albumin + 0.1)
    return {**person(rng, 22, 90), "phenytoin": round(level, 1), "albumin": albumin, "renal_failure": failing}


COMPLAINTS = (
    "takes phenytoin for epilepsy and has had two seizures this week",
    "was loaded with phenytoin after a head injury",
    "is unsteady and has nystagmus on a stable dose of phenytoin",
    "has phenytoin monitored on the neurology ward",
)
SCENE = Scene("phenytoin_corrected", draw, COMPLAINTS)


@generator("medical.phenytoin_corrected", verifiers=VERIFIERS)
def phenytoin_corrected(rng: random.Random, difficulty: int) -> Draft:
    """Phenytoin corrected for albumin by Sheiner and Tozer."""
    return SCENE.row(rng, difficulty)
