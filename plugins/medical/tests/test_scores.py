"""Scores: published examples, edges where versions differ, ranges, and what they refuse."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from assay import Sample, Task
from assay_medical.calculations.judging import judge
from assay_medical.calculators import calculators, find
from assay_medical.calculators.scoring import rung
from assay_medical.notes import said
from assay_medical.scenes import scenes
from assay_medical.vocabulary import BadInput, Given, fact

SCORES = [each for each in calculators().values() if each.kind == "score"]
OURS = {each.name for each in SCORES} | {"years", "timi_risk_index"}


def run(name: str, **values: Any) -> tuple[float | str, str]:
    """The result and band of a calculator. A value is a number in the fact's own unit, ``(text, unit)``, a flag or a choice."""
    called = find(name)
    assert called is not None
    facts: dict[str, Given] = {}
    for key, value in values.items():
        if isinstance(value, tuple):
            facts[key] = Given(key, value[0], value[1])
        elif isinstance(value, bool | str):
            facts[key] = Given(key, value)
        else:
            facts[key] = Given(key, str(value), fact(key).unit)
    result = called.run(facts)
    return (result.value if isinstance(result.value, str) else float(result.value)), result.band  # type: ignore[arg-type]


def normal(name: str, **values: Any) -> dict[str, Any]:
    """Each choice of a calculator at its first or last value, as ``values`` say."""
    return {**{key: fact(key).choices[0] for key in find(name).needs if fact(key).kind == "choice"}, **values}  # type: ignore[union-attr]


def test_each_score_names_its_source() -> None:
    for each in SCORES:
        assert re.search(r"\b(19|20)\d\d\b", each.source), each.name
        assert re.search(r"doi:10\.|PMID \d|ISBN", each.source), each.name
        assert each.asks, each.name


# GRACE: the least and the most that the 2003 nomogram gives (medicalalgorithms.com, 2003 model): 1 and 372.
# Braden: the example of a nursing examination (nclextestpro.com, "Braden scale to assess a patient's risk"): 16 points.
# Alvarado: the example of calculatorlib.com: 8 points of 10 without fever and shift.
PUBLISHED: list[tuple[str, dict[str, Any], float, str]] = [
    ("grace", {"killip": "I", "sbp": 210, "heart_rate": 45, "age": 25, "creatinine": 0.3}, 1, "low risk"),
    ("grace", {"killip": "IV", "sbp": 70, "heart_rate": 210, "age": 95, "creatinine": 5, "cardiac_arrest": True, "st_deviation": True, "cardiac_markers": True}, 372, "high risk"),
    ("braden", {"braden_sensory": "slightly limited", "braden_moisture": "occasionally moist", "braden_activity": "chairfast", "braden_mobility": "slightly limited",
                "braden_nutrition": "adequate", "braden_friction": "potential problem"}, 16, "mild risk"),
    ("alvarado", {"pain_migration": True, "anorexia": True, "nausea_vomiting": True, "rlq_tenderness": True, "rebound": True, "temperature": 36.8,
                  "white_cells": ("12,500", "/µL"), "left_shift": False}, 8, "probable appendicitis"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "points", "band"), PUBLISHED)
def test_published_examples(name: str, values: dict[str, Any], points: float, band: str) -> None:
    assert run(name, **values) == (points, band)


APACHE: dict[str, Any] = {"heart_rate": 120, "sodium": 137.49, "creatinine": 1.258, "fio2": 57, "sbp": 122, "dbp": 81, "age": 43, "acute_renal_failure": True, "hematocrit": 35, "gcs": 12, "ph": 7.53, "white_cells": ("9103", "/µL"), "potassium": 5.43, "temperature": 34.9, "respiratory_rate": 17, "organ_insufficiency": False, "aa_gradient": 375}  # fmt: skip

