"""Traces: which numbers enter a computation, where they stand, and what each step makes of them.

A number that can be derived somehow from a source is a weak proof; a trace says which operands enter
and in which role, and :func:`check_trace` proves that each stands where it says and that each step
gives what it says.
"""

from __future__ import annotations

from builtins import abs as magnitude
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from assay.evidence.findings import Findings
from assay.evidence.formulas import (
    NAME,
    RESERVED,
    BadFormula,
    Number,
    Undecided,
    evaluate,
    names_in,
    numbers_in,
)
from assay.evidence.measured import Measured, evaluate_measured, measured, value_in
from assay.evidence.operands import Known, Operand, SameQuantity, half_unit, operand_problem, read_number
from assay.records import Sample, Status
from assay.references import reference_part


@dataclass(frozen=True)
class Step:
    """One line of a computation: ``Step("bmi = mass / height**2", ("mass", "height"), "24.2")``.

    ``inputs`` are names of operands and of what earlier steps gave, each of which the formula uses.
    ``output`` is the value that the step gives, as text. With a ``unit``, ``""`` for a pure number, the
    output is in that unit, and the step is computed with the units of its inputs; all steps of
    a trace have units, or none.
    """

    formula: str
    inputs: tuple[str, ...]
    output: str
    unit: str | None = None


@reference_part("trace")
@dataclass(frozen=True)
class Trace:
    """A computation: its operands, its steps, and the name of the value that is the result."""

    operands: tuple[Operand, ...]
    steps: tuple[Step, ...]
    result: str


def check_trace(
    trace: Trace,
    sample: Sample,
    findings: Findings,
    *,
    rel: float = 0.0,
    abs: float = 0.0,
    same_quantity: SameQuantity | None = None,
    constants: Collection[float | str | Fraction] | None = None,
    known: Known | None = None,
) -> Number | None:
    """Check a trace and add what was found to ``findings``; the exact value of its result, ``None`` if it fails.

    Where steps have units, values are brought to SI base units, a step may not add what is of
    different kinds, and the result is in the unit of the last step.

    Operands must stand in the prompt, in a turn that the assistant did not write, or in a source: the
    right value, with its whole unit beside it, no part of another number. A span that holds more than a
    number may also say the same quantity in another unit (``5000 m`` for 5 km), by
    :func:`~assay.evidence.quantities.stands_in`; ``same_quantity(value, unit, text)``, if it is given,
    decides alone about such a span. Every operand and every output must
    be used, and every input must be there before its step.

    Steps are computed from the operands' values, not from rounded outputs, exactly where that is possible.
    An output agrees within ``rel`` (relative) or ``abs`` (absolute), or, if it is written
    with a decimal point or an exponent, within half a unit of its last digit. ``constants`` are the
    numbers that formulas may hold; by default any. ``known(operand)`` says of an operand that stands
    in a ``table:NAME`` what is wrong with it, ``""`` if nothing is; without it there are no tables.
    """
    before = len(findings.checks)
    allowed = None if constants is None else {_constant(each) for each in constants}
    units = any(step.unit is not None for step in trace.steps)
    values: dict[str, Number] = {}
    sized: dict[str, Measured] = {}
    for operand in trace.operands:
        problem = operand_problem(operand, sample, values, same_quantity, known)
        number = read_number(operand.value)
        if not problem and units and number is not None:
            problem = _sized_problem(operand, number, sized)
        claim = f"{operand.name} = {operand.value} {operand.unit}".strip()
        reason, message, quote = problem or ("", "", "")
        findings.check(
            not problem,
            "operand",
            claim,
            reason,
            message,
            span=operand.span,
            where=operand.where,
            quote=quote,
        )
        if number is not None and NAME.match(operand.name):
            values.setdefault(operand.name, number)
    used: set[str] = set()
    given: list[str] = []
    for number_of_step, step in enumerate(trace.steps):
        scale = sized if units else None
        name, holds, reason, message = _check_step(step, values, used, rel, abs, allowed, scale)
        claim = f"{step.formula} = {step.output} {step.unit or ''}".strip()
        findings.check(holds, "step", claim, reason, message, step=number_of_step)
        given.append(name)
    names = [operand.name for operand in trace.operands]
    for name in dict.fromkeys(names):
        if name not in used and name != (trace.result if not trace.steps else None):
            findings.check(False, "operand", name, "unused_operand", f"No step uses the operand {name!r}.")
    for name in given:
        if name and name not in used and name != trace.result:
            findings.check(
                False, "step", name, "unused_step", f"No step uses {name!r}, and it is not the result."
            )
    ends = given[-1:] if trace.steps else names
    if trace.result not in ends or not trace.result:
        message = f"The result {trace.result!r} is not what the last step gives."
        findings.check(False, "result", trace.result, "no_result", message)
    failed = any(check.status is not Status.ACCEPTED for check in findings.checks[before:])
    return None if failed else values[trace.result]


