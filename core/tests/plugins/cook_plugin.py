"""Recipes without a model: sums, and all that can go wrong with them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import assay


@dataclass(frozen=True)
class Params:
    numbers: Path = assay.param("JSONL with a and b")
    slip_every: int = assay.param("add wrongly once in so many, 0 for never", 0)


def add(a, b):
    if a == 13:
        raise assay.Rejected("unlucky", "Thirteen is not added.")
    if a == 14:
        os._exit(3)
    if a == 15:
        while True:
            pass
    if a == 16:
        raise ValueError("no such number")
    return a + b


@assay.recipe("cook.sums", params=Params, verifiers=("cook.check",), models=())
async def sums(seed, ctx):
    """Add two numbers in a worker process."""
    a, b = int(seed["a"]), int(seed["b"])
    total = await ctx.work(add, a, b, deadline=0.5)
    slip = ctx.params.slip_every and ctx.rng.randrange(ctx.params.slip_every) == 0
    if a == 17:
        raise KeyError("a bug")
    if a == 18:
        return assay.Draft("", "x", "y")
    if a == 19:
        return [
            assay.Draft(f"What is {a} + {b}?", f"{x} + {y} = {total}", str(total))
            for x, y in ((a, b), (b, a))
        ]
    if a == 20:
        return []
    if a == 21:
        await ctx.work(add, object(), 1)
    if a == 22:
        return assay.Draft(
            "p",
            "1 + 1 = 2",
            "2",
            messages=(assay.Message("user", 5), assay.Message("assistant", "1 + 1 = 2")),
        )
    return assay.Draft(
        f"What is {a} + {b}?", f"{a} + {b} = {total + bool(slip)}", str(total), labels={"ease": 5}
    )


@sums.source
def numbers(params, rng):
    return assay.read_seeds(params.numbers, "a", "b")


@dataclass(frozen=True)
class Many:
    slow: float = 0.0
    ending: str = assay.param("digit that no sum may end in", "7")


@assay.recipe("cook.many", params=Many, verifiers=("cook.check",), models=(), endless=True)
async def many(seed, ctx):
    """Endless sums, a third of them wrong."""
    a, b = ctx.rng.randrange(10**6), seed["b"]
    total = await ctx.work(add, a + 100, b)
    slip = ctx.rng.randrange(3) == 0
    return assay.Draft(f"What is {a + 100} + {b}?", f"{a + 100} + {b} = {total + slip}", str(total))


@many.source
def endless(params, rng):
    while True:
        time.sleep(params.slow)
        yield {"b": rng.randrange(10**6)}


@assay.recipe("cook.chain", params=Many, verifiers=("cook.check",), models=(), endless=True, lookback=8)
async def chain(seed, ctx):
    """Each row adds to what rows before it gave."""
    seen = await ctx.accepted_before()
    a = len(seen) * 1000 + (int(seen[-1]["reference"]) % 997 if seen else 1)
    total = await ctx.work(add, a + 100, ctx.index)
    return assay.Draft(
        f"What is {a + 100} + {ctx.index}?",
        f"{a + 100} + {ctx.index} = {total + ctx.rng.randrange(2)}",
        str(total),
    )


chain.source(endless)


@chain.filter_for
def not_ending(params):
    def admit(rows, row):
        if row["reference"].endswith(params.ending):
            return assay.Rejected("ending", f"There are {len(rows)} rows and none ends so.")

    return admit


@assay.recipe("cook.rounds", params=Many, verifiers=("cook.check",), models=(), endless=True, lookback=1)
async def rounds(seed, ctx):
    """Rounds of ten: all of a round see what the first of it left behind."""
    first = ctx.index - ctx.index % 10
    seen = await ctx.accepted_before(before=first + 1 if ctx.index > first else first)
    return assay.Draft(
        f"What is {len(seen)} + {ctx.index}?", f"{len(seen)} + {ctx.index} = {len(seen) + ctx.index}", "x"
    )


rounds.source(endless)


@assay.recipe("cook.pairs", params=Params, verifiers=("cook.check",), models=())
async def pairs(seed, ctx):
    """A right and a wrong sum; of a = 1 both are right, of a = 2 the wrong one cannot be judged."""
    a, b = int(seed["a"]), int(seed["b"])
    wrong = {1: f"{a} + {b} = {a + b}", 2: "no sum at all"}.get(a, f"{a} + {b} = {a + b + 1}")
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b}", str(a + b), pair=assay.Pair(wrong))


pairs.source(numbers)


@assay.verifier("cook.check", deadline=1.0, proves_wrong=("wrong_sum",))
def check(sample):
    """Is the sum right?"""
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum")


@assay.hookimpl
def assay_register_recipes():
    return [sums, many, chain, rounds, pairs]


@assay.hookimpl
def assay_register_verifiers():
    return [check]
