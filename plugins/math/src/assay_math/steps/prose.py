"""Claims in running text: ``48/2 = <<48/2=24>>24 clips``, ``20% of 50 is 10``, ``3x = 12``.

A *zone* is a stretch of a line without a comma, a full stop or the like. Each
relation sign in it has a side on its left (the longest expression that ends there)
and one on its right (the longest that starts there). Words make a *label*
("Purple = 5 * 230"): naming a quantity claims nothing. Sides with unknowns are
handed on as an :class:`Equation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay_math.steps.claimed import ABOUT, CONNECTIVES, COUNTED, STARTS, numeric, vouched
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.literals import (
    DivisionByZero,
    LimitError,
    Side,
    literal,
)
from assay_math.steps.plain import MAX_SIDE, read
from assay_math.steps.sides import Formula, Reading, Words, formula_left, formula_right
from assay_math.steps.symbols import FUNCTION_WORDS, mathy
from assay_math.steps.tokens import Token

MAX_RELATIONS = 400

_RELATIONS = {"==": "=", "≃": "≈", "≅": "≈", "!=": "≠", "<=": "≤", ">=": "≥", "⇒": "=>", "⟹": "=>"}
_MULTIPLIER_WORDS = frozenset(("half", "twice", "double", "triple", "thrice"))


Found = Finding | Equation


@dataclass(slots=True)
class Trail:
    """The last side that was read, for a line that goes on from it with ``= …``."""

    side: Side | Formula | None = None
    used: int = -1  # where a line went on from it


_SAYS = re.compile(r"\d(?![.)]\s)|[=.](?!\s*\Z)|.{40}")
MAX_TRAIL = 200  # characters between a side and the line that goes on from it


def zone_claims(
    tokens: list[Token], text: str, symbols: frozenset[str], trail: Trail | None = None
) -> list[Found]:
    """The claims of one zone: tokens without a barrier among them."""
    trail = Trail() if trail is None else trail
    found: list[Found] = []
    if any(t.text == "≡" for t in tokens):
        return _congruence(tokens, text, symbols)
    at = [i for i, t in enumerate(tokens) if t.kind == "rel"]
    if len(at) > MAX_RELATIONS:
        return [
            Finding("equation", OPEN, tokens[0].start, tokens[-1].end, "limit", "too many signs in one line")
        ]
    bounds = [-1, *at, len(tokens)]
    implied = False
    carried: Side | Formula | None = None
    if at and at[0] == 0 and tokens[0].text in "=≈" and trail.side is not None:
        prefix = text[text.rfind("\n", 0, tokens[0].start) + 1 : tokens[0].start]
        if tokens[0].start - trail.side.end <= MAX_TRAIL and not _SAYS.search(prefix):
            carried, trail.used = trail.side, tokens[0].start
    for k, r in enumerate(at):
        relation = _RELATIONS.get(tokens[r].text, tokens[r].text)
        begin, end = bounds[k] + 1, bounds[k + 2]
        if relation == "=>" or end == r + 1:
            carried = None
            implied = relation == "=>"
            continue
        try:
            left = carried or _left(tokens, begin, r, symbols)
            right = _right(tokens, r + 1, end, symbols)
            claim = _pair(tokens, text, left, right, relation, (begin, r, end), symbols)
        except (LimitError, DivisionByZero) as problem:
            carried = None
            span = (tokens[max(begin, 0)].start, tokens[end - 1].end)
            if isinstance(problem, LimitError):
                found.append(Finding("equation", OPEN, *span, "limit", str(problem)))
            else:
                found.append(Finding("arithmetic", FALSE, *span, "division_by_zero", "it divides by zero"))
            continue
        if claim is not None:
            if (
                isinstance(claim, Equation)
                and carried is not None
                and found
                and isinstance(found[-1], Equation)
            ):
                claim.chain = found[-1].chain = True
            if k == 0 and carried is not None and isinstance(claim, Equation):
                claim.chain = True  # it goes on from the line before
            if implied and isinstance(claim, Equation):
                claim.link = "implies"
            found.append(claim)
        implied = False
        carried = right if not isinstance(right, Words) and right.stop == end else None
        if end == len(tokens):
            trail.side = carried
    return found


def _congruence(tokens: list[Token], text: str, symbols: frozenset[str]) -> list[Found]:
    """``2⁵⁰ = (2³)¹⁶ · 4 ≡ 4 (mod 7)`` as one chain; its modulus is looked for by the judge."""
    at = [i for i, t in enumerate(tokens) if t.kind == "rel"]
    first = next(i for i in at if tokens[i].text == "≡")
    while first > 0 and first - 1 in at:
        first -= 1
    bounds = [-1, *at, len(tokens)]
    sides: list[Formula | None] = []
    for k in range(len(bounds) - 1):
        low, high = bounds[k] + 1, bounds[k + 1]
        i = low
        while i < high and mathy(tokens[i], symbols):
            i += 1
        if k == 0:
            i, j = high, high
            while i > low and mathy(tokens[i - 1], symbols):
                i -= 1
        else:
            i, j = low, i
        while j > i and tokens[j - 1].kind == "lp":
            j -= 1
        kept = [t for t in tokens[i:j] if t.kind != "note"]
        sides.append(
            Formula(text[kept[0].start : kept[-1].end], kept[0].start, kept[-1].end, j) if kept else None
        )
    if any(side is None for side in sides):
        return [
            Finding("statement", OPEN, tokens[0].start, tokens[-1].end, "unreadable", "a side cannot be read")
        ]
    whole = [side for side in sides if side is not None]
    relations = [_RELATIONS.get(tokens[i].text, tokens[i].text) for i in at]
    if "=>" in relations:
        return [
            Finding("statement", OPEN, tokens[0].start, tokens[-1].end, "unreadable", "it cannot be read")
        ]
    line = text.rfind("\n", 0, whole[0].start) + 1
    return [
        Equation(
            [side.text for side in whole],
            relations,
            [(side.start, side.end) for side in whole],
            prose=True,
            lead=text[max(line, whole[0].start - 60) : whole[0].start].lower(),
            rest=text[whole[-1].end : whole[-1].end + 80],
        )
    ]


def _left(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> Reading:
    """What stands directly left of the relation at ``r``."""
    low = max(begin, r - MAX_SIDE)
    if (call := _last_call(tokens, low, r)) is not None:
        start, behind = call
        if behind == r or tokens[behind].kind in ("op", "pow"):
            apart = start > begin and tokens[start - 1].kind == "word" and len(tokens[start - 1].text) > 1
            return formula_left(tokens, start if apart else low, r, symbols)
        low = behind
    for i in range(low, r):
        token = tokens[i]
        if token.kind in STARTS or (token.kind == "word" and token.text.lower() in _MULTIPLIER_WORDS):
            before = tokens[i - 1] if i > begin else None
        elif token.kind == "op" and token.text in "-−" and tokens[i + 1].start == token.end and i + 1 < r:
            before = tokens[i - 1] if i > begin else None
            if before is not None and before.kind not in ("word", "lp"):
                continue
        else:
            continue
        if before is not None and not _starts_clean(tokens, i, before, symbols, begin):
            continue
        side = read(tokens, i, r, symbols, whole=True)
        if side is not None:
            return side
    return formula_left(tokens, low, r, symbols)


def _next_call(tokens: list[Token], begin: int, end: int) -> int:
    """Where the first ``f(1)`` behind ``begin`` stands, or ``end``."""
    for i in range(begin + 1, end - 1):
        if tokens[i].kind == "word" and tokens[i + 1].kind == "lp" and tokens[i].end == tokens[i + 1].start:
            apart = tokens[i - 1].kind == "word" and len(tokens[i - 1].text) > 1
            if apart and _CALLED.fullmatch(tokens[i].text):
                return i
    return end


_CALLED = re.compile(r"[A-WYZa-wyz]['’]{0,3}|[xX]['’]{1,3}")


def _last_call(tokens: list[Token], low: int, r: int) -> tuple[int, int] | None:
    """The first index of, and the one behind, the last ``f(1)`` or ``f'(1)`` left of ``r``, which is no number in brackets."""
    for i in range(r - 2, low - 1, -1):
        called = (
            tokens[i].kind == "word" and tokens[i + 1].kind == "lp" and tokens[i].end == tokens[i + 1].start
        )
        if not called or not _CALLED.fullmatch(tokens[i].text):
            continue
        if i > low and tokens[i - 1].kind == "num" and tokens[i - 1].end == tokens[i].start:
            continue
        depth = 0
        for j in range(i + 1, r):
            depth += (tokens[j].kind == "lp") - (tokens[j].kind == "rp")
            if not depth:
                return i, j + 1
        return None
    return None


