"""Equations of the third and fourth degree: rational roots, and Vieta's formulas for three roots."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations
from math import prod

from assay import Draft, agree
from assay_math.generators._forms import evaluate, multiply, over, put_in, square_root
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, paren, poly, worked


@problems("math.rational_roots", version=2, levels=(2, 2, 3, 4, 5))
def rational_roots(rng: random.Random, difficulty: int) -> Draft:
    """Solve an equation of higher degree by trying divisors and dividing.

    Step 1: a cubic with three whole roots. 2: larger ones. 3: with a fraction among the roots.
    4: a whole root and two with a square root. 5: degree four with whole roots and two surds.
    """
    return _solve(rng, difficulty)


def _divide(p: list[int], root: int) -> list[int]:
    """The quotient by ``x - root``, by Horner's scheme."""
    out = [p[0]]
    for c in p[1:-1]:
        out.append(out[-1] * root + c)
    agree(out[-1] * root + p[-1], 0, what="the division")
    return out


@redrawn
def _solve(rng: random.Random, difficulty: int) -> Draft | None:
    size = (4, 7, 5, 5, 4)[difficulty - 1]
    whole = rng.sample([r for r in range(-size, size + 1) if r], {1: 3, 2: 3, 3: 2, 4: 1, 5: 2}[difficulty])
    p = [1]
    for r in whole:
        p = [int(c) for c in multiply(p, [1, -r])]
    roots = [num(r) for r in sorted(whole)]
    tail: list[str] = []
    if difficulty == 3:
        q, t = rng.randint(2, 5), nonzero(rng, -7, 7)
        if Fraction(t, q).denominator == 1:
            return None
        q, t = Fraction(t, q).denominator, Fraction(t, q).numerator
        p = [int(c) for c in multiply(p, [q, -t])]
        roots = [num(r) for r in sorted([*map(Fraction, whole), Fraction(t, q)])]
    elif difficulty >= 4:
        half, rest = rng.randint(-4, 4), rng.choice((2, 3, 5, 6, 7, 8, 10, 11, 12, 13))
        quadratic = [1, -2 * half, half * half - rest]
        p = [int(c) for c in multiply(p, quadratic)]
        outside, radicand = square_root(rest)
        surd = over(outside, f"\\sqrt{{{radicand}}}")
        low, high = (f"{half} - {surd}", f"{half} + {surd}") if half else (f"-{surd}", surd)
        roots += [low, high]
        discriminant = 4 * rest
        tail.append(
            f"The discriminant of ${poly(quadratic)}$ is ${paren(-2 * half)}^2 - 4 \\cdot {paren(half * half - rest)} = {discriminant}$, so its "
            f"roots are $\\frac{{{2 * half} - \\sqrt{{{discriminant}}}}}{{2}} = {low}$ and $\\frac{{{2 * half} + \\sqrt{{{discriminant}}}}}{{2}} = {high}$."
        )
    if p[-1] == 0 or max(map(abs, p)) > 400:
        return None
    first = min(whole, key=lambda r: (abs(r), -r))
    tried = [k for m in range(1, abs(first) + 1) for k in (m, -m) if p[-1] % m == 0]
    tried = tried[: tried.index(first)]
    if any(evaluate(p, k) == 0 for k in tried) or len(tried) > 4:
        return None
    steps = []
    if tried:
        failed = ", ".join(f"${put_in(p, k)} = {num(evaluate(p, k))}$" for k in tried)
        steps.append(
            f"A whole root must divide the constant term. It is not {' or '.join(f'${k}$' for k in tried)}: {failed}."
        )
    steps.append(
        f"{'But' if tried else 'A whole root must divide the constant term;'} ${first}$ is one: ${put_in(p, first)} = 0$."
    )
    quotient = _divide(p, first)
    steps.append(f"Divide by ${poly([1, -first])}$: ${poly(p)} = ({poly([1, -first])})({poly(quotient)})$.")
    if difficulty == 5:
        second = whole[0] if whole[0] != first else whole[1]
        last = _divide(quotient, second)
        steps.append(
            f"In the same way ${second}$ is a root of the quotient, ${put_in(quotient, second)} = 0$, and ${poly(quotient)} = ({poly([1, -second])})({poly(last)})$."
        )
    elif difficulty < 4:
        others = [r for r in whole if r != first]
        factors = [poly([1, -r]) for r in others]
        if difficulty == 3:
            factors.append(poly([q, -t]))
        steps.append(f"The quadratic factors: ${poly(quotient)} = {''.join(f'({f})' for f in factors)}$.")
        if difficulty == 3:
            steps.append(
                f"The last factor is 0 at $\\frac{{{t}}}{{{q}}}$: ${q} \\cdot {bracketed(Fraction(t, q))} {'-' if t > 0 else '+'} {abs(t)} = 0$."
            )
    steps += tail
    prompt = tell(
        rng,
        (
            "The equation ${p} = 0$ has only real solutions, and at least one of them is a whole number.",
            "Let $P(x) = {p}$. One of its zeros is an integer, and all of them are real.",
            "The graph of $f(x) = {p}$ meets the $x$-axis at least once at a whole number.",
            "A polynomial with an integer root is given by $P(x) = {p}$.",
            "The equation ${p} = 0$ is to be solved; a whole number is among its solutions.",
        ),
        (
            "Find all real values of $x$ for which the polynomial is zero.",
            "Give all real zeros.",
            "Determine all real numbers $x$ that make the polynomial 0.",
            "What are all the real roots?",
        ),
        p=poly(p),
    )
    return worked(rng, prompt, steps, ", ".join(roots))


