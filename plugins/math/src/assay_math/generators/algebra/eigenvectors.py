"""Eigenvectors of matrices of two rows: directions that stay, steady states, and late powers."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay_math.generators._forms import matrix, num_times, point
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, paren, poly, worked

Pair = tuple[int, int]


@problems("math.eigenvector", version=3, levels=(3, 4, 4, 4, 5))
def eigenvector(rng: random.Random, difficulty: int) -> Draft:
    """Find an eigenvector of a matrix of two rows, and use it.

    Step 1: to a given eigenvalue. 2: to the larger of two. 3: larger numbers. 4: the steady state
    of a Markov chain. 5: a power of the matrix times a vector.
    """
    if difficulty == 4:
        return _steady(rng)
    return _vector(rng, difficulty)


def _apply(a: list[list[int]], v: Pair) -> Pair:
    return a[0][0] * v[0] + a[0][1] * v[1], a[1][0] * v[0] + a[1][1] * v[1]


def _column(v: Pair) -> str:
    return matrix([[v[0]], [v[1]]])


@redrawn
def _vector(rng: random.Random, difficulty: int) -> Draft | None:
    size = (4, 4, 7, 0, 3)[difficulty - 1]
    v, w = ((nonzero(rng, -size, size), nonzero(rng, -size, size)) for _ in range(2))
    s, t = rng.sample([k for k in range(-size - 2, size + 3) if k], 2)
    if v[0] < 0 or w[0] < 0 or gcd(*v) != 1 or gcd(*w) != 1 or s < t:
        return None
    det = v[0] * w[1] - w[0] * v[1]
    if det == 0:
        return None
    entries = [
        [Fraction(s * v[0] * w[1] - t * w[0] * v[1], det), Fraction((t - s) * v[0] * w[0], det)],
        [Fraction((s - t) * v[1] * w[1], det), Fraction(t * v[0] * w[1] - s * w[0] * v[1], det)],
    ]
    if any(x.denominator > 1 or abs(x) > 40 for row in entries for x in row):
        return None
    a = [[int(x) for x in row] for row in entries]
    agree(_apply(a, v), (s * v[0], s * v[1]), what="the first eigenvector")
    agree(_apply(a, w), (t * w[0], t * w[1]), what="the second eigenvector")
    shown = matrix(a)
    if difficulty == 5:
        return _late(rng, a, v, w, s, t)
    given = difficulty == 1
    value, vector = rng.choice(((s, v), (t, w)))
    size_word = "larger" if value == s else "smaller"
    setting = (
        (
            f"The matrix $A = {shown}$ has the eigenvalue {value}."
            if value >= 0
            else f"The matrix $A = {shown}$ has the eigenvalue ${value}$.",
            f"Let $A = {shown}$; one of its eigenvalues is ${value}$.",
            f"The map $x \\mapsto Ax$ with $A = {shown}$ stretches some vectors by the factor ${value}$ and keeps their line.",
        )
        if given
        else (
            f"The matrix $A = {shown}$ has two different eigenvalues.",
            f"Let $A = {shown}$. Its eigenvalues are two different whole numbers.",
            f"The map $x \\mapsto Ax$ with $A = {shown}$ keeps two directions of the plane.",
        )
    )
    which = "this eigenvalue" if given else f"the {size_word} eigenvalue"
    whole = "whole numbers without a common divisor above 1, the first of them positive"
    question = (
        f"Find the eigenvector $(x, y)$ to {which} whose entries are {whole}.",
        f"Which eigenvector $(x, y)$ belongs to {which}, if its entries are {whole}?",
        f"Determine the eigenvector to {which}, written as $(x, y)$ with {whole}.",
        f"Give an eigenvector $(x, y)$ to {which}; $x$ and $y$ are to be {whole}.",
    )
    prompt = f"{rng.choice(setting)} {rng.choice(question)}"
    steps = [] if given else [_characteristic(a, s, t)]
    steps += [
        _solve(a, value, vector),
        f"Check: ${shown}{_column(vector)} = {_column(_apply(a, vector))} = {num_times(value, _column(vector))}$.",
    ]
    return worked(rng, prompt, steps, point(*vector))


def _characteristic(a: list[list[int]], s: int, t: int) -> str:
    trace, det = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
    agree((trace, det), (s + t, s * t), what="trace and determinant")
    return (
        f"The trace is ${a[0][0]} + {paren(a[1][1])} = {trace}$ and the determinant ${a[0][0]} \\cdot {paren(a[1][1])} - {paren(a[0][1])} \\cdot "
        f"{paren(a[1][0])} = {det}$, so the characteristic polynomial is ${poly([1, -trace, det], 't')} = ({poly([1, -s], 't')})({poly([1, -t], 't')})$: "
        f"the eigenvalues are ${s}$ and ${t}$."
    )


def _solve(a: list[list[int]], value: int, vector: Pair) -> str:
    p, q = a[0][0] - value, a[0][1]
    return (
        f"Take the eigenvalue ${value}$ off the diagonal of $A$: the first row becomes ${a[0][0]} - {paren(value)} = {p}$ and ${q}$. "
        f"With ${vector[0]}$ and ${vector[1]}$ it gives 0: ${p} \\cdot {paren(vector[0])} + {paren(q)} \\cdot {paren(vector[1])} = 0$."
    )


def _late(rng: random.Random, a: list[list[int]], v: Pair, w: Pair, s: int, t: int) -> Draft | None:
    n = rng.randint(4, 8)
    c, d = nonzero(rng, -3, 3), nonzero(rng, -3, 3)
    start = (c * v[0] + d * w[0], c * v[1] + d * w[1])
    if max(abs(s), abs(t)) ** n > 100_000 or start == (0, 0):
        return None
    now = start
    for _ in range(n):
        now = _apply(a, now)
    by = tuple(c * s**n * x + d * t**n * y for x, y in zip(v, w, strict=True))
    agree(now, by, what="the vector")
    prompt = tell(
        rng,
        (
            "Let $A = {a}$ and $x = {x}$.",
            "The matrix $A = {a}$ is applied {n} times in a row to the vector $x = {x}$.",
            "A system moves from one state to the next by $A = {a}$, and starts at $x = {x}$.",
            "Start with the vector $x = {x}$ and multiply by $A = {a}$ again and again.",
        ),
        (
            "Use eigenvectors to compute $A^{n} x$, written as $(p, q)$.",
            "Find $A^{n} x$ in the form $(p, q)$.",
            "What is $A^{n} x$? Write it as $(p, q)$.",
            "Determine the vector $A^{n} x$ as a pair $(p, q)$.",
        ),
        a=matrix(a), x=_column(start), n=n,
    )  # fmt: skip
    sign = "+" if d > 0 else "-"
    factor = "" if abs(d) == 1 else str(abs(d))
    first = "" if c == 1 else "-" if c == -1 else str(c)
    steps = [
        _characteristic(a, s, t),
        f"Eigenvectors: ${matrix(a)}{_column(v)} = {num_times(s, _column(v))}$ and ${matrix(a)}{_column(w)} = {num_times(t, _column(w))}$.",
        f"The start is ${_column(start)} = {first}{_column(v)} {sign} {factor}{_column(w)}$.",
        f"Each of the {n} steps multiplies the parts by their eigenvalues: ${c} \\cdot {paren(s)}^{n}{_column(v)} {sign} {abs(d)} \\cdot {paren(t)}^{n}{_column(w)} = {_column(now)}$.",
    ]
    return worked(rng, prompt, steps, point(*now))


@redrawn
def _steady(rng: random.Random) -> Draft | None:
    out, back = 5 * rng.randint(1, 12), 5 * rng.randint(1, 12)
    total = 10 * rng.randint(10, 200)
    share = Fraction(back, out + back)
    first = share * total
    if first.denominator > 1 or out == back:
        return None
    level = total / 2
    for _ in range(500):
        level = level * (1 - out / 100) + (total - level) * back / 100
    agree(level, float(first), rel=1e-6, what="the steady state")
    stories = (
        ("A town has two supermarkets, the Red and the Blue one, and {t} regular customers. Each month {o} % of Red's customers change to Blue and {b} % of Blue's change to Red.", "customers does the Red one have"),
        ("{t} bicycles of a rental firm stand at the station or at the park. Every day {o} % of those at the station are taken to the park, and {b} % of those at the park to the station.", "bicycles are at the station"),
        ("On a farm {t} sheep graze on the hill or in the valley. Each day {o} % of those on the hill go down, and {b} % of those in the valley go up.", "sheep are on the hill"),
        ("A chat service has {t} members, each of them active or silent in a given week. From one week to the next {o} % of the active ones fall silent and {b} % of the silent ones become active.", "members are active"),
        ("In a valley {t} people live in the old town or in the suburbs. Every year {o} % of those in the old town move to the suburbs, {b} % of those in the suburbs to the old town.", "people live in the old town"),
    )  # fmt: skip
    setting, what = rng.choice(stories)
    question = rng.choice(
        (
            f"How many {what} in the long run?",
            f"In the state that no longer changes, how many {what}?",
            f"When nothing changes any more on the whole, how many {what}?",
        )
    )
    stay, other = Fraction(100 - out, 100), Fraction(100 - back, 100)
    a = [[stay, Fraction(back, 100)], [Fraction(out, 100), other]]
    k = gcd(out, back)
    v = (back // k, out // k)
    prompt = f"{setting.format(t=total, o=out, b=back)} {question}"
    steps = [
        f"One step multiplies the vector of both numbers by a matrix; the steady state is an eigenvector to the eigenvalue 1: ${matrix(a)}{_column(v)} = {_column(v)}$.",
        f"So the two numbers are in the ratio ${v[0]}$ to ${v[1]}$, and the first is the share $\\frac{{{v[0]}}}{{{v[0]} + {v[1]}}} = {num(share)}$ of all.",
        f"That is ${num(share)} \\cdot {total} = {first}$, and the other number is ${total} - {first} = {total - first}$.",
        f"Check: as many leave as come, ${num(Fraction(out, 100))} \\cdot {first} = {num(Fraction(out, 100) * first)}$ and ${num(Fraction(back, 100))} \\cdot {total - first} = {num(Fraction(back, 100) * (total - first))}$.",
    ]
    return worked(rng, prompt, steps, str(first))
