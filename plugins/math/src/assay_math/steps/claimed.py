"""Equations of numbers in plain text: what they claim, and how they may be meant."""

from __future__ import annotations

import re

from assay_math.steps.findings import FALSE, OPEN, TRUE, Finding
from assay_math.steps.literals import (
    OPS,
    DivisionByZero,
    Side,
    literal,
)
from assay_math.steps.numbers import conversion, decide, unclear_units
from assay_math.steps.plain import read
from assay_math.steps.sides import Reading
from assay_math.steps.tokens import Token, tokenize

STARTS = frozenset(("num", "cur", "lp", "mixed", "vulgar", "note", "clock"))
_TAKES_PART = frozenset(
    ("half", "twice", "double", "triple", "thrice", "of", "times", "plus", "minus", "by", "x", "the")
)
CONNECTIVES = frozenset(
    [
        "so",
        "thus",
        "therefore",
        "hence",
        "then",
        "that",
        "get",
        "gets",
        "have",
        "has",
        "is",
        "are",
        "means",
        "since",
        "because",
        "and",
        "or",
        "gives",
        "give",
        "be",
        "was",
        "makes",
        "was",
        "were",
        "equals",
        "get",
        "obtain",
        "find",
        "know",
        "see",
    ]
)
HYPOTHETICAL = frozenset(("if", "whether", "suppose", "assume", "unless", "assuming", "supposing"))
ABOUT = frozenset(("about", "approximately", "roughly", "around", "nearly", "almost", "approx", "rounded"))


def numeric(
    tokens: list[Token],
    text: str,
    left: Side,
    right: Side,
    relation: str,
    place: tuple[int, int, int],
    symbols: frozenset[str],
) -> Finding | None:
    begin, r, end = place
    about = False
    if right.literal.endswith(("...", "…")):
        about = True
    elif relation in "=≈":
        for token in tokens[r + 1 : min(end, right.stop + 6)]:
            if token.kind == "word" and token.text.lower() in ABOUT:
                about = True
    verdict = decide(left, right, "≈" if about else relation)
    if verdict.reason == "units_unclear" and vouched(tokens, place, left, right):
        return Finding("arithmetic", TRUE, left.start, right.end)
    if verdict.status is TRUE and _torn(tokens, begin, r, left, right):
        return None
    if _REPEATING.match(text, right.end):
        return Finding("arithmetic", OPEN, left.start, right.end, "unreadable", "the number goes on")
    offered = _OR_ANOTHER.match(text, right.end)
    if verdict.status is TRUE and offered and literal(offered[1]) != right.value:
        return Finding("arithmetic", OPEN, left.start, right.end, "unreadable", "another result is offered")
    if verdict.status is FALSE and relation == "=":
        lead = _word_before(tokens, begin, r, left)
        if lead in HYPOTHETICAL:
            if not left.operators and not right.operators:
                return None
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "undecided", "it is only supposed, and false"
            )
        if lead.rstrip("s") in COUNTED and (
            _RANGE.match(text, left.start, left.end) or left.operators == 0 or lead in left.units
        ):
            return None
        if (left.operators == 0 or _FRACTION.match(text, left.start, left.end)) and _is_label(left, right):
            return None
        other = _other_start(tokens, left, r, symbols, right)
        if other is not None:
            return Finding("arithmetic", TRUE, other.start, right.end)
        if _quotient(left, right, text) or vouched(tokens, place, left, right):
            return Finding("arithmetic", TRUE, left.start, right.end)
        if right.operators:
            shorter = read(tokens, r + 1, end, symbols, signs_only=True)
            if shorter is not None and decide(left, shorter, "=").status is TRUE:
                return Finding("arithmetic", TRUE, left.start, shorter.end)
        if (
            right.cut
            or lead.rstrip("s") in COUNTED
            or (left.operators == 0 and lead and lead not in CONNECTIVES)
            or not _open_before(text, left.start)
        ):
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "unreadable", "words belong to this equation"
            )
        if unclear_units(left):
            return Finding("arithmetic", OPEN, left.start, right.end, "units_unclear", "units are mixed")
        if left.clock or right.clock or _MILITARY.search(text, left.start, right.end):
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "clock_time", "times of day are not decided"
            )
    return Finding("arithmetic", verdict.status, left.start, right.end, verdict.reason, verdict.message)


_REPEATING = re.compile(r"\.?\d*\\(?:overline|bar|dot)")
_OR_ANOTHER = re.compile(r"[\s$*]{0,4}\(?or\s+[$*]{0,3}(\d+(?:\.\d+)?)[$*]{0,3}\)?(?=\s*[.;!?]?\s*(?:\n|\Z))")
"""``= 13 (or 130).``"""
_TEARS = frozenset(("of", "times", "over", "than", "by", "plus", "minus", "divided", "multiplied"))


def _torn(tokens: list[Token], begin: int, r: int, left: Side, right: Side) -> bool:
    """Is the left side only the end of what stands there: ``12 over 4 = 4``, ``the sum of 4 and 5 = 5``?"""
    before = next((tokens[i] for i in range(r - 1, begin - 1, -1) if tokens[i].end <= left.start), None)
    if before is None:
        return False
    if before.kind in ("pct", "odd", "pow") or before.text.lower() in _TEARS:
        return True
    same = left.operators == right.operators == 0 and left.value == right.value
    return same and before.kind == "word" and before.text.lower() not in CONNECTIVES - {"and", "or"}


