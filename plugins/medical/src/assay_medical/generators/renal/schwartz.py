"""GFR of children."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A child of 2 to 17 years, of a height that fits."""
    age = rng.randint(2, 17)
    typical = 77 + 6.4 * age if age < 13 else 150 + 3.5 * (age - 12)
    height = round(rng.gauss(typical, 4))
    return {
        "age": age,
        "sex": rng.choice(("male", "female")),
        "height": height,
        "creatinine": round(rng.choice((rng.uniform(0.3, 0.9), rng.uniform(0.6, 3.5))), rng.choice((1, 2))),
    }


COMPLAINTS = (
    "is seen in the pediatric nephrology clinic",
    "is reviewed after treatment of nephrotic syndrome",
    "was born with a single kidney and comes for follow-up",
    "is treated for hemolytic uremic syndrome",
    "is reviewed two years after a kidney transplant",
)
SCENE = Scene("schwartz", draw, COMPLAINTS)


@generator("medical.schwartz", verifiers=VERIFIERS)
def schwartz(rng: random.Random, difficulty: int) -> Draft:
    """GFR of a child by the bedside Schwartz equation."""
    return SCENE.row(rng, difficulty)
