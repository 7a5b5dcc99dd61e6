"""Means of measurements with different uncertainties."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, quantity

_MEASURED = (
    ("the density of a mineral", "g/cm³", 2.65, 0.02, 2),
    ("the speed of sound in air", "m/s", 343.2, 1.2, 1),
    ("the half-life of a nuclide", "d", 8.02, 0.03, 2),
    ("the acceleration of gravity", "m/s²", 9.81, 0.03, 2),
    ("the mass of a neutron star in units of the Sun's", "", 1.44, 0.03, 2),
    ("the focal length of a lens", "cm", 15.2, 0.2, 1),
    ("the wavelength of a spectral line", "nm", 589.3, 0.4, 1),
    ("the distance of a star", "pc", 25.3, 0.5, 1),
)
"""What is measured, its unit, about its value, the typical uncertainty, and decimals."""


@generator("science.weighted_mean", verifiers=VERIFIERS, min_step_coverage=1.0)
def weighted_mean(rng: random.Random, difficulty: int) -> Draft:
    """The mean of measurements weighted with their inverse variances, its uncertainty, and whether they are consistent.

    1: the mean of two. 2: its uncertainty. 3: the mean of three. 4: the mean of four. 5: chi-square of the deviations of three or four.
    """
    import numpy as np

    work = Working()
    what, unit, about, spread, places = rng.choice(_MEASURED)
    k = (2, 3, 3, 4, rng.randint(3, 4))[difficulty - 1]
    true = rng.gauss(about, spread)
    sigmas = [max(10.0**-places, spread * rng.uniform(0.4, 2.2)) for _ in range(k)]
    scale = 1.6 if difficulty == 5 and rng.random() < 0.4 else 1.0
    said = [f"{rng.gauss(true, sigma * scale):.{places + 1}f}" for sigma in sigmas]
    while len(set(said)) == 1:  # nothing to average
        said = [f"{rng.gauss(true, sigma):.{places + 1}f}" for sigma in sigmas]
    texts = {"what": what, "k": ("Two", "Three", "Four")[k - 2]}
    values, errors = [], []
    for n, (value, sigma) in enumerate(zip(said, sigmas, strict=True), 1):
        if difficulty == 2:
            texts[f"x_{n}"] = quantity(value, unit)
        else:
            values.append(work.given(f"x_{n}", value, unit, f"measurement {n}"))
        errors.append(work.given(f"s_{n}", f"{sigma:.{places + 1}f}", unit, f"uncertainty {n}"))
    numbers = range(1, k + 1)
    inverse = {
        "g/cm³": "cm⁶/g²",
        "m/s": "s²/m²",
        "d": "d⁻²",
        "m/s²": "s⁴/m²",
        "": "",
        "cm": "cm⁻²",
        "nm": "nm⁻²",
        "pc": "pc⁻²",
    }[unit]
    for n in numbers:
        work.step(f"w_{n}", f"1 / s_{n} ** 2", inverse, f"Measurement {n} has the weight", digits=5)
    total = " + ".join(f"w_{n}" for n in numbers)
    list_of = ", ".join(f"{{x_{n}}} ± {{s_{n}}}" for n in numbers)
    head, _, last = list_of.rpartition(", ")
    story = (
        rng.choice(
            (
                "{k} laboratories measure {what}: ",
                "{k} independent measurements of {what} give ",
                "{k} methods are used to find {what}; they give ",
            )
        )
        + f"{head} and {last}. "
    )
    if difficulty == 2:
        work.step("s", f"1 / sqrt({total})", unit, "The uncertainty of the weighted mean is")
        fisher = float(
            np.linalg.inv(
                np.array([[1.0]] * k).T @ np.diag([1 / e**2 for e in errors]) @ np.array([[1.0]] * k)
            )[0, 0]
        )
        return work.draft(
            story
            + rng.choice(
                (
                    "What is the uncertainty of their weighted mean{in}?",
                    "Calculate the standard uncertainty of the mean weighted with the inverse variances{in}.",
                )
            ),
            "The uncertainty is",
            second=fisher**0.5,
            texts={**texts, "in": f", in {unit}" if unit else ""},
        )
    work.step(
        "x",
        "(" + " + ".join(f"w_{n} * x_{n}" for n in numbers) + f") / ({total})",
        unit,
        "The weighted mean is",
        digits=6,
        symbol=r"\bar{x}",
    )
    mean = float(np.average(values, weights=[1 / e**2 for e in errors]))
    if difficulty != 5:
        return work.draft(
            story
            + rng.choice(
                (
                    "What is the weighted mean{in}, with inverse variances as weights?",
                    "Find the best estimate, the mean weighted with the inverse squares of the uncertainties{in}.",
                )
            ),
            "The weighted mean is",
            digits=5 if about > 100 else 4,
            second=mean,
            tolerance=0.0005,
            texts={**texts, "in": f", in {unit}" if unit else ""},
        )
    work.step(
        "chi2",
        " + ".join(f"w_{n} * (x_{n} - x) ** 2" for n in numbers),
        "",
        "The weighted squares of the deviations add up to",
        symbol=r"\chi^2",
    )
    pairs = [
        (a, b)
        for i, a in enumerate(zip(values, errors, strict=True))
        for b in list(zip(values, errors, strict=True))[i + 1 :]
    ]
    weights = sum(1 / e**2 for e in errors)
    second = sum((x - y) ** 2 / (e * e * f * f) for (x, e), (y, f) in pairs) / weights
    return work.draft(
        story
        + rng.choice(
            (
                "Test whether they are consistent: what is $\\chi^2$ of their deviations from the weighted mean?",
                "Calculate $\\chi^2$, the sum of the squared deviations from the weighted mean in units of the uncertainties.",
            )
        ),
        "Chi-square is",
        second=second,
        rel=1e-6,
        texts=texts,
    )
