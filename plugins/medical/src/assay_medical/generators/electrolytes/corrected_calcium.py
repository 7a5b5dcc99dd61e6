"""Calcium corrected for albumin."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A low albumin, and a total calcium from low to high."""
    return {
        **person(rng, 22, 92),
        "albumin": round(rng.uniform(1.6, 3.9), 1),
        "calcium": round(rng.choice((rng.uniform(6.6, 8.6), rng.uniform(8.4, 12.8))), 1),
    }


COMPLAINTS = (
    "has metastatic breast cancer and complains of constipation",
    "is admitted with sepsis from cellulitis",
    "has nephrotic syndrome",
    "is malnourished and reviewed by the nutrition team",
    "has multiple myeloma",
    "is seen three days after thyroid surgery",
)
SCENE = Scene("calcium_corrected", draw, COMPLAINTS, avoid=("reactive", "white", "temperature"))


@generator("medical.calcium_corrected", verifiers=VERIFIERS)
def calcium_corrected(rng: random.Random, difficulty: int) -> Draft:
    """Calcium corrected for albumin with 0.8 mg/dL per g/dL."""
    return SCENE.row(rng, difficulty)
