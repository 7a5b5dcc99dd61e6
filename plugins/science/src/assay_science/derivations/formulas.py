"""Sides with symbols: what was put in for each, and what they come to with the values that are known."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from assay_science.derivations import constants
from assay_science.derivations import values as v
from assay_science.derivations.comparing import TRUE, Outcome, aligned, is_rounding, overlap, shown
from assay_science.derivations.computing import OTHER, Computer, Unknown, other_readings, pairs
from assay_science.derivations.judge import Binding, same
from assay_science.derivations.nodes import (
    Apply,
    Literal,
    Node,
    Opaque,
    Power,
    Product,
    Sum,
    Symbol,
    UnitOf,
    literals,
    names,
    walk,
)
from assay_science.derivations.reading import Side
from assay_science.derivations.values import Undecided, Value, WrongUnits

if TYPE_CHECKING:
    from assay_science.derivations.chains import ChainJudge


_MOST_TRIES = 10_000
"""Ways to put the numbers of sides into formulas that are tried in one solution."""


class Formulas:
    """The sides with symbols of a chain."""

    def __init__(self, work: ChainJudge) -> None:
        self.work = work

    def judge(self, sides: list[tuple[int, Side]]) -> None:
        """Decide the sides with symbols, each with its place in the chain."""
        work, chain = self.work, self.work.chain
        literal = next((s.node for s in reversed(chain.sides) if isinstance(s.node, Literal)), None)
        nodes = work.agreement.nodes
        for i, side in sides:
            if isinstance(side.node, Symbol):
                continue
            numeric = next(
                (s for s in chain.sides[i + 1 :] if s.numeric and not isinstance(s.node, Literal)), None
            )
            if numeric is not None:
                self._substituted(side, numeric)
            elif literal is not None and nodes and isinstance(nodes[0], Literal):
                self._evaluated(side, literal)
            elif nodes and self._value_of(side.node) is None and not all(q.pure for q in literals(side.node)):
                message = "no values were given for some of its symbols"
                work.note("equality", Outcome(None, "unknown_symbols", message), side)

    def _substituted(self, side: Side, numeric: Side) -> None:
        """``n R T / V = (0.250 mol)(8.314 …)…``: what was put in for each symbol."""
        work, state = self.work, self.work.state
        found = pairs(expanded(side.node, state.known), numeric.node)
        if found is None:
            self._other_value(side, numeric)
            return
        agreed = False
        if any(name == OTHER for name, _ in found):
            message = "the numbers are not those of the formula"
            at = replace(side, end=numeric.end)
            work.note("substitution", Outcome(None, "contradicts_values", message), at)
            return
        for name, node in found:
            if isinstance(node, Literal):
                agreed = self._put_in(name, node, replace(side, end=numeric.end)) or agreed
        if agreed:
            work.note("substitution", TRUE, replace(side, end=numeric.end))
        if work.unchecked and not work.sized:
            # numbers without units, put into a formula whose symbols have them
            value, shown_last = self._value_of(side.node), work.unchecked[-1][1].node
            if value is not None and not value.bare and isinstance(shown_last, Literal):
                work.sized = bool(work.agreement.of(value, shown_last, "=").holds)

    def _put_in(self, name: str, literal: Literal, side: Side) -> bool:
        """Whether a number put in for a symbol is known to be its value."""
        work, state = self.work, self.work.state
        said = state.ground.says(literal)
        known = state.known.get(name)
        if known is not None and same(known, literal):
            return True
        sized = known is not None and not known.changes and not known.value.bare
        if known is not None and sized and literal.units and known.value.dimension != literal.units.dimension:
            message = f"{name} had another dimension before"
            work.note("substitution", Outcome(None, "contradicts_values", message), side)
            return False
        if not said:
            judged = constants.judge(name, literal)
            if judged is not None:
                work.constant(judged, literal)
                return judged[0] is True
        if known is None or said or (known.source == "given" and state.result(literal) is not None):
            state.bind(name, state.as_rounded(literal), literal, "given")
            return False
        message = f"{name} was given another value before"
        work.note("substitution", Outcome(None, "contradicts_values", message), side)
        state.bind(name, state.as_rounded(literal), literal, "given")
        return False

    def _can_be_filled(self, formula: Node, numeric: Node) -> bool:
        """Whether a formula can come to the value of its numbers, with these in some order for its symbols.

        That it can is taken for granted where the formula holds functions, or more than can be tried.
        """
        state = self.work.state
        try:
            wanted = Computer({}, state.as_rounded).value(numeric)
        except (Unknown, Undecided, WrongUnits, RecursionError):
            return True
        parts = [node for node in walk(numeric) if not isinstance(node, UnitOf)]
        opaque = any(isinstance(node, Apply | Opaque) for node in (*walk(formula), *parts))
        measured = any(each.units is not None for each in literals(formula))  # perhaps an m in 1/2 m v²
        exponential = any(isinstance(each, Power) and names(each.exponent) for each in walk(formula))
        if wanted.celsius or opaque or measured or exponential:
            return True
        roots = {
            Fraction(1) / each.exponent.value
            for each in walk(formula)
            if isinstance(each, Power) and isinstance(each.exponent, Literal) and each.exponent.value > 1
        }
        times = Counter[object](node.key for node in parts if isinstance(node, Literal))
        choices: list[tuple[Counter[object], Value]] = [(Counter(), Value(Fraction(0), Fraction(0)))]
        for node in dict.fromkeys(parts):
            try:
                value = Computer({}, state.as_rounded).value(node)
            except (Unknown, Undecided, WrongUnits, RecursionError):
                continue
            used = Counter[object](each.key for each in literals(node))
            choices.append((used, value))
            for root in roots if isinstance(node, Literal) else ():  # 196 m²/s² for v²
                try:
                    choices.append((used, v.power(value, Value(root, root))))
                except (Undecided, WrongUnits, ValueError):
                    continue
        for form in (formula, expanded(formula, state.known)):
            symbols = sorted(names(form) - {"pi"})
            options = [self._options(name, choices) for name in symbols]
            state.tries += math.prod(map(len, options))
            if state.tries > _MOST_TRIES:
                return True
            for reading in (form, *other_readings(form)):
                if any(
                    self._comes_to(
                        reading, dict(zip(symbols, (value for _, value in tried), strict=True)), wanted
                    )
                    for tried in itertools.product(*options)
                    if not sum((used for used, _ in tried), Counter()) - times
                ):
                    return True
        return False

    def _options(
        self, name: str, choices: list[tuple[Counter[object], Value]]
    ) -> list[tuple[Counter[object], Value]]:
        """What may stand for a symbol: its value, if it has one; else any number of the side, or a constant."""
        known = self.work.state.known.get(name)
        if known is None:
            default = constants.by_symbol().get(name, ())
            own = [Value(each.value, each.value, each.dimension, False) for each in default]
            return [*choices, *((Counter[object](), value) for value in own)]
        if known.changes or known.value.bare:
            return [*choices, (Counter(), known.value)]
        value = known.value
        alike = [(used, each) for used, each in choices if each.dimension == value.dimension]
        return [*alike, (Counter(), value)]

    def _comes_to(self, formula: Node, values: dict[str, Value], wanted: Value) -> bool:
        try:
            value = Computer(values, self.work.state.as_rounded).value(formula)
            alike = value.dimension == wanted.dimension or value.bare or wanted.bare
            return value.celsius or (alike and overlap(replace(value, dimension=wanted.dimension), wanted))
        except (Unknown, Undecided, WrongUnits, RecursionError, OverflowError):
            return False

    def _other_value(self, side: Side, numeric: Side) -> None:
        """A formula that is not built like its numbers: with all its symbols known, its value must be that of the chain."""
        work, current = self.work, self.work.current
        value = self._value_of(side.node)
        if (
            value is None
            and side is not work.chain.sides[0]
            and not self._can_be_filled(side.node, numeric.node)
        ):
            message = "its numbers cannot be put into the formula so that it comes to the same"
            work.note(
                "substitution", Outcome(None, "contradicts_values", message), replace(side, end=numeric.end)
            )
            return
        if value is None or current is None or value.celsius or current.celsius:
            return
        if value.dimension != current.dimension:
            if not (value.bare or current.bare or value.loose or current.loose):
                message = "the formula has another dimension than the numbers"
                work.note("substitution", Outcome(None, "contradicts_values", message), side)
            return
        literal = next((s.node for s in reversed(work.chain.sides) if isinstance(s.node, Literal)), None)
        if overlap(value, current) or (literal is not None and is_rounding(value, literal)):
            work.note("substitution", TRUE, side)
            return
        message = f"the formula comes to {shown(value, literal)} with the values given before"
        work.note("substitution", Outcome(None, "contradicts_values", message), side)

    def _value_of(self, node: Node) -> Value | None:
        """The value of a side with symbols, if all of them are known (constants are)."""
        state = self.work.state
        known = state.values()
        node = expanded(node, state.known)
        for name in names(node) - known.keys() - {"pi", "e"}:
            default = constants.by_symbol().get(name, ())
            if len(default) == 1 and not default[0].is_gravity:
                known[name] = Value(default[0].value, default[0].value, default[0].dimension, False)
        for reading in (node, *other_readings(node)):
            try:
                return Computer(known, state.as_rounded).value(reading)
            except (Unknown, Undecided, WrongUnits, RecursionError):
                continue
        return None

    def _evaluated(self, side: Side, literal: Literal) -> None:
        """``F = m a = 6.0 N`` where m and a are known: computed."""
        work, state = self.work, self.work.state
        at = replace(side, end=max(side.end, literal.end))
        value = self._value_of(side.node)
        if value is None:
            if not work.computed:
                message = "no values were given for some of its symbols"
                work.note("equality", Outcome(None, "unknown_symbols", message), at)
            return
        node = expanded(side.node, state.known)
        once = all(name in state.known and not state.known[name].changes for name in names(node) - {"pi"})
        work.agreement.nodes.insert(0, node)
        outcome = work.agreement.of(value, literal, work.chain.relations[-1])
        named = isinstance(work.chain.sides[0].node, Symbol)  # not an equation that is yet to be solved
        if outcome.holds is False and (not once or not named or value.loose):
            outcome = Outcome(None, "contradicts_values", outcome.message)
        work.note("equality", outcome, at)
        if outcome.holds:
            state.computed = work.computed = True
            work.sized = work.sized or not value.bare
            both = aligned(value, literal)
            work.current = v.hull(both[0], both[1]) if both else value
            work.remember(literal, work.current)


def expanded(node: Node, known: Mapping[str, Binding]) -> Node:
    """The expression with words such as ``nRT`` as products of letters, unless the word is known itself."""
    match node:
        case Symbol(name):
            word = 2 <= len(name) <= 4 and name.isascii() and name.isalpha() and name not in (*known, "pi")
            return Product(tuple((1, Symbol(letter)) for letter in name)) if word else node
        case Product(factors, loosely):
            return Product(tuple((s, expanded(f, known)) for s, f in factors), loosely)
        case Sum(terms):
            return Sum(tuple((s, expanded(t, known)) for s, t in terms))
        case Power(Symbol() as word, exponent) if isinstance(letters := expanded(word, known), Product):
            *others, (sign, last) = letters.factors  # mv² is m·v²
            return Product((*others, (sign, Power(last, expanded(exponent, known)))))
        case Power(base, exponent):
            return Power(expanded(base, known), expanded(exponent, known))
        case Apply(name, argument):
            return Apply(name, expanded(argument, known))
    return node
