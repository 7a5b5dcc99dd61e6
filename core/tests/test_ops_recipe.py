"""Operators in a recipe, from documents to the export, through the real command line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assay.data import dataset

SECRET = "the secret sum of all the grains of rice on the board is very large indeed"


@pytest.fixture
def notes(work: Path) -> Path:
    (work / "notes").mkdir()
    (work / "bench.jsonl").write_text(json.dumps({"question": SECRET}) + "\n")
    (work / "notes" / "a.md").write_text(
        "# Bees\n\nBees dance to tell the others where flowers are.\n\n# Rice\n\nThey say "
        + SECRET
        + " by now.\n"
    )
    (work / "notes" / "b.html").write_text(
        "<nav>Menu</nav><p>Bees dance to tell others where the flowers are!<h2>Ants</h2><p>Ants walk."
    )
    (work / "notes" / "c.txt").write_text("\n\n".join(f"Line {n} is about item {n * n}." for n in range(40)))
    return work


def test_only_new_and_clean_rows_pass_and_the_others_say_why(notes: Path, assay_cli: Any) -> None:
    options = ("run", "notes.ask", "--set", "documents=notes", "--set", "benchmark=bench.jsonl")
    done = assay_cli(*options, "--out", "run", "--workers", "2")
    assert done.returncode == 0, done.stderr
    rows = list(dataset.read_rows(notes / "run"))
    assert [(row["prompt"], row["provenance"]["file"]) for row in rows[:2]] == [
        ("Bees dance to tell the others where flowers are.", "a.md"),
        ("Ants walk.", "b.html"),
    ]
    assert json.loads(rows[1]["provenance"]["extra"])["place"] == "b.html, paragraph 2"
    fallen = list(dataset.read_rows(notes / "run" / "rejected"))
    assert {r["message"] for r in fallen if r["reason"] == "contaminated"} == {
        "It holds words of bench.jsonl, row 1: 'the secret sum of all the grains of rice on the board is'."
    }
    assert Counter(r["reason"] for r in fallen) == {"wrong_count": 18, "contaminated": 1, "near_duplicate": 1}
    assert all(r["verifier"] == "notes.ask" for r in fallen if r["reason"] != "wrong_count")
    assert "It is like row notes.ask-v1-s0-0-0 (0.89 of 1)." in {r["message"] for r in fallen}
    assert assay_cli("audit", "run").returncode == 0

    small = assay_cli(*options, "-n", "2", "--out", "grown")
    assert small.returncode == 0, small.stderr
    assert assay_cli(*options, "-n", str(len(rows)), "--out", "grown", "--resume").returncode == 0
    assert list(dataset.read_rows(notes / "grown")) == rows

    assert assay_cli("export", "run", "--to", "preference", "--out", "pairs.jsonl").returncode == 0
    pairs = [json.loads(line) for line in (notes / "pairs.jsonl").read_text().splitlines()]
    assert len(pairs) == len(rows) and {pair["rejected"][0]["content"] for pair in pairs} == {"0"}


def test_a_document_that_cannot_be_read_stops_the_run_or_is_passed_over(notes: Path, assay_cli: Any) -> None:
    (notes / "notes" / "b.pdf").write_bytes(b"%PDF-1.7 torn")
    options = (
        "run",
        "notes.ask",
        "--set",
        "documents=notes",
        "--set",
        "benchmark=bench.jsonl",
        "--out",
        "run",
    )
    done = assay_cli(*options)
    assert done.returncode == 2 and "b.pdf is no sound PDF (" in done.stderr
    assert "Traceback" not in done.stderr and "EOF marker" not in done.stderr
    done = assay_cli(*options[:-1], "again", "--skip-bad")
    assert done.returncode == 0 and "1 seed could not be read" in done.stdout, done.stderr
