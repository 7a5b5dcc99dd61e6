"""Which authority a short form, an id. or a supra refers to."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c

_POINTS = (
    "A complaint must state facts and not labels",
    "The burden lies on the party that moves",
    "Waiver is not lightly presumed",
    "A court may not rewrite the bargain of the parties",
    "Notice must reach the person whom it concerns",
    "Silence is no acceptance",
    "Doubts are resolved against the drafter",
    "The remedy must fit the wrong",
    "An objection that was not raised below is lost",
    "Hearsay within hearsay needs two exceptions",
    "Equity follows the law",
    "The record must show the reasons",
    "A statute is read as a whole",
    "Discretion has limits",
    "Interest runs from the date of the breach",
    "The error was harmless",
)


def passage(
    rng: random.Random, found: list[c.Case], back: int, *, kinds: tuple[str, ...]
) -> tuple[str, list[tuple[str, int]]]:
    """Sentences that cite each case once in full and then refer back ``back`` times.

    The text, and for each of its references back its writing and the index of its case. Full citations enter in order; an
    *id.* follows a sentence that cites one case.
    """
    points = rng.sample(_POINTS, len(_POINTS))
    pieces: list[str] = []
    refs: list[tuple[str, int]] = []
    cited: list[int] = []
    last: int | None = None
    todo = ["full"] * (len(found) - 1) + ["back"] * back
    rng.shuffle(todo)
    for what in ["full", *todo]:
        sentence = points[len(pieces) % len(points)] + "."
        if what == "full":
            at = len(cited)
            each = found[at]
            cited.append(at)
            pieces.append(
                f"{sentence} {rng.choice(('', '', 'See '))}{each.cite(str(rng.randint(each.page + 1, each.last)))}."
            )
            last = at
            continue
        kind = rng.choice(kinds)
        at = last if kind == "id" and last is not None else rng.choice(cited)
        each = found[at]
        page = rng.randint(each.page, each.last)
        if kind == "id":
            form = f"Id. at {page}"
        elif kind == "supra":
            form = f"{each.short}, supra, at {page}"
        else:
            form = f"{each.short}, {each.volume} {each.reporter} at {page}"
        refs.append((form, at))
        pieces.append(f"{sentence} {form}.")
        last = at
    return " ".join(pieces), refs


def resolved_by_eyecite(text: str, found: list[c.Case]) -> list[int]:
    """For each reference back the index of its case, as eyecite resolves it: the second route."""
    import logging

    from eyecite import get_citations, resolve_citations
    from eyecite.models import FullCaseCitation, IdCitation, ShortCaseCitation, SupraCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    place = {(str(each.volume), each.reporter, str(each.page)): n for n, each in enumerate(found)}
    spans = {}
    for resource, cites in resolve_citations(get_citations(text)).items():
        full = resource.citation
        if not isinstance(full, FullCaseCitation):
            continue
        key = (str(full.groups["volume"]), full.corrected_reporter(), str(full.groups["page"]))
        for cite in cites:
            if isinstance(cite, IdCitation | ShortCaseCitation | SupraCitation):
                spans[cite.span()[0]] = place.get(key, -1)
    return [spans[start] for start in sorted(spans)]


def settled(
    rng: random.Random, number: int, back: int, kinds: tuple[str, ...]
) -> tuple[list[c.Case], str, list[tuple[str, int]]]:
    """A passage in whose references eyecite finds what was meant."""
    for _ in range(60):
        found = c.cases(rng, number, ("U.S.", "F.2d", "F.3d", "F. Supp. 2d"))
        text, refs = passage(rng, found, back, kinds=kinds)
        if resolved_by_eyecite(text, found) == [at for _, at in refs]:
            return found, text, refs
    agree("one reading", "another", what="the references of 60 passages")
    raise AssertionError


@generator("law.short_forms", verifiers=("law.citation_fields",))
def short_forms(rng: random.Random, difficulty: int) -> Draft:
    """Tell which case each short form, *id.* and *supra* of a brief refers to.

    Cases and references back grow from 2 and 1 to 6 and 8; *supra* comes in at 3.
    """
    number, back = ((2, 1), (2, 3), (3, 4), (4, 6), (6, 8))[difficulty - 1]
    kinds = ("id", "short") if difficulty <= 2 else ("id", "short", "supra")
    found, text, refs = settled(rng, number, back, kinds)
    parts, at = [], 0
    for n, (form, _) in enumerate(refs, 1):
        place = text.index(form + ".", at)
        parts.append(f"{text[at:place]}[{n}] {form}")
        at = place + len(form)
    marked = "".join(parts) + text[at:]
    order = list(range(number))
    rng.shuffle(order)
    letter = {case: chr(65 + place) for place, case in enumerate(order)}
    steps, values = [], {}
    for n, (form, case) in enumerate(refs, 1):
        why = (
            "it follows right behind the citation of" if form.startswith("Id.") else "that is the name of" if "supra" in form else "volume, reporter and name are those of"
        )  # fmt: skip
        steps.append(f"[{n}] “{form}”: {why} {found[case].name}, {letter[case]}.")
        values[f"[{n}]"] = letter[case]
    names = "\n".join(f"{chr(65 + place)}. {found[case].name}" for place, case in enumerate(order))
    prompt = (
        f"From a brief:\n\n{marked}\n\nTo which case does each numbered reference point?\n{names}\n\n"
        "Answer with one line for each number, as in “[1]: A”."
    )
    return c.fields_row(prompt, steps, values)
