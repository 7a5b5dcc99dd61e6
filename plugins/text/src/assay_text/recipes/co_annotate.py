"""CoAnnotating: a model labels what it is sure of, people the rest (arXiv:2310.15638, github.com/SALT-NLP/CoAnnotating).

Each text is put to the model in eleven wordings: label lists in two orders,
options with letters, a blank, guidelines, a reason first, a colleague's opinion
confirmed or doubted, true or false in both polarities. The entropy of the votes
decides: low, and the majority is the label; high, and the text goes into a file
for people (``queue``), who fill in ``label``. Given back as ``answers``, the file
becomes rows that people labelled.

Unlike the original: entropy is compared with a threshold, as each text comes, in
place of sorting all texts first; votes that cannot be read count as missing, and
too few votes send a text to people. The gate counts the votes again; it cannot
say that a majority is right unless the text has a gold ``label``.
"""

from __future__ import annotations

import asyncio
import random
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import assay
from assay import ops
from assay_text.recipes._labels import MODEL, Queue, bare, draft, label_in, label_set, letter_in, said, voted
from assay_text.verifiers.label import entropy, majority, votes_problem

_FILE = assay.load_prompt("assay_text.recipes", "co_annotate.txt")
_PARTS = re.split(r"^--- (\w+) ---\n", _FILE.text, flags=re.MULTILINE)[1:]
WORDINGS = {
    name: assay.Prompt(f"co_annotate.{name}", text)
    for name, text in zip(_PARTS[::2], _PARTS[1::2], strict=True)
}


@dataclass(frozen=True)
class Params(ops.Reading):
    labels: tuple[str, ...] = assay.param("the label set, separated by commas")
    question: str = assay.param("what the label answers, such as 'Is the review positive or negative?'")
    texts: Path | None = assay.param("JSONL with a text each, some with a gold label", None)
    answers: Path | None = assay.param("a queue file that people filled in", None)
    queue: str = assay.param("JSONL file to which texts for people are added; needed with texts", "")
    max_entropy: float = assay.param(
        "largest entropy of the votes, 0 to 1, to take the model's label", 0.5, least=0, most=1
    )
    min_votes: int = assay.param("fewest readable votes to take the model's label", 7, least=1, most=11)

    def __post_init__(self) -> None:
        if len(label_set(self.labels)) > len(string.ascii_uppercase):
            raise ValueError("there are more labels than letters to choose by")
        if self.texts is None and self.answers is None:
            raise ValueError("give texts to label, or answers of people, or both")
        if self.texts and not self.queue:
            raise ValueError("texts need queue=FILE, to which those for people are added")
        if self.answers and self.queue and self.answers.resolve() == Path(self.queue).expanduser().resolve():
            raise ValueError("answers and queue are the same file; give the answers as a copy")


@assay.recipe(
    "text.co_annotate",
    params=Params,
    version=3,
    verifiers=("text.label",),
    cites="arXiv:2310.15638",
    lookback=1,
)
async def co_annotate(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Labels by votes over eleven wordings; what the votes disagree on goes into a file for people."""
    params, text = ctx.params, seed.text("text")
    if seed["by"] == "person":
        label = next(
            (each for each in params.labels if each.casefold() == seed.text("label").strip().casefold()), ""
        )
        if not label:
            raise assay.Rejected("not_a_label", f"A person wrote {seed['label']!r}, which is no label.")
        return draft(params.question, params.labels, text, label, {"gold": label}, {"annotator": "person"})
    shuffled = ctx.rng.sample(params.labels, len(params.labels))
    candidates = {name: ctx.rng.choice(params.labels) for name in WORDINGS}
    values = {
        "text": text,
        "question": params.question,
        "labels": ", ".join(params.labels),
        "reversed": ", ".join(reversed(params.labels)),
        "options": lettered(params.labels),
        "shuffled": lettered(shuffled),
    }
    prompts = {
        name: wording.fill(
            **{
                hole: value
                for hole, value in ({**values, "candidate": candidates[name]}).items()
                if hole in wording.holes
            }
        )
        for name, wording in WORDINGS.items()
    }
    votes = await asyncio.gather(
        *(
            voted(
                ctx,
                prompt,
                lambda reply, name=name: vote(  # type: ignore[misc]
                    name, said(reply), params.labels, shuffled, candidates[name]
                ),
                params.reads,
                0.0,
            )
            for name, prompt in prompts.items()
        )
    )
    spread, chosen = entropy(votes, len(params.labels)), majority(votes)
    opinions = {"annotator": "model", "opinion": MODEL, "entropy": round(spread, 4)}
    evidence = {"votes": votes, "max_entropy": params.max_entropy, "min_votes": params.min_votes}
    if seed.fields.get("label"):
        evidence["gold"] = seed.text("label")
    made = draft(params.question, params.labels, text, chosen or "undecided", evidence, opinions)
    if problem := votes_problem(votes, len(params.labels), params.max_entropy, params.min_votes):
        await ctx.accepted_before(before=ctx.index)  # the file has the order of the texts, not of the replies
        _queue(params.queue).put(text, votes, spread)
        raise assay.Rejected("for_people", f"{problem[1]} It is in {params.queue}.", made)
    return made


def lettered(labels: Sequence[str]) -> str:
    return "\n".join(
        f"{letter}. {label}" for letter, label in zip(string.ascii_uppercase, labels, strict=False)
    )


def vote(name: str, text: str, labels: Sequence[str], shuffled: Sequence[str], candidate: str) -> str | None:
    """The label that a reply to a wording is for; ``None`` if it cannot be told."""
    if name.startswith("choice"):
        return letter_in(text, shuffled if name == "choice_shuffled" else labels)
    if not name.endswith("true_false"):
        return label_in(text, labels)
    judged = {"true": True, "false": False}.get(bare(text).casefold())
    others = [label for label in labels if label != candidate]
    if judged is None:
        return None
    if judged == (name == "true_false"):
        return candidate
    return others[0] if len(others) == 1 else None


@cache
def _queue(path: str) -> Queue:
    return Queue(Path(path).expanduser())


@co_annotate.models_for
def roles(params: Params) -> tuple[str, ...]:
    return ("model",) if params.texts else ()


@co_annotate.source
def texts(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """What people labelled, then what nobody has."""
    answered = set()
    for seed in assay.read_seeds(params.answers, "text") if params.answers else ():
        if seed.problem or seed.fields.get("label"):
            answered.add(seed.fields.get("text"))
            yield replace(seed, fields={**seed.fields, "by": "person"})
    for seed in assay.read_seeds(params.texts, "text") if params.texts else ():
        if seed.problem or seed["text"] not in answered:
            yield replace(seed, fields={**seed.fields, "by": "model"})
