"""Values with dimensions: exact intervals in SI base units, and what may be done with them.

A value is an interval, because a number that an earlier line rounded stands for all that it may
have been rounded from. Ends are fractions as long as every operation allows it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from assay.evidence.quantities import Unit, read_unit

Number = Fraction | float
Power = int | Fraction
Dimension = tuple[tuple[str, Power], ...]
"""Base dimensions with their powers, sorted by name; powers are ``int`` where they are whole."""

TEMPERATURE: Dimension = (("temperature", 1),)
CONCENTRATION: Dimension = (("length", -3), ("substance", 1))
PRESSURE: Dimension = (("length", -1), ("mass", 1), ("time", -2))
SLACK = 1e-9
"""The relative error of computing with floats that is allowed for."""
MOST_BITS = 20_000
MOST_POWER = 400
ICE_POINTS = (Fraction("273.15"), Fraction(273), Fraction("273.2"), Fraction("273.16"))


class Undecided(Exception):
    """Something that cannot be computed: a code and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class WrongUnits(Exception):
    """Units that do not go together: metres added to seconds."""


@dataclass(frozen=True, slots=True)
class Scale:
    """1 of a unit in SI base units; ``offset`` is the zero of a temperature scale, in kelvin.

    ``own`` says that a dimension takes part that no exact factor connects with SI units.
    """

    factor: Number
    dimension: Dimension
    offset: Fraction = Fraction(0)
    own: bool = False
    span: tuple[Number, Number] | None = None
    """The smallest and largest factor, where the size of the unit is not fixed: a year has 365 or 365.25 days."""


_YEAR = Fraction(36525 * 864)  # 365.25 days
_DALTON = Fraction("1.66053906892e-27")  # CODATA 2022, kg
_OWN: dict[str, tuple[Number, Dimension, tuple[Number, Number] | None]] = {
    "radian": (Fraction(1), (), None),
    "degree": (math.pi / 180, (), None),
    "percent": (Fraction(1, 100), (), None),
    "count": (Fraction(1), (), None),
    "pH": (Fraction(1), (), None),
    "dalton": (_DALTON, (("mass", 1),), None),
    "month": (_YEAR / 12, (("time", 1),), (Fraction(365 * 86400, 12), _YEAR / 12)),
}
"""What units of a dimension of their own are in a computation."""
_COUNTED = frozenset(
    "atom atoms molecule molecules ion ions photon photons particle particles electron electrons cell cells nuclei nucleus "
    "count counts cycle cycles".split()
)
_SI = frozenset(("length", "mass", "time", "current", "temperature", "substance", "luminosity"))


@lru_cache(maxsize=2048)
def scale_of(unit: Unit) -> Scale:
    """The unit in SI base units."""
    factor: Number = unit.scale
    dimension: Dimension = ()
    own = ranged = False
    low: Number = Fraction(1)
    high: Number = Fraction(1)
    for name, power in unit.dimension:
        known = _OWN.get(name)
        if known is None:
            own = own or name not in _SI
            dimension = times(dimension, ((name, power),))
            continue
        size, dims, span = known
        factor = factor * size**power
        dimension = times(dimension, raised(dims, power))
        if span:
            ranged = True
            ends = sorted((end / size) ** power for end in span)
            low, high = low * ends[0], high * ends[1]
    return Scale(factor, dimension, unit.offset, own, (factor * low, factor * high) if ranged else None)


@lru_cache(maxsize=2048)
def unit_scale(name: str) -> Scale | None:
    """The unit that one word or symbol names, in SI base units. Particles that are counted are bare numbers."""
    if name.lower() in _COUNTED:
        return Scale(Fraction(1), ())
    unit = read_unit(name)
    return None if unit is None or not name.strip() else scale_of(unit)


@lru_cache(maxsize=4096)
def unit_power(name: str, power: Power) -> tuple[Number, Dimension]:
    """Factor and dimension of a unit to a power. Raises :class:`KeyError` for no unit."""
    scale = unit_scale(name)
    if scale is None:
        raise KeyError(name)
    if power.denominator == 1:
        return scale.factor**power.numerator, raised(scale.dimension, power)
    return float(scale.factor) ** float(power), raised(scale.dimension, power)


_NAMED = "N J W Pa C V Ω F T Wb H Hz".split()
_BASE = {
    "length": "m",
    "mass": "kg",
    "time": "s",
    "current": "A",
    "temperature": "K",
    "substance": "mol",
    "luminosity": "cd",
}
_ORDER = list(_BASE)


