"""Sequences that go over several lines: FASTA, GenBank, blocks of code, neighbouring lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from assay_science.sequences.reading import (
    JOIN,
    LONGEST_LOWER,
    NUCLEIC,
    STOPS,
    Kind,
    by_names,
    is_word,
    plain,
)

_FENCE = re.compile(r"\s{0,20}(?:`{3,20}|~{3,20})\s{0,9}[\w+-]{0,40}\s{0,20}")
_FENCE_END = re.compile(r"\s{0,20}(?:`{3,20}|~{3,20})\s{0,20}")
_HEADER = re.compile(r"\s*(?:>\s?\S.*|ORIGIN\s*|;.*|LOCUS .*|FEATURES .*)")
_NOT_IT = re.compile(
    r"\b(?:not|wrong|incorrect|draft|other|another|example|bad|input|template|given|original)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<![\w.])[35]\s?'|(?<=[A-Za-z])\d'|//")
_CAPTION = re.compile(r"^.{0,200}?(?:[:=]|\bis)\s+(?=\S)")


def joined(text: str, kind: Kind) -> str:
    """The text, as long as it was, with each sequence that goes over several lines on one line, in capitals.

    Such are fenced blocks and FASTA records that hold nothing but a sequence, GenBank's ``ORIGIN``, and neighbouring lines of
    sequence. Headers become blanks; one behind another record becomes a comma.
    """
    lines = text.split("\n")
    out = list(lines)
    fence_ends = [n for n, line in enumerate(lines) if _FENCE_END.fullmatch(line)] + [len(lines)]
    closing = set[int]()
    glued = [False] * len(lines)  # whether a line goes on in the next one
    at = 0
    while at < len(lines):
        if _DISPLAY.fullmatch(lines[at]):
            out[at] = " " * len(lines[at])
            at += 1
            continue
        if at not in closing and _FENCE.fullmatch(lines[at]):
            close = fence_ends[bisect_right(fence_ends, at)]
            inner = range(at + 1, min(close, len(lines)))
            if close < len(lines) and _all_sequence(lines, inner, kind):
                out[at], out[close] = " " * len(lines[at]), " " * len(lines[close])
                _join(lines, out, glued, list(inner), kind)
                at = close
            else:
                closing.add(close)
            at += 1
            continue
        stop, kinds = at, list[str]()
        while (
            stop < len(lines)
            and (what := _class(lines[stop], kind, stop > at and kind != "protein")) in _OF_BLOCK
        ):
            kinds.append(what)
            stop += 1
        block = range(at, stop)
        first = at
        if at and kinds[:1] == ["sequence"] and (said := _CAPTION.match(lines[at - 1])):
            rest = lines[at - 1][said.end() :]
            if (
                _class(rest, kind, False) == "sequence"
                and len(rest) >= 10
                and not _ENDS.search(lines[at - 1][-4:])
            ):
                glued[at - 1] = True
                first = at - 1
        if "sequence" in kinds and (kinds[0] == "header" or kinds.count("sequence") > 1 or first < at):
            headers = [lines[n] for n, what in zip(block, kinds, strict=True) if what == "header"]
            if not any(_NOT_IT.search(header) for header in headers):
                _join(lines, out, glued, list(block), kind)
        at = max(stop, at + 1)
    return "".join(line + (JOIN if go else "\n") for line, go in zip(out, glued, strict=True))[:-1]


_DISPLAY = re.compile(r"\s{0,20}(?:\$\$|\\\[|\\\])\s{0,20}")
_OF_BLOCK = ("header", "sequence", "end")


def _all_sequence(lines: list[str], block: Iterable[int], kind: Kind) -> bool:
    seen = False
    for n in block:
        what = _class(lines[n], kind, True)
        if not what or (what == "header" and _NOT_IT.search(lines[n])):
            return False
        seen = seen or what == "sequence"
    return seen


def _join(lines: list[str], out: list[str], glued: list[bool], block: list[int], kind: Kind) -> None:
    seen = False
    while block and not lines[block[-1]].strip():
        block = block[:-1]
    for n in block:
        what = _class(lines[n], kind, True)
        if what == "sequence":
            seen = True
            spelt = kind == "protein" and _named_line(lines[n])
            out[n] = lines[n] if spelt else lines[n].upper()
        else:
            out[n] = (", " if what == "header" and seen and lines[n] else "").ljust(len(lines[n]))[
                : len(lines[n])
            ]
        glued[n] = n != block[-1]


def _named_line(line: str) -> bool:
    return any(by_names(word) is not None for word in re.findall(r"[A-Za-z]+", line))


def _class(line: str, kind: Kind, fenced: bool) -> str:
    """What a line is: ``sequence``, ``header``, ``end`` (``//``), ``blank``; ``""`` if it is something else."""
    if not line.strip():
        return "blank" if fenced else ""
    if _HEADER.fullmatch(line):
        return "header"
    if line.strip() == "//":
        return "end"
    bare = re.sub(r"^\s*\d+\s|\s\d+\s*$", " ", _ENDS.sub(" ", plain(line)))
    words = re.findall(r"[A-Za-z]+", bare)
    if not words or re.sub(r"[A-Za-z\s*-]", "", bare) or "--" in bare:
        return ""
    if kind == "protein":
        named = all(by_names(word) is not None or word.upper() in STOPS for word in words)
        capitals = all(word.isupper() and not is_word(word, fenced) for word in words)
        small = (
            fenced and all(word.islower() for word in words) and len({len(word) for word in words[:-1]}) < 2
        )
        return "sequence" if named or capitals or small else ""
    bases = all(
        NUCLEIC.issuperset(word.upper())
        and not is_word(word.upper(), fenced)
        and (word.isupper() or set("ACGTUN").issuperset(word.upper()))
        for word in words
    )
    enough = fenced or all(word.isupper() for word in words) or sum(map(len, words)) >= LONGEST_LOWER
    return "sequence" if bases and enough else ""
