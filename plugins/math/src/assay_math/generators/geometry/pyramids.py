"""Pyramids, and frusta of pyramids and cones."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree
from assay_math.generators._forms import pi_times
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, worked

_TRIPLES = (
    (3, 4, 5),
    (5, 12, 13),
    (8, 15, 17),
    (7, 24, 25),
    (20, 21, 29),
    (9, 40, 41),
    (12, 35, 37),
    (28, 45, 53),
    (33, 56, 65),
    (48, 55, 73),
)
_THINGS = (
    ("candle", "centimetres", 4, 16), ("paperweight", "millimetres", 30, 140), ("glass roof", "metres", 4, 36),
    ("tent", "feet", 6, 20), ("monument", "metres", 5, 60), ("chocolate box", "centimetres", 4, 24),
    ("heap of sand", "feet", 5, 40), ("greenhouse", "metres", 3, 18), ("metal ornament", "millimetres", 20, 160),
    ("block of marble", "inches", 6, 48), ("wooden toy", "millimetres", 24, 130), ("gift box", "inches", 3, 16),
    ("museum hall", "yards", 12, 70), ("stone tomb", "feet", 12, 90), ("crystal", "millimetres", 4, 60),
)  # fmt: skip
"""Pyramids of this world, with the unit and the range that their edges have."""


def _thing(rng: random.Random, *lengths: Fraction | int) -> tuple[str, str] | None:
    """A thing and its unit in which all of the lengths are possible."""
    fitting = [(t, u) for t, u, low, high in _THINGS if all(low <= x <= high for x in lengths)]
    return rng.choice(fitting) if fitting else None


def _stout(edge: Fraction | int, height: Fraction | int) -> bool:
    """Neither a needle nor a plate."""
    return edge <= 3 * height and height <= 4 * edge


@problems("math.pyramid_measure", version=2)
def pyramid_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volumes, surfaces and heights of right pyramids.

    Difficulty 1: the volume over a rectangle. 2: the height from the volume. 3: the surface of a square
    pyramid from its slant height. 4: the volume from base and slant height. 5: the surface from base
    edge and height.
    """
    if difficulty == 1:
        return _volume(rng)
    if difficulty == 2:
        return _height(rng)
    return _square(rng, difficulty)


@redrawn
def _volume(rng: random.Random) -> Draft | None:
    a, b, h = (rng.randint(4, 40) for _ in range(3))
    chosen = _thing(rng, a, b, h)
    if chosen is None or a * b * h % 3 or a == b or not _stout(max(a, b), h) or a > 3 * b or b > 3 * a:
        return None
    thing, u = chosen
    # the pyramid is the limit of layers: the integral of a b (z/h)^2 over z
    volume = agree(Fraction(a * b * h, 3), Fraction(a * b, h * h) * Fraction(h**3, 3), what="the volume")
    prompt = tell(
        rng,
        (
            "A {thing} has the shape of a pyramid with a rectangular base, ${a}$ {u} long and ${b}$ {u} wide, and is ${h}$ {u} high.",
            "The base of a pyramid-shaped {thing} is a rectangle of ${a}$ by ${b}$ {u}; its height is ${h}$ {u}.",
            "A {thing} is built as a pyramid on a rectangle with sides of ${a}$ and ${b}$ {u}. Its tip lies ${h}$ {u} above the base.",
        ),
        (
            "Find its volume in cubic {u}.",
            "What is its volume, in cubic {u}?",
            "How many cubic {u} does it take up?",
            "Calculate the volume of the pyramid in cubic {u}.",
        ),
        thing=thing, u=u, a=a, b=b, h=h,
    )  # fmt: skip
    steps = [
        f"The base has the area ${a} \\cdot {b} = {a * b}$.",
        f"The volume is a third of base times height: $\\frac{{1}}{{3}} \\cdot {a * b} \\cdot {h} = {num(volume)}$.",
    ]
    return worked(rng, prompt, steps, num(volume))


