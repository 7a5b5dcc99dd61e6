"""The author's kit: every part of a plugin put through the same checks, and a card of what came out.

``assay check NAME`` on the command line, :func:`assay.testing.check` in a plugin's tests.
"""

from __future__ import annotations

from assay.kit.card import Card, Outcome
from assay.kit.checking import check, parts

__all__ = ["Card", "Outcome", "check", "parts"]
