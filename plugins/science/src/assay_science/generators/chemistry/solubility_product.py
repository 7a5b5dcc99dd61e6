"""Solubility products."""

from __future__ import annotations

import math
import random
import re

from assay import Draft, generator
from assay.evidence import read_number
from assay_science.chemistry_tables import chemistry
from assay_science.numerics import root
from assay_science.reactions import molar, near, printed
from assay_science.working import VERIFIERS, Working, rounded

_NAMES = {
    "BaCO3": "barium carbonate", "BaCrO4": "barium chromate", "BaF2": "barium fluoride", "CaCO3": "calcium carbonate", "CaF2": "calcium fluoride",
    "CuCl": "copper(I) chloride", "CuBr": "copper(I) bromide", "CuI": "copper(I) iodide", "PbCl2": "lead(II) chloride", "PbBr2": "lead(II) bromide",
    "PbI2": "lead(II) iodide", "PbSO4": "lead(II) sulfate", "Mg(OH)2": "magnesium hydroxide", "MgF2": "magnesium fluoride", "AgCl": "silver chloride",
    "AgBr": "silver bromide", "AgI": "silver iodide", "AgSCN": "silver thiocyanate", "Ag2CrO4": "silver chromate", "Ag3PO4": "silver phosphate",
    "Ag2CO3": "silver carbonate", "SrSO4": "strontium sulfate", "SrCO3": "strontium carbonate", "TlCl": "thallium(I) chloride", "Ca(OH)2": "calcium hydroxide",
    "Cd(OH)2": "cadmium hydroxide", "Fe(OH)2": "iron(II) hydroxide", "Ni(OH)2": "nickel(II) hydroxide",
}  # fmt: skip
_SALTS = {  # cations, anions: formula as an ion and a soluble salt of it
    "Ag": ("Ag⁺", "AgNO3"), "Ba": ("Ba²⁺", "Ba(NO3)2"), "Ca": ("Ca²⁺", "Ca(NO3)2"), "Pb": ("Pb²⁺", "Pb(NO3)2"), "Mg": ("Mg²⁺", "Mg(NO3)2"), "Sr": ("Sr²⁺", "Sr(NO3)2"),
    "Cl": ("Cl⁻", "NaCl"), "Br": ("Br⁻", "NaBr"), "I": ("I⁻", "KI"), "F": ("F⁻", "NaF"), "SO4": ("SO₄²⁻", "Na2SO4"), "CrO4": ("CrO₄²⁻", "K2CrO4"), "OH": ("OH⁻", "NaOH"), "SCN": ("SCN⁻", "KSCN"),
}  # fmt: skip


def _ions(formula: str) -> tuple[str, int, str, int]:
    """Cation and anion of a salt, and how many of each: ``("Ag", 2, "CrO4", 1)``."""
    found = re.fullmatch(
        r"([A-Z][a-z]?)(\d?)(?:\((\w+)\)(\d)|(CO3|CrO4|SO4|SCN|PO4|[A-Z][a-z]?)(\d?))", formula
    )
    assert found is not None, formula
    return found[1], int(found[2] or 1), found[3] or found[5], int(found[4] or found[6] or 1)


