"""Comparing two single values of the tree: numbers, quantities and expressions."""

from __future__ import annotations

from fractions import Fraction

from assay_math.answers.constants import same_family
from assay_math.answers.domains import said_positive, same_domain
from assay_math.answers.findings import (
    DIFFERENT,
    KIND,
    LIMIT,
    NOT_EXACT,
    SAME,
    UNDECIDED,
    UNREADABLE,
    WRONG_LABEL,
    WRONG_UNIT,
    Finding,
    Hints,
)
from assay_math.answers.literal import Literal
from assay_math.answers.measured import FLOAT_DIGITS, Measured, asked_units, read_measured, same_measured
from assay_math.answers.products import same_order, with_vector_products
from assay_math.answers.signs import by_sign
from assay_math.answers.text import folded
from assay_math.answers.units import DEGREE, NONE, PERCENT, RADIAN, Unit, labels, measure_of, read_unit
from assay_math.answers.whole import equal_for_whole
from assay_math.engine.claims import decide_link
from assay_math.engine.equivalence import compare
from assay_math.engine.exact import rational
from assay_math.engine.outcome import Context, Truth
from assay_math.notation import nodes as n

_PI = n.Constant("pi")
_INTEGRATION = frozenset({"C", "c", "K", "k", "C_1", "c_1", "C_0", "const"})


def literal_of(node: n.Node) -> Literal | None:
    """The literal that ``node`` is: a number, a fraction of two, perhaps negative."""
    sign = 1
    while isinstance(node, n.Neg):
        sign, node = -sign, node.operand
    if isinstance(node, n.Number):
        value = sign * node.value
        places = node.places if node.places else None
        if places is None:
            return Literal(value)
        digits = len("".join(c for c in node.text if c.isdigit()).lstrip("0"))
        return Literal(value, places, digits, Fraction(1, 10**places))
    if isinstance(node, n.Mixed):
        return Literal(sign * node.value)
    if isinstance(node, n.Div) and _plain(node.numerator) and _plain(node.denominator):
        found = rational(node)
        return None if found is None else Literal(sign * found)
    return None


def _plain(node: n.Node) -> bool:
    while isinstance(node, n.Neg):
        node = node.operand
    return isinstance(node, n.Number)


def with_unit(node: n.Node) -> tuple[n.Node, Unit | None]:
    """``node`` as value and unit; the unit is ``None`` where it cannot be read."""
    sign = False
    inner = node
    if isinstance(inner, n.Neg):
        sign, inner = True, inner.operand
    unit: Unit | None = NONE
    if isinstance(inner, n.Quantity):
        unit = read_unit(inner.unit)
        inner = inner.value
    elif isinstance(inner, n.Currency):
        unit = read_unit(inner.symbol)
        inner = inner.operand
    elif isinstance(inner, n.Percent):
        inner, unit = inner.operand, PERCENT
    elif isinstance(inner, n.Degrees):
        inner, unit = inner.operand, DEGREE
    else:
        return node, NONE
    return (n.Neg(inner) if sign else inner), unit


def same_value(reference: n.Node, response: n.Node, hints: Hints) -> Finding:
    """Whether two values are equal, by the reference's type."""
    if isinstance(reference, n.Text) or isinstance(response, n.Text):
        if isinstance(reference, n.Text) and isinstance(response, n.Text | n.Name):
            told = response.text if isinstance(response, n.Text) else response.name
            return SAME if folded(reference.text) == folded(told) else DIFFERENT
        if isinstance(response, n.Text):
            spelled = read_measured(response.text)
            ours, unit = with_unit(reference)
            literal = literal_of(ours)
            if spelled is not None and literal is not None and unit is not None:
                return same_measured(Measured((literal,), unit), spelled, hints)
            if isinstance(reference, n.Name):
                return SAME if reference.name == response.text.strip() else DIFFERENT
        return KIND
    if isinstance(reference, n.BasedNumber) or isinstance(response, n.BasedNumber):
        return _based(reference, response)
    ours, our_unit = with_unit(reference)
    theirs, their_unit = with_unit(response)
    if our_unit is None or their_unit is None:
        return SAME if reference == response else (UNREADABLE if our_unit is not None else UNDECIDED)
    left, right = literal_of(ours), literal_of(theirs)
    if left is not None and right is not None:
        return same_measured(Measured((left,), our_unit), Measured((right,), their_unit), hints)
    in_degrees = our_unit == DEGREE or (our_unit == NONE and DEGREE in asked_units(hints.prompt))
    in_radians = our_unit == RADIAN or (
        our_unit == NONE and (_mentions_pi(ours) or RADIAN in asked_units(hints.prompt))
    )
    if in_degrees and (
        their_unit == RADIAN or (their_unit == NONE and _mentions_pi(theirs) and not _mentions_pi(ours))
    ):
        theirs, their_unit = n.Div(n.Mul((n.Number(180), theirs)), _PI), our_unit
    elif in_radians and their_unit == DEGREE:
        theirs, their_unit = n.Div(n.Mul((theirs, _PI)), n.Number(180)), our_unit
    if our_unit == PERCENT or their_unit == PERCENT:
        return _percent(ours, our_unit, theirs, their_unit, hints)
    (our_unit, our_label), (their_unit, their_label) = measure_of(our_unit), measure_of(their_unit)
    if not labels(our_label, their_label):
        return WRONG_LABEL
    if our_unit == NONE and not our_label and their_unit.dimension:
        our_unit = next((u for u in asked_units(hints.prompt) if their_unit.factor(u) is not None), NONE)
    factor = their_unit.factor(our_unit)
    if factor is None:
        if NONE not in (our_unit, their_unit):
            return WRONG_UNIT
    elif factor != 1:
        theirs = n.Mul((_number(factor), theirs))
    return same_expression(ours, theirs, hints)


