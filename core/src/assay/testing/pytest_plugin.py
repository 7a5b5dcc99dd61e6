"""Fixtures for the tests of a plugin; in its ``conftest.py``: ``pytest_plugins = ["assay.testing.pytest_plugin"]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assay.testing import harness

if TYPE_CHECKING:
    from assay.testing.stub_server import ModelServer


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., harness.Played]:
    """:func:`assay.testing.play` in the test's own folder."""
    return partial(harness.play, folder=tmp_path)


@pytest.fixture
def model_server() -> Iterator[Callable[..., ModelServer]]:
    """``model_server(**settings)`` starts a stub model server, which ends with the test."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(harness.model_server(**settings))
