"""``assay generate``: from the request to the finished run directory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assay.descriptions import Generator
from assay.errors import UsageError
from assay.gate import Gate, Policy
from assay.registry import Part, Registry, installed
from assay.runs.directory import Report, RunDirectory, opening
from assay.runs.loop import drive
from assay.runs.requests import GenerateRequest
from assay.runs.watch import Watch
from assay.sandbox import AUTO
from assay.workers.pool import Ordered
from assay.workers.service import open_workers
from assay.workers.tasks import Propose, Setup, draw_difficulty, generator_params


def run_generate(
    request: GenerateRequest, report: Report, registry: Registry | None = None
) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = registry or installed()
    parts = _fitting(registry.generators_named(request.names), request)
    verifiers = tuple(dict.fromkeys(v for p in parts for v in (*p.description.verifiers, *request.require)))
    run = {
        **opening(request, registry, "generate", verifiers),
        "asked": {
            "names": list(request.names),
            "count": request.count,
            "difficulty": list(request.difficulty),
            "params": dict(request.params),
            "max_candidates": request.max_candidates,
            "keep_going": request.keep_going,
        },
        "seed": request.seed,
        "generators": [
            {
                "name": p.description.name,
                "version": p.description.version,
                "distribution": p.plugin.distribution,
                "summary": p.description.summary,
                "policy": Policy.of(p.description).to_json(),
            }
            for p in parts
        ],
    }
    tasks = candidates(parts, request)
    setup = Setup(verifiers, run["sandbox"] or AUTO, open_sandbox=run["sandbox"] is not None)
    must = {p.description.name: _policy(p.description, request) for p in parts}
    watch = Watch(
        {name: Gate(registry, policy).order for name, policy in must.items()}, on=not request.keep_going
    )
    with RunDirectory(request.out, run, request.resume, watch) as directory:
        tally = directory.journal.tally()
        start = len(directory.journal)

        missing = request.count - tally["accepted"]

        def done() -> bool:
            enough = tally["accepted"] >= request.count or tally.total >= request.max_candidates
            return enough or bool(watch.stopped)

        async def work() -> None:
            async with open_workers(setup, request.workers) as pool:
                with directory.committing(tally, report) as add:
                    stream = pool.in_order(tasks(start), missing + missing // 8, without=watch.left_out)
                    async for candidate, result in stream:
                        add(candidate, result, unique=True)
                        if done():
                            return

        if not done():
            drive(work())
        return directory.finish(tally, report)


def candidates(
    parts: list[Part[Generator]], request: GenerateRequest
) -> Callable[[int], Iterator[Ordered[int]]]:
    """Without end the candidates from a number on: candidate c is row ``c // G`` of generator ``c % G``.

    Raises :class:`~assay.UsageError` for a parameter of the wrong type.
    """
    made = []
    for part in parts:
        policy = _policy(part.description, request)
        own = _own(part.description, request.params)
        made.append((part.description, policy.to_json(), generator_params(part.description, own)))

    def start(first: int) -> Iterator[Ordered[int]]:
        for candidate in itertools.count(first):
            index, which = divmod(candidate, len(made))
            generator, policy_told, params = made[which]
            difficulty = draw_difficulty(generator, request.seed, index, request.difficulty)
            task = Propose(generator.name, request.seed, index, difficulty, policy_told, params)
            yield Ordered(candidate, task, generator.name)

    return start


def _policy(generator: Generator, request: GenerateRequest) -> Policy:
    return Policy.of(generator).stricter(request.require, request.min_coverage)


def _own(generator: Generator, params: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the parameters that a generator has."""
    names = getattr(generator.params, "__dataclass_fields__", {})
    return {key: value for key, value in params.items() if key in names}


def _fitting(parts: list[Part[Generator]], request: GenerateRequest) -> list[Part[Generator]]:
    """The generators that can make what was asked; :class:`UsageError` where none can, or one never could."""
    low, high = request.difficulty
    fitting = [
        p for p in parts if p.description.difficulties[0] <= high and p.description.difficulties[1] >= low
    ]
    if not fitting:
        raise UsageError(
            f"none of the {len(parts)} generators asked for has a difficulty from {low} to {high}"
        )
    for key in request.params:
        if not any(key in _own(p.description, request.params) for p in fitting):
            known = sorted(
                {k for p in fitting for k in getattr(p.description.params, "__dataclass_fields__", {})}
            )
            hint = f"they have {', '.join(known)}" if known else "they have none"
            raise UsageError(f"--set {key}: no generator asked for has this parameter; {hint}")
    bare = next((p.description.name for p in fitting if not p.description.verifiers), None)
    if bare and not request.require:
        raise UsageError(f"{bare} names no verifier, so no row of it could pass; add --require VERIFIER")
    return fitting
