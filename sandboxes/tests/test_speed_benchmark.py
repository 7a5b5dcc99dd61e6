"""What ``benchmarks/sandbox_speed.py`` says of contenders that do not work here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "sandbox_speed.py"


@pytest.fixture(scope="module")
def speed() -> Any:
    spec = importlib.util.spec_from_file_location("sandbox_speed", FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (
            "import sys; sys.exit('docker: cannot connect to the daemon.\\n\\nRun docker --help')",
            "cannot connect",
        ),
        ("raise SystemExit(3)", "exit code 3"),
    ],
)
def test_what_is_missing_is_said(speed: Any, code: str, says: str) -> None:
    [*_, run] = [*speed.command(sys.executable, "-c", code)]
    with pytest.raises(speed.Missing, match=says):
        run()
