"""Plain Python values as JSON, both ways and without loss.

``None``, ``bool``, ``int``, finite ``float``, ``str``, ``list`` and ``dict`` with
string keys are themselves. The rest carries a tag: ``{"$tuple": [...]}``,
``{"$set": [...]}``, ``{"$frozenset": [...]}``, ``{"$dict": [[key, value], ...]}``
(a dict that has a key which is no string or starts with ``$``),
``{"$bytes": "<base64>"}``, ``{"$float": "nan"}`` (or ``inf``, ``-inf``) and
``{"$complex": ["<real>", "<imaginary>"]}``.

Dicts keep their order, sets are sorted by the JSON text of their members, so a
value has one encoding whatever the hash seed.
"""

from __future__ import annotations

import base64
import json
import math
from typing import Any

MAX_DEPTH = 200
"""Values nested deeper than this are refused, both ways."""

_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def encode(value: Any) -> Any:
    """``value`` as plain JSON data; :class:`ValueError` for what is not plain data (subclasses included)."""
    return _encode(value, 0)


def decode(data: Any) -> Any:
    """The value that :func:`encode` wrote; :class:`ValueError` for an unknown or malformed tag."""
    return _decode(data, 0)


def _encode(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    kind = type(value)
    below = depth + 1
    if value is None or kind in (bool, int, str):
        return value
    if kind is float:
        return value if math.isfinite(value) else {"$float": repr(value)}
    if kind is complex:
        return {"$complex": [repr(value.real), repr(value.imag)]}
    if kind is bytes:
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    if kind is list:
        return [_encode(item, below) for item in value]
    if kind is tuple:
        return {"$tuple": [_encode(item, below) for item in value]}
    if kind in (set, frozenset):
        members = sorted((_encode(item, below) for item in value), key=_text)
        return {"$" + kind.__name__: members}
    if kind is dict:
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {key: _encode(item, below) for key, item in value.items()}
        return {"$dict": [[_encode(key, below), _encode(item, below)] for key, item in value.items()]}
    raise ValueError(f"a {kind.__name__} is not plain data")


def _decode(data: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    below = depth + 1
    if isinstance(data, list):
        return [_decode(item, below) for item in data]
    if not isinstance(data, dict):
        return data
    if not any(key.startswith("$") for key in data):
        return {key: _decode(item, below) for key, item in data.items()}
    if len(data) != 1:
        raise ValueError(f"a tag must be the only key, found {sorted(data)}")
    [(tag, body)] = data.items()
    try:
        return _decode_tagged(tag, body, below)
    except (TypeError, ValueError) as error:
        raise ValueError(f"malformed {tag}: {error}") from error


def _decode_tagged(tag: str, body: Any, depth: int) -> Any:
    if tag == "$float":
        if body not in _FLOATS:
            raise ValueError(f"unknown float {body!r}")
        return _FLOATS[body]
    if tag == "$bytes":
        return base64.b64decode(body, validate=True)
    if not isinstance(body, list):
        raise ValueError(f"{tag} needs a list")
    if tag == "$complex":
        real, imaginary = body
        return complex(float(real), float(imaginary))
    if tag == "$dict":
        pairs = [(_decode(key, depth), _decode(item, depth)) for key, item in body]
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            raise ValueError("$dict holds a key twice")
        return mapping
    items = [_decode(item, depth) for item in body]
    if tag == "$tuple":
        return tuple(items)
    if tag in ("$set", "$frozenset"):
        members = set(items) if tag == "$set" else frozenset(items)
        if len(members) != len(items):
            raise ValueError(f"{tag} holds a member twice")
        return members
    raise ValueError(f"unknown tag {tag!r}")


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True)
