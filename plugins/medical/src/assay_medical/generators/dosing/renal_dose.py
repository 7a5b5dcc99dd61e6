"""Doses in kidney failure, by a table in the prompt."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_medical.generators.dosing._ward import OFTEN, VERIFIERS, mg

_WHO = (
    "A 71-year-old woman",
    "A 64-year-old man",
    "An 83-year-old woman",
    "A 58-year-old man on the ward",
    "A 77-year-old man",
    "A 46-year-old woman with a kidney transplant",
)
_FIXED = (
    # drug, reason, rows: (at least, below, dose in mg, doses a day); None: no bound. In the manner of labels.
    ("levofloxacin", "pyelonephritis", ((50, None, 750, 1), (20, 50, 500, 1), (None, 20, 250, 1))),
    ("gabapentin", "painful neuropathy", ((60, None, 600, 3), (30, 60, 400, 2), (15, 30, 300, 1), (None, 15, 100, 1))),
    ("pregabalin", "painful neuropathy", ((60, None, 150, 2), (30, 60, 75, 2), (15, 30, 75, 1), (None, 15, 25, 1))),
    ("meropenem", "hospital-acquired pneumonia", ((51, None, 1000, 3), (26, 51, 1000, 2), (10, 26, 500, 2), (None, 10, 500, 1))),
    ("cefepime", "febrile neutropenia", ((61, None, 2000, 3), (30, 61, 2000, 2), (11, 30, 2000, 1), (None, 11, 1000, 1))),
    ("levetiracetam", "focal seizures", ((80, None, 1000, 2), (50, 80, 750, 2), (30, 50, 500, 2), (None, 30, 250, 2))),
    ("famotidine", "reflux oesophagitis", ((60, None, 20, 2), (30, 60, 20, 1), (None, 30, 10, 1))),
    ("allopurinol", "gout", ((60, None, 300, 1), (20, 60, 200, 1), (10, 20, 100, 1), (None, 10, 50, 1))),
    ("aciclovir (oral)", "shingles", ((25, None, 800, 4), (10, 25, 800, 3), (None, 10, 800, 2))),
)  # fmt: skip
_PERCENT = (
    # drug, usual dose mg/kg, rows: (at least, below, percent)
    ("ceftazidime", "30", ((50, None, 100), (31, 50, 75), (16, 31, 50), (None, 16, 25))),
    ("amikacin", "15", ((60, None, 100), (40, 60, 75), (20, 40, 50), (None, 20, 30))),
    ("ganciclovir", "5", ((70, None, 100), (50, 70, 50), (25, 50, 40), (None, 25, 25))),
    ("ethambutol", "15", ((50, None, 100), (10, 50, 75), (None, 10, 50))),
    ("flucytosine", "25", ((40, None, 100), (20, 40, 50), (10, 20, 25), (None, 10, 15))),
)  # fmt: skip


@generator("medical.renal_dose", verifiers=VERIFIERS)
def renal_dose(rng: random.Random, difficulty: int) -> Draft:
    """A dose by creatinine clearance.

    1: the dose of a row. 2: that of a day. 3: a clearance at a bound. 4: a percentage of a dose by weight. 5: with a strength, as a volume.
    """
    unit = "mL/min"
    who = rng.choice(_WHO)
    if difficulty <= 3:
        drug, why, rows = rng.choice(_FIXED)
        low, high, amount, times = rng.choice(rows)
        value = _within(rng, low, high)
        if difficulty == 3:
            bounds = [r[0] for r in rows if r[0]]
            value = rng.choice(bounds) - rng.choice((0, 0, 1))
            low, high, amount, times = next(
                r for r in rows if (r[0] is None or value >= r[0]) and (r[1] is None or value < r[1])
            )
        table = []
        part: list[dict[str, object]] = []
        for a, b, dose, n in rows:
            how = OFTEN[n][0]
            span = f"≥ {a} {unit}" if b is None else f"< {b} {unit}" if a is None else f"{a} to < {b} {unit}"
            table.append(f"{span}: {mg(dose)} {how}")
            row: dict[str, object] = {"order": mg(dose), "per_day": n}
            if a is not None:
                row["at_least"] = f"{a} {unit}"
            if b is not None:
                row["below"] = f"{b} {unit}"
            part.append(row)
        if difficulty == 1 or (difficulty == 3 and rng.random() < 0.5):
            asks, answer, ask = "dose", mg(amount), "What is a single dose?"
            lines = [
                f"A clearance of {value} {unit} falls into the row “{_row(low, high)}”: {mg(amount)} {OFTEN[times][0]}.",
                f"Give **{mg(amount)}** {OFTEN[times][0]}.",
            ]
        else:
            if difficulty == 2 and times == 1:
                return renal_dose(rng, difficulty)
            asks, answer, ask = (
                "daily_dose",
                f"{amount * times:g} mg/day",
                "How many mg does the patient get in a day?",
            )
            total = f"{amount:g} mg × {times} doses/day = {amount * times:g} mg/day"
            lines = [
                f"A clearance of {value} {unit} falls into the row “{_row(low, high)}”: {mg(amount)} {OFTEN[times][0]}.",
                f"In a day: {total}.",
                f"The patient gets **{answer}**.",
            ]
        prompt = rng.choice(
            (
                f"{who} with {why} and a creatinine clearance of {value} {unit} is to have {drug}. Dosing by creatinine clearance:\n{_list(table)}\n{ask}",
                f"{drug[0].upper()}{drug[1:]} for {why}. CrCl {value} {unit}.\n{_list(table)}\n{ask}",
            )
        )
        dose_part = {"asks": asks, "fact": f"{value} {unit}", "table": part}
        other = {id(r): r for r in rows if (r[0] or 0) <= value}
        best = max(other.values(), key=lambda r: r[0] or 0)
        agree(
            best[2] * (best[3] if asks == "daily_dose" else 1),
            amount * (times if asks == "daily_dose" else 1),
            what="the row",
        )
        return Draft(prompt, "\n".join(lines), make_reference(answer, dose=dose_part), answer=answer)
    drug, per_kg, shares = rng.choice(_PERCENT)
    low, high, percent = rng.choice(shares)
    value = _within(rng, low, high)
    weight = rng.randint(45, 105)
    table, part = [], []
    for a, b, share in shares:
        span = f"≥ {a} {unit}" if b is None else f"< {b} {unit}" if a is None else f"{a} to < {b} {unit}"
        table.append(f"{span}: {share}% of the usual dose")
        line: dict[str, object] = {"percent": f"{share}%"}
        if a is not None:
            line["at_least"] = f"{a} {unit}"
        if b is not None:
            line["below"] = f"{b} {unit}"
        part.append(line)
    full = float(per_kg) * weight
    exact = full * percent / 100
    dose_part = {
        "asks": "dose",
        "weight": f"{weight} kg",
        "per_kg": f"{per_kg} mg/kg",
        "fact": f"{value} {unit}",
        "table": part,
    }
    lines = [
        f"Usual dose: {weight} kg × {per_kg} mg/kg = {full:g} mg.",
        f"A clearance of {value} {unit} falls into the row “{_row(low, high)}”: {percent}%.",
        f"Adjusted dose: {full:g} mg × {percent / 100:g} = {exact:g} mg.",
    ]
    answer, ask, closing = f"{exact:g} mg", "What is the adjusted dose in mg?", "Give"
    strength = ""
    if difficulty == 5:
        amount = rng.choice((25, 50, 100, 250))
        volume = exact / amount
        if abs(volume * 10 - int(volume * 10) - 0.5) < 0.02 or volume < 0.4:
            return renal_dose(rng, difficulty)
        strength = f" The solution holds {amount} mg/mL."
        rounded = int(volume * 10 + 0.5) / 10
        lines.append(
            f"Volume: {exact:g} mg / ({amount} mg/mL) = {volume:.5g} mL, to the nearest 0.1 mL {rounded:g} mL."
        )
        answer, ask, closing = (
            f"{rounded:g} mL",
            "Which volume of the solution is drawn up, to the nearest 0.1 mL?",
            "Draw up",
        )
        dose_part |= {"asks": "volume", "strength": f"{amount} mg/mL", "round_to": "0.1 mL"}
    prompt = rng.choice(
        (
            f"{who} ({weight} kg) has a creatinine clearance of {value} {unit}. The usual dose of {drug} is {per_kg} mg/kg; it is adjusted:\n{_list(table)}\n{(strength + ' ' + ask).strip()}",
            f"{drug[0].upper()}{drug[1:]}, usual dose {per_kg} mg/kg, patient of {weight} kg, CrCl {value} {unit}.\n{_list(table)}\n{(strength + ' ' + ask).strip()}",
        )
    )
    agree(exact, weight * percent * float(per_kg) / 100, rel=1e-9, what="the adjusted dose")
    lines.append(f"{closing} **{answer}**.")
    return Draft(prompt, "\n".join(lines), make_reference(answer, dose=dose_part), answer=answer)


def _within(rng: random.Random, low: int | None, high: int | None) -> int:
    """A clearance of a row."""
    least = low if low is not None else max(4, (high or 16) - 12)
    return rng.randint(least, high - 1 if high is not None else least + 35)


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _row(low: int | None, high: int | None) -> str:
    return f"≥ {low}" if high is None else f"< {high}" if low is None else f"{low} to < {high}"
