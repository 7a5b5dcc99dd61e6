"""``law.statute`` on real cases: seven of SARA v2, under nine sections of the Internal Revenue Code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.testing import judge
from assay_law.rules import Program

HERE = Path(__file__).parent / "data" / "sara_v2"
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_the_tax_of_a_case(case: dict[str, str | int]) -> None:
    rules = (HERE / "statute.lp").read_text("utf-8")
    tax = int(case["tax"])
    query = f'tax("{case["who"]}", X, {case["year"]})'
    outcome = Program(rules).solve(str(case["facts"]), query)
    assert (outcome.status, outcome.values) == ("holds", (tax,)), outcome.why
    assert outcome.sections[0] == "§ 1"
    prompt = f"{case['text']}\n{case['question']}"
    part = {"rules": rules, "facts": case["facts"], "query": query, "unit": "USD", "answer": tax}
    assert judge("law.statute", f"Under § 1 the tax is ${tax:,}.", {"statute": part}, prompt).accepted
    assert (
        judge("law.statute", f"Under § 1 the tax is ${tax + 1:,}.", {"statute": part}, prompt).status
        == "rejected"
    )
    for amount, answer, wrong in ((tax, "Yes.", "No."), (tax + 1, "No.", "Yes.")):
        part = {"rules": rules, "facts": case["facts"], "query": query.replace("X", str(amount), 1)}
        assert judge("law.statute", answer, {"statute": part}, prompt).accepted
        assert judge("law.statute", wrong, {"statute": part}, prompt).reason == "wrong_term"
