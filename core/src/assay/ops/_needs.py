"""Optional libraries: imported when first used, with one sentence where they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from assay.errors import UsageError


def need(module: str, extra: str) -> Any:
    """A module of an optional library; :class:`UsageError` says what to install."""
    try:
        return importlib.import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise UsageError(
            f"this needs the package {name}; install it with: pip install 'assay-core[{extra}]'"
        ) from None
