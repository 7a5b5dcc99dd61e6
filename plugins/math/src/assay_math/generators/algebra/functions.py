"""Functions: values, compositions, inverses, domains."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._write import multiply, nonzero, num, paren, poly, signed, worked


def _put_in(coefficients: list[int], value: int) -> str:
    """A polynomial with a number in place of its variable."""
    degree = len(coefficients) - 1
    out = ""
    for i, c in enumerate(coefficients):
        power = degree - i
        if not c:
            continue
        base = paren(value)
        factor = "" if not power else base if power == 1 else f"{base}^{power}"
        size = "" if factor and abs(c) == 1 else str(abs(c))
        term = f"{size} \\cdot {factor}" if size and factor else size or factor
        out += (" - " if c < 0 else " + ") + term
    return out[3:] if out.startswith(" + ") else "-" + out[3:]


def _at(coefficients: list[int], value: int) -> int:
    result = 0
    for c in coefficients:
        result = result * value + c
    return result


_VALUE = posed(
    "function",
    "${f}(x) = {rule}$",
    (
        "Find ${asked}$.",
        "What is ${asked}$?",
        "Calculate ${asked}$.",
    ),
    bare=(
        "Let ${f}(x) = {rule}$. Find ${asked}$.",
        "If ${f}(x) = {rule}$, what is ${asked}$?",
        "The function ${f}$ is given by ${f}(x) = {rule}$. Calculate ${asked}$.",
        "For ${f}(x) = {rule}$, evaluate ${asked}$.",
    ),
)


@problems("math.function_value", version=2, levels=(1, 2, 3, 4, 4))
def function_value(rng: random.Random, difficulty: int) -> Draft:
    """Evaluate a polynomial function.

    Step 1: linear. 2: quadratic. 3: a difference of two values. 4: cubic, difference. 5: value of a value.
    """
    degree = (1, 2, 2, 3, 2)[difficulty - 1]
    f = rng.choice("fgh")
    size = 9 if difficulty < 5 else 5
    rule = [nonzero(rng, -size, size), *(rng.randint(-size, size) for _ in range(degree))]
    a, b = rng.sample([v for v in range(-9, 10) if v], 2)
    if difficulty == 5:
        a = nonzero(rng, -4, 4)
    first = _at(rule, a)
    steps = [f"${f}({a}) = {_put_in(rule, a)} = {first}$."]
    if difficulty <= 2:
        asked, answer = f"{f}({a})", first
    elif difficulty <= 4:
        second = _at(rule, b)
        asked, answer = f"{f}({a}) - {f}({b})", first - second
        steps += [
            f"${f}({b}) = {_put_in(rule, b)} = {second}$.",
            f"Subtract: ${first} - {paren(second)} = {answer}$.",
        ]
    else:
        asked, answer = f"{f}({f}({a}))", _at(rule, first)
        steps.append(f"${f}({first}) = {_put_in(rule, first)} = {answer}$.")
    prompt = rng.choice(_VALUE).format(f=f, rule=poly(rule), asked=asked)
    return worked(rng, prompt, steps, str(answer))


_COMPOSE = posed(
    "functions",
    "$f(x) = {f}$ and $g(x) = {g}$",
    (
        "Find $f(g(x))$ as a polynomial.",
        "What is $f(g(x))$ when expanded?",
        "Write $f(g(x))$ as a polynomial.",
    ),
    bare=(
        "Let $f(x) = {f}$ and $g(x) = {g}$. Find $f(g(x))$ as a polynomial.",
        "With $f(x) = {f}$ and $g(x) = {g}$, what is $f(g(x))$ when expanded?",
        "Given $f(x) = {f}$ and $g(x) = {g}$, expand $f(g(x))$.",
        "Determine $f(g(x))$ in expanded form for $f(x) = {f}$ and $g(x) = {g}$.",
    ),
)


@problems("math.function_composition", version=2)
def function_composition(rng: random.Random, difficulty: int) -> Draft:
    """Compose two polynomial functions.

    Difficulty 1: both linear, small. 2: both linear. 3: quadratic of linear. 4: linear of quadratic and more terms.
    5: quadratic of quadratic.
    """
    outer = (1, 1, 2, 2, 2)[difficulty - 1]
    inner = (1, 1, 1, 1, 2)[difficulty - 1]
    size = 9 if difficulty == 1 else 15 if difficulty == 2 else 7
    f = [nonzero(rng, -size, size), *(nonzero(rng, -size, size) for _ in range(outer))]
    g = [nonzero(rng, -size, size), *(nonzero(rng, -size, size) for _ in range(inner))]
    if difficulty == 3:
        f[1] = 0
    result = [0]
    for c in f:
        result = multiply(result, g)
        result[-1] += c
    while len(result) > 1 and not result[0]:
        result = result[1:]
    inside = f"({poly(g)})"
    steps = []
    replaced = _substituted(f, inside)
    if outer == 2:
        square = multiply(g, g)
        steps.append(f"Square the inner function: ${inside}^2 = {poly(square)}$.")
        parts = [[f[0] * c for c in square], [f[1] * c for c in g], [f[2]]]
        shown = [poly(part) for part in parts if any(part)]
        steps.append(f"So ${replaced} = {' + '.join(_in_sum(s) for s in shown)} = {poly(result)}$.")
    else:
        steps.append(
            f"Put the inner function in: ${replaced} = {poly([f[0] * c for c in g])} {signed(f[1])} = {poly(result)}$."
        )
    prompt = rng.choice(_COMPOSE).format(f=poly(f), g=poly(g))
    return worked(rng, prompt, steps, poly(result))


def _in_sum(text: str) -> str:
    return f"({text})"


def _substituted(coefficients: list[int], inside: str) -> str:
    text = poly(coefficients, "#")
    return text.replace("#", inside)


_INVERSE = posed(
    "function",
    "$f(x) = {f}$",
    (
        "Find the inverse of {it}.",
        "Determine the inverse function of {it}.",
        "What is the inverse of {it}?",
        "Give $f^{{-1}}(x)$.",
    ),
    bare=(
        "What is $f^{{-1}}(x)$ if $f(x) = {f}$?",
        "The function $f(x) = {f}$ is invertible. Give $f^{{-1}}(x)$.",
    ),
)


@problems("math.inverse_function", version=3)
def inverse_function(rng: random.Random, difficulty: int) -> Draft:
    """Invert a linear or a fractional linear function.

    Difficulty 1: whole slope. 2: larger numbers. 3: a fraction ``(ax + b)/c``. 4: ``b/(x + d) + c``. 5: ``(ax + b)/(cx + d)``.
    """
    size = 6 + 6 * difficulty
    a, b, c, d = (nonzero(rng, -size, size) for _ in range(4))
    if difficulty <= 2:
        while a == 1:
            a = nonzero(rng, -size, size)
        f = poly([a, b])
        solved = f"{'-' if a < 0 else ''}\\frac{{x {signed(-b)}}}{{{abs(a)}}}" if a != -1 else poly([-1, b])
        check = f"{_times_text(a)}\\left({solved}\\right) {signed(b)}"
        way = [f"{poly([a, 0])} = y {signed(-b)}"]
    elif difficulty == 3:
        a, c = abs(a) + 1, abs(c) + 1
        f = f"\\frac{{{poly([a, b])}}}{{{c}}}"
        solved = f"\\frac{{{c}x {signed(-b)}}}{{{a}}}"
        check = f"\\frac{{{a} \\cdot {solved} {signed(b)}}}{{{c}}}"
        way = [f"{poly([a, b])} = {c}y", f"{poly([a, 0])} = {c}y {signed(-b)}"]
    elif difficulty == 4:
        b = abs(b) + 1
        f = f"\\frac{{{b}}}{{{poly([1, d])}}} {signed(c)}"
        solved = f"\\frac{{{b}}}{{{poly([1, -c])}}} {signed(-d)}"
        check = f"\\frac{{{b}}}{{\\left({solved}\\right) {signed(d)}}} {signed(c)}"
        way = [
            f"\\frac{{{b}}}{{{poly([1, d])}}} = y {signed(-c)}",
            f"{poly([1, d])} = \\frac{{{b}}}{{y {signed(-c)}}}",
        ]
    else:
        while a * d == b * c:
            d = nonzero(rng, -size, size)
        f = f"\\frac{{{poly([a, b])}}}{{{poly([c, d])}}}"
        solved = f"\\frac{{{poly([-d, b])}}}{{{poly([c, -a])}}}"
        check = f"\\frac{{{_times_text(a)}\\left({solved}\\right) {signed(b)}}}{{{_times_text(c)}\\left({solved}\\right) {signed(d)}}}"
        way = [
            f"{poly([a, b])} = y \\left({poly([c, d])}\\right)",
            f"\\left({poly([-c, a], 'y')}\\right) x = {poly([d, -b], 'y')}",
        ]
    named = solved.replace("x", "y")
    lines = ", so ".join(f"${line}$" for line in [*way, f"x = {named}"])
    steps = [
        f"From $y = {f}$ follows {lines}. With the names swapped the inverse is ${solved}$. "
        f"Putting it into $f$ gives $x$ back: ${check} = x$."
    ]
    return worked(rng, rng.choice(_INVERSE).format(f=f), steps, f"f^{{-1}}(x) = {solved}")


def _times_text(a: int) -> str:
    return f"{a} \\cdot " if a not in (1, -1) else "-" if a == -1 else ""


_DOMAIN = posed(
    "function",
    "$f(x) = {f}$",
    (
        "Find the domain of {it} in interval notation.",
        "What is the domain of {it}, as an interval or a union of intervals?",
        "In interval notation, for which real $x$ is {it} defined?",
        "Determine the largest real domain of {it} as an interval or a union of intervals.",
    ),
)


@problems("math.function_domain", version=2)
def function_domain(rng: random.Random, difficulty: int) -> Draft:
    """Find the domain of a root, logarithm or fraction.

    Difficulty 1: a root of x + b. 2: a root of ax + b. 3: a logarithm. 4: a root over a pole. 5: a root of a quadratic.
    """
    a, b = nonzero(rng, -12, 12), nonzero(rng, -60, 60)
    if difficulty == 1:
        a = 1
    scale = rng.randint(2, 30)
    if difficulty == 5:
        r, s = sorted(rng.sample(range(-30, 31), 2))
        lead = rng.choice([-4, -3, -2, -1, 1, 2, 3, 4])
        inner = poly([lead, -lead * (r + s), lead * r * s])
        factored = f"{'' if lead == 1 else '-' if lead == -1 else lead}({poly([1, -r])})({poly([1, -s])})"
        answer = f"[{r}, {s}]" if lead < 0 else f"(-\\infty, {r}] \\cup [{s}, \\infty)"
        steps = [
            f"The radicand must not be negative. Factor it: ${inner} = {factored}$.",
            f"Its zeros are {r} and {s}, and the parabola opens {'down' if lead < 0 else 'up'}: "
            f"${inner} \\ge 0$ for $x \\in {answer}$.",
        ]
        return worked(rng, rng.choice(_DOMAIN).format(f=f"{scale}\\sqrt{{{inner}}}"), steps, answer)
    edge = Fraction(-b, a)
    inner = poly([a, b])
    closed = difficulty != 3
    sign = "\\ge" if closed else ">"
    flipped = sign if a > 0 else ("\\le" if closed else "<")
    steps = [
        f"The {'radicand must not be negative' if closed else 'argument must be positive'}: ${inner} {sign} 0$ means "
        f"$x {flipped} {num(edge)}$."
    ]
    left, right = ("[", "]") if closed else ("(", ")")
    answer = f"{left}{num(edge)}, \\infty)" if a > 0 else f"(-\\infty, {num(edge)}{right}"
    if difficulty <= 2:
        f = f"{scale}\\sqrt{{{inner}}}"
    elif difficulty == 3:
        f = f"{scale}\\ln({inner})"
    else:
        inside = 0
        while not inside:
            inside = int(edge // 1) + (rng.randint(2, 20) if a > 0 else -rng.randint(2, 20))
        f = f"\\frac{{\\sqrt{{{inner}}}}}{{{poly([1, -inside])}}}"
        steps.append(
            f"At {inside} the denominator is ${inside} {signed(-inside)} = 0$, so {inside} is left out."
        )
        answer = (
            f"[{num(edge)}, {inside}) \\cup ({inside}, \\infty)"
            if a > 0
            else f"(-\\infty, {inside}) \\cup ({inside}, {num(edge)}]"
        )
    return worked(rng, rng.choice(_DOMAIN).format(f=f), steps, answer)
