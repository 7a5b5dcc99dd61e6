"""All that the math plugin brings conforms to the author's kit."""

from __future__ import annotations

import pytest

from assay.testing import check, parts


GENERATORS = parts("math", "generators")
LEAN = [name for name in GENERATORS if name.startswith("math.lean_")]


@pytest.mark.parametrize("name", [name for name in GENERATORS if name not in LEAN])
def test_generators_conform(name: str) -> None:
    check(name, rows=1).raise_for_failures()


@pytest.mark.parametrize("name", LEAN)
def test_generators_of_lean_conform(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but ``gold``: a start of Lean for each would take minutes, so ``test_generators_lean`` has one for all."""
    monkeypatch.setenv("ASSAY_LEAN_BACKEND", "none")
    failures = check(name, rows=1).failures
    assert [each.name for each in failures] == ["gold"] and "no_lean" in failures[0].message, failures


SLOW = {"math.lean"}
"""Before a real Lean, minutes each: in ``test_lean_real``."""


@pytest.mark.parametrize("name", [name for name in parts("math", "verifiers", "recipes") if name not in SLOW])
def test_verifiers_and_recipes_conform(name: str) -> None:
    check(name, rows=2).raise_for_failures()
