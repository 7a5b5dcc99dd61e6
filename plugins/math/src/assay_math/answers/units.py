r"""Units of measure and of money: their dimension and scale, compared exactly.

``unit("km/h")`` is ``{length: 1, time: -1}`` times 5/18. A word that is no unit
of measure (``apples``) is a label: it has a name and no dimension. Temperatures
on scales with an offset, and each currency, are dimensions of their own: nothing
is converted that needs more than a factor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

Dimension = tuple[tuple[str, int], ...]

MAX_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: 1 of it is ``scale`` base units of ``dimension``. ``label`` is set for words that are no unit."""

    dimension: Dimension
    scale: Fraction
    label: str = ""

    @property
    def is_label(self) -> bool:
        return bool(self.label)


NONE = Unit((), Fraction(1))
PERCENT = Unit((("percent", 1),), Fraction(1))
DEGREE = Unit((("degree", 1),), Fraction(1))

# name: (dimension, scale); base units m, kg, s, A, K, mol, cd, bit, and one per currency
_BASE: dict[str, tuple[dict[str, int], Fraction]] = {}
_SYMBOLS: dict[str, tuple[Dimension, Fraction]] = {}  # case matters
_WORDS: dict[str, tuple[Dimension, Fraction]] = {}  # case does not

_PREFIXES = {
    "Y": ("yotta", 24), "Z": ("zetta", 21), "E": ("exa", 18), "P": ("peta", 15), "T": ("tera", 12), "G": ("giga", 9),
    "M": ("mega", 6), "k": ("kilo", 3), "h": ("hecto", 2), "da": ("deca", 1), "d": ("deci", -1), "c": ("centi", -2),
    "m": ("milli", -3), "u": ("micro", -6), "µ": ("micro", -6), "μ": ("micro", -6), "\\mu": ("micro", -6), "n": ("nano", -9),
    "p": ("pico", -12), "f": ("femto", -15), "a": ("atto", -18),
}  # fmt: skip

_M, _KG, _S, _A, _K, _MOL = ({d: 1} for d in ("length", "mass", "time", "current", "temperature", "amount"))
_VOLUME, _AREA, _SPEED = {"length": 3}, {"length": 2}, {"length": 1, "time": -1}
_FORCE = {"mass": 1, "length": 1, "time": -2}
_ENERGY = {"mass": 1, "length": 2, "time": -2}
_POWER = {"mass": 1, "length": 2, "time": -3}
_PRESSURE = {"mass": 1, "length": -1, "time": -2}
_CHARGE = {"current": 1, "time": 1}
_VOLTAGE = {"mass": 1, "length": 2, "time": -3, "current": -1}
_RESISTANCE = {"mass": 1, "length": 2, "time": -3, "current": -2}

_COMMON = frozenset(("k", "M", "G", "T", "m", "u", "µ", "μ", "\\mu", "n", "p", "f"))
_METRIC = _COMMON | {"c", "d", "h"}
_SMALL = frozenset(("m", "u", "µ", "μ", "\\mu", "n", "k"))
_USUAL = {"m": _METRIC, "g": _METRIC, "L": _METRIC, "l": _METRIC, "Pa": _METRIC, "M": _SMALL, "Eq": _SMALL, "U": _SMALL, "IU": _SMALL,
          "t": frozenset(("k", "M", "G")), "cal": _SMALL, "bar": _SMALL}  # fmt: skip
