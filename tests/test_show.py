"""``assay show``, ``list``, ``doctor`` and the progress line, as a person sees them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.cli.app import part_names
from assay.cli.render import marked, show_row
from assay.runs.journal import Tally
from assay.runs.progress import Progress, duration


def assay(*words: str, code: int = 0, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "assay", *words],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with rows that passed and rows that did not."""
    folder = tmp_path_factory.mktemp("show")
    file = folder / "rows.jsonl"
    rows = [
        {
            "id": "right",
            "prompt": "What is 2 + 3?",
            "response": "2 + 3 = 5. The answer is \\boxed{5}.",
            "reference": "5",
        },
        {
            "id": "wrong",
            "prompt": "What is 2 + 4?",
            "response": "2 + 4 = 7. The answer is \\boxed{7}.",
            "reference": "6",
        },
        {
            "id": "red",
            "prompt": "What is 1 + 1?",
            "response": "\x1b[31mThe answer is \\boxed{2}.",
            "reference": "2",
        },
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assay(
        "verify",
        str(file),
        "--verifier",
        "math.answer",
        "--verifier",
        "math.cot",
        "--out",
        str(folder / "out"),
        "-q",
    )
    return folder / "out"


def test_checks_stand_in_the_text_with_their_mark() -> None:
    text = "Then $3x = 12$ and x = 5."
    checks = [
        (1, {"start": 6, "end": 13, "status": "accepted"}),
        (2, {"start": 19, "end": 24, "status": "rejected"}),
        (3, {"start": None, "end": None, "status": "accepted"}),
    ]
    assert marked(text, checks).plain == "Then $3x = 12[1✓]$ and x = 5[2✗]."
    assert {str(span.style) for span in marked(text, checks).spans} >= {"green", "bold red"}


def test_rows_of_a_run_by_status_reason_and_id(run: Path) -> None:
    both = assay("show", str(run), "-n", "3")
    assert "right accepted" in both and "wrong rejected" in both
    assert "2 + 3 = 5[" in both and "proved by math.answer" in both
    only = assay("show", str(run), "--status", "rejected")
    assert "right" not in only.split("user")[0] and "wrong_answer" in only
    assert "\x1b" not in both  # nothing that the terminal would obey
    assert json.loads(assay("show", str(run), "wrong", "--json"))[0]["id"] == "wrong"
    assert json.loads(assay("show", str(run), "1", "--json"))[0]["id"] == "right"
    assert "no row 'gone' among 3 rows" in assay("show", str(run), "gone", code=2)
    assert "no such row" in assay("show", str(run), "--reason", "gone", code=2)


def test_a_terminal_gets_colours_unless_it_asks_for_none(run: Path) -> None:
    assert "\x1b[" in assay("show", str(run), "right", FORCE_COLOR="1", TERM="xterm")
    assert "\x1b[" not in assay("show", str(run), "right", NO_COLOR="1")


def test_any_file_can_be_looked_at(run: Path, tmp_path: Path) -> None:
    assay("export", str(run), "--to", "sft", "--out", str(tmp_path / "sft.jsonl"))
    shown = assay("show", str(tmp_path / "sft.jsonl"), "1")
    assert "user: What is 2 + 3?" in shown and "assistant: 2 + 3 = 5" in shown
    (tmp_path / "half.jsonl").write_text('{"a": 1.5}\n{"b"\n')
    assert "1.5" in (shown := assay("show", str(tmp_path / "half.jsonl"))) and "line\n2\nproblem\n" in shown


def test_an_example_of_each_difficulty_of_a_generator() -> None:
    rows = json.loads(assay("show", "math.linear_equation", "--json"))
    (told,) = (
        r
        for r in json.loads(assay("list", "generators", "linear_equation", "--json"))
        if r["name"] == "math.linear_equation"
    )
    low, high = told["difficulties"]
    assert [row["difficulty"] for row in rows] == list(range(low, high + 1))
    assert all(row["certificate"] for row in rows)
    assert [
        r["difficulty"] for r in json.loads(assay("show", "math.linear_equation", "-d", "2-3", "--json"))
    ] == [2, 3]
    other = json.loads(assay("show", "math.linear_equation", "-d", "2", "-s", "5", "--json"))
    assert other[0]["prompt"] != rows[1]["prompt"]


def test_other_parts_are_told() -> None:
    shown = assay("show", "math.answer")
    assert "accepted" in shown and "rejected" in shown and "wrong_answer" in shown
    assert "--set" in assay("show", "math.star") and "verifiers:" in assay("show", "math.star")
    assert "did you mean 'math.linear_equation'" in assay("show", "math.linear_equatio", code=2)


def test_the_list_is_searched_by_words_domain_and_difficulty() -> None:
    assert (
        "math.triangle_area" in (found := assay("list", "generators", "triangle"))
        and "verifier " not in found
    )
    assert all(
        line.split()[1].startswith("math.") for line in assay("list", "-d", "math", "answer").splitlines()
    )
    levels = json.loads(assay("list", "-d", "code", "--difficulty", "1", "--json"))
    assert levels and all(row["difficulties"][0] == 1 for row in levels)
    assert "'zebra'" in assay("list", "zebra", code=2)


def test_the_doctor_tries_what_is_there(tmp_path: Path) -> None:
    found = {each["what"]: each for each in json.loads(assay("doctor", "--json"))}
    assert found["sandbox.local"]["state"] == "ok" and found["math"]["state"] == "ok"
    for each in found.values():
        assert each["state"] in ("ok", "absent") and each["detail"]
    tried = json.loads(assay("doctor", "math.answer", "--json"))
    assert [(each["what"], each["state"]) for each in tried] == [("math.answer", "ok")]
    assert "no verifier is called 'maths'" in assay("doctor", "maths", code=2)


def test_version_module_and_completion() -> None:
    assert assay("--version").startswith("assay 0.")
    assert "math" in part_names("") and "math.linear_equation" in part_names("math.lin")
    assert "math.linear_equation" in assay(
        _ASSAY_COMPLETE="complete_bash", COMP_WORDS="assay show math.lin", COMP_CWORD="2"
    )


def test_the_time_that_is_left() -> None:
    progress, tally = Progress(1000, quiet=True), Tally()
    progress(tally)
    progress.started -= 10
    tally.count("accepted", None, None, "", count=100)
    assert "about 2 min left" in progress._line(tally, "")
    whole = Progress(200, every=True, quiet=True)
    whole(Tally())
    whole.started -= 10
    tally.count("rejected", None, None, "x", count=60)
    assert "160 of 200 judged" in whole._line(tally, "") and "about 3 s left" in whole._line(tally, "")
    assert [duration(s) for s in (0.2, 45, 100, 7500)] == ["1 s", "45 s", "2 min", "2 h 05 min"]


def test_a_row_without_checks_or_chat_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from assay.cli.render import console

    row = {
        "id": "x",
        "status": "error",
        "reason": "bad_json",
        "message": "Line 3 is not JSON.",
        "prompt": "",
        "messages": [],
    }
    show_row({**row, "checks": [], "provenance": {"file": "a.jsonl"}}, console())
    assert "bad_json: Line 3 is not JSON." in capsys.readouterr().out
