r"""Other answers of the same shape as a right one, none of which states it in another way.

A doubtful one (``\binom{10}{3}`` for ``\binom{10}{7}``) is not made: a verifier that accepts an
equal answer is right, and must not be called wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import islice, pairwise

LONGEST_ANSWER = 400
LONGEST_NUMBER = 40
"""Digits of a number that is changed."""
_SPOTS = 12  # numbers of one text that are looked at


@dataclass(frozen=True, slots=True)
class Changed:
    """Another answer: its whole text, and in short what was changed."""

    text: str
    what: str


# Equality ------------------------------------------------------------------------------------------------

_SPACING = re.compile(r"\\(?:[,;:! ]|q?quad\b|left(?![a-z])|right(?![a-z])|displaystyle\b)|[\s$~]+")
_WRAPPED = re.compile(r"\\(?:text|mathrm|mathbf|textbf|operatorname|mbox)\{([^{}]*)\}")
_GROUPED = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))")
_TRAILING = re.compile(r"(\.\d*?)0+(?!\d)")
_WORDS = (
    ("\\dfrac", "\\frac"),
    ("\\tfrac", "\\frac"),
    ("\\cdot", "*"),
    ("\\times", "*"),
    ("·", "*"),
    ("×", "*"),
    ("−", "-"),
    ("–", "-"),
    ("\\leq", "≤"),
    ("\\le", "≤"),
    ("\\geq", "≥"),
    ("\\ge", "≥"),
    ("\\lbrace", "{"),
    ("\\rbrace", "}"),
    ("\\{", "{"),
    ("\\}", "}"),
    ("\\%", "%"),
    ("^\\circ", "°"),
    ("^{\\circ}", "°"),
)
_SIMPLE = re.compile(
    r"(?P<sign>[-+]?)(?:(?P<whole>\d+)?\\frac\{(?P<above>-?\d+)\}\{(?P<below>-?\d+)\}|(?P<up>\d+)/(?P<down>\d+)"
    r"|(?P<decimal>\d*\.?\d+|\d+\.)(?:\*10\^\{?(?P<power>-?\d{1,3})\}?|e(?P<e>[-+]?\d{1,3}))?(?P<percent>%?))"
)
_LIST = re.compile(r",|;|\\cup|∪|\bor\b|\band\b")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """A text without what says nothing: case, white space, LaTeX spacing, separators of thousands, trailing zeros."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _SPACING.sub("", _WRAPPED.sub(r" \1 ", text))
    for written, meant in _WORDS:
        text = text.replace(written, meant)
    text = _GROUPED.sub("", text)
    text = _TRAILING.sub(lambda m: m[1] if len(m[1]) > 1 else "", text)
    return text.strip(" .*_`\"'“”")


@lru_cache(maxsize=4096)
def value(text: str) -> Fraction | None:
    """The number that a text writes, ``None`` if it is anything else."""
    found = _SIMPLE.fullmatch(normal(text)) if len(text) <= 3 * LONGEST_NUMBER else None
    if found is None:
        return None
    try:
        if found["above"]:
            number = int(found["whole"] or 0) + Fraction(int(found["above"]), int(found["below"]))
        elif found["up"]:
            number = Fraction(int(found["up"]), int(found["down"]))
        else:
            number = Fraction(found["decimal"].rstrip(".")) / (100 if found["percent"] else 1)
            number *= Fraction(10) ** int(found["power"] or found["e"] or 0)
    except (ValueError, ZeroDivisionError):
        return None
    return -number if found["sign"] == "-" else number


def same_answer(one: str, other: str) -> bool:
    """Whether two texts state the same answer, as far as a quick look tells; lists are held to be sets."""
    if normal(one) == normal(other):
        return True
    numbers = value(one), value(other)
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return True
    items = _items(one), _items(other)
    return len(items[0]) > 1 and not _ordered(one) and items[0] == items[1]


def _ordered(text: str) -> bool:
    return text.strip(" $").startswith(("(", "[", "\\left(", "\\left[", "\\begin", "<", "\\langle"))


@lru_cache(maxsize=4096)
def _items(text: str) -> frozenset[str | Fraction]:
    inner = _WRAPPED.sub(r" \1 ", text)
    inner = (
        re.sub(r"\\?[{}]", "", inner) if inner.strip(" $").startswith(("{", "\\{", "\\left\\{")) else inner
    )
    return frozenset(
        item if (number := value(item)) is None else number for item in map(normal, _LIST.split(inner))
    )


