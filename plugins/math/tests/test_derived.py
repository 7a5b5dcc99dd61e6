"""``math.derived``: right answers that no step comes to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import assay
from assay import Sample, Status, Task
from assay_math.verifiers.cot import cot
from assay_math.verifiers.derived import derived

PROBLEM = "Nora sold clips to 48 friends in April and half as many in May. How many in both months?"
DATA = Path(__file__).with_name("data") / "gsm8k_sample.jsonl"


def judged(response: str, reference: str = "72", prompt: str = PROBLEM) -> assay.Verdict:
    return derived.check(Sample(Task(prompt, reference), response))


@pytest.mark.parametrize(
    ("response", "reference"),
    [
        ("48/2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}.", "72"),
        ("48/2 = <<48/2=24>>24 and 48+24 = <<48+24=72>>72 clips\n#### 72", "72"),
        ("$48 + \\frac{48}{2} = 72.00$", "72"),
        ("In both months: 48 + 24 = 72 clips in all.", "72"),
        ("$\\frac{48}{96} = \\frac{1}{2}$, so \\boxed{0.5}", "0.5"),
    ],
)
def test_an_answer_that_a_step_comes_to(response: str, reference: str) -> None:
    assert judged(response, reference).accepted


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("1 + 1 = 2\nThe answer is \\boxed{72}.", "other_numbers"),
        ("48/2 = 24\nThe answer is \\boxed{72}.", "not_derived"),
        ("48/2 = 24\n72 = 72\nThe answer is \\boxed{72}.", "not_derived"),
        ("100 - 28 = 72\nThe answer is \\boxed{72}.", "other_numbers"),
    ],
)
def test_an_answer_that_falls_from_the_sky(response: str, reason: str) -> None:
    verdict = judged(response)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, reason)


@pytest.mark.parametrize(
    "response", ["The answer is 72.", "", "48 + 24 = 73, so 72.", "<think>48 + 24 = 72</think>\\boxed{72}"]
)
def test_where_nothing_was_found_true(response: str) -> None:
    assert judged(response).status is Status.ABSTAINED


def test_people_s_solutions_pass() -> None:
    found = []
    for line in DATA.read_text("utf-8").splitlines():
        row = json.loads(line)
        sample = Sample(Task(row["question"], row["answer"].split("####")[1].strip()), row["answer"])
        if cot.check(sample).accepted:
            found.append(derived.check(sample).accepted)
    assert len(found) > 20 and sum(found) >= 0.95 * len(found)