def _word_before(tokens: list[Token], begin: int, r: int, left: Side) -> str:
    """The word right before the side; ``""`` at the start or after a sign."""
    for i in range(r - 1, begin - 1, -1):
        if tokens[i].end <= left.start:
            return tokens[i].text.lower() if tokens[i].kind in ("word", "num") else ""
    return ""


def _is_label(left: Side, right: Side) -> bool:
    """A lone quantity on the left that names what is computed: ``8 batches = 5.5 * 8``."""
    words = [u for u in left.units if u.isalpha() and u != "a"]
    return bool(words) and not set(words) & set(right.units) and conversion(left, right) is None


_MILITARY = re.compile(r"(?<![\d.,])0\d{3}(?![\d.,])")
_FRACTION = re.compile(r"\d+/\d+(?![\s]*[-+*/×(])")
_RANGE = re.compile(r"\d+[-–]\d+\Z")
COUNTED = frozenset(
    [
        "section",
        "bowler",
        "class",
        "day",
        "week",
        "month",
        "year",
        "house",
        "room",
        "step",
        "part",
        "night",
        "hour",
        "grade",
        "group",
        "number",
        "case",
    ]
)


def _open_before(text: str, start: int) -> bool:
    """Does nothing cling to the left of the side, as in ``16,0000/10`` or ``√25``?"""
    before = text[start - 1 : start]
    if not before or before.isspace() or before in "([{\"'“‘*_>:;|`~$€£=":
        return True
    return before in ",.-–—" and not text[start - 2 : start - 1].isdigit()


def _other_start(
    tokens: list[Token], left: Side, r: int, symbols: frozenset[str], right: Side
) -> Side | None:
    """A later start of the left side that makes it true, where the first one stepped over words to get there."""
    first = next(i for i, t in enumerate(tokens) if t.start >= left.start)
    if first and tokens[first - 1].kind == "op":
        side = read(tokens, first - 1, r, symbols, whole=True)
        if side is not None and decide(side, right, "=").status is TRUE:
            return side
    for i in range(first + 1, r):
        before = tokens[i - 1]
        if (
            tokens[i].kind in STARTS
            and before.kind in ("word", "lp")
            and before.text.lower() not in _TAKES_PART
        ):
            side = read(tokens, i, r, symbols, whole=True)
            if side is not None and side.operators and decide(side, right, "=").status is TRUE:
                return side
    try:
        side = read(tokens, first, r, symbols, whole=True, tight=True)
    except DivisionByZero:
        return None
    return side if side is not None and decide(side, right, "=").status is TRUE else None


def _quotient(left: Side, right: Side, text: str) -> bool:
    """``13 / 6 = 2 full cycles with a remainder of 1``: the whole part, when the rest is spoken of."""
    if type(right.value) is not int or right.operators or left.value // 1 != right.value:
        return False
    rest = text[right.end : right.end + 120].partition("\n")[0].lower()
    short = _SHORT_REMAINDER.match(text, right.end)
    if short:
        rest = f"remainder {short[1]}"
    if "remain" not in rest and "left over" not in rest and "leftover" not in rest:
        return False
    stated = _REMAINDER.search(rest)
    if stated is None:
        return True
    divisor = next((t for t in reversed(tokenize(text, left.start, left.end)) if t.kind == "num"), None)
    said = literal(stated[1] or stated[2])
    return divisor is not None and (left.value - right.value) * literal(divisor.text) == said


_SHORT_REMAINDER = re.compile(r"\s?[rR]\.?\s?(\d+)\b")
_REMAINDER = re.compile(
    r"remain(?:s|der|ders|ing)?(?: of| is| being|:| =)? \$?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?: [a-z]+){0,2} (?:remain|left ?over)"
)


def vouched(tokens: list[Token], place: tuple[int, int, int], left: Reading, right: Side) -> bool:
    """Does a true annotation right of the sign use only numbers that stand on the left?

    Then the words on the left say more than can be read, and the annotation says
    how they are meant; a number changed on either side breaks the agreement.
    """
    begin, r, end = place
    note = next((t for t in tokens[r + 1 : min(end, r + 4)] if t.kind == "note"), None)
    if note is None:
        return False
    inside = tokenize(note.text[2:-2])
    sign = next((i for i, t in enumerate(inside) if t.text == "="), -1)
    if sign < 1:
        return False
    side = read(inside, 0, sign, whole=True)
    if side is None or side.operators == 0 or side.value not in (right.value, right.dropped):
        return False
    if isinstance(left, Side) and not _signs(tokens, left.start, r) <= _signs(inside[:sign], 0, sign):
        return False  # "68 + 30 = <<68-30=38>>38": another computation
    meant = [literal(t.text) for t in inside[:sign] if t.kind == "num"]
    visible = [literal(t.text) for t in tokens[begin:r] if t.kind == "num"]
    if sorted(visible[len(visible) - len(meant) :]) == sorted(meant):
        return True
    if not isinstance(left, Side) or any(visible.count(m) < meant.count(m) for m in meant):
        return False
    read_from_left = [literal(t.text) for t in tokens[begin:r] if t.kind == "num" and t.start >= left.start]
    return (
        all(read_from_left.count(m) <= meant.count(m) for m in read_from_left)
        and len(visible) <= len(meant) + 2
    )


def _signs(tokens: list[Token], start: int, end: int) -> set[str]:
    """The operators among ``tokens[:end]`` that stand at or behind the character ``start``, each in one writing."""
    return {OPS[token.text] for token in tokens[:end] if token.kind == "op" and token.start >= start}
