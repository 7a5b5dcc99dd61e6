"""Least and greatest values by the inequality of arithmetic and geometric means, with the case of equality."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import is_square, power_of, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked


@problems("math.am_gm", version=2)
def am_gm(rng: random.Random, difficulty: int) -> Draft:
    """Find a least or greatest value from arithmetic and geometric mean.

    Difficulty 1: a product with a given sum. 2: ``ax + b/x``. 3: a story of cost with both parts.
    4: three terms, ``ax^2 + b/x``. 5: a product ``x^2 y`` or ``x^2 y^3`` with a weighted sum given.
    """
    return (_product, _two, _cost, _three, _weighted)[difficulty - 1](rng)


def _product(rng: random.Random) -> Draft:
    a, half = rng.randint(1, 5), rng.randint(3, 40)
    s = 2 * half * a
    best = agree(
        Fraction(half * half * a),
        max(Fraction(t * (s - a * t)) for t in range(s // a + 1)),
        what="the product",
    )
    ax = term(a, "x")
    prompt = tell(
        rng,
        (
            "Positive numbers $x$ and $y$ satisfy ${ax} + y = {s}$.",
            "Let $x, y > 0$ with ${ax} + y = {s}$.",
            "Two positive quantities $x$ and $y$ obey the condition ${ax} + y = {s}$.",
            "It is known that ${ax} + y = {s}$, where $x$ and $y$ are positive.",
        ),
        (
            "What is the greatest possible value of $xy$?",
            "Find the largest value that the product $xy$ can have.",
            "How large can $xy$ be at most?",
            "Determine the maximum of $xy$.",
        ),
        ax=ax, s=s,
    )  # fmt: skip
    steps = [
        f"The geometric mean of ${ax}$ and $y$ is at most their arithmetic mean, which is $\\frac{{{s}}}{{2}} = {s // 2}$.",
        f"So the product of ${ax}$ and $y$ is at most ${s // 2}^2 = {(s // 2) ** 2}$"
        + (f", and $xy$ at most $\\frac{{{(s // 2) ** 2}}}{{{a}}} = {num(best)}$." if a > 1 else "."),
        f"Both are equal there: {half} for $x$ and {s // 2} for $y$ give ${half} \\cdot {s // 2} = {num(best)}$.",
    ]
    return worked(rng, prompt, steps, num(best))


def _at_least(a: int, b: int, root: int) -> list[str]:
    """The steps for ``ax + b/x`` where ``ab`` is the square of ``root``."""
    x = Fraction(root, a)
    body = f"{term(a, 'x')} + \\frac{{{b}}}{{x}}"
    return [
        f"The product of the two parts does not depend on $x$: ${term(a, 'x')} \\cdot \\frac{{{b}}}{{x}} = {a * b}$.",
        f"So their sum is at least twice the root, $2\\sqrt{{{a * b}}} = {2 * root}$; indeed ${body} - {2 * root} = \\frac{{({term(a, 'x')} - {root})^2}}{{{term(a, 'x')}}}$.",
        f"Equality holds where both parts are {root}, at $x = \\frac{{{root}}}{{{a}}}$: ${a} \\cdot {num(x)} = {root}$ and ${b} \\div {num(x)} = {root}$."
        if a > 1
        else f"Equality holds where both parts are {root}, at $x = {root}$: ${b} \\div {root} = {root}$.",
    ]


@redrawn
def _two(rng: random.Random) -> Draft | None:
    a, b = rng.randint(1, 30), rng.randint(2, 150)
    if not is_square(a * b):
        return None
    root = round((a * b) ** 0.5)
    x = Fraction(root, a)
    least = agree(2 * root, a * x + b / x, what="the least value")
    where = rng.random() < 0.35
    prompt = tell(
        rng,
        (
            "Let $x$ be a positive number and $f(x) = {body}$.",
            "The function $f(x) = {body}$ is considered for $x > 0$.",
            "For positive $x$ let $f(x) = {body}$.",
            "A quantity depends on the positive number $x$ by $f(x) = {body}$.",
        ),
        ("For which $x$ is $f(x)$ smallest?", "At which $x$ does $f$ have its least value?", "Find the $x$ at which $f$ is least.")
        if where
        else ("What is the least value of $f(x)$?", "Find the smallest value of $f$.", "Determine the minimum of $f$.", "How small can $f(x)$ become?"),
        body=f"{term(a, 'x')} + \\frac{{{b}}}{{x}}",
    )  # fmt: skip
    return worked(rng, prompt, _at_least(a, b, root), num(x) if where else str(least))


@redrawn
def _cost(rng: random.Random) -> Draft | None:
    kind = rng.randrange(3)
    a, b = rng.randint(2, 40), rng.randint(50, 6000)
    if not is_square(a * b):
        return None
    root = round((a * b) ** 0.5)
    x = Fraction(root, a)
    limits = ((10, 60), (4, 60), (5, 90))[kind]
    if x.denominator > 1 or not limits[0] <= x <= limits[1]:
        return None
    least = agree(2 * root, a * x + b / x, what="the least cost")
    if kind == 0:
        setting = (
            "A rectangular enclosure is built along a river, which needs no fence. Its area is {area} square metres. Each of the two sides of "
            "$x$ metres away from the river costs {half} dollars a metre, and the side along the field costs {price} dollars a metre.",
            "A gardener fences a bed of {area} square metres at the wall of a house, where no fence is needed. The two ends, each $x$ metres "
            "long, cost {half} dollars a metre, and the front costs {price} dollars a metre.",
        )
        prices = [p for p in range(5, 41) if b % p == 0]
        if a % 2 or not 5 <= a // 2 <= 30 or not prices:
            return None
        price = rng.choice(prices)
        values = {"half": a // 2, "price": price, "area": b // price}
        if not 30 <= b // price <= 3000:
            return None
        first = f"The two ends cost $2 \\cdot {a // 2}x = {a}x$ dollars, the front ${b // price} \\cdot {price} = {b}$ dollars divided by $x$."
    elif kind == 1:
        setting = (
            "A shop orders $x$ crates of apples at a time. Storing them costs {a} dollars per crate of an order in a year, and all orders "
            "of a year together cost {b} dollars in fees divided by $x$.",
            "A library buys paper in lots of $x$ boxes. Over a year it pays {a} dollars per box of a lot for storage, and delivery fees of "
            "{b} dollars divided by $x$.",
        )
        values = {"a": a, "b": b}
        first = f"At $x$ the cost in dollars is the sum of ${a}x$ and $\\frac{{{b}}}{{x}}$, whose product is ${a} \\cdot {b} = {a * b}$."
    else:
        setting = (
            "Running a pump at speed $x$ costs {a} cents per unit of speed for energy, and {b} cents divided by $x$ for the time of the worker "
            "who waits for it.",
            "On a trip at a steady speed of $x$ kilometres an hour a boat burns fuel for {a} cents times $x$; the wages of the crew come to {b} "
            "cents divided by $x$.",
        )
        values = {"a": a, "b": b}
        first = f"At $x$ the cost in cents is the sum of ${a}x$ and $\\frac{{{b}}}{{x}}$, whose product is ${a} \\cdot {b} = {a * b}$."
    unit = "cents" if kind == 2 else "dollars"
    prompt = tell(
        rng,
        setting,
        (
            f"What is the least possible total cost, in {unit}?",
            f"Find the smallest total cost in {unit}.",
            f"How low can the total cost be, in {unit}?",
            f"Determine the minimum of the total cost, in {unit}.",
        ),
        **values,
    )
    return worked(rng, prompt, [first, *_at_least(a, b, root)[1:]], str(least))


@redrawn
def _three(rng: random.Random) -> Draft | None:
    a, x, n = rng.randint(1, 9), Fraction(rng.randint(1, 12), rng.randint(1, 3)), rng.choice((2, 2, 3))
    # a x^n = (b / n) / x at the best place: b = n a x^(n + 1)
    b = n * a * x ** (n + 1)
    least = (n + 1) * a * x**n
    if b.denominator > 1 or least.denominator > 1 or b > 3000 or (n == 3 and x > 4):
        return None
    for other in (x * Fraction(9, 10), x * Fraction(11, 10)):
        assert a * other**n + b / other > least
    agree(a * x**n + b / x, least, what="the least value")
    body = f"{term(a, power_of('x', n))} + \\frac{{{b}}}{{x}}"
    part = Fraction(b, n)
    tail = " + ".join(
        [f"\\frac{{{num(part)}}}{{x}}" if part.denominator == 1 else f"\\frac{{{b}}}{{{n}x}}"] * n
    )
    mean = a * x**n
    prompt = tell(
        rng,
        (
            "Let $x > 0$ and $f(x) = {body}$.",
            "The function $f(x) = {body}$ is considered for positive $x$.",
            "For $x > 0$ the energy of a system is $f(x) = {body}$.",
            "A positive number $x$ is chosen, and $f(x) = {body}$ is computed.",
        ),
        ("What is the least value of $f(x)$?", "Find the smallest value of $f$.", "Determine the minimum of $f$.", "How small can $f(x)$ become?"),
        body=body,
    )  # fmt: skip
    shown = f"\\left({num(x)}\\right)^{n}" if x.denominator > 1 else f"{num(x)}^{n}"
    power = num(Fraction(a) * part**n)
    inner = f"\\left(\\frac{{{b}}}{{{n}x}}\\right)^{n}"
    steps = [
        f"Split the last term into {('two', 'three')[n - 2]} equal parts: ${body} = {term(a, power_of('x', n))} + {tail}$.",
        f"The product of the {('three', 'four')[n - 2]} terms does not depend on $x$: ${term(a, power_of('x', n))} \\cdot {inner} = {power}$.",
        f"Their mean is at least the {('cube', 'fourth')[n - 2]} root of it, $\\sqrt[{n + 1}]{{{power}}} = {num(mean)}$, so the sum is at least ${n + 1} \\cdot {num(mean)} = {num(least)}$.",
        f"Equality holds for $x = {num(x)}$, where ${a} \\cdot {shown} = {num(mean)}$ and ${b} \\div {num(x)} = {num(b / x)}$, in sum ${num(mean)} + {num(b / x)} = {num(least)}$.",
    ]
    return worked(rng, prompt, steps, num(least))


@redrawn
def _weighted(rng: random.Random) -> Draft | None:
    p, q = rng.choice(((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)))
    a, b, mean = rng.randint(1, 4), rng.randint(1, 4), rng.randint(1, 9)
    # p parts ax/p and q parts by/q, each equal to the mean
    x, y, s = Fraction(mean * p, a), Fraction(mean * q, b), mean * (p + q)
    best = x**p * y**q
    if x.denominator > 1 or y.denominator > 1 or best > 200_000 or best < 8:
        return None
    for step in (Fraction(-1, 10), Fraction(1, 10)):
        other = x * (1 + step)
        assert other**p * ((s - a * other) / b) ** q < best
    scale = Fraction(a**p * b**q, p**p * q**q)
    agree(mean ** (p + q) / scale, best, what="the greatest value")
    prompt = tell(
        rng,
        (
            "Positive numbers $x$ and $y$ satisfy ${c} = {s}$.",
            "Let $x, y > 0$ with ${c} = {s}$.",
            "A budget of {s} units is spent on $x$ units of one thing and $y$ of another, so that ${c} = {s}$ with positive $x$ and $y$; the use of "
            "both is measured by ${e}$.",
            "For positive $x$ and $y$ it is known that ${c} = {s}$.",
        ),
        (
            "What is the greatest possible value of ${e}$?",
            "Find the largest value that ${e}$ can have.",
            "How large can ${e}$ be at most?",
            "Determine the maximum of ${e}$.",
        ),
        c=f"{term(a, 'x')} + {term(b, 'y')}", s=s, e=f"{power_of('x', p)}{power_of('y', q)}",
    )  # fmt: skip
    words = {1: "one part", 2: "two equal parts", 3: "three equal parts"}
    left, right = term(Fraction(a, p), "x"), term(Fraction(b, q), "y")
    steps = [
        f"Take ${term(a, 'x')}$ as {words[p]} ${left}$ and ${term(b, 'y')}$ as {words[q]} ${right}$: "
        f"${p} \\cdot {left} + {q} \\cdot {right} = {term(a, 'x')} + {term(b, 'y')}$.",
        f"The mean of the {p + q} parts is $\\frac{{{s}}}{{{p + q}}} = {mean}$, so their product is at most ${mean}^{p + q} = {mean ** (p + q)}$.",
        f"Equality holds when each part is {mean}: {num(x)} for $x$ and {num(y)} for $y$, as ${a} \\cdot {num(x)} + {b} \\cdot {num(y)} = {s}$.",
        f"The greatest value is ${num(x)}{f'^{p}' if p > 1 else ''} \\cdot {num(y)}{f'^{q}' if q > 1 else ''} = {num(best)}$.",
    ]
    return worked(rng, prompt, steps, num(best))
