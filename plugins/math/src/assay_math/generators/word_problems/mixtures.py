"""Mixtures: solutions of different strength, blends of different price."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import decimal, dollars, noun, people
from assay_math.generators._write import worked

_LIQUIDS = (
    ("salt solution", "salt", "litre"), ("acid solution", "acid", "litre"), ("syrup", "sugar", "litre"), ("cleaning fluid", "alcohol", "litre"),
    ("vinegar", "acetic acid", "litre"), ("antifreeze mixture", "glycol", "litre"), ("fruit drink", "juice", "litre"),
    ("copper alloy", "copper", "kilogram"), ("brass", "zinc", "kilogram"), ("fertilizer", "nitrogen", "kilogram"),
    ("trail mix", "nuts", "kilogram"), ("concrete mix", "cement", "kilogram"),
)  # fmt: skip
_BLENDS = (
    ("coffee", 700, 3200), ("tea", 900, 6000), ("nuts", 600, 2800), ("spices", 1200, 6000), ("dried fruit", 500, 2000),
    ("sweets", 400, 2200), ("bird seed", 120, 700), ("grass seed", 300, 1800), ("muesli", 300, 1400), ("rice", 120, 700),
)  # fmt: skip


@problems("math.mixture", version=3, levels=(1, 2, 3, 4, 3))
def mixture(rng: random.Random, difficulty: int) -> Draft:
    """Mix solutions and blends.

    Step 1: dilute with water. 2: the strength of a mixture of
    two. 3: a blend by price. 4: how much to add for a wanted strength. 5: some is replaced.
    """
    if difficulty == 3:
        return _blend(rng)
    liquid, part, unit = rng.choice(_LIQUIDS)
    if difficulty == 1:
        return _dilute(rng, *rng.choice([row for row in _LIQUIDS if row[2] == "litre"]))
    if difficulty == 2:
        return _mix_two(rng, liquid, part, unit)
    if difficulty == 4:
        return _how_much(rng, liquid, part, unit)
    return _replace(rng, liquid, part, unit)


def _percent(p: int | Fraction) -> str:
    return f"{decimal(p)}\\%"


def _amount(value: int | Fraction, unit: str) -> str:
    return f"{decimal(value)} {noun(Fraction(value), unit)}"


def _dilute(rng: random.Random, liquid: str, part: str, unit: str) -> Draft:
    p = 5 * rng.randint(2, 18)
    first, added = rng.randint(1, 40), rng.randint(1, 40)
    inside = Fraction(p * first, 100)
    result = 100 * inside / (first + added)
    if (result * 10).denominator > 1:
        return _dilute(rng, liquid, part, unit)
    prompt = rng.choice(
        (
            f"{_amount(first, unit)} of {liquid} with {_percent(p)} {part} and {_amount(added, unit)} of water "
            f"are mixed. What percentage of {part} does the mixture have?",
            f"To {_amount(first, unit)} of {_percent(p)} {liquid} {'is' if added == 1 else 'are'} added {_amount(added, unit)} of "
            f"pure water. Find the percentage of {part} in the result.",
            f"Someone dilutes {_amount(first, unit)} of {liquid} ({_percent(p)} {part}) with {_amount(added, unit)} of water. "
            f"What is the new percentage of {part}?",
            f"What percentage of {part} does a mixture of {_amount(first, unit)} of {_percent(p)} {liquid} and "
            f"{_amount(added, unit)} of water have?",
        )
    )
    steps = [
        f"The amount of {part} is ${decimal(Fraction(p, 100))} \\cdot {first} = {decimal(inside)}$ {noun(inside, unit)}.",
        f"The whole is ${first} + {added} = {first + added}$ {unit}s.",
        f"The share is $\\frac{{{decimal(inside)}}}{{{first + added}}} = {decimal(result / 100)} = {_percent(result)}$.",
    ]
    return worked(rng, prompt, steps, _percent(result))


def _mix_two(rng: random.Random, liquid: str, part: str, unit: str) -> Draft:
    p, q = rng.sample(range(4, 96), 2)
    first, second = rng.randint(1, 60), rng.randint(1, 60)
    inside = [Fraction(p * first, 100), Fraction(q * second, 100)]
    total, whole = sum(inside, Fraction(0)), first + second
    result = 100 * total / whole
    if (result * 10).denominator > 1:
        return _mix_two(rng, liquid, part, unit)
    prompt = rng.choice(
        (
            f"{_amount(first, unit)} of {liquid} with {_percent(p)} {part} and {_amount(second, unit)} with {_percent(q)} {part} "
            f"are mixed. What percentage of {part} does the mixture have?",
            f"Mix {_amount(first, unit)} of {_percent(p)} {liquid} with {_amount(second, unit)} of {_percent(q)} {liquid}. "
            f"Find the percentage of {part} in the mixture.",
            f"A tank holds {_amount(first, unit)} of {liquid}, {_percent(p)} of it {part}. Another {_amount(second, unit)} with "
            f"{_percent(q)} {part} {'is' if second == 1 else 'are'} added. What is the new percentage of {part}?",
            f"How strong, in percent of {part}, is a mixture of {_amount(first, unit)} of {_percent(p)} and "
            f"{_amount(second, unit)} of {_percent(q)} {liquid}?",
        )
    )
    steps = [
        f"The first part holds ${decimal(Fraction(p, 100))} \\cdot {first} = {decimal(inside[0])}$ {noun(inside[0], unit)} of {part}.",
        f"The second holds ${decimal(Fraction(q, 100))} \\cdot {second} = {decimal(inside[1])}$ {noun(inside[1], unit)} of {part}.",
        f"Together that is ${decimal(inside[0])} + {decimal(inside[1])} = {decimal(total)}$ in ${first} + {second} = {whole}$ "
        f"{unit}s.",
        f"The share is $\\frac{{{decimal(total)}}}{{{whole}}} = {decimal(result / 100)} = {_percent(result)}$.",
    ]
    return worked(rng, prompt, steps, _percent(result))


def _blend(rng: random.Random) -> Draft:
    good, low, high = rng.choice(_BLENDS)
    first, second = (rng.randint(low // 20, high // 20) * 20 for _ in range(2))
    a, b = rng.randint(1, 40), rng.randint(1, 40)
    total = a * first + b * second
    if first == second or total % (a + b):
        return _blend(rng)
    price = total // (a + b)
    seller = people(rng, 1)[0]
    prompt = rng.choice(
        (
            f"A shop mixes {_amount(a, 'kilogram')} of {good} at {dollars(first)} a kilogram with {_amount(b, 'kilogram')} at "
            f"{dollars(second)} a kilogram. What should a kilogram of the mixture cost?",
            f"{seller} blends {_amount(a, 'kilogram')} of {good} worth {dollars(first)} per kilogram and "
            f"{_amount(b, 'kilogram')} worth {dollars(second)} per kilogram. Find the price of one kilogram of the blend.",
            f"Two kinds of {good} cost {dollars(first)} and {dollars(second)} per kilogram. {seller} mixes "
            f"{_amount(a, 'kilogram')} of the first with {_amount(b, 'kilogram')} of the second. What is the mixture worth per "
            "kilogram?",
            f"What is the price per kilogram of a mixture of {_amount(a, 'kilogram')} of {good} at {dollars(first)} and "
            f"{_amount(b, 'kilogram')} at {dollars(second)} a kilogram?",
        )
    )
    steps = [
        f"The first kind costs ${a} \\cdot {dollars(first)} = {dollars(a * first)}$.",
        f"The second kind costs ${b} \\cdot {dollars(second)} = {dollars(b * second)}$.",
        f"Together: ${dollars(a * first)} + {dollars(b * second)} = {dollars(total)}$ for ${a} + {b} = {a + b}$ kilograms.",
        f"One kilogram costs ${dollars(total)} \\div {a + b} = {dollars(price)}$.",
    ]
    return worked(rng, prompt, steps, dollars(price))


def _how_much(rng: random.Random, liquid: str, part: str, unit: str) -> Draft:
    p, wanted, q = sorted(rng.sample(range(2, 98), 3))
    if rng.random() < 0.5:
        p, q = q, p
    first = Fraction(rng.randint(3, 160), 2)
    added = first * abs(wanted - p) / abs(q - wanted)
    if (added * 10).denominator > 1 or added > 500:
        return _how_much(rng, liquid, part, unit)
    prompt = rng.choice(
        (
            f"How many {unit}s of {_percent(q)} {liquid} must be added to {_amount(first, unit)} of {_percent(p)} {liquid} to get "
            f"{_percent(wanted)} {liquid}? The percentages give the share of {part}.",
            f"{_amount(first, unit)} of {liquid} with {_percent(p)} {part} should be brought to {_percent(wanted)} by adding "
            f"{liquid} with {_percent(q)} {part}. How many {unit}s are needed?",
            f"Someone has {_amount(first, unit)} of {liquid} ({_percent(p)} {part}) and wants {_percent(wanted)}. How many "
            f"{unit}s of {liquid} with {_percent(q)} {part} have to be added?",
            f"Find the number of {unit}s of {liquid} with {_percent(q)} {part} that, mixed with {_amount(first, unit)} with "
            f"{_percent(p)}, gives a mixture with {_percent(wanted)} {part}.",
        )
    )
    x, y = (wanted, p) if wanted > p else (p, wanted)
    z, w = (q, wanted) if q > wanted else (wanted, q)
    whole = first + added
    steps = [
        f"The {_percent(p)} {liquid} is ${x} - {y} = {x - y}$ points away from the goal, the {_percent(q)} {liquid} "
        f"${z} - {w} = {z - w}$ points on the other side.",
        f"These must balance: {decimal(first)} times the first distance is ${decimal(first)} \\cdot {x - y} = "
        f"{decimal(first * (x - y))}$.",
        f"So the amount to add is ${decimal(first * (x - y))} \\div {z - w} = {decimal(added)}$ {noun(added, unit)}.",
        f"Check: $\\frac{{{decimal(first)} \\cdot {p} + {decimal(added)} \\cdot {q}}}{{{decimal(whole)}}} = {wanted}$.",
    ]
    return worked(rng, prompt, steps, decimal(added))


def _replace(rng: random.Random, liquid: str, part: str, unit: str) -> Draft:
    p, q = rng.sample(range(0, 101, 5), 2)
    whole = rng.randint(4, 120)
    out = rng.randint(1, whole - 1)
    left = Fraction(p * (whole - out), 100)
    new = Fraction(q * out, 100)
    result = 100 * (left + new) / whole
    if (result * 10).denominator > 1 or not 0 < p < 100:
        return _replace(rng, liquid, part, unit)
    by = f"{liquid} with {_percent(q)} {part}"
    if q == 100:
        by = f"pure {part}"
    elif q == 0:
        by = "pure water" if unit == "litre" else f"material without any {part}"
    prompt = rng.choice(
        (
            f"A container holds {_amount(whole, unit)} of {liquid} with {_percent(p)} {part}. {_amount(out, unit)} of it "
            f"{'is' if out == 1 else 'are'} taken out and replaced by {by}. What percentage of {part} does it have then?",
            f"From {_amount(whole, unit)} of {_percent(p)} {liquid}, {_amount(out, unit)} {'is' if out == 1 else 'are'} removed, and "
            f"the same amount of {by} is put in. Find the new percentage of {part}.",
            f"{_amount(whole, unit)} of {liquid} contain {_percent(p)} {part}. After {_amount(out, unit)} {'has' if out == 1 else 'have'} "
            f"been exchanged for {by}, what is the percentage of {part}?",
            f"In {_amount(whole, unit)} of {liquid} there {'are' if part == 'nuts' else 'is'} {_percent(p)} {part}. One replaces "
            f"{_amount(out, unit)} with {by}. What percentage of {part} does the mixture have in the end?",
        )
    )
    steps = [
        f"After taking some out, ${whole} - {out} = {whole - out}$ {noun(whole - out, unit)} with "
        f"${decimal(Fraction(p, 100))} \\cdot {whole - out} = {decimal(left)}$ {noun(left, unit)} of {part} "
        f"{'is' if whole - out == 1 else 'are'} left.",
    ]
    if q:
        steps.append(
            f"The new {noun(out, unit) if out == 1 else f'{out} {unit}s'} bring{'s' if out == 1 else ''} "
            f"${decimal(Fraction(q, 100))} \\cdot {out} = {decimal(new)}$ {noun(new, unit)} of {part}, together "
            f"${decimal(left)} + {decimal(new)} = {decimal(left + new)}$."
        )
    steps.append(
        f"The share is $\\frac{{{decimal(left + new)}}}{{{whole}}} = {decimal(result / 100)} = {_percent(result)}$."
    )
    return worked(rng, prompt, steps, _percent(result))
