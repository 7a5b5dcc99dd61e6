"""Answers that are none: two numbers (``5.5 mL or 6 mL``, ``**118** or **518**``), a bound (``at least 5 mL``), a question, hearsay.

Core judges rivals of an answer that stand elsewhere; it takes a number with fewer digits for a rounded form of the first, which a
dose or a number of patients never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assay.evidence import read_number

_MARKS = r"[\s*_$`\\()\[\]{}]{0,12}"
_NUMBER = r"(?P<{0}>\d[\d,]{{0,14}}(?:\.\d{{1,12}})?)\s?(?P<{0}_unit>%|percent\b)?"
_BETWEEN = rf"(?:{_MARKS}[A-Za-zµμ%°/²·]{{1,20}}){{0,4}}{_MARKS}"
_TWO = re.compile(
    r"(?<![\d.,])"
    + _NUMBER.format("one")
    + _BETWEEN
    + r",?\s*(?:\bor\b|\bversus\b|\bvs\b\.?)"
    + rf"{_MARKS}(?:(?:else|maybe|perhaps|possibly|even|about|rather|more likely)\s+){{0,2}}{_MARKS}"
    + _NUMBER.format("two"),
    re.IGNORECASE,
)


def offers_two(response: str) -> tuple[int, int] | None:
    """Where the last line of a response offers two different numbers with "or" between them; ``None`` if it does not."""
    end = len(response.rstrip())
    begin = max(response.rfind("\n", 0, end) + 1, end - 1_000)
    for match in _TWO.finditer(response, begin, end):
        one, two = _value(match, "one"), _value(match, "two")
        if one is not None and two is not None and one != two:
            return match.span()
    return None


_BOUND_BEFORE = re.compile(
    r"(?:\b(?:at (?:the )?(?:very )?(?:least|most|earliest|latest)|(?:(?:no|not) )?(?:more|less|fewer|greater|higher|lower|later|earlier|longer|shorter|older|younger) than"
    r"|no (?:earlier|later) than|up to|before|after|until|beyond|below|above|exceed(?:s|ing)?)|(?<![\w'/])[<>≤≥])[\s$*_({\\]{0,9}\Z",
    re.IGNORECASE,
)
_BOUND_BEHIND = re.compile(
    r"[\s*)}$\]]{0,9}(?:points?\s*)?(?:(?:or|and) (?:more|less|fewer|higher|lower|above|below|over|under|greater|longer|later|earlier)\b"
    r"|at (?:the )?(?:least|most|earliest|latest)\b|\+(?!\s?\d)|\+/[-−]|±|\\pm\b|[<>≤≥](?![/A-Za-z]))",
    re.IGNORECASE,
)


def bound(response: str, start: int, end: int) -> str:
    """The words that make a bound or a range of the value from ``start`` to ``end``: "at least", "before", "or more", "± 2"; or ``""``."""
    found = (
        _BOUND_BEFORE.search(response, max(0, start - 40), start)
        or re.search(r"±|\\pm\b|\+/[-−]", response[start:end])
        or _BOUND_BEHIND.match(response, end)
    )
    return found[0].strip() if found else ""


_ACCORDING = re.compile(
    r"\b(?:according to|as per|per)\s+(?:the|a|an|one|another|some|my|our|your|his|her|their|this|that)\s+(?P<who>[^.;:,\n\d]{1,60})[,:]\s*(?:[^.;\n\d]{0,60}\s)?[\s$*_(\\{]{0,9}\Z",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:formula\w*|equations?|criteri\w+|guid\w+|tables?|rules?|scor\w+|scales?|data|protocols?|definitions?|methods?|calculat\w+|nomograms?|charts?|instructions?|index|information|facts?|prescriptions?|notes?|vignettes?|prompt|question|text|case)\b",
    re.IGNORECASE,
)
"""What a calculation goes by, as nobody's opinion."""
_NONE_OF = re.compile(
    r"\b(?:no (?:[\w-]+ ){1,3}(?:of|is|equals|=)|(?:withhold|avoid|omit|skip|refus)\w*(?: (?:the|a|an|any|this))?(?: dose of)?)[\s$*_({\\]{0,9}\Z",
    re.IGNORECASE,
)


def not_own(response: str, prompt: str, start: int) -> str:
    """The words before an answer that deny it ("no dose of", "withhold"), or give it as somebody's whom the prompt does not name; or ``""``."""
    line = max(response.rfind("\n", 0, start) + 1, start - 200)
    if found := _NONE_OF.search(response, line, start):
        return found[0].strip()
    found = _ACCORDING.search(response, line, start)
    if found is None or _WORKS.search(found["who"]):
        return ""
    named = set(re.findall(r"\w+", prompt.lower()))
    return "" if set(re.findall(r"\w+", found["who"].lower())) & named - _SMALL else found[0].strip()


_MIDDLE_DOT = re.compile(r"(?<![\d.,·⋅×])(\d{1,6})·(\d{1,4})(?=\s?(?:[A-Za-zµμ%*).]|\Z))(?![^\n]*=)")


def plain_points(response: str) -> str:
    """A response, as long as it was, whose decimal points are full stops: ``67·3 mL/min`` of a British hand, no product of two numbers."""
    return _MIDDLE_DOT.sub(r"\1.\2", response)


_SMALL = frozenset("the a an of in on for by to and s one".split())
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def ends_in_question(response: str) -> bool:
    """Whether a response ends in a question with a number: the task told again, or "Is it 5 mg?"."""
    tail = response[-2_000:].rstrip(" \t\r\n*_`\"')")
    if not tail.endswith("?"):
        return False
    last = _SENTENCE_END.split(tail.rstrip("? "))[-1]
    return any(character.isdigit() for character in last)


_OF_EACH = re.compile(
    r"\b(?:each|per|every)\s+(?:\w+\s+)?(?:arm|group|treatment|side|cohort)\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"[,;]?\s*\(?\s*(?:a total of |(?:in )?total:? (?:of )?)?(?<![\d.,])(?P<n>\d[\d,]{0,14})(?![\d.])\s*(?:(?:patients|participants|subjects|people|women|men|children)\s*)?(?:in (?:total|all|both)|total|overall|altogether|combined)\b\s*\)?",
    re.IGNORECASE,
)


def asks_of_each(prompt: str) -> bool:
    """Whether a prompt asks how many each group has."""
    return _OF_EACH.search(prompt) is not None


def totals_in(response: str) -> Iterator[tuple[Fraction, tuple[int, int]]]:
    """Numbers that are said to be those of all groups together, and where they stand with the words that say so."""
    for match in _TOTAL.finditer(response):
        number = read_number(match["n"])
        if number is not None:
            yield Fraction(number), match.span()


def _value(match: re.Match[str], name: str) -> Fraction | None:
    number = read_number(match[name])
    if number is None:
        return None
    return Fraction(number) / (100 if match[f"{name}_unit"] else 1)


__all__ = ["asks_of_each", "bound", "ends_in_question", "not_own", "offers_two", "plain_points", "totals_in"]
