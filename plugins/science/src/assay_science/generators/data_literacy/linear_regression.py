"""Straight lines through measured points."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

Series = tuple[str, str, str, str, str, float, float, float, float, float]
_SERIES: tuple[Series, ...] = (
    ("A spring is loaded", "force", "N", "extension", "cm", 0.5, 0.5, 0.4, 2.5, 0.2),
    ("A trolley rolls along a track", "time", "s", "position", "cm", 1.0, 1.0, 4.0, 18.0, 6.0),
    (
        "The voltage across a resistor is measured",
        "current",
        "mA",
        "voltage",
        "V",
        10.0,
        10.0,
        0.08,
        0.4,
        0.1,
    ),
    ("Seedlings are measured", "age", "d", "height", "cm", 3.0, 3.0, 0.4, 1.6, 2.0),
    ("A reaction produces gas", "time", "min", "volume", "mL", 2.0, 2.0, 1.2, 6.0, 1.0),
    ("A candle burns", "time", "min", "height", "mm", 5.0, 5.0, -1.9, -0.8, 160.0),
    ("Samples of a mineral are weighed", "volume", "cm³", "mass", "g", 2.0, 2.0, 2.4, 7.5, 0.3),
    ("A wire is heated by a current", "time", "s", "length", "mm", 20.0, 20.0, 0.01, 0.05, 500.0),
)
"""What is done, the two quantities with units, first value and distance of x, range of slopes, and about the intercept."""


@generator("science.linear_regression", verifiers=VERIFIERS, min_step_coverage=1.0)
def linear_regression(rng: random.Random, difficulty: int) -> Draft:
    """The least-squares line through the points of a small table.

    1: the slope of three points. 2: of four. 3: the intercept of five. 4: a prediction. 5: the
    coefficient of determination or the residual standard deviation, of five.
    """
    from scipy.stats import linregress

    work = Working()
    story, x, ux, y, uy, first, step, low, high, start = rng.choice(_SERIES)
    k = (3, 4, 5, 5, 5)[difficulty - 1]
    slope, intercept = rng.uniform(low, high), start * rng.uniform(0.9, 1.1)
    places = 2 if abs(slope * step) < 3 else 1
    xs = [first + n * step for n in range(k)]
    ys = [intercept + slope * each + rng.gauss(0, abs(slope) * step * 0.12) for each in xs]
    xs = [work.given(f"x_{n}", f"{each:.1f}", ux, f"{x} {n}") for n, each in enumerate(xs, 1)]
    ys = [work.given(f"y_{n}", f"{each:.{places}f}", uy, f"{y} {n}") for n, each in enumerate(ys, 1)]
    numbers = range(1, k + 1)
    fit = linregress(xs, ys)
    work.step(
        "x_m",
        "(" + " + ".join(f"x_{n}" for n in numbers) + f") / {k}",
        ux,
        "The mean of the x values is",
        digits=5,
        symbol=r"\bar{x}",
    )
    work.step(
        "y_m",
        "(" + " + ".join(f"y_{n}" for n in numbers) + f") / {k}",
        uy,
        "The mean of the y values is",
        digits=5,
        symbol=r"\bar{y}",
    )
    square, both = _times(ux, ux), _times(ux, uy)
    work.step(
        "S_xx",
        " + ".join(f"(x_{n} - x_m) ** 2" for n in numbers),
        square,
        "The sum of squares of x is",
        digits=5,
        symbol="S_{xx}",
    )
    work.step(
        "S_xy",
        " + ".join(f"(x_{n} - x_m) * (y_{n} - y_m)" for n in numbers),
        both,
        "The sum of products is",
        digits=5,
        symbol="S_{xy}",
    )
    unit = f"{uy}/{ux}"
    table = (
        f"\n\n| {x} | {y} |\n|---|---|\n" + "\n".join(f"| {{x_{n}}} | {{y_{n}}} |" for n in numbers) + "\n\n"
    )
    texts = {"x": x, "y": y, "unit": unit, "uy": uy}
    if difficulty <= 2:
        work.step("b", "S_xy / S_xx", unit, "The slope is")
        asked = rng.choice(
            (
                "What is the slope of the least-squares line of {y} against {x}, in {unit}?",
                "Fit a straight line to the points by least squares. Find its slope in {unit}.",
                "Calculate the slope, in {unit}, of the linear regression of {y} (y) on {x} (x).",
            )
        )
        return work.draft(story + ":" + table + asked, "The slope is", second=float(fit.slope), texts=texts)
    spread = difficulty == 5 and rng.random() < 0.5
    if difficulty < 5 or spread:
        work.step("b", "S_xy / S_xx", unit, "The slope is", digits=5)
    if difficulty == 3:
        work.step(
            "a", "y_m - b * x_m", uy, "The line goes through the point of the means, so its intercept is"
        )
        asked = rng.choice(
            (
                "What is the intercept of the least-squares line of {y} against {x}, in {uy}?",
                "Fit a straight line to the points by least squares, and give its intercept on the {y} axis in {uy}.",
            )
        )
        return work.draft(
            story + ":" + table + asked,
            "The intercept is",
            second=float(fit.intercept),
            rel=1e-6,
            texts=texts,
        )
    if difficulty == 4:
        new = first + step * rng.choice((k + 1, k + 2, 1.5, 2.5))
        at = work.given("x_0", f"{new:.1f}", ux, f"{x} of the prediction")
        work.step("a", "y_m - b * x_m", uy, "The intercept is", digits=5)
        work.step("y_0", "a + b * x_0", uy, "At the new value, the line is at")
        asked = rng.choice(
            (
                "Which {y}, in {uy}, does the least-squares line predict where the {x} is {x_0}?",
                "Fit a line by least squares, and predict the {y} in {uy} at {x_0}.",
            )
        )
        return work.draft(
            story + ":" + table + asked,
            "The prediction is",
            second=float(fit.intercept + fit.slope * at),
            texts=texts,
        )
    work.step(
        "S_yy",
        " + ".join(f"(y_{n} - y_m) ** 2" for n in numbers),
        _times(uy, uy),
        "The sum of squares of y is",
        digits=5,
        symbol="S_{yy}",
    )
    if not spread:
        work.step("q", "S_xy ** 2 / (S_xx * S_yy)", "", "The coefficient of determination is", symbol="R^2")
        asked = rng.choice(
            (
                "What is the coefficient of determination $R^2$ of the linear regression of {y} on {x}?",
                "How large is $R^2$ for the least-squares line through these points?",
            )
        )
        return work.draft(
            story + ":" + table + asked,
            "The coefficient of determination is",
            digits=4,
            second=float(fit.rvalue**2),
            tolerance=0.002,
            texts=texts,
        )
    work.step("S_r", "S_yy - b * S_xy", _times(uy, uy), "The sum of the squared residuals is")
    work.step(
        "s", f"sqrt(S_r / ({k} - 2))", uy, "With two parameters fitted, the residual standard deviation is"
    )
    residuals = [b - fit.intercept - fit.slope * a for a, b in zip(xs, ys, strict=True)]
    asked = rng.choice(
        (
            "What is the residual standard deviation of the least-squares line of {y} on {x} (with n − 2 degrees of freedom), in {uy}?",
            "Fit a line by least squares. How large is the standard deviation of the residuals, with n − 2 in the denominator, in {uy}?",
        )
    )
    return work.draft(
        story + ":" + table + asked,
        "The residual standard deviation is",
        second=float((sum(r * r for r in residuals) / (k - 2)) ** 0.5),
        texts=texts,
    )


def _times(one: str, other: str) -> str:
    """The unit of a product of two units, each a symbol that may have a power."""
    if one != other:
        return f"{one}·{other}"
    return {"cm³": "cm⁶"}.get(one, one + "²")
