"""Recipes without a model: exactly N rows, the same every time, whatever fails in between."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay import UsageError
from assay.data import dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]

MAIN = "from assay.cli import main; main()"


def numbers(path: Path, values: list[int], *extra: str) -> None:
    lines = [json.dumps({"a": a, "b": 5}) for a in values]
    path.write_text("\n".join([*lines, *extra]) + "\n")


def rows(path: Path) -> list[dict[str, Any]]:
    return list(dataset.read_rows(path))


def digests(run: Path) -> dict[str, str]:
    files = [f for part in ("data", "rejected") for f in sorted((run / part).glob("*"))]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def run_json(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((path / "run.json").read_text())
    return value


def test_what_goes_wrong_with_a_candidate_stays_with_it(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [1, 13, 2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 3])
    done = assay_cli(
        "run", "cook.sums", "--set", "numbers=n.jsonl", "--out", "run", "--workers", "2", "--format", "jsonl"
    )
    assert done.returncode == 0, done.stderr
    accepted = rows(work / "run" / "data")
    assert [row["reference"] for row in accepted] == ["6", "7", "24", "24", "8"]
    assert [row["id"] for row in accepted][-3:] == [
        "cook.sums-v1-s0-8-0",
        "cook.sums-v1-s0-8-1",
        "cook.sums-v1-s0-12",
    ]
    assert accepted[0]["recipe"] == "cook.sums" and accepted[0]["labels"] == '{"ease":5}'
    assert accepted[0]["provenance"]["file"] == "n.jsonl" and accepted[0]["provenance"]["line"] == 1
    fallen = {(r["status"], r["reason"], r["message"]) for r in rows(work / "run" / "rejected")}
    assert fallen == {
        ("rejected", "unlucky", "Thirteen is not added."),
        ("error", "work_crash", "add brought its process down (cook_plugin.py, line 19)."),
        ("error", "work_deadline", "add did not answer within its deadline (cook_plugin.py, line 19)."),
        ("error", "work_crash", "add failed: ValueError: no such number (cook_plugin.py, line 28)."),
        ("error", "recipe_crash", "KeyError: 'a bug' (cook_plugin.py, line 39)."),
        ("error", "bad_draft", "Its prompt is '', must be text that is not empty (cook_plugin.py, line 32)."),
        (
            "error",
            "recipe_crash",
            "TypeError: Object of type object is not JSON serializable (cook_plugin.py, line 50).",
        ),
        (
            "error",
            "bad_draft",
            "The content of its message 0 is int 5, must be text (cook_plugin.py, line 32).",
        ),
        ("rejected", "no_draft", "The recipe made nothing of this seed."),
    }
    audit = assay_cli("audit", "run")
    assert "5 of 5 rows proved again, 0 problems" in audit.stdout, audit.stdout


def test_the_same_bytes_with_one_worker_two_a_kill_and_a_smaller_start(assay_cli: Run, work: Path) -> None:
    options = ["run", "cook.many", "-n", "400", "--seed", "3"]
    assert assay_cli(*options, "--workers", "1", "--out", "one").returncode == 0
    assert assay_cli(*options, "--workers", "2", "--out", "two").returncode == 0
    killed = subprocess.Popen(
        [sys.executable, "-c", MAIN, *options, "--workers", "2", "--out", "cut"],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(400):
        time.sleep(0.01)
        if written(work / "cut") or killed.poll() is not None:
            break
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert written(work / "cut") < 600
    assert assay_cli(*options, "--out", "cut", "--resume").returncode == 0
    assert assay_cli("run", "cook.many", "-n", "90", "--seed", "3", "--out", "grown").returncode == 0
    assert assay_cli(*options, "--out", "grown", "--resume").returncode == 0
    assert len(rows(work / "one" / "data")) == 400
    assert run_json(work / "one")["counts"] == run_json(work / "grown")["counts"]
    assert digests(work / "one") == digests(work / "two") == digests(work / "cut") == digests(work / "grown")


def written(run: Path) -> int:
    try:
        with sqlite3.connect(f"file:{run / 'journal.sqlite'}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM candidates").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_what_a_candidate_sees_of_earlier_rows_does_not_depend_on_time(assay_cli: Run, work: Path) -> None:
    options = ["run", "cook.chain", "-n", "60", "--format", "jsonl"]
    assert assay_cli(*options, "--workers", "1", "--out", "one").returncode == 0
    assert assay_cli(*options, "--workers", "2", "--out", "two").returncode == 0
    assert assay_cli("run", "cook.chain", "-n", "20", "--format", "jsonl", "--out", "grown").returncode == 0
    assert assay_cli(*options, "--workers", "2", "--out", "grown", "--resume").returncode == 0
    assert digests(work / "one") == digests(work / "two") == digests(work / "grown")
    references = [int(row["reference"]) for row in rows(work / "one" / "data")]
    assert references[-1] > 40_000 and not any(r % 10 == 7 for r in references)
    assert {r["reason"] for r in rows(work / "one" / "rejected")} == {"wrong_sum", "ending"}


def test_rounds_see_all_rows_before_a_candidate_of_their_choice(assay_cli: Run, work: Path) -> None:
    done = assay_cli("run", "cook.rounds", "-n", "35", "--format", "jsonl", "--out", "run")
    assert done.returncode == 0, done.stderr
    seen = [int(row["prompt"].split()[2]) for row in rows(work / "run" / "data")]
    assert seen == [0, *[1] * 9, 10, *[11] * 9, 20, *[21] * 9, 30, *[31] * 4]


def test_the_wrong_half_of_a_pair_is_proved_wrong_and_audited(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [1, 2, 3])
    done = assay_cli("run", "cook.pairs", "--set", "numbers=n.jsonl", "--out", "run", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    (row,) = rows(work / "run" / "data")
    assert row["pair"] == {
        "rejected": "3 + 5 = 9",
        "opinion": False,
        "verifier": "cook.check",
        "reason": "wrong_sum",
        "message": "",
    }
    assert {r["reason"] for r in rows(work / "run" / "rejected")} == {"pair_not_proved"}
    assert assay_cli("audit", "run").returncode == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["cook.sum"], "no recipe is called 'cook.sum': did you mean 'cook.sums'?"),
        (["cook.sums"], "cook.sums needs numbers (JSONL with a and b); add --set numbers=…"),
        (["cook.sums", "--set", "nubers=n.jsonl"], "no parameter 'nubers': did you mean 'numbers'?"),
        (["cook.sums", "--set", "numbers"], "--set numbers is not of the form key=value"),
        (
            ["cook.sums", "--set", "numbers=n.jsonl", "--set", "slip_every=two"],
            "--set slip_every: slip_every is 'two', must be a whole number",
        ),
        (["cook.sums", "--set", "numbers=none.jsonl"], "there is no file none.jsonl"),
        (["cook.sums", "--set", "numbers=bad.jsonl"], "bad.jsonl, line 2"),
        (["cook.sums", "--set", "numbers=lacks.jsonl"], "lacks.jsonl, line 2 has no 'b', it has a"),
        (
            ["cook.sums", "--set", "numbers=n.jsonl", "--model", "openai:x"],
            "asks no model in the role 'model'",
        ),
        (["cook.many"], "cook.many never runs out of seeds; say how many rows with -n"),
        (["missing.yaml"], "there is no file missing.yaml"),
        (["wrong.yaml"], "wrong.yaml, line 2: there is no key 'cuont': did you mean 'count'?"),
        (["deep.yaml"], "deep.yaml, line 4: cook.sums has no parameter 'number': did you mean 'numbers'?"),
        (["type.yaml"], "type.yaml, line 2: count is 'many', must be a whole number"),
        (["not.yaml"], "not.yaml, line 2 is not YAML"),
    ],
)
def test_wrong_use_is_one_sentence_with_the_mend(
    assay_cli: Run, work: Path, options: list[str], sentence: str
) -> None:
    numbers(work / "n.jsonl", [1])
    numbers(work / "bad.jsonl", [1], '{"a": 2, "b"')
    numbers(work / "lacks.jsonl", [1], '{"a": 2}')
    (work / "wrong.yaml").write_text("recipe: cook.sums\ncuont: 3\n")
    (work / "deep.yaml").write_text("recipe: cook.sums\ncount: 3\nparams:\n  number: n.jsonl\n")
    (work / "type.yaml").write_text("recipe: cook.sums\ncount: many\n")
    (work / "not.yaml").write_text("recipe: [\n")
    done = assay_cli("run", *options)
    assert done.returncode == 2, done.stdout + done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("in_flight: 0", "in_flight is 0, must be at least 1"),
        ("workers: 0", "workers is 0, must be at least 1"),
        ("max_candidates: 0", "max_candidates is 0, must be at least 1"),
        ("count: -3", "count is -3, must be at least 1"),
        (f"count: {10**30}", "must be at least 1 and at most 9.0072e+15"),
        ("seed: -1", "seed is -1, must be at least 0"),
        ("timeout: -5", "timeout is -5.0, must be at least 0.001"),
        ("timeout: .nan", "timeout is nan, must be a number"),
        ("patience: -1", "patience is -1.0, must be at least 0"),
        ("max_calls: -1", "max_calls is -1, must be at least 0"),
        ("max_tokens: -1", "max_tokens is -1, must be at least 0"),
        ("max_cost: -1", "max_cost is -1.0, must be at least 0"),
        ("min_coverage: 2", "min_coverage is 2.0, must be at least 0 and at most 1"),
        ("models: {m: {use: 'openai:x', base_url: 5}}", "base_url must hold text"),
        ("models: {m: {use: 'openai:x', sampling: 5}}", "sampling must hold keys of its own"),
    ],
)
def test_a_file_is_checked_like_the_command_line(tmp_path: Path, said: str, sentence: str) -> None:
    from assay.cli.recipes import recipe_request

    file = tmp_path / "run.yaml"
    file.write_text(f"recipe: cook.sums\n{said}\n")
    with pytest.raises(UsageError, match=rf"run.yaml, line 2: {re.escape(sentence)}|{re.escape(sentence)}"):
        recipe_request(str(file), {}, [], [], [], resume=False, command="")


@pytest.mark.parametrize(
    "given", [{"timeout": -5.0}, {"patience": -1.0}, {"price": "-1/2"}, {"price": "nan/2"}]
)
def test_options_have_limits_too(given: dict[str, Any]) -> None:
    from assay.cli.recipes import recipe_request

    (name,) = given
    with pytest.raises(UsageError, match=f"--{name}"):
        recipe_request("cook.sums", given, [], [], [], resume=False, command="")


def test_bad_seeds_can_be_passed_over_and_are_counted(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [1, 2], "{", '{"a": 2}', '{"a": 8, "b": 1}')
    (work / "run.yaml").write_text(
        "recipe: cook.sums\nskip_bad: true\nout: run\nparams:\n  numbers: n.jsonl\n  slip_every: 0\n"
    )
    done = assay_cli("run", "run.yaml")
    assert done.returncode == 0, done.stderr
    assert "2 seeds could not be read" in done.stdout
    assert [r["reference"] for r in rows(work / "run" / "data")] == ["6", "7", "9"]
    assert run_json(work / "run")["skipped_seeds"] == 2


def test_a_bad_seed_costs_nothing_that_stands_before_it(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [1, 2, 3], "{")
    options = ["run", "cook.sums", "--set", "numbers=n.jsonl", "--out", "run"]
    assert assay_cli(*options, "-n", "3").returncode == 0
    done = assay_cli(*options, "-n", "4", "--resume")
    assert done.returncode == 2 and "n.jsonl, line 4" in done.stderr and "--skip-bad" in done.stderr
    assert written(work / "run") == 3


def test_a_recipe_that_always_fails_stops_early(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [17] * 400)
    done = assay_cli("run", "cook.sums", "--set", "numbers=n.jsonl", "--out", "run")
    assert done.returncode == 1
    assert (
        "stopped: cook.sums failed 25 times in a row, the last time with recipe_crash: KeyError: 'a bug' "
        "(cook_plugin.py, line 39)" in done.stdout
    )
    assert written(work / "run") == 25


def test_seeds_that_run_out_are_exit_1_and_other_seeds_are_not_resumed(assay_cli: Run, work: Path) -> None:
    numbers(work / "n.jsonl", [1, 2, 3])
    options = ["run", "cook.sums", "--set", "numbers=n.jsonl", "-n", "5", "--out", "run"]
    done = assay_cli(*options)
    assert done.returncode == 1 and "short of the 5 asked for" in done.stdout
    numbers(work / "n.jsonl", [1, 2, 3, 4])
    again = assay_cli(*options, "--resume")
    assert again.returncode == 2 and "was started with another files" in again.stderr


@pytest.mark.parametrize("slow", ["0", "0.02", "100"])
def test_interrupt_is_130_and_resumable(assay_cli: Run, work: Path, slow: str) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            MAIN,
            "run",
            "cook.many",
            "-n",
            "100000",
            "--set",
            f"slow={slow}",
            "--out",
            "run",
        ],
        cwd=work,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(400):
        time.sleep(0.02)
        if written(work / "run") or (slow == "100" and (work / "run" / "journal.sqlite").exists()):
            break
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130 and "--resume" in error and "Traceback" not in error


def test_recipes_are_listed_with_their_parameters(assay_cli: Run, work: Path) -> None:
    assert "cook.sums" in assay_cli("list", "recipes").stdout
    assert "model.openai" in assay_cli("list", "models").stdout
    shown = assay_cli("run", "cook.sums", "--params").stdout
    assert "--set slip_every=…  add wrongly once in so many, 0 for never (int, 0)" in shown
