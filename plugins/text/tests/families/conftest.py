"""Recipes end to end on replies written by hand, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assay.data import dataset

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Played:
    """What came of a run."""

    folder: Path
    output: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(dataset.read_rows(self.folder / "data"))

    @property
    def rejected(self) -> list[dict[str, Any]]:
        return list(dataset.read_rows(self.folder / "rejected"))

    @property
    def reasons(self) -> dict[str, str]:
        """The reason why each prompt fell."""
        return {row["prompt"]: row["reason"] for row in self.rejected}


Play = Callable[..., Played]


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from assay.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=240
    )


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """``play(recipe, replies, "-n", "5", ...)``; every row that it accepts is proved again by ``assay audit``."""

    def run(
        recipe: str,
        replies: Sequence[Row] | Mapping[str, Sequence[Row]],
        *options: str,
        exit_code: int = 0,
        name: str = "run",
        urls: Mapping[str, str] | None = None,
    ) -> Played:
        models = []
        for role, lines in (replies if isinstance(replies, Mapping) else {"model": replies}).items():
            file = tmp_path / f"{role}.jsonl"
            file.write_text("".join(json.dumps(line) + "\n" for line in lines))
            models += ["--model", f"{role}=replay:{file}"]
        for role, url in (urls or {}).items():
            models += ["--model", f"{role}=openai:{role}", "--base-url", f"{role}={url}"]
        folder = tmp_path / name
        done = command("run", recipe, *models, "--out", str(folder), "--workers", "2", *options)
        assert done.returncode == exit_code, done.stderr + done.stdout
        played = Played(folder, done.stderr + done.stdout)
        if (folder / "data").exists() and played.rows:
            audit = command("audit", str(folder))
            assert audit.returncode == 0, audit.stdout + audit.stderr
        return played

    return run


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, int], str]], str]]:
    """``serve(answer)``: the address of a model server on loopback.

    ``answer`` is given the last turn and how often it was asked before.
    """
    servers = []

    def start(answer: Callable[[str, int], str]) -> str:
        asked: Counter[str] = Counter()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                prompt = body["messages"][-1]["content"]
                text = answer(prompt, asked[prompt])
                asked[prompt] += 1
                choice = {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": text},
                }
                usage = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
                reply = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]}
                data = json.dumps({**reply, "choices": [choice], "usage": usage}).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # a run that is done hangs up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/v1"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., str]:
    """``jsonl("seeds", rows)`` writes a file and returns its path."""

    def write(name: str, rows: Sequence[Row]) -> str:
        file = tmp_path / f"{name}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(file)

    return write
