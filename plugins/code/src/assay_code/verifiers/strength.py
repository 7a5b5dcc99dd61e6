"""``code.strength``: are the tests of a row strong enough to tell a right program from a nearly right one?"""

from __future__ import annotations

from assay import Sample, Status, Verdict, has_part, verifier
from assay_code.judging.old_references import with_parts
from assay_code.judging.reference import Strength
from assay_code.judging.report import SURVIVES, Checks, guarded
from assay_code.judging.strength import strength
from assay_code.judging.tasks import code_task


@verifier("code.strength", version=5, sandboxed=True, cost=8, deadline=150, needs=("response", "reference"))
def code_strength(sample: Sample) -> Verdict:
    """Mutate the program of a response; the tests of the reference must fail on enough of the mutants."""
    return guarded(lambda: _judge(with_parts(sample)))


def _judge(sample: Sample) -> Verdict:
    wanted = sample.part(Strength) if has_part(sample.reference, Strength) else Strength()
    task = code_task(sample)
    first = task.verdict()
    if not first.accepted:
        return first
    measured = strength(task.program, task.judge, entries=task.entries)
    if not measured.known:
        message = (
            "Most changes of the program fail by themselves, or come to no verdict."
            if measured.undecided
            else "There is nothing in the program to mutate."
        )
        return Verdict(Status.ABSTAINED, "no_mutants", message)
    found = Checks(where="reference")
    share = f"{measured.killed} of {measured.total} mutants fail"
    if measured.share >= wanted.min_kill:
        found.passed("strength", share)
    else:
        found.failed("strength", share, "weak_tests", f"at least {wanted.min_kill:.0%} have to")
    for mutant in measured.survivors:
        note = f"{mutant.description}: {mutant.before} -> {mutant.after or 'nothing'}"
        found.check(None, "survivor", f"line {mutant.line}", SURVIVES, note, span=task.program.span)
    return found.verdict(allow_undecided=True)
