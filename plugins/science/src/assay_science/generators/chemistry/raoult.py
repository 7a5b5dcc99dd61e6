"""Vapour pressures of solutions."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.reactions import molar, printed, symbol
from assay_science.working import VERIFIERS, Working, rounded

_PAIRS = (
    ("benzene", "toluene"),
    ("hexane", "heptane"),
    ("pentane", "hexane"),
    ("heptane", "octane"),
    ("1-propanol", "2-propanol"),
    ("methanol", "ethanol"),
    ("cyclohexane", "benzene"),
    ("hexane", "octane"),
    ("pentane", "heptane"),
)
_SOLUTES = (("glucose", "C6H12O6"), ("sucrose", "C12H22O11"), ("urea", "CO(NH2)2"), ("glycerol", "C3H8O3"))
_TEMPERATURES = (20, 25, 30, 40, 50, 60)


@generator("science.raoult", verifiers=VERIFIERS, min_step_coverage=1.0)
def raoult(rng: random.Random, difficulty: int) -> Draft:
    """Raoult's law.

    1: the vapour pressure over a solution from the mole fraction of water. 2: from masses of water and solute. 3: the total
    pressure over two liquids. 4: the composition of the vapour. 5: from masses of two liquids.
    """
    work = Working()
    liquids = chemistry()["liquids"]
    i = rng.randrange(6)
    at = f"{_TEMPERATURES[i]} °C"
    if difficulty < 3:
        name, formula = rng.choice(_SOLUTES)
        p = work.given("p_0", liquids["water"][4][i], "kPa", "vapour pressure of water", symbol="p^{*}")
        texts = {"A": name, "a": printed(formula), "t": at}
        if difficulty == 1:
            x = work.given("x", f"{rng.uniform(0.9, 0.998):.4f}", "", "mole fraction of water")
            lower = rng.random() < 0.4
            if lower:
                work.step(
                    "dp",
                    "(1 - x) * p_0",
                    "Pa",
                    "By Raoult's law, the vapour pressure falls by",
                    symbol=r"\Delta p",
                )
                texts["X"] = "the lowering of the vapour pressure, in Pa,"
            else:
                work.step("p", "x * p_0", "kPa", "By Raoult's law, the vapour pressure is")
                texts["X"] = "the vapour pressure, in kPa,"
            asks: tuple[str, ...] = (
                "What is {X} of a solution of {A} in water at {t}? The mole fraction of water is {x}, and pure water has a vapour pressure of {p_0}.",
                "A solution of {A} has a mole fraction of water of {x}. Calculate {X} at {t}, where pure water has {p_0}.",
                "At {t} the vapour pressure of water is {p_0}. Find {X} of an aqueous solution of {A} in which the mole fraction of water is {x}.",
            )
            return work.draft(
                rng.choice(asks),
                "The lowering is" if lower else "The vapour pressure is",
                second=1000 * (p - x * p) if lower else p - (1 - x) * p,
                texts=texts,
            )
        M, W = molar(work, "M_A", formula), molar(work, "M_w", "H2O")
        water = work.given(
            "m_w", f"{rng.uniform(80, 600):.1f}", "g", "mass of water", symbol=r"m_{\mathrm{w}}"
        )
        m = work.given(
            "m_A",
            rounded(water / 18.015 * rng.uniform(0.01, 0.12) * M, 3),
            "g",
            f"mass of {name}",
            symbol=symbol("m", formula),
        )
        if m > 1.4 * water:
            return raoult(rng, difficulty)
        work.step("n_A", "m_A / M_A", "mol", f"The amount of {name} is", symbol=symbol("n", formula))
        work.step("n_w", "m_w / M_w", "mol", "That of water is", symbol=symbol("n", "H2O"))
        work.step(
            "x", "n_w / (n_w + n_A)", "", "The mole fraction of water is", digits=6, symbol=symbol("x", "H2O")
        )
        work.step("p", "x * p_0", "kPa", "By Raoult's law, the vapour pressure is")
        asks = (
            "What is the vapour pressure, in kPa, of a solution of {m_A} of {A}, {a}, in {m_w} of water at {t}? Pure water has {p_0}.",
            "In {m_w} of water, {m_A} of {A} ({a}) are dissolved. Calculate the vapour pressure at {t} in kPa; that of water is {p_0}.",
            "At {t}, where the vapour pressure of water is {p_0}, find that of a solution of {m_A} of {A} ({a}) in {m_w} of water, in kPa.",
        )
        second = p / (1 + m / M * W / water)
        return work.draft(rng.choice(asks), "The vapour pressure is", second=second, texts=texts)
    a, b = rng.choice(_PAIRS)
    texts = {"A": a, "B": b, "t": at}
    p = work.given("p_A", liquids[a][4][i], "kPa", f"vapour pressure of {a}", symbol="p_{1}^{*}")
    q = work.given("p_B", liquids[b][4][i], "kPa", f"vapour pressure of {b}", symbol="p_{2}^{*}")
    if difficulty == 5:
        M, N = molar(work, "M_A", liquids[a][0]), 0.0
        if liquids[a][0] == liquids[b][0]:
            return raoult(rng, difficulty)
        N = molar(work, "M_B", liquids[b][0])
        m = work.given("m_A", f"{rng.uniform(10, 200):.1f}", "g", f"mass of {a}", symbol="m_{1}")
        k = work.given("m_B", f"{rng.uniform(10, 200):.1f}", "g", f"mass of {b}", symbol="m_{2}")
        work.step("n_A", "m_A / M_A", "mol", f"The amount of {a} is", symbol="n_{1}")
        work.step("n_B", "m_B / M_B", "mol", f"That of {b} is", symbol="n_{2}")
        work.step("x", "n_A / (n_A + n_B)", "", f"In the liquid, the mole fraction of {a} is", digits=6)
        x = 1 / (1 + k * M / (N * m))
    else:
        x = work.given("x", f"{rng.uniform(0.05, 0.95):.3f}", "", f"mole fraction of {a}")
    work.step("q_A", "x * p_A", "kPa", f"By Raoult's law, the partial pressure of {a} is", symbol="p_{1}")
    work.step("q_B", "(1 - x) * p_B", "kPa", f"That of {b} is", symbol="p_{2}")
    work.step("p", "q_A + q_B", "kPa", "The total pressure is")
    formulas = ""
    if difficulty == 5:
        formulas = f" ({printed(liquids[a][0])} and {printed(liquids[b][0])})"
    liquid = (
        f"an ideal mixture of {{m_A}} of {{A}} and {{m_B}} of {{B}}{formulas}"
        if difficulty == 5
        else "an ideal mixture of {A} and {B} in which the mole fraction of {A} is {x}"
    )
    total = x * p + (1 - x) * q
    if difficulty == 3:
        what, closing, second = (
            "total vapour pressure, in kPa,",
            "The total vapour pressure is",
            q + x * (p - q),
        )
    else:
        work.step("y", "q_A / p", "", f"In the vapour, the mole fraction of {a} is")
        what, closing, second = (
            f"mole fraction of {a} in the vapour",
            f"The mole fraction of {a} in the vapour is",
            1 - (1 - x) * q / total,
        )
    asks = (
        f"What is the {what} over {liquid} at {{t}}? The pure liquids have vapour pressures of {{p_A}} ({{A}}) and {{p_B}} ({{B}}).",
        f"At {{t}}, {{A}} has a vapour pressure of {{p_A}} and {{B}} one of {{p_B}}. Calculate the {what} over {liquid}.",
        f"Find the {what} at {{t}} over {liquid}; the vapour pressures of {{A}} and {{B}} are {{p_A}} and {{p_B}}.",
    )
    return work.draft(rng.choice(asks), closing, second=second, texts=texts)
