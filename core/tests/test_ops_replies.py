"""Replies taken apart: what was written comes back, and what cannot be told is no answer."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Rejected, ops

LINE = st.text(st.characters(codec="ascii", categories=("L", "P", "Zs")), min_size=1, max_size=20).map(
    lambda s: "x" + s.replace("*", "").strip() + "y"
)
ITEM = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@given(
    st.lists(ITEM, min_size=1, max_size=12),
    st.sampled_from(["{}.", "{}. ", "{}) ", "**{}.** ", "Task {}: ", "## {}. "]),
)
def test_numbered_lists_come_back(items: list[str], mark: str) -> None:
    text = "Here they are:\n\n" + "\n".join(mark.format(i) + item for i, item in enumerate(items, 1))
    assert ops.numbered(text) == items
    assert ops.numbered(text, cut=True) == items[:-1]


def test_numbers_that_do_not_go_on_are_text() -> None:
    assert ops.numbered("1. Add\n2. Take 3 steps:\n1. a\n7. b\n3. End\n3.5 is a number") == [
        "Add",
        "Take 3 steps:\n1. a\n7. b",
        "End\n3.5 is a number",
    ]
    assert ops.numbered("<think>1. no</think>\n4. yes", start=4) == ["yes"]
    assert ops.numbered("**1. Bees**\nfly\n2. **Wasps** sting\n__3__. __x__") == [
        "Bees\nfly",
        "**Wasps** sting",
        "__x__",
    ]
    with pytest.raises(Rejected):
        ops.numbered("2. Only a second\n3. and a third")


NAMES = ["Question", "Answer", "Final answer"]


@given(
    st.lists(ITEM, min_size=3, max_size=3),
    st.sampled_from(["{}: ", "**{}**\n", "**{}:** ", "### {}\n", "**{}**: ", "## {}:\n"]),
)
def test_sections_come_back(texts: list[str], mark: str) -> None:
    text = "\n\n".join(mark.format(name) + part for name, part in zip(NAMES, texts, strict=True))
    assert ops.sections(text, *NAMES) == dict(zip(NAMES, texts, strict=True))


@given(st.lists(ITEM, min_size=2, max_size=2))
def test_tags_come_back(texts: list[str]) -> None:
    text = f"Sure.\n<problem>\n{texts[0]}\n</problem><Solution>{texts[1]}</Solution>"
    assert ops.tagged(text, "problem", "solution") == {"problem": texts[0], "solution": texts[1]}


@given(st.lists(ITEM, max_size=4))
def test_blocks_come_back(texts: list[str]) -> None:
    text = "Look:\n" + "\nand\n".join(f"```python title\n{t}\n```" for t in texts)
    assert [b.text for b in ops.blocks(text, "python")] == [t + "\n" for t in texts]
    assert ops.blocks(text, "c") == []


def test_blocks_within_blocks_and_without_end() -> None:
    text = "````md\n```py\nx\n```\n````\n~~~\ny\n~~~\n```\nnot closed"
    assert ops.blocks(text) == [ops.Block("md", "```py\nx\n```\n"), ops.Block("", "y\n")]
    inside = "1. Try\n\n    ```py\n    if a:\n        b\n    ```"
    assert ops.blocks(inside) == [ops.Block("py", "if a:\n    b\n")]
    assert ops.block(text, "md") == "```py\nx\n```\n"


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ("positive", "positive"),
        ("**Positive**.", "positive"),
        ('"not\n positive"', "not positive"),
        ("The text praises it, not positive words though.\nLabel: positive", "positive"),
        ("Let me see.\nI would call this one not positive.", "not positive"),
        ("Answer: the review is positive", "positive"),
        ("The sentiment is negative.", "negative"),
        ("<think>negative?</think> Sentiment: negative", "negative"),
        ("Final answer: **negative**", "negative"),
    ],
)
def test_labels(reply: str, label: str) -> None:
    assert ops.label(reply, ("positive", "negative", "not positive")) == label


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("So 3 + 4 = 7.\nThe answer is 7.", "7"),
        ("Answer: 3\nNo, wait.\n**Answer:** 4", "4"),
        ("work\n#### 1,200", "1,200"),
        (r"The final answer is $\boxed{\frac{1}{2}}$.", r"\frac{1}{2}"),
        (r"\boxed{1} and then \boxed{2}", "2"),
        ("**Answer:**\n\n42\nand so on", "42"),
        (r"\boxed{1}. The answer is 3.5", "3.5"),
        ("It rains. Therefore, the answer is: (B)", "(B)"),
        (r"\boxed{\{1, 2\}}", r"\{1, 2\}"),
        (r"\boxed{1 + \boxed{2}}", r"2"),
        (r"\boxed{open and the answer is lost", None),
        ("I cannot answer this question.", None),
        ("The answer is\n", None),
    ],
)
def test_final_answers(reply: str, answer: str | None) -> None:
    if answer is None:
        with pytest.raises(Rejected, match="no_final_answer"):
            ops.final_answer(reply)
    else:
        assert ops.final_answer(reply) == answer


@pytest.mark.parametrize(
    ("parse", "reason"),
    [
        (lambda: ops.label("positive or negative", ("positive", "negative")), "no_label"),
        (lambda: ops.label("Label: positive\nLabel: negative", ("positive", "negative")), "no_label"),
        (lambda: ops.label("This is not positive.", ("positive", "negative")), "no_label"),
        (lambda: ops.label("Label: it isn't negative", ("positive", "negative")), "no_label"),
        (lambda: ops.label("It could be positive.", ("positive", "negative")), "no_label"),
        (lambda: ops.label("positive\nbut I may be wrong", ("positive", "negative")), "no_label"),
        (lambda: ops.label("Answer: positive or mixed", ("positive", "negative")), "no_label"),
        (lambda: ops.label("unpositive", ("positive", "negative")), "no_label"),
        (lambda: ops.label(" \n", ("positive", "negative")), "no_label"),
        (lambda: ops.tagged("<a>1</a><a>2</a>", "a"), "unparsable_reply"),
        (lambda: ops.tagged("<a>1", "a"), "unparsable_reply"),
        (lambda: ops.sections("A: 1\nB:", "A", "B"), "unparsable_reply"),
        (lambda: ops.sections("A: 1\nA: 2", "A"), "unparsable_reply"),
        (lambda: ops.block("```\na\n```\n```\nb\n```"), "unparsable_reply"),
        (lambda: ops.block("no code"), "unparsable_reply"),
    ],
)
def test_what_cannot_be_told_is_rejected(parse: Callable[[], Any], reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        parse()
    assert caught.value.reason == reason and caught.value.message.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "\\boxed{" * 20000,
        "```\n" * 20001,
        "1. " * 50000,
        "answer " * 50000,
        "<a>" * 50000,
        "Answer: \t" * 30000,
    ],
)
def test_long_nonsense_takes_no_time(text: str) -> None:
    for parse in (
        ops.final_answer,
        ops.numbered,
        ops.blocks,
        lambda t: ops.tagged(t, "a"),
        lambda t: ops.sections(t, "answer"),
        lambda t: ops.label(t, ("a", "b")),
    ):
        with contextlib.suppress(Rejected):
            parse(text)
