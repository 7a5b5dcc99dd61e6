"""The builder of problems with quantities: its traces hold, and what an author gets wrong is said."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Sample, Task
from assay.evidence import Findings, RoutesDisagree, Trace, check_trace, read_number
from assay_science.constants import TABLE, constants, matches, table
from assay_science.generators.chemistry.ideal_gas import ideal_gas
from assay_science.tables import known
from assay_science.working import Working, rounded


def test_the_table_of_constants_is_that_of_scipy() -> None:
    assert json.loads(TABLE.read_text(encoding="utf-8")) == table()
    assert all(constant.amount.value for constant in constants().values())


@pytest.mark.parametrize(
    ("symbol", "value", "unit", "right"),
    [
        ("R", "8.314", "J/(mol·K)", True),
        ("R", "0.08206", "L·atm/(mol·K)", True),
        ("R", "8.315", "J/(mol·K)", False),
        ("R", "8.314", "J/K", False),
        ("g", "9.8", "m/s²", True),
        ("g", "9.81", "m/s²", True),
        ("g", "10", "m/s²", True),
        ("g", "9.82", "m/s²", False),
        ("h", "4.136e-15", "eV·s", True),
        ("N_A", "6.022×10²³", "1/mol", True),
        ("N_A", "6.02×10²⁴", "1/mol", False),
        ("nothing", "1", "", False),
    ],
)
def test_constants_as_they_are_written(symbol: str, value: str, unit: str, right: bool) -> None:
    assert matches(symbol, value, unit) is right


@pytest.mark.parametrize("difficulty", range(1, 6))
def test_traces_hold(difficulty: int) -> None:
    for seed in range(20):
        draft = ideal_gas(random.Random(f"trace {seed}"), difficulty)
        sample = Sample(Task(draft.prompt, draft.reference), draft.response)
        found = Findings()
        assert check_trace(sample.part(Trace), sample, found, known=known) is not None, found.verdict()


def test_a_molar_mass_of_another_substance_is_no_operand() -> None:
    draft = ideal_gas(random.Random(1), 4)
    wrong = draft.reference.replace("molar_mass:", "molar_mass:Fe")
    sample = Sample(Task(draft.prompt, wrong), draft.response)
    found = Findings()
    assert check_trace(sample.part(Trace), sample, found, known=known) is None
    assert found.verdict().reason == "wrong_constant"


def test_what_an_author_gets_wrong() -> None:
    work = Working()
    work.given("m", "2.0", "kg", "mass")
    with pytest.raises(ValueError, match="no known unit"):
        work.given("v", "2.0", "m//s", "speed")
    with pytest.raises(ValueError, match="already"):
        work.given("m", "3.0", "kg", "mass")
    with pytest.raises(ValueError, match="CODATA"):
        work.constant("g", "9.91", "m/s²")
    with pytest.raises(ValueError, match="molar mass"):
        work.molar_mass("M", "58.5", "KCl")
    with pytest.raises(ValueError, match="is not in J"):
        work.step("x", "2 * m", "J", "So")
    work.given("t", "2.0", "s", "time")
    with pytest.raises(ValueError, match="different kinds"):
        work.step("x", "m + t", "kg", "So")
    work.step("w", "m / t", "kg/s", "So")
    with pytest.raises(RoutesDisagree):
        work.draft("{m} in {t}?", "It is", second=1.01)
    with pytest.raises(ValueError, match="does not state 't'"):
        work.draft("{m}?", "It is", second=1.0)
    draft = work.draft("{m} in {t}?", "It is", second=1.0)
    assert draft.prompt == "2.0 kg in 2.0 s?" and draft.answer == r"1\,\mathrm{kg/s}"


@given(st.floats(1e-20, 1e20), st.integers(2, 8))
def test_numbers_are_rounded_to_half_a_unit_of_their_last_digit(value: float, digits: int) -> None:
    said = read_number(rounded(value, digits))
    assert said is not None and abs(float(said) - value) <= 0.51 * 10 ** (1 - digits) * value
