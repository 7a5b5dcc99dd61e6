"""A table of authorities: of a row's reference, or of a user's file."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import assay
from assay_law.citations.names import Name, told
from assay_law.citations.spotting import Cite, find_citations

VARIABLE = "ASSAY_LAW_AUTHORITIES"
"""Environment variable with the path of a table (JSONL or CSV) for rows that bring none."""
MOST = 2_000
"""Authorities of one reference."""


@dataclass(frozen=True)
class Authority:
    """A case, statute or other text that exists.

    ``citation`` holds one or several parallel citations (``531 U.S. 98, 121 S. Ct. 525``; also with the name before and the
    year behind), ``name`` is that of the case, ``year`` that of the decision, ``last_page`` the last page of the first
    citation, ``court`` a name, an abbreviation or an id of courts-db.
    """

    citation: str
    name: str = ""
    year: int | str | None = None
    last_page: int | None = None
    court: str = ""

    def __post_init__(self) -> None:
        if len(self.citation) > 600 or len(self.name) > 600:
            raise ValueError("a citation or a name of an authority has more than 600 characters")
        if self.year is not None and not re.fullmatch(r"\d{4}", str(self.year)):
            raise ValueError(f"the year of an authority is {str(self.year)[:20]!r}")
        if not self.cites():
            raise ValueError(f"no citation is found in {self.citation[:80]!r}")
        if self.last_page is not None and any(0 < c.page > self.last_page for c in self.cites()[:1]):
            raise ValueError(f"{self.citation[:80]!r} ends before it begins")

    def cites(self) -> list[Cite]:
        """The citations by which it is known."""
        return list(_cites(self.citation))

    def decided(self) -> int | None:
        """The year: as it is given, or as its citation has it."""
        if self.year is not None:
            return int(self.year)
        return next((cite.year for cite in self.cites() if cite.year), None)

    def named(self) -> Name:
        """Its name: as it is given, or as its citation has it."""
        return _name(self.name or told(self.cites()[0].lead)[0])


@lru_cache(maxsize=20_000)
def _cites(text: str) -> tuple[Cite, ...]:
    kinds = ("case", "law", "other", "unknown")
    found = tuple(cite for cite in find_citations(text) if cite.kind in kinds)
    return found or tuple(cite for cite in find_citations(text, special=True) if cite.kind in kinds)


@lru_cache(maxsize=20_000)
def _name(text: str) -> Name:
    return Name.read(text)


@assay.reference_part("citation")
@dataclass(frozen=True)
class Citation:
    """The authorities that a response may cite, all of them."""

    authorities: tuple[Authority, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.authorities) <= MOST:
            raise ValueError(f"it has {len(self.authorities)} authorities; 1 to {MOST} are possible")


@dataclass(frozen=True)
class Table:
    """Authorities by each of their citations."""

    by_key: Mapping[str, tuple[Authority, ...]]
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """First pages of a volume, by ``531|U.S.``, in their order."""
    names: tuple[Name, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of statutes and rules by their number alone."""

    @property
    def special(self) -> bool:
        """Whether some of its citations have a form that only eyecite reads."""
        return any(key.startswith("special|") for key in self.by_key)

    def find(self, cite: Cite) -> list[Authority]:
        """All authorities that have one of the citation's keys."""
        found: dict[int, Authority] = {}
        for key in sorted(cite.keys):
            for authority in self.by_key.get(key, ()):
                found[id(authority)] = authority
        return list(found.values())


def table(authorities: Iterable[Authority]) -> Table:
    """The index of some authorities."""
    by_key: dict[str, list[Authority]] = {}
    pages: dict[str, set[int]] = {}
    names: list[Name] = []
    sections: dict[str, set[str]] = {}
    for authority in authorities:
        for cite in authority.cites():
            for key in cite.keys:
                by_key.setdefault(key, []).append(authority)
                number = key.rsplit("|", 1)[1]
                if cite.kind == "law":
                    sections.setdefault(
                        f"rule|{number}" if key.startswith("rule|") else f"section|{number}", set()
                    ).add(key)
            if cite.kind == "case" and cite.page:
                for edition in cite.editions:
                    pages.setdefault(f"{cite.volume}|{edition}", set()).add(cite.page)
        if authority.named():
            names.append(authority.named())
    return Table(
        {key: tuple(found) for key, found in by_key.items()},
        {key: tuple(sorted(found)) for key, found in pages.items()},
        tuple(names),
        {key: tuple(sorted(found)) for key, found in sections.items()},
    )


_COLUMNS = {
    "name": ("name", "case_name", "caseName", "case_name_short"),
    "citation": ("citation", "citations", "cite"),
    "year": ("year", "date_filed", "dateFiled", "decision_date"),
    "court": ("court", "court_id", "court_citation_string"),
    "last_page": ("last_page",),
}


def _of_row(row: Mapping[str, object]) -> Authority | None:
    """An authority of a row with our columns, or with those of CourtListener or the Caselaw Access Project."""

    def first(key: str) -> object:
        return next((row[name] for name in _COLUMNS[key] if row.get(name) not in (None, "")), None)

    citation = first("citation")
    if isinstance(citation, list):
        citation = ", ".join(
            str(each.get("cite", "") if isinstance(each, dict) else each) for each in citation
        )
    if citation is None and all(row.get(key) for key in ("volume", "reporter", "page")):
        citation = f"{row['volume']} {row['reporter']} {row['page']}"
    year = re.search(r"(?<!\d)(\d{4})(?!\d)", str(first("year") or ""))
    last = str(first("last_page") or "")
    try:
        return Authority(str(citation or ""), str(first("name") or ""), int(year[1]) if year else None,
                         int(last) if last.isdigit() else None, str(first("court") or ""))  # fmt: skip
    except ValueError:
        return None  # a row that cannot be read confirms nothing


def read_file(path: Path) -> Iterator[Authority]:
    """The authorities of a JSONL or CSV file; rows that hold no citation are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows: Iterable[Mapping[str, object]]
        if path.suffix.lower() == ".csv":
            rows = csv.DictReader(file)
        else:
            rows = (json.loads(line) for line in file if line.strip())
        for row in rows:
            if isinstance(row, Mapping) and (authority := _of_row(row)):
                yield authority


@lru_cache(maxsize=2)
def _table_of_file(path: str, changed: float) -> Table:  # noqa: ARG001 (a file that changed is read again)
    return table(read_file(Path(path)))


def table_of_user() -> Table | None:
    """The table that :data:`VARIABLE` names; ``None`` if it names none. Raises :class:`OSError` if it cannot be read."""
    path = os.environ.get(VARIABLE)
    return _table_of_file(path, Path(path).stat().st_mtime) if path else None
