"""``assay new plugin``: what it makes installs beside core's wheel, works, passes its own tests, and is typed and tidy."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.cli import new_plugin
from assay.errors import UsageError
from assay.testing import command

ROOT = Path(__file__).parents[1]


def run(*arguments: str | Path, cwd: Path, code: int = 0) -> str:
    left_out = ("PYTEST_", "PYTHONPATH", "MYPY")
    done = subprocess.run(
        list(map(str, arguments)),
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if not name.startswith(left_out)},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == code, done.stdout[-5000:] + done.stderr[-5000:]
    return done.stdout + done.stderr


class Project:
    """A plugin that was made, built and installed beside core, by what core's wheel holds."""

    def __init__(self, place: Path, build: Callable[..., Path], alone: Callable[..., Path]) -> None:
        self.place = place
        self.python = alone(place / "venv", build(ROOT / "core", place))
        self.told = self.assay("new", "plugin", "chemistry-safety", "--author", 'Ann "A." Lee')
        self.folder = place / "assay-chemistry-safety"
        self.wheel = build(self.folder, place)
        alone(place / "venv", self.wheel)
        self.package = self.folder / "src" / "assay_chemistry_safety"

    def assay(self, *arguments: str, cwd: Path | None = None, code: int = 0) -> str:
        main = "from assay.cli import main; main()"
        return run(self.python, "-P", "-c", main, *arguments, cwd=cwd or self.place, code=code)

    def rows(self, *path: str) -> list[dict[str, Any]]:
        (file,) = self.place.joinpath(*path).glob("*.jsonl")
        return [json.loads(line) for line in file.read_text().splitlines()]


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, build_wheel: Callable[..., Path], alone: Callable[..., Path]
) -> Project:
    return Project(tmp_path_factory.mktemp("project"), build_wheel, alone)


def test_it_tells_what_comes_next(project: Project) -> None:
    commands = [line.strip() for line in project.told.splitlines() if line.startswith("  ")]
    assert commands == [
        "cd assay-chemistry-safety",
        'python -m pip install -e ".[test]"',
        "pytest",
        "assay generate chemistry_safety -n 20 --format jsonl --out made",
    ]


