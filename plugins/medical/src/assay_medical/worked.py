"""The working of a quantity, in the plain text of a ward or a methods section: prompt, steps, answer and trace out of one description.

::

    work = Worked()
    work.given("w", "18", "kg", "body weight")
    work.given("d", "15", "mg/kg", "dose per kilogram")
    work.given("c", "50", "mg/mL", "strength", said="250 mg/5 mL")
    work.step("D", "w * d", "mg", "Single dose")
    work.step("V", "D / c", "mL", "Volume")
    return work.draft("A child of {w} is to have {d} of paracetamol. The syrup is {c}. …", "Give", second=18 * 15 / 50)

A line of the response is ``Volume: 270 mg / (50 mg/mL) = 5.4 mL.``
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assay import Draft, agree, make_reference
from assay.evidence import Operand, Step, read_number
from assay.evidence.formulas import Number, names_in
from assay.evidence.measured import Measured, evaluate_measured, measured, value_in
from assay_medical.calculators.work import rounded
from assay_medical.calculators.writing import formula_text, significant

Placeholder = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class _Known:
    value: Measured
    text: str


class Worked:
    """The working of one problem. Mistakes of the author raise :class:`ValueError` with a sentence."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._operands: dict[str, Operand] = {}
        self._said: dict[str, str] = {}
        self._steps: list[Step] = []
        self._lines: list[str] = []
        self._value: Number = Fraction(0)
        self._spare: set[str] = set()

    def given(self, name: str, value: str, unit: str, role: str, *, said: str = "") -> float:
        """A quantity that the prompt states where ``{name}`` stands in its text; its number, in its unit.

        ``said`` is how the prompt says it, if not as ``value unit``: ``250 mg/5 mL`` for 50 mg/mL.
        """
        number = read_number(value)
        found = None if number is None else measured(number, unit)
        if found is None or number is None:
            raise ValueError(f"{name} = {value} {unit}: no number, or no known unit")
        if name in self._known:
            raise ValueError(f"{name!r} has a value already")
        self._known[name] = _Known(found, quantity(value, unit))
        self._operands[name] = Operand(name, value, unit, role)
        self._said[name] = said or quantity(value, unit)
        return float(number)

    def drop(self, name: str) -> None:
        """Let a quantity that the prompt states not enter the working."""
        self._spare.add(name)

    def say(self, line: str) -> None:
        """A line that states no equality."""
        self._lines.append(line)

    def step(
        self,
        name: str,
        formula: str,
        unit: str,
        because: str,
        *,
        digits: int = 5,
        shown: str = "",
        show: bool = True,
    ) -> Number:
        """A step ``name = formula`` in a unit, and its line ``because: … = ….``; the exact value, in that unit.

        The line shows ``digits`` significant digits; later steps go on from the exact value. ``shown`` takes the place of the
        formula in the line.
        """
        result = evaluate_measured(formula, {key: known.value for key, known in self._known.items()})
        value = value_in(result, unit)
        if value is None:
            raise ValueError(f"{name} = {formula} is not in {unit or 'no unit'}")
        if name in self._known:
            raise ValueError(f"{name!r} has a value already")
        number = significant(value, digits)
        names = {key: self._in_formula(key, formula) for key in names_in(formula)}
        if show:
            left = shown if shown else formula_text(formula, names)
            told = quantity(number, unit)
            self._lines.append(f"{because}: {told}." if left == told else f"{because}: {left} = {told}.")
        self._known[name] = _Known(result, quantity(number, unit))
        self._steps.append(Step(f"{name} = {formula}", tuple(sorted(names)), _output(number, value), unit))
        self._value = value
        return value

    def _in_formula(self, name: str, formula: str) -> str:
        """A quantity within a formula: in brackets if it divides and its unit has a stroke, or if it is raised."""
        text = self._known[name].text
        binds = re.search(rf"/\s*{name}\b", formula) and "/" in text
        raised = re.search(rf"\b{name}\b\s*\*\*", formula) and " " in text
        return f"({text})" if binds or raised else text

    def round_to(
        self, name: str, source: str, step: str, unit: str, because: str, *, direction: str = "nearest"
    ) -> Number:
        """The step that rounds a value to a multiple of a given quantity ``step``, ``""`` for whole things that are counted."""
        function = {"nearest": "round", "down": "floor", "up": "ceil"}[direction]
        exact = self._known[source]
        formula = f"{function}({source} / {step}) * {step}" if step else f"{function}({source})"
        value = evaluate_measured(formula, {key: known.value for key, known in self._known.items()})
        here = value_in(value, unit)
        if here is None:
            raise ValueError(f"{source} and {step} are not in {unit}")
        told = quantity(significant(here, 9), unit)
        if value_in(exact.value, unit) != here:
            self._lines.append(f"{because}: {told}.")
        self._known[name] = _Known(value, told)
        self._steps.append(
            Step(
                f"{name} = {formula}",
                tuple(sorted({source, step} - {""})),
                _output(significant(here, 9), here),
                unit,
            )
        )
        self._value = here
        return here

    @property
    def value(self) -> Number:
        """The value of the last step, in its unit."""
        return self._value

    def draft(
        self,
        prompt: str,
        closing: str,
        *,
        second: float | Fraction,
        decimals: int | None = None,
        digits: int = 5,
        tolerance: str = "0.01",
        absolute: str = "",
        unit: str = "",
        texts: Mapping[str, str] | None = None,
        dose: Mapping[str, Any] | None = None,
        tail: str = "",
    ) -> Draft:
        """The draft whose answer is the last step's value, with ``decimals`` or ``digits`` significant digits.

        ``prompt`` has ``{name}`` where each given quantity stands, and ``{name}`` of ``texts`` for other words. ``closing`` begins
        the last line, which ends in ``tail``: ``Give **5.5 mL** every 6 hours.`` ``second`` is the answer in the same unit by another
        route; raises :class:`~assay.evidence.RoutesDisagree`. ``tolerance`` is relative; ``absolute`` is one in the unit of the answer that
        takes its place, as :meth:`_slack` does where there are ``decimals``. ``dose`` is the part of the reference for
        ``medical.dose``; without it the reference has the quantity and its trace. ``unit`` is how the answer's unit is written,
        if not as the last step's.
        """
        agree(float(self._value), float(second), rel=1e-6, abs=1e-9, what=closing)
        last = self._steps[-1]
        written = unit or last.unit or ""
        number = significant(self._value, digits) if decimals is None else rounded(self._value, decimals)
        answer = quantity(number, written)
        text, spans = self._filled(prompt, texts or {})
        self._lines.append(f"{closing} **{answer}**{tail}.")
        response = "\n".join(line[:1].upper() + line[1:] for line in self._lines)
        if dose is not None:
            return Draft(text, response, make_reference(answer, dose=dict(dose)), answer=answer)
        operands = [
            vars(Operand(o.name, o.value, o.unit, o.role, o.where, spans[o.name]))
            for o in self._operands.values()
            if o.name not in self._spare
        ]
        wanted = {"value": significant(self._value, 9), "unit": last.unit or "", "rel_tol": tolerance}
        if absolute or decimals is not None:
            wanted |= {"abs_tol": absolute or self._slack(number, decimals or 0), "rel_tol": "0"}
        reference = make_reference(
            answer,
            quantity=wanted,
            trace={
                "operands": operands,
                "steps": [*map(vars, self._steps)],
                "result": last.formula.partition(" = ")[0],
            },
        )
        return Draft(text, response, reference, answer=answer)

    def _slack(self, number: str, decimals: int) -> str:
        """How far others may be off where so many decimals are asked for: as far as the rounded value, and a quarter of its last digit."""
        exact = Fraction(repr(self._value)) if isinstance(self._value, float) else Fraction(self._value)
        off = abs(Fraction(number) - exact) + Fraction(1, 4 * 10**decimals)
        return significant(off, 4)

    def fill(self, prompt: str, texts: Mapping[str, str] | None = None) -> str:
        """The prompt with its quantities, for rows that have no answer."""
        words = {**self._said, **(texts or {})}
        return Placeholder.sub(lambda m: words[m[1]], prompt)

    def _filled(self, prompt: str, texts: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
        spans: dict[str, tuple[int, int]] = {}
        text, end = "", 0
        for match in Placeholder.finditer(prompt):
            text += prompt[end : match.start()]
            end, name = match.end(), match[1]
            if name in self._operands:
                spans.setdefault(name, (len(text), len(text) + len(self._said[name])))
            text += self._said[name] if name in self._said else texts[name]
        text += prompt[end:]
        missing = [name for name in self._operands if name not in spans]
        if missing:
            raise ValueError(f"the prompt does not state {missing[0]!r}")
        return text, spans


def quantity(number: str, unit: str) -> str:
    """Number and unit as wards write them: ``18 kg``, ``35%``, ``1 tablet``."""
    if (
        number == "1"
        and unit.endswith("s")
        and unit[:-1]
        in (
            "tablet",
            "capsule",
            "vial",
            "unit",
            "drop",
            "dose",
            "ampoule",
            "puff",
            "participant",
            "patient",
            "event",
        )
    ):
        unit = unit[:-1]
    if number == "1":
        unit = unit.replace("doses/", "dose/").replace("units/", "unit/")
    return number + ("" if unit in ("", "%") else " ") + unit


def _output(number: str, value: Number) -> str:
    """A step's output in a trace: a rounded whole number with an exponent, which marks it as rounded."""
    shown = read_number(number)
    return number if shown == value or "." in number else f"{number}e0"


__all__ = ["Worked", "quantity"]
