"""Effusion, and the speed of molecules."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.masses import molar_mass
from assay_science.reactions import molar, near, printed, symbol
from assay_science.working import VERIFIERS, Working, rounded

_GASES = {
    "H2": "hydrogen",
    "He": "helium",
    "CH4": "methane",
    "NH3": "ammonia",
    "Ne": "neon",
    "N2": "nitrogen",
    "O2": "oxygen",
    "Ar": "argon",
    "CO2": "carbon dioxide",
    "SO2": "sulfur dioxide",
    "Cl2": "chlorine",
    "Kr": "krypton",
    "Xe": "xenon",
    "SF6": "sulfur hexafluoride",
    "UF6": "uranium hexafluoride",
    "C3H8": "propane",
    "HCl": "hydrogen chloride",
    "H2S": "hydrogen sulfide",
    "Rn": "radon",
    "C4H10": "butane",
}


@generator("science.effusion", verifiers=VERIFIERS, min_step_coverage=1.0)
def effusion(rng: random.Random, difficulty: int) -> Draft:
    """Graham's law, and the root mean square speed.

    1: the rate at which another gas effuses. 2: the time that another gas takes. 3: the root mean square speed at a
    temperature. 4: the molar mass of an unknown gas. 5: the temperature at which a gas is as fast as another one.
    """
    work = Working()
    a, b = rng.sample([gas for gas in _GASES if gas != "UF6" and (gas != "Rn" or difficulty < 3)], 2)
    texts = {"A": _GASES[a], "B": _GASES[b], "a": printed(a), "b": printed(b)}
    M_a = molar(work, "M_A", a)
    if difficulty == 4:
        t = work.given("t_A", f"{rng.uniform(20, 400):.1f}", "s", f"time of {texts['A']}", symbol="t_{1}")
        while abs(1 - (M_x := rng.uniform(16, 150)) / M_a) < 0.08:
            pass
        u = work.given(
            "t_X", rounded(t * math.sqrt(M_x / M_a), 4), "s", "time of the unknown gas", symbol="t_{2}"
        )
        work.step(
            "r",
            "t_X / t_A",
            "",
            "The rates are as the times, the other way round; the times have the ratio",
            digits=6,
        )
        work.step("M_X", "M_A * r**2", "g/mol", "By Graham's law, the molar mass is", symbol="M_{2}")
        asks: tuple[str, ...] = (
            "A sample of {A} takes {t_A} to effuse through a pinhole. The same volume of an unknown gas takes {t_X} under the same conditions. What is the molar mass of the unknown gas, in g/mol?",
            "Through a porous wall, equal volumes of {A} and of an unknown gas escape in {t_A} and {t_X}, in this order, at the same temperature and pressure. Find the molar mass of the unknown gas in g/mol.",
            "An unknown gas needs {t_X} to effuse from a vessel for which an equal volume of {A} needs {t_A} at the same temperature and pressure. Calculate its molar mass in g/mol.",
        )
        return work.draft(
            rng.choice(asks),
            "The molar mass is",
            second=math.exp(math.log(M_a) + 2 * (math.log(u) - math.log(t))),
            texts=texts,
        )
    if difficulty in (1, 2):
        M_b = molar(work, "M_B", b)
        if difficulty == 1:
            v = work.given(
                "v", near(0.2, 40, rng.random()), "mmol/h", f"rate of {texts['A']}", symbol=symbol("v", a)
            )
            work.step(
                "v_B", "v * sqrt(M_A / M_B)", "mmol/h", "By Graham's law, the rate is", symbol=symbol("v", b)
            )
            asks = (
                "Through a pinhole, {A} ({a}) effuses at a rate of {v}. What is the rate for {B} ({b}) under the same conditions, in mmol/h?",
                "The rate of effusion of {A}, {a}, through a porous wall is {v}. Calculate that of {B}, {b}, in mmol/h at the same temperature and pressure.",
                "A leak lets {v} of {A} ({a}) escape. By Graham's law, find how fast {B} ({b}) would escape at the same temperature and pressure, in mmol/h.",
            )
            second = math.exp(math.log(v) + (math.log(M_a) - math.log(M_b)) / 2)
            return work.draft(rng.choice(asks), "The rate is", second=second, texts=texts)
        t = work.given(
            "t_A", near(12, 600, rng.random()), "s", f"time of {texts['A']}", symbol=symbol("t", a)
        )
        work.step(
            "r",
            "sqrt(M_B / M_A)",
            "",
            digits=6,
            because=f"By Graham's law, the time of {texts['B']} is longer by the factor"
            if M_b > M_a
            else f"By Graham's law, the time of {texts['B']} is that of {texts['A']} times",
        )
        work.step("t_B", "t_A * r", "s", f"So {texts['B']} takes", symbol=symbol("t", b))
        asks = (
            "A sample of {A} effuses through a pinhole in {t_A}. How long, in seconds, does the same amount of {B} take under the same conditions?",
            "Under the same conditions, equal volumes of {A} and {B} effuse through a small hole; {A} takes {t_A}. How many seconds does {B} take?",
            "A leak lets a certain amount of {A} escape in {t_A}. In how many seconds does the same amount of {B} escape at the same temperature and pressure?",
        )
        return work.draft(
            rng.choice(asks), f"The time of {texts['B']} is", second=t * M_b**0.5 / M_a**0.5, texts=texts
        )
    R = work.constant("R", "8.314", "J/(mol·K)")
    if difficulty == 3:
        t = work.given("t", f"{rng.uniform(2, 400):.1f}", "°C", "temperature")
        work.step("T", "t", "K", "In kelvins, the temperature is")
        work.step(
            "u", "sqrt(3 * R * T / M_A)", "m/s", "The root mean square speed is", symbol=r"u_{\mathrm{rms}}"
        )
        asks = (
            "What is the root mean square speed, in m/s, of the molecules of {A} ({a}) at {t}?",
            "Calculate the root mean square speed of {A}, {a}, in m/s, at a temperature of {t}.",
            "A bulb holds {A} ({a}) at {t}. Find the root mean square speed of its particles in m/s.",
        )
        energy = 1.5 * R * (t + 273.15)  # mean kinetic energy in J/mol
        return work.draft(
            rng.choice(asks),
            "The root mean square speed is",
            second=(2 * energy / (M_a / 1000)) ** 0.5,
            texts=texts,
        )
    while not 100 < molar_mass(b) / M_a * 320 < 1200:
        b = rng.choice([gas for gas in _GASES if gas not in ("UF6", "Rn", a)])
    texts |= {"B": _GASES[b], "b": printed(b)}
    M_b = molar(work, "M_B", b)
    t = work.given("t", f"{rng.uniform(15, 90):.1f}", "°C", f"temperature of {texts['A']}")
    work.step("T_A", "t", "K", "In kelvins, the temperature is", symbol=symbol("T", a))
    work.step(
        "u",
        "sqrt(3 * R * T_A / M_A)",
        "m/s",
        f"The root mean square speed of {texts['A']} is",
        symbol=r"u_{\mathrm{rms}}",
    )
    work.step(
        "T_B", "M_B * u**2 / (3 * R)", "K", f"The molecules of {texts['B']} have it at", symbol=symbol("T", b)
    )
    asks = (
        "At what temperature, in kelvins, do the particles of {B} ({b}) have the same root mean square speed as those of {A} ({a}) at {t}?",
        "The root mean square speed of {B} ({b}) shall equal that of {A} ({a}) at {t}. Find the temperature of the {B} in kelvins.",
        "Calculate the temperature, in kelvins, at which {b} has the root mean square speed that {a} has at {t}.",
    )
    return work.draft(rng.choice(asks), "The temperature is", second=(t + 273.15) * M_b / M_a, texts=texts)