# symbol, words, dimension, scale: these take SI prefixes
_PREFIXED: tuple[tuple[str, str, dict[str, int], str], ...] = (
    ("m", "meter meters metre metres", _M, "1"),
    ("g", "gram grams gramme grammes", _KG, "1/1000"),
    ("s", "second seconds sec secs", _S, "1"),
    ("A", "ampere amperes amp amps", _A, "1"),
    ("K", "kelvin kelvins", _K, "1"),
    ("mol", "mole moles", _MOL, "1"),
    ("L", "liter liters litre litres", _VOLUME, "1/1000"),
    ("l", "", _VOLUME, "1/1000"),
    ("N", "newton newtons", _FORCE, "1"),
    ("J", "joule joules", _ENERGY, "1"),
    ("W", "watt watts", _POWER, "1"),
    ("Pa", "pascal pascals", _PRESSURE, "1"),
    ("Hz", "hertz", {"time": -1}, "1"),
    ("C", "coulomb coulombs", _CHARGE, "1"),
    ("V", "volt volts", _VOLTAGE, "1"),
    ("Ω", "ohm ohms", _RESISTANCE, "1"),
    ("\\Omega", "", _RESISTANCE, "1"),
    ("F", "farad farads", {"mass": -1, "length": -2, "time": 4, "current": 2}, "1"),
    ("H", "henry henries henrys", {"mass": 1, "length": 2, "time": -2, "current": -2}, "1"),
    ("T", "tesla teslas", {"mass": 1, "time": -2, "current": -1}, "1"),
    ("Wb", "weber webers", _VOLTAGE | {"time": -2}, "1"),
    ("eV", "electronvolt electronvolts", _ENERGY, "1.602176634e-19"),
    ("cal", "calorie calories", _ENERGY, "4.184"),
    ("Wh", "", _ENERGY, "3600"),
    ("bar", "bars", _PRESSURE, "100000"),
    ("M", "molar", {"amount": 1, "length": -3}, "1000"),
    ("Eq", "equivalent equivalents", {"equivalent": 1}, "1"),
    ("bit", "bits", {"information": 1}, "1"),
    ("B", "byte bytes", {"information": 1}, "8"),
    ("t", "tonne tonnes", _KG, "1000"),
    ("U", "", {"activity unit": 1}, "1"),
    ("IU", "", {"international unit": 1}, "1"),
)  # fmt: skip

# symbols and words, dimension, scale: these take no prefix
_PLAIN: tuple[tuple[str, str, dict[str, int], str], ...] = (
    ("min", "minute minutes mins", _S, "60"),
    ("h hr", "hour hours hrs", _S, "3600"),
    ("d", "day days", _S, "86400"),
    ("wk", "week weeks wks", _S, "604800"),
    ("", "fortnight fortnights", _S, "1209600"),
    ("mo", "month months", {"month": 1}, "1"),
    ("yr y", "year years yrs", {"month": 1}, "12"),
    ("", "decade decades", {"month": 1}, "120"),
    ("", "century centuries", {"month": 1}, "1200"),
    ("in", "inch inches", _M, "0.0254"),
    ("ft", "foot feet", _M, "0.3048"),
    ("yd", "yard yards yds", _M, "0.9144"),
    ("mi", "mile miles", _M, "1609.344"),
    ("nmi", "", _M, "1852"),
    ("Å \\AA", "angstrom angstroms", _M, "1e-10"),
    ("lb lbs", "pound pounds", _KG, "0.45359237"),
    ("oz", "ounce ounces", _KG, "0.028349523125"),
    ("", "ton tons", {"ton": 1}, "1"),
    ("", "grain grains", _KG, "0.00006479891"),
    ("mcg", "", _KG, "1e-9"),
    ("cc", "", _VOLUME, "1e-6"),
    ("ha", "hectare hectares", _AREA, "10000"),
    ("", "acre acres", _AREA, "4046.8564224"),
    ("gal", "gallon gallons", {"gallon": 1}, "1"),
    ("qt", "quart quarts", {"gallon": 1}, "1/4"),
    ("pt", "pint pints", {"gallon": 1}, "1/8"),
    ("", "cup cups", {"gallon": 1}, "1/16"),
    ("tbsp", "tablespoon tablespoons", {"gallon": 1}, "1/256"),
    ("tsp", "teaspoon teaspoons", {"gallon": 1}, "1/768"),
    ("mph", "", _SPEED, "0.44704"),
    ("kph kmph kmh", "", _SPEED, "5/18"),
    ("mps", "", _SPEED, "1"),
    ("fps", "", _SPEED, "0.3048"),
    ("kn", "knot knots", _SPEED, "1852/3600"),
    ("dyn", "dyne dynes", _FORCE, "0.00001"),
    ("lbf", "", _FORCE, "4.4482216152605"),
    ("erg", "ergs", _ENERGY, "1e-7"),
    ("Cal", "", _ENERGY, "4184"),
    ("BTU", "", _ENERGY, "1055.05585262"),
    ("hp", "horsepower", _POWER, "745.69987158227022"),
    ("atm", "atmosphere atmospheres", _PRESSURE, "101325"),
    ("mmHg", "", _PRESSURE, "133.322387415"),
    ("Torr torr", "", _PRESSURE, "101325/760"),
    ("psi", "", _PRESSURE, "6894.757293168"),
    ("rpm", "", {"revolution": 1, "time": -1}, "1/60"),
    ("rev", "revolution revolutions", {"revolution": 1}, "1"),
    ("Da u amu", "dalton daltons", {"dalton": 1}, "1"),
    ("° deg \\degree", "degree degrees", {"degree": 1}, "1"),
    ("'", "arcminute arcminutes arcmin", {"degree": 1}, "1/60"),
    ("", "arcsecond arcseconds arcsec", {"degree": 1}, "1/3600"),
    ("rad", "radian radians", {"radian": 1}, "1"),
    ("sr", "steradian steradians", {"steradian": 1}, "1"),
    ("°C ℃ degC", "celsius centigrade", {"degree celsius": 1}, "1"),
    ("°F ℉ degF", "fahrenheit", {"degree fahrenheit": 1}, "1"),
    ("%", "percent percents pct percentage", {"percent": 1}, "1"),
    ("", "bps", {"percent": 1}, "1/100"),
    ("", "unit units", {"unit": 1}, "1"),
    ("dB", "decibel decibels", {"decibel": 1}, "1"),
    ("ppm", "", {"ppm": 1}, "1"),
    ("ppb", "", {"ppm": 1}, "1/1000"),
    ("$ USD US$", "dollar dollars buck bucks", {"$": 1}, "1"),
    ("¢", "cent cents", {"$": 1}, "1/100"),
    ("", "penny pennies", {"$": 1}, "1/100"),
    ("", "nickel nickels", {"label nickel": 1}, "1"),
    ("", "dime dimes", {"label dime": 1}, "1"),
    ("€ EUR", "euro euros", {"€": 1}, "1"),
    ("£ GBP", "", {"£": 1}, "1"),
    ("₹ INR Rs Rs.", "rupee rupees", {"₹": 1}, "1"),
    ("¥ JPY", "yen", {"¥": 1}, "1"),
    ("CNY RMB 元", "yuan", {"yuan": 1}, "1"),
    ("₽ RUB", "ruble rubles rouble roubles руб рублей рубля рубль", {"₽": 1}, "1"),
    ("₩ KRW", "won", {"₩": 1}, "1"),
)  # fmt: skip


