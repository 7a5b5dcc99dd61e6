"""Equilibrium constants from what is measured."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from types import MappingProxyType

from assay import Draft, generator
from assay_science.numerics import root
from assay_science.reactions import Reaction, bare, latex, near, printed, reaction
from assay_science.working import VERIFIERS, Working, rounded

_REACTIONS = tuple(  # and a constant of a sensible size, with the temperature
    (reaction(text), size, celsius)
    for text, size, celsius in (
        ("N2(g) + 3 H2(g) -> 2 NH3(g)", 0.5, "400 °C"),
        ("H2(g) + I2(g) -> 2 HI(g)", 50.0, "448 °C"),
        ("PCl5(g) -> PCl3(g) + Cl2(g)", 0.021, "a certain temperature"),
        ("2 SO2(g) + O2(g) -> 2 SO3(g)", 4.3, "600 °C"),
        ("CO(g) + H2O(g) -> CO2(g) + H2(g)", 1 / 1.6, "990 °C"),
        ("2 NOCl(g) -> 2 NO(g) + Cl2(g)", 0.03, "a certain temperature"),
        ("CO(g) + 3 H2(g) -> CH4(g) + H2O(g)", 3.9, "927 °C"),
        ("CS2(g) + 4 H2(g) -> CH4(g) + 2 H2S(g)", 0.28, "900 °C"),
        ("CO(g) + 2 H2(g) -> CH3OH(g)", 10.5, "220 °C"),
        ("SO2Cl2(g) -> SO2(g) + Cl2(g)", 0.078, "a certain temperature"),
    )
)


def _bracket(species: str) -> str:
    return rf"[\mathrm{{{latex(species)}}}]"


def _expression(equation: Reaction, standard: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """The constant as a formula of ``names`` of species, by default those of :func:`_name`."""

    def side(species: dict[str, int]) -> str:
        return " * ".join(f"{names.get(s, _name(s))}{f'**{n}' if n > 1 else ''}" for s, n in species.items())

    change = sum(equation.right.values()) - sum(equation.left.values())
    top, low = side(equation.right), side(equation.left)
    extra = f"{standard}{f'**{abs(change)}' if abs(change) > 1 else ''}"
    if change > 0:
        low += f" * {extra}"
    elif change < 0:
        top += f" * {extra}"
    return f"{top} / ({low})"


def _name(species: str) -> str:
    return f"c_{bare(species)}"


@generator("science.equilibrium_constant", verifiers=VERIFIERS, min_step_coverage=1.0)
def equilibrium_constant(rng: random.Random, difficulty: int) -> Draft:
    """Kc and Kp.

    1: Kc from the concentrations at equilibrium. 2: a concentration from Kc and the others. 3: Kp from Kc.
    4: Kc from what was there before and one concentration at equilibrium. 5: Kp of a dissociation from the total
    pressure and the degree of dissociation.
    """
    work = Working()
    if difficulty == 5:
        return _dissociation(rng, work)
    equation, size, celsius = rng.choice(_REACTIONS)
    said = str(equation).replace("→", "⇌")
    species = [*equation.left, *equation.right]
    change = sum(equation.right.values()) - sum(equation.left.values())
    if difficulty < 4 and change:
        work.standard("c0", "c")
    if difficulty == 3:
        return _pressures(rng, work, equation, said, size, celsius)
    texts = {"equation": said, "t": celsius}
    values = {s: math.exp(rng.uniform(math.log(0.03), math.log(1.2))) for s in species}
    last = species[-1] if len(equation.right) > 1 else next(iter(equation.right))
    quotient = math.prod(v ** equation.coefficient(s) for s, v in values.items() if s != last)
    values[last] = (size * rng.uniform(0.9, 1.1) / quotient) ** (1 / equation.coefficient(last))
    if not 0.004 < values[last] < 3:
        return equilibrium_constant(rng, difficulty)
    if difficulty == 4:
        return _before_and_after(rng, work, equation, said, size, celsius)
    asked = last if difficulty == 2 else ""
    shown: dict[str, float] = {}
    for s in species:
        if s != asked:
            shown[s] = work.given(
                _name(s),
                rounded(values[s], 3),
                "mol/L",
                f"concentration of {printed(bare(s))}",
                symbol=_bracket(s),
            )
    texts["list"] = ", ".join(f"[{printed(bare(s))}] = {{{_name(s)}}}" for s in species if s != asked)
    if not asked:
        work.step(
            "K",
            _expression(equation, "c0"),
            "",
            ("With c° = 1 mol/L, the" if change else "The") + " equilibrium constant is",
            symbol=r"K_{\mathrm{c}}",
        )
        asks: tuple[str, ...] = (
            "At {t}, the equilibrium {equation} has the concentrations {list}. What is K_c?",
            "Calculate the equilibrium constant K_c of {equation} at {t} from the concentrations at equilibrium: {list}.",
            "An analysis of the equilibrium mixture of {equation} at {t} gives {list}. Find K_c.",
        )
        ask = rng.choice(asks).replace("{list}", texts.pop("list"))
        second = math.exp(sum(equation.coefficient(s) * math.log(v) for s, v in shown.items()))
        return work.draft(ask, "The equilibrium constant is", second=second, texts=texts)
    K = work.given("K", rounded(size, 3), "", "equilibrium constant", symbol=r"K_{\mathrm{c}}")
    power = equation.coefficient(asked)
    others = " * ".join(f"{_name(s)}{f'**{n}' if n > 1 else ''}" for s, n in equation.left.items())
    rest = [f"{_name(s)}{f'**{n}' if n > 1 else ''}" for s, n in equation.right.items() if s != asked]
    numerator, denominator = f"K * {others}", rest
    extra = f"c0{f'**{abs(change)}' if abs(change) > 1 else ''}"
    if change > 0:
        numerator += f" * {extra}"
    elif change < 0:
        denominator = [*rest, extra]
    formula = numerator + (f" / ({' * '.join(denominator)})" if denominator else "")
    if power == 2:
        formula = f"sqrt({formula})"
    work.step(
        _name(asked),
        formula,
        "mol/L",
        f"Solved for the concentration of {printed(bare(asked))}{', with c° = 1 mol/L,' if change else ','} the law of mass action gives",
        symbol=_bracket(asked),
    )
    texts["X"] = printed(bare(asked))
    asks = (
        "At {t}, K_c = {K} for {equation}. At equilibrium, {list}. What is the concentration of {X}, in mol/L?",
        "The equilibrium {equation} has K_c = {K} at {t}. Calculate [{X}] in mol/L in a mixture at equilibrium with {list}.",
        "In a mixture at equilibrium at {t}, {equation}, the concentrations are {list}. Find that of {X} in mol/L, with K_c = {K}.",
    )
    ask = rng.choice(asks).replace("{list}", texts.pop("list"))
    logs = sum(equation.coefficient(s) * math.log(v) for s, v in shown.items())
    return work.draft(
        ask,
        f"The concentration of {texts['X']} is",
        second=math.exp((math.log(K) - logs) / power),
        texts=texts,
    )


def _pressures(
    rng: random.Random, work: Working, equation: Reaction, said: str, size: float, celsius: str
) -> Draft:
    """Kp of Kc, with pressures in bar."""
    change = sum(equation.right.values()) - sum(equation.left.values())
    if not change or not celsius[0].isdigit():
        return equilibrium_constant(rng, 3)
    R = work.constant("R", "0.083145", "L·bar/(mol·K)")
    work.standard("p0", "p")
    K = work.given(
        "K",
        rounded(size * rng.uniform(0.85, 1.15), 3),
        "",
        "equilibrium constant Kc",
        symbol=r"K_{\mathrm{c}}",
    )
    t = work.given("t", f"{float(celsius.split()[0]) + rng.randint(-15, 15):.0f}", "°C", "temperature")
    work.step("T", "t", "K", "In kelvins, the temperature is")
    work.step("f", "c0 * R * T / p0", "", "A concentration of 1 mol/L is, in bar, a pressure of", digits=6)
    work.step(
        "K_p",
        f"K * f**({change})" if change < 0 else f"K * f{f'**{change}' if change > 1 else ''}",
        "",
        f"The number of moles of gas changes by {change}, so that",
        symbol=r"K_{\mathrm{p}}",
    )
    texts = {"equation": said}
    asks = (
        "For {equation}, K_c = {K} at {t} (concentrations relative to 1 mol/L). What is K_p, with pressures relative to 1 bar?",
        "At {t}, the equilibrium constant K_c of {equation} is {K}. Calculate K_p for partial pressures in bar.",
        "Convert K_c = {K} of the equilibrium {equation} at {t} to K_p (standard pressure 1 bar, standard concentration 1 mol/L).",
    )
    return work.draft(
        rng.choice(asks),
        "The equilibrium constant is",
        second=math.exp(math.log(K) + change * math.log(R * (t + 273.15))),
        texts=texts,
    )


def _before_and_after(
    rng: random.Random, work: Working, equation: Reaction, said: str, size: float, celsius: str
) -> Draft:
    """Only reactants at first, and the concentration of a product at equilibrium."""
    change = sum(equation.right.values()) - sum(equation.left.values())
    if change:
        work.standard("c0", "c")
    starts = {s: rng.uniform(0.1, 1.2) for s in equation.left}

    def log_quotient(x: float) -> float:
        total = math.fsum(n * math.log(n * x) for n in equation.right.values())
        return total - sum(n * math.log(starts[s] - n * x) for s, n in equation.left.items())

    top = min(starts[s] / n for s, n in equation.left.items())
    extent = root(lambda x: log_quotient(x) - math.log(size), 1e-12, top * (1 - 1e-12))
    if extent > 0.93 * top or extent < 0.03 * top:
        return equilibrium_constant(rng, 4)
    product = rng.choice(list(equation.right))
    a = {
        s: work.given(
            f"a_{bare(s)}",
            rounded(v, 3),
            "mol/L",
            f"first concentration of {printed(bare(s))}",
            symbol=_bracket(s) + "_{0}",
        )
        for s, v in starts.items()
    }
    got = work.given(
        _name(product),
        rounded(extent * equation.right[product], 3),
        "mol/L",
        f"concentration of {printed(bare(product))} at equilibrium",
        symbol=_bracket(product),
    )
    n = equation.right[product]
    if n > 1:
        work.step("x", f"{_name(product)} / {n}", "mol/L", "The reaction has gone on by")
    known = "x" if n > 1 else _name(product)
    x = got / n
    final = {}
    for s, m in equation.left.items():
        work.step(
            _name(s),
            f"a_{bare(s)} - {f'{m} * ' if m > 1 else ''}{known}",
            "mol/L",
            f"At equilibrium, the concentration of {printed(bare(s))} is",
            symbol=_bracket(s),
            digits=5,
        )
        final[s] = a[s] - m * x
    names, alike = {}, ""
    for s, m in equation.right.items():
        final[s] = m * x
        if s != product and m > 1:
            work.step(
                _name(s),
                f"{m} * {known}",
                "mol/L",
                f"That of {printed(bare(s))} is",
                symbol=_bracket(s),
                digits=5,
            )
        elif s != product:
            names[s] = known
            if n == 1:
                alike = f"There is as much {printed(bare(s))} as {printed(bare(product))}. "
            else:
                alike = f"For {printed(bare(s))}, it is x itself. "
    work.step(
        "K",
        _expression(equation, "c0", names),
        "",
        alike + ("With c° = 1 mol/L, the" if change else "The") + " equilibrium constant is",
        symbol=r"K_{\mathrm{c}}",
    )
    texts = {"equation": said, "t": celsius, "X": printed(bare(product))}
    listed = " and ".join(f"{{a_{bare(s)}}} of {printed(bare(s))}" for s in equation.left)
    asks = (
        f"A mixture with {listed} reacts at {{t}}: {{equation}}. At equilibrium the concentration of {{X}} is {{{_name(product)}}}. What is K_c?",
        f"At {{t}}, {{equation}} starts from {listed} without any product. Calculate K_c if {{{_name(product)}}} of {{X}} are present at equilibrium.",
        f"Into a flask at {{t}} only the reactants of {{equation}} are put: {listed}. When equilibrium is reached, [{{X}}] = {{{_name(product)}}}. Find K_c.",
    )
    second = math.exp(sum(equation.coefficient(s) * math.log(v) for s, v in final.items()))
    return work.draft(rng.choice(asks), "The equilibrium constant is", second=second, texts=texts)


def _dissociation(rng: random.Random, work: Working) -> Draft:
    """A gas that falls apart into two or three, by its degree of dissociation."""
    text, low, high = rng.choice(
        (
            ("N2O4(g) -> 2 NO2(g)", 25, 70),
            ("PCl5(g) -> PCl3(g) + Cl2(g)", 180, 260),
            ("SO2Cl2(g) -> SO2(g) + Cl2(g)", 80, 120),
            ("I2(g) -> 2 I(g)", 900, 1200),
            ("COCl2(g) -> CO(g) + Cl2(g)", 400, 600),
        )
    )
    equation = reaction(text)
    (a,), products = equation.left, equation.right
    work.standard("p0", "p")
    degree = work.given("alpha", f"{rng.uniform(8, 85):.1f}", "%", "degree of dissociation") / 100
    p = work.given("p", near(0.3, 6, rng.random()), "bar", "total pressure")
    total = "1 + alpha"
    work.step(
        "p_A",
        f"(1 - alpha) / ({total}) * p",
        "bar",
        f"Of one mole, 1 − α is left and 2α has formed, 1 + α in all. The partial pressure of {printed(bare(a))} is",
        symbol=rf"p_{{\mathrm{{{latex(a)}}}}}",
        digits=5,
    )
    if len(products) == 1:
        (b,) = products
        work.step(
            "p_B",
            f"2 * alpha / ({total}) * p",
            "bar",
            f"That of {printed(bare(b))} is",
            symbol=rf"p_{{\mathrm{{{latex(b)}}}}}",
            digits=5,
        )
    else:
        b, c = products
        work.step(
            "p_B",
            f"alpha / ({total}) * p",
            "bar",
            f"Those of {printed(bare(b))} and {printed(bare(c))} are alike,",
            symbol=rf"p_{{\mathrm{{{latex(b)}}}}}",
            digits=5,
        )
    work.step(
        "K",
        "p_B**2 / (p_A * p0)",
        "",
        "With p° = 1 bar, the equilibrium constant is",
        symbol=r"K_{\mathrm{p}}",
    )
    texts = {
        "equation": str(equation).replace("→", "⇌"),
        "A": printed(bare(a)),
        "t": f"{rng.randint(low, high)} °C",
    }
    asks = (
        "At {t} and a total pressure of {p}, {alpha} of the {A} is dissociated: {equation}. What is K_p, with pressures relative to 1 bar?",
        "When {A} is heated to {t}, {alpha} of its molecules dissociate by {equation}; the total pressure is {p}. Calculate K_p for pressures in bar.",
        "The degree of dissociation of {A} at {t} is {alpha}, and the total pressure of the equilibrium mixture is {p} ({equation}). Find K_p (standard pressure 1 bar).",
    )
    factor = 4 if len(products) == 1 else 1
    return work.draft(
        rng.choice(asks),
        "The equilibrium constant is",
        second=factor * degree**2 / (1 - degree**2) * p,
        texts=texts,
    )
