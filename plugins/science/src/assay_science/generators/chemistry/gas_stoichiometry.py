"""Gases in chemical reactions."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_science.chemistry_tables import chemistry
from assay_science.reaction_list import EVENTS, name_of
from assay_science.reactions import Reaction, bare, converted, molar, near, symbol
from assay_science.working import VERIFIERS, Working, rounded

_MAKES = tuple(
    (event, r, a, b)
    for event, r in EVENTS
    for a in r.left
    if a.endswith(("(s)", "(l)")) and bare(a) not in ("H2O",)
    for b in r.right
    if b.endswith("(g)") and bare(b) not in ("H2O", "TiCl4")
)
_OVER_WATER = tuple(each for each in _MAKES if bare(each[3]) in ("H2", "O2", "C2H2"))
_BURNS = tuple(
    (event, r) for event, r in EVENTS if "O2(g)" in r.left and len(r.left) == 2 and "CO2(g)" in r.right
)


@generator("science.gas_stoichiometry", verifiers=VERIFIERS, min_step_coverage=1.0)
def gas_stoichiometry(rng: random.Random, difficulty: int) -> Draft:
    """Volumes of gases that react or form.

    1: the volume at STP from an amount of the solid. 2: the volume from a mass at a temperature in °C. 3: the mass of
    solid from a volume. 4: a gas collected over water, its vapour pressure given. 5: the volume of air for a
    combustion.
    """
    work = Working()
    R = work.constant("R", "8.314", "J/(mol·K)")
    if difficulty == 5:
        return _air(rng, work, R)
    if difficulty == 4:
        return _over_water(rng, work, R)
    event, equation, a, b = rng.choice(_MAKES)
    ratio = Fraction(equation.right[b], equation.left[a])
    texts = _words(event, equation, a, b)
    if difficulty == 1:
        n = work.given(
            "n", rounded(rng.uniform(0.02, 2.5), 3), "mol", f"amount of {texts['A']}", symbol=symbol("n", a)
        )
        T = work.given("T", "273.15", "K", "temperature")
        p = work.given("p", "100", "kPa", "pressure")
        known, lead = converted(
            work, "n", "n_B", ratio, f"By the equation, the amount of {texts['B']} is", b, a
        )
        work.step("V", f"{known} * R * T / p", "L", f"{lead}The ideal gas law gives")
        asks: tuple[str, ...] = (
            "{event}: {equation}. What volume of {B}, in litres, forms from {n} of {A} at STP ({T} and {p})?",
            "By the reaction {equation}, {n} of {A} react completely. Calculate the volume of the {B} at STP, {T} and {p}, in litres.",
            "At a temperature of {T} and a pressure of {p}, how many litres of {B} are formed from {n} of {A} in the reaction {equation}?",
        )
        return work.draft(rng.choice(asks), "The volume is", second=n * float(ratio) * R * T / p, texts=texts)
    t = work.given("t", f"{rng.uniform(14, 38):.1f}", "°C", "temperature")
    p = work.given("p", f"{rng.uniform(94, 106):.1f}", "kPa", "pressure")
    M = molar(work, "M", a)
    if difficulty == 2:
        m = work.given("m", near(0.4, 60, rng.random()), "g", f"mass of {texts['A']}")
        work.step("T", "t", "K", "In kelvins, the temperature is")
        work.step("n", "m / M", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", a))
        known, lead = converted(
            work, "n", "n_B", ratio, f"By the equation, the amount of {texts['B']} is", b, a
        )
        work.step("V", f"{known} * R * T / p", "L", f"{lead}The ideal gas law gives")
        asks = (
            "{event}: {equation}. What volume of {B}, in litres, measured at {t} and {p}, forms from {m} of {A}?",
            "When {m} of {A} react completely by {equation}, what is the volume of the {B} at {t} and {p}, in litres?",
            "Calculate the volume in litres that the {B} from {m} of {A} takes up at {t} and {p}. The reaction is {equation}.",
        )
        return work.draft(
            rng.choice(asks), "The volume is", second=m / M * float(ratio) * R * (t + 273.15) / p, texts=texts
        )
    V = work.given("V", near(0.15, 60, rng.random()), "L", f"volume of {texts['B']}")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step(
        "n_B",
        "p * V / (R * T)",
        "mol",
        f"By the ideal gas law, the amount of {texts['B']} is",
        symbol=symbol("n", b),
    )
    known, lead = converted(work, "n_B", "n", 1 / ratio, f"That takes an amount of {texts['A']} of", a, b)
    work.step("m", f"{known} * M", "g", f"{lead}The mass of {texts['A']} is")
    asks = (
        "{event}: {equation}. What mass of {A}, in grams, gives {V} of {B}, measured at {t} and {p}?",
        "To make {V} of {B} at {t} and {p} by the reaction {equation}, how many grams of {A} are needed?",
        "A laboratory needs {V} of {B} (at {t} and {p}) and makes it by {equation}. Find the mass of {A} in grams.",
    )
    return work.draft(
        rng.choice(asks),
        f"The mass of {texts['A']} is",
        second=p * V / R / (t + 273.15) / float(ratio) * M,
        texts=texts,
    )


def _words(event: str, equation: Reaction, a: str, b: str) -> dict[str, str]:
    return {
        "event": event[0].upper() + event[1:],
        "equation": str(equation),
        "A": name_of(a),
        "B": name_of(b),
    }


def _over_water(rng: random.Random, work: Working, R: float) -> Draft:
    """The mass of a solid whose gas is collected over water."""
    event, equation, a, b = rng.choice(_OVER_WATER)
    ratio = Fraction(equation.right[b], equation.left[a])
    texts = _words(event, equation, a, b)
    M = molar(work, "M", a)
    celsius, pressure = rng.choice(
        list(zip((20, 25, 30), chemistry()["liquids"]["water"][4][:3], strict=True))
    )
    V = work.given("V", f"{rng.uniform(60, 950):.0f}", "mL", "volume of the gas")
    work.given("t", f"{celsius}.0", "°C", "temperature")
    p = work.given("p", f"{rng.uniform(95, 105):.1f}", "kPa", "pressure of the moist gas")
    w = work.given("p_w", pressure[:4], "kPa", "vapour pressure of water", symbol=r"p_{\mathrm{w}}")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step(
        "p_B",
        "p - p_w",
        "kPa",
        f"Without the water vapour, the pressure of the {texts['B']} is",
        symbol=symbol("p", b),
    )
    work.step("n_B", "p_B * V / (R * T)", "mol", "By the ideal gas law, its amount is", symbol=symbol("n", b))
    known, lead = converted(work, "n_B", "n", 1 / ratio, f"That takes an amount of {texts['A']} of", a, b)
    work.step("m", f"{known} * M", "g", f"{lead}The mass of {texts['A']} is")
    asks = (
        "{event}: {equation}. Over water, {V} of {B} are collected at {t} and a total pressure of {p}. The vapour pressure of water is {p_w}. What mass of {A}, in grams, has reacted?",
        "The {B} from the reaction {equation} is collected over water: {V} at {t}, with a pressure of {p} of the moist gas. How many grams of {A} reacted, if water has a vapour pressure of {p_w} at this temperature?",
        "At {t}, where the vapour pressure of water is {p_w}, the reaction {equation} gives {V} of moist {B} at a total pressure of {p}. Find the mass of {A} in grams that was used up.",
    )
    second = (p - w) * V / 1000 / R / (celsius + 273.15) / float(ratio) * M
    return work.draft(rng.choice(asks), f"The mass of {texts['A']} is", second=second, texts=texts)


def _air(rng: random.Random, work: Working, R: float) -> Draft:
    """The volume of air that a fuel needs."""
    event, equation = rng.choice(_BURNS)
    fuel = next(s for s in equation.left if s != "O2(g)")
    ratio = Fraction(equation.left["O2(g)"], equation.left[fuel])
    texts = _words(event, equation, fuel, "O2(g)")
    M = molar(work, "M", fuel)
    m = work.given("m", near(0.3, 40, rng.random()), "kg", f"mass of {texts['A']}")
    t = work.given("t", f"{rng.uniform(-5, 35):.1f}", "°C", "temperature")
    p = work.given("p", f"{rng.uniform(96, 104):.1f}", "kPa", "pressure")
    x = work.given("x", "21.0", "%", "part of oxygen by volume")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("n", "m / M", "mol", f"The amount of {texts['A']} is", symbol=symbol("n", fuel))
    known, lead = converted(work, "n", "n_O", ratio, "It needs an amount of oxygen of", "O2(g)", fuel)
    work.step(
        "n_L", f"{known} / x", "mol", f"{lead}That is in an amount of air of", symbol=r"n_{\mathrm{air}}"
    )
    work.step("V", "n_L * R * T / p", "m³", "By the ideal gas law, its volume is")
    asks = (
        "{event}: {equation}. What volume of air, in cubic metres, at {t} and {p} is needed to burn {m} of {A} completely? Air is {x} oxygen by volume.",
        "A burner uses {m} of {A} ({equation}). Air holds {x} oxygen by volume. Calculate the volume of air, in cubic metres at {t} and {p}, that supplies exactly the oxygen that is needed.",
        "How many cubic metres of air ({x} oxygen by volume), measured at {t} and {p}, does the complete combustion of {m} of {A} take, by {equation}?",
    )
    second = m * 1000 / M * float(ratio) / (x / 100) * R * (t + 273.15) / (p * 1000)
    return work.draft(rng.choice(asks), "The volume of air is", second=second, texts=texts)
