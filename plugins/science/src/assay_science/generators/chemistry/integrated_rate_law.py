"""Concentrations and times by integrated rate laws."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.numerics import evolved, root
from assay_science.reactions import near
from assay_science.working import VERIFIERS, Working, rounded

_FIRST = (  # reaction, substance, rate constant, unit (OpenStax, Chemistry 2e, chapter 12)
    ("the decomposition of cyclobutane at 500 °C", "cyclobutane", "9.2×10⁻³", "s⁻¹", (0.01, 0.3)),
    ("the isomerization of cyclopropane at 499 °C", "cyclopropane", "5.95×10⁻⁴", "s⁻¹", (0.01, 0.3)),
    (
        "the decomposition of dinitrogen pentoxide in chloroform at 45 °C",
        "N₂O₅",
        "6.2×10⁻⁴",
        "min⁻¹",
        (0.05, 0.9),
    ),
    ("the decomposition of sulfuryl chloride", "SO₂Cl₂", "2.2×10⁻⁵", "s⁻¹", (0.02, 0.4)),
    ("the decomposition of hydrogen peroxide at 40 °C", "H₂O₂", "3.2×10⁻⁵", "s⁻¹", (0.1, 2)),
    ("the isomerization of cyclobutene at 150 °C", "cyclobutene", "2.0×10⁻⁴", "s⁻¹", (0.01, 0.3)),
)
_SECOND = (
    ("the dimerization of butadiene", "butadiene", "5.76×10⁻²", "L/(mol·min)", (0.05, 0.5)),
    ("the decomposition of hydrogen iodide at 700 K", "HI", "2.0×10⁻³", "L/(mol·s)", (0.05, 0.6)),
    ("the decomposition of ozone", "ozone", "50.4", "L/(mol·h)", (1e-6, 1e-4)),
    ("the decomposition of nitrosyl chloride", "NOCl", "8.0×10⁻⁸", "L/(mol·s)", (0.05, 0.4)),
)
_ZERO = ("the decomposition of ammonia on hot tungsten", "ammonia", "1.3×10⁻⁶", "mol/(L·s)", (1e-3, 8e-3))
_A, _A0 = r"[\mathrm{A}]", r"[\mathrm{A}]_{0}"


@generator("science.integrated_rate_law", verifiers=VERIFIERS, min_step_coverage=1.0)
def integrated_rate_law(rng: random.Random, difficulty: int) -> Draft:
    """Reactions of first, second and zero order in the course of time.

    1: half-life or rate constant of a first-order reaction. 2: the concentration after a time, first order. 3: the
    time to a concentration, first order. 4: concentration or time, second or zero order. 5: the rate
    constant from two measurements, and from it a later concentration.
    """
    work = Working()
    reaction, substance, k_text, unit, (low, high) = rng.choice(_FIRST)
    texts = {"reaction": reaction, "Reaction": reaction[0].upper() + reaction[1:], "A": substance}
    time = unit.removesuffix("⁻¹")
    if difficulty == 1:
        if rng.random() < 0.5:
            k = work.given("k", _vary(rng, k_text), unit, "rate constant")
            work.step(
                "t", "ln(2) / k", time, "For a reaction of first order, the half-life is", symbol="t_{1/2}"
            )
            texts["unit"] = _UNITS[time]
            asks: tuple[str, ...] = (
                "What is the half-life, in {unit}, of {reaction}, a first-order reaction with k = {k}?",
                "{Reaction} is of first order, with a rate constant of {k}. Calculate its half-life in {unit}.",
                "Find the time, in {unit}, in which half of the {A} has reacted: {reaction} is of first order with k = {k}.",
            )
            return work.draft(rng.choice(asks), "The half-life is", second=_time(k, 1, 1.0, 0.5), texts=texts)
        t = work.given("t", near(2, 900, rng.random()), time, "half-life", symbol="t_{1/2}")
        work.step("k", "ln(2) / t", unit, "For a reaction of first order, the rate constant is")
        texts["unit"] = unit
        asks = (
            "A first-order reaction has a half-life of {t}. What is its rate constant, in {unit}?",
            "A substance decomposes in a first-order reaction; after {t}, half of it is left. Calculate the rate constant in {unit}.",
            "Find the rate constant, in {unit}, of a reaction of first order with a half-life of {t}.",
            "A radioactive tracer has a half-life of {t}. What is its decay constant, in {unit}?",
        )
        second = root(lambda k: evolved(lambda y: -k * y, 1.0, t, 100) - 0.5, 1e-3 / t, 5 / t)
        return work.draft(rng.choice(asks), "The rate constant is", second=second, texts=texts)
    if difficulty == 4:
        return _other_orders(rng, work)
    c = work.given(
        "c", near(low, high, rng.random()), "mol/L", f"concentration of {substance} at first", symbol=_A0
    )
    if difficulty == 5:
        k = _number(_vary(rng, k_text))
        t1 = work.given("t_1", rounded(rng.uniform(0.15, 0.9) / k, 3), time, "first time")
        c1 = work.given(
            "c_1",
            rounded(c * math.exp(-k * t1), 4),
            "mol/L",
            "concentration at the first time",
            symbol=r"[\mathrm{A}]_{1}",
        )
        t2 = work.given("t_2", rounded(t1 * rng.uniform(1.5, 4), 3), time, "second time")
        work.step(
            "k", "ln(c / c_1) / t_1", unit, "From the first measurement, the rate constant is", digits=5
        )
        work.step(
            "c_2",
            "c * exp(-(k * t_2))",
            "mol/L",
            "At the second time, the concentration is",
            symbol=r"[\mathrm{A}]_{2}",
        )
        asks = (
            "{Reaction} is of first order. The concentration of {A} falls from {c} to {c_1} within {t_1}. What is it, in mol/L, {t_2} after the start?",
            "In {reaction}, which is of first order, {c} of {A} become {c_1} in {t_1}. Calculate the concentration in mol/L when {t_2} have passed from the start.",
            "A sample with {c} of {A} is kept; {reaction} is of first order, and after {t_1} the concentration is {c_1}. Find the concentration in mol/L after {t_2} in all.",
        )
        return work.draft(
            rng.choice(asks), "The concentration is", second=c * (c1 / c) ** (t2 / t1), texts=texts
        )
    k = work.given("k", _vary(rng, k_text), unit, "rate constant")
    if difficulty == 2:
        t = work.given("t", rounded(rng.uniform(0.1, 3) / k, 3), time, "time")
        work.step(
            "c_t", "c * exp(-(k * t))", "mol/L", "The integrated rate law of first order gives", symbol=_A
        )
        asks = (
            "{Reaction} is of first order with k = {k}. What is the concentration of {A}, in mol/L, after {t}, if it is {c} at first?",
            "A solution or gas with {c} of {A} reacts in a first-order reaction ({reaction}, k = {k}). Calculate its concentration in mol/L after {t}.".replace(
                "A solution or gas with", "A sample with"
            ),
            "The rate constant of {reaction}, which is of first order, is {k}. Starting from {c}, what concentration of {A}, in mol/L, is left after {t}?",
        )
        return work.draft(
            rng.choice(asks), "The concentration is", second=evolved(lambda y: -k * y, c, t), texts=texts
        )
    left = work.given(
        "c_t", rounded(c * rng.uniform(0.05, 0.9), 3), "mol/L", "concentration in the end", symbol=_A
    )
    work.step(
        "t", "ln(c / c_t) / k", time, "Solved for the time, the integrated rate law of first order gives"
    )
    texts["unit"] = _UNITS[time]
    asks = (
        "{Reaction} is of first order with k = {k}. How long, in {unit}, does it take until the concentration of {A} has fallen from {c} to {c_t}?",
        "In a first-order reaction ({reaction}, k = {k}), {A} is {c} at first. After what time, in {unit}, is it {c_t}?",
        "The rate constant of {reaction}, which is of first order, is {k}. Find the time in {unit} in which the concentration of {A} goes down from {c} to {c_t}.",
    )
    return work.draft(rng.choice(asks), "The time is", second=_time(k, 1, c, left), texts=texts)


def _other_orders(rng: random.Random, work: Working) -> Draft:
    """Second and zero order."""
    order = 2 if rng.random() < 0.75 else 0
    reaction, substance, k_text, unit, (low, high) = rng.choice(_SECOND) if order else _ZERO
    time = unit.rstrip(")").rpartition("·")[2]
    texts = {
        "reaction": reaction,
        "Reaction": reaction[0].upper() + reaction[1:],
        "A": substance,
        "order": "second" if order else "zero",
        "unit": _UNITS[time],
    }
    k = work.given("k", _vary(rng, k_text), unit, "rate constant")
    c = work.given(
        "c", near(low, high, rng.random()), "mol/L", f"concentration of {substance} at first", symbol=_A0
    )
    ask_time = rng.random() < 0.5
    if ask_time:
        left = work.given(
            "c_t", rounded(c * rng.uniform(0.1, 0.85), 3), "mol/L", "concentration in the end", symbol=_A
        )
        formula = "(1 / c_t - 1 / c) / k" if order else "(c - c_t) / k"
        work.step(
            "t",
            formula,
            time,
            f"Solved for the time, the integrated rate law of {texts['order']} order gives",
        )
        asks: tuple[str, ...] = (
            "{Reaction} is of {order} order with k = {k}. How long, in {unit}, does it take until the concentration of {A} has fallen from {c} to {c_t}?",
            "In a reaction of {order} order ({reaction}, k = {k}), {A} is {c} at first. After what time, in {unit}, is it {c_t}?",
            "The rate constant of {reaction}, which is of {order} order, is {k}. Find the time in {unit} in which the concentration of {A} goes down from {c} to {c_t}.",
        )
        return work.draft(rng.choice(asks), "The time is", second=_time(k, order, c, left), texts=texts)
    t = work.given(
        "t",
        rounded((1 / (k * c) * rng.uniform(0.1, 4)) if order else c / k * rng.uniform(0.1, 0.85), 3),
        time,
        "time",
    )
    formula = "1 / (1 / c + k * t)" if order else "c - k * t"
    work.step("c_t", formula, "mol/L", f"The integrated rate law of {texts['order']} order gives", symbol=_A)
    asks = (
        "{Reaction} is of {order} order with k = {k}. What is the concentration of {A}, in mol/L, after {t}, if it is {c} at first?",
        "A sample with {c} of {A} reacts in a reaction of {order} order ({reaction}, k = {k}). Calculate the concentration in mol/L after {t}.",
        "The rate constant of {reaction}, which is of {order} order, is {k}. Starting from {c}, what concentration of {A}, in mol/L, is left after {t}?",
    )
    return work.draft(
        rng.choice(asks),
        "The concentration is",
        second=evolved(lambda y: -k * y**order, c, t),
        texts=texts,
    )


_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}


def _number(text: str) -> float:
    from assay.evidence import read_number

    return float(read_number(text) or 0)


def _vary(rng: random.Random, text: str) -> str:
    """A constant near a measured one: that of another temperature, as if."""
    return rounded(_number(text) * rng.uniform(0.9, 1.1), 3)


def _time(k: float, order: int, start: float, end: float) -> float:
    """The time by the integral of 1/rate over the concentration, by Simpson's rule in log c."""
    steps = 400
    low, high = math.log(end), math.log(start)
    h = (high - low) / steps
    values = [math.exp(low + i * h) ** (1 - order) / k for i in range(steps + 1)]
    return h / 3 * (values[0] + values[-1] + 4 * math.fsum(values[1::2]) + 2 * math.fsum(values[2:-1:2]))
