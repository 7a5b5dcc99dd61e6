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
_STATED = re.compile(
    r"[\W_]*(?:(?:so|thus|hence|therefore|accordingly|in conclusion|answer|label|verdict|judge?ment|conclusion|result|relation|final answer)\b[\W_]*)*"
    r"(?:under [^,]{1,60}, )?"
    r"(?:(?:the|this|that|it|its|my|our)\b\s*)?(?:(?:statement|claim|hypothesis|conclusion|assertion|proposition|query|answer|sentence|label|relation|result|verdict)\b[\W_]*)?"
    r"(?:(?:is|are|would be|must be|therefore|thus|hence|clearly|indeed)\b[\W_]*)*\Z",
    re.IGNORECASE,
)
"""What before a word such as ``true`` makes it the answer: it stands alone, behind a label, or says so of the statement that was asked about."""
_GOES_ON = re.compile(
    r"[\W_]*(?:\Z|[.,;:!)\n]|(?:under|by|because|since|from (?:§|sections?|the (?:facts|rules|statute|law)))(?:\b|(?<=§)))(?!\s*\bthat\b)",
    re.IGNORECASE,
)
_ALONE = {
    **dict.fromkeys(("correct", "right", "affirmative", "ja", "sí", "si", "oui", "y"), "yes"),
    **dict.fromkeys(("incorrect", "wrong", "negative", "nein", "non", "n"), "no"),
}
"""Words that say yes or no where they are all that a response says."""
_ZH_NO = "否|不是的?|不对|不可以|不能够?|不会|不应当?|不必|不需要|不用|无需|无权|没有|不属于|不构成|不正确|不符合|错误|矛盾|并非如此|不"
_ZH_YES = "是的?|对的?|可以|能够?|会的?|应当?|必须|需要|有权|有的?|属于|构成|正确|符合|没错"
_ZH_LEAD = (
    r"(?:^|(?<=[。，,：:；;！!\n*（(“\"’”\s])|(?<=答案是)|(?<=答案为)|(?<=结论是)|(?<=结论为)|(?<=回答是))"
)
_ZH_TAIL = r"(?=\s*(?:[。，,；;！!\n*）)”\"]|$))"
_ZH = re.compile(
    rf"{_ZH_LEAD}(?:(?P<no>{_ZH_NO})|(?P<yes>{_ZH_YES})){_ZH_TAIL}"
    rf"|(?:(?P<fails>(?:不能?|未能?|没有|无法)(?:成立|蕴含|推出))|(?<![否不未])(?P<holds>成立|可以推出|蕴含)){_ZH_TAIL}"
)
_MARKS = str.maketrans({"。": ". ", "，": ", ", "：": ": ", "；": "; ", "！": "! ", "？": "? "})
_DASH = re.compile(r"(?:(?<=\byes)|(?<=\bno))(?P<gap>[*_]{0,2}\s*)[—–-](?=\s)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\bv)(?<!\bNo)(?<!\bSec)(?<!\bArt)[.!?](?=\s|\Z|\*)|[。！？]|\n")
_OPEN = re.compile(
    r"\b(?:assuming|presuming|supposing|(?:provided|providing)(?: that|,? s?he\b| it\b| they\b| [A-Z])|on (?:the )?condition|as long as|so long as|in case|only (?:if|when|where)|subject to (?:his|her|its|their|proof|the condition)"
    r"|depend(?:s|ing))\b"
    r"|如果|假如|假设|(?:^|(?<=[，。；：、\s]))(?:若(?!干)|倘)|除非|只要|可能|也许|或许|大概|恐怕|不确定|不一定|未必|取决于",
    re.IGNORECASE,
)
"""What makes an answer a conditional or an uncertain one, in its sentence."""
_OTHERS = re.compile(
    r"\b(?:lawyers?|counsel|attorneys?|parties|party|plaintiffs?|defendants?|petitioners?|respondents?|prosecutors?|taxpayers?|dissent\w*|commentators?|scholars?|agency|IRS|court below|lower court|trial court)\b"
    r"[^.;:]{0,40}\b(?:says?|said|argu\w+|contend\w*|claim(?:s|ed) that|maintain(?:s|ed) that|assert\w*|insist\w*|submit(?:s|ted) that|believes?|held that|thinks?)\b"
    r"|(?<!本院)(?<!我)认为|[他她友师人方]说|据说|主张|辩称",
    re.IGNORECASE,
)
"""What says that the answer is somebody else's."""


def _sentence(text: str, start: int, end: int) -> str:
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    closes = _SENTENCE.search(text, end)
    return text[begin : closes.end() if closes else len(text)]


def open_or_of_others(response: str, start: int, end: int) -> tuple[str, str]:
    """A reason and the words for which the sentence around an answer is conditional, or somebody else's; else ``("", "")``."""
    sentence = _sentence(response, start, end)
    if found := _OPEN.search(sentence):
        return "conditional", found[0]
    if found := _OTHERS.search(sentence):
        return "not_answered", found[0]
    return "", ""


def _says_so(text: str, start: int, end: int) -> bool:
    """Whether a word such as ``true`` or ``entailed`` is said of what was asked, and not of something in the explanation."""
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    return _STATED.match(text[begin:start]) is not None and _GOES_ON.match(text[end : end + 40]) is not None


def in_english(response: str) -> str:
    """The response, with what says yes or no in Chinese, or as a lone word of another language, as ``yes`` or ``no``."""
    alone = _ALONE.get(response.strip().strip("*_`.!\"' ").casefold())
    if alone:
        return alone
    text = _DASH.sub(lambda m: f"{m['gap']};", _without_references(response))
    if not any("\u4e00" <= char <= "\u9fff" for char in text):
        return text
    words = {"no": "no", "yes": "yes", "fails": ": no", "holds": ": yes"}
    made = _ZH.sub(lambda m: words[m.lastgroup or ""], text)
    return made.translate(_MARKS) if made != text else text


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
    check_name(sample, term, found)


def check_name(sample: assay.Sample, term: Term, found: Findings) -> None:
    """Does the response give a term of a closed list, without a condition, as its own view, and no other alone in a line?"""
    text = in_english(sample.response) if term.among == YES_NO else _without_references(sample.response)
    first = Findings()
    check_term(replace(sample, response=text), term, first)
    told = _told(first)
    if told is not None and told.span is not None:
        if told.claim.casefold() in (*_YES, *_NO) and not _says_so(text, *told.span):
            message = f"{told.claim!r} is said of something else."
            found.check(None, "conclusion", told.claim, "not_answered", message)
            return
        owner = {form.casefold(): name for form, name in term.forms}
        lines = [each.strip().strip("*_`.!\"' ").casefold() for each in without_drafts(text).splitlines()]
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
