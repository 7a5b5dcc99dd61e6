"""Assay: training data in which every row was proved before it was let out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assay.errors import UsageError
from assay.hookspecs import hookimpl
from assay.models import Backend, Call, Model, ModelOptions, Reply, ServerError
from assay.prompts import Filled, Prompt, load_prompt
from assay.recipes import NoParams, Recipe, Rejected, Seed, drafts_of, param, read_seeds, recipe
from assay.records import (
    Certificate,
    Check,
    Coverage,
    Draft,
    Image,
    Message,
    Pair,
    Row,
    Sample,
    Status,
    Task,
    Verdict,
)
from assay.specs import (
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

if TYPE_CHECKING:
    from assay.api import find_verifier, verify, verify_many
    from assay.engine.cook import Cook, WorkFailed

__all__ = [
    "API_VERSION",
    "Backend",
    "Call",
    "Certificate",
    "Check",
    "Cook",
    "Coverage",
    "Draft",
    "Exporter",
    "Filled",
    "Generator",
    "Image",
    "Message",
    "Model",
    "ModelOptions",
    "NoParams",
    "Pair",
    "Prompt",
    "Recipe",
    "Rejected",
    "Reply",
    "Row",
    "Sample",
    "SandboxBackend",
    "Seed",
    "ServerError",
    "Status",
    "Task",
    "UsageError",
    "Verdict",
    "Verifier",
    "WorkFailed",
    "collect",
    "drafts_of",
    "find_verifier",
    "generator",
    "hookimpl",
    "lazy_import",
    "load_prompt",
    "param",
    "read_seeds",
    "recipe",
    "verifier",
    "verify",
    "verify_many",
]


def __getattr__(name: str) -> Any:
    """What needs the worker machinery loads it when it is first used."""
    if name in ("find_verifier", "verify", "verify_many"):
        from assay import api

        return getattr(api, name)
    if name in ("Cook", "WorkFailed"):
        from assay.engine import cook

        return getattr(cook, name)
    raise AttributeError(f"module 'assay' has no attribute {name!r}")
