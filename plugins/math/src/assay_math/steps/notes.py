"""Calculator annotations: ``<<48/2=24>>24``. Each must be true and must agree with the number beside it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from assay_math.steps.findings import FALSE, OPEN, TRUE, Finding
from assay_math.steps.numbers import decide
from assay_math.steps.plain import DivisionByZero, LimitError, Side, Token, literal, read, tokenize


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
    return _beside(tokens, i, sides[-1])


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
