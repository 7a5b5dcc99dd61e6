"""Buffers."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.reactions import decimals, molar, printed
from assay_science.weak_electrolytes import acids, bases, charge_balance, p
from assay_science.working import VERIFIERS, Working, rounded

_PH = r"\mathrm{pH}"
_PK = r"\mathrm{p}K_{\mathrm{a}}"


@generator("science.buffer_ph", verifiers=VERIFIERS, min_step_coverage=1.0)
def buffer_ph(rng: random.Random, difficulty: int) -> Draft:
    """Buffers by the Henderson–Hasselbalch equation.

    1: the pH from pKa and two concentrations. 2: from Ka and the mass of salt. 3: after strong acid or base was
    added. 4: the mass of salt for a wanted pH. 5: a buffer made of the weak acid and strong base.
    """
    work = Working()
    acid = rng.choice(
        [
            each
            for each in acids()
            if 1e-9 < each.k < (1e-4 if difficulty in (3, 5) else 3e-4) and each.name != "hydrazoic acid"
        ]
    )
    pair = rng.random() < 0.3  # a base and its salt
    base = rng.choice([each for each in bases() if each.name != "aniline" and each.k < 1e-4])
    weak = base if pair and difficulty in (1, 3) else acid
    a_name, b_name = (weak.salt, weak.name) if weak is base else (weak.name, weak.salt)
    pk = 14 - p(weak.k) if weak is base else p(weak.k)
    texts = {"A": a_name, "B": b_name}
    ratio = math.exp(rng.uniform(-1.1, 1.3))
    c_a = rng.uniform(0.1, 0.25)
    if difficulty in (1, 2):
        if difficulty == 1:
            pk = work.given("pK", f"{pk:.2f}", "", "pKa of the acid", symbol=_PK)
            c = work.given(
                "c_a", rounded(c_a, 3), "mol/L", f"concentration of {a_name}", symbol=r"c_{\mathrm{a}}"
            )
            d = work.given(
                "c_b",
                rounded(min(max(c_a * ratio, 0.05), 1), 3),
                "mol/L",
                f"concentration of {b_name}",
                symbol=r"c_{\mathrm{b}}",
            )
            work.step(
                "pH",
                "pK + log10(c_b / c_a)",
                "",
                "By the Henderson–Hasselbalch equation, the pH is",
                symbol=_PH,
            )
            k = 10**-pk
            asks: tuple[str, ...] = (
                "What is the pH of a buffer with {c_a} {A} and {c_b} {B}? The pK_a of the acid is {pK}.",
                "A buffer solution is {c_a} in {A} and {c_b} in {B}. Calculate its pH, with pK_a = {pK} for the acid.",
                "In a buffer, the concentrations of {A} and {B} are {c_a} and {c_b}, in this order. Find the pH from pK_a = {pK}.",
            )
        else:
            k = work.given("K_a", weak.constant, "", "ionization constant", symbol=r"K_{\mathrm{a}}")
            M = molar(work, "M", weak.salt_formula)
            V = work.given(
                "V", f"{rng.choice((200, 250, 300, 400, 500, 750, 1000))}", "mL", "volume of the acid"
            )
            c = work.given(
                "c_a", rounded(c_a, 3), "mol/L", f"concentration of {a_name}", symbol=r"c_{\mathrm{a}}"
            )
            m = work.given("m", rounded(max(c_a * ratio, 0.05) * V / 1000 * M, 3), "g", f"mass of {b_name}")
            work.step("n", "m / M", "mol", f"The amount of {b_name} is")
            work.step("c_b", "n / V", "mol/L", "Its concentration is", symbol=r"c_{\mathrm{b}}")
            work.step("pK", "-log10(K_a)", "", "The pKa of the acid is", symbol=_PK)
            work.step(
                "pH",
                "pK + log10(c_b / c_a)",
                "",
                "By the Henderson–Hasselbalch equation, the pH is",
                symbol=_PH,
            )
            d = m / M / V * 1000
            texts["s"] = printed(weak.salt_formula)
            asks = (
                "To {V} of {c_a} {A} (K_a = {K_a}), {m} of {B}, {s}, are added without a change of volume. What is the pH of the buffer?",
                "A buffer is made by dissolving {m} of {B} ({s}) in {V} of {c_a} {A}, for which K_a = {K_a}. Calculate its pH; neglect the change of volume.",
                "In {V} of a {c_a} solution of {A}, {m} of {B} ({s}) are dissolved; the volume stays the same. Find the pH, with K_a = {K_a} for the acid.",
            )
        second = charge_balance([(c + d, (k,), 1 if weak is base else 0)], strong=-c if weak is base else d)
        return _ph(work, rng.choice(asks), second, texts, 3e-3)
    if difficulty == 3:
        return _disturbed(rng, work, weak is base, a_name, b_name, pk, texts)
    pk = work.given("pK", f"{pk:.2f}", "", "pKa of the acid", symbol=_PK)
    if difficulty == 4:
        M = molar(work, "M", weak.salt_formula)
        ph = work.given("pH", f"{pk + rng.uniform(-0.8, 0.8):.2f}", "", "pH that is wanted", symbol=_PH)
        V = work.given("V", f"{rng.choice((200, 250, 300, 400, 500, 750, 1000))}", "mL", "volume")
        c = work.given(
            "c_a", rounded(c_a, 3), "mol/L", f"concentration of {a_name}", symbol=r"c_{\mathrm{a}}"
        )
        work.step(
            "r",
            "10**(pH - pK)",
            "",
            "By the Henderson–Hasselbalch equation, the ratio of base to acid must be",
        )
        work.step(
            "c_b", "r * c_a", "mol/L", f"So the concentration of {b_name} must be", symbol=r"c_{\mathrm{b}}"
        )
        work.step("n", "c_b * V", "mol", "That is an amount of")
        work.step("m", "n * M", "g", "Its mass is")
        texts["s"] = printed(weak.salt_formula)
        asks = (
            "What mass of {B}, {s}, in grams, must be added to {V} of {c_a} {A} (pK_a = {pK}) to make a buffer of pH {pH}? Neglect the change of volume.",
            "A buffer of pH {pH} is prepared from {V} of {A} with a concentration of {c_a} and solid {B} ({s}). Calculate the mass of {B} in grams, with pK_a = {pK} and no change of volume.",
            "The pK_a of {A} is {pK}. How many grams of {B} ({s}) bring {V} of a {c_a} solution of the acid to pH {pH}, if the volume does not change?",
        )
        second = 10**-pk * c / 10**-ph * V / 1000 * M
        return work.draft(rng.choice(asks), f"The mass of {b_name} is", second=second, texts=texts)
    c = work.given(
        "c_a",
        rounded(rng.uniform(0.1, 0.6), 3),
        "mol/L",
        f"concentration of {a_name}",
        symbol=r"c_{\mathrm{a}}",
    )
    V = work.given("V_a", f"{rng.randint(50, 400)}.0", "mL", f"volume of {a_name}", symbol=r"V_{\mathrm{a}}")
    d = work.given(
        "c_b",
        rounded(rng.uniform(0.1, 0.9), 3),
        "mol/L",
        "concentration of sodium hydroxide",
        symbol=r"c_{\mathrm{b}}",
    )
    W = work.given(
        "V_b",
        f"{c * V / d * rng.uniform(0.15, 0.85):.1f}",
        "mL",
        "volume of sodium hydroxide",
        symbol=r"V_{\mathrm{b}}",
    )
    work.step("n_a", "c_a * V_a", "mol", "The amount of acid taken is", symbol=r"n_{\mathrm{a}}")
    work.step(
        "n_b",
        "c_b * V_b",
        "mol",
        "Each OH⁻ makes an anion of a molecule of acid, so the amount of anions is",
        symbol=r"n_{\mathrm{b}}",
    )
    work.step("n_r", "n_a - n_b", "mol", "The amount of acid that remains is", symbol=r"n_{\mathrm{r}}")
    work.step(
        "pH", "pK + log10(n_b / n_r)", "", "By the Henderson–Hasselbalch equation, the pH is", symbol=_PH
    )
    asks = (
        "A buffer is made of {V_a} of {c_a} {A} (pK_a = {pK}) and {V_b} of {c_b} NaOH. What is its pH?",
        "To {V_a} of a {c_a} solution of {A}, {V_b} of {c_b} sodium hydroxide are added. Calculate the pH of the buffer that forms (pK_a = {pK}).",
        "The pK_a of {A} is {pK}. Find the pH of a mixture of {V_a} of the acid ({c_a}) with {V_b} of NaOH ({c_b}).",
    )
    second = charge_balance([(c * V / (V + W), (10**-pk,), 0)], strong=d * W / (V + W))
    return _ph(work, rng.choice(asks), second, texts, 3e-3)


def _disturbed(
    rng: random.Random, work: Working, base: bool, a_name: str, b_name: str, pk: float, texts: dict[str, str]
) -> Draft:
    """A buffer to which a strong acid or base is added."""
    pk = work.given("pK", f"{pk:.2f}", "", "pKa of the acid", symbol=_PK)
    V = work.given("V", f"{rng.choice((200, 250, 300, 400, 500, 750, 1000))}", "mL", "volume of the buffer")
    c = work.given(
        "c_a",
        rounded(rng.uniform(0.1, 0.5), 3),
        "mol/L",
        f"concentration of {a_name}",
        symbol=r"c_{\mathrm{a}}",
    )
    d = work.given(
        "c_b",
        rounded(rng.uniform(0.1, 0.5), 3),
        "mol/L",
        f"concentration of {b_name}",
        symbol=r"c_{\mathrm{b}}",
    )
    acid = rng.random() < 0.5
    n = work.given(
        "n", rounded((d if acid else c) * V / 1000 * rng.uniform(0.1, 0.6), 3), "mol", "amount that is added"
    )
    texts |= {"S": "HCl" if acid else "NaOH"}
    sign = -1 if acid else 1
    work.step("n_a", "c_a * V", "mol", f"Before, the amount of {a_name} is", symbol=r"n_{\mathrm{a}}")
    work.step("n_b", "c_b * V", "mol", f"The amount of {b_name} is", symbol=r"n_{\mathrm{b}}")
    what = (
        "The strong acid turns base into acid, so that"
        if acid
        else "The strong base turns acid into base, so that"
    )
    work.step(
        "m_a",
        f"n_a {'+' if acid else '-'} n",
        "mol",
        f"{what} the amount of acid becomes",
        symbol=r"n_{\mathrm{a}}^{\prime}",
    )
    work.step(
        "m_b",
        f"n_b {'-' if acid else '+'} n",
        "mol",
        "The amount of base becomes",
        symbol=r"n_{\mathrm{b}}^{\prime}",
    )
    work.step(
        "pH", "pK + log10(m_b / m_a)", "", "By the Henderson–Hasselbalch equation, the pH is", symbol=_PH
    )
    asks = (
        "A buffer of {V} is {c_a} in {A} and {c_b} in {B} (pK_a = {pK}). What is the pH after {n} of {S} are added without a change of volume?",
        "To {V} of a buffer with {c_a} {A} and {c_b} {B}, {n} of {S} are added; the volume does not change. Calculate the new pH from pK_a = {pK}.",
        "The pK_a of the acid in a buffer is {pK}. The buffer ({V}) holds {A} ({c_a}) and {B} ({c_b}). Find the pH after the addition of {n} of {S}, neglecting the change of volume.",
    )
    change = sign * n / V * 1000
    second = charge_balance([(c + d, (10**-pk,), 1 if base else 0)], strong=(-c if base else d) + change)
    return _ph(work, rng.choice(asks), second, texts, 3e-3)


def _ph(work: Working, ask: str, second: float, texts: dict[str, str], rel: float) -> Draft:
    return work.draft(
        ask, "The pH is", second=second, digits=decimals(second, 2), absolute=0.02, rel=rel, texts=texts
    )
