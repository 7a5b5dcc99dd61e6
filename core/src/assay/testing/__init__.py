"""For the tests of a plugin: the kit (:func:`check`), verdicts and whole runs in process, stub models.

The fixtures are in ``assay.testing.pytest_plugin``.
"""

from __future__ import annotations

from assay.gate import run_verifier
from assay.kit import Card, check, parts
from assay.kit.probes import HOSTILE, MALFORMED
from assay.kit.sandboxes import SandboxCheck, SandboxFinding, SandboxUnderTest, check_sandbox, sandbox_checks
from assay.testing.harness import (
    ModelStub,
    Played,
    command,
    disprove,
    generate,
    judge,
    make_one,
    model_server,
    play,
    read_rows,
    restart_workers,
    sign_again,
    write_jsonl,
)

__all__ = [
    "HOSTILE",
    "MALFORMED",
    "Card",
    "ModelStub",
    "Played",
    "SandboxCheck",
    "SandboxFinding",
    "SandboxUnderTest",
    "check",
    "check_sandbox",
    "command",
    "disprove",
    "generate",
    "judge",
    "make_one",
    "model_server",
    "parts",
    "play",
    "read_rows",
    "restart_workers",
    "run_verifier",
    "sandbox_checks",
    "sign_again",
    "write_jsonl",
]
