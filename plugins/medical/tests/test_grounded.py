"""`medical.grounded`: attacks, and right answers in other words."""

from __future__ import annotations

import json

import pytest

import assay
from assay.testing import disprove, judge
from assay_medical.grounding.numbers import numbers_in, same

NOTE = """A 71-year-old woman was admitted with 4 days of cough and fever. She denies chest pain and hemoptysis.
Past medical history includes atrial fibrillation and asthma. Her brother had colon cancer.
She takes apixaban 5 mg twice daily and montelukast 10 mg at bedtime. Metoprolol was stopped in 2021.
BP 132/74 mmHg, HR 88 bpm, temperature 38.4 °C. There are crackles at the right lung base. No leg swelling.
Labs 3 May 2024: Na 138 mmol/L, K 3.9 mmol/L, CRP 84 mg/L.
Labs 6 May 2024: Na 140 mmol/L, K 4.4 mmol/L, CRP 31 mg/L.
Blood cultures were negative. A lung abscess could not be found. Amoxicillin was given for possible pneumonia."""
REFERENCE = json.dumps({"sources": [{"id": "note", "text": NOTE}]})
VERIFIER = "medical.grounded"


@pytest.mark.parametrize(
    "answer",
    [
        "The patient is a 71-year-old female who was admitted with four days of cough and pyrexia.",
        "She does not have chest pain.",
        "Chest pain and hemoptysis are denied.",
        "Apixaban is taken at 5 mg BID.",
        "The patient's brother had colon cancer.",
        "On examination there are rales at the right lung base and no leg swelling.",
        "Temperature was 101.1 °F.",
        "On 6 May 2024 the potassium was 4.4 mmol/L and the C-reactive protein 31 mg/L.",
        "A lung abscess was not found.",
        "The note does not mention diabetes.",
        "- BP 132/74 mmHg\n- HR 88 bpm",
        "**Blood pressure:** 132/74 mmHg",
    ],
)
def test_faithful_answers_are_accepted(answer: str) -> None:
    verdict = judge(VERIFIER, answer, REFERENCE, "What does the note say?")
    assert verdict.accepted, verdict


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("She has chest pain.", "polarity_turned"),
        ("She has hemoptysis and cough.", "polarity_turned"),
        ("A lung abscess was found.", "polarity_turned"),
        ("Blood cultures were positive.", "polarity_turned"),
        ("The patient had colon cancer.", "wrong_person"),
        ("Her sister had colon cancer.", "contradicted"),
        ("There are crackles at the left lung base.", "wrong_side"),
        ("She takes apixaban 10 mg twice daily.", "wrong_value"),
        ("The potassium was 138 mmol/L.", "wrong_value"),
        ("On 3 May 2024 the potassium was 4.4 mmol/L.", "wrong_value"),
        ("She has pneumonia.", "overstated"),
        ("She takes rivaroxaban.", "invented_drug"),
        ("She was given 500 mg of amoxicillin.", "invented_dose"),
        ("She was admitted on 5 May 2024.", "invented_date"),
        ("She also reports tinnitus.", "invented_finding"),
        ("She has sarcoidosis.", "invented_diagnosis"),
        ("She had a cholecystectomy.", "invented_procedure"),
        ("The note does not mention atrial fibrillation.", "is_mentioned"),
    ],
)
def test_what_the_note_does_not_say_is_rejected(answer: str, reason: str) -> None:
    verdict = judge(VERIFIER, answer, REFERENCE, "What does the note say?")
    assert (verdict.status, verdict.reason) == ("rejected", reason)
    failed = next(check for check in verdict.checks if check.reason == reason)
    assert failed.span and answer[slice(*failed.span)]


@pytest.mark.parametrize(
    "answer",
    [
        "She takes metoprolol.",  # it was stopped
        "She keeps canaries.",
        "",
        "The blood pressure is .",
        "Perhaps she has asthma.",
        "She has cough or asthma, I am not sure.",
        "<think>She has a cough.</think>",
        "Montelukast was stopped in 2021.",
        "It is not true that she has a cough.",
        "She has asthma. No, that is wrong.",
    ],
)
def test_what_cannot_be_told_is_never_accepted(answer: str) -> None:
    assert not judge(VERIFIER, answer, REFERENCE, "What does the note say?").accepted


