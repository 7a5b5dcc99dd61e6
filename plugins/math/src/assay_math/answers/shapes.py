"""Comparing two answers as trees, each seen as what it is (see :mod:`assay_math.answers.views`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assay_math.answers.cases import same_cases
from assay_math.answers.constants import same_curves
from assay_math.answers.families import may_be_families, same_family
from assay_math.answers.findings import (
    DIFFERENT,
    HEDGED,
    KIND,
    SAME,
    TOO_MANY,
    UNDECIDED,
    UNREADABLE,
    WRONG_ORDER,
    Finding,
    Hints,
    all_same,
)
from assay_math.answers.geometry import components, of_length, one_name
from assay_math.answers.regions import NotRegion, region, same_region, same_relation
from assay_math.answers.tables import same_table
from assay_math.answers.values import same_value
from assay_math.answers.views import Branches, Grid, Item, Parts, Scalar, Span, Statement, Vector, View, view
from assay_math.engine.claims import decide_link
from assay_math.engine.equivalence import compare
from assay_math.notation import nodes as n

MAX_ITEMS = 200


def same_answer(reference: n.Node, response: n.Node, hints: Hints) -> Finding:
    """Whether ``response`` gives the answer ``reference``."""
    if any(isinstance(x, n.Name) and "(" in x.name for side in (reference, response) for x in n.walk(side)):
        reference, response = one_name(reference), one_name(response)
    if any(isinstance(x, n.SetOperation) for side in (reference, response) for x in n.walk(side)):
        same = same_table(reference, response)
        if same is not None:
            return SAME if same else DIFFERENT
    if reference != response and may_be_families(reference, response):
        family = same_family(reference, response, hints)
        if family is not None:
            return family
    if isinstance(reference, n.Relation) and isinstance(response, n.Relation):
        curves = same_curves(reference, response, hints)
        if curves is not None:
            return curves
    found = _same(view(reference), view(response), hints)
    if found.equal is False and _half_read(response):
        return UNREADABLE
    return found


def _half_read(node: n.Node) -> bool:
    """Whether words stand in a sum or a product, so that it is a sentence rather: "all reals except -4"."""
    return any(
        isinstance(part, n.Text)
        for inner in n.walk(node)
        if isinstance(inner, n.Add | n.Mul)
        for part in (inner.terms if isinstance(inner, n.Add) else inner.factors)
    )


def _same(ours: View, theirs: View, hints: Hints) -> Finding:
    for one, other in ((ours, theirs), (theirs, ours)):
        if isinstance(one, Parts) and one.braces and any(_is_set(item.value) for item in one.items):
            if not (isinstance(other, Parts) and other.braces):
                return KIND
            return (
                _parts_parts(ours, theirs, hints)
                if isinstance(ours, Parts) and isinstance(theirs, Parts)
                else KIND
            )
    if isinstance(ours, Parts) and len(ours.items) == 1 and not ours.conditions:
        ours = Scalar(ours.items[0].value, ours.items[0].label)
    if isinstance(theirs, Parts) and len(theirs.items) == 1 and isinstance(ours, Scalar | Span):
        seen = view(theirs.items[0].value)
        theirs = Scalar(theirs.items[0].value, theirs.items[0].label) if isinstance(seen, Scalar) else seen
    ours, theirs = _with_components(ours, theirs), _with_components(theirs, ours)
    if isinstance(ours, Branches) or isinstance(theirs, Branches):
        return _branches(ours, theirs, hints)
    return _RULES[type(ours)](ours, theirs, hints)


def _with_components(one: View, other: View) -> View:
    """``i + 2j`` as a point where the other side is one, or is written so too."""
    if not isinstance(one, Scalar) or one.equal or one.about:
        return one
    if not (isinstance(other, Vector | Grid) or (isinstance(other, Scalar) and other.value != one.value)):
        return one
    vector = components(one.value)
    if vector is None or (isinstance(other, Scalar) and components(other.value) is None):
        return one
    if isinstance(other, Vector):
        vector = of_length(vector, len(other.items))
    elif isinstance(other, Grid):
        vector = of_length(vector, max(len(other.node.rows), len(other.node.rows[0])))
    return Vector(vector.items, "<", vector, one.label)


def _branches(ours: View, theirs: View, hints: Hints) -> Finding:
    """Values in cases: those of one function, whatever letter it is named by."""
    if not (isinstance(ours, Branches | Scalar) and isinstance(theirs, Branches | Scalar)):
        return KIND
    one = ours.node if isinstance(ours, Branches) else ours.value
    other = theirs.node if isinstance(theirs, Branches) else theirs.value
    if ours.label is not None and theirs.label is not None and ours.label != theirs.label:
        renamed = _parameter_renaming(ours.label, theirs.label)
        if renamed is None:
            return DIFFERENT
        other = n.substitute(other, renamed)
    return same_cases(one, other, hints)


# ---------------------------------------------------------------- one value


def _scalar(ours: Scalar, theirs: View, hints: Hints) -> Finding:
    if isinstance(theirs, Scalar):
        return _one_value(ours, theirs, hints)
    if isinstance(theirs, Parts):
        found = [_value(ours.value, item.value, hints) for item in theirs.items]
        if all(f.equal for f in found):
            return SAME if not _labels_differ(ours.label, theirs.items) else DIFFERENT
        if any(f.equal for f in found):
            return HEDGED if len(found) == 2 or theirs.connective == "or" else TOO_MANY
        return next((f for f in found if f.equal is None), DIFFERENT)
    if isinstance(theirs, Vector) and theirs.label in _CHOOSERS and not n.free_names(ours.value):
        return _value(ours.value, n.Call("binomial", theirs.items), hints)  # C(5, 2), no point
    if isinstance(theirs, Vector | Grid) and any(
        isinstance(inner, n.Tuple | n.Matrix) for inner in n.walk(ours.value)
    ):
        return _worked_out(ours.value, theirs.node)
    equation = theirs.node if isinstance(theirs, Statement) else None
    if isinstance(equation, n.Relation) and ours.label is not None and n.free_names(ours.value):
        return same_relation(n.Relation((ours.label, ours.value), ("=",)), equation)
    return KIND


_CHOOSERS = (n.Name("C"),)


def _labels_differ(label: n.Node | None, items: Sequence[Item]) -> bool:
    return label is not None and any(item.label is not None and item.label != label for item in items)


def _one_value(ours: Scalar, theirs: Scalar, hints: Hints) -> Finding:
    value, terms = theirs.value, [theirs.value, *theirs.equal]
    if ours.label is not None and theirs.label is not None and ours.label != theirs.label:
        renamed = _parameter_renaming(ours.label, theirs.label)
        if renamed is None:
            if (
                n.free_names(ours.value)
                and not isinstance(ours.label, n.Apply)
                and not isinstance(theirs.label, n.Apply)
            ):
                # x = 2y + 1 against y = (x - 1)/2
                return same_relation(
                    n.Relation((ours.label, ours.value), ("=",)), n.Relation((theirs.label, value), ("=",))
                )
            return DIFFERENT
        # a name of the reference's parameter that stands free in the response is another thing
        clash = {
            str(new.name): n.Name("free " + new.name) for new in renamed.values() if isinstance(new, n.Name)
        }
        terms = [n.substitute(term, clash | renamed) for term in terms]
    if (
        ours.label is None
        and isinstance(ours.value, n.Name)
        and theirs.label is not None
        and ours.value != value
    ):
        # an answer that is a bare letter is no value of that letter
        return DIFFERENT
    if theirs.about:
        for shown in theirs.about:
            bare = (
                shown.value if isinstance(shown, n.Quantity) and not isinstance(value, n.Quantity) else shown
            )
            if decide_link(value, "~", bare).is_false:
                return HEDGED
    if (
        theirs.label is None
        and theirs.equal
        and all(term == value for term in theirs.equal)
        and not theirs.about
    ):
        return UNDECIDED  # 3 = 3 says nothing
    findings = [_value(ours.value, term, hints) for term in terms]
    result = all_same(findings)
    if result.equal is False and len(terms) == 1 and _family_letter(ours, terms[0], hints):
        return SAME  # f(x) = cx and f(x) = kx
    if len(findings) > 1 and result.equal is False and findings[0].equal:
        # a chain with a wrong middle: 7 = 5
        return HEDGED if not n.free_names(theirs.equal[0]) else result
    return result


def _family_letter(ours: Scalar, value: n.Node, hints: Hints) -> bool:
    """Whether two functions differ by the letter of a constant only, which is none of the prompt's."""
    if not isinstance(ours.label, n.Apply):
        return False
    known = frozenset().union(*[n.free_names(argument) for argument in ours.label.arguments])
    one, other = n.free_names(ours.value) - known, n.free_names(value) - known
    if len(one) != 1 or len(other) != 1 or not one | other <= _CONSTANTS:
        return False
    if any(re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])", hints.prompt) for name in one | other):
        return False
    (new,), (old,) = one, other
    return compare(ours.value, n.substitute(value, {old: n.Name(new)})).is_true


