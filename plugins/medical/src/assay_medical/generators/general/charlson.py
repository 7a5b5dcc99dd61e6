"""The Charlson comorbidity index."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay import Draft, generator
from assay_medical.draws import adult, some
from assay_medical.scenes import VERIFIERS, Scene, Value
from assay_medical.vocabulary import fact


def draw(rng: random.Random, _difficulty: int) -> Mapping[str, Value]:
    """An adult with several diseases; ages around the decades."""
    return {
        **adult(rng, 40, 91, 50, 60, 70, 80),
        "diabetes_charlson": rng.choice(fact("diabetes_charlson").choices),
        "liver_charlson": rng.choice(("none", "none", "mild", "moderate", "severe")),
        "tumor_charlson": rng.choice(("none", "none", "localized", "metastatic")),
        **some(rng, 0.25, "myocardial_infarction", "chf", "pvd", "stroke", "dementia", "copd", "connective_tissue_disease", "peptic_ulcer", "hemiplegia", "moderate_ckd"),
        **some(rng, 0.1, "leukemia", "lymphoma", "aids"),
    }  # fmt: skip


SCENE = Scene(
    "charlson",
    draw,
    (
        "is seen in the outpatient clinic",
        "is reviewed in the outpatient clinic",
        "is admitted for assessment",
    ),
    avoid=("diabetes", "cancer", "stroke", "heart", "metformin", "works", "gardens"),
)


@generator("medical.charlson", verifiers=VERIFIERS)
def charlson(rng: random.Random, difficulty: int) -> Draft:
    """The Charlson comorbidity index, from a note that says what is there and what is not."""
    return SCENE.row(rng, difficulty)
