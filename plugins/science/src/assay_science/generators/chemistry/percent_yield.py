"""Percent yield."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.reaction_list import EVENTS, name_of
from assay_science.reactions import converted, molar, near, symbol, times
from assay_science.working import VERIFIERS, Working, rounded

_EVENTS = tuple(  # nobody isolates what a flame gives
    (event, equation)
    for event, equation in EVENTS
    if not ({"O2(g)", "N2O4(l)"} & set(equation.left) and {"CO2(g)", "H2O(g)"} & set(equation.right))
    and not any(species.endswith("(aq)") for species in equation.left)
)


@generator("science.percent_yield", verifiers=VERIFIERS, min_step_coverage=1.0)
def percent_yield(rng: random.Random, difficulty: int) -> Draft:
    """Theoretical and percent yield.

    1: the percent yield from two masses of product. 2: the yield from the masses of reactant and product.
    3: the mass of product at a known yield. 4: the mass of reactant for a wanted mass of product. 5: the yield
    from two masses of reactants, the limiting one to be found.
    """
    work = Working()
    event, equation = rng.choice(_EVENTS if difficulty < 5 else [e for e in _EVENTS if len(e[1].left) == 2])
    a = next(iter(equation.left))
    product = rng.choice([s for s in equation.right if not s.startswith("H2O")])
    ratio = Fraction(equation.right[product], equation.left[a])
    share = rng.uniform(0.42, 0.97)
    texts = {
        "equation": str(equation),
        "A": name_of(a),
        "P": name_of(product),
        "event": event[0].upper() + event[1:],
    }
    others = list(equation.left)[1:]
    texts["excess"] = f" and an excess of {name_of(others[0])}" if others else ""
    if difficulty == 1:
        theory = work.given(
            "m_t", near(1, 90, rng.random()), "g", "theoretical yield", symbol=r"m_{\mathrm{theor}}"
        )
        got = work.given("m", rounded(theory * share, 3), "g", "actual yield")
        work.step("y", "m / m_t", "%", "The percent yield is", symbol=r"\eta")
        asks: tuple[str, ...] = (
            "A student makes {P} by the reaction {equation}. The theoretical yield is {m_t}, and {m} are obtained. What is the percent yield?",
            "{event}: {equation}. By calculation {m_t} of {P} could form, but only {m} are isolated. Calculate the yield in percent.",
            "For the reaction {equation}, a laboratory expects {m_t} of {P} and weighs {m}. Find the percent yield.",
        )
        return work.draft(rng.choice(asks), "The percent yield is", second=got / theory * 100, texts=texts)
    M, M_P = molar(work, "M_A", a), molar(work, "M_P", product)
    per_gram = float(ratio) * M_P / M
    if difficulty == 4:
        y = work.given("y", f"{share * 100:.1f}", "%", "percent yield", symbol=r"\eta") / 100
        got = work.given("m", near(1, 90, rng.random()), "g", f"mass of {texts['P']} that is wanted")
        work.step("m_t", "m / y", "g", "The theoretical yield must be", symbol=r"m_{\mathrm{theor}}")
        work.step(
            "n_P", "m_t / M_P", "mol", f"That is an amount of {texts['P']} of", symbol=symbol("n", product)
        )
        known, lead = converted(
            work, "n_P", "n_A", 1 / ratio, f"It takes an amount of {texts['A']} of", a, product
        )
        work.step("m_A", f"{known} * M_A", "g", f"{lead}The mass of {texts['A']} is", symbol=symbol("m", a))
        asks = (
            "{event}: {equation}. The reaction has a yield of {y}. What mass of {A}, in grams, must be used to obtain {m} of {P}?",
            "A chemist needs {m} of {P} and makes it by {equation}, with a yield of {y}. How many grams of {A} are required?",
            "With a yield of {y}, the reaction {equation} shall give {m} of {P}. Calculate the mass of {A} in grams.",
        )
        return work.draft(
            rng.choice(asks), f"The mass of {texts['A']} is", second=got / y / per_gram, texts=texts
        )
    m = work.given("m_A", near(1, 90, rng.random()), "g", f"mass of {texts['A']}", symbol=symbol("m", a))
    work.step("n_A", "m_A / M_A", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
    theory = m * per_gram
    if difficulty == 5:
        b = list(equation.left)[1]
        texts["B"] = name_of(b)
        M_B = molar(work, "M_B", b)
        needed = Fraction(equation.left[b], equation.left[a])
        factor = rng.choice((rng.uniform(0.5, 0.9), rng.uniform(1.1, 1.9)))
        m_b = work.given(
            "m_B",
            rounded(m / M * float(needed) * M_B * factor, 3),
            "g",
            f"mass of {texts['B']}",
            symbol=symbol("m", b),
        )
        work.step("n_B", "m_B / M_B", "mol", f"The amount of {texts['B']} is", symbol=symbol("n", b))
        from_b = Fraction(equation.right[product], equation.left[b])
        first = m / M * ratio < m_b / M_B * from_b
        lim, exc, c_lim = ("A", "B", equation.left[a]) if first else ("B", "A", equation.left[b])
        wanted = needed if first else 1 / needed
        less = f"The two react in equal amounts, and there is less of {texts[lim]}, the limiting reagent."
        r = f"n_{lim}"
        if wanted != 1:
            because = f"All of the {texts[lim]} would need an amount of {texts[exc]} of"
            work.step(
                "r",
                times(wanted, r),
                "mol",
                because,
                symbol=symbol("n", b if first else a) + r"^{\mathrm{needed}}",
            )
            less, r = f"There is more than that, so {texts[lim]} is the limiting reagent.", "r"
        yields = Fraction(equation.right[product], c_lim)
        known, lead, limited = f"n_{lim}", f"{less} ", f"n_{lim} * min(1, n_{exc} / {r})"
        if yields != 1:
            because = f"{lead}The amount of {texts['P']} would be"
            work.step(
                "n_P",
                times(yields, limited),
                "mol",
                because,
                symbol=symbol("n", product),
                shown=times(yields, known),
            )
            known, lead, limited = "n_P", "", "n_P"
        theory = min(m / M * float(ratio), m_b / M_B * float(from_b)) * M_P
    else:
        because = f"By the equation, the amount of {texts['P']} would be"
        known, lead = converted(work, "n_A", "n_P", ratio, because, product, a)
        limited = known
    work.step(
        "m_t",
        f"{limited} * M_P",
        "g",
        shown=f"{known} * M_P",
        because=f"{lead}The theoretical yield is",
        symbol=r"m_{\mathrm{theor}}",
    )
    if difficulty == 3:
        y = work.given("y", f"{share * 100:.1f}", "%", "percent yield", symbol=r"\eta") / 100
        work.step("m", "y * m_t", "g", "The actual yield is")
        asks = (
            "{event}: {equation}. With {m_A} of {A}{excess}, the yield is {y}. What mass of {P}, in grams, is obtained?",
            "The reaction {equation} is carried out with {m_A} of {A}{excess} and gives {y} of the theoretical yield. How many grams of {P} are isolated?",
            "A chemist uses {m_A} of {A}{excess} in the reaction {equation} and works with a yield of {y}. Find the mass of {P} in grams.",
        )
        return work.draft(rng.choice(asks), f"The mass of {texts['P']} is", second=theory * y, texts=texts)
    got = work.given("m", rounded(theory * share, 3), "g", "actual yield")
    work.step("y", "m / m_t", "%", "The percent yield is", symbol=r"\eta")
    reactants = "{m_A} of {A} and {m_B} of {B}" if difficulty == 5 else "{m_A} of {A}{excess}"
    asks = tuple(
        ask.replace("{reactants}", reactants)
        for ask in (
            "{event}: {equation}. From {reactants}, {m} of {P} are obtained. What is the percent yield?",
            "The reaction {equation} is carried out with {reactants}, and {m} of {P} are isolated. Calculate the percent yield.",
            "A chemist starts with {reactants}. The reaction {equation} gives {m} of {P}. Find the yield in percent.",
        )
    )
    return work.draft(rng.choice(asks), "The percent yield is", second=got / theory * 100, texts=texts)
