"""Yes or no: whether a response concludes that something follows, in English or Chinese."""

from __future__ import annotations

import re
from dataclasses import replace

import assay
from assay import Check
from assay.evidence import Findings
from assay.evidence.final_answer import without_drafts
from assay.evidence.terms import Term, check_term
from assay_law.statutes.reference import Statute
from assay_law.statutes.sentences import (
    against_itself,
    from_chinese,
    in_short,
    open_or_of_others,
    says_so,
    sentence_bounds,
    with_chinese_term,
)
from assay_law.texts.sections import citations_in

YES_NO = ("yes", "no")
_YES = ("true", "entailed", "entailment")
_NO = (
    "false",
    "not entailed",
    "contradiction",
    "contradicted",
    "does not follow",
    "does not hold",
    "non-entailment",
)
_ALONE = {
    **dict.fromkeys(("correct", "right", "affirmative", "ja", "sí", "si", "oui", "y"), "yes"),
    **dict.fromkeys(("incorrect", "wrong", "negative", "nein", "non", "n"), "no"),
}
"""Words that say yes or no where they are all that a response says."""
_DASH = re.compile(r"(?:(?<=\byes)|(?<=\bno))(?P<gap>[*_]{0,2}\s*)[—–-](?=\s)", re.IGNORECASE)


def _says_so(text: str, start: int, end: int, *, plain: bool) -> bool:
    """Whether a word of yes or no is said of what was asked, and not by somebody or of something in the explanation."""
    begin, closes = sentence_bounds(text, start, end)
    return says_so(text[begin:start], text[end:closes], plain=plain)


def in_english(response: str) -> str:
    """The response, with what says yes or no in Chinese, or as a lone word of another language, as ``yes`` or ``no``."""
    alone = _ALONE.get(response.strip().strip("*_`.!\"' ").casefold())
    if alone:
        return alone
    text = _DASH.sub(lambda m: f"{m['gap']};", _without_references(response))
    return from_chinese(text) if any("\u4e00" <= char <= "\u9fff" for char in text) else in_short(text)


_DEGREE = re.compile(r"[\s*_]*[(:,–—（：，-]?\s*(?:about |ca\. )?\d[\d.]* ?(?:%|percent\b)")
_LED = re.compile(r"[,;]?\s*\b(?:under|by|pursuant to|per|see)\s+\Z", re.IGNORECASE)


def _without_references(text: str) -> str:
    """The text, as long as it was, with spaces for ``, under § 4(a)``: what stands behind a comma would be another item of a list."""
    for each in citations_in(text):
        if led := _LED.search(text, max(0, each.start - 40), each.start):
            text = text[: led.start()] + " " * (each.end - led.start()) + text[each.end :]
    return text


def check_conclusion(sample: assay.Sample, part: Statute, holds: bool, found: Findings) -> None:
    """Does the response say ``yes`` where the query holds, and ``no`` where it fails?

    Reasons: ``wrong_term``, ``several_terms``, ``conditional``, ``unsure``, ``no_term``, ``not_answered``.
    """
    also = {"yes": (*_YES, *part.words.get("yes", ())), "no": (*_NO, *part.words.get("no", ()))}
    term = Term("yes" if holds else "no", YES_NO, also)
    check_name(sample, term, found, part.query)


def check_name(sample: assay.Sample, term: Term, found: Findings, query: str = "") -> None:
    """Does the response give a term of a closed list, without a condition, as its own view, and no other alone in a line?"""
    if term.among == YES_NO:
        text = in_english(sample.response)
    else:
        text = with_chinese_term(
            _without_references(sample.response), [form for form, _ in term.forms], sample.prompt
        )
    first = Findings()
    check_term(replace(sample, response=text), term, first)
    told = _told(first)
    if told is not None and told.span is not None:
        said = told.claim.casefold()
        if said in (*YES_NO, *_YES, *_NO) and not _says_so(text, *told.span, plain=said in YES_NO):
            message = f"{told.claim!r} is said by somebody else, of something else, or of some cases."
            found.check(None, "conclusion", told.claim, "not_answered", message)
            return
        if said in YES_NO and against_itself(said, text[told.span[1] : told.span[1] + 200], query):
            message = f"{told.claim!r} stands before the contrary."
            found.check(None, "conclusion", told.claim, "several_terms", message)
            return
        if _DEGREE.match(text, told.span[1]):
            message = f"{told.claim!r} is given a degree of belief."
            found.check(None, "conclusion", told.claim, "unsure", message)
            return
        owner = {form.casefold(): name for form, name in term.forms}
        lines = [each.strip().strip("*_`.!。！\"' ").casefold() for each in without_drafts(text).splitlines()]
        if others := [
            each
            for each in lines
            if owner.get(each, owner.get(told.claim.casefold())) != owner.get(told.claim.casefold())
        ]:
            message = f"Another answer stands alone in a line: {others[0]!r}."
            found.check(None, "conclusion", told.claim, "several_terms", message)
            return
    if len(text) != len(sample.response):  # places in the text that was read are not those of the response
        reason, words = open_or_of_others(text, *told.span) if told is not None and told.span else ("", "")
        if reason:
            found.check(None, "conclusion", "", reason, f"It does not commit to it: {words!r}.")
            return
        first.checks = [replace(each, span=None) for each in first.checks]
    include_committed(text, first, found)


def _told(first: Findings) -> Check | None:
    return next((each for each in first.checks if each.span), None)


def include_committed(text: str, first: Findings, found: Findings) -> None:
    """Takes over what was found of the answer, unless its sentence puts it under a condition, or into somebody else's mouth."""
    told = _told(first)
    if told is not None and told.span is not None and told.where == "response":
        reason, words = open_or_of_others(text, *told.span)
        if reason:
            message = f"It does not commit to {told.claim!r}: {words!r}."
            found.check(None, told.kind, told.claim, reason, message, span=told.span)
            return
    found.include(first)