_CONSTANTS = frozenset("a b c d k m A B C K".split())
"""Letters that stand for any constant where a function is given."""


def _parameter_renaming(one: n.Node, other: n.Node) -> dict[str, n.Node] | None:
    """From the second function's parameters to the first's: ``f(z)`` and ``f(x)``, ``a_k`` and ``a_n``; none for ``f`` and ``f(x)``."""
    if isinstance(one, n.Name) and isinstance(other, n.Name):
        a, b = one.index, other.index
        if isinstance(a, n.Name) and isinstance(b, n.Name) and one.base == other.base:
            return {b.name: a}
        return None
    for call, bare in ((one, other), (other, one)):
        if isinstance(call, n.Apply) and isinstance(bare, n.Name) and not (call.primes or call.inverse):
            plotted = bare.name == "y" and call.arguments == (n.Name("x"),)
            return {} if plotted or bare.name == call.function.name else None
    if not (isinstance(one, n.Apply) and isinstance(other, n.Apply)):
        return None
    if (one.function, one.primes, one.inverse, len(one.arguments)) != (
        other.function, other.primes, other.inverse, len(other.arguments),
    ):  # fmt: skip
        return None
    renaming: dict[str, n.Node] = {}
    for a, b in zip(one.arguments, other.arguments, strict=True):
        if isinstance(b, n.Name) and isinstance(a, n.Name) and b.name not in renaming:
            renaming[b.name] = a
        elif a != b:
            return None
    return renaming


