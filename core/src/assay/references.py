"""References: what a response is held against, in one form for all verifiers.

A reference is text, the plain answer; or the JSON text of an object whose keys say
what each part is for, so that one row can serve several verifiers. The key ``answer``
is the plain answer there::

    {"answer": "9.81 m/s^2", "quantity": {"value": "9.81", "unit": "m/s^2", "rel_tol": 0.01}}

A part is a frozen dataclass, which a verifier asks for by its type::

    @assay.reference_part("quantity")
    @dataclass(frozen=True)
    class Quantity:
        value: str
        unit: str = ""
        rel_tol: float = 0.0

    wanted = sample.part(Quantity)

What is missing, unknown or of the wrong type is a :class:`~assay.BadReference`, which
core turns into the verdict ``error / unreadable_reference``.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from assay.errors import BadReference

T = TypeVar("T")
LONGEST = 4_000_000
"""Characters of a reference that are read."""

_KEY = "__reference_part__"
_BEGINS_AN_OBJECT = re.compile(r'\{\s*"[^"\\]*"\s*:')


def reference_part(key: str) -> Callable[[type[T]], type[T]]:
    """Class decorator: the dataclass describes the part ``key`` of a reference.

    Its fields may be text, numbers, ``bool``, ``None``, ``Literal``, tuples, lists, dicts
    and dataclasses of these. A class method ``from_text(text)``, if there is one, reads
    the part from a reference that is plain text. A ``ValueError`` in ``__post_init__``
    becomes a ``BadReference``. Raises :class:`TypeError` for what is no dataclass.
    """

    def wrap(kind: type[T]) -> type[T]:
        if not dataclasses.is_dataclass(kind):
            raise TypeError(f"{kind.__name__} must be a dataclass")
        setattr(kind, _KEY, key)
        return kind

    return wrap


def make_reference(answer: str | None = None, **parts: Any) -> str:
    """A structured reference as JSON text, of the plain answer and parts by their keys.

    Parts are dataclasses or JSON values; the order of keys is kept, as it can be part of a value.
    Without parts it is the plain answer itself. Raises :class:`TypeError` if a part is no JSON value.
    """
    if not parts and answer is not None:
        return answer
    said = {
        key: dataclasses.asdict(part)
        if dataclasses.is_dataclass(part) and not isinstance(part, type)
        else part
        for key, part in parts.items()
    }
    whole = said if answer is None else {"answer": answer, **said}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4)
def parts_of(reference: str) -> Mapping[str, Any] | None:
    """The parts of a structured reference by key; ``None`` if it is plain text, as ``{1, 2}`` and ``{}`` are.

    Raises :class:`~assay.BadReference` for one that is too long, nested too deep, names a key twice,
    or begins as a JSON object and is none.
    """
    text = reference.lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):
        return None
    if len(reference) > LONGEST:
        raise BadReference(f"The reference has {len(reference):,} characters, {LONGEST:,} are read.")
    try:
        value = json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        raise BadReference("The reference is nested too deep.") from None
    except BadReference:
        raise
    except ValueError as error:
        if _BEGINS_AN_OBJECT.match(text):
            raise BadReference(f"The reference begins as a JSON object and is none: {error}.") from None
        return None
    return MappingProxyType(value) if isinstance(value, dict) and value else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys all differ."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadReference("The reference has a key twice in one object.")
    return found


def plain_answer(reference: str) -> str:
    """The plain answer that a reference states; :class:`~assay.BadReference` if a structured one states none."""
    parts = parts_of(reference)
    if parts is None:
        return reference
    answer = parts.get("answer")
    if not isinstance(answer, str) or not answer.strip():
        raise BadReference("The reference has parts and none of them is a text 'answer'.")
    return answer


def stated_answer(reference: str) -> str | None:
    """The plain answer that a reference states, ``None`` if it states none."""
    try:
        return plain_answer(reference) or None
    except BadReference:
        return None


def has_part(reference: str, kind: type[Any]) -> bool:
    """Whether a structured reference has the part that ``kind`` describes."""
    return getattr(kind, _KEY) in (parts_of(reference) or {})


def read_part(reference: str, kind: type[T]) -> T:
    """The part of a reference that ``kind`` describes; raises :class:`~assay.BadReference`."""
    made: T = _read_part(reference, kind)  # type: ignore[arg-type]
    return made


@lru_cache(maxsize=8)  # several verifiers of a row ask for one part, some more than once
def _read_part(reference: str, kind: type[Any]) -> Any:
    key = getattr(kind, _KEY, None)
    if key is None:
        raise TypeError(f"{kind.__name__} is no part of a reference; decorate it with assay.reference_part")
    parts = parts_of(reference)
    if parts is None:
        from_text = getattr(kind, "from_text", None)
        if from_text is None:
            raise BadReference(f"The reference is plain text; it must be an object with {key!r}.")
        try:
            return from_text(reference)
        except BadReference:
            raise
        except (ValueError, RecursionError) as error:
            raise BadReference(f"The reference cannot be read: {error}") from None
    if key not in parts:
        raise BadReference(f"The reference has no part {key!r}, it has {', '.join(map(str, parts))}.")
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_json(json.dumps(parts[key]))  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, (key, *first["loc"])))
        raise BadReference(f"The reference's {place}: {first['msg']}.") from None
    except RecursionError:
        raise BadReference("The reference is nested too deep.") from None


@cache
def _adapter(kind: type[Any]) -> Any:
    """A strict reader of one dataclass and those within it: no conversions, no unknown keys, no infinity."""
    from pydantic import ConfigDict, TypeAdapter

    _strict(kind, ConfigDict(strict=True, extra="forbid", allow_inf_nan=False), set())
    return TypeAdapter(kind)


def _strict(hint: Any, config: Any, seen: set[Any]) -> None:
    """Set the configuration on a dataclass and on those that its fields are of."""
    from typing import get_args, get_type_hints

    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        if "__pydantic_config__" not in vars(hint):
            hint.__pydantic_config__ = config  # type: ignore[attr-defined]
        for inner in get_type_hints(hint).values():
            _strict(inner, config, seen)
    for inner in get_args(hint):
        _strict(inner, config, seen)
