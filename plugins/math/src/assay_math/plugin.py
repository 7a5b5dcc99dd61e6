"""The entry point: what the math plugin registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import assay


@assay.hookimpl
def assay_register_generators() -> Sequence[assay.Generator]:
    return assay.collect("assay_math.generators", assay.Generator)


@assay.hookimpl
def assay_register_verifiers() -> Sequence[assay.Verifier]:
    return assay.collect("assay_math.verifiers", assay.Verifier)


@assay.hookimpl
def assay_register_recipes() -> Sequence[assay.Recipe[Any]]:
    return assay.collect("assay_math.recipes", assay.Recipe)
