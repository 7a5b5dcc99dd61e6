"""Exports of whole sets: ids kept, parts without leaks, orders, several runs, system prompts, tokens."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.data.splits import assign, families, order, read_split
from assay.ops import MinHashPool

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = pytest.mark.usefixtures("toys")


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def two(toys: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs that share no row."""
    folder = tmp_path_factory.mktemp("two")
    for name, seed in (("one", 1), ("other", 2)):
        assay.generate(
            "toy.sum", count=60, seed=seed, difficulty=4, out=folder / name, workers=1, progress=False
        )
    return folder


@pytest.mark.parametrize("form", ["sft", "prompt_completion", "sharegpt", "alpaca", "text", "jsonl"])
def test_every_format_keeps_the_id(two: Path, tmp_path: Path, form: str) -> None:
    assert assay.export(two / "one", form, tmp_path / "out.jsonl") == 60
    assert [line["id"] for line in lines_of(tmp_path / "out.jsonl")] == [
        r["id"] for r in assay.open_run(two / "one")
    ]


def test_prompt_and_completion_apart(two: Path, tmp_path: Path) -> None:
    assay.export(two / "one", "prompt_completion", tmp_path / "out.jsonl", system="Be brief.")
    first, row = lines_of(tmp_path / "out.jsonl")[0], next(iter(assay.open_run(two / "one")))
    assert first["prompt"] == [{"role": "system", "content": "Be brief."}, row["messages"][0]]
    assert first["completion"] == [row["messages"][1]]


def test_a_system_prompt_is_for_chats_without_one(two: Path, assay_cli: Run, tmp_path: Path) -> None:
    source = str(two / "one")
    assert (
        assay_cli("export", source, "--to", "sft", "--system", "Hm.", "--out", str(tmp_path / "a")).returncode
        == 0
    )
    assert lines_of(tmp_path / "a")[0]["messages"][0] == {"role": "system", "content": "Hm."}
    done = assay_cli("export", source, "--to", "parquet", "--system", "Hm.", "--out", str(tmp_path / "b"))
    assert done.returncode == 2 and "leave out --system" in done.stderr


def test_parts_hold_all_rows_once_and_can_be_audited(two: Path, assay_cli: Run, tmp_path: Path) -> None:
    out = tmp_path / "parts"
    shares = "train=0.8,validation=0.1,test=0.1"
    done = assay_cli("export", str(two / "one"), "--to", "parquet", "--split", shares, "--out", str(out))
    assert done.returncode == 0 and "60 rows written" in done.stdout and "train (80.0%)" in done.stdout
    parts = {
        path.stem: [row["id"] for row in assay.read_rows(path)] for path in sorted(out.glob("*.parquet"))
    }
    assert {name: len(ids) for name, ids in parts.items()} == {"train": 48, "validation": 6, "test": 6}
    assert sorted(row_id for ids in parts.values() for row_id in ids) == sorted(
        row["id"] for row in assay.open_run(two / "one")
    )
    found = assay.audit(out, progress=False)
    assert found.problems == [] and found.proved == 60
    (out / "test.parquet").unlink()
    assert any(
        "test.parquet: missing_file" in problem for problem in assay.audit(out, progress=False).problems
    )


def test_the_hubs_library_reads_the_parts(two: Path, tmp_path: Path) -> None:
    import datasets

    assay.export(two / "one", "parquet", tmp_path / "set", split="train=0.5,test=0.5")
    read = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    assert {name: part.num_rows for name, part in read.items()} == {"train": 30, "test": 30}


def row(number: int, prompt: str, **more: Any) -> Any:
    extra = json.dumps({"parents": more.pop("parents")}) if "parents" in more else None
    return {"id": f"r{number}", "prompt": prompt, "sources": None, "provenance": {"extra": extra}, **more}


def test_related_rows_and_near_duplicates_are_one_family() -> None:
    long = "A farmer has forty sheep and sells twelve of them on the market in the town by the sea on a Monday in May"
    source = [{"text": "The same note."}]
    rows = [
        row(0, long),
        row(1, "What is one and one?"),
        row(2, long.replace("May", "June")),
        row(3, "What  is one and one?"),
        row(4, "Who wrote it?", sources=source),
        row(5, "When?", sources=source),
        row(6, "A new question of an old one", parents=["r1"]),
        row(7, "Alone"),
    ]
    assert families(rows, MinHashPool(above=0.8)) == [0, 1, 0, 1, 4, 4, 1, 7]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=60), st.integers(0, 9))
def test_no_family_is_in_two_parts(members: list[int], seed: int) -> None:
    parts = assign(members, {"train": 0.8, "test": 0.2}, seed)
    assert all(
        len({part for part, own in zip(parts, members, strict=True) if own == m}) == 1 for m in members
    )
    assert parts == assign(members, {"train": 0.8, "test": 0.2}, seed)
    largest = max(members.count(member) for member in members)
    assert abs(parts.count("test") - 0.2 * len(members)) <= largest


@pytest.mark.parametrize(
    "text", ["train=0.9", "train=0.9,test=0.2", "train=0.9,train=0.1", "a=x,b=1", "train=1,test=0", ""]
)
def test_shares_that_are_none(text: str) -> None:
    with pytest.raises(assay.UsageError, match="--split"):
        read_split(text)


def test_a_shuffle_is_of_its_seed(two: Path, tmp_path: Path) -> None:
    def ids(name: str, seed: int) -> list[str]:
        assay.export(two / "one", "sft", tmp_path / name, shuffle=seed)
        return [line["id"] for line in lines_of(tmp_path / name)]

    one, again, other = ids("a", 1), ids("b", 1), ids("c", 2)
    assert one == again != other and sorted(one) == sorted(other)
    assert order(["x", "y", "z"], 4) == order(["x", "y", "z"], 4)


def test_runs_are_merged_if_they_share_no_row(two: Path, assay_cli: Run, tmp_path: Path) -> None:
    one, other = str(two / "one"), str(two / "other")
    done = assay_cli("export", one, other, "--to", "jsonl", "--out", str(tmp_path / "both.jsonl"))
    assert "120 rows written" in done.stdout
    found = assay.audit(tmp_path / "both.jsonl", progress=False)
    assert found.proved == 120 and found.problems == []
    same = assay_cli("export", one, one, "--to", "jsonl", "--out", str(tmp_path / "twice.jsonl"))
    assert same.returncode == 2 and "is row" in same.stderr and not (tmp_path / "twice.jsonl").exists()


def test_tokens_are_counted_by_a_tokenizer(two: Path, assay_cli: Run, tmp_path: Path) -> None:
    import tokenizers

    made = tokenizers.Tokenizer(tokenizers.models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    made.save(str(tmp_path / "tokenizer.json"))
    done = assay_cli(
        "export",
        str(two / "one"),
        "--to",
        "sft",
        "--tokenizer",
        str(tmp_path),
        "--out",
        str(tmp_path / "out.jsonl"),
    )
    rows = list(assay.open_run(two / "one"))
    words = [sum(len(turn["content"].split()) for turn in each["messages"]) for each in rows]
    assert f"{sum(words):,} tokens" in done.stdout, done.stderr
    head = json.loads((tmp_path / "out.jsonl.proof").read_text().splitlines()[0])
    assert head["tokens"]["total"] == sum(words) and head["tokens"]["most"] == max(words)
    done = assay_cli(
        "export",
        str(two / "one"),
        "--to",
        "sft",
        "--tokenizer",
        "tiktoken:nothing",
        "--out",
        str(tmp_path / "o.jsonl"),
    )
    assert done.returncode == 2 and "--tokenizer tiktoken:" in done.stderr
