"""The urine anion gap."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A hyperchloremic acidosis: chloride in the urine is high after diarrhea, low in tubular acidosis."""
    gut = rng.random() < 0.5
    sodium, potassium = rng.randint(20, 90), rng.randint(15, 55)
    return {
        **person(rng, 18, 80),
        "urine_sodium": sodium,
        "urine_potassium": potassium,
        "urine_chloride": max(5, sodium + potassium + (rng.randint(8, 60) if gut else -rng.randint(5, 45))),
    }


COMPLAINTS = (
    "has a hyperchloremic metabolic acidosis",
    "is investigated for recurrent kidney stones and acidosis",
    "has a normal-gap acidosis after a week of diarrhea",
    "has Sjögren syndrome and a low bicarbonate",
)
SCENE = Scene("urine_anion_gap", draw, COMPLAINTS)


@generator("medical.urine_anion_gap", verifiers=VERIFIERS)
def urine_anion_gap(rng: random.Random, difficulty: int) -> Draft:
    """Urine anion gap in a hyperchloremic acidosis."""
    return SCENE.row(rng, difficulty)