# Numbers -------------------------------------------------------------------------------------------------

NUMBER = re.compile(
    r"(?<![\w\\.])(?<!_\{)(?<!\d,)(?<!frac)(?:\d{1,3}(?:(?:,|\{,\}|\\,)\d{3})+(?!\d)|\d+)(?:\.\d+)?(?![\d])"
)
_SEPARATOR = re.compile(r"(?<=\d)(,|\{,\}|\\,)(?=\d)")
_TOO_CLEVER = re.compile(
    r"\\?binom|choose|\\(?:gcd|max|min|[lr]floor|[lr]ceil|operatorname|bmod)|!|\\left\||\||1\s*\^"
    r"|≈|\\approx|\\sim|\.\.\.|…|\\[lcd]?dots"
)
_PI = re.compile(r"\\pi|π|\\circ|°")
_TRIGONOMETRY = re.compile(r"\\?(?:sin|cos|tan|cot|sec|csc)\b")
_FAMILY = re.compile(r"(?<![A-Za-z\\])[nkmNK](?![A-Za-z])|\\mathbb")
_CONSTANT = re.compile(
    r"(?<![A-Za-z\\])[CcKAB]_|(?<![A-Za-z\\])[CK](?=\s*(?:e\^|\\[a-z]|[a-z(]))|(?<=[\d}])\s?C(?![A-Za-z])"
)
_PLUS_CONSTANT = re.compile(r"[+\-]\s*[CcKk]\s*\Z")
_MODULO = re.compile(r"\\p?mod|\bmod\b|\\equiv|≡")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_RANGE = re.compile(r"\d\s?[–—]\s?\d|\d-\d|\bto\b|\bbetween\b|±\s?\d*\.|\\pm\s?\d*\.")
_RELATION = re.compile(r"[=<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt)(?![a-z])")
_BARE_ZERO = re.compile(r"(?<![\w.\\^{])-?0(?![\w.])")
_LONE = re.compile(
    r"[\s$\\({[]*[-+−]?\s*(?:\\?[$€£])?\s*[\d,]+(?:\\[,;! ]|[\s)\]}$.])*(?:\\?%|[A-Za-z]+ ?[A-Za-z]*|\\text\{[^{}]*\})?[\s)\]}$.]*"
)
LOOSE = re.compile(
    r"\b(?:about|approximately|approx|roughly|around|nearly|estimated?)\b\W*\Z|\b(?:approximate(?:ly)?|estimate)\b|[~≈]|\\approx",
    re.IGNORECASE,
)
"""Words that say that a number is not exact."""


def changed_numbers(answer: str, *, rough: bool = False) -> Iterator[Changed]:
    """The answer with one number changed; ``rough``: by a fifth at least, as a tolerance may go with it.

    A whole number that stands alone or in a list may change by one; all others change by 5 % at least.
    """
    if _TOO_CLEVER.search(answer) or _RANGE.search(answer) or any(True for _ in dates_in(answer)):
        return
    if _PI.search(answer) and (_TRIGONOMETRY.search(answer) or _FAMILY.search(answer)):
        return
    if has_constant(answer):
        return
    only_one = _MODULO.search(answer) is not None
    clock = _TIME.fullmatch(answer.strip(" $.")) is not None
    angle = _PI.search(answer) is not None or "degree" in answer
    based = "_{" in answer or re.search(r"\d_\d", answer) is not None
    rough = rough or LOOSE.search(answer) is not None or measured(answer) is not None
    for spot in list(NUMBER.finditer(answer))[:_SPOTS]:
        first, last = _item_at(answer, spot.start())
        item = answer[first:last]
        lone = _LONE.fullmatch(item) is not None
        if not lone and not clock and not _may_change(item, spot.start() - first, spot[0]):
            continue
        least = Fraction(1, 5) if rough else Fraction(0) if lone or clock or only_one else Fraction(1, 20)
        for written in other_numbers(spot[0], one_step=only_one or clock, digits_only=based):
            if _far(spot[0], written, least) and not (clock and not _in_clock(spot, written)):
                if not written.strip("0.,") and not (lone and "frac" not in item and "/" not in item):
                    continue
                if angle and not _turns_elsewhere(spot[0], written):
                    continue
                raised = answer[: spot.start()].rstrip().endswith("^") and len(written) > 1
                new = f"{{{written}}}" if raised else written
                yield Changed(answer[: spot.start()] + new + answer[spot.end() :], f"{spot[0]} → {written}")


