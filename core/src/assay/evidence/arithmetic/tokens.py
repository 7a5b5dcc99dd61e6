"""A text as tokens, and the runs of them that hold an equality."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<skip>[ \t~&]|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\(?:left|right|displaystyle|big[lr]?|Big[lr]?)(?![A-Za-z])\.?|\$(?!\s?\d)|\$(?=[^$\n]*[=\\][^$\n]*\$)|\\[()\[\]]|(?<![\d)\]}])(?<![\d)\]}] )\*\*|\*\*(?!\s?[-−(]?\s?[\d.])|`)"
    r"|(?P<date>\d{4}-\d{1,2}-\d{1,2}(?![\d.])|\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)\d{4}(?!\d))"
    r"|(?P<number>(?:\d{1,3}(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f])\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3}(?![\dA-Za-z]))?|\.\d+)"
    r"|(?P<relation>\\approx(?![A-Za-z])|\\simeq(?![A-Za-z])|\\cong(?![A-Za-z])|[≈≅≃]|(?<![<>!=])=(?![=>])|\b(?:equals|gives|yields|makes|is equal to|is approximately)\b)"
    r"|(?P<frac>\\[dtc]?frac(?![A-Za-z]))|(?P<sqrt>\\sqrt(?![A-Za-z])|√|\bsqrt(?=\s?[({]))"
    r"|(?P<call>\\?(?:ln|log_?\{?10\}?|log|exp|min|max)(?=\s?(?:\\left)?\s?[({\[\\]|\s\d))"
    r"|(?P<font>\\(?:text|mathrm|mathbf|textbf|operatorname|mbox|textrm|boxed|mathit)\s*(?=\{))"
    r"|(?P<times>\\times(?![A-Za-z])|\\cdot(?![A-Za-z])|\\ast(?![A-Za-z])|[×·⋅∙]|(?<!\*)\*(?!\*)|(?<=[\d)\]%\s])[xX](?=\s?[\d(.]))"
    r"|(?P<over>\\div(?![A-Za-z])|[/÷∕⁄])|(?P<plus>\+)|(?P<minus>[-−–—])|(?P<power>\^|\*\*)"
    r"|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[·.][⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<percent>\\?%)|(?P<money>\\?\$|[€£¥]|(?<![^\W\d_])(?:US\$|USD|EUR|GBP|CNY|RMB|人民币)(?=\s?\d)|人民币(?=\s?\d))"
    r"|(?P<comma>,)|(?P<break>[.;:!?\n|]|\\\\|⇒|→|\\(?:Rightarrow|implies|to)(?![A-Za-z])|=>|[<>≤≥≠]|\\[lg]eq?(?![A-Za-z]))"
    r"|(?P<vulgar>[¼-¾⅐-⅞])|(?P<degree>°\s?[CF]?|\^\\circ|\\circ)|(?P<word>[一-鿿]+|[^\W\d_]['’\w₀-₉²³-]*[\w₀-₉²³]|[^\W\d_][²³]?)|(?P<other>.)",
    re.DOTALL,
)


_WIDE = str.maketrans("。；，：！？（）＋－＝％￥", ".;,:!?()+-=%¥")
"""The marks of Chinese texts, each for one of the same meaning."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text.translate(_WIDE)):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield Token(kind, match[0], match.start(), match.end())


@dataclass
class Chain:
    sides: list[list[Token]] = field(default_factory=lambda: [[]])
    about: list[bool] = field(default_factory=list)
    """Whether a relation says "about"."""


def chains(tokens: Iterator[Token]) -> Iterator[Chain]:
    """Runs of tokens without a break that hold a relation, cut at the relations. A line that begins with ``=`` goes on."""
    chain = Chain()
    waiting = False
    for token in tokens:
        if token.kind == "break":
            if token.text in ("\n", "\\\\") and len(chain.sides) > 1:
                waiting = True
                continue
            if token.text == "\n" and waiting:
                continue
            if len(chain.sides) > 1:
                yield chain
            chain, waiting = Chain(), False
        elif token.kind == "relation":
            chain.sides.append([])
            chain.about.append(token.text not in ("=", "equals", "is equal to"))
            waiting = False
        else:
            if waiting:
                if len(chain.sides) > 1:
                    yield chain
                chain, waiting = Chain(), False
            chain.sides[-1].append(token)
    if len(chain.sides) > 1:
        yield chain
