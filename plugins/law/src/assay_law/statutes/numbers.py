"""Numbers with a unit as answers: as quantities, or, with a unit that is written in Chinese, as Chinese texts count."""

from __future__ import annotations

import re
from fractions import Fraction

import assay
from assay.evidence import Findings, language, make_reference, read_number
from assay.evidence.final_answer import final_answer, values_like
from assay.evidence.quantities import Quantity
from assay.evidence.quantity_answer import check_quantity, wanted
from assay_law.statutes.reference import Statute

_DIGITS = r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]{1,12})"
_BOUND = re.compile(r"(?:约|近|超过|不到|不足|至少|至多|最多|最少|不少于|不多于|低于|高于|或|至|到|-)\s*\Z")
_AFTER = re.compile(r"\s*(?:左右|上下|以上|以下|以内|多|余|或|至|到|半)")


def check_number(sample: assay.Sample, part: Statute, number: int, found: Findings) -> None:
    """Is the final answer the number of an outcome, in the unit of the reference?

    Reasons: ``wrong_value``, ``wrong_unit`` and, undecided, ``several_values``, ``relative_amount`` and those of quantities.
    """
    right = Fraction(number, part.per)
    if any("\u4e00" <= char <= "\u9fff" for char in part.unit):
        _check_counted(sample.response, part, right, found)
        return
    quantity = Quantity(str(right), part.unit, abs_tol=part.abs_tol or None, bare="accept")
    aim = wanted(assay.Sample(assay.Task("", make_reference(quantity=quantity)), ""))
    told = Findings()
    check_quantity(sample, aim, told)
    for each in told.checks:
        wrong = each.status is assay.Status.REJECTED
        holds = (
            None
            if wrong and each.reason not in ("wrong_value", "wrong_unit")
            else each.status is assay.Status.ACCEPTED
        )
        undecided = each.status is assay.Status.ABSTAINED
        found.check(
            None if undecided else holds, each.kind, each.claim, each.reason, each.message, span=each.span
        )


def _check_counted(response: str, part: Statute, right: Fraction, found: Findings) -> None:
    unit = re.escape(part.unit)
    stated = final_answer(response, values_like(rf"{_DIGITS}\s*个?{unit}"))
    answer = stated.only
    if answer is None or stated.rivals or stated.extras:
        reason = "several_values" if answer is not None or stated.listed or stated.hedged else "not_answered"
        found.check(None, "number", "", reason, f"It does not give one number of {part.unit}.")
        return
    span = (answer.start, answer.end)
    if _BOUND.search(response[: answer.start][-8:]) or _AFTER.match(response, answer.end):
        found.check(
            None, "number", answer.text, "relative_amount", "It gives a bound, or about how much.", span=span
        )
        return
    written = answer.text.strip().removesuffix(part.unit).strip().removesuffix("个").replace(",", "")
    value = read_number(written) if written[:1].isdigit() else language("zh").number_word(written)
    if value is None:
        found.check(
            None, "number", answer.text, "unreadable_quantity", f"{written!r} is no number.", span=span
        )
        return
    near = abs(Fraction(value) - right) <= Fraction(str(part.abs_tol))
    found.check(near, "number", answer.text, "wrong_value", f"It is {right} {part.unit}.", span=span)
