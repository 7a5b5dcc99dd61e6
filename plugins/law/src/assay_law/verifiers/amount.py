"""Is the sum of money, or the share, right that a rule comes to?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from itertools import pairwise

import assay
from assay.evidence import BadReference, Findings, Trace, check_trace, has_part, make_reference
from assay.evidence.answer_words import UNSAID
from assay.evidence.final_answer import Candidate, FinalAnswer, Values, final_answer, without_drafts
from assay_law.amounts import stance
from assay_law.amounts.heirs import check_shares
from assay_law.amounts.reference import Amount
from assay_law.amounts.written import MONTHS, PERCENT, SHARE, Written, written

LONGEST = 40_000
"""Characters of a response, and of a prompt with its sources, that are read."""
MOST = 600
"""Values of a response that are read."""
_FLAT = tuple(each.name for each in fields(Amount))
_NO_MONEY = (SHARE, PERCENT, MONTHS)


class _Amounts(Values):
    """The values of a kind that a reference asks for, or bare numbers where a response has none of them."""

    def __init__(self, unit: str, response: str) -> None:
        self.unit = unit
        self.bare = not any(self._fits(each) for each in written(response))

    def _fits(self, each: Written) -> bool:
        if self.unit in (SHARE, PERCENT):
            return each.unit in (SHARE, PERCENT)
        if self.unit == MONTHS:
            return each.unit == MONTHS
        return each.unit not in ("", *_NO_MONEY)

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        all_of_it = written(text[:LONGEST])
        return [(e.start, e.end) for e in all_of_it if self._fits(e) or (self.bare and e.unit == "")]


@assay.verifier(
    "law.amount",
    version=3,
    needs=("response", "reference"),
    preload=("assay.evidence.arithmetic",),
    proves_wrong=(
        "wrong_amount",
        "wrong_currency",
        "wrong_scale",
        "wrong_period",
        "wrong_rounding",
        "wrong_share",
        "shares_do_not_sum",
        "wrong_arithmetic",
    ),
)
def amount(sample: assay.Sample) -> assay.Verdict:
    """Is the response's sum of money or share the one that the rules come to, and is the arithmetic that it states right?

    The reference is a text (``$11,468``, ``1/3``, ``27.5 %``) or a :class:`~assay_law.amounts.reference.Amount`, as the part ``amount`` or with
    these keys at its top; a core ``trace`` beside it is computed again from operands that stand in the prompt. Reasons that prove nothing: ``no_amount``,
    ``several_amounts``, ``no_currency``, ``ambiguous_number``, ``not_rounded``, ``other_period``, ``relative_amount``, ``unsure``, ``not_answered``, ``too_long``,
    and those of traces.
    """
    part = _part(sample)
    found = Findings()
    told = sample.prompt + "\n" + "\n".join(source.text for source in sample.sources)
    if max(len(sample.response), len(told)) > LONGEST or len(written(sample.response)) > MOST:
        message = f"More than {LONGEST:,} characters, or {MOST} amounts, are not read."
        found.check(None, "length", "", "too_long", message)
        return found.verdict()
    _same_key(sample, part)
    if has_part(sample.reference, Trace):
        came = check_trace(sample.part(Trace), sample, found)
        if came is not None:
            near = abs(Fraction(came) - _size(part)) <= max(part.tolerance, part.step / 2)
            message = f"The trace of the reference comes to {float(came):.6g}, not {part.value}."
            found.check(near, "trace", str(part.value), "trace_differs", message, where="reference")
    check_answer(sample.response, told, part, found)
    if part.shares:
        check_shares(without_drafts(sample.response), part.shares, found)
    check_arithmetic(sample.response, found)
    return found.verdict()


def _size(part: Amount) -> Fraction:
    return part.size if part.size is not None else Fraction(0)


def _part(sample: assay.Sample) -> Amount:
    """The part ``amount``, the same keys at the top of the reference, or a plain text."""
    reference = sample.reference
    if has_part(reference, Amount):
        return sample.part(Amount)
    if not reference.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return Amount.from_text(reference)
        except ValueError as error:
            raise BadReference(str(error)) from None
    try:
        whole = json.loads(reference.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return sample.part(Amount)
    if "value" in whole:
        flat = {key: value for key, value in whole.items() if key not in ("answer", "trace")}
        return assay.Sample(assay.Task("", make_reference(amount=flat)), "").part(Amount)
    if "answer" in whole:
        return assay.Sample(assay.Task("", sample.expected), "").part(Amount)
    return sample.part(Amount)


def _same_key(sample: assay.Sample, part: Amount) -> None:
    """Raises :class:`~assay.BadReference` if the reference's plain answer is another amount than its part says."""
    if not sample.reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return
    try:
        said = written(sample.expected)
    except BadReference:
        return
    values = [each for each in said if each.value is not None]
    if len(values) == 1 and abs(_value(values[0], part) - _size(part)) > max(part.tolerance, part.step / 2):
        raise BadReference(
            f"The reference's answer is {sample.expected[:60]!r}, and its amount is {part.value}."
        )