def _is_set(node: n.Node) -> bool:
    return isinstance(node, n.Set) or (isinstance(node, n.Constant) and node.name == "emptyset")


def _value(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding:
    """Two single values, or two parts that have a structure of their own."""
    if _is_set(ours) != _is_set(theirs):
        return DIFFERENT  # {{1}, 2} has a set in it
    left, right = view(ours), view(theirs)
    if isinstance(left, Scalar) and isinstance(right, Scalar) and left.label is None and right.label is None:
        if not (right.equal or right.about):
            return same_value(ours, theirs, hints)
        return _one_value(left, right, hints)
    return _same(left, right, hints)


# ---------------------------------------------------------------- several values


def _parts(ours: Parts, theirs: View, hints: Hints) -> Finding:
    if len(ours.items) > MAX_ITEMS or (isinstance(theirs, Parts) and len(theirs.items) > MAX_ITEMS):
        return Finding(None, "limit")
    ours = _regrouped(ours)
    if isinstance(theirs, Scalar):
        theirs = Parts((Item(theirs.value, theirs.label),))
        found = _parts_parts(ours, theirs, hints)
        return DIFFERENT if found.equal is False else found
    if isinstance(theirs, Vector):
        if ours.braces:
            return KIND
        if _named(ours):
            return _vector_named(theirs, ours, hints, swap=True)
        if any(isinstance(view(item.value), Vector) for item in ours.items):
            return DIFFERENT
        return _in_order([i.value for i in ours.items], theirs.items, hints)
    if isinstance(theirs, Parts):
        return _parts_parts(ours, _regrouped(theirs), hints)
    if (
        isinstance(theirs, Grid)
        and (len(theirs.node.rows) == 1 or len(theirs.node.rows[0]) == 1)
        and not ours.braces
    ):
        cells = [cell for row in theirs.node.rows for cell in row]
        return _in_order([i.value for i in ours.items], cells, hints)
    return KIND


def _named(parts: Parts) -> bool:
    """Whether the parts are values of different names."""
    labels = [item.label for item in parts.items]
    return len(labels) > 1 and None not in labels and len(set(labels)) == len(labels)


def _muddled(parts: Parts, named: Parts) -> bool:
    """Whether all parts have names, of which some are the same, where ``named`` has one of each."""
    labels = [item.label for item in parts.items]
    if None in labels or len(set(labels)) == len(labels):
        return False
    return len(set(labels)) > 1 or labels[0] in [item.label for item in named.items]


def _partly_named(parts: Parts) -> bool:
    named = sum(item.label is not None for item in parts.items)
    return 0 < named < len(parts.items)


def _regrouped(parts: Parts) -> Parts:
    """``p = 5, q = 2; p = 7, q = 2`` as two points, told apart by the names coming round again."""
    labels = [item.label for item in parts.items]
    distinct = list(dict.fromkeys(labels))
    k = len(distinct)
    if None in labels or k < 2 or len(labels) == k or len(labels) % k:
        return parts
    names = sorted(distinct, key=str)
    points = []
    for start in range(0, len(labels), k):
        group = {item.label: item.value for item in parts.items[start : start + k]}
        if set(group) != set(distinct):
            return parts
        points.append(
            Item(n.Tuple(tuple([group[name] for name in names])), n.Tuple(tuple([x for x in names if x])))
        )
    return Parts(tuple(points), connective=parts.connective)


def _parts_parts(ours: Parts, theirs: Parts, hints: Hints) -> Finding:
    if ours.conditions and theirs.conditions and set(ours.conditions) != set(theirs.conditions):
        return DIFFERENT
    joined = _otherwise_joined(ours, theirs)
    if joined is not None:
        return joined
    if _named(ours) and _named(theirs):
        return _by_name(ours, theirs, hints)
    if (_named(ours) and _muddled(theirs, ours)) or (_named(theirs) and _muddled(ours, theirs)):
        return DIFFERENT  # "x = 1, x = 2, z = 3" for values of x, y and z
    if _partly_named(ours) and _partly_named(theirs):
        one_names, other_names = (
            {item.label for item in parts.items if item.label is not None} for parts in (ours, theirs)
        )
        if one_names != other_names:
            return DIFFERENT
    if _named(ours) or _named(theirs):
        named = ours if _named(ours) else theirs
        bare = theirs if named is ours else ours
        if bare.braces:
            return KIND
        if bare.items[0].label is not None and not _one_family(named):
            return DIFFERENT  # the roots of x are no values of A and B
        if not _one_family(named):
            listed = _in_order([i.value for i in ours.items], [i.value for i in theirs.items], hints)
            if listed.equal and _coordinates(i.label for i in named.items) and not _alphabetical(named):
                return UNDECIDED  # "1, 2" for y = 1, x = 2
            return listed
    if (
        ours.items[0].label is not None
        and not _named(ours)
        and theirs.items[0].label is not None
        and not _named(theirs)
    ):
        for item in theirs.items:
            if item.label != ours.items[0].label and not isinstance(item.label, n.Tuple):
                return DIFFERENT
    one, other = [_aligned(i, ours) for i in ours.items], [_aligned(i, ours) for i in theirs.items]
    # a solution listed twice is one solution; two equal numbers may be a double root
    once = ours.braces or theirs.braces or all(isinstance(item, n.Tuple) for item in (*one, *other))
    found = matching(one, other, once, lambda a, b: _value(a, b, hints))
    if hints.ordered and not ours.braces and not theirs.braces:
        in_order = _in_order(one, other, hints)
        return WRONG_ORDER if found.equal and in_order.equal is False else in_order
    if hints.unread and found.equal and not (ours.braces or theirs.braces) and ours.items[0].label is None:
        return (
            found if _in_order(one, other, hints).equal else UNDECIDED
        )  # "Wie alt sind Tom und sein Vater?"
    return found


def _otherwise_joined(ours: Parts, theirs: Parts) -> Finding | None:
    """What "and" for "or" makes of the values of several names, and of statements that stand for themselves.

    Of one name's values (``x = 1 and x = 2``) both words say the same.
    """
    words = {ours.connective, theirs.connective}
    if "or" not in words or len(words) == 1:
        return None
    several = all(_named(parts) and not _one_family(parts) for parts in (ours, theirs))
    bare = all(
        item.label is None and isinstance(item.value, n.Name | n.Relation)
        for item in (*ours.items, *theirs.items)
    )
    if not several and not bare:
        return None
    return DIFFERENT if "and" in words else UNDECIDED


def _aligned(item: Item, reference: Parts) -> n.Node:
    """A labelled point with its coordinates in the order of the reference's names."""
    target = reference.items[0].label
    if not (
        isinstance(item.label, n.Tuple) and isinstance(target, n.Tuple) and isinstance(item.value, n.Tuple)
    ):
        return item.value
    if set(item.label.items) != set(target.items) or len(item.value.items) != len(target.items):
        return item.value
    by_name = dict(zip(item.label.items, item.value.items, strict=True))
    return n.Tuple(tuple([by_name[name] for name in target.items]), item.value.open)


def _one_family(parts: Parts) -> bool:
    """``x_1 = 2, x_2 = 3``: the roots of one unknown, not values of several."""
    bases = {
        item.label.base if isinstance(item.label, n.Name) and item.label.index is not None else ""
        for item in parts.items
    }
    return len(bases) == 1 and "" not in bases


def _by_name(ours: Parts, theirs: Parts, hints: Hints) -> Finding:
    told = {item.label: item.value for item in theirs.items}
    wanted = {item.label: item.value for item in ours.items}
    if not wanted.keys() <= told.keys():
        return DIFFERENT
    found = all_same([_value(value, told[label], hints) for label, value in wanted.items()])
    if found.equal and len(told) > len(wanted):
        return TOO_MANY
    return found


def _in_order(ours: Sequence[n.Node], theirs: Sequence[n.Node], hints: Hints) -> Finding:
    if len(ours) != len(theirs):
        if len(theirs) > len(ours) and all(
            _value(a, b, hints).equal for a, b in zip(ours, theirs, strict=False)
        ):
            return TOO_MANY
        return DIFFERENT
    return all_same([_value(a, b, hints) for a, b in zip(ours, theirs, strict=True)])


def matching(
    ours: Sequence[n.Node], theirs: Sequence[n.Node], once: bool, same: Callable[[n.Node, n.Node], Finding]
) -> Finding:
    """Whether the two hold the same values in any order; ``once`` drops repeats first."""
    if once:
        ours, theirs = _unique(ours), _unique(theirs)
    left = list(theirs)
    undecided: Finding | None = None
    missing: Finding | None = None
    for value in ours:
        open_here: Finding | None = None
        reason: Finding | None = None
        for i, candidate in enumerate(left):
            finding = same(value, candidate)
            if finding.equal:
                del left[i]
                break
            if finding.equal is None:
                open_here = open_here or finding
            elif finding.reason != "wrong_answer":
                reason = reason or finding
        else:
            if open_here is None:
                missing = missing or (
                    reason if reason is not None and len(ours) == len(theirs) else DIFFERENT
                )
            undecided = undecided or open_here
    if missing is not None:
        return missing
    if undecided is not None:
        return undecided
    if left:
        repeats = all(any(same(value, extra).equal for value in ours) for extra in left)
        return DIFFERENT if repeats and not once else TOO_MANY
    return SAME


def _unique(values: Sequence[n.Node]) -> list[n.Node]:
    kept: list[n.Node] = []
    for value in values:
        if not any(value == other or compare(value, other).is_true for other in kept):
            kept.append(value)
    return kept


# ---------------------------------------------------------------- points and matrices


def _vector(ours: Vector, theirs: View, hints: Hints) -> Finding:
    if isinstance(theirs, Vector):
        labels = (ours.label, theirs.label)
        if all(isinstance(label, n.Tuple) for label in labels) and labels[0] != labels[1]:
            return _renamed_point(ours, theirs, hints)
        if (
            None not in labels
            and labels[0] != labels[1]
            and not any(isinstance(label, n.Tuple) for label in labels)
        ):
            return DIFFERENT
        if not _brackets_agree(ours, theirs):
            return KIND
        return _in_order(ours.items, theirs.items, hints)
    if isinstance(theirs, Parts):
        if theirs.braces:
            return KIND
        if _named(theirs):
            if theirs.connective == "or" and not _one_family(theirs):
                return HEDGED  # a = 3 or b = 4
            return _vector_named(ours, theirs, hints)
        if any(item.label is not None for item in theirs.items) and len({i.label for i in theirs.items}) == 1:
            return KIND
        if ours.open == "[" and len(ours.items) == 2:
            return KIND  # an interval
        if any(isinstance(view(item.value), Vector) for item in theirs.items) and not any(
            isinstance(view(item), Vector) for item in ours.items
        ):
            return (
                HEDGED
                if any(_value(ours.node, item.value, hints).equal for item in theirs.items)
                else DIFFERENT
            )
        if theirs.connective == "or":
            return DIFFERENT
        return _in_order(ours.items, [item.value for item in theirs.items], hints)
    if isinstance(theirs, Grid):
        rows = theirs.node.rows
        if len(rows) == 1 or len(rows[0]) == 1:
            return _in_order(ours.items, [cell for row in rows for cell in row], hints)
        return KIND
    if isinstance(theirs, Span):
        return _region(Span(ours.node, ours.label), theirs, hints)
    if isinstance(theirs, Scalar) and any(
        isinstance(inner, n.Tuple | n.Matrix) for inner in n.walk(theirs.value)
    ):
        return _worked_out(ours.node, theirs.value)
    return KIND


def _brackets_agree(ours: Vector, theirs: Vector) -> bool:
    """Two numbers in round and in square brackets may be two different intervals."""
    if ours.open == theirs.open or "<" in (ours.open, theirs.open):
        return True
    return len(ours.items) != 2 or len(theirs.items) != 2


def _renamed_point(ours: Vector, theirs: Vector, hints: Hints) -> Finding:
    assert isinstance(ours.label, n.Tuple)
    assert isinstance(theirs.label, n.Tuple)
    if set(ours.label.items) != set(theirs.label.items) or len(theirs.items) != len(theirs.label.items):
        return DIFFERENT
    told = dict(zip(theirs.label.items, theirs.items, strict=True))
    return _in_order(ours.items, [told[name] for name in ours.label.items], hints)


def _vector_named(vector: Vector, parts: Parts, hints: Hints, swap: bool = False) -> Finding:
    """A point against ``x = 1, y = 2``; the names go by the point's label, or in alphabetical order."""
    told = {item.label: item.value for item in parts.items}
    if isinstance(vector.label, n.Tuple):
        if set(vector.label.items) != set(told):
            return DIFFERENT
        order: list[n.Node | None] = list(vector.label.items)
    elif swap and not _coordinates(told):
        order = [item.label for item in parts.items]
    else:
        order = sorted(told, key=_name_key)
    values = [told[name] for name in order]
    if not swap:
        return _in_order(vector.items, values, hints)
    found = _in_order(values, vector.items, hints)
    letters = all(isinstance(name, n.Name) and len(name.name) == 1 for name in told)
    if (
        found.equal
        and vector.label is None
        and letters
        and not _coordinates(told)
        and not _alphabetical(parts)
    ):
        return UNDECIDED  # (3, 7) for b = 3, a = 7
    return found


def _coordinates(labels: Iterable[n.Node | None]) -> bool:
    """Whether the names are x, y, z: a point gives them in this order, however they were listed."""
    return all(isinstance(label, n.Name) and label.name in ("x", "y", "z") for label in labels)


def _alphabetical(parts: Parts) -> bool:
    keys = [_name_key(item.label) for item in parts.items]
    return keys == sorted(keys)


def _name_key(label: n.Node | None) -> tuple[str, str]:
    name = label.name if isinstance(label, n.Name) else str(label)
    base, _, index = name.partition("_")
    return base, index.rjust(8)


def _grid(ours: Grid, theirs: View, hints: Hints) -> Finding:
    rows = ours.node.rows
    if isinstance(theirs, Grid):
        other = theirs.node.rows
        flat = len(rows) == 1 or len(rows[0]) == 1
        flat = flat and (len(other) == 1 or len(other[0]) == 1)
        if not flat and (len(rows), len(rows[0])) != (len(other), len(other[0])):
            return DIFFERENT
        return _in_order([c for row in rows for c in row], [c for row in other for c in row], hints)
    if len(rows) == 1 or len(rows[0]) == 1:
        cells = tuple([cell for row in rows for cell in row])
        if isinstance(theirs, Vector):
            return _in_order(cells, theirs.items, hints)
        if isinstance(theirs, Parts) and not theirs.braces:
            return _in_order(cells, [item.value for item in theirs.items], hints)
    if isinstance(theirs, Scalar):
        return _worked_out(ours.node, theirs.value)
    return KIND


def _worked_out(ours: n.Node, theirs: n.Node) -> Finding:
    """A matrix or vector against a product or sum of such."""
    outcome = compare(ours, theirs)
    return SAME if outcome.is_true else DIFFERENT if outcome.is_false else UNDECIDED


# ---------------------------------------------------------------- regions and statements


def _region(ours: Span, theirs: View, hints: Hints) -> Finding:
    other: n.Node
    if isinstance(theirs, Span | Vector | Statement):
        other = theirs.node
        if isinstance(theirs, Vector) and theirs.label is not None:
            other = theirs.node
    elif isinstance(theirs, Parts):
        other = n.Set(tuple([item.value for item in theirs.items]))
        if not theirs.braces and not all(item.label is not None for item in theirs.items):
            return _intervals_listed(ours, theirs, hints)
    else:
        return KIND
    if ours.node == other:
        return SAME
    try:
        reference = region(ours.node)
    except NotRegion:
        return _relations(ours.node, other)
    try:
        response = region(other)
    except NotRegion:
        return _relations(ours.node, other)
    if not response.pieces and reference.pieces:
        return DIFFERENT
    return same_region(reference, response, hints)


def _intervals_listed(ours: Span, theirs: Parts, hints: Hints) -> Finding:
    """``(-2, 0), (3, 5)`` for a union: only where the items can be intervals."""
    operands = tuple([item.value for item in theirs.items])
    if len(operands) < 2 or not all(n.as_interval(item) for item in operands):
        return KIND
    return _region(ours, Span(n.SetOperation("union", operands)), hints)


def _relations(ours: n.Node, theirs: n.Node) -> Finding:
    if isinstance(ours, n.Relation) and isinstance(theirs, n.Relation):
        return same_relation(ours, theirs)
    if isinstance(view(ours), Scalar) and isinstance(view(theirs), Scalar):
        return _value(ours, theirs, Hints())  # the p and q of an implication
    if isinstance(ours, n.SetOperation) or isinstance(theirs, n.SetOperation):
        same = same_table(ours, theirs)
        return UNDECIDED if same is None else SAME if same else DIFFERENT
    if isinstance(ours, n.Listing) and isinstance(theirs, n.Listing):
        return _joined(ours, theirs)
    return SAME if ours == theirs else KIND if type(ours) is not type(theirs) else UNDECIDED


_TOGETHER = (",", ";", "and")


def _joined(ours: n.Listing, theirs: n.Listing) -> Finding:
    """Statements joined by and, or, implies: the same ones, joined in the same way; an implication has a direction."""
    if (ours.connective in _TOGETHER) != (theirs.connective in _TOGETHER):
        return DIFFERENT
    if ours.connective not in _TOGETHER and ours.connective != theirs.connective:
        return DIFFERENT
    if len(ours.items) != len(theirs.items):
        return DIFFERENT if {ours.connective, theirs.connective} <= {"or", *_TOGETHER} else UNDECIDED
    if ours.connective == "implies":
        return all_same([_relations(a, b) for a, b in zip(ours.items, theirs.items, strict=True)])
    return matching(ours.items, theirs.items, False, _relations)


def _statement(ours: Statement, theirs: View, _hints: Hints) -> Finding:
    if isinstance(theirs, Statement):
        return _statements(ours.node, theirs.node)
    if isinstance(ours.node, n.Relation) and isinstance(theirs, Scalar) and theirs.label is not None:
        return same_relation(ours.node, n.Relation((theirs.label, theirs.value), ("=",)))
    if isinstance(theirs, Span) and isinstance(ours.node, n.Relation):
        return _relations(ours.node, theirs.node)
    return KIND


def _statements(ours: n.Node, theirs: n.Node) -> Finding:
    if ours == theirs:
        return SAME
    if isinstance(ours, n.Congruence) and isinstance(theirs, n.Congruence):
        if not compare(ours.modulus, theirs.modulus).is_true or len(ours.terms) != len(theirs.terms):
            return DIFFERENT
        from assay_math.engine.claims import congruent

        outcomes = [
            compare(a, b).is_true or congruent(a, b, ours.modulus).is_true
            for a, b in zip(ours.terms, theirs.terms, strict=True)
        ]
        return SAME if all(outcomes) else DIFFERENT
    return _relations(ours, theirs)


_RULES: dict[type, Callable[..., Finding]] = {
    Scalar: _scalar,
    Parts: _parts,
    Vector: _vector,
    Grid: _grid,
    Span: _region,
    Statement: _statement,
}
