"""Fixtures shared by the code plugin's tests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.sandbox import Limits
from assay.testing.pytest_plugin import play  # noqa: F401 - a fixture
from assay_code.judging import candidate, judge, stdin


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of processor time for a program and two for a judge, so that an endless one ends soon."""
    for module in (candidate, stdin):
        monkeypatch.setattr(module, "limits", lambda program: Limits(wall=10.0, cpu=1.0))
    monkeypatch.setattr(judge, "JUDGE", replace(judge.JUDGE, wall=15.0, cpu=2.0))
