"""Claims made in words about whole numbers: "17 is prime", "12 is divisible by 3", "the gcd of 12 and 18 is 6"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from assay_math.steps.findings import FALSE, OPEN, TRUE, Finding

MAX_DIGITS = 40
_N = r"(?<![\d.,/^*+=(\-–\\{}])(?<![\d\w][-+*/×] )(-?\d{1,60})"
_M = r"(-?\d{1,60})(?=\s*(?:[.,;:!?)]|\Z|\s[A-Za-z]|\n))(?![.,]\d)"

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_N + r"\s{1,3}(?:is|are) (not )?(?:an? )?(prime|composite|even|odd|perfect square|perfect cube)\b"), "kind"),
    (re.compile(_N + r"\s{1,3}is (not )?(?:evenly )?divisible by\s{1,3}" + _M), "divisible"),
    (re.compile(_N + r"\s{1,3}(?:is|are) (not )?an? (multiple|factor|divisor) of\s{1,3}" + _M), "multiple"),
    (re.compile(_N + r"\s{1,3}(does not )?(?:evenly )?divides?\s{1,3}" + _M), "divides"),
    (
        re.compile(
            r"\b(gcd|greatest common (?:divisor|factor)|lcm|least common multiple|sum|product) of\s{1,3}"
            + _N + r"\s{1,3}and\s{1,3}" + _M + r"\s{1,3}is (not )?\s{0,3}" + _M, re.I,
        ),
        "pair",
    ),
)  # fmt: skip

_TRIGGER = re.compile(
    r"prime|composite|\beven\b|\bodd\b|perfect|divi|multiple|factor|gcd|lcm|sum of|product of"
)


def word_claims(text: str, start: int, end: int) -> list[Finding]:
    """The findings about ``text[start:end]``."""
    if not _TRIGGER.search(text, start, end):
        return []
    found = []
    line = text[start:end].replace("$", " ")  # same length: offsets stay
    for pattern, kind in _PATTERNS:
        for m in pattern.finditer(line):
            if not asserted(line, m.start()):
                continue
            groups = m.groups()
            numbers = [g for g in groups if g and g.lstrip("-").isdigit()]
            if any(len(n) > MAX_DIGITS for n in numbers):
                found.append(
                    Finding(
                        "number", OPEN, start + m.start(), start + m.end(), "limit", "the number is too long"
                    )
                )
                continue
            truth, message = _JUDGES[kind](groups)
            if truth is None:
                continue
            status = TRUE if truth else FALSE
            found.append(
                Finding(
                    "number",
                    status,
                    start + m.start(),
                    start + m.end(),
                    "ok" if truth else "false_statement",
                    message,
                )
            )
    return found


_LEADS = re.compile(
    r"(?:^|[.,:;(!?]|\b(?:so|since|because|that|but|as|thus|therefore|hence|then|know|means|see|note|number|where|here|now|also|while)"
    r"|\b(?:is|are|divides?|equals?)\b[^.,;:?!]*\band)\s*(?:the\s+)?(?:(?:an?|value of|result of|total of|sum|product|difference|quotient)\s+)?\Z",
    re.IGNORECASE | re.MULTILINE,
)
SUPPOSES = re.compile(
    r"\b(?:if|whether|suppose|assume|assuming|unless|when|not|n't|nor|neither|false|untrue|wrong|claims?|says?|said|thinks?|or)\b[^.;?!]*\Z",
    re.IGNORECASE,
)


def asserted(line: str, at: int) -> bool:
    """Does a statement start at ``at``, and is it said to be so?

    In "the sum of 3 and 5 is even" nothing is said of the 5.
    """
    before = line[max(0, at - 120) : at]
    return _LEADS.search(before) is not None and not SUPPOSES.search(before)


Groups = tuple[str | None, ...]


def _kind(groups: Groups) -> tuple[bool | None, str]:
    n, negated, kind = int(groups[0] or 0), bool(groups[1]), groups[2] or ""
    if kind in ("prime", "composite"):
        if n > 10**6:
            from sympy import isprime

            prime = bool(isprime(n))
        else:
            prime = n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
        truth = prime if kind == "prime" else n > 1 and not prime
    elif kind in ("even", "odd"):
        truth = (n % 2 == 0) == (kind == "even")
    elif kind == "perfect square":
        truth = n >= 0 and math.isqrt(n) ** 2 == n
    else:
        size = abs(n)
        root = round(size ** (1 / 3)) if size < 10**15 else 0
        truth = any((root + k) ** 3 == size for k in (-1, 0, 1))
        if size >= 10**15:
            return None, ""
    return truth != negated, f"{n} is {'not ' if not truth else ''}{kind}"


def _divisible(groups: Groups) -> tuple[bool | None, str]:
    n, negated, d = int(groups[0] or 0), bool(groups[1]), int(groups[2] or 0)
    if d == 0:
        return negated, "nothing is divisible by 0"
    return (n % d == 0) != negated, f"{n} leaves {n % d} when divided by {d}"


def _multiple(groups: Groups) -> tuple[bool | None, str]:
    n, negated, kind, m = int(groups[0] or 0), groups[1], groups[2], int(groups[3] or 0)
    pair = (str(n), negated, str(m)) if kind == "multiple" else (str(m), negated, str(n))
    return _divisible(pair)


def _divides(groups: Groups) -> tuple[bool | None, str]:
    return _divisible((groups[2], groups[1], groups[0]))


def _pair(groups: Groups) -> tuple[bool | None, str]:
    name, a, b, negated, c = (
        (groups[0] or "").lower(),
        int(groups[1] or 0),
        int(groups[2] or 0),
        groups[3],
        int(groups[4] or 0),
    )
    if name.startswith("sum"):
        value = a + b
    elif name.startswith("product"):
        value = a * b
    elif name.startswith("g"):
        value = math.gcd(a, b)
    else:
        value = math.lcm(a, b)
    return (value == c) != bool(negated), f"it is {value}"


_JUDGES: dict[str, Callable[[Groups], tuple[bool | None, str]]] = {
    "kind": _kind,
    "divisible": _divisible,
    "multiple": _multiple,
    "divides": _divides,
    "pair": _pair,
}
