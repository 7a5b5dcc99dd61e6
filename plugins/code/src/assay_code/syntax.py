"""Python's parser, for one thread at a time.

A recipe's seeds are drawn in a thread while its drafts are made in another. CPython 3.11 counts the
depth of all its syntax trees in one place, and fails with ``SystemError`` when a thread begins one while
another is in the middle of one (gh-106905).
"""

from __future__ import annotations

import ast
import threading

_ONE = threading.Lock()


def tree_of(source: str) -> ast.Module:
    """``ast.parse``, which raises what that raises."""
    with _ONE:
        return ast.parse(source)