def bracketed(value: Fraction, first: bool = False) -> str:
    r"""A number as a factor: ``3``, ``(-3)``, ``\left(-\frac{1}{2}\right)``; the first one of a product may be negative."""
    return (
        num(value)
        if value >= 0 or first
        else f"\\left({num(value)}\\right)"
        if value.denominator > 1
        else f"({num(value)})"
    )


def squared(value: Fraction) -> str:
    r"""``3^2``, ``(-3)^2``, ``\left(\frac{1}{2}\right)^2``."""
    return f"\\left({num(value)}\\right)^2" if value.denominator > 1 else f"{paren(value)}^2"


def _approximate(p: list[int]) -> list[complex]:
    """The roots by the iteration of Durand and Kerner."""
    roots = [(0.4 + 0.9j) ** k * 3 for k in range(len(p) - 1)]
    for _ in range(80):
        for i, z in enumerate(roots):
            value = 0j
            for c in p:
                value = value * z + c
            roots[i] = z - value / p[0] / prod(z - w for j, w in enumerate(roots) if j != i)
    return roots


def _numerically(asked: str, letters: tuple[str, str, str], roots: list[complex], k: int) -> complex:
    """What is asked for, by the roots themselves."""
    r, s, t = letters
    x, y, z = roots
    return {
        f"{k}({r} + {s} + {t})": k * (x + y + z),
        f"{k}{r}{s}{t}": k * x * y * z,
        f"{k}({r} + {s} + {t}) - {r}{s}{t}": k * (x + y + z) - x * y * z,
        f"({r} + {s} + {t})^2 + {k}{r}{s}{t}": (x + y + z) ** 2 + k * x * y * z,
        f"{r}^2 + {s}^2 + {t}^2": x * x + y * y + z * z,
        f"\\frac{{1}}{{{r}}} + \\frac{{1}}{{{s}}} + \\frac{{1}}{{{t}}}": 1 / x + 1 / y + 1 / z,
        f"({r} + {k})({s} + {k})({t} + {k})": (x + k) * (y + k) * (z + k),
        f"{r}^3 + {s}^3 + {t}^3": x**3 + y**3 + z**3,
        f"{r}^2{s}^2 + {s}^2{t}^2 + {t}^2{r}^2": (x * y) ** 2 + (y * z) ** 2 + (z * x) ** 2,
    }[asked]


@problems("math.cubic_vieta", version=2, levels=(2, 2, 3, 4, 5))
def cubic_vieta(rng: random.Random, difficulty: int) -> Draft:
    """Symmetric expressions in the three roots of a cubic, by Vieta's formulas.

    Step 1: a multiple of sum, pairwise sum or product. 2: two of them combined. 3: the sum of
    squares or of reciprocals. 4: the product of all ``k + root``. 5: the sum of cubes or of squared products.
    """
    return _symmetric(rng, difficulty)


