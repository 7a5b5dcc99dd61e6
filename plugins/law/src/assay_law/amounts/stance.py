"""Whether the sentence around a sum gives it as the answer, or doubts it, bounds it, or goes on to change it."""

from __future__ import annotations

import re

from assay.evidence.final_answer import Candidate, without_drafts
from assay_law.amounts.written import written

FAR = 300
"""Characters before and behind a sum that are looked at."""
_SENTENCE = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!Inc)(?<!Corp)(?<!Co)(?<!No)(?<!Art)(?<!v)[.!?](?=\s|\Z|[*\"”])|[。；;！？]|\n"
)
_BOUND = re.compile(
    r"(?:\b(?:more than|less than|fewer than|over|under|above|below|at least|at most|up to|nearly|almost|about|around|roughly|approximately|approx\.?|circa|some|between|not exceeding|twice|double|triple|half|(?:thirds?|quarters?|parts?|percent|%|share|portion|rest|half|multiple|fraction) of|no more than|no less than|exceeds?|other than|except)\s+(?:the\s)?|[~≈<>≤≥]\s?|大约|约为?|近|超过|不超过|至少|至多|低于|高于|最高|接近)[\s*$(\\]*\Z",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|apparently|arguably|likely|might|may be|could be|unless|assuming|unsure|uncertain|guess|suppose|think|believe|seems?|appears?|not (?:sure|certain)|tentative\w*|placeholder|roughly|give or take|or so)\b|[?？]|可能|也许|大概|或许|左右|上下|不确定|如果|假设",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z]{1,20}>")
_CONDITION = re.compile(r"\b(?:if|whether|would have been|had it)\b|(?:^|[，。；\s])若", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|never|cannot|neither|nor|false|untrue|incorrect|wrong)\b|n['’]t\b|不是|并非|不等于|不应|错误|无需|不足",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"(?i)\bnot (?:counted|included|deducted|reduced|capped|taxed|the Tax Table)\b")
_SAID = re.compile(
    r"\b(?:some|others|many|people|he|she|they|we|you|colleagues?|friends?|opponents?|students?|associates?|lawyers?|model|verifier)\b[^.;:]{0,24}\b(?:says?|said|claim(?:s|ed)|thinks?|thought|believes?|believed|argues?|argued|suggest(?:s|ed)?|wrote|told|answered|calculated)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[*_`$)\]}\"”’|]|\\[)\]]|</\w{1,20}>)*\s*(?:\Z|[.!。；;，,、:：(（\n—–]|\s-\s"
    r"|(?:in|for|to|of|on|as|under|from|at|by|because|since|which|who|after|is|was|are|due|total|shares?|interest|payable|owed|outstanding|with|through|per|an?|each|every|USD|and (?:no|the|that|this|not|it))\b|/\s?(?:month|year|mo|yr)\b"
    r"|(?!以上|以下|多|余|或|至|到|左右|上下|不|加|减|乘|除)[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_CHANGES = re.compile(  # a sum that is due under a provision is not one below it
    r"\b(?:plus|minus|less|more|short|thousand|million|billion|percent|over|or)\b|\bunder\b(?!\s+(?:§|the\b|th(?:is|at|ese|ose)\b|(?:sub)?sections?\b|articles?\b|rules?\b|(?:sub)?paragraphs?\b|clauses?\b|chapters?\b|title\b|[A-Z]|\d+ [A-Z]))|[+−×÷]|(?:^|\s)-\s?\d|或者|或|以上|以下|incorrect|wrong|不对|错误",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:not (?:entirely |completely |quite |too )?(?:sure|certain|confident)|unsure|just a guess|i guess|(?:might|may|could) (?:also |just as well |equally )?be|alternatively|correction|oops|scratch that|i mean|on second thought)\b|\b(?:no|wait)[,:!]|更正|不对|或者",
    re.IGNORECASE,
)
_PER = re.compile(
    r"[\s*_)$]*(?:(?:per|a|each|every|/)\s?(?P<en>month|year|week|day)\b|(?P<monthly>monthly)\b|(?P<yearly>annually|yearly)\b|/?\s?(?:每)?(?P<zh>月|年)(?![\d收]))",
    re.IGNORECASE,
)
_PERIODS = {"month": "month", "monthly": "month", "月": "month", "year": "year", "annually": "year", "yearly": "year", "年": "year"}  # fmt: skip


def before(response: str, answer: Candidate) -> str:
    """What stands before a sum in its sentence."""
    text = response[max(0, answer.start - FAR) : answer.start]
    begin = max((m.end() for m in _SENTENCE.finditer(text)), default=0)
    return text[begin:]


def after(response: str, answer: Candidate) -> str:
    """What follows a sum in its sentence, with the mark that ends it."""
    text = response[answer.end : answer.end + FAR]
    closes = _SENTENCE.search(text)
    return text[: closes.end()] if closes else text


