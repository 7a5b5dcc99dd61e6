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

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.errors import UsageError
from assay.params import convert, nearest

KEYS: dict[str, Any] = {
    "recipe": str,
    "count": int,
    "seed": int,
    "out": Path,
    "format": str,
    "require": tuple[str, ...],
    "min_coverage": float,
    "max_candidates": int,
    "workers": int,
    "sandbox": str,
    "in_flight": int,
    "timeout": float,
    "patience": float,
    "max_calls": int,
    "max_tokens": int,
    "max_cost": float,
    "price": str,
    "skip_bad": bool,
    "models": dict,
    "params": dict,
}
MOST = 2**53
LIMITS: dict[str, tuple[float, float]] = {
    "count": (1, MOST),
    "seed": (0, math.inf),
    "min_coverage": (0.0, 1.0),
    "max_candidates": (1, MOST),
    "workers": (1, MOST),
    "in_flight": (1, MOST),
    "timeout": (0.001, math.inf),
    "patience": (0.0, math.inf),
    "max_calls": (0, MOST),
    "max_tokens": (0, MOST),
    "max_cost": (0.0, math.inf),
}
MODEL_KEYS: dict[str, Any] = {"use": str, "base_url": str, "key_env": str, "sampling": dict}


def within(key: str, value: Any, place: str) -> Any:
    """The value of a key, if it is within its limits, wherever it was given."""
    if key in LIMITS:
        least, most = LIMITS[key]
        if not least <= value <= most:  # so is what is not a number
            bounds = f"at least {least:g}" if value < least or most == math.inf else f"at most {most:g}"
            raise UsageError(f"{place} is {value}, must be {bounds}")
    return value


@dataclass
class RunFile:
    """The keys of a run file. ``places`` says where each parameter stands."""

    values: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    models: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_run_file(path: Path) -> RunFile:
    """The keys of a YAML file; :class:`UsageError` names the line of what is wrong."""
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
    lines = _lines(root)
    found = RunFile()

    def check(key: Any, known: Mapping[str, Any], where: tuple[Any, ...]) -> str:
        place = f"{path}, line {lines.get((*where, key), 1)}"
        if key not in known:
            raise UsageError(f"{place}: there is no key {key!r}: {nearest(str(key), known)}")
        return place

    for key, value in data.items():
        place = check(key, KEYS, ())
        if KEYS[key] is dict and not isinstance(value, dict):
            raise UsageError(f"{place}: {key} must hold keys of its own")
        if key == "params":
            found.params = value
            found.places = {name: f"{path}, line {lines.get(('params', name), 1)}" for name in value}
        elif key == "models":
            for role, model in value.items():
                model = {"use": model} if isinstance(model, str) else model
                if not isinstance(model, dict):
                    raise UsageError(
                        f"{path}, line {lines.get(('models', role), 1)}: {role} must name a model"
                    )
                for inner, said in model.items():
                    inner_place = check(inner, MODEL_KEYS, ("models", role))
                    if not isinstance(said, MODEL_KEYS[inner]):
                        kind = "keys of its own" if MODEL_KEYS[inner] is dict else "text"
                        raise UsageError(f"{inner_place}: {inner} must hold {kind}")
                if not isinstance(model.get("use"), str):
                    line = lines.get(("models", role), 1)
                    raise UsageError(f"{path}, line {line}: {role} needs 'use', such as use: openai:NAME")
                found.models[role] = model
        else:
            place = f"{place}: {key}"
            found.values[key] = within(key, convert(value, KEYS[key], place), place)
    return found


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
