"""Systems of linear equations."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

_SOLVE = posed(
    "system",
    "{equations}",
    (
        "Solve {it} for {names}.",
        "Which values of {names} satisfy {it}?",
        "Find the numbers {names} that satisfy {it}.",
    ),
    bare=(
        "Solve the system {equations}.",
        "Find all {names} with {equations}.",
        "Determine the solution of {equations}.",
    ),
)


def _linear(coefficients: list[int], names: str) -> str:
    out = ""
    for c, name in zip(coefficients, names, strict=True):
        if c:
            out += (" - " if c < 0 else " + ") + ("" if abs(c) == 1 else str(abs(c))) + name
    return out[3:] if out.startswith(" + ") else "-" + out[3:]


def _prompt(rng: random.Random, rows: list[tuple[list[int], int]], names: str) -> str:
    equations = [f"${_linear(c, names)} = {right}$" for c, right in rows]
    listed = ", ".join(equations[:-1]) + f" and {equations[-1]}"
    letters = [f"${name}$" for name in names]
    return rng.choice(_SOLVE).format(equations=listed, names=", ".join(letters[:-1]) + f" and {letters[-1]}")


def _answer(values: list[Fraction], names: str) -> str:
    return ", ".join(f"{name} = {num(value)}" for name, value in zip(names, values, strict=True))


@problems("math.linear_system_2x2", version=2, levels=(1, 2, 3, 4, 4))
def linear_system_2x2(rng: random.Random, difficulty: int) -> Draft:
    """Solve two linear equations.

    Step 1: a sum and a difference. 2: small positive coefficients. 3: any signs. 4: larger. 5: rational solution.
    """
    names = rng.choice(["xy", "ab", "pq", "mn", "uv", "st"])
    x, y = names[0], names[1]
    size = (1, 4, 7, 12, 9)[difficulty - 1]
    while True:
        if difficulty == 1:
            a, b, c, d = 1, 1, 1, -1
        else:
            low = 1 if difficulty == 2 else -size
            a, b, c, d = (nonzero(rng, low, size) for _ in range(4))
        det = a * d - b * c
        if det and (difficulty < 5 or abs(det) > 1):
            break
    if difficulty < 5:
        reach = 5 * difficulty + 15 * (difficulty == 1)
        u, v = (Fraction(rng.randint(1 if difficulty == 1 else -reach, reach)) for _ in range(2))
        e, f = int(a * u + b * v), int(c * u + d * v)
    else:
        e, f = nonzero(rng, -30, 30), nonzero(rng, -30, 30)
        u, v = Fraction(e * d - b * f, det), Fraction(a * f - e * c, det)
    rows = [([a, b], e), ([c, d], f)]
    steps = [
        f"Eliminate ${y}$: {_times(d)} the first equation less {_times(b)} the second gives "
        f"${_linear([det, 0], names)} = {paren(d)} \\cdot {paren(e)} - {paren(b)} \\cdot {paren(f)} = {d * e - b * f}$."
    ]
    if difficulty == 1:
        steps = [f"Add the equations: $2{x} = {e} + {paren(f)} = {e + f}$."]
        det_, top = 2, e + f
    else:
        det_, top = det, d * e - b * f
    if abs(det_) != 1 or det_ == -1:
        steps.append(f"Divide: ${x} = \\frac{{{top}}}{{{det_}}} = {num(u)}$.")
    rest = e - a * u
    size_b = "" if b == 1 else "-" if b == -1 else str(b)
    steps.append(
        f"Put it into the first equation: ${size_b}{y} = {e} - {paren(a)} \\cdot {paren(u)} = {num(rest)}$, so ${y} = {num(v)}$."
        if abs(b) != 1 or b == -1
        else f"Put it into the first equation: ${y} = {e} - {paren(a)} \\cdot {paren(u)} = {num(v)}$."
    )
    return worked(rng, _prompt(rng, rows, names), steps, _answer([u, v], names))


def _times(k: int) -> str:
    return f"${k}$ times"


@problems("math.linear_system_3x3", version=2, first=3, levels=(3, 4, 5))
def linear_system_3x3(rng: random.Random, difficulty: int) -> Draft:
    """Solve three linear equations by elimination; larger coefficients and, at 5, fewer zeros."""
    names = rng.choice(["xyz", "abc", "pqr", "uvw"])
    size = difficulty
    while True:
        values = [rng.randint(-2 * difficulty, 2 * difficulty) for _ in range(3)]
        m = [[nonzero(rng, -size, size) for _ in range(3)] for _ in range(3)]
        m[0][0] = 1
        if difficulty == 3:
            m[2][0] = 0
        r1 = [m[1][j] - m[1][0] * m[0][j] for j in range(3)]
        r2 = [m[2][j] - m[2][0] * m[0][j] for j in range(3)]
        det = r1[1] * r2[2] - r1[2] * r2[1]
        if det and r1[1] and r1[2] and r2[1]:
            break
    right = [sum(c * v for c, v in zip(row, values, strict=True)) for row in m]
    s1, s2 = right[1] - m[1][0] * right[0], right[2] - m[2][0] * right[0]
    x, y, z = names[0], names[1], names[2]
    steps = [
        f"Second equation less ${m[1][0]}$ times the first: ${_linear(r1, names)} = {right[1]} - {paren(m[1][0])} \\cdot "
        f"{paren(right[0])} = {s1}$."
    ]
    if m[2][0]:
        steps.append(
            f"Third equation less ${m[2][0]}$ times the first: ${_linear(r2, names)} = {right[2]} - {paren(m[2][0])} \\cdot "
            f"{paren(right[0])} = {s2}$."
        )
    top = r1[1] * s2 - r2[1] * s1
    steps.append(
        f"Eliminate ${y}$ from these two: ${_linear([0, 0, det], names)} = {r1[1]} \\cdot {paren(s2)} - {paren(r2[1])} \\cdot "
        f"{paren(s1)} = {top}$."
    )
    if det != 1:
        steps.append(f"Divide: ${z} = {values[2]}$.")
    steps.append(
        f"Back: ${_linear([0, r1[1], 0], names)} = {s1} - {paren(r1[2])} \\cdot {paren(values[2])} = {s1 - r1[2] * values[2]}$"
        + (f", so ${y} = {values[1]}$." if r1[1] != 1 else ".")
    )
    steps.append(
        f"And ${x} = {right[0]} - {paren(m[0][1])} \\cdot {paren(values[1])} - {paren(m[0][2])} \\cdot {paren(values[2])} = {values[0]}$."
    )
    rows = [(row, r) for row, r in zip(m, right, strict=True)]
    return worked(rng, _prompt(rng, rows, names), steps, _answer([Fraction(v) for v in values], names))


_STORIES: tuple[tuple[str, str, str, Sequence[int]], ...] = (
    ("At a concert seats cost \\${p} and standing places \\${q} each. {n} tickets were sold for \\${t} in all. How many {ask} were sold?",
     "seats", "standing places", range(12, 60)),
    ("A money box holds {n} coins, each of them {p} or {q} cents, {t} cents in all. How many {ask} are in it?",
     "{p}-cent coins", "{q}-cent coins", (1, 2, 5, 10, 20, 50)),
    ("A test has {n} questions worth {p} or {q} points, {t} points in all. How many {ask} are there?",
     "{p}-point questions", "{q}-point questions", range(1, 9)),
    ("A farmer packed {n} crates with {p} or {q} melons each, {t} melons in all. How many {ask} are there?",
     "crates of {p}", "crates of {q}", range(4, 13)),
    ("A hotel has {n} rooms with {p} or {q} beds each, {t} beds in all. How many {ask} are there?",
     "rooms with {p} beds", "rooms with {q} beds", range(2, 6)),
    ("A group of {t} people fills {n} boats, which hold {p} or {q} people each. How many {ask} are there?",
     "boats for {p}", "boats for {q}", range(2, 11)),
    ("{n} lorries, which carry {p} or {q} tonnes each, bring {t} tonnes of gravel at once, all of them full. How many {ask} are there?",
     "{p}-tonne lorries", "{q}-tonne lorries", range(5, 26)),
    ("A florist ties {t} roses into {n} bunches of {p} or {q} roses. How many {ask} are there?",
     "bunches of {p}", "bunches of {q}", range(3, 16)),
    ("Someone buys {n} stamps, some at {p} and some at {q} cents, and pays {t} cents. How many {ask} are among them?",
     "{p}-cent stamps", "{q}-cent stamps", range(20, 160, 5)),
    ("In a class library every book has {p} or {q} stories; {n} books hold {t} stories. How many {ask} are there?",
     "books with {p} stories", "books with {q} stories", range(5, 21)),
    ("A hall is set with {n} tables for {p} or {q} guests, which gives {t} seats. How many {ask} are there?",
     "tables for {p}", "tables for {q}", range(2, 13)),
    ("A baker puts {t} rolls into {n} bags, {p} or {q} to a bag. How many {ask} does that make?",
     "bags of {p}", "bags of {q}", range(4, 13)),
    ("A train has {n} carriages with {p} or {q} seats, {t} seats in all. How many {ask} does it have?",
     "carriages with {p} seats", "carriages with {q} seats", range(40, 100, 4)),
)  # fmt: skip
"""The story, what the two kinds are called, and the values that one of either may have."""


@problems("math.linear_system_word_problem", version=2, levels=(1, 2, 3, 3, 3))
def linear_system_word_problem(rng: random.Random, difficulty: int) -> Draft:
    """Set up and solve two linear equations from a story; larger numbers at higher difficulty."""
    story, first, second, values = rng.choice(_STORIES)
    p, q = rng.sample(values, 2)
    most = 8 * difficulty + 4
    u, v = rng.randint(2, most), rng.randint(2, most)
    n, t = u + v, p * u + q * v
    firsts, seconds = first.format(p=p, q=q), second.format(p=p, q=q)
    want_first = rng.random() < 0.5
    ask = firsts if want_first else seconds
    steps = [
        f"If all {n} were {seconds}, the total would be ${q} \\cdot {n} = {q * n}$.",
        f"The difference ${t} - {q * n} = {t - q * n}$ comes from the {firsts}, each of which changes the total by "
        f"${p} - {q} = {p - q}$.",
        f"So the number of {firsts} is $\\frac{{{t - q * n}}}{{{p - q}}} = {u}$.",
    ]
    if not want_first:
        steps.append(f"The {seconds} make up the rest: ${n} - {u} = {v}$.")
    prompt = story.format(p=p, q=q, n=n, t=t, ask=ask)
    return worked(rng, prompt, steps, str(u if want_first else v))
