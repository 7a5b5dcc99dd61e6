"""Colligative properties."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.reactions import decimals, molar, near, printed
from assay_science.working import VERIFIERS, Working, rounded

_WATER = (
    ("glucose", "C6H12O6"),
    ("sucrose", "C12H22O11"),
    ("urea", "CO(NH2)2"),
    ("glycerol", "C3H8O3"),
    ("ethylene glycol", "C2H6O2"),
)
_ORGANIC = (
    ("naphthalene", "C10H8"),
    ("biphenyl", "C12H10"),
    ("camphor", "C10H16O"),
    ("anthracene", "C14H10"),
    ("benzophenone", "C13H10O"),
)
_SALTS = (
    ("sodium chloride", "NaCl", 2),
    ("potassium chloride", "KCl", 2),
    ("calcium chloride", "CaCl2", 3),
    ("magnesium chloride", "MgCl2", 3),
    ("sodium sulfate", "Na2SO4", 3),
    ("potassium nitrate", "KNO3", 2),
)


@generator("science.colligative_property", verifiers=VERIFIERS, min_step_coverage=1.0)
def colligative_property(rng: random.Random, difficulty: int) -> Draft:
    """Freezing point, boiling point and osmotic pressure of dilute solutions.

    1: the lowering of the freezing point or the raising of the boiling point from the molality. 2: the freezing or boiling
    point from masses. 3: of a salt, which dissociates completely. 4: the molar mass of an unknown. 5: the molar mass
    from osmotic pressure.
    """
    work = Working()
    solvent = (
        rng.choice([s for s in chemistry()["solvents"] if s != "chloroform"])
        if difficulty in (1, 2, 4)
        else "water"
    )
    boiling, k_b, freezing, k_f = chemistry()["solvents"][solvent]
    freeze = rng.random() < 0.6
    texts = {"S": solvent}
    if difficulty == 5:
        return _osmosis(rng, work)
    K = work.given(
        "K",
        k_f if freeze else k_b,
        "K·kg/mol",
        "molal constant",
        symbol=r"K_{\mathrm{f}}" if freeze else r"K_{\mathrm{b}}",
    )
    sign, point = ("-", "freezing") if freeze else ("+", "boiling")
    texts |= {"point": point, "k": "K_f" if freeze else "K_b"}
    most = 2.0 if solvent == "water" else 0.8
    if difficulty == 1:
        b = work.given("b", near(0.02, most, rng.random()), "mol/kg", "molality")
        work.step("dT", "K * b", "K", "The change is")
        texts["does"] = "lowered" if freeze else "raised"
        asks: tuple[str, ...] = (
            "By how many kelvins is the {point} point of {S} {does} in a solution of a nonelectrolyte with a molality of {b}? {k} = {K}.",
            "The molality of a nonelectrolyte in {S} is {b}. Calculate the change of the {point} point in kelvins, with {k} = {K}.",
            "Find the size of the change of the {point} point, in K, of {S} with {b} of a nonelectrolyte; {k} of the solvent is {K}.",
        )
        return work.draft(rng.choice(asks), "The change is", second=b * K, texts=texts)
    t0 = work.given("t_0", freezing if freeze else boiling, "°C", f"{point} point of {solvent}")
    if difficulty == 4:
        M_true = rng.uniform(80, 300)
        W = work.given(
            "m_s", f"{rng.uniform(20, 250):.1f}", "g", f"mass of {solvent}", symbol=r"m_{\mathrm{s}}"
        )
        b_true = rng.uniform(0.15, 0.6)
        m = work.given("m", rounded(b_true * W / 1000 * M_true, 3), "g", "mass of the substance")
        b_true = m / M_true / W * 1000
        t = work.given(
            "t", f"{t0 + (-1 if freeze else 1) * K * b_true:.2f}", "°C", f"{point} point of the solution"
        )
        if abs(t - t0) < 0.25:
            return colligative_property(rng, difficulty)
        work.step("dT", "t_0 - t" if freeze else "t - t_0", "K", f"The {point} point changes by")
        work.step("b", "dT / K", "mol/kg", "The molality is")
        work.step("n", "b * m_s", "mol", "The amount of the substance is")
        work.step("M", "m / n", "g/mol", "Its molar mass is")
        asks = (
            "A solution of {m} of a nonelectrolyte in {m_s} of {S} {acts} at {t}; pure {S} {acts} at {t_0}, and {k} = {K}. What is the molar mass of the substance, in g/mol?",
            "When {m} of an unknown nonelectrolyte are dissolved in {m_s} of {S}, the {point} point goes from {t_0} to {t}. Calculate its molar mass in g/mol, with {k} = {K}.",
            "Find the molar mass, in g/mol, of a nonelectrolyte of which {m} in {m_s} of {S} change the {point} point from {t_0} to {t} ({k} = {K}).",
        )
        texts["acts"] = "freezes" if freeze else "boils"
        second = K * m * 1000 / (W * abs(t - t0))
        return work.draft(rng.choice(asks), "The molar mass is", second=second, texts=texts)
    if difficulty == 3:
        name, formula, i = rng.choice(_SALTS)
        most = 0.5
    else:
        name, formula = rng.choice(_WATER if solvent == "water" else _ORGANIC)
        i = 1
    M = molar(work, "M", formula)
    W = work.given("m_s", f"{rng.uniform(60, 900):.0f}", "g", f"mass of {solvent}", symbol=r"m_{\mathrm{s}}")
    m = work.given("m", rounded(rng.uniform(0.1, 1) * most * W / 1000 * M, 3), "g", f"mass of {name}")
    texts |= {"A": name, "a": printed(formula)}
    work.step("n", "m / M", "mol", f"The amount of {name} is")
    if i > 1:
        work.step(
            "n_p", f"{i} * n", "mol", f"A formula unit gives {i} ions, in all", symbol=r"n_{\mathrm{ions}}"
        )
    work.step(
        "b",
        f"{'n_p' if i > 1 else 'n'} / m_s",
        "mol/kg",
        "The molality of the particles is" if i > 1 else "The molality is",
    )
    work.step("dT", "K * b", "K", f"The {point} point changes by")
    work.step("t", f"t_0 {sign} dT", "°C", "So it becomes", digits=4)
    tail = " Take the salt as completely dissociated." if i > 1 else ""
    asks = (
        "What is the {point} point, in °C, of a solution of {m} of {A}, {a}, in {m_s} of {S}? The pure solvent has {t_0}, and {k} = {K}."
        + tail,
        "In {m_s} of {S}, {m} of {A} ({a}) are dissolved. Calculate the {point} point in °C; that of {S} is {t_0}, and {k} is {K}."
        + tail,
        "Find the {point} point in °C of {m_s} of {S} with {m} of dissolved {A} ({a}), with {k} = {K} and {t_0} for the pure solvent."
        + tail,
    )
    second = t0 + (-1 if freeze else 1) * i * K * m * 1000 / M / W
    return work.draft(
        rng.choice(asks),
        f"The {point} point is",
        second=second,
        texts=texts,
        digits=decimals(second, 2),
        absolute=0.03,
        tolerance=0.001,
    )


def _osmosis(rng: random.Random, work: Working) -> Draft:
    """The molar mass of a large molecule."""
    R = work.constant("R", "0.083145", "L·bar/(mol·K)")
    name, mass = rng.choice(
        (
            ("a protein", rng.uniform(12e3, 90e3)),
            ("hemoglobin", rng.uniform(62e3, 68e3)),
            ("a polysaccharide", rng.uniform(2e4, 1.2e5)),
            ("a synthetic polymer", rng.uniform(1e4, 9e4)),
            ("insulin", rng.uniform(5.6e3, 6.0e3)),
        )
    )
    V = work.given("V", f"{rng.choice((25, 50, 100, 150, 200, 250))}.0", "mL", "volume")
    m = work.given("m", rounded(rng.uniform(4, 25) * V / 1000, 3), "g", "mass")
    t = work.given("t", f"{rng.choice((20, 25, 27, 30, 37))}.0", "°C", "temperature")
    p = work.given(
        "Pi",
        rounded(m / mass / V * 1000 * R * (t + 273.15) * 1000, 3),
        "mbar",
        "osmotic pressure",
        symbol=r"\Pi",
    )
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("c", "Pi / (R * T)", "mol/L", "The concentration is")
    work.step("n", "c * V", "mol", "The amount dissolved is")
    work.step("M", "m / n", "g/mol", "The molar mass is")
    texts = {"A": name}
    asks = (
        "A solution of {m} of {A} in {V} of solution has an osmotic pressure of {Pi} at {t}. What is the molar mass, in g/mol?",
        "The osmotic pressure of {V} of a solution with {m} of {A} is {Pi} at {t}. Calculate the molar mass of the solute in g/mol.",
        "Find the molar mass in g/mol of {A}, of which {m}, dissolved to {V}, have an osmotic pressure of {Pi} at {t}.",
    )
    second = m * R * (t + 273.15) / (p / 1000 * V / 1000)
    return work.draft(rng.choice(asks), "The molar mass is", second=second, texts=texts)
