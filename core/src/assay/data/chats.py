"""Chats as other people write them: turns of ``role`` and ``content``, or ShareGPT's ``from`` and ``value``.

A chat is read whole or not at all: what a turn holds besides text (a picture, a call of a
tool) makes its row unusable, so that no part of a chat is left out unsaid. Only the thinking
apart from the text of the last turn is read, by :func:`thoughts_of`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assay.data.input_rows import Number
from assay.records import Message

Chat = tuple[Message, ...]

_ROLES = {
    **{role: role for role in ("system", "user", "assistant", "tool")},
    **{"human": "user", "gpt": "assistant", "observation": "tool"},
}
_CALLS = ("tool_calls", "function_call")
_THOUGHTS = ("thinking", "reasoning", "reasoning_content")
_MEDIA = tuple(f"{kind}{plural}" for kind in ("image", "video", "audio") for plural in ("", "s"))
_TEXT_PARTS = ("text", "input_text", "output_text")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Unusable(Exception):
    """A row from which no sample can be made: ``(reason, problem)``."""


def is_chat(value: Any) -> bool:
    """Whether a value is meant as a chat; :func:`read_chat` says what is wrong with it."""
    return isinstance(value, list) and any(
        isinstance(t, dict) and ("role" in t or "from" in t) for t in value
    )


def read_chat(column: str, columns: Mapping[str, Any]) -> Chat:
    """The turns of the chat in a column, all of them, by the roles system, user, assistant and tool.

    Raises :class:`Unusable`
    for a turn that is no text, for an unknown role, and for pictures in a column of the row.
    """
    chat = columns[column]
    if media := next((name for name in _MEDIA if columns.get(name)), None):
        raise Unusable(
            "not_text", f"its chat goes with the {media!r} beside it, and only text is read; delete the row"
        )
    return tuple(_turn(column, number, turn, last=number == len(chat)) for number, turn in enumerate(chat, 1))


def thoughts_of(chat: Any) -> str:
    """What the last turn of a chat holds apart from its text, in a field for thinking; ``""`` if nothing."""
    turn = chat[-1] if is_chat(chat) and isinstance(chat[-1], dict) else {}
    return next((str(turn[key]) for key in _THOUGHTS if turn.get(key)), "")


def with_system(place: str, chat: Chat, columns: Mapping[str, Any]) -> Chat:
    """The chat of a place (``its 'messages'``) with the system prompt that stands in a column ``system``, if one does."""
    system = columns.get("system")
    if not isinstance(system, str) or isinstance(system, Number) or not system:
        return chat
    found = [turn.content for turn in chat if turn.role == "system"]
    if system in found:
        return chat
    if found:
        raise Unusable(
            "bad_chat",
            f"its 'system' is another than the system turn of {place}; delete the one or the other",
        )
    return (Message("system", unicode_text("system", str(system))), *chat)


def history(columns: Mapping[str, Any]) -> Chat:
    """The earlier turns in a column ``history``, a list of pairs ``[user, assistant]`` as Alpaca's form has it."""
    pairs = columns.get("history")
    if not isinstance(pairs, list) or not any(isinstance(pair, list | dict) for pair in pairs):
        return ()
    turns: list[Message] = []
    for number, pair in enumerate(pairs, 1):
        texts = pair if isinstance(pair, list) else []
        if len(texts) != 2 or not all(isinstance(t, str) and not isinstance(t, Number) for t in texts):
            raise Unusable(
                "bad_chat",
                f"pair {number} of its 'history' is no list of two texts, what the user said and what the "
                "assistant answered; mend or delete it",
            )
        said, answered = (unicode_text("history", str(text)) for text in texts)
        turns += [Message("user", said), Message("assistant", answered)]
    return tuple(turns)


def has_tools(columns: Mapping[str, Any]) -> bool:
    """Whether a column ``tools`` holds any: a list or an object that is not empty, also as the text of one."""
    tools = columns.get("tools")
    if isinstance(tools, str):
        return tools.strip() not in ("", "[]", "{}", "null")
    return isinstance(tools, list | dict) and bool(tools)


def join(asked: str, prompt: Chat, said: str, response: Chat) -> Chat:
    """One chat of that in the prompt's column and that in the response's, which goes on from it or repeats it."""
    if response[: len(prompt)] == prompt:
        return response
    if response[0].role in ("assistant", "tool"):
        return without_reply(prompt) + response
    raise Unusable(
        "bad_chat",
        f"its chat in {said!r} does not go on from that in {asked!r}; map 'prompt' and 'response' to one chat",
    )


def without_reply(chat: Chat) -> Chat:
    """A chat up to the turn that its last reply answers: another response takes the place of that reply."""
    return chat[:-1] if chat and chat[-1].role == "assistant" else chat


def last_question(chat: Chat) -> str | None:
    """What the user said last, ``None`` if nothing."""
    return next((turn.content for turn in reversed(chat) if turn.role == "user"), None)


def unicode_text(column: str, text: str) -> str:
    """``text``, which holds no half of a surrogate pair; raises :class:`Unusable`."""
    if _SURROGATE.search(text):
        raise Unusable(
            "lone_surrogate", f"its {column!r} holds half a surrogate pair; mend the text's escapes"
        )
    return text


def _turn(column: str, number: int, turn: Any, *, last: bool) -> Message:
    place = f"turn {number} of its {column!r}"
    if not isinstance(turn, dict):
        raise Unusable("bad_chat", f"{place} is no object with a role and a content; mend or delete it")
    told, content = ("role", "content") if turn.get("role") is not None else ("from", "value")
    name = turn.get(told)
    if name == "function_call" or any(turn.get(key) for key in _CALLS):
        raise Unusable("tool_calls", f"{place} calls a tool, and only text is read; delete the row")
    role = _ROLES.get(name) if isinstance(name, str) else None
    if role is None:
        raise Unusable(
            "unknown_role",
            f"{place} is of the role {str(name)[:40]!r}; known are system, user, assistant and tool "
            "(human, gpt and observation of ShareGPT)",
        )
    if thought := next((key for key in _THOUGHTS if turn.get(key)), None):
        if not last:
            raise Unusable(
                "not_text",
                f"{place} has its {thought!r} apart from the text, which only the last turn may; delete it",
            )
        if not isinstance(turn[thought], str):
            raise Unusable("not_text", f"{place} has {thought!r} that is no text; make it text or delete it")
        unicode_text(thought, str(turn[thought]))
    return Message(role, unicode_text(column, _text(f"{place} ({role})", turn.get(content), turn)))


def _text(place: str, content: Any, turn: Mapping[str, Any]) -> str:
    if content is None:
        raise Unusable("bad_chat", f"{place} has no content; add it or delete the row")
    if isinstance(content, str):
        parts = [str(content)]
    elif isinstance(content, list) and content and all(map(_is_text_part, content)):
        parts = [str(part["text"]) for part in content]
    else:
        raise Unusable("not_text", f"{place} is not text alone; make it text or delete the row")
    if media := next((key for key in _MEDIA if turn.get(key)), None):
        raise Unusable(
            "not_text", f"{place} has {media!r} beside its text, and only text is read; delete the row"
        )
    return "".join(parts)


def _is_text_part(part: Any) -> bool:
    return (
        isinstance(part, dict)
        and part.get("type", "text") in _TEXT_PARTS
        and isinstance(part.get("text"), str)
        and not any(part.get(key) for key in (*_MEDIA, "image_url", "input_audio"))
    )
