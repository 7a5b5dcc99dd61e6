"""Prices before and after discounts, rises and taxes."""

from __future__ import annotations

import random
from fractions import Fraction
from math import lcm

from assay import Draft
from assay_math.generators._levels import again, problems
from assay_math.generators._words import ARTICLES, a, capital, count, decimal, dollars, people
from assay_math.generators._write import worked


@problems("math.reverse_percent", version=2, levels=(1, 2, 3, 3, 4))
def reverse_percent(rng: random.Random, difficulty: int) -> Draft:
    """Find the whole from a percentage of it.

    Step 1: a part is known. 2: the value after one round change. 3: after any change, with
    cents. 4: after two changes. 5: after a discount, a tax and a fixed fee.
    """
    item, low, high = rng.choice(ARTICLES)
    buyer = people(rng, 1)[0]
    if difficulty == 1:
        p = rng.choice((4, 5, 8, 10, 12, 15, 20, 25, 30, 40, 60, 70, 75, 80))
        whole = 100 // (100 // Fraction(p, 100).denominator) * rng.randint(1, 60)
        part = whole * p // 100
        prompt = rng.choice(
            (
                f"${p}\\%$ of a number is ${part}$. What is the number?",
                f"{part} of the seats in a hall are taken; this is {p}\\% of all seats. How many seats does the hall have?",
                f"{buyer} has read {count(part, 'page')}, which is {p}\\% of a book. How many pages does the book have?",
                f"If ${part}$ is ${p}\\%$ of a number, find the number.",
            )
        )
        steps = [
            f"One percent is ${part} \\div {p} = {decimal(Fraction(part, p))}$.",
            f"The whole is $100 \\cdot {decimal(Fraction(part, p))} = {whole}$.",
        ]
        return worked(rng, prompt, steps, str(whole))
    if difficulty in (2, 3):
        p = rng.choice((5, 10, 15, 20, 25, 30, 40, 50)) if difficulty == 2 else rng.randint(3, 65)
        up = rng.random() < 0.4
        factor = Fraction(100 + p if up else 100 - p, 100)
        step = 100 if difficulty == 2 else factor.denominator
        cents = step * rng.randint(100 * low // step + 1, 100 * high // step)
        new = dollars(cents * factor)
        prompt = rng.choice(
            (
                f"After a {p}\\% {'price rise' if up else 'discount'}, {a(item)} costs {new}. "
                f"What did it cost before?",
                f"{buyer} pays {new} for {a(item)} {'whose price has gone up by' if up else 'that is reduced by'} {p}\\%. "
                f"What was the price before the {'rise' if up else 'reduction'}?",
                f"The price of {a(item)} was {'raised' if up else 'cut'} by {p}\\% and is now {new}. Find the old price.",
                f"{capital(a(item))} now sells for {new}, which is {p}\\% {'more' if up else 'less'} than last year. "
                f"How much did it sell for last year?",
            )
        )
        steps = [
            f"The new price is ${100} {'+' if up else '-'} {p} = {100 + p if up else 100 - p}$ percent of the old one.",
            f"Divide by that share: ${new} \\div {decimal(factor)} = {dollars(cents)}$.",
        ]
        return worked(rng, prompt, steps, dollars(cents))
    return _reverse_chain(rng, difficulty)


def _reverse_chain(rng: random.Random, difficulty: int) -> Draft:
    item, low, high = rng.choice(ARTICLES)
    buyer = people(rng, 1)[0]
    off = rng.choice((5, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50))
    tax = rng.choice((4, 5, 6, 8, 10, 12, 15, 18, 20))
    down, up = Fraction(100 - off, 100), Fraction(100 + tax, 100)
    step = (down * up).denominator
    cents = step * rng.randint(100 * low // step + 1, 100 * high // step + 1)
    reduced = cents * down
    if reduced.denominator > 1:
        return _reverse_chain(rng, difficulty)
    taxed = reduced * up
    fee = 50 * rng.randint(4, 60) if difficulty == 5 else 0
    paid = dollars(taxed + fee)
    fee_text = f" Delivery costs a further {dollars(fee)}, which is not taxed." if fee else ""
    prompt = rng.choice(
        (
            f"A shop takes {off}\\% off the price of {a(item)}, and then {tax}\\% sales tax is added.{fee_text} "
            f"{buyer} pays {paid} in all. What was the original price?",
            f"{buyer} paid {paid} for {a(item)}. The price had first been reduced by {off}\\%, and {tax}\\% tax was charged "
            f"on the reduced price.{fee_text} Find the price before the reduction and the tax.",
            f"The bill for {a(item)} is {paid}. It includes {tax}\\% tax on a price that was lowered by {off}\\%.{fee_text} "
            f"What did the {item} cost originally, without tax?",
            f"With a coupon for {off}\\% off and a tax of {tax}\\% on what remains, {a(item)} comes to {paid} altogether."
            f"{fee_text} What is the price without coupon and tax?",
        )
    )
    steps = []
    if fee:
        steps.append(f"Take off the delivery: ${paid} - {dollars(fee)} = {dollars(taxed)}$.")
    steps += [
        f"The tax multiplies by ${_factor(tax)}$, so undo it: "
        f"${dollars(taxed)} \\div {decimal(up)} = {dollars(reduced)}$.",
        f"The reduction multiplies by ${_factor(-off)}$, so undo it: "
        f"${dollars(reduced)} \\div {decimal(down)} = {dollars(cents)}$.",
    ]
    return worked(rng, prompt, steps, dollars(cents))


def _factor(p: int) -> str:
    """A change by ``p`` percent as a factor: ``1 - 0.2 = 0.8``."""
    return f"1 {'+' if p > 0 else '-'} {decimal(Fraction(abs(p), 100))} = {decimal(1 + Fraction(p, 100))}"


@problems("math.successive_discount", version=2, levels=(1, 2, 3, 3, 3))
def successive_discount(rng: random.Random, difficulty: int) -> Draft:
    """Price after discounts.

    Step 1: one discount. 2: two, one after the other. 3: two and a tax. 4: three for several
    pieces. 5: the money that three of them save.
    """
    item, low, high = rng.choice(ARTICLES)
    buyer = people(rng, 1)[0]
    how_many = (1, 2, 2, 3, 3)[difficulty - 1]
    offs = [5 * rng.randint(1, 12 if difficulty < 3 else 9) for _ in range(how_many)]
    tax = rng.choice((4, 5, 6, 8, 10, 12, 20)) if difficulty == 3 else 0
    pieces = rng.randint(2, 9) if difficulty == 4 else 1
    factors = [Fraction(100 - off, 100) for off in offs] + ([Fraction(100 + tax, 100)] if tax else [])
    step = lcm(
        5, *(part.denominator for part in _partial(factors))
    )  # cents; then every price on the way is whole
    if step > 50 * (high - low):
        return again(successive_discount)(rng, difficulty)
    each = step * rng.randint(100 * low // step + 1, 100 * high // step)
    start = each * pieces
    price = dollars(each)
    named = [f"{off}\\%" for off in offs]
    story = _discount_story(rng, str(buyer), item, price, pieces, named)
    if tax:
        story += f" Finally, {tax}\\% sales tax is added."
    if difficulty == 5:
        question = rng.choice(
            ("How much money is saved in total?", "By how many dollars is the price lowered altogether?")
        )
    else:
        question = rng.choice(
            (
                f"How much does {buyer} pay in the end?",
                "What is the final amount to pay?",
                f"What does {buyer} have to pay?",
            )
        )
    steps = []
    value = Fraction(start)
    if pieces > 1:
        steps.append(f"Without discounts: ${pieces} \\cdot {price} = {dollars(value)}$.")
    for off in offs:
        new = value * Fraction(100 - off, 100)
        steps.append(
            f"After {off}\\% off, ${100 - off}\\% = {decimal(Fraction(100 - off, 100))}$ is left: "
            f"${decimal(Fraction(100 - off, 100))} \\cdot {dollars(value)} = {dollars(new)}$."
        )
        value = new
    if tax:
        new = value * Fraction(100 + tax, 100)
        steps.append(
            f"With the tax: ${decimal(Fraction(100 + tax, 100))} \\cdot {dollars(value)} = {dollars(new)}$."
        )
        value = new
    if difficulty == 5:
        steps.append(f"The saving is ${dollars(start)} - {dollars(value)} = {dollars(start - value)}$.")
        value = start - value
    return worked(rng, f"{story} {question}", steps, dollars(value))


def _partial(factors: list[Fraction]) -> list[Fraction]:
    out = [Fraction(1)]
    for factor in factors:
        out.append(out[-1] * factor)
    return out


def _discount_story(
    rng: random.Random, buyer: str, item: str, price: str, pieces: int, offs: list[str]
) -> str:
    what = a(item) if pieces == 1 else count(pieces, item)
    each = "" if pieces == 1 else " each"
    then = ", then another ".join(
        f"{off} off" if i == 0 else f"{off} off the reduced price" for i, off in enumerate(offs)
    )
    return rng.choice(
        (
            f"{buyer} buys {what} with a list price of {price}{each}. The shop gives {then}.",
            f"{capital(what)} {'is' if pieces == 1 else 'are'} priced at {price}{each}. In the sale there is {then}. "
            f"{buyer} buys {'it' if pieces == 1 else 'them all'}.",
            f"In a clearance sale {buyer} picks {what} marked {price}{each}. At the till there is {then}.",
            f"The regular price of {a(item)} is {price}. {buyer} buys {'one' if pieces == 1 else pieces} and gets {then}.",
        )
    )
