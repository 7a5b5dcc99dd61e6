"""JSON out of a model's reply, however it was wrapped, and a look whether it fits its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assay.errors import Rejected

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[\w-]*[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s*[}\]])', re.DOTALL)
LONGEST = 1_000_000
DEEPEST = 100


def without_thinking(text: str) -> str:
    """A reply without its thinking blocks."""
    if "</think>" in text and "<think>" not in text:  # servers that open the block in the template
        text = text.split("</think>", 1)[1]
    return _THINKING.sub("", text).strip()


def parse_json(text: str, schema: Mapping[str, Any] | None = None) -> Any:
    """The JSON value in a reply; raises :class:`Rejected` (``unparsable_reply``, ``wrong_shape``)."""
    text = without_thinking(text)
    if len(text) > LONGEST:
        raise Rejected("unparsable_reply", f"The reply has {len(text):,} characters.")
    found: list[Any] = []
    for piece in _pieces(text):
        for variant in dict.fromkeys((piece, _STRING_OR_COMMA.sub(_keep_string, piece))):
            try:
                found.append(json.loads(variant, strict=False))
                break
            except (ValueError, RecursionError):
                continue
        if found:
            break
    if not found:
        raise Rejected("unparsable_reply", f"The reply holds no JSON: {text[:80]!r}.")
    if problem := misfit(found[0], schema or {}):
        raise Rejected("wrong_shape", f"The reply does not fit its schema: {problem}.")
    return found[0]


def _keep_string(match: re.Match[str]) -> str:
    return match[0] if match[0][0] == '"' else ""


def _pieces(text: str) -> Iterator[str]:
    """What in the text may be JSON, the likeliest first."""
    yield text
    for fence in _FENCE.finditer(text):
        yield fence[1].strip()
    starts = [i for i in (text.find("{"), text.find("[")) if i >= 0]
    if starts:
        start = min(starts)
        end = max(text.rfind("}"), text.rfind("]"))
        yield text[start : end + 1]
        try:
            _, length = json.JSONDecoder(strict=False).raw_decode(text[start:])
            yield text[start : start + length]
        except (ValueError, RecursionError):
            pass


_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def misfit(value: Any, schema: Mapping[str, Any], place: str = "the value", depth: int = 0) -> str:
    """What in a value does not fit a JSON schema (types, properties, items, enum), ``""`` if all does."""
    if depth > DEEPEST:
        return f"{place} is nested too deep"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    allowed = tuple(kind for name in kinds for kind in _TYPES[name])
    if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)):
        return f"{place} is {type(value).__name__}, not {' or '.join(kinds)}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{place} is {value!r}, not one of {', '.join(map(str, schema['enum']))}"
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            if name not in value:
                return f"{place} has no {name!r}"
        for name, inner in schema.get("properties", {}).items():
            if name in value and (problem := misfit(value[name], inner, repr(name), depth + 1)):
                return problem
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            return f"{place} has {len(value)} items"
        for number, item in enumerate(value, 1):
            if problem := misfit(item, schema.get("items", {}), f"item {number} of {place}", depth + 1):
                return problem
    return ""
