"""The worker process: reads tasks, carries them out, writes results.

Started by :mod:`assay.workers.pool` as ``python -m assay.workers.process FD``. Before each
piece of work it notes its deadline in memory shared with the parent, who kills it
when the time has passed: SymPy can hang inside C, where no signal handler or
thread of ours would get a turn.
"""

from __future__ import annotations

import gc
import importlib.abc
import json
import mmap
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Sequence
from importlib.machinery import PathFinder
from types import ModuleType
from typing import IO, Any

from assay.errors import UsageError
from assay.registry import installed
from assay.workers.tasks import Judge, Runner, Setup, unpack

CLOCK = struct.Struct("<dq128p")  # deadline (time.monotonic, 0 = idle), task in batch, name of the stage
MEMORY_BYTES = 2 << 30
GARBAGE = 50_000  # objects between two searches for cycles: trees of formulas hold many, and few cycles
FLUSH_SECONDS = 0.1
LIBRARY_SECONDS = 60.0  # for the first import of a verifier's library, which counts against no row
ORPHAN_SECONDS = 30.0  # past the deadline the system's own alarm ends a worker whose parent is gone
LENGTH = struct.Struct(">I")


def write_frame(stream: IO[bytes], value: Any) -> None:
    """One length-prefixed JSON value. ASCII only, so that lone surrogates survive."""
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    rest = memoryview(LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[stream.write(rest) :]


def read_frame(stream: IO[bytes]) -> Any:
    """The next value, or ``None`` at the end of the stream, also when it ends within a frame.

    The stream must be unbuffered: what lay in a buffer of ours, nobody waiting
    for the file descriptor would hear of.
    """
    head = _read(stream, LENGTH.size)
    data = None if head is None else _read(stream, LENGTH.unpack(head)[0])
    return None if data is None else json.loads(data)


def _read(stream: IO[bytes], size: int) -> bytes | None:
    parts = []
    while size:
        part = stream.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Clock:
    """The shared note of what a worker is doing, and until when it may."""

    def __init__(self, fd: int) -> None:
        self._map = mmap.mmap(fd, CLOCK.size)

    def set(self, deadline: float, index: int = 0, stage: str = "") -> None:
        CLOCK.pack_into(self._map, 0, deadline, index, stage.encode()[:127])

    def get(self) -> tuple[float, int, str]:
        deadline, index, stage = CLOCK.unpack_from(self._map, 0)
        return deadline, index, stage.decode(errors="replace")

    @property
    def deadline(self) -> float:
        return float(CLOCK.unpack_from(self._map, 0)[0])

    def pause(self) -> float:
        """Give a library's import its own, long time; the seconds that were left of the deadline, 0 without one."""
        deadline, index, stage = self.get()
        left = deadline - time.monotonic() if deadline else 0.0
        if deadline:
            self.set(time.monotonic() + LIBRARY_SECONDS, index, stage)
            signal.setitimer(signal.ITIMER_REAL, LIBRARY_SECONDS + ORPHAN_SECONDS)
        return left

    def resume(self, left: float) -> None:
        """Go on with the seconds that :meth:`pause` told."""
        deadline, index, stage = self.get()
        if deadline and left:
            self.set(time.monotonic() + left, index, stage)
            signal.setitimer(signal.ITIMER_REAL, left + ORPHAN_SECONDS)


class _LibraryWatch(importlib.abc.MetaPathFinder):
    """Finds the verifiers' libraries as they are, and stops the clock while one is executed for the first time."""

    def __init__(self, runner: Runner, clock: Clock) -> None:
        self.runner, self.clock = runner, clock

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> Any:
        if fullname not in self.runner.libraries:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        loader: Any = spec and spec.loader
        if not hasattr(loader, "exec_module"):
            return None
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            left = self.clock.pause()
            try:
                execute(module)
            finally:
                self.clock.resume(left)

        loader.exec_module = exec_module
        return spec


def main() -> None:
    clock = Clock(int(sys.argv[1]))
    inbox = os.fdopen(os.dup(0), "rb", buffering=0)
    outbox = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a plugin prints must not get into the stream of results.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # see is_interrupt()
    setup = read_frame(inbox)
    if setup is None:
        return
    try:
        runner = Runner(installed(), Setup(**setup))
    except UsageError as error:
        write_frame(outbox, {"fatal": str(error)})
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    sys.meta_path.insert(0, _LibraryWatch(runner, clock))
    gc.set_threshold(GARBAGE, 20, 20)
    write_frame(outbox, {"ready": True})

    while (batch := read_frame(inbox)) is not None:
        results: list[Any] = []
        flushed = time.monotonic()
        for index, told in enumerate(batch):

            def stage(name: str, seconds: float, index: int = index) -> None:
                clock.set(time.monotonic() + seconds, index, name)
                signal.setitimer(signal.ITIMER_REAL, seconds + ORPHAN_SECONDS)

            clock.set(0.0)  # the deadline of the task before is no longer its
            signal.setitimer(signal.ITIMER_REAL, 0)
            task, failed, known = unpack(told)
            result: Any = runner.run_safely(task, stage, failed, known)
            if isinstance(task, Judge) and result.get("row") is task.row:
                del result["row"]  # who sent it has it
            results.append(result)
            if time.monotonic() - flushed > FLUSH_SECONDS:
                clock.set(0.0)
                write_frame(outbox, results)
                results, flushed = [], time.monotonic()
        clock.set(0.0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if results:
            write_frame(outbox, results)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the parent is gone, and nobody is left to tell
        os._exit(1)
