"""docs/recipes.md is true: what it shows runs and gives what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assay.data import dataset
from assay.testing import command

TEXT = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_the_example_gives_what_it_shows(folder: Path) -> None:
    found = re.search(r"```console run\n\$ assay (.*?)\n(.*?)```", TEXT, re.DOTALL)
    assert found
    done = command(*found[1].split(), folder=folder)
    assert done.returncode == 0, done.stderr
    shown = [re.sub(r", in .*", "", line) for line in done.stdout.splitlines()]
    assert shown[:3] == found[2].splitlines()
    assert "1 of 1 row proved again" in command("audit", "solved", folder=folder).stdout


def test_the_file_runs(folder: Path) -> None:
    done = command("run", "solve.yaml", folder=folder)
    assert done.returncode == 0, done.stderr
    (row,) = dataset.read_rows(folder / "from-file" / "data")
    assert '"sampling":{"max_tokens":1024,"temperature":0.3,"top_p":0.95}' in row["provenance"]["extra"]


def test_the_recipe_of_the_page_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = folder / "assay_sums-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: assay-sums\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[assay]\nsums = recipe\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    with (folder / "problems.jsonl").open("a") as file:
        file.write('{"question": "Goods cost $50 and delivery $8. What is due in all?", "answer": "58"}\n')
    (folder / "answers.jsonl").write_text(
        '{"contains": ["Reword", "Nora"], "reply": "Nora had 48 clips sold to friends in April, half of it in May. How many?"}\n'
        '{"contains": ["Reword", "crate"], "reply": "No."}\n'
        '{"contains": ["Reword", "Goods"], "reply": "Goods, a lorry, cost $7,000. What is due, delivery with it?"}\n'
        '{"contains": "48 clips", "reply": "The answer is 72."}\n'
        '{"contains": "lorry", "reply": "The answer is 58."}\n'
    )
    seeds = ("--set", "seeds=problems.jsonl")
    main = (sys.executable, "-c", "from assay.cli import main; main()")
    told = ("run", "sums.paraphrase", "--model", "replay:answers.jsonl", *seeds, "--out", "sums")
    done = subprocess.run([*main, *told], cwd=folder, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    assert [row["answer"] for row in dataset.read_rows(folder / "sums" / "data")] == ["72"]
    reasons = [row["reason"] for row in dataset.read_rows(folder / "sums" / "rejected")]
    assert reasons == ["no_question", "lost_number"]


def test_every_recipe_that_is_installed_stands_on_the_page(folder: Path) -> None:
    listed = re.findall(r"^recipe +(\S+)", command("list", "recipes", folder=folder).stdout, re.MULTILINE)
    assert listed and all(f"`{name}`" in TEXT for name in listed)
