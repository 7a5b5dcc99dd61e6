"""What must not get past the verifier. Each line was a way to be accepted by somebody's verifier once; add yours."""

from __future__ import annotations

import json

import pytest
from assay.testing import disprove, judge

VERIFIER = "__domain__.total_mass"
PROMPT = "A van carries 3 crates of tiles of 12.5 kg each and 40 tins of paint of 850 g each. How heavy is its load?"
ITEMS = [{"count": 3, "mass": "12.5 kg"}, {"count": 40, "mass": "850 g"}]
REFERENCE = {"answer": "71.5 kg", "shipment": {"items": ITEMS}}


def test_the_right_answer_is_accepted() -> None:
    assert judge(VERIFIER, "The answer is 71.5 kg.", REFERENCE, PROMPT).accepted


@pytest.mark.parametrize(
    "answer",
    [
        "-71.5 kg",
        "71,5 kg",
        "71.5",
        "71.5 kg²",
        "71.5 kg/m",
        "71.5 lb",
        "between 71 kg and 72 kg",
        "71.5 kg ± 1 kg",
        "at least 71.5 kg",
        "71.5 kg, I think",
        "37.5 kg and 34 kg",
        "37.5 kg + 34 kg",
        "71.5 kg for each crate",
        "9" * 100_000 + " kg",
        "71.5 \u212ag",
        "__import__('os').getcwd()",
    ],
)
def test_what_only_looks_like_the_answer_is_not_accepted(answer: str) -> None:
    assert not judge(VERIFIER, f"The answer is {answer}.", REFERENCE, PROMPT).accepted


def test_the_reference_is_not_trusted_where_it_speaks_of_another_prompt() -> None:
    other = PROMPT.replace("3 crates", "5 crates")
    assert judge(VERIFIER, "The answer is 71.5 kg.", REFERENCE, other).reason == "other_prompt"


@pytest.mark.parametrize("items", [None, [], [{"count": 0, "mass": "1 kg"}], [{"count": 1, "mass": "1 m"}]])
def test_a_malformed_reference_is_an_error_and_no_verdict_on_the_response(items: object) -> None:
    reference = {"answer": "71.5 kg", "shipment": {"items": items}}
    told = judge(VERIFIER, "The answer is 71.5 kg.", reference, PROMPT)
    assert (told.status, told.reason) == ("error", "unreadable_reference")


@pytest.mark.parametrize(("answer", "proved"), [("72 kg", True), ("71.5", False), ("hard to tell", False)])
def test_only_what_is_proved_wrong_may_be_the_wrong_half_of_a_pair(answer: str, proved: bool) -> None:
    told = disprove([VERIFIER], f"The answer is {answer}.", json.dumps(REFERENCE), PROMPT)
    assert (told.status == "rejected") is proved
