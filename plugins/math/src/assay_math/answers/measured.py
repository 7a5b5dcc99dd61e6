r"""A number with its unit, read from text: ``\$1,000.50``, ``60 km/h``, ``about 5 million``, ``2 h 30 min``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence import quantities
from assay.evidence.number_words import HAN_MULTIPLIERS, MULTIPLIERS, number_word
from assay_math.answers.findings import (
    DIFFERENT,
    NOT_EXACT,
    SAME,
    UNDECIDED,
    WRONG_LABEL,
    WRONG_UNIT,
    Finding,
    Hints,
)
from assay_math.answers.literal import Literal, readings
from assay_math.answers.text import unworded
from assay_math.answers.units import (
    DEGREE,
    NONE,
    PERCENT,
    RADIAN,
    Unit,
    asks_for_another,
    labels,
    measure_of,
    read_unit,
)

MAX_LENGTH = 1500
FLOAT_DIGITS = 15  # a decimal with so many right digits stands for the exact value


_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Measured:
    """A literal (its readings, the usual one first) times ``factor``, in ``unit``."""

    readings: tuple[Literal, ...]
    unit: Unit = NONE
    about: bool = False
    letter: str = ""  # a unit that may be a name: the ``m`` of ``5m``

    @property
    def literal(self) -> Literal:
        return self.readings[0]


_ABOUT = re.compile(
    r"(?:\\approx|≈|~|\\sim|approximately|approx\.?|about|around|roughly|nearly|ca\.|circa|\\simeq|≃)\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"([+-]?)\s*(?:\\?(US\$|[$€£¥₹₽₩])|(USD|EUR|GBP|INR|Rs\.?|RMB|CNY|JPY|RUB)(?![A-Za-z]))\s*([+-]?)\s*(?=[\d.\\(])"
)
_GROUPS = r"\d{1,3}(?:[, '.]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+"
_POWER = r"(?:\s*(?:\\times|\\cdot|×|·|⋅|\*|x)\s*10\s*\^\s*(?:\{\s*[+-]?\d+\s*\}|\(?[+-]?\d+\)?))"
_NUMERIC = re.compile(
    r"(?P<number>[+-]?\s*(?:"
    r"\d*\s*\\frac\s*(?:\{\s*[+-]?\s*\d+\s*\}|\d)\s*(?:\{\s*[+-]?\s*\d+\s*\}|\d)"
    r"|\d+\s+(?:and\s+)?\d+\s*/\s*\d+"
    r"|\d*\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]"
    r"|10\s*\^\s*(?:\{\s*[+-]?\d+\s*\}|[+-]?\d+)"
    rf"|(?:{_GROUPS})(?:{_POWER}|[eE][+-]?\d+(?![A-Za-z\d])|\s*/\s*\d+(?:\.\d+)?|\\overline\{{\d+\}})?"
    r"))"
    r"(?P<unit>.*)\Z",
    re.DOTALL,
)
_SCALE = re.compile(
    r"\s*(dozens?|hundred|thousand|million|billion|trillion|mn|bn|tn|lakhs?|lac|crores?|(?P<million>mil+[ijhy]?(?:on|ón|oen|õe|ão)\w{0,3}|миллион\w{0,2})|"
    r"(?P<milliard>mil+[ijhy]?ar[dt]?\w{0,3}|миллиард\w{0,2})|[万萬亿億])(?![^\W\d_])",
    re.IGNORECASE,
)
"""A million and a milliard are the same in all languages; a billion is not."""
_SCALES = {
    **MULTIPLIERS, "dozens": 12, "mn": 10**6, "bn": 10**9, "tn": 10**12, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5,
    "crore": 10**7, "crores": 10**7, **HAN_MULTIPLIERS,
}  # fmt: skip
_CIRCLE = re.compile(r"\^\s*\{?\s*\\circ\s*\}?|\\degree|\\circ|º")
_TOTAL = re.compile(
    r"\s*(?:,?\s*in (?:total|all)|altogether|total|each|apiece|respectively)\Z", re.IGNORECASE
)
_UNIT_FRACTION = re.compile(r"\\frac\s*\{\s*([A-Za-z][^{}]*?)\s*\}\s*\{\s*([A-Za-z][^{}]*?)\s*\}")
_FILLER = re.compile(r"\s*\((?=[^\d()]*\))([^()]*)\)\Z")


@lru_cache(maxsize=8192)
def read_measured(text: str) -> Measured | None:
    """``text`` as one number with or without a unit; ``None`` if it is anything else."""
    if not text or len(text) > MAX_LENGTH:
        return None
    found = readings(text)
    if found:
        return Measured(found)
    about = _ABOUT.match(text)
    if about:
        text = text[about.end() :].strip()
    text = _CIRCLE.sub("°", unworded(text)).strip() if "\\" in text or "^" in text or "º" in text else text
    text = _TOTAL.sub("", _FILLER.sub(r" \1", text)).strip()
    if "\\frac" in text:
        text = _UNIT_FRACTION.sub(r" \1/\2", text)
    if "{" in text:
        text = re.sub(r"\{([^{}\\]*[A-Za-z°%$][^{}\\]*)\}", r" \1", text)
    if not text:
        return None
    compound = _compound(text)
    if compound is not None:
        return Measured((compound[0],), compound[1], bool(about))
    money = _CURRENCY.match(text)
    unit = NONE
    if money:
        if money[1] and money[4]:
            return None
        unit = read_unit(money[2] or money[3].rstrip(".")) or NONE
        text = money[1] + money[4] + text[money.end() :]
    found, rest = _number(text)
    if not found:
        return None
    scale = _SCALE.match(rest)
    if scale:
        word = scale[1].lower()
        times = _SCALES.get(word) or (10**6 if scale["million"] else 10**9)
        found = tuple([_times(literal, times) for literal in found])
        rest = rest[scale.end() :]
    attached = rest[:1].isascii() and rest[:1].isalpha()
    rest = _TOTAL.sub("", rest).strip().lstrip("*").strip()
    if re.fullmatch(r"\$+", rest) and not money:
        rest = "$"
    if rest.startswith("\\$"):
        rest = rest[1:]
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1].strip()
    if rest.startswith("of "):
        rest = rest[3:]
    told = read_unit(rest)
    if told is None or (attached and told.is_label):
        return None
    letter = rest[0] if attached and _LETTER_UNIT.fullmatch(rest) else ""
    if money and told is not NONE:
        if told.is_label or _RATE.match(rest):
            unit = unit * told
        elif told != unit:
            return None
    return Measured(found, unit if money else told, bool(about), letter)


_RATE = re.compile(r"/|per\b|an?\b")
_LETTER_UNIT = re.compile(r"[A-Za-z](?:\s*\^\s*\{?\d\}?)?")


def _number(text: str) -> tuple[tuple[Literal, ...], str]:
    match = _NUMERIC.match(text)
    if match:
        number, rest = match["number"].strip(), match["unit"]
        found = readings(number)
        if found and not re.match(
            r"\s*[-+*^_=<>|!(]|\s*\\(?:times|cdot|sqrt|pi|div|frac(?![^}]*[A-Za-z]))|\.?\d|\s*[/÷×]\s*[\d(\\]|\s*,\s*\d",
            rest,
        ):
            return found, rest
        return (), ""
    words = text.split()
    for k in range(len(words), 0, -1):
        value = number_word(" ".join(words[:k]))
        if value is not None:
            return (Literal(value),), " " + " ".join(words[k:])
    return (), ""


def _times(literal: Literal, factor: int) -> Literal:
    if literal.places is None:
        return Literal(literal.value * factor)
    return Literal(
        literal.value * factor, literal.places, literal.digits, literal.ulp * factor, literal.unusual
    )


def _compound(text: str) -> tuple[Literal, Unit] | None:
    """``5 feet 3 inches``, in feet."""
    found = quantities.read_compound(text)
    if found is None:
        return None
    value = found.value
    return Literal(value.numerator if value.denominator == 1 else value), found.unit


def same_measured(reference: Measured, response: Measured, hints: Hints) -> Finding:
    """Equal value and, where both tell one, equal unit. The policies are in :mod:`assay_math.verifiers.answer`."""
    if reference.letter or response.letter:
        finding = _letters(reference, response, hints)
        if finding is not None:
            return finding
    (ours, our_label), (theirs, their_label) = measure_of(reference.unit), measure_of(response.unit)
    agree = labels(our_label, their_label)
    if not agree:
        return WRONG_UNIT if agree is False and ours == theirs == NONE else WRONG_LABEL
    if not our_label and asks_for_another(hints.prompt, their_label):
        return WRONG_LABEL
    if ours.is_label or theirs.is_label:  # rates of things: dollars per apple
        one_sided = NONE in (ours, theirs)
        return same_number(reference, response, hints) if ours == theirs or one_sided else WRONG_UNIT
    if (
        ours == NONE
        and theirs.dimension == PERCENT.dimension
        and theirs != PERCENT
        and not _asks_in(theirs, hints)
    ):
        return same_number(reference, response, hints, theirs.scale / 100)  # 5 basis points, 5 ‰
    if ours == NONE and theirs.dimension and hints.prompt:
        wanted = asked_units(hints.prompt)
        for asked in wanted:
            if {asked, theirs} == {DEGREE, RADIAN}:
                return WRONG_UNIT if reference.literal.value else same_number(reference, response, hints)
            factor = theirs.factor(asked)
            if factor is not None:
                return same_number(reference, response, hints, factor)
        if any(_is_part(theirs, asked) for asked in wanted):
            return WRONG_LABEL  # kilometres where km/h are asked for
    factor = theirs.factor(ours)
    if factor is None:
        if PERCENT in (ours, theirs):
            return _percent(reference, response, hints)
        counted = (ours == NONE and our_label) or (theirs == NONE and their_label)
        if NONE not in (ours, theirs) or counted:
            return WRONG_UNIT
    elif factor != 1:
        finding = same_number(reference, response, hints, factor)
        # the right figure with a unit of another size
        return (
            WRONG_UNIT
            if finding.equal is False and same_number(reference, response, hints).equal
            else finding
        )
    return same_number(reference, response, hints)


def _is_part(unit: Unit, asked: Unit) -> bool:
    """Whether a unit is one of those that the asked one is made of, or a power of it: km of km/h, m of m²."""
    return unit.dimension != asked.dimension and dict(unit.dimension).keys() <= dict(asked.dimension).keys()


def _asks_in(unit: Unit, hints: Hints) -> bool:
    """Whether the prompt names the unit."""
    low = hints.prompt.lower()
    return unit.name in low or any(
        re.search(rf"\b{re.escape(name)}\b", low) for name in quantities.names_of(unit)
    )


def _letters(reference: Measured, response: Measured, hints: Hints) -> Finding | None:
    """``5m``: five metres, or five times m. ``None`` where units are meant; the prompt decides."""
    if reference.letter and response.letter:
        return None if reference.unit == response.unit else DIFFERENT
    factor = response.unit.factor(reference.unit)
    if factor is not None and (response.letter or factor == 1):
        return None  # the other side spells the unit out
    letter = reference.letter or response.letter
    unit = reference.unit if reference.letter else response.unit
    words = re.findall(r"[a-z]+", hints.prompt.lower())
    if not unit.is_label and not quantities.names_of(_base(unit)).isdisjoint(words):
        return None
    if re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", hints.prompt):
        return DIFFERENT
    return UNDECIDED


def _base(unit: Unit) -> Unit:
    """Metre for square metre."""
    return read_unit(re.split(r"\W", unit.name)[0]) or unit


_ASKED = re.compile(
    r"\b(?:in|how many|number of|to the nearest)\s+((?:(?:square|cubic)\s+)?[a-z]+(?:\s+per\s+[a-z]+|\s?/\s?[a-z]+)?(?:\^?[23²³](?!\w))?)",
    re.IGNORECASE,
)


_SYMBOLS = frozenset("km/h m/s mph kph cm mm km kg mg ml cm² m² cm³ m³ rad".split())
"""Short names of units that are no words: ``in km``, unlike ``in a``."""


@lru_cache(maxsize=256)
def asked_units(prompt: str) -> tuple[Unit, ...]:
    """The units that the prompt wants its answer in: "in centimeters", "how many dollars"."""
    found = []
    for match in _ASKED.finditer(prompt):
        unit = read_unit(match[1])
        told = len(match[1]) > 3 or match[1].lower() in _SYMBOLS
        if unit is not None and unit.dimension and not unit.is_label and told:
            found.append(unit)
    return tuple(found)


def _percent(reference: Measured, response: Measured, hints: Hints) -> Finding:
    if reference.unit == PERCENT and response.unit == PERCENT:
        return same_number(reference, response, hints)
    if reference.unit == PERCENT:
        if response.unit != NONE:
            return WRONG_LABEL if response.unit.is_label else WRONG_UNIT
        plain = same_number(reference, response, hints)
        return plain if plain.equal else _first(same_number(reference, response, hints, Fraction(100)), plain)
    if reference.unit != NONE and not reference.unit.is_label:
        return WRONG_UNIT
    part = same_number(reference, response, hints, Fraction(1, 100))
    if part.equal or part.reason == NOT_EXACT.reason:
        return part
    if not (hints.percent or (hints.percent is None and abs(Fraction(reference.literal.value)) >= 1)):
        return WRONG_UNIT
    return same_number(reference, response, hints)


def _first(one: Finding, other: Finding) -> Finding:
    return one if one.equal else other


def same_number(reference: Measured, response: Measured, hints: Hints, factor: Fraction = _ONE) -> Finding:
    """Compare by the reference's type: exact, or to the digits that a decimal reference shows."""
    ours = reference.literal
    result = DIFFERENT
    for theirs in response.readings:
        if theirs.unusual and not _usual_here(ours, theirs, response):
            continue
        finding = _same(ours, theirs, factor, hints, reference.about)
        if finding.equal:
            return finding
        if result is DIFFERENT:
            result = finding
    for other in reference.readings[1:]:
        # "1,22" may be a decimal with a comma when the response has a decimal
        if (
            response.literal.is_decimal
            and not response.literal.unusual
            and _comma_reading(other, response.literal)
        ):
            finding = _same(other, response.literal, factor, hints, reference.about)
            if finding.equal:
                return finding
    return result


