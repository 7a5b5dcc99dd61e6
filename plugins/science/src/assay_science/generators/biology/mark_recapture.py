"""Sizes of populations from marked animals."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_ANIMALS = (
    ("field mice", "a meadow", 120, 400),
    ("painted turtles", "a pond", 60, 300),
    ("brook trout", "a stretch of stream", 200, 900),
    ("monarch butterflies", "a clearing", 300, 1200),
    ("ground beetles", "a wheat field", 250, 900),
    ("garden snails", "a park", 150, 700),
    ("house sparrows", "a village", 120, 500),
)


@generator("science.mark_recapture", verifiers=VERIFIERS, min_step_coverage=1.0)
def mark_recapture(rng: random.Random, difficulty: int) -> Draft:
    """Estimates of a population by capture, marking and recapture.

    1: Lincoln-Petersen. 2: the density in an area. 3: Chapman's estimator. 4: several samples (Schnabel). 5: the standard error of
    Chapman's estimate.
    """
    work = Working()
    animals, place, low, high = rng.choice(_ANIMALS)
    size = rng.randint(low, high)
    texts = {"animals": animals, "place": place, "Animals": animals[0].upper() + animals[1:]}
    if difficulty == 4:
        return _schnabel(rng, work, size, texts)
    marked, caught = round(size * rng.uniform(0.15, 0.4)), round(size * rng.uniform(0.15, 0.4))
    again = max(7, round(marked * caught / size * rng.uniform(0.8, 1.2)))
    M = work.given("M", str(marked), "", "marked at first")
    C = work.given("C", str(caught), "", "caught in the second sample")
    R = work.given("R", str(again), "", "marked ones among them")
    story = rng.choice(
        (
            "In {place}, {M} {animals} are caught, marked and released. A week later {C} are caught, of which {R} bear a mark.",
            "To estimate the number of {animals} in {place}, a biologist marks {M}. In a second sample of {C}, {R} are marked.",
            "{Animals} in {place}: {M} were marked on a first day; on a second, {C} were captured, {R} of them marked.",
        )
    )
    if difficulty <= 2:
        work.step("N", "M * C / R", "", "The marked share of the second sample is that of the population, so")
        second = M / (R / C)
        if difficulty == 1:
            asked = rng.choice(
                (
                    " What is the Lincoln-Petersen estimate of the population?",
                    " Estimate the size of the population with the Lincoln index.",
                )
            )
            return work.draft(story + asked, "The estimate is", second=second, texts=texts)
        A = work.given("A", f"{size / rng.uniform(40, 300):.1f}", "ha", "area")
        work.step("D", "N / A", "ha⁻¹", "The density is")
        return work.draft(
            story
            + " The area is {A}. What is the population density by the Lincoln-Petersen method, in animals per hectare (ha⁻¹)?",
            "The density is",
            second=second / A,
            texts=texts,
        )
    if difficulty == 3:
        work.step("N", "(M + 1) * (C + 1) / (R + 1) - 1", "", "Chapman's estimator gives", digits=5)
        second = (M * C + M + C - R) / (R + 1)  # multiplied out
        return work.draft(
            story
            + rng.choice(
                (
                    " Estimate the population with Chapman's correction, $N = (M+1)(C+1)/(R+1) - 1$.",
                    " What is Chapman's nearly unbiased estimate of the population, $(M+1)(C+1)/(R+1) - 1$?",
                )
            ),
            "Chapman's estimate is",
            second=second,
            texts=texts,
        )
    work.step(
        "V",
        "(M + 1) * (C + 1) * (M - R) * (C - R) / ((R + 1) ** 2 * (R + 2))",
        "",
        "The variance of the estimate is",
        digits=6,
    )
    work.step("s", "sqrt(V)", "", "Its square root is the standard error:")
    size_plus_1 = (M + 1) * (C + 1) / (R + 1)
    second = size_plus_1 * ((1 - R / M) * (1 - R / C) * M * C / ((M + 1) * (C + 1) * (R + 2))) ** 0.5
    return work.draft(
        story
        + " Chapman's estimator, $N = (M+1)(C+1)/(R+1) - 1$, has the variance $(M+1)(C+1)(M-R)(C-R) / [(R+1)^2 (R+2)]$. "
        + rng.choice(
            (
                "What is the standard error of the estimate?",
                "Calculate the standard error of the estimated size.",
            )
        ),
        "The standard error is",
        second=second,
        texts=texts,
    )


def _schnabel(rng: random.Random, work: Working, size: int, texts: dict[str, str]) -> Draft:
    days = rng.randint(3, 4)
    marked = 0
    pairs = []
    for day in range(1, days + 2):
        caught = round(size * rng.uniform(0.08, 0.2))
        if day > 1:
            again = max(2, round(caught * marked / size * rng.uniform(0.85, 1.15)))
            pairs.append((caught, marked, again))
            marked += caught - again
        else:
            marked = caught
    rows = []
    for i, (caught, before, again) in enumerate(pairs, 1):
        work.given(f"C_{i}", str(caught), "", f"caught in sample {i}")
        work.given(f"M_{i}", str(before), "", f"marked before sample {i}")
        work.given(f"R_{i}", str(again), "", f"marked ones in sample {i}")
        rows.append(f"| {i + 1} | {{C_{i}}} | {{M_{i}}} | {{R_{i}}} |")
    numbers = range(1, days + 1)
    work.step("S", " + ".join(f"C_{i} * M_{i}" for i in numbers), "", "The sum of the products is")
    work.step("R", " + ".join(f"R_{i}" for i in numbers), "", "The recaptures together are")
    work.step("N", "S / R", "", "Schnabel's estimate is")
    # The estimate is the mean of the single Lincoln-Petersen estimates, weighted with their recaptures.
    weights = [again for *_, again in pairs]
    second = sum(w * c * m / again for w, (c, m, again) in zip(weights, pairs, strict=True)) / sum(weights)
    table = (
        "\n\n| sample | caught | marked before | marked in it |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n\n"
    )
    return work.draft(
        rng.choice(
            (
                "{Animals} in {place} are caught, marked and released in several samples, after a first one in which all were marked:",
                "A Schnabel census of the {animals} in {place}, after the first catch:",
            )
        )
        + table
        + rng.choice(
            (
                "Estimate the size of the population by Schnabel's method, $N = \\sum C_t M_t / \\sum R_t$.",
                "What is the size of the population by $N = \\sum C_t M_t / \\sum R_t$?",
            )
        ),
        "The estimate is",
        second=second,
        texts=texts,
    )
