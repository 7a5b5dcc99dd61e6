"""Probability as a ratio of lengths, areas or times."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay_math.generators._forms import is_square, pi_times, reduced
from assay_math.generators._levels import problems
from assay_math.generators._tell import raised, redrawn, tell
from assay_math.generators._words import people
from assay_math.generators._write import num, worked

_QUESTIONS = (
    "What is the probability of this? Give an exact value.",
    "Find the exact probability of that.",
    "With what exact probability does this happen?",
    "How likely is that? Give the exact probability.",
)


@problems("math.geometric_probability", version=3)
def geometric_probability(rng: random.Random, difficulty: int) -> Draft:
    """Find a probability as a ratio of lengths, times or areas.

    Difficulty 1: lengths or waiting times. 2: rings and rectangles. 3: a coin thrown on tiles, or a square in
    a circle. 4: two people who meet. 5: two arrivals with different waits, or the sum of two numbers.
    """
    make = (
        rng.choice((_line, _waiting)), rng.choice((_ring, _rectangle)), rng.choice((_coin, _in_circle)), _meeting,
        rng.choice((_unequal, _sum_of_two)),
    )[difficulty - 1]  # fmt: skip
    return make(rng)


@redrawn
def _line(rng: random.Random) -> Draft | None:
    total, part = rng.randint(6, 90), rng.randint(2, 60)
    if part >= total - 1 or gcd(part, total) == 1:
        return None
    value = agree(Fraction(part, total), 1 - Fraction(total - part, total), what="the share")
    prompt = tell(
        rng,
        (
            "A power line ${t}$ km long is hit by lightning at a random point. On ${p}$ km of it the line runs through a forest. "
            "Consider that the forest part is hit.",
            "A straight road is ${t}$ km long, and mobile phones work on ${p}$ km of it. A car breaks down at a random point of the road, "
            "and the driver hopes to have a signal there.",
            "A rope of ${t}$ metres has a painted stretch of ${p}$ metres. It tears at a random point; the question is whether the tear is "
            "in the painted stretch.",
            "A point is chosen at random on a segment of length ${t}$. It may fall into a marked part of length ${p}$.",
            "A pipe of ${t}$ metres has a leak at a random place. ${p}$ metres of the pipe lie under a building, and the leak may be there.",
        ),
        _QUESTIONS,
        t=total, p=part,
    )  # fmt: skip
    steps = [f"All points are equally likely, so compare lengths: ${reduced(part, total)}$."]
    return worked(rng, prompt, steps, num(value))


@redrawn
def _waiting(rng: random.Random) -> Draft | None:
    every, most = rng.choice((6, 8, 9, 10, 12, 15, 20, 24, 30, 40, 45, 60)), rng.randint(1, 40)
    if most >= every - 1:
        return None
    longer = rng.random() < 0.5
    part = every - most if longer else most
    if gcd(part, every) == 1:
        return None
    value = agree(Fraction(part, every), 1 - Fraction(every - part, every), what="the share")
    (person,) = people(rng, 1)
    prompt = tell(
        rng,
        (
            "A bus leaves a stop every ${e}$ minutes. {name} comes to the stop at a random moment and waits {how} ${m}$ minutes.",
            "Trains of an underground line run exactly every ${e}$ minutes. {name} reaches the platform without looking at the clock and has "
            "to wait {how} ${m}$ minutes.",
            "A lighthouse flashes once every ${e}$ seconds. {name} looks up at a random moment and sees the next flash after {how} ${m}$ seconds.",
            "A ferry crosses a river every ${e}$ minutes. {name} arrives at a random time, and the next ferry leaves after {how} ${m}$ minutes.",
        ),
        _QUESTIONS,
        e=every, m=most, name=person.name, how="more than" if longer else "at most",
    )  # fmt: skip
    if longer:
        steps = [
            f"The wait is spread evenly over ${every}$, and longer ones fill ${every} - {most} = {part}$ of it.",
            f"Compare: ${reduced(part, every)}$.",
        ]
    else:
        steps = [f"The wait is spread evenly over ${every}$, so compare: ${reduced(part, every)}$."]
    return worked(rng, prompt, steps, num(value))


@redrawn
def _ring(rng: random.Random) -> Draft | None:
    outer, inner, middle = rng.randint(8, 60), rng.randint(1, 40), rng.randint(2, 50)
    if not inner < middle < outer:
        return None
    ring = rng.random() < 0.6
    square = middle**2 - inner**2 if ring else inner**2
    value = agree(
        Fraction(square, outer**2),
        Fraction((middle - inner) * (middle + inner), outer**2) if ring else Fraction(inner, outer) ** 2,
        what="the share of the area",
    )
    region = "between the two inner circles" if ring else "inside the smallest circle"
    prompt = tell(
        rng,
        (
            "A round target has a radius of ${o}$ cm. On it are two circles with the same centre and radii of ${i}$ cm and ${m}$ cm. A dart "
            "hits the target at a random point and sticks {region}.",
            "Three circles with the same centre have radii of ${i}$, ${m}$ and ${o}$ metres. A parachutist lands at a random point within the "
            "largest one, and it happens to be {region}.",
            "A round lawn with a radius of ${o}$ metres has two circular chalk lines around its centre, with radii of ${i}$ and ${m}$ metres. "
            "A leaf falls on a random point of the lawn and lies {region}.",
        ),
        _QUESTIONS,
        o=outer, i=inner, m=middle, region=region,
    )  # fmt: skip
    steps = [f"The whole area is $\\pi \\cdot {outer}^2 = {pi_times(outer**2)}$."]
    if ring:
        steps.append(
            f"The ring has the area $\\pi \\cdot {middle}^2 - \\pi \\cdot {inner}^2 = {pi_times(square)}$."
        )
    else:
        steps.append(f"The smallest circle has the area $\\pi \\cdot {inner}^2 = {pi_times(square)}$.")
    steps.append(f"Compare the areas: $\\frac{{{pi_times(square)}}}{{{pi_times(outer**2)}}} = {num(value)}$.")
    return worked(rng, prompt, steps, num(value))


@redrawn
def _rectangle(rng: random.Random) -> Draft | None:
    a, b, border = rng.randint(5, 60), rng.randint(5, 60), rng.randint(1, 8)
    if min(a, b) <= 2 * border + 1 or a == b:
        return None
    inner = (a - 2 * border) * (b - 2 * border)
    edge = rng.random() < 0.5
    part = a * b - inner if edge else inner
    if gcd(part, a * b) == 1:
        return None
    value = agree(
        Fraction(part, a * b),
        Fraction(2 * border * (a + b) - 4 * border**2, a * b)
        if edge
        else Fraction(a - 2 * border, a) * Fraction(b - 2 * border, b),
        what="the share of the area",
    )
    prompt = tell(
        rng,
        (
            "A rectangular field is ${a}$ metres long and ${b}$ metres wide. A drone lands at a random point of it, {how} ${c}$ metres from "
            "the nearest edge.",
            "A tray measures ${a}$ cm by ${b}$ cm. A drop of paint falls on a random point of it, and this point is {how} ${c}$ cm away from "
            "every edge.",
            "A point is chosen at random in a rectangle with sides ${a}$ and ${b}$. It turns out to be {how} ${c}$ from the nearest side.",
            "A hailstone hits a flat roof of ${a}$ by ${b}$ feet at a random point, {how} ${c}$ feet from the edge of the roof.",
        ),
        _QUESTIONS,
        a=a, b=b, c=border, how="less than" if edge else "more than",
    ).replace(f"less than ${border}$ cm away from every edge", f"less than ${border}$ cm away from some edge")  # fmt: skip
    steps = [
        f"Points further inside fill a rectangle with the sides ${a} - 2 \\cdot {border} = {a - 2 * border}$ and "
        f"${b} - 2 \\cdot {border} = {b - 2 * border}$.",
        f"The areas are ${a - 2 * border} \\cdot {b - 2 * border} = {inner}$ inside and ${a} \\cdot {b} = {a * b}$ in all.",
    ]
    if edge:
        steps.append(f"The strip along the edge has ${a * b} - {inner} = {part}$.")
    steps.append(f"Compare the areas: ${reduced(part, a * b)}$.")
    return worked(rng, prompt, steps, num(value))


@redrawn
def _coin(rng: random.Random) -> Draft | None:
    side, diameter = rng.randint(24, 300), rng.randint(12, 40)
    if diameter >= side - 4:
        return None
    inside = rng.random() < 0.6
    free = side - diameter
    value = Fraction(free, side) ** 2
    value = value if inside else 1 - value
    agree(
        value,
        Fraction(free * free if inside else (side - free) * (side + free), side * side),
        what="the share of the area",
    )
    prompt = tell(
        rng,
        (
            "A floor is tiled with squares of ${s}$ mm by ${s}$ mm. A coin with a diameter of ${d}$ mm is thrown on it at random and comes to "
            "lie {how}.",
            "A coin, ${d}$ mm across, falls at random on a large board that is ruled into squares with sides of ${s}$ mm. It lies {how}.",
            "At a fair a coin with a diameter of ${d}$ mm is tossed on a table of squares, each ${s}$ mm wide. It lands {how}.",
            "A round counter with a diameter of ${d}$ mm drops at random on a big sheet with a square grid of ${s}$ mm. It stops {how}.",
        ),
        _QUESTIONS,
        s=side, d=diameter, how="inside one square, without touching a line" if inside else "on at least one of the lines",
    )  # fmt: skip
    steps = [
        "The centre is a random point of one square. The coin touches no line if the centre stays a radius away from all sides, in a square "
        f"with the side ${side} - {diameter} = {free}$.",
        f"This square fills $\\left(\\frac{{{free}}}{{{side}}}\\right)^2 = {num(Fraction(free, side) ** 2)}$ of the whole one.",
    ]
    if not inside:
        steps.append(f"The rest touches a line: $1 - {num(Fraction(free, side) ** 2)} = {num(value)}$.")
    return worked(rng, prompt, steps, num(value))


@redrawn
def _in_circle(rng: random.Random) -> Draft | None:
    r, a, b = rng.randint(5, 60), rng.randint(2, 80), rng.randint(2, 80)
    if a * a + b * b > 4 * r * r or a * b * 5 < r * r:
        return None
    value = Fraction(a * b, r * r)
    agree(value, Fraction(a, r) * Fraction(b, r), what="the share, times pi")
    top, bottom = value.numerator, value.denominator
    answer = f"\\frac{{{top}}}{{{pi_times(bottom)}}}"
    prompt = tell(
        rng,
        (
            "In a circle with a radius of ${r}$ cm a rectangle of ${a}$ cm by ${b}$ cm is drawn. A point of the circle's area is chosen at "
            "random, and it lies in the rectangle.",
            "A round pond with a radius of ${r}$ metres has a rectangular raft of ${a}$ by ${b}$ metres on it. A raindrop that falls at a random "
            "point within the edge of the pond hits the raft.",
            "A round table top has a radius of ${r}$ inches. On it lies a sheet of ${a}$ by ${b}$ inches. A crumb falls at a random point of the "
            "table top and lands on the sheet.",
        ),
        _QUESTIONS,
        r=r, a=a, b=b,
    )  # fmt: skip
    steps = [
        f"The circle has the area $\\pi \\cdot {r}^2 = {pi_times(r * r)}$.",
        f"The rectangle has the area ${a} \\cdot {b} = {a * b}$.",
        f"Compare: $\\frac{{{a * b}}}{{\\pi \\cdot {r}^2}} = {answer}$.",
    ]
    return worked(rng, prompt, steps, answer)


@redrawn
def _meeting(rng: random.Random) -> Draft | None:
    span, wait = rng.choice((30, 40, 45, 60, 90, 120)), rng.randint(4, 60)
    if wait >= span - 4:
        return None
    meet = rng.random() < 0.7
    missed = Fraction(span - wait, span) ** 2
    value = 1 - missed if meet else missed
    # the band round the diagonal: two triangles less than the square
    agree(1 - missed, Fraction(2 * span * wait - wait * wait, span * span), what="the share of the band")
    first, second = people(rng, 2)
    start = rng.randint(8, 19)
    prompt = tell(
        rng,
        (
            "{x} and {y} each come to a café at a random moment within the same ${s}$ minutes after {h}:00, independently of each other. Each "
            "waits ${w}$ minutes for the other and then leaves, if need be after the ${s}$ minutes. They {do}.",
            "Two friends, {x} and {y}, arrive at a bus stop independently, each at a random time in the ${s}$ minutes from {h}:00 on. Whoever "
            "comes first stays ${w}$ minutes. They {do}.",
            "{x} and {y} agreed to meet in a park in the ${s}$ minutes after {h}:00. Each arrives at a random moment of that time, independently, "
            "and stays just ${w}$ minutes. They {do}.",
        ),
        _QUESTIONS,
        x=first.name, y=second.name, s=span, w=wait, h=start, do="meet" if meet else "miss each other",
    )  # fmt: skip
    steps = [
        "Draw both times as a point of a square. They miss each other in two right triangles, whose legs are "
        f"${span} - {wait} = {span - wait}$.",
        f"Together the triangles fill $\\left(\\frac{{{span - wait}}}{{{span}}}\\right)^2 = {num(missed)}$ of the square.",
    ]
    if meet:
        steps.append(f"They meet in the rest: $1 - {num(missed)} = {num(value)}$.")
    return worked(rng, prompt, steps, num(value))


@redrawn
def _unequal(rng: random.Random) -> Draft | None:
    span, a, b = rng.choice((30, 40, 45, 60, 90)), rng.randint(3, 40), rng.randint(3, 40)
    if a == b or max(a, b) >= span - 2:
        return None
    p, q = Fraction(span - a, span) ** 2 / 2, Fraction(span - b, span) ** 2 / 2
    value = 1 - p - q
    agree(
        value,
        Fraction(2 * span * span - (span - a) ** 2 - (span - b) ** 2, 2 * span * span),
        what="the share",
    )
    first, second = people(rng, 2)
    prompt = tell(
        rng,
        (
            "{x} and {y} each come to a square at a random moment within the same ${s}$ minutes, independently of each other. {x} waits ${a}$ "
            "minutes for {y}, but {y} waits only ${b}$ minutes for {x}. They meet." if b < a else
            "{x} and {y} each come to a square at a random moment within the same ${s}$ minutes, independently of each other. {x} waits ${a}$ "
            "minutes for {y}, while {y} would wait ${b}$ minutes for {x}. They meet.",
            "Two trucks, driven by {x} and {y}, reach a gate independently, each at a random moment of the same ${s}$ minutes. {x} blocks the "
            "gate for ${a}$ minutes, {y} for ${b}$ minutes, and one of them has to wait for the other.",
            "In the same ${s}$ minutes {x} and {y} each enter a library at a random moment, independently. {x} stays ${a}$ minutes and {y} "
            "stays ${b}$ minutes, so that they see each other there.",
        ),
        _QUESTIONS,
        x=first.name, y=second.name, s=span, a=a, b=b,
    )  # fmt: skip
    steps = [
        f"Draw both times as a point of a square. If {first.name} is first and gone too early, the point lies in a right triangle with the "
        f"legs ${span} - {a} = {span - a}$; if {second.name} is first and gone too early, in one with the legs ${span} - {b} = {span - b}$.",
        f"The triangles fill $\\frac{{1}}{{2}} \\cdot {raised(Fraction(span - a, span), 2)} = {num(p)}$ and "
        f"$\\frac{{1}}{{2}} \\cdot {raised(Fraction(span - b, span), 2)} = {num(q)}$ of the square.",
        f"The rest is $1 - {num(p)} - {num(q)} = {num(value)}$.",
    ]
    return worked(rng, prompt, steps, num(value))


@redrawn
def _sum_of_two(rng: random.Random) -> Draft | None:
    a, b, s = rng.randint(2, 20), rng.randint(2, 20), rng.randint(2, 36)
    if a == b or s >= a + b or is_square(a * b) or s <= 1:
        return None
    a, b = min(a, b), max(a, b)
    area = Fraction(s * s, 2) - sum(Fraction((s - side) ** 2, 2) for side in (a, b) if s > side)
    value = area / (a * b)
    # slices instead: the integral of min(b, s - x) over x from 0 to min(a, s)
    cut = max(0, s - b)
    top = min(a, s)
    low = min(cut, top)
    agree(
        area,
        Fraction(b * low) + (Fraction(s * (top - low)) - Fraction(top * top - low * low, 2)),
        what="the area",
    )
    prompt = tell(
        rng,
        (
            "A number $x$ is chosen at random between $0$ and ${a}$, and independently a number $y$ between $0$ and ${b}$. Their sum is less "
            "than ${s}$.",
            "A repair takes a random time between $0$ and ${a}$ hours, and the delivery after it a random time between $0$ and ${b}$ hours; "
            "all times are equally likely, independently. Both together take less than ${s}$ hours.",
            "The points $(x, y)$ of the rectangle $0 \\le x \\le {a}$, $0 \\le y \\le {b}$ are equally likely. One is chosen, and it has "
            "$x + y < {s}$.",
            "At two traffic lights a driver waits a random time, evenly spread between $0$ and ${a}$ at the first and between $0$ and ${b}$ at the "
            "second, in tens of seconds. In total the wait is below ${s}$ of these units.",
        ),
        _QUESTIONS,
        a=a, b=b, s=s,
    )  # fmt: skip
    steps = [
        f"In the plane the sum is below ${s}$ under a slanted line, which makes a triangle of the area $\\frac{{1}}{{2}} \\cdot {s}^2 = "
        f"{num(Fraction(s * s, 2))}$ with the axes."
    ]
    for side in (a, b):
        if s > side:
            steps.append(
                f"The part of it beyond ${side}$ has the area $\\frac{{1}}{{2}} \\cdot ({s} - {side})^2 = {num(Fraction((s - side) ** 2, 2))}$."
            )
    cuts = "".join(f" - {num(Fraction((s - side) ** 2, 2))}" for side in (a, b) if s > side)
    if cuts:
        steps.append(f"Inside the rectangle lies ${num(Fraction(s * s, 2))}{cuts} = {num(area)}$.")
    steps.append(
        f"Compare with the rectangle: $\\frac{{1}}{{{a} \\cdot {b}}} \\cdot {num(area)} = {num(value)}$."
    )
    return worked(rng, prompt, steps, num(value))
