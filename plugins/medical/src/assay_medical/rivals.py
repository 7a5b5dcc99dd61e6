"""Answers that are none: two numbers (``5.5 mL or 6 mL``, ``**118** or **518**``), a bound (``at least 5 mL``), a question.

Core judges rivals of an answer that stand elsewhere; it takes a number with fewer digits for a rounded form of the first, which a
dose or a number of patients never is.
"""

from __future__ import annotations

import re
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


_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def ends_in_question(response: str) -> bool:
    """Whether a response ends in a question with a number: the task told again, or "Is it 5 mg?"."""
    tail = response[-2_000:].rstrip(" \t\r\n*_`\"')")
    if not tail.endswith("?"):
        return False
    last = _SENTENCE_END.split(tail.rstrip("? "))[-1]
    return any(character.isdigit() for character in last)


def _value(match: re.Match[str], name: str) -> Fraction | None:
    number = read_number(match[name])
    if number is None:
        return None
    return Fraction(number) / (100 if match[f"{name}_unit"] else 1)


__all__ = ["bound", "ends_in_question", "offers_two"]
