"""Rows that wait for a verifier that judges many at once, and the groups that they become.

A group starts when it is full, when nothing else is to be done, or when its first row has waited as long as the
verifier's tool takes to start: then a start is never more than half of what it costs to wait. While a group of a
verifier is under way only full ones join it, so that the rows that come meanwhile share the next start.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assay.gate import known_as
from assay.workers.tasks import JudgeMany, Task, unpack

PAUSE = 0.05  # seconds without other work after which no more rows are likely to come
PAUSE_SHARE = 0.04  # the same as a share of what a start costs
PATIENCE = 1.0  # seconds that a row waits for others, over what a start costs
GROUP_CHARACTERS = 2_000_000


@dataclass(eq=False)
class Waiting:
    """A task, who waits for its result, the stages that are not to be tried again, and the verdicts found so far."""

    task: Task
    future: asyncio.Future[Any]
    failed: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether nobody waits any more."""
        return self.future.done()

    def fail(self, error: BaseException) -> None:
        if not self.future.done():
            self.future.set_exception(error)

    def cancel(self) -> None:
        if not self.future.done() and not self.future.get_loop().is_closed():
            self.future.cancel()


@dataclass(eq=False)
class Group(Waiting):
    """Rows that are judged together: ``members`` wait for it, each with the half that is looked at."""

    members: Sequence[tuple[Waiting, str]] = ()

    @property
    def over(self) -> bool:
        return all(waiting.over for waiting, _ in self.members)

    def fail(self, error: BaseException) -> None:
        for waiting, _ in self.members:
            waiting.fail(error)

    def cancel(self) -> None:
        for waiting, _ in self.members:
            waiting.cancel()


@dataclass(eq=False)
class _Line:
    """What waits for one verifier."""

    verifier: str
    batch: int
    start_s: float
    rows: deque[tuple[Waiting, str]] = field(default_factory=deque)
    halves: deque[Sequence[tuple[Waiting, str]]] = field(default_factory=deque)  # of groups that failed
    size: int = 0  # characters of the rows
    since: float = 0.0  # when the first of the rows came
    under_way: int = 0  # groups

    def take(self, idle_s: float, now: float) -> Sequence[tuple[Waiting, str]]:
        """The next group, ``()`` if it is not time for one."""
        if self.halves and not self.under_way:
            return self.halves.popleft()
        full = len(self.rows) >= self.batch or self.size >= GROUP_CHARACTERS
        late = now - self.since >= PATIENCE + self.start_s or idle_s >= PAUSE + PAUSE_SHARE * self.start_s
        if not self.rows or not (full or (late and not self.under_way)):
            return ()
        members: list[tuple[Waiting, str]] = []
        left = self.size - GROUP_CHARACTERS
        while self.rows and len(members) < self.batch and (not members or self.size > left):
            members.append(self.rows.popleft())
            self.size -= characters(members[-1][0].task)
        self.since = now
        return members


class Gathering:
    """All lines, by the verifier that their rows wait for."""

    def __init__(self) -> None:
        self.lines: dict[str, _Line] = {}
        self.idle_since: float | None = None

    def __bool__(self) -> bool:
        """Whether a row waits for its group to start."""
        return any(line.rows or line.halves for line in self.lines.values())

    def add(self, waiting: Waiting, told: Mapping[str, Any], now: float) -> None:
        """A row that goes no further; ``told`` is a :class:`~assay.workers.tasks.WantedResult`."""
        if "then" in told:
            waiting.task, _, _ = unpack(told["then"])
        waiting.known = told["known"]
        line = self.lines.setdefault(told["wants"], _Line(told["wants"], told["batch"], told["start_s"]))
        if not line.rows:
            line.since = now
        line.rows.append((waiting, told["half"]))
        line.size += characters(waiting.task)

    def due(self, idle: bool, now: float) -> Iterator[Group]:
        """The groups to start now. ``idle`` tells that nothing else is to be done."""
        if not idle or self.idle_since is None:
            self.idle_since = now if idle else None
        idle_s = now - self.idle_since if self.idle_since is not None else -1.0
        for line in self.lines.values():
            while taken := line.take(idle_s, now):
                members = [(waiting, half) for waiting, half in taken if not waiting.over]
                if not members:
                    continue
                line.under_way += 1
                rows = [getattr(waiting.task, "row") for waiting, _ in members]  # noqa: B009
                task = JudgeMany(line.verifier, rows, [half for _, half in members])
                yield Group(task, asyncio.get_running_loop().create_future(), members=members)

    def judged(self, group: Group, result: Mapping[str, Any]) -> list[Waiting]:
        """Those that go on now that their group was judged. One that failed as a whole is tried again in halves."""
        line = self.ended(group)
        members = group.members
        if "failed" in result and len(members) > 1:
            middle = len(members) // 2
            line.halves.extendleft((members[middle:], members[:middle]))
            return []
        verdicts = [result["failed"]] if "failed" in result else result["verdicts"]
        for (waiting, half), verdict in zip(members, verdicts, strict=True):
            waiting.known[known_as(half, line.verifier)] = verdict
        return [waiting for waiting, _ in members if not waiting.over]

    def ended(self, group: Group) -> _Line:
        """A group is under way no more."""
        assert isinstance(group.task, JudgeMany)
        line = self.lines[group.task.verifier]
        line.under_way -= 1
        return line

    def everyone(self) -> Iterator[Waiting]:
        """All who wait for a group to start."""
        for line in self.lines.values():
            for waiting, _ in (*line.rows, *(each for members in line.halves for each in members)):
                yield waiting

    def clear(self) -> None:
        self.lines.clear()


def characters(task: Task) -> int:
    """About how long a task is as text."""
    row: Any = getattr(task, "row", None)
    if not isinstance(row, dict):
        return 0
    texts = [
        *row.values(),
        *(turn.get("content") for turn in row.get("messages") or () if isinstance(turn, dict)),
    ]
    return sum(len(text) for text in texts if isinstance(text, str))
