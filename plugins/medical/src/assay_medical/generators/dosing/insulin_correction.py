"""Insulin for a meal and to correct a high glucose."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, is_tie
from assay_medical.worked import Worked

_SCALE = ((150, 200, 2), (201, 250, 4), (251, 300, 6), (301, 350, 8), (351, 400, 10))


@generator("medical.insulin_correction", verifiers=VERIFIERS)
def insulin_correction(rng: random.Random, difficulty: int) -> Draft:
    """Rapid-acting insulin, by rules in the prompt.

    1: a correction factor. 2: carbohydrates. 3: both, rounded to half units. 4: insulin still active is subtracted, rounded down. 5: a sliding scale and the rest.
    """
    mmol = rng.random() < 0.5
    unit = "mmol/L" if mmol else "mg/dL"
    target = rng.choice(("5.5", "6", "6.5", "7", "8") if mmol else ("100", "110", "120", "140"))
    factor = rng.choice(("1.5", "2", "2.5", "3", "4") if mmol else ("25", "30", "40", "50", "60"))
    glucose = f"{rng.uniform(9.5, 21):.1f}" if mmol else str(rng.randint(175, 380))
    carbs, ratio = (
        rng.choice((20, 24, 30, 36, 40, 45, 48, 50, 60, 63, 70, 75, 80, 90)),
        rng.choice((5, 6, 8, 10, 12, 15, 20)),
    )
    who = rng.choice(
        (
            "A 12-year-old with type 1 diabetes",
            "A 34-year-old woman with type 1 diabetes",
            "A 58-year-old man with insulin-treated diabetes",
            "A patient with type 1 diabetes",
            "A 9-year-old boy on a basal–bolus regimen",
            "A pregnant woman with type 1 diabetes",
        )
    )
    meal = rng.choice(("breakfast", "lunch", "supper"))
    work = Worked()
    if difficulty == 5:
        return _sliding(rng, who, meal)
    exact = Fraction(0)
    facts = []
    if difficulty != 2:
        work.given("g", glucose, unit, "glucose")
        work.given("t", target, unit, "target")
        work.given("k", factor, f"{unit}/unit", "correction factor", said=f"{factor} {unit} per unit")
        work.step("C", "(g - t) / k", "units", "Correction")
        exact += (Fraction(glucose) - Fraction(target)) / Fraction(factor)
        facts.append(
            rng.choice(
                (
                    f"Before {meal} the glucose is {{g}}; the target is {{t}}. Correction factor: {{k}}.",
                    f"Glucose before {meal} {{g}}, target {{t}}, insulin sensitivity {{k}}.",
                )
            )
        )
    if difficulty != 1:
        work.given("c", str(carbs), "g", "carbohydrate")
        work.given("q", str(ratio), "g/unit", "carbohydrate ratio", said=f"{ratio} g per unit")
        work.step("M", "c / q", "units", "For the meal")
        exact += Fraction(carbs, ratio)
        facts.append(
            rng.choice(
                (
                    f"The {meal} holds {{c}} of carbohydrate; the ratio is {{q}}.",
                    f"Carbohydrate in the {meal}: {{c}}. Ratio: {{q}}.",
                )
            )
        )
    if difficulty <= 2:
        ask = rng.choice(
            (
                "How many units of rapid-acting insulin is that? Give one decimal place.",
                "Insulin dose in units, to one decimal place?",
            )
        )
        return work.draft(f"{who}. {' '.join(facts)} {ask}", "Inject", second=float(exact), decimals=1)
    work.step("S", "C + M", "units", "Together")
    last, direction, step = "S", "nearest", "0.5"
    if difficulty == 4:
        active = rng.choice(("0.5", "1", "1.2", "1.5", "1.8", "2", "2.4"))
        work.given("a", active, "units" if active != "1" else "unit", "insulin that is still active")
        work.step("L", "S - a", "units", "Less the insulin that is still active")
        exact -= Fraction(active)
        facts.append("Insulin on board: {a}, to be subtracted from the whole dose.")
        last, direction, step = "L", "down", "1"
    work.given("s", step, "unit" if step == "1" else "units", "step")
    parts = exact / Fraction(step)
    if (
        is_tie(exact, Fraction(step))
        or exact < 1
        or (difficulty == 4 and parts - int(parts) < Fraction(2, 100))
    ):
        return insulin_correction(rng, difficulty)
    work.round_to(
        "R",
        last,
        "s",
        "units",
        f"Rounded {'down ' if direction == 'down' else ''}to {'whole' if step == '1' else 'half'} units",
        direction=direction,
    )
    ask = (
        "What does the pen deliver, rounded to the nearest {s}?"
        if direction == "nearest"
        else "The dose is rounded down to a multiple of {s}. How many units are injected?"
    )
    second = (
        int(parts) * Fraction(step) if direction == "down" else int(parts + Fraction(1, 2)) * Fraction(step)
    )
    return work.draft(f"{who}. {' '.join(facts)} {ask}", "Inject", second=second, tolerance="0")


def _sliding(rng: random.Random, who: str, meal: str) -> Draft:
    low, high, extra = rng.choice(_SCALE)
    glucose = rng.randint(low, high)
    fixed = rng.choice((4, 5, 6, 7, 8, 9, 11, 12, 14))
    percent = rng.choice((50, 60, 75, 80))
    work = Worked()
    work.given("b", str(fixed), "units", "usual dose")
    work.given("p", str(percent), "%", "part of it")
    work.given("e", str(extra), "units", "correction")
    work.say(f"A glucose of {glucose} mg/dL calls for {extra} units by the scale.")
    work.step("H", "b * p", "units", "Reduced mealtime dose")
    work.step("T", "H + e", "units", "Together")
    exact = Fraction(fixed * percent, 100) + extra
    if exact.denominator == 1 or is_tie(exact, 1):
        return insulin_correction(rng, 5)
    work.given("s", "1", "unit", "step")
    work.round_to("R", "T", "s", "units", "Rounded down to whole units", direction="down")
    rows = "\n".join(f"- {a}–{b} mg/dL: {'{e}' if a == low else f'{c} units'}" for a, b, c in _SCALE)
    prompt = (
        f"{who}, eating poorly. Glucose before {meal}: {glucose} mg/dL. The usual mealtime dose is {{b}}; today {{p}} of it is given, plus the correction by the scale. "
        f"The sum is rounded down to a multiple of {{s}}.\nCorrection scale (rapid-acting insulin):\n{rows}\nHow many units are injected?"
    )
    return work.draft(prompt, "Inject", second=int(exact), tolerance="0")
