"""Verifiers that judge many at once: the same rows as one by one, and whatever one sample does costs no other."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Status, testing
from assay.data import dataset
from assay.gate import run_many
from assay.registry import find_verifier

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLUGINS = ("group", "toy")

pytestmark = pytest.mark.usefixtures("toys")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[int]]:
    """The sizes of the groups that a verifier was asked to judge, in new worker processes."""
    path = tmp_path / "log"
    monkeypatch.setenv("GROUP_LOG", str(path))
    testing.restart_workers()

    def sizes(name: str) -> list[int]:
        lines = path.read_text().splitlines() if path.exists() else []
        return [int(line.split()[2]) for line in lines if line.split()[1] == name]

    return sizes


def digests(run: Path) -> dict[str, str]:
    files = [f for part in ("data", "rejected") for f in sorted((run / part).glob("*"))]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def committed(journal: Path) -> int:
    try:
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT COUNT(*) FROM results").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def judged(texts: list[str], *, workers: int = 2) -> list[assay.Verdict]:
    return list(assay.verify_many("group.sums", ({"response": t} for t in texts), workers=workers))


def sums(count: int) -> list[str]:
    return [f"{i} + {i} = {2 * i + (i % 3 == 0)}" for i in range(count)]


REASONS = ["wrong_sum" if i % 3 == 0 else "ok" for i in range(400)]


def test_verdicts_come_in_their_order_and_in_few_groups(log: Callable[[str], list[int]]) -> None:
    found = judged(sums(100))
    assert [v.reason for v in found] == REASONS[:100]
    assert found[1].checks[0].span == (0, 9) and found[1].coverage == assay.Coverage(1, 1, 1, 1)
    assert {(v.verifier, v.version) for v in found} == {("group.sums", 1)}
    sizes = log("sums")
    assert sum(sizes) == 100 and max(sizes) == 16 and len(sizes) <= 9, sizes


def test_one_is_judged_alone(log: Callable[[str], list[int]]) -> None:
    assert assay.verify("group.sums", response="1 + 1 = 2").accepted
    assert log("sums") == [1]


def test_what_is_lacking_is_told_without_the_group(log: Callable[[str], list[int]]) -> None:
    found = judged(["", "1 + 1 = 2"])
    assert [v.reason for v in found] == ["missing_response", "ok"]
    assert log("sums") == [1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hang", "deadline"),
        ("die", "crash"),
        ("raise", "crash"),
        ("unreadable", "unreadable_reference"),
        ("eat memory", "memory"),
        ("fewer", "bad_verdict"),
        ("more", "bad_verdict"),
        ("nothing", "bad_verdict"),
        ("lie", "bad_verdict"),
        ("contradict", "inconsistent_verdict"),
    ],
)
def test_whatever_one_does_costs_no_other_its_verdict(text: str, reason: str) -> None:
    texts = sums(40)
    texts[21] = text
    found = judged(texts)
    assert (found[21].status, found[21].reason, found[21].verifier) == (Status.ERROR, reason, "group.sums")
    assert [v.reason for i, v in enumerate(found) if i != 21] == [
        r for i, r in enumerate(REASONS[:40]) if i != 21
    ]
    alone = assay.verify("group.sums", response=text)
    assert alone == found[21]


def test_several_that_misbehave_at_once() -> None:
    texts = sums(60)
    for at, text in ((0, "die"), (1, "raise"), (30, "die"), (31, "die"), (32, "fewer"), (59, "nothing")):
        texts[at] = text
    expected = {0: "crash", 1: "crash", 30: "crash", 31: "crash", 32: "bad_verdict", 59: "bad_verdict"}
    assert [v.reason for v in judged(texts)] == [expected.get(i, REASONS[i]) for i in range(60)]


def test_a_cheaper_verifier_decides_first(
    log: Callable[[str], list[int]], assay_cli: Run, work: Path
) -> None:
    lines = [
        {"prompt": "p", "response": t} for t in ("1 + 1 = 2", "1000000000 + 1 = 1000000001", "2 + 2 = 4")
    ]
    testing.write_jsonl(work / "in.jsonl", lines)
    options = ["verify", "in.jsonl", "--verifier", "group.short", "--verifier", "group.sums", "--out", "run"]
    assert assay_cli(*options).returncode == 0
    assert [r["reason"] for r in dataset.read_rows(work / "run" / "rejected")] == ["too_long"]
    assert log("sums") == [2] and log("short") == [1, 1, 1]  # and nobody is asked twice


@pytest.mark.parametrize("generator", ["group.sum", "group.even", "group.pair"])
def test_the_same_bytes_whatever_the_groups_and_workers(
    assay_cli: Run, work: Path, monkeypatch: pytest.MonkeyPatch, generator: str
) -> None:
    options = ["generate", generator, "-n", "70", "--seed", "7", "--format", "jsonl"]
    for workers, mode in (("1", ""), ("2", ""), ("4", "slow")):
        monkeypatch.setenv("GROUP_MODE", mode)
        testing.restart_workers()
        done = assay_cli(*options, "--workers", workers, "--out", workers)
        assert done.returncode == 0, done.stderr
    assert digests(work / "1") == digests(work / "2") == digests(work / "4")
    assert len(list(dataset.read_rows(work / "1" / "data"))) == 70
    assert assay_cli("audit", "1").returncode == 0


def test_a_pair_is_proved_by_the_group(assay_cli: Run, work: Path) -> None:
    assert assay_cli("generate", "group.pair", "-n", "30", "--out", "run").returncode == 0
    for row in dataset.read_rows(work / "run" / "data"):
        assert (row["pair"]["verifier"], row["pair"]["reason"]) == ("group.sums", "wrong_sum")
    refused = {row["reason"] for row in dataset.read_rows(work / "run" / "rejected")}
    assert refused == {"pair_not_proved"}


def test_an_audit_judges_in_groups_and_finds_a_row_that_was_changed(
    log: Callable[[str], list[int]], assay_cli: Run, work: Path
) -> None:
    assert assay_cli("generate", "group.sum", "-n", "60", "--out", "run", "--format", "jsonl").returncode == 0
    before = len(log("sums"))
    assert assay_cli("audit", "run").returncode == 0
    sizes = log("sums")[before:]
    assert sum(sizes) == 60 and len(sizes) <= 7, sizes
    (file,) = (work / "run" / "data").glob("*.jsonl")
    rows = testing.read_rows(work / "run")
    right, wrong = (
        rows[7]["response"] if "response" in rows[7] else rows[7]["messages"][-1]["content"],
        "1 + 1 = 3",
    )
    rows[7]["messages"][-1]["content"] = wrong
    rows[7]["generator"] = None
    testing.sign_again(rows[7])
    testing.write_jsonl(file, rows)
    done = assay_cli("audit", "run")
    assert done.returncode != 0 and right not in done.stdout


def test_a_run_that_was_killed_goes_on_to_the_same_bytes(
    assay_cli: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["generate", "group.sum", "-n", "400", "--seed", "3", "--format", "jsonl", "--workers", "2"]
    assert assay_cli(*options, "--out", "whole").returncode == 0
    monkeypatch.setenv("GROUP_MODE", "slow")
    journal, resume = work / "cut" / "journal.sqlite", ""
    for number in (signal.SIGINT, signal.SIGKILL):
        before = committed(journal)
        run = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from assay.cli import main; main()",
                *options,
                "--out",
                "cut",
                *resume.split(),
            ],
            cwd=work,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(400):
            time.sleep(0.02)
            if committed(journal) > before or run.poll() is not None:
                break
        run.send_signal(number)
        run.wait(60)
        resume = "--resume"
    monkeypatch.setenv("GROUP_MODE", "")
    done = assay_cli(*options, "--out", "cut", "--resume")
    assert done.returncode == 0, done.stderr
    assert digests(work / "whole") == digests(work / "cut")


def test_a_recipe_asks_in_groups(log: Callable[[str], list[int]], assay_cli: Run, work: Path) -> None:
    texts = [f"{i} + 1 = {i + 1 + (i % 5 == 0)}" for i in range(60)]
    for workers in ("1", "2"):
        done = assay_cli("run", "group.say", "--workers", workers, "--out", workers)
        assert done.returncode == 0, done.stderr
    assert digests(work / "1") == digests(work / "2")
    right = [t for i, t in enumerate(texts) if i % 5 and (i + 1) % 2 == 0]
    kept = [r["messages"][-1]["content"] for r in dataset.read_rows(work / "1" / "data")]
    assert kept == right
    assert max(log("evens")) == 8 and max(log("sums")) > 1


def test_other_rows_go_on_while_a_group_is_judged() -> None:
    """The group hangs until its deadline; on two workers ordinary rows come meanwhile."""
    testing.restart_workers()
    assert judged(["1 + 1 = 2"])[0].accepted
    slow = threading.Thread(target=judged, args=(["hang"],))
    slow.start()
    found = list(assay.verify_many("toy.check", ({"response": t} for t in sums(200)), workers=2))
    assert [v.reason for v in found] == REASONS[:200]
    slow.join()


def test_an_endless_stream_of_other_rows_does_not_starve_a_group() -> None:
    ended = threading.Event()

    def rows() -> Any:
        number = 0
        while not ended.is_set():
            yield {"response": f"{number} + 1 = {number + 1}"}
            number += 1

    other = threading.Thread(target=lambda: list(assay.verify_many("toy.check", rows(), workers=2)))
    other.start()
    try:
        assert judged(["1 + 1 = 2"])[0].accepted
    finally:
        ended.set()
        other.join()


def test_a_group_that_nobody_waits_for_any_more_is_ended(log: Callable[[str], list[int]]) -> None:
    texts = [*sums(17)[1:], *["hang"] * 8]
    stream = assay.verify_many("group.sums", ({"response": text} for text in texts), workers=1)
    assert next(stream).accepted
    for _ in range(400):
        if log("sums") == [16, 8]:
            break
        time.sleep(0.02)
    assert isinstance(stream, Generator)
    stream.close()
    assert judged(["1 + 1 = 2"], workers=1)[0].accepted  # behind it, in the same pool
    assert log("sums") == [16, 8, 1]  # its halves were not tried


def test_what_a_killed_worker_had_started_ends_with_it(log: Callable[[str], list[int]]) -> None:
    assert assay.verify("group.sums", response="start a program").reason == "deadline"
    (program,) = log("program")
    for _ in range(200):
        try:
            os.kill(program, 0)
            ended = (
                Path(f"/proc/{program}/stat").read_text().split()[2] == "Z"
            )  # nobody has asked for its end yet
        except (ProcessLookupError, FileNotFoundError):
            ended = True
        if ended:
            break
        time.sleep(0.02)
    assert ended


def test_run_many_trusts_none_of_a_group_that_failed_as_a_whole() -> None:
    verifier = find_verifier("group.sums")
    samples = [assay.Sample(assay.Task("p"), text) for text in ("1 + 1 = 2", "lie", "1 + 1 = 3")]
    found = run_many(verifier, samples)
    assert isinstance(found, assay.Verdict) and (found.status, found.reason) == (Status.ERROR, "bad_verdict")
    good = run_many(verifier, [samples[0], samples[2]])
    assert isinstance(good, list) and [v.reason for v in good] == ["ok", "wrong_sum"]
    fewer = run_many(verifier, [samples[0], assay.Sample(assay.Task("p"), "fewer")])
    assert isinstance(fewer, assay.Verdict) and "returned 1 verdicts for 2 samples" in fewer.message


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"batch": 0}, "batch is 0, must be the largest group"),
        ({"batch": True}, "batch is True"),
        ({"batch": 8}, "batch and many go together"),
        ({"many": lambda samples: []}, "batch and many go together"),
        ({"batch": 8, "many": lambda: []}, "must take"),
        ({"batch": 8, "many": lambda samples: [], "start_s": -1.0}, "start_s is -1.0"),
        ({"batch": 8, "many": lambda samples: [], "start_s": float("inf")}, "start_s is inf"),
        ({"batch": 8, "many": "sums"}, "is no function"),
    ],
)
def test_what_an_author_gets_wrong_is_said(options: dict[str, Any], said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        assay.verifier("group.bad", **options)(lambda sample: None)  # type: ignore[arg-type, return-value]
