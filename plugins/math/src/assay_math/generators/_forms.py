"""How geometry, linear algebra and calculus write sums, surds, multiples of pi, points and matrices."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isqrt

from assay_math.generators._write import num, paren, poly

_ARTICLE = re.compile(r"\b([Aa]) (?=[aeio][a-z])")

Rational = int | Fraction
Surd = Mapping[int, Fraction]
"""A sum of square roots: radicand to coefficient, ``{1: 2, 3: -1}`` is 2 - √3."""


def ask(rng: random.Random, phrasings: Sequence[str], **values: object) -> str:
    """One of the phrasings with the values put in, and "a" before a vowel made "an"."""
    return _ARTICLE.sub(r"\1n ", rng.choice(phrasings).format(**values))


def term(coefficient: Rational, body: str) -> str:
    r"""``3x``, ``-x``, ``\frac{3}{2}x``; the bare number when ``body`` is empty."""
    if not body:
        return num(coefficient)
    if coefficient == 1:
        return body
    return f"-{body}" if coefficient == -1 else num(coefficient) + body


def over(coefficient: Rational, body: str) -> str:
    r"""As :func:`term`, a fraction's numerator taking the body in: ``\frac{3\pi}{2}``."""
    value = Fraction(coefficient)
    if value.denominator == 1 or not body:
        return term(value, body)
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{term(abs(value.numerator), body)}}}{{{value.denominator}}}"


def add_up(texts: Iterable[str]) -> str:
    """Terms joined with their signs: ``["x", "-2"]`` is ``x - 2``; ``"0"`` terms are left out."""
    out = ""
    for text in texts:
        if text == "0":
            continue
        if not out:
            out = text
        elif text.startswith("-"):
            out += f" - {text[1:]}"
        else:
            out += f" + {text}"
    return out or "0"


def combine(terms: Iterable[tuple[Rational, str]]) -> str:
    r"""A sum of coefficients times bodies: ``[(3, "x^2"), (-1, r"\sin x")]`` is ``3x^2 - \sin x``."""
    return add_up(term(c, body) if c else "0" for c, body in terms)


def monomial(coefficient: Rational, power: int, variable: str = "x") -> str:
    """``3x^2``, ``x``, ``-4``."""
    return term(coefficient, power_of(variable, power))


def power_of(base: str, exponent: int) -> str:
    """``x^2``, ``x^{10}``, ``x``, and nothing for the power 0."""
    if exponent == 0:
        return ""
    if exponent == 1:
        return base
    return f"{base}^{exponent}" if 0 < exponent < 10 else f"{base}^{{{exponent}}}"


def times(*values: Rational) -> str:
    r"""A product written out: ``3 \cdot (-2)``."""
    return " \\cdot ".join([num(values[0]), *(paren(v) for v in values[1:])])


def plus(value: Rational) -> str:
    """A number as a further term: ``" + 3"``, ``" - 3"`` or nothing for 0."""
    if value == 0:
        return ""
    return f" + {num(value)}" if value > 0 else f" - {num(-value)}"


def divide(top: int, bottom: int) -> str:
    r"""``\frac{6}{4}`` as it stands before reducing."""
    return f"\\frac{{{top}}}{{{bottom}}}"


def reduced(top: int, bottom: int) -> str:
    r"""``\frac{6}{4} = \frac{3}{2}``, or the fraction alone where nothing changes."""
    value = num(Fraction(top, bottom))
    shown = divide(top, bottom)
    return shown if value == shown else f"{shown} = {value}"


def chain(*sides: str) -> str:
    """Sides joined by equals signs, repeated neighbours once."""
    kept = [side for i, side in enumerate(sides) if i == 0 or side != sides[i - 1]]
    return " = ".join(kept)


# ---------------------------------------------------------------- roots


def square_root(value: Rational) -> tuple[Fraction, int]:
    """``(c, r)`` with ``sqrt(value) = c * sqrt(r)`` and ``r`` free of squares."""
    value = Fraction(value)
    radicand = value.numerator * value.denominator
    outside, divisor = 1, 2
    while divisor * divisor <= radicand:
        if radicand % (divisor * divisor) == 0:
            radicand //= divisor * divisor
            outside *= divisor
        else:
            divisor += 1
    return Fraction(outside, value.denominator), radicand


def root(coefficient: Rational, radicand: int) -> str:
    r"""``3\sqrt{2}``, ``\frac{\sqrt{3}}{2}``; the number alone when the radicand is 1."""
    return over(coefficient, "" if radicand == 1 else f"\\sqrt{{{radicand}}}")


def simple_root(value: Rational) -> str:
    """The square root of ``value`` in lowest terms."""
    return root(*square_root(value))


def root_steps(value: Rational) -> str:
    r"""``\sqrt{12} = 2\sqrt{3}``, or ``\sqrt{13}`` alone."""
    return chain(f"\\sqrt{{{num(value)}}}", simple_root(value))


def is_square(value: int) -> bool:
    return value >= 0 and isqrt(value) ** 2 == value


