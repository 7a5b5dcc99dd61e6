"""What an answer's tree is: one value, several, a point, a region, an equation; with its label."""

from __future__ import annotations

from dataclasses import dataclass

from assay_math.notation import nodes as n

_REGION_OPERATORS = frozenset({"<", "<=", ">", ">=", "!=", "notin"})
_MEMBERSHIP = frozenset({"in", "notin"})
_REAL_SETS = frozenset({"reals", "emptyset"})
_NUMBER_SETS = frozenset({"reals", "integers", "naturals", "rationals", "complexes"})


@dataclass(frozen=True, slots=True)
class Item:
    """One part of an answer, with the name it was given (``x`` in ``x = 5``)."""

    value: n.Node
    label: n.Node | None = None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. ``equal`` are further terms of a chain that must be equal, ``about`` approximations of it."""

    value: n.Node
    label: n.Node | None = None
    equal: tuple[n.Node, ...] = ()
    about: tuple[n.Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """Several values: alternatives, a set in braces, or named ones. ``conditions`` such as ``k in Z`` stand beside."""

    items: tuple[Item, ...]
    braces: bool = False
    connective: str = ","
    conditions: tuple[n.Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Vector:
    """A point, vector or list in brackets; ``label`` may be a tuple of names."""

    items: tuple[n.Node, ...]
    open: str
    node: n.Node
    label: n.Node | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix."""

    node: n.Matrix
    label: n.Node | None = None


@dataclass(frozen=True, slots=True)
class Branches:
    """A value in cases."""

    node: n.Cases
    label: n.Node | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Something that is read as a set of reals."""

    node: n.Node
    label: n.Node | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An equation, inequality or congruence that does not just give a name a value."""

    node: n.Node


View = Scalar | Parts | Vector | Grid | Branches | Span | Statement


def view(node: n.Node) -> View:
    """``node`` by what it is."""
    if isinstance(node, n.Relation):
        return _relation(node)
    if isinstance(node, n.Listing):
        return _listing(node)
    if isinstance(node, n.Congruence):
        return Statement(node)
    if isinstance(node, n.Set):
        if len(node.items) == 1:
            # {±2} has two elements
            inner = view(node.items[0])
            if isinstance(inner, Parts) and not inner.braces:
                return Parts(inner.items, True)
        return Parts(_spread(node.items), True)
    if isinstance(node, n.Tuple):
        if len(node.items) == 1:
            return view(node.items[0])
        if any(_has_sign(item) for item in node.items):
            return Parts(tuple([Item(case) for case in n.plus_minus_cases(node)]), connective="or")
        rows = [item.items for item in node.items if isinstance(item, n.Tuple) and item.open == "["]
        if node.open == "[" and len(rows) == len(node.items) and len({len(row) for row in rows}) == 1:
            return Grid(n.Matrix(tuple(rows)))  # [[2, 0], [0, 3]]
        return Vector(node.items, node.open, node)
    if (
        isinstance(node, n.Apply)
        and len(node.arguments) >= 2
        and node.function.name[:1].isupper()
        and not node.primes
    ):
        return Vector(node.arguments, "(", n.Tuple(node.arguments), node.function)
    if isinstance(node, n.Matrix):
        return Grid(node)
    if isinstance(node, n.Call) and node.name == "transpose" and isinstance(node.arguments[0], n.Tuple):
        return Vector(node.arguments[0].items, "<", node.arguments[0])  # (1, 2)^T, a column
    if isinstance(node, n.Cases):
        return Branches(node)
    if isinstance(node, n.Interval | n.SetOperation | n.SetBuilder):
        return Span(node)
    if isinstance(node, n.Constant) and node.name in _REAL_SETS:
        return Span(node)
    if _has_sign(node):
        return Parts(tuple([Item(case) for case in n.plus_minus_cases(node)]), connective="or")
    if isinstance(node, n.Call) and node.name in ("max", "min") and len(node.arguments) == 1:
        return _labelled(view(node.arguments[0]), n.Name(node.name))  # "max 5, min 2"
    return Scalar(node)


def _has_sign(node: n.Node) -> bool:
    return any(isinstance(inner, n.PlusMinus) for inner in n.walk(node))


def _spread(items: tuple[n.Node, ...]) -> tuple[Item, ...]:
    return tuple([Item(case) for item in items for case in n.plus_minus_cases(item)])


def is_label(node: n.Node) -> bool:
    r"""Whether ``node`` can name the thing that is asked for: ``x``, ``f(2)``, ``AB``, ``|AB|``, ``\frac{AB}{CD}``."""
    if isinstance(node, n.Name | n.Text | n.Prime):
        return True
    if isinstance(node, n.Apply):
        return True
    if isinstance(node, n.Mul) and node.factors[0] == n.Name("m") and len(node.factors) == 2:
        angle = node.factors[1]
        return isinstance(angle, n.Name) and angle.name.startswith("angle(")  # m∠ABC, its measure
    if isinstance(node, n.Mul) and node.signs == ("",) and isinstance(node.factors[1], n.Number):
        return isinstance(node.factors[0], n.Name)  # p(0)
    if isinstance(node, n.Mul):
        return all(isinstance(f, n.Name) and f.base[:1].isupper() for f in node.factors) or (
            all(isinstance(f, n.Name) for f in node.factors)
            and isinstance(node.factors[0], n.Name)
            and node.factors[0].base in ("triangle", "angle", "Delta")
        )
    if isinstance(node, n.Tuple):
        return len(node.items) >= 2 and all(isinstance(item, n.Name) for item in node.items)
    if isinstance(node, n.Call) and node.name in ("abs", "norm", "det", "tr", "rank"):
        return is_label(node.arguments[0])
    if isinstance(node, n.Div):
        return all(_segment(part) for part in (node.numerator, node.denominator))
    return isinstance(node, n.Derivative) and isinstance(node.body, n.Name | n.Apply)


