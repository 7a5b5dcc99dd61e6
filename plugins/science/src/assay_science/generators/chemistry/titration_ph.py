"""Points of titration curves."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import decimals, printed
from assay_science.weak_electrolytes import WATER, acids, bases, charge_balance, p
from assay_science.working import VERIFIERS, Working, rounded

H = r"[\mathrm{H_3O^+}]"
OH = r"[\mathrm{OH^-}]"
_STRONG = (("hydrochloric acid", "HCl"), ("nitric acid", "HNO3"), ("perchloric acid", "HClO4"))


@generator("science.titration_ph", verifiers=VERIFIERS, min_step_coverage=1.0)
def titration_ph(rng: random.Random, difficulty: int) -> Draft:
    """The pH at points of a titration at 25 °C.

    1: strong acid with strong base, before the equivalence point. 2: after it. 3: weak acid with strong base, within
    the buffer region. 4: weak acid, at the equivalence point. 5: weak base with strong acid, at the equivalence point.
    """
    work = Working()
    weak = rng.choice(
        [
            each
            for each in acids()
            if (1e-10 if difficulty == 3 else 1e-8) < each.k < (1e-4 if difficulty == 3 else 3e-4)
            and each.name != "hydrazoic acid"
        ]
    )
    if difficulty == 5:
        weak = rng.choice([each for each in bases() if each.name != "aniline" and each.k < 1e-4])
    name, formula = (weak.name, weak.formula) if difficulty > 2 else rng.choice(_STRONG)
    texts = {"A": name, "a": printed(formula)}
    texts["T"] = rng.choice(("HCl", "HNO₃")) if difficulty == 5 else rng.choice(("NaOH", "KOH"))
    c = work.given(
        "c_a", rounded(rng.uniform(0.05, 0.25), 3), "mol/L", f"concentration of {name}", symbol="c_{1}"
    )
    V = work.given("V_a", f"{rng.choice((10, 15, 20, 25, 30))}.00", "mL", f"volume of {name}", symbol="V_{1}")
    d = work.given(
        "c_b", rounded(c * rng.uniform(0.6, 1.6), 3), "mol/L", "concentration of the titrant", symbol="c_{2}"
    )
    kw = (
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        if difficulty in (2, 4, 5)
        else 1e-14
    )
    if difficulty != 3:
        work.standard("c0", "c")
    work.step(
        "n_a", "c_a * V_a", "mol", f"The amount of {'base' if difficulty == 5 else 'acid'} is", symbol="n_{1}"
    )
    if difficulty > 3:
        constant = work.given(
            "K",
            weak.constant,
            "",
            "ionization constant",
            symbol=rf"K_{{\mathrm{{{'b' if difficulty == 5 else 'a'}}}}}",
        )
        work.step(
            "V_b",
            "n_a / c_b",
            "mL",
            "The equivalence point is reached with a volume of titrant of",
            symbol="V_{2}",
        )
        work.step(
            "c_r",
            "n_a / ((V_a + V_b) * c0)",
            "",
            f"All of it is now {weak.partner}, with a concentration, relative to 1 mol/L, of",
            symbol=r"c_{\mathrm{r}}",
        )
        W = c * V / d
        kind = "a" if difficulty == 5 else "b"
        work.step(
            "k2",
            "K_w / K",
            "",
            f"The constant of {weak.partner} as {'an acid' if kind == 'a' else 'a base'} is",
            symbol=rf"K_{{\mathrm{{{kind}}}}}",
        )
        root = "(-k2 + sqrt(k2**2 + 4 * k2 * c_r)) / 2"
        share = c * V / (V + W)
        if difficulty == 4:
            work.step(
                "oh",
                root,
                "",
                f"With x for the concentration of OH⁻, K_{kind} = x²/(c − x). This quadratic equation has the positive root",
                symbol=OH,
            )
            work.step(
                "h", "K_w / oh", "", "From the ion product of water, the concentration of H₃O⁺ is", symbol=H
            )
            second = charge_balance([(share, (constant,), 0)], strong=share, kw=kw)
        else:
            work.step(
                "h",
                root,
                "",
                f"With x for the concentration of H₃O⁺, K_{kind} = x²/(c − x). This quadratic equation has the positive root",
                symbol=H,
            )
            second = charge_balance([(share, (kw / constant,), 1)], strong=-share, kw=kw)
        symbol = "K_b" if difficulty == 5 else "K_a"
        asks: tuple[str, ...] = (
            f"A sample of {{V_a}} of {{c_a}} {{A}}, {{a}}, is titrated with {{c_b}} {{T}}. What is the pH at the equivalence point at 25 °C? ({symbol} = {{K}}, K_w = {{K_w}})",
            f"Calculate the pH at the equivalence point when {{V_a}} of {{A}} ({{a}}; {{c_a}}) are titrated with {{T}} ({{c_b}}). {symbol} is {{K}}, and K_w is {{K_w}}.",
            f"In a titration, {{V_a}} of a {{c_a}} solution of {{A}} ({{a}}, {symbol} = {{K}}) react with exactly the amount of {{c_b}} {{T}} that is needed. Find the pH at 25 °C with K_w = {{K_w}}.",
        )
        return _ph(rng, work, asks, second, texts, 5e-4)
    share = {1: rng.uniform(0.1, 0.97), 2: rng.uniform(1.03, 1.8), 3: rng.uniform(0.2, 0.85)}[difficulty]
    W = work.given("V_b", f"{c * V / d * share:.2f}", "mL", "volume of the titrant", symbol="V_{2}")
    work.step("n_b", "c_b * V_b", "mol", "The amount of base that was added is", symbol="n_{2}")
    if difficulty == 3:
        constant = work.given("pK", f"{p(weak.k):.2f}", "", "pKa", symbol=r"\mathrm{p}K_{\mathrm{a}}")
        work.step("n_r", "n_a - n_b", "mol", "The amount of acid that is left is", symbol="n_{3}")
        work.step(
            "pH",
            "pK + log10(n_b / n_r)",
            "",
            "Acid and anion make a buffer, with the pH",
            symbol=r"\mathrm{pH}",
        )
        second = charge_balance([(c * V / (V + W), (10**-constant,), 0)], strong=d * W / (V + W))
        asks = (
            "A sample of {V_a} of {c_a} {A}, {a} (pK_a = {pK}), is titrated with {c_b} {T}. What is the pH after {V_b} of titrant?",
            "Calculate the pH when {V_b} of {c_b} {T} have been added to {V_a} of {A} ({a}) with a concentration of {c_a}. The pK_a is {pK}.",
            "In a titration, {V_a} of a {c_a} solution of {A} ({a}, pK_a = {pK}) have received {V_b} of {c_b} {T}. Find the pH.",
        )
        return work.draft(
            rng.choice(asks),
            "The pH is",
            second=second,
            digits=decimals(second, 2),
            absolute=0.02,
            rel=4e-3,
            texts=texts,
        )
    if difficulty == 1:
        work.step(
            "h",
            "(n_a - n_b) / ((V_a + V_b) * c0)",
            "",
            "The acid that is left has a concentration, relative to 1 mol/L, of",
            symbol=H,
            digits=6,
        )
        tail = ""
    else:
        work.step(
            "oh",
            "(n_b - n_a) / ((V_a + V_b) * c0)",
            "",
            "The base in excess has a concentration, relative to 1 mol/L, of",
            symbol=OH,
            digits=6,
        )
        work.step(
            "h", "K_w / oh", "", "From the ion product of water, the concentration of H₃O⁺ is", symbol=H
        )
        tail = ", where K_w = {K_w}"
    second = charge_balance((), (d * W - c * V) / (V + W))
    asks = (
        "A sample of {V_a} of {c_a} {A}, {a}, is titrated with {c_b} {T}. What is the pH at 25 °C"
        + tail
        + ", after {V_b} of titrant?",
        "Calculate the pH at 25 °C"
        + tail
        + ", when {V_b} of {c_b} {T} have been added to {V_a} of {A} ({a}) with a concentration of {c_a}.",
        "In a titration, {V_a} of a {c_a} solution of {A} ({a}) have received {V_b} of {c_b} {T}. Find the pH at 25 °C"
        + tail
        + ".",
    )
    return _ph(rng, work, asks, second, texts, 1e-4)


def _ph(
    rng: random.Random, work: Working, asks: tuple[str, ...], second: float, texts: dict[str, str], rel: float
) -> Draft:
    work.step("pH", "-log10(h)", "", "The pH is", symbol=r"\mathrm{pH}")
    return work.draft(
        rng.choice(asks),
        "The pH is",
        second=second,
        digits=decimals(second, 2),
        absolute=0.02,
        rel=rel,
        texts=texts,
    )
