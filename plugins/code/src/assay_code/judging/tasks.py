"""From a sample to its program and to what judges any program in its place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from assay import Sample, Status, Verdict, has_part
from assay_code.judging.candidate import Stopped
from assay_code.judging.cases import last_function, run_cases
from assay_code.judging.chance import looks_at_addresses, runs_again
from assay_code.judging.find_program import Program, find_program, find_script, has_function, names_of
from assay_code.judging.flat import flat
from assay_code.judging.judge import run_tests
from assay_code.judging.outcomes import run_assertions
from assay_code.judging.prompt_code import other_class
from assay_code.judging.reference import METHOD, Cases, Stdin, Tests, the_one_part
from assay_code.judging.report import guarded
from assay_code.judging.rivals import Rival
from assay_code.judging.static import NeedsJudge, plan
from assay_code.judging.stdin import run_stdin, stated_tolerance
from assay_code.judging.suite import Suite, read_suite
from assay_code.judging.vacuous import holds_whatever

MOST_SECONDS = 30.0
MOST_MEGABYTES = 4096
"""What a reference may ask for at most: a task that needs more is judged with that."""
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
        """What the judge says. A program that may pass by luck has to pass again, each time with other hashes.

        Where the response gives several programs, all of them have to pass.
        """
        found = self._repeated(self.program)
        if self.program.rivals and found.status in (Status.ACCEPTED, Status.REJECTED):
            return self._with_rivals(found)
        return found

    def _repeated(self, program: Program) -> Verdict:
        started = monotonic()
        found = self.judge(program)
        if found.accepted and (what := looks_at_addresses(program.source)):
            message = f"The program looks at {what}, which is another one each time."
            return Verdict(Status.ABSTAINED, "not_deterministic", message, found.checks, found.coverage)
        for number in range(runs_again(program.source) if found.accepted else 0):
            if number and monotonic() - started > AGAIN_SECONDS:
                break
            again = self.judge(replace(program, hash_seed=1 + number))
            if again.status is Status.REJECTED:
                message = f"It passes at times only. {again.message}"
                return Verdict(Status.ABSTAINED, "not_deterministic", message, again.checks, again.coverage)
            if not again.accepted:
                return again
        return found

    def _with_rivals(self, found: Verdict) -> Verdict:
        """``found`` if the other programs of the response pass or fail as its last one does."""
        for rival in self.program.rivals:
            other = self._of_rival(rival)
            slow = rival.improved and other.reason in ("timeout", "limit", "limit_exceeded")
            if other.status is not found.status and not slow:
                message = "The response gives two programs that do not do the same, and does not say which one counts."
                wrong = Status.REJECTED in (other.status, found.status)
                status = Status.REJECTED if wrong else Status.ABSTAINED
                return Verdict(status, "hedged", message, other.checks, other.coverage)
        return found

    def _of_rival(self, rival: Rival) -> Verdict:
        program = replace(self.program, source=rival.source, rivals=())
        return guarded(lambda: self._repeated(program))


def code_task(sample: Sample) -> CodeTask:
    """By the one part of the reference that is for programs; raises :class:`~assay.BadReference` for two."""
    return io_task(sample) if the_one_part(sample, Tests, Stdin, Cases) is Cases else tests_task(sample)


def io_task(sample: Sample) -> CodeTask:
    """Calls of a function, by the part ``cases``; where there is none, runs of a program, by the part ``stdin``."""
    if not has_part(sample.reference, Cases) and has_part(sample.reference, Stdin):
        return tests_task(sample)
    reference = sample.part(Cases)
    cases = reference.decoded()
    asked = _asked(reference.entry, sample.response)
    method = METHOD.match(asked)
    entries = (method[1],) if method else (asked,) if asked else ()
    program = _limited(find_program(sample.response, entries, sample.prompt, _has_code), reference)
    entry = asked or last_function(program)
    named = (METHOD.sub(r"\1", entry),)
    return CodeTask(program, lambda program: run_cases(program, entry, reference, cases), named)


def tests_task(sample: Sample) -> CodeTask:
    """Tests of a program or its runs, by the part ``tests`` or ``stdin``; where there is none, by the part ``cases``."""
    kind = the_one_part(sample, Tests, Stdin)
    if not has_part(sample.reference, kind) and has_part(sample.reference, Cases):
        return io_task(sample)
    if kind is Stdin:
        runs = sample.part(Stdin)
        tolerance = stated_tolerance(sample.prompt) if runs.tolerance is None else runs.tolerance
        program = _limited(find_script(sample.response, sample.prompt), runs)
        return CodeTask(program, lambda program: run_stdin(program, runs, tolerance))
    tests = sample.part(Tests)
    suite = read_suite(tests, sample.prompt, names_of(sample.response))
    if not suite.entries:
        raise Stopped("not_called", "The tests use nothing that a program could define.", undecided=True)
    program = find_program(sample.response, suite.entries, sample.prompt, classes=suite.classes())
    if name := other_class(program.source, sample.prompt, suite.entries):
        message = f"The program has a {name[:40]} of its own that is not the prompt's, and the tests use it."
        raise Stopped("replaces_given", message, undecided=True)
    return CodeTask(_limited(program, tests), lambda program: _judge_tests(program, suite), suite.entries)


def _asked(entry: str, response: str) -> str:
    """What is to be called: many data sets name a method of ``Solution`` by its own name only."""
    names = names_of(response)
    return (
        f"Solution().{entry}"
        if entry.isidentifier() and entry not in names and "Solution" in names
        else entry
    )


def _has_code(tree: ast.Module) -> bool:
    """Whether a text defines a function, or the class of a solution."""
    return has_function(tree) or any(isinstance(n, ast.ClassDef) and n.name == "Solution" for n in tree.body)


def _limited(program: Program, reference: Cases | Stdin | Tests) -> Program:
    """The program with the limits that the reference sets."""
    return replace(
        program,
        cpu=min(reference.time_limit, MOST_SECONDS),
        memory=int(min(reference.memory_limit, MOST_MEGABYTES)) << 20,
    )


def _judge_tests(program: Program, suite: Suite) -> Verdict:
    found = _by_tests(program, suite)
    if found.accepted and suite.vacuous:
        return Verdict(
            Status.ABSTAINED, "vacuous_tests", f"The tests show nothing: {suite.vacuous[:160]}.", found.checks
        )
    return found


def _by_tests(program: Program, suite: Suite) -> Verdict:
    assertions = plan(suite.tree, suite.entries)
    if assertions is None and (stated := flat(suite)) is not None:
        assertions = plan(stated, suite.entries, numbered=True)
    if assertions is not None:
        try:
            return run_assertions(program, assertions, suite.entries)
        except NeedsJudge:
            pass
    found = run_tests(program, suite)
    if found.accepted and holds_whatever(suite):
        message = "The tests hold whatever the program returns."
        return Verdict(Status.ABSTAINED, "vacuous_tests", message, found.checks)
    return found
