"""What a text states, read by rules: numbers with units, names, negations, and what is negated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext

from assay.evidence.english.words import WORD, bases, common_words, simple_words
from assay.evidence.number_words import ONES, SCALES, TENS, whole_number
from assay.evidence.pieces import Number, Piece

_UNITS = """%: % percent pct; $: $ dollar dollars usd; €: € euro euros eur; £: £ pound-sterling gbp; °: ° degree degrees;
mm: mm millimeter millimetre; cm: cm centimeter centimetre; m: m meter metre; km: km kilometer kilometre; mi: mi mile;
ft: ft foot feet; in: inch; mg: mg milligram; mcg: mcg µg μg microgram; g: g gram gramme; kg: kg kilogram kilo; t: ton tonne;
lb: lb lbs pound; oz: oz ounce; ml: ml milliliter millilitre; l: l liter litre; s: s sec second; min: min minute;
h: h hr hrs hour; d: day; wk: week; mo: month; yr: yr yrs year; dec: decade; cy: century centuries; k: kelvin; °c: °c celsius;
°f: °f fahrenheit; v: v volt; w: w watt; kw: kw kilowatt; mw: mw megawatt; kwh: kwh; hz: hz hertz; khz: khz; mhz: mhz; ghz: ghz;
kb: kb kilobyte; mb: mb megabyte; gb: gb gigabyte; tb: tb terabyte; mph: mph; km/h: km/h kph; ha: ha hectare; acre: acre;
kcal: kcal; cal: calorie; j: joule; pa: pascal; mmhg: mmhg; bpm: bpm"""
UNITS = {
    word: entry.split(":")[0].strip() for entry in _UNITS.split(";") for word in entry.split(":")[1].split()
}
_SCALES = {"hundred": 100, **SCALES, "dozen": 12}
_SPELT = "|".join(sorted([*ONES, *TENS, *_SCALES], key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<money>[$€£])?(?<!\d)(?P<sign>(?<![\w)])[-−])?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>{'|'.join(_SCALES)})s?\b)?"
    rf"|\b(?P<words>(?:{_SPELT})(?:(?:[ -]|[ ]and[ ])(?:{_SPELT}))*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_UNIT = re.compile(r"[ -]?(%|°[cf]?|[^\W\d_]+(?:/h)?)", re.IGNORECASE)
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
            scaled = Decimal(digits) * _SCALES.get((match["scale"] or "").lower(), 1)
            value = f"{scaled.normalize():f}"
        unit, close = UNITS.get(match["money"] or "", ""), match.end()
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
    word = after[1].lower()
    unit = next((UNITS[b] for b in (word, *sorted(bases(word))) if b in UNITS), "")
    return unit, after.end() if unit else end


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