def _turns_elsewhere(old: str, new: str) -> bool:
    """Whether an angle of so many degrees, or so many (fractions of) π, is no other by whole or half turns."""
    difference = Fraction(_plain(new)) - Fraction(_plain(old))
    return difference % 180 != 0 and difference % 2 != 0


def has_constant(answer: str) -> bool:
    """Whether an answer is up to a constant that may swallow what is changed."""
    if _CONSTANT.search(answer):
        return True
    if not _PLUS_CONSTANT.search(answer):
        return False
    terms = _terms(answer)
    return re.search(r"ln|log", answer) is not None or any(
        not re.search(r"(?<![A-Za-z\\])[a-zA-Z](?![A-Za-z])", answer[first:last]) for first, last in terms
    )


def _item_at(answer: str, at: int) -> tuple[int, int]:
    """The item of a list or tuple that stands there: from the comma before to the one behind."""
    first, last = 0, len(answer)
    for mark in re.finditer(
        r",(?!\d{3}(?!\d))|;|\n|\\text\{[^{}]*\b(?:or|and)\b[^{}]*\}|\b(?:or|and)\b|\\cup|\\\\|&", answer
    ):
        if mark.end() <= at:
            first = mark.end()
        elif mark.start() > at:
            last = mark.start()
            break
    return first, last


def _may_change(item: str, at: int, literal: str) -> bool:
    """Whether another number there makes another value of the expression (0 times it, or 1 to its power, does not)."""
    zero = not literal.strip("0.,")
    relation = _RELATION.search(item)
    if re.search(r"[A-Za-z}]\s*\^\s*\{?\s*-?\Z", item[:at]) and measured(item):
        return False  # m^2 is a unit
    if zero:
        return relation is not None and re.fullmatch(r"\s*-?0[\s$})]*", item[relation.end() :]) is not None
    if _BARE_ZERO.search(item):
        return False
    if relation and re.search(r"\^\s*\{?\s*-?\Z", item[:at]):
        return re.fullmatch(r"\s*[A-Za-z](?:\([A-Za-z]\))?\s*", item[: relation.start()]) is not None
    return True


def _in_clock(spot: re.Match[str], written: str) -> bool:
    return int(written) < (24 if spot.string[: spot.start()].count(":") == 0 else 60)


def _plain(literal: str) -> str:
    return _SEPARATOR.sub("", literal)


def _far(old: str, new: str, least: Fraction) -> bool:
    """Whether the new number differs by the least share of the old one, and by a unit of its last digit."""
    was, now = Fraction(_plain(old)), Fraction(_plain(new))
    unit = Fraction(1, 10 ** len(old.partition(".")[2])) if "." in old else Fraction(1)
    if "." in old:
        least = max(least, Fraction(1, 20))
    return now != was and abs(now - was) >= max(least * abs(was), unit)


def other_numbers(literal: str, *, one_step: bool = False, digits_only: bool = False) -> Iterator[str]:
    """Other numbers that a slip makes of one without a sign: one more or less, a digit, two digits, a zero, the point."""
    plain = _plain(literal)
    if len(plain) > LONGEST_NUMBER or not plain.isascii():
        return
    whole, point, part = plain.partition(".")
    found: list[str] = []
    if not digits_only:
        found += [_stepped(whole, step) + point + part for step in (1, -1)]
    if not one_step:
        for at, digit in enumerate(plain):
            if digit.isdigit() and at < 4:
                others = [d for d in "3172946850" if d != digit and (d != "0" or (at and len(whole) > 1))]
                if digits_only:
                    others = [d for d in others if d in "01" or d <= max(plain)]
                found += [plain[:at] + d + plain[at + 1 :] for d in others[:2]]
        if not digits_only:
            for at in range(min(len(whole), 4) - 1):
                if whole[at] != whole[at + 1] and (at or whole[1] != "0"):
                    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
                    found.append(swapped + point + part)
            if point:
                found += [
                    whole + part[:1] + (point + part[1:] if part[1:] else ""),
                    "0" + point + whole + part,
                ]
            else:
                found.append(whole + "0")
                if len(whole) > 1 and whole.endswith("0"):
                    found.append(whole[:-1])
            if len(whole) > 1 and whole[1] != "0":
                found.append(whole[1:] + point + part)
    separator = _SEPARATOR.search(literal)
    for number in dict.fromkeys(found):
        if number and number != plain and not number.startswith("-"):
            yield _grouped(number, separator[0]) if separator else number


