"""From a sample to its program and to what judges any program in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from assay import Sample, Status, Verdict
from assay_code.judging.candidate import Stopped
from assay_code.judging.cases import last_function, run_cases
from assay_code.judging.chance import runs_again
from assay_code.judging.find_program import Program, find_program, find_script, other_class
from assay_code.judging.judge import run_tests
from assay_code.judging.outcomes import run_assertions
from assay_code.judging.reference import BadReference, TestsReference, read_io, read_stdin, read_tests
from assay_code.judging.static import NeedsJudge, plan
from assay_code.judging.stdin import run_stdin

AGAIN_SECONDS = 20.0
"""After this time a program is not run a third time."""


@dataclass(frozen=True, slots=True)
class CodeTask:
    """``judge`` says whether a program does what the reference asks for; ``program`` is the response's.

    ``entries`` are the names that are asked for, none for a script.
    """

    program: Program
    judge: Callable[[Program], Verdict]
    entries: tuple[str, ...] = ()

    def verdict(self) -> Verdict:
        """What the judge says. A program that may pass by luck has to pass again, with other hashes too."""
        started = monotonic()
        found = self.judge(self.program)
        for number in range(runs_again(self.program.source) if found.accepted else 0):
            if number and monotonic() - started > AGAIN_SECONDS:
                break
            again = self.judge(replace(self.program, hash_seed=1 - number % 2))
            if again.status is Status.REJECTED:
                message = f"It passes at times only. {again.message}"
                return Verdict(Status.ABSTAINED, "not_deterministic", message, again.checks, again.coverage)
            if not again.accepted:
                return again
        return found


def code_task(sample: Sample, data: Any) -> CodeTask:
    """By whatever kind the reference is of, as far as it is for programs."""
    kind = data.get("kind") if isinstance(data, dict) else None
    bare_cases = isinstance(data, list) and all(isinstance(case, dict) for case in data)
    return io_task(sample, data) if kind == "io" or bare_cases else tests_task(sample, data)


def io_task(sample: Sample, data: Any) -> CodeTask:
    _expect(data, "io")
    reference = read_io(data)
    entries = (reference.entry,) if reference.entry else ()
    program = find_program(sample.response, entries, sample.prompt)
    entry = reference.entry or last_function(program)
    return CodeTask(program, lambda program: run_cases(program, entry, reference), (entry,))


def tests_task(sample: Sample, data: Any) -> CodeTask:
    if isinstance(data, dict) and data.get("kind") == "stdin":
        cases = read_stdin(data)
        program = find_script(sample.response, sample.prompt)
        return CodeTask(program, lambda program: run_stdin(program, cases))
    _expect(data, "tests")
    reference = read_tests(sample.reference, data, sample.prompt)
    if not reference.entries:
        raise Stopped("not_called", "The tests use nothing that a program could define.", undecided=True)
    program = find_program(sample.response, reference.entries, sample.prompt)
    if name := other_class(program, sample.prompt, reference.entries):
        message = f"The program has a {name[:40]} of its own that is not the prompt's, and the tests use it."
        raise Stopped("replaces_given", message, undecided=True)
    return CodeTask(program, lambda program: _judge_tests(program, reference), reference.entries)


def _expect(data: Any, kind: str) -> None:
    found = data.get("kind", kind) if isinstance(data, dict) else kind
    if found != kind:
        raise BadReference(f"The reference is of the kind {str(found)[:40]!r}, not {kind!r}.")


def _judge_tests(program: Program, reference: TestsReference) -> Verdict:
    assertions = plan(reference.tree, reference.entries)
    if assertions is not None:
        try:
            return run_assertions(program, assertions, reference.entries)
        except NeedsJudge:
            pass
    return run_tests(program, reference)
