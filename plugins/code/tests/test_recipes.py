"""``code.case2code`` as a user runs it: a tree of sources in, proved rows out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.testing import command

TREE = Path(__file__).parent / "data" / "harvest_tree"


def test_a_tree_becomes_rows_that_can_be_audited(play: Any) -> None:
    rows, rejected = play("code.case2code", {"source": TREE})
    assert len(rows) >= 5
    for row in rows:
        reference = json.loads(row["reference"])["cases"]
        assert f"def {reference['entry']}(" in row["messages"][-1]["content"]
        extra = json.loads(row["provenance"]["extra"])
        assert extra["held_out"] >= 1 and extra["shown"] + extra["held_out"] == len(reference["calls"])
        assert row["certificate"]["runtime"]["sandbox"]
    refused = {row["reason"] for row in rejected}
    assert {"not_deterministic", "does_not_end", "changes_its_arguments"} <= refused


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    done = command(
        "run", "code.case2code", "--set", "source=no_such_package", "--out", "rows", folder=tmp_path
    )
    assert done.returncode == 2 and "no_such_package" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("monty", "code.case2code needs a sandbox with CPython, and monty has Monty"),
        ("dokcer", "no sandbox is called 'dokcer': did you mean 'docker'?"),
        ("nope", "no sandbox is called 'nope': see 'assay list sandboxes'"),
    ],
)
def test_a_sandbox_that_cannot_do_it_is_refused_at_the_start(tmp_path: Path, name: str, says: str) -> None:
    done = command(
        *("run", "code.case2code", "--set", f"source={TREE}", "--sandbox", name, "--out", "rows"),
        folder=tmp_path,
    )
    assert done.returncode == 2 and says in done.stderr and not (tmp_path / "rows").exists()
    assert len(done.stderr.strip().splitlines()) == 1
