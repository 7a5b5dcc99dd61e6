"""The verifier of calculations: its references, the search for inputs, answers, steps, and attacks on each."""

from __future__ import annotations

import json
import random

import pytest

from assay import Verdict
from assay.testing import judge
from assay_medical.calculations.dates import find_dates, find_durations, read_date
from assay_medical.scenes import scenes

CHECK = "medical.calculation"
CLEARANCE = {
    "calculator": "creatinine_clearance",
    "inputs": {
        "age": ["84", "years"],
        "creatinine": ["1.2", "mg/dL"],
        "sex": "male",
        "weight": ["88.6", "kg"],
    },
}
NOTE = (
    "An 84-year-old man comes to the anticoagulation clinic. His brother is 79 years old. He weighs 88.6 kg. "
    "Blood tests: sodium 139 mmol/L, serum creatinine 1.2 mg/dL, urea 7.1 mmol/L."
)
ASKS = "\n\nEstimate the creatinine clearance (mL/min) with the Cockcroft–Gault equation. Use the actual body weight."
STROKE = {
    "calculator": "CHA2DS2-VASc Score for Atrial Fibrillation Stroke Risk",
    "inputs": {
        "age": [75, "years"], "sex": "Male", "Congestive Heart Faliure": True, "Hypertension history": True,
        "Diabetes history": False, "Stroke": True, "Vascular disease history": True,
    },
}  # fmt: skip
STROKE_NOTE = (
    "A 75-year-old man is found to be in atrial fibrillation. Past history: stroke in 2019, hypertension, peripheral artery "
    "disease, congestive heart failure. No history of diabetes. His mother had breast cancer."
)
STROKE_ASKS = "\n\nWhat is the patient's CHA2DS2-VASc score?"


def clearance(response: str, note: str = NOTE, **changes: object) -> Verdict:
    return judge(CHECK, response, json.dumps({"calculation": {**CLEARANCE, **changes}}), note + ASKS)


def inputs(**changes: object) -> dict[str, object]:
    return {**CLEARANCE["inputs"], **changes}  # type: ignore[dict-item]


def score(response: str, note: str = STROKE_NOTE) -> Verdict:
    return judge(CHECK, response, json.dumps(STROKE), note + STROKE_ASKS)


# --- references ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"age": [84, "years"], "creatinine": [1.2, "mg/dL"], "sex": "Male", "weight": [88.6, "kg"]},
        {"age": 84, "creatinine": "1.2 mg/dL", "sex": "male", "weight": "88.6 kg"},
        {"age": "84 years", "Creatinine": 1.2, "sex": ["male"], "weight": 88.6},
        {"age": [84.0, "years"], "creatinine": ["1.2"], "sex": "MALE", "weight": ["88.6", "kg"]},
    ],
)
def test_inputs_are_read_in_the_forms_that_people_have(given: dict[str, object]) -> None:
    assert clearance("57.4 mL/min", inputs=given).accepted


def test_a_reference_may_be_flat() -> None:
    assert judge(CHECK, "57.4 mL/min", json.dumps(CLEARANCE), NOTE + ASKS).accepted
    assert judge(
        CHECK, "57.4 mL/min", json.dumps({**CLEARANCE, "answer": "57.4 mL/min"}), NOTE + ASKS
    ).accepted


@pytest.mark.parametrize(
    "changes",
    [
        {"calculator": "crcl of the moon"},
        {"inputs": inputs(age="eighty-four")},
        {"inputs": inputs(age=["old", "years"])},
        {"inputs": inputs(age=None)},
        {"inputs": inputs(age=True)},
        {"inputs": inputs(age=[84, "years", 3])},
        {"inputs": inputs(age=[840, "years"])},
        {"inputs": inputs(age=[-4, "years"])},
        {"inputs": inputs(age=[84, "kg"])},
        {"inputs": inputs(age="8" * 5000)},
        {"inputs": inputs(creatinine=["1.2", "mmol/L²"])},
        {"inputs": inputs(creatinine=1e400)},
        {"inputs": inputs(sex="cat")},
        {"inputs": inputs(weight={"value": 3})},
        {"inputs": {k: v for k, v in inputs().items() if k != "weight"}},
        {"inputs": inputs(shoe_size=42)},
        {"inputs": {**inputs(), "Age": [85, "years"]}},
        {"inputs": []},
        {"rel_tol": "much"},
        {"rel_tol": 0.5},
        {"spans": {"height": [0, 4]}},
        {"spans": {"age": "there"}},
    ],
)
def test_a_bad_reference_is_an_error_and_no_crash(changes: dict[str, object]) -> None:
    verdict = clearance("57.4 mL/min", **changes)
    assert (verdict.status, verdict.reason) == ("error", "unreadable_reference"), verdict
    assert verdict.message.count(". ") <= 1


