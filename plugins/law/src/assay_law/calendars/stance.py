"""Whether the sentence around a date gives it as the answer, or only speaks of it, doubts it, or tells another day by it."""

from __future__ import annotations

import re

from assay.evidence.final_answer import Candidate, without_drafts
from assay_law.calendars.written import dates_in

FAR = 400
"""Characters before and behind a date that are looked at."""
_ABBREVIATED = re.compile(
    r"\b(?:Fed|Civ|App|Bankr|Crim|Cal|Tex|Proc|Code|Reg|Art|No|Nos|Jr|Sr|Inc|Corp|Co|Ltd|Dr|Mr|Ms|Mrs|v|[A-Z]|[ap]\.\s?m|U\.S\.C|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|§|\d{1,2}(?=\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))\."
)
_SENTENCE = re.compile(r"[.!?](?=\s|\Z|[*\"”])|[。；;]|\n")


def hidden(text: str) -> str:
    """The text, as long as it was, with commas for full stops that end no sentence."""
    return _ABBREVIATED.sub(lambda match: match[0].replace(".", ","), text)


def sentence_end(text: str, start: int = 0) -> int | None:
    """Where the first sentence from ``start`` ends, before its mark; ``None`` if it has none."""
    ends = _SENTENCE.search(hidden(text), start)
    return ends.start() if ends else None


def before(response: str, answer: Candidate) -> str:
    """What stands before a date in its sentence."""
    low = max(0, answer.start - FAR)
    text = hidden(response[low : answer.start])
    begin = max((m.end() for m in _SENTENCE.finditer(text)), default=0)
    return response[low + begin : answer.start]


def after(response: str, answer: Candidate) -> str:
    """What follows a date in its sentence, with the mark that ends it."""
    high = min(len(response), answer.end + FAR)
    closes = _SENTENCE.search(hidden(response[answer.end : high]))
    return response[answer.end : answer.end + closes.end() if closes else high]


def masked(text: str) -> str:
    """The text, as long as it was, with ``⟦⟦⟧`` for its dates."""
    pieces = list(text)
    for each in dates_in(text, partial=True):
        pieces[each.start : each.end] = "⟦" * (each.end - each.start - 1) + "⟧"
    return "".join(pieces)


ANNOUNCES = re.compile(
    r"\b(?:deadline|due date|due|last day|last date|expir\w+|ends?|answer|no later than|not later than|on or before|by|until|through|must\b[^.;]{0,80}?\bon|rolls?\b[^.;]{0,60}?\bto|moves?\b[^.;]{0,60}?\bto|(?:is|was)(?: therefore| thus| then| accordingly)?)\b[^.;⟦⟧]{0,60}\Z"
    r"|(?:届满|截止|最后一日|期限|至迟|不迟于|应当?[在于]|顺延至|为|是|到|至)[^。；]{0,20}\Z",
    re.IGNORECASE,
)
"""What before a date, in its clause, can give it."""
STRONG = re.compile(
    r"\b(?:deadline|due|answer|last (?:day|date)|must|shall|no later than|on or before|therefore|thus|so|hence|expires?|ends?|it(?:['’]s| is| was| falls| will be))\b[^.;⟦⟧]{0,80}\Z"
    r"|(?:届满|截止|最后一日|答案|最迟)[^。；]{0,20}\Z|届满",
    re.IGNORECASE,
)
"""What before a date says that it is the one."""
CONCLUDES = re.compile(
    r"\b(?:therefore|thus|accordingly|so|hence|(?:rolls?|moves?|moved|carried|carries|extended|pushed|shifts?) (?:\w+ ){0,3}?(?:to|until)|must [^.;⟦⟧]{0,60}\bby|due (?:on|by))\b[^.;⟦⟧]{0,60}\Z"
    r"|(?:顺延至|因此|所以|故)[^。；]{0,24}\Z",
    re.IGNORECASE,
)
"""What before the last of several dates in a sentence says that it is what the others lead to."""
IS_DUE = re.compile(
    r"(?:\b(?:deadline|due|last day|last date|no later than)\b[^.;⟦⟧]{0,60}|(?:届满|截止|最迟|最后一日)[^。；]{0,20})\Z",
    re.IGNORECASE,
)
"""What before a date in the first sentence says that it is the answer, which is explained behind."""
ASIDE = re.compile(
    r"\b(?:because|since|as|although|while|whereas|when|after|from|if|once|given that|though|even though)\b[^,;.]*\Z",
    re.IGNORECASE,
)
"""What before a date says that it stands in a reason or a condition."""

