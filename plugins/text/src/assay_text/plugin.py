"""The entry point: what the text plugin registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import assay


@assay.hookimpl
def assay_register_recipes() -> Sequence[assay.Recipe[Any]]:
    return assay.collect("assay_text.recipes", assay.Recipe)


@assay.hookimpl
def assay_register_verifiers() -> Sequence[assay.Verifier]:
    return assay.collect("assay_text.verifiers", assay.Verifier)
