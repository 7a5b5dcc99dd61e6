"""Atoms and charges counted by Molmass: the generators' own way, which shares nothing with the verifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assay_science.generators.chemistry._writing import split_charge


@lru_cache(maxsize=4096)
def atoms(formula: str) -> dict[str, int]:
    """How many atoms of which element a formula of the tables has; its charge stands under ``charge``."""
    from molmass import Formula

    body, charge = split_charge(formula)
    if body == "e":
        return {"charge": charge}
    counts: dict[str, int] = {}
    for part in body.split("·"):
        times, rest = re.fullmatch(r"(\d*)(.*)", part).groups()  # type: ignore[union-attr]
        for symbol, item in Formula(rest).composition().items():
            counts[symbol] = counts.get(symbol, 0) + int(times or 1) * item.count
    return {**counts, "charge": charge} if charge else counts


def total(terms: Sequence[tuple[int, str]]) -> dict[str, int]:
    """What all species of a side have together, zeros left out."""
    counts: dict[str, int] = {}
    for times, formula in terms:
        for symbol, count in atoms(formula).items():
            counts[symbol] = counts.get(symbol, 0) + times * count
    return {symbol: count for symbol, count in sorted(counts.items()) if count}
