"""Confidence intervals of means and proportions."""

from __future__ import annotations

import random
from math import sqrt

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_MEASURES = (
    ("wild bluebell stems", "height", "cm", 31.0, 4.0, 1),
    ("bottles from a filling line", "volume", "mL", 501.0, 3.0, 1),
    ("meadow voles", "mass", "g", 38.0, 6.0, 1),
    ("titrations", "volume of base", "mL", 24.6, 0.15, 2),
    ("steel rods", "tensile strength", "MPa", 510.0, 14.0, 0),
    ("blood samples", "glucose concentration", "mmol/L", 5.3, 0.6, 2),
    ("measurements of g with a pendulum", "result", "m/s²", 9.79, 0.06, 2),
)
_NORMAL = {"90%": "1.645", "95%": "1.960", "99%": "2.576"}
"""Levels and the two-sided critical values of the normal distribution, which SciPy computes again for each row."""
_SHARES = (
    ("tadpoles of a pond", "have a parasite"),
    ("seeds of a batch", "germinate"),
    ("voters of a town", "want a new bridge"),
    ("circuit boards", "have a defect"),
    ("ticks from a wood", "carry Borrelia"),
    ("beetles of a trap", "are females"),
)


@generator("science.confidence_interval", verifiers=VERIFIERS, min_step_coverage=1.0)
def confidence_interval(rng: random.Random, difficulty: int) -> Draft:
    """Margins, limits and sample sizes of confidence intervals, critical values given.

    1: the standard error of a mean. 2: the margin with a known standard deviation. 3: a limit with Student's t. 4: the margin of
    a proportion, or the sample size for a margin. 5: a limit of the difference of two means or proportions.
    """
    work = Working()
    if difficulty == 4:
        return rng.choice((_proportion, _size))(rng, work)
    if difficulty == 5:
        return _difference(rng, work)
    from scipy.stats import norm
    from scipy.stats import t as student

    what, quantity, unit, mean, sd, places = rng.choice(_MEASURES)
    texts = {"what": what, "quantity": quantity, "unit": unit}
    n = work.given(
        "n", str(rng.randint(5, 30) if difficulty == 3 else rng.randint(8, 120)), "", "sample size"
    )
    s = work.given("s", f"{sd * rng.uniform(0.7, 1.3):.{max(places, 1)}f}", unit, "standard deviation")
    if difficulty == 1:
        work.step("e", "s / sqrt(n)", unit, "The standard error of the mean is", symbol=r"s_{\bar{x}}")
        return work.draft(
            rng.choice(
                (
                    "The {quantity} of {n} {what} has a standard deviation of {s}. What is the standard error of the mean, in {unit}?",
                    "For {n} {what}, the standard deviation of the {quantity} is {s}. Calculate the standard error of the mean in {unit}.",
                    "How large is the standard error, in {unit}, of the mean {quantity} of {n} {what} with a standard deviation of {s}?",
                )
            ),
            "The standard error is",
            second=(s * s / n) ** 0.5,
            texts=texts,
        )
    level = rng.choice(list(_NORMAL))
    texts["level"] = level
    share = 0.5 + float(level[:-1]) / 200
    if difficulty == 2:
        work.given("z", _NORMAL[level], "", "critical value")
        work.step("e", "s / sqrt(n)", unit, "The standard error of the mean is", symbol=r"s_{\bar{x}}")
        work.step("d", "z * e", unit, "Half the width of the interval is")
        return work.draft(
            rng.choice(
                (
                    "The {quantity} of {what} has a known standard deviation of {s}. What is the margin of error (half the width) of the {level} confidence interval of the mean of {n} of them, in {unit}? The critical value is z = {z}.",
                    "{n} {what} are measured. With a population standard deviation of {s} of the {quantity}, find the half-width of the {level} confidence interval of the mean in {unit}, using z = {z}.",
                )
            ),
            "The margin is",
            second=float(norm.ppf(share)) * s / sqrt(n),
            rel=1e-3,
            texts=texts,
        )
    critical = float(student.ppf(share, int(n) - 1))
    work.given("t", f"{critical:.3f}", "", "critical value")
    m = work.given(
        "x", f"{mean + sd * rng.uniform(-0.3, 0.3):.{places + 1}f}", unit, "mean", symbol=r"\bar{x}"
    )
    work.step("e", "s / sqrt(n)", unit, "The standard error of the mean is", symbol=r"s_{\bar{x}}")
    upper = rng.random() < 0.5
    work.step(
        "L",
        "x + t * e" if upper else "x - t * e",
        unit,
        "The upper limit is" if upper else "The lower limit is",
    )
    texts["which"] = "upper" if upper else "lower"
    low, high = student.interval(float(level[:-1]) / 100, int(n) - 1, loc=m, scale=s / sqrt(n))
    return work.draft(
        rng.choice(
            (
                "The mean {quantity} of {n} {what} is {x}, the standard deviation {s}. What is the {which} limit of the {level} confidence interval of the mean, in {unit}? For n − 1 degrees of freedom, t = {t}.",
                "From {n} {what} with a mean {quantity} of {x} and a standard deviation of {s}, calculate the {which} {level} confidence limit of the mean in {unit} (critical value t = {t}).",
            )
        ),
        f"The {texts['which']} limit is",
        digits=4,
        second=float(high if upper else low),
        rel=1e-3,
        tolerance=0.002,
        texts=texts,
    )


