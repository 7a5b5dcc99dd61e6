"""The typed tree that mathematical text is read into.

Every node is frozen, hashable and compared by meaning-bearing fields only:
how something was written (``text``, ``signs``, ``style``) is kept for callers
but does not take part in ``==``. Ambiguity that the text leaves open is kept
in the tree: ``(0, 1)`` is a :class:`Tuple` that :func:`as_interval` can read as
an interval, ``\\log x`` has no base, ``5 \\text{ cm}`` is a :class:`Quantity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

Rational = int | Fraction


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all nodes."""


# ---------------------------------------------------------------- numbers and names


@dataclass(frozen=True, slots=True)
class Number(Node):
    r"""A literal with its exact value.

    ``places`` is the count of digits written after the decimal point, ``None``
    unless the literal is a decimal; ``3.10`` is ``Number(31/10, "3.10", 2)``.
    Repeating decimals and ``½`` have an exact value and no places.
    """

    value: Rational
    text: str = field(default="", compare=False)
    places: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BasedNumber(Node):
    """A literal with a base written as subscript: ``1011_2``. Equal ones have equal digits and base."""

    digits: str
    base: int
    value: int


@dataclass(frozen=True, slots=True)
class Mixed(Node):
    r"""A mixed number ``3\frac{1}{2}`` or ``3 1/2``; ``value`` is 7/2."""

    whole: int
    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction:
        return self.whole + Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Name(Node):
    r"""A variable or another named thing: ``x``, ``alpha``, ``x_1``, ``a_{n+1}``, ``S_{10}``.

    ``name`` is the canonical spelling (``a_{n+1}``, ``x_1``); ``index`` is the
    subscript as a node (``None`` without one) and ``base`` the part before it.
    """

    name: str
    index: Node | None = field(default=None, compare=False)

    @property
    def base(self) -> str:
        return self.name.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """``pi``, ``e``, ``i``, ``infinity``, ``emptyset``, ``reals``, ``integers``, ``naturals``, ``rationals``, ``complexes``."""

    name: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    r"""Words: ``\text{…}`` or a plain word that is no product of letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Dots(Node):
    r"""``…``, ``\ldots``, ``\cdots``: something left out."""


# ---------------------------------------------------------------- arithmetic


@dataclass(frozen=True, slots=True)
class Neg(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Add(Node):
    """A sum; a subtracted term is a :class:`Neg`."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mul(Node):
    r"""A product. ``signs[i]`` stands before ``factors[i + 1]``: ``""`` (implicit), ``"*"``, ``"."`` (``\cdot``), ``"x"`` (``\times``)."""

    factors: tuple[Node, ...]
    signs: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Div(Node):
    r"""``style`` is ``"frac"`` for ``\frac{a}{b}``, ``"slash"`` for ``a/b``, ``"div"`` for ``a \div b``."""

    numerator: Node
    denominator: Node
    style: str = field(default="frac", compare=False)


@dataclass(frozen=True, slots=True)
class Pow(Node):
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    r"""``left \pm right``; ``left`` is ``None`` for a leading sign, ``minus_first`` for ``\mp``."""

    left: Node | None
    right: Node
    minus_first: bool = False


@dataclass(frozen=True, slots=True)
class Percent(Node):
    """``operand`` divided by 100."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Degrees(Node):
    """An angle given in degrees."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Currency(Node):
    """An amount of money; ``symbol`` is ``$``, ``€``, ``£``, ``¥``, ``₹`` …"""

    symbol: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A value followed by a unit or other words: ``3 apples``, ``60 km/h``, ``5 \\text{ cm}^2``."""

    value: Node
    unit: str


# ---------------------------------------------------------------- functions


@dataclass(frozen=True, slots=True)
class Call(Node):
    r"""A known function. ``name`` is one of the names below, without a backslash:

    ``sqrt(x)``, ``root(x, n)``, ``abs``, ``floor``, ``ceil``, ``sgn``, ``factorial``,
    ``double_factorial``, ``gamma``, ``binomial(n, k)``,
    ``permutations(n, k)``, ``gcd``, ``lcm``, ``max``, ``min``, ``mod(a, n)``, ``exp``, ``ln``, ``lg``, ``log(x)``
    or ``log(x, base)``, ``sin cos tan cot sec csc``, ``arcsin`` … , ``sinh`` … , ``arsinh`` …, ``conj``, ``re``,
    ``im``, ``arg``, ``det``, ``tr``, ``rank``, ``transpose``, ``norm``.
    """

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """A named function applied: ``f(3)``, ``f'(x)`` (``primes == 1``), ``f^{-1}(x)`` (``inverse``)."""

    function: Name
    arguments: tuple[Node, ...]
    primes: int = 0
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Prime(Node):
    """``y'`` or ``f''`` without arguments."""

    function: Node
    primes: int


