"""What installing the root installs, seen from the installed side."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEMBERS = [ROOT / "core", ROOT / "sandboxes", *sorted(p for p in (ROOT / "plugins").iterdir() if p.is_dir())]


def project(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "pyproject.toml").read_text())["project"]


def test_every_member_is_a_distribution_and_is_installed() -> None:
    for folder in MEMBERS:
        assert version(str(project(folder)["name"])) == project(folder)["version"]


def test_every_plugin_is_found_and_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from assay.cli import main; main()", "plugins", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    found = {plugin["distribution"]: plugin for plugin in json.loads(done.stdout)}
    for folder in MEMBERS:
        entry_points = project(folder).get("entry-points", {})
        if "assay" in entry_points:  # type: ignore[operator]
            assert found[str(project(folder)["name"])]["problems"] == []


def test_the_pins_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert text.count("--hash=sha256:") > 20
