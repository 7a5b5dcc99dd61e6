r"""Quantities: numbers with units, read strictly and compared exactly.

::

    read_unit("km/h")                                  # length/time, 5/18 of m/s
    read_quantity("9.81 m/s^2")                        # Amount(Fraction(981, 100), …)
    same(read_quantity("1 km"), read_quantity("1000 m"))         # True
    convert(read_quantity("20 °C"), "°F")              # 68 °F

What is read, and what is not:

- A word is a unit only if it is one of :mod:`~assay.evidence.unit_names`, or a UCUM code where
  the caller says so. Any other word makes the unit unknown (``None``). With ``nouns=True`` words
  in Latin letters count as things (``5 red apples``), unless they are words for numbers or mathematics.
- Case matters in symbols: ``m`` is a metre, ``M`` molar, ``min`` a minute, ``Mm`` a megametre.
- What follows a slash divides, up to the next bracket that closes: ``J/kg K`` is J/(kg·K).
- ``°C`` and ``°F`` are points of a scale when they stand alone, and a difference of temperatures in a
  product (``J/(kg·°C)``) or behind ``Δ`` (``Δ°C``). 20 °C is 293.15 K; Δ20 °C is 20 K.
- Nothing is converted that has no exact factor: currencies, months and days, degrees and radians, or
  whose name leaves its size open: gallons and tons. Percent, ‰, ppm and ppb are one kind, which is
  neither that of bare numbers nor that of percentage points.

The figures are Pint's, exact. Common units come from a table; Pint and ucumvert load at the first UCUM code.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Literal

from assay.evidence.unit_names import OWN_OF_PINT, Dimension, Entry, exact_figures, vocabulary
from assay.references import reference_part

__all__ = [
    "NONE",
    "Amount",
    "Dimension",
    "Quantity",
    "Unit",
    "canonical",
    "convert",
    "names_of",
    "product",
    "read_quantity",
    "read_unit",
    "same",
]

LONGEST_UNIT = 120
LONGEST_QUANTITY = 400
MOST_DIGITS = 400
"""Of a power of ten; a larger one is not read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """1 of the unit is ``scale`` base units of ``dimension``; ``offset`` is the zero of a temperature scale in kelvin.

    ``label`` is set where a noun takes part: its words in the singular. ``difference`` marks a
    difference of temperatures (``Δ°C``). The short ``name`` does not count when units are compared.
    """

    dimension: Dimension
    scale: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    label: str = ""
    difference: bool = False
    name: str = field(default="", compare=False)

    @property
    def is_label(self) -> bool:
        """Whether a noun takes part in it."""
        return bool(self.label)

    def factor(self, other: Unit) -> Fraction | None:
        """How many of ``other`` one of this is; ``None`` if no factor alone says it."""
        if self.dimension != other.dimension or self.offset != other.offset:
            return None
        return self.scale / other.scale

    def __mul__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, 1)))

    def __truediv__(self, other: Unit) -> Unit:
        return product(((self, 1), (other, -1)))

    def __pow__(self, power: int) -> Unit:
        return product(((self, power),))


NONE = Unit(())
"""The unit of a bare number."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact value in a unit."""

    value: Fraction
    unit: Unit = NONE


def product(parts: Iterable[tuple[Unit, int]]) -> Unit:
    """Units with their powers as one unit. Temperatures on a scale count as differences, unless one stands alone."""
    parts = [(unit, power) for unit, power in parts if power and unit != NONE]
    if len(parts) == 1 and parts[0][1] == 1:
        return parts[0][0]
    dimension: dict[str, int] = {}
    scale = Fraction(1)
    names: dict[str, int] = {}
    labels = [unit.label for unit, _ in parts if unit.label]
    for unit, power in parts:
        scale *= unit.scale**power
        names[unit.name] = names.get(unit.name, 0) + power
        for name, exponent in unit.dimension:
            dimension[name] = dimension.get(name, 0) + exponent * power
    powers = tuple(sorted((name, power) for name, power in dimension.items() if power))
    return Unit(powers, scale, label=" ".join(labels) if powers else "", name=_joined(names))


def _joined(names: dict[str, int]) -> str:
    top = [_raised(name, power) for name, power in names.items() if power > 0]
    bottom = [_raised(name, -power) for name, power in names.items() if power < 0]
    under = "·".join(bottom)
    return "·".join(top or ["1"] * bool(bottom)) + (
        f"/({under})" if len(bottom) > 1 else "/" + under if under else ""
    )


