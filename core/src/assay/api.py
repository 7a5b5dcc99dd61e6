"""Verdicts from Python: one call, in a process of its own that can be killed.

Safe to call from any thread, and from a script without a ``__main__`` guard.
"""

from __future__ import annotations

import atexit
import itertools
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assay.errors import UsageError
from assay.handlers import verdict_of
from assay.plugins import load
from assay.pool import Pool
from assay.records import Verdict
from assay.sandbox import AUTO
from assay.specs import Verifier

_pools: dict[tuple[str, str], Pool] = {}
_lock = threading.Lock()


def verify(
    name: str, *, response: str, reference: str = "", prompt: str = "", sandbox: str = AUTO
) -> Verdict:
    """The verdict of verifier ``name`` on one response.

    Runs in a worker process that stays up for the next call; past the
    verifier's deadline it is killed and the verdict is an ``error``. ``sandbox``
    says where code runs. Raises :class:`~assay.UsageError` if there is no such
    verifier, or it runs code and the sandbox does not work here.
    """
    row = _row(0, {"response": response, "reference": reference, "prompt": prompt})
    with _lock:
        pool = _pools.get((name, sandbox))
        if pool is None:
            pool = _pools[name, sandbox] = Pool(_setup(name, sandbox), 1)
        try:
            ((_, result),) = pool.run([{"row": row}])
        except BaseException:
            _pools.pop((name, sandbox)).close()
            raise
    return verdict_of(result)


def find_verifier(name: str) -> Verifier:
    """The verifier of that name; raises :class:`~assay.UsageError` with the nearest names if there is none."""
    return load().verifier(name).description


def verify_many(
    name: str, rows: Iterable[Mapping[str, str]], *, workers: int | None = None, sandbox: str = AUTO
) -> Iterator[Verdict]:
    """Verdicts on ``rows`` (each with ``response`` and, as needed, ``reference``, ``prompt``), in order.

    ``workers`` defaults to the number of CPUs. Rows are drawn as they are needed.
    """
    with Pool(_setup(name, sandbox), workers or os.cpu_count() or 1) as pool:
        for _, result in pool.run({"row": _row(i, row)} for i, row in enumerate(rows)):
            yield verdict_of(result)


def _setup(name: str, sandbox: str) -> dict[str, Any]:
    sandboxed = load().verifier(name).description.sandboxed
    return {
        "verb": "verify",
        "verifiers": [name],
        "min_step_coverage": 0.0,
        "sandbox": sandbox if sandboxed else None,
    }


def _row(number: int, fields: Mapping[str, str]) -> dict[str, Any]:
    for key in itertools.chain(fields, ("response",)):
        if key not in ("response", "reference", "prompt"):
            raise UsageError(f"row {number} has a field {key!r}; known are response, reference and prompt")
        if not isinstance(fields.get(key), str):
            raise UsageError(f"row {number}: {key} must be text, it is {type(fields.get(key)).__name__}")
    prompt = fields.get("prompt", "")
    return {
        "id": str(number),
        "domain": "",
        "prompt": prompt,
        "messages": [
            {"role": "user", "content": prompt},
            {"role": "assistant", "content": fields["response"]},
        ],
        "answer": None,
        "reference": fields.get("reference", ""),
        "difficulty": None,
        "generator": None,
        "recipe": None,
        "seed": None,
        "labels": None,
        "pair": None,
        "images": None,
        "provenance": {},
    }


@atexit.register
def _close() -> None:
    for pool in _pools.values():
        pool.close()
