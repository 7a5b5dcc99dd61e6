"""Is a statement true: an equation, a chain, an inequality, a congruence, a membership?

Free names are read as "for all": ``(x+1)^2 = x^2 + 2x + 1`` is true, ``2x = 6`` is false as
such, being true of one value only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from assay_math.engine import balls
from assay_math.engine.equivalence import GUARD_BITS, all_of, compare, literal_bits, same_elements
from assay_math.engine.exact import rational
from assay_math.engine.outcome import EMPTY, Context, Outcome, Truth, Unsupported
from assay_math.notation import nodes as n

_DEGREE = Fraction(314159265359, 10**11) / 180  # radians
_OPPOSITE = {"!=": "=", "!|": "|", "notin": "in"}


def decide(node: n.Node, context: Context = EMPTY) -> Outcome:
    """Whether the statement holds. Not a statement, or no way to tell: unknown."""
    if isinstance(node, n.Relation):
        links = zip(node.terms, node.operators, node.terms[1:], strict=False)
        return all_of(decide_link(left, op, right, context) for left, op, right in links)
    if isinstance(node, n.Congruence):
        pairs = zip(node.terms, node.terms[1:], strict=False)
        return all_of(congruent(a, b, node.modulus, context) for a, b in pairs)
    if isinstance(node, n.Listing) and node.connective in (",", ";", "and"):
        return all_of(decide(item, context) for item in node.items)
    return Outcome(Truth.UNKNOWN, "unsupported", "not a statement")


def decide_link(left: n.Node, op: str, right: n.Node, context: Context = EMPTY) -> Outcome:
    """One relation ``left op right``; operators as in :class:`~assay_math.notation.nodes.Relation`."""
    if op in _OPPOSITE:
        outcome = decide_link(left, _OPPOSITE[op], right, context)
        if op == "!=" and outcome.is_false and (n.free_names(left) | n.free_names(right)):
            return Outcome(Truth.UNKNOWN, "undecided")  # they differ somewhere, not everywhere
        return _negated(outcome)
    rule = _RULES.get(op)
    if rule is None:
        return Outcome(Truth.UNKNOWN, "unsupported", f"the relation {op}")
    try:
        return rule(left, right, context)
    except Unsupported as error:
        return Outcome(Truth.UNKNOWN, error.reason, error.detail)
    except RecursionError:
        return Outcome(Truth.UNKNOWN, "limit", "nested too deep")


def _negated(outcome: Outcome) -> Outcome:
    if outcome.is_true:
        return Outcome(Truth.FALSE, outcome.method)
    return Outcome(Truth.TRUE, outcome.method) if outcome.is_false else outcome


def congruent(left: n.Node, right: n.Node, modulus: n.Node, context: Context = EMPTY) -> Outcome:
    """``left = right (mod modulus)`` for whole numbers; fractions are read as inverses where they exist."""
    m = rational(modulus, context)
    if not isinstance(m, int) or m < 1:
        return Outcome(Truth.UNKNOWN, "unsupported", "the modulus is no positive whole number")
    residues = []
    for side in (left, right):
        residue = residue_of(side, m, context)
        if residue is None:
            return Outcome(Truth.UNKNOWN, "unsupported", "no whole number")
        residues.append(residue)
    return Outcome(Truth.TRUE if residues[0] == residues[1] else Truth.FALSE, "exact")


def residue_of(node: n.Node, modulus: int, context: Context) -> int | None:
    """``node`` modulo ``modulus``, powers by repeated squaring; ``None`` where it has no residue."""
    match node:
        case n.Neg(operand):
            inner = residue_of(operand, modulus, context)
            return None if inner is None else -inner % modulus
        case n.Add(terms) | n.Mul(terms):
            total = 0 if isinstance(node, n.Add) else 1
            for term in terms:
                inner = residue_of(term, modulus, context)
                if inner is None:
                    return None
                total = (total + inner if isinstance(node, n.Add) else total * inner) % modulus
            return total % modulus
        case n.Pow(base, exponent):
            inner, power = residue_of(base, modulus, context), rational(exponent, context)
            if inner is None or not isinstance(power, int):
                return None
            try:
                return pow(inner, power, modulus)
            except ValueError:
                return None
    value = rational(node, context)
    if value is None:
        return None
    if isinstance(value, int):
        return value % modulus
    try:
        return value.numerator * pow(value.denominator, -1, modulus) % modulus
    except ValueError:
        return None


def _order(holds: Callable[[int], bool]) -> Callable[[n.Node, n.Node, Context], Outcome]:
    def rule(left: n.Node, right: n.Node, context: Context) -> Outcome:
        sign = sign_of(n.Add((left, n.Neg(right))), context)
        if sign is None:
            return Outcome(Truth.UNKNOWN, "undecided")
        return Outcome(Truth.TRUE if holds(sign) else Truth.FALSE, "exact")

    return rule


def sign_of(node: n.Node, context: Context = EMPTY) -> int | None:
    """-1, 0 or 1 for a real constant; ``None`` where it is not one, or cannot be told."""
    value = rational(node, context)
    if value is not None:
        return (value > 0) - (value < 0)
    infinite = _infinite_sign(node)
    if infinite:
        return infinite
    if n.free_names(node) - context.bindings.keys():
        return None
    import flint

    bits = GUARD_BITS + 2 * literal_bits(node)
    if bits > balls.MAX_PRECISION:
        return None
    with flint.ctx.workprec(bits):
        try:
            ball = balls.evaluate(node, {}, context)
        except (balls.Undefined, Unsupported):
            return None
        if not ball.imag.is_zero():
            return None
        if ball.real > 0:
            return 1
        if ball.real < 0:
            return -1
    return 0 if compare(node, n.Number(0), context).is_true else None


def _infinite_sign(node: n.Node) -> int | None:
    """The sign of a sum of one infinity and finite numbers."""
    terms = node.terms if isinstance(node, n.Add) else (node,)
    signs = set()
    for term in terms:
        inner, sign = term, 1
        while isinstance(inner, n.Neg):
            inner, sign = inner.operand, -sign
        if inner == n.Constant("infinity"):
            signs.add(sign)
    return signs.pop() if len(signs) == 1 else None


def about(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """``left ~ right``: one is the other rounded to the digits it shows."""
    outcome = compare(left, right, context)
    if outcome.is_true:
        return outcome
    for exact, shown in ((left, right), (right, left)):
        half = half_unit(shown)
        if half is None:
            continue
        low = sign_of(n.Add((exact, n.Neg(shown), n.Number(half))), context)
        high = sign_of(n.Add((shown, n.Neg(exact), n.Number(half))), context)
        if low is None or high is None:
            continue
        return Outcome(Truth.TRUE if low >= 0 and high >= 0 else Truth.FALSE, "rounding")
    return Outcome(Truth.UNKNOWN, "undecided")


def half_unit(node: n.Node) -> Fraction | None:
    """Half a unit of the last digit that a number shows; trailing zeros of whole numbers may be rounding."""
    scale = Fraction(1)
    while isinstance(node, n.Neg | n.Percent | n.Currency | n.Degrees):
        if isinstance(node, n.Percent):
            scale /= 100
        elif isinstance(node, n.Degrees):
            scale *= _DEGREE
        node = node.operand
    if isinstance(node, n.Quantity):
        node = node.value
    if not isinstance(node, n.Number):
        return None
    if node.places:
        return scale * Fraction(1, 2 * 10**node.places)
    if node.value == 0 or not isinstance(node.value, int):
        return scale / 2
    zeros = len(str(node.value)) - len(str(node.value).rstrip("0")) if node.value.bit_length() < 10_000 else 0
    return scale * Fraction(10**zeros, 2)


def _member(left: n.Node, right: n.Node, context: Context) -> Outcome:
    interval = n.as_interval(right)
    if isinstance(right, n.Set):
        outcomes = [compare(left, item, context) for item in right.items]
        if any(outcome.is_true for outcome in outcomes):
            return Outcome(Truth.TRUE, "exact")
        known = all(outcome.is_false for outcome in outcomes)
        return Outcome(Truth.FALSE, "exact") if known else Outcome(Truth.UNKNOWN, "undecided")
    if interval is not None:
        low = "<=" if interval.left_closed else "<"
        high = "<=" if interval.right_closed else "<"
        ends = ((interval.lower, low, left), (left, high, interval.upper))
        return all_of(decide_link(a, op, b, context) for a, op, b in ends)
    if isinstance(right, n.SetOperation) and right.operator == "union":
        outcomes = [_member(left, operand, context) for operand in right.operands]
        if any(outcome.is_true for outcome in outcomes):
            return Outcome(Truth.TRUE, "exact")
        known = all(outcome.is_false for outcome in outcomes)
        return Outcome(Truth.FALSE, "exact") if known else Outcome(Truth.UNKNOWN, "undecided")
    value = rational(left, context)
    if isinstance(right, n.Constant) and value is not None:
        whole = isinstance(value, int)
        table = {
            "integers": whole,
            "naturals": whole and value >= 0,
            "rationals": True,
            "reals": True,
            "complexes": True,
        }
        if right.name in table:
            return Outcome(Truth.TRUE if table[right.name] else Truth.FALSE, "exact")
    return Outcome(Truth.UNKNOWN, "unsupported", "membership")


def _divides(left: n.Node, right: n.Node, context: Context) -> Outcome:
    a, b = rational(left, context), rational(right, context)
    if not isinstance(a, int) or not isinstance(b, int) or a == 0:
        return Outcome(Truth.UNKNOWN, "unsupported", "no whole numbers")
    return Outcome(Truth.TRUE if b % a == 0 else Truth.FALSE, "exact")


def _subset(left: n.Node, right: n.Node, context: Context) -> Outcome:
    if isinstance(left, n.Set):
        return all_of(_member(item, right, context) for item in left.items)
    return Outcome(Truth.UNKNOWN, "unsupported", "inclusion")


def _equal(left: n.Node, right: n.Node, context: Context) -> Outcome:
    if isinstance(left, n.Set) and isinstance(right, n.Set):
        return same_elements(left.items, right.items, context)
    return compare(left, right, context)


_RULES: dict[str, Callable[[n.Node, n.Node, Context], Outcome]] = {
    "=": _equal,
    "==": _equal,
    "~": about,
    "<": _order(lambda sign: sign < 0),
    "<=": _order(lambda sign: sign <= 0),
    ">": _order(lambda sign: sign > 0),
    ">=": _order(lambda sign: sign >= 0),
    "in": _member,
    "subset": _subset,
    "subseteq": _subset,
    "|": _divides,
}
