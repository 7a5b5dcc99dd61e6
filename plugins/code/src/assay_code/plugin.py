"""The entry point: what the code plugin registers."""

from __future__ import annotations

from collections.abc import Sequence

import assay


@assay.hookimpl
def assay_register_generators() -> Sequence[assay.Generator]:
    return assay.collect("assay_code.generators", assay.Generator)


@assay.hookimpl
def assay_register_verifiers() -> Sequence[assay.Verifier]:
    return assay.collect("assay_code.verifiers", assay.Verifier)
