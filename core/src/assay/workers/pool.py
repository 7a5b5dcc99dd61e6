"""Worker processes for asyncio, with a hard deadline for every task: submit one, await its result.

A worker that overruns is killed and replaced; the task that did it gets an error
verdict and the tasks around it are unharmed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from types import TracebackType
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from assay.errors import UsageError
from assay.forks import fork_lock
from assay.row import Result
from assay.workers.gathering import Gathering, Group, Waiting, characters
from assay.workers.process import CLOCK, Clock, read_frame, write_frame
from assay.workers.tasks import Judge, RowTask, Setup, Task, pack, pack_setup

PATIENCE = 0.1  # seconds between looks at the deadlines
LARGEST_BATCH = 25
BATCH_CHARACTERS = 1_000_000
WINDOW = 4 * LARGEST_BATCH  # tasks of an ordered stream that are under way, times the workers

T = TypeVar("T")

_STARTING = fork_lock()  # a child forked meanwhile would keep open what tells that the process has started
_workers: WeakSet[Worker] = WeakSet()


def close_inherited_pipes() -> None:
    """In a forked child: keep nothing open that tells a worker its parent lives."""
    for worker in _workers:
        worker.close_pipes()
    _workers.clear()


class Worker:
    """One process and the pipes to it."""

    def __init__(self, setup: Setup) -> None:
        with _STARTING, tempfile.TemporaryFile() as file:
            file.truncate(CLOCK.size)
            self.clock = Clock(file.fileno())
            # -P: a file in the user's folder must not shadow a library. A fixed
            # hash seed: sets iterate alike in every worker of every run.
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "assay.workers.process", str(file.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                pass_fds=[file.fileno()],
                env={**os.environ, "PYTHONHASHSEED": "0"},
                start_new_session=True,  # Ctrl-C is for the parent
            )
            assert self.process.stdin and self.process.stdout
            self.inbox, self.outbox = self.process.stdin, self.process.stdout
            _workers.add(self)
        self.send(pack_setup(setup))

    def send(self, value: Any) -> None:
        try:
            write_frame(self.inbox, value)
        except BrokenPipeError:  # it died; reading its output finds the end
            return

    def read(self) -> Any:
        return read_frame(self.outbox)

    def wait_until_ready(self) -> None:
        """Take in the first thing that it says: that it is ready, or why it cannot be."""
        hello = self.read()
        if hello is None:
            raise UsageError(
                f"a worker process could not start (exit code {self.process.wait()}); its error output is above"
            )
        if "fatal" in hello:
            raise UsageError(hello["fatal"])

    def overdue(self) -> bool:
        """Whether its deadline has passed; looked at again with the process halted, lest it just moved on."""
        deadline = self.clock.deadline
        if not deadline or time.monotonic() < deadline:
            return False
        os.kill(self.process.pid, signal.SIGSTOP)
        deadline = self.clock.deadline
        if deadline and time.monotonic() >= deadline:
            return True
        os.kill(self.process.pid, signal.SIGCONT)
        return False

    def kill(self) -> None:
        """End the process, and what it started that is still in its process group."""
        if self.process.returncode is None:  # not waited for: the number is still its own
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.close_pipes()

    def close_pipes(self) -> None:
        self.inbox.close()
        self.outbox.close()


@dataclass
class Slot:
    """A place for a worker process, started when there is work for it; what it was given and how much of it is done."""

    worker: Worker | None = None
    batch: list[Waiting] = field(default_factory=list)
    done: int = 0
    lost: int = 0  # times a worker died on the batch without a task being to blame
    ready: bool = False
    watched: int = -1


class Workers(ABC):
    """Worker processes that take any task, in any order. Use them in one event loop.

    ``size`` is how many there are at most.
    """

    size: int

    @property
    @abstractmethod
    def failure(self) -> BaseException | None:
        """Why no more tasks can be done, if so."""

    @abstractmethod
    def start(self) -> None:
        """Listen in the running loop. The first process gets ready meanwhile; tasks wait for it."""

    @abstractmethod
    def close(self) -> None:
        """Take no more tasks; whoever still waits is cancelled."""

    @abstractmethod
    def enqueue(self, task: Task) -> asyncio.Future[Any]:
        """Have a task done; the future is of its result."""

    async def __aenter__(self) -> Workers:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def submit(self, task: Task) -> Any:
        """The result of one task."""
        return await self.enqueue(task)

    async def in_order(
        self, items: Iterable[Ordered[T]], most: int | None = None, *, without: Collection[str] = ()
    ) -> AsyncIterator[tuple[T, Result]]:
        """``(item, result)`` of row tasks in the order of ``items``, which may be endless.

        An item that comes with a result instead of a task keeps its place among the others.
        No more than ``most`` are under way at a time. Those of a maker in ``without``, which may
        grow meanwhile but not to all makers, are left out; what is under way of them is given up.
        """
        window = min(WINDOW * self.size, most or WINDOW * self.size)
        source = (each for each in items if each.maker not in without)
        under_way: deque[tuple[Ordered[T], asyncio.Future[Result] | Result]] = deque()
        left_out = len(without)
        try:
            while True:
                if len(without) > left_out:
                    left_out = len(without)
                    for each, found in under_way:
                        if each.maker in without and isinstance(found, asyncio.Future):
                            found.cancel()
                    under_way = deque(pair for pair in under_way if pair[0].maker not in without)
                for each in islice(source, window - len(under_way)):
                    under_way.append(
                        (each, self.enqueue(each.work) if isinstance(each.work, RowTask) else each.work)
                    )
                if not under_way:
                    return
                each, found = under_way.popleft()
                yield each.item, (await found if isinstance(found, asyncio.Future) else found)
        finally:
            for _, found in under_way:
                if isinstance(found, asyncio.Future):
                    found.cancel()


class Pool(Workers):
    """Processes of its own, which it kills and replaces."""

    failure: BaseException | None = None

    def __init__(self, setup: Setup, count: int) -> None:
        self.setup = setup
        self.size = count
        self.queue: deque[Waiting] = deque()
        self.gathering = Gathering()
        self.groups: deque[Group] = deque()  # to be given to the next workers that are idle
        self.share = 1  # tasks that a worker is given at a time: few while it is not known how long they take
        self.slots = [Slot() for _ in range(count)]
        self.slots[0].worker = Worker(setup)  # it gets ready while the caller does
        self.watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._listen(self.slots[0])
        self.watch = asyncio.get_running_loop().create_task(self._watch())

    def close(self) -> None:
        """Kill the processes; whoever still waits is cancelled."""
        if self.watch:
            self.watch.cancel()
        for slot in self.slots:
            self._unlisten(slot)
            if slot.worker:
                slot.worker.kill()
        for waiting in self._everyone():
            waiting.cancel()
        self.slots = []
        self._forget_queued()

    def enqueue(self, task: Task) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self.failure:
            future.set_exception(self.failure)
            return future
        self.queue.append(Waiting(task, future))
        if len(self.queue) == 1:  # those that are submitted in the same turn go together
            asyncio.get_running_loop().call_soon(self._feed)
        return future

    def _listen(self, slot: Slot) -> None:
        assert slot.worker is not None
        slot.watched = slot.worker.outbox.fileno()
        asyncio.get_running_loop().add_reader(slot.watched, self._heard, slot)

    def _unlisten(self, slot: Slot) -> None:
        if slot.watched >= 0:
            asyncio.get_running_loop().remove_reader(slot.watched)
            slot.watched = -1

    def _feed(self) -> None:
        """Give idle workers a few tasks each, fewer when there are few: a slow one must not hold up others."""
        self._gather()
        for slot in self.slots:
            if slot.batch or not slot.ready:
                continue
            if self.groups:  # by itself: nothing is to wait behind it
                slot.batch, slot.done, slot.lost = [self.groups.popleft()], 0, 0
                self._give(slot)
                continue
            share = max(1, min(self.share, len(self.queue) // (2 * len(self.slots))))
            size = 0
            while self.queue and len(slot.batch) < share and size < BATCH_CHARACTERS:
                waiting = self.queue.popleft()
                if not waiting.over:  # its candidate may have been given up
                    slot.batch.append(waiting)
                    size += characters(waiting.task)
            if slot.batch:
                slot.done = slot.lost = 0
                self._give(slot)
        starting = sum(slot.worker is not None and not slot.ready for slot in self.slots)
        for slot in self.slots:
            if slot.worker is None and len(self.queue) + len(self.groups) > starting:
                slot.worker = self._start_worker()
                if slot.worker is None:
                    return
                self._listen(slot)
                starting += 1

    def _gather(self) -> None:
        """Make groups of the rows that wait for one, where it is time to."""
        if self.gathering:
            idle = not (self.queue or self.groups or any(slot.batch for slot in self.slots))
            self.groups.extend(self.gathering.due(idle, time.monotonic()))

    def _give(self, slot: Slot) -> None:
        """Have a worker do the rest of its batch, but for what was given up meanwhile."""
        assert slot.worker is not None
        left = slot.batch[slot.done :]
        slot.batch = [waiting for waiting in left if not waiting.over]
        for given_up in left:
            if isinstance(given_up, Group) and given_up.over:
                self.gathering.ended(given_up)
        slot.done = 0
        if not slot.batch:
            asyncio.get_running_loop().call_soon(self._feed)
            return
        try:
            slot.worker.send([pack(w.task, w.failed, w.known) for w in slot.batch])
        except (TypeError, ValueError, RecursionError) as error:  # not JSON; nothing was sent
            for waiting in slot.batch:
                waiting.fail(error)
                if isinstance(waiting, Group):
                    self.gathering.ended(waiting)
            slot.batch = []
            asyncio.get_running_loop().call_soon(self._feed)

    def _heard(self, slot: Slot) -> None:
        assert slot.worker is not None
        if not slot.ready:
            try:
                slot.worker.wait_until_ready()
            except BaseException as error:
                self._fail(error)
                self._unlisten(slot)
                return
            slot.ready = True
            if slot.batch:
                self._give(slot)
            else:
                self._feed()
            return
        try:
            results = slot.worker.read()
        except ValueError:  # no frame of ours: somebody else wrote to the pipe
            results = None
        if results is None or len(results) > len(slot.batch) - slot.done:
            self._replace(slot, "crash")
            return
        for result in results:
            waiting = slot.batch[slot.done]
            slot.done += 1
            if isinstance(waiting, Group):
                self.queue.extendleft(reversed(self.gathering.judged(waiting, result)))
                continue
            if "wants" in result:
                self.gathering.add(waiting, result, time.monotonic())
                continue
            if isinstance(waiting.task, Judge):
                result.setdefault("row", waiting.task.row)
            if not waiting.future.done():
                waiting.future.set_result(result)
        if slot.done == len(slot.batch):
            slot.batch = []
            self.share = min(LARGEST_BATCH, 2 * self.share)
            self._feed()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE)
            if self.gathering and not self.failure:
                self._feed()
            for slot in list(self.slots):
                try:
                    if slot.worker and slot.worker.overdue():
                        self._replace(slot, "deadline")
                    elif (
                        slot.ready and slot.batch and all(isinstance(w, Group) and w.over for w in slot.batch)
                    ):
                        self._replace(slot, "given up")  # it may take minutes, and nobody waits for it
                except Exception as error:  # whoever waits must be told, or waits for ever
                    self._fail(error)

    def _replace(self, slot: Slot, reason: str) -> None:
        """Start a worker that goes on with the batch, the stage that killed the old one marked as failed."""
        assert slot.worker is not None
        deadline, index, stage = slot.worker.clock.get()
        self.share = 1  # the next one may overrun too, and those behind it need not wait
        self._unlisten(slot)
        slot.worker.kill()
        if slot.batch and deadline:
            how = "did not answer within its deadline" if reason == "deadline" else "brought its process down"
            slot.batch[index].failed[stage] = [reason, f"{stage} {how}."]
        elif slot.batch:
            slot.lost += 1
            if slot.lost > 3:
                self._fail(RuntimeError("worker processes keep ending between two rows"))
                return
        slot.worker, slot.ready = None, False
        if (worker := self._start_worker()) is not None:
            slot.worker = worker
            self._listen(slot)

    def _start_worker(self) -> Worker | None:
        """A further process; where the system gives none, everyone who waits is told."""
        try:
            return Worker(replace(self.setup, eager=True))
        except OSError as error:
            self._fail(
                UsageError(f"no worker process can be started ({error}); free memory or lower --workers")
            )
            return None

    def _fail(self, error: BaseException) -> None:
        """Nothing more can be proved: everyone who waits is told."""
        self.failure = error
        for waiting in self._everyone():
            waiting.fail(error)
        self._forget_queued()

    def _everyone(self) -> list[Waiting]:
        """All who wait for a result."""
        given = [waiting for slot in self.slots for waiting in slot.batch]
        return [*given, *self.queue, *self.groups, *self.gathering.everyone()]

    def _forget_queued(self) -> None:
        self.queue.clear()
        self.groups.clear()
        self.gathering.clear()


@dataclass(frozen=True)
class Ordered(Generic[T]):
    """An item of an ordered stream, with the task that makes its result, or with the result itself.

    ``maker`` is who makes its row, where that matters.
    """

    item: T
    work: RowTask | Result
    maker: str = ""