def _proportion(rng: random.Random, work: Working) -> Draft:
    from scipy.stats import norm

    what, do = rng.choice(_SHARES)
    level = rng.choice(list(_NORMAL))
    size = rng.randint(80, 900)
    n = work.given("n", str(size), "", "sample size")
    k = work.given("k", str(round(size * rng.uniform(0.1, 0.9))), "", "those that do")
    work.given("z", _NORMAL[level], "", "critical value")
    work.step("p", "k / n", "", "The proportion is", symbol=r"\hat{p}")
    work.step("e", "sqrt(p * (1 - p) / n)", "", "Its standard error is")
    work.step("d", "z * e", "%", "The margin of error is")
    share = k / n
    return work.draft(
        rng.choice(
            (
                "Of {n} {what}, {k} {do}. What is the margin of error of the {level} confidence interval of the proportion (normal approximation, z = {z}), in percent?",
                "In a sample of {n} {what}, {k} {do}. Calculate half the width of the {level} confidence interval for this share, with z = {z}, in percent (Wald interval).",
            )
        ),
        "The margin of error is",
        second=100 * float(norm.ppf(0.5 + float(level[:-1]) / 200)) * ((share - share**2) / n) ** 0.5,
        rel=1e-3,
        texts={"what": what, "do": do, "level": level},
    )


def _size(rng: random.Random, work: Working) -> Draft:
    from scipy.stats import norm

    what, quantity, unit, _, sd, places = rng.choice(_MEASURES)
    level = rng.choice(list(_NORMAL))
    s = work.given("s", f"{sd * rng.uniform(0.7, 1.3):.{max(places, 1)}f}", unit, "standard deviation")
    d = work.given("d", f"{s * rng.uniform(0.1, 0.5):.{max(places, 1) + 1}f}", unit, "margin")
    work.given("z", _NORMAL[level], "", "critical value")
    work.step(
        "r",
        "z * s / d",
        "",
        "The margin is $z s/\\sqrt{n}$, so the root of the sample size is",
        symbol=r"\sqrt{n}",
    )
    work.step("n", "r ** 2", "", "The sample size is at least")
    return work.draft(
        rng.choice(
            (
                "The {quantity} of {what} has a standard deviation of {s}. What sample size makes the {level} confidence interval of the mean no wider than ± {d}? Give the number before it is rounded up; z = {z}.",
                "How many {what} must be measured so that the mean {quantity} is known within ± {d} at a confidence of {level}, with a standard deviation of {s} and z = {z}? (Do not round up yet.)",
            )
        ),
        "The sample size is",
        second=(float(norm.ppf(0.5 + float(level[:-1]) / 200)) / (d / s)) ** 2,
        rel=2e-3,
        texts={"what": what, "quantity": quantity, "level": level},
    )


