"""Polar coordinates."""

from __future__ import annotations

import cmath
import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import combine, over, point, simple_root, square_root
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, paren, worked

_HALF = Fraction(1, 2)
_COS = {0: (Fraction(1), 1), 30: (_HALF, 3), 45: (_HALF, 2), 60: (_HALF, 1), 90: (Fraction(0), 1)}
"""The cosine of an angle up to 90 degrees: a coefficient and the radicand of a root."""


def _cos(degrees: int) -> tuple[Fraction, int]:
    d = degrees % 360
    d = min(d, 360 - d)
    c, r = _COS[min(d, 180 - d)]
    return (-c if d > 90 else c), r


def _sin(degrees: int) -> tuple[Fraction, int]:
    return _cos(90 - degrees)


def _times(length: Fraction | int, value: tuple[Fraction, int]) -> str:
    c, r = length * value[0], value[1]
    return over(c, "" if r == 1 else f"\\sqrt{{{r}}}") if c else "0"


@problems("math.polar_coordinates", version=2, levels=(3, 3, 3, 4, 5))
def polar_coordinates(rng: random.Random, difficulty: int) -> Draft:
    """Change between polar and Cartesian coordinates and work with them.

    Step 1: the distance from the pole. 2: Cartesian coordinates of a polar point. 3: polar
    coordinates of a Cartesian point. 4: the distance of two polar points. 5: centre or radius of a
    circle given by a polar equation.
    """
    make = (_distance, _to_cartesian, _to_polar, _between, _circle)[difficulty - 1]
    return make(rng)


def _distance(rng: random.Random) -> Draft:
    x, y = nonzero(rng, -20, 20), nonzero(rng, -20, 20)
    answer = simple_root(x * x + y * y)
    outside, inside = square_root(x * x + y * y)
    agree(outside * outside * inside, Fraction(round(abs(complex(x, y)) ** 2)), what="the distance")
    prompt = tell(
        rng,
        (
            "The point ${p}$ of the plane is to be written in polar coordinates $(r, \\theta)$ with $r > 0$.",
            "A point has the Cartesian coordinates ${p}$. In polar coordinates it is $(r, \\theta)$ with a positive $r$.",
            "A radar at the origin sees a boat at ${p}$, with all lengths in kilometres, and shows it in polar coordinates $(r, \\theta)$, $r > 0$.",
        ),
        (
            "What is $r$, exactly?",
            "Find the exact value of $r$.",
            "Which exact value does $r$ have?",
            "Calculate the radial coordinate $r$ exactly.",
        ),
        p=point(x, y),
    )  # fmt: skip
    root = f"\\sqrt{{{x * x + y * y}}}"
    tail = "" if answer == root else f" = {answer}"
    steps = [
        f"The radial coordinate is the distance from the origin: $\\sqrt{{{paren(x)}^2 + {paren(y)}^2}} = {root}{tail}$."
    ]
    return worked(rng, prompt, steps, answer)


@redrawn
def _to_cartesian(rng: random.Random) -> Draft | None:
    r, angle = rng.randint(2, 40), rng.choice((30, 45, 60, 120, 135, 150, 210, 225, 240, 300, 315, 330))
    if r % 2 and rng.random() < 0.7:
        return None
    x, y = _times(r, _cos(angle)), _times(r, _sin(angle))
    place = cmath.rect(r, math.radians(angle))
    for part, measured in ((_cos(angle), place.real), (_sin(angle), place.imag)):
        agree(r * float(part[0]) * math.sqrt(part[1]), measured, rel=1e-9, abs=1e-9, what="a coordinate")
    t, shown = _angle(rng, angle)
    prompt = tell(
        rng,
        (
            "A point has the polar coordinates $({r}, {t})$.",
            "In polar coordinates $(r, \\theta)$ a point is given by $r = {r}$ and $\\theta = {t}$.",
            "The tip of a robot arm is ${r}$ decimetres from the origin, and the way to it makes an angle of ${t}$ with the positive $x$-axis, counterclockwise.",
        ),
        (
            "What are its exact Cartesian coordinates?",
            "Find its exact Cartesian coordinates $(x, y)$.",
            "Write its position in Cartesian coordinates, exactly.",
            "Give the exact pair $(x, y)$ of its Cartesian coordinates.",
        ),
        r=r, t=t,
    )  # fmt: skip
    steps = [
        f"The first coordinate is $x = r \\cos \\theta$, here ${r} \\cdot \\cos {_call(shown)} = {x}$.",
        f"The second coordinate is $y = r \\sin \\theta$, here ${r} \\cdot \\sin {_call(shown)} = {y}$.",
    ]
    return worked(rng, prompt, steps, f"\\left({x}, {y}\\right)" if "frac" in x + y else f"({x}, {y})")


