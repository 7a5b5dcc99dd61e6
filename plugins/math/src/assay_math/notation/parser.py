"""Tokens into the tree: a recursive-descent reader that never backtracks over more than a bracket."""

from __future__ import annotations

from assay_math.notation import literals
from assay_math.notation.brackets import Brackets
from assay_math.notation.errors import NotationError
from assay_math.notation.lexer import tokenize
from assay_math.notation.nodes import Neg, Node
from assay_math.notation.options import DEFAULT, Options


def parse(text: str, options: Options = DEFAULT) -> Node:
    r"""Read one expression, relation or list of them from LaTeX, plain text or Unicode.

    Math delimiters (``$…$``, ``\(…\)``), ``\boxed{}``, sizing commands and a
    final full stop are dropped. Raises :class:`NotationError`, and nothing else,
    for text that is not notation or breaks a limit of ``options``.
    """
    plain = literals.plain_number(text) if options.point == "decimal" else None
    if plain is not None:
        return Neg(plain[1]) if plain[0] else plain[1]
    reader = _Reader(tokenize(text, options), options)
    try:
        return reader.whole()
    except RecursionError:
        raise NotationError("too_deep", 0, "the text is nested too deeply") from None


def try_parse(text: str, options: Options = DEFAULT) -> Node | None:
    """:func:`parse`, or ``None`` where that raises."""
    try:
        return parse(text, options)
    except NotationError:
        return None


class _Reader(Brackets):
    def whole(self) -> Node:
        """All of the text."""
        while (
            self.tokens[-2:-1] and self.tokens[-2].kind == "op" and self.tokens[-2].value in (".", ",", ";")
        ):
            del self.tokens[-2]
        if self.kind == "eof":
            raise NotationError("empty", 0, "there is nothing to read")
        node = self.statement()
        if self.kind != "eof":
            raise self.unexpected()
        return node