def test_an_unreadable_age_is_told_in_a_sentence() -> None:
    assert "eighty" in clearance("57.4", inputs=inputs(age="eighty-four")).message


# --- answers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "response",
    [
        "57.4 mL/min",
        "The creatinine clearance is 57 mL/min.",
        r"$\boxed{57.4\ \text{mL/min}}$",
        "CrCl = (140 − 84) × 88.6 / (72 × 1.2) = 57.43 mL/min",
        "**Answer: 57.4 ml/min**",
        "0.957 mL/s",
        "57.4 mL/min or 0.957 mL/s",
        "57.4",
    ],
)
def test_right_answers(response: str) -> None:
    assert clearance(response).accepted, clearance(response)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("48.8 mL/min", "wrong_value"),
        ("574 mL/min", "wrong_value"),
        ("-57.4 mL/min", "wrong_value"),
        ("57.4 L/min", "wrong_value"),
        ("57.4 mg/dL", "wrong_unit"),
        ("59 mL/min", "wrong_value"),
        ("It is certainly not 57.4 mL/min.", "rejected_attempt"),
        ("57.4 or 48.8 mL/min", "several_answers"),
        ("either 57.2 or 57.4 or 57.6 mL/min", "several_answers"),
        ("57.3 mL/min or 57.5 mL/min", "several_answers"),
        ("Perhaps 57.4 mL/min", "hedged"),
        ("I cannot tell.", "no_value"),
        ("<think>57.4 mL/min</think>", "empty_answer"),
    ],
)
def test_wrong_answers(response: str, reason: str) -> None:
    verdict = clearance(response)
    assert not verdict.accepted
    assert verdict.reason in (reason, "no_answer", "empty_answer"), verdict


@pytest.mark.parametrize(
    "response",
    ["7", "7 points", "7/9", "7 out of 9", "7.0", "a score of 7", "The CHA2DS2-VASc score is 7 points."],
)
def test_scores_are_read(response: str) -> None:
    assert score(response).accepted, score(response)


@pytest.mark.parametrize(
    "response",
    [
        "6", "8", "70", "7.5", "-7", "5, 6, 7", "7, 8, 9", "1, 2, 3, 4, 5, 6, 7", "either 6 or 7", "either 5 or 6 or 7", "certainly not 7",
        "not 7", "6 to 7", "7 or more", "at least 7", "7?", "It may be 7.", "7%", "7 mg", "The score is 7. No, it is 6.",
    ],
)  # fmt: skip
def test_other_scores_are_not(response: str) -> None:
    assert not score(response).accepted


@pytest.mark.parametrize(
    ("response", "right"),
    [
        ("1,200 mL/min", True),
        ("1.2e3 mL/min", True),
        ("1200", True),
        ("1.2 × 10³ mL/min", True),
        ("120 mL/min", False),
    ],
)
def test_numbers_in_all_their_spellings(response: str, right: bool) -> None:
    given = inputs(age=["20", "years"], weight=["86.4", "kg"], creatinine=["0.12", "mg/dL"])
    assert judge(CHECK, response, json.dumps({**CLEARANCE, "inputs": given}), ASKS).accepted == right


# --- inputs in the note -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("1.2 mg/dL", "1.4 mg/dL", "input_differs"),
        ("1.2 mg/dL", "12 mg/dL", "input_differs"),
        (" He weighs 88.6 kg.", "", "input_not_found"),
        ("88.6 kg", "68.6 kg", "input_differs"),
        ("serum creatinine 1.2", "serum magnesium 1.2", "input_not_found"),
        ("An 84-year-old man comes", "A man comes", "input_not_found"),
        ("An 84-year-old man", "An 84-year-old woman", "input_differs"),
        ("serum creatinine 1.2 mg/dL", "urine creatinine 1.2 mg/dL", "input_not_found"),
        ("serum creatinine 1.2 mg/dL", "serum creatinine was not measured", "input_not_found"),
        ("He weighs 88.6 kg.", "He lost 88.6 kg.", "input_not_found"),
        ("He weighs 88.6 kg.", "His father weighs 88.6 kg.", "input_not_found"),
        ("serum creatinine 1.2 mg/dL", "serum creatinine (normal 0.7–1.2 mg/dL)", "input_not_found"),
    ],
)
def test_an_input_that_the_note_does_not_state(was: str, now: str, reason: str) -> None:
    assert was in NOTE
    verdict = clearance("57.4 mL/min", NOTE.replace(was, now))
    assert (verdict.status, verdict.reason) == ("abstained", reason), verdict


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1.2 mg/dL", "106 µmol/L"),
        ("1.2 mg/dL", "1.20 mg/dL"),
        ("88.6 kg", "195.3 lb"),
        ("serum creatinine 1.2 mg/dL", "creatinine was found to be slightly raised at 1.2 mg/dL (0.6–1.1)"),
        ("serum creatinine 1.2 mg/dL", "Cr: 1.2"),
        ("An 84-year-old man comes", "This gentleman, aged 84, comes"),
        ("He weighs 88.6 kg.", "Wt 88.6 kg."),
        ("He weighs 88.6 kg.", "He weighs 88.6 kg after a 6 kg weight loss."),
        ("serum creatinine 1.2 mg/dL", "serum creatinine 1.2 mg/dL. Three months ago his creatinine was 0.9 mg/dL"),
    ],
)  # fmt: skip
def test_an_input_in_other_words(was: str, now: str) -> None:
    assert was in NOTE
    verdict = clearance("57.4 mL/min", NOTE.replace(was, now))
    assert verdict.accepted, verdict


