"""Citations of a response against a table of authorities, and references back against what was cited before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.evidence import Findings
from assay_law.citations import names, reporters
from assay_law.citations.authorities import Authority, Table
from assay_law.citations.spotting import Cite, plain

FARTHEST = 600
"""Pages behind its first one that a case is believed to have, where the table does not say where it ends."""


@dataclass(frozen=True)
class Cited:
    """A citation of the response that a table confirmed, or that there was no table for."""

    cite: Cite
    authority: Authority | None


def check_citations(
    text: str, cites: Sequence[Cite], table: Table | None, background: str, found: Findings
) -> int:
    """Check each citation of ``text``; the number of those that a table confirms.

    ``background`` is the text of prompt and sources: short forms may resolve to a full citation there (``Id.`` never).
    """
    before: list[Cited] = []
    confirmed = 0
    last: list[Cited] = []  # the authorities of the citation right before, for Id.
    earlier = _of_background(background, table)
    for number, cite in enumerate(cites):
        follows_id = number and cites[number - 1].kind == "id" and cite.kind == "section"
        if cite.kind == "id":
            target = cites[number + 1] if number + 1 < len(cites) else None
            joined = (
                target is not None
                and target.kind == "section"
                and not re.search(r"[^\s,]", text[cite.end : target.start].replace("at", ""))
            )
            got = _id(cite, last, table, found, section=joined)
            if got is not None:
                confirmed += got.authority is not None
                last = [got]
            elif not joined:
                last = []
            continue
        if cite.kind == "short":
            got = _short(cite, [*earlier, *before], table, found)
        elif cite.kind == "supra":
            got = _supra(cite, [*earlier, *before], table, found)
        elif cite.kind == "section":
            got = _section(cite, last if follows_id else [], table, found)
        else:
            got = _full(cite, table, found)
        if got is None:
            # What follows it cannot resolve to it; it was already refused.
            last = []
            continue
        confirmed += got.authority is not None
        together = bool(last) and number > 0 and _same_string(text, cites[number - 1], cite)
        same = together and (
            cite.group == cites[number - 1].group
            or (got.authority is not None and got.authority is last[-1].authority)
        )
        last = [got] if not together else ([*last[:-1], got] if same else [*last, got])
        before.append(got)
    return confirmed


def _same_string(text: str, one: Cite, other: Cite) -> bool:
    """Whether two citations stand in one string: parallel ones, or with ``;`` between."""
    between = text[one.until : other.start]
    if re.search(
        r"[.?!][\"')\]]*\s+(?=[A-Z])", re.sub(r"\b(?:v|vs|No|Co|Inc|Corp|Ltd|Mr|Ms|Dr|[A-Z])\.", "", between)
    ):
        return False
    return other.group == one.group or ";" in between


def _of_background(background: str, table: Table | None) -> list[Cited]:
    from assay_law.citations.spotting import find_citations

    found = []
    for cite in find_citations(background):
        if cite.kind == "case":
            authorities = table.find(cite) if table else []
            if table is None or authorities:
                found.append(Cited(cite, authorities[0] if authorities else None))
    return found


def _full(cite: Cite, table: Table | None, found: Findings) -> Cited | None:
    """A citation in full: in the table, with its name, year, court and pages."""
    span = (cite.start, cite.end)
    if cite.broken_pin:
        found.check(
            False, "pin", cite.text, "pin_backwards", f"Pages {cite.broken_pin} run backwards.", span=span
        )
        return None
    if table is None:
        return _possible(cite, found)
    authorities = table.find(cite)
    if not authorities:
        why = _impossible(cite)
        told = f" {why[1]}" if why and why[1] else ""
        found.check(False, "authority", cite.text, "not_in_authorities", f"{cite.text!r} is none of the authorities.{told}", span=span)  # fmt: skip
        return None
    # Several authorities may begin on one page: the one whose name agrees is meant.
    results = [(_differs(cite, authority, table), authority) for authority in authorities]
    best = min(results, key=lambda each: (each[0] is not None, each[0] is not None and each[0][0] is False))
    if best[0] is not None:
        found.check(best[0][0], "authority", cite.text, best[0][1], best[0][2], span=span)
        return None if best[0][0] is False else Cited(cite, best[1])
    found.check(True, "authority", cite.text, span=span)
    return Cited(cite, best[1])


def _differs(cite: Cite, authority: Authority, table: Table) -> tuple[bool | None, str, str] | None:
    """What a citation says that its authority does not: a status, a reason, a sentence."""
    undecided: tuple[bool | None, str, str] | None = None
    if cite.kind in ("case", "unknown", "other"):
        agrees, name = names.compare(cite.lead, authority.named())
        if agrees is False:
            return (
                False,
                "wrong_name",
                f"{cite.text} is {authority.name or authority.citation}, not {name!r}.",
            )
        if agrees is None:
            undecided = (
                None,
                "name_unclear",
                f"Whether {name!r} is {authority.name or authority.citation!r} is not clear.",
            )
    year = authority.decided()
    if cite.kind in ("case", "unknown") and cite.year is not None and year is not None and cite.year != year:
        return False, "wrong_year", f"{cite.text} is of {year}, not of {cite.year}."
    if cite.kind == "case" and cite.court:
        if authority.court:
            same = reporters.same_court(cite.court, authority.court)
            if same is False:
                return False, "wrong_court", f"{cite.text} is of {authority.court}, not of {cite.court}."
            if same is None:
                undecided = undecided or (
                    None,
                    "court_unclear",
                    f"Whether {cite.court!r} is {authority.court!r} is not known.",
                )
        elif not reporters.fits(cite.editions, cite.court, cite.year):
            return False, "wrong_court", f"{cite.text.split()[1]} holds no decisions of {cite.court}."
    if cite.kind == "case":
        if wrong := _pins(cite, authority, cite.pins, table):
            return wrong
        if year is not None and reporters.when(cite.editions, cite.volume, year) is False:
            undecided = undecided or (
                None,
                "authority_impossible",
                f"The table has {cite.text} of {year}, which cannot be.",
            )
    if cite.kind == "law":
        listed = [known.below for known in authority.cites() if known.keys & cite.keys]
        if not any(below[: len(cite.below)] == cite.below for below in listed):
            if any(
                len(below) < len(cite.below) and cite.below[: len(below)] == below and not below
                for below in listed
            ):
                return (
                    None,
                    "subdivision_not_confirmed",
                    f"The table does not have ({')('.join(cite.below)}) of {authority.citation}.",
                )
            return (
                False,
                "not_in_authorities",
                f"The table has {authority.citation}, and not ({')('.join(cite.below)}).",
            )
    return undecided


def _pins(cite: Cite, authority: Authority, pins: Sequence[tuple[int, int]], table: Table | None) -> tuple[bool | None, str, str] | None:  # fmt: skip
    """Whether pages lie in a case, whose first page in the reporter that is cited is known."""
    mine = [
        known for known in authority.cites() if known.editions & cite.editions and known.volume == cite.volume
    ]
    if not mine or not mine[0].page:
        return None
    if mine[0].editions & {"WL"} or any("LEXIS" in name for name in mine[0].editions):
        return None  # star pages begin at 1
    first = mine[0].page
    last = authority.last_page if mine[0] is authority.cites()[0] or mine[0] == authority.cites()[0] else None
    if last is None and table is not None:
        following = [
            page
            for name in mine[0].editions
            for page in table.pages.get(f"{cite.volume}|{name}", ())
            if page > first
        ]
        last = min(following, default=None)
    for start, end in pins:
        if start < first:
            return (
                False,
                "pin_before_case",
                f"Page {start} comes before {cite.volume} {authority_page(mine[0])}, where the case begins.",
            )
        if last is not None and end > last:
            return (
                False,
                "pin_after_case",
                f"Page {end} lies behind page {last}, where the case ends or the next begins.",
            )
        if end < start:
            return False, "pin_backwards", f"Pages {start} to {end} run backwards."
        if end > first + FARTHEST:
            return None, "pin_far", f"Page {end} is far behind the first page, {first}."
    return None


def authority_page(cite: Cite) -> str:
    """Reporter and first page."""
    return cite.text.split(maxsplit=1)[1] if " " in cite.text else cite.text


def _impossible(cite: Cite) -> tuple[str, str] | None:
    """A reason and a sentence why there can be no such citation; ``None`` if there can."""
    if cite.kind == "unknown":
        return "unknown_reporter", "Nobody knows that reporter."
    if cite.kind == "case" and cite.editions:
        spans = [reporters.sure(name) for name in cite.editions]
        if cite.volume < 1 or cite.page < 0:
            return "no_such_volume", "There is no such volume."
        if spans and all(s is not None and s.volumes is not None and cite.volume > s.volumes for s in spans):
            return "no_such_volume", "The reporter has no such volume."
        yearly = any(name == "WL" or "LEXIS" in name for name in cite.editions)
        if cite.volume > 2100 and not yearly and all(s is not None for s in spans):
            return "no_such_volume", "The reporter has no such volume."
        if cite.year is not None and reporters.when(cite.editions, cite.volume, cite.year) is False:
            return "reporter_not_then", f"That reporter holds no decisions of {cite.year}."
        if not reporters.fits(cite.editions, cite.court, cite.year):
            return "wrong_court", f"That reporter holds no decisions of {cite.court}."
    if cite.kind == "law":
        for key in cite.keys:
            code, _, rest = key.partition("|")
            # The Code has titles 1 to 54, 53 being reserved; the C.F.R. 1 to 50.
            if code in ("usc", "cfr") and not 1 <= int(rest.split("|")[0]) <= (54 if code == "usc" else 50):
                return "no_such_title", "The code has no such title."
    if cite.kind == "other" and cite.year is not None:
        for key in cite.keys:
            parts = key.split("|")
            since = _SINCE.get(parts[3]) if parts[0] == "neutral" and not parts[2] else None
            if since and cite.year < since:
                return (
                    "reporter_not_then",
                    f"{cite.text} cannot be: that court's neutral citations begin in {since}.",
                )
    return None


_SINCE = {
    "uksc": 2009,
    "ukpc": 1998,
    "ukhl": 2001,
    "ewca": 2001,
    "ewcaciv": 2000,
    "ewcacrim": 2000,
    "ewhc": 2000,
}
"""First years of neutral citations: the Supreme Court sat from 1 October 2009; Practice Direction (Judgments: Form and Citation)
[2001] 1 WLR 194 brought the others from 11 January 2001, databases gave them to judgments of 1998 to 2000 as well."""


def _possible(cite: Cite, found: Findings) -> Cited | None:
    """Without a table: what cannot be is wrong, all else is open."""
    span = (cite.start, cite.end)
    if why := _impossible(cite):
        found.check(False if why[0] != "unknown_reporter" else None, "form", cite.text, *why, span=span)
        return None
    if cite.kind == "case" and cite.page:
        for start, end in cite.pins:
            if start < cite.page and not (
                {"WL"} & cite.editions or any("LEXIS" in name for name in cite.editions)
            ):
                found.check(
                    False,
                    "pin",
                    cite.text,
                    "pin_before_case",
                    f"Page {start} comes before page {cite.page}.",
                    span=span,
                )
                return None
            if end < start:
                found.check(
                    False,
                    "pin",
                    cite.text,
                    "pin_backwards",
                    f"Pages {start} to {end} run backwards.",
                    span=span,
                )
                return None
    found.check(
        None,
        "authority",
        cite.text,
        "not_confirmed",
        f"No table of authorities confirms {cite.text!r}.",
        span=span,
    )
    return Cited(cite, None)


def _page_of(cited: Cited, cite: Cite) -> int:
    known = cited.authority.cites() if cited.authority else [cited.cite]
    pages = [each.page for each in known if each.volume == cite.volume and each.editions & cite.editions]
    return pages[0] if pages else 0


def _short(cite: Cite, before: Sequence[Cited], table: Table | None, found: Findings) -> Cited | None:
    """``550 U.S. at 556``: an earlier case of that volume."""
    span = (cite.start, cite.end)
    if cite.broken_pin:
        found.check(
            False, "pin", cite.text, "pin_backwards", f"Pages {cite.broken_pin} run backwards.", span=span
        )
        return None
    same = [each for each in before if _page_of(each, cite)]
    if not same:
        found.check(
            False,
            "antecedent",
            cite.text,
            "no_antecedent",
            f"{cite.text!r} refers to nothing cited before.",
            span=span,
        )
        return None
    wrong: tuple[bool | None, str, str] | None = None
    for each in sorted(same, key=lambda c: -_page_of(c, cite)):
        if each.authority is None:
            if any(start < _page_of(each, cite) for start, _ in cite.pins):
                wrong = wrong or (False, "pin_before_case", f"{cite.text!r} comes before the case begins.")
                continue
            found.check(
                None,
                "authority",
                cite.text,
                "not_confirmed",
                "No table of authorities confirms it.",
                span=span,
            )
            return each
        agrees, name = names.compare(cite.lead, each.authority.named())
        problem = (
            (False, "wrong_name", f"{cite.text} is not of {name!r}.")
            if agrees is False
            else _pins(cite, each.authority, cite.pins, table)
        )
        if agrees is None and problem is None:
            problem = (None, "name_unclear", f"Whether {name!r} is {each.authority.name!r} is not clear.")
        if problem is None:
            found.check(True, "antecedent", cite.text, span=span)
            return each
        wrong = wrong or problem
    status, reason, message = wrong or (False, "no_antecedent", "It refers to nothing cited before.")
    found.check(status, "antecedent", cite.text, reason, message, span=span)
    return None


def _supra(cite: Cite, before: Sequence[Cited], table: Table | None, found: Findings) -> Cited | None:
    """``Twombly, supra, at 556``: an earlier authority of that name."""
    span = (cite.start, cite.end)
    name = names.told(cite.lead.rstrip(" ,") + ",")[0]
    if not name:
        found.check(None, "antecedent", cite.text, "no_name", "A supra without a name.", span=span)
        return None
    read = names.Name.read(name)
    for each in reversed(before):
        own = each.authority.named() if each.authority else names.Name.read(names.told(each.cite.lead)[0])
        parts = name.split()
        if (
            not any(names.Name.read(" ".join(parts[n:])).agrees(own) for n in range(len(parts)))
            if not read.second
            else not read.agrees(own)
        ):
            continue
        problem = _pins(each.cite, each.authority, cite.pins, table) if each.authority else None
        if cite.broken_pin:
            problem = (False, "pin_backwards", f"Pages {cite.broken_pin} run backwards.")
        if problem:
            found.check(problem[0], "pin", cite.text, problem[1], problem[2], span=span)
            return None
        if each.authority is None:
            found.check(
                None,
                "authority",
                cite.text,
                "not_confirmed",
                "No table of authorities confirms it.",
                span=span,
            )
        else:
            found.check(True, "antecedent", cite.text, span=span)
        return each
    found.check(
        False,
        "antecedent",
        name,
        "no_antecedent",
        f"No authority named {name!r} was cited before.",
        span=span,
    )
    return None


def _id(
    cite: Cite, last: Sequence[Cited], table: Table | None, found: Findings, *, section: bool
) -> Cited | None:
    """``Id. at 560``: the one authority that was cited right before."""
    span = (cite.start, cite.end)
    if not last:
        found.check(
            False, "antecedent", cite.text, "no_antecedent", f"{cite.text!r} follows no citation.", span=span
        )
        return None
    if len({id(each.authority) if each.authority else each.cite.group for each in last}) > 1:
        found.check(
            None,
            "antecedent",
            cite.text,
            "several_antecedents",
            "It follows a string of authorities.",
            span=span,
        )
        return None
    each = last[-1]
    if section:
        return each
    if cite.broken_pin:
        found.check(
            False, "pin", cite.text, "pin_backwards", f"Pages {cite.broken_pin} run backwards.", span=span
        )
        return None
    if each.cite.kind == "law" and cite.pins:
        found.check(None, "pin", cite.text, "pin_of_statute", "A page of a statute.", span=span)
        return None
    base = each.cite
    if each.authority is None:
        if base.page and any(start < base.page for start, _ in cite.pins):
            found.check(
                False, "pin", cite.text, "pin_before_case", f"The case begins on page {base.page}.", span=span
            )
            return None
        found.check(
            None, "authority", cite.text, "not_confirmed", "No table of authorities confirms it.", span=span
        )
        return each
    problem = _pins(base, each.authority, cite.pins, table)
    if problem:
        found.check(problem[0], "pin", cite.text, problem[1], problem[2], span=span)
        return None
    found.check(True, "antecedent", cite.text, span=span)
    return each


def _section(cite: Cite, ids: Sequence[Cited], table: Table | None, found: Findings) -> Cited | None:
    """``§ 1332`` alone: of the code cited right before (``Id. § 1332``), or a section that the table has."""
    span = (cite.start, cite.end)
    (key,) = cite.keys
    number = key.rsplit("|", 1)[1]
    if table is None:
        found.check(
            None, "authority", cite.text, "not_confirmed", "No table of authorities confirms it.", span=span
        )
        return None
    if ids and ids[-1].cite.kind == "law":
        (base,) = ids[-1].cite.keys
        candidates = [f"{base.rsplit('|', 1)[0]}|{number}"]
    else:
        candidates = list(table.sections.get(key, ()))
    for candidate in candidates:
        whole = Cite("law", cite.start, cite.end, cite.text, frozenset({candidate}), below=cite.below)
        for authority in table.find(whole):
            if _differs(whole, authority, table) is None:
                found.check(True, "authority", cite.text, span=span)
                return Cited(whole, authority)
    if ids and ids[-1].cite.kind == "law":
        found.check(
            False,
            "authority",
            cite.text,
            "not_in_authorities",
            f"{cite.text!r} is none of the authorities.",
            span=span,
        )
    else:
        found.check(
            None,
            "authority",
            cite.text,
            "section_unclear",
            f"Of which law {cite.text!r} is, is not clear.",
            span=span,
        )
    return None


def check_names(text: str, table: Table, background: str, found: Findings) -> None:
    """Case names without a citation: of the table, or of the prompt."""
    text, background = plain(text), re.sub(r"\s+", " ", plain(background))
    for match in names.VERSUS.finditer(text):
        name, _ = names.told(_around(text, match))
        read = names.Name.read(name)
        if not read.first or not read.second:
            continue
        if any(_told_as(name, known) for known in table.names):
            continue
        if name in background:
            continue
        found.check(
            None, "name", name, "uncited_case", f"{name!r} is none of the authorities.", span=match.span()
        )


def _around(text: str, match: re.Match[str]) -> str:
    behind = text[match.end() : match.end() + 160]
    return text[max(0, match.start() - 200) : match.end()] + names._forwards(behind)


def _told_as(name: str, known: names.Name) -> bool:
    agrees, _ = names.compare(name + ",", known)
    return agrees is True
