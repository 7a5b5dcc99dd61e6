"""Heparin by weight, adjusted by a nomogram in the prompt."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, adult, is_tie
from assay_medical.worked import Worked

_BANDS = (
    # aPTT in seconds, bolus units/kg, change units/kg/h: Raschke RA et al. Ann Intern Med 1993;119:874-81
    (None, 35, 80, 4),
    (35, 46, 40, 2),
    (46, 71, 0, 0),
    (71, 91, 0, -2),
    (91, None, 0, -3),
)
_TABLE = (
    "aPTT < 35 s: bolus 80 units/kg, then increase by 4 units/kg/h",
    "35 to < 46 s: bolus 40 units/kg, then increase by 2 units/kg/h",
    "46 to < 71 s: no change",
    "71 to < 91 s: decrease by 2 units/kg/h",
    "≥ 91 s: stop for 1 hour, then decrease by 3 units/kg/h",
)
_BAGS = ((25000, 250), (25000, 500), (20000, 500), (20000, 20), (25000, 50))


@generator("medical.heparin_nomogram", verifiers=VERIFIERS)
def heparin_nomogram(rng: random.Random, difficulty: int) -> Draft:
    """Unfractionated heparin.

    1: the bolus. 2: the first rate in mL/h. 3: the new rate in units/h from the nomogram. 4: that rate in mL/h. 5: after a second
    aPTT.
    """
    weight, _, who = adult(rng)
    why = rng.choice(
        (
            "a pulmonary embolism",
            "an iliofemoral DVT",
            "acute coronary syndrome",
            "atrial fibrillation and a left atrial thrombus",
            "a basilar artery thrombosis",
        )
    )
    units, volume = rng.choice(_BAGS)
    work = Worked()
    work.given("w", weight, "kg", "body weight")
    patient = rng.choice((f"{who} ({{w}}) with {why}", f"{who}, weight {{w}}, with {why}"))
    bag = f"{units:,} units in {volume} mL"
    if difficulty == 1:
        per = rng.choice((60, 70, 75, 80))
        work.given("b", str(per), "units/kg", "bolus")
        most = rng.choice((0, 4000, 5000, 10000))
        dose: dict[str, object] = {"asks": "dose", "weight": f"{weight} kg", "per_kg": f"{per} units/kg"}
        work.step("B", "w * b", "units", "Bolus")
        raw = per * float(weight)
        limit = ""
        if most:
            work.given("m", f"{most:,}", "units", "maximum")
            dose["max_single"] = f"{most} units"
            limit = " (maximum {m})"
            work.step(
                "E",
                "min(B, m)",
                "units",
                "Over the maximum, so it is" if raw > most else "Within the maximum",
                shown=f"{min(raw, most):g} units",
            )
        return work.draft(
            f"{patient} gets a heparin bolus of {{b}}{limit}. How many units is it?",
            "Give",
            second=min(raw, most or raw),
            dose=dose,
        )
    rate = rng.choice((12, 15, 18))
    work.given("r", str(rate), "units/kg/h", "rate")
    if difficulty == 2:
        work.given("c", f"{units / volume:g}", "units/mL", "concentration", said=bag)
        work.step("U", "w * r", "units/h", "Heparin in an hour")
        work.step("R", "U / c", "mL/h", "Rate")
        work.given("s", "0.1", "mL/h", "step")
        exact = rate * float(weight) * volume / units
        if is_tie(exact, 0.1):
            return heparin_nomogram(rng, difficulty)
        work.round_to("Q", "R", "s", "mL/h", "Rounded to 0.1 mL/h")
        dose = {
            "asks": "rate",
            "order": f"{rate} units/kg/h",
            "weight": f"{weight} kg",
            "strength": f"{units} units/{volume} mL",
            "round_to": "0.1 mL/h",
        }
        return work.draft(
            f"{patient} starts heparin at {{r}}. The infusion holds {{c}}. Pump rate, to the nearest {{s}}?",
            "Run it at",
            second=round(exact, 1),
            digits=6,
            dose=dose,
        )
    times = 2 if difficulty == 5 else 1
    told, now = [], float(rate)
    name = "r"
    steps = []
    for index in range(times):
        low, high, bolus, change = rng.choice(
            [b for b in _BANDS if b[3] and now + b[3] >= 6] if rng.random() < 0.8 or index else _BANDS
        )
        seconds = rng.randint(low or 24, (high or 130) - 1)
        told.append((seconds, bolus, change))
        steps.append((seconds, change))
        now += change
    if not any(change for _, change in steps):
        return heparin_nomogram(rng, difficulty)
    for index, (seconds, change) in enumerate(steps):
        if not change:
            work.say(f"An aPTT of {seconds} s calls for no change.")
            continue
        said = f"increase by {change} units/kg/h" if change > 0 else f"decrease by {-change} units/kg/h"
        work.given(
            f"x{index}",
            str(abs(change)),
            "units/kg/h",
            "change of the rate",
            said=f"{abs(change)} units/kg/h",
        )
        work.step(
            f"n{index}",
            f"{name} {'+' if change > 0 else '-'} x{index}",
            "units/kg/h",
            f"An aPTT of {seconds} s: {said}",
        )
        name = f"n{index}"
    table = []
    seen: set[str] = set()
    for line, (_, _, _, change) in zip(_TABLE, _BANDS, strict=True):
        for index, (_, wanted) in enumerate(steps):
            if wanted and wanted == change and f"x{index}" not in seen:
                line = line.replace(f"{abs(change)} units/kg/h", f"{{x{index}}}")
                seen.add(f"x{index}")
                break
        table.append(line)
    if len({abs(c) for _, c in steps if c}) < len([c for _, c in steps if c]):
        return heparin_nomogram(rng, difficulty)  # the same change twice: one place in the table
    nomogram = "Nomogram:\n" + "\n".join(f"- {line}" for line in table)
    course = f"Six hours later the aPTT is {steps[0][0]} s." + (
        f" After that change it is {steps[1][0]} s." if times == 2 else ""
    )
    work.step("U", f"w * {name}", "units/h", "For this weight")
    if difficulty == 3:
        return work.draft(
            f"{patient} is on heparin at {{r}}. {course}\n{nomogram}\nWhat is the new rate in units/h?",
            "The new rate is",
            second=float(weight) * now,
        )
    work.given("c", f"{units / volume:g}", "units/mL", "concentration", said=bag)
    work.step("R", "U / c", "mL/h", "Rate")
    return work.draft(
        f"{patient} is on heparin at {{r}} ({{c}}). {course}\n{nomogram}\nWhat is the new pump rate in mL/h, to one decimal place?",
        "Run it at", second=float(weight) * now * volume / units, decimals=1,
    )  # fmt: skip
