"""Inputs as references give them: by our keys or by MedCalc-Bench's names, in any of their forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from assay.evidence import read_number
from assay_medical.calculations.dates import read_date
from assay_medical.calculators import Calculator
from assay_medical.vocabulary import BadInput, Fact, Given, fact, facts

_TEXT = re.compile(
    r"\s*(?P<number>[-+−]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)\s*(?P<unit>\D.*)?\Z", re.DOTALL
)
_SHORTEST_PART = 9
LONGEST = 200
"""Characters of one input."""


def read_inputs(calculator: Calculator, inputs: Mapping[str, Any]) -> tuple[dict[str, Given], dict[str, str]]:
    """The facts that a reference gives, and the key of the fact that each of its names means.

    Raises :class:`BadInput` for a name or a value that cannot be read, and for a fact that is given twice.
    """
    found: dict[str, Given] = {}
    keys: dict[str, str] = {}
    for name, value in _split(calculator, inputs):
        known = _fact(calculator, name)
        if known is None:
            raise BadInput(f"{calculator.title} has no input {name[:60]!r}.")
        if known.key in found:
            raise BadInput(f"{known.label} is given twice.")
        found[known.key] = given(known, value)
        keys[name] = known.key
    return found, keys


def _split(calculator: Calculator, inputs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The inputs, one fact each: ``["Dexamethasone PO", 7.96, "mg"]`` of a name that means two facts is a choice and a number."""
    for name, value in inputs.items():
        first, _, second = calculator.entities.get(name, "").partition("+")
        if second and isinstance(value, list | tuple) and len(value) == 3:
            yield first, value[0]
            yield second, list(value[1:])
        else:
            yield name, value


def _fact(calculator: Calculator, name: str) -> Fact | None:
    keys = (*calculator.needs, *calculator.optional)
    own = {_folded(entity): key for entity, key in calculator.entities.items()}
    key = own.get(_folded(name), name)
    if key in keys:
        return fact(key)
    told = _folded(name)
    for each in keys:
        if told in _entities(each):
            return fact(each)
    if len(told) < _SHORTEST_PART:
        return None
    # a name that is part of one fact's name, or holds it, and of no other's
    near = [
        each
        for each in keys
        if any(told in known or known in told for known in _entities(each) if len(known) >= _SHORTEST_PART)
    ]
    return fact(near[0]) if len(near) == 1 else None


@cache
def _entities(key: str) -> frozenset[str]:
    return frozenset(_folded(entity) for entity in (*facts()[key].entities, facts()[key].label))


@cache
def _folded(name: str) -> str:
    """A name without case, blanks and marks: versions of the data set write ``FiO₂`` and ``FiO2``, ``≤3`` and ``<=3``."""
    plain = unicodedata.normalize("NFKC", name[:LONGEST]).casefold().replace("≤", "<=").replace("≥", ">=")
    return re.sub(r"[^\w<>=#]+", "", plain)


def given(known: Fact, value: Any) -> Given:
    """A value of a fact as it was given. Raises :class:`BadInput`."""
    if isinstance(value, list | tuple):
        if len(value) == 1:
            value = value[0]
        elif len(value) == 2 and isinstance(value[1], str) and known.kind == "number":
            return _number(known, value[0], value[1])
        else:
            raise BadInput(f"{known.label} is a list that is no number with its unit.")
    if isinstance(value, str) and len(value) > LONGEST:
        raise BadInput(f"{known.label} has more than {LONGEST} characters.")
    if known.kind == "flag":
        return Given(known.key, _flag(known, value))
    if known.kind == "choice":
        return Given(known.key, _choice(known, value))
    if known.kind == "date":
        date = read_date(value) if isinstance(value, str) else None
        if date is None:
            raise BadInput(
                f"{known.label} is {str(value)[:60]!r}, which is no date that can be read one way only."
            )
        return Given(known.key, date.isoformat())
    return _number(known, value, None)


def _flag(known: Fact, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    said = str(value).strip().casefold()
    if said in ("true", "yes", "present"):
        return True
    if said in ("false", "no", "absent"):
        return False
    raise BadInput(f"{known.label} is {str(value)[:60]!r}, which is neither true nor false.")


def _choice(known: Fact, value: Any) -> str:
    said = str(value).strip()
    for choice in known.choices:
        if choice.casefold() == said.casefold():
            return choice
    raise BadInput(f"{known.label} is one of {', '.join(known.choices)}, and not {said[:60]!r}.")


def _number(known: Fact, value: Any, unit: str | None) -> Given:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise BadInput(f"{known.label} is {str(value)[:60]!r}, which is no number.")
    if isinstance(value, float) and (value != value or abs(value) > 1e15):
        raise BadInput(f"{known.label} is no finite number.")
    text = repr(value) if isinstance(value, float) else str(value)
    if isinstance(value, str):
        match = _TEXT.match(value)
        if match is None or (match["unit"] and unit is not None):
            raise BadInput(f"{known.label} is {value[:60]!r}, which is no number with a unit.")
        text, unit = match["number"].replace("−", "-"), match["unit"] if unit is None else unit
    if read_number(text) is None:
        raise BadInput(f"{known.label} is {text[:60]!r}, which is no number.")
    made = Given(known.key, text.removesuffix(".0"), spelled(known, (unit or "").strip()))
    made.number  # a unit that is another fact's, a value that no body has  # noqa: B018
    return made


_SPELLINGS = (
    (re.compile(r"deg(?:ree|re)?s?\s*(?:c|cel\w*)\Z|celsius\Z", re.IGNORECASE), "°C"),
    (re.compile(r"deg(?:ree|re)?s?\s*(?:f|fah\w*)\Z|fahrenheit\Z", re.IGNORECASE), "°F"),
    (re.compile(r"mm\s*hg\Z", re.IGNORECASE), "mmHg"),
    (re.compile(r"m(?:illi)?secs?\Z", re.IGNORECASE), "ms"),
)


def spelled(known: Fact, unit: str) -> str:
    """A unit in a spelling that is known; without a unit, the fact's own."""
    if not unit:
        return known.unit
    for pattern, usual in _SPELLINGS:
        if pattern.match(unit):
            return usual
    if known.unit.endswith("/L") and unit in _VOLUMES:  # 9000 "µL", as MedCalc-Bench has counts
        return _VOLUMES[unit]
    return unit


_VOLUMES = {"µL": "/µL", "μL": "/µL", "uL": "/µL", "mm^3": "/µL", "mm³": "/µL", "m^3": "/µL"}
