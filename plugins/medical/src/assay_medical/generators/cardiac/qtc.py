"""The QT interval corrected for rate."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A QT that fits the rate, or is longer."""
    rate = rng.choice((rng.randint(44, 66), rng.randint(60, 96), rng.randint(92, 128)))
    qt = round(rng.uniform(380, 520) * (60 / rate) ** 0.4)
    return {**person(rng, 18, 90), "heart_rate": rate, "qt": qt}


COMPLAINTS = (
    "is started on methadone, and an ECG is done",
    "takes citalopram and ondansetron and has fainted",
    "is treated with amiodarone",
    "has an ECG before haloperidol is given",
    "is followed up for congenital long QT syndrome",
)
SCENES = (
    Scene("qtc_bazett", draw, COMPLAINTS),
    Scene("qtc_fridericia", draw, COMPLAINTS),
    Scene("qtc_framingham", draw, COMPLAINTS),
    Scene("qtc_hodges", draw, COMPLAINTS),
    Scene("qtc_rautaharju", draw, COMPLAINTS),
)


@generator("medical.qtc_bazett", verifiers=VERIFIERS)
def qtc_bazett(rng: random.Random, difficulty: int) -> Draft:
    """QTc by Bazett."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.qtc_fridericia", verifiers=VERIFIERS)
def qtc_fridericia(rng: random.Random, difficulty: int) -> Draft:
    """QTc by Fridericia."""
    return SCENES[1].row(rng, difficulty)


@generator("medical.qtc_framingham", verifiers=VERIFIERS)
def qtc_framingham(rng: random.Random, difficulty: int) -> Draft:
    """QTc by the Framingham formula."""
    return SCENES[2].row(rng, difficulty)


@generator("medical.qtc_hodges", verifiers=VERIFIERS)
def qtc_hodges(rng: random.Random, difficulty: int) -> Draft:
    """QTc by Hodges."""
    return SCENES[3].row(rng, difficulty)


@generator("medical.qtc_rautaharju", verifiers=VERIFIERS)
def qtc_rautaharju(rng: random.Random, difficulty: int) -> Draft:
    """QTc by Rautaharju."""
    return SCENES[4].row(rng, difficulty)
