"""Rigorous numerics: values as complex balls (Arb, through python-flint) that surely hold the true value.

Two balls that do not touch prove that two expressions differ. Balls that agree to
very many digits at many points are, for analytic expressions, evidence of identity
(see :mod:`assay_math.engine.equivalence`), never more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assay_math.engine import exact
from assay_math.engine.exact import MAX_FACTORIAL, MAX_TERMS, rational
from assay_math.engine.outcome import Context, Unsupported
from assay_math.notation import nodes as n

if TYPE_CHECKING:
    from flint import acb

MAX_PRECISION = 30_000  # bits
MAX_STEPS = 300_000  # nodes visited in one evaluation

NOT_ANALYTIC = frozenset(
    {"abs", "floor", "ceil", "sgn", "max", "min", "mod", "gcd", "lcm", "factorial", "conj"}
)
NOT_ANALYTIC |= {"double_factorial", "re", "im", "arg", "binomial", "permutations", "norm"}


Coordinate = tuple[n.Rational, n.Rational]  # real and imaginary part
Point = Mapping[str, Coordinate]


class Undefined(Exception):
    """The expression has no value at this point (``sure``), or none that could be enclosed."""

    def __init__(self, sure: bool = False) -> None:
        super().__init__()
        self.sure = sure


class Undecided(Exception):
    """A ball too wide to tell; ``likely`` is the sign if what seems to be zero is zero."""

    def __init__(self, likely: int | None) -> None:
        super().__init__()
        self.likely = likely


_CUT = frozenset("arcsin arccos arctan arccot arcsec arccsc arsinh arcosh artanh".split())
INTEGRAL_BITS = 512  # integrals are worked out to this precision at most
STRETCHES = 3_000  # pieces into which an interval is cut in search of poles
INTEGRAL_POINTS = 20_000  # values of integrands, those of inner integrals included


def evaluate(node: n.Node, point: Point, context: Context) -> acb:
    """An enclosure of ``node`` at ``point`` (values of its free names), at the current precision.

    Raises :class:`Undefined`, or :class:`Unsupported` for what has no numeric meaning here.
    """
    return measure(node, point, context)[0]


def measure(node: n.Node, point: Point, context: Context) -> tuple[acb, bool, int]:
    """The enclosure, whether every value on the way was real, and how many bits their sizes span.

    The last is the sum over all inner values of how far their binary logarithm is
    from zero: what very large and very small values could hide from a comparison.
    """
    evaluation = _Evaluation({}, context)
    for name, (real, imaginary) in point.items():
        value = evaluation.number(real)
        if imaginary:
            value = value + evaluation.number(imaginary) * evaluation.flint.acb(0, 1)
        evaluation.point[name] = value
    value = evaluation.of(node)
    if not value.is_finite():
        raise Undefined
    return value, evaluation.real, evaluation.span


def sign_at(node: n.Node, name: str, ball: Any, context: Context) -> int | None:
    """-1, 0 or 1 at a real ball for one name, None where there is surely no real value.

    Raises :class:`Undecided` where the ball is too wide to tell; 0 is never told from a
    ball that merely holds it.
    """
    evaluation = _Evaluation({}, context)
    evaluation.point[name] = evaluation.flint.acb(ball)
    try:
        value = evaluation.of(node)
    except Undefined as error:
        if error.sure or evaluation.complex:
            return None
        raise Undecided(None) from None
    if evaluation.complex:
        return None
    if not value.is_finite():
        raise Undecided(None)
    if not evaluation.real or value.real.contains(0):
        if evaluation.real and value.is_zero():
            return 0
        raise Undecided(0 if value.real.contains(0) else 1 if value.real > 0 else -1)
    return 1 if value.real > 0 else -1


def regular_inside(body: n.Node, variable: str, low: n.Node, high: n.Node, context: Context) -> bool:
    """Whether ``body`` is surely finite on the whole stretch, its very ends left out.

    An infinite end is taken to be a thousand away. False also where this cannot be told.
    """
    import flint

    ends: list[Any] = []
    for end, other, sign in ((low, high, -1), (high, low, 1)):
        infinite = n.Constant("infinity") if sign > 0 else n.Neg(n.Constant("infinity"))
        start = other if end == infinite else end
        if start in (n.Constant("infinity"), n.Neg(n.Constant("infinity"))):
            start = n.Number(0)
        try:
            value = evaluate(start, {}, context)
        except (Undefined, Unsupported):
            return False
        if not value.imag.is_zero():
            return False
        ends.append(value.real + 1000 * sign if end == infinite else value.real)
    margin = (ends[1] - ends[0]) / 1_000_000
    stack = [(ends[0].mid() + margin.mid(), ends[1].mid() - margin.mid())]
    evaluation = _Evaluation({}, context)
    for _ in range(STRETCHES):
        if not stack:
            return True
        left, right = stack.pop()
        evaluation.point[variable] = flint.acb(left.union(right))
        try:
            if evaluation.of(body).is_finite():
                continue
        except Undefined:
            pass
        except Unsupported as error:
            if error.reason != "limit":
                return False
        middle = ((left + right) / 2).mid()
        stack += [(left, middle), (middle, right)]
    return False


class _Evaluation:
    def __init__(self, point: Mapping[str, acb], context: Context) -> None:
        import flint

        self.flint = flint
        self.point = dict(point)
        self.context = context
        self.depth = 0
        self.real = True  # no value on the way has shown an imaginary part
        self.complex = False  # one surely has one
        self.span = 0
        self.budget = [INTEGRAL_POINTS]
        self.steps = MAX_STEPS
        self.analytic = False  # whether an integral asks for an analytic function here

    def number(self, value: n.Rational) -> acb:
        if isinstance(value, Fraction):
            return self.flint.acb(self.flint.fmpq(value.numerator, value.denominator))
        return self.flint.acb(value)

    def of(self, node: n.Node) -> acb:
        method = _METHODS.get(type(node))
        if method is None:
            raise Unsupported(detail=type(node).__name__)
        self.steps -= 1
        if self.steps < 0:
            raise Unsupported("limit", "too many steps")
        value: acb = method(self, node)
        self.note(value)
        return value

    def note(self, value: acb) -> None:
        if not value.imag.is_zero():
            self.real = False
            self.complex = self.complex or not value.imag.contains(0)
        if value.is_finite() and not value.is_zero():
            mantissa, exponent = abs(value).mid().man_exp()
            size = int(mantissa).bit_length() + int(exponent)
            self.span += abs(size) if mantissa else 0

    def name(self, node: n.Name) -> acb:
        if node.name in self.point:
            return self.point[node.name]
        bound = self.context.bindings.get(node.name)
        if bound is None:
            raise Unsupported(detail=f"no value for {node.name}")
        return self.deeper(bound)

    def deeper(self, node: n.Node) -> acb:
        self.depth += 1
        if self.depth > 50:
            raise Unsupported("limit")
        value = self.of(node)
        self.depth -= 1
        return value

    def constant(self, node: n.Constant) -> acb:
        if node.name == "pi":
            return self.flint.acb.pi()
        if node.name == "e":
            return self.flint.acb(1).exp()
        if node.name == "i":
            return self.flint.acb(0, 1)
        raise Unsupported(detail=node.name)

    def add(self, node: n.Add) -> acb:
        total = self.of(node.terms[0])
        for term in node.terms[1:]:
            total = total + self.of(term)
        return total

    def mul(self, node: n.Mul) -> acb:
        total = self.of(node.factors[0])
        for factor in node.factors[1:]:
            total = total * self.of(factor)
        return total

    def div(self, node: n.Div) -> acb:
        return self.of(node.numerator) / self._nonzero(self.of(node.denominator))

    def pow(self, node: n.Pow) -> acb:
        exponent = rational(node.exponent, self.context) if not n.free_names(node.exponent) else None
        base = self.of(node.base)
        if isinstance(exponent, int):
            if abs(exponent) > 1_000_000:
                raise Unsupported("limit")
            if exponent <= 0:
                base = self._nonzero(base)
            return base**exponent
        if exponent is not None and exponent.denominator % 2 and base.imag.is_zero() and base.real < 0:
            raise Undefined  # (-8)^{1/3}: the real root or the principal one
        if base.is_zero() and exponent is not None and exponent > 0:
            return base
        power = self.of(node.exponent)
        logarithm = self._nonzero(base).log(analytic=self.analytic)
        self._modest(power * logarithm)
        return (power * logarithm).exp()

    def apply(self, node: n.Apply) -> acb:
        function = self.context.functions.get(node.function.name)
        if function is None or node.primes or node.inverse or len(function.parameters) != len(node.arguments):
            raise Unsupported(detail=f"{node.function.name} is not known")
        values = [self.of(argument) for argument in node.arguments]
        kept = self.point
        self.point = {**kept, **dict(zip(function.parameters, values, strict=True))}
        value = self.deeper(function.body)
        self.point = kept
        return value

    def series(self, node: n.Sum | n.Product) -> acb:
        low, high = rational(node.lower, self.context), rational(node.upper, self.context)
        if not isinstance(low, int) or not isinstance(high, int) or high - low > MAX_TERMS:
            raise Unsupported(detail="no finite number of terms")
        kept = self.point
        total = self.flint.acb(0 if isinstance(node, n.Sum) else 1)
        for i in range(low, high + 1):
            self.point = {**kept, node.variable: self.flint.acb(i)}
            term = self.of(node.body)
            total = total + term if isinstance(node, n.Sum) else total * term
        self.point = kept
        return total

    def bracket(self, node: n.Bracket) -> acb:
        variable = node.variable
        if variable is None:
            names = sorted(n.free_names(node.body) - self.point.keys() - self.context.bindings.keys())
            if len(names) != 1:
                raise Unsupported("ambiguous")
            variable = names[0]
        kept, ends = self.point, []
        for end in (node.lower, node.upper):
            if end is not None:
                self.point = {**kept, variable: self.of(end)}
                ends.append(self.of(node.body))
                self.point = kept
        return ends[1] - ends[0] if len(ends) == 2 else ends[0]

    def integral(self, node: n.Integral) -> acb:
        if node.lower is None or node.upper is None:
            raise Unsupported(detail="an antiderivative has no value")
        low, high = self.of(node.lower), self.of(node.upper)
        if any(
            isinstance(inner, n.Call) and (inner.name in NOT_ANALYTIC or inner.name in _CUT)
            for inner in n.walk(node.body)
        ):
            raise Unsupported(detail="the integrand may not be analytic")
        inside = _Evaluation({**self.point}, self.context)
        inside.budget = self.budget
        failure: list[Unsupported] = []

        def integrand(x: acb, analytic: bool) -> acb:
            self.budget[0] -= 1
            if self.budget[0] < 0:
                return self.flint.acb("nan")
            inside.point[node.variable] = x
            inside.analytic = analytic
            try:
                return inside.of(node.body)
            except Undefined:
                return self.flint.acb("nan")
            except Unsupported as error:  # must not cross the border to C
                if error.reason != "limit":  # too wide a stretch; it will be cut
                    failure.append(error)
                return self.flint.acb("nan")

        with self.flint.ctx.workprec(min(self.flint.ctx.prec, INTEGRAL_BITS)):
            value: acb = self.flint.acb.integral(
                integrand, low, high, eval_limit=INTEGRAL_POINTS, depth_limit=200
            )
        if failure:
            raise failure[0]
        return value

    def degrees(self, node: n.Degrees) -> acb:
        return self.of(node.operand) * self.flint.acb.pi() / 180

    def call(self, node: n.Call) -> acb:
        exact = rational(node, self.context) if not n.free_names(node) else None
        if exact is not None:
            return self.number(exact)
        arguments = [self.of(argument) for argument in node.arguments]
        simple = _SIMPLE.get(node.name)
        if simple is not None:
            if node.name in _EXPONENTIAL:
                self._modest(arguments[0])
            elif node.name in _CIRCULAR:
                self._modest(self.flint.acb(arguments[0].imag))
            if node.name == "tanh":  # 1 - tanh is as small as exp(-2x)
                self.note((2 * arguments[0]).exp())
            if simple == "sqrt":
                return arguments[0].sqrt(analytic=self.analytic)
            return getattr(arguments[0], simple)()
        special = _SPECIAL.get(node.name)
        if special is None:
            raise Unsupported(detail=node.name)
        value: acb = special(self, *arguments)
        return value

    # ------------------------------------------------------------ functions with care at their edges

    def _nonzero(self, value: acb) -> acb:
        if value.contains(0):
            raise Undefined(sure=bool(value.is_zero()))
        return value

    def _modest(self, value: acb) -> None:
        """Exponentials of what is large would take memory without end."""
        if not value.is_finite() or not abs(value) < 1_000_000:
            raise Unsupported("limit")

    def _cosh(self, value: acb) -> acb:
        self._modest(value)
        grown = value.cosh()
        self.note(grown)
        self.note(grown)
        return grown

    def _real(self, value: acb) -> Any:
        if not value.imag.contains(0) or (not value.imag.is_zero() and value.imag.abs_upper() > 1e-20):
            raise Undefined
        return value.real

    def ln(self, value: acb) -> acb:
        return self._nonzero(value).log(analytic=self.analytic)

    def log(self, value: acb, base: acb | None = None) -> acb:
        if base is None:
            if self.context.log_base not in ("e", "10"):
                raise Unsupported("ambiguous", "log without a base")
            base = self.flint.acb(10) if self.context.log_base == "10" else self.flint.acb(1).exp()
        return self.ln(value) / self._nonzero(self.ln(base))

    def lg(self, value: acb) -> acb:
        return self.ln(value) / self.flint.acb(10).log()

    def root(self, value: acb, degree: acb) -> acb:
        order = degree.real.unique_fmpz() if degree.imag.is_zero() else None
        if order is None or not 1 <= int(order) <= 1000:
            raise Unsupported(detail="root of no whole degree")
        if int(order) % 2 and value.imag.is_zero() and value.real < 0:
            return -((-value).root(int(order)))
        if value.is_zero():
            return value
        if self.analytic:
            return (self.ln(value) / order).exp()
        return self._nonzero(value).root(int(order))

    def factorial(self, value: acb) -> acb:
        return self.flint.acb(self.flint.arb.fac_ui(self._count(value)))

    def double_factorial(self, value: acb) -> acb:
        return self.number(exact.double_factorial(self._count(value)))

    def _count(self, value: acb) -> int:
        number = self._integer(value)
        if not 0 <= number <= MAX_FACTORIAL:
            raise Undefined
        return number

    def gamma(self, value: acb) -> acb:
        if not abs(value) < MAX_FACTORIAL:
            raise Unsupported("limit")
        if value.imag.contains(0) and value.real.contains_integer() and not value.real > 0:
            raise Undefined
        return value.gamma()

    def binomial(self, top: acb, bottom: acb) -> acb:
        below = self._integer(bottom)
        if not 0 <= below <= 1000:
            raise Undefined
        value = self.flint.acb(1)
        for i in range(below):
            value = value * (top - i) / (i + 1)
        return value

    def permutations(self, top: acb, bottom: acb) -> acb:
        below = self._integer(bottom)
        if not 0 <= below <= 1000:
            raise Undefined
        value = self.flint.acb(1)
        for i in range(below):
            value = value * (top - i)
        return value

    def _integer(self, value: acb) -> int:
        number = self._real(value).unique_fmpz()
        if number is None or not (value - number).is_zero():
            raise Undefined
        return int(number)

    def floor(self, value: acb) -> acb:
        number = self._real(value).floor().unique_fmpz()
        if number is None:
            raise Undefined
        return self.flint.acb(number)

    def ceil(self, value: acb) -> acb:
        return -self.floor(-value)

    def sgn(self, value: acb) -> acb:
        real = self._real(value)
        if real.contains(0) and not real.is_zero():
            raise Undefined
        return self.flint.acb(0 if real.is_zero() else 1 if real > 0 else -1)

    def maximum(self, *values: acb) -> acb:
        reals = [self._real(value) for value in values]
        best = reals[0]
        for real in reals[1:]:
            best = best.max(real)
        return self.flint.acb(best)

    def minimum(self, *values: acb) -> acb:
        return -self.maximum(*[-value for value in values])

    def mod(self, value: acb, modulus: acb) -> acb:
        a, m = self._integer(value), self._integer(modulus)
        if m <= 0:
            raise Undefined
        return self.flint.acb(a % m)


_EXPONENTIAL = frozenset("exp sinh cosh tanh".split())
_CIRCULAR = frozenset("sin cos tan cot sec csc".split())
_SIMPLE = {
    "exp": "exp", "sqrt": "sqrt",
    "sin": "sin", "cos": "cos", "tan": "tan", "cot": "cot", "sec": "sec", "csc": "csc",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "conj": "conjugate",
}  # fmt: skip

_SPECIAL: dict[str, Callable[..., Any]] = {
    "ln": _Evaluation.ln,
    "log": _Evaluation.log,
    "lg": _Evaluation.lg,
    "root": _Evaluation.root,
    "abs": lambda self, x: self.flint.acb(abs(x)),
    "re": lambda self, x: self.flint.acb(x.real),
    "im": lambda self, x: self.flint.acb(x.imag),
    "arg": lambda self, x: self.flint.acb(self._nonzero(x).arg()),
    "arccot": lambda self, x: (1 / self._nonzero(x)).atan(),
    "arcsec": lambda self, x: (1 / self._nonzero(x)).acos(),
    "arccsc": lambda self, x: (1 / self._nonzero(x)).asin(),
    "coth": lambda self, x: self._cosh(x) / self._nonzero(x.sinh()),
    "sech": lambda self, x: 1 / self._nonzero(self._cosh(x)),
    "csch": lambda self, x: 1 / self._nonzero(self._cosh(x) * x.tanh()),
    "factorial": _Evaluation.factorial,
    "double_factorial": _Evaluation.double_factorial,
    "gamma": _Evaluation.gamma,
    "binomial": _Evaluation.binomial,
    "permutations": _Evaluation.permutations,
    "floor": _Evaluation.floor,
    "ceil": _Evaluation.ceil,
    "sgn": _Evaluation.sgn,
    "max": _Evaluation.maximum,
    "min": _Evaluation.minimum,
    "mod": _Evaluation.mod,
}

_METHODS: dict[type[n.Node], Callable[[_Evaluation, Any], Any]] = {
    n.Number: lambda self, node: self.number(node.value),
    n.Mixed: lambda self, node: self.number(node.value),
    n.BasedNumber: lambda self, node: self.number(node.value),
    n.Name: _Evaluation.name,
    n.Constant: _Evaluation.constant,
    n.Neg: lambda self, node: -self.of(node.operand),
    n.Add: _Evaluation.add,
    n.Mul: _Evaluation.mul,
    n.Div: _Evaluation.div,
    n.Pow: _Evaluation.pow,
    n.Percent: lambda self, node: self.of(node.operand) / 100,
    n.Currency: lambda self, node: self.of(node.operand),
    n.Degrees: _Evaluation.degrees,
    n.Call: _Evaluation.call,
    n.Apply: _Evaluation.apply,
    n.Sum: _Evaluation.series,
    n.Product: _Evaluation.series,
    n.Bracket: _Evaluation.bracket,
    n.Integral: _Evaluation.integral,
}
