"""Questions about the passages of documents, filtered by operators."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops


@dataclass(frozen=True)
class Params:
    documents: Path = assay.param("a folder of documents")
    benchmark: Path = assay.param("what no row may hold")
    rouge: float = assay.param("most likeness", 0.7)


@assay.recipe("notes.ask", params=Params, verifiers=("notes.check",), models=())
async def ask(seed, ctx):
    """Ask what each passage says."""
    return [
        assay.Draft(
            seed.text("text"), answer, str(len(seed.text("text").split())), extra={"place": seed["place"]}
        )
        for answer in (str(len(seed.text("text").split())), "0")
    ]


@ask.source
def passages(params, rng):
    return ops.read_passages(params.documents, most=20)


@ask.filter_for
def admission(params):
    benchmarks = ops.Benchmarks.read([params.benchmark])
    return ops.in_turn(
        ops.Uncontaminated(lambda: benchmarks),
        ops.Novel(lambda: ops.RougePool(above=params.rouge)),
    )


@assay.verifier("notes.check", proves_wrong=("wrong_count",))
def check(sample):
    """Is the number of words right?"""
    right = sample.response == sample.reference
    status = assay.Status.ACCEPTED if right else assay.Status.REJECTED
    return assay.Verdict(status, "ok" if right else "wrong_count", "" if right else "Miscounted.")


@assay.hookimpl
def assay_register_recipes():
    return [ask]


@assay.hookimpl
def assay_register_verifiers():
    return [check]