def _raised(name: str, power: int) -> str:
    return name if power == 1 else f"({name})^{power}" if set(name) & set("·/^ ") else f"{name}^{power}"


# reading a unit

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LETTERS = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_TOKEN = re.compile(
    rf"\s*(?:(?P<per>[/⁄∕]|\bper\b|\ban?\b(?=\s+{_LETTERS}))|(?P<times>[*·⋅∙×.]|-(?={_LETTERS}))|(?P<open>\()|(?P<close>\))"
    r"|(?:(?:\^|\*\*)\s*(?:\{\s*(?P<braced>[-+−]?\d)\s*\}|\(\s*(?P<bracketed>[-+−]?\d)\s*\)|(?P<plain>[-+−]?\d))(?!\d))"
    rf"|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<={_LETTERS})(?P<digit>[-−]?[1-4])(?![\d.,])"
    rf"|(?P<name>Δ|°\s?[CF]\b|US\$|[AC]\$|[°℃℉%％‰$€£₹¥₽₩¢'′]|{_LETTERS}+\.?))"
)
_PHRASE = re.compile(rf"{_LETTERS}+\.?(?:[ -]{_LETTERS}+\.?){{1,2}}")
_TEMPERATURE = re.compile(
    r"\b(?:degrees?|deg\.?)\s+(celsius|fahrenheit|kelvin|centigrade|C|F|K)\b|°\s(?=[CF]\b)", re.IGNORECASE
)
_DIFFERENCE = re.compile(r"(?:Δ|∆|\bdelta\b)\s*(?=(?:°|deg|celsius|fahrenheit|[℃℉]|K\b))", re.IGNORECASE)
_SCALE_NAMES = {
    "c": "°C",
    "celsius": "°C",
    "centigrade": "°C",
    "f": "°F",
    "fahrenheit": "°F",
    "k": "K",
    "kelvin": "K",
}
_BEFORE = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_BEHIND = {"squared": 2, "cubed": 3}


@lru_cache(maxsize=4096)
def read_unit(text: str, *, nouns: bool = False, ucum: bool = False) -> Unit | None:
    """The unit that ``text`` names, :data:`NONE` for no text, ``None`` for what is no known unit.

    ``nouns`` lets words in Latin letters stand for things that are counted. With ``ucum`` the text
    is a code of the Unified Code for Units of Measure, and nothing else.
    """
    if len(text) > LONGEST_UNIT:
        return None
    if ucum:
        return _ucum(text)
    text = text.strip().rstrip(".").strip()
    if not text:
        return NONE
    known = _known(text)
    if known is not None:
        return known
    found = _measured(text)
    return _with_nouns(text) if found is None and nouns else found


@cache
def _unit(entry: Entry) -> Unit:
    return Unit(entry.dimension, entry.scale, entry.offset, name=entry.name)


def _known(name: str) -> Unit | None:
    symbols, words = vocabulary()
    name = " ".join(name.split())
    found = symbols.get(name) or words.get(name.lower())
    if found is None and name.startswith("°") and name[1:].strip() in ("C", "F"):
        found = symbols["°" + name[1:].strip()]
    if found is None and name.endswith("."):
        return _known(name[:-1])
    return None if found is None else _unit(found)


