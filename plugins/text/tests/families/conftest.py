"""Files for recipes that are played on replies written by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from assay.testing import write_jsonl


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., str]:
    """``jsonl("seeds", rows)`` writes a file and returns its path."""

    def write(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
        return str(write_jsonl(tmp_path / f"{name}.jsonl", rows))

    return write
