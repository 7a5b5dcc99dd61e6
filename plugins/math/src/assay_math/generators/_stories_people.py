"""Stories of what people own, earn, do and plan; each stage makes the problem longer."""

from __future__ import annotations

import random

from assay import Draft
from assay.evidence.english import plural
from assay_math.generators._story import Story, whole_packs
from assay_math.generators._words import a, capital, count, dollars, people


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
        story.say(
            f"{a(long).capitalize()} has {part + rest} {pages}.", f"{x}'s {long} has {part + rest} {pages}."
        )
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
    story.say(f"{a(long).capitalize()} has {total} {pages}.", f"{x} has {a(long)} of {total} {pages}.")
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
        whole_packs(story, everyone, seats, buses, "bus")
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
    whole_packs(story, everyone, seats, buses, "bus")
    total = tickets + buses * hire
    story.step(f"The buses cost ${buses} \\cdot {dollars(hire)} = {dollars(buses * hire)}$.")
    story.step(f"The trip costs ${dollars(tickets)} + {dollars(buses * hire)} = {dollars(total)}$.")
    return story.finish(
        dollars(total), "What does the whole trip cost?", "How much do tickets and buses cost together?"
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
    whole_packs(story, total, size, packs, pack)
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
