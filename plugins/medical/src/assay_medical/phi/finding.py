"""Finding and masking identifiers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assay_medical.phi import patterns
from assay_medical.phi.names import names

LONGEST = 200_000
"""Characters of a text that are read."""
CATEGORIES = (
    "name",
    "clinician",
    "address",
    "date",
    "age",
    "phone",
    "fax",
    "email",
    "ssn",
    "mrn",
    "health_plan",
    "account",
    "licence",
    "vehicle",
    "device",
    "url",
    "ip",
    "biometric",
    "photo",
    "other_id",
)
"""What is found. ``clinician``: names of those who treat, which Safe Harbor does not list, but which often are taken out, too."""
_BRACKETED = re.compile(
    r"\s{0,2}[(\[]\s?(?:[A-Za-z #:.]{0,12}[:# ])?([A-Z]{0,3}\d{5,12}|\d{2,3}-\d{2,3}-\d{2,4})\s?[)\]]"
)
_RANK = {
    category: rank
    for rank, category in enumerate(
        (
            "email",
            "url",
            "address",
            "ssn",
            "mrn",
            "health_plan",
            "account",
            "licence",
            "vehicle",
            "device",
            "biometric",
            "fax",
            "phone",
            "date",
            "age",
            "ip",
            "photo",
            "other_id",
            "clinician",
            "name",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in a text: its category and its place, in characters."""

    category: str
    start: int
    end: int


def find(text: str, categories: Collection[str] = CATEGORIES) -> tuple[Found, ...]:
    """The identifiers in a text, in order; none overlaps another. Raises ``ValueError`` for a longer text than :data:`LONGEST`."""
    if len(text) > LONGEST:
        raise ValueError(f"more than {LONGEST:,} characters are not read")
    unknown = set(categories) - set(CATEGORIES)
    if unknown:
        raise ValueError(f"there is no category {sorted(unknown)[0]!r}")
    spans = [
        each
        for source in (
            patterns.dates,
            patterns.ages,
            patterns.contacts,
            patterns.numbers,
            patterns.addresses,
            names,
        )
        for each in source(text)
    ]
    # a number in brackets behind a name is that of the person: "Ana Ruiz (4829135)"
    spans += [
        ("mrn", *match.span(1))
        for category, _, end in spans
        if category == "name" and (match := _BRACKETED.match(text, end)) is not None
    ]
    return tuple(each for each in _apart(spans) if each.category in categories)


def _apart(spans: Iterable[tuple[str, int, int]]) -> list[Found]:
    """Spans that do not overlap: of two, the longer one is kept, and joined where neither holds the other."""
    kept: list[Found] = []
    for category, start, end in sorted(
        spans, key=lambda each: (each[1], -(each[2] - each[1]), _RANK[each[0]])
    ):
        if kept and start < kept[-1].end:
            last = kept[-1]
            if end > last.end:
                kept[-1] = Found(last.category, last.start, end)
            continue
        kept.append(Found(category, start, end))
    return kept


def mask(text: str, categories: Collection[str] = CATEGORIES) -> str:
    """The text with ``[NAME]``, ``[DATE]`` and so on for its identifiers."""
    pieces, at = [], 0
    for each in find(text, categories):
        pieces += [text[at : each.start], f"[{each.category.upper()}]"]
        at = each.end
    return "".join((*pieces, text[at:]))