def per(response: str, answer: Candidate) -> str:
    """``month`` or ``year`` if the sum is said to be for each, ``""`` if nothing is said, else the word."""
    match = _PER.match(response[answer.end : answer.end + 30])
    if match is None:
        return ""
    word = next(each for each in match.groups() if each).lower()
    return _PERIODS.get(word, word)


def asks_per(period: str, prompt: str) -> bool:
    """Whether a prompt speaks of something for each such period: "a month", "monthly", 每月; "for three months" does not."""
    words = {"month": r"monthly|月", "year": r"yearly|annual(?:ly)?|年"}.get(period, rf"{period}ly|daily")
    return bool(
        re.search(rf"\b(?:per|an?|each|every|one|/)\s?(?:\w+ )?{period}\b|(?:{words})", prompt, re.IGNORECASE)
    )


_OF_PART = re.compile(
    r"[\s*_)$]*(?:(?:share|interest|part)\s)?of\s[^.,;\n]{0,30}?(?:\b(?:rest|remain\w*|left|residue|balance|half|third|quarter|share|portion)\b|['’]s?\s(?!estate|property))",
    re.IGNORECASE,
)
"""What behind a share says that it is one of a part: ``1/6 of the rest``, ``of the spouse's share``."""
_TOGETHER = re.compile(r"\b(?:together|combined|jointly|between them)\b", re.IGNORECASE)


def of_a_part(response: str, answer: Candidate, prompt: str) -> tuple[str, str]:
    """``relative_amount`` and the words that say that a share is one of a part, or one of several people together."""
    if match := _OF_PART.match(after(response, answer)):
        return "relative_amount", match[0].strip()
    match = _TOGETHER.search(before(response, answer))
    return ("relative_amount", match[0]) if match and not _TOGETHER.search(prompt) else ("", "")


_ALL_DOUBT = re.compile(
    r"\b(?:I am|I['’]m|we are) (?:really |quite |entirely )?(?:not (?:\w+ )?(?:sure|certain|confident)|unsure|uncertain|guessing)\b|\bmy (?:best )?guess\b|\bbut perhaps\b|我不(?:太)?确定",
    re.IGNORECASE,
)
"""Doubt that is meant of the whole response, wherever it stands."""


_CANNOT = re.compile(
    r"\b(?:cannot|can['’]t|could not|impossible to|unable to|not possible to) (?:be )?(?:comput|determin|calculat|answer|say|tell|know)\w*|无法(?:计算|确定|回答)|不能确定",
    re.IGNORECASE,
)
"""What says that there is no answer."""


def doubt_of_all(response: str) -> str:
    """The words with which a response doubts all that it says, ``""`` if it does not."""
    text = without_drafts(response)
    match = _ALL_DOUBT.search(text) or _CANNOT.search(text)
    return match[0] if match else ""


_UNREAD = re.compile(r"[$€£¥￥]\s?[-.]?\d|\d\s?[元圆€£]")
"""What looks like a sum, and was not read as one."""


def _masked(text: str) -> str:
    """The text, as long as it was, without the values that are read."""
    pieces = list(text)
    for each in written(text):
        pieces[each.start : each.end] = " " * (each.end - each.start)
    return "".join(pieces)


def doubt(response: str, answer: Candidate) -> tuple[str, str]:
    """A reason and the words that leave a sum open, around it; ``("", "")`` if its sentence gives it.

    Reasons: ``relative_amount``, ``unsure``, ``not_answered``.
    """
    response = without_drafts(response)
    lead, behind = before(response, answer), after(response, answer)
    lead = _TAG.sub("", lead)
    if match := _BOUND.search(lead):
        return "relative_amount", match[0].strip()
    if match := _SAID.search(lead):
        return "not_answered", match[0]
    if match := _CONDITION.search(lead) or _UNSURE.search(lead) or _UNSURE.search(behind):
        return "unsure", match[0]
    clause = re.split(r"[,;，](?=\s|[\u4e00-\u9fff])", lead)[-1]
    rest = re.split(r"[,;，](?=\s|[\u4e00-\u9fff])", behind)[0]
    if match := _NEGATED.search(_HARMLESS.sub("", clause)) or _NEGATED.search(_HARMLESS.sub("", rest)):
        return "not_answered", match[0]
    if match := _CHANGES.search(re.split(r":\s", rest)[0]):
        return "unsure", match[0]
    if match := _UNREAD.search(_masked(lead)) or _UNREAD.search(_masked(behind)):
        return "unsure", match[0]
    if match := _DOUBT.search(response[answer.end : answer.end + FAR]):
        return "unsure", match[0]
    if not _BEHIND.match(behind):
        return "not_answered", behind[:40].strip()
    return "", ""
