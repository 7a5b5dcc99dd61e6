"""``code.unsolved``: is the program the response's own, and not the task's?"""

from __future__ import annotations

import re
from dataclasses import replace

from assay import Sample, Status, Task, Verdict, verifier
from assay_code.judging.find_program import blocks
from assay_code.judging.old_references import with_parts
from assay_code.judging.report import Checks, guarded
from assay_code.judging.tasks import tests_task

_INLINE = re.compile(r"(?<!`)`([^`\n]*(?:=|\bdef\b|\bclass\b)[^`\n]*)`(?!`)")


@verifier(
    "code.unsolved",
    version=2,
    sandboxed=True,
    cost=5,
    deadline=180,
    needs=("prompt", "response", "reference"),
)
def unsolved(sample: Sample) -> Verdict:
    """The response's own code passes the tests, and no code that the task shows does."""
    return guarded(lambda: _judge(with_parts(sample)))


def _judge(sample: Sample) -> Verdict:
    for number, (code, span) in enumerate(_shown(sample.prompt), 1):
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


def _shown(task: str) -> list[tuple[str, tuple[int, int] | None]]:
    """The code of a task, with its place where it has one.

    Each block, all together, what stands between backquotes, and without blocks the text as it is.
    """
    found = [(block.text, block.span) for block in blocks(task)]
    inline = [(match[1], match.span(1)) for match in _INLINE.finditer(task)]
    together = ["\n\n".join(text for text, _ in found), "\n".join(text for text, _ in inline)]
    places: dict[str, tuple[int, int] | None] = {}
    for text, place in (*found, (together[0], None), *inline, (together[1], None)):
        if text.strip():
            places.setdefault(text, place)
    fenced = [(f"```python\n{text}\n```", place) for text, place in places.items()]
    return [*fenced[:8], *([] if found else [(task, None)])]
