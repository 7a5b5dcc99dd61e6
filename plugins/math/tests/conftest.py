"""Fixtures shared by the math plugin's tests."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assay.testing import ModelStub
from assay.testing.pytest_plugin import play  # noqa: F401 - a fixture

_INNERMOST = (
    (re.compile(r"\^\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r" sqrt(\1)"),
)
_PLAIN = ((r"\left", ""), (r"\right", ""), (r"\,", " "), (r"\cdot", "*"), (r"\div", "/"), (r"\ln", r"\log"))
_NAME = r"((?:sin|cos|tan|cot|log)(?:_\d+)?)"
_THEN = (
    (re.compile(r"\|([^|]*)\|"), r"(Abs(\1))"),
    (re.compile(r"(\d+)\\pi"), r"\1*pi"),
    (re.compile(r"\\pi"), " pi "),
    (re.compile(r"([\d.]+)\^\\circ"), r"(\1*pi/180)"),
    (re.compile(r"\\(sin|cos|tan)\^\(?(\d+)\)?"), r"\\\1_\2"),
    (re.compile(r"\\(sin|cos|tan|cot|log)"), r" \1"),
    (re.compile(_NAME + r" +(\d*[a-z])\b(?!\()"), r"\1(\2)"),
    (re.compile(_NAME + r" +(\d+)"), r"\1(\2)"),
    (re.compile(_NAME + r" +(pi)\b"), r"\1(\2)"),
    (re.compile(_NAME + r" +"), r"\1"),
    (re.compile(r"(?<![a-z])e\b|(?<=[\d)x])e(?=\^)"), " E "),
    (re.compile(r"([xnE])(?=[(a-zE])"), r"\1 "),
)


def _read(text: str) -> Any:
    """LaTeX as the generators write it, as a SymPy expression. For trusted text only: SymPy's parser evaluates."""
    import sympy
    from sympy.parsing.sympy_parser import (
        convert_xor,
        implicit_multiplication,
        parse_expr,
        standard_transformations,
    )

    def power(function: Any, exponent: int) -> Any:
        return lambda argument: function(argument) ** exponent

    names = {f"{f}_{n}": power(getattr(sympy, f), n) for f in ("sin", "cos", "tan") for n in range(2, 12)}
    for old, new in _PLAIN:
        text = text.replace(old, new)
    before = ""
    while before != text:
        before = text
        for pattern, new in _INNERMOST:
            text = pattern.sub(new, text)
    for pattern, new in _THEN:
        text = pattern.sub(new, text)
    steps = (*standard_transformations, convert_xor, implicit_multiplication)
    return parse_expr(text, local_dict=names, transformations=steps)


@pytest.fixture(scope="session")
def read_latex() -> Callable[[str], Any]:
    """Turns the LaTeX of a generated row into a SymPy expression, by a way that the plugin does not use."""
    return _read


class Student:
    """A model that answers better once it was fitted: ``answer(prompt, version)``; its version is in a file."""

    def __init__(self, folder: Path, answer: Callable[[str, int], str]) -> None:
        self.version = folder / "student-version"
        self.version.write_text("0")
        self.asked: list[tuple[int, str]] = []

        def said(prompt: str, before: int) -> str:
            version = int(self.version.read_text())
            self.asked.append((version, prompt))
            return answer(prompt, version)

        self.model = ModelStub(said)

    def fit(self, folder: Path) -> str:
        """A FIT command that 'trains': it counts the rows, and the next version is served."""
        script = folder / "fit.py"
        script.write_text(
            "import json, pathlib, sys\n"
            "rows = [json.loads(line) for line in open(sys.argv[1])]\n"
            "assert all(row['messages'][-1]['role'] == 'assistant' for row in rows)\n"
            f"broken = pathlib.Path({str(folder / 'broken')!r})\n"
            "if broken.exists() and f'round-{broken.read_text()}.' in sys.argv[1]:\n"
            "    sys.exit('out of memory')\n"
            f"version = pathlib.Path({str(self.version)!r})\n"
            "version.write_text(str(int(version.read_text()) + 1))\n"
            "print('fitted on', len(rows))\n"
        )
        return f"{sys.executable} {script} {{data}}"


@pytest.fixture
def student(tmp_path: Path) -> Callable[[Callable[[str, int], str]], Student]:
    """``student(answer)``, in the test's folder."""
    return partial(Student, tmp_path)