@lru_cache(maxsize=512)
def units_of(dimension: Dimension) -> tuple[str, ...]:
    """How the SI unit of a dimension is called: by its name, if it has one, and in base units; none for pure numbers."""
    if not dimension:
        return ()
    named = [
        name
        for name in _NAMED
        if (scale := unit_scale(name)) is not None and scale.dimension == dimension and scale.factor == 1
    ]
    order = sorted(
        dimension, key=lambda each: (each[0] != "mass", _ORDER.index(each[0]) if each[0] in _BASE else 9)
    )
    above = [_raised_name(name, power) for name, power in order if power > 0]
    below = [_raised_name(name, -power) for name, power in order if power < 0]
    base = "·".join(above) or "1"
    if below:
        base += "/" + (f"({'·'.join(below)})" if len(below) > 1 else below[0])
    return (*named[:1], base)


def _raised_name(name: str, power: Power) -> str:
    unit = _BASE.get(name, name)
    if power == 1:
        return unit
    if power.denominator == 1:
        return unit + str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{unit}^({power})"


@lru_cache(maxsize=4096)
def times(a: Dimension, b: Dimension) -> Dimension:
    """The dimension of a product."""
    if not a:
        return b
    if not b:
        return a
    powers = dict(a)
    for name, power in b:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, _tidied(power)) for name, power in powers.items() if power))


def _tidied(power: Power) -> Power:
    return power.numerator if power.denominator == 1 else power


@lru_cache(maxsize=4096)
def raised(a: Dimension, power: Power) -> Dimension:
    """The dimension of a power."""
    return tuple((name, _tidied(p * power)) for name, p in a) if power else ()


@dataclass(slots=True)
class Value:
    """All that a quantity may be, from ``lo`` to ``hi``, in SI base units (a temperature in °C where ``celsius``).

    ``bare``: no unit takes part. ``loose``: a bare number takes part in it that may have had a unit.
    ``difference``: a difference of temperatures. ``on_scale``: a temperature in °C entered as a factor.
    ``whole``: made of whole numbers only.
    """

    lo: Number
    hi: Number
    dimension: Dimension = ()
    bare: bool = True
    loose: bool = False
    celsius: bool = False
    difference: bool = False
    on_scale: bool = False
    whole: bool = False
    own: bool = False

    @property
    def inexact(self) -> bool:
        """Whether floats took part."""
        return isinstance(self.lo, float) or isinstance(self.hi, float)

    @property
    def middle(self) -> Number:
        return (self.lo + self.hi) / 2 if self.lo != self.hi else self.lo

    @property
    def is_zero(self) -> bool:
        return self.lo == 0 == self.hi


def exact(number: Number) -> Value:
    return Value(number, number)


def hull(a: Value, b: Value) -> Value:
    """The smallest interval that holds both, otherwise like ``a``."""
    return replace(a, lo=min(a.lo, b.lo), hi=max(a.hi, b.hi))


def _checked(value: Value) -> Value:
    for end in (value.lo, value.hi):
        if isinstance(end, float):
            if not math.isfinite(end):
                raise Undecided("limit", "a number is too large or not defined")
        elif end.numerator.bit_length() + end.denominator.bit_length() > MOST_BITS:
            raise Undecided("limit", "a number is too long")
    return value


def factor(value: Value) -> Value:
    """A value as a factor: a temperature in °C is taken as a difference."""
    if not value.celsius:
        return value
    return replace(value, celsius=False, on_scale=not value.difference)


def negative(a: Value) -> Value:
    return replace(a, lo=-a.hi, hi=-a.lo)


def add(a: Value, b: Value, sign: int) -> Value:
    """The sum or difference; temperatures in °C by what stands beside them."""
    if a.celsius or b.celsius:
        return _add_celsius(a, b, sign)
    if a.dimension != b.dimension:
        if b.is_zero and b.bare:
            return a
        if a.is_zero and a.bare:
            return b if sign > 0 else negative(b)
        shifted = a.dimension == TEMPERATURE and b.bare and sign < 0 and b.lo in ICE_POINTS
        if shifted:  # 300 K - 273.15
            return replace(a, lo=a.lo - b.hi, hi=a.hi - b.lo, celsius=True)
        if a.bare or b.bare or a.loose or b.loose or a.own or b.own:
            raise Undecided("unit_unclear", "a number without a unit stands beside one with a unit")
        raise WrongUnits("quantities of different dimensions are added")
    lo, hi = (a.lo + b.lo, a.hi + b.hi) if sign > 0 else (a.lo - b.hi, a.hi - b.lo)
    below_ice = a.dimension == TEMPERATURE and sign < 0 and b.lo in ICE_POINTS and b.lo == b.hi
    return _checked(
        Value(
            lo,
            hi,
            a.dimension,
            a.bare and b.bare,
            a.loose or b.loose,
            difference=a.dimension == TEMPERATURE and sign < 0 and not below_ice,
            whole=a.whole and b.whole,
            own=a.own or b.own,
            on_scale=a.on_scale or b.on_scale,
        )
    )