def _angle(rng: random.Random, degrees: int) -> tuple[str, str]:
    """An angle written in degrees or radians, twice for the call sites."""
    if rng.random() < 0.5:
        return f"{degrees}^\\circ", f"{degrees}^\\circ"
    radians = over(Fraction(degrees, 180), "\\pi")
    return radians, radians


def _call(angle: str) -> str:
    return f"\\left({angle}\\right)" if "frac" in angle else angle


def _to_polar(rng: random.Random) -> Draft:
    k = rng.randint(1, 20)
    angle = rng.choice((30, 45, 60, 120, 135, 150, 210, 225, 240, 300, 315, 330))
    r2 = 4 * k * k if angle % 45 else 2 * k * k
    half = Fraction(k) if angle % 45 == 0 else Fraction(2 * k)
    c, s = _cos(angle), _sin(angle)
    if angle % 45 == 0:
        x, y = str(k if c[0] > 0 else -k), str(k if s[0] > 0 else -k)
    else:
        x, y = _times(half, c), _times(half, s)
    value = complex(float(c[0]) * math.sqrt(c[1]), float(s[0]) * math.sqrt(s[1]))
    agree(round(math.degrees(math.atan2(value.imag, value.real))) % 360, angle, what="the angle")
    r = simple_root(r2)
    radians = rng.random() < 0.5
    t = over(Fraction(angle, 180), "\\pi") if radians else f"{angle}^\\circ"
    span = "$0 \\le \\theta < 2\\pi$" if radians else "$0^\\circ \\le \\theta < 360^\\circ$"
    prompt = tell(
        rng,
        (
            "A point has the Cartesian coordinates $({x}, {y})$. Polar coordinates $(r, \\theta)$ are used with $r > 0$ and {span}.",
            "The point $({x}, {y})$ is described by polar coordinates $(r, \\theta)$, where $r > 0$ and {span}.",
            "A radar at the origin reports targets as $(r, \\theta)$ with $r > 0$ and {span}; the angle is measured counterclockwise from the "
            "positive $x$-axis. A target is at $({x}, {y})$.",
        ),
        (
            "What are its polar coordinates?",
            "Find the pair $(r, \\theta)$.",
            "Give its polar coordinates exactly.",
            "Write the point in polar coordinates.",
        ),
        x=x, y=y, span=span,
    )  # fmt: skip
    quadrant = {1: "first", 2: "second", 3: "third", 4: "fourth"}[angle // 90 + 1]
    base = min(angle % 180, 180 - angle % 180)
    sx, sy = (f"({v})" if v.startswith("-") or "sqrt" in v else v for v in (x, y))
    base_shown = over(Fraction(base, 180), "\\pi") if radians else f"{base}^\\circ"
    full = "\\pi" if radians else "180^\\circ"
    turn = "2\\pi" if radians else "360^\\circ"
    formula = {1: "", 2: f"{full} - {base_shown}", 3: f"{full} + {base_shown}", 4: f"{turn} - {base_shown}"}[
        angle // 90 + 1
    ]
    tangent = {30: "\\frac{\\sqrt{3}}{3}", 45: "1", 60: "\\sqrt{3}"}[base]
    steps = [
        f"The distance from the origin is $\\sqrt{{{sx}^2 + {sy}^2}} = \\sqrt{{{r2}}} = {r}$."
        if r != f"\\sqrt{{{r2}}}"
        else f"The distance from the origin is $\\sqrt{{{sx}^2 + {sy}^2}} = \\sqrt{{{r2}}}$.",
        f"The sides of the triangle give the angle with the $x$-axis: $\\tan {_call(base_shown)} = {tangent}$.",
    ]
    if formula:
        steps.append(f"The point lies in the {quadrant} quadrant, so the angle is ${formula} = {t}$.")
    return worked(rng, prompt, steps, f"\\left({r}, {t}\\right)" if "frac" in t else f"({r}, {t})")


@redrawn
def _between(rng: random.Random) -> Draft | None:
    a, b = rng.randint(2, 30), rng.randint(2, 30)
    gap = rng.choice((60, 90, 120))
    first = 5 * rng.randint(0, 50)
    second = first + gap
    if a == b:
        return None
    square = a * a + b * b - {60: a * b, 90: 0, 120: -a * b}[gap]
    ends = [
        length * complex(math.cos(math.radians(t)), math.sin(math.radians(t)))
        for length, t in ((a, first), (b, second))
    ]
    agree(square, round(abs(ends[0] - ends[1]) ** 2), what="the square of the distance")
    answer = simple_root(square)
    prompt = tell(
        rng,
        (
            "Two points have the polar coordinates $({a}, {s}^\\circ)$ and $({b}, {t}^\\circ)$.",
            "In polar coordinates $(r, \\theta)$ the points $P = ({a}, {s}^\\circ)$ and $Q = ({b}, {t}^\\circ)$ are given.",
            "A radar sees two ships, one at a distance of ${a}$ km in the direction ${s}^\\circ$, the other at ${b}$ km in the direction "
            "${t}^\\circ$.",
            "From the pole of a polar grid one point is ${a}$ units away at an angle of ${s}^\\circ$, another ${b}$ units at an angle of ${t}^\\circ$.",
        ),
        (
            "What is their exact distance from each other?",
            "Find the exact distance between the two.",
            "How far are they apart, exactly?",
            "Calculate the exact distance between them.",
        ),
        a=a, b=b, s=first, t=second,
    )  # fmt: skip
    cosine = {60: "\\frac{1}{2}", 90: "0", 120: "\\left(-\\frac{1}{2}\\right)"}[gap]
    steps = [
        f"Seen from the pole the directions differ by ${second}^\\circ - {first}^\\circ = {gap}^\\circ$, and $\\cos {gap}^\\circ = "
        f"{cosine.replace(chr(92) + 'left(', '').replace(chr(92) + 'right)', '')}$.",
        f"The law of cosines gives the square of the distance: ${a}^2 + {b}^2 - 2 \\cdot {a} \\cdot {b} \\cdot {cosine} = {square}$.",
    ]
    if answer != f"\\sqrt{{{square}}}":
        steps.append(f"The distance is $\\sqrt{{{square}}} = {answer}$.")
    return worked(rng, prompt, steps, answer)


def _circle(rng: random.Random) -> Draft:
    a, b = nonzero(rng, -24, 24), nonzero(rng, -24, 24)
    equation = f"r = {combine([(a, chr(92) + 'cos ' + chr(92) + 'theta'), (b, chr(92) + 'sin ' + chr(92) + 'theta')])}"
    h, k = Fraction(a, 2), Fraction(b, 2)
    square = h * h + k * k
    radius = simple_root(square)
    # some point of the curve, and its distance from the centre
    some = cmath.rect(a * math.cos(0.3) + b * math.sin(0.3), 0.3)
    agree(float(square), abs(some - complex(h, k)) ** 2, rel=1e-9, abs=1e-9, what="the square of the radius")
    centre = point(h, k)
    radial = rng.random() < 0.5
    prompt = tell(
        rng,
        (
            "In polar coordinates a curve has the equation ${e}$.",
            "The polar equation ${e}$ describes a circle.",
            "A curve is given by ${e}$, where $r$ and $\\theta$ are polar coordinates.",
            "A laser cutter follows the curve ${e}$ in polar coordinates.",
        ),
        (
            "What is the exact radius of this circle?",
            "Find the radius of the circle exactly.",
            "Show that it is a circle by changing to Cartesian coordinates. Which exact radius does it have?",
            "Which radius does this circle have? Give the exact value.",
        )
        if radial
        else (
            "What is the centre of this circle, in Cartesian coordinates?",
            "Find the Cartesian coordinates of the centre of the circle.",
            "Change to Cartesian coordinates. Which point is the centre of this circle?",
            "Where, in Cartesian coordinates, does the circle have its centre?",
        ),
        e=equation,
    )  # fmt: skip
    cartesian = combine([(1, "x^2"), (1, "y^2"), (-a, "x"), (-b, "y")])
    squares = f"\\left({_shift('x', -h)}\\right)^2 + \\left({_shift('y', -k)}\\right)^2"
    steps = [
        f"Multiply by $r$ and put $x$ for $r \\cos \\theta$ and $y$ for $r \\sin \\theta$: ${cartesian} = 0$. Complete the squares on the left: "
        f"${cartesian} = {squares} - {num(square)}$.",
    ]
    if radial:
        steps.append(
            f"So the square of the radius is ${num(square)}$, and the radius is $\\sqrt{{{num(square)}}} = {radius}$."
        )
        if radius == f"\\sqrt{{{num(square)}}}":
            steps[-1] = (
                f"So the square of the radius is $\\left({num(h)}\\right)^2 + \\left({num(k)}\\right)^2 = {num(square)}$."
            )
        return worked(rng, prompt, steps, radius)
    return worked(rng, prompt, steps, centre if "frac" not in centre else f"\\left{centre[:-1]}\\right)")


def _shift(variable: str, by: Fraction) -> str:
    return combine([(1, variable), (by, "")])
