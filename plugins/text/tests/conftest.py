"""Runs of recipes and verdicts of verifiers, as the tests of the text plugin need them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from assay.gate import run_verifier

import assay
from assay import tables

Rows = list[dict[str, Any]]
Play = Callable[..., tuple[Rows, Rows]]
Judge = Callable[..., assay.Verdict]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """``play(recipe, replies, *options, **files)``: run it; the accepted and the rejected rows.

    A keyword ``name=[rows]`` becomes ``name.jsonl`` and ``--set name=…``. What was accepted is audited.
    """

    def run(
        recipe: str, replies: Sequence[tuple[Any, Any]] | None, *options: str, **files: Rows
    ) -> tuple[Rows, Rows]:
        out = tmp_path / "run"
        command = [sys.executable, "-c", "from assay.cli import main; main()"]
        asked = [*command, "run", recipe, "--out", str(out), *options]
        if replies is not None:
            lines = [json.dumps({"contains": words, "reply": reply}) for words, reply in replies]
            (tmp_path / "replies.jsonl").write_text("\n".join(lines) + "\n")
            asked += ["--model", f"replay:{tmp_path / 'replies.jsonl'}"]
        for name, rows in files.items():
            path = tmp_path / f"{name}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            asked += ["--set", f"{name}={path}"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=200, cwd=tmp_path)
        assert done.returncode in (0, 1) and (out / "run.json").exists(), done.stderr + done.stdout
        accepted = list(tables.read_rows(out / "data")) if (out / "data").exists() else []
        rejected = list(tables.read_rows(out / "rejected")) if (out / "rejected").exists() else []
        if accepted:
            audit = subprocess.run([*command, "audit", str(out)], capture_output=True, text=True, timeout=200)
            assert audit.returncode == 0, audit.stdout + audit.stderr
        return accepted, rejected

    return run


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
