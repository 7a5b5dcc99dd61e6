"""Are two expressions equal? Exact where possible, refuted with error bounds, proved, or left open.

The order is from cheap and certain to costly: structure, rational arithmetic, canonical
form of polynomials and quotients, rigorous numerics (which can only refute), and, for
analytic expressions, agreement at many points to far more digits than the literals hold.
Expressions that are not analytic (absolute values, floors …) are never accepted on points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assay_math.engine import balls, calculus, dimensions, linear, polynomials, series
from assay_math.engine.exact import rational
from assay_math.engine.outcome import EMPTY, Context, Outcome, Truth, Unsupported
from assay_math.notation import nodes as n

POINTS = 24
PATTERNS = 8  # points that go through the patterns of signs
AGREEMENTS = 6  # points that must agree, none differing, before an identity is taken as such
GUARD_BITS = 220  # about 66 digits beyond those of the literals
MAX_NODES = 3_000

PREVIEW_BITS = 128
_COUNTING = frozenset("factorial double_factorial binomial permutations".split())
_REWRITABLE = frozenset("abs sgn factorial binomial conj re im".split())
_UNSAFE = frozenset("floor ceil mod gcd lcm max min arg".split())
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
    """:func:`compare` without the net under it."""
    a = rational(left, context)
    b = rational(right, context) if a is not None else None
    if a is not None and b is not None and not (dimensions.has_money(left) and dimensions.has_money(right)):
        return _exact(a == b)
    if sum(1 for _ in n.walk(left)) + sum(1 for _ in n.walk(right)) > MAX_NODES:
        raise Unsupported("limit")
    if _open_logarithm(left, context) or _open_logarithm(right, context):
        return _both_logarithms(left, right, context)
    context = _with_complex_names(left, right, context)
    for side in (left, right):
        _check_infinity(side)
    left, right = _prepared(left, context), _prepared(right, context)
    factor = dimensions.conversion(left, right)
    if factor is None:
        raise Unsupported("units", "the units differ")
    if factor != 1:
        right = n.Mul((n.Number(factor), right))
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
        if _is_infinite(one):
            if _is_infinite(other):
                return _exact(one == other)
            if rational(other, context) is not None:
                return _exact(False)
    return _scalars(left, right, context)


def _open_logarithm(node: n.Node, context: Context) -> bool:
    if context.log_base:
        return False
    return any(isinstance(x, n.Call) and x.name == "log" and len(x.arguments) == 1 for x in n.walk(node))


def _both_logarithms(left: n.Node, right: n.Node, context: Context) -> Outcome:
    r"""``\log x`` without a base: the natural and the common one must agree."""

    def based(node: n.Node, base: n.Node) -> n.Node:
        node = n.rebuild(node, lambda child: based(child, base))
        if isinstance(node, n.Call) and node.name == "log" and len(node.arguments) == 1:
            return n.Call("log", (node.arguments[0], base))
        return node

    readings = [
        _compare(based(left, base), based(right, base), context) for base in (n.Constant("e"), n.Number(10))
    ]
    if readings[0].truth is readings[1].truth:
        return readings[0]
    return Outcome(Truth.UNKNOWN, "ambiguous", "a logarithm without a base")


def _with_complex_names(left: n.Node, right: n.Node, context: Context) -> Context:
    """Letters that are conjugated, or whose parts are taken, stand for complex numbers."""
    found: set[str] = set()
    for side in (left, right):
        for inner in n.walk(side):
            if isinstance(inner, n.Call) and inner.name in ("conj", "re", "im", "arg"):
                found |= n.free_names(inner)
    return replace(context, complex_names=context.complex_names | found) if found else context


def _is_infinite(node: n.Node) -> bool:
    return node == n.Constant("infinity") or node == n.Neg(n.Constant("infinity"))


def _check_infinity(node: n.Node) -> None:
    """Infinity may be an end or a whole side; there is no arithmetic with it."""
    if isinstance(node, n.Interval | n.Tuple | n.Set | n.SetOperation) or _is_infinite(node):
        return
    for inner in n.walk(node):
        if isinstance(inner, n.Add | n.Mul | n.Div | n.Pow) and any(
            _is_infinite(x) for x in n.children(inner)
        ):
            raise Unsupported(detail="arithmetic with infinity")


def _prepared(node: n.Node, context: Context) -> n.Node:
    """Derivatives, evaluation brackets and linear algebra carried out."""
    if any(isinstance(inner, n.Bracket) for inner in n.walk(node)):
        node = _without_brackets(node, context)
    if calculus.has_calculus(node):
        node = calculus.expand(node, context)
    if linear.has_linear_algebra(node, context):
        node = linear.reduce(node, context)
    return node


def _without_brackets(node: n.Node, context: Context) -> n.Node:
    node = n.rebuild(node, lambda child: _without_brackets(child, context))
    if not isinstance(node, n.Bracket):
        return node
    variable = node.variable
    if variable is None:
        names = sorted(n.free_names(node.body) - context.bindings.keys())
        if len(names) > 1:
            raise Unsupported("ambiguous", "the variable of an evaluation is not named")
        variable = names[0] if names else "x"
    lower = n.substitute(node.body, {variable: node.lower})
    if node.upper is None:
        return lower
    return n.Add((n.substitute(node.body, {variable: node.upper}), n.Neg(lower)))


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
        if {left.open, right.open} == {"(", "["} and len(left.items) == 2:
            raise Unsupported("ambiguous", "a pair and a list, or an open and a closed interval")
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
    inductive = series.by_induction(left, right, context, _compare)
    if inductive is not None:
        return inductive
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
    has_integral = any(isinstance(inner, n.Integral) for side in (left, right) for inner in n.walk(side))
    try:
        outcome = _on_points(left, right, context)
    except Unsupported:
        if not has_integral:
            raise
        outcome = Outcome(Truth.UNKNOWN, "undecided")
    if has_integral and outcome.truth is Truth.UNKNOWN and context.effort:
        return _with_sympy(left, right, context)
    return outcome


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
    if not atoms.inner and not any(_may_be_undefined(x) for s in (left, right) for x in n.walk(s)):
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


def _may_be_undefined(node: n.Node) -> bool:
    """Quotients by more than a number, and powers other than positive whole ones."""
    if isinstance(node, n.Div):
        return not isinstance(node.denominator, n.Number) or node.denominator.value == 0
    if isinstance(node, n.Pow):
        exponent = node.exponent
        return not (isinstance(exponent, n.Number) and isinstance(exponent.value, int) and exponent.value > 0)
    return False


def _on_points(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """Refute by rigorous numerics, or accept an analytic identity that holds to very many digits."""
    names = sorted(n.free_names(left) | n.free_names(right))
    context = _with_whole_names(left, right, context)
    literals = 2 * (literal_bits(left) + literal_bits(right))
    complex_matters = bool(context.complex_names) or _has_i(left) or _has_i(right)
    real_points = complex_points = 0
    refuted_off_the_reals = False
    for i, point in enumerate(_points(names, context, POINTS if names else 1, _seed(left, right))):
        if i >= PATTERNS and real_points >= AGREEMENTS:
            break
        try:
            differ, agree, real = _at_point(left, right, point, context, literals)
        except balls.Undefined:
            continue
        real = real or complex_matters
        if differ and (real or not names):
            return Outcome(Truth.FALSE, "refuted")
        refuted_off_the_reals = refuted_off_the_reals or differ
        real_points += agree and real
        complex_points += agree and not real
    if refuted_off_the_reals and not real_points:
        # nowhere real: the claim can only be about complex values
        return (
            Outcome(Truth.UNKNOWN, "undecided")
            if _real_somewhere(left, right, names, context)
            else _refuted()
        )
    # where real points exist, a claim about real letters is about those alone
    if (real_points or complex_points) >= (AGREEMENTS if names else 1):
        if analytic(left) and analytic(right):
            return Outcome(Truth.TRUE, "numeric identity")
        return _without_kinks(left, right, context)
    return _by_rewriting(left, right, context)


def _refuted() -> Outcome:
    return Outcome(Truth.FALSE, "refuted")


def _at_point(
    left: n.Node, right: n.Node, point: balls.Point, context: Context, literals: int
) -> tuple[bool, bool, bool]:
    """Whether the sides surely differ here, whether they agree to all digits that count, whether all is real."""
    import flint

    span = 0
    with flint.ctx.workprec(PREVIEW_BITS):
        for side in (left, right):
            try:
                span += balls.measure(side, point, context)[2]
            except balls.Undefined:
                span += PREVIEW_BITS  # for want of precision, perhaps
    bits = GUARD_BITS + literals + 2 * span
    if bits > balls.MAX_PRECISION:
        raise Unsupported("limit", "the sizes of the numbers are too far apart")
    with flint.ctx.workprec(bits + 64):
        a, real_a, _ = balls.measure(left, point, context)
        b, real_b, _ = balls.measure(right, point, context)
        difference = a - b
        if not difference.contains(0):
            return True, False, real_a and real_b
        agree = bool(abs(difference) < flint.arb(2) ** -(GUARD_BITS + span))
        return False, agree, real_a and real_b


def _has_i(node: n.Node) -> bool:
    return any(inner == n.Constant("i") for inner in n.walk(node))


def _with_whole_names(left: n.Node, right: n.Node, context: Context) -> Context:
    """Letters inside factorials and the like stand for whole numbers, large enough for ``(n - 2)!``."""
    whole: set[str] = set()
    for side in (left, right):
        for inner in n.walk(side):
            if isinstance(inner, n.Call) and inner.name in _COUNTING:
                whole |= n.free_names(inner)
    if not whole:
        return context
    return replace(context, integer=context.integer | whole, positive=context.positive | whole)


def _real_somewhere(left: n.Node, right: n.Node, names: list[str], context: Context) -> bool:
    """Whether both sides can be computed in real numbers at some point."""
    for point in _points(names, context, POINTS * 3, b"real"):
        try:
            if balls.measure(left, point, context)[1] and balls.measure(right, point, context)[1]:
                return True
        except balls.Undefined:
            continue
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
    return outcome if outcome.is_true else _by_rewriting(left, right, context)


def _by_rewriting(left: n.Node, right: n.Node, context: Context) -> Outcome:
    """SymPy's simplification, for absolute values, factorials and what else points cannot prove."""
    names = [x.name for side in (left, right) for x in n.walk(side) if isinstance(x, n.Call)]
    if not context.effort or not _REWRITABLE.intersection(names) or _UNSAFE.intersection(names):
        return Outcome(Truth.UNKNOWN, "undecided")
    import sympy

    from assay_math.engine.symbolic import MAX_REWRITTEN, to_sympy

    if sum(1 for side in (left, right) for _ in n.walk(side)) > MAX_REWRITTEN:
        return Outcome(Truth.UNKNOWN, "undecided")
    difference = to_sympy(left, context) - to_sympy(right, context)
    if difference == 0 or sympy.simplify(difference) == 0:
        return Outcome(Truth.TRUE, "symbolic")
    return Outcome(Truth.UNKNOWN, "undecided")


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


