"""The pH of weak acids and bases."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import decimals, molar, near, printed
from assay_science.weak_electrolytes import WATER, acids, bases, charge_balance, p
from assay_science.working import VERIFIERS, Working, rounded

H = r"[\mathrm{H_3O^+}]"
OH = r"[\mathrm{OH^-}]"
_ROOT = "(-{k} + sqrt({k}**2 + 4 * {k} * c_r)) / 2"


@generator("science.weak_acid_ph", verifiers=VERIFIERS, min_step_coverage=1.0)
def weak_acid_ph(rng: random.Random, difficulty: int) -> Draft:
    """The pH of solutions of weak acids, bases and their salts, by the exact quadratic equation.

    1: of an acid. 2: of a base, or the degree of ionization. 3: of a mass of acid in a volume, its pKa given. 4: of a
    salt. 5: of a weak acid beside a strong one.
    """
    work = Working()
    work.standard("c0", "c")
    acid = rng.choice(acids())
    texts = {"A": acid.name, "a": printed(acid.formula)}
    if difficulty == 1:
        c = work.given("c", near(0.02, 0.9, rng.random()), "mol/L", f"concentration of {acid.name}")
        work.given("K_a", acid.constant, "", "ionization constant", symbol=r"K_{\mathrm{a}}")
        work.step(
            "c_r",
            "c / c0",
            "",
            "Relative to 1 mol/L, the concentration of the acid is",
            symbol=r"c_{\mathrm{r}}",
        )
        work.step("h", _ROOT.format(k="K_a"), "", f"{_QUADRATIC} the positive root", symbol=H)
        asks: tuple[str, ...] = (
            "What is the pH of a {c} solution of {A}, {a}, for which K_a = {K_a}?",
            "Calculate the pH of {c} {A} ({a}) at 25 °C without neglecting the part that is ionized. K_a is {K_a}.",
            "The ionization constant of {A}, {a}, is {K_a} at 25 °C. Find the pH of a solution with a concentration of {c}.",
        )
        return _ph(rng, work, asks, charge_balance([(c, (acid.k,), 0)]), texts)
    if difficulty == 2:
        base = rng.choice(bases())
        texts = {"A": base.name, "a": printed(base.formula)}
        c = work.given(
            "c",
            near(0.02, 0.9 if base.name != "aniline" else 0.3, rng.random()),
            "mol/L",
            f"concentration of {base.name}",
        )
        work.given("K_b", base.constant, "", "ionization constant", symbol=r"K_{\mathrm{b}}")
        work.step(
            "c_r",
            "c / c0",
            "",
            "Relative to 1 mol/L, the concentration of the base is",
            symbol=r"c_{\mathrm{r}}",
        )
        work.step(
            "oh",
            _ROOT.format(k="K_b"),
            "",
            f"{_QUADRATIC.replace('H₃O⁺', 'OH⁻').replace('K_a', 'K_b')} the positive root",
            symbol=OH,
        )
        second = charge_balance([(c, (1e-14 / base.k,), 1)])
        if rng.random() < 0.3:
            work.step("alpha", "oh / c_r", "%", "The part of the base that is ionized is")
            asks = (
                "What percentage of {A}, {a}, is ionized in a {c} solution at 25 °C (K_b = {K_b})?",
                "Calculate the percent ionization of {c} {A} ({a}). K_b is {K_b}.",
                "The ionization constant of the base {A}, {a}, is {K_b}. Find its percent ionization in a solution of {c}.",
            )
            return work.draft(
                rng.choice(asks),
                "The percent ionization is",
                second=100 * 10 ** (second - 14) / c,
                rel=2e-3,
                texts=texts,
            )
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        work.step(
            "h", "K_w / oh", "", "From the ion product of water, the concentration of H₃O⁺ is", symbol=H
        )
        asks = (
            "What is the pH of a {c} solution of {A}, {a}, at 25 °C (K_b = {K_b}, K_w = {K_w})?",
            "Calculate the pH of {c} {A} ({a}) without neglecting the part that is ionized. K_b is {K_b}, and K_w is {K_w}.",
            "The ionization constant of the base {A}, {a}, is {K_b}. Find the pH of a {c} solution at 25 °C, where K_w = {K_w}.",
        )
        return _ph(rng, work, asks, second, texts)
    if difficulty == 3:
        M = molar(work, "M", acid.formula)
        V = work.given(
            "V",
            rng.choice((f"{rng.choice((100, 200, 250, 500, 750, 1000))}", f"{rng.randint(60, 980)}")),
            "mL",
            "volume",
        )
        m = work.given(
            "m", near(0.02 * V / 1000 * M, 0.8 * V / 1000 * M, rng.random()), "g", f"mass of {acid.name}"
        )
        pk = work.given("pK", f"{p(acid.k):.2f}", "", "pKa", symbol=r"\mathrm{p}K_{\mathrm{a}}")
        work.step("n", "m / M", "mol", "The amount of acid is")
        work.step("c", "n / V", "mol/L", "The concentration is")
        work.step("c_r", "c / c0", "", "Relative to 1 mol/L, that is", symbol=r"c_{\mathrm{r}}")
        work.step("K_a", "10**(-pK)", "", "The ionization constant is", symbol=r"K_{\mathrm{a}}")
        work.step("h", _ROOT.format(k="K_a"), "", f"{_QUADRATIC} the positive root", symbol=H)
        asks = (
            "A solution holds {m} of {A}, {a}, in {V}. What is its pH, if pK_a = {pK}?",
            "In water, {m} of {A} ({a}; pK_a = {pK}) are dissolved to make {V} of solution. Calculate the pH.",
            "The pK_a of {A}, {a}, is {pK}. Find the pH of {V} of a solution made with {m} of it.",
        )
        return _ph(rng, work, asks, charge_balance([(m / M / V * 1000, (10**-pk,), 0)]), texts)
    if difficulty == 4:
        from_base = rng.random() < 0.35
        weak = rng.choice(bases()) if from_base else acid
        least = max(0.02, 3e-12 * weak.k / 1e-14)  # below it, the ions of the water count
        c = work.given("c", near(least, 0.9, rng.random()), "mol/L", f"concentration of {weak.salt}")
        kind, other = ("b", "a") if from_base else ("a", "b")
        work.given("K", weak.constant, "", "ionization constant", symbol=rf"K_{{\mathrm{{{kind}}}}}")
        work.given("K_w", WATER, "", "ion product of water", symbol=r"K_{\mathrm{w}}")
        texts = {
            "A": weak.name,
            "a": printed(weak.formula),
            "S": weak.salt,
            "s": printed(weak.salt_formula),
            "k": f"K_{kind}",
        }
        work.step(
            "k2",
            "K_w / K",
            "",
            f"The ion {weak.partner} is the {'acid' if from_base else 'base'} that belongs to {weak.name}; its constant is",
            symbol=rf"K_{{\mathrm{{{other}}}}}",
        )
        work.step("c_r", "c / c0", "", "Relative to 1 mol/L, its concentration is", symbol=r"c_{\mathrm{r}}")
        if from_base:
            work.step("h", _ROOT.format(k="k2"), "", f"{_QUADRATIC} the positive root", symbol=H)
            second = charge_balance([(c, (1e-14 / weak.k,), 1)], strong=-c)
        else:
            work.step(
                "oh",
                _ROOT.format(k="k2"),
                "",
                f"{_QUADRATIC.replace('H₃O⁺', 'OH⁻').replace('K_a', 'K_b')} the positive root",
                symbol=OH,
            )
            work.step(
                "h", "K_w / oh", "", "From the ion product of water, the concentration of H₃O⁺ is", symbol=H
            )
            second = charge_balance([(c, (weak.k,), 0)], strong=c)
        asks = (
            "What is the pH of a {c} solution of {S}, {s}, at 25 °C? For {A}, {k} = {K}; K_w = {K_w}.",
            "Calculate the pH of {c} {S} ({s}). The {k} of {A} is {K}, and K_w is {K_w}.",
            "A salt, {S} ({s}), is dissolved to a concentration of {c}. Find the pH at 25 °C from {k} = {K} of {A} and K_w = {K_w}.",
        )
        return _ph(rng, work, asks, second, texts)
    strong = rng.choice((("hydrochloric acid", "HCl"), ("nitric acid", "HNO3"), ("perchloric acid", "HClO4")))
    acid = rng.choice([each for each in acids() if each.k > 1e-5])
    c = work.given("c", near(0.05, 0.9, rng.random()), "mol/L", f"concentration of {acid.name}")
    s = work.given(
        "s", rounded((acid.k * c) ** 0.5 * rng.uniform(0.4, 4), 3), "mol/L", f"concentration of {strong[0]}"
    )
    work.given("K_a", acid.constant, "", "ionization constant", symbol=r"K_{\mathrm{a}}")
    texts = {"A": acid.name, "a": printed(acid.formula), "B": strong[0]}
    work.step(
        "c_r",
        "c / c0",
        "",
        "Relative to 1 mol/L, the concentration of the weak acid is",
        symbol=r"c_{\mathrm{r}}",
    )
    work.step(
        "s_r",
        "s / c0",
        "",
        "That of the strong acid, which is ionized completely, is",
        symbol=r"s_{\mathrm{r}}",
    )
    work.step(
        "x",
        "(-(s_r + K_a) + sqrt((s_r + K_a)**2 + 4 * K_a * c_r)) / 2",
        "",
        "Let x of the weak acid be ionized. K_a = x(s + x)/(c − x) is a quadratic equation with the positive root",
        digits=5,
    )
    work.step("h", "s_r + x", "", "The concentration of H₃O⁺ is", symbol=H)
    asks = (
        "A solution is {c} in {A} ({a}, K_a = {K_a}) and {s} in {B}. What is its pH?",
        "What is the pH of a mixture in which the concentration of {A}, {a}, is {c} and that of {B} is {s}? K_a of the weak acid is {K_a}.",
        "To a solution of {A} ({a}; K_a = {K_a}), {B} is added. The concentrations are then {c} of the weak and {s} of the strong acid. Calculate the pH.",
    )
    return _ph(rng, work, asks, charge_balance([(c, (acid.k,), 0)], strong=-s), texts)


_QUADRATIC = "With x for the concentration of H₃O⁺, K_a = x²/(c − x). This quadratic equation has"


def _ph(
    rng: random.Random, work: Working, asks: tuple[str, ...], second: float, texts: dict[str, str]
) -> Draft:
    work.step("pH", "-log10(h)", "", "The pH is", symbol=r"\mathrm{pH}")
    return work.draft(
        rng.choice(asks),
        "The pH is",
        second=second,
        digits=decimals(second, 2),
        absolute=0.02,
        rel=2e-4,
        texts=texts,
    )
