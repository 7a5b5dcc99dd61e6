"""From the options of ``assay run``, and its YAML file, to a request."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.llm.client import Budget
from assay.params import describe, split_options
from assay.registry import installed
from assay.runs.config import RunFile, read_run_file, within
from assay.runs.recipe import ModelChoice, RecipeRequest
from assay.sandbox import AUTO

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
    file = read_run_file(Path(what)) if what.endswith(_IS_FILE) else RunFile({"recipe": what})
    if "recipe" not in file.values:
        raise UsageError(f"{what} names no recipe; add the key 'recipe'")
    said = {key: value for key, value in given.items() if value is not None}
    for key, value in said.items():
        within(key, value, f"--{key.replace('_', '-')}")
    values = {**file.values, **said}
    name, count, seed = values["recipe"], values.get("count"), values.get("seed", 0)
    options = split_options(settings)
    budget = Budget(
        values.get("max_calls"), values.get("max_tokens"), values.get("max_cost"), _price(values.get("price"))
    )
    default = Path(f"{name}-n{count}-seed{seed}" if count else f"{name}-seed{seed}")
    most = values.get("max_candidates") or (10 * count + 1000 if count else None)
    return RecipeRequest(
        recipe=name,
        params={**file.params, **options},
        places={key: place for key, place in file.places.items() if key not in options},
        models=_models(file, models, base_urls),
        count=count,
        seed=seed,
        out=values.get("out", default),
        format=values.get("format", "parquet"),
        verifiers=values.get("require", ()),
        min_step_coverage=values.get("min_coverage", 0.0),
        max_candidates=most,
        in_flight=values.get("in_flight", 64),
        timeout=values.get("timeout", 120.0),
        patience=values.get("patience", 600.0),
        workers=values.get("workers") or os.cpu_count() or 1,
        sandbox=values.get("sandbox", AUTO),
        budget=budget,
        skip_bad=values.get("skip_bad", False),
        resume=resume,
        command=command,
    )


def print_params(what: str) -> None:
    """The parameters of a recipe, one a line."""
    name = read_run_file(Path(what)).values.get("recipe", "") if what.endswith(_IS_FILE) else what
    recipe = installed().recipe(name).description
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
    return {
        role: ModelChoice(
            model["use"], model.get("base_url", ""), model.get("key_env", ""), model.get("sampling", {})
        )
        for role, model in found.items()
    }


def _role(option: str) -> tuple[str, str]:
    """``role=value``, where the value may hold ``=`` and the role is a plain word."""
    role, equals, value = option.partition("=")
    return (role, value) if equals and role.isidentifier() else ("", option)


def _price(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    into, slash, out = text.partition("/")
    try:
        if not slash:
            raise ValueError
        price = float(into), float(out)
        if not all(0 <= each < math.inf for each in price):
            raise ValueError
        return price
    except ValueError:
        raise UsageError(f"--price {text} is not of the form IN/OUT, such as 0.15/0.60") from None
