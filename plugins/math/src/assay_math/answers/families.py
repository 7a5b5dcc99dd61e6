r"""Families of solutions over the whole numbers: ``\frac{\pi}{2} + n\pi``, ``x \equiv 1 \pmod 3``, ``(3 + 2t, 1 - t)``.

A family is a union of arithmetic progressions ``a + d n``; two are the same if each
progression, cut into classes of the least common step, meets the same classes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assay_math.answers.findings import DIFFERENT, SAME, UNDECIDED, Finding, Hints
from assay_math.engine import balls, calculus
from assay_math.engine.equivalence import compare
from assay_math.engine.outcome import EMPTY, Unsupported
from assay_math.notation import nodes as n

MAX_CLASSES = 120
MAX_ITEMS = 24
_PARAMETERS = frozenset("k n m l j t N K s p q r".split())
_UNKNOWNS = frozenset("x y z t u w theta alpha beta phi varphi".split())
_LETTERS = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_INTEGERS = n.Constant("integers")
_REAL_LINE = re.compile(
    r"\bline\b|parametri[cs]|\bgeneral solution\b|infinitely many|in terms of|free variable", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Family:
    """Progressions ``offset + step * whole number``, each a row of coordinates, of what ``label`` names."""

    progressions: tuple[tuple[tuple[n.Node, ...], tuple[n.Node, ...]], ...]
    label: n.Node | None
    declared: bool  # whether the text says that the letter runs through the whole numbers
    solves: bool = False  # whether the label is one of an unknown


class _NoFamily(Exception):
    pass


class _Half(Exception):
    """The letter is a natural number, of which some begin with zero and some with one."""


def may_be_families(one: n.Node, other: n.Node) -> bool:
    """Whether both have a letter for whole numbers, and one of them a part of a turn, a point or the whole numbers."""
    letters = turned = 0
    for side in (one, other):
        inside = list(n.walk(side))
        residues = any(isinstance(inner, n.Congruence) for inner in inside)
        letters += residues or any(
            (isinstance(inner, n.Name) and inner.name in _PARAMETERS)
            or (isinstance(inner, n.Tuple) and bool(n.free_names(inner)))
            for inner in inside
        )
        turned += residues or any(
            inner in (n.Constant("pi"), n.Constant("naturals"), _INTEGERS)
            or isinstance(inner, n.Degrees | n.Tuple)
            for inner in inside
        )
    return letters == 2 and turned > 0


def same_family(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding | None:
    """Two answers as families; ``None`` where they are not both families."""
    try:
        one, other = _family(ours, hints), _family(theirs, hints)
        if one is None or other is None:
            return None
        rows = [*one.progressions, *other.progressions]
        if not (one.declared or other.declared):
            if any(len(offset) > 1 for offset, _ in rows):
                return _lines(one, other, hints)
            solving = hints.prompt or (one.solves and other.solves)
            if not any(_turns(cell) for _, step in rows for cell in step):
                return None
            if not solving:  # formulas of n, unless both are solutions, or several stand side by side
                if _one_formula(ours, theirs) or not _same(one, other).equal:
                    return None
                return SAME if isinstance(ours, n.Listing) or isinstance(theirs, n.Listing) else UNDECIDED
        if one.label is not None and other.label is not None and one.label != other.label:
            return DIFFERENT
        return _same(one, other)
    except (Unsupported, balls.Undefined):
        return UNDECIDED
    except _NoFamily:
        return None
    except _Half:
        return SAME if ours == theirs else UNDECIDED


def _one_formula(ours: n.Node, theirs: n.Node) -> bool:
    """Whether the two are one formula, but for the letter."""
    left, right = n.free_names(ours), n.free_names(theirs)
    if len(left) != 1 or len(right) != 1 or isinstance(ours, n.Listing) or isinstance(theirs, n.Listing):
        return False
    (new,), (old,) = left, right
    return compare(ours, n.substitute(theirs, {old: n.Name(new)})).is_true


def _turns(node: n.Node) -> bool:
    """Whether a step is a part of a turn: no other letter than one for whole numbers stands beside it."""
    return any(inner == n.Constant("pi") or isinstance(inner, n.Degrees) for inner in n.walk(node))


def _lines(one: Family, other: Family, hints: Hints) -> Finding | None:
    """Points that a letter moves, which may be any number: the same points, or at least the same line."""
    if len(one.progressions) != 1 or len(other.progressions) != 1:
        return None
    if len(one.progressions[0][0]) != len(other.progressions[0][0]):
        return DIFFERENT
    if isinstance(one.label, n.Tuple) and isinstance(other.label, n.Tuple) and one.label != other.label:
        return UNDECIDED
    (start, step), (point, direction) = one.progressions[0], other.progressions[0]
    for gap in (tuple([calculus.add(p, n.Neg(o)) for p, o in zip(point, start, strict=True)]), direction):
        finding = _along(gap, step)
        if not finding.equal:
            return finding
    return SAME if _REAL_LINE.search(hints.prompt) or _same(one, other).equal else UNDECIDED


def _family(node: n.Node, hints: Hints) -> Family | None:
    if isinstance(node, n.Congruence):
        return _residues(node)
    if (
        isinstance(node, n.Listing)
        and node.connective != "implies"
        and all(isinstance(i, n.Congruence) for i in node.items)
    ):
        parts = [_residues(item) for item in node.items if isinstance(item, n.Congruence)]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts) or len({part.label for part in found}) != 1 or node.connective == ",":
            return None
        return Family(tuple(p for part in found for p in part.progressions), found[0].label, True)
    items, label, parameters = _items(node)
    if not items or len(items) > MAX_ITEMS:
        return None
    if any(n.free_names(item) & _natural(node) for item in items):
        raise _Half
    declared = bool(parameters)
    if not parameters:
        free = frozenset().union(*[n.free_names(item) for item in items])
        points = all(isinstance(item, n.Tuple) for item in items)
        parameters = {name for name in free if points or name in _PARAMETERS}
        if len(free) != 1 or len(parameters) != 1 or free & set(_LETTERS.findall(hints.prompt)):
            return None  # of an n-gon, n is the number of sides
    if len(parameters) != 1 or any(n.free_names(item) - parameters for item in items):
        return None
    parameter = next(iter(parameters))
    rows = tuple(row for item in items for row in _progressions(item, parameter, 2))
    return Family(rows, label, declared, isinstance(label, n.Name) and label.name in _UNKNOWNS - parameters)


def _residues(node: n.Congruence) -> Family | None:
    if len(node.terms) != 2 or not isinstance(node.terms[0], n.Name) or n.free_names(node.terms[1]):
        return None
    return Family((((node.terms[1],), (node.modulus,)),), node.terms[0], True)


def _items(node: n.Node) -> tuple[list[n.Node], n.Node | None, set[str]]:
    """The formulas of a family, what they are values of, and the letters said to be whole."""
    if isinstance(node, n.SetBuilder):
        element, parameters = node.element, set(_whole(node.condition))
        inner, label, more = _items(element)
        return inner, label, parameters | more
    if isinstance(node, n.Listing) and node.connective in (",", ";", "and", "or"):
        found: list[n.Node] = []
        name: n.Node | None = None
        letters: set[str] = set()
        for item in node.items:
            whole = list(_whole(item))
            if whole or (_natural(item) and isinstance(item, n.Relation)):
                letters.update(whole)
                continue
            inner, label, more = _items(item)
            if not inner or (name is not None and label is not None and label != name):
                return [], None, set()
            name = name if label is None else label
            found.extend(inner)
            letters |= more
        return found, name, letters
    if (
        isinstance(node, n.Relation)
        and node.operators == ("=",)
        and isinstance(node.terms[0], n.Name | n.Tuple)
    ):
        label, value = node.terms
        inner, _, letters = _items(value)
        return inner, label, letters
    if isinstance(node, n.Relation) and node.operators == ("in",) and isinstance(node.terms[0], n.Name):
        inner, _, letters = _items(node.terms[1])
        return (
            (inner, node.terms[0], letters) if isinstance(node.terms[1], n.SetBuilder) else ([], None, set())
        )
    if isinstance(node, n.Relation | n.Congruence | n.Set | n.Interval | n.SetOperation | n.Text):
        return [], None, set()
    return list(n.plus_minus_cases(node)), None, set()


def _whole(node: n.Node) -> Iterator[str]:
    if isinstance(node, n.Relation) and node.operators == ("in",) and node.terms[1] == _INTEGERS:
        name = node.terms[0]
        if isinstance(name, n.Name):
            yield name.name


def _natural(node: n.Node) -> set[str]:
    """The letters that ``node`` says are natural numbers."""
    return {
        inner.terms[0].name
        for inner in n.walk(node)
        if isinstance(inner, n.Relation)
        and inner.operators == ("in",)
        and inner.terms[1] == n.Constant("naturals")
        and isinstance(inner.terms[0], n.Name)
    }


def _progressions(
    item: n.Node, name: str, depth: int
) -> Iterator[tuple[tuple[n.Node, ...], tuple[n.Node, ...]]]:
    row = item.items if isinstance(item, n.Tuple) else (item,)
    offset = tuple([n.substitute(cell, {name: n.Number(0)}) for cell in row])
    step = tuple(
        [
            calculus.add(n.substitute(c, {name: n.Number(1)}), n.Neg(o))
            for c, o in zip(row, offset, strict=True)
        ]
    )
    line = [calculus.add(o, calculus.mul(n.Name(name), d)) for o, d in zip(offset, step, strict=True)]
    if all(compare(cell, value).is_true for cell, value in zip(row, line, strict=True)):
        yield offset, step
        return
    if not depth:
        raise _NoFamily
    for rest in (0, 1):  # (-1)^n, for even and for odd n
        half = calculus.add(calculus.mul(n.Number(2), n.Name(name)), n.Number(rest))
        cells = tuple([without_signs(n.substitute(cell, {name: half}), name) for cell in row])
        yield from _progressions(n.Tuple(cells) if isinstance(item, n.Tuple) else cells[0], name, depth - 1)


def without_signs(node: n.Node, name: str) -> n.Node:
    """``node`` with the powers of -1 whose exponent is whole and of one parity carried out."""
    node = n.rebuild(node, lambda child: without_signs(child, name))
    if isinstance(node, n.Pow) and node.base in (n.Neg(n.Number(1)), n.Number(-1)):
        for sign, shift in ((1, 0), (-1, 1)):
            start = n.substitute(node.exponent, {name: n.Number(0)})
            slope = calculus.add(n.substitute(node.exponent, {name: n.Number(1)}), n.Neg(start))
            line = calculus.add(start, calculus.mul(n.Name(name), slope))
            begins, moves = _value(start), _value(slope)
            if (
                begins is not None
                and moves is not None
                and moves % 2 == 0
                and (begins - shift) % 2 == 0
                and compare(node.exponent, line).is_true
            ):
                return n.Number(sign)
    return node


def _value(node: n.Node) -> Fraction | None:
    from assay_math.engine.exact import rational

    found = rational(node)
    return None if found is None else Fraction(found)


def _same(one: Family, other: Family) -> Finding:
    rows = [*one.progressions, *other.progressions]
    if len({len(offset) for offset, _ in rows}) != 1:
        return DIFFERENT
    unit = rows[0][1]
    ratios = [_ratio(step, unit) for _, step in rows]
    if any(ratio is None or not ratio for ratio in ratios):
        return UNDECIDED
    sizes = [abs(ratio) for ratio in ratios if ratio is not None]
    common = math.lcm(*[s.numerator for s in sizes]) * Fraction(1, math.gcd(*[s.denominator for s in sizes]))
    if sum(common / size for size in sizes) > MAX_CLASSES:
        return UNDECIDED
    period = tuple([calculus.mul(n.Number(_plain(common)), d) for d in unit])
    classes = []
    for (offset, step), size in zip(rows, sizes, strict=True):
        classes.append([_moved(offset, step, i) for i in range(int(common / size))])
    count = len(one.progressions)
    ours = [c for group in classes[:count] for c in group]
    theirs = [c for group in classes[count:] for c in group]
    unknown = False
    for these, those in ((ours, theirs), (theirs, ours)):
        for a in these:
            told = [_congruent(a, b, period) for b in those]
            if True in told:
                continue
            if None not in told:
                return DIFFERENT
            unknown = True
    return UNDECIDED if unknown else SAME


def _along(gaps: tuple[n.Node, ...], step: tuple[n.Node, ...]) -> Finding:
    """Whether one vector is a multiple of another."""
    for i in range(len(gaps)):
        for j in range(i):
            left, right = calculus.mul(gaps[i], step[j]), calculus.mul(gaps[j], step[i])
            outcome = compare(left, right)
            if not outcome.is_true:
                return DIFFERENT if outcome.is_false else UNDECIDED
    return SAME


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _moved(offset: tuple[n.Node, ...], step: tuple[n.Node, ...], times: int) -> tuple[n.Node, ...]:
    return tuple(
        [calculus.add(o, calculus.mul(n.Number(times), d)) for o, d in zip(offset, step, strict=True)]
    )


def _number(node: n.Node) -> float:
    value = balls.evaluate(node, {}, EMPTY)
    if not value.imag.contains(0):
        raise Unsupported
    return float(value.real.mid())


def _ratio(step: tuple[n.Node, ...], unit: tuple[n.Node, ...]) -> Fraction | None:
    """How many of ``unit`` a step is; ``None`` where that is no simple fraction."""
    sizes = [(_number(d), _number(u)) for d, u in zip(step, unit, strict=True)]
    first = next((d / u for d, u in sizes if abs(u) > 1e-12), None)
    if first is None:
        return None
    ratio = Fraction(first).limit_denominator(60)
    for d, u in zip(step, unit, strict=True):
        left, right = calculus.mul(n.Number(ratio.denominator), d), calculus.mul(n.Number(ratio.numerator), u)
        if not compare(left, right).is_true:
            return None
    return ratio


def _congruent(a: tuple[n.Node, ...], b: tuple[n.Node, ...], period: tuple[n.Node, ...]) -> bool | None:
    """Whether two points differ by a whole multiple of the period."""
    gaps = [calculus.add(x, n.Neg(y)) for x, y in zip(a, b, strict=True)]
    at = next((i for i, d in enumerate(period) if abs(_number(d)) > 1e-12), None)
    if at is None:
        return None
    times = round(_number(gaps[at]) / _number(period[at]))
    outcomes = [compare(gap, calculus.mul(n.Number(times), d)) for gap, d in zip(gaps, period, strict=True)]
    if any(outcome.is_false for outcome in outcomes):
        return False
    return True if all(outcome.is_true for outcome in outcomes) else None
