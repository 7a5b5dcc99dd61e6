"""Maps, plans and models drawn to scale."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import Person, capital, decimal, people
from assay_math.generators._write import worked

_SCALES = (
    10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 60_000, 75_000, 80_000, 100_000, 120_000, 125_000, 150_000,
    200_000, 250_000, 300_000, 400_000, 500_000,
)  # fmt: skip


@problems("math.map_scale", version=2, levels=(1, 2, 3, 3, 3))
def map_scale(rng: random.Random, difficulty: int) -> Draft:
    """Maps, plans and models drawn to scale.

    Step 1: from the map to metres. 2: from the map to kilometres. 3: from nature
    to the map. 4: the scale, or the distance on a second map. 5: areas.
    """
    walker: Person = people(rng, 1)[0]
    if difficulty == 1:
        scale = rng.choice((100, 200, 250, 400, 500, 1000, 2000))
        cm = rng.randint(2, 60)
        real = cm * scale
        prompt = rng.choice(
            (
                f"On a plan with scale $1 : {scale}$ a fence is {cm} cm long. How many metres long is it in reality?",
                f"{walker} measures {cm} cm on a plan drawn to $1 : {scale}$. How many metres is that in nature?",
                f"A plan has the scale $1 : {scale}$. How many metres does a line of {cm} cm stand for?",
                f"A path measures {cm} cm on a $1 : {scale}$ plan. What is its true length in metres?",
            )
        )
        steps = [
            f"In nature it is ${cm} \\cdot {scale} = {real}$ centimetres.",
            f"A metre has 100 centimetres: ${real} \\div 100 = {decimal(Fraction(real, 100))}$.",
        ]
        return worked(rng, prompt, steps, decimal(Fraction(real, 100)))
    scale = rng.choice(_SCALES)
    pair = rng.choice(
        ("towns", "villages", "mountain tops", "harbours", "castles", "stations", "islands", "farms")
    )
    place = rng.choice(
        ("river", "road", "railway line", "hiking trail", "canal", "ferry route", "cycle path", "pipeline")
    )
    length = Fraction(rng.randint(8, 600), 10)
    km = length * scale / 100_000
    if difficulty == 2:
        prompt = rng.choice(
            (
                f"On a map with scale $1 : {scale}$ two {pair} are {decimal(length)} cm apart. How many kilometres is that?",
                f"{walker} measures a {place} of {decimal(length)} cm on a $1 : {scale}$ map. How many kilometres long is it?",
                f"A map is drawn to $1 : {scale}$. Two {pair} are {decimal(length)} cm apart on it. What is their distance in kilometres?",
                f"A {place} is {decimal(length)} cm long on a map of scale $1 : {scale}$. How many kilometres long is it really?",
            )
        )
        nature = length * scale
        steps = [
            f"In nature it is ${decimal(length)} \\cdot {scale} = {decimal(nature)}$ centimetres.",
            f"A kilometre has 100000 centimetres: ${decimal(nature)} \\div 100000 = {decimal(km)}$.",
        ]
        return worked(rng, prompt, steps, decimal(km))
    if difficulty == 3:
        prompt = rng.choice(
            (
                f"Two {pair} are {decimal(km)} km apart. How many centimetres apart are they on a $1 : {scale}$ map?",
                f"{walker} walks {decimal(km)} km. How many centimetres long is the walk on a map with scale $1 : {scale}$?",
                f"How many centimetres long is a {place} of {decimal(km)} km on a map drawn to $1 : {scale}$?",
                f"A map has the scale $1 : {scale}$. What length in centimetres does a {place} of {decimal(km)} km have on it?",
            )
        )
        steps = [
            f"In centimetres it is ${decimal(km)} \\cdot 100000 = {decimal(length * scale)}$.",
            f"On the map: ${decimal(length * scale)} \\div {scale} = {decimal(length)}$.",
        ]
        return worked(rng, prompt, steps, decimal(length))
    if difficulty == 4:
        return _second_map(rng, scale, length)
    return _map_area(rng, scale)


def _second_map(rng: random.Random, scale: int, length: Fraction) -> Draft:
    other = rng.choice(
        [s for s in (10_000, 20_000, 25_000, 40_000, 50_000, 100_000, 200_000, 250_000) if s != scale]
    )
    second = length * scale / other
    if (second * 1000).denominator > 1:
        return _second_map(rng, scale, length + Fraction(1, 10))
    cm = length * scale
    place = rng.choice(("a lake", "a railway line", "a forest road", "the way between two huts", "a canal"))
    prompt = rng.choice(
        (
            f"On a $1 : {scale}$ map {place} is {decimal(length)} cm long. How many centimetres long is it on a "
            f"$1 : {other}$ map?",
            f"{capital(place)} measures {decimal(length)} cm on a map of scale $1 : {scale}$. What length in centimetres does it "
            f"have on a map of scale $1 : {other}$?",
            f"A map with scale $1 : {scale}$ shows {place} with a length of {decimal(length)} cm. A second map has the scale "
            f"$1 : {other}$. How many centimetres is the length there?",
            f"{capital(place)}, {decimal(length)} cm long on a $1 : {scale}$ map, is to be drawn at $1 : {other}$. "
            "How many centimetres long will it be?",
        )
    )
    steps = [
        f"In nature it is ${decimal(length)} \\cdot {scale} = {decimal(cm)}$ centimetres.",
        f"On the second map: ${decimal(cm)} \\div {other} = {decimal(second)}$.",
    ]
    return worked(rng, prompt, steps, decimal(second))


def _map_area(rng: random.Random, scale: int) -> Draft:
    area = Fraction(rng.randint(4, 400), 4)
    side = Fraction(scale, 100_000)
    real = area * side * side
    place = rng.choice(("forest", "lake", "nature reserve", "island", "vineyard", "lagoon"))
    steps = [
        f"One centimetre stands for ${scale} \\div 100000 = {decimal(side)}$ kilometres.",
        f"One square centimetre stands for ${decimal(side)}^2 = {decimal(side**2)}$ square kilometres.",
    ]
    if rng.random() < 0.5:
        prompt = rng.choice(
            (
                f"On a $1 : {scale}$ map a {place} covers {decimal(area)} square centimetres. "
                "How many square kilometres is it in nature?",
                f"A map has the scale $1 : {scale}$. How large, in square kilometres, is a {place} that covers "
                f"{decimal(area)} square centimetres on it?",
            )
        )
        steps.append(f"So the area is ${decimal(area)} \\cdot {decimal(side**2)} = {decimal(real)}$.")
        answer = decimal(real)
    else:
        prompt = rng.choice(
            (
                f"A {place} has an area of {decimal(real)} square kilometres. How many square centimetres does it cover on a "
                f"$1 : {scale}$ map?",
                f"How many square centimetres does a {place} of {decimal(real)} square kilometres take up on a map drawn to "
                f"$1 : {scale}$?",
            )
        )
        steps.append(f"So on the map it is ${decimal(real)} \\div {decimal(side**2)} = {decimal(area)}$.")
        answer = decimal(area)
    return worked(rng, prompt.replace("a island", "an island"), steps, answer)
