"""A verifier that runs code, a generator and a recipe whose rows it judges."""

from __future__ import annotations

from dataclasses import dataclass

import assay
from assay import sandbox


@assay.verifier("box.says_yes", sandboxed=True)
def says_yes(sample):
    """Does the program say yes?"""
    ok = sandbox.current().run(sample.response).stdout == b"yes"
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "no")


@dataclass(frozen=True)
class Params:
    whom: str = assay.param("who is asked", "You")


@assay.generator("box.yes", verifiers=("box.says_yes",), params=Params)
def yes(rng, difficulty, params):
    """A program that says yes."""
    return assay.Draft(f"{params.whom}, say yes to {rng.random()}.", "yes", "yes")


@assay.recipe("box.ask", params=assay.NoParams, verifiers=("box.says_yes",), models=())
async def ask(seed, ctx):
    """The same by a recipe."""
    return assay.Draft("Say yes.", "yes", "yes")


@ask.source
def once(params, rng):
    return [{}]


@assay.hookimpl
def assay_register_generators():
    return [yes]


@assay.hookimpl
def assay_register_recipes():
    return [ask]


@assay.hookimpl
def assay_register_verifiers():
    return [says_yes]
