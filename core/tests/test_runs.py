"""Runs through the command line: what is asked comes out, the same every time, whatever happens in between."""

from __future__ import annotations

import fcntl
import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.data import dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.usefixtures("toys")


def rows(path: Path) -> list[dict[str, Any]]:
    return list(dataset.read_rows(path))


def digests(run: Path) -> dict[str, str]:
    files = [f for part in ("data", "rejected") for f in sorted((run / part).glob("*"))]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_exactly_n_rows_pass_and_the_others_are_kept_with_their_reason(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "toy.half_wrong", "-n", "60", "--out", "run")
    assert done.returncode == 0, done.stderr
    accepted, rejected = rows(work / "run" / "data"), rows(work / "run" / "rejected")
    assert len(accepted) == 60
    assert all(row["certificate"]["verdicts"][0]["status"] == "accepted" for row in accepted)
    assert {row["reason"] for row in rejected} == {"wrong_sum"}
    run = json.loads((work / "run" / "run.json").read_text())
    assert run["counts"]["candidates"] == 60 + len(rejected)
    assert run["reasons"] == {"toy.check: wrong_sum": len(rejected)}
    assert "toy.half_wrong" in (work / "run" / "README.md").read_text()


def test_the_same_lines_with_one_worker_and_two(assay_cli: Run, work: Path) -> None:
    options = ["generate", "toy.half_wrong", "toy.sum", "-n", "300", "--seed", "7", "--format", "jsonl"]
    for workers in ("1", "2"):
        assert assay_cli(*options, "--workers", workers, "--out", workers).returncode == 0
    assert digests(work / "1") == digests(work / "2")


def test_the_same_bytes_with_one_worker_two_and_a_kill_in_between(assay_cli: Run, work: Path) -> None:
    options = ["generate", "toy.half_wrong", "toy.sum", "-n", "2000", "--seed", "7"]
    assert assay_cli(*options, "--workers", "1", "--out", "one").returncode == 0
    assert assay_cli(*options, "--workers", "2", "--out", "two").returncode == 0
    killed = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from assay.cli import main; main()",
            *options,
            "--workers",
            "2",
            "--out",
            "cut",
        ],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    journal = work / "cut" / "journal.sqlite"
    before = 0
    for _ in range(400):
        time.sleep(0.02)
        before = committed(journal)
        if before or killed.poll() is not None:
            break
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert committed(journal) >= before
    again = assay_cli(*options, "--out", "cut", "--resume")
    assert again.returncode == 0, again.stderr
    assert digests(work / "one") == digests(work / "two") == digests(work / "cut")


