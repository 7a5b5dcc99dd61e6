"""I/O cases: calls with given arguments, and what they come to."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from assay import Verdict
from assay.sandbox import CallResult
from assay_code.judging.candidate import (
    Candidate,
    Stopped,
    describe,
    is_instance,
    lacks_module,
    missing_module,
)
from assay_code.judging.compare import plain, same, show
from assay_code.judging.find_program import NoProgram, Program
from assay_code.judging.reference import Cases, IoCase
from assay_code.judging.report import Checks
from assay_code.syntax import tree_of


def last_function(program: Program) -> str:
    """The function to call where the reference names none."""
    names = [node.name for node in tree_of(program.source).body if isinstance(node, ast.FunctionDef)]
    if not names:
        raise NoProgram("no_entry", "The program defines no function.")
    return names[-1]


def run_cases(program: Program, entry: str, reference: Cases, cases: Sequence[IoCase]) -> Verdict:
    """The verdict on a program; ``cases`` are those of the reference, decoded."""
    found = Checks(program.span)
    try:
        with Candidate(program) as candidate:
            for case in cases:
                problem = _problem(candidate.call(entry, case.args, case.kwargs), case, reference)
                if problem:
                    found.failed("case", _claim(entry, case), *problem)
                else:
                    found.passed("case", _claim(entry, case))
    except Stopped as stopped:
        for case in cases[len(found.checks) :]:
            found.unclear("case", _claim(entry, case))
        return found.verdict(stopped=stopped)
    return found.verdict()


def _problem(reply: CallResult, case: IoCase, reference: Cases) -> tuple[str, str] | None:
    """What is wrong with the reply: ``(reason, message)``. Raises :class:`Stopped` where it says nothing."""
    if reply.raised is not None:
        if case.raises and is_instance(reply.raised, case.raises):
            return None
        if lacks_module(reply.raised):
            raise missing_module(describe(reply.raised))
        return "raised", f"it raises {describe(reply.raised)}"
    if case.raises:
        return "not_raised", f"it returns {show(reply.value)}"
    value = plain(reply.value)
    if same(value, case.expected, tolerance=reference.tolerance, ordered=reference.ordered):
        return None
    return "wrong_output", f"it returns {show(value)}"


def _claim(entry: str, case: IoCase) -> str:
    args = [show(arg) for arg in case.args] + [f"{name}={show(value)}" for name, value in case.kwargs.items()]
    call = f"{entry}({', '.join(args)})"
    return f"{call} raises {case.raises}" if case.raises else f"{call} == {show(case.expected)}"
