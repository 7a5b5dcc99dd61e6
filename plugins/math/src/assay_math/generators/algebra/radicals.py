"""Radicals: simplifying, adding, rationalising, equations."""

from __future__ import annotations

import random
from fractions import Fraction
from math import lcm

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import again, problems
from assay_math.generators._write import nonzero, num, paren, poly, worked

_FREE = [2, 3, 5, 6, 7, 10, 11, 13, 14, 15, 17, 19, 21, 22, 23, 26, 29, 30, 31, 33, 34, 35]

_SIMPLIFY = posed(
    "expression",
    "${expression}$",
    (
        "Simplify {it}.",
        "Write {it} in simplest radical form.",
        "Bring {it} into its simplest form.",
        "Reduce {it} to simplest radical form.",
    ),
)


def _term(coefficient: int, radicand: int) -> str:
    size = "" if abs(coefficient) == 1 else str(abs(coefficient))
    return f"{'-' if coefficient < 0 else ''}{size}\\sqrt{{{radicand}}}"


def _sum(terms: list[str]) -> str:
    out = terms[0]
    for term in terms[1:]:
        out += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return out


@problems("math.simplify_radical", version=2)
def simplify_radical(rng: random.Random, difficulty: int) -> Draft:
    """Simplify square roots.

    Difficulty 1: one root. 2: with a factor. 3: two like roots. 4: three like roots. 5: a product of sums.
    """
    inner = rng.choice(_FREE)
    if difficulty <= 2:
        k = rng.randint(2, 6 + 6 * difficulty)
        factor = rng.randint(2, 15) if difficulty == 2 else 1
        n = k * k * inner
        answer = _term(factor * k, inner)
        start = _term(factor, n)
        middle = f"\\sqrt{{{k * k} \\cdot {inner}}} = {k}\\sqrt{{{inner}}}"
        steps = [f"Take out the largest square: $\\sqrt{{{n}}} = {middle}$."]
        if factor > 1:
            steps.append(f"Multiply: ${start} = {factor} \\cdot {k}\\sqrt{{{inner}}} = {answer}$.")
        return worked(rng, rng.choice(_SIMPLIFY).format(expression=start), steps, answer)
    if difficulty <= 4:
        count = difficulty - 1
        ks, factors = rng.sample(range(2, 12), count), [nonzero(rng, -9, 9) for _ in range(count)]
        total = sum(k * f for k, f in zip(ks, factors, strict=True))
        while total == 0:
            factors = [nonzero(rng, -9, 9) for _ in range(count)]
            total = sum(k * f for k, f in zip(ks, factors, strict=True))
        shown = _sum([_term(f, k * k * inner) for k, f in zip(ks, factors, strict=True)])
        steps = [f"$\\sqrt{{{k * k * inner}}} = {k}\\sqrt{{{inner}}}$." for k in ks]
        like = _sum([_term(f * k, inner) for k, f in zip(ks, factors, strict=True)])
        answer = _term(total, inner)
        steps.append(f"Add the like roots: ${shown} = {like} = {answer}$.")
        return worked(rng, rng.choice(_SIMPLIFY).format(expression=shown), steps, answer)
    a, b, c, d = (nonzero(rng, -9, 9) for _ in range(4))
    left, right = _sum([str(a), _term(b, inner)]), _sum([str(c), _term(d, inner)])
    whole, root = a * c + b * d * inner, a * d + b * c
    if not root:
        answer = str(whole)
    elif not whole:
        answer = _term(root, inner)
    else:
        answer = _sum([str(whole), _term(root, inner)])
    expanded = (
        f"{a} \\cdot {paren(c)} + {paren(a)} \\cdot {paren(d)}\\sqrt{{{inner}}} + {paren(b)} \\cdot {paren(c)}\\sqrt{{{inner}}} "
        f"+ {paren(b)} \\cdot {paren(d)} \\cdot {inner}"
    )
    shown = f"({left})({right})"
    steps = [f"Expand: ${shown} = {expanded}$.", f"Collect: ${expanded} = {answer}$."]
    return worked(rng, rng.choice(_SIMPLIFY).format(expression=shown), steps, answer)


_RATIONALISE = posed(
    "fraction",
    "${expression}$",
    (
        "Rationalize the denominator of {it}.",
        "Write {it} with a rational denominator.",
        "Simplify {it} so that the denominator is rational.",
    ),
    bare=("Remove the root from the denominator of ${expression}$ and simplify.",),
)


