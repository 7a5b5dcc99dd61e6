"""Self-Instruct: a pool of tasks that grows out of itself (arXiv:2212.10560, github.com/yizhongw/self-instruct).

Each candidate shows a model six tasks of people and two of the run's own, asks
for eight more, and drops those that break a rule or are nearer than ROUGE-L 0.7
to any of the pool. For each that is left it asks whether it is a classification;
if so for the labels first and then for inputs, otherwise for inputs first.

Unlike the original: a chat model instead of a completing one, the run's own
tasks are those of candidates at least 32 earlier (so that the rows do not depend
on timing), an answer must be in the label set that its task names, and what the
rules find is in the row's certificate. Whether an answer is true nobody checks:
the rows say so in their labels.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops
from assay_text.recipes._tasks import (
    Instance,
    Newcomers,
    draft,
    fallen,
    near_earlier_row,
    own_instructions,
    read_tasks,
)

TASKS = assay.load_prompt("assay_text.recipes", "self_instruct_tasks.txt")
KIND = assay.load_prompt("assay_text.recipes", "self_instruct_kind.txt")
INPUT_FIRST = assay.load_prompt("assay_text.recipes", "self_instruct_input_first.txt")
OUTPUT_FIRST = assay.load_prompt("assay_text.recipes", "self_instruct_output_first.txt")
_FIELD = re.compile(
    r"^[ \t*#]*(Labels|Class label|Input|Output)[ \t]*\d*[ \t]*:[*]*[ \t]*", re.MULTILINE | re.I
)


@dataclass(frozen=True)
class Params(ops.Reading):
    tasks: Path | None = assay.param(
        "JSONL of seed tasks with an instruction each; 48 of our own if none", None
    )
    people: int = assay.param("tasks of people to show", 6, least=0)
    own: int = assay.param("tasks of this run to show", 2, least=0)
    new: int = assay.param("tasks to ask for at a time", 8, least=1)
    instances: int = assay.param("most instances of a task", 5, least=1)
    temperature: float = assay.param("of the call that invents tasks", 0.7, least=0)


@assay.recipe(
    "text.self_instruct",
    params=Params,
    version=5,
    verifiers=("text.instruction",),
    cites="arXiv:2212.10560",
    lookback=32,
    endless=True,
)
async def self_instruct(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Tasks that a model invents after examples, with instances; near copies of the pool are dropped."""
    earlier = await ctx.accepted_before()
    own = own_instructions(earlier)
    shown = [*seed["shown"], *ctx.rng.sample(own, min(ctx.params.own, len(own)))]
    ctx.rng.shuffle(shown)
    examples = "\n".join(f"{n}. {text}" for n, text in enumerate(shown, 1))
    prompt = TASKS.fill(examples=examples, count=str(ctx.params.new), first=str(len(shown) + 1))
    texts = await ctx.read(prompt, listed, attempts=ctx.params.reads, temperature=ctx.params.temperature)
    newcomers = Newcomers(ctx.params.tasks, earlier)
    made = await asyncio.gather(*(task(ctx, newcomers, text) for text in texts), return_exceptions=True)
    found = [each for drafts in made for each in (drafts if isinstance(drafts, list) else [drafts])]
    return assay.drafts_of(found)


def listed(reply: assay.Reply) -> list[str]:
    """The tasks that a reply lists, without a last one that was cut off."""
    said = reply.whole(cut=True)
    first = re.search(r"^\W*(?:task )?(\d{1,3})[.):]", said, re.IGNORECASE | re.MULTILINE)
    start = int(first[1]) if first else 1  # some go on counting, some begin anew
    return ops.numbered(said, start=start, cut=reply.finish == "length")


async def task(ctx: assay.Context[Params], newcomers: Newcomers, instruction: str) -> list[assay.Draft]:
    """The rows of one new task: at most so many instances."""
    newcomers.take(instruction)  # before the first await: tasks come in their order
    reads = ctx.params.reads
    classification = await ctx.read(
        KIND.fill(instruction=instruction), yes_or_no, attempts=reads, temperature=0.0
    )
    prompt = OUTPUT_FIRST if classification else INPUT_FIRST

    def instances_of(reply: assay.Reply) -> tuple[list[Instance], list[str] | None]:
        whole = reply.whole(cut=True)
        found, labels = parse_instances(whole, classification, cut_off=reply.finish == "length")
        if not found:
            raise fallen(
                instruction, "unparsable_reply", f"The reply holds no instance: {reply.visible[:80]!r}."
            )
        return found, labels

    instances, labels = await ctx.read(
        prompt.fill(instruction=instruction, count=str(ctx.params.instances)),
        instances_of,
        attempts=reads,
        temperature=0.0,
    )
    instances = list(dict.fromkeys(instances))[: ctx.params.instances]
    return [draft(instruction, each, instances, labels) for each in instances]


def yes_or_no(reply: assay.Reply) -> bool:
    """Whether a reply begins with yes, and not with no."""
    word = re.match(r"\W*(yes|no)\b", reply.whole(), re.IGNORECASE)
    if not word:
        raise assay.Rejected(
            "unparsable_reply", f"The reply says neither yes nor no: {reply.visible[:80]!r}."
        )
    return word[1].lower() == "yes"


def parse_instances(
    text: str, classification: bool, *, cut_off: bool
) -> tuple[list[Instance], list[str] | None]:
    """The instances that a reply lists, and the labels if it is about a classification."""
    marks = list(_FIELD.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    fields = [(m[1].lower(), text[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
    if cut_off:
        fields = fields[:-1]
    first, second = ("class label", "input") if classification else ("input", "output")
    pairs = [
        (one[1], two[1]) for one, two in itertools.pairwise(fields) if (one[0], two[0]) == (first, second)
    ]
    if not classification:
        return [("" if re.fullmatch(r"\W*(none|n/a|)\W*", a, re.I) else a, b) for a, b in pairs if b], None
    listed = next((value for name, value in fields if name == "labels"), "")
    labels = [label.strip(" .\"'*") for label in re.split(r"[,;\n]|\bor\b", listed)]
    return [(b, a) for a, b in pairs if a and b], [label for label in dict.fromkeys(labels) if label]


@self_instruct.source
def shown_tasks(params: Params, rng: random.Random) -> Iterator[dict[str, list[str]]]:
    """Endlessly, some of the seed tasks."""
    tasks = [str(task["instruction"]) for task in read_tasks(params.tasks)]
    while True:
        yield {"shown": rng.sample(tasks, min(params.people, len(tasks)))}


self_instruct.filter(near_earlier_row)
