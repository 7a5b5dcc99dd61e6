"""What a benchmark holds is found in a row however it is dressed, and named with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay import UsageError, ops

QUESTION = (
    "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. "
    "How many clips did Natalia sell altogether in April and May?"
)


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    path = tmp_path / "bench.jsonl"
    lines = [
        {"question": "What is 2 + 2?", "answer": "4", "n": 7},
        {"question": QUESTION, "answer": "72", "choices": ["a b c d e f g h i", {"text": "none"}]},
        {"question": "Name the three largest lakes of the world.", "answer": ""},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (QUESTION, 2),
        ("Here is one: " + QUESTION.upper().replace(",", " --") + " Solve it.", 2),
        (" ".join(QUESTION.split()[:13]), 2),
        (" ".join(QUESTION.split()[:12]), None),
        ("Natalia sold clips to 48 of her friends in May", None),
        ("name the three largest lakes of the world", 3),
        ("Please name the three largest lakes of the world!", 3),
        ("Please name the three largest lakes of our world!", None),
        ("what is 2 2", 1),
        ("What is 2 + 2, and why?", None),
        ("72", None),
        ("", None),
    ],
)
def test_hits(test_set: Path, text: str, line: int | None) -> None:
    hits = ops.Benchmarks.read([test_set], ["question"]).hits(text)
    assert [hit.line for hit in hits] == ([line] if line else [])
    assert all(hit.file == "bench.jsonl" and hit.column == "question" for hit in hits)


def test_without_columns_every_text_counts_also_within_lists(test_set: Path) -> None:
    benchmarks = ops.Benchmarks.read([test_set])
    (hit,) = benchmarks.hits("x A B C D E F G H I y")
    assert hit == ops.Hit("bench.jsonl", 2, "choices", "a b c d e f g h i")
    refused = benchmarks.refusal("fine", "so: " + QUESTION)
    assert refused is not None and refused.reason == "contaminated"
    assert refused.message.startswith("It holds words of bench.jsonl, row 2: 'natalia sold clips to 48")
    hook = ops.Uncontaminated(lambda: benchmarks)
    assert hook([], {"messages": [{"role": "user", "content": "Hello"}]}) is None
    assert hook([], {"messages": [{"role": "user", "content": QUESTION}]}) is not None


WORDS = st.lists(st.sampled_from("abcdef"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_the_index_finds_what_a_plain_search_finds(texts: list[list[str]], tokens: list[str]) -> None:
    benchmarks = ops.Benchmarks(size=5, short=4)
    for line, text in enumerate(texts, 1):
        benchmarks.add(" ".join(text), line=line)

    def inside(run: list[str]) -> bool:
        return any(tokens[i : i + len(run)] == run for i in range(len(tokens) - len(run) + 1))

    hit = False
    for text in texts:
        if len(text) >= 4:
            size = min(5, len(text))
            hit |= any(inside(text[i : i + size]) for i in range(len(text) - size + 1))
    assert bool(benchmarks.hits(" ".join(tokens))) is hit


def test_a_benchmark_that_cannot_be_read_whole_is_refused(test_set: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"question": "x"}\n{"quest')
    with pytest.raises(UsageError, match=r"bad\.jsonl, line 2: it is not valid JSON"):
        ops.Benchmarks.read([bad])
    with pytest.raises(UsageError, match="holds no text in problem; name the file or its columns rightly"):
        ops.Benchmarks.read([test_set], ["problem"])
    with pytest.raises(UsageError, match="there is no file"):
        ops.Benchmarks.read([tmp_path / "none.jsonl"])
