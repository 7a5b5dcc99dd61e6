"""The door from the reading of solutions to the symbolic engine: what is in force goes in, a finding comes out."""

from __future__ import annotations

from fractions import Fraction

from assay import Status
from assay.evidence.number_words import MULTIPLIERS
from assay.evidence.quantities import read_unit
from assay_math.engine import polynomials as P
from assay_math.engine.outcome import Context, Function, Outcome, Truth, Unsupported
from assay_math.notation import nodes as n
from assay_math.steps.context import InForce
from assay_math.steps.findings import FALSE, OPEN, TRUE, show
from assay_math.steps.rounding import MIN_DECIMALS_FOR_EQUALS, cut_off_to, shown_step

Decided = tuple[Status, str, str]

_OPERATORS = {"≤": "<=", "≥": ">=", "≠": "!=", "≈": "~"}


def _context(force: InForce, values: dict[str, n.Node]) -> Context:
    functions = {name: Function(parameters, body) for name, (parameters, body) in force.functions.items()}
    return Context(bindings=values, functions=functions)


def _decided(outcome: Outcome, left: n.Node, right: n.Node) -> Decided:
    if outcome.is_true:
        return TRUE, "ok", ""
    if outcome.is_false:
        reason = "false_identity" if n.free_names(left) | n.free_names(right) else "false_arithmetic"
        return FALSE, reason, _sides(left, right)
    return OPEN, "limit" if outcome.method == "limit" else "undecided", "the engine cannot tell"


def _sides(left: n.Node, right: n.Node) -> str:
    """What the sides come to, where they are plain numbers."""
    from assay_math.engine.exact import rational

    a, b = rational(left), rational(right)
    if a is None or b is None:
        return ""
    return (
        f"the left side is {show(a)}"
        if isinstance(right, n.Number | n.Neg)
        else f"the sides are {show(a)} and {show(b)}"
    )


def decide(left: n.Node, relation: str, right: n.Node, force: InForce) -> Decided:
    """A relation whose free names, if any, are read as "for all"."""
    return _link(left, relation, right, _context(force, {}))


def _converted(left: n.Node, relation: str, right: n.Node) -> Decided | None:
    r"""``1\text{ L} = 1000\text{ mL}``: two quantities in known units of one kind."""
    from assay_math.engine.exact import rational

    if relation != "=" or not isinstance(left, n.Quantity) or not isinstance(right, n.Quantity):
        return None
    a, b = read_unit(left.unit), read_unit(right.unit)
    x, y = rational(left.value), rational(right.value)
    factor = None if a is None or b is None else a.factor(b)
    if factor is None or x is None or y is None:
        return None
    if x * factor == y:
        return TRUE, "ok", ""
    return FALSE, "false_arithmetic", f"the left side is {show(x * factor)} in the unit of the right"


def _link(left: n.Node, relation: str, right: n.Node, context: Context) -> Decided:
    if relation == "=":
        left, right = _isolated(left, right)
    converted = _converted(left, relation, right)
    if converted is not None:
        return converted
    for one, other in ((left, right), (right, left)):
        if isinstance(one, n.Degrees) and _outcome(left, relation, right, context).is_true:
            return TRUE, "ok", ""
        if isinstance(one, n.Degrees) and not any(
            isinstance(t, n.Degrees | n.Constant) or (isinstance(t, n.Call) and t.name.startswith("arc"))
            for t in n.walk(other)
        ):
            # "(8 - 2) · 180 = 1080°": the sign is a unit that one side leaves out
            left, right = (side.operand if side is one else side for side in (left, right))
            break
    outcome = _outcome(left, relation, right, context)
    if not outcome.is_true and not outcome.is_false and relation in "=≈":
        outcome = _without_units(left, relation, right, context) or outcome
        undecided = not outcome.is_true and not outcome.is_false
        if undecided and relation == "≈" and not n.free_names(right) and _near(left, right, context):
            return TRUE, "ok", "nearly"
    if outcome.method == "engine_failed":
        return OPEN, "engine_failed", outcome.detail
    if (
        relation == "="
        and outcome.is_false
        and (_rounded(left, right, context) or _rounded(right, left, context))
    ):
        return TRUE, "ok", "rounded"
    if outcome.is_false and relation == "=" and isinstance(right, n.Percent) and _times_hundred(left):
        return _link(left, relation, right.operand, context)  # "1/4 · 100 = 25%"
    if outcome.is_false and (_counted(left), _counted(right)) != (left, right):
        outcome = _outcome(_counted(left), relation, _counted(right), context)
    return _decided(outcome, left, right)