def _points(names: list[str], context: Context, count: int, seed: bytes) -> Iterator[balls.Point]:
    """Points to try: the same for the same expressions. Of both signs and several sizes."""
    for i in range(count):
        point: dict[str, balls.Coordinate] = {}
        for position, name in enumerate(names):
            word = hashlib.sha256(b"%d %s " % (i, name.encode()) + seed).digest()
            top = int.from_bytes(word[:3], "big") % 9973 + 1
            bottom = int.from_bytes(word[3:6], "big") % 4001 + 1000
            size = (1, 3, 1, 20)[i % 4]
            if name in context.integer:
                value = Fraction(top % (10 * size) + 3)
            else:
                value = Fraction(top * size, bottom * (1 if i % 3 else 7))
            # every pattern of signs of three names, then every other point has all letters positive
            sign = (i >> position) & 1 if i < PATTERNS and position < 3 else word[6] & i & 1
            if sign and name not in context.positive:
                value = -value
            point[name] = (
                (value, Fraction(bottom, top)) if name in context.complex_names else (value, Fraction(0))
            )
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
    for inner in (x for side in (left, right) for x in n.walk(side)):
        # SymPy overlooks poles between the ends of an integral, and takes minutes over integrals in integrals
        if (
            isinstance(inner, n.Integral)
            and inner.lower is not None
            and inner.upper is not None
            and (
                any(isinstance(x, n.Integral) for x in n.walk(inner.body))
                or not balls.regular_inside(inner.body, inner.variable, inner.lower, inner.upper, context)
            )
        ):
            return Outcome(Truth.UNKNOWN, "undecided", "the integrand may have a pole")
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
