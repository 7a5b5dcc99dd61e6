"""Heat for warming, melting and boiling."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.reactions import molar, near
from assay_science.working import VERIFIERS, Working, rounded

_ICE, _WATER, _STEAM = "2.09", "4.18", "1.86"  # J/(g·K), OpenStax, Chemistry 2e, table 5.1


@generator("science.heating_curve", verifiers=VERIFIERS, min_step_coverage=1.0)
def heating_curve(rng: random.Random, difficulty: int) -> Draft:
    """Heats of phase changes.

    1: to melt or boil away a mass. 2: to melt ice and warm the water. 3: from ice below 0 °C to warm water. 4: from ice
    to steam. 5: the final temperature of ice in warm water.
    """
    work = Working()
    data = chemistry()
    if difficulty == 1:
        melt = rng.random() < 0.5
        name = rng.choice(list(data["fusion"]))
        formula = data["liquids"][name][0]
        value = data["fusion"][name][1] if melt else data["liquids"][name][2]
        M = molar(work, "M", formula)
        m = work.given("m", near(5, 900, rng.random()), "g", f"mass of {name}")
        h = work.given(
            "h",
            value,
            "kJ/mol",
            "molar enthalpy of the change",
            symbol=r"\Delta H_{\mathrm{fus}}" if melt else r"\Delta H_{\mathrm{vap}}",
        )
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("q", "n * h", "kJ", "The heat is")
        texts = {
            "A": name,
            "does": "melt" if melt else "boil away",
            "kind": "fusion" if melt else "vaporization",
            "at": "melting point" if melt else "boiling point",
        }
        asks: tuple[str, ...] = (
            "How much heat, in kJ, does it take to {does} {m} of {A} at its {at}? The molar enthalpy of {kind} is {h}.",
            "The enthalpy of {kind} of {A} is {h}. Calculate the heat in kJ for {m} of it at its {at}.",
            "Find the heat, in kJ, that {m} of {A} take up at the {at}, if their enthalpy of {kind} is {h}.",
        )
        return work.draft(rng.choice(asks), "The heat is", second=m * h / M, texts=texts)
    if difficulty == 5:
        return _mixed(rng, work)
    M = molar(work, "M", "H2O")
    m = work.given("m", near(15, 800, rng.random()), "g", "mass")
    fusion = work.given(
        "h_f", data["fusion"]["water"][1], "kJ/mol", "enthalpy of fusion", symbol=r"\Delta H_{\mathrm{fus}}"
    )
    c = work.given("c_w", _WATER, "J/(g·K)", "specific heat of water", symbol=r"c_{\mathrm{w}}")
    work.given("t_0", "0", "°C", "melting point")
    total = m / M * fusion
    parts = ["q_2", "q_3"]
    if difficulty > 2:
        ice = work.given("c_i", _ICE, "J/(g·K)", "specific heat of ice", symbol=r"c_{\mathrm{i}}")
        cold = work.given("t_1", f"-{rng.uniform(3, 30):.1f}", "°C", "temperature of the ice")
        work.step("q_1", "c_i * m * (t_0 - t_1)", "kJ", "To warm the ice to 0 °C takes")
        total -= ice * m * cold / 1000
        parts.insert(0, "q_1")
    work.step("n", "m / M", "mol", "The amount of water is")
    work.step("q_2", "n * h_f", "kJ", "To melt the ice takes")
    if difficulty < 4:
        warm = work.given("t_2", f"{rng.uniform(12, 95):.1f}", "°C", "final temperature")
        work.step("q_3", "c_w * m * (t_2 - t_0)", "kJ", "To warm the water takes")
        total += c * m * warm / 1000
        end = "water at {t_2}"
        given = "enthalpy of fusion {h_f}, specific heat of water {c_w}"
    else:
        work.given("t_3", "100", "°C", "boiling point")
        boil = work.given(
            "h_v",
            data["liquids"]["water"][2],
            "kJ/mol",
            "enthalpy of vaporization",
            symbol=r"\Delta H_{\mathrm{vap}}",
        )
        steam = work.given("c_s", _STEAM, "J/(g·K)", "specific heat of steam", symbol=r"c_{\mathrm{s}}")
        hot = work.given("t_4", f"{rng.uniform(105, 160):.1f}", "°C", "temperature of the steam")
        work.step("q_3", "c_w * m * (t_3 - t_0)", "kJ", "To warm the water to 100 °C takes")
        work.step("q_4", "n * h_v", "kJ", "To boil it away takes")
        work.step("q_5", "c_s * m * (t_4 - t_3)", "kJ", "To warm the steam takes")
        parts += ["q_4", "q_5"]
        total += c * m / 10 + m / M * boil + steam * m * (hot - 100) / 1000
        end = "steam at {t_4}"
        given = "ΔH_fus = {h_f} at {t_0}, ΔH_vap = {h_v} at {t_3}; specific heats: ice {c_i}, water {c_w}, steam {c_s}"
    work.step("q", " + ".join(parts), "kJ", "Together, that is")
    if difficulty == 2:
        begin, extra = "ice at {t_0}", given
    elif difficulty == 3:
        begin, extra = (
            "ice at {t_1}",
            "enthalpy of fusion {h_f} at {t_0}, specific heats {c_i} of ice and {c_w} of water",
        )
    else:
        begin, extra = "ice at {t_1}", given
    asks = (
        f"How much heat, in kJ, turns {{m}} of {begin} into {end}? ({extra})",
        f"Calculate the heat in kJ that {{m}} of {begin} must take up to become {end}. Data: {extra}.",
        f"From {begin}, {{m}} of {end} are made. Find the heat in kJ ({extra}).",
    )
    return work.draft(rng.choice(asks), "The heat is", second=total, texts={})


def _mixed(rng: random.Random, work: Working) -> Draft:
    """Ice in warm water, all of which melts."""
    M = molar(work, "M", "H2O")
    fusion = work.given(
        "h_f",
        chemistry()["fusion"]["water"][1],
        "kJ/mol",
        "enthalpy of fusion",
        symbol=r"\Delta H_{\mathrm{fus}}",
    )
    c = work.given("c_w", _WATER, "J/(g·K)", "specific heat of water", symbol=r"c_{\mathrm{w}}")
    W = work.given("m_w", f"{rng.uniform(150, 600):.0f}", "g", "mass of water", symbol=r"m_{\mathrm{w}}")
    t = work.given(
        "t_w", f"{rng.uniform(25, 90):.1f}", "°C", "temperature of the water", symbol=r"t_{\mathrm{w}}"
    )
    most = c * W * t / (fusion / M * 1000)
    m = work.given(
        "m", rounded(most * rng.uniform(0.1, 0.8), 3), "g", "mass of ice", symbol=r"m_{\mathrm{i}}"
    )
    work.given("t_0", "0", "°C", "melting point")
    work.step("n", "m / M", "mol", "The amount of ice is")
    work.step("q", "n * h_f", "J", "To melt it takes")
    work.step(
        "t",
        "t_0 + (c_w * m_w * (t_w - t_0) - q) / (c_w * (m_w + m))",
        "°C",
        "The heat that is left warms all of the water from 0 °C on, so the final temperature is",
    )
    asks = (
        "In an insulated cup, {m} of ice at {t_0} are put into {m_w} of water at {t_w}. What is the final temperature, in °C? (Enthalpy of fusion {h_f}, specific heat of water {c_w})",
        "To {m_w} of water at {t_w}, {m} of ice at {t_0} are added; no heat is exchanged with the surroundings. Calculate the final temperature in °C with an enthalpy of fusion of {h_f} and a specific heat of {c_w}.",
        "A drink, {m_w} of water at {t_w}, is cooled with {m} of ice at {t_0}. Find the temperature in °C after all of the ice has melted (ΔH_fus = {h_f}, specific heat of water {c_w}).",
    )
    second = root(lambda x: c * W * (t - x) - m / M * fusion * 1000 - c * m * x, 0.0, t)
    return work.draft(rng.choice(asks), "The final temperature is", second=second, absolute=0.2, texts={})
