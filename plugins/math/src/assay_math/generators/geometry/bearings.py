"""Bearings: courses of ships, planes and walkers."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import add_up, over, simple_root, surd
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked

_TRAVEL = (
    ("ship", "sails", "harbour", "nautical miles", 3, 60), ("plane", "flies", "airport", "kilometres", 40, 600),
    ("hiker", "walks", "hut", "kilometres", 2, 14), ("yacht", "sails", "marina", "kilometres", 3, 40),
    ("drone", "flies", "base", "metres", 60, 900), ("ferry", "sails", "pier", "kilometres", 4, 60),
    ("helicopter", "flies", "hospital", "miles", 8, 90), ("cyclist", "rides", "village", "kilometres", 4, 40),
    ("kayaker", "paddles", "jetty", "kilometres", 2, 12), ("balloon", "drifts", "meadow", "kilometres", 3, 40),
)  # fmt: skip
"""Who travels how from where, with the unit and the range of a leg."""
_TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (12, 35, 37))
_SIXTY = (
    (3, 8, 7),
    (5, 8, 7),
    (7, 15, 13),
    (8, 15, 13),
    (5, 21, 19),
    (16, 21, 19),
    (7, 40, 37),
    (11, 35, 31),
)
"""Two sides with 60 degrees between them, and the third."""
_HUNDRED_TWENTY = ((3, 5, 7), (7, 8, 13), (5, 16, 19), (6, 10, 14), (9, 15, 21), (7, 33, 37), (11, 24, 31))
"""Two sides with 120 degrees between them, and the third."""


def _bearing(degrees: int) -> str:
    return f"{degrees % 360:03d}^\\circ"


@problems("math.bearings", version=3)
def bearings(rng: random.Random, difficulty: int) -> Draft:
    """Find bearings and distances of journeys.

    Difficulty 1: the way back. 2: the course after two turns. 3: the distance after two legs at a right
    angle. 4: the same with an angle of 60 or 120 degrees. 5: how far north or east two legs lead, exactly.
    """
    make = (_back, _turns, _right_angle, _cosines, _components)[difficulty - 1]
    return make(rng)


@redrawn
def _back(rng: random.Random) -> Draft | None:
    who, does, place, u, low, high = rng.choice(_TRAVEL)
    out = rng.randint(1, 359)
    back = (out + 180) % 360
    if back < 100:
        return None
    way = complex(math.cos(math.radians(out)), math.sin(math.radians(out)))
    agree(back, round(math.degrees(math.atan2(-way.imag, -way.real))) % 360, what="the way back")
    far = rng.randint(low, high)
    prompt = tell(
        rng,
        (
            "A {who} leaves a {place} and {does} {far} {u} in a straight line on a bearing of ${b}$.",
            "From a {place} a {who} {does} on a bearing of ${b}$ for {far} {u} and then stops.",
            "After {far} {u} on a constant bearing of ${b}$ from a {place}, a {who} turns round.",
            "Seen from a {place}, a {who} is {far} {u} away on a bearing of ${b}$.",
        ),
        (
            "On which bearing, in degrees, does the {place} lie from the {who}?",
            "What is the bearing, in degrees, of the way straight back?",
            "Find the bearing of the {place} from the {who}, in degrees.",
            "Which bearing, in degrees, leads straight back to the {place}?",
        ),
        who=who, does=does, place=place, u=u, far=far, b=_bearing(out),
    )  # fmt: skip
    sign, word = ("+", "less") if out < 180 else ("-", "at least")
    steps = [
        f"The way back points in the opposite direction. The bearing is {word} {'than ' if out < 180 else ''}$180^\\circ$, so "
        f"{'add' if out < 180 else 'subtract'} half a turn: ${out}^\\circ {sign} 180^\\circ = {back}^\\circ$."
    ]
    return worked(rng, prompt, steps, f"{back}^\\circ")


@redrawn
def _turns(rng: random.Random) -> Draft | None:
    who, _, place, *_ = rng.choice(_TRAVEL)
    start, first, second = rng.randint(5, 355), rng.randint(15, 160), rng.randint(15, 160)
    signs = rng.choice(((1, 1), (1, -1), (-1, 1), (-1, -1)))
    total = start + signs[0] * first + signs[1] * second
    end = total % 360
    if end < 100 or signs[0] * first == -signs[1] * second:
        return None
    spin = complex(math.cos(math.radians(start)), math.sin(math.radians(start)))
    for sign, turn in zip(signs, (first, second), strict=True):
        spin *= complex(math.cos(math.radians(turn)), sign * math.sin(math.radians(turn)))
    agree(end, round(math.degrees(math.atan2(spin.imag, spin.real))) % 360, what="the last bearing")
    sides = ["right" if s > 0 else "left" for s in signs]
    prompt = tell(
        rng,
        (
            "A {who} leaves a {place} on a bearing of ${b}$. Later it turns ${f}$ to the {r}, and after a while ${s}$ to the {l}.",
            "The course of a {who} from a {place} is ${b}$ at first. There follow a turn of ${f}$ to the {r} and one of ${s}$ to the {l}.",
            "On its way from a {place}, a {who} first has a bearing of ${b}$, then changes it by ${f}$ to the {r} and in the end by "
            "${s}$ to the {l}.",
        )
        if who not in ("hiker", "cyclist", "kayaker")
        else (
            "A {who} leaves a {place} on a bearing of ${b}$, later turns ${f}$ to the {r} and after a while ${s}$ to the {l}.",
            "The way of a {who} from a {place} has the bearing ${b}$ at first. There follow a turn of ${f}$ to the {r} and one of "
            "${s}$ to the {l}.",
            "Starting from a {place}, a {who} keeps a bearing of ${b}$, then turns by ${f}$ to the {r} and in the end by ${s}$ to the {l}.",
        ),
        (
            "What is the bearing after both turns, in degrees?",
            "Find the last bearing in degrees.",
            "On which bearing, in degrees, does the last part of the way lie?",
            "Which bearing, in degrees, does the {who} have at last?",
        ),
        who=who, place=place, b=_bearing(start), f=f"{first}^\\circ", s=f"{second}^\\circ", r=sides[0], l=sides[1],
    )  # fmt: skip
    one, two = ("+" if s > 0 else "-" for s in signs)
    steps = [
        "Turns to the right add to a bearing, turns to the left take away from it: "
        f"${start}^\\circ {one} {first}^\\circ {two} {second}^\\circ = {total}^\\circ$."
    ]
    if total != end:
        steps.append(
            f"A full turn changes nothing, and bearings run from $0^\\circ$ to $360^\\circ$: ${total}^\\circ "
            f"{'-' if total > end else '+'} 360^\\circ = {end}^\\circ$."
        )
        if abs(total - end) != 360:
            return None
    return worked(rng, prompt, steps, f"{end}^\\circ")


def _legs(
    rng: random.Random, who: str, does: str, place: str, u: str, a: int, b: int, first: int, second: int
) -> str:
    return tell(
        rng,
        (
            "A {who} leaves a {place} and {does} ${a}$ {u} on a bearing of ${f}$, then ${b}$ {u} on a bearing of ${s}$.",
            "From a {place} a {who} {does} ${a}$ {u} on a bearing of ${f}$. From there the way goes on for ${b}$ {u} on a bearing of ${s}$.",
            "The first leg of a journey from a {place} is ${a}$ {u} long, on a bearing of ${f}$; the second leg is ${b}$ {u} long, on a "
            "bearing of ${s}$. A {who} {does} both legs.",
            "Starting at a {place}, a {who} {does} on a bearing of ${f}$ for ${a}$ {u} and then, after a change of course, on a bearing "
            "of ${s}$ for ${b}$ {u}.",
        ),
        (
            "How far from the {place} is the {who} then, in {u}?",
            "Find the straight distance back to the {place}, in {u}.",
            "What is the direct distance between the {who} and the {place} now, in {u}?",
            "How many {u} is it in a straight line from the {who} to the {place}?",
        ),
        who=who, does=does, place=place, u=u, a=a, b=b, f=_bearing(first), s=_bearing(second),
    )  # fmt: skip


@redrawn
def _right_angle(rng: random.Random) -> Draft | None:
    who, does, place, u, low, high = rng.choice(_TRAVEL)
    p, q, r = rng.choice(_TRIPLES)
    k = rng.randint(1, max(1, high // p))
    a, b, c = k * p, k * q, k * r
    if rng.random() < 0.5:
        a, b = b, a
    if not (low <= a <= high and low <= b <= high):
        return None
    first, side = rng.randint(1, 359), rng.choice((90, -90))
    second = (first + side) % 360
    end = _position(a, first) + _position(b, second)
    agree(c, round(abs(end)), what="the distance")
    big, small = max(first, second), min(first, second)
    gap = f"${big}^\\circ - {small}^\\circ = {big - small}^\\circ$"
    steps = [
        f"The bearings differ by {gap}, so the legs form a right angle."
        if big - small == 90
        else f"The bearings differ by {gap}, three quarters of a turn one way and a quarter the other, so the legs form a right angle.",
        f"Pythagoras gives the distance $\\sqrt{{{a}^2 + {b}^2}} = \\sqrt{{{c * c}}} = {c}$.",
    ]
    return worked(rng, _legs(rng, who, does, place, u, a, b, first, second), steps, str(c))


def _position(distance: float, bearing: int) -> complex:
    """East as the real part, north as the imaginary one."""
    angle = math.radians(bearing)
    return distance * complex(math.sin(angle), math.cos(angle))


@redrawn
def _cosines(rng: random.Random) -> Draft | None:
    who, does, place, u, low, high = rng.choice(_TRAVEL)
    inner = rng.choice((60, 120))  # between the legs, at the turning point
    if rng.random() < 0.6:
        p, q, _ = rng.choice(_SIXTY if inner == 60 else _HUNDRED_TWENTY)
        k = rng.randint(1, max(1, high // p))
        a, b = k * p, k * q
        if rng.random() < 0.5:
            a, b = b, a
    else:
        a, b = rng.randint(low, high), rng.randint(low, high)
    if not (low <= a <= high and low <= b <= high) or a == b:
        return None
    first = rng.randint(1, 359)
    turn = 180 - inner
    if not 0 < first + turn < 360:
        return None
    second = first + turn
    square = a * a + b * b + (-a * b if inner == 60 else a * b)
    end = _position(a, first) + _position(b, second)
    agree(square, round(abs(end) ** 2), what="the square of the distance")
    cosine = "\\frac{1}{2}" if inner == 60 else "\\left(-\\frac{1}{2}\\right)"
    answer = simple_root(square)
    shown = f"\\sqrt{{{square}}}"
    steps = [
        f"The course changes by ${second}^\\circ - {first}^\\circ = {turn}^\\circ$, so the legs form the angle $180^\\circ - {turn}^\\circ = "
        f"{inner}^\\circ$ where they meet.",
        f"The law of cosines gives the square of the distance: ${a}^2 + {b}^2 - 2 \\cdot {a} \\cdot {b} \\cdot {cosine} = {square}$.",
    ]
    if answer != shown:
        steps.append(f"The distance is ${shown} = {answer}$.")
    prompt = _legs(rng, who, does, place, u, a, b, first, second)
    return worked(rng, f"{prompt} Give the exact value.", steps, answer)


_HALF = Fraction(1, 2)
_EXACT = {0: (Fraction(0), 1), 30: (_HALF, 1), 45: (_HALF, 2), 60: (_HALF, 3), 90: (Fraction(1), 1)}
"""The sine of an angle up to 90 degrees as a coefficient and the radicand of a root."""


def _sine(degrees: int) -> tuple[Fraction, int]:
    d = degrees % 360
    sign = -1 if d > 180 else 1
    d %= 180
    c, r = _EXACT[min(d, 180 - d)]
    return sign * c, r


@redrawn
def _components(rng: random.Random) -> Draft | None:
    who, does, place, u, low, high = rng.choice(_TRAVEL)
    first, second = (
        30 * rng.randint(1, 11) if rng.random() < 0.7 else 45 * rng.choice((1, 3, 5, 7)) for _ in range(2)
    )
    a, b = rng.randint(low, high), rng.randint(low, high)
    if (second - first) % 180 == 0 or (first % 90 == 0 and second % 90 == 0):
        return None
    east = rng.random() < 0.5
    parts = [_sine(t if east else 90 - t) for t in (first, second)]
    total: dict[int, Fraction] = {}
    for length, (c, r) in zip((a, b), parts, strict=True):
        total[r] = total.get(r, Fraction(0)) + length * c
    total = {r: c for r, c in total.items() if c}
    value = sum(float(c) * math.sqrt(r) for r, c in total.items())
    end = _position(a, first) + _position(b, second)
    agree(value, end.real if east else end.imag, rel=1e-9, abs=1e-9, what="the displacement")
    if value < 0.05 or any(c == 0 for c, _ in parts):
        return None
    side = "east" if east else "north"
    name = "\\sin" if east else "\\cos"
    prompt = tell(
        rng,
        (
            "A {who} leaves a {place} and {does} ${a}$ {u} on a bearing of ${f}$, then ${b}$ {u} on a bearing of ${s}$.",
            "From a {place} a {who} {does} ${a}$ {u} on a bearing of ${f}$. From there the way goes on for ${b}$ {u} on a bearing of ${s}$.",
            "Starting at a {place}, a {who} {does} on a bearing of ${f}$ for ${a}$ {u} and then on a bearing of ${s}$ for ${b}$ {u}.",
        ),
        (
            "How far {side} of the {place} does this lead, in {u}? Give the exact value.",
            "Find exactly how many {u} further {side} than the {place} the {who} is then.",
            "By how many {u}, exactly, is the {who} now {side} of the {place}?",
            "What is the exact distance to the {side}, in {u}, that both legs make together?",
        ),
        who=who, does=does, place=place, u=u, a=a, b=b, f=_bearing(first), s=_bearing(second), side=side,
    )  # fmt: skip
    written = [
        over(length * c, "" if r == 1 else f"\\sqrt{{{r}}}")
        for length, (c, r) in zip((a, b), parts, strict=True)
    ]
    answer = surd(total)
    steps = [
        f"The way to the {side} of a leg is its length times the {'sine' if east else 'cosine'} of its bearing. The first leg makes "
        f"${a} \\cdot {name} {first}^\\circ = {written[0]}$.",
        f"The second leg makes ${b} \\cdot {name} {second}^\\circ = {written[1]}$.",
    ]
    if len(total) == 1:
        steps.append(f"Together: ${add_up(written)} = {answer}$.")
    else:
        steps.append(
            f"Together: ${a} \\cdot {name} {first}^\\circ + {b} \\cdot {name} {second}^\\circ = {answer}$."
        )
    return worked(rng, prompt, steps, answer)
