"""docs/operators.md: its examples hold, and it names every operator that it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assay import ops

TEXT = (Path(__file__).parents[2] / "docs" / "operators.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python run\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))
def test_the_examples_hold(code: str) -> None:
    exec(compile(code, "docs/operators.md", "exec"), {"ops": ops})


def test_every_function_is_named() -> None:
    helpers = {
        "Block",
        "Embed",
        "Hit",
        "Level",
        "Near",
        "Passage",
        "Pool",
        "Tokenize",
        "Try",
        "Vote",
        "Weights",
    }
    few = {"blocks", "chunk", "distinct", "jaccard", "ngrams", "rouge_l", "same", "spread"}
    missing = [n for n in ops.__all__ if n not in helpers | few and not re.search(rf"\b{n}\b", TEXT)]
    assert missing == []
