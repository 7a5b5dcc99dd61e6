"""All that a text cites: sections of acts and contracts, rules of courts, codes, cases."""

from __future__ import annotations

from functools import lru_cache

from assay_law.texts.sections import Cited, citations_in


@lru_cache(maxsize=64)
def cited_in(text: str) -> tuple[Cited, ...]:
    """The citations of a text in order. ``number`` of a rule or code is its section, of a case its volume, reporter and page."""
    from assay_law.citations.spotting import find_citations  # it takes a while to load

    made = citations_in(text)
    taken = bytearray(len(text) + 1)
    for each in made:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    for cite in find_citations(text):
        if cite.kind in ("id", "supra", "section") or any(taken[cite.start : cite.end]):
            continue
        key = min(cite.keys, default="")
        number = key.rpartition("|")[2].upper() if cite.kind == "law" else key
        law = key.rpartition("|")[0] if cite.kind == "law" else ""
        made.append(Cited(number, cite.below, law, cite.start, cite.end, cite.text))
        taken[cite.start : cite.end] = b"\1" * (cite.end - cite.start)
    return tuple(sorted(made, key=lambda each: each.start))
