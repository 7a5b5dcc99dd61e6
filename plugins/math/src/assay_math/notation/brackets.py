"""Everything between delimiters: groups, tuples, intervals, sets, bars, matrices, systems."""

from __future__ import annotations

from assay_math.notation import literals
from assay_math.notation.calculus import Calculus
from assay_math.notation.errors import NotationError
from assay_math.notation.lexer import Token
from assay_math.notation.nodes import (
    Bracket,
    Call,
    Cases,
    Constant,
    Interval,
    Listing,
    Matrix,
    Neg,
    Node,
    Number,
    Relation,
    Set,
    SetBuilder,
    Tuple,
)

_ALIGNED = frozenset(
    "aligned align align* gathered gather gather* split equation equation* cases dcases rcases".split()
)


_OTHERWISE = frozenset(("otherwise", "else", "elsewhere"))
_WHEN = frozenset(("if", "for", "when", "where", "whenever", "while", "and", "provided", "as")) | _OTHERWISE


class Brackets(Calculus):
    # ------------------------------------------------------------ dispatch

    def delimited(self) -> Node:
        value = self.value
        if value == "(" or value == "[":
            return self._round()
        if value == "{":
            return self._plain_braces()
        if value == "\\{":
            return self._set()
        if value in ("|", "lbar", "open"):
            return self._absolute()
        if value == "||":
            return self._norm()
        if value == "left.":
            return self._evaluated()
        if value in ("$", "€", "£", "¥", "₹"):
            return self._currency()
        if value in ("-", "+"):
            raise self.unexpected("a sign after an operator needs brackets")
        raise self.unexpected()

    def read_slice(self, tokens: list[Token]) -> Node | None:
        """``tokens`` read on their own; None if they are no notation."""
        end = tokens[-1].end
        reader = type(self)([*tokens, Token("eof", "", end, end, False)], self.options, self.depth + 1)
        try:
            node = reader.statement()
        except NotationError as problem:
            if problem.reason in ("too_deep", "too_many_nodes"):
                raise
            return None
        return node if reader.kind == "eof" else None

    # ------------------------------------------------------------ round and square brackets

    def _round(self) -> Node:
        start = self.token
        opened = self.advance().value
        with self.bracketed(listing=True):
            items = [self.relation()]
            while self.kind == "op" and self.value in (",", ";"):
                self.advance()
                items.append(self.relation())
            if self.kind == "conn":
                items = [self._connected(items)]
            if not (self.kind == "op" and self.value in (")", "]")):
                if self.kind == "eof":
                    raise NotationError("unclosed", start.start, f"{opened!r} is not closed")
                raise self.unexpected("a closing bracket is expected")
            closed = self.advance().value
        return self._bracket_node(opened, closed, items, start)

    def _connected(self, items: list[Node]) -> Node:
        connective = self.value
        while self.kind == "conn" and self.value == connective:
            self.advance()
            items.append(self.relation())
        return Listing(tuple(items), connective)

    def _bracket_node(self, opened: str, closed: str, items: list[Node], start: Token) -> Node:
        matching = {"(": ")", "[": "]"}[opened] == closed
        if len(items) == 1:
            if not matching:
                raise NotationError("unclosed", start.start, f"{opened!r} is closed by {closed!r}")
            return self._after_group(opened, items[0], start)
        if len(items) == 2 and (not matching or any(map(_infinite, items))):
            return Interval(items[0], items[1], opened == "[", closed == "]")
        if not matching:
            raise NotationError("unclosed", start.start, f"{opened!r} is closed by {closed!r}")
        return Tuple(tuple(items), opened)

    def _after_group(self, opened: str, item: Node, start: Token) -> Node:
        if self.is_op("_"):
            if opened == "(" and isinstance(item, Number) and item.text.isdigit():
                self.advance()
                base = self.argument()
                if not isinstance(base, Number) or not isinstance(base.value, int):
                    raise self.unexpected("a number base is expected")
                if base.text != str(base.value) or len(base.text) > 2:
                    raise self.unexpected("a number base is expected")
                return literals.based(item.text, base.value, start.start)
            return self._bounds_after(item)
        self.group = item
        return item

    def _bounds_after(self, body: Node) -> Bracket:
        self.expect("_")
        lower = self.argument()
        upper = self.argument() if self.accept("^") else None
        return self.bracket(body, lower, upper)

    def arguments(self) -> tuple[Node, ...]:
        """The arguments of a function, with their brackets."""
        opened = self.advance().value
        closing = {"(": ")", "[": "]", "\\{": "\\}"}[opened]
        with self.bracketed(listing=True):
            items = [self.statement_item()]
            while self.kind == "op" and self.value in (",", ";"):
                self.advance()
                items.append(self.statement_item())
            self.expect(closing)
        return tuple(items)

    def statement_item(self) -> Node:
        """One argument; events may be joined by and, or."""
        first = self.relation()
        return self._connected([first]) if self.kind == "conn" else first

    # ------------------------------------------------------------ braces

    def braced(self) -> Node:
        """A TeX group ``{…}``."""
        start = self.token
        self.expect("{")
        waiting = self.differentials
        with self.bracketed():
            if self.is_op("}"):
                raise self.unexpected("an empty group")
            node = Number(1, "1", 0) if self.at_differential() else self.statement()
            if self.at_differential() and self.differentials == waiting:
                self.pending.append(self.take_differential())
            if self.kind == "cmd" and self.value == "choose":
                self.advance()
                node = Call("binomial", (node, self.statement()))
            if self.kind == "eof":
                raise NotationError("unclosed", start.start, "a brace is not closed")
            self.expect("}")
        self.group = node
        return node

    def _plain_braces(self) -> Node:
        if self.peek().value == "}":  # {}_5C_2 and the like
            raise self.unexpected("an empty group")
        node = self.braced()
        if isinstance(node, Listing) and node.connective in (",", ";"):
            return Set(node.items)
        return node

    def _set(self) -> Node:
        start = self.token
        self.advance()
        if self.accept("\\}"):
            return Constant("emptyset")
        with self.bracketed(listing=True, builder=True):
            first = self.relation()
            if self.is_op(":") or self.is_op("|") or (self.kind == "rel" and self.value == "|"):
                self.advance()
                self.builder = False
                node: Node = SetBuilder(first, self.statement())
            else:
                items = [first]
                while self.kind == "op" and self.value in (",", ";"):
                    self.advance()
                    items.append(self.relation())
                node = Set(tuple(items))
            if self.is_op("right.") and isinstance(node, Set) and len(node.items) == 1:
                self.advance()
                return node.items[0]  # a system: one brace, no set
            if self.kind == "eof":
                raise NotationError("unclosed", start.start, "a set is not closed")
            self.expect("\\}")
        return node

    # ------------------------------------------------------------ bars

    def _absolute(self) -> Node:
        start = self.token
        opened = self.advance().value
        if opened == "open":
            self.advance()
        with self.bracketed():
            self.bars = int(opened == "|")
            inside = self.expression()
            if opened == "|":
                self.expect("|")
            elif opened == "lbar":
                self.expect("rbar")
            else:
                self.expect("close")
                self.advance()
        if start.kind == "op" and isinstance(inside, Matrix):
            return Call("det", (inside,))
        return Call("abs", (inside,))

    def _norm(self) -> Node:
        self.advance()
        with self.bracketed():
            inside = self.expression()
            self.expect("||")
        return Call("norm", (inside,))

    def _evaluated(self) -> Node:
        self.advance()
        with self.bracketed():
            inside = self.expression()
            self.expect("close")
            self.advance()
        return self.bounds_of(inside)

    def _floor(self) -> Node:
        command = self.advance().value
        with self.bracketed():
            inside = self.expression()
            closing = "r" + command[1:]
            if not (self.kind == "cmd" and self.value == closing):
                raise self.unexpected(f"\\{closing} is expected")
            self.advance()
        return Call({"lfloor": "floor", "lceil": "ceil"}[command], (inside,))

    def _angle_brackets(self) -> Node:
        self.advance()
        with self.bracketed(listing=True):
            items = [self.relation()]
            while self.kind == "op" and self.value in (",", ";"):
                self.advance()
                items.append(self.relation())
            if not (self.kind == "cmd" and self.value == "rangle"):
                raise self.unexpected("\\rangle is expected")
            self.advance()
        return Tuple(tuple(items), "<")

    # ------------------------------------------------------------ environments

    def environment(self) -> Node:
        name = self.advance().value
        self.enter()
        if name in _ALIGNED:
            node = self._rows(name)
        else:
            if name == "array" and self.is_op("{"):
                while not self.is_op("}"):
                    if self.kind == "eof":
                        raise self.unexpected()
                    self.advance()
                self.advance()
            node = self._matrix(name)
        self.depth -= 1
        return node

    def _matrix(self, name: str) -> Node:
        if name not in (
            "matrix",
            "pmatrix",
            "bmatrix",
            "Bmatrix",
            "vmatrix",
            "Vmatrix",
            "smallmatrix",
            "array",
        ):
            raise NotationError("unknown_command", self.token.start, f"unknown environment {name!r}")
        rows: list[tuple[Node, ...]] = []
        with self.bracketed():
            row: list[Node] = []
            while True:
                while self.kind == "cmd" and self.value == "hline":
                    self.advance()
                if self.kind == "end":
                    break
                row.append(self.relation())
                if self.accept("&"):
                    continue
                rows.append(tuple(row))
                row = []
                if not self.accept("\\\\"):
                    break
            if row or self.kind != "end" or self.value != name:
                raise self.unexpected(f"the end of {name} is expected")
            self.advance()
        if not rows or len({len(r) for r in rows}) != 1:
            if name == "array" and rows and all(isinstance(r[0], Relation) and len(r) == 1 for r in rows):
                return Listing(tuple(r[0] for r in rows), ",")
            raise NotationError("ragged_matrix", self.token.start, "the rows of a matrix differ in length")
        if name == "array" and all(len(r) == 1 and isinstance(r[0], Relation) for r in rows):
            return Listing(tuple(r[0] for r in rows), ",")
        matrix = Matrix(tuple(rows))
        if name == "vmatrix":
            return Call("det", (matrix,))
        return Call("norm", (matrix,)) if name == "Vmatrix" else matrix

    def _cases(self, name: str) -> Node:
        """Values with their conditions: ``5 & x > 0``, ``5, & \\text{if } x > 0``, ``6 & \\text{otherwise}``."""
        pieces: list[tuple[Node, Node | None]] = []
        while self.kind != "end":
            value = self.relation()
            self.accept(",") or self.accept(";")
            self.accept("&")
            otherwise = False
            while self.kind == "stop" or (self.kind == "text" and self.value.lower().strip(" :,.") in _WHEN):
                otherwise = self.advance().value.lower().strip(" :,.") in _OTHERWISE or otherwise
            if otherwise:
                condition = None
            else:
                condition = self.statement_item()
                if not isinstance(condition, Relation | Listing):
                    raise self.unexpected("a condition is expected")
            pieces.append((value, condition))
            while self.kind == "op" and self.value in (",", ";", "."):
                self.advance()
            if not self.accept("\\\\"):
                break
        if self.kind != "end" or self.value != name or len(pieces) < 2:
            raise self.unexpected(f"the end of {name} is expected")
        self.advance()
        return Cases(tuple(pieces))

    def _has_conditions(self) -> bool:
        """Whether the rows say values and their conditions, rather than equations: a value stands before the first ``&``."""
        row = []
        for token in self.tokens[self.at :]:
            if token.kind in ("end", "eof") or token.value == "\\\\":
                break
            row.append(token)
        for i, token in enumerate(row):
            if token.kind == "stop" or (token.kind == "text" and token.value.lower().strip(" :,.") in _WHEN):
                return True
            if token.kind == "rel":
                return False
            if token.value == "&":
                behind = row[i + 1 :]
                signed = bool(behind) and behind[0].value in ("+", "-")
                links = [t.value for t in behind if t.kind == "rel"]
                return bool(links) and behind[0].kind != "rel" and not (signed and links[0] == "=")
        return False

    def _rows(self, name: str) -> Node:
        """Aligned equations or a system: one statement a row; a row that opens with a relation goes on."""
        if "cases" in name and self._has_conditions():
            return self._cases(name)
        self._drop_alignment(name)
        items: list[Node] = []
        while self.kind != "end":
            if self.kind == "rel" and items:
                last = items.pop()
                chain = last if isinstance(last, Relation) else Relation((last,), ())
                terms, operators = list(chain.terms), list(chain.operators)
                while (operator := self._relation_sign()) is not None:
                    operators.append(operator)
                    terms.append(self.expression())
                items.append(Relation(tuple(terms), tuple(operators)))
            else:
                items.append(self.statement())
            while self.kind == "op" and self.value in (",", ";", "."):
                self.advance()
            if not self.accept("\\\\"):
                break
        if self.kind != "end" or self.value != name or not items:
            raise self.unexpected(f"the end of {name} is expected")
        self.advance()
        return items[0] if len(items) == 1 else Listing(tuple(items), ",")

    def _drop_alignment(self, name: str) -> None:
        stop = self.at
        while not (self.tokens[stop].kind == "end" and self.tokens[stop].value == name):
            if self.tokens[stop].kind == "eof":
                raise NotationError("unclosed", self.token.start, f"{name} is not closed")
            stop += 1
        kept: list[Token] = []
        for index in range(self.at, stop):
            token = self.tokens[index]
            if token.kind == "op" and token.value == "&":
                continue
            kept.append(token)
        self.tokens[self.at : stop] = kept
        self.token = self.tokens[self.at]
        self.kind, self.value = self.token.kind, self.token.value


def _infinite(node: Node) -> bool:
    return node == Constant("infinity") or node == Neg(Constant("infinity"))


Brackets.commands.update(
    {"lfloor": Brackets._floor, "lceil": Brackets._floor, "langle": Brackets._angle_brackets}  # type: ignore[dict-item]
)
