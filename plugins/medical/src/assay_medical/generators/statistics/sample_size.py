"""Sample sizes and power, by closed forms whose conventions the prompt states.

Two proportions and two means: Chow SC, Shao J, Wang H, Lokhnygina Y. Sample Size Calculations in Clinical Research, 3rd ed.
(2017), chapters 3 and 4. Survival: Schoenfeld DA. Biometrics 1983;39:499-503. doi:10.2307/2531021.
"""

from __future__ import annotations

import math
import random
from statistics import NormalDist

from assay import Draft, generator
from assay_medical.generators.statistics._study import MEANS, VERIFIERS, Z_ALPHA, Z_BETA, Z_ONE, trial
from assay_medical.worked import Worked

_PHI = NormalDist()


def _levels(rng: random.Random, work: Worked, *, one_sided: bool = False) -> tuple[str, float, float]:
    """Significance and power as the prompt says them, and the exact sum of their z values."""
    table = Z_ONE if one_sided else Z_ALPHA
    alpha = rng.choice(["0.05", "0.05", "0.05", *table])
    if alpha == "0.10" and one_sided:
        alpha = "0.05"
    power = rng.choice(["80", "90", "80", "90", *Z_BETA])
    work.given("x", table[alpha], "", "z of the significance level")
    work.given("y", Z_BETA[power], "", "z of the power")
    sides = "one-sided" if one_sided else "two-sided"
    exact = _PHI.inv_cdf(1 - float(alpha) / (1 if one_sided else 2)) + _PHI.inv_cdf(int(power) / 100)
    return (
        f"{sides} significance level {alpha} (z = {{x}}) and {power}% power (z = {{y}})",
        float(table[alpha]) + float(Z_BETA[power]),
        exact,
    )


def _settled(value: float, exact: float) -> bool:
    """Whether z to three decimals and exact quantiles round up to the same number: then nobody is wrong."""
    return math.ceil(value - 1e-9) == math.ceil(exact - 1e-9) and abs(value - round(value)) > 1e-3


