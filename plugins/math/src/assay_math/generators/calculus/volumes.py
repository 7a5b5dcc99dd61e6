"""Volumes of solids of revolution, by discs, washers and shells."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import multiply, pi_times
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import poly, worked


@problems("math.volume_of_revolution", version=3, levels=(4, 4, 5, 4, 4))
def volume_of_revolution(rng: random.Random, difficulty: int) -> Draft:
    """Find the volume of a solid of revolution, as a multiple of pi.

    Step 1: a line or root about the x-axis. 2: a square root of a polynomial. 3: a parabola. 4: a ring
    between two graphs. 5: shells about the y-axis.
    """
    return (_root, _root, _parabola, _ring, _shells)[difficulty - 1](rng, difficulty)


def _integral(p: list[int], low: int, high: int) -> Fraction:
    total = Fraction(0)
    degree = len(p) - 1
    for i, c in enumerate(p):
        k = degree - i + 1
        total += Fraction(c, k) * (high**k - low**k)
    return total


def _by_slices(f: Callable[[float], float], low: int, high: int) -> float:
    """Simpson's rule, exact for cubics and near enough for the rest."""
    n = 400
    h = (high - low) / n
    return h / 3 * sum(f(low + i * h) * (1 if i in (0, n) else 4 if i % 2 else 2) for i in range(n + 1))


def _primitive(p: list[int]) -> str:
    degree = len(p) - 1
    return poly([*(Fraction(c, degree - i + 1) for i, c in enumerate(p)), 0])


_SOLID = (
    "The region between the graph of $y = {f}$ and the $x$-axis from $x = {a}$ to $x = {b}$ is rotated about the $x$-axis.",
    "The graph of $y = {f}$ for ${a} \\le x \\le {b}$ turns about the $x$-axis and encloses a solid.",
    "A vase has the outline $y = {f}$ between $x = {a}$ and $x = {b}$, turned about the $x$-axis.",
    "Between $x = {a}$ and $x = {b}$ the curve $y = {f}$ is revolved about the $x$-axis.",
)
_ASK = (
    "Find the volume of the solid exactly.",
    "What is the exact volume?",
    "Compute the volume as a multiple of $\\pi$.",
    "How large is the volume? Leave $\\pi$ in the answer.",
)


def _finish(
    rng: random.Random, prompt: str, first: list[str], p: list[int], low: int, high: int, factor: int = 1
) -> Draft | None:
    value = factor * _integral(p, low, high)
    agree(float(value), factor * _by_slices(lambda x: _horner(p, x), low, high), rel=1e-6, what="the volume")
    if value.denominator > 60 or value <= 0 or value > 60_000:
        return None
    front = "\\pi" if factor == 1 else f"{factor}\\pi"
    steps = [
        *first,
        f"The volume is ${front} \\int_{{{low}}}^{{{high}}} \\left({poly(p)}\\right) \\, dx = {front} \\left[{_primitive(p)}\\right]_{{{low}}}^{{{high}}} = {pi_times(value)}$.",
    ]
    return worked(rng, prompt, steps, pi_times(value))


def _horner(p: list[int], x: float) -> float:
    value = 0.0
    for c in p:
        value = value * x + c
    return value


@redrawn
def _root(rng: random.Random, difficulty: int) -> Draft | None:
    low = rng.randint(0, 3)
    high = low + rng.randint(1, 5)
    if difficulty == 1:
        m, c = rng.randint(1, 5), rng.randint(0, 6)
        if m == 1 and c == 0:
            return None
        f, p = poly([m, c]), [m * m, 2 * m * c, c * c]
        first = [f"The cross-section at $x$ is a disc whose radius has the square $({f})^2 = {poly(p)}$."]
        if c == 0:
            first = [
                f"At $x$ the cross-section is a disc with the square of its radius equal to $({f})^2 = {poly(p)}$."
            ]
    else:
        p = [rng.randint(-2, 4), rng.randint(-6, 9), rng.randint(1, 12)]
        if p[0] == 0 or any(_horner(p, low + (high - low) * i / 50) <= 0 for i in range(51)):
            return None
        f = f"\\sqrt{{{poly(p)}}}"
        first = [
            f"The cross-section at $x$ is a disc; the square of its radius is ${poly(p)}$, which is ${_horner(p, low):g} > 0$ at the left end and ${_horner(p, high):g} > 0$ at the right end."
        ]
    return _finish(rng, tell(rng, _SOLID, _ASK, f=f, a=low, b=high), first, p, low, high)


