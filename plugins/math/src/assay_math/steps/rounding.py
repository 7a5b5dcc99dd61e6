"""When a shown number is an honest rounding of an exact one.

The rule reads the precision off the number itself: ``3.33`` promises half a
hundredth. A plain ``=`` may round only to two decimals or more (as ``10/3 = 3.33``
does), where the exact value has more decimals than are shown; cutting off instead
of rounding (``2/3 = 0.66``) passes under the same condition. ``≈`` and "about" may round
anywhere, and trailing zeros of a whole number leave the precision open.
"""

from __future__ import annotations

from fractions import Fraction

from assay_math.steps.literals import Number, decimals_of

MIN_DECIMALS_FOR_EQUALS = 2


def shown_step(text: str) -> Fraction:
    """The worth of the last digit shown: ``3.33`` is 1/100, ``7`` is 1."""
    return Fraction(1, 10 ** decimals_of(text))


def rounds_to(exact: Number, shown: Number, step: Fraction) -> bool:
    """Is ``shown`` within half of its last digit of ``exact``?"""
    return abs(Fraction(exact) - shown) * 2 <= step


def cut_off_to(exact: Number, shown: Number, step: Fraction) -> bool:
    """Is ``shown`` what remains when the further digits of ``exact`` are dropped?"""
    gap = abs(Fraction(exact) - shown)
    same_sign = (exact >= 0) == (shown >= 0) or shown == 0
    return gap < step and abs(Fraction(shown)) <= abs(Fraction(exact)) and same_sign


def equals_rounded(exact: Number, shown: Number, text: str, scale: Fraction = Fraction(1)) -> bool:
    """May ``exact = text`` be written with a plain equals sign?

    ``scale`` is the worth of one unit of the literal: 1/100 for a percentage.
    """
    if decimals_of(text) + (2 if scale < 1 else 0) < MIN_DECIMALS_FOR_EQUALS or not decimals_of(text):
        return False
    step = shown_step(text) * scale
    if (exact / step).denominator == 1 if type(exact) is Fraction else True:
        return False  # it could have been written exactly
    return rounds_to(exact, shown, step) or cut_off_to(exact, shown, step)


def about(exact: Number, shown: Number, text: str, scale: Fraction = Fraction(1)) -> bool | None:
    """May ``exact ≈ text`` be written? None where the precision meant is open."""
    step = shown_step(text) * scale
    if rounds_to(exact, shown, step) or (decimals_of(text) and cut_off_to(exact, shown, step)):
        return True
    digits = text.replace(",", "").replace(" ", "")
    if "." not in digits and digits.endswith("0"):
        zeros = len(digits) - len(digits.rstrip("0"))
        if rounds_to(exact, shown, step * 10**zeros):
            return None
    return False
