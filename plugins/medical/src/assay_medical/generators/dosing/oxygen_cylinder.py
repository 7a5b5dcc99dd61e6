"""How long an oxygen cylinder lasts."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS
from assay_medical.worked import Worked

_FACTORS = {"D": "0.16", "E": "0.28", "M": "1.56", "G": "2.41", "H": "3.14"}
"""L/psi of cylinders, as American texts of respiratory care have them."""
_SIZES = (("CD", 460), ("D", 340), ("E", 680), ("F", 1360), ("ZX", 3040), ("HX", 2300))
"""British cylinders with their content in litres when full."""


@generator("medical.oxygen_cylinder", verifiers=VERIFIERS)
def oxygen_cylinder(rng: random.Random, difficulty: int) -> Draft:
    """Oxygen for a transfer.

    1: the litres of a partly full cylinder. 2: how long it lasts. 3: with a reserve. 4: by gauge pressure and cylinder
    factor. 5: how many cylinders a journey needs.
    """
    flow = rng.choice((2, 3, 4, 5, 6, 8, 10, 12, 15))
    work = Worked()
    device = "nasal cannulae" if flow <= 6 else "a reservoir mask"
    if difficulty in (1, 2, 3):
        size, full = rng.choice(_SIZES)
        percent = rng.choice((25, 40, 50, 60, 75, 80, 90))
        work.given("c", str(full), "L", "content")
        work.given("p", str(percent), "%", "how full")
        work.step("V", "c * p", "L", "Oxygen", shown=f"{full} L × {percent / 100:g}")
        head = rng.choice(
            (
                f"A size {size} cylinder holds {{c}} of oxygen when full; the gauge shows {{p}}.",
                f"Oxygen cylinder {size} ({{c}} full), gauge at {{p}}.",
            )
        )
        if difficulty == 1:
            return work.draft(f"{head} How many litres are in it?", "It holds", second=full * percent / 100)
        work.given("f", str(flow), "L/min", "flow")
        name, litres, keep = "V", full * percent / 100, ""
        if difficulty == 3:
            reserve = rng.choice((30, 50, 60, 100))
            work.given("r", str(reserve), "L", "reserve")
            work.step("W", "V - r", "L", "Less the reserve")
            name, litres, keep = "W", litres - reserve, " {r} are kept as a reserve."
        work.step("t", f"{name} / f", "min", "Time")
        ask = rng.choice(("How many minutes does it last?", "For how many minutes is that enough?"))
        return work.draft(
            f"{head}{keep} A patient needs {{f}} by {device}. {ask}",
            "It lasts",
            second=litres / flow,
            digits=3,
        )
    size, factor = rng.choice(list(_FACTORS.items()))
    if difficulty == 5:
        size, factor = rng.choice([(s, f) for s, f in _FACTORS.items() if s in "DE"])
    pressure = rng.choice((600, 800, 1000, 1200, 1400, 1500, 1800, 2000, 2200))
    work.given("P", str(pressure), "psi", "gauge pressure")
    work.given("R", "200", "psi", "residual pressure")
    work.given("k", factor, "L/psi", "cylinder factor")
    work.given("f", str(flow), "L/min", "flow")
    work.step("V", "(P - R) * k", "L", "Usable oxygen")
    work.step("t", "V / f", "min", "Time")
    minutes = (pressure - 200) * float(factor) / flow
    if difficulty == 4:
        prompt = rng.choice(
            (
                f"A size {size} cylinder (factor {{k}}) reads {{P}}; the safe residual pressure is {{R}}. The patient is on {{f}} by {device}. How many minutes does the oxygen last?",
                f"Transfer: oxygen {{f}}, {size} cylinder at {{P}}, factor {{k}}, change it at {{R}}. Minutes left?",
            )
        )
        return work.draft(prompt, "It lasts", second=minutes, digits=3)
    journey = rng.choice((45, 60, 75, 90, 120, 150, 180, 240))
    work.given("j", str(journey), "min", "journey")
    work.step("n", "j / t", "", "Cylinders", shown=f"{journey} min / {minutes:.5g} min")
    if abs(journey / minutes - round(journey / minutes)) < 0.02 or journey / minutes > 9:
        return oxygen_cylinder(rng, difficulty)
    work.round_to("N", "n", "", "cylinders", "Rounded up", direction="up")
    prompt = f"A transfer takes {{j}}. The patient needs {{f}} by {device}. Each size {size} cylinder (factor {{k}}) is filled to {{P}} and is changed at {{R}}. How many cylinders are needed?"
    return work.draft(prompt, "Take", second=int(journey / minutes) + 1, tolerance="0")
