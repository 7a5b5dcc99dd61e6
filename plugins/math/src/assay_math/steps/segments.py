"""Where the steps of a solution are, and which parts of them are mathematics."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_FINAL = re.compile(
    r"(?:####|(?:[*_]{0,3}(?:so|thus|therefore|hence)?,?\s*(?:the|my|our)?\s*(?:final\s+)?answer\b[^=\n]{0,60}?(?:is\b|:|=)))",
    re.I,
)
_COMPUTES = re.compile(r"[\d)}%]\s*[-+*/×÷^]\s*[\d($]")
_COMMANDS = re.compile(r"\\boxed|\\(?:times|cdot|div)\b")
_LEADER = re.compile(
    r"\s*(?:[-*•>]\s+|#{1,6}\s+|\(?\d{1,3}[.)]\s+|(?:\*\*)?(?:step|case|part|day)\s+\d{1,3}\s*[:.)–—-]\s*(?:\*\*)?)+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the response; ``content`` is where it starts after a list mark or "Step 3:"."""

    number: int
    start: int
    end: int
    content: int


# "12 * 4" and on the next line "= 48": a break at the sign. Rules such as "=====" are none.
_BREAK = re.compile(
    r"(?<![=<>!≤≥\s])[ \t]*\n\s*(?=[=≈](?![=>\s]*\n))|(?<![=<>!])=[ \t]*\n\s*(?=(?:\*\*)?[\d$(\\-])"
)


def joined(text: str) -> str:
    """The text with lines that are broken at an equals sign put together, every character in its place."""
    if "\n" not in text:
        return text
    return _BREAK.sub(lambda m: m[0].strip().ljust(len(m[0])), text)


def _computes(line: str) -> bool:
    """Does the line work the answer out of numbers, as ``The answer is 6 + 4 = 10`` does?"""
    head = _FINAL.match(line)
    side, equals, _ = _COMMANDS.sub(
        lambda m: " " if "box" in m[0] else "*", line[head.end() if head else 0 :]
    ).partition("=")
    return bool(equals) and _COMPUTES.search(side) is not None and not re.search(r"[A-Za-z]", side)


def split_steps(text: str) -> list[Step]:
    """The steps; a last line that only gives the answer (``#### 72``, ``The answer is …``) is none."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not text[m.start() : m.end()].isspace()]
    if lines:
        start, end = lines[-1]
        line = text[start:end].strip()[:120]
        states = _FINAL.match(line) or line.startswith(("\\boxed", "$\\boxed", "$$\\boxed"))
        if states and not _computes(line):
            lines.pop()
    steps = []
    for number, (start, end) in enumerate(lines, 1):
        leader = _LEADER.match(text, start, min(end, start + 80))
        steps.append(Step(number, start, end, leader.end() if leader else start))
    return steps