def _difference(rng: random.Random, work: Working) -> Draft:
    from scipy.stats import norm

    level = rng.choice(list(_NORMAL))
    upper = rng.random() < 0.5
    share = float(norm.ppf(0.5 + float(level[:-1]) / 200)) * (1 if upper else -1)
    which = "upper" if upper else "lower"
    if rng.random() < 0.5:
        what, do = rng.choice(_SHARES)
        n1 = work.given("n_1", str(rng.randint(100, 600)), "", "first sample")
        k1 = work.given("k_1", str(round(n1 * rng.uniform(0.45, 0.8))), "", "those that do, first")
        n2 = work.given("n_2", str(rng.randint(100, 600)), "", "second sample")
        k2 = work.given("k_2", str(round(n2 * rng.uniform(0.1, 0.35))), "", "those that do, second")
        work.given("z", _NORMAL[level], "", "critical value")
        work.step("p_1", "k_1 / n_1", "", "The first proportion is")
        work.step("p_2", "k_2 / n_2", "", "The second one is")
        work.step(
            "e",
            "sqrt(p_1 * (1 - p_1) / n_1 + p_2 * (1 - p_2) / n_2)",
            "",
            "The standard error of the difference is",
        )
        work.step("L", f"p_1 - p_2 {'+' if upper else '-'} z * e", "", f"The {which} limit is")
        second = (
            k1 / n1
            - k2 / n2
            + share * ((k1 / n1) * (1 - k1 / n1) / n1 + (k2 / n2) * (1 - k2 / n2) / n2) ** 0.5
        )
        return work.draft(
            "Of {n_1} {what} in one sample, {k_1} {do}; in another, {k_2} of {n_2}. "
            + rng.choice(
                (
                    "What is the {which} limit of the {level} confidence interval of the difference of the proportions, first minus second, as a decimal? z = {z}, normal approximation.",
                    "Calculate the {which} {level} confidence limit (Wald, z = {z}) of the difference of the shares, first minus second, as a decimal.",
                )
            ),
            f"The {which} limit is",
            second=second,
            rel=1e-3,
            texts={"what": what, "do": do, "level": level, "which": which},
        )
    what, quantity, unit, mean, sd, places = rng.choice(_MEASURES)
    n1 = work.given("n_1", str(rng.randint(30, 150)), "", "first sample")
    n2 = work.given("n_2", str(rng.randint(30, 150)), "", "second sample")
    s1 = work.given("s_1", f"{sd * rng.uniform(0.7, 1.3):.{places + 1}f}", unit, "first standard deviation")
    s2 = work.given("s_2", f"{sd * rng.uniform(0.7, 1.3):.{places + 1}f}", unit, "second standard deviation")
    m1 = work.given(
        "x_1", f"{mean + sd * rng.uniform(0.9, 1.6):.{places + 1}f}", unit, "first mean", symbol=r"\bar{x}_1"
    )
    m2 = work.given("x_2", f"{mean:.{places + 1}f}", unit, "second mean", symbol=r"\bar{x}_2")
    work.given("z", _NORMAL[level], "", "critical value")
    work.step("e", "sqrt(s_1 ** 2 / n_1 + s_2 ** 2 / n_2)", unit, "The standard error of the difference is")
    work.step("d", "x_1 - x_2", unit, "The means differ by")
    work.step("L", f"d {'+' if upper else '-'} z * e", unit, f"The {which} limit is")
    return work.draft(
        "The mean {quantity} of {n_1} {what} is {x_1} (standard deviation {s_1}); of {n_2} others it is {x_2} (standard deviation {s_2}). "
        + rng.choice(
            (
                "What is the {which} limit of the {level} confidence interval of the difference of the means, first minus second, in {unit}? Use z = {z}.",
                "With large samples (z = {z}), calculate the {which} {level} confidence limit of the difference, first minus second, in {unit}.",
            )
        ),
        f"The {which} limit is",
        second=m1 - m2 + share * sqrt(s1 * s1 / n1 + s2 * s2 / n2),
        rel=1e-3,
        texts={"what": what, "quantity": quantity, "unit": unit, "level": level, "which": which},
    )
