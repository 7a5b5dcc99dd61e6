"""Linear equations in two whole numbers: Euclid's algorithm, all solutions, and how many are positive."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import paren, worked


@problems("math.linear_diophantine", version=2, levels=(2, 2, 3, 4, 5))
def linear_diophantine(rng: random.Random, difficulty: int) -> Draft:
    """Solve ``ax + by = c`` in whole numbers.

    Step 1: how many ways to pay, small numbers. 2: larger ones. 3: the solution with the least
    x, by Euclid. 4: a difference, the coefficients with a common factor. 5: as 4 with larger numbers.
    """
    if difficulty <= 2:
        return _ways(rng, 9 if difficulty == 1 else 25)
    if difficulty == 3:
        return _least(rng, 60)
    return _difference(rng, 45 if difficulty == 4 else 160)


def _euclid(a: int, b: int) -> tuple[list[str], int, int]:
    """The divisions of Euclid's algorithm for coprime ``a`` and ``b``, and ``s, t`` with ``as + bt = 1``."""
    lines, (p, q), (s, t), (u, v) = [], (a, b), (1, 0), (0, 1)
    while q > 1:
        k, rest = divmod(p, q)
        lines.append(f"${p} = {k} \\cdot {q} + {rest}$")
        p, q, s, t, u, v = q, rest, u, v, s - k * u, t - k * v
    return lines, u, v


_THINGS = (
    ("A stationer sells pens at {a} dollars and notebooks at {b} dollars. A customer spends exactly {c} dollars on such things.", "pens", "notebooks"),
    ("A theatre charges {a} dollars for a child and {b} dollars for an adult. One group paid {c} dollars in all.", "children", "adults"),
    ("Boxes weigh {a} kg each and crates weigh {b} kg each. Together the load of a lorry weighs {c} kg.", "boxes", "crates"),
    ("A workshop cuts a rail of {c} cm into pieces of {a} cm and of {b} cm, with nothing left over.", "short pieces", "long pieces"),
    ("In a game a red card is worth {a} points and a black card {b} points. A player has {c} points.", "red cards", "black cards"),
    ("Small tables seat {a} guests and large ones seat {b}. A hall has exactly {c} seats.", "small tables", "large tables"),
)  # fmt: skip