def _stepped(whole: str, step: int) -> str:
    number = int(whole) + step
    return str(number).zfill(len(whole)) if whole.startswith("0") and len(whole) > 1 else str(number)


def _grouped(number: str, separator: str) -> str:
    whole, point, part = number.partition(".")
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return separator.join(groups) + point + part


# Signs ---------------------------------------------------------------------------------------------------

_FLIPPED = {
    "<": ">",
    ">": "<",
    "≤": "≥",
    "≥": "≤",
    "\\le": "\\ge",
    "\\leq": "\\geq",
    "\\ge": "\\le",
    "\\geq": "\\leq",
    "\\lt": "\\gt",
    "\\gt": "\\lt",
}
_SIDES = re.compile(r"\\(?:leq?|geq?|lt|gt)(?![A-Za-z])|≤|≥|(?<![-=<])[<>](?![=<>/A-Za-z-])")
_TERM = re.compile(r"\\(?:pm|mp)|[+\-−±∓]")
_WORDY = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}(?![A-Za-z])")
_TURNED = re.compile(r"\s*(?:1?\s*(?:\\pi|π)|180\s*(?:\^\{?\s*\\circ|°|\\circ|degrees|deg))")


def math_like(answer: str) -> bool:
    r"""Whether an answer is a formula: no words in it but in ``\text{…}``."""
    return not _WORDY.search(re.sub(r"\\(?:text|mathrm)\{[^{}]*\}|\\[A-Za-z]+", " ", answer))


def _terms(answer: str) -> list[tuple[int, int]]:
    """The terms of a sum that stand outside all brackets, each with the sign before it."""
    depth, starts, position = 0, [0], 0
    for mark in re.finditer(
        r"\\left|\\right|\\[{}]|[()\[\]{}]|\\text\{[^{}]*\}|\\(?:pm|mp)|[+\-−±∓=;<>]|(?<!\d),|,(?!\d)|\\[a-z]+",
        answer,
    ):
        if mark[0] in "([{" or mark[0] == "\\{":
            depth += 1
        elif mark[0] in ")]}" or mark[0] == "\\}":
            depth -= 1
        elif depth == 0 and mark.start() >= position and mark[0] in "+-−":
            before = answer[: mark.start()].rstrip()
            if before.endswith(("^", "_", "*", "/", "\\cdot", "\\times", "\\div", "e")):
                continue
            starts.append(mark.start())
        elif depth == 0 and mark[0] in "=,;<>":
            starts.append(mark.end())
        position = mark.end()
    starts = sorted({s for s in starts if s < len(answer)})
    return list(zip(starts, [*starts[1:], len(answer)], strict=True))


