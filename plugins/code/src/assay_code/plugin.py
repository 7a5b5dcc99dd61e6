"""The entry point: what the code plugin registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import assay


@assay.hookimpl
def assay_register_generators() -> Sequence[assay.Generator]:
    return assay.collect("assay_code.generators", assay.Generator)


@assay.hookimpl
def assay_register_verifiers() -> Sequence[assay.Verifier]:
    return assay.collect("assay_code.verifiers", assay.Verifier)


@assay.hookimpl
def assay_register_recipes() -> Sequence[assay.Recipe[Any]]:
    return assay.collect("assay_code.recipes", assay.Recipe)
