"""Parts that fail in every way while they run. Those that read FAULTY_MENDED work once it is set."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import assay

ACCEPTED = assay.Verdict(assay.Status.ACCEPTED, "ok")


def broken():
    return not os.environ.get("FAULTY_MENDED")


def row(rng):
    n = rng.randrange(10**12)
    return assay.Draft(f"Say {n}.", f"{n}", f"{n}")


def helper():
    raise KeyError("no such table")


@assay.generator("faulty.crash", verifiers=("faulty.yes",))
def crash(rng, difficulty):
    """Crashes until it is mended."""
    return helper() if broken() else row(rng)


@assay.generator("faulty.draft", verifiers=("faulty.yes",))
def draft(rng, difficulty):
    """A reference that is no text."""
    return assay.Draft("p", "r", 5)


@assay.generator("faulty.good", verifiers=("faulty.yes",))
def good(rng, difficulty):
    """Works."""
    return row(rng)


@assay.generator("faulty.often", verifiers=("faulty.yes",))
def often(rng, difficulty):
    """Works once in ten."""
    return helper() if rng.randrange(10) else row(rng)


@assay.generator("faulty.slow", verifiers=("faulty.hangs",))
def slow(rng, difficulty):
    """Works; what proves it hangs."""
    return row(rng)


@assay.generator("faulty.slow_too", verifiers=("faulty.yes", "faulty.hangs"))
def slow_too(rng, difficulty):
    """Works; what proves it hangs."""
    return row(rng)


@assay.generator("faulty.picky", verifiers=("faulty.yes",))
def picky(rng, difficulty):
    """Gives up nearly always, which is no fault."""
    if rng.randrange(60):
        raise assay.Rejected("unlucky", "No luck.")
    return row(rng)


@assay.verifier("faulty.yes")
def yes(sample):
    """Accepts."""
    return ACCEPTED


@assay.verifier("faulty.hangs", cost=5, deadline=0.3)
def hangs(sample):
    """Never answers until it is mended."""
    while broken():
        pass
    return ACCEPTED


@assay.verifier("faulty.sleeps", deadline=0.3)
def sleeps(sample):
    """Never answers to some."""
    if "hard" in sample.response:
        time.sleep(60)
    return ACCEPTED


@assay.verifier("faulty.text")
def text(sample):
    """A status that is text."""
    return assay.Verdict("accepted", "ok")


@dataclass(frozen=True)
class Params:
    rows: int = assay.param("how many", 60)
    source: int = assay.param("how many seeds there are before the source fails", 1000)
    admit: int = assay.param("how many rows the filter looks at before it fails", 1000)


@assay.recipe("faulty.recipe", params=Params, verifiers=("faulty.yes",), models=())
async def recipe(seed, ctx):
    """Crashes from the tenth candidate on until it is mended."""
    if ctx.index >= 10 and broken():
        helper()
    return row(ctx.rng)


@dataclass(frozen=True)
class Way:
    rows: int = assay.param("how many", 2)
    source: int = assay.param("as above", 1000)
    way: str = assay.param("what is done with the reply that was not awaited", "attribute")


@assay.recipe("faulty.unawaited", params=Way, verifiers=("faulty.yes",))
async def unawaited(seed, ctx):
    """Its author forgot an await."""
    if ctx.params.way == "attribute":
        return assay.Draft("p", ctx.ask("Say it.").whole(), "")
    reply = ctx.ask("Say it.")
    if ctx.params.way == "kept":
        return assay.Draft("p", reply.whole(), "")
    return assay.Draft("p", "It says " + reply if ctx.params.way == "type" else reply, "")


@assay.recipe("faulty.misspelt", params=Params, verifiers=("faulty.yes",), models=())
async def misspelt(seed, ctx):
    """Asks for a field that its seeds lack."""
    return assay.Draft("p", seed.text("m"), "")


@unawaited.source
@misspelt.source
@recipe.source
def seeds(params, rng):
    for n in range(params.rows):
        if n == params.source:
            helper()
        yield {"n": n}


@recipe.filter_for
def admit(params):
    def look(rows, row):
        if len(rows) >= params.admit:
            helper()

    return look


@assay.hookimpl
def assay_register_generators():
    return [crash, draft, good, often, slow, slow_too, picky]


@assay.hookimpl
def assay_register_verifiers():
    return [yes, hangs, sleeps, text]


@assay.hookimpl
def assay_register_recipes():
    return [recipe, unawaited, misspelt]
