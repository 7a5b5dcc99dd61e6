"""Rates of infusion pumps."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay.evidence import read_number
from assay_medical.dosing.drugs import PUMPS
from assay_medical.generators.dosing._ward import VERIFIERS, adult, is_tie
from assay_medical.worked import Worked

_SIZE = {"mcg": 0.001, "mg": 1.0, "g": 1000.0, "units": 1.0}


@generator("medical.infusion_rate", verifiers=VERIFIERS)
def infusion_rate(rng: random.Random, difficulty: int) -> Draft:
    """The rate of a pump in mL/h.

    1: an order per hour. 2: an order per minute. 3: per kilogram, and rounded to a tenth. 4: the maximum rate of the
    order counts. 5: back from a rate to mcg/kg/min.
    """
    while True:
        drug, why, (low, high, step), unit, bags = rng.choice(PUMPS)
        per_kg, per_min = "/kg" in unit, unit.endswith("/min")
        if (
            (difficulty == 1 and (per_kg or per_min))
            or (difficulty == 2 and per_kg)
            or (difficulty >= 3 and not per_kg)
            or (difficulty == 5 and unit != "mcg/kg/min")
        ):
            continue
        weight, _, who = adult(rng)
        order = low + step * rng.randint(0, round((high - low) / step))
        amount, volume = rng.choice(bags)
        number, drug_unit = amount.split(" ")
        content = float(read_number(number) or 0) * _SIZE[drug_unit]
        ordered = (
            order * _SIZE[unit.split("/")[0]] * (float(weight) if per_kg else 1) * (60 if per_min else 1)
        )
        cap = 0.0
        if difficulty == 4:
            cap = round(low + (high - low) * rng.uniform(0.4, 0.9), 3)
            cap = round(round(cap / step) * step, 4)
            if cap <= low:
                continue
            ordered = ordered / order * min(order, cap)
        rate = ordered / content * float(volume.split(" ")[0])
        if not 0.5 <= rate <= 300 or is_tie(rate, 0.1):
            continue
        if difficulty == 4 and order >= cap and round(rate, 1) > rate:
            continue  # rounding may not go over the maximum
        break
    work = Worked()
    said = f"{amount} in {volume}" if rng.random() < 0.7 else f"{amount}/{volume}"
    strength_unit = f"{drug_unit}/mL"
    strength = f"{content / _SIZE[drug_unit] / float(volume.split(' ')[0]):.10g}"
    if (
        read_number(strength) is None
        or abs(float(strength) * float(volume.split(" ")[0]) * _SIZE[drug_unit] - content) > 1e-9
    ):
        return infusion_rate(rng, difficulty)
    dose: dict[str, object] = {"asks": "rate", "strength": f"{amount}/{volume}"}
    kilos = "{w}"
    if per_kg:
        work.given("w", weight, "kg", "body weight")
        dose["weight"] = f"{weight} kg"
    work.given("c", strength, strength_unit, "concentration", said=said)
    if difficulty == 5:
        shown = f"{rate:.1f}"
        work.given("r", shown, "mL/h", "rate")
        per = unit.split("/")[0]
        work.step("D", "r * c", f"{drug_unit}/h", "Drug in an hour")
        work.step("E", "D", f"{per}/min", "In a minute")
        work.step("F", "E / w", unit, "Per kilogram")
        prompt = rng.choice(
            (
                f"{who} ({kilos}) with {why} has {drug} {{c}} running at {{r}}. What dose is that in {unit}?",
                f"Handover: {drug}, {{c}}, pump at {{r}}, patient {kilos}. How much is {who[0].lower()}{who[1:]} getting, in {unit}?",
                f"The pump gives {{r}} of {drug} ({{c}}) to a patient of {kilos} with {why}. Work out the dose in {unit}.",
            )
        )
        second = float(shown) * content / float(volume.split(" ")[0]) / float(weight) / 60 / _SIZE[per]
        return work.draft(
            prompt,
            "The dose is",
            second=second,
            digits=3,
            dose=dose | {"asks": "dose_rate", "rate": f"{shown} mL/h"},
        )
    work.given("d", f"{order:.4g}", unit, "order")
    dose["order"] = f"{order:.4g} {unit}"
    hourly = f"{drug_unit}/h"
    limit = ""
    body = "d"
    if difficulty == 4:
        work.given("m", f"{cap:.4g}", unit, "maximum")
        dose["max_rate"] = f"{cap:.4g} {unit}"
        work.step(
            "e",
            "min(d, m)",
            unit,
            "Over the maximum, so it runs at" if order > cap else "Within the maximum",
            shown=f"{min(order, cap):.4g} {unit}",
        )
        limit = rng.choice((" (maximum {m})", ", max. {m}", ", never above {m}"))
        body = "e"
    if per_kg:
        work.step("D", f"{body} * w", unit.replace("/kg", ""), "For this weight")
        body = "D"
    if per_min or unit.split("/")[0] != drug_unit:
        work.step("E", body, hourly, "In an hour")
        body = "E"
    work.step("R", f"{body} / c", "mL/h", "Rate")
    ask = "At how many mL/h does the pump run?"
    second = rate
    if difficulty >= 2:
        work.given("s", "0.1", "mL/h", "step")
        dose["round_to"] = "0.1 mL/h"
        second = float(work.round_to("Q", "R", "s", "mL/h", "Rounded to the nearest 0.1 mL/h"))
        if abs(second - rate) > 0.051:
            raise ValueError("rounding")
        ask = rng.choice(
            (
                "At what rate does the pump run, to the nearest {s}?",
                "Set the pump: mL/h, to the nearest {s}?",
                "What is the rate in mL/h, rounded to {s}?",
            )
        )
        second = round(rate, 1)
    patient = f"{who}, {kilos}," if per_kg else who
    prompt = rng.choice(
        (
            f"{patient} with {why} is started on {drug} {{d}}{limit}. The infusion is {{c}}. {ask}",
            f"{drug.capitalize()} {{d}}{limit} is ordered for {patient[0].lower()}{patient[1:]} with {why}. It is made up as {{c}}. {ask}",
            f"ICU order: {drug} {{d}}{limit}. Syringe/bag: {{c}}. {f'Weight {kilos}. ' if per_kg else ''}Indication: {why}. {ask}",
        )
    )
    return work.draft(prompt, "Run it at", second=second, digits=6, dose=dose)
