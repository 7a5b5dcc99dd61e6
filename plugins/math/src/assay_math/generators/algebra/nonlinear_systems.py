"""Systems of two equations that are not both linear: sum and product, sums of powers, a line and a circle."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import evaluate, line, point, put_in, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import paren, poly, worked


@problems("math.nonlinear_system", version=3, levels=(2, 3, 2, 5, 4))
def nonlinear_system(rng: random.Random, difficulty: int) -> Draft:
    """Solve two equations in two unknowns of which at least one is not linear.

    Step 1: sum and product. 2: difference and product. 3: sum and sum of squares. 4: a line and
    a circle. 5: sum and sum of cubes, or sum and sum of reciprocals.
    """
    return (_sum, _difference, _squares, _circle, rng.choice((_cubes, _reciprocals)))[difficulty - 1](rng)


def _roots(s: int, p: int, big: int, small: int) -> str:
    """The step from sum and product to the two numbers."""
    return (
        f"The two are the roots of $t^2 - {s}t + {p} = (t - {small})(t - {big})$, that is {small} and {big}."
    )


@redrawn
def _sum(rng: random.Random) -> Draft | None:
    small, big = sorted(rng.sample(range(2, 40), 2))
    s, p = small + big, small * big
    agree(sorted(t for t in range(1, s) if t * (s - t) == p), [small, big], what="the two numbers")
    setting, what = rng.choice(
        (
            ("A rectangular garden has an area of {p} square metres and needs {l} metres of fence all round.", "length of the longer side, in metres"),
            ("A rectangular picture with an area of {p} square inches has a frame whose inner edge is {l} inches long.", "length of the longer side, in inches"),
            ("The sum of two positive numbers is {s}, and their product is {p}.", "larger number"),
            ("Two positive numbers $x$ and $y$ satisfy $x + y = {s}$ and $xy = {p}$.", "larger of the two"),
            ("The ages of two cousins add up to {s} and multiply to {p}.", "age of the older one"),
            ("A rectangle has a perimeter of {l} cm and an area of {p} square centimetres.", "length of its longer side, in cm"),
        )
    )  # fmt: skip
    prompt = tell(
        rng,
        (setting,),
        (f"What is the {what}?", f"Find the {what}.", f"Determine the {what}."),
        s=s,
        p=p,
        l=2 * s,
    )
    steps = [_roots(s, p, big, small)]
    if "{l}" in setting:
        steps.insert(0, f"The two sides add up to half the perimeter, $\\frac{{{2 * s}}}{{2}} = {s}$.")
    else:
        steps.append(f"Check: ${small} + {big} = {s}$ and ${small} \\cdot {big} = {p}$.")
    return worked(rng, prompt, steps, str(big))


@redrawn
def _difference(rng: random.Random) -> Draft | None:
    small, d = rng.randint(2, 40), rng.randint(1, 20)
    big = small + d
    p = small * big
    agree([t for t in range(1, 100) if t * (t + d) == p], [small], what="the smaller number")
    value, what = rng.choice(((big + small, "sum"), (big, "larger one"), (small, "smaller one")))
    prompt = tell(
        rng,
        (
            "Two positive numbers differ by {d} and have the product {p}.",
            "The positive numbers $x$ and $y$ satisfy $x - y = {d}$ and $xy = {p}$.",
            "Of two positive numbers, one exceeds the other by {d}. Multiplied together they make {p}.",
            "A rectangular field of {p} square metres is {d} metres longer than it is wide. Take its length and width in metres as two numbers.",
            "In a hall {p} chairs stand in equal rows. A row has {d} chairs more than there are rows. Consider the two numbers, of rows and of "
            "chairs in a row.",
        ),
        (f"What is the {what} of the two?", f"Find the {what} of the two numbers.", f"Determine the {what} of these two numbers."),
        d=d, p=p,
    )  # fmt: skip
    if what == "sum":
        steps = [
            f"The square of the sum is the square of the difference and four times the product: ${d}^2 + 4 \\cdot {p} = {d * d + 4 * p}$.",
            f"So the sum is $\\sqrt{{{d * d + 4 * p}}} = {big + small}$.",
            f"Check with the numbers {big} and {small}: ${big} - {small} = {d}$ and ${big} \\cdot {small} = {p}$.",
        ]
    else:
        steps = [
            f"With $t$ for the smaller one, $t(t + {d}) - {p} = t^2 + {term(d, 't')} - {p} = (t - {small})(t + {big})$ must be 0.",
            f"Only {small} is positive, and the larger one is ${small} + {d} = {big}$.",
            f"Check: ${small} \\cdot {big} = {p}$.",
        ]
    return worked(rng, prompt, steps, str(value))


@redrawn
def _squares(rng: random.Random) -> Draft | None:
    small, big = sorted(rng.sample(range(1, 40), 2))
    s, q, p = small + big, small**2 + big**2, small * big
    agree([t for t in range(1, s) if t * t + (s - t) ** 2 == q], [small, big], what="the two numbers")
    value, what = rng.choice(((p, "product of the two numbers"), (big, "larger of the two numbers"), (big - small, "difference of the two numbers, the smaller taken from the larger")))  # fmt: skip
    prompt = tell(
        rng,
        (
            "The sum of two positive numbers is {s}, and the sum of their squares is {q}.",
            "Positive numbers $x$ and $y$ satisfy $x + y = {s}$ and $x^2 + y^2 = {q}$.",
            "Two square carpets have a total area of {q} square feet; laid side by side they are {s} feet wide together. Consider the lengths "
            "of their sides in feet.",
            "A wire of {w} cm is cut in two, and each piece is bent into a square. The two squares have a total area of {q} square centimetres. "
            "Consider their sides in centimetres.",
        ),
        (f"What is the {what}?", f"Find the {what}.", f"Determine the {what}."),
        s=s, q=q, w=4 * s,
    )  # fmt: skip
    steps = []
    if "wire" in prompt:
        steps.append(
            f"The sides of the squares add up to a quarter of the wire: $\\frac{{{4 * s}}}{{4}} = {s}$."
        )
    steps.append(
        f"Twice the product is the square of the sum less the sum of the squares: ${s}^2 - {q} = {2 * p}$."
    )
    steps.append(f"So the product is $\\frac{{{2 * p}}}{{2}} = {p}$.")
    if what.startswith("larger"):
        steps.append(_roots(s, p, big, small))
    elif what.startswith("diff"):
        steps.append(
            f"The square of the difference is ${q} - 2 \\cdot {p} = {q - 2 * p}$, so the difference is $\\sqrt{{{q - 2 * p}}} = {big - small}$."
        )
    return worked(rng, prompt, steps, str(value))


@redrawn
def _circle(rng: random.Random) -> Draft | None:
    x1, y1, x2 = rng.randint(-15, 15), rng.randint(-15, 15), rng.randint(-15, 15)
    n = x1 * x1 + y1 * y1
    ys = [y for y in range(-21, 22) if x2 * x2 + y * y == n]
    if not ys or x1 >= x2 or n < 10:
        return None
    y2 = rng.choice(ys)
    m, rest = divmod(y2 - y1, x2 - x1)
    if rest or abs(m) not in (1, 2, 3) or x1 == -x2 or not x1 or not x2:
        return None
    c = y1 - m * x1
    if c == 0:
        return None
    quadratic = [1 + m * m, 2 * m * c, c * c - n]
    agree([evaluate(quadratic, x) for x in (x1, x2)], [0, 0], what="the points")
    answer = f"{point(x1, y1)}, {point(x2, y2)}"
    prompt = tell(
        rng,
        (
            "A circle has the equation $x^2 + y^2 = {n}$, and a line has the equation $y = {l}$.",
            "The numbers $x$ and $y$ satisfy both $x^2 + y^2 = {n}$ and $y = {l}$.",
            "On a radar screen a ship sails along the line $y = {l}$; the edge of the screen is the circle $x^2 + y^2 = {n}$.",
            "The line $y = {l}$ cuts the circle $x^2 + y^2 = {n}$.",
        ),
        (
            "Find all points $(x, y)$ that lie on both curves." ,
            "Which points $(x, y)$, all of them, satisfy both equations?",
            "Determine all pairs $(x, y)$ for which both equations hold.",
            "Give both points $(x, y)$ of intersection.",
        ),
        n=n, l=line(m, c),
    )  # fmt: skip
    first, second = poly([1, -x1], "x"), poly([1, -x2], "x")
    steps = [
        f"Put the line into the circle: the difference of the sides is $x^2 + ({line(m, c)})^2 - {n} = {poly(quadratic)}$.",
        f"It has to be 0, and it is ${poly(quadratic)} = {1 + m * m}({first})({second})$.",
        f"For the root ${x1}$ the line gives ${put_in([m, c], x1)} = {y1}$, for ${x2}$ it gives ${put_in([m, c], x2)} = {y2}$.",
        f"Check: ${paren(x1)}^2 + {paren(y1)}^2 = {n}$ and ${paren(x2)}^2 + {paren(y2)}^2 = {n}$.",
    ]
    return worked(rng, prompt, steps, answer)


@redrawn
def _cubes(rng: random.Random) -> Draft | None:
    a, b = rng.sample([k for k in range(-12, 20) if k], 2)
    s, p, c = a + b, a * b, a**3 + b**3
    if s < 2 or a == b:
        return None
    agree(s**3 - 3 * p * s, c, what="the sum of the cubes")
    q = agree(s * s - 2 * p, a * a + b * b, what="the sum of the squares")
    value, what = rng.choice(((p, "$xy$"), (q, "$x^2 + y^2$")))
    prompt = tell(
        rng,
        (
            "The real numbers $x$ and $y$ satisfy $x + y = {s}$ and $x^3 + y^3 = {c}$.",
            "Two real numbers $x$ and $y$ have the sum {s}, and their cubes add up to {c}.",
            "Let $x + y = {s}$ and $x^3 + y^3 = {c}$.",
            "For two real numbers it is known that $x + y = {s}$ and that $x^3 + y^3 = {c}$.",
        ),
        (f"Find {what}.", f"What is the value of {what}?", f"Determine {what}.", f"Calculate {what}."),
        s=s, c=c,
    )  # fmt: skip
    steps = [
        f"The cube of the sum is the sum of the cubes and three times product times sum, so that last part is ${s}^3 {'-' if c >= 0 else '+'} {abs(c)} = {s**3 - c}$.",
        f"Divide by three times the sum: the product is $\\frac{{{s**3 - c}}}{{3 \\cdot {s}}} = {p}$.",
    ]
    if value == q:
        steps.append(f"The sum of the squares is ${s}^2 - 2 \\cdot {paren(p)} = {q}$.")
    return worked(rng, prompt, steps, str(value))


@redrawn
def _reciprocals(rng: random.Random) -> Draft | None:
    small, big = sorted(rng.sample(range(2, 40), 2))
    s, p = small + big, small * big
    r = Fraction(s, p)
    agree(Fraction(1, small) + Fraction(1, big), r, what="the reciprocals")
    if r.numerator == 1 and rng.random() < 0.5:
        return None
    shown = f"\\frac{{{r.numerator}}}{{{r.denominator}}}"
    prompt = tell(
        rng,
        (
            "Two positive numbers $x$ and $y$ satisfy $x + y = {s}$ and $\\frac{{1}}{{x}} + \\frac{{1}}{{y}} = {r}$.",
            "The sum of two positive numbers is {s}; the sum of their reciprocals is ${r}$.",
            "Two resistors give {s} ohms in series. In parallel, the reciprocals of their resistances add up to ${r}$ per ohm.",
            "Positive numbers add up to {s}, two in all, and their reciprocals add up to ${r}$.",
        ),
        (
            "How large is the larger of the two?",
            "Find the larger one.",
            "What is the larger one of the two?",
            "Determine the larger of the two values.",
        ),
        s=s,
        r=shown,
    )
    steps = [
        f"The reciprocals add up to the sum over the product, so the product is ${s} \\div {shown} = {p}$.",
        _roots(s, p, big, small),
        f"Check: $\\frac{{1}}{{{small}}} + \\frac{{1}}{{{big}}} = {shown}$.",
    ]
    return worked(rng, prompt, steps, str(big))
