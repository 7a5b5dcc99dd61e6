"""Plane figures: circles and sectors, angles of polygons, composite areas, similar figures."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._forms import add_up, ask, combine, pi_times, reduced, root
from assay_math.generators._levels import problems
from assay_math.generators._sizes import RINGS, ROUND, Figured, suited, told
from assay_math.generators._write import num, worked

_UNITS = ("centimetres", "metres", "millimetres", "feet", "inches", "units", "yards")
_SECTORS = ("sector", "slice", "wedge", "piece")

_CIRCLE = (
    "In terms of $\\pi$, find the {what} of a {thing} with {size} ${given}$ {u}.",
    "A {thing} has a {size} of ${given}$ {u}. In terms of $\\pi$, what is its {what}?",
    "What is the exact {what} of a {thing} whose {size} is ${given}$ {u}?",
    "The {size} of a {thing} measures ${given}$ {u}. Calculate its {what} exactly.",
    "Compute the exact {what} of a {thing} with a {size} of ${given}$ {u}.",
)
_INVERSE = (
    "The {known} of a {thing} is ${given}$ {ku}. Find its {what} exactly.",
    "A {thing} has {known} ${given}$ {ku}. What is its {what}, in terms of $\\pi$ where needed?",
    "If a {thing} has a {known} of ${given}$ {ku}, what is its exact {what}?",
    "Determine the exact {what} of a {thing} whose {known} equals ${given}$ {ku}.",
)
_SECTOR = (
    "A {thing} has radius ${r}$ {u} and a central angle of ${deg}^\\circ$. Find its exact {what}.",
    "What is the {what} of a circular {thing} with radius ${r}$ {u} and central angle ${deg}^\\circ$, in terms of $\\pi$?",
    "From a disc of radius ${r}$ {u} a {thing} of ${deg}^\\circ$ is cut. Determine the {what} of the {thing} exactly.",
    "Compute the exact {what} of a {thing} of ${deg}^\\circ$ in a circle with a radius of ${r}$ {u}.",
)
_SEGMENT = (
    "In a circle of radius ${r}$ {u} a chord subtends a central angle of ${deg}^\\circ$. Find the exact area, in square {u}, "
    "of the smaller region that the chord cuts off.",
    "A chord of a circle with radius ${r}$ {u} is seen from the centre under ${deg}^\\circ$. What is the exact area (in "
    "square {u}) of the minor segment?",
    "Determine the exact area in square {u} of the circular segment with radius ${r}$ {u} and central angle ${deg}^\\circ$.",
    "A straight cut through a round sheet of radius ${r}$ {u} spans a central angle of ${deg}^\\circ$. Find the exact area "
    "of the smaller piece in square {u}.",
)
_RING = (
    "A {thing} lies between two concentric circles of radii ${r}$ {u} and ${s}$ {u}. Find its area exactly in square {u}.",
    "The inner edge of a {thing} is a circle of radius ${r}$ {u}, its outer edge one of radius ${s}$ {u} with the same centre. What is "
    "its exact area in square {u}?",
    "From a disc with radius ${s}$ {u} a concentric disc with radius ${r}$ {u} is cut out. What exact area remains, in square {u}?",
    "In terms of $\\pi$, determine the area (in square {u}) of a {thing} whose edges are concentric circles with radii ${r}$ and "
    "${s}$ {u}.",
)


@problems("math.circle_measure", version=3)
def circle_measure(rng: random.Random, difficulty: int) -> Draft:
    """Areas and lengths of circles and their parts, exactly.

    Difficulty 1: area or circumference from a whole radius or diameter. 2: fractional radii.
    3: one measure from another, or a ring. 4: sectors and arcs. 5: circular segments.
    """
    u = rng.choice(_UNITS)
    if difficulty <= 2:
        return _circle(rng, fractional=difficulty == 2)
    if difficulty == 3:
        return _ring(rng) if rng.random() < 0.4 else _circle_inverse(rng)
    r = Fraction(rng.randint(2, 400), rng.choice((1, 2, 3)))
    if difficulty == 4:
        deg = 5 * rng.randint(2, 70)
        share = Fraction(deg, 360)
        length = rng.random() < 0.5
        what = "arc length" if length else "area"
        full = 2 * r if length else r * r
        answer = pi_times(share * full)
        whole = f"2 \\cdot \\pi \\cdot {num(r)}" if length else f"\\pi \\cdot {_squared(r)}"
        steps = [
            f"The central angle is the share ${reduced(deg, 360)}$ of a full turn.",
            f"The full circle has the {'circumference' if length else 'area'} ${whole} = {pi_times(full)}$.",
            f"Take that share of it: ${num(share)} \\cdot {pi_times(full)} = {answer}$.",
        ]
        return worked(
            rng,
            ask(rng, _SECTOR, thing=rng.choice(_SECTORS), r=num(r), u=u, deg=deg, what=what),
            steps,
            answer,
        )
    deg = rng.choice((30, 45, 60, 90, 120, 135, 150))
    share = Fraction(deg, 360)
    radicand = {30: 1, 150: 1, 90: 1, 45: 2, 135: 2, 60: 3, 120: 3}[deg]
    sine = Fraction(1) if deg == 90 else Fraction(1, 2)
    triangle = root(r * r * sine / 2, radicand)
    sector = pi_times(share * r * r)
    answer = f"{sector} - {triangle}"
    steps = [
        f"The sector has the area ${num(share)} \\cdot \\pi \\cdot {_squared(r)} = {sector}$.",
        f"The triangle of the two radii and the chord has the area $\\frac{{1}}{{2}} \\cdot {_squared(r)} \\cdot "
        f"\\sin {deg}^\\circ = \\frac{{1}}{{2}} \\cdot {num(r * r)} \\cdot {root(sine, radicand)} = {triangle}$.",
        f"Subtract the triangle from the sector: ${num(share)} \\cdot \\pi \\cdot {_squared(r)} - {triangle} = {answer}$.",
    ]
    return worked(rng, ask(rng, _SEGMENT, r=num(r), u=u, deg=deg), steps, answer)


def _squared(value: Fraction) -> str:
    return f"{num(value)}^2" if value.denominator == 1 else f"\\left({num(value)}\\right)^2"


def _circle(rng: random.Random, *, fractional: bool) -> Draft:
    given = Fraction(rng.randint(2, 60))
    if fractional:
        given = Fraction(rng.randint(3, 400), rng.choice((1, 2, 3, 4, 5)))
    size = rng.choice(("radius", "diameter"))
    r = given if size == "radius" else given / 2
    thing, u = suited(rng, ROUND, (r,), "circle")
    area = rng.random() < 0.5
    steps = (
        [f"The radius is half of the diameter: $\\frac{{1}}{{2}} \\cdot {num(given)} = {num(r)}$."]
        if size == "diameter"
        else []
    )
    if area:
        answer = pi_times(r * r)
        steps.append(
            f"The area is pi times the square of the radius: $\\pi \\cdot {_squared(r)} = {answer}$."
        )
    else:
        answer = pi_times(2 * r)
        steps.append(
            f"The circumference is twice pi times the radius: $2 \\cdot \\pi \\cdot {num(r)} = {answer}$."
        )
    what = f"area (in square {u})" if area else f"circumference (in {u})"
    return worked(
        rng, ask(rng, _CIRCLE, what=what, thing=thing, size=size, given=num(given), u=u), steps, answer
    )


def _circle_inverse(rng: random.Random) -> Draft:
    r = Fraction(rng.randint(2, 300), rng.choice((1, 1, 2)))
    thing, u = suited(rng, ROUND, (r,), "circle")
    if rng.random() < 0.5:
        known, given, ku, what, answer = (
            "circumference",
            pi_times(2 * r),
            u,
            f"area (in square {u})",
            pi_times(r * r),
        )
        steps = [
            f"The radius is the circumference over twice pi: $\\frac{{{given}}}{{2\\pi}} = {num(r)}$.",
            f"The area is $\\pi \\cdot {_squared(r)} = {answer}$.",
        ]
    else:
        known, given, ku, what, answer = (
            "area",
            pi_times(r * r),
            f"square {u}",
            f"circumference (in {u})",
            pi_times(2 * r),
        )
        steps = [
            f"The square of the radius is the area over pi: $\\frac{{{given}}}{{\\pi}} = {num(r * r)}$.",
            f"So the radius is $\\sqrt{{{num(r * r)}}} = {num(r)}$.",
            f"The circumference is $2 \\cdot \\pi \\cdot {num(r)} = {answer}$.",
        ]
    return worked(
        rng, ask(rng, _INVERSE, known=known, given=given, ku=ku, what=what, thing=thing), steps, answer
    )


def _ring(rng: random.Random) -> Draft:
    r = rng.randint(2, 150)
    s = r + rng.randint(1, 60)
    thing, u = suited(rng, RINGS, (r, s), "ring")
    answer = pi_times(s * s - r * r)
    steps = [
        f"The outer disc has the area $\\pi \\cdot {s}^2 = {pi_times(s * s)}$.",
        f"The inner disc has the area $\\pi \\cdot {r}^2 = {pi_times(r * r)}$.",
        f"The difference is ${pi_times(s * s)} - {pi_times(r * r)} = {answer}$.",
    ]
    return worked(rng, ask(rng, _RING, thing=thing, r=r, s=s, u=u), steps, answer)


# ---------------------------------------------------------------- angles

_POLYGONS = {3: "triangle", 4: "quadrilateral", 5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon"}
_WITH_ARTICLE = {n: f"an {p}" if p == "octagon" else f"a {p}" for n, p in _POLYGONS.items()}
_MISSING = (
    "A certain {name} has interior angles of {angles}. Find the remaining interior angle in degrees.",
    "In a certain {name}, all interior angles but one are known: {angles}. How many degrees does the last one have?",
    "The interior angles of a certain {name} are {angles} and one more. What is its size in degrees?",
    "What is the missing interior angle, in degrees, of a certain {name} whose other interior angles measure {angles}?",
)
_ALGEBRA = (
    "The interior angles of a certain {name}, in degrees, are {angles}. Find $x$.",
    "A certain {name} has interior angles of {angles} degrees. What is the value of $x$?",
    "Determine $x$ if the interior angles of a certain {name} measure {angles} (in degrees).",
    "In degrees, a certain {name} has the interior angles {angles}. Solve for $x$.",
)
_LARGEST = (
    "The interior angles of a certain {name}, in degrees, are {angles}. How large is the largest of them, in degrees?",
    "A certain {name} has interior angles of {angles} degrees. Find the measure of its largest angle in degrees.",
    "Determine the largest interior angle (in degrees) of a certain {name} whose angles measure {angles} degrees.",
    "What is the largest angle, in degrees, of a certain {name} with interior angles {angles} (in degrees)?",
)


@problems("math.polygon_angles", version=2, levels=(1, 2, 3, 4, 4))
def polygon_angles(rng: random.Random, difficulty: int) -> Draft:
    """Missing interior angles of polygons.

    Step 1: a triangle. 2: four or five sides. 3: six to eight sides. 4: angles given as
    expressions in x. 5: the largest of such angles.
    """
    if difficulty >= 4:
        return _angle_expressions(rng, largest=difficulty == 5)
    sides = {1: 3, 2: rng.choice((4, 5)), 3: rng.choice((6, 7, 8))}[difficulty]
    total = 180 * (sides - 2)
    while True:
        known = [rng.randint(20, 110) if sides == 3 else rng.randint(50, 170) for _ in range(sides - 1)]
        rest = total - sum(known)
        if 15 <= rest <= 175:
            break
    steps = [
        f"The interior angles of {_WITH_ARTICLE[sides]} add up to $({sides} - 2) \\cdot 180 = {total}$ degrees."
    ]
    steps.append(f"The known angles add up to ${' + '.join(map(str, known))} = {sum(known)}$ degrees.")
    steps.append(f"The remaining angle has ${total} - {sum(known)} = {rest}$ degrees.")
    prompt = ask(rng, _MISSING, name=_POLYGONS[sides], angles=_listed([f"${k}^\\circ$" for k in known]))
    return worked(rng, prompt, steps, str(rest))


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _angle_expressions(rng: random.Random, *, largest: bool) -> Draft:
    sides = rng.choice((3, 4, 5, 6) if largest else (3, 4, 5))
    total = 180 * (sides - 2)
    while True:
        x = rng.randint(8, 60)
        factors = [rng.randint(1, 4) for _ in range(sides)]
        offsets = [rng.randint(-30, 50) for _ in range(sides - 1)]
        offsets.append(total - sum(factors) * x - sum(offsets))
        angles = [f * x + o for f, o in zip(factors, offsets, strict=True)]
        if all(15 <= a <= 172 for a in angles) and abs(offsets[-1]) <= 90 and angles.count(max(angles)) == 1:
            break
    expressions = [combine([(f, "x"), (o, "")]) for f, o in zip(factors, offsets, strict=True)]
    s, o = sum(factors), sum(offsets)
    steps = [
        f"The interior angles of {_WITH_ARTICLE[sides]} add up to $({sides} - 2) \\cdot 180 = {total}$ degrees.",
        f"Add the expressions: ${add_up(f'({e})' if ' ' in e else e for e in expressions)} = {combine([(s, 'x'), (o, '')])}$.",
        f"That sum must be ${total}$, so $x$ is $\\frac{{{total}{_minus(o)}}}{{{s}}} = \\frac{{{total - o}}}{{{s}}} = {x}$.",
    ]
    listed = _listed([f"${e}$" for e in expressions])
    if largest:
        best = max(range(sides), key=lambda i: angles[i])
        for i in range(sides):
            sum_text = f"{factors[i]} \\cdot {x}" if factors[i] != 1 else f"{x}"
            text = add_up([sum_text, str(offsets[i])])
            if i == best or text != str(angles[i]):
                steps.append(f"Angle {i + 1}: ${text} = {angles[i]}$ degrees.")
        steps.append(
            f"The largest of them is $\\max({', '.join(map(str, angles))}) = {angles[best]}$ degrees."
        )
        return worked(rng, ask(rng, _LARGEST, name=_POLYGONS[sides], angles=listed), steps, str(angles[best]))
    shown = " + ".join(map(str, angles))
    steps.append(f"Check: the angles are ${shown} = {total}$ degrees together.")
    return worked(rng, ask(rng, _ALGEBRA, name=_POLYGONS[sides], angles=listed), steps, str(x))


def _minus(value: int) -> str:
    return "" if value == 0 else f" - {value}" if value > 0 else f" + {-value}"


# ---------------------------------------------------------------- composite areas

_PERSON = (
    "Ana Ben Cleo Dan Eva Finn Gita Hugo Iris Jon Kira Leo Mia Noah Olga Paul Rosa Sam Tara Vera".split()
)
_TWO_RECTANGLES: Figured = (
    (
        "{who} joins two rectangles without overlap: one is ${a}$ {u} by ${b}$ {u}, the other ${c}$ {u} by ${d}$ {u}. What is "
        "the total area in square {u}?",
        None,
    ),
    (
        "An L-shaped room in {who}'s house splits into rectangles of ${a} \\times {b}$ {u} and ${c} \\times {d}$ {u}. How many square "
        "{u} of carpet does it need?",
        ((1000, 15_000), (1000, 15_000)),
    ),
    (
        "{who}'s garden is made of two separate rectangular beds measuring ${a}$ by ${b}$ {u} and ${c}$ by ${d}$ {u}. Find their "
        "combined area in square {u}.",
        ((300, 20_000), (300, 40_000)),
    ),
    (
        "Find the area in square {u} of a figure that {who} forms by placing a rectangle of ${c}$ {u} by ${d}$ {u} beside one of ${a}$ {u} "
        "by ${b}$ {u}.",
        None,
    ),
)
_PATH: Figured = (
    (
        "A path ${w}$ {u} wide runs all around the outside of {who}'s rectangular lawn, which is ${a}$ {u} by ${b}$ {u}. The corners "
        "of the path are square. Find the area of the path in square {u}.",
        ((300, 4000), (2000, 60_000), (2000, 100_000)),
    ),
    (
        "{who} frames a picture of ${a}$ {u} by ${b}$ {u} with a border ${w}$ {u} wide on every side. How many square {u} does the "
        "border cover?",
        ((5, 250), (50, 1500), (50, 2500)),
    ),
    (
        "A rectangular pool ${a}$ {u} long and ${b}$ {u} wide at {who}'s hotel is surrounded by a tiled strip ${w}$ {u} wide, with square "
        "corners. What is the area of the strip in square {u}?",
        ((500, 8000), (2000, 25_000), (3000, 50_000)),
    ),
    (
        "Around a rectangle of ${a}$ by ${b}$ {u}, {who} draws a larger one at a distance of ${w}$ {u} on each side. Determine the area "
        "between the two in square {u}.",
        None,
    ),
)
_WINDOW: Figured = (
    (
        "A window in {who}'s house is a rectangle ${a}$ {u} wide and ${b}$ {u} high with a semicircle on top of its width. Find "
        "its exact area in square {u}.",
        ((300, 2500), (300, 3500)),
    ),
    (
        "{who} attaches a half disc along the side of length ${a}$ {u} of a rectangle of ${a}$ {u} by ${b}$ {u}, outside of it. What "
        "is the exact total area in square {u}?",
        None,
    ),
    (
        "What is the exact area, in square {u}, of {who}'s shape: a rectangle with sides ${a}$ and ${b}$ {u} and a semicircle whose "
        "diameter is the side of ${a}$ {u}, added outside?",
        None,
    ),
    (
        "The door of {who}'s barn is ${a}$ {u} wide. Its lower part is a rectangle ${b}$ {u} high, its upper part a semicircle on "
        "that width. Determine the exact area in square {u}.",
        ((1200, 8000), (1200, 8000)),
    ),
)
_HOLES: Figured = (
    (
        "{who} cuts ${n}$ round holes of radius ${r}$ {u}, without overlap, from a rectangular sheet of ${a}$ {u} by ${b}$ {u}. What "
        "exact area of the sheet remains, in square {u}?",
        ((2, 800), (30, 4000), (30, 6000)),
    ),
    (
        "A metal plate measures ${a}$ {u} by ${b}$ {u}. {who} drills ${n}$ separate circular holes of radius ${r}$ {u} in it. Find "
        "the exact remaining area in square {u}.",
        ((2, 800), (30, 4000), (30, 6000)),
    ),
    (
        "On {who}'s rectangular lawn of ${a}$ by ${b}$ {u} there are ${n}$ round flower beds, each with a radius of ${r}$ {u}. "
        "Determine the exact area of grass in square {u}.",
        ((200, 4000), (2000, 150_000), (2000, 150_000)),
    ),
    (
        "From a board of ${a}$ {u} by ${b}$ {u} {who} saws out ${n}$ discs with radius ${r}$ {u} each. What exact area is left over, in "
        "square {u}?",
        ((5, 800), (50, 4000), (50, 6000)),
    ),
)
_HEXAGON: Figured = (
    (
        "{who} draws a regular hexagon with side ${a}$ {u} and its inscribed circle. Find the exact area in square {u} inside the "
        "hexagon and outside the circle.",
        None,
    ),
    (
        "A round plate that touches all sides is cut from a regular hexagonal sheet with sides of ${a}$ {u} in {who}'s workshop. "
        "What exact area is left over, in square {u}?",
        ((20, 1500),),
    ),
    (
        "In the design of {who} a circle is inscribed in an equilateral triangle with sides of ${a}$ {u}. Determine the exact area of the "
        "triangle outside the circle, in square {u}.",
        ((50, 5000),),
    ),
    (
        "{who} cuts the largest possible disc out of an equilateral triangle with side ${a}$ {u}. What is the exact area of the waste in "
        "square {u}?",
        ((20, 3000),),
    ),
)


@problems("math.composite_area", version=3)
def composite_area(rng: random.Random, difficulty: int) -> Draft:
    """Areas put together from simple figures, or what is left after cutting some out.

    Difficulty 1: two rectangles. 2: a border around a rectangle. 3: a rectangle and a half disc.
    4: a sheet with round holes. 5: a regular polygon without its inscribed circle.
    """
    who = rng.choice(_PERSON)
    a, b = rng.randint(3, 40), rng.randint(3, 40)
    if difficulty == 1:
        c, d = rng.randint(2, 25), rng.randint(2, 25)
        answer = str(a * b + c * d)
        steps = [
            f"The first rectangle has the area ${a} \\cdot {b} = {a * b}$.",
            f"The second rectangle has the area ${c} \\cdot {d} = {c * d}$.",
            f"Together they have ${a * b} + {c * d} = {answer}$.",
        ]
        prompt = told(rng, _TWO_RECTANGLES, (min(a, b, c, d), max(a, b, c, d)), who=who, a=a, b=b, c=c, d=d)
        return worked(rng, prompt, steps, answer)
    if difficulty == 2:
        w = rng.randint(1, 9)
        outer, inner = (a + 2 * w) * (b + 2 * w), a * b
        steps = [
            f"The outer rectangle is ${a} + 2 \\cdot {w} = {a + 2 * w}$ long and ${b} + 2 \\cdot {w} = {b + 2 * w}$ wide.",
            f"Its area is ${a + 2 * w} \\cdot {b + 2 * w} = {outer}$, and the inner one is ${a} \\cdot {b} = {inner}$.",
            f"The border covers ${outer} - {inner} = {outer - inner}$.",
        ]
        prompt = told(rng, _PATH, (w, min(a, b), max(a, b)), who=who, a=a, b=b, w=w)
        return worked(rng, prompt, steps, str(outer - inner))
    if difficulty == 3:
        r = Fraction(a, 2)
        half = pi_times(r * r / 2)
        answer = f"{a * b} + {half}"
        steps = [
            f"The rectangle has the area ${a} \\cdot {b} = {a * b}$.",
            f"The semicircle has the radius $\\frac{{1}}{{2}} \\cdot {a} = {num(r)}$.",
            f"Its area is $\\frac{{1}}{{2}} \\cdot \\pi \\cdot {_squared(r)} = {half}$.",
            f"Add the parts: ${a} \\cdot {b} + {half} = {answer}$.",
        ]
        prompt = told(rng, _WINDOW, (a, b), who=who, a=a, b=b)
        return worked(rng, prompt, steps, answer)
    if difficulty == 4:
        n, hole = rng.randint(2, 6), rng.randint(1, 4)
        a, b = rng.randint(2 * hole * n + 2, 2 * hole * n + 60), rng.randint(2 * hole + 2, 2 * hole + 60)
        answer = f"{a * b} - {pi_times(n * hole * hole)}"
        steps = [
            f"The whole rectangle has the area ${a} \\cdot {b} = {a * b}$.",
            f"The circles have ${n} \\cdot \\pi \\cdot {hole}^2 = {pi_times(n * hole * hole)}$ together.",
            f"What remains is ${a} \\cdot {b} - {pi_times(n * hole * hole)} = {answer}$.",
        ]
        prompt = told(rng, _HOLES, (hole, min(a, b), max(a, b)), who=who, a=a, b=b, n=n, r=hole)
        return worked(rng, prompt, steps, answer)
    side = Fraction(rng.randint(2, 400), rng.choice((1, 1, 2)))
    prompt = told(rng, _HEXAGON, (side,), who=who, a=num(side))
    hexagon = "hexagon" in prompt
    inradius = root(side / 2 if hexagon else side / 6, 3)
    polygon = root(side * side * (Fraction(3, 2) if hexagon else Fraction(1, 4)), 3)
    square = side * side * (Fraction(3, 4) if hexagon else Fraction(1, 12))
    answer = f"{polygon} - {pi_times(square)}"
    if hexagon:
        steps = [
            f"The hexagon is made of six equilateral triangles: $6 \\cdot \\frac{{\\sqrt{{3}}}}{{4}} \\cdot {_squared(side)} = {polygon}$.",
            f"The circle's radius is the height of one of them: $\\frac{{\\sqrt{{3}}}}{{2}} \\cdot {num(side)} = {inradius}$.",
        ]
    else:
        steps = [
            f"The equilateral triangle has the area $\\frac{{\\sqrt{{3}}}}{{4}} \\cdot {_squared(side)} = {polygon}$.",
            f"The circle's radius is a third of the height: $\\frac{{1}}{{3}} \\cdot \\frac{{\\sqrt{{3}}}}{{2}} \\cdot {num(side)} = {inradius}$.",
        ]
    steps.append(f"The circle has the area $\\pi \\cdot \\left({inradius}\\right)^2 = {pi_times(square)}$.")
    steps.append(f"The difference is ${polygon} - \\pi \\cdot \\left({inradius}\\right)^2 = {answer}$.")
    return worked(rng, prompt, steps, answer)


# ---------------------------------------------------------------- similar figures

_SHAPES = (
    "triangle",
    "rectangle",
    "pentagon",
    "hexagon",
    "quadrilateral",
    "parallelogram",
    "kite",
    "trapezoid",
    "rhombus",
)
_SIMILAR_SIDE = (
    "Two similar {shapes} have corresponding sides of ${a}$ {u} and ${b}$ {u}. Another side of the first is ${c}$ {u}. Find the "
    "corresponding side of the second in {u}.",
    "A {shape} with a side of ${a}$ {u} is similar to a {shape} whose matching side is ${b}$ {u}. What length in {u} of the second "
    "corresponds to ${c}$ {u} in the first?",
    "A {shape} is scaled so that a side of ${a}$ {u} becomes ${b}$ {u}. How long, in {u}, does a side of ${c}$ {u} become?",
    "Similar {shapes}: a side of ${a}$ {u} in one matches ${b}$ {u} in the other. Which length in {u} matches ${c}$ {u}?",
)
_SIMILAR_AREA = (
    "Two similar {shapes} have corresponding sides of ${a}$ {u} and ${b}$ {u}. The first has an area of ${c}$ square {u}. Find "
    "the area of the second in square {u}.",
    "A {shape} with an area of ${c}$ square {u} is scaled so that a side of ${a}$ {u} becomes ${b}$ {u}. What is the new area "
    "in square {u}?",
    "The sides of two similar {shapes} are as ${a}$ {u} to ${b}$ {u}. If the first covers ${c}$ square {u}, how many square {u} "
    "does the second cover?",
    "A drawing of a {shape} covers ${c}$ square {u}. A similar copy shows a side of ${a}$ {u} with ${b}$ {u}. Determine the area "
    "of the copy in square {u}.",
)
_SIMILAR_BACK = (
    "Two similar {shapes} have areas of ${p}$ and ${q}$ square {u}. A side of the first is ${c}$ {u}. How long is the "
    "corresponding side of the second, in {u}?",
    "The areas of similar {shapes} are ${p}$ square {u} and ${q}$ square {u}. Which length in {u} of the second corresponds to "
    "${c}$ {u} in the first?",
    "A {shape} of ${p}$ square {u} is scaled to a similar one of ${q}$ square {u}. What does a side of ${c}$ {u} become, in {u}?",
    "Find the perimeter in {u} of a {shape} with an area of ${q}$ square {u} if a similar {shape} has an area of ${p}$ square {u} "
    "and a perimeter of ${c}$ {u}.",
)
_SIMILAR_SOLID = (
    "Two similar {solids} have surface areas of ${p}$ and ${q}$ square {u}. The first has a volume of ${c}$ cubic {u}. Find the "
    "volume of the second in cubic {u}.",
    "The surface of a {solid} is ${p}$ square {u} and its volume ${c}$ cubic {u}. A similar {solid} has a surface of ${q}$ square "
    "{u}. What is its volume in cubic {u}?",
    "A {solid} with a surface of ${p}$ square {u} holds ${c}$ cubic {u}. How many cubic {u} does a similar one with a surface of "
    "${q}$ square {u} hold?",
    "Similar {solids} have surfaces of ${p}$ square {u} and ${q}$ square {u}. Determine the volume of the second, in cubic {u}, if "
    "the first has ${c}$ cubic {u}.",
)
_SOLIDS = ("vase", "statue", "bottle", "pyramid", "cone", "cylinder", "tank", "prism", "candle")


def _volume(rng: random.Random, surface: int, factor: int) -> int:
    """A volume that bodies of all kinds that are asked about may have with this surface, a multiple of the factor where one fits.

    Of bodies with surface S the ball has the greatest volume V, with 36 pi V^2 = S^3 (isoperimetric inequality); a square
    pyramid comes up to 0.302 of that square.
    """
    most = math.sqrt(surface**3 / (36 * math.pi))
    low, high = math.ceil(0.25 * most), math.floor(0.54 * most)
    least = math.ceil(low / factor)
    if least * factor <= high and rng.random() < 0.5:
        return factor * rng.randint(least, high // factor)
    return rng.randint(low, high)


@problems("math.similar_figures", version=3)
def similar_figures(rng: random.Random, difficulty: int) -> Draft:
    """Lengths, areas and volumes of similar figures.

    Difficulty 1: a length, whole scale factor. 2: a length, any scale. 3: an area from the
    lengths. 4: a length from the areas. 5: a volume from the surfaces.
    """
    u, solid = rng.choice(_UNITS), rng.choice(_SOLIDS)
    shape = rng.choice(_SHAPES if difficulty > 2 else _SHAPES[:-1])  # the sides of a rhombus are equal
    names = {"shape": shape, "shapes": "rhombi" if shape == "rhombus" else f"{shape}s"}
    p, q = rng.randint(2, 12), rng.randint(2, 12)
    while p == q or (difficulty >= 4 and Fraction(p, q).denominator == 1):
        p, q = rng.randint(2, 12), rng.randint(2, 12)
    if difficulty == 1:
        p, q = 1, q
    scale = Fraction(q, p)
    m = rng.randint(1, 9)
    if difficulty <= 2:
        a, b = p * m, q * m
        c = p * rng.randint(2, 30) if difficulty == 1 else rng.randint(2, 60)
        answer = num(scale * c)
        steps = [
            f"The scale factor is ${reduced(b, a)}$." if Fraction(b, a) != 1 and num(Fraction(b, a)) != f"\\frac{{{b}}}{{{a}}}"
            else f"The scale factor is ${b} \\div {a} = {num(scale)}$.",
            f"Multiply the given side by it: ${c} \\cdot {num(scale)} = {answer}$.",
        ]  # fmt: skip
        return worked(rng, ask(rng, _SIMILAR_SIDE, **names, a=a, b=b, c=c, u=u), steps, answer)
    if difficulty == 3:
        a, b, c = p * m, q * m, rng.randint(2, 300)
        answer = num(scale * scale * c)
        steps = [
            f"The scale factor of lengths is ${b} \\div {a} = {num(scale)}$.",
            f"Areas scale with its square: ${_squared(scale)} = {num(scale * scale)}$.",
            f"The area of the second is ${c} \\cdot {num(scale * scale)} = {answer}$.",
        ]
        return worked(rng, ask(rng, _SIMILAR_AREA, **names, a=a, b=b, c=c, u=u), steps, answer)
    m += 3 if difficulty == 5 else 0
    first, second = p * p * m, q * q * m
    ratio = f"${second} \\div {first} = {num(scale * scale)}$"
    steps = [
        f"The areas are in the ratio {ratio}.",
        f"So the scale factor of lengths is $\\sqrt{{{num(scale * scale)}}} = {num(scale)}$.",
    ]
    if difficulty == 4:
        c = rng.randint(2, 200)
        answer = num(scale * c)
        steps.append(f"Multiply the given length by it: ${c} \\cdot {num(scale)} = {answer}$.")
        return worked(rng, ask(rng, _SIMILAR_BACK, **names, p=first, q=second, c=c, u=u), steps, answer)
    c = _volume(rng, first, p**3)
    answer = num(scale**3 * c)
    steps.append(f"Volumes scale with its cube: $\\left({num(scale)}\\right)^3 = {num(scale**3)}$.")
    steps.append(f"The volume is ${c} \\cdot {num(scale**3)} = {answer}$.")
    return worked(
        rng,
        ask(rng, _SIMILAR_SOLID, solid=solid, solids=f"{solid}s", p=first, q=second, c=c, u=u),
        steps,
        answer,
    )
