"""Makes values of a kind, and changes values. This file runs inside the sandbox.

Standard library only.
"""

from __future__ import annotations

import contextlib
import copy
import random
import re
from typing import Any

from assay_code import values

_WORDS = (
    "apple river stone cloud green table music paper light house train water a the of and to in is Hello World "
    "ab abc aab x y cat dog Anna level one two three foo bar test data"
).split()
_CHARACTERS = "abcxyzABCXYZ0123456789 \t\n.,;:!?-_+*/()[]{}#@é\x07"


class Maker:
    """Makes values of a kind, and changes values."""

    def __init__(self, rng: random.Random, constants: list[Any], patterns: list[str]) -> None:
        self.rng = rng
        self.by_type: dict[type, list[Any]] = {}
        for value in constants:
            self.by_type.setdefault(type(value), []).append(value)
        self.patterns = []
        for pattern in patterns:
            try:
                self.patterns.append(re._parser.parse(pattern))
            except (re.error, AttributeError, RecursionError):
                continue

    def make(self, kind: list[Any]) -> Any:
        rng, name = self.rng, kind[0]
        if name == "none":
            return None
        if name == "int":
            return self._int()
        if name == "str":
            return self._str()
        if name == "char":
            return self._char()
        if name == "float":
            return self._float()
        if name == "bool":
            return rng.random() < 0.5
        if name == "bytes":
            return self._bytes()
        if name == "complex":
            return complex(rng.randint(-5, 5), rng.randint(-5, 5))
        if name == "choice":
            return values.decode(rng.choice(kind[1:])) if len(kind) > 1 else None
        if name == "any":
            return self.make(rng.choice(kind[1:]))
        if name in ("list", "tuples", "set", "frozenset"):
            return self._members(name, kind[1])
        if name == "tuple":
            return tuple(self.make(one) for one in kind[1:])
        if name == "dict":
            return {self._key(kind[1]): self.make(kind[2]) for _ in range(rng.randint(0, 4))}
        if name == "matrix":
            width, height = rng.randint(1, 4), rng.randint(1, 4)
            if rng.random() < 0.5:
                height = width
            return [[rng.randint(-3, 9) for _ in range(width)] for _ in range(height)]
        nodes = "abcde"[: rng.randint(1, 5)]  # a graph: for each node its neighbours
        return {node: [other for other in nodes if rng.random() < 0.35] for node in nodes}

    def _members(self, name: str, kind: list[Any]) -> Any:
        rng = self.rng
        size = rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 8))
        items = [self._key(kind) if name in ("set", "frozenset") else self.make(kind) for _ in range(size)]
        if items and rng.random() < 0.3:
            items += [rng.choice(items) for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.2:
            with contextlib.suppress(TypeError):
                items.sort()
        if name in ("set", "frozenset"):
            return set(items) if name == "set" else frozenset(items)
        return tuple(items) if name == "tuples" else items

    def _key(self, kind: list[Any]) -> Any:
        value = self.make(kind)
        return (
            tuple(value)
            if isinstance(value, list)
            else str(value)
            if isinstance(value, dict | set)
            else value
        )

    def _int(self) -> int:
        rng, roll = self.rng, self.rng.random()
        known = self.by_type.get(int)
        if known and roll < 0.15:
            value = int(rng.choice(known))
            if abs(value) > 1 and rng.random() < 0.4:
                return value * rng.randint(1, 12)
            return value + rng.choice((0, 0, 0, 1, -1))
        if roll < 0.6:
            return rng.randint(0, 10)
        if roll < 0.75:
            return rng.randint(-10, -1)
        if roll < 0.93:
            return rng.randint(10, 100)
        return rng.randint(100, 5000)

    def _float(self) -> float:
        rng = self.rng
        known = self.by_type.get(float)
        if known and rng.random() < 0.2:
            return float(rng.choice(known))
        return round(
            rng.uniform(0, 1) if rng.random() < 0.4 else rng.uniform(-20, 50), rng.choice((0, 1, 1, 2, 2))
        )

    def _str(self) -> str:
        rng, roll = self.rng, self.rng.random()
        known = self.by_type.get(str)
        if self.patterns and roll < 0.4:
            return self._matching(rng.choice(self.patterns))[:60]
        if known and roll < 0.6:
            piece = rng.choice(known)
            if rng.random() < 0.25:
                return str(piece)
            words = [rng.choice(_WORDS) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.25:
                return str(piece) + "".join(words[:1]) + str(rng.choice((piece, rng.choice(known))))
            words.insert(rng.randint(0, len(words)), piece)
            if rng.random() < 0.3:
                words.insert(rng.randint(0, len(words)), rng.choice(known))
            return rng.choice(("", "", " ")).join(words)
        if roll < 0.75:
            return rng.choice(_WORDS)
        if roll < 0.9:
            return rng.choice((" ", " ", "_", "-", ", ")).join(
                rng.choice(_WORDS) for _ in range(rng.randint(2, 4))
            )
        if roll < 0.96:
            return str(rng.randint(0, 2000))
        return "".join(rng.choice("abAB1 .,-") for _ in range(rng.randint(0, 6)))

    def _char(self) -> str:
        known = [one for one in self.by_type.get(str, []) if len(one) == 1]
        return str(
            self.rng.choice(known) if known and self.rng.random() < 0.3 else self.rng.choice(_CHARACTERS)
        )

    def _bytes(self) -> bytes:
        known = self.by_type.get(bytes)
        text = self._str().encode("utf-8", "replace")[:20]
        return text + self.rng.choice(known) if known and self.rng.random() < 0.4 else text

    def _matching(self, pattern: Any) -> str:
        """A string that fits a parsed regular expression, more or less."""
        rng, parts = self.rng, []
        for operation, detail in pattern:
            what = str(operation)
            if what == "LITERAL":
                parts.append(chr(detail))
            elif what == "NOT_LITERAL" or what == "ANY":
                parts.append(rng.choice("abcxyz019"))
            elif what == "IN":
                parts.append(self._member(detail))
            elif what == "BRANCH":
                parts.append(self._matching(rng.choice(detail[1])))
            elif what == "SUBPATTERN":
                parts.append(self._matching(detail[-1]))
            elif what in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                low, high, inner = detail
                count = rng.randint(low, min(int(high), low + 3))
                parts += [self._matching(inner) for _ in range(min(count, 12))]
        return "".join(parts)

    def _member(self, detail: Any) -> str:
        rng = self.rng
        what, value = rng.choice(detail)
        name = str(what)
        if name == "LITERAL":
            return chr(value)
        if name == "RANGE":
            return chr(rng.randint(value[0], min(value[1], value[0] + 60)))
        category = str(value)
        if name == "CATEGORY":
            return rng.choice(
                "0123456789"
                if category.endswith("DIGIT")
                else " "
                if category.endswith("SPACE")
                else "abcXYZ7"
            )
        return rng.choice("abcxyz 019")

    def change(self, value: Any) -> Any:
        """A value of the same kind that differs a little."""
        rng = self.rng
        kind = type(value)
        if kind is bool or value is None:
            return (not value) if kind is bool else None
        if kind is int and abs(value) > 100_000:
            return self._int()
        if kind is int:
            return rng.choice(
                (value + 1, value - 1, -value, value * 2, value // 2, self._int(), value + rng.randint(-5, 5))
            )
        if kind is float:
            return rng.choice((-value, round(value / 2, 2), float(round(value)), self._float(), 0.0))
        if kind is str:
            return self._change_text(value)
        if kind is bytes:
            return self._change_text(value.decode("latin-1")).encode("latin-1", "replace")
        if kind in (list, tuple, set, frozenset):
            return kind(
                self._change_items(sorted(value, key=repr) if kind in (set, frozenset) else list(value), kind)
            )
        if kind is dict:
            return self._change_dict(dict(value))
        return value

    def _change_text(self, text: str) -> str:
        rng = self.rng
        at = rng.randint(0, len(text))
        known = self.by_type.get(str) or [" "]
        roll = rng.randrange(7)
        if roll == 0:
            return text[:at] + str(rng.choice(known)) + text[at:]
        if roll == 1:
            return text[:at] + text[at + 1 :]
        if roll == 2:
            return text[:at] + rng.choice("abzAZ059 ._-") + text[at:]
        if roll == 3:
            return rng.choice((text.upper(), text.lower(), text.title(), text.swapcase(), text[::-1]))
        if roll == 4:
            return text[:at] + rng.choice(_WORDS) + text[at:]
        if roll == 5:
            return text[at:] + text[:at]
        return text[:at] + rng.choice("abAB19 ") + text[at + 1 :]

    def _change_items(self, items: list[Any], kind: type) -> list[Any]:
        rng = self.rng
        if not items:
            return [self._int()] if kind is list else items
        at = rng.randrange(len(items))
        roll = rng.randrange(6)
        if roll == 0 and kind is not tuple:
            del items[at]
        elif roll == 1 and kind is not tuple:
            items.insert(rng.randint(0, len(items)), copy.deepcopy(items[at]))
        elif roll == 2:
            other = rng.randrange(len(items))
            items[at], items[other] = items[other], items[at]
        elif roll == 3 and kind is list:
            rng.shuffle(items)
        else:
            items[at] = self.change(items[at])
        return items

    def _change_dict(self, mapping: dict[Any, Any]) -> dict[Any, Any]:
        rng = self.rng
        if not mapping:
            return mapping
        key = rng.choice(list(mapping))
        roll = rng.randrange(4)
        value = mapping.pop(key)
        if roll == 0:
            return mapping
        if roll == 1:
            new = self.change(key)
            mapping[tuple(new) if isinstance(new, list) else new] = value
            return mapping
        mapping[key] = self.change(value)
        return mapping
