"""``code.unsolved``: is the program the response's own, and not the task's?"""

from __future__ import annotations

from dataclasses import replace

from assay import Sample, Status, Task, Verdict, verifier
from assay_code.judging.candidate import Stopped
from assay_code.judging.code_text import NoProgram
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import Checks, guarded
from assay_code.judging.shown import shown
from assay_code.judging.tasks import tests_task


@verifier(
    "code.unsolved",
    version=5,
    sandboxed=True,
    cost=5,
    deadline=180,
    needs=("prompt", "response", "reference"),
)
def unsolved(sample: Sample) -> Verdict:
    """The response's own code passes the tests, and no code that the task shows does."""
    return guarded(lambda: _judge(with_parts(sample)))


def _judge(sample: Sample) -> Verdict:
    for number, (code, span) in enumerate(shown(sample.prompt, _program(sample)), 1):
        verdict = guarded(lambda code=code: _alone(sample, code))  # type: ignore[misc]
        if verdict.accepted:
            found = Checks(span, where="prompt")
            found.failed("shown", f"code {number} of the task", "solution_in_task", "it passes the tests")
            return found.verdict()
    verdict = _alone(sample, sample.response)
    if verdict.status is Status.REJECTED:
        message = f"Without the code of the task the response fails: {verdict.message}"
        return replace(verdict, reason="not_its_own", message=message, checks=())
    return verdict


def _alone(sample: Sample, response: str) -> Verdict:
    """What the tests say of a response to a task that shows no code."""
    held = replace(sample, task=Task("", sample.reference), response=response)
    return tests_task(held).verdict()


def _program(sample: Sample) -> tuple[str, tuple[str, ...]]:
    """The source of the response's program, and the names that it is asked for."""
    try:
        task = tests_task(replace(sample, task=Task("", sample.reference)))
    except (NoProgram, Stopped):
        return "", ()
    return task.program.source, task.entries
