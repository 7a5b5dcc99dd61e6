"""Generators of quantitative chemistry: their rows are proved, and their formulas give what a textbook gives.

The worked examples are numbers from OpenStax, *Chemistry 2e* (editions until February 2026: CC BY 4.0).
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction
from importlib import import_module

import pytest

import assay
from assay import Generator, Sample, Task
from assay.evidence import Findings, Trace, check_trace, read_number
from assay.evidence.measured import Measured, evaluate_measured, measured, value_in
from assay_science.chemistry_tables import TABLE, chemistry
from assay_science.numerics import evolved, root
from assay_science.reaction_list import EVENTS, NAMES, name_of
from assay_science.reactions import bare, latex, printed, reaction
from assay_science.tables import known
from assay_science.thermochemistry import thermal_reactions
from assay_science.weak_electrolytes import charge_balance
from assay_science.working import Working

QUANTITATIVE = (
    "arrhenius beer_lambert bomb_calorimetry buffer_ph cell_potential coffee_cup_calorimetry colligative_property dilution effusion "
    "electrolysis equilibrium_constant equilibrium_mixture gas_stoichiometry gibbs_energy heat_of_solution heating_curve "
    "integrated_rate_law limiting_reagent partial_pressures percent_yield polyprotic_acid raoult reaction_enthalpy reaction_rate "
    "sample_purity solubility_product solution_concentration stoichiometry strong_acid_ph titration_ph van_der_waals "
    "vapour_pressure weak_acid_ph"
).split()


def generator_of(name: str) -> Generator:
    found = getattr(import_module(f"assay_science.generators.chemistry.{name}"), name)
    assert isinstance(found, Generator) and found.name == f"science.{name}"
    return found


@pytest.mark.parametrize("name", QUANTITATIVE)
def test_rows_are_proved(name: str) -> None:
    generator = generator_of(name)
    proving = [assay.find_verifier(each) for each in generator.verifiers]
    for difficulty in range(1, 6):
        for seed in range(5):
            draft = generator(random.Random(f"{name} {seed}"), difficulty)
            sample = Sample(Task(draft.prompt, draft.reference), draft.response)
            found = Findings()
            assert check_trace(sample.part(Trace), sample, found, known=known) is not None, found.verdict()
            for verifier in proving if seed == 0 else ():
                verdict = verifier(sample)
                assert verdict.accepted, (verdict.reason, verdict.message, draft.prompt, draft.response)


def test_what_cannot_be_determined() -> None:
    generator = generator_of("undetermined_chemistry")
    verifier = assay.find_verifier("assay.unanswerable")
    for difficulty in range(1, 6):
        for seed in range(40):
            draft = generator(random.Random(seed), difficulty)
            sample = Sample(Task(draft.prompt, draft.reference), draft.response)
            assert verifier(sample).accepted, draft.response
            guess = Sample(sample.task, draft.response + " It is approximately 4.2.")
            assert not verifier(guess).accepted


EXAMPLES = [
    # generator, difficulty, what the formulas hold, operands, answer, unit, relative tolerance
    # 4.3: sodium hydroxide for 16 g of magnesium hydroxide
    ("stoichiometry", 2, "n_B = 2 * n", {"m": "16 g", "M_A": "58.3 g/mol", "M_B": "40.0 g/mol"}, 22, "g", 0.02),
    # 4.4: copper from copper(II) sulfate
    ("percent_yield", 2, "m_t = n_A * M_P", {"m_A": "1.274 g", "M_A": "159.62 g/mol", "M_P": "63.55 g/mol", "m": "0.392 g"}, 77.3, "%", 1e-3),
    # 3.3: vinegar; a dilution of copper(II) nitrate
    ("solution_concentration", 1, "", {"m": "25.2 g", "M": "60.052 g/mol", "V": "0.500 L"}, 0.839, "mol/L", 1e-3),
    ("dilution", 1, "", {"c_1": "5.00 mol/L", "V_1": "0.850 L", "V_2": "1.80 L"}, 2.36, "mol/L", 2e-3),
    # 9.3 hydrogen from gallium; 9.4 effusion of neon; 9.6 carbon dioxide
    ("gas_stoichiometry", 2, "n_B = 3 / 2 * n", {"m": "8.88 g", "M": "69.723 g/mol", "t": "27 °C", "p": "723 torr"}, 4.94, "L", 3e-3),
    ("effusion", 2, "", {"t_A": "243 s", "M_A": "131.3 g/mol", "M_B": "20.2 g/mol"}, 95.3, "s", 2e-3),
    ("van_der_waals", 2, "", {"n": "3.46 mol", "V": "4.25 L", "t": "229 °C", "a": "3.59 L²·atm/mol²", "b": "0.0427 L/mol"}, 32.4, "atm", 3e-3),
    # 14.3 formic acid; 14.6 an acetate buffer; 14.7 titrations
    ("weak_acid_ph", 1, "", {"c": "0.534 mol/L", "K_a": "1.8e-4"}, 2.01, "", 3e-3),
    ("buffer_ph", 1, "", {"c_a": "0.10 mol/L", "c_b": "0.10 mol/L", "pK": "4.74"}, 4.74, "", 1e-3),
    ("titration_ph", 1, "", {"c_a": "0.100 mol/L", "V_a": "25.00 mL", "c_b": "0.100 mol/L", "V_b": "12.50 mL"}, 1.477, "", 1e-3),
    ("titration_ph", 4, "", {"c_a": "0.100 mol/L", "V_a": "25.00 mL", "c_b": "0.100 mol/L", "K": "1.8e-5", "K_w": "1.0e-14"}, 8.72, "", 1e-3),
    # 15.1 fluorite
    ("solubility_product", 1, "K = 4 * s_r**3", {"s": "2.15e-4 mol/L"}, 3.98e-11, "", 2e-3),
    # 13.2 Kc to Kp (with 1 atm there, 1 bar here); 13.4 phosphorus pentachloride
    ("equilibrium_constant", 3, "K_p = K * f**(-2)", {"K": "0.28", "t": "900 °C"}, 3.0e-5 / 1.01325**2, "", 0.02),
    ("equilibrium_mixture", 2, "y = x * c0", {"a": "1.00 mol/L", "K": "0.0211"}, 0.135, "mol/L", 3e-3),
    # 12.3 orders of nitrogen monoxide and chlorine; 12.4 cyclobutane; 12.5 hydrogen iodide (the book: 166 kJ/mol by two points)
    ("reaction_rate", 3, "", {"A_1": "0.10 mol/L", "A_2": "0.15 mol/L", "r_1": "0.00300 mol/(L·s)", "r_2": "0.00675 mol/(L·s)"}, 2, "", 1e-3),
    ("integrated_rate_law", 3, "", {"c": "1 mol/L", "c_t": "0.200 mol/L", "k": "9.2e-3 s⁻¹"}, 170, "s", 0.03),
    # 5.2 a metal; glucose in a bomb calorimeter
    ("coffee_cup_calorimetry", 3, "", {"c_w": "4.184 J/(g·K)", "m_w": "60.0 g", "m": "59.7 g", "t_1": "100.0 °C", "t_2": "22.0 °C", "t": "28.5 °C"}, 0.382, "J/(g·K)", 3e-3),
    ("bomb_calorimetry", 1, "", {"C": "4135.6 J/K", "t_1": "23.8 °C", "t_2": "35.6 °C"}, 48.8, "kJ", 2e-3),
    # 10.3 ice to steam; 10.3 isooctane; 11.4 Raoult, boiling point, hemoglobin
    ("heating_curve", 4, "", {"m": "135 g", "M": "18.02 g/mol", "t_1": "-15 °C", "t_0": "0 °C", "t_3": "100 °C", "t_4": "120 °C", "h_f": "6.01 kJ/mol", "h_v": "40.67 kJ/mol", "c_i": "2.09 J/(g·K)", "c_w": "4.18 J/(g·K)", "c_s": "1.86 J/(g·K)"}, 416, "kJ", 3e-3),
    ("vapour_pressure", 3, "", {"t_1": "34.0 °C", "t_2": "98.8 °C", "p_1": "10.0 kPa", "p_2": "100.0 kPa"}, 33.8, "kJ/mol", 3e-3),
    ("raoult", 2, "", {"m_A": "92.1 g", "M_A": "92.094 g/mol", "m_w": "184.4 g", "M_w": "46.069 g/mol", "p_0": "0.178 atm"}, 0.142, "atm", 5e-3),
    ("colligative_property", 1, "", {"K": "2.53 K·kg/mol", "b": "0.33 mol/kg"}, 0.83, "K", 1e-2),
    ("colligative_property", 5, "", {"m": "10.0 g", "V": "0.500 L", "Pi": "5.9 mmHg", "t": "22 °C"}, 6.2e4, "g/mol", 0.01),
    # 17.3 silver and copper, from the cell's potential; 17.7 silver plate
    ("cell_potential", 1, "E_2 = E_1 - U", {"E_1": "0.7996 V", "U": "0.46 V"}, 0.34, "V", 2e-3),
    ("electrolysis", 2, "m = n_e * M", {"I": "10.23 A", "t": "1 h", "M": "107.9 g/mol"}, 41.19, "g", 1e-3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "difficulty", "holds", "operands", "answer", "unit", "near"),
    EXAMPLES,
    ids=[f"{e[0]} {e[1]}" for e in EXAMPLES],
)
def test_worked_examples(
    name: str, difficulty: int, holds: str, operands: dict[str, str], answer: float, unit: str, near: float
) -> None:
    """The steps of a row with these formulas, on the numbers of the book, come to its answer."""
    generator = generator_of(name)
    for seed in range(600):
        trace = Sample(Task("", generator(random.Random(seed), difficulty).reference), "").part(Trace)
        needed = {
            o.name for o in trace.operands if not o.where.startswith(("table:codata", "table:standard"))
        }
        if needed == set(operands) and holds in "; ".join(step.formula for step in trace.steps):
            break
    else:
        pytest.fail(f"no row with the operands {sorted(operands)} and {holds!r}")
    values: dict[str, Measured] = {}
    for operand in trace.operands:
        number, _, of = operands.get(operand.name, f"{operand.value} {operand.unit}").partition(" ")
        found = measured(read_number(number) or Fraction(0), of)
        assert found is not None
        values[operand.name] = found
    for step in trace.steps:
        output, _, formula = step.formula.partition(" = ")
        values[output] = evaluate_measured(formula, values)
    result = value_in(values[trace.result], unit)
    assert result is not None and float(result) == pytest.approx(answer, rel=near)


def test_hess_on_nitrogen_dioxide() -> None:
    """5.3: 3 NO₂ + H₂O → 2 HNO₃ + NO with −136.80 kJ, by the enthalpies of formation that the book uses."""
    from assay_science.thermochemistry import signed_sum

    equation = reaction("3 NO2(g) + H2O(l) -> 2 HNO3(aq) + NO(g)")
    names = {"NO2(g)": "a", "H2O(l)": "b", "HNO3(aq)": "c", "NO(g)": "d"}
    numbers = {"a": "33.2", "b": "-285.83", "c": "-206.64", "d": "90.25"}
    values = {key: Measured(Fraction(text)) for key, text in numbers.items()}
    assert float(evaluate_measured(signed_sum(equation, names), values).value) == pytest.approx(-136.80)


def test_reactions_are_balanced_and_named() -> None:
    assert str(reaction("2 H2(g) + O2(g) -> 2 H2O(l)")) == "2 H₂(g) + O₂(g) → 2 H₂O(l)"
    with pytest.raises(ValueError, match="not balanced"):
        reaction("H2(g) + O2(g) -> H2O(l)")
    assert len(EVENTS) > 40 and len(thermal_reactions()) > 50
    for _, equation in EVENTS:
        for species in (*equation.left, *equation.right):
            assert bare(species) in NAMES, species
    assert name_of("CaCO3(s)") == "calcium carbonate"


def test_formulas_as_they_are_printed() -> None:
    assert printed("Ca(H2PO4)2(s)") == "Ca(H₂PO₄)₂(s)"
    assert latex("C12H22O11") == "C_{12}H_{22}O_{11}"
    with pytest.raises(ValueError, match="not balanced"):
        reaction("CuSO4·5H2O(s) -> CuSO4(s) + 4 H2O(g)")


def test_second_routes() -> None:
    assert root(lambda x: x * x - 2, 0, 2) == pytest.approx(2**0.5)
    assert evolved(lambda y: -y, 1.0, 1.0) == pytest.approx(0.36787944, rel=1e-8)
    assert charge_balance(()) == pytest.approx(7.0)
    assert charge_balance([(0.1, (1.8e-5,), 0)]) == pytest.approx(2.876, abs=2e-3)
    assert charge_balance([(0.1, (5.6e-10,), 1)]) == pytest.approx(11.12, abs=0.01)  # ammonia


def test_the_table_of_substances() -> None:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert table == chemistry()
    for values in table["thermo"].values():
        assert all(read_number(text) is not None for text in values[1:] if text)
    assert table["acids"]["phosphoric"] == ["H3PO4", "7.5×10⁻³", "6.2×10⁻⁸", "4.2×10⁻¹³"]
    water = table["thermo"]["H2O(l)"]
    assert water == ["water", "-285.8", "-237.1", "70.0"]
    # ΔG = ΔH − TΔS of a formation, from the elements' entropies
    gibbs = -285.8 - 298.15 * (70.0 - 130.7 - 205.2 / 2) / 1000
    assert gibbs == pytest.approx(-237.1, abs=0.2)


def test_the_builder_on_standard_states_and_what_a_line_shows() -> None:
    work = Working()
    work.standard("c0", "c")
    work.given("c", "0.20", "mol/L", "concentration")
    work.given("d", "0.50", "mol/L", "another")
    with pytest.raises(ValueError, match="is not min"):
        work.step("least", "min(c, d)", "mol/L", "The smaller is", shown="d")
    work.step("least", "min(c, d)", "mol/L", "The smaller is", shown="c")
    work.step("h", "least / c0", "", "Relative to 1 mol/L, it is")
    draft = work.draft("{c} and {d}?", "It is", second=0.2, absolute=0.01)
    assert r"\frac{\mathrm{least}}{c^{\circ}}" in draft.response and "min" not in draft.response
    assert json.loads(draft.reference)["quantity"]["abs_tol"] == 0.01
    (standard,) = (o for o in Sample(Task("", draft.reference), "").part(Trace).operands if o.name == "c0")
    assert known(standard) == "" and known(replace(standard, value="2")) != ""
