"""Answers to questions about a bundle: a number, a date, yes or no, one name or several."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import assay
from assay.evidence import BadReference, Findings, make_reference
from assay.evidence.answer_words import DOUBT_BEHIND, UNSURE
from assay.evidence.final_answer import Values, final_answer, is_withdrawn, values_like, without_drafts
from assay_medical.fhir import paths
from assay_medical.fhir.reading import find_resource
from assay_medical.rivals import bound, not_own

if TYPE_CHECKING:
    from assay_medical.verifiers.fhir import FhirAnswer

LONGEST = 50_000
"""Characters of a response that are read."""


def check_answer(sample: assay.Sample, wanted: FhirAnswer, found: Findings) -> None:
    """Whether the final answer of a response is what is true of the bundle."""
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return
    right = wanted.value
    if wanted.path:
        where = f"source:{wanted.source}" if wanted.source else "prompt"
        text = sample.source(wanted.source).text if wanted.source else sample.prompt
        bundle = find_resource(text, drafts=False)
        if bundle.reason:
            message = f"No resource can be read in the {where.split(':')[0]}: {bundle.message}"
            found.check(None, "bundle", "", "unreadable_bundle", message, where=where)
            return
        try:
            given = paths.evaluate(bundle.resource, wanted.path)
        except paths.PathError as error:
            raise BadReference(f"The reference's path cannot be evaluated: {error}.") from None
        listed = right if isinstance(right, tuple) else None if right is None else (right,)
        if listed is not None and not _agree(given, listed):
            message = f"The reference says {listed}, and its path gives {given[:5]}."
            found.check(None, "reference", wanted.path, "reference_disagrees", message, where="reference")
            return
        if right is None:
            right = given[0] if len(given) == 1 else tuple(given)
    if isinstance(right, bool):
        _check_term(sample, "yes" if right else "no", ("yes", "no"), found)
    elif isinstance(right, (int, float)):
        _check_number(sample, right, wanted.unit, found)
    elif isinstance(right, str) and _date(right):
        _check_date(sample, right, found)
    elif isinstance(right, str) and wanted.among:
        _check_term(sample, right, wanted.among, found)
    elif isinstance(right, str):
        _check_names(sample, (right,), wanted.among, found)
    elif isinstance(right, tuple) and all(isinstance(each, str) for each in right):
        _check_names(sample, tuple(map(str, right)), wanted.among, found)
    else:
        message = f"The path gives {str(right)[:80]!r}, which is no number, date, text or list of texts."
        found.check(None, "reference", wanted.path, "no_plain_answer", message, where="reference")


def _agree(given: list[Any], listed: tuple[Any, ...]) -> bool:
    if len(given) != len(listed):
        return False
    left = list(given)
    for each in listed:
        match = next((at for at, other in enumerate(left) if paths.same(other, each)), None)
        if match is None:
            return False
        left.pop(match)
    return True


def _check_number(sample: assay.Sample, value: float, unit: str, found: Findings) -> None:
    from assay.evidence.quantities import Quantity, read_unit
    from assay.evidence.quantity_answer import check_quantity, wanted

    ucum = bool(unit) and read_unit(unit) is None  # 10*9/L, m[IU]/L
    try:
        part = Quantity(str(value), unit, bare="reject" if unit else "accept", ucum=ucum)
    except ValueError as error:
        raise BadReference(f"The reference's unit cannot be read: {error}.") from None
    reference = make_reference(quantity=part)
    if doubt := _UNSURE.search(without_drafts(sample.response)):
        found.check(None, "answer", doubt[0], "unsure", f"It does not commit to its answer: {doubt[0]!r}.")
        return
    # days and times of day beside the value are not numbers that answer
    response = _TIMES.sub(
        lambda match: " " * len(match[0]), _DATES.sub(lambda match: " " * len(match[0]), sample.response)
    )
    masked = assay.Sample(assay.Task(sample.prompt, reference), response)
    check_quantity(masked, wanted(masked), found)
    span = found.checks[-1].span
    if span is not None and (words := not_own(response, sample.prompt or "", span[0])):
        found.check(
            None, "answer", words, "not_answered", f"It is no answer of its own: {words!r}.", span=span
        )
    if span is not None and (more := bound(response, *span)):
        found.check(None, "answer", more, "unsure", f"The response gives a bound: {more!r}.", span=span)


_UNSURE = re.compile(
    r"\b(?:not (?:entirely |quite |completely |too |very )?(?:sure|certain|confident)|unsure|just a guess|i(?:['’]m| am) guessing|i guess)\b",
    re.IGNORECASE,
)


def _check_term(sample: assay.Sample, answer: str, among: tuple[str, ...], found: Findings) -> None:
    from assay.evidence.terms import Term, check_term

    check_term(sample, Term(answer, among if answer in among else (answer, *among)), found)


# --- dates -----------------------------------------------------------------------------------------------------------

_MONTHS = "january february march april may june july august september october november december".split()
_NAME = "|".join(f"{each[:3]}(?:{each[3:]})?" for each in _MONTHS).replace(
    "sep(?:tember)?", "sept?(?:ember)?"
)
_ISO = r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?"
_DATES = re.compile(
    rf"(?P<iso>{_ISO})|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{_NAME})\.?,?[ -](?P<year>\d{{4}})"
    rf"|(?P<month2>{_NAME})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?![\d:])", re.IGNORECASE)
_OTHER = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")


def _date(text: str) -> date | None:
    """The day that a text names, written as ISO or with the month's name; ``None`` if it is none."""
    match = _DATES.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"][:10])
        name = (match["month"] or match["month2"]).lower()[:3]
        month = next(at for at, each in enumerate(_MONTHS, 1) if each.startswith(name))
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def _check_date(sample: assay.Sample, right: str, found: Findings) -> None:
    answer = _single(sample, values_like(_DATES), found)
    if answer is None:
        return
    text, span = answer
    told = _date(text)
    if told is None or _OTHER.search(text):
        found.check(
            None, "date", text, "unreadable_date", f"{text!r} is no date that can be read.", span=span
        )
        return
    wanted = _date(right)
    message = f"It is {right[:10]}, not {told}."
    found.check(told == wanted, "date", text, "wrong_answer", message, span=span)


