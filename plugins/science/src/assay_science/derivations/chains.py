"""A chain of equalities decided, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from assay_science.derivations import constants
from assay_science.derivations import values as v
from assay_science.derivations.agreement import Agreement
from assay_science.derivations.comparing import TRUE, Outcome, aligned, is_restated, overlap, shown
from assay_science.derivations.computing import (
    Computer,
    Unknown,
    around,
    in_common_years,
    other_readings,
    plain,
    unit_of_all,
)
from assay_science.derivations.formulas import Formulas
from assay_science.derivations.judge import Finding, Result, State, same
from assay_science.derivations.nodes import Literal, Node, Opaque, Symbol, literals
from assay_science.derivations.reading import Chain, Side
from assay_science.derivations.values import Undecided, Value, WrongUnits

_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|false|wrong|incorrect|untrue)|n't)\s*(?:be|equal|equal to|true|that|true that|the case|the case that|"
    r"to say|to say that|mean|mean that|say that|correct|correct that|because|since)?\s*\Z"
)
_ICE = Fraction("273.15")
_FRESH = 3
"""Digits that a number must show to count as a rounding of something that a chain computed without saying so."""


def judge_chain(state: State, chain: Chain) -> None:
    """Decide all that a chain says, and take over what it gives."""
    ChainJudge(state, chain).run()


class ChainJudge:
    """One chain at work. ``current`` is what its sides come to so far, ``last`` the last one of numbers.

    ``computed``: one of its sides holds something to compute. ``sized``: one of these has units.
    """

    def __init__(self, state: State, chain: Chain) -> None:
        self.state = state
        self.chain = chain
        self.agreement = Agreement(chain)
        self.current: Value | None = None
        self.last: Side | None = None
        self.computed = False
        self.sized = False
        self.inside: set[object] = set()
        self.unchecked: list[tuple[Side, Side]] = []

    def note(self, kind: str, outcome: Outcome, side: Side, soft: bool = False) -> None:
        """Add a finding; an equality begins with the side before."""
        start = self.last.start if self.last is not None and kind == "equality" else side.start
        self.state.findings.append(Finding(kind, outcome, start, side.end, self.chain.line, soft))

    def run(self) -> None:
        """Decide the sides of numbers, then those with symbols."""
        chain = self.chain
        if _DENIED.search(chain.lead):
            at = Side(Opaque(), chain.start, chain.end)
            self.note("equality", Outcome(None, "denied", "it is denied, or only supposed"), at)
            return
        symbolic: list[tuple[int, Side]] = []
        for i, side in enumerate(chain.sides):
            node = side.node
            if isinstance(node, Opaque):
                if side.problem and (node.numbers or self.current is not None):
                    self.note("equality", Outcome(None, "unreadable", "it is not understood"), side)
                elif side.problem:
                    symbolic.append((i, side))
            elif side.numeric:
                self._numeric(side, chain.relations[i - 1] if i else "=")
            else:
                symbolic.append((i, side))
        Formulas(self).judge(symbolic)
        self._units_left_out()
        self._take()

    # -- sides of numbers

    def _numeric(self, side: Side, relation: str) -> None:
        node = side.node
        if isinstance(node, Literal):
            self._literal(side, node, relation)
        else:
            self._compound(side, node)
        for literal in literals(node):
            self.inside.update((literal.value, literal.key))
        self.agreement.nodes.append(node)
        self.last = side

    def _literal(self, side: Side, literal: Literal, relation: str) -> None:
        state = self.state
        if self.current is None:
            self.current = state.as_rounded(literal)
            if state.ground.says(literal):
                state.ground.use(literal)
            return
        assert self.last is not None
        earlier = self.last.node
        only_stated = isinstance(earlier, Literal) and not self.computed
        if isinstance(earlier, Literal) and only_stated and is_restated(earlier, literal):
            gap = abs(earlier.value - literal.value)
            if gap <= literal.step / 2 * 10**literal.zeros:
                return  # "5 N = 5 N" says nothing
        outcome = self.agreement.of(self.current, literal, relation)
        if outcome.holds is not True and outcome.reason != "wrong_unit":
            outcome = self._second_try(outcome, literal, relation)
        if outcome.reason == "wrong_rounding" and only_stated:  # a factor between units that is cut off
            outcome = Outcome(None, "precision_unclear", outcome.message)
        if outcome.reason == "unit_unchecked":
            self.unchecked.append((self.last, side))
            self.current = self._in_unit(literal)
            self.remember(literal, self.current)
            return
        self.note("equality", outcome, side)
        if outcome.holds:
            state.computed = self.computed = True
            both = aligned(self.current, literal)
            self.current = v.hull(both[0], both[1]) if both is not None else plain(literal)
            self.remember(literal, self.current)

    def _in_unit(self, literal: Literal) -> Value:
        """The value so far, which has no unit, taken to be in the unit of a literal."""
        told, units = plain(literal), literal.units
        if units is None or units.celsius is not None or units.span or self.current is None:
            return told
        low, high = self.current.lo * units.factor, self.current.hi * units.factor
        return v.hull(told, Value(low, high, units.dimension, False))

    def remember(self, literal: Literal, value: Value) -> None:
        """Later lines may go on from the literal or from what it was rounded from."""
        if literal.units is None and (literal.pure or value.dimension):
            return
        if literal.digits + literal.zeros < 2:
            return  # too coarse: later lines mean it as it is written
        if literal.units is not None and literal.units.celsius is not None and not value.celsius:
            if value.difference:
                return
            value = replace(value, lo=value.lo - _ICE, hi=value.hi - _ICE, celsius=True)
        self.state.rounded[literal.key] = replace(value, loose=literal.units is None, own=False)

    def _second_try(self, outcome: Outcome, literal: Literal, relation: str) -> Outcome:
        """Other readings of a value that does not fit: constants in full, ``a/bc``; then, undecided, rounded operands."""
        assert self.last is not None
        if self._in_common_years(literal, relation):
            return TRUE
        if outcome.reason in ("temperature_scale", "missing_unit", "unit_unchecked"):
            return outcome
        node, state = self.last.node, self.state
        for widen in (state.as_rounded, state.with_constants):
            for value in self._values(node, widen):
                again = self.agreement.of(value, literal, relation)
                if again.holds:
                    self.current = value
                    return again
        if outcome.holds is None:
            return outcome
        for value in self._values(node, state.softened()):
            if self.agreement.of(value, literal, relation).holds:
                return Outcome(None, "precision_unclear", "it holds only if an operand is itself rounded")
        return outcome

    def _in_common_years(self, literal: Literal, relation: str) -> bool:
        """Whether it holds with years of 365 days, where there are years or months at all."""
        assert self.last is not None and self.current is not None
        common = in_common_years(literal)
        if common is not literal and self.agreement.of(self.current, common, relation).holds:
            return True
        if not any(each.units is not None and each.units.span for each in literals(self.last.node)):
            return False
        for value in self._values(self.last.node, self.state.with_common_years):
            if any(self.agreement.of(value, each, relation).holds for each in (literal, common)):
                self.current = value
                return True
        return False

    def _values(self, node: Node, widen: Callable[[Literal], Value]) -> list[Value]:
        """What an expression may come to, by the readings that it has."""
        found = []
        for reading in (node, *other_readings(node)):
            try:
                found.append(Computer(self.state.values(), widen).value(reading))
            except (Unknown, Undecided, WrongUnits, RecursionError):
                continue
        return found

    def _compound(self, side: Side, node: Node) -> None:
        try:
            value = Computer({}, self.state.as_rounded).value(node)
        except Undecided as problem:
            self.note("equality", Outcome(None, problem.code, problem.message), side)
            return
        except WrongUnits as problem:
            self.note("equality", Outcome(False, "wrong_unit", str(problem)), side)
            return
        except (Unknown, RecursionError):
            self.note("equality", Outcome(None, "unreadable", "it is not understood"), side)
            return
        self._provenance(node, side)
        self.computed = True
        self.sized = self.sized or not value.bare
        if self.current is None:
            self.current = value
            return
        if self.last is not None and self.last.node == node:
            return  # "2 × 3 = 2 × 3" says nothing
        if value.dimension != self.current.dimension and (whole := unit_of_all(node)) is not None:
            for each in self._values(whole, self.state.as_rounded):
                if each.dimension == self.current.dimension:  # = 150/25 Ω
                    value, node = each, whole
        outcome = self._against(value, node)
        self.note("equality", outcome, side)
        alike = self.current.dimension == value.dimension and self.current.celsius == value.celsius
        self.state.computed = self.state.computed or outcome.holds is True
        self.current = v.hull(value, self.current) if outcome.holds and alike else value

    def _against(self, value: Value, node: Node) -> Outcome:
        """Two sides with something to compute: numbers new in the second may be rounded in this chain."""
        current = self.current
        assert current is not None
        if current.dimension != value.dimension:
            if current.bare or value.bare or current.loose or value.loose:
                return Outcome(None, "unit_unclear", "one side has no units")
            if current.own or value.own:
                return Outcome(None, "unit_unclear", "no exact factor connects the units")
            if any(q.units is not None and q.units.text == "D" for q in literals(node)):
                return Outcome(None, "unit_unclear", "D are dioptres as well as debyes")
            return Outcome(False, "wrong_unit", "its sides are of different dimensions")
        if _alike(current, value):
            return TRUE
        state = self.state
        for widen in (self._fresh(_FRESH), state.with_constants):
            if any(_alike(current, each) for each in self._values(node, widen)):
                return TRUE
        if any(_alike(current, each) for each in self._values(node, self._fresh(1))):
            return Outcome(None, "precision_unclear", "it holds only if a number is rounded to two digits")
        return Outcome(False, "wrong_value", f"the sides are {shown(current)} and {shown(value)}")

    def _fresh(self, digits: int) -> Callable[[Literal], Value]:
        """Numbers with so many digits that stand in no side before were perhaps rounded within this chain."""

        def widen(literal: Literal) -> Value:
            found = self.state.result(literal)
            if found is not None:
                return found
            seen = literal.value in self.inside or literal.key in self.inside
            if seen or literal.whole or literal.digits < digits or self.state.ground.has_number(literal):
                return plain(literal)
            return around(literal)

        return widen

    def _provenance(self, node: Node, side: Side) -> None:
        """Operands that stand nowhere before lower the coverage: a step may have been left out."""
        ground, state = self.state.ground, self.state
        for literal in literals(node):
            if ground.has_number(literal):
                ground.use(literal)
                continue
            if not ground.prompt or state.result(literal) is not None or literal.value in self.inside:
                continue
            if ground.is_usual(literal):
                continue
            if ground.rounds(literal, (b.literal for b in state.known.values() if b.literal is not None)):
                continue
            ground.foreign.append(literal)
            text = "an operand that neither the prompt nor an earlier line gives"
            at = replace(side, start=literal.start, end=literal.end)
            self.note("operand", Outcome(None, "operand_not_given", text), at, soft=True)

    # -- what is left

    def _units_left_out(self) -> None:
        """Sides without units are right where another side of the chain proves the unit."""
        for left, side in self.unchecked:
            self.last = left
            text = "the numbers agree; without units on the left the unit cannot be checked"
            self.note("equality", TRUE if self.sized else Outcome(None, "unit_unchecked", text), side)

    def _take(self) -> None:
        """What the chain gives to later lines."""
        state, chain = self.state, self.chain
        stated = [side.node for side in chain.sides if isinstance(side.node, Literal)]
        symbols = [side.node.name for side in chain.sides if isinstance(side.node, Symbol)]
        numeric = [side for side in chain.sides if side.numeric]
        if not numeric or self.current is None:
            return
        last = numeric[-1].node
        state.ground.stated.update(abs(literal.value) for literal in stated)
        if not isinstance(last, Literal):
            for name in symbols:
                state.bind(name, self.current, None, "computed")
        elif self.computed:
            for name in symbols:
                state.bind(name, self.current, last, "computed")
            first = numeric[0].node
            results = [literal for literal in stated if literal is not first]
            state.results += [Result(self.current, literal) for literal in reversed(results)]
        else:
            self._given(symbols, last)

    def _given(self, symbols: list[str], literal: Literal) -> None:
        """``n = 0.250 mol``: a value that is only stated."""
        state, ground = self.state, self.state.ground
        said = ground.has_number(literal)
        if said:
            ground.use(literal)
        elif literal.key in ground.tables:
            said = True
        elif (
            ground.prompt
            and not literal.pure
            and state.result(literal) is None
            and not ground.rounds(literal)
        ):
            ground.foreign.append(literal)
        if len(symbols) == 1:
            self._given_symbol(symbols[0], literal, said)
        unread = any(not isinstance(s.node, Symbol) and not s.numeric for s in self.chain.sides)
        if unread and not said and state.result(literal) is None and literal.units is not None:
            state.rounded[literal.key] = around(literal)  # a result whose computation is not read

    def _given_symbol(self, name: str, literal: Literal, said: bool) -> None:
        state = self.state
        known = state.known.get(name)
        at = Side(literal, literal.start, literal.end)
        agrees = known is not None and same(known, literal)
        judged = None if said or known is not None else constants.judge(name, literal)
        if judged is not None:
            self.constant(judged, literal)
        elif known is not None and not agrees and not said:
            text = f"{name} was given another value before"
            self.note("given", Outcome(None, "contradicts_values", text), at)
        elif said and literal.units is not None:
            self.note("given", TRUE, at)
        if not agrees:
            state.bind(name, state.as_rounded(literal), literal, "given")

    def constant(self, judged: tuple[bool | None, str], literal: Literal) -> None:
        """Note what was found of a constant."""
        holds, message = judged
        reason = "older_constant" if holds is None else "wrong_constant"
        outcome = TRUE if holds else Outcome(holds, reason, message)
        self.note("constant", outcome, Side(literal, literal.start, literal.end))


def _alike(a: Value, b: Value) -> bool:
    """Whether two values have something in common, in °C or in kelvins."""
    if a.dimension != b.dimension:
        return False
    if a.celsius != b.celsius:
        a, b = (replace(x, lo=x.lo + _ICE, hi=x.hi + _ICE) if x.celsius else x for x in (a, b))
    return overlap(a, b)
