"""Complex numbers by modulus and argument: arguments, De Moivre's theorem, roots of numbers and of unity."""

from __future__ import annotations

import cmath
import math
import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay.evidence.english import ordinal
from assay_math.generators._forms import add_up, ask, chain, over, pi_times, root, simple_root, square_root
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked
from assay_math.generators.algebra.complex_numbers import complex_number

_COS: dict[int, tuple[int | Fraction, int]] = {
    0: (1, 1),
    1: (Fraction(1, 2), 3),
    2: (Fraction(1, 2), 1),
    3: (0, 1),
    4: (-Fraction(1, 2), 1),
    5: (-Fraction(1, 2), 3),
    6: (-1, 1),
}
"""Cosines of multiples of a sixth of pi: coefficient and radicand."""


def _cosine(k: int) -> tuple[Fraction, int]:
    k %= 12
    c, r = _COS[k if k <= 6 else 12 - k]
    return Fraction(c), r


def _cartesian(size: Fraction, radicand: int, k: int) -> str:
    """``size * sqrt(radicand) * e^(k pi i/6)`` as ``a + bi``."""
    parts = []
    for (c, r), unit in ((_cosine(k), ""), (_cosine(k - 3), "i")):
        outside, inside = square_root(radicand * r)
        value = size * c * outside
        if not value:
            continue
        text = over(value, unit + ("" if inside == 1 else f"\\sqrt{{{inside}}}"))
        parts.append(text)
    return add_up(parts)


def _cis(angle: Fraction) -> str:
    shown = pi_times(angle)
    inner = f"\\left({shown}\\right)" if angle < 0 or "frac" in shown else shown
    return (
        f"\\cos {inner} + i \\sin {inner}"
        if angle >= 0 and "frac" not in shown
        else f"\\cos{inner} + i \\sin{inner}"
    )


def _number(size: Fraction, radicand: int, k: int) -> complex:
    return float(size) * math.sqrt(radicand) * cmath.exp(1j * math.pi * k / 6)


@problems("math.complex_argument", version=2, levels=(3, 3, 3, 4, 5))
def complex_argument(rng: random.Random, difficulty: int) -> Draft:
    """Find the argument of a complex number whose angle is a multiple of a sixth or quarter of pi.

    Step 1: of a number in the first quadrant. 2: in any. 3: of a product. 4: of a quotient.
    5: of a power, brought between -pi and pi.
    """
    return _argument(rng, difficulty)


def _draw(rng: random.Random, quadrants: bool) -> tuple[str, complex, Fraction]:
    """A number as text and value, with its argument as a multiple of pi."""
    a, b = rng.choice((1, -1)) if quadrants else 1, rng.choice((1, -1)) if quadrants else 1
    k = rng.randint(1, 12)
    s = rng.choice((1, 1, 2, 3, 5, 6, 7))
    kind = rng.randrange(3)
    x, y, base = ((1, 1, Fraction(1, 4)), (3, 1, Fraction(1, 6)), (1, 3, Fraction(1, 3)))[kind]
    re, im = (k * a, x * s), (k * b, y * s)
    texts = []
    for (c, under), unit in ((re, ""), (im, "i")):
        outside, inside = square_root(under)
        texts.append(over(c * outside, unit + ("" if inside == 1 else f"\\sqrt{{{inside}}}")))
    value = complex(re[0] * math.sqrt(re[1]), im[0] * math.sqrt(im[1]))
    angle = base if a > 0 else 1 - base
    return add_up(texts), value, angle if b > 0 else -angle


def _main(angle: Fraction) -> Fraction:
    """The same direction above -1 and at most 1, in multiples of pi."""
    return angle - 2 * math.ceil((angle - 1) / 2)


