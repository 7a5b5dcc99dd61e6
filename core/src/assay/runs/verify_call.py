"""Verdicts from Python: one call, in a process of its own that can be killed.

Safe to call from any thread, from a script without a ``__main__`` guard, and from
children that were forked of a process that called it: each has workers of its own.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from typing import Any

from assay.errors import UsageError
from assay.gate import Policy
from assay.records import Sample, Task, Verdict
from assay.registry import find_verifier, installed
from assay.row import Origin, row_of_sample, verdict_of
from assay.sandbox import AUTO
from assay.workers.pool import WINDOW
from assay.workers.service import resident
from assay.workers.tasks import Judge, Setup

__all__ = ["find_verifier", "verify", "verify_many"]


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
    service = resident()
    return verdict_of(service.submit(service.pool(_setup(name, sandbox), 1), task).result())


def verify_many(
    name: str, rows: Iterable[Mapping[str, str]], *, workers: int | None = None, sandbox: str = AUTO
) -> Iterator[Verdict]:
    """Verdicts on ``rows`` (each with ``response`` and, as needed, ``reference``, ``prompt``), in order.

    ``workers`` defaults to the number of CPUs; the processes stay up for the next call. Rows
    are drawn as they are needed. Raises what :func:`verify` does.
    """
    count = workers or os.cpu_count() or 1
    service = resident()
    pool = service.pool(_setup(name, sandbox), count)
    tasks = (_task(name, number, row) for number, row in enumerate(rows))
    under_way: deque[Future[Any]] = deque()
    try:
        while True:
            under_way.extend(
                service.submit(pool, each)
                for each in itertools.islice(tasks, WINDOW * count - len(under_way))
            )
            if not under_way:
                return
            yield verdict_of(under_way.popleft().result())
    finally:
        for future in under_way:
            future.cancel()


def _setup(name: str, sandbox: str) -> Setup:
    """A worker for a verifier; one that runs code, itself or by those that it uses, opens its sandbox at once."""
    sandboxed = any(part.description.sandboxed for part in installed().verifiers([name]))
    return Setup((name,), sandbox, open_sandbox=sandboxed)


def _task(name: str, number: int, fields: Mapping[str, str]) -> Judge:
    for key in itertools.chain(fields, ("response",)):
        if key not in ("response", "reference", "prompt"):
            raise UsageError(f"row {number} has a field {key!r}; known are response, reference and prompt")
        if not isinstance(fields.get(key), str):
            raise UsageError(f"row {number}: {key} must be text, it is {type(fields.get(key)).__name__}")
    sample = Sample(Task(fields.get("prompt", ""), fields.get("reference", "")), fields["response"])
    return Judge(row_of_sample(Origin(str(number), "call"), sample), Policy((name,)).to_json())
