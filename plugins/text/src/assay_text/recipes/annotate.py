"""Labelling by a model, which goes on only if it agrees with people on a gold sample (after arXiv:2304.06588).

The gold sample comes first: the model labels it without seeing the labels. Its
rows keep the label of the people (a wrong one of the model becomes the wrong half
of a preference pair). Every other text is labelled only if agreement on the whole
sample reaches ``least``; otherwise nothing is asked, and the text is rejected.

The paper measured accuracy and reliability of zero-shot labels afterwards; here
the measurement decides before. Unlike a key it speaks of the labels on average,
so the rows say that each label is an opinion, and how good the sample was.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import assay
from assay import ops
from assay_text.recipes._labels import MODEL, draft, label_in, label_set, said, voted
from assay_text.verifiers.label import majority, votes_problem

ASK = assay.load_prompt("assay_text.recipes", "annotate.txt")


@dataclass(frozen=True)
class Params(ops.FewShot):
    gold: Path = assay.param("JSONL with text and label, labelled by people")
    texts: Path = assay.param("JSONL with a text each")
    labels: tuple[str, ...] = assay.param("the label set, separated by commas")
    question: str = assay.param("what the label answers, such as 'Is the review positive or negative?'")
    statistic: Literal["kappa", "agreement"] = assay.param(
        "Cohen's kappa, or the share of equal labels", "kappa"
    )
    least: float = assay.param("least value of the statistic to label the rest", 0.8, least=-1, most=1)
    min_gold: int = assay.param("fewest gold texts that a measurement may rest on", 30, least=1)
    samples: int = assay.param("times that each text is labelled; most votes win", 1, least=1)
    temperature: float = assay.param("of the calls", 0.0, least=0)

    def __post_init__(self) -> None:
        label_set(self.labels)
        if self.samples < 1:
            raise ValueError("samples must be 1 or more")


@assay.recipe(
    "text.annotate", params=Params, version=3, verifiers=("text.label",), cites="arXiv:2304.06588", lookback=1
)
async def annotate(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Labels by a model, if it agrees with people on a gold sample."""
    params, text = ctx.params, seed.text("text")
    if "known" in seed.fields:
        gold = label_in(seed.text("label"), params.labels)
        if gold is None:
            raise assay.Rejected("not_a_label", f"The gold sample says {seed['label']!r}, which is no label.")
        if seed["known"]:
            raise assay.Rejected("same_text", "The gold sample has this text already.")
        votes = await ask(ctx, text)
        found = majority(votes)
        wrong = assay.Pair(found) if found not in (None, gold) else None
        known: dict[str, Any] = {"annotator": "person", "model": found, "votes": votes}
        return draft(params.question, params.labels, text, gold, {"gold": gold}, known, wrong)
    measured = agreement(seed["gold"], await ctx.accepted_before(before=len(seed["gold"])), params)
    votes = await ask(ctx, text)
    opinions = {"annotator": "model", "opinion": MODEL, "measured": measured}
    evidence = {"votes": votes, "max_entropy": 1.0, "min_votes": 1}
    made = draft(params.question, params.labels, text, majority(votes) or "undecided", evidence, opinions)
    if problem := votes_problem(votes, len(params.labels), 1.0, 1):
        raise assay.Rejected(*problem, made)
    return made


async def ask(ctx: assay.Context[Params], text: str) -> list[str | None]:
    """The labels that the model gives a text; ``None`` where none can be read."""
    params = ctx.params
    prompt = ops.after_shots(
        params.shots, ASK, question=params.question, labels=", ".join(params.labels), text=text
    )
    votes = (
        voted(
            ctx, prompt, lambda reply: label_in(said(reply), params.labels), params.reads, params.temperature
        )
        for _ in range(params.samples)
    )
    return list(await asyncio.gather(*votes))


def agreement(
    sample: Sequence[str | None], rows: Sequence[Mapping[str, Any]], params: Params
) -> dict[str, Any]:
    """How the model did on the gold sample; raises :class:`~assay.Rejected` if that is not enough.

    ``sample`` has the label of each candidate of it, ``None`` for one that is not
    measured. Where a candidate made no row its call failed: it counts as wrong.
    """
    told = {row["provenance"]["index"]: json.loads(row["labels"]) for row in rows}
    lost = {"model": None, "votes": [None] * params.samples}
    pairs = [(label, told.get(index, lost)) for index, label in enumerate(sample) if label]
    gold, found = [label for label, _ in pairs], [each["model"] or "(none)" for _, each in pairs]
    if len(gold) < params.min_gold:
        raise assay.Rejected(
            "little_gold", f"The gold sample has {len(gold)} usable texts, {params.min_gold} are needed."
        )
    measured = {
        "texts": len(gold),
        "agreement": ops.agreement(gold, found),
        "kappa": ops.cohen_kappa(gold, found),
    }
    if params.samples > 1:  # do repeated runs agree with each other?
        measured["alpha"] = ops.krippendorff_alpha(
            list(zip(*(each["votes"] for _, each in pairs), strict=True))
        )
    value = measured[params.statistic]
    if math.isnan(value) or value < params.least:
        raise assay.Rejected(
            "low_agreement",
            f"{params.statistic} on {len(gold)} gold texts is {value:.2f}, {params.least:g} is needed.",
        )
    return {name: None if math.isnan(value) else round(value, 4) for name, value in measured.items()}


@annotate.source
def texts(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The gold sample, then the texts with the label of each gold candidate, ``None`` for one that is not measured."""
    first: dict[str, str] = {}
    sample: list[str | None] = []
    for seed in assay.read_seeds(params.gold, "text", "label"):
        if seed.problem:
            yield seed
            continue
        text, label = ops.same(str(seed["text"])), label_in(str(seed["label"]), params.labels)
        known = text in first
        if label and first.setdefault(text, label) != label:
            place = f"{seed.file}, line {seed.line}"
            yield assay.Seed({}, seed.file, seed.line, f"{place}: this text had another label before")
            continue
        sample.append(None if known else label)
        yield replace(seed, fields={"text": seed["text"], "label": seed["label"], "known": known})
    for seed in assay.read_seeds(params.texts, "text"):
        if not seed.problem and ops.same(str(seed["text"])) in first:
            continue  # people labelled it
        yield replace(seed, fields={"text": seed.fields.get("text"), "gold": sample})
