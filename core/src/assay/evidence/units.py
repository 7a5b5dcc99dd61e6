"""Units: read strictly from text, multiplied, and related by exact factors.

:mod:`assay.evidence.quantities` is the door to this, and says what is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache

from assay.evidence.unit_names import Dimension, Entry, vocabulary

LONGEST_UNIT = 120
"""Characters of a unit that are read."""


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

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
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
        from assay.evidence.ucum import read_code

        return read_code(text)
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
            power = int((match[kind or "plain"]).translate(SUPERSCRIPTS).replace("−", "-"))
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
    "tens googol myriad k m bn tn mn mln mrd mio mille mila lakh lakhs lac crore crores hundert tausend dutzend "
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
_CLASSIFIERS = frozenset(
    "个 個 只 隻 本 支 件 条 张 人 名 位 头 棵 颗 辆 台 次 块 包 箱 袋 瓶 枚 朵 把 套 盒 页".split()
)
"""Chinese words behind a number of things; the only nouns that are read in another script."""
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
    if text in _CLASSIFIERS:
        return Unit(((f"noun {text}", 1),), label=text, name=text)
    words = text.lower().rstrip(".").split()
    if not _NOUN.fullmatch(text) or not all(_is_latin(c) for c in text if c not in "-' ."):
        return None
    if words[0] in _NO_FIRST or any(
        part in _NO_NOUNS or _NUMBERS.fullmatch(part) for word in words for part in re.split(r"[-.]", word)
    ):
        return None
    if words[-1] in _BEFORE:
        return None  # "5 square" is rather 25
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
