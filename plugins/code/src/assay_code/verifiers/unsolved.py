"""``code.unsolved``: is the program the response's own, and not the task's?"""

from __future__ import annotations

import re
from dataclasses import replace

from assay import Sample, Status, Task, Verdict, verifier
from assay_code.judging.find_program import blocks
from assay_code.judging.reference import read_json
from assay_code.judging.report import guarded
from assay_code.judging.tasks import tests_task

_INLINE = re.compile(r"(?<!`)`([^`\n]*(?:=|\bdef\b|\bclass\b)[^`\n]*)`(?!`)")


@verifier(
    "code.unsolved",
    sandboxed=True,
    cost=5,
    deadline=180,
    needs=("prompt", "response", "reference"),
)
def unsolved(sample: Sample) -> Verdict:
    """The response's own code passes the tests, and no code that the task shows does."""
    return guarded(lambda: _judge(sample))


def _judge(sample: Sample) -> Verdict:
    for number, code in enumerate(_shown(sample.prompt), 1):
        verdict = guarded(lambda code=code: _alone(sample, code))  # type: ignore[misc]
        if verdict.accepted:
            return Verdict(
                Status.REJECTED, "solution_in_task", f"Code {number} of the task passes the tests."
            )
    verdict = _alone(sample, sample.response)
    if verdict.status is Status.REJECTED:
        message = f"Without the code of the task the response fails: {verdict.message}"
        return replace(verdict, reason="not_its_own", message=message, checks=())
    return verdict


def _alone(sample: Sample, response: str) -> Verdict:
    """What the tests say of a response to a task that shows no code."""
    held = replace(sample, task=Task("", sample.reference), response=response)
    return tests_task(held, read_json(sample.reference)).verdict()


def _shown(task: str) -> list[str]:
    """The code of a task: each block, all together, what stands between backquotes, and the text as it is."""
    found = [block.text for block in blocks(task)]
    inline = [match[1] for match in _INLINE.finditer(task)]
    texts = [*found, "\n\n".join(found), *inline, "\n".join(inline)]
    fenced = [f"```python\n{text}\n```" for text in dict.fromkeys(texts) if text.strip()]
    return [*fenced[:8], *([] if found else [task])]
