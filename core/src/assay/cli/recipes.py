"""From the options of ``assay run``, and its YAML file, to a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assay.cli.app import cpus, said_of
from assay.errors import UsageError
from assay.params import describe, split_options
from assay.registry import installed
from assay.runs.config import RunFile, read_run_file
from assay.runs.requests import ModelChoice, RecipeRequest, read_options

_IS_FILE = (".yaml", ".yml")


def recipe_request(
    what: str,
    given: Mapping[str, Any],
    models: Sequence[str],
    base_urls: Sequence[str],
    settings: Sequence[str],
    *,
    resume: bool,
    command: str,
) -> RecipeRequest:
    """The request; what is given on the command line goes before what the file says."""
    file = _run_file(what)
    said, settings_said = said_of(given), split_options(settings)
    places = {name: place for name, place in file.places.items() if name not in said}
    options = read_options(RecipeRequest, {**file.values, **said}, places)
    count, seed = options.get("count"), options.get("seed", RecipeRequest.seed)
    usual = {
        "out": Path(f"{file.recipe}-n{count}-seed{seed}" if count else f"{file.recipe}-seed{seed}"),
        "max_candidates": 10 * count + 1000 if count else None,
        "workers": cpus(),
    }
    return RecipeRequest(
        **{**usual, **options},
        recipe=file.recipe,
        params={**file.params, **settings_said},
        places={key: place for key, place in file.param_places.items() if key not in settings_said},
        models=_models(file, models, base_urls),
        resume=resume,
        command=command,
    )


def _run_file(what: str) -> RunFile:
    return read_run_file(Path(what)) if what.endswith(_IS_FILE) else RunFile(what)


def print_params(what: str) -> None:
    """The parameters of a recipe, one a line."""
    recipe = installed().recipe(_run_file(what).recipe).description
    print(f"{recipe.name}: {recipe.summary}")
    if recipe.cites:
        print(f"after {recipe.cites}")
    print(f"verifiers: {', '.join(recipe.verifiers)}   models: {', '.join(recipe.models) or 'none'}")
    rows = describe(recipe.params)
    for key, kind, default, help_ in rows:
        print(f"  --set {key}=…  {help_} ({kind}, {default})")


def _models(file: RunFile, models: Sequence[str], base_urls: Sequence[str]) -> dict[str, ModelChoice]:
    """``[role=]openai:NAME`` options and the file's models; an address without a role is for all."""
    found = {role: dict(model) for role, model in file.models.items()}
    for option in models:
        role, use = _role(option)
        found.setdefault(role or "model", {})["use"] = use
    for option in base_urls:
        role, url = _role(option)
        for each in [role] if role else found:
            found.setdefault(each, {})["base_url"] = url
    for role, model in found.items():
        if "use" not in model:
            raise UsageError(
                f"--base-url {role}=… is for a model that is not named; add --model {role}=openai:NAME"
            )
    return {role: ModelChoice(**model) for role, model in found.items()}


def _role(option: str) -> tuple[str, str]:
    """``role=value``, where the value may hold ``=`` and the role is a plain word."""
    role, equals, value = option.partition("=")
    return (role, value) if equals and role.isidentifier() else ("", option)
