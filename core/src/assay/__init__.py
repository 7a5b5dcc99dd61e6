"""Assay: training data in which every row was proved before it was let out."""

from __future__ import annotations

from assay.records import Check, Coverage, Draft, Message, Sample, Status, Task, Verdict
from assay.specs import (
    API_VERSION,
    Exporter,
    Generator,
    Verifier,
    collect,
    generator,
    lazy_import,
    verifier,
)

__all__ = [
    "API_VERSION",
    "Check",
    "Coverage",
    "Draft",
    "Exporter",
    "Generator",
    "Message",
    "Sample",
    "Status",
    "Task",
    "Verdict",
    "Verifier",
    "collect",
    "generator",
    "lazy_import",
    "verifier",
]
