"""Fenced blocks of Markdown, as verifiers read them; see :mod:`assay.fences`."""

from __future__ import annotations

from assay.fences import Fence, fences, outside_fences

__all__ = ["Fence", "fences", "outside_fences"]
