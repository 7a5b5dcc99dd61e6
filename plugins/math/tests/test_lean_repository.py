"""Theorems of a traced Lean repository: a small trace, made by hand after the source of LeanDojo's ``ExtractData.lean``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Task
from assay_math.lean import repository
from assay_math.lean.proof import read_proof
from assay_math.lean.repository import BadTrace, NotTraced, main, read_traced, row, toolchain
from assay_math.lean.statement import read_statement

SAMPLE = Path(__file__).parent / "data" / "lean_traced"


@pytest.fixture
def traced(tmp_path: Path) -> Path:
    """The sample in the folders of a repository."""
    at = tmp_path / "small"
    build = at / ".lake/build/ir/Small"
    build.mkdir(parents=True)
    (at / "Small").mkdir()
    shutil.copy(SAMPLE / "Basic.lean", at / "Small")
    shutil.copy(SAMPLE / "Basic.ast.json", build)
    (at / "lean-toolchain").write_text("leanprover/lean4:v4.28.0\n", "utf-8")
    return at


def test_theorems_with_their_places_and_what_is_in_force(traced: Path) -> None:
    swap, refl, again, last = read_traced(traced)
    assert (swap.name, swap.path, swap.line, swap.column) == ("swap", "Small/Basic.lean", 3, 0)
    assert swap.statement == "theorem swap (a b : Nat) : a + b = b + a"
    assert swap.proof == "by\n  rw [Nat.add_comm]" and swap.by_tactics
    assert swap.imports == ("Init.Data.Nat.Basic",) and swap.context == ()
    assert refl.name == "Small.refl'" and refl.proof == "⟨rfl, trivial⟩" and not refl.by_tactics
    assert refl.context == ("namespace Small", "variable (α : Type)")
    assert (again.name, again.context) == ("again", ())  # after the end of the namespace
    assert (last.name, last.context) == ("last", ("open Nat",))


def test_tactics_and_premises_are_of_their_theorem(traced: Path) -> None:
    swap, refl, again, last = read_traced(traced)
    (tactic,) = swap.tactics
    assert (tactic.text, tactic.after, tactic.line, tactic.column) == ("rw [Nat.add_comm]", "no goals", 4, 2)
    assert tactic.before.endswith("⊢ a + b = b + a")
    assert [each.name for each in swap.premises] == ["Nat.add_comm"]
    assert swap.premises[0].module == "Init.Data.Nat.Basic" and swap.premises[0].line == 190
    assert [each.name for each in refl.premises] == ["trivial"] and refl.tactics == ()
    assert [each.text for each in again.tactics] == ["exact Nat.le_refl n"]
    assert last.premises == ()


def test_a_row_is_a_reference_and_a_proof_of_it(traced: Path) -> None:
    for theorem in read_traced(traced):
        made = row(theorem, toolchain(traced))
        statement = read_statement(made["statement"])
        assert statement.lean == "4.28.0" and statement.imports == ("Init.Data.Nat.Basic",)
        assert read_proof(made["proof"], statement).own is False
        assert Sample(Task("Prove it.", made["statement"]), made["proof"])


def test_the_command(traced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(traced)]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == [
        "swap",
        "Small.refl'",
        "again",
        "last",
    ]
    assert main([str(traced), "--alone"]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["swap", "again"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, '{"commandASTs": 1, "tactics": [], "premises": []}',
     '{"commandASTs": [], "tactics": [{"pos": 1}], "premises": []}', '{"commandASTs": [], "tactics": [], "premises": [3]}'],
)  # fmt: skip
def test_a_file_that_is_no_trace(traced: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (traced / ".lake/build/ir/Small/Basic.ast.json").write_text(text, "utf-8")
    with pytest.raises(BadTrace, match=r"Basic\.ast\.json"):
        list(read_traced(traced))
    assert main([str(traced)]) == 1 and "Basic.ast.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        None,
        3,
        {},
        {"node": 3},
        {"node": {"args": [{"atom": {"val": "theorem"}}]}},
        {"ident": {}},
        {"atom": {"val": 3}},
    ],
)
def test_syntax_of_another_form_is_passed_over(traced: Path, command: Any) -> None:
    at = traced / ".lake/build/ir/Small/Basic.ast.json"
    data = json.loads(at.read_text("utf-8"))
    at.write_text(json.dumps({**data, "commandASTs": [command, *data["commandASTs"]]}), "utf-8")
    assert len(list(read_traced(traced))) == 4


def test_what_is_missing_is_said(tmp_path: Path, traced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadTrace, match="no traced files"):
        list(read_traced(tmp_path / "nothing"))
    (traced / "Small/Basic.lean").unlink()
    with pytest.raises(BadTrace, match=r"Basic\.lean"):
        list(read_traced(traced))
    assert toolchain(tmp_path) == ""
    monkeypatch.setattr(repository, "_has_lean_dojo", lambda: False)
    with pytest.raises(NotTraced, match="pip install"):
        repository.trace(str(traced))
    monkeypatch.setattr(repository, "_has_lean_dojo", lambda: True)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotTraced, match="lake"):
        repository.trace(str(traced))
    monkeypatch.setattr(repository, "_missing", list)
    with pytest.raises(NotTraced, match="commit"):
        repository.trace("https://example.org/a/b")
    with pytest.raises(NotTraced, match="could not trace"):
        repository.trace(str(traced))  # there is no LeanDojo after all
