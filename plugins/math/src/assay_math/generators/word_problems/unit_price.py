"""Unit prices: what one costs, and which offer is the better one."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._levels import problems
from assay_math.generators._words import Person, a, capital, count, decimal, dollars, people
from assay_math.generators._write import worked

_PIECES = (
    ("pencil", 15, 120), ("notebook", 90, 480), ("apple", 30, 95), ("lemon", 35, 90), ("muffin", 120, 390),
    ("bottle of juice", 110, 390), ("bag of crisps", 95, 320), ("loaf of bread", 180, 520), ("candle", 75, 600),
    ("bus ticket", 150, 420), ("light bulb", 199, 890), ("can of soup", 125, 340), ("jar of honey", 380, 1190),
    ("tennis ball", 130, 380), ("postcard", 60, 210), ("bar of soap", 85, 360), ("tin of paint", 790, 3900),
    ("sandwich", 280, 790), ("flower pot", 210, 1490), ("brick", 45, 190),
)  # fmt: skip
"""Pieces, with the least and greatest believable price in cents."""

_GOODS = (
    ("rice", 150, 480), ("flour", 80, 260), ("sugar", 90, 280), ("cheese", 780, 2400), ("coffee", 980, 3200),
    ("potatoes", 90, 320), ("oats", 160, 460), ("almonds", 980, 2600), ("butter", 760, 1580), ("honey", 880, 2400),
    ("pasta", 140, 460), ("lentils", 210, 580), ("dates", 580, 1500), ("raisins", 420, 1100), ("cocoa", 900, 2600),
)  # fmt: skip
"""Goods by weight, with the least and greatest believable price of a kilogram in cents."""


@problems("math.unit_price", version=3, levels=(1, 2, 3, 3, 3))
def unit_price(rng: random.Random, difficulty: int) -> Draft:
    """Prices by piece and by weight.

    Step 1: the price of one or of several. 2: from some to others. 3: by weight, grams and
    kilograms. 4: which of two packs is cheaper, and by how much a kilogram. 5: special offers compared.
    """
    buyer = people(rng, 1)[0]
    if difficulty == 1:
        return _one_or_many(rng, buyer)
    if difficulty == 2:
        return _some_to_others(rng, buyer)
    if difficulty == 3:
        return _by_weight(rng, buyer)
    if difficulty == 4:
        return _two_packs(rng)
    return _offers(rng, buyer)


def _piece(rng: random.Random) -> tuple[str, int]:
    thing, low, high = rng.choice(_PIECES)
    return thing, rng.randint(low // 5, high // 5) * 5


def _one_or_many(rng: random.Random, buyer: Person) -> Draft:
    thing, price = _piece(rng)
    n = rng.randint(2, 12)
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"{buyer} pays {dollars(n * price)} for {count(n, thing)}. What does one {thing} cost?",
                f"{capital(count(n, thing))} cost {dollars(n * price)}. Find the price of one {thing}.",
                f"A pack of {count(n, thing)} sells for {dollars(n * price)}. What is the price per {thing}?",
            )
        )
        steps = [f"Divide by the number of pieces: ${dollars(n * price)} \\div {n} = {dollars(price)}$."]
        return worked(rng, prompt, steps, dollars(price))
    prompt = rng.choice(
        (
            f"One {thing} costs {dollars(price)}. How much do {count(n, thing)} cost?",
            f"{buyer} buys {count(n, thing)} at {dollars(price)} each. What does {buyer.he} pay?",
            f"At {dollars(price)} per {thing}, what is the price of {count(n, thing)}?",
        )
    )
    steps = [f"Multiply by the number of pieces: ${n} \\cdot {dollars(price)} = {dollars(n * price)}$."]
    return worked(rng, prompt, steps, dollars(n * price))


def _some_to_others(rng: random.Random, buyer: Person) -> Draft:
    thing, price = _piece(rng)
    n, m = rng.sample(range(2, 25), 2)
    known, wanted = dollars(n * price), dollars(m * price)
    one = f"One {thing} costs ${known} \\div {n} = {dollars(price)}$."
    if rng.random() < 0.6:
        prompt = rng.choice(
            (
                f"{capital(count(n, thing))} cost {known}. How much do {count(m, thing)} cost at the same price each?",
                f"{buyer} pays {known} for {count(n, thing)}. What would {count(m, thing)} cost {buyer.him}?",
                f"If {count(n, thing)} cost {known}, what is the price of {count(m, thing)}?",
                f"A shop charges {known} for {count(n, thing)}. At this rate, what does it charge for {count(m, thing)}?",
            )
        )
        steps = [one, f"{capital(count(m, thing))} cost ${m} \\cdot {dollars(price)} = {wanted}$."]
        return worked(rng, prompt, steps, wanted)
    prompt = rng.choice(
        (
            f"{capital(count(n, thing))} cost {known}. How many {plural(thing)} does {buyer} get for {wanted}?",
            f"{buyer} paid {known} for {count(n, thing)}. How many {plural(thing)} can {buyer.he} buy with {wanted}?",
            f"If {count(n, thing)} cost {known}, how many {plural(thing)} do you get for {wanted}?",
            f"A shop charges {known} for {count(n, thing)}. {buyer} spends {wanted} on them. How many does {buyer} get?",
        )
    )
    steps = [
        one,
        f"The money is enough for ${decimal(Fraction(m * price, 100))} \\div {decimal(Fraction(price, 100))} = {m}$.",
    ]
    return worked(rng, prompt, steps, str(m))


def _good(rng: random.Random, step: int) -> tuple[str, int]:
    """A good and its price per kilogram, a multiple of ``step`` cents."""
    good, low, high = rng.choice(_GOODS)
    return good, rng.randint(low // step + 1, high // step) * step


def _by_weight(rng: random.Random, buyer: Person) -> Draft:
    good, kilo = _good(rng, 20)
    grams = rng.choice([g for g in range(100, 3000, 50) if g != 1000])
    price = Fraction(kilo * grams, 1000)
    cost, per_kilo, weight = dollars(price), dollars(kilo), decimal(Fraction(grams, 1000))
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"{capital(good)} {_costs(good)} {per_kilo} per kilogram. How much does {buyer} pay for {grams} grams?",
                f"What do {grams} grams of {good} cost at {per_kilo} per kilogram?",
                f"{buyer} buys {grams} grams of {good} at {per_kilo} a kilogram. Find the price.",
                f"One kilogram of {good} is {per_kilo}. What is the price of {grams} grams?",
            )
        )
        steps = [
            f"In kilograms: $\\frac{{{grams}}}{{1000}} = {weight}$.",
            f"The price is ${weight} \\cdot {per_kilo} = {cost}$.",
        ]
        return worked(rng, prompt, steps, cost)
    prompt = rng.choice(
        (
            f"{buyer} pays {cost} for {grams} grams of {good}. What is the price per kilogram?",
            f"A pack of {grams} grams of {good} costs {cost}. Find the price of one kilogram.",
            f"If {grams} grams of {good} cost {cost}, how much is a kilogram?",
            f"The label of {a('pack')} of {good} says {grams} grams and {cost}. What price per kilogram is that?",
        )
    )
    steps = [
        f"In kilograms: $\\frac{{{grams}}}{{1000}} = {weight}$.",
        f"A kilogram costs ${cost} \\div {weight} = {per_kilo}$.",
    ]
    return worked(rng, prompt, steps, per_kilo)


def _costs(good: str) -> str:
    return "cost" if good.endswith("s") else "costs"


def _two_packs(rng: random.Random) -> Draft:
    good, kilo = _good(rng, 20)
    other = kilo + 20 * rng.choice((-1, 1)) * rng.randint(1, max(1, kilo // 60))
    small, large = sorted(
        rng.sample((200, 250, 300, 350, 400, 450, 500, 600, 650, 700, 750, 800, 1200, 1250, 1500, 2000), 2)
    )
    costs = [Fraction(small * kilo, 1000), Fraction(large * other, 1000)]
    shown = [dollars(c) for c in costs]
    prompt = rng.choice(
        (
            f"A shop sells {good} in packs of {small} grams for {shown[0]} and in packs of {large} grams for {shown[1]}. "
            "By how much do the prices per kilogram differ?",
            f"{capital(good)} {_costs(good)} {shown[0]} for {small} grams in one shop and {shown[1]} for {large} grams in "
            "another. What is the difference in price per kilogram?",
            f"Pack A holds {small} grams of {good} and costs {shown[0]}; pack B holds {large} grams and costs {shown[1]}. "
            "How much does one save per kilogram with the cheaper kind?",
            f"Compare two offers for {good}: {small} grams at {shown[0]}, or {large} grams at {shown[1]}. "
            "How much cheaper per kilogram is the better offer?",
        )
    )
    steps = []
    for grams, cost, per, which in ((small, shown[0], kilo, "first"), (large, shown[1], other, "second")):
        weight = decimal(Fraction(grams, 1000))
        steps.append(f"The {which} offer costs ${cost} \\div {weight} = {dollars(per)}$ per kilogram.")
    high, low = max(kilo, other), min(kilo, other)
    steps.append(f"The difference is ${dollars(high)} - {dollars(low)} = {dollars(high - low)}$.")
    return worked(rng, prompt, steps, dollars(high - low))


def _offers(rng: random.Random, buyer: Person) -> Draft:
    thing, price = _piece(rng)
    price -= price % 20
    price = max(price, 40)
    pay, get = rng.choice(((2, 3), (3, 4), (4, 5), (5, 6), (3, 5)))
    groups = rng.randint(2, 9)
    n = get * groups
    off = 5 * rng.randint(2, 9)
    other = price + 20 * rng.randint(-1, 3)
    first = pay * groups * price
    before = n * other
    second = Fraction(before * (100 - off), 100)
    if first == second or other < 40:
        return _offers(rng, buyer)
    prompt = rng.choice(
        (
            f"{buyer} needs {count(n, thing)}. Shop A charges {dollars(price)} each and gives {get} for the price of {pay}. "
            f"Shop B charges {dollars(other)} each and takes {off}\\% off. How much does {buyer.he} save in the cheaper shop?",
            f"For {count(n, thing)} there are two offers. One: {dollars(price)} each, but of every {get} only {pay} are paid "
            f"for. Two: {dollars(other)} each with a discount of {off}\\%. By how much do the two offers differ?",
            f"In one shop {a(thing)} costs {dollars(price)} and every {get} cost only as much as {pay}. In another it costs "
            f"{dollars(other)}, less {off}\\%. {buyer} wants {n}. What is the difference between the two prices?",
            f"{buyer} compares prices for {count(n, thing)}: {dollars(other)} each with {off}\\% discount, or {dollars(price)} "
            f"each with {get} for the price of {pay}. How much money lies between the two offers?",
        )
    )
    high, low = max(Fraction(first), second), min(Fraction(first), second)
    share = decimal(Fraction(100 - off, 100))
    steps = [
        f"{get} for {pay}: ${n} \\div {get} = {groups}$ groups, so {buyer} pays for ${groups} \\cdot {pay} = {groups * pay}$.",
        f"That costs ${groups * pay} \\cdot {dollars(price)} = {dollars(first)}$.",
        f"With the discount: ${n} \\cdot {dollars(other)} = {dollars(before)}$, and "
        f"${share} \\cdot {dollars(before)} = {dollars(second)}$.",
        f"The difference is ${dollars(high)} - {dollars(low)} = {dollars(high - low)}$.",
    ]
    return worked(rng, prompt, steps, dollars(high - low))
