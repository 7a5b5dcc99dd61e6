"""How to read what mathematical text alone leaves open."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for the reader, all of them documented defaults.

    functions: letters that are applied when a parenthesis follows (``f(x)``). Any
        other letter before a parenthesis is multiplied: ``x(x+1)``. ``P(A)`` is an
        application when it holds an event: a capital letter, words, a relation, a bar.
    names: words of several letters that are one variable (``total``), and letters that
        are variables although they usually mean a constant (``e``, ``i``).
    words: ``"auto"`` reads an unknown plain word of up to three letters as a product of
        letters (``xy``) unless it is an English word or a unit, longer ones as text;
        ``"letters"`` always as a product; ``"text"`` always as text; ``"error"`` refuses.
    comma: ``"thousands"`` reads ``1,000`` as a number when the groups are right,
        outside of brackets and lists; ``"list"`` never; ``"decimal"`` reads ``1,5`` as 3/2.
    point: ``"decimal"`` or ``"thousands"`` (``1.000`` is a thousand).
    mixed_numbers: read ``3\\frac{1}{2}`` and ``3 1/2`` as three and a half.
    implicit_after_slash: ``1/2x`` is refused as ambiguous by default; ``"left"`` reads
        it as ``(1/2)x`` and ``"tight"`` as ``1/(2x)``.
    reverse_brackets: read ``]0, 1[`` as an open interval.
    max_length, max_nodes, max_depth, max_digits: limits; beyond them :class:`NotationError`.
    """

    functions: frozenset[str] = frozenset({"f", "g", "h"})
    names: frozenset[str] = frozenset()
    words: str = "auto"
    comma: str = "thousands"
    point: str = "decimal"
    mixed_numbers: bool = True
    implicit_after_slash: str = "refuse"
    reverse_brackets: bool = True
    max_length: int = 20_000
    max_nodes: int = 5_000
    max_depth: int = 100
    max_digits: int = 4_000

    def knowing(
        self, functions: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
    ) -> Options:
        """These options with more function letters and more variable names."""
        return replace(self, functions=self.functions | functions, names=self.names | names)


DEFAULT = Options()
