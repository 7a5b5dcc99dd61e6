"""Right triangles with whole sides: Euclid's formula and factor pairs of a square."""

from __future__ import annotations

import random
from math import gcd, isqrt

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import worked


@problems("math.pythagorean_triple", version=2, levels=(2, 2, 3, 4, 5))
def pythagorean_triple(rng: random.Random, difficulty: int) -> Draft:
    """Find right triangles whose sides are whole numbers.

    Step 1: from the two numbers of Euclid's formula. 2: from a side and the difference of the
    other two. 3: from the perimeter of a primitive one. 4: how many have a given leg. 5: the largest
    perimeter with a given leg, and how many there are.
    """
    if difficulty >= 4:
        return _leg(rng, difficulty)
    return (_formula, _difference, _perimeter)[difficulty - 1](rng)


@redrawn
def _formula(rng: random.Random) -> Draft | None:
    n, m = sorted(rng.sample(range(1, 26), 2))
    a, b, c = m * m - n * n, 2 * m * n, m * m + n * n
    agree(isqrt(a * a + b * b), c, what="the hypotenuse")
    perimeter = agree(a + b + c, 2 * m * (m + n), what="the perimeter")
    what, value, last = rng.choice(
        (
            ("hypotenuse", c, f"The hypotenuse is the root of ${a}^2 + {b}^2 = {a * a + b * b} = {c}^2$, so it is ${m}^2 + {n}^2 = {c}$."),
            ("perimeter", perimeter, f"The hypotenuse is ${m}^2 + {n}^2 = {c}$, so the perimeter is ${a} + {b} + {c} = {perimeter}$."),
            ("area", a * b // 2, f"The area is half the product of the legs: $\\frac{{1}}{{2}} \\cdot {a} \\cdot {b} = {a * b // 2}$."),
        )
    )  # fmt: skip
    prompt = tell(
        rng,
        (
            "Euclid's formula makes a right triangle with legs $m^2 - n^2$ and $2mn$. Let $m = {m}$ and $n = {n}$.",
            "A right triangle has the legs $m^2 - n^2$ and $2mn$ with $m = {m}$ and $n = {n}$.",
            "For $m = {m}$ and $n = {n}$, the numbers $m^2 - n^2$ and $2mn$ are the legs of a right triangle.",
            "A Pythagorean triple is made from $m = {m}$ and $n = {n}$: the legs are $m^2 - n^2$ and $2mn$.",
        ),
        (f"What is its {what}?", f"Find the {what} of this triangle.", f"How large is the {what}?", f"Calculate the {what}."),
        m=m, n=n,
    )  # fmt: skip
    return worked(
        rng,
        prompt,
        [f"The legs are ${m}^2 - {n}^2 = {a}$ and $2 \\cdot {m} \\cdot {n} = {b}$.", last],
        str(value),
    )


@redrawn
def _difference(rng: random.Random) -> Draft | None:
    a, d = rng.randint(5, 90), rng.randint(1, 30)
    if a * a % d or (a * a // d - d) % 2 or a * a // d > 400 or a <= d:
        return None
    total = a * a // d
    c, b = (total + d) // 2, (total - d) // 2
    if b < 1:
        return None
    agree(isqrt(a * a + b * b), c, what="the hypotenuse")
    named = rng.choice((("hypotenuse", c), ("other leg", b)))
    prompt = tell(
        rng,
        (
            "One leg of a right triangle is {a} cm long, and the hypotenuse is {d} cm longer than the other leg.",
            "In a right triangle with a leg of {a} cm the other leg is {d} cm shorter than the hypotenuse.",
            "The hypotenuse of a right triangle exceeds one leg by {d} cm; the remaining leg measures {a} cm.",
            "A right triangle has a leg of length {a} cm. The lengths of the other two sides differ by {d} cm.",
        ),
        (
            f"How long is the {named[0]}, in cm?",
            f"Find the length of the {named[0]} in cm.",
            f"What is the length of the {named[0]}, in cm?",
            f"Calculate the {named[0]} (in cm).",
        ),
        a=a, d=d,
    )  # fmt: skip
    steps = [
        f"The squares of hypotenuse $c$ and other leg $b$ differ by ${a}^2 = {a * a}$, which is $(c - b)(c + b)$.",
        f"As $c - b = {d}$, the sum is $c + b = \\frac{{{a * a}}}{{{d}}} = {total}$.",
        f"So $2c = {total} + {d} = {total + d}$ and $c = {c}$."
        if named[1] == c
        else f"So $2b = {total} - {d} = {total - d}$ and $b = {b}$.",
    ]
    return worked(rng, prompt, steps, str(named[1]))


@redrawn
def _perimeter(rng: random.Random) -> Draft | None:
    n, m = sorted(rng.sample(range(1, 30), 2))
    if gcd(m, n) != 1 or (m - n) % 2 == 0:
        return None
    half = m * (m + n)
    pairs = [(p, half // p) for p in range(2, half) if half % p == 0 and p < half // p < 2 * p]
    primitive = [(p, q) for p, q in pairs if gcd(p, q) == 1 and q % 2]
    if primitive != [(m, m + n)]:
        return None
    sides = [*sorted((m * m - n * n, 2 * m * n)), m * m + n * n]
    agree(sum(s * s for s in sides[:2]), sides[2] ** 2, what="the hypotenuse")
    prompt = tell(
        rng,
        (
            "The sides of a right triangle are whole numbers without a common factor, and its perimeter is {p}.",
            "A right triangle with perimeter {p} has whole sides with no common divisor above 1.",
            "A primitive Pythagorean triple is a right triangle with whole sides that share no factor. One of them adds up to {p}.",
            "Three whole numbers without a common factor are the sides of a right triangle; their sum is {p}.",
        ),
        (
            "How long is its hypotenuse?",
            "Find the hypotenuse.",
            "What is the length of the longest side?",
            "Determine the length of its hypotenuse.",
        ),
        p=2 * half,
    )  # fmt: skip
    others = [(p, q) for p, q in pairs if (p, q) != (m, m + n)][:3]
    reason = "".join(
        f"; not ${p} \\cdot {q} = {half}$, as "
        + ("the second is even" if q % 2 == 0 else f"$\\gcd({p}, {q}) = {gcd(p, q)}$")
        for p, q in others
    )
    steps = [
        f"The sides are $m^2 - n^2$, $2mn$ and $m^2 + n^2$, which add up to $2m(m + n)$, so $m(m + n) = \\frac{{{2 * half}}}{{2}} = {half}$.",
        f"Here $m < m + n < 2m$, and $m$ and the odd $m + n$ have no common factor: ${half} = {m} \\cdot {m + n}${reason}.",
        f"So $m = {m}$ and $n = {m + n} - {m} = {n}$, and the sides are ${m}^2 - {n}^2 = {m * m - n * n}$, $2 \\cdot {m} \\cdot {n} = {2 * m * n}$ "
        f"and ${m}^2 + {n}^2 = {sides[2]}$.",
        f"Check: ${m * m - n * n} + {2 * m * n} + {sides[2]} = {2 * half}$.",
    ]
    return worked(rng, prompt, steps, str(sides[2]))


@redrawn
def _leg(rng: random.Random, difficulty: int) -> Draft | None:
    a = rng.randint(12, 110 if difficulty == 4 else 260)
    square = a * a
    pairs = [(p, square // p) for p in range(1, a) if square % p == 0 and (p + square // p) % 2 == 0]
    if not 2 <= len(pairs) <= (4 if difficulty == 4 else 7) or (difficulty == 4 and a < 20):
        return None
    legs = [(q - p) // 2 for p, q in pairs]
    found = (
        sum(isqrt(square + b * b) ** 2 == square + b * b for b in range(1, square // 2 + 1))
        if a < 80
        else len(legs)
    )
    agree(len(legs), found, what="the triangles")
    for b in legs:
        agree(isqrt(square + b * b) ** 2, square + b * b, what="a triangle")
    listed = ", ".join(f"${square} = {p} \\cdot {q}$" for p, q in pairs)
    steps = [
        f"With hypotenuse $c$ and other leg $b$, $(c - b)(c + b) = {a}^2 = {square}$, where both factors are even or both odd.",
        f"Such factorings into two different factors are {listed}.",
    ]
    shown = [f"$\\frac{{{q} - {p}}}{{2}} = {b}$" for (p, q), b in zip(pairs, legs, strict=True)]
    steps.append(f"Half the difference of the factors is the other leg: {', '.join(shown)}.")
    questions: tuple[str, ...]
    kind = rng.choice(("count", "sum")) if difficulty == 4 else rng.choice(("sum", "perimeter", "smallest"))
    if kind == "count":
        value, questions = len(legs), ("How many such triangles are there?", "How many different triangles of this kind exist?", "Find the number of such triangles.", "Count the triangles for which this is possible.")  # fmt: skip
        steps.append(
            f"Different factorings give different legs: the number of triangles is ${' + '.join('1' for _ in legs)} = {value}$."
        )
    elif kind == "sum":
        value, questions = sum(legs), ("What is the sum of all possible lengths of the other leg?", "Add up all lengths that the other leg can have. What is the sum?", "Find the sum of the possible lengths of the other leg.")  # fmt: skip
        steps.append(f"Add them: ${' + '.join(map(str, legs))} = {value}$.")
    else:
        p, q = pairs[0] if kind == "perimeter" else pairs[-1]
        b, c = (q - p) // 2, (q + p) // 2
        value = a + b + c
        word = "largest" if kind == "perimeter" else "smallest"
        questions = (
            f"What is the {word} possible perimeter?",
            f"Find the {word} perimeter that such a triangle can have.",
            f"Determine the {word} value of the perimeter.",
        )
        steps.append(f"The {word} perimeter belongs to $b = {b}$ and $c = \\frac{{{p} + {q}}}{{2}} = {c}$.")
        steps.append(f"It is ${a} + {b} + {c} = {value}$.")
    prompt = tell(
        rng,
        (
            "All sides of a right triangle are whole numbers, and one of its legs is {a}.",
            "A right triangle has whole sides; one leg measures {a} units.",
            "The side lengths of a right triangle are positive integers, and one of the two sides at the right angle is {a}.",
            "A leg of a right triangle is {a} cm long, and the other two sides are whole numbers of centimetres as well.",
            "Right triangles with sides of whole length are considered that have a leg of length {a}.",
            "A carpenter wants to build a right-angled frame with sides of a whole number of inches, where one of the two shorter "
            "sides is {a} inches.",
        ),
        questions,
        a=a,
    )
    return worked(rng, prompt, steps, str(value))
