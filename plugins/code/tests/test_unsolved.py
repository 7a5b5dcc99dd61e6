"""``code.unsolved``: tasks that hold their solution, and responses that lean on them."""

from __future__ import annotations

import json

import pytest

import assay
from assay import Status

TASK = "Write squares(xs), which returns the square of each number."
TESTS = "assert squares([1, 2]) == [1, 4]\nassert squares([3]) == [9]\nassert squares([]) == []"
REFERENCE = json.dumps({"kind": "tests", "tests": TESTS})
SOLUTION = "def squares(xs):\n    return [x * x for x in xs]"
FENCED = f"```python\n{SOLUTION}\n```"


def judged(task: str, response: str) -> assay.Verdict:
    return assay.verify("code.unsolved", prompt=task, response=response, reference=REFERENCE)


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "\n```python\ndef squares(xs):\n    ...\n```",
        "\n```python\ndef squares(xs):\n    return xs  # wrong\n```",
        "\nFor example `squares([2]) == [4]`.",
    ],
)
def test_a_task_that_tells_no_solution(shown: str) -> None:
    assert judged(TASK + shown, FENCED).accepted


@pytest.mark.parametrize(
    "shown",
    [
        f"\n{FENCED}",
        f"\n\n{SOLUTION}\n",
        " As in `squares = lambda xs: [x ** 2 for x in xs]`.",
        "\n```python\ndef power(x, n):\n    return x ** n\n```\nand\n```\nsquares = lambda xs: [power(x, 2) for x in xs]\n```",
    ],
)
@pytest.mark.parametrize("response", [FENCED, "I do not know.\n```python\nresult = []\n```"])
def test_a_task_that_holds_its_solution(shown: str, response: str) -> None:
    verdict = judged(TASK + shown, response)
    assert (verdict.status, verdict.reason) == (Status.REJECTED, "solution_in_task")


def test_what_the_response_lacks_is_not_taken_from_the_task() -> None:
    shown = 'def square(x):\n    return x * x\n\ndef squares(xs):\n    """To be written."""'
    task = f"{TASK}\n```python\n{shown}\n```"
    response = "```python\ndef squares(xs):\n    return [square(x) for x in xs]\n```"
    assert assay.verify("code.tests", prompt=task, response=response, reference=REFERENCE).accepted
    assert judged(task, response).status is Status.REJECTED
