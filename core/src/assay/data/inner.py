"""Values within columns, by a path such as ``messages.-1.content``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assay.data.input_rows import Number


def with_inner(columns: Mapping[str, Any], mapping: Mapping[str, str]) -> Mapping[str, Any]:
    """The columns, and under its path (``messages.-1.content``) each value within them that is mapped."""
    inner = {}
    for path in mapping.values():
        if path not in columns and "." in path:
            found, value = _at(columns, path)
            if found:
                inner[path] = value
    return {**columns, **inner} if inner else columns


def _at(value: Any, path: str) -> tuple[bool, Any]:
    """What stands at a path, and whether anything does. The key of an object may itself hold dots; text may be JSON."""
    if isinstance(value, str) and not isinstance(value, Number) and value.lstrip()[:1] in ("{", "["):
        try:
            value = json.loads(value, parse_int=Number, parse_float=Number)
        except (ValueError, RecursionError):
            return False, None
    if isinstance(value, list | tuple):
        step, dot, rest = path.partition(".")
        try:
            inner = value[int(step)]
        except (ValueError, IndexError):
            return False, None
        return _at(inner, rest) if dot else (True, inner)
    if not isinstance(value, Mapping):
        return False, None
    if path in value:
        return True, value[path]
    for end in (at for at, letter in enumerate(path) if letter == "."):
        if path[:end] in value:
            found, inner = _at(value[path[:end]], path[end + 1 :])
            if found:
                return True, inner
    return False, None
