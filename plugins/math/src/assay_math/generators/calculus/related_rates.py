"""Related rates: two quantities that change with time, tied by an equation."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay_math.generators._forms import pi_times
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked


@problems("math.related_rates", version=3, levels=(3, 5, 3, 4, 4))
def related_rates(rng: random.Random, difficulty: int) -> Draft:
    """Find how fast one quantity changes from the rate of another.

    Step 1: the area of a square or disc. 2: a cube's volume. 3: a ladder that slides. 4: two vehicles
    on crossing roads. 5: water in a cone.
    """
    return (_area, _cube, _ladder, _roads, _funnel)[difficulty - 1](rng)


@redrawn
def _area(rng: random.Random) -> Draft | None:
    side, rate = rng.randint(2, 60), rng.randint(2, 9)
    disc = rng.random() < 0.5
    value = 2 * side * rate
    step = Fraction(1, 10**6)
    agree(float(((side + rate * step) ** 2 - side**2) / step), float(value), rel=1e-4, what="the rate")
    setting, unit, second = rng.choice(
        (
            (
                "The radius of a circular oil film on a lake grows by {r} {u} per {t}. At one moment it is {s} {u}.",
                "metres",
                "hour",
            ),
            (
                "A stone falls into a pond and makes a circular ripple, whose radius grows by {r} {u} per {t}. Now it is {s} {u}.",
                "decimetres",
                "second",
            ),
            (
                "A round stain on cloth spreads so that its radius increases at {r} {u} per {t}; at present it measures {s} {u}.",
                "millimetres",
                "minute",
            ),
            (
                "A circular fire front moves outwards at {r} {u} per {t}, and its radius is just {s} {u}.",
                "metres",
                "minute",
            ),
        )
        if disc
        else (
            (
                "On a screen a square picture is enlarged: its side increases at {r} {u} per {t}. Right now it measures {s} {u}.",
                "millimetres",
                "second",
            ),
            (
                "The side of a square grows by {r} {u} per {t}. At one moment it is {s} {u} long.",
                "centimetres",
                "second",
            ),
            (
                "A square opening in a stage floor gets wider, each side by {r} {u} per {t}. At a certain time the sides are {s} {u} long.",
                "inches",
                "second",
            ),
            (
                "A square patch of mould spreads, and each side gets longer by {r} {u} per {t}. Today it is {s} {u} long.",
                "millimetres",
                "day",
            ),
        )
    )
    prompt = tell(
        rng,
        (setting,),
        (
            "How fast does the area grow at that time, in square {u} per {t}?",
            "At what rate does the area increase at that moment, in square {u} per {t}?",
            "Find the rate of change of the area at that time, in square {u} per {t}.",
        ),
        r=rate, s=side, u=unit, t=second,
    )  # fmt: skip
    if disc:
        prompt += rng.choice((" Give the exact value.", " Leave $\\pi$ in the answer.", " Answer exactly."))
        steps = [
            "The area of a disc is $\\pi r^2$, and its derivative with respect to the radius is $\\frac{d}{dr}\\left(\\pi r^2\\right) = 2\\pi r$.",
            f"Times the rate of the radius: $2\\pi \\cdot {side} \\cdot {rate} = {pi_times(value)}$.",
        ]
        return worked(rng, prompt, steps, pi_times(value))
    steps = [
        "The area is $s^2$, and its derivative with respect to the side is $\\frac{d}{ds}\\left(s^2\\right) = 2s$.",
        f"Times the rate of the side: $2 \\cdot {side} \\cdot {rate} = {value}$.",
    ]
    return worked(rng, prompt, steps, str(value))


@redrawn
def _cube(rng: random.Random) -> Draft | None:
    sphere, inverse = rng.random() < 0.5, rng.random() < 0.5
    thing, unit, second, largest = rng.choice(
        (
            ("balloon", "centimetres", "second", 40), ("balloon", "inches", "second", 16), ("soap bubble", "millimetres", "second", 60),
            ("spherical drop", "millimetres", "minute", 12), ("snowball", "centimetres", "hour", 40), ("hailstone in a cloud", "millimetres", "minute", 20),
        )
        if sphere
        else (
            ("cube in a cartoon film", "centimetres", "second", 60), ("cubic crystal", "millimetres", "day", 40), ("cube on a screen", "millimetres", "second", 90),
            ("cube-shaped block of ice", "centimetres", "hour", 50), ("cubic crystal of salt", "millimetres", "week", 30),
        )
    )  # fmt: skip
    side, rate = rng.randint(4, largest), rng.randint(2, 9)
    grow = (4 if sphere else 3) * side * side * rate
    step = Fraction(1, 10**6)
    volume = Fraction(4, 3) if sphere else Fraction(1)
    agree(
        float(volume * ((side + rate * step) ** 3 - side**3) / step), float(grow), rel=1e-4, what="the rate"
    )
    shown = pi_times(grow) if sphere else str(grow)
    what = "radius" if sphere else "edge"
    down = thing in ("snowball", "cube-shaped block of ice")
    grows, growth = ("shrinks", "decrease") if down else ("grows", "increase")
    rate_v, rate_e = f"${shown}$ cubic {unit} per {second}", f"{rate} {unit} per {second}"
    at = f"{side} {unit}"
    if inverse:
        settings = (
            f"The volume of a {thing} {grows} by {rate_v}. At one moment its {what} is {at}.",
            f"A {thing} {grows} at a rate of {rate_v}, and its {what} is just {at}.",
            f"At the moment when the {what} of a {thing} is {at}, its volume {grows} by {rate_v}.",
        )
        questions = (
            f"How fast does the {what} {growth} then, in {unit} per {second}?",
            f"By how many {unit} per {second} does the {what} {growth} then?",
            f"Find the speed at which the {what} {grows} then, in {unit} per {second}.",
        )
    else:
        settings = (
            f"The {what} of a {thing} {grows} by {rate_e}. At one moment it is {at}.",
            f"A {thing} {grows}: its {what} changes by {rate_e} and is just {at}.",
            f"At the moment when the {what} of a {thing} is {at}, it {grows} by {rate_e}.",
        )
        tail = ", exactly" if sphere else ""
        questions = (
            f"How fast does the volume {growth} then, in cubic {unit} per {second}{tail}?",
            f"By how many cubic {unit} per {second} does the volume {growth} then{tail}?",
            f"Find the speed at which the volume {grows} then, in cubic {unit} per {second}{tail}.",
        )
    prompt = f"{rng.choice(settings)} {rng.choice(questions)}"
    slope = (4 if sphere else 3) * side * side
    first = (
        "The volume of a ball is $\\frac{4}{3}\\pi r^3$, with the derivative $\\frac{d}{dr}\\left(\\frac{4}{3}\\pi r^3\\right) = 4\\pi r^2$"
        if sphere
        else "The volume of a cube is $s^3$, with the derivative $\\frac{d}{ds}\\left(s^3\\right) = 3s^2$"
    )
    factor = f"4\\pi \\cdot {side}^2 = {pi_times(slope)}" if sphere else f"3 \\cdot {side}^2 = {slope}"
    steps = [f"{first}.", f"At {at} that is ${factor}$."]
    if inverse:
        steps.append(
            f"The rate of the volume is this times that of the {what}, which is therefore $\\frac{{{shown}}}{{{pi_times(slope) if sphere else slope}}} = {rate}$."
        )
        return worked(rng, prompt, steps, str(rate))
    steps.append(
        f"Times the rate of the {what}: ${pi_times(slope) if sphere else slope} \\cdot {rate} = {shown}$."
    )
    return worked(rng, prompt, steps, shown)


_TRIPLES = (
    (3, 4, 5),
    (4, 3, 5),
    (5, 12, 13),
    (12, 5, 13),
    (8, 15, 17),
    (15, 8, 17),
    (7, 24, 25),
    (20, 21, 29),
    (21, 20, 29),
)


@redrawn
def _ladder(rng: random.Random) -> Draft | None:
    triple = rng.choice(_TRIPLES)
    scale, rate = (
        Fraction(rng.randint(1, 12), rng.choice((1, 2, 4))),
        Fraction(rng.randint(1, 12), rng.choice((1, 2, 4, 5))),
    )
    away, high, length = (scale * k for k in triple)
    down = away * rate / high
    if (
        not 4 <= length <= 30
        or down.denominator > 8
        or rate > 6
        or 1 in (rate, away, high)
        or (length.denominator > 2 or away.denominator > 2 or high.denominator > 2)
    ):
        return None
    step = Fraction(1, 10**6)
    after = float(length**2 - (away + rate * step) ** 2) ** 0.5
    agree((float(high) - after) / float(step), float(down), rel=1e-3, what="the rate")
    if any(v.denominator not in (1, 2, 4, 5) for v in (rate, down)):
        return None
    u = rng.choice(("feet", "metres")) if length <= 15 else "feet"
    values = {"l": _decimal(length), "a": _decimal(away), "h": _decimal(high), "r": _decimal(rate), "u": u}
    prompt = tell(
        rng,
        (
            "A ladder of {l} {u} leans against a wall. Its foot is pulled away from the wall at {r} {u} per minute, and just now it is {a} {u} from the wall.",
            "A plank {l} {u} long leans against an upright wall. The lower end, now {a} {u} away from the wall, is moved away from it by {r} {u} every minute.",
            "One end of a beam of {l} {u} rests against a wall, the other on level ground, {a} {u} from the wall. The end on the ground slides away from the wall at a "
            "speed of {r} {u} per minute.",
        ),
        (
            "How fast does the upper end slide down at this moment, in {u} per minute?",
            "At what speed, in {u} per minute, does the top move down at this moment?",
            "Find the speed in {u} per minute at which the upper end goes down at this moment.",
        ),
        **values,
    )
    steps = [
        f"The top is at the height $\\sqrt{{{values['l']}^2 - {values['a']}^2}} = {values['h']}$.",
        "The squares of distance and height keep the same sum, so distance times its speed and height times its speed are equal in size. "
        f"Distance times its speed is ${values['a']} \\cdot {values['r']} = {_decimal(away * rate)}$, so the top slides at ${_decimal(away * rate)} \\div {values['h']} = {_decimal(down)}$.",
    ]
    return worked(rng, prompt, steps, _decimal(down))


def _decimal(value: Fraction) -> str:
    """A number with a finite decimal expansion, written out."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    assert Fraction(text) == value
    return text


