"""Programs that read standard input and print."""

from __future__ import annotations

import math
import time

from assay import Verdict, sandbox
from assay.sandbox import Outcome
from assay_code.judging.candidate import TOTAL_SECONDS, Stopped, ended, limits, loading
from assay_code.judging.find_program import Program
from assay_code.judging.reference import Stdin
from assay_code.judging.report import Checks


def run_stdin(program: Program, reference: Stdin) -> Verdict:
    """Run a program on each input and compare what it prints."""
    found = Checks(program.span)
    claims = [f"for input {_short(case.stdin)} it prints {_short(case.stdout)}" for case in reference.runs]
    stopped = None
    deadline = time.monotonic() + TOTAL_SECONDS
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
        if same_output(got, case.stdout, reference.tolerance):
            found.passed("case", claim)
        else:
            found.failed("case", claim, "wrong_output", f"it prints {_short(got)}")
    for claim in claims[len(found.checks) :]:
        found.unclear("case", claim)
    return found.verdict(stopped=stopped)


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


def same_output(got: str, expected: str, tolerance: float = 0.0) -> bool:
    """Equal but for white space at the ends of lines; with ``tolerance``, decimals may differ by that."""
    mine, theirs = lines(got), lines(expected)
    if mine == theirs or not tolerance or len(mine) != len(theirs):
        return mine == theirs
    pairs = [(a.split(), b.split()) for a, b in zip(mine, theirs, strict=True)]
    return all(
        len(a) == len(b) and all(_same_word(x, y, tolerance) for x, y in zip(a, b, strict=True))
        for a, b in pairs
    )


def _same_word(got: str, expected: str, tolerance: float) -> bool:
    if got == expected:
        return True
    try:
        if "." not in expected and "e" not in expected.lower():
            return False
        return math.isclose(float(got), float(expected), rel_tol=tolerance, abs_tol=tolerance)
    except ValueError:
        return False


def _short(text: str) -> str:
    text = text.strip("\n")
    return repr(text if len(text) <= 80 else text[:79] + "…")
