"""Enthalpies of reaction."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.reactions import Reaction, molar, near, printed, reaction, symbol
from assay_science.thermochemistry import data_given, listed, signed_sum, thermal_reactions, value
from assay_science.working import VERIFIERS, Working

_CYCLES = (  # target, and equations that add up to it with these factors
    ("C(s) + 2 H2(g) -> CH4(g)", (("C(s) + O2(g) -> CO2(g)", 1), ("2 H2(g) + O2(g) -> 2 H2O(l)", 1), ("CH4(g) + 2 O2(g) -> CO2(g) + 2 H2O(l)", -1))),
    ("2 C(s) + H2(g) -> C2H2(g)", (("C(s) + O2(g) -> CO2(g)", 2), ("2 H2(g) + O2(g) -> 2 H2O(l)", 0.5), ("2 C2H2(g) + 5 O2(g) -> 4 CO2(g) + 2 H2O(l)", -0.5))),
    ("N2(g) + 2 O2(g) -> 2 NO2(g)", (("N2(g) + O2(g) -> 2 NO(g)", 1), ("2 NO(g) + O2(g) -> 2 NO2(g)", 1))),
    ("CO(g) + NO2(g) -> CO2(g) + NO(g)", (("2 CO(g) + O2(g) -> 2 CO2(g)", 0.5), ("2 NO(g) + O2(g) -> 2 NO2(g)", -0.5))),
    ("C2H4(g) + H2(g) -> C2H6(g)", (("C2H4(g) + 3 O2(g) -> 2 CO2(g) + 2 H2O(l)", 1), ("2 H2(g) + O2(g) -> 2 H2O(l)", 0.5), ("2 C2H6(g) + 7 O2(g) -> 4 CO2(g) + 6 H2O(l)", -0.5))),
    ("2 S(s) + 3 O2(g) -> 2 SO3(g)", (("S(s) + O2(g) -> SO2(g)", 2), ("2 SO2(g) + O2(g) -> 2 SO3(g)", 1))),
    ("C(s) + H2O(g) -> CO(g) + H2(g)", (("2 C(s) + O2(g) -> 2 CO(g)", 0.5), ("2 H2(g) + O2(g) -> 2 H2O(g)", -0.5))),
    ("Fe2O3(s) + 3 CO(g) -> 2 Fe(s) + 3 CO2(g)", (("4 Fe(s) + 3 O2(g) -> 2 Fe2O3(s)", -0.5), ("2 CO(g) + O2(g) -> 2 CO2(g)", 1.5))),
    ("2 Al(s) + Fe2O3(s) -> Al2O3(s) + 2 Fe(s)", (("4 Al(s) + 3 O2(g) -> 2 Al2O3(s)", 0.5), ("4 Fe(s) + 3 O2(g) -> 2 Fe2O3(s)", -0.5))),
    ("C(s) + 2 S(s) -> CS2(l)", (("C(s) + O2(g) -> CO2(g)", 1), ("S(s) + O2(g) -> SO2(g)", 2), ("CS2(l) + 3 O2(g) -> CO2(g) + 2 SO2(g)", -1))),
    ("PCl3(g) + Cl2(g) -> PCl5(g)", (("P4(s) + 6 Cl2(g) -> 4 PCl3(g)", -0.25), ("P4(s) + 10 Cl2(g) -> 4 PCl5(g)", 0.25))),
    ("Ca(OH)2(s) + CO2(g) -> CaCO3(s) + H2O(l)", (("CaCO3(s) -> CaO(s) + CO2(g)", -1), ("CaO(s) + H2O(l) -> Ca(OH)2(s)", -1))),
    ("2 C(s) + 3 H2(g) -> C2H6(g)", (("C(s) + O2(g) -> CO2(g)", 2), ("2 H2(g) + O2(g) -> 2 H2O(l)", 1.5), ("2 C2H6(g) + 7 O2(g) -> 4 CO2(g) + 6 H2O(l)", -0.5))),
)  # fmt: skip
_FACTORS = {1: "", 2: "2 * ", 0.5: "1 / 2 * ", 1.5: "3 / 2 * ", 0.25: "1 / 4 * "}


@generator("science.reaction_enthalpy", verifiers=VERIFIERS, min_step_coverage=1.0)
def reaction_enthalpy(rng: random.Random, difficulty: int) -> Draft:
    """Hess's law.

    1: the enthalpy change of an amount from two enthalpies of formation. 2: from three or more. 3: the heat of a mass
    that reacts. 4: an enthalpy of formation from the enthalpy of a reaction. 5: from the enthalpies of other reactions.
    """
    work = Working()
    if difficulty == 5:
        return _cycle(rng, work)
    reactions = (
        [r for r in thermal_reactions() if _compounds(r) == 2]
        if difficulty == 1
        else [r for r in thermal_reactions() if _compounds(r) > 2]
    )
    equation = rng.choice(reactions)
    species = [*equation.left, *equation.right]
    texts = {"equation": str(equation)}
    total = sum(equation.coefficient(s) * value(s, 1) for s in species)
    if difficulty == 4:
        return _unknown(rng, work, equation, total)
    names = data_given(work, species, 1, "H", "enthalpy of formation")
    data = listed(names, "ΔH_f°")
    work.step(
        "dH",
        signed_sum(equation, names),
        "kJ/mol",
        "Products less reactants, the enthalpy of the reaction is",
        digits=5,
    )
    elements = " Elements in their standard states have 0." if len(names) < len(species) else ""
    if difficulty < 3:
        a = rng.choice(list(equation.left))
        heat = _heat(rng, work, equation, a, texts)
        asks: tuple[str, ...] = (
            f"By how much, in kJ, does the enthalpy change when {{n}} of {{A}} react by {{equation}} at 298 K and standard pressure? {data}.",
            f"From enthalpies of formation, {data}, calculate the enthalpy change in kJ for {{n}} of {{A}} in the reaction {{equation}}.",
            f"Find the enthalpy change in kJ of {{equation}} with {{n}} of {{A}}, from {data}.{elements}",
        )
        return work.draft(
            rng.choice(asks), "The enthalpy change is", second=_dictionary(equation) * heat, texts=texts
        )
    fuel = next(s for s in equation.left if s not in ("O2(g)", "H2(g)"))
    M = molar(work, "M", fuel)
    m = work.given("m", near(1, 900, rng.random()), "g", f"mass of {printed(fuel)}")
    n = equation.left[fuel]
    work.step("n", "m / M", "mol", f"The amount of {printed(fuel)} is", symbol=symbol("n", fuel))
    work.step(
        "q",
        f"-(n * dH{f' / {n}' if n > 1 else ''})" if total < 0 else f"n * dH{f' / {n}' if n > 1 else ''}",
        "kJ",
        f"The equation has {n} mol of it, so that the heat is",
    )
    texts |= {"A": printed(fuel), "how": "set free" if total < 0 else "taken up"}
    asks = (
        f"How much heat, in kJ, is {{how}} when {{m}} of {{A}} react by {{equation}} at constant pressure? {data}.",
        f"From {data}, calculate the heat in kJ that is {{how}} when {{m}} of {{A}} react completely: {{equation}}.",
        f"The reaction {{equation}} uses up {{m}} of {{A}} at constant pressure and 298 K. Find the heat that is {{how}}, in kJ, with {data}.",
    )
    return work.draft(
        rng.choice(asks), "The heat is", second=abs(_dictionary(equation)) / n * m / M, texts=texts
    )


def _compounds(equation: Reaction) -> int:
    return sum(value(s, 1) != 0 for s in (*equation.left, *equation.right))


def _dictionary(equation: Reaction) -> float:
    """The sum over species one by one, with their signs, in tenths of kJ as whole numbers."""
    return (
        sum(equation.coefficient(s) * round(10 * value(s, 1)) for s in (*equation.left, *equation.right)) / 10
    )


def _unknown(rng: random.Random, work: Working, equation: Reaction, total: float) -> Draft:
    species = [*equation.left, *equation.right]
    hidden = rng.choice([s for s in species if value(s, 1) != 0])
    names = data_given(work, [s for s in species if s != hidden], 1, "H", "enthalpy of formation")
    measured = work.given(
        "dH",
        f"{total * rng.uniform(0.985, 1.015):.1f}",
        "kJ/mol",
        "measured enthalpy of the reaction",
        symbol=r"\Delta H",
    )
    n = equation.coefficient(hidden)
    others = signed_sum(
        Reaction(
            {s: m for s, m in equation.left.items() if s != hidden},
            {s: m for s, m in equation.right.items() if s != hidden},
        ),
        names,
    )
    work.step("x", others, "kJ/mol", "All other products less the other reactants have", digits=5, symbol="x")
    gap = "dH - x" if n > 0 else "x - dH"
    work.step(
        "H",
        f"({gap}) / {abs(n)}" if abs(n) > 1 else gap,
        "kJ/mol",
        f"The rest of ΔH° belongs to {abs(n)} mol of {printed(hidden)}, whose enthalpy of formation is",
        symbol=r"\Delta_{\mathrm{f}} H",
        digits=5,
    )
    texts = {"equation": str(equation), "A": printed(hidden)}
    data = listed(names, "ΔH_f°")
    asks = (
        f"A measurement of the enthalpy change of {{equation}}, as written, gives {{dH}}. What does it give for the standard enthalpy of formation of {{A}}, in kJ/mol? {data}.",
        f"With a measured enthalpy change of {{dH}} for the reaction {{equation}}, as written, calculate ΔH_f° of {{A}} in kJ/mol; {data}.",
        f"For {{equation}}, an experiment comes to ΔH° of {{dH}}. With {data}, find the standard enthalpy of formation of {{A}} in kJ/mol.",
    )
    return work.draft(
        rng.choice(asks),
        "The enthalpy of formation is",
        second=value(hidden, 1) + (measured - round(total, 1)) / n,
        texts=texts,
        digits=4,
        rel=1e-9,
    )


def _cycle(rng: random.Random, work: Working) -> Draft:
    target, parts = rng.choice(_CYCLES)
    goal = reaction(target)
    terms, given, check = [], [], 0.0
    order = list(parts)
    rng.shuffle(order)
    for n, (text, factor) in enumerate(order, start=1):
        part = reaction(text)
        enthalpy = sum(part.coefficient(s) * _enthalpy(s) for s in (*part.left, *part.right))
        turned = rng.random() < 0.3
        if turned:
            part, enthalpy, factor = Reaction(part.right, part.left), -enthalpy, -factor
        check += factor * work.given(
            f"H_{n}", f"{enthalpy:.1f}", "kJ/mol", f"enthalpy of reaction {n}", symbol=rf"\Delta H_{{{n}}}"
        )
        term = f"{_FACTORS[abs(factor)]}H_{n}"
        terms.append(("-" if factor < 0 else "+", term))
        given.append(f"{part}, ΔH° = {{H_{n}}}")
    terms.sort(key=lambda t: t[0])  # what is added comes first
    formula = " ".join(f"{sign} {term}" for sign, term in terms).removeprefix("+ ")
    formula = (
        f"-({terms[0][1]})" + formula.removeprefix(f"- {terms[0][1]}") if formula.startswith("-") else formula
    )
    work.step(
        "dH",
        formula,
        "kJ/mol",
        "With these factors, and turned round where the factor is negative, the equations add up to the wanted one, and so do their enthalpies:",
        digits=5,
        symbol=r"\Delta H",
    )
    texts = {"equation": str(goal)}
    amount = _heat(rng, work, goal, next(iter(goal.left)), texts)
    data = "; ".join(given)
    asks = (
        f"Use Hess's law to find the enthalpy change, in kJ, when {{n}} of {{A}} react by {{equation}}. Known are {data}.",
        f"The following enthalpies are known: {data}. Calculate the enthalpy change in kJ for {{n}} of {{A}} in the reaction {{equation}}.",
        f"What is the enthalpy change, in kJ, of the reaction {{equation}} with {{n}} of {{A}}? Given are {data}.",
    )
    exact = sum(goal.coefficient(s) * _enthalpy(s) for s in (*goal.left, *goal.right))
    return work.draft(
        rng.choice(asks), "The enthalpy change is", second=exact * amount, texts=texts, rel=1e-3
    )


def _heat(rng: random.Random, work: Working, equation: Reaction, a: str, texts: dict[str, str]) -> float:
    """A last step from the enthalpy of the equation to that of an amount; how many times the equation runs."""
    count = equation.left[a]
    n = work.given("n", near(0.05, 9, rng.random()), "mol", f"amount of {printed(a)}", symbol=symbol("n", a))
    because = f"The equation has {count} mol of {printed(a)}, so that the enthalpy changes by"
    work.step("q", f"n * dH / {count}" if count > 1 else "n * dH", "kJ", because, symbol=r"\Delta H^{\prime}")
    texts["A"] = printed(a)
    return n / count


def _enthalpy(species: str) -> float:
    return 0.0 if species == "P4(s)" else value(species, 1)
