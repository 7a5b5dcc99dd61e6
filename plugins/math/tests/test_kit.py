"""All that the math plugin brings conforms to the author's kit."""

from __future__ import annotations

import pytest

from assay.testing import check, parts

GENERATORS = parts("math", "generators")
# Lean takes minutes to start for each: ``test_generators_lean`` asks it once for all.
LEAN = [name for name in GENERATORS if name.startswith("math.lean_")]


@pytest.mark.parametrize("name", [name for name in GENERATORS if name not in LEAN])
def test_generators_conform(name: str) -> None:
    check(name, rows=1).raise_for_failures()


SLOW = {"math.lean", "math.autoformalise", "math.informalise", "math.cot_lean"}
"""Before a real Lean, minutes each: in ``test_lean_real`` and ``test_recipes_lean``."""


@pytest.mark.parametrize("name", [name for name in parts("math", "verifiers", "recipes") if name not in SLOW])
def test_verifiers_and_recipes_conform(name: str) -> None:
    check(name, rows=2).raise_for_failures()