def _counted(node: n.Node) -> n.Node:
    """``20 dozen`` as 240."""
    if isinstance(node, n.Quantity) and (scale := MULTIPLIERS.get(node.unit.strip().rstrip("s"))):
        return n.Mul((node.value, n.Number(scale)))
    return n.rebuild(node, _counted)


def _isolated(left: n.Node, right: n.Node) -> tuple[n.Node, n.Node]:
    r"""``u + c\int v\,dx = w`` as ``\int v\,dx = (w - u)/c``: an antiderivative is known up to a constant."""
    if any(isinstance(top, n.Integral) and top.lower is None for top in n.walk(right)):
        return left, right
    terms = left.terms if isinstance(left, n.Add) else (left,)
    holding = [
        t for t in terms if any(isinstance(top, n.Integral) and top.lower is None for top in n.walk(t))
    ]
    if len(holding) != 1 or isinstance(left, n.Integral):
        return left, right
    (term,) = holding
    rest = [n.Neg(t) for t in terms if t is not term]
    factor: list[n.Node] = []
    while not isinstance(term, n.Integral):
        if isinstance(term, n.Neg):
            factor.append(n.Number(-1))
            term = term.operand
        elif isinstance(term, n.Mul) and isinstance(term.factors[-1], n.Integral):
            if any(n.free_names(f) for f in term.factors[:-1]):
                return left, right
            factor.extend(term.factors[:-1])
            term = term.factors[-1]
        else:
            return left, right
    moved: n.Node = n.Add((right, *rest)) if rest else right
    if factor:
        moved = n.Div(moved, n.Mul(tuple(factor)) if len(factor) > 1 else factor[0])
    return term, moved


def _outcome(left: n.Node, relation: str, right: n.Node, context: Context) -> Outcome:
    from assay_math.engine.claims import decide_link

    try:
        return decide_link(left, _OPERATORS.get(relation, relation), right, context)
    except Exception as error:  # SymPy fails in many ways; a failed tool has decided nothing
        return Outcome(Truth.UNKNOWN, "engine_failed", type(error).__name__)


def _near(left: n.Node, right: n.Node, context: Context) -> bool:
    """Are two expressions, of which none is a number with digits of its own, within half a per cent?"""
    if isinstance(right, n.Number) or isinstance(left, n.Number):
        return False
    low, high = (n.Mul((n.Number(Fraction(k, 1000)), right)) for k in (995, 1005))
    return _outcome(low, "<", left, context).is_true and _outcome(left, "<", high, context).is_true


def _without_units(left: n.Node, relation: str, right: n.Node, context: Context) -> Outcome | None:
    """``(150 miles)/(2.5 hours) = 60 mph``: the numbers, where both sides are in the same unit."""
    from assay_math.engine import dimensions

    both = dimensions.carries_units(left) and dimensions.carries_units(right)
    if not both and not (dimensions.carries_units(left) or dimensions.carries_units(right)):
        return None
    try:
        if both and dimensions.conversion(left, right) != 1:
            return None
        if both and dimensions.unit_of(left) != dimensions.unit_of(right):
            return None
    except Unsupported:
        return None
    return _outcome(_bare(left), relation, _bare(right), context)


def _bare(node: n.Node) -> n.Node:
    if isinstance(node, n.Quantity):
        return _bare(node.value)
    if isinstance(node, n.Currency):
        return _bare(node.operand)
    return n.rebuild(node, _bare)


def _times_hundred(node: n.Node) -> bool:
    return isinstance(node, n.Mul) and any(
        isinstance(factor, n.Number) and factor.value == 100 for factor in node.factors
    )