@problems("math.rationalize_denominator", version=2)
def rationalize_denominator(rng: random.Random, difficulty: int) -> Draft:
    """Rationalise a denominator.

    Difficulty 1: a root. 2: a multiple of a root. 3 to 4: a number and a root. 5: sums above and below.
    """
    r = rng.choice(_FREE)
    a = rng.randint(2, 60)
    if difficulty <= 2:
        b = 1 if difficulty == 1 else rng.randint(2, 20)
        value = Fraction(a, b * r)
        answer = _root_fraction(value, r)
        expression = f"\\frac{{{a}}}{{{_term(b, r)}}}"
        steps = [
            f"Multiply above and below by the root: ${expression} = \\frac{{{a}\\sqrt{{{r}}}}}{{{b * r}}}$.",
        ]
        if answer != f"\\frac{{{a}\\sqrt{{{r}}}}}{{{b * r}}}":
            steps.append(f"Reduce: $\\frac{{{a}\\sqrt{{{r}}}}}{{{b * r}}} = {answer}$.")
        return worked(rng, rng.choice(_RATIONALISE).format(expression=expression), steps, answer)
    p, q = nonzero(rng, -12, 12), nonzero(rng, -5, 5) if difficulty >= 4 else rng.choice([-1, 1])
    norm = p * p - q * q * r
    bottom, conjugate = _sum([str(p), _term(q, r)]), _sum([str(p), _term(-q, r)])
    if difficulty < 5:
        whole, root = a * p, -a * q
        top = str(a)
    else:
        c, d = nonzero(rng, -9, 9), nonzero(rng, -6, 6)
        whole, root = c * p - d * q * r, d * p - c * q
        top = _sum([str(c), _term(d, r)])
        if not root or not whole:
            return again(rationalize_denominator)(rng, difficulty)
    expression = f"\\frac{{{top}}}{{{bottom}}}"
    answer = _two_parts(Fraction(whole, norm), Fraction(root, norm), r)
    above = _sum([str(whole), _term(root, r)])
    steps = [
        f"Multiply above and below by ${conjugate}$; below: $({bottom})({conjugate}) = {norm}$.",
        f"Above: $({top})({conjugate}) = {above}$.",
        f"So the value is $\\frac{{{above}}}{{{norm}}} = {answer}$.",
    ]
    return worked(rng, rng.choice(_RATIONALISE).format(expression=expression), steps, answer)


def _root_fraction(value: Fraction, r: int) -> str:
    top = _term(value.numerator, r)
    if value.denominator == 1:
        return top
    sign, top = ("-", top[1:]) if top.startswith("-") else ("", top)
    return f"{sign}\\frac{{{top}}}{{{value.denominator}}}"


def _two_parts(whole: Fraction, root: Fraction, r: int) -> str:
    if whole.denominator == root.denominator == 1:
        return _sum([num(whole), _term(root.numerator, r)])
    common = lcm(whole.denominator, root.denominator)
    a, b = whole * common, root * common
    return f"\\frac{{{_sum([num(a), _term(b.numerator, r)])}}}{{{common}}}"


_EQUATION = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it}.",
        "Find all real solutions of {it}.",
        "Which real ${x}$ satisfies {it}?",
        "Determine the real solution of {it}.",
    ),
    bare=("Determine ${x}$ from ${equation}$.",),
)


@problems("math.radical_equation", version=2)
def radical_equation(rng: random.Random, difficulty: int) -> Draft:
    """Solve an equation with a square root.

    Difficulty 1: ``sqrt(x + p) = c``. 2: ``sqrt(ax + p) = c``. 3: with a factor and a summand. 4 to 5: ``sqrt(ax + p) =
    x + q`` with one extraneous root.
    """
    x = rng.choice("xyzt")
    if difficulty <= 3:
        a = 1 if difficulty == 1 else rng.randint(2, 12)
        c, p = rng.randint(1, 6 + 4 * difficulty), nonzero(rng, -40, 40)
        k, s = (rng.randint(2, 9), nonzero(rng, -20, 20)) if difficulty == 3 else (1, 0)
        answer = Fraction(c * c - p, a)
        inner = poly([a, p], x)
        root = f"\\sqrt{{{inner}}}"
        left = (str(k) if k > 1 else "") + root + ("" if not s else f" + {s}" if s > 0 else f" - {-s}")
        equation = f"{left} = {k * c + s}"
        steps = []
        if s:
            steps.append(f"{'Subtract' if s > 0 else 'Add'} {abs(s)}: ${k}{root} = {k * c}$.")
        if k > 1:
            steps.append(f"Divide by {k}: ${root} = {c}$.")
        steps.append(f"Square both sides: ${inner} = {c}^2 = {c * c}$.")
        steps.append(f"{'Subtract' if p > 0 else 'Add'} {abs(p)}: ${poly([a, 0], x)} = {c * c - p}$.")
        if a > 1:
            steps.append(f"Divide by {a}: ${x} = {num(answer)}$.")
        return worked(rng, rng.choice(_EQUATION).format(equation=equation, x=x), steps, num(answer))
    # (x + q)^2 = ax + p has the roots u (good: u + q >= 0) and v (extraneous: v + q < 0).
    while True:
        q = nonzero(rng, -20, 20)
        u, v = -q + rng.randint(1, 6 + 4 * difficulty), -q - rng.randint(1, 6 + 4 * difficulty)
        a, p = u + v + 2 * q, q * q - u * v
        if a != 0 and p != 0:
            break
    inner, right = poly([a, p], x), poly([1, q], x)
    quadratic = poly([1, -(u + v), u * v], x)
    steps = [
        f"Square both sides: ${inner} = ({right})^2$.",
        f"Bring everything to one side: ${quadratic} = 0$.",
        f"Factor: ${quadratic} = ({poly([1, -u], x)})({poly([1, -v], x)})$, so the candidates are {u} and {v}.",
        f"For {v} the right side is ${v} {'+' if q > 0 else '-'} {abs(q)} = {v + q}$, which is negative, so {v} is extraneous.",
        f"For {u} the left side is $\\sqrt{{{a * u + p}}} = {u + q}$ and the right side is "
        f"${u} {'+' if q > 0 else '-'} {abs(q)} = {u + q}$.",
    ]
    prompt = rng.choice(_EQUATION).format(equation=f"\\sqrt{{{inner}}} = {right}", x=x)
    return worked(rng, prompt, steps, str(u))