def surd(value: Surd) -> str:
    """A sum of square roots, the rational part first."""
    return add_up(root(c, r) if c else "0" for r, c in sorted(value.items()))


def surd_sum(*parts: Surd) -> dict[int, Fraction]:
    out: dict[int, Fraction] = {}
    for part in parts:
        for radicand, c in part.items():
            out[radicand] = out.get(radicand, Fraction(0)) + c
    return out


def surd_product(a: Surd, b: Surd) -> dict[int, Fraction]:
    out: dict[int, Fraction] = {}
    for r, c in a.items():
        for s, d in b.items():
            outside, radicand = square_root(r * s)
            out[radicand] = out.get(radicand, Fraction(0)) + c * d * outside
    return out


# ---------------------------------------------------------------- pi, points, matrices


def pi_times(value: Rational) -> str:
    r"""``6\pi``, ``\frac{\pi}{2}``, ``0``."""
    return over(value, "\\pi") if value else "0"


def point(*coordinates: Rational) -> str:
    """``(3, -4)``: a point or a vector."""
    return f"({', '.join(num(c) for c in coordinates)})"


def matrix(rows: Sequence[Sequence[Rational | str]], kind: str = "pmatrix") -> str:
    r"""``\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}``; ``vmatrix`` for a determinant."""
    body = " \\\\ ".join(" & ".join(c if isinstance(c, str) else num(c) for c in row) for row in rows)
    return f"\\begin{{{kind}}}{body}\\end{{{kind}}}"


def line(slope: Rational, intercept: Rational) -> str:
    """The right side of ``y = mx + b``."""
    return combine([(slope, "x"), (intercept, "")])


def general_line(a: int, b: int, c: int) -> str:
    """``ax + by + c = 0``."""
    return f"{combine([(a, 'x'), (b, 'y'), (c, '')])} = 0"


def num_times(value: Rational, factor: str) -> str:
    r"""A number before a matrix or vector: ``2M``, ``-M``, ``\frac{1}{3}M``."""
    return term(value, factor)


def put_in(coefficients: Sequence[Rational], value: Rational) -> str:
    r"""A polynomial, highest power first, with a number for its variable: ``2 \cdot 3^2 - 5 \cdot 3 + 1``."""
    degree = len(coefficients) - 1
    shown = num(value)
    whole = Fraction(value).denominator == 1
    raised = shown if whole and value >= 0 else f"({shown})" if whole else f"\\left({shown}\\right)"
    texts = []
    for power, c in zip(range(degree, -1, -1), coefficients, strict=True):
        if c == 0:
            continue
        if power == 0:
            texts.append(num(c))
            continue
        factor = paren(value) if power == 1 else power_of(raised, power)
        if abs(c) == 1:
            leading = shown if power == 1 and not texts and c == 1 else factor
            texts.append(leading if c > 0 else f"-{factor}")
        else:
            texts.append(f"{num(c)} \\cdot {factor}")
    return add_up(texts)


def evaluate(coefficients: Sequence[Rational], value: Rational) -> Fraction:
    """A polynomial's value, by Horner's scheme."""
    result = Fraction(0)
    for c in coefficients:
        result = result * value + c
    return result


def derivative(coefficients: Sequence[Rational]) -> list[Rational]:
    """The derivative of a polynomial, highest power first."""
    degree = len(coefficients) - 1
    return [c * (degree - i) for i, c in enumerate(coefficients[:-1])] or [0]


def multiply(a: Sequence[Rational], b: Sequence[Rational]) -> list[Rational]:
    """The product of two polynomials."""
    out: list[Rational] = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def add_polynomials(a: Sequence[Rational], b: Sequence[Rational]) -> list[Rational]:
    """The sum of two polynomials without leading zeros."""
    size = max(len(a), len(b))
    out: list[Rational] = [0] * size
    for p in (a, b):
        for i, c in enumerate(p):
            out[size - len(p) + i] += c
    while len(out) > 1 and out[0] == 0:
        out = out[1:]
    return out


def is_sum(text: str) -> bool:
    """Does the written expression have a plus or minus outside of all brackets, its first sign apart?"""
    depth = 0
    for i, character in enumerate(text):
        if character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
        elif depth == 0 and character == " " and text[i + 1] in "+-":
            return True
    return False


def bracket(text: str) -> str:
    """A written factor in parentheses when it is a sum or starts with a minus sign."""
    return wrap(text) if is_sum(text) or text.startswith("-") else text


def wrap(text: str) -> str:
    """In parentheses, tall ones around a fraction."""
    return f"\\left({text}\\right)" if "\\frac" in text else f"({text})"


def fraction(top: Sequence[Rational], bottom: str) -> str:
    """A polynomial over a written denominator; the sign of the leading term stands before the bar."""
    if top[0] < 0:
        return f"-\\frac{{{poly([-c for c in top])}}}{{{bottom}}}"
    return f"\\frac{{{poly(top)}}}{{{bottom}}}"
