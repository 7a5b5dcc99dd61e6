"""docs/data-format.md is true: its columns, reasons and examples are those of the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assay.data import dataset, samples, sources
from assay.testing import command

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def block(label: str) -> str:
    found = re.search(rf"```\w+ {re.escape(label)}\n(.*?)```", TEXT, re.DOTALL)
    assert found
    return found[1]


def first_cells(text: str) -> list[str]:
    """The code names in the first cell of each table row."""
    cells = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def test_the_columns_are_those_of_the_files() -> None:
    accepted = section("An accepted row").split("The certificate:")
    assert first_cells(accepted[0]) == dataset.schema().names
    assert first_cells(accepted[1]) == dataset.schema().field("certificate").type.names
    common = [name for name in dataset.schema().names if name not in ("checks", "certificate")]
    assert common + first_cells(section("A rejected row")) == dataset.schema(rejected=True).names


def test_every_reason_of_the_readers_is_there() -> None:
    code = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (sources, samples))
    reasons = set(re.findall(r'reason="(\w+)"|_Unusable\(\s*"(\w+)"', code))
    known = {name for pair in reasons for name in pair if name}
    known |= {f"missing_{field}" for field in ("response", "reference", "prompt")}
    table = section("A file that `assay verify` reads").split("| reason |")[1]
    assert set(first_cells(table)) == known


def test_the_example_row_is_what_its_command_makes(tmp_path: Path) -> None:
    told = re.search(r"`assay (generate math.linear_equation .*?)`", TEXT)
    assert told
    done = command(*told[1].split(), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    first = next(dataset.read_rows(tmp_path / "algebra"))
    del first["certificate"]
    assert json.loads(block("row")) == first
    run = json.loads((tmp_path / "algebra" / "run.json").read_text(encoding="utf-8"))
    assert set(first_cells(section("`run.json`"))) - {"generate", "verify"} == set(run)


@pytest.fixture
def qa(tmp_path: Path) -> Path:
    (tmp_path / "qa.jsonl").write_text(block("file=qa.jsonl"), encoding="utf-8")
    return tmp_path


def test_the_example_of_wrong_use(qa: Path) -> None:
    told, output = block("run").splitlines()
    done = command(*told.split()[2:], folder=qa)
    assert (done.returncode, done.stderr) == (2, output + "\n")


def test_the_example_of_verdicts(qa: Path) -> None:
    told = block("run").splitlines()[0].split()[2:]
    done = command(*told, "--map", "reference=answer", folder=qa)
    assert done.returncode == 0, done.stderr
    lines = (qa / "qa-verified" / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == block("verdicts").splitlines()