# Labels of MedCalc-Bench 1.0 that its own sources contradict, and what is right.
WRONG_LABELS: list[tuple[str, dict[str, Any], float]] = [
    # the verbal response is added twice: 16 of 15 points
    ("glasgow_coma_scale", {"gcs_eye": "eye opening to verbal command", "gcs_verbal": "confused", "gcs_motor": "localizes pain"}, 12),
    # ascites that is stated is not counted
    ("child_pugh", {"inr": 2.2, "ascites": "moderate", "albumin": 3.33, "encephalopathy": "grade 1-2", "bilirubin": 13.3}, 12),
    # a history of stroke that is stated is taken as not mentioned
    ("rcri", {"cerebrovascular_disease": True, "stroke": False, "insulin_treatment": False, "chf": True, "creatinine": 1.74, "ischemic_heart_disease": True,
              "elevated_risk_surgery": False}, 3),
    # 37.2 °C counts as fever
    ("sirs", {"temperature": 37.2, "heart_rate": 130, "respiratory_rate": 18, "white_cells": ("4200", "/µL")}, 1),
    # 12.0 g/dL in a woman counts as low
    ("glasgow_blatchford", {"heart_rate": 98, "urea_nitrogen": 21, "hemoglobin": 12, "syncope": True, "melena": True, "sbp": 118, "liver_disease": False, "sex": "female", "chf": False}, 5),
    # metastatic cancer counts one point
    ("charlson", {"age": 75, "tumor_charlson": "metastatic", "connective_tissue_disease": True, "dementia": True, "myocardial_infarction": True, "peptic_ulcer": False,
                  "liver_charlson": "mild", "chf": True, "pvd": True, "moderate_ckd": False, "stroke": False, "tia": False}, 15),
    # a Glasgow Coma Scale score of 12 adds 12 points, 9,103 white cells per µL four, 34.9 °C four
    ("apache_ii", APACHE, 10),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "points"), WRONG_LABELS, ids=[each[0] for each in WRONG_LABELS])
def test_what_published_labels_got_wrong(name: str, values: dict[str, Any], points: float) -> None:
    assert run(name, **values)[0] == points


PNEUMONIA = {"age": 50, "respiratory_rate": 20, "sbp": 120, "dbp": 80, "confusion": False}


@pytest.mark.parametrize(
    ("urea", "points"),
    [(("7.0", "mmol/L"), 0), (("7.1", "mmol/L"), 1), (("19", "mg/dL"), 0), (("20", "mg/dL"), 1)],
)
def test_curb_65_counts_urea_above_7_mmol(urea: tuple[str, str], points: int) -> None:
    assert run("curb_65", **PNEUMONIA, urea_nitrogen=urea)[0] == points


@pytest.mark.parametrize(
    ("urea", "points"),
    [
        (("6.4", "mmol/L"), 0), (("6.5", "mmol/L"), 2), (("7.9", "mmol/L"), 2), (("8.0", "mmol/L"), 3), (("9.9", "mmol/L"), 3), (("10.0", "mmol/L"), 4),
        (("24.9", "mmol/L"), 4), (("25", "mmol/L"), 6), (("18.1", "mg/dL"), 0), (("22.3", "mg/dL"), 2), (("28", "mg/dL"), 4), (("70", "mg/dL"), 6),
    ],
)  # fmt: skip
def test_glasgow_blatchford_honours_both_tables_of_urea(urea: tuple[str, str], points: int) -> None:
    quiet = {"hemoglobin": 15, "sex": "male", "sbp": 130, "heart_rate": 70}
    assert run("glasgow_blatchford", **quiet, urea_nitrogen=urea)[0] == points


WARD = {"respiratory_rate": 16, "sbp": 120, "heart_rate": 70, "temperature": 37, "consciousness": "alert"}


@pytest.mark.parametrize(
    ("saturation", "oxygen", "hypercapnic", "points"),
    [(96, False, False, 0), (91, False, False, 3), (90, False, True, 0), (97, False, True, 0), (97, True, True, 5), (93, True, True, 3), (83, False, True, 3), (97, True, False, 2)],
)  # fmt: skip
def test_news2_has_two_scales_of_saturation(
    saturation: int, oxygen: bool, hypercapnic: bool, points: int
) -> None:
    values = {**WARD, "spo2": saturation, "supplemental_oxygen": oxygen, "hypercapnic": hypercapnic}
    assert run("news2", **values)[0] == points


