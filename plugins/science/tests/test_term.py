"""``science.term``: what counts as the one term of a closed list."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.testing import disprove, judge

TERM = assay.find_verifier("science.term")
MUTATION = {"answer": "missense", "among": ["silent", "missense", "nonsense", "frameshift"]}
INHERITANCE = ["autosomal dominant", "autosomal recessive", "X-linked recessive", "X-linked dominant"]


def reason(response: str, part: dict[str, object]) -> str:
    flat = judge(TERM, response, json.dumps(part))
    typed = judge(TERM, response, assay.make_reference(term=part))
    assert (flat.status, flat.reason) == (typed.status, typed.reason)
    return flat.reason


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("Missense", "ok"),
        ("The codon changes one residue, so it is a missense mutation.", "ok"),
        ("Not silent. It is missense.", "ok"),
        ('{"answer": "missense"}', "ok"),
        ("nonsense", "wrong_term"),
        ("missense/silent", "several_terms"),
        ("missense or hypotonic", "several_terms"),  # the other is none of the list
        ("missense; hypotonic", "several_terms"),
        (r"\boxed{\text{missense}} and \boxed{\text{neutral}}", "several_terms"),
        ("silent. No, missense", "several_terms"),
        ("I rule out missense.", "not_answered"),
        ("anything but missense", "not_answered"),
        ("missense... just kidding, synonymous", "not_answered"),
        ("Is it missense?", "not_answered"),
        ("incompletely missense", "unsure"),
        ("There is no missense mutation.", "unsure"),
        ("Final answer: missense\n\nActually it is a synonymous one.", "unsure"),
        ("It cannot be determined whether it is missense.", "unsure"),
        ("non missense", "no_term"),
        ("a miss-sense one", "no_term"),
    ],
)
def test_one_term_that_the_response_commits_to(response: str, expected: str) -> None:
    assert reason(response, MUTATION) == expected


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ("X-linked recessive", "ok"),
        ("It is an x‑linked recessive trait.", "ok"),  # with a hyphen that does not break
        ("recessive", "no_term"),
        ("X-linked dominant", "wrong_term"),
        ("autosomal recessive", "wrong_term"),
    ],
)
def test_terms_of_several_words(response: str, expected: str) -> None:
    assert reason(response, {"answer": "X-linked recessive", "among": INHERITANCE}) == expected


@given(
    st.sampled_from(INHERITANCE),
    st.sampled_from(INHERITANCE),
    st.sampled_from(["{}", "**{}**", "The answer is {}."]),
)
def test_each_term_is_accepted_for_itself_only(right: str, told: str, form: str) -> None:
    found = reason(form.format(told.upper()), {"answer": right, "among": INHERITANCE})
    assert found == ("ok" if told == right else "wrong_term")


def test_no_is_an_answer_and_no_change_is_none() -> None:
    part = {"answer": "no", "among": ["yes", "no"]}
    assert reason("No, there is no change.", part) == "ok"
    assert reason("No, because nothing changes.", part) == "ok"
    assert reason("There is no change.", part) == "no_term"
    assert reason("No change, so yes.", part) == "wrong_term"


def test_only_another_term_proves_a_response_wrong() -> None:
    reference = json.dumps(MUTATION)
    assert disprove(["science.term"], "It is silent.", reference).reason == "wrong_term"
    for response in ("It is not missense.", "missense or silent", "I do not know."):
        assert disprove(["science.term"], response, reference).status != "rejected", response


@pytest.mark.parametrize(
    "reference",
    [
        "missense",
        "{missense}",
        '{"answer": "missense"}',
        '{"answer": "synonymous", "among": ["silent", "missense"]}',
        '{"answer": "silent", "among": ["silent", "Silent"]}',
        '{"answer": "silent", "among": ["silent", "missense"], "also": {"silent": ["missense"]}}',
        '{"answer": "silent", "among": ["silent", "missense"], "also": {"neutral": ["x"]}}',
        '{"answer": "silent", "among": []}',
    ],
)
def test_a_reference_that_makes_no_sense_is_an_error(reference: str) -> None:
    assert judge(TERM, "silent", reference).reason == "unreadable_reference"


def test_long_texts_are_told_at_once() -> None:
    assert judge(TERM, "missense " * 20_000, json.dumps(MUTATION)).reason == "too_long"
    assert not judge(TERM, "no missense " * 8_000, json.dumps(MUTATION)).accepted
