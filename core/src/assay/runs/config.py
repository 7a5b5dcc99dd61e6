"""A recipe run written down as YAML: what the command line says, in a file that can be kept.

::

    recipe: math.cot_distillation
    count: 1000
    models:
      model: {use: openai:llama-3.1-8b, base_url: http://localhost:8000/v1, sampling: {temperature: 0.7}}
    params:
      seeds: gsm8k.jsonl
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.params import nearest
from assay.runs.requests import ModelChoice, RecipeRequest, options

_SECTIONS = ("models", "params")
KEYS = ("recipe", *(name for name, (each, _) in options(RecipeRequest).items() if each.metadata["in_file"]))


@dataclass
class RunFile:
    """What a run file says. ``places`` and ``param_places`` say where: ``run.yaml, line 3``."""

    recipe: str
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    param_places: dict[str, str] = field(default_factory=dict)
    models: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_run_file(path: Path) -> RunFile:
    """What a YAML file says; :class:`UsageError` names the line of what is wrong.

    The values are as YAML has them: they are read with those of the command line, which go before them.
    """
    data, lines = _yaml(path)

    def place(*keys: Any) -> str:
        return f"{path}, line {lines.get(keys, 1)}"

    def known(key: Any, names: Iterable[str], *above: Any) -> None:
        names = list(names)
        if key not in names:
            raise UsageError(f"{place(*above, key)}: there is no key {key!r}: {nearest(str(key), names)}")

    for key, value in data.items():
        known(key, (*KEYS, *_SECTIONS))
        if key in _SECTIONS and not isinstance(value, dict):
            raise UsageError(f"{place(key)}: {key} must hold keys of its own")
    recipe = data.pop("recipe", None)
    if not isinstance(recipe, str):
        raise UsageError(f"{path} names no recipe; add the key 'recipe'")
    params, models = (data.pop(section, {}) for section in _SECTIONS[::-1])
    return RunFile(
        recipe,
        data,
        {key: f"{place(key)}: {key}" for key in data},
        params,
        {key: place("params", key) for key in params},
        {role: _model(role, model, place, known) for role, model in models.items()},
    )


def _model(role: Any, model: Any, place: Any, known: Any) -> dict[str, Any]:
    """What a file says of one role: text that names the model, or the keys of :class:`ModelChoice`."""
    model = {"use": model} if isinstance(model, str) else model
    if not isinstance(model, dict):
        raise UsageError(f"{place('models', role)}: {role} must name a model")
    keys = [each.name for each in dataclasses.fields(ModelChoice)]
    for key, value in model.items():
        known(key, keys, "models", role)
        kind, words = (dict, "keys of its own") if key == "sampling" else (str, "text")
        if not isinstance(value, kind):
            raise UsageError(f"{place('models', role, key)}: {key} must hold {words}")
    if "use" not in model:
        raise UsageError(f"{place('models', role)}: {role} needs 'use', such as use: openai:NAME")
    return model


def _yaml(path: Path) -> tuple[dict[Any, Any], Mapping[tuple[Any, ...], int]]:
    """The keys of a YAML file, and the line of each by its path."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {path}; name a recipe ('assay list recipes') or a YAML file"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path} ({error}); check the file") from None
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise UsageError(f"{path}{place} is not YAML ({getattr(error, 'problem', None) or error})") from None
    if not isinstance(data, dict):
        raise UsageError(f"{path} must hold keys such as recipe, count, models and params")
    return data, _lines(root)


def _lines(node: Any, path: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], int]:
    """The line of each key, by its path."""
    import yaml

    found: dict[tuple[Any, ...], int] = {}
    if isinstance(node, yaml.MappingNode) and len(path) < 4:
        for key, value in node.value:
            inner = (*path, key.value)
            found[inner] = key.start_mark.line + 1
            found |= _lines(value, inner)
    return found
