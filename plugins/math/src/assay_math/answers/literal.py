r"""Number literals: whole, decimal, fraction, mixed, repeating, scientific; exact, by pattern.

This is the fast path: most answers are one literal, and comparing two of them
takes microseconds. Everything else goes to the notation parser. A literal may
have more than one reading (``1.000`` is one, or a thousand where the point
groups digits); :func:`readings` lists them, the usual one first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

MAX_LENGTH = 1200  # characters of one literal
MAX_EXPONENT = 2000  # of a power of ten


@dataclass(frozen=True, slots=True)
class Literal:
    """An exact value as written.

    ``places``: digits after the decimal point, ``None`` for whole numbers and
    fractions. ``digits``: significant digits of a decimal. ``ulp``: the worth of the last digit.
    """

    value: int | Fraction
    places: int | None = None
    digits: int = 0
    ulp: int | Fraction = 0
    unusual: bool = False  # read with the point or comma of another locale

    @property
    def is_decimal(self) -> bool:
        return self.places is not None

    @property
    def is_whole(self) -> bool:
        return self.places is None and (isinstance(self.value, int) or self.value.denominator == 1)


_INT = re.compile(r"([+-]?)\s*(\d+)")
_GROUPED = re.compile(
    r"([+-]?)\s*(\d{1,3})((?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+|(?:_\d{3})+|(?:,\d{2})*,\d{3})(?:\.(\d+))?"
)
_POINT = re.compile(r"([+-]?)\s*(\d*)\.(\d+)|([+-]?)\s*(\d+)\.")
_COMMA = re.compile(r"([+-]?)\s*(\d+),(\d+)")
_EUROPEAN = re.compile(r"([+-]?)\s*(\d{1,3}(?:[. ']\d{3})+)(?:,(\d+))?")
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_SLASH = re.compile(rf"([+-]?)\s*\(?\s*([+-]?{_NUMBER})\s*\)?\s*[/⁄∕÷]\s*\(?\s*([+-]?{_NUMBER})\s*\)?")
_FRAC = re.compile(
    r"([+-]?)\s*(?:(\d+)\s*\+?\s*)?\\frac\s*(?:\{\s*([+-]?\s*\d+)\s*\}|(\d))\s*(?:\{\s*([+-]?\s*\d+)\s*\}|(\d))"
)
_FRAC_SIGN = re.compile(r"([+-]?)\s*(?:(\d+)\s*\+\s*)?\\frac")
_MIXED = re.compile(r"([+-]?)\s*(\d+)\s+(?:and\s+|&\s*)?(\d+)\s*[/⁄]\s*(\d+)")
_REPEATING = re.compile(
    r"([+-]?)\s*(\d*)\.(\d*)(?:\\overline\s*\{\s*(\d+)\s*\}|\\bar\s*\{?\s*(\d+)\s*\}?|\\dot\s*\{?\s*(\d)\s*\}?|\((\d+)\))"
    r"(?:\s*(?:\.\.\.|…|\\[lc]?dots))?"
)
_DOTTED = re.compile(r"([+-]?)\s*(\d*)\.(\d*?)(?:(\d{1,6}?)\4{2,}|(\d{3,12}?)\5)\s*(?:\.\.\.|…|\\[lc]?dots)")
_SCIENTIFIC = re.compile(
    rf"([+-]?)\s*(?:({_NUMBER})\s*(?:\\times|\\cdot|\*|x|×|·|⋅)\s*)?10\s*\^\s*(?:\{{\s*([+-]?\s*\d+)\s*\}}|\(\s*([+-]?\d+)\s*\)|([+-]?\d+))"
)
_E = re.compile(rf"([+-]?)\s*({_NUMBER})[eE]([+-]?\d+)")
_VULGAR = {c: Fraction(a, b) for c, a, b in (
    ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5), ("⅘", 4, 5),
    ("⅙", 1, 6), ("⅚", 5, 6), ("⅐", 1, 7), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8), ("⅑", 1, 9), ("⅒", 1, 10),
)}  # fmt: skip
_VULGAR_NUMBER = re.compile(rf"([+-]?)\s*(\d*)\s*([{''.join(_VULGAR)}])")
_START = re.compile(rf"[+-]?\s*(?:[\d.(]|\\frac|[{''.join(_VULGAR)}])")


def read_literal(text: str) -> Literal | None:
    """The usual reading of ``text`` as one number, or ``None``."""
    found = readings(text)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Literal, ...]:
    """All readings of ``text`` as one number, the usual one first; empty when it is none."""
    text = text.strip()
    if not text or len(text) > MAX_LENGTH or not _START.match(text):
        return ()
    if text[0] == "(" and text[-1] == ")" and "(" not in text[1:] and "," not in text:
        text = text[1:-1].strip()
    match = _INT.fullmatch(text)
    if match:
        return (Literal(_signed(match[1], int(match[2]))),)
    found: list[Literal] = []
    for reader in _READERS:
        literal = reader(text)
        if literal is not None and all(literal.value != other.value for other in found):
            found.append(literal)
    return tuple(found)


def _signed(sign: str, value: int | Fraction) -> int | Fraction:
    value = -value if sign == "-" else value
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def power_of_ten(exponent: int) -> Fraction:
    """Ten to ``exponent``, exactly."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def decimal(sign: str, whole: str, part: str, exponent: int = 0, unusual: bool = False) -> Literal:
    """The literal ``whole.part`` times ten to ``exponent``."""
    value = Fraction(int((whole + part) or "0"), 10 ** len(part))
    scale = power_of_ten(exponent)
    digits = len((whole + part).lstrip("0"))
    ulp = Fraction(1, 10 ** len(part)) * scale
    return Literal(_signed(sign, value * scale), len(part), digits, ulp, unusual)


