"""Are the citations of a response those of a table of authorities, and right?"""

from __future__ import annotations

import json

import assay
from assay.evidence import Findings, has_part, make_reference
from assay_law.citations.authorities import Citation, Table

LONGEST = 60_000
"""Characters of a response, and of a prompt with its sources, that are read."""
_WRONG = (
    "not_in_authorities",
    "wrong_name",
    "wrong_year",
    "wrong_court",
    "pin_before_case",
    "pin_after_case",
    "pin_backwards",
    "no_antecedent",
    "reporter_not_then",
    "no_such_volume",
    "no_such_title",
)


@assay.verifier(
    "law.citation",
    version=2,
    needs=("response",),
    deadline=10,
    preload=("reporters_db", "courts_db", "eyecite"),
    proves_wrong=_WRONG,
)
def citation(sample: assay.Sample) -> assay.Verdict:
    """Is each citation of the response one of the given authorities, with its name, year, court and pages?

    The reference has the part ``citation`` (:class:`~assay_law.citations.authorities.Citation`), or ``authorities`` at its top;
    for rows without them the environment variable ``ASSAY_LAW_AUTHORITIES`` may name a file. *Id.*, *supra* and short forms
    must resolve to what was cited before. Without a table nothing is accepted: ``not_confirmed``, or a proof that there can be
    no such citation. Other reasons that prove nothing: ``no_citation``, ``only_quoted``, ``not_confirmed``, ``name_unclear``,
    ``court_unclear``, ``subdivision_not_confirmed``, ``section_unclear``, ``several_antecedents``, ``no_name``, ``uncited_case``,
    ``unread_citation``, ``unknown_reporter``, ``pin_far``, ``pin_of_statute``, ``authority_impossible``, ``too_long``.
    """
    from assay.evidence.final_answer import without_drafts
    from assay_law.citations.authorities import table, table_of_user
    from assay_law.citations.checking import check_citations, check_names
    from assay_law.citations.spotting import MOST, find_citations

    part = _part(sample)
    known: Table | None = table(part.authorities) if part else table_of_user()
    found = Findings()
    background = sample.prompt + "\n" + "\n".join(source.text for source in sample.sources)
    if max(len(sample.response), len(background)) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    text = without_drafts(sample.response)
    cites = find_citations(text, special=known is not None and known.special)
    if not cites and len(text) <= 10_000:
        cites = find_citations(text, special=True)  # such as T.C. Memo. 2019-233
    if len(cites) > MOST:
        found.check(None, "length", "", "too_long", f"More than {MOST} citations are not read.")
        return found.verdict()
    if not cites:
        found.check(None, "citation", "", "no_citation", "The response cites nothing.")
        return found.verdict()
    check_citations(text, cites, known, background, found)
    if known is not None:
        check_names(text, known, background, found)
    if found.verdict().accepted:
        _check_rest(text, [(cite.start, cite.until) for cite in cites], found)
    return found.verdict()


def _part(sample: assay.Sample) -> Citation | None:
    """The part ``citation``, or ``authorities`` at the top of the reference; ``None`` if there is neither."""
    reference = (sample.reference or "").lstrip("\ufeff \t\r\n")
    if not reference.startswith("{"):
        return None
    if has_part(sample.reference, Citation):
        return sample.part(Citation)
    try:
        whole = json.loads(reference)
    except ValueError:
        return sample.part(Citation)
    if "authorities" in whole:
        flat = make_reference(citation={"authorities": whole["authorities"]})
        return assay.Sample(assay.Task("", flat), "").part(Citation)
    return None


def _check_rest(text: str, spans: list[tuple[int, int]], found: Findings) -> None:
    """Nothing may have the form of a citation that was not read; and one at least stands outside of quotations and code."""
    from assay_law.citations.spotting import formed

    for start, end in formed(text):
        if not any(a < end and start < b for a, b in spans):
            found.check(
                None, "citation", text[start:end], "unread_citation", "It was not read.", span=(start, end)
            )
            return
    quoted = _quoted(text)
    if all(any(a <= start < b for a, b in quoted) for start, _ in spans):
        found.check(
            None, "citation", "", "only_quoted", "Only quotations and code of the response cite something."
        )


def _quoted(text: str) -> list[tuple[int, int]]:
    import re

    from assay.evidence.markdown import fences

    spans = [(block.start, block.end) for block in fences(text)]
    spans += [
        match.span()
        for match in re.finditer(
            r"“[^“”]{1,4000}”|\"[^\"\n]{1,2000}\"|`[^`\n]{1,400}`|^>.*$", text, re.MULTILINE
        )
    ]
    return spans
