"""Mixtures of gases."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import molar, near, symbol
from assay_science.working import VERIFIERS, Working, rounded

_GASES = {
    "N2": "nitrogen",
    "O2": "oxygen",
    "Ar": "argon",
    "He": "helium",
    "CO2": "carbon dioxide",
    "CH4": "methane",
    "Ne": "neon",
    "H2": "hydrogen",
    "Xe": "xenon",
    "C2H6": "ethane",
}
_REACT = ({"H2", "O2"}, {"CH4", "O2"}, {"C2H6", "O2"})  # mixtures that nobody keeps in a bottle


@generator("science.partial_pressures", verifiers=VERIFIERS, min_step_coverage=1.0)
def partial_pressures(rng: random.Random, difficulty: int) -> Draft:
    """Dalton's law.

    1: a partial pressure from a mole fraction. 2: from two amounts. 3: the total pressure of two masses in a
    vessel. 4: a partial pressure from three masses and the total pressure. 5: two vessels that are connected.
    """
    work = Working()
    gases = rng.sample(list(_GASES), 3)
    while any(pair <= set(gases) for pair in _REACT):
        gases = rng.sample(list(_GASES), 3)
    a, b, c = gases
    texts = {"A": _GASES[a], "B": _GASES[b], "C": _GASES[c]}
    unit = rng.choice(("kPa", "bar", "atm", "kPa"))
    pressure = rounded(rng.uniform(80, 950) / {"kPa": 1, "bar": 100, "atm": 101.325}[unit], 3)
    texts["unit"] = unit
    if difficulty == 1:
        p = work.given("p", pressure, unit, "total pressure")
        x = work.given(
            "x",
            rounded(rng.uniform(0.03, 0.95), 3),
            "",
            f"mole fraction of {texts['A']}",
            symbol=symbol("x", a),
        )
        work.step(
            "p_A",
            "x * p",
            unit,
            f"By Dalton's law, the partial pressure of {texts['A']} is",
            symbol=symbol("p", a),
        )
        asks: tuple[str, ...] = (
            "A mixture of {A} and {B} has a total pressure of {p}. The mole fraction of {A} is {x}. What is the partial pressure of {A}, in {unit}?",
            "In a breathing gas for tests, the mole fraction of {A} is {x}; the total pressure is {p}. Find the partial pressure of {A} in {unit}.",
            "Calculate the partial pressure of {A}, in {unit}, in a mixture with {B} and {C} at {p}, if its mole fraction is {x}.",
        )
        return work.draft(
            rng.choice((asks[0], asks[2])) if a not in ("O2", "N2", "He") else rng.choice(asks),
            f"The partial pressure of {texts['A']} is",
            second=p - (1 - x) * p,
            texts=texts,
        )
    if difficulty == 2:
        p = work.given("p", pressure, unit, "total pressure")
        n_a = work.given(
            "n_A", rounded(rng.uniform(0.05, 4), 3), "mol", f"amount of {texts['A']}", symbol=symbol("n", a)
        )
        n_b = work.given(
            "n_B", rounded(rng.uniform(0.05, 4), 3), "mol", f"amount of {texts['B']}", symbol=symbol("n", b)
        )
        work.step(
            "x", "n_A / (n_A + n_B)", "", f"The mole fraction of {texts['A']} is", symbol=symbol("x", a)
        )
        work.step("p_A", "x * p", unit, "By Dalton's law, its partial pressure is", symbol=symbol("p", a))
        asks = (
            "A mixture of {n_A} of {A} and {n_B} of {B} has a total pressure of {p}. What is the partial pressure of {A}, in {unit}?",
            "In a tank at {p} there are {n_A} of {A} and {n_B} of {B}. Find the partial pressure of {A} in {unit}.",
            "Calculate the partial pressure of {A}, in {unit}, if {n_A} of it are mixed with {n_B} of {B} and the total pressure is {p}.",
        )
        return work.draft(
            rng.choice(asks),
            f"The partial pressure of {texts['A']} is",
            second=p / (1 + n_b / n_a),
            texts=texts,
        )
    if difficulty == 3:
        R = work.constant("R", "8.314", "J/(mol·K)")
        M_a, M_b = molar(work, "M_A", a), molar(work, "M_B", b)
        V = work.given("V", f"{rng.uniform(2, 60):.1f}", "L", "volume")
        m_a = work.given(
            "m_A",
            rounded(V * rng.uniform(0.01, 0.1) * M_a, 3),
            "g",
            f"mass of {texts['A']}",
            symbol=symbol("m", a),
        )
        m_b = work.given(
            "m_B",
            rounded(V * rng.uniform(0.01, 0.1) * M_b, 3),
            "g",
            f"mass of {texts['B']}",
            symbol=symbol("m", b),
        )
        t = work.given("t", f"{rng.uniform(5, 60):.1f}", "°C", "temperature")
        work.step("T", "t", "K", "In kelvins, the temperature is")
        work.step("n_A", "m_A / M_A", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
        work.step("n_B", "m_B / M_B", "mol", f"The amount of {texts['B']} is", symbol=symbol("n", b))
        work.step("p", "(n_A + n_B) * R * T / V", "kPa", "Together they have the pressure")
        asks = (
            "A vessel of {V} holds {m_A} of {A} and {m_B} of {B} at {t}. What is the total pressure, in kPa?",
            "Into an empty vessel of {V}, {m_A} of {A} and {m_B} of {B} are filled. Find the total pressure in kPa at {t}.",
            "Calculate the total pressure, in kPa, of a mixture of {m_A} of {A} and {m_B} of {B} in {V} at {t}.",
        )
        one, two = (m / M * R * (t + 273.15) / V for m, M in ((m_a, M_a), (m_b, M_b)))
        return work.draft(rng.choice(asks), "The total pressure is", second=one + two, texts=texts)
    if difficulty == 4:
        masses = []
        p = work.given("p", pressure, unit, "total pressure")
        for each, label in zip(gases, "ABC", strict=True):
            M = molar(work, f"M_{label}", each)
            masses.append(
                work.given(
                    f"m_{label}",
                    rounded(rng.uniform(0.1, 1.5) * M, 3),
                    "g",
                    f"mass of {_GASES[each]}",
                    symbol=symbol("m", each),
                )
                / M
            )
            work.step(
                f"n_{label}",
                f"m_{label} / M_{label}",
                "mol",
                f"The amount of {_GASES[each]} is",
                symbol=symbol("n", each),
            )
        work.step(
            "x", "n_A / (n_A + n_B + n_C)", "", f"The mole fraction of {texts['A']} is", symbol=symbol("x", a)
        )
        work.step("p_A", "x * p", unit, "By Dalton's law, its partial pressure is", symbol=symbol("p", a))
        asks = (
            "A mixture of {m_A} of {A}, {m_B} of {B} and {m_C} of {C} has a total pressure of {p}. What is the partial pressure of {A}, in {unit}?",
            "In a gas cylinder at {p} there are {m_A} of {A}, {m_B} of {B} and {m_C} of {C}. Find the partial pressure of {A} in {unit}.",
            "Calculate the partial pressure of {A}, in {unit}, in a mixture that is made of {m_A} of {A}, {m_B} of {B} and {m_C} of {C} and has a pressure of {p}.",
        )
        rest = p * (masses[1] + masses[2]) / sum(masses)
        return work.draft(
            rng.choice(asks), f"The partial pressure of {texts['A']} is", second=p - rest, texts=texts
        )
    p = work.given("p_1", pressure, unit, "first pressure")
    q = work.given("p_2", rounded(p * rng.uniform(0.2, 3), 3), unit, "second pressure")
    V = work.given("V_1", near(0.5, 20, rng.random()), "L", "first volume")
    W = work.given("V_2", rounded(V * rng.uniform(0.2, 4), 3), "L", "second volume")
    work.step("V", "V_1 + V_2", "L", "With the valve open, each gas has the volume")
    work.step(
        "p_A", "p_1 * V_1 / V", unit, f"The partial pressure of {texts['A']} falls to", symbol=symbol("p", a)
    )
    work.step("p_B", "p_2 * V_2 / V", unit, f"That of {texts['B']} becomes", symbol=symbol("p", b))
    share = rng.random() < 0.4
    work.step("p", "p_A + p_B", unit, "The total pressure is")
    if share:
        work.step("x", "p_A / p", "", f"The mole fraction of {texts['A']} is", symbol=symbol("x", a))
    texts["X"] = f"the mole fraction of {texts['A']}" if share else f"the total pressure, in {unit},"
    asks = (
        "A flask of {V_1} with {A} at {p_1} is connected to a flask of {V_2} with {B} at {p_2}, at the same temperature. What is {X} after the valve between them is opened?",
        "Two vessels at the same temperature hold {A} ({V_1}, {p_1}) and {B} ({V_2}, {p_2}). The valve between them is opened and the gases mix. Find {X} of the mixture.".replace(
            "{X} of the mixture", "{X} in the end"
        ),
        "At constant temperature, {A} from a bulb of {V_1} at {p_1} and {B} from a bulb of {V_2} at {p_2} mix in both bulbs. Calculate {X} of the mixture.".replace(
            " of the mixture", " after mixing"
        ),
    )
    second = p * V / (p * V + q * W) if share else (p * V + q * W) / (V + W)
    return work.draft(
        rng.choice(asks),
        f"The mole fraction of {texts['A']} is" if share else "The total pressure is",
        second=second,
        texts=texts,
    )
