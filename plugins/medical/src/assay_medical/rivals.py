"""Last lines that state no one answer: two numbers (``5.5 mL or 6 mL``, ``**118** or **518**``), or a question.

Core judges rivals of an answer that stand elsewhere; it takes a number with fewer digits for a rounded form of the first, which a
dose or a number of patients never is.
"""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence import read_number

_MARKS = r"[\s*_$`\\()\[\]{}]*"
_NUMBER = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)\s?(?P<{0}_unit>%|percent\b)?"
_BETWEEN = rf"(?:{_MARKS}[A-Za-zµμ%°/²·]+){{0,4}}{_MARKS}"
_TWO = re.compile(
    _NUMBER.format("one")
    + _BETWEEN
    + r",?\s*(?:\bor\b|\bversus\b|\bvs\b\.?)"
    + rf"{_MARKS}(?:(?:else|maybe|perhaps|possibly|even|about|rather|more likely)\s+){{0,2}}{_MARKS}"
    + _NUMBER.format("two"),
    re.IGNORECASE,
)


def offers_two(response: str) -> tuple[int, int] | None:
    """Where the last line of a response offers two different numbers with "or" between them; ``None`` if it does not."""
    begin = response.rstrip().rfind("\n") + 1
    for match in _TWO.finditer(response, begin, begin + 2_000):
        one, two = _value(match, "one"), _value(match, "two")
        if one is not None and two is not None and one != two:
            return match.span()
    return None


_QUESTION = re.compile(r"[^.!?\n]*\d[^!?\n]*\?[\s?*_]*\Z")


def ends_in_question(response: str) -> bool:
    """Whether a response ends in a question with a number: the task told again, or "Is it 5 mg?"."""
    return _QUESTION.search(response, max(0, len(response) - 2_000)) is not None


def _value(match: re.Match[str], name: str) -> Fraction | None:
    number = read_number(match[name])
    if number is None:
        return None
    return Fraction(number) / (100 if match[f"{name}_unit"] else 1)


__all__ = ["ends_in_question", "offers_two"]
