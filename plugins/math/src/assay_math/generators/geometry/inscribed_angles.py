"""Angles in a circle: inscribed ones, of tangents, chords and secants."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked

NAMES = tuple(map(tuple, ("ABCDE", "PQRST", "KLMNE", "UVWXY", "EFGHJ", "JKLMN", "RSTUV")))
"""Letters for the points of a figure."""


@problems("math.inscribed_angle", version=2, levels=(1, 2, 3, 4, 4))
def inscribed_angle(rng: random.Random, difficulty: int) -> Draft:
    """Find an angle in a circle from its arcs, chords and tangents.

    Step 1: half of a central angle. 2: a cyclic quadrilateral, or the angle of tangent and
    chord. 3: an isosceles triangle at the centre, then the inscribed angle. 4: two chords that
    cross. 5: two secants from outside, whose arcs are known by an equation.
    """
    make = (_central, rng.choice((_opposite, _tangent_chord)), _isosceles, _crossing, _secants)[
        difficulty - 1
    ]
    return make(rng)


def _at(degrees: Fraction | float) -> complex:
    """The point of the unit circle in a direction."""
    return complex(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))


def _seen(vertex: complex, a: complex, b: complex) -> Fraction:
    """The angle at ``vertex`` between the rays to two points, in quarters of a degree."""
    ratio = (a - vertex) / (b - vertex)
    return Fraction(round(4 * abs(math.degrees(math.atan2(ratio.imag, ratio.real)))), 4)


def _deg(value: Fraction) -> str:
    return f"{float(value):g}^\\circ"


def _central(rng: random.Random) -> Draft:
    a, b, c, *_ = rng.choice(NAMES)
    central = Fraction(rng.randint(20, 178))
    value = agree(
        central / 2, _seen(_at(200 + central / 2), _at(0), _at(central)), what="the inscribed angle"
    )
    prompt = tell(
        rng,
        (
            "Points ${a}$, ${b}$ and ${c}$ lie on a circle with centre $O$, ${c}$ on the longer arc from ${a}$ to ${b}$, and "
            "$\\angle {a}O{b} = {w}$.",
            "Three posts ${a}$, ${b}$ and ${c}$ stand at the edge of a round pond with a fountain $O$ at its centre. From the "
            "fountain, posts ${a}$ and ${b}$ are seen under an angle of ${w}$, and ${c}$ stands on the longer arc between them.",
            "A chord ${a}{b}$ of a circle with centre $O$ makes the central angle $\\angle {a}O{b} = {w}$. A point ${c}$ is on the "
            "circle, on the same side of the chord as $O$.",
            "The minor arc ${a}{b}$ of a circle measures ${w}$, and ${c}$ is a point of the circle that is not on this arc.",
        ),
        (
            "Find $\\angle {a}{c}{b}$ in degrees.",
            "How many degrees is the angle $\\angle {a}{c}{b}$?",
            "Under what angle, in degrees, is ${a}{b}$ seen from ${c}$?",
            "What is the size of $\\angle {a}{c}{b}$ in degrees?",
        ),
        a=a, b=b, c=c, w=_deg(central),
    )  # fmt: skip
    steps = [
        "An inscribed angle is half of the central angle over the same arc: "
        f"$\\frac{{1}}{{2}} \\cdot {_deg(central)} = {_deg(value)}$."
    ]
    return worked(rng, prompt, steps, _deg(value))


@redrawn
def _opposite(rng: random.Random) -> Draft | None:
    a, b, c, d, *_ = rng.choice(NAMES)
    arc = Fraction(2 * rng.randint(35, 150))  # from b to d over c
    at_a = arc / 2
    given = rng.randint(15, 80)  # angle b-d-c
    other = 180 - int(at_a) - 0
    third = 180 - other - given
    if third < 10:
        return None
    # c lies 2 * given behind b on the arc b-c-d
    value = agree(
        Fraction(third),
        _seen(_at(0), _at(2 * given), _at(arc)),
        what="the angle of the cyclic quadrilateral",
    )
    prompt = tell(
        rng,
        (
            "${a}{b}{c}{d}$ is a quadrilateral inscribed in a circle, with $\\angle {d}{a}{b} = {w}$ and "
            "$\\angle {b}{d}{c} = {g}$.",
            "Four points ${a}$, ${b}$, ${c}$, ${d}$ follow each other on a circle. The angle $\\angle {d}{a}{b}$ is ${w}$ and the "
            "angle $\\angle {b}{d}{c}$ is ${g}$.",
            "Four lamps ${a}$, ${b}$, ${c}$ and ${d}$ stand in this order around a circular lawn. Straight cables give the angles "
            "$\\angle {d}{a}{b} = {w}$ and $\\angle {b}{d}{c} = {g}$.",
            "In a cyclic quadrilateral ${a}{b}{c}{d}$ the angle at ${a}$ is ${w}$. The diagonal ${b}{d}$ is drawn, and "
            "$\\angle {b}{d}{c} = {g}$.",
        ),
        (
            "Find $\\angle {c}{b}{d}$ in degrees.",
            "How many degrees is $\\angle {c}{b}{d}$?",
            "What is the angle $\\angle {c}{b}{d}$, in degrees?",
        ),
        a=a, b=b, c=c, d=d, w=_deg(at_a), g=_deg(Fraction(given)),
    )  # fmt: skip
    steps = [
        "Opposite angles of a cyclic quadrilateral add up to a straight angle, so the angle at "
        f"${c}$ is $180^\\circ - {_deg(at_a)} = {other}^\\circ$.",
        f"The angles of the triangle ${b}{c}{d}$ leave $180^\\circ - {other}^\\circ - {given}^\\circ = {third}^\\circ$ at ${b}$.",
    ]
    return worked(rng, prompt, steps, _deg(value))


def _tangent_chord(rng: random.Random) -> Draft:
    a, b, c, t, *_ = rng.choice(NAMES)
    at_a, at_b = rng.randint(20, 100), rng.randint(20, 75)
    at_c = 180 - at_a - at_b
    # inscribed triangle: the arcs are twice the angles; the tangent at a leaves on the side of b
    pa, pb = _at(0), _at(2 * at_c)
    value = agree(Fraction(at_c), _seen(pa, pa + 1j, pb), what="the angle of tangent and chord")
    prompt = tell(
        rng,
        (
            "The triangle ${a}{b}{c}$ is inscribed in a circle, with $\\angle {c}{a}{b} = {x}$ and $\\angle {a}{b}{c} = {y}$. "
            "The tangent at ${a}$ is drawn, and ${t}$ is a point on it, on the other side of ${a}{b}$ than ${c}$.",
            "A circle passes through ${a}$, ${b}$ and ${c}$, where the angles of the triangle at ${a}$ and ${b}$ are ${x}$ and "
            "${y}$. A line touches the circle at ${a}$; ${t}$ lies on it so that ${t}$ and ${c}$ are on different sides of ${a}{b}$.",
            "In a triangle ${a}{b}{c}$ we have $\\angle {c}{a}{b} = {x}$ and $\\angle {a}{b}{c} = {y}$. A line ${a}{t}$ is tangent to "
            "the circumcircle at ${a}$, and the chord ${a}{b}$ separates ${t}$ from ${c}$.",
        ),
        (
            "Find $\\angle {t}{a}{b}$ in degrees.",
            "What angle, in degrees, do the tangent ${a}{t}$ and the chord ${a}{b}$ make?",
            "How many degrees is $\\angle {t}{a}{b}$?",
            "Determine the angle $\\angle {t}{a}{b}$ between tangent and chord, in degrees.",
        ),
        a=a, b=b, c=c, t=t, x=_deg(Fraction(at_a)), y=_deg(Fraction(at_b)),
    )  # fmt: skip
    steps = [
        f"The angle between the tangent and the chord ${a}{b}$ equals the inscribed angle over that chord, which is the angle of "
        f"the triangle at ${c}$: $180^\\circ - {at_a}^\\circ - {at_b}^\\circ = {at_c}^\\circ$."
    ]
    return worked(rng, prompt, steps, _deg(value))


def _isosceles(rng: random.Random) -> Draft:
    a, b, c, *_ = rng.choice(NAMES)
    base = rng.randint(5, 70)
    central = 180 - 2 * base
    minor = rng.random() < 0.5
    arc = Fraction(360 - central if minor else central)  # the arc that the angle at c looks at
    where = _at(central / 2) if minor else _at(central / 2 + 180)
    value = agree(arc / 2, _seen(where, _at(0), _at(central)), what="the inscribed angle")
    prompt = tell(
        rng,
        (
            "${a}$, ${b}$ and ${c}$ lie on a circle with centre $O$, with ${c}$ on the {side} arc from ${a}$ to ${b}$. The angle "
            "$\\angle O{a}{b}$ is ${w}$.",
            "In a circle with centre $O$ the chord ${a}{b}$ makes an angle of ${w}$ with the radius $O{a}$. A point ${c}$ is chosen "
            "on the {side} arc ${a}{b}$.",
            "A chord ${a}{b}$ of a circle around $O$ is drawn with $\\angle O{a}{b} = {w}$, and ${c}$ is a point of the {side} arc "
            "${a}{b}$.",
            "Lights ${a}$, ${b}$ and ${c}$ hang on the rim of a Ferris wheel with hub $O$. It is known that "
            "$\\angle O{a}{b} = {w}$ and that ${c}$ is on the {side} arc between ${a}$ and ${b}$.",
        ),
        (
            "Find $\\angle {a}{c}{b}$ in degrees.",
            "How many degrees is $\\angle {a}{c}{b}$?",
            "What is the inscribed angle $\\angle {a}{c}{b}$, in degrees?",
        ),
        a=a, b=b, c=c, w=_deg(Fraction(base)), side="shorter" if minor else "longer",
    )  # fmt: skip
    steps = [
        f"$O{a}$ and $O{b}$ are radii, so the triangle is isosceles and its angle at $O$ is "
        f"$180^\\circ - 2 \\cdot {base}^\\circ = {central}^\\circ$."
    ]
    if minor:
        steps.append(
            f"From the shorter arc the point looks at the longer one, which measures $360^\\circ - {central}^\\circ = "
            f"{360 - central}^\\circ$."
        )
    steps.append(
        f"The inscribed angle is half of its arc: $\\frac{{1}}{{2}} \\cdot {_deg(arc)} = {_deg(value)}$."
    )
    return worked(rng, prompt, steps, _deg(value))


@redrawn
def _crossing(rng: random.Random) -> Draft | None:
    a, b, c, d, x = rng.choice(NAMES)
    x = "X" if x != "X" and "X" not in (a, b, c, d) else "Z"
    arcs = [rng.randint(25, 110) for _ in range(3)]
    arcs.append(360 - sum(arcs))
    if arcs[3] < 25 or (arcs[0] + arcs[2]) % 2:
        return None
    pa, pb, pc, pd = (_at(sum(arcs[:i])) for i in range(4))
    value = Fraction(arcs[0] + arcs[2], 2)
    direction = (pc - pa) / (pd - pb)  # of the chords, from the cross to a and b
    agree(
        value,
        Fraction(round(4 * abs(math.degrees(math.atan2(direction.imag, direction.real)))), 4),
        what="the angle of two chords",
    )
    prompt = tell(
        rng,
        (
            "On a circle the points ${a}$, ${b}$, ${c}$, ${d}$ follow each other in this order. The arcs ${a}{b}$, ${b}{c}$ and "
            "${d}{a}$ that hold no other of the points measure ${p}$, ${q}$ and ${r}$. The chords ${a}{c}$ and ${b}{d}$ cross at ${x}$.",
            "The chords ${a}{c}$ and ${b}{d}$ of a circle meet at a point ${x}$ inside it. Going round the circle, the arc from "
            "${a}$ to ${b}$ is ${p}$, from ${b}$ to ${c}$ it is ${q}$, and from ${d}$ back to ${a}$ it is ${r}$.",
            "A round window has four nails ${a}$, ${b}$, ${c}$ and ${d}$ in its frame, in this order; threads ${a}{c}$ and "
            "${b}{d}$ cross at ${x}$. Between neighbouring nails lie arcs of ${p}$ (${a}$ to ${b}$), ${q}$ (${b}$ to ${c}$) "
            "and ${r}$ (${d}$ to ${a}$).",
        ),
        (
            "Find $\\angle {a}{x}{b}$ in degrees.",
            "How many degrees is the angle $\\angle {a}{x}{b}$?",
            "What is $\\angle {a}{x}{b}$, in degrees?",
            "Determine in degrees the angle $\\angle {a}{x}{b}$ at which they cross.",
        ),
        a=a, b=b, c=c, d=d, x=x, p=_deg(Fraction(arcs[0])), q=_deg(Fraction(arcs[1])), r=_deg(Fraction(arcs[3])),
    )  # fmt: skip
    steps = [
        f"The four arcs make a full turn, so the arc from ${c}$ to ${d}$ is "
        f"$360^\\circ - {arcs[0]}^\\circ - {arcs[1]}^\\circ - {arcs[3]}^\\circ = {arcs[2]}^\\circ$.",
        "The angle of two chords that cross is half of the sum of its arc and the arc opposite: "
        f"$\\frac{{1}}{{2}} \\cdot ({arcs[0]}^\\circ + {arcs[2]}^\\circ) = {_deg(value)}$.",
    ]
    return worked(rng, prompt, steps, _deg(value))


@redrawn
def _secants(rng: random.Random) -> Draft | None:
    a, b, c, d, p = rng.choice(NAMES)
    p = "S" if "S" not in (a, b, c, d) else "M"
    near, angle = rng.randint(15, 80), rng.randint(12, 55)
    far = near + 2 * angle
    k = rng.choice((2, 3, 4))
    extra = far - k * near  # far = k * near + extra
    if far > 170 or extra == 0 or abs(extra) > 90:
        return None
    half_near, half_far = math.radians(near / 2), math.radians(far / 2)
    # both arcs symmetric about the horizontal axis; the secants meet on it
    slope = (math.sin(half_far) - math.sin(half_near)) / (math.cos(half_near) + math.cos(half_far))
    agree(
        Fraction(angle),
        Fraction(round(8 * math.degrees(math.atan(slope))), 4),
        what="the angle of two secants",
    )
    more = f"${abs(extra)}^\\circ$ {'more' if extra > 0 else 'less'} than {['twice', 'three times', 'four times'][k - 2]}"
    prompt = tell(
        rng,
        (
            "From a point ${p}$ outside a circle one line meets the circle at ${a}$ and then at ${b}$, another at ${c}$ and then at "
            "${d}$; they make an angle of ${w}$ at ${p}$. The far arc ${b}{d}$ measures {more} the near arc ${a}{c}$.",
            "Two secants from ${p}$ cut a circle at ${a}$, ${b}$ and at ${c}$, ${d}$, where ${a}$ and ${c}$ are nearer to ${p}$. "
            "The angle between the secants is ${w}$, and the arc ${b}{d}$ is {more} the arc ${a}{c}$; neither arc holds another of "
            "the points.",
            "A lamp ${p}$ shines on a round tower. Two rays make an angle of ${w}$; on the plan one enters the circle of the tower "
            "at ${a}$ and would leave it at ${b}$, the other enters at ${c}$ and would leave at ${d}$. The arc ${b}{d}$ far from "
            "the lamp is {more} the near arc ${a}{c}$.",
        ),
        (
            "How many degrees is the near arc ${a}{c}$?",
            "Find the measure of the arc ${a}{c}$ near ${p}$, in degrees.",
            "What is the measure of the near arc ${a}{c}$ in degrees?",
            "Determine the near arc ${a}{c}$ in degrees.",
        ),
        a=a, b=b, c=c, d=d, p=p, w=_deg(Fraction(angle)), more=more,
    )  # fmt: skip
    sign = "+" if extra > 0 else "-"
    steps = [
        "Outside the circle the angle of two secants is half of the difference of the far and the near arc, so the arcs differ by "
        f"$2 \\cdot {angle}^\\circ = {2 * angle}^\\circ$.",
        f"With $x$ degrees for the near arc the far one is ${k}x {sign} {abs(extra)}$, so they differ by "
        f"${k}x {sign} {abs(extra)} - x = {_times(k - 1)}x {sign} {abs(extra)}$.",
    ]
    back = f"{2 * angle} {'-' if extra > 0 else '+'} {abs(extra)}"
    if k > 2:
        steps += [
            f"This is ${2 * angle}$, which leaves ${back} = {(k - 1) * near}$ for ${k - 1}x$.",
            f"Divide: $\\frac{{{(k - 1) * near}}}{{{k - 1}}} = {near}$ degrees for the near arc.",
        ]
    else:
        steps.append(f"This is ${2 * angle}$, which leaves ${back} = {near}$ degrees for the near arc.")
    steps.append(f"Check: $\\frac{{1}}{{2}} \\cdot ({far} - {near}) = {angle}$.")
    return worked(rng, prompt, steps, _deg(Fraction(near)))


def _times(value: int) -> str:
    return "" if value == 1 else str(value)
