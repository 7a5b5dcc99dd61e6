"""The ALBI score."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """Hepatocellular carcinoma with a liver that works well or badly."""
    return {
        **person(rng, 42, 84),
        "bilirubin": round(rng.choice((rng.uniform(0.4, 1.6), rng.uniform(1, 6))), 1),
        "albumin": round(rng.uniform(2.2, 4.6), 1),
    }


COMPLAINTS = (
    "has hepatocellular carcinoma and is discussed at the tumor board",
    "is assessed before chemoembolization",
    "is to start atezolizumab and bevacizumab for hepatocellular carcinoma",
    "is planned for resection of a liver tumor",
)
SCENE = Scene("albi", draw, COMPLAINTS, cuts=(-2.6, -1.39))


@generator("medical.albi", verifiers=VERIFIERS)
def albi(rng: random.Random, difficulty: int) -> Draft:
    """ALBI score and grade."""
    return SCENE.row(rng, difficulty)
