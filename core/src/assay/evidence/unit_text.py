"""Units from text. :mod:`assay.evidence.quantities` is the door to this, and says what is read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from assay.evidence.unit_names import Entry, vocabulary
from assay.evidence.units import NONE, NOUN, Unit, product

LONGEST_UNIT = 120
"""Characters of a unit that are read."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LETTERS = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_TOKEN = re.compile(
    rf"\s*(?:(?P<per>[/⁄∕]|\bper\b|\ban?\b(?=\s+{_LETTERS}))|(?P<times>[*·⋅∙×.]|-(?={_LETTERS}))|(?P<open>\()|(?P<close>\))"
    r"|(?:(?:\^|\*\*)\s*(?:\{\s*(?P<braced>[-+−]?\d)\s*\}|\(\s*(?P<bracketed>[-+−]?\d)\s*\)|(?P<plain>[-+−]?\d))(?!\d))"
    rf"|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<={_LETTERS})(?P<digit>[-−]?[1-4])(?![\d.,])"
    rf"|(?P<name>Δ|cmH[2₂]O|°\s?[CF]\b|US\$|[AC]\$|[°℃℉%％‰$€£₹¥₽₩¢'′]|{_LETTERS}+\.?))"
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
    """See :func:`assay.evidence.quantities.read_unit`."""
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
    top, _, bottom = entry.name.partition("/")
    factors = ((top, 1), (bottom, -1)) if bottom else ((top, 1),)
    return Unit(entry.dimension, entry.scale, entry.offset, factors=factors)


def _known(name: str) -> Unit | None:
    symbols, words = vocabulary()
    name = " ".join(name.split())
    found = symbols.get(name) or words.get(name.lower())
    if found is None and name.startswith("°") and name[1:].strip() in ("C", "F"):
        found = symbols["°" + name[1:].strip()]
    if found is None and name.endswith("."):
        return _known(name[:-1])
    return None if found is None else _unit(found)


def read_carelessly(text: str) -> Unit | None:
    """A symbol in any case, if all symbols that it can be are of one unit."""
    found = _without_case().get(text.strip().lower(), set())
    return _unit(next(iter(found))) if len(found) == 1 and len(text.strip()) > 1 else None


@cache
def _without_case() -> dict[str, set[Entry]]:
    found: dict[str, set[Entry]] = {}
    for symbol, entry in vocabulary()[0].items():
        found.setdefault(symbol.lower(), set()).add(entry)
    return found


def _measured(text: str) -> Unit | None:
    """A product and quotient of known units; ``None`` if any part is unknown."""
    difference = _DIFFERENCE.match(text)
    if difference:
        inner = _known(_scales_named(text[difference.end() :]))
        if inner is None or inner.dimension != (("temperature", 1),):
            return None
        return Unit(inner.dimension, inner.scale, difference=True, factors=(("Δ" + inner.name, 1),))
    text = _scales_named(text)
    parts: list[tuple[Unit, int]] = []
    outer: list[tuple[int, int]] = []  # for each open bracket: the sign before it, and where its parts begin
    sign = local = 1  # of the bracket, and within it
    raised: int | None = None  # where the parts begin that a power behind them raises
    before = 1  # "square", "cubic"
    wanted = True  # a unit must follow
    position = 1 if re.match(r"1\s*[/⁄∕]", text) else 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            return None
        kind, start, position = match.lastgroup, match.start(), match.end()
        power = 0
        if kind == "name":
            word = match["name"]
            low = word.lower().rstrip(".")
            if low in _BEFORE and before == 1:
                before, wanted, raised = _BEFORE[low], True, None
                continue
            if low in _BEHIND:
                power = _BEHIND[low]
            else:
                unit, position = _longest(text, match)
                glued = start == match.start("name") and not wanted
                if unit is None or (glued and not word[0].isalpha() and word[0] != "°"):
                    return None
                raised = len(parts)
                parts.append((unit, sign * local * before))
                before, wanted = 1, False
                continue
        elif before != 1:
            return None
        elif kind == "per":
            if wanted and parts:
                return None
            local, raised, wanted = -1, None, True
        elif kind == "times":
            if wanted:
                return None
            raised, wanted = None, True
        elif kind == "open":
            outer.append((sign, len(parts)))
            sign, local, raised, wanted = sign * local, 1, None, True
        elif kind == "close":
            if not outer or wanted:
                return None
            # what follows a closed bracket is divided by no longer
            sign, raised = outer.pop()
            local = 1
        else:
            power = int(match[kind or "plain"].translate(SUPERSCRIPTS).replace("−", "-"))
        if power:
            if raised is None or not 1 <= abs(power) <= 9:
                return None
            parts[raised:] = [(unit, exponent * power) for unit, exponent in parts[raised:]]
            raised = None
    return None if wanted or outer else product(parts)


def _longest(text: str, match: re.Match[str]) -> tuple[Unit | None, int]:
    """The unit that the longest run of words from the name at hand names, and where it ends."""
    phrase = _PHRASE.match(text, match.start("name"))
    while phrase:
        unit = _known(phrase[0])
        if unit is not None:
            return unit, phrase.end()
        shorter = max(phrase[0].rfind(" "), phrase[0].rfind("-"))
        phrase = _PHRASE.fullmatch(text, phrase.start(), phrase.start() + shorter)
    return _known(match["name"]), match.end()


def _scales_named(text: str) -> str:
    return _TEMPERATURE.sub(lambda m: _SCALE_NAMES[m[1].lower()] if m[1] else "°", text).strip()


# nouns

_NUMBERS = re.compile(
    # millions, Milliarden, millones, milhões, miljoen, milyar, quadrillion …
    r"(?:m|b|tr|quadr|quint|sext|sept|oct|non|dec|z|gaz)il+[ijhy]?(?:on|ón|oen|õe|ão|ard|ar)\w{0,3}"
    # twentieths, hundredths, thousandths
    r"|\w*(?:teen|tie|dred|sand|lion)ths?",
    re.IGNORECASE,
)
_NO_NOUNS = frozenset(
    # numbers, in English and in the languages that answers are often in
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen dozens "
    "tens googol myriad k m bn tn mn mln mrd mio mille mila lakh lakhs lac crore crores hundert tausend dutzend "
    "tsd honderd duizend hundra tusen tusind cien cientos ciento tysiąc tysiące tysięcy yüz ribu juta nghìn ngàn triệu "
    "tuhat tuhatta ezer tisíc tisíce elfu hiljada hiljade tisuća tisuće mie mii libo libong míle tūkstoši tūkst arab kharab wan "
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
_NO_FIRST = frozenset("score gross grand bin mil couple at".split())
"""Numbers right behind a number, nouns elsewhere: ``five score``, ``bin`` and ``mil`` for a thousand; and "5 at most"."""
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
        return _thing(text)
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
    return _thing(label)


def _thing(label: str) -> Unit:
    return Unit(((NOUN + label, 1),), factors=((label, 1),))


@cache
def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def names_of(unit: Unit) -> frozenset[str]:
    """The words that name exactly this unit: ``meter``, ``metres`` …"""
    key = (unit.dimension, unit.scale, unit.offset)
    return frozenset(
        w for w, entry in vocabulary()[1].items() if key == (entry.dimension, entry.scale, entry.offset)
    )
