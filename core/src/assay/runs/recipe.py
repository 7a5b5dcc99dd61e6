"""``assay run``: from the request to the finished run directory."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.gate import Gate, Policy
from assay.llm.client import Budget, ModelClient, Role
from assay.llm.reply_cache import Replies
from assay.models import Backend, ModelOptions
from assay.params import build, nearest, to_json
from assay.recipes import Recipe
from assay.records import digest
from assay.registry import Registry, installed
from assay.runs.directory import RunDirectory, opening, sha256
from assay.runs.journal import Tally
from assay.runs.loop import drive
from assay.runs.requests import ModelChoice, RecipeRequest, read_price
from assay.runs.scheduler import Goal, Scheduler, rng_for
from assay.runs.seeds import Usable
from assay.runs.watch import Watch
from assay.workers.service import open_workers
from assay.workers.tasks import Setup

__all__ = ["ModelChoice", "RecipeRequest", "open_model", "open_models", "run_recipe"]
Report = Callable[[Tally, str], None]


def run_recipe(request: RecipeRequest, report: Report, registry: Registry | None = None) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = registry or installed()
    part = registry.recipe(request.recipe)
    recipe = part.description
    params = build(recipe.params, recipe.name, request.params, request.places)
    least = max(request.min_coverage, recipe.coverage_for(params))
    policy = Policy.of(recipe).stricter(request.require, least)
    named = recipe.verifiers_for(params)
    Gate(registry, policy.stricter(named))  # all verifiers there? say so now
    watch = Watch({recipe.name: Gate(registry, policy).order}, on=not request.keep_going)
    if not (recipe.verifiers or request.require):
        raise UsageError(
            f"{recipe.name} names no verifier, so no row of it could pass; add --require VERIFIER"
        )
    if recipe.endless and request.count is None and request.max_candidates is None:
        raise UsageError(f"{recipe.name} never runs out of seeds; say how many rows with -n")
    roles = open_models(registry, recipe, recipe.roles(params), request)
    budget = _budget(request, roles)
    seeds = Usable(recipe.seeds(params, rng_for(recipe, request.seed, "source")), request.skip_bad)
    run = {
        **opening(request, registry, "run", (*policy.verifiers, *named), sandboxed=recipe.sandboxed),
        "asked": {
            "recipe": {"name": recipe.name, "version": recipe.version},
            "count": request.count,
            "max_candidates": request.max_candidates,
            "params": to_json(params),
            "files": _files(params, request.out),
            "models": {
                role: {"model": each.backend.title, "sampling": dict(each.sampling)}
                for role, each in roles.items()
            },
            "reasoning": request.reasoning,
            "skip_bad": request.skip_bad,
            "keep_going": request.keep_going,
        },
        "seed": request.seed,
        "generators": [],
        "recipe": {
            "name": recipe.name,
            "version": recipe.version,
            "distribution": part.plugin.distribution,
            "summary": recipe.summary,
            "policy": Policy.of(recipe).stricter(named, recipe.coverage_for(params)).to_json(),
            "cites": recipe.cites,
        },
    }
    there = str(run["runtime"]["sandbox"])
    if run["sandbox"] and not there.startswith(recipe.runtime):
        raise UsageError(
            f"{recipe.name} needs a sandbox with {recipe.runtime}, and {run['sandbox']} has {there}; "
            "take another --sandbox, see 'assay list sandboxes'"
        )
    setup = Setup((*policy.verifiers, *named), run["sandbox"] or request.sandbox, run["sandbox"] is not None)
    with RunDirectory(request.out, run, request.resume, watch) as directory:
        client = ModelClient(
            roles,
            Replies(directory.journal),
            budget,
            request.in_flight,
            request.patience,
            request.backoff,
            request.timeout,
            keep_going=request.keep_going,
        )
        goal = Goal(request.count, request.max_candidates, request.in_flight)
        workers = open_workers(setup, request.workers)
        try:
            scheduler = Scheduler(
                registry,
                part,
                params,
                policy,
                request.seed,
                goal,
                directory,
                workers,
                client,
                report,
                request.reasoning,
            )
            drive(scheduler.run(seeds), scheduler.drain)
        finally:
            workers.close()
        with scheduler.with_later_ones():
            directory.run |= _outcome(scheduler, client, seeds)
            return directory.finish(scheduler.tally, report, scheduler.end)


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
        roles[role] = Role(open_model(registry, choice, request.timeout, request.out), choice.sampling)
    return roles


def open_model(
    registry: Registry, choice: ModelChoice, timeout: float, folder: Path | None = None
) -> Backend:
    """The backend of ``kind:argument``, or the one that is open already. ``folder`` is the run directory."""
    if not isinstance(choice.use, str):
        return choice.use
    kind, colon, argument = choice.use.partition(":")
    if not colon and not registry.has("models", f"model.{kind}"):
        raise UsageError(f"model {choice.use!r} has no kind before its name; say openai:{choice.use}")
    part = registry.model(kind)

    def inner(use: str) -> Backend:
        return open_model(registry, replace(choice, use=use), timeout, folder)

    return part.description.open(
        argument, ModelOptions(choice.base_url, choice.key_env, timeout, inner, folder)
    )


def _budget(request: RecipeRequest, roles: Mapping[str, Role]) -> Budget:
    """What may be spent, with the price of each model: of its role, or of all."""
    said = request.price or {}
    for role in said:
        if role and role not in roles:
            raise UsageError(f"--price {role}=… is for a role that has no model: {nearest(role, roles)}")
    prices: dict[str, tuple[float, float]] = {}
    for role, each in roles.items():
        own = request.models[role].price
        price = said.get(role) or (read_price(own, f"price of {role}") if own else said.get(""))
        title = each.backend.title
        if price is None:
            if request.max_cost is not None and title not in prices:
                raise UsageError(
                    f"--max-cost needs --price IN/OUT, what a million tokens of {title} cost in and out"
                )
            continue
        if prices.setdefault(title, price) != price:
            raise UsageError(f"{title} has two prices; give it one, whatever roles it has")
    return Budget(request.max_calls, request.max_tokens, request.max_cost, prices)


def _outcome(scheduler: Scheduler, client: ModelClient, seeds: Usable) -> dict[str, Any]:
    usage = client.replies.usage()
    return {
        "stopped": scheduler.stopped or None,
        "skipped_seeds": seeds.skipped,
        "usage": {
            "models": {
                model: {
                    **used,
                    "accepted": scheduler.tally.models[model]["accepted"],
                    "rejected": scheduler.tally.models[model]["rejected"],
                    **({} if (cost := client.ledger.model_cost(model)) is None else {"cost": cost}),
                }
                for model, used in usage.items()
            },
            "cost": client.cost,
        },
    }


def _files(params: Any, out: Path) -> dict[str, str]:
    """The digests of the files and folders among the parameters: a run can be resumed only with the same ones."""
    found = {}
    for each in fields(params):
        if each.metadata.get("written"):
            continue
        name, value = each.name, getattr(params, each.name)
        paths = [
            each for each in (value if isinstance(value, tuple | list) else [value]) if isinstance(each, Path)
        ]
        digests = [told for path in paths if (told := _digest(path, out))]
        if digests:
            found[name] = digests[0] if len(paths) == 1 else digest(digests).removeprefix("sha256:")
    return found


def _digest(path: Path, out: Path) -> str:
    """That of a file, or of the names and contents of the files in a folder; ``""`` of neither.

    Left out are hidden files, what Python compiled, and the run's own directory.
    """
    if path.is_file():
        return sha256(path)
    if not path.is_dir():
        return ""
    own, told = out.resolve(), []
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = sorted(
            f for f in folders if f[0] != "." and f != "__pycache__" and (here / f).resolve() != own
        )
        files = (here / name for name in sorted(names) if name[0] != ".")
        told += [(file.relative_to(path).as_posix(), sha256(file)) for file in files if file.is_file()]
    return digest(told).removeprefix("sha256:")
