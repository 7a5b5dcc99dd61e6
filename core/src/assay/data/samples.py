"""A user's own data set as samples: which column is what, and what is wrong with the rows that are none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.data.inputs import InputFile, Number, Record, json_text, open_input
from assay.errors import BadReference, UsageError
from assay.records import Sample, Source, Task
from assay.references import parts_of

TEXTS = ("response", "reference", "prompt")
FIELDS = (*TEXTS, "id", "sources")
_COLUMNS = {
    "response": ("response", "messages"),
    "reference": ("reference",),
    "prompt": ("prompt", "messages"),
    "id": ("id",),
    "sources": ("sources",),
}
_USUAL = {
    "response": ("completion", "output", "generation", "model_output", "prediction", "solution", "answer"),
    "reference": ("answer", "ground_truth", "solution", "target", "label", "expected", "output"),
    "prompt": ("question", "problem", "instruction", "input", "query"),
    "id": ("uid", "uuid", "idx", "index"),
}
_ROLES = {"response": "assistant", "prompt": "user"}
_PART = re.compile(r"reference\.[a-z_]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of the user's file.

    ``line`` is its line in JSONL, otherwise its row, from 1. ``sample`` is
    ``None`` exactly if there is a ``problem``: one sentence with place and
    mend, ``reason`` its code. ``extra`` is the JSON text of all its columns,
    empty if they cannot be read.
    """

    line: int
    id: str
    sample: Sample | None
    reason: str = ""
    problem: str = ""
    extra: str = ""


class _Unusable(Exception):
    """A row from which no sample can be made: ``(reason, problem)``."""


def parse_mapping(options: Iterable[str]) -> dict[str, str]:
    """Turn options ``field=column`` into ``{field: column}``."""
    mapping: dict[str, str] = {}
    for option in options:
        name, equals, column = option.partition("=")
        if not (equals and name and column):
            raise UsageError(f"--map {option!r} is not of the form field=column, such as reference=answer")
        if name in mapping:
            raise UsageError(f"--map gives {name!r} twice; name one column for it")
        mapping[name] = column
    _known_fields(mapping)
    return mapping


def read_samples(
    path: Path, mapping: Mapping[str, str] | None = None, needs: Collection[str] = ("response",)
) -> Iterator[InputRow]:
    """The rows of a JSONL, JSON, CSV or Parquet file, in order.

    ``mapping`` says which column holds the response, reference, prompt or id.
    ``reference.KEY`` names a column that becomes a key of a reference made of
    several, a JSON object (``reference.tests``, ``reference.entry``), ``sources`` one
    with the texts that the row rests on. Left to themselves they are in columns of these
    names, or response and prompt in a chat in ``messages``. ``needs`` are the fields that must be
    there. What is wrong with the file or the mapping is raised at once.
    """
    mapping = mapping or {}
    _known_fields(mapping)
    source = open_input(path)
    _require_columns(source, mapping, needs)
    return (_input_row(source, record, mapping, needs) for record in source)


def _known_fields(mapping: Mapping[str, str]) -> None:
    if "reference" in mapping and _parts(mapping):
        raise UsageError(
            f"--map gives both 'reference' and {next(iter(_parts(mapping)))!r}; use the one or the other"
        )
    for name in mapping:
        if name not in FIELDS and not _PART.fullmatch(name):
            near = difflib.get_close_matches(name, FIELDS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(FIELDS)}"
            raise UsageError(f"--map names an unknown field {name!r}: {hint}")


def _parts(mapping: Mapping[str, str]) -> dict[str, str]:
    """The columns that a reference is made of, by key."""
    return {name: column for name, column in mapping.items() if _PART.fullmatch(name)}


def _require_columns(source: InputFile, mapping: Mapping[str, str], needs: Collection[str]) -> None:
    """Every column asked for is in at least one row. Reads on only while one is missing."""
    wanted: dict[str, tuple[str, ...]] = {name: (column,) for name, column in mapping.items()}
    wanted |= {name: _COLUMNS[name] for name in FIELDS if name in needs and name not in mapping}
    if _parts(mapping):
        wanted.pop("reference", None)
    seen: dict[str, None] = {}
    for record in source:
        for name, columns in list(wanted.items()):
            if not record.columns.keys().isdisjoint(columns):
                del wanted[name]
        if not wanted:
            return
        if len(seen) < 1000:
            seen |= dict.fromkeys(record.columns)
    if not seen:  # nothing to compare with: each row will say what is wrong with it
        return
    name, columns = next(iter(wanted.items()))
    free = [column for column in seen if column not in mapping.values()]
    usual = [column for column in _USUAL.get(name, ()) if column in free]
    near = difflib.get_close_matches(columns[0], free, 3, 0.5) or usual[:3]
    shown = ", ".join(list(seen)[:12]) + (", …" if len(seen) > 12 else "")
    hint = f"use --map {name}={near[0]}" if near else f"use --map {name}=COLUMN"
    if len(near) > 1:
        hint += f" (or {', '.join(near[1:])})"
    raise UsageError(f"no row of {source.path} has a column {columns[0]!r}, it has {shown}; {hint}")