@redrawn
def _argument(rng: random.Random, difficulty: int) -> Draft | None:
    z, value, angle = _draw(rng, difficulty > 1)
    w, other, second = _draw(rng, difficulty > 2)
    steps = [_why(z, value, angle)]
    if difficulty <= 2:
        shown, total, number = z, angle, value
    elif difficulty in (3, 4):
        sign = 1 if difficulty == 3 else -1
        shown = f"({z})({w})" if sign > 0 else f"\\frac{{{z}}}{{{w}}}"
        number = value * other if sign > 0 else value / other
        steps.append(_why(w, other, second))
        whole = angle + sign * second
        total = _main(whole)
        turned = "" if whole == total else f" {'-' if whole > total else '+'} 2\\pi = {pi_times(total)}"
        steps.append(
            f"Arguments of a {'product add up' if sign > 0 else 'quotient are subtracted'}: ${pi_times(angle)} {'+' if sign > 0 else '-'} {_bracket(second)} = {pi_times(whole)}$."
        )
        if turned:
            steps.append(f"Between $-\\pi$ and $\\pi$ that is ${pi_times(whole)}{turned}$.")
    else:
        n = rng.randint(3, 25)
        shown, number = f"({z})^{{{n}}}", cmath.exp(1j * n * cmath.phase(value))
        whole = n * angle
        total = _main(whole)
        steps.append(f"The power multiplies it by {n}: ${n} \\cdot {_bracket(angle)} = {pi_times(whole)}$.")
        turns = (whole - total) / 2
        if turns:
            steps.append(
                f"Take away full turns: ${pi_times(whole)} {'-' if turns > 0 else '+'} {abs(turns)} \\cdot 2\\pi = {pi_times(total)}$."
            )
    if total in (0, 1) and difficulty > 2 and rng.random() < 0.7:
        return None
    gap = cmath.phase(number * cmath.exp(-1j * math.pi * float(total)))
    agree(gap, 0.0, abs=1e-9, what="the argument")
    prompt = tell(
        rng,
        (
            "Let $z = {z}$. The argument is taken in $(-\\pi, \\pi]$.",
            "Arguments are measured in radians between $-\\pi$ (excluded) and $\\pi$ (included). Let $z = {z}$.",
            "The complex number $z = {z}$ is drawn as an arrow from the origin; angles are measured in radians, in $(-\\pi, \\pi]$.",
            "A complex number is given by $z = {z}$, and its principal argument lies in $(-\\pi, \\pi]$.",
        ),
        ("What is the argument of $z$?", "Find $\\arg z$.", "Determine the principal argument of $z$.", "Which angle does $z$ make with the positive real axis?"),
        z=shown,
    )  # fmt: skip
    return worked(rng, prompt, steps, pi_times(total))


def _bracket(angle: Fraction) -> str:
    return f"\\left({pi_times(angle)}\\right)" if angle < 0 else pi_times(angle)


def _why(z: str, value: complex, angle: Fraction) -> str:
    half = ("right" if value.real > 0 else "left", "upper" if value.imag > 0 else "lower")
    slope = Fraction(value.imag / value.real * abs(value.imag / value.real)).limit_denominator(9)
    tangent = ("-" if slope < 0 else "") + simple_root(abs(slope))
    return (
        f"The number ${z}$ lies in the {half[1]} {half[0]} quadrant. Imaginary part over real part is ${tangent} = \\tan {_bracket(angle)}$, "
        f"so $\\arg({z}) = {pi_times(angle)}$."
    )


@problems("math.de_moivre", version=2, levels=(3, 3, 4, 4, 5))
def de_moivre(rng: random.Random, difficulty: int) -> Draft:
    """Powers and roots of complex numbers by modulus and argument.

    Step 1: a power of a number in polar form. 2: of ``a(1 + i)`` or alike. 3: higher powers in
    any quadrant. 4: how many roots of unity, and sums of their powers. 5: the cube, fourth or sixth roots.
    """
    if difficulty <= 3:
        return _power(rng, difficulty)
    return _unity(rng) if difficulty == 4 else _roots(rng)


