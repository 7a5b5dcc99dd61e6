r"""Finding the final answer in a response: what is mathematics in :mod:`assay.evidence.final_answer`.

Core reads the channels, drafts, hedges and second thoughts; here is what belongs to a
mathematical value: the LaTeX around a box (``2\boxed{4}``, ``x = \boxed{5}\text{ cm}``),
displays and environments of several lines, and full stops within formulas.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assay.evidence.final_answer import Box, Candidate, FinalAnswer, Values, final_answer
from assay_math.answers.text import closing_brace, stripped

__all__ = ["Candidate", "FinalAnswer", "extract"]

_LABEL = re.compile(
    r"(?<![\w}\\)\]^|+*/<>=-])(?<![+*/^=<>-]\s)([A-Za-z](?:_\{?\w+\}?)?|\\[a-z]+(?:_\{?\w+\}?)?)\s*=\s*\Z"
)
_SIGN = re.compile(r"(?:(?<=[=(,:≈])\s*|(?<=\$)|(?<=\\\()|(?<!\n)|\A)-(?:\\\(|\$)?\Z|(?<=[=≈])\s*-\s+\$?\Z")
_SUFFIX = re.compile(
    r"(?:\s|\\[,;: ]|\\quad|\}|\$|\\\)|\\\]|\*){0,6}(?P<unit>\\?%|\^\s*\{?\s*\\circ\s*\}?|°\s?[CF]?|\\(?:text|mathrm|textrm|mbox)\s*\{[^{}]{1,40}\}(?:\^\{?-?\d\}?)?|"
    r"[^\W\d_]+\.?(?:\^\{?-?\d\}?|[²³])?(?:\s*/\s*[^\W\d_]+(?:\^\{?\d\}?|[²³])?|\s+per\s+[^\W\d_]+)?)"
)
_BEFORE_BOX = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?\Z")
_AFTER_BOX = re.compile(r"\d+|\s?[-+*/^]\s?\d+(?:\.\d+)?(?![\w.]*[A-Za-z])|\s?\\(?:cdot|times|div)\s?\d+")
_FORMULA = re.compile(r"\$[^$\n]*\$|\\\([^\n]*?\\\)|\\text\{[^{}]*\}")
_OTHER_LETTER = re.compile(r"^[\s*_]*[B-PR-Z][*_]{0,2}\s?[.:：)]", re.MULTILINE)
"""Beside ``B: 9`` an ``A: 7`` is the name of a quantity; ``Q:`` is the question."""
_ENVIRONMENT = re.compile(r"[\s*_`:：]*\\begin\{")


_DASHED = re.compile(r"A\s+[-–—]\s+(?=[\d$\\(-])")


class _Mathematics(Values):
    """Mathematical values: a piece of text is one as it stands, with what LaTeX puts around it."""

    def hidden(self, text: str) -> str:
        return _FORMULA.sub(lambda m: "\x00" * len(m[0]), text)

    def boxed(self, text: str, box: Box, begin: int) -> tuple[Candidate, int, int]:
        label = _LABEL.search(text, max(begin, box.start - 24), box.start)
        suffix = _SUFFIX.match(text, box.end, min(len(text), box.end + 60))
        inner = text[box.first : box.last]
        if _SIGN.search(text, max(begin, box.start - 12), box.start):
            inner = f"-({inner})"
        inner, end = _within(text, box.start, box.end, inner)
        said = Candidate(
            inner, box.first, box.last, label[1] if label else "", suffix["unit"] if suffix else ""
        )
        return said, end, suffix.end() if suffix else end

    def display(self, text: str, start: int, line_end: int, end: int) -> tuple[int, int] | None:
        for opener, closer in (("\\[", "\\]"), ("$$", "$$")):
            at = text.find(opener, start, line_end)
            if at >= 0 and text[start:at].strip(" *_`:：") == "":
                close = text.find(closer, at + 2, end)
                if close >= 0:
                    return at, close + 2
        if _ENVIRONMENT.match(text, start, end):
            close = text.rfind("\\end{", start, end)
            if close > 0:
                return start, text.find("}", close, end) + 1
        return None

    def is_one(self, text: str) -> bool:
        r"""Whether all lines together are one formula: ``\[`` … ``\]`` or one environment."""
        whole = stripped(text)
        return (
            (whole.startswith("\\[") and whole.endswith("\\]") and whole.count("\\[") == 1)
            or (whole.startswith("$$") and whole.endswith("$$") and whole.count("$$") == 2)
            or (whole.startswith("\\begin{") and whole.count("\\begin{") == 1 and "\\end{" in whole[-20:])
        )


_VALUES = _Mathematics()


def extract(response: str) -> FinalAnswer:
    """The final answer of ``response``. A label that could name a quantity (``Total: 5``, ``x: 5``) stays part of it."""
    found = final_answer(response, _VALUES)
    if found.channel == "plain" and len(found.parts) == 1 and (dash := _DASHED.match(found.parts[0].text)):
        (part,) = found.parts  # "A - 7"
        cut = replace(part, text=part.text[dash.end() :], start=part.start + dash.end(), heading=dash[0])
        return replace(found, parts=(cut,))
    parts = tuple(part if _says_answer(part.heading, response) else part.whole for part in found.parts)
    return replace(found, parts=parts)


def _says_answer(heading: str, response: str) -> bool:
    """Whether a label is short for "answer", and no name of a quantity: ``A:``, ``Ans.``, ``答：``."""
    word = heading.strip("*_># .:：")
    if word == "A":
        return not _OTHER_LETTER.search(response)
    return (not word.isascii() and "." not in heading) or (word.lower() == "ans" and "." in heading)


def _within(text: str, start: int, end: int, inner: str) -> tuple[str, int]:
    """What a box says together with what it is part of: ``2\\boxed{4}``, ``\\boxed{4} + 1``, a fraction."""
    if text[max(0, start - 6) : start] in ("\\frac{", "dfrac{") and text.startswith("}{", end):
        close = closing_brace(text[end + 1 : end + 400], 0)
        if close > 0:
            return f"\\frac{{{inner}}}{text[end + 1 : end + close + 2]}", end + close + 2
    after = _AFTER_BOX.match(text, end)
    if after:
        inner, end = (f"{inner} {after[0]}" if after[0].isdigit() else f"({inner}){after[0]}"), after.end()
    before = _BEFORE_BOX.search(text, max(0, start - 12), start)
    if before and not before[0].endswith(" "):
        inner = f"{before[1]}({inner})"
    return inner, end
