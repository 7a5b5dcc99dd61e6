r"""The working of a problem with quantities: prompt, steps with units, answer and trace out of one description.

::

    work = Working()
    work.given("n", "0.250", "mol", "amount of gas")
    work.given("V", "5.00", "L", "volume")
    work.given("t", "25.0", "°C", "temperature")
    work.constant("R", "8.314", "J/(mol·K)")
    work.step("T", "t", "K", "Convert the temperature to kelvins")
    work.step("p", "n * R * T / V", "kPa", "The ideal gas law gives")
    return work.draft(
        "A {V} flask holds {n} of nitrogen at {t}. What is the pressure in kilopascals?",
        "The pressure is",
        digits=3,
        second=0.250 * scipy_r * 298.15 / 0.005 / 1000,
    )

The response has a line a step, ``The ideal gas law gives $p = \frac{n R T}{V} = … = 123.9\,\mathrm{kPa}$.``, which
``science.derivation`` proves; the reference holds the quantity and a trace, which ``science.quantity`` proves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assay import Draft, agree, make_reference
from assay.evidence import Operand, Step, read_number
from assay.evidence.formulas import Number, names_in
from assay.evidence.measured import Measured, evaluate_measured, measured, value_in
from assay_science.constants import matches
from assay_science.masses import matches_molar_mass
from assay_science.tables import STANDARDS
from assay_science.writing import (
    formula_latex,
    number_latex,
    plain,
    quantity,
    quantity_latex,
    rounded,
    symbol_latex,
)

VERIFIERS = ("science.quantity", "science.derivation")
"""What must accept a row of :class:`Working`."""


@dataclass(frozen=True)
class _Known:
    """A value with a name: as formulas take it, and as it is written."""

    value: Measured
    number: str
    unit: str
    symbol: str


class Working:
    """The working of one problem: what is given, constants, steps, and the draft that they make.

    Mistakes of the author (an unknown unit, a name that is used twice, a step that adds a length to a
    time) raise :class:`ValueError` with a sentence.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._operands: dict[str, Operand] = {}
        self._steps: list[Step] = []
        self._lines: list[str] = []
        self._exact: Number = Fraction(0)

    def given(self, name: str, value: str, unit: str, role: str, *, symbol: str = "") -> float:
        """A quantity that the prompt states where ``{name}`` stands in its text; its number, in its unit.

        ``value`` is written as it shall stand in the prompt (``"0.250"``, ``"1.5×10⁴"``; :func:`rounded` makes
        such texts), ``unit`` too (``"J/(mol·K)"``, ``"m/s²"``, ``"°C"``, ``"%"``; ``""`` for a pure number).
        ``symbol`` is LaTeX; by default it is made of the name (``T_1``, ``dH``, ``lambda_0``).
        """
        self._add(name, value, unit, symbol)
        self._operands[name] = Operand(name, value, unit, role)
        return _float(value)

    def constant(self, name: str, value: str, unit: str, *, of: str = "", symbol: str = "") -> float:
        """A constant of nature that the solver must know, rounded to the digits shown: ``("R", "8.314", "J/(mol·K)")``.

        ``of`` is its key in :data:`assay_science.constants.NAMES` if that is not the name.
        """
        key = of or name
        if not matches(key, value, unit):
            raise ValueError(f"{name} = {value} {unit} is not CODATA's {key}")
        self._add(name, value, unit, symbol)
        self._operands[name] = Operand(name, value, unit, "constant of nature", f"table:codata:{key}")
        return _float(value)

    def molar_mass(self, name: str, value: str, formula: str, *, symbol: str = "") -> float:
        """The molar mass of a formula in g/mol, as the periodic table gives it: ``("M", "58.44", "NaCl")``."""
        if not matches_molar_mass(formula, value):
            raise ValueError(f"{value} g/mol is not the molar mass of {formula}")
        self._add(name, value, "g/mol", symbol)
        self._operands[name] = Operand(
            name, value, "g/mol", f"molar mass of {formula}", f"table:molar_mass:{formula}"
        )
        return _float(value)

    def standard(self, name: str, kind: str) -> None:
        """A standard state, by which a quantity is divided to have a pure number: ``("c0", "c")`` is c° = 1 mol/L.

        ``kind`` is a key of :data:`assay_science.tables.STANDARDS`.
        """
        value, unit = STANDARDS[kind]
        self._add(name, value, unit, rf"{kind}^{{\circ}}")
        self._operands[name] = Operand(name, value, unit, "standard state", f"table:standard:{kind}")

    def say(self, line: str) -> None:
        """A line of the response that states no equality."""
        self._lines.append(line)

    def step(
        self,
        name: str,
        formula: str,
        unit: str,
        because: str,
        *,
        digits: int = 4,
        symbol: str = "",
        show: bool = True,
        shown: str = "",
    ) -> Number:
        """A step ``name = formula`` in a unit, and its line ``because $…$.``; the exact value, in that unit.

        The formula is one of traces: ``+ - * / **``, brackets, numbers, names, ``pi``, ``sqrt exp log ln log10 sin
        cos tan asin acos atan abs min max``. The line shows ``digits`` significant digits, or all if they are at
        most one more. Later steps go on from the exact value. ``shown`` is a formula of the same value that the
        line shows instead: ``n_1`` where the trace has ``min(n_1, n_2)``.
        """
        result = evaluate_measured(formula, {key: known.value for key, known in self._known.items()})
        value = value_in(result, unit)
        if value is None:
            raise ValueError(f"{name} = {formula} is not in {unit or 'no unit'}")
        number = rounded(value, digits + 1)
        if not math.isclose(read_number(number) or 0, value, rel_tol=1e-12):  # 3.8025 as a float is a tie
            number = rounded(value, digits)
        if name in self._known:
            raise ValueError(f"{name!r} has a value already")
        used = names_in(formula)
        if (
            shown
            and evaluate_measured(shown, {key: known.value for key, known in self._known.items()}) != result
        ):
            raise ValueError(f"{shown} is not {formula}")
        written = shown or formula
        mark = symbol or symbol_latex(name)
        if show:
            sides = [mark]
            if shown or formula.strip() not in self._known:
                sides.append(
                    formula_latex(written, {key: known.symbol for key, known in self._known.items()})
                )
            values = {key: quantity_latex(known.number, known.unit) for key, known in self._known.items()}
            if used:
                sides.append(formula_latex(written, values, substituted=True))
            sides.append(quantity_latex(number, unit))
            self._lines.append(f"{because} ${' = '.join(dict.fromkeys(sides))}$.")
        self._known[name] = _Known(result, number, unit, mark)
        self._steps.append(
            Step(f"{name} = {formula}", tuple(sorted(used)), _trace_output(number, value), unit)
        )
        self._exact = value
        return value

    def draft(
        self,
        prompt: str,
        closing: str,
        *,
        second: float | Fraction,
        digits: int = 3,
        rel: float = 1e-6,
        tolerance: float = 0.01,
        absolute: float | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> Draft:
        """The draft whose answer is the last step's value, with ``digits`` significant digits.

        ``prompt`` has ``{name}`` where each given quantity stands, once, and ``{name}`` of ``texts`` for other
        words. ``closing`` begins the last line: ``The pressure is``. ``second`` is the answer in the same unit
        by another route; raises :class:`~assay.evidence.RoutesDisagree` if they differ by more than ``rel``.
        ``tolerance`` is the relative one within which other people's answers are right, ``absolute`` one in the
        unit of the answer (a pH, a temperature in °C), where it is the larger.
        """
        agree(float(self._exact), float(second), rel=rel, abs=1e-12, what=closing)
        last = self._steps[-1]
        name, unit = last.formula.partition(" = ")[0], last.unit or ""
        text, spans = self._filled(prompt, texts or {})
        operands = tuple(
            Operand(o.name, o.value, o.unit, o.role, o.where, spans.get(o.name))
            for o in self._operands.values()
        )
        answer = rounded(self._exact, digits)
        boxed = f"{closing} $\\boxed{{{quantity_latex(answer, unit)}}}$."
        exact = rounded(self._exact, 8)
        wanted = {"value": plain(exact), "unit": unit, "rel_tol": tolerance}
        reference = make_reference(
            quantity(answer, unit),
            quantity=wanted if absolute is None else wanted | {"abs_tol": absolute},
            # as Trace writes it, without the deep copies of dataclasses.asdict
            trace={"operands": [*map(vars, operands)], "steps": [*map(vars, self._steps)], "result": name},
        )
        return Draft(text, "\n".join([*self._lines, boxed]), reference, answer=quantity_latex(answer, unit))

    def _add(self, name: str, value: str, unit: str, symbol: str) -> None:
        number = read_number(value)
        found = None if number is None else measured(number, unit)
        if found is None:
            raise ValueError(f"{name} = {value} {unit}: no number, or no known unit")
        if name in self._known:
            raise ValueError(f"{name!r} has a value already")
        self._known[name] = _Known(found, value, unit, symbol or symbol_latex(name))

    def _filled(self, prompt: str, texts: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
        """The prompt with its quantities, and where they stand in it."""
        text, spans = "", {}
        pieces = prompt.split("{")
        text = pieces[0]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("}")
            operand = self._operands.get(name)
            if operand is None and name in texts:
                text += texts[name] + rest
                continue
            if operand is None or name in spans:
                raise ValueError(f"{{{name}}} is no given quantity, or stands in the prompt twice")
            said = quantity(operand.value, operand.unit)
            spans[name] = (len(text), len(text) + len(said))
            text += said + rest
        missing = [o.name for o in self._operands.values() if o.where == "prompt" and o.name not in spans]
        if missing:
            raise ValueError(f"the prompt does not state {missing[0]!r}")
        return text, spans


def _float(value: str) -> float:
    return float(read_number(value) or 0)


def _trace_output(number: str, value: Number) -> str:
    """The output of a step as a trace has it: a rounded whole number with an exponent, which marks it as rounded."""
    shown = read_number(number)
    if shown == value or "." in number or "×" in number:
        return number
    return f"{number}e0"


__all__ = ["VERIFIERS", "Working", "number_latex", "quantity", "rounded"]
