"""Fixtures shared by the tests of the code plugin's recipes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assay import tables


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
            list(tables.read_rows(self.out / part)) if (self.out / part).exists() else []
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
        )


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)
