"""The tokens of plain text: numbers, words, signs, brackets."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One lexical unit of prose, with its place in the text."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<note><<[^<>\n]{0,400}>>)"
    r"|(?P<clock>\d{1,2}:[0-5]\d(?![\d:/*+(]|\.\d|,\d))"
    r"|(?P<mixed>\d{1,6}[ ][1-9]\d{0,2}/[1-9]\d{0,3}(?![\d.,/]*\d))"
    r"|(?P<num>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ ]\d{3})+(?![\d.,]*\d|-[A-Za-z])|\d+)(?:\.\d+)?(?:\.\.\.|…)?|\.\d+(?:\.\.\.|…)?)"
    r"|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<pct>\\?%|percent(?![^\W\d_]))"
    r"|(?P<cur>\\?\$|[€£¢₹¥])"
    r"|(?P<rel>=>|⇒|⟹|<=|>=|!=|==|=|≈|≃|≅|≠|≤|≥|<|>|≡)"
    r"|(?P<pow>\*\*|\^|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿˣᵏᵗ]+(?:[⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹ⁿˣᵏᵗ]+)*)"
    r"|(?P<op>[+*×·⋅∙✕✖∗÷/∕⁄−–—-]|(?<=\d ):(?= [$€£]?\d))"
    r"|(?P<lp>[(\[])"
    r"|(?P<rp>[)\]])"
    r"|(?P<word>√|°[CF]?|∫[₀-₉]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*|[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹ⁿˣᵏᵗ₀-₉ₙₖᵢₓ]+(?:['’.][^\W\d_]+|-[^\W\d_]{2,})*['’]{0,3}(?:_(?:\{\w{1,9}\}|\w{1,9})|[₀-₉ₙₖᵢₓ₊₋]{1,9})?)"
    r"|(?P<fact>(?:(?<=[\d)])|(?<=\b[A-Za-z]))!(?=\s{0,3}[=+\-*/×·)<>≤≥≈÷(\d]))"
    r"|(?P<nl>\n)"
    r"|(?P<punct>[^\s])"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; offsets are those of ``text``."""
    out = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = m.lastgroup
        if kind is not None:
            out.append(Token(kind, m.group(), m.start(), m.end()))
    return out