@generator("science.solubility_product", verifiers=VERIFIERS, min_step_coverage=1.0)
def solubility_product(rng: random.Random, difficulty: int) -> Draft:
    """Solubility products, with activity coefficients and side reactions neglected.

    1: the solubility product from the solubility. 2: the amount in a volume of saturated solution. 3: the mass.
    4: in a solution with a common ion, by the exact equation. 5: the concentration at which a salt begins to
    precipitate from a mixture of two solutions.
    """
    work = Working()
    work.standard("c0", "c")
    names = list(_NAMES)
    if difficulty > 3:
        names = [n for n in names if {_ions(n)[0], _ions(n)[2]} <= set(_SALTS)]
    if difficulty == 4:
        names = [n for n in names if _ions(n)[1] == _ions(n)[3] == 1]
    formula = rng.choice(names)
    cation, m, anion, n = _ions(formula)
    product = chemistry()["solubility"][formula]
    value = float(read_number(product) or 0)
    texts = {"A": _NAMES[formula], "a": printed(formula)}
    front = m**m * n**n
    power = m + n
    if difficulty == 1:
        s_true = (value / front) ** (1 / power) * rng.uniform(0.75, 1.3)
        if rng.random() < 0.5:
            s = work.given("s", rounded(s_true, 3), "mol/L", "solubility")
            ask, M = "{s}", 1.0
        else:
            M = molar(work, "M", formula)
            s = (
                work.given("beta", rounded(s_true * M * 1000, 3), "mg/L", "solubility", symbol=r"\beta")
                / 1000
                / M
            )
            work.step("s", "beta / M", "mol/L", "In moles, the solubility is")
            ask = "{beta}"
        work.step("s_r", "s / c0", "", "Relative to 1 mol/L, that is", symbol=r"s_{\mathrm{r}}", digits=6)
        work.step(
            "K",
            f"{front} * s_r**{power}" if front > 1 else f"s_r**{power}",
            "",
            f"A formula unit gives {m} cation{'s' * (m > 1)} and {n} anion{'s' * (n > 1)}, so that the solubility product is",
            symbol=r"K_{\mathrm{sp}}",
        )
        asks: tuple[str, ...] = (
            f"The solubility of {{A}}, {{a}}, in water is {ask}. What is its solubility product?",
            f"A saturated solution of {{A}} ({{a}}) holds {ask} of the salt. Calculate K_sp.",
            f"Find the solubility product K_sp of {{A}}, {{a}}, which dissolves in pure water up to {ask}.",
        )
        ions = (m * s) ** m * (n * s) ** n
        return work.draft(rng.choice(asks), "The solubility product is", second=ions, texts=texts)
    work.given("K", product, "", "solubility product", symbol=r"K_{\mathrm{sp}}")
    solved = f"(K / {front})**(1/{power})" if front > 1 else "sqrt(K)"
    if difficulty < 4:
        solubility = _root(value, m, n)
        work.step(
            "s_r",
            solved,
            "",
            f"With {m} cation{'s' * (m > 1)} and {n} anion{'s' * (n > 1)} for each formula unit, the solubility relative to 1 mol/L is",
            symbol=r"s_{\mathrm{r}}",
        )
        V = work.given("V", f"{rng.randint(55, 1990)}", "mL", "volume of the solution")
        work.step("s", "s_r * c0", "mol/L", "The molar solubility is")
        answer = solubility * V / 1000
        if difficulty == 2:
            texts["unit"], closing = "mol", f"The amount of {_NAMES[formula]} is"
            work.step("n", "s * V", "mol", "In this volume, the amount dissolved is")
        else:
            M = molar(work, "M", formula)
            unit, factor = (
                ("g", 1.0) if answer * M > 0.05 else ("mg", 1e3) if answer * M > 5e-5 else ("µg", 1e6)
            )
            texts["unit"], closing = unit, f"The mass of {_NAMES[formula]} is"
            work.step("n", "s * V", "mol", "In this volume, the amount dissolved is")
            work.step("m", "n * M", unit, "Its mass is")
            answer *= M * factor
        texts["X"] = "amount" if difficulty == 2 else "mass"
        asks = (
            "What {X} of {A}, {a}, in {unit}, is dissolved in {V} of a saturated solution at 25 °C? K_sp = {K}.",
            "The solubility product of {A} ({a}) is {K} at 25 °C. Calculate the {X} of it, in {unit}, that dissolves to give {V} of saturated solution; neglect side reactions of the ions.",
            "From K_sp = {K}, find the {X} of {A}, {a}, in {V} of its saturated solution in water, in {unit}.",
        )
        return work.draft(rng.choice(asks), closing, second=answer, texts=texts)
    common = rng.choice((cation, anion))
    ion, salt = _SALTS[common]
    texts |= {"X": ion, "S": printed(salt)}
    if difficulty == 4:
        c = work.given(
            "c",
            rounded(max(0.02, value**0.5 * 0.5) * 10 ** rng.uniform(0, 1), 3),
            "mol/L",
            f"concentration of {salt}",
        )
        work.step(
            "c_r", "c / c0", "", f"Relative to 1 mol/L, the solution holds {ion} at", symbol=r"c_{\mathrm{r}}"
        )
        work.step(
            "x",
            "2 * K / (c_r + sqrt(c_r**2 + 4 * K))",
            "",
            "The solubility x fulfils x(c + x) = K_sp. This quadratic equation has the positive root",
        )
        work.step("s", "x * c0", "mol/L", "So the solubility is")
        asks = (
            "What is the molar solubility of {A}, {a}, in a {c} solution of {S}? Give it in mol/L; K_sp = {K}.",
            "The solubility product of {A} ({a}) is {K}. Calculate its solubility in mol/L in a solution of {S} with a concentration of {c}.",
            "From K_sp = {K}, find the solubility of {A}, {a}, in mol/L, in a {c} solution of {S}, without neglecting what dissolves beside the common ion.",
        )
        second = root(lambda log: _balance(log, c, value), -40, 1)
        return work.draft(rng.choice(asks), "The solubility is", second=10**second, rel=1e-5, texts=texts)
    other = anion if common == cation else cation
    wanted = _SALTS[other][0]
    texts |= {"Y": wanted}
    p_common, p_other = (m, n) if common == cation else (n, m)
    c = work.given("c", near(1e-4, 0.1, rng.random()), "mol/L", f"concentration of {ion}")
    V = work.given(
        "V", f"{rng.choice((100, 150, 200, 250, 300, 400, 500))}", "mL", "volume of the first solution"
    )
    W = work.given(
        "W",
        f"{rng.choice((50, 75, 100, 150, 200, 250))}",
        "mL",
        "volume of the second solution",
        symbol=r"V_{2}",
    )
    after = c * V / (V + W)
    least = (value / after**p_common) ** (1 / p_other)
    if least * (V + W) / W > 1:  # no such solution
        return solubility_product(rng, difficulty)
    work.step(
        "a",
        "c * V / ((V + W) * c0)",
        "",
        f"In the mixture, the concentration of {ion} relative to 1 mol/L is",
        symbol="a",
    )
    work.step(
        "y",
        f"(K / a{f'**{p_common}' if p_common > 1 else ''})" + (f"**(1/{p_other})" if p_other > 1 else ""),
        "",
        f"The solubility product is reached when {wanted} has, relative to 1 mol/L,",
    )
    work.step(
        "c_2", "y * c0 * (V + W) / W", "mol/L", "Before mixing, that was a concentration of", symbol="c_{2}"
    )
    asks = (
        "A volume of {V} of a solution in which the concentration of {X} is {c} is mixed with {W} of a solution of {Y}. At what concentration of {Y} in the second solution, in mol/L, does {A}, {a}, begin to precipitate? (K_sp = {K}; volumes add up.)",
        "To {V} of a {c} solution of {X}, {W} of a solution of {Y} are added. Calculate the concentration of {Y} in the added solution, in mol/L, that just saturates the mixture with {A} ({a}, K_sp = {K}). Volumes are additive.",
        "The K_sp of {A}, {a}, is {K}. Find the highest concentration of {Y}, in mol/L, that {W} of a solution may have if no precipitate shall form with {V} of a solution that holds {X} at {c}. Take volumes as additive.",
    )
    second = root(
        lambda log: p_other * log * math.log(10) + p_common * math.log(after) - math.log(value), -40, 5
    )
    return work.draft(
        rng.choice(asks),
        f"The concentration of {wanted} is",
        second=10**second * (V + W) / W,
        rel=1e-6,
        texts=texts,
    )


def _balance(log: float, c: float, product: float) -> float:
    """How far x(c + x) is from the product, as logarithms, for log x."""
    x = 10.0**log
    return math.log(x * (c + x)) - math.log(product)


def _root(product: float, m: int, n: int) -> float:
    """The solubility in mol/L by halving."""
    return float(
        10
        ** root(lambda log: m * math.log(m * 10**log) + n * math.log(n * 10**log) - math.log(product), -20, 2)
    )