def _segment(node: n.Node) -> bool:
    return (isinstance(node, n.Mul) and is_label(node)) or (
        isinstance(node, n.Name) and (node.name.startswith("overline") or node.base[:1].isupper())
    )


def _relation(node: n.Relation) -> View:
    operators = set(node.operators)
    if operators <= {"=", "~", "=="}:
        return _equation(node)
    if node.operators == ("in",):
        return _member(node)
    if operators & _REGION_OPERATORS:
        return Span(node)
    return Statement(node)


def _member(node: n.Relation) -> View:
    label, collection = node.terms
    if not is_label(label):
        return Statement(node)
    if isinstance(collection, n.Set):
        return Parts(tuple([Item(item.value, label) for item in _spread(collection.items)]), True)
    if isinstance(collection, n.Constant) and collection.name in _NUMBER_SETS - {"reals"}:
        return Statement(node)
    return Span(node, label)


def _equation(node: n.Relation) -> View:
    terms, operators = node.terms, node.operators
    label: n.Node | None = None
    if is_label(terms[0]) and not _uses(terms[0], terms[1:]):
        label, terms, operators = terms[0], terms[1:], operators[1:]
        if len(terms) == 1 and node.operators[0] == "~":
            return Scalar(terms[0], label)
        first_about = node.operators[0] == "~"
    elif (
        len(terms) == 2
        and is_label(terms[1])
        and not _uses(terms[1], terms[:1])
        and not n.free_names(terms[0])
    ):
        return _labelled(view(terms[0]), terms[1])
    elif n.free_names(terms[0]) or (operators[0] == "=" and any(n.free_names(term) for term in terms[1:])):
        return Statement(node)
    else:
        first_about = False
    if len(terms) == 1:
        return _labelled(view(terms[0]), label)
    exact = [] if first_about else [terms[0]]
    about = [terms[0]] if first_about else []
    rough = first_about
    for op, term in zip(operators, terms[1:], strict=True):
        rough = rough or op == "~"
        (about if rough else exact).append(term)
    if not exact:
        exact, about = about[-1:], about[:-1]
    last = view(exact[-1])
    if not isinstance(last, Scalar):
        return (
            _labelled(last, label)
            if len(exact) == 1 or all(isinstance(view(t), type(last)) for t in exact)
            else Statement(node)
        )
    return Scalar(exact[-1], label, tuple(exact[:-1]), tuple(about))


def _uses(label: n.Node, terms: tuple[n.Node, ...]) -> bool:
    """Whether a plain name occurs on the other side too: ``x = 2x + 1`` names nothing."""
    if isinstance(label, n.Mul):
        label = label.factors[0]
    if not isinstance(label, n.Name):
        return False
    return any(label.name in n.free_names(term) for term in terms)


def _labelled(inner: View, label: n.Node | None) -> View:
    if label is None:
        return inner
    if isinstance(inner, Scalar):
        return Scalar(inner.value, label, inner.equal, inner.about)
    if isinstance(inner, Parts):
        return Parts(tuple([Item(item.value, label) for item in inner.items]), inner.braces, inner.connective)
    if isinstance(inner, Vector):
        return Vector(inner.items, inner.open, inner.node, label)
    if isinstance(inner, Grid):
        return Grid(inner.node, label)
    if isinstance(inner, Branches):
        return Branches(inner.node, label)
    if isinstance(inner, Span):
        return Span(inner.node, label)
    return inner


def _listing(node: n.Listing) -> View:
    if node.connective not in (",", ";", "and", "or"):
        return Statement(node)
    flat: list[n.Node] = []
    groups: list[n.Node] = []
    for item in node.items:
        if isinstance(item, n.Listing) and item.connective in (",", ";", "and", "or"):
            groups.append(item)
            flat.extend(item.items)
        else:
            flat.append(item)
    if any(isinstance(item, n.Listing) for item in flat):
        return Statement(node)
    conditions = tuple([item for item in flat if _is_condition(item)])
    rest = [item for item in flat if not _is_condition(item)]
    if any(_is_regional(item) for item in rest) or not rest:
        return Span(node)
    items: list[Item] = []
    label: n.Node | None = None
    for item in rest:
        seen = view(item)
        if isinstance(seen, Scalar):
            if seen.equal or seen.about:
                items.append(Item(item))
                continue
            label = seen.label if seen.label is not None else label
            items.append(Item(seen.value, label))
        elif isinstance(seen, Parts):
            found = seen.items
            if found and found[0].label is None and label is not None:
                found = tuple([Item(i.value, label) for i in found])
            items.extend(found)
            label = items[-1].label if items else label
        elif isinstance(seen, Vector | Grid):
            label = seen.label if seen.label is not None else label
            items.append(Item(seen.node, label))
        else:
            items.append(Item(item))
    connective = (
        "or"
        if node.connective == "or" or any(isinstance(g, n.Listing) and g.connective == "or" for g in groups)
        else node.connective
    )
    return Parts(tuple(items), False, connective, conditions)


def _is_condition(node: n.Node) -> bool:
    r"""``k \in \mathbb{Z}`` beside a formula."""
    return (
        isinstance(node, n.Relation)
        and node.operators == ("in",)
        and isinstance(node.terms[1], n.Constant)
        and node.terms[1].name in _NUMBER_SETS - {"reals"}
    )


def _is_regional(node: n.Node) -> bool:
    if isinstance(node, n.Interval | n.SetOperation | n.SetBuilder):
        return True
    return isinstance(node, n.Relation) and (
        bool(set(node.operators) & _REGION_OPERATORS)
        or (node.operators == ("in",) and not isinstance(node.terms[1], n.Set))
    )
