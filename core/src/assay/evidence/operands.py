"""Operands: numbers that enter a computation, and whether they stand where they are said to stand.

:mod:`assay.evidence.trace` computes with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assay.evidence.formulas import NAME, RESERVED
from assay.evidence.languages import language
from assay.evidence.number_words import (
    LONGEST,
    ONES,
    PARTS,
    SCALES,
    TENS,
    han_number,
    is_han_number,
    whole_number,
)
from assay.evidence.pieces import CannotTell
from assay.evidence.quantities import read_compound, read_quantity, stands_in
from assay.evidence.quotes import Folded, fold
from assay.records import Sample

Known = Callable[["Operand"], str]
"""``(operand) -> str``: what is wrong with an operand that stands in a table, ``""`` if nothing is."""
SameQuantity = Callable[[str, str, str], bool]
"""``(value, unit, text) -> bool``: whether a text says this value in this unit and nothing else."""


@dataclass(frozen=True)
class Operand:
    """A number that enters a computation, and where it stands.

    ``value`` is the number as text (``1500``, ``9.81``, ``1/3``, ``6.02e23``), ``unit`` as it is written
    beside it, ``""`` if there is none. ``role`` says in words what it is. ``where`` is ``prompt``,
    ``turn:NUMBER`` or ``source:ID`` as in a check, ``span`` the characters of that text that hold
    the number, with its unit or without. ``table:NAME`` is a table that the verifier knows (constants
    of nature, atomic masses); such an operand needs no span.
    """

    name: str
    value: str
    unit: str = ""
    role: str = ""
    where: str = "prompt"
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Place:
    """A text and its folded form, by the name of the place."""

    text: str
    folded: Folded


def locate(value: str, text: str, unit: str = "") -> tuple[int, int]:
    """Where a number, with its unit if there is one, stands in a text: for the ``span`` of an operand.

    Raises :class:`ValueError` if it stands there not at all, or more than once.
    """
    place, wanted = _Place(text, fold(text)), read_number(value)
    spans = set()
    for match in _NUMBER.finditer(place.folded.text):
        begin, end = match.span()
        signed = begin + match[0].startswith(("+", "-"))
        for which in {(begin, end), (signed, end), match.span("above"), match.span("below")}:
            span = place.folded.original(*which)
            if span and not _place_problem(value, unit, place, span, None):
                spans.add(span)
    if wanted is None or len(spans) != 1:
        said = f"{value} {unit}".strip()
        raise ValueError(f"{said!r} stands {len(spans)} times in the text, not once")
    return spans.pop()


def numbers_of(text: str) -> Iterator[tuple[Fraction, str]]:
    """The numbers that are written in a text, with digits or as ``½``, and how each is written there."""
    for match in _NUMBER.finditer(fold(text).text):
        number = read_number(match[0])
        if number is not None:
            yield number, match[0]
        for part in (match["above"], match["below"]):
            if part:
                yield Fraction(part), part


_DIGITS = r"(?:[0-9]{1,3}(?:[ ,'][0-9]{3})+|[0-9]{1,3}(?:\{,\}[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_TEN = r"[eE][+-]?[0-9]{1,3}(?![0-9])| ?(?:[×x*·⋅]|\\times|\\cdot) ?10\^\{?[+-]?[0-9]{1,3}\}?"
_NUMBER = re.compile(
    rf"[+-]?(?:(?P<mixed>[0-9]{{1,6}}) (?=[0-9]+/)|(?P<whole>[0-9]{{1,6}}) ?(?=[¼-¾⅐-⅞]))?"
    rf"(?:(?P<part>[¼-¾⅐-⅞])|(?P<above>[0-9]{{1,40}})/(?P<below>[0-9]{{1,40}})(?![0-9/])|10\^(?P<only>[+-]?[0-9]{{1,3}})"
    rf"|(?P<digits>{_DIGITS})(?P<ten>{_TEN})?)"
)
_LONGEST_NUMBER = 400
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""What most numbers are written as: needs no folding."""


def read_number(text: str) -> Fraction | None:
    """The exact value of a written number: ``1,500``, ``-9.81``, ``6.02×10²³``, ``5 1/2``, ``½``; ``None`` if it is none.

    A comma or a narrow space must stand between groups of three digits.
    """
    if len(text) > _LONGEST_NUMBER:
        return None
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    folded = fold(text).text.strip()
    match = _NUMBER.fullmatch(folded)
    if not match:
        return None
    sign = -1 if folded[0] == "-" else 1
    if match["part"]:
        part = Fraction(unicodedata.numeric(match["part"])).limit_denominator(100)
        return sign * (int(match["whole"] or 0) + part)
    if match["whole"]:
        return None
    if match["above"]:
        if int(match["below"]) == 0:
            return None
        return sign * (int(match["mixed"] or 0) + Fraction(int(match["above"]), int(match["below"])))
    if match["mixed"]:
        return None
    if match["only"]:
        return sign * Fraction(10) ** int(match["only"])
    value = Fraction(re.sub(r"[ ,'{}]", "", match["digits"]))
    return sign * value * Fraction(10) ** _exponent(match)


