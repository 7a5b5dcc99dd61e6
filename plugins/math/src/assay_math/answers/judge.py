"""The verdict on a final answer; what is right is told in :mod:`assay_math.verifiers.answer`."""

from __future__ import annotations

import re

from assay import Check, Sample, Status, Verdict
from assay_math.answers.choices import letter_of, options
from assay_math.answers.compare import same_text_answer
from assay_math.answers.extract import Candidate, FinalAnswer, extract
from assay_math.answers.findings import UNREADABLE, Finding, Hints
from assay_math.answers.hints import read_hints
from assay_math.answers.measured import read_measured
from assay_math.answers.qualified import Qualified, asks_for_bound, qualified
from assay_math.answers.question import gives_back
from assay_math.answers.reference import read_reference
from assay_math.answers.text import cleaned, unworded
from assay_math.answers.units import NONE, read_unit

MAX_RESPONSE = 200_000  # characters
MAX_REFERENCE = 4_000
MAX_BOXES = 60  # different ones
MAX_SHOWN = 120  # characters of an answer in a message

_CLEAR = frozenset({"wrong_answer", "wrong_unit", "wrong_kind", "hedged", "too_many_answers"})
"""Findings on another stated answer that show it to be a different one, not just unreadable prose."""
_FAILURES = {
    "empty_answer": "The response gives no answer: it is empty.",
    "no_answer": "The response states no final answer.",
    "unterminated_box": "The last box of the response is not closed.",
    "rejected_attempt": "The only answer in the response is one that it takes back.",
    "quoted": "The only answer in the response is somebody else's.",
    "limit": "The response is too long to be read.",
    "echo": "The response is the question given back.",
}
_REASONS = {
    "wrong_answer": "The final answer {answer} is not equal to the reference {reference}.",
    "wrong_kind": "The final answer {answer} is not of the same kind as the reference {reference}.",
    "wrong_unit": "The unit of the final answer {answer} does not fit the reference {reference}.",
    "wrong_label": "The final answer {answer} is of another thing, by its words, than the reference {reference}.",
    "wrong_order": "The final answer {answer} has the values of the reference {reference} in another order.",
    "not_exact": "The final answer {answer} is rounded; the reference {reference} asks for more.",
    "hedged": "The response gives two different final answers, {answer} among them; the reference is {reference}.",
    "too_many_answers": "The final answer {answer} lists more than the reference {reference}.",
    "unreadable_answer": "The final answer {answer} cannot be read; the reference is {reference}.",
    "undecided": "Whether the final answer {answer} equals the reference {reference} could not be decided.",
    "question": "The final answer {answer} only gives the question back; the reference is {reference}.",
    "bound": "The final answer {answer} is only said to bound the value; the reference is {reference}.",
    "other_value": "The value {answer} is said to be something else than the answer; the reference is {reference}.",
    "unsure": "The response is not sure of its answer {answer}; the reference is {reference}.",
    "limit": "The final answer or the reference is too large to compare.",
}


def judge_answer(sample: Sample) -> Verdict:
    """Compare the final answer of the response with the reference, by the reference's type."""
    reference, response, prompt = sample.expected, sample.response, sample.prompt
    read_reference(reference[:MAX_REFERENCE])
    if len(response) > MAX_RESPONSE:
        return Verdict(
            Status.REJECTED, "limit", f"The response has {len(response)} characters; {MAX_RESPONSE} are read."
        )
    if len(reference) > MAX_REFERENCE:
        return Verdict(
            Status.ABSTAINED,
            "limit",
            f"The reference has {len(reference)} characters; {MAX_REFERENCE} are read.",
        )
    if _is_echo(response, prompt):
        return Verdict(Status.REJECTED, "echo", _FAILURES["echo"])
    found = extract(response)
    if found.failure:
        return Verdict(Status.REJECTED, found.failure, _FAILURES[found.failure])
    hints = read_hints(prompt)
    try:
        finding, candidate, text = _judged(found, reference, prompt, hints)
    except RecursionError:
        return Verdict(Status.ABSTAINED, "limit", _REASONS["limit"])
    around = qualified(response, candidate.start, candidate.end, hints)
    sure = any(same_text_answer(reference, r.text, prompt, hints).equal for r in found.rivals)
    if around is not None and not (around.kind == "unsure" and sure):
        finding = _as_qualified(around, finding, text, reference, prompt, hints)
    if finding.equal and gives_back(text, reference, prompt):
        finding = Finding(False, "question")
    if finding.equal is False and text.strip(" .…$*").upper() in ("", "N/A"):
        finding = UNREADABLE  # no answer, rather than N by A
    return _verdict(finding, candidate, text, reference)


def _is_echo(response: str, prompt: str) -> bool:
    """Whether the response is the prompt, but for white space, case and marks at its end."""
    said = _folded(response)
    return bool(said) and said == _folded(prompt)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" .?!:")


def _judged(found: FinalAnswer, reference: str, prompt: str, hints: Hints) -> tuple[Finding, Candidate, str]:
    parts = found.parts
    last = parts[-1]
    if last.heading and (
        read_reference(reference).letter or options(prompt) or _is_quantity(last.heading, reference, prompt)
    ):
        last = last.whole  # "A. 7" is a choice
    if len(parts) == 1 and not found.extras:
        text = _full_text(last, reference)
        finding = same_text_answer(reference, text, prompt, hints)
        if found.channel in _PROSE and "!" not in reference and (said := _EXCLAIMED.match(text)):
            finding, text = _exclaimed(finding, same_text_answer(reference, said[1], prompt, hints), text)
    else:
        finding, last, text = _several(found, reference, prompt, hints)
    for rival in found.rivals if finding.equal is not None else ():
        other = same_text_answer(reference, rival.text, prompt, hints)
        clear = other.equal is False and (other.reason in _CLEAR or _is_other_kind(reference, rival.text))
        clear = clear and not _is_letter(rival.text)
        if (finding.equal and clear) or (not finding.equal and other.equal):
            return Finding(False, "hedged"), last, text
    return finding, last, text


