"""Rates: ``dy/dx`` and ``dr/dt`` as quantities of their own, and what an equation says of them when it is differentiated."""

from __future__ import annotations

import re
from fractions import Fraction

from assay_math.engine import polynomials as P
from assay_math.notation import nodes as n
from assay_math.steps import engine
from assay_math.steps.context import InForce, Known

MAX_DERIVED = 12
_RATE = re.compile(
    r"\\d?frac\s*\{\s*(?:d|\\mathrm\{d\})\s*([A-Za-z])\s*\}\s*\{\s*(?:d|\\mathrm\{d\})\s*([a-z])\s*\}|(?<![A-Za-z\\])d([A-Za-z])\s?/\s?d([a-z])(?![A-Za-z])"
)
_PRIMED_Y = re.compile(r"(?<![A-Za-z\\])y'(?!['(\w])")
_OWN_RATE = re.compile(r"d([A-Za-z]\w*)/d([a-z])\Z")


def rate(name: str, variable: str) -> n.Name:
    return n.Name(f"d{name}/d{variable}")


def spoken_of(text: str) -> frozenset[tuple[str, str]]:
    """The rates in a text, as (name, variable); ``y'`` is that of y by x."""
    found = {(m[1] or m[3], m[2] or m[4]) for m in _RATE.finditer(text)}
    if _PRIMED_Y.search(text):
        found.add(("y", "x"))
    return frozenset(found)


class Rates:
    """Derivatives of letters of which nothing says how they depend on one another."""

    force: InForce
    told_rates: frozenset[tuple[str, str]] = frozenset()
    derived: int = 0  # equations in force that were differentiated already

    def rates(self, node: n.Node | None) -> n.Node | None:
        """``node`` with a name for each rate, where nothing says how ``r`` depends on ``t``."""
        if node is None or not any(isinstance(top, n.Derivative | n.Prime) for top in n.walk(node)):
            return node
        if isinstance(node, n.Prime) and node.primes == 1 and isinstance(node.function, n.Name):
            name = node.function.name
            unknown = ("y", "x") in self.told_rates and name == "y" and self._rule(name, "x") is None
            return rate(name, "x") if unknown else node
        if isinstance(node, n.Derivative) and len(node.by) == 1:
            return self._rate(node)
        return n.rebuild(node, lambda child: self.rates(child) or child)

    def _rate(self, node: n.Derivative) -> n.Node:
        variable, order = node.by[0]
        body = node.body
        if isinstance(body, n.Name):
            told = self._rule(body.name, variable)
            if told is not None:
                return n.Derivative(told, node.by, node.partial)
            return rate(body.name, variable) if order == 1 and variable != body.name else node
        if isinstance(body, n.Apply) and (body.function.name, variable) in self.told_rates:
            factor = body.arguments[0]
            if len(body.arguments) == 1 and not body.primes and not isinstance(factor, n.Name):
                inner = self._rate(n.Derivative(body.function, node.by))
                return n.Mul((inner, factor))  # dy/dx (x + 2y)
        return node

    def totals(self, node: n.Node) -> n.Node:
        """``node`` with ``d/dt (x^2)`` carried out, where ``x`` depends on ``t``."""
        if isinstance(node, n.Derivative) and len(node.by) == 1 and node.by[0][1] == 1:
            variable = node.by[0][0]
            if variable not in n.free_names(node.body):
                return self.total(node.body, variable) or node
        return n.rebuild(node, self.totals)

    def _rule(self, name: str, variable: str) -> n.Node | None:
        """What is said to give ``name`` as a function of ``variable``."""
        rules = [known.right for known in self.force.equations if known.left == n.Name(name)]
        rules += [rule] if (rule := self.force.definitions.get(name)) is not None else []
        return next((rule for rule in rules if variable in n.free_names(rule)), None)

    def total(self, node: n.Node, variable: str) -> n.Node | None:
        """The derivative of ``node`` by ``variable``, on which the letters with a rate depend; None if none does."""
        terms: list[n.Node] = []
        for name in sorted(n.free_names(node)):
            if name != variable and (name, variable) not in self.told_rates:
                continue
            part = engine.expand(n.Derivative(node, ((name, 1),)), InForce())
            if any(isinstance(top, n.Derivative) for top in n.walk(part)):
                return None
            terms.append(part if name == variable else n.Mul((part, rate(name, variable))))
        if not terms:
            return None
        return terms[0] if len(terms) == 1 else n.Add(tuple(terms))

    def differentiate(self, names: frozenset[str]) -> None:
        """Put in force what the equations say of the rates among ``names``."""
        variables = {m[2] for name in names if (m := _OWN_RATE.match(name))}
        if not variables or self.derived > MAX_DERIVED:
            return
        for known in list(self.force.equations):
            if known.tentative or known.branch or any("/" in name for name in known.names):
                continue
            for variable in sorted(variables):
                depending = [name for name in known.names if (name, variable) in self.told_rates]
                if not depending or (len(known.names) == 1 and not n.free_names(known.right)):
                    continue  # "x = 6" holds at one time only
                poly = known.poly and _differentiated(known.poly, variable, depending)
                if not poly or any(k.poly == poly for k in self.force.equations):
                    continue
                zero, found = n.Number(0), frozenset(P.names_of(poly))
                self.derived += 1
                self.force.add(Known(known.left, zero, poly, found, given=known.given, quoted=known.quoted))


def _differentiated(poly: P.Poly, variable: str, depending: list[str]) -> P.Poly | None:
    """The derivative by ``variable``, on which the letters ``depending`` depend; None where there are functions in it."""
    if any(name.startswith("§") for name in P.names_of(poly)):
        return None
    found: P.Poly = {}
    for monomial, coefficient in poly.items():
        for name, power in monomial:
            if name != variable and name not in depending:
                continue
            lower = tuple((a, k - (a == name)) for a, k in monomial if k > (a == name))
            term: P.Poly = {lower: coefficient * power}
            if name != variable:
                term = P.multiply(term, {((f"d{name}/d{variable}", 1),): Fraction(1)})
            found = P.add(found, term)
    return found
