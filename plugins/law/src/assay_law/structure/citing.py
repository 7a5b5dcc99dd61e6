"""All that a text cites: sections of acts and contracts, rules of courts, codes, cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assay.evidence import Findings
from assay_law.texts.given import Text
from assay_law.texts.sections import Cited, citations_in, of_law, places_of, same_law, sections_of


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
        law = _law(key.split("|")[:-1]) if cite.kind == "law" else ""
        made.append(Cited(number, cite.below, law, cite.start, cite.end, cite.text))
        taken[cite.start : cite.end] = b"\1" * (cite.end - cite.start)
    return tuple(sorted(made, key=lambda each: each.start))


def _law(key: Sequence[str]) -> str:
    """The law of a key of ``find_citations``, as ``citations_in`` names it: ``28 USC``, ``civp``."""
    if key[:1] in (["usc"], ["cfr"]):
        return f"{key[-1]} {key[0].upper()}"
    return key[-1] if key[:1] == ["rule"] else "|".join(key)


def check_given(text: str, given: Sequence[Text], found: Findings, *, known: bool) -> None:
    """Is each section, rule or case that a text cites one of those given? With ``known`` the sections of ``given`` are all there
    are, so one with another number does not exist; else, and for subdivisions, it is not told."""
    sections = sections_of(given)
    named = [(each, source) for source in given for each in cited_in(f"{source.id}\n{source.text}")]
    for each in cited_in(text):
        span = (each.start, each.end)
        there = any(True for _ in places_of(each, given, sections)) or any(
            other.number == each.number
            and (same_law(other, each) if other.law or "《" not in each.text else of_law(each.law, source))
            and (
                other.subs[: len(each.subs)] == each.subs
                or all(f"({sub})" in source.text for sub in each.subs)
            )
            for other, source in named
        )
        if there:
            found.check(True, "citation", each.text, span=span)
        elif (
            known
            and sections
            and not any(
                n == each.number for n in (*(s.number for s in sections), *(n.number for n, _ in named))
            )
        ):
            found.check(
                False, "citation", each.text, "no_such_section", f"No source has {each.text}.", span=span
            )
        else:
            found.check(
                None, "citation", each.text, "unknown_citation", f"{each.text} was not given.", span=span
            )
