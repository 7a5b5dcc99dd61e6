"""What is in force while a solution is read: values of names, functions, equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from fractions import Fraction
from itertools import islice, product

from assay_math.engine import polynomials as P
from assay_math.engine.polynomials import Poly, TooLarge
from assay_math.notation import nodes as n

MAX_EQUATIONS = 60
MAX_CASES = 16


@dataclass(slots=True)
class Known:
    """An equation in force, as it was written and as a polynomial (None when it is none)."""

    left: n.Node
    right: n.Node
    poly: Poly | None
    names: frozenset[str]
    given: bool = False
    tentative: bool = False  # itself undecided
    branch: bool = False  # one root or factor of several
    quoted: bool = False  # a formula about letters
    step: int = 0


@dataclass(slots=True)
class InForce:
    """The growing record."""

    atoms: P.Atoms = field(default_factory=P.Atoms)
    values: dict[str, list[n.Node]] = field(default_factory=dict)  # several in case of several roots
    functions: dict[str, tuple[tuple[str, ...], n.Node]] = field(default_factory=dict)
    definitions: dict[str, n.Node] = field(default_factory=dict)  # y = x^2 + 1
    equations: list[Known] = field(default_factory=list)
    given_names: frozenset[str] = frozenset()  # bound by the prompt

    def copy(self) -> InForce:
        """Another record that can grow by itself."""
        return replace_fields(
            self,
            values={name: list(found) for name, found in self.values.items()},
            functions=dict(self.functions),
            definitions=dict(self.definitions),
            equations=list(self.equations),
        )

    def polynomial(self, left: n.Node, right: n.Node) -> Poly | None:
        """``left = right`` as a polynomial equal to zero, names not replaced."""
        try:
            return P.difference(left, right, self.atoms)
        except TooLarge:
            return None

    def variables(self, poly: Poly) -> frozenset[str]:
        """The names in ``poly``, those inside its atoms included."""
        found: set[str] = set()
        for name in P.names_of(poly):
            found |= self.atoms.inner.get(name, frozenset((name,)))
        return frozenset(found)

    def add(self, known: Known) -> None:
        if len(self.equations) < MAX_EQUATIONS:
            self.equations.append(known)
        for root, other in ((known.left, known.right), (known.right, known.left)):
            inner = _undone(root, other)
            if inner is not None and len(self.equations) < MAX_EQUATIONS:
                poly = self.polynomial(*inner)
                self.equations.append(
                    Known(
                        *inner,
                        poly,
                        known.names,
                        tentative=known.tentative,
                        branch=known.branch,
                        quoted=known.quoted,
                        step=known.step,
                    )
                )

    def about(self, names: frozenset[str]) -> list[Known]:
        """The equations that share an unknown with ``names``, directly or over others."""
        wanted = set(names)
        chosen: list[Known] = []
        rest = list(self.equations)
        grown = True
        while grown:
            grown = False
            for known in list(rest):
                if known.names & wanted:
                    wanted |= known.names
                    chosen.append(known)
                    rest.remove(known)
                    grown = True
        return chosen

    def assignments(self, names: Iterable[str]) -> Iterator[dict[str, n.Node]]:
        """Every combination of known values for ``names`` (those without one are left out)."""
        bound = [name for name in names if name in self.values]
        for combination in islice(product(*(self.values[name] for name in bound)), MAX_CASES):
            yield dict(zip(bound, combination, strict=True))


def _undone(root: n.Node, other: n.Node) -> tuple[n.Node, n.Node] | None:
    """What follows from ``root = other``: a root squared, equal powers of one base compared, a logarithm undone."""
    if isinstance(root, n.Call) and root.name == "sqrt":
        return root.arguments[0], n.Pow(other, n.Number(2))
    if isinstance(root, n.Call) and root.name == "log" and len(root.arguments) == 2:
        base = root.arguments[1]
        whole = isinstance(other, n.Number) and type(other.value) is int and 0 <= other.value <= MAX_EXPONENT
        if isinstance(base, n.Number) and base.value > 0 and whole:
            return root.arguments[0], n.Pow(base, other)
    if isinstance(root, n.Pow) and isinstance(root.base, n.Number) and n.free_names(root.exponent):
        base, exponent = root.base, _exponent(root.base, other)
        if base.value > 0 and base.value != 1 and exponent is not None:
            return root.exponent, exponent
    return None


MAX_EXPONENT = 64


def _exponent(base: n.Number, node: n.Node) -> n.Node | None:
    """``k`` of ``node == base**k``."""
    if isinstance(node, n.Pow) and node.base == base:
        return node.exponent
    if isinstance(node, n.Number) and type(node.value) is int and type(base.value) is int and base.value > 1:
        value, k = 1, 0
        while value < node.value and k < MAX_EXPONENT:
            value, k = value * base.value, k + 1
        return n.Number(k) if value == node.value else None
    return None


YES, NO, ROOT, OPEN = "yes", "no", "root", "open"


def follows(poly: Poly, known: list[Known]) -> str:
    """Does ``poly = 0`` follow from the equations? ``root``: it picks some of their solutions."""
    polys = [k.poly for k in known if k.poly is not None]
    if not polys:
        return OPEN
    try:
        answer = _linear(poly, polys)
        if answer != OPEN:
            return answer
        answer = _one_unknown(poly, polys)
        if answer != OPEN:
            return answer
        return _eliminated(poly, polys)
    except TooLarge:
        return OPEN


def _linear(poly: Poly, polys: list[Poly]) -> str:
    rows = P.echelon(polys)
    if any(lead == P.ONE for lead, _ in rows):
        return OPEN  # the equations contradict each other: nothing can be concluded
    rest = P.reduce_by(poly, rows)
    if not rest:
        return YES
    if set(rest) == {P.ONE}:
        return NO
    return OPEN


def _one_unknown(poly: Poly, polys: list[Poly]) -> str:
    names = P.names_of(poly)
    if len(names) != 1:
        return OPEN
    (name,) = names
    mine = P.dense(poly, name)
    common: list[Fraction] = []
    for other in polys:
        coefficients = P.dense(other, name)
        if coefficients is not None and len(coefficients) > 1:
            common = P.gcd(common, coefficients) if common else coefficients
    if mine is None or len(mine) < 2 or len(common) < 2:
        return OPEN
    mine, common = P.squarefree(mine), P.squarefree(common)
    shared = P.gcd(mine, common)
    if len(shared) == 1:
        return NO
    if len(shared) == len(common):
        return YES
    return ROOT if len(shared) == len(mine) else NO


def _eliminated(poly: Poly, polys: list[Poly]) -> str:
    """Solve equations for a name that stands alone in them, put it in everywhere, and try again."""
    system = list(polys)
    for _ in range(6):
        choice = None
        for i, equation in enumerate(system):
            choice = _solvable(equation)
            if choice is not None:
                name, value = choice
                del system[i]
                break
        if choice is None:
            break
        system = [q for q in (replace(e, name, value) for e in system) if q]
        poly = replace(poly, name, value)
        if not poly:
            return YES
        if set(poly) == {P.ONE}:
            return NO
    if not system:
        return OPEN
    answer = _linear(poly, system)
    return answer if answer != OPEN else _one_unknown(poly, system)


def _solvable(equation: Poly) -> tuple[str, Poly] | None:
    """A name that occurs only as a lone linear term, and what it equals."""
    for monomial, coefficient in equation.items():
        if len(monomial) == 1 and monomial[0][1] == 1:
            name = monomial[0][0]
            if sum(any(a == name for a, _ in m) for m in equation) == 1:
                return name, {m: -c / coefficient for m, c in equation.items() if m != monomial}
    return None


def replace(poly: Poly, name: str, value: Poly) -> Poly:
    """``poly`` with ``value`` put in for ``name``."""
    if name not in P.names_of(poly):
        return poly
    out: Poly = {}
    for monomial, coefficient in poly.items():
        term: Poly = {tuple((a, k) for a, k in monomial if a != name): coefficient}
        for a, k in monomial:
            if a == name:
                for _ in range(k):
                    term = P.multiply(term, value)
        out = P.add(out, term)
    return out
