"""Programs that read standard input and print."""

from __future__ import annotations

import ast
import math
import re
import time
from decimal import Decimal

from assay import BadReference, Verdict, sandbox
from assay.sandbox import Ended, Outcome
from assay_code.judging.candidate import TOTAL_SECONDS, Stopped, describe, ended, limits, loading
from assay_code.judging.cases import check_cases
from assay_code.judging.code_text import parse
from assay_code.judging.find_program import Program
from assay_code.judging.reference import Run, Stdin
from assay_code.judging.report import Checks


def run_stdin(program: Program, reference: Stdin, tolerance: float | None = None) -> Verdict:
    """Run a program on each input and compare what it prints; ``tolerance`` as in :func:`same_output`."""
    if not reference.checker:
        asked = [(" ".join(case.stdin.split()), " ".join(case.stdout.split())) for case in reference.runs]
        check_cases(asked)
    found = Checks(program.span)
    claims = [f"for input {_short(case.stdin)} it prints {_short(case.stdout)}" for case in reference.runs]
    stopped = None
    deadline = time.monotonic() + max(TOTAL_SECONDS, 2 * limits(program).cpu)
    for case, claim in zip(reference.runs, claims, strict=True):
        if time.monotonic() > deadline:
            stopped = Stopped("limit", f"The cases take more than {TOTAL_SECONDS:.0f} s.", undecided=True)
            break
        outcome = sandbox.current().run(
            program.source,
            stdin=case.stdin.encode(),
            limits=limits(program),
            hash_seed=program.hash_seed,
        )
        if not outcome.ok:
            stopped = _stopped(outcome)
            if not stopped.undecided:
                found.failed("case", claim, stopped.reason, stopped.message)
            break
        got = outcome.stdout.decode("utf-8", "replace")
        if (
            checked(reference.checker, case, got)
            if reference.checker
            else same_output(got, case.stdout, tolerance)
        ):
            found.passed("case", claim)
        else:
            found.failed("case", claim, "wrong_output", f"it prints {_short(got)}")
    for claim in claims[len(found.checks) :]:
        found.unclear("case", claim)
    return found.verdict(stopped=stopped)


def checked(checker: str, case: Run, got: str) -> bool:
    """What a checker says of an output. It has to agree that what is expected is right.

    Raises :class:`~assay.BadReference` and, where it says nothing of the output, :class:`Stopped`.
    """
    if not _said(checker, case, case.stdout):
        raise BadReference("The checker of the reference refuses the output that is expected.")
    return _said(checker, case, got)


def _said(checker: str, case: Run, got: str) -> bool:
    tree = parse(checker)
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []
    if tree is None or not (names or reads_arguments(tree)):
        raise BadReference("The checker of the reference is no Python source of a function or of a program.")
    if reads_arguments(tree):
        return _program_said(checker, case, got)
    name = next((name for name in ("check", "checker") if name in names), names[-1])
    try:
        session = sandbox.current().load(checker)
    except Ended as ended:
        raise BadReference(f"The checker of the reference does not load: {ended}.") from None
    try:
        reply = session.call(name, (case.stdin, got, case.stdout))
    except Ended as ended:
        raise Stopped(
            "limit", f"The checker of the reference ends on this output: {ended}.", undecided=True
        ) from None
    finally:
        session.close()
    if reply.raised is not None:
        raise Stopped(
            "checker_failed", f"The checker of the reference fails: {describe(reply.raised)}.", undecided=True
        )
    if type(reply.value) is not bool and reply.value not in (0, 1):
        raise BadReference("The checker of the reference returns neither true nor false.")
    return bool(reply.value)


def reads_arguments(tree: ast.Module) -> bool:
    """Whether a checker is a program that gets the names of three files, as those of open-r1 do."""
    return any(isinstance(node, ast.Attribute) and node.attr == "argv" for node in ast.walk(tree))


