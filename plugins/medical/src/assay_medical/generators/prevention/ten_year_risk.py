"""Ten-year risks: the pooled cohort equations, and Framingham."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.people import Values, lipids, person
from assay_medical.scenes import VERIFIERS, Scene


def draw(rng: random.Random, _difficulty: int) -> Values:
    """An adult without vascular disease, with the risk factors of the equations."""
    values = lipids(rng, 300)
    del values["triglycerides"]
    return {
        **person(rng, 40, 79),
        **values,
        "sbp": rng.randint(104, 176),
        "treated_pressure": rng.random() < 0.45,
        "smoker": rng.random() < 0.35,
        "diabetes": rng.random() < 0.25,
        "race": rng.choice(("black", "white")),
    }


def draw_framingham(rng: random.Random, difficulty: int) -> Values:
    """The same without race and diabetes, which the function of ATP III leaves out."""
    values = {**draw(rng, difficulty), **person(rng, 35, 79)}
    del values["race"], values["diabetes"]
    return values


COMPLAINTS = (
    "comes for a health check and asks about statins",
    "is seen in primary prevention",
    "wants to know the risk of a heart attack",
    "comes for a yearly check-up",
)
SCENES = (
    Scene("ascvd_pce", draw, COMPLAINTS, cuts=(5, 7.5, 20)),
    Scene("framingham_hard_chd", draw_framingham, COMPLAINTS),
)


@generator("medical.ascvd_pce", verifiers=VERIFIERS)
def ascvd_pce(rng: random.Random, difficulty: int) -> Draft:
    """10-year ASCVD risk by the pooled cohort equations of 2013."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.framingham_hard_chd", verifiers=VERIFIERS)
def framingham_hard_chd(rng: random.Random, difficulty: int) -> Draft:
    """10-year risk of hard coronary disease by the Framingham function of ATP III."""
    return SCENES[1].row(rng, difficulty)
