"""Derivatives, integrals, limits, sums and products."""

from __future__ import annotations

from assay_math.notation.atoms import Atoms
from assay_math.notation.lexer import Token
from assay_math.notation.nodes import (
    Apply,
    Derivative,
    Integral,
    Limit,
    Name,
    Node,
    Number,
    Product,
    Relation,
    Sum,
)

_D = ("d", "partial")


class Calculus(Atoms):
    # ------------------------------------------------------------ derivatives

    def derivative(self) -> Node | None:
        r"""``\frac{d}{dx}``, ``\frac{d^2y}{dx^2}``, ``\frac{\partial f}{\partial x}``; None if this fraction is none."""
        if (
            self.peek().value != "{"
            or self.peek(2).value not in _D
            or self.peek(2).kind not in ("let", "cmd")
        ):
            return None
        top = self._inside(self.at + 1)
        bottom = self._inside(self.at + 3 + len(top)) if top else []
        by = _differentiated(bottom)
        if not by or not top:
            return None
        partial = bottom[0].value == "partial"
        order = sum(count for _, count in by)
        rest = top[1:]
        if order > 1:
            power, rest = _power_of(rest)
            if power != order:
                return None
        self.at += 4 + len(top) + len(bottom)
        self.advance()
        if rest:
            body = self.read_slice(rest)
            if body is None or (not isinstance(body, Name | Apply) and rest[0].value != "("):
                raise self.unexpected("what is differentiated?")
            if isinstance(body, Name) and self.is_op("("):
                body = Apply(body, self.arguments())
            return Derivative(body, by, partial)
        return self._operand_of_derivative(by, partial)

    def _operand_of_derivative(self, by: tuple[tuple[str, int], ...], partial: bool) -> Node:
        self.enter()
        bracket = self.kind == "op" and self.value in ("(", "[", "{")
        if bracket:
            body = self.power()
            if self.starts_factor():
                raise self.ambiguous("brackets are missing round what is differentiated")
            node = Derivative(body, by, partial)
        else:
            node = Derivative(self.term(), by, partial)
            self.open_derivatives.append(node)
        self.depth -= 1
        return node

    def _inside(self, at: int) -> list[Token]:
        """The tokens between the braces that open at ``at``; empty unless short and flat."""
        if at >= len(self.tokens) or self.tokens[at].value != "{":
            return []
        out: list[Token] = []
        depth = 1
        for token in self.tokens[at + 1 : at + 40]:
            if token.kind == "op":
                depth += (token.value == "{") - (token.value == "}")
                if depth == 0:
                    return out
            out.append(token)
        return []

    # ------------------------------------------------------------ integrals

    def integral(self) -> Node:
        self.advance()
        lower, upper = self._bounds()
        if lower is not None and upper is None:
            raise self.unexpected("an integral over a region")
        if lower is None and upper is not None:
            raise self.unexpected("the lower end is missing")
        self.differentials += 1
        waiting = len(self.pending)
        body: Node = Number(1, "1", 0) if self.at_differential() else self.expression()
        if len(self.pending) > waiting:
            variable = self.pending.pop()
        elif self.at_differential():
            variable = self.take_differential()
        else:
            raise self.unexpected("the d of an integral is missing")
        self.differentials -= 1
        return Integral(body, variable, lower, upper)

    def _bounds(self) -> tuple[Node | None, Node | None]:
        lower: Node | None = None
        upper: Node | None = None
        waiting, self.differentials = self.differentials, 0
        for _ in range(2):
            if lower is None and self.accept("_"):
                lower = self.argument()
            elif upper is None and self.accept("^"):
                upper = self.argument()
        self.differentials = waiting
        return lower, upper

    # ------------------------------------------------------------ limits, sums, products

    def limit(self) -> Node:
        self.advance()
        self.expect("_")
        with self.bracketed():
            self.expect("{")
            variable = self.advance()
            if variable.kind not in ("let", "greek") or self.kind != "rel" or self.value != "->":
                raise self.unexpected("a limit needs a variable and a point")
            self.advance()
            self.bound.append(variable.value)
            point = self.expression()
            side = self._side()
            self.expect("}")
        body = self.expression()
        self.bound.pop()
        return Limit(body, variable.value, point, side)

    def _side(self) -> str:
        if not self.accept("^"):
            return ""
        braces = self.accept("{")
        if not (self.kind == "op" and self.value in ("+", "-")):
            raise self.unexpected("a side is expected")
        side = self.advance().value
        if braces:
            self.expect("}")
        return side

    def series(self) -> Node:
        kind = Sum if self.advance().value == "sum" else Product
        upper = self._exponent() if self.accept("^") else None
        self.expect("_")
        variable = self.peek()
        if not self.is_op("{") or variable.kind not in ("let", "greek"):
            raise self.unexpected("the range of a sum is expected")
        self.bound.append(variable.value)
        start = self.braced()
        if (
            not isinstance(start, Relation)
            or start.operators != ("=",)
            or start.terms[0] != Name(variable.value)
            or len(start.terms) != 2
        ):
            raise self.unexpected("the range of a sum is expected")
        if upper is None:
            self.expect("^")
            upper = self._exponent()
        body = self.term()
        self.bound.pop()
        return kind(body, variable.value, start.terms[1], upper)


def _power_of(tokens: list[Token]) -> tuple[int, list[Token]]:
    """The order after a ``^`` at the front, and what follows it."""
    values = [t.value for t in tokens]
    if values[:2] == ["^", "{"] and len(values) > 3 and values[2].isdigit() and values[3] == "}":
        return int(values[2][:4]), tokens[4:]
    if values[:1] == ["^"] and len(values) > 1 and values[1].isdigit():
        return int(values[1][:4]), tokens[2:]
    return 1, tokens


def _differentiated(tokens: list[Token]) -> tuple[tuple[str, int], ...]:
    """``dx^2`` or ``\\partial x \\partial y`` as variables with orders; empty if it is neither."""
    out: list[tuple[str, int]] = []
    while tokens:
        if len(tokens) < 2 or tokens[0].value not in _D or tokens[1].kind not in ("let", "greek"):
            return ()
        name = tokens[1].value
        order, tokens = _power_of(tokens[2:])
        if not 1 <= order <= 50:
            return ()
        out.append((name, order))
    return tuple(out)


Calculus.commands.update(
    {"int": Calculus.integral, "lim": Calculus.limit, "sum": Calculus.series, "prod": Calculus.series}  # type: ignore[dict-item]
)
