"""The verdict of ``medical.dose``: facts in the prompt, the computation, the answer, the steps."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from assay import BadReference, Sample, Task, Verdict
from assay.evidence import Findings, Trace, check_trace, has_part, make_reference
from assay.evidence.quantities import stands_in
from assay.evidence.quantity_answer import check_computed, check_quantity, wanted
from assay.evidence.terms import Term, check_term, term_of
from assay_medical.dosing.answers import Aim, check_answer, each
from assay_medical.dosing.computing import DAY, compute
from assay_medical.dosing.orders import Dose, measure, strength
from assay_medical.dosing.reading import Measure, in_unit, read_measure, scan, show, unit_of
from assay_medical.steps import check_steps

LONGEST_PROMPT = 20_000
_FACTS = ("order", "per_kg", "per_m2", "max_single", "max_daily", "max_rate", "strength", "weight", "volume", "over", "rate", "given")  # fmt: skip


def judge_dose(sample: Sample) -> Verdict:
    """The verdict on a dose, or on a quantity with a trace."""
    found = Findings()
    if len(sample.prompt or "") > LONGEST_PROMPT:
        found.check(
            None, "length", "", "limit", f"A prompt of more than {LONGEST_PROMPT:,} characters is not read."
        )
        return found.verdict()
    if has_part(sample.task.reference or "", Term):
        check_term(sample, term_of(sample), found)
        return found.verdict()
    part = dose_of(sample)
    if part is None:
        return judge_traced(sample)
    if not check_facts(part, sample, found):
        return found.verdict()
    result = compute(part)
    known = [measure(key, getattr(part, key)) for key in _FACTS if getattr(part, key)]
    known += _companions(part, result.value)
    unit = f"{unit_of(result.value * DAY)}/day" if part.asks == "daily_dose" else unit_of(result.value)
    allowed = Fraction(0) if result.exact else abs(in_unit(result.value, unit)) * Fraction(part.rel_tol)
    aim = Aim(
        result.value,
        unit,
        allowed,
        (*known, *result.met),
        tuple(result.slips),
        result.limit,
        measure("per_day", part.per_day) if part.per_day else None,
        tuple(slip for reason, slip in result.slips if reason == "not_rounded"),
    )
    check_key(sample, aim, found)
    check_answer(sample, aim, found)
    check_steps(sample, found)
    return found.verdict()


def _companions(part: Dose, answer: Measure) -> list[Measure]:
    """The answer in other words: the drug that a volume holds, what it is in a day."""
    found = [answer]
    if part.strength:
        found.append(answer * measure("strength", part.strength))
    if part.per_day:
        found += [each_one * measure("per_day", part.per_day) for each_one in found]
        found += [day / Measure(Fraction(1), (("dose", 1),)) for day in found if day.axes.get("dose") == 1]
    return found


def dose_of(sample: Sample) -> Dose | None:
    """The part ``dose``, or the same keys at the top of the reference; ``None`` if the reference is of another form."""
    if has_part(sample.task.reference or "", Dose):
        return sample.part(Dose)
    try:
        whole: Any = json.loads((sample.task.reference or "").lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or "asks" not in whole:
        return None
    flat = {key: value for key, value in whole.items() if key != "answer" and not (isinstance(value, dict))}
    return Sample(Task("", make_reference(dose=flat)), "").part(Dose)


def check_facts(part: Dose, sample: Sample, found: Findings) -> bool:
    """Whether each fact and limit stands in the prompt; nothing is asked of a row without one."""
    if not (sample.prompt or "").strip():
        return True
    there = list(scan(sample.prompt))
    missing = False
    for key, text in part.facts():
        wanted_fact = _any_measure(key, text)
        holds = any(_says(told, wanted_fact) for told, _ in there)
        span = next((span for told, span in there if _says(told, wanted_fact)), None)
        if holds:
            found.check(True, "fact", f"{key}: {text}", span=span, where="prompt")
            continue
        missing = True
        message = f"{key} {text!r} of the reference does not stand in the prompt."
        found.check(None, "fact", f"{key}: {text}", "input_not_found", message, where="prompt")
    return not missing


def _any_measure(key: str, text: str) -> Measure:
    try:
        return measure(key, text)
    except ValueError:
        found = read_measure(text)
        if found is None:
            raise BadReference(f"{key} {text[:60]!r} is no quantity.") from None
        return found


def _says(told: Measure, fact: Measure) -> bool:
    if told == fact:
        return True
    if fact.of(weight=1):
        return told.of(mass=1) and told.value == fact.value * 1_000_000
    if fact.of(mass=1, volume=-1) and told.axes == {"percent": 1}:
        return told.value * 10 == fact.value
    return each(told) == each(fact)


def check_key(sample: Sample, aim: Aim, found: Findings) -> None:
    """Whether the answer that the reference states in words is what its facts come to."""
    try:
        stated = sample.expected.strip() if sample.task.reference else ""
    except BadReference:
        return
    told = read_measure(stated) if stated and not stated.startswith("{") else None
    if told is None or told.kind != aim.value.kind:
        return
    if abs(told.value - aim.value.value) > abs(aim.value.value) / 100:
        message = (
            f"The reference's facts come to {show(aim.value, aim.unit)}, and its answer is {stated[:60]}."
        )
        found.check(None, "key", stated[:80], "key_differs", message, where="reference")


def judge_traced(sample: Sample) -> Verdict:
    """The verdict on a quantity of the reference, whose trace is computed if there is one."""
    found = Findings()
    aim = wanted(sample)
    met: list[Measure] = []
    if has_part(sample.task.reference or "", Trace):
        trace = sample.part(Trace)
        value = check_trace(trace, sample, found, same_quantity=same_quantity)
        units = {step.formula.partition("=")[0].strip(): step.unit for step in trace.steps}
        if value is not None:
            check_computed(value, units.get(trace.result), trace.result, aim, found)
        said = [f"{o.value} {o.unit}" for o in trace.operands] + [
            f"{s.output} {s.unit or ''}" for s in trace.steps
        ]
        met = [one for text in said if (one := read_measure(text.strip())) is not None and one.kind]
    if len(aim.targets) != 1:
        raise BadReference("A dose is one quantity.")
    (target,) = aim.targets
    right = read_measure(target.text)
    if right is None or not right.kind:
        check_quantity(sample, aim, found)
        check_steps(sample, found)
        return found.verdict()
    unit = re.sub(r"^[\d.,\s×x^½¼¾⁰-⁹]+", "", target.text).replace("MME", "mg").replace("OME", "mg")
    if (one := read_measure(f"1 {unit}")) is None or one.kind != right.kind:
        unit = unit_of(right)
    per = in_unit(right, unit) / target.amount.value if target.amount.value else Fraction(1)
    slips = tuple(("half_done", one) for one in met if one != right)
    check_answer(sample, Aim(right, unit, target.allowed * per, tuple(met), slips), found)
    check_steps(sample, found)
    return found.verdict()


def same_quantity(value: str, unit: str, text: str) -> bool:
    """Whether words of a prompt say a value in a unit as prescriptions do: ``250 mg/5 mL`` for 50 mg/mL."""
    if stands_in(value, unit, text):
        return True
    said, told = read_measure(f"{value} {unit}".strip()), read_measure(text)
    if said is None or told is None:
        return False
    if said.kind != told.kind and told.axes == {"percent": 1}:
        told = strength(text) or told
    return each(said) == each(told)


__all__ = ["check_facts", "dose_of", "judge_dose", "judge_traced", "same_quantity"]
