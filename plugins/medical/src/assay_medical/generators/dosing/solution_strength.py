"""Strengths as percentages and ratios."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, child, lower
from assay_medical.worked import Worked

_PERCENT = (("glucose", ("5", "10", "20", "50"), (50, 100, 250, 500)), ("lidocaine", ("0.5", "1", "2"), (2, 5, 10, 20)), ("bupivacaine", ("0.25", "0.5"), (5, 10, 20)), ("sodium chloride", ("0.45", "0.9", "3", "5"), (100, 250, 500)), ("magnesium sulfate", ("10", "20", "50"), (4, 8, 10, 20)), ("calcium gluconate", ("10",), (10, 20, 30)), ("mannitol", ("10", "20"), (100, 250, 500)), ("hydrocortisone cream", ("0.5", "1", "2.5"), (15, 30)), ("sodium bicarbonate", ("4.2", "8.4"), (50, 100)), ("albumin", ("4.5", "20"), (100, 400, 500)))  # fmt: skip
_RATIOS = (("adrenaline", ("1:1,000", "1:10,000"), ("0.05", "0.1", "0.12", "0.15", "0.2", "0.25", "0.3", "0.4", "0.5", "0.8", "1")), ("adrenaline with lidocaine", ("1:100,000", "1:200,000"), ("0.01", "0.015", "0.02", "0.025", "0.03", "0.05", "0.08")), ("adrenaline", ("1:1,000",), ("0.15", "0.25", "0.3", "0.5")))  # fmt: skip
_MOST = {"lidocaine": ("3", 200), "bupivacaine": ("2", 150)}


@generator("medical.solution_strength", verifiers=VERIFIERS)
def solution_strength(rng: random.Random, difficulty: int) -> Draft:
    """What is in a solution whose strength is a percentage or a ratio.

    1: grams of a volume. 2: the volume of a dose at 1:1,000. 3: a weaker solution from a stronger one. 4: a child's dose in a ratio, with a maximum. 5: how much local anaesthetic is allowed.
    """
    work = Worked()
    if difficulty == 1:
        drug, percents, volumes = rng.choice([p for p in _PERCENT if "cream" not in p[0]])
        percent, volume = rng.choice(percents), rng.choice(volumes)
        work.given("p", f"{float(percent) / 100:g}", "g/mL", "strength", said=f"{percent}%")
        work.given("V", str(volume), "mL", "volume")
        work.step("m", "V * p", "g", "Content", shown=f"{volume} mL × {percent} g / 100 mL")
        prompt = rng.choice(
            (
                f"How many grams of {drug} are in {{V}} of a {{p}} w/v solution?",
                f"A patient gets {{V}} of {drug} {{p}} (w/v). How many grams is that?",
                f"{drug.capitalize()} {{p}} w/v, {{V}}: grams of {drug}?",
            )
        )
        return work.draft(prompt, "It holds", second=volume * float(percent) / 100, digits=4)
    if difficulty == 2:
        drug, ratios, doses = rng.choice(_RATIOS)
        ratio, dose = rng.choice(ratios), rng.choice(doses)
        parts = int(ratio.split(":")[1].replace(",", ""))
        work.given("d", dose, "mg", "dose")
        work.given("c", f"{1000 / parts:g}", "mg/mL", "strength", said=ratio)
        work.say(f"{ratio} is 1 g in {parts:,} mL, so {1000 / parts:g} mg/mL.")
        work.step("V", "d / c", "mL", "Volume")
        prompt = rng.choice(
            (
                f"How many mL of {drug} {{c}} hold {{d}} of adrenaline?",
                f"{{d}} of adrenaline is ordered; the ampoule is labelled {drug} {{c}}. Volume in mL?",
                f"Adrenaline {{d}}. Stock {drug} {{c}}. mL to give?",
            )
        )
        return work.draft(
            prompt,
            "Give",
            second=float(dose) * parts / 1000,
            dose={"asks": "volume", "order": f"{dose} mg", "strength": ratio},
        )
    if difficulty == 3:
        drug, strong, weak = rng.choice(
            (
                ("glucose", "50", ("10", "20", "12.5", "25")),
                ("sodium hypochlorite", "5", ("0.5", "0.25", "1")),
                ("lidocaine", "2", ("0.5", "1")),
                ("mannitol", "20", ("10", "15")),
                ("potassium permanganate", "5", ("0.1", "0.01")),
                ("sodium chloride", "23.4", ("3",)),
                ("bupivacaine", "0.5", ("0.125", "0.25", "0.1")),
                ("albumin", "20", ("5", "4")),
            )
        )
        final, volume = rng.choice(weak), rng.choice((20, 40, 50, 60, 100, 200, 250, 500, 1000))
        work.given("s", strong, "%", "stock")
        work.given("q", final, "%", "wanted")
        work.given("V", str(volume), "mL", "volume wanted")
        work.step("v", "q * V / s", "mL", "Stock solution", shown=f"{final}% × {volume} mL / {strong}%")
        if rng.random() < 0.5:
            work.step("w", "V - v", "mL", "Water")
            prompt = rng.choice(
                (
                    f"{{V}} of {drug} {{q}} is made from a {{s}} stock. How many mL of diluent are added?",
                    f"Dilute {drug} {{s}} to make {{V}} of {{q}}. Volume of the diluent in mL?",
                )
            )
            return work.draft(prompt, "Add", second=volume - float(final) / float(strong) * volume, digits=4)
        prompt = rng.choice(
            (
                f"How many mL of {drug} {{s}} are diluted to make {{V}} of a {{q}} solution?",
                f"{{V}} of {drug} {{q}} is needed and the stock is {{s}}. Which volume of stock is taken, in mL?",
            )
        )
        return work.draft(prompt, "Take", second=float(final) * volume / float(strong), digits=4)
    _, weight, who = child(rng, 1, 13)
    work.given("w", weight, "kg", "body weight")
    if difficulty == 4:
        per, ratio, cap, why = rng.choice(
            (
                ("0.01", "1:1,000", "0.5", "anaphylaxis, IM"),
                ("0.01", "1:10,000", "1", "cardiac arrest, IV"),
                ("0.01", "1:1,000", "0.3", "anaphylaxis, IM"),
            )
        )
        parts = int(ratio.split(":")[1].replace(",", ""))
        work.given("d", per, "mg/kg", "dose per kilogram")
        work.given("m", cap, "mg", "maximum")
        work.given("c", f"{1000 / parts:g}", "mg/mL", "strength", said=ratio)
        raw = float(per) * float(weight)
        work.step("D", "w * d", "mg", "Dose")
        work.step(
            "E",
            "min(D, m)",
            "mg",
            "Over the maximum, so it is" if raw > float(cap) else "Within the maximum",
            shown=f"{min(raw, float(cap)):.5g} mg",
        )
        work.say(f"{ratio} is {1000 / parts:g} mg/mL.")
        work.step("V", "E / c", "mL", "Volume")
        facts = {
            "asks": "volume",
            "weight": f"{weight} kg",
            "per_kg": f"{per} mg/kg",
            "max_single": f"{cap} mg",
            "strength": ratio,
        }
        prompt = rng.choice(
            (
                f"{who} weighs {{w}}. Adrenaline {{d}} (maximum {{m}}) for {why}. The ampoule is {{c}}. How many mL?",
                f"Adrenaline for {lower(who)} {{w}} ({why}): {{d}}, max. {{m}}. Ampoule {{c}}. Volume in mL?",
            )
        )
        return work.draft(prompt, "Give", second=min(raw, float(cap)) * parts / 1000, digits=4, dose=facts)
    drug = rng.choice(list(_MOST))
    per, most = _MOST[drug]
    percent = rng.choice(("0.5", "1", "2") if drug == "lidocaine" else ("0.25", "0.5"))
    work.given("d", per, "mg/kg", "maximum per kilogram")
    work.given("m", str(most), "mg", "maximum")
    work.given("c", f"{float(percent) * 10:g}", "mg/mL", "strength", said=f"{percent}%")
    raw = float(per) * float(weight)
    used = min(raw, most)
    given = rng.choice((0, 2, 3, 4)) if used / (float(percent) * 10) > 6 else 0
    work.step("D", "w * d", "mg", "Maximum by weight")
    work.step(
        "E",
        "min(D, m)",
        "mg",
        "Over the absolute maximum, so" if raw > most else "Within the absolute maximum",
        shown=f"{used:.5g} mg",
    )
    work.say(f"{percent}% is {float(percent) * 10:g} mg/mL.")
    work.step("V", "E / c", "mL", "Volume")
    already = ""
    if given:
        work.given("g", str(given), "mL", "injected already")
        work.step("L", "V - g", "mL", "Still allowed")
        already = " {g} have been injected already."
    prompt = rng.choice(
        (
            f"{who} weighs {{w}} and needs a laceration sutured. {drug.capitalize()} {{c}} (w/v): at most {{d}}, and {{m}} in all.{already} How many mL may {'still ' if given else ''}be injected?",
            f"Local anaesthetic for {lower(who)} {{w}}: {drug} {{c}} w/v, limit {{d}} up to {{m}}.{already} Maximum volume{' left' if given else ''} in mL?",
        )
    )
    return work.draft(prompt, "At most", second=used / (float(percent) * 10) - given, digits=3)
