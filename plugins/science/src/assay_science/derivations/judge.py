"""What a solution has come to so far: values of symbols, results, and what was found of each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assay_science.derivations import constants
from assay_science.derivations.comparing import Outcome, aligned, compare_literal
from assay_science.derivations.computing import around, in_common_years, plain
from assay_science.derivations.ground import Ground
from assay_science.derivations.nodes import Key, Literal
from assay_science.derivations.values import Value, negative


@dataclass(slots=True)
class Binding:
    """What is known of a symbol: its value, where it came from (``prompt``, ``given``, ``computed``), how often it changed."""

    value: Value
    literal: Literal | None
    source: str
    changes: int = 0


@dataclass(slots=True)
class Finding:
    """One decided (or given up) claim. ``soft``: that it is undecided lowers the coverage only."""

    kind: str
    outcome: Outcome
    start: int
    end: int
    line: int
    soft: bool = False


@dataclass(slots=True)
class Result:
    """A quantity that the solution computed, and how it shows it."""

    value: Value
    literal: Literal


class State:
    """What is known at a place in a solution. ``given`` are the symbols of the prompt with their values."""

    def __init__(self, ground: Ground, given: Iterable[tuple[str, Literal]]) -> None:
        self.ground = ground
        self.known: dict[str, Binding] = {}
        self.findings: list[Finding] = []
        self.results: list[Result] = []
        self.rounded: dict[Key, Value] = {}
        """What literals stand for that a line gave as results, by their keys."""
        self.tries = 0
        """Ways to put numbers into formulas that were tried."""
        self.computed = False
        """Whether an equality was decided in which something is computed."""
        for name, literal in given:
            self.bind(name, plain(literal), literal, "prompt")

    def bind(self, name: str, value: Value, literal: Literal | None, source: str) -> None:
        """Take over the value of a symbol."""
        known = self.known.get(name)
        changes = 0
        if known is not None:
            changes = known.changes + (literal is None or not same(known, literal))
        self.known[name] = Binding(value, literal, source, changes)

    def values(self) -> dict[str, Value]:
        """The values of the symbols."""
        return {name: binding.value for name, binding in self.known.items()}

    def result(self, literal: Literal) -> Value | None:
        """What an earlier line computed a literal from, or the same with the other sign."""
        found = self.rounded.get(literal.key)
        if found is None:
            top, bottom, dimension, bare = literal.key
            found = self.rounded.get((-top, bottom, dimension, bare))
            return None if found is None or found.celsius else negative(found)
        return found

    def as_rounded(self, literal: Literal) -> Value:
        """A literal as it stands, or what an earlier line computed it from."""
        return self.result(literal) or plain(literal)

    def with_constants(self, literal: Literal) -> Value:
        """The same with constants in all their digits."""
        found = self.result(literal)
        if found is not None:
            return found
        constant = constants.exact_value(literal)
        return (
            plain(literal) if constant is None else Value(constant, constant, plain(literal).dimension, False)
        )

    def with_common_years(self, literal: Literal) -> Value:
        """A literal with years of 365 days."""
        return self.result(literal) or plain(in_common_years(literal))

    def softened(self) -> Callable[[Literal], Value]:
        """Literals that nobody gave stand for all that they may have been rounded from."""

        def widen(literal: Literal) -> Value:
            found = self.result(literal)
            if found is not None:
                return found
            if literal.whole or literal.digits < 3 or self.ground.has_number(literal):
                return plain(literal)
            return around(literal)

        return widen


def same(known: Binding, literal: Literal) -> bool:
    """Whether a literal is the known value of a symbol, rounded further or not."""
    both = aligned(known.value, literal)
    if both is None:
        if literal.units is None and known.literal is not None:
            return known.literal.value == literal.value
        return False
    if compare_literal(known.value, literal, approx=True, exact_needed=False, digits=1).holds:
        return True
    if known.literal is not None:
        if known.literal.key == literal.key:
            return True
        wide = around(known.literal) if known.source != "prompt" else plain(known.literal)
        return wide.dimension == both[0].dimension and bool(
            compare_literal(wide, literal, approx=True, exact_needed=False, digits=1).holds
        )
    return False