def _sized_problem(
    operand: Operand, number: Fraction, sized: dict[str, Measured]
) -> tuple[str, str, str] | None:
    """Take an operand with its unit; what is wrong if that cannot be."""
    found = measured(number, operand.unit)
    if found is None:
        return "unknown_unit", f"The unit {operand.unit[:60]!r} of {operand.name} is not known.", ""
    sized[operand.name] = found
    return None


def _constant(value: float | str | Fraction) -> Fraction:
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _check_step(
    step: Step,
    values: dict[str, Number],
    used: set[str],
    rel: float,
    abs: float,
    allowed: set[Fraction] | None,
    sized: dict[str, Measured] | None,
) -> tuple[str, bool | None, str, str]:
    """The name of what a step gives, whether it holds, reason and message.

    Its value goes into ``values``; where there are units, it is in the unit of the step, and goes
    into ``sized`` as formulas take it.
    """
    name, equals, formula = (part.strip() for part in step.formula.partition("="))
    if not equals or not NAME.match(name) or name in RESERVED or "__" in name:
        return "", False, "bad_step", f"{step.formula[:80]!r} is not of the form name = formula."
    if name in values:
        return "", False, "bad_step", f"{name!r} has a value already."
    try:
        names = names_in(formula)
        used |= names
        numbers = numbers_in(formula) if allowed is not None else set()
        if names != set(step.inputs):
            odd = ", ".join(sorted(names ^ set(step.inputs)))[:80]
            return name, False, "wrong_inputs", f"The formula of {name} and its inputs differ in {odd}."
        if missing := sorted(names - values.keys()):
            message = f"{missing[0]!r} is no operand and no earlier output."
            return name, False, "unknown_input", message
        if odd_numbers := sorted(numbers - (allowed or set())):
            message = f"The formula of {name} holds {odd_numbers[0]}, which is no constant here."
            return name, False, "unknown_constant", message
        if sized is None:
            value = evaluate(formula, values)
        elif step.unit is None:
            return name, False, "bad_step", f"{name!r} has no unit, and other steps have."
        else:
            sized[name] = evaluate_measured(formula, sized)
            converted = value_in(sized[name], step.unit)
            if converted is None:
                message = f"{formula} has another dimension than {step.unit[:60] or 'a pure number'}."
                return name, False, "wrong_unit", message
            value = converted
    except Undecided as error:
        return name, None, "undecided_step", str(error)
    except BadFormula as error:
        return name, False, "bad_formula", str(error)
    values[name] = value
    stated = read_number(step.output)
    if stated is None:
        return name, False, "unreadable_output", f"The output {step.output[:60]!r} of {name} is no number."
    slack = 0 if isinstance(value, Fraction) else 1e-9
    exact = Fraction(value)
    near = max(Fraction(abs), Fraction(max(rel, slack)) * magnitude(exact), half_unit(step.output))
    if magnitude(exact - stated) <= near:
        return name, True, "", ""
    return name, False, "wrong_step", f"{formula} is {_shown(value)}, not {step.output}."


def _shown(value: Number) -> str:
    """A value for people."""
    if isinstance(value, Fraction) and value.denominator == 1 and magnitude(value) < 10**12:
        return str(value)
    try:
        return f"{float(value):.10g}"
    except OverflowError:
        return "too large to be shown"
