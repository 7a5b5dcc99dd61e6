"""What a text obliges to, forbids, allows: shall, must not, may, need not; 应当, 不得, 可以, 不必."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assay.evidence import Findings, language
from assay.evidence.english import bases, simple_words

DUTY, BAN, MAY, NEED_NOT, ADVICE, OPEN = "duty", "ban", "permission", "no duty", "advice", "open"
_BE = r"(?:is|are|be|was|were|being|been)"
_KINDS = (
    (
        NEED_NOT,
        rf"\bneeds? not\b|\bneedn['’]t\b|\b(?:do|does|did|will|shall)(?:n['’]t| not) (?:have|need) to\b|\b(?:(?:shall|will|must|may)(?:n['’]t| not) be|{_BE}(?:n['’]t| not)) (?:required|obliged|obligated|bound) to\b|\bno (?:obligation|duty|need)(?: whatsoever)? (?:on \w+(?: \w+)? )?to\b"
        r"|无需|无须|不必|毋须|不需要?|没有义务|不负[^，。；]{0,10}义务",
    ),
    (
        BAN,
        rf"\b(?:shall|must|may|can|will|could)(?: \w+ly)? (?:not|never|in no event|under no circumstances)\b|\bcannot\b|\b(?:can|must|shan|won)['’]t\b|\b{_BE}(?:n['’]t| not) (?:permitted|allowed|entitled|authori[sz]ed) to\b"
        rf"|\b{_BE} (?:strictly |expressly )?(?:prohibited|forbidden|barred|precluded|prevented)\b|\b(?:no|neither|nobody)\b(?: [\w’'-]+){{0,5}} (?:shall|may|must|can|{_BE} (?:permitted|allowed|entitled))\b|\bhas no right to\b|\bhave no right to\b|\b(?:forbids|prohibits|bars|precludes)\b"
        r"|不得|禁止|严禁|不可以?(?!抗)|不能(?!够?避免|预见)|不应当?|不准|不允许|不许|无权",
    ),
    (ADVICE, r"\bshould(?: not|n['’]t)?\b|\bought to\b|建议|最好|宜"),
    (
        MAY,
        r"\b(?:shall|will) (?:be (?:entitled|permitted|allowed|free|authori[sz]ed) to|have the (?:right|option|power) to)\b",
    ),
    (
        DUTY,
        rf"\bshall\b|\bmust\b|\b(?:requires|obliges|obligates|compels)\b|\b{_BE} (?:required|obliged|obligated|bound) to\b|\b(?:has|have|had) to\b|\b(?:has|have|under) (?:a|an|the) (?:duty|obligation) to\b"
        r"|应当|必须|须(?!知)|应(?=[在于向按依将对及承负予该以])|有义务|负有[^，。；]{0,12}义务|有责任",
    ),
    (OPEN, r"\bwill\b|\bagrees? to\b|\bundertakes? to\b|需要?|要(?=在|向|按)"),
    (
        MAY,
        rf"\b(?:may|can|could)\b|\b(?:lets|allows|permits|entitles|authori[sz]es)\b|\b{_BE} (?:permitted|allowed|entitled|free|authori[sz]ed) to\b|\b(?:has|have) the (?:right|option|power) to\b|可以|有权|允许|准许|得以|能够",
    ),
)
_HAN = re.compile(r"[\u3400-\u9fff]")
CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Names of months and weekdays, which are no names of persons."""
_MODAL = re.compile("|".join(f"(?P<k{n}>{words})" for n, (_, words) in enumerate(_KINDS)), re.IGNORECASE)
_MONTH = re.compile(r"\s?\d|\s(?:of\s)?\d{4}")


@dataclass(frozen=True)
class Modal:
    """One word of obligation, prohibition or permission, and where it stands."""

    kind: str
    start: int
    end: int
    text: str


def modals_in(text: str) -> list[Modal]:
    """The modal words of a text in order; the month is none."""
    made = []
    for match in _MODAL.finditer(text):
        if match[0] == "May" and (
            _MONTH.match(text, match.end())
            or re.search(r"(?:\d|\b(?:in|of|by|until|on)) \Z", text[: match.start()])
        ):
            continue
        kind = next(kind for n, (kind, _) in enumerate(_KINDS) if match[f"k{n}"] is not None)
        made.append(Modal(kind, *match.span(), match[0]))
    return made


def same(one: str, other: str) -> bool | None:
    """Whether two kinds are one; ``None`` where a word leaves it open (``will``)."""
    if one == other:
        return True
    return None if OPEN in (one, other) else False


def content(text: str) -> set[str]:
    """The content words of a text, each in one base form; of Chinese, its pairs of characters."""
    if is_chinese(text):
        runs = re.findall(r"[\u4e00-\u9fff]+", text)
        return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    small = frozenset(simple_words()["other"]) | CALENDAR
    words = re.findall(r"[A-Za-z][A-Za-z’'-]{3,}", text)
    return {min(bases(w.lower()), key=lambda b: (len(b), b)) for w in words if w.lower() not in small}


def is_chinese(text: str) -> bool:
    """Whether a text is mostly Chinese: a fifth of its characters."""
    return 5 * len(_HAN.findall(text)) > len(text)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their places, in the language that it is in."""
    for piece in language("zh" if is_chinese(text) else "en").sentences_in(text):
        yield piece.span[0], piece.text


def check_against(text: str, source: str, found: Findings) -> None:
    """Is each rule that a text states of the kind that the source's own sentence has? A sentence of another kind that shares
    most of its words with one of the source is wrong; one that shares fewer cannot be told, and is left alone."""
    given = [(_bare(s), kinds_in(s), s) for _, s in sentences(source)]
    for sentence in _pieces(text):
        kinds, words = kinds_in(sentence), _bare(sentence)
        if not kinds or len(words) < 3:
            continue
        near = [(len(words & w) / len(words), ks, s) for w, ks, s in given if ks]
        score, wanted, line = max(near, key=lambda each: each[0], default=(0.0, [], ""))
        if score < 0.6 or set(kinds) <= set(wanted):
            continue
        wrong = len(kinds) == len(wanted) == 1 and score >= 0.75 and same(kinds[0], wanted[0]) is False
        found.check(
            False if wrong else None,
            "modality",
            sentence.strip()[:200],
            "changed_modality" if wrong else "unclear_modality",
            f"The source has a {' and a '.join(wanted)} here, not a {' and a '.join(kinds)}: {line.strip()[:120]!r}.",
        )


_COMMA = re.compile(r"[,;，；](?!\d)|\b(?:and|but) (?=under|a|an|the|any|no)\b")


def _pieces(text: str) -> Iterator[str]:
    """The sentences of a text, and the clauses of each that has several."""
    for _, sentence in sentences(text):
        yield sentence
        if len(parts := _COMMA.split(sentence)) > 1:
            yield from parts


def _bare(text: str) -> set[str]:
    """The content words of a text without its modal words."""
    pieces = list(text)
    for each in modals_in(text):
        pieces[each.start : each.end] = " " * (each.end - each.start)
    return content("".join(pieces))


def kinds_in(text: str) -> list[str]:
    """The kinds of the modal words of a text, in order."""
    return [each.kind for each in modals_in(text)]
