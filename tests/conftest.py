"""Wheels, and environments that have nothing of ours but some of them."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def build_wheel() -> Callable[[Path, Path], Path]:
    """``build_wheel(project, out)``: the wheel, built without a network."""

    def build(folder: Path, out: Path) -> Path:
        before = set(out.glob("*.whl"))
        done = subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
            cwd=folder,
            env={key: value for key, value in os.environ.items() if not key.startswith("PIP_")},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        (wheel,) = set(out.glob("*.whl")) - before
        return wheel

    return build


@pytest.fixture(scope="session")
def alone() -> Callable[..., Path]:
    """``alone(folder, *wheels)``: an environment with all that is installed here but Assay, and the wheels; its Python."""

    def make(folder: Path, *wheels: Path) -> Path:
        if not folder.exists():
            venv.create(folder, symlinks=True)
        (site,) = folder.glob("lib/python*/site-packages")
        for place in map(Path, sys.path):
            if place.name in ("site-packages", "dist-packages"):
                for entry in place.iterdir():
                    ours = "assay" in entry.name or entry.suffix == ".pth" or entry.name == "__pycache__"
                    if not ours and not (site / entry.name).exists():
                        (site / entry.name).symlink_to(entry)
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(site)
        return folder / "bin" / "python"

    return make
