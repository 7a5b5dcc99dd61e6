"""Plugins, their tests too, use what a stranger's plugin has: the public API of ``assay``, and never each other.

The layers within core are import-linter's (``lint-imports``, contracts in pyproject.toml).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assay

ROOT = Path(__file__).parents[1]
FIXTURES = "assay.testing.pytest_plugin"
PUBLIC = {"assay", "assay.evidence", "assay.ops", "assay.sandbox", "assay.testing", FIXTURES}
"""Modules that plugins may import from, and those within assay.evidence; everything else in core is private."""
_LOADERS = {"import_module", "lazy_import", "importorskip", "__import__"}
MEMBERS = [ROOT / "sandboxes", *sorted(p.parent for p in (ROOT / "plugins").glob("*/pyproject.toml"))]


def imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """``(line, module, name)`` of what is imported, lazily, for types only, or by the text of its name too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name, "") for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield from ((node.lineno, node.module, each.name) for each in node.names)
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "assay"
        ):
            yield node.lineno, "assay", node.attr
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in _LOADERS and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value, ""


def trespasses(text: str, own: set[str]) -> list[str]:
    """The imports in a file that its distribution, whose packages are ``own``, may not make."""
    found = []
    for line, module, name in imports(ast.parse(text)):
        package = module.split(".")[0]
        if not package.startswith("assay") or package in own:
            continue
        public = module.startswith("assay.evidence.") or (
            module in PUBLIC
            and (
                module != "assay"
                or not name
                or name in {*assay.__all__, "__version__"}
                or f"assay.{name}" in PUBLIC
            )
        )
        if not public:
            found.append(f"line {line}: {module}{'.' if name else ''}{name}")
    return sorted(set(found))


@pytest.mark.parametrize("member", MEMBERS, ids=lambda folder: folder.name)
def test_a_plugin_and_its_tests_use_the_public_api_only(member: Path) -> None:
    own = {folder.name for folder in (member / "src").iterdir()}
    found = {
        str(file.relative_to(ROOT)): wrong
        for part in ("src", "tests")
        for file in sorted((member / part).rglob("*.py"))
        if "data" not in file.relative_to(member / part).parts
        if (wrong := trespasses(file.read_text(encoding="utf-8"), own))
    }
    assert not found, "\n".join(f"{file}: {', '.join(wrong)}" for file, wrong in found.items())


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "import assay\nfrom assay import Draft, ops\nfrom assay.ops import dedupe\nimport assay_own.x",
            False,
        ),
        ("import assay\nassay.Draft, assay.testing, assay.__version__", False),
        ("from assay.sandbox import Sandbox", False),
        ("from assay.gate import Gate", True),
        ("from assay.ops.texts import words", True),
        ("from assay import registry", True),
        ("import assay.registry", True),
        ("import assay\nassay.gate", True),
        ("def f():\n    import assay_other", True),
        ("import assay\nx = assay.lazy_import('assay.row')", True),
        ("import pytest\npytest.importorskip('assay_other')", True),
    ],
)
def test_what_is_seen_as_a_trespass(text: str, wrong: bool) -> None:
    assert bool(trespasses(text, {"assay_own"})) is wrong


def test_what_is_public_is_there() -> None:
    for name in assay.__all__:
        assert getattr(assay, name) is not None
    assert assay.__version__