@redrawn
def _height(rng: random.Random) -> Draft | None:
    a, h = rng.randint(4, 40), rng.randint(4, 45)
    chosen = _thing(rng, a, h)
    if chosen is None or a * a * h % 3 or not _stout(a, h):
        return None
    thing, u = chosen
    volume = a * a * h // 3
    agree(Fraction(3 * volume, a * a), Fraction(h), what="the height")
    prompt = tell(
        rng,
        (
            "A {thing} is a square pyramid with a base edge of ${a}$ {u}. Its volume is ${v}$ cubic {u}.",
            "The volume of a {thing} in the shape of a pyramid is ${v}$ cubic {u}, and its base is a square with sides of ${a}$ {u}.",
            "A {thing} takes up ${v}$ cubic {u}. It is a pyramid over a square whose side measures ${a}$ {u}.",
        ),
        (
            "How high is it, in {u}?",
            "Find its height in {u}.",
            "What is the height of the pyramid, in {u}?",
            "How many {u} above the base is its tip?",
        ),
        thing=thing, u=u, a=a, v=volume,
    )  # fmt: skip
    steps = [
        f"The base has the area ${a}^2 = {a * a}$.",
        f"Base times height is three times the volume: $3 \\cdot {volume} = {3 * volume}$.",
        f"The height is $\\frac{{{3 * volume}}}{{{a * a}}} = {h}$.",
    ]
    return worked(rng, prompt, steps, str(h))


@redrawn
def _square(rng: random.Random, difficulty: int) -> Draft | None:
    triple = rng.choice(_TRIPLES)
    k = Fraction(rng.randint(1, 20), 2)
    x, h, slant = (k * t for t in triple)
    if rng.random() < 0.5:
        x, h = h, x
    edge = 2 * x
    chosen = _thing(rng, edge, h, slant)
    if difficulty == 3:
        edge, slant = Fraction(rng.randint(4, 40)), Fraction(rng.randint(4, 40))
        chosen = _thing(rng, edge, slant)
        h = Fraction(1)
        if slant <= edge * Fraction(11, 20):
            return None
    elif h.denominator != 1 or slant.denominator != 1 or not _stout(edge, h):
        return None
    if chosen is None:
        return None
    thing, u = chosen
    e, hh, s = num(edge), num(h), num(slant)
    base, sides = edge**2, 2 * edge * slant
    values = {"thing": thing, "u": u, "e": e, "h": hh, "s": s}
    if difficulty == 4:
        volume = agree(edge**2 * h / 3, Fraction(4, 3) * x * x * h, what="the volume")
        prompt = tell(
            rng,
            (
                "A {thing} is a square pyramid. Its base edge is ${e}$ {u} long, and each of its triangular faces has a height of "
                "${s}$ {u}, measured along the face.",
                "The base of a pyramid-shaped {thing} is a square with sides of ${e}$ {u}. The slant height, from the middle of a side "
                "up to the tip, is ${s}$ {u}.",
                "Four equal triangles with a base of ${e}$ {u} and a height of ${s}$ {u} form the sides of a {thing}, a pyramid "
                "that stands on a square.",
            ),
            (
                "Find its volume in cubic {u}.",
                "What is its volume, in cubic {u}?",
                "How many cubic {u} does the pyramid take up?",
                "Calculate the volume of the pyramid in cubic {u}.",
            ),
            **values,
        )
        steps = [
            "Height, half of the base edge and slant height form a right triangle, in which the half edge is "
            f"$\\frac{{1}}{{2}} \\cdot {e} = {num(x)}$.",
            f"The height is $\\sqrt{{{s}^2 - {num(x)}^2}} = \\sqrt{{{num(h * h)}}} = {hh}$.",
            f"The base has the area ${e}^2 = {num(base)}$.",
            f"The volume is $\\frac{{1}}{{3}} \\cdot {num(base)} \\cdot {hh} = {num(volume)}$.",
        ]
        return worked(rng, prompt, steps, num(volume))
    total = agree(base + sides, edge * (edge + 2 * slant), what="the surface")
    if difficulty == 3:
        prompt = tell(
            rng,
            (
                "A {thing} is a square pyramid with a base edge of ${e}$ {u} and a slant height of ${s}$ {u}.",
                "A {thing} stands on a square with sides of ${e}$ {u}; its four equal triangular faces are ${s}$ {u} high, measured "
                "along the face.",
                "The slant height of a {thing}, which is a pyramid over a square, is ${s}$ {u}, and its base edge is ${e}$ {u}.",
            ),
            (
                "Find its total surface, base included, in square {u}.",
                "What is the area of all five faces together, in square {u}?",
                "How many square {u} is its whole surface with the base?",
                "Calculate the surface of the pyramid with its base, in square {u}.",
            ),
            **values,
        )
        steps = []
    else:
        prompt = tell(
            rng,
            (
                "A {thing} is a square pyramid with a base edge of ${e}$ {u} and a height of ${h}$ {u}.",
                "A {thing} stands on a square with sides of ${e}$ {u}, and its tip is ${h}$ {u} above the middle of the square.",
                "The base of a {thing} is a square with sides of ${e}$ {u}; the {thing} is a right pyramid, ${h}$ {u} high.",
            ),
            (
                "Find its total surface, base included, in square {u}.",
                "What is the area of all five faces together, in square {u}?",
                "How many square {u} is its whole surface with the base?",
                "Calculate the surface of the pyramid with its base, in square {u}.",
            ),
            **values,
        )
        steps = [
            f"Half of the base edge is $\\frac{{1}}{{2}} \\cdot {e} = {num(x)}$.",
            "It forms a right triangle with the height and the slant height of a face, which is "
            f"$\\sqrt{{{hh}^2 + {num(x)}^2}} = \\sqrt{{{num(slant * slant)}}} = {s}$.",
        ]
    steps += [
        f"The four triangles have the area $4 \\cdot \\frac{{1}}{{2}} \\cdot {e} \\cdot {s} = {num(sides)}$.",
        f"The base has the area ${e}^2 = {num(base)}$.",
        f"Together: ${num(base)} + {num(sides)} = {num(total)}$.",
    ]
    return worked(rng, prompt, steps, num(total))