@redrawn
def _ways(rng: random.Random, size: int) -> Draft | None:
    a, b = sorted(rng.sample(range(3 if size < 10 else 7, size + 1), 2))
    x0, y0 = rng.randint(0, b - 1), rng.randint(a, 6 * a)
    c = a * x0 + b * y0
    if gcd(a, b) != 1 or c > 16 * size or c < 3 * size:
        return None
    ways = agree(y0 // a + 1, sum((c - a * x) % b == 0 for x in range(c // a + 1)), what="the ways")
    setting, first, second = rng.choice(_THINGS)
    prompt = tell(
        rng,
        (setting,),
        (
            f"How many different pairs of numbers of {first} and {second} are possible, 0 allowed?",
            f"In how many ways can the numbers of {first} and {second} be chosen (0 included)?",
            f"How many possibilities are there for the numbers of {first} and {second}, if 0 is allowed?",
            f"Count the pairs of non-negative whole numbers that are possible for {first} and {second}.",
        ),
        a=a, b=b, c=c,
    )  # fmt: skip
    last = y0 - a * (ways - 1)
    steps = [
        f"With $x$ {first} and $y$ {second}, $x$ must make ${c} - {a}x$ a multiple of {b}; the least such $x$ is {x0}: "
        f"${c} - {a} \\cdot {x0} = {c - a * x0} = {b} \\cdot {y0}$.",
        f"So one solution is $x = {x0}$, $y = {y0}$, and ${a} \\cdot {x0} + {b} \\cdot {y0} = {c}$.",
        f"As {a} and {b} have no common factor, $\\gcd({a}, {b}) = 1$, the next ones have $x$ larger by {b} and $y$ smaller by {a}.",
        f"The $y$ stays non-negative for $\\left\\lfloor \\frac{{{y0}}}{{{a}}} \\right\\rfloor = {ways - 1}$ further steps, "
        f"down to ${y0} - {a} \\cdot {ways - 1} = {last}$.",
        f"That makes ${ways - 1} + 1 = {ways}$ pairs.",
    ]
    return worked(rng, prompt, steps, str(ways))


@redrawn
def _least(rng: random.Random, size: int) -> Draft | None:
    b, a = sorted(rng.sample(range(11, size + 1), 2))
    c = rng.randint(2, 9)
    lines, s, t = _euclid(a, b)
    if gcd(a, b) != 1 or not 3 <= len(lines) <= 4:
        return None
    x = agree(s * c % b, next(x for x in range(b) if (c - a * x) % b == 0), what="the least x")
    y = (c - a * x) // b
    prompt = tell(
        rng,
        (
            "The equation ${a}x + {b}y = {c}$ is to be solved in whole numbers.",
            "Consider the integer solutions $(x, y)$ of ${a}x + {b}y = {c}$.",
            "Let $x$ and $y$ be integers with ${a}x + {b}y = {c}$ and $x \\ge 0$.",
            "Two integers $x$ and $y$ satisfy ${a}x + {b}y = {c}$.",
        ),
        (
            "Find the solution $(x, y)$ with the smallest non-negative $x$.",
            "Which pair $(x, y)$ has the least $x$ that is not negative?",
            "Give the pair $(x, y)$ in which $x$ is as small as possible but not negative.",
            "Among the solutions with $x \\ge 0$, determine the pair $(x, y)$ with the least $x$.",
        ),
        a=a, b=b, c=c,
    )  # fmt: skip
    steps = [
        f"Euclid's algorithm: {', '.join(lines)}.",
        f"Read backwards, it gives ${a} \\cdot {paren(s)} + {b} \\cdot {paren(t)} = 1$.",
        f"Times {c}: ${a} \\cdot {paren(s * c)} + {b} \\cdot {paren(t * c)} = {c}$.",
        f"All other solutions have $x$ changed by a multiple of {b}, and ${s * c} \\equiv {x} \\pmod{{{b}}}$, so the least is $x = {x}$.",
        f"Then $y = \\frac{{{c} - {a} \\cdot {x}}}{{{b}}} = \\frac{{{c - a * x}}}{{{b}}} = {y}$.",
    ]
    return worked(rng, prompt, steps, f"({x}, {y})")


@redrawn
def _difference(rng: random.Random, size: int) -> Draft | None:
    a, b = rng.sample(range(size // 4, size + 1), 2)
    k, c = rng.randint(2, 7), rng.randint(2, 20)
    if gcd(a, b) != 1 or a < b:
        return None
    lines, s, t = _euclid(a, b)
    if not 2 <= len(lines) <= 5:
        return None
    x = s * c % b or b
    while a * x - c <= 0:
        x += b
    y = next(y for y in range(1, 9 * a) if (b * y + c) % a == 0)
    agree(Fraction(a * x - c, b), Fraction(y), what="the least y")
    if s * c == x:
        return None
    prompt = tell(
        rng,
        (
            "Positive integers $x$ and $y$ satisfy ${a}x - {b}y = {c}$.",
            "The equation ${a}x - {b}y = {c}$ has infinitely many solutions in positive integers.",
            "Let $x$ and $y$ be positive integers with ${a}x = {b}y + {c}$.",
            "A machine adds {a} to a counter at each stroke of its left arm and takes {b} away at each stroke of its right arm. "
            "It started at 0, and after $x$ strokes of the left and $y$ of the right arm (both at least once) the counter shows {c}: ${a}x - {b}y = {c}$.",
        ),
        (
            "What is the smallest possible value of $x + y$?",
            "Find the least value that $x + y$ can have.",
            "Determine the minimum of $x + y$.",
            "How small can the sum $x + y$ be?",
        ),
        a=k * a, b=k * b, c=k * c,
    )  # fmt: skip
    steps = [
        f"Divide by the common factor $\\gcd({k * a}, {k * b}) = {k}$: ${k * a} = {k} \\cdot {a}$, ${k * b} = {k} \\cdot {b}$, "
        f"${k * c} = {k} \\cdot {c}$, which leaves ${a}x - {b}y = {c}$.",
        f"Euclid's algorithm: {', '.join(lines)}.",
        f"Read backwards, it gives ${a} \\cdot {paren(s)} + {b} \\cdot {paren(t)} = 1$, so ${a} \\cdot {paren(s)} \\equiv 1 \\pmod{{{b}}}$.",
        f"Hence $x$ leaves the same remainder as ${s} \\cdot {c} = {s * c}$, and ${s * c} \\equiv {x} \\pmod{{{b}}}$; "
        f"$x = {x}$ is the least positive one that makes $y$ positive.",
        f"Then $y = \\frac{{{a} \\cdot {x} - {c}}}{{{b}}} = {y}$.",
        f"In all other solutions both are larger, so the least sum is ${x} + {y} = {x + y}$.",
    ]
    return worked(rng, prompt, steps, str(x + y))
