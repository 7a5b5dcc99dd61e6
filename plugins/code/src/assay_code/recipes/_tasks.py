"""What the recipes share whose rows are a problem, a program and its tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay_code.judging.code_text import blocks, code_of, parse
from assay_code.judging.reference import Strength, Tests
from assay_code.judging.suite import read_suite

Row = Mapping[str, Any]
Admit = Callable[[Sequence[Row], Row], assay.Rejected | None]

GATE = ("code.tests", "code.unsolved", "code.stubs", "code.strength", "assay.prompt")
"""The program passes its tests, no code of the task does and no stub, and they fail on enough mutants of it."""

LABELS = {"opinion": "that the tests say what the task says is the model's word"}
MOST_COPIED = 0.5
_CHANCE = frozenset(("random", "secrets", "uuid", "time", "os", "tempfile", "threading", "asyncio"))


@dataclass(frozen=True, kw_only=True)
class Tested:
    """Parameters of every recipe whose rows are a problem, a program and its tests."""

    max_tokens: int = assay.param("longest reply", 2048, least=1)
    min_kill: float = assay.param(
        "least share of the solution's mutants that the tests must fail on", 0.8, least=0, most=1
    )
    benchmarks: tuple[Path, ...] = assay.param("files of benchmarks whose text no row may hold", ())
    benchmark_columns: tuple[str, ...] = assay.param("their columns to look at; all texts if none", ())

    def __post_init__(self) -> None:
        if not 0 < self.min_kill <= 1:
            raise ValueError(f"min_kill is {self.min_kill}, must be above 0, up to 1")

    def uncontaminated(self) -> Admit:
        """Refuses rows with text of the benchmarks, which are read now."""
        benchmarks = ops.Benchmarks.read(self.benchmarks, self.benchmark_columns)
        return ops.Uncontaminated(lambda: benchmarks)


def program_in(response: str) -> str:
    """The one Python block of a response, ``""`` where there is none or more than one."""
    found = ops.blocks(response, "python", "py", "python3", "")
    return found[0].text if len(found) == 1 else ""


def tests_reference(problem: str, tests: str, min_kill: float) -> str:
    """A reference of tests, and of how strong they must be; runs in a worker. Raises :class:`~assay.Rejected`.

    The problem must name everything that the tests call, or nobody could solve it.
    """
    if "assert" not in tests.lower() and "raises" not in tests:
        raise assay.Rejected("no_tests", "The tests assert nothing.")
    try:
        suite = read_suite(Tests(tests), problem)
    except assay.BadReference as error:
        raise assay.Rejected("broken_tests", str(error)) from None
    if chance := _imported(suite.tree) & _CHANCE:
        raise assay.Rejected("not_deterministic", f"The tests use {min(chance)}.")
    if not suite.entries:
        raise assay.Rejected("not_called", "The tests use nothing that a program could define.")
    for name in suite.entries:
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", problem):
            raise assay.Rejected("not_named", f"The problem does not name {name}, which the tests call.")
    return assay.make_reference(tests=Tests(tests), strength=Strength(min_kill))


def _imported(tree: ast.Module) -> set[str]:
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in names}


def check_problem(problem: str, solution: str) -> None:
    """Refuse a problem that gives its solution away; runs in a worker."""
    lines = [line for block in blocks(solution) for line in _body(code_of(block.text))]
    told = "".join(problem.split())
    copied = sum("".join(line.split()) in told for line in lines)
    if lines and copied > MOST_COPIED * len(lines):
        raise assay.Rejected(
            "solution_in_problem", f"{copied} of {len(lines)} lines of the solution stand in the problem."
        )


def _body(code: str) -> list[str]:
    """The lines within definitions, without docstrings and lines that say little."""
    tree = parse(code)
    said: set[int] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            said.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return [
        line.strip()
        for number, line in enumerate(code.splitlines() if tree else (), 1)
        if number not in said and line[:1] in (" ", "\t") and len(line.strip()) > 9
    ]


def python_block(text: str) -> str:
    """The one Python block of a text; one without a language counts where no other is there."""
    return ops.block(
        text, *(("python", "py", "python3") if ops.blocks(text, "python", "py", "python3") else ())
    )
