"""Types of the standard library that cross the border with their contents.

They stay objects (a ``Counter`` is no ``dict``), but an object of exactly one of
these types also says what is in it, so that the host can look at it, and so that
another program gets a real ``Counter`` instead of a reference to somebody else's.

Standard library only: this file also runs inside the jail.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
from collections.abc import Callable
from typing import Any

_EMPTY: dict[Any, Any] = {}
_KEYS, _VALUES, _ITEMS = type(_EMPTY.keys()), type(_EMPTY.values()), type(_EMPTY.items())


def _date(value: Any) -> Any:
    return value.isoformat()


_TABLE: dict[type, tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = {
    collections.Counter: ("Counter", dict, collections.Counter),
    collections.OrderedDict: ("OrderedDict", dict, collections.OrderedDict),
    collections.defaultdict: ("defaultdict", dict, lambda form: collections.defaultdict(None, form)),
    collections.deque: ("deque", list, collections.deque),
    bytearray: ("bytearray", bytes, bytearray),
    range: ("range", lambda value: (value.start, value.stop, value.step), lambda form: range(*form)),
    _KEYS: ("dict_keys", list, lambda form: dict.fromkeys(form).keys()),
    _VALUES: ("dict_values", list, lambda form: dict(enumerate(form)).values()),
    _ITEMS: ("dict_items", list, lambda form: dict(form).items()),
    fractions.Fraction: (
        "Fraction",
        lambda value: (value.numerator, value.denominator),
        lambda form: fractions.Fraction(*form),
    ),
    decimal.Decimal: ("Decimal", str, decimal.Decimal),
    datetime.date: ("date", _date, datetime.date.fromisoformat),
    datetime.time: ("time", _date, datetime.time.fromisoformat),
    datetime.datetime: ("datetime", _date, datetime.datetime.fromisoformat),
    datetime.timedelta: (
        "timedelta",
        lambda value: (value.days, value.seconds, value.microseconds),
        lambda form: datetime.timedelta(*form),
    ),
}
_BUILD = {name: build for name, _, build in _TABLE.values()}
NAMES = frozenset(_BUILD)


def form_of(value: Any) -> tuple[str, Any] | None:
    """The name of its type, and plain data for its contents; ``None`` for any other type."""
    entry = _TABLE.get(type(value))
    if entry is None or getattr(value, "tzinfo", None) is not None:
        return None
    return entry[0], entry[1](value)


def build(name: str, form: Any) -> Any:
    """The value again. Only for programs: on the host the contents stay plain data."""
    return _BUILD[name](form)