def _program_said(checker: str, case: Run, got: str) -> bool:
    """The checkers of open-r1's Codeforces problems: input, expected output, output; they print a number above 0 for a right one."""
    files = {"input.txt": case.stdin, "correct_output.txt": case.stdout, "solution_output.txt": got}
    head = (
        f"import sys\nfor _n, _t in {files!r}.items():\n    with open(_n, 'w') as _f:\n        _f.write(_t)\n"
    )
    head += f"sys.argv = ['checker.py', *{list(files)!r}]\n"
    outcome = sandbox.current().run(head + checker)
    last = outcome.stdout.decode("utf-8", "replace").split()[-1:]
    try:
        return outcome.ok and float(last[0]) > 0
    except (IndexError, ValueError):
        message = "The checker of the reference says nothing of this output."
        raise Stopped("checker_failed", message, undecided=True) from None


def _stopped(outcome: Outcome) -> Stopped:
    if outcome.limit or outcome.error.startswith("ModuleNotFoundError"):
        return loading(outcome)
    if outcome.error.startswith("FileNotFoundError") and "'/dev/stdin'" in outcome.error:
        message = "The program reads /dev/stdin, which the sandbox lacks."
        return Stopped("unsupported", message, undecided=True)
    return ended(outcome, "with an error")


def lines(text: str) -> list[str]:
    """The lines of an output, without white space at their ends and without empty ones at the end."""
    return [line.rstrip() for line in text.replace("\r\n", "\n").rstrip().split("\n")]


_LAID_OUT = re.compile(r"^[ \t]|\S(?:[ \t]{2,}|\t)\S", re.MULTILINE)


def same_output(got: str, expected: str, tolerance: float | None = None) -> bool:
    """Whether an output is the expected one as judges online compare: word by word on each line that is not empty.

    Decimals may differ by ``tolerance``, relative or absolute; ``None`` is for none but other digits of one
    value (``2.5`` for ``2.50``). Where what is expected is laid out with blanks (a triangle, columns), they count.
    """
    mine, theirs = lines(got), lines(expected)
    if mine == theirs:
        return True
    if _LAID_OUT.search(expected.strip("\n")):
        return False
    pairs = [[line.split() for line in part if line.strip()] for part in (mine, theirs)]
    return len(pairs[0]) == len(pairs[1]) and all(
        len(a) == len(b) and all(_same_word(x, y, tolerance) for x, y in zip(a, b, strict=True))
        for a, b in zip(*pairs, strict=True)
    )


_DECIMAL = re.compile(r"[-+]?\d{1,400}(?:\.\d{0,400})?(?:[eE][-+]?\d{1,3})?")


def _same_word(got: str, expected: str, tolerance: float | None) -> bool:
    if got == expected:
        return True
    if not (_DECIMAL.fullmatch(got) and _DECIMAL.fullmatch(expected)) or not set(expected) & set(".eE"):
        return False
    if tolerance is None or tolerance == 0:
        return tolerance is None and Decimal(got) == Decimal(expected)
    return math.isclose(float(got), float(expected), rel_tol=tolerance, abs_tol=tolerance)


_TOLERANCE = re.compile(
    r"\b(?:error|precision|accuracy|tolerance|differ\w*|deviat\w+|within)\b[^\n]{0,120}?"
    r"(?:10[\s{}$^]{0,6}[-\u2212\u2013]\s?\{?(?P<power>\d{1,2})|1[eE]-(?P<digits>\d{1,2})|0\.(?P<zeros>0{1,11})1\b)",
    re.IGNORECASE,
)


def stated_tolerance(prompt: str) -> float | None:
    """The error that a task allows ("absolute or relative error at most 10^-6"); the largest of several is none."""
    found = {
        int(m["power"] or m["digits"] or len(m["zeros"]) + 1) for m in _TOLERANCE.finditer(prompt[:200_000])
    }
    return 10.0 ** -found.pop() if len(found) == 1 and min(found) > 1 else None


def _short(text: str) -> str:
    text = text.strip("\n")
    return repr(text if len(text) <= 80 else text[:79] + "…")