def _as_qualified(
    around: Qualified, finding: Finding, text: str, reference: str, prompt: str, hints: Hints
) -> Finding:
    """The finding on a value around which stands that it is a bound, a multiple of the answer, or a guess."""
    if around.kind != "bound":
        reason = "other_value" if around.kind == "other" else "unsure"
        return Finding(None, reason) if finding.equal else finding
    bounds = read_reference(reference).measured is None  # a value is no bound
    if around.said and bounds and same_text_answer(reference, f"{around.said} {text}", prompt, hints).equal:
        return Finding(True, "ok")  # x ≤ 5 is what is asked for
    return finding if finding.equal and asks_for_bound(around, hints) else Finding(False, "bound")


def _is_quantity(heading: str, reference: str, prompt: str) -> bool:
    """Whether the ``A`` of ``A - 7`` is a quantity of the task, and no short word for "answer"."""
    dashed = heading.rstrip().endswith(("-", "–", "—"))
    return (
        dashed and (re.search(r"(?<![A-Za-z])A(?![A-Za-z])", reference) or _USED.search(prompt)) is not None
    )


_USED = re.compile(r"(?<![A-Za-z])A\s*[-+=*/^_(<>]|[-+=*/^(<>]\s*A(?![A-Za-z])|\$A\$")
_PROSE = frozenset(("statement", "last_line"))
_EXCLAIMED = re.compile(r"([^$\\]*[\w)%])\s?!+\s*\Z")


def _exclaimed(factorial: Finding, plain: Finding, text: str) -> tuple[Finding, str]:
    """ "The answer is 5!" rather cries out than multiplies; where only the factorial fits, it is left open."""
    if factorial.equal and not plain.equal:
        return Finding(None, "undecided"), text
    return plain, text.rstrip("! ")


def _is_other_kind(reference: str, text: str) -> bool:
    """Whether the reference is words, no letter of choice, and the text a number."""
    ours = read_reference(reference)
    words = bool(ours.phrase) and ours.measured is None and not ours.letter
    return words and read_measured(cleaned(text)) is not None


def _is_letter(text: str) -> bool:
    """A choice letter named beside the value it stands for is no second answer."""
    found = letter_of(cleaned(unworded(cleaned(text))))
    return found is not None and not found[1]


def _several(found: FinalAnswer, reference: str, prompt: str, hints: Hints) -> tuple[Finding, Candidate, str]:
    """More than one box: repeats of one answer, or parts of it, or a hedge."""
    boxes = tuple({(box.text, box.label, box.suffix): box for box in (*found.extras, *found.parts)}.values())
    last = boxes[-1]
    if len(boxes) > MAX_BOXES:
        return Finding(False, "too_many_answers"), last, last.text
    alone = [same_text_answer(reference, _full_text(box, reference), prompt, hints) for box in boxes]
    if all(finding.equal for finding in alone):
        return alone[-1], last, last.text
    for group in (found.parts, boxes):
        unique: list[Candidate] = []
        for box in group:
            if all((box.text, box.label) != (other.text, other.label) for other in unique):
                unique.append(box)
        if len(unique) < 2:
            continue
        text = ", ".join(f"{b.label} = {cleaned(b.text)}" if b.label else cleaned(b.text) for b in unique)
        joined = same_text_answer(reference, text, prompt, hints)
        if joined.equal:
            return joined, last, text
    if any(finding.equal for finding in alone):
        return Finding(False, "hedged"), last, last.text
    return alone[-1], last, last.text


_NO_SUFFIX = frozenset("in at as is a am an m h d t u y A B C K N for to so".split())
"""Words after a box that are rather English than a unit."""


def _full_text(box: Candidate, reference: str) -> str:
    """The answer with its label and, where the reference has a unit, the unit that follows the box."""
    text = box.text
    if box.suffix and box.suffix not in _NO_SUFFIX:
        wanted = read_reference(reference).measured
        unit = read_unit(cleaned(box.suffix).replace("^{\\circ}", "°").replace("^\\circ", "°"))
        if unit is not None and unit != NONE and not unit.is_label and wanted is not None:
            inner = cleaned(text)
            if re.search(r"\d\s*[)}]*\Z", inner):
                text = f"{inner} {cleaned(box.suffix)}"
    if box.label and "=" not in text:
        text = f"{box.label} = {cleaned(text)}"
    return text


def _verdict(finding: Finding, candidate: Candidate, text: str, reference: str) -> Verdict:
    if finding.equal:
        status, message = Status.ACCEPTED, f"The final answer {_shown(text)} is equal to the reference."
    else:
        status = Status.REJECTED if finding.equal is False else Status.ABSTAINED
        message = _REASONS[finding.reason].format(answer=_shown(text), reference=_shown(reference))
    check = Check(
        "final_answer", status, _shown(text), (candidate.start, candidate.end), finding.reason, message
    )
    return Verdict(status, finding.reason, message, (check,))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
