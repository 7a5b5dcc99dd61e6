"""Invented cases with possible citations, and what generators of citations share."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from assay import Draft, agree, make_reference
from assay_law.generators._time import firm, people

INVENTED = "(The cases in this exercise are invented.)"
_APPEALS = ("1st Cir.", "2d Cir.", "3d Cir.", "4th Cir.", "5th Cir.", "6th Cir.", "7th Cir.", "8th Cir.", "9th Cir.", "10th Cir.", "11th Cir.", "D.C. Cir.", "Fed. Cir.")  # fmt: skip
_TRIAL = ("S.D.N.Y.", "N.D. Cal.", "D. Mass.", "E.D. Pa.", "N.D. Ill.", "W.D. Tex.", "D. Colo.", "M.D. Fla.", "D. Or.", "E.D. Va.", "D. Minn.", "N.D. Ohio")  # fmt: skip
_STATE = {
    "A.3d": ("Pa.", "N.J.", "Md.", "Del.", "Conn."),
    "A.2d": ("Pa.", "N.J.", "Md.", "Del.", "Conn."),
    "N.E.2d": ("Ohio", "Ill.", "Ind.", "Mass.", "N.Y."),
    "N.E.3d": ("Ohio", "Ill.", "Ind.", "Mass.", "N.Y."),
    "P.2d": ("Cal.", "Wash.", "Colo.", "Or.", "Kan."),
    "P.3d": ("Cal.", "Wash.", "Colo.", "Or.", "Kan."),
    "So. 2d": ("Fla.", "Ala.", "La.", "Miss."),
    "S.W.2d": ("Tex.", "Mo.", "Tenn.", "Ky.", "Ark."),
    "S.W.3d": ("Tex.", "Mo.", "Tenn.", "Ky.", "Ark."),
}
_VOLUMES = {"F.4th": 120, "F. Supp. 3d": 720, "A.3d": 310, "N.E.3d": 230, "P.3d": 540, "S.W.3d": 680}
"""Volumes up to which an invented citation goes where a series still appears."""


_GROWTH = {
    "U.S.": ((267, 1925), (300, 1937), (350, 1955), (400, 1970), (450, 1981), (500, 1991), (550, 2007), (573, 2014)),
    "F.2d": ((30, 1929), (100, 1939), (200, 1953), (300, 1962), (400, 1968), (500, 1974), (600, 1979), (700, 1983), (800, 1986), (900, 1990), (995, 1993)),
    "F.3d": ((10, 1993), (100, 1996), (200, 2000), (300, 2002), (400, 2005), (500, 2007), (600, 2010), (700, 2013), (800, 2015), (900, 2018), (995, 2021)),
}  # fmt: skip
"""About when a volume appeared, so that invented citations look as real ones do; nothing is decided by it."""


def _year(volume: int, points: tuple[tuple[int, int], ...]) -> int:
    (low, begin), (high, end) = next(pair for pair in pairwise(points) if pair[0][0] <= volume <= pair[1][0])
    return begin + (end - begin) * (volume - low) // (high - low)


@lru_cache(maxsize=1)
def years() -> dict[str, tuple[int, int | None, int | None, str]]:
    """``[first year, last year, volumes, courts]`` of each reporter (``data/reporter_years.json``)."""
    text = resources.files("assay_law").joinpath("data/reporter_years.json").read_text("utf-8")
    return {name: tuple(row) for name, row in json.loads(text).items()}


@dataclass(frozen=True)
class Case:
    """An invented case."""

    first: str
    second: str
    volume: int
    reporter: str
    page: int
    last: int
    court: str
    year: int

    @property
    def name(self) -> str:
        return f"{self.first} v. {self.second}" if self.first else f"In re {self.second}"

    @property
    def core(self) -> str:
        return f"{self.volume} {self.reporter} {self.page}"

    @property
    def paren(self) -> str:
        return f"({self.court} {self.year})" if self.court else f"({self.year})"

    @property
    def short(self) -> str:
        """The party that short forms name: not a government."""
        return (
            self.second.split(" ")[0]
            if self.first in ("United States", "State", "")
            else self.first.split(" ")[0]
        )

    def cite(self, pin: str = "") -> str:
        return f"{self.name}, {self.core}{', ' + pin if pin else ''} {self.paren}"

    def row(self) -> dict[str, object]:
        """It as an authority of a reference."""
        made: dict[str, object] = {
            "name": self.name,
            "citation": self.core,
            "year": self.year,
            "last_page": self.last,
        }
        return {**made, "court": self.court} if self.court else made


def case(rng: random.Random, reporters: tuple[str, ...] = (), taken: set[str] | None = None) -> Case:
    """A case that nobody decided, in a volume and year in which it could stand."""
    reporter = rng.choice(reporters or ("U.S.", "F.2d", "F.3d", "F.4th", "F. Supp. 2d", "F. Supp. 3d"))
    first, last, volumes, _ = years()[reporter]
    most = _VOLUMES.get(reporter, volumes or 300)
    volume = rng.randint(max(2, most // 20), most - 5)
    if reporter in _GROWTH:
        volume = rng.randint(_GROWTH[reporter][0][0], _GROWTH[reporter][-1][0] - 1)
        year = _year(volume, _GROWTH[reporter])
    else:
        year = first + round(((last or 2024) - first) * volume / most)
    page = rng.randint(11, 900 if reporter == "U.S." else 1180)
    court = ""
    if reporter in ("F.2d", "F.3d", "F.4th"):
        court = rng.choice(_APPEALS if year > 1982 else _APPEALS[: 10 if year > 1930 else 9])
    elif reporter.startswith("F. Supp"):
        court = rng.choice(_TRIAL)
    elif reporter in _STATE:
        court = rng.choice(_STATE[reporter])
    while True:
        one, two = people(rng, 2)
        kind = rng.random()
        sides = (one, two)
        if kind < 0.3:
            sides = (one, firm(rng))
        elif kind < 0.45:
            sides = (firm(rng), firm(rng))
        elif kind < 0.55 and reporter[0] in "UF":
            sides = ("United States", two)
        elif kind < 0.62:
            sides = ("", two)
        names = {word for side in sides for word in side.split()[:1]} - {"United", ""}
        if sides[0].split()[:1] == sides[1].split()[:1]:
            continue
        if taken is None or not names & taken:
            break
    if taken is not None:
        taken |= names
    return Case(*sides, volume, reporter, page, page + rng.randint(6, 48), court, year)


def cases(rng: random.Random, number: int, reporters: tuple[str, ...] = ()) -> list[Case]:
    """Cases with different parties."""
    taken: set[str] = set()
    return [case(rng, reporters, taken) for _ in range(number)]


def pin_range(first: int, last: int) -> str:
    """``104-05``: the last two digits of the second page, as The Bluebook has it (rule 3.2(a))."""
    if first == last:
        return str(first)
    end = str(last)
    if first >= 100 and len(end) == len(str(first)) and first // 100 == last // 100:
        end = end[-2:]
    return f"{first}-{end}"


def listing(rows: list[Case], letters: bool = False) -> str:
    """A table of authorities, a line each."""
    lines = []
    for number, each in enumerate(rows):
        mark = f"{chr(65 + number)}. " if letters else "- "
        lines.append(f"{mark}{each.cite()}, pages {each.page} to {each.last}")
    return "\n".join(lines)


def read_by_eyecite(text: str) -> list[tuple[str, str, str]]:
    """Volume, reporter and page of all full case citations that eyecite finds: the second route."""
    import logging

    from eyecite import get_citations
    from eyecite.models import FullCaseCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    return [
        (str(cite.groups["volume"]), cite.corrected_reporter(), str(cite.groups["page"]))
        for cite in get_citations(text)
        if isinstance(cite, FullCaseCitation)
    ]


def check_cores(text: str, expected: list[Case]) -> None:
    """Raises if eyecite reads other citations in the text than were written."""
    agree(
        tuple((str(each.volume), each.reporter, str(each.page)) for each in expected),
        tuple(read_by_eyecite(text)),
        what="the citations of the text",
    )


def fields_row(
    prompt: str, steps: list[str], values: dict[str, str], *, table: list[dict[str, object]] | None = None, marked: bool = True
) -> Draft:  # fmt: skip
    """A draft whose answer is a list of ``name: value`` lines."""
    answer = "\n".join(f"{name}: {value}" for name, value in values.items())
    parts: dict[str, object] = {"fields": {"values": values}}
    if table is not None:
        parts["citation"] = {"authorities": table}
    prompt = f"{prompt}\n\n{INVENTED}" if marked else prompt
    return Draft(prompt, "\n".join([*steps, "", answer]), make_reference(answer, **parts), answer=answer)
