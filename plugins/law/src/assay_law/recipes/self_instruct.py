"""Legal Self-Instruct: a pool of tasks about provisions that grows out of itself, with dedupe and a gate.

After HanFei (github.com/siat-nlp/HanFei), whose legal tasks come out of three that are shown, with at most 500 characters, and Self-Instruct (Wang et
al. 2022, arXiv:2212.10560). There rules on form filter the rows; here each task is about a provision that it holds itself, and its answer
must quote it word for word, cite only what it has, and name no date, sum or party of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import assay
from assay import ops

TASKS = assay.load_prompt("assay_law.recipes", "self_instruct_tasks.txt")
ANSWER = assay.load_prompt("assay_law.recipes", "self_instruct_answer.txt")
NEAR = 0.7
"""ROUGE-L above which two instructions are the same, as in Self-Instruct."""
LONGEST = 500
"""Characters of an instruction, as in HanFei."""
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("instruction", "provision")},
        "required": ["instruction", "provision"],
    },
}
Task = dict[str, str]


@dataclass(frozen=True)
class Params(ops.Reading):
    tasks: Path | None = assay.param(
        "JSONL of seed tasks, each with instruction and provision; 12 of our own if none", None
    )
    shown: int = assay.param("tasks to show", 3, least=1, most=10)
    new: int = assay.param("tasks to ask for at a time", 3, least=1, most=10)
    rounds: int = assay.param("times that tasks are asked for", 100, least=1)
    rouge: float = assay.param("ROUGE-L above which two instructions are the same", NEAR, least=0.1, most=1)
    temperature: float = assay.param("of the call that invents tasks", 0.9, least=0, most=2)


@assay.recipe(
    "law.self_instruct",
    version=2,
    params=Params,
    verifiers=("law.quotation", "law.structure", "assay.prompt"),
    cites="github.com/siat-nlp/HanFei, arXiv:2212.10560",
    lookback=16,
)
async def self_instruct(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Legal tasks that a model invents after three others, each with the provision it is about; 1 call for ``new`` tasks and 1 a row."""
    own = [_own(row) for row in await ctx.accepted_before()]
    tasks: list[Task] = list(seed["shown"])
    if own and len(tasks) > 1:  # one of the run's own among those of people
        tasks[-1] = ctx.rng.choice(own)
    examples = "\n\n".join(json.dumps(each, ensure_ascii=False) for each in tasks)
    asked = TASKS.fill(examples=examples, number=str(ctx.params.new))
    made = await ctx.read(
        asked, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=SCHEMA
    )
    pool = ops.RougePool([each["instruction"] for each in tasks], above=ctx.params.rouge)
    found = await asyncio.gather(
        *(_task(ctx, pool, each) for each in made[: ctx.params.new]), return_exceptions=True
    )
    return assay.drafts_of(list(found))


async def _task(ctx: assay.Context[Params], pool: ops.RougePool, task: Task) -> assay.Draft:
    """The row of a new task."""
    instruction, provision = task["instruction"].strip(), task["provision"].strip()
    prompt = f"{instruction}\n\n{provision}"
    empty = assay.Draft(prompt, "", "")
    if not 12 <= len(instruction) <= LONGEST or "\n\n" in instruction:
        raise assay.Rejected("bad_length", f"The instruction has {len(instruction)} characters.", empty)
    if len(provision) < 40 or len(provision) > 4_000:
        raise assay.Rejected("no_provision", f"The provision has {len(provision)} characters.", empty)
    if near := pool.nearest(instruction):
        raise assay.Rejected(
            "near_duplicate",
            f"It is like a task that was shown, or another of this reply ({near.score:.2f}).",
            empty,
        )
    pool.add(instruction)  # before the first await: tasks come in their order
    reply = await ctx.ask(ANSWER.fill(instruction=instruction, provision=provision), temperature=0.0)
    sources = [{"id": "provision", "text": provision}]
    reference = assay.make_reference(
        quotation={"sources": sources},
        structure={"form": "free", "facts": provision, "sources": sources},
    )
    row = assay.Draft(
        prompt,
        reply.whole(),
        reference,
        sources=(assay.Source("provision", provision, title="invented"),),
        extra={"instruction": instruction},
    )
    if ops.words(provision) and " ".join(ops.words(provision)) in " ".join(ops.words(row.response)):
        raise assay.Rejected("copy", "The answer is the whole provision.", row)
    return row


def _own(row: Mapping[str, Any]) -> Task:
    """The task of an accepted row."""
    instruction, _, provision = str(row["prompt"]).partition("\n\n")
    return {"instruction": instruction, "provision": provision}


def _tasks(path: Path | None) -> list[Task]:
    if path is None:
        text = (files("assay_law") / "data" / "seed_tasks.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]
    made = []
    for seed in assay.read_seeds(path, "instruction", "provision"):
        if seed.problem:
            raise assay.UsageError(seed.problem)
        made.append({"instruction": seed.text("instruction"), "provision": seed.text("provision")})
    if not made:
        raise assay.UsageError(f"{path} holds no task; write one a line, with an instruction and a provision")
    return made


@self_instruct.source
def shown_tasks(params: Params, rng: random.Random) -> Iterator[dict[str, list[Task]]]:
    """Some of the seed tasks, as often as asked for."""
    tasks = _tasks(params.tasks)
    for _ in itertools.repeat(None, params.rounds):
        yield {"shown": rng.sample(tasks, min(params.shown, len(tasks)))}


@self_instruct.filter_for
def novel(params: Params) -> ops.Novel:
    """Refuses what is too like an earlier row or a seed task."""
    return ops.Novel(
        lambda: ops.RougePool(above=params.rouge),
        lambda row: str(row["prompt"]).partition("\n\n")[0],
        known=lambda: [each["instruction"] for each in _tasks(params.tasks)],
    )
