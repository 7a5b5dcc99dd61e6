"""``code.case2code`` as a user runs it: a tree of sources in, proved rows out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).parent / "data" / "harvest_tree"
MAIN = ("-c", "from assay.cli import main; main()")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *MAIN, *arguments], cwd=cwd, capture_output=True, text=True, timeout=300
    )


def test_a_tree_becomes_rows_that_can_be_audited(tmp_path: Path) -> None:
    done = run(
        *("run", "code.case2code", "--set", f"source={TREE}", "--format", "jsonl", "--out", "rows"),
        *("--workers", "2", "--quiet"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for file in (tmp_path / "rows" / "data").iterdir() for line in file.open()]
    assert len(rows) >= 5
    for row in rows:
        reference = json.loads(row["reference"])
        assert reference["kind"] == "io" and f"def {reference['entry']}(" in row["messages"][-1]["content"]
        extra = json.loads(row["provenance"]["extra"])
        assert extra["held_out"] >= 1 and extra["shown"] + extra["held_out"] == len(reference["cases"])
        assert row["certificate"]["runtime"]["sandbox"]
    refused = {
        json.loads(line)["reason"]
        for file in (tmp_path / "rows" / "rejected").iterdir()
        for line in file.open()
    }
    assert {"not_deterministic", "does_not_end", "changes_its_arguments"} <= refused
    audit = run("audit", "rows", "--quiet", cwd=tmp_path)
    assert f"{len(rows)} of {len(rows)} rows proved again, 0 problems" in audit.stdout


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    done = run("run", "code.case2code", "--set", "source=no_such_package", "--out", "rows", cwd=tmp_path)
    assert done.returncode == 2 and "no_such_package" in done.stderr and "Traceback" not in done.stderr
