"""Powders that are made up, and what is drawn up of them."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, child, is_tie, lower, often
from assay_medical.worked import Worked

_POWDERS = (
    # drug, vial in mg, diluent and final volume in mL (labels), doses of adults in mg, mg/kg of children
    ("ceftriaxone", 1000, "9.6", "10", (1000, 1500, 2000), "50", "sterile water"),
    ("ceftriaxone", 500, "4.8", "5", (250, 500, 750), "50", "sterile water"),
    ("cefazolin", 1000, "2.5", "3", (500, 750, 1000, 2000), "25", "sterile water"),
    ("ampicillin", 1000, "7.4", "8", (500, 1000, 2000), "50", "sterile water"),
    ("vancomycin", 500, "10", "10", (500, 750, 1000, 1250), "15", "sterile water"),
    ("vancomycin", 1000, "20", "20", (750, 1000, 1250, 1500), "15", "sterile water"),
    ("meropenem", 500, "10", "10", (500, 1000, 2000), "20", "sterile water"),
    ("meropenem", 1000, "20", "20", (500, 1000, 2000), "20", "sterile water"),
    ("benzylpenicillin", 600, "3.6", "4", (600, 1200, 2400), "50", "water for injections"),
    ("flucloxacillin", 500, "9.6", "10", (500, 1000, 2000), "25", "water for injections"),
    ("aciclovir", 500, "20", "20", (350, 400, 600, 750), "10", "sodium chloride 0.9%"),
    ("co-amoxiclav (as amoxicillin)", 1000, "20", "20", (1000,), "25", "water for injections"),
    ("pantoprazole", 40, "10", "10", (20, 40, 80), "1", "sodium chloride 0.9%"),
    ("hydrocortisone", 100, "2", "2", (50, 100, 200), "4", "water for injections"),
    ("methylprednisolone", 40, "1", "1", (40, 60, 80, 125), "1", "bacteriostatic water"),
    ("azithromycin", 500, "4.8", "5", (250, 500), "10", "sterile water"),
)  # fmt: skip


@generator("medical.reconstitution", verifiers=VERIFIERS)
def reconstitution(rng: random.Random, difficulty: int) -> Draft:
    """A powder for injection, made up as its label says.

    1: the strength of the solution. 2: the volume of a dose. 3: a child's dose by weight, rounded. 4: how many vials. 5:
    the volume to draw up for a further dilution, and how fast it runs in.
    """
    drug, vial, diluent, final, adults, per_kg, with_what = rng.choice(_POWDERS)
    work = Worked()
    made = rng.choice(
        (
            f"is reconstituted with {diluent} mL of {with_what} to a final volume of {{f}}",
            f"made up with {diluent} mL {with_what} gives {{f}} of solution",
        )
    )
    if diluent == final:
        made = rng.choice(
            (
                f"is dissolved in {with_what} to {{f}}",
                f"is made up with {with_what} to a final volume of {{f}}",
            )
        )
    work.given("v", str(vial), "mg", "content of a vial")
    work.given("f", final, "mL", "final volume")
    per_mL = vial / float(final)
    if difficulty == 1:
        work.step("c", "v / f", "mg/mL", "Concentration")
        if rng.random() < 0.75:
            taken = f"{rng.uniform(0.2, 0.95) * float(final):.1f}".removesuffix(".0")
            if float(taken) <= 0:
                return reconstitution(rng, difficulty)
            work.given("t", taken, "mL", "volume that is taken")
            work.step("m", "c * t", "mg", "In that volume")
            ask = rng.choice(
                ("How many mg are in {t} of it?", "A dose of {t} is drawn up. How many mg is that?")
            )
            return work.draft(
                f"A vial of {drug} ({{v}}) {made}. {ask}", "It holds", second=per_mL * float(taken)
            )
        prompt = rng.choice(
            (
                f"A vial of {drug} ({{v}}) {made}. What is the concentration in mg/mL?",
                f"{drug[0].upper()}{drug[1:]} {{v}} powder for injection {made}. How many mg are in each mL?",
            )
        )
        return work.draft(prompt, "The solution holds", second=per_mL)
    if difficulty == 2:
        order = rng.choice([a for a in adults if a != vial] or [vial // 2])
        work.given("d", str(order), "mg", "dose")
        work.step("c", "v / f", "mg/mL", "Concentration")
        work.step("V", "d / c", "mL", "Volume")
        prompt = rng.choice(
            (
                f"{drug[0].upper()}{drug[1:]} {{d}} IV is ordered. A vial of {{v}} {made}. How many mL make the dose?",
                f"Order: {drug} {{d}} IV stat. Stock: vials of {{v}}; each {made}. Volume to draw up in mL?",
            )
        )
        return work.draft(prompt, "Draw up", second=order / per_mL)
    if difficulty == 4:
        order = rng.choice(adults)
        times, days = rng.choice((1, 2, 3, 4)), rng.choice((1, 2, 3, 5, 7))
        vials = math.ceil(order / vial - 1e-9)
        work2 = Worked()
        work2.given("d", str(order), "mg", "dose")
        work2.given(
            "v",
            str(vial),
            "mg/vial",
            "content of a vial",
            said=rng.choice((f"vials of {vial} mg", f"{vial} mg vials")),
        )
        work2.given("n", str(times), "doses/day", "doses a day", said=often(rng, times))
        work2.given("t", str(days), "days" if days > 1 else "day", "days")
        work2.given("o", "1", "vial", "whole vials", said="whole vials")
        work2.step("N", "d / v", "vials", "Vials for a dose")
        work2.round_to(
            "M",
            "N",
            "o",
            "vials",
            "Only whole vials are opened, and what is left is discarded",
            direction="up",
        )
        work2.step("T", "M * n * t", "vials", "For the course")
        prompt = rng.choice(
            (
                f"{drug[0].upper()}{drug[1:]} {{d}} IV {{n}} for {{t}}. The pharmacy keeps {{v}}. For each dose {{o}} are opened; what is left over is discarded. How many vials does the course take?",
                f"Stock check: {drug} {{d}} {{n}} for {{t}}, available as {{v}}. Each dose is made from {{o}} and the rest is thrown away. Number of vials for the whole course?",
            )
        )
        dose = {
            "asks": "supply",
            "order": f"{order} mg",
            "per_day": times,
            "days": days if days > 1 else "1 day",
            "strength": f"{vial} mg/vial",
            "round_to": "1 vial",
            "rounding": "up",
        }
        return work2.draft(
            prompt,
            "It takes",
            second=vials * times * days,
            dose=dose | {"days": f"{days} day{'s' * (days > 1)}"},
        )
    _, weight, who = child(rng, 1, 10)
    needed = float(per_kg) * float(weight)
    if needed > max(adults) or is_tie(needed / per_mL, 0.1) or needed / per_mL < 0.3:
        return reconstitution(rng, difficulty)
    work.given("w", weight, "kg", "body weight")
    work.given("k", per_kg, "mg/kg", "dose per kilogram")
    work.step("D", "w * k", "mg", "Dose")
    work.step("c", "v / f", "mg/mL", "Concentration")
    work.step("V", "D / c", "mL", "Volume")
    if difficulty == 3:
        work.given("s", "0.1", "mL", "step")
        work.round_to("R", "V", "s", "mL", "Rounded to the nearest 0.1 mL")
        prompt = rng.choice(
            (
                f"{who} weighs {{w}} and needs {drug} {{k}} IV. The vial of {{v}} {made}. What volume is drawn up, to the nearest {{s}}?",
                f"Order for {lower(who)} {{w}}: {drug} {{k}} IV. The {{v}} vial {made}. mL to draw up, to the nearest {{s}}?",
            )
        )
        return work.draft(prompt, "Draw up", second=round(needed / per_mL + 1e-9, 1), tolerance="0")
    bag, minutes = rng.choice((20, 25, 50, 100)), rng.choice((15, 20, 30, 60))
    work.given("b", str(bag), "mL", "volume of the fluid")
    work.given("t", str(minutes), "min", "time")
    work.step("T", "V + b", "mL", "Volume that runs in")
    work.step("R", "T / t", "mL/h", "Rate")
    work.given("s", "1", "mL/h", "step")
    rate = (needed / per_mL + bag) / minutes * 60
    if is_tie(rate, 1):
        return reconstitution(rng, difficulty)
    work.round_to("Q", "R", "s", "mL/h", "Rounded")
    prompt = rng.choice(
        (
            f"{who} ({{w}}) needs {drug} {{k}} IV. The vial of {{v}} {made}. The dose is added to {{b}} of 0.9% saline (nothing is withdrawn) and given over {{t}}. Rate in mL/h for the whole volume, to the nearest {{s}}?",
            f"{drug[0].upper()}{drug[1:]} {{k}} IV for {lower(who)} of {{w}}. A {{v}} vial {made}. Add the dose to {{b}} of saline, run the total over {{t}}: mL/h to the nearest {{s}}?",
        )
    )
    return work.draft(prompt, "Run it at", second=float(int(rate + 0.5)), tolerance="0", digits=6)
