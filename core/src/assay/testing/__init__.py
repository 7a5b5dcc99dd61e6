"""For the tests of a plugin: contracts that its parts must keep, verdicts and whole runs in process, stub models.

Light to import. The fixtures are in ``assay.testing.pytest_plugin``.
"""

from __future__ import annotations

from assay.gate import run_verifier
from assay.kit.sandboxes import SandboxCheck, SandboxFinding, SandboxUnderTest, check_sandbox, sandbox_checks
from assay.testing.contract import HOSTILE, check_generator, check_recipe, check_verifier
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
    "ModelStub",
    "Played",
    "SandboxCheck",
    "SandboxFinding",
    "SandboxUnderTest",
    "check_generator",
    "check_recipe",
    "check_sandbox",
    "check_verifier",
    "command",
    "disprove",
    "generate",
    "judge",
    "make_one",
    "model_server",
    "play",
    "read_rows",
    "restart_workers",
    "run_verifier",
    "sandbox_checks",
    "sign_again",
    "write_jsonl",
]
