"""Each chain of a solution decided, one after the other, with what earlier lines gave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from assay_science.derivations import constants
from assay_science.derivations import values as v
from assay_science.derivations.comparing import (
    TRUE,
    Outcome,
    aligned,
    compare_literal,
    is_restated,
    may_be_converted,
    overlap,
    same_number,
    shown,
)
from assay_science.derivations.computing import (
    Computer,
    Unknown,
    around,
    other_readings,
    pairs,
    plain,
    standard,
)
from assay_science.derivations.nodes import (
    Apply,
    Literal,
    Node,
    Opaque,
    Power,
    Product,
    Symbol,
    is_numeric,
    literals,
    names,
    walk,
)
from assay_science.derivations.reading import Chain, Side
from assay_science.derivations.values import Undecided, Value, WrongUnits

_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|false|wrong|incorrect|untrue)|n't)\s*(?:be|equal|equal to|true|that|true that|the case|the case that|"
    r"to say|to say that|mean|mean that|say that|correct|correct that|because|since)?\s*\Z"
)
_EQUILIBRIUM = re.compile(r"[KQ](?:_.*|\^.*)?\Z")
_KNOWN_NUMBERS = frozenset(
    Fraction(n)
    for n in "60 3600 24 86400 365 365.25 7 12 1000 100 10 273.15 273 4.184 101325 1.01325 101.325 760 96485 3.6 180 360 2.303 "
    "0.0592 0.05916 0.0821 0.08206 0.08314 22.4 22.4 14 14.00 1.602 6.022 9.8 9.81 0.693 0.6931".split()
)
"""Factors between units and numbers of formulas, which need not stand in the prompt."""


_PER_PARTICLE = (Fraction("1.602176634e-19"), Fraction("1.66053906892e-27"), Fraction("6.02214076e23"))
"""Joules per electronvolt, kilograms per dalton, particles per mole, in whatever unit they are written."""


@dataclass(slots=True)
class Binding:
    """What is known of a symbol: its value, where it came from (``prompt``, ``given``, ``computed``), how often it changed."""

    value: Value
    literal: Literal | None
    source: str
    line: int
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
    """A quantity that the solution computed."""

    value: Value
    literal: Literal
    symbol: str
    line: int


class Judge:
    """Decides chains.

    ``prompt`` are the quantities of the prompt, ``given`` its symbols with their values, ``tables`` what
    may be known beside them: values of tables that the reference's trace names.
    """

    def __init__(
        self,
        prompt: Iterable[Literal],
        given: Iterable[tuple[str, Literal]],
        tables: Iterable[Literal] = (),
    ) -> None:
        self.tables = {literal.key for literal in tables}
        self.prompt = list(prompt)
        self.prompt_keys = {literal.key for literal in self.prompt}
        self.prompt_numbers = {each for literal in self.prompt for each in (literal.value, -literal.value)}
        self.known: dict[str, Binding] = {}
        self.findings: list[Finding] = []
        self.results: list[Result] = []
        self.rounded: dict[object, Value] = {}
        self.stated: set[Fraction] = set()
        self.used: set[Fraction] = set()
        self.foreign: list[Literal] = []
        self.computed = False
        for name, literal in given:
            known = self.known.get(name)
            self.known[name] = Binding(
                plain(literal), literal, "prompt", -1, known.changes + 1 if known else 0
            )

    # -- what literals stand for

    def _note(
        self, kind: str, outcome: Outcome, side: tuple[int, int], line: int, soft: bool = False
    ) -> None:
        self.findings.append(Finding(kind, outcome, side[0], side[1], line, soft))

    def _rounded(self, literal: Literal) -> Value:
        """A literal as it stands, or what an earlier line computed it from."""
        return self.rounded.get(literal.key) or plain(literal)

    def _with_constants(self, literal: Literal) -> Value:
        """The same with constants in all their digits."""
        found = self.rounded.get(literal.key)
        if found is not None:
            return found
        constant = constants.exact_value(literal)
        return (
            plain(literal) if constant is None else Value(constant, constant, plain(literal).dimension, False)
        )

    def _softened(self, seen: Callable[[Literal], bool]) -> Callable[[Literal], Value]:
        """Literals that nobody gave stand for all that they may have been rounded from."""

        def widen(literal: Literal) -> Value:
            found = self.rounded.get(literal.key)
            if found is not None:
                return found
            if literal.whole or literal.digits < 3 or seen(literal):
                return plain(literal)
            return around(literal)

        return widen

    def _values(self) -> dict[str, Value]:
        return {name: binding.value for name, binding in self.known.items()}

    # -- chains

    def judge(self, chain: Chain) -> None:
        """Decide all that a chain says, and take over what it gives."""
        _Judging(self, chain).run()

    def replaced(self) -> tuple[Literal, Literal] | None:
        """A number of the prompt that is not used, and one of its dimension from nowhere that is used instead."""
        unused = [q for q in self.prompt if not q.pure and abs(q.value) not in self.used]
        for literal in self.foreign:
            for other in unused:
                if (literal.units is None) == (other.units is None) and _dimension(literal) == _dimension(
                    other
                ):
                    return other, literal
        return None


class _Judging:
    """One chain at work."""

    def __init__(self, judge: Judge, chain: Chain) -> None:
        self.j = judge
        self.chain = chain
        self.current: Value | None = None
        self.last: Side | None = None
        self.computed = False
        self.confirmed = False
        self.inside: set[Fraction] = set()
        self.nodes: list[Node] = []
        self.open_units: list[tuple[Side, Literal]] = []
        self.bare_sides: list[tuple[Side, Side]] = []

    def note(self, kind: str, outcome: Outcome, side: Side, soft: bool = False) -> None:
        start = self.last.start if self.last is not None and kind == "equality" else side.start
        self.j._note(kind, outcome, (start, side.end), self.chain.line, soft)

    def run(self) -> None:
        chain = self.chain
        if _DENIED.search(chain.lead):
            at = Side(Opaque(), chain.start, chain.end)
            self.note("equality", Outcome(None, "denied", "it is denied, or only supposed"), at)
            return
        symbolic: list[tuple[int, Side]] = []
        for i, side in enumerate(chain.sides):
            relation = chain.relations[i - 1] if i else "="
            node = side.node
            if isinstance(node, Opaque):
                if side.problem and (node.numbers or self.current is not None):
                    self.note("equality", Outcome(None, "unreadable", "it is not understood"), side)
                elif side.problem:
                    symbolic.append((i, side))
                continue
            if not is_numeric(node):
                symbolic.append((i, side))
                continue
            self._numeric(i, side, relation)
        self._symbolic(symbolic)
        self._bare_units()
        self._take(chain)

    # -- sides of numbers

    def _numeric(self, i: int, side: Side, relation: str) -> None:
        node = side.node
        if isinstance(node, Literal):
            self._literal(i, side, node, relation)
        else:
            self._compound(i, side, node, relation)
        for literal in literals(node):
            self.inside.add(literal.value)
        self.nodes.append(node)
        self.last = side

    def _literal(self, i: int, side: Side, literal: Literal, relation: str) -> None:
        j = self.j
        if self.current is None:
            self.current = j._rounded(literal)
            if literal.key in j.prompt_keys:
                j.used.add(abs(literal.value))
            return
        assert self.last is not None
        earlier = self.last.node
        if isinstance(earlier, Literal) and not self.computed and is_restated(earlier, literal):
            if abs(earlier.value - literal.value) <= (literal.step / 2) * 10**literal.zeros:
                self.current = v.hull(self.current, self.current)
                return  # "5 N = 5 N" says nothing
        outcome = self._against(self.current, literal, relation)
        if outcome.holds is not True and not (outcome.reason == "wrong_unit"):
            outcome = self._second_try(outcome, literal, relation)
        if outcome.reason == "wrong_rounding" and isinstance(earlier, Literal) and not self.computed:
            # a factor between units that is cut off
            outcome = Outcome(None, "precision_unclear", outcome.message)
        if outcome.holds is None and outcome.reason == "unit_unchecked":
            self.bare_sides.append((self.last, side))
            told, units = plain(literal), literal.units
            if units is not None and units.celsius is None and not units.span:
                whole = Value(
                    self.current.lo * units.factor, self.current.hi * units.factor, units.dimension, False
                )
                told = v.hull(told, whole)
            self.current = told
            self._remember(literal, self.current)
            return
        self.note("equality", outcome, side)
        if outcome.holds:
            self.j.computed = True
            self.computed = True
            if literal.units is not None and not self.current.bare:
                self.confirmed = True
            both = aligned(self.current, literal)
            if both is not None:
                widened = v.hull(both[0], both[1])
                if both[0].lo == both[0].hi == both[1].lo == both[1].hi:
                    widened = both[0]
                self.current = replace(widened, dimension=self.current.dimension)
            else:
                self.current = plain(literal)
            self._remember(literal, self.current)

    def _remember(self, literal: Literal, value: Value) -> None:
        """Later lines may go on from the literal or from what it was rounded from."""
        j = self.j
        if literal.units is not None and literal.units.celsius is not None and not value.celsius:
            value = (
                replace(
                    value, lo=value.lo - Fraction("273.15"), hi=value.hi - Fraction("273.15"), celsius=True
                )
                if not value.difference
                else plain(literal)
            )
        if literal.units is None and value.dimension:
            return
        if literal.value:
            loose = literal.units is None and not literal.pure
            j.rounded[literal.key] = replace(value, loose=loose, own=False) if not value.celsius else value

    def _against(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """Whether a value is what a literal says."""
        if value.bare and not value.dimension and literal.units is not None and literal.units.dimension:
            return self._bare_value(value, literal, relation)
        if literal.units is None and (value.dimension or value.celsius):
            return self._bare_literal(value, literal, relation)
        if aligned(value, literal) is None:
            if value.own or (literal.units is not None and literal.units.own):
                return Outcome(None, "unit_unclear", "no exact factor connects the units")
            if value.loose:
                return Outcome(
                    None, "unit_unclear", "a number without a unit takes part that may have had one"
                )
            if (
                self._is_equilibrium()
                and (ratio := self._standard(value)) is not None
                and literal.units is not None
                and not literal.units.dimension
            ):
                return self._fits(ratio, literal, relation)
            return Outcome(False, "wrong_unit", f"it is {shown(value)} in SI base units of another dimension")
        outcome = self._fits(value, literal, relation)
        if outcome.holds is False and literal.units is not None and literal.units.percent and self._has(100):
            again = self._fits(value, replace(literal, units=None), relation)
            return again if again.holds else outcome
        if (
            outcome.holds
            and value.on_scale
            and any(self._is_gas_constant(x) for node in self.nodes for x in literals(node))
        ):
            return Outcome(
                None, "temperature_scale", "a temperature in °C is multiplied with a constant per kelvin"
            )
        return outcome

    @staticmethod
    def _is_gas_constant(literal: Literal) -> bool:
        units = literal.units
        if units is None:
            return False
        return any(
            c.key in ("R", "k_B", "sigma") and constants.matches(literal, c)
            for c in constants.by_dimension().get(units.dimension, ())
        )

    def _has(self, number: int) -> bool:
        return any(x.value == number and x.units is None for node in self.nodes for x in literals(node))

    def _is_equilibrium(self) -> bool:
        return any(
            _EQUILIBRIUM.match(name) for side in self.chain.sides for name in names(side.node)
        ) or "pK" in str([name for side in self.chain.sides for name in names(side.node)])

    def _standard(self, value: Value) -> Value | None:
        for node in self.nodes:
            found = standard(value, node)
            if found is not None:
                return found
        return None

    def _bare_value(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """Numbers without units on the left, a unit on the right."""
        units = literal.units
        assert units is not None
        without = replace(literal, units=None)
        outcome = self._fits(Value(value.lo, value.hi, whole=value.whole), without, relation)
        if value.is_zero and not literal.value:
            return TRUE
        if units.dimension == v.TEMPERATURE and outcome.holds:
            sums = [x for node in self.nodes for x in literals(node)]
            if any(x.units is None and x.value in v.ICE_POINTS for x in sums) and len(sums) == 2:
                return TRUE  # 25 + 273.15 = 298.15 K
        if (
            outcome.holds
            and units.dimension == v.CONCENTRATION
            and units.factor == 1000
            and self._of_concentrations()
        ):
            return TRUE  # [H+] = 10^-3.2 = 6.3e-4 M: a ratio to the standard concentration
        if outcome.holds:
            return Outcome(
                None,
                "unit_unchecked",
                "the numbers agree; without units on the left the unit cannot be checked",
            )
        if outcome.holds is None or may_be_converted(value, literal):
            return Outcome(None, "unit_unclear", "the left side has no units")
        return Outcome(False, outcome.reason, outcome.message)

    def _of_concentrations(self) -> bool:
        found = [name for side in self.chain.sides for name in names(side.node)]
        powers = any(
            isinstance(n, Power) and isinstance(n.base, Literal) and n.base.value == 10
            for node in self.nodes
            for n in walk(node)
        )
        powers = powers or any(
            isinstance(n, Apply) and n.function == "exp" for node in self.nodes for n in walk(node)
        )
        return (
            powers
            or any(name.startswith("[") for name in found)
            or any(_EQUILIBRIUM.match(name) for name in found)
        )

    def _bare_literal(self, value: Value, literal: Literal, relation: str) -> Outcome:
        """A unit on the left, a number without one on the right."""
        ratio = self._standard(value)
        if ratio is not None and (self._is_equilibrium() or self._of_concentrations()):
            return self._fits(ratio, literal, relation)
        if value.is_zero and not literal.value:
            return TRUE
        return Outcome(None, "missing_unit", "the left side has a unit, the right side none")

    def _fits(self, value: Value, literal: Literal, relation: str) -> Outcome:
        decimals = [x for node in self.nodes for x in literals(node) if not x.pure]
        digits = min((x.digits for x in decimals), default=1)
        size = literal.units.factor if literal.units else 1
        exact_needed = (
            value.whole and value.lo == value.hi and not value.inexact and _is_whole(value.lo, size)
        )
        return compare_literal(
            value, literal, approx=relation == "≈", exact_needed=exact_needed, digits=digits
        )

    def _second_try(self, outcome: Outcome, literal: Literal, relation: str) -> Outcome:
        """Other readings of a value that does not fit: constants in full, ``a/bc``; then, undecided, rounded operands."""
        if (
            self.last is None
            or isinstance(self.last.node, Literal)
            or outcome.reason in ("temperature_scale", "missing_unit")
        ):
            return outcome
        node = self.last.node
        for widen in (self.j._rounded, self.j._with_constants):
            for reading in (node, *other_readings(node)):
                try:
                    value = Computer(self.j._values(), widen).value(reading)
                except (Unknown, Undecided, WrongUnits):
                    continue
                again = self._against(value, literal, relation)
                if again.holds:
                    self.current = value
                    return again
        if outcome.holds is None:
            return outcome
        widen = self.j._softened(self._given)
        try:
            value = Computer(self.j._values(), widen).value(node)
        except (Unknown, Undecided, WrongUnits):
            return outcome
        if self._against(value, literal, relation).holds:
            return Outcome(None, "precision_unclear", "it holds only if an operand is itself rounded")
        return outcome

    def _given(self, literal: Literal) -> bool:
        """Whether a literal stands in the prompt, or is a constant: then it is as it is written."""
        return literal.key in self.j.prompt_keys or literal.value in self.j.prompt_numbers

    def _compound(self, i: int, side: Side, node: Node, relation: str) -> None:
        j = self.j
        try:
            value = Computer({}, j._rounded).value(node)
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
        if self.current is None:
            self.current = value
            self.computed = True
            return
        outcome = self._compare_compound(value, node)
        if outcome.holds is not True:
            self.note("equality", outcome, side)
        else:
            self.note("equality", outcome, side)
            j.computed = True
        self.computed = True
        if (
            outcome.holds
            and self.current.dimension == value.dimension
            and self.current.celsius == value.celsius
        ):
            self.current = v.hull(value, self.current)
        else:
            self.current = value

    def _compare_compound(self, value: Value, node: Node) -> Outcome:
        """Two sides with something to compute: numbers new in the second may be rounded in this chain."""
        assert self.current is not None
        current = self.current
        if current.dimension != value.dimension:
            if current.bare or value.bare or current.loose or value.loose:
                return Outcome(None, "unit_unclear", "one side has no units")
            if current.own or value.own:
                return Outcome(None, "unit_unclear", "no exact factor connects the units")
            return Outcome(False, "wrong_unit", "its sides are of different dimensions")
        if current.celsius != value.celsius:
            ice = Fraction("273.15")
            if current.celsius:
                current = replace(current, lo=current.lo + ice, hi=current.hi + ice, celsius=False)
            else:
                value = replace(value, lo=value.lo + ice, hi=value.hi + ice, celsius=False)
        if overlap(current, value):
            return TRUE
        seen = self.inside

        def widen(literal: Literal) -> Value:
            found = self.j.rounded.get(literal.key)
            if found is not None:
                return found
            fresh = (
                literal.value not in seen
                and not (literal.whole and literal.units is None)
                and not self._given(literal)
            )
            return around(literal) if fresh else plain(literal)

        for reading in (node, *other_readings(node)):
            try:
                again = Computer({}, widen).value(reading)
            except (Unknown, Undecided, WrongUnits):
                continue
            if again.celsius == current.celsius and overlap(current, again):
                return TRUE
        try:
            full = Computer({}, self.j._with_constants).value(node)
            if full.dimension == current.dimension and overlap(current, full):
                return TRUE
        except (Unknown, Undecided, WrongUnits):
            pass
        if current.bare and value.bare and current.loose and value.loose and not current.dimension:
            return Outcome(False, "wrong_value", f"the sides are {shown(current)} and {shown(value)}")
        return Outcome(False, "wrong_value", f"the sides are {shown(current)} and {shown(value)}")

    def _provenance(self, node: Node, side: Side) -> None:
        """Operands that stand nowhere before lower the coverage: a step may have been left out."""
        j = self.j
        for literal in literals(node):
            if literal.key in j.prompt_keys or literal.value in j.prompt_numbers:
                j.used.add(abs(literal.value))
                continue
            if not j.prompt:
                continue
            if (
                literal.pure
                or {literal.value, -literal.value} & (j.stated | self.inside)
                or literal.key in j.rounded
            ):
                continue
            if any(abs(literal.value - known) <= literal.step / 2 for known in _PER_PARTICLE):
                continue
            if literal.value in _KNOWN_NUMBERS or _is_ten_power(literal.value) or literal.value == 1:
                continue
            if self._is_near(literal) or constants.is_constant(literal) or literal.key in j.tables:
                continue
            j.foreign.append(literal)
            text = "an operand that neither the prompt nor an earlier line gives"
            self.note(
                "operand",
                Outcome(None, "operand_not_given", text),
                replace(side, start=literal.start, end=literal.end),
                soft=True,
            )

    def _is_near(self, literal: Literal) -> bool:
        """Whether the literal is a rounding of a quantity of the prompt or of an earlier line."""
        half = literal.step / 2 * 10**literal.zeros
        dimension = literal.units.dimension if literal.units else ()
        for other in self.j.prompt:
            if other.units is not None and literal.units is not None and other.units.dimension == dimension:
                if abs(float(other.si) - float(literal.si)) <= float(half * literal.units.factor):
                    self.j.used.add(abs(other.value))
                    return True
        return any(
            isinstance(b.value.lo, (Fraction, float))
            and b.value.dimension == dimension
            and (b.literal is not None)
            and abs(float(b.literal.si) - float(literal.si))
            <= float(half * (literal.units.factor if literal.units else 1))
            for b in self.j.known.values()
        )

    # -- sides with symbols

    def _symbolic(self, sides: list[tuple[int, Side]]) -> None:
        j, chain = self.j, self.chain
        literal = next((s.node for s in reversed(chain.sides) if isinstance(s.node, Literal)), None)
        for i, side in sides:
            if isinstance(side.node, Symbol):
                continue
            numeric = next(
                (s for s in chain.sides[i + 1 :] if is_numeric(s.node) and not isinstance(s.node, Literal)),
                None,
            )
            if numeric is not None:
                self._substituted(side, numeric)
            elif literal is not None and self.nodes and isinstance(self.nodes[0], Literal):
                self._evaluated(side, literal)

    def _substituted(self, side: Side, numeric: Side) -> None:
        """``n R T / V = (0.250 mol)(8.314 …)…``: what was put in for each symbol."""
        j = self.j
        found = pairs(_expanded(side.node, j.known), numeric.node)
        if found is None:
            self._other_value(side)
            return
        agreed = 0
        for name, node in found:
            value_literal = node if isinstance(node, Literal) else None
            if value_literal is not None and not self._prompt_says(value_literal):
                judged = constants.judge(name, value_literal)
                if judged is not None and not (name in j.known and _same(j.known[name], value_literal)):
                    self._constant(judged, value_literal)
                    agreed += judged[0] is True
                    continue
            known = j.known.get(name)
            if known is None or value_literal is None:
                if value_literal is not None:
                    j.known[name] = Binding(
                        j._rounded(value_literal), value_literal, "given", self.chain.line
                    )
                continue
            if _same(known, value_literal):
                agreed += 1
            elif (
                self._prompt_says(value_literal) or known.source == "given" and value_literal.key in j.rounded
            ):
                j.known[name] = Binding(
                    j._rounded(value_literal), value_literal, "given", self.chain.line, known.changes + 1
                )
            else:
                told = f"{name} was given another value before"
                self.note(
                    "substitution",
                    Outcome(None if known.changes else False, "contradicts_values", told),
                    replace(side, end=numeric.end),
                )
        if agreed:
            self.note("substitution", TRUE, replace(side, end=numeric.end))

    def _prompt_says(self, literal: Literal) -> bool:
        return literal.key in self.j.prompt_keys

    def _constant(self, judged: tuple[bool | None, str], literal: Literal) -> None:
        holds, message = judged
        at = Side(literal, literal.start, literal.end)
        if holds is None:
            self.note("constant", Outcome(None, "older_constant", message), at)
        else:
            self.note("constant", TRUE if holds else Outcome(False, "wrong_constant", message), at)

    def _other_value(self, side: Side) -> None:
        """A formula that is not built like its numbers: its value, if all its symbols are known, must be that of the chain."""
        value = self._value_of(side.node)
        if (
            value is None
            or self.current is None
            or value.dimension != self.current.dimension
            or value.celsius
            or self.current.celsius
        ):
            if (
                value is not None
                and self.current is not None
                and not value.bare
                and not self.current.bare
                and not value.loose
                and not self.current.loose
            ):
                self.note(
                    "substitution",
                    Outcome(None, "contradicts_values", "the formula has another dimension than the numbers"),
                    side,
                )
            return
        literal = next((s.node for s in reversed(self.chain.sides) if isinstance(s.node, Literal)), None)
        near = overlap(value, self.current)
        if not near and literal is not None and aligned(value, literal) is not None:
            near = bool(compare_literal(value, literal, approx=True, exact_needed=False, digits=1).holds)
        if near:
            self.note("substitution", TRUE, side)
        else:
            text = f"the formula comes to {shown(value, literal)} with the values given before"
            self.note("substitution", Outcome(None, "contradicts_values", text), side)

    def _value_of(self, node: Node) -> Value | None:
        """The value of a side with symbols, if all of them are known (constants are)."""
        known = self.j._values()
        node = _expanded(node, self.j.known)
        for name in names(node):
            if name not in known and name != "pi":
                default = constants.by_symbol().get(name, ())
                if len(default) == 1 and not default[0].is_gravity and name != "e":
                    constant = default[0]
                    known[name] = Value(constant.value, constant.value, constant.dimension, False)
        for reading in (node, *other_readings(node)):
            try:
                return Computer(known, self.j._rounded).value(reading)
            except (Unknown, Undecided, WrongUnits, RecursionError):
                continue
        return None

    def _evaluated(self, side: Side, literal: Literal) -> None:
        """``F = m a = 6.0 N`` where m and a are known: computed."""
        node = _expanded(side.node, self.j.known)
        value = self._value_of(side.node)
        if value is None:
            if not self.computed:
                text = "no values were given for some of its symbols"
                self.note(
                    "equality",
                    Outcome(None, "unknown_symbols", text),
                    replace(side, end=max(side.end, literal.end)),
                )
            return
        sure = all(
            name in self.j.known and not self.j.known[name].changes for name in names(node) if name != "pi"
        )
        self.nodes.insert(0, node)
        outcome = self._against(value, literal, self.chain.relations[-1])
        if not outcome.holds and outcome.reason in ("missing_unit", "unit_unchecked"):
            self.note("equality", outcome, replace(side, end=literal.end))
            return
        if outcome.holds is False and not (sure and not value.loose):
            outcome = Outcome(None, "contradicts_values", outcome.message)
        self.note("equality", outcome, replace(side, end=max(side.end, literal.end)))
        if outcome.holds:
            self.j.computed = self.computed = True
            if not value.bare:
                self.confirmed = True
            both = aligned(value, literal)
            self.current = v.hull(both[0], both[1]) if both else value
            self._remember(literal, self.current)

    # -- what is left

    def _bare_units(self) -> None:
        """Sides without units are right where another side of the chain proves the unit."""
        for left, side in self.bare_sides:
            self.last = left
            if self.confirmed:
                self.note("equality", TRUE, side)
            else:
                text = "the numbers agree; without units on the left the unit cannot be checked"
                self.note("equality", Outcome(None, "unit_unchecked", text), side)

    def _take(self, chain: Chain) -> None:
        """What the chain gives to later lines."""
        j = self.j
        numeric = [s for s in chain.sides if is_numeric(s.node)]
        if not numeric:
            return
        last = numeric[-1].node
        symbols = [s.node.name for s in chain.sides if isinstance(s.node, Symbol)]
        if isinstance(last, Literal):
            if not self.computed:
                self._given_value(symbols, last, chain, numeric)
                return
            assert self.current is not None
            for name in symbols:
                known = j.known.get(name)
                changes = known.changes + (not _same(known, last)) if known else 0
                j.known[name] = Binding(self.current, last, "computed", chain.line, changes)
            j.stated.update(x.value for x in (s.node for s in numeric) if isinstance(x, Literal))
            value = self.current
            j.results.append(Result(value, last, symbols[0] if symbols else "", chain.line))
            for s in numeric[:-1]:
                if isinstance(s.node, Literal):
                    j.results.append(Result(value, s.node, symbols[0] if symbols else "", chain.line))
        elif self.current is not None:
            for name in symbols:
                j.known[name] = Binding(self.current, None, "computed", chain.line)

    def _given_value(self, symbols: list[str], literal: Literal, chain: Chain, numeric: list[Side]) -> None:
        """``n = 0.250 mol``: a value that is only stated."""
        j = self.j
        at = Side(literal, literal.start, literal.end)
        said = self._prompt_says(literal) or literal.value in j.prompt_numbers
        if said:
            j.used.add(abs(literal.value))
        elif literal.key in j.tables:
            said = True
        elif j.prompt and not literal.pure and literal.key not in j.rounded and not self._is_near(literal):
            j.foreign.append(literal)
        name = symbols[0] if len(symbols) == 1 else ""
        if name:
            judged = None if said else constants.judge(name, literal)
            known = j.known.get(name)
            if judged is not None and known is None:
                self._constant(judged, literal)
            elif known is not None and not _same(known, literal):
                if not said:
                    text = f"{name} was given another value before"
                    self.note("given", Outcome(None, "contradicts_values", text), at)
            elif said and literal.units is not None:
                self.note("given", TRUE, at)
            if known is None or not _same(known, literal):
                value = j.rounded.get(literal.key) or plain(literal)
                j.known[name] = Binding(
                    value, literal, "given", chain.line, known.changes + 1 if known else 0
                )
        j.stated.update(s.node.value for s in numeric if isinstance(s.node, Literal))
        formula = any(not isinstance(s.node, Symbol | Opaque) and not is_numeric(s.node) for s in chain.sides)
        formula = formula or any(isinstance(s.node, Opaque) and s.problem for s in chain.sides)
        if formula and not said and literal.key not in j.rounded and literal.units is not None:
            j.rounded[literal.key] = around(literal)  # a result whose computation is not read


def _same(known: Binding, literal: Literal) -> bool:
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


def _expanded(node: Node, known: dict[str, Binding]) -> Node:
    """The expression with words such as ``nRT`` as products of letters, unless the word is known itself."""
    match node:
        case Symbol(name) if (
            2 <= len(name) <= 4 and name.isascii() and name.isalpha() and name not in known and name != "pi"
        ):
            return Product(tuple((1, Symbol(letter)) for letter in name))
        case Product(factors, loosely):
            return Product(tuple((s, _expanded(f, known)) for s, f in factors), loosely)
        case Power(base, exponent):
            return Power(_expanded(base, known), _expanded(exponent, known))
        case Apply(name, argument):
            return Apply(name, _expanded(argument, known))
    if hasattr(node, "terms"):
        return type(node)(tuple((s, _expanded(t, known)) for s, t in node.terms))  # type: ignore[union-attr,call-arg]
    return node


def _dimension(literal: Literal) -> v.Dimension:
    return literal.units.dimension if literal.units else ()


def _is_whole(number: v.Number, size: v.Number) -> bool:
    ratio = number / size
    return ratio.denominator == 1 if isinstance(ratio, Fraction) else False


def _is_ten_power(value: Fraction) -> bool:
    top, bottom = str(abs(value.numerator)), str(value.denominator)
    return (bottom == "1" and top.rstrip("0") == "1") or (top == "1" and bottom.rstrip("0") == "1")


__all__ = ["Binding", "Finding", "Judge", "Result", "same_number"]
