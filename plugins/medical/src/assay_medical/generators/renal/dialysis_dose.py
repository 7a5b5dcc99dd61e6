"""The dose of a dialysis session."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, adult
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A session of hemodialysis."""
    before = rng.randint(42, 105)
    return {
        **adult(rng, 26, 86, bmi=(18, 33)),
        "urea_before": before,
        "urea_after": round(before * rng.uniform(0.22, 0.42)),
        "dialysis_hours": rng.choice((3, 3.5, 4, 4, 4.5)),
        "ultrafiltration": round(rng.uniform(0.8, 3.9), 1),
    }


COMPLAINTS = (
    "is on hemodialysis three times a week",
    "is seen during a hemodialysis session",
    "started hemodialysis two months ago",
    "is on maintenance dialysis and has the dose checked",
)
SCENES = (
    Scene("urea_reduction_ratio", draw, COMPLAINTS),
    Scene("kt_v_daugirdas", draw, COMPLAINTS),
)


@generator("medical.urea_reduction_ratio", verifiers=VERIFIERS)
def urea_reduction_ratio(rng: random.Random, difficulty: int) -> Draft:
    """Urea reduction ratio."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.kt_v_daugirdas", verifiers=VERIFIERS)
def kt_v_daugirdas(rng: random.Random, difficulty: int) -> Draft:
    """Single-pool Kt/V by the second equation of Daugirdas."""
    return SCENES[1].row(rng, difficulty)
