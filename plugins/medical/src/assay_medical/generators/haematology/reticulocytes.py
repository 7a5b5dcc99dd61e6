"""The reticulocyte production index."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Anemia with a marrow that answers or does not; limits of the maturation table are frequent."""
    hematocrit = rng.choice((rng.randint(14, 39), 20, 30, 40))
    many = rng.uniform(3, 20) if hematocrit < 30 else rng.uniform(2, 6)
    return {
        **person(rng, 18, 88),
        "hematocrit": hematocrit,
        "reticulocytes": round(rng.choice((rng.uniform(0.4, 3), many)), 1),
    }


COMPLAINTS = (
    "is pale and tired",
    "has hereditary spherocytosis and jaundice",
    "is treated with vitamin B12 for pernicious anemia",
    "has anemia that is being investigated",
    "bled heavily a week ago",
)
SCENE = Scene("reticulocyte_production_index", draw, COMPLAINTS, avoid=("hemoglobin",))


@generator("medical.reticulocyte_production_index", verifiers=VERIFIERS)
def reticulocyte_production_index(rng: random.Random, difficulty: int) -> Draft:
    """Reticulocyte production index with a stated table of maturation times."""
    return SCENE.row(rng, difficulty)
