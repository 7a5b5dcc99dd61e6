"""Translations, reflections, rotations and enlargements in the coordinate plane."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft, agree
from assay_math.generators._forms import general_line, point
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import nonzero, num, paren, worked

Point = tuple[int, int]
_SETTINGS = (
    "In the coordinate plane the point ${name}$ has the coordinates ${p}$. {What}.",
    "A point ${name}$ of the plane is given by ${p}$. {What}.",
    "On squared paper the corner of a drawing is at ${name}{p}$. {What}.",
    "A graphics program keeps a dot ${name}$ at ${p}$. {What}.",
    "A town map has a grid, on which a lamp ${name}$ stands at ${p}$. In a plan for a new quarter the map is changed: {what}.",
)
_QUESTIONS = (
    "What are the coordinates of its image?",
    "Find the coordinates of the image of ${name}$.",
    "Where does the point end up?",
    "Give the coordinates of the point after this.",
)


def _told(rng: random.Random, p: Point, what: str) -> str:
    name = rng.choice("ABCDFGHKLMPQRST")
    return tell(
        rng, _SETTINGS, _QUESTIONS, name=name, p=point(*p), what=what, What=what[0].upper() + what[1:]
    )


@problems("math.point_transformation", version=2)
def point_transformation(rng: random.Random, difficulty: int) -> Draft:
    """Map a point of the coordinate plane.

    Difficulty 1: a translation. 2: a reflection in a vertical or horizontal line, or in a point.
    3: a rotation by quarter turns about a point. 4: an enlargement from a centre, then a translation
    or reflection. 5: a reflection in a slanted line.
    """
    make = (_translated, _reflected, _rotated, _enlarged, _slanted)[difficulty - 1]
    return make(rng)


def _sum(a: int, b: int) -> str:
    return f"{a} + {paren(b)}"


def _translated(rng: random.Random) -> Draft:
    p = (nonzero(rng, -15, 15), nonzero(rng, -15, 15))
    v = (nonzero(rng, -12, 12), nonzero(rng, -12, 12))
    image = complex(*p) + complex(*v)
    answer = agree((p[0] + v[0], p[1] + v[1]), (int(image.real), int(image.imag)), what="the image")
    right = f"{abs(v[0])} {'unit' if abs(v[0]) == 1 else 'units'} to the {'right' if v[0] > 0 else 'left'}"
    up = f"{abs(v[1])} {'unit' if abs(v[1]) == 1 else 'units'} {'up' if v[1] > 0 else 'down'}"
    what = rng.choice(
        (
            f"it is moved {right} and {up}",
            f"everything is shifted {right} and {up}",
            f"the plane is translated by the vector ${point(*v)}$",
            f"a translation takes the origin to ${point(*v)}$, and all other points the same way",
        )
    )
    steps = [
        f"Add the shift to each coordinate: ${_sum(p[0], v[0])} = {answer[0]}$ and ${_sum(p[1], v[1])} = {answer[1]}$."
    ]
    return worked(rng, _told(rng, p, what), steps, point(*answer))


@redrawn
def _reflected(rng: random.Random) -> Draft | None:
    p = (nonzero(rng, -15, 15), nonzero(rng, -15, 15))
    kind = rng.choice(("vertical", "horizontal", "point"))
    a, b = nonzero(rng, -9, 9), nonzero(rng, -9, 9)
    if (p[0] == a and kind != "horizontal") or (p[1] == b and kind != "vertical"):
        return None
    if kind == "point":
        image = 2 * complex(a, b) - complex(*p)
        answer = (a + (a - p[0]), b + (b - p[1]))
        what = rng.choice(
            (
                f"it is reflected in the point ${point(a, b)}$",
                f"everything is reflected in the centre ${point(a, b)}$",
                f"a half turn about ${point(a, b)}$ is made",
            )
        )
        steps = [
            f"The centre is the middle of point and image, so the image is at $2 \\cdot {paren(a)} - {paren(p[0])} = {answer[0]}$ across and "
            f"$2 \\cdot {paren(b)} - {paren(p[1])} = {answer[1]}$ up."
        ]
    elif kind == "vertical":
        image = complex(2 * a) - complex(*p).conjugate()
        answer = (a + (a - p[0]), p[1])
        what = rng.choice(
            (
                f"it is reflected in the line $x = {a}$",
                f"everything is mirrored at the line $x = {a}$",
                f"the plane is reflected in the line parallel to the $y$-axis through ${point(a, 0)}$",
            )
        )
        steps = [
            f"The height $y = {p[1]}$ stays. The line is halfway between point and image, so the new $x$-coordinate is "
            f"$2 \\cdot {paren(a)} - {paren(p[0])} = {answer[0]}$."
        ]
    else:
        image = complex(0, 2 * b) + complex(*p).conjugate()
        answer = (p[0], b + (b - p[1]))
        what = rng.choice(
            (
                f"it is reflected in the line $y = {b}$",
                f"everything is mirrored at the line $y = {b}$",
                f"the plane is reflected in the line parallel to the $x$-axis through ${point(0, b)}$",
            )
        )
        steps = [
            f"The coordinate $x = {p[0]}$ stays. The line is halfway between point and image, so the new $y$-coordinate is "
            f"$2 \\cdot {paren(b)} - {paren(p[1])} = {answer[1]}$."
        ]
    answer = agree(answer, (int(image.real), int(image.imag)), what="the image")
    return worked(rng, _told(rng, p, what), steps, point(*answer))


@redrawn
def _rotated(rng: random.Random) -> Draft | None:
    p, c = (rng.randint(-12, 12), rng.randint(-12, 12)), (nonzero(rng, -8, 8), nonzero(rng, -8, 8))
    dx, dy = p[0] - c[0], p[1] - c[1]
    if 0 in (dx, dy) or abs(dx) == abs(dy):
        return None
    turns = rng.choice((1, 1, 3, 3, 2))
    turned = {1: (-dy, dx), 2: (-dx, -dy), 3: (dy, -dx)}[turns]
    image = complex(*c) + (complex(*p) - complex(*c)) * 1j**turns
    answer = agree(
        (c[0] + turned[0], c[1] + turned[1]), (round(image.real), round(image.imag)), what="the image"
    )
    by = {
        1: "$90^\\circ$ counterclockwise",
        2: "$180^\\circ$",
        3: rng.choice(("$90^\\circ$ clockwise", "$270^\\circ$ counterclockwise")),
    }[turns]
    what = rng.choice(
        (
            f"it is rotated by {by} about the point ${point(*c)}$",
            f"the plane is turned by {by} around ${point(*c)}$",
            f"a rotation by {by} with centre ${point(*c)}$ is carried out",
        )
    )
    rule = {1: "(-b, a)", 2: "(-a, -b)", 3: "(b, -a)"}[turns]
    steps = [
        f"Seen from the centre the point lies at ${p[0]} - {paren(c[0])} = {dx}$ and ${p[1]} - {paren(c[1])} = {dy}$.",
        f"The rotation turns a displacement $(a, b)$ into ${rule}$, here ${point(dx, dy)}$ into ${point(*turned)}$. Seen from the origin again, "
        f"the image is at ${_sum(c[0], turned[0])} = {answer[0]}$ and ${_sum(c[1], turned[1])} = {answer[1]}$.",
    ]
    return worked(rng, _told(rng, p, what), steps, point(*answer))


@redrawn
def _enlarged(rng: random.Random) -> Draft | None:
    p, c = (rng.randint(-10, 10), rng.randint(-10, 10)), (nonzero(rng, -6, 6), nonzero(rng, -6, 6))
    k = rng.choice((Fraction(1, 2), Fraction(3, 2), Fraction(1, 3), 2, 3, 4, -2, -1, -3))
    if k == -1 or 0 in (p[0] - c[0], p[1] - c[1]):
        return None
    dx, dy = p[0] - c[0], p[1] - c[1]
    first = (c[0] + k * dx, c[1] + k * dy)
    if any(x.denominator != 1 for x in first):
        return None
    mid = (int(first[0]), int(first[1]))
    grown = f"first an enlargement with centre ${point(*c)}$ and factor ${num(k)}$"
    steps = [
        f"Seen from the centre the point lies at ${p[0]} - {paren(c[0])} = {dx}$ and ${p[1]} - {paren(c[1])} = {dy}$.",
        f"The enlargement takes it to ${c[0]} + {_factor(k)} \\cdot {paren(dx)} = {mid[0]}$ and "
        f"${c[1]} + {_factor(k)} \\cdot {paren(dy)} = {mid[1]}$.",
    ]
    small = complex(*c) * (1 - float(k)) + float(k) * complex(*p)
    if rng.random() < 0.5:
        v = (nonzero(rng, -9, 9), nonzero(rng, -9, 9))
        what = f"{grown}, then a translation by the vector ${point(*v)}$ is carried out"
        answer = (mid[0] + v[0], mid[1] + v[1])
        steps.append(
            f"The translation adds ${_sum(mid[0], v[0])} = {answer[0]}$ and ${_sum(mid[1], v[1])} = {answer[1]}$."
        )
        image = small + complex(*v)
    else:
        a = nonzero(rng, -9, 9)
        what = f"{grown}, then a reflection in the line $x = {a}$ is carried out"
        answer = (2 * a - mid[0], mid[1])
        steps.append(
            f"The reflection keeps the height and moves the $x$-coordinate to $2 \\cdot {paren(a)} - {paren(mid[0])} = {answer[0]}$."
        )
        image = 2 * a - small.conjugate()
    agree(answer, (round(image.real), round(image.imag)), what="the image")
    return worked(rng, _told(rng, p, what), steps, point(*answer))


def _factor(k: int | Fraction) -> str:
    return f"({num(k)})" if k < 0 else num(k)


@redrawn
def _slanted(rng: random.Random) -> Draft | None:
    a, b = rng.randint(1, 4), nonzero(rng, -4, 4)
    foot = (rng.randint(-6, 6), rng.randint(-6, 6))
    s = nonzero(rng, -3, 3)
    if gcd(a, b) > 1:
        return None
    c = -(a * foot[0] + b * foot[1])
    p = (foot[0] + s * a, foot[1] + s * b)
    value, square = a * p[0] + b * p[1] + c, a * a + b * b
    # the image by the mirror's direction as a complex number: F + d^2/|d|^2 times the conjugate
    d = complex(b, -a)
    image = complex(*foot) + d * d / abs(d) ** 2 * (complex(*p) - complex(*foot)).conjugate()
    answer = agree(
        (p[0] - 2 * s * a, p[1] - 2 * s * b), (round(image.real), round(image.imag)), what="the mirror image"
    )
    line = general_line(a, b, c)
    what = rng.choice(
        (
            f"it is reflected in the line ${line}$",
            f"everything is mirrored at the line with the equation ${line}$",
            f"a reflection in the line ${line}$ is carried out",
        )
    )
    tail = f" + {paren(c)}" if c else ""
    steps = [
        f"The normal vector of the line is ${point(a, b)}$, with the square ${a}^2 + {paren(b)}^2 = {square}$.",
        f"Put the point into the left side of the equation: ${a} \\cdot {paren(p[0])} + {paren(b)} \\cdot {paren(p[1])}{tail} = {value}$.",
        f"The point is $\\frac{{{value}}}{{{square}}} = {s}$ times the normal vector away from the line."
        if value > 0
        else f"The point is $-\\frac{{{-value}}}{{{square}}} = {s}$ times the normal vector away from the line.",
        f"Go back twice as far: $x = {p[0]} - 2 \\cdot {paren(s)} \\cdot {a} = {answer[0]}$ and "
        f"$y = {p[1]} - 2 \\cdot {paren(s)} \\cdot {paren(b)} = {answer[1]}$.",
    ]
    steps[-1] = steps[-1].replace("$x = ", "$").replace("$y = ", "$")
    return worked(rng, _told(rng, p, what), steps, point(*answer))