def _input_row(
    source: InputFile, record: Record, mapping: Mapping[str, str], needs: Collection[str]
) -> InputRow:
    place = f"{source.path.name}, {source.unit} {record.number}"
    if record.problem:
        problem = f"{place}: {record.problem}."
        return InputRow(record.number, str(record.number), None, record.reason, problem)
    id_ = str(record.number)
    try:
        id_ = _identifier(record, mapping)
        fields = {name: _text(name, record.columns, mapping, needs) for name in TEXTS}
        sources = _sources(record.columns, mapping, fields["reference"])
    except _Unusable as unusable:
        reason, problem = unusable.args
        return InputRow(record.number, id_, None, reason, f"{place}: {problem}.", record.text)
    task = Task(fields["prompt"], fields["reference"], id=id_)
    return InputRow(record.number, id_, Sample(task, fields["response"], sources=sources), extra=record.text)


def _identifier(record: Record, mapping: Mapping[str, str]) -> str:
    value = record.columns.get(mapping.get("id", "id"))
    return str(record.number) if value is None or value == "" else _unicode("id", _plain(value))


def _text(name: str, columns: Mapping[str, Any], mapping: Mapping[str, str], needs: Collection[str]) -> str:
    """A field as text, ``""`` where it is absent and not needed."""
    if name == "reference" and (parts := _parts(mapping)):
        found = {key: columns.get(column) for key, column in parts.items()}
        whole = {key.partition(".")[2]: value for key, value in found.items() if value is not None}
        return _unicode(name, _plain(whole)) if whole else ""
    candidates = (mapping[name],) if name in mapping else _COLUMNS[name]
    column = next((c for c in candidates if _is_there(c, columns.get(c), name in mapping)), None)
    if column is None:
        if name in needs:
            raise _Unusable(f"missing_{name}", f"it has no {candidates[0]!r}; add it or delete the row")
        return ""
    value = columns[column]
    if name in _ROLES and _is_chat(value):
        return _turn(name, column, value, needs)
    if name in _ROLES and isinstance(value, (list, dict, bytes)):
        kind = {list: "a list", dict: "an object"}.get(type(value), "binary")
        raise _Unusable("not_text", f"its {column!r} is {kind}, not text; map {name!r} to a column of text")
    return _unicode(column, _plain(value))


def _sources(columns: Mapping[str, Any], mapping: Mapping[str, str], reference: str) -> tuple[Source, ...]:
    """The texts that a row rests on: of the mapped column, of ``sources``, or of that part of the reference.

    A mapped column may hold one text, a list of texts, or objects with ``text`` and perhaps
    ``id``, ``title``, ``licence`` and ``place``; the others count only as such objects.
    """
    column = mapping.get("sources", "sources")
    value = columns.get(column)
    if "sources" not in mapping and not _are_sources(value):
        try:
            value = (parts_of(reference) or {}).get("sources")
        except BadReference:
            return ()  # the verifiers will say so
        column = "reference.sources"
        if not _are_sources(value):
            return ()
    items = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for number, item in enumerate(items, 1):
        told = {"text": item} if isinstance(item, str) and not isinstance(item, Number) else item
        if not isinstance(told, dict) or not isinstance(told.get("text"), str):
            raise _Unusable(
                "bad_sources", f"its {column!r} is no text, no list of texts or of objects with 'text'"
            )
        said = {key: told[key] for key in ("id", "title", "licence", "place") if told.get(key) is not None}
        texts = {key: _unicode(column, _plain(each)) for key, each in said.items()}
        found.append(Source(texts.pop("id", f"source-{number}"), _unicode(column, told["text"]), **texts))
    if len({source.id for source in found}) < len(found):
        raise _Unusable("bad_sources", f"two of its {column!r} have one id; give each another")
    return tuple(found)


def _are_sources(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(s, dict) and "text" in s for s in value)


def _is_there(column: str, value: Any, mapped: bool) -> bool:
    """Whether a column can be what it is asked for: ``messages`` only as a chat, NaN not at all."""
    if column == "messages" and not mapped:
        return _is_chat(value)
    return value is not None and value == value


def _is_chat(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(m, dict) and "role" in m for m in value)


def _turn(name: str, column: str, chat: list[dict[str, Any]], needs: Collection[str]) -> str:
    """The last assistant turn of a chat, or the user turn that it answers."""
    turns = chat
    if name == "prompt":
        last = max((i for i, turn in enumerate(chat) if turn["role"] == "assistant"), default=len(chat))
        turns = chat[:last]
    found = [turn.get("content") for turn in turns if turn["role"] == _ROLES[name]]
    if not found or found[-1] is None:
        if name not in needs:
            return ""
        raise _Unusable(f"missing_{name}", f"its {column!r} hold no turn of the {_ROLES[name]}; add one")
    content = found[-1]
    if isinstance(content, list) and all(
        isinstance(p, dict) and isinstance(p.get("text"), str) for p in content
    ):
        content = "".join(part["text"] for part in content)
    if not isinstance(content, str):
        raise _Unusable("not_text", f"the {_ROLES[name]}'s turn in its {column!r} is not text; make it text")
    return _unicode(column, str(content))


def _plain(value: Any) -> str:
    """Text as it is; anything else as JSON, a number as it was written."""
    if isinstance(value, str) and not isinstance(value, Number):
        return value
    try:
        return json_text(value)
    except RecursionError:
        raise _Unusable("too_deep", "its JSON is nested too deep; flatten or delete it") from None


def _unicode(column: str, text: str) -> str:
    if _SURROGATE.search(text):
        raise _Unusable(
            "lone_surrogate", f"its {column!r} holds half a surrogate pair; mend the text's escapes"
        )
    return text
