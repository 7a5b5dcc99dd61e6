"""Bodies of the Solar System, and nominal values of the Sun."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Body:
    """A body: mass in kg, mean radius in km, GM in km³/s², semi-major axis about the Sun in AU (``""`` for the Moon)."""

    name: str
    mass: str
    radius: str
    GM: str
    a: str


SUN_GM = "1.327×10¹¹"
"""GM of the Sun in km³/s², the nominal value of IAU 2015 Resolution B3, rounded."""
SUN_LUMINOSITY = "3.828×10²⁶"
"""Nominal luminosity of the Sun in W, IAU 2015 Resolution B3."""
SUN_TEMPERATURE = "5772"
"""Nominal effective temperature of the Sun in K, IAU 2015 Resolution B3."""


@cache
def bodies() -> dict[str, Body]:
    """The planets and the Moon, by their names in a sentence."""
    rows = json.loads((_DATA / "bodies.json").read_text(encoding="utf-8"))
    return {name: Body(name, **row) for name, row in rows.items()}
