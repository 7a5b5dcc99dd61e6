"""``assay run``: from the request to the finished run directory."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assay.engine.desk import Budget, Desk, Role
from assay.engine.processes import Workers
from assay.engine.replies import Replies
from assay.engine.rows import rng_for
from assay.engine.seeds import Usable
from assay.engine.stream import Goal, Stream
from assay.errors import UsageError
from assay.gate import Gate, Policy
from assay.journal import Tally
from assay.models import Backend, ModelOptions
from assay.params import build, nearest, to_json
from assay.plugins import Registry, load
from assay.recipes import Recipe
from assay.runs import Request, RunDirectory, opening, sha256

Report = Callable[[Tally, str], None]


@dataclass(frozen=True)
class ModelChoice:
    """Which model fills a role: ``openai:NAME`` and the like."""

    use: str
    base_url: str = ""
    key_env: str = ""
    sampling: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecipeRequest(Request):
    """``count`` accepted rows of a recipe, or of all its seeds. ``places`` says where each parameter was given."""

    recipe: str
    params: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, ModelChoice] = field(default_factory=dict)
    count: int | None = None
    seed: int = 0
    max_candidates: int | None = None
    in_flight: int = 64
    timeout: float = 120.0
    patience: float = 600.0
    budget: Budget = field(default_factory=Budget)
    skip_bad: bool = False


def run_recipe(request: RecipeRequest, report: Report) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = load()
    part = registry.recipe(request.recipe)
    recipe = part.description
    params = build(recipe.params, recipe.name, request.params, request.places)
    policy = Policy.of(recipe).stricter(request.verifiers, request.min_step_coverage)
    named = recipe.named(params)
    Gate(registry, policy.stricter(named))  # all verifiers there? say so now
    if not (recipe.verifiers or request.verifiers):
        raise UsageError(
            f"{recipe.name} names no verifier, so no row of it could pass; add --require VERIFIER"
        )
    if recipe.endless and request.count is None and request.max_candidates is None:
        raise UsageError(f"{recipe.name} never runs out of seeds; say how many rows with -n")
    if request.budget.cost is not None and request.budget.price is None:
        raise UsageError("--max-cost needs --price IN/OUT, what a million tokens cost in and out")
    roles = open_models(registry, recipe, recipe.roles(params), request)
    seeds = Usable(recipe.seeds(params, rng_for(recipe, request.seed, "source")), request.skip_bad)
    run = {
        **opening(request, registry, "run", (*policy.verifiers, *named), sandboxed=recipe.sandboxed),
        "asked": {
            "recipe": {"name": recipe.name, "version": recipe.version},
            "count": request.count,
            "max_candidates": request.max_candidates,
            "params": to_json(params),
            "files": _files(params),
            "models": {
                role: {"model": each.backend.title, "sampling": dict(each.sampling)}
                for role, each in roles.items()
            },
            "skip_bad": request.skip_bad,
        },
        "seed": request.seed,
        "generators": [],
        "recipe": {
            "name": recipe.name,
            "version": recipe.version,
            "distribution": part.plugin.distribution,
            "summary": recipe.summary,
            "cites": recipe.cites,
        },
    }
    there = str(run["runtime"]["sandbox"])
    if run["sandbox"] and not there.startswith(recipe.runtime):
        raise UsageError(
            f"{recipe.name} needs a sandbox with {recipe.runtime}, and {run['sandbox']} has {there}; "
            "take another --sandbox, see 'assay list sandboxes'"
        )
    setup = {
        "verb": "run",
        "recipe": recipe.name,
        "verifiers": list(request.verifiers),
        "min_step_coverage": request.min_step_coverage,
        "sandbox": run["sandbox"],
        "asked_sandbox": request.sandbox,
    }
    with RunDirectory(request.out, run, request.resume) as directory:
        desk = Desk(roles, Replies(directory.journal), request.budget, request.in_flight, request.patience)
        goal = Goal(request.count, request.max_candidates, request.in_flight)
        workers = Workers(setup, request.workers)
        try:
            stream = Stream(part, params, request.seed, goal, directory.journal, workers, desk, report)
            _drive(stream.run(seeds))
        finally:
            workers.close()
        directory.run |= _outcome(stream, desk, seeds)
        return directory.finish(stream.tally, report, stream.end)


def open_models(
    registry: Registry, recipe: Recipe[Any], needed: Collection[str], request: RecipeRequest
) -> dict[str, Role]:
    """The backends of a recipe's roles; :class:`UsageError` for a role too few or too many."""
    for role in request.models:
        if role not in recipe.models:
            raise UsageError(
                f"{recipe.name} asks no model in the role {role!r}: {nearest(role, recipe.models)}"
            )
    roles = {}
    for role in recipe.models:
        if role not in request.models:
            if role not in needed:
                continue
            flag = "--model " if role == "model" else f"--model {role}="
            raise UsageError(f"{recipe.name} needs a model in the role {role!r}; add {flag}openai:NAME")
        choice = request.models[role]
        roles[role] = Role(open_model(registry, choice, request.timeout), choice.sampling)
    return roles


def open_model(registry: Registry, choice: ModelChoice, timeout: float) -> Backend:
    """The backend of ``kind:argument``."""
    kind, colon, argument = choice.use.partition(":")
    if not colon and f"model.{kind}" not in registry.models and kind not in registry.models:
        raise UsageError(f"model {choice.use!r} has no kind before its name; say openai:{choice.use}")
    part = registry.model(kind)

    def inner(use: str) -> Backend:
        return open_model(registry, replace(choice, use=use), timeout)

    return part.description.open(argument, ModelOptions(choice.base_url, choice.key_env, timeout, inner))


def _drive(run: Any) -> None:
    """Run the loop; Ctrl-C and SIGTERM end it in order, with what it has in the journal."""

    # Handlers belong to the main thread, and come back when the loop has gone.
    ours = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {which: handler for which in ours if (handler := signal.getsignal(which)) != signal.SIG_IGN}

    async def main() -> bool:
        task = asyncio.ensure_future(run)
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True
            task.cancel()

        loop = asyncio.get_running_loop()
        for which in before:
            loop.add_signal_handler(which, stop)
        try:
            await task
        except asyncio.CancelledError:
            if not stopped:
                raise
        return stopped

    try:
        stopped = asyncio.run(main())
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
    if stopped:
        raise KeyboardInterrupt


def _outcome(stream: Stream, desk: Desk, seeds: Usable) -> dict[str, Any]:
    usage = desk.replies.usage()
    return {
        "stopped": stream.stopped or None,
        "skipped_seeds": seeds.skipped,
        "usage": {
            "models": {
                model: {
                    **used,
                    "accepted": stream.tally.models[model]["accepted"],
                    "rejected": stream.tally.models[model]["rejected"],
                }
                for model, used in usage.items()
            },
            "cost": desk.cost,
        },
    }


def _files(params: Any) -> dict[str, str]:
    """The digests of the files among the parameters: a run can be resumed only with the same ones."""
    values = {name: getattr(params, name) for name in to_json(params)}
    return {name: sha256(v) for name, v in values.items() if isinstance(v, Path) and v.is_file()}
