"""Potassium by a protocol in the prompt."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, adult, bare
from assay_medical.worked import Worked

_ROWS = ((3.5, 3.9, 20), (3.0, 3.4, 40), (2.5, 2.9, 60), (2.0, 2.4, 80))


@generator("medical.potassium_replacement", verifiers=VERIFIERS)
def potassium_replacement(rng: random.Random, difficulty: int) -> Draft:
    """Intravenous potassium.

    1: the dose by the table. 2: how long it runs at the maximum rate. 3: in bags. 4: the rate in mL/h. 5: less in kidney
    failure, and the rate.
    """
    low, high, dose = rng.choice(_ROWS)
    level = round(rng.uniform(low, high), 1)
    _, _, who = adult(rng)
    why = rng.choice(
        (
            "after three days of diarrhoea",
            "on furosemide",
            "with refeeding",
            "in diabetic ketoacidosis",
            "with vomiting",
            "after bowel surgery",
        )
    )
    work = Worked()
    work.given("d", str(dose), "mmol", "dose by the table")
    rows = (
        "\n".join(f"- {a:g} to {b:g} mmol/L: {'{d}' if c == dose else f'{c} mmol'}" for a, b, c in _ROWS)
        .replace("3 to", "3.0 to")
        .replace("2 to", "2.0 to")
    )
    head = rng.choice(
        (
            f"{bare(who)} {why} has a serum potassium of {level:.1f} mmol/L.",
            f"{bare(who)} {why}. K {level:.1f} mmol/L.",
        )
    )
    table = f"Protocol (IV potassium chloride by serum potassium):\n{rows}\n"
    if difficulty == 5:
        table += "If the creatinine clearance is below 30 mL/min, give {p} of the dose.\n"
    work.say(f"A potassium of {level:.1f} mmol/L calls for {dose} mmol.")
    name, amount = "d", float(dose)
    if difficulty == 1:
        percent = rng.choice((0, 50))
        if not percent:
            work.step("D", "d", "mmol", "Dose")
            return work.draft(f"{head}\n{table}How many mmol are given?", "Give", second=dose)
        work.given("p", "50", "%", "part in kidney failure")
        work.step(
            "D",
            "d * p",
            "mmol",
            "Half of it, because the clearance is below 30 mL/min",
            shown=f"{dose} mmol × 0.5",
        )
        return work.draft(
            f"{head} Creatinine clearance {rng.randint(12, 28)} mL/min.\n{table}If the creatinine clearance is below 30 mL/min, give {{p}} of the dose.\nHow many mmol are given?",
            "Give",
            second=dose / 2,
        )
    if difficulty == 5:
        work.given("p", "50", "%", "part in kidney failure")
        work.step(
            "D",
            "d * p",
            "mmol",
            "Half of it, because the clearance is below 30 mL/min",
            shown=f"{dose} mmol × 0.5",
        )
        head += f" Creatinine clearance {rng.randint(11, 28)} mL/min."
        name, amount = "D", dose / 2
    if difficulty == 3:
        bag, volume = rng.choice(((10, 100), (20, 100), (20, 500), (20, 1000), (40, 1000)))
        work.given("b", str(bag), "mmol/bag", "content of a bag", said=f"{bag} mmol per bag")
        work.step("n", "d / b", "bags", "Bags")
        work.round_to("N", "n", "", "bags", "Rounded up to whole bags", direction="up")
        many = -(-dose // bag)
        assert volume
        return work.draft(
            f"{head}\n{table}The store has premixed bags of {volume} mL with {{b}}. How many bags are opened?",
            "Open",
            second=many,
            tolerance="0",
        )
    most = rng.choice((10, 20))
    line = "a peripheral line" if most == 10 else "a central line"
    work.given("m", str(most), "mmol/h", "maximum rate")
    if difficulty == 2:
        work.step("t", f"{name} / m", "h", "Time")
        return work.draft(
            f"{head}\n{table}Through {line}, {{m}} is the maximum. Over how many hours, at least, does the dose run?",
            "It runs over",
            second=amount / most,
            digits=3,
        )
    strong = ((20, 100), (10, 100), (40, 500)) if most == 20 else ((20, 500), (40, 1000))
    bag, volume = rng.choice(strong)  # through a peripheral vein not more than 40 mmol/L
    work.given("c", f"{bag / volume:g}", "mmol/mL", "concentration", said=f"{bag} mmol in {volume} mL")
    work.given("h", str(rng.choice((2, 3, 4, 6, 8))), "hours", "time")
    hours = float(work._said["h"].split()[0])
    work.step("r", f"{name} / h", "mmol/h", "Ordered rate")
    work.step(
        "q",
        "min(r, m)",
        "mmol/h",
        "Over the maximum, so it runs at" if amount / hours > most else "Within the maximum",
        shown=f"{min(amount / hours, most):.5g} mmol/h",
    )
    work.step("R", "q / c", "mL/h", "Rate")
    return work.draft(
        f"{head}\n{table}It is given over {{h}}, but not faster than {{m}} ({line}). The fluid holds {{c}}. Rate in mL/h, to one decimal place?",
        "Run it at", second=min(amount / hours, most) * volume / bag, decimals=1,
    )  # fmt: skip
