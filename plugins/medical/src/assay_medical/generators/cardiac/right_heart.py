"""Pulmonary resistance, and the area of a narrow valve."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A right heart catheter."""
    wedge = rng.randint(6, 26)
    return {
        **person(rng, 28, 82),
        "mean_pulmonary_pressure": wedge + rng.randint(6, 42),
        "wedge_pressure": wedge,
        "cardiac_output": round(rng.uniform(2.5, 7.5), 1),
    }


def draw_valve(rng: random.Random, _difficulty: int) -> Values:
    """Aortic stenosis, mild to severe."""
    return {
        **person(rng, 58, 90),
        "cardiac_output": round(rng.uniform(3.2, 6.8), 1),
        "mean_gradient": rng.randint(14, 72),
    }


COMPLAINTS = (
    "is catheterized for exertional breathlessness",
    "is investigated for a loud second heart sound and breathlessness",
    "is assessed before valve surgery",
    "has syncope on exertion and is catheterized",
)
SCENES = (
    Scene("pulmonary_vascular_resistance", draw, COMPLAINTS),
    Scene("aortic_valve_area_hakki", draw_valve, COMPLAINTS),
)


@generator("medical.pulmonary_vascular_resistance", verifiers=VERIFIERS)
def pulmonary_vascular_resistance(rng: random.Random, difficulty: int) -> Draft:
    """Pulmonary vascular resistance in Wood units."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.aortic_valve_area_hakki", verifiers=VERIFIERS)
def aortic_valve_area_hakki(rng: random.Random, difficulty: int) -> Draft:
    """Aortic valve area by Hakki."""
    return SCENES[1].row(rng, difficulty)
