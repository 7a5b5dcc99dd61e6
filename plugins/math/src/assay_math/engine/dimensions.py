"""The units that an expression carries, as far as words can tell: ``60 km/h * 2 h`` has ``km``."""

from __future__ import annotations

import re

from assay_math.engine.outcome import Unsupported
from assay_math.notation import nodes as n

Unit = dict[str, int]

_PART = re.compile(r"\s*([*/]?)\s*([^*/^]+)(?:\^(-?\d+))?")
_CARRIERS = (n.Quantity, n.Currency)
_MONEY = {"$": "dollar", "dollars": "dollar", "usd": "dollar", "€": "euro", "euros": "euro", "eur": "euro"}


def carries_units(node: n.Node) -> bool:
    return any(isinstance(inner, _CARRIERS) for inner in n.walk(node))


def has_money(node: n.Node) -> bool:
    return any(isinstance(inner, n.Currency) for inner in n.walk(node))


def same_units(left: n.Node, right: n.Node) -> bool:
    """False where both sides carry units and these differ; a side without any fits every other."""
    if not (carries_units(left) and carries_units(right)):
        return True
    a, b = unit_of(left), unit_of(right)
    return not a or not b or a == b


def unit_of(node: n.Node) -> Unit:
    """Units with their powers; empty for a pure number. Raises Unsupported for a sum of unlike things."""
    match node:
        case n.Quantity(value, words):
            return _times(unit_of(value), read_unit(words))
        case n.Currency(symbol, operand):
            return _times(unit_of(operand), {_MONEY.get(symbol, symbol): 1})
        case n.Neg(operand) | n.Percent(operand):
            return unit_of(operand)
        case n.Mul(factors):
            total: Unit = {}
            for factor in factors:
                total = _times(total, unit_of(factor))
            return total
        case n.Div(top, bottom):
            return _times(unit_of(top), {name: -power for name, power in unit_of(bottom).items()})
        case n.Pow(base, n.Number(int() as exponent)):
            return {name: power * exponent for name, power in unit_of(base).items()}
        case n.Add(terms):
            units = [unit for term in terms if (unit := unit_of(term))]
            if any(unit != units[0] for unit in units):
                raise Unsupported("units", "different units are added")
            return units[0] if units else {}
    if carries_units(node):
        raise Unsupported("units", "units inside a function")
    return {}


def read_unit(text: str) -> Unit:
    """``m/s^2`` as ``{"m": 1, "s": -2}``; plural words lose their s."""
    total: Unit = {}
    text = text.replace(" per ", "/").strip()
    if text.startswith("per "):
        text = "/" + text[4:]
    for sign, name, power in _PART.findall(text):
        word = name.strip().rstrip(".,;:").strip()
        if not word:
            continue
        count = int(power or 1)
        total = _times(total, {_singular(word): -count if sign == "/" else count})
    return total


def _singular(word: str) -> str:
    lower = word.lower()
    if lower in _MONEY:
        return _MONEY[lower]
    if len(word) > 3 and lower.endswith("s") and not lower.endswith("ss"):
        return word[:-1]
    return word


def _times(left: Unit, right: Unit) -> Unit:
    total = dict(left)
    for name, power in right.items():
        total[name] = total.get(name, 0) + power
        if not total[name]:
            del total[name]
    return total
