"""Are two expressions equal? Exact where possible, refuted with error bounds, proved, or left open.

The order is from cheap and certain to costly: structure, rational arithmetic, canonical
form of polynomials and quotients, rigorous numerics (which can only refute), and, for
analytic expressions, agreement at many points to far more digits than the literals hold.
Expressions that are not analytic (absolute values, floors …) are never accepted on points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from assay_math.engine import balls, calculus, linear
from assay_math.engine.exact import rational
from assay_math.engine.outcome import EMPTY, Context, Outcome, Truth, Unsupported
from assay_math.notation import nodes as n
from assay_math.steps import polynomials

if TYPE_CHECKING:
    from flint import acb

POINTS = 12
AGREEMENTS = 6  # points that must agree before an identity is taken as such
GUARD_BITS = 220  # about 66 digits beyond those of the literals
MAX_NODES = 3_000

_SCALAR_COLLECTIONS = (n.Matrix, n.Tuple, n.Set, n.Interval)


def compare(left: n.Node, right: n.Node, context: Context = EMPTY) -> Outcome:
    """Whether the two denote the same value, or the same function of their free names."""
    try:
        return _compare(left, right, context)
    except Unsupported as error:
        return Outcome(Truth.UNKNOWN, error.reason, error.detail)
    except polynomials.TooLarge:
        return Outcome(Truth.UNKNOWN, "limit")
    except RecursionError:
        return Outcome(Truth.UNKNOWN, "limit", "nested too deep")


def _compare(left: n.Node, right: n.Node, context: Context) -> Outcome:
    a = rational(left, context)
    b = rational(right, context) if a is not None else None
    if a is not None and b is not None:
        return _exact(a == b)
    if sum(1 for _ in n.walk(left)) + sum(1 for _ in n.walk(right)) > MAX_NODES:
        raise Unsupported("limit")
    left, right = _prepared(left, context), _prepared(right, context)
    if isinstance(left, _SCALAR_COLLECTIONS) or isinstance(right, _SCALAR_COLLECTIONS):
        return _collections(left, right, context)
    if any(
        isinstance(side, n.Text | n.Relation | n.Listing | n.SetOperation | n.SetBuilder)
        for side in (left, right)
    ):
        if left == right:
            return Outcome(Truth.TRUE, "structure")
        raise Unsupported(detail="not expressions")
    for one, other in ((left, right), (right, left)):
        if isinstance(one, n.Integral) and one.lower is None:
            return _antiderivative(one, other, context)
        if isinstance(one, n.Constant) and one.name == "infinity" and rational(other, context) is not None:
            return _exact(False)
    return _scalars(left, right, context)


def _prepared(node: n.Node, context: Context) -> n.Node:
    """Derivatives and linear algebra carried out."""
    if calculus.has_calculus(node):
        node = calculus.expand(node, context)
    if linear.has_linear_algebra(node, context):
        node = linear.reduce(node, context)
    return node


def _exact(equal: bool) -> Outcome:
    return Outcome(Truth.TRUE if equal else Truth.FALSE, "exact")


def _collections(left: n.Node, right: n.Node, context: Context) -> Outcome:
    if isinstance(left, n.Matrix) and isinstance(right, n.Tuple):
        left, right = right, left
    if isinstance(left, n.Tuple) and isinstance(right, n.Matrix):
        # A vector may be written as a row or as a column.
        flat = (
            [cell for row in right.rows for cell in row] if 1 in (len(right.rows), len(right.rows[0])) else []
        )
        right = n.Tuple(tuple(flat), left.open) if flat else right
    if isinstance(left, n.Matrix) and isinstance(right, n.Matrix):
        if len(left.rows) != len(right.rows) or len(left.rows[0]) != len(right.rows[0]):
            return Outcome(Truth.FALSE, "structure", "the shapes differ")
        pairs = zip(left.rows, right.rows, strict=True)
        return all_of(compare(a, b, context) for r, s in pairs for a, b in zip(r, s, strict=True))
    if isinstance(left, n.Tuple) and isinstance(right, n.Tuple):
        if len(left.items) != len(right.items):
            return Outcome(Truth.FALSE, "structure", "the lengths differ")
        return all_of(compare(a, b, context) for a, b in zip(left.items, right.items, strict=True))
    if isinstance(left, n.Interval) or isinstance(right, n.Interval):
        a, b = n.as_interval(left), n.as_interval(right)
        if a is None or b is None:
            return Outcome(Truth.FALSE, "structure", "one is an interval, the other is not")
        if (a.left_closed, a.right_closed) != (b.left_closed, b.right_closed):
            return Outcome(Truth.FALSE, "structure", "the ends differ")
        return all_of(compare(x, y, context) for x, y in ((a.lower, b.lower), (a.upper, b.upper)))
    if isinstance(left, n.Set) and isinstance(right, n.Set):
        return same_elements(left.items, right.items, context)
    return Outcome(Truth.FALSE, "structure", "the kinds differ")


def all_of(outcomes: Iterator[Outcome]) -> Outcome:
    """True if all are, false if one is."""
    unknown = None
    method = "exact"
    for outcome in outcomes:
        if outcome.is_false:
            return outcome
        if not outcome.is_true:
            unknown = unknown or outcome
        elif outcome.method != "exact":
            method = outcome.method
    return unknown or Outcome(Truth.TRUE, method)


def same_elements(left: tuple[n.Node, ...], right: tuple[n.Node, ...], context: Context) -> Outcome:
    """Whether two finite collections hold the same elements; repeats do not count."""
    unknown: Outcome | None = None
    for these, those in ((left, right), (right, left)):
        for item in these:
            open_here: Outcome | None = None
            for candidate in those:
                outcome = compare(item, candidate, context)
                if outcome.is_true:
                    break
                if not outcome.is_false:
                    open_here = outcome
            else:
                if open_here is None:
                    return Outcome(Truth.FALSE, "structure", "an element is missing")
                unknown = open_here
    return unknown or Outcome(Truth.TRUE, "exact")


# ---------------------------------------------------------------- scalars


def _scalars(left: n.Node, right: n.Node, context: Context) -> Outcome:
    if any(isinstance(inner, n.Limit) for side in (left, right) for inner in n.walk(side)) or any(
        isinstance(inner, n.Sum | n.Product | n.Integral) and _infinite(inner)
        for side in (left, right)
        for inner in n.walk(side)
    ):
        return _with_sympy(left, right, context)
    left, right = _inlined(left, context), _inlined(right, context)
    atoms = polynomials.Atoms()
    try:
        difference = polynomials.difference(left, right, atoms)
    except polynomials.TooLarge:
        difference = None
    if difference is not None:
        if not difference:
            # Equal once denominators are multiplied out and atoms cancel; the atoms must mean something.
            return (
                Outcome(Truth.TRUE, "polynomial")
                if _meaningful(left, right, atoms, context)
                else _undefined()
            )
        if not atoms.inner and not any(isinstance(x, n.Quantity) for s in (left, right) for x in n.walk(s)):
            return Outcome(Truth.FALSE, "polynomial")
    return _on_points(left, right, context)


def _undefined() -> Outcome:
    return Outcome(Truth.UNKNOWN, "undefined")


def _infinite(node: n.Sum | n.Product | n.Integral) -> bool:
    return any(
        isinstance(inner, n.Constant) and inner.name == "infinity"
        for end in (node.lower, node.upper)
        if end is not None
        for inner in n.walk(end)
    )


def _inlined(node: n.Node, context: Context) -> n.Node:
    """Bindings and definitions put in, so that canonical forms see through them."""
    for _ in range(8):
        names = n.free_names(node) & context.bindings.keys()
        applied = any(
            isinstance(inner, n.Apply) and not inner.primes and inner.function.name in context.functions
            for inner in n.walk(node)
        )
        if not names and not applied:
            return node
        node = n.substitute(node, {name: context.bindings[name] for name in names})
        if applied:
            node = _unfolded(node, context)
        if sum(1 for _ in n.walk(node)) > MAX_NODES:
            raise Unsupported("limit")
    raise Unsupported("limit", "definitions go in circles")


def _unfolded(node: n.Node, context: Context) -> n.Node:
    node = n.rebuild(node, lambda child: _unfolded(child, context))
    if isinstance(node, n.Apply) and not node.primes and not node.inverse:
        function = context.functions.get(node.function.name)
        if function is not None and len(function.parameters) == len(node.arguments):
            return n.substitute(function.body, dict(zip(function.parameters, node.arguments, strict=True)))
    return node


def _meaningful(left: n.Node, right: n.Node, atoms: polynomials.Atoms, context: Context) -> bool:
    """Whether both sides have a value somewhere: ``1/0 = 1/0`` proves nothing."""
    names = n.free_names(left) | n.free_names(right)
    if not atoms.inner and not any(isinstance(x, n.Div | n.Pow) for s in (left, right) for x in n.walk(s)):
        return True
    for point in _points(sorted(names), context, 80, b"meaning"):
        try:
            balls.evaluate(left, point, context)
            balls.evaluate(right, point, context)
        except balls.Undefined:
            continue
        except Unsupported:
            # Functions that are named but not defined, f(x) = f(x), have no numbers to try.
            return True
        return True
    return False


def _on_points(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """Refute by rigorous numerics, or accept an analytic identity that holds to very many digits."""
    import flint

    names = sorted(n.free_names(left) | n.free_names(right))
    bits = GUARD_BITS + 2 * (literal_bits(left) + literal_bits(right))
    if bits > balls.MAX_PRECISION:
        raise Unsupported("limit")
    constant = not names
    agreed = 0
    with flint.ctx.workprec(bits + 64):
        for point in _points(names, context, 1 if constant else POINTS, _seed(left, right)):
            try:
                a = balls.evaluate(left, point, context)
                b = balls.evaluate(right, point, context)
            except balls.Undefined:
                continue
            difference = a - b
            if not difference.contains(0):
                # For real names a claim is about real values; where only complex ones exist it is about those.
                real = a.imag.is_zero() and b.imag.is_zero()
                if (
                    real
                    or constant
                    or context.complex_names
                    or not _real_somewhere(left, right, names, context)
                ):
                    return Outcome(Truth.FALSE, "refuted")
                continue
            scale = max(1.0, float(abs(a).abs_upper())) if abs(a).abs_upper() < 1e300 else None
            if scale is None or float(abs(difference).abs_upper()) > scale * 2.0 ** -min(bits - 40, 900):
                continue
            agreed += 1
    if agreed >= (1 if constant else AGREEMENTS):
        if analytic(left) and analytic(right):
            return Outcome(Truth.TRUE, "numeric identity")
        return _without_kinks(left, right, context)
    return Outcome(Truth.UNKNOWN, "undecided")


def _real_somewhere(left: n.Node, right: n.Node, names: list[str], context: Context) -> bool:
    """Whether both sides are real at some real point, so that the complex ones do not matter."""
    for point in _points(names, context, POINTS * 2, b"real"):
        try:
            a, b = balls.evaluate(left, point, context), balls.evaluate(right, point, context)
        except balls.Undefined:
            continue
        if a.imag.is_zero() and b.imag.is_zero():
            return True
    return False


def _without_kinks(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """Equal with each absolute value and floor taken for a quantity of its own."""
    kinks: dict[n.Node, n.Node] = {}

    def hide(node: n.Node) -> n.Node:
        node = n.rebuild(node, hide)
        if isinstance(node, n.Call) and node.name in balls.NOT_ANALYTIC:
            return kinks.setdefault(node, n.Name(f"kink{len(kinks)}"))
        return node

    if not n.free_names(left) and not n.free_names(right):
        return Outcome(Truth.TRUE, "numeric identity")  # constants: the kinks have been computed exactly
    a, b = hide(left), hide(right)
    outcome = compare(a, b, context)
    return outcome if outcome.is_true else Outcome(Truth.UNKNOWN, "undecided")


def analytic(node: n.Node) -> bool:
    """Whether the expression is built from analytic functions alone."""
    return not any(
        (isinstance(inner, n.Call) and inner.name in balls.NOT_ANALYTIC and n.free_names(inner))
        for inner in n.walk(node)
    )


def literal_bits(node: n.Node) -> int:
    """How many bits the numbers of an expression take, exponents of powers of numbers counted as such."""
    total = 0
    for inner in n.walk(node):
        if isinstance(inner, n.Number):
            total += inner.value.numerator.bit_length() + inner.value.denominator.bit_length()
        elif isinstance(inner, n.Pow | n.Call):
            value = rational(inner)
            if value is not None:
                total += value.numerator.bit_length() + value.denominator.bit_length()
    return total


def _seed(left: n.Node, right: n.Node) -> bytes:
    return repr((left, right)).encode("utf-8", "replace")


def _points(names: list[str], context: Context, count: int, seed: bytes) -> Iterator[Mapping[str, acb]]:
    """Points to try: the same for the same expressions. Real, of both signs and several sizes."""
    from flint import acb, fmpq

    for i in range(count):
        point = {}
        for name in names:
            word = hashlib.sha256(b"%d %s " % (i, name.encode()) + seed).digest()
            top, bottom = (
                int.from_bytes(word[:3], "big") % 9973 + 1,
                int.from_bytes(word[3:6], "big") % 4001 + 1000,
            )
            size = (1, 3, 1, 20)[i % 4]
            if name in context.integer:
                value = acb(top % (10 * size) + 1)
            else:
                value = acb(fmpq(top * size, bottom * (1 if i % 3 else 7)))
            negative = word[6] & 1 and name not in context.positive
            if name in context.complex_names:
                value = value + acb(0, 1) * acb(fmpq(bottom, top))
            point[name] = -value if negative else value
        yield point


# ---------------------------------------------------------------- integrals and limits


def _antiderivative(integral: n.Integral, other: n.Node, context: Context) -> Outcome:
    r"""``\int f dx = F + C``: the derivative of the right side must be f."""
    if isinstance(other, n.Integral) and other.lower is None:
        return compare(integral.body, other.body, context)
    inner = [x for x in n.walk(other) if isinstance(x, n.Integral) and x.lower is None]
    values = {}
    if inner:
        # By parts: F holds an integral still; its derivative is its integrand.
        rest: n.Node = other
        extra: list[n.Node] = []
        for i, piece in enumerate(inner):
            name = f"part{i}"
            values[name] = piece.body
            rest = _replaced(rest, piece, n.Name(name))
            extra.append(n.Mul((calculus.derivative(rest, name, 1, context), piece.body)))
        total = calculus.add(calculus.derivative(rest, integral.variable, 1, context), *extra)
        if n.free_names(total) & values.keys():
            raise Unsupported(detail="an integral inside a function")
        return compare(integral.body, total, context)
    return compare(integral.body, calculus.derivative(other, integral.variable, 1, context), context)


def _replaced(node: n.Node, old: n.Node, new: n.Node) -> n.Node:
    return new if node == old else n.rebuild(node, lambda child: _replaced(child, old, new))


def _with_sympy(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """Limits, infinite sums, improper integrals."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, n.Limit):
            quick = _quick_limit(one, context)
            if quick is not None:
                return compare(quick, other, context)
            if isinstance(other, n.Limit) and (one.variable, one.point, one.side) == (
                other.variable,
                other.point,
                other.side,
            ):
                bodies = compare(one.body, other.body, context)
                if bodies.is_true:
                    return bodies
    if not context.effort:
        raise Unsupported(detail="needs SymPy")
    import sympy

    from assay_math.engine.symbolic import to_sympy

    a, b = to_sympy(left, context), to_sympy(right, context)
    unresolved = (sympy.Integral, sympy.Limit, sympy.Sum, sympy.Product, sympy.AccumBounds, sympy.Piecewise)
    if a.has(*unresolved) or b.has(*unresolved) or a is sympy.nan or b is sympy.nan:
        return Outcome(Truth.UNKNOWN, "undecided")
    if a == b:
        return Outcome(Truth.TRUE, "symbolic")
    if not a.is_finite or not b.is_finite:
        known = a.is_infinite is not None and b.is_infinite is not None
        return Outcome(Truth.FALSE, "symbolic") if known else Outcome(Truth.UNKNOWN, "undecided")
    difference = sympy.simplify(a - b)
    if difference == 0:
        return Outcome(Truth.TRUE, "symbolic")
    if difference.is_number and abs(difference.evalf(30)) > 1e-15:
        return Outcome(Truth.FALSE, "symbolic")
    return Outcome(Truth.FALSE, "symbolic") if difference.is_nonzero else Outcome(Truth.UNKNOWN, "undecided")


def _quick_limit(limit: n.Limit, context: Context) -> n.Node | None:
    """The limit of a quotient of polynomials in one name, without SymPy."""
    body = _inlined(limit.body, context)
    atoms = polynomials.Atoms()
    try:
        top, bottom = polynomials.fraction_of(body, atoms)
    except polynomials.TooLarge:
        return None
    if atoms.inner:
        return None
    above, below = polynomials.dense(top, limit.variable), polynomials.dense(bottom, limit.variable)
    if above is None or below is None or not below:
        return None
    point = limit.point.operand if isinstance(limit.point, n.Neg) else limit.point
    if isinstance(point, n.Constant) and point.name == "infinity":
        value = calculus.rational_limit(above, below, None)
    else:
        at = rational(limit.point, context)
        value = None if at is None else calculus.rational_limit(above, below, Fraction(at))
    return None if value is None else n.Number(value.numerator if value.denominator == 1 else value)
