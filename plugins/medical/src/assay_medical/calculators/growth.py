"""Growth of children, by the L, M and S of a chart."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

from assay_medical.calculators import Work, calculator

_LMS = "Cole TJ, Green PJ. Smoothing reference centile curves: the LMS method and penalized likelihood. Stat Med 1992;11:1305-19. doi:10.1002/sim.4780111005; Kuczmarski RJ et al. 2000 CDC growth charts for the United States. Vital Health Stat 11 2002;(246)"
_CHART = ("chart_l", "chart_m", "chart_s")


def _z_step(work: Work, key: str) -> float:
    """The z score, with its line."""
    work.number(key)
    for name, shown in zip(_CHART, "LMS", strict=True):
        work.number(name, name=shown)
    if work.number("chart_l") == 0:
        return float(work.step("z", f"ln({key} / chart_m) / chart_s", "z"))
    return float(work.step("z", f"(({key} / chart_m)**chart_l - 1) / (chart_l * chart_s)", "z"))


def _z(v: dict[str, Any], key: str) -> float:
    power, ratio = float(v["chart_l"]), math.log(v[key] / v["chart_m"])
    return (math.expm1(power * ratio) / power if power else ratio) / float(v["chart_s"])


def _z_score(work: Work, key: str) -> None:
    _z_step(work, key)


def _percentile(work: Work, key: str) -> None:
    z = _z_step(work, key)
    value = 50 * math.erfc(-z / math.sqrt(2))
    work.say(
        f"Percentile of a z of {z:.3f} in the normal distribution: 100 × Φ({z:.3f}) = {value:.1f}.".replace(
            "-", "−"
        )
    )
    work.answers(value)


def _pair(measure: str, key: str, what: str) -> None:
    """The z score and the percentile of a measure."""
    calculator(
        f"{measure}_for_age_z",
        title=f"z score of {what} for age",
        source=_LMS,
        needs=(key, *_CHART),
        decimals=2,
        asks=(
            f"What is the z score of the child's {what} for age, by the L, M and S that the note gives?",
            f"Calculate the {what}-for-age z score with the LMS method.",
        ),
        second=lambda v: _z(v, key),
    )(lambda work: _z_score(work, key))
    calculator(
        f"{measure}_for_age_percentile",
        title=f"percentile of {what} for age",
        source=_LMS,
        needs=(key, *_CHART),
        decimals=1,
        asks=(
            f"On which percentile is the child's {what} for age, by the L, M and S that the note gives (one decimal)?",
            f"Calculate the {what}-for-age percentile (one decimal) with the LMS method.",
        ),
        second=lambda v: 100 * NormalDist().cdf(_z(v, key)),
    )(lambda work: _percentile(work, key))


_pair("bmi", "child_bmi", "BMI")
_pair("weight", "weight", "weight")
_pair("height", "height", "height")