_AROUND = re.compile(r"(?:/|[0-9.]+ |(?P<before>[0-9.]+ ?[^\W\d_]{1,12}(?:,| and|, and)? ?))\Z")
_FURTHER = re.compile(r" [^\W\d_]{1,12}(?![^\W\d_])")
_BEHIND = re.compile(r"(?:,| and|, and)? ?[0-9.]+ ?[^\W\d_]{1,12}")


def _in_compound(text: str, begin: int, stop: int) -> bool:
    """Whether a quantity is a piece of a longer one: ``5 ft`` of ``5 ft 3 in``, ``1/2 kg`` of ``2 1/2 kg``, ``$5`` of ``A$5``."""
    words = text[begin:stop]
    if any(c.isascii() and c.isalnum() for c in (text[begin - 1 : begin], text[stop : stop + 1])):
        return True  # $5 of A$5
    further = _FURTHER.match(text, stop)
    if further and further[0] != " in" and read_quantity(words + further[0]) is not None:
        return True  # 5 kg of 5 kg m
    before, behind = _AROUND.search(text, max(begin - 30, 0), begin), _BEHIND.match(text, stop)
    if before and (not before["before"] or read_compound(before[0] + words)):
        return True
    return behind is not None and read_compound(words + behind[0]) is not None


def _number_of(words: str) -> Fraction | None:
    """The number that words of a text say, in digits or spelled out in English or Chinese."""
    number = read_number(words)
    if number is not None or len(words) > LONGEST:
        return number
    spelt = han_number(words) if is_han_number(words) else whole_number(_SPACES.split(words.lower()))
    return None if spelt is None else Fraction(spelt)


_SPACES = re.compile(r"[- ]")
_SPELT = "|".join([*ONES, *TENS, *SCALES, *PARTS, "hundred", "dozen", "[0-9½⅓¼]"])
_BETWEEN = r"(?:(?:and|an?|or|to|by|of|point)[ -]+)*"
_MORE_BEFORE = re.compile(
    rf"(?:(?:{_SPELT})s?[ -]+{_BETWEEN}|(?:minus|negative|point)[ -]|[-−])\Z", re.IGNORECASE
)
_MORE_AFTER = re.compile(rf"[ -]+{_BETWEEN}(?:{_SPELT})|[ -]point\b", re.IGNORECASE)


def _whole_words(text: str, first: int, last: int) -> bool:
    """Whether a number in words is no part of a longer one: ``two`` of ``two thirds``, ``thousand`` of ``a few thousand``."""
    words = text[first:last]
    rules = language("zh" if is_han_number(words) else "en")
    try:
        found = any(n.span[0] == first and n.text == words for n in rules.numbers_in(text))
    except CannotTell:
        return False
    starts = not words.lower().startswith((*SCALES, "hundred"))
    around = _MORE_BEFORE.search(text, max(first - 60, 0), first) or _MORE_AFTER.match(text, last)
    return found and starts and not around


def _exponent(match: re.Match[str]) -> int:
    """The power of ten of a number that :data:`_NUMBER` read."""
    written = re.search(r"[+-]?[0-9]{1,3}(?=\}?\Z)", match["ten"] or "0")
    return int(written[0]) if written else 0


def operand_problem(
    operand: Operand,
    sample: Sample,
    values: Collection[str],
    same_quantity: SameQuantity | None,
    known: Known | None,
) -> tuple[str, str, str] | None:
    """Reason, message and quote of what is wrong with an operand."""
    name = operand.name
    if not NAME.match(name) or name in RESERVED or "__" in name:
        return "bad_name", f"{name[:60]!r} cannot be the name of an operand.", ""
    if name in values:
        return "two_operands", f"Two operands are called {name!r}.", ""
    if read_number(operand.value) is None:
        return "unreadable_operand", f"The value {operand.value[:60]!r} of {name} is no number.", ""
    if known is not None and operand.where.startswith("table:"):
        wrong = known(operand)
        return ("wrong_constant", wrong, "") if wrong else None
    place = _place(operand.where, sample)
    if place is None:
        return (
            "operand_not_there",
            f"{name} is said to stand in {operand.where[:60]!r}, where no fact can stand.",
            "",
        )
    if operand.span is None:
        return "operand_without_span", f"The operand {name} does not say where it stands.", ""
    start, end = operand.span
    quote = place.text[max(start, 0) : max(end, 0)][:200]
    problem = _place_problem(operand.value, operand.unit, place, operand.span, same_quantity)
    return (*problem, quote) if problem else None


def _place(where: str, sample: Sample) -> _Place | None:
    """The text that an operand may stand in; what the assistant wrote proves nothing."""
    kind, _, which = where.partition(":")
    if kind not in ("prompt", "turn", "source") or (where != "prompt" and kind == "prompt"):
        return None
    try:
        text = sample.text_at(where)
    except ValueError:
        return None
    if kind == "turn" and sample.messages[int(which)].role == "assistant":
        return None
    return _Place(text, fold(text))