def changed_signs(answer: str) -> Iterator[Changed]:
    """The answer with one sign turned: of a number, between two terms, or of an inequality."""
    for side in list(_SIDES.finditer(answer))[:_SPOTS]:
        turned = _FLIPPED[side[0]]
        yield Changed(answer[: side.start()] + turned + answer[side.end() :], f"{side[0]} → {turned}")
    if not math_like(answer) and not _LONE.fullmatch(answer):
        return
    if (
        any(True for _ in dates_in(answer))
        or _RANGE.search(answer)
        or _MODULO.search(answer)
        or _TIME.fullmatch(answer.strip(" $."))
        or re.search(r"=\s*[-−]?0[\s$}]*\Z|_|[|]", answer)
        or (_FAMILY.search(answer) and _PI.search(answer))
        or has_constant(answer)
        or "≡" in answer
    ):
        return
    if not re.search(r"\d|(?<![A-Za-z])[a-z](?![A-Za-z])", answer):
        return
    inside = re.fullmatch(r"(\s*(?:\\left)?[(\[])(.*)((?:\\right)?[)\]]\s*)", answer, re.DOTALL)
    lead, body, tail = (
        inside.groups() if inside and "," in inside[2] and not _nested(inside[2]) else ("", answer, "")
    )
    for first, last in _terms(body)[:_SPOTS]:
        term = body[first:last]
        if not term.strip(" +-−$\\") or _TERM.match(term.lstrip(" +-−")) or "pm" in term or "±" in term:
            continue
        if not re.search(r"[1-9]|(?<![A-Za-z])[a-z](?![A-Za-z])|\\pi|π", term) or _PLUS_CONSTANT.fullmatch(
            term.strip()
        ):
            continue
        bare = re.fullmatch(r"\s*(?P<sign>[+\-−]?)\s*(?:(?P<end>\\infty|∞)|[a-zA-Z])[\s=]*", term)
        if bare and (bare["end"] or not bare["sign"]):
            continue  # the x of "x = …", the ends of the line
        if _TURNED.fullmatch(term.lstrip(" +-−")):
            continue  # half a turn to either side is the same
        for flipped in _flipped(term, body[:first].rstrip()[-1:] in "=,;<>"):
            what = f"{term.strip()} → {flipped.strip()}"
            yield Changed(lead + body[:first] + flipped + body[last:] + tail, what)


def _nested(text: str) -> bool:
    return any(mark in text for mark in ("(", "["))


def _flipped(term: str, opens: bool) -> Iterator[str]:
    """A term with the other sign; one that opens an expression has none where it is positive."""
    found = re.match(r"(\s*(?:\\\(|\$)?\s*)([+\-−]?)(\s*)(.*)\Z", term, re.DOTALL)
    if found is None:
        return
    lead, sign, space, rest = found.groups()
    if not rest.strip(" $"):
        return
    if sign in ("-", "−") and sign:
        yield lead + ("" if opens else "+" + space) + rest
    elif sign == "+":
        yield lead + "-" + space + rest
    elif (
        opens
        and re.match(r"(?:\\?[$€£])?\d|\\[dt]?frac|\\sqrt|\\pi|π|[a-z]", rest)
        and not re.match(r"[a-zA-Z]\s*\Z", rest)
    ):
        yield lead + "-" + rest


# Units ---------------------------------------------------------------------------------------------------

_UNITS: dict[str, tuple[str, ...]] = {
    "kg": ("g", "mg"),
    "g": ("mg", "kg"),
    "mg": ("mcg", "g"),
    "mcg": ("mg",),
    "µg": ("mg",),
    "μg": ("mg",),
    "ug": ("mg",),
    "ng": ("mg",),
    "lb": ("kg",),
    "lbs": ("kg",),
    "oz": ("g",),
    "km": ("m", "cm"),
    "m": ("cm", "km"),
    "cm": ("m", "mm"),
    "mm": ("cm", "m"),
    "nm": ("mm",),
    "mi": ("km",),
    "ft": ("m",),
    "in": ("cm",),
    "h": ("min", "s"),
    "hr": ("min",),
    "min": ("h", "s"),
    "s": ("min", "h"),
    "sec": ("min",),
    "ms": ("s",),
    "L": ("mL",),
    "l": ("ml",),
    "mL": ("L",),
    "ml": ("l",),
    "dL": ("mL",),
    "mol": ("mmol",),
    "mmol": ("mol",),
    "J": ("kJ",),
    "kJ": ("J",),
    "cal": ("kcal",),
    "kcal": ("cal",),
    "eV": ("keV",),
    "W": ("kW",),
    "kW": ("W",),
    "N": ("kN",),
    "kN": ("N",),
    "Pa": ("kPa",),
    "kPa": ("Pa",),
    "atm": ("Pa",),
    "mmHg": ("kPa",),
    "V": ("mV",),
    "mV": ("V",),
    "A": ("mA",),
    "mA": ("A",),
    "Hz": ("kHz",),
    "kHz": ("Hz",),
    "mph": ("m/s",),
    "°C": ("°F", "K"),
    "°F": ("°C",),
    "℃": ("℉",),
    "K": ("°C",),
    "mM": ("M",),
    "hours": ("minutes", "days"),
    "hour": ("minute",),
    "minutes": ("hours", "seconds"),
    "minute": ("hour",),
    "seconds": ("minutes",),
    "second": ("minute",),
    "days": ("weeks", "hours"),
    "day": ("week",),
    "weeks": ("days",),
    "week": ("day",),
    "months": ("years", "days"),
    "month": ("year",),
    "years": ("months",),
    "year": ("month",),
    "kilometers": ("meters",),
    "kilometres": ("metres",),
    "meters": ("centimeters",),
    "metres": ("centimetres",),
    "centimeters": ("meters",),
    "centimetres": ("metres",),
    "miles": ("kilometers",),
    "feet": ("inches",),
    "inches": ("feet",),
    "kilograms": ("grams",),
    "grams": ("kilograms",),
    "milligrams": ("grams",),
    "pounds": ("ounces",),
    "ounces": ("pounds",),
    "liters": ("milliliters",),
    "litres": ("millilitres",),
    "milliliters": ("liters",),
    "gallons": ("liters",),
    "dollars": ("cents", "euros"),
    "cents": ("dollars",),
    "euros": ("dollars",),
    "joules": ("kilojoules",),
    "watts": ("kilowatts",),
    "newtons": ("joules",),
    "volts": ("amperes",),
    "moles": ("grams",),
}
"""Units, each with others that mean another amount with the same number."""
_UNIT_AT = re.compile(
    r"(?P<number>(?:\d[\d,]*(?:\.\d+)?|\}))(?P<gap>(?:\s|\\[,;! ]|~|\{\}|-)*(?:\\(?:text|mathrm|mbox|textrm)\{\s*)?)(?P<unit>[°℃℉]?[A-Za-zµμ]*)(?![A-Za-z])"
)
_BEHIND_UNIT = re.compile(r"[\s$})\].,;]*\Z|\}?\s?[/^·*²³⁻]|\}?\s+(?:\d|per\b|and\b)")
_MONEY = re.compile(r"(?P<sign>\\?\$|€|£)(?=\s?\d)")