@pytest.mark.parametrize(
    ("was", "now", "accepted"),
    [
        ("stroke in 2019, ", "", False),
        ("stroke in 2019, ", "cerebrovascular accident in 2019, ", True),
        ("stroke in 2019, ", "no stroke, ", False),
        ("breast cancer", "a stroke", True),
        ("stroke in 2019, hypertension", "hypertension", False),
        ("No history of diabetes", "History of diabetes", False),
        (" No history of diabetes.", "", True),
        ("congestive heart failure", "CHF", True),
        ("hypertension", "possible hypertension", False),
        ("hypertension", "HTN", True),
    ],
)
def test_flags_by_what_the_note_asserts(was: str, now: str, accepted: bool) -> None:
    assert was in STROKE_NOTE
    verdict = score("7", STROKE_NOTE.replace(was, now))
    assert verdict.accepted == accepted, verdict
    assert accepted or verdict.status == "abstained"


def test_where_a_span_stands_the_input_must_be() -> None:
    start = NOTE.index("1.2")
    spans = {"creatinine": [start, start + 9]}
    assert clearance("57.4 mL/min", spans=spans).accepted
    assert clearance("57.4 mL/min", spans={"creatinine": [0, 9]}).reason == "input_not_found"
    assert clearance("57.4 mL/min", spans={"creatinine": [9, 5]}).reason == "input_not_found"
    assert clearance("57.4 mL/min", spans={"creatinine": [0, 10**9]}).reason == "input_not_found"


def test_without_a_note_the_inputs_are_taken_as_given() -> None:
    assert judge(CHECK, "57.4 mL/min", json.dumps(CLEARANCE), "").accepted
    assert judge(CHECK, "57.4 mL/min", json.dumps(CLEARANCE), ASKS).accepted
    assert not judge(CHECK, "57.4 mL/min", json.dumps(CLEARANCE), "A man of 84." + ASKS).accepted


def test_the_question_says_which_of_several_values() -> None:
    note = NOTE.replace(
        "serum creatinine 1.2 mg/dL", "serum creatinine 1.2 mg/dL. On day 3 creatinine was 2.0 mg/dL"
    )
    assert clearance("57.4 mL/min", note).accepted
    last = note + "\n\nEstimate the creatinine clearance (mL/min) with the most recent creatinine."
    assert not judge(CHECK, "57.4 mL/min", json.dumps(CLEARANCE), last).accepted


# --- steps --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("working", "reason"),
    [
        ("140 − 84 = 56, and 56 × 88.6 = 4961.6, and 72 × 1.2 = 86.4.", "ok"),
        ("140 − 84 = 66.", "wrong_step"),
        (r"$\frac{56 \times 88.6}{86.4} = 47.4$", "wrong_step"),
        ("The weight is 88.6 kg = 195 lb.", "ok"),
        ("The weight is 88.6 kg = 205 lb.", "wrong_step"),
        ("Creatinine 1.2 mg/dL = 106 µmol/L.", "ok"),
        ("Creatinine 1.2 mg/dL = 126 µmol/L.", "wrong_step"),
        ("With x = 5 × weight = 443 nothing is decided.", "ok"),
        ("<think>140 − 84 = 66</think>", "ok"),
    ],
)
def test_a_false_step_is_wrong_also_before_the_right_result(working: str, reason: str) -> None:
    verdict = clearance(f"{working}\n\nThe creatinine clearance is 57.4 mL/min.")
    assert verdict.reason == reason, verdict
    if reason == "wrong_step":
        bad = next(check for check in verdict.checks if check.reason == "wrong_step")
        assert bad.span is not None and bad.status == "rejected"


