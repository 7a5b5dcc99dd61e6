"""Continued fractions: values, convergents, and the surds of periodic ones."""

from __future__ import annotations

import random
from fractions import Fraction
from math import sqrt

from assay import Draft, agree
from assay_math.generators._forms import combine, over, square_root, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked


@problems("math.continued_fraction", version=2)
def continued_fraction(rng: random.Random, difficulty: int) -> Draft:
    """Read and make continued fractions.

    Difficulty 1: the value of one with three numbers. 2: with four. 3: the sum of the numbers of a
    fraction's expansion. 4: the last convergent before the end. 5: the value of a periodic one.
    """
    if difficulty <= 2:
        return _value(rng, difficulty + 2)
    return {3: _expand, 4: _convergent, 5: _periodic}[difficulty](rng)


def nested(terms: list[int]) -> str:
    r"""``1 + \cfrac{1}{2 + \cfrac{1}{3}}``."""
    if len(terms) == 1:
        return str(terms[0])
    return f"{terms[0]} + \\cfrac{{1}}{{{nested(terms[1:])}}}"


def expansion(value: Fraction) -> list[int]:
    """The numbers of the continued fraction, by Euclid's algorithm."""
    top, bottom, out = value.numerator, value.denominator, []
    while bottom:
        out.append(top // bottom)
        top, bottom = bottom, top % bottom
    return out


def convergent(terms: list[int]) -> Fraction:
    """The value by the recurrence of numerators and denominators, from the front."""
    (p, q), (r, s) = (terms[0], 1), (1, 0)
    for a in terms[1:]:
        p, q, r, s = a * p + r, a * q + s, p, q
    return Fraction(p, q)


def _value(rng: random.Random, size: int) -> Draft:
    terms = [rng.randint(1, 9) for _ in range(size - 1)] + [rng.randint(2, 9)]
    value = Fraction(terms[-1])
    steps = []
    for a in reversed(terms[:-1]):
        new = a + 1 / value
        steps.append(f"${a} + \\frac{{1}}{{{num(value)}}} = {a} + {num(1 / value)} = {num(new)}$." if value.denominator > 1 else f"Start at the bottom: ${a} + \\frac{{1}}{{{num(value)}}} = {num(new)}$.")  # fmt: skip
        value = new
    agree(value, convergent(terms), what="the value")
    prompt = tell(
        rng,
        (
            "Let $x = {c}$.",
            "A continued fraction is given by $x = {c}$.",
            "Consider the number $x = {c}$.",
            "The number $x$ is written as the continued fraction ${c}$.",
        ),
        (
            "Write $x$ as a fraction in lowest terms.",
            "What is $x$ as an ordinary fraction?",
            "Find the value of $x$ as a single fraction.",
            "Compute $x$ and give it as a fraction.",
        ),
        c=nested(terms),
    )
    return worked(rng, prompt, steps, num(value))


@redrawn
def _expand(rng: random.Random) -> Draft | None:
    value = Fraction(rng.randint(60, 900), rng.randint(20, 400))
    terms = expansion(value)
    if not 4 <= len(terms) <= 6 or value < 1 or value.denominator < 20:
        return None
    agree(convergent(terms), value, what="the expansion")
    prompt = tell(
        rng,
        (
            "The fraction ${v}$ is written as a continued fraction $a_0 + \\cfrac{{1}}{{a_1 + \\cfrac{{1}}{{a_2 + \\cdots}}}}$ with positive "
            "integers $a_0, a_1, a_2, \\ldots$, the last of which is at least 2.",
            "A rectangle of ${t}$ by ${b}$ is cut up: as many of the largest possible squares as fit are cut off, and again from what is "
            "left, until nothing remains.",
            "Euclid's algorithm turns ${v}$ into a simple continued fraction whose last number is at least 2.",
        ),
        ("{q}",),
        v=num(value), t=value.numerator, b=value.denominator, q="",
    ).strip()  # fmt: skip
    asked = (
        ("How many squares are cut off in all?", "Into how many squares is the rectangle cut?", "Find the number of squares.", "What is the total number of squares?")
        if prompt.startswith("A rec")
        else ("What is the sum of its numbers $a_0, a_1, \\ldots$?", "Find the sum of the partial quotients.", "Add up the partial quotients. What is their sum?", "Determine the sum of all its partial quotients.")
    )  # fmt: skip
    steps, (t, b) = [], (value.numerator, value.denominator)
    while b:
        steps.append(f"${t} = {t // b} \\cdot {b}{f' + {t % b}' if t % b else ''}$")
        t, b = b, t % b
    lines = [
        f"Divide with remainder again and again: {', '.join(steps)}.",
        f"The quotients are the numbers of the continued fraction: ${num(value)} = {nested(terms)}$.",
        f"They add up to ${' + '.join(map(str, terms))} = {sum(terms)}$.",
    ]
    return worked(rng, f"{prompt} {rng.choice(asked)}", lines, str(sum(terms)))


@redrawn
def _convergent(rng: random.Random) -> Draft | None:
    value = Fraction(rng.randint(100, 999), rng.randint(30, 400))
    terms = expansion(value)
    if not 4 <= len(terms) <= 6 or value < 1:
        return None
    before = convergent(terms[:-1])
    # neighbouring convergents p/q and r/s have ps - qr = +-1
    cross = value.numerator * before.denominator - value.denominator * before.numerator
    agree(abs(cross), 1, what="the convergent")
    back = Fraction(terms[-2])
    lines = []
    for a in reversed(terms[:-2]):
        lines.append(f"${a} + \\frac{{1}}{{{num(back)}}} = {num(a + 1 / back)}$")
        back = a + 1 / back
    agree(back, before, what="the convergent")
    divisions, (t, b) = [], (value.numerator, value.denominator)
    while b:
        divisions.append(f"${t} = {t // b} \\cdot {b}{f' + {t % b}' if t % b else ''}$")
        t, b = b, t % b
    prompt = tell(
        rng,
        (
            "The convergents of a continued fraction come from breaking it off early. The one of ${v}$, with its last number at least 2, "
            "is broken off one number before its end.",
            "A clockmaker wants a gear ratio of ${v}$, but has no wheels with so many teeth, and takes the last convergent of its "
            "continued fraction before ${v}$ itself.",
            "The fraction ${v}$ is to be replaced by one with a smaller denominator: the convergent of its continued fraction that comes "
            "just before ${v}$. (The expansion ends in a number that is at least 2.)",
        ),
        (
            "Which fraction is this?",
            "Find this fraction.",
            "What is this convergent?",
            "Determine the convergent as a fraction in lowest terms.",
        ),
        v=num(value),
    )
    steps = [
        f"Divide with remainder: {', '.join(divisions)}.",
        f"So ${num(value)} = {nested(terms)}$.",
        f"Leave out the last number, {terms[-1]}, and start at the bottom: {', '.join(lines)}.",
        f"It is close: ${num(before)} - {num(value)} = {num(before - value)}$.",
    ]
    return worked(rng, prompt, steps, num(before))


@redrawn
def _periodic(rng: random.Random) -> Draft | None:
    a, b = rng.randint(1, 15), rng.randint(1, 15)
    if a == b and rng.random() < 0.7:
        return None
    # x = a + 1/(b + 1/x): b x^2 - ab x - a = 0
    disc = (a * b) ** 2 + 4 * a * b
    outside, radicand = square_root(disc)
    if radicand == 1:
        return None
    x = a + 0.0
    for _ in range(60):
        x = a + 1 / (b + 1 / x)
    agree(x, (a * b + sqrt(disc)) / (2 * b), rel=1e-9, what="the value")
    half, factor = Fraction(a, 2), outside / (2 * b)
    surd = f"\\sqrt{{{radicand}}}"
    answer = f"{num(half)} + {over(factor, surd)}"
    equation = combine([(b, "x^2"), (-a * b, "x"), (-a, "")])
    prompt = tell(
        rng,
        (
            "The continued fraction $x = {a} + \\cfrac{{1}}{{{b} + \\cfrac{{1}}{{{a} + \\cfrac{{1}}{{{b} + \\cdots}}}}}}$ goes on for ever, the "
            "numbers {a} and {b} taking turns.",
            "Let $x$ be the value of the infinite continued fraction ${a} + \\cfrac{{1}}{{{b} + \\cfrac{{1}}{{{a} + \\cfrac{{1}}{{{b} + "
            "\\cdots}}}}}}$, in which {a} and {b} alternate.",
            "A positive number $x$ is equal to ${a} + \\cfrac{{1}}{{{b} + \\cfrac{{1}}{{x}}}}$, so it has a continued fraction with period 2.",
            "The partial quotients of a positive number $x$ are {a}, {b}, {a}, {b} and so on without end.",
        ),
        ("Find $x$ exactly.", "What is the exact value of $x$?", "Determine $x$ in the form $p + q\\sqrt{{r}}$.", "Give $x$ exactly, with a square root."),
        a=a, b=b,
    )  # fmt: skip
    steps = [
        f"The tail after two numbers is $x$ again, so $x$ equals ${a} + \\frac{{1}}{{{b} + \\frac{{1}}{{x}}}} = "
        f"\\frac{{{a * b + 1}x + {a}}}{{{term(b, 'x')} + 1}}$.",
        f"With the denominator multiplied over, the difference of both sides is $x({term(b, 'x')} + 1) - ({a * b + 1}x + {a}) = {equation}$, "
        "which must be 0.",
        f"Its discriminant is ${a * b}^2 + 4 \\cdot {b} \\cdot {a} = {disc}$, and $\\sqrt{{{disc}}} = {over(outside, surd)}$.",
        f"The positive solution is $\\frac{{{a * b} + \\sqrt{{{disc}}}}}{{{2 * b}}} = {answer}$.",
    ]
    if outside == 1:
        steps[2] = f"Its discriminant is ${a * b}^2 + 4 \\cdot {b} \\cdot {a} = {disc}$."
    return worked(rng, prompt, steps, answer)
