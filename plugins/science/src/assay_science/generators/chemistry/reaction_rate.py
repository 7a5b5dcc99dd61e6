"""Rate laws from initial rates."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay.evidence import read_number
from assay_science.reactions import near
from assay_science.working import VERIFIERS, Working, rounded

_REACTIONS = (  # reaction, A, its order, B, its order (0: no other), size of the constant in L, mol, s
    ("2 NO(g) + Cl₂(g) → 2 NOCl(g)", "NO", 2, "Cl₂", 1, 3.0),
    ("2 NO(g) + 2 H₂(g) → N₂(g) + 2 H₂O(g)", "NO", 2, "H₂", 1, 83.0),
    ("NO(g) + O₃(g) → NO₂(g) + O₂(g)", "NO", 1, "O₃", 1, 2.2e7),
    ("2 NO(g) + O₂(g) → 2 NO₂(g)", "NO", 2, "O₂", 1, 7.0e3),
    ("I⁻(aq) + OCl⁻(aq) → IO⁻(aq) + Cl⁻(aq)", "I⁻", 1, "OCl⁻", 1, 6.1e-2),
    ("CH₃COOC₂H₅(aq) + OH⁻(aq) → CH₃COO⁻(aq) + C₂H₅OH(aq)", "CH₃COOC₂H₅", 1, "OH⁻", 1, 0.122),
)
"""Orders and sizes: exercises of chapter 12 of OpenStax, Chemistry 2e; 2 NO + O₂ after the Master Chemical Mechanism (MCM 3.3.1);
ethyl acetate at 30 °C after J. Am. Chem. Soc. 124, 2592 (2002), doi 10.1021/ja011931t. The constants vary around these sizes."""
_DISSOLVED = tuple(each for each in _REACTIONS if "(aq)" in each[0])
_UNITS = {1: "s⁻¹", 2: "L/(mol·s)", 3: "L²/(mol²·s)"}


def _factor(name: str, order: int) -> str:
    return f"{name}**{order}" if order > 1 else name


@generator("science.reaction_rate", verifiers=VERIFIERS, min_step_coverage=1.0)
def reaction_rate(rng: random.Random, difficulty: int) -> Draft:
    """Rate laws, their constants and orders.

    1: the rate from the rate law. 2: the rate constant from one initial rate. 3: the order in one reactant from two
    experiments. 4: the rate constant, where two solutions are mixed. 5: the overall order from three experiments.
    """
    work = Working()
    equation, a, m, b, n, size = rng.choice(_REACTIONS if difficulty != 4 else _DISSOLVED)
    unit = _UNITS[m + n]
    low, high = (1e-6, 1e-4) if size > 1e6 else (1e-4, 1e-2) if size > 10 else (0.005, 0.5)
    texts = {"equation": equation, "A": a, "B": b, "law": f"rate = k[{a}]{'²' * (m == 2)}[{b}]"}
    bracket = {"A": rf"[\mathrm{{{_tex(a)}}}]", "B": rf"[\mathrm{{{_tex(b)}}}]"}
    k = size * rng.uniform(0.7, 1.4)
    if difficulty < 3:
        x = work.given(
            "A", near(low, high, rng.random()), "mol/L", f"concentration of {a}", symbol=bracket["A"]
        )
        y = work.given(
            "B", near(low, high, rng.random()), "mol/L", f"concentration of {b}", symbol=bracket["B"]
        )
        if difficulty == 1:
            k = work.given("k", rounded(k, 3), unit, "rate constant")
            work.step(
                "r",
                f"k * {_factor('A', m)} * {_factor('B', n)}",
                "mol/(L·s)",
                "The rate law gives",
                symbol="r",
            )
            asks: tuple[str, ...] = (
                "The reaction {equation} has the rate law {law} with k = {k}. What is its rate, in mol/(L·s), if [{A}] = {A_} and [{B}] = {B_}?",
                "For {equation}, {law} and k = {k}. Calculate the rate in mol/(L·s) at concentrations of {A_} for {A} and {B_} for {B}.",
                "Find the rate, in mol/(L·s), of {equation} in a mixture with [{A}] = {A_} and [{B}] = {B_}; {law}, and the rate constant is {k}.",
            )
            return _draft(work, rng.choice(asks), "The rate is", k * x**m * y**n, texts)
        r = work.given("r", rounded(k * x**m * y**n, 3), "mol/(L·s)", "initial rate", symbol="r")
        work.step(
            "k",
            f"r / ({_factor('A', m)} * {_factor('B', n)})",
            unit,
            "Solved for the constant, the rate law gives",
        )
        texts["unit"] = unit
        asks = (
            "The rate law of {equation} is {law}. With [{A}] = {A_} and [{B}] = {B_}, the initial rate is {r}. What is the rate constant, in {unit}?",
            "For {equation}, {law}. Calculate k in {unit} from a rate of {r} at [{A}] = {A_} and [{B}] = {B_}.",
            "An experiment with {A_} of {A} and {B_} of {B} has the initial rate {r} ({equation}). Find the rate constant in {unit}, if {law}.",
        )
        return _draft(work, rng.choice(asks), "The rate constant is", r / x**m / y**n, texts)
    if difficulty == 4:
        return _mixed(rng, work, (a, m, b, n), k, texts)
    return _orders(rng, work, difficulty, (a, m, b, n), k, (low, high), texts)


def _orders(
    rng: random.Random,
    work: Working,
    difficulty: int,
    law: tuple[str, int, str, int],
    k: float,
    between: tuple[float, float],
    texts: dict[str, str],
) -> Draft:
    """Orders from pairs of experiments in which one concentration changes."""
    a, m, b, n = law
    low, high = between
    x, y = (read_number(near(low, high / 4, rng.random(), 2)) or Fraction(0) for _ in "ab")
    u, w = (Fraction(rng.choice(("2", "3", "4", "1.5"))) for _ in "ab")
    rate = read_number(rounded(k * float(x) ** m * float(y) ** n, 2)) or Fraction(0)
    work.given(
        "A_1",
        rounded(x, 3),
        "mol/L",
        f"concentration of {a} in experiment 1",
        symbol=rf"[\mathrm{{{_tex(a)}}}]_{{1}}",
    )
    if difficulty == 5:
        work.given(
            "B_1",
            rounded(y, 3),
            "mol/L",
            f"concentration of {b} in experiment 1",
            symbol=rf"[\mathrm{{{_tex(b)}}}]_{{1}}",
        )
    texts |= {"A": a, "B": b, "y": f"{rounded(y, 3)} mol/L"}
    work.given("r_1", rounded(rate, 3), "mol/(L·s)", "rate of experiment 1")
    work.given(
        "A_2",
        rounded(x * u, 4),
        "mol/L",
        f"concentration of {a} in experiment 2",
        symbol=rf"[\mathrm{{{_tex(a)}}}]_{{2}}",
    )
    work.given("r_2", rounded(rate * u**m, 8), "mol/(L·s)", "rate of experiment 2")
    work.step(
        "u", "r_2 / r_1", "", "From experiment 1 to experiment 2, the rate grows by the factor", digits=5
    )
    work.step("v", "A_2 / A_1", "", f"The concentration of {a} grows by the factor", digits=5)
    work.step("m", "ln(u) / ln(v)", "", f"So the order in {a} is")
    first = f"experiment 1 with [{a}] = {{A_1}} and [{b}] = {{{'B_1' if difficulty == 5 else 'y'}}} has the initial rate {{r_1}}; experiment 2 with [{a}] = {{A_2}} and the same [{b}] has {{r_2}}"
    if difficulty == 3:
        asks: tuple[str, ...] = (
            f"Initial rates of {{equation}} were measured: {first}. What is the order of the reaction in {{A}}?",
            f"For the reaction {{equation}}, {first}. Find the order in {{A}}.",
            f"Two experiments on {{equation}} gave these results: {first}. Calculate the order of the reaction with respect to {{A}}.",
        )
        return work.draft(rng.choice(asks), f"The order in {a} is", second=m, digits=1, texts=texts)
    work.given(
        "B_3",
        rounded(y * w, 4),
        "mol/L",
        f"concentration of {b} in experiment 3",
        symbol=rf"[\mathrm{{{_tex(b)}}}]_{{3}}",
    )
    work.given("r_3", rounded(rate * w**n, 8), "mol/(L·s)", "rate of experiment 3")
    work.step(
        "w", "r_3 / r_1", "", "From experiment 1 to experiment 3, the rate grows by the factor", digits=5
    )
    work.step("z", "B_3 / B_1", "", f"The concentration of {b} grows by the factor", digits=5)
    work.step("n", "ln(w) / ln(z)", "", f"So the order in {b} is")
    work.step("o", "m + n", "", "The overall order is", symbol="m + n")
    first += f"; experiment 3 with [{a}] as in experiment 1 and [{b}] = {{B_3}} has {{r_3}}"
    asks = (
        f"Initial rates of {{equation}} were measured: {first}. What is the overall order of the reaction?",
        f"For the reaction {{equation}}, {first}. Find the overall order.",
        f"Three experiments on {{equation}} gave these results: {first}. Calculate the overall order of the reaction.",
    )
    return work.draft(rng.choice(asks), "The overall order is", second=m + n, digits=1, texts=texts)


def _mixed(
    rng: random.Random, work: Working, law: tuple[str, int, str, int], k: float, texts: dict[str, str]
) -> Draft:
    """The rate constant, where two solutions were mixed."""
    a, m, b, n = law
    unit = _UNITS[m + n]
    c = work.given(
        "c_A", near(0.02, 0.8, rng.random()), "mol/L", f"concentration of the solution of {a}", symbol="c_{1}"
    )
    V = work.given(
        "V_A",
        f"{rng.choice((10, 15, 20, 25, 30, 40, 50))}.0",
        "mL",
        f"volume of the solution of {a}",
        symbol="V_{1}",
    )
    d = work.given(
        "c_B", near(0.02, 0.8, rng.random()), "mol/L", f"concentration of the solution of {b}", symbol="c_{2}"
    )
    W = work.given(
        "V_B",
        f"{rng.choice((10, 15, 20, 25, 30, 40, 50))}.0",
        "mL",
        f"volume of the solution of {b}",
        symbol="V_{2}",
    )
    x, y = c * V / (V + W), d * W / (V + W)
    r = work.given("r", rounded(k * x**m * y**n, 3), "mol/(L·s)", "initial rate", symbol="r")
    work.step(
        "A",
        "c_A * V_A / (V_A + V_B)",
        "mol/L",
        f"In the mixture, the concentration of {a} is",
        symbol=rf"[\mathrm{{{_tex(a)}}}]",
    )
    work.step("B", "c_B * V_B / (V_A + V_B)", "mol/L", f"That of {b} is", symbol=rf"[\mathrm{{{_tex(b)}}}]")
    work.step(
        "k",
        f"r / ({_factor('A', m)} * {_factor('B', n)})",
        unit,
        "Solved for the constant, the rate law gives",
    )
    texts |= {"A": a, "B": b, "unit": unit}
    asks = (
        "For {equation}, {law}. When {V_A} of a {c_A} solution of {A} are mixed with {V_B} of a {c_B} solution of {B}, the initial rate is {r}. What is the rate constant, in {unit}? Volumes are additive.",
        "A student mixes {V_A} of a solution of {A} ({c_A}) and {V_B} of a solution of {B} ({c_B}) and finds an initial rate of {r} for {equation}. Calculate k in {unit} with {law} and additive volumes.",
        "The reaction {equation} has the {law}. Its initial rate is {r} in a mixture of {V_A} of a {c_A} solution of {A} with {V_B} of a {c_B} solution of {B}. Find the rate constant in {unit}, if the volumes add up.".replace(
            "has the {law}", "follows {law}"
        ),
    )
    second = r * (V + W) ** (m + n) / ((c * V) ** m * (d * W) ** n)
    return work.draft(rng.choice(asks), "The rate constant is", second=second, texts=texts)


def _tex(formula: str) -> str:
    plain = formula.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
    body = "".join(f"_{c}" if old in "₀₁₂₃₄₅₆₇₈₉" else c for c, old in zip(plain, formula, strict=True))
    for sign in ("²⁻", "⁻", "⁺"):
        if body.endswith(sign):
            return body[: -len(sign)] + "^{" + sign.translate(str.maketrans("²⁻⁺", "2-+")) + "}"
    return body


def _draft(work: Working, ask: str, closing: str, second: float, texts: dict[str, str]) -> Draft:
    """Where ``{A}`` is the formula and ``{A_}`` the concentration."""
    ask = (
        ask.replace("{A}", texts["A"])
        .replace("{B}", texts["B"])
        .replace("{A_}", "{A}")
        .replace("{B_}", "{B}")
    )
    return work.draft(ask, closing, second=second, texts={k: v for k, v in texts.items() if k not in "AB"})
