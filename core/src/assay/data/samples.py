"""A user's own data set as samples: which column is what, and what is wrong with the rows that are none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.data.chats import (
    Chat,
    Unusable,
    has_tools,
    history,
    is_chat,
    join,
    last_question,
    read_chat,
    thoughts_of,
    unicode_text,
    with_system,
    without_reply,
)
from assay.data.inner import with_inner
from assay.data.input_rows import InputFile, Number, Record, json_text
from assay.data.inputs import open_input
from assay.data.places import Place
from assay.errors import BadReference, UsageError
from assay.records import Message, Sample, Source, Task
from assay.references import parts_of

TEXTS = ("response", "reference", "prompt")
FIELDS = (*TEXTS, "id", "sources")
CHATS = ("messages", "conversations")
_COLUMNS = {
    "response": ("response", *CHATS),
    "reference": ("reference",),
    "prompt": ("prompt", *CHATS),
    "id": ("id",),
    "sources": ("sources",),
}
_USUAL = {
    "response": ("completion", "output", "generation", "model_output", "prediction", "solution", "answer"),
    "reference": ("answer", "ground_truth", "solution", "target", "label", "expected", "output"),
    "prompt": ("question", "problem", "instruction", "input", "query"),
    "id": ("uid", "uuid", "idx", "index"),
}
_AROUND = ("system", "history", "tools")  # what belongs to a chat and stands beside it
_PART = re.compile(r"reference\.[a-z_]+")


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of the user's ``file``.

    ``line`` is its line in JSONL, otherwise its row, from 1. ``sample`` is
    ``None`` exactly if there is a ``problem``: one sentence with place and
    mend, ``reason`` its code. ``extra`` is the JSON text of all its columns,
    empty if they cannot be read. ``reasoning`` is what its response was thought out with, apart from it.
    """

    line: int
    id: str
    sample: Sample | None
    reason: str = ""
    problem: str = ""
    extra: str = ""
    reasoning: str = ""
    file: str = ""


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


class Samples:
    """The rows of one or several files, in order, any number of times, as :func:`read_samples` describes them.

    ``tables`` says whether all files are tables of Arrow; ``rows`` how many rows there are, where that is cheap to know.
    """

    def __init__(
        self, places: Sequence[Place], mapping: Mapping[str, str], needs: Collection[str] = ("response",)
    ) -> None:
        _known_fields(mapping)
        self.mapping, self.needs = mapping, needs
        self.sources = [(place.name, open_input(place.path)) for place in places]
        self.tables = all(source.types is not None for _, source in self.sources)
        _require_columns(self.sources, mapping, needs)

    @property
    def rows(self) -> int | None:
        counts = [source.quick_count() for _, source in self.sources]
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else None

    def count(self) -> int:
        """How many rows there are, if need be by reading them."""
        known = self.rows
        return known if known is not None else sum(1 for _, source in self.sources for _ in source)

    def types(self) -> dict[str, Any] | None:
        """The Arrow types of the columns by name, ``None`` where a file has none or they do not agree."""
        if not self.tables:
            return None
        found: dict[str, Any] = {}
        for _, source in self.sources:
            for name, kind in (source.types or {}).items():
                if found.setdefault(name, kind) != kind:
                    return None
        return found

    def __iter__(self) -> Iterator[InputRow]:
        several = len(self.sources) > 1
        for name, source in self.sources:
            for record in source:
                yield _input_row(name, source.unit, record, self.mapping, self.needs, several)


def read_samples(
    path: Path, mapping: Mapping[str, str] | None = None, needs: Collection[str] = ("response",)
) -> Iterator[InputRow]:
    """The rows of a JSONL, JSON, CSV, Parquet or Arrow file, in order.

    ``mapping`` says which column holds the response, reference, prompt or id; ``messages.-1.content`` is what is found
    in a column, a list by its number, an object by its key.
    ``reference.KEY`` names a column that becomes a key of a reference made of
    several, a JSON object (``reference.tests``, ``reference.entry``), ``sources`` one
    with the texts that the row rests on. Left to themselves they are in columns of these
    names, or response and prompt in a chat in ``messages`` or ``conversations``, which is kept whole.
    ``needs`` are the fields that must be there. What is wrong with the file or the mapping is raised at once.
    """
    return iter(Samples([Place(path, path.name)], mapping or {}, needs))


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


def _require_columns(
    sources: Sequence[tuple[str, InputFile]], mapping: Mapping[str, str], needs: Collection[str]
) -> None:
    """Every column asked for is in at least one row. Reads on only while one is missing."""
    wanted: dict[str, tuple[str, ...]] = {name: (column,) for name, column in mapping.items()}
    wanted |= {name: _COLUMNS[name] for name in FIELDS if name in needs and name not in mapping}
    if _parts(mapping):
        wanted.pop("reference", None)
    seen: dict[str, None] = {}
    for _, source in sources:
        for record in source:
            there = with_inner(record.columns, mapping).keys()
            for name, columns in list(wanted.items()):
                if not there.isdisjoint(columns):
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
    where = sources[0][1].path if len(sources) == 1 else f"the {len(sources)} files"
    raise UsageError(f"no row of {where} has a column {columns[0]!r}, it has {shown}; {hint}")


