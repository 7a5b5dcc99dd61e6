"""I/O cases: calls with given arguments, and what they come to."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from assay import Verdict
from assay.sandbox import CallResult
from assay_code.judging.candidate import (
    Candidate,
    Stopped,
    describe,
    is_instance,
    lacks_module,
    misfit,
    missing_module,
    only_misfits,
)
from assay_code.judging.code_text import NoProgram
from assay_code.judging.compare import as_json, has_opaque, plain, same, show
from assay_code.judging.find_program import Program
from assay_code.judging.reference import METHOD, Cases, IoCase
from assay_code.judging.report import Checks
from assay_code.judging.state import check_order, shape
from assay_code.syntax import tree_of

_CALLED = "_assay_method"


def last_function(program: Program) -> str:
    """The function to call where the reference names none: the last one, or the last method of a ``Solution``."""
    body = tree_of(program.source).body
    names = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name == "Solution":
            methods = [
                n.name for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")
            ]
            names += [f"Solution().{method}" for method in methods]
    if not names:
        raise NoProgram("no_entry", "The program defines no function.")
    return names[-1]


def with_method(program: Program, entry: str) -> tuple[Program, str]:
    """The program with a function for a method that is asked for, and what is to be called."""
    if not METHOD.match(entry):
        return program, entry
    function = f"\n\ndef {_CALLED}(*args, **kwargs):\n    return {entry}(*args, **kwargs)\n"
    return replace(program, source=program.source + function), _CALLED


def run_cases(program: Program, entry: str, reference: Cases, cases: Sequence[IoCase]) -> Verdict:
    """The verdict on a program; ``cases`` are those of the reference, decoded. Raises :class:`NoProgram` where two differ."""
    program, called = with_method(program, entry)
    wrapped = reference.json and all(
        type(case.expected) is list and len(case.expected) == 1 for case in cases
    )
    check_cases([(shape((case.args, case.kwargs)), shape((case.raises, case.expected))) for case in cases])
    found = Checks(program.span)
    try:
        with Candidate(program) as candidate:
            for case in cases:
                reply = candidate.call(called, case.args, case.kwargs)
                if has_opaque(reply.value):
                    reply = replace(reply, value=candidate.seen(reply.value))
                problem = _problem(reply, case, reference, wrapped)
                if problem:
                    found.failed("case", _claim(entry, case), *problem)
                else:
                    found.passed("case", _claim(entry, case))
            made = candidate.made
        if not found.any_failed():
            if name := only_misfits(made):
                raise misfit(name)
            check_order(program, made)
    except Stopped as stopped:
        for case in cases[len(found.checks) :]:
            found.unclear("case", _claim(entry, case))
        return found.verdict(stopped=stopped)
    return found.verdict()


def check_cases(cases: Sequence[tuple[str, str]]) -> None:
    """Raises :class:`NoProgram` if two cases ask for the same and expect something else: no program does both."""
    said: dict[str, str] = {}
    for asked, expected in cases:
        if said.setdefault(asked, expected) != expected:
            message = "Two cases of the reference ask the same and expect something else."
            raise NoProgram("contradictory_reference", message)


def _problem(
    reply: CallResult, case: IoCase, reference: Cases, wrapped: bool = False
) -> tuple[str, str] | None:
    """What is wrong with the reply: ``(reason, message)``; ``wrapped``: what is expected may be in a list. Raises :class:`Stopped` where it says nothing."""
    if reply.raised is not None:
        if case.raises and is_instance(reply.raised, case.raises):
            return None
        if lacks_module(reply.raised):
            raise missing_module(describe(reply.raised))
        return "raised", f"it raises {describe(reply.raised)}"
    if case.raises:
        return "not_raised", f"it returns {show(reply.value)}"
    value = plain(reply.value)
    wanted = [case.expected, *(case.expected if wrapped else ())]
    for expected in wanted:
        got = as_json(value) if reference.json else value
        if same(got, expected, tolerance=reference.tolerance, ordered=reference.ordered):
            return None
    return "wrong_output", f"it returns {show(value)}"


def _claim(entry: str, case: IoCase) -> str:
    args = [show(arg) for arg in case.args] + [f"{name}={show(value)}" for name, value in case.kwargs.items()]
    call = f"{entry}({', '.join(args)})"
    return f"{call} raises {case.raises}" if case.raises else f"{call} == {show(case.expected)}"
