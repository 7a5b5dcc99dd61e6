"""Answers that a reviewer tried on the verifiers of medicine: hearsay, bounds, lists, other times, other people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.testing import judge

NOTE = "A 57-year-old man is admitted with cellulitis. He weighs 70 kg. Bloods: sodium 139 mmol/L, creatinine 106 µmol/L.\n\n"
ASKS = "What is his creatinine clearance by the Cockcroft–Gault equation, in mL/min?"
CLEARANCE = {
    "calculator": "creatinine_clearance",
    "inputs": {"age": [57, "years"], "sex": "male", "weight": [70, "kg"], "creatinine": ["106", "µmol/L"]},
}
SCORE = {
    "calculator": "CHA2DS2-VASc Score for Atrial Fibrillation Stroke Risk",
    "inputs": {
        "age": [75, "years"],
        "sex": "Male",
        "Congestive Heart Faliure": True,
        "Hypertension history": True,
        "Diabetes history": False,
        "Stroke": True,
        "Vascular disease history": True,
    },
}
VIGNETTE = (
    "A 75-year-old man with atrial fibrillation. History of stroke, HTN, peripheral artery disease and congestive heart "
    "failure. No diabetes.\n\nWhat is the patient's CHA2DS2-VASc score?"
)
DOSE = {
    "dose": {
        "asks": "volume",
        "weight": "18 kg",
        "per_kg": "15 mg/kg",
        "strength": "250 mg/5 mL",
        "round_to": "0.5 mL",
    }
}
PRESCRIPTION = (
    "A child of 18 kg is to have paracetamol 15 mg/kg. The suspension is 250 mg/5 mL. "
    "How many mL is one dose, to the nearest 0.5 mL?"
)
AGE = {
    "calculator": "Estimated Gestational Age",
    "inputs": {"Current Date": "2024-03-20", "Last menstrual date": "2024-01-05"},
}
WEEKS = "A woman has her last menstrual period on 5 January 2024. Today is 20 March 2024.\n\nWhat is the gestational age, in weeks and days?"
CASES: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "clearance": ("medical.calculation", CLEARANCE, NOTE + ASKS, "67.3 mL/min"),
    "score": ("medical.calculation", SCORE, VIGNETTE, "7"),
    "weeks": ("medical.calculation", AGE, WEEKS, "10 weeks and 5 days"),
    "dose": ("medical.dose", DOSE, PRESCRIPTION, "5.5 mL"),
    "number": ("medical.statistic", {"answer": "294"}, "How many patients are needed in each arm?", "294"),
    "count": ("medical.fhir", {"fhir_answer": {"value": 3}}, "How many results count?", "3"),
    "day": ("medical.fhir", {"fhir_answer": {"value": "1957-05-02"}}, "When was she born?", "2 May 1957"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "form", ["{}", "**{}**", "<think>Maybe 6? Is it?</think>{}", "<answer>{}</answer>", "The answer is {}."]
)
def test_forms_of_a_right_answer(case: str, form: str) -> None:
    name, reference, prompt, right = CASES[case]
    verdict = judge(name, form.format(right), json.dumps(reference), prompt)
    assert verdict.accepted, verdict


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "form",
    [
        "A student says {}.",
        "Some say {}",
        "My friend says {}",
        "at least {}",
        "{} or more",
        "maybe {}",
        "{}?",
        "less than {}",
        "not {}",
        "<think>{}</think>",
    ],
)  # fmt: skip
def test_no_answer(case: str, form: str) -> None:
    name, reference, prompt, right = CASES[case]
    verdict = judge(name, form.format(right), json.dumps(reference), prompt)
    assert not verdict.accepted
    assert verdict.reason not in ("wrong_value", "wrong_answer", "wrong_dose")  # nothing is proved either


@pytest.mark.parametrize(
    ("case", "response"),
    [
        ("score", "7,6"),
        ("score", "7,8,9"),
        ("score", '{"score": [7,6]}'),
        ("score", "7 ± 2"),
        ("clearance", "67.3 ± 20 mL/min"),
        ("dose", r"\boxed{5.5 mL} \boxed{6 mL}"),
        ("dose", "5.5 mL ± 2 mL"),
        ("weeks", "10 weeks and 5 days ± 1 week"),
    ],
)
def test_several_numbers(case: str, response: str) -> None:
    name, reference, prompt, _ = CASES[case]
    assert not judge(name, response, json.dumps(reference), prompt).accepted


@pytest.mark.parametrize(
    "response",
    [
        "His creatinine clearance is 67 mL/min, which suggests mild renal impairment (stage 2).",
        "The creatinine clearance is 67.3 mL/min (normal range 97–137 mL/min for men).",
        r"CrCl = \frac{(140 - 57) \times 70}{72 \times 1.199} = \frac{5810}{86.33} = 67.3",
    ],
)
def test_what_stands_beside_a_result(response: str) -> None:
    assert judge("medical.calculation", response, json.dumps(CLEARANCE), NOTE + ASKS).accepted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He weighs 70 kg.", "He used to weigh 70 kg; he now weighs 90 kg."),
        ("He weighs 70 kg.", "His target weight is 70 kg."),
        ("He weighs 70 kg.", "His ideal weight is 70 kg, he weighs 120 kg."),
        ("He weighs 70 kg.", "His mother weighs 70 kg."),
        ("creatinine 106 µmol/L", "the donor's creatinine 106 µmol/L"),
        ("creatinine 106 µmol/L", "creatinine 106 µmol/L at baseline, now 160 µmol/L"),
        ("creatinine 106 µmol/L", "creatinine 106 µmol/L last year and 160 µmol/L today"),
        ("creatinine 106 µmol/L", "creatinine rose from 106 µmol/L to 160 µmol/L"),
        ("creatinine 106 µmol/L", "creatinine 160 µmol/L (106 µmol/L in 2019)"),
    ],
)
def test_values_of_other_times_and_people(old: str, new: str) -> None:
    prompt = NOTE.replace(old, new) + ASKS
    assert prompt != NOTE + ASKS
    verdict = judge("medical.calculation", "67.3 mL/min", json.dumps(CLEARANCE), prompt)
    assert verdict.status == "abstained" and verdict.reason in ("input_differs", "input_not_found")


@pytest.mark.parametrize(
    "text",
    [
        "creatinine 160 µmol/L three months ago and 106 µmol/L now",
        "creatinine 106 µmol/L, 160 µmol/L last year",
        "creatinine previously 160 µmol/L, now 106 µmol/L",
    ],
)
def test_the_present_value_counts(text: str) -> None:
    prompt = NOTE.replace("creatinine 106 µmol/L", text) + ASKS
    assert judge("medical.calculation", "67.3 mL/min", json.dumps(CLEARANCE), prompt).accepted


@pytest.mark.parametrize(
    "piece", ["70 kg, ", "He said ", "5" + " " * 20_000 + "mg ", "creatinine 1.2 mg/dL, last year "]
)
def test_long_notes_take_no_longer_than_they_are_long(piece: str) -> None:
    prompt = (piece * 60_000)[:59_000] + "\n\n" + NOTE[:200]
    verdict = judge("medical.calculation", "67.3 mL/min", json.dumps(CLEARANCE), prompt)  # took minutes, once
    assert verdict.status != "error"
    assert judge("medical.calculation", "67.3 mL/min", json.dumps(CLEARANCE), prompt * 2).reason == "limit"
    assert (
        judge("medical.calculation", "5 mg " * 50_000, json.dumps(CLEARANCE), NOTE + ASKS).reason == "limit"
    )


def observation(**changed: Any) -> str:
    whole = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]},
        "valueQuantity": {
            "value": 5.9,
            "unit": "mmol/L",
            "system": "http://unitsofmeasure.org",
            "code": "mmol/L",
        },
    }
    return json.dumps(whole | changed)


def test_fhir_is_one_thing() -> None:
    reference = json.dumps({"type": "Observation"})

    def reason(**changed: Any) -> str:
        return judge("medical.fhir", observation(**changed), reference).reason

    quantity = {"value": 5.9, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mmol/L"}
    assert reason() == "ok"
    assert reason(valueQuantity=quantity | {"unit": "millimole per liter"}) == "ok"
    assert reason(valueQuantity=quantity) == "wrong_unit"
    assert reason(code={}) == reason(note=[]) == "invalid_shape"
    assert judge("medical.fhir", observation(), '{"type": "Foo"}').reason == "unreadable_reference"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "form", ["According to the intern, {}", "Per the night shift: {}", "No estimate of {}"]
)
def test_answers_of_others_and_denied_ones(case: str, form: str) -> None:
    name, reference, prompt, right = CASES[case]
    verdict = judge(name, form.format(right), json.dumps(reference), prompt)
    assert not verdict.accepted and verdict.reason not in ("wrong_value", "wrong_answer", "wrong_dose")


@pytest.mark.parametrize(
    ("case", "response"),
    [
        ("clearance", "According to the Cockcroft–Gault equation, 67.3 mL/min"),
        ("clearance", "Based on the note, the clearance is 67.3 mL/min."),
        ("clearance", "67·3 mL/min"),
        ("dose", "5·5 mL"),
        ("dose", "According to the prescription, 5.5 mL"),
        ("weeks", "10 5/7 weeks"),
        ("weeks", "10 weeks and 5 days (75 days)"),
        ("number", "294 per group (588 in total)"),
        ("number", "294 in each arm, 588 overall"),
    ],
)
def test_right_answers_as_others_write_them(case: str, response: str) -> None:
    name, reference, prompt, _ = CASES[case]
    assert judge(name, response, json.dumps(reference), prompt).accepted


def test_a_withheld_dose_and_a_total_for_a_part() -> None:
    name, reference, prompt, _ = CASES["dose"]
    assert not judge(name, "Withhold 5.5 mL", json.dumps(reference), prompt).accepted
    name, reference, prompt, _ = CASES["number"]
    for response in ("294 in total", "147 per arm, 294 in total", "294 per arm (600 in total)"):
        assert not judge(name, response, json.dumps(reference), prompt).accepted
