"""Ratios: sharing, direct and inverse proportion, maps and models."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, generator
from assay_math.generators._words import Person, capital, count, decimal, listing, people, plural, times
from assay_math.generators._write import VERIFIERS, num, worked

_THINGS = (
    "marble",
    "sticker",
    "card",
    "stamp",
    "shell",
    "coin",
    "badge",
    "bead",
    "sweet",
    "nut",
    "token",
    "pencil",
)


def _parts(rng: random.Random, how_many: int, high: int) -> list[int]:
    """Different whole numbers without a common factor."""
    while True:
        parts = rng.sample(range(1, high + 1), how_many)
        if gcd(*parts) == 1:
            return parts


@generator("math.ratio_sharing", verifiers=VERIFIERS, min_step_coverage=1.0)
def ratio_sharing(rng: random.Random, difficulty: int) -> Draft:
    """Share things in a given ratio.

    Difficulty 1: between two. 2: among three. 3: from the difference of two shares. 4: chained
    ratios a : b and b : c. 5: the ratio before and after some are handed over.
    """
    thing = rng.choice(_THINGS)
    if difficulty == 4:
        return _chained(rng, thing)
    if difficulty == 5:
        return _handed_over(rng, thing)
    who = people(rng, 2 if difficulty != 2 else 3)
    parts = _parts(rng, len(who), 9 if difficulty == 1 else 15)
    unit = rng.randint(2, 20 if difficulty == 1 else 60)
    total = unit * sum(parts)
    names, ratio = listing([str(p) for p in who]), " : ".join(map(str, parts))
    i = rng.randrange(len(who))
    if difficulty <= 2:
        prompt = rng.choice(
            (
                f"{names} share {count(total, thing)} in the ratio ${ratio}$. How many {plural(thing)} does {who[i]} get?",
                f"{count(total, thing)} are divided among {names} in the ratio ${ratio}$. How many go to {who[i]}?"
                if len(who) > 2
                else f"{count(total, thing)} are divided between {names} in the ratio ${ratio}$. How many go to {who[i]}?",
                f"Split {count(total, thing)} in the ratio ${ratio}$ for {names}. What is {who[i]}'s share?",
                f"The {plural(thing)} of {names} are in the ratio ${ratio}$, and together they have {total}. "
                f"How many belong to {who[i]}?",
            )
        )
        summed = " + ".join(map(str, parts))
        steps = [
            f"There are ${summed} = {sum(parts)}$ parts.",
            f"One part is ${total} \\div {sum(parts)} = {unit}$.",
            f"{who[i]}'s {parts[i]} {'part' if parts[i] == 1 else 'parts'} make ${parts[i]} \\cdot {unit} = {parts[i] * unit}$.",
        ]
        return worked(prompt, steps, str(parts[i] * unit))
    more, less = (0, 1) if parts[0] > parts[1] else (1, 0)
    gap = parts[more] - parts[less]
    prompt = rng.choice(
        (
            f"{names} share some {plural(thing)} in the ratio ${ratio}$. {who[more]} gets {gap * unit} more than {who[less]}. "
            f"How many {plural(thing)} are there in all?",
            f"The numbers of {plural(thing)} that {names} own are in the ratio ${ratio}$. {who[less]} has {gap * unit} fewer "
            f"than {who[more]}. How many do they have altogether?",
            f"When {plural(thing)} are shared between {names} in the ratio ${ratio}$, {who[more]} receives {gap * unit} more than "
            f"{who[less]}. How many {plural(thing)} were shared?",
            f"{who[more]} has {gap * unit} more {plural(thing)} than {who[less]}. The ratio of {who[0]}'s to {who[1]}'s is "
            f"${ratio}$. Find the total number of {plural(thing)}.",
        )
    )
    steps = [
        f"The shares differ by ${parts[more]} - {parts[less]} = {gap}$ {'part' if gap == 1 else 'parts'}.",
        f"One part is ${gap * unit} \\div {gap} = {unit}$.",
        f"In all there are ${parts[0]} + {parts[1]} = {sum(parts)}$ parts.",
        f"That makes ${sum(parts)} \\cdot {unit} = {total}$.",
    ]
    return worked(prompt, steps, str(total))


def _chained(rng: random.Random, thing: str) -> Draft:
    a, b = _parts(rng, 2, 12)
    c, d = _parts(rng, 2, 12)
    if b == c or a == d:
        return _chained(rng, thing)
    shared = b * c // gcd(b, c)
    parts = [a * (shared // b), shared, d * (shared // c)]
    unit = rng.randint(2, 20)
    who = people(rng, 3)
    total = sum(parts) * unit
    i = rng.randrange(3)
    prompt = rng.choice(
        (
            f"{who[0]} and {who[1]} have {plural(thing)} in the ratio ${a} : {b}$, {who[1]} and {who[2]} in the ratio "
            f"${c} : {d}$. Together the three have {total}. How many does {who[i]} have?",
            f"The ratio of {who[0]}'s {plural(thing)} to {who[1]}'s is ${a} : {b}$, and the ratio of {who[1]}'s to {who[2]}'s is "
            f"${c} : {d}$. All three own {total}. How many of them are {who[i]}'s?",
            f"{count(total, thing)} are shared so that {who[0]} and {who[1]} get them in the ratio ${a} : {b}$ and {who[1]} and "
            f"{who[2]} in the ratio ${c} : {d}$. What is {who[i]}'s share?",
            f"Three children share {count(total, thing)}. For {who[0]} and {who[1]} the ratio is ${a} : {b}$, for {who[1]} and "
            f"{who[2]} it is ${c} : {d}$. How many {plural(thing)} does {who[i]} get?",
        )
    )
    summed = " + ".join(map(str, parts))
    steps = [
        f"Make {who[1]}'s parts equal in both ratios: $\\operatorname{{lcm}}({b}, {c}) = {shared}$.",
        f"Then {who[0]} has ${a} \\cdot {shared // b} = {parts[0]}$ {'part' if parts[0] == 1 else 'parts'} and {who[2]} has "
        f"${d} \\cdot {shared // c} = {parts[2]}$ {'part' if parts[2] == 1 else 'parts'}.",
        f"In all there are ${summed} = {sum(parts)}$ parts, and one part is ${total} \\div {sum(parts)} = {unit}$.",
        f"{who[i]} has ${parts[i]} \\cdot {unit} = {parts[i] * unit}$.",
    ]
    return worked(prompt, steps, str(parts[i] * unit))


def _handed_over(rng: random.Random, thing: str) -> Draft:
    a, b = _parts(rng, 2, 12)
    c, d = _parts(rng, 2, 12)
    # the total stays the same: a share of a/(a+b) becomes c/(c+d)
    before, after = Fraction(a, a + b), Fraction(c, c + d)
    if before <= after:
        (a, b), (c, d) = (c, d), (a, b)
        before, after = after, before
    step = (a + b) * (c + d) // gcd(a + b, c + d)
    if before == after or step > 240:
        return _handed_over(rng, thing)
    total = step * rng.randint(1, max(1, 600 // step))
    given = int((before - after) * total)
    first, second = people(rng, 2)
    i = rng.choice((0, 1))
    start = int(before * total)
    asked, value = (
        (f"How many did {first} have at first?", start)
        if i == 0
        else (f"How many does {second} have in the end?", total - start + given)
    )
    prompt = rng.choice(
        (
            f"The ratio of {first}'s {plural(thing)} to {second}'s is ${a} : {b}$. After {first} gives {second} {given}, the "
            f"ratio is ${c} : {d}$. {asked}",
            f"{first} and {second} have {plural(thing)} in the ratio ${a} : {b}$. Then {first} hands {given} over to {second}, "
            f"which makes the ratio ${c} : {d}$. {asked}",
            f"At first {first} and {second} own {plural(thing)} in the ratio ${a} : {b}$. {first} loses {given} of "
            f"{first.his} to {second}, and now the ratio is ${c} : {d}$. {asked}",
            f"{first} gives {second} {count(given, thing)}. This changes the ratio of {first}'s {plural(thing)} to {second}'s "
            f"from ${a} : {b}$ to ${c} : {d}$. {asked}",
        )
    )
    steps = [
        f"The total does not change. {first} has $\\frac{{{a}}}{{{a} + {b}}} = {num(before)}$ of it before and "
        f"$\\frac{{{c}}}{{{c} + {d}}} = {num(after)}$ after.",
        f"So {given} {'is' if given == 1 else 'are'} the share ${num(before)} - {num(after)} = {num(before - after)}$.",
        f"The total is ${given} \\div {num(before - after)} = {total}$.",
        f"At first {first} has ${num(before)} \\cdot {total} = {start}$.",
    ]
    if i:
        steps.append(f"In the end {second} has ${total} - {start} + {given} = {value}$.")
    return worked(prompt, steps, str(value))


_WORKERS = (
    ("painter", "paint {n} rooms"),
    ("gardener", "plant {n} trees"),
    ("baker", "bake {n} cakes"),
    ("bricklayer", "lay {n} bricks"),
    ("machine", "fill {n} bottles"),
    ("printer", "print {n} posters"),
    ("tailor", "sew {n} shirts"),
    ("robot", "pack {n} boxes"),
)


@generator("math.proportion", verifiers=VERIFIERS, min_step_coverage=1.0)
def proportion(rng: random.Random, difficulty: int) -> Draft:
    """Direct and inverse proportion.

    Difficulty 1: more of the same, whole numbers. 2: recipes with amounts that are
    not whole. 3: inverse proportion. 4: two proportions at once. 5: a change halfway through.
    """
    if difficulty <= 2:
        return _direct(rng, difficulty)
    if difficulty == 3:
        return _inverse(rng)
    if difficulty == 4:
        return _double(rng)
    return _halfway(rng)


def _direct(rng: random.Random, difficulty: int) -> Draft:
    n, m = rng.sample(range(2, 15 if difficulty == 1 else 40), 2)
    thing, unit, whole = rng.choice(
        (("pancake", "grams of flour", 30), ("muffin", "grams of sugar", 20), ("shirt", "buttons", 9),
         ("necklace", "beads", 40), ("bookshelf", "screws", 24), ("lamp", "metres of wire", 6), ("curtain", "metres of cloth", 5),
         ("candle", "grams of wax", 150), ("model plane", "sticks", 30), ("bowl of soup", "millilitres of broth", 300))
    )  # fmt: skip
    per = (
        Fraction(rng.randint(2, whole))
        if difficulty == 1
        else Fraction(rng.randint(3, 4 * whole), rng.choice((2, 4)))
    )
    if unit in ("buttons", "beads", "screws", "sticks"):
        per = Fraction(max(2, int(per)))
    total, wanted = per * n, per * m
    asked = f"{count(m, thing)}"
    prompt = rng.choice(
        (
            f"{count(n, thing)} need {decimal(total)} {unit}. How many {unit} do {asked} need?",
            f"A workshop uses {decimal(total)} {unit} for {count(n, thing)}. How many {unit} does it use for {asked}?",
            f"For {count(n, thing)} one needs {decimal(total)} {unit}. At the same rate, how many {unit} are needed for {asked}?",
            f"If {decimal(total)} {unit} are enough for exactly {count(n, thing)}, how many {unit} are needed to make {asked}?",
        )
    )
    steps = [
        f"One {thing} needs ${decimal(total)} \\div {n} = {decimal(per)}$ {unit}.",
        f"{capital(count(m, thing))} need ${m} \\cdot {decimal(per)} = {decimal(wanted)}$ {unit}.",
    ]
    return worked(prompt, steps, decimal(wanted))


def _inverse(rng: random.Random) -> Draft:
    worker, _ = rng.choice(_WORKERS)
    n, days = rng.randint(2, 40), rng.randint(3, 60)
    work = n * days
    choices = [m for m in range(2, 61) if work % m == 0 and m != n and work // m > 1]
    if not choices:
        return _inverse(rng)
    m = rng.choice(choices)
    unit = rng.choice(("day", "hour"))
    subject = rng.choice(("a job", "a large order", "an order", "a contract"))
    prompt = rng.choice(
        (
            f"{capital(count(n, worker))} finish {subject} in {count(days, unit)}. How many {unit}s would {count(m, worker)} need "
            "at the same pace?",
            f"It takes {count(n, worker)} {count(days, unit)} to complete {subject}. How long in {unit}s do {count(m, worker)} "
            "take if all work equally fast?",
            f"{capital(subject)} is done by {count(n, worker)} in {count(days, unit)}. In how many {unit}s is it done by "
            f"{count(m, worker)} working at the same rate?",
            f"If {count(n, worker)} need {count(days, unit)} for {subject}, how many {unit}s do {count(m, worker)} need for it? "
            "All work at the same rate.",
        )
    )
    steps = [
        f"The whole work takes one {worker} ${n} \\cdot {days} = {work}$ {unit}s.",
        f"Shared by {m}, it takes ${work} \\div {m} = {work // m}$ {unit}s.",
    ]
    return worked(prompt, steps, str(work // m))


def _double(rng: random.Random) -> Draft:
    worker, task = rng.choice(_WORKERS)
    rate = rng.randint(2, 12)  # pieces by one worker in one hour
    n, hours, m, other = (rng.randint(2, 14) for _ in range(4))
    if n == m or hours == other:
        return _double(rng)
    made, wanted = rate * n * hours, rate * m * other
    first, second = task.format(n=made), task.format(n=wanted)
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"{capital(count(n, worker))} {first} in {count(hours, 'hour')}. "
                f"How many hours do {count(m, worker)} need to {second}?",
                f"It takes {count(n, worker)} {count(hours, 'hour')} to {first}. At the same rate, how many hours does it take "
                f"{count(m, worker)} to {second}?",
            )
        )
        last, answer = f"{capital(count(m, worker))} need ${wanted} \\div {rate * m} = {other}$ hours.", other
        middle = f"In one hour {count(m, worker)} manage ${m} \\cdot {rate} = {rate * m}$."
    else:
        prompt = rng.choice(
            (
                f"{capital(count(n, worker))} {first} in {count(hours, 'hour')}. How many {plural(worker)} are needed to {second} "
                f"in {count(other, 'hour')}?",
                f"To {first} takes {count(n, worker)} {count(hours, 'hour')}. How many {plural(worker)}, equally fast, {second} in "
                f"{count(other, 'hour')}?",
            )
        )
        last, answer = f"So ${wanted} \\div {rate * other} = {m}$ {plural(worker)} are needed.", m
        middle = f"In {count(other, 'hour')} one {worker} manages ${other} \\cdot {rate} = {rate * other}$."
    steps = [
        f"In one hour {count(n, worker)} manage ${made} \\div {hours} = {rate * n}$.",
        f"In one hour one {worker} manages ${rate * n} \\div {n} = {rate}$.",
        middle,
        last,
    ]
    return worked(prompt, steps, str(answer))


def _halfway(rng: random.Random) -> Draft:
    n, days = rng.randint(4, 60), rng.randint(8, 50)
    gone = rng.randint(2, days - 3)
    rest = n * (days - gone)
    join = rng.choice(
        [k for k in range(-n // 2, 2 * n + 1) if k and n + k > 1 and rest % (n + k) == 0] or [0]
    )
    if not join:
        return _halfway(rng)
    left = rest // (n + join)
    who, event = rng.choice(
        (
            ("hiker", "hikers"),
            ("sailor", "sailors"),
            ("climber", "climbers"),
            ("camper", "campers"),
            ("scientist", "scientists"),
        )
    )
    more = f"{count(join, who)} {'joins' if join == 1 else 'join'}" if join > 0 else (
        f"{count(-join, who)} {'leaves' if join == -1 else 'leave'}"
    )  # fmt: skip
    prompt = rng.choice(
        (
            f"{capital(count(n, who))} have food for {count(days, 'day')}. After {count(gone, 'day')}, {more} them. "
            f"For how many more days does the food last?",
            f"A camp of {count(n, who)} has supplies for {count(days, 'day')}. {capital(count(gone, 'day'))} later, {more} the "
            "camp. How many days will the remaining supplies last if everyone eats the same?",
            f"The water of {count(n, who)} would be enough for {count(days, 'day')}. When {count(gone, 'day')} "
            f"{'is' if gone == 1 else 'are'} over, {more} the group. How many days does the rest of the water last?",
            f"There are provisions for {count(n, who)} for {count(days, 'day')}. {capital(more)} the group after "
            f"{count(gone, 'day')}. For how many days after that is there food?",
        )
    )
    steps = [
        f"After {count(gone, 'day')} there is food for the {event} for ${days} - {gone} = {days - gone}$ days.",
        f"That is ${times([n, days - gone])} = {rest}$ daily portions.",
        f"Now there are ${n} {'+' if join > 0 else '-'} {abs(join)} = {n + join}$ people.",
        f"The food lasts ${rest} \\div {n + join} = {left}$ {'day' if left == 1 else 'days'}.",
    ]
    return worked(prompt, steps, str(left))


_SCALES = (
    10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 60_000, 75_000, 80_000, 100_000, 120_000, 125_000, 150_000,
    200_000, 250_000, 300_000, 400_000, 500_000,
)  # fmt: skip


@generator("math.map_scale", verifiers=VERIFIERS, min_step_coverage=1.0)
def map_scale(rng: random.Random, difficulty: int) -> Draft:
    """Maps, plans and models drawn to scale.

    Difficulty 1: from the map to metres. 2: from the map to kilometres. 3: from nature
    to the map. 4: the scale, or the distance on a second map. 5: areas.
    """
    walker: Person = people(rng, 1)[0]
    if difficulty == 1:
        scale = rng.choice((100, 200, 250, 400, 500, 1000, 2000))
        length = rng.randint(2, 60)
        real = length * scale
        prompt = rng.choice(
            (
                f"On a plan with scale $1 : {scale}$ a fence is {length} cm long. How many metres long is it in reality?",
                f"{walker} measures {length} cm on a plan drawn to $1 : {scale}$. How many metres is that in nature?",
                f"A plan has the scale $1 : {scale}$. How many metres does a line of {length} cm stand for?",
                f"A path measures {length} cm on a $1 : {scale}$ plan. What is its true length in metres?",
            )
        )
        steps = [
            f"In nature it is ${length} \\cdot {scale} = {real}$ centimetres.",
            f"A metre has 100 centimetres: ${real} \\div 100 = {decimal(Fraction(real, 100))}$.",
        ]
        return worked(prompt, steps, decimal(Fraction(real, 100)))
    scale = rng.choice(_SCALES)
    pair = rng.choice(
        ("towns", "villages", "mountain tops", "harbours", "castles", "stations", "islands", "farms")
    )
    place = rng.choice(
        ("river", "road", "railway line", "hiking trail", "canal", "ferry route", "cycle path", "pipeline")
    )
    length = Fraction(rng.randint(8, 600), 10)
    km = length * scale / 100_000
    if difficulty == 2:
        prompt = rng.choice(
            (
                f"On a map with scale $1 : {scale}$ two {pair} are {decimal(length)} cm apart. How many kilometres is that?",
                f"{walker} measures a {place} of {decimal(length)} cm on a $1 : {scale}$ map. How many kilometres long is it?",
                f"A map is drawn to $1 : {scale}$. Two {pair} are {decimal(length)} cm apart on it. What is their distance in kilometres?",
                f"A {place} is {decimal(length)} cm long on a map of scale $1 : {scale}$. How many kilometres long is it really?",
            )
        )
        cm = length * scale
        steps = [
            f"In nature it is ${decimal(length)} \\cdot {scale} = {decimal(cm)}$ centimetres.",
            f"A kilometre has 100000 centimetres: ${decimal(cm)} \\div 100000 = {decimal(km)}$.",
        ]
        return worked(prompt, steps, decimal(km))
    if difficulty == 3:
        prompt = rng.choice(
            (
                f"Two {pair} are {decimal(km)} km apart. How many centimetres apart are they on a $1 : {scale}$ map?",
                f"{walker} walks {decimal(km)} km. How many centimetres long is the walk on a map with scale $1 : {scale}$?",
                f"How many centimetres long is a {place} of {decimal(km)} km on a map drawn to $1 : {scale}$?",
                f"A map has the scale $1 : {scale}$. What length in centimetres does a {place} of {decimal(km)} km have on it?",
            )
        )
        steps = [
            f"In centimetres it is ${decimal(km)} \\cdot 100000 = {decimal(length * scale)}$.",
            f"On the map: ${decimal(length * scale)} \\div {scale} = {decimal(length)}$.",
        ]
        return worked(prompt, steps, decimal(length))
    if difficulty == 4:
        return _second_map(rng, scale, length)
    return _map_area(rng, scale)


def _second_map(rng: random.Random, scale: int, length: Fraction) -> Draft:
    other = rng.choice(
        [s for s in (10_000, 20_000, 25_000, 40_000, 50_000, 100_000, 200_000, 250_000) if s != scale]
    )
    second = length * scale / other
    if (second * 1000).denominator > 1:
        return _second_map(rng, scale, length + Fraction(1, 10))
    cm = length * scale
    place = rng.choice(("a lake", "a railway line", "a forest road", "the way between two huts", "a canal"))
    prompt = rng.choice(
        (
            f"On a $1 : {scale}$ map {place} is {decimal(length)} cm long. How many centimetres long is it on a "
            f"$1 : {other}$ map?",
            f"{capital(place)} measures {decimal(length)} cm on a map of scale $1 : {scale}$. What length in centimetres does it "
            f"have on a map of scale $1 : {other}$?",
            f"A map with scale $1 : {scale}$ shows {place} with a length of {decimal(length)} cm. A second map has the scale "
            f"$1 : {other}$. How many centimetres is the length there?",
            f"{capital(place)}, {decimal(length)} cm long on a $1 : {scale}$ map, is to be drawn at $1 : {other}$. "
            "How many centimetres long will it be?",
        )
    )
    steps = [
        f"In nature it is ${decimal(length)} \\cdot {scale} = {decimal(cm)}$ centimetres.",
        f"On the second map: ${decimal(cm)} \\div {other} = {decimal(second)}$.",
    ]
    return worked(prompt, steps, decimal(second))


def _map_area(rng: random.Random, scale: int) -> Draft:
    area = Fraction(rng.randint(4, 400), 4)
    side = Fraction(scale, 100_000)
    real = area * side * side
    place = rng.choice(("forest", "lake", "nature reserve", "island", "vineyard", "lagoon"))
    steps = [
        f"One centimetre stands for ${scale} \\div 100000 = {decimal(side)}$ kilometres.",
        f"One square centimetre stands for ${decimal(side)}^2 = {decimal(side**2)}$ square kilometres.",
    ]
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"On a $1 : {scale}$ map a {place} covers {decimal(area)} square centimetres. "
                "How many square kilometres is it in nature?",
                f"A map has the scale $1 : {scale}$. How large, in square kilometres, is a {place} that covers "
                f"{decimal(area)} square centimetres on it?",
            )
        )
        steps.append(f"So the area is ${decimal(area)} \\cdot {decimal(side**2)} = {decimal(real)}$.")
        answer = decimal(real)
    else:
        prompt = rng.choice(
            (
                f"A {place} has an area of {decimal(real)} square kilometres. How many square centimetres does it cover on a "
                f"$1 : {scale}$ map?",
                f"How many square centimetres does a {place} of {decimal(real)} square kilometres take up on a map drawn to "
                f"$1 : {scale}$?",
            )
        )
        steps.append(f"So on the map it is ${decimal(real)} \\div {decimal(side**2)} = {decimal(area)}$.")
        answer = decimal(area)
    return worked(prompt.replace("a island", "an island"), steps, answer)
