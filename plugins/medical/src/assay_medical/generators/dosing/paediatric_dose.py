"""Doses of children by weight."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_medical.dosing.drugs import LIQUIDS
from assay_medical.generators.dosing._ward import VERIFIERS, bare, child, is_tie, lower, mg, often
from assay_medical.worked import Worked


@generator("medical.paediatric_dose", verifiers=VERIFIERS)
def paediatric_dose(rng: random.Random, difficulty: int) -> Draft:
    """A child's dose by weight.

    1: milligrams of one dose. 2: millilitres of a liquid. 3: an order per day, divided, and rounded to what a syringe
    measures. 4: a maximum that may be reached. 5: maximum doses a time and a day, and the weight in pounds.
    """
    while True:
        drug = rng.choice(LIQUIDS)
        if (difficulty < 3 and drug.daily) or (difficulty == 3 and not drug.daily):
            continue
        _, weight, who = child(rng, 1 if difficulty < 4 else 4, 12 if difficulty < 4 else 14)
        per_kg, times = rng.choice(drug.per_kg), rng.choice(drug.often)
        amount, volume = rng.choice(drug.strengths)
        w = Fraction(weight)
        pounds = ""
        if difficulty == 5:
            pounds = f"{float(w) / 0.45359237:.0f}"
            w = Fraction(pounds) * Fraction("0.45359237")
        raw = Fraction(per_kg) * w / (times if drug.daily else 1)
        single = raw
        if difficulty >= 4:
            single = min(single, Fraction(drug.max_single))
            if difficulty == 4 and single * times > drug.max_day:
                continue
            single = min(single, Fraction(drug.max_day, times))
        elif raw > drug.max_single or raw * times > drug.max_day:
            continue  # a dose over the maximum, which the row would not state
        ml = single * volume / amount
        step = rng.choice(("0.5", "0.1")) if ml > 2 else "0.1"
        if (
            ml > 30
            or ml < Fraction(3, 10)
            or (difficulty >= 3 and (is_tie(ml, Fraction(step)) or is_tie(raw, 1)))
        ):
            continue
        break
    work = Worked()
    how = often(rng, times)
    unit = "mg/kg/day" if drug.daily else "mg/kg"
    dose: dict[str, object] = {"per_kg": f"{per_kg} {unit}"}
    strength = f"{amount} mg/{volume} mL" if volume != 1 else f"{amount} mg/mL"
    if difficulty == 5:
        work.given("w", pounds, "lb", "body weight")
        dose["weight"] = f"{pounds} lb"
    else:
        work.given("w", weight, "kg", "body weight")
        dose["weight"] = f"{weight} kg"
    work.given("d", per_kg, unit, "dose per kilogram")
    if drug.daily:
        division = rng.choice((f"divided into {times} doses", f"in {times} divided doses"))
        work.given("n", str(times), "doses/day", "doses a day", said=division)
        order = f"{drug.name} {{d}} {{n}}"
    else:
        order = f"{drug.name} {{d}} {how}"
    if times > 1 or drug.daily:
        dose["per_day"] = times
    if difficulty == 1:
        second = per_kg_times(w, per_kg)
        work.step("D", "w * d", "mg", "Single dose")
        prompt = rng.choice(
            (
                f"{who} weighs {{w}} and is to have {order} for {drug.reason}. How many milligrams is one dose?",
                f"{who} (weight {{w}}) is prescribed {order} for {drug.reason}. Work out the single dose in mg.",
                f"Rx {order}, PO. Patient: {bare(who)}, {{w}}. Indication: {drug.reason}. What is the dose in mg each time?",
            )
        )
        return work.draft(prompt, "The dose is", second=second, dose={"asks": "dose", **dose}, tail=f" {how}")
    work.given("c", f"{float(Fraction(amount, volume)):g}", "mg/mL", "strength", said=strength)
    dose["strength"] = strength
    if difficulty == 2:
        work.step("D", "w * d", "mg", "Single dose")
        work.step("V", "D / c", "mL", "Volume")
        prompt = rng.choice(
            (
                f"{who} weighs {{w}} and is to have {order} for {drug.reason}. The {drug.form} holds {{c}}. How many mL is one dose?",
                f"Order: {order}, by mouth. {who} weighs {{w}}. You have {drug.form} {{c}}. What volume do you give each time, in mL?",
                f"A prescription for {lower(bare(who))} ({{w}}) reads {order} for {drug.reason}. Stock: {drug.name} {drug.form} {{c}}. Calculate the volume of a single dose in mL.",
            )
        )
        return work.draft(
            prompt,
            "Give",
            second=w * Fraction(per_kg) * volume / amount,
            digits=4,
            dose={"asks": "volume", **dose},
            tail=f" {how}",
        )
    work.given("s", step, "mL", "step of the syringe")
    dose |= {"asks": "volume", "round_to": f"{step} mL"}
    limits = ""
    if difficulty == 5:
        kilos = work.step("k", "w", "kg", "Weight", digits=4)
        body = "k"
        assert kilos
    else:
        body = "w"
    if drug.daily:
        work.step("T", f"{body} * d", "mg/day", "Daily dose")
        work.step("D", "T / n", "mg", "Single dose")
    else:
        work.step("D", f"{body} * d", "mg", "Single dose")
    last = "D"
    if difficulty >= 4:
        say = mg(drug.max_single)
        work.given("m", say.split()[0], say.split()[1], "maximum single dose")
        dose["max_single"] = say
        limits = rng.choice((" (maximum {m} per dose)", ", max. {m} per dose", ", not more than {m} a dose"))
        over = raw > drug.max_single
        capped = float(raw) if not over else float(drug.max_single)
        work.step(
            "E",
            "min(D, m)",
            "mg",
            "This is more than the maximum, so the dose is"
            if over
            else "This is within the maximum, so the dose stays",
            shown=f"{capped:.5g} mg",
        )
        last = "E"
        if difficulty == 5 and times > 1:
            day = mg(drug.max_day)
            work.given(
                "M", day.split()[0], f"{day.split()[1]}/day", "maximum daily dose", said=f"{day} per day"
            )
            work.given("f", str(times), "doses/day", "doses a day", said=how) if not drug.daily else None
            dose["max_daily"] = f"{day}/day"
            limits = limits.replace(" per dose)", " per dose and {M})").replace(" per dose", " per dose", 1)
            if "{M}" not in limits:
                limits += " and {M}"
            every = "n" if drug.daily else "f"
            if not drug.daily:
                order = f"{drug.name} {{d}} {{f}}"
            work.step("B", f"E * {every}", "mg/day", "That makes a day")
            work.step(
                "C",
                "min(B, M)",
                "mg/day",
                "Over the maximum of a day, so it is"
                if capped * times > drug.max_day
                else "Within the maximum of a day",
                shown=f"{min(capped * times, float(drug.max_day)):.5g} mg/day",
            )
            work.step("F", f"C / {every}", "mg", "Dose each time")
            last = "F"
    work.step("V", f"{last} / c", "mL", "Volume")
    work.round_to("R", "V", "s", "mL", f"Rounded to the nearest {step} mL")
    parts = ml / Fraction(step)
    rounded = Fraction(int(parts + Fraction(1, 2))) * Fraction(step)
    top = min(Fraction(drug.max_single), Fraction(drug.max_day, times)) * volume / amount
    if difficulty >= 4 and rounded > top:
        return paediatric_dose(rng, difficulty)
    prompt = rng.choice(
        (
            f"{who} weighs {{w}} and needs {order}{limits} for {drug.reason}. The {drug.form} holds {{c}}. What volume is one dose, rounded to the nearest {{s}}?",
            f"Order: {order}{limits}, by mouth. {who} weighs {{w}}. Stock: {drug.name} {drug.form} {{c}}. How much do you draw up for one dose, to the nearest {{s}}?",
            f"{who} is treated for {drug.reason} with {order}{limits}. Weight {{w}}. The bottle says {{c}}. Give the volume of a single dose to the nearest {{s}}.",
        )
    )
    return work.draft(prompt, "Give", second=rounded, digits=6, dose=dose, tail=f" {how}")


def per_kg_times(weight: Fraction, per_kg: str) -> float:
    """The other route to a dose: as floats."""
    return float(weight) * float(per_kg)