def _measured(text: str) -> Unit | None:
    """A product and quotient of known units; ``None`` if any part is unknown."""
    difference = _DIFFERENCE.match(text)
    if difference:
        inner = _known(_scales_named(text[difference.end() :]))
        if inner is None or inner.dimension != (("temperature", 1),):
            return None
        return Unit(inner.dimension, inner.scale, difference=True, name="Δ" + inner.name)
    text = _scales_named(text)
    parts: list[tuple[Unit, int]] = []
    sign, opened, pending, fresh = 1, 0, 1, False  # fresh: the last token was a unit, which may be raised
    position = 1 if re.match(r"1\s*[/⁄∕]", text) else 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            return None
        position = match.end()
        kind = match.lastgroup
        if kind == "name":
            word = match["name"]
            low = word.lower().rstrip(".")
            if low in _BEFORE:
                pending, fresh = _BEFORE[low], False
                continue
            if low in _BEHIND:
                if not fresh:
                    return None
                parts[-1] = (parts[-1][0], parts[-1][1] * _BEHIND[low])
                fresh = False
                continue
            unit = None
            phrase = _PHRASE.match(text, match.start("name"))
            while phrase and unit is None:
                unit = _known(phrase[0])
                if unit is not None:
                    position = phrase.end()
                shorter = max(phrase[0].rfind(" "), phrase[0].rfind("-"))
                phrase = (
                    _PHRASE.fullmatch(text, phrase.start(), phrase.start() + shorter) if shorter > 0 else None
                )
            unit = unit or _known(word)
            if unit is None:
                return None
            parts.append((unit, sign * pending))
            pending, fresh = 1, True
            continue
        if pending != 1:
            return None
        if kind == "per":
            sign, fresh = -1, False
        elif kind == "times":
            fresh = False
        elif kind == "open":
            opened, fresh = opened + 1, False
        elif kind == "close":
            if not opened:
                return None
            # what follows a closed bracket is divided by no longer
            opened, sign, fresh = opened - 1, 1, False
        else:
            power = int((match[kind or "plain"]).translate(_SUPERSCRIPTS).replace("−", "-"))
            if not fresh or not 1 <= abs(power) <= 9:
                return None
            parts[-1] = (parts[-1][0], parts[-1][1] * power)
            fresh = False
    return None if pending != 1 or opened or not parts else product(parts)


def _scales_named(text: str) -> str:
    return _TEMPERATURE.sub(lambda m: _SCALE_NAMES[m[1].lower()] if m[1] else "°", text).strip()


# nouns

_NUMBERS = re.compile(
    # millions, Milliarden, millones, milhões, miljoen, milyar, quadrillion …
    r"(?:m|b|tr|quadr|quint|sext|sept|oct|non|dec|z|gaz)il+[ijhy](?:on|ón|oen|õe|ão|ard|ar|one|oni)\w*",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(
    # numbers, in English and in the languages that answers are often in
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen dozens "
    "googol myriad k m bn tn mn mln mrd mio mille mila lakh lakhs lac crore crores hundert tausend dutzend "
    "tsd honderd duizend hundra tusen cien cientos ciento tysiąc tysiące tysięcy yüz ribu juta nghìn triệu "
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths "
    "ninth ninths tenth tenths hundredth hundredths thousandth thousandths millionth millionths billionth billionths "
    # mathematics
    "i e pi squared cubed factorial minus plus times over mod power root inverse reciprocal opposite doubled tripled halved "
    "squares infinity negative positive sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp sqrt max min gcd "
    "lcm det lim deg arg dim ker sup inf alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho "
    "sigma tau upsilon phi chi psi omega "
    # words that change what was said
    "or and not if when where but is are was were be than then because since for to less fewer short maybe possibly perhaps "
    "either neither nor no yes wait hmm below above wrong incorrect false invalid".split()
)
_NO_FIRST = frozenset("score gross grand bin mil couple".split())
"""Numbers right behind a number, nouns elsewhere: ``five score``, ``bin`` and ``mil`` for a thousand."""
_NOUN = re.compile(rf"{_LETTERS}+(?:[-' .]{_LETTERS}+){{0,7}}\.?")
_PER = re.compile(r"\s*(?:/|\bper\b|\ban?\b(?=\s))\s*")
_OF = re.compile(r"\s+of\s+")


def _with_nouns(text: str) -> Unit | None:
    """Things that are counted: ``red apples``, ``dollars per apple``, ``cups of flour``."""
    parts: list[tuple[Unit, int]] = []
    for place, piece in enumerate(_PER.split(text)):
        unit = _measured(piece) if piece else (NONE if place == 0 else None)
        if unit is None:
            measure, *things = _OF.split(piece, maxsplit=1)
            known = _measured(measure) if things else None
            unit = known if known is not None and _noun(things[0]) else _noun(piece)
        if unit is None:
            return None
        parts.append((unit, -1 if place else 1))
    return product(parts)


def _noun(text: str) -> Unit | None:
    words = text.lower().rstrip(".").split()
    if not _NOUN.fullmatch(text) or not all(_is_latin(c) for c in text if c not in "-' ."):
        return None
    if words[0] in _NO_FIRST or any(
        part in _NO_NOUNS or _NUMBERS.fullmatch(part) for word in words for part in re.split(r"[-.]", word)
    ):
        return None
    if text.isascii() and not any(len(w) > 2 and re.search("[aeiouy]", w) for w in words):
        return None  # "xy" is rather a product
    label = " ".join(_singular(w) for w in words)
    return Unit(((f"noun {label}", 1),), label=label, name=label)


@cache
def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=256)
def names_of(unit: Unit) -> frozenset[str]:
    """The words that name exactly this unit: ``meter``, ``metres`` …"""
    key = (unit.dimension, unit.scale, unit.offset)
    return frozenset(
        w for w, entry in vocabulary()[1].items() if key == (entry.dimension, entry.scale, entry.offset)
    )


