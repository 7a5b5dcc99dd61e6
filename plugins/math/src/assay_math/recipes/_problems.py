"""What the recipes share: problems with their keys, and the numbers in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay

SOLVE = assay.load_prompt("assay_math.recipes", "solve.txt")
_NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/]|[.,]\d)")


@dataclass(frozen=True)
class Problems:
    """Parameters of every recipe that starts from problems with keys."""

    seeds: Path = assay.param("JSONL, CSV or Parquet with a problem and its final answer in each row")
    question: str = assay.param("column of the problem", "question")
    answer: str = assay.param("column of the answer; of GSM8K's solutions the part after ####", "answer")
    temperature: float = assay.param("of the model", 0.7)
    max_tokens: int = assay.param("longest reply", 1024)


def problems(params: Problems) -> Iterator[assay.Seed]:
    """The rows of the seed file as ``question`` and ``key``."""
    for seed in assay.read_seeds(params.seeds, params.question, params.answer):
        if seed.problem:
            yield seed
            continue
        key = str(seed[params.answer]).rsplit("####", 1)[-1].strip()
        yield assay.Seed({"question": seed[params.question], "key": key}, seed.file, seed.line)


async def solve(
    cook: assay.Cook[Problems],
    question: str,
    key: str,
    attempts: int = 1,
    *,
    model: str = "model",
    prompt: assay.Filled | None = None,
) -> assay.Draft:
    """A model's solution of a problem; with more than one attempt it is told what was wrong with the last.

    ``model`` is the role that is asked, ``prompt`` what it is asked where that is more than the problem.
    """

    def draft(reply: assay.Reply) -> assay.Draft:
        made = assay.Draft(question, reply.visible, key)
        if not reply.visible:
            raise assay.Rejected("empty_reply", "The reply is empty.")
        if reply.finish == "length":
            raise assay.Rejected("cut_off", "The reply was cut off at its longest.", made)
        return made

    asked = prompt or SOLVE.fill(question=question)
    sampling: dict[str, Any] = {"temperature": cook.params.temperature, "max_tokens": cook.params.max_tokens}
    if attempts > 1:
        return await cook.repair(asked, draft, attempts=attempts, model=model, **sampling)
    return draft(await cook.ask(asked, model=model, **sampling))


def numbers(text: str) -> list[re.Match[str]]:
    """The numbers in a text that are written in digits and stand by themselves."""
    return list(_NUMBER.finditer(text))


def lost_number(before: str, after: str) -> str:
    """A number of one text that the other has not as often, or ``""``."""
    rest = Counter(n[0].replace(",", "") for n in numbers(before))
    rest -= Counter(n[0].replace(",", "") for n in numbers(after))
    return next(iter(rest), "")


def mask(text: str, number: re.Match[str]) -> str:
    """The text with ``x`` for one of its numbers."""
    return text[: number.start()] + "x" + text[number.end() :]