def _value(told: Written, part: Amount) -> Fraction:
    """The value in the unit of the reference: a percentage may be a share, and the other way round."""
    value = told.value if told.value is not None else Fraction(0)
    if part.unit == SHARE and told.unit == PERCENT:
        return value / 100
    if part.unit == PERCENT and told.unit == SHARE:
        return value * 100
    return value


# --- the answer -------------------------------------------------------------------------------------------------------

_FAILURES = {
    "no_value": "Its final answer holds no amount.",
    "no_answer": "It gives no answer.",
    "empty_answer": "Its answer is empty.",
    "rejected_attempt": "It denies the amount that it gives, or takes it back.",
    "quoted": "It tells only what somebody else says.",
}


_NO_ANSWER = re.compile(
    r"[\W_]*(?:draft|scratch|check|verif\w+|note|remark|given|recall|known|data|hint|example|sanity|compare|reference|prompt|question|草稿|验算|备注|已知)",
    re.IGNORECASE,
)
"""Labels of a last line that say something else than the answer."""


def check_answer(response: str, prompt: str, part: Amount, found: Findings) -> None:
    """Is the final answer of a response the sum? ``prompt`` is all that it was told."""
    stated = final_answer(response, _Amounts(part.unit, without_drafts(response)))
    if stated.failure or not stated.parts:
        empty = stated.failure in ("", "no_value", "no_answer", "empty_answer")
        message = _FAILURES.get(stated.failure, "It gives no answer that counts.")
        found.check(None, "amount", "", "no_amount" if empty else "not_answered", message)
        return
    heading = _NO_ANSWER.match(stated.parts[-1].heading) if stated.channel in UNSAID else None
    if heading is not None:
        found.check(
            None, "amount", stated.parts[-1].text, "not_answered", f"The last line is headed {heading[0]!r}."
        )
        return
    comma = any(each.comma for each in written(prompt))
    answers = [*_results(response, stated), *stated.rivals, *stated.extras]
    read = [(each, written(each.text, decimal_comma=comma)) for each in answers]
    answer = read[-1][0]
    span = (answer.start, answer.end)

    def undecided(reason: str, message: str) -> None:
        found.check(None, "amount", answer.text, reason, message, span=span)

    if any(len(values) != 1 for _, values in read):
        undecided("no_amount", f"{answer.text[:60]!r} is not one amount.")
        return
    values = [one[0] for _, one in read]
    if any(each.value is None for each in values):
        undecided("ambiguous_number", f"It is not clear what number {answer.text!r} is.")
        return
    if len({(_value(each, part), each.unit.replace("¥", "CNY") or part.unit) for each in values}) > 1:
        both = ", ".join(each.text for each in answers)
        undecided("several_amounts", f"It gives several amounts: {both[:120]}.")
        return
    if words := stance.doubt_of_all(response):
        undecided("unsure", f"It does not commit to {answer.text!r}: {words!r}.")
        return
    for each in answers:
        reason, words = stance.doubt(response, each)
        if not reason and part.unit == SHARE:
            reason, words = stance.of_a_part(response, each, prompt)
        elif not reason and part.unit not in _NO_MONEY:
            reason, words = _multiple(response, prompt, each, part)
        if reason:
            undecided(reason, f"It does not commit to {each.text!r}: {words!r}.")
            return
    told = values[-1]
    if (
        told.unit == ""
        and part.unit != SHARE
        and {e.unit for e in written(prompt) if e.unit and e.unit not in _NO_MONEY} != {part.unit}
    ):
        undecided("no_currency", f"{told.text} has no unit; the answer is in {part.unit}.")
        return
    alone = stated.channel in ("box", "tag", "mark") or response.strip() == told.text
    if told.unit == "" and not _judged(told, part)[0] and not (alone and part.unit != SHARE):
        undecided("no_currency", f"{told.text} may be no amount in {part.unit}.")
        return
    if not _same_unit(told.unit, part.unit):
        found.check(
            False,
            "amount",
            told.text,
            "wrong_currency",
            f"The answer is in {part.unit}, not {told.unit}.",
            span=span,
        )
        return
    period = stance.per(response, answer)
    if period and period != part.period and not (part.period == "" and stance.asks_per(period, prompt)):
        same = _value(told, part) == _size(part)
        wrong = part.period != "" and same
        message = f"{told.text} is said to be for each {period}."
        found.check(
            False if wrong else None,
            "amount",
            told.text,
            "wrong_period" if wrong else "other_period",
            message,
            span=span,
        )
        return
    holds, reason, message = _judged(told, part)
    found.check(holds, "amount", told.text, reason, message, span=span)


