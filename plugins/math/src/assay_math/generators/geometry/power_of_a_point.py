"""The power of a point with respect to a circle: chords, secants and tangents."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from math import isqrt

from assay import Draft, agree
from assay_math.generators._forms import is_square
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked
from assay_math.generators.geometry.inscribed_angles import NAMES


@problems("math.power_of_a_point", version=2)
def power_of_a_point(rng: random.Random, difficulty: int) -> Draft:
    """Find a length from the power of a point with respect to a circle.

    Difficulty 1: two chords that cross. 2: two secants from outside. 3: a tangent and a secant.
    4: the tangent from a point whose distance to the centre is known, or the bow of a bridge.
    5: a quadratic equation for an unknown part of a chord or a secant.
    """
    make = (_chords, _two_secants, _tangent, rng.choice((_to_centre, _bow)), _quadratic)[difficulty - 1]
    return make(rng)


_U = ("centimetres", "metres", "millimetres", "feet", "inches", "yards")


@redrawn
def _chords(rng: random.Random) -> Draft | None:
    a, b, c, d, _ = rng.choice(NAMES)
    p, q, r = rng.randint(2, 24), rng.randint(2, 24), rng.randint(2, 24)
    x = Fraction(p * q, r)
    if x.denominator > 5 or x > 40 or r in (p, q):
        return None
    # by the similar triangles instead: x : q = p : r
    x = agree(x, q * Fraction(p, r), what="the part of a chord")
    prompt = tell(
        rng,
        (
            "Two chords ${a}{b}$ and ${c}{d}$ of a circle cross at $X$, with ${a}X = {p}$ {u}, $X{b} = {q}$ {u} and ${c}X = {r}$ {u}.",
            "Inside a circle the chords ${a}{b}$ and ${c}{d}$ meet at $X$. It is known that ${a}X = {p}$ {u}, ${b}X = {q}$ {u} and "
            "${c}X = {r}$ {u}.",
            "Two straight wires ${a}{b}$ and ${c}{d}$ are stretched across a circular hoop and touch at $X$. The wire ${a}{b}$ is "
            "divided into ${a}X = {p}$ {u} and $X{b} = {q}$ {u}; of the other, ${c}X = {r}$ {u}.",
        ),
        (
            "How long is $X{d}$, in {u}?",
            "Find the length of $X{d}$ in {u}.",
            "What is the length of $X{d}$, in {u}?",
            "Calculate $X{d}$ (in {u}).",
        ),
        a=a, b=b, c=c, d=d, p=p, q=q, r=r, u=rng.choice(_U),
    )  # fmt: skip
    steps = [
        f"The parts of both chords have the same product: ${p} \\cdot {q} = {p * q}$.",
        f"Divide it by the known part: $\\frac{{{p * q}}}{{{r}}} = {num(x)}$.",
    ]
    return worked(rng, prompt, steps, num(x))


@redrawn
def _two_secants(rng: random.Random) -> Draft | None:
    a, b, c, d, p = rng.choice(NAMES)
    near, inner, other = rng.randint(2, 20), rng.randint(2, 24), rng.randint(2, 20)
    power = near * (near + inner)
    whole = Fraction(power, other)
    x = whole - other
    if x.denominator > 4 or not 1 <= x <= 40 or other == near:
        return None
    x = agree(x, Fraction(power - other * other, other), what="the chord of a secant")
    prompt = tell(
        rng,
        (
            "From a point ${p}$ outside a circle two secants are drawn: one meets the circle at ${a}$ and then ${b}$, the other at "
            "${c}$ and then ${d}$. Here ${p}{a} = {n}$ {u}, ${a}{b} = {i}$ {u} and ${p}{c} = {o}$ {u}.",
            "A line through ${p}$ enters a circle at ${a}$ and leaves it at ${b}$, with ${p}{a} = {n}$ {u} and ${a}{b} = {i}$ {u}. "
            "A second line through ${p}$ enters at ${c}$, ${o}$ {u} from ${p}$, and leaves at ${d}$.",
            "Two straight paths start at a gate ${p}$ and cross a round lawn. The first reaches the lawn after ${n}$ {u} and crosses it "
            "for ${i}$ {u}, from ${a}$ to ${b}$. The second reaches the lawn after ${o}$ {u}, at ${c}$, and leaves it at ${d}$.",
        ),
        (
            "How long is ${c}{d}$, in {u}?",
            "Find the length of ${c}{d}$ in {u}.",
            "What is the length of the chord ${c}{d}$, in {u}?",
            "Calculate the part ${c}{d}$ inside the circle, in {u}.",
        ),
        a=a, b=b, c=c, d=d, p=p, n=near, i=inner, o=other, u=rng.choice(("metres", "feet", "yards")),
    )  # fmt: skip
    steps = [
        f"The power of ${p}$ is the outer part times the whole of the first secant: ${near} \\cdot ({near} + {inner}) = {power}$.",
        f"The other secant has the same power, so its whole length is $\\frac{{{power}}}{{{other}}} = {num(whole)}$.",
        f"Take away the outer part: ${num(whole)} - {other} = {num(x)}$.",
    ]
    return worked(rng, prompt, steps, num(x))


@redrawn
def _tangent(rng: random.Random) -> Draft | None:
    a, b, t, p, _ = rng.choice(NAMES)
    near = rng.randint(2, 40)
    tangent = rng.randint(near + 1, 60)
    whole = Fraction(tangent * tangent, near)
    if whole.denominator > 2 or whole > 150:
        return None
    x = agree(whole - near, Fraction((tangent - near) * (tangent + near), near), what="the chord of a secant")
    u = rng.choice(_U)
    values = {"a": a, "b": b, "t": t, "p": p, "n": near, "u": u}
    settings = (
        "From a point ${p}$ outside a circle a tangent touches it at ${t}$ and a secant meets it at ${a}$ and then at ${b}$. We have "
        "{first} and ${p}{a} = {n}$ {u}.",
        "A line from ${p}$ touches a circle at ${t}$. A second line from ${p}$ enters the circle at ${a}$ and leaves it at ${b}$. "
        "It is known that {first} and ${p}{a} = {n}$ {u}.",
        "${p}{t}$ is a tangent of a circle with point of contact ${t}$, and ${p}{a}{b}$ is a secant with ${a}$ between ${p}$ and ${b}$. "
        "The lengths are {first} and ${p}{a} = {n}$ {u}.",
    )
    if rng.random() < 0.5:
        questions = (
            "How long is ${a}{b}$, in {u}?", "Find the length of the chord ${a}{b}$ in {u}.",
            "What is the length of ${a}{b}$, in {u}?", "Calculate ${a}{b}$ (in {u}).",
        )  # fmt: skip
        prompt = tell(rng, settings, questions, first=f"${p}{t} = {tangent}$ {u}", **values)
        steps = [
            f"The power of ${p}$ is the square of the tangent: ${tangent}^2 = {tangent**2}$.",
            f"It is also the outer part times the whole secant, which is therefore $\\frac{{{tangent**2}}}{{{near}}} = {num(whole)}$ long.",
            f"The chord is what lies inside: ${num(whole)} - {near} = {num(x)}$.",
        ]
        return worked(rng, prompt, steps, num(x))
    questions = (
        "How long is the tangent ${p}{t}$, in {u}?", "Find the length of ${p}{t}$ in {u}.",
        "What is the length of ${p}{t}$, in {u}?", "Calculate ${p}{t}$ (in {u}).",
    )  # fmt: skip
    if x.denominator != 1:
        return None
    prompt = tell(rng, settings, questions, first=f"${a}{b} = {num(x)}$ {u}", **values)
    power = int(near * whole)
    steps = [
        f"The whole secant is ${near} + {num(x)} = {num(whole)}$.",
        f"The power of ${p}$ is ${near} \\cdot {num(whole)} = {power}$.",
        f"It is the square of the tangent: $\\sqrt{{{power}}} = {tangent}$.",
    ]
    return worked(rng, prompt, steps, str(tangent))


@redrawn
def _to_centre(rng: random.Random) -> Draft | None:
    t, p, *_ = rng.choice(NAMES)
    m, n = rng.randint(2, 9), rng.randint(1, 8)
    if n >= m or math.gcd(m, n) > 1 or (m - n) % 2 == 0:
        return None
    k = rng.randint(1, 6)
    leg, radius, distance = k * (m * m - n * n), k * 2 * m * n, k * (m * m + n * n)
    if rng.random() < 0.5:
        leg, radius = radius, leg
    gap = distance - radius
    if radius > 90:
        return None
    agree(gap * (gap + 2 * radius), leg * leg, what="the power of the point")
    u = rng.choice(("metres", "feet", "centimetres"))
    prompt = tell(
        rng,
        (
            "The point ${p}$ has the distance ${g}$ {u} from the nearest point of a circle whose radius is ${r}$ {u}. A tangent from "
            "${p}$ touches the circle at ${t}$.",
            "A circle has a radius of ${r}$ {u}. A point ${p}$ lies outside it, ${g}$ {u} from the circle at its nearest, and a line "
            "from ${p}$ touches the circle at ${t}$.",
            "A dog is tied to a post ${p}$ at a distance of ${g}$ {u} from the edge of a round pool with a radius of ${r}$ {u}. Its taut "
            "lead just touches the edge of the pool at ${t}$." if u != "centimetres" else
            "A string is held at ${p}$, ${g}$ {u} from the rim of a round plate with a radius of ${r}$ {u}, and touches the rim at ${t}$.",
        ),
        (
            "How long is ${p}{t}$, in {u}?",
            "Find the length of the tangent ${p}{t}$ in {u}.",
            "What is the distance from ${p}$ to ${t}$, in {u}?",
            "Calculate ${p}{t}$ (in {u}).",
        ),
        t=t, p=p, g=gap, r=radius, u=u,
    )  # fmt: skip
    steps = [
        f"The line from ${p}$ through the centre meets the circle at the distances ${gap}$ and "
        f"${gap} + 2 \\cdot {radius} = {gap + 2 * radius}$.",
        f"The power of ${p}$ is ${gap} \\cdot {gap + 2 * radius} = {leg * leg}$.",
        f"The tangent is its square root: $\\sqrt{{{leg * leg}}} = {leg}$.",
    ]
    return worked(rng, prompt, steps, str(leg))


@redrawn
def _bow(rng: random.Random) -> Draft | None:
    half, rise = rng.randint(4, 40), rng.randint(1, 20)
    radius = Fraction(half * half + rise * rise, 2 * rise)
    if rise >= half or radius.denominator not in (1, 2) or radius > 200:
        return None
    # Pythagoras instead of the product of the parts
    agree(radius**2, half**2 + (radius - rise) ** 2, what="the radius of the bow")
    rest = Fraction(half * half, rise)
    prompt = tell(
        rng,
        (
            "The arch of a bridge is part of a circle. It spans ${s}$ m and its highest point is ${h}$ m above the line that joins its ends.",
            "A chord of a circle is ${s}$ cm long. The middle of the chord is ${h}$ cm from the nearest point of the circle.",
            "A curved wall follows an arc of a circle. Its ends are ${s}$ ft apart, and its middle stands out ${h}$ ft from the "
            "straight line between them.",
            "A vaulted roof has a circular cross section less than a semicircle, ${s}$ m wide at its foot and ${h}$ m high at the middle.",
        ),
        (
            "What is the radius of the circle, in the same unit?",
            "Find the radius of this circle in the given unit.",
            "How long is the radius of the circle to which it belongs, in the given unit?",
        ),
        s=2 * half, h=rise,
    )  # fmt: skip
    steps = [
        f"The diameter through the middle halves the chord: $\\frac{{{2 * half}}}{{2}} = {half}$.",
        f"The parts of the diameter have the product ${half} \\cdot {half} = {half * half}$, so the other part is "
        f"$\\frac{{{half * half}}}{{{rise}}} = {num(rest)}$.",
        f"The radius is half of the whole: $\\frac{{1}}{{2}} \\cdot \\left({num(rest)} + {rise}\\right) = {num(radius)}$.",
    ]
    return worked(rng, prompt, steps, num(radius))


@redrawn
def _quadratic(rng: random.Random) -> Draft | None:
    a, b, c, d, p = rng.choice(NAMES)
    x, more, near = rng.randint(2, 25), rng.randint(1, 30), rng.randint(2, 20)
    power = x * (x + more)
    if power % near or not near < power // near or power // near - near > 60 or power // near == x:
        return None
    inner = power // near - near
    disc = more * more + 4 * power
    x = agree(x, (isqrt(disc) - more) // 2, what="the positive root")
    if not is_square(disc):
        raise AssertionError(disc)
    prompt = tell(
        rng,
        (
            "From a point ${p}$ outside a circle one secant meets the circle at ${a}$ and then ${b}$, with ${p}{a} = {n}$ cm and "
            "${a}{b} = {i}$ cm. Another meets it at ${c}$ and then ${d}$, and its part ${c}{d}$ inside the circle is ${m}$ cm long.",
            "Two lines through ${p}$ cut a circle, the first at ${a}$ and ${b}$, the second at ${c}$ and ${d}$, where ${a}$ and ${c}$ "
            "are nearer to ${p}$. The lengths are ${p}{a} = {n}$ m, ${a}{b} = {i}$ m and ${c}{d} = {m}$ m.",
            "A secant from ${p}$ has an outer part ${p}{a}$ of ${n}$ in and cuts a chord ${a}{b}$ of ${i}$ in from a circle. A second "
            "secant from ${p}$ meets the circle first at ${c}$ and cuts from it a chord ${c}{d}$ of ${m}$ in.",
        ),
        (
            "How long is ${p}{c}$, in the same unit?",
            "Find ${p}{c}$ in the given unit.",
            "What is the length of the outer part ${p}{c}$, in the same unit?",
            "Determine the length ${p}{c}$ in the unit given.",
        ),
        a=a, b=b, c=c, d=d, p=p, n=near, i=inner, m=more,
    )  # fmt: skip
    steps = [
        f"The power of ${p}$ is ${near} \\cdot ({near} + {inner}) = {power}$.",
        f"With $x$ for the outer part of the second secant, $x(x + {more}) = {power}$, that is, $x^2 + {_c(more)}x - {power} = 0$.",
        f"This factors: $x^2 + {_c(more)}x - {power} = (x - {x})(x + {x + more})$.",
        f"A length is positive, so only $x - {x} = 0$ is left, and $x = {x}$.",
    ]
    return worked(rng, prompt, steps, str(x))


def _c(value: int) -> str:
    return "" if value == 1 else str(value)
