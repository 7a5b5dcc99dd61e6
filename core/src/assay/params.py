"""Parameters of recipes and generators: dataclass fields that are ``--set`` options and YAML keys, checked by type.

Read here and not by pydantic: text such as ``a,b``, ``none`` and ``yes`` has to be taken apart and
``True`` and ``5.0`` refused as whole numbers before it, and its messages be said anew after it,
which together is longer than :func:`convert`.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from assay.errors import UsageError

P = TypeVar("P")


def param(
    help: str,
    default: Any = dataclasses.MISSING,
    *,
    least: float | None = None,
    most: float | None = None,
    written: bool = False,
) -> Any:
    """A field of the parameters of a recipe or a generator with its help; required if it has no default.

    A number outside of ``least`` to ``most`` is refused when the run starts; of a list, each of its numbers.
    A path is an input, whose contents must be the same when a run is resumed, unless the run has it ``written``.
    """
    return dataclasses.field(
        default=default, metadata={"help": help, "least": least, "most": most, "written": written}
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?``, or all that is known."""
    known = list(known)
    near = difflib.get_close_matches(name, known, 2, 0.6)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    return f"known are {', '.join(known)}" if known else "there are none"


def split_options(options: Iterable[str], flag: str = "--set") -> dict[str, str]:
    """``key=value`` options as a dict."""
    found: dict[str, str] = {}
    for option in options:
        key, equals, value = option.partition("=")
        if not (equals and key):
            raise UsageError(f"{flag} {option} is not of the form key=value")
        found[key.strip().replace("-", "_")] = value
    return found


def build(kind: type[P], owner: str, values: Mapping[str, Any], where: Mapping[str, str] | None = None) -> P:
    """An instance of the dataclass ``kind`` from texts or YAML values; ``where`` says where each key stands."""
    hints = get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    places = where or {}
    for key in values:
        if key not in fields:
            place = places.get(key, "--set")
            raise UsageError(f"{place}: {owner} has no parameter {key!r}: {nearest(str(key), fields)}")
    made: dict[str, Any] = {}
    for name, each in fields.items():
        if name in values:
            place = places.get(name, f"--set {name}")
            made[name] = read_field(each, hints[name], values[name], f"{place}: {name}")
        elif each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING:
            raise UsageError(f"{owner} needs {name} ({help_of(each)}); add --set {name}=…")
    try:
        return kind(**made)
    except ValueError as error:  # the author's own checks, in __post_init__
        raise UsageError(f"{owner}: {error}") from None


def read_field(each: dataclasses.Field[Any], hint: Any, value: Any, place: str) -> Any:
    """A value for a field of type ``hint``, from text or from YAML, within the bounds that its author gave."""
    if read := each.metadata.get("read"):
        return read(value, place)
    made = convert(value, hint, place)
    _within(made, each, place)
    return made


def _within(value: Any, each: dataclasses.Field[Any], place: str) -> None:
    """Refuse a number outside of the bounds that its author gave."""
    least, most = each.metadata.get("least"), each.metadata.get("most")
    for number in value if isinstance(value, tuple | list) else (value,):
        if not isinstance(number, int | float) or isinstance(number, bool):
            continue
        if (least is not None and number < least) or (most is not None and number > most):
            bounds = [f"at least {least:g}"] if least is not None else []
            bounds += [f"at most {most:g}"] if most is not None else []
            raise UsageError(f"{place} is {number!r}, must be {' and '.join(bounds)}")


def convert(value: Any, hint: Any, place: str) -> Any:
    """A value of type ``hint``, from text or from YAML; :class:`UsageError` says what it should be."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if type(None) in arguments and (value is None or value == "none"):
            return None
        kinds = [a for a in arguments if a is not type(None)]
        for kind in kinds[:-1]:
            try:
                return convert(value, kind, place)
            except UsageError:
                continue
        return convert(value, kinds[-1], place)
    if origin is Literal:
        for choice in arguments:
            if value == choice or str(choice) == value:
                return choice
        raise UsageError(f"{place} is {value!r}, must be one of {', '.join(map(str, arguments))}")
    if origin in (tuple, list):
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise UsageError(f"{place} is {value!r}, must be a list (a,b,c)")
        items = [convert(p.strip() if isinstance(p, str) else p, arguments[0], place) for p in parts]
        return tuple(items) if origin is tuple else items
    if hint is bool:
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise UsageError(f"{place} is {value!r}, must be true or false")
    if hint in (int, float) and not isinstance(value, bool):
        try:
            if isinstance(value, str) or type(value) in (int, hint):
                number = hint(value)
                if number == number:  # nan is none
                    return number
        except (ValueError, OverflowError):
            pass
    if hint is str and isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if hint is Path and isinstance(value, str | Path) and value:
        return Path(value).expanduser()
    names = {int: "a whole number", float: "a number", str: "text", Path: "a path"}
    if hint in (int, float, str, Path):
        raise UsageError(f"{place} is {value!r}, must be {names[hint]}")
    return value


def to_json(params: Any) -> dict[str, Any]:
    """The parameters as JSON values, for ``run.json``."""

    def plain(value: Any) -> Any:
        if isinstance(value, Path):
            return str(value)
        if isinstance(value, tuple | list):
            return [plain(item) for item in value]
        return value

    return {f.name: plain(getattr(params, f.name)) for f in dataclasses.fields(params)}


def describe(kind: type[Any]) -> list[tuple[str, str, str, str]]:
    """``(name, type, default, help)`` of each parameter."""
    hints = get_type_hints(kind)
    rows = []
    for each in dataclasses.fields(kind):
        required = each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        default = (
            "required" if required else str(None if each.default is dataclasses.MISSING else each.default)
        )
        hint = hints[each.name]
        plain = isinstance(hint, type) and not get_args(hint)
        kind_name = hint.__name__ if plain else str(hint).replace("typing.", "").replace("pathlib.", "")
        rows.append((each.name, kind_name, default, help_of(each)))
    return rows


def help_of(each: dataclasses.Field[Any]) -> str:
    return str(each.metadata.get("help", each.name.replace("_", " ")))
