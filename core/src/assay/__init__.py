"""Assay: training data in which every row was proved before it was let out."""

from __future__ import annotations

import atexit
import importlib
import sys
from typing import TYPE_CHECKING, Any

from assay.descriptions import (
    API_VERSION,
    Exporter,
    Generator,
    SandboxBackend,
    Verifier,
    collect,
    generator,
    lazy_import,
    verifier,
)
from assay.errors import BadReference, Rejected, UsageError, WorkFailed
from assay.hookspecs import hookimpl
from assay.models import Backend, Call, Model, ModelOptions, Reply, ServerError
from assay.params import param
from assay.prompts import Filled, Prompt, load_prompt
from assay.recipes import Context, NoParams, Recipe, Seed, drafts_of, recipe
from assay.records import (
    Check,
    Coverage,
    Draft,
    Image,
    Message,
    Pair,
    Sample,
    Source,
    Status,
    Task,
    Verdict,
)
from assay.references import has_part, make_reference, reference_part
from assay.routes import agree
from assay.row import Certificate, Row

if TYPE_CHECKING:
    from assay.data.dataset import read_rows
    from assay.data.inputs import read_seeds
    from assay.registry import find_verifier
    from assay.runs.python import Run, audit, export, generate, open_run, run, verify_file
    from assay.runs.requests import ModelChoice
    from assay.runs.verify_call import verify, verify_async, verify_many

__all__ = [
    "API_VERSION",
    "Backend",
    "BadReference",
    "Call",
    "Certificate",
    "Check",
    "Context",
    "Coverage",
    "Draft",
    "Exporter",
    "Filled",
    "Generator",
    "Image",
    "Message",
    "Model",
    "ModelChoice",
    "ModelOptions",
    "NoParams",
    "Pair",
    "Prompt",
    "Recipe",
    "Rejected",
    "Reply",
    "Row",
    "Run",
    "Sample",
    "SandboxBackend",
    "Seed",
    "ServerError",
    "Source",
    "Status",
    "Task",
    "UsageError",
    "Verdict",
    "Verifier",
    "WorkFailed",
    "agree",
    "audit",
    "collect",
    "drafts_of",
    "export",
    "find_verifier",
    "generate",
    "generator",
    "has_part",
    "hookimpl",
    "lazy_import",
    "load_prompt",
    "make_reference",
    "open_run",
    "param",
    "read_rows",
    "read_seeds",
    "recipe",
    "reference_part",
    "run",
    "verifier",
    "verify",
    "verify_async",
    "verify_file",
    "verify_many",
]


_LATER = {
    "find_verifier": "assay.registry",
    "read_rows": "assay.data.dataset",
    "read_seeds": "assay.data.inputs",
    **dict.fromkeys(
        ("Run", "audit", "export", "generate", "open_run", "run", "verify_file"), "assay.runs.python"
    ),
    "ModelChoice": "assay.runs.requests",
    "verify": "assay.runs.verify_call",
    "verify_async": "assay.runs.verify_call",
    "verify_many": "assay.runs.verify_call",
}
"""What needs the worker machinery, the installed plugins or files, and is loaded when it is first used."""


@atexit.register
def _end_workers() -> None:
    """At exit, after what a user registers once this is imported: that may still ask for verdicts."""
    if service := sys.modules.get("assay.workers.service"):
        service.end_resident()


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    if name == "__version__":
        from importlib.metadata import version  # slow, and seldom needed

        return version("assay-core")
    raise AttributeError(f"module 'assay' has no attribute {name!r}")