def canonical(unit_text: str) -> str:
    """The short name of a unit in words or symbols, the same for all its names: ``km`` for ``Kilometres``; else ``""``."""
    unit = read_unit(unit_text)
    if unit is None:
        unit = read_unit(unit_text.lower())
    return "" if unit is None else unit.name


# UCUM

_FALSE_FACTOR = re.compile(r"(?:^|[./(])\d+[-+]")


def _ucum(code: str) -> Unit | None:
    if not code.isascii() or code != code.strip() or not code or _FALSE_FACTOR.search(code):
        return None
    from lark.exceptions import LarkError
    from ucumvert.parser import parse_ucum

    try:
        tree = parse_ucum(code)
    except (LarkError, ValueError, RecursionError):
        return None
    try:
        return _ucum_tree(tree)
    except (KeyError, AttributeError, ArithmeticError, RecursionError):
        return None


def _ucum_tree(tree: Any) -> Unit | None:
    """The unit of a syntax tree of ucumvert; annotations in braces say nothing, as UCUM has it."""
    kind = getattr(tree, "type", "")
    if kind == "ANNOTATION":
        return NONE
    children = list(tree.children)
    if tree.data == "simple_unit":
        return _ucum_atom([(str(child), child.type) for child in children])
    if tree.data == "main_term" and len(children) == 2:
        inner = _ucum_tree(children[1])
        return None if inner is None else inner**-1
    left = _ucum_tree(children[0])
    if left is None or len(children) == 1:
        return left
    if tree.data == "annotatable":
        power = int(children[1])
        return left**power if 1 <= abs(power) <= 99 else None
    if tree.data == "component":
        return left
    right = _ucum_tree(children[2])
    return None if right is None else left * right if children[1] == "." else left / right


def _ucum_atom(tokens: list[tuple[str, str]]) -> Unit | None:
    code, kind = tokens[-1]
    name = "".join(text for text, _ in tokens)
    if kind == "FACTOR":
        return Unit((), Fraction(int(code)), name=code)
    if code in ("10*", "10^"):
        return Unit((), Fraction(10), name="10")
    if code == "[pi]":
        return None  # no exact factor
    if code == "[pH]":
        return Unit((("pH", 1),), name=code)
    registry, names = _registry()
    if len(tokens) == 2 and name == "dB":
        code, tokens = "decibel", tokens[1:]
    pint_name = registry.get_name(names.get(code, code.strip("[]")))
    size = Fraction(registry._prefixes[tokens[0][0]].value) if len(tokens) == 2 else Fraction(1)
    if pint_name in OWN_OF_PINT:
        own, many = OWN_OF_PINT[pint_name]
        return Unit(((own, 1),), size * many, name=name)
    if registry._units[pint_name].is_logarithmic:
        return None
    dimension, scale, offset = exact_figures(registry, pint_name)
    return Unit(dimension, size * scale, offset if size == 1 else Fraction(0), name=name)


@cache
def _registry() -> tuple[Any, dict[str, str]]:
    """The one registry (a second of work), with UCUM's units, and Pint's names of those that need one."""
    from ucumvert import PintUcumRegistry
    from ucumvert.ucum_pint import MAPPINGS_UCUM_TO_PINT

    names = MAPPINGS_UCUM_TO_PINT | {
        "'": "arcminute",
        "''": "arcsecond",
        "%": "percent",
    }  # its ' is a minute of time
    return PintUcumRegistry(non_int_type=Fraction), names


