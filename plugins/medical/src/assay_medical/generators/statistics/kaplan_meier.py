"""Survival by Kaplan and Meier."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_medical.generators.statistics._study import VERIFIERS
from assay_medical.worked import Worked

_WHAT = (("death|deaths", "survival", "pancreatic cancer", "months"), ("relapse|relapses", "relapse-free survival", "acute myeloid leukaemia", "months"), ("graft failure|graft failures", "graft survival", "kidney transplantation", "years"), ("revision|revisions", "implant survival", "hip replacement", "years"), ("patient with a seizure|patients with a seizure", "seizure-free survival", "epilepsy surgery", "months"), ("death|deaths", "survival", "decompensated cirrhosis", "weeks"))  # fmt: skip


@generator("medical.kaplan_meier", verifiers=VERIFIERS)
def kaplan_meier(rng: random.Random, difficulty: int) -> Draft:
    """A Kaplan–Meier estimate (Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-81).

    1: one step. 2: two. 3: three with censored patients. 4: five. 5: Greenwood's standard error.
    """
    event, what, disease, unit = rng.choice(_WHAT)
    one, many = event.split("|")
    steps = {1: 1, 2: 2, 3: 3, 4: 5, 5: 3}[difficulty]
    at_risk = rng.randint(12 + 6 * steps, 60 if difficulty < 4 else 120)
    work = Worked()
    start = at_risk
    work.given("n0", str(at_risk), "", "patients at the start")
    time, lines, factors = 0, [], []
    left = "n0"
    survival = Fraction(1)
    green = Fraction(0)
    for index in range(1, steps + 1):
        time += rng.randint(1, 5)
        lost = rng.randint(0, 3) if difficulty >= 3 and index > 1 else 0
        dead = rng.randint(1, max(1, at_risk // 8))
        if lost:
            work.given(f"c{index}", str(lost), "", "censored")
            lines.append(f"between that and {time} {unit}: {{c{index}}} censored")
            work.step(f"n{index}", f"{left} - c{index}", "", f"At risk at {time} {unit}")
            left, at_risk = f"n{index}", at_risk - lost
        work.given(f"d{index}", str(dead), "", "events")
        lines.append(f"at {time} {unit}: {{d{index}}} {one if dead == 1 else many}")
        work.step(f"f{index}", f"1 - d{index} / {left}", "", f"Factor at {time} {unit}", digits=6)
        factors.append(f"f{index}")
        survival *= Fraction(at_risk - dead, at_risk)
        green += Fraction(dead, at_risk * (at_risk - dead))
        if index < steps or difficulty == 5:
            work.step(f"m{index}", f"{left} - d{index}", "", "Left at risk")
        left, at_risk = f"m{index}", at_risk - dead
    head = (
        f"{{n0}} patients are followed after {disease}."
        if "transplantation" in disease or "surgery" in disease or "replacement" in disease
        else f"{{n0}} patients with {disease} are followed."
    )
    listed = "\n".join(f"- {line}" for line in lines)
    assert start
    if difficulty == 5:
        work.step("S", " * ".join(factors), "", "Estimate", digits=6)
        terms = " + ".join(f"(1 - f{i}) / m{i}" for i in range(1, steps + 1))
        work.step("G", terms, "", "Greenwood's sum", digits=6)
        work.step("E", "S * sqrt(G)", "%", "Standard error")
        second = 100 * float(survival) * float(green) ** 0.5
        return work.draft(
            f"{head} No other patients leave.\n{listed}\nWhat is Greenwood's standard error of the Kaplan–Meier estimate of {what} at {time} {unit}, S√Σ[d/(n(n − d))], in percent to two decimal places?",
            "The standard error is",
            second=second,
            decimals=2,
        )
    work.step("S", " * ".join(factors), "%", "Estimate")
    return work.draft(
        f"{head} No other patients leave.\n{listed}\nWhat is the Kaplan–Meier estimate of {what} at {time} {unit}, in percent to one decimal place?",
        "The estimate is",
        second=100 * float(survival),
        decimals=1,
    )
