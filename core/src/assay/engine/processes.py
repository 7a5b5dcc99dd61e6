"""Worker processes for asyncio: submit one item, await its result.

The processes, their deadlines and what is killed when are those of
:mod:`assay.pool`; only the waiting differs.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from assay.pool import Item, Result, Worker

PATIENCE = 0.1  # seconds between looks at the deadlines
LARGEST_BATCH = 8


@dataclass
class Batch:
    """Items given to one worker, and how many of them are done."""

    items: list[Item]
    waiting: list[asyncio.Future[Result]]
    done: int = 0
    lost: int = 0  # times a worker died on it without an item being to blame


@dataclass
class Slot:
    """A place for a worker process, which may be replaced."""

    worker: Worker
    batch: Batch | None = None
    ready: bool = False
    watched: int = -1


class Workers:
    """Worker processes whose handler answers items in any order."""

    def __init__(self, setup: dict[str, Any], count: int) -> None:
        self.setup = setup
        self.queue: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self.slots = [Slot(Worker(setup)) for _ in range(count)]
        self.failure: BaseException | None = None
        self.watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Listen in the running loop. The processes get ready meanwhile; items wait for them."""
        for slot in self.slots:
            self._listen(slot)
        self.watch = asyncio.get_running_loop().create_task(self._watch())

    def close(self) -> None:
        if self.watch:
            self.watch.cancel()
        for slot in self.slots:
            self._unlisten(slot)
            slot.worker.kill()
        self.slots = []

    async def submit(self, item: Item) -> Result:
        """The result of one item."""
        if self.failure:
            raise self.failure
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.queue.append((item, future))
        self._feed()
        return await future

    def _listen(self, slot: Slot) -> None:
        slot.watched = slot.worker.outbox.fileno()
        asyncio.get_running_loop().add_reader(slot.watched, self._heard, slot)

    def _unlisten(self, slot: Slot) -> None:
        if slot.watched >= 0:
            asyncio.get_running_loop().remove_reader(slot.watched)
            slot.watched = -1

    def _feed(self) -> None:
        """Give idle workers a few items each, fewer when there are few: a slow one must not hold up others."""
        for slot in self.slots:
            if slot.batch is not None or not slot.ready:
                continue
            items: list[Item] = []
            waiting: list[asyncio.Future[Result]] = []
            share = max(1, min(LARGEST_BATCH, len(self.queue) // (2 * len(self.slots))))
            while self.queue and len(items) < share:
                item, future = self.queue.popleft()
                if not future.done():  # its candidate may have been given up
                    items.append(item)
                    waiting.append(future)
            if items:
                slot.batch = Batch(items, waiting)
                self._give(slot)

    def _give(self, slot: Slot) -> None:
        assert slot.batch is not None
        slot.worker.offset = slot.batch.done
        try:
            slot.worker.send(slot.batch.items[slot.batch.done :])
        except (TypeError, ValueError, RecursionError) as error:  # not JSON; nothing was sent
            for future in slot.batch.waiting[slot.batch.done :]:
                if not future.done():
                    future.set_exception(error)
            slot.batch = None
            asyncio.get_running_loop().call_soon(self._feed)

    def _heard(self, slot: Slot) -> None:
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
        results = slot.worker.read()
        if results is None:
            self._replace(slot, "crash")
            return
        batch = slot.batch
        assert batch is not None
        for result in results:
            if not batch.waiting[batch.done].done():
                batch.waiting[batch.done].set_result(result)
            batch.done += 1
        if batch.done == len(batch.items):
            slot.batch = None
            self._feed()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE)
            for slot in list(self.slots):
                deadline = slot.worker.clock.get()[0]
                if deadline and time.monotonic() >= deadline and slot.worker.overdue():
                    self._replace(slot, "deadline")

    def _replace(self, slot: Slot, reason: str) -> None:
        """Start a worker that goes on with the batch, the stage that killed the old one marked as failed."""
        deadline, index, number = slot.worker.clock.get()
        batch, stages = slot.batch, slot.worker.stages or []
        offset = slot.worker.offset
        self._unlisten(slot)
        slot.worker.kill()
        if batch and deadline:
            how = "did not answer within its deadline" if reason == "deadline" else "brought its process down"
            failed = batch.items[offset + index].setdefault("failed", {})
            failed[stages[number]] = [reason, f"{stages[number]} {how}."]
        elif batch:
            batch.lost += 1
            if batch.lost > 3:
                self._fail(RuntimeError("worker processes keep ending between two rows"))
                return
        slot.worker, slot.ready = Worker(self.setup), False
        self._listen(slot)

    def _fail(self, error: BaseException) -> None:
        """Nothing more can be proved: everyone who waits is told."""
        self.failure = error
        waiting = [f for s in self.slots if s.batch for f in s.batch.waiting] + [f for _, f in self.queue]
        for future in waiting:
            if not future.done():
                future.set_exception(error)
