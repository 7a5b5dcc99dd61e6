"""Who asks: a candidate's requests are told apart by where in the recipe they are made, never by when.

A recipe may make several tries at once (``asyncio.gather``). Each of those tasks
is a branch; it is numbered by its place among its siblings, and its requests are
counted by itself, so that the same replies make the same row whichever comes first.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

Path = tuple[int, ...]


@dataclass(eq=False)
class Branch:
    """One task of a recipe."""

    task: asyncio.Task[Any] | None
    path: Path = ()
    offset: int = 0  # how many equal requests were made before its first one, where it was forked off
    asked: Counter[str] = field(default_factory=Counter)
    forks: int = 0

    def fork(self, task: asyncio.Task[Any] | None, key: str) -> Branch:
        child = Branch(task, (*self.path, self.forks), self.offset + self.asked[key])
        self.forks += 1
        self.asked[key] += 1
        return child

    def count(self, key: str) -> int:
        """The number of a request among the equal ones; siblings that begin alike begin one further each."""
        number = self.offset + self.asked[key]
        self.asked[key] += 1
        return number


_CURRENT: ContextVar[Branch] = ContextVar("branch")


def begin() -> None:
    """The running task is a candidate's first; what it starts are its branches."""
    _CURRENT.set(Branch(asyncio.current_task()))


def branch(key: str) -> Branch:
    """The branch that the running task is, for a request whose digest is ``key``."""
    current, task = _CURRENT.get(), asyncio.current_task()
    if current.task is not task:
        current = current.fork(task, key)
        _CURRENT.set(current)
    return current