def _same_unit(told: str, wanted: str) -> bool:
    if told in ("", wanted) or {told, wanted} == {SHARE, PERCENT}:
        return True
    return told == "¥" and wanted in ("CNY", "JPY")


_MULTIPLE = re.compile(
    r"(?P<twice>twice|double)|(?P<triple>triple|three times)|(?P<four>four times)", re.IGNORECASE
)
_TIMES = {"twice": 2, "triple": 3, "four": 4}


def _multiple(response: str, prompt: str, answer: Candidate, part: Amount) -> tuple[str, str]:
    """Where the sentence says that a part or a multiple of something is the sum (``half of that is $50``): is there something
    of which it is? Else what is asked for is not this sum, and the reason is ``relative_amount``."""
    lead = stance.before(response, answer)
    said = lead.lstrip(" \t*_>-").removeprefix("And ").removeprefix("So ")
    shares = [each for each in written(said) if each.unit == SHARE and each.start <= 2]
    times = _MULTIPLE.match(said)
    if shares and shares[0].value is not None:
        factor, words = shares[0].value, shares[0].text
    elif times:
        factor, words = Fraction(_TIMES[times.lastgroup or "twice"]), times[0]
    else:
        return "", ""
    told = [*written(response[: answer.start]), *written(prompt)]
    wanted = _value(written(answer.text)[0], part)
    near = part.step / 2 if part.step else part.tolerance
    if any(abs(_value(each, part) * factor - wanted) <= near for each in told if each.unit not in _NO_MONEY):
        return "", ""
    return "relative_amount", words


_CONCLUDES = re.compile(
    r"\W*(?:therefore|thus|so|hence|accordingly|consequently|in (?:all|total|sum)|the (?:final )?(?:answer|result|total)\b|answer\s?:)|[\W\s]*(?:因此|综上|所以|故|合计|共计|答案)",
    re.IGNORECASE,
)
"""How the last sentence begins that says what the ones before lead to."""
_SO = re.compile(r"[,;] (?:and )?(?:so|thus|therefore|hence)\b", re.IGNORECASE)
"""How its last clause begins."""


