"""Chains of unit conversions."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded
from assay_science.writing import plain

_FOOT, _INCH, _MILE, _POUND = 0.3048, 0.0254, 1609.344, 0.45359237
"""Metres and kilograms, exact by definition; NIST SP 811, appendix B."""


@dataclass(frozen=True)
class Chain:
    """A problem of units: texts, quantities (name, role, unit, range, digits), steps (name, formula, unit, reason), and the answer from numbers."""

    texts: tuple[str, ...]
    given: tuple[tuple[str, str, str, float, float, int], ...]
    steps: tuple[tuple[str, str, str, str], ...]
    closing: str
    second: Callable[..., float]


_CHAINS: dict[int, tuple[Chain, ...]] = {
    1: (
        Chain(("A car drives at {v}. What is its speed in m/s?", "Convert {v} to metres per second (m/s)."), (("v", "speed", "km/h", 30, 180, 3),),
              (("w", "v", "m/s", "With 1000 m in a kilometre and 3600 s in an hour,"),), "The speed is", lambda v: v * 1000 / 3600),
        Chain(("A limit is {v}. How much is this in km/h?", "Convert {v} to kilometres per hour (km/h)."), (("v", "speed", "mi/h", 15, 80, 2),),
              (("w", "v", "km/h", "A mile is 1.609344 km, so"),), "The speed is", lambda v: v * _MILE / 1000),
        Chain(("The density of a liquid is {d}. Express it in kg/m³.", "Convert {d} to kilograms per cubic metre (kg/m³)."), (("d", "density", "g/cm³", 0.65, 13.7, 3),),
              (("w", "d", "kg/m³", "A cubic metre has a million cubic centimetres, so"),), "The density is", lambda d: d * 1000),
        Chain(("A farm has an area of {A}. How many square kilometres (km²) are this?", "Convert {A} to km²."), (("A", "area", "ha", 12, 900, 3),),
              (("w", "A", "km²", "100 ha make a square kilometre, so"),), "The area is", lambda A: A / 100),
        Chain(("A tyre is filled to {p}. What is the pressure in kPa?", "Express a pressure of {p} in kilopascals (kPa)."), (("p", "pressure", "psi", 22, 90, 3),),
              (("w", "p", "kPa", "With a pound-force of 4.448222 N on a square inch,"),), "The pressure is", lambda p: p * _POUND * 9.80665 / _INCH**2 / 1000),
        Chain(("A meal has an energy of {E}. How much is this in kJ?", "Convert {E} to kilojoules (kJ)."), (("E", "energy", "kcal", 80, 900, 3),),
              (("w", "E", "kJ", "A calorie is 4.184 J, so"),), "The energy is", lambda E: E * 4.184),
    ),
    2: (
        Chain(("A radio signal from a space probe takes {t} to the Earth. How far away is the probe, in km, at {c}?", "What distance, in kilometres, does light cover in {t} at {c}?"),
              (("t", "time", "h", 0.2, 22, 3), ("c", "speed", "m/s", 2.998e8, 2.998e8, 4)),
              (("d", "c * t", "km", "Distance is speed times time:"),), "The distance is", lambda t, c: t * 3600 * c / 1000),
        Chain(("A tap drips at {q}. How many litres are lost in {t}?", "How much water, in litres, flows in {t} at a rate of {q}?"),
              (("q", "rate", "mL/min", 2, 90, 2), ("t", "time", "d", 1, 30, 2)),
              (("V", "q * t", "L", "The volume is rate times time:"),), "The volume is", lambda q, t: q * t * 1440 / 1000),
        Chain(("A field of {A} gets {h} of rain. How many cubic metres of water are this?", "Find the volume of water, in m³, of {h} of rain on {A}."),
              (("A", "area", "ha", 1.2, 90, 3), ("h", "depth", "mm", 3, 60, 2)),
              (("V", "A * h", "m³", "The volume is area times depth:"),), "The volume is", lambda A, h: A * 1e4 * h / 1000),
        Chain(("A metal casting with a density of {d} has a volume of {V}. What is its mass in kg?", "Find the mass, in kg, of {V} of a metal with a density of {d}."),
              (("d", "density", "g/cm³", 2.5, 11.5, 3), ("V", "volume", "L", 0.3, 9, 2)),
              (("m", "d * V", "kg", "Mass is density times volume:"),), "The mass is", lambda d, V: d * V),
    ),
    3: (
        Chain(("A patient of {m} gets {D} of a drug as a solution with {c}. How many mL are given?", "How many millilitres of a solution with {c} hold the dose for {m} of body mass at {D}?"),
              (("m", "body mass", "lb", 90, 240, 3), ("D", "dose", "mg/kg", 2, 15, 2), ("c", "concentration", "mg/mL", 10, 80, 2)),
              (("M", "m", "kg", "The body mass is"), ("d", "D * M", "mg", "The dose is"), ("V", "d / c", "mL", "This is held by")), "The volume is",
              lambda m, D, c: m * _POUND * D / c),
        Chain(("A pump moves {q}. How many hours does it take to fill a pool of {a} by {b} by {h}?", "A pool measures {a} by {b} by {h}. In how many hours is it filled at {q}?"),
              (("q", "rate", "L/min", 40, 300, 3), ("a", "length", "m", 6, 25, 3), ("b", "width", "m", 3, 10, 3), ("h", "depth", "m", 1.1, 2.2, 2)),
              (("V", "a * b * h", "m³", "The volume is"), ("t", "V / q", "h", "So the time is")), "The time is",
              lambda q, a, b, h: a * b * h * 1000 / q / 60),
        Chain(("A car uses {u} and drives {s}. How much does the fuel weigh, in kg, if its density is {d}?", "Find the mass of fuel, in kg, that a car with a consumption of {u} burns over {s}; the fuel has a density of {d}."),
              (("u", "consumption", "mL/km", 45, 110, 3), ("s", "distance", "mi", 30, 600, 3), ("d", "density", "g/mL", 0.72, 0.85, 3)),
              (("S", "s", "km", "The distance is"), ("V", "u * S", "L", "The volume of fuel is"), ("m", "V * d", "kg", "Its mass is")), "The mass is",
              lambda u, s, d: u * s * _MILE / 1000 * d / 1000),
    ),
    4: (
        Chain(("A runner burns {e} and runs {s} at {v}. How many kilojoules is this? The body mass is {m}.", "How much energy, in kJ, does a runner of {m} use for {s} at {v}, at a rate of {e}?"),
              (("e", "rate", "kcal/(kg·h)", 9.2, 11.8, 3), ("s", "distance", "mi", 2, 26, 2), ("v", "speed", "km/h", 9.2, 11.8, 3), ("m", "body mass", "lb", 110, 210, 3)),
              (("t", "s / v", "h", "The run takes"), ("M", "m", "kg", "The body mass is"), ("P", "e * M", "kcal/h", "The body needs"), ("E", "P * t", "kJ", "So the energy is")), "The energy is",
              lambda e, s, v, m: e * m * _POUND * s * _MILE / 1000 / v * 4.184),
        Chain(("Fertilizer with a nitrogen content of {w} is spread at {r} over {A}. How many kg of nitrogen is this per hour, if the work takes {t}?",
               "A farmer spreads {r} of a fertilizer (nitrogen: {w}) on {A} in {t}. At what rate, in kg of nitrogen per hour (kg/h), does the spreader work?"),
              (("w", "content", "%", 12, 46, 2), ("r", "rate", "kg/ha", 60, 320, 3), ("A", "area", "km²", 0.05, 0.9, 2), ("t", "time", "min", 40, 400, 2)),
              (("B", "A", "ha", "The area is"), ("m", "r * B", "kg", "The fertilizer weighs"), ("n", "w * m", "kg", "It holds nitrogen of"), ("q", "n / t", "kg/h", "The rate is")), "The rate is",
              lambda w, r, A, t: w / 100 * r * A * 100 / (t / 60)),
    ),
    5: (
        Chain(("A lake of {A} and {h} mean depth gets {c} of phosphorus from a stream of {q}. After how many days has the inflow brought as much phosphorus as makes {g} in the whole lake?",
               "A stream with {q} and {c} of phosphorus flows into a lake ({A}, mean depth {h}). In how many days does it deliver the amount that corresponds to {g} in the lake?"),
              (("A", "area", "ha", 8, 300, 3), ("h", "depth", "m", 2, 20, 2), ("c", "concentration", "mg/L", 0.08, 0.6, 2), ("q", "discharge", "L/s", 20, 400, 3), ("g", "concentration wanted", "µg/L", 10, 60, 2)),
              (("V", "A * h", "m³", "The lake holds"), ("m", "g * V", "kg", "The amount in question is"), ("r", "c * q", "kg/d", "The stream brings"), ("t", "m / r", "d", "So it takes")), "The time is",
              lambda A, h, c, q, g: (A * 1e4 * h * 1000 * g * 1e-9) / (c * q * 86400 * 1e-6)),
        Chain(("A drug is infused at {D} into a patient of {m}. The bag of {V} holds {n} of the drug. At how many mL/h must the pump run?",
               "A patient of {m} needs {D} of a drug; {n} of it are dissolved in {V}. Calculate the rate of the infusion pump in mL/h."),
              (("D", "dose", "µg/(kg·min)", 2, 12, 2), ("m", "body mass", "lb", 110, 220, 3), ("V", "volume", "mL", 250, 500, 3), ("n", "amount", "mg", 200, 800, 3)),
              (("M", "m", "kg", "The body mass is"), ("r", "D * M", "mg/h", "The patient needs"), ("c", "n / V", "mg/mL", "The bag holds"), ("q", "r / c", "mL/h", "The pump must run at")), "The rate is",
              lambda D, m, V, n: D * m * _POUND * 60 / 1000 / (n / V)),
        Chain(("A solar panel of {A} with an efficiency of {w} gets {H} of light a day. For how many hours does the energy of {t} run a heat pump of {P}?",
               "Solar panels ({A}, efficiency {w}) get {H} each day. How many hours can a heat pump of {P} run on what they yield in {t}?"),
              (("A", "area", "ft²", 60, 400, 3), ("w", "efficiency", "%", 15, 23, 3), ("H", "irradiation", "MJ/(m²·d)", 5, 25, 3), ("t", "time", "d", 2, 30, 2), ("P", "power", "hp", 1.5, 6, 2)),
              (("B", "A", "m²", "The area is"), ("E", "w * H * B * t", "MJ", "The yield is"), ("Q", "P", "kW", "The power is"), ("T", "E / Q", "h", "So it runs for")), "The time is",
              lambda A, w, H, t, P: A * _FOOT**2 * w / 100 * H * t * 1e6 / (P * 745.69987158227) / 3600),
    ),
}  # fmt: skip


@generator("science.unit_chain", verifiers=VERIFIERS, min_step_coverage=1.0)
def unit_chain(rng: random.Random, difficulty: int) -> Draft:
    """Conversions of units: one, a product, and chains of up to four steps with compound units.

    1: one conversion. 2: a product. 3: two or three steps. 4: four steps. 5: four steps with five quantities.
    """
    work = Working()
    chain = rng.choice(_CHAINS[difficulty])
    values = []
    for name, role, unit, low, high, digits in chain.given:
        value = rounded(rng.uniform(low, high) if high > low else low, digits)
        if "×" in value and high < 1e6:  # 120, not 1.2×10²
            value = f"{float(plain(value)):.0f}"
        values.append(work.given(name, value, unit, role))
    for name, formula, unit, because in chain.steps:
        work.step(name, formula, unit, because)
    return work.draft(rng.choice(chain.texts), chain.closing, second=chain.second(*values), rel=1e-6)
