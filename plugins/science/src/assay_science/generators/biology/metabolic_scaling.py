"""How rates of life depend on temperature and body mass."""

from __future__ import annotations

import random
from math import exp, log

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_RATES = (
    ("oxygen consumption of a crayfish", "mL/h", 1.0, 9.0, 6, 26),
    ("heart rate of a water flea", "min⁻¹", 120.0, 260.0, 8, 26),
    ("oxygen consumption of a lizard", "mL/h", 3.0, 30.0, 15, 36),
    ("respiration rate of potato tubers", "mg/h", 2.0, 9.0, 5, 25),
    ("chirping rate of a cricket", "min⁻¹", 30.0, 120.0, 12, 30),
    ("conduction velocity of a frog's nerve", "m/s", 15.0, 32.0, 5, 24),
)
_MAMMALS = (
    ("mouse", 0.018, 0.035),
    ("rat", 0.2, 0.45),
    ("rabbit", 1.5, 4.0),
    ("cat", 2.8, 5.0),
    ("dog", 8.0, 35.0),
    ("sheep", 40.0, 80.0),
    ("horse", 380.0, 600.0),
    ("elephant", 2500.0, 5500.0),
)
"""Mammals with the masses of adults in kilograms."""


@generator("science.metabolic_scaling", verifiers=VERIFIERS, min_step_coverage=1.0)
def metabolic_scaling(rng: random.Random, difficulty: int) -> Draft:
    """Q10 temperature coefficients, and metabolic rates that scale with body mass.

    1: Q10 of two rates 10 K apart. 2: a rate at another temperature. 3: Q10 of two rates at any two temperatures. 4: a rate by
    Kleiber's law. 5: a rate for another mass and temperature.
    """
    work = Working()
    if difficulty >= 4:
        return (_kleiber if difficulty == 4 else _both)(rng, work)
    what, unit, low, high, cold, warm = rng.choice(_RATES)
    q10 = rng.uniform(1.6, 3.2)
    t1 = rng.randint(cold, warm - 11)
    t2 = t1 + 10 if difficulty == 1 else rng.choice([t for t in range(t1 + 4, warm + 1) if t - t1 != 10])
    texts = {"what": what, "What": "The " + what, "unit": unit}
    R1 = work.given("R_1", rounded(rng.uniform(low, high)), unit, "rate at the lower temperature")
    if difficulty != 1:
        work.given("w", "10", "K", "difference that Q10 refers to", symbol=r"\Delta T_{10}")
    if difficulty == 2:
        Q = work.given("Q", f"{q10:.2f}", "", "temperature coefficient", symbol="Q_{10}")
    else:
        R2 = work.given("R_2", rounded(R1 * q10 ** ((t2 - t1) / 10)), unit, "rate at the higher temperature")
    if difficulty == 1:
        work.step(
            "Q",
            "R_2 / R_1",
            "",
            "For a rise by 10 °C, the coefficient is the ratio of the rates:",
            symbol="Q_{10}",
        )
        texts |= {"t_1": f"{t1} °C", "t_2": f"{t2} °C"}
        return work.draft(
            rng.choice(
                (
                    "The {what} is {R_1} at {t_1} and {R_2} at {t_2}. What is the temperature coefficient Q10?",
                    "{What} rises from {R_1} at {t_1} to {R_2} at {t_2}. Calculate its Q10.",
                    "At {t_1}, the {what} is {R_1}; at {t_2}, it is {R_2}. Find Q10.",
                )
            ),
            "The temperature coefficient Q10 is",
            second=exp(log(R2) - log(R1)),
            texts=texts,
        )
    work.given("t_1", str(t1), "°C", "lower temperature")
    work.given("t_2", str(t2), "°C", "higher temperature")
    work.step("dT", "t_2 - t_1", "K", "The temperature rises by")
    if difficulty == 2:
        work.step("R_2", "R_1 * Q ** (dT / w)", unit, "At the higher temperature, the rate is")
        rate = R1
        for _ in range(t2 - t1):
            rate *= Q**0.1
        return work.draft(
            rng.choice(
                (
                    "The {what} is {R_1} at {t_1}, and its Q10 (the factor for a rise of {w}) is {Q}. What is it at {t_2}, in {unit}?",
                    "{What} has a Q10 of {Q}, that is, it changes by this factor for every {w}. It is {R_1} at {t_1}. Calculate it in {unit} at "
                    "{t_2}.",
                )
            ),
            f"At {t2} °C it is",
            second=rate,
            texts=texts,
        )
    work.step("Q", "(R_2 / R_1) ** (w / dT)", "", "The coefficient is", symbol="Q_{10}")
    return work.draft(
        rng.choice(
            (
                "The {what} is {R_1} at {t_1} and {R_2} at {t_2}. What is its Q10, the factor by which it rises for {w}?",
                "Between {t_1} and {t_2}, the {what} goes up from {R_1} to {R_2}. Calculate the temperature coefficient Q10 (for a rise of {w}).",
            )
        ),
        "The temperature coefficient Q10 is",
        second=exp(10 * (log(R2) - log(R1)) / (t2 - t1)),
        texts=texts,
    )


