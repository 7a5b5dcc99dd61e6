"""Calculator annotations: ``<<48/2=24>>24``. Each must be true and must agree with the number beside it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from assay_math.steps.claimed import COUNTED
from assay_math.steps.findings import FALSE, OPEN, TRUE, Finding
from assay_math.steps.literals import OPS, DivisionByZero, LimitError, Side, literal
from assay_math.steps.numbers import decide
from assay_math.steps.plain import read
from assay_math.steps.tokens import Token, tokenize


def note_claims(tokens: list[Token], text: str) -> list[Finding]:
    """The findings about every annotation among ``tokens``."""
    return [_note(tokens, i, text) for i, token in enumerate(tokens) if token.kind == "note"]


def _note(tokens: list[Token], i: int, text: str) -> Finding:
    note = tokens[i]
    inner = text[note.start + 2 : note.end - 2]
    start, end = note.start, note.end
    parts = inner.split("=")
    sides: list[Side] = []
    try:
        for part in parts:
            inside = tokenize(part)
            side = read(inside, 0, len(inside), whole=True) if inside else None
            if side is None:
                return Finding(
                    "annotation", OPEN, start, end, "unreadable", "the annotation is no arithmetic"
                )
            sides.append(side)
    except LimitError as problem:
        return Finding("annotation", OPEN, start, end, "limit", str(problem))
    except DivisionByZero:
        return Finding("annotation", FALSE, start, end, "division_by_zero", "it divides by zero")
    if len(sides) < 2:
        return Finding("annotation", OPEN, start, end, "unreadable", "the annotation holds no equation")
    for left, right in pairwise(sides):
        decision = decide(left, right, "=")
        if decision.status is not TRUE:
            return Finding("annotation", decision.status, start, end, decision.reason, decision.message)
    beside = _beside(tokens, i, sides[-1])
    if beside.status is not TRUE:
        return beside
    other = _other_numbers(tokens, i, tokenize(parts[0]))
    if other is not None:
        return Finding("annotation", FALSE, other, end, "annotation_mismatch", _OTHER_NUMBERS)
    return beside


_OTHER_NUMBERS = "the annotation computes with other numbers than the text before it"


def _other_numbers(tokens: list[Token], i: int, inside: list[Token]) -> int | None:
    """Where an expression before ``= <<…>>`` starts that is the annotation's but for one number.

    Words between its numbers and signs do not matter ("2 weeks * 7 days/week"). A text
    that is built otherwise ("half of 48", another order) is no evidence.
    """
    meant = [t for t in inside if t.kind in _NUMBERS]
    r = i - 1
    while r > 0 and tokens[r].kind == "cur":
        r -= 1
    if len(meant) < 2 or any(t.kind != "num" for t in meant) or r < 0 or tokens[r].text != "=":
        return None
    wanted = [value for t in meant if (value := literal(t.text)) != _PERCENT]
    signs = [_sign(t) for t in inside if t.kind == "op" and t.text in "+-*/×÷−"]
    shown: list[Token] = []
    gaps: list[set[str]] = []  # the signs between one number and the next
    joined = True  # is there a sign between this place and the last number found to its right?
    for j in range(r - 1, -1, -1):
        token = tokens[j]
        if token.kind in ("rel", "note", "nl", "math", "pow", "fact") or token.text in _STOPS:
            break
        if len(shown) == len(wanted):
            if token.kind in ("op", "lp") or (
                token.text in _JOINS and j and tokens[j - 1].kind in (*_NUMBERS, "pct", "rp")
            ):
                return None  # it is longer
            if token.kind != "cur":
                break
        elif token.kind in _NUMBERS:
            if token.kind != "num" or not joined or (j and tokens[j - 1].text.lower() in COUNTED):
                return None  # "on day 1 * 2" does not compute with the 1
            shown.append(token)
            gaps.append(set())
            joined = False
        elif token.kind == "op" or token.text in _JOINS:
            joined = True
            if gaps:
                gaps[-1].add(_sign(token))
    if len(shown) != len(wanted):
        return None
    between = list(reversed(gaps))[1:]
    if len(signs) == len(between) and not all(a in b for a, b in zip(signs, between, strict=True)):
        return None
    pairs = zip((literal(t.text) for t in reversed(shown)), wanted, strict=True)
    others = [(a, b) for a, b in pairs if a != b and a != b * 100 and b != a * 100]
    return shown[-1].start if len(others) == 1 else None


_PERCENT = Fraction(1, 100)
_SIGNS = OPS | {"x": "*", "X": "*", "times": "*", "of": "*", "by": "*", "plus": "+", "minus": "-"}
_JOINS = frozenset(word for word in _SIGNS if word.isalpha())


def _sign(token: Token) -> str:
    return _SIGNS.get(token.text, token.text)


_NUMBERS = frozenset(("num", "mixed", "vulgar", "clock"))
_STOPS = frozenset((",", ";", ":", "?", "!"))


def _beside(tokens: list[Token], i: int, result: Side) -> Finding:
    """Compare the annotation's result with the number written after it."""
    start, end = tokens[i].start, tokens[i].end
    j, sign = i + 1, 1
    while j < len(tokens) and (tokens[j].kind == "cur" or tokens[j].text in ("-", "−", "–")):
        if tokens[j].kind == "op":
            if tokens[j].start > tokens[j - 1].end or sign < 0:
                break
            sign = -1
        j += 1
    if j >= len(tokens) or tokens[j].kind not in ("num", "mixed"):
        return Finding("annotation", TRUE, start, end)
    shown = tokens[j]
    if shown.kind == "mixed":
        side = read(tokens, j, j + 1)
        value = side.value if side is not None else result.value
    else:
        value = sign * literal(shown.text)
        if j + 2 < len(tokens) and tokens[j + 1].text == "/" and tokens[j + 2].kind == "num":
            below = literal(tokens[j + 2].text)
            if tokens[j + 1].start == shown.end and tokens[j + 2].start == tokens[j + 1].end and below:
                value = Fraction(value) / below  # "<<3/4=3/4>>3/4"
    percent = j + 1 < len(tokens) and tokens[j + 1].kind == "pct"
    if value == result.value or (percent and value == result.value * 100):
        return Finding("annotation", TRUE, start, shown.end)
    return Finding(
        "annotation", FALSE, start, shown.end, "annotation_mismatch",
        f"the annotation ends in {result.literal or result.value} and the text beside it says {shown.text}",
    )  # fmt: skip
