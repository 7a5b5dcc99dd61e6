"""The power of a trial of a given size."""

from __future__ import annotations

import math
import random
from statistics import NormalDist

from assay import Draft, agree, generator, make_reference
from assay_medical.generators.statistics._study import MEANS, VERIFIERS, Z_ALPHA, trial
from assay_medical.worked import Worked

_PHI = NormalDist()


@generator("medical.power", verifiers=VERIFIERS)
def power(rng: random.Random, difficulty: int) -> Draft:
    """The z value that a trial of a given size has for its power, and the effect it can detect.

    1: z of two means. 2: z of two proportions. 3: the smallest difference of means that can be detected. 4: z of a log-rank test. 5: the power itself, with a table of the normal distribution.
    """
    work = Worked()
    alpha = rng.choice(("0.05", "0.05", "0.01"))
    work.given("x", Z_ALPHA[alpha], "", "z of the significance level")
    z = float(Z_ALPHA[alpha])
    drug, comparison, event = trial(rng)
    tail = f"two-sided significance level {alpha} (z₁ = {{x}})"
    if difficulty in (1, 3):
        drug, comparison, what, unit, (low, high), (small, large) = rng.choice(MEANS)
        digits = 1 if high < 20 else 0
        sd, delta, n = (
            round(rng.uniform(low, high), digits),
            round(rng.uniform(small, large), digits),
            rng.randint(20, 260),
        )
        work.given("s", f"{sd:g}", "", "standard deviation")
        work.given("n", str(n), "", "patients an arm")
        head = f"A trial compares {drug} with {comparison} in {{n}} patients per arm. The outcome is {what}, standard deviation {{s}} {unit}."
        if difficulty == 3:
            work.given("y", "0.842", "", "Value for the power")
            work.step("d", "(x + y) * s * sqrt(2 / n)", "", "Smallest difference")
            return work.draft(
                f"{head} With a {tail} and 80% power (z₂ = {{y}}), δ = (z₁ + z₂)σ√(2/n). What is the smallest difference that can be detected, in {unit}, to two decimal places (the number only)?",
                "The smallest difference is",
                second=(z + 0.842) * sd * math.sqrt(2 / n),
                decimals=2,
            )
        work.given("d", f"{delta:g}", "", "difference")
        work.step("e", "s * sqrt(2 / n)", "", "Standard error of the difference", digits=6)
        work.step("b", "d / e - x", "", "Value for the power")
        value = delta / (sd * math.sqrt(2 / n)) - z
        if not 0 < value < 3.5:
            return power(rng, difficulty)
        return work.draft(
            f"{head} For a true difference of {{d}} {unit} and a {tail}, the power is Φ(z₂) with z₂ = δ/(σ√(2/n)) − z₁. What is z₂, to two decimal places?",
            "The value of z₂ is",
            second=value,
            decimals=2,
        )
    if difficulty == 4:
        events, hazard = rng.randint(60, 500), rng.choice(("0.6", "0.65", "0.7", "0.75", "0.8"))
        work.given("D", str(events), "", "events")
        work.given("H", hazard, "", "hazard ratio")
        work.step("a", "abs(ln(H)) * sqrt(D) / 2", "", "Expected z", digits=6)
        work.step("b", "a - x", "", "Value for the power")
        value = -math.log(float(hazard)) * math.sqrt(events) / 2 - z
        if not 0 < value < 3.5:
            return power(rng, difficulty)
        return work.draft(
            f"A log-rank comparison of {drug} with {comparison} (two equal arms) will have {{D}} events; the true hazard ratio is {{H}}. By Schoenfeld's formula z₂ = |ln HR|√D/2 − z₁, with a {tail}. What is z₂, to two decimal places?",
            "The value of z₂ is",
            second=value,
            decimals=2,
        )
    p, n = rng.choice((10, 15, 20, 25, 30, 40, 50)), rng.randint(80, 900)
    q = round(p * rng.uniform(0.5, 0.85))
    c, t = p / 100, q / 100
    work.given("p", str(p), "%", "proportion of controls")
    work.given("q", str(q), "%", "proportion with treatment")
    work.given("n", str(n), "", "patients an arm")
    work.step("e", "sqrt((p * (1 - p) + q * (1 - q)) / n)", "", "Standard error of the difference", digits=6)
    work.step("b", "(p - q) / e - x", "", "Value for the power")
    value = (c - t) / math.sqrt((c * (1 - c) + t * (1 - t)) / n) - z
    if not 0.1 < value < 3:
        return power(rng, difficulty)
    head = f"A trial compares {drug} with {comparison} in {{n}} patients per arm. The outcome, {event}, is expected in {{p}} of controls and {{q}} of the treated."
    rule = f"With a {tail}, unpooled variance and no continuity correction, z₂ = (p₁ − p₂)/√([p₁(1 − p₁) + p₂(1 − p₂)]/n) − z₁"
    if difficulty == 2:
        return work.draft(
            f"{head} {rule}. What is z₂, to two decimal places?",
            "The value of z₂ is",
            second=value,
            decimals=2,
        )
    rounded = math.floor(value * 10 + 0.5) / 10
    if abs(value * 10 - math.floor(value * 10) - 0.5) < 0.03:
        return power(rng, difficulty)
    grid = sorted({round(rounded + k * 0.1, 1) for k in (-3, -2, -1, 0, 1, 2, 3) if rounded + k * 0.1 >= 0})
    table = "; ".join(f"Φ({each:.1f}) = {_PHI.cdf(each):.3f}" for each in grid)
    answer = f"{100 * float(f'{_PHI.cdf(rounded):.3f}'):.1f}%"
    agree(float(answer[:-1]), 50 * (1 + math.erf(rounded / math.sqrt(2))), abs=0.06, what="the power")
    prompt = work.fill(
        f"{head} {rule}, and the power is Φ(z₂). Round z₂ to one decimal place and use this table: {table}. What is the power in percent?"
    )
    error = math.sqrt((c * (1 - c) + t * (1 - t)) / n)
    lines = [
        f"Standard error of the difference: {error:.9g}.",
        f"z₂ = ({c:g} − {t:g}) / {error:.9g} − {z:g} = {value:.4g}, rounded {rounded:.1f}.",
        f"Φ({rounded:.1f}) = {_PHI.cdf(rounded):.3f}.",
        f"The power is **{answer}**.",
    ]
    return Draft(
        prompt,
        "\n".join(lines),
        make_reference(
            answer, quantity={"value": answer[:-1], "unit": "%", "abs_tol": "0.06", "rel_tol": "0"}
        ),
        answer=answer,
    )
