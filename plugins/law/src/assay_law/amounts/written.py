"""Sums of money, shares, percentages and months in a text: ``$11,468.00``, ``12.3万元``, ``one third``, ``27.5 %``, ``3年6个月``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence.number_words import han_number

SHARE, PERCENT, MONTHS = "share", "%", "months"
_N = r"(?:\d{1,3}(?:(?:[,，]|\{,\})\d{3})+(?![\d])|\d{1,30})(?:\.\d{1,30})?(?![\d])"
_COMMA = r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d{1,18},\d{1,2})(?![\d])"
"""A decimal comma, which may be the comma of a careless writer."""
_BEFORE = r"US\s?\\?\$|(?<![A-Za-z])(?:USD|EUR|GBP|CNY|RMB|JPY)\s?(?:[¥￥€£]|\\?\$)?|(?<![A-Za-z])(?:CA?|AU?|HK|NZ)\\?\$|\\?\$|＄|€|£|[¥￥]|人民币"
_AFTER = r"US\s?dollars?\b|dollars?\b|USD\b|euros?\b|EUR\b|€|pounds sterling\b|pounds?\b|GBP\b|£|yuan\b|RMB\b|CNY\b|yen\b|JPY\b|美元|欧元|日元|英镑|港元|元|圆|cents?\b|\\?\$(?!\s?\d)"
_SCALE = r"thousand|million|billion|trillion|bn\b|[kKmM]\b|十万|百万|千万|万|亿|千"
_HAN = r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_WORDS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12}  # fmt: skip
_ONES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}  # fmt: skip
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}  # fmt: skip
_VALUE = re.compile(
    rf"(?<![\d.,/])(?P<sign>[-−–]\s?|(?:minus|negative)\s)?(?:(?P<before>{_BEFORE})\s?)?(?P<sign2>[-−])?(?P<comma>{_COMMA})(?!\.\d)(?:\s?(?P<after3>{_AFTER}))?"
    rf"|(?<![\d.,/A-Za-z])(?P<above>\d{{1,6}})\s?[/⁄]\s?(?P<below>\d{{1,6}})(?![\d/.,]*\d)"
    rf"|\\[dt]?frac\s?\{{(?P<above2>\d{{1,6}})\}}\s?\{{(?P<below2>\d{{1,6}})\}}"
    rf"|(?P<han_below>{_HAN}{{1,9}}|\d{{1,6}})分之(?P<han_above>{_HAN}{{1,9}}|\d{{1,6}})"
    rf"|\b(?P<word>{'|'.join(_ONES)})[-\s](?P<part>{'|'.join(_WORDS)})s?\b|\b(?P<halves>one-half|half)\b|(?P<glyph>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    rf"|(?P<years>\d{{1,3}}|{_HAN}{{1,4}})\s?(?:years?|年)(?:(?:\s?,?\s?and\s|\s|,\s|零|又)?(?P<months>\d{{1,3}}|{_HAN}{{1,4}})\s?(?:months?\b|个月))?(?![\w期])"
    rf"|(?P<only_months>\d{{1,4}}|(?<!{_HAN}){_HAN}{{1,4}})\s?(?:months?\b|个月)"
    rf"|(?<!{_HAN})(?P<han>{_HAN}{{1,24}})(?:元|圆)(?:整|正)?(?![角分])"
    rf"|(?<![A-Za-z\d_.,/])(?P<sign4>[-−–]\s?|(?:minus|negative)\s|负)?(?P<before2>{_BEFORE})\s?(?P<sign5>[-−])?(?P<number2>{_N})(?!,\d|\.\d)(?:[\s-]?(?P<scale2>{_SCALE}))?(?:\s?(?P<after2>{_AFTER}))?"
    rf"|(?<![A-Za-z\d.,/_^§$第])(?<!§ )(?P<sign3>[-−–]\s?|(?:minus|negative)\s|负)?(?P<number>{_N})(?!,\d|\.\d)(?:\s?(?:(?P<percent>\\?[%％]|percent\b|per cent\b)(?!\s?points?)|(?P<scale>{_SCALE})?\s?(?P<after>{_AFTER})?))",
    re.IGNORECASE,
)
_GLYPHS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}  # fmt: skip
_CODES = (
    ("CAD", r"C(?:A)?\\?\$"),
    ("AUD", r"AU?\\?\$"),
    ("HKD", r"HK\\?\$|港元"),
    ("NZD", r"NZ\\?\$"),
    ("CNY", r"元|圆|yuan|RMB|CNY|人民币"),
    ("JPY", r"JPY|yen|日元"),
    ("USD", r"US|\\?\$|＄|dollar|美元"),
    ("EUR", r"€|EUR|euro|欧元"),
    ("GBP", r"£|GBP|pound|英镑"),
    ("cent", r"cents?"),
    ("¥", r"[¥￥]"),
)


_CURRENCY = re.compile(
    r"(?<=\d)\s?[元圆](?![\u4e00-\u9fff])|(?:人民币|\b(?:CNY|RMB|EUR)\s|[即为共计是得则于])(?=\d)"
)
"""Names of currencies, and words right before a number, that the reader of arithmetic would take for a part of it."""
_MARKS = str.maketrans("。；，：（）－＋＝", ".;;:()-+=")


def for_arithmetic(text: str) -> str:
    """The text, as long as it was, as the reader of stated arithmetic takes it: without names of currencies, with plain marks."""
    return _CURRENCY.sub(lambda match: " " * len(match[0]), text).translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Written:
    """One value: in a currency (``USD``; ``¥`` is yuan or yen), ``share``, ``%``, ``months``, or ``""`` for a bare number.

    ``value`` is ``None`` where the way of writing leaves it open. ``places`` are the decimal places that it shows.
    """

    value: Fraction | None
    unit: str
    start: int
    end: int
    text: str
    places: int = 0
    comma: bool = False


@lru_cache(maxsize=256)
def written(text: str, *, decimal_comma: bool = False) -> tuple[Written, ...]:
    """All values of a text, in order; ``12.345,67 €`` has a value only with ``decimal_comma``."""
    return tuple(
        found for match in _VALUE.finditer(text) if (found := _read(match, decimal_comma)) is not None
    )


def code(mark: str) -> str:
    """The code of a currency as it is written: ``$`` is ``USD``, ``元`` is ``CNY``; ``""`` if it is not known."""
    for name, pattern in _CODES:
        if re.match(pattern, mark, re.IGNORECASE):
            return name
    return mark.upper() if re.fullmatch(r"[A-Za-z]{3}", mark) else ""


def _whole(text: str) -> Fraction | None:
    if text.isascii() and text.isdigit():
        return Fraction(text)
    try:
        value = han_number(text)
    except ValueError:
        return None
    return None if value is None else Fraction(value)


def _read(match: re.Match[str], decimal_comma: bool) -> Written | None:
    start, end, text = match.start(), match.end(), match[0]
    group = match.groupdict()

    def made(value: Fraction | None, unit: str, places: int = 0, comma: bool = False) -> Written:
        stripped = text.rstrip()
        lead = len(text) - len(text.lstrip())
        return Written(
            value, unit, start + lead, end - (len(text) - len(stripped)), text.strip(), places, comma
        )

    def share(above: Fraction | None, below: Fraction | None) -> Written:
        return made(None if above is None or not below else above / below, SHARE)

    if group["above"] or group["above2"]:
        return share(Fraction(group["above"] or group["above2"]), Fraction(group["below"] or group["below2"]))
    if group["han_below"]:
        above = _whole(group["han_above"])
        below = Fraction(100) if group["han_below"] == "百" else _whole(group["han_below"])
        if below == 100 and above is not None:
            return made(above, PERCENT)
        return share(above, below)
    if group["word"]:
        return share(Fraction(_ONES[group["word"].lower()]), Fraction(_WORDS[group["part"].lower()]))
    if group["halves"]:
        return made(Fraction(1, 2), SHARE)
    if group["glyph"]:
        return made(Fraction(_GLYPHS[group["glyph"]]), SHARE)
    if group["years"]:
        years, months = _whole(group["years"]), _whole(group["months"] or "0")
        return made(None if years is None or months is None else years * 12 + months, MONTHS)
    if group["only_months"]:
        return made(_whole(group["only_months"]), MONTHS)
    if group["han"]:
        return made(_whole(group["han"]), "CNY")
    sign = -1 if any(group[name] for name in ("sign", "sign2", "sign3", "sign4", "sign5")) else 1
    marks = [
        code(mark.strip())
        for mark in (group["before"], group["before2"], group["after"], group["after2"], group["after3"])
        if mark
    ]
    if len(marks) == 2 and "¥" in marks:  # ¥12,300元
        marks.remove("¥")
    unit = marks[0] if len(set(marks)) == 1 else ("?" if marks else "")
    if group["comma"]:
        digits = re.sub(r"[.\u00a0\u202f]", "", group["comma"]).replace(",", ".")
        places = len(digits.partition(".")[2])
        return made(sign * Fraction(digits) if decimal_comma else None, unit, places, comma=True)
    number = group["number"] or group["number2"]
    digits = re.sub("[,，{}]", "", number)
    value = sign * Fraction(digits)
    places = len(digits.partition(".")[2])
    if group["percent"]:
        return made(value, PERCENT, places)
    scale = (group["scale"] or group["scale2"] or "").lower()
    if scale:
        power = _SCALES[scale]
        value, places = value * 10**power, max(0, places - power)
    if unit == "cent":
        return made(value / 100, "USD", places + 2)
    return made(value, unit, places)
