"""Student's t for one sample, two samples and pairs."""

from __future__ import annotations

import random
from math import sqrt

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

Measure = tuple[str, str, str, float, float, int]
_MEASURES: tuple[Measure, ...] = (
    ("leaves of a willow", "length", "mm", 62.0, 6.0, 1),
    ("bags of flour", "mass", "g", 1002.0, 4.0, 1),
    ("resistors of a batch", "resistance", "Ω", 470.0, 6.0, 1),
    ("eggs of a reed warbler", "mass", "g", 1.95, 0.12, 2),
    ("samples of river water", "nitrate content", "mg/L", 8.4, 1.3, 2),
    ("bolts of a machine", "diameter", "mm", 9.98, 0.04, 3),
    ("tablets", "content of drug", "mg", 251.0, 5.0, 1),
    ("barley plants", "height", "cm", 84.0, 7.0, 1),
)
"""What is measured, which quantity, its unit, about its mean and standard deviation, and decimals."""


@generator("science.t_test", verifiers=VERIFIERS, min_step_coverage=1.0)
def t_test(rng: random.Random, difficulty: int) -> Draft:
    """The t statistic of a test about means.

    1: one sample, from mean and standard deviation. 2: two samples of equal variances. 3: of unequal ones (Welch). 4: one sample
    from its values. 5: pairs.
    """
    work = Working()
    measure = rng.choice(_MEASURES)
    return (_summary, _pooled, _welch, _values, _pairs)[difficulty - 1](rng, work, measure)


def _summary(rng: random.Random, work: Working, measure: Measure) -> Draft:
    from scipy.stats import ttest_ind_from_stats

    what, quantity, unit, mean, sd, places = measure
    n = work.given("n", str(rng.randint(8, 60)), "", "sample size")
    s = work.given("s", f"{sd * rng.uniform(0.7, 1.3):.{places}f}", unit, "standard deviation")
    m = work.given(
        "x",
        f"{mean + rng.choice((-1, 1)) * s / sqrt(n) * rng.uniform(0.6, 4):.{places + 1}f}",
        unit,
        "mean",
        symbol=r"\bar{x}",
    )
    mu = work.given("mu", f"{mean:.{places}f}", unit, "hypothesis", symbol=r"\mu_0")
    work.step("e", "s / sqrt(n)", unit, "The standard error of the mean is", symbol=r"s_{\bar{x}}")
    work.step("t", "(x - mu) / e", "", "So the statistic is")
    # a second sample that is huge and does not vary makes the test of two samples one of a single one
    second = ttest_ind_from_stats(m, s, int(n), mu, 0.0, 10**12, equal_var=False).statistic
    return work.draft(
        rng.choice(
            (
                "A sample of {n} {what} has a mean {quantity} of {x} and a standard deviation of {s}. What is the t statistic for the hypothesis that the true mean is {mu}?",
                "The {quantity} of {n} {what} is measured: mean {x}, standard deviation {s}. Calculate t for a one-sample test against a mean of {mu}.",
                "Test whether the mean {quantity} of {what} is {mu}: in a sample of {n}, the mean is {x} and the standard deviation {s}. Find the value of t.",
            )
        ),
        "The t statistic is",
        second=float(second),
        rel=1e-5,
        texts={"what": what, "quantity": quantity},
    )


def _groups(rng: random.Random, work: Working, measure: Measure, means: bool = True) -> tuple[float, ...]:
    _, _, unit, mean, sd, places = measure
    n1 = work.given("n_1", str(rng.randint(6, 40)), "", "size of the first sample")
    n2 = work.given("n_2", str(rng.randint(6, 40)), "", "size of the second sample")
    s1 = work.given(
        "s_1", f"{sd * rng.uniform(0.6, 1.4):.{places + 1}f}", unit, "standard deviation of the first"
    )
    s2 = work.given(
        "s_2", f"{sd * rng.uniform(0.6, 1.4):.{places + 1}f}", unit, "standard deviation of the second"
    )
    if not means:
        return s1, int(n1), s2, int(n2)
    shift = sd * rng.uniform(0.15, 1.2) * rng.choice((-1, 1))
    m1 = work.given("x_1", f"{mean + shift:.{places + 1}f}", unit, "mean of the first", symbol=r"\bar{x}_1")
    m2 = work.given("x_2", f"{mean:.{places + 1}f}", unit, "mean of the second", symbol=r"\bar{x}_2")
    return m1, s1, int(n1), m2, s2, int(n2)


