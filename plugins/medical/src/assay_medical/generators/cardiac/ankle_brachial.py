"""The ankle–brachial index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Pressures at ankle and arm."""
    arm = rng.randint(108, 172)
    return {
        **person(rng, 48, 90),
        "arm_pressure": arm,
        "ankle_pressure": round(
            arm
            * rng.choice(
                (rng.uniform(0.35, 0.9), rng.uniform(0.88, 1.02), rng.uniform(1, 1.4), rng.uniform(1.38, 1.6))
            )
        ),
    }


COMPLAINTS = (
    "has calf pain after 200 meters of walking",
    "has a slow wound on the toe",
    "is screened for peripheral artery disease",
    "has cold feet and diabetes",
)
SCENE = Scene("ankle_brachial_index", draw, COMPLAINTS, cuts=(0.9, 1, 1.4))


@generator("medical.ankle_brachial_index", verifiers=VERIFIERS)
def ankle_brachial_index(rng: random.Random, difficulty: int) -> Draft:
    """Ankle–brachial index, with its class."""
    return SCENE.row(rng, difficulty)
