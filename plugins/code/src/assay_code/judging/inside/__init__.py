"""The program that runs tests, in a sandbox of their own.

The candidate is elsewhere: the tests' names for it are functions that call out. What
the tests find is counted there and handed out as plain data.

Its five files (:mod:`.preparing`, :mod:`.stand_ins`, :mod:`.fixtures`, :mod:`.look_alikes`, :mod:`.running`) need nothing but
the standard library, and are sent as one text. The names that tests take from the candidate
are globals beside it, so all of its own begin with ``_``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from assay_code.judging.names import defined
from assay_code.syntax import tree_of

_FILES = ("preparing", "stand_ins", "fixtures", "look_alikes", "running")
_LEFT_OUT = re.compile(
    r"^from (?:__future__|typing|collections\.abc|assay_code\S*) import (?:\([^)]*\)|.*)\n", re.MULTILINE
)
"""Imports from each other, and for annotations, which are never evaluated."""


@cache
def source() -> str:
    """The text, which defines ``_assay_judge``."""
    files = resources.files(__name__)
    texts = [files.joinpath(f"{name}.py").read_text("utf-8") for name in _FILES]
    return "\n".join(["from __future__ import annotations", *(_LEFT_OUT.sub("", text) for text in texts)])


@cache
def names() -> frozenset[str]:
    """The global names of the text."""
    return frozenset(defined(tree_of(source())))