def test_points_of_an_item_and_their_sum() -> None:
    right = "Hypertension: 1 point.\nAge 75 or over: 2 points.\nTotal = 1 + 2 + 1 + 2 + 1 = 7.\nThe score is 7 points."
    assert score(right).accepted, score(right)
    assert score(right.replace("Hypertension: 1 point.", "Hypertension: 2 points.")).reason == "wrong_step"
    assert score(right.replace("1 + 2 + 1 + 2 + 1", "1 + 2 + 2 + 2 + 1")).reason == "wrong_step"


def test_the_stated_category_must_be_that_of_the_result() -> None:
    for scene in scenes():
        if scene.called.bands and scene.called.kind in ("score", "decimal"):
            row = scene.row(random.Random(4), 1)
            band = next((b for b in scene.called.bands if f"({b})" in row.response), None)
            other = next(b for b in scene.called.bands if b != band)
            if band is not None:
                assert judge(CHECK, row.response, row.reference, row.prompt).accepted
                wrong = row.response.replace(f"({band})", f"({other})")
                assert judge(CHECK, wrong, row.reference, row.prompt).reason == "wrong_category"
                return
    pytest.skip("no scene has categories")


# --- all calculators ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", scenes(), ids=lambda scene: scene.calculator)
def test_rows_of_all_scenes(scene: object) -> None:
    row = scene.row(random.Random(11), 5)  # type: ignore[attr-defined]
    verdict = judge(CHECK, row.response, row.reference, row.prompt)
    assert verdict.accepted, (verdict, row)
    other = scene.row(random.Random(12), 5)  # type: ignore[attr-defined]
    if other.answer != row.answer:
        assert not judge(CHECK, row.response, row.reference, other.prompt).accepted


# --- dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "09/23/2014",
        "2014-09-23",
        "23 September 2014",
        "September 23, 2014",
        "Sep 23rd, 2014",
        "23.09.2014",
        "9/23/2014",
    ],
)
def test_dates_are_read(text: str) -> None:
    assert str(read_date(text)) == "2014-09-23"


def test_dates_that_can_be_two_or_none() -> None:
    ((_, _, both),) = find_dates("03/04/2020")
    ((_, _, none),) = find_dates("30/02/2020")
    assert (len(both), len(none)) == (2, 0)
    assert read_date("03/04/2020", month_first=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "10 weeks and 5 days",
        "(10 weeks, 5 days)",
        "('10 weeks', '5 days')",
        "10w5d",
        "10+5",
        "10 wk 5 d",
        "75 days",
    ],
)
def test_durations_are_read(text: str) -> None:
    ((_, _, (weeks, days)),) = find_durations(text)
    assert 7 * weeks + days == 75


def due(response: str, asks: str = "What is the estimated due date?") -> Verdict:
    reference = json.dumps(
        {
            "calculator": "due_date",
            "inputs": {"Last menstrual date": "12/17/2013", "cycle length": 28},
        }
    )
    return judge(
        CHECK,
        response,
        reference,
        f"The patient's last menstrual period was on 12/17/2013. Her cycle length is 28 days.\n\n{asks}",
    )


def test_answers_that_are_dates() -> None:
    for right in ("2014-09-23", "09/23/2014", "The due date is 23 September 2014.", "September 23, 2014"):
        assert due(right).accepted, due(right)
    for wrong in (
        "2014-09-24",
        "09/23/2015",
        "23 October 2014",
        "2014-09-23 or 2014-09-24",
        "It is not 2014-09-23.",
        "2014",
    ):
        assert not due(wrong).accepted


def test_the_due_date_of_medcalc_is_naegeles() -> None:
    """Corrected labels 928 and 934 of Ye et al. (2025): the calendar rule, moved by the length of the cycle."""
    for start, cycle, right, wrong in (
        ("12/11/2013", 22, "09/12/2014", "09/11/2014"),
        ("05/20/2020", 28, "02/27/2021", "02/24/2021"),
    ):
        inputs = {"Last menstrual date": start, "cycle length": cycle}
        reference = json.dumps({"calculator": "Estimated Due Date", "inputs": inputs})
        asks = "Answer in the format M/D/Y."
        assert judge(CHECK, right, reference, asks).accepted
        assert judge(CHECK, wrong, reference, asks).reason == "wrong_value"


def test_a_judgement_need_not_stand_in_the_note() -> None:
    note = "A 60-year-old man has a swollen left calf. He has active cancer. The calf is tender along the deep veins."
    inputs = {
        "Active cancer": True,
        "Alternative diagnosis to Deep Vein Thrombosis as likely or more likely": True,
    }
    reference = json.dumps({"calculator": "Wells' Criteria for DVT", "inputs": inputs})
    asks = f"{note}\n\nWhat is the patient's Wells' score for DVT?"
    assert judge(CHECK, "-1", reference, asks).accepted
    told = asks.replace("The calf", "No alternative diagnosis is as likely as deep vein thrombosis. The calf")
    assert judge(CHECK, "-1", reference, told).reason == "input_differs"
