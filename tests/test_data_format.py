"""docs/data-format.md is true: its columns, reasons and examples are those of the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest

from assay import row
from assay.data import chats, dataset, input_rows, inputs, samples, tables
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


def type_name(kind: Any) -> str:
    inner = row.without_none(kind)
    name = {str: "string", int: "int", float: "float", bool: "bool"}.get(inner)
    name = name or ("list of structs" if get_origin(inner) is list else "struct")
    return name + (" or null" if inner is not kind else "")


@pytest.mark.parametrize(("title", "rejected"), [("An accepted row", False), ("A rejected row", True)])
def test_the_columns_are_those_of_row(title: str, rejected: bool) -> None:
    docs, types = row.columns(rejected=rejected), row.column_types(rejected=rejected)
    told = [name for name in docs if not (rejected and name in row.CONTENT)]
    table = "".join(f"| `{name}` | {type_name(types[name])} | {docs[name]} |\n" for name in told)
    assert table in section(title)
    assert dataset.schema(rejected=rejected).names == list(docs)


def test_the_certificate_is_that_of_row() -> None:
    told = section("An accepted row").split("The certificate:")[1]
    assert first_cells(told) == list(get_type_hints(row.Certificate))


def test_every_reason_of_the_readers_is_there() -> None:
    code = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8")
        for module in (input_rows, inputs, tables, samples, chats)
    )
    reasons = set(re.findall(r'reason="(\w+)"|Unusable\(\s*"(\w+)"', code))
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


def test_the_example_in_python_holds() -> None:
    exec(compile(block("call"), "data-format.md", "exec"), {})


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