def _input_row(
    file: str, unit: str, record: Record, mapping: Mapping[str, str], needs: Collection[str], several: bool
) -> InputRow:
    place = f"{file}, {unit} {record.number}"
    id_ = f"{file}:{record.number}" if several else str(record.number)
    if record.problem:
        return InputRow(record.number, id_, None, record.reason, f"{place}: {record.problem}.", file=file)
    columns = with_inner(record.columns, mapping)
    extra = ""
    try:
        extra = json_text(record.columns)
        id_ = _identifier(columns, mapping) or id_
        sample = sample_of_columns(columns, mapping, needs, id_)
    except RecursionError:
        problem = f"{place}: its JSON is nested too deep; flatten or delete it."
        return InputRow(record.number, id_, None, "too_deep", problem, file=file)
    except Unusable as unusable:
        reason, problem = unusable.args
        return InputRow(record.number, id_, None, reason, f"{place}: {problem}.", extra, file=file)
    said = _column("response", columns, mapping)
    thoughts = thoughts_of(columns[said]) if said is not None else ""
    return InputRow(record.number, id_, sample, extra=extra, reasoning=thoughts, file=file)


def sample_of_columns(
    columns: Mapping[str, Any], mapping: Mapping[str, str], needs: Collection[str], id: str
) -> Sample:
    """The sample that a row's columns hold, as :func:`read_samples` describes; raises :class:`Unusable`."""
    prompt, response, turns = _exchange(columns, mapping, needs)
    reference = _reference(columns, mapping, needs)
    sources = _sources(columns, mapping, reference)
    return Sample(Task(prompt, reference, id=id), response, turns=turns, sources=sources)


def _identifier(columns: Mapping[str, Any], mapping: Mapping[str, str]) -> str:
    """The id that a row has in its columns, ``""`` if none."""
    value = columns.get(mapping.get("id", "id"))
    return "" if value is None or value == "" else unicode_text("id", _plain(value))


def _exchange(
    columns: Mapping[str, Any], mapping: Mapping[str, str], needs: Collection[str]
) -> tuple[str, str, Chat]:
    """Prompt, response and, where it is more than these two, the whole chat that ends in them."""
    asked, said = (_column(name, columns, mapping) for name in ("prompt", "response"))
    beside = next((name for name in CHATS if is_chat(columns.get(name))), None)
    own = {name: value for name, value in columns.items() if name in _AROUND and name not in mapping.values()}
    if beside is None and not any(name is not None and is_chat(columns[name]) for name in (asked, said)):
        return _texts(asked, said, columns, own, mapping, needs)
    if said is not None and is_chat(columns[said]):
        place, chat = said, _chat_with_reply(asked, said, columns, mapping, needs)
    else:
        response = _text("response", said, columns, mapping, needs)
        context = _chat_before(asked, beside, columns, mapping)
        if context is None:
            return _texts(asked, said, columns, own, mapping, needs)
        place = asked if asked is not None and is_chat(columns[asked]) else str(beside)
        chat = (*context, Message("assistant", response))
    if has_tools(own):
        raise Unusable(
            "tool_calls", "its chat goes with the 'tools' beside it, and only text is read; delete the row"
        )
    if history(own):
        raise Unusable(
            "bad_chat", f"it has a 'history' beside the chat in its {place!r}; delete the one or the other"
        )
    chat = with_system(f"its {place!r}", chat, own)
    prompt = last_question(chat)
    if prompt is None and "prompt" in needs:
        raise Unusable("missing_prompt", "its chat holds no turn of the user; add one")
    response = chat[-1].content
    roles = [turn.role for turn in chat]
    plain = (roles == ["user", "assistant"] and prompt) or (roles == ["assistant"] and response)
    return prompt or "", response, () if plain else chat


def _texts(
    asked: str | None,
    said: str | None,
    columns: Mapping[str, Any],
    own: Mapping[str, Any],
    mapping: Mapping[str, str],
    needs: Collection[str],
) -> tuple[str, str, Chat]:
    """Prompt and response of two columns of text, with the system prompt and the earlier turns beside them."""
    response = _text("response", said, columns, mapping, needs)
    prompt = _text("prompt", asked, columns, mapping, needs)
    earlier = history(own)
    if earlier and not prompt:
        raise Unusable(
            "missing_prompt",
            "its 'history' goes before a prompt that it does not have; add --map prompt=COLUMN",
        )
    turns = (Message("user", prompt),) if prompt else ()
    chat = with_system("its chat", (*earlier, *turns, Message("assistant", response)), own)
    return prompt, response, chat if len(chat) > len(turns) + 1 else ()


