"""Worker processes that stay up between calls: pools in an event loop of their own, in a thread.

One service per process: :func:`resident`. A forked child gets one of its own, and
leaves its parent's workers alone.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from assay.errors import UsageError
from assay.workers.pool import Pool, Workers, close_inherited_pipes
from assay.workers.tasks import Setup, Task

CLOSING_SECONDS = 10.0


class Service:
    """An event loop in a thread, with a pool for each sandbox and number of processes. Any thread may use it.

    Raises :class:`~assay.UsageError` where no thread can be started: in Python 3.12 once it is ending.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pools: dict[tuple[str, bool, int], Pool] = {}
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True, name="assay.workers")
        try:
            self.thread.start()
        except RuntimeError as error:
            self.loop.close()
            raise UsageError(f"no worker can be started now ({error}); ask for the verdict earlier") from None

    def pool(self, setup: Setup, count: int) -> Pool:
        """``count`` workers with the sandbox of ``setup``; verifiers that they do not know yet they load when asked."""
        key = setup.sandbox, setup.open_sandbox, count
        with self.lock:
            pool = self.pools.get(key)
            if pool is None or pool.failure:
                if pool is not None:
                    self.loop.call_soon_threadsafe(pool.close)
                pool = Pool(setup, count)
                self.loop.call_soon_threadsafe(pool.start)
                self.pools[key] = pool  # last: an interrupt must not leave one there that nobody started
            return pool

    def submit(self, pool: Pool, task: Task) -> Future[Any]:
        """The result of a task, from any thread but the service's own."""
        return asyncio.run_coroutine_threadsafe(pool.submit(task), self.loop)

    def close(self) -> None:
        """End the processes and the thread."""

        def end() -> None:
            for pool in self.pools.values():
                pool.close()
            self.loop.call_soon(self.loop.stop)

        self.loop.call_soon_threadsafe(end)
        self.thread.join(CLOSING_SECONDS)
        if not self.thread.is_alive():
            self.loop.close()


class Lent(Workers):
    """A pool of a service, as a run in another event loop uses it. To close it ends no process."""

    def __init__(self, service: Service, setup: Setup, count: int) -> None:
        self.service = service
        self.pool = service.pool(setup, count)
        self.size = count

    @property
    def failure(self) -> BaseException | None:
        return self.pool.failure

    def start(self) -> None:
        """It runs already."""

    def close(self) -> None:
        """It stays up for others."""

    def enqueue(self, task: Task) -> asyncio.Future[Any]:
        return asyncio.wrap_future(self.service.submit(self.pool, task))


_lent: ContextVar[Service | None] = ContextVar("lent", default=None)


@contextmanager
def lending() -> Iterator[None]:
    """Within it, the runs of this thread are carried out by the resident workers, which stay up after them."""
    token = _lent.set(resident())
    try:
        yield
    finally:
        _lent.reset(token)


def open_workers(setup: Setup, count: int) -> Workers:
    """A run's workers: processes of its own, or the resident ones where they are lent."""
    service = _lent.get()
    return Pool(setup, count) if service is None or service in _inherited else Lent(service, setup, count)


_service: Service | None = None
_inherited: list[
    Service
] = []  # of a forked child: kept, so that nothing of them is ended when it is forgotten
_making = threading.Lock()


def resident() -> Service:
    """The service of this process, started when it is first asked for."""
    global _service
    with _making:
        if _service is None:
            _service = Service()
        return _service


def end_resident() -> None:
    """End the service of this process, if there is one; the next call starts another."""
    global _service
    with _making:
        service, _service = _service, None
    if service is not None:
        service.close()


def _forget() -> None:
    """In a forked child: the workers are the parent's, whose pipes must not be read or kept open here."""
    global _service, _making
    service, _service, _making = _service, None, threading.Lock()
    if service is not None:
        _inherited.append(service)
    close_inherited_pipes()


os.register_at_fork(after_in_child=_forget)
