"""Points at which a solution looks, and the tangent lines there."""

from __future__ import annotations

import re
from fractions import Fraction

from assay_math.engine import polynomials as P
from assay_math.engine.exact import rational
from assay_math.notation import nodes as n
from assay_math.steps import context as C
from assay_math.steps import engine
from assay_math.steps.context import InForce, Known
from assay_math.steps.findings import Equation

MAX_POINTS = 6
_COORDINATE = r"\s*([-−]?\d{1,6}(?:/\d{1,4}|\.\d{1,4})?)\s*"
_AT_POINT = re.compile(
    rf"\b(?:at|through|point)\s+(?:the\s+)?(?:point\s+)?(?:[A-Z]\s*)?[$\\(]{{0,3}}\({_COORDINATE},{_COORDINATE}\)",
    re.IGNORECASE,
)
_AT_X = re.compile(rf"\bat\s+(?:the point\s+)?(?:where\s+)?[$\\(]{{0,3}}x\s*=\s*{_COORDINATE}", re.IGNORECASE)
_TANGENT = re.compile(r"\btangent", re.IGNORECASE)
_SLOPE = "dy/dx"


class Tangents:
    """What holds at a point that is spoken of, though not everywhere on the curve."""

    prompt: str
    response: str
    force: InForce
    slopes: list[tuple[Fraction, Fraction, Fraction]]  # x, y and the slope of the curve there

    def places(self) -> list[tuple[Fraction, Fraction]]:
        """The points ``(3, 4)`` at which the text looks."""
        both = self.prompt + "\n" + self.response
        found = [(_number(m[1]), _number(m[2])) for m in _AT_POINT.finditer(both)]
        return list(dict.fromkeys(found))[:MAX_POINTS]

    def at_point(self, poly: P.Poly, names: frozenset[str], left: n.Node, right: n.Node) -> bool:
        """Does ``poly = 0`` follow from the equations at one of the points?"""
        for x, y in self.places():
            related = [known for known in self.force.about(names | {"x", "y"}) if not known.tentative]
            here = [_equals(self.force, name, value) for name, value in (("x", x), ("y", y))]
            if C.follows(poly, [*_held(related, x, y, self.force), *here]) == C.YES:
                if left == n.Name(_SLOPE) and (slope := rational(right)) is not None:
                    self.slopes.append((x, y, Fraction(slope)))
                return True
        return False

    def is_tangent(self, equation: Equation, poly: P.Poly) -> bool:
        """Is it the line through a point of the curve with the curve's slope there?"""
        line = self.response.rfind("\n", 0, equation.spans[0][0]) + 1
        if not (_TANGENT.search(self.prompt) or _TANGENT.search(self.response, line, equation.spans[0][0])):
            return False
        if not _is_line(poly):
            return False
        a, b, c = (Fraction(poly.get(m, 0)) for m in _TERMS)
        return any(
            a * x + b * y + c == 0 and -a / b == slope
            for x, y, slope in (*self.slopes, *self._of_functions())
        )

    def is_other_line(self, equation: Equation, poly: P.Poly) -> bool:
        """Is it said to be the tangent line, and is that of none of the points at which a slope is known?"""
        line = self.response.rfind("\n", 0, equation.spans[0][0]) + 1
        said = _TANGENT.search(self.response, line, equation.spans[0][0]) is not None
        return said and _is_line(poly) and bool(self.slopes or self._of_functions())

    def _of_functions(self) -> list[tuple[Fraction, Fraction, Fraction]]:
        """Points and slopes of the functions of one letter and of ``y = f(x)``, at the places spoken of."""
        both = self.prompt + "\n" + self.response
        at = {_number(m[1]) for m in _AT_X.finditer(both)} | {x for x, _ in self.places()}
        bodies = [body for parameters, body in self.force.functions.values() if parameters == ("x",)]
        bodies += [body for body in (self.force.definitions.get("y"),) if body is not None]
        bodies += [known.right for known in self.force.equations if known.given and known.left == n.Name("y")]
        found = []
        for body in bodies[:MAX_POINTS]:
            slope = engine.expand(n.Derivative(body, (("x", 1),)), InForce())
            for x in sorted(at)[:MAX_POINTS]:
                values = [rational(n.substitute(side, {"x": n.Number(x)})) for side in (body, slope)]
                if values[0] is not None and values[1] is not None:
                    found.append((x, Fraction(values[0]), Fraction(values[1])))
        return found


_TERMS: tuple[P.Monomial, ...] = ((("x", 1),), (("y", 1),), P.ONE)


def _is_line(poly: P.Poly) -> bool:
    """Whether ``poly = 0`` is a line in x and y that is not upright."""
    return bool(poly.get(_TERMS[1])) and not set(poly) - set(_TERMS)


def _held(related: list[Known], x: Fraction, y: Fraction, force: InForce) -> list[Known]:
    """The equations with the point put in."""
    put: dict[str, n.Node] = {"x": n.Number(x), "y": n.Number(y)}
    found = []
    for known in related:
        left, right = n.substitute(known.left, put), n.substitute(known.right, put)
        poly = force.polynomial(left, right)
        if poly:
            found.append(Known(left, right, poly, n.free_names(left) | n.free_names(right)))
    return found


def _equals(force: InForce, name: str, value: Fraction) -> Known:
    left, right = n.Name(name), n.Number(value)
    return Known(left, right, force.polynomial(left, right), frozenset((name,)))


def _number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))
