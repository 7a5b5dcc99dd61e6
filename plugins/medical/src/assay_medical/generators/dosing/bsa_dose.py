"""Doses by body surface."""

from __future__ import annotations

import math
import random
import re

from assay import Draft, agree, generator, make_reference
from assay_medical.dosing.drugs import CYTOTOXICS
from assay_medical.generators.dosing._ward import VERIFIERS, adult, is_tie, lower
from assay_medical.worked import Worked


@generator("medical.bsa_dose", verifiers=VERIFIERS)
def bsa_dose(rng: random.Random, difficulty: int) -> Draft:
    """A cytotoxic drug by body surface.

    The dose is rounded to 0.1 mg. 1: the surface is given. 2: by Mosteller's formula. 3: a reduced dose. 4: a cap, and rounding to a step. 5: what
    volume of the concentrate that is.
    """
    while True:
        drug = rng.choice([d for d in CYTOTOXICS if d.cap != "0" or difficulty != 4 or rng.random() < 0.5])
        weight, height, who = adult(rng)
        if re.search(r"ovarian|breast|trophoblastic", drug.disease) and "woman" not in who:
            continue
        if drug.disease.startswith("trophoblastic") and int(who.split()[1][:2]) > 50:
            continue
        area = math.sqrt(float(weight) * float(height) / 3600)
        per = rng.choice(drug.per_m2)
        percent = (
            rng.choice(("50", "60", "75", "80"))
            if difficulty == 3 or (difficulty == 5 and rng.random() < 0.5)
            else ""
        )
        cap = float(drug.cap) or (2 * float(per) if difficulty == 4 else 0)
        if float(drug.cap) and difficulty < 4:
            continue
        used = round(area, 2)
        raw = used * float(per) * (float(percent) / 100 if percent else 1)
        capped = min(raw, cap) if cap else raw
        if (
            is_tie(area, 0.01)
            or is_tie(capped, float(drug.step))
            or is_tie(capped, 0.1)
            or is_tie(capped / float(drug.strength), 0.1)
        ):
            continue
        break
    work = Worked()
    dose: dict[str, object] = {"asks": "dose", "per_m2": f"{per} mg/m²"}
    work.given("d", per, "mg/m²", "dose per surface")
    if difficulty == 1:
        work.given("A", f"{used:.2f}", "m²", "body surface")
        dose["bsa"] = f"{used:.2f} m²"
        facts = rng.choice(
            (
                "Body surface {A}.",
                "Her chart gives a BSA of {A}." if "woman" in who else "His chart gives a BSA of {A}.",
                "BSA: {A}.",
            )
        )
    else:
        work.given("W", weight, "kg", "weight")
        work.given("H", height, "cm", "height")
        dose |= {"weight": f"{weight} kg", "height": f"{height} cm", "bsa_round_to": "0.01 m²"}
        facts = rng.choice(("Weight {W}, height {H}.", "Wt {W}, Ht {H}.", "{He} weighs {W} and is {H} tall."))
    prompt_tail = (
        " Use Mosteller's formula, BSA = √(height in cm × weight in kg / 3600), rounded to two decimals."
        if difficulty > 1
        else ""
    )
    lines = (
        []
        if difficulty == 1
        else [f"Body surface (Mosteller): √({height} × {weight} / 3600) = {used:.2f} m²."]
    )
    value = used * float(per)
    lines.append(f"Full dose: {used:.2f} m² × {per} mg/m² = {value:.6g} mg.")
    order = f"{drug.name} {{d}}"
    asks = "What is the dose in mg?"
    if percent:
        work.given("p", percent, "%", "part of the full dose")
        dose["percent"] = f"{percent}%"
        lines.append(f"Reduced dose: {value:.6g} mg × {float(percent) / 100:g} = {raw:.6g} mg.")
    if cap and difficulty >= 4:
        work.given("m", f"{cap:g}", "mg", "maximum dose")
        dose["max_single"] = f"{cap:g} mg"
        order += rng.choice((" (maximum {m})", " (dose capped at {m})", ", max. {m},"))
        lines.append(
            f"That is over the maximum of {cap:g} mg, so the dose is {cap:g} mg."
            if raw > cap
            else f"That is within the maximum of {cap:g} mg."
        )
    answer, unit = capped, "mg"
    if difficulty < 4:
        work.given("s", "0.1", "mg", "step")
        dose["round_to"] = "0.1 mg"
        answer = round(capped, 1)
        if abs(answer - capped) > 1e-9:
            lines.append(f"Rounded to the nearest 0.1 mg: {answer:g} mg.")
        asks = "What is the dose in mg, to the nearest {s}?"
    if difficulty == 4:
        step = float(drug.step)
        work.given("s", drug.step, "mg", "step")
        dose["round_to"] = f"{drug.step} mg"
        answer = round(capped / step) * step
        if cap and answer > cap:
            return bsa_dose(rng, difficulty)
        if abs(answer - capped) > 1e-9:
            lines.append(f"Rounded to the nearest {drug.step} mg: {answer:g} mg.")
        asks = "Give the dose in mg, rounded to the nearest {s}."
    if difficulty == 5:
        work.given("c", drug.strength, "mg/mL", "strength")
        work.given("s", "0.1", "mL", "step")
        dose |= {"asks": "volume", "strength": f"{drug.strength} mg/mL", "round_to": "0.1 mL"}
        answer, unit = round(capped / float(drug.strength), 1), "mL"
        lines.append(
            f"Volume: {capped:.6g} mg / ({drug.strength} mg/mL) = {capped / float(drug.strength):.5g} mL, rounded {answer:.1f} mL."
        )
        asks = "The concentrate holds {c}. What volume is added to the bag, to the nearest {s}?"
    reduction = (
        rng.choice(
            (
                f" Because of {rng.choice(('neutropenia', 'mucositis', 'neuropathy', 'raised bilirubin'))} after the last cycle, {{p}} of the full dose is given.",
                " Dose reduction: give {p} of the full dose.",
            )
        )
        if percent
        else ""
    )
    prompt = (
        rng.choice(
            (
                f"{who} with {drug.disease} is to have {order} IV. {facts}{reduction}{prompt_tail} {asks}",
                f"Day-unit order: {order} IV for {lower(who)} with {drug.disease}. {facts}{reduction}{prompt_tail} {asks}",
                f"{who}, {drug.disease}. {facts} Protocol: {order}.{reduction}{prompt_tail} {asks}",
            )
        )
        .replace("{He}", "She" if "woman" in who else "He")
        .replace(",.", ".")
    )
    number = f"{answer:.6g}"
    closing = "Add" if difficulty == 5 else "The dose is"
    lines.append(f"{closing} **{number} {unit}**.")
    filled = work.fill(prompt)
    other = min(
        round((float(weight) * float(height)) ** 0.5 / 60, 2) * float(per) * float(percent or 100) / 100,
        cap or math.inf,
    )
    agree(capped, other, rel=1e-9, what="the dose by body surface")
    return Draft(
        filled, "\n".join(lines), make_reference(f"{number} {unit}", dose=dose), answer=f"{number} {unit}"
    )
