"""Is the final answer of a response that of the calculation?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from fractions import Fraction

from assay import Sample, Task
from assay.evidence import Findings
from assay.evidence.answer_words import left_open
from assay.evidence.final_answer import Candidate, FinalAnswer, Values, final_answer, without_drafts
from assay.evidence.quantities import NONE, Amount, Unit
from assay.evidence.quantity_answer import Target, Wanted, check_quantity
from assay.evidence.quantity_spelling import unit_of
from assay.evidence.terms import Term, check_term
from assay_medical.calculations.dates import find_dates, find_durations, read_date
from assay_medical.calculations.reading import core_spelling
from assay_medical.calculations.reference import Asked
from assay_medical.calculators import Calculator
from assay_medical.rivals import bound, not_own, plain_points
from assay_medical.units import clinical_unit
from assay_medical.vocabulary import fact

_OUT_OF = re.compile(r"(?<=\d)(?:\.0+)?(\s?(?:/|out of)\s?[1-9]\d{0,2})(?![\d/.])", re.IGNORECASE)


_LABELLED = re.compile(r"\b(stage|grade|class|type|category)\s?G?\d[a-c]?\b(?![.,]?\d)", re.IGNORECASE)
"""Numbers that are names: what a result means ("CKD stage 2"), no second result."""
_NORMAL = re.compile(r"[(\[](?:normal|reference)\b[^()\[\]\n]{0,80}[)\]]", re.IGNORECASE)


_OR = re.compile(
    r"(?<![\w.,])(?P<one>[-−]?\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,9})?)\s{0,2}(?P<unit>[^\s\d,;]{0,14})\s{0,2},?\s{1,2}(?:or|to|and)(?: (?:maybe|perhaps|rather))?\s{1,2}"
    r"(?=(?P<other>[-−]?\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,9})?)\s{0,2}(?P<unit2>[^\s\d.,;]{0,14}))"
)


def _chosen(response: str, span: tuple[int, int]) -> str:
    """Two values of one unit in the line of an answer, between which it does not choose: also where both are near enough."""
    begin = response.rfind("\n", 0, span[0]) + 1
    end = response.find("\n", span[1])
    for match in _OR.finditer(response, begin, end if end >= 0 else len(response)):
        same_unit = match["unit"] == match["unit2"] or not match["unit"] or not match["unit2"]
        inside = match.start() < span[1] and span[0] < match.end("unit2")
        if same_unit and inside and match["one"] != match["other"]:
            return response[match.start() : match.end("unit2")]
    return ""


_BOLD = re.compile(r"\*\*([^*\n]{1,200})\*\*")


def _other_in_bold(response: str, term: Term) -> str:
    """What else the last line gives in bold beside a term of the list, ``""`` if nothing."""
    bold = _BOLD.findall(response.rstrip().rpartition("\n")[2])
    known = {form.casefold() for form, _ in term.forms}
    return (
        next((each for each in bold if each.strip(" .,:").casefold() not in known), "")
        if len(bold) > 1
        else ""
    )


def check_answer(sample: Sample, asked: Asked, found: Findings) -> None:
    """Check the final answer: a number with its unit, a score, a date, a duration or a term."""
    kind = asked.calculator.kind
    if kind == "term":
        bands = asked.calculator.bands
        if len(bands) < 2:
            found.check(None, "answer", "", "no_terms", f"{asked.calculator.title} has no list of terms.")
            return
        term = Term(str(asked.result.value), tuple(bands), dict(bands))
        if other := _other_in_bold(sample.response, term):
            found.check(None, "answer", other, "several_answers", f"Beside its term it gives {other!r}.")
            return
        check_term(sample, term, found)
    elif kind in ("date", "duration"):
        _check_moment(sample, asked, found)
    else:
        _check_number(sample, asked, found)


def _check_number(sample: Sample, asked: Asked, found: Findings) -> None:
    calculator = asked.calculator
    response = plain_points(core_spelling(_without_names(sample.response, calculator)))
    unit = _unit(calculator)
    value = asked.result.value
    assert isinstance(value, Fraction | float)
    exact = Fraction(value)
    response = _NORMAL.sub(lambda m: " " * len(m[0]), response)
    response = _LABELLED.sub(
        lambda m: m[0] if m[1].lower() in calculator.title.lower() else " " * len(m[0]), response
    )
    if calculator.kind == "score":
        response = _OUT_OF.sub(lambda m: m[0].removesuffix(m[1]) + " " * len(m[1]), response)
        target = Target(Amount(exact, unit), Fraction(0), _stated(asked), bare=True)
    else:
        bare = calculator.unit in ("", "%") or _is_named(calculator.unit, sample.prompt or "")
        # what is rounded as the calculator's own answers are is right, however small it is
        allowed = max(abs(exact) * asked.rel_tol, Fraction(1, 2 * 10**calculator.decimals))
        target = Target(Amount(exact, unit), allowed, _stated(asked), bare=bare)
    equivalents = _counts_equivalents(calculator)
    if equivalents:
        response = response.replace("mmol/L", " mEq/L").replace("mmol/l", " mEq/L")
    prompt = core_spelling(sample.prompt or "")
    check_quantity(Sample(Task(prompt, ""), response), Wanted((target,)), found)
    last = found.checks[-1]
    if last.span is not None and (words := not_own(response, sample.prompt or "", last.span[0])):
        found.check(
            None, "answer", words, "not_answered", f"It is no answer of its own: {words!r}.", span=last.span
        )
    if last.span is not None and (more := bound(response, *last.span)):
        found.check(None, "answer", more, "range", f"The response gives a bound: {more!r}.", span=last.span)
    if last.span is not None and (choice := _chosen(response, last.span)):
        message = f"The response leaves open which it is: {choice!r}."
        found.check(False, "answer", choice, "several_answers", message)


def _stated(asked: Asked) -> str:
    return f"{asked.result.text} {asked.result.unit}".strip()


def _unit(calculator: Calculator) -> Unit:
    said = core_spelling(calculator.unit)
    if _counts_equivalents(calculator):
        said = said.replace("mmol/L", "mEq/L")
    unit = unit_of(said.strip()) or clinical_unit(said) if said.strip() else NONE
    if unit is None:
        raise ValueError(f"{calculator.name}: {calculator.unit!r} is no unit that answers can be read in")
    return unit


def _counts_equivalents(calculator: Calculator) -> bool:
    """Whether mmol/L and mEq/L say the same of its answer: it is made of ions with one charge."""
    if calculator.unit not in ("mmol/L", "mEq/L"):
        return False
    return any(
        other.unit == "mEq/L" and other.per == "1" for key in calculator.needs for other in fact(key).other
    )


def _is_named(unit: str, prompt: str) -> bool:
    prompt = core_spelling(prompt).replace("mmol/L", " mEq/L")
    return core_spelling(unit).replace("mmol/L", "mEq/L").strip() in prompt


def _without_names(response: str, calculator: Calculator) -> str:
    """The response, as long as it was, without numbers that belong to the calculator's name: ``MELD 3.0``, ``CURB-65``."""
    names = [name for name in (calculator.title, *calculator.also) if re.search(r"\d", name)]
    for name in sorted(names, key=len, reverse=True):
        pattern = re.escape(name).replace(r"\ ", r"[\s-]+")
        response = re.sub(pattern, lambda m: re.sub(r"\d", "x", m[0]), response, flags=re.IGNORECASE)
    return response


