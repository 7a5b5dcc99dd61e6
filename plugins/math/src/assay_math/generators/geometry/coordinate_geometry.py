"""Points in the plane and in space: distances, midpoints, slopes, circles, distances from lines."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import (
    ask,
    combine,
    general_line,
    is_square,
    line,
    plus,
    point,
    reduced,
    root,
    simple_root,
    square_root,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

_LETTERS = ("AB", "PQ", "MN", "CD", "EF", "RS", "UV", "GH", "KL", "XY")


def _difference(a: int | Fraction, b: int | Fraction) -> str:
    """``3 - (-4)``."""
    return f"{num(a)} - {paren(b)}"


_DISTANCE = posed(
    "points",
    "${p}$ and ${q}$",
    (
        "Find the exact distance between {it}.",
        "How long is the segment between {it}, exactly?",
        "What is the exact distance between {it}?",
    ),
    bare=(
        "Find the distance between the points ${p}$ and ${q}$.",
        "How far apart are ${A}{p}$ and ${B}{q}$? Give an exact answer.",
        "Calculate the length of the segment from ${p}$ to ${q}$.",
        "What is the exact distance from ${A}{p}$ to ${B}{q}$?",
        "The points ${A}{p}$ and ${B}{q}$ are joined by a segment. How long is it?",
    ),
)
_PERIMETER = (
    "Find the exact perimeter of the triangle with vertices ${p}$, ${q}$ and ${r}$.",
    "A triangle has its vertices at ${p}$, ${q}$ and ${r}$. What is its exact perimeter?",
    "You walk straight from ${p}$ to ${q}$, on to ${r}$ and back to the start. How long is the way, exactly?",
    "Determine the exact length of the closed path through ${p}$, ${q}$ and ${r}$ along straight lines.",
)


@problems("math.point_distance", version=3, levels=(2, 2, 3, 4, 5))
def point_distance(rng: random.Random, difficulty: int) -> Draft:
    """Distances between points.

    Step 1: whole distances, positive coordinates. 2: whole distances. 3: surds. 4: in space.
    5: the perimeter of a triangle.
    """
    size = (9, 30, 15, 15, 12)[difficulty - 1]
    a, b = tuple(rng.choice(_LETTERS))
    if difficulty == 5:
        return _triangle_perimeter(rng, size)
    dimension = 3 if difficulty == 4 else 2
    low = 0 if difficulty == 1 else -size
    p = [rng.randint(low, size) for _ in range(dimension)]
    if difficulty <= 2:
        m = rng.randint(2, 5)
        k = rng.randint(1, m - 1)
        legs = [m * m - k * k, 2 * m * k]
        rng.shuffle(legs)
        q = [
            c + leg * (1 if difficulty == 1 else rng.choice((1, -1))) for c, leg in zip(p, legs, strict=True)
        ]
    else:
        q = p
        while q == p:
            q = [rng.randint(-size, size) for _ in range(dimension)]
    steps, answer = _distance_steps(p, q)
    return worked(rng, ask(rng, _DISTANCE, A=a, B=b, p=point(*p), q=point(*q)), steps, answer)


def _distance_steps(p: list[int], q: list[int]) -> tuple[list[str], str]:
    gaps = [y - x for x, y in zip(p, q, strict=True)]
    shown = ", ".join(f"${_difference(y, x)} = {g}$" for x, y, g in zip(p, q, gaps, strict=True))
    square = sum(g * g for g in gaps)
    powers = " + ".join(f"({g})^2" if g < 0 else f"{g}^2" for g in gaps)
    squares = " + ".join(str(g * g) for g in gaps)
    answer = simple_root(square)
    return [
        f"Subtract the coordinates: {shown}.",
        f"Add the squares of the differences: ${powers} = {squares} = {square}$.",
        f"The distance is the root: $\\sqrt{{{squares}}} = {_root_chain(square)}$.",
    ], answer


def _root_chain(square: int) -> str:
    simple = simple_root(square)
    return simple if simple == f"\\sqrt{{{square}}}" else f"\\sqrt{{{square}}} = {simple}"


def _triangle_perimeter(rng: random.Random, size: int) -> Draft:
    while True:
        p, q, r = ([rng.randint(-size, size) for _ in range(2)] for _ in range(3))
        if (q[0] - p[0]) * (r[1] - p[1]) != (q[1] - p[1]) * (r[0] - p[0]):
            break
    parts: dict[int, Fraction] = {}
    steps, texts = [], []
    for s, t in ((p, q), (q, r), (r, p)):
        dx, dy = t[0] - s[0], t[1] - s[1]
        square = dx * dx + dy * dy
        outside, radicand = square_root(square)
        parts[radicand] = parts.get(radicand, Fraction(0)) + outside
        texts.append(simple_root(square))
        root_text = f"\\sqrt{{{paren(dx)}^2 + {paren(dy)}^2}} = {_root_chain(square)}"
        steps.append(f"From ${point(*s)}$ to ${point(*t)}$ the distance is ${root_text}$.")
    answer = " + ".join(root(c, r) for r, c in sorted(parts.items()))
    total = " + ".join(texts)
    squares_check = f"{total} = {answer}" if total != answer else f"{total} = {' + '.join(reversed(texts))}"
    steps.append(f"The perimeter is the sum: ${squares_check}$.")
    return worked(rng, ask(rng, _PERIMETER, p=point(*p), q=point(*q), r=point(*r)), steps, answer)


_MIDPOINT = (
    "Find the midpoint of the segment from ${p}$ to ${q}$.",
    "What are the coordinates of the midpoint of ${A}{p}$ and ${B}{q}$?",
    "Determine the point halfway between ${p}$ and ${q}$.",
    "The segment ${A}{B}$ joins ${A}{p}$ and ${B}{q}$. Where is its midpoint?",
)
_ENDPOINT = (
    "The midpoint of a segment is ${m}$ and one end is ${p}$. Find the other end.",
    "${m}$ is the midpoint of ${A}{B}$ with ${A}{p}$. What are the coordinates of ${B}$?",
    "Reflect the point ${p}$ in the point ${m}$. Where does it land?",
    "One end of a diameter of a circle with centre ${m}$ is ${p}$. Determine the other end.",
)
_DIVISION = (
    "Find the point that divides the segment from ${p}$ to ${q}$ in the ratio ${i} : {j}$ (counted from ${p}$).",
    "A point lies on the segment from ${A}{p}$ to ${B}{q}$ so that its distances from ${A}$ and ${B}$ are as ${i} : {j}$. What are its coordinates?",
    "Starting at ${p}$, you go ${i}$ parts of the ${n}$ equal parts of the straight way to ${q}$. Where are you?",
    "Determine the point on the segment from ${p}$ to ${q}$ that is $\\frac{{{i}}}{{{n}}}$ of the way from ${p}$.",
)
_CENTROID = (
    "Find the centroid of the triangle with vertices ${p}$, ${q}$ and ${r}$.",
    "A triangle has the vertices ${p}$, ${q}$ and ${r}$. Where do its medians meet?",
    "What are the coordinates of the centre of gravity of the triangle with corners ${p}$, ${q}$ and ${r}$?",
    "Determine the centroid of the triangle formed by ${p}$, ${q}$ and ${r}$.",
)


@problems("math.midpoint", version=2)
def midpoint(rng: random.Random, difficulty: int) -> Draft:
    """Midpoints and other points of a segment or triangle.

    Difficulty 1: whole midpoints, positive. 2: fractions and signs. 3: the other end. 4: a division
    in a ratio. 5: the centroid of a triangle in space.
    """
    size = 12 if difficulty == 1 else 25
    a, b = tuple(rng.choice(_LETTERS))
    p, q = ([rng.randint(0 if difficulty == 1 else -size, size) for _ in range(2)] for _ in range(2))
    if difficulty == 1:
        q = [x + 2 * rng.randint(1, 6) for x in p]
    while p == q:
        q = [rng.randint(-size, size) for _ in range(2)]
    names = ("first", "second", "third")
    if difficulty <= 2:
        result = [Fraction(x + y, 2) for x, y in zip(p, q, strict=True)]
        steps = [
            f"The mean of the {names[i]} coordinates is $\\frac{{{num(x)} + {paren(y)}}}{{2}} = {reduced(x + y, 2)}$."
            for i, (x, y) in enumerate(zip(p, q, strict=True))
        ]
        return worked(rng, ask(rng, _MIDPOINT, A=a, B=b, p=point(*p), q=point(*q)), steps, point(*result))
    if difficulty == 3:
        m = [Fraction(x + y, 2) for x, y in zip(p, q, strict=True)]
        steps = [
            f"Twice the midpoint's {names[i]} coordinate minus the known one is $2 \\cdot {paren(c)} - {paren(x)} = {y}$."
            for i, (c, x, y) in enumerate(zip(m, p, q, strict=True))
        ]
        return worked(rng, ask(rng, _ENDPOINT, A=a, B=b, p=point(*p), m=point(*m)), steps, point(*q))
    if difficulty == 4:
        i, j = rng.choice([(i, j) for i in range(1, 6) for j in range(1, 6) if i != j and gcd(i, j) == 1])
        share = Fraction(i, i + j)
        result = [x + share * (y - x) for x, y in zip(p, q, strict=True)]
        steps = [f"The point is at the share $\\frac{{{i}}}{{{i} + {j}}} = {num(share)}$ of the way."]
        steps += [
            f"The {names[k]} coordinate is ${num(x)} + {num(share)} \\cdot ({_difference(y, x)}) = {num(z)}$."
            for k, (x, y, z) in enumerate(zip(p, q, result, strict=True))
        ]
        prompt = ask(rng, _DIVISION, A=a, B=b, p=point(*p), q=point(*q), i=i, j=j, n=i + j)
        return worked(rng, prompt, steps, point(*result))
    triangle = [[rng.randint(-15, 15) for _ in range(3)] for _ in range(3)]
    steps = []
    centre = []
    for k, coordinates in enumerate(zip(*triangle, strict=True)):
        total = sum(coordinates)
        centre.append(Fraction(total, 3))
        x, y, z = coordinates
        steps.append(
            f"The mean of the {names[k]} coordinates is $\\frac{{{x} + {paren(y)} + {paren(z)}}}{{3}} = {reduced(total, 3)}$."
        )
    p, q, r = triangle
    return worked(rng, ask(rng, _CENTROID, p=point(*p), q=point(*q), r=point(*r)), steps, point(*centre))


_SLOPE = (
    "Find the slope of the line through ${p}$ and ${q}$.",
    "What is the slope of the line that passes through ${A}{p}$ and ${B}{q}$?",
    "A line contains the points ${p}$ and ${q}$. Compute its slope.",
    "Determine the gradient of the segment from ${p}$ to ${q}$.",
)
_SLOPE_OF_LINE = (
    "Find the slope of the line ${equation}$.",
    "What is the slope of the line with the equation ${equation}$?",
    "Determine the gradient of the straight line ${equation}$.",
    "A line has the equation ${equation}$. Compute its slope.",
)
_MISSING = (
    "The line through ${p}$ and $({x}, k)$ has slope ${m}$. Find $k$.",
    "Find $k$ so that the points ${p}$ and $({x}, k)$ lie on a line of slope ${m}$.",
    "A line of slope ${m}$ passes through ${p}$ and $({x}, k)$. What is $k$?",
    "Determine the value of $k$ for which the slope from ${p}$ to $({x}, k)$ is ${m}$.",
)
_PERPENDICULAR_SLOPE = (
    "Find the slope of every line perpendicular to the line through ${p}$ and ${q}$.",
    "A line is perpendicular to the segment from ${A}{p}$ to ${B}{q}$. What is its slope?",
    "What slope does the altitude onto the side from ${p}$ to ${q}$ of a triangle have?",
    "Determine the slope of a normal to the line that contains ${p}$ and ${q}$.",
)


@problems("math.slope", version=2)
def slope(rng: random.Random, difficulty: int) -> Draft:
    """Slopes of lines.

    Difficulty 1: a whole slope from two points. 2: any two points. 3: from a general equation.
    4: a missing coordinate. 5: a perpendicular line.
    """
    a, b = tuple(rng.choice(_LETTERS))
    x, y = rng.randint(-20, 20), rng.randint(-20, 20)
    dx, dy = nonzero(rng, -15, 15), nonzero(rng, -20, 20)
    if difficulty == 1:
        x, y, dx = rng.randint(0, 9), rng.randint(0, 9), rng.randint(1, 6)
        dy = dx * rng.randint(1, 6)
    if difficulty == 3:
        p, q, r = nonzero(rng, -30, 30), nonzero(rng, -30, 30), nonzero(rng, -40, 40)
        answer = num(Fraction(-p, q))
        equation = f"{combine([(p, 'x'), (q, 'y')])} = {r}"
        steps = [
            f"When $x$ grows by 1, the term with $x$ changes by ${p} \\cdot 1 = {p}$, which the term with $y$ must undo.",
            f"So $y$ changes by $-{paren(p)} \\div {paren(q)} = {answer}$, which is the slope.",
        ]
        return worked(rng, ask(rng, _SLOPE_OF_LINE, equation=equation), steps, answer)
    value = Fraction(dy, dx)
    if difficulty == 4:
        k = Fraction(nonzero(rng, -12, 12), rng.randint(1, 6))
        dx = nonzero(rng, -20, 20)
        answer = num(y + k * dx)
        steps = [
            f"The first coordinate changes by ${_difference(x + dx, x)} = {dx}$.",
            f"So the second one changes by ${num(k)} \\cdot {paren(dx)} = {num(k * dx)}$.",
            f"Add the change: ${y}{plus(k * dx)} = {answer}$.",
        ]
        return worked(rng, ask(rng, _MISSING, p=point(x, y), x=x + dx, m=num(k)), steps, answer)
    rise, run = _difference(y + dy, y), _difference(x + dx, x)
    steps = [
        f"The second coordinate changes by ${rise} = {dy}$ and the first by ${run} = {dx}$.",
        f"The slope is the ratio: $\\frac{{{rise}}}{{{run}}} = {reduced(dy, dx)}$.",
    ]
    answer = num(value)
    phrasings = _SLOPE
    if difficulty == 5:
        answer = num(-1 / value)
        phrasings = _PERPENDICULAR_SLOPE
        steps.append(
            f"Slopes of perpendicular lines multiply to $-1$: ${num(value)} \\cdot {paren(-1 / value)} = -1$, so the slope is ${answer}$."
        )
    return worked(rng, ask(rng, phrasings, A=a, B=b, p=point(x, y), q=point(x + dx, y + dy)), steps, answer)


# ---------------------------------------------------------------- circles

_CIRCLE = (
    "Write the equation of the circle with centre ${c}$ and radius ${r}$ in standard form.",
    "Find an equation for the circle of radius ${r}$ centred at ${c}$.",
    "What is the standard equation of the circle whose centre is ${c}$ and whose radius is ${r}$?",
    "A circle has centre ${c}$ and radius ${r}$. Give its equation.",
)
_CIRCLE_THROUGH = (
    "Find the equation of the circle with centre ${c}$ that passes through ${p}$.",
    "A circle centred at ${c}$ goes through the point ${p}$. Write its equation in standard form.",
    "Give the standard equation of the circle around ${c}$ on which ${p}$ lies.",
    "What is the equation of the circle that has centre ${c}$ and contains the point ${p}$?",
)
_CIRCLE_DIAMETER = (
    "Find the equation of the circle that has the segment from ${p}$ to ${q}$ as a diameter.",
    "The points ${p}$ and ${q}$ are the ends of a diameter of a circle. Write the circle's equation in standard form.",
    "Give the standard equation of the circle with diameter from ${p}$ to ${q}$.",
    "What is the equation of the circle on which ${p}$ and ${q}$ lie opposite each other?",
)
_CIRCLE_CENTRE = (
    "Find the centre of the circle ${equation}$.",
    "What is the centre of the circle with the equation ${equation}$?",
    "A circle is given by ${equation}$. Determine its centre.",
    "Complete the squares in ${equation}$ to find the centre of this circle.",
)
_CIRCLE_RADIUS = (
    "Find the exact radius of the circle ${equation}$.",
    "What is the radius of the circle with the equation ${equation}$?",
    "A circle is given by ${equation}$. Determine its radius exactly.",
    "Complete the squares in ${equation}$ to find the radius of this circle.",
)


@problems("math.circle_equation", version=2)
def circle_equation(rng: random.Random, difficulty: int) -> Draft:
    """Equations of circles, their centres and radii.

    Difficulty 1: from centre and radius. 2: from centre and a point. 3: from a diameter. 4: the
    centre by completing squares. 5: the radius, with leading factors and fractions.
    """
    h, k = nonzero(rng, -25, 25), nonzero(rng, -25, 25)
    if difficulty == 1:
        r = rng.randint(2, 20)
        h, k = nonzero(rng, -12, 12), nonzero(rng, -12, 12)
        steps = [f"The right side is the square of the radius: ${r}^2 = {r * r}$."]
        return worked(rng, ask(rng, _CIRCLE, c=point(h, k), r=r), steps, _circle(h, k, r * r))
    if difficulty <= 3:
        dx, dy = nonzero(rng, -12, 12), nonzero(rng, -12, 12)
        square = dx * dx + dy * dy
        steps = [
            f"The square of the radius is ${paren(dx)}^2 + {paren(dy)}^2 = {dx * dx} + {dy * dy} = {square}$."
        ]
        p, q = (h - dx, k - dy), (h + dx, k + dy)
        if difficulty == 3:
            steps.insert(
                0,
                f"The centre is the midpoint: $\\frac{{{p[0]} + {paren(q[0])}}}{{2}} = {h}$ and "
                f"$\\frac{{{p[1]} + {paren(q[1])}}}{{2}} = {k}$.",
            )
            prompt = ask(rng, _CIRCLE_DIAMETER, p=point(*p), q=point(*q))
        else:
            steps[0] = (
                f"The point differs from the centre by ${_difference(q[0], h)} = {dx}$ and ${_difference(q[1], k)} = {dy}$."
            )
            steps.append(
                f"The square of the radius is ${paren(dx)}^2 + {paren(dy)}^2 = {dx * dx} + {dy * dy} = {square}$."
            )
            prompt = ask(rng, _CIRCLE_THROUGH, c=point(h, k), p=point(*q))
        return worked(rng, prompt, steps, _circle(h, k, square))
    factor, centre = 1, (Fraction(h), Fraction(k))
    square_r = Fraction(rng.randint(2, 15) ** 2) if difficulty == 4 else Fraction(rng.randint(2, 200))
    if difficulty == 5:
        factor = rng.randint(2, 6)
        centre = (Fraction(nonzero(rng, -15, 15), 2), Fraction(nonzero(rng, -15, 15), 2))
    cx, cy = centre
    rest = cx * cx + cy * cy - square_r
    if (factor * rest).denominator != 1:
        square_r += (factor * rest) % 1 / factor
        rest = cx * cx + cy * cy - square_r
    general = combine([(1, "x^2"), (1, "y^2"), (-2 * cx, "x"), (-2 * cy, "y"), (rest, "")])
    shown = combine(
        [
            (factor, "x^2"),
            (factor, "y^2"),
            (-2 * cx * factor, "x"),
            (-2 * cy * factor, "y"),
            (rest * factor, ""),
        ]
    )
    equation = f"{shown} = 0"
    steps = []
    if factor != 1:
        steps.append(f"Take out the factor ${factor}$: ${shown} = {factor}({general})$.")
    bx, by = _shifted("x", cx), _shifted("y", cy)
    steps.append(f"Complete the squares: ${general} = {bx}^2 + {by}^2{plus(-square_r)}$.")
    if difficulty == 4:
        steps.append(
            f"The squares vanish at the centre: ${num(cx)}{plus(-cx)} = 0$ and ${num(cy)}{plus(-cy)} = 0$."
        )
        return worked(rng, ask(rng, _CIRCLE_CENTRE, equation=equation), steps, point(cx, cy))
    answer = simple_root(square_r)
    brackets = f"\\left({answer}\\right)^2 = {num(square_r)}"
    steps.append(f"The square of the radius is ${num(square_r)}$, so the radius is ${answer}$: ${brackets}$.")
    return worked(rng, ask(rng, _CIRCLE_RADIUS, equation=equation), steps, answer)


def _shifted(variable: str, value: int | Fraction) -> str:
    return f"({combine([(1, variable), (-value, '')])})" if value else variable


def _circle(h: int, k: int, square: int) -> str:
    return f"{_shifted('x', h)}^2 + {_shifted('y', k)}^2 = {square}"


# ---------------------------------------------------------------- a point and a line

_POINT_LINE = posed(
    "line",
    "${equation}$",
    (
        "Find the exact distance from the point ${p}$ to {it}.",
        "How far, exactly, is the point ${p}$ from {it}?",
    ),
    bare=(
        "Find the distance from the point ${p}$ to the line ${equation}$.",
        "How far is ${p}$ from the line ${equation}$? Give an exact answer.",
        "Calculate the exact distance between the line ${equation}$ and the point ${p}$.",
        "What is the length of the perpendicular from ${p}$ to the line ${equation}$?",
    ),
)
_PARALLEL_LINES = posed(
    "parallel lines",
    "${equation}$ and ${other}$",
    (
        "Find the exact distance between {it}.",
        "How far apart are {it}, exactly?",
        "What is the exact distance between {it}?",
    ),
    bare=(
        "Find the distance between the parallel lines ${equation}$ and ${other}$.",
        "How far apart are the lines ${equation}$ and ${other}$? Give an exact answer.",
        "What is the exact distance between ${equation}$ and ${other}$, which are parallel?",
        "Two parallel lines have the equations ${equation}$ and ${other}$. Determine their exact distance.",
    ),
)


@problems("math.point_line_distance", version=3, levels=(2, 2, 3, 4, 4))
def point_line_distance(rng: random.Random, difficulty: int) -> Draft:
    """The distance of a point from a line.

    Step 1: the normal has length 5. 2: a whole length. 3: surds. 4: the line in
    slope-intercept form. 5: two parallel lines.
    """
    if difficulty <= 2:
        m = 2 if difficulty == 1 else rng.randint(2, 4)
        k = 1 if difficulty == 1 else rng.randint(1, m - 1)
        normal = [m * m - k * k, 2 * m * k]
        rng.shuffle(normal)
        a, b = normal[0], normal[1] * rng.choice((1, -1))
    else:
        a, b = rng.randint(1, 9), nonzero(rng, -9, 9)
        while is_square(a * a + b * b) or gcd(a, b) > 1:
            a, b = rng.randint(1, 9), nonzero(rng, -9, 9)
    c = nonzero(rng, -20, 20)
    x, y = rng.randint(-12, 12), rng.randint(-12, 12)
    if difficulty == 5:
        scale = rng.randint(2, 5)
        d = nonzero(rng, -60, 60)
        while d == scale * c or gcd(scale, d) > 1:
            d = nonzero(rng, -60, 60)
        prompt = ask(
            rng, _PARALLEL_LINES, equation=f"{combine([(a, 'x'), (b, 'y')])} = {c}",
            other=f"{combine([(scale * a, 'x'), (scale * b, 'y')])} = {d}",
        )  # fmt: skip
        right = Fraction(d, scale)
        gap = abs(c - right)
        norm = a * a + b * b
        answer = simple_root(gap * gap / norm)
        steps = [
            f"With the same left side as the first line, the second one has the right side ${d} \\div {scale} = {num(right)}$.",
            f"The right sides differ by $\\left|{_difference(c, right)}\\right| = {num(gap)}$.",
            f"The square of the normal's length is ${a}^2 + {paren(b)}^2 = {norm}$.",
            f"The distance is $\\frac{{{num(gap)}}}{{\\sqrt{{{norm}}}}} = {answer}$.",
        ]
        return worked(rng, prompt, steps, answer)
    value = a * x + b * y + c
    while value == 0:
        x += 1
        value = a * x + b * y + c
    norm = a * a + b * b
    equation = general_line(a, b, c)
    steps = []
    if difficulty == 4:
        equation = f"y = {line(Fraction(-a, b), Fraction(-c, b))}"
        # the general form from the slope-intercept form, by the denominators' common multiple
        general = combine([(a, "x"), (b, "y"), (c, "")])
        bracket = f"{num(b)}\\left(y - \\left({line(Fraction(-a, b), Fraction(-c, b))}\\right)\\right)"
        steps.append(f"Bring everything to one side without fractions: ${bracket} = {general}$.")
    outside, radicand = square_root(norm)
    answer = (
        num(Fraction(abs(value)) / outside)
        if radicand == 1
        else root(abs(value) / (outside * radicand), radicand)
    )
    length = f"\\sqrt{{{a}^2 + {paren(b)}^2}} = {_root_chain(norm)}"
    steps += [
        f"Put the point into the left side: ${a} \\cdot {paren(x)} + {paren(b)} \\cdot {paren(y)}{plus(c)} = {value}$.",
        f"The normal has the length ${length}$.",
        f"The distance is $\\frac{{|{value}|}}{{{simple_root(norm)}}} = {answer}$.",
    ]
    return worked(rng, ask(rng, _POINT_LINE, p=point(x, y), equation=equation), steps, answer)