def test_news2_one_parameter_of_three_is_low_medium() -> None:
    quiet = {"spo2": 97, "supplemental_oxygen": False, "hypercapnic": False}
    assert run("news2", **(WARD | quiet | {"consciousness": "new confusion"})) == (3, "low-medium risk")
    assert run("news2", **(WARD | quiet | {"heart_rate": 95, "temperature": 38.5})) == (2, "low risk")


def test_pneumonia_severity_class_one_is_not_a_matter_of_points() -> None:
    quiet = {
        "sex": "male",
        "respiratory_rate": 18,
        "sbp": 120,
        "temperature": 37,
        "heart_rate": 80,
        "ph": 7.4,
        "urea_nitrogen": 15,
        "sodium": 140,
        "glucose": 100,
        "hematocrit": 40,
    }
    assert run("psi", age=45, **quiet, pao2=55, pleural_effusion=True) == (65, "class I")
    assert run("psi", age=45, **quiet, pao2=80, chf=True) == (55, "class II")
    assert run("psi", age=51, **quiet, pao2=80) == (51, "class II")


def test_sofa_grades_support_and_vasopressors() -> None:
    quiet = {"fio2": 50, "platelets": 200, "bilirubin": 0.8, "gcs": 15, "creatinine": 0.9}
    assert run("sofa", **quiet, pao2=45, hypotension=False, mechanical_ventilation=False)[0] == 2
    assert run("sofa", **quiet, pao2=45, hypotension=False, mechanical_ventilation=True)[0] == 4
    assert run("sofa", **quiet, pao2=250, norepinephrine=0.1)[0] == 3
    assert run("sofa", **quiet, pao2=250, norepinephrine=0.11)[0] == 4
    assert run("sofa", **quiet, pao2=250, dobutamine=3)[0] == 2
    assert run("sofa", **quiet, pao2=250, dopamine=0, sbp=90, dbp=50)[0] == 1
    assert run("sofa", **(quiet | {"creatinine": 1.3}), pao2=250, urine_output=150, hypotension=False)[0] == 4
    with pytest.raises(BadInput, match="blood pressure"):
        run("sofa", **quiet, pao2=250)


RANGES = [
    ("glasgow_coma_scale", 3, 15), ("nihss", 0, 42), ("phq9", 0, 27), ("gad7", 0, 21), ("audit_c", 0, 12), ("apgar", 0, 10), ("braden", 6, 23),
]  # fmt: skip


@pytest.mark.parametrize(("name", "least", "most"), RANGES)
def test_ranges_of_scales(name: str, least: int, most: int) -> None:
    needs = find(name).needs  # type: ignore[union-attr]
    ends = []
    for place in (0, -1):
        values: dict[str, Any] = {}
        for key in needs:
            choices = [each for each in fact(key).choices if each != "not testable"]
            values[key] = choices[place]
        ends.append(run(name, **values)[0])
    assert sorted(ends) == [least, most]


def test_the_years_algorithm_moves_its_threshold() -> None:
    none = {"dvt_signs": False, "hemoptysis": False, "pe_likely": False}
    assert run("years", **none, d_dimer=999)[0] == "pulmonary embolism excluded"
    assert run("years", **none, d_dimer=1000)[0] == "CT pulmonary angiography needed"
    assert run("years", **(none | {"pe_likely": True}), d_dimer=500)[0] == "CT pulmonary angiography needed"
    assert run("years", **(none | {"pe_likely": True}), d_dimer=499)[0] == "pulmonary embolism excluded"


