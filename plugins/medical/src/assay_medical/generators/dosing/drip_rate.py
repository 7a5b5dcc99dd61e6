"""Drips: drops a minute, times, volumes."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, is_tie
from assay_medical.worked import Worked

_FLUIDS = ("0.9% sodium chloride", "glucose 5%", "Hartmann's solution", "lactated Ringer's", "Plasma-Lyte A", "compound sodium lactate")  # fmt: skip


@generator("medical.drip_rate", verifiers=VERIFIERS)
def drip_rate(rng: random.Random, difficulty: int) -> Draft:
    """Gravity drips.

    1: mL/h. 2: drops a minute from a volume and a time. 3: drops from a rate in mL/h. 4: how long a bag lasts. 5: a drug in a bag, with a maximum rate.
    """
    fluid = rng.choice(_FLUIDS)
    factor = rng.choice((10, 15, 20, 60))
    set_name = "microdrip set" if factor == 60 else "giving set"
    while True:
        volume = rng.choice((50, 100, 250, 500, 1000, 1000, 1500, 2000))
        hours = rng.choice((0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24))
        rate = volume / hours
        if 20 <= rate <= (250 if factor == 60 else 600) and not is_tie(rate * factor / 60, 1):
            break
    span, unit = (
        (f"{hours * 60:g}", "minutes")
        if hours < 1 or hours == 1.5
        else (f"{hours:g}", "hours" if hours > 1 else "hour")
    )
    work = Worked()
    drops = f"{factor} drops/mL"
    said = rng.choice((drops, f"{factor} gtt/mL", f"{factor} drops per mL"))
    litres = volume >= 1000 and rng.random() < 0.5
    text, vol_unit = (f"{volume / 1000:g}", "L") if litres else (str(volume), "mL")
    if difficulty in (1, 2):
        work.given("V", text, vol_unit, "volume")
        work.given("t", span, unit, "time")
        work.step("R", "V / t", "mL/h", "Rate")
        dose: dict[str, object] = {"volume": f"{text} {vol_unit}", "over": f"{span} {unit}"}
        if difficulty == 1:
            work.given("s", "1", "mL/h", "step")
            if is_tie(rate, 1):
                return drip_rate(rng, difficulty)
            work.round_to("Q", "R", "s", "mL/h", "Rounded to a whole number")
            prompt = rng.choice(
                (
                    f"{{V}} of {fluid} is to run over {{t}}. At how many mL/h do you set the pump, to the nearest {{s}}?",
                    f"IV order: {fluid} {{V}} over {{t}}. Rate in mL/h, to the nearest {{s}}?",
                    f"A patient is to receive {{V}} of {fluid} in {{t}} by pump. What rate is set, to the nearest {{s}}?",
                )
            )
            return work.draft(
                prompt,
                "Set the pump to",
                second=float(int(rate + 0.5)),
                dose=dose | {"asks": "rate", "round_to": "1 mL/h"},
            )
        work.given("f", str(factor), "drops/mL", "drop factor", said=said)
        work.step("D", "R * f", "drops/min", "Drops")
        work.given("s", "1", "drops/min", "step", said="whole drop")
        work.round_to("Q", "D", "s", "drops/min", "To the nearest drop")
        prompt = rng.choice(
            (
                f"{{V}} of {fluid} over {{t}} by gravity. The {set_name} delivers {{f}}. How many drops a minute, to the nearest {{s}}?",
                f"No pump is free. Run {fluid} {{V}} over {{t}} with a {set_name} of {{f}}: how many drops per minute (to the nearest {{s}})?",
                f"You hang {{V}} of {fluid}, to finish in {{t}}. Drop factor {{f}}. Set the roller clamp to how many drops/min, nearest {{s}}?",
            )
        )
        return work.draft(
            prompt,
            "Count",
            second=float(int(rate * factor / 60 + 0.5)),
            dose=dose | {"asks": "drip", "drop_factor": drops, "round_to": "1 drop/min"},
        )
    if difficulty == 3:
        speed = rng.choice((42, 60, 63, 75, 80, 83, 84, 100, 110, 120, 125, 150, 166, 167, 175, 200))
        if is_tie(speed * factor / 60, 1):
            return drip_rate(rng, difficulty)
        work.given("r", str(speed), "mL/h", "rate")
        work.given("f", str(factor), "drops/mL", "drop factor", said=said)
        work.step("m", "r", "mL/min", "In a minute")
        work.step("D", "m * f", "drops/min", "Drops")
        work.given("s", "1", "drops/min", "step", said="whole drop")
        work.round_to("Q", "D", "s", "drops/min", "To the nearest drop")
        prompt = rng.choice(
            (
                f"{fluid[0].upper()}{fluid[1:]} runs at {{r}}. With a {set_name} of {{f}}, how many drops a minute is that, to the nearest {{s}}?",
                f"The order says {fluid} {{r}}; the {set_name} gives {{f}}. Drops per minute, nearest {{s}}?",
                f"During a transfer the pump ({fluid}, {{r}}) is replaced by a gravity line with {{f}}. Count how many drops/min (nearest {{s}})?",
            )
        )
        return work.draft(
            prompt,
            "Count",
            second=float(int(speed * factor / 60 + 0.5)),
            dose={"asks": "drip", "rate": f"{speed} mL/h", "drop_factor": drops, "round_to": "1 drop/min"},
        )
    if difficulty == 4:
        speed = rng.choice((15, 18, 21, 24, 30, 32, 36, 40, 42, 45, 50, 54))
        left = rng.choice((180, 250, 320, 400, 450, 500, 600, 650, 750, 850, 1000))
        work.given("V", str(left), "mL", "volume left")
        work.given("n", str(speed), "drops/min", "drops")
        work.given("f", str(factor), "drops/mL", "drop factor", said=said)
        work.step("m", "n / f", "mL/min", "In a minute")
        work.step("r", "m", "mL/h", "In an hour")
        work.step("t", "V / r", "h", "Time")
        prompt = rng.choice(
            (
                f"A bag of {fluid} has {{V}} left and drips at {{n}} through a {set_name} of {{f}}. In how many hours is it empty?",
                f"{{V}} of {fluid} remain. You count {{n}}; the {set_name} gives {{f}}. How long, in hours, will it last?",
            )
        )
        return work.draft(prompt, "It lasts", second=left * factor / speed / 60, digits=3)
    amount, name, why, per_hour = rng.choice(
        (
            (40, "potassium chloride", "hypokalaemia", 10),
            (20, "potassium chloride", "hypokalaemia", 10),
            (20, "potassium phosphate", "hypophosphataemia", 7.5),
            (16, "magnesium sulfate", "torsades de pointes", 8),
        )
    )
    volume = rng.choice((250, 500, 1000))
    asked = rng.choice((5, 6, 7.5, 8, 10, 12, 15, 20))
    work.given("a", f"{asked:g}", "mmol/h", "ordered rate")
    work.given("m", f"{per_hour:g}", "mmol/h", "maximum rate")
    work.given("c", f"{amount / volume:g}", "mmol/mL", "concentration", said=f"{amount} mmol in {volume} mL")
    work.given("f", str(factor), "drops/mL", "drop factor", said=said)
    used = min(asked, per_hour)
    work.step(
        "e",
        "min(a, m)",
        "mmol/h",
        "More than the maximum, so it runs at" if asked > per_hour else "Within the maximum",
        shown=f"{used:g} mmol/h",
    )
    work.step("R", "e / c", "mL/h", "Rate")
    work.step("D", "R * f", "drops/min", "Drops")
    work.given("s", "1", "drops/min", "step", said="whole drop")
    drops_a_minute = used / amount * volume * factor / 60
    if is_tie(drops_a_minute, 1) or not 3 < drops_a_minute < 200 or used / amount * volume > 300:
        return drip_rate(rng, difficulty)
    work.round_to("Q", "D", "s", "drops/min", "To the nearest drop")
    prompt = rng.choice(
        (
            f"For {why}, {{a}} of {name} is ordered; the ward's protocol allows {{m}} at most through a peripheral line. The bag holds {{c}}, the {set_name} gives {{f}}. How many drops a minute do you set, keeping to the protocol (nearest {{s}})?",
            f"{name.capitalize()} {{c}}, ordered at {{a}} for {why}. Maximum rate {{m}}. Drop factor {{f}}. Drops per minute that are safe to run, to the nearest {{s}}?",
        )
    )
    dose = {
        "asks": "drip",
        "order": f"{asked:g} mmol/h",
        "max_rate": f"{per_hour:g} mmol/h",
        "strength": f"{amount} mmol/{volume} mL",
        "drop_factor": drops,
        "round_to": "1 drop/min",
    }
    return work.draft(prompt, "Count", second=float(int(drops_a_minute + 0.5)), dose=dose)
