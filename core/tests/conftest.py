"""Plugins of strangers, installed for the tests of a module, and the command line."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from assay import testing
from assay.testing.pytest_plugin import model_server, play  # noqa: F401 - fixtures
from assay.testing.stub_server import ModelServer

PLUGINS = Path(__file__).with_name("plugins")
USUAL = ("chef", "cook", "loop", "notes", "toy")
"""Installed for a module that does not name other ones in its ``PLUGINS``."""

Install = Callable[..., None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def register(site: Path, name: str, distribution: str, module: str) -> None:
    """The metadata of an installed distribution with one entry point."""
    info = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n\nA toy.\n")
    (info / "entry_points.txt").write_text(f"[assay]\n{name} = {module}\n")


def put_on_path(patch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Found from here on by this process and by those that it starts."""
    paths = [*map(str, folders), os.environ.get("PYTHONPATH", "")]
    patch.setenv("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    for folder in folders:
        patch.syspath_prepend(str(folder))
    testing.restart_workers()


@pytest.fixture(scope="module")
def toys(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The plugins of ``core/tests/plugins``, for the tests of one module."""
    site = tmp_path_factory.mktemp("site")
    names = getattr(request.module, "PLUGINS", USUAL)
    for name in names:
        register(site, name, f"assay-{name}", f"{name}_plugin")
    if "box" in names:
        register(site, "sandbox", "assay-box-sandboxes", "box_sandboxes")
    with pytest.MonkeyPatch.context() as patch:
        put_on_path(patch, site, PLUGINS)
        yield
    testing.restart_workers()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """``install(name, code, distribution=...)`` puts a plugin where new processes find it, for one test."""
    site = tmp_path / "site"
    site.mkdir()
    put_on_path(monkeypatch, site)

    def put(name: str, code: str, distribution: str = "") -> None:
        distribution = distribution or f"assay-{name}"
        module = re.sub(r"\W", "_", f"{distribution}_{name}_plugin")
        monkeypatch.delitem(sys.modules, module, raising=False)
        (site / f"{module}.py").write_text(textwrap.dedent(code))
        register(site, name, distribution, module)
        importlib.invalidate_caches()
        testing.restart_workers()

    yield put
    monkeypatch.undo()
    testing.restart_workers()


@pytest.fixture
def install_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """``install_package(name, {file: code})`` puts a package ``assay_<name>`` into the current folder."""
    site = tmp_path / "packages"
    site.mkdir()
    monkeypatch.chdir(site)

    def put(name: str, files: dict[str, str], module: str = "", point: str = "") -> None:
        package = f"assay_{name}"
        for file, code in {"__init__.py": "", **files}.items():
            path = site / package / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(code))
        register(site, point or name, f"assay-{name}", module or package)
        for each in [each for each in sys.modules if each.partition(".")[0] == package]:
            monkeypatch.delitem(sys.modules, each)
        put_on_path(monkeypatch, site)

    yield put
    monkeypatch.undo()
    testing.restart_workers()


@pytest.fixture
def work(toys: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the toy plugins, and no key or proxy in the environment."""
    for name in ("OPENAI_API_KEY", "http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    return work


@pytest.fixture
def assay_cli(work: Path) -> Run:
    """The command line in the folder ``work``, in this process: its workers stay up for the next test."""
    return partial(testing.command, folder=work)


@pytest.fixture
def assay_process(work: Path) -> Run:
    """The command line in the folder ``work``, in a process of its own."""

    def run(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from assay.cli import main; main()", *arguments],
            cwd=work,
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    return run


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with testing.model_server() as running:
        yield running