def test_yes_and_no_are_read_with_the_question() -> None:
    assert judge(VERIFIER, "No.", REFERENCE, "Does she have chest pain?").accepted
    assert judge(VERIFIER, "Yes.", REFERENCE, "Does she have chest pain?").reason == "wrong_yes_no"
    assert not judge(VERIFIER, "Yes; no.", REFERENCE, "Does she have a cough?").accepted


def test_all_turns_of_the_assistant_are_read() -> None:
    turns = [
        assay.Message("user", "Does she have a fever?"),
        assay.Message("assistant", "Yes, she was admitted with fever."),
        assay.Message("user", "And chest pain?"),
        assay.Message("assistant", "She reports chest pain."),
    ]
    sample = assay.Sample(
        assay.Task("Does she have a fever?", REFERENCE), turns[-1].content, turns=tuple(turns)
    )
    verdict = assay.find_verifier(VERIFIER)(sample)
    assert verdict.reason == "polarity_turned"
    assert next(c for c in verdict.checks if c.reason == "polarity_turned").where == "turn:3"


def test_a_question_in_the_prompt_is_no_source() -> None:
    prompt = "He has a cough.\n\nDoes he have gout?"
    assert judge(VERIFIER, "He has a cough.", "x", prompt).accepted
    assert not judge(VERIFIER, "He has gout.", "x", prompt).accepted


def test_the_answer_of_the_reference_must_be_stated() -> None:
    reference = json.dumps({"sources": [{"id": "note", "text": NOTE}], "answer": "4.4 mmol/L"})
    assert judge(VERIFIER, "On 6 May 2024 the potassium was 4.4 mmol/L.", reference).accepted
    assert (
        judge(VERIFIER, "On 3 May 2024 the potassium was 3.9 mmol/L.", reference).reason
        == "answer_not_stated"
    )


@pytest.mark.parametrize(
    ("source", "answer", "reason"),
    [
        ("There was no change in weight.", "There was a change in weight.", "polarity_turned"),
        ("There was no change in weight.", "No weight change.", "ok"),
        ("He walks without difficulty.", "He walks with difficulty.", "polarity_turned"),
        ("CXR showed worsening pneumonia.", "CXR showed no worsening pneumonia.", "polarity_turned"),
        ("A diagnosis of rickets was made.", "A diagnosis of rickets was not made.", "polarity_turned"),
        ("He was diagnosed with Marfan syndrome when he was 19.", "He was not diagnosed with Marfan syndrome when he was 19.", "polarity_turned"),
        ("He denied nonsteroidal drug (NSAID) use or alcohol abuse.", "He reports alcohol abuse.", "polarity_turned"),
        ("No melena, or hematochezia was observed.", "Hematochezia was observed.", "polarity_turned"),
        ("She denies chest pain.", "She denies pain.", "narrower_denied"),
        ("She denies chest pain.", "She has no chest pain.", "ok"),
        ("She has chest pain.", "She has pain.", "ok"),
        ("No history of deep vein thrombosis. No family history of thrombosis.", "No history of thrombosis.", "wrong_person"),
        ("No history of DVT.", "He has no deep vein thrombosis.", "ok"),
    ],
)  # fmt: skip
def test_denials_reach_as_far_as_they_do(source: str, answer: str, reason: str) -> None:
    assert judge(VERIFIER, answer, json.dumps({"sources": [{"id": "note", "text": source}]})).reason == reason


def test_only_what_was_computed_to_be_wrong_makes_a_pair() -> None:
    assert disprove([VERIFIER], "She has chest pain.", REFERENCE).status == "rejected"
    assert disprove([VERIFIER], "She keeps canaries.", REFERENCE).status != "rejected"
    assert disprove([VERIFIER], "She takes rivaroxaban.", REFERENCE).status != "rejected"


@pytest.mark.parametrize(
    ("told", "source", "holds"),
    [
        ("98.6 °F", "37 °C", True), ("0.5 g", "500 mg", True), ("5 mg", "5 mcg", False), ("57 years", "57-year-old", False),
        ("three days", "3-day", True), ("120 mmHg", "120", True), ("5 years", "5", False), ("81.6 kg", "180 lb", True), ("82 kg", "180 lb", True),
        ("March 2020", "5 March 2020", True), ("6 March 2020", "5 March 2020", False), (">5", "5", False), ("1,200", "1200", True),
    ],
)  # fmt: skip
def test_numbers(told: str, source: str, holds: bool) -> None:
    assert same(next(numbers_in(told)), next(numbers_in(source))) is holds
