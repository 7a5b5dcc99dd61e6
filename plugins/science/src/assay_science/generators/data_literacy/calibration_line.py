"""Calibration of instruments: concentrations from a line of standards."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_ANALYTES = (
    ("nitrate", "mg/L", 2.0, 0.06, 0.11),
    ("iron(III) thiocyanate", "mg/L", 1.0, 0.09, 0.2),
    ("phosphate", "mg/L", 0.2, 0.5, 0.8),
    ("bovine serum albumin", "µg/mL", 5.0, 0.03, 0.05),
    ("methylene blue", "µM", 2.0, 0.06, 0.09),
    ("caffeine", "mg/L", 5.0, 0.04, 0.06),
    ("copper", "mmol/L", 10.0, 0.01, 0.014),
)
"""Analytes, the unit of their standards, the distance of these, and the range of the sensitivity (absorbance per unit)."""


@generator("science.calibration_line", verifiers=VERIFIERS, min_step_coverage=1.0)
def calibration_line(rng: random.Random, difficulty: int) -> Draft:
    """Concentrations from absorbances, by one standard, a line, a regression, a dilution, or standard addition.

    1: by one standard. 2: by a line that is given. 3: by the regression of four standards. 4: that, with a dilution. 5: by standard addition.
    """
    work = Working()
    analyte, unit, step, low, high = rng.choice(_ANALYTES)
    slope = rng.uniform(low, high)
    texts = {"analyte": analyte, "unit": unit}
    if difficulty == 1:
        c0 = work.given("c_s", rounded(step * rng.uniform(2, 5), 3), unit, "standard")
        A0 = work.given("A_s", f"{slope * c0:.3f}", "", "absorbance of the standard")
        A = work.given("A", f"{slope * c0 * rng.uniform(0.2, 1.6):.3f}", "", "absorbance of the sample")
        work.step(
            "c", "c_s * A / A_s", unit, "Absorbance is proportional to concentration (Beer-Lambert), so"
        )
        return work.draft(
            rng.choice(
                (
                    "A standard with {c_s} of {analyte} has an absorbance of {A_s}, a sample one of {A} in the same cuvette. What is the concentration of the sample in {unit}?",
                    "In a photometer, {c_s} of {analyte} give an absorbance of {A_s}. Find the concentration, in {unit}, of a sample with an absorbance of {A}.",
                    "The absorbance of a sample of {analyte} is {A}; that of a standard with {c_s} is {A_s}. Calculate the concentration of the sample in {unit} by Beer's law.",
                )
            ),
            "The concentration is",
            second=A / (A0 / c0),
            texts=texts,
        )
    if difficulty == 2:
        per = _inverse(unit)
        m = work.given("m", rounded(slope, 3), per, "slope")
        b = work.given("b", f"{rng.uniform(0.002, 0.03):.4f}", "", "intercept")
        A = work.given("A", f"{b + m * step * rng.uniform(0.6, 7):.3f}", "", "absorbance")
        work.step("c", "(A - b) / m", unit, "Solved for the concentration, the line gives")
        return work.draft(
            rng.choice(
                (
                    "A calibration line for {analyte} has a slope of {m} and an intercept of {b}. What concentration, in {unit}, belongs to an absorbance of {A}?",
                    "The absorbance of {analyte} is {b} plus {m} times the concentration. A sample has an absorbance of {A}. Find its concentration in {unit}.",
                )
            ),
            "The concentration is",
            second=_crossing(m, b, A),
            texts=texts,
        )
    if difficulty == 5:
        return _addition(rng, work, texts, unit, step, slope)
    k = 4
    xs = [work.given(f"c_{n}", f"{step * n:.1f}", unit, f"standard {n}") for n in range(1, k + 1)]
    ys = [
        work.given(
            f"A_{n}",
            f"{0.01 + slope * x + rng.gauss(0, 0.012 * slope * step * 2):.3f}",
            "",
            f"absorbance {n}",
        )
        for n, x in enumerate(xs, 1)
    ]
    A = work.given(
        "A_x", f"{0.01 + slope * step * rng.uniform(1.1, 3.9):.3f}", "", "absorbance of the sample"
    )
    numbers = range(1, k + 1)
    work.step(
        "c_m",
        "(" + " + ".join(f"c_{n}" for n in numbers) + f") / {k}",
        unit,
        "The mean of the standards is",
        digits=5,
        symbol=r"\bar{c}",
    )
    work.step(
        "A_m",
        "(" + " + ".join(f"A_{n}" for n in numbers) + f") / {k}",
        "",
        "The mean of their absorbances is",
        digits=5,
        symbol=r"\bar{A}",
    )
    square = {"mg/L": "mg²/L²", "µg/mL": "µg²/mL²", "µM": "µM²", "mmol/L": "mmol²/L²"}[unit]
    work.step(
        "S_cc",
        " + ".join(f"(c_{n} - c_m) ** 2" for n in numbers),
        square,
        "The sum of squares is",
        digits=5,
        symbol="S_{cc}",
    )
    work.step(
        "S_cA",
        " + ".join(f"(c_{n} - c_m) * (A_{n} - A_m)" for n in numbers),
        unit,
        "The sum of products is",
        digits=5,
        symbol="S_{cA}",
    )
    work.step("m", "S_cA / S_cc", _inverse(unit), "The slope is", digits=5)
    work.step("b", "A_m - m * c_m", "", "The intercept is", digits=5)
    work.step("c_x", "(A_x - b) / m", unit, "The sample measured has the concentration")
    import numpy as np

    fit = np.polyfit(np.array(xs), np.array(ys), 1)
    second = float((A - fit[1]) / fit[0])
    table = (
        f"\n\n| {analyte} | absorbance |\n|---|---|\n"
        + "\n".join(f"| {{c_{n}}} | {{A_{n}}} |" for n in numbers)
        + "\n\n"
    )
    first = rng.choice(
        ("Standards of {analyte} are measured in a photometer:", "A calibration for {analyte}:")
    )
    if difficulty == 3:
        asked = rng.choice(
            (
                "A sample has an absorbance of {A_x}. What is its concentration in {unit}, by linear regression of absorbance on concentration?",
                "Fit a line by least squares, and find the concentration in {unit} of a sample with an absorbance of {A_x}.",
            )
        )
        return work.draft(first + table + asked, "The concentration is", second=second, texts=texts)
    v = work.given("v", rng.choice(("1.00", "2.00", "5.00", "10.00")), "mL", "volume of sample")
    V = work.given("V", rng.choice(("25.0", "50.0", "100.0")), "mL", "volume after dilution")
    work.step("c_0", "c_x * V / v", unit, "Before the dilution, it was")
    asked = rng.choice(
        (
            "A sample of {v} is diluted to {V}; the diluted sample has an absorbance of {A_x}. What is the concentration of the undiluted sample in {unit}, by linear regression?",
            "Fit a line by least squares. A sample ({v}), made up to {V}, gives an absorbance of {A_x}. Find the concentration of the original sample in {unit}.",
        )
    )
    return work.draft(first + table + asked, "The concentration is", second=second * V / v, texts=texts)


def _inverse(unit: str) -> str:
    return {"mg/L": "L/mg", "µg/mL": "mL/µg", "µM": "µM⁻¹", "mmol/L": "L/mmol"}[unit]


def _crossing(m: float, b: float, A: float) -> float:
    """Where the line reaches an absorbance, by bisection."""
    low, high = 0.0, 10 * A / m
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if b + m * middle < A else (low, middle)
    return low


def _addition(
    rng: random.Random, work: Working, texts: dict[str, str], unit: str, step: float, slope: float
) -> Draft:
    v = work.given("v_0", rng.choice(("10.0", "20.0", "25.0")), "mL", "volume of sample")
    V = work.given("V_f", rng.choice(("50.0", "100.0")), "mL", "final volume")
    cs = work.given("c_s", rounded(step * rng.uniform(15, 40), 3), unit, "standard")
    vs = work.given("v_s", f"{rng.uniform(0.8, 4):.2f}", "mL", "volume of standard")
    c0 = step * rng.uniform(1, 6)
    A0 = work.given("A_0", f"{slope * c0 * v / V:.3f}", "", "absorbance without the addition")
    A1 = work.given("A_1", f"{slope * (c0 * v + cs * vs) / V:.3f}", "", "absorbance with the addition")
    work.step("d", "c_s * v_s / V_f", unit, "The addition raises the concentration in the flask by")
    work.step(
        "c_f",
        "d * A_0 / (A_1 - A_0)",
        unit,
        "Absorbance is proportional to concentration, so the sample's part in the flask is",
    )
    work.step("c_0", "c_f * V_f / v_0", unit, "In the sample itself, it is")
    import numpy as np

    # k (c v) / V = A0, k (c v + cs vs) / V = A1: linear in k c and k
    kc, k = np.linalg.solve(np.array([[v / V, 0.0], [v / V, cs * vs / V]]), np.array([A0, A1]))
    return work.draft(
        rng.choice(
            (
                "{v_0} of a sample with {analyte} are made up to {V_f} and have an absorbance of {A_0}. When {v_s} of a standard with {c_s} are added to a second portion of {v_} before it is made up to the same volume, the absorbance is {A_1}. What is the "
                "concentration of the sample in {unit}?",
                "Standard addition for {analyte}: two flasks get {v_0} of the sample each, and one of them also {v_s} of a standard with {c_s}. Filled up to {V_f}, they have absorbances of {A_0} and, with the standard, {A_1}. Find the concentration of the sample in "
                "{unit}.",
            )
        ),
        "The concentration is",
        second=float(kc / k),
        texts={**texts, "v_": f"{v:.1f} mL"},
    )