@redrawn
def _symmetric(rng: random.Random, difficulty: int) -> Draft | None:
    r, s, t = rng.choice((("r", "s", "t"), ("p", "q", "r"), ("u", "v", "w"), ("a", "b", "c")))
    a = 1 if difficulty <= 2 else rng.randint(1, 4)
    b, c, d = (nonzero(rng, -9 - 2 * difficulty, 9 + 2 * difficulty) for _ in range(3))
    e1, e2, e3 = Fraction(-b, a), Fraction(c, a), Fraction(-d, a)

    def quotient(top: int, sign: int) -> str:
        value = num(Fraction(sign * top, a))
        if a == 1:
            return f"-1 \\cdot {paren(top)} = {value}" if sign < 0 else value
        return f"{sign * top} \\div {a} = {value}"

    sum_ = f"By Vieta the sum of the roots is ${quotient(b, -1)}$."
    pairs = f"The products of two roots add up to ${quotient(c, 1)}$."
    product = f"The product of all three is ${quotient(d, -1)}$."
    k = rng.randint(2, 12)
    p2 = f"{r}{s} + {s}{t} + {t}{r}"
    if difficulty == 1:
        asked, value, steps = rng.choice(
            (
                (
                    f"{k}({r} + {s} + {t})",
                    k * e1,
                    [sum_, f"Times {k}: ${k} \\cdot {paren(e1)} = {num(k * e1)}$."],
                ),
                (f"{k}{r}{s}{t}", k * e3, [product, f"Times {k}: ${k} \\cdot {paren(e3)} = {num(k * e3)}$."]),
            )
        )
    elif difficulty == 2:
        asked, value, steps = rng.choice(
            (
                (f"{k}({r} + {s} + {t}) - {r}{s}{t}", k * e1 - e3, [sum_, product, f"Together: ${k} \\cdot {paren(e1)} - {paren(e3)} = {num(k * e1 - e3)}$."]),
                (f"({r} + {s} + {t})^2 + {k}{r}{s}{t}", e1**2 + k * e3, [sum_, product, f"Together: ${paren(e1)}^2 + {k} \\cdot {paren(e3)} = {num(e1**2 + k * e3)}$."]),
            )
        )  # fmt: skip
    elif difficulty == 3:
        asked, value, steps = rng.choice(
            (
                (f"{r}^2 + {s}^2 + {t}^2", e1**2 - 2 * e2, [sum_, pairs, f"The square of the sum holds each product twice, so the squares add up to ${squared(e1)} - 2 \\cdot {bracketed(e2)} = {num(e1**2 - 2 * e2)}$."]),
                (f"\\frac{{1}}{{{r}}} + \\frac{{1}}{{{s}}} + \\frac{{1}}{{{t}}}", e2 / e3, [pairs, product, f"The reciprocals add up to the sum of the products of two over the product: ${num(e2)} \\div {bracketed(e3)} = {num(e2 / e3)}$."]),
            )
        )  # fmt: skip
    elif difficulty == 4:
        k = rng.randint(1, 4)
        there = a * -(k**3) + b * k * k - c * k + d
        value = agree(Fraction(-there, a), k**3 + k * k * e1 + k * e2 + e3, what="the product")
        asked = f"({r} + {k})({s} + {k})({t} + {k})"
        steps = [
            "The cubic is its leading coefficient times the product of the factors $x$ minus root, and "
            f"at $x = -{k}$ each factor is the negative of one that is asked for: $-{k} - {r} = -({r} + {k})$.",
            f"The value of the cubic there is ${put_in([a, b, c, d], -k)} = {there}$.",
            f"Three changes of sign and the leading coefficient give $-\\frac{{{there}}}{{{a}}} = {num(value)}$." if a > 1 else f"Three changes of sign give $-({there}) = {num(value)}$.",
        ]  # fmt: skip
    else:
        squares = e1**2 - 2 * e2
        cubes = e1**3 - 3 * e1 * e2 + 3 * e3
        asked, value, steps = rng.choice(
            (
                (f"{r}^3 + {s}^3 + {t}^3", cubes, [sum_, pairs, product, f"The squares add up to ${squared(e1)} - 2 \\cdot {bracketed(e2)} = {num(squares)}$.",
                 f"The cubes less three times the product are the sum times the squares less the products of two: ${bracketed(e1, True)} \\cdot ({num(squares)} - {bracketed(e2)}) = {num(e1 * (squares - e2))}$.",
                 f"So the cubes add up to ${num(e1 * (squares - e2))} + 3 \\cdot {bracketed(e3)} = {num(cubes)}$."]),
                (f"{r}^2{s}^2 + {s}^2{t}^2 + {t}^2{r}^2", e2**2 - 2 * e1 * e3, [sum_, pairs, product, f"The square of ${p2}$ holds, besides the squares, twice the product times the sum: ${squared(e2)} - 2 \\cdot {bracketed(e3)} \\cdot {bracketed(e1)} = {num(e2**2 - 2 * e1 * e3)}$."]),
            )
        )  # fmt: skip
    if a == 1 and pairs in steps:  # nothing is computed there: it joins its neighbour
        at = max(steps.index(pairs), 1)
        steps[at - 1 : at + 1] = [" ".join(steps[at - 1 : at + 1])]
    roots = _approximate([a, b, c, d])
    if min(abs(x - y) for x, y in combinations(roots, 2)) < 1e-3:
        return None  # nearly equal roots are not found well enough to compare
    agree(
        _numerically(asked, (r, s, t), roots, k).real, float(value), rel=1e-6, abs=1e-6, what="the expression"
    )
    prompt = tell(
        rng,
        (
            "The equation ${p} = 0$ has the solutions ${r}$, ${s}$ and ${t}$, some of which may be complex or equal.",
            "Let ${r}$, ${s}$ and ${t}$ be the three (possibly complex) roots of ${p}$, each counted with its multiplicity.",
            "The polynomial ${p}$ has the complex zeros ${r}$, ${s}$, ${t}$.",
            "Over the complex numbers, ${p}$ has the roots ${r}$, ${s}$ and ${t}$.",
        ),
        ("Find ${e}$.", "What is the value of ${e}$?", "Determine ${e}$ without solving the equation.", "Compute ${e}$."),
        p=poly([a, b, c, d]), r=r, s=s, t=t, e=asked,
    )  # fmt: skip
    return worked(rng, prompt, steps, num(value))
