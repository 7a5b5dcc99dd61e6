"""The register of a legal text, and the sentence that says that it is no advice."""

from __future__ import annotations

import re

_INFORMAL = re.compile(
    r"\b\w+n['’]t\b|\b(?:I|you|we|they|he|she|it|that|there|who|what|let)['’](?:m|re|ve|ll|d|s)\b"
    r"|\b(?:gonna|wanna|gotta|kinda|sorta|ain|yeah|yep|yup|nope|okay|ok|hey|hi|wow|stuff|guys?|awesome|super|totally|basically|bucks|cool|dude|lol|btw|imo|asap|no way|big deal|a bunch of|you know|screwed|sue the pants)\b"
    r"|![^=\[]|!\Z|[\U0001F300-\U0001FAFF\u2600-\u27BF]"
    r"|咱们|呗|哎呀|哈哈|嘛(?=[，。！？])|[啦哦噢呀哟](?=[，。！？～~])|～|！|老铁|搞定|没戏|妥妥|亲(?=[，,])|啥|咋",
    re.IGNORECASE,
)
_MARKS = re.compile(r"“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"|「[^「」]{0,2000}」|^[ \t]*>.*$", re.MULTILINE)
_DISCLAIMER = re.compile(
    r"(?:\b(?:is|are|does|do|should|constitutes?|provided)\b[^.!?\n]{0,60}\b(?:not|no)\b(?: (?:constitute|intended as|intended to be|be (?:construed|taken|relied on) as|meant as|provide|offer|give|a substitute for|replace))?(?: (?:any|the|formal|specific|professional|personal|individual))*"
    r" legal (?:advice|opinion|counsel)|\b(?:not|no) legal (?:advice|opinion)|\b(?:consult|seek|speak (?:to|with)|contact|retain|obtain)\b[^.!?\n]{0,60}\b(?:attorney|lawyer|solicitor|counsel|legal advice|legal professional))"
    r"|不(?:构成|作为|代替|替代|视为)[^。！？\n]{0,10}法律(?:意见|建议|咨询)|(?:咨询|委托|聘请|联系|请教)[^。！？\n]{0,12}律师|并非(?:正式的?)?法律(?:意见|建议)",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:no need to|need not|do not need to|don['’]t need to|not necessary to|without having to|unnecessary to|never|instead of)\b[^.!?\n]{0,40}\Z|(?:无需|不必|不用|没必要|毋须)[^。！？\n]{0,6}\Z",
    re.IGNORECASE,
)
_IS_ADVICE = re.compile(
    r"\b(?:this|the above|it) (?:is|constitutes) (?:binding |formal )?legal advice\b|构成正式?法律意见(?!书)",
    re.IGNORECASE,
)

DOUBT = re.compile(
    r"\b(?:perhaps|maybe|possibly|probably|presumably|arguably|likely|unlikely|might|could be|may be|may well|not (?:sure|certain|clear)|unclear|uncertain|unsure|it depends|seems?|appears?|I (?:think|guess|believe|suppose)|on the other hand|(?:do|does) not know|don['’]t know|(?:cannot|can['’]t) (?:say|tell|determine|be determined))\b"
    r"|可能|也许|或许|大概|不确定|难以确定|似乎|看来|倾向于|不好说|不知道|无法(?:判断|确定|得出)",
    re.IGNORECASE,
)
"""Words that leave open whether what is said is so."""


def informal(text: str) -> tuple[int, int] | None:
    """Where a text is not formal: contractions, slang, exclamations, emoji; what is quoted does not count."""
    plain = _MARKS.sub(lambda match: " " * len(match[0]), text)
    found = _INFORMAL.search(plain)
    return found.span() if found else None


def disclaimer(text: str) -> tuple[int, int] | None:
    """Where a text says that it is no legal advice, or that a lawyer should be asked."""
    for match in _IS_ADVICE.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] != "不":
            return None
    for match in _DISCLAIMER.finditer(text):
        if not _UNDONE.search(text[max(0, match.start() - 60) : match.start()]):
            return match.span()
    return None
