"""The data set card: true to its run, the same for the same run, and readable."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assay.data import dataset
from assay.data.files import size_category
from assay.row import columns
from assay.runs.card import card, write_card
from assay.runs.facts import Facts

RUN: dict[str, Any] = {
    "assay": "0.1.0",
    "command": "assay generate toy -n 3 --seed 7",
    "verb": "generate",
    "asked": {"names": ["toy"], "count": 3},
    "seed": 7,
    "format": "parquet",
    "policy": {"extra_verifiers": [], "min_step_coverage": 0.5},
    "plugins": [{"name": "toy", "distribution": "assay-toy", "version": "1.0"}],
    "verifiers": [{"name": "toy.check", "version": 2, "distribution": "assay-toy"}],
    "generators": [
        {
            "name": "toy.sum",
            "version": 4,
            "distribution": "assay-toy",
            "accepted": 3,
            "rejected": 2,
            "left_out": None,
        },
    ],
    "stopped": None,
    "counts": {"candidates": 5, "accepted": 3, "rejected": 1, "abstained": 1, "error": 0},
    "reasons": {"toy.check: a|b\n## Not a heading": 2},
    "difficulties": {"1": 1, "4": 2},
    "finished": True,
    "runtime": {
        "python": "3.11.7",
        "platform": "linux-x86_64",
        "packages": [{"name": "sympy", "version": "1.14.0"}],
        "sandbox": None,
    },
    "timings": {"seconds": 1.0, "rows_per_second": 5.0},
}


def row(**changes: Any) -> dict[str, Any]:
    return {
        **dict.fromkeys(columns()),
        "id": "toy-1",
        "messages": [{"role": "user", "content": "q"}],
        **changes,
    }


def test_it_says_what_the_run_did() -> None:
    text = card(RUN)
    for part in (
        "# 3 verified rows",
        "$ assay generate toy -n 3 --seed 7\n$ assay audit DIR",
        "| looked at | 5 |",
        "| abstained | 1 |",
        "| toy.check | 2 | assay-toy |",
        "| toy.sum | 4 | assay-toy | 3 | 2 |",
        "At least 50% of the steps",
        "Python 3.11.7 on linux-x86_64, sympy 1.14.0.",
    ):
        assert part in text
    for column in columns():
        assert f"| {column} |" in text


def test_the_same_run_gives_the_same_card_however_long_it_took() -> None:
    slower = copy.deepcopy(RUN)
    slower["timings"] = {"seconds": 99.0, "rows_per_second": 0.1}
    assert card(slower) == card(RUN)


def test_text_from_a_plugin_does_not_break_out_of_its_table() -> None:
    assert "| toy.check: a\\|b ## Not a heading | 2 |\n" in card(RUN)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_it_shows_a_row_whole_in_its_fence(form: dataset.Format, tmp_path: Path) -> None:
    dataset.write_shards(
        [row(prompt="````\n# x\n", reference="9" * 5000), row(id="second")], tmp_path / "data", form
    )
    write_card({**RUN, "format": form}, tmp_path / "README.md")
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    shown = json.loads(text.split("`````json\n")[1].split("\n`````\n")[0])
    assert shown["prompt"] == "````\n# x\n"
    assert shown["reference"].endswith("9 … (5,000 characters)")
    assert f"path: data/*.{form}" in text
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["README.md", "data"]


def test_without_rows_there_is_no_row_to_show(tmp_path: Path) -> None:
    dataset.write_shards([], tmp_path / "data")
    write_card(RUN, tmp_path / "README.md")
    assert "## A row" not in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_card_of_a_verified_file() -> None:
    files = [{"name": f"in-{number}.jsonl", "sha256": f"ab{number}"} for number in range(25)]
    text = card({**RUN, "verb": "verify", "generators": [], "asked": {"files": files}})
    assert "- `in-3.jsonl`, SHA-256 `ab3`" in text
    assert "in-20.jsonl" not in text and "- and 5 more files, see `run.json`" in text
    assert "## Generators" not in text


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (0, "n<1K"),
        (999, "n<1K"),
        (1000, "1K<n<10K"),
        (10**6, "1M<n<10M"),
        (10**9, "1B<n<10B"),
        (10**12, "n>1T"),
    ],
)
def test_sizes_have_the_names_of_the_hub(rows: int, name: str) -> None:
    assert size_category(rows) == name


def test_a_notice_of_a_distribution_that_was_used_stands_on_the_card() -> None:
    told = [
        {"name": "toy", "distribution": "assay-toy", "version": "1.0", "notice": "Toys, not tools."},
        {"name": "other", "distribution": "assay-other", "version": "1.0", "notice": "Not this one."},
    ]
    text = card({**RUN, "plugins": told})
    assert "\n\n> Toys, not tools.\n\n```console" in text
    assert "Not this one" not in text
    assert "\n> " not in card(RUN)


def test_the_front_matter_is_what_the_hub_expects() -> None:
    text = card(RUN)
    assert text.startswith(
        """---