# ---------------------------------------------------------------- calculus


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    r"""``\frac{d}{dx} body``; ``by`` lists (variable, order). ``partial`` with round d's."""

    body: Node
    by: tuple[tuple[str, int], ...]
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Integral(Node):
    r"""``\int body\,d variable``; both bounds are ``None`` for an antiderivative."""

    body: Node
    variable: str
    lower: Node | None = None
    upper: Node | None = None


@dataclass(frozen=True, slots=True)
class Limit(Node):
    """``side`` is ``"+"`` (from above), ``"-"`` or ``""``."""

    body: Node
    variable: str
    point: Node
    side: str = ""


@dataclass(frozen=True, slots=True)
class Sum(Node):
    body: Node
    variable: str
    lower: Node
    upper: Node


@dataclass(frozen=True, slots=True)
class Product(Node):
    body: Node
    variable: str
    lower: Node
    upper: Node


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    r"""``\left[ body \right]_lower^upper``: the difference of two values, or one value at ``lower`` alone.

    ``variable`` is ``None`` when the notation does not name it.
    """

    body: Node
    variable: str | None
    lower: Node
    upper: Node | None


# ---------------------------------------------------------------- collections


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    r"""Rows of equal length. A determinant (``vmatrix``) is ``Call("det", (Matrix,))``."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Tuple(Node):
    r"""``(1, 2)``, ``[1, 2]``, ``\langle 1, 2 \rangle``: point, vector, list or interval, left open.

    ``open`` is ``(``, ``[`` or ``<``. Half-open ones and those with an infinite
    end are read as :class:`Interval` at once.
    """

    items: tuple[Node, ...]
    open: str = "("


@dataclass(frozen=True, slots=True)
class Interval(Node):
    lower: Node
    upper: Node
    left_closed: bool
    right_closed: bool


@dataclass(frozen=True, slots=True)
class Set(Node):
    """A finite set by its elements; the empty one is ``Constant("emptyset")``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SetBuilder(Node):
    r"""``\{element \mid condition\}``; ``element`` may be a relation such as ``x \in \mathbb{R}``."""

    element: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class SetOperation(Node):
    """``operator`` is ``union``, ``intersection`` or ``difference``."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cases(Node):
    r"""A value that depends: ``\begin{cases} 5 & x > 0 \\ 6 & x \le 0 \end{cases}``; a condition of ``None`` is "otherwise"."""

    pieces: tuple[tuple[Node, Node | None], ...]


# ---------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A chain ``a = b < c``: ``operators[i]`` stands between ``terms[i]`` and ``terms[i + 1]``.

    Operators: ``= != < <= > >= ~`` (about), ``== `` (congruent or identical
    without a modulus), ``in``, ``notin``, ``subset``, ``subseteq``, ``|`` (divides),
    ``!|``, ``->`` (tends to), ``prop`` (proportional), ``_|_`` (perpendicular), ``||``
    (parallel), ``similar``, ``cong`` (congruent, isomorphic).
    """

    terms: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Congruence(Node):
    r"""``a \equiv b \equiv c \pmod{modulus}``."""

    terms: tuple[Node, ...]
    modulus: Node


@dataclass(frozen=True, slots=True)
class Listing(Node):
    r"""Items joined on the top level. ``connective``: ``,`` ``;`` ``and`` ``or`` ``implies`` ``iff``.

    ``x = 2, 3`` is ``Listing((x = 2, 3), ",")``; ``A \Rightarrow B`` is
    ``Listing((A, B), "implies")``. Mixed connectives nest by strength
    (``,`` and ``and`` bind tighter than ``or``, then ``implies`` and ``iff``).
    """

    items: tuple[Node, ...]
    connective: str = ","


# ---------------------------------------------------------------- walking


_FIELD_NAMES: dict[type[Node], tuple[str, ...]] = {}


def _field_names(kind: type[Node]) -> tuple[str, ...]:
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = _FIELD_NAMES[kind] = tuple(f.name for f in fields(kind))
    return names


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below ``node`` (a :class:`Name`'s index included)."""
    for name in _field_names(type(node)):
        yield from _nodes_in(getattr(node, name))


def _nodes_in(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes_in(item)


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it, in no promised order; does not recurse."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(children(top))


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """A copy of ``node`` with ``change`` applied to each direct child; the same object if none changed."""
    names = _field_names(type(node))
    old = [getattr(node, name) for name in names]
    new = [_changed(value, change) for value in old]
    if all(a is b for a, b in zip(old, new, strict=True)):
        return node
    return type(node)(*new)


def _changed(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple([_changed(item, change) for item in value])
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    return value


_BINDERS = (Integral, Limit, Sum, Product, Bracket)


def free_names(node: Node) -> frozenset[str]:
    """Names that occur free: bound variables of sums, integrals and limits are left out.

    The function name of an :class:`Apply` is not a variable and not included; a
    subscripted name counts as a whole.
    """
    found: set[str] = set()
    stack: list[tuple[Node, frozenset[str]]] = [(node, frozenset())]
    while stack:
        top, bound = stack.pop()
        if isinstance(top, Name):
            if top.name not in bound:
                found.add(top.name)
        elif isinstance(top, Apply):
            stack.extend((argument, bound) for argument in top.arguments)
        elif isinstance(top, _BINDERS) and top.variable is not None:
            for child in children(top):
                # bounds are outside the scope of the bound variable, except an antiderivative's own
                antiderivative = isinstance(top, Integral) and top.lower is None
                inner = bound if child is not top.body or antiderivative else bound | {top.variable}
                stack.append((child, inner))
        else:
            stack.extend((child, bound) for child in children(top))
    return frozenset(found)


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """``node`` with free names replaced. Bound variables stay; a subscripted name is replaced as a whole."""
    if not values:
        return node
    if isinstance(node, Name):
        return values.get(node.name, node)
    if isinstance(node, Apply):
        arguments = tuple([substitute(a, values) for a in node.arguments])
        return Apply(node.function, arguments, node.primes, node.inverse)
    if isinstance(node, _BINDERS) and node.variable in values:
        inner = {k: v for k, v in values.items() if k != node.variable}
        return rebuild(node, lambda c: substitute(c, inner if c is node.body else values))
    return rebuild(node, lambda c: substitute(c, values))


def as_interval(node: Node) -> Interval | None:
    """``node`` read as an interval, where its form allows that."""
    if isinstance(node, Interval):
        return node
    if isinstance(node, Tuple) and len(node.items) == 2 and node.open in "([":
        closed = node.open == "["
        return Interval(node.items[0], node.items[1], closed, closed)
    return None


def plus_minus_cases(node: Node) -> tuple[Node, ...]:
    r"""The two readings of an expression with ``\pm``: all upper signs, then all lower signs.

    One item, ``node`` itself, when it holds no such sign.
    """
    if not any(isinstance(n, PlusMinus) for n in walk(node)):
        return (node,)
    return _signs(node, True), _signs(node, False)


def _signs(node: Node, upper: bool) -> Node:
    if not isinstance(node, PlusMinus):
        return rebuild(node, lambda child: _signs(child, upper))
    right = _signs(node.right, upper)
    term = Neg(right) if upper == node.minus_first else right
    return term if node.left is None else Add((_signs(node.left, upper), term))