# --- names -----------------------------------------------------------------------------------------------------------

_FAILURES = {
    "no_value": ("no_answer", "Its final answer holds nothing of the kind that is asked for."),
    "no_answer": ("no_answer", "It gives no answer."),
    "empty_answer": ("no_answer", "Its answer is empty."),
    "rejected_attempt": ("not_answered", "It denies its answer, or takes it back."),
    "quoted": ("not_answered", "It tells only what somebody else says."),
    "unterminated_box": ("not_answered", "The last box is not closed."),
    "limit": ("too_long", "It is too long to be read."),
}


def _single(sample: assay.Sample, values: Values, found: Findings) -> tuple[str, tuple[int, int]] | None:
    """The one value that a response gives in the end, without doubt."""
    said = final_answer(sample.response, values)
    if said.failure:
        found.check(None, "answer", "", *_FAILURES.get(said.failure, ("not_answered", "It gives no answer.")))
        return None
    if said.only is None:
        found.check(None, "answer", "", "several_answers", "It gives several answers.")
        return None
    span = said.only.start, said.only.end
    doubt = (
        _doubt(without_drafts(sample.response), *span)
        or bound(sample.response, *span)
        or not_own(sample.response, sample.prompt or "", span[0])
    )
    if doubt:
        found.check(None, "answer", said.only.text, "unsure", f"It does not commit to its answer: {doubt!r}.")
        return None
    return said.only.text, (said.only.start, said.only.end)


_END = re.compile(r"[.!?](?=\s|\Z)|\n")
_NOT = re.compile(r"\b(?:not|never|no longer|except|rather than|instead of)\b|n['’]t\b", re.IGNORECASE)


