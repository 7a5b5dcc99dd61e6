"""Tables of physics (``data/physics.md`` names their sources), read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from assay_science.constants import constants

_DATA = Path(__file__).parents[1] / "data"


@cache
def codata(symbol: str) -> float:
    """A constant of nature in its SI unit, for second routes: ``codata("h")``."""
    return float(constants()[symbol].value)


@cache
def properties(kind: str) -> dict[str, str]:
    """Values of one property, by material, as prompts print them: ``properties("density")["ice"]``."""
    table: dict[str, dict[str, str]] = json.loads((_DATA / "properties.json").read_text(encoding="utf-8"))
    return table[kind]


@cache
def half_lives() -> dict[str, dict[str, str]]:
    """Name, half-life with its unit, and atomic mass by nuclide: ``half_lives()["C-14"]``."""
    rows: dict[str, dict[str, str]] = json.loads((_DATA / "half_lives.json").read_text(encoding="utf-8"))
    return rows


@cache
def steam() -> dict[str, dict[str, dict[str, str]]]:
    """Properties of water: ``steam()["saturated"]["10"]["hf"]``, ``steam()["superheated"]["3000
    400"]["h"]``."""
    table: dict[str, dict[str, dict[str, str]]] = json.loads(
        (_DATA / "steam.json").read_text(encoding="utf-8")
    )
    return table
