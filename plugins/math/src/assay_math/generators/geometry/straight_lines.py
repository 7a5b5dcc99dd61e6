"""Equations of straight lines: through points, parallel and perpendicular, and where they meet."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import ask, chain, combine, line, plus, point, reduced, term
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

_THROUGH = (
    "Find the equation of the line through ${p}$ and ${q}$ in slope-intercept form.",
    "A line passes through the points ${p}$ and ${q}$. Write its equation, solved for $y$.",
    "What is the slope-intercept equation of the line that contains ${p}$ and ${q}$?",
    "Determine the line through ${p}$ and ${q}$, with $y$ in terms of $x$.",
)
_WITH_SLOPE = (
    "Find the slope-intercept equation of the line with slope ${m}$ through ${p}$.",
    "A line has slope ${m}$ and passes through ${p}$. Write its equation, solved for $y$.",
    "In terms of $x$, what is $y$ on the line through ${p}$ with slope ${m}$?",
    "Give the slope-intercept form of the line that contains ${p}$ and has the slope ${m}$.",
)
_BISECTOR = (
    "Find the perpendicular bisector of the segment from ${p}$ to ${q}$ in slope-intercept form.",
    "Which line $y = mx + b$ consists of all points equally far from ${p}$ and ${q}$?",
    "Determine the slope-intercept equation of the perpendicular bisector of the segment that joins ${p}$ and ${q}$.",
    "A straight border runs so that every point of it is as far from ${p}$ as from ${q}$. Write its equation, solved for $y$.",
)


@problems("math.line_through_points", version=3)
def line_through_points(rng: random.Random, difficulty: int) -> Draft:
    """The equation of a line.

    Difficulty 1: from slope and point. 2: two points, whole slope. 3: two points, any slope.
    4: fractional coordinates. 5: a perpendicular bisector.
    """
    x, y = rng.randint(-15, 15), rng.randint(-20, 20)
    if difficulty == 1:
        m = nonzero(rng, -9, 9)
        x, y = nonzero(rng, -9, 9), rng.randint(-9, 9)
        b = y - m * x
        steps = [_intercept(m, x, y), f"Check at the given point: ${_at(m, b, x)} = {y}$."]
        return worked(rng, ask(rng, _WITH_SLOPE, m=m, p=point(x, y)), steps, f"y = {line(m, b)}")
    p = (Fraction(x), Fraction(y))
    dx, dy = Fraction(nonzero(rng, -12, 12)), Fraction(nonzero(rng, -15, 15))
    if difficulty == 2:
        dx = Fraction(nonzero(rng, -9, 9))
        dy = dx * nonzero(rng, -9, 9)
    if difficulty == 4:
        halves = rng.choice((2, 3, 4))
        p = (Fraction(x, halves), Fraction(y, 2))
        dx, dy = dx / halves, dy / 2
    q = (p[0] + dx, p[1] + dy)
    m_exact = dy / dx
    rise = f"{num(q[1])} - {paren(p[1])}"
    run = f"{num(q[0])} - {paren(p[0])}"
    steps = [f"The coordinates change by ${rise} = {num(dy)}$ (second) and ${run} = {num(dx)}$ (first)."]
    if dx.denominator == dy.denominator == 1:
        steps.append(f"The slope is the ratio: ${reduced(int(dy), int(dx))}$.")
        if Fraction(dy, dx).denominator != 1 and num(m_exact) == f"\\frac{{{int(dy)}}}{{{int(dx)}}}":
            steps[-1] = f"The slope is the ratio: $\\frac{{{rise}}}{{{run}}} = {num(m_exact)}$."
    else:
        steps.append(f"The slope is the ratio: ${num(dy)} \\div {paren(dx)} = {num(m_exact)}$.")
    if difficulty == 5:
        middle = (p[0] + dx / 2, p[1] + dy / 2)
        normal = -1 / m_exact
        steps += [
            f"The midpoint has the coordinates $\\frac{{{num(p[0])} + {paren(q[0])}}}{{2}} = {num(middle[0])}$ and "
            f"$\\frac{{{num(p[1])} + {paren(q[1])}}}{{2}} = {num(middle[1])}$.",
            f"A perpendicular line has the slope ${num(normal)}$, because ${num(m_exact)} \\cdot {paren(normal)} = -1$.",
            _intercept(normal, *middle),
        ]
        answer = f"y = {line(normal, middle[1] - normal * middle[0])}"
        return worked(rng, ask(rng, _BISECTOR, p=point(*p), q=point(*q)), steps, answer)
    b_exact = p[1] - m_exact * p[0]
    steps.append(_intercept(m_exact, *p))
    steps.append(f"Check with the other point: ${_at(m_exact, b_exact, q[0])} = {num(q[1])}$.")
    return worked(rng, ask(rng, _THROUGH, p=point(*p), q=point(*q)), steps, f"y = {line(m_exact, b_exact)}")


def _intercept(m: int | Fraction, x: int | Fraction, y: int | Fraction) -> str:
    return (
        f"The intercept is the second coordinate minus slope times first: "
        f"${num(y)} - {paren(m)} \\cdot {paren(x)} = {num(y - m * x)}$."
    )


def _at(m: int | Fraction, b: int | Fraction, x: int | Fraction) -> str:
    """The line at ``x``, written out."""
    return f"{num(m)} \\cdot {paren(x)}{plus(b)}"


_PARALLEL = posed(
    "line",
    "${equation}$",
    (
        "Through the point ${p}$ a line is drawn {how} to it. What is its slope-intercept equation?",
        "In slope-intercept form, which line through ${p}$ is {how} to {it}?",
    ),
    bare=(
        "Find the slope-intercept equation of the line {how} to ${equation}$ through the point ${p}$.",
        "A line is {how} to ${equation}$ and passes through ${p}$. Write its equation in slope-intercept form.",
        "What is the slope-intercept equation of the line through ${p}$ that is {how} to ${equation}$?",
        "Through ${p}$ a line is drawn {how} to ${equation}$. Determine its equation in slope-intercept form.",
    ),
)
_PARALLEL_TO_POINTS = (
    "Find the slope-intercept equation of the line through ${p}$ {how} to the line through ${q}$ and ${r}$.",
    "A line passes through ${p}$ and is {how} to the segment from ${q}$ to ${r}$. Write its equation in slope-intercept form.",
    "In a triangle with vertices ${p}$, ${q}$ and ${r}$, give the slope-intercept equation of the line through ${p}$ that is {how} to "
    "the opposite side.",
    "Through the point ${p}$ draw a line {how} to the one that joins ${q}$ and ${r}$. What is its slope-intercept equation?",
)


@problems("math.perpendicular_line", version=2)
def perpendicular_line(rng: random.Random, difficulty: int) -> Draft:
    """Lines parallel or perpendicular to a given one.

    Difficulty 1: parallel to ``y = mx + b``. 2: perpendicular to it, whole slope. 3: fractional
    slope. 4: to a general equation. 5: to the line through two points.
    """
    x, y = nonzero(rng, -15, 15), nonzero(rng, -20, 20)
    parallel = difficulty == 1 or (difficulty >= 4 and rng.random() < 0.4)
    how = "parallel" if parallel else "perpendicular"
    steps = []
    if difficulty <= 3:
        m = Fraction(nonzero(rng, -9, 9))
        while difficulty >= 2 and abs(m) == 1:
            m = Fraction(nonzero(rng, -12, 12))
        if difficulty == 3:
            while m.denominator == 1:
                m = Fraction(nonzero(rng, -12, 12), rng.randint(2, 9))
        b = rng.randint(-20, 20)
        equation = f"y = {line(m, b)}"
    elif difficulty == 4:
        p, q, c = nonzero(rng, -12, 12), nonzero(rng, -12, 12), nonzero(rng, -30, 30)
        m = Fraction(-p, q)
        equation = f"{combine([(p, 'x'), (q, 'y')])} = {c}"
        steps.append(
            f"The slope of the given line is minus the ratio of its factors: $-{paren(p)} \\div {paren(q)} = {num(m)}$."
        )
    else:
        u, v = rng.randint(-12, 12), rng.randint(-12, 12)
        du, dv = nonzero(rng, -9, 9), nonzero(rng, -9, 9)
        while dv * (x - u) == du * (y - v):
            x, y = nonzero(rng, -15, 15), nonzero(rng, -20, 20)
        m = Fraction(dv, du)
        ratio = f"\\frac{{{v + dv} - {paren(v)}}}{{{u + du} - {paren(u)}}}"
        steps.append(f"The given direction has the slope ${chain(ratio, f'{reduced(dv, du)}')}$.")
    slope = m if parallel else -1 / m
    if not parallel:
        steps.append(
            f"The slopes multiply to $-1$, so the new slope is ${num(slope)}$: ${num(m)} \\cdot {paren(slope)} = -1$."
        )
    elif difficulty == 1:
        steps.append(f"Parallel lines have the same slope ${num(m)}$; one step to the right from ${point(x, y)}$ leads to the height "
                     f"${y}{plus(m)} = {num(y + m)}$.")  # fmt: skip
    steps.append(_intercept(slope, x, y))
    intercept = y - slope * x
    steps.append(f"Check at the point: ${_at(slope, intercept, x)} = {y}$.")
    answer = f"y = {line(slope, intercept)}"
    if difficulty == 5:
        prompt = ask(rng, _PARALLEL_TO_POINTS, how=how, p=point(x, y), q=point(u, v), r=point(u + du, v + dv))
    else:
        prompt = ask(rng, _PARALLEL, how=how, equation=equation, p=point(x, y))
    return worked(rng, prompt, steps, answer)


_INTERSECTION = posed(
    "lines",
    "${first}$ and ${second}$",
    (
        "Find the point where {it} intersect.",
        "At which point do {it} meet?",
        "Determine the intersection of {it}.",
    ),
    bare=(
        "Find the point where the lines ${first}$ and ${second}$ intersect.",
        "At which point do the lines ${first}$ and ${second}$ meet?",
        "Determine the intersection of the lines with the equations ${first}$ and ${second}$.",
        "Two lines are given by ${first}$ and ${second}$. What are the coordinates of their common point?",
    ),
)
_TWO_PAIRS = (
    "Where does the line through ${p}$ and ${q}$ meet the line through ${r}$ and ${s}$?",
    "Find the intersection of the line that contains ${p}$ and ${q}$ with the line that contains ${r}$ and ${s}$.",
    "A line passes through ${p}$ and ${q}$, another one through ${r}$ and ${s}$. Determine their common point.",
    "What point do the straight lines from ${p}$ to ${q}$ and from ${r}$ to ${s}$, extended as needed, have in common?",
)


@problems("math.line_intersection", version=2)
def line_intersection(rng: random.Random, difficulty: int) -> Draft:
    """Where two lines meet.

    Difficulty 1: slope-intercept forms, whole numbers, one slope 1. 2: any whole slopes.
    3: fractional answers. 4: general equations. 5: lines through two pairs of points.
    """
    x, y = rng.randint(-9, 9), rng.randint(-12, 12)
    if difficulty == 4:
        return _general_lines(rng)
    size = 4 if difficulty == 1 else 12
    m, n = nonzero(rng, -size, size), nonzero(rng, -size, size)
    while m == n or (difficulty == 3 and abs(m - n) == 1):  # a gap of 1 would always give whole answers
        n = nonzero(rng, -size, size)
    b, c = y - m * x, y - n * x
    if difficulty == 3:
        b, c = rng.randint(-30, 30), rng.randint(-30, 30)
        while (c - b) % (m - n) == 0:
            b, c = rng.randint(-30, 30), rng.randint(-30, 30)
    steps = []
    if difficulty == 5:
        pairs = []
        for k, (slope, intercept) in enumerate(((m, b), (n, c))):
            u = rng.randint(-8, 8)
            v = u + nonzero(rng, -6, 6)
            at_u, at_v = slope * u + intercept, slope * v + intercept
            pairs += [point(u, at_u), point(v, at_v)]
            which = ("first", "second")[k]
            steps.append(
                f"The {which} line has the slope $\\frac{{{at_v} - {paren(at_u)}}}{{{v} - {paren(u)}}} = {slope}$ and the intercept "
                f"${at_u} - {paren(slope)} \\cdot {paren(u)} = {intercept}$."
            )
    root = Fraction(c - b, m - n)
    value = m * root + b
    gap = f"{line(m, b)} - ({line(n, c)}) = {line(m - n, b - c)}"
    steps += [
        f"The difference of the two right sides is ${gap}$."
        if difficulty != 5
        else f"The difference of the two heights is ${gap}$.",
        f"It is zero where $x$ is $\\frac{{{c - b}}}{{{m - n}}}$, since ${_at(m - n, b - c, root)} = 0$.",
        f"There the first line has the height ${_at(m, b, root)} = {num(value)}$.",
        f"The second line has the same height: ${_at(n, c, root)} = {num(value)}$.",
    ]
    if difficulty == 5:
        p, q, r, s = pairs
        prompt = ask(rng, _TWO_PAIRS, p=p, q=q, r=r, s=s)
    else:
        prompt = ask(rng, _INTERSECTION, first=f"y = {line(m, b)}", second=f"y = {line(n, c)}")
    return worked(rng, prompt, steps, point(root, value))


def _general_lines(rng: random.Random) -> Draft:
    """``ax + by = e`` and ``cx + dy = f``: eliminate y."""
    while True:
        a, b, c, d = (nonzero(rng, -12, 12) for _ in range(4))
        det = a * d - b * c
        if det:
            break
    x, y = rng.randint(-9, 9), rng.randint(-9, 9)
    e, f = a * x + b * y, c * x + d * y
    left, right = combine([(a, "x"), (b, "y")]), combine([(c, "x"), (d, "y")])
    eliminated = term(det, "x")
    steps = [
        f"Multiply the first left side by ${d}$ and the second by ${b}$ and subtract: "
        f"${d}({left}) - {paren(b)}({right}) = {eliminated}$.",
        f"Do the same with the right sides: ${d} \\cdot {paren(e)} - {paren(b)} \\cdot {paren(f)} = {det * x}$.",
        f"So the first coordinate is $\\frac{{{det * x}}}{{{det}}} = {x}$.",
        f"From the first equation the second coordinate is $({e} - {paren(a)} \\cdot {paren(x)}) \\div {paren(b)} = {y}$.",
        f"Check in the second equation: ${c} \\cdot {paren(x)} + {paren(d)} \\cdot {paren(y)} = {f}$.",
    ]
    prompt = ask(rng, _INTERSECTION, first=f"{left} = {e}", second=f"{right} = {f}")
    return worked(rng, prompt, steps, point(x, y))
