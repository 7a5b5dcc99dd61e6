"""Equations whose sign is a word between two formulas: ``the value of $3+4$ is $7$``, ``the derivative of $x^2$ is $2x$``."""

from __future__ import annotations

import re
from itertools import pairwise

from assay_math.steps.findings import Equation
from assay_math.steps.latex import Math
from assay_math.steps.words import SUPPOSES

_IS = re.compile(
    r"\s*(?:,\s*)?(?:which\s+)?(?:is(?: equal to)?|are|equals?|gives?(?: us)?|yields|becomes|makes|simplif(?:ies|y) to|reduces to|"
    r"comes (?:out )?to|evaluates to|adds up to|amounts to|works out to(?: be)?)"
    r"(?:\s+(?:just|exactly|simply|then|therefore|also|(?P<about>about|approximately|roughly)))?\s*"
)
_RELATION = re.compile(
    r"[=<>≤≥≠≈≡,;]|\\(?:leq?|geq?|neq?|approx|equiv|in|to|mid|pm|text|quad|qquad|implies|iff|[Rr]ightarrow)\b"
)
_OPERATION = re.compile(
    r"[-+*/^!|]|\\(?:frac|[dt]frac|sqrt|cdot|times|div|binom|d?binom|int|sum|lim|log|ln|sin|cos|tan|left)\b|\d\s*\("
)
_GOES_ON = re.compile(
    r"\s*(?:more|less|times|greater|smaller|larger|fewer|percent|of|mod|modulo|away|or|units? (?:more|less))\b|\s*\\?%"
)
_NAMED = re.compile(
    r"(?:\b(?:value|result|sum|total|product|difference|quotient|expression|answer)(?: of)?(?: the expression)?"
    r"|\b(?:so|that|then|thus|hence|therefore|and|since|because|now|also|have|know|see|find|get|as|but))\s*:?\s*\Z|(?:\A|[.,:;)])\s*(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FUNCTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{name} of\s*\Z", re.IGNORECASE), shape)
    for name, shape in (
        ("square root", r"\sqrt{%s}"),
        ("cube root", r"\sqrt[3]{%s}"),
        ("square", r"\left(%s\right)^{2}"),
        ("cube", r"\left(%s\right)^{3}"),
        ("reciprocal", r"\frac{1}{%s}"),
        ("absolute value", r"\left|%s\right|"),
        ("(?:first )?derivative", r"\frac{d}{d@}\left(%s\right)"),
        ("second derivative", r"\frac{d^2}{d@^2}\left(%s\right)"),
        ("(?:anti-?derivative|indefinite integral)", r"\int \left(%s\right)\,d@"),
    )
)  # fmt: skip
_LETTER = re.compile(r"(?<![\\A-Za-z])([a-z])(?![A-Za-z])")


_PAIR = re.compile(r"([^\n]*?)(?:\$|\\\()([^$\n]{1,120}?)(?:\$|\\\))\s+and\s+\Z")
_DOLLAR = re.compile(r"\$|\\[()]")
_OF_TWO = re.compile(r"\b(sum|product|difference|quotient|gcd|lcm) (?:of|between)\s*\Z", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:of|between|from|with|for|by|both)\s*\Z", re.IGNORECASE)
_OPERATIONS = {
    "sum": r"\left(%s\right)+\left(%s\right)",
    "product": r"\left(%s\right)\left(%s\right)",
    "difference": r"\left|\left(%s\right)-\left(%s\right)\right|",
    "quotient": r"\frac{%s}{%s}",
    "gcd": r"\gcd(%s, %s)",
    "lcm": r"\operatorname{lcm}(%s, %s)",
}


def copula_claims(text: str, formulas: list[Math], start: int, end: int) -> list[Equation]:
    """The equations that two formulas of one line and a verb between them state."""
    found = []
    for first, second in pairwise(formulas):
        verb = _IS.fullmatch(text, first.end, second.start)
        if verb is None or first.start < start or second.end > end or first.display:
            continue
        left, right = text[first.inner : first.stop], text[second.inner : second.stop]
        if _RELATION.search(left) or _RELATION.search(right) or _GOES_ON.match(text, second.end):
            continue
        lead = text[max(start, first.start - 120) : first.start]
        pair = _PAIR.search(text, max(start, first.start - 160), first.start) if "and" in lead[-6:] else None
        if pair and (name := _OF_TWO.search(pair[1])) and not SUPPOSES.search(pair[1]):
            operation = _OPERATIONS[name[1].lower()]
            if not (_RELATION.search(pair[2]) or _DOLLAR.search(pair[2])):
                span = (pair.start(2), pair.end(2))
                found.append(
                    Equation(
                        [operation % (pair[2], left), right],
                        ["≈" if verb["about"] else "="],
                        [(span[0], first.stop), (second.inner, second.stop)],
                        lead="so",
                        rest=text[second.end : second.end + 80],
                    )
                )
            continue
        if pair and _WITHIN.search(pair[1]):
            continue
        shape = next((shape for pattern, shape in _FUNCTIONS if pattern.search(lead)), "")
        if SUPPOSES.search(lead):
            continue
        if shape:
            letters = set(_LETTER.findall(left)) - {"e"}
            if "@" in shape and len(letters) != 1:
                continue
            left = shape.replace("%s", left).replace("@", next(iter(letters), ""))
        elif not _NAMED.search(lead) or not (_OPERATION.search(left) or "value of" in lead[-20:].lower()):
            continue
        relation = "≈" if verb["about"] else "="
        spans = [(first.inner, first.stop), (second.inner, second.stop)]
        found.append(
            Equation([left, right], [relation], spans, lead="so", rest=text[second.end : second.end + 80])
        )
    return found