_GIVES = re.compile(
    r"[:=→⇒：|–—-]\W*\Z|\b(?:deadline|due|(?:last|latest|final|earliest|first) (?:\w+ )?(?:day|date|time)|expir\w+|ends?|ended|end|laps\w+|terminat\w+|runs?|until|by|no later than|not later than|on or before|must|shall|has to|have to|needs? to"
    r"|can|may|answers?|dates?|formed|conclu\w+|contract|therefore|thus|so|hence|accordingly|consequently|roll\w*|mov\w+|carr\w+|extend\w*|push\w*|get|gives?|leads?|yields?|reach\w*|arriv\w*|find|compute\w*|calculat\w+|(?:it|that|this|which) (?:is|was|falls|would be|will be))\b"
    r"|届满|截止|最后|最迟|至迟|答案|应|延至|期限|即|为|是|至|到|于",
    re.IGNORECASE,
)
"""The ways in which what stands before a date in its sentence gives it; all else speaks of it (``the hearing is on …``)."""
_CLOSING = re.compile(r"(?:[*_`$\"'”’»>)\]}~]|\\[)\],;:! ]|</\w{1,20}>|\s?✓)*")
_FOLLOWS = re.compile(
    r"\s*\Z|[.!;。；，、]|\s*[,:—–(（|\n]|\s-\s|\s(?:at|under|because|since|as|pursuant|given|unless|for|in (?:accordance|light|view|local|the|order|time)|by|when|if|to (?:file|serve|respond|answer|appeal|sue|withdraw|oppose|object|post|remove|cure|apply|reply)"
    r"|the (?:next|first|following)|which|where|and (?:the|no|that|not|it|this)|but|so|not|per|on (?:or before|cm)|based|after (?:the|adding|applying|rolling|counting|excluding|moving)|is (?:therefore |thus |then |also |hence )?(?:the|when|our|your|my) (?:\w+ ){0,4}?(?:deadline|due|last|final|date|day|answer|latest)\w*)\b"
    r"|\s?(?:届满|申请|提起|提出|提交|以前|止|24时|当日|之内|内|为|是|。)|[^\W\d_a-zA-Z]",
    re.IGNORECASE,
)
"""What may follow a date in its sentence; all else says something of it that may turn it (``is a Tuesday``, ``B.C.``)."""
_CHANGES = re.compile(
    r"\b(?:give or take|plus|minus|extended|in the year|B\.?C\b|earlier|or so|short of|next week|postponed|vacated|stayed|at the earliest|or thereafter|thereafter|onwards?|incorrect|wrong|placeholder|too (?:late|early)|instead of|rather than the|without)\b|(?<!day )(?<!days )(?<!days)\+\s?\d",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:\b(?<!on or )(?:before|after|prior to|following|since|from|except|day of|not on|other than|beyond|past|later than|earlier than|more than|days? of|(?:week|month|beginning|start|eve) of|short of|or after)\s(?:the\s|midnight on\s)?[*_(\"“]{0,3})\Z|(?:除)\Z",
    re.IGNORECASE,
)
"""What right before a date tells another day by it."""
_AT_MOST = re.compile(
    r"\b(?:no|not) later than\s(?:the\s|midnight on\s)?[*_(\"“]{0,3}\Z|\bon or before\s[*_(\"“]{0,3}\Z",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|apparently|arguably|likely|unlikely|might|may be|could be|if|whether|unless|assuming|unsure|uncertain|unclear"
    r"|guess|suppose|think|believe|seems?|appears?|either|approximately|about|around|roughly|circa|not (?:sure|certain)|tentative\w*|placeholder|treat)\b|\?|可能|也许|大概|或许|左右|不确定|如果|(?:^|[，。；\s])若",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|assuming|provided that|in case)\b", re.IGNORECASE)
_PROVISO = re.compile(
    r",?\s(?:unless|absent|if|subject to)\s(?:the court|the judge|a court|otherwise|local|extended|no|an?|any|the parties)[^.;]*",
    re.IGNORECASE,
)
"""What lawyers add to every date: ``unless the court orders otherwise``."""
_SAID = re.compile(
    r"\b(?:some|others?|many|people|he|she|they|we|you|one|nobody|no one|somebody|someone|colleagues?|friends?|counsel|opponents?|students?|associates?|lawyers?|clerk|model)\b[^.;:]{0,24}\b(?:says?|said|claim(?:s|ed)?|thinks?|thought|believes?|believed"
    r"|argues?|argued|suggest(?:s|ed)?|wrote|told|answered|calculated)\b|\bverifier\b",
    re.IGNORECASE,
)
"""What before a date says that it is somebody's."""
_DOUBT = re.compile(
    r"\b(?:not (?:entirely |completely |quite |too )?(?:sure|certain|confident)|unsure|just a guess|i guess|(?:might|may|could) (?:also |just as well |equally )?be|or (?:maybe|perhaps|possibly|rather)"
    r"|alternatively|correction|wait|oops|scratch that|i mean)\b|\bno[,:!]|更正|不对|或者",
    re.IGNORECASE,
)
_ALL_DOUBT = re.compile(
    r"\b(?:I am|I'm|I’m|we are) (?:really |quite |entirely )?(?:not (?:\w+ )?(?:sure|certain|confident)|unsure|uncertain|guessing)\b|\bmy (?:best )?guess\b|\bbut perhaps\b|我不(?:太)?确定",
    re.IGNORECASE,
)
"""Doubt that is meant of the whole response, wherever it stands."""
_OR = re.compile(
    r"[*_)\s]*(?:,\s)?(?:or|and|to|[-–/]|或|和|至|以?前(?!夕)|之前|之?后|以后)(?:\s|(?=[^\w\s]|[一-鿿])|\Z)",
    re.IGNORECASE,
)
_LAWFUL_OR = re.compile(
    r"[*_)\s]*(?:,\s)?(?:and|to) (?!\W*⟦)|[*_)\s]*(?:以前|之?前[（(]含)|\s[-–—]\s", re.IGNORECASE
)
_DATELIKE = re.compile(
    r"[-−+±]\s?⟦|\d⟦|⟧\d|\d{3,}\s?年\s?\d|\d[-/.]\d+[-/.]\d|\d{1,2}\s?月\s?\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d",
    re.IGNORECASE,
)
"""What looks like a date, beside those that were read, or changes one."""
_NEGATED = re.compile(
    r"\b(?:not|never|cannot|neither|nor|nobody|none|no one|overdue|false|untrue)\b|n['’]t\b|不是|并非|不应|不在",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"(?i)\b(?:not|no) later than\b|\bnot (?:counted|included|a)\b[^,;]*[,;]")
_NONE_THEN = re.compile(r"\W*no (?!later\b)[^,;:.]*\Z", re.IGNORECASE)
"""A sentence that begins by saying that nothing falls on the date: ``No deadline ends on …``."""
_DENIED_BEHIND = re.compile(
    r"\b(?:not|never|cannot)\b[^,.;]{0,20}(?:deadline|date|correct|right|due)|\b(?:is|was) (?:wrong|incorrect|too late|too early)\b|不是|错误|有误",
    re.IGNORECASE,
)


def is_relative(lead: str) -> bool:
    """Whether words that end right before a date tell another day by it."""
    return _RELATIVE.search(lead) is not None and not _AT_MOST.search(lead)


def doubt(response: str, answer: Candidate) -> tuple[str, str]:
    """A reason and the words that leave a date open, around it; ``("", "")`` if its sentence gives it.

    Reasons: ``several_dates``, ``relative_date``, ``unsure``, ``not_answered``.
    """
    response = without_drafts(response)
    lead = masked(before(response, answer))
    behind = _PROVISO.sub("", masked(after(response, answer)))
    high = min(len(response), answer.end + FAR)
    rest = masked(response[answer.end : high])
    boxed = "\\boxed" in lead or "<answer" in lead
    if match := _DATELIKE.search(f"{lead}⟦⟧{rest.split(chr(10), 1)[0]}"):
        return "several_dates", match[0]
    if is_relative(lead):
        return "relative_date", lead[-30:].strip()
    if match := _SAID.search(lead):
        return "not_answered", match[0]
    if match := _CONDITION.search(lead):
        return "unsure", match[0]
    first = re.split(r"[,;]\s(?=[^,;]*\Z)", lead)[0]
    clause = re.split(r"[,;]\s", lead)[-1] if ASIDE.search(first) else lead
    told = re.split(r"\b(?:which|because|since|as|where)\b", behind)[0]
    if match := _UNSURE.search(clause) or _UNSURE.search(told):
        return "unsure", match[0]
    if (match := _OR.match(behind)) and not _LAWFUL_OR.match(behind):
        return "unsure", behind[:40].strip()
    if match := _CHANGES.search(told):
        return "unsure", match[0]
    if match := _DOUBT.search(rest) or _ALL_DOUBT.search(response):
        return "unsure", match[0]
    if match := _NEGATED.search(_HARMLESS.sub("", clause)) or _DENIED_BEHIND.search(behind):
        return "not_answered", match[0]
    if match := _NONE_THEN.match(lead):
        return "not_answered", match[0]
    if not boxed:
        bare = lead.strip(" \t*_`>#$\"“'(（\\[{~")
        if re.search(r"\w", bare) and not _GIVES.search(lead):
            return "not_answered", bare[-60:]
        at = _CLOSING.match(behind)
        follows = behind[at.end() if at else 0 :]
        if not _FOLLOWS.match(follows):
            return "not_answered", follows[:40].strip()
    return "", ""
