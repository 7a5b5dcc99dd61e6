"""Trigonometry: exact values, equations on one turn, ratios from one another, waves."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import (
    Surd,
    add_up,
    ask,
    chain,
    combine,
    pi_times,
    plus,
    square_root,
    surd,
    surd_product,
    surd_sum,
    term,
)
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

_HALF = Fraction(1, 2)
_SIN: dict[int, Surd] = {0: {}, 30: {1: _HALF}, 45: {2: _HALF}, 60: {3: _HALF}, 90: {1: Fraction(1)}}
_TAN: dict[int, Surd] = {0: {}, 30: {3: Fraction(1, 3)}, 45: {1: Fraction(1)}, 60: {3: Fraction(1)}}
_SPECIAL = tuple(d for d in range(0, 360) if d % 30 == 0 or d % 45 == 0)


def _value(function: str, degrees: int) -> Surd:
    """The exact value, from the first quadrant's table and the signs of the quadrants."""
    d = degrees % 360
    if function == "cos":
        return _value("sin", d + 90)
    if function == "tan":
        d %= 180
        return _TAN[d] if d < 90 else {r: -c for r, c in _TAN[180 - d].items()}
    if d > 180:
        return {r: -c for r, c in _value("sin", d - 180).items()}
    return _SIN[d if d <= 90 else 180 - d]


def _angle(degrees: int, radians: bool) -> str:
    return pi_times(Fraction(degrees, 180)) if radians else f"{degrees}^\\circ"


def _applied(function: str, degrees: int, radians: bool, power: int = 1) -> str:
    exponent = "" if power == 1 else f"^{power}"
    angle = _angle(degrees, radians)
    plain = degrees >= 0 and power == 1
    return f"\\{function} {angle}" if plain else f"\\{function}{exponent}({angle})"


def _reduction(function: str, degrees: int, radians: bool) -> str:
    """From any angle to its value, over the whole turn and the reference angle where they differ."""
    sides = [_applied(function, degrees, radians)]
    d = degrees % 360
    if d != degrees:
        sides.append(_applied(function, d, radians))
    if d > 90:
        reference = min(d % 180, 180 - d % 180)
        negative = any(c < 0 for c in _value(function, d).values())
        if _value(function, d) and (function != "tan" or reference != 90):
            sides.append(("-" if negative else "") + _applied(function, reference, radians))
    return chain(*sides, surd(_value(function, d)))


_EVALUATE = posed(
    "expression",
    "${expression}$",
    (
        "Find the exact value of {it}.",
        "Evaluate {it} exactly.",
        "Without a calculator, work out the exact value of {it}.",
        "What is the exact value of {it}?",
    ),
    bare=("What is ${expression}$ in exact form?",),
)


