"""Answers in words: numbers spelled out, and the set phrases of mathematics ("no solution")."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from assay_math.answers.text import folded

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
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
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


@lru_cache(maxsize=2048)
def number_word(text: str) -> int | Fraction | None:
    """The number that ``text`` spells out, such as "twelve", "two thirds", "十二"; ``None`` if it does not."""
    text = text.strip().lower()
    if not text or len(text) > 120 or any(c.isdigit() for c in text):
        return None
    if all(c in _HAN or c in _HAN_SCALES for c in text):
        return _han(text)
    sign = 1
    for word in ("minus ", "negative ", "-"):
        if text.startswith(word) and sign == 1:
            sign, text = -1, text[len(word) :].strip()
    if text in _OTHER:
        return sign * _OTHER[text]
    words = re.sub(r"[-\s]+", " ", text).split()
    if not all(
        w in _UNITS or w in _TENS or w in _SCALES or w in ("hundred", "and", "a", "an") or _part(w)
        for w in words
    ):
        return None
    if words in (["a"], ["an"], ["and"]):
        return None
    if len(words) >= 2 and _part(words[-1]):
        if "and" in words:
            at = len(words) - 1 - words[::-1].index("and")
            whole, part = _english(words[:at]), number_word(" ".join(words[at + 1 :]))
            return sign * (whole + part) if whole is not None and isinstance(part, Fraction) else None
        top = 1 if words[:-1] in (["a"], ["an"]) else _english(words[:-1])
        return sign * Fraction(top, _part(words[-1])) if top is not None else None
    if len(words) == 1 and words[0] in ("half", "quarter"):
        return sign * Fraction(1, _PARTS[words[0]])
    value = _english(words)
    return None if value is None else sign * value


def _part(word: str) -> int:
    return _PARTS.get(word) or _PARTS.get(word.removesuffix("s"), 0)


def _english(words: list[str]) -> int | None:
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
        elif word in _UNITS:
            if _UNITS[word] >= room:
                return None
            current, room, seen = current + _UNITS[word], 0, True
        elif word in _TENS:
            if room < 100:
                return None
            current, room, seen = current + _TENS[word], 10, True
        elif word == "hundred":
            if current >= 100:
                return None
            current, room, seen = (current or 1) * 100, 100, True
        elif word in _SCALES and _SCALES[word] < previous:
            previous = _SCALES[word]
            total, current, room, seen = total + (current or 1) * previous, 0, 100, True
        else:
            return None
    return total + current if seen else None


def _han(text: str) -> int | None:
    if not any(c in _HAN_SCALES for c in text):
        return int("".join(str(_HAN[c]) for c in text)) if len(text) <= 18 else None
    total = section = digit = 0
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        elif _HAN_SCALES[char] >= 10**4:
            total = (total + section + digit) * _HAN_SCALES[char]
            section = digit = 0
        else:
            section += (digit or 1) * _HAN_SCALES[char]
            digit = 0
    return total + section + digit


_PHRASES: dict[str, tuple[str, ...]] = {
    "no_solution": (
        "no solution", "no solutions", "no real solution", "no real solutions", "there is no solution", "there are no solutions",
        "there is no real solution", "there are no real solutions", "has no solution", "has no solutions",
        "equation has no solution", "equation has no solutions", "equation has no real solutions", "none", "no roots", "no real roots",
        "there are no real roots", "there are no roots", "no such number", "no such numbers", "no such number exists",
        "no such numbers exist", "no such value exists", "no such value", "no values", "no value", "empty set", "emptyset",
        "null set", "empty", "solution set is empty", "no integer solutions", "no integer solution", "inconsistent",
        "no solution exists", "no solutions exist", "无解", "無解", "нет решений", "решений нет", "нет корней",
        "sin solución", "no hay solución", "no tiene solución", "pas de solution", "aucune solution", "keine lösung",
        "nessuna soluzione", "sem solução", "∅", "⌀", "ø", "{}", "{ }", "\\{\\}", "\\{ \\}", "\\emptyset", "\\varnothing", "()",
        "no such function", "no such function exists", "no such functions exist", "there is no such function", "no such integer",
        "no such integers", "no such integers exist", "no such integer exists", "there are no such integers", "there is no such number",
        "there are no such numbers", "impossible", "not possible", "no such triangle", "no such triangle exists", "no such n", "no such n exists",
    ),
    "does_not_exist": (
        "dne", "d.n.e", "does not exist", "do not exist", "doesn't exist", "limit does not exist", "limit doesn't exist", "undefined",
        "not defined", "is undefined", "it does not exist", "limit dne", "不存在", "не существует", "no existe", "n'existe pas",
        "existiert nicht", "未定义", "nonexistent", "non-existent",
    ),
    "all_reals": (
        "all real numbers", "all reals", "any real number", "all real number", "every real number", "set of all real numbers",
        "all real values", "all real x", "x is any real number", "real numbers", "all real values of x", "reals", "set of real numbers",
        "any real value", "all values", "所有实数", "全体实数", "все действительные числа", "\\mathbb{r}", "\\mathbf{r}", "\\bbb{r}", "\\mathbb r",
        "r", "ℝ", "\\r", "\\real", "\\reals",
    ),
    "infinitely_many": (
        "infinitely many solutions", "infinitely many", "infinite solutions", "infinite number of solutions", "infinite many solutions",
        "an infinite number", "there are infinitely many solutions", "there are infinitely many", "infinite many", "无穷多解", "无数",
    ),
    "infinity": ("infinity", "positive infinity", "+infinity", "\\infty", "+\\infty", "∞", "+∞", "diverges to infinity", "inf", "+inf", "无穷大"),
    "minus_infinity": ("negative infinity", "minus infinity", "-infinity", "-\\infty", "-∞", "diverges to negative infinity", "-inf"),
    "yes": ("yes", "true", "是", "да", "sí", "oui", "ja", "是的", "对", "正确", "y", "t"),
    "no": ("no", "false", "否", "нет", "non", "nein", "不是", "错", "错误", "n", "f", "not"),
}  # fmt: skip
_PHRASE_OF = {
    " ".join(p.replace("'", "").split()): name
    for name, phrases in _PHRASES.items()
    for p in phrases
    if len(p) > 1 or not p.isascii()
}
_PHRASE_OF |= {
    folded(p): name
    for name, phrases in _PHRASES.items()
    for p in phrases
    if len(folded(p)) > 1 and p[0] not in "-+\\"
}


@lru_cache(maxsize=4096)
def phrase(text: str) -> str:
    """The set phrase that ``text`` is (``no_solution``, ``yes`` …), or an empty string."""
    text = text.strip()
    if not text or len(text) > 80 or _SET_OF.fullmatch(text):
        return ""
    low = " ".join(text.lower().replace("'", "").split())
    if low in _PHRASE_OF or low[:1] in ("+", "-"):
        return _PHRASE_OF.get(low.replace(" ", ""), _PHRASE_OF.get(low, ""))
    return _PHRASE_OF.get(folded(text), "")


_SET_OF = re.compile(r"\\?\{\s*(?:\\emptyset|\\varnothing|∅|\\?\{\s*\\?\})\s*\\?\}")
"""``{∅}`` has an element."""
_POLAR = re.compile(r"(yes|no|true|false|да|нет|是|否)\b", re.IGNORECASE)


def leading_polarity(text: str) -> str:
    """``yes`` or ``no`` where ``text`` begins with such a word and says nothing to the contrary."""
    match = _POLAR.match(text.strip())
    if not match:
        return ""
    first = phrase(match[1])
    rest = text.strip()[match.end() :]
    if re.search(r"\bor\b|\A\s*(?:,\s*)?(?:and|but|/|solution|real|such)\b", rest, re.IGNORECASE):
        return ""
    others = {phrase(word) for word in re.findall(r"[^\W\d_]+", rest)} & {"yes", "no"}
    return first if not others - {first} else ""
