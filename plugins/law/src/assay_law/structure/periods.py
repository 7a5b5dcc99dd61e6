"""What a reasoned answer says of time, order and multiples: computed where its dates tell it, else as what was given says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assay.evidence import Findings, language
from assay_law.calendars.written import Written, dates_in
from assay_law.structure.facts import Facts
from assay_law.texts.modality import is_chinese, modals_in, sentences

_CLAIM = re.compile(
    r"(?P<not>\b(?:not|never)\s+|n['’]t\s+|未|不)?(?P<kind>\bwithin\b|\b(?:no|not) (?:more|later) than\b|\bat most\b|\bmore than\b|\blonger than\b|\bover\b|\bexceed(?:s|ed|ing)?\b|\b(?:less|fewer) than\b|\bunder\b|\bat least\b|超过|多于|不足|少于)\s*(?:the\s+)?"
    r"(?P<n>\d{1,5}|[a-z]+(?:-[a-z]+)?)[- ]?个?(?P<work>business[- ]|working[- ]|court[- ]|工作)?(?P<calendar>calendar[- ])?(?P<unit>days?\b|weeks?\b|months?\b|years?\b|日|天|周|月|年)(?P<of>['’]? (?:of|before|prior to|from|after) (?=[A-Z\d]))?",
    re.IGNORECASE,
)
_DAYS = {"d": 1, "w": 7, "日": 1, "天": 1, "周": 7}
_HOLIDAYS = 3
"""Days of a period, at most, that may be holidays; a month more has one more."""


def check_periods(text: str, found: Findings) -> None:
    """So many days, weeks, months lie between the two dates told last, where a sentence says so: "which is more than 30 days later"."""
    dates = [each for each in dates_in(text) if each.day]
    for start, sentence in sentences(text):
        for claim in _CLAIM.finditer(sentence):
            clause = re.split(r"[;；]|\b(?:and|but)\b", sentence[: claim.start()])[-1]
            if modals_in(clause) or re.search(r"\b(?:within|period|limit|deadline)\b", clause):
                continue  # it tells the rule, or a period by name
            at = start + claim.end()
            before = [d for d in dates if d.end <= start + claim.start() + 1]
            own = [d for d in before if d.start >= start]
            behind = [d for d in dates if at <= d.start + 1 and d.start - at < 3]
            pair = [*own[-1:], *behind[:1]] if behind else own[-2:] if len(own) > 1 else before[-2:] if own else []  # fmt: skip
            if len(pair) != 2 or not pair[0].day or not pair[1].day:
                continue
            holds = _holds(claim, *sorted((pair[0].day, pair[1].day)))
            span = (start + claim.start(), at)
            message = f"From {pair[0].day} to {pair[1].day} it is not {claim[0]!r}, or that cannot be told."
            found.check(holds or None, "period", claim[0], "wrong_period", message, span=span)


def _holds(claim: re.Match[str], first: date, last: date) -> bool | None:
    said = claim["n"]
    number = _number(said)
    if isinstance(number, str):
        return True  # "within reasonable days": no number
    unit = claim["unit"][0].lower()
    passed = (last - first).days
    if unit in "m月y年":
        months = number * (12 if unit in "y年" else 1)
        whole, rest = divmod(first.month - 1 + months, 12)
        year = first.year + whole
        day = min(first.day, (date(year + (rest == 11), (rest + 1) % 12 + 1, 1) - timedelta(days=1)).day)
        least = most = (last - date(year, rest + 1, day)).days
        number = 0
    elif claim["work"]:
        days = (first + timedelta(days=n) for n in range(1, min(passed, 4000) + 1))
        most = sum(day.weekday() < 5 for day in days)
        least = max(0, most - _HOLIDAYS - passed // 30)
    else:
        least = most = passed
        number *= _DAYS[unit]
    kind = claim["kind"].lower()
    if re.match(r"within|no|at most", kind):
        told = (most <= number, least > number)
    elif re.match(r"more|longer|over|exceed|超过|多于", kind):
        told = (least > number, most <= number)
    elif kind == "at least":
        told = (least >= number, most < number)
    else:
        told = (most < number, least >= number)
    if claim["not"]:
        told = (told[1], told[0])
    return True if told[0] else False if told[1] else None


_BOUND = re.compile(r"\b(before|prior to|after|until|since)\s+\Z", re.IGNORECASE)
_BEHIND = re.compile(r"(?:之|以)?[前后](?![一二三四五六七八九十\d])")
_COMPARES = re.compile(r"\b(?:is|was|were|falls?|fell|came|later|earlier|days?|weeks?|months?|years?)(?: well| long| only| just)?\s+\Z|[,(—]\s*\Z", re.IGNORECASE)  # fmt: skip


def check_bounds(text: str, known: Facts, found: Findings) -> None:
    """A date that something was before, after or until is told so in what was given: "not until June 14" is not "before June 14"."""
    held = {(str(each.day), word) for each, word, _ in _bounded(known.whole)}
    for each, word, lead in _bounded(text):
        if (str(each.day), word) not in held and not (word in ("before", "after") and _COMPARES.search(lead)):
            span = (each.start, each.end)
            message = f"What was given does not say {word!r} of {text[slice(*span)]}."
            found.check(None, "bound", text[slice(*span)], "other_bound", message, span=span)


def _bounded(text: str) -> Iterator[tuple[Written, str, str]]:
    """The dates of a text that something is before, after or until, with this word and what stands before it."""
    for each in dates_in(text):
        lead = text[max(0, each.start - 80) : each.start]
        if each.day and (match := _BOUND.search(lead)):
            word = match[1].lower().replace("prior to", "before")
            clause = re.split(r"[,;.]", lead[: match.start()])[-1]
            if word == "until" and re.search(r"\b(?:not|never)\b|n['’]t\b", clause):
                word = "not until"
            yield each, word, lead[: match.start()]
        elif each.day and (behind := _BEHIND.match(text, each.end)):
            yield each, "before" if "前" in behind[0] else "after", ""


_MULTIPLES = {
    "2": re.compile(r"\b(?:twice|doubled?|two times|twofold)\b|双倍|[二两]倍", re.IGNORECASE),
    "3": re.compile(r"\b(?:thrice|trebled?|tripled?|three times|threefold)\b|三倍", re.IGNORECASE),
    "4": re.compile(r"\b(?:four times|fourfold|quadruple)\b|四倍", re.IGNORECASE),
    "1/2": re.compile(r"\b(?:half|halved)\b|一半|减半", re.IGNORECASE),
}
_ORDINAL = re.compile(
    r"\b((?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|last)|\d+(?:st|nd|rd|th)) (\w+)", re.IGNORECASE
)  # fmt: skip
_COUNTED = re.compile(r"\b(\d+|[a-z]+)[- ](business|working|court|calendar)[- ]days?\b", re.IGNORECASE)


def check_multiples(text: str, known: Facts, found: Findings) -> None:
    """Multiples, ordinals and kinds of days are those of what was given: twice is not three times, business days are not calendar days."""
    for pattern in _MULTIPLES.values():
        said = pattern.search(text)
        if said and not pattern.search(known.whole):
            message = f"{said[0]!r} is not in what was given."
            found.check(None, "number", said[0], "unknown_number", message, span=said.span())
    if is_chinese(text):
        return
    whole = known.whole.lower()
    for match in _ORDINAL.finditer(text):
        number, noun = match[1].lower(), match[2].lower()
        given = {m[1] for m in re.finditer(rf"(\w+) {re.escape(noun)}\b", whole) if _ORDINAL.match(m[0])}
        if given and number not in given:
            message = f"What was given says {' or '.join(sorted(given))} {noun}."
            found.check(None, "number", match[0], "unknown_number", message, span=match.span())
    counted = {(_number(m[1]), m[2].lower()) for m in _COUNTED.finditer(whole)}
    numbers = {n for n, _ in counted}
    for match in _COUNTED.finditer(text):
        number, kind = _number(match[1]), match[2].lower()
        if (number, kind) not in counted and (number in numbers or kind not in whole):
            message = f"What was given does not say {match[0]!r}."
            found.check(None, "number", match[0], "unknown_number", message, span=match.span())


def _number(said: str) -> int | str:
    """A whole number in digits or words; the words themselves if it is none."""
    value = int(said) if said.isdigit() else language("en").number_word(said.lower())
    return said if value is None or value != int(value) else int(value)
