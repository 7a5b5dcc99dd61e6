"""``assay verify``: a data set that exists, before the gate."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from assay.data.places import find_inputs
from assay.data.samples import InputRow, Samples
from assay.errors import UsageError
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


def run_verify(
    request: VerifyRequest,
    report: Report,
    registry: Registry | None = None,
    *,
    expect: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``. ``expect`` is told how many rows there are, if known."""
    registry = registry or installed()
    policy = Policy(request.require, request.min_coverage)
    gate = Gate(registry, policy)
    needs = tuple({need for part in gate.parts for need in part.description.needs})
    with find_inputs(request.files) as places:
        samples = Samples(places, request.mapping, needs)
        request = replace(request, format=request.format or ("parquet" if samples.tables else "jsonl"))
        rows, count = _chosen(samples, request)
        if next(iter(samples), None) is None:
            raise UsageError(f"{' '.join(map(str, request.files))} holds no row; check the file")
        if expect and count is not None:
            expect(count)
        run = {
            **opening(request, registry, "verify", request.require),
            "asked": {
                "files": [{"name": place.name, "sha256": sha256(place.path)} for place in places],
                "map": dict(request.mapping),
                **_part_of(request),
                "keep_going": request.keep_going,
            },
            "seed": None,
            "generators": [],
        }
        setup = Setup(request.require, run["sandbox"] or AUTO, open_sandbox=run["sandbox"] is not None)
        watch = Watch({"": gate.order}, overdue=OVERDUE_INPUT, on=not request.keep_going)
        with RunDirectory(request.out, run, request.resume, watch) as directory:
            directory.types = samples.types()
            tally = directory.journal.tally()
            start = len(directory.journal)

            async def work() -> None:
                items = input_rows(itertools.islice(rows, start, None), start, policy)
                async with open_workers(setup, request.workers) as pool:
                    with directory.committing(tally, report) as add:
                        async for position, result in pool.in_order(items):
                            add(position, result, unique=False)
                            if watch.stopped:
                                return

            drive(work())
            return directory.finish(tally, report)


def _chosen(samples: Samples, request: VerifyRequest) -> tuple[Iterator[InputRow], int | None]:
    """The rows that are asked for, in order, and how many they are where that is known: the first, or some drawn of these."""
    count = samples.rows if request.sample is None else samples.count()
    if count is not None and request.limit is not None:
        count = min(count, request.limit)
    rows = itertools.islice(samples, request.limit)
    if request.sample is None or count is None:
        return rows, count
    size = request.sample.size(count)
    drawn = set(random.Random(request.seed).sample(range(count), size))
    return (row for number, row in enumerate(rows) if number in drawn), size


def _part_of(request: VerifyRequest) -> dict[str, Any]:
    """Which rows are judged, and whether they are kept. A resumed run may leave out ``limit`` and ``verdicts_only``."""
    told: dict[str, Any] = {"sample": None}
    if (sample := request.sample) is not None:
        size = sample.count if sample.share is None else f"{100 * sample.share:g}%"
        told["sample"] = {"size": size, "seed": request.seed, "limit": request.limit}
    elif request.limit is not None:
        told["limit"] = request.limit
    if request.verdicts_only:
        told["verdicts_only"] = True
    return told


def input_rows(rows: Iterable[InputRow], start: int, policy: Policy) -> Iterator[Ordered[int]]:
    """Rows to judge, and those that cannot be read with their reason, in the order of the file."""
    told = policy.to_json()
    for position, row in enumerate(rows, start):
        if row.problem:
            verdict = Verdict(Status.ERROR, row.reason, row.problem, verifier="reader")
            yield Ordered(position, refusal(row_of_input(row), verdict))
        else:
            yield Ordered(position, Judge(row_of_input(row), told))


def row_of_input(row: InputRow) -> Content:
    """The row of a record of somebody's file; without its columns where it could not be read."""
    domain = row.sample.task.domain if row.sample else ""
    origin = Origin(row.id, "file", index=row.line, domain=domain, file=row.file, line=row.line)
    return row_of_sample(origin, row.sample, extra=row.extra or None, reasoning=row.reasoning or None)