def committed(journal: Path) -> int:
    try:
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM results").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize(
    ("way", "before"),
    [
        (signal.SIGINT, ""),
        (signal.SIGTERM, ""),
        # Shells start background jobs like this.
        (signal.SIGTERM, "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "),
    ],
)
def test_interrupt_is_130_and_resumable(assay_cli: Run, work: Path, way: int, before: str) -> None:
    options = ["generate", "toy.sum", "-n", "200000", "--difficulty", "5", "--out", "run"]
    process = subprocess.Popen(
        [sys.executable, "-c", f"{before}from assay.cli import main; main()", *options],
        cwd=work,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(400):
        time.sleep(0.02)
        if committed(work / "run" / "journal.sqlite"):
            break
    process.send_signal(way)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    assert "--resume" in error
    assert "Traceback" not in error
    kept = committed(work / "run" / "journal.sqlite")
    assert kept > 0


def test_repeated_problems_are_refused_and_falling_short_is_exit_1(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "toy.narrow", "-n", "10", "--max-candidates", "200", "--out", "run")
    assert done.returncode == 1
    assert len(rows(work / "run" / "data")) == 3
    assert {row["reason"] for row in rows(work / "run" / "rejected")} == {"duplicate_problem"}
    assert "short of the 10 asked for" in done.stdout


def test_a_run_can_grow(assay_cli: Run, work: Path) -> None:
    assay_cli("generate", "toy.sum", "-n", "50", "--difficulty", "5", "--out", "small")
    grown = assay_cli("generate", "toy.sum", "-n", "90", "--difficulty", "5", "--out", "small", "--resume")
    assert grown.returncode == 0, grown.stderr
    assay_cli("generate", "toy.sum", "-n", "90", "--difficulty", "5", "--out", "big")
    assert digests(work / "small") == digests(work / "big")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--out", "run"], "run exists already; add --resume"),
        (["--out", "run", "--resume", "--seed", "5"], "was started with another seed"),
        (["--out", "nothing", "--resume"], "nothing holds no run to resume"),
        (["--difficulty", "9"], "--difficulty 9 is not a level from 1 to 5"),
        (["--require", "toy.nope"], "no verifier is called 'toy.nope'"),
        (["--format", "xml"], "--format xml is not known"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(assay_cli: Run, options: list[str], sentence: str) -> None:
    assert assay_cli("generate", "toy.sum", "-n", "5", "--out", "run").returncode == 0
    done = assay_cli("generate", "toy.sum", "-n", "5", *options)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_stricter_policy_lets_out_less(assay_cli: Run, work: Path) -> None:
    done = assay_cli(
        "generate", "toy.sum", "-n", "5", "--require", "toy.never", "--max-candidates", "20", "--out", "run"
    )
    assert done.returncode == 1
    assert {row["reason"] for row in rows(work / "run" / "rejected")} == {"cannot_tell"}
    assert rows(work / "run" / "data") == []


def test_rows_whose_worker_died_are_kept_as_errors(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "toy.hangs", "-n", "10", "--out", "run")
    assert done.returncode == 0, done.stderr
    assert {(row["status"], row["reason"]) for row in rows(work / "run" / "rejected")} == {
        ("error", "generator_crash")
    }


# ------------------------------------------------------------------ verify


def test_verify_answers_every_row_in_order(assay_cli: Run, work: Path) -> None:
    lines = [
        '{"id": "a", "text": "1 + 1 = 2"}',
        '{"id": "b", "text": "1 + 1 = 3"}',
        "{broken",
        '{"id": "d", "text": "hang"}',
        '{"id": "e"}',
        '{"id": "f", "text": "2 + 2 = 4"}',
    ]
    (work / "in.jsonl").write_text("\n".join(lines) + "\n")
    done = assay_cli("verify", "in.jsonl", "--verifier", "toy.check", "--map", "response=text", "--out", "v")
    assert done.returncode == 0, done.stderr
    verdicts = [json.loads(line) for line in (work / "v" / "verdicts.jsonl").read_text().splitlines()]
    assert [(v["line"], v["status"], v["reason"]) for v in verdicts] == [
        (1, "accepted", "ok"),
        (2, "rejected", "wrong_sum"),
        (3, "error", "invalid_json"),
        (4, "error", "deadline"),
        (5, "error", "missing_response"),
        (6, "accepted", "ok"),
    ]
    assert [row["id"] for row in rows(work / "v" / "data")] == ["a", "f"]
    assert len(rows(work / "v" / "rejected")) == 4
    assert assay_cli("audit", "v").returncode == 0


def test_verify_names_the_columns_it_found(assay_cli: Run, work: Path) -> None:
    (work / "in.jsonl").write_text('{"solution": "1 + 1 = 2"}\n')
    done = assay_cli("verify", "in.jsonl", "--verifier", "toy.check", "--map", "response=solutoin")
    assert done.returncode == 2
    assert "it has solution; use --map response=solution" in done.stderr
    assert "Traceback" not in done.stderr


# ------------------------------------------------------------------ audit and export


@pytest.fixture
def finished(assay_cli: Run, work: Path) -> Path:
    assert assay_cli("generate", "toy.sum", "-n", "20", "--format", "jsonl", "--out", "run").returncode == 0
    return work / "run"


def edit(run: Path, change: Any) -> None:
    (file,) = (run / "data").glob("*.jsonl")
    data = [json.loads(line) for line in file.read_text().splitlines()]
    change(data)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in data))


def test_audit_proves_every_row_again(assay_cli: Run, finished: Path) -> None:
    done = assay_cli("audit", "run")
    assert done.returncode == 0
    assert "20 of 20 rows proved again, 0 problems" in done.stdout


def invented_check() -> dict[str, Any]:
    texts = dict.fromkeys(("claim", "quote", "message"), "")
    places = {"where": "response", "start": None, "end": None}
    return {"verifier": "toy.check", "kind": "sum", "status": "accepted", "reason": "ok", **texts, **places}


def guessed(row: dict[str, Any], source: str = "generator", version: int = 1, **names: Any) -> None:
    """A forger puts a wrong answer under another origin, with a certificate of what it passes."""
    row["messages"][1]["content"] = "I guess 99."
    row.update(names)
    row["provenance"].update(source=source, version=version, name=row["generator"] or row["recipe"] or "")
    proof = row["certificate"]
    proof["policy"] = {"verifiers": ["assay.reply"], "min_step_coverage": 0.0}
    proof["verdicts"] = [{**proof["verdicts"][0], "verifier": "assay.reply", "version": 3, "checks": 0}]
    row["checks"] = []
    redigest(row)


def redigest(row: dict[str, Any]) -> None:
    from assay.row import row_digest

    row["certificate"]["digest"] = row_digest(row)


