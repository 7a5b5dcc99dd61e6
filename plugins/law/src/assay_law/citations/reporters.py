"""Which reporters there are, when each appeared, and whose decisions it holds.

Names, spellings and dates are those of reporters-db, courts those of courts-db (Free Law Project). Some dates of
reporters-db are those of the volumes that were at hand (F.R.D. "2001", F. Supp. "to 1988"), so a year outside of them
proves nothing: only the years in :data:`SURE` do, as The Bluebook, table T1, and the publishers give them
(``data/reporter_years.md``).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class Span:
    """From which year to which a reporter prints decisions, how many volumes it has, and whose decisions they are.

    ``last`` and ``volumes`` are ``None`` if it still appears. ``courts`` is ``scotus``, ``appeals``, ``trial``, ``bankruptcy``,
    ``federal``, ``state`` or ``""`` for any.
    """

    first: int
    last: int | None
    volumes: int | None
    courts: str


def norm(spelling: str) -> str:
    """A reporter as it is looked up: without spaces and full stops, ``f3d`` for ``F. 3d``."""
    return re.sub(r"[\s.,'’]+", "", spelling).casefold()


@lru_cache(maxsize=1)
def editions() -> dict[str, frozenset[str]]:
    """The editions that a spelling (as :func:`norm` makes it) may stand for: ``{"f3d": {"F.3d"}}``; journals too."""
    from reporters_db import JOURNALS, REPORTERS

    found: dict[str, set[str]] = {}
    for group in REPORTERS.values():
        for reporter in group:
            for edition in reporter["editions"]:
                found.setdefault(norm(edition), set()).add(edition)
            for variation, edition in reporter["variations"].items():
                found.setdefault(norm(variation), set()).add(edition)
    for name, journals in JOURNALS.items():
        found.setdefault(norm(name), set()).add(name)
        for journal in journals:
            for variation in journal["variations"]:
                found.setdefault(norm(variation), set()).add(name)
    # A spelling that is an edition of its own is that edition, whatever else it is a variation of.
    own = {edition for group in REPORTERS.values() for reporter in group for edition in reporter["editions"]}
    exact = {norm(edition): edition for edition in sorted(own)}
    return {key: frozenset({exact[key]} if key in exact else names) for key, names in found.items()}


@lru_cache(maxsize=1)
def _years() -> dict[str, Span]:
    text = resources.files("assay_law").joinpath("data/reporter_years.json").read_text("utf-8")
    return {name: Span(*row) for name, row in json.loads(text).items()}


def sure(edition: str) -> Span | None:
    """What is known for sure of an edition; ``None`` for most."""
    return _years().get(edition)


@lru_cache(maxsize=4096)
def listed_years(edition: str) -> tuple[int, int] | None:
    """The years of an edition by reporters-db, the widest if it is several reporters; ``None`` if it has none."""
    from reporters_db import REPORTERS

    first, last = [], []
    for group in REPORTERS.values():
        for reporter in group:
            dates = reporter["editions"].get(edition)
            if dates:
                first.append(dates["start"].year if dates["start"] else 0)
                last.append(dates["end"].year if dates["end"] else 9999)
    return (min(first), max(last)) if first else None


def when(names: frozenset[str], volume: int, year: int) -> bool | None:
    """Whether a volume of one of the editions can hold a decision of that year: ``None`` if that is not sure.

    A decision may be printed a year before or after the years of its reporter.
    """
    verdicts: list[bool | None] = []
    for name in names:
        span = sure(name)
        if span is None:
            years = listed_years(name)
            outside = years is not None and not years[0] - 1 <= year <= years[1] + 1
            verdicts.append(None if outside else True)
            continue
        wrong = year < span.first - 1 or (span.last is not None and year > span.last + 1)
        wrong = wrong or (span.volumes is not None and volume > span.volumes) or volume < 1
        verdicts.append(not wrong)
    if True in verdicts or not verdicts:
        return True
    return None if None in verdicts else False


_CIRCUIT = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th|d)|D\. ?C\.|Fed\.|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal) Cir(?:\.|cuit)")  # fmt: skip
_DISTRICT = re.compile(r"^(?:(?:[NSEWMC]\. ?D|D)\. ?[A-Z]|[NSEWMC]\.?D\.? ?[A-Z])(?! ?C\. ?Cir)")


def level(court: str) -> str:
    """What kind of court a parenthesis names: ``appeals``, ``trial``, ``bankruptcy``, ``state``; ``""`` if it is not known."""
    court = court.strip()
    if not court:
        return ""
    if re.match(r"Bankr\.|B\.?A\.?P\.?\b", court):
        return "bankruptcy"
    if _CIRCUIT.search(court):
        return "appeals"
    if _DISTRICT.match(court) and "App" not in court:
        return "trial"
    return "state" if _state(court) else ""


@lru_cache(maxsize=1)
def _state_names() -> tuple[str, ...]:
    from reporters_db import STATE_ABBREVIATIONS

    names = {*STATE_ABBREVIATIONS, *STATE_ABBREVIATIONS.values()} - {"D.C.", "District of Columbia", ""}
    return tuple(sorted((re.sub(r"\s", "", name) for name in names), key=len, reverse=True))


def _state(court: str) -> str:
    plain = re.sub(r"\s", "", court)
    return next((name for name in _state_names() if plain.startswith(name)), "")


def fits(names: frozenset[str], court: str, year: int | None) -> bool:
    """Whether a court may stand in a reporter; ``True`` where that is not known."""
    kind = level(court)
    spans = [sure(name) for name in names]
    if not kind or not spans or None in spans:
        return True
    return any(_holds(span.courts, kind, year) for span in spans if span is not None)


def _holds(courts: str, kind: str, year: int | None) -> bool:
    if courts == "appeals":
        # The Federal Reporter held district courts until 1932, and the Court of Claims.
        return kind in ("appeals", "bankruptcy") or (kind == "trial" and (year is None or year <= 1933))
    if courts == "federal":
        return kind in ("appeals", "trial", "bankruptcy")
    if courts == "bankruptcy":
        return kind in ("bankruptcy", "trial", "appeals")
    if courts == "scotus":
        return False
    return not courts or courts == kind


@lru_cache(maxsize=1)
def _courts() -> dict[str, frozenset[str]]:
    """Court ids by all ways to write a court."""
    from courts_db import courts

    found: dict[str, set[str]] = {}
    for court in courts:
        for name in (court["id"], court["citation_string"], court["name"]):
            if name:
                found.setdefault(norm(name), set()).add(court["id"])
    return {key: frozenset(ids) for key, ids in found.items()}


@lru_cache(maxsize=4096)
def court_ids(court: str) -> frozenset[str]:
    """The ids of courts-db that a court may be: ``9th Cir.``, ``ca9`` and the court's name are one; empty if unknown."""
    known = _courts()
    key = norm(court)
    for variant in (key, re.sub(r"^unitedstates", "", key), key.removeprefix("us")):
        if variant in known:
            return known[variant]
    return frozenset()


def same_court(one: str, other: str) -> bool | None:
    """Whether two writings are one court; ``None`` if one of them is not known."""
    if norm(one) == norm(other):
        return True
    left, right = court_ids(one), court_ids(other)
    if not left or not right:
        levels = level(one), level(other)
        return False if all(levels) and levels[0] != levels[1] else None
    return bool(left & right)
