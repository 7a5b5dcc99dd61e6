"""What installing gives: the root and its members from a clone, wheels elsewhere, each plugin by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import assay

ROOT = Path(__file__).parents[1]
PLUGINS = sorted(p.parent for p in (ROOT / "plugins").glob("*/pyproject.toml"))
MEMBERS = [ROOT / "core", ROOT / "sandboxes", *PLUGINS]


def project(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    return found


def test_every_member_is_a_distribution_and_is_installed() -> None:
    for folder in MEMBERS:
        assert version(str(project(folder)["name"])) == project(folder)["version"]


def test_all_have_one_version_and_ask_for_it() -> None:
    """They are released together: rows, plugin API and private parts of one version fit each other only."""
    number = project(ROOT)["version"]
    assert assay.__version__ == number
    major, minor = map(int, number.split(".")[:2])
    for folder in MEMBERS:
        assert project(folder)["version"] == number
        for needed in project(folder)["dependencies"]:
            if needed.startswith("assay-"):
                assert needed.endswith(f">={major}.{minor},<{major}.{minor + 1}"), f"{folder}: {needed}"
    assert f"\n## {number} " in (ROOT / "CHANGELOG.md").read_text()


def test_every_plugin_is_found_and_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from assay.cli import main; main()", "plugins", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    found = {plugin["distribution"]: plugin for plugin in json.loads(done.stdout)}
    for folder in MEMBERS:
        if "assay" in project(folder).get("entry-points", {}):
            assert found[str(project(folder)["name"])]["problems"] == []


def test_the_pins_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert text.count("--hash=sha256:") > 20


def test_the_licence_is_the_same_everywhere() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text and "END OF TERMS AND CONDITIONS" in text
    assert all((folder / "LICENSE").read_text() == text for folder in MEMBERS)


@pytest.fixture(scope="module")
def wheels(
    tmp_path_factory: pytest.TempPathFactory, build_wheel: Callable[[Path, Path], Path]
) -> dict[str, Path]:
    """The wheels of the root and of every member, by their distributions' names."""
    out = tmp_path_factory.mktemp("wheels")
    found = {}
    for folder in (ROOT, *MEMBERS):
        found[project(folder)["name"]] = wheel = build_wheel(folder, out)
        assert wheel.name.split("-")[1] == project(folder)["version"]
    return found


def test_wheels_name_versions_and_no_place_and_hold_the_licence(wheels: dict[str, Path]) -> None:
    for name, wheel in wheels.items():
        with zipfile.ZipFile(wheel) as archive:
            (told,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
            metadata = Parser().parsestr(archive.read(told).decode())
            assert any(each.endswith("/licenses/LICENSE") for each in archive.namelist()), name
        needs = metadata.get_all("Requires-Dist", [])
        assert not [each for each in needs if "@" in each or "://" in each], f"{name}: {needs}"
        if name == "assay":
            assert {f"{project(each)['name']}=={project(each)['version']}" for each in MEMBERS} <= set(needs)


def test_wheels_hold_the_examples(wheels: dict[str, Path]) -> None:
    for folder in MEMBERS:
        told = {str(file.relative_to(folder / "src")) for file in (folder / "src").glob("*/examples/**/*.*")}
        with zipfile.ZipFile(wheels[project(folder)["name"]]) as archive:
            assert told <= set(archive.namelist())
            held = sum(each.compress_size for each in archive.infolist() if "/examples/" in each.filename)
            assert held < 200_000


def test_all_install_from_a_plain_directory_of_wheels(
    wheels: dict[str, Path], alone: Callable[..., Path], tmp_path: Path
) -> None:
    """Our own come from the directory, whatever an index has under their names; other people's are there already."""
    python = alone(tmp_path / "venv")
    folder = wheels["assay"].parent
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHONPATH"))}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            [*map(str, command)],
            cwd=tmp_path,
            env={**kept, "PIP_CONFIG_FILE": os.devnull},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    options = ("--no-index", "--find-links", folder, "--no-compile", "--disable-pip-version-check")
    run(python, "-m", "pip", "install", *options, "assay")
    told = json.loads(run(python.parent / "assay", "plugins", "--json"))
    assert {each["distribution"] for each in told} | {"assay"} == set(wheels)
    assert not [each["problems"] for each in told if each["problems"]]


def needs_of(name: str, found: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A member's distribution and those of ours that it depends on."""
    (folder,) = (each for each in MEMBERS if project(each)["name"] == name)
    for needed in (name, *project(folder)["dependencies"]):
        bare = needed.split("[")[0].split(">")[0]
        if bare.startswith("assay-") and bare not in found:
            found = needs_of(bare, (*found, bare))
    return found


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda folder: folder.name)
def test_a_plugin_works_and_its_tests_run_without_the_others(
    plugin: Path, wheels: dict[str, Path], alone: Callable[..., Path], tmp_path: Path
) -> None:
    names = needs_of(project(plugin)["name"])
    assert not [n for n in names if n not in ("assay-core", "assay-sandboxes", project(plugin)["name"])]
    python = alone(tmp_path / "venv", *(wheels[name] for name in names))
    (tmp_path / "pytest.ini").write_text("[pytest]\n")

    def run(*arguments: str) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "PYTHONPATH"))}
        done = subprocess.run(
            [str(python), *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    told = json.loads(run("-c", "from assay.cli import main; main()", "plugins", "--json"))
    assert {each["distribution"] for each in told} == set(names)
    assert not [each["problems"] for each in told if each["problems"]]
    options = ("-m", "pytest", "-q", "-c", str(tmp_path / "pytest.ini"), "--import-mode=importlib")
    tests = plugin / "tests"
    cut = (*options, "-p", "no:cacheprovider", f"--rootdir={plugin}", f"--confcutdir={tests}")
    run(*cut, "--collect-only", str(tests))
    others = (file for file in tests.rglob("test_*.py") if file.name != "test_kit.py")
    smallest = min(others, key=lambda file: file.stat().st_size)
    assert " passed" in run(*cut, str(smallest))
