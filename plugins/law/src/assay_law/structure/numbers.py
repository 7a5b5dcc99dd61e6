"""Dates, sums and numbers of a response against what was given: nothing invented."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations, pairwise

from assay.evidence import CannotTell, Findings, language
from assay_law.amounts.written import MONTHS, written
from assay_law.calendars.written import dates_in
from assay_law.structure.citing import cited_in
from assay_law.structure.facts import Facts
from assay_law.texts.modality import is_chinese, sentences

_LIST_NUMBER = re.compile(r"^[ \t>*#]*(?:\(?\d{1,2}[.):]|[(（]\d{1,2}[)）])(?=\s|\*)", re.MULTILINE)
_BRACKETS = str.maketrans("（）", "\n\n")
_SMALL = 10
"""Numbers in words up to this, without a unit, count what the writer lists (``two requirements``)."""


def check_dates(text: str, known: Facts, found: Findings) -> None:
    """Each date of the response is one of the facts, the rules, the question or the outcome."""
    told = [each for each in dates_in(known.whole, partial=True)]
    days = {day for each in told for day in each.days}
    short = {known.whole[e.start : e.end].casefold() for e in told if not e.days}
    monthdays = {(day.month, day.day) for day in days}
    for each in dates_in(text, partial=True):
        said = text[each.start : each.end]
        if each.days:
            there = any(day in days for day in each.days)
        else:
            there = said.casefold() in short or _month_day(said) in monthdays
        if each.day and each.weekday not in (None, each.day.weekday()):
            message = f"{each.day} is no such weekday."
            found.check(False, "date", said, "wrong_weekday", message, span=(each.start, each.end))
        found.check(
            there or None,
            "date",
            said,
            "unknown_date",
            f"{said} is no date of the facts.",
            span=(each.start, each.end),
        )


def _month_day(said: str) -> tuple[int, int] | None:
    for form in (f"{said}, 2000", f"{said} 2000"):
        if (made := dates_in(form)) and made[0].day:
            return made[0].day.month, made[0].day.day
    return None


def without_places(text: str) -> str:
    """The text, as long as it was, without its dates, citations and numbers of lists."""
    pieces = list(text)
    spans = [(d.start, d.end) for d in dates_in(text, partial=True)]
    spans += [(c.start, c.end) for c in cited_in(text)]
    spans += [m.span() for m in _LIST_NUMBER.finditer(text)]
    for start, end in spans:
        pieces[start:end] = " " * (end - start)
    return "".join(pieces)


def check_numbers(text: str, known: Facts, found: Findings) -> None:
    """Each number and sum of the response stands in what was given, or is the result of arithmetic that is stated and right."""
    from assay.evidence.arithmetic import stated_arithmetic  # it takes a while to load

    plain = without_places(text).translate(_BRACKETS)
    tongue = language("zh" if is_chinese(text) else "en")
    values = _values(known.whole)
    try:
        said = tongue.numbers_in(plain)
    except CannotTell as told:
        found.check(None, "number", "", "unreadable_number", str(told))
        return
    sums = {(each.value, _currency(each.unit)) for each in written(known.whole) if each.value is not None}
    values |= {(value, "") for value, words in _TIMES.items() if words.search(known.whole)}
    for link in stated_arithmetic(plain):
        if link.holds is not None:
            found.check(
                link.holds,
                "arithmetic",
                f"{link.left} = {link.right}",
                "wrong_arithmetic",
                f"{link.left[:80]} is not {link.right[:40]}.",
                span=(link.start, link.end),
            )
        if link.holds:
            values |= {(n.value, unit) for n in tongue.numbers_in(link.right) for unit in (n.unit, "")}
            sums |= {
                (each.value, _currency(each.unit)) for each in written(link.right) if each.value is not None
            }
            sums |= {
                (each.value, unit)
                for each in written(link.right)
                for _, unit in list(sums)
                if not each.unit and each.value is not None
            }
    held = dates_in(text)
    borders = [start for start, _ in sentences(text)] + [len(text)]

    def sentence(at: int) -> tuple[int, int]:
        return next(((a, b) for a, b in pairwise(borders) if a <= at < b), (0, len(text)))

    def differs(value: Fraction, unit: str, at: int) -> bool:
        """Whether a sum is what two other ones of its sentence, both given, come to when they are added or taken away."""
        a, b = sentence(at)
        others = [
            w.value
            for w in written(plain[a:b])
            if w.value not in (None, value) and _currency(w.unit) == unit and (w.value, unit) in sums
        ]
        return any(abs(x - y) == value or x + y == value for x, y in combinations(others, 2) if x and y)

    def days_between(number: int, at: int) -> bool:
        """Whether so many days lie between two dates of the sentence, or one of it and the last before it."""
        a, b = sentence(at)
        days = [d.day for d in held if a <= d.start < b and d.day]
        days += [d.day for d in held if d.start < a and d.day][-1:]
        return any(abs((x - y).days) == number for x, y in combinations(days, 2))

    taken: list[tuple[int, int]] = []
    for each in written(plain):
        if each.unit in ("", MONTHS) or each.value is None:
            continue
        taken.append((each.start, each.end))
        found.check(
            ((each.value, _currency(each.unit)) in sums)
            or differs(each.value, _currency(each.unit), each.start)
            or None,
            "amount",
            each.text,
            "unknown_amount",
            f"{each.text} is no sum of the facts.",
            span=(each.start, each.end),
        )
    for number in said:
        if any(a < number.span[1] and number.span[0] < b for a, b in taken):
            continue
        word = not any(c.isdigit() for c in number.text)
        if word and not number.unit and number.value.isdigit() and int(number.value) <= _SMALL:
            continue
        found.check(
            ((number.value, number.unit) in values)
            or (
                number.unit in ("d", "天", "日")
                and number.value.isdigit()
                and days_between(int(number.value[:9]), number.span[0])
            )
            or None,
            "number",
            number.text,
            "unknown_number",
            f"{number.text} is no number of the facts or the rules.",
            span=number.span,
        )


def _currency(unit: str) -> str:
    return unit.replace("¥", "CNY")


_TIMES = {
    "2": re.compile(r"\b(?:twice|double|half)\b|双倍|二倍|两倍|一半|减半", re.IGNORECASE),
    "3": re.compile(r"\b(?:thrice|treble|triple|three times)\b|三倍", re.IGNORECASE),
}
"""What words of a rule bring into a computation."""


def _values(text: str) -> set[tuple[str, str]]:
    """The numbers of a text with their units, and without; a sentence whose numbers cannot be told gives none."""
    made: set[tuple[str, str]] = set()
    for tongue in ("en", "zh") if is_chinese(text) else ("en",):
        for line in re.split(r"[。！？\n]" if tongue == "zh" else r"\n", without_places(text)):
            try:
                said = language(tongue).numbers_in(line)
            except CannotTell:
                continue
            made |= {(n.value, n.unit) for n in said} | {(n.value, "") for n in said}
    return made