@redrawn
def _roads(rng: random.Random) -> Draft | None:
    a, b, c = rng.choice(_TRIPLES)
    scale = rng.randint(1, 9)
    x, y, d = a * scale, b * scale, c * scale
    u, v = 5 * rng.randint(4, 22), 5 * rng.randint(4, 22)
    sign = rng.choice((1, -1))
    rate = Fraction(sign * x * u + y * v, d)
    if d > 130 or gcd(u, v) == u or rate.denominator not in (1, 5) or rate <= 0:
        return None
    step = 1e-6
    moved = ((x + sign * u * step) ** 2 + (y + v * step) ** 2) ** 0.5
    agree((moved - d) / step, float(rate), rel=1e-3, what="the rate")
    one, other = rng.sample(("car", "van", "bus", "lorry", "motorcycle"), 2)
    first = "drives away from the crossing" if sign > 0 else "drives towards the crossing"
    prompt = tell(
        rng,
        (
            "Two straight roads cross at a right angle. On one of them a {o} {f} at {u} kilometres per hour and is {x} kilometres away from it; on the other a {p} leaves the crossing "
            "behind at {v} kilometres per hour and is {y} kilometres away.",
            "At a certain time a {o} is {x} km and a {p} is {y} km from the point where their straight roads cross at a right angle. The {o} {f} at {u} km/h, the {p} moves away from it "
            "at {v} km/h.",
            "A {o} and a {p} are on straight roads that cross at right angles. The {o}, {x} km from the crossing, {f} at {u} km/h. The {p}, {y} km from the crossing, drives away from it at "
            "{v} km/h.",
        ),
        ("How fast does the distance between the two grow at that moment, in kilometres per hour?", "At what rate, in kilometres per hour, does their distance increase at that moment?", "Find the rate in kilometres per hour at which their distance increases at that moment."),
        o=one, p=other, f=first, u=u, v=v, x=x, y=y,
    )  # fmt: skip
    total = sign * x * u + y * v
    steps = [
        f"Their distance is $\\sqrt{{{x}^2 + {y}^2}} = {d}$.",
        f"Half the derivative of its square is the sum of each way times its speed, ${sign * x} \\cdot {u} + {y} \\cdot {v} = {total}$, "
        f"and it is also the distance times its rate, which is therefore ${total} \\div {d} = {_decimal(rate)}$.",
    ]
    return worked(rng, prompt, steps, _decimal(rate))


