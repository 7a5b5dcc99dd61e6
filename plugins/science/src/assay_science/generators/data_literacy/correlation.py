"""Correlation of two measured quantities."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_PAIRS = (
    ("leaves of a tree", "length (cm)", 6.0, 14.0, "width (cm)", 0.55, 0.6),
    ("students", "hours of study", 2.0, 20.0, "score", 2.2, 8.0),
    ("streams", "temperature (°C)", 6.0, 20.0, "dissolved oxygen (mg/L)", -0.2, 0.5),
    ("crabs", "carapace width (mm)", 18.0, 60.0, "claw length (mm)", 0.6, 3.0),
    ("towns", "distance from the sea (km)", 5.0, 120.0, "annual range of temperature (K)", 0.08, 1.8),
    ("stars of a cluster", "colour index (mag)", 0.2, 1.4, "apparent magnitude", 4.5, 0.5),
)
"""What is measured, the two quantities, the range of the first, and slope and scatter of the second."""


@generator("science.correlation", verifiers=VERIFIERS, min_step_coverage=1.0)
def correlation(rng: random.Random, difficulty: int) -> Draft:
    """Coefficients of correlation of small tables.

    1: from sums that are given. 2: Spearman's rank correlation. 3: Pearson's of four pairs. 4: of five. 5: the t statistic of a correlation.
    """
    work = Working()
    group, x, low, high, y, slope, scatter = rng.choice(_PAIRS)
    k = (4, 5, 4, 5, 5)[difficulty - 1]
    places = 1 if low > 1 else 2
    xs = [round(rng.uniform(low, high), places) for _ in range(k)]
    while len(set(xs)) < k:
        xs = [round(rng.uniform(low, high), places) for _ in range(k)]
    base = 12.0 if slope < 0 or "magnitude" in y else 40.0 if y == "score" else 2.0
    ys = [round(base + slope * each + rng.gauss(0, scatter), 1) for each in xs]
    while len(set(ys)) < k:
        ys = [round(base + slope * each + rng.gauss(0, scatter), 1) for each in xs]
    texts = {"x": x, "y": y, "group": group}
    if difficulty == 2:
        return _spearman(rng, work, xs, ys, texts)
    from scipy.stats import pearsonr

    numbers = range(1, k + 1)
    if difficulty == 1:
        return _from_sums(rng, work, xs, ys, texts)
    for n, (a, b) in enumerate(zip(xs, ys, strict=True), 1):
        work.given(f"x_{n}", f"{a:.{places}f}", "", f"{x} {n}")
        work.given(f"y_{n}", f"{b:.1f}", "", f"{y} {n}")
    work.step(
        "x_m",
        "(" + " + ".join(f"x_{n}" for n in numbers) + f") / {k}",
        "",
        f"The mean of x, {x}, is",
        digits=5,
        symbol=r"\bar{x}",
    )
    work.step(
        "y_m",
        "(" + " + ".join(f"y_{n}" for n in numbers) + f") / {k}",
        "",
        f"The mean of y, {y}, is",
        digits=5,
        symbol=r"\bar{y}",
    )
    for one, two in (("x", "x"), ("y", "y"), ("x", "y")):
        terms = (
            f"({one}_{n} - {one}_m) ** 2" if one == two else f"({one}_{n} - {one}_m) * ({two}_{n} - {two}_m)"
            for n in numbers
        )
        work.step(
            f"S_{one}{two}",
            " + ".join(terms),
            "",
            f"The sum of the {'squares of ' + one if one == two else 'products'} is",
            digits=5,
            symbol=f"S_{{{one}{two}}}",
        )
    work.step("r", "S_xy / sqrt(S_xx * S_yy)", "", "The correlation coefficient is")
    r = float(pearsonr(xs, ys).statistic)
    table = (
        f"\n\n| {x} | {y} |\n|---|---|\n" + "\n".join(f"| {{x_{n}}} | {{y_{n}}} |" for n in numbers) + "\n\n"
    )
    first = rng.choice((f"For {k} {group}, two quantities are measured:", f"Measurements of {k} {group}:"))
    if difficulty < 5:
        asked = rng.choice(
            (
                "Calculate Pearson's correlation coefficient r.",
                "What is the correlation coefficient of the two quantities (Pearson's r)?",
                "How strongly are the two quantities correlated? Give Pearson's r.",
            )
        )
        return work.draft(first + table + asked, "The correlation coefficient is", second=r, texts=texts)
    work.step("t", f"r * sqrt(({k} - 2) / (1 - r ** 2))", "", f"With n = {k}, the test statistic is")
    from scipy.stats import linregress

    fit = linregress(xs, ys)  # its slope over the standard error of the slope is the same t
    asked = rng.choice(
        (
            "What is the t statistic, $t = r \\sqrt{(n-2)/(1-r^2)}$, for the hypothesis that the two are not correlated?".replace(
                "{(n-2)/(1-r^2)}", "{root}"
            ),
            "Compute Pearson's r and from it the t statistic for the null hypothesis of no correlation, with n − 2 degrees of freedom.",
        )
    )
    return work.draft(
        first + table + asked,
        "The t statistic is",
        second=float(fit.slope / fit.stderr),
        texts={**texts, "root": "{(n-2)/(1-r^2)}"},
    )


def _from_sums(
    rng: random.Random, work: Working, xs: list[float], ys: list[float], texts: dict[str, str]
) -> Draft:
    from math import sqrt

    k = len(xs) * rng.randint(3, 12)
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    scale = k / len(xs)
    xx, yy = (sum((each - m) ** 2 for each in v) * scale for v, m in ((xs, mx), (ys, my)))
    xy = sum((a - mx) * (b - my) for a, b in zip(xs, ys, strict=True)) * scale
    a = work.given("S_xx", f"{xx:.2f}", "", "sum of squares of x", symbol="S_{xx}")
    b = work.given("S_yy", f"{yy:.2f}", "", "sum of squares of y", symbol="S_{yy}")
    c = work.given("S_xy", f"{xy:.2f}", "", "sum of products", symbol="S_{xy}")
    work.step("r", "S_xy / sqrt(S_xx * S_yy)", "", "The correlation coefficient is")
    return work.draft(
        rng.choice(
            (
                "For {k} {group}, x is the {x} and y the {y}. The sums of the squared deviations from the means are $S_{xx}$ = {S_xx} and $S_{yy}$ = {S_yy}, that of the products $S_{xy}$ = {S_xy}. What is the correlation "
                "coefficient of x and y?",
                "In a sample of {k} {group}, the squared deviations of x ({x}) from its mean add up to {S_xx}, those of y ({y}) to {S_yy}, and the products of the deviations to {S_xy}. Calculate Pearson's r.",
            )
        ),
        "The correlation coefficient is",
        second=(c / k) / (sqrt(a / k) * sqrt(b / k)),
        texts={**texts, "k": str(k), "xx": "{xx}", "yy": "{yy}", "xy": "{xy}"},
    )


def _spearman(
    rng: random.Random, work: Working, xs: list[float], ys: list[float], texts: dict[str, str]
) -> Draft:
    from scipy.stats import spearmanr

    k = len(xs)
    ranks = [(sorted(xs).index(a) + 1, sorted(ys).index(b) + 1) for a, b in zip(xs, ys, strict=True)]
    if all(a == b for a, b in ranks) or all(a + b == k + 1 for a, b in ranks):
        ys[0], ys[1] = ys[1], ys[0]
        ranks = [(sorted(xs).index(a) + 1, sorted(ys).index(b) + 1) for a, b in zip(xs, ys, strict=True)]
    for n, (a, b) in enumerate(ranks, 1):
        work.given(f"R_{n}", str(a), "", f"rank of {texts['x']} {n}")
        work.given(f"Q_{n}", str(b), "", f"rank of {texts['y']} {n}")
    numbers = range(1, k + 1)
    work.step(
        "D",
        " + ".join(f"(R_{n} - Q_{n}) ** 2" for n in numbers),
        "",
        "The sum of the squared differences of the ranks is",
    )
    work.step(
        "r_s", f"1 - 6 * D / ({k} * ({k} ** 2 - 1))", "", f"With n = {k} and no ties, the rank correlation is"
    )
    rows = "\n".join(f"| {{R_{n}}} | {{Q_{n}}} |" for n in numbers)
    return work.draft(
        rng.choice(("{k} {group} are ranked by two quantities:", "Ranks of {k} {group}, without ties:"))
        + f"\n\n| rank of {texts['x']} | rank of {texts['y']} |\n|---|---|\n{rows}\n\n"
        + rng.choice(
            ("What is Spearman's rank correlation coefficient?", "Calculate Spearman's rank correlation.")
        ),
        "Spearman's rank correlation is",
        second=float(spearmanr(xs, ys).statistic),
        texts={**texts, "k": str(k)},
    )
