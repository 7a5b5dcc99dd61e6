"""Assertions of notes: denials, doubts, relatives, sides, times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay_medical.assertions import Assertion, assertions, context_of


def one(text: str, term: str) -> Assertion:
    found = [each for each in assertions(text) if each.term == term]
    assert found, [each.term for each in assertions(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "term", "polarity"),
    [
        # of the kinds in NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009); the sentences are ours
        ("He denies chest pain.", "chest pain", "negated"),
        ("No fever, cough, or dyspnea.", "dyspnea", "negated"),
        ("No fever, cough, or dyspnea; reports headache.", "headache", "affirmed"),
        ("Denies nausea, vomiting and has abdominal pain.", "abdominal pain", "affirmed"),
        ("Lungs without wheezes, with crackles at the base.", "crackles", "affirmed"),
        ("Pneumonia was ruled out.", "pneumonia", "negated"),
        ("Troponin was negative.", "troponin", "negated"),
        ("MRI showed no evidence of stroke or tumor.", "stroke", "negated"),
        ("Fever: no.", "fever", "negated"),
        ("There was no change in weight loss.", "weight loss", "affirmed"),
        ("Not only fever but also cough.", "cough", "affirmed"),
        ("Metformin was not started.", "metformin", "negated"),
        ("No hx of GERD, T2DM.", "type 2 diabetes mellitus", "negated"),
        ("Possible pneumonia.", "pneumonia", "uncertain"),
        ("DVT cannot be excluded.", "deep vein thrombosis", "uncertain"),
        ("On 12 May 2024 there was fever.", "fever", "affirmed"),
        ("BP 120/80, no edema, 2+ reflexes.", "swelling", "negated"),
    ],
)
def test_polarity(text: str, term: str, polarity: str) -> None:
    assert one(text, term).polarity == polarity


@pytest.mark.parametrize(
    ("text", "term", "who"),
    [
        ("His mother had breast cancer.", "breast cancer", "family"),
        ("Family history: asthma, gout.", "gout", "family"),
        ("There is a history of breast cancer in her aunt.", "breast cancer", "family"),
        ("He was brought in by his mother because of fever.", "fever", "patient"),
        ("Her mother reports that he has vomiting.", "vomiting", "patient"),
        ("His father had gout, and the patient has asthma.", "asthma", "patient"),
        ("Her roommate has a cough.", "cough", "other"),
        ("No family history of gout. He has asthma.", "asthma", "patient"),
    ],
)
def test_experiencer(text: str, term: str, who: str) -> None:
    assert one(text, term).experiencer == who


@pytest.mark.parametrize(
    ("text", "term", "time"),
    [
        ("He has a history of asthma.", "asthma", "past"),
        ("PMH: gout.", "gout", "past"),
        ("He has a 3-day history of fever.", "fever", "now"),
        ("If fever develops, he should return.", "fever", "hypothetical"),
        ("He is at risk for stroke.", "stroke", "hypothetical"),
    ],
)
def test_time(text: str, term: str, time: str) -> None:
    assert one(text, term).time == time


def test_sides_and_what_was_stopped() -> None:
    assert one("Pain in the left knee.", "pain").laterality == "left"
    assert one("There are crackles in the lungs; right hip fracture.", "crackles").laterality == ""
    assert one("Aspirin was stopped.", "aspirin").withdrawn
    assert one("She is allergic to penicillin.", "penicillin").withdrawn
    assert not one("She takes aspirin.", "aspirin").withdrawn


def test_terms_of_the_caller_go_first() -> None:
    found = assertions(
        "He denies recent surgery or a persistent cough.",
        {"surgery in four weeks": ("recent surgery",), "cough": ()},
    )
    assert [(each.term, each.polarity) for each in found] == [
        ("surgery in four weeks", "negated"),
        ("cough", "negated"),
    ]


@given(st.text(max_size=300))
def test_spans_are_in_the_text_whatever_it_is(text: str) -> None:
    for each in assertions(text):
        assert text[slice(*each.span)] == each.text
    context_of(text, 0)
