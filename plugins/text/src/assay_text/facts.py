"""What a rewriting must keep, read from text by rules: numbers with units, names, negations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from assay_text.words import WORD, bases, simple_words

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
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SPELT = "|".join(sorted([*_SMALL, *_SCALES], key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<money>[$€£])?(?<!\d)(?P<sign>(?<![\w)])[-−])?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b)?"
    rf"|\b(?P<words>(?:{_SPELT})(?:(?:[ -]|[ ]and[ ])(?:{_SPELT}))*)\b",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, ``""`` if none is known; the span is of both."""

    value: str
    unit: str
    text: str
    span: tuple[int, int]


def numbers_in(text: str) -> list[Number]:
    """Numbers in digits or words, with sign, scale (``3 million``) and unit. ``one`` alone is no number."""
    found = []
    for match in _NUMBER.finditer(text):
        if match["words"]:
            if match["words"].lower() == "one":
                continue
            value = str(_spelt(match["words"]))
        else:
            digits = match["digits"].replace(",", "")
            with localcontext(prec=len(digits) + 20):  # exact, whatever the length
                scaled = Decimal(digits) * _SCALES.get((match["scale"] or "").lower(), 1)
                value = f"{scaled.normalize():f}"
            value = f"-{value}" if match["sign"] else value
        after = _UNIT.match(text, match.end())
        unit, end = UNITS.get(match["money"] or "", ""), match.end()
        if after and not unit:
            word = after[1].lower()
            unit = next((UNITS[b] for b in (word, *sorted(bases(word))) if b in UNITS), "")
            end = after.end() if unit else end
        found.append(Number(value, unit, match[0].strip(), (match.start(), end)))
    return found


def _spelt(text: str) -> int:
    total = part = 0
    for word in re.split(r"[ -]+", text.lower()):
        if word in _SMALL:
            part += _SMALL[word]
        elif word in ("hundred", "dozen"):
            part = max(part, 1) * _SCALES[word]
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
    return total + part


def names_in(text: str) -> dict[str, tuple[int, int]]:
    """Words that are names by their capitals, in lower case, with the first place of each.

    A capital where a sentence begins counts only if the word is followed by
    another name or is a name elsewhere. Small words of titles do not count.
    """
    small = frozenset(simple_words()["other"]) | {"the", "a", "an", "of", "in", "on", "and", "or", "for", "to", "it", "we", "he", "she", "they", "this", "that", "these", "those", "his", "her", "their", "our", "my", "your"}  # fmt: skip
    inside: dict[str, tuple[int, int]] = {}
    starts: list[tuple[str, tuple[int, int], bool]] = []
    words = list(WORD.finditer(text))
    for i, match in enumerate(words):
        word = re.sub(r"['’]s$", "", match[0])
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
        if followed:
            inside.setdefault(word, span)
    return inside


def negations_in(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words that negate: not, never, without, …n't, and verbs such as ``fail`` and ``lack``."""
    return [
        (m[0].lower(), m.span())
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