tags: ["synthetic", "verified", "toy"]
size_categories: ["n<1K"]
configs:
- config_name: default
  data_files:
  - split: train
    path: data/*.parquet
dataset_info:
  features:
  - name: id
    dtype: string
"""
    )
    info = yaml.safe_load(text.split("---\n")[1])["dataset_info"]
    features = pytest.importorskip("datasets").Features
    assert info["features"] == features.from_arrow_schema(dataset.schema())._to_yaml_list()
    assert info["splits"] == [{"name": "train", "num_examples": 3}]


def test_json_lines_whose_columns_are_always_null_are_read_with_their_types(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    rows = [told(row(id=str(n), domain="toy", prompt="q", reference="1")) for n in range(3)]
    dataset.write_shards(rows, tmp_path / "set" / "data", "jsonl")
    write_card({**RUN, "format": "jsonl"}, tmp_path / "set" / "README.md")
    read = datasets.load_dataset(str(tmp_path / "set"), split="train", cache_dir=str(tmp_path / "cache"))
    assert read.features == datasets.Features.from_arrow_schema(dataset.schema())
    assert read["id"][:] == ["0", "1", "2"] and read[0]["generator"] is None


def told(some: dict[str, Any], **verdict: Any) -> dict[str, Any]:
    """A row with the certificate of a verifier that found four claims and decided three."""
    counts = {"claims_found": 4, "claims_checked": 3, "steps_found": None, "steps_checked": None}
    return {**some, "certificate": {"verdicts": [{"verifier": "toy.check", **counts, **verdict}]}}


def test_a_reader_learns_first_what_was_checked_and_what_was_not() -> None:
    facts, licensed = Facts(), {"licence": "CC-BY-4.0", "text": "t"}
    facts.see(told(row(reasoning="hm", sources=[licensed, {**licensed, "licence": ""}])))
    facts.see(told(row(labels="{}", sources=[licensed, licensed])))
    text = card(RUN, facts)
    for part in (
        "| toy.check | 2 | 6 of 8 |  |",
        "- `toy.check` found 2 claims that it could not decide",
        "- The column `reasoning` (1 row)",
        "- The column `labels` (1 row)",
        "- Whether the sources themselves are right",
        "| CC-BY-4.0 | 2 |\n",
        "| not stated | 1 |\n",
        "| response | 1 | 1 | 1 | 1 |",
    ):
        assert part in text
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[:4] == [
        "## What was checked",
        "## What was not checked",
        "## Licence and sources",
        "## A row",
    ]
    assert heads.index("## Generators") > heads.index("## Counts")


def test_somebodys_own_file_is_not_called_synthetic() -> None:
    text = card(
        {
            **RUN,
            "verb": "verify",
            "generators": [],
            "asked": {"files": [{"name": "in.jsonl", "sha256": "ab12"}]},
        }
    )
    assert 'tags: ["verified"]' in text and "licence of the file that was verified" in text


def test_it_says_what_was_left_out_and_why_it_stopped() -> None:
    failing = {**RUN["generators"][0], "left_out": "toy.sum failed 25 times in a row"}
    text = card({**RUN, "generators": [failing], "stopped": "toy.sum failed"})
    assert "`toy.sum` was left out from there on: toy.sum failed 25 times in a row." in text
    assert "The run was stopped before its end: toy.sum failed." in text
