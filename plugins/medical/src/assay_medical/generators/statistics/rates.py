"""Incidence and person-time."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_medical.generators.statistics._study import VERIFIERS
from assay_medical.worked import Worked

_EVENTS = (("catheter-associated urinary infections", "catheter-days"), ("central-line infections", "line-days"), ("falls", "bed-days"), ("new cases of type 2 diabetes", "person-years"), ("hip fractures", "person-years"), ("strokes", "person-years"), ("needlestick injuries", "nurse-years"), ("ventilator-associated pneumonias", "ventilator-days"), ("pressure ulcers", "bed-days"), ("asthma exacerbations", "person-years"))  # fmt: skip


@generator("medical.incidence_rate", verifiers=VERIFIERS)
def incidence_rate(rng: random.Random, difficulty: int) -> Draft:
    """Events in person-time.

    1: a rate per 1,000. 2: person-time from mean follow-up. 3: a rate ratio. 4: a rate difference. 5: a bound of the interval of a rate ratio.
    """
    events, unit = rng.choice(_EVENTS)
    a, T = rng.randint(8, 90), rng.randint(800, 24_000)
    work = Worked()
    thousand = "per 1,000 " + unit
    if difficulty == 1:
        work.given("a", str(a), "", "events")
        work.given("T", f"{T:,}", "", "time at risk")
        work.given("k", "1,000", "", "per so many")
        work.step("r", "a / T * k", "", "Rate")
        return work.draft(
            f"There were {{a}} {events} in {{T}} {unit}. What is the rate per {{k}} {unit}, to two decimal places (the number only)?",
            "The rate is",
            second=1000 * a / T,
            decimals=2,
            tail=f" {thousand}",
        )
    if difficulty == 2:
        n, years = rng.randint(150, 4000), round(rng.uniform(1.2, 9.5), 1)
        event = rng.choice(
            (
                "developed type 2 diabetes",
                "had a stroke",
                "broke a hip",
                "were diagnosed with heart failure",
                "died",
            )
        )
        work.given("n", f"{n:,}", "", "people")
        work.given("y", f"{years:g}", "", "mean follow-up")
        work.given("a", str(a), "", "events")
        work.given("k", "1,000", "", "per so many")
        work.step("T", "n * y", "", "Person-years", digits=7)
        work.step("r", "a / T * k", "", "Rate")
        return work.draft(
            f"A cohort of {{n}} people was followed for {{y}} years on average; {{a}} {event}. What is the incidence rate per {{k}} person-years, to two decimal places (the number only)?",
            "The rate is",
            second=1000 * a / n / years,
            decimals=2,
            tail=" per 1,000 person-years",
        )
    b, U = rng.randint(8, 90), rng.randint(800, 24_000)
    before, after = rng.choice(
        (
            ("before a care bundle", "after it"),
            ("on ward A", "on ward B"),
            ("in the control group", "in the treated group"),
            ("in 2023", "in 2024"),
        )
    )
    work.given("b", str(b), "", "events before")
    work.given("U", f"{U:,}", "", "time before")
    work.given("a", str(a), "", "events after")
    work.given("T", f"{T:,}", "", "time after")
    head = f"There were {{b}} {events} in {{U}} {unit} {before} and {{a}} in {{T}} {unit} {after}."
    ratio = a / T / (b / U)
    if difficulty == 4:
        work.given("k", "1,000", "", "per so many")
        work.step("r", "a / T * k", "", "Rate " + after)
        work.step("q", "b / U * k", "", "Rate " + before)
        work.step("d", "q - r", "", "Difference")
        return work.draft(
            f"{head} What is the rate {before} minus the rate {after}, per {{k}} {unit}, to two decimal places (the number only)?",
            "The difference is",
            second=1000 * (b / U - a / T),
            decimals=2,
            tail=f" {thousand}",
        )
    work.step("R", "(a / T) / (b / U)", "", "Rate ratio", digits=6)
    if difficulty == 3:
        return work.draft(
            f"{head} What is the rate ratio ({after} against {before}), to three decimal places?",
            "The rate ratio is",
            second=ratio,
            decimals=3,
        )
    work.given("z", "1.96", "", "z")
    work.step("s", "sqrt(1/a + 1/b)", "", "Standard error of ln RR", digits=6)
    upper = rng.random() < 0.5
    which = "upper" if upper else "lower"
    work.step("L", f"exp(ln(R) {'+' if upper else '-'} z * s)", "", f"{which.capitalize()} bound")
    return work.draft(
        f"{head} What is the {which} bound of the 95% confidence interval of the rate ratio ({after} against {before}), by exp(ln RR ± z√(1/a + 1/b)) with z = {{z}}, to three decimal places?",
        f"The {which} bound is",
        second=ratio * math.exp((1 if upper else -1) * 1.96 * math.sqrt((a + b) / (a * b))),
        decimals=3,
        absolute="0.0016",
    )