# reading a quantity

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_CURRENCY = re.compile(
    r"([-+−]?)\s*(US\$|[AC]\$|[$€£¥₹₽₩]|(?:USD|EUR|GBP|INR|CNY|JPY|CHF|CAD|AUD)(?![A-Za-z]))\s*(?=[-+−]?[\d.])"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?:(?P<whole>\d+)\s+(?P<top>\d+)/(?P<bottom>\d+)(?![\d.])|(?P<vulgar>\d*\s?[{_VULGAR}])"
    rf"|(?P<digits>{_DIGITS})(?P<over>\s?/\s?\d+(?![\d.]))?"
    r"(?:[eE](?P<e>[-+]?\d+)(?![A-Za-z\d])|\s?[×x*·⋅]\s?10(?:\^\{?\(?(?P<power>[-+−]?\d+)\)?\}?|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r")(?P<rest>.*)",
    re.DOTALL,
)
_SCALE = re.compile(r"\s*(hundred|thousand|million|billion|trillion|dozens?)\b", re.IGNORECASE)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "dozens": 12,
}
_PIECE = re.compile(
    r"\s*(\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*([^\d,;()+*=/]+?)(?=\s*(?:,|and\b)?\s*\d|\Z)\s*(?:,|and\b)?"
)


@lru_cache(maxsize=4096)
def read_quantity(text: str, *, nouns: bool = False, ucum: bool = False) -> Amount | None:
    """``text`` as one number with or without a unit; ``None`` if it is anything else.

    Numbers: ``1,234.5``, ``3/4``, ``1 1/2``, ``½``, ``6.02e23``, ``6.02×10^23``, ``5 million``, with a currency
    before or any unit behind. ``5 ft 3 in`` is one quantity, in the first unit.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_QUANTITY:
        return None
    compound = None if ucum else read_compound(text)
    if compound is not None:
        return compound
    money = _CURRENCY.match(text)
    sign = ""
    if money:
        sign, text = money[1], text[money.end() :]
    match = _NUMBER.fullmatch(text)
    value = _number(match) if match else None
    if match is None or value is None or (sign and match["sign"]):
        return None
    rest = match["rest"]
    scale = _SCALE.match(rest)
    if scale:
        value, rest = value * _SCALES[scale[1].lower()], rest[scale.end() :]
    rest = rest.strip()
    unit = read_unit(rest, nouns=nouns, ucum=ucum and bool(rest))
    if unit is None:
        return None
    if money:
        currency = _known(money[2])
        if unit not in (NONE, currency) and not _PER.match(rest):
            return None
        unit = read_unit(f"{money[2]} {rest}", nouns=nouns) if unit not in (NONE, currency) else currency
        if unit is None:
            return None
    return Amount(-value if "-" in (sign + match["sign"]).replace("−", "-") else value, unit)


def _number(match: re.Match[str]) -> Fraction | None:
    if match["whole"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        return int(match["whole"]) + Fraction(top, bottom) if top < bottom else None
    if match["vulgar"]:
        digits, mark = match["vulgar"][:-1].strip(), match["vulgar"][-1]
        return int(digits or 0) + Fraction(unicodedata.numeric(mark)).limit_denominator(10)
    value = Fraction(match["digits"].replace(",", ""))
    if match["over"]:
        under = int(match["over"].strip(" /"))
        if not under:
            return None
        value /= under
    power = match["e"] or match["power"] or (match["super"] or "").translate(_SUPERSCRIPTS)
    if power:
        power = power.replace("−", "-")
        if len(power) > 6 or abs(int(power)) > MOST_DIGITS:
            return None
        value *= Fraction(10) ** int(power)
    return value


def read_compound(text: str) -> Amount | None:
    """``5 feet 3 inches``, ``2 h 30 min``: pieces of one dimension, each unit smaller than the one before."""
    if sum(c.isdigit() for c in text) < 2 or len(text) > LONGEST_UNIT:
        return None
    position, total, count = 0, Fraction(0), 0
    first = last = NONE
    if text[0] in "-−":
        position = 1
    while position < len(text):
        match = _PIECE.match(text, position)
        if not match:
            return None
        name = match[2].strip().removesuffix("and").strip()
        unit = read_unit({"'": "ft", "′": "ft", '"': "in", "″": "in", "''": "in"}.get(name, name))
        top, _, bottom = match[1].partition("/")
        if unit is None or unit == NONE or unit.offset or (bottom and not int(bottom)):
            return None
        if count and (unit.dimension != last.dimension or unit.scale >= last.scale):
            return None
        first, last = (first if count else unit), unit
        total += Fraction(top.strip()) / int(bottom or 1) * unit.scale
        count += 1
        position = match.end()
    if count < 2:
        return None
    return Amount((-1 if text[0] in "-−" else 1) * total / first.scale, first)


# comparing


def convert(amount: Amount, unit: Unit | str) -> Amount | None:
    """The same quantity in another unit, exactly; ``None`` if it has none there (other dimension, other currency)."""
    target = read_unit(unit) if isinstance(unit, str) else unit
    if target is None or amount.unit.dimension != target.dimension:
        return None
    if (amount.unit.offset and target.difference) or (amount.unit.difference and target.offset):
        return None  # a point on a scale is no difference
    base = amount.value * amount.unit.scale + amount.unit.offset
    return Amount((base - target.offset) / target.scale, target)


def same(
    wanted: Amount,
    told: Amount,
    relative: Fraction | float = 0,
    absolute: Fraction | float = 0,
    bare: Literal["accept", "reject"] = "reject",
) -> bool:
    """Whether ``told`` is ``wanted`` within the larger of the tolerances, in the unit of ``wanted``.

    ``relative`` is a part of the wanted value. With ``bare="accept"`` a bare number is taken to be
    in the wanted unit. Tolerances are read as the decimals they show: 0.1 is one tenth.
    """
    if told.unit == NONE and wanted.unit != NONE and bare == "accept":
        told = Amount(told.value, wanted.unit)
    converted = convert(told, wanted.unit)
    if converted is None:
        return False
    allowed = max(_exact(relative) * abs(wanted.value), _exact(absolute))
    return abs(converted.value - wanted.value) <= allowed


def _exact(tolerance: Fraction | float) -> Fraction:
    """Raises :class:`ValueError` for a tolerance that is negative or no number."""
    if isinstance(tolerance, float) and not math.isfinite(tolerance):
        raise ValueError("a tolerance must be a finite number")
    value = Fraction(str(tolerance)) if isinstance(tolerance, float) else Fraction(tolerance)
    if value < 0:
        raise ValueError("a tolerance must not be negative")
    return value


@reference_part("quantity")
@dataclass(frozen=True)
class Quantity:
    """The part ``quantity`` of a reference: the value that is right, its unit, and how close a response must come.

    ``value`` is a number as text, ``unit`` a unit as :func:`read_unit` reads it (a UCUM code with
    ``ucum``). ``absolute`` is in that unit. ``bare`` says whether a response may leave the unit out.
    """

    value: str
    unit: str = ""
    relative: float = 0.0
    absolute: float = 0.0
    bare: Literal["accept", "reject"] = "reject"
    ucum: bool = False

    def __post_init__(self) -> None:
        number = read_quantity(self.value)
        if number is None or number.unit != NONE:
            raise ValueError(f"{self.value!r} is no number")
        if self.unit and read_unit(self.unit, nouns=not self.ucum, ucum=self.ucum) is None:
            raise ValueError(f"{self.unit!r} is no known unit")
        for tolerance in (self.relative, self.absolute):
            _exact(tolerance)

    @classmethod
    def from_text(cls, text: str) -> Quantity:
        """A plain reference, ``9.81 m/s^2``: exact, with its unit."""
        found = _NUMBER.fullmatch(text.strip())
        return cls(text.strip()[: found.start("rest")], found["rest"].strip()) if found else cls(text)

    @property
    def amount(self) -> Amount:
        """Value and unit, read."""
        number = read_quantity(self.value)
        unit = read_unit(self.unit, nouns=not self.ucum, ucum=self.ucum) if self.unit else NONE
        if number is None or unit is None:
            raise ValueError("unreadable")
        return Amount(number.value, unit)

    def compare(self, text: str) -> tuple[bool | None, str, str]:
        """Whether ``text`` is this quantity, with a reason code and a sentence: the arguments of a check.

        Reasons: ``ok``, ``wrong_value``, ``wrong_unit``, ``missing_unit``, ``unreadable_quantity`` (undecided).
        """
        wanted = self.amount
        told = read_quantity(text, nouns=True)
        if told is None and self.ucum:
            told = read_quantity(text, ucum=True)
        if told is None:
            return None, "unreadable_quantity", f"{text!r} cannot be read as a number with a known unit."
        if told.unit == NONE and wanted.unit != NONE and self.bare == "reject":
            return False, "missing_unit", f"{text!r} has no unit; {self.unit} is asked for."
        if told.unit.dimension != wanted.unit.dimension and not (told.unit == NONE and self.bare == "accept"):
            return (
                False,
                "wrong_unit",
                f"The unit of {text!r} is not of the kind of {self.unit or 'a bare number'}.",
            )
        if same(wanted, told, self.relative, self.absolute, self.bare):
            return True, "ok", ""
        return False, "wrong_value", f"{text!r} is not {self.value} {self.unit}".rstrip() + "."