# ---------------------------------------------------------------- frusta

_ROUND = (
    ("bucket", "centimetres", 8, 20, 15, 40), ("flower pot", "centimetres", 5, 20, 8, 40), ("paper cup", "centimetres", 2, 5, 6, 15),
    ("lampshade", "centimetres", 8, 30, 12, 40), ("grain hopper", "feet", 2, 12, 3, 15), ("bowl", "centimetres", 4, 18, 5, 14),
    ("wooden plug", "millimetres", 5, 40, 10, 80), ("water tank", "metres", 1, 5, 1, 7),
)  # fmt: skip
"""Frusta of cones: unit, range of the radii, range of the height."""
_BLOCKY = (
    ("stone pedestal", "feet", 2, 14, 2, 14), ("planter", "inches", 6, 40, 8, 36), ("pit", "metres", 2, 24, 1, 9),
    ("waste basket", "inches", 6, 16, 9, 20), ("concrete footing", "feet", 1, 10, 1, 6), ("sand box", "feet", 3, 12, 1, 3),
)  # fmt: skip


@problems("math.frustum_measure", version=3)
def frustum_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volumes and surfaces of frusta.

    Difficulty 1: the volume that is left when a tip of known volume is cut off. 2: the volume of a frustum
    of a square pyramid. 3: of a cone, in terms of pi. 4: the curved surface of a frustum of a cone.
    5: the volume from the slant height.
    """
    if difficulty == 1:
        return _cut(rng)
    if difficulty == 2:
        return _pyramid_frustum(rng)
    return _cone_frustum(rng, difficulty)


@redrawn
def _cut(rng: random.Random) -> Draft | None:
    whole, part = rng.randint(2, 12), rng.randint(1, 11)
    a, k = rng.randint(2, 16), rng.randint(1, 4)
    if (
        part >= whole
        or (k * whole * a * a * whole * whole) % 3
        or k * part * (a * part) ** 2 % 3
        or a * whole > 60
    ):
        return None
    edge, tip, h, top = a * whole, a * part, k * whole, k * part
    big, small = edge * edge * h // 3, tip * tip * top // 3
    u = rng.choice(("centimetres", "inches", "metres"))
    if u == "metres" and edge > 24:
        return None
    v = agree(big - small, (h - top) * (edge * edge + edge * tip + tip * tip) // 3, what="the frustum")
    prompt = tell(
        rng,
        (
            "A square pyramid has a base edge of ${e}$ {u} and a height of ${h}$ {u}. Its tip, a pyramid with a base edge of ${t}$ {u} "
            "and a height of ${k}$ {u}, is cut off parallel to the base.",
            "From a pyramid with a square base (edge ${e}$ {u}, height ${h}$ {u}) a smaller pyramid with edge ${t}$ {u} and height "
            "${k}$ {u} is cut off at the top.",
            "The tip of a square pyramid is removed by a cut parallel to the base. The whole pyramid is ${h}$ {u} high with a base edge "
            "of ${e}$ {u}; the tip is ${k}$ {u} high with a base edge of ${t}$ {u}.",
        ),
        (
            "What volume is left, in cubic {u}?",
            "Find the volume of the frustum that remains, in cubic {u}.",
            "How many cubic {u} are left?",
            "Calculate the volume of the remaining body in cubic {u}.",
        ),
        e=edge, h=h, t=tip, k=top, u=u,
    )  # fmt: skip
    steps = [
        f"The whole pyramid has the volume $\\frac{{1}}{{3}} \\cdot {edge}^2 \\cdot {h} = {big}$.",
        f"The tip has the volume $\\frac{{1}}{{3}} \\cdot {tip}^2 \\cdot {top} = {small}$.",
        f"What is left: ${big} - {small} = {v}$.",
    ]
    return worked(rng, prompt, steps, str(v))


@redrawn
def _pyramid_frustum(rng: random.Random) -> Draft | None:
    thing, u, low, high, short, tall = rng.choice(_BLOCKY)
    a, b, h = rng.randint(low, high), rng.randint(low, high), rng.randint(short, tall)
    if a <= b or h * (a * a + a * b + b * b) % 3:
        return None
    # the whole pyramid less its tip
    full = Fraction(h * a, a - b)
    volume = agree(
        Fraction(h * (a * a + a * b + b * b), 3),
        (a * a * full - b * b * (full - h)) / 3,
        what="the volume of the frustum",
    )
    flip = thing in ("planter", "waste basket", "pit", "sand box")
    prompt = tell(
        rng,
        (
            "A {thing} has sloping sides. Its {large} is a square with sides of ${a}$ {u}, its {little} a square with sides of ${b}$ {u}, "
            "and the distance between the two is ${h}$ {u}.",
            "A {thing} is a frustum of a square pyramid, with a {large} of ${a}$ by ${a}$ {u}, a {little} of ${b}$ by ${b}$ {u} and a "
            "height of ${h}$ {u}.",
            "The {large} of a {thing} is a square with an edge of ${a}$ {u}. It narrows evenly to a square {little} with an edge of "
            "${b}$ {u}, over a height of ${h}$ {u}.",
        ),
        (
            "Find its volume in cubic {u}.",
            "What is its volume, in cubic {u}?",
            "How many cubic {u} is its volume?",
            "Calculate the volume in cubic {u}.",
        ),
        thing=thing, u=u, a=a, b=b, h=h, large="top" if flip else "bottom", little="bottom" if flip else "top",
    )  # fmt: skip
    total = a * a + a * b + b * b
    steps = [
        "The volume of a frustum is a third of its height times the sum of both bases and of the product of their edges. The sum is "
        f"${a}^2 + {a} \\cdot {b} + {b}^2 = {total}$.",
        f"The volume is $\\frac{{1}}{{3}} \\cdot {h} \\cdot {total} = {num(volume)}$.",
    ]
    return worked(rng, prompt, steps, num(volume))


@redrawn
def _cone_frustum(rng: random.Random, difficulty: int) -> Draft | None:
    thing, u, low, high, short, tall = rng.choice(_ROUND)
    r, s, h = rng.randint(low, high), rng.randint(low, high), rng.randint(short, tall)
    if r <= s or r - s > h:
        return None
    total = r * r + r * s + s * s
    slant = (h * h + (r - s) ** 2) ** 0.5
    if difficulty > 3:
        for x, y, z in rng.sample([(k * p, k * q, k * w) for p, q, w in _TRIPLES for k in range(1, 7)], 60):
            if low <= s + x <= high and short <= y <= tall:
                r, h, slant = s + x, y, z
                break
        else:
            return None
        total = r * r + r * s + s * s
        slant = z
    wide, narrow = (
        ("bottom", "top")
        if thing in ("lampshade", "traffic bollard", "chimney", "cheese", "tree stump", "wooden plug")
        else ("top", "bottom")
    )
    values = {"thing": thing, "u": u, "r": r, "s": s, "h": h, "l": int(slant), "wide": wide, "narrow": narrow}
    if difficulty == 4:
        area = (r + s) * int(slant)
        # the sector of the whole cone less that of its tip
        full = Fraction(int(slant) * r, r - s)
        agree(Fraction(area), r * full - s * (full - int(slant)), what="the curved surface")
        prompt = tell(
            rng,
            (
                "A {thing} has the shape of a frustum of a cone, with radii of ${r}$ {u} at the {wide} and ${s}$ {u} at the {narrow} and a "
                "height of ${h}$ {u}.",
                "The circular {wide} of a {thing} has a radius of ${r}$ {u}, its circular {narrow} a radius of ${s}$ {u}; the {thing} is "
                "${h}$ {u} high and its side is straight.",
                "A {thing} narrows evenly from a circle with radius ${r}$ {u} to a circle with radius ${s}$ {u}, over a height of ${h}$ {u}.",
            ),
            (
                "Find the area of its curved side in square {u}, in terms of $\\pi$.",
                "What is the exact area of the curved side, in square {u}?",
                "How many square {u} is the curved side, exactly?",
                "Calculate its lateral surface in square {u}. Leave $\\pi$ in the answer.",
            ),
            **values,
        )
        steps = [
            f"The radii differ by ${r} - {s} = {r - s}$.",
            f"With the height this gives the slant height $\\sqrt{{{h}^2 + {r - s}^2}} = \\sqrt{{{h * h + (r - s) ** 2}}} = {int(slant)}$.",
            f"The lateral surface is pi times the sum of the radii times the slant height: $\\pi \\cdot ({r} + {s}) \\cdot {int(slant)} = "
            f"{pi_times(area)}$.",
        ]
        return worked(rng, prompt, steps, pi_times(area))
    volume = Fraction(h * total, 3)
    full = Fraction(h * r, r - s)
    agree(volume, (r * r * full - s * s * (full - h)) / 3, what="the volume of the frustum")
    measure = "a height of ${h}$ {u}" if difficulty == 3 else "a slant height of ${l}$ {u}"
    along = (
        "over a height of ${h}$ {u}"
        if difficulty == 3
        else "along a side that is ${l}$ {u} long on the slope"
    )
    tall_ = "is ${h}$ {u} high" if difficulty == 3 else "measures ${l}$ {u} along its sloping side"
    prompt = tell(
        rng,
        (
            "A {thing} has the shape of a frustum of a cone, with radii of ${r}$ {u} at the {wide} and ${s}$ {u} at the {narrow} and "
            + measure + ".",
            "The circular {wide} of a {thing} has a radius of ${r}$ {u}, its circular {narrow} a radius of ${s}$ {u}. The {thing} " + tall_
            + ".",
            "A {thing} narrows evenly from a circle with radius ${r}$ {u} to a circle with radius ${s}$ {u}, " + along + ".",
        ),
        (
            "Find its volume in cubic {u}, in terms of $\\pi$.",
            "What is its exact volume, in cubic {u}?",
            "How many cubic {u} is its volume, exactly?",
            "Calculate the volume in cubic {u}. Leave $\\pi$ in the answer.",
        ),
        **values,
    )  # fmt: skip
    steps = []
    if difficulty == 5:
        steps = [
            f"The radii differ by ${r} - {s} = {r - s}$.",
            f"The height is $\\sqrt{{{int(slant)}^2 - {r - s}^2}} = \\sqrt{{{h * h}}} = {h}$.",
        ]
    steps += [
        f"The squares of the radii and their product add up to ${r}^2 + {r} \\cdot {s} + {s}^2 = {total}$.",
        f"The volume is $\\frac{{1}}{{3}} \\cdot \\pi \\cdot {h} \\cdot {total} = {pi_times(volume)}$.",
    ]
    return worked(rng, prompt, steps, pi_times(volume))
