"""Arithmetic told in words between digits: "3 times 4 is 12", "20% of 50 equals 10", "5 more than 7 is 12"."""

from __future__ import annotations

import re

from assay_math.steps.findings import FALSE, OPEN, Finding
from assay_math.steps.literals import DivisionByZero, PlainError, Side
from assay_math.steps.numbers import decide
from assay_math.steps.plain import read
from assay_math.steps.tokens import tokenize
from assay_math.steps.words import SUPPOSES, asserted

_N = r"\d[\d,]{0,40}(?<!,)(?:\.\d{1,40})?"
_OP = r"\s?[-+*/×÷−]\s?|\s(?:x|plus|minus|times|multiplied by|divided by)\s"
_IS = r",?\s{1,3}(?:(?P<which>which) )?(?:is equal to|is|are|equals|makes|gives)\s{1,3}(?:(?:about|approximately|roughly)\s)?"
_END = r"(?![\d%/]|[.,]\d|\s?[-+*/×÷^=!<>]|\s(?:%|times|more|less|plus|minus|percent|hundred|thousand|million|divided|multiplied|of|x|dozen|and|or|to|squared)\b)"

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w.,/^*+×÷%)(-]){left}{middle}(?P<right>{_N}){_END}", re.IGNORECASE), shape)
    for left, middle, shape in (
        (rf"(?P<left>{_N}(?:(?:{_OP}){_N}){{1,8}})", _IS, "{left}"),
        (rf"(?P<left>{_N})\s{{0,2}}(?:%|percent)\s{{1,3}}of\s{{1,3}}(?P<other>{_N})", _IS, "{left} % * {other}"),
        (rf"(?P<left>{_N}) squared", _IS, "{left} ^ 2"),
        (rf"(?P<left>{_N}) cubed", _IS, "{left} ^ 3"),
        (rf"(?P<left>{_N}) more than (?P<other>{_N})", _IS, "{left} + {other}"),
        (rf"(?P<left>{_N}) less than (?P<other>{_N})", _IS, "{other} - {left}"),
        (rf"(?P<left>half|twice|double|triple)(?: of)?\s{{1,3}}(?P<other>{_N})", _IS, "{left} of {other}"),
    )
)  # fmt: skip
_ORDER = re.compile(
    rf"(?<![\w.,/^*+×÷%)(-])(?P<left>{_N}) is (?P<not>not )?(?P<order>greater|larger|bigger|less|smaller) than (?P<right>{_N}){_END}",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|approximately|roughly)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d+\s?/\s?\d+")  # "2/5 is equal to 12" speaks of two fifths of something
_TRIGGER = re.compile(
    r"\b(?:is|are|equals|makes|gives) (?:equal to |about |approximately |roughly |not |greater|larger|bigger|less|smaller|\$?\d)",
    re.IGNORECASE,
)
_WORDS = {"multiplied by": "*", "divided by": "/", "plus": "+", "minus": "-", "times": "*", "x": "*"}
_WORD = re.compile(r"\b(?:multiplied by|divided by|plus|minus|times|x)\b", re.IGNORECASE)


_SIGNS = re.compile(r"\$|\\[()]|\\(%)")  # replaced by as many characters: offsets stay
_PART_OF = re.compile(
    r"(?:\b(?:than|of|by|to|from|plus|minus|times|and|or|over|if|not)|[-+*/×÷^=(])\s*\Z", re.IGNORECASE
)


def _claimed(line: str, m: re.Match[str]) -> bool:
    """Is it said of the whole left side? In "20% of 60, which is 12" it is, whatever verb stands before."""
    if m.groupdict().get("which"):
        before = line[max(0, m.start() - 120) : m.start()]
        return not _PART_OF.search(before) and not SUPPOSES.search(before)
    return asserted(line, m.start())


def spoken_claims(text: str, start: int, end: int) -> list[Finding]:
    """The findings about ``text[start:end]``."""
    if not _TRIGGER.search(text, start, end):
        return []
    line = _SIGNS.sub(lambda m: " " * (len(m[0]) - 1) + (m[1] or " "), text[start:end])
    found = []
    for pattern, shape in _PATTERNS:
        for m in pattern.finditer(line):
            if _claimed(line, m) and not _SHARE.fullmatch(m["left"]):
                groups = m.groupdict()
                left = shape.format(left=groups["left"].lower(), other=groups.get("other", ""))
                relation = "≈" if _ABOUT.search(m.group()) else "="
                found.append(_judge(left, relation, m["right"], start + m.start(), start + m.end()))
    for m in _ORDER.finditer(line):
        if asserted(line, m.start()):
            greater = m["order"].lower() in ("greater", "larger", "bigger")
            relation = ("≤" if greater else "≥") if m["not"] else (">" if greater else "<")
            found.append(_judge(m["left"], relation, m["right"], start + m.start(), start + m.end()))
    return found


def _side(text: str) -> Side | None:
    tokens = tokenize(_WORD.sub(lambda m: _WORDS[m.group().lower()], text))
    return read(tokens, 0, len(tokens), whole=True)


def _judge(left: str, relation: str, right: str, start: int, end: int) -> Finding:
    try:
        a, b = _side(left), _side(right)
    except DivisionByZero:
        return Finding("arithmetic", FALSE, start, end, "division_by_zero", "it divides by zero")
    except PlainError as problem:
        return Finding("arithmetic", OPEN, start, end, "limit", str(problem))
    if a is None or b is None:
        return Finding("arithmetic", OPEN, start, end, "unreadable", "it cannot be read as arithmetic")
    decision = decide(a, b, relation)
    return Finding("arithmetic", decision.status, start, end, decision.reason, decision.message)
