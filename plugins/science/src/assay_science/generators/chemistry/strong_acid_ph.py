"""The pH of strong acids and bases."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import decimals, molar, near, printed
from assay_science.weak_electrolytes import WATER, charge_balance
from assay_science.working import VERIFIERS, Working, rounded

_ACIDS = (
    ("hydrochloric acid", "HCl"),
    ("nitric acid", "HNO3"),
    ("perchloric acid", "HClO4"),
    ("hydrobromic acid", "HBr"),
    ("hydroiodic acid", "HI"),
)
_BASES = (
    ("sodium hydroxide", "NaOH", 1),
    ("potassium hydroxide", "KOH", 1),
    ("lithium hydroxide", "LiOH", 1),
    ("barium hydroxide", "Ba(OH)2", 2),
    ("strontium hydroxide", "Sr(OH)2", 2),
)
H = r"[\mathrm{H_3O^+}]"
OH = r"[\mathrm{OH^-}]"


@generator("science.strong_acid_ph", verifiers=VERIFIERS, min_step_coverage=1.0)
def strong_acid_ph(rng: random.Random, difficulty: int) -> Draft:
    """The pH of solutions of strong acids and bases at 25 °C.

    1: of an acid. 2: of a base. 3: of a mass of base in a volume. 4: of a mixture of acid and base. 5: of an
    acid so dilute that the water counts.
    """
    work = Working()
    work.standard("c0", "c")
    name, formula = rng.choice(_ACIDS)
    texts = {"A": name, "a": printed(formula)}
    if difficulty == 1:
        c = work.given("c", near(1.5e-4, 0.9, rng.random()), "mol/L", f"concentration of {name}")
        work.step(
            "h",
            "c / c0",
            "",
            "A strong acid is ionized completely. Relative to 1 mol/L, the concentration of H₃O⁺ is",
            symbol=H,
        )
        asks: tuple[str, ...] = (
            "What is the pH of a {c} solution of {A}, {a}?",
            "Calculate the pH of {A} ({a}) with a concentration of {c} at 25 °C.",
            "A laboratory uses {c} {A} ({a}). Find its pH.",
        )
        strong = -c
    elif difficulty == 2:
        name, formula, n = rng.choice(_BASES)
        texts = {"A": name, "a": printed(formula)}
        c = work.given(
            "c", near(1.5e-4, 0.5 if n == 1 else 0.02, rng.random()), "mol/L", f"concentration of {name}"
        )
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        work.step(
            "oh",
            "c / c0" if n == 1 else f"{n} * c / c0",
            "",
            "A strong base is dissociated completely. Relative to 1 mol/L, the concentration of OH⁻ is",
            symbol=OH,
        )
        work.step("h", "K_w / oh", "", "From the ion product of water, that of H₃O⁺ is", symbol=H)
        asks = (
            "What is the pH of a {c} solution of {A}, {a}, at 25 °C (K_w = {K_w})?",
            "Calculate the pH of a solution of {A} ({a}) with a concentration of {c}. At 25 °C, K_w is {K_w}.",
            "The ion product of water at 25 °C is {K_w}. Find the pH of {c} {A}, {a}.",
        )
        strong = n * c
    elif difficulty == 3:
        name, formula, n = rng.choice(_BASES)
        texts = {"A": name, "a": printed(formula)}
        M = molar(work, "M", formula)
        V = work.given(
            "V",
            rng.choice((f"{rng.choice((100, 200, 250, 500, 750, 1000))}", f"{rng.randint(60, 980)}")),
            "mL",
            "volume",
        )
        m = work.given(
            "m",
            rounded(near_number(rng, 4e-4, 0.3 if n == 1 else 0.02) * V / 1000 * M, 3),
            "g",
            f"mass of {name}",
        )
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        work.step("amount", "m / M", "mol", f"The amount of {name} is", symbol="n")
        work.step("c", "amount / V", "mol/L", "The concentration is")
        work.step(
            "oh",
            "c / c0" if n == 1 else f"{n} * c / c0",
            "",
            "Relative to 1 mol/L, the concentration of OH⁻ is",
            symbol=OH,
        )
        work.step("h", "K_w / oh", "", "From the ion product of water, that of H₃O⁺ is", symbol=H)
        asks = (
            "A solution is made of {m} of {A}, {a}, in {V} of solution. What is its pH at 25 °C (K_w = {K_w})?",
            "In water, {m} of {A} ({a}) are dissolved and made up to {V}. Find the pH at 25 °C, where K_w = {K_w}.",
            "Calculate the pH of {V} of a solution that holds {m} of {A}, {a}. K_w is {K_w}.",
        )
        strong = n * m / M / V * 1000
    elif difficulty == 4:
        base, base_formula, n = rng.choice(_BASES[:3])
        c = work.given(
            "c_a",
            near(0.02, 0.5, rng.random()),
            "mol/L",
            f"concentration of {name}",
            symbol=r"c_{\mathrm{a}}",
        )
        V = work.given(
            "V_a", f"{rng.uniform(10, 90):.1f}", "mL", f"volume of {name}", symbol=r"V_{\mathrm{a}}"
        )
        d = work.given(
            "c_b",
            near(0.02, 0.5, rng.random()),
            "mol/L",
            f"concentration of {base}",
            symbol=r"c_{\mathrm{b}}",
        )
        acid = rng.random() < 0.5
        W = c * V / d * (rng.uniform(0.3, 0.92) if acid else rng.uniform(1.1, 2))
        W = work.given("V_b", f"{W:.1f}", "mL", f"volume of {base}", symbol=r"V_{\mathrm{b}}")
        acid = c * V > d * W
        work.step("n_a", "c_a * V_a", "mol", "The acid brings an amount of H₃O⁺ of", symbol=r"n_{\mathrm{a}}")
        work.step("n_b", "c_b * V_b", "mol", "The base brings an amount of OH⁻ of", symbol=r"n_{\mathrm{b}}")
        if acid:
            work.step(
                "h",
                "(n_a - n_b) / ((V_a + V_b) * c0)",
                "",
                "The acid is in excess. Relative to 1 mol/L, the concentration of H₃O⁺ is",
                symbol=H,
            )
            tail = ""
        else:
            work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
            work.step(
                "oh",
                "(n_b - n_a) / ((V_a + V_b) * c0)",
                "",
                "The base is in excess. Relative to 1 mol/L, the concentration of OH⁻ is",
                symbol=OH,
            )
            work.step("h", "K_w / oh", "", "From the ion product of water, that of H₃O⁺ is", symbol=H)
            tail = " (K_w = {K_w})"
        texts |= {"B": base, "b": printed(base_formula)}
        asks = (
            "What is the pH after {V_a} of {c_a} {A} ({a}) are mixed with {V_b} of {c_b} {B} ({b}) at 25 °C"
            + tail
            + "? Volumes are additive.",
            "To {V_a} of {A} with a concentration of {c_a}, {V_b} of {c_b} {B} are added. Calculate the pH at 25 °C"
            + tail
            + ", taking volumes as additive.",
            "A student pours {V_b} of {c_b} {b} into {V_a} of {c_a} {a}. Find the pH of the mixture at 25 °C"
            + tail
            + " if the volumes add up.",
        )
        strong = (d * W - c * V) / (V + W)
    else:
        c = work.given("c", near(1.5e-8, 9e-7, rng.random()), "mol/L", f"concentration of {name}")
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        work.step(
            "a",
            "c / c0",
            "",
            "Relative to 1 mol/L, the concentration of the acid is",
            symbol=r"[\mathrm{A^-}]",
        )
        work.step(
            "h",
            "(a + sqrt(a**2 + 4 * K_w)) / 2",
            "",
            "With the ions of the water, the balance of charges has the positive solution",
            symbol=H,
        )
        asks = (
            "What is the pH of a {c} solution of {A}, {a}, at 25 °C? The autoionization of water (K_w = {K_w}) must not be neglected.",
            "Calculate the pH of {A} ({a}) with a concentration of only {c}, taking the ions of the water into account (K_w = {K_w}).",
            "A trace of {A}, {a}, gives a concentration of {c} in pure water. Find the pH at 25 °C with K_w = {K_w}; mind the autoionization of water.",
        )
        strong = -c
    work.step("pH", "-log10(h)", "", "The pH is", symbol=r"\mathrm{pH}")
    second = charge_balance((), strong)
    return work.draft(
        rng.choice(asks),
        "The pH is",
        second=second,
        digits=decimals(second, 2),
        absolute=0.02,
        rel=2e-5,
        texts=texts,
    )


def near_number(rng: random.Random, low: float, high: float) -> float:
    return float(low * (high / low) ** rng.random())
