"""Similar solids: how lengths, surfaces, volumes, weights and prices scale."""

from __future__ import annotations

import random
from fractions import Fraction
from math import ceil, gcd

from assay import Draft, agree
from assay_math.generators._forms import reduced
from assay_math.generators._levels import problems
from assay_math.generators._tell import raised, redrawn, tell
from assay_math.generators._write import num, worked

_SCALED = (
    ("statue", "bronze", 20, 90, "cm", "kg", 0.0003, 0.001), ("candle", "wax", 6, 30, "cm", "g", 0.05, 0.3),
    ("rabbit", "chocolate", 6, 24, "cm", "g", 0.2, 0.4), ("anchor", "steel", 20, 90, "inches", "lb", 0.009, 0.022),
    ("toy horse", "wood", 6, 30, "cm", "g", 0.06, 0.15), ("bust", "marble", 15, 60, "cm", "kg", 0.0004, 0.0008),
    ("chess king", "boxwood", 5, 12, "cm", "g", 0.04, 0.1), ("pyramid", "glass", 3, 20, "cm", "g", 0.4, 0.8),
    ("garden dwarf", "concrete", 18, 90, "cm", "kg", 0.00025, 0.0005), ("swan", "ice", 30, 150, "cm", "kg", 0.0001, 0.00025),
    ("obelisk", "granite", 20, 160, "cm", "kg", 0.0001, 0.0003), ("cone", "aluminium", 3, 30, "cm", "g", 0.3, 0.9),
)  # fmt: skip
"""Solid things of one material: the range of heights, the units of height and weight, and the range of weight over
the cube of the height (density times the share of a cube that such a shape fills)."""