def _number(value: int | Fraction) -> n.Node:
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return n.Number(value)


def _mentions_pi(node: n.Node) -> bool:
    return any(inner == _PI for inner in n.walk(node))


def _percent(ours: n.Node, our_unit: Unit, theirs: n.Node, their_unit: Unit, hints: Hints) -> Finding:
    if our_unit == their_unit:
        return same_expression(ours, theirs, hints)
    if NONE not in (our_unit, their_unit):
        return WRONG_UNIT
    hundredth = n.Number(Fraction(1, 100))
    if our_unit == PERCENT:
        scaled = same_expression(n.Mul((hundredth, ours)), theirs, hints)
        return scaled if scaled.equal else same_expression(ours, theirs, hints)
    scaled = same_expression(ours, n.Mul((hundredth, theirs)), hints)
    return scaled if scaled.equal or hints.percent is False else same_expression(ours, theirs, hints)


def _based(reference: n.Node, response: n.Node) -> Finding:
    if isinstance(reference, n.BasedNumber):
        if isinstance(response, n.BasedNumber):
            return (
                SAME if (reference.digits, reference.base) == (response.digits, response.base) else DIFFERENT
            )
        if isinstance(response, n.Number) and reference.base != 10:
            return SAME if response.text == reference.digits else DIFFERENT
        return SAME if reference.base == 10 and rational(response) == reference.value else KIND
    if isinstance(response, n.BasedNumber) and response.base == 10:
        return SAME if rational(reference) == response.value else DIFFERENT
    # the same number in another base may be what is asked for, and 5₆ for 5 a slip
    told = isinstance(response, n.BasedNumber) and rational(reference) == response.value
    return UNDECIDED if told and isinstance(response, n.BasedNumber) and len(response.digits) > 1 else KIND


def same_expression(ours: n.Node, theirs: n.Node, hints: Hints) -> Finding:
    """Equal as values or as functions of their free names, with the rounding policy for decimals."""
    left, right = literal_of(ours), literal_of(theirs)
    if left is not None and right is not None:
        return same_measured(Measured((left,)), Measured((right,)), hints)
    ours, theirs = with_vector_products(ours), with_vector_products(theirs)
    theirs = _constant_renamed(ours, theirs)
    positive = said_positive(hints.prompt)
    outcome = (None if positive else by_sign(ours, theirs)) or compare(
        ours, theirs, Context(positive=positive)
    )
    ordered = None if outcome.is_false else same_order(ours, theirs, hints)
    if ordered is not None and not (ordered.equal and outcome.is_true):
        return ordered
    if outcome.is_true:
        return SAME if same_domain(ours, theirs, hints) else UNDECIDED
    for rule in (same_family, equal_for_whole):
        finding = rule(ours, theirs, hints)
        if finding is not None:
            return finding
    if left is not None and left.is_decimal and not n.free_names(theirs):
        if not (hints.rounding or (left.places or 0) >= 2 or left.digits >= 3):
            return DIFFERENT if outcome.is_false else UNDECIDED
        return _about(theirs, ours)
    if right is not None and right.is_decimal and not n.free_names(ours):
        finding = _about(ours, theirs)
        if finding.equal:
            return SAME if right.digits >= FLOAT_DIGITS and rational(ours) is None else NOT_EXACT
        if finding.equal is False:
            return finding
    if outcome.is_false:
        return DIFFERENT
    if _canonical(ours) == _canonical(theirs):
        return SAME
    return LIMIT if outcome.method == "limit" else UNDECIDED


def _canonical(node: n.Node) -> n.Node:
    """``node`` with the operands of sums and products in one order."""
    node = n.rebuild(node, _canonical)
    if isinstance(node, n.Add):
        return n.Add(tuple(sorted(node.terms, key=repr)))
    if isinstance(node, n.Mul):
        return n.Mul(tuple(sorted(node.factors, key=repr)))
    return node


def _about(exact: n.Node, shown: n.Node) -> Finding:
    outcome = decide_link(exact, "~", shown)
    if outcome.truth is Truth.UNKNOWN:
        return UNDECIDED
    return SAME if outcome.is_true else DIFFERENT


def _constant_renamed(ours: n.Node, theirs: n.Node) -> n.Node:
    """``theirs`` with its constant of integration named as in ``ours``."""
    one, other = _added_constant(ours), _added_constant(theirs)
    if one and other and one != other and other not in n.free_names(ours):
        return n.substitute(theirs, {other: n.Name(one)})
    return theirs


def _added_constant(node: n.Node) -> str:
    if isinstance(node, n.Add):
        names = [term.name for term in node.terms if isinstance(term, n.Name) and term.name in _INTEGRATION]
        if len(names) == 1:
            rest = n.Add(tuple(t for t in node.terms if not (isinstance(t, n.Name) and t.name == names[0])))
            if names[0] not in n.free_names(rest):
                return names[0]
    return ""
