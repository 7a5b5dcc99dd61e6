"""Sandboxes that run nothing, and a verifier that uses one."""

from __future__ import annotations

import assay
from assay import sandbox


class Echo:
    """Runs nothing: gives the source back."""

    def __init__(self, runtime):
        self.runtime = runtime

    def run(self, source, **options):
        return sandbox.Outcome(0, stdout=source.encode())

    def close(self):
        pass


class Mute(Echo):
    """Gives nothing back."""

    def run(self, source, **options):
        return sandbox.Outcome(0)


def refuse():
    raise sandbox.Unavailable("The kernel has no namespaces. Install something.")


@assay.verifier("box.says_yes", sandboxed=True)
def says_yes(sample):
    """Does the program say yes?"""
    ok = sandbox.current().run(sample.response).stdout == b"yes"
    return assay.Verdict(assay.Status.ACCEPTED if ok else assay.Status.REJECTED, "ok" if ok else "no")


@assay.generator("box.yes", verifiers=("box.says_yes",))
def yes(rng, difficulty):
    """A program that says yes."""
    return assay.Draft(f"Say yes to {rng.random()}.", "yes", "yes")


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


@assay.hookimpl
def assay_register_sandboxes():
    return [
        assay.SandboxBackend("sandbox.never", open=refuse, rank=-3),
        assay.SandboxBackend("sandbox.second", open=lambda: Echo("echo two"), rank=-1),
        assay.SandboxBackend("sandbox.mute", open=lambda: Mute("mute"), rank=5),
        assay.SandboxBackend("sandbox.first", open=lambda: Echo("echo one"), rank=-2),
    ]