@redrawn
def _power(rng: random.Random, difficulty: int) -> Draft | None:
    n = rng.randint(3, 6) if difficulty <= 2 else rng.randint(5, 10)
    if difficulty == 1 or rng.random() < 0.5:
        size, k = Fraction(rng.randint(2, 4) if difficulty == 1 else rng.choice((2, 4))), rng.randint(1, 11)
        if difficulty != 1 and k % 3 == 0:
            return None
        angle = Fraction(k, 6)
        shown = _cartesian(size, 1, k)
        modulus, power = num(size), Fraction(size) ** n
        result = _cartesian(power, 1, k * n)
        value = _number(size, 1, k) ** n
        raised = f"{modulus}^{{{n}}} = {num(power)}"
    else:
        c, (a, b) = rng.randint(1, 3), rng.choice(((1, 1), (-1, 1), (-1, -1), (1, -1)))
        quarter = {(1, 1): 1, (-1, 1): 3, (-1, -1): 5, (1, -1): 7}[(a, b)]
        angle = Fraction(quarter, 4)
        shown = complex_number(c * a, c * b)
        modulus = f"\\sqrt{{{2 * c * c}}}"
        z = (1, 0)
        for _ in range(n):
            z = (z[0] * c * a - z[1] * c * b, z[0] * c * b + z[1] * c * a)
        result, value = complex_number(*z), complex(c * a, c * b) ** n
        outside, inside = square_root((2 * c * c) ** n)
        raised = f"\\left({modulus}\\right)^{{{n}}} = {root(outside, inside)}"
        size = Fraction(0)
    whole = n * angle
    rest = whole - 2 * (whole // 2)
    if abs(value) > 300_000 or (abs(value.real) > 1e-9 and abs(value.imag) > 1e-9 and rng.random() < 0.2):
        return None
    polar = f"{modulus}\\left({_cis(angle)}\\right)" if modulus != "1" else _cis(angle)
    agree(cmath.phase(value * cmath.exp(-1j * math.pi * float(rest))), 0.0, abs=1e-8, what="the argument")
    given = polar if difficulty == 1 else shown
    prompt = tell(
        rng,
        (
            "Let $z = {z}$.",
            "A complex number is given by $z = {z}$.",
            "The number $z = {z}$ is multiplied by itself until there are {n} factors $z$.",
            "Consider $z = {z}$ in the complex plane.",
        ),
        ("Compute $z^{{{n}}}$ in the form $a + bi$.", "Find $z^{{{n}}}$ and write it as $a + bi$.", "What is $z^{{{n}}}$ in the form $a + bi$?", "Write $z^{{{n}}}$ in the form $a + bi$."),
        z=given, n=n,
    )  # fmt: skip
    steps = []
    if difficulty > 1:
        steps.append(f"In polar form, ${shown} = {polar}$.")
    steps.append(
        f"By De Moivre the modulus of the power is ${raised}$ and the angle ${n} \\cdot {pi_times(angle)} = {pi_times(whole)}$"
        + (f", that is ${pi_times(rest)}$ after full turns." if rest != whole else ".")
    )
    steps.append(
        f"So the power is ${num(power) if size else root(outside, inside)}\\left({_cis(rest)}\\right) = {result}$."
    )
    return worked(rng, prompt, steps, result)


@redrawn
def _unity(rng: random.Random) -> Draft | None:
    n, m, j = rng.randint(5, 30), rng.randint(2, 40), rng.randint(2, 9)
    a = rng.randint(2, 12)
    kind = rng.randrange(2)
    if kind == 0:
        g = gcd(n, m)
        total = n if m % n == 0 else 0
        value = agree(
            j * total + a,
            round(j * sum(cmath.exp(2j * math.pi * k * m / n) for k in range(n)).real) + a,
            what="the sum",
        )
        prompt = tell(
            rng,
            (
                "Let $z_1, z_2, \\ldots, z_{{{n}}}$ be all complex numbers with $z^{{{n}}} = 1$, and let $S$ be the sum of their {m}-th powers.",
                "The {n} complex solutions of $z^{{{n}}} = 1$ are raised to the power {m}, and $S$ is the sum of the results.",
                "The corners of a regular polygon with {n} corners are the complex numbers with $z^{{{n}}} = 1$. Let $S$ be the sum of their {m}-th powers.",
            ),
            (f"What is ${j}S + {a}$?", f"Find ${j}S + {a}$.", f"Compute ${j}S + {a}$.", f"Determine the value of ${j}S + {a}$."),
            n=n, m=m,
        )  # fmt: skip
        if total:
            steps = [
                f"As ${m} = {m // n} \\cdot {n}$, each of these powers is 1, so $S$ is ${n} \\cdot 1 = {n}$."
            ]
        else:
            steps = [
                f"The powers are the {ordinal(n // g)} roots of unity, each of them {g} times, because $\\gcd({n}, {m}) = {g}$ and ${n} \\div {g} = {n // g}$."
                if g > 1
                else f"As $\\gcd({n}, {m}) = 1$, the powers are the same {n} numbers in another order.",
                f"Those are evenly spread around the circle, so $S$ is 0, and the result is ${j} \\cdot 0 + {a} = {a}$.",
            ]
        if total:
            steps.append(f"The result is ${j} \\cdot {n} + {a} = {value}$.")
        return worked(rng, prompt, steps, str(value))
    m = rng.randint(5, 60)
    g = gcd(n, m)
    value = agree(g, sum(k * m % n == 0 for k in range(n)), what="the common solutions")
    if g in (1, n):
        return None
    prompt = ask(
        rng,
        (
            "Both $z^{{{n}}} = 1$ and $z^{{{m}}} = 1$ are equations for a complex number $z$.",
            "A regular polygon with {n} corners and one with {m} corners are drawn in the unit circle, each with a corner at 1.",
            "Consider the complex numbers $z$ with $z^{{{n}}} = 1$, and those with $z^{{{m}}} = 1$.",
        ),
        n=n, m=m,
    )  # fmt: skip
    union = rng.random() < 0.5
    polygon = "corners" in prompt
    if union:
        value = n + m - g
        question = "How many different points are corners of at least one of them?" if polygon else rng.choice(("How many numbers satisfy at least one of the two?", "How many different complex numbers belong to at least one of the two sets of solutions?"))  # fmt: skip
    else:
        question = "How many corners do they share?" if polygon else rng.choice(("How many numbers satisfy both?", "How many complex numbers solve both equations?", "Find the number of common solutions."))  # fmt: skip
    steps = [
        f"The common solutions are those of $z^d = 1$ with $d$ equal to $\\gcd({n}, {m}) = {g}$, and there are {g} of them."
    ]
    steps.append(
        f"At least one equation holds for ${n} + {m} - {g} = {value}$ numbers."
        if union
        else f"The angles of these are multiples of $\\frac{{2\\pi}}{{{g}}}$, and ${n} = {n // g} \\cdot {g}$ and ${m} = {m // g} \\cdot {g}$."
    )
    return worked(rng, f"{prompt} {question}", steps, str(value))


@redrawn
def _roots(rng: random.Random) -> Draft | None:
    n = rng.choice((3, 4, 6))
    size = Fraction(rng.randint(1, 12), rng.choice((1, 1, 1, 2, 3)))
    start = rng.choice({3: (0, 2, 3, 1), 4: (0, 2, 1), 6: (0, 1)}[n])
    # the roots have the angles (start + 12j/n) sixths of pi; their power has start * n
    ks = [start + 12 // n * j for j in range(n)]
    power = _cartesian(size**n, 1, start * n)
    if "sqrt" in power or size**n > 10_000_000:
        return None
    texts = [_cartesian(size, 1, k) for k in ks]
    target = _number(size**n, 1, start * n)
    for k in ks:
        agree(abs(_number(size, 1, k) ** n - target) / abs(target), 0.0, abs=1e-9, what="a root")
    word = {3: "cube", 4: "fourth", 6: "sixth"}[n]
    prompt = tell(
        rng,
        (
            "The equation $z^{n} = {w}$ has {n} complex solutions.",
            "Every complex number other than 0 has {n} {word} roots. Take the roots of ${w}$.",
            "Let $z$ be a complex number with $z^{n} = {w}$.",
            "The {n} complex numbers $z$ with $z^{n} = {w}$ are the corners of a regular polygon.",
        ),
        ("Find all such numbers in the form $a + bi$.", "List all possible values in the form $a + bi$.", "Give all {n} numbers in the form $a + bi$.", "Determine every one of them, written as $a + bi$."),
        n=n, w=power, word=word,
    )  # fmt: skip
    turn = chain(f"\\frac{{2\\pi}}{{{n}}}", pi_times(Fraction(2, n)))
    angle = Fraction(start * n, 6)
    angle -= 2 * (angle // 2)
    steps = [
        f"The number ${power}$ has modulus ${num(size**n)}$ and the angle ${pi_times(angle)}$, so the roots have modulus $\\sqrt[{n}]{{{num(size**n)}}} = {num(size)}$.",
        f"One root has the angle $\\frac{{{start * n}\\pi}}{{6 \\cdot {n}}} = {pi_times(Fraction(start, 6))}$; the next ones are ${turn}$ further on."
        if start
        else f"One root is ${num(size)}$ itself; the next ones are turned by ${turn}$: ${num(size)}^{n} = {num(size**n)}$.",
    ]
    for k, text in zip(ks, texts, strict=True):
        if k:
            steps.append(f"${'' if size == 1 else num(size)}\\left({_cis(Fraction(k, 6))}\\right) = {text}$.")
    return worked(rng, prompt, steps, ", ".join(texts))
