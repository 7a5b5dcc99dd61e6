"""docs/recipes/math.md is true: its example gives what it shows, and it names every recipe and reason."""

from __future__ import annotations

import re
from pathlib import Path

import assay
import assay_math.verifiers.hint_free
import assay_math.verifiers.program
import assay_math.verifiers.rewording
from assay.testing import command

TEXT = (Path(__file__).parents[3] / "docs" / "recipes" / "math.md").read_text(encoding="utf-8")


def test_the_example_gives_what_it_shows(tmp_path: Path) -> None:
    for name, content in re.findall(r"```json file=(\S+)\n(.*?)```", TEXT, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = re.findall(r"```console run\n\$ assay (.*?)\n(.*?)```", TEXT, re.DOTALL)
    assert len(found) == 2
    for asked, told in found:
        done = command(*asked.split(), folder=tmp_path)
        assert done.returncode == 0, done.stderr
        shown = [re.sub(r", in .*", "", line) for line in done.stdout.splitlines()]
        assert shown[: len(told.splitlines())] == told.splitlines()


def test_every_recipe_and_reason_is_there() -> None:
    for recipe in assay.collect("assay_math.recipes", assay.Recipe):
        assert TEXT.count(f"`{recipe.name}`") >= 1
        assert all(f"`{name}`" in TEXT for name in recipe.verifiers)
    for module in (assay_math.verifiers.hint_free, assay_math.verifiers.program):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        reasons = re.findall(r'(?:_wrong\(\s*|_failed\([^)]*?, )"([a-z_]+)"', source)
        assert reasons and all(f"`{reason}`" in TEXT for reason in reasons), reasons


def test_every_reason_of_a_rewording_is_on_its_page() -> None:
    page = Path(__file__).parents[3] / "docs" / "verifiers" / "math-rewording.md"
    source = Path(str(assay_math.verifiers.rewording.__file__)).read_text(encoding="utf-8")
    reasons = re.findall(r'"([a-z]+_[a-z]+|solved)",\s+(?:message|new|f?")', source)
    assert len(set(reasons)) >= 9 and all(f"`{reason}`" in page.read_text() for reason in reasons), reasons
