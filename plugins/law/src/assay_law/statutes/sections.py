"""The sections that a response cites, held against those of the rules."""

from __future__ import annotations

import assay
from assay.evidence import BadReference, Findings
from assay.evidence.final_answer import without_drafts
from assay_law.rules import Program
from assay_law.statutes.reference import Statute
from assay_law.texts.sections import Cited, citations_in


def _same(cited: Cited, other: Cited) -> bool:
    """Whether one citation names the other section, or a part of it, or a whole of which it is part."""
    shorter = min(len(cited.subs), len(other.subs))
    return cited.number == other.number and cited.subs[:shorter] == other.subs[:shorter]


def check_sections(sample: assay.Sample, part: Statute, found: Findings) -> None:
    """Notes for each section of ``cite`` whether the response cites it, and for each one cited whether rules or prompt know it.

    Reasons, none of which proves anything wrong: ``missing_section``, ``unknown_section``.
    """
    told = citations_in(without_drafts(sample.response))
    for wanted in part.cite:
        sections = citations_in(wanted)
        if not sections:
            raise BadReference(f"'cite' names no section: {wanted!r}")
        here = any(
            each.number == sections[0].number and each.subs[: len(sections[0].subs)] == sections[0].subs
            for each in told
        )
        found.check(here or None, "cite", wanted, "missing_section", f"It does not cite {wanted}.")
    if not told:
        return
    texts = [*Program(part.rules).sections, sample.prompt, *(each.text for each in sample.sources)]
    known = [each for text in texts for each in citations_in(text)]
    for each in told:
        if known and not any(_same(each, other) for other in known):
            message = f"Neither the rules nor the prompt have {each.text}."
            found.check(None, "section", each.text, "unknown_section", message, span=(each.start, each.end))
