"""How large things are in the real world: one table, from which stories choose a thing and a unit that suit their numbers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

Span = tuple[float, float]
"""Least and greatest length in millimetres."""
Figured = tuple[tuple[str, tuple[Span, ...] | None], ...]
"""Templates of problems, each with the spans of its sizes, ``None`` for a figure that is only drawn."""

_MILLIMETRES = {
    "millimetres": 1.0,
    "centimetres": 10.0,
    "decimetres": 100.0,
    "metres": 1000.0,
    "inches": 25.4,
    "feet": 304.8,
    "yards": 914.4,
}

ROUND: Mapping[str, tuple[Span, ...]] = {
    "circular plate": ((60, 250),),
    "circular lid": ((15, 300),),
    "round table top": ((250, 1200),),
    "circular mirror": ((40, 1000),),
    "round pond": ((800, 200_000),),
    "round cake tin": ((50, 250),),
    "round clock face": ((15, 4000),),
    "circular track": ((10_000, 200_000),),
    "wheel": ((100, 1200),),
}
"""Radius."""
RINGS: Mapping[str, tuple[Span, ...]] = {
    "path around a round pond": ((1000, 100_000), (1500, 110_000)),
    "washer": ((1, 40), (2, 90)),
    "circular running track": ((15_000, 120_000), (18_000, 150_000)),
    "ring of sheet metal": ((5, 3000), (8, 4000)),
    "moat": ((4000, 150_000), (7000, 200_000)),
}
"""Inner and outer radius."""
CYLINDERS: Mapping[str, tuple[Span, ...]] = {
    "can": ((20, 120), (40, 350)),
    "water tank": ((250, 6000), (300, 10_000)),
    "pillar": ((100, 1500), (2000, 25_000)),
    "candle": ((5, 80), (30, 500)),
    "jar": ((20, 120), (40, 400)),
    "log": ((40, 700), (200, 12_000)),
    "coin": ((7, 25), (1, 5)),
    "barrel": ((150, 600), (400, 1500)),
    "water tower": ((2000, 15_000), (8000, 60_000)),
    "mug": ((25, 60), (60, 160)),
    "well": ((400, 2000), (2000, 80_000)),
    "gas holder": ((5000, 45_000), (10_000, 90_000)),
    "metal rod": ((1, 40), (30, 6000)),
    "stack of counters": ((8, 25), (5, 300)),
}
"""Radius and height."""
PIPES: Mapping[str, tuple[Span, ...]] = {
    "pipe": ((5, 1500), (6, 1800), (50, 80_000)),
    "tube": ((1, 300), (2, 350), (10, 20_000)),
}
"""Inner radius, outer radius and length."""
CONES: Mapping[str, tuple[Span, ...]] = {
    "funnel": ((15, 300), (20, 600)),
    "party hat": ((40, 120), (80, 400)),
    "tent": ((800, 8000), (1000, 10_000)),
    "heap of sand": ((100, 25_000), (60, 20_000)),
    "heap of salt": ((5, 25_000), (3, 20_000)),
    "ice-cream cone": ((15, 45), (60, 200)),
    "paper cup": ((20, 60), (50, 180)),
    "spire": ((800, 8000), (3000, 70_000)),
    "candle": ((10, 100), (20, 400)),
}
"""Radius and height."""
FRUSTA: Mapping[str, tuple[Span, ...]] = {
    "bucket": ((60, 250), (80, 300), (120, 500)),
    "lampshade": ((30, 300), (60, 500), (80, 700)),
    "flower pot": ((20, 500), (30, 700), (40, 1000)),
    "drinking cup": ((15, 45), (25, 60), (50, 180)),
    "plinth": ((100, 3000), (150, 4000), (100, 5000)),
    "tub": ((100, 1000), (150, 1200), (150, 1200)),
    "cooling tower": ((8000, 50_000), (12_000, 65_000), (30_000, 200_000)),
}
"""The smaller radius, the larger radius and the height."""
BALLS: Mapping[str, tuple[Span, ...]] = {
    "rubber ball": ((15, 500),),
    "globe": ((40, 1000),),
    "soap bubble": ((3, 300),),
    "marble": ((4, 25),),
    "bead": ((1, 20),),
    "balloon": ((60, 1000),),
    "hot-air balloon": ((6000, 20_000),),
    "model of a planet": ((5, 3000),),
    "glass sphere": ((3, 200),),
    "lamp": ((30, 600),),
    "melon": ((50, 200),),
    "gas tank": ((1500, 35_000),),
}
"""Radius."""
HOLLOW_BALLS: Mapping[str, tuple[Span, ...]] = {
    "ball": ((15, 400), (18, 450)),
    "globe": ((40, 1000), (45, 1100)),
    "bead": ((1, 15), (2, 20)),
    "glass sphere": ((3, 250), (5, 300)),
    "gas tank": ((1500, 35_000), (1510, 36_000)),
    "clay ball": ((10, 300), (15, 400)),
}
"""Inner and outer radius."""
CAPSULES: Mapping[str, tuple[Span, ...]] = {
    "capsule": ((1, 6), (3, 30)),
    "gas tank": ((200, 5000), (500, 40_000)),
    "buoy": ((80, 1500), (100, 4000)),
    "pill": ((1, 6), (2, 20)),
    "pressure vessel": ((100, 4000), (200, 30_000)),
    "submarine model": ((10, 300), (60, 4000)),
    "cushion": ((40, 300), (100, 2000)),
}
"""Radius and length between the caps."""
BOXES: Mapping[str, tuple[Span, ...]] = {
    "box": ((20, 2000),) * 3,
    "crate": ((200, 3000),) * 3,
    "aquarium": ((150, 5000),) * 3,
    "brick": ((30, 450),) * 3,
    "carton": ((30, 1200),) * 3,
    "chest": ((150, 2000),) * 3,
    "shipping container": ((2000, 13_000),) * 3,
    "hall": ((3000, 80_000),) * 3,
    "bar of soap": ((8, 120),) * 3,
    "matchbox": ((8, 120),) * 3,
}
"""The three edges."""
WEDGES: Mapping[str, tuple[Span, ...]] = {
    "tent": ((700, 6000), (700, 6000), (1500, 20_000)),
    "ramp": ((100, 20_000), (100, 20_000), (500, 8000)),
    "chocolate bar": ((8, 80), (8, 80), (40, 500)),
    "roof": ((1500, 20_000), (1500, 20_000), (3000, 60_000)),
    "block of wood": ((10, 900), (10, 900), (20, 4000)),
    "doorstop": ((10, 150), (10, 150), (15, 120)),
}
"""The legs of the triangular ends and the length."""


def suited(
    rng: random.Random,
    things: Mapping[str, tuple[Span, ...]],
    sizes: tuple[Fraction | int, ...],
    plain: str,
    *,
    units: tuple[str, ...] = tuple(_MILLIMETRES),
) -> tuple[str, str]:
    """A thing and the plural of a unit in which it may well have these sizes; the plain figure in ``units`` where none has.

    One draw in six is the plain figure all the same, in any unit: a figure on paper may have any size.
    """
    fitting = {thing: found for thing, spans in things.items() if (found := _units(spans, sizes, units))}
    if not fitting or rng.random() < 1 / 6:
        return plain, rng.choice(("units", *units))
    thing = rng.choice(sorted(fitting))
    return thing, rng.choice(fitting[thing])


def told(
    rng: random.Random,
    figures: Figured,
    sizes: tuple[Fraction | int, ...],
    *,
    units: tuple[str, ...] = tuple(_MILLIMETRES),
    **values: object,
) -> str:
    """One of the templates, filled in, with a unit ``{u}`` in which the sizes suit it; a drawn figure may have any in any unit."""
    fitting = [
        (template, found)
        for template, spans in figures
        if (found := ["units", *units] if spans is None else _units(spans, sizes, units))
    ]
    template, found = rng.choice(fitting)
    return template.format(u=rng.choice(found), **values)


def _units(spans: tuple[Span, ...], sizes: tuple[Fraction | int, ...], units: tuple[str, ...]) -> list[str]:
    """The units in which each size lies within its span."""
    return [
        unit
        for unit in units
        if all(
            low <= float(size) * _MILLIMETRES[unit] <= high
            for size, (low, high) in zip(sizes, spans, strict=True)
        )
    ]
