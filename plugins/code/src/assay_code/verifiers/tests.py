"""``code.tests``: does a program pass its tests?"""

from __future__ import annotations

from assay import Sample, Status, Verdict, verifier
from assay_code.judging.judge import run_tests
from assay_code.judging.outcomes import run_assertions
from assay_code.judging.program import find_program
from assay_code.judging.reference import read_json, read_stdin, read_tests
from assay_code.judging.report import guarded
from assay_code.judging.static import NeedsJudge, plan
from assay_code.judging.stdin import judge_stdin


@verifier("code.tests", sandboxed=True, cost=5, deadline=60, needs=("response", "reference"))
def tests(sample: Sample) -> Verdict:
    """Run assert statements, test functions or stdin cases on the program of a response, apart from it."""
    return guarded(lambda: _judge(sample))


def _judge(sample: Sample) -> Verdict:
    data = read_json(sample.reference)
    if isinstance(data, dict) and data.get("kind") == "stdin":
        return judge_stdin(sample, read_stdin(data))
    reference = read_tests(sample.reference, data, sample.prompt)
    if not reference.entries:
        return Verdict(Status.ABSTAINED, "not_called", "The tests use nothing that a program could define.")
    program = find_program(sample.response, reference.entries, sample.prompt)
    assertions = plan(reference.tree, reference.entries)
    if assertions is not None:
        try:
            return run_assertions(program, assertions, reference.entries)
        except NeedsJudge:
            pass
    return run_tests(program, reference)
