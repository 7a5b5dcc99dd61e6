"""Triangles: Pythagoras, right-triangle trigonometry, the laws of sines and cosines, areas."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._forms import (
    Surd,
    ask,
    chain,
    is_square,
    reduced,
    root,
    simple_root,
    square_root,
    surd,
    surd_product,
    surd_sum,
)
from assay_math.generators._levels import problems
from assay_math.generators._sizes import Figured, told
from assay_math.generators._write import num, worked

_TRIANGLES = ("ABC", "PQR", "XYZ", "DEF", "KLM", "STU", "EFG", "RST", "MNP", "UVW", "GHK", "JKL")
_UNITS = ("centimetres", "metres", "millimetres", "feet", "inches", "units", "yards")
_OUTDOORS = ("m", "ft", "yards", "feet", "metres")
_PEOPLE = "Ana Ben Cleo Dan Eva Finn Gita Hugo Iris Jon Kira Leo Mia Noah Olga Paul Rosa Sam Tara Uwe Vera Will Yara Zoe".split()

_SIN: dict[int, Surd] = {
    30: {1: Fraction(1, 2)},
    45: {2: Fraction(1, 2)},
    60: {3: Fraction(1, 2)},
    90: {1: Fraction(1)},
    120: {3: Fraction(1, 2)},
    135: {2: Fraction(1, 2)},
    150: {1: Fraction(1, 2)},
}
_COS: dict[int, Surd] = {
    30: {3: Fraction(1, 2)},
    45: {2: Fraction(1, 2)},
    60: {1: Fraction(1, 2)},
    90: {},
    120: {1: Fraction(-1, 2)},
    135: {2: Fraction(-1, 2)},
    150: {3: Fraction(-1, 2)},
}
_TAN: dict[int, Surd] = {30: {3: Fraction(1, 3)}, 45: {1: Fraction(1)}, 60: {3: Fraction(1)}}


def _triple(rng: random.Random, limit: int, largest: int) -> tuple[int, int, int]:
    """A Pythagorean triple with hypotenuse up to ``largest``."""
    while True:
        m = rng.randint(2, limit)
        k = rng.randint(1, m - 1)
        if (m - k) % 2 == 0 or gcd(m, k) > 1 or m * m + k * k > largest:
            continue
        scale = rng.randint(1, largest // (m * m + k * k))
        a, b = m * m - k * k, 2 * m * k
        if rng.random() < 0.5:
            a, b = b, a
        return a * scale, b * scale, (m * m + k * k) * scale


_HYPOTENUSE: Figured = (
    (
        "{who} draws a right triangle with legs of length ${a}$ {u} and ${b}$ {u}. How long is the hypotenuse, in {u}?",
        ((5, 2500), (5, 2500)),
    ),
    (
        "The two shorter sides of right triangle ${t}$ measure ${a}$ {u} and ${b}$ {u}. Find the longest side in {u}.",
        None,
    ),
    (
        "Find the length (in {u}) of the hypotenuse of right triangle ${t}$ with legs ${a}$ {u} and ${b}$ {u}.",
        None,
    ),
    (
        "{who} draws a rectangle ${a}$ {u} long and ${b}$ {u} wide. What is the length of its diagonal in {u}?",
        ((5, 2500), (5, 2500)),
    ),
    (
        "A toy car of {who} drives ${a}$ {u} due east and then ${b}$ {u} due north. How many {u} is it from its start?",
        ((200, 40_000), (200, 60_000)),
    ),
)
_LEG: Figured = (
    (
        "{who} draws a right triangle with hypotenuse ${c}$ {u} and one leg of ${a}$ {u}. Find the other leg in {u}.",
        ((5, 2500), (5, 2500)),
    ),
    (
        "In right triangle ${t}$ the longest side is ${c}$ {u} and another side is ${a}$ {u}. What is the third side in {u}?",
        None,
    ),
    (
        "{who} leans a ladder ${c}$ {u} long against a vertical wall, its foot ${a}$ {u} from the wall on level ground. "
        "How high up the wall does it reach, in {u}?",
        ((300, 4000), (1500, 12_000)),
    ),
    (
        "The diagonal of the rectangle that {who} cuts out is ${c}$ {u} and one of its sides is ${a}$ {u}. How long is the other side, in {u}?",
        ((5, 2500), (5, 2500)),
    ),
    (
        "{who} stretches a straight wire ${c}$ {u} long from the top of a mast to a peg in the ground ${a}$ {u} from its base. "
        "Find the height of the mast in {u}.",
        ((500, 60_000), (2000, 100_000)),
    ),
)
_BOX: Figured = (
    (
        "A box measures ${a}$ {u} by ${b}$ {u} by ${c}$ {u}. Find the length of its space diagonal in {u}.",
        ((20, 2000), (20, 2000)),
    ),
    (
        "What is the longest straight rod that fits in a rectangular room ${a}$ {u} long, ${b}$ {u} wide and ${c}$ {u} high? "
        "Answer in {u}.",
        ((2000, 30_000), (2000, 40_000)),
    ),
    (
        "Find the distance in {u} between opposite corners of a cuboid with edges ${a}$, ${b}$ and ${c}$ {u}.",
        None,
    ),
    (
        "A rectangular prism has edge lengths ${a}$ {u}, ${b}$ {u} and ${c}$ {u}. How long is the diagonal through its "
        "interior, in {u}?",
        None,
    ),
)
_ISOSCELES: Figured = (
    (
        "Isosceles triangle ${t}$ has two sides of ${a}$ {u} and a base of ${b}$ {u}. Find its area in square {u}.",
        None,
    ),
    (
        "A gable is an isosceles triangle with equal sides of ${a}$ {u} and a base of ${b}$ {u}. What is its area in square {u}?",
        ((1500, 25_000), (1500, 25_000)),
    ),
    (
        "What is the area, in square {u}, of a triangle with sides ${a}$, ${a}$ and ${b}$ {u}?",
        None,
    ),
    (
        "Find the area in square {u} of an isosceles triangle whose legs measure ${a}$ {u} and whose base measures ${b}$ {u}.",
        None,
    ),
)


@problems("math.pythagoras", version=3, levels=(2, 2, 3, 4, 5))
def pythagoras(rng: random.Random, difficulty: int) -> Draft:
    """Sides of right triangles, and diagonals and heights found with them.

    Step 1: the hypotenuse, whole numbers. 2: a leg, whole numbers. 3: surds.
    4: the space diagonal of a box. 5: the area of an isosceles triangle.
    """
    t = rng.choice(_TRIANGLES)
    if difficulty == 4:
        a, b, c = (rng.randint(2, 40) for _ in range(3))
        base = a * a + b * b
        steps = [
            f"The square of the diagonal of the base is ${a}^2 + {b}^2 = {a * a} + {b * b} = {base}$.",
            f"With the third edge, the square of the space diagonal is ${base} + {c}^2 = {base} + {c * c} = {base + c * c}$.",
            _take_root(base + c * c),
        ]
        return worked(
            rng,
            told(rng, _BOX, (min(a, b, c), max(a, b, c)), a=a, b=b, c=c),
            steps,
            simple_root(base + c * c),
        )
    if difficulty == 5:
        b = 2 * rng.randint(2, 60)
        a = rng.randint(b // 2 + 1, b // 2 + 80)
        square = a * a - b * b // 4
        height = simple_root(square)
        outside, radicand = square_root(square)
        area = root(outside * b / 2, radicand)
        steps = [
            f"The height meets the base in its middle, so the half base is $\\frac{{{b}}}{{2}} = {b // 2}$.",
            f"By the Pythagorean theorem the square of the height is ${a}^2 - {b // 2}^2 = {a * a} - {b * b // 4} = {square}$.",
            _take_root(square, "height"),
            f"The area is half of base times height: $\\frac{{1}}{{2}} \\cdot {b} \\cdot {height} = {area}$.",
        ]
        return worked(rng, told(rng, _ISOSCELES, (a, b), a=a, b=b, t=t), steps, area)
    leg = difficulty == 2 or (difficulty == 3 and rng.random() < 0.5)
    if difficulty == 3:
        a, b = rng.randint(2, 80), rng.randint(2, 80)
        while is_square(a * a + b * b):
            b = rng.randint(2, 80)
        squares = a * a + b * b
        if leg:
            c = max(a, b) + rng.randint(1, 9)
            a = min(a, b)
            squares = c * c - a * a
    else:
        a, b, c = _triple(rng, 12, 100 if difficulty == 1 else 400)
        squares = b * b if leg else c * c
    if leg:
        steps = [
            f"By the Pythagorean theorem the square of the missing leg is ${c}^2 - {a}^2 = {c * c} - {a * a} = {squares}$.",
            _take_root(squares, "leg"),
        ]
        prompt = told(rng, _LEG, (a, c), a=a, c=c, t=t, who=rng.choice(_PEOPLE))
    else:
        steps = [
            f"By the Pythagorean theorem the square of the hypotenuse is ${a}^2 + {b}^2 = {a * a} + {b * b} = {squares}$.",
            _take_root(squares),
        ]
        prompt = told(rng, _HYPOTENUSE, (a, b), a=a, b=b, t=t, who=rng.choice(_PEOPLE))
    return worked(rng, prompt, steps, simple_root(squares))


def _take_root(square: int, what: str = "length") -> str:
    simple = simple_root(square)
    outside, radicand = square_root(square)
    if radicand == 1:
        return f"Take the root, so the {what} is $\\sqrt{{{square}}} = {simple}$, because ${simple}^2 = {square}$."
    if outside == 1:
        return f"The {what} is $\\sqrt{{{square}}}$, which cannot be simplified: $\\left(\\sqrt{{{square}}}\\right)^2 = {square}$."
    return (
        f"Take the root, so the {what} is $\\sqrt{{{square}}} = "
        f"\\sqrt{{{num(outside * outside)} \\cdot {radicand}}} = {simple}$."
    )


# ---------------------------------------------------------------- right triangles with an angle

_RIGHT = (
    "In right triangle ${t}$ with the right angle at ${C}$, $\\angle {A}$ measures ${deg}^\\circ$ and {given} is "
    "${length}$ {u}. Find {asked} in {u}.",
    "Triangle ${t}$ has a right angle at ${C}$. If the angle at ${A}$ is ${deg}^\\circ$ and {given} measures ${length}$ {u}, "
    "how long is {asked} in {u}?",
    "The angle at ${C}$ in triangle ${t}$ is a right angle, the angle at ${A}$ is ${deg}^\\circ$, and {given} has length "
    "${length}$ {u}. Determine {asked} exactly (in {u}).",
    "What is the exact length in {u} of {asked} in right triangle ${t}$ (right angle at ${C}$) if {given} is ${length}$ {u} "
    "and the angle at ${A}$ is ${deg}^\\circ$?",
)
_TOWER: Figured = (
    (
        "From a point ${d}$ {u} from the foot of a tower, on level ground, its top is seen at an angle of elevation of "
        "${deg}^\\circ$. The observer's eye is ${eye}$ {u} above the ground. How tall is the tower, exactly, in {u}?",
        ((2000, 400_000), (900, 2200)),
    ),
    (
        "Standing ${d}$ {u} away from a building, a surveyor whose instrument is ${eye}$ {u} above the level ground measures "
        "an angle of elevation of ${deg}^\\circ$ to the roof. Find the exact height of the building in {u}.",
        ((2000, 400_000), (900, 2500)),
    ),
    (
        "A drone is ${eye}$ {u} above level ground and ${d}$ {u} from a mast, measured horizontally. It sees the top of "
        "the mast ${deg}^\\circ$ above the horizontal. What is the exact height of the mast in {u}?",
        ((1500, 400_000), (900, 150_000)),
    ),
    (
        "An observer at a height of ${eye}$ {u}, at a horizontal distance of ${d}$ {u} from a cliff, sees its edge at an "
        "angle of elevation of ${deg}^\\circ$. Find the cliff's exact height above the ground in {u}.",
        ((4000, 500_000), (900, 60_000)),
    ),
)
_TWO_ANGLES = (
    "From a point on level ground {who} sees the top of a tower at an angle of elevation of ${low}^\\circ$. After walking "
    "${d}$ {u} straight towards the tower the angle is ${high}^\\circ$. Find the exact height of the tower in {u}.",
    "{who} and a friend stand on level ground on the same side of a mast and in line with it, ${d}$ {u} apart. They see its "
    "top at angles of elevation of ${low}^\\circ$ and ${high}^\\circ$. How tall is the mast, exactly, in {u}?",
    "A ship with {who} on board sails straight towards a cliff. The angle of elevation of the cliff's top grows from ${low}^\\circ$ to "
    "${high}^\\circ$ while the ship covers ${d}$ {u}. What is the exact height of the cliff in {u}?",
    "Approaching a lighthouse on flat ground, {who} sees its top first at ${low}^\\circ$ and, ${d}$ {u} nearer, at "
    "${high}^\\circ$ above the horizontal. Determine the exact height of the lighthouse in {u}.",
)
_NAMES = {"opp": "the side opposite ${A}$", "adj": "the leg next to ${A}$", "hyp": "the hypotenuse"}
_WAYS = {
    ("hyp", "opp"): ("sin", False),
    ("opp", "hyp"): ("sin", True),
    ("hyp", "adj"): ("cos", False),
    ("adj", "hyp"): ("cos", True),
    ("adj", "opp"): ("tan", False),
    ("opp", "adj"): ("tan", True),
}
_RATIO_TEXT = {
    "sin": "The sine is the opposite side over the hypotenuse",
    "cos": "The cosine is the adjacent leg over the hypotenuse",
    "tan": "The tangent is the opposite side over the adjacent leg",
}


@problems("math.right_triangle_trig", version=3, levels=(2, 2, 4, 5, 3))
def right_triangle_trig(rng: random.Random, difficulty: int) -> Draft:
    """Lengths in right triangles with special angles.

    Step 1: multiply by a sine or cosine of 30 or 60 degrees that is one half. 2: any
    ratio, multiplying. 3: dividing by a ratio. 4: a tower above eye level. 5: two sightings.
    """
    u = rng.choice(_UNITS if difficulty <= 3 else _OUTDOORS)
    if difficulty == 4:
        deg, d, eye = rng.choice((30, 45, 60)), rng.randint(5, 300), rng.randint(1, 40)
        rise = surd({r: c * d for r, c in _TAN[deg].items()})
        height = surd(surd_sum({1: Fraction(eye)}, {r: c * d for r, c in _TAN[deg].items()}))
        steps = [
            f"The tangent of the angle is $\\tan {deg}^\\circ = {surd(_TAN[deg])}$.",
            f"The top lies above the eye by ${d}\\tan {deg}^\\circ = {rise}$.",
            f"Add the height of the eye: ${eye} + {d}\\tan {deg}^\\circ = {height}$.",
        ]
        return worked(
            rng,
            told(rng, _TOWER, (d, eye), units=("metres", "feet", "yards"), d=d, deg=deg, eye=eye),
            steps,
            height,
        )
    if difficulty == 5:
        low, high = rng.choice(((30, 45), (30, 60), (45, 60)))
        d = rng.randint(4, 600)
        cots = [_TAN[90 - low], _TAN[90 - high]]
        gap = surd(
            {
                r: sum((c.get(r, Fraction(0)) * s for c, s in zip(cots, (1, -1), strict=True)), Fraction(0))
                for r in (1, 3)
            }
        )
        inverse: Surd = {
            (30, 45): {1: Fraction(1, 2), 3: Fraction(1, 2)},
            (30, 60): {3: Fraction(1, 2)},
            (45, 60): {1: Fraction(3, 2), 3: Fraction(1, 2)},
        }[low, high]
        height = surd({r: c * d for r, c in inverse.items()})
        steps = [
            f"A tower of height 1 is seen at ${low}^\\circ$ from the distance $\\cot {low}^\\circ = {surd(cots[0])}$.",
            f"It is seen at ${high}^\\circ$ from the distance $\\cot {high}^\\circ = {surd(cots[1])}$.",
            f"The two distances differ by $\\cot {low}^\\circ - \\cot {high}^\\circ = {gap}$ for each unit of height.",
            f"So the height is $\\frac{{{d}}}{{{gap}}} = {height}$.",
        ]
        return worked(
            rng, ask(rng, _TWO_ANGLES, low=low, high=high, d=d, u=u, who=rng.choice(_PEOPLE)), steps, height
        )
    t = rng.choice(_TRIANGLES)
    letters = list(t)
    rng.shuffle(letters)
    a, _, c = letters
    ways = [w for w, (_, division) in _WAYS.items() if division == (difficulty == 3)]
    given, asked = rng.choice(ways)
    function = _WAYS[given, asked][0]
    deg = rng.choice((30, 45, 60))
    if difficulty == 1:
        given, asked, function, deg = rng.choice((("hyp", "opp", "sin", 30), ("hyp", "adj", "cos", 60)))
    length = rng.randint(2, 400)
    ratio = {"sin": _SIN, "cos": _COS, "tan": _TAN}[function][deg]
    ((r, k),) = ratio.items()
    first = f"{_RATIO_TEXT[function]}: $\\{function} {deg}^\\circ = {surd(ratio)}$."
    if difficulty == 3:
        answer = root(length / (k * r), r)
        second = f"So {_NAMES[asked].format(A=a)} is $\\frac{{{length}}}{{{surd(ratio)}}} = {answer}$."
    else:
        answer = root(length * k, r)
        second = f"So {_NAMES[asked].format(A=a)} is ${length} \\cdot {surd(ratio)} = {answer}$."
    prompt = ask(
        rng, _RIGHT, t=t, A=a, C=c, deg=deg, length=length, u=u,
        given=_NAMES[given].format(A=a), asked=_NAMES[asked].format(A=a),
    )  # fmt: skip
    return worked(rng, prompt, [first, second], answer)


# ---------------------------------------------------------------- any triangle

_COSINE_SIDE = (
    "In triangle ${t}$ two sides measure ${a}$ {u} and ${b}$ {u}, and the angle between them is ${deg}^\\circ$. "
    "Find the third side in {u}.",
    "Two sides of a triangle are ${a}$ {u} and ${b}$ {u} and enclose an angle of ${deg}^\\circ$. How long is the side "
    "opposite that angle, in {u}?",
    "From a port one ship sails ${a}$ {u} and another ${b}$ {u}, along straight courses ${deg}^\\circ$ apart. What is "
    "the exact distance between the ships, in {u}?",
    "Triangle ${t}$ has sides of ${a}$ and ${b}$ {u} meeting at ${deg}^\\circ$. Determine the exact length of the "
    "remaining side in {u}.",
)
_COSINE_ANGLE = (
    "The sides of triangle ${t}$ are ${a}$, ${b}$ and ${c}$ {u}. Find the cosine of the angle opposite the side of ${c}$ {u}.",
    "A triangle has sides ${a}$ {u}, ${b}$ {u} and ${c}$ {u}. What is the exact cosine of the angle between the sides of "
    "${a}$ and ${b}$ {u}?",
    "In a triangle with side lengths ${a}$, ${b}$ and ${c}$ {u}, compute the cosine of the angle that faces the side ${c}$.",
    "Three sticks of ${a}$, ${b}$ and ${c}$ {u} form a triangle. Determine the cosine of the angle enclosed by the first "
    "two sticks.",
)
_MEDIAN = (
    "In triangle ${t}$ two sides measure ${a}$ {u} and ${b}$ {u} with an angle of ${deg}^\\circ$ between them. Find the "
    "length in {u} of the median to the third side.",
    "Two sides of a triangle, ${a}$ {u} and ${b}$ {u} long, enclose ${deg}^\\circ$. How far, in {u}, is their common "
    "vertex from the midpoint of the opposite side?",
    "A parallelogram has sides ${a}$ {u} and ${b}$ {u} meeting at an angle of ${deg}^\\circ$. How long is half of the "
    "diagonal from that corner, in {u}?",
    "Let ${t}$ be a triangle with sides of ${a}$ and ${b}$ {u} and the angle ${deg}^\\circ$ between them. Determine the "
    "exact length in {u} of the median from that angle's vertex.",
)


@problems("math.law_of_cosines", version=2, levels=(2, 3, 3, 4, 5))
def law_of_cosines(rng: random.Random, difficulty: int) -> Draft:
    """The third side, an angle or a median by the law of cosines.

    Step 1: 60 degrees, small sides. 2: 60 or 120 degrees. 3: surd cosines (the
    square of the side). 4: the cosine of an angle from three sides. 5: a median.
    """
    t, u = rng.choice(_TRIANGLES), rng.choice(_UNITS)
    size = (12, 60, 60, 50, 60)[difficulty - 1]
    a, b = rng.randint(2, size), rng.randint(2, size)
    if difficulty == 4:
        c = rng.randint(abs(a - b) + 1, a + b - 1)
        top, bottom = a * a + b * b - c * c, 2 * a * b
        answer = num(Fraction(top, bottom))
        steps = [
            f"In the numerator of the law of cosines stands ${a}^2 + {b}^2 - {c}^2 = {a * a} + {b * b} - {c * c} = {top}$.",
            f"In the denominator stands $2 \\cdot {a} \\cdot {b} = {bottom}$.",
            f"The cosine is their ratio: $\\frac{{{a}^2 + {b}^2 - {c}^2}}{{2 \\cdot {a} \\cdot {b}}} = {reduced(top, bottom)}$.",
        ]
        return worked(rng, ask(rng, _COSINE_ANGLE, t=t, a=a, b=b, c=c, u=u), steps, answer)
    deg = (
        60
        if difficulty == 1
        else rng.choice((30, 45, 135, 150))
        if difficulty == 3
        else rng.choice((60, 120))
    )
    cosine = _COS[deg]
    ((r, k),) = cosine.items()
    cross = root(2 * a * b * k, r)
    squares = f"{a}^2 + {b}^2"
    total = surd({1: Fraction(a * a + b * b), **({r: -2 * a * b * k} if r != 1 else {})})
    steps = [f"The cosine of the angle is $\\cos {deg}^\\circ = {surd(cosine)}$."]
    size_of = f"\\left({surd(cosine)}\\right)" if k < 0 else surd(cosine)
    product = f"2 \\cdot {a} \\cdot {b} \\cdot {size_of}"
    if difficulty == 5:
        square = a * a + b * b + int(2 * a * b * k)
        answer = simple_root(Fraction(square, 4))
        steps.append(
            f"Twice the median is the diagonal of the parallelogram on the two sides; its square is "
            f"${squares} + {product} = {square}$."
        )
        steps.append(f"The median is half of the diagonal: $\\frac{{1}}{{2}}\\sqrt{{{square}}} = {answer}$.")
        return worked(rng, ask(rng, _MEDIAN, t=t, a=a, b=b, deg=deg, u=u), steps, answer)
    if r == 1:
        square = a * a + b * b - int(2 * a * b * k)
        steps.append(f"By the law of cosines the square of the side is ${squares} - {product} = {square}$.")
        steps.append(_take_root(square, "side"))
        answer = simple_root(square)
    else:
        steps.append(f"Twice the product of the sides and the cosine is ${product} = {cross}$.")
        steps.append(f"By the law of cosines the square of the side is ${squares} - {product} = {total}$.")
        answer = f"\\sqrt{{{total}}}"
    return worked(rng, ask(rng, _COSINE_SIDE, t=t, a=a, b=b, deg=deg, u=u), steps, answer)


_SINES = (
    "In triangle ${t}$ the angle at ${A}$ is ${alpha}^\\circ$, the angle at ${B}$ is ${beta}^\\circ$, and the side opposite "
    "${A}$ is ${a}$ {u}. Find the side opposite ${B}$ in {u}.",
    "Triangle ${t}$ has $\\angle {A}$ of ${alpha}^\\circ$ and $\\angle {B}$ of ${beta}^\\circ$. The side facing ${A}$ measures "
    "${a}$ {u}. How long is the side facing ${B}$, in {u}?",
    "Use the law of sines in triangle ${t}$: the side opposite ${A}$ is ${a}$ {u} and the angles at ${A}$ and ${B}$ are "
    "${alpha}^\\circ$ and ${beta}^\\circ$. What is the exact length in {u} of the side opposite ${B}$?",
    "The side opposite the ${alpha}^\\circ$ angle at ${A}$ in triangle ${t}$ is ${a}$ {u} long, and the angle at ${B}$ is "
    "${beta}^\\circ$. Determine the side opposite ${B}$ (in {u}).",
    "Two angles of triangle ${t}$ are known, ${alpha}^\\circ$ at ${A}$ and ${beta}^\\circ$ at ${B}$, and the side opposite ${A}$ is "
    "${a}$ {u} long. Determine the exact length of the side opposite ${B}$ in {u}.",
    "From ${A}$, ${B}$ and a third corner a triangle ${t}$ is made. Its angle at ${A}$ is ${alpha}^\\circ$, that at ${B}$ is "
    "${beta}^\\circ$; across from ${A}$ lies a side of ${a}$ {u}. Which exact length in {u} has the side across from ${B}$?",
    "A surveyor measures in a triangular field ${t}$ an angle of ${alpha}^\\circ$ at ${A}$, one of ${beta}^\\circ$ at ${B}$ and "
    "${a}$ {u} for the side opposite ${A}$. How long is the side opposite ${B}$, exactly and in {u}?",
    "Let ${t}$ be a triangle with angles ${alpha}^\\circ$ at ${A}$ and ${beta}^\\circ$ at ${B}$. If the side opposite ${A}$ is ${a}$ {u}, "
    "what is the side opposite ${B}$ in {u}?",
)
_CIRCUMRADIUS = (
    "In triangle ${t}$ the side opposite the angle of ${alpha}^\\circ$ at ${A}$ is ${a}$ {u}. Find the radius in {u} of the "
    "circumscribed circle.",
    "A circle passes through the three vertices of triangle ${t}$, whose angle at ${A}$ is ${alpha}^\\circ$ with an opposite "
    "side of ${a}$ {u}. What is the circle's exact radius in {u}?",
    "Triangle ${t}$ is inscribed in a circle; its angle at ${A}$ is ${alpha}^\\circ$ and the chord opposite it is ${a}$ {u} "
    "long. Determine the radius of the circle in {u}.",
    "Compute the exact circumradius, in {u}, of triangle ${t}$ if the angle at ${A}$ is ${alpha}^\\circ$ and the side facing "
    "it measures ${a}$ {u}.",
    "The side opposite ${A}$ in triangle ${t}$ is ${a}$ {u} long and seen from ${A}$ under an angle of ${alpha}^\\circ$. Which exact "
    "radius in {u} has the circle through all three vertices?",
    "Let ${t}$ be a triangle with an angle of ${alpha}^\\circ$ at ${A}$ and a side of ${a}$ {u} across from it. Compute the "
    "circumradius in {u}.",
)


@problems("math.law_of_sines", version=2, levels=(2, 3, 3, 4, 5))
def law_of_sines(rng: random.Random, difficulty: int) -> Draft:
    """A side from two angles and a side, or the circumradius, by the law of sines.

    Step 1: the sine of the first angle is one half and the second's 1. 2: the first is 30
    degrees. 3: any special angles. 4: the second angle from the sum. 5: the circumradius.
    """
    t, u = rng.choice(_TRIANGLES), rng.choice(_UNITS)
    letters = list(t)
    rng.shuffle(letters)
    va, vb, vc = letters
    a = rng.randint(2, 500)
    if difficulty == 1:
        alpha, beta = rng.choice(((30, 90), (90, 30)))
    else:
        alphas = (30,) if difficulty == 2 else (30, 45, 60, 120, 135)
        pairs = [
            (x, y) for x in alphas for y in (30, 45, 60, 90, 120, 135)
            if x != y and x + y < 180 and _SIN[x] != _SIN[y]
        ]  # fmt: skip
        alpha, beta = rng.choice(pairs)
    sine_a = surd(_SIN[alpha])
    ((r, k),) = _SIN[alpha].items()
    inverse: Surd = {r: 1 / (k * r)}
    steps = [f"The sine of the angle at ${va}$ is $\\sin {alpha}^\\circ = {sine_a}$."]
    if difficulty == 5:
        answer = surd({r: a / (2 * k * r)})
        steps.append(
            f"The diameter is the side over the sine of its angle: $\\frac{{{a}}}{{{sine_a}}} = {surd({r: a / (k * r)})}$."
        )
        steps.append(f"The radius is half of it: ${chain(_half(surd({r: a / (k * r)})), answer)}$.")
        return worked(rng, ask(rng, _CIRCUMRADIUS, t=t, A=va, alpha=alpha, a=a, u=u), steps, answer)
    factor = surd_product(_SIN[beta], inverse)
    answer = surd({s: c * a for s, c in factor.items()})
    gamma = 180 - alpha - beta
    phrasings: tuple[str, ...] = _SINES
    if difficulty == 4:
        phrasings = tuple(p.replace("{B}", "{C}").replace("{beta}", "{gamma}") for p in _SINES)
        phrasings = tuple(_ask_other(p) for p in phrasings)
        steps.insert(
            0,
            f"The angles add up to $180^\\circ$, so the angle at ${vb}$ is $180^\\circ - {alpha}^\\circ - {gamma}^\\circ = {beta}^\\circ$.",
        )
    steps.append(f"The sine of the angle at ${vb}$ is $\\sin {beta}^\\circ = {surd(_SIN[beta])}$.")
    steps.append(
        f"By the law of sines the side is $\\frac{{{a}\\sin {beta}^\\circ}}{{\\sin {alpha}^\\circ}} = "
        f"{a} \\cdot {surd(_SIN[beta])} \\div {sine_a} = {answer}$."
    )
    prompt = ask(rng, phrasings, t=t, A=va, B=vb, C=vc, alpha=alpha, beta=beta, gamma=gamma, a=a, u=u)
    return worked(rng, prompt, steps, answer)


def _ask_other(phrasing: str) -> str:
    """Give the third angle instead and ask for the side opposite the second."""
    head, separator, tail = phrasing.rpartition("${C}$")
    return f"{head}${{B}}${tail}" if separator else phrasing


def _half(text: str) -> str:
    return f"\\frac{{1}}{{2}} \\cdot {text}"


# ---------------------------------------------------------------- areas

_BASE_HEIGHT: Figured = (
    (
        "A triangle has a base of ${a}$ {u} and a height of ${b}$ {u}. What is its area in square {u}?",
        None,
    ),
    (
        "Find the area in square {u} of triangle ${t}$, whose base is ${a}$ {u} and whose height on that base is ${b}$ {u}.",
        None,
    ),
    (
        "How many square {u} does a triangular sail with base ${a}$ {u} and height ${b}$ {u} cover?",
        ((300, 20_000), (300, 40_000)),
    ),
    (
        "Compute the area (in square {u}) of a triangle with base ${a}$ {u} and altitude ${b}$ {u}.",
        None,
    ),
)
_SINE_AREA: Figured = (
    (
        "Two sides of triangle ${t}$ are ${a}$ {u} and ${b}$ {u}, and they meet at ${deg}^\\circ$. Find the area in square {u}.",
        None,
    ),
    (
        "What is the exact area, in square {u}, of a triangle with sides ${a}$ and ${b}$ {u} enclosing an angle of ${deg}^\\circ$?",
        None,
    ),
    (
        "A triangular plot has two borders of ${a}$ {u} and ${b}$ {u} with ${deg}^\\circ$ between them. Determine its area in "
        "square {u}.",
        ((3000, 600_000), (3000, 600_000)),
    ),
    (
        "Compute the area in square {u} of triangle ${t}$ if two of its sides, ${a}$ {u} and ${b}$ {u} long, form an angle of "
        "${deg}^\\circ$.",
        None,
    ),
)
_HERON: Figured = (
    (
        "Find the area, in square {u}, of a triangle with sides ${a}$, ${b}$ and ${c}$ {u}.",
        None,
    ),
    (
        "The sides of triangle ${t}$ measure ${a}$ {u}, ${b}$ {u} and ${c}$ {u}. What is its exact area in square {u}?",
        None,
    ),
    (
        "A triangular field has borders of ${a}$, ${b}$ and ${c}$ {u}. Use Heron's formula to compute its area in square {u}.",
        ((3000, 600_000), (3000, 600_000)),
    ),
    (
        "Determine the area in square {u} enclosed by triangle ${t}$ with side lengths ${a}$, ${b}$ and ${c}$ {u}.",
        None,
    ),
)
_INRADIUS = (
    "Find the radius in {u} of the circle inscribed in a triangle with sides ${a}$, ${b}$ and ${c}$ {u}.",
    "Triangle ${t}$ has sides of ${a}$ {u}, ${b}$ {u} and ${c}$ {u}. Determine the exact inradius in {u}.",
    "The largest circle that fits in a triangle with sides ${a}$, ${b}$ and ${c}$ {u} touches all three. What is its exact "
    "radius in {u}?",
    "Compute the exact radius, in {u}, of the incircle of triangle ${t}$ with side lengths ${a}$, ${b}$ and ${c}$ {u}.",
)


@problems("math.triangle_area", version=3)
def triangle_area(rng: random.Random, difficulty: int) -> Draft:
    """The area of a triangle.

    Difficulty 1: base and height. 2: two sides and 30 or 150 degrees. 3: any special angle.
    4: Heron's formula. 5: the inradius.
    """
    t, u = rng.choice(_TRIANGLES), rng.choice(_UNITS)
    if difficulty == 1:
        a, b = rng.randint(2, 60), rng.randint(2, 60)
        area = num(Fraction(a * b, 2))
        steps = [
            f"Base times height is ${a} \\cdot {b} = {a * b}$.",
            f"The area is half of that: $\\frac{{{a * b}}}{{2}} = {area}$." if a * b % 2 == 0
            else f"The area is half of that: ${a * b} \\div 2 = {area}$.",
        ]  # fmt: skip
        return worked(rng, told(rng, _BASE_HEIGHT, (a, b), a=a, b=b, t=t), steps, area)
    if difficulty <= 3:
        a, b = rng.randint(2, 99), rng.randint(2, 99)
        deg = rng.choice((30, 150) if difficulty == 2 else (45, 60, 120, 135))
        ((r, k),) = _SIN[deg].items()
        area = root(a * b * k / 2, r)
        steps = [
            f"The sine of the angle is $\\sin {deg}^\\circ = {surd(_SIN[deg])}$.",
            f"The area is half of the product of the sides and the sine: "
            f"$\\frac{{1}}{{2}} \\cdot {a} \\cdot {b} \\cdot {surd(_SIN[deg])} = {area}$.",
        ]
        return worked(rng, told(rng, _SINE_AREA, (a, b), a=a, b=b, deg=deg, t=t), steps, area)
    # with x, y, z = s-a, s-b, s-c every triangle has whole semiperimeter parts
    x, y, z = (rng.randint(1, 30) for _ in range(3))
    s = x + y + z
    a, b, c = y + z, x + z, x + y
    product = s * x * y * z
    outside, radicand = square_root(product)
    area = root(outside, radicand)
    steps = [
        f"Half of the perimeter is $\\frac{{{a} + {b} + {c}}}{{2}} = {s}$.",
        f"By Heron's formula the square of the area is ${s} \\cdot ({s} - {a}) \\cdot ({s} - {b}) \\cdot ({s} - {c}) = "
        f"{s} \\cdot {x} \\cdot {y} \\cdot {z} = {product}$.",
        _take_root(product, "area"),
    ]
    if difficulty == 4:
        return worked(rng, told(rng, _HERON, (min(a, b, c), max(a, b, c)), a=a, b=b, c=c, t=t), steps, area)
    inradius = root(outside / s, radicand)
    steps.append(f"The inradius is the area over half of the perimeter: ${area} \\div {s} = {inradius}$.")
    return worked(rng, ask(rng, _INRADIUS, a=a, b=b, c=c, t=t, u=u), steps, inradius)
