"""A name loads the plugin of its domain and no other, in the parent and in its workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """
import json, sys
def modules():
    return sorted({name.partition(".")[0] for name in sys.modules if name.startswith("assay_")})
"""
SCRIPT = """
import json, sys
from assay.testing import command
from assay.workers.service import resident
from assay.workers.tasks import CallFunction
import loaded
done = command(*json.loads(sys.argv[1]), "--workers", "1", "--out", "run")
assert done.returncode == 0, done.stderr
service = resident()
workers = [service.submit(pool, CallFunction("loaded:modules", (), 5.0)).result()["value"] for pool in service.pools.values()]
print(json.dumps([loaded.modules(), *workers]))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "in.jsonl", "--verifier", "math.answer"],
        ["generate", "math.linear_equation", "-n", "3"],
    ],
)
def test_no_plugin_of_another_domain_is_imported(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "loaded.py").write_text(REPORT)
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "in.jsonl").write_text('{"response": "x = 4", "reference": "4"}\n')
    done = subprocess.run(
        [sys.executable, "script.py", json.dumps(arguments)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["assay_math"], ["assay_math"]]