def _add_celsius(a: Value, b: Value, sign: int) -> Value:
    lo, hi = (a.lo + b.lo, a.hi + b.hi) if sign > 0 else (a.lo - b.hi, a.hi - b.lo)
    if a.celsius and b.celsius:
        if sign < 0:
            return Value(lo, hi, TEMPERATURE, False, difference=True)
        return replace(a, lo=lo, hi=hi, difference=a.difference and b.difference)
    point, other = (a, b) if a.celsius else (b, a)
    if other.dimension not in ((), TEMPERATURE):
        raise WrongUnits("a temperature and a quantity of another dimension are added")
    if sign < 0 and not a.celsius:
        raise Undecided("temperature_scale", "a temperature in °C is taken from one in another unit")
    if sign > 0 and other.lo == other.hi and other.lo in ICE_POINTS:
        return Value(lo, hi, TEMPERATURE, False)
    if other.bare and not other.is_zero:
        raise Undecided("unit_unclear", "a number without a unit is added to a temperature")
    return replace(point, lo=lo, hi=hi)


def multiply(a: Value, b: Value) -> Value:
    a, b = factor(a), factor(b)
    if a.lo == a.hi and b.lo == b.hi:
        lo = hi = a.lo * b.lo
    else:
        ends = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
        lo, hi = min(ends), max(ends)
    return _checked(
        Value(
            lo,
            hi,
            times(a.dimension, b.dimension),
            a.bare and b.bare,
            a.loose or b.loose,
            on_scale=a.on_scale or b.on_scale,
            difference=a.difference or b.difference,
            whole=a.whole and b.whole,
            own=a.own or b.own,
        )
    )


def inverse(a: Value) -> Value:
    a = factor(a)
    if a.lo <= 0 <= a.hi:
        raise Undecided("division_by_zero", "it divides by zero")
    one = Fraction(1)
    return replace(
        a,
        lo=one / a.hi,
        hi=one / a.lo,
        dimension=raised(a.dimension, -1),
        whole=False,
        difference=False,
    )