@generator("medical.sample_size_proportions", verifiers=VERIFIERS)
def sample_size_proportions(rng: random.Random, difficulty: int) -> Draft:
    """Patients an arm for a comparison of two proportions, unpooled variance, no continuity correction.

    1: the proportions are given. 2: one by a relative reduction. 3: with patients lost. 4: both arms together, pooled. 5: by an absolute reduction, with those who drop out, in all.
    """
    drug, comparison, event = trial(rng)
    p = rng.choice((8, 10, 12, 15, 18, 20, 24, 25, 30, 35, 40, 45, 50))
    q = max(2, round(p * rng.uniform(0.5, 0.85)))
    if q == p:
        return sample_size_proportions(rng, difficulty)
    work = Worked()
    levels, z, exact = _levels(rng, work)
    work.given("p", str(p), "%", "proportion of controls")
    c = p / 100
    head = f"A trial of {drug} against {comparison} is planned; the outcome is {event}."
    if difficulty == 2 or (difficulty == 5):
        cut = rng.choice((20, 25, 30, 40, 50)) if difficulty == 2 else min(p - 2, rng.choice((3, 4, 5, 6, 8)))
        work.given("r", str(cut), "%", "reduction")
        work.step(
            "q", "p * (1 - r)" if difficulty == 2 else "p - r", "", "Proportion with treatment", digits=6
        )
        t = c * (1 - cut / 100) if difficulty == 2 else c - cut / 100
        kind = "a relative reduction of {r}" if difficulty == 2 else "an absolute reduction of {r}"
        facts = f"In controls {{p}} of patients are expected to have it, and {kind} should be detected"
    else:
        work.given("q", str(q), "%", "proportion with treatment")
        t = q / 100
        facts = rng.choice(
            (
                "It is expected in {p} of the control group and in {q} with treatment",
                "The expected proportions are {p} (control) and {q} (treatment)",
            )
        )
    if difficulty == 4:
        work.step("m", "(p + q) / 2", "", "Mean proportion", digits=6)
        work.step(
            "n",
            "(x * sqrt(2 * m * (1 - m)) + y * sqrt(p * (1 - p) + q * (1 - q)))**2 / (p - q)**2",
            "",
            "Patients an arm",
        )
        mean = (c + t) / 2
        xa, yb = float(work._said["x"]), float(work._said["y"])
        value = (xa * math.sqrt(2 * mean * (1 - mean)) + yb * math.sqrt(c * (1 - c) + t * (1 - t))) ** 2 / (
            c - t
        ) ** 2
        form = "n per arm = [z₁√(2p̄(1 − p̄)) + z₂√(p₁(1 − p₁) + p₂(1 − p₂))]² / (p₁ − p₂)²"
        near = value * (exact / z) ** 2
    else:
        work.step("n", "(x + y)**2 * (p * (1 - p) + q * (1 - q)) / (p - q)**2", "", "Patients an arm")
        value = z**2 * (c * (1 - c) + t * (1 - t)) / (c - t) ** 2
        form = "n per arm = (z₁ + z₂)²[p₁(1 − p₁) + p₂(1 − p₂)] / (p₁ − p₂)²"
        near = exact**2 * (c * (1 - c) + t * (1 - t)) / (c - t) ** 2
    if not _settled(value, near) or value > 60_000:
        return sample_size_proportions(rng, difficulty)
    work.round_to("N", "n", "", "", "Rounded up", direction="up")
    arm = math.ceil(value)
    conventions = f"Use {levels}; {form}, no continuity correction, rounded up."
    if difficulty == 4:
        work.given("k", "2", "", "arms", said="2")
        work.step("T", "k * N", "", "Both arms")
        return work.draft(
            f"{head} {facts}. {conventions} How many patients are needed in the {{k}} arms together?",
            "In all, the trial needs",
            second=2 * arm,
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    if difficulty in (1, 2):
        return work.draft(
            f"{head} {facts}. {conventions} How many patients are needed in each arm?",
            "Each arm needs",
            second=arm,
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    lost = rng.choice((5, 10, 15, 20))
    work.given("l", str(lost), "%", "loss to follow-up")
    work.step("e", "N / (1 - l)", "", "With those who are lost", digits=7)
    inflated = arm / (1 - lost / 100)
    work.round_to("E", "e", "", "", "Rounded up", direction="up")
    larger = math.ceil(inflated - 1e-9)
    if difficulty == 3:
        return work.draft(
            f"{head} {facts}. {conventions} Then {{l}} loss to follow-up is allowed for (divide by 1 minus the loss, round up again). How many patients are randomised to each arm?",
            "Each arm needs",
            second=larger,
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    work.given("k", "2", "", "arms", said="2")
    work.step("T", "k * E", "", "Both arms")
    return work.draft(
        f"{head} {facts}. {conventions} Then {{l}} loss to follow-up is allowed for (divide by 1 minus the loss, round up again). How many patients are randomised to the {{k}} arms together?",
        "In all, the trial needs",
        second=2 * larger,
        digits=9,
        tolerance="0",
        tail=" patients",
    )


@generator("medical.sample_size_means", verifiers=VERIFIERS)
def sample_size_means(rng: random.Random, difficulty: int) -> Draft:
    """Patients an arm for a comparison of two means, by normal quantiles.

    1: equal arms. 2: the standard deviation from a standard error. 3: a paired design. 4: with patients lost. 5: unequal arms.
    """
    drug, comparison, what, unit, (low, high), (small, large) = rng.choice(MEANS)
    digits = 1 if high < 20 else 0
    sd, delta = round(rng.uniform(low, high), digits), round(rng.uniform(small, large), digits)
    if delta <= 0:
        return sample_size_means(rng, difficulty)
    work = Worked()
    levels, z, exact = _levels(rng, work)
    # units of scales are words: numbers enter the computation
    work.given("d", f"{delta:g}", "", "difference")
    head = f"A trial compares {drug} with {comparison}. The outcome is {what} in {unit}; a difference of {{d}} {unit} should be detected."
    ratio = 1.0
    if difficulty == 2:
        m = rng.choice((16, 25, 36, 49, 64, 81, 100))
        error = round(sd / math.sqrt(m), digits + 1)
        if not error:
            return sample_size_means(rng, difficulty)
        work.given("e", f"{error:g}", "", "standard error")
        work.given("m", str(m), "", "patients of the pilot study")
        work.step("s", "e * sqrt(m)", "", "Standard deviation", digits=6)
        sd = error * math.sqrt(m)
        facts = f"A pilot study of {{m}} patients gave a standard error of the mean of {{e}} {unit}."
    else:
        work.given("s", f"{sd:g}", "", "standard deviation")
        facts = f"The standard deviation {'of the differences within patients ' if difficulty == 3 else ''}is {{s}} {unit}."
    if difficulty == 3:
        work.step("n", "((x + y) * s / d)**2", "", "Pairs")
        form, factor = "n = (z₁ + z₂)²σ²/δ²", 1.0
    elif difficulty == 5:
        k = rng.choice((2, 3))
        work.given("k", str(k), "", "controls for each treated patient")
        work.step("n", "(1 + 1 / k) * ((x + y) * s / d)**2", "", "Treated patients")
        form, factor, ratio = "n of the treated = (1 + 1/k)(z₁ + z₂)²σ²/δ²", 1 + 1 / k, float(k)
        facts += " For each patient on the new treatment there are {k} controls."
    else:
        work.step("n", "2 * ((x + y) * s / d)**2", "", "Patients an arm")
        form, factor = "n per arm = 2(z₁ + z₂)²σ²/δ²", 2.0
    value, near = factor * (z * sd / delta) ** 2, factor * (exact * sd / delta) ** 2
    if not _settled(value, near) or not 4 < value < 60_000:
        return sample_size_means(rng, difficulty)
    work.round_to("N", "n", "", "", "Rounded up", direction="up")
    arm = math.ceil(value)
    conventions = f"Use {levels}, normal quantiles, {form}, rounded up."
    if difficulty == 5:
        work.step("T", "N + k * N", "", "Both arms")
        return work.draft(
            f"{head} {facts} {conventions} How many patients does the trial need in all?",
            "In all, the trial needs",
            second=arm * (1 + ratio),
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    if difficulty == 4:
        lost = rng.choice((5, 10, 12, 15, 20))
        work.given("l", str(lost), "%", "loss to follow-up")
        work.step("e", "N / (1 - l)", "", "With those who are lost", digits=7)
        work.round_to("E", "e", "", "", "Rounded up", direction="up")
        return work.draft(
            f"{head} {facts} {conventions} Then {{l}} loss to follow-up is allowed for (divide by 1 minus the loss, round up again). How many patients are randomised to each arm?",
            "Each arm needs",
            second=math.ceil(arm / (1 - lost / 100) - 1e-9),
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    noun = (
        "patients are needed, each of whom gets both treatments"
        if difficulty == 3
        else "patients are needed in each arm"
    )
    return work.draft(
        f"{head} {facts} {conventions} How many {noun}?",
        "It needs" if difficulty == 3 else "Each arm needs",
        second=arm,
        digits=9,
        tolerance="0",
        tail=" patients",
    )


@generator("medical.sample_size_survival", verifiers=VERIFIERS)
def sample_size_survival(rng: random.Random, difficulty: int) -> Draft:
    """Events and patients for a log-rank test by Schoenfeld's formula, 1:1 allocation.

    1: events from a hazard ratio. 2: the hazard ratio from median survival. 3: patients, given the part that has an event. 4: from survival proportions. 5: two arms with different parts of events.
    """
    work = Worked()
    levels, z, exact = _levels(rng, work)
    disease = rng.choice(
        (
            "metastatic pancreatic cancer",
            "glioblastoma",
            "idiopathic pulmonary fibrosis",
            "advanced heart failure",
            "multiple myeloma",
            "small-cell lung cancer",
            "cirrhosis with ascites",
            "amyotrophic lateral sclerosis",
        )
    )
    head = f"A trial in {disease} compares survival in two arms of equal size by the log-rank test."
    if difficulty == 2:
        m = rng.choice((6, 8, 9, 10, 12, 14, 16, 18, 24))
        k = round(m * rng.uniform(1.25, 1.8), 1)
        work.given("m", str(m), "months", "median survival of controls")
        work.given("k", f"{k:g}", "months", "median survival with treatment")
        work.step("H", "m / k", "", "Hazard ratio", digits=6)
        h = m / k
        facts = "Median survival is expected to be {m} with standard care and {k} with the new treatment; survival times are exponential, so the hazard ratio is the ratio of medians."
    elif difficulty >= 4:
        s0 = rng.choice((20, 25, 30, 35, 40, 45, 50, 60))
        s1 = s0 + rng.choice((8, 10, 12, 15))
        work.given("m", str(s0), "%", "survival of controls")
        work.given("k", str(s1), "%", "survival with treatment")
        work.step("H", "ln(k) / ln(m)", "", "Hazard ratio", digits=6)
        h = math.log(s1 / 100) / math.log(s0 / 100)
        facts = "Survival at 2 years is expected to be {m} with standard care and {k} with the new treatment; with proportional hazards the hazard ratio is ln S₁ / ln S₀."
    else:
        hazard = rng.choice(("0.6", "0.65", "0.67", "0.7", "0.72", "0.75", "0.78", "0.8"))
        work.given("H", hazard, "", "hazard ratio")
        h = float(hazard)
        facts = "The hazard ratio to detect is {H}."
    work.step("d", "4 * (x + y)**2 / ln(H)**2", "", "Events")
    value, near = 4 * z**2 / math.log(h) ** 2, 4 * exact**2 / math.log(h) ** 2
    if not _settled(value, near):
        return sample_size_survival(rng, difficulty)
    work.round_to("D", "d", "", "", "Rounded up", direction="up")
    events = math.ceil(value)
    conventions = f"Use {levels} and Schoenfeld's formula, events = 4(z₁ + z₂)²/(ln HR)², rounded up."
    if difficulty in (1, 2, 4):
        return work.draft(
            f"{head} {facts} {conventions} How many events are needed?",
            "The trial needs",
            second=events,
            digits=9,
            tolerance="0",
            tail=" events",
        )
    if difficulty == 3:
        part = rng.choice((35, 40, 50, 60, 65, 70, 75, 80))
        work.given("p", str(part), "%", "part with an event")
        total = events / (part / 100)
        facts += " By the end of follow-up {p} of the patients are expected to have died."
        work.step("n", "D / p", "", "Patients", digits=7)
    else:
        work.step("p", "1 - (m + k) / 2", "", "Part with an event", digits=6)
        total = events / (1 - (s0 + s1) / 200)
        facts += " All patients are followed for 2 years, so the part with an event is 1 minus the mean of the two survival proportions."
        work.step("n", "D / p", "", "Patients", digits=7)
    work.round_to("N", "n", "", "", "Rounded up", direction="up")
    return work.draft(
        f"{head} {facts} {conventions} How many patients are needed in all (events divided by the part with an event, rounded up)?",
        "The trial needs",
        second=math.ceil(total - 1e-9),
        digits=9,
        tolerance="0",
        tail=" patients",
    )


@generator("medical.sample_size_equivalence", verifiers=VERIFIERS)
def sample_size_equivalence(rng: random.Random, difficulty: int) -> Draft:
    """Patients an arm for non-inferiority and equivalence.

    1: non-inferiority of two means. 2: of two proportions. 3: with a true difference. 4: equivalence of means (two one-sided tests). 5: non-inferiority of proportions with patients lost, in all.
    """
    work = Worked()
    drug, comparison, _ = trial(rng)
    if comparison in ("placebo", "usual care", "no irrigation"):
        comparison = "the standard treatment"
    levels, z, exact = _levels(rng, work, one_sided=True)
    if difficulty in (2, 5):
        p = rng.choice((70, 75, 80, 85, 88, 90))
        margin = rng.choice((5, 8, 10, 12))
        work.given("p", str(p), "%", "success")
        work.given("M", str(margin), "%", "margin")
        work.step("n", "2 * (x + y)**2 * p * (1 - p) / M**2", "", "Patients an arm")
        factor = float(2 * p * (100 - p)) / margin**2
        facts = "Both treatments are expected to succeed in {p}; the margin is {M} (absolute)."
        form = "n per arm = 2(z₁ + z₂)²p(1 − p)/M²"
    else:
        drug, comparison, what, unit, (low, high), (small, large) = rng.choice(MEANS)
        if comparison in ("placebo", "usual care", "usual advice", "a waiting list", "written advice"):
            comparison = "the standard treatment"
        digits = 1 if high < 20 else 0
        sd, limit = round(rng.uniform(low, high), digits), round(rng.uniform(small, large), digits)
        if not limit:
            return sample_size_equivalence(rng, difficulty)
        work.given("s", f"{sd:g}", "", "standard deviation")
        work.given("M", f"{limit:g}", "", "margin")
        facts = f"The outcome is {what}, standard deviation {{s}} {unit}, margin {{M}} {unit}."
        if difficulty == 3:
            true = round(limit * rng.uniform(0.15, 0.4), digits + 1)
            if not true:
                return sample_size_equivalence(rng, difficulty)
            work.given("t", f"{true:g}", "", "true difference")
            work.step("g", "M - t", "", "Distance to the margin", digits=6)
            work.step("n", "2 * ((x + y) * s / g)**2", "", "Patients an arm")
            factor = 2 * (sd / (limit - true)) ** 2
            facts += f" The new treatment is expected to be worse by {{t}} {unit}."
            form = "n per arm = 2(z₁ + z₂)²σ²/(M − δ)²"
        else:
            work.step("n", "2 * ((x + y) * s / M)**2", "", "Patients an arm")
            factor = 2 * (sd / limit) ** 2
            form = "n per arm = 2(z₁ + z₂)²σ²/M²"
            facts += " No true difference is expected."
    if difficulty == 4:
        # in equivalence the power is for both one-sided tests: z of 1 - beta/2
        levels = levels.replace(
            "power (z = {y})", "power, which for the two one-sided tests is entered as z = {y}"
        )
    kind = "An equivalence" if difficulty == 4 else "A non-inferiority"
    head = f"{kind} trial compares {drug} with {comparison}."
    value, near = factor * z**2, factor * exact**2
    if not _settled(value, near) or value > 60_000 or value < 4:
        return sample_size_equivalence(rng, difficulty)
    work.round_to("N", "n", "", "", "Rounded up", direction="up")
    arm = math.ceil(value)
    conventions = f"Use {levels}, normal quantiles, {form}, rounded up."
    if difficulty < 5:
        return work.draft(
            f"{head} {facts} {conventions} How many patients are needed in each arm?",
            "Each arm needs",
            second=arm,
            digits=9,
            tolerance="0",
            tail=" patients",
        )
    lost = rng.choice((5, 10, 15))
    work.given("l", str(lost), "%", "loss to follow-up")
    work.given("k", "2", "", "arms", said="2")
    work.step("e", "N / (1 - l)", "", "With those who are lost", digits=7)
    work.round_to("E", "e", "", "", "Rounded up", direction="up")
    work.step("T", "k * E", "", "Both arms")
    return work.draft(
        f"{head} {facts} {conventions} Then {{l}} loss to follow-up is allowed for (divide by 1 minus the loss, round up again). How many patients are randomised to the {{k}} arms together?",
        "In all, the trial needs",
        second=2 * math.ceil(arm / (1 - lost / 100) - 1e-9),
        digits=9,
        tolerance="0",
        tail=" patients",
    )
