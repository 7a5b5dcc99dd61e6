"""Processes that have loaded no plugin, on another day and in other surroundings.

What a part costs to load, which rows a generator makes there, and what a verifier says there. Started as
``python -m assay.kit.fresh``; each answers each request in a child of its own, so that every part is loaded for
the first time.
"""

from __future__ import annotations

import atexit
import json
import os
import site
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Any

SHIFT = 397 * 86400 + 3 * 3600 + 7 * 60 + 11.0
"""Seconds by which the clocks of such a process are ahead; 397 is prime, so no day of the week or decade is the same."""
AS_WORKERS, OTHER, THIRD = "0", "4711", "271828"
"""Hash seeds: that of worker processes, and two others."""
_ANSWER_SECONDS = 60
SEED = 0  # of the rows that generators are asked for


class Fresh:
    """A process, and requests to it."""

    def __init__(self, hash_seed: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="assay-kit-")
        path = [os.path.abspath(each) for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assay.kit.fresh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder.name,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(path),
                "PYTHONUSERBASE": site.getuserbase(),  # what is installed there stays so with another home
                "PYTHONHASHSEED": hash_seed,
                "TZ": "Pacific/Kiritimati",
                "HOME": self.folder.name,
                "USER": "nobody",
                "LOGNAME": "nobody",
            },
            text=True,
            start_new_session=True,
        )

    def ask(self, request: Mapping[str, Any]) -> Any:
        """The answer to a request, or ``{"problem": …}``."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        return json.loads(told) if told else {"problem": "the process that loads it anew ended"}

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        self.folder.cleanup()


_running: dict[str, Fresh] = {}


def fresh(hash_seed: str = OTHER) -> Fresh:
    """The process with that hash seed, started when it is first asked for."""
    found = _running.get(hash_seed)
    if found is None or found.process.poll() is not None:
        found = _running[hash_seed] = Fresh(hash_seed)
    return found


def load(kind: str, name: str) -> dict[str, Any]:
    """``{"ms", "modules"}``: the processor time that loading a part takes, and the libraries that it brings."""
    found: dict[str, Any] = fresh().ask({"kind": kind, "name": name})
    return found


def draw(name: str, difficulties: Sequence[int], *, backward: bool = False) -> dict[str, Any]:
    """As :func:`load`; ``"rows"``, the digests of a generator's rows 0, 1, 2 …, and ``"global_random"``: whether it drew from the module random.

    ``backward`` makes the last row first, in a process with another hash seed.
    """
    request = {"kind": "generator", "name": name, "difficulties": list(difficulties), "backward": backward}
    found: dict[str, Any] = fresh(THIRD if backward else OTHER).ask(request)
    return found


def judge(tasks: Sequence[Mapping[str, Any]], sandbox: str, open_sandbox: bool, seconds: int) -> Any:
    """The results of packed tasks of rows, one after the other; ``{"problem"}`` if that failed."""
    request = {"tasks": tasks, "sandbox": sandbox, "open_sandbox": open_sandbox, "seconds": seconds}
    return fresh(AS_WORKERS).ask(request)


@atexit.register
def end() -> None:
    """End them all; the next request starts another."""
    while _running:
        _running.popitem()[1].close()


def main() -> None:
    from assay.registry import installed

    installed()
    _shift_clock()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a plugin prints is no answer
    for line in sys.stdin:
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            with os.fdopen(write, "w") as pipe:
                pipe.write(json.dumps(_answer(json.loads(line))))
                pipe.flush()
                os._exit(0)
        os.close(write)
        with os.fdopen(read) as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        answers.write((told or json.dumps({"problem": "its process ended, or took too long"})) + "\n")
        answers.flush()


def _answer(request: dict[str, Any]) -> Any:
    import signal

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(request.pop("seconds", _ANSWER_SECONDS))
    try:
        return _judged(**request) if "tasks" in request else _drawn(**request)
    except BaseException as error:
        return {"problem": " ".join(f"{type(error).__name__}: {error}".split())[:300]}


def _drawn(kind: str, name: str, difficulties: Sequence[int] = (), backward: bool = False) -> dict[str, Any]:
    import random

    from assay.gate import Policy
    from assay.records import digest
    from assay.registry import installed
    from assay.workers.tasks import Propose, make_row

    before, start = set(sys.modules), time.process_time()
    part = getattr(installed(), kind)(name)
    ms = 1000 * (time.process_time() - start)
    loaded = {module.partition(".")[0] for module in set(sys.modules) - before}
    state, rows = random.getstate(), {}
    order = range(len(difficulties))
    for index in reversed(order) if backward else order:
        task = Propose(name, SEED, index, difficulties[index], Policy().to_json())
        rows[index] = digest(make_row(part, task, _no_stage, {})[0])
    return {
        "ms": ms,
        "modules": sorted(loaded - set(sys.stdlib_module_names)),
        "rows": [rows[index] for index in order],
        "global_random": random.getstate() != state,
    }


def _judged(tasks: Sequence[dict[str, Any]], sandbox: str, open_sandbox: bool) -> list[dict[str, Any]]:
    from assay.registry import installed
    from assay.workers.tasks import Runner, Setup, unpack

    runner = Runner(installed(), Setup((), sandbox, open_sandbox))
    results: list[dict[str, Any]] = [{} for _ in tasks]
    under_way = {number: unpack(each) for number, each in enumerate(tasks)}
    while under_way:
        wanted: dict[str, list[tuple[int, Any]]] = {}
        for number, (task, failed, known) in list(under_way.items()):
            result: Any = runner.run_safely(task, _no_stage, failed, known)
            if "wants" in result:
                wanted.setdefault(result["wants"], []).append((number, result))
                continue
            results[number] = {
                key: value for key, value in result.items() if key not in ("row", "certificate")
            }
            del under_way[number]
        for name, rows in wanted.items():
            most = rows[0][1]["batch"]
            for first in range(0, len(rows), most):
                _judge_group(runner, name, [(*under_way[n], told) for n, told in rows[first : first + most]])
    return results


def _judge_group(runner: Any, verifier: str, rows: Sequence[tuple[Any, Any, dict[str, Any], Any]]) -> None:
    """Put a verifier's verdicts on rows into what is known of each; of a group that fails the halves are tried."""
    from assay.gate import known_as
    from assay.row import verdict_of
    from assay.workers.tasks import JudgeMany

    task = JudgeMany(verifier, [task.row for task, *_ in rows], [told["half"] for *_, told in rows])
    result = runner.run_safely(task, _no_stage, {})
    if "failed" in result and len(rows) > 1:
        middle = len(rows) // 2
        _judge_group(runner, verifier, rows[:middle])
        _judge_group(runner, verifier, rows[middle:])
        return
    verdicts = result.get("verdicts") or [result["failed"]]
    for (_, _, known, told), verdict in zip(rows, verdicts, strict=True):
        known[known_as(told["half"], verifier)] = verdict_of(verdict)


def _no_stage(name: str, seconds: float) -> None:
    """The alarm is the deadline."""


def _shift_clock() -> None:
    """Let Python's clocks tell another day, for what is imported from here on."""
    import datetime

    def ahead(plain: Any, by: float) -> Any:
        return lambda *given: plain(*given) + type(plain(*given))(by)

    for name in ("time", "monotonic", "clock_gettime"):
        setattr(time, name, ahead(getattr(time, name), SHIFT))
        setattr(time, f"{name}_ns", ahead(getattr(time, f"{name}_ns"), SHIFT * 1e9))
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
