"""Code in texts: fenced blocks, and what parses."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from dataclasses import dataclass

from assay.evidence.markdown import fences
from assay_code.syntax import tree_of

MAX_LENGTH = 200_000  # characters of a response
PYTHON = frozenset(("", "python", "py", "python3", "py3", "python2", "ipython", "pycon", "codepython"))


class NoProgram(Exception):
    """``(reason, message)``: the response holds no program, or more than one."""

    def __init__(self, reason: str, message: str, undecided: bool = False) -> None:
        super().__init__(reason, message)
        self.reason, self.message, self.undecided = reason, message, undecided


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. ``before`` is the prose between it and the block before."""

    language: str
    text: str
    span: tuple[int, int]
    before: str
    closed: bool


def normal(text: str) -> str:
    """The text without byte order mark and carriage returns."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a Markdown text; the last one may lack its end."""
    found: list[Block] = []
    end = 0
    for fence in fences(text):
        before = text[end : fence.outer[0]]
        found.append(Block(fence.language, fence.text, (fence.start, fence.end), before, fence.closed))
        end = fence.outer[1]
    return found


def parse(source: str, limit: int = 2 * MAX_LENGTH) -> ast.Module | None:
    """The tree of a source text of at most ``limit`` characters, ``None`` if it is none."""
    if len(source) > limit:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = tree_of(source)
            compile(tree, "program.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return tree


def code_of(text: str) -> str:
    """A block's code: freed from common indentation and from the prompts of an interactive session."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith((">>> ", ">>>\t")):
        kept = [m[1] for line in lines if (m := re.match(r"\s*(?:>>>|\.\.\.)(?: |$)(.*)", line))]
        return "\n".join(kept) + "\n"
    return textwrap.dedent(text)


def same_text(code: str) -> str:
    return "".join(code.split())
