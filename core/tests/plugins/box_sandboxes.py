"""Sandboxes that run nothing."""

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


def buggy():
    return {}["engine"]


@assay.hookimpl
def assay_register_sandboxes():
    return [
        assay.SandboxBackend("sandbox.buggy", open=buggy, rank=-4),
        assay.SandboxBackend("sandbox.never", open=refuse, rank=-3),
        assay.SandboxBackend("sandbox.second", open=lambda: Echo("echo two"), rank=-1),
        assay.SandboxBackend("sandbox.mute", open=lambda: Mute("mute"), rank=5),
        assay.SandboxBackend("sandbox.first", open=lambda: Echo("echo one"), rank=-2),
    ]
