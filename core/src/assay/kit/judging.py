"""Many verdicts at once, from the resident worker processes, where a deadline is one."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

from assay.gate import Policy
from assay.kit import fresh
from assay.records import Sample
from assay.registry import installed
from assay.row import Origin, Result, row_of_sample
from assay.sandbox import AUTO
from assay.workers.pool import WINDOW, Pool
from assay.workers.service import Service, resident
from assay.workers.tasks import Judge, Propose, RowTask, Setup, pack

HANGS = 2  # deadlines after which no more rows are tried
_HANGS = ("deadline", "generator_deadline")


class TooManyHangs(Exception):
    """A verifier overran its deadline so often that the rest is not tried."""


def _result(service: Service, pool: Pool, task: RowTask) -> Result:
    result: Result = service.submit(pool, task).result()
    return result


class Bench:
    """Judges samples by a policy; keeps what went wrong with the verifiers themselves.

    With one process, samples are judged one after the other in the order given.
    """

    def __init__(self, policy: Policy, *, processes: int = 2, sandbox: str = AUTO) -> None:
        parts = installed().verifiers(policy.verifiers)
        self.policy = policy
        self.deadline = max((p.description.start_s + p.description.deadline for p in parts), default=0.0)
        self.sandboxed = any(part.description.sandboxed for part in parts)
        self.sandbox, self.processes = sandbox, processes
        self.hangs: list[str] = []  # messages
        self.hung_once: list[str] = []  # of those that took no time when they were tried again
        self.crashes: list[str] = []
        self.judged = 0

    def judge(self, samples: Iterable[Sample], *, processes: int = 0) -> list[Result]:
        """Results in the order of the samples. Raises :class:`TooManyHangs`."""
        told = self.policy.to_json()
        rows = (row_of_sample(Origin("0", "call"), replace(sample, answer=None)) for sample in samples)
        return self.run((Judge(row, told) for row in rows), processes or self.processes)

    def judge_elsewhere(self, samples: Sequence[Sample]) -> list[dict[str, Any]] | str:
        """What :func:`findings_of` tells of the samples, judged by a new process on another day; a sentence if that failed."""
        told = self.policy.to_json()
        rows = (row_of_sample(Origin("0", "call"), replace(sample, answer=None)) for sample in samples)
        seconds = 30 + int(len(samples) * max(1.0, self.deadline))
        tasks = [pack(Judge(row, told), {}) for row in rows]
        found = fresh.judge(tasks, self.sandbox, self.sandboxed, seconds)
        return str(found["problem"]) if isinstance(found, dict) else found

    def propose(self, generator: str, difficulties: Iterable[int]) -> list[Result]:
        """Rows 0, 1, 2 … of a generator, of these difficulties, made and judged by one process."""
        told = self.policy.to_json()
        tasks = (
            Propose(generator, fresh.SEED, index, level, told) for index, level in enumerate(difficulties)
        )
        return self.run(tasks, 1)

    def run(self, tasks: Iterable[RowTask], processes: int) -> list[Result]:
        """Results in the order of the tasks. Raises :class:`TooManyHangs`."""
        service, source = resident(), iter(tasks)
        pool = service.pool(Setup((), self.sandbox, open_sandbox=self.sandboxed), processes)
        under_way: deque[tuple[RowTask, Future[Any]]] = deque()
        results: list[Result] = []
        try:
            while True:
                # One that hangs at the first sample, or hung before, is not given a hundred at once.
                most = 1 if self.hangs or not self.judged else WINDOW * processes
                while len(under_way) < most and (task := next(source, None)) is not None:
                    under_way.append((task, service.submit(pool, task)))
                if not under_way:
                    return results
                task, future = under_way.popleft()
                result = future.result()
                if result["reason"] in _HANGS:  # once more, alone: the machine may have been busy
                    result = self._again(partial(_result, service, pool, task), result)
                results.append(self._heard(result))
        finally:
            for _, future in under_way:
                future.cancel()

    def _again(self, work: Callable[[], Result], hung: Result) -> Result:
        """The result of the work done once more after it hung; that it hung if it takes next to no time now."""
        work()  # which starts the process
        started = time.perf_counter()
        result = work()
        quick = time.perf_counter() - started < max(0.01, self.deadline / 20)
        if quick and result["reason"] not in _HANGS:
            self.hung_once.append(hung["message"])
        return result

    def _heard(self, result: Result) -> Result:
        self.judged += 1
        if result["reason"] in _HANGS:
            self.hangs.append(result["message"])
            if len(self.hangs) >= HANGS:
                raise TooManyHangs
        elif result["status"] == "error" and result["reason"] in (
            "crash",
            "memory",
            "recursion",
            "bad_verdict",
        ):
            self.crashes.append(f"{result['reason']}: {result['message']}")
        return result


def findings_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """What a result says, without the row that it is about."""
    return {key: value for key, value in result.items() if key not in ("row", "certificate")}


def accepted(result: Result) -> bool:
    return result["status"] == "accepted"


def proves_wrong(result: Result) -> bool:
    """Whether a result says that the response is wrong, so that it may be the wrong half of a pair."""
    return result["status"] == "rejected" and installed().proves_wrong(result["verifier"], result["reason"])


def said(result: Result) -> str:
    """A result for people: ``rejected (wrong_value): XV is 15, …``."""
    return f"{result['status']} ({result['reason']}): {result['message']}"


def with_response(sample: Sample, response: str) -> Sample:
    """The sample with another response, also as its last turn."""
    turns = sample.turns
    if turns and turns[-1].role == "assistant":
        turns = (*turns[:-1], replace(turns[-1], content=response))
    return replace(sample, response=response, answer=None, turns=turns)


def shown(text: str, most: int = 100) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= most else flat[: most - 1] + "…")


def some(items: Sequence[Any], most: int) -> list[Any]:
    """At most ``most`` of the items, evenly over all."""
    if len(items) <= most:
        return list(items)
    return [items[i * len(items) // most] for i in range(most)]


def deadline_problem(bench: Bench) -> str:
    """What hung, if anything did."""
    if bench.hangs:
        return bench.hangs[0]
    return f"{bench.hung_once[0]} It took no time when it was tried again." if bench.hung_once else ""


def first_of(problems: Sequence[str]) -> str:
    """The first problem, and how many more there are; ``""`` if there is none."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return problems[0] + more if problems else ""