def _grouped(text: str) -> Literal | None:
    match = _GROUPED.fullmatch(text)
    if not match:
        return None
    digits = match[2] + re.sub(r"\D", "", match[3])
    if match[2] == "0" or match[2].startswith("0"):
        return None  # 0,111 is a decimal
    if match[4] is None:
        return Literal(_signed(match[1], int(digits)))
    return decimal(match[1], digits, match[4])


def _point(text: str) -> Literal | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    if match[3] is None:
        return Literal(_signed(match[4], int(match[5])))
    return decimal(match[1], match[2], match[3])


def _comma(text: str) -> Literal | None:
    match = _COMMA.fullmatch(text)
    return decimal(match[1], match[2], match[3], unusual=True) if match else None


def _european(text: str) -> Literal | None:
    match = _EUROPEAN.fullmatch(text)
    if not match:
        return None
    digits = re.sub(r"\D", "", match[2])
    if digits.startswith("0"):
        return None
    if match[3] is None:
        return Literal(_signed(match[1], int(digits)), unusual=True)
    return decimal(match[1], digits, match[3], unusual=True)


def _ratio(sign: str, whole: int, top: int | Fraction, bottom: int | Fraction) -> Literal | None:
    if not bottom:
        return None
    return Literal(_signed(sign, whole + Fraction(top) / Fraction(bottom)))


def _slash(text: str) -> Literal | None:
    match = _SLASH.fullmatch(text)
    if not match or text.count("(") != text.count(")"):
        return None
    if match[1] and (match[2][0] in "+-" or "(" in text):
        return None
    return _ratio(match[1], 0, Fraction(match[2]), Fraction(match[3]))


def _frac(text: str) -> Literal | None:
    match = _FRAC.fullmatch(text)
    if not match:
        return None
    top = int((match[3] or match[4]).replace(" ", ""))
    bottom = int((match[5] or match[6]).replace(" ", ""))
    if match[2] is not None and (top < 0 or bottom <= 0 or top >= bottom):
        return None  # no mixed number
    if match[2] is not None and "+" in text[1:] and match[1]:
        return None  # -1 + 1/2 is a sum, no mixed number
    return _ratio(match[1], int(match[2] or 0), top, bottom)


def _mixed(text: str) -> Literal | None:
    match = _MIXED.fullmatch(text)
    if not match or int(match[3]) >= int(match[4]):
        return None
    return _ratio(match[1], int(match[2]), int(match[3]), int(match[4]))


def _repeating(text: str) -> Literal | None:
    match = _REPEATING.fullmatch(text)
    if match:
        block = match[4] or match[5] or match[6] or match[7]
        return _periodic(match[1], match[2], match[3], block)
    match = _DOTTED.fullmatch(text)
    return _periodic(match[1], match[2], match[3], match[4] or match[5]) if match else None


def _periodic(sign: str, whole: str, head: str, block: str) -> Literal:
    value = int(whole or "0") + Fraction(int(head or "0"), 10 ** len(head))
    return Literal(_signed(sign, value + Fraction(int(block), (10 ** len(block) - 1) * 10 ** len(head))))


def _scientific(text: str) -> Literal | None:
    match = _SCIENTIFIC.fullmatch(text)
    if match:
        exponent = int((match[3] or match[4] or match[5]).replace(" ", ""))
        return _powered(match[1], match[2] or "1", exponent)
    match = _E.fullmatch(text)
    return _powered(match[1], match[2], int(match[3])) if match else None


def _powered(sign: str, mantissa: str, exponent: int) -> Literal | None:
    if abs(exponent) > MAX_EXPONENT:
        return None
    whole, point, part = mantissa.partition(".")
    if not point:
        return Literal(_signed(sign, int(whole) * power_of_ten(exponent)))
    return decimal(sign, whole, part, exponent)


def _vulgar(text: str) -> Literal | None:
    match = _VULGAR_NUMBER.fullmatch(text)
    return Literal(_signed(match[1], int(match[2] or 0) + _VULGAR[match[3]])) if match else None


_READERS = (
    _grouped, _point, _slash, _frac, _mixed, _repeating, _scientific, _vulgar, _european, _comma,
)  # fmt: skip
