"""docs/recipes/code.md is true: what it shows runs, and it names every reason that the recipes give."""

from __future__ import annotations

import re
from pathlib import Path

from assay.testing import command

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "recipes" / "code.md").read_text(encoding="utf-8")


def test_the_example_gives_what_it_shows(tmp_path: Path) -> None:
    for name, content in re.findall(r"```\w+ file=(\S+)\n(.*?)\n```\n", TEXT, re.DOTALL):
        (tmp_path / name).write_text(content + "\n")
    found = re.search(r"```console run\n\$ assay (.*?)\n(.*?)```", TEXT, re.DOTALL)
    assert found
    done = command(*found[1].split(), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    shown = [re.sub(r", in .*", "", line) for line in done.stdout.splitlines()]
    assert shown[:3] == found[2].splitlines()
    assert "2 of 2 rows proved again" in command("audit", "puzzles", folder=tmp_path).stdout


def test_every_reason_is_in_the_docs() -> None:
    package = ROOT / "plugins" / "code" / "src" / "assay_code"
    sources = [*(package / "recipes").glob("*.py"), package / "judging" / "fair_puzzle.py"]
    code = "\n".join(file.read_text() for file in sources)
    reasons = set(re.findall(r"(?:Rejected|NoProgram)\(\s*\"(\w+)\"", code))
    pages = TEXT + (ROOT / "plugins" / "code" / "README.md").read_text()
    assert len(reasons) > 15
    assert {reason for reason in reasons if f"`{reason}`" not in pages} <= {"unsupported"}