def _fraction(text: str) -> Fraction:
    top, _, bottom = text.partition("/")
    return Fraction(top) / Fraction(bottom or "1")


def _dim(powers: dict[str, int]) -> Dimension:
    return tuple(sorted((k, v) for k, v in powers.items() if v))


def _build() -> None:
    for symbol, words, powers, scale in _PREFIXED:
        dimension, value = _dim(powers), _fraction(scale)
        _SYMBOLS[symbol] = (dimension, value)
        for word in words.split():
            _WORDS[word] = (dimension, value)
        for prefix, (name, exponent) in _PREFIXES.items():
            if prefix not in _USUAL.get(symbol, _COMMON):
                continue
            factor = Fraction(10) ** exponent
            _SYMBOLS.setdefault(prefix + symbol, (dimension, value * factor))
            for word in words.split():
                if len(word) > 3:
                    _WORDS.setdefault(name + word, (dimension, value * factor))
    for symbols, words, powers, scale in _PLAIN:
        entry = (_dim(powers), _fraction(scale))
        for symbol in symbols.split():
            _SYMBOLS[symbol] = entry
        for word in words.split():
            _WORDS[word] = entry


_build()
_WORDS.update({w: _SYMBOLS["km"] for w in ("kms",)})
_WORDS.update({w: _SYMBOLS["kg"] for w in ("kgs", "kilo", "kilos")})
_WORDS.update({w: _SYMBOLS["cm"] for w in ("cms",)})
_WORDS.update({w: _SYMBOLS["mL"] for w in ("ml", "mls")})

