"""What stands behind the unit of a reference and is none: ``161.4 mL KI solution``, ``9.6 × 10⁻³ M Cl⁻``, ``2.0 N down``."""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.quantities import NONE, Unit, read_unit
from assay.evidence.quantity_spelling import plain, unit_of

_MOST_WORDS = 5
_LONGEST = 300
_NUMBER = re.compile(r"-?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?(?=\s)")
_WORD = re.compile(r"\(?[^\W\d_][\w()\[\]⁺⁻₊₋^+-]*\)?[.,]?")
_NO_LABEL = frozenset("or and nor to by per in at not from is if but then plus minus times than".split())
"""Words that say more than what a quantity is of, or where it points."""
_OTHER_WAY = (
    ("up", "down"),
    ("left", "right"),
    ("north", "south"),
    ("east", "west"),
    ("clockwise", "counterclockwise"),
    ("clockwise", "anticlockwise"),
    ("inward", "outward"),
    ("forward", "backward"),
)
_DIRECTION = re.compile(
    r"\b(up|down|left|right|north|south|east|west|clockwise|counter-?clockwise|anti-?clockwise|inward|outward|forward|backward)(?:wards?|s)?\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def split(unit: str) -> tuple[str, str] | None:
    """The unit and the label of ``mL KI solution``; ``None`` where a text is no unit with a label behind it."""
    words = unit.split()
    if not 2 <= len(words) <= _MOST_WORDS + 3:
        return None
    whole = read_unit(unit) or unit_of(unit)
    if whole is not None and not whole.is_label:
        return None
    for count in range(len(words) - 1, 0, -1):
        said, label = " ".join(words[:count]), words[count:]
        if len(label) > _MOST_WORDS or not all(map(_is_name, label)):
            continue
        found = read_unit(said) or unit_of(said)
        if found is None or found == NONE or found.is_label or _is_a_name(said, label):
            continue
        return said, " ".join(label)
    return None


def _is_name(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word.lower().strip("(),.") not in _NO_LABEL


def _is_a_name(unit: str, label: list[str]) -> bool:
    """Whether it is no unit but part of a name of things: ``C atoms``, ``T cells``."""
    last = label[-1].lower()
    things = last.endswith("s") and not last.endswith(("ss", "wards")) and last.isalpha()
    return len(unit) == 1 and unit.isupper() and things


def without_label(text: str) -> tuple[str, str]:
    """A quantity as a reference states it, without the label behind its unit, and that label."""
    if len(text) > _LONGEST:
        return text, ""
    said = plain(text)
    number = _NUMBER.match(said)
    if not number:
        return text, ""
    found = split(said[number.end() :].strip())
    if found is None:
        return text, ""
    return f"{number[0]} {found[0]}", found[1]


def names_a_measure(unit: Unit) -> bool:
    """Whether the things that it counts are measured: ``light-nanoseconds`` are no number of things."""
    return any(
        len(word) > 2 and read_unit(word) is not None for word in re.split(r"[\s-]+", unit.label) if word
    )


def points_elsewhere(label: str, behind: str) -> bool:
    """Whether the words behind an answer name the direction that is opposite to that of a label."""
    wanted, told = _directions(label), _directions(behind)
    return any(
        (one in wanted and other in told and one not in told)
        or (other in wanted and one in told and other not in told)
        for one, other in _OTHER_WAY
    )


def _directions(text: str) -> set[str]:
    return {match[1].lower().replace("-", "") for match in _DIRECTION.finditer(text)}