_TWO = (
    "Two groups of {what} are compared. In the first (n = {n_1}), the mean {quantity} is {x_1} with a standard deviation of {s_1}; in the second (n = {n_2}) it is {x_2} with {s_2}. ",
    "The {quantity} in two groups of {what}: {x_1} (mean) and {s_1} (standard deviation) of {n_1} in group A, {x_2} and {s_2} of {n_2} in group B. ",
)


def _pooled(rng: random.Random, work: Working, measure: Measure) -> Draft:
    from scipy.stats import ttest_ind_from_stats

    what, quantity, unit, *_ = measure
    stats = _groups(rng, work, measure)
    work.step(
        "v",
        "((n_1 - 1) * s_1 ** 2 + (n_2 - 1) * s_2 ** 2) / (n_1 + n_2 - 2)",
        f"{unit}²" if "/" not in unit else "mg²/L²",
        "The pooled variance is",
        symbol="s_p^2",
    )
    work.step("e", "sqrt(v * (1 / n_1 + 1 / n_2))", unit, "The standard error of the difference is")
    work.step("t", "(x_1 - x_2) / e", "", "So the statistic is")
    return work.draft(
        rng.choice(_TWO)
        + rng.choice(
            (
                "What is the t statistic of the difference (first minus second), if the variances are equal?",
                "Calculate Student's t, first minus second, with a pooled variance.",
            )
        ),
        "The t statistic is",
        second=float(ttest_ind_from_stats(*stats, equal_var=True).statistic),
        texts={"what": what, "quantity": quantity},
    )


def _welch(rng: random.Random, work: Working, measure: Measure) -> Draft:
    from scipy.stats import ttest_ind_from_stats

    what, quantity, unit, *_ = measure
    means = rng.random() < 0.5
    stats = _groups(rng, work, measure, means)
    square = f"{unit}²" if "/" not in unit else "mg²/L²"
    work.step("q_1", "s_1 ** 2 / n_1", square, "The squared standard error of the first mean is")
    work.step("q_2", "s_2 ** 2 / n_2", square, "That of the second is")
    if means:
        work.step("t", "(x_1 - x_2) / sqrt(q_1 + q_2)", "", "Welch's statistic is")
        asked = rng.choice(
            (
                "What is Welch's t statistic for the difference of the means, first minus second?",
                "Calculate t, first minus second, without assuming equal variances (Welch).",
            )
        )
        return work.draft(
            rng.choice(_TWO) + asked,
            "The t statistic is",
            second=float(ttest_ind_from_stats(*stats, equal_var=False).statistic),
            texts={"what": what, "quantity": quantity},
        )
    work.step(
        "f",
        "(q_1 + q_2) ** 2 / (q_1 ** 2 / (n_1 - 1) + q_2 ** 2 / (n_2 - 1))",
        "",
        "The formula of Welch and Satterthwaite gives",
        symbol=r"\nu",
    )
    s1, n1, s2, n2 = stats
    share = (s1 * s1 / n1) / (s1 * s1 / n1 + s2 * s2 / n2)
    second = 1 / (share**2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1))
    return work.draft(
        rng.choice(
            (
                "Two groups of {what} are compared by their {quantity}. The standard deviation is {s_1} in the first (n = {n_1}) and {s_2} in the second (n = {n_2}). ",
                "The {quantity} in two groups of {what} has standard deviations of {s_1} (group A, {n_1} of them) and {s_2} (group B, {n_2}). ",
            )
        )
        + "How many degrees of freedom has Welch's t test, by the Welch-Satterthwaite formula (not rounded)?",
        "The number of degrees of freedom is",
        second=second,
        texts={"what": what, "quantity": quantity},
    )