def measured(answer: str) -> re.Match[str] | None:
    """The number and its unit, where an answer is an amount of a known unit."""
    for found in _UNIT_AT.finditer(answer):
        unit = found["unit"]
        if unit not in _UNITS:
            continue
        rest = answer[found.end("unit") :]
        if not _BEHIND_UNIT.match(rest):
            continue
        alone = rest.strip(" $.})") == ""
        if (len(unit) > 1 and (found["gap"] or alone)) or "{" in found["gap"] or (alone and found["gap"]):
            return found
    return None


def units_beside(unit: str) -> tuple[str, ...]:
    """Other units than this one; none where it is not known."""
    return _UNITS.get(unit, ())


def changed_units(answer: str) -> Iterator[Changed]:
    """The answer with another unit behind the same number, or another currency before it."""
    found = measured(answer)
    if found and found["number"].strip("0.,"):
        forty = re.fullmatch(r"40(?:\.0*)?", found["number"]) is not None  # -40 °C is -40 °F
        for unit in _UNITS[found["unit"]]:
            if forty and unit in ("°F", "°C", "℉"):
                continue
            yield Changed(
                answer[: found.start("unit")] + unit + answer[found.end("unit") :],
                f"{found['unit']} → {unit}",
            )
    money = _MONEY.search(answer)
    if money and re.search(r"[1-9]", answer):
        other = "€" if "$" in money["sign"] else "$" if not answer.startswith("\\") else "\\$"
        yield Changed(answer[: money.start()] + other + answer[money.end() :], f"{money['sign']} → {other}")


# Names ---------------------------------------------------------------------------------------------------

_OPPOSITE = {
    "yes": "no",
    "no": "yes",
    "true": "false",
    "false": "true",
    "correct": "incorrect",
    "valid": "invalid",
    "incorrect": "correct",
    "invalid": "valid",
}
_LETTER = re.compile(r"(\(?)([A-Ea-e])([).]?)")
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’\-.&]{1,2}[^\W\d_]+\.?){0,4}")
_CAPITALISED = re.compile(r"(?<![.!?:\n\"“] )(?<![\w\\{.])(?<!\A)[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*(?![\w}])")


def is_name(answer: str) -> bool:
    """Whether an answer is a word or a few, as a name or a label is."""
    return len(answer) <= 60 and _NAME.fullmatch(answer.strip()) is not None


