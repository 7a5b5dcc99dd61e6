"""Fixtures shared by the tests of the code plugin's recipes."""

from __future__ import annotations

from assay.testing.pytest_plugin import play  # noqa: F401 - a fixture
