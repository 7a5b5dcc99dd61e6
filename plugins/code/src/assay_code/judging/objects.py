"""Objects of the program's that stay where they are: which of them the tests made, and what shows of whether two are equal."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from typing import Any

from assay.sandbox import CallResult, Opaque, Raised
from assay_code.judging.candidate import Candidate
from assay_code.judging.compare import has_opaque, plain
from assay_code.judging.state import shape


class Objects:
    """What the tests made by calling classes of the program's: ``built`` are the numbers of those that only they have."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self.built: set[int] = set()
        self._of_class: dict[str, list[int]] = {}  # all that the tests made, by its class
        self._given: dict[int, tuple[Any, ...]] = {}  # what they were made of

    def add(self, made: Opaque, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Notes an object that a class was called for."""
        self.built.add(made.number)
        self._of_class.setdefault(made.type, []).append(made.number)
        if not has_opaque([args, kwargs]):
            self._given[made.number] = (*args, *kwargs.values())

    def held(self, operands: Sequence[Any]) -> list[dict[str, Any]] | None:
        """What a result holds, and an object of its class that the tests made; ``None`` for anything else.

        Its ``==`` alone would be its own word: that two objects are equal, or are not, is to show in what they hold too.
        """
        pair = [o for o in operands if isinstance(o, Opaque)]
        made = [o for o in pair if o.number in self.built]
        if len(pair) != 2 or len(made) != 1 or pair[0].type != pair[1].type:
            return None
        held = [contents for o in pair if (contents := self.contents(o))]
        return held if len(held) == 2 else None

    def say(self, operands: Sequence[Any]) -> Any:
        """What the class of two objects says of whether they are equal, ``None`` where it raises."""
        module = self._candidate.call("__builtins__.__import__", ("operator",), counted=False).value
        equal = self._candidate.call(".getattr", (module, "eq")).value
        said = self._candidate.call(".call", (equal, *operands), counted=False)
        return said.value if said.raised is None else None

    def shown_equal(self, operands: Sequence[Any], held: dict[str, Any]) -> bool:
        """Whether objects that hold the same are equal by that: their class keeps what it was given, or tells others apart."""
        made = next(o for o in operands if o.number in self.built)
        given = self._given.get(made.number, ())
        same = [
            n for n in self._of_class.get(made.type, ())[:8] if self.contents(Opaque(made.type, n)) == held
        ]
        if any(not alike(self._given.get(number, ()), given) for number in same):
            return False  # made of something else, it holds the same
        if given and all(any(alike(value, item) for item in held.values()) for value in given):
            return True  # it holds what it was made of: another value would show
        for number in self._of_class.get(made.type, ())[:8]:
            other = Opaque(made.type, number)
            if self.contents(other) not in (None, held):
                return self.say((made, other)) is False
        return False

    def are_themselves(self, operands: Sequence[Any]) -> bool:
        """Whether these are objects of one class of the program's that are equal to themselves only, as the members of an enumeration are."""
        if not all(isinstance(o, Opaque) and o.type != "type" for o in operands):
            return False
        kinds = [self._candidate.call("__builtins__.type", (o,), counted=False).value for o in operands]
        kind = kinds[0]
        if not isinstance(kind, Opaque) or any(
            not isinstance(k, Opaque) or k.number != kind.number for k in kinds
        ):
            return False
        equal = self._candidate.call("__builtins__.getattr", (kind, "__eq__"), counted=False).value
        said = self._candidate.call("__builtins__.getattr", (equal, "__qualname__", ""), counted=False).value
        return isinstance(said, str) and said == "object.__eq__"

    def contents(self, target: Opaque) -> dict[str, Any] | None:
        """The attributes of an object of the program's, ``None`` where they are not all plain data."""
        reply = self._candidate.call("__builtins__.vars", (target,), counted=False)
        value = plain(reply.value)
        return value if reply.raised is None and type(value) is dict and not has_opaque(value) else None


def compared(name: str, operands: Sequence[Any]) -> CallResult:
    """A comparison of plain data, which is made here."""
    try:
        return CallResult(value=bool(getattr(operator, name)(*operands)))
    except TypeError as error:
        return CallResult(raised=Raised("TypeError", str(error)[:200], ("Exception", "BaseException")))


def alike(a: Any, b: Any) -> bool:
    """Whether nothing tells them apart: neither types (``1``, ``1.0``, ``True``) nor the order of a dict."""
    kind = type(a)
    if kind is not type(b):
        return False
    if kind in (list, tuple):
        return len(a) == len(b) and all(map(alike, a, b))
    if kind is dict:
        return len(a) == len(b) and all(map(alike, a.items(), b.items()))
    if kind in (set, frozenset):
        return bool(a == b) and _members(a) == _members(b)
    if kind is float:
        return repr(a) == repr(b)
    return bool(a == b)


def _members(value: Any) -> list[str]:
    return sorted(shape(plain(item)) + type(item).__name__ for item in value)


def objects_in(value: Any) -> Iterator[Opaque]:
    """The stand-ins in a value."""
    if isinstance(value, Opaque):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from objects_in(key)
            yield from objects_in(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from objects_in(item)
