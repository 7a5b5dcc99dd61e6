"""What ``assay generate`` takes besides names: parameters of generators, topics of a domain."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.data import dataset

KNOB = """
from dataclasses import dataclass
import assay

@dataclass(frozen=True)
class Params:
    top: int = assay.param("the largest number", 9, least=1, most=10 ** 6)
    words: bool = assay.param("ask in words", False)

@assay.generator("knob.sum", verifiers=("knob.check",), params=Params, topics=("adding",))
def knob_sum(rng, difficulty, params):
    a, b = rng.randint(1, params.top), rng.randint(1, 10 ** 9)
    prompt = f"How much are {a} and {b}?" if params.words else f"What is {a} + {b}?"
    return assay.Draft(prompt, f"{a} + {b} = {a + b}", str(a + b))

@assay.generator("knob.next", verifiers=("knob.check",), topics=("counting", "adding"))
def knob_next(rng, difficulty):
    a = rng.randint(1, 10 ** 9)
    return assay.Draft(f"What comes after {a}?", f"{a} + 1 = {a + 1}", str(a + 1))

@assay.generator("knob.costly", verifiers=("knob.check",), topics=("adding", "costly"), on_request="costly")
def knob_costly(rng, difficulty):
    a = rng.randint(1, 10 ** 9)
    return assay.Draft(f"What comes after {a}, dearly?", f"{a} + 1 = {a + 1}", str(a + 1))

@assay.verifier("knob.check")
def check(sample):
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum")

@assay.hookimpl
def assay_register_generators():
    return [knob_sum, knob_next, knob_costly]

@assay.hookimpl
def assay_register_verifiers():
    return [check]
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def work(tmp_path: Path, install: Callable[..., None]) -> Path:
    install("knob", KNOB)
    (tmp_path / "work").mkdir(exist_ok=True)
    return tmp_path / "work"


def rows(run: Path) -> list[dict[str, Any]]:
    return list(dataset.read_rows(run / "data"))


def test_a_parameter_changes_the_rows_and_their_ids_and_they_are_audited(assay_cli: Run, work: Path) -> None:
    command = ["generate", "knob.sum", "-n", "6", "--workers", "1"]
    assert assay_cli(*command, "--out", "usual").returncode == 0
    assert assay_cli(*command, "--set", "top=9", "--out", "said").returncode == 0
    done = assay_cli(*command, "--set", "top=5000", "--set", "words=yes", "--out", "other")
    assert done.returncode == 0, done.stderr
    usual, said, other = (rows(work / name) for name in ("usual", "said", "other"))
    assert usual == said  # the default, said aloud
    assert not {row["id"] for row in usual} & {row["id"] for row in other}
    assert all(row["prompt"].startswith("How much are") for row in other)
    assert max(int(row["prompt"].split()[3]) for row in other) > 9
    assert "6 of 6 rows proved again, 0 problems" in assay_cli("audit", "other").stdout
    asked = json.loads((work / "other" / "run.json").read_text())["asked"]
    assert asked["params"] == {"top": "5000", "words": "yes"}
    again = assay_cli(*command, "--set", "top=5000", "--out", "other", "--resume")
    assert again.returncode == 2 and "was started with another params" in again.stderr


def test_each_generator_takes_the_parameters_that_it_has(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "knob", "-n", "6", "--set", "words=yes", "--out", "run")
    assert done.returncode == 0, done.stderr
    beginnings = {" ".join(row["prompt"].split()[:2]) for row in rows(work / "run")}
    assert beginnings == {"How much", "What comes"}
    assert assay_cli("audit", "run").returncode == 0


@pytest.mark.parametrize(
    ("name", "drawn"),
    [("knob", False), ("knob:adding", False), ("knob:costly", True), ("knob.costly", True)],
)
def test_what_needs_more_than_an_installation_is_drawn_on_request(
    assay_cli: Run, work: Path, name: str, drawn: bool
) -> None:
    assert assay_cli("generate", name, "-n", "4", "--out", "run").returncode == 0
    makers = {g["name"] for g in json.loads((work / "run" / "run.json").read_text())["generators"]}
    assert ("knob.costly" in makers) == drawn


def test_a_topic_names_its_generators(assay_cli: Run, work: Path) -> None:
    assert assay_cli("generate", "knob:counting", "-n", "4").returncode == 0
    assert {row["generator"] for row in rows(work / "knob-counting-n4-seed0")} == {"knob.next"}
    assert assay_cli("generate", "knob:adding", "-n", "4", "--out", "both").returncode == 0
    assert {row["generator"] for row in rows(work / "both")} == {"knob.next", "knob.sum"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["knob.sum", "--set", "tip=5"],
            "--set tip: no generator asked for has this parameter; they have top, words",
        ),
        (
            ["knob.next", "--set", "top=5"],
            "--set top: no generator asked for has this parameter; they have none",
        ),
        (["knob.sum", "--set", "top=many"], "--set top: top is 'many', must be a whole number"),
        (["knob.sum", "--set", "top=0"], "--set top: top is 0, must be at least 1 and at most 1e+06"),
        (["knob.sum", "--set", "top"], "--set top is not of the form key=value"),
        (["knob:adding up"], "domain 'knob' has no topic 'adding up': did you mean adding?"),
        (["knob.sum", "--format", "xml"], "--format xml is not known; use parquet or jsonl"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_begun(
    assay_cli: Run, work: Path, options: list[str], sentence: str
) -> None:
    done = assay_cli("generate", *options, "--out", "run")
    assert done.returncode == 2, done.stdout + done.stderr
    assert sentence in done.stderr and done.stderr.count("\n") == 1
    assert not (work / "run").exists()
