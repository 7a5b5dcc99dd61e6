"""Fixtures shared by the tests of the code plugin's recipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assay.data import dataset


@dataclass(frozen=True)
class Cooked:
    """A finished run: exit code, what it said, and its rows."""

    code: int
    said: str
    accepted: list[dict[str, Any]]
    rejected: list[dict[str, Any]]

    def reasons(self) -> list[tuple[str, str]]:
        return [(row["verifier"], row["reason"]) for row in self.rejected]


class Kitchen:
    """Runs recipes on models that are files of replies."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.out = work / "run"

    def replies(self, role: str, lines: list[tuple[str | list[str], str]]) -> str:
        """A model that answers by the words of the prompt, and stops the run where there is no answer."""
        file = self.work / f"{role}.jsonl"
        file.write_text("".join(json.dumps({"contains": c, "reply": r}) + "\n" for c, r in lines))
        return f"replay:{file}"

    def seeds(self, rows: list[dict[str, Any]]) -> Path:
        file = self.work / "seeds.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return file

    def __call__(self, recipe: str, models: dict[str, str], sets: dict[str, Any], *more: str) -> Cooked:
        arguments = ["run", recipe, "--out", str(self.out), "--workers", "2", *more]
        for role, model in models.items():
            arguments += ["--model", f"{role}={model}"]
        for key, value in sets.items():
            arguments += ["--set", f"{key}={value}"]
        done = self.assay(*arguments)
        accepted, rejected = (
            list(dataset.read_rows(self.out / part)) if (self.out / part).exists() else []
            for part in ("data", "rejected")
        )
        return Cooked(done.returncode, done.stderr + done.stdout, accepted, rejected)

    def assay(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from assay.cli import main; main()", *arguments],
            cwd=self.work,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "OPENAI_API_KEY": "none"},
        )


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


class Server:
    """Speaks the chat protocol on loopback; ``answer`` gets the prompt and how often it was asked before."""

    def __init__(self, answer: Callable[[str, int], str]) -> None:
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                prompt = body["messages"][-1]["content"]
                before = outer.asked.count(prompt)
                outer.asked.append(prompt)
                message = {"role": "assistant", "content": answer(prompt, before)}
                usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
                reply = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]}
                reply |= {
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                    "usage": usage,
                }
                data = json.dumps(reply).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, int], str]], Server]]:
    started: list[Server] = []

    def start(answer: Callable[[str, int], str]) -> Server:
        started.append(Server(answer))
        return started[-1]

    yield start
    for each in started:
        each.server.shutdown()
        each.server.server_close()
