"""Exports hold what the run holds, and the tools they are for can read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import assay
from assay import tables

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def work(toy: None, assay_cli: Run, tmp_path: Path) -> Path:
    assert assay_cli("generate", "toy.sum", "-n", "25", "--out", "run").returncode == 0
    return tmp_path / "work"


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_every_column_comes_out_again(work: Path, assay_cli: Run, form: str) -> None:
    done = assay_cli("export", "run", "--to", form, "--out", f"all.{form}")
    assert done.stdout == f"25 rows written to all.{form} (export.{form})\n"
    assert list(tables.read_rows(work / f"all.{form}")) == list(tables.read_rows(work / "run" / "data"))


def test_rows_have_the_keys_that_the_public_record_names(work: Path) -> None:
    first = next(iter(tables.read_rows(work / "run")))
    assert set(first) == assay.Row.__annotations__.keys() == tables.ACCEPTED_COLUMNS.keys()
    assert set(first["certificate"]) == assay.Certificate.__annotations__.keys()


def test_chat_messages(work: Path, assay_cli: Run) -> None:
    assay_cli("export", "run", "--to", "sft", "--out", "chat.jsonl")
    lines = [json.loads(line) for line in (work / "chat.jsonl").read_text().splitlines()]
    assert [line["messages"] for line in lines] == [row["messages"] for row in tables.read_rows(work / "run")]


@pytest.mark.parametrize("directory", ["run", "lines", "hub"])
def test_datasets_reads_the_run_and_its_export(work: Path, assay_cli: Run, directory: str) -> None:
    """The real library, offline."""
    assert assay_cli("export", "run", "--to", "hf", "--out", "hub").returncode == 0
    assert assay_cli("generate", "toy.sum", "-n", "25", "--format", "jsonl", "--out", "lines").returncode == 0
    code = (
        "import datasets, json\n"
        f"d = datasets.load_dataset({directory!r}, split='train', cache_dir='cache')\n"
        "print(json.dumps([d.num_rows, d[0]['prompt'], d[0]['messages'][1]['role'], d[0]['certificate']['digest'][:7]]))"
    )
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
        "HF_HOME": str(work / "home"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=work, capture_output=True, text=True, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr
    first = next(iter(tables.read_rows(work / "run")))
    assert json.loads(done.stdout) == [25, first["prompt"], "assistant", "sha256:"]


def test_nothing_is_overwritten(work: Path, assay_cli: Run) -> None:
    (work / "mine.jsonl").write_text("precious")
    done = assay_cli("export", "run", "--to", "sft", "--out", "mine.jsonl")
    assert done.returncode == 2
    assert done.stderr == "assay: mine.jsonl exists already; choose another --out or delete it\n"
    assert (work / "mine.jsonl").read_text() == "precious"


def test_the_card_tells_what_a_reader_wants_to_know(work: Path) -> None:
    card = (work / "run" / "README.md").read_text()
    for part in (
        "# 25 verified rows",
        "generate toy.sum -n 25 --out run",
        "| toy.check | 1 | assay-toy |",
        "| toy.sum | 1 | assay-toy | 25 | 0 |",
        "| certificate |",
    ):
        assert part in card
