"""Doses that cannot be computed: a fact is missing, or facts contradict each other."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_medical.dosing.drugs import CYTOTOXICS, LIQUIDS, PUMPS
from assay_medical.generators.dosing._ward import adult, bare, child, lower, often


def _ending(rng: random.Random, what: str) -> str:
    return rng.choice(
        (
            f"so {what} cannot be calculated",
            f"so {what} cannot be determined",
            f"so it is not possible to determine {what}",
        )
    )


@generator("medical.dose_not_computable", verifiers=("assay.unanswerable",))
def dose_not_computable(rng: random.Random, difficulty: int) -> Draft:
    """An order that lacks what its dose needs, and the answer that says so.

    1: no weight. 2: no strength. 3: no concentration of a pump, or no drop factor. 4: no height for the body surface. 5: facts that contradict each other.
    """
    drug = rng.choice([d for d in LIQUIDS if not d.daily])
    _, weight, who = child(rng)
    times = rng.choice(drug.often)
    how, per = often(rng, times), rng.choice(drug.per_kg)
    amount, volume = rng.choice(drug.strengths)
    if difficulty == 1:
        prompt = rng.choice(
            (
                f"{who} is prescribed {drug.name} {per} mg/kg {how} for {drug.reason}. The {drug.form} holds {amount} mg/{volume} mL. How many mL is one dose?",
                f"Order: {drug.name} {per} mg/kg {how}. Patient: {lower(bare(who))}, with {drug.reason}. Stock {amount} mg/{volume} mL. What volume is given?",
            )
        )
        noun = rng.choice(("weight", "body weight"))
        return _draft(
            prompt,
            f"The {noun} is not given, {_ending(rng, 'the dose')}.",
            ("weight|weighs|body mass",),
            "A dose per kilogram needs the weight.",
        )
    if difficulty == 2:
        prompt = rng.choice(
            (
                f"{who} weighs {weight} kg and gets {drug.name} {per} mg/kg {how} for {drug.reason}. How many mL of the {drug.form} is one dose?",
                f"{drug.name.capitalize()} {per} mg/kg {how} for {lower(bare(who))}, {weight} kg. Give the volume of the {drug.form} in mL.",
            )
        )
        noun = rng.choice(("strength", "concentration"))
        return _draft(
            prompt,
            f"The {noun} of the {drug.form} is not given, {_ending(rng, 'the volume')}.",
            ("strength|concentration|mg per|content",),
            "A volume needs the strength.",
        )
    if difficulty == 3:
        name, why, (low, high, step), unit, _ = rng.choice([p for p in PUMPS if "/kg" in p[3]])
        kilos, _, patient = adult(rng)
        order = f"{low + step * rng.randint(0, round((high - low) / step)):.4g}"
        if rng.random() < 0.5:
            prompt = rng.choice(
                (
                    f"{patient} of {kilos} kg with {why} is started on {name} {order} {unit}. At how many mL/h does the pump run?",
                    f"ICU: {name} {order} {unit}, {kilos} kg, indication {why}. Pump rate in mL/h?",
                )
            )
            return _draft(
                prompt,
                f"The concentration of the infusion is not given, {_ending(rng, 'the rate in mL/h')}.",
                ("concentration|strength|how much drug",),
                "The rate needs the concentration.",
            )
        fluid, hours = rng.choice((250, 500, 1000)), rng.choice((2, 4, 6, 8, 12))
        prompt = rng.choice(
            (
                f"{fluid} mL of 0.9% sodium chloride is to run over {hours} hours by gravity. How many drops a minute is that?",
                f"Run {fluid} mL of Hartmann's solution over {hours} hours without a pump. Drops per minute?",
            )
        )
        return _draft(
            prompt,
            f"The drop factor of the giving set is not given, {_ending(rng, 'the number of drops a minute')}.",
            ("drop factor|drops per mL|giving set",),
            "Drops need the drop factor.",
        )
    if difficulty == 4:
        cytotoxic = rng.choice(CYTOTOXICS)
        kilos, _, patient = adult(rng)
        prompt = rng.choice(
            (
                f"{patient} with {cytotoxic.disease} weighs {kilos} kg and is to have {cytotoxic.name} {rng.choice(cytotoxic.per_m2)} mg/m². What is the dose in mg? (Body surface by Mosteller's formula from height and weight.)",
                f"Day unit: {cytotoxic.name} {rng.choice(cytotoxic.per_m2)} mg/m² for {lower(patient)}, {kilos} kg, {cytotoxic.disease}. Dose in mg by Mosteller's body surface?",
            )
        )
        return _draft(
            prompt,
            f"The height is not given, {_ending(rng, 'the dose')}.",
            ("height|tall|body surface",),
            "The body surface needs the height.",
        )
    other = round(float(weight) * rng.choice((0.6, 0.7, 1.4, 1.6)), 1)
    prompt = rng.choice(
        (
            f"{bare(who)} with {drug.reason} is to have {drug.name} {per} mg/kg {how}. The triage sheet gives a weight of {weight} kg today, the drug chart one of {other:g} kg today. What is the single dose in mg?",
            f"{drug.name.capitalize()} {per} mg/kg {how} for {lower(bare(who))}. Weight today: {weight} kg (nurse), {other:g} kg (drug chart). Single dose in mg?",
        )
    )
    two = "weights" if "Weight today" in prompt else "triage sheet and the drug chart"
    return _draft(
        prompt,
        f"The two {two} contradict each other, {_ending(rng, 'the single dose')}."
        if two == "weights"
        else f"The weights on the {two} contradict each other, {_ending(rng, 'the single dose')}.",
        ("weight|weights",),
        "Two weights of the same day differ.",
    )


def _draft(prompt: str, response: str, missing: tuple[str, ...], because: str) -> Draft:
    return Draft(prompt, response, make_reference(unanswerable=Unanswerable(missing, because=because)))