@redrawn
def _funnel(rng: random.Random) -> Draft | None:
    radius, high = rng.randint(2, 12), rng.randint(4, 24)
    level, flow = rng.randint(2, high - 1), rng.randint(2, 60)
    r = Fraction(radius * level, high)
    rate = flow / r**2
    if r.denominator > 1 or rate.denominator > 60 or rate > 12:
        return None
    step = 1e-6
    ratio = (radius / high) ** 2 / 3
    after = (level**3 + flow * step / ratio) ** (1 / 3)  # the flow without the factor pi
    agree((after - level) / step, float(rate), rel=1e-3, what="the rate")
    unit, second = rng.choice((("centimetres", "second"), ("inches", "minute"), ("centimetres", "minute")))
    answer = num(rate)
    prompt = tell(
        rng,
        (
            "A conical funnel with its point downwards has a radius of {a} {u} at the top and is {h} {u} deep. Water runs in at ${f}$ cubic {u} per {t} and stands {l} {u} high.",
            "A paper cup in the shape of a cone that stands on its tip is {h} {u} high and has a radius of {a} {u} at its upper rim. It is being filled with ${f}$ cubic {u} of water per {t}; the water is "
            "{l} {u} deep now.",
            "Into a cone-shaped vessel, tip below, {h} {u} deep and {a} {u} in radius at the rim, ${f}$ cubic {u} of liquid flow every {t}. At present the liquid is {l} {u} deep.",
        ),
        (
            "How fast does the level rise at this moment, in {u} per {t}?",
            "At what speed, in {u} per {t}, does the level rise at this moment?",
            "Find the speed in {u} per {t} at which the surface rises at this moment.",
        ),
        a=radius, h=high, f=pi_times(flow), l=level, u=unit, t=second,
    )  # fmt: skip
    steps = [
        f"By similar triangles the surface has the radius $\\frac{{{radius}}}{{{high}}} \\cdot {level} = {num(r)}$.",
        f"Its area is $\\pi \\cdot {num(r)}^2 = {pi_times(r * r)}$.",
        f"The volume grows by the area of the surface times the speed of the level, so that speed is $\\frac{{{pi_times(flow)}}}{{{pi_times(r * r)}}} = {answer}$.",
    ]
    return worked(rng, prompt, steps, answer)
