"""The documentation is true: its plugin installs and runs, its help is the program's, its hooks exist."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assay import evidence, hookspecs

DOCS = Path(__file__).parents[1] / "docs"


def run(*arguments: str, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **extra},
    )


def test_the_plugin_of_the_tutorial_installs_passes_its_tests_and_generates(tmp_path: Path) -> None:
    text = (DOCS / "writing-a-plugin.md").read_text()
    blocks = re.findall(r"```\w+ file=(\S+)\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 6
    for name, code in blocks:
        file = tmp_path / "plugin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code)
    (tmp_path / "plugin" / "src" / "assay_roman" / "__init__.py").touch()
    site = tmp_path / "site"
    install = run(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(site), "."),
        cwd=tmp_path / "plugin",
    )
    assert install.returncode == 0, install.stderr
    path = {"PYTHONPATH": str(site)}
    tests = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=tmp_path / "plugin", **path)
    assert tests.returncode == 0, tests.stdout
    main = ("-c", "from assay.cli import main; main()")
    plugins = run(*main, "plugins", cwd=tmp_path, **path)
    assert re.search(r"roman +assay-roman 0\.1\.0 +ok +1 generator, 1 verifier", plugins.stdout)
    made = run(*main, "generate", "roman", "-n", "200", "--out", "roman", cwd=tmp_path, **path)
    assert made.returncode == 0, made.stderr + made.stdout
    audit = run(*main, "audit", "roman", cwd=tmp_path, **path)
    assert "200 of 200 rows proved again, 0 problems" in audit.stdout
    checked = run(*main, "check", "roman", "--quiet", cwd=tmp_path, **path)
    shown = re.search(r"\$ assay check roman .*\n((?:.*\n)*?)```", (DOCS / "kit.md").read_text())
    assert shown and without_speed(checked.stdout) == without_speed(shown[1])


def without_speed(text: str) -> str:
    return re.sub(r"[\d,.]+ (rows/s|ms)", r"… \1", text)


def test_the_domain_of_the_contributors_pages_works_as_they_say(tmp_path: Path) -> None:
    pages = {page.stem: page.read_text() for page in sorted((DOCS / "contributing").glob("*.md"))}
    assert pages.keys() == {"domain", "generator", "recipe", "verifier"}
    blocks = [
        b for text in pages.values() for b in re.findall(r"```\w+ file=(\S+)\n(.*?)```", text, re.DOTALL)
    ]
    assert len(blocks) == len(dict(blocks)) == 10
    for name, content in blocks:
        file = tmp_path / "plugin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    for folder in ("", "generators", "verifiers", "recipes"):
        (tmp_path / "plugin" / "src" / "assay_dates" / folder / "__init__.py").touch()
    site = tmp_path / "site"
    install = run(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(site), "."),
        cwd=tmp_path / "plugin",
    )
    assert install.returncode == 0, install.stderr
    path = {"PYTHONPATH": str(site)}

    def assay(*arguments: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        main = ("-c", "from assay.cli import main; main()")
        return run(*main, *arguments, cwd=cwd, **path)

    found = re.search(r"dates +assay-dates 0\.1\.0 +ok +(.*)", assay("plugins").stdout)
    assert found and found[1] == "1 generator, 1 verifier, 1 recipe"
    made = assay("generate", "dates:weekdays", "-n", "200", "--out", "made")
    assert made.returncode == 0, made.stderr + made.stdout
    told = json.loads((tmp_path / "made" / "run.json").read_text())
    assert set(told["reasons"]) <= {"gate: duplicate_problem"}
    assert "200 of 200 rows proved again, 0 problems" in assay("audit", "made").stdout
    ran = assay("run", "reworded.yaml", "--out", str(tmp_path / "ran"), cwd=site / "assay_dates" / "examples")
    assert ran.returncode == 0, ran.stderr + ran.stdout
    told = json.loads((tmp_path / "ran" / "run.json").read_text())
    assert told["counts"]["accepted"] == 1
    assert set(told["reasons"]) == {"dates.weekday: wrong_day", "dates.weekday: other_question"}
    (play,) = re.findall(r"```python\n(def test_a_rewording.*?)```", pages["recipe"], re.DOTALL)
    (tmp_path / "plugin" / "tests" / "test_play.py").write_text(
        f"from assay.testing import play, write_jsonl\n\n\n{play}"
    )
    checked = assay("check", "dates", "--rows", "2", "--quiet")
    assert checked.returncode == 0, checked.stdout
    shown = re.search(r"\$ assay check dates\n(.*?)```", pages["domain"], re.DOTALL)
    assert shown
    for line in shown[1].splitlines()[:3]:
        assert line.rstrip(" …") in checked.stdout
    options = ("-q", "-p", "no:cacheprovider", "-k", "not conforms")  # which was checked just now
    tests = run("-m", "pytest", *options, "tests", cwd=tmp_path / "plugin", **path)
    assert tests.returncode == 0, tests.stdout


def hooks() -> list[str]:
    return [name for name in vars(hookspecs) if name.startswith("assay_register_")]


@pytest.mark.parametrize("hook", hooks())
def test_every_hook_is_documented_with_its_signature(hook: str) -> None:
    signature = inspect.signature(getattr(hookspecs, hook)).replace(return_annotation=inspect.Signature.empty)
    assert f"### `{hook}{signature}`" in (DOCS / "writing-a-plugin.md").read_text()


def test_the_command_line_page_shows_the_help_of_today() -> None:
    text = (DOCS / "command-line.md").read_text()
    shown = re.findall(r"```console\n\$ assay ([^\n]*?)--help\n(.*?)```", text, re.DOTALL)
    assert {words.strip() for words, _ in shown} >= {
        "generate",
        "verify",
        "audit",
        "export",
        "list",
        "plugins",
    }
    for words, expected in shown:
        done = run(
            "-c", "from assay.cli import main; main()", *words.split(), "--help", cwd=DOCS, COLUMNS="100"
        )
        assert done.stdout.split() == expected.split()


@pytest.mark.parametrize(("page", "least"), [("evidence.md", 24), ("verifiers-that-hold.md", 13)])
def test_the_examples_of_a_page_hold(page: str, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    blocks = list(re.finditer(r"^```python run\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    assert len(blocks) >= least
    module = ModuleType("page_under_test")
    monkeypatch.setitem(sys.modules, module.__name__, module)  # dataclasses look their module up
    for block in blocks:  # one after the other, as a reader would
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], str(DOCS / page), "exec"), vars(module))


def test_the_page_on_evidence_names_all_that_it_is_about() -> None:
    text = (DOCS / "evidence.md").read_text(encoding="utf-8")
    assert "part.md" not in text and "to be written" not in text
    missing = [name for name in evidence.__all__ if not re.search(rf"\b{name}\b", text)]
    assert missing == []


def heading_anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "page", [*sorted(DOCS.rglob("*.md")), DOCS.parent / "README.md"], ids=lambda page: page.name
)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if "://" in link or target.parent.name == "cards":  # those are written by the kit
            continue
        assert target.exists(), link
        assert not anchor or anchor in heading_anchors(target), link
