"""From a sample to its program and to what judges any program in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from assay import Sample, Status, Verdict
from assay_code.judging.candidate import Stopped
from assay_code.judging.cases import last_function, run_cases
from assay_code.judging.chance import runs_again
from assay_code.judging.find_program import Program, find_program, find_script, other_class
from assay_code.judging.judge import run_tests
from assay_code.judging.outcomes import run_assertions
from assay_code.judging.reference import Cases, Stdin, Tests, the_one_part
from assay_code.judging.static import NeedsJudge, plan
from assay_code.judging.stdin import run_stdin
from assay_code.judging.suite import Suite, read_suite

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


def code_task(sample: Sample) -> CodeTask:
    """By the one part of the reference that is for programs; raises :class:`~assay.BadReference` for two."""
    return io_task(sample) if the_one_part(sample, Tests, Stdin, Cases) is Cases else tests_task(sample)


def io_task(sample: Sample) -> CodeTask:
    """Calls of a function, by the part ``cases``."""
    reference = sample.part(Cases)
    cases = reference.decoded()
    entries = (reference.entry,) if reference.entry else ()
    program = find_program(sample.response, entries, sample.prompt)
    entry = reference.entry or last_function(program)
    return CodeTask(program, lambda program: run_cases(program, entry, reference, cases), (entry,))


def tests_task(sample: Sample) -> CodeTask:
    """Tests of a program or its runs, by the part ``tests`` or ``stdin``."""
    if the_one_part(sample, Tests, Stdin) is Stdin:
        runs = sample.part(Stdin)
        program = find_script(sample.response, sample.prompt)
        return CodeTask(program, lambda program: run_stdin(program, runs))
    suite = read_suite(sample.part(Tests), sample.prompt)
    if not suite.entries:
        raise Stopped("not_called", "The tests use nothing that a program could define.", undecided=True)
    program = find_program(sample.response, suite.entries, sample.prompt)
    if name := other_class(program, sample.prompt, suite.entries):
        message = f"The program has a {name[:40]} of its own that is not the prompt's, and the tests use it."
        raise Stopped("replaces_given", message, undecided=True)
    return CodeTask(program, lambda program: _judge_tests(program, suite), suite.entries)


def _judge_tests(program: Program, suite: Suite) -> Verdict:
    assertions = plan(suite.tree, suite.entries)
    if assertions is not None:
        try:
            return run_assertions(program, assertions, suite.entries)
        except NeedsJudge:
            pass
    return run_tests(program, suite)
