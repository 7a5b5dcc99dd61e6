"""Verdicts from Python: one call, in a process of its own that can be killed.

Safe to call from any thread, from a script without a ``__main__`` guard, and from
children that were forked of a process that called it: each has workers of its own.
"""

from __future__ import annotations

import asyncio
import atexit
import itertools
import os
import threading
from collections import deque
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import Future
from typing import Any

from assay.errors import UsageError
from assay.gate import Policy
from assay.records import Sample, Task, Verdict
from assay.registry import find_verifier
from assay.row import Origin, row_of_sample, verdict_of
from assay.sandbox import AUTO
from assay.workers.pool import WINDOW, Pool
from assay.workers.tasks import Judge, Setup

__all__ = ["find_verifier", "verify", "verify_many"]


class _Service:
    """An event loop in a thread, with a pool of workers for each sandbox and number of processes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pools: dict[tuple[str, bool, int], Pool] = {}
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True, name="assay.verify")
        self.thread.start()

    def submit(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def pool(self, name: str, sandbox: str, workers: int = 1) -> Pool:
        """A pool that is ready to take tasks for a verifier."""
        sandboxed = find_verifier(name).sandboxed
        key = sandbox, sandboxed, workers
        with self.lock:
            pool = self.pools.get(key)
            if pool is not None and pool.failure:
                self.loop.call_soon_threadsafe(pool.close)
            if pool is None or pool.failure:
                pool = Pool(Setup((name,), sandbox, open_sandbox=sandboxed), workers)
                self.submit(_start(pool)).result()
                self.pools[key] = pool
            return pool

    def close(self) -> None:
        for pool in self.pools.values():
            for slot in pool.slots:
                if slot.worker:
                    slot.worker.kill()


async def _start(pool: Pool) -> None:
    pool.start()


_service: _Service | None = None
_parents: list[
    _Service
] = []  # of a forked child: kept, so that nothing of them is ended when it is forgotten
_making = threading.Lock()


def _get_service() -> _Service:
    global _service
    with _making:
        if _service is None:
            _service = _Service()
        return _service


def verify(
    name: str, *, response: str, reference: str = "", prompt: str = "", sandbox: str = AUTO
) -> Verdict:
    """The verdict of verifier ``name`` on one response.

    Runs in a worker process that stays up for the next call; past the
    verifier's deadline it is killed and the verdict is an ``error``. ``sandbox``
    says where code runs. Raises :class:`~assay.UsageError` if there is no such
    verifier, or it runs code and the sandbox does not work here.
    """
    task = _task(name, 0, {"response": response, "reference": reference, "prompt": prompt})
    service = _get_service()
    result = service.submit(service.pool(name, sandbox).submit(task)).result()
    return verdict_of(result)


def verify_many(
    name: str, rows: Iterable[Mapping[str, str]], *, workers: int | None = None, sandbox: str = AUTO
) -> Iterator[Verdict]:
    """Verdicts on ``rows`` (each with ``response`` and, as needed, ``reference``, ``prompt``), in order.

    ``workers`` defaults to the number of CPUs; the processes stay up for the next call. Rows
    are drawn as they are needed. Raises what :func:`verify` does.
    """
    count = workers or os.cpu_count() or 1
    service = _get_service()
    pool = service.pool(name, sandbox, count)
    tasks = (_task(name, number, row) for number, row in enumerate(rows))
    under_way: deque[Future[Any]] = deque()
    try:
        while True:
            under_way.extend(
                service.submit(pool.submit(t))
                for t in itertools.islice(tasks, WINDOW * count - len(under_way))
            )
            if not under_way:
                return
            yield verdict_of(under_way.popleft().result())
    finally:
        for future in under_way:
            future.cancel()


def _task(name: str, number: int, fields: Mapping[str, str]) -> Judge:
    for key in itertools.chain(fields, ("response",)):
        if key not in ("response", "reference", "prompt"):
            raise UsageError(f"row {number} has a field {key!r}; known are response, reference and prompt")
        if not isinstance(fields.get(key), str):
            raise UsageError(f"row {number}: {key} must be text, it is {type(fields.get(key)).__name__}")
    sample = Sample(Task(fields.get("prompt", ""), fields.get("reference", "")), fields["response"])
    return Judge(row_of_sample(Origin(str(number), "call"), sample), Policy((name,)).to_json())


def _forget() -> None:
    """In a forked child: the workers are the parent's, whose pipes must not be read or kept open here."""
    global _service, _making
    service, _service, _making = _service, None, threading.Lock()
    if service is not None:
        _parents.append(service)
        for pool in service.pools.values():
            for slot in pool.slots:
                if slot.worker:
                    slot.worker.close_pipes()


os.register_at_fork(after_in_child=_forget)


@atexit.register
def _close() -> None:
    if _service is not None:
        _service.close()
