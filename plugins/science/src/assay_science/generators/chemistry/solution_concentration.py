"""Concentrations of solutions."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import molar, near, printed
from assay_science.working import VERIFIERS, Working

_SOLUTES = (  # formula, name, highest mass fraction in water at 20 °C that is sensible here
    ("NaCl", "sodium chloride", 0.22),
    ("KCl", "potassium chloride", 0.2),
    ("C6H12O6", "glucose", 0.4),
    ("C12H22O11", "sucrose", 0.5),
    ("NaOH", "sodium hydroxide", 0.4),
    ("KNO3", "potassium nitrate", 0.2),
    ("MgSO4", "magnesium sulfate", 0.2),
    ("CaCl2", "calcium chloride", 0.35),
    ("NH4Cl", "ammonium chloride", 0.22),
    ("CO(NH2)2", "urea", 0.4),
    ("KMnO4", "potassium permanganate", 0.05),
    ("Na2CO3", "sodium carbonate", 0.14),
    ("CuSO4", "copper(II) sulfate", 0.14),
    ("AgNO3", "silver nitrate", 0.4),
    ("KI", "potassium iodide", 0.4),
)
_LIQUIDS = (  # formula, name, mass fraction and density at 20 °C as they stand on bottles
    ("HCl", "hydrochloric acid", (37.0, 36.0), (1.18, 1.19)),
    ("HNO3", "nitric acid", (68.0, 70.0, 65.0), (1.39, 1.41)),
    ("H2SO4", "sulfuric acid", (96.0, 98.0, 95.0), (1.83, 1.84)),
    ("H3PO4", "phosphoric acid", (85.0,), (1.68, 1.69)),
    ("NH3", "ammonia solution", (25.0, 28.0, 30.0), (0.89, 0.91)),
    ("NaOH", "sodium hydroxide solution", (50.0, 32.0), (1.35, 1.52)),
    ("HClO4", "perchloric acid", (70.0,), (1.66, 1.67)),
    ("H2O2", "hydrogen peroxide solution", (30.0, 35.0), (1.11, 1.13)),
)


@generator("science.solution_concentration", verifiers=VERIFIERS, min_step_coverage=1.0)
def solution_concentration(rng: random.Random, difficulty: int) -> Draft:
    """Molarity, molality, mass percentage and mole fraction.

    1: the molarity from a mass and a volume. 2: the mass for a volume of a given molarity, or a molality. 3: the
    amount in a concentrated reagent from mass percentage and density. 4: the molality from the
    molarity and density. 5: the mole fraction from the molarity and density.
    """
    work = Working()
    formula, name, most = rng.choice(_SOLUTES)
    texts = {"A": name, "formula": printed(formula)}
    if difficulty == 1:
        M = molar(work, "M", formula)
        V = work.given(
            "V",
            rng.choice((f"{rng.choice((100, 200, 250, 500, 750))}", f"{rng.randint(55, 950)}")),
            "mL",
            "volume of the solution",
        )
        m = work.given("m", near(0.002 * V, most * V * 0.8, rng.random()), "g", f"mass of {name}")
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("c", "n / V", "mol/L", "The concentration is")
        asks: tuple[str, ...] = (
            "A solution is made by dissolving {m} of {A}, {formula}, in water to a volume of {V}. What is its molarity, in mol/L?",
            "What is the concentration, in mol/L, of a solution that holds {m} of {A} ({formula}) in {V}?",
            "Calculate the molarity of {A} ({formula}) in mol/L if {m} of it are dissolved and made up to {V} in a volumetric flask.",
            "A nurse dissolves {m} of {A} ({formula}) to give {V} of solution. Find the concentration in mol/L.",
        )
        asks = asks if formula in ("NaCl", "KCl", "C6H12O6") else asks[:3]
        return work.draft(rng.choice(asks), "The concentration is", second=1000 * m / V / M, texts=texts)
    if difficulty == 2 and rng.random() < 0.6:
        M = molar(work, "M", formula)
        c = work.given("c", near(0.02, most * 900 / M, rng.random()), "mol/L", "concentration")
        V = work.given(
            "V",
            rng.choice((f"{rng.choice((100, 200, 250, 500, 750))}", f"{rng.randint(55, 950)}")),
            "mL",
            "volume of the solution",
        )
        work.step("n", "c * V", "mol", f"The amount of {name} is")
        work.step("m", "n * M", "g", "Its mass is")
        asks = (
            "What mass of {A}, {formula}, in grams, is needed to prepare {V} of a {c} solution?",
            "A laboratory needs {V} of a solution of {A} ({formula}) with a concentration of {c}. How many grams of {A} must be weighed?",
            "Calculate the mass of {A} ({formula}), in grams, that is dissolved in {V} of a {c} solution.",
        )
        return work.draft(rng.choice(asks), f"The mass of {name} is", second=c * V / 1000 * M, texts=texts)
    if difficulty == 2:
        M = molar(work, "M", formula)
        water = work.given("m_w", f"{rng.randint(80, 900)}", "g", "mass of water")
        m = work.given("m", near(0.01 * water, most * water, rng.random()), "g", f"mass of {name}")
        work.step("n", "m / M", "mol", f"The amount of {name} is")
        work.step("b", "n / m_w", "mol/kg", "The molality is")
        asks = (
            "A solution is made of {m} of {A}, {formula}, and {m_w} of water. What is its molality, in mol/kg?",
            "Calculate the molality, in mol/kg, of {m} of {A} ({formula}) in {m_w} of water.",
            "If {m_w} of water dissolve {m} of {A} ({formula}), what is the molality of the solution in mol/kg?",
        )
        return work.draft(rng.choice(asks), "The molality is", second=m / M / water * 1000, texts=texts)
    if difficulty == 3:
        formula, name, parts, (low, high) = rng.choice(_LIQUIDS)
        M = molar(work, "M", formula)
        w = rng.choice(parts)
        density = low + (high - low) * (parts.index(w) == 0 if formula == "NaOH" else rng.random())
        if formula == "NaOH":
            density = {50.0: 1.52, 32.0: 1.35}[w]
        w = work.given("w", f"{w + rng.randint(-9, 9) / 10:.1f}", "%", "mass percentage") / 100
        rho = work.given("rho", f"{density:.2f}", "g/mL", "density")
        texts = {"A": name, "formula": printed(formula)}
        work.step("beta", "w * rho", "g/L", f"A litre holds, of {texts['formula']},", symbol=r"\beta")
        work.step("c", "beta / M", "mol/L", "The concentration is")
        V = work.given("V", f"{rng.choice((1, 2, 5, 10, 25, 50, rng.randint(3, 95)))}.0", "mL", "volume")
        work.step("n", "c * V", "mol", "The volume holds an amount of")
        asks = (
            "Concentrated {A} has a mass percentage of {w} of {formula} and a density of {rho}. What amount of {formula}, in moles, is in {V} of it?",
            "A bottle of {A} is labelled: mass percentage {w} of {formula}, density {rho}. Calculate the amount of {formula}, in moles, in {V}.",
            "Find the amount of {formula}, in moles, in {V} of {A} with a mass fraction of {w} and a density of {rho}.",
        )
        return work.draft(
            rng.choice(asks), f"The amount of {texts['formula']} is", second=w * rho * V / M, texts=texts
        )
    M = molar(work, "M", formula)
    w = most * rng.uniform(0.15, 0.95)
    rho = work.given(
        "rho",
        f"{1 + (0.45 if formula not in ('NaOH', 'CaCl2', 'AgNO3', 'KI') else 0.9) * w * (1 + 0.3 * w):.3f}",
        "g/mL",
        "density",
    )
    c = work.given("c", f"{w * rho * 1000 / M:.3g}", "mol/L", f"concentration of {name}")
    work.step("beta", "c * M", "g/L", f"A litre of the solution holds, of {name},", symbol=r"\beta")
    work.step("beta_w", "rho - beta", "g/L", "Of water, it holds", symbol=r"\beta_{\mathrm{w}}", digits=5)
    asks = (
        "A solution of {A}, {formula}, has a concentration of {c} and a density of {rho}. What is {X}?",
        "Calculate {X} for a {c} solution of {A} ({formula}) in water, the density of which is {rho}.",
        "The density of a {c} solution of {A} ({formula}) in water is {rho}. Find {X}.",
    )
    if difficulty == 4:
        work.step("b", "c / beta_w", "mol/kg", "The molality is")
        texts["X"] = (
            "its molality, in mol/kg"
            if (ask := rng.choice(asks)).endswith("is {X}?") and "What" in ask
            else "the molality, in mol/kg,"
        )
        texts["X"] = texts["X"] if ask != asks[2] else "its molality in mol/kg"
        return work.draft(ask, "The molality is", second=c / (rho - c * M / 1000), texts=texts)
    M_w = molar(work, "M_w", "H2O")
    work.step("c_w", "beta_w / M_w", "mol/L", "In moles, a litre holds of water", symbol=r"c_{\mathrm{w}}")
    work.step("x", "c / (c + c_w)", "", f"The mole fraction of {name} is")
    texts["X"] = f"the mole fraction of {name}"
    water = (rho * 1000 - c * M) / M_w
    return work.draft(
        rng.choice(asks), f"The mole fraction of {name} is", second=c / (c + water), texts=texts
    )
