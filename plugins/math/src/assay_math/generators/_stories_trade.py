"""Stories of making, harvesting, collecting and selling; each stage makes the problem longer."""

from __future__ import annotations

import random

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._story import Story
from assay_math.generators._words import capital, count, dollars, noun, people


def bakery(rng: random.Random, difficulty: int) -> Draft:
    """Made in batches, sold at two prices."""
    story = Story(rng)
    x = people(rng, 1)[0]
    good = rng.choice(
        (
            "muffin",
            "cookie",
            "bread roll",
            "cupcake",
            "pretzel",
            "croissant",
            "pie",
            "waffle",
            "scone",
            "bagel",
        )
    )
    goods = plural(good)
    trays, each = rng.randint(4, 18), rng.choice((6, 8, 9, 10, 12, 15, 16, 18, 20, 24))
    made = trays * each
    story.say(f"{x} bakes {count(trays, 'tray')} of {goods} with {each} on each tray.",
              f"In {x}'s bakery there are {count(trays, 'tray')} of {goods}, {each} {goods} on every tray.")  # fmt: skip
    story.step(f"That makes ${trays} \\cdot {each} = {made}$ {goods}.")
    burnt = rng.randint(1, max(2, each // 2))
    story.say(
        f"{capital(count(burnt, good))} {'is' if burnt == 1 else 'are'} burnt and thrown away.",
        f"{capital(count(burnt, good))} {'breaks' if burnt == 1 else 'break'} and cannot be sold.",
    )
    good_ones = made - burnt
    story.step(f"Of these, ${made} - {burnt} = {good_ones}$ can be sold.")
    if difficulty == 1:
        return story.finish(
            str(good_ones), f"How many {goods} can be sold?", f"How many {goods} are left to sell?"
        )
    price = 5 * rng.randint(16, 90)
    if difficulty == 2:
        story.say(
            f"Each one is sold for {dollars(price)}, and all are sold.",
            f"All the others are sold at {dollars(price)} each.",
        )
        income = good_ones * price
        story.step(f"The income is ${good_ones} \\cdot {dollars(price)} = {dollars(income)}$.")
        return story.finish(
            dollars(income), f"How much money does {x} take in?", "What is the income from the sale?"
        )
    sold = rng.randint(good_ones // 3, good_ones - 5)
    rest = good_ones - sold
    low = price // 10 * 5 if price % 10 == 0 else (price - 5) // 10 * 5
    story.say(
        f"During the day {sold} are sold for {dollars(price)} each; the rest are sold in the evening for {dollars(low)} each.",
        f"{x.he.capitalize()} sells {sold} of them at {dollars(price)} and the remaining ones at {dollars(low)} apiece.",
    )
    first, second = sold * price, rest * low
    income = first + second
    story.step(f"For the cheaper price ${good_ones} - {sold} = {rest}$ are sold.")
    story.step(f"The first ones bring ${sold} \\cdot {dollars(price)} = {dollars(first)}$.")
    story.step(f"The others bring ${rest} \\cdot {dollars(low)} = {dollars(second)}$.")
    story.step(f"Together: ${dollars(first)} + {dollars(second)} = {dollars(income)}$.")
    if difficulty == 3:
        return story.finish(dollars(income), f"How much money does {x} take in?", "What is the total income?")
    cost = 25 * rng.randint(20, max(21, income // 60))
    story.say(
        f"The ingredients cost {dollars(cost)} in all.",
        f"{x} paid {dollars(cost)} for ingredients and electricity.",
    )
    profit = income - cost
    story.step(f"The profit is ${dollars(income)} - {dollars(cost)} = {dollars(profit)}$.")
    if difficulty == 4 or profit <= 0:
        return story.finish(dollars(profit), "What is the profit?", f"How much profit does {x} make?")
    part = next((p for p in rng.sample((2, 3, 4, 5), 4) if profit % p == 0), 1)
    if part == 1:
        return story.finish(dollars(profit), "What is the profit?", f"How much profit does {x} make?")
    name = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}[part]
    story.say(
        f"{x.he.capitalize()} gives {name} of the profit to {x.his} assistant.",
        f"{capital(name)} of the profit goes to a helper.",
    )
    story.step(f"The helper's part is ${dollars(profit)} \\div {part} = {dollars(profit // part)}$.")
    keeps = profit - profit // part
    story.step(f"{x} keeps ${dollars(profit)} - {dollars(profit // part)} = {dollars(keeps)}$.")
    return story.finish(
        dollars(keeps), f"How much of the profit does {x} keep?", f"How much money is left for {x}?"
    )


def harvest(rng: random.Random, difficulty: int) -> Draft:
    """Rows of plants, kilograms, boxes and money."""
    story = Story(rng)
    x = people(rng, 1)[0]
    plant, fruit = rng.choice(
        (("apple tree", "apples"), ("tomato plant", "tomatoes"), ("vine", "grapes"), ("pear tree", "pears"), ("plum tree", "plums"),
         ("pepper plant", "peppers"), ("cherry tree", "cherries"), ("olive tree", "olives"))
    )  # fmt: skip
    rows, each = rng.randint(4, 16), rng.randint(6, 25)
    plants = rows * each
    story.say(f"{x} has {rows} rows of {plural(plant)} with {each} in each row.",
              f"On {x}'s farm there are {rows} rows with {each} {plural(plant)} each.")  # fmt: skip
    story.step(f"There are ${rows} \\cdot {each} = {plants}$ {plural(plant)}.")
    kilos = rng.randint(3, 30)
    if difficulty == 1:
        dead = rng.randint(2, max(3, plants // 4))
        story.say(
            f"In winter {dead} of them die.",
            f"{capital(count(dead, 'plant'))} of these bear nothing this year.",
        )
        story.step(f"The others are ${plants} - {dead} = {plants - dead}$.")
        verb = "survive" if "winter" in story.text[-1] else "bear fruit"
        return story.finish(str(plants - dead), f"How many of the plants {verb}?")
    story.say(
        f"Each gives {kilos} kilograms of {fruit}.",
        f"From each of them {x} picks {kilos} kilograms of {fruit}.",
    )
    total = plants * kilos
    story.step(f"They give ${plants} \\cdot {kilos} = {total}$ kilograms.")
    lost = rng.randint(1, max(2, total // 8))
    kept = total - lost
    story.say(f"{capital(count(lost, 'kilogram'))} {'goes' if lost == 1 else 'go'} bad.",
              f"The family eats {count(lost, 'kilogram')} itself.")  # fmt: skip
    story.step(f"For sale are ${total} - {lost} = {kept}$ kilograms.")
    if difficulty == 2:
        return story.finish(
            str(kept), f"How many kilograms of {fruit} can {x} sell?", "How many kilograms are left for sale?"
        )
    box = rng.choice((3, 4, 5, 6, 8, 10, 12, 15))
    boxes, loose = divmod(kept, box)
    price = 25 * rng.randint(10, 40) * box // 2
    price -= price % 5
    story.say(
        f"{x.he.capitalize()} fills boxes of {box} kilograms each, as many as possible, and sells every full box for {dollars(price)}.",
        f"The rest is packed into boxes of {box} kilograms; only full boxes are sold, for {dollars(price)} each.",
    )
    if loose:
        story.step(
            f"This fills {count(boxes, 'box')}, as ${box} \\cdot {boxes} + {loose} = {kept}$ with ${loose} < {box}$."
        )
    else:
        story.step(f"This fills ${kept} \\div {box} = {boxes}$ boxes.")
    income = boxes * price
    story.step(f"They bring ${boxes} \\cdot {dollars(price)} = {dollars(income)}$.")
    if difficulty == 3:
        return story.finish(
            dollars(income), f"How much money does {x} get for the boxes?", "What do the full boxes bring in?"
        )
    helpers, pay = rng.randint(2, 6), 100 * rng.randint(40, 120)
    story.say(
        f"{x.he.capitalize()} pays each of {helpers} helpers {dollars(pay)}.",
        f"The {helpers} helpers receive {dollars(pay)} each.",
    )
    left = income - helpers * pay
    if left <= 0:
        return harvest(rng, difficulty)
    story.step(f"The helpers cost ${helpers} \\cdot {dollars(pay)} = {dollars(helpers * pay)}$.")
    story.step(f"So ${dollars(income)} - {dollars(helpers * pay)} = {dollars(left)}$ is left.")
    if difficulty == 4:
        return story.finish(
            dollars(left), f"How much is left for {x}?", f"How much of the income does {x} keep?"
        )
    tax = rng.choice((10, 20, 25))
    taken = left * tax
    if taken % 100:
        return harvest(rng, difficulty)
    story.say(f"Of what is left, {tax}\\% goes to taxes.", f"Taxes take {tax}\\% of what remains.")
    story.step(f"The taxes are $\\frac{{{tax}}}{{100}} \\cdot {dollars(left)} = {dollars(taken // 100)}$.")
    final = left - taken // 100
    story.step(f"In the end ${dollars(left)} - {dollars(taken // 100)} = {dollars(final)}$ remains.")
    return story.finish(
        dollars(final), f"How much money does {x} keep in the end?", f"How much is left for {x} after taxes?"
    )


def fundraiser(rng: random.Random, difficulty: int) -> Draft:
    """Amounts compared with one another, then a goal."""
    story = Story(rng)
    x, y, z = people(rng, 3)
    cause = rng.choice(
        (
            "a new playground",
            "an animal shelter",
            "the school library",
            "a hospital",
            "a youth club",
            "a sports ground",
        )
    )
    first = rng.randint(24, 260)
    k = rng.randint(2, 4)
    name = {2: "twice", 3: "three times", 4: "four times"}[k]
    story.say(
        f"To help pay for {cause}, {x} collects {dollars(100 * first)}.",
        f"{x} collects {dollars(100 * first)} for {cause}.",
    )
    story.say(f"{y} collects {name} as much.", f"{name.capitalize()} that amount is collected by {y}.")
    second = k * first
    story.step(f"{y} collects ${k} \\cdot {dollars(100 * first)} = {dollars(100 * second)}$.")
    if difficulty == 1:
        story.step(
            f"Together: ${dollars(100 * first)} + {dollars(100 * second)} = {dollars(100 * (first + second))}$."
        )
        return story.finish(
            dollars(100 * (first + second)),
            "How much do they collect together?",
            f"How much money do {x} and {y} have?",
        )
    less = rng.randint(5, second - 5)
    third = second - less
    story.say(
        f"{z} collects {dollars(100 * less)} less than {y}.",
        f"{z}'s amount is {dollars(100 * less)} below {y}'s.",
    )
    total = first + second + third
    story.step(f"{z} collects ${dollars(100 * second)} - {dollars(100 * less)} = {dollars(100 * third)}$.")
    story.step(
        f"All three have ${dollars(100 * first)} + {dollars(100 * second)} + {dollars(100 * third)} = {dollars(100 * total)}$."
    )
    if difficulty == 2:
        return story.finish(
            dollars(100 * total), "How much do the three collect together?", "What is the total?"
        )
    if difficulty >= 4:
        tins, coins = rng.randint(3, 15), rng.randint(4, 40)
        story.say(
            f"In {tins} shops there are collecting tins with {dollars(100 * coins)} in each.",
            f"They also find {dollars(100 * coins)} in each of {tins} collecting tins.",
        )
        story.step(f"The tins hold ${tins} \\cdot {dollars(100 * coins)} = {dollars(100 * tins * coins)}$.")
        story.step(
            f"With them it is ${dollars(100 * total)} + {dollars(100 * tins * coins)} = {dollars(100 * (total + tins * coins))}$."
        )
        total += tins * coins
    if difficulty == 5:
        story.say("A company doubles everything collected so far.", "A sponsor adds the same sum once more.")
        story.step(f"The sponsor makes it $2 \\cdot {dollars(100 * total)} = {dollars(200 * total)}$.")
        total *= 2
    goal = total + rng.randint(20, 900)
    story.say(f"The goal is {dollars(100 * goal)}.", f"{dollars(100 * goal)} is needed.")
    story.step(
        f"Missing is ${dollars(100 * goal)} - {dollars(100 * total)} = {dollars(100 * (goal - total))}$."
    )
    return story.finish(
        dollars(100 * (goal - total)), "How much is still missing?", "How much more money do they need?"
    )


def eggs(rng: random.Random, difficulty: int) -> Draft:
    """A daily yield, collected for weeks and sold by the pack."""
    story = Story(rng)
    x = people(rng, 1)[0]
    animal, thing, pack, size = rng.choice(
        (("hen", "egg", "carton", 12), ("duck", "egg", "box", 10), ("hive", "jar of honey", "crate", 20), ("goat", "cheese", "case", 8),
         ("quail", "egg", "tray", 18))
    )  # fmt: skip
    number, each = rng.randint(8, 60), rng.randint(3, 7)
    things = plural(thing)
    story.say(f"{x} keeps {count(number, animal)}; each gives {each} {things} a week.",
              f"Every week each of {x}'s {plural(animal)} gives {each} {things}. There are {number} of them.")  # fmt: skip
    weekly = number * each
    story.step(f"In a week that is ${number} \\cdot {each} = {weekly}$ {things}.")
    eaten = rng.randint(2, max(3, weekly // 4))
    story.say(
        f"The family uses {eaten} of them a week and sells the rest.",
        f"{eaten} of these are used at home each week, the rest are for sale.",
    )
    sale = weekly - eaten
    story.step(f"For sale are ${weekly} - {eaten} = {sale}$ a week.")
    if difficulty == 1:
        return story.finish(
            str(sale),
            f"How many {things} a week are for sale?",
            f"How many {things} does the family sell in a week?",
        )
    weeks = rng.randint(2, 12)
    total = sale * weeks
    story.step(f"In {weeks} weeks there are ${weeks} \\cdot {sale} = {total}$.")
    if difficulty == 2:
        return story.finish(
            str(total),
            f"How many {things} are for sale in {weeks} weeks?",
            f"How many {things} can be sold in {weeks} weeks?",
        )
    packs, loose = divmod(total, size)
    price = 5 * rng.randint(60, 500)
    story.say(
        f"After {weeks} weeks all of these are put into {plural(pack)} of {size}, and the full ones are sold for {dollars(price)} each.",
        f"After {weeks} weeks they are sold in full {plural(pack)} of {size} at {dollars(price)} each.",
    )
    if loose:
        story.step(
            f"They fill {count(packs, pack)}: ${size} \\cdot {packs} + {loose} = {total}$ with ${loose} < {size}$."
        )
    else:
        story.step(f"They fill ${total} \\div {size} = {packs}$ {noun(packs, pack)}.")
    income = packs * price
    story.step(f"These bring ${packs} \\cdot {dollars(price)} = {dollars(income)}$.")
    if difficulty == 3:
        return story.finish(
            dollars(income),
            f"How much money does {x} take in?",
            "How much do the full packs bring in?".replace("packs", plural(pack)),
        )
    feed = 5 * rng.randint(100, 900)
    story.say(
        f"The upkeep of the {plural(animal)} costs {dollars(feed)} a week.",
        f"Each week {x} spends {dollars(feed)} on the {plural(animal)}.",
    )
    cost = feed * weeks
    if cost >= income:
        return eggs(rng, difficulty)
    story.step(f"The upkeep costs ${weeks} \\cdot {dollars(feed)} = {dollars(cost)}$.")
    gain = income - cost
    story.step(f"The gain is ${dollars(income)} - {dollars(cost)} = {dollars(gain)}$.")
    if difficulty == 4:
        return story.finish(
            dollars(gain),
            f"How much does {x} gain in those {weeks} weeks?",
            "What is the gain after all this?",
        )
    if gain % weeks:
        return eggs(rng, difficulty)
    story.step(f"Per week this is ${dollars(gain)} \\div {weeks} = {dollars(gain // weeks)}$.")
    return story.finish(
        dollars(gain // weeks),
        "How much is the average gain per week?",
        f"What does {x} gain per week on average?",
    )
