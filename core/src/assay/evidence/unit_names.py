"""The names of units that text may use, and how large each is.

Which words name a unit is our choice, so that a noun never becomes one (Pint knows the
``bag`` of 94 pounds). How large it is comes from Pint's definitions: ``unit_table.json``
holds their exact figures, so that common units cost no registry. After a change here run

    python -m assay.evidence.unit_names

which writes the table again (Pint must be installed); a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from assay.evidence.units import Dimension

TABLE = Path(__file__).with_name("unit_table.json")

# Pint's name or expression | symbols, case matters, the usual one first | words, any case; plurals are
# made, a "!" forbids it | which SI prefixes it takes. Pint's acre is that of a survey; ours is 43,560 square feet.
_MEASURED = """
meter | m | meter metre | metric
gram | g | gram gramme | metric
second | s | second sec | common
ampere | A | ampere amp | common
kelvin | K K | kelvin | common
mole | mol | mole | common
candela | cd | candela |
liter | L l ℓ | liter litre | metric
newton | N | newton | common
joule | J | joule | wide
watt | W | watt | wide
pascal | Pa | pascal | metric
hertz | Hz | hertz! | wide
coulomb | C | coulomb | common
volt | V | volt | common
ohm | Ω Ω Ohm | ohm | common
siemens | S | siemens! mho | common
farad | F | farad | common
henry | H | henry henrie | common
tesla | T | tesla | common
weber | Wb | weber | common
radian | rad | radian | small
steradian | sr | steradian |
lumen | lm | lumen | common
lux | lx | lux! | common
becquerel | Bq | becquerel | common
gray | Gy | | common
katal | kat | katal | common
electron_volt | eV | electronvolt electron-volt | wide
speed_of_light | | speed-of-light! times-the-speed-of-light! |
elementary_charge | | elementary-charge |
calorie | cal | calorie | small
watt_hour | Wh | watt-hour watthour | wide
ampere_hour | Ah | ampere-hour amp-hour | common
bar | bar | bar | small
molar | M | molar! | small
bit | bit | bit | binary
byte | B | byte | binary
metric_ton | t | tonne | large
metric_ton | | metric-ton |
parsec | pc | parsec | large
tesla/10000 | G Gs | gauss! |
tesla/10 | | kilogauss! |
tesla/10000000 | | milligauss! |
minute | min | minute min |
hour | h hr | hour hr |
day | d | day |
week | wk | week wk |
fortnight | | fortnight |
inch | in | inch |
foot | ft | foot! feet! |
yard | yd | yard yd |
mile | mi | mile |
nautical_mile | nmi | nautical-mile |
light_year | ly lyr | light-year lightyear | large
astronomical_unit | au AU | astronomical-unit |
angstrom | Å Å | angstrom ångström ångstrom |
micron | | micron |
barn | barn | barn | small
bohr | | bohr bohr-radius! bohr-radii! |
pound | lb lbs lbm | pound |
slug | | slug |
ounce | oz | ounce |
grain | | grain |
carat | | carat |
short_ton | | short-ton |
long_ton | | long-ton |
cubic_centimeter | cc | |
hectare | ha | hectare |
43560*foot**2 | | acre |
mile_per_hour | mph | |
kilometer_per_hour | km/h kph kmph kmh | |
meter_per_second | m/s mps | |
foot_per_second | ft/s fps | |
knot | kn | knot |
standard_gravity | | standard-gravity! |
dyne | dyn | dyne |
force_pound | lbf lb_f | pound-force! pounds-force! |
1000*force_pound | | kip |
force_kilogram | kgf | kilogram-force! kilograms-force! |
newton*meter | N·m Nm | | common
foot_pound | ft·lbf ft-lbf ft·lb ft-lb ft-lbs lb·ft lb-ft lbf·ft ft_lb ft_lbf lb_ft | foot-pound pound-foot! pound-feet! |
inch*force_pound | in·lbf in-lbf in·lb in-lb lb·in lb-in | inch-pound |
hartree | Eh E_h | hartree | small
rydberg | Ry | rydberg |
volt*ampere | VA | volt-ampere | common
erg | erg | erg |
kilocalorie | kcal Cal | |
1055.05585262*joule | BTU Btu | british-thermal-unit |
horsepower | hp | horsepower! |
standard_atmosphere | atm | atmosphere |
millimeter_Hg | mmHg | |
centimeter_H2O | cmH2O cmH₂O | |
torr | Torr torr | torr! | small
inch_Hg | inHg | |
centimeter_Hg | cmHg | |
psi | psi | |
1000*psi | ksi kpsi | |
poise | | poise! |
poise/100 | cP | centipoise! |
stokes/100 | cSt | centistokes! |
curie | Ci | curie | common
roentgen | | roentgen |
debye | D | debye |
degree_Rankine | | rankine! |
mole/kilogram | | molal! |
1e-26*watt/meter**2/hertz | Jy | jansky! janskys! | common
6957e5*meter | Rsun | solar-radius! solar-radii! |
3828e23*watt | Lsun | solar-luminosity! solar-luminosities! |
baud | Bd | baud |
"""

# A dimension of our own, and how many of it | symbols | words | prefixes. Of our own is what no exact factor
# connects with others (months and days, degrees and radians, currencies), or what its name leaves open:
# US and imperial gallons, short and long tons, units of activity.
_OWN = """
month 1 | mo | month |
month 12 | yr y | year yr | large
month 120 | | decade |
month 1200 | | century centurie |
month 12000 | | millennium! millennia! |
ton 1 | | ton |
gallon 1 | gal | gallon |
gallon 1/4 | qt | quart |
gallon 1/8 | pt | pint |
gallon 1/16 | | cup |
gallon 1/128 | fl_oz fl._oz. | fluid-ounce |
gallon 1/256 | tbsp | tablespoon |
gallon 1/768 | tsp | teaspoon |
equivalent 1 | Eq | equivalent | small
osmole 1 | Osm osm | osmole | small
dose-equivalent 1 | Sv | sievert | common
dose-equivalent 1/100 | | rem! rems! |
enzyme-unit 1 | U | | small
international-unit 1 | IU | international-unit | small
solar-mass 1 | Msun | solar-mass! solar-masses! sun's-mass! |
earth-mass 1 | Mearth | earth-mass! earth-masses! |
earth-radius 1 | Rearth | earth-radius! earth-radii! |
magnitude 1 | mag | magnitude | small
base-pair 1 | bp | base-pair | small
base-pair 1000 | | kilobase |
base-pair 1000000 | | megabase |
nucleotide 1 | nt | nucleotide |
colony-forming-unit 1 | CFU cfu | colony-forming-unit |
dalton 1 | Da | dalton | common
dalton 1 | u amu | |
pH 1 | pH | |
degree 1 | ° deg | degree |
degree 1/60 | ' ′ | arcminute arcmin! |
degree 1/3600 | | arcsecond arcsec! |
degree 1/3600000 | mas | |
degree 1/3600000000 | µas μas uas | |
degree 360 | rev | revolution |
percent 1 | % ％ wt% wt.% wt_% mol% mol_% vol% vol_% at% at.% at_% | percent! percents! pct! percentage! per-cent! |
percent 1/10 | ‰ | permille! per-mille! |
percent 1/100 | bps | basis-point |
percent 1/10000 | ppm | parts-per-million! |
percent 1/10000000 | ppb | parts-per-billion! |
percentage-point 1 | pp | percentage-point |
decibel 1 | dB | decibel |
unit 1 | | unit |
$ 1 | $ USD US$ ＄ | dollar buck us-dollar |
$ 1/100 | ¢ ￠ | cent penny! pennie |
€ 1 | € EUR | euro |
£ 1 | £ GBP ￡ | pound-sterling! pounds-sterling! |
₹ 1 | ₹ INR Rs Rs. | rupee |
¥ 1 | ¥ JPY ￥ | yen! |
yuan 1 | 元 圆 CNY RMB | yuan! |
yuan 10000 | 万元 | |
yuan 100000000 | 亿元 | |
₽ 1 | ₽ RUB руб рублей рубля рубль | ruble rouble |
₩ 1 | ₩ KRW | won! |
CHF 1 | CHF | |
CAD 1 | CAD C$ | |
AUD 1 | AUD A$ | |
"""

# Chinese names: a unit above, its power, and the words for it
_CHINESE = """
m 1 米 公尺
cm 1 厘米 公分
mm 1 毫米
km 1 千米 公里
m 2 平方米
cm 2 平方厘米
km 2 平方千米 平方公里
m 3 立方米
cm 3 立方厘米
ha 1 公顷
g 1 克
kg 1 千克 公斤
mg 1 毫克
µg 1 微克
t 1 吨
L 1 升
mL 1 毫升
s 1 秒
min 1 分钟
h 1 小时
d 1 天
wk 1 周 星期
mo 1 个月
yr 1 年 岁
° 1 度
°C 1 摄氏度
$ 1 美元
€ 1 欧元
N 1 牛顿
J 1 焦耳
W 1 瓦
kW 1 千瓦
mol 1 摩尔
"""

# symbols whose "per" is part of the name: the dimension and how many base units
_RATES = """
degree 360 minute -1 | rpm
degree 360 second -1 | rps
beat 1 minute -1 | bpm
"""

# what one unit of a temperature scale is; only these have a zero of their own
_SCALES = """
degree_Celsius | °C ℃ degC | celsius! centigrade!
degree_Fahrenheit | °F ℉ degF | fahrenheit!
"""

PREFIX_CLASSES = {
    "": "",
    "common": "tera giga mega kilo milli micro nano pico femto",
    "wide": "exa peta tera giga mega kilo milli micro nano pico femto",
    "metric": "tera giga mega kilo hecto deci centi milli micro nano pico femto",
    "small": "mega kilo milli micro nano pico",
    "large": "kilo mega giga",
    "binary": "kilo mega giga tera peta exa kibi mebi gibi tebi pebi",
}

# Pint's unit, as UCUM's codes name it: our dimension, so that both readings of one unit are equal
OWN_OF_PINT: dict[str, tuple[str, int | Fraction]] = {
    "month": ("month", 1), "year": ("month", 12), "percent": ("percent", 1), "permille": ("percent", Fraction(1, 10)),
    "ppth": ("percent", Fraction(1, 10)), "ppm": ("percent", Fraction(1, 10**4)), "ppb": ("percent", Fraction(1, 10**7)),
    "pptr": ("percent", Fraction(1, 10**10)), "degree": ("degree", 1), "arcminute": ("degree", Fraction(1, 60)),
    "arcsecond": ("degree", Fraction(1, 3600)), "turn": ("degree", 360), "grade": ("degree", Fraction(9, 10)),
    "equivalents": ("equivalent", 1), "osmole": ("osmole", 1),
    "milliequivalents": ("equivalent", Fraction(1, 1000)), "enzyme_unit": ("enzyme-unit", 1),
    "international_unit": ("international-unit", 1), "dalton": ("dalton", 1), "unified_atomic_mass_unit": ("dalton", 1),
    "decibel": ("decibel", 1), "sievert": ("dose-equivalent", 1), "rem": ("dose-equivalent", Fraction(1, 100)),
}  # fmt: skip


class Entry(NamedTuple):
    """One unit that has a name: 1 of it is ``scale`` base units of ``dimension``, after ``offset`` of them."""

    name: str
    dimension: Dimension
    scale: Fraction
    offset: Fraction = Fraction(0)


def _rows(block: str) -> Iterator[list[str]]:
    for line in block.strip().splitlines():
        yield [part.strip() for part in line.split("|")]


def _words(text: str) -> Iterator[str]:
    """The words of a row with their plurals; a hyphen between two also stands for a space."""
    for word in text.split():
        forms = [word[:-1]] if word.endswith("!") else [word, _plural(word)]
        for form in forms:
            yield form
            if "-" in form:
                yield form.replace("-", " ")


def _plural(word: str) -> str:
    return word + ("es" if word.endswith(("ch", "s", "x")) else "s")


@cache
def vocabulary() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Symbols (case matters) and words (lower case) with their units; takes some milliseconds once."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    figures = {key: _figures(value) for key, value in table["units"].items()}
    prefixes = [(name, symbols, Fraction(size)) for name, symbols, size in table["prefixes"]]
    symbols: dict[str, Entry] = {}
    words: dict[str, Entry] = {}
    late: list[tuple[dict[str, Entry], str, Entry]] = []
    rows = [(figures[key], shown, said, kind) for key, shown, said, kind in _rows(_MEASURED)]
    rows += [(_own(key), shown, said, kind) for key, shown, said, kind in _rows(_OWN)]
    rows += [(_rate(key, figures), shown, "", "") for key, shown in _rows(_RATES)]
    rows += [(figures[key], shown, said, "") for key, shown, said in _rows(_SCALES)]
    taken = {symbol for _, shown, _, _ in rows for symbol in shown.split()}
    for (dimension, scale, offset), shown, said, kind in rows:
        spoken = list(_words(said))
        marks = [symbol.replace("_", " ") for symbol in shown.split()]
        name = (marks or spoken)[0]
        entry = Entry(name, dimension, scale, offset)
        for symbol in marks:
            symbols.setdefault(symbol, entry)
        for word in spoken:
            words.setdefault(word, entry)
        for prefix, letters, size in prefixes:
            if prefix in PREFIX_CLASSES[kind].split():
                short = letters[0] + name
                # pH is no picohenry
                sized = Entry(prefix + spoken[0] if short in taken else short, dimension, scale * size)
                late += [(symbols, letter + symbol, sized) for symbol in marks for letter in letters]
                late += [(words, prefix + word, sized) for word in spoken if len(word) > 2]
    for names, key, entry in late:
        names.setdefault(key, entry)
    for line in _CHINESE.strip().splitlines():
        name, power, *spoken = line.split()
        unit, times = symbols[name], int(power)
        dimension = tuple((part, exponent * times) for part, exponent in unit.dimension)
        shown = name if times == 1 else f"{name}^{power}"
        symbols.update(dict.fromkeys(spoken, Entry(shown, dimension, unit.scale**times, unit.offset)))
    for short, like in (("kms", "km"), ("kgs", "kg"), ("kilo", "kg"), ("kilos", "kg"), ("cms", "cm"), ("ml", "mL"), ("mls", "mL"),
                        ("mcg", "µg"), ("mcl", "µL"), ("mcmol", "µmol")):  # fmt: skip
        words.setdefault(short, symbols[like])
    return symbols, words


def _figures(value: dict[str, Any]) -> tuple[Dimension, Fraction, Fraction]:
    dimension = tuple(sorted((name, power) for name, power in value["dimension"].items()))
    return dimension, Fraction(value["scale"]), Fraction(value.get("offset", 0))


def _own(key: str) -> tuple[Dimension, Fraction, Fraction]:
    name, size = key.split()
    return ((name, 1),), Fraction(size), Fraction(0)


def _rate(
    key: str, figures: dict[str, tuple[Dimension, Fraction, Fraction]]
) -> tuple[Dimension, Fraction, Fraction]:
    own, size, time, _ = key.split()
    return tuple(sorted(((own, 1), ("time", -1)))), Fraction(size) / figures[time][1], Fraction(0)


def exact_figures(registry: Any, unit: str) -> tuple[Dimension, Fraction, Fraction]:
    """Dimension, scale and offset of a Pint expression, in SI base units.

    ``registry`` is a Pint registry with ``non_int_type=Fraction``. A unit whose dimension Pint
    calls none is a dimension of its own, called by its name: an arbitrary unit is no number.
    Raises :class:`ValueError` for a dimension to a broken power (Gaussian units).
    """
    parsed = registry.parse_expression(unit)
    factor = Fraction(getattr(parsed, "magnitude", parsed))
    parsed = parsed.units
    scale, base = registry.get_base_units(parsed)
    powers: dict[str, int] = {}
    for name, power in base._units.items():
        if power != int(power):
            raise ValueError(f"{unit} has a dimension to a broken power")
        (dimension,) = registry.get_dimensionality(name) or {name: 1}
        powers[dimension.strip("[]")] = int(power)
    names = list(parsed._units)
    if not powers and len(names) == 1:
        powers[names[0]] = 1
    offset = Fraction(0)
    if len(names) == 1:
        offset = Fraction(getattr(registry._units[names[0]].converter, "offset", 0) or 0)
    return tuple(sorted(powers.items())), factor * Fraction(scale), offset


def table() -> dict[str, Any]:
    """The figures of all units and prefixes, from Pint."""
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    units: dict[str, Any] = {}
    for key in [row[0] for row in (*_rows(_MEASURED), *_rows(_SCALES))]:
        dimension, scale, offset = exact_figures(registry, key)
        units[key] = {"dimension": dict(dimension), "scale": str(scale)}
        if offset:
            units[key]["offset"] = str(offset)
    prefixes = []
    wanted = {name for names in PREFIX_CLASSES.values() for name in names.split()}
    for definition in sorted((registry._prefixes[name] for name in wanted), key=lambda d: Fraction(d.value)):
        marks = [definition.defined_symbol or definition.name, *definition.aliases]
        marks = [mark for mark in marks if len(mark) <= 2 and mark not in ("mu", "mc")]
        prefixes.append([definition.name, marks, str(Fraction(definition.value))])
    return {"units": units, "prefixes": prefixes}


def text_of(value: dict[str, Any]) -> str:
    """The table as it stands in the file, one unit a line."""
    units = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value["units"].items())
    prefixes = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value["prefixes"])
    return f'{{"units": {{\n{units}\n}}, "prefixes": [\n{prefixes}\n]}}\n'


if __name__ == "__main__":
    TABLE.write_text(text_of(table()), encoding="utf-8")