def _doubt(response: str, start: int, end: int) -> str:
    begin = max(
        (m.end() for m in _END.finditer(response, max(0, start - 300), start)), default=max(0, start - 300)
    )
    closes = _END.search(response, end, end + 300)
    stop = closes.end() if closes else min(len(response), end + 300)
    for text in (response[begin:start], response[end:stop]):
        if match := UNSURE.search(text) or _NOT.search(text):
            return match[0]
    if match := DOUBT_BEHIND.search(response, end, min(len(response), end + 400)):
        return match[0]
    return "a correction" if is_withdrawn(response, stop) else ""


_ITEM = re.compile(r"^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_NONE = re.compile(r"none|no (?:such )?\w+|nothing|there (?:are|is) (?:none|no \w+)", re.IGNORECASE)


def _key(text: str) -> str:
    return " ".join(re.sub(r"[*_`\"'“”]", "", text).casefold().split()).strip(" .,;:")


def _check_names(
    sample: assay.Sample, right: tuple[str, ...], among: tuple[str, ...], found: Findings
) -> None:
    """Whether the answer names all of ``right`` and none else: a list at the end, or the final answer, cut at commas and "and"."""
    text = without_drafts(sample.response)
    listed = _list_at_end(text)
    if listed is not None:
        pieces, start, end = listed
    else:
        said = final_answer(sample.response)
        if said.failure or not said.parts:
            found.check(
                None, "answer", "", *_FAILURES.get(said.failure, ("not_answered", "It gives no answer."))
            )
            return
        if said.only is None and (said.rivals or said.extras):
            found.check(None, "answer", "", "several_answers", "It gives several answers.")
            return
        start, end = said.parts[0].start, said.parts[-1].end
        whole = sample.response[start:end]
        whole = (
            re.sub(r"^.*\b(?:is|are|were|was)\b:?\s+", "", whole.rstrip(" ."))
            if len(said.parts) == 1
            else whole
        )
        pieces = re.split(r"\s*(?:;|,(?!\d)|\n|\band\b)\s*", whole)
    doubt = (
        _doubt(sample.response, start, end)
        or (
            UNSURE.search(text[start:end])
            or _NOT.search(text[start:end])
            or re.search(r"\bor\b", text[start:end])
            or [""]
        )[0]
    )
    if doubt:
        found.check(
            None, "answer", text[start:end], "unsure", f"It does not commit to its answer: {doubt!r}."
        )
        return
    told = {_key(piece) for piece in pieces if _key(piece)}
    wanted = {_key(each) for each in right}
    known = {_key(each) for each in among} | wanted
    span = (start, end)
    if not wanted:
        holds = bool(told) and all(_NONE.fullmatch(each) for each in told)
        reason = "wrong_answer" if told <= known else "unread_answer"
        found.check(
            holds or (False if told <= known else None),
            "names",
            text[start:end],
            reason,
            "There is none.",
            span=span,
        )
        return
    if told == wanted:
        found.check(True, "names", text[start:end], span=span)
    elif told <= known and among:
        missing, more = sorted(wanted - told), sorted(told - wanted)
        message = "; ".join(
            part
            for part in (
                f"missing: {', '.join(missing)}" if missing else "",
                f"too many: {', '.join(more)}" if more else "",
            )
            if part
        )
        found.check(
            False, "names", text[start:end], "wrong_answer", f"{message[:1].upper()}{message[1:]}.", span=span
        )
    else:
        message = f"{', '.join(sorted(told - known)[:5]) or text[start:end][:80]!r} cannot be matched with the names in question."
        found.check(None, "names", text[start:end], "unread_answer", message, span=span)


def _list_at_end(text: str) -> tuple[list[str], int, int] | None:
    """The items of a list that ends a text, after nothing or after a line with a colon at its end; else ``None``."""
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    items = []
    while lines and _ITEM.match(lines[-1][2]):
        items.append(lines.pop())
    if (
        not items
        or (lines and not lines[-1][2].rstrip(" *_").endswith(":"))
        or (lines and (UNSURE.search(lines[-1][2]) or _NOT.search(lines[-1][2])))
    ):
        return None
    items.reverse()
    return [_ITEM.sub("", line) for _, _, line in items], items[0][0], items[-1][1]
