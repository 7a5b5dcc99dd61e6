"""The wrong half of a pair is what is proved wrong: not what is hedged, cannot be read, or has a bad form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Status, Task
from assay.data.exporters import write_preference
from assay.errors import UsageError
from assay.gate import Gate, Policy
from assay.registry import installed

CLIPS = "Nora sold clips to 48 friends in April, and half as many in May. How many clips in April and May?"
RIGHT = "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."


def wrong(response: str) -> tuple[Status, str]:
    gate = Gate(installed(), Policy(("assay.reply", "math.answer", "math.cot")))
    found, _ = gate.judge(Sample(Task(CLIPS, "72"), response), lambda *_: None, truth=True)
    return found.status, found.reason


@pytest.mark.parametrize(
    "response",
    [
        "48 / 2 = \\boxed{24}.\n48 + 24 = 72, so it is \\boxed{72}.",
        f"{RIGHT}\n\nNote that May was the weaker month, though.",
        "48 / 2 = 24 and 48 + 24 = 72, it is seventy-two clips, that is six dozen.\nHave a nice day.",
        f"{RIGHT}\nUser: And June?",
        "I cannot help with that.",
    ],
)
def test_what_may_be_right_is_not_proved_wrong(response: str) -> None:
    assert wrong(response)[0] is not Status.REJECTED


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("48 / 2 = 24\nThe answer is \\boxed{24}.", "wrong_answer"),
        ("48 / 2 = 25\n48 + 24 = 72\nThe answer is \\boxed{72}.", "false_arithmetic"),
    ],
)
def test_what_is_wrong_is_proved_wrong(response: str, reason: str) -> None:
    assert wrong(response) == (Status.REJECTED, reason)


def row(response: str, **more: Any) -> dict[str, Any]:
    turns = [{"role": "user", "content": CLIPS}, {"role": "assistant", "content": response}]
    return {
        "id": more.pop("id", "a"),
        "messages": turns,
        "images": None,
        "reference": "72",
        "pair": None,
        **more,
    }


def fallen(response: str, verifier: str, reason: str) -> dict[str, Any]:
    return row(response, id="f", status="rejected", verifier=verifier, reason=reason, message="")


def chosen(**more: Any) -> dict[str, Any]:
    verdicts = [{"verifier": name} for name in ("assay.reply", "math.answer", "math.cot", "math.hint_free")]
    return row(RIGHT, certificate={"verdicts": verdicts, "digest": "d"}, **more)


@pytest.mark.parametrize(
    ("verifier", "reason"),
    [("math.hint_free", "hint_mentioned"), ("assay.reply", "runs_on"), ("math.answer", "hedged")],
)
def test_the_export_pairs_no_row_that_fell_for_its_form(tmp_path: Path, verifier: str, reason: str) -> None:
    with pytest.raises(UsageError, match="holds no pair"):
        write_preference([chosen()], tmp_path / "p.jsonl", [fallen("The answer is 72", verifier, reason)])


def test_the_export_writes_a_pair_once(tmp_path: Path) -> None:
    bad = "The answer is \\boxed{24}."
    proof = {"verifier": "math.answer", "reason": "wrong_answer", "message": ""}
    pair = {"rejected": bad, "opinion": False, **proof}
    other = fallen("The answer is \\boxed{25}.", "math.answer", "wrong_answer")
    rejected = [fallen(bad, "math.answer", "wrong_answer"), other]
    write_preference([chosen(pair=pair), chosen(id="b", pair=pair)], tmp_path / "p.jsonl", rejected)
    lines = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text().splitlines()]
    assert sorted(line["rejected"][0]["content"] for line in lines) == [bad, other["messages"][1]["content"]]
