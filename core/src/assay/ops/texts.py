"""Texts as words and as word sequences: what near-duplicate and overlap measures compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

Tokenize = Callable[[str], Sequence[str]]

# Scripts that put no spaces between words (Thai to Khmer, kana, ideographs): each character counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_ASCII = re.compile(r"[a-z0-9]+")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_SYMBOL = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")


def words(text: str) -> list[str]:
    """Lower-case words without punctuation: for English the tokens of the ``rouge-score`` package.

    ``3 + 4`` and ``3 - 4`` are the same words; where signs matter, use :func:`symbols`.
    """
    text = text.lower()
    return _ASCII.findall(text) if text.isascii() else _WORD.findall(text)


def symbols(text: str) -> list[str]:
    """Words as they are written, and each sign by itself: for code and formulas."""
    return _SYMBOL.findall(text)


def same(text: str) -> str:
    """What texts have in common that differ in white space and Unicode form only."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def ngrams(tokens: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """Every run of ``size`` tokens; of fewer tokens the one run that they are; :class:`ValueError` if ``size < 1``."""
    if size < 1:
        raise ValueError(f"size is {size}, must be 1 or more")
    if not tokens:
        return []
    return [tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))]
