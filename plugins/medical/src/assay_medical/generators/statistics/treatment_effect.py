"""Effects of treatments: risks, odds, numbers needed to treat, intervals."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_medical.generators.statistics._study import VERIFIERS, trial
from assay_medical.worked import Worked


def _arms(rng: random.Random) -> tuple[int, int, int, int]:
    """Events and size of the treated, and of the controls; fewer events with treatment."""
    n, m = rng.randint(80, 2400), rng.randint(80, 2400)
    risk = rng.uniform(0.04, 0.4)
    a = max(3, round(n * risk * rng.uniform(0.4, 0.9)))
    b = max(5, round(m * risk))
    return (a, n, b, m) if a / n < 0.97 * b / m else _arms(rng)


def _prompt(rng: random.Random) -> str:
    drug, comparison, event = trial(rng)
    return rng.choice(
        (
            f"In a randomised trial, {{a}} of {{n}} patients on {drug} and {{b}} of {{m}} on {comparison} had {event}.",
            f"{drug[0].upper()}{drug[1:]} versus {comparison}: {event} in {{a}} of {{n}} and {{b}} of {{m}} participants.",
            f"Trial result ({event}): {drug} {{a}} of {{n}}, {comparison} {{b}} of {{m}}.",
        )
    )


def _given(work: Worked, arms: tuple[int, int, int, int]) -> None:
    for key, value, role in zip(
        "anbm", arms, ("events with treatment", "treated", "events in controls", "controls"), strict=True
    ):
        work.given(key, str(value), "", role)


@generator("medical.treatment_effect", verifiers=VERIFIERS)
def treatment_effect(rng: random.Random, difficulty: int) -> Draft:
    """What a trial shows.

    1: the absolute risk reduction. 2: the relative risk. 3: the odds ratio. 4: the number needed to treat. 5: events
    avoided, at another baseline risk.
    """
    arms = a, n, b, m = _arms(rng)
    work = Worked()
    _given(work, arms)
    prompt = _prompt(rng)
    if difficulty == 3:
        work.step("O", "a / (n - a)", "", "Odds with treatment", digits=6)
        work.step("P", "b / (m - b)", "", "Odds in controls", digits=6)
        work.step("R", "O / P", "", "Odds ratio")
        return work.draft(
            f"{prompt} What is the odds ratio (treatment against control), to three decimal places?",
            "The odds ratio is",
            second=a * (m - b) / (b * (n - a)),
            decimals=3,
        )
    work.step("r", "a / n", "", "Risk with treatment", digits=6)
    work.step("c", "b / m", "", "Risk in controls", digits=6)
    if difficulty == 1:
        work.step("d", "c - r", "%", "Absolute risk reduction")
        return work.draft(
            f"{prompt} What is the absolute risk reduction, in percentage points to two decimal places (write it with %)?",
            "The absolute risk reduction is",
            second=100 * (b * n - a * m) / (n * m),
            decimals=2,
        )
    if difficulty == 2:
        if rng.random() < 0.5:
            work.step("R", "r / c", "", "Relative risk")
            return work.draft(
                f"{prompt} What is the relative risk, to three decimal places?",
                "The relative risk is",
                second=a * m / (n * b),
                decimals=3,
            )
        work.step("R", "1 - r / c", "%", "Relative risk reduction")
        return work.draft(
            f"{prompt} What is the relative risk reduction, in percent to one decimal place?",
            "The relative risk reduction is",
            second=100 - 100 * a * m / (n * b),
            decimals=1,
        )
    if difficulty == 4:
        needed = n * m / (b * n - a * m)
        if abs(needed - round(needed)) < 0.01 or needed > 2000:
            return treatment_effect(rng, difficulty)
        work.step("d", "c - r", "", "Absolute risk reduction", digits=6)
        work.step("N", "1 / d", "", "Number needed to treat")
        work.round_to("M", "N", "", "", "Rounded up", direction="up")
        return work.draft(
            f"{prompt} What is the number needed to treat, rounded up?",
            "The number needed to treat is",
            second=int(needed) + 1,
            digits=9,
            tolerance="0",
        )
    work.step("R", "r / c", "", "Relative risk", digits=6)
    baseline = rng.choice((2, 3, 4, 5, 8, 10, 12, 15, 20, 25))
    work.given("q", str(baseline), "%", "baseline risk")
    work.given("k", "1,000", "", "patients")
    work.step("e", "k * q * (1 - R)", "", "Events avoided", digits=6)
    return work.draft(
        f"{prompt} In a clinic the risk without treatment is {{q}}. If the relative risk of the trial holds there, how many events are avoided by treating {{k}} patients, to one decimal place?",
        "Events avoided:", second=1000 * baseline / 100 * (1 - a * m / (n * b)), decimals=1,
    )  # fmt: skip


@generator("medical.ratio_interval", verifiers=VERIFIERS)
def ratio_interval(rng: random.Random, difficulty: int) -> Draft:
    """A bound of a 95% confidence interval, by the logarithm (Katz D et al. Biometrics 1978;34:469-74; Woolf B. Ann Hum Genet 1955;19:251-3).

    1: the standard error of a log relative risk. 2: the upper bound. 3: the lower bound. 4: of an odds ratio. 5: of a risk difference (Wald).
    """
    arms = a, n, b, m = _arms(rng)
    work = Worked()
    _given(work, arms)
    prompt = _prompt(rng)
    if difficulty <= 3:
        work.step("s", "sqrt(1/a - 1/n + 1/b - 1/m)", "", "Standard error of ln RR", digits=6)
        error = math.sqrt((n - a) / (a * n) + (m - b) / (b * m))
        if difficulty == 1:
            return work.draft(
                f"{prompt} What is the standard error of the natural logarithm of the relative risk, √(1/a − 1/n₁ + 1/b − 1/n₂), to four decimal places?",
                "The standard error is",
                second=error,
                decimals=4,
            )
        work.given("z", "1.96", "", "z")
        work.step("R", "(a / n) / (b / m)", "", "Relative risk", digits=6)
        sign, which = ("+", "upper") if difficulty == 2 else ("-", "lower")
        work.step("U", f"exp(ln(R) {sign} z * s)", "", f"{which.capitalize()} bound")
        value = a * m / (n * b) * math.exp((1 if sign == "+" else -1) * 1.96 * error)
        return work.draft(
            f"{prompt} What is the {which} bound of the 95% confidence interval of the relative risk, by the logarithm with z = {{z}}, to three decimal places?",
            f"The {which} bound is",
            second=value,
            decimals=3,
            absolute="0.0021",
        )
    work.given("z", "1.96", "", "z")
    upper = rng.random() < 0.5
    sign, which = ("+", "upper") if upper else ("-", "lower")
    if difficulty == 4:
        work.step("O", "a * (m - b) / (b * (n - a))", "", "Odds ratio", digits=6)
        work.step("s", "sqrt(1/a + 1/(n - a) + 1/b + 1/(m - b))", "", "Standard error of ln OR", digits=6)
        work.step("U", f"exp(ln(O) {sign} z * s)", "", f"{which.capitalize()} bound")
        odds, error = (a / (n - a)) / (b / (m - b)), math.sqrt(1 / a + 1 / (n - a) + 1 / b + 1 / (m - b))
        return work.draft(
            f"{prompt} What is the {which} bound of the 95% confidence interval of the odds ratio, by Woolf's logarithmic method with z = {{z}}, to three decimal places?",
            f"The {which} bound is",
            second=odds * math.exp((1 if upper else -1) * 1.96 * error),
            decimals=3,
            absolute="0.0021",
        )
    work.step("r", "a / n", "", "Risk with treatment", digits=6)
    work.step("c", "b / m", "", "Risk in controls", digits=6)
    work.step(
        "s", "sqrt(r * (1 - r) / n + c * (1 - c) / m)", "", "Standard error of the difference", digits=6
    )
    work.step("U", f"(c - r) {sign} z * s", "%", f"{which.capitalize()} bound")
    value = b / m - a / n + (1 if upper else -1) * 1.96 * math.sqrt(a * (n - a) / n**3 + b * (m - b) / m**3)
    if abs(value) < 0.002:
        return ratio_interval(rng, difficulty)
    return work.draft(
        f"{prompt} What is the {which} bound of the 95% confidence interval of the absolute risk reduction (Wald, z = {{z}}, no continuity correction), in percentage points to two decimal places (write it with %)?",
        f"The {which} bound is",
        second=100 * value,
        decimals=2,
        absolute="0.0061",
    )
