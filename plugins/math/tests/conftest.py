"""Fixtures shared by the math plugin's tests."""

from __future__ import annotations

import json
import os
import re
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

_INNERMOST = (
    (re.compile(r"\^\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r" sqrt(\1)"),
)
_PLAIN = ((r"\left", ""), (r"\right", ""), (r"\,", " "), (r"\cdot", "*"), (r"\div", "/"), (r"\ln", r"\log"))
_NAME = r"((?:sin|cos|tan|cot|log)(?:_\d+)?)"
_THEN = (
    (re.compile(r"\|([^|]*)\|"), r"(Abs(\1))"),
    (re.compile(r"(\d+)\\pi"), r"\1*pi"),
    (re.compile(r"\\pi"), " pi "),
    (re.compile(r"([\d.]+)\^\\circ"), r"(\1*pi/180)"),
    (re.compile(r"\\(sin|cos|tan)\^\(?(\d+)\)?"), r"\\\1_\2"),
    (re.compile(r"\\(sin|cos|tan|cot|log)"), r" \1"),
    (re.compile(_NAME + r" +(\d*[a-z])\b(?!\()"), r"\1(\2)"),
    (re.compile(_NAME + r" +(\d+)"), r"\1(\2)"),
    (re.compile(_NAME + r" +(pi)\b"), r"\1(\2)"),
    (re.compile(_NAME + r" +"), r"\1"),
    (re.compile(r"(?<![a-z])e\b|(?<=[\d)x])e(?=\^)"), " E "),
    (re.compile(r"([xnE])(?=[(a-zE])"), r"\1 "),
)


def _read(text: str) -> Any:
    """LaTeX as the generators write it, as a SymPy expression. For trusted text only: SymPy's parser evaluates."""
    import sympy
    from sympy.parsing.sympy_parser import (
        convert_xor,
        implicit_multiplication,
        parse_expr,
        standard_transformations,
    )

    def power(function: Any, exponent: int) -> Any:
        return lambda argument: function(argument) ** exponent

    names = {f"{f}_{n}": power(getattr(sympy, f), n) for f in ("sin", "cos", "tan") for n in range(2, 12)}
    for old, new in _PLAIN:
        text = text.replace(old, new)
    before = ""
    while before != text:
        before = text
        for pattern, new in _INNERMOST:
            text = pattern.sub(new, text)
    for pattern, new in _THEN:
        text = pattern.sub(new, text)
    steps = (*standard_transformations, convert_xor, implicit_multiplication)
    return parse_expr(text, local_dict=names, transformations=steps)


@pytest.fixture(scope="session")
def read_latex() -> Callable[[str], Any]:
    """Turns the LaTeX of a generated row into a SymPy expression, by a way that the plugin does not use."""
    return _read


@dataclass(frozen=True)
class Cooked:
    """A finished run: exit code, what it said, and its rows."""

    code: int
    said: str
    accepted: list[dict[str, Any]]
    rejected: list[dict[str, Any]]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(row["verifier"], row["reason"]) for row in self.rejected]


class Kitchen:
    """Runs recipes on models that are files of replies, or servers."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.out = work / "run"

    def replies(self, role: str, lines: list[tuple[str | list[str], str]]) -> str:
        """A model that answers by the words of the prompt, and says so loudly where there is no answer."""
        file = self.work / f"{role}.jsonl"
        file.write_text("".join(json.dumps({"contains": c, "reply": r}) + "\n" for c, r in lines))
        return f"replay:{file}"

    def seeds(self, rows: list[dict[str, Any]]) -> Path:
        file = self.work / "seeds.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return file

    def __call__(self, recipe: str, models: dict[str, str], sets: dict[str, Any], *more: str) -> Cooked:
        arguments = ["run", recipe, "--out", str(self.out), *more]
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
            timeout=240,
            env={**os.environ, "OPENAI_API_KEY": "none"},
        )


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


class Student:
    """A server that speaks the chat protocol and answers better once it was fitted: its version is in a file."""

    def __init__(self, folder: Path, answer: Callable[[str, int], str]) -> None:
        self.version = folder / "student-version"
        self.version.write_text("0")
        self.asked: list[tuple[int, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                prompt = body["messages"][-1]["content"]
                version = int(outer.version.read_text())
                outer.asked.append((version, prompt))
                message = {"role": "assistant", "content": answer(prompt, version)}
                usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                reply = json.dumps(
                    {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]}
                    | {"choices": [choice], "usage": usage}
                ).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fit(self, folder: Path) -> str:
        """A FIT command that 'trains': it counts the rows, and the next version is served."""
        script = folder / "fit.py"
        script.write_text(
            "import json, pathlib, sys\n"
            "rows = [json.loads(line) for line in open(sys.argv[1])]\n"
            "assert all(row['messages'][-1]['role'] == 'assistant' for row in rows)\n"
            f"broken = pathlib.Path({str(folder / 'broken')!r})\n"
            "if broken.exists() and f'round-{broken.read_text()}.' in sys.argv[1]:\n"
            "    sys.exit('out of memory')\n"
            f"version = pathlib.Path({str(self.version)!r})\n"
            "version.write_text(str(int(version.read_text()) + 1))\n"
            "print('fitted on', len(rows))\n"
        )
        return f"{sys.executable} {script} {{data}}"


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Callable[[Callable[[str, int], str]], Student]]:
    started: list[Student] = []

    def start(answer: Callable[[str, int], str]) -> Student:
        started.append(Student(tmp_path, answer))
        return started[-1]

    yield start
    for each in started:
        each.server.shutdown()
        each.server.server_close()
