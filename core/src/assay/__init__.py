"""Assay: training data in which every row was proved before it was let out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assay.errors import UsageError
from assay.hookspecs import hookimpl
from assay.records import Certificate, Check, Coverage, Draft, Message, Row, Sample, Status, Task, Verdict
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
    from assay.api import verify, verify_many

__all__ = [
    "API_VERSION",
    "Certificate",
    "Check",
    "Coverage",
    "Draft",
    "Exporter",
    "Generator",
    "Message",
    "Row",
    "Sample",
    "SandboxBackend",
    "Status",
    "Task",
    "UsageError",
    "Verdict",
    "Verifier",
    "collect",
    "generator",
    "hookimpl",
    "lazy_import",
    "verifier",
    "verify",
    "verify_many",
]


def __getattr__(name: str) -> Any:
    """``verify`` and ``verify_many`` load the worker machinery when they are first used."""
    if name in ("verify", "verify_many"):
        from assay import api

        return getattr(api, name)
    raise AttributeError(f"module 'assay' has no attribute {name!r}")
