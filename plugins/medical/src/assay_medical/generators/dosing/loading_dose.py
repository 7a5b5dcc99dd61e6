"""Loading and maintenance doses."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.dosing._ward import VERIFIERS, adult, is_tie, mg, often
from assay_medical.worked import Worked

_DRUGS = (
    # drug, reason, loading mg/kg, most mg, maintenance mg/kg, doses a day, step mg, fastest mg/min
    ("vancomycin", "MRSA bacteraemia", (20, 25, 30), 3000, (15,), (2, 3), 250, 10),
    ("phenytoin", "status epilepticus", (15, 18, 20), 2000, (1.5, 2), (2, 3), 50, 50),
    ("levetiracetam", "status epilepticus", (40, 60), 4500, (10, 15), (2,), 250, 300),
    ("valproate", "status epilepticus", (20, 30, 40), 3000, (10,), (2, 3), 100, 300),
    ("teicoplanin", "a prosthetic joint infection", (6, 12), 800, (6,), (1,), 100, 40),
    ("phenobarbital", "status epilepticus", (15, 20), 1000, (1,), (2,), 30, 60),
    ("lacosamide", "focal status epilepticus", (5, 8), 400, (2,), (2,), 50, 20),
    ("amikacin", "sepsis", (25, 30), 2500, (15,), (1,), 125, 50),
)  # fmt: skip


@generator("medical.loading_dose", verifiers=VERIFIERS)
def loading_dose(rng: random.Random, difficulty: int) -> Draft:
    """A loading dose, and what follows.

    1: by weight. 2: with a maximum. 3: rounded to what is available. 4: the drug of the first 24 hours. 5: how long it
    runs at least, with a maximum rate, and part of it given already.
    """
    drug, why, loads, most, keeps, times, step, fastest = rng.choice(_DRUGS)
    weight, _, who = adult(rng)
    load, keep, n = rng.choice(loads), rng.choice(keeps), rng.choice(times)
    raw = load * float(weight)
    if (raw > most) and difficulty in (1, 3, 4):
        return loading_dose(rng, difficulty)
    if is_tie(raw, step):
        return loading_dose(rng, difficulty)
    work = Worked()
    work.given("w", weight, "kg", "body weight")
    work.given("L", f"{load:g}", "mg/kg", "loading dose")
    dose: dict[str, object] = {"asks": "dose", "weight": f"{weight} kg", "per_kg": f"{load:g} mg/kg"}
    work.step("D", "w * L", "mg", "Loading dose")
    patient = rng.choice(
        (f"{who} with {why} weighs {{w}}.", f"{who}, {{w}}, has {why}.", f"Wt {{w}}. {who} with {why}.")
    )
    if difficulty == 1:
        return work.draft(
            f"{patient} A loading dose of {drug} {{L}} IV is ordered. How many mg is that?",
            "Load with",
            second=raw,
            dose=dose,
        )
    cap = mg(most)
    if difficulty == 2:
        number, unit = cap.split(" ")
        work.given("m", number, unit, "maximum")
        work.step(
            "E",
            "min(D, m)",
            "mg",
            "Over the maximum, so the dose is" if raw > most else "Within the maximum",
            shown=f"{min(raw, most):.6g} mg",
        )
        return work.draft(
            f"{patient} Load with {drug} {{L}} IV, maximum {{m}}. Dose in mg?",
            "Load with",
            second=min(raw, most),
            dose=dose | {"max_single": cap},
        )
    if difficulty == 3:
        work.given("s", str(step), "mg", "step")
        work.round_to("R", "D", "s", "mg", f"Rounded to the nearest {step} mg")
        ask = rng.choice(
            (
                "Doses are rounded to the nearest {s}. What is given?",
                "What is the dose, rounded to the nearest {s}?",
            )
        )
        return work.draft(
            f"{patient} {drug.capitalize()} load {{L}} IV. {ask}",
            "Load with",
            second=int(raw / step + 0.5) * step,
            dose=dose | {"round_to": f"{step} mg"},
        )
    if difficulty == 4:
        work.given("k", f"{keep:g}", "mg/kg", "maintenance dose")
        further = rng.choice((1, 2, 3)) if n > 1 else 1
        work.given("n", str(further), "", "maintenance doses on day 1")
        work.step("M", "w * k", "mg", "Maintenance dose")
        work.step("S", "n * M", "mg", f"{further} of them" if further > 1 else "It is given once")
        work.step("T", "D + S", "mg", "All together")
        prompt = f"{patient} {drug.capitalize()}: load {{L}} IV, then {{k}} {often(rng, n)}. Within the first 24 hours the load and {{n}} maintenance dose{'s' * (further > 1)} fall due. How many mg of {drug} is that in all?"
        return work.draft(
            prompt, "In the first 24 hours", second=raw + further * keep * float(weight), tail=f" of {drug}"
        )
    given = rng.choice((0.25, 0.3, 0.4, 0.5)) * min(raw, most)
    already = max(step, int(given / step) * step)
    number, unit = cap.split(" ")
    work.given("m", number, unit, "maximum")
    work.given("a", str(already), "mg", "given already")
    work.given("r", str(fastest), "mg/min", "maximum rate")
    work.step(
        "E",
        "min(D, m)",
        "mg",
        "Over the maximum, so the dose is" if raw > most else "Within the maximum",
        shown=f"{min(raw, most):.6g} mg",
    )
    work.step("F", "E - a", "mg", "Still to give")
    work.step("t", "F / r", "min", "At the maximum rate")
    prompt = f"{patient} Load with {drug} {{L}} IV, maximum {{m}}, at {{r}} at most. The ambulance crew has given {{a}}. Over how many minutes, at the least, must the rest run?"
    return work.draft(
        prompt, "The rest runs over at least", second=(min(raw, most) - already) / fastest, digits=3
    )
