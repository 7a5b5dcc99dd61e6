"""Keywords times tasks: instructions about passages, spread over the words of a domain.

SciLitLLM's SciLitIns (Li and others, arXiv:2408.15545): keywords are drawn from a table of word frequencies of a domain, and each
set goes with a template of a task. Different here: the keywords are those of a passage, and the answer is proved against it;
near copies are dropped by their ROUGE-L, not scored by a model.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay import ops
from assay.evidence.english import WORD, bases, common_words

ASK = assay.load_prompt("assay_science.recipes", "keyword_grid.txt")
SCHEMA = {
    "type": "object",
    "properties": {"instruction": {"type": "string"}, "answer": {"type": "string"}},
    "required": ["instruction", "answer"],
}
TASKS = {
    "question": "Write a question about the passage that one sentence of it answers, and the answer.",
    "value": "Write an instruction to give a value that the passage reports, and the answer.",
    "condition": "Write a question about the conditions of something in the passage, and the answer.",
    "finding": "Write an instruction to state what was found about something in the passage, and the answer.",
    "quote": "Write an instruction to quote the sentence of the passage that says something, and as the answer that sentence in quotation marks.",
}


@dataclass(frozen=True)
class Params(ops.FewShot):
    documents: Path = assay.param(
        "a document (text, Markdown, HTML, PDF), a table with a column of text, or a folder of them"
    )
    column: str = assay.param("the column that holds the text", "text")
    tasks: tuple[str, ...] = assay.param(f"of {', '.join(TASKS)}", tuple(TASKS))
    keywords: int = assay.param("keywords to draw for each row", 2, least=1, most=10)
    rows: int = assay.param("rows to try for each passage and task", 1, least=1)
    flatness: float = assay.param(
        "1 draws keywords by how often they occur, more levels them (a temperature)", 3.0, least=1
    )
    most_words: int = assay.param("cut documents into passages of so many words", 250, least=20)
    alike: float = assay.param("ROUGE-L above which two instructions are near copies", 0.7, least=0, most=1)
    temperature: float = assay.param("of the model", 0.8, least=0, most=2)


@assay.recipe(
    "science.keyword_grid",
    version=2,
    params=Params,
    verifiers=("science.grounded", "science.asked"),
    cites="arXiv:2408.15545",
)
async def keyword_grid(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Instructions about passages by keywords of the domain and kinds of tasks, answers grounded; one call a row."""
    passage, words = seed.text("text"), list(seed["keywords"])
    prompt = ops.after_shots(
        ctx.params.shots, ASK, passage=passage, task=TASKS[seed.text("task")], keywords=", ".join(words)
    )
    said = await ctx.read(
        prompt, assay.Reply.json, attempts=ctx.params.reads, temperature=ctx.params.temperature, schema=SCHEMA
    )
    instruction, answer = said["instruction"].strip(), said["answer"].strip()
    return assay.Draft(
        f"{passage}\n\n{instruction}",
        answer,
        assay.make_reference(asked={"keywords": words}),
        answer=answer,
        sources=(assay.Source("passage", passage, title=seed["title"], place=seed["place"]),),
        extra={"task": seed["task"], "keywords": words, "instruction": instruction},
    )


@keyword_grid.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """Each passage with each task, and keywords of the passage drawn by their frequency in all documents."""
    unknown = [task for task in params.tasks if task not in TASKS]
    if unknown or not params.tasks:
        raise assay.UsageError(
            f"tasks are of {', '.join(TASKS)}; not known: {', '.join(unknown) or 'none given'}"
        )
    passages = list(ops.read_passages(params.documents, most=params.most_words, column=params.column))
    table = Counter(word for seed in passages if not seed.problem for word in domain_words(seed.text("text")))
    for seed in passages:
        own = sorted(set(domain_words(seed.text("text")))) if not seed.problem else []
        if seed.problem or not own:
            if seed.problem:
                yield seed
            continue
        for task in params.tasks:
            for _ in range(params.rows):
                words = drawn(own, table, params.keywords, params.flatness, rng)
                yield assay.Seed({**seed.fields, "task": task, "keywords": words}, seed.file, seed.line)


def domain_words(text: str) -> list[str]:
    """The words of a text that are no common English ones, in small letters."""
    words = (match[0].lower() for match in WORD.finditer(text) if len(match[0]) > 3)
    return [word for word in words if not bases(word) & common_words()] or [
        match[0].lower() for match in WORD.finditer(text) if len(match[0]) > 6
    ]


def drawn(
    words: list[str], table: Mapping[str, int], count: int, flatness: float, rng: random.Random
) -> list[str]:
    """Different words, each drawn by its frequency to the power of ``1 / flatness``."""
    left = list(words)
    found: list[str] = []
    while left and len(found) < count:
        (word,) = rng.choices(left, [table[each] ** (1 / flatness) for each in left])
        left.remove(word)
        found.append(word)
    return found


@keyword_grid.filter_for
def novel(params: Params) -> Any:
    def said(row: Mapping[str, Any]) -> str:
        extra = json.loads(row["provenance"]["extra"] or "{}")
        return str(extra.get("instruction", ""))

    return ops.Novel(lambda: ops.RougePool(above=params.alike), said)