def changed_names(answer: str, prompt: str, others: Sequence[str]) -> Iterator[Changed]:
    """Another name, letter or truth value for one; names are taken from ``others``, or else from the prompt."""
    said = answer.strip()
    if opposite := _OPPOSITE.get(said.casefold()):
        written = (
            opposite.upper() if said.isupper() else opposite.capitalize() if said[0].isupper() else opposite
        )
        yield Changed(written, f"{said} → {written}")
        return
    if choice := _LETTER.fullmatch(said):
        letters = "ABCDE" if choice[2].isupper() else "abcde"
        for step in (1, 2, 4):
            other = letters[(letters.index(choice[2]) + step) % 5]
            yield Changed(choice[1] + other + choice[3], f"{choice[2]} → {other}")
        return
    if not is_name(said):
        return
    mine = set(said.casefold().split())
    names = [name for name in others if is_name(name)]
    if not names and said[:1].isupper():
        names = [found[0] for found in _CAPITALISED.finditer(prompt[:20_000])]
    for name in dict.fromkeys(name.strip() for name in names):
        if not (mine & set(name.casefold().split()) or _alike(said.casefold(), name.casefold())):
            yield Changed(name, f"{said} → {name}")


def _alike(one: str, two: str) -> bool:
    """Whether two names may be one: the same beginning, the same letters (``CCO``, ``OCC``), or initials."""
    initials = ["".join(word[0] for word in re.findall(r"[^\W\d_]+", name)) for name in (one, two)]
    return (
        one.startswith(two[:4])
        or two.startswith(one[:4])
        or sorted(one) == sorted(two)
        or one == initials[1]
        or two == initials[0]
    )


# Dates ---------------------------------------------------------------------------------------------------

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in _MONTHS)})\.?"
_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_SLASHED = re.compile(r"(?<![\d/])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/])")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<of> (?:of )?){_MONTH}(?P<gap>,? )?(?P<y>(?(gap)\d{{4}}))(?!\d)"
)
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z]){_MONTH} (?P<d>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<gap>,? )?(?P<y>(?(gap)\d{{4}}))(?!\d)"
)


def dates_in(text: str) -> Iterator[re.Match[str]]:
    """The dates that a text writes."""
    for pattern in (_ISO, _SLASHED, _DAY_FIRST, _MONTH_FIRST):
        yield from pattern.finditer(text)


def changed_dates(answer: str) -> Iterator[Changed]:
    """The answer with another valid date: a day, a month or a year before or after."""
    for found in islice(dates_in(answer), _SPOTS):
        for written in _other_dates(found):
            yield Changed(
                answer[: found.start()] + written + answer[found.end() :], f"{found[0]} → {written}"
            )


_CLOCK = re.compile(r"(?<![\d:.])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])")


def changed_times(answer: str) -> Iterator[Changed]:
    """The answer with another time of day: an hour or a minute before or after."""
    for found in islice(_CLOCK.finditer(answer), _SPOTS):
        hour, minute = int(found["h"]), int(found["m"])
        for hours, minutes in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            h, m = hour + hours, minute + minutes
            if 0 <= h < 24 and 0 <= m < 60:
                written = f"{h:0{len(found['h'])}}:{m:02}"
                yield Changed(
                    answer[: found.start()] + written + answer[found.end() :], f"{found[0]} → {written}"
                )


NOT_NUMBERS = ("NaN", "nan", "inf", "-inf", "1e999", "0/0")
"""What many programs read as a number and none of which is an answer."""
_DIGITS = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d.,]*\d)")


def last_digits(answer: str) -> Iterator[Changed]:
    """The answer with a number that differs by one in the last digit that it shows."""
    for found in islice(_DIGITS.finditer(answer), _SPOTS):
        digit = Decimal(1).scaleb(-len(found[0].partition(".")[2]))
        for step in (digit, -digit):
            changed = Decimal(found[0]) + step
            if changed > 0:
                yield Changed(
                    answer[: found.start()] + f"{changed:f}" + answer[found.end() :],
                    f"{found[0]} → {changed:f}",
                )


