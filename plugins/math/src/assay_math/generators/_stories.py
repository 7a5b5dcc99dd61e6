"""Story skeletons of the word problems: each tells a story in stages and knows what every stage changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from assay import Draft
from assay_math.generators._words import capital, count, dollars, noun, people, plural
from assay_math.generators._write import worked


@dataclass(slots=True)
class Story:
    """The sentences of a problem and the steps of its solution, as they come."""

    rng: random.Random
    text: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def say(self, *variants: str) -> None:
        """One of several wordings of the next sentence."""
        self.text.append(self.rng.choice(variants))

    def step(self, sentence: str) -> None:
        self.steps.append(sentence)

    def finish(self, answer: str, *questions: str) -> Draft:
        self.say(*questions)
        return worked(" ".join(self.text), self.steps, answer)


Skeleton = Callable[[random.Random, int], Draft]


def collection(rng: random.Random, difficulty: int) -> Draft:
    """Things that come and go."""
    story = Story(rng)
    x, y, z = people(rng, 3)
    thing, pack = rng.choice(
        (("sticker", "sheet"), ("marble", "bag"), ("trading card", "pack"), ("stamp", "envelope"), ("bead", "box"),
         ("seashell", "bucket"), ("crayon", "box"), ("photo", "album"), ("button", "jar"), ("coin", "roll"))
    )  # fmt: skip
    things = plural(thing)
    total = rng.randint(20, 300)
    story.say(
        f"{x} has {count(total, thing)}.",
        f"{x} owns {count(total, thing)}.",
        f"At first {x} has {count(total, thing)}.",
    )
    events = ["packs", "gives", "wins", "share", "swap"]
    order = rng.sample(events[:3], 2) if difficulty <= 2 else rng.sample(events, min(difficulty, 5))
    if difficulty == 1:
        order = [rng.choice(("gives", "wins")), "packs"]
    for event in order:
        if event == "packs":
            packs, each = rng.randint(2, 9), rng.randint(4, 24)
            story.say(
                f"{x.he.capitalize()} buys {count(packs, pack)} with {count(each, thing)} in each.",
                f"Then {x.he} gets {count(packs, pack)} of {each} {things} each.",
            )
            new = total + packs * each
            story.step(f"The {plural(pack)} hold ${packs} \\cdot {each} = {packs * each}$ {things}.")
            story.step(f"Now there are ${total} + {packs * each} = {new}$.")
        elif event == "gives":
            gone = rng.randint(3, total // 2)
            story.say(
                f"{x.he.capitalize()} gives {gone} of them to {y}.",
                f"{y} gets {gone} of them as a present.",
                f"{x.he.capitalize()} sells {gone} of them to {y}.",
            )
            new = total - gone
            story.step(f"After that {x.he} has ${total} - {gone} = {new}$.")
        elif event == "wins":
            more = rng.randint(5, 90)
            story.say(
                f"{x.he.capitalize()} finds {more} more in the attic.", f"Then {z} gives {x.him} {more} more."
            )
            new = total + more
            story.step(f"That makes ${total} + {more} = {new}$.")
        elif event == "share":
            part = next(p for p in [*rng.sample((2, 3, 4, 5, 6, 7, 8), 7), 1] if total % p == 0)
            if part == 1:
                continue
            name = {
                2: "half",
                3: "a third",
                4: "a quarter",
                5: "a fifth",
                6: "a sixth",
                7: "a seventh",
                8: "an eighth",
            }[part]
            story.say(
                f"Next {x.he} gives {name} of {x.his} {things} to {z}.",
                f"Then {x.he} passes {name} of all {x.his} {things} on to {z}.",
            )
            new = total - total // part
            story.step(f"{z} gets ${total} \\div {part} = {total // part}$.")
            story.step(f"So {x} keeps ${total} - {total // part} = {new}$.")
        else:
            away, back = rng.randint(2, 9), rng.randint(3, 8)
            story.say(
                f"{y} offers {x.him} {back} small {things} for every large one, and {x} trades in {away} large ones.",
                f"{x} trades in {away} large {things} to {y}, who gives {back} small ones for each.",
            )
            new = total - away + away * back
            story.step(f"The swap brings ${away} \\cdot {back} = {away * back}$ and costs {away}.")
            story.step(f"So there are ${total} + {away * back} - {away} = {new}$.")
        total = new
    if difficulty >= 4:
        boxes = next(p for p in (8, 9, 7, 6, 5, 4, 3, 2, 1) if total % p == 0)
        if boxes > 1:
            story.say(
                f"In the end {x.he} puts all {things} into {count(boxes, 'box')} with equally many in each."
            )
            story.step(f"Each box gets ${total} \\div {boxes} = {total // boxes}$.")
            return story.finish(
                str(total // boxes),
                f"How many {things} are in one box?",
                f"How many {things} does one box hold?",
            )
    return story.finish(
        str(total), f"How many {things} does {x} have now?", f"How many {things} does {x} have in the end?"
    )


def wages(rng: random.Random, difficulty: int) -> Draft:
    """Earning, spending and saving for something."""
    story = Story(rng)
    x = people(rng, 1)[0]
    rate, hours, days = 50 * rng.randint(20, 60), rng.randint(3, 8), rng.randint(3, 6)
    job, place = rng.choice(
        (("washes cars", "at a garage"), ("waters plants", "at a nursery"), ("serves coffee", "in a café"), ("walks dogs", "for an agency"),
         ("sorts parcels", "in a warehouse"), ("tutors pupils", "at a school"), ("stocks shelves", "in a supermarket"))
    )  # fmt: skip
    he = x.he.capitalize()
    story.say(
        f"{x} {job} {place} for {dollars(rate)} an hour.",
        f"{x} {job} {place} and earns {dollars(rate)} per hour.",
    )
    if difficulty == 1:
        spent = 25 * rng.randint(4, rate * hours // 25 - 4)
        story.say(f"One day {x.he} works {hours} hours and spends {dollars(spent)} of the pay on a gift.",
                  f"After {hours} hours of work {x.he} buys a book for {dollars(spent)}.")  # fmt: skip
        story.step(f"{x} earns ${hours} \\cdot {dollars(rate)} = {dollars(hours * rate)}$.")
        left = hours * rate - spent
        story.step(f"What is left is ${dollars(hours * rate)} - {dollars(spent)} = {dollars(left)}$.")
        return story.finish(
            dollars(left), f"How much of the money does {x} have left?", f"How much money remains to {x}?"
        )
    story.say(
        f"{he} works {hours} hours a day on {days} days a week.",
        f"Every week {x.he} works on {days} days, {hours} hours each.",
    )
    week = rate * hours * days
    story.step(f"In a week {x} works ${days} \\cdot {hours} = {days * hours}$ hours.")
    story.step(f"That brings ${days * hours} \\cdot {dollars(rate)} = {dollars(week)}$.")
    if difficulty >= 4:
        extra, more = rng.randint(2, 6), 50 * rng.randint(3, 12)
        bonus = extra * (rate + more)
        story.say(
            f"On Sundays {x.he} works another {extra} hours and is paid {dollars(more)} more per hour.",
            f"For {extra} extra hours on the weekend the pay is {dollars(more)} higher per hour.",
        )
        story.step(f"An extra hour pays ${dollars(rate)} + {dollars(more)} = {dollars(rate + more)}$.")
        story.step(f"The extra hours bring ${extra} \\cdot {dollars(rate + more)} = {dollars(bonus)}$.")
        story.step(f"In all that is ${dollars(week)} + {dollars(bonus)} = {dollars(week + bonus)}$ a week.")
        week += bonus
    cost = 50 * rng.randint(20, max(21, week // 100))
    what = rng.choice(("food and rent", "rent and bus fares", "food and clothes", "living costs"))
    story.say(
        f"{he} spends {dollars(cost)} a week on {what}.", f"Each week {dollars(cost)} of it goes to {what}."
    )
    saved = week - cost
    story.step(f"Each week {x} saves ${dollars(week)} - {dollars(cost)} = {dollars(saved)}$.")
    if difficulty == 2:
        return story.finish(
            dollars(saved), f"How much does {x} save in a week?", f"What does {x} have left each week?"
        )
    if difficulty in (3, 4):
        weeks = rng.randint(2, 12)
        story.step(f"In {weeks} weeks that is ${weeks} \\cdot {dollars(saved)} = {dollars(weeks * saved)}$.")
        return story.finish(
            dollars(weeks * saved),
            f"How much does {x} save in {weeks} weeks?",
            f"How much money has {x} put aside after {weeks} weeks?",
        )
    weeks = rng.randint(3, 14)
    start = 500 * rng.randint(2, 60)
    goal = start + saved * (weeks - 1) + rng.randint(1, saved // 100) * 100
    item = rng.choice(
        ("a used car", "a motorbike", "a piano", "a journey", "a set of tools", "a sailing course")
    )
    story.say(
        f"{he} already has {dollars(start)} and wants to buy {item} for {dollars(goal)}.",
        f"With {dollars(start)} in the bank, {x.he} is saving for {item} that costs {dollars(goal)}.",
    )
    need = goal - start
    story.step(f"Still missing is ${dollars(goal)} - {dollars(start)} = {dollars(need)}$.")
    story.step(
        f"After {count(weeks - 1, 'week')} {x} has ${weeks - 1} \\cdot {dollars(saved)} = {dollars((weeks - 1) * saved)}$, "
        f"after {weeks} weeks ${weeks} \\cdot {dollars(saved)} = {dollars(weeks * saved)}$."
    )
    story.step(f"Only the second is enough: ${dollars(weeks * saved)} \\ge {dollars(need)}$.")
    return story.finish(
        str(weeks),
        f"After how many full weeks can {x} pay for it?",
        f"How many whole weeks does {x} have to save?",
    )


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


def reading(rng: random.Random, difficulty: int) -> Draft:
    """A book read at changing speed, or any long task with a daily portion."""
    story = Story(rng)
    x = people(rng, 1)[0]
    long, page, does, done = rng.choice(
        (("book", "page", "reads", "read"), ("mosaic", "tile", "lays", "laid"), ("quilt", "patch", "sews", "sewn"),
         ("script", "page", "copies", "copied"), ("puzzle book", "puzzle", "solves", "solved"), ("orchard", "tree", "prunes", "pruned"))
    )  # fmt: skip
    pages = plural(page)
    first, days = rng.randint(8, 40), rng.randint(3, 9)
    part = first * days
    he = x.he.capitalize()
    if difficulty == 1:
        rest = rng.randint(10, 250)
        story.say(f"A {long} has {part + rest} {pages}.", f"{x}'s {long} has {part + rest} {pages}.")
        story.say(
            f"{x} {does} {first} {pages} a day for {days} days.",
            f"For {days} days {x} {does} {count(first, page)} daily.",
        )
        story.step(f"In {days} days {x} {does} ${days} \\cdot {first} = {part}$ {pages}.")
        story.step(f"There are ${part + rest} - {part} = {rest}$ left.")
        return story.finish(
            str(rest), f"How many {pages} are left?", f"How many {pages} remain to be {done}?"
        )
    more, later = rng.randint(2, 15), rng.randint(2, 8)
    second = first + more
    left_days = rng.randint(2, 9)
    last = rng.randint(5, 45)
    rest = last * left_days
    total = part + second * later + rest
    story.say(f"A {long} has {total} {pages}.", f"{x} has a {long} of {total} {pages}.")
    story.say(
        f"For {days} days {x} {does} {count(first, page)} a day.",
        f"In the first {days} days {x} {does} {first} {pages} daily.",
    )
    story.step(f"In the first {days} days {x} {does} ${days} \\cdot {first} = {part}$ {pages}.")
    story.say(
        f"On each of the next {later} days {x.he} {does} {more} {pages} more than before.",
        f"Then {x.he} {does} {more} {pages} more per day for {later} days.",
    )
    story.step(
        f"After that it is ${first} + {more} = {second}$ a day, or ${later} \\cdot {second} = {later * second}$ in {later} days."
    )
    so_far = part + later * second
    story.step(f"So far that is ${part} + {later * second} = {so_far}$.")
    story.step(f"There are ${total} - {so_far} = {rest}$ left.")
    if difficulty == 2:
        return story.finish(
            str(rest), f"How many {pages} are left?", f"How many {pages} does {x} still have to do?"
        )
    if difficulty == 3:
        story.say(
            f"{he} wants to finish in {left_days} more days.", f"The rest has to be done in {left_days} days."
        )
        story.step(f"That is ${rest} \\div {left_days} = {last}$ a day.")
        return story.finish(
            str(last),
            f"How many {pages} a day is that?",
            f"How many {pages} must be {done} on each of these days?",
        )
    minutes = rng.randint(2, 9)
    story.say(
        f"One {page} takes {x.him} {minutes} minutes, and the rest is spread evenly over {left_days} days.",
        f"{he} needs {minutes} minutes for one {page} and divides the rest equally among {left_days} days.",
    )
    story.step(f"On each of the last days there are ${rest} \\div {left_days} = {last}$ {pages}.")
    story.step(f"They take ${last} \\cdot {minutes} = {last * minutes}$ minutes a day.")
    if difficulty == 4:
        return story.finish(
            str(last * minutes),
            f"How many minutes does {x} need on each of those days?",
            "How many minutes a day are needed for the rest?",
        )
    story.step(
        f"In {left_days} days these are ${left_days} \\cdot {last * minutes} = {left_days * last * minutes}$ minutes."
    )
    before = so_far * minutes
    story.step(f"The part before took ${so_far} \\cdot {minutes} = {before}$ minutes.")
    gap = abs(before - left_days * last * minutes)
    high, low = max(before, left_days * last * minutes), min(before, left_days * last * minutes)
    story.step(f"The difference is ${high} - {low} = {gap}$.")
    return story.finish(
        str(gap),
        f"By how many minutes do the time for the first {days + later} days and the time for the rest differ?",
    )


def outing(rng: random.Random, difficulty: int) -> Draft:
    """A class trip with buses and tickets."""
    story = Story(rng)
    classes, pupils = rng.randint(3, 9), rng.randint(18, 30)
    adults = rng.randint(classes, 3 * classes)
    children = classes * pupils
    place = rng.choice(
        (
            "a zoo",
            "a museum",
            "a castle",
            "an aquarium",
            "a science centre",
            "a theatre",
            "a farm",
            "a planetarium",
        )
    )
    story.say(f"{capital(count(classes, 'class'))} of {pupils} pupils each go on a trip to {place}.",
              f"A school takes {classes} classes with {pupils} pupils each to {place}.")  # fmt: skip
    story.say(
        f"{capital(count(adults, 'adult'))} come along.", f"They are accompanied by {count(adults, 'adult')}."
    )
    everyone = children + adults
    story.step(f"There are ${classes} \\cdot {pupils} = {children}$ pupils.")
    if difficulty in (1, 2, 5):
        story.step(f"With the adults there are ${children} + {adults} = {everyone}$ people.")
    if difficulty == 1:
        return story.finish(
            str(everyone), "How many people go on the trip?", "How many people is that altogether?"
        )
    seats = rng.choice((28, 32, 36, 40, 45, 48, 50, 52, 56))
    buses = -(-everyone // seats)
    if difficulty == 2:
        story.say(f"A bus has {seats} seats for them.", f"They go in buses with {seats} seats each.")
        _ceiling(story, everyone, seats, buses, "bus")
        return story.finish(
            str(buses), "How many buses are needed?", "What is the least number of buses they need?"
        )
    child, adult = 25 * rng.randint(12, 60), 25 * rng.randint(30, 110)
    story.say(
        f"A ticket costs {dollars(child)} for a pupil and {dollars(adult)} for an adult.",
        f"They pay {dollars(child)} for each pupil and {dollars(adult)} for each adult.",
    )
    tickets = children * child + adults * adult
    story.step(
        f"The pupils' tickets cost ${children} \\cdot {dollars(child)} = {dollars(children * child)}$."
    )
    story.step(f"The adults' tickets cost ${adults} \\cdot {dollars(adult)} = {dollars(adults * adult)}$.")
    story.step(
        f"All tickets cost ${dollars(children * child)} + {dollars(adults * adult)} = {dollars(tickets)}$."
    )
    if difficulty == 3:
        return story.finish(
            dollars(tickets), "How much do all the tickets cost?", "What is the total price of the tickets?"
        )
    if difficulty == 4:
        fund = 100 * rng.randint(2, max(3, tickets // 200))
        story.say(f"The parents' club pays {dollars(fund)} of this.", f"A fund covers {dollars(fund)}.")
        story.step(f"What remains is ${dollars(tickets)} - {dollars(fund)} = {dollars(tickets - fund)}$.")
        return story.finish(
            dollars(tickets - fund),
            "How much is left to pay?",
            "How much money do the school and the families still pay?",
        )
    hire = 1000 * rng.randint(20, 70)
    story.say(
        f"They also hire buses with {seats} seats at {dollars(hire)} each, as few as possible.",
        f"Buses with {seats} seats cost {dollars(hire)} each, and they order no more than they need.",
    )
    _ceiling(story, everyone, seats, buses, "bus")
    total = tickets + buses * hire
    story.step(f"The buses cost ${buses} \\cdot {dollars(hire)} = {dollars(buses * hire)}$.")
    story.step(f"The trip costs ${dollars(tickets)} + {dollars(buses * hire)} = {dollars(total)}$.")
    return story.finish(
        dollars(total), "What does the whole trip cost?", "How much do tickets and buses cost together?"
    )


def _ceiling(story: Story, people_: int, seats: int, needed: int, what: str) -> None:
    if needed == 1:
        story.step(f"One {what} is enough, because ${people_} \\le {seats}$.")
        return
    full = (needed - 1) * seats
    story.step(
        f"{capital(count(needed - 1, what))} hold{'s' if needed == 2 else ''} ${needed - 1} \\cdot {seats} = {full}$, which is too "
        f"few since ${full} < {people_}$; {needed} hold ${needed} \\cdot {seats} = {needed * seats}$."
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


def party(rng: random.Random, difficulty: int) -> Draft:
    """Guests, portions, packs and the bill."""
    story = Story(rng)
    x, y, z = people(rng, 3)
    guests, each = rng.randint(8, 40), rng.randint(2, 5)
    food, pack, size = rng.choice(
        (("slice of pizza", "pizza", 8), ("sausage", "pack", 6), ("can of lemonade", "crate", 24), ("spring roll", "box", 10),
         ("sandwich", "platter", 15), ("dumpling", "tray", 20), ("meatball", "bag", 25), ("ice-cream cone", "box", 12))
    )  # fmt: skip
    foods = plural(food)
    story.say(f"{x} invites {guests} guests and reckons with {each} {foods} for each of them.",
              f"For {x}'s party with {guests} guests, {each} {foods} per guest are planned.")  # fmt: skip
    needed = guests * each
    story.step(f"The guests need ${guests} \\cdot {each} = {needed}$ {foods}.")
    own = rng.randint(2, 12)
    story.say(
        f"{x.he.capitalize()} adds {own} more, to be safe.", f"As a reserve there should be {own} more."
    )
    total = needed + own
    story.step(f"With the reserve it is ${needed} + {own} = {total}$.")
    if difficulty == 1:
        return story.finish(
            str(total), f"How many {foods} does {x} need?", f"How many {foods} is that altogether?"
        )
    packs = -(-total // size)
    story.say(
        f"They come only in whole {plural(pack)} of {size}."
        if pack != "pizza"
        else f"A pizza has {size} slices."
    )
    _ceiling(story, total, size, packs, pack)
    if difficulty == 2:
        return story.finish(
            str(packs),
            f"How many {plural(pack)} does {x} have to buy?",
            f"What is the least number of {plural(pack)} to buy?",
        )
    price = 5 * rng.randint(70, 400)
    story.say(f"One {pack} costs {dollars(price)}.", f"The price of one {pack} is {dollars(price)}.")
    bill = packs * price
    story.step(f"That costs ${packs} \\cdot {dollars(price)} = {dollars(bill)}$.")
    if difficulty == 3:
        return story.finish(
            dollars(bill), f"How much does {x} pay for them?", f"What do the {plural(pack)} cost?"
        )
    music = 500 * rng.randint(6, 50)
    story.say(
        f"The decoration costs another {dollars(music)}.", f"In addition the room costs {dollars(music)}."
    )
    both = bill + music
    story.step(f"Together: ${dollars(bill)} + {dollars(music)} = {dollars(both)}$.")
    if difficulty == 4:
        return story.finish(dollars(both), "How much do both together cost?", "What is the total cost?")
    gift = 100 * rng.randint(5, max(6, both // 300))
    story.say(
        f"{x}'s grandmother gives {dollars(gift)} towards it.", f"{x} has {dollars(gift)} set aside for this."
    )
    rest = both - gift
    story.step(f"Still to pay is ${dollars(both)} - {dollars(gift)} = {dollars(rest)}$.")
    if rest % 3:
        return party(rng, difficulty)
    story.say(
        f"{x}, {y} and {z} share the rest equally.", f"The rest is divided equally among {x}, {y} and {z}."
    )
    story.step(f"Each pays ${dollars(rest)} \\div 3 = {dollars(rest // 3)}$.")
    return story.finish(
        dollars(rest // 3),
        f"How much does {y} pay?",
        f"What is {z}'s share?",
        "How much does each of the three pay?",
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


STORIES: tuple[Skeleton, ...] = (collection, wages, bakery, reading, outing, harvest, party, fundraiser, eggs)
