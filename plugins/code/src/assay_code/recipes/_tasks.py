"""What the recipes share whose rows are a problem, a program and its tests."""

from __future__ import annotations

import ast
import json
import re

import assay
from assay import ops
from assay_code.judging.names import defined
from assay_code.judging.program import blocks, code_of, parse
from assay_code.judging.reference import BadReference, read_tests

GATE = ("code.tests", "code.stubs", "code.strength")
"""The program passes its tests, no stub does, and they fail on enough mutants of it."""

MOST_COPIED = 0.5


def tests_reference(problem: str, tests: str, min_kill: float) -> str:
    """A reference of kind ``tests``; runs in a worker. Raises :class:`~assay.Rejected`.

    The problem must name everything that the tests call, or nobody could solve it.
    """
    if "assert" not in tests.lower() and "raises" not in tests:
        raise assay.Rejected("no_tests", "The tests assert nothing.")
    try:
        entries = read_tests(tests, None, problem).entries
    except BadReference as error:
        raise assay.Rejected("broken_tests", str(error)) from None
    if not entries:
        raise assay.Rejected("not_called", "The tests use nothing that a program could define.")
    for name in entries:
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", problem):
            raise assay.Rejected("not_named", f"The problem does not name {name}, which the tests call.")
    return json.dumps({"kind": "tests", "tests": tests, "min_kill": min_kill}, ensure_ascii=False)


def check_problem(problem: str, solution: str) -> None:
    """Refuse a problem that gives its solution away; runs in a worker."""
    lines = [
        line.strip()
        for block in blocks(solution)
        if (tree := parse(code_of(block.text))) and defined(tree)
        for line in _body(tree)
    ]
    told = "".join(problem.split())
    copied = sum("".join(line.split()) in told for line in lines)
    if lines and copied > MOST_COPIED * len(lines):
        raise assay.Rejected(
            "solution_in_problem", f"{copied} of {len(lines)} lines of the solution stand in the problem."
        )


def _body(tree: ast.Module) -> list[str]:
    """The lines within definitions, without docstrings and lines that say little."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return [line for line in ast.unparse(tree).splitlines() if line[:1] == " " and len(line.strip()) > 9]


def complete(reply: assay.Reply) -> str:
    """The text of a reply that came to its end."""
    if reply.finish == "length":
        raise assay.Rejected("cut_off", "The reply was cut off at its longest.")
    if not reply.visible:
        raise assay.Rejected("empty_reply", "The reply is empty.")
    return reply.visible


def python_block(text: str) -> str:
    """The one Python block of a text; one without a language counts where no other is there."""
    return ops.block(
        text, *(("python", "py", "python3") if ops.blocks(text, "python", "py", "python3") else ())
    )
