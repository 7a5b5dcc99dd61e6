"""Every verifier and recipe of the plugin through the author's kit."""

from __future__ import annotations

import pytest

from assay.testing import check, parts


@pytest.mark.parametrize("name", parts("text"))
def test_conforms(name: str) -> None:
    check(name, rows=3).raise_for_failures()
