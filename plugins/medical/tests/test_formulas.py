"""The formulas: worked examples of their sources, limits of categories, conversions, and what has no answer."""

from __future__ import annotations

import csv
import datetime
import math
import random
import re
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay_medical.calculators import Result, calculators, find
from assay_medical.calculators.anthropometry import devine
from assay_medical.scenes import Scene, scenes
from assay_medical.vocabulary import BadInput, Given, fact, facts

Said = tuple[str, str] | str | bool


def run(calculator: str, /, **inputs: Said) -> Result:
    """The result from facts as a note says them: ``("124", "µmol/L")``, ``True``, ``"male"``."""
    called = find(calculator)
    assert called is not None, calculator
    said = {
        key: Given(key, *value) if isinstance(value, tuple) else Given(key, value)
        for key, value in inputs.items()
    }
    return called.run(said)


def number(calculator: str, /, **inputs: Said) -> float:
    """Its value."""
    value = run(calculator, **inputs).value
    assert isinstance(value, (Fraction, float))
    return float(value)


EXAMPLES: list[tuple[str, dict[str, Said], float, float, str]] = [
    # Goff et al. 2014, table 5: 55 years, cholesterol 213, HDL 50, untreated 120, no smoker, no diabetes
    *(
        (
            "ascvd_pce",
            {
                "age": ("55", "years"), "sex": sex, "race": race, "total_cholesterol": ("213", "mg/dL"), "hdl": ("50", "mg/dL"),
                "sbp": ("120", "mmHg"), "treated_pressure": False, "smoker": False, "diabetes": False,
            },
            risk, 0.1, "Goff 2014, table 5",
        )
        for sex, race, risk in (("female", "white", 2.1), ("female", "black", 3.0), ("male", "white", 5.3), ("male", "black", 6.1))
    ),
    ("sodium_change_saline", {"age": ("32", "years"), "sex": "female", "weight": ("46", "kg"), "sodium": ("112", "mmol/L")}, 16.7, 0.05, "Adrogué and Madias 2000 (hyponatremia), first patient"),
    ("estimated_average_glucose", {"hba1c": ("6", "%")}, 126, 0.5, "Nathan 2008, table 2"),
    ("estimated_average_glucose", {"hba1c": ("7", "%")}, 154, 0.5, "Nathan 2008, table 2"),
    ("estimated_average_glucose", {"hba1c": ("12", "%")}, 298, 0.5, "Nathan 2008, table 2"),
    ("ttkg", {"urine_potassium": ("38", "mmol/L"), "potassium": ("5.1", "mmol/L"), "urine_osmolality": ("405", "mOsm/kg"), "measured_osmolality": ("288", "mOsm/kg")}, 5.3, 0.05, "J Med Case Rep 2011;5:114, table 4. doi:10.1186/1752-1947-5-114"),
    ("meld_na", {"creatinine": ("1.0", "mg/dL"), "bilirubin": ("1.5", "mg/dL"), "inr": ("1.5", ""), "sodium": ("135", "mmol/L"), "dialysis_twice": False, "continuous_dialysis": False}, 15, 0, "by hand: MELD(i) 13"),
    ("schwartz", {"height": ("100", "cm"), "creatinine": ("0.5", "mg/dL")}, 82.6, 1e-9, "by hand"),
    ("iron_deficit", {"weight": ("70", "kg"), "hemoglobin": ("9", "g/dL")}, 1508, 1e-9, "by hand"),
    ("winters_pco2", {"bicarbonate": ("12", "mmol/L")}, 26, 1e-9, "by hand"),
    ("qtc_bazett", {"qt": ("400", "ms"), "heart_rate": ("60", "/min")}, 400, 1e-9, "at 60/min nothing is corrected"),
    ("qtc_fridericia", {"qt": ("400", "ms"), "rr": ("1000", "ms")}, 400, 1e-9, "at 60/min nothing is corrected"),
    ("qtc_framingham", {"qt": ("400", "ms"), "rr": ("1.0", "s")}, 400, 1e-9, "at 60/min nothing is corrected"),
    ("qtc_hodges", {"qt": ("400", "ms"), "heart_rate": ("60", "/min")}, 400, 1e-9, "at 60/min nothing is corrected"),
    ("qtc_rautaharju", {"qt": ("0.400", "s"), "heart_rate": ("60", "/min")}, 400, 1e-9, "at 60/min nothing is corrected"),
    ("bicarbonate_from_gas", {"ph": ("7.40", ""), "paco2": ("40", "mmHg")}, 24.5, 0.05, "normal gas"),
    ("systemic_vascular_resistance", {"mean_pressure": ("93", "mmHg"), "central_venous_pressure": ("3", "mmHg"), "cardiac_output": ("6", "L/min")}, 1200, 1e-9, "by hand"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inputs", "value", "apart", "source"), EXAMPLES)
def test_worked_examples(name: str, inputs: dict[str, Said], value: float, apart: float, source: str) -> None:
    assert abs(number(name, **inputs) - value) <= apart, source


def test_ckd_epi_of_men_with_a_low_creatinine() -> None:
    """Below the knot of 0.9 mg/dL: published graders compute with 0.7 there (80.85 for 0.87 at 80 years)."""
    said: dict[str, Said] = {"age": ("80", "years"), "sex": "male"}
    at = [number("ckd_epi_2021", creatinine=(text, "mg/dL"), **said) for text in ("0.87", "0.90", "0.91")]
    assert at[0] == pytest.approx(142 * (0.87 / 0.9) ** -0.302 * 0.9938**80, rel=1e-9)
    assert at[0] == pytest.approx(87.23, abs=0.005)
    assert at == sorted(at, reverse=True)


def test_due_date_of_a_short_cycle_is_earlier() -> None:
    """A published grader moves the date later for short cycles, too."""
    early = run("due_date", last_menstrual_period="2013-12-11", cycle_length=("22", "days"))
    assert early.value == "2014-09-11"
    assert run("due_date", last_menstrual_period="2013-12-11").value == "2014-09-17"
    assert (
        run("due_date", last_menstrual_period="2013-12-11", cycle_length=("30", "days")).value == "2014-09-19"
    )


def test_meld_is_rounded_to_the_tenth() -> None:
    """MELD(i) of 1.8257 is 18: a published grader makes it 20."""
    flags: dict[str, Said] = {"dialysis_twice": False, "continuous_dialysis": False}
    said: dict[str, Said] = {
        "creatinine": ("2.0", "mg/dL"),
        "bilirubin": ("0.7", "mg/dL"),
        "inr": ("1.59", ""),
        **flags,
    }
    assert run("meld_na", sodium=("142", "mEq/L"), **said).text == "18"
    assert run("meld", **said).text == "18"
    dialysed: dict[str, Said] = {**said, "continuous_dialysis": True}
    assert run("meld", **dialysed).text == run("meld", **{**said, "creatinine": ("4.0", "mg/dL")}).text


@pytest.mark.parametrize(
    ("name", "inputs", "band"),
    [
        ("bmi", {"weight": ("18.5", "kg"), "height": ("100", "cm")}, "normal weight"),
        ("bmi", {"weight": ("18.4", "kg"), "height": ("100", "cm")}, "underweight"),
        ("bmi", {"weight": ("40", "kg"), "height": ("100", "cm")}, "obesity class III"),
        ("pf_ratio", {"pao2": ("100", "mmHg"), "fio2": ("100", "%")}, "severe"),
        ("pf_ratio", {"pao2": ("80", "mmHg"), "fio2": ("40", "%")}, "moderate"),
        ("pf_ratio", {"pao2": ("90", "mmHg"), "fio2": ("21", "%")}, ""),
        ("r_factor", {"alt": ("200", "U/L"), "alt_limit": ("40", "U/L"), "alp": ("120", "U/L"), "alp_limit": ("120", "U/L")}, "hepatocellular"),
        ("r_factor", {"alt": ("80", "U/L"), "alt_limit": ("40", "U/L"), "alp": ("120", "U/L"), "alp_limit": ("120", "U/L")}, "cholestatic"),
        ("maddrey", {"prothrombin_time": ("16", "s"), "control_prothrombin_time": ("12", "s"), "bilirubin": ("13.6", "mg/dL")}, "severe"),
        ("fib4", {"age": ("65", "years"), "ast": ("40", "U/L"), "alt": ("100", "U/L"), "platelets": ("80", "×10⁹/L")}, "indeterminate"),
    ],
)  # fmt: skip
def test_categories_at_their_limits(name: str, inputs: dict[str, Said], band: str) -> None:
    assert run(name, **inputs).band == band


def test_units_do_not_matter() -> None:
    in_us = number("fena", sodium=("140", "mEq/L"), creatinine=("2.0", "mg/dL"), urine_sodium=("20", "mEq/L"), urine_creatinine=("100", "mg/dL"))  # fmt: skip
    in_si = number("fena", sodium=("140", "mmol/L"), creatinine=("176.8", "µmol/L"), urine_sodium=("20", "mmol/L"), urine_creatinine=("8.84", "mmol/L"))  # fmt: skip
    assert in_us == pytest.approx(in_si, rel=1e-9)
    mmhg = number("alveolar_arterial_gradient", fio2=("21", "%"), paco2=("40", "mmHg"), pao2=("90", "mmHg"))
    kpa = number(
        "alveolar_arterial_gradient", fio2=("21", "%"), paco2=("5.3329", "kPa"), pao2=("11.9990", "kPa")
    )
    assert mmhg == pytest.approx(9.73) and kpa == pytest.approx(mmhg, abs=0.01)


def test_acid_base_at_the_limits() -> None:
    def term(name: str, **inputs: Said) -> object:
        return run(name, **inputs).value

    gas = {"ph": ("7.30", ""), "paco2": ("45", "mmHg"), "bicarbonate": ("21", "mmol/L")}
    assert term("acid_base_disorder", **gas) == "metabolic acidosis"
    assert (
        term("acid_base_disorder", **{**gas, "paco2": ("46", "mmHg")})
        == "mixed metabolic and respiratory acidosis"
    )
    assert term("acid_base_disorder", ph=("7.50", ""), paco2=("34", "mmHg"), bicarbonate=("26", "mmol/L")) == "respiratory alkalosis"  # fmt: skip
    for paco2, what in (("28", "appropriate respiratory compensation"), ("24", "appropriate respiratory compensation"), ("29", "additional respiratory acidosis"), ("23", "additional respiratory alkalosis")):  # fmt: skip
        assert (
            term("metabolic_acidosis_compensation", bicarbonate=("12", "mmol/L"), paco2=(paco2, "mmHg"))
            == what
        )


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("delta_ratio", {"sodium": ("140", "mmol/L"), "chloride": ("100", "mmol/L"), "bicarbonate": ("24", "mmol/L")}),
        ("acid_base_disorder", {"ph": ("7.40", ""), "paco2": ("40", "mmHg"), "bicarbonate": ("24", "mmol/L")}),
        ("acid_base_disorder", {"ph": ("7.20", ""), "paco2": ("40", "mmHg"), "bicarbonate": ("24", "mmol/L")}),
        ("metabolic_acidosis_compensation", {"bicarbonate": ("30", "mmol/L"), "paco2": ("40", "mmHg")}),
        ("chronic_respiratory_acidosis_bicarbonate", {"paco2": ("30", "mmHg")}),
        ("gestational_age", {"last_menstrual_period": "2024-03-01", "visit_date": "2024-02-01"}),
        ("gestational_age", {"last_menstrual_period": "2024-02-30", "visit_date": "2024-05-01"}),
        ("due_date_naegele", {"last_menstrual_period": "2023-05-31"}),
        ("qtc_bazett", {"qt": ("400", "ms")}),
        ("ttkg", {"urine_potassium": ("38", "mmol/L"), "potassium": ("5.1", "mmol/L"), "urine_osmolality": ("205", "mOsm/kg"), "measured_osmolality": ("288", "mOsm/kg")}),
        ("bmi", {"weight": ("70", "kg"), "height": ("1.70", "cm")}),
        ("anion_gap", {"sodium": ("140", "mg/dL"), "chloride": ("100", "mmol/L"), "bicarbonate": ("24", "mmol/L")}),
    ],
)  # fmt: skip
def test_what_has_no_answer(name: str, inputs: dict[str, Said]) -> None:
    with pytest.raises(BadInput):
        run(name, **inputs)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)), st.integers(0, 300))
