"""The letters that are used as unknowns in a text, and which tokens are mathematics."""

from __future__ import annotations

import re

from assay_math.steps.literals import (
    is_greek,
    unit_of,
)
from assay_math.steps.tokens import Token

_SYMBOL = re.compile(
    r"(?<![^\W_'’])(?!x\s*[\d.$(])([A-Za-z])(?:_\w)?\s*[=+*/^<>≤≥−-](?![A-Za-z]{2})"
    r"|(?<![A-Za-z]\d)(?<=[\d)])(?![xX]\s*[\d$.])([A-Za-z])(?![A-Za-z'’])"
    r"|[=+*/(^<>≤≥]\s{0,3}([A-Za-z])(?![A-Za-z'’]|\s*['’])"
    r"|(?<![^\W_'’/])([A-Za-z])['’]{0,2}\([a-z]\)\s{0,3}="
    r"|(?<![^\W_'’])([f-hF-H])⁻¹\s?\("
    r"|[\u0391-\u03c9√]([A-Za-z])(?![A-Za-z])"
    r"|(?<![A-Za-z][A-Za-z][²³])(?<=[A-Za-z][²³])([A-Za-z])(?![A-Za-z])"
    r"|(?<![^\W_'’/])(?<!\d )(?<!\d)([A-Za-z])[²³⁴⁵⁶⁷⁸⁹ⁿˣᵏᵗ]"
)
_LEIBNIZ = re.compile(r"(?<![A-Za-z])d([A-Za-z]?)/d([a-z])(?![A-Za-z])")
"""``dy/dx``, ``d/dx``"""
_BEHIND_BRACKET = re.compile(r"(?<=[\d\w]\))([A-Za-z]{1,3})(?![A-Za-z'’]|\s?\()")
_OVER = re.compile(r"(?<![A-Za-z])d[a-z](?![A-Za-z])")
_CHOOSE = re.compile(r"(?<![A-Za-z])C\(\d")
_UNIT_LETTERS = frozenset("gLlmhs")
_NAMED_UNIT_LETTER = re.compile(
    r"(?<![^\W_'’/])(?<![\d.] )(?<![\d.])([gLlmhs])\s*[=+*^-](?![A-Za-z])|(?:[=+*(-]\s{0,3}|(?<![A-Za-z][A-Za-z][²³])(?<=[A-Za-z][²³]))([gLlmhs])(?![A-Za-z'’/])"
)
_NOT_SYMBOLS = frozenset("I")
_MATHY = frozenset(("num", "mixed", "vulgar", "pct", "cur", "note", "op", "pow", "lp", "rp", "fact", "comma"))
FUNCTION_WORDS = frozenset("√ π sqrt sin cos tan log ln exp abs pi gcd lcm max min mod".split())


def symbols_of(text: str) -> frozenset[str]:
    """The single letters that are used as unknowns somewhere in ``text``."""
    found = frozenset("".join(groups) for groups in _SYMBOL.findall(text)) - _NOT_SYMBOLS
    if "∫" in text:
        found |= set(_OVER.findall(text))
    if _CHOOSE.search(text):
        found |= {"C"}
    found |= {name for pair in _LEIBNIZ.findall(text) for name in (f"d{pair[0]}", f"d{pair[1]}")}
    units = found & _UNIT_LETTERS
    if units:
        # "4 g/ml", "1.2 L/hour": a letter that is only met behind numbers is a unit
        named = {a or b for a, b in _NAMED_UNIT_LETTER.findall(text)}
        found -= units - named
    for run in _BEHIND_BRACKET.findall(text):
        found |= set(run) - _NOT_SYMBOLS
    return found


def mathy(token: Token, symbols: frozenset[str]) -> bool:
    return token.kind in _MATHY or (
        token.kind == "word"
        and (
            token.text in "xX"
            or token.text in symbols
            or token.text in FUNCTION_WORDS
            or "_" in token.text
            or _SUBSCRIPTED.search(token.text) is not None
            or token.text.rstrip(_SMALL_DIGITS) == "log"
            or _is_letters(token.text, symbols)
            or token.text.rstrip("'’") in symbols
            or is_greek(token.text)
            or token.text == "°"
        )
    )


_SMALL_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_SUBSCRIPTED = re.compile(r"^[^\W\d_][₀-₉ₙₖᵢₓ₊₋]+\Z")
_TWO_LETTER_WORDS = frozenset(
    "am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we".split()
)


def _is_letters(word: str, symbols: frozenset[str]) -> bool:
    """``ab``, ``rs``: unknowns side by side."""
    return (
        2 <= len(word) <= 3
        and word.lower() not in _TWO_LETTER_WORDS
        and all(letter in symbols for letter in word)
        and unit_of(word) is None
    )
