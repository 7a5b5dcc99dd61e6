r"""Names and vectors of geometry in one notation: ``\angle CBA`` is ``\angle ABC``, ``i + 2j`` is ``(1, 2)``."""

from __future__ import annotations

import re

from assay_math.engine.equivalence import compare
from assay_math.notation import nodes as n

_EITHER_WAY = re.compile(r"((?:angle|overline|overleftrightarrow)\()([A-Z])([A-Z]?)([A-Z])\)")
_ANY_WAY = re.compile(r"(triangle\()([A-Z]{3})\)")
_UNIT = re.compile(r"(?:vec|hat)\(?([ijk])\)?")


def one_name(node: n.Node, corners: bool = True) -> n.Node:
    """``node`` with angles, segments and lines named from the end that comes first; triangles in alphabetical order.

    The corners of congruent and similar triangles stay as they are: which lies on which is what is said.
    """
    corners = corners and not (
        isinstance(node, n.Relation) and not {"similar", "cong", "=="}.isdisjoint(node.operators)
    )
    if isinstance(node, n.Name):
        if match := _EITHER_WAY.fullmatch(node.name):
            first, last = sorted((match[2], match[4]))
            return n.Name(f"{match[1]}{first}{match[3]}{last})")
        if corners and (match := _ANY_WAY.fullmatch(node.name)):
            return n.Name(f"{match[1]}{''.join(sorted(match[2]))})")
        return node
    return n.rebuild(node, lambda child: one_name(child, corners))


def components(node: n.Node) -> n.Tuple | None:
    """``2i + 3j - k`` as a tuple of three; ``None`` where it is no sum of multiples of the unit vectors."""
    units: dict[n.Node, int] = {}
    for inner in n.walk(node):
        if isinstance(inner, n.Name):
            match = _UNIT.fullmatch(inner.name)
            if match:
                units[inner] = "ijk".index(match[1])
            elif inner.name in ("j", "k"):
                units[inner] = "jk".index(inner.name) + 1
        elif inner == n.Constant("i"):
            units[inner] = 0
    bold = any(isinstance(unit, n.Name) and len(unit.name) > 1 for unit in units)
    if not units or not (bold or n.Name("j") in units):
        return None  # 2 + 3i, and k alone
    named = {f"component {place}" for place in units.values()}
    if len(named) < len(units):
        return None
    plain = _replaced(node, {unit: n.Name(f"component {place}") for unit, place in units.items()})
    nothing = n.substitute(plain, dict.fromkeys(named, n.Number(0)))
    if not compare(nothing, n.Number(0)).is_true:
        return None
    items: list[n.Node] = []
    total: list[n.Node] = []
    for place in range(3):
        name = f"component {place}"
        item = (
            n.substitute(plain, {other: n.Number(int(other == name)) for other in named})
            if name in named
            else n.Number(0)
        )
        items.append(item)
        total.append(n.Mul((n.Name(name), item)))
    if not compare(plain, n.Add(tuple(total))).is_true:
        return None
    return n.Tuple(tuple(items), "<")


def _replaced(node: n.Node, by: dict[n.Node, n.Node]) -> n.Node:
    return by[node] if node in by else n.rebuild(node, lambda child: _replaced(child, by))


def of_length(vector: n.Tuple, count: int) -> n.Tuple:
    """``vector`` with ``count`` components, where those that fall away are zero."""
    if count == 2 and len(vector.items) == 3 and vector.items[2] == n.Number(0):
        return n.Tuple(vector.items[:2], vector.open)
    return vector
