"""BMI for age."""

from __future__ import annotations

import csv
import random
from functools import cache
from importlib.resources import files

from assay import Draft, generator
from assay_medical.people import Values
from assay_medical.scenes import VERIFIERS, Scene


@cache
def chart() -> tuple[dict[str, str], ...]:
    """The rows of the CDC chart: sex, months, L, M, S."""
    text = files("assay_medical").joinpath("data/bmi_for_age_cdc2000.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def draw(rng: random.Random, _difficulty: int) -> Values:
    """A child with a BMI between the 1st and the 99th percentile, and the L, M and S of the chart."""
    row = rng.choice([each for each in chart() if float(each["months"]) < 216])
    power, median, spread = (float(row[key]) for key in ("L", "M", "S"))
    z = min(2.3, max(-2.3, rng.gauss(0.3, 1.1)))
    return {
        "age": int(float(row["months"])) // 12,
        "sex": row["sex"],
        "child_bmi": round(median * (1 + power * spread * z) ** (1 / power), 1),
        "chart_l": round(power, 3),
        "chart_m": round(median, 3),
        "chart_s": round(spread, 4),
    }


COMPLAINTS = (
    "is seen at a routine visit",
    "is referred because of weight gain",
    "comes with a parent who worries about poor eating",
    "is followed in the endocrine clinic",
)
SCENES = (
    Scene("bmi_for_age_z", draw, COMPLAINTS),
    Scene("bmi_for_age_percentile", draw, COMPLAINTS),
)


@generator("medical.bmi_for_age_z", verifiers=VERIFIERS)
def bmi_for_age_z(rng: random.Random, difficulty: int) -> Draft:
    """z score of the BMI for age, by the LMS method."""
    return SCENES[0].row(rng, difficulty)


@generator("medical.bmi_for_age_percentile", verifiers=VERIFIERS)
def bmi_for_age_percentile(rng: random.Random, difficulty: int) -> Draft:
    """Percentile of the BMI for age, by the LMS method."""
    return SCENES[1].row(rng, difficulty)
