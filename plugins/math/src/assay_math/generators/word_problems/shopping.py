"""Shopping: baskets, change, budgets, coupons."""

from __future__ import annotations

import random

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._levels import again, problems
from assay_math.generators._story import Story
from assay_math.generators._words import count, dollars, listing, people

_GOODS = (
    ("apple", 40, 95), ("loaf of bread", 220, 520), ("carton of milk", 120, 260), ("pencil", 35, 120), ("notebook", 150, 480),
    ("box of cereal", 280, 620), ("bag of rice", 240, 780), ("jar of jam", 210, 560), ("bottle of oil", 420, 1290),
    ("pack of tea", 260, 740), ("bar of chocolate", 90, 380), ("melon", 260, 590), ("can of beans", 80, 190),
    ("bunch of flowers", 450, 1500), ("pineapple", 220, 490), ("pack of batteries", 380, 990), ("magazine", 290, 650),
    ("toothbrush", 190, 520), ("candle", 110, 690), ("birthday card", 150, 420), ("box of eggs", 240, 560),
)  # fmt: skip


@problems("math.shopping", version=2, levels=(1, 2, 3, 4, 4))
def shopping(rng: random.Random, difficulty: int) -> Draft:
    """Work out a bill, the change, or what the money is enough for.

    Step 1: one kind of goods and the change. 2: two kinds. 3: three kinds and a coupon. 4: a
    percentage off part of the basket. 5: what is left buys as many of something else as possible.
    """
    story = Story(rng)
    x, y = people(rng, 2)
    kinds = rng.sample(_GOODS, (1, 2, 3, 2, 2)[difficulty - 1])
    basket = [(name, rng.randint(2, 9), rng.randint(low // 5, high // 5) * 5) for name, low, high in kinds]
    wants = listing([f"{count(n, name)} at {dollars(price)} each" for name, n, price in basket])
    place = rng.choice(("at the market", "in a shop", "at the corner store", "in the supermarket"))
    story.say(
        f"{x} buys {wants}.", f"{place.capitalize()}, {x} buys {wants}.", f"{x} puts {wants} into the basket."
    )
    total = 0
    for name, n, price in basket:
        total += n * price
        story.step(f"The {plural(name)} cost ${n} \\cdot {dollars(price)} = {dollars(n * price)}$.")
    if len(basket) > 1:
        summed = " + ".join(dollars(n * price) for _, n, price in basket)
        story.step(f"Together: ${summed} = {dollars(total)}$.")
    if difficulty == 3:
        coupon = 25 * rng.randint(2, total // 60)
        story.say(
            f"A coupon takes {dollars(coupon)} off the bill.",
            f"{x.he.capitalize()} has a coupon worth {dollars(coupon)}.",
        )
        story.step(f"With the coupon: ${dollars(total)} - {dollars(coupon)} = {dollars(total - coupon)}$.")
        total -= coupon
    if difficulty >= 4:
        name, n, price = basket[0]
        off = rng.choice((10, 20, 25, 30, 40, 50))
        cost = n * price
        if cost * off % 100:
            return again(shopping)(rng, difficulty)
        cut = cost * off // 100
        story.say(
            f"Today there is {off}\\% off the {plural(name)}.",
            f"The {plural(name)} are reduced by {off}\\% at the till.",
        )
        story.step(f"The reduction is $\\frac{{{off}}}{{100}} \\cdot {dollars(cost)} = {dollars(cut)}$.")
        story.step(f"So the bill is ${dollars(total)} - {dollars(cut)} = {dollars(total - cut)}$.")
        total -= cut
    note = next(value for value in (500, 1000, 2000, 5000, 10_000, 20_000) if value > total)
    if difficulty < 5:
        story.say(
            f"{x.he.capitalize()} pays with {dollars(note)}.",
            f"{x.he.capitalize()} hands over {dollars(note)}.",
        )
        story.step(f"The change is ${dollars(note)} - {dollars(total)} = {dollars(note - total)}$.")
        return story.finish(dollars(note - total), f"How much change does {x} get?", "What is the change?")
    other, low, high = rng.choice([good for good in _GOODS if good not in kinds and good[1] < 300])
    each = rng.randint(low // 5, high // 5) * 5
    have = total + each * rng.randint(1, 12) + rng.randrange(0, each, 5)
    left = have - total
    n = left // each
    story.say(
        f"{x.he.capitalize()} has {dollars(have)} and spends what is left on {plural(other)} for {y} at {dollars(each)} each.",
        f"With the rest of {x.his} {dollars(have)}, {x.he} buys as many {plural(other)} at {dollars(each)} as possible.",
    )
    story.step(f"What is left is ${dollars(have)} - {dollars(total)} = {dollars(left)}$.")
    story.step(f"It is enough for {n}, since ${n} \\cdot {dollars(each)} = {dollars(n * each)}$ and "
               f"${dollars(left)} < {dollars((n + 1) * each)}$, the price of {n + 1}.")  # fmt: skip
    return story.finish(
        str(n), f"How many {plural(other)} can {x} buy?", f"How many {plural(other)} is the money enough for?"
    )
