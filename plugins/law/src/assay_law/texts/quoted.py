"""The quotations of a response: what stands in quotation marks or in a block quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.evidence import Quote, find_quote

_MARKS = (("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))
_LINE = re.compile(r"^[ \t]*>[ \t]?(.*)$", re.MULTILINE)
LONGEST = 8_000
MOST = 60


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks, without the marks, and their place in the response."""

    text: str
    start: int
    end: int
    block: bool = False


class Unreadable(ValueError):
    """A quotation mark without its other half."""


def quotations_in(text: str) -> list[Quoted]:
    """The outermost quotations of a text, in order; single marks are quotations only where no double ones are around."""
    made: list[Quoted] = []
    at = 0
    blocks = list(_blocks(text))
    masked = list(text)
    for each in blocks:
        made.append(each)
        masked[each.start : each.end] = " " * (each.end - each.start)
    plain = "".join(masked)
    opens = {a: b for a, b in _MARKS}
    while at < len(plain):
        char = plain[at]
        if char in opens:
            close, depth, to = opens[char], 1, at + 1
            while to < len(plain) and depth:
                depth += (plain[to] == char) - (plain[to] == close)
                to += 1
            if depth:
                raise Unreadable("A quotation is not closed.")
            made.append(Quoted(plain[at + 1 : to - 1], at + 1, to - 1))
            at = to
        elif char == '"':
            if (
                plain[at - 1 : at].isdigit()
                and at
                and plain[:at].count('"') % 2 == 0
                and not plain[at + 1 : at + 2].isalpha()
            ):
                at += 1  # inches
                continue
            to = plain.find('"', at + 1)
            if to < 0:
                raise Unreadable("A quotation is not closed.")
            made.append(Quoted(plain[at + 1 : to], at + 1, to))
            at = to + 1
        elif char == "‘" and not plain[at - 1 : at].isalnum():
            end = re.compile(r"’(?!\w)").search(plain, at)
            if end and end.start() - at < LONGEST:
                made.append(Quoted(plain[at + 1 : end.start()], at + 1, end.start()))
                at = end.end()
            else:
                at += 1
        elif char in "”」』»":
            raise Unreadable("A quotation is closed that was not opened.")
        else:
            at += 1
    return sorted((each for each in made if any(c.isalnum() for c in each.text)), key=lambda each: each.start)


_EMPHASIS = re.compile(
    r"(?<![\[_])(\*\*|__)(?=[^\s\]_])([^*\n]{1,2000}?)(?<=[^\s\[_])\1(?!_)|(?<![\w*\[])(\*)(?=[^\s*\]])([^*\n]{1,2000}?)(?<=[^\s*\[])\*(?![\w*])"
)
_TAG = re.compile(r"</?answer>", re.IGNORECASE)


def without_emphasis(text: str) -> str:
    """The text, as long as it was, without marks of emphasis and tags around an answer."""

    def bare(match: re.Match[str]) -> str:
        marks = " " * len(match[1] or match[3])
        return f"{marks}{match[2] or match[4]}{marks}"

    return _TAG.sub(lambda match: " " * len(match[0]), _EMPHASIS.sub(bare, text))


_FROM = re.compile(r"[*_]*\s*[—–-]{1,2}\s*[^—–\n]{1,80}\Z")
"""The last line of a block quote that says where it is from: ``— § 11``."""


def _blocks(text: str) -> list[Quoted]:
    made: list[Quoted] = []
    run: list[re.Match[str]] = []
    for match in [*_LINE.finditer(text), None]:
        if run and (match is None or match.start() > run[-1].end() + 1):
            if len(run) > 1 and _FROM.match(run[-1][1]):
                run.pop()
            said = "\n".join(m[1] for m in run).strip().strip("*_ ")
            for a, b in (*_MARKS, ('"', '"')):
                if said.startswith(a) and said.endswith(b) and len(said) > 2 and said.count(a) in (1, 2):
                    said = said[1:-1]
                    break
            made.append(Quoted(said, run[0].start(1), run[-1].end(), block=True))
            run = []
        if match is not None:
            run.append(match)
    return made


_PAIRED = re.compile(r"‘([^‘’]*)’|“([^“”]*)”|\"([^\"]*)\"|(?<!\w)'([^']*)'(?!\w)")


def find(quote: str, text: str, *, edits: bool = True) -> Quote | None:
    """Where a quotation stands; a stop or comma of the quoting sentence within the marks, and marks within marks, may differ."""
    for said in dict.fromkeys(
        (quote, quote.rstrip(" .,;:，。；：") if not quote.rstrip().endswith(("...", ". .", "…")) else quote)
    ):
        if not said:
            continue
        for mark in ("", '"', "'"):
            variant = _with_marks(said, mark) if mark else said
            if (mark and variant == said) or not variant:
                continue
            if place := find_quote(variant, text, edits=edits):
                return place
    return None


def _with_marks(text: str, mark: str) -> str:
    """A text with one kind of marks around what is quoted in it."""

    def marked(match: re.Match[str]) -> str:
        return mark + next(group for group in match.groups() if group is not None) + mark

    return _PAIRED.sub(marked, text)
