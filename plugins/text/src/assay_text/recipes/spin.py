"""SPIN: a person's reply against the model's own (arXiv:2401.01335, github.com/uclaml/SPIN).

The last checkpoint answers each prompt of a fine-tuning set; the person's reply
is chosen, the model's rejected. Training on the pairs is left to the user, who
runs the recipe again with the new model as ``--model`` and the next ``iteration``.

Unlike the original: pairs whose halves are (nearly) the same are dropped. Who
wrote a half is its only label, no gate can prove the one better: rows and pairs
say so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay
from assay_text.verifiers.sourced_pair import pair_problem


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL with a prompt and a person's response each")
    iteration: int = assay.param("which round this is; kept in the rows", 0, least=0)
    most_alike: float = assay.param("largest ROUGE-L between the halves, 0 to 1", 0.9, least=0, most=1)
    max_tokens: int = assay.param("length at which the model's reply is cut off", 256, least=1)
    temperature: float = assay.param("of the calls", 1.0, least=0)


@assay.recipe(
    "text.spin", params=Params, version=2, verifiers=("text.sourced_pair",), cites="arXiv:2401.01335"
)
async def spin(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Pairs of a person's reply (chosen) and the model's own (rejected)."""
    params, prompt, written = ctx.params, seed.text("prompt"), seed.text("response")
    reply = await ctx.ask(prompt, temperature=params.temperature, max_tokens=params.max_tokens)
    generated = reply.visible
    known = {"generated": generated, "most_alike": params.most_alike}
    draft = assay.Draft(
        prompt,
        written,
        assay.make_reference(sourced_pair=known),
        answer=written,
        labels={
            "opinion": "the person's reply is taken to be better, for its origin alone",
            "chosen": "person",
            "rejected": "model",
            "iteration": params.iteration,
            "cut_off": reply.finish == "length",
        },
        pair=assay.Pair(generated, opinion=True),
    )
    reply.whole(draft, cut=True)  # cut off is as in the original, and labelled
    if problem := pair_problem(written, generated, params.most_alike):
        raise assay.Rejected(*problem, draft)
    return draft


@spin.source
def replies(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    return assay.read_seeds(params.seeds, "prompt", "response")
