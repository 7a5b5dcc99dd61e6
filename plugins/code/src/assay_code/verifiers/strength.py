"""``code.strength``: are the tests of a row strong enough to tell a right program from a nearly right one?"""

from __future__ import annotations

from typing import Any

from assay import Check, Sample, Status, Verdict, verifier
from assay_code.judging.reference import BadReference, read_json
from assay_code.judging.report import failed, guarded, passed, verdict
from assay_code.judging.strength import strength
from assay_code.judging.tasks import code_task

MIN_KILL = 0.8


@verifier("code.strength", sandboxed=True, cost=8, deadline=150, needs=("response", "reference"))
def code_strength(sample: Sample) -> Verdict:
    """Mutate the program of a response; the tests of the reference must fail on enough of the mutants."""
    return guarded(lambda: _judge(sample, read_json(sample.reference)))


def _judge(sample: Sample, data: Any) -> Verdict:
    least = data.get("min_kill", MIN_KILL) if isinstance(data, dict) else MIN_KILL
    if type(least) not in (int, float) or not 0 <= least <= 1:
        raise BadReference("The least kill rate of the reference is not a number from 0 to 1.")
    task = code_task(sample, data)
    first = task.verdict()
    if not first.accepted:
        return first
    found = strength(task.program, task.judge, entries=task.entries)
    if not found.known:
        message = (
            "Most changes of the program fail by themselves, or come to no verdict."
            if found.undecided
            else "There is nothing in the program to mutate."
        )
        return Verdict(Status.ABSTAINED, "no_mutants", message)
    span = task.program.span
    share = f"{found.killed} of {found.total} mutants fail"
    checks = [
        passed("strength", share, span)
        if found.share >= least
        else failed("strength", share, span, "weak_tests", f"at least {least:.0%} have to")
    ]
    for mutant in found.survivors:
        note = f"{mutant.description}: {mutant.before} -> {mutant.after or 'nothing'}"
        checks.append(Check("survivor", Status.ABSTAINED, f"line {mutant.line}", span, "survives", note))
    summary = verdict(checks[:1])
    return Verdict(summary.status, summary.reason, summary.message, tuple(checks), summary.coverage)
