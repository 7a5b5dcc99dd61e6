"""Values that came out of a candidate, compared with those expected.

Comparison is Python's ``==`` on plain data that we decoded ourselves, so nothing of
the candidate's runs: ``True == 1``, ``1 == 1.0``, but ``[1] != (1,)``. An
:class:`~assay.sandbox.Opaque` (an instance of a class of the candidate's, or of a
subclass of a built-in type) equals nothing.
"""

from __future__ import annotations

import json
import math
import reprlib
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from assay.sandbox import Opaque
from assay_code.judging.candidate import Stopped

MAX_SHOWN = 200
_MOST_COMPARED = 1_000_000
_MOST_BITS = 200_000  # of a part of a fraction, which is reduced in this process
ROUNDING = 1e-9
"""By how much, relative to what is expected, floats may differ where no tolerance is stated: two right ways to
compute one value round differently (``0.1 + 0.2``). Near 0, by a millionth of that; never by more than
:data:`_MOST_ROUNDED`, as seconds since 1970 or counts in the billions differ by less than a billionth."""
_MOST_ROUNDED = 1e-4
_LAST_DIGITS = 16  # steps between floats of that size, where one alone is larger
_DICTS = frozenset(("Counter", "OrderedDict", "defaultdict"))

_short = reprlib.Repr()
_short.maxlist = _short.maxtuple = _short.maxset = _short.maxfrozenset = _short.maxdict = 24
_short.maxstring = _short.maxother = _short.maxlong = 120
_short.maxlevel = 4


def plain(value: Any) -> Any:
    """``value`` with the objects whose contents are known put in place of their stand-ins.

    A ``Counter``, ``OrderedDict`` or ``defaultdict`` becomes a dict and a ``bytearray``
    bytes, to which they are equal; a ``Fraction`` and a ``Decimal`` become such numbers.
    """
    if isinstance(value, Opaque):
        return _known(value)
    kind = type(value)
    if kind in (list, tuple):
        return kind(plain(item) for item in value)
    try:
        if kind is dict:
            return {plain(key): plain(item) for key, item in value.items()}
        if kind in (set, frozenset):
            return kind(plain(item) for item in value)
    except TypeError:  # a forged key or member, whose contents have no hash
        pass
    return value


def _known(value: Opaque) -> Any:
    contents = getattr(value, "contents", None)
    if value.type in _DICTS and type(contents) is dict:
        return plain(contents)
    if value.type == "bytearray" and type(contents) is bytes:
        return contents
    if value.type == "Fraction" and type(contents) is tuple and [type(n) for n in contents] == [int, int]:
        small = max(n.bit_length() for n in contents) < _MOST_BITS
        return Fraction(*contents) if contents[1] and small else value
    if value.type == "Decimal" and type(contents) is str and len(contents) < 1000:
        try:
            number = Decimal(contents)
        except InvalidOperation:
            return value
        return number if abs(number.adjusted()) < 10_000 and number.is_finite() else value
    return value


def has_opaque(value: Any) -> bool:
    """Whether an object that stayed where it was is anywhere in ``value``."""
    if isinstance(value, Opaque):
        return True
    if isinstance(value, dict):
        return any(has_opaque(key) or has_opaque(item) for key, item in value.items())
    return isinstance(value, list | tuple | set | frozenset) and any(map(has_opaque, value))


def same(got: Any, expected: Any, *, tolerance: float | None = 0.0, ordered: bool = True) -> bool:
    """Whether ``got`` is what was expected.

    NaN is NaN. With ``tolerance``, floats that are expected may differ by that much,
    relative or absolute; ``None`` is as much as :data:`ROUNDING`. Unless ``ordered``, the outermost list has no order.
    """
    if not ordered and type(got) is type(expected) and type(got) in (list, tuple):
        return len(got) == len(expected) and _matched(list(got), list(expected), tolerance)
    return _same(got, expected, tolerance)


def as_json(value: Any) -> Any:
    """The value as JSON would have it: lists for tuples, text for the keys of dicts."""
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if type(value) is dict and not has_opaque(list(value)):
        return {key if isinstance(key, str) else _key(key): as_json(item) for key, item in value.items()}
    return value


def _key(key: Any) -> Any:
    scalar = (
        key is None or isinstance(key, bool | float) or (isinstance(key, int) and key.bit_length() < 10_000)
    )
    return json.dumps(key) if scalar else key


def _same(got: Any, expected: Any, tolerance: float | None) -> bool:
    kind = type(expected)
    if isinstance(got, Opaque):
        return False
    if kind is float and type(got) in (float, int):
        if math.isnan(expected):
            return type(got) is float and math.isnan(got)
        if tolerance != 0 and math.isfinite(expected):
            try:
                if tolerance is None:
                    return bool(abs(got - expected) <= _rounding(expected))
                return math.isclose(got, expected, rel_tol=tolerance, abs_tol=tolerance)
            except OverflowError:
                return False
        return bool(got == expected)
    if kind in (list, tuple):
        return (
            type(got) is kind
            and len(got) == len(expected)
            and all(_same(a, b, tolerance) for a, b in zip(got, expected, strict=True))
        )
    if kind is dict:
        return (
            type(got) is dict
            and got.keys() == expected.keys()
            and all(_same(got[key], item, tolerance) for key, item in expected.items())
        )
    if kind in (set, frozenset) and tolerance != 0 and type(got) in (set, frozenset) and _has_float(expected):
        return len(got) == len(expected) and _matched(list(got), list(expected), tolerance)
    return bool(got == expected)


def _rounding(expected: float) -> float:
    relative = max(ROUNDING * abs(expected), ROUNDING * 1e-6)
    return max(min(relative, _MOST_ROUNDED), _LAST_DIGITS * math.ulp(expected))


def _has_float(items: Any) -> bool:
    return any(
        type(item) is float or (type(item) in (tuple, frozenset) and _has_float(item)) for item in items
    )


def _matched(got: list[Any], expected: list[Any], tolerance: float | None) -> bool:
    """Whether each expected item has one of its own in ``got``. Raises :class:`Stopped` where that takes too long."""
    left = dict(enumerate(got))
    tried = 0
    for item in expected:
        for place, other in left.items():
            tried += 1
            if _same(other, item, tolerance):
                del left[place]
                break
        else:
            return False
        if tried > _MOST_COMPARED:
            raise Stopped("limit", "The answer has too many items to compare without order.", undecided=True)
    return not left


def show(value: Any) -> str:
    """A short text for people."""
    if isinstance(value, Opaque):
        return f"an object of type {value.type[:40]}"
    try:
        text = _short.repr(value)
    except (ValueError, RecursionError):  # more digits than are printed
        text = f"a large {type(value).__name__}"
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