def _rounded(exact: n.Node, shown: n.Node, context: Context) -> bool:
    """Is ``shown`` a decimal with two places or more that rounds, or cuts off, ``exact``?"""
    from assay_math.engine.claims import about
    from assay_math.engine.exact import rational

    inner, percent = shown, False
    while isinstance(inner, n.Neg | n.Percent | n.Currency | n.Quantity):
        percent = percent or isinstance(inner, n.Percent)
        inner = inner.value if isinstance(inner, n.Quantity) else inner.operand
    if (
        not isinstance(inner, n.Number)
        or not inner.places
        or inner.places + 2 * percent < MIN_DECIMALS_FOR_EQUALS
    ):
        return False
    bare: n.Node = exact
    while isinstance(bare, n.Neg | n.Percent | n.Currency):
        bare = bare.operand
    if isinstance(bare, n.Number):
        return False
    value, number = rational(exact, context), rational(shown, context)
    step = shown_step("0." + "0" * inner.places) / (100 if percent else 1)
    if value is not None and number is not None:
        if isinstance(value, int) or (value / step).denominator == 1:
            return False
        return abs(value - number) * 2 <= step or cut_off_to(value, number, step)
    return about(exact, shown, context).is_true


def closed(left: n.Node, relation: str, right: n.Node, force: InForce) -> Decided:
    """A relation all of whose names have values; with several values, one combination must do."""
    names = n.free_names(left) | n.free_names(right)
    found: Decided = (OPEN, "undecided", "the engine cannot tell")
    for values in force.assignments(_needed(names, force)):
        found = _link(left, relation, right, _context(force, values))
        if found[0] is not FALSE:
            return found
    if found[0] is FALSE and found[1] == "false_identity":
        found = (FALSE, "false_arithmetic", found[2])
    return found


def _needed(names: frozenset[str], force: InForce) -> list[str]:
    """``names`` and, in turn, the names in their values."""
    needed = sorted(names)
    for name in needed:
        for value in force.values.get(name, ()):
            needed.extend(sorted(n.free_names(value) - set(needed)))
    return needed


def expand(node: n.Node, force: InForce) -> n.Node:
    """``node`` with known functions put in and derivatives carried out; as it is where that fails."""
    from assay_math.engine import calculus

    try:
        if calculus.has_calculus(node):
            values = force.definitions | {
                name: known[0] for name, known in force.values.items() if len(known) == 1
            }
            node = calculus.expand(node, _context(force, values))
        return _inlined(node, force, 0)
    except Unsupported:
        return node


def _inlined(node: n.Node, force: InForce, depth: int) -> n.Node:
    if depth > 60:
        raise Unsupported("limit")
    node = n.rebuild(node, lambda child: _inlined(child, force, depth + 1))
    if (
        isinstance(node, n.Apply)
        and not node.primes
        and not node.inverse
        and node.function.name in force.functions
    ):
        parameters, body = force.functions[node.function.name]
        if len(parameters) == len(node.arguments):
            put_in = n.substitute(body, dict(zip(parameters, node.arguments, strict=True)))
            return _inlined(put_in, force, depth + 10)
    return node


def identity(left: n.Node, right: n.Node, force: InForce, poly: P.Poly | None) -> bool | None:
    """Are the two the same for all values of their names? None when that cannot be told."""
    if poly is not None and not any(name.startswith("§") for name in P.names_of(poly)):
        return not poly
    status = _link(left, "=", right, _context(force, {}))[0]
    return None if status is OPEN else status is TRUE


def statement(node: n.Node, force: InForce) -> Decided:
    """A congruence, a divisibility, a membership with all its names known."""
    from assay_math.engine.claims import decide as decide_statement

    found: Decided = (OPEN, "undecided", "the engine cannot tell")
    for values in force.assignments(_needed(n.free_names(node), force)):
        try:
            outcome = decide_statement(node, _context(force, values))
        except Exception as error:  # as above
            return OPEN, "engine_failed", type(error).__name__
        if outcome.is_true:
            return TRUE, "ok", ""
        found = (
            (FALSE, "false_statement", "")
            if outcome.is_false
            else (OPEN, "undecided", "the engine cannot tell")
        )
    return found