def _starts_clean(tokens: list[Token], i: int, before: Token, symbols: frozenset[str], begin: int) -> bool:
    """May an expression start at ``i``, or does the token before belong to it?"""
    kind = before.kind
    if kind == "word":
        if before.text in symbols:
            return before.end < tokens[i].start and before.text in "aA" and tokens[i].kind != "lp"
        return before.text not in FUNCTION_WORDS
    if kind == "op":
        # "Day 1 - 3 + 4 = 7" and list dashes: a dash after a word or at the start, with spaces
        word_before = all(t.kind == "word" and t.text not in symbols for t in tokens[begin : i - 1])
        return before.text in "-–—" and before.end < tokens[i].start and word_before
    return kind == "lp"


def _right(tokens: list[Token], begin: int, end: int, symbols: frozenset[str]) -> Reading:
    """What stands directly right of a relation."""
    first = begin
    while first < end and tokens[first].kind == "word" and tokens[first].text.lower() in ABOUT:
        first += 1
    if first < end:
        side = read(tokens, first, _next_call(tokens, first, end), symbols)
        if side is not None and _stops_clean(tokens, side.stop, end, symbols):
            return side
    return formula_right(tokens, begin, end, symbols)


def _stops_clean(tokens: list[Token], stop: int, end: int, symbols: frozenset[str]) -> bool:
    if stop >= end:
        return True
    token = tokens[stop]
    if token.kind == "word":
        if token.text in symbols:
            # "35 M and Ms": a letter of its own that nothing is done with
            after = tokens[stop + 1] if stop + 1 < end else None
            return token.start > tokens[stop - 1].end and after is not None and after.kind == "word"
        return True
    if token.kind in ("op", "pow"):
        following = tokens[stop + 1] if stop + 1 < end else None
        return following is None or (following.kind == "word" and not mathy(following, symbols))
    if token.kind == "lp" and _lettered(tokens, stop, end, symbols):
        return False  # "-3/4 (x - 3)"
    return (
        token.kind in ("rp", "lp", "num", "cur", "note", "mixed") and token.start > tokens[stop - 1].end
    ) or (token.kind == "rp")


