"""What core itself registers, through the same hook as everybody else."""

from __future__ import annotations

from collections.abc import Sequence

from assay.data.exporters import EXPORTERS
from assay.descriptions import Exporter, Verifier
from assay.evidence.unanswerable import check_unanswerable
from assay.hookspecs import hookimpl
from assay.llm import MODELS
from assay.models import Model
from assay.reply_rules import VERIFIERS


@hookimpl
def assay_register_exporters() -> Sequence[Exporter]:
    return EXPORTERS


@hookimpl
def assay_register_verifiers() -> Sequence[Verifier]:
    return [*VERIFIERS, check_unanswerable]


@hookimpl
def assay_register_models() -> Sequence[Model]:
    return MODELS
