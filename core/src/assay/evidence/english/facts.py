"""What a text states, read by rules: numbers with units, names, negations, and what is negated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from functools import lru_cache

from assay.evidence.english.words import WORD, bases, common_words, simple_words
from assay.evidence.number_words import MULTIPLIERS, ONES, TENS, whole_number
from assay.evidence.pieces import Number, Piece
from assay.evidence.quantities import canonical

_UNITS = frozenset(
    "% ‰ $ € £ ° °c °f percent pct dollar usd euro eur pound-sterling gbp degree celsius fahrenheit kelvin "
    "mm millimeter millimetre cm centimeter centimetre m meter metre km kilometer kilometre mi mile ft foot feet inch yard "
    "µg μg mcg microgram mg milligram g gram gramme kg kilogram kilo t ton tonne lb lbs pound oz ounce "
    "ml milliliter millilitre cl dl l liter litre gallon quart pint cup tablespoon teaspoon "
    "s sec second millisecond min minute h hr hrs hour day wk week mo month yr yrs year decade century centuries "
    "v volt mv kv w watt kw kilowatt mw megawatt kwh hz hertz khz mhz ghz kb kilobyte mb megabyte gb gigabyte tb terabyte "
    "mph km/h kph ha hectare acre kcal cal calorie j joule kj pa pascal kpa hpa mmhg mol mmol bpm rpm ppm db".split()
)
"""What names a unit behind a number of running text. Other symbols are too often words (``in``, ``am``, ``18th``)."""
_LOWER = {"v": "V", "w": "W", "mw": "MW", "mhz": "MHz", "mv": "mV", "pa": "Pa", "j": "J"}
"""Symbols that are often written in lower case, where case alone would leave open which is meant."""
_SPELT = "|".join(sorted([*ONES, *TENS, *MULTIPLIERS], key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<money>[$€£])?(?<!\d)(?P<sign>(?<![\w)])[-−])?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>{'|'.join(MULTIPLIERS)})s?\b)?"
    rf"|\b(?P<words>(?:{_SPELT})(?:(?:[ -]|[ ]and[ ])(?:{_SPELT}))*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_UNIT = re.compile(
    r"[ -]?(%|‰|degrees? (?:celsius|fahrenheit|centigrade|[cf])\b|°(?: ?[cf]\b)?|[^\W\d_]+(?:/h)?)",
    re.IGNORECASE,
)
NEGATIONS = frozenset(
    "no not never none nobody nothing nor neither nowhere without cannot hardly barely scarcely lack lacks lacked lacking "
    "unable fail fails failed refuse refuses refused deny denies denied forbid forbids forbidden prohibit prohibited "
    "impossible unlikely except".split()
)
_ENDS = re.compile(r"[.,;:!?()\n]|\b(?:and|but|or|while|because|although|though|which|that)\b", re.IGNORECASE)
_HELPERS = frozenset(
    "been being have having does were will would could should might must them they this that with from".split()
)
_OTHER_NAMES = frozenset("i i'm i'll i'd i've".split())
_MOST_WORDS = 32
"""Words of one number: 999,999,999,999 has 24 with its "and"s."""


def numbers_in(text: str) -> list[Number]:
    """Numbers in digits or words, with sign, scale (``3 million``) and unit. ``one`` alone is no number."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if match["words"]:
            for spelt, start, end in _spelt(match):
                # Only what stands last has the unit: the others have a number behind them.
                unit, close = _unit(text, end) if end == match.end() else ("", end)
                found.append(Number(str(spelt), unit, text[start:end], (start, close)))
            continue
        digits = match["digits"].replace(",", "")
        with localcontext(prec=len(digits) + 20):  # exact, whatever the length
            scaled = Decimal(digits) * MULTIPLIERS.get((match["scale"] or "").lower(), 1)
            value = f"{scaled.normalize():f}"
        unit, close = match["money"] or "", match.end()
        if not unit:
            unit, close = _unit(text, close)
        found.append(
            Number(f"-{value}" if match["sign"] else value, unit, match[0].strip(), (match.start(), close))
        )
    return found