def _kleiber(rng: random.Random, work: Working) -> Draft:
    (small, a, b), (large, c, d) = sorted(rng.sample(_MAMMALS, 2), key=lambda each: each[1])
    m1 = work.given("m_1", rounded(rng.uniform(a, b), 3), "kg", f"mass of the {small}")
    B1 = work.given("B_1", rounded(3.4 * m1**0.75 * rng.uniform(0.9, 1.1), 3), "W", f"rate of the {small}")
    m2 = work.given("m_2", rounded(rng.uniform(c, d), 3), "kg", f"mass of the {large}")
    texts = {"small": small, "large": ("an " if large == "elephant" else "a ") + large}
    if rng.random() < 0.5:
        work.step("B_2", "B_1 * (m_2 / m_1) ** (3/4)", "W", "The rate grows with the power 3/4 of the mass:")
        return work.draft(
            rng.choice(
                (
                    "A {small} of {m_1} has a basal metabolic rate of {B_1}. According to Kleiber's law (the rate is proportional to the mass to the "
                    "power 3/4), what is that of {large} of {m_2}, in watts?",
                    "By Kleiber's law, basal metabolic rate scales as mass to the power 3/4. A {small} ({m_1}) needs {B_1} at rest. Estimate the need of "
                    "{large} ({m_2}) in watts.",
                )
            ),
            "The metabolic rate is",
            second=exp(log(B1) + 0.75 * (log(m2) - log(m1))),
            texts=texts,
        )
    work.step("b_1", "B_1 / m_1", "W/kg", f"Per kilogram, the {small} needs")
    work.step(
        "b_2",
        "b_1 * (m_1 / m_2) ** (1/4)",
        "W/kg",
        "Per kilogram, the rate falls with the power 1/4 of the mass:",
    )
    return work.draft(
        rng.choice(
            (
                "A {small} of {m_1} has a basal metabolic rate of {B_1}. If the rate is proportional to the mass to the power 3/4, what is the rate per "
                "kilogram of {large} of {m_2}, in W/kg?",
                "The basal metabolic rate of mammals scales as mass to the power 3/4. It is {B_1} in a {small} of {m_1}. Calculate the mass-specific "
                "rate, in W/kg, of {large} that weighs {m_2}.",
            )
        ),
        "The mass-specific rate is",
        second=B1 * (m2 / m1) ** 0.75 / m2,
        texts=texts,
    )


def _both(rng: random.Random, work: Working) -> Draft:
    animal = rng.choice(("trout", "lizard", "frog", "crab", "perch", "tortoise"))
    m1 = work.given("m_1", rounded(rng.uniform(20, 90), 3), "g", "mass of the first")
    m2 = work.given("m_2", rounded(rng.uniform(150, 900), 3), "g", "mass of the second")
    t1 = work.given("t_1", str(rng.randint(8, 16)), "°C", "temperature of the first")
    t2 = work.given("t_2", str(rng.randint(18, 28)), "°C", "temperature of the second")
    B1 = work.given(
        "B_1", rounded(rng.uniform(0.05, 0.4) * (m1 / 50) ** 0.75, 3), "mL/min", "oxygen uptake of the first"
    )
    E = work.given("E", "0.65", "eV", "activation energy")
    work.constant("k_B", "8.617×10⁻⁵", "eV/K")
    work.step("T_1", "t_1", "K", "In kelvins, the lower temperature is")
    work.step("T_2", "t_2", "K", "The higher one is")
    work.step("f", "(m_2 / m_1) ** (3/4)", "", "The larger mass raises the rate by the factor")
    work.step(
        "h", "exp(E / k_B * (1 / T_1 - 1 / T_2))", "", "The higher temperature raises it by", symbol="g"
    )
    work.step("B_2", "f * h * B_1", "mL/min", "So the oxygen uptake is")

    def rate(m: float, t: float) -> float:
        return float(m**0.75 * exp(-E / (8.617333262e-5 * (t + 273.15))))

    return work.draft(
        rng.choice(
            (
                "The metabolic theory of ecology holds that metabolic rate is proportional to $m^{three} e^{power}$ with E = {E}. A {animal} of {m_1} takes up {B_1} "
                "of oxygen at {t_1}. How much does a {animal} of {m_2} take up at {t_2}, in mL/min?",
                "A {animal} of {m_1} consumes {B_1} of oxygen at {t_1}. Predict the consumption, in mL/min, of a {animal} of {m_2} at {t_2}, if the "
                "rate scales as mass to the power 3/4 and with a Boltzmann factor whose activation energy is {E}.",
            )
        ),
        "The oxygen uptake is",
        second=B1 * rate(m2, t2) / rate(m1, t1),
        rel=1e-4,
        texts={"animal": animal, "three": "{3/4}", "power": r"{-E/(k_\mathrm{B} T)}"},
    )
