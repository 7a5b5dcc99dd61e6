"""A process that has loaded no plugin, on another day and in another place: what a part costs to load, what a generator draws there.

Started as ``python -m assay.kit.fresh``; it answers each request in a child of its own, so that every part is
loaded for the first time.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

SHIFT = 400 * 86400 + 3 * 3600 + 7.0
"""Seconds by which the clock of that process is ahead."""
_ANSWER_SECONDS = 60


class Fresh:
    """The process, and requests to it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assay.kit.fresh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Another hash seed, another time zone: a row must not depend on them.
            env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati"},
            text=True,
            start_new_session=True,
        )

    def ask(self, kind: str, name: str, difficulties: Sequence[int] = ()) -> dict[str, Any]:
        """``{"ms", "modules"}``: what loading cost and which libraries it brought; ``{"problem"}`` if that failed.

        For a generator also ``"rows"`` and ``"again"``, the digests of its rows 0, 1, 2 … of these difficulties, made
        twice, the last first the second time; ``"global_random"`` says whether it drew from the module random.
        """
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([kind, name, difficulties]) + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        if not told:
            return {"problem": "the process that loads it anew ended"}
        answer: dict[str, Any] = json.loads(told)
        return answer

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


_running: Fresh | None = None


def fresh() -> Fresh:
    """The process, started when it is first asked for."""
    global _running
    if _running is None or _running.process.poll() is not None:
        _running = Fresh()
    return _running


@atexit.register
def end() -> None:
    """End it; the next request starts another."""
    global _running
    if _running is not None:
        _running.close()
        _running = None


def main() -> None:
    from assay.registry import installed

    installed()
    _shift_clock()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a plugin prints is no answer
    for line in sys.stdin:
        kind, name, difficulties = json.loads(line)
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            with os.fdopen(write, "w") as pipe:
                pipe.write(json.dumps(_answer(kind, name, difficulties)))
                pipe.flush()
                os._exit(0)
        os.close(write)
        with os.fdopen(read) as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        answers.write((told or json.dumps({"problem": "its process ended"})) + "\n")
        answers.flush()


def _answer(kind: str, name: str, difficulties: Sequence[int]) -> dict[str, Any]:
    import random
    import signal

    from assay.gate import Policy
    from assay.kit.judging import SEED
    from assay.records import digest
    from assay.registry import installed
    from assay.workers.tasks import Propose, make_row

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_ANSWER_SECONDS)
    before, start = set(sys.modules), time.process_time()
    try:
        part = getattr(installed(), kind)(name)
        ms = 1000 * (time.process_time() - start)
        loaded = {module.partition(".")[0] for module in set(sys.modules) - before}

        def row(index: int) -> str:
            task = Propose(name, SEED, index, difficulties[index], Policy().to_json())
            return digest(make_row(part, task, _no_stage, {})[0])

        state, order = random.getstate(), range(len(difficulties))
        rows, again = [row(index) for index in order], [row(index) for index in reversed(order)][::-1]
        drew = random.getstate() != state
    except Exception as error:
        return {"problem": " ".join(f"{type(error).__name__}: {error}".split())[:300]}
    modules = sorted(loaded - set(sys.stdlib_module_names))
    return {"ms": ms, "modules": modules, "rows": rows, "again": again, "global_random": drew}


def _no_stage(name: str, seconds: float) -> None:
    """The alarm is the deadline."""


def _shift_clock() -> None:
    """Let Python's clocks tell another day, for what is imported from here on."""
    import datetime

    real, real_ns = time.time, time.time_ns
    time.time = lambda: real() + SHIFT
    time.time_ns = lambda: real_ns() + int(SHIFT * 1e9)
    for name in ("localtime", "gmtime", "ctime"):
        plain = getattr(time, name)
        setattr(
            time, name, lambda seconds=None, plain=plain: plain(time.time() if seconds is None else seconds)
        )
    strftime = time.strftime
    time.strftime = lambda form, when=None: strftime(form, time.localtime() if when is None else when)

    class Date(datetime.date):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

    class Moment(datetime.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

        @classmethod
        def utcnow(cls) -> Any:
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    datetime.date, datetime.datetime = Date, Moment  # type: ignore[misc]


if __name__ == "__main__":
    main()
