"""Sums in rounds, with a fit in between."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import assay
from assay import ops


@dataclass(frozen=True, kw_only=True)
class Params(ops.Rounds):
    numbers: Path = assay.param("JSONL with a")
    base: bool = assay.param("fit on the numbers too, before the first round", False)


@assay.recipe("loop.sums", params=Params, verifiers=("loop.check",), models=(), lookback=1)
async def sums(seed, ctx):
    """Add how many rows there were; every number that is 13 is added wrongly."""
    base = (lambda: [{"id": "base", "messages": []}]) if ctx.params.base else None
    a, b = int(seed["a"]), len(await ops.fitted(seed, ctx, base))
    extra = {"round": seed["round"], "first": seed["first"]}
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b + (a == 13)}", str(a + b), extra=extra)


@sums.source
def numbers(params, rng):
    return ops.in_rounds(params, lambda: assay.read_seeds(params.numbers, "a"))


@assay.verifier("loop.check")
def check(sample):
    """Is the sum right?"""
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum")


@assay.hookimpl
def assay_register_recipes():
    return [sums]


@assay.hookimpl
def assay_register_verifiers():
    return [check]
