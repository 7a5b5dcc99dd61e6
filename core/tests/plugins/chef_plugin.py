"""Recipes that ask a model for sums."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass
from pathlib import Path

import assay


@dataclass(frozen=True)
class Params:
    rows: int = assay.param("how many seeds", 40)
    steps: int = assay.param("calls per row, one after the other", 3)
    faults: str = assay.param("what the server does with the first prompt of a row, 2:500*1/5:drop*2", "")
    wrong_every: int = 0
    temperature: float = 0.5


ASK = assay.Prompt("sum", "{{words}} What is {{a}} + {{b}}?")


@assay.recipe("chef.sums", params=Params, verifiers=("chef.check",))
async def sums(seed, ctx):
    """Have a model add two numbers, in steps."""
    p, i, reply = ctx.params, ctx.index, None
    a, b = ctx.rng.randrange(1000), ctx.rng.randrange(1000)
    for step in range(p.steps):
        words = f"row {i} step {step}."
        faults = dict(each.split(":") for each in p.faults.split("/")) if p.faults else {}
        if step == 0 and str(i) in faults:
            words += f" fault={faults[str(i)]}"
        if step == p.steps - 1 and p.wrong_every and i % p.wrong_every == 0:
            words += " wrong=1"
        reply = await ctx.ask(ASK.fill(words=words, a=str(a), b=str(b)), temperature=p.temperature)
    return assay.Draft(f"What is {a} + {b}?", reply.text, str(a + b))


@sums.source
def seeds(params, rng):
    return ({} for _ in range(params.rows))


@assay.recipe("chef.json", params=Params, verifiers=("chef.check",))
async def structured(seed, ctx):
    """The same by a JSON schema."""
    schema = {"type": "object", "properties": {"sum": {"type": "string"}}, "required": ["sum"]}
    reply = await ctx.ask(f"What is {ctx.index} + 5?", schema=schema)
    return assay.Draft(f"What is {ctx.index} + 5?", reply.json()["sum"], str(ctx.index + 5))


structured.source(seeds)


@assay.recipe("chef.repair", params=Params, verifiers=("chef.check",))
async def repaired(seed, ctx):
    """Wrong at first, mended when told."""
    q = f"What is {ctx.index} + 5?"
    return await ctx.repair(q, lambda reply: assay.Draft(q, reply.text, str(ctx.index + 5)), attempts=2)


repaired.source(seeds)


@assay.recipe("chef.two", params=Params, verifiers=("chef.check",), models=("writer", "solver"))
async def two(seed, ctx):
    """Two models, the second asked three times at once."""
    question = (await ctx.ask(f"Write about {ctx.index}.", model="writer")).text
    replies = await asyncio.gather(*(ctx.ask(f"Solve {ctx.index} + 1", model="solver") for _ in range(3)))
    return [assay.Draft(f"{question} {n}", r.text, "x") for n, r in enumerate(replies)]


two.source(seeds)


@assay.recipe("chef.look", params=Params, verifiers=("chef.check",), lookback=6)
async def look(seed, ctx):
    """Goes on from what earlier rows gave."""
    n = len(await ctx.accepted_before())
    reply = await ctx.ask(f"row {ctx.index}: What is {n} + 5?")
    return assay.Draft(f"row {ctx.index}: What is {n} + 5?", reply.text, str(n + 5))


look.source(seeds)


@assay.recipe("chef.tries", params=Params, verifiers=("chef.check",))
async def tries(seed, ctx):
    """Three equal requests at once, each with an equal one after it."""
    q = f"row {ctx.index}: Which number?"

    async def attempt():
        first = (await ctx.ask(q)).text
        return first, (await ctx.ask("Another one.")).text

    made = await asyncio.gather(*(attempt() for _ in range(3)))
    return [assay.Draft(f"{q} {n}", f"{a} + {b} = {int(a) + int(b)}", "x") for n, (a, b) in enumerate(made)]


tries.source(seeds)


@dataclass(frozen=True)
class File:
    seeds: Path = assay.param("JSONL with n")


@assay.recipe("chef.read", params=File, verifiers=("chef.check",))
async def read(seed, ctx):
    """Adds 5 to each number of a file."""
    question = f"What is {seed['n']} + 5?"
    return assay.Draft(question, (await ctx.ask(question)).text, str(int(seed["n"]) + 5))


@read.source
def lines(params, rng):
    return assay.read_seeds(params.seeds, "n")


@assay.verifier("chef.check", deadline=2.0, proves_wrong=("wrong_sum",))
def check(sample):
    """Is the sum right?"""
    left, _, right = sample.response.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    message = "" if ok else f"{left.strip()} is not {right.strip()}."
    return assay.Verdict(
        assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "wrong_sum", message
    )


class Adder:
    """A model of somebody's own: no server, no key."""

    server = "adder"

    def __init__(self, name):
        self.title = f"adder:{name}"

    async def complete(self, call):
        a, b = call.messages[-1]["content"].split("What is ")[1].rstrip("?").split(" + ")
        return assay.Reply(f"{a} + {b} = {int(a) + int(b)}")

    async def close(self):
        pass


class Late(Adder):
    """Counts what it is asked, and answers in any order."""

    asked = itertools.count()

    async def complete(self, call):
        number = next(self.asked)
        await asyncio.sleep(random.random() / 50)
        return assay.Reply(str(number))


@assay.hookimpl
def assay_register_models():
    return [
        assay.Model("model.adder", 1, "Adds.", open=lambda name, options: Adder(name)),
        assay.Model("model.late", 1, "Counts.", open=lambda name, options: Late(name)),
    ]


@assay.hookimpl
def assay_register_recipes():
    return [read, sums, structured, repaired, two, look, tries]


@assay.hookimpl
def assay_register_verifiers():
    return [check]
