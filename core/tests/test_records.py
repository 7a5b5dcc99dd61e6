"""What goes into a row of a draft."""

from __future__ import annotations

import pytest

from assay import Draft


@pytest.mark.parametrize(
    ("reference", "answer", "stated"),
    [
        ("72", "", "72"),
        ("72", "seventy-two", "seventy-two"),
        ("{1, 2}", "", "{1, 2}"),
        ("[1, 2]", "", "[1, 2]"),
        ('{"kind": "tests"}', "", None),
        ('{"kind": "tests"}', "def f(): ...", "def f(): ..."),
        ('{"a":' * 100_000, "", None),
        ("", "", None),
    ],
)
def test_a_structured_reference_is_no_answer(reference: str, answer: str, stated: str | None) -> None:
    assert Draft("p", "r", reference, answer).final_answer == stated
