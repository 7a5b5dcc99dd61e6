"""Near-duplicate pools find what a slow and plain search finds, and admission is the same after a resume."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay import Rejected, UsageError, ops
from assay.ops import _needs

WORD = st.sampled_from("add the two numbers of list write a poem on rain".split())
TEXT = st.lists(WORD, max_size=14).map(" ".join)


def longest_common(one: list[str], other: list[str]) -> int:
    """By the book."""
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def plain_rouge(one: str, other: str) -> float:
    a, b = ops.words(one), ops.words(other)
    common = longest_common(a, b)
    return 2 * common / (len(a) + len(b)) if common else 0.0


def test_rouge_l_gives_the_recorded_numbers_of_rouge_score() -> None:
    recorded = json.loads((Path(__file__).parent / "data" / "rouge-score.json").read_text())["rows"]
    assert len(recorded) > 50
    for one, other, score in recorded:
        assert ops.rouge_l(one, other) == score
        assert ops.rouge_l(one, other) == pytest.approx(plain_rouge(one, other))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, max_size=12), TEXT, st.sampled_from([0.0, 0.3, 0.5, 0.7, 0.9]))
def test_a_rouge_pool_misses_nothing(texts: list[str], text: str, above: float) -> None:
    pool = ops.RougePool(above=above)
    pool._BLOCK = 5  # type: ignore[misc]
    for other in texts:
        pool.add(other)
    near = pool.nearest(text)
    scores = [ops.rouge_l(text, other) for other in texts]
    highest = max(scores, default=0.0)
    if highest > above:
        assert near is not None and near.score == pytest.approx(highest)
        assert scores[near.index] == pytest.approx(highest)
    else:
        assert near is None


def test_a_score_at_the_threshold_is_not_above_it() -> None:
    assert ops.rouge_l("a b c d", "a b x y") == 0.5
    assert ops.RougePool(["a b c d"], above=0.5).nearest("a b x y") is None
    assert ops.RougePool(["a b c d"], above=0.499).nearest("a b x y") == ops.Near(0, 0.5)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=8), TEXT, st.sampled_from([0.3, 0.5, 0.8]))
def test_minhash_refuses_nothing_that_is_not_near(texts: list[str], text: str, above: float) -> None:
    near = ops.MinHashPool(texts, above=above, size=2).nearest(text)
    if near is not None:
        assert near.score == ops.jaccard(text, texts[near.index], size=2) > above
    assert ops.MinHashPool([*texts, "a b c"], size=2).nearest("A b, c!") is not None


def test_minhash_finds_nearly_all_that_is_near() -> None:
    rng = random.Random(1)
    texts = [" ".join(f"w{rng.randrange(900)}" for _ in range(60)) for _ in range(300)]
    pool = ops.MinHashPool(texts, above=0.5, size=3)
    near = missed = 0
    for index, text in enumerate(texts):
        changed = text.split()
        for _ in range(index % 8):
            changed[rng.randrange(60)] = "else"
        if ops.jaccard(text, " ".join(changed), size=3) > 0.5:
            near += 1
            found = pool.nearest(" ".join(changed))
            missed += found is None or found.index != index
    assert near > 200 and missed == 0


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("What is  2 + 2?\n", "What is 2 + 2?", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("What is 2 + 2?", "What is 2 - 2?", False),
        ("Solve X = 1", "Solve x = 1", False),
        ("x²", "x2", False),
    ],
)
def test_exact_means_that_nothing_differs_but_space_and_form(one: str, other: str, equal: bool) -> None:
    assert (ops.ExactPool([one]).nearest(other) is not None) is equal


def test_signs_count_where_the_caller_says_so() -> None:
    one, other = "What is 3 + 4 * 5", "What is 3 - 4 / 5"
    assert ops.rouge_l(one, other) == 1.0
    assert ops.rouge_l(one, other, tokenize=ops.symbols) == 5 / 7
    assert ops.words("Größe の大きさ_2") == ["größe", "の", "大", "き", "さ", "2"]


def rows(*prompts: str) -> list[dict[str, Any]]:
    return [{"id": f"r{i}", "prompt": prompt} for i, prompt in enumerate(prompts)]


def admit_all(hook: ops.Novel, prompts: list[str], kept: list[dict[str, Any]]) -> list[str]:
    """As the engine calls it: the list grows by what is admitted."""
    messages = []
    for row in rows(*prompts):
        refused = hook(kept, row)
        if refused is None:
            kept.append(row)
        else:
            messages.append(f"{refused.reason}: {refused.message}")
    return messages


def test_admission_is_the_same_after_a_resume_and_in_a_second_run() -> None:
    texts = ["write a poem on rain", "add two numbers", "write a poem about rain", "Add two numbers!", "sing"]
    hook = ops.Novel(lambda: ops.RougePool(above=0.7), known=lambda: ["sing"])
    whole: list[dict[str, Any]] = []
    expected = [
        "near_duplicate: It is like row r0 (0.80 of 1).",
        "near_duplicate: It is like row r1 (1.00 of 1).",
        "near_duplicate: It is like known text 1 (1.00 of 1).",
    ]
    assert admit_all(hook, texts, whole) == expected
    assert [row["prompt"] for row in whole] == texts[:2]
    assert admit_all(hook, texts, list(whole[:1])) == [
        "near_duplicate: It is like row r0 (1.00 of 1).",
        *expected,
    ]
    assert admit_all(hook, texts, []) == expected


def test_admission_can_look_at_any_text_of_a_row() -> None:
    hook = ops.Novel(ops.ExactPool, lambda row: row["messages"][0]["content"], reason="same_question")
    refused = hook([{"id": "a", "messages": [{"content": "x"}]}], {"messages": [{"content": " x"}]})
    assert isinstance(refused, Rejected) and refused.reason == "same_question"


def test_a_pool_can_be_asked_as_it_once_was() -> None:
    texts = ["add two numbers", "write a long poem", "Write a long poem!", "write a long poem"]
    for pool in (ops.RougePool(texts), ops.MinHashPool(texts, size=2), ops.ExactPool(texts)):
        near = pool.nearest("write a long poem", 3)
        assert near == ops.Near(1, 1.0)
        assert pool.nearest("write a long poem", 1) is None


def test_distinct_keeps_the_first() -> None:
    assert ops.distinct(["b  a", "b a", "a"], ops.ExactPool()) == ["b  a", "a"]


def test_what_is_not_installed_is_one_sentence() -> None:
    with pytest.raises(
        UsageError, match=r"the package no_such_package; install it with: pip install 'assay-core\[x\]'"
    ):
        _needs.need("no_such_package.part", "x")