class _Moments(Values):
    """Dates or durations."""

    def __init__(self, *, duration: bool) -> None:
        self._find = find_durations if duration else find_dates

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return [(start, end) for start, end, _ in self._find(text)]

    def meanings(self, text: str) -> frozenset[datetime.date | tuple[int, int]]:
        for start, end, meaning in self._find(text):
            if (start, end) == (0, len(text)):
                return meaning if isinstance(meaning, frozenset) else frozenset((meaning,))
        return frozenset()


_DATES, _DURATIONS = _Moments(duration=False), _Moments(duration=True)
_FAILURES = {
    "no_value": "The answer holds no date or duration.",
    "rejected_attempt": "The response takes its answer back, or denies it.",
}


def _check_moment(sample: Sample, asked: Asked, found: Findings) -> None:
    values = _DURATIONS if asked.calculator.kind == "duration" else _DATES
    answer: FinalAnswer = final_answer(sample.response, values)
    if answer.failure:
        found.check(False, "answer", "", answer.failure, _FAILURES.get(answer.failure, "There is no answer."))
        return
    stated: list[Candidate] = [*answer.parts, *answer.rivals, *answer.extras]
    right = (
        asked.result.value
        if isinstance(asked.result.value, tuple)
        else datetime.date.fromisoformat(str(asked.result.value))
    )
    part = answer.parts[-1]
    span = (part.start, part.end)
    if open_ := left_open(without_drafts(sample.response), answer.parts[0].start, part.end):
        found.check(False, "answer", part.text, "hedged", open_, span=span)
        return
    if words := not_own(sample.response, sample.prompt or "", part.start):
        found.check(
            None, "answer", part.text, "not_answered", f"It is no answer of its own: {words!r}.", span=span
        )
        return
    if more := bound(sample.response, *span):
        found.check(None, "answer", more, "range", f"The response gives a bound: {more!r}.", span=span)
        return
    meanings = [frozenset(map(_in_days, values.meanings(each.text))) for each in stated]
    if not all(meanings):
        found.check(
            False, "answer", part.text, "wrong_value", f"{part.text!r} is no day of a calendar.", span=span
        )
    elif any(len(each) > 1 for each in meanings):
        american = _reads_american(sample.prompt or "")
        if american and all(_month_first(each.text) == right for each in stated):
            found.check(True, "answer", part.text, span=span)
        elif not any(right in each for each in meanings) or american:
            found.check(False, "answer", part.text, "wrong_value", f"It is {asked.result.text}.", span=span)
        else:
            found.check(
                None, "answer", part.text, "ambiguous_date", f"{part.text!r} can be two days.", span=span
            )
    elif len({next(iter(each)) for each in meanings}) > 1:
        found.check(
            False, "answer", part.text, "several_answers", "The response gives several answers.", span=span
        )
    else:
        (told,) = {next(iter(each)) for each in meanings}
        if isinstance(told, tuple) and isinstance(right, tuple):
            same = 7 * told[0] + told[1] == 7 * right[0] + right[1]
        else:
            same = told == right
        found.check(same, "answer", part.text, "wrong_value", f"It is {asked.result.text}.", span=span)


def _in_days(meaning: datetime.date | tuple[int, int]) -> datetime.date | tuple[int, int]:
    """Of a duration its whole weeks and the days that are left: 75 days are (10, 5)."""
    return divmod(7 * meaning[0] + meaning[1], 7) if isinstance(meaning, tuple) else meaning


def _reads_american(prompt: str) -> bool:
    """Whether a prompt asks for the month first."""
    return re.search(r"\bM+\s?/\s?D+\s?/\s?Y+\b|month/day/year", prompt, re.IGNORECASE) is not None


def _month_first(text: str) -> datetime.date | None:
    return read_date(text)
