"""The JSON of a FHIR resource or bundle in a text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from assay.evidence.final_answer import without_drafts
from assay.evidence.markdown import fences

LONGEST = 1_000_000
"""Characters of a text that are read."""
DEEPEST = 60
"""Levels of nesting that are read."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A resource and where its JSON stands; or, where there is none, a ``reason`` and a sentence."""

    resource: Json
    start: int = 0
    end: int = 0
    reason: str = ""
    message: str = ""


def _none(reason: str, message: str) -> Found:
    return Found({}, reason=reason, message=message)


def find_resource(text: str, *, drafts: bool = True) -> Found:
    """The one resource in a text: all of it, in a fenced block, or an object with prose around it.

    Reasons where there is none: ``no_resource``, ``several_resources``, ``invalid_json``, ``too_long``. With ``drafts`` what
    is draft of a response is not read.
    """
    if len(text) > LONGEST:
        return _none("too_long", f"More than {LONGEST:,} characters are not read.")
    seen = without_drafts(text) if drafts else text
    blocks = [each for each in fences(seen) if each.text.lstrip().startswith("{")]
    places = [(each.start, each.end) for each in blocks] or _objects(seen)
    places = [each for each in places if '"resourceType"' in seen[slice(*each)]] or places
    if not places:
        return _none("no_resource", "There is no JSON object.")
    if len(places) > 1:
        return _none("several_resources", "There are several JSON objects; a Bundle would hold them in one.")
    start, end = places[0]
    inside = blocks[0].text if len(blocks) == 1 and blocks[0].start == start else seen[start:end]
    if _deep(inside):
        return _none("too_long", f"More than {DEEPEST} levels of JSON are not read.")
    try:
        value = json.loads(inside, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return Found({}, start, end, "invalid_json", f"The JSON cannot be read: {str(error)[:120]}.")
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        return Found({}, start, end, "no_resource", "The JSON object has no resourceType.")
    return Found(value, start, end)


_DOUBT = re.compile(
    r"\b(?:not (?:entirely |quite |completely )?(?:sure|certain|confident|valid|correct|right)|unsure|uncertain|perhaps|maybe|possibly|probably|a guess"
    r"|(?:is|are|was|were|be) (?:wrong|incorrect|invalid)|(?:might|may|could) (?:be|contain|hold)|mistakes?|do(?:es)? not (?:use|trust)|for another|a student|ignore (?:this|the))\b",
    re.IGNORECASE,
)


def doubt(text: str, found: Found) -> str:
    """The words around a resource that take it back or leave it open, or ``""``."""
    seen = without_drafts(text)
    if denied := re.search(
        r"\b(?:not|never)\b\W*\Z", seen[max(0, found.start - 40) : found.start], re.IGNORECASE
    ):
        return denied[0].strip()
    match = _DOUBT.search(seen[max(0, found.start - 1_000) : found.start]) or _DOUBT.search(
        seen[found.end : found.end + 1_000]
    )
    return match[0] if match else ""


def _objects(text: str) -> list[tuple[int, int]]:
    """Where objects stand that begin a line or the text, by their brackets."""
    found = []
    at = 0
    for match in re.finditer(r"(?:\A|\n)[ \t]*\{|\{\s*\"resourceType\"", text):
        first = text.index("{", match.start())
        if first < at:
            continue
        depth, quoted, escaped = 0, False, False
        for place in range(first, len(text)):
            sign = text[place]
            if quoted:
                quoted, escaped = (sign != '"' or escaped), (sign == "\\" and not escaped)
            elif sign == '"':
                quoted = True
            elif sign in "{}":
                depth += 1 if sign == "{" else -1
                if depth == 0:
                    at = place + 1
                    found.append((first, at))
                    break
        else:
            found.append((first, len(text)))
            break
    return found


def _deep(text: str) -> bool:
    depth = 0
    for sign in re.findall(r"[\[\]{}]", text):
        depth += 1 if sign in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands there twice")
    return made


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
