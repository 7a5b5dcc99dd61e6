"""Recipes end to end on replies written by hand, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assay import tables

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Played:
    """What came of a run."""

    folder: Path
    output: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(tables.read_rows(self.folder / "data"))

    @property
    def rejected(self) -> list[dict[str, Any]]:
        return list(tables.read_rows(self.folder / "rejected"))

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
    ) -> Played:
        models = []
        for role, lines in (replies if isinstance(replies, Mapping) else {"model": replies}).items():
            file = tmp_path / f"{role}.jsonl"
            file.write_text("".join(json.dumps(line) + "\n" for line in lines))
            models += ["--model", f"{role}=replay:{file}"]
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
def jsonl(tmp_path: Path) -> Callable[..., str]:
    """``jsonl("seeds", rows)`` writes a file and returns its path."""

    def write(name: str, rows: Sequence[Row]) -> str:
        file = tmp_path / f"{name}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(file)

    return write
