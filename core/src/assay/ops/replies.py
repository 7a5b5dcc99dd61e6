"""What a model wrote, taken apart: lists, sections, code blocks, a label, the final answer.

Each raises :class:`Rejected` where the reply is not what was asked for: nothing is
guessed, and what cannot be told is no answer. Thinking blocks are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assay.errors import Rejected
from assay.evidence.markdown import fences
from assay.json_replies import without_thinking
from assay.params import param


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Parameters of a recipe that takes replies apart with ``ctx.read(…, attempts=ctx.params.reads)``."""

    reads: int = param(
        "how often to ask for a reply in all where it cannot be read; the model is told what could not",
        2,
        least=1,
    )


_ITEM = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]*)?(\*\*|__)?(?:(?:task|question|item|problem|instruction|step)[ \t]+)?#?"
    r"(\d{1,4})(\*\*|__)?[ \t]*[.):](\*\*|__)?(?=[ \t\n]|$|[A-Za-z\"'(\[])[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER = re.compile(
    r"(?:####|(?:^|(?<=[.\n!?]))[ \t]*(?:\*\*)?(?:so[, ]+|therefore[, ]+|thus[, ]+|hence[, ]+)?"
    r"(?:(?:the|my)[ \t]+)?(?:final[ \t]+)?answer(?:\*\*)?(?:[ \t]+is\b[ \t]*:?|[ \t]*:|[ \t]*=))"
    r"(?:\*\*)?(?:[ \t]*\n){0,2}[ \t]*([^\n]*)",
    re.IGNORECASE,
)
_BRACE = re.compile(r"\\f?boxed\s*\{|\\.|[{}]", re.DOTALL)  # an escaped brace is none
_LABEL = re.compile(
    r"^[^\w\n]*(?:(?:final|the|my)[ \t]+){0,2}(?:label|answer|category|class|sentiment|rating)[*_]*[ \t]*"
    r"(?::|\bis\b)[*_]*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_DOUBT = re.compile(
    r"\b(?:not|no|non|never|neither|nor|without|hardly|rather|instead|than|unless|if|either|or|could|may|might|maybe"
    r"|perhaps|possibly|cannot|unsure|unclear|less)\b|n['’]t\b"
)
_WHITE = re.compile(r"\s+")


def numbered(text: str, *, start: int = 1, cut: bool = False) -> list[str]:
    """The items of a numbered list (``1. …``, ``2) …``, ``**Task 3:** …``), each with all its lines.

    Numbers must go up by one from ``start``; a number that does not is text of
    the item. Of a reply that was ``cut`` off (``reply.finish == "length"``) the last item is dropped.
    Raises :class:`~assay.Rejected` (``unparsable_reply``) if there is no list.
    """
    text = without_thinking(text)
    marks: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if int(match[2]) == start + len(marks):
            marks.append(match)
    if not marks:
        raise Rejected("unparsable_reply", f"The reply holds no list that begins with {start}.")
    items = []
    for mark, end in zip(marks, [m.start() for m in marks[1:]] + [len(text)], strict=True):
        item = text[mark.end() : end].strip()
        if mark[1] and not (mark[3] or mark[4]):  # **1. Title** goes on in bold
            item = item.replace(mark[1], "", 1).strip()
        items.append(item)
    return items[:-1] if cut else items


def tagged(text: str, *names: str) -> dict[str, str]:
    """What stands in ``<name>…</name>``, for each of the names.

    Raises :class:`~assay.Rejected` (``unparsable_reply``) unless each is there once.
    """
    text = without_thinking(text)
    found = {}
    for name in names:
        opened, *rest = re.split(f"<{re.escape(name)}>", text, flags=re.IGNORECASE)[1:] or [""]
        inside, *after = re.split(f"</{re.escape(name)}>", opened, flags=re.IGNORECASE)
        if rest or len(after) != 1:
            raise Rejected("unparsable_reply", f"The reply does not have one part <{name}>.")
        found[name] = inside.strip()
    return found


