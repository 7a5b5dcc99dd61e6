"""Every part is put through the checks of the kit, which the examples in the package are part of: ``assay check``."""

from __future__ import annotations

import pytest
from assay.testing import check, parts


@pytest.mark.parametrize("name", parts("__domain__"))
def test_conforms(name: str) -> None:
    check(name, rows=5).raise_for_failures()
