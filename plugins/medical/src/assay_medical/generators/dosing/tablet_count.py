"""Tablets for a dose, and for a course."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_medical.dosing.drugs import TABLETS
from assay_medical.generators.dosing._ward import VERIFIERS, often
from assay_medical.worked import Worked


@generator("medical.tablet_count", verifiers=VERIFIERS)
def tablet_count(rng: random.Random, difficulty: int) -> Draft:
    """Tablets.

    1: whole tablets. 2: halves of scored tablets. 3: the order and the label are in different units. 4: tablets for a course.
    5: a course that tapers.
    """
    if difficulty == 5:
        return _taper(rng)
    while True:
        drug, orders, strengths, scored, times = rng.choice(TABLETS)
        order, strength = rng.choice(orders), rng.choice(strengths)
        many = Fraction(str(order)) / Fraction(str(strength))
        whole = many.denominator == 1
        if (
            many > 4
            or many < Fraction(1, 2)
            or many.denominator > 2
            or (not whole and (not scored or difficulty == 1))
            or (difficulty == 2 and whole)
        ):
            continue
        if many == 1 and difficulty in (1, 2):
            continue
        break
    n = rng.choice(times)
    how = often(rng, n)
    ordered, unit = f"{order:g}", "mg"
    labelled, label_unit = f"{strength:g}", "mg"
    if difficulty == 3 or order < 0.2:
        if order < 1 and rng.random() < 0.5:
            ordered, unit = f"{order * 1000:g}", "mcg"
        elif order >= 500:
            ordered, unit = f"{order / 1000:g}", "g"
        elif strength < 1:
            labelled, label_unit = f"{strength * 1000:g}", "mcg"
        elif difficulty == 3:
            ordered, unit = f"{order / 1000:g}", "g"
        if unit == label_unit and difficulty == 3:
            return tablet_count(rng, difficulty)
    work = Worked()
    work.given("d", ordered, unit, "dose")
    label = rng.choice(
        (
            f"{labelled} {label_unit} tablets",
            f"tablets of {labelled} {label_unit}",
            f"{labelled} {label_unit} per tablet",
        )
    )
    work.given("s", labelled, f"{label_unit}/tablet", "strength", said=label)
    dose: dict[str, object] = {
        "asks": "count",
        "order": f"{ordered} {unit}",
        "strength": f"{labelled} {label_unit}/tablet",
    }
    if unit != label_unit:
        work.step("D", "d", label_unit, "In the unit of the label")
        work.step("N", "D / s", "tablets", "Tablets")
    else:
        work.step("N", "d / s", "tablets", "Tablets")
    if difficulty < 4:
        prompt = rng.choice(
            (
                f"Order: {drug} {{d}} PO {how}. The ward stocks {{s}}. How many tablets are given each time?",
                f"A patient takes {drug} {{d}} {how}. The box in the cupboard holds {{s}}. How many tablets is one dose?",
                f"{drug.capitalize()} {{d}} {how} is charted; available: {{s}}. Number of tablets for a dose?",
                f"The discharge letter says {drug} {{d}} {how}. At home there are {{s}}. How many tablets must be taken at a time?",
            )
        )
        return work.draft(
            prompt, "Give", second=float(order) / float(strength), dose=dose | {"per_day": n}, tail=f" {how}"
        )
    days = rng.choice((5, 7, 10, 14, 21, 28, 30, 56, 84))
    work.given("n", str(n), "doses/day", "doses a day", said=how)
    work.given("t", str(days), "days", "length of the course")
    work.step("T", "N * n * t", "tablets", f"For {days} days")
    prompt = rng.choice(
        (
            f"Dispense {drug} {{d}} {{n}} for {{t}}, as {{s}}. How many tablets are supplied?",
            f"A patient needs {drug} {{d}} {{n}} for {{t}}. The pharmacy has {{s}}. How many tablets does the whole course take?",
            f"Rx: {drug} {{d}} PO {{n}} × {{t}}. Stock: {{s}}. Work out how many tablets to dispense in all.",
        )
    )
    return work.draft(
        prompt,
        "Supply",
        second=float(order) / float(strength) * n * days,
        dose=dose | {"asks": "supply", "per_day": n, "days": f"{days} days"},
    )


def _taper(rng: random.Random) -> Draft:
    """Prednisolone that is reduced in steps: the tablets for all of it."""
    strength = rng.choice((5, 10)) if rng.random() < 0.4 else 5
    steps = rng.choice((3, 4, 5))
    start = rng.choice(
        [s for s in (20, 25, 30, 40, 50, 60, 80) if s % strength == 0 and s // strength >= steps]
    )
    levels = [start]
    while len(levels) < steps:
        below = [s for s in range(strength, levels[-1], strength) if levels[-1] - s <= max(20, strength)]
        if not below:
            break
        levels.append(rng.choice(below))
    days = [rng.choice((3, 4, 5, 7, 14)) for _ in levels]
    work = Worked()
    pieces, terms = [], []
    for index, (level, length) in enumerate(zip(levels, days, strict=True)):
        work.given(f"d{index}", str(level), "mg/day", "daily dose", said=f"{level} mg daily")
        work.given(f"t{index}", str(length), "days", "for how long")
        pieces.append(f"{{d{index}}} for {{t{index}}}")
    said = rng.choice((f"{strength} mg tablets", f"tablets of {strength} mg"))
    work.given("s", str(strength), "mg/tablet", "strength", said=said)
    for index, length in enumerate(days):
        work.step(f"n{index}", f"d{index} * t{index} / s", "tablets", f"{levels[index]} mg for {length} days")
        terms.append(f"n{index}")
    work.step("N", " + ".join(terms), "tablets", "All together")
    course = ", then ".join(pieces)
    prompt = rng.choice(
        (
            f"A reducing course of prednisolone: {course}, then stop. It is dispensed as {{s}}. How many tablets does the patient need in all?",
            f"Rx prednisolone {course}, then stop. Supply {{s}}. Total number of tablets?",
        )
    )
    second = sum(level * length for level, length in zip(levels, days, strict=True)) / strength
    return work.draft(prompt, "Supply", second=second, tolerance="0")
