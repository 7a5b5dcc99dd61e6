"""Chats as people share them, brought into form: roles, Markdown, pieces of a bearable length."""

from __future__ import annotations

import re
from typing import Any

import assay
from assay.evidence.english import words_in
from assay.evidence.markdown import outside_fences

ROLES = {
    "human": "user", "user": "user", "system": "system",
    "gpt": "assistant", "chatgpt": "assistant", "bing": "assistant", "bard": "assistant", "assistant": "assistant",
}  # fmt: skip
TAG = re.compile(
    r"</?(?:p|div|span|pre|code|br|ul|ol|li|table|t[rdh]|thead|tbody|h[1-6]|strong|em|b|i|a|img|svg|button)\b[^<>]*>",
    re.I,
)
_COUNTER = re.compile(r"\A\s*\d+ / \d+\s*\n?")
_COPY = re.compile(r"Copy\d+ chars / \d+ words|^(?:[\w+#-]{0,20})Copy code[ \t]*\n?", re.M)


def outside_code(text: str) -> str:
    """A text without its fenced and inline code."""
    return re.sub(r"`[^`\n]*`", " ", outside_fences(text, open_too=True))


def clean_turns(turns: list[Any], html: bool = True) -> list[list[str]]:
    """Turns ``{from, value}`` or ``{role, content}`` as ``[role, Markdown]``, a reply before the first question left out."""
    cleaned: list[list[str]] = []
    for turn in turns:
        if not isinstance(turn, dict):
            raise assay.Rejected("bad_turn", "A turn is no object.")
        role = ROLES.get(str(turn.get("from", turn.get("role"))).lower())
        value = turn.get("value", turn.get("content"))
        if role is None or not isinstance(value, str):
            raise assay.Rejected("bad_turn", f"A turn has no known role or no text: {str(turn)[:60]}")
        if role != "assistant" or cleaned:  # a reply before the first question belongs to another chat
            cleaned.append([role, clean(value, html)])
    if cleaned and cleaned[-1][0] == "user":  # a question without an answer
        cleaned.pop()
    return cleaned


def clean(text: str, html: bool = True) -> str:
    """Markdown without the marks that a web page's buttons and counters left; HTML is turned into it."""
    if html and TAG.search(outside_code(text)):
        from markdownify import markdownify

        text = re.sub(r"</?(?:div|span)\b[^<>]*>", "", text, flags=re.I)  # they break the indent of code
        text = str(markdownify(text, heading_style="ATX", escape_misc=False))
    text = _COPY.sub("", _COUNTER.sub("", text)).replace("\r\n", "\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def pieces(turns: list[list[str]], most_words: int) -> list[list[list[str]]]:
    """The chat cut between exchanges into pieces of at most ``most_words`` words; a longer exchange stays whole."""
    found: list[list[list[str]]] = []
    size = 0
    for i in range(0, len(turns), 2):
        pair = turns[i : i + 2]
        count = sum(len(words_in(text)) for _, text in pair)
        if not found or size + count > most_words:
            found.append([])
            size = 0
        found[-1] += pair
        size += count
    return found
