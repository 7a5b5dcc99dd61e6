"""The blocks of the pages on these verifiers run, and the page of the recipes names each of them and its gate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assay

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("page", ["science-term.md", "science-grounded.md", "science-recipes.md"])
def test_the_blocks_of_a_page_run(page: str) -> None:
    text = (DOCS / "verifiers" / page).read_text(encoding="utf-8")
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python run\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), names)


def test_the_page_names_every_recipe_and_its_gate() -> None:
    text = (DOCS / "recipes" / "science.md").read_text(encoding="utf-8")
    for recipe in assay.collect("assay_science.recipes", assay.Recipe):
        assert f"`{recipe.name}`" in text
        assert all(f"`{name}`" in text for name in recipe.verifiers)


@pytest.mark.parametrize(
    ("page", "modules"),
    [
        ("science-term", ["../assay/evidence/terms.py"]),
        ("science-grounded", ["verifiers/grounded.py", *[f"grounding/{n}.py" for n in ("cells", "comparing", "computing", "passages")]]),
        ("science-recipes", ["verifiers/asked.py", "verifiers/record_text.py", "verifiers/kept_quantities.py"]),
    ],
)  # fmt: skip
def test_every_reason_is_on_its_page(page: str, modules: list[str]) -> None:
    import assay_science

    text = (DOCS / "verifiers" / f"{page}.md").read_text(encoding="utf-8")
    for module in modules:
        home = Path(str((assay if module.startswith("..") else assay_science).__file__)).parent
        source = (home / module.removeprefix("../assay/")).read_text(encoding="utf-8")
        reasons = set(re.findall(r'(?:undecided|wrong)\(\s*"([a-z_]+)"', source))
        reasons |= set(re.findall(r'found\.check\([^"]*?"[a-z ]+",[^"]*?"([a-z]+_[a-z_]+)"', source))
        assert [reason for reason in sorted(reasons) if f"`{reason}`" not in text] == [], module
