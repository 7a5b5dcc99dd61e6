"""The position in the tokens, and what the layers of the reader share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from assay_math.notation.errors import NotationError
from assay_math.notation.lexer import Token
from assay_math.notation.nodes import Node
from assay_math.notation.options import Options


class Cursor(ABC):
    """The tokens with a current one, and the state that changes how they are read."""

    def __init__(self, tokens: list[Token], options: Options, depth: int = 0) -> None:
        self.tokens = tokens
        self.options = options
        self.at = 0
        self.token = tokens[0]
        self.kind, self.value = self.token.kind, self.token.value
        self.depth = depth
        self.bars = 0  # absolute value bars open at this bracket level
        self.listing = 0  # inside brackets in which commas separate
        self.builder = False  # between set braces, before the bar
        self.differentials = 0  # integrals whose d is still to come
        self.pending: list[str] = []  # differentials found inside fractions
        self.bound: list[str] = []  # variables of sums and products being read
        self.group: Node | None = None  # what the last pair of brackets held
        self.open_derivatives: list[Node] = []  # read without brackets round the operand

    # ------------------------------------------------------------ moving

    def advance(self) -> Token:
        """Step over the current token and return it."""
        token = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        self.kind, self.value = self.token.kind, self.token.value
        return token

    def peek(self, ahead: int = 1) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else self.tokens[-1]

    def is_op(self, value: str) -> bool:
        return self.kind == "op" and self.value == value

    def accept(self, value: str) -> bool:
        """Step over the operator ``value`` if it is next."""
        if self.kind == "op" and self.value == value:
            self.advance()
            return True
        return False

    def expect(self, value: str) -> None:
        if not self.accept(value):
            if self.kind == "eof":
                raise NotationError("unclosed", self.token.start, f"{value!r} is missing")
            raise self.unexpected(f"{value!r} expected")

    def replace(self, *tokens: Token) -> None:
        """Put ``tokens`` in place of the current one."""
        self.tokens[self.at : self.at + 1] = tokens
        self.token = tokens[0]
        self.kind, self.value = self.token.kind, self.token.value

    def unexpected(self, why: str = "") -> NotationError:
        what = "the end of the text" if self.kind == "eof" else repr(self.value)
        return NotationError(
            "unexpected", self.token.start, f"unexpected {what}" + (f": {why}" if why else "")
        )

    def ambiguous(self, why: str) -> NotationError:
        return NotationError("ambiguous", self.token.start, why)

    # ------------------------------------------------------------ state

    def enter(self) -> None:
        """One level deeper; the caller takes ``depth`` back down."""
        self.depth += 1
        if self.depth > self.options.max_depth:
            raise NotationError(
                "too_deep", self.token.start, f"nested more than {self.options.max_depth} deep"
            )

    @contextmanager
    def bracketed(self, *, listing: bool = False, builder: bool = False) -> Iterator[None]:
        """Inside a pair of brackets: bars and set bars outside of it do not count."""
        self.enter()
        saved = self.bars, self.builder, self.listing
        self.bars, self.builder, self.listing = 0, builder, int(listing)
        try:
            yield
        finally:
            self.bars, self.builder, self.listing = saved
            self.depth -= 1

    def at_differential(self) -> bool:
        """Whether ``d`` and a variable come next while an integral waits for them."""
        return (
            self.differentials > 0
            and self.kind == "let"
            and self.value == "d"
            and self.peek().kind in ("let", "greek")
            and not (self.peek().spaced and self.peek().plain)
        )

    def take_differential(self) -> str:
        self.advance()
        return self.advance().value

    # ------------------------------------------------------------ the layers above

    @abstractmethod
    def statement(self) -> Node: ...

    @abstractmethod
    def relation(self) -> Node: ...

    @abstractmethod
    def expression(self) -> Node: ...

    @abstractmethod
    def term(self) -> Node: ...

    @abstractmethod
    def implicit(self) -> Node: ...

    @abstractmethod
    def power(self) -> Node: ...

    @abstractmethod
    def starts_factor(self) -> bool: ...

    @abstractmethod
    def atom(self) -> Node: ...

    @abstractmethod
    def braced(self) -> Node: ...

    @abstractmethod
    def argument(self) -> Node: ...

    @abstractmethod
    def arguments(self) -> tuple[Node, ...]: ...

    @abstractmethod
    def derivative(self) -> Node | None: ...

    @abstractmethod
    def read_slice(self, tokens: list[Token]) -> Node | None: ...
