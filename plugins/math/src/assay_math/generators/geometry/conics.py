"""Conic sections: centres, vertices and foci, also from the general form."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import combine, point, root_steps, simple_root
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, paren, worked


@problems("math.conic_features", version=3, levels=(3, 3, 3, 4, 5))
def conic_features(rng: random.Random, difficulty: int) -> Draft:
    """Find the features of parabolas, ellipses and hyperbolas.

    Step 1: the foci of an ellipse at the origin. 2: those of a hyperbola, or its asymptotes. 3: the
    vertex of a parabola. 4: its focus, or the centre of an ellipse in general form. 5: the distance of the
    foci or the eccentricity from the general form.
    """
    if difficulty == 1:
        return _ellipse(rng)
    if difficulty == 2:
        return _hyperbola(rng)
    if difficulty == 3:
        return _vertex(rng)
    return _focus(rng) if difficulty == 4 and rng.random() < 0.5 else _general(rng, difficulty)


def _check_foci(across: int, up: int, square: int, *, ellipse: bool) -> None:
    """The distances of a point of the curve from the foci have the sum or difference of the main axis."""
    swap = ellipse and up > across
    a, b = (up, across) if swap else (across, up)
    t, c = 0.7, math.sqrt(square)
    some = (
        complex(math.sqrt(a) * math.cos(t), math.sqrt(b) * math.sin(t))
        if ellipse
        else complex(math.sqrt(a) * math.cosh(t), math.sqrt(b) * math.sinh(t))
    )
    far, near = abs(some + c), abs(some - c)
    agree(far + near if ellipse else far - near, 2 * math.sqrt(a), rel=1e-9, abs=1e-9, what="the foci")


@redrawn
def _ellipse(rng: random.Random) -> Draft | None:
    a, b = rng.randint(3, 30), rng.randint(2, 28)
    if a <= b:
        return None
    square = a * a - b * b
    c = simple_root(square)
    _check_foci(a * a, b * b, square, ellipse=True)
    kind = rng.choice(("c", "2c"))
    answer = c if kind == "c" else simple_root(4 * square)
    across = rng.random() < 0.5
    bottoms = (a * a, b * b) if across else (b * b, a * a)
    prompt = tell(
        rng,
        (
            "An ellipse has the equation $\\frac{{x^2}}{{{p}}} + \\frac{{y^2}}{{{q}}} = 1$.",
            "The equation $\\frac{{x^2}}{{{p}}} + \\frac{{y^2}}{{{q}}} = 1$ describes an ellipse.",
            "The longer semi-axis of an ellipse is ${a}$ and the shorter one ${b}$.",
            "The floor of a hall is an ellipse, ${l}$ metres long and ${w}$ metres wide; a whisper at one focus is heard at the other.",
            "A flower bed in the form of an ellipse is ${l}$ feet long and ${w}$ feet wide. A gardener sets a peg at each focus.",
        ),
        (
            "How far is each focus from the centre? Give the exact value.",
            "Find the exact distance between the centre and a focus.",
            "What is the exact distance of a focus from the centre?",
        )
        if kind == "c"
        else (
            "How far are the two foci apart, exactly?",
            "Find the exact distance between the foci.",
            "What is the exact distance from one focus to the other?",
        ),
        p=bottoms[0], q=bottoms[1], a=a, b=b, l=2 * a, w=2 * b,
    )  # fmt: skip
    steps = [
        f"The square of a focus's distance from the centre is the difference of the squares of the semi-axes: ${a}^2 - {b}^2 = {square}$."
    ]
    if c != f"\\sqrt{{{square}}}":
        steps.append(f"Its root is ${root_steps(square)}$.")
    if kind == "2c":
        steps.append(f"The foci are twice that apart: $2 \\cdot {c} = {answer}$.")
    return worked(rng, prompt, steps, answer)


def _hyperbola(rng: random.Random) -> Draft:
    a, b = rng.randint(2, 25), rng.randint(2, 25)
    across = rng.random() < 0.5
    first, second = ("x", "y") if across else ("y", "x")
    square = a * a + b * b
    c, answer = simple_root(square), simple_root(4 * square)
    _check_foci(a * a, b * b, square, ellipse=False)
    values = {"f": first, "s": second, "p": a * a, "q": b * b}
    settings = (
        "A hyperbola has the equation $\\frac{{{f}^2}}{{{p}}} - \\frac{{{s}^2}}{{{q}}} = 1$.",
        "The equation $\\frac{{{f}^2}}{{{p}}} - \\frac{{{s}^2}}{{{q}}} = 1$ describes a hyperbola.",
        "A navigation system places a ship on the hyperbola $\\frac{{{f}^2}}{{{p}}} - \\frac{{{s}^2}}{{{q}}} = 1$, with lengths in kilometres "
        "and a transmitter at each focus.",
        "A hyperbola is given by ${q}{f}^2 - {p}{s}^2 = {pq}$.",
    )
    steps = []
    chosen = rng.choice(settings)
    if chosen == settings[-1]:
        steps.append(
            f"Divide by ${a * a * b * b}$, where $\\frac{{{a * a * b * b}}}{{{b * b}}} = {a * a}$ and "
            f"$\\frac{{{a * a * b * b}}}{{{a * a}}} = {b * b}$ become the denominators."
        )
    if rng.random() < 0.65:
        prompt = tell(
            rng,
            (chosen,),
            (
                "How far are the two foci apart, exactly?",
                "Find the exact distance between the foci.",
                "What is the exact distance from one focus to the other?",
                "Calculate the exact distance of the foci from each other.",
            ),
            pq=a * a * b * b,
            **values,
        )
        steps.append(
            f"The square of a focus's distance from the centre is the sum of both denominators: ${a * a} + {b * b} = {square}$."
        )
        if c != f"\\sqrt{{{square}}}":
            steps.append(f"Its root is ${root_steps(square)}$.")
        steps.append(f"The foci are twice that apart: $2 \\cdot {c} = {answer}$.")
        return worked(rng, prompt, steps, answer)
    slope = Fraction(b, a) if across else Fraction(a, b)
    prompt = tell(
        rng,
        (chosen,),
        (
            "What is the slope of its rising asymptote?",
            "Find the positive slope among the slopes of its asymptotes.",
            "Which slope does the asymptote have that rises to the right?",
            "Calculate the slope of the asymptote with positive slope.",
        ),
        pq=a * a * b * b,
        **values,
    )
    steps.append(
        "On the asymptotes both squared terms are equal, so the slope is the root of the denominator under $y$ over the one under $x$: "
        f"$\\sqrt{{\\frac{{{b * b if across else a * a}}}{{{a * a if across else b * b}}}}} = {num(slope)}$."
    )
    return worked(rng, prompt, steps, num(slope))


def _vertex(rng: random.Random) -> Draft:
    a, h = (
        Fraction(rng.choice((1, -1, 2, -2, 3, -3, 4, -4, 5))),
        Fraction(nonzero(rng, -20, 20), rng.choice((1, 1, 1, 2))),
    )
    k = Fraction(rng.randint(-30, 30))
    b, c = -2 * a * h, a * h * h + k
    h = agree(h, -b / (2 * a), what="the axis")
    k = agree(k, (4 * a * c - b * b) / (4 * a), what="the height of the vertex")
    right = combine([(a, "x^2"), (b, "x"), (c, "")])
    prompt = tell(
        rng,
        (
            "A parabola has the equation $y = {e}$.",
            "The graph of the function $f(x) = {e}$ is a parabola.",
            "The curve $y = {e}$ is drawn in a coordinate system.",
            "A designer draws the outline of a bowl turned up or down as the parabola $y = {e}$.",
        ),
        (
            "What are the coordinates of its vertex?",
            "Find its vertex.",
            "At which point does the parabola have its vertex?",
            "Give the coordinates of the point where it turns.",
        ),
        e=right,
    )  # fmt: skip
    inner = combine([(1, "x"), (-h, "")])
    lead = "" if a == 1 else "-" if a == -1 else num(a)
    square = f"{lead}\\left({inner}\\right)^2" if h.denominator > 1 else f"{lead}({inner})^2"
    tail = "" if k == 0 else f" + {num(k)}" if k > 0 else f" - {num(-k)}"
    steps = [
        f"The axis is at $x = -\\frac{{b}}{{2a}}$, here ${'-' if b > 0 else ''}\\frac{{{num(abs(b))}}}{{2 \\cdot {paren(a)}}} = {num(h)}$.",
        f"Complete the square: ${right} = {square}{tail}$.",
    ]
    answer = point(h, k)
    return worked(rng, prompt, steps, answer if "frac" not in answer else f"\\left{answer[:-1]}\\right)")


@redrawn
def _focus(rng: random.Random) -> Draft | None:
    if rng.random() < 0.4:  # a dish: depth and width
        radius, depth = rng.randint(2, 40) * 5, rng.randint(2, 60)
        focal = Fraction(radius * radius, 4 * depth)
        if focal.denominator > 2 or depth * 2 > radius or focal > 600:
            return None
        # the rim is as far from the focus as from the directrix
        agree(
            focal + depth,
            Fraction(round(abs(complex(radius, float(focal) - depth)) * 2), 2),
            what="the focal length",
        )
        thing = rng.choice(
            (
                "satellite dish",
                "solar cooker",
                "mirror of a searchlight",
                "radio telescope model",
                "reflector of a lamp",
            )
        )
        prompt = tell(
            rng,
            (
                "The cross section of a {thing} is a parabola. It is ${w}$ cm wide at the rim and ${d}$ cm deep in the middle.",
                "A {thing} has the shape of a paraboloid with a depth of ${d}$ cm; its circular rim has a diameter of ${w}$ cm.",
                "A {thing} with a parabolic cross section measures ${w}$ cm across its rim, and its deepest point lies ${d}$ cm below the rim.",
            ),
            (
                "How far above its deepest point is the focus, in cm?",
                "Find the distance of the focus from the deepest point, in cm.",
                "At what distance from the deepest point, in cm, do parallel rays meet?",
                "What is its focal length, in cm?",
            ),
            thing=thing, w=2 * radius, d=depth,
        )  # fmt: skip
        steps = [
            f"With the deepest point as origin the parabola is $x^2 = 4py$ with the focal length $p$, and the rim is at $x = {radius}$, "
            f"$y = {depth}$. There $x^2$ is ${radius}^2 = {radius**2}$, and $4y$ is $4 \\cdot {depth} = {4 * depth}$.",
            f"The focal length is $\\frac{{{radius**2}}}{{{4 * depth}}} = {num(focal)}$.",
        ]
        return worked(rng, prompt, steps, num(focal))
    p = nonzero(rng, -8, 8)
    h, k = nonzero(rng, -12, 12), nonzero(rng, -12, 12)
    # (x - h)^2 = 4p(y - k)
    left = combine([(1, "x^2"), (-2 * h, "x"), (-4 * p, "y"), (h * h + 4 * p * k, "")])
    answer = (h, k + p)
    # any point of the parabola is as far from the focus as from the directrix y = k - p
    x = h + 4 * p
    y = k + Fraction((x - h) ** 2, 4 * p)
    agree((x - answer[0]) ** 2 + (y - answer[1]) ** 2, (y - (k - p)) ** 2, what="the focus")
    prompt = tell(
        rng,
        (
            "A parabola has the equation ${e} = 0$.",
            "The equation ${e} = 0$ describes a parabola.",
            "All points with ${e} = 0$ form a parabola.",
        ),
        (
            "What are the coordinates of its focus?",
            "Find its focus.",
            "Where is the focus of this parabola?",
            "Give the coordinates of the focus.",
        ),
        e=left,
    )  # fmt: skip
    inner = combine([(1, "x"), (-h, "")])
    rest = combine([(-4 * p, "y"), (4 * p * k, "")])
    outer = f"{num(4 * p)}({combine([(1, 'y'), (-k, '')])})"
    steps = [
        f"Complete the square in $x$: ${left} = ({inner})^2 {'' if rest.startswith('-') else '+ '}{rest.replace('-', '- ', 1) if rest.startswith('-') else rest}$.",
        f"With the rest on the right the equation is $({inner})^2 = {outer}$, so the vertex is ${point(h, k)}$ and $4p = {4 * p}$, "
        f"which gives $\\frac{{{4 * p}}}{{4}} = {p}$ for $p$."
        if p > 0
        else f"With the rest on the right the equation is $({inner})^2 = {outer}$, so the vertex is ${point(h, k)}$ and $4p = {4 * p}$, "
        f"which gives $-\\frac{{{-4 * p}}}{{4}} = {p}$ for $p$.",
        f"The focus lies $p$ above the vertex, at the height ${k} + {paren(p)} = {k + p}$.",
    ]
    return worked(rng, prompt, steps, point(*answer))


@redrawn
def _general(rng: random.Random, difficulty: int) -> Draft | None:
    ellipse = difficulty == 4 or rng.random() < 0.6
    m, n = rng.randint(1, 9), rng.randint(1, 9)
    h, k = nonzero(rng, -9, 9), nonzero(rng, -9, 9)
    if m == n:
        return None
    sign = 1 if ellipse else -1
    scale = rng.randint(1, 9)
    total = m * n * scale
    constant = m * h * h + sign * n * k * k - total
    # total = m(x - h)^2 + sign n(y - k)^2, so the semi-axes squared are n scale and m scale
    across, up = n * scale, m * scale
    left = combine(
        [(m, "x^2"), (sign * n, "y^2"), (-2 * m * h, "x"), (-2 * sign * n * k, "y"), (constant, "")]
    )
    kind = "ellipse" if ellipse else "hyperbola"
    at = (h, k)
    # a curve is symmetric about its centre: opposite points give the equation's left side the same value
    ends = [
        m * x * x + sign * n * y * y - 2 * m * h * x - 2 * sign * n * k * y
        for x, y in ((h + 3, k - 5), (h - 3, k + 5))
    ]
    agree(*ends, what="the centre")
    settings: tuple[str, ...] = (
        "The equation ${e} = 0$ describes an {kind}.",
        "An {kind} has the equation ${e} = 0$.",
        "All points with ${e} = 0$ lie on an {kind}.",
    )
    if not ellipse:
        settings = tuple(
            s.replace("an {kind}", "a {kind}").replace("An {kind}", "A {kind}") for s in settings
        )
    squares = (
        f"{'' if m == 1 else m}({combine([(1, 'x'), (-h, '')])})^2 {'+' if sign > 0 else '-'} "
        f"{'' if n == 1 else n}({combine([(1, 'y'), (-k, '')])})^2"
    )
    steps = [f"Complete both squares: ${left} = {squares} - {total}$."]
    if difficulty == 4:
        prompt = tell(
            rng,
            settings,
            (
                "What are the coordinates of its centre?",
                "Find its centre.",
                "Where is the centre of this curve?",
                "Give the coordinates of the centre.",
            ),
            e=left,
            kind=kind,
        )
        return worked(rng, prompt, steps, point(*at))
    square = abs(across - up) if ellipse else across + up
    _check_foci(across, up, square, ellipse=ellipse)
    major = max(across, up) if ellipse else across
    steps.append(
        f"With ${total}$ on the right and divided by it, the squares stand over ${_over(total, m)}$ (for $x$) and ${_over(total, n)}$ (for $y$)."
    )
    steps.append(
        f"The square of a focus's distance from the centre is the {'difference' if ellipse else 'sum'} of these: "
        + (
            f"${max(across, up)} - {min(across, up)} = {square}$."
            if ellipse
            else f"${across} + {up} = {square}$."
        )
    )
    if rng.random() < 0.5:
        answer = simple_root(4 * square)
        prompt = tell(
            rng,
            settings,
            (
                "How far are its two foci apart, exactly?",
                "Find the exact distance between its foci.",
                "What is the exact distance from one focus to the other?",
                "Calculate the exact distance of the foci from each other.",
            ),
            e=left,
            kind=kind,
        )
        steps.append(f"The foci are twice its root apart: $2 \\cdot \\sqrt{{{square}}} = {answer}$.")
        return worked(rng, prompt, steps, answer)
    answer = simple_root(Fraction(square, major))
    prompt = tell(
        rng,
        settings,
        (
            "What is its eccentricity, exactly?",
            "Find its exact eccentricity.",
            "Which exact value does its eccentricity have?",
            "Calculate the eccentricity of this curve exactly.",
        ),
        e=left,
        kind=kind,
    )
    steps.append(
        f"The eccentricity is the root of that over the square of the {'longer' if ellipse else 'real'} semi-axis: "
        f"$\\sqrt{{\\frac{{{square}}}{{{major}}}}} = {answer}$."
    )
    return worked(rng, prompt, steps, answer)


def _over(top: int, bottom: int) -> str:
    return str(top) if bottom == 1 else f"\\frac{{{top}}}{{{bottom}}} = {top // bottom}"