@settings(max_examples=80, deadline=None)
def test_dates_of_pregnancy_agree(start: datetime.date, days: int) -> None:
    """The two routes of dates are checked on each call; due date and age agree, too."""
    visit = start + datetime.timedelta(days=days)
    age = run("gestational_age", last_menstrual_period=start.isoformat(), visit_date=visit.isoformat()).value
    assert age == (days // 7, days % 7)
    due = run("due_date", last_menstrual_period=start.isoformat()).value
    assert due == (start + datetime.timedelta(days=280)).isoformat()


def test_naegele_of_months_is_near_280_days() -> None:
    due = run("due_date_naegele", last_menstrual_period="2023-01-10").value
    assert due == "2023-10-17"
    assert run("due_date_naegele", last_menstrual_period="2023-06-01").value == "2024-03-08"


def test_growth_chart_gives_its_own_percentiles() -> None:
    """The 5th and 95th percentile that the CDC prints beside L, M and S."""
    text = files("assay_medical").joinpath("data/bmi_for_age_cdc2000.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 36
    for row in rows:
        chart: dict[str, Said] = {f"chart_{key.lower()}": (row[key], "") for key in "LMS"}
        for column, percentile in (("P5", 5), ("P95", 95)):
            assert number("bmi_for_age_percentile", child_bmi=(row[column], "kg/m²"), **chart) == pytest.approx(percentile, abs=0.01)  # fmt: skip


def test_growth_with_l_zero_is_the_logarithm() -> None:
    z = number(
        "weight_for_age_z", weight=("12", "kg"), chart_l=("0", ""), chart_m=("10", ""), chart_s=("0.1", "")
    )
    assert z == pytest.approx(math.log(1.2) / 0.1)


def test_small_values_keep_three_digits() -> None:
    result = run("fena", sodium=("140", "mmol/L"), creatinine=("1.5", "mg/dL"), urine_sodium=("5", "mmol/L"), urine_creatinine=("120", "mg/dL"))  # fmt: skip
    assert abs(float(result.text) - float(result.value)) < 0.003 * float(result.value)  # type: ignore[arg-type]


def test_ideal_weight_by_centimetres() -> None:
    assert devine({"sex": "male", "height": 152.4}) == pytest.approx(50)
    assert number("ideal_body_weight", sex="female", height=("65", "in")) == pytest.approx(57.0)


def test_every_fact_of_a_formula_has_a_unit_that_can_be_read() -> None:
    from assay_medical.units import clinical_unit

    for each in facts().values():
        for unit in (each.unit, *(other.unit for other in each.other)):
            assert clinical_unit(unit) is not None, (each.key, unit)


@pytest.mark.parametrize("scene", [each for each in scenes()], ids=lambda scene: scene.calculator)
def test_scenes_state_what_is_needed(scene: Scene) -> None:
    """Each fact that the answer needs stands in the note, where its span says; no answer falls between two categories."""
    rng = random.Random(scene.calculator)
    for difficulty in range(1, 6):
        note = scene.note(rng, difficulty)
        for key in scene.called.needs:
            start, end = note.spans[key]
            value: Any = note.given[key].value
            if fact(key).kind in ("number", "date"):
                assert str(value) in note.text[start:end]
        draft = scene.row(rng, difficulty)
        assert draft.answer is not None
        assert "{" not in draft.prompt


def test_sources_are_cited() -> None:
    for each in calculators().values():
        assert re.search(r"\b(?:1[89]|20)\d\d\b", each.source), each.name
        assert each.asks, each.name


@pytest.mark.parametrize(
    "lead", ["Delta ratio corrected for albumin", "Expected ratio in acute metabolic acidosis"]
)
def test_a_choice_behind_a_long_label_is_no_answer(lead: str) -> None:
    """A label that says "for" or "in" makes no condition of the first of two values."""
    rng = random.Random(7)
    draft = next(each for each in scenes() if each.calculator == "delta_ratio_corrected").row(rng, 2)
    wrong = f"{lead}: **9.99** or **{draft.answer}**."
    right = f"{lead}: **{draft.answer}**."
    verdicts = [
        assay.verify("medical.calculation", prompt=draft.prompt, response=text, reference=draft.reference)
        for text in (wrong, right)
    ]
    assert [verdict.accepted for verdict in verdicts] == [False, True]
