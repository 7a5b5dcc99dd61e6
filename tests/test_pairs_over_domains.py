"""Pairs of the text plugin whose halves another plugin's verifier tells apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import UsageError
from assay.testing import write_jsonl

pytest_plugins = ["assay.testing.pytest_plugin"]


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., str]:
    return lambda name, lines: str(write_jsonl(tmp_path / f"{name}.jsonl", lines))


def test_pairs_by_a_verifier(play: Callable[..., Any], jsonl: Callable[..., str]) -> None:
    said: dict[str, list[Any]] = {
        "6 * 7": [
            "6 * 7 is 42 and so the answer is \\boxed{42}.",
            "\\boxed{42}",
            "I'm sorry, but I cannot do \\boxed{41}.",
            "6 * 7 is 41 and so the answer is \\boxed{41}.",
            "Forty or so.",
            {"text": "6 * 7 is the same as \\boxed{43}", "finish": "length"},
            "<think>41?</think>\\boxed{42}",
        ],
        "1 + 1": ["\\boxed{2}", "It is \\boxed{2}."],
        "9 * 9": ["\\boxed{18}", "\\boxed{80}"],
        "8 * 8": ["I am sorry, but no.", "I cannot say."],
    }
    lines = [
        {"contains": question, "reply": reply} for question, replies in said.items() for reply in replies
    ]
    keys = {"6 * 7": "42", "1 + 1": "2", "9 * 9": "81", "8 * 8": "64"}
    seeds = jsonl("seeds", [{"question": f"What is {q}?", "key": key} for q, key in keys.items()])
    options = [
        "--set",
        f"seeds={seeds}",
        "--set",
        "prompt=question",
        "--set",
        "reference=key",
        "--set",
        "samples=7",
    ]
    hint = ["--set", "how=Put the answer into \\boxed{}."]
    run = play(
        "text.verified_pairs", {}, lines, *options, *hint, "--set", "verifier=math.answer", "--set", "pairs=3"
    )
    (row,) = run.accepted  # "Forty or so." cannot be read, so it is not proved wrong
    assert row["prompt"] == "What is 6 * 7?" and row["messages"][1]["content"].startswith("6 * 7 is 42")
    assert row["pair"]["rejected"].startswith("6 * 7 is 41")
    assert (row["pair"]["opinion"], row["pair"]["verifier"], row["pair"]["reason"]) == (
        False,
        "math.answer",
        "wrong_answer",
    )
    assert "math.answer" in row["certificate"]["policy"]["verifiers"]
    assert run.reasons_by_prompt == {
        "What is 1 + 1?": "none_wrong",
        "What is 9 * 9?": "none_right",
        "What is 8 * 8?": "none_decided",
    }
    with pytest.raises(UsageError, match=r"did you mean 'math\.answer'"):
        play("text.verified_pairs", {"verifier": "math.answers"}, lines, *options, out="b")


def test_the_sandbox_asked_for_is_the_one_that_the_chosen_verifier_gets(
    play: Callable[..., Any], jsonl: Callable[..., str], tmp_path: Path
) -> None:
    code = "```python\ndef add(a, b):\n    return a {} b\n```"
    lines = [{"contains": "Write", "reply": code.format(sign)} for sign in "+-"]
    reference = json.dumps({"kind": "tests", "tests": "assert add(2, 3) == 5"})
    seeds = jsonl("seeds", [{"prompt": "Write add(a, b).", "reference": reference}])
    options = ["--set", f"seeds={seeds}", "--set", "samples=2", "--set", "verifier=code.tests"]
    with pytest.raises(UsageError, match="nonsense"):
        play("text.verified_pairs", {}, lines, *options, "--sandbox", "nonsense", out="no")
    assert not (tmp_path / "no" / "data").exists()
    done = play("text.verified_pairs", {}, lines, *options, "--sandbox", "local")
    told = json.loads((done.out / "run.json").read_text())
    assert told["sandbox"] == "local" and [row["pair"]["verifier"] for row in done.accepted] == ["code.tests"]
    assert "code.tests" in [verifier["name"] for verifier in told["verifiers"]]
    spun = ["--set", f"seeds={jsonl('spun', [{'prompt': 'Hi', 'response': 'Hello.'}])}"]
    with pytest.raises(UsageError, match="nonsense"):
        play("text.spin", {}, lines, *spun, "--sandbox", "nonsense", out="spin")
