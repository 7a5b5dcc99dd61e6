"""Masses in chemical reactions."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.reaction_list import EVENTS, name_of
from assay_science.reactions import converted, molar, near, printed, reaction, symbol
from assay_science.working import VERIFIERS, Working

_CHAINS = tuple(
    (said, reaction(first), reaction(second), link)
    for said, first, second, link in (
        ("Sulfuric acid plants burn sulfur and oxidize the gas", "S(s) + O2(g) -> SO2(g)", "2 SO2(g) + O2(g) -> 2 SO3(g)", "SO2(g)"),
        ("Iron is won with carbon monoxide, which comes from coke", "2 C(s) + O2(g) -> 2 CO(g)", "Fe2O3(s) + 3 CO(g) -> 2 Fe(s) + 3 CO2(g)", "CO(g)"),
        ("Zinc ore is roasted, and the oxide reduced", "2 ZnS(s) + 3 O2(g) -> 2 ZnO(s) + 2 SO2(g)", "ZnO(s) + C(s) -> Zn(g) + CO(g)", "ZnO(s)"),
        ("Limestone is burnt, and the lime slaked", "CaCO3(s) -> CaO(s) + CO2(g)", "CaO(s) + H2O(l) -> Ca(OH)2(s)", "CaO(s)"),
        ("Titanium is made from rutile by way of its chloride", "TiO2(s) + 2 C(s) + 2 Cl2(g) -> TiCl4(g) + 2 CO(g)", "TiCl4(g) + 2 Mg(l) -> Ti(s) + 2 MgCl2(l)", "TiCl4(g)"),
        ("Ammonia is burnt to nitrogen monoxide, which air turns brown", "4 NH3(g) + 5 O2(g) -> 4 NO(g) + 6 H2O(g)", "2 NO(g) + O2(g) -> 2 NO2(g)", "NO(g)"),
        ("Malachite is heated, and the oxide reduced with hydrogen", "Cu2(OH)2CO3(s) -> 2 CuO(s) + CO2(g) + H2O(g)", "CuO(s) + H2(g) -> Cu(s) + H2O(g)", "CuO(s)"),
        ("Hydrogen from methane feeds the synthesis of ammonia", "CH4(g) + H2O(g) -> CO(g) + 3 H2(g)", "N2(g) + 3 H2(g) -> 2 NH3(g)", "H2(g)"),
        ("Lead is won from galena", "2 PbS(s) + 3 O2(g) -> 2 PbO(s) + 2 SO2(g)", "PbO(s) + CO(g) -> Pb(s) + CO2(g)", "PbO(s)"),
        ("Silicon is purified as its chloride", "Si(s) + 2 Cl2(g) -> SiCl4(g)", "SiCl4(g) + 2 H2(g) -> Si(s) + 4 HCl(g)", "SiCl4(g)"),
    )
)  # fmt: skip


@generator("science.stoichiometry", verifiers=VERIFIERS, min_step_coverage=1.0)
def stoichiometry(rng: random.Random, difficulty: int) -> Draft:
    """The mass of one substance from that of another by a balanced equation.

    1: from an amount in moles. 2: mass to mass. 3: of an impure sample. 4: two reactions in a row. 5: two
    reactions, an impure raw material and a yield, on the scale of a plant.
    """
    if difficulty > 3:
        return _chain(rng, difficulty)
    work = Working()
    event, equation = rng.choice(EVENTS)
    forward = difficulty == 3 or rng.random() < 0.6
    pure = [s for s in equation.left if not s.endswith("(aq)")] or list(equation.left)
    if difficulty == 3:
        pure = [s for s in pure if s.endswith("(s)")]
        while not pure:
            event, equation = rng.choice(EVENTS)
            pure = [s for s in equation.left if s.endswith("(s)")]
    a, b = rng.choice(pure), rng.choice([s for s in equation.right if s != "H2O(g)"])
    if not forward:
        a, b = b, a
    start = _amount(rng)
    texts = {
        "equation": str(equation),
        "A": name_of(a),
        "B": name_of(b),
        "event": event[0].upper() + event[1:],
    }
    excess = ", if the other reactants are in excess" if forward and len(equation.left) > 1 else ""
    texts["excess"] = excess
    ratio = Fraction(abs(equation.coefficient(b)), abs(equation.coefficient(a)))
    if difficulty == 1:
        n = work.given("n", start, "mol", f"amount of {texts['A']}", symbol=symbol("n", a))
        ask = rng.choice(_FORWARD if forward else _BACKWARD).replace("{m}", "{n}")
    else:
        ask = rng.choice(_IMPURE if difficulty == 3 else _FORWARD if forward else _BACKWARD)
        mass = work.given(
            "m",
            near(0.5, 60, rng.random()),
            "g",
            "mass that is known",
            symbol="m" if difficulty == 3 else symbol("m", a),
        )
        if difficulty == 3:
            purity = work.given("w", f"{rng.uniform(62, 97):.1f}", "%", f"part of {texts['A']} in the sample")
            work.step(
                "m_A", "w * m", "g", f"The sample holds the mass of {texts['A']}", symbol=symbol("m", a)
            )
            mass *= purity / 100
        M = molar(work, "M_A", a)
        n = mass / M
        work.step(
            "n",
            "m_A / M_A" if difficulty == 3 else "m / M_A",
            "mol",
            f"The amount of {texts['A']} is",
            symbol=symbol("n", a),
        )
    M_B = molar(work, "M_B", b)
    known, lead = converted(work, "n", "n_B", ratio, f"By the equation, the amount of {texts['B']} is", b, a)
    work.step("m_B", f"{known} * M_B", "g", f"{lead}The mass of {texts['B']} is", symbol=symbol("m", b))
    if not forward:
        texts["excess"] = ""
    return work.draft(ask, f"The mass of {texts['B']} is", second=n * float(ratio) * M_B, texts=texts)


_FORWARD = (
    "{event}: {equation}. What mass of {B}, in grams, can {m} of {A} give{excess}?",
    "Consider the reaction {equation}. Find the mass of {B}, in grams, that forms when {m} of {A} react completely.",
    "How many grams of {B} are produced from {m} of {A} by the reaction {equation}{excess}?",
    "In the reaction {equation}, calculate the mass of {B}, in grams, that is formed from {m} of {A}{excess}.",
)
_BACKWARD = (
    "{event}: {equation}. What mass of {B}, in grams, is needed to make {m} of {A}?",
    "By the reaction {equation}, {m} of {A} are to be made. How many grams of {B} does that take?",
    "Calculate the mass of {B}, in grams, that must react to give {m} of {A}: {equation}.",
)
_IMPURE = (
    "{event}: {equation}. A sample of {m} holds {w} of {A} by mass, and its impurities do not react. What mass of {B}, in grams, can it give{excess}?",
    "A technical grade of {A} is {w} pure; nothing else in it reacts. Find the mass of {B}, in grams, from {m} of it by the reaction {equation}{excess}.",
    "A mass of {m} of a material that holds {w} of {A} by mass, besides inert matter, reacts by {equation}. How many grams of {B} form{excess}?",
)


def _amount(rng: random.Random) -> str:
    return rng.choice((f"{rng.uniform(0.02, 0.99):.3f}", f"{rng.uniform(1, 9):.2f}"))


def _chain(rng: random.Random, difficulty: int) -> Draft:
    """From the first substance of a chain of two reactions to a product of the second."""
    work = Working()
    said, first, second, link = rng.choice(_CHAINS)
    a = next(s for s in first.left if s not in ("O2(g)", "H2O(g)"))
    b = next(s for s in second.right if s not in ("H2O(g)", "CO(g)", "CO2(g)"))
    one = Fraction(first.right[link], first.left[a])
    two = Fraction(second.right[b], second.left[link])
    unit = "g" if difficulty == 4 else "kg"
    mass = work.given(
        "m",
        near(2, 80, rng.random()) if difficulty == 4 else near(50, 2500, rng.random()),
        unit,
        "mass of the raw material",
    )
    texts = {
        "first": str(first),
        "second": str(second),
        "A": _formula(a),
        "B": _formula(b),
        "said": said,
        "grams": "grams" if unit == "g" else "kilograms",
    }
    pure, known = mass, "m"
    if difficulty == 5:
        pure *= (
            work.given("w", f"{rng.uniform(55, 96):.1f}", "%", f"part of {texts['A']} in the raw material")
            / 100
        )
        work.step("m_A", "w * m", "kg", f"The mass of {texts['A']} is", symbol=symbol("m", a))
        known = "m_A"
    M, M_B = molar(work, "M_A", a), molar(work, "M_B", b)
    work.step("n_A", f"{known} / M_A", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
    known, lead = converted(
        work, "n_A", "n_L", one, f"The first reaction makes of it an amount of {_formula(link)} of", link, a
    )
    known, also = converted(
        work, known, "n_B", two, f"{lead}By the second equation, the amount of {texts['B']} is", b, link
    )
    lead = lead + also if lead and also else also
    answer = pure / M * float(one * two) * M_B
    if difficulty == 4:
        work.step("m_B", f"{known} * M_B", "g", f"{lead}The mass of {texts['B']} is", symbol=symbol("m", b))
        ask = rng.choice(
            (
                "{said}: {first} and {second}. What mass of {B}, in {grams}, can be made from {m} of {A}?",
                "In two steps, {first} and {second}, how many {grams} of {B} do {m} of {A} give at most?",
                "A mass of {m} of {A} reacts completely by {first}; the product then reacts completely by {second}. Calculate the mass of {B} in {grams}.",
            )
        )
        return work.draft(ask, f"The mass of {texts['B']} is", second=answer, texts=texts)
    share = (
        work.given("y", f"{rng.uniform(60, 95):.1f}", "%", "yield of both steps together", symbol=r"\eta")
        / 100
    )
    work.step(
        "m_t",
        f"{known} * M_B",
        "kg",
        f"{lead}With complete reactions that would be",
        symbol=r"m_{\mathrm{theor}}",
    )
    work.step("m_B", "y * m_t", "kg", "With the yield, the mass is", symbol=symbol("m", b))
    ask = rng.choice(
        (
            "{said}: {first} and {second}. The raw material holds {w} of {A} by mass, and the yield of both steps together is {y}. What mass of {B}, in {grams}, is won from {m} of it?",
            "A plant works in two steps, {first} and {second}, with an overall yield of {y}. How many {grams} of {B} come from {m} of raw material with a mass percentage of {w} of {A}?",
            "A mass of {m} of a raw material, {w} of which is {A} by mass and the rest inert, is processed by {first} and {second}. Calculate the mass of {B}, in {grams}, at an overall yield of {y}.",
        )
    )
    return work.draft(ask, f"The mass of {texts['B']} is", second=answer * share, texts=texts)


def _formula(species: str) -> str:
    return printed(species.rpartition("(")[0])
