"""The purity of a sample."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.reactions import bare, converted, molar, near, printed, reaction, symbol, times
from assay_science.working import VERIFIERS, Working, rounded

_GAS = (  # solid, lost or collected gas
    ("limestone", "CaCO3(s) + 2 HCl(aq) -> CaCl2(aq) + CO2(g) + H2O(l)", "CaCO3(s)", "CO2(g)", "calcium carbonate"),
    ("zinc dust", "Zn(s) + 2 HCl(aq) -> ZnCl2(aq) + H2(g)", "Zn(s)", "H2(g)", "zinc"),
    ("technical calcium carbide", "CaC2(s) + 2 H2O(l) -> Ca(OH)2(s) + C2H2(g)", "CaC2(s)", "C2H2(g)", "calcium carbide"),
    ("old potassium chlorate", "2 KClO3(s) -> 2 KCl(s) + 3 O2(g)", "KClO3(s)", "O2(g)", "potassium chlorate"),
    ("baking soda", "2 NaHCO3(s) + H2SO4(aq) -> Na2SO4(aq) + 2 CO2(g) + 2 H2O(l)", "NaHCO3(s)", "CO2(g)", "sodium hydrogen carbonate"),
    ("magnesite", "MgCO3(s) + 2 HCl(aq) -> MgCl2(aq) + CO2(g) + H2O(l)", "MgCO3(s)", "CO2(g)", "magnesium carbonate"),
)  # fmt: skip
_SILVER = (  # salt, precipitate
    ("rock salt", "NaCl(aq) + AgNO3(aq) -> AgCl(s) + NaNO3(aq)", "NaCl(aq)", "AgCl(s)", "sodium chloride"),
    ("partly dried Epsom salt", "MgSO4(aq) + BaCl2(aq) -> BaSO4(s) + MgCl2(aq)", "MgSO4(aq)", "BaSO4(s)", "magnesium sulfate"),
    ("technical potassium bromide", "KBr(aq) + AgNO3(aq) -> AgBr(s) + KNO3(aq)", "KBr(aq)", "AgBr(s)", "potassium bromide"),
    ("technical calcium chloride", "CaCl2(aq) + Na2C2O4(aq) -> CaC2O4(s) + 2 NaCl(aq)", "CaCl2(aq)", "CaC2O4(s)", "calcium chloride"),
)  # fmt: skip
_TITRATED = (
    ("soda", "Na2CO3(aq) + 2 HCl(aq) -> 2 NaCl(aq) + CO2(g) + H2O(l)", "Na2CO3(aq)", "HCl(aq)", "sodium carbonate", "hydrochloric acid"),
    ("technical oxalic acid", "H2C2O4(aq) + 2 NaOH(aq) -> Na2C2O4(aq) + 2 H2O(l)", "H2C2O4(aq)", "NaOH(aq)", "oxalic acid", "sodium hydroxide solution"),
    ("vitamin C tablets", "C6H8O6(aq) + I2(aq) -> C6H6O6(aq) + 2 HI(aq)", "C6H8O6(aq)", "I2(aq)", "ascorbic acid", "iodine solution"),
    ("caustic soda", "NaOH(aq) + HCl(aq) -> NaCl(aq) + H2O(l)", "NaOH(aq)", "HCl(aq)", "sodium hydroxide", "hydrochloric acid"),
    ("impure potassium hydrogen phthalate", "KHC8H4O4(aq) + NaOH(aq) -> KNaC8H4O4(aq) + H2O(l)", "KHC8H4O4(aq)", "NaOH(aq)", "potassium hydrogen phthalate", "sodium hydroxide solution"),
)  # fmt: skip
_BACK = (
    ("eggshell", "CaCO3(s) + 2 HCl(aq) -> CaCl2(aq) + CO2(g) + H2O(l)", "CaCO3(s)", 2, "calcium carbonate"),
    ("marble", "CaCO3(s) + 2 HCl(aq) -> CaCl2(aq) + CO2(g) + H2O(l)", "CaCO3(s)", 2, "calcium carbonate"),
    ("an antacid", "Mg(OH)2(s) + 2 HCl(aq) -> MgCl2(aq) + 2 H2O(l)", "Mg(OH)2(s)", 2, "magnesium hydroxide"),
    ("zinc oxide ointment", "ZnO(s) + 2 HCl(aq) -> ZnCl2(aq) + H2O(l)", "ZnO(s)", 2, "zinc oxide"),
)


@generator("science.sample_purity", verifiers=VERIFIERS, min_step_coverage=1.0)
def sample_purity(rng: random.Random, difficulty: int) -> Draft:
    """The percentage by mass of a substance in a sample.

    1: from the mass of pure substance found. 2: from the mass of a precipitate. 3: from a titration. 4: from
    a titration of an aliquot. 5: from a back titration.
    """
    work = Working()
    share = rng.uniform(0.55, 0.985)
    if difficulty < 3:
        sample, text, a, b, said = rng.choice(_GAS if difficulty == 1 else _SILVER)
        equation = reaction(text)
        M_a, M_b = molar(work, "M_A", a), molar(work, "M_B", b)
        ratio = Fraction(equation.left[a], equation.right[b])
        size = work.given("m", near(1, 9, rng.random()), "g", "mass of the sample")
        found = work.given(
            "m_B",
            rounded(size * share / M_a / float(ratio) * M_b, 3),
            "g",
            f"mass of {printed(bare(b))}",
            symbol=symbol("m", b),
        )
        work.step("n_B", "m_B / M_B", "mol", f"The amount of {printed(bare(b))} is", symbol=symbol("n", b))
        known, lead = converted(work, "n_B", "n_A", ratio, f"It comes from an amount of {said} of", a, b)
        work.step("m_A", f"{known} * M_A", "g", f"{lead}The mass of {said} is", symbol=symbol("m", a))
        work.step("w", "m_A / m", "%", "As a part of the sample, that is")
        texts = {"sample": sample, "equation": str(equation), "A": said, "B": printed(bare(b))}
        what = "gas {B}" if difficulty == 1 else "precipitate {B}"
        asks: tuple[str, ...] = (
            f"To find out how much {{A}} there is in {{sample}}, a sample of {{m}} is made to react completely by {{equation}}. The {what} has a mass of {{m_B}}. Calculate the percentage of {{A}} by mass.",
            f"A sample of {{m}} of {{sample}} gives {{m_B}} of the {what} by the reaction {{equation}}; nothing else in it reacts. What percentage of its mass is {{A}}?",
            f"The {{A}} in {{m}} of {{sample}} reacts by {{equation}}, and {{m_B}} of the {what} are collected. Find the mass percentage of {{A}} in the sample.",
        )
        return work.draft(
            rng.choice(asks),
            f"The mass percentage of {said} is",
            second=100 * found / M_b * float(ratio) * M_a / size,
            texts=texts,
        )
    if difficulty == 5:
        return _back(rng, work, share)
    sample, text, a, b, said, titrant = rng.choice(_TITRATED)
    equation = reaction(text)
    M_a = molar(work, "M_A", a)
    ratio = Fraction(equation.left[a], equation.left[b])
    concentration = work.given(
        "c", f"{rng.uniform(0.05, 0.25):.4f}", "mol/L", f"concentration of the {titrant}"
    )
    volume = rng.uniform(15, 45)
    part = rng.choice(((250, 25), (100, 10), (250, 20), (500, 25), (200, 20))) if difficulty == 4 else (1, 1)
    size = concentration * volume / 1000 * float(ratio) * M_a / share * part[0] / part[1]
    m = work.given("m", rounded(size, 4), "g", "mass of the sample")
    V = work.given("V", f"{volume:.2f}", "mL", f"volume of the {titrant}", symbol="V")
    texts = {"sample": sample, "equation": str(equation), "A": said, "B": titrant}
    work.step("n_B", "c * V", "mol", f"The {titrant} holds an amount of", symbol=symbol("n", b))
    known, lead = converted(work, "n_B", "n_A", ratio, f"It reacts with an amount of {said} of", a, b)
    if difficulty == 4:
        work.given("V_0", f"{part[0]:.1f}", "mL", "volume of the flask")
        work.given("V_1", f"{part[1]:.2f}", "mL", "volume of the aliquot")
        work.step(
            "n_T",
            f"{known} * V_0 / V_1",
            "mol",
            f"{lead}The whole sample holds",
            symbol=symbol("n", a) + r"^{\mathrm{total}}",
        )
        known, lead = "n_T", ""
        asks = (
            "A sample of {m} of {sample} is dissolved and made up to {V_0}. Of this solution {V_1} need {V} of {c} {B}: {equation}. What percentage of the sample is {A} by mass?",
            "{sample} is analysed: {m} are dissolved to {V_0} of solution, and an aliquot of {V_1} is titrated with {V} of {c} {B} by {equation}. Find the mass percentage of {A}.",
            "An aliquot of {V_1} is taken from {V_0} of a solution that holds {m} of {sample}. It takes {V} of {B} with a concentration of {c} ({equation}). Calculate the percentage of {A} by mass in the sample.",
        )
    else:
        asks = (
            "A sample of {m} of {sample} is dissolved in water and needs {V} of {c} {B}: {equation}. What percentage of the sample is {A} by mass?",
            "The {A} in {m} of {sample} is titrated by {equation}; {V} of {B} with a concentration of {c} are used. Find the mass percentage of {A}.",
            "In a titration by {equation}, {V} of {c} {B} react with {m} of {sample}. Calculate the percentage of {A} by mass in the sample.",
        )
    work.step("m_A", f"{known} * M_A", "g", f"{lead}The mass of {said} is", symbol=symbol("m", a))
    work.step("w", "m_A / m", "%", "As a part of the sample, that is")
    ask = rng.choice(asks)
    if ask.startswith("{sample}"):
        texts["sample"] = sample[0].upper() + sample[1:]
    answer = 100 * concentration * V / 1000 * float(ratio) * M_a / m * part[0] / part[1]
    return work.draft(ask, f"The mass percentage of {said} is", second=answer, texts=texts)


def _back(rng: random.Random, work: Working, share: float) -> Draft:
    """An excess of acid, and what is left of it."""
    sample, text, a, protons, said = rng.choice(_BACK)
    M_a = molar(work, "M_A", a)
    c = work.given("c_1", f"{rng.uniform(0.2, 1):.3f}", "mol/L", "concentration of the acid", symbol="c_{1}")
    V = work.given(
        "V_1", f"{rng.choice((25, 40, 50, 75, 100)):.2f}", "mL", "volume of the acid", symbol="V_{1}"
    )
    d = work.given(
        "c_2", f"{rng.uniform(0.08, 0.3):.4f}", "mol/L", "concentration of the base", symbol="c_{2}"
    )
    total = c * V / 1000
    left = total * rng.uniform(0.1, 0.45)
    left = min(left, d * 0.048)
    U = work.given("V_2", f"{left / d * 1000:.2f}", "mL", "volume of the base", symbol="V_{2}")
    size = (total - left) / protons * M_a / share
    m = work.given("m", rounded(size, 4), "g", "mass of the sample")
    work.step("n_0", "c_1 * V_1", "mol", "The amount of HCl taken is")
    work.step("n_2", "c_2 * V_2", "mol", "The base neutralizes what is left,")
    work.step("n_1", "n_0 - n_2", "mol", "The sample has used up")
    work.step(
        "n_A", times(Fraction(1, protons), "n_1"), "mol", f"The amount of {said} is", symbol=symbol("n", a)
    )
    work.step("m_A", "n_A * M_A", "g", "Its mass is", symbol=symbol("m", a))
    work.step("w", "m_A / m", "%", "As a part of the sample, that is")
    asks = (
        "A sample of {m} of {sample} is dissolved in {V_1} of {c_1} HCl, an excess: {equation}. What is left of the acid needs {V_2} of {c_2} NaOH. What percentage of the sample is {A} by mass?",
        "To analyse {sample} by back titration, {m} of it react with {V_1} of hydrochloric acid of {c_1} by {equation}. The acid left over is neutralized by {V_2} of {c_2} NaOH. Find the mass percentage of {A}.",
        "The {A} in {m} of {sample} reacts with {V_1} of {c_1} HCl ({equation}). The excess is titrated with {V_2} of {c_2} NaOH. Calculate the percentage of {A} by mass.",
    )
    texts = {"sample": sample, "equation": str(reaction(text)), "A": said}
    answer = 100 * (c * V - d * U) / 1000 / protons * M_a / m
    return work.draft(rng.choice(asks), f"The mass percentage of {said} is", second=answer, texts=texts)