def _lettered(tokens: list[Token], i: int, end: int, symbols: frozenset[str]) -> bool:
    """Whether a bracket that opens at ``i`` holds a sum with an unknown and nothing else."""
    for j in range(i + 1, min(end, i + 12)):
        if tokens[j].kind == "rp":
            inside = tokens[i + 1 : j]
            return len(inside) > 2 and any(t.kind == "word" and t.text in symbols for t in inside)
        if not mathy(tokens[j], symbols):
            return False
    return False


_DEGREE = re.compile(r"\s?°(?![CF])")


def _pair(
    tokens: list[Token],
    text: str,
    left: Reading,
    right: Reading,
    relation: str,
    place: tuple[int, int, int],
    symbols: frozenset[str],
) -> Found | None:
    """The claim made by one relation sign."""
    begin, r, _ = place
    if isinstance(left, Side) and isinstance(right, Side):
        return numeric(tokens, text, left, right, relation, place, symbols)
    start, stop = left.start, right.end
    if isinstance(left, Words) or isinstance(right, Words):
        if _label(left, right):
            return None
        if isinstance(right, Side) and vouched(tokens, place, left, right):
            return Finding("arithmetic", TRUE, start, stop)
        return Finding("equation", OPEN, start, stop, "unreadable", "a side mixes numbers and words")
    sides = []
    for side in (left, right):
        sides.append(side.text if isinstance(side, Formula) else side.plain)
        if isinstance(side, Side) and side.literal and literal(side.literal) == side.value:
            sides[-1] = side.literal.replace(",", "").replace(" ", "").rstrip(".…")
            if _DEGREE.match(text, side.end):
                sides[-1] += "°"
    word = next(
        (t.text.lower() for t in reversed(tokens[begin:r]) if t.end <= start and t.kind == "word"), ""
    )
    if word in COUNTED or (
        isinstance(left, Side) and not left.operators and word and word not in CONNECTIVES
    ):
        return None  # "Class A = …", "the spaces in section 2 = x + 200": a label
    line = text.rfind("\n", 0, start) + 1
    return Equation(
        sides,
        [relation],
        [(left.start, left.end), (right.start, right.end)],
        prose=True,
        lead=text[max(line, start - 60) : start].lower(),
        rest=text[right.end : right.end + 80],
    )


def _label(left: Reading, right: Reading) -> bool:
    """Is one side a name in words, so that nothing is claimed?"""
    named = left if isinstance(left, Words) else right
    assert isinstance(named, Words)
    return named.operators == 0 or named.numbers == 0
