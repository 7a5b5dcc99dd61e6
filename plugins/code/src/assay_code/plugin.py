"""The entry point: what the code plugin registers."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import assay


@assay.hookimpl
def assay_register_generators() -> Sequence[assay.Generator]:
    return assay.collect("assay_code.generators", assay.Generator)


@assay.hookimpl
def assay_register_verifiers() -> Sequence[assay.Verifier]:
    if importlib.util.find_spec("assay_code.verifiers") is None:
        return ()
    return assay.collect("assay_code.verifiers", assay.Verifier)
