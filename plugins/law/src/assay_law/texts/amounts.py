"""Dates, sums of money, periods and percentages as contracts write them, each brought to one form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assay.evidence import language
from assay_law.calendars.written import dates_in

DATE, MONEY, PERIOD, PERCENT = "date", "amount", "period", "percentage"


@dataclass(frozen=True)
class Value:
    """A value: ``2025-03-01``, ``USD 5000``, ``30 days``, ``1.5%``; and its place in the text."""

    value: str
    start: int
    end: int


_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "元": "CNY", "人民币": "CNY", "dollars": "USD", "euros": "EUR", "pounds": "GBP"}  # fmt: skip
_SIGN = r"US\$|\$|€|£|¥|￥|USD|EUR|GBP|CNY|RMB|人民币"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_MONEY = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>{_SIGN})\s?(?P<a>{_DIGITS})|(?P<b>{_DIGITS})\s?(?P<word>(?:US )?dollars|euros|pounds|USD|EUR|GBP|CNY|RMB|元))(?![\d%]|[.,]\d)(?!\s?(?:million|billion|thousand|万|亿|[kKmM]\b))",
    re.IGNORECASE,
)
_UNIT = r"business days?|working days?|calendar days?|days?|weeks?|months?|years?|hours?|个工作日|日|天|周|个月|年|小时"
_PERIOD = re.compile(
    rf"(?<![\w.,$-])(?:(?P<digits>\d{{1,4}})|(?P<word>[A-Za-z]+(?:-[A-Za-z]+)?)(?:\s*\((?P<inner>\d{{1,4}})\))?)(?:[\s-]*(?P<unit>{_UNIT}))(?![\w])",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<![\w.,])(?P<n>\d{1,4}(?:\.\d{1,4})?)\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_UNITS = {"个工作日": "business day", "日": "day", "天": "day", "周": "week", "个月": "month", "年": "year", "小时": "hour", "calendar day": "day", "working day": "business day"}  # fmt: skip


def _dates(text: str) -> list[Value]:
    return [
        Value(each.days[0].isoformat(), each.start, each.end)
        for each in dates_in(text)
        if len(each.days) == 1 and each.year
    ]


def _money(text: str) -> list[Value]:
    made = []
    for m in _MONEY.finditer(text):
        name = m["sign"] or m["word"].lower().removeprefix("us ")
        code = _CURRENCIES.get(name, name.upper().replace("RMB", "CNY"))
        number = Decimal((m["a"] or m["b"]).replace(",", "")).normalize()
        made.append(Value(f"{code} {number:f}", *m.span()))
    return made


def _periods(text: str) -> list[Value]:
    made = []
    for m in _PERIOD.finditer(text):
        number: object = m["digits"] or m["inner"]
        if m["word"]:
            spelled = language("en").number_word(m["word"].lower().replace("-", " "))
            if spelled is None or (m["inner"] and Decimal(str(spelled)) != Decimal(m["inner"])):
                continue
            number = spelled
        unit = m["unit"].lower()
        unit = _UNITS.get(unit.removesuffix("s"), _UNITS.get(unit, unit.removesuffix("s")))
        made.append(Value(f"{number} {unit}", *m.span()))
    return made


def _percents(text: str) -> list[Value]:
    return [Value(f"{Decimal(m['n']).normalize():f}%", *m.span()) for m in _PERCENT.finditer(text)]


_READERS: dict[str, Callable[[str], list[Value]]] = {
    DATE: _dates,
    MONEY: _money,
    PERIOD: _periods,
    PERCENT: _percents,
}


def values_in(text: str, kind: str) -> list[Value]:
    """The values of a kind in a text, in order."""
    return _READERS[kind](text)


def kind_of(text: str) -> tuple[str, str] | None:
    """The kind of a value and its one form; ``None`` if it is none, or more than one value."""
    text = text.strip()
    try:
        return DATE, date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for kind, reader in _READERS.items():
        found = reader(text)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
            return kind, found[0].value
    return None


_CHANGES = re.compile(
    r"\s?(?:million|billion|thousand|hundred|万|亿|per cent|percent|%|[kKmM]\b)|\s?(?:or|to|–|-)\s?[\d$€£]|[,\s]+(?:plus|less|minus)\b",
    re.IGNORECASE,
)


_LEADS = re.compile(r"\d\s?(?:%\s?)?(?:or|to|–|-)\s?\Z", re.IGNORECASE)


def unread(text: str, start: int, end: int) -> bool:
    """Whether what stands around a value makes another of it: ``$5 million``, ``30 to 45 days``."""
    return _CHANGES.match(text, end) is not None or _LEADS.search(text, max(0, start - 12), start) is not None
