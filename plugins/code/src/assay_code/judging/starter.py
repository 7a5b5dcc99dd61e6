"""What online judges give a program beside its own text: imports, and classes that the task only shows.

A LeetCode solution has no imports, and builds ``ListNode`` of a comment of its task.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator

from assay_code.judging.names import missing

_MODULES = (
    "typing collections heapq bisect math itertools functools string re operator copy datetime random statistics json io sys"
).split()
"""The modules of which LiveCodeBench gives a program all names (its ``import_string``, read in
``lcb_runner/evaluation/testing_util.py``), those first of which tasks use most; ``io`` and ``sys`` come last."""
_HELPERS = "math functools itertools collections copy statistics fractions decimal".split()
"""Where tests have helpers from that they forgot to import."""
_COMMENT = re.compile(r"(?:^[ \t]*#[^\n]*\n?)+", re.MULTILINE)


def library_import(name: str, modules: list[str] | None = None) -> str:
    """The import that gives ``name``, ``""`` if none of the modules has it."""
    for module in modules or _HELPERS:
        loaded = importlib.import_module(module)
        if not name.startswith("_") and hasattr(loaded, name) and name not in ("sys", "re", "abc", "types"):
            return f"from {module} import {name}\n"
    return ""


def starter_imports(tree: ast.Module) -> str:
    """Imports for what a ``class Solution`` uses and does not import; ``""`` for another program."""
    if not any(isinstance(node, ast.ClassDef) and node.name == "Solution" for node in tree.body):
        return ""
    lines = []
    for name in sorted(missing(tree)):
        lines.append(f"import {name}\n" if name in _MODULES else library_import(name, _MODULES))
    return "".join(lines)


def classes_in_comments(text: str) -> Iterator[str]:
    """Classes that comments of a task show: ``# class ListNode:`` and what follows."""
    for comment in _COMMENT.finditer(text):
        lines = [re.sub(r"^[ \t]*# ?", "", line) for line in comment[0].splitlines()]
        first = next((i for i, line in enumerate(lines) if line.startswith("class ")), None)
        if first is not None:
            body = [
                line
                for i, line in enumerate(lines[first:])
                if not i or line.startswith((" ", "\t")) or not line
            ]
            yield "\n".join(body) + "\n"
