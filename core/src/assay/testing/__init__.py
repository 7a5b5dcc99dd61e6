"""For the tests of a plugin: contracts that its parts must keep, verdicts and whole runs in process, stub models.

Light to import. The fixtures are in ``assay.testing.pytest_plugin``.
"""

from __future__ import annotations

from assay.gate import run_verifier
from assay.kit import Card, check, parts
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
    "Card",
    "ModelStub",
    "Played",
    "check",
    "check_generator",
    "check_recipe",
    "check_verifier",
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
    "sign_again",
    "write_jsonl",
]