@redrawn
def _parabola(rng: random.Random, difficulty: int) -> Draft | None:
    del difficulty
    low = rng.randint(-1, 2)
    high = low + rng.randint(1, 3)
    q = [rng.choice((-2, -1, 1, 2, 3)), rng.randint(-4, 5), rng.randint(0, 9)]
    if any(_horner(q, low + (high - low) * i / 50) < 0 for i in range(51)):
        return None
    p = [int(c) for c in multiply(q, q)]
    first = [f"The cross-section at $x$ is a disc whose radius has the square $({poly(q)})^2 = {poly(p)}$."]
    return _finish(rng, tell(rng, _SOLID, _ASK, f=poly(q), a=low, b=high), first, p, low, high)


@redrawn
def _ring(rng: random.Random, difficulty: int) -> Draft | None:
    del difficulty
    a, b = rng.randint(0, 2), rng.randint(2, 5)
    k, c = rng.choice((1, 1, 2)), rng.randint(0, 5)
    if a >= b:
        return None
    # the line through two points of k x^2 + c lies above it between them
    m, n = k * (a + b), c - k * a * b
    line, curve = [m, n], [k, 0, c]
    if _horner(line, a) < 0:
        return None
    outer, inner = [int(x) for x in multiply(line, line)], [int(x) for x in multiply(curve, curve)]
    difference = [-x for x in inner]
    for i, x in enumerate(reversed(outer)):
        difference[len(difference) - 1 - i] += x
    prompt = tell(
        rng,
        (
            "The region between the line $y = {l}$ and the parabola $y = {p}$ is rotated about the $x$-axis.",
            "The curves $y = {l}$ and $y = {p}$ enclose a region, which turns about the $x$-axis.",
            "A ring is made by turning the region between $y = {p}$ and $y = {l}$ about the $x$-axis.",
        ),
        _ASK,
        l=poly(line), p=poly(curve),
    )  # fmt: skip
    gap = [k, -m, c - n]
    first = [
        f"The graphs meet where ${poly(gap)} = {'' if k == 1 else k}{'x' if a == 0 else f'(x - {a})'}(x - {b})$ is 0, at {a} and {b}; between them the line is the upper one.",
        f"A cross-section is a ring; the squares of its radii differ by $({poly(line)})^2 - ({poly(curve)})^2 = {poly(difference)}$.",
    ]
    return _finish(rng, prompt, first, difference, a, b)


@redrawn
def _shells(rng: random.Random, difficulty: int) -> Draft | None:
    del difficulty
    low = rng.randint(0, 3)
    high = low + rng.randint(1, 4)
    q = [rng.choice((-2, -1, 1, 2, 3, 4)), rng.randint(-5, 8), rng.randint(0, 12)]
    if any(_horner(q, low + (high - low) * i / 50) < 0 for i in range(51)):
        return None
    prompt = tell(
        rng,
        (
            "The region below the graph of $y = {f}$ and above the $x$-axis, from $x = {a}$ to $x = {b}$, is rotated about the $y$-axis.",
            "The area under $y = {f}$ for ${a} \\le x \\le {b}$, down to the $x$-axis, turns about the $y$-axis.",
            "A bowl is formed when the region between $y = {f}$ and the $x$-axis, for $x$ between {a} and {b}, is revolved about the $y$-axis.",
        ),
        _ASK,
        f=poly(q), a=low, b=high,
    )  # fmt: skip
    p = [*q, 0]
    first = [
        f"A shell at $x$ has the circumference $2\\pi x$ and the height ${poly(q)}$, and $x\\left({poly(q)}\\right) = {poly(p)}$."
    ]
    return _finish(rng, prompt, first, p, low, high, 2)
