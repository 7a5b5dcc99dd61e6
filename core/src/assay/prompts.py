"""Prompts in files of their own: plain text with ``{{name}}`` where a value goes, and nothing else.

A line ``=== system ===``, ``=== user ===`` or ``=== assistant ===`` begins a turn;
a file without such a line is one user turn. Values are put in as they are: what
looks like a placeholder inside a value stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from assay.records import Message

_HOLE = re.compile(r"\{\{(\w+)\}\}")
_TURN = re.compile(r"^=== (system|user|assistant) ===[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A prompt with its values, ready to be asked; provenance keeps its name."""

    name: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Prompt:
    """The text of a prompt file."""

    name: str
    text: str

    @property
    def holes(self) -> set[str]:
        return set(_HOLE.findall(self.text))

    def fill(self, **values: str) -> Filled:
        """The prompt with a value for each placeholder; :class:`TypeError` if one is missing or unknown."""
        if values.keys() != self.holes:
            wrong = ", ".join(sorted(values.keys() ^ self.holes))
            raise TypeError(f"prompt {self.name} and its values differ in: {wrong}")
        parts = _TURN.split(self.text)
        turns = [("user", parts[0])] if len(parts) == 1 else list(zip(parts[1::2], parts[2::2], strict=True))
        return Filled(
            self.name,
            tuple(
                Message(role, _HOLE.sub(lambda hole: str(values[hole[1]]), text).strip())
                for role, text in turns
            ),
        )


def load_prompt(package: str, name: str) -> Prompt:
    """The prompt in file ``name`` of the folder ``prompts`` in ``package``."""
    return Prompt(name.rsplit(".", 1)[0], (files(package) / "prompts" / name).read_text(encoding="utf-8"))