def _other_dates(found: re.Match[str]) -> Iterator[str]:
    kind = found.re
    year = int(found["y"] or 2024)
    steps = ((0, 0, 1), (0, 0, -1), (0, 1, 0), (0, -1, 0), (1, 0, 0), (-1, 0, 0))
    if kind is _SLASHED:
        first, second = int(found["a"]), int(found["b"])
        for more, second_more, first_more in steps:
            a, b = first + first_more, second + second_more
            day_first = _valid(year + more, b, a) and _valid(year, second, first)
            if not day_first and not (_valid(year + more, a, b) and _valid(year, first, second)):
                continue
            if (a > 12) == (first > 12) and (b > 12) == (second > 12) and (a, b) != (second, first):
                wide_a, wide_b = len(found["a"]), len(found["b"])
                yield f"{a:0{wide_a}}{found['s']}{b:0{wide_b}}{found['s']}{year + more:04}"
        return
    month = int(found["m"]) if kind is _ISO else [name[:3] for name in _MONTHS].index(found["month"][:3]) + 1
    day = int(found["d"])
    for years, months, days in steps:
        y, m, d = year + years, month + months, day + days
        if (years and not found["y"]) or not _valid(y, m, d) or not _valid(year, month, day):
            continue
        if kind is _ISO:
            yield f"{y:04}-{m:02}-{d:02}"
            continue
        name = _MONTHS[m - 1]
        name = name if found["month"] == _MONTHS[month - 1] else name[:3]
        name += "." if found[0][found.end("month") - found.start() :].startswith(".") else ""
        number = f"{d}{_ordinal(d)}" if found["th"] else f"{d:0{len(found['d'])}}"
        gap, when = found["gap"] or "", f"{y:04}" if found["y"] else ""
        yield (
            f"{number}{found['of']}{name}{gap}{when}" if kind is _DAY_FIRST else f"{name} {number}{gap}{when}"
        )


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# Order ---------------------------------------------------------------------------------------------------

_TUPLE = re.compile(
    r"(?<![A-Za-z}\\)_^])(?:\\left)?(?P<open>[(\[])(?P<inside>[^()\[\]]*,[^()\[\]]*)(?:\\right)?[)\]]"
)
_MATRIX = re.compile(
    r"\\begin\{(?P<kind>[pbv]matrix|array)\}(?:\{[^{}]*\})?(?P<inside>.*?)\\end\{(?P=kind)\}", re.DOTALL
)
_UNORDERED = re.compile(
    r"any order|order does not matter|regardless of order|unordered|two numbers|\bpair of (?:numbers|integers)|"
    r"\b(?:roots|zeros|solutions|eigenvalues|factors|divisors)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reordered(Changed):
    """Another order of the items; ``counts`` says that the order is part of the answer."""

    counts: bool = False


def changed_order(answer: str, prompt: str = "") -> Iterator[Reordered]:
    """The answer with two neighbouring items swapped, where no two of its items are equal."""
    counts = not _UNORDERED.search(prompt)
    for found in list(_TUPLE.finditer(answer))[:_SPOTS]:
        yield from _swapped(answer, *found.span("inside"), r",", counts)
    for found in list(_MATRIX.finditer(answer))[:3]:
        yield from _swapped(answer, *found.span("inside"), r"&|\\\\", counts)
    stripped = answer.strip(" $")
    if (
        not _TUPLE.search(answer)
        and "{" not in answer.replace("\\frac{", "")
        and stripped
        and not re.search(r"[(\[]", stripped)
    ):
        yield from _swapped(answer, 0, len(answer), r",(?!\d{3}(?!\d))|;", False)


def _swapped(answer: str, start: int, end: int, separator: str, counts: bool) -> Iterator[Reordered]:
    marks = list(re.finditer(separator, answer[start:end]))[:50]
    edges = [(0, 0), *(mark.span() for mark in marks), (end - start, end - start)]
    spans = [(start + a, start + b) for (_, a), (b, _) in pairwise(edges)]
    items = [answer[a:b].strip() for a, b in spans]
    keys = [normal(item) if value(item) is None else value(item) for item in items]
    if len(items) < 2 or len(set(keys)) < len(keys) or not all(items):
        return
    for at, ((a, b), (c, d)) in enumerate(pairwise(spans)):
        one, two = items[at], items[at + 1]
        text = (
            answer[:a]
            + answer[a:b].replace(one, two, 1)
            + answer[b:c]
            + answer[c:d].replace(two, one, 1)
            + answer[d:]
        )
        yield Reordered(text, f"{one}, {two} → {two}, {one}"[:80], counts)
