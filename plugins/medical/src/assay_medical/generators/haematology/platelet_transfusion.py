"""The corrected count increment of a platelet transfusion."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Counts before and an hour after, with a good or a poor response."""
    before = rng.randint(3, 22)
    return {
        **person(rng, 18, 72),
        "platelets_before": before,
        "platelets_after": before + rng.randint(1, 48),
        "body_surface_area": round(rng.uniform(1.45, 2.3), 2),
    }


COMPLAINTS = (
    "has acute leukemia and received platelets this morning",
    "is refractory to platelets after many transfusions",
    "has aplastic anemia and is transfused",
    "had a stem cell transplant three weeks ago",
)
SCENE = Scene("corrected_count_increment", draw, COMPLAINTS, avoid=("white", "hemoglobin"))


@generator("medical.corrected_count_increment", verifiers=VERIFIERS)
def corrected_count_increment(rng: random.Random, difficulty: int) -> Draft:
    """Corrected count increment of one unit of platelets."""
    return SCENE.row(rng, difficulty)