def sections(text: str, *names: str, optional: Sequence[str] = ()) -> dict[str, str]:
    """What follows the headings ``Name:``, ``**Name:**`` or ``## Name``, up to the next of them.

    Each name must be there once and have a text; ``optional`` ones may be absent. Raises
    :class:`~assay.Rejected` (``unparsable_reply``) otherwise.
    """
    text = without_thinking(text)
    wanted = {name.lower(): name for name in (*names, *optional)}
    alternatives = "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
    heading = re.compile(
        rf"^[ \t]*(?:(?:#{{1,6}}[ \t]*(?:\*\*|__)?|\*\*|__)({alternatives})(?:\*\*|__)?[ \t]*:?(?:\*\*|__)?[ \t]*$"
        rf"|(?:#{{1,6}}[ \t]*)?(?:\*\*|__)?({alternatives})(?:\*\*|__)?[ \t]*:(?:\*\*|__)?)",
        re.IGNORECASE | re.MULTILINE,
    )
    matches = list(heading.finditer(text))
    found: dict[str, str] = {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=False):
        name = wanted[(match[1] or match[2]).lower()]
        if name in found:
            raise Rejected("unparsable_reply", f"The reply has two parts {name!r}.")
        found[name] = text[match.end() : end].strip()
    for name in names:
        if not found.get(name):
            raise Rejected("unparsable_reply", f"The reply has no part {name!r}.")
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language in lower case (``""`` if it has none) and its text."""

    language: str
    text: str


def blocks(text: str, *languages: str) -> list[Block]:
    """The complete fenced blocks, those of the ``languages`` if any are named. One that is not closed is left out."""
    found = [Block(f.language, f.text) for f in fences(without_thinking(text)) if f.closed]
    return [block for block in found if not languages or block.language in languages]


def block(text: str, *languages: str) -> str:
    """The text of the one fenced block of these languages; raises :class:`~assay.Rejected` (``unparsable_reply``)."""
    found = blocks(text, *languages)
    if len(found) != 1:
        kind = " or ".join(languages) + " block" if languages else "fenced block"
        raise Rejected("unparsable_reply", f"The reply has {len(found)} {kind}s, not one.")
    return found[0].text


def label(text: str, labels: Iterable[str]) -> str:
    """The one of the ``labels`` that a reply gives.

    It is the whole reply, or stands after ``Label:``, ``Answer:`` and the like, or
    is the only one in the last line. Two different ones are no label, nor is one
    that is denied or doubted (``not positive``, ``could be positive``): :class:`~assay.Rejected` (``no_label``).
    """
    options = {_plain(option): option for option in labels}
    text = without_thinking(text)
    given = {_plain(match[1]): match[1] for match in _LABEL.finditer(text)}
    lines = [line for line in text.splitlines() if line.strip()]
    if (whole := options.get(_plain(text))) is not None:
        return whole
    if len(given) > 1 or not lines:
        raise Rejected("no_label", f"The reply gives {len(given) or 'no'} labels.")
    plain, piece = next(iter(given.items()), ("", lines[-1]))
    if plain in options:
        return options[plain]
    named, rest = _named(piece, options)
    if len(named) != 1 or _DOUBT.search(rest):
        raise Rejected("no_label", f"It cannot be told which label is meant: {piece.strip()[:80]!r}.")
    return options[named.pop()]


def _plain(text: str) -> str:
    return _WHITE.sub(" ", text.strip().strip("\"'`*_.()[]{}<>!:;, \t").strip()).casefold()


def _named(text: str, options: Iterable[str]) -> tuple[set[str], str]:
    """The labels that a text names, and the text without them; of two that overlap (``safe``, ``unsafe``) the longer."""
    rest = _WHITE.sub(" ", text).casefold()
    found = set()
    for option in sorted(options, key=len, reverse=True):
        rest, times = re.subn(rf"(?<!\w){re.escape(option)}(?!\w)", "\0", rest)
        if times:
            found.add(option)
    return found, rest


def final_answer(text: str) -> str:
    r"""What the last ``Answer: …``, ``The answer is …``, ``#### …`` or ``\boxed{…}`` says.

    Raises :class:`~assay.Rejected` (``no_final_answer``) if none is there.
    """
    text = without_thinking(text)
    boxes = _boxes(text)
    lines = [(m.start(), m[1]) for m in _ANSWER.finditer(text) if m[1].strip()]
    if not boxes and not lines:
        raise Rejected("no_final_answer", "The reply states no final answer.")
    last = max(lines, default=(-1, ""))
    if boxes and boxes[-1][0] > last[0]:
        return boxes[-1][1].strip()
    answer = last[1].strip()
    inner = _boxes(answer)
    if inner:
        return inner[-1][1].strip()
    answer = answer.strip("*").strip()
    # The full stop that ends the sentence is no part of the answer; one inside a number is.
    return answer[:-1].rstrip() if answer.endswith(".") and not answer.endswith("..") else answer


def _boxes(text: str) -> list[tuple[int, str]]:
    r"""Place and content of each complete ``\boxed{…}``, by where it begins."""
    found: list[tuple[int, str]] = []
    open_: list[tuple[int, int] | None] = []  # for each brace the box that it opens, if it does
    for match in _BRACE.finditer(text):
        if match[0] == "}":
            box = open_.pop() if open_ else None
            if box is not None:
                found.append((box[0], text[box[1] : match.start()]))
        elif match[0][-1] == "{" and match[0][:2] != "\\{":
            open_.append((match.start(), match.end()) if match[0][0] == "\\" else None)
    return sorted(found)
