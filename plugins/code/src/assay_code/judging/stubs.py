"""Programs that do nothing: tests that one of them passes show nothing."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from assay import Sample, Status, Verdict
from assay_code.judging.candidate import ANSWERS, Call
from assay_code.judging.code_text import parse
from assay_code.judging.compare import plain
from assay_code.judging.find_program import Program
from assay_code.judging.names import is_builtin
from assay_code.judging.other_inputs import knows_only
from assay_code.judging.reference import Cases, Stdin, Tests, the_one_part
from assay_code.judging.report import Checks
from assay_code.judging.suite import read_suite
from assay_code.judging.tasks import code_task
from assay_code.judging.vacuous import stub

MOST_VALUES = 12
"""Values of the tests, and as many answers of the program, that are tried as the one result of a stub."""
_ALWAYS = ("None", "True", "False", "0", "1", "''", "[]", "{}")
_SAYS_NOTHING = frozenset(("no_tests", "not_called", "not_run"))
_WALL = 5.0


def judge_stubs(sample: Sample) -> Verdict:
    """Accepted if the program passes the tests and no stub does."""
    task = code_task(sample)
    answers: list[Call] = []
    before = ANSWERS.set(answers)
    try:
        first = task.verdict()
    finally:
        ANSWERS.reset(before)
    if not first.accepted:
        return first
    found = Checks(where="reference")
    for does, source in _stubs(sample, task.program.source, answers):
        said = task.judge(Program(source, wall=_WALL))
        claim = f"a program that {does} fails the tests"
        if said.accepted:
            found.failed("stub", claim, "vacuous_tests", "it passes them")
            break
        if said.status is Status.REJECTED or said.reason in _SAYS_NOTHING:
            found.passed("stub", claim)
        else:
            found.unclear("stub", claim, said.reason, said.message)
    claim = "the program answers other inputs than those of the tests"
    if knows_only(task.program, answers):
        found.unclear("stub", claim, "only_the_tests", "it answers none that was tried")
    return found.verdict()


def _stubs(sample: Sample, program: str, calls: Sequence[Call]) -> Iterator[tuple[str, str]]:
    """What each stub does, and its source; ``answers`` are those of the program."""
    kind = the_one_part(sample, Tests, Stdin, Cases)
    if kind is Stdin:
        outputs = [run.stdout for run in sample.part(Stdin).runs]
        for text in dict.fromkeys(["", *outputs[:MOST_VALUES]]):
            yield f"prints {text[:40]!r}", f"print({text!r}, end='')\n"
        return
    if kind is Cases:
        reference = sample.part(Cases)
        names: tuple[str, ...] = (reference.entry or _last_function(program),)
        values = [_literal(case.expected) for case in reference.decoded() if not case.raises]
    else:
        suite = read_suite(sample.part(Tests), sample.prompt)
        names, values = suite.entries, _compared(suite.tree)
    answers = [reply for _, _, _, reply in calls]
    yield "returns its first argument", stub(names, "(args or (None,))[0]")
    yield "returns its last argument", stub(names, "(args or (None,))[-1]")
    given = Counter(_literal(plain(reply.value)) for reply in answers if not reply.raised)
    often = [value for value, _ in given.most_common(MOST_VALUES + 1)]
    for value in dict.fromkeys([*_ALWAYS, *_first(often), *_first(values)]):
        yield f"always returns {value[:40]}", stub(names, value)
    errors = [reply.raised.type for reply in answers if reply.raised and is_builtin(reply.raised.type)]
    for error in dict.fromkeys(["ValueError", *errors]):
        yield f"raises {error}", stub(names, "_fail()", f"def _fail():\n    raise {error}\n")


def _first(values: list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, values)))[:MOST_VALUES]


def _last_function(program: str) -> str:
    tree = parse(program)
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []
    return names[-1] if names else "f"


def _compared(tree: ast.Module) -> list[str]:
    """The literals that the tests compare with."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            sides = list(node.args) if node.func.attr.startswith("assert") else []
        else:
            continue
        for side in sides:
            try:
                found.append(repr(ast.literal_eval(side)))
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                continue
    return found


def _literal(value: Any) -> str:
    """The source text of a value, ``""`` where it has none (NaN, an empty frozenset's members)."""
    text = repr(value)
    try:
        return text if ast.literal_eval(text) == value else ""
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ""
