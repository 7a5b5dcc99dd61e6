"""Plain data to bytes and back, exactly; the other side may send any bytes it likes.

JSON with tags, since JSON alone knows neither tuples nor bytes and cannot tell a
lone surrogate from half a character. Types are compared by identity, so a value
of a subclass never passes for a plain one: it is an *object*, which stays where it
is and crosses as a number (or, for a few types of the standard library, as its
contents too).

Standard library only: this file also runs inside the jail, where ``assay`` is not.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable
from typing import Any

MAX_DEPTH = 100
"""Containers within containers; what is deeper (or contains itself) is handed over as an object."""

_MAX_SAME_HASH = 64  # keys of one set or dict that share a hash: chosen on purpose, to make us slow


class ProtocolError(Exception):
    """The other side sent what no honest program sends."""


class TooLarge(Exception):
    """A value has more bytes than the limit for one value."""


class TooDeep(Exception):
    """A value is nested too deeply, or contains itself."""


Inner = Callable[[Any], Any]
Wrap = Callable[[Any, Inner], dict[str, Any]]
"""Turns a value that is not plain into ``{tag: body}``; takes what turns the parts of the body."""
Unwrap = Callable[[str, Any, Inner], Any]
"""The reverse: takes the tag, the body, and what turns its parts back."""


def no_objects(value: Any, _: Inner) -> dict[str, Any]:
    raise TypeError(f"{type(value).__name__} is not plain data")


def no_tags(tag: str, _: Any, __: Inner) -> Any:
    raise ProtocolError(f"unknown tag {tag!r}")


class Encoder:
    """Encodes values of at most ``limit`` bytes each."""

    def __init__(self, wrap: Wrap = no_objects, limit: int = 1 << 30) -> None:
        self.wrap = wrap
        self.limit = limit
        self._left = 0

    def tree(self, value: Any) -> Any:
        """``value`` as JSON can hold it. Raises :class:`TooLarge` and :class:`TooDeep`."""
        self._left = self.limit
        return self._tree(value, 0)

    def encode(self, value: Any) -> bytes:
        return dump(self.tree(value))

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TooLarge

    def _tree(self, value: Any, depth: int) -> Any:
        kind = type(value)
        self._spend(2)
        if value is None or kind is bool:
            return value
        if kind is int:
            if -(1 << 63) <= value < 1 << 63:
                self._spend(3)
                return value
            self._spend(value.bit_length() // 4)
            return {"i": hex(value)}
        if kind is float:
            self._spend(8)
            return value if math.isfinite(value) else {"r": repr(value)}
        if kind is str:
            self._spend(len(value))
            if value.isascii():
                return value
            try:
                self._spend(len(value.encode()) - len(value))
                return value
            except UnicodeEncodeError:
                return {"u": _base64(value.encode("utf-8", "surrogatepass"))}
        if kind is bytes:
            self._spend(len(value))
            return {"b": _base64(value)}
        if kind is complex:
            return {"c": [self._tree(value.real, depth), self._tree(value.imag, depth)]}
        if depth >= MAX_DEPTH:
            raise TooDeep
        if kind is list:
            return [self._tree(item, depth + 1) for item in value]
        if kind is dict:
            return {"d": [[self._tree(k, depth + 1), self._tree(v, depth + 1)] for k, v in value.items()]}
        tag = _SEQUENCES.get(kind)
        if tag:
            return {tag: [self._tree(item, depth + 1) for item in value]}
        self._spend(32)
        return self.wrap(value, lambda part: self._tree(part, depth + 1))


_SEQUENCES: dict[type, str] = {tuple: "t", set: "s", frozenset: "z"}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def dump(tree: Any) -> bytes:
    return json.dumps(tree, separators=(",", ":"), allow_nan=False).encode("ascii")


def decode(data: bytes, unwrap: Unwrap = no_tags) -> Any:
    """The value that ``data`` stands for. Raises :class:`ProtocolError`, whatever ``data`` is, and nothing else."""
    try:
        tree = json.loads(data.decode("ascii"), parse_constant=_refuse, object_pairs_hook=_tagged)
        return _Decoder(unwrap).value(tree, 0)
    except ProtocolError:
        raise
    except Exception as error:  # a decoder of hostile bytes: whatever was wrong with them
        raise ProtocolError(f"not a value: {type(error).__name__}") from None


def _refuse(name: str) -> Any:
    raise ProtocolError(f"{name} is not a value")


def _tagged(pairs: list[tuple[str, Any]]) -> tuple[str, Any]:
    if len(pairs) != 1:
        raise ProtocolError("a tagged value has one tag")
    return pairs[0]


class _Decoder:
    def __init__(self, unwrap: Unwrap) -> None:
        self.unwrap = unwrap

    def value(self, tree: Any, depth: int) -> Any:
        if type(tree) is list:
            return self._items(tree, depth)
        if type(tree) is not tuple:
            return tree
        tag, body = tree
        if tag == "d":
            pairs = self._items([_list(pair) for pair in _list(body)], depth)
            _check_hashes([key for key, _ in pairs])
            return dict(pairs)
        if tag == "t":
            return tuple(self._items(body, depth))
        if tag in ("s", "z"):
            items = self._items(body, depth)
            _check_hashes(items)
            return set(items) if tag == "s" else frozenset(items)
        if tag == "b":
            return base64.b64decode(_str(body), validate=True)
        if tag == "u":
            return base64.b64decode(_str(body), validate=True).decode("utf-8", "surrogatepass")
        if tag == "i":
            return int(_str(body), 16)
        if tag == "r":
            return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[body]
        if tag == "c":
            real, imaginary = self._items(body, depth)
            if type(real) is not float or type(imaginary) is not float:
                raise ProtocolError("a complex number has two floats")
            return complex(real, imaginary)
        deeper = _deeper(depth)
        return self.unwrap(tag, body, lambda part: self.value(part, deeper))

    def _items(self, body: Any, depth: int) -> list[Any]:
        deeper = _deeper(depth)
        return [self.value(item, deeper) for item in _list(body)]


def _deeper(depth: int) -> int:
    if depth > 2 * MAX_DEPTH:  # the pairs of a dict count too
        raise ProtocolError("nested too deeply")
    return depth + 1


def _list(body: Any) -> list[Any]:
    if type(body) is not list:
        raise ProtocolError("expected a list")
    return body


def _str(body: Any) -> str:
    if type(body) is not str:
        raise ProtocolError("expected a string")
    return body


def _check_hashes(keys: list[Any]) -> None:
    """Refuse keys made to collide, before they are put into a table."""
    if len(keys) > _MAX_SAME_HASH:
        counts: dict[int, int] = {}
        for key in keys:
            number = hash(key)
            counts[number] = counts.get(number, 0) + 1
        if max(counts.values()) > _MAX_SAME_HASH:
            raise ProtocolError("keys made to collide")
