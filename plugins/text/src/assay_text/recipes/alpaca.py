"""Alpaca: Self-Instruct in one call per twenty tasks (github.com/tatsu-lab/stanford_alpaca, 2023).

Each candidate shows a model three seed tasks with their answers and asks for
many whole tasks at once, one instance each, without a classification step. The
rules and the filter against the pool are those of ``text.self_instruct``.

Unlike the original: the pool's seed tasks are our own, and what the rules find
is in the row's certificate. Whether an answer is true nobody checks: the rows
say so in their labels.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay_text.recipes._tasks import Newcomers, draft, near_earlier_row, read_tasks

ASK = assay.load_prompt("assay_text.recipes", "alpaca.txt")
_TASK = re.compile(
    r"^[ \t*#]*Instruction[ \t]*\d*[ \t]*:[*]*(?P<instruction>.*?)"
    r"^[ \t*#]*Input[ \t]*\d*[ \t]*:[*]*(?P<input>.*?)"
    r"^[ \t*#]*Output[ \t]*\d*[ \t]*:[*]*(?P<output>.*?)"
    r"(?=^[ \t*#]*(?:Task[ \t]*\d+|Instruction[ \t]*\d*[ \t]*:)|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Params(ops.Reading):
    tasks: Path | None = assay.param(
        "JSONL of seed tasks with an instruction and instances each; 48 of our own if none", None
    )
    examples: int = assay.param("seed tasks to show", 3, least=0)
    new: int = assay.param("tasks to ask for at a time", 20, least=1)
    temperature: float = assay.param("of the call", 1.0, least=0)


@assay.recipe(
    "text.alpaca",
    params=Params,
    version=3,
    verifiers=("text.instruction",),
    cites="https://github.com/tatsu-lab/stanford_alpaca",
    lookback=32,
    endless=True,
)
async def alpaca(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Whole tasks with answers, many per call; near copies of the pool are dropped."""
    shown, count = seed["shown"], ctx.params.new
    examples = "\n\n".join(example(n, task) for n, task in enumerate(shown, 1))
    first = len(shown) + 1
    prompt = ASK.fill(examples=examples, count=str(count), first=str(first), last=str(first + count - 1))
    found = await ctx.read(prompt, listed, attempts=ctx.params.reads, temperature=ctx.params.temperature)
    newcomers = Newcomers(ctx.params.tasks, await ctx.accepted_before())
    made: list[assay.Draft | assay.Rejected] = []
    for task in found[:count]:
        try:
            newcomers.take(task["instruction"])
            input_ = "" if re.fullmatch(r"\W*(none|n/a|no input|)\W*", task["input"], re.I) else task["input"]
            instance = (input_, task["output"] or "N/A")
            made.append(draft(task["instruction"], instance, [instance]))
        except assay.Rejected as rejected:
            made.append(rejected)
    return made


def listed(reply: assay.Reply) -> list[dict[str, str]]:
    """The tasks of a reply as instruction, input and output; of one that was cut off without the last."""
    found = [
        {k: v.strip() for k, v in match.groupdict().items()}
        for match in _TASK.finditer(reply.whole(cut=True))
    ]
    if reply.finish == "length":
        found = found[:-1]
    if not found:
        raise assay.Rejected("unparsable_reply", f"The reply holds no whole task: {reply.visible[:80]!r}.")
    return found


def example(number: int, task: dict[str, Any]) -> str:
    """A seed task as the prompt shows it."""
    first = task["instances"][0]
    return f"Task {number}\nInstruction: {task['instruction']}\nInput: {first['input'] or 'none'}\nOutput: {first['output']}"


@alpaca.source
def shown_tasks(params: Params, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Endlessly, some of the seed tasks that have an instance."""
    tasks = [task for task in read_tasks(params.tasks) if task["instances"]]
    if not tasks:
        raise assay.UsageError('no seed task has instances; add \'instances\': [{"input": …, "output": …}]')
    while True:
        yield {"shown": rng.sample(tasks, min(params.examples, len(tasks)))}


alpaca.filter(near_earlier_row)
