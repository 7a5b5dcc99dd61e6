"""What of a response is draft: written for its author, no part of what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.evidence.markdown import Fence, fences

_STEMS = (
    r"(?:think|thought|reason|scratch|reflect|monolog|deliberat|brainstorm|ponder|contemplat|ruminat|musing|cogitat"
    r"|introspect|analysis|planning|rationale|draft|rough|working|cot\b|chain[_-]of[_-]thought)"
)
_NAME = rf"(?:[A-Za-z]{{1,16}}[:_\- ]){{0,3}}{_STEMS}[\w\-]{{0,24}}"
"""A name that says draft, whatever else it says: ``think``, ``scratchpad``, ``inner_monologue``, ``x:thinking``."""

_TAG = re.compile(
    rf"<[ ]?(?P<c1>/)?[ ]?(?P<n1>{_NAME})(?:\s[^<>\n]{{0,100}})?>"  # <think>, </scratchpad>, <reasoning type="x">
    rf"|◁(?P<c2>/)?(?P<n2>{_NAME})▷"
    rf"|\[(?P<c3>/)?(?P<n3>(?-i:[A-Z_]*(?:THINK|THOUGHT|REASON|SCRATCH|DRAFT)[A-Z_]*))\]"
    rf"|<[|｜](?:(?P<edge>begin|start|end|eo)[_▁](?:of[_▁])?|(?P<c4>/))?(?P<n4>{_NAME})[|｜]>"
    r"|(?P<comment><!--)",
    re.IGNORECASE,
)
_CHANNEL = re.compile(r"<\|channel\|>[ \t]*(?P<name>\w*)[^<\n]{0,80}(?:<\|message\|>)?")
_CHANNEL_END = re.compile(r"<\|(?:end|return|call|start|channel)\|>")
_FINAL = frozenset(("final", "answer", "response", "output"))
_BARE_CHANNEL = re.compile(r"\A\s*(?:analysis|commentary)(?=[A-Z])")
_BARE_FINAL = re.compile(r"assistantfinal(?:<\|message\|>)?")
_SCRATCH = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]{0,8}|\*\*|__)?(?:my )?(?:scratch[ -]?(?:work|pad|paper)?|rough (?:work|draft|notes))"
    r"(?:\*\*|__)?[ \t]{0,8}:?(?:\*\*|__)?[ \t]{0,8}$",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_PART = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]{0,8}\S|(?:\*\*|__)[^\n*_]{1,60}(?:\*\*|__)[ \t]{0,8}:?[ \t]{0,8}$"
    r"|(?:\*\*|__)?(?:(?:so|thus|hence|therefore),? )?(?:final |the ){0,2}(?:answer|solution|response|result)\b[^\n]{0,40}?(?::|\bis\b))",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_NEWLINE = re.compile(r"[^\n]+")
_MOST_RESTARTS = 20  # beyond it no tag is taken for code
_PROSE = frozenset(("", "text", "txt", "plain", "plaintext", "markdown", "md", "xml", "html"))


def drafts(text: str) -> list[tuple[int, int]]:
    """Where the drafts of a response stand: spans in order that do not touch, their marks within.

    A draft is what stands between tags whose name says so (``<think>``, ``[THINK]``,
    ``<|begin_of_thought|>``, whatever the case and what is before and behind it), in a channel other
    than ``final``, in a comment, or under a heading "Scratch work" up to the next heading. It
    goes to the end if its end is missing, and begins with the text if its beginning is: servers
    put that into the prompt. There may be several. Tags in a closed block of code, and those
    between backticks or quotation marks, are text.
    """
    found = [*_channels(text), *_tagged(text), *_scratch(text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def without_drafts(text: str) -> str:
    """The text with blanks in the place of its drafts, so that whatever is left stays where it is."""
    kept, position = [], 0
    for start, end in drafts(text):
        kept += [text[position:start], _NOT_NEWLINE.sub(lambda m: " " * len(m[0]), text[start:end])]
        position = end
    return "".join([*kept, text[position:]]) if kept else text


def _channels(text: str) -> Iterator[tuple[int, int]]:
    """All but the final channels, where a response has channels."""
    if "<|channel|>" not in text and "assistantfinal" not in text and not _BARE_CHANNEL.match(text):
        return
    position, seen = 0, False
    for mark in _CHANNEL.finditer(text):
        seen = True
        if mark["name"].lower() in _FINAL and mark.start() >= position:
            yield position, mark.end()
            end = _CHANNEL_END.search(text, mark.end())
            position = end.start() if end else len(text)
    if seen:
        if position < len(text):
            yield position, len(text)
        return
    finals = list(_BARE_FINAL.finditer(text))  # the marks were lost, their words are left
    if finals:
        yield 0, finals[-1].end()
    elif _BARE_CHANNEL.match(text):
        yield 0, len(text)


def _tagged(text: str) -> Iterator[tuple[int, int]]:
    if "<" not in text and "[" not in text and "◁" not in text:
        return
    blocks = fences(text)
    block = next(blocks, None)
    position = restarts = 0
    while tag := _TAG.search(text, position):
        while block and block.closed and block.outer[1] <= tag.start():
            block = next(blocks, None)
        if block and _is_code(block) and block.outer[0] <= tag.start() < block.outer[1]:
            position = block.outer[1]
            continue
        if _is_mention(text[max(0, tag.start() - 1) : tag.start()], text[tag.end() : tag.end() + 1]):
            position = tag.end()
            continue
        if tag["comment"]:
            close = text.find("-->", tag.end())
            end = close + 3 if close >= 0 else len(text)
            yield tag.start(), end
        elif _closes(tag):
            end = tag.end()
            yield 0, end
        else:
            end = _end(text, tag)
            yield tag.start(), end
        position = end
        if block and block.outer[0] < position:  # a fence that a draft left open is none of the answer's
            restarts += 1
            blocks = fences(text, position if restarts < _MOST_RESTARTS else len(text))
            block = next(blocks, None)


def _is_mention(before: str, after: str) -> bool:
    """Whether a tag between these characters is only spoken of: it stands in backticks or quotation marks."""
    return (before, after) in {("`", "`"), ("'", "'"), ('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»")}


def _is_code(block: Fence) -> bool:
    return block.closed and block.language not in _PROSE


def _name(tag: re.Match[str]) -> str:
    return next((name.lower() for name in (tag["n1"], tag["n2"], tag["n3"], tag["n4"]) if name), "")


def _closes(tag: re.Match[str]) -> bool:
    edge = (tag["edge"] or "").lower()
    return bool(tag["c1"] or tag["c2"] or tag["c3"] or tag["c4"]) or edge.startswith("e")


def _end(text: str, opening: re.Match[str]) -> int:
    """Where the draft ends that the tag opens: at the first tag that closes one of its name."""
    name = _name(opening)
    for tag in _TAG.finditer(text, opening.end()):
        if not tag["comment"] and _closes(tag) and _name(tag) == name:
            return tag.end()
    return len(text)


def _scratch(text: str) -> Iterator[tuple[int, int]]:
    if not any(word in text for word in ("cratch", "CRATCH", "ough ", "OUGH ")):
        return
    position = 0
    while heading := _SCRATCH.search(text, position):
        after = _NEXT_PART.search(text, heading.end())
        position = after.start() if after else len(text)
        yield heading.start(), position