def _place_problem(
    value: str, unit: str, place: _Place, span: tuple[int, int], same_quantity: SameQuantity | None
) -> tuple[str, str] | None:
    """Why a span of a text does not say a value in a unit."""
    start, end = span
    said = f"{value} {unit}".strip()[:80]
    if not 0 <= start < end <= len(place.text):
        return "operand_not_there", f"The span {start} to {end} of {said} is outside of its text."
    folded = place.folded
    text = folded.text
    begin, stop = folded.position(start), folded.position(end) if end < len(place.text) else len(text)
    if folded.original(begin, stop) != span or text[begin] == " " or text[stop - 1] == " ":
        return "operand_not_there", f"The span of {said} begins or ends in white space or within a character."
    words = text[begin:stop]
    longer = "part_of_another_number", f"{words[:60]!r} is part of a longer word or number."
    if _number_of(words) is None and (same_quantity or stands_in(value, unit, words)):
        goes_on = _UNIT_GOES_ON.match(text, stop) or _LONGER_UNIT.match(text, stop - 1)
        if not folded.is_whole(begin, stop) or goes_on:
            return longer
        if not same_quantity and _in_compound(text, begin, stop):
            return longer
        if same_quantity and not same_quantity(value, unit, place.text[start:end]):
            return "wrong_operand", f"Where {said} should stand is {words[:60]!r}."
        return None
    unit = fold(unit).text.strip()
    first, last = _number_in(words, unit)
    number = _number_of(words[first:last])
    if number is None or number != read_number(value):
        return "wrong_operand", f"Where {said} should stand is {words[:60]!r}."
    first, last = begin + first, begin + last
    if read_number(text[first:last]) is None and not _whole_words(text, first, last):
        return longer
    before, after = _units_beside(unit, text, first, last)
    # ``5mg`` looks like one word; its 5 is a number of its own if mg is the unit
    if not folded.may_begin(first) and not (before and text[first - 1].isalpha()):
        return longer
    if not folded.may_end(last) and not (after and text[last].isalpha()):
        return longer
    if (
        (before or after)
        if unit
        else not (_NO_UNIT_BEFORE.search(text, 0, first) or _PERCENT.match(text, last))
    ):
        return None
    return "wrong_unit", f"The unit of {said} is not what stands beside {text[first:last]!r}."


def _number_in(words: str, unit: str) -> tuple[int, int]:
    """Which part of an operand's words is the number: all but a unit after or before it."""
    if unit and words.endswith(unit):
        return 0, len(words[: -len(unit)].rstrip(" -"))
    if unit and words.startswith(unit):
        return len(words) - len(words[len(unit) :].lstrip()), len(words)
    return 0, len(words)


_TEX = r"(?:\\(?:text|mathrm|rm|unit|operatorname)\{? ?)?"
_UNIT_GOES_ON = re.compile(
    r"\}?(?:[%‰°]|[A-Za-z0-9_µμΩ]| ?[/^·⋅*×]|\.[A-Za-z]|-[A-Za-z]{1,2}(?![A-Za-z])| [A-Za-z]{1,4}\^| ?(?:per|每)(?![A-Za-z])"
    r"|(?:\\[,;:! ]|~)?\\(?:mathrm|text|rm|cdot|times|frac|per))"
)
"""What makes the word before it part of a longer unit: ``m`` in ``m/s``, ``mg`` in ``mg per day``."""
_LONGER_UNIT = re.compile(
    r"分钟|分贝|克拉|年级|年代|月份|天然|日元|米粒|里拉|点钟|秒差距|度电|吨位|升降|元月"
)
_PERCENT = re.compile(r" ?\\?[%‰°]")
_NO_UNIT_BEFORE = re.compile(r"[$€£¥₹₩] ?\Z")


def _units_beside(unit: str, text: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether a unit, the whole of it, stands before and after a number: money before, all else after."""
    if not unit:
        return False, False
    after = re.compile(rf"(?: |-|~|\\[,;:! ]|\{{\}})?{_TEX}\\?{re.escape(unit)}").match(text, last)
    whole = (
        after is not None
        and not _UNIT_GOES_ON.match(text, after.end())
        and not _LONGER_UNIT.match(text, after.end() - 1)
    )
    code = len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()
    money = code or any(unicodedata.category(c) == "Sc" for c in unit)
    begin = first - len(unit) - (text[first - 1 : first] == " ")
    before = (
        money and begin >= 0 and text.startswith(unit, begin) and not (begin and text[begin - 1].isalnum())
    )
    return before, whole


def half_unit(written: str) -> Fraction:
    """Half a unit of the last digit of a number that is written as a decimal or with an exponent, else 0."""
    match = _NUMBER.fullmatch(fold(written).text.strip())
    if not match or not match["digits"] or not ("." in match["digits"] or match["ten"]):
        return Fraction(0)
    places = len(match["digits"].partition(".")[2])
    return Fraction(10) ** (_exponent(match) - places) / 2