@problems("math.trig_exact_value", version=2, levels=(2, 3, 3, 4, 5))
def trig_exact_value(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate a combination of sines, cosines and tangents of special angles.

    Step 1: one term, first quadrant. 2: two terms. 3: any quadrant, degrees
    or radians. 4: three terms, negative angles and whole turns. 5: squares as well.
    """
    radians = difficulty >= 3 and rng.random() < 0.5
    count = (1, 2, 2, 3, 3)[difficulty - 1]
    steps: list[str] = []
    shown: list[str] = []
    put_in: list[str] = []
    exact: list[Surd] = []
    used: set[tuple[str, int]] = set()
    while len(shown) < count:
        function = rng.choice(("sin", "cos", "tan"))
        d = rng.choice([a for a in _SPECIAL if a <= 90] if difficulty <= 2 else _SPECIAL)
        if difficulty >= 4:
            d += 360 * rng.choice((-1, 0, 0, 1))
        if (function == "tan" and d % 180 == 90) or (function, d) in used:
            continue
        value = _value(function, d)
        if not value and rng.random() < 0.8:
            continue  # zeros are rarely worth asking for
        used.add((function, d))
        c = rng.randint(2, 30) if difficulty == 1 else nonzero(rng, -25, 25)
        power = 2 if difficulty == 5 and (not shown or rng.random() < 0.4) else 1
        shown.append(term(c, _applied(function, d, radians, power)))
        steps.append(f"${_reduction(function, d, radians)}$.")
        size = surd(value)
        factor = f"\\left({size}\\right)^2" if power == 2 else paren_text(size)
        put_in.append(f"{c} \\cdot {factor}" if abs(c) != 1 else ("-" if c < 0 else "") + factor)
        if power == 2:
            value = surd_product(value, value)
        exact.append({r: c * k for r, k in value.items()})
    total = surd_sum(*exact)
    expression = add_up(shown)
    sums = [add_up(put_in), add_up(surd(e) for e in exact), surd(total)]
    steps.append(f"Put the values in: ${chain(expression, *sums)}$.")
    return worked(rng, ask(rng, _EVALUATE, expression=expression), steps, surd(total))


def paren_text(text: str) -> str:
    """A written value as a factor: in parentheses when it starts with a minus sign."""
    return f"\\left({text}\\right)" if text.startswith("-") else text


_SOLVE = posed(
    "equation",
    "${equation}$",
    (
        "Solve {it} for ${domain}$.",
        "Find all solutions of {it} with ${domain}$.",
        "What are the solutions of {it} with ${domain}$?",
        "Determine all $x$ with ${domain}$ that satisfy {it}.",
    ),
    bare=("For ${domain}$, find every angle $x$ with ${equation}$.",),
)
_TARGETS: dict[str, tuple[Surd, ...]] = {
    "sin": ({}, {1: _HALF}, {1: -_HALF}, {1: Fraction(1)}, {1: Fraction(-1)}),
    "cos": ({}, {1: _HALF}, {1: -_HALF}, {1: Fraction(1)}, {1: Fraction(-1)}),
    "tan": ({}, {1: Fraction(1)}, {1: Fraction(-1)}),
}
_SURD_TARGETS: dict[str, tuple[Surd, ...]] = {
    "sin": ({2: _HALF}, {2: -_HALF}, {3: _HALF}, {3: -_HALF}),
    "cos": ({2: _HALF}, {2: -_HALF}, {3: _HALF}, {3: -_HALF}),
    "tan": ({3: Fraction(1)}, {3: Fraction(-1)}, {3: Fraction(1, 3)}, {3: Fraction(-1, 3)}),
}


def _angles(function: str, value: Surd) -> list[int]:
    """All special angles of one turn where the function takes ``value``."""
    return [
        d
        for d in _SPECIAL
        if not (function == "tan" and d % 180 == 90) and dict(_value(function, d)) == dict(value)
    ]


@problems("math.trig_equation", version=2, levels=(2, 2, 3, 4, 5))
def trig_equation(rng: random.Random, difficulty: int) -> Draft:
    r"""Solve a trigonometric equation on one turn.

    Step 1: ``a sin x = c`` in degrees. 2: a constant beside it. 3: surds,
    degrees or radians. 4: a doubled angle. 5: a quadratic in the sine or cosine.
    """
    if difficulty == 5:
        return _quadratic_trig_equation(rng)
    function = rng.choice(("sin", "cos", "tan"))
    radians = difficulty >= 3 and rng.random() < 0.6
    inner, turn = ("2x", 2) if difficulty == 4 else ("x", 1)
    value = rng.choice(_TARGETS[function] + (_SURD_TARGETS[function] if difficulty >= 3 else ()))
    a = rng.randint(2, 40) if difficulty == 1 else nonzero(rng, -40, 40)
    while difficulty > 1 and abs(a) == 1:
        a = nonzero(rng, -40, 40)
    b = 0 if difficulty == 1 else nonzero(rng, -60, 60)
    scaled = {r: a * c for r, c in value.items()}
    right = surd(surd_sum(scaled, {1: Fraction(b)}))
    unit = f"\\{function} {inner}"
    left = term(a, unit) + plus(b)
    steps = []
    moved = f"{right}{plus(-b)}"
    if b:
        verb = "Subtract" if b > 0 else "Add"
        where = "from" if b > 0 else "to"
        equals = chain(term(a, unit), moved, surd(scaled))
        steps.append(f"{verb} ${abs(b)}$ {where} both sides: ${equals}$.")
    isolated = chain(unit, f"\\frac{{{surd(scaled)}}}{{{a}}}", surd(value))
    steps.append(f"Divide both sides by ${a}$: ${isolated}$.")
    base = _angles(function, value)
    steps.append(_angle_step(function, base, value, radians))
    # sin(2x) = v: 2x runs over two turns
    doubled = sorted(d + 360 * k for d in base for k in range(turn))
    solutions = [Fraction(d, turn) for d in doubled]
    texts = [_fraction_angle(s, radians) for s in solutions]
    if turn == 2:
        halves = ", ".join(
            f"$\\frac{{{_angle(d, radians)}}}{{2}} = {t}$" for d, t in zip(doubled, texts, strict=True)
        )
        steps.append(f"As $x$ goes over one turn, $2x$ goes over two turns; halve every angle: {halves}.")
    return worked(
        rng, ask(rng, _SOLVE, equation=f"{left} = {right}", domain=_domain(radians)), steps, ", ".join(texts)
    )


def _angle_step(function: str, degrees: list[int], value: Surd, radians: bool) -> str:
    equal = chain(*(_applied(function, d, radians) for d in degrees), surd(value))
    return f"Within one turn this holds exactly for the angles with ${equal}$."


def _fraction_angle(degrees: Fraction, radians: bool) -> str:
    if radians:
        return pi_times(degrees / 180)
    if degrees.denominator == 1:
        return f"{degrees.numerator}^\\circ"
    return f"{float(degrees)}^\\circ"  # halves only: 22.5


def _domain(radians: bool) -> str:
    return "0 \\le x < 2\\pi" if radians else "0^\\circ \\le x < 360^\\circ"


def _quadratic_trig_equation(rng: random.Random) -> Draft:
    """``k(p f - q)(r f - s) = 0`` with f a sine or cosine and one factor that may be out of range."""
    function = rng.choice(("sin", "cos"))
    f = f"\\{function} x"
    radians = rng.random() < 0.6
    first = rng.choice((Fraction(0), _HALF, -_HALF, Fraction(1), Fraction(-1)))
    second = first
    while second == first:
        second = Fraction(nonzero(rng, -9, 9), rng.randint(1, 5))
    k = nonzero(rng, -25, 25)
    p, q, r, s = first.denominator, first.numerator, second.denominator, second.numerator
    square = f"\\{function}^2 x"
    terms = [(k * p * r, square), (-k * (p * s + q * r), f), (k * q * s, "")]
    factors = f"({combine([(p, f), (-q, '')])})"
    factored = f"{term(k, factors)}({combine([(r, f), (-s, '')])})"
    steps = [f"Factor the left side as a quadratic in ${f}$: ${combine(terms)} = {factored}$."]
    found: set[int] = set()
    for value in (first, second):
        if abs(value) > 1:
            steps.append(
                f"The factor with ${f}$ equal to ${num(value)}$ gives nothing, because ${num(abs(value))} > 1$."
            )
        else:
            exact = {1: value} if value else {}
            degrees = _angles(function, exact)
            if not degrees:  # such as 1/3: no special angle
                return _quadratic_trig_equation(rng)
            found.update(degrees)
            equal = chain(*(_applied(function, d, radians) for d in degrees), num(value))
            steps.append(f"The factor with ${f}$ equal to ${num(value)}$ gives the angles with ${equal}$.")
    answer = ", ".join(_angle(d, radians) for d in sorted(found))
    equation = f"{combine(terms)} = 0"
    return worked(rng, ask(rng, _SOLVE, equation=equation, domain=_domain(radians)), steps, answer)


# ---------------------------------------------------------------- one ratio from another

_RATIO = (
    "Given that $\\{given} {v} = {value}$ and {where}, find $\\{asked} {v}$.",
    "Suppose $\\{given} {v} = {value}$, where {where}. What is the exact value of $\\{asked} {v}$?",
    "If $\\{given} {v} = {value}$ and {where}, determine $\\{asked} {v}$ exactly.",
    "The angle ${v}$ satisfies $\\{given} {v} = {value}$, and {where}. Compute $\\{asked} {v}$.",
    "Find the exact value of $\\{asked} {v}$ when $\\{given} {v} = {value}$ and {where}.",
)
_SUM_OF_ANGLES = (
    "Let $\\{f} \\alpha = {a}$ and $\\{g} \\beta = {b}$ with {where}. Find $\\{asked}(\\alpha {sign} \\beta)$.",
    "If $\\{f} \\alpha = {a}$, $\\{g} \\beta = {b}$ and {where}, what is $\\{asked}(\\alpha {sign} \\beta)$?",
    "Given $\\{f} \\alpha = {a}$ and $\\{g} \\beta = {b}$, where {where}, compute $\\{asked}(\\alpha {sign} \\beta)$.",
    "Find the exact value of $\\{asked}(\\alpha {sign} \\beta)$ if $\\{f} \\alpha = {a}$, $\\{g} \\beta = {b}$ and {where}.",
)
_ANGLE_NAMES = (
    *("\\theta", "\\alpha", "\\beta", "\\gamma", "\\delta", "\\varphi", "\\psi", "\\omega"),
    *("x", "t", "u", "v"),
)
_QUADRANT_SIGNS = {1: (1, 1), 2: (1, -1), 3: (-1, -1), 4: (-1, 1)}  # of sine and cosine
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
_BOUNDS = {
    1: "$0 < {v} < \\frac{{\\pi}}{{2}}$",
    2: "$\\frac{{\\pi}}{{2}} < {v} < \\pi$",
    3: "$\\pi < {v} < \\frac{{3\\pi}}{{2}}$",
    4: "$\\frac{{3\\pi}}{{2}} < {v} < 2\\pi$",
}


def _triple(rng: random.Random, limit: int) -> tuple[int, int, int]:
    """A primitive Pythagorean triple, its legs in either order."""
    while True:
        m = rng.randint(2, limit)
        k = rng.randint(1, m - 1)
        if (m - k) % 2 == 1 and gcd(m, k) == 1:
            legs = (m * m - k * k, 2 * m * k)
            a, b = legs if rng.random() < 0.5 else legs[::-1]
            return a, b, m * m + k * k


def _where(rng: random.Random, v: str, quadrant: int) -> str:
    return rng.choice((f"${v}$ lies in the {_ORDINALS[quadrant]} quadrant", _BOUNDS[quadrant].format(v=v)))


@problems("math.trig_ratio", version=2, levels=(3, 4, 3, 5, 3))
def trig_ratio(rng: random.Random, difficulty: int) -> Draft:
    """From one trigonometric ratio of an angle to another.

    Step 1: an acute angle, small Pythagorean triples. 2: any quadrant. 3: surds.
    4: the sine or cosine of the double angle. 5: of a sum or difference of two angles.
    """
    if difficulty == 5:
        return _angle_sum(rng)
    v = rng.choice(_ANGLE_NAMES)
    quadrant = 1 if difficulty == 1 else rng.randint(1, 4)
    sine_sign, cosine_sign = _QUADRANT_SIGNS[quadrant]
    if difficulty == 3:
        hypotenuse = rng.randint(3, 60)
        opposite = rng.randint(1, hypotenuse - 1)
        square = Fraction(hypotenuse**2 - opposite**2, hypotenuse**2)
        given = rng.choice(("sin", "cos"))
        known: Surd = {1: Fraction(opposite, hypotenuse)}
        c, r = square_root(square)
        other: Surd = {r: c}
        sine, cosine = (known, other) if given == "sin" else (other, known)
        asked = rng.choice(("cos" if given == "sin" else "sin", "tan"))
    else:
        a, b, hyp = _triple(rng, 4 if difficulty == 1 else 22)
        sine, cosine = {1: Fraction(a, hyp)}, {1: Fraction(b, hyp)}
        given = rng.choice(("sin", "cos"))
        asked = rng.choice(("cos" if given == "sin" else "sin", "tan"))
        square = 1 - (sine if given == "sin" else cosine)[1] ** 2
    sine = {r: c * sine_sign for r, c in sine.items()}
    cosine = {r: c * cosine_sign for r, c in cosine.items()}
    known, other = (sine, cosine) if given == "sin" else (cosine, sine)
    partner = "cos" if given == "sin" else "sin"
    k = known[1]
    brackets = f"\\left({num(k)}\\right)^2"
    steps = [
        f"Since $\\sin^2 {v} + \\cos^2 {v} = 1$, the square of $\\{partner} {v}$ is "
        f"$1 - {brackets} = 1 - {num(k * k)} = {num(square)}$."
    ]
    negative = (cosine_sign if given == "sin" else sine_sign) < 0
    sign = "negative" if negative else "positive"
    minus = "-" if negative else ""
    value = chain(f"{minus}\\sqrt{{{num(square)}}}", surd(other))
    steps.append(f"In the {_ORDINALS[quadrant]} quadrant $\\{partner} {v}$ is {sign}: ${value}$.")
    answer = surd(other)
    name = v
    if difficulty == 4:
        asked = rng.choice(("sin", "cos"))
        answer, text = _double_angle(asked, sine[1], cosine[1], v)
        steps.append(text)
        name = f"2{v}"
    elif asked == "tan":
        ((r, c),) = cosine.items()
        tangent = surd_product(sine, {r: 1 / (c * r)})  # 1/(c sqrt r) = sqrt r/(cr)
        answer = surd(tangent)
        steps.append(f"Divide the sine by the cosine: $\\frac{{{surd(sine)}}}{{{surd(cosine)}}} = {answer}$.")
    prompt = ask(rng, _RATIO, given=given, v=v, value=num(k), where=_where(rng, v, quadrant), asked="@")
    return worked(rng, prompt.replace(f"\\@ {v}", f"\\{asked} {name}"), steps, answer)


def _double_angle(asked: str, s: Fraction, c: Fraction, v: str) -> tuple[str, str]:
    if asked == "sin":
        answer = num(2 * s * c)
        formula = f"\\sin 2{v} = 2 \\sin {v} \\cos {v}"
        return answer, f"Use ${formula}$: $2 \\cdot {paren(s)} \\cdot {paren(c)} = {answer}$."
    answer = num(c * c - s * s)
    formula = f"\\cos 2{v} = \\cos^2 {v} - \\sin^2 {v}"
    squares = f"\\left({num(c)}\\right)^2 - \\left({num(s)}\\right)^2"
    return answer, f"Use ${formula}$: ${squares} = {num(c * c)} - {num(s * s)} = {answer}$."


def _angle_sum(rng: random.Random) -> Draft:
    values = {}
    steps, facts, places = [], [], []
    for v in ("\\alpha", "\\beta"):
        a, b, hyp = _triple(rng, 7)
        quadrant = rng.randint(1, 4)
        sine_sign, cosine_sign = _QUADRANT_SIGNS[quadrant]
        sine, cosine = Fraction(sine_sign * a, hyp), Fraction(cosine_sign * b, hyp)
        given = rng.choice(("sin", "cos"))
        known, other = (sine, cosine) if given == "sin" else (cosine, sine)
        partner = "cos" if given == "sin" else "sin"
        minus = "-" if other < 0 else ""
        root = f"{minus}\\sqrt{{1 - \\left({num(known)}\\right)^2}} = {minus}\\sqrt{{{num(other * other)}}} = {num(other)}"
        steps.append(f"${v}$ is in the {_ORDINALS[quadrant]} quadrant, so $\\{partner} {v}$ is ${root}$.")
        values[v] = (sine, cosine)
        facts.append((given, num(known)))
        places.append(f"${v}$ in the {_ORDINALS[quadrant]} quadrant")
    (s, c), (t, d) = values["\\alpha"], values["\\beta"]
    asked = rng.choice(("sin", "cos"))
    plus_sign = rng.random() < 0.5
    if asked == "sin":
        parts, joined = ((s, d), (c, t)), plus_sign
        rule = f"\\sin\\alpha\\cos\\beta {'+' if plus_sign else '-'} \\cos\\alpha\\sin\\beta"
    else:
        parts, joined = ((c, d), (s, t)), not plus_sign
        rule = f"\\cos\\alpha\\cos\\beta {'-' if plus_sign else '+'} \\sin\\alpha\\sin\\beta"
    (p, q), (u, w) = parts
    result = p * q + (u * w if joined else -u * w)
    sign = "+" if plus_sign else "-"
    written = f"{num(p)} \\cdot {paren(q)} {'+' if joined else '-'} {paren(u)} \\cdot {paren(w)}"
    second = u * w if joined else -u * w
    steps.append(
        f"Use $\\{asked}(\\alpha {sign} \\beta) = {rule}$: "
        f"${written} = {add_up([num(p * q), num(second)])} = {num(result)}$."
    )
    prompt = ask(
        rng, _SUM_OF_ANGLES, f=facts[0][0], a=facts[0][1], g=facts[1][0], b=facts[1][1],
        where=" and ".join(places), asked=asked, sign=sign,
    )  # fmt: skip
    return worked(rng, prompt, steps, num(result))


# ---------------------------------------------------------------- waves

_WAVE = (
    "Find the {what} of the function $f(x) = {f}$.",
    "What is the {what} of $f(x) = {f}$?",
    "Determine the {what} of the graph of $f(x) = {f}$.",
    "A wave is described by $f(x) = {f}$. State its {what}.",
    "For $f(x) = {f}$, compute the {what}.",
)
_FIND_WAVE = (
    "A function of the form $A\\{g}(Bx) + D$ with $A > 0$ and $B > 0$ has maximum ${high}$, minimum ${low}$ and "
    "period ${period}$. Write down the function.",
    "Find a formula $A\\{g}(Bx) + D$ ($A, B > 0$) for the wave whose greatest value is ${high}$, whose least value "
    "is ${low}$ and whose period is ${period}$.",
    "The tide follows a curve $A\\{g}(Bx) + D$ with positive $A$ and $B$. It swings between ${low}$ and ${high}$ "
    "with period ${period}$. Which expression is it?",
    "Give the expression $A\\{g}(Bx) + D$, with $A$ and $B$ positive, that has period ${period}$, highest value "
    "${high}$ and lowest value ${low}$.",
)


@problems("math.trig_wave", version=2, levels=(2, 2, 3, 4, 5))
def trig_wave(rng: random.Random, difficulty: int) -> Draft:
    """Amplitude, period, extreme values and phase shift of a sine or cosine wave.

    Difficulty 1: amplitude or period of ``a sin(bx)``. 2: the period or greatest value
    with a shift up. 3: a fractional frequency. 4: the phase shift. 5: the wave from its data.
    """
    g = rng.choice(("sin", "cos"))
    if difficulty == 5:
        return _wave_from_data(rng, g)
    a = rng.randint(2, 20) if difficulty == 1 else nonzero(rng, -40, 40)
    while abs(a) == 1:
        a = nonzero(rng, -40, 40)
    b = Fraction(rng.randint(2, 15))
    d = nonzero(rng, -30, 30) if difficulty >= 2 else 0
    if difficulty >= 3:
        while b.denominator == 1:
            b = Fraction(rng.randint(1, 15), rng.randint(2, 9))
    shift = Fraction(nonzero(rng, -11, 11), rng.choice((2, 3, 4, 5, 6))) if difficulty == 4 else Fraction(0)
    if difficulty == 4:
        b = Fraction(rng.randint(2, 12))
    inside = add_up([term(b, "x"), pi_times(shift)])
    wave = term(a, f"\\{g}({inside})") + plus(d)
    what = rng.choice(
        ("amplitude", "period") if difficulty == 1 else ("period", "maximum value", "minimum value")
    )
    name = "sine" if g == "sin" else "cosine"
    if difficulty == 4:
        what = rng.choice(("phase shift $c$ to the right", "horizontal shift $c$ to the right")) + (
            f" (as in $A\\{g}(B(x - c)) + D$)"
        )
        answer = pi_times(-shift / b)
        numerator = pi_times(-shift)
        steps = [
            f"Factor the argument: ${inside} = {num(b)}\\left({add_up(['x', pi_times(shift / b)])}\\right)$.",
            f"The argument is zero at $\\frac{{{numerator}}}{{{num(b)}}} = {answer}$, which is the shift to the right.",
        ]
    elif what == "amplitude":
        answer = num(abs(a))
        steps = [f"The amplitude is the size of the factor before the {name}: $|{a}| = {answer}$."]
    elif what == "period":
        answer = pi_times(2 / b)
        ratio = f"\\frac{{2\\pi}}{{{num(b)}}}"
        text = f"2\\pi \\div {num(b)} = {answer}" if ratio == answer else f"{ratio} = {answer}"
        steps = [f"The {name} repeats every $2\\pi$, so divide by the factor of $x$: ${text}$."]
    else:
        high = what == "maximum value"
        size = abs(a)
        answer = num(d + size if high else d - size)
        steps = [
            f"The amplitude is $|{a}| = {size}$.",
            f"The {'highest' if high else 'lowest'} value lies one amplitude {'above' if high else 'below'} the "
            f"midline: ${d} {'+' if high else '-'} {size} = {answer}$.",
        ]
    return worked(rng, ask(rng, _WAVE, what=what, f=wave), steps, answer)


def _wave_from_data(rng: random.Random, g: str) -> Draft:
    a, d = Fraction(rng.randint(2, 60), 2), Fraction(rng.randint(-60, 60), 2)
    b = Fraction(1)
    while b == 1:
        b = Fraction(rng.randint(1, 12), rng.choice((1, 1, 2, 3, 4, 5)))
    high, low = d + a, d - a
    if high.denominator != 1:
        d += Fraction(1, 2)
        high, low = d + a, d - a
    period = pi_times(2 / b)
    inside = term(b, "x")
    answer = term(a, f"\\{g}\\left({inside}\\right)" if b.denominator > 1 else f"\\{g}({inside})") + plus(d)
    steps = [
        f"The amplitude is half the swing: $\\frac{{{num(high)} - {paren(low)}}}{{2}} = {num(a)}$.",
        f"The midline is halfway between: $\\frac{{{num(high)} + {paren(low)}}}{{2}} = {num(d)}$.",
        f"The factor of $x$ is $2\\pi$ over the period: $\\frac{{2\\pi}}{{{pi_times(2 / b)}}} = {num(b)}$.",
        f"So the function is ${answer}$; at its peaks it is ${num(a)} \\cdot 1{plus(d)} = {num(high)}$.",
    ]
    return worked(rng, ask(rng, _FIND_WAVE, g=g, high=num(high), low=num(low), period=period), steps, answer)
