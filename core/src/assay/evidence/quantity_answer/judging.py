"""Is the final quantity of a response that of the reference?"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence.answer_words import left_open
from assay.evidence.final_answer import Candidate, FinalAnswer, without_drafts
from assay.evidence.findings import Findings
from assay.evidence.quantities import NONE, Amount, read_unit
from assay.evidence.quantity_answer.comparing import Outcome, compare, is_pure
from assay.evidence.quantity_answer.finding import extract, sides, spans, units_in
from assay.evidence.quantity_answer.labels import points_elsewhere, without_label
from assay.evidence.quantity_answer.reading import Reading, read
from assay.evidence.quantity_answer.wanted import Target, Wanted
from assay.evidence.quantity_spelling import unit_of
from assay.records import Sample

LONGEST = 200_000
"""Characters of a response that are read."""

_Judged = tuple[Candidate, tuple[bool | None, str, str], Reading | None]
LONGEST_ANSWER = 1_000
"""Characters of one part of an answer that are read."""
Outcomes = dict[Outcome, tuple[bool | None, str, str]]

_SAID: Outcomes = {
    "other_value": (False, "wrong_value", "{told} is not {wanted}."),
    "other_unit": (False, "wrong_unit", "The unit of {told} is of another kind than that of {wanted}."),
    "no_unit": (False, "missing_unit", "{told} has no unit; the answer is in {unit}."),
    "unknown_unit": (None, "unknown_unit", "The unit of {told} is not known; the answer is in {unit}."),
}
_DIFFERENCE = re.compile(
    r"\b(?:differences?|chang\w+|ris\w+|rose|increas\w+|decreas\w+|drop\w*|fall\w*|rais\w+|lower\w+|elevation|depression|warm\w+|heat\w* up|cool\w*|by how (?:much|many))\b|Δ\s?T|\\Delta\s*T",
    re.IGNORECASE,
)
"""Words of a prompt that asks for a difference of temperatures."""


_NUMBERED = re.compile(r"\\tag\*?\s?\{[^{}]{0,40}\}|\\label\s?\{[^{}]{0,80}\}")
"""Numbers of equations, which are no quantities."""


def check_quantity(sample: Sample, aim: Wanted, found: Findings) -> None:
    """Check that the final quantity of a response, in any unit of its kind, is the one that is wanted, within its tolerance.

    What is proved wrong is ``wrong_value`` or ``wrong_unit``.
    """
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "limit", f"More than {LONGEST:,} characters are not read.")
        return
    response = _NUMBERED.sub(lambda m: " " * len(m[0]), sample.response)
    answer = extract(response, several=len(aim.targets) > 1)
    if answer.failure:
        found.check(False, "answer", "", answer.failure, _FAILURES.get(answer.failure, "There is no answer."))
        return
    last = answer.parts[-1]
    if answer.channel in ("last_line", "bold") and (
        _goes_on(response, last.end) or _NO_ANSWER.match(last.heading)
    ):
        message = "The last line states no answer."
        found.check(False, "answer", answer.parts[-1].text, "no_answer", message)
        return
    if open_ := left_open(without_drafts(response), answer.parts[0].start, last.end):
        found.check(False, "answer", last.text, "hedged", open_)
        return
    if _BOUND.search(response, max(0, last.start - 30), last.start) and not _EXTREME.search(
        sample.prompt or ""
    ):
        found.check(None, "answer", last.text, "range", "The response gives a bound.")
        return
    if len(aim.targets) == 1:
        _check_one(aim.targets[0], answer, response, sample.prompt or "", found)
    else:
        _check_several(aim, answer, response, sample.prompt or "", found)


_NO_ANSWER = re.compile(
    r"[\W_]*(?:check|verif\w+|note|remark|given|recall|known|data|hint|example|sanity|compare|reference)\b",
    re.IGNORECASE,
)
"""Labels of a last line that say something else than the answer."""
_BOUND = re.compile(r"\bat (?:least|most)[\s$*({\\]*\Z", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?:(?:min|max)(?!\b)\w*|least|most|\w+est|how|limit|must|needed|required?s?)\b", re.IGNORECASE
)
"""What asks for a bound: the least speed, how much is needed."""
_MOST_BEHIND = 80
"""Characters behind the last quantity of a last line that is taken for the answer."""


def _goes_on(response: str, end: int) -> bool:
    stop = response.find("\n", end)
    return len(response[end : stop if stop >= 0 else len(response)].strip()) > _MOST_BEHIND


_FAILURES = {
    "no_answer": "The response states no answer.",
    "empty_answer": "The answer is empty.",
    "no_value": "The answer holds no number.",
    "unterminated_box": "The last box is not closed.",
    "rejected_attempt": "The response takes its answer back, denies it or only supposes it.",
    "quoted": "The response tells only what somebody else takes for the answer.",
    "limit": "The response is too long, or its answer has too many values.",
}


def check_computed(
    value: float | Fraction, unit_text: str | None, name: str, aim: Wanted, found: Findings
) -> None:
    """Check that what a trace of the reference came to, in a unit, is the one quantity that the reference states.

    ``name`` is that of the result; a unit ``None`` is the reference's own.
    """
    if len(aim.targets) != 1:
        return
    target = aim.targets[0]
    unit = target.amount.unit if unit_text is None else read_unit(unit_text, nouns=True)
    came = None if unit is None else Reading(Fraction(value), unit, str(unit_text or ""), 30)
    found.check(
        came is not None and compare(target.amount, came, target.allowed) == "same",
        "trace",
        name,
        "trace_differs",
        f"The trace of the reference does not come to {target.text}.",
        where="reference",
    )


def _read(part: Candidate) -> list[Reading | None]:
    """The quantities of a part of the answer, several if it is stated as an equality.

    The sign before its box and the unit behind it belong to the last one.
    """
    *earlier, text = sides(part.text) or [""]
    if part.label == "?" or len(part.text) > LONGEST_ANSWER:
        return [None]
    if part.label == "-":
        text = f"-({text})" if text.strip().startswith("-") else f"-{text.strip()}"
    told = read(text)
    if part.suffix and not (told is not None and told.unit != NONE and unit_of(part.suffix) == told.unit):
        told = read(f"{text} {part.suffix}")
    return [*map(read, earlier), told]


def _judge(target: Target, told: Reading | None, prompt: str) -> tuple[bool | None, str, str]:
    """Whether what was told is the target, with a reason and a sentence."""
    name = told.text if told else ""
    if told is None:
        return None, "unreadable_quantity", "The answer cannot be read as one number with a known unit."
    if (told.high is None) != (target.high is None):
        return None, "range", f"A range answers {target.text} only if both are one."
    if target.label and told.unit.is_label:
        said, label = without_label(told.text)
        told = (read(said) if label.lower() == target.label.lower() else None) or told
    if told.unit == NONE and target.bare and target.amount.unit != NONE:
        told = _in_unit(told, target.amount)
    if target.amount.unit == NONE and not is_pure(told.unit):
        return _without_unit(target, told, prompt)
    difference = _DIFFERENCE.search(prompt) is not None
    outcome = compare(target.amount, told, target.allowed, difference=difference)
    if outcome == "same" and target.high is not None and told.high is not None:
        high = Reading(told.high, told.unit, told.text, told.digits)
        outcome = compare(
            Amount(target.high, target.amount.unit), high, target.allowed, difference=difference
        )
    if outcome == "other_value" and told.digits > target.digits and target.rounding > target.allowed:
        near = compare(target.amount, told, target.rounding, difference=difference) == "same"
        if near:
            message = f"{name[:80]} rounds to {target.text[:80]}, which has too few digits to tell whether it is right."
            return None, "rounded_reference", message
    if outcome != "same":
        holds, reason, message = _SAID[outcome]
        unit = target.amount.unit.name or "no unit"
        return holds, reason, message.format(told=name[:80], wanted=target.text[:80], unit=unit)
    if target.error is not None and not _same_error(target, told):
        return False, "wrong_uncertainty", f"The uncertainty of {target.text[:80]} is missing or another."
    if told.error is not None and target.error is None and told.error > abs(told.value) / 2:
        return None, "hedged", "The uncertainty is so large that nothing is said."
    if target.sig_figs is not None and told.digits < target.sig_figs:
        message = f"{name[:80]} shows {told.digits} significant digits, {target.sig_figs} are asked for."
        return False, "too_few_digits", message
    return True, "ok", ""


def _without_unit(target: Target, told: Reading, prompt: str) -> tuple[bool | None, str, str]:
    """A quantity with a unit for a reference without one: right if the prompt names that unit; else nothing can be told."""
    same = abs(told.value - target.amount.value) <= target.allowed
    if same and any(
        (u.dimension, u.scale) == (told.unit.dimension, told.unit.scale) for u in units_in(prompt)
    ):
        return True, "ok", ""
    message = f"{told.text[:80]} has a unit, and neither the reference nor the prompt names it."
    return None, "unit_not_asked", message


def _in_unit(told: Reading, amount: Amount) -> Reading:
    return Reading(told.value, amount.unit, told.text, told.digits, told.error, told.high)


def _same_error(target: Target, told: Reading) -> bool:
    """Whether the uncertainties agree within a tenth, in the unit of the target."""
    if told.error is None or target.error is None:
        return False
    scale = Fraction(1) if told.unit == NONE else told.unit.scale / target.amount.unit.scale
    return abs(told.error * scale - target.error) <= target.error / 10


def _check_one(target: Target, answer: FinalAnswer, response: str, prompt: str, found: Findings) -> None:
    parts = _with_units(answer.parts, target, response)
    told = [(part, _judge(target, reading, prompt), reading) for part, reading in parts]
    right = [each for each in told if each[1][0]]
    # where no tolerance is, another number is another answer: 5.5 mL and 6 mL
    exact = right if target.allowed else []
    others = [each for each in told if not each[1][0] and not _rounds_a_right_one(each[2], exact)]
    rivals = [r for r in (*answer.rivals, *answer.extras) if not _agrees(r, target, prompt, exact)]
    part = (right or told)[-1][0]
    span = (part.start, part.end)
    label = target.label
    if right and not others and label and points_elsewhere(label, _behind(response, part.end)):
        message = f"The answer points another way than {target.text[:60]}."
        found.check(False, "quantity", part.text, "other_direction", message, span=span)
    elif right and not others and not rivals:
        found.check(True, "quantity", part.text, span=span)
    elif right and others:
        beside = others[-1][2].text if others[-1][2] else others[-1][0].text
        message = f"Beside {target.text[:60]} the answer gives {beside[:60]}."
        found.check(False, "quantity", part.text, "several_answers", message, span=span)
    elif rivals:
        message = f"Beside {part.text[:60]} the response gives {rivals[-1].text[:60]}."
        found.check(False, "quantity", part.text, "hedged", message, span=span)
    elif len(told) == 1:
        holds, reason, message = told[0][1]
        if holds is False and _stands_beside(target, part, response, prompt):
            message = f"{part.text[:60]} is not the only quantity that may be meant as the answer."
            holds, reason = None, "several_answers"
        found.check(holds, "quantity", part.text, reason, message, span=span)
    else:
        message = f"The answer gives {len(told)} quantities, and one is asked for."
        found.check(False, "quantity", part.text, "several_answers", message, span=span)


def _behind(response: str, end: int) -> str:
    """The rest of the clause behind an answer."""
    return re.split(r"[.,;:\n]", response[end : end + _MOST_BEHIND], maxsplit=1)[0]


def _with_units(
    parts: tuple[Candidate, ...], target: Target, response: str
) -> list[tuple[Candidate, Reading | None]]:
    """The parts of the answer as they are read; a bare number has the unit with which it stands right before."""
    read_parts = [(part, reading) for part in parts for reading in _read(part)]
    if target.amount.unit == NONE or target.bare:
        return read_parts
    found = []
    for part, reading in read_parts:
        if (
            reading is not None
            and reading.unit == NONE
            and reading.value
            and not part.suffix.strip(" $.,*)}")
        ):
            reading = _said_before(reading, part.start, response) or reading
        found.append((part, reading))
    return found


_NEAR = 400
"""Characters before a bare answer in which the same number may stand with its unit."""


def _said_before(bare: Reading, start: int, response: str) -> Reading | None:
    """``… = 50.7 atm. \\boxed{50.7}``: the same number right before, always with one unit."""
    begin = max(0, start - _NEAR)
    window = response[begin:start]
    same = [
        told
        for first, last in spans(window)
        if (told := read(window[first:last])) is not None and told.value == bare.value and told.unit != NONE
    ]
    units = {(told.unit.dimension, told.unit.scale, told.unit.offset) for told in same}
    return same[-1] if len(units) == 1 else None


def _rounds_a_right_one(told: Reading | None, right: list[_Judged]) -> bool:
    """Whether a quantity is a right one with fewer digits: ``= 1.528 m ≈ 1.5 m``."""
    if told is None:
        return False
    for _, _, exact in right:
        if exact is not None and exact.digits > told.digits and told.step:
            scale = _scale(exact, told)
            if scale is not None and abs(exact.value * scale - told.value) <= told.step / 2:
                return True
    return False


def _scale(one: Reading, other: Reading) -> Fraction | None:
    if one.unit.dimension != other.unit.dimension or one.unit.offset != other.unit.offset:
        return None
    return one.unit.scale / other.unit.scale


def _agrees(
    other: Candidate,
    target: Target,
    prompt: str,
    right: list[_Judged],
) -> bool:
    """Whether another answer of the response is the same: the quantity, its number alone, or one that was rounded."""
    return all(told is not None and _is_another_form(told, target, prompt, right) for told in _read(other))


def _is_another_form(told: Reading, target: Target, prompt: str, right: list[_Judged]) -> bool:
    if _judge(target, told, prompt)[0] or _rounds_a_right_one(told, right):
        return True
    near = (abs(exact.value - told.value) <= told.step / 2 for _, _, exact in right if exact is not None)
    return told.unit == NONE and any(near)


def _stands_beside(target: Target, part: Candidate, response: str, prompt: str) -> bool:
    """Whether the line of the answer holds the right quantity too: then nothing is proved about which one is meant."""
    first = response.rfind("\n", 0, part.start) + 1
    last = response.find("\n", part.end)
    line = response[max(first, part.start - 500) : (last if last >= 0 else len(response))][:1000]
    return any(
        _judge(target, told, prompt)[0]
        for begin, end in spans(line)
        if (told := read(line[begin:end])) is not None
    )


def _check_several(aim: Wanted, answer: FinalAnswer, response: str, prompt: str, found: Findings) -> None:
    told = [_read(part)[-1] for part in answer.parts]
    first, last = answer.parts[0], answer.parts[-1]
    span = (first.start, last.end)
    claim = response[span[0] : span[1]]
    if len(told) != len(aim.targets):
        message = f"The answer gives {len(told)} quantities, {len(aim.targets)} are asked for."
        found.check(False, "quantities", claim, "wrong_number_of_quantities", message, span=span)
        return
    judged = [[_judge(target, reading, prompt) for reading in told] for target in aim.targets]
    fits = [[bool(holds) for holds, _, _ in row] for row in judged]
    right = all(fits[i][i] for i in range(len(told))) if aim.ordered else _matching(fits)
    unreadable = any(reading is None for reading in told)
    open_ = unreadable or any(
        row[i][1] not in ("wrong_value", "wrong_unit", "ok") for i, row in enumerate(judged)
    )
    reason = "unreadable_quantity" if unreadable else "other_quantities" if open_ else "wrong_value"
    holds = True if right else None if unreadable else False
    found.check(
        holds, "quantities", claim, reason, "The quantities are not those of the reference.", span=span
    )


def _matching(fits: list[list[bool]]) -> bool:
    """Whether each target has a quantity of its own (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(target: int, seen: set[int]) -> bool:
        for index, fit in enumerate(fits[target]):
            if fit and index not in seen:
                seen.add(index)
                if index not in owner or place(owner[index], seen):
                    owner[index] = target
                    return True
        return False

    return all(place(target, set()) for target in range(len(fits)))
