"""Runs of recipes and verdicts of verifiers, as the tests of the text plugin need them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.data import dataset
from assay.gate import run_verifier

Rows = list[dict[str, Any]]
Play = Callable[..., tuple[Rows, Rows]]
Replies = Sequence[tuple[Any, Any]] | Callable[[str], str] | None
Judge = Callable[..., assay.Verdict]


@pytest.fixture
def play(tmp_path: Path, request: pytest.FixtureRequest) -> Play:
    """``play(recipe, replies, *options, **files)``: run it; the accepted and the rejected rows.

    A keyword ``name=[rows]`` becomes ``name.jsonl`` and ``--set name=…``. What was accepted is audited.
    """

    def run(
        recipe: str, replies: Sequence[tuple[Any, Any]] | None, *options: str, **files: Rows
    ) -> tuple[Rows, Rows]:
        out = tmp_path / "run"
        command = [sys.executable, "-c", "from assay.cli import main; main()"]
        asked = [*command, "run", recipe, "--out", str(out), *options]
        if callable(replies):
            port = start_server(replies, request)
            names = ("asker=", "knower=") if recipe == "text.two_roles" else ("",)
            asked += [part for name in names for part in ("--model", f"{name}openai:stub")]
            asked += ["--base-url", f"http://127.0.0.1:{port}/v1"]
        elif replies is not None:
            lines = [json.dumps({"contains": words, "reply": reply}) for words, reply in replies]
            (tmp_path / "replies.jsonl").write_text("\n".join(lines) + "\n")
            asked += ["--model", f"replay:{tmp_path / 'replies.jsonl'}"]
        for name, rows in files.items():
            path = tmp_path / f"{name}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            asked += ["--set", f"{name}={path}"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=200, cwd=tmp_path)
        assert done.returncode in (0, 1) and (out / "run.json").exists(), done.stderr + done.stdout
        accepted = list(dataset.read_rows(out / "data")) if (out / "data").exists() else []
        rejected = list(dataset.read_rows(out / "rejected")) if (out / "rejected").exists() else []
        if accepted:
            audit = subprocess.run([*command, "audit", str(out)], capture_output=True, text=True, timeout=200)
            assert audit.returncode == 0, audit.stdout + audit.stderr
        return accepted, rejected

    return run


def start_server(answer: Callable[[str], str], request: pytest.FixtureRequest) -> int:
    """An OpenAI-compatible server whose replies are ``answer(whole prompt)``; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = answer("\n\n".join(turn["content"] for turn in asked["messages"]))
            choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            reply = {"id": "1", "object": "chat.completion", "created": 0, "model": "stub"}
            body = json.dumps(reply | {"choices": [choice], "usage": usage}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    request.addfinalizer(server.server_close)
    request.addfinalizer(server.shutdown)
    return int(server.server_address[1])


@pytest.fixture
def judge() -> Judge:
    """``judge(verifier, response, reference)``: the verdict; ``reference`` as JSON."""

    def verdict(
        verifier: assay.Verifier,
        response: str,
        reference: Any,
        *,
        prompt: str = "p",
        turns: Sequence[assay.Message] = (),
    ) -> assay.Verdict:
        text = reference if isinstance(reference, str) else json.dumps(reference)
        return run_verifier(verifier, assay.Sample(assay.Task(prompt, text), response, turns=tuple(turns)))

    return verdict