def _comma_reading(other: Literal, theirs: Literal) -> bool:
    return other.unusual and other.is_decimal and other.places == theirs.places


def _usual_here(ours: Literal, theirs: Literal, response: Measured) -> bool:
    first = response.literal
    if first is theirs:
        # the only reading: 3,14 where the reference is no whole number, 1.234.567 anywhere
        return not ours.is_whole or theirs.is_whole or theirs.value == ours.value
    if theirs.is_whole:
        return ours.is_whole and theirs.value == ours.value  # 1.000 for a thousand
    return False


def _same(ours: Literal, theirs: Literal, factor: Fraction, hints: Hints, about: bool) -> Finding:
    value = theirs.value * factor if factor != 1 else theirs.value
    if value == ours.value:
        return SAME
    gap = 2 * abs(Fraction(value) - ours.value)
    ulp = theirs.ulp * factor
    if ours.is_decimal:
        if not (about or hints.rounding or (ours.places or 0) >= 2 or ours.digits >= 3):
            return DIFFERENT
        if theirs.is_decimal and ulp >= ours.ulp:
            # as coarse as the reference or coarser, and not equal
            return NOT_EXACT if gap <= ulp and ulp > ours.ulp else DIFFERENT
        if gap > ours.ulp:
            return DIFFERENT
        ends = not theirs.is_decimal and terminates(Fraction(value)) and not (hints.rounding or about)
        return UNDECIDED if ends else SAME  # who has 251/1000 would have written 0.251
    if theirs.is_decimal and gap <= 2 * ulp:
        floating = theirs.digits >= FLOAT_DIGITS and gap <= ulp and not terminates(ours.value)
        return SAME if floating else NOT_EXACT
    return DIFFERENT


def terminates(value: int | Fraction) -> bool:
    """Whether ``value`` has a finite decimal expansion."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
