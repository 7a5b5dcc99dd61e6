"""What everybody must be told who gets medical rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import assay_medical

HERE = Path(__file__).resolve()
PAGES = [HERE.parents[1] / "README.md"]
if (docs := HERE.parents[3] / "docs").is_dir():
    PAGES += [*sorted(docs.glob("verifiers/medical-*.md")), docs / "recipes" / "medical.md"]


def test_the_plugin_gives_the_cards_of_its_runs_a_notice() -> None:
    assert assay_medical.NOTICE.startswith("**Training data, not medical advice.**")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_says_that_it_is_no_advice(page: Path) -> None:
    assert "raining data, not medical advice" in page.read_text(encoding="utf-8")