def _unit(text: str, end: int) -> tuple[str, int]:
    """The unit behind a number that ends at ``end``, ``""`` if there is none, and the end of both."""
    after = _UNIT.match(text, end)
    if not after:
        return "", end
    unit = _unit_name(after[1])
    return unit, after.end() if unit else end


@lru_cache(maxsize=4096)
def _unit_name(word: str) -> str:
    """The short name of the unit that a word of running text names (:func:`~assay.evidence.quantities.canonical`), or ``""``."""
    low = word.lower()
    if low.startswith(("°", "degree")):
        return canonical(low.replace("° ", "°"))
    if not ({low} | bases(low)) & _UNITS:
        return ""
    # case counts where it can (mW, MW), but one capital is none: 5 M are metres as ever
    return (canonical(word) if len(word) > 1 else "") or _LOWER.get(low) or canonical(low)


def _spelt(match: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    """The numbers in a run of number words, each as long as it can be, with their places; ``one`` alone is none."""
    words = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(match.string, *match.span("words"))]
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + _MOST_WORDS), first, -1):
            value = _value([word for word, _, _ in words[first:last]])
            if value is None or words[last - 1][0] == "and":
                continue
            if (value, last - first) != (1, 1):
                yield value, words[first][1], words[last - 1][2]
            first = last
            break
        else:
            first += 1


def _value(words: list[str]) -> int | None:
    """Dozens are counted by a number before them: "two dozen", "dozen"."""
    if words[-1] != "dozen":
        return whole_number(words)
    many = whole_number(words[:-1]) if len(words) > 1 else 1
    return None if many is None else 12 * many


def names_in(text: str) -> dict[str, tuple[int, int]]:
    """Words that are names by their capitals, in lower case, with the first place of each.

    A capital where a sentence begins counts only if the word is followed by
    another name, is a name elsewhere, or is no common word. Small words of titles do not count.
    """
    small = frozenset(simple_words()["other"]) | {"the", "a", "an", "of", "in", "on", "and", "or", "for", "to", "it", "we", "he", "she", "they", "this", "that", "these", "those", "his", "her", "their", "our", "my", "your"}  # fmt: skip
    inside: dict[str, tuple[int, int]] = {}
    starts: list[tuple[str, tuple[int, int], bool]] = []
    words = list(WORD.finditer(text))
    for i, match in enumerate(words):
        word = re.sub(r"['’][sS]$", "", match[0])
        if not any(c.isupper() for c in word) or word.lower() in small | _OTHER_NAMES:
            continue
        before = text[max(0, match.start() - 6) : match.start()].rstrip(" \"“'‘(*_")
        many_capitals = sum(c.isupper() for c in word) > 1
        if many_capitals or (before and before[-1] not in ".!?:°\n•-–—…|#>"):
            inside.setdefault(word.lower(), match.span())
        else:
            close = i + 1 < len(words) and text[match.end() : words[i + 1].start()] == " "
            next_is_name = close and words[i + 1][0][0].isupper() and words[i + 1][0].lower() not in small
            starts.append((word.lower(), match.span(), next_is_name))
    for word, span, followed in starts:
        if followed or not bases(word) & common_words():
            inside.setdefault(word, span)
    return inside


def negations_in(text: str) -> list[Piece]:
    """The words that negate: not, never, without, …n't, and verbs such as ``fail`` and ``lack``."""
    return [
        Piece(m[0].lower(), m.span())
        for m in WORD.finditer(text)
        if m[0].lower() in NEGATIONS or m[0].lower().replace("’", "'").endswith("n't")
    ]


def polarities(text: str) -> dict[str, set[bool]]:
    """For each content word (all its base forms), whether it occurs negated, not negated, or both.

    Negated is the first content word after a negation, if its clause goes on so far.
    """
    small = frozenset(simple_words()["other"]) | NEGATIONS | _HELPERS
    found: dict[str, set[bool]] = {}
    for clause in _clauses(text):
        negated = False
        for match in WORD.finditer(clause):
            word = match[0].lower().replace("’", "'")
            if word in NEGATIONS or word.endswith("n't"):
                negated = True
            elif len(word) > 3 and word not in small:
                for base in bases(word):
                    found.setdefault(base, set()).add(negated)
                negated = False
    return found


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for match in _ENDS.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]
