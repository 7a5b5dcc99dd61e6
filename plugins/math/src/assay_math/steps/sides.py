"""A side with unknowns, or of words, read from the tokens of plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.evidence.quantities import read_unit
from assay_math.steps.literals import (
    OPS,
    SUPERSCRIPTS,
    Side,
    is_greek,
    superscript,
)
from assay_math.steps.plain import MAX_SIDE
from assay_math.steps.symbols import FUNCTION_WORDS, mathy
from assay_math.steps.tokens import Token


@dataclass(slots=True)
class Formula:
    """A side with unknowns: cleaned text for the notation parser."""

    text: str
    start: int
    end: int
    stop: int


@dataclass(slots=True)
class Words:
    """A side that is no expression: a label, or numbers among words that cannot be read."""

    start: int
    end: int
    numbers: int = 0
    operators: int = 0


Reading = Side | Formula | Words


def formula_left(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> Reading:
    end, r = r, _before_units(tokens, begin, r, symbols)
    i = r
    while i > begin and mathy(tokens[i - 1], symbols):
        i -= 1
    # "gives a 3x = 12": an article is no factor
    while (
        i < r
        and tokens[i].kind == "word"
        and tokens[i].text in "aA"
        and i + 1 < r
        and tokens[i + 1].kind != "op"
        and tokens[i].end < tokens[i + 1].start
    ):
        i += 1
    called = i > begin and tokens[i].kind == "lp" and tokens[i - 1].kind == "word" and i < r
    if called and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text.isalpha():
        return _words(tokens, begin, end)  # "foo(x + 2) = 3" says nothing of the x + 2
    return _formula(tokens, i, r, symbols) or _words(tokens, begin, end)


def _before_units(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> int:
    """``r`` without the words of measure before it, as in ``25π cm² ≈``."""
    i = r
    while i > begin and (
        _measures(tokens[i - 1], symbols)
        or (tokens[i - 1].text in ("²", "³") and i - 1 > begin and _measures(tokens[i - 2], symbols))
    ):
        i -= 1
    return i if i > begin and i < r and is_greek(tokens[i - 1].text) else r


def _measures(token: Token, symbols: frozenset[str]) -> bool:
    return (
        token.kind == "word"
        and token.text not in symbols
        and not is_greek(token.text)
        and (token.text in _MEASURES or read_unit(token.text) is not None)
    )


_MEASURES = frozenset("square cubic units unit sq cu".split())


def formula_right(tokens: list[Token], begin: int, end: int, symbols: frozenset[str]) -> Reading:
    j = begin
    while j < end and mathy(tokens[j], symbols):
        j += 1
        roots = tokens[j - 1].text in FUNCTION_WORDS
        if j < end and tokens[j].kind == "lp" and not roots and (close := _aside(tokens, j, end)):
            return _formula_with_aside(tokens, begin, j, close, end, symbols)
    if j - begin > 1 and tokens[j - 1].kind == "word" and tokens[j - 1].text in "aA" and j < end:
        j -= 1
    while j > begin and (tokens[j - 1].kind in ("op", "cur") or tokens[j - 1].text in ("^", "**")):
        j -= 1
    return _formula(tokens, begin, j, symbols) or _words(tokens, begin, end)


def _aside(tokens: list[Token], i: int, end: int) -> int:
    """The index after a bracket that holds words only, 0 if it holds anything else."""
    for j in range(i + 1, min(end, i + 12)):
        if tokens[j].kind == "rp":
            return j + 1 if j > i + 1 else 0
        if tokens[j].kind != "word" or len(tokens[j].text) == 1:
            return 0
    return 0


def _formula_with_aside(
    tokens: list[Token], begin: int, i: int, close: int, end: int, symbols: frozenset[str]
) -> Reading:
    kept = tokens[:i] + tokens[close:end]
    reading = formula_right(kept, begin, end - (close - i), symbols)
    if isinstance(reading, Formula) and reading.stop >= i:
        reading.stop += close - i
    return reading


def _formula(tokens: list[Token], i: int, j: int, symbols: frozenset[str]) -> Formula | None:
    """``tokens[i:j]`` as text for the parser, when brackets balance and an unknown is in it."""
    if i >= j or j - i > MAX_SIDE:
        return None
    depth = 0
    for n in range(
        j - 1, i - 1, -1
    ):  # an opening bracket without its closing one starts the sentence, not the side
        depth += (tokens[n].kind == "rp") - (tokens[n].kind == "lp")
        if depth < 0:
            i = n + 1
            break
    depth = 0
    for n in range(i, j):
        depth += (tokens[n].kind == "lp") - (tokens[n].kind == "rp")
        if depth < 0:
            j = n
            break
    while i < j and (tokens[i].kind == "rp" or (tokens[i].kind == "op" and tokens[i].text not in "-−–+")):
        i += 1
    kept = [t for t in tokens[i:j] if t.kind not in ("note", "cur")]
    if not any(
        t.kind == "fact"
        or (t.kind == "word" and t.text not in "xX" and mathy(t, symbols))
        or (t.kind == "word" and t.text in symbols)
        for t in kept
    ):
        return None
    parts = []
    for n, token in enumerate(kept):
        if token.kind == "op":
            parts.append(_ASCII_OPS[token.text])
        elif token.kind == "num":
            parts.append(token.text.replace(",", "").replace(" ", ""))
        elif token.text in ("x", "X") and _is_times(kept, n, symbols):
            parts.append("*")
        elif token.kind == "pct":
            parts.append("/100")
        elif token.kind == "pow" and token.text[0] in SUPERSCRIPTS:
            parts.append(f"^({superscript(token.text)})")
        elif token.kind == "mixed":
            parts.append(f"({token.text.replace(' ', '+')})")
        else:
            if token.kind == "lp" and _is_fraction_before(kept, n):
                parts[-3:] = [f"({''.join(parts[-3:])}) *"]  # "-3/4 (x - 3)"
            if n and token.kind == "word" and token.text not in _NO_FACTORS and kept[n - 1].kind == "num":
                parts.append("*")  # "1/4 X" is a quarter of X here
            parts.append(
                " ".join(token.text)
                if is_greek(token.text) and "∫" not in token.text
                else token.text.replace("’", "'")
            )
    written = _LEIBNIZ_SPACED.sub(r"\\frac{d\1}{d\2}", " ".join(parts))
    written = _INVERSE.sub(r"\1^{-1}(", written.replace("' (", "'(").replace(" °", "°"))
    return Formula(written, tokens[i].start, tokens[j - 1].end, j)


_INVERSE = re.compile(r"(?<![A-Za-z])([f-hF-H]) \^\(-1\) \(")
_NO_FACTORS = FUNCTION_WORDS | {"°"}
_LEIBNIZ_SPACED = re.compile(r"(?<![A-Za-z])d([A-Za-z]?) / d([a-z])(?![A-Za-z])")


def _is_fraction_before(kept: list[Token], n: int) -> bool:
    """Whether ``3/4`` stands before the bracket at ``n``, written closely and with a blank behind it."""
    if n < 3 or kept[n - 1].kind != "num" or kept[n - 3].kind != "num" or kept[n - 2].text != "/":
        return False
    close = kept[n - 3].end == kept[n - 2].start and kept[n - 2].end == kept[n - 1].start
    return close and kept[n - 1].end < kept[n].start and (n < 4 or kept[n - 4].text not in ("/", "^"))


def _is_times(kept: list[Token], n: int, symbols: frozenset[str]) -> bool:
    """Is this ``x`` a times sign: something on both sides, and a number, with a space or digits, on its right?"""
    if n == 0 or n + 1 >= len(kept):
        return False
    before, after = kept[n - 1], kept[n + 1]
    if before.kind not in ("num", "rp", "pct", "mixed", "vulgar", "word"):
        return False
    if after.kind == "word":
        return kept[n].text not in symbols and after.text in symbols
    return after.kind in ("num", "mixed", "vulgar") or (after.kind == "lp" and after.start > kept[n].end)


_ASCII_OPS = {sign: op for sign, op in OPS.items() if sign != ":"}


def _words(tokens: list[Token], begin: int, end: int) -> Words:
    numbers = sum(t.kind in ("num", "mixed", "vulgar") for t in tokens[begin:end])
    operators = sum(t.kind in ("op", "pow") for t in tokens[begin:end])
    last = max(end - 1, 0)
    return Words(tokens[min(begin, last)].start, tokens[last].end, numbers, operators)
