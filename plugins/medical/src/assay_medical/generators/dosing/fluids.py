"""Maintenance, burns and dehydration: fluids by weight."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, adult, bare, child, lower
from assay_medical.worked import Worked


@generator("medical.maintenance_fluids", verifiers=VERIFIERS)
def maintenance_fluids(rng: random.Random, difficulty: int) -> Draft:
    """Maintenance fluid by the 4-2-1 rule (Holliday MA, Segar WE. Pediatrics 1957;19:823-32).

    1: up to 10 kg. 2: up to 20 kg. 3: above. 4: for a day, and only a part of it. 5: with a deficit that is replaced beside it.
    """
    low, high = ((3.2, 9.8), (10.4, 19.6), (20.5, 48), (7, 45), (8, 40))[difficulty - 1]
    weight = (
        f"{rng.uniform(low, high):.1f}"
        if rng.random() < 0.6
        else f"{round(rng.uniform(low + 0.5, high - 0.5))}"
    )
    w = float(weight)
    who = "An infant" if w < 9 else rng.choice(("A boy", "A girl", "A child"))
    why = rng.choice(
        (
            "is nil by mouth before an appendicectomy",
            "has bronchiolitis and cannot feed",
            "is fasted for theatre",
            "has pneumonia and drinks nothing",
            "is nil by mouth with pancreatitis",
        )
    )
    work = Worked()
    work.given("w", weight, "kg", "body weight")
    work.given("a", "4", "mL/kg/h", "first band")
    work.given("b", "2", "mL/kg/h", "second band")
    work.given("c", "1", "mL/kg/h", "third band")
    work.given("t", "10", "kg", "first bound")
    work.given("u", "20", "kg", "second bound")
    shown = (
        f"{w:g} kg × 4 mL/kg/h"
        if w <= 10
        else f"10 kg × 4 mL/kg/h + {w - 10:.4g} kg × 2 mL/kg/h"
        if w <= 20
        else f"10 kg × 4 mL/kg/h + 10 kg × 2 mL/kg/h + {w - 20:.4g} kg × 1 mL/kg/h"
    )
    work.step(
        "R",
        "min(w, t) * a + (max(min(w, u), t) - t) * b + (max(w, u) - u) * c",
        "mL/h",
        "Maintenance",
        shown=shown,
    )
    value = 4 * min(w, 10) + 2 * min(max(w - 10, 0), 10) + max(w - 20, 0)
    stated = "{a} for the first {t}, {b} for the next 10 kg, {c} for each kg above {u}"
    head = rng.choice(
        (
            f"{who} of {{w}} {why}. Maintenance fluid by the 4-2-1 rule ({stated})",
            f"{who} ({{w}}) {why}. By the 4-2-1 rule: {stated}",
        )
    )
    if difficulty <= 3:
        ask = rng.choice((". What rate is that, in mL/h?", ". Give the maintenance rate in mL/h."))
        return work.draft(head + ask, "Maintenance runs at", second=value, digits=4)
    work.given("d", "24", "h", "a day")
    if difficulty == 4:
        percent = rng.choice((50, 60, 66, 75, 80))
        work.given("p", str(percent), "%", "part of maintenance")
        work.step("D", "R * d", "mL", "In 24 hours")
        work.step("P", "D * p", "mL", "Of that", shown=f"{value * 24:.5g} mL × {percent / 100:g}")
        prompt = head + rng.choice(
            (
                ". Because of the risk of hyponatraemia only {p} of it is given. How many mL is that in {d}?",
                ". Restrict to {p} of maintenance. Volume in mL over {d}?",
            )
        )
        return work.draft(prompt, "In 24 hours give", second=value * 24 * percent / 100, digits=4)
    percent = rng.choice((3, 5, 6, 7, 8, 10))
    work.given("p", str(percent), "%", "dehydration")
    work.given("k", "1", "mL/g", "1 mL of fluid for each gram", said="1 mL per g")
    work.step("F", "w * p * k", "mL", "Deficit", shown=f"{w:g} kg × {percent / 100:g} × 1000 mL/kg")
    work.step("G", "F / d", "mL/h", "Deficit in an hour")
    work.step("T", "R + G", "mL/h", "Together")
    prompt = (
        head
        + ". The child is {p} dehydrated (a deficit of {p} of body weight, {k}), to be replaced evenly over {d} beside the maintenance. Total rate in mL/h?"
    )
    return work.draft(prompt, "Run the fluid at", second=value + w * percent * 10 / 24, digits=4)


@generator("medical.burn_fluids", verifiers=VERIFIERS)
def burn_fluids(rng: random.Random, difficulty: int) -> Draft:
    """Fluid after a burn by the Parkland formula (Baxter CR, Shires T. Ann N Y Acad Sci 1968;150:874-94).

    1: the volume of 24 hours. 2: of the first 8 hours. 3: the rate of the first 8 hours. 4: when some hours have gone. 5: and fluid was given already.
    """
    if rng.random() < 0.25:
        _, weight, who = child(rng, 3, 12)
    else:
        weight, _, who = adult(rng)
    area = rng.choice((15, 18, 20, 22, 25, 27, 30, 35, 36, 40, 45, 50, 55))
    work = Worked()
    work.given("w", weight, "kg", "body weight")
    work.given("A", str(area), "", "burnt surface in percent")
    work.given("k", "4", "mL/kg", "fluid per kilogram and percent")
    total = 4 * float(weight) * area
    work.step("V", "k * w * A", "mL", "In 24 hours", shown=f"4 mL/kg × {weight} kg × {area}")
    burn = rng.choice(("a scald", "flame burns", "burns from a house fire", "burns from an explosion"))
    rule = "by the Parkland formula ({k} of Hartmann's solution for each percent of body surface in the first 24 hours, half of it in the first 8 hours after the burn)"
    head = rng.choice(
        (
            f"{bare(who)} ({{w}}) has {burn} over {{A}} percent of the body surface. Fluid is given {rule}.",
            f"Burns unit: {lower(bare(who))}, {{w}}, {burn}, {{A}} percent TBSA. Fluid {rule}.",
        )
    )
    if difficulty == 1:
        return work.draft(f"{head} How many mL is that in 24 hours?", "In 24 hours", second=total, digits=5)
    work.step("H", "V / 2", "mL", "Half of it")
    if difficulty > 2:
        work.given("t", "8", "hours", "first part of the day")
    else:
        return work.draft(
            f"{head} Volume of the first 8 hours, in mL?", "In the first 8 hours", second=total / 2, digits=5
        )
    if difficulty == 3:
        work.step("R", "H / t", "mL/h", "Rate")
        return work.draft(
            f"{head} At what rate does it run in the first {{t}}, in mL/h?",
            "Run it at",
            second=total / 16,
            digits=4,
        )
    gone = rng.choice((1, 1.5, 2, 2.5, 3))
    work.given("g", f"{gone:g}", "h" if gone != 1 else "hour", "time since the burn")
    work.step("L", "t - g", "h", "Left of the 8 hours")
    late = f"The burn was {{g}} ago, and {'nothing has been given' if difficulty == 4 else 'the ambulance gave {b}'} so far."
    body, second = "H", total / 2
    if difficulty == 5:
        already = rng.choice((250, 400, 500, 750, 1000))
        if already > total / 4:
            return burn_fluids(rng, difficulty)
        work.given("b", str(already), "mL", "given already")
        work.step("I", "H - b", "mL", "Still to give")
        body, second = "I", second - already
    work.step("R", f"{body} / L", "mL/h", "Rate")
    return work.draft(
        f"{head} {late} At what rate, in mL/h, is the rest of the first half given until {{t}} after the burn?",
        "Run it at",
        second=second / (8 - gone),
        digits=4,
    )


@generator("medical.deficit_replacement", verifiers=VERIFIERS)
def deficit_replacement(rng: random.Random, difficulty: int) -> Draft:
    """Dehydration, replaced.

    1: the deficit from the weight lost. 2: from a percentage. 3: less a bolus. 4: as a rate over the rest of the time. 5: with ongoing losses.
    """
    _, weight, who = child(rng, 1, 9)
    w = float(weight)
    percent = rng.choice((4, 5, 6, 7, 8, 9, 10))
    why = rng.choice(
        (
            "gastroenteritis",
            "rotavirus diarrhoea",
            "vomiting for two days",
            "cholera",
            "diabetic ketoacidosis",
        )
    )
    work = Worked()
    if difficulty == 1:
        before = f"{w / (1 - percent / 100):.1f}"
        work.given("a", before, "kg", "weight last week")
        work.given("b", weight, "kg", "weight now")
        work.given("k", "1", "L/kg", "a litre for a kilogram", said="1 L per kg")
        work.step("L", "a - b", "kg", "Lost")
        work.step("D", "L * k", "mL", "Deficit")
        prompt = rng.choice(
            (
                f"{bare(who)} with {why} weighed {{a}} at the clinic last week and weighs {{b}} now. Taking {{k}} of weight lost, what is the fluid deficit in mL?",
                f"{bare(who)}, {why}. Weight before the illness {{a}}, today {{b}}. Fluid deficit in mL ({{k}})?",
            )
        )
        return work.draft(prompt, "The deficit is", second=(float(before) - w) * 1000, digits=4)
    work.given("w", weight, "kg", "body weight")
    work.given("p", str(percent * 10), "mL/kg", "deficit", said=f"{percent * 10} mL/kg")
    work.step("D", "w * p", "mL", "Deficit")
    deficit = w * percent * 10
    head = rng.choice(
        (
            f"{bare(who)} of {{w}} with {why} is {percent}% dehydrated, a deficit of {{p}}.",
            f"{bare(who)}, {{w}}, {why}: dehydration {percent}% ({{p}}).",
        )
    )
    if difficulty == 2:
        return work.draft(f"{head} How many mL is the deficit?", "The deficit is", second=deficit, digits=4)
    bolus = rng.choice((10, 20))
    work.given("b", str(bolus), "mL/kg", "bolus")
    work.step("B", "w * b", "mL", "Bolus")
    work.step("E", "D - B", "mL", "Left")
    rest = deficit - w * bolus
    given = "A bolus of {b} was given and counts towards the deficit"
    if difficulty == 3:
        return work.draft(
            f"{head} {given}. How much is left to replace, in mL?", "There is left", second=rest, digits=4
        )
    hours = rng.choice((4, 6, 8, 12, 24, 48))
    work.given("t", str(hours), "hours", "time")
    if difficulty == 4:
        work.step("R", "E / t", "mL/h", "Rate")
        return work.draft(
            f"{head} {given}; the rest is replaced evenly over {{t}}. Rate in mL/h?",
            "Run it at",
            second=rest / hours,
            digits=4,
        )
    stool, times = rng.choice((5, 10)), rng.choice((2, 3, 4, 6))
    work.given("s", str(stool), "mL/kg", "for a loose stool")
    work.given("n", str(times), "", "loose stools")
    work.step("S", "n * s * w", "mL", "For the stools")
    work.step("T", "E + S", "mL", "Together")
    work.step("R", "T / t", "mL/h", "Rate")
    return work.draft(
        f"{head} {given}. For each loose stool {{s}} is added; there are {{n}} of them. All is replaced evenly over {{t}}. Rate in mL/h?",
        "Run it at", second=(w * (percent * 10 - bolus + times * stool)) / hours, digits=4,
    )  # fmt: skip
