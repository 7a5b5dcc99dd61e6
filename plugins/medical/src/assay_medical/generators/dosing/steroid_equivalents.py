"""Corticosteroids in equivalent doses, by a table in the prompt."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, is_tie
from assay_medical.worked import Worked

EQUIVALENT = (("cortisone", "25"), ("hydrocortisone", "20"), ("prednisone", "5"), ("prednisolone", "5"), ("methylprednisolone", "4"), ("triamcinolone", "4"), ("dexamethasone", "0.75"), ("betamethasone", "0.75"))  # fmt: skip
"""Drug and equivalent dose in mg by glucocorticoid effect: prescribing information of prednisolone oral solution (FDA)."""
_DOSES = {"cortisone": (25, 37.5, 50), "hydrocortisone": (10, 15, 20, 30), "prednisone": (5, 7.5, 10, 15, 20, 30), "prednisolone": (5, 7.5, 10, 15, 20, 25, 30), "methylprednisolone": (4, 8, 16, 24, 32), "triamcinolone": (4, 8, 12, 16), "dexamethasone": (0.5, 1.5, 2, 3, 4, 6), "betamethasone": (0.5, 1, 1.5, 2, 3)}  # fmt: skip


@generator("medical.steroid_equivalents", verifiers=VERIFIERS)
def steroid_equivalents(rng: random.Random, difficulty: int) -> Draft:
    """A corticosteroid in terms of another.

    1: one dose. 2: several doses a day. 3: two drugs in terms of a third. 4: and rounded to what tablets hold. 5: reduced by a percentage as well.
    """
    first, second, third = rng.sample(EQUIVALENT, 3)
    if {first[1], second[1]} == {first[1]} and difficulty == 1:
        return steroid_equivalents(rng, difficulty)
    work = Worked()
    dose = rng.choice(_DOSES[first[0]])
    times = rng.choice((2, 3) if float(first[1]) >= 20 else (2,)) if difficulty > 1 else 1
    work.given("d", f"{dose:g}", "mg", "dose")
    work.given("a", first[1], "mg", f"equivalent of {first[0]}")
    work.given("b", second[1], "mg", f"equivalent of {second[0]}")
    factor = float(second[1]) / float(first[1])
    total = dose * times
    body = "d"
    shown = {first[0]: "{a}", second[0]: "{b}"}
    who = rng.choice(
        (
            "A 61-year-old man with COPD",
            "A 34-year-old woman with ulcerative colitis",
            "A 72-year-old woman with polymyalgia rheumatica",
            "A 45-year-old man after a kidney transplant",
            "A 28-year-old woman with asthma",
            "A patient with cerebral oedema",
        )
    )
    order = f"{first[0]} {{d}} a day"
    if times > 1:
        work.given(
            "n", str(times), "doses/day", "doses a day", said={2: "twice daily", 3: "every 8 hours"}[times]
        )
        work.step("T", "d * n", "mg/day", "Daily dose")
        order, body = f"{first[0]} {{d}} {{n}}", "T"
    if difficulty >= 3:
        other = min(_DOSES[third[0]])  # an evening dose of another drug, before it is all made one
        work.given(
            "e",
            f"{other:g}",
            "mg/day" if times > 1 else "mg",
            "dose of the second drug",
            said=f"{other:g} mg daily",
        )
        work.given("c", third[1], "mg", f"equivalent of {third[0]}")
        shown[third[0]] = "{c}"
        order += f" and {third[0]} {{e}}"
    unit = "mg/day" if times > 1 else "mg"
    work.step("E", f"{body} * b / a", unit, f"{first[0].capitalize()} as {second[0]}")
    value, last = total * factor, "E"
    if difficulty >= 3:
        work.step("F", "e * b / c", unit, f"{third[0].capitalize()} as {second[0]}")
        work.step("G", "E + F", unit, "Together")
        value += other * float(second[1]) / float(third[1])
        last = "G"
    extra = ""
    if difficulty == 5:
        percent = rng.choice((10, 20, 25))
        work.given("r", str(percent), "%", "reduction")
        work.step(
            "H",
            f"{last} * (1 - r)",
            unit,
            f"Less {percent}%",
            shown=f"{value:.5g} {unit} × {1 - percent / 100:g}",
        )
        value *= 1 - percent / 100
        last, extra = "H", " The daily dose is to be reduced by {r}."
    listed = [
        (name, shown.get(name, f"{mgs} mg"))
        for name, mgs in EQUIVALENT
        if name in shown or rng.random() < 0.5
    ]
    table = ", ".join(f"{name} {mgs}" for name, mgs in listed)
    ask = (
        f"What daily dose of {second[0]} is that, in mg?"
        if times > 1
        else f"What dose of {second[0]} is equivalent, in mg?"
    )
    if difficulty >= 4:
        step = (
            "2.5"
            if second[0].startswith("pred")
            else "0.5"
            if float(second[1]) < 1
            else "4"
            if second[1] == "4"
            else "5"
        )
        work.given("s", step, unit, "step", said=f"{step} mg per day")
        if is_tie(value, float(step)) or value < float(step):
            return steroid_equivalents(rng, difficulty)
        work.round_to("R", last, "s", unit, f"Rounded to the nearest {step} mg")
        value = int(value / float(step) + 0.5) * float(step)
        ask = f"What daily dose of {second[0]} is that, to the nearest {{s}}?"
    prompt = rng.choice(
        (
            f"{who} is on {order}.{extra} It is to be changed to {second[0]}. Equivalent doses: {table}. {ask}",
            f"{who} takes {order}; on discharge it becomes {second[0]}.{extra} Equivalents (mg of equal glucocorticoid effect): {table}. {ask}",
        )
    )
    return work.draft(
        prompt,
        "It is",
        second=value,
        digits=4 if difficulty < 4 else 6,
        tolerance="0.01" if difficulty < 4 else "0",
        tail=f" of {second[0]}",
    )
