"""Standard scores and shares of a normal distribution."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_NORMALS = (
    ("The height of women in a population", "cm", 163.0, 6.4, 1),
    ("The mass of newborns", "g", 3_400.0, 460.0, 0),
    ("The length of trout in a lake", "cm", 31.0, 3.6, 1),
    ("The score of a test", "", 500.0, 100.0, 0),
    ("The lifetime of lamps", "h", 8_200.0, 540.0, 0),
    ("The content of sugar packets", "g", 5.02, 0.08, 2),
    ("The July rainfall of a station", "mm", 72.0, 18.0, 0),
    ("The shell width of mussels on a shore", "mm", 54.0, 7.5, 1),
)
"""Quantities that are about normally distributed, with unit, mean, standard deviation and decimals."""


@generator("science.z_score", verifiers=VERIFIERS, min_step_coverage=1.0)
def z_score(rng: random.Random, difficulty: int) -> Draft:
    """Standard scores, percentiles and expected numbers; values of the normal distribution are given.

    1: a z-score. 2: the value of a percentile. 3: how many of a number lie between two scores, or which of two results is
    farther out. 4: the z-score of a sample's mean. 5: mean or standard deviation from two percentiles.
    """
    work = Working()
    what, unit, mean, sd, places = rng.choice(_NORMALS)
    texts = {"what": what, "name": what[0].lower() + what[1:], "in": f" (in {unit})" if unit else ""}
    if difficulty == 5:
        return _two_percentiles(rng, work, texts, unit, mean, sd, places)
    if difficulty == 3:
        return rng.choice((_between, _compared))(rng, work, texts)
    m = work.given("mu", f"{mean * rng.uniform(0.97, 1.03):.{places}f}", unit, "mean")
    s = work.given("sigma", f"{sd * rng.uniform(0.8, 1.2):.{places}f}", unit, "standard deviation")
    if difficulty == 2:
        return _percentile(rng, work, texts, unit, m, s)
    z = rng.choice((-1, 1)) * rng.uniform(0.3, 2.6)
    from scipy.stats import norm

    if difficulty == 4:
        n = work.given("n", str(rng.randint(4, 60)), "", "sample size")
        x = work.given(
            "x", f"{m + z * s / n**0.5:.{places + 1}f}", unit, "mean of the sample", symbol=r"\bar{x}"
        )
        work.step(
            "e", "sigma / sqrt(n)", unit, "The standard error of the mean is", symbol=r"\sigma_{\bar{x}}"
        )
        work.step("z", "(x - mu) / e", "", "So the z-score of the mean is")
        return work.draft(
            rng.choice(
                (
                    "{what} has a mean of {mu} and a standard deviation of {sigma}. A random sample of {n} has a mean of {x}. What is the z-score of this mean?",
                    "The mean of a sample of {n} is {x}. {what} has the population mean {mu} and the standard deviation {sigma}. Calculate the z statistic of the sample mean.",
                )
            ),
            "The z-score is",
            second=n * (x - m) / (n * s * s) ** 0.5,
            texts=texts,
        )
    x = work.given("x", f"{m + z * s:.{places}f}", unit, "value")
    work.step("z", "(x - mu) / sigma", "", "The deviation in units of the standard deviation is")
    below, above = norm.cdf(x, m, s), norm.sf(x, m, s)
    return work.draft(
        rng.choice(
            (
                "{what} has a mean of {mu} and a standard deviation of {sigma}. What is the z-score of a value of {x}?",
                "By how many standard deviations does {x} differ from the mean (z, with its sign), if {name} has a mean of {mu} and a standard deviation of {sigma}?",
                "Find the standard score of {x}. {what} has the mean {mu} and the standard deviation {sigma}.",
            )
        ),
        "The z-score is",
        second=float(norm.ppf(below) if below < 0.5 else norm.isf(above)),
        texts=texts,
    )


def _percentile(
    rng: random.Random, work: Working, texts: dict[str, str], unit: str, m: float, s: float
) -> Draft:
    from scipy.stats import norm

    percent = rng.choice([*range(2, 46), *range(55, 99)])
    work.given("z", f"{float(norm.ppf(percent / 100)):.3f}", "", "standard score of the percentile")
    work.step("x", "mu + z * sigma", unit, "So the value is")
    return work.draft(
        rng.choice(
            (
                "{what} is normally distributed with a mean of {mu} and a standard deviation of {sigma}. What is the {p} percentile{in}? (Its z-score is {z}.)",
                "{what} has the mean {mu} and the standard deviation {sigma}. Below which value{in} does it stay in {q} of all cases, if it is normally distributed (z = {z})?",
            )
        ),
        "The percentile is",
        digits=4,
        second=float(norm.ppf(percent / 100, m, s)),
        rel=1e-3,
        tolerance=0.002,
        texts={**texts, "p": _ordinal(percent), "q": f"{percent}%"},
    )


def _between(rng: random.Random, work: Working, texts: dict[str, str]) -> Draft:
    from scipy.stats import norm

    low, high = round(rng.uniform(-2.2, 0.2), 2), round(rng.uniform(0.4, 2.4), 2)
    work.given("Phi_1", f"{float(norm.cdf(low)):.4f}", "", "share below the lower score", symbol=r"\Phi_1")
    work.given("Phi_2", f"{float(norm.cdf(high)):.4f}", "", "share below the upper score", symbol=r"\Phi_2")
    N = work.given("N", str(rng.randrange(200, 20_000, 50)), "", "number")
    work.step("P", "Phi_2 - Phi_1", "", "The share between the two scores is")
    work.step("n", "N * P", "", "So the number to expect is")
    return work.draft(
        rng.choice(
            (
                "{what} is normally distributed. The share below z = {low} is {Phi_1}, that below z = {high} is {Phi_2}. Of {N} values, how many are expected between these two scores?",
                "A table of the normal distribution gives Φ({low}) = {Phi_1} and Φ({high}) = {Phi_2}. {what} is normally distributed; {N} are measured. How many lie between {low} and {high} standard deviations from the mean?",
            )
        ),
        "The expected number is",
        second=N * float(norm.cdf(high) - norm.cdf(low)),
        rel=2e-3,
        texts={**texts, "low": f"{low:.2f}", "high": f"{high:.2f}"},
    )


def _compared(rng: random.Random, work: Working, _: dict[str, str]) -> Draft:
    first, second = rng.sample(
        ("a biology test", "a chemistry test", "a physics test", "a statistics test", "a geology test"), 2
    )
    scores = []
    for n in (1, 2):
        m = work.given(f"mu_{n}", f"{rng.uniform(52, 74):.1f}", "", f"mean of test {n}")
        s = work.given(f"sigma_{n}", f"{rng.uniform(5, 14):.1f}", "", f"standard deviation of test {n}")
        x = work.given(f"x_{n}", f"{m + s * rng.uniform(-1, 2):.0f}", "", f"score in test {n}")
        scores.append((x / s) - (m / s))
    work.step("z_1", "(x_1 - mu_1) / sigma_1", "", "The z-score in the first test is")
    work.step("z_2", "(x_2 - mu_2) / sigma_2", "", "The z-score in the second is")
    work.step("d", "z_1 - z_2", "", "They differ by")
    return work.draft(
        rng.choice(
            (
                "A student scores {x_1} in {first} (mean {mu_1}, standard deviation {sigma_1}) and {x_2} in {second} (mean {mu_2}, standard deviation {sigma_2}). By how many standard deviations is the first result better, that is, what is z of the first minus z of the second?",
                "In {first}, the mean is {mu_1} and the standard deviation {sigma_1}; in {second} they are {mu_2} and {sigma_2}. A student has {x_1} and {x_2} points. Calculate the difference of the two z-scores, first minus second.",
            )
        ),
        "The difference of the z-scores is",
        second=scores[0] - scores[1],
        texts={"first": first, "second": second},
    )


def _two_percentiles(
    rng: random.Random, work: Working, texts: dict[str, str], unit: str, mean: float, sd: float, places: int
) -> Draft:
    import numpy as np
    from scipy.stats import norm

    low, high = rng.randint(5, 40), rng.randint(60, 95)
    z1, z2 = (float(norm.ppf(p / 100)) for p in (low, high))
    a = work.given("x_1", f"{mean + z1 * sd:.{places + 1}f}", unit, "lower percentile")
    b = work.given("x_2", f"{mean + z2 * sd:.{places + 1}f}", unit, "upper percentile")
    work.given("z_1", f"{z1:.3f}", "", "score of the lower percentile")
    work.given("z_2", f"{z2:.3f}", "", "score of the upper percentile")
    work.step(
        "sigma",
        "(x_2 - x_1) / (z_2 - z_1)",
        unit,
        "The two values differ by $z_2 - z_1$ standard deviations, so",
        digits=5,
    )
    solved = np.linalg.solve(np.array([[1.0, z1], [1.0, z2]]), np.array([a, b]))
    if rng.random() < 0.5:
        asked, closing, second, digits = (
            "standard deviation",
            "The standard deviation is",
            float(solved[1]),
            3,
        )
    else:
        work.step("mu", "x_1 - z_1 * sigma", unit, "So the mean is")
        asked, closing, second, digits = "mean", "The mean is", float(solved[0]), 4
    return work.draft(
        rng.choice(
            (
                "{what} is normally distributed. {p}% of the values are below {x_1} (z = {z_1}) and {q}% below {x_2} (z = {z_2}). What is the {asked}{in}?",
                "{what} is normally distributed. Its {po} percentile is {x_1} and its {qo} is {x_2}; their z-scores are {z_1} and {z_2}. Find the {asked}{in}.",
            )
        ),
        closing,
        digits=digits,
        second=second,
        rel=3e-3,
        texts={
            **texts,
            "p": str(low),
            "q": str(high),
            "po": _ordinal(low),
            "qo": _ordinal(high),
            "asked": asked,
        },
    )


def _ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
