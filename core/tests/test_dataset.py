"""Rows go into files and come out as they were; equal rows make equal files; half a file is never seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay import UsageError
from assay.data import dataset
from assay.data.dataset import Format
from assay.row import columns

FORMATS: list[Format] = ["parquet", "jsonl"]
ODD = "\0 é \u2028 \x85 \x1e \r\n \ufffe 𝔸 👩‍👩‍👧 ‮abc \ufeff"


def check(**changes: Any) -> dict[str, Any]:
    return {
        "verifier": "toy.check",
        "kind": "sum",
        "status": "rejected",
        "claim": "1 + 1 = 3",
        "where": "response",
        "start": 0,
        "end": 9,
        "quote": "",
        "reason": "",
        "message": "",
        **changes,
    }


def accepted(number: int = 0, **changes: Any) -> dict[str, Any]:
    verdict = {
        "verifier": "toy.check",
        "version": 1,
        "distribution": "assay-toy",
        "status": "accepted",
        "reason": "ok",
        "claims_found": 2,
        "claims_checked": 2,
        "steps_found": None,
        "steps_checked": None,
        "checks": 2,
        "uses": [{"name": "toy.other", "version": "3"}],
    }
    return {
        "id": f"toy.sum-v1-d1-s0-{number}",
        "domain": "toy",
        "prompt": "What is 1 + 1?",
        "messages": [{"role": "user", "content": "What is 1 + 1?"}, {"role": "assistant", "content": "2"}],
        "reasoning": None,
        "answer": "2",
        "reference": "2",
        "sources": [{"id": "a", "text": "One.", "title": "", "licence": "CC0-1.0", "place": "page 3"}],
        "difficulty": 1,
        "generator": "toy.sum",
        "recipe": None,
        "seed": 0,
        "labels": None,
        "pair": None,
        "images": None,
        "provenance": {
            "source": "generator",
            "name": "toy.sum",
            "version": 1,
            "distribution": "assay-toy",
            "index": number,
            "params": None,
            "file": None,
            "line": None,
            "extra": None,
        },
        "checks": [check()],
        "certificate": {
            "digest": "sha256:" + "0" * 64,
            "assay": "0.1.0",
            "policy": {"verifiers": ["toy.check"], "min_step_coverage": 0.5},
            "verdicts": [verdict],
            "runtime": {
                "python": "3.11.7",
                "platform": "linux-x86_64",
                "packages": [{"name": "sympy", "version": "1.14.0"}],
                "sandbox": None,
            },
        },
        **changes,
    }


def rejected(number: int = 0, **changes: Any) -> dict[str, Any]:
    row = accepted(number)
    del row["certificate"]
    return {
        **row,
        "status": "rejected",
        "reason": "wrong_sum",
        "message": "1 + 1 is not 3.",
        "verifier": "toy.check",
        "checks": [check(), check(start=None, end=None)],
        **changes,
    }


def read(path: Path) -> list[dict[str, Any]]:
    return list(dataset.read_rows(path))


texts = st.text() | st.text(st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Co", "So"))) | st.just(ODD)
maybe = st.none() | texts
whole = st.integers(-(2**63), 2**63 - 1)


@st.composite
def odd_rows(draw: st.DrawFn) -> dict[str, Any]:
    row = accepted(
        id=draw(texts),
        prompt=draw(texts),
        messages=draw(st.lists(st.fixed_dictionaries({"role": texts, "content": texts}), max_size=3)),
        answer=draw(maybe),
        reference=draw(texts),
        difficulty=draw(st.none() | st.integers(1, 5)),
        seed=draw(st.none() | whole),
    )
    row["provenance"] |= {
        "index": draw(whole),
        "params": draw(maybe),
        "line": draw(st.none() | whole),
        "extra": draw(maybe),
    }
    row["checks"] = [
        check(start=at, end=at, quote=draw(texts), where=draw(texts))
        for at in draw(st.lists(st.none() | whole, max_size=2))
    ]
    row["certificate"]["verdicts"] *= draw(st.integers(0, 2))
    row["certificate"]["policy"]["min_step_coverage"] = draw(st.floats(0, 1))
    return row


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(odd_rows(), max_size=4))
def test_what_was_written_is_read(form: Format, rows: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"rows.{form}")
        assert dataset.write_rows(rows, path, form) == len(rows)
        again = read(path)
    assert again == rows
    assert [list(row) for row in again] == [list(columns())] * len(rows)


@pytest.mark.parametrize("form", FORMATS)
def test_rejected_rows_and_very_long_text(form: Format, tmp_path: Path) -> None:
    long = "ab\0\n" * 1_000_000
    rows = [rejected(0), rejected(1, message=long, checks=[]), rejected(2, prompt="")]
    dataset.write_rows(rows, tmp_path / f"rows.{form}", form, rejected=True)
    assert read(tmp_path / f"rows.{form}") == rows


def test_a_line_is_a_line_for_every_reader(tmp_path: Path) -> None:
    dataset.write_rows([accepted(prompt=ODD)] * 3, tmp_path / "rows.jsonl", "jsonl")
    lines = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["prompt"] for line in lines] == [ODD] * 3


@pytest.mark.parametrize("form", FORMATS)
def test_equal_rows_make_equal_files(form: Format, tmp_path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        return (accepted(i, prompt=f"{i}" * 50) for i in range(2500))

    reordered = (dict(reversed(row.items())) for row in rows())
    dataset.write_rows(rows(), tmp_path / "a", form)
    dataset.write_rows(reordered, tmp_path / "b", form)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_a_lone_surrogate_never_gets_a_certificate_and_is_spelt_out_without_one(
    form: Format, tmp_path: Path
) -> None:
    path = tmp_path / f"rows.{form}"
    with pytest.raises(UsageError, match=r"accepted row 'the bad one' holds a lone surrogate"):
        dataset.write_rows([accepted(), accepted(id="the bad one", prompt="a\ud800b")], path, form)
    assert list(tmp_path.iterdir()) == []
    dataset.write_rows([rejected(0, prompt="é"), rejected(1, prompt="a\ud800b")], path, form, rejected=True)
    assert [row["prompt"] for row in read(path)] == ["é", r"a\ud800b"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_row_is_refused(form: Format, tmp_path: Path) -> None:
    bare = {key: value for key, value in accepted().items() if key != "certificate"}
    with pytest.raises(UsageError, match=r"differs in certificate"):
        dataset.write_rows([bare], tmp_path / "rows", form)
    with pytest.raises(UsageError, match=r"differs in surprise"):
        dataset.write_rows([accepted(surprise=1)], tmp_path / "rows", form)


@pytest.mark.parametrize("changes", [{"seed": 2**70}, {"seed": "zero"}, {"prompt": 3}])
def test_parquet_refuses_what_does_not_fit_a_column(changes: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not fit the columns"):
        dataset.write_rows([accepted(**changes)], tmp_path / "rows.parquet")


# ------------------------------------------------------------------ whole or not at all


def interrupted() -> Iterator[dict[str, Any]]:
    yield from (accepted(i) for i in range(1500))
    raise KeyboardInterrupt


@pytest.mark.parametrize("form", FORMATS)
def test_an_interrupt_leaves_what_was_there(form: Format, tmp_path: Path) -> None:
    dataset.write_rows([accepted(7)], tmp_path / f"rows.{form}", form)
    dataset.write_shards([accepted(7)], tmp_path / "data", form)
    with pytest.raises(KeyboardInterrupt):
        dataset.write_rows(interrupted(), tmp_path / f"rows.{form}", form)
    with pytest.raises(KeyboardInterrupt):
        dataset.write_shards(interrupted(), tmp_path / "data", form, shard_rows=100)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", f"rows.{form}"]
    assert read(tmp_path / f"rows.{form}") == read(tmp_path / "data") == [accepted(7)]


def test_a_killed_process_leaves_nothing_that_looks_like_data(tmp_path: Path) -> None:
    code = (
        "import itertools, os, sys\n"
        "from pathlib import Path\n"
        "from assay.data import dataset\n"
        "row = next(dataset.read_rows(Path('one.jsonl')))\n"
        "def rows():\n"
        "    for i in itertools.count():\n"
        "        if i == 1200: os._exit(9)\n"
        "        yield row\n"
        "dataset.write_shards(rows(), Path('data'), 'jsonl', shard_rows=1000)\n"
    )
    dataset.write_rows([accepted()], tmp_path / "one.jsonl", "jsonl")
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, timeout=60).returncode == 9
    assert not (tmp_path / "data").exists()
    dataset.write_shards([accepted(3)], tmp_path / "data", "jsonl")
    assert read(tmp_path / "data") == [accepted(3)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "one.jsonl"]


# ------------------------------------------------------------------ folders


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_in_shards(form: Format, tmp_path: Path) -> None:
    rows = [accepted(i) for i in range(25)]
    assert dataset.write_shards(iter(rows), tmp_path / "run" / "data", form, shard_rows=10) == 25
    names = [f"train-0000{i}-of-00003.{form}" for i in range(3)]
    assert sorted(path.name for path in (tmp_path / "run" / "data").iterdir()) == names
    assert read(tmp_path / "run") == read(tmp_path / "run" / "data") == rows
    assert read(tmp_path / "run" / "data" / names[1]) == rows[10:20]
    dataset.write_shards(rows[:10], tmp_path / "run" / "data", form, shard_rows=10)
    assert [path.name for path in (tmp_path / "run" / "data").iterdir()] == [f"train-00000-of-00001.{form}"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_rows_are_a_folder_with_an_empty_file(form: Format, tmp_path: Path) -> None:
    assert dataset.write_shards([], tmp_path / "rejected", form, rejected=True) == 0
    assert [path.name for path in (tmp_path / "rejected").iterdir()] == [f"rejected-00000-of-00001.{form}"]
    assert read(tmp_path / "rejected") == []


# ------------------------------------------------------------------ reading what is broken


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rows.jsonl", b'{"id": "1"}\n{broken\n', r"rows.jsonl, line 2 is not a JSON object"),
        ("rows.jsonl", b"[1, 2]\n", r"rows.jsonl, line 1 is not a JSON object"),
        ("rows.jsonl", b'{"id": "\xff"}\n', r"rows.jsonl, line 1 is not a JSON object"),
        ("rows.jsonl", b"[" * 100_000, r"rows.jsonl, line 1 is not a JSON object"),
        ("rows.parquet", b"PAR1 and no more", r"rows.parquet is not a sound Parquet file"),
        ("rows.txt", b"", r"neither .parquet nor .jsonl"),
        ("absent/other", b"", r"there is no .*rows.jsonl"),
    ],
)
def test_a_broken_file_is_one_sentence(name: str, content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(UsageError, match=sentence):
        read(tmp_path / "rows.jsonl" if "absent" in name else path)


def test_a_folder_without_rows_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".train.jsonl").write_text("{}")
    with pytest.raises(UsageError, match=r"holds no rows .* is the run finished\?"):
        read(tmp_path)
