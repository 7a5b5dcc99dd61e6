"""What core itself registers, through the same hook as everybody else."""

from __future__ import annotations

from collections.abc import Sequence

from assay.backends import MODELS
from assay.exporters import EXPORTERS
from assay.hookspecs import hookimpl
from assay.models import Model
from assay.specs import Exporter, Verifier
from assay.speech import VERIFIERS


@hookimpl
def assay_register_exporters() -> Sequence[Exporter]:
    return EXPORTERS


@hookimpl
def assay_register_verifiers() -> Sequence[Verifier]:
    return VERIFIERS


@hookimpl
def assay_register_models() -> Sequence[Model]:
    return MODELS
