"""What this distribution registers; a backend is imported when it is opened."""

from __future__ import annotations

from collections.abc import Sequence

import assay
from assay.sandbox import Sandbox


def _local() -> Sandbox:
    from assay_sandboxes.local import LocalSandbox

    return LocalSandbox()


def _docker() -> Sandbox:
    from assay_sandboxes.docker import DockerSandbox

    return DockerSandbox()


def _monty() -> Sandbox:
    from assay_sandboxes.monty import MontySandbox

    return MontySandbox()


@assay.hookimpl
def assay_register_sandboxes() -> Sequence[assay.SandboxBackend]:
    return [
        assay.SandboxBackend(
            "sandbox.local", 1, "CPython in a jail of Linux namespaces.", open=_local, rank=1
        ),
        assay.SandboxBackend(
            "sandbox.docker", 1, "CPython in containers of a Docker engine.", open=_docker, rank=2
        ),
        assay.SandboxBackend(
            "sandbox.monty", 1, "Monty, an interpreter of a Python subset.", open=_monty, rank=3
        ),
    ]