def _chat_with_reply(
    asked: str | None,
    said: str,
    columns: Mapping[str, Any],
    mapping: Mapping[str, str],
    needs: Collection[str],
) -> Chat:
    """The chat that the response is the last turn of, with the prompt of another column before it."""
    chat = read_chat(said, columns)
    if asked is not None and asked != said:
        if is_chat(columns[asked]):
            chat = join(asked, read_chat(asked, columns), said, chat)
        else:
            prompt, question = _text("prompt", asked, columns, mapping, needs), last_question(chat)
            if question is None and prompt:
                before = without_reply(chat)
                chat = (*before, Message("user", prompt), *chat[len(before) :])
            elif "prompt" in mapping and question is not None and prompt.strip() != question.strip():
                raise Unusable(
                    "bad_chat",
                    f"its {asked!r} is not the user's last turn in its {said!r}; leave 'prompt' out of --map, "
                    "or map 'response' to a column of text",
                )
    if chat[-1].role == "assistant":
        return chat
    if "response" in needs:
        raise Unusable(
            "missing_response",
            f"its {said!r} end in a turn of the {chat[-1].role}, not of the assistant; add the response or delete the row",
        )
    return (*chat, Message("assistant", ""))


def _chat_before(
    asked: str | None, beside: str | None, columns: Mapping[str, Any], mapping: Mapping[str, str]
) -> Chat | None:
    """The chat that a response in a column of text answers; ``None`` where the prompt is text, too, and stands alone."""
    if asked is not None and is_chat(columns[asked]):
        return without_reply(read_chat(asked, columns))
    if beside is None or "prompt" in mapping:
        return None
    chat = without_reply(read_chat(beside, columns))
    prompt = "" if asked is None else _plain(columns[asked])
    if prompt and prompt.strip() != (last_question(chat) or "").strip():
        raise Unusable(
            "bad_chat",
            f"its {asked!r} is not the user's last turn in its {beside!r}; say which of them counts with "
            f"--map prompt={asked} or --map prompt={beside}",
        )
    return chat


def _column(name: str, columns: Mapping[str, Any], mapping: Mapping[str, str]) -> str | None:
    """The column that holds a field, ``None`` where the row has none."""
    if name in mapping:
        return mapping[name] if _is_there(columns.get(mapping[name])) else None
    return next(
        (c for c in _COLUMNS[name] if _is_there(value := columns.get(c)) and _fits(name, c, value)), None
    )


def _text(
    name: str,
    column: str | None,
    columns: Mapping[str, Any],
    mapping: Mapping[str, str],
    needs: Collection[str],
) -> str:
    """A field as text, ``""`` where it is absent and not needed."""
    if column is None:
        if name not in needs:
            return ""
        empty = next((c for c in _COLUMNS[name] if name not in mapping and columns.get(c) == []), None)
        missing = (
            f"its {empty!r} is an empty chat; add its turns"
            if empty
            else f"it has no {mapping.get(name, name)!r}; add it"
        )
        raise Unusable(f"missing_{name}", f"{missing} or delete the row")
    value = columns[column]
    if name != "reference" and isinstance(value, (list, dict, bytes)):
        if value == []:
            raise Unusable("bad_chat", f"its {column!r} is an empty chat; add its turns or delete the row")
        kind = {list: "a list", dict: "an object"}.get(type(value), "binary")
        raise Unusable("not_text", f"its {column!r} is {kind}, not text; map {name!r} to a column of text")
    return unicode_text(column, _plain(value))


def _reference(columns: Mapping[str, Any], mapping: Mapping[str, str], needs: Collection[str]) -> str:
    if parts := _parts(mapping):
        found = {key: columns.get(column) for key, column in parts.items()}
        whole = {key.partition(".")[2]: value for key, value in found.items() if value is not None}
        return unicode_text("reference", _plain(whole)) if whole else ""
    return _text("reference", _column("reference", columns, mapping), columns, mapping, needs)


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
            raise Unusable(
                "bad_sources", f"its {column!r} is no text, no list of texts or of objects with 'text'"
            )
        said = {key: told[key] for key in ("id", "title", "licence", "place") if told.get(key) is not None}
        texts = {key: unicode_text(column, _plain(each)) for key, each in said.items()}
        found.append(Source(texts.pop("id", f"source-{number}"), unicode_text(column, told["text"]), **texts))
    if len({source.id for source in found}) < len(found):
        raise Unusable("bad_sources", f"two of its {column!r} have one id; give each another")
    return tuple(found)


def _are_sources(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(s, dict) and "text" in s for s in value)


def _is_there(value: Any) -> bool:
    """Whether a column holds anything: NaN is nothing."""
    return value is not None and value == value


def _fits(name: str, column: str, value: Any) -> bool:
    """Whether a column that nobody mapped can be what its name says: ``messages`` only as a chat."""
    return is_chat(value) if column in CHATS else name == "reference" or value != []


def _plain(value: Any) -> str:
    """Text as it is; anything else as JSON, a number as it was written."""
    if isinstance(value, str) and not isinstance(value, Number):
        return value
    try:
        return json_text(value)
    except RecursionError:
        raise Unusable("too_deep", "its JSON is nested too deep; flatten or delete it") from None