@problems("math.similar_solids", version=2, levels=(1, 2, 3, 4, 4))
def similar_solids(rng: random.Random, difficulty: int) -> Draft:
    """Scale surfaces, volumes and weights of similar solids.

    Step 1: a surface from the scale. 2: a weight from two lengths. 3: a length from two weights.
    4: a volume from two surfaces. 5: a surface from two volumes, with a difference asked.
    """
    p, q = rng.choice([(p, q) for q in range(2, 5 + difficulty // 3) for p in range(1, q) if gcd(p, q) == 1])
    if difficulty <= 3:
        return _things(rng, difficulty, p, q)
    return _bodies(rng, difficulty, p, q)


@redrawn
def _things(rng: random.Random, difficulty: int, p: int, q: int) -> Draft | None:
    thing, stuff, low, high, u, w, thin, thick = rng.choice(_SCALED)
    k = rng.randint(1, high)
    small, large = k * p, k * q
    share = 3 * k**2 if difficulty == 1 else k**3
    least, most = (k * k, share) if difficulty == 1 else (ceil(thin * share), int(thick * share))
    if not low <= small <= large <= high or max(2, least) > most:
        return None
    c = rng.randint(max(2, least), most)
    weight, surface = (c * p**3, c * q**3), (c * p**2, c * q**2)
    values = {"thing": thing, "stuff": stuff, "s": small, "l": large, "u": u, "w": w}
    ratio = reduced(large, small)
    times_, back = num(Fraction(q, p)), rng.random() < 0.4
    if difficulty == 1:
        answer = agree(surface[1], int(Fraction(large, small) ** 2 * surface[0]), what="the surface")
        prompt = tell(
            rng,
            (
                "Two {thing}s have exactly the same shape. One is ${s}$ {u} high and the other ${l}$ {u}. The smaller one has a surface "
                "of ${a}$ square {u}.",
                "A {thing} is ${s}$ {u} high and has a surface of ${a}$ square {u}. A similar {thing} is ${l}$ {u} high.",
                "The same {thing} is made in two sizes, ${s}$ {u} and ${l}$ {u} high. To paint the smaller one, a surface of ${a}$ square {u} "
                "has to be covered.",
            ),
            (
                "What is the surface of the larger one, in square {u}?",
                "Find the surface of the larger {thing} in square {u}.",
                "How many square {u} is the surface of the larger one?",
                "Calculate the larger surface in square {u}.",
            ),
            a=surface[0], **values,
        )  # fmt: skip
        steps = [
            f"Lengths grow by the factor ${large} \\div {small} = {ratio}$.",
            f"Surfaces grow by its square: ${surface[0]} \\cdot {raised(Fraction(q, p), 2)} = {answer}$.",
        ]
        return worked(rng, prompt, steps, str(answer))
    if difficulty == 2:
        known, asked = (1, 0) if back else (0, 1)
        factor = Fraction((p, q)[asked], (p, q)[known])
        answer = agree(weight[asked], int(factor**3 * weight[known]), what="the weight")
        prompt = tell(
            rng,
            (
                "Two {thing}s of solid {stuff} have exactly the same shape. One is ${s}$ {u} high and the other ${l}$ {u}. The {known} one "
                "weighs ${a}$ {w}.",
                "A workshop makes the same solid {thing} of {stuff} in two sizes, ${s}$ {u} and ${l}$ {u} high. The {known} one weighs "
                "${a}$ {w}.",
                "A solid {thing} of {stuff}, ${s}$ {u} high, has a similar companion of the same material that is ${l}$ {u} high. The weight "
                "of the {known} one is ${a}$ {w}.",
            ),
            (
                "What does the {asked} one weigh, in {w}?",
                "Find the weight of the {asked} one in {w}.",
                "How many {w} does the {asked} one weigh?",
                "Calculate the weight of the {asked} {thing} in {w}.",
            ),
            a=weight[known], known=("smaller", "larger")[known], asked=("smaller", "larger")[asked], **values,
        )  # fmt: skip
        a, b = (small, large) if asked else (large, small)
        steps = [
            f"Lengths change by the factor ${reduced(b, a)}$.",
            f"Weights of the same material change by its cube: ${raised(factor, 3)} = {num(factor**3)}$.",
            f"The weight is ${weight[known]} \\cdot {num(factor**3)} = {answer}$.",
        ]
        return worked(rng, prompt, steps, str(answer))
    answer = agree(large, round(small * (weight[1] / weight[0]) ** (1 / 3)), what="the height")
    prompt = tell(
        rng,
        (
            "Two {thing}s of solid {stuff} have exactly the same shape and weigh ${a}$ {w} and ${b}$ {w}. The lighter one is ${s}$ {u} high.",
            "A solid {thing} of {stuff} is ${s}$ {u} high and weighs ${a}$ {w}. Another one of the same shape and material weighs ${b}$ {w}.",
            "The same solid {thing} of {stuff} is cast in two sizes, which weigh ${a}$ {w} and ${b}$ {w}. The smaller one has a height of "
            "${s}$ {u}.",
        ),
        (
            "How high is the heavier one, in {u}?",
            "Find the height of the heavier one in {u}.",
            "What is the height of the heavier {thing}, in {u}?",
            "Calculate the height of the larger one in {u}.",
        ),
        a=weight[0], b=weight[1], **values,
    )  # fmt: skip
    cube = Fraction(weight[1], weight[0])
    steps = [
        f"The weights, and so the volumes, grow by the factor ${reduced(weight[1], weight[0])}$.",
        f"Lengths grow by its cube root: $\\sqrt[3]{{{num(cube)}}} = {times_}$.",
        f"The height is ${small} \\cdot {times_} = {answer}$.",
    ]
    return worked(rng, prompt, steps, str(answer))


_BODIES = (
    "cones",
    "pyramids",
    "cylinders",
    "prisms",
    "jars",
    "water tanks",
    "bottles",
    "boxes",
    "tents",
    "ellipsoids",
)


@redrawn
def _bodies(rng: random.Random, difficulty: int, p: int, q: int) -> Draft | None:
    c, d = rng.randint(2, 30), rng.randint(2, 40)
    area, volume = (c * p * p, c * q * q), (d * p**3, d * q**3)
    # for each shape A^3 / V^2 has a least value: 288 for a square pyramid, 216 for a box, 72 pi for a cone
    if not 300 <= area[0] ** 3 / volume[0] ** 2 <= 800:
        return None
    body = rng.choice(_BODIES)
    one = body.rstrip("s") if body != "boxes" else "box"
    u = (
        rng.choice(("centimetres", "inches", "feet"))
        if body not in ("water tanks", "tents")
        else rng.choice(("metres", "feet"))
    )
    values = {"body": body, "u": u, "one": one}
    factor = Fraction(q, p)
    if difficulty == 4:
        answer = agree(volume[1], int(volume[0] * factor**3), what="the volume")
        prompt = tell(
            rng,
            (
                "Two similar {body} have surfaces of ${a}$ and ${b}$ square {u}. The smaller one has a volume of ${v}$ cubic {u}.",
                "The surface of a {one} is ${a}$ square {u} and its volume ${v}$ cubic {u}. A larger one of the same shape has a surface of "
                "${b}$ square {u}.",
                "Two {body} have the same shape but not the same size. The smaller has a surface of ${a}$ square {u} and a volume of ${v}$ "
                "cubic {u}, the larger a surface of ${b}$ square {u}.",
            ),
            (
                "Find the volume of the larger one in cubic {u}.",
                "What is the volume of the larger one, in cubic {u}?",
                "How many cubic {u} is the volume of the larger one?",
                "Calculate the larger volume in cubic {u}.",
            ),
            a=area[0], b=area[1], v=volume[0], **values,
        )  # fmt: skip
        steps = [
            f"The surfaces have the ratio ${reduced(area[1], area[0])}$.",
            f"Lengths grow by its square root: $\\sqrt{{{num(factor**2)}}} = {num(factor)}$.",
            f"Volumes grow by the cube of that: ${raised(factor, 3)} = {num(factor**3)}$.",
            f"The larger volume is ${volume[0]} \\cdot {num(factor**3)} = {answer}$.",
        ]
        return worked(rng, prompt, steps, str(answer))
    answer = agree(
        area[1] - area[0], int(area[0] * factor**2) - area[0], what="the difference of the surfaces"
    )
    prompt = tell(
        rng,
        (
            "Two similar {body} have volumes of ${v}$ and ${w}$ cubic {u}. The smaller one has a surface of ${a}$ square {u}.",
            "The volume of a {one} is ${v}$ cubic {u} and its surface ${a}$ square {u}. A larger one of the same shape has a volume of ${w}$ "
            "cubic {u}.",
            "Two {body} have the same shape but not the same size. The smaller has a volume of ${v}$ cubic {u} and a surface of ${a}$ "
            "square {u}, the larger a volume of ${w}$ cubic {u}.",
        ),
        (
            "By how many square {u} do their surfaces differ?",
            "Find the difference of their surfaces in square {u}.",
            "How much larger is the surface of the larger one, in square {u}?",
            "Calculate how many square {u} of surface the larger one has more than the smaller one.",
        ),
        a=area[0], v=volume[0], w=volume[1], **values,
    )  # fmt: skip
    steps = [
        f"The volumes have the ratio ${reduced(volume[1], volume[0])}$.",
        f"Lengths grow by its cube root: $\\sqrt[3]{{{num(factor**3)}}} = {num(factor)}$.",
        f"Surfaces grow by the square of that: ${area[0]} \\cdot {raised(factor, 2)} = {area[1]}$.",
        f"The difference is ${area[1]} - {area[0]} = {answer}$.",
    ]
    return worked(rng, prompt, steps, str(answer))
