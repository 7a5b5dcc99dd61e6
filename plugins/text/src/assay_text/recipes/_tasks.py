"""What Self-Instruct and Alpaca share: seed tasks, the filter against the pool, drafts."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay_text.verifiers.instruction import compose, instruction_problem

Row = Mapping[str, Any]
Instance = tuple[str, str]
NEAR = 0.7
"""ROUGE-L above which two instructions are the same to Self-Instruct."""
FORM_ONLY = "the answer is the model's word: only its form is checked"


def read_tasks(path: Path | None) -> Sequence[Mapping[str, Any]]:
    """The seed tasks of a file, or the ones that come with the package."""
    if path is None:
        text = (files("assay_text") / "data" / "seed_tasks.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]
    tasks = []
    for seed in assay.read_seeds(path, "instruction"):
        if seed.problem:
            raise assay.UsageError(seed.problem)
        tasks.append({"instances": [], **seed.fields})
    if not tasks:
        raise assay.UsageError(f"{path} holds no task; write one a line, with an instruction")
    return tasks


def instruction_of(row: Row) -> str:
    return str(json.loads(row["reference"])["instruction"]["text"])


class _Rows:
    """The instructions of a run's accepted rows, each task once; it grows with them."""

    def __init__(self) -> None:
        self.begin: Row | None = None

    def upto(self, rows: Sequence[Row], end: int) -> list[str]:
        """The instructions of the first ``end`` rows."""
        if not rows:
            return []
        if self.begin is not rows[0]:  # another run in the same process
            self.begin, self.taken = rows[0], 0
            self.pool, self.texts, self.numbers = ops.RougePool(above=NEAR), list[str](), list[int]()
        for n in range(self.taken, len(rows)):
            if not (n and _same_task(rows[n - 1], rows[n])):
                self.texts.append(instruction_of(rows[n]))
                self.numbers.append(n)
                self.pool.add(self.texts[-1])
        self.taken = max(self.taken, len(rows))
        return self.texts[: bisect_left(self.numbers, end)]

    def nearest(self, text: str, rows: Sequence[Row], end: int) -> tuple[float, str] | None:
        """How near the nearest of the first ``end`` rows is, and its instruction, if it is too near."""
        texts = self.upto(rows, end)
        near = self.pool.nearest(text, first=len(texts)) if texts else None
        return (near.score, texts[near.index]) if near else None


_ROWS = _Rows()


def _same_task(one: Row, other: Row) -> bool:
    """Whether two neighbours are instances of one task."""
    same = one["provenance"]["index"] == other["provenance"]["index"]
    return same and instruction_of(one) == instruction_of(other)


def own_instructions(earlier: Sequence[Row]) -> list[str]:
    """The instructions of the earlier rows of a run, each task once."""
    return _ROWS.upto(earlier, len(earlier))


@cache
def _seed_pool(path: Path | None) -> tuple[ops.RougePool, list[str]]:
    texts = [str(task["instruction"]) for task in read_tasks(path)]
    return ops.RougePool(texts, above=NEAR), texts


class Newcomers:
    """Tells new instructions from those of the seed tasks, of the earlier rows and of the same reply."""

    def __init__(self, path: Path | None, earlier: Sequence[Row]) -> None:
        self.path, self.earlier = path, earlier
        self.siblings: tuple[ops.RougePool, list[str]] = (ops.RougePool(above=NEAR), [])

    def take(self, text: str) -> None:
        """Raises :class:`~assay.Rejected` for a text that breaks a rule or is too near; others are known now."""
        if problem := instruction_problem(text):
            raise fallen(text, *problem)
        known: list[tuple[ops.RougePool, list[str]]] = [_seed_pool(self.path), self.siblings]
        for pool, texts in known:
            if near := pool.nearest(text):
                raise fallen(text, *_too_near(near.score, texts[near.index]))
        if found := _ROWS.nearest(text, self.earlier, len(self.earlier)):
            raise fallen(text, *_too_near(*found))
        self.siblings[0].add(text)
        self.siblings[1].append(text)


def near_earlier_row(rows: Sequence[Row], row: Row) -> assay.Rejected | None:
    """The filter over all accepted rows, in their order; a task's other instances do not count."""
    end = len(rows)
    while end and _same_task(rows[end - 1], row):
        end -= 1
    found = _ROWS.nearest(instruction_of(row), rows, end)
    return assay.Rejected(*_too_near(*found)) if found else None


def _too_near(score: float, known: str) -> tuple[str, str]:
    return "near_duplicate", f"ROUGE-L {score:.2f} to {known!r} of the pool."


def draft(
    instruction: str,
    instance: Instance,
    instances: Sequence[Instance],
    labels: Sequence[str] | None = None,
) -> assay.Draft:
    """The row of an instance with what ``text.instruction`` and ``text.label`` need to prove its form."""
    input_, output = instance
    known: dict[str, Any] = {
        "instruction": {"text": instruction, "input": input_, "instances": list(instances)}
    }
    if labels is not None:
        known["label"] = {"labels": list(labels)}
    return assay.Draft(
        compose(instruction, input_),
        output,
        assay.make_reference(**known),
        answer=output,
        verifiers=("text.label",) if labels is not None else (),
        labels={"opinion": FORM_ONLY, "is_classification": labels is not None},
    )


def fallen(instruction: str, reason: str, message: str) -> assay.Rejected:
    """An instruction that is given up before anything is asked about it."""
    return assay.Rejected(reason, message, assay.Draft(instruction, "", ""))
