"""Python that is newer than the one that runs here: its programs may be right, and cannot be tried."""

from __future__ import annotations

import re
import sys

_NESTED = re.compile(
    r"""\b[rR]?[fF][rR]?(["'])(?:(?!\1)[^\n\\{}])*\{(?:(?!\1)[^\n{}])*\1(?:(?!\1)[^\n])*\1(?:(?!\1)[^\n{}])*\}"""
)
"""An f-string with its own quotation marks in a replacement field (PEP 701)."""
_PARAMETERS = re.compile(
    r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+\[[^\n]*[:(]|^[ \t]*type[ \t]+\w+(?:\[[^\n]*\])?[ \t]*=",
    re.MULTILINE,
)
"""Type parameters and the type statement (PEP 695)."""


def newer_syntax(text: str) -> str:
    """What a text that cannot be parsed uses of Python 3.12, in words; ``""`` for nothing of the kind."""
    if sys.version_info >= (3, 12):
        return ""
    if _NESTED.search(text):
        return "quotation marks within an f-string (Python 3.12)"
    return "type parameters (Python 3.12)" if _PARAMETERS.search(text) else ""
