"""Values of inverse trigonometric functions."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import over, simple_root
from assay_math.generators._levels import problems
from assay_math.generators._tell import raised, redrawn, tell
from assay_math.generators._write import num, worked
from assay_math.generators.geometry.trig_identities import TRIPLES

_ARCSIN = {0: "0", 30: "\\frac{1}{2}", 45: "\\frac{\\sqrt{2}}{2}", 60: "\\frac{\\sqrt{3}}{2}", 90: "1", -30: "-\\frac{1}{2}", -45: "-\\frac{\\sqrt{2}}{2}", -60: "-\\frac{\\sqrt{3}}{2}", -90: "-1"}  # fmt: skip
_ARCTAN = {
    0: "0",
    30: "\\frac{\\sqrt{3}}{3}",
    45: "1",
    60: "\\sqrt{3}",
    -30: "-\\frac{\\sqrt{3}}{3}",
    -45: "-1",
    -60: "-\\sqrt{3}",
}


@problems("math.inverse_trig", version=2, levels=(2, 2, 3, 4, 5))
def inverse_trig(rng: random.Random, difficulty: int) -> Draft:
    """Values with inverse trigonometric functions.

    Step 1: a combination of two standard values in radians. 2: an inverse after a function, outside its
    range. 3: a function after an inverse. 4: a double angle. 5: a function of the sum of two inverses.
    """
    make = (_combined, _back_and_forth, _function, _doubled, _of_sum)[difficulty - 1]
    return make(rng)


def _evaluated(rng: random.Random, e: str, *, radians: bool = False) -> str:
    return tell(
        rng,
        (
            "Consider the expression ${e}$.",
            "In the following expression the inverse functions have their usual principal values: ${e}$.",
            "A calculation on paper leads to ${e}$.",
            "A pupil without a calculator meets the expression ${e}$.",
            "In a computer algebra lesson the term ${e}$ appears.",
        ),
        (
            "What is its exact value{r}?",
            "Find its exact value{r}.",
            "Which exact value does it have{r}?",
            "Simplify it{r}.",
        ),
        e=e, r=" in radians" if radians else "",
    )  # fmt: skip


def _inverse(rng: random.Random) -> tuple[str, int]:
    """An inverse function of a standard value, and the angle in degrees."""
    name = rng.choice(("\\arcsin", "\\arccos", "\\arctan"))
    if name == "\\arctan":
        angle = rng.choice([a for a in _ARCTAN if a])
        value = _ARCTAN[angle]
    else:
        angle = rng.choice([a for a in _ARCSIN if a])
        value = _ARCSIN[angle]
        if name == "\\arccos":
            angle = 90 - angle
    return f"{name} {_argument(value)}", angle


def _argument(value: str) -> str:
    return f"\\left({value}\\right)" if value.startswith("-") or "frac" in value else value


def _pi(degrees: int | Fraction) -> str:
    return over(Fraction(degrees) / 180, "\\pi") if degrees else "0"


@redrawn
def _combined(rng: random.Random) -> Draft | None:
    (first, a), (second, b) = _inverse(rng), _inverse(rng)
    m, n = rng.randint(1, 4), rng.randint(1, 4)
    minus = rng.random() < 0.5
    total = m * a - n * b if minus else m * a + n * b
    if not a or not b or first == second:
        return None
    texts = [text if k == 1 else f"{k} {text}" for k, text in ((m, first), (n, second))]
    e = f"{texts[0]} {'-' if minus else '+'} {texts[1]}"
    agree(total, m * a + (-n if minus else n) * b, what="the angle")
    second_pi = _argument(_pi(b)) if b < 0 else _pi(b)
    steps = [
        f"The standard values are ${first} = {_pi(a)}$ and ${second} = {_pi(b)}$.",
        f"Together: ${_scaled(m, a)} {'-' if minus else '+'} "
        f"{second_pi if n == 1 else f'{n} ' + chr(92) + f'cdot {second_pi}'} = {_pi(total)}$.",
    ]
    return worked(rng, _evaluated(rng, e, radians=True), steps, _pi(total))


def _scaled(k: int, degrees: int) -> str:
    text = _pi(degrees)
    return text if k == 1 else f"{k} \\cdot {_argument(text) if degrees < 0 else text}"


@redrawn
def _back_and_forth(rng: random.Random) -> Draft | None:
    bottom = rng.choice((3, 4, 5, 6, 7, 8, 9, 10, 12))
    top = rng.randint(bottom // 2 + 1, 6 * bottom)
    x = Fraction(top, bottom)  # times pi
    if x.denominator == 1 or x.denominator == 2:
        return None
    name = rng.choice(("sin", "cos", "tan"))
    if name == "sin":
        r = x % 2
        y = r if r <= Fraction(1, 2) else 1 - r if r <= Fraction(3, 2) else r - 2
        shown = f"\\sin{_argument(over(x, chr(92) + 'pi'))} = \\sin{_argument(over(y, chr(92) + 'pi'))}"
        why = "the sine of an angle and of its supplement are equal, and whole turns change nothing"
        span = "from $-\\frac{\\pi}{2}$ to $\\frac{\\pi}{2}$"
    elif name == "cos":
        r = x % 2
        y = r if r <= 1 else 2 - r
        shown = f"\\cos{_argument(over(x, chr(92) + 'pi'))} = \\cos{_argument(over(y, chr(92) + 'pi'))}"
        why = "the cosine does not change with the sign of the angle or by whole turns"
        span = "from $0$ to $\\pi$"
    else:
        r = x % 1
        y = r if r < Fraction(1, 2) else r - 1
        shown = f"\\tan{_argument(over(x, chr(92) + 'pi'))} = \\tan{_argument(over(y, chr(92) + 'pi'))}"
        why = "the tangent repeats after half a turn"
        span = "between $-\\frac{\\pi}{2}$ and $\\frac{\\pi}{2}$"
    if y == x:
        return None
    angle = float(x) * math.pi
    measured = {
        "sin": lambda: math.asin(math.sin(angle)),
        "cos": lambda: math.acos(math.cos(angle)),
        "tan": lambda: math.atan(math.tan(angle)),
    }[name]()
    agree(float(y) * math.pi, measured, rel=1e-9, abs=1e-9, what="the principal value")
    inside = over(x, "\\pi")
    e = f"\\arc{name}\\left(\\{name} {_argument(inside)}\\right)"
    answer = over(y, "\\pi")
    steps = [f"The value lies {span}. Since {why}, ${shown}$, and ${answer}$ lies in that range."]
    return worked(rng, _evaluated(rng, e, radians=True), steps, answer)


@redrawn
def _function(rng: random.Random) -> Draft | None:
    inner, outer = rng.choice(
        (("sin", "cos"), ("cos", "sin"), ("sin", "tan"), ("cos", "tan"), ("tan", "sin"), ("tan", "cos"))
    )
    p, q = rng.randint(1, 20), rng.randint(2, 21)
    if math.gcd(p, q) > 1 or (p >= q and inner != "tan"):
        return None
    x = Fraction(p, q)
    square = q * q - p * p if inner != "tan" else q * q + p * p
    root = simple_root(square)
    value = {
        ("sin", "cos"): Fraction(square, q * q), ("cos", "sin"): Fraction(square, q * q),
        ("sin", "tan"): Fraction(p * p, square), ("cos", "tan"): Fraction(square, p * p),
        ("tan", "sin"): Fraction(p * p, square), ("tan", "cos"): Fraction(q * q, square),
    }[inner, outer]  # fmt: skip
    angle = {"sin": math.asin, "cos": math.acos, "tan": math.atan}[inner](p / q)
    measured = {"sin": math.sin, "cos": math.cos, "tan": math.tan}[outer](angle)
    agree(float(value), measured * measured, rel=1e-9, abs=1e-9, what="the square of the value")
    answer = simple_root(value)
    e = f"\\{outer}\\left(\\arc{inner} {_argument(num(x))}\\right)"
    sides = {
        "sin": ("opposite leg", "hypotenuse"),
        "cos": ("adjacent leg", "hypotenuse"),
        "tan": ("opposite leg", "adjacent leg"),
    }[inner]
    third = {"sin": "adjacent leg", "cos": "opposite leg", "tan": "hypotenuse"}[inner]
    length = {sides[0]: str(p), sides[1]: str(q), third: root}
    of = {
        "sin": ("opposite leg", "hypotenuse"),
        "cos": ("adjacent leg", "hypotenuse"),
        "tan": ("opposite leg", "adjacent leg"),
    }[outer]
    sign = "+" if inner == "tan" else "-"
    start = f"\\sqrt{{{q}^2 {sign} {p}^2}}"
    steps = [
        f"The angle lies in a right triangle with ${p}$ for the {sides[0]} and ${q}$ for the {sides[1]}. The {third} is "
        f"${start} = {root}$."
    ]
    ratio = f"\\frac{{{length[of[0]]}}}{{{length[of[1]]}}}"
    if ratio == answer:
        ratio = f"{length[of[0]]} \\div {length[of[1]]}"
    steps.append(
        f"The {dict(sin='sine', cos='cosine', tan='tangent')[outer]} is {of[0]} over {of[1]}: ${ratio} = {answer}$."
    )
    return worked(rng, _evaluated(rng, e), steps, answer)


@redrawn
def _doubled(rng: random.Random) -> Draft | None:
    inner = rng.choice(("arctan", "arcsin", "arccos"))
    outer = rng.choice(("sin", "cos", "tan") if inner == "arctan" else ("cos",))
    p, q = rng.randint(1, 14), rng.randint(2, 15)
    if math.gcd(p, q) > 1 or (inner != "arctan" and p >= q):
        return None
    x = Fraction(p, q)
    t = f"\\{inner} {_argument(num(x))}"
    if inner == "arctan":
        value = {"sin": 2 * x / (1 + x * x), "cos": (1 - x * x) / (1 + x * x), "tan": 2 * x / (1 - x * x)}[
            outer
        ]
        top = {"sin": f"2 \\cdot {num(x)}", "cos": f"1 - {raised(x, 2)}", "tan": f"2 \\cdot {num(x)}"}[outer]
        bottom = f"1 {'-' if outer == 'tan' else '+'} {raised(x, 2)}"
        steps = [
            f"The tangent of the inner angle is ${num(x)}$, and its square is ${raised(x, 2)} = {num(x * x)}$.",
            f"For the double angle, {dict(sin='2 tan over 1 plus the square', cos='1 minus the square over 1 plus the square', tan='2 tan over 1 minus the square')[outer]} "
            f"gives $\\frac{{{top}}}{{{bottom}}} = {num(value)}$.",
        ]
    else:
        value = 1 - 2 * x * x if inner == "arcsin" else 2 * x * x - 1
        form = f"1 - 2 \\cdot {raised(x, 2)}" if inner == "arcsin" else f"2 \\cdot {raised(x, 2)} - 1"
        known = "sine" if inner == "arcsin" else "cosine"
        steps = [
            f"The {known} of the inner angle is ${num(x)}$, and its square is ${raised(x, 2)} = {num(x * x)}$.",
            f"The cosine of the double angle is {'1 minus twice this square' if inner == 'arcsin' else 'twice this square minus 1'}: "
            f"${form} = {num(value)}$.",
        ]
    angle = {"arctan": math.atan, "arcsin": math.asin, "arccos": math.acos}[inner](p / q)
    measured = {"sin": math.sin, "cos": math.cos, "tan": math.tan}[outer](2 * angle)
    agree(float(value), measured, rel=1e-9, abs=1e-9, what="the value of the double angle")
    return worked(rng, _evaluated(rng, f"\\{outer}\\left(2 {t}\\right)"), steps, num(value))


@redrawn
def _of_sum(rng: random.Random) -> Draft | None:
    (p, q, r), (s, t, u) = rng.sample(TRIPLES[:9], 2)
    outer, sign = rng.choice(("sin", "cos")), rng.choice("+-")
    kinds = rng.choice(
        (
            ("arcsin", "arcsin"),
            ("arcsin", "arccos"),
            ("arccos", "arccos"),
            ("arccos", "arcsin"),
            ("arctan", "arcsin"),
            ("arccos", "arctan"),
        )
    )
    shown, sines, cosines, angles = [], [], [], []
    for kind, (leg, other, hyp) in zip(kinds, ((p, q, r), (s, t, u)), strict=True):
        a, b = (leg, other) if rng.random() < 0.5 else (other, leg)
        x = {"arcsin": Fraction(a, hyp), "arccos": Fraction(b, hyp), "arctan": Fraction(a, b)}[kind]
        shown.append(f"\\{kind} {_argument(num(x))}")
        sines.append(Fraction(a, hyp))
        cosines.append(Fraction(b, hyp))
        angles.append({"arcsin": math.asin, "arccos": math.acos, "arctan": math.atan}[kind](float(x)))
    k = 1 if sign == "+" else -1
    end = angles[0] + k * angles[1]
    if outer == "sin":
        value = sines[0] * cosines[1] + k * cosines[0] * sines[1]
        form = f"{num(sines[0])} \\cdot {num(cosines[1])} {sign} {num(cosines[0])} \\cdot {num(sines[1])}"
        measured = math.sin(end)
    else:
        value = cosines[0] * cosines[1] - k * sines[0] * sines[1]
        form = f"{num(cosines[0])} \\cdot {num(cosines[1])} {'-' if k > 0 else '+'} {num(sines[0])} \\cdot {num(sines[1])}"
        measured = math.cos(end)
    agree(float(value), measured, rel=1e-9, abs=1e-9, what="the value of the sum")
    steps = [
        f"Both angles lie in the first quadrant. The first one has the sine ${num(sines[0])}$ and the cosine ${num(cosines[0])}$, for "
        f"${raised(sines[0], 2)} + {raised(cosines[0], 2)} = 1$.",
        f"The second one has the sine ${num(sines[1])}$ and the cosine ${num(cosines[1])}$, for "
        f"${raised(sines[1], 2)} + {raised(cosines[1], 2)} = 1$.",
        f"The addition theorem gives ${form} = {num(value)}$.",
    ]
    return worked(
        rng, _evaluated(rng, f"\\{outer}\\left({shown[0]} {sign} {shown[1]}\\right)"), steps, num(value)
    )
