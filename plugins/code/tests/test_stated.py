"""What a response says that a program prints: found by its form, without a look at what is right."""

from __future__ import annotations

import time

import pytest

from assay_code.judging.stated import stated_output
from assay_code.judging.stdin import lines


def said(response: str, prompt: str = "") -> list[str] | str:
    """The lines of the output, or the reason why there is none."""
    try:
        return lines(stated_output(response, prompt)[0])
    except Exception as error:
        return str(error.args[0])


@pytest.mark.parametrize(
    "response",
    [
        "6", "It prints 6.", "It prints `6`.", "**6**", "\\boxed{6}", "<answer>6</answer>", "<answer>\n```\n6\n```\n</answer>",
        "The output is **6**.", "The output will be 6.", "The program prints: 6", "The answer is: 6", "**Answer: 6**",
        "The program prints 6 because 3 + 3 is 6.", "6\n\nBecause 3 + 3 is 6.", "Output: 6\n\nExplanation: x is 6.",
        "Trace: x is 1, then 6.\n\nThe output is **6**.", "The output is:\n```python\n6\n```",
        "<think>5</think>\n6", "<think>5</think> 6", "<think>\n```\n5\n```\n</think>\n```\n6\n```", "<scratchpad>5</scratchpad>It prints 6.",
        "<think>it prints `5`? or `4`</think>\n\nIt prints `6`.", "```\n6\n```\nHere print outputs the value of x, which is 6.",
        "The loop prints each number.\n```\n6\n```\nThe function prints the result once.",
    ],
)  # fmt: skip
def test_it_says_six(response: str) -> None:
    assert said(response) == ["6"]


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("<think>\n```\n6\n```\n</think>", "no_answer"),
        ("<think>It prints 6.", "no_answer"),
        ("", "no_answer"),
        ("The program prints 5.\n\n```\n6\n```", "hedged"),
        ("It is either 5 or 6. I guess:\n\n```\n6\n```", "hedged"),
        ("```\n6\n```\nActually, it is 5.", "hedged"),
        ("```\n6\n```\nCorrection:\n```python\n5\n```", "hedged"),
        ("It prints `5`, so it prints `6`.", "hedged"),
        ("It prints either 5 or 6.", "hedged"),
        ("It prints 6. No, 5.", "hedged"),
        ("\\boxed{6} or \\boxed{5}", "hedged"),
        ("```\n6\n```\nThat can't be right.", "rejected_attempt"),
        ("```\n6", "unterminated_block"),
    ],
)
def test_it_says_nothing_that_counts(response: str, reason: str) -> None:
    assert said(response) == reason


@pytest.mark.parametrize(
    "response",
    ["<think>\n```\n6\n```\n</think>\n5", "5 <!--\n```\n6\n```\n-->", "<thinking>6</thinking>I do not know.", "```\n<answer>6</answer>\n```"],
)  # fmt: skip
def test_what_is_hidden_is_not_read(response: str) -> None:
    assert said(response) != ["6"]


def test_several_lines_and_their_indentation_stay() -> None:
    assert said("  *\n ***") == ["  *", " ***"]
    assert said("<think>x</think>\n\n  *\n ***") == ["  *", " ***"]
    assert said("First it prints 1, then 2:\n```\n1\n2\n```") == ["1", "2"]


def test_hostile_texts_are_read_quickly() -> None:
    start = time.process_time()
    for piece in ("```\n", "It prints 6.\n", "<think>", "</think>", "`6` ", "prints ", "\n\n", "Output: 6\n"):
        said(piece * (150_000 // len(piece)))
    assert time.process_time() - start < 30