def power(a: Value, b: Value) -> Value:
    """``a`` to the power ``b``, which has no unit."""
    a = factor(a)
    if b.dimension or b.celsius:
        if b.own or b.loose:
            raise Undecided("unit_unclear", "an exponent has a unit")
        raise WrongUnits("an exponent has a dimension")
    if b.lo == b.hi and isinstance(b.lo, Fraction) and b.lo.denominator <= 12 and abs(b.lo) <= MOST_POWER:
        return _fixed_power(a, b.lo)
    if a.dimension:
        raise Undecided("power", "a quantity with a unit is raised to an inexact power")
    if a.lo <= 0:
        raise Undecided("power", "a number that is not positive is raised to a broken power")
    try:
        ends = [float(x) ** float(y) for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    except (OverflowError, ValueError, ZeroDivisionError):
        raise Undecided("limit", "a power is too large") from None
    return _checked(Value(min(ends), max(ends), (), a.bare and b.bare, a.loose or b.loose))


def _fixed_power(a: Value, exponent: Fraction) -> Value:
    dimension = raised(a.dimension, exponent)
    if exponent == 0:
        return exact(Fraction(1))
    if exponent < 0:
        return _fixed_power(inverse(a), -exponent)
    ends: list[Number] = []
    for end in (a.lo, a.hi):
        if exponent.denominator == 1:
            if isinstance(end, Fraction):
                bits = max(end.numerator.bit_length(), end.denominator.bit_length())
                if bits * exponent.numerator > MOST_BITS:
                    raise Undecided("limit", "a power is too large")
            try:
                ends.append(end**exponent.numerator)
            except OverflowError:
                raise Undecided("limit", "a power is too large") from None
        elif end < 0:
            raise Undecided("power", "a root of a negative number")
        else:
            ends.append(_root(end, exponent))
    lo, hi = min(ends), max(ends)
    if exponent.denominator == 1 and exponent.numerator % 2 == 0 and a.lo < 0 < a.hi:
        lo = Fraction(0)
    whole = a.whole and exponent.denominator == 1
    return _checked(replace(a, lo=lo, hi=hi, dimension=dimension, whole=whole, difference=False))


def _root(number: Number, exponent: Fraction) -> Number:
    """A broken power of a number that is not negative, exactly for squares of fractions."""
    if isinstance(number, Fraction) and exponent.denominator == 2:
        top, bottom = math.isqrt(number.numerator), math.isqrt(number.denominator)
        if top * top == number.numerator and bottom * bottom == number.denominator:
            if max(top.bit_length(), bottom.bit_length()) * exponent.numerator > MOST_BITS:
                raise Undecided("limit", "a power is too large")
            return Fraction(top, bottom) ** exponent.numerator
    if number == 0:
        return Fraction(0)
    # by logarithms: a fraction may lie beyond what a float holds
    return _exp(_ln(number) * float(exponent))


def _ln(number: Number) -> float:
    if isinstance(number, Fraction):
        return math.log(number.numerator) - math.log(number.denominator)
    return math.log(number)


def _exp(number: float) -> float:
    try:
        return math.exp(number)
    except OverflowError:
        raise Undecided("limit", "a power is too large") from None


def _float(number: Number) -> float:
    try:
        return float(number)
    except OverflowError:
        raise Undecided("limit", "a number is too large") from None


_RISING: dict[str, Callable[[float], float]] = {
    "sinh": math.sinh,
    "tanh": math.tanh,
    "atan": math.atan,
    "asin": math.asin,
}


def function(name: str, a: Value) -> Value:
    """``ln log log2 exp sqrt abs sin cos tan asin acos atan sinh cosh tanh`` of a value without a unit."""
    if name == "sqrt":
        return power(a, exact(Fraction(1, 2)))
    if name == "abs":
        if a.lo >= 0:
            return a
        return negative(a) if a.hi <= 0 else replace(a, lo=Fraction(0), hi=max(-a.lo, a.hi))
    if a.dimension or a.celsius:
        if a.loose or a.own:
            raise Undecided("unit_unclear", f"what {name} is taken of has a unit")
        raise Undecided("needs_ratio", f"{name} is taken of a quantity with a unit")
    try:
        lo, hi = _ends(name, a)
    except (ValueError, OverflowError):
        raise Undecided("domain", f"{name} is not defined there, or too large") from None
    return _checked(Value(lo, hi, (), a.bare, a.loose))


def _ends(name: str, a: Value) -> tuple[Number, Number]:
    if name in ("ln", "log", "log2"):
        if a.lo <= 0:
            raise ValueError
        if name == "log":
            tens = _ten_power(a.lo)
            if tens is not None and a.lo == a.hi:
                return Fraction(tens), Fraction(tens)
        base = {"ln": 1.0, "log": math.log(10), "log2": math.log(2)}[name]
        return _ln(a.lo) / base, _ln(a.hi) / base
    x, y = _float(a.lo), _float(a.hi)
    if name == "exp":
        return math.exp(x), math.exp(y)
    if name in _RISING:
        return _RISING[name](x), _RISING[name](y)
    if name == "acos":
        return math.acos(y), math.acos(x)
    if name == "cosh":
        ends = (math.cosh(x), math.cosh(y))
        return (1.0 if x < 0 < y else min(ends)), max(ends)
    if name in ("sin", "cos"):
        run = math.sin if name == "sin" else math.cos
        ends = (run(x), run(y))
        if y - x > 1:
            return -1.0, 1.0
        # an extreme lies between the ends where the derivative changes its sign
        turn = (math.cos(x), math.cos(y)) if name == "sin" else (-math.sin(x), -math.sin(y))
        lo, hi = min(ends), max(ends)
        if turn[0] > 0 > turn[1]:
            hi = 1.0
        if turn[0] < 0 < turn[1]:
            lo = -1.0
        return _tidy(lo), _tidy(hi)
    if name == "tan":
        if y - x > 1 or math.cos(x) * math.cos(y) <= 0:
            raise ValueError
        return math.tan(x), math.tan(y)
    raise ValueError


def _tidy(number: float) -> float:
    """Zero for what is zero but for the error of pi."""
    return 0.0 if abs(number) < 1e-15 else number


def _ten_power(number: Number) -> int | None:
    if not isinstance(number, Fraction):
        return None
    for top, bottom, sign in (
        (number.numerator, number.denominator, 1),
        (number.denominator, number.numerator, -1),
    ):
        text = str(top) if bottom == 1 and top.bit_length() < 2000 else ""
        if text.rstrip("0") == "1":
            return sign * (len(text) - 1)
    return None