def _values(rng: random.Random, work: Working, measure: Measure) -> Draft:
    from scipy.stats import ttest_1samp

    what, quantity, unit, mean, sd, places = measure
    k = rng.randint(4, 6)
    shift = sd * rng.uniform(0.2, 1.5) * rng.choice((-1, 1))
    values = [
        work.given(f"x_{n}", f"{rng.gauss(mean + shift, sd):.{places}f}", unit, f"value {n}")
        for n in range(1, k + 1)
    ]
    mu = work.given("mu", f"{mean:.{places}f}", unit, "hypothesis", symbol=r"\mu_0")
    numbers = range(1, k + 1)
    work.step(
        "x",
        "(" + " + ".join(f"x_{n}" for n in numbers) + f") / {k}",
        unit,
        "The mean is",
        digits=5,
        symbol=r"\bar{x}",
    )
    square = f"{unit}²" if "/" not in unit else "mg²/L²"
    work.step(
        "v",
        "(" + " + ".join(f"(x_{n} - x) ** 2" for n in numbers) + f") / ({k} - 1)",
        square,
        "The variance is",
        symbol="s^2",
    )
    work.step("e", f"sqrt(v / {k})", unit, "The standard error of the mean is")
    work.step("t", "(x - mu) / e", "", "So the statistic is")
    listed = ", ".join(f"{{x_{n}}}" for n in numbers)
    head, _, last = listed.rpartition(", ")
    return work.draft(
        rng.choice(
            (
                "The {quantity} of {k} {what} is: {list}. What is the t statistic for the hypothesis that the true mean is {mu}?",
                "A sample of {k} {what} gives for the {quantity}: {list}. Calculate t for a one-sample test against {mu}.",
            )
        ).replace("{list}", f"{head} and {last}"),
        "The t statistic is",
        second=float(ttest_1samp(values, mu).statistic),
        texts={"what": what, "quantity": quantity, "k": str(k)},
    )


def _pairs(rng: random.Random, work: Working, measure: Measure) -> Draft:
    from scipy.stats import ttest_rel

    del measure
    what, unit, first, change, spread, places, before, after = rng.choice(
        (
            ("patients", "mmHg", 152.0, -7.0, 6.0, 0, "systolic pressure before", "after treatment"),
            ("runners", "s", 262.0, -4.0, 4.0, 1, "time before", "time after training"),
            ("soil samples", "mg/kg", 24.0, 2.0, 2.0, 1, "lead by method A", "by method B"),
            ("students", "", 61.0, 5.0, 6.0, 0, "score before", "score after a course"),
            ("batteries", "h", 18.0, 0.9, 0.9, 1, "life of brand A", "life of brand B"),
        )
    )
    k = rng.randint(4, 6)
    rows, one, two = [], [], []
    differences: set[float] = set()
    while len(differences) < 2:
        start = [rng.gauss(first, first * 0.05) for _ in range(k)]
        pairs = [(f"{a:.{places}f}", f"{a + rng.gauss(change, spread):.{places}f}") for a in start]
        differences = {float(b) - float(a) for a, b in pairs}
    for n, (a, b) in enumerate(pairs, 1):
        one.append(work.given(f"a_{n}", a, unit, f"{before} {n}"))
        two.append(work.given(f"b_{n}", b, unit, f"{after} {n}"))
        rows.append(f"| {n} | {{a_{n}}} | {{b_{n}}} |")
    numbers = range(1, k + 1)
    for n in numbers:
        work.step(f"d_{n}", f"b_{n} - a_{n}", unit, f"Pair {n} differs by")
    work.step(
        "d",
        "(" + " + ".join(f"d_{n}" for n in numbers) + f") / {k}",
        unit,
        "The mean difference is",
        digits=5,
        symbol=r"\bar{d}",
    )
    square = {"": "", "mg/kg": "mg²/kg²", "mmHg": "mmHg²"}.get(unit, f"{unit}²")
    work.step(
        "v",
        "(" + " + ".join(f"(d_{n} - d) ** 2" for n in numbers) + f") / ({k} - 1)",
        square,
        "The variance of the differences is",
        symbol="s_d^2",
    )
    work.step("t", f"d / sqrt(v / {k})", "", "So the statistic is")
    return work.draft(
        "Pairs of measurements of {k} {what}:\n\n| | {before} | {after} |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n\n"
        + rng.choice(
            (
                "What is the t statistic of a paired test, second column minus first?",
                "Calculate t for the paired differences (second minus first).",
            )
        ),
        "The t statistic is",
        second=float(ttest_rel(two, one).statistic),
        texts={"what": what, "before": before, "after": after, "k": str(k)},
    )
