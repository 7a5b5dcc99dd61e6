"""Values by trigonometric identities."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._levels import problems
from assay_math.generators._tell import raised, redrawn, tell
from assay_math.generators._write import num, worked

TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (12, 35, 37), (9, 40, 41), (28, 45, 53), (11, 60, 61), (33, 56, 65), (16, 63, 65), (48, 55, 73), (13, 84, 85), (36, 77, 85), (39, 80, 89), (65, 72, 97))  # fmt: skip
_QUADRANTS = (
    ("0^\\circ < {t} < 90^\\circ", 1, 1), ("90^\\circ < {t} < 180^\\circ", 1, -1),
    ("180^\\circ < {t} < 270^\\circ", -1, -1), ("270^\\circ < {t} < 360^\\circ", -1, 1),
)  # fmt: skip
_GREEK = ("\\theta", "\\alpha", "\\beta", "\\varphi", "x")


def _wrap(value: Fraction) -> str:
    return f"\\left({num(value)}\\right)" if value < 0 else num(value)


@problems("math.trig_identity", version=2, levels=(4, 2, 2, 5, 3))
def trig_identity(rng: random.Random, difficulty: int) -> Draft:
    """Find trigonometric values by identities instead of the angle.

    Step 1: the Pythagorean identity. 2: a double angle. 3: an addition theorem read backwards.
    4: the sine or cosine of a sum from two given values. 5: from sine plus cosine to their product, cubes
    or difference.
    """
    make = (_pythagorean, _double, _backwards, _addition, _from_sum)[difficulty - 1]
    return make(rng)


def _drawn(rng: random.Random, quadrants: int = 4) -> tuple[str, Fraction, Fraction]:
    """The range of an angle, its sine and its cosine."""
    p, q, r = rng.choice(TRIPLES)
    if rng.random() < 0.5:
        p, q = q, p
    where, s, c = _QUADRANTS[rng.randrange(quadrants)]
    return where, Fraction(s * p, r), Fraction(c * q, r)


_GIVEN = (
    "For an angle ${t}$ with ${w}$ it is known that $\\{f} {t} = {v}$.",
    "Let ${t}$ be an angle with ${w}$ and $\\{f} {t} = {v}$.",
    "An angle ${t}$ satisfies $\\{f} {t} = {v}$ and ${w}$.",
    "Given are $\\{f} {t} = {v}$ and ${w}$.",
    "A ramp program stores no angle but only $\\{f} {t} = {v}$, and that ${w}$.",
)
_ASKED = (
    "Find the exact value of ${e}$.",
    "What is ${e}$, exactly?",
    "Calculate ${e}$ without finding the angle.",
    "Which exact value does ${e}$ have?",
)


def _quadrant(where: str) -> str:
    return {"0": "first", "9": "second", "1": "third", "2": "fourth"}[where[0]]


def _other(t: str, g: str, known: Fraction, other: Fraction, where: str) -> list[str]:
    """The steps from one of sine and cosine to the other."""
    square = 1 - known * known
    sign = "positive" if other > 0 else "negative"
    return [
        f"The squares of sine and cosine add up to 1, so the square of $\\{g} {t}$ is $1 - {raised(known, 2)} = {num(square)}$.",
        f"Its root is $\\sqrt{{{num(square)}}} = {num(abs(other))}$. The angle lies in the {_quadrant(where)} quadrant, where the {'cosine' if g == 'cos' else 'sine'} is {sign}.",
    ]


def _pythagorean(rng: random.Random) -> Draft:
    where, sine, cosine = _drawn(rng)
    t = rng.choice(_GREEK)
    where = where.format(t=t)
    f, g, known, other = ("sin", "cos", sine, cosine) if rng.random() < 0.5 else ("cos", "sin", cosine, sine)
    angle = math.acos(float(known)) if f == "cos" else math.asin(float(known))
    agree(
        round(abs(float(other)), 9),
        round(abs(math.sin(angle) if f == "cos" else math.cos(angle)), 9),
        what="the other value",
    )
    prompt = tell(rng, _GIVEN, _ASKED, t=t, w=where, f=f, v=num(known), e=f"\\{g} {t}")
    return worked(rng, prompt, _other(t, g, known, other, where), num(other))


def _double(rng: random.Random) -> Draft:
    where, sine, cosine = _drawn(rng)
    t = rng.choice(_GREEK)
    where = where.format(t=t)
    f, g, known, other = ("sin", "cos", sine, cosine) if rng.random() < 0.5 else ("cos", "sin", cosine, sine)
    angle = math.atan2(float(sine), float(cosine))
    if rng.random() < 0.6:
        value = 2 * sine * cosine
        agree(float(value), math.sin(2 * angle), rel=1e-9, abs=1e-9, what="the sine of the double angle")
        steps = _other(t, g, known, other, where)
        steps.append(
            f"The double angle has $\\sin 2{t} = 2 \\sin {t} \\cos {t}$, here $2 \\cdot {_wrap(sine)} \\cdot {_wrap(cosine)} = {num(value)}$."
        )
        asked = f"\\sin 2{t}"
    else:
        value = cosine**2 - sine**2
        agree(float(value), math.cos(2 * angle), rel=1e-9, abs=1e-9, what="the cosine of the double angle")
        form = f"1 - 2 \\sin^2 {t}" if f == "sin" else f"2 \\cos^2 {t} - 1"
        here = f"1 - 2 \\cdot {raised(known, 2)}" if f == "sin" else f"2 \\cdot {raised(known, 2)} - 1"
        steps = [f"The double angle has $\\cos 2{t} = {form}$, here ${here} = {num(value)}$."]
        asked = f"\\cos 2{t}"
    prompt = tell(rng, _GIVEN, _ASKED, t=t, w=where, f=f, v=num(known), e=asked)
    return worked(rng, prompt, steps, num(value))


_EXACT = {0: "0", 30: "\\frac{1}{2}", 45: "\\frac{\\sqrt{2}}{2}", 60: "\\frac{\\sqrt{3}}{2}", 90: "1"}


def _sine(degrees: int) -> str:
    d = degrees % 360
    negative, d = d > 180, d % 180
    value = _EXACT[min(d, 180 - d)]
    return f"-{value}" if negative and value != "0" else value


@redrawn
def _backwards(rng: random.Random) -> Draft | None:
    total = rng.choice((30, 45, 60, 90, 120, 135, 150, 180))
    a = rng.randint(3, 170)
    kind = rng.choice(("s+", "s-", "c+", "c-"))
    b = total - a if kind[1] == "+" else a - total
    if not 3 <= b <= 89 or a == b or a % 15 == 0:
        return None
    a_, b_ = f"{a}^\\circ", f"{b}^\\circ"
    if kind[0] == "s":
        sign = kind[1]
        e = f"\\sin {a_} \\cos {b_} {sign} \\cos {a_} \\sin {b_}"
        value, name = _sine(total), "\\sin"
        numeric = math.sin(math.radians(a)) * math.cos(math.radians(b))
        numeric += (1 if sign == "+" else -1) * math.cos(math.radians(a)) * math.sin(math.radians(b))
        exact = math.sin(math.radians(total))
    else:
        sign = "-" if kind[1] == "+" else "+"
        e = f"\\cos {a_} \\cos {b_} {sign} \\sin {a_} \\sin {b_}"
        value, name = _sine(90 - total), "\\cos"
        numeric = math.cos(math.radians(a)) * math.cos(math.radians(b))
        numeric += (1 if sign == "+" else -1) * math.sin(math.radians(a)) * math.sin(math.radians(b))
        exact = math.cos(math.radians(total))
    agree(numeric, exact, rel=1e-9, abs=1e-9, what="the value of the sum")
    prompt = tell(
        rng,
        (
            "Consider the expression ${e}$.",
            "A pupil meets the expression ${e}$ and has no calculator.",
            "An identity makes the expression ${e}$ simple.",
            "The sum or difference ${e}$ is a single sine or cosine.",
        ),
        (
            "What is its exact value?",
            "Find its exact value.",
            "Which exact value does it have?",
            "Simplify it and give its value exactly.",
        ),
        e=e,
    )  # fmt: skip
    steps = [
        f"By the addition theorem this is {'the sine' if name == chr(92) + 'sin' else 'the cosine'} of "
        f"${a_} {kind[1]} {b_} = {total}^\\circ$.",
        f"Its value is exact: ${name} {total}^\\circ = {value}$.",
    ]
    return worked(rng, prompt, steps, value)


def _addition(rng: random.Random) -> Draft:
    (w1, s1, c1), (w2, s2, c2) = _drawn(rng, 2), _drawn(rng, 2)
    first, second = rng.choice((("\\alpha", "\\beta"), ("x", "y"), ("u", "v"), ("A", "B")))
    w1, w2 = w1.format(t=first), w2.format(t=second)
    plus = rng.random() < 0.5
    sign = "+" if plus else "-"
    steps = [*_other(first, "cos", s1, c1, w1), *_other(second, "cos", s2, c2, w2)]
    angles = math.atan2(s1, c1), math.atan2(s2, c2)
    end = angles[0] + angles[1] if plus else angles[0] - angles[1]
    if rng.random() < 0.5:
        value = s1 * c2 + (1 if plus else -1) * c1 * s2
        agree(float(value), math.sin(end), rel=1e-9, abs=1e-9, what="the sine of the sum")
        e = f"\\sin({first} {sign} {second})"
        form = f"{_wrap(s1)} \\cdot {_wrap(c2)} {sign} {_wrap(c1)} \\cdot {_wrap(s2)}"
        rule = f"\\sin {first} \\cos {second} {sign} \\cos {first} \\sin {second}"
    else:
        value = c1 * c2 - (1 if plus else -1) * s1 * s2
        agree(float(value), math.cos(end), rel=1e-9, abs=1e-9, what="the cosine of the sum")
        e = f"\\cos({first} {sign} {second})"
        back = "-" if plus else "+"
        form = f"{_wrap(c1)} \\cdot {_wrap(c2)} {back} {_wrap(s1)} \\cdot {_wrap(s2)}"
        rule = f"\\cos {first} \\cos {second} {back} \\sin {first} \\sin {second}"
    prompt = tell(
        rng,
        (
            "Let $\\sin {a} = {v}$ with ${w}$ and $\\sin {b} = {x}$ with ${y}$.",
            "For two angles it is known that $\\sin {a} = {v}$, $\\sin {b} = {x}$, ${w}$ and ${y}$.",
            "The angles ${a}$ and ${b}$ satisfy ${w}$ and ${y}$; their sines are $\\sin {a} = {v}$ and $\\sin {b} = {x}$.",
            "Given are $\\sin {a} = {v}$ and $\\sin {b} = {x}$, where ${w}$ and ${y}$.",
        ),
        _ASKED,
        a=first, b=second, v=num(s1), x=num(s2), w=w1, y=w2, e=e,
    ).replace("the angle.", "the angles.")  # fmt: skip
    steps.append(f"The addition theorem gives ${rule}$, here ${form} = {num(value)}$.")
    return worked(rng, prompt, steps, num(value))


@redrawn
def _from_sum(rng: random.Random) -> Draft | None:
    t = rng.choice(_GREEK)
    k = Fraction(rng.randint(1, 24), rng.randint(2, 18))
    minus = rng.random() < 0.4
    if k * k >= 2 or k == 1:
        return None
    f = f"\\sin {t} {'-' if minus else '+'} \\cos {t}"
    product = (1 - k * k) / 2 if minus else (k * k - 1) / 2
    asked = rng.choice(("product", "double", "cubes"))
    # an angle with that sum: sin + cos = sqrt 2 sin(x + 45 degrees)
    angle = math.asin(float(k) / math.sqrt(2)) + (math.pi / 4 if minus else -math.pi / 4)
    sine, cosine = math.sin(angle), math.cos(angle)
    steps = [
        f"Square the given equation: the squares of sine and cosine add up to 1, so $1 {'-' if minus else '+'} 2 \\sin {t} \\cos {t}$ is "
        f"${raised(k, 2)} = {num(k * k)}$."
    ]
    difference = f"\\frac{{1}}{{2}} \\cdot \\left({f'1 - {num(k * k)}' if minus else f'{num(k * k)} - 1'}\\right) = {num(product)}"
    steps.append(f"So the product of sine and cosine is ${difference}$.")
    if asked == "product":
        e, value, measured = f"\\sin {t} \\cos {t}", product, sine * cosine
    elif asked == "double":
        e, value, measured = f"\\sin 2{t}", 2 * product, 2 * sine * cosine
        steps.append(
            f"The sine of the double angle is twice that: $2 \\cdot {_wrap(product)} = {num(value)}$."
        )
    else:
        sign = "-" if minus else "+"
        back = "+" if minus else "-"
        e = f"\\sin^3 {t} {sign} \\cos^3 {t}"
        value = k * (1 + product if minus else 1 - product)
        measured = sine**3 - cosine**3 if minus else sine**3 + cosine**3
        steps.append(
            f"With $s$ for the sine and $c$ for the cosine, $s^3 {sign} c^3 = (s {sign} c)(s^2 {back} sc + c^2)$, here ${num(k)} \\cdot "
            f"\\left(1 {back} {_wrap(product)}\\right) = {num(value)}$."
        )
    agree(float(value), measured, rel=1e-9, abs=1e-9, what="the value")
    prompt = tell(
        rng,
        (
            "For an angle ${t}$ it is known that ${f} = {k}$.",
            "Let ${t}$ be an angle with ${f} = {k}$.",
            "An angle ${t}$ satisfies ${f} = {k}$.",
            "Given is ${f} = {k}$.",
        ),
        _ASKED,
        t=t, f=f, k=num(k), e=e,
    )  # fmt: skip
    return worked(rng, prompt, steps, num(value))
