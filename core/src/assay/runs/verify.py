"""``assay verify``: a data set that exists, before the gate."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from assay.data.samples import InputRow, read_samples
from assay.gate import Gate, Policy
from assay.records import Status, Verdict
from assay.registry import Registry, installed
from assay.row import Content, Origin, refusal, row_of_sample
from assay.runs.directory import Report, RunDirectory, opening, sha256
from assay.runs.loop import drive
from assay.runs.requests import VerifyRequest
from assay.runs.watch import OVERDUE_INPUT, Watch
from assay.sandbox import AUTO
from assay.workers.pool import Ordered
from assay.workers.service import open_workers
from assay.workers.tasks import Judge, Setup


def run_verify(request: VerifyRequest, report: Report, registry: Registry | None = None) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = registry or installed()
    policy = Policy(request.require, request.min_coverage)
    gate = Gate(registry, policy)
    needs = tuple({need for part in gate.parts for need in part.description.needs})
    rows = read_samples(request.file, request.mapping, needs)
    run = {
        **opening(request, registry, "verify", request.require),
        "asked": {
            "file": request.file.name,
            "sha256": sha256(request.file),
            "map": dict(request.mapping),
            "keep_going": request.keep_going,
        },
        "seed": None,
        "generators": [],
    }
    setup = Setup(request.require, run["sandbox"] or AUTO, open_sandbox=run["sandbox"] is not None)
    watch = Watch({"": gate.order}, overdue=OVERDUE_INPUT, on=not request.keep_going)
    with RunDirectory(request.out, run, request.resume, watch) as directory:
        tally = directory.journal.tally()
        start = len(directory.journal)

        async def work() -> None:
            items = input_rows(itertools.islice(rows, start, None), start, request.file.name, policy)
            async with open_workers(setup, request.workers) as pool:
                with directory.committing(tally, report) as add:
                    async for position, result in pool.in_order(items):
                        add(position, result, unique=False)
                        if watch.stopped:
                            return

        drive(work())
        return directory.finish(tally, report)


def input_rows(rows: Iterable[InputRow], start: int, file: str, policy: Policy) -> Iterator[Ordered[int]]:
    """Rows to judge, and those that cannot be read with their reason, in the order of the file."""
    told = policy.to_json()
    for position, row in enumerate(rows, start):
        if row.problem:
            verdict = Verdict(Status.ERROR, row.reason, row.problem, verifier="reader")
            yield Ordered(position, refusal(row_of_input(row, file), verdict))
        else:
            yield Ordered(position, Judge(row_of_input(row, file), told))


def row_of_input(row: InputRow, file: str) -> Content:
    """The row of a record of somebody's file; without its columns where it could not be read."""
    domain = row.sample.task.domain if row.sample else ""
    origin = Origin(row.id, "file", index=row.line, domain=domain, file=file, line=row.line)
    return row_of_sample(origin, row.sample, extra=row.extra or None, reasoning=row.reasoning or None)
