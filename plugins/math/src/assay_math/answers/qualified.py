r"""What stands right around a stated value and makes it another: ``at most 5``, ``N \le 5``, ``twice the answer is 5``, ``it might be 5``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assay.evidence.final_answer.denials import sentence_before
from assay_math.answers.findings import Hints

_NEAR = 80
"""Characters behind a value in which something may be said of it."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """How a value is qualified.

    ``kind``: ``bound`` (the value only bounds what is asked for), ``other`` (it is a multiple, a power, a
    remainder … of it), ``unsure``. Of a bound, ``upper`` tells the side (``None``: both), ``strict`` whether it is
    left out, and ``said`` what is to be put before the value to have the whole statement.
    """

    kind: Literal["bound", "other", "unsure"]
    upper: bool | None = None
    strict: bool = False
    said: str = ""


_UPPER = (
    r"(?:at (?:the )?most|no (?:more|greater|larger|higher|longer) than|not (?:more|greater|larger) than|up to|(?:can(?:not|'t| ?not)|(?:do|does|will|must)(?: not|n't)|never) exceeds?"
    r"|a maximum of|bounded (?:from )?(?:above )?by|an? upper bound (?:is|of)|höchstens|maximal|au plus|a lo sumo|como máximo|al massimo|al più|no máximo"
    r"|не (?:более|больше|превосходит|превышает)(?: чем)?)|至多|最多|不超过|不大于|高々"
)
_LOWER = (
    r"(?:at (?:the (?:very )?)?least|no (?:less|fewer|smaller|lower|shorter) than|not (?:less|fewer|smaller) than|a minimum of|bounded (?:from )?below by|an? lower bound (?:is|of)"
    r"|mindestens|wenigstens|au moins|al menos|como mínimo|por lo menos|almeno|pelo menos|no mínimo|не (?:менее|меньше)(?: чем)?)|至少|最少|不少于|不小于|少なくとも"
)
_BELOW = r"(?:(?:less|fewer|smaller|lower|shorter) than|(?:strictly )?below|weniger als|kleiner als|moins de|menos (?:de|que)|meno di|меньше(?: чем)?|менее)|小于|少于"
_ABOVE = (
    r"(?:(?:more|greater|larger|higher|bigger|longer) than|exceed(?:s|ed|ing)?|(?:strictly )?above|mehr als|größer als|plus de|más (?:de|que)|più di|mais (?:de|que)"
    r"|больше(?: чем)?|более)|大于|超过|多于"
)
_OPENS = re.compile(r"(?:[\s*_`${(]|<\w{1,20}>|\\(?:boxed|fbox|text|mathbf|mathrm)(?![A-Za-z]))*\Z")
_WORDS = re.compile(
    rf"(?:(?<!\w)(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER})|(?P<below>{_BELOW})|(?P<above>{_ABOVE})))(?:\s+(?:about|exactly|only|a total of)|有|是|为)?\s*\Z",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(
    r"\b(?:round(?:s|ed|ing)?|adds?|added|adding|sums?|comes?|works?|goes|brings?|totals?)(?: \w+)?\s*\Z",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"(?:\d|\b(?:one|two|three|four|five|much|many|years?|times))\s*\Z", re.IGNORECASE)
"""``5 more than`` gives a value by its distance; it bounds nothing."""
_SIGN = re.compile(
    r"(?P<name>[^\s=<>≤≥$&]{1,30})?\s*&?\s*(?P<sign>\\(?:leq?|leqslant|geq?|geqslant|lt|gt)(?![A-Za-z])|[<>]=?|[≤≥⩽⩾])\s*&?\s*\Z"
)
_TAG = re.compile(r"<[^<>\n]{1,60}>\s*\Z")
_BETWEEN = re.compile(r"\bbetween\s+[^\s]{1,20}\s+and\s*\Z", re.IGNORECASE)
_DISTANCE = re.compile(
    r"\b(?:difference|distance|gap|ratio|angle|sum|product|average|mean|midpoint)\b", re.IGNORECASE
)
_BEHIND = re.compile(
    r"[\s$*})\]\\]{0,8}(?:[^\W\d_]+\s+)?(?:(?P<lower>or (?:more|greater|higher|above|larger|longer)\b|at (?:the )?least\b|(?:is|as) (?:a|the|an|only a) lower bound\b|以上)"
    r"|(?P<upper>or (?:less|fewer|lower|below|smaller|shorter)\b|at (?:the )?most\b|(?:is|as) (?:a|the|an|only a|only an) upper bound\b|以下|以内))",
    re.IGNORECASE,
)

_MOST = re.compile(
    r"\b(?:max\w*|most|largest|greatest|biggest|highest|longest|upper|suprem\w+|sup|bound\w*|limit|up to|capacity|can|could|able|less|fewer|cannot|before|without|höchst\w*|größt\w*"
    r"|plus (?:grand|petit)\w*|mayor|massim\w+|maior|наибольш\w+)\b|最大|最多|至多",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:min\w*|least|smallest|lowest|fewest|shortest|lower|infim\w+|inf|bound\w*|needs?|needed|required?|requires|must|should|necessary|enough|sufficient|guarantee\w*|ensure|more"
    r"|greater|exceed\w*|ha(?:s|ve) to|mindest\w*|kleinst\w*|menor|minim\w+|наименьш\w+)\b|最小|最少|至少",
    re.IGNORECASE,
)

_SCALED = re.compile(
    r"\b(?:twice|thrice|double|triple|half(?: of)?|quadruple|(?:two|three|four|five|ten|\d+) times|(?:one|a) (?:third|quarter|half) of"
    r"|the (?:square|cube|square root|cube root|negative|reciprocal|inverse|opposite|double|triple|complement|remainder|logarithm|factorial) of)"
)
_VALUE_SCALED = re.compile(_SCALED.pattern + r"\s*\Z", re.IGNORECASE)
_ANSWER_SCALED = re.compile(
    _SCALED.pattern
    + r"\s+(?:(?:the|this|that|our|my)\s+(?:\w+\s+)?(?:answer|result|solution|number|value|total|sum)\b[^.;,]{0,60}|\$?[a-z]\$?\s+(?:is|equals))\s*\Z",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:\A|[$=\[]|\\\(|(?<=[\s*:])(?<![-+*/^(]\s))\s*(?P<side>[^=$<>≤≥]{1,40}?)\s*&?=\s*\Z")
_LETTER = re.compile(r"(?<![A-Za-z\\])[a-z](?![A-Za-z])")
_MIGHT = re.compile(
    r"\b(?:might|may|could)\s+(?:well\s+|perhaps\s+|possibly\s+|also\s+)?(?:be|equal)\s*\Z|\b(?:perhaps|maybe|possibly)\s*\Z",
    re.IGNORECASE,
)
_HAD_IT_BEEN = re.compile(
    r"\b(?:if|had)\b[^.;]*\b(?:had|were|been|instead)\b[^.;]*\bwould (?:be|have been|equal|give|have given)\s*\Z",
    re.IGNORECASE,
)
_DOUBT_BEHIND = re.compile(
    r"[^\n.]{0,50}?\b(?:(?:i(?:'m| am) )?not (?:entirely |completely |quite |too |very |really )?(?:sure|certain)|unsure|(?:could|might|may) (?:also|just as well|equally(?: well)?) be)\b",
    re.IGNORECASE,
)


def qualified(response: str, start: int, end: int, hints: Hints) -> Qualified | None:
    """How the value from ``start`` to ``end`` of ``response`` is qualified by the words and signs around it."""
    before = sentence_before(response, start)
    tail = before[-200:]
    signed = _OPENS.sub("", response[max(0, start - 80) : start])  # the sentence is cut before "<"
    if found := _bound(tail) or _bound(signed, signs=True) or _bound_behind(response, end):
        return found
    if _VALUE_SCALED.search(tail) or (
        (scaled := _ANSWER_SCALED.search(tail)) and not _asked(scaled[0], hints.prompt)
    ):
        return Qualified("other")
    if (side := _SIDE.search(tail)) and _is_other_side(side["side"], hints):
        return Qualified("other")
    if _MIGHT.search(tail) or _HAD_IT_BEEN.search(before) or _DOUBT_BEHIND.match(response, end, end + _NEAR):
        return Qualified("unsure")
    return None


def said_to_bound(before: str) -> bool:
    """Whether ``before`` ends with words or a sign by which what follows only bounds a value."""
    return _bound(before) is not None


def _bound(before: str, *, signs: bool = False) -> Qualified | None:
    if not signs and (word := _WORDS.search(before)):
        if word["upper"] and word["upper"].lower() == "up to" and _ADDS_UP.search(before[: word.start()]):
            return None
        if (word["below"] or word["above"]) and _DIFFERENCE.search(before[: word.start()]):
            return None
        return Qualified(
            "bound", bool(word["upper"] or word["below"]), bool(word["below"] or word["above"]), word[0]
        )
    if (sign := _SIGN.search(before)) and not _TAG.search(before):
        mark = sign["sign"].lstrip("\\")
        return Qualified(
            "bound", mark[0] in "l<≤⩽", mark in ("lt", "gt", "<", ">"), f"{sign['name'] or ''} {sign['sign']}"
        )
    if not signs and _BETWEEN.search(before) and not _DISTANCE.search(before):
        return Qualified("bound", None, True)
    return None


def _bound_behind(response: str, end: int) -> Qualified | None:
    found = _BEHIND.match(response, end, end + _NEAR)
    return Qualified("bound", bool(found["upper"])) if found else None


def asks_for_bound(bound: Qualified, hints: Hints) -> bool:
    """Whether the prompt asks for a largest or a least number, which ``at most`` and ``at least`` give."""
    if bound.strict or bound.upper is None:
        return False
    return (_MOST if bound.upper else _LEAST).search(hints.prompt) is not None


def _asked(scaled: str, prompt: str) -> bool:
    """Whether the prompt itself speaks of the double, the remainder … of something."""
    first = re.search(
        r"twice|thrice|half|times|third|quarter|quadruple|double|triple|\w+(?= of)", scaled.lower()
    )
    return first is not None and first[0] in prompt.lower()


def _is_other_side(side: str, hints: Hints) -> bool:
    """Whether ``2x`` or ``x + 1`` stands before the value where the prompt speaks of ``x`` and asks for no ``2x``."""
    if re.search(r"[^\W\d_]{2,}", re.sub(r"\\[A-Za-z]+", " ", side)) or re.search(r"\ba\s+[\d$(]", side):
        return False  # "a total of 20 + 3 = "
    letters = set(_LETTER.findall(side))
    bare = re.sub(r"[\s\\{}]", "", side.replace("\\sqrt", "√"))
    if (
        len(letters) != 1
        or len(bare) < 2
        or not re.fullmatch(r"-?[\w\\{}\s+*/^()-]+", side)
        or _NAMED.fullmatch(bare)
    ):
        return False
    (letter,) = letters
    if not re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", hints.prompt):
        return False
    compact = re.sub(r"[{}]", "", hints.compact).replace("sqrt", "√")
    return re.search(rf"(?<![\d^+*/-]){re.escape(bare)}(?![-+*/^=<>\w(])", compact) is None


_NAMED = re.compile(
    r"[A-Za-z]+'*(?:_\w+)?(?:\([^()]*\))?|[a-z](?:_\w+|')|.*(?:text|mathrm|operatorname|angle|sin|cos|tan|log|ln|lim|int|sum).*"
)
"""``f(x)``, ``x_1``, ``area``: a name, whose value stands behind it; of functions in it nothing is said here."""