def _results(response: str, stated: FinalAnswer) -> list[Candidate]:
    """The amounts of an answer without those left of an equals sign (``$500 + $300 = $800``), and of several sentences
    those of the last one, if it concludes."""
    parts = list(stated.parts)
    kept = []
    for part in parts:
        end = part.end + len(stance.after(response, part))
        equals = response.find("=", part.end, end)
        if equals < 0 or not any(equals < each.start < end for each in parts):
            kept.append(part)
    kept = _without_summands(response, kept or parts)
    if len(kept) > 1 and stated.channel in UNSAID:
        last = kept[-1]
        lead = stance.before(response, last)
        if _CONCLUDES.match(lead) or _SO.search(lead):
            begin = max((match.start() for match in _SO.finditer(lead)), default=0)
            kept = [each for each in kept if each.start >= last.start - len(lead) + begin]
    return kept


_PLUS = re.compile(r"\s*(?:\+|plus\b)\s*", re.IGNORECASE)


def _without_summands(response: str, parts: list[Candidate]) -> list[Candidate]:
    """The amounts but for two that are said to be added, where they sum to the other (``$800, i.e. $500 plus $300``)."""
    for first, second in pairwise(parts):
        if not _PLUS.fullmatch(response, first.end, second.start):
            continue
        rest = [each for each in parts if each not in (first, second)]
        sizes = [[one.value for one in written(each.text)] for each in (first, second, *rest)]
        if rest and all(len(size) == 1 and size[0] is not None for size in sizes):
            one, two, *others = [size[0] or Fraction(0) for size in sizes]
            if {one + two} == set(others):
                return rest
    return parts


def _judged(told: Written, part: Amount) -> tuple[bool | None, str, str]:
    value, right = _value(told, part), _size(part)
    off = abs(value - right)
    plain = f"It is {part.value} {part.unit}, not {told.text}."
    if off <= part.tolerance:
        return True, "ok", ""
    if part.step and off <= part.step / 2 and value % part.step:
        return None, "not_rounded", f"{told.text} is not rounded to {part.round_to}."
    if part.unit == SHARE and told.unit == PERCENT and off <= Fraction(1, 2 * 10 ** (told.places + 2)):
        return None, "not_rounded", f"{told.text} is a rounded {part.value}."
    if part.step and off <= part.step and not value % part.step:
        return False, "wrong_rounding", plain
    if part.unit == SHARE:
        return False, "wrong_share", plain
    if right and value and _is_power_of_ten(value / right):
        return False, "wrong_scale", plain
    if right and part.unit not in _NO_MONEY and value / right in (12, Fraction(1, 12)):
        return False, "wrong_period", f"{plain} One is twelve times the other."
    return False, "wrong_amount", plain


def _is_power_of_ten(ratio: Fraction) -> bool:
    return any(ratio in (Fraction(10) ** n, Fraction(10) ** -n) for n in range(1, 7))


_LABEL = re.compile(
    r"(?:^|(?<=[\n.;:,]\s)|(?<=[。；：，]))(?P<mark>[ \t]*\((?:[a-z]{1,3}|\d{1,2})\))(?=\s+[\d$€£¥(])|(?P<aside>（[^（）=＝+×÷]{1,40}）)(?=[：:，,。；;])"
)
"""The mark of a paragraph before what is computed by it (``(c) $5 − $2``), which is no factor, and a provision that is cited before a comma or colon."""


def check_arithmetic(response: str, found: Findings) -> None:
    """Is each equality that the response states right?"""
    from assay.evidence.arithmetic import stated_arithmetic  # it takes a while to load

    text = _LABEL.sub(lambda m: " " * len(m[0]), without_drafts(response))
    for link in stated_arithmetic(text):
        if link.holds is not None:
            message = f"{link.left[:80]} is not {link.right[:40]}."
            found.check(
                link.holds,
                "arithmetic",
                f"{link.left} = {link.right}",
                "wrong_arithmetic",
                message,
                span=(link.start, link.end),
            )