def wrong_everywhere(row: dict[str, Any]) -> None:
    """A forger changes prompt and response alike, so that the verifier is content, and signs anew."""
    row["prompt"] = row["messages"][0]["content"] = "What is 1 + 2?"
    row["messages"][1]["content"] = "1 + 1 = 2"
    redigest(row)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: data[3]["messages"][1].update(content="1 + 1 = 3"), "not_reproduced"),
        (lambda data: data[3].update(answer="17"), "not_reproduced"),
        (lambda data: (data[3].update(answer="17"), redigest(data[3])), "not_reproduced"),
        (lambda data: wrong_everywhere(data[3]), "not_reproduced"),
        (lambda data: data[3].update(reference="17", sources=None, labels="{}"), "not_reproduced"),
        # whatever row and certificate say of themselves, run.json says who made the rows and what they had to pass
        (lambda data: data[3]["provenance"].update(source="file"), "foreign_row"),
        (lambda data: guessed(data[3], generator="toy.nope"), "foreign_row"),
        (lambda data: guessed(data[3], generator=None), "foreign_row"),
        (lambda data: guessed(data[3], generator=None, recipe="toy.nope"), "foreign_row"),
        (lambda data: guessed(data[3], source="file", generator=None), "foreign_row"),
        (lambda data: guessed(data[3], version=2), "foreign_row"),
        (lambda data: guessed(data[3]), "not_reproduced"),
        (lambda data: data[3]["certificate"]["verdicts"][0].update(version=2), "certificate_mismatch"),
        (lambda data: data[3]["checks"].append(invented_check()), "certificate_mismatch"),
        (lambda data: data[3]["certificate"]["policy"].update(verifiers=["toy.never"]), "cannot_tell"),
        (lambda data: data[3].pop("certificate"), "malformed_row"),
        (lambda data: data[3]["certificate"]["verdicts"][0].update(checks=99), "certificate_mismatch"),
        (lambda data: data[3]["certificate"]["verdicts"].clear(), "certificate_mismatch"),
        (
            lambda data: data[3]["certificate"]["verdicts"][0].update(verifier="toy.other"),
            "certificate_mismatch",
        ),
        (
            lambda data: data[3]["certificate"]["verdicts"][0].update(status="error", version=7),
            "certificate_mismatch",
        ),
        (lambda data: data.pop(3), "row count"),
        (lambda data: data.append(data[3]), "doubled_row"),
    ],
)
def test_audit_finds_what_was_changed(assay_cli: Run, finished: Path, change: Any, problem: str) -> None:
    edit(finished, change)
    done = assay_cli("audit", "run")
    assert done.returncode == 1
    assert problem in done.stdout
    assert "Traceback" not in done.stderr


def test_export_to_chat_messages(assay_cli: Run, finished: Path, work: Path) -> None:
    done = assay_cli("export", "run", "--to", "sft", "--out", "chat.jsonl")
    assert done.returncode == 0, done.stderr
    first = json.loads((work / "chat.jsonl").read_text().splitlines()[0])
    assert [m["role"] for m in first["messages"]] == ["user", "assistant"]
    assert assay_cli("export", "run", "--to", "sfd", "--out", "x").returncode == 2


def test_an_unfinished_run_is_not_exported(assay_cli: Run, finished: Path) -> None:
    run = json.loads((finished / "run.json").read_text())
    (finished / "run.json").write_text(json.dumps(run | {"finished": False}))
    done = assay_cli("export", "run", "--to", "sft", "--out", "x.jsonl")
    assert done.returncode == 2
    assert "--resume" in done.stderr


def test_two_processes_do_not_share_a_directory(assay_cli: Run, finished: Path) -> None:

    with (finished / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = assay_cli("generate", "toy.sum", "-n", "30", "--format", "jsonl", "--out", "run", "--resume")
    assert done.returncode == 2
    assert "another process is at work in run" in done.stderr


def test_help_says_the_exit_codes(assay_cli: Run) -> None:
    done = assay_cli("--help")
    assert done.returncode == 0
    assert "130" in done.stdout


def test_the_verbs_in_processes_of_their_own(assay_process: Run, work: Path) -> None:
    """The other tests call the command line in their own process, over workers that stay up."""
    (work / "in.jsonl").write_text('{"response": "1 + 1 = 2"}\n{"response": "1 + 1 = 3"}\n')
    for arguments, said in (
        (("plugins",), "toy          assay-toy 1.0"),
        (("list", "verifiers", "--domain", "toy"), "toy.check"),
        (("generate", "toy.sum", "-n", "3", "--out", "made"), "3 rows accepted"),
        (("audit", "made"), "3 of 3 rows proved again, 0 problems"),
        (("export", "made", "--to", "sft", "--out", "chat.jsonl"), "3 rows written"),
        (("verify", "in.jsonl", "-v", "toy.check", "--out", "judged"), "1 row accepted, 1 rejected"),
        (("run", "chef.sums", "--model", "adder:x", "--set", "rows=2", "--out", "ran"), "2 rows accepted"),
    ):
        done = assay_process(*arguments)
        assert done.returncode == 0 and said in done.stdout, (arguments, done.stdout, done.stderr)


@pytest.mark.parametrize("key", ["verifiers", "generators", "policy", "counts"])
def test_a_run_json_that_lacks_something_is_said(assay_cli: Run, work: Path, key: str) -> None:
    assert assay_cli("generate", "toy.sum", "-n", "2", "--out", "run").returncode == 0
    run = json.loads((work / "run" / "run.json").read_text())
    (work / "run" / "run.json").write_text(json.dumps({**run, key: None}))
    done = assay_cli("audit", "run")
    assert done.returncode == 2 and "does not say what an audit needs" in done.stderr, done.stderr