_FUSED = re.compile(r"(sq|cu)\.?\s+|(square|cubic)\s+", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_TOKEN = re.compile(
    r"\s*(?:(?P<per>/|\bper\b|\ban?\b(?=\s+\w))|(?P<times>\\cdot|\\times|[*·⋅×.])|(?P<open>\()|(?P<close>\))"
    r"|(?P<power>\^\s*\{?\s*(-?\d+)\s*\}?)"
    r"|(?P<name>°\s?[CF]\b|US\$|[°℃℉%$€£₹¥₽₩¢Å']|\\(?:mu|Omega|AA|degree)\s?[A-Za-z]*|[^\W\d_]+\.?))"
)


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit | None:
    """The unit that ``text`` names, :data:`NONE` for no text, ``None`` when it cannot be one."""
    text = text.strip().strip(".").strip()
    if not text:
        return NONE
    if len(text) > MAX_LENGTH:
        return None
    known = _known(text)
    if known is not None:
        return Unit(*known)
    measured = _measured(text)
    if measured is not None:
        return measured
    return _label(text)


def _known(name: str) -> tuple[Dimension, Fraction] | None:
    name = re.sub(r"\s+", " ", name)
    if name.startswith("°") and name[1:].strip() in ("C", "F"):
        name = "°" + name[1:].strip()
    found = (
        _SYMBOLS.get(name) or _SYMBOLS.get(name.replace(" ", ""))
        if name.startswith("\\")
        else _SYMBOLS.get(name)
    )
    if found is None:
        found = _WORDS.get(name.lower())
    if found is None and name.endswith("."):
        return _known(name[:-1])
    return found


def _measured(text: str) -> Unit | None:
    """A product and quotient of known units; ``None`` if any part is unknown."""
    text = _SUPERSCRIPT.sub(lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"\b(degrees?|deg\.?|°)\s+(celsius|fahrenheit|C|F)\b", r"\2", text, flags=re.IGNORECASE)
    text = re.sub(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)", text)
    dimension: dict[str, int] = {}
    scale = Fraction(1)
    sign = 1
    group: list[int] = []
    last: tuple[Dimension, Fraction, int] | None = None
    pending = 0
    position = 0
    text = text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            return None
        position = match.end()
        if match["per"]:
            sign, last = -1, None
        elif match["times"]:
            last = None
        elif match["open"]:
            group.append(sign)
        elif match["close"]:
            if not group:
                return None
            # a following unit is divided by no longer once its bracket closed
            sign, last = 1, None
            group.pop()
        elif match["power"]:
            if last is None:
                return None
            power = int(re.sub(r"[^\d-]", "", match["power"]))
            if not 1 <= abs(power) <= 9:
                return None
            scale *= last[1] ** ((power - 1) * last[2])
            for name, exponent in last[0]:
                dimension[name] = dimension.get(name, 0) + exponent * (power - 1) * last[2]
            last = None
        else:
            name = match["name"].strip()
            low = name.lower().rstrip(".")
            if low in ("square", "sq", "squared"):
                if low == "squared":
                    if last is None:
                        return None
                    scale *= last[1] ** last[2]
                    for part, exponent in last[0]:
                        dimension[part] = dimension.get(part, 0) + exponent * last[2]
                else:
                    pending = 2
                continue
            if low in ("cubic", "cu", "cubed"):
                if low == "cubed":
                    if last is None:
                        return None
                    scale *= last[1] ** (2 * last[2])
                    for part, exponent in last[0]:
                        dimension[part] = dimension.get(part, 0) + 2 * exponent * last[2]
                else:
                    pending = 3
                continue
            found = _known(name)
            if found is None:
                return None
            power = pending or 1
            pending = 0
            scale *= found[1] ** (power * sign)
            for part, exponent in found[0]:
                dimension[part] = dimension.get(part, 0) + exponent * power * sign
            last = (found[0], found[1], sign)
            if not group:
                continue
    if pending or group:
        return None
    return Unit(_dim(dimension), scale)


_NOUN = re.compile(r"[^\W\d_]+(?:[-' ./][^\W\d_]+){0,7}\.?")
_NOT_LABELS = frozenset(
    "or and not if when where but is are was were be than then because since for to hundred thousand million billion trillion "
    "k m bn less fewer short maybe possibly perhaps either neither nor minus plus times i e pi no yes wait hmm "
    "squared cubed factorial half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths "
    "eighth eighths ninth ninths tenth tenths hundredth hundredths thousandth thousandths millionth millionths billionth billionths "
    "below above zero negative positive inverse reciprocal opposite doubled tripled halved squares root wrong incorrect false "
    "invalid power infinity".split()
)


def _label(text: str) -> Unit | None:
    """Plain nouns after a number: ``red apples``. Never words that change what was said."""
    if not _NOUN.fullmatch(text):
        return None
    words = text.lower().split()
    if any(w in _NOT_LABELS for w in words):
        return None
    if text.isascii() and not any(len(w) > 2 and re.search("[aeiouy]", w) for w in words):
        return None  # "xy" is rather a product
    return Unit((("label", 1),), Fraction(1), " ".join(_singular(w) for w in words))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=256)
def words_for(unit: Unit) -> frozenset[str]:
    """The words that name exactly this unit: ``meter``, ``metres`` …"""
    return frozenset(word for word, known in _WORDS.items() if known == (unit.dimension, unit.scale))


_WEAK = frozenset("of the a an in on per each total more left square cubic whole".split())


def same_label(left: Unit, right: Unit) -> bool:
    """Whether two labels can name one thing: they share a noun, or one says only "units"."""
    a, b = set(left.label.split()) - _WEAK, set(right.label.split()) - _WEAK
    return not a or not b or bool(a & b)
