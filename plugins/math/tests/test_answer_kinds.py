"""``math.answer`` by kinds of answer: attacks that it must not accept, right forms that it must not call wrong."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

import assay
from assay import Sample, Status, Task, Verdict
from assay_math.verifiers.answer import answer

_DATA = Path(__file__).parent / "data"
_STATUS = {
    "accept": {Status.ACCEPTED},
    "reject": {Status.REJECTED},
    "not_accept": {*Status} - {Status.ACCEPTED},
}
_NOT_YET = {"k390", "h006"}
"""Right answers that are refused: two boxes, of which the words between take the first back; (P ∩ Q)′ with a prime."""


def _by_kind(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (_DATA / name).read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["kind"]].append(row)
    return found


_KINDS = {
    f"{name}: {kind}": rows
    for name in (
        "answer_kinds.jsonl",
        "answer_kinds_held.jsonl",
        "answer_kinds_third.jsonl",
        "answer_kinds_fourth.jsonl",
    )
    for kind, rows in _by_kind(name).items()
}
_ATTACKS = _by_kind("answer_attacks.jsonl")


def judged(row: dict[str, str]) -> Verdict:
    return answer(Sample(Task(prompt=row["prompt"], reference=row["reference"]), response=row["response"]))


@pytest.mark.parametrize("kind", sorted(_KINDS))
def test_kinds(kind: str) -> None:
    wrong = [
        (row["id"], row["reference"], row["response"], str(verdict.status), verdict.reason)
        for row in _KINDS[kind]
        for verdict in (judged(row),)
        if verdict.accepted != (row["expected"] == "accept") and row["id"] not in _NOT_YET
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", sorted(_KINDS))
def test_what_is_right_is_never_proved_wrong(kind: str) -> None:
    proves = assay.find_verifier("math.answer").proves_wrong
    for row in _KINDS[kind]:
        if row["expected"] == "accept":
            verdict = judged(row)
            assert not (verdict.status is Status.REJECTED and verdict.reason in proves), row["id"]


@pytest.mark.parametrize("kind", sorted(_ATTACKS))
def test_attacks(kind: str) -> None:
    wrong = [
        (row["id"], row["reference"], row["response"], str(verdict.status), verdict.reason)
        for row in _ATTACKS[kind]
        for verdict in (judged(row),)
        if verdict.status not in _STATUS[row["expected"]]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("prompt", "reference", "response"),
    [
        ("What is 19*23?", "437", "19 * 23"),
        ("What is 19·23?", "437", r"23 \times 19"),
        ("Simplify 6/8.", "3/4", "6/8"),
        ("Berechne 3 + 4.", "7", "3+4"),
        ("计算 3+4。", "7", "3 + 4"),
        ("Convert 3 km to metres.", "3000 m", "3 km"),
        (r"Find $\gcd(12, 18)$.", "6", r"\gcd(18, 12)"),
        (r"Differentiate $x^3$.", "3x^2", r"\frac{d}{dx} x^3"),
        ("Express y in terms of x, where 2x = y.", "y = 2x", r"x = \frac{y}{2}"),
    ],
)
def test_the_question_given_back_has_its_own_reason(prompt: str, reference: str, response: str) -> None:
    row = {"prompt": prompt, "reference": reference, "response": rf"\boxed{{{response}}}"}
    verdict = judged(row)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, "question")
    assert "question" not in assay.find_verifier("math.answer").proves_wrong


@pytest.mark.parametrize(
    ("prompt", "reference", "response"),
    [
        ("Simplify x + 1, if possible.", "x + 1", "1 + x"),
        ("Factor x^2 + 1 over the reals, if possible.", "x^2+1", "x^2 + 1"),
        ("Which is larger, 2^10 or 10^3?", "2^{10}", "2^10"),
        ("What is 2 + 3?\n(A) 4\n(B) 5", "B", "5"),
        ("Ann has 5 apples and gives none away. How many has she?", "5", "5"),
        ("In how many ways can 5 people stand in a row?", "120", "5!"),
    ],
)
def test_an_answer_in_the_form_of_the_question_is_one(prompt: str, reference: str, response: str) -> None:
    assert judged({"prompt": prompt, "reference": reference, "response": rf"\boxed{{{response}}}"}).accepted


@pytest.mark.parametrize(
    ("response", "reference", "accepted"),
    [
        ("F(x) = x^2 + C", "x^2 + C", True),
        ("\\boxed{G(x)=x^2}", "x^2", True),
        ("$A(r) = \\pi r^2$", "\\pi r^2", True),
        ("P(x) = x(x+1)", "x^2 + x", True),
        ("F(x) = x^3", "x^2", False),
        ("F(x) = x^2", "G(x) = x^2", False),
    ],
)
def test_a_function_of_any_letter_is_no_product(response: str, reference: str, accepted: bool) -> None:
    assert assay.verify("math.answer", response=response, reference=reference).accepted == accepted
