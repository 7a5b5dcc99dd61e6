"""Whether texts are free of identifiers, and whether a text was masked as it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings
from assay.evidence.english import english_share
from assay.evidence.final_answer import without_drafts
from assay_medical.phi.finding import CATEGORIES, LONGEST, Found, find

if TYPE_CHECKING:
    from assay_medical.verifiers.phi import Phi

FEWEST = 3
"""Words of a text of which it can be said that it holds no identifier."""
PLACEHOLDER = re.compile(
    r"\[{1,2}\**[A-Z][A-Za-z0-9 _/#:-]{0,40}\**\]{1,2}|<[A-Z][A-Z0-9 _-]{1,40}>|\{[A-Z][A-Z0-9 _-]{1,40}\}|\*{3,}|_{3,}|\bX{3,}\b|█+"
)
"""What stands for something that was taken out: ``[NAME]``, ``<DATE>``, ``***``, ``XXXX``."""


def _identifiers(text: str, wanted: Phi) -> list[Found]:
    categories = set(CATEGORIES) - set(wanted.allow)
    allowed = {each.casefold() for each in wanted.allowed}
    hidden = PLACEHOLDER.sub(lambda match: " " * len(match[0]), text)
    return [
        each for each in find(hidden, categories) if text[each.start : each.end].casefold() not in allowed
    ]


def check_free(sample: assay.Sample, wanted: Phi, found: Findings) -> None:
    """Whether none of the texts that ``wanted`` names holds an identifier."""
    texts = {"response": [("response", sample.response)], "prompt": [("prompt", sample.prompt)]}
    texts["sources"] = [(f"source:{each.id}", each.text) for each in sample.sources]
    for name in wanted.where:
        for where, text in texts[name]:
            _check_text(text, where, wanted, found)


def _check_text(text: str, where: str, wanted: Phi, found: Findings) -> bool:
    if len(text) > LONGEST:
        found.check(
            None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.", where=where
        )
        return False
    if len(re.findall(r"[^\W\d_]{2,}", without_drafts(text))) < FEWEST:
        found.check(
            None,
            "text",
            "",
            "nothing_to_check",
            f"A text of fewer than {FEWEST} words says nothing.",
            where=where,
        )
        return False
    letters = [c for c in text if c.isalpha()]
    words = text.split()
    foreign = sum(c > "\u024f" and c not in "µμβαγΔ" for c in letters) > len(letters) / 20
    if foreign or (len(words) >= 40 and english_share(text) < 0.02) or any(ord(c) < 9 for c in text):
        message = "It is not English text, in which identifiers are looked for."
        found.check(None, "text", "", "not_english", message, where=where)
        return False
    identifiers = _identifiers(text, wanted)
    for each in identifiers[:50]:
        claim = text[each.start : each.end]
        message = f"It holds an identifier ({each.category}) at {each.start}."
        found.check(
            False, each.category, claim, "identifier_found", message, span=(each.start, each.end), where=where
        )
    if not identifiers:
        found.check(True, "identifiers", f"none in {len(text)} characters", where=where)
    return not identifiers


def check_masked(sample: assay.Sample, wanted: Phi, found: Findings) -> None:
    """Whether the response is the text with placeholders for its identifiers, and nothing else was changed."""
    text = sample.source(wanted.of).text if wanted.of else sample.prompt
    if len(text) > LONGEST:
        found.check(
            None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.", where="prompt"
        )
        return
    if not _check_text(sample.response, "response", wanted, found):
        return
    pieces = [" ".join(each.split()) for each in PLACEHOLDER.split(sample.response.strip())]
    if len(pieces) == 1 and _identifiers(text, wanted):
        found.check(False, "masked", "", "not_masked", "It has no placeholder where identifiers stood.")
        return
    folded, places = _folded(text)
    at = first = folded.find(pieces[0]) if pieces[0] else 0
    removed: list[tuple[int, int]] = []
    if first >= 0:
        at += len(pieces[0])
        for piece in pieces[1:]:
            place = folded.find(piece, at) if piece else (len(folded) if piece is pieces[-1] else at)
            if place < 0:
                first = -1
                break
            removed.append((at, place))
            at = place + len(piece)
    if first < 0 or (not wanted.of and not removed):
        found.check(
            None, "masked", "", "text_changed", "Between its placeholders it is not the text that was given."
        )
        return
    taken = [(places[a], places[b - 1] + 1) for a, b in removed if b > a]
    identifiers = _identifiers(text, wanted)
    for a, b in taken:
        inside = [each for each in identifiers if each.start < b and a < each.end]
        outside = "".join(
            text[n]
            for n in range(a, b)
            if text[n].isalnum() and not any(e.start <= n < e.end for e in inside)
        )
        # a few letters more are those of a title or a label; a sentence more is text that was lost
        holds = bool(inside) and len(outside) <= 8
        message = f"{text[a:b][:80]!r} was taken out, which is no identifier as far as can be seen."
        where = f"source:{wanted.of}" if wanted.of else "prompt"
        found.check(holds or None, "taken", text[a:b], "too_much_masked", message, span=(a, b), where=where)


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with one space for each run of white space, and where each of its characters stands."""
    made, places = [], []
    for match in re.finditer(r"\s+|\S", text):
        made.append(" " if match[0].isspace() else match[0])
        places.append(match.start())
    return "".join(made), places
