"""Numbers spelled out: the one table of number words, English, Chinese, and small ones of other languages.

Ours and not text2num 3.1 (16 ms to import, a compiled module, seven languages), which reads
neither "a hundred", "three dozen", "two thirds" nor "minus five", takes "one million two" for
1,000,002, and knows no Chinese. Nor inflect 7.6 for plurals and ordinals: it takes 2.1 s to import.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MULTIPLIERS = {"dozen": 12, "hundred": 100, **SCALES}
"""Words that multiply the number before them: ``3 million``, ``two dozen``."""
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
"""Names of parts, with how many make a whole; a plural ends in ``s``."""

_OTHER = {
    word: value
    for words in (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn",
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici",
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze",
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать",
    )
    for value, word in enumerate(words.split())
} | {"двадцать": 20, "тридцать": 30, "сорок": 40, "сто": 100, "тысяча": 1000, "veinte": 20, "cien": 100, "vingt": 20,
     "cent": 100, "zwanzig": 20, "hundert": 100, "tausend": 1000, "mil": 1000, "mille": 1000}  # fmt: skip

LONGEST = 200
"""Characters of a number in words that are read."""


@lru_cache(maxsize=2048)
def number_word(text: str) -> int | Fraction | None:
    """The number that ``text`` spells out, such as "twelve", "two thirds", "十二"; ``None`` if it does not."""
    text = text.strip().lower()
    if not text or len(text) > LONGEST or any(c.isdigit() for c in text):
        return None
    if is_han_number(text):
        return han_number(text)
    sign = 1
    for word in ("minus ", "negative ", "-"):
        if text.startswith(word) and sign == 1:
            sign, text = -1, text[len(word) :].strip()
    if text in _OTHER:
        return sign * _OTHER[text]
    words = re.sub(r"[-\s]+", " ", text).split()
    if not all(
        w in ONES or w in TENS or w in SCALES or w in ("hundred", "and", "a", "an") or _part(w) for w in words
    ):
        return None
    if words in (["a"], ["an"], ["and"]):
        return None
    if len(words) >= 2 and _part(words[-1]):
        if "and" in words:
            at = len(words) - 1 - words[::-1].index("and")
            whole, part = whole_number(words[:at]), number_word(" ".join(words[at + 1 :]))
            return sign * (whole + part) if whole is not None and isinstance(part, Fraction) else None
        top = 1 if words[:-1] in (["a"], ["an"]) else whole_number(words[:-1])
        return sign * Fraction(top, _part(words[-1])) if top is not None else None
    if len(words) == 1 and words[0] in ("half", "quarter"):
        return sign * Fraction(1, PARTS[words[0]])
    value = whole_number(words)
    return None if value is None else sign * value


def _part(word: str) -> int:
    return PARTS.get(word) or PARTS.get(word.removesuffix("s"), 0)


def whole_number(words: Sequence[str]) -> int | None:
    """The whole number that English words in lower case spell out; ``None`` if they are no one number ("five six")."""
    total = current = 0
    seen = False
    previous = 10**15
    room = 100  # what may follow: less than ten after a ten, nothing after a unit
    for word in words:
        if word == "and":
            if not seen:
                return None
        elif word in ("a", "an"):
            if seen or len(words) == 1:
                return None
            current, seen = 1, True
        elif word in ONES:
            if ONES[word] >= room:
                return None
            current, room, seen = current + ONES[word], 0, True
        elif word in TENS:
            if room < 100:
                return None
            current, room, seen = current + TENS[word], 10, True
        elif word == "hundred":
            if current >= 100:
                return None
            current, room, seen = (current or 1) * 100, 100, True
        elif word in SCALES and SCALES[word] < previous:
            previous = SCALES[word]
            total, current, room, seen = total + (current or 1) * previous, 0, 100, True
        else:
            return None
    return total + current if seen else None


_HAN = str.maketrans("〇两兩萬億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "零两两万亿一二二三三四五六六七八九十百千")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
HAN_MULTIPLIERS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
"""Characters that multiply the number in digits before them: ``3.5万``."""
HAN = "".join({chr(c) for c in _HAN} | {*_HAN_DIGITS, *HAN_SCALES})
"""The characters of Chinese numerals, those of contracts and cheques (壹, 贰 …) among them."""
_BELOW_10000 = re.compile(
    r"(?:(?P<thousands>[一两二三四五六七八九])千)?(?P<no_hundreds>零)?(?:(?P<hundreds>[一两二三四五六七八九])百)?(?P<no_tens>零)?"
    r"(?:(?P<tens>[一二三四五六七八九]?)(?P<ten>十))?(?P<ones>[一二三四五六七八九])?"
)


def is_han_number(text: str) -> bool:
    """Whether a text consists of characters of Chinese numerals."""
    return bool(text) and all(c in HAN for c in text)


def han_number(text: str) -> int | None:
    """The whole number of a Chinese numeral (``二十三``, ``一亿二千万``, digit by digit ``二〇二四``).

    ``None`` for what is no numeral and for what is read in two ways: ``三四`` (three or four),
    ``一三五`` (135, or Monday, Wednesday and Friday), ``一百五`` (150 to most, 105 to some).
    """
    text = text.translate(_HAN)
    if not text or len(text) > LONGEST:
        return None
    if not any(c in HAN_SCALES for c in text):
        if any(c not in _HAN_DIGITS for c in text):
            return None
        if len(text) == 1:
            return _HAN_DIGITS[text]
        if "两" in text or len(text) > 18 or (len(text) < 4 and "零" not in text):
            return None
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    return _sections(text)


def _sections(text: str) -> int | None:
    for scale in ("亿", "万"):
        before, found, after = text.rpartition(scale)
        if not found:
            continue
        many = _HAN_DIGITS.get(before) if len(before) == 1 else _sections(before)
        if not many:
            return None
        value = many * HAN_SCALES[scale]
        if not after:
            return value
        rest = after.removeprefix("零")
        if len(rest) == 1 and rest in _HAN_DIGITS:
            less = _HAN_DIGITS[rest] if rest != after else None  # 三万五 is 35,000, 三万零五 is 30,005
        else:
            less = _sections(rest)
        return value + less if less and less < HAN_SCALES[scale] else None
    match = _BELOW_10000.fullmatch(text)
    if not match or text.endswith("零"):
        return None
    zero = match["no_hundreds"] or match["no_tens"]
    higher = match["thousands"] or match["hundreds"]
    if match["ones"] and higher and not match["ten"] and not zero:
        return None
    if zero and not higher:
        return None
    tens = _HAN_DIGITS[match["tens"] or "一"] if match["ten"] else 0
    places = ((match["thousands"], 1000), (match["hundreds"], 100), (match["ones"], 1))
    return 10 * tens + sum(_HAN_DIGITS[digit] * place for digit, place in places if digit)
