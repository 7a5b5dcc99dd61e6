"""Sets and propositions that only letters name, compared by all cases: ``A ∪ B`` and ``B ∪ A``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from assay_math.notation import nodes as n

MAX_NAMES = 8
_COMPLEMENT = re.compile(r"(?:overline|bar|not)\(([A-Za-z])\)")


def same_table(one: n.Node, other: n.Node) -> bool | None:
    """Whether two combinations of sets hold the same points; ``None`` where they are not made of letters alone."""
    names = sorted(_names(one) | _names(other))
    if len(names) > MAX_NAMES:
        return None
    try:
        return all(
            _holds(one, dict(zip(names, values, strict=True)))
            == _holds(other, dict(zip(names, values, strict=True)))
            for values in product((False, True), repeat=len(names))
        )
    except KeyError:
        return None


def _names(node: n.Node) -> set[str]:
    return {_letter(inner)[0] for inner in n.walk(node) if isinstance(inner, n.Name)}


def _letter(name: n.Name) -> tuple[str, bool]:
    match = _COMPLEMENT.fullmatch(name.name)
    return (match[1], False) if match else (name.name, True)


def _holds(node: n.Node, within: Mapping[str, bool]) -> bool:
    """Whether a point of the sets that ``within`` says is one of ``node``; raises :class:`KeyError` for other nodes."""
    match node:
        case n.Name():
            letter, positive = _letter(node)
            return within[letter] == positive
        case n.Constant("emptyset"):
            return False
        case n.Prime(inner, 1):
            return not _holds(inner, within)
        case n.Pow(base, n.Name("c" | "C")):
            return not _holds(base, within)
        case n.SetOperation(operator, operands):
            values = [_holds(operand, within) for operand in operands]
            if operator == "union":
                return any(values)
            return all(values) if operator == "intersection" else values[0] and not any(values[1:])
    raise KeyError(type(node).__name__)
