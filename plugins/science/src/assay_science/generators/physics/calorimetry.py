"""Heat: warming, mixing, melting, boiling, conduction."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.generators._draws import between
from assay_science.generators._tables import properties
from assay_science.numerics import root, solved
from assay_science.working import VERIFIERS, Working

_METALS = ("aluminium", "copper", "iron", "lead", "silver")


def mixed(parts: list[tuple[float, float, float]]) -> float:
    """The temperature at which the heats of ``(mass, specific heat, temperature)`` add up to zero, by its
    root."""
    temperatures = [t for _, _, t in parts]
    return root(lambda t: sum(m * c * (t - t0) for m, c, t0 in parts), min(temperatures), max(temperatures))


@generator("science.calorimetry", verifiers=VERIFIERS, min_step_coverage=1.0)
def calorimetry(rng: random.Random, difficulty: int) -> Draft:
    """Heat and temperature, with melting and boiling.

    1: the heat that warms a body. 2: a temperature of mixing, or conduction through a wall. 3: a metal in
    a calorimeter. 4: ice that melts, or the specific heat sought. 5: steam that condenses, or a wall of
    two layers.
    """
    return (_warming, _mixing, _calorimeter, _melting, _hard)[difficulty - 1](rng, Working())


def _heat(work: Working, name: str, material: str, symbol: str = "") -> float:
    return work.given(
        name, properties("specific_heat")[material], "J/(kg·K)", f"specific heat of {material}", symbol=symbol
    )


def _warming(rng: random.Random, work: Working) -> Draft:
    material = rng.choice((*_METALS, "water", "glass"))
    m = work.given("m", between(rng, 100, 3000, "50"), "g", "mass") / 1000
    c = _heat(work, "c", material)
    t1 = work.given("t_1", between(rng, 10, 25, "0.5"), "°C", "temperature before")
    t2 = work.given("t_2", between(rng, 40, 95, "0.5"), "°C", "temperature after")
    work.step("Q", "m * c * (t_2 - t_1)", "kJ", "The heat for a change of temperature is")
    return work.draft(
        rng.choice(
            (
                "How much heat, in kilojoules, warms {m} of {material} from {t_1} to {t_2}? The specific "
                "heat of {material} is {c}.",
                "A sample of {material} with a mass of {m} is heated from {t_1} to {t_2}. Its specific heat "
                "is {c}. Find the heat in kJ.",
                "The specific heat of {material} is {c}. What heat, in kJ, does a piece of {m} take up when "
                "it is warmed from {t_1} to {t_2}?",
            )
        ).replace("a piece of", "a portion of" if material == "water" else "a piece of"),
        "The heat is",
        second=m * (c * t2 - c * t1) / 1000,
        texts={"material": material},
    )


def _mixing(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.6:
        m1 = work.given("m_1", between(rng, 0.2, 40, "0.1"), "kg", "mass of the cold water")
        t1 = work.given("t_1", between(rng, 8, 20, "0.5"), "°C", "its temperature")
        m2 = work.given("m_2", f"{m1 * rng.uniform(0.4, 2.2):.1f}", "kg", "mass of the hot water")
        t2 = work.given("t_2", between(rng, 55, 90, "0.5"), "°C", "its temperature")
        work.step(
            "dt",
            "m_2 * (t_2 - t_1) / (m_1 + m_2)",
            "K",
            "The heat that the hot water gives warms all of it from the lower temperature, so the cold water "
            "warms by",
            symbol=r"\Delta T",
        )
        work.step("t", "t_1 + dt", "°C", "The temperature becomes")
        return work.draft(
            rng.choice(
                (
                    "{m_1} of water at {t_1} are mixed with {m_2} of water at {t_2}. What temperature, in "
                    "°C, results if no heat is lost?",
                    "A tub holds {m_1} of water at {t_1}. Then {m_2} of hot water at {t_2} are added. Find "
                    "the temperature of the mixture in °C, without losses.",
                )
            ).replace(
                "{m_1} of water at {t_1} are mixed",
                "In an insulated vessel, {m_1} of water at {t_1} are mixed",
                1,
            ),
            "The temperature is",
            second=mixed([(m1, 1.0, t1), (m2, 1.0, t2)]),
        )
    material = rng.choice(("concrete", "wood", "polystyrene foam", "glass wool"))
    thick = {
        "concrete": (120, 300),
        "wood": (20, 100),
        "polystyrene foam": (40, 160),
        "glass wool": (80, 240),
    }[material]
    k = work.given(
        "k", properties("conductivity")[material], "W/(m·K)", f"thermal conductivity of {material}"
    )
    A = work.given("A", between(rng, 1.5, 20, "0.5"), "m²", "area")
    d = work.given("d", between(rng, *thick, "10"), "mm", "thickness") / 1000
    warm = work.given("t_1", between(rng, 17, 22, "0.5"), "°C", "temperature inside")
    cold = work.given("t_2", between(rng, -12, 8, "0.5"), "°C", "temperature outside")
    work.step("P", "k * A * (t_1 - t_2) / d", "W", "The heat conducted per time is")
    return work.draft(
        rng.choice(
            (
                "A layer of {material}, {d} thick, has an area of {A}. Its surfaces are at {t_1} and {t_2}; "
                "the thermal conductivity is {k}. How much heat is conducted through it per second, in "
                "watts?",
                "The faces of a sheet of {material} ({A}, {d} thick) are kept at {t_1} and {t_2}. With a "
                "thermal conductivity of {k}, find the rate of heat flow through it in W.",
            )
        ),
        "The heat flow is",
        second=A * (k / d) * warm - A * (k / d) * cold,
        texts={"material": material},
    )


def _calorimeter(rng: random.Random, work: Working) -> Draft:
    metal = rng.choice(("aluminium", "copper", "iron"))  # what the metal itself takes up shall count
    m = work.given("m", between(rng, 300, 600, "10"), "g", "mass of the metal")
    c = _heat(work, "c", metal)
    t = work.given("t_1", between(rng, 75, 150, "1"), "°C", "temperature of the metal")
    w = work.given("m_w", between(rng, 150, 400, "10"), "g", "mass of the water")
    cw = _heat(work, "c_w", "water")
    tw = work.given("t_w", between(rng, 14, 25, "0.5"), "°C", "temperature of the water")
    work.step("C_m", "m * c", "J/K", "The heat capacity of the metal is", digits=5)
    work.step("C_w", "m_w * c_w", "J/K", "That of the water is", digits=5)
    work.step(
        "dt",
        "C_m * (t_1 - t_w) / (C_m + C_w)",
        "K",
        "With the heat that the metal gives, water and metal together take up the difference of the "
        "temperatures, so the water warms by",
        symbol=r"\Delta T",
    )
    work.step("t", "t_w + dt", "°C", "The final temperature is")
    return work.draft(
        rng.choice(
            (
                "A piece of {metal} (mass {m}, specific heat {c}) at {t_1} is put into {m_w} of water at "
                "{t_w}. The specific heat of water is {c_w}. What is the final temperature, in °C, "
                "if no heat is lost and no water boils off?",
                "{Metal} of mass {m} is heated to {t_1} and dropped into an insulated vessel with {m_w} of "
                "water at {t_w}. The specific heats are {c} for {metal} and {c_w} for water. "
                "Neglecting the vessel, find the final temperature in °C.",
            )
        ),
        "The final temperature is",
        second=mixed([(m, c, t), (w, cw, tw)]),
        texts={"metal": metal, "Metal": metal.capitalize()},
        tolerance=0.005,
    )


def _melting(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.5:
        w_text, tw_text = between(rng, 200, 800, "10"), between(rng, 20, 40, "0.5")
        most = float(w_text) * 4186 * float(tw_text) / 334e3
        w = work.given("m_w", w_text, "g", "mass of the water")
        tw = work.given("t_w", tw_text, "°C", "its temperature")
        m = work.given("m", f"{most * rng.uniform(0.15, 0.75):.0f}", "g", "mass of the ice")
        L = (
            work.given("L", properties("heat_of_fusion")["water"], "kJ/kg", "heat of fusion", symbol="L_{f}")
            * 1000
        )
        cw = _heat(work, "c_w", "water")
        work.given("t_0", "0", "°C", "temperature of the ice")
        work.step("Q_1", "m * L", "kJ", "The ice takes up for melting", digits=5)
        work.step(
            "Q_2",
            "m_w * c_w * (t_w - t_0)",
            "kJ",
            "Cooled to the temperature of the ice, the water would give",
            digits=5,
        )
        work.step("C", "(m_w + m) * c_w", "J/K", "All the water together has the heat capacity", digits=5)
        work.step("t", "t_0 + (Q_2 - Q_1) / C", "°C", "What is left of the heat warms it to")
        return work.draft(
            rng.choice(
                (
                    "Ice of {t_0} with a mass of {m} is put into {m_w} of water at {t_w} and melts "
                    "completely. The heat of fusion is {L} and the specific heat of water {c_w}. What is the "
                    "final "
                    "temperature, in °C, without losses to the surroundings?",
                    "To cool {m_w} of tea (like water) from {t_w}, {m} of ice at {t_0} are stirred in until "
                    "all of it has melted. With a heat of fusion of {L} and a specific heat of {c_w}, find "
                    "the "
                    "final temperature in °C; the cup and the surroundings take no part.",
                )
            ),
            "The final temperature is",
            second=root(lambda t: w * cw * (t - tw) + m * L + m * cw * t, 0.0, tw),
        )
    metal = rng.choice(_METALS)
    true = float(properties("specific_heat")[metal])
    m_text, w_text = between(rng, 100, 500, "10"), between(rng, 150, 500, "10")
    hot, cold = between(rng, 90, 100, "0.1"), between(rng, 15, 23, "0.1")
    end = mixed([(float(m_text), true, float(hot)), (float(w_text), 4186, float(cold))])
    m = work.given("m", m_text, "g", "mass of the metal")
    t = work.given("t_1", hot, "°C", "its temperature")
    w = work.given("m_w", w_text, "g", "mass of the water")
    tw = work.given("t_w", cold, "°C", "temperature of the water")
    te = work.given("t_2", f"{end:.1f}", "°C", "final temperature")
    cw = _heat(work, "c_w", "water")
    work.step("Q", "m_w * c_w * (t_2 - t_w)", "kJ", "The water takes up the heat", digits=5)
    work.step("c", "Q / (m * (t_1 - t_2))", "J/(kg·K)", "The metal gives it, so its specific heat is")
    return work.draft(
        rng.choice(
            (
                "A piece of metal of mass {m} is taken out of hot water at {t_1} and put into {m_w} of water "
                "at {t_w}. The temperature becomes {t_2}. What is the specific heat of the metal, in "
                "J/(kg·K), "
                "if that of water is {c_w} and no heat is lost?",
                "In a calorimeter of negligible heat capacity there are {m_w} of water at {t_w}. After a "
                "metal sample of {m} at {t_1} has been put in, the temperature is {t_2}. The specific heat "
                "of water is "
                "{c_w}. Find that of the metal in J/(kg·K).",
            )
        ),
        "The specific heat is",
        second=root(lambda c: m * c * (te - t) + w * cw * (te - tw), 1.0, 1e5),
    )


def _hard(rng: random.Random, work: Working) -> Draft:
    if rng.random() < 0.6:
        w_text, tw_text = between(rng, 300, 1500, "10"), between(rng, 10, 30, "0.5")
        top = float(w_text) * 4186 * (90 - float(tw_text)) / (2256e3 + 4186 * 10)
        w = work.given("m_w", w_text, "g", "mass of the water")
        tw = work.given("t_w", tw_text, "°C", "its temperature")
        m = work.given("m", f"{top * rng.uniform(0.25, 0.95):.0f}", "g", "mass of the steam")
        hot = work.given("t_s", "100", "°C", "temperature of the steam")
        L = (
            work.given(
                "L",
                properties("heat_of_vaporization")["water"],
                "kJ/kg",
                "heat of vaporization",
                symbol="L_{v}",
            )
            * 1000
        )
        cw = _heat(work, "c_w", "water")
        work.step("Q_1", "m * L", "kJ", "Condensing, the steam gives", digits=5)
        work.step(
            "Q_2",
            "m * c_w * (t_s - t_w)",
            "kJ",
            "Its water, cooled to the temperature of the other, would give",
            digits=5,
        )
        work.step("C", "(m_w + m) * c_w", "J/K", "All the water together has the heat capacity", digits=5)
        work.step("t", "t_w + (Q_1 + Q_2) / C", "°C", "Both heats warm it to")
        return work.draft(
            rng.choice(
                (
                    "Steam at {t_s} with a mass of {m} is led into {m_w} of water at {t_w}, where all of it "
                    "condenses. The heat of vaporization is {L}, the specific heat of water {c_w}. What is "
                    "the final "
                    "temperature, in °C, without losses?",
                    "An espresso machine blows {m} of steam at {t_s} into {m_w} of water at {t_w}. All the "
                    "steam condenses. With a heat of vaporization of {L} and a specific heat of water of "
                    "{c_w}, find the "
                    "final temperature in °C if no heat is lost.",
                )
            ),
            "The final temperature is",
            second=root(lambda t: w * cw * (t - tw) - m * L + m * cw * (t - hot), tw, hot),
        )
    wall, insulation = rng.choice(
        (("concrete", "polystyrene foam"), ("concrete", "glass wool"), ("wood", "polystyrene foam"))
    )
    k1 = work.given("k_1", properties("conductivity")[wall], "W/(m·K)", f"conductivity of {wall}")
    k2 = work.given("k_2", properties("conductivity")[insulation], "W/(m·K)", f"conductivity of {insulation}")
    d1 = work.given("d_1", between(rng, 100, 300, "10"), "mm", f"thickness of {wall}") / 1000
    d2 = work.given("d_2", between(rng, 30, 160, "10"), "mm", f"thickness of {insulation}") / 1000
    A = work.given("A", between(rng, 8, 40, "1"), "m²", "area")
    warm = work.given("t_1", between(rng, 18, 22, "0.5"), "°C", "temperature inside")
    cold = work.given("t_2", between(rng, -12, 6, "0.5"), "°C", "temperature outside")
    t = work.given("tau", between(rng, 6, 24, "1"), "h", "time", symbol="t")
    work.step(
        "R_1", "d_1 / k_1", "m²·K/W", "For each square metre, the wall has the thermal resistance", digits=5
    )
    work.step("R_2", "d_2 / k_2", "m²·K/W", "That of the insulation is", digits=5)
    work.step("P", "A * (t_1 - t_2) / (R_1 + R_2)", "W", "Through both in series, the heat flow is", digits=5)
    work.step("Q", "P * tau", "kWh", "In the given time, the heat is")
    # unknown: heat flow, temperature between the layers
    flow, _ = solved([[d1 / k1 / A, 1], [d2 / k2 / A, -1]], [warm, -cold])
    return work.draft(
        rng.choice(
            (
                f"A wall of {{A}} consists of {{d_1}} of {wall} ({{k_1}}) and {{d_2}} of {insulation} "
                "({k_2}); these are the thermal conductivities. Its surfaces are at {t_1} inside and "
                "{t_2} outside. How much heat, in "
                "kilowatt-hours, does it lose in {tau}?",
                f"A wall ({{A}}) is made of {wall}, {{d_1}} thick, with a thermal conductivity of {{k_1}}, "
                f"and of {insulation}, {{d_2}} thick, with {{k_2}}. The inner surface is at {{t_1}}, the "
                "outer at {t_2}. Find the heat lost "
                "in {tau} in kWh.",
            )
        ),
        "The heat is",
        second=flow * t / 1000,
    )