def test_what_has_no_total() -> None:
    with pytest.raises(BadInput, match="cannot be tested"):
        run(
            "glasgow_coma_scale",
            gcs_eye="eye opening to pain",
            gcs_verbal="not testable",
            gcs_motor="obeys commands",
        )
    with pytest.raises(BadInput, match="under 3"):
        run("centor_mcisaac", age=2, temperature=39)
    with pytest.raises(BadInput):
        run("wells_pe", dvt_signs=True)  # no heart rate
    with pytest.raises(BadInput):
        run("bishop", dilation=2, effacement=35, station=0, cervix_consistency="soft", cervix_position="anterior")  # fmt: skip
    ill: dict[str, Any] = {**APACHE, "organ_insufficiency": True}
    with pytest.raises(BadInput, match="admission"):
        run("apache_ii", **ill)


def test_a_flag_that_is_not_listed_is_not_counted_and_not_told() -> None:
    called = find("CHA2DS2-VASc")
    assert called is not None
    result = called.run({"age": Given("age", "70", "years"), "sex": Given("sex", "male")})
    assert result.value == 1
    assert not any("hypertension" in line.lower() for line in result.lines)


_LOWERS = {"dvt_alternative"}


@pytest.mark.parametrize(
    "scene", [each for each in scenes() if each.calculator in OURS], ids=lambda each: each.calculator
)
def test_a_finding_never_lowers_a_score(scene: Any) -> None:
    called = scene.called
    if called.kind != "score":
        pytest.skip("no points")
    for seed in range(8):
        rng = random.Random(seed)
        values = dict(scene.draw(rng, 3))
        given = {key: said(key, value, rng) for key, value in values.items()}
        before = called.run(given).value
        for key, value in values.items():
            if value is not False or key in _LOWERS or key == "hypercapnic":
                continue
            after = called.run(given | {key: Given(key, True)}).value
            assert after >= before, key


@pytest.mark.parametrize(
    "scene", [each for each in scenes() if each.calculator in OURS], ids=lambda each: each.calculator
)
def test_rows_hold_what_they_need_and_are_accepted(scene: Any) -> None:
    called = scene.called
    for seed in range(10):
        row = scene.row(random.Random(f"{called.name} {seed}"), 1 + seed % 5)
        inputs = json.loads(row.reference)["calculation"]["inputs"]
        assert set(called.needs) <= set(inputs)
        assert not re.search(r"[{}]|None|\.\.", row.prompt), row.prompt
        verdict = judge(Sample(Task(row.prompt, row.reference), row.response))
        assert verdict.accepted, (verdict, row.prompt)
        wrong = re.sub(r"\*\*(-?\d+)", lambda m: f"**{int(m[1]) + 1}", row.response)
        if wrong != row.response:
            assert not judge(Sample(Task(row.prompt, row.reference), wrong)).accepted


@examples(st.lists(st.integers(0, 50), min_size=1, max_size=6, unique=True).map(sorted), st.integers(-5, 55))
def test_a_cut_belongs_to_the_upper_step_or_to_the_lower(cuts: list[int], value: int) -> None:
    points = list(range(len(cuts) + 1))
    assert rung(value, cuts, points) == sum(value >= cut for cut in cuts)
    assert rung(value, cuts, points, over=True) == sum(value > cut for cut in cuts)


@pytest.mark.parametrize("called", SCORES, ids=lambda each: each.name)
def test_both_routes_agree_between_the_steps_too(called: Any) -> None:
    rng, ran = random.Random(called.name), 0
    for _ in range(150):
        facts: dict[str, Given] = {}
        for key in (*called.needs, *called.optional):
            known = fact(key)
            if known.kind == "flag":
                facts[key] = Given(key, rng.random() < 0.4)
            elif known.kind == "choice":
                facts[key] = Given(key, rng.choice(known.choices))
            elif known.kind == "number":
                low, high = known.possible
                value = rng.uniform(low, min(high, known.usual[1] * 4 + 10))
                facts[key] = Given(key, f"{value:.{rng.randint(0, 2)}f}", known.unit)
        try:
            called.run(facts)
            ran += 1
        except BadInput:
            continue
    assert ran > 0
