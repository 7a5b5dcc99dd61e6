"""Fenced blocks of Markdown: the one place that reads them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(
    r"^(?P<indent>[ \t]*(?:>[ ]?)?)(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$", re.MULTILINE
)
_CLOSING = re.compile(r"^(?P<indent>[ \t]*(?:>[ ]?)?)(?P<mark>`{3,}|~{3,})[ \t]*\r?$", re.MULTILINE)
_LANGUAGE_END = re.compile(r"[\s:,{}]")
_QUOTE = re.compile(r"(?m)^[ \t]*> ?")
_DEEPER = 4
"""A closing mark may stand this much less than deeper than the opening one: deeper marks are text of the block."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block.

    ``language`` is in lower case, ``""`` where none is named. ``text`` is the content, freed from
    the block's own indentation and quotation marks. ``start`` and ``end`` are where the content
    stands in the whole text, ``outer`` is the span with the lines of the marks. A block that is
    not ``closed`` goes to the end.
    """

    language: str
    text: str
    start: int
    end: int
    outer: tuple[int, int]
    closed: bool


def fences(text: str, start: int = 0) -> Iterator[Fence]:
    """The fenced blocks of a Markdown text from ``start`` on; only the last one may lack its end.

    Marks are three or more backticks or tildes on a line of their own, also in a list item or a
    block quote. Time is linear in the length of the text.
    """
    position = start
    while opening := _OPENING.search(text, position):
        first = min(opening.end() + 1, len(text))
        closing = _closing(text, opening, first)
        last = closing.start() if closing else len(text)
        outer = (opening.start(), closing.end() if closing else len(text))
        yield Fence(
            _language(opening["info"]),
            _content(opening["indent"], text[first:last]),
            first,
            last,
            outer,
            closing is not None,
        )
        if closing is None:
            return
        position = closing.end()


def outside_fences(text: str, *, open_too: bool = False) -> str:
    """The text without its closed fenced blocks, a line break in the place of each; ``open_too``: and without an open one."""
    kept, position = [], 0
    for fence in fences(text):
        if not fence.closed and not open_too:
            break
        kept.append(text[position : fence.outer[0]])
        position = fence.outer[1]
    return "\n".join([*kept, text[position:]])


def _closing(text: str, opening: re.Match[str], first: int) -> re.Match[str] | None:
    mark, deepest = opening["mark"], len(opening["indent"]) + _DEEPER
    for found in _CLOSING.finditer(text, first):
        if found["mark"][0] == mark[0] and len(found["mark"]) >= len(mark) and len(found["indent"]) < deepest:
            return found
    return None


def _language(info: str) -> str:
    return _LANGUAGE_END.split(info.strip().lower().strip("{}. "), maxsplit=1)[0]


def _content(indent: str, text: str) -> str:
    if ">" in indent:
        return _QUOTE.sub("", text)
    if not indent:
        return text
    if all(line.startswith(indent) or not line.strip() for line in text.split("\n")):
        return "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))
    return textwrap.dedent(text)