def test_it_is_found_listed_and_of_the_author(project: Project) -> None:
    (own,) = (p for p in json.loads(project.assay("plugins", "--json")) if p["name"] == "chemistry_safety")
    assert own["distribution"] == "assay-chemistry-safety"
    assert own["problems"] == []
    assert own["generators"] == ["chemistry_safety.shipment"]
    assert own["verifiers"] == ["chemistry_safety.total_mass"]
    assert own["recipes"] == ["chemistry_safety.solved"]
    assert "chemistry_safety.total_mass" in project.assay("list", "--domain", "chemistry_safety")
    with zipfile.ZipFile(project.wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = archive.read(metadata).decode()
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
        assert "assay_chemistry_safety/examples/total_mass.jsonl" in archive.namelist()
    assert 'Author: Ann "A." Lee' in told
    assert "Requires-Dist: assay-core<0.3,>=0.2" in told
    assert "License-Expression: Apache-2.0" in told
    assert (project.folder / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()


def test_it_generates_rows_that_differ_and_are_proved_again(project: Project) -> None:
    project.assay("generate", "chemistry_safety", "-n", "200", "--format", "jsonl", "--out", "made")
    rows = project.rows("made", "data")
    assert len({row["prompt"] for row in rows}) > 190
    assert {row["difficulty"] for row in rows} == {1, 2, 3, 4, 5}
    lengths = [
        [len(row["messages"][-1]["content"]) for row in rows if row["difficulty"] == d] for d in range(1, 6)
    ]
    means = [sum(each) / len(each) for each in lengths]
    assert means == sorted(means)
    assert not (project.place / "made" / "rejected").exists()
    assert "200 of 200 rows proved again, 0 problems" in project.assay("audit", "made")


def test_it_verifies_and_its_cases_come_out_as_they_say(project: Project) -> None:
    cases = project.package / "examples" / "total_mass.jsonl"
    project.assay("verify", str(cases), "--verifier", "chemistry_safety.total_mass", "--out", "verified")
    told = (project.place / "verified" / "verdicts.jsonl").read_text().splitlines()
    allowed = {
        "accept": {"accepted"},
        "reject": {"rejected"},
        "abstain": {"abstained"},
        "not_accept": {"rejected", "abstained", "error"},
    }
    lines = list(zip(map(json.loads, cases.read_text().splitlines()), map(json.loads, told), strict=True))
    assert len(lines) > 12
    for case, verdict in lines:
        assert verdict["status"] in allowed[case["expected"]], (case["kind"], verdict)
        assert case.get("reason", verdict["reason"]) == verdict["reason"], case["kind"]


def test_its_recipe_runs_against_recorded_replies_as_the_readme_says(project: Project) -> None:
    examples = project.package / "examples"
    assert (
        "cd src/assay_chemistry_safety/examples && assay run solved.yaml"
        in (project.folder / "README.md").read_text()
    )
    out = str(project.place / "solved")
    project.assay("run", "solved.yaml", "--format", "jsonl", "--out", out, cwd=examples)
    (row,) = project.rows("solved", "data")
    assert row["messages"][-1]["content"].endswith("The answer is 71.5 kg.")
    assert [row["reason"] for row in project.rows("solved", "rejected")] == ["wrong_mass", "no_mass"]
    assert "1 of 1 row proved again, 0 problems" in project.assay("audit", "solved")


def test_its_own_tests_pass(project: Project) -> None:
    options = (
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--rootdir=.",
        "-c",
        "pyproject.toml",
    )
    assert " passed" in run(project.python, "-P", *options, cwd=project.folder)


def test_it_is_typed_and_tidy(project: Project) -> None:
    cache = f"--cache-dir={project.place / 'mypy'}"
    told = run(project.python, "-P", "-m", "mypy", cache, "--strict", cwd=project.folder)
    assert "Success" in told
    assert (project.package / "py.typed").is_file()
    run(sys.executable, "-m", "ruff", "check", "--no-cache", ".", cwd=project.folder)
    run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".", cwd=project.folder)


def test_its_workflow_runs_what_it_has(project: Project) -> None:
    yaml = pytest.importorskip("yaml")
    workflow = yaml.safe_load((project.folder / ".github" / "workflows" / "tests.yml").read_text())
    steps = [step.get("run", "") for step in workflow["jobs"]["tests"]["steps"]]
    assert [step for step in steps if step] == [
        'python -m pip install -e ".[test,lint]"',
        "ruff check && ruff format --check",
        "mypy",
        "pytest",
    ]


def test_an_owned_name_is_refused_where_it_is_installed(project: Project) -> None:
    told = project.assay("new", "plugin", "chemistry-safety", "--out", "second", code=2)
    assert told.startswith("assay: the domain 'chemistry_safety' belongs to assay-chemistry-safety")
    assert not (project.place / "second").exists()


@pytest.mark.parametrize("name", ["x", "a1-b2", "n" * new_plugin.LONGEST])
def test_other_names_give_tidy_files_without_placeholders(name: str, tmp_path: Path) -> None:
    domain = name.replace("-", "_")
    made = command("new", "plugin", name, folder=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / f"assay-{name}"
    for file in folder.rglob("*"):
        assert not re.search("__[a-z]+__", file.name.removeprefix("__init__"))
        if file.is_file():
            rest = re.sub("__(init|file|future|import|post_init|pycache)__", "", file.read_text())
            assert not re.search("__[a-z]+__", rest), file
    assert (folder / "src" / f"assay_{domain}" / "verifiers" / "total_mass.py").is_file()
    run(sys.executable, "-m", "ruff", "check", "--no-cache", ".", cwd=folder)
    run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".", cwd=folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Big Name", "did you mean 'big-name'?"),
        ("Chemistry", "did you mean 'chemistry'?"),
        ("assay-chemistry", "did you mean 'chemistry'?"),
        ("chemistry--safety", "did you mean 'chemistry-safety'?"),
        ("3d", "did you mean 'd'?"),
        ("../up", "did you mean 'up'?"),
        ("a.b", "did you mean 'a-b'?"),
        ("", "take one such as chemistry-safety"),
        ("化学", "take one such as chemistry-safety"),
        ("n" * 41, "has 40 characters at most"),
        ("math", "the domain 'math' belongs to assay-math, which is installed"),
        ("sandbox", "the domain 'sandbox' belongs to"),
        ("sandboxes", "belongs to assay-sandboxes"),
        ("core", "the domain 'core' belongs to assay-core"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_sentence(name: str, said: str, tmp_path: Path) -> None:
    made = command("new", "plugin", name, folder=tmp_path)
    assert made.returncode == 2
    assert said in made.stderr
    assert len(made.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_overwritten(kind: str, tmp_path: Path) -> None:
    there = tmp_path / "assay-chemistry"
    if kind == "folder":
        there.mkdir()
    elif kind == "file":
        there.write_text("mine")
    else:
        there.symlink_to(tmp_path / "nowhere")
    made = command("new", "plugin", "chemistry", folder=tmp_path)
    assert (made.returncode, made.stderr) == (
        2,
        "assay: assay-chemistry is there already and nothing is overwritten; give another folder with --out\n",
    )
    assert [each.name for each in tmp_path.rglob("*")] == ["assay-chemistry"]


def test_an_author_is_one_line_of_text(tmp_path: Path) -> None:
    made = command("new", "plugin", "chemistry", "--author", "A\nB", folder=tmp_path)
    assert (made.returncode, made.stderr) == (2, "assay: --author must be one line of text\n")
    with pytest.raises(UsageError):
        new_plugin.render(tmp_path / "new", "chemistry", " ")


@pytest.mark.parametrize(
    ("number", "said"), [("0.2.0", ">=0.2,<0.3"), ("0.10.3.dev1", ">=0.10,<0.11"), ("1.4.2", ">=1.4,<2")]
)
def test_it_asks_for_the_core_that_made_it(number: str, said: str) -> None:
    assert new_plugin.core_range(number) == said


def test_the_tutorial_shows_what_it_prints(tmp_path: Path) -> None:
    made = command("new", "plugin", "roman", folder=tmp_path)
    shown = f"$ assay new plugin roman\n{made.stdout}```"
    assert shown in (ROOT / "docs" / "writing-a-plugin.md").read_text()
