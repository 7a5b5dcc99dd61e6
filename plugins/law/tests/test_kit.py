"""All that the law plugin brings conforms to the author's kit."""

from __future__ import annotations

import pytest

from assay.testing import check, parts


@pytest.mark.parametrize("name", parts("law", "generators"))
def test_generators_conform(name: str) -> None:
    check(name, rows=1).raise_for_failures()


@pytest.mark.parametrize("name", parts("law", "verifiers", "recipes"))
def test_verifiers_and_recipes_conform(name: str) -> None:
    check(name, rows=2).raise_for_failures()
