"""What Self-Instruct and Alpaca share: seed tasks, the filter against the pool, drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import assay
from assay_text.recipes._ops import Row, RowPool, TextPool
from assay_text.verifiers.instruction import NEAR, compose, instruction_problem

Instance = tuple[str, str]
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


@cache
def seed_pool(path: Path | None) -> TextPool:
    """The instructions of the seed tasks, ready to be compared with."""
    return TextPool([str(task["instruction"]) for task in read_tasks(path)])


_ROWS = RowPool(instruction_of)


def own_instructions(earlier: Sequence[Row]) -> list[str]:
    """The instructions of the earlier rows of a run, each once."""
    return [text for text in _ROWS.grown(earlier) if text]


class Newcomers:
    """Tells new instructions from those of the seed tasks, of the earlier rows and of the same reply."""

    def __init__(self, path: Path | None, earlier: Sequence[Row]) -> None:
        self.seeds, self.earlier, self.siblings = seed_pool(path), earlier, TextPool()

    def nearest(self, text: str) -> str:
        """The nearest known instruction. A text that may become a task counts as known from now on.

        Raises :class:`~assay.Rejected` if the text breaks a rule or is too near.
        """
        if problem := instruction_problem(text):
            raise fallen(text, *problem)
        near = [self.seeds.nearest(text), _ROWS.nearest(text, self.earlier), self.siblings.nearest(text)]
        known, score = max(near, key=lambda found: found[1])
        if score > NEAR:
            raise fallen(text, "near_duplicate", f"ROUGE-L {score:.2f} to {known!r} of the pool.")
        self.siblings.add(text)
        return known


def draft(
    instruction: str,
    instance: Instance,
    instances: Sequence[Instance],
    nearest: str,
    labels: Sequence[str] | None = None,
) -> assay.Draft:
    """The row of an instance with what ``text.instruction`` and ``text.label`` need to prove its form."""
    input_, output = instance
    known: dict[str, Any] = {
        "instruction": {
            "text": instruction,
            "input": input_,
            "instances": [list(each) for each in instances],
            "nearest": nearest,
        }
    }
    if labels is not None:
        known["label"] = {"labels": list(labels)}
    return assay.Draft(
        compose(instruction, input_),
        output,
        json.dumps(known, ensure_ascii=False, sort_keys=True),
        answer=output,
        verifiers=("text.label",) if labels is not None else (),
        labels={"opinion": FORM_ONLY, "is_classification": labels is not None},
    )


def fallen(instruction: str, reason: str, message: str) -> assay.Rejected:
    """An instruction that is given up before anything is asked about it."""
    return assay.Rejected(reason, message, assay.Draft(instruction, "", ""))


def near_earlier_row(rows: Sequence[Row], row: Row) -> assay.Rejected | None:
    """The filter over all accepted rows, in their order; a task's other instances do not count."""
    mine, index, end = instruction_of(row), row["provenance"]["index"], len(rows)
    while end and rows[end - 1]["provenance"]["index"] == index and instruction_of(rows[end - 1]) == mine:
        end -= 1
    known, score = _ROWS.nearest(mine, rows, end)
    if score > NEAR:
        return assay.Rejected("near_duplicate", f"ROUGE-L {score:.2f} to {known!r}, a row of this run.")
    return None
