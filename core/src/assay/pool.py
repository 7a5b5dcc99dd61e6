"""Worker processes with a hard deadline for every row.

A worker that overruns is killed and replaced; the row that did it gets an error
verdict and the rows around it are unharmed. Results come in the order of the
items, however many workers there are.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from assay.errors import UsageError
from assay.worker import CLOCK, Clock, read_frame, write_frame

CHUNK = 25
CHUNK_CHARACTERS = 1_000_000
Item = dict[str, Any]
Result = dict[str, Any]


class Worker:
    """One process and the pipes to it."""

    def __init__(self, setup: dict[str, Any]) -> None:
        with tempfile.TemporaryFile() as file:
            file.truncate(CLOCK.size)
            self.clock = Clock(file.fileno())
            # -P: a file in the user's folder must not shadow a library. A fixed
            # hash seed: sets iterate alike in every worker of every run.
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "assay.worker", str(file.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                pass_fds=[file.fileno()],
                env={**os.environ, "PYTHONHASHSEED": "0"},
                start_new_session=True,  # Ctrl-C is for the parent
            )
        assert self.process.stdin and self.process.stdout
        self.inbox, self.outbox = self.process.stdin, self.process.stdout
        self.stages: list[str] | None = None
        self.job: Job | None = None
        self.offset = 0  # where in the job the batch begins that it is working on
        self.send(setup)

    def send(self, value: Any) -> None:
        try:
            write_frame(self.inbox, value)
        except BrokenPipeError:  # it died; reading its output finds the end
            return

    def give(self, job: Job) -> None:
        self.job, self.offset = job, len(job.results)
        self.send(job.items[self.offset :])

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
        self.stages = hello["stages"]

    def overdue(self) -> bool:
        """Whether its deadline has passed; looked at again with the process halted, lest it just moved on."""
        deadline = self.clock.get()[0]
        if not deadline or time.monotonic() < deadline:
            return False
        os.kill(self.process.pid, signal.SIGSTOP)
        deadline = self.clock.get()[0]
        if deadline and time.monotonic() >= deadline:
            return True
        os.kill(self.process.pid, signal.SIGCONT)
        return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.inbox.close()
        self.outbox.close()


@dataclass
class Job:
    """A chunk of items and the results so far."""

    items: list[Item]
    results: list[Result] = field(default_factory=list)
    lost: int = 0  # times a worker died on it without a row being to blame

    @property
    def done(self) -> bool:
        return len(self.results) == len(self.items)


class Pool:
    """Runs a handler (see :mod:`assay.handlers`) over items in ``workers`` processes."""

    def __init__(self, setup: dict[str, Any], workers: int) -> None:
        self.setup = setup
        self.workers = [Worker(setup) for _ in range(workers)]
        try:
            for worker in self.workers:
                worker.wait_until_ready()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
        self.workers = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """``(item, result)`` in the order of ``items``, which may be endless."""
        source = iter(items)
        window = 4 * len(self.workers)
        jobs: deque[Job] = deque()
        with selectors.DefaultSelector() as selector:
            for worker in self.workers:
                selector.register(worker.outbox, selectors.EVENT_READ, worker)
            while True:
                for worker in self.workers:
                    if worker.job is None and len(jobs) < window and (chunk := _take(source)):
                        jobs.append(Job(chunk))
                        worker.give(jobs[-1])
                if not jobs:
                    return
                if jobs[0].done:
                    job = jobs.popleft()
                    yield from zip(job.items, job.results, strict=True)
                else:
                    self._listen(selector)

    def _listen(self, selector: selectors.BaseSelector) -> None:
        """Take in what workers sent, and replace the dead and the overdue."""
        now = time.monotonic()
        deadlines = [d for w in self.workers if (d := w.clock.get()[0])]
        patience = max(0.0, min([0.25, *(d - now for d in deadlines)]))
        ready = {key.data for key, _ in selector.select(patience)}
        for i, worker in enumerate(self.workers):
            if worker in ready:
                results = worker.read()
                if results is not None:
                    assert worker.job is not None
                    worker.job.results += results
                    if worker.job.done:
                        worker.job = None
                    continue
                reason = "crash"
            elif worker.overdue():
                reason = "deadline"
            else:
                continue
            selector.unregister(worker.outbox)
            self.workers[i] = self._replace(worker, reason)
            selector.register(self.workers[i].outbox, selectors.EVENT_READ, self.workers[i])

    def _replace(self, worker: Worker, reason: str) -> Worker:
        """A new worker that goes on with the dead one's job, the stage that killed it marked as failed."""
        deadline, index, number = worker.clock.get()
        job, stages = worker.job, worker.stages or []
        worker.kill()
        if job and deadline:
            stage = stages[number]
            how = "did not answer within its deadline" if reason == "deadline" else "brought its process down"
            failed = job.items[worker.offset + index].setdefault("failed", {})
            failed[stage] = [reason, f"{stage} {how}."]
        elif job:
            job.lost += 1
            if job.lost > 3:
                raise RuntimeError("worker processes keep ending between two rows")
        fresh = Worker(self.setup)
        fresh.wait_until_ready()
        if job:
            fresh.give(job)
        return fresh


def _take(source: Iterator[Item]) -> list[Item]:
    """The next chunk: a few items, fewer if they are long."""
    chunk: list[Item] = []
    size = 0
    for item in islice(source, CHUNK):
        chunk.append(item)
        size += sum(len(value) for value in item.values() if isinstance(value, str))
        if size > CHUNK_CHARACTERS:
            break
    return chunk
