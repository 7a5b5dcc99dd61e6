"""Verdicts from Python: one call, in a process of its own that can be killed.

Safe to call from any thread, from a script without a ``__main__`` guard, and from
children that were forked of a process that called it: each has workers of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from assay.data.chats import Unusable, is_chat
from assay.data.samples import TEXTS, sample_of_columns
from assay.errors import UsageError
from assay.gate import Policy
from assay.records import Message, Source, Status, Verdict
from assay.registry import find_verifier, installed
from assay.row import Origin, row_of_sample, verdict_of
from assay.sandbox import AUTO
from assay.workers.pool import WINDOW
from assay.workers.service import resident
from assay.workers.tasks import Judge, Setup

__all__ = ["find_verifier", "verify", "verify_async", "verify_many"]

FIELDS = (*TEXTS, "messages", "sources")


def verify(
    name: str,
    *,
    response: str | None = None,
    reference: str = "",
    prompt: str = "",
    messages: Sequence[Message | Mapping[str, Any]] = (),
    sources: Sequence[Source | Mapping[str, Any] | str] = (),
    sandbox: str = AUTO,
) -> Verdict:
    """The verdict of verifier ``name`` on one response, the same as that of ``assay verify``.

    ``messages`` is a whole chat: :class:`~assay.Message`, or objects with ``role`` and ``content``. It ends in the
    response, or ``response`` is what answers it. ``sources`` are the texts that the response rests on.
    What is wrong with a chat or with sources is a verdict of the ``reader``, an ``error``.

    Runs in a worker process that stays up for the next call; past the
    verifier's deadline it is killed and the verdict is an ``error``. ``sandbox``
    says where code runs. Raises :class:`~assay.UsageError` if there is no such
    verifier, it runs code and the sandbox does not work here, or an argument is of another type.
    """
    fields = {"response": response, "reference": reference, "prompt": prompt}
    setup = _setup(name, sandbox)
    task = _task(name, 0, {**fields, "messages": messages, "sources": sources})
    if isinstance(task, Verdict):
        return task
    service = resident()
    future = service.submit(service.pool(setup, 1), task)
    try:
        return verdict_of(future.result())
    finally:
        future.cancel()  # an interrupted caller waits no more


async def verify_async(name: str, **sample: Any) -> Verdict:
    """:func:`verify` for code that runs in an event loop: other tasks go on while the verdict is found.

    Many calls at a time are judged by as many workers as there are CPUs.
    """
    fields = {"response": None, "reference": "", "prompt": "", "messages": (), "sources": (), **sample}
    setup = _setup(name, fields.pop("sandbox", AUTO))
    task = _task(name, 0, fields)
    if isinstance(task, Verdict):
        return task
    service = resident()
    future = service.submit(service.pool(setup, os.cpu_count() or 1), task)
    return verdict_of(await asyncio.wrap_future(future))


def verify_many(
    name: str, rows: Iterable[Mapping[str, Any]], *, workers: int | None = None, sandbox: str = AUTO
) -> Iterator[Verdict]:
    """Verdicts on ``rows``, in order; a row has the fields that :func:`verify` takes.

    ``workers`` defaults to the number of CPUs; the processes stay up for the next call. Rows
    are drawn as they are needed. Raises what :func:`verify` does.
    """
    count = workers or os.cpu_count() or 1
    service = resident()
    pool = service.pool(_setup(name, sandbox), count)
    tasks = (_task(name, number, row) for number, row in enumerate(rows))
    under_way: deque[Future[Any] | Verdict] = deque()
    try:
        while True:
            under_way.extend(
                each if isinstance(each, Verdict) else service.submit(pool, each)
                for each in itertools.islice(tasks, WINDOW * count - len(under_way))
            )
            if not under_way:
                return
            first = under_way.popleft()
            yield first if isinstance(first, Verdict) else verdict_of(first.result())
    finally:
        for each in under_way:
            if isinstance(each, Future):
                each.cancel()


def _setup(name: str, sandbox: str) -> Setup:
    """A worker for a verifier; one that runs code, itself or by those that it uses, opens its sandbox at once."""
    sandboxed = any(part.description.sandboxed for part in installed().verifiers([name]))
    return Setup((name,), sandbox, open_sandbox=sandboxed)


def _task(name: str, number: int, fields: Mapping[str, Any]) -> Judge | Verdict:
    """A row to judge, read as a file's row is; the reader's verdict where that cannot be."""
    columns = _columns(number, fields)
    needs = [
        need for need in installed().verifier(name).description.needs if need == "response"
    ]  # the gate asks for the others
    try:
        sample = sample_of_columns(columns, {name: name for name in columns if name == "sources"}, needs, "")
    except Unusable as unusable:
        reason, problem = unusable.args
        return Verdict(Status.ERROR, reason, f"row {number}: {problem}.", verifier="reader")
    return Judge(row_of_sample(Origin(str(number), "call"), sample), Policy((name,)).to_json())


def _columns(number: int, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the columns of a file's row would hold them."""
    for key in fields:
        if key not in FIELDS:
            raise UsageError(
                f"row {number} has a field {key!r}; known are {', '.join(FIELDS[:-1])} and {FIELDS[-1]}"
            )
    columns: dict[str, Any] = {}
    for key, kinds in (("messages", (Message, Mapping)), ("sources", (Source, Mapping, str))):
        value = fields.get(key, ())
        if not isinstance(value, list | tuple) or not all(isinstance(each, kinds) for each in value):
            known = (
                "assay.Message or of objects with role and content"
                if key == "messages"
                else "assay.Source or of texts"
            )
            raise UsageError(f"row {number}: {key} must be a list of {known}, it is {value!r:.60}")
        if value:
            columns[key] = [each if isinstance(each, str) else _object(each) for each in value]
    if "messages" in columns and not is_chat(columns["messages"]):
        raise UsageError(f"row {number}: messages must have a role and a content each")
    for key in TEXTS:
        value = fields.get(key)
        if value is None and (key != "response" or "messages" in columns):
            continue
        if not isinstance(value, str):
            raise UsageError(f"row {number}: {key} must be text, it is {type(value).__name__}")
        if value or key == "response":
            columns[key] = value
    return columns


def _object(value: Any) -> dict[str, Any]:
    """A record, or a mapping, as JSON would hold it."""
    return (
        dict(value)
        if isinstance(value, Mapping)
        else {name: getattr(value, name) for name in value.__slots__}
    )
