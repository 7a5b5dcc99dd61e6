"""The batch API of a provider as a model: one file of calls, replies later, nothing paid twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.llm import batch
from assay.runs.recipe import ModelChoice
from assay.testing import Played, play
from assay.testing.stub_server import ModelServer as Server


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "GATHER", 0.1)
    monkeypatch.setattr(batch, "FIRST_WAIT", 0.02)


def sums(server: Server, work: Path, params: dict[str, Any], **options: Any) -> Played:
    model = ModelChoice("openai_batch:stub", server.url)
    return play("chef.sums", params, model, folder=work, **options)


def test_all_calls_of_a_step_are_one_batch(work: Path, server: Server) -> None:
    played = sums(server, work, {"rows": 14, "steps": 2})
    assert len(played.accepted) == 14 and len(server.stub.batches) == 2
    assert played.run["usage"]["models"]["openai_batch:stub"]["calls"] == 28
    assert server.stats()["requests"] == 0
    (line, *_) = server.stub.files["file-0"].splitlines()
    told = json.loads(line)
    assert (told["method"], told["url"], told["body"]["model"]) == ("POST", "/v1/chat/completions", "stub")


def test_a_refused_call_costs_its_candidate_and_a_failed_one_is_asked_again(
    work: Path, server: Server
) -> None:
    played = sums(server, work, {"rows": 10, "steps": 1, "faults": "2:400*9/5:500*9"})
    assert len(played.accepted) == 8
    assert sorted(row["reason"] for row in played.rejected) == ["model_failed", "request_refused"]
    assert len(server.stub.batches) == batch.TRIES


def test_what_an_expired_batch_left_is_in_the_next_one(work: Path, server: Server) -> None:
    server.control(batch="expired")
    played = sums(server, work, {"rows": 4, "steps": 1})
    assert len(played.accepted) == 3  # 2 of 4, 1 of 2, 0 of 1
    assert server.stats()["repeated"] == 0 or server.stats()["replies"] >= 3
    assert [row["reason"] for row in played.rejected] == ["model_failed"]


def test_a_batch_that_is_refused_stops_the_run_and_costs_no_row(work: Path, server: Server) -> None:
    server.control(batch="failed")
    with pytest.raises(assay.UsageError, match="batch-0 failed"):
        sums(server, work, {"rows": 12, "steps": 1})


SCRIPT = """
import sys
from assay.llm import batch
batch.GATHER, batch.FIRST_WAIT = 0.1, 0.02
from assay.cli import main
main()
"""


def test_a_killed_run_asks_after_its_batches(work: Path, server: Server) -> None:
    server.control(held=True)
    model = ["--model", "openai_batch:stub", "--base-url", server.url, "--out", "run", "-w", "1"]
    command = [
        sys.executable,
        "-c",
        SCRIPT,
        "run",
        "chef.sums",
        *model,
        "--set",
        "rows=9",
        "--set",
        "steps=1",
    ]
    running = subprocess.Popen(command, cwd=work, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    for _ in range(3000):
        if (work / "run" / batch.STATE).exists() and server.stub.batches:
            break
        time.sleep(0.01)
    time.sleep(0.2)
    running.send_signal(signal.SIGKILL)
    running.wait()
    server.control(held=False)
    again = subprocess.run([*command, "--resume"], cwd=work, capture_output=True, text=True, timeout=60)
    assert again.returncode == 0, again.stderr
    assert "9 calls" in again.stdout and len(server.stub.batches) == 1
    assert server.stats()["repeated"] == 0


def test_replies_of_batches_are_not_streamed(work: Path, server: Server) -> None:
    with pytest.raises(assay.UsageError, match="take stream out of its sampling"):
        play(
            "chef.sums",
            {},
            ModelChoice("openai_batch:stub", server.url, sampling={"stream": True}),
            folder=work,
        )
