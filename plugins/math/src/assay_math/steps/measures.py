"""Quantities set equal in words: ``2.5 hours is 150 minutes``, ``a 20% discount on $50 is $10``."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence.quantities import Unit
from assay_math.steps.findings import FALSE, OPEN, TRUE, Finding, show
from assay_math.steps.literals import literal, unit_of
from assay_math.steps.rounding import about, equals_rounded
from assay_math.steps.words import asserted

_N = r"\d[\d,]{0,40}(?<!,)(?:\.\d{1,40})?"
_UNIT = r"(?:square |cubic )?[a-z°]{1,14}"
_IS = r"\s(?:is|are|equals?|is equal to|makes?|comes to|amounts to|would be|will be|gives)\s(?:just |exactly |only )?(?P<about>about |approximately |roughly )?"
_MEASURE = re.compile(
    rf"(?<![\w.,/*+×÷%)(-])(?P<left>{_N})[ -]?(?P<from>{_UNIT}){_IS}(?P<right>{_N}) ?(?P<to>{_UNIT})\b(?!\s(?:more|less|longer|shorter|of|and|per|\d))",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"(?<![\w.,/*+×÷-])(?:an? )?(?P<rate>{_N}) ?(?:%|percent) "
    rf"(?P<what>discount|off|reduction|decrease|increase|raise|markup|tax|sales tax|tip|commission|of)"
    rf"(?: (?:on|of|off|from|in|to))? (?:the )?\$?(?P<base>{_N})(?: \w{{3,12}})?{_IS}\$?(?P<right>{_N})"
    r"(?![\d%/]|[.,]\d|\s?[-+*/×÷^=<>]|\s(?:%|percent|times|more|less|hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_LOWERS = frozenset("discount off reduction decrease".split())
_RAISES = frozenset(("increase", "raise", "markup", "tax", "sales tax", "tip"))
_LOOSE_UNITS = frozenset("month months year years".split())
"""A month is four weeks in many problems."""


def measure_claims(text: str, start: int, end: int) -> list[Finding]:
    """The findings about ``text[start:end]``."""
    line = text[start:end]
    if not _TRIGGER.search(line):
        return []
    found = []
    for m in _MEASURE.finditer(line):
        a, b = _unit(m["from"]), _unit(m["to"])
        factor = None if a is None or b is None else a.factor(b)
        if factor is None or factor == 1 or not asserted(line, m.start()):
            continue
        if (m["from"].lower() in _LOOSE_UNITS) != (m["to"].lower() in _LOOSE_UNITS):
            continue
        found.append(_finding(start, m, [Fraction(literal(m["left"])) * factor], "conversion"))
    for m in _RATE.finditer(line):
        if m["what"].lower() == "of" or not asserted(line, m.start()):
            continue
        base = Fraction(literal(m["base"]))
        part = base * literal(m["rate"]) / 100
        what = m["what"].lower()
        meant = [part]
        if what in _LOWERS:
            meant.append(base - part)
        elif what in _RAISES:
            meant.append(base + part)
        found.append(_finding(start, m, meant, "arithmetic"))
    return found


_TRIGGER = re.compile(r"\b(?:is|are|equals?|makes?|comes|amounts|would be|will be|gives)\b")


def _unit(words: str) -> Unit | None:
    return unit_of(words.lower())


def _finding(start: int, m: re.Match[str], meant: list[Fraction], kind: str) -> Finding:
    shown = literal(m["right"])
    where = (start + m.start(), start + m.end())
    for value in meant:
        if (
            value == shown
            or equals_rounded(value, shown, m["right"])
            or (m["about"] and about(value, shown, m["right"]))
        ):
            return Finding(kind, TRUE, *where)
    if m["about"] and any(about(value, shown, m["right"]) is None for value in meant):
        return Finding(kind, OPEN, *where, "precision_unclear", "the precision meant cannot be read off")
    return Finding(kind, FALSE, *where, "false_arithmetic", f"it is {show(meant[0])}")
