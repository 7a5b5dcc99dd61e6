"""The federal sentencing guidelines, as far as rows use them: a part of the Sentencing Table, criminal history."""

from __future__ import annotations

import random
from dataclasses import dataclass

CATEGORIES = ("I", "II", "III", "IV", "V", "VI")
LOWEST, HIGHEST = 4, 19
"""The offense levels of which the table holds rows."""
_ROWS = """
4 0-6 0-6 0-6 2-8 4-10 6-12
5 0-6 0-6 1-7 2-8 6-12 9-15
6 0-6 1-7 2-8 6-12 9-15 12-18
7 0-6 2-8 4-10 8-14 12-18 15-21
8 0-6 4-10 6-12 10-16 15-21 18-24
9 4-10 6-12 8-14 12-18 18-24 21-27
10 6-12 8-14 10-16 15-21 21-27 24-30
11 8-14 10-16 12-18 18-24 24-30 27-33
12 10-16 12-18 15-21 21-27 27-33 30-37
13 12-18 15-21 18-24 24-30 30-37 33-41
14 15-21 18-24 21-27 27-33 33-41 37-46
15 18-24 21-27 24-30 30-37 37-46 41-51
16 21-27 24-30 27-33 33-41 41-51 46-57
17 24-30 27-33 30-37 37-46 46-57 51-63
18 27-33 30-37 33-41 41-51 51-63 57-71
19 30-37 33-41 37-46 46-57 57-71 63-78
"""
TABLE = {
    int(line.split()[0]): tuple(
        (int(cell.split("-")[0]), int(cell.split("-")[1])) for cell in line.split()[1:]
    )
    for line in _ROWS.strip().splitlines()
}
"""Months of the range by offense level and, in order, criminal history category I to VI (U.S.S.G. ch. 5, pt. A)."""
HEADS = ("I (0 or 1)", "II (2 or 3)", "III (4, 5, 6)", "IV (7, 8, 9)", "V (10, 11, 12)", "VI (13 or more)")


def shown(cell: tuple[int, int]) -> str:
    """``27–33``."""
    return f"{cell[0]}–{cell[1]}"


def part(level: int) -> tuple[range, str]:
    """The levels around one, and these rows of the table in a row's words."""
    first = max(LOWEST, min(level - 2, HIGHEST - 4))
    levels = range(first, first + 5)
    lines = [f"| {n} | " + " | ".join(shown(cell) for cell in TABLE[n]) + " |" for n in levels]
    head = "| Offense level | " + " | ".join(HEADS) + " |\n|" + "---|" * 7
    text = "U.S.S.G. ch. 5, pt. A, Sentencing Table (as in force on November 1, 2024), in months of imprisonment by offense level and criminal history category (points), in part:\n\n"
    return levels, text + "\n".join([head, *lines])


def category(points: int) -> int:
    """The index of the category of points, 0 for I."""
    return sum(points >= least for least in (2, 4, 7, 10, 13))


HISTORY = """
% § 4A1.1(a): Add 3 points for each prior sentence of imprisonment exceeding one year and one month.
points(S, 3) :- sentence(S, D), D > 395.
% § 4A1.1(b): Add 2 points for each prior sentence of imprisonment of at least sixty days not counted in (a).
points(S, 2) :- sentence(S, D), D >= 60, D <= 395.
% § 4A1.1(c): Add 1 point for each prior sentence not counted in (a) or (b), up to a total of 4 points.
small(N) :- N = #count { S : sentence(S, D), D < 60 }.
one_each(N) :- small(N), N <= 4.
one_each(4) :- small(N), N > 4.
before_status(P) :- P = A + N, A = #sum { V, S : points(S, V) }, one_each(N).
% § 4A1.1(e): Add 1 point with 7 or more points under (a) through (d) and an offense under a criminal justice sentence.
total(P) :- before_status(P), P < 7.
total(P) :- before_status(P), P >= 7, not under_sentence.
total(Q) :- before_status(P), P >= 7, under_sentence, Q = P + 1.
"""
CATEGORY = """
% § 4A1.1: The total points determine the criminal history category in the Sentencing Table.
category(1) :- total(P), P < 2.
category(2) :- total(P), P >= 2, P < 4.
category(3) :- total(P), P >= 4, P < 7.
category(4) :- total(P), P >= 7, P < 10.
category(5) :- total(P), P >= 10, P < 13.
category(6) :- total(P), P >= 13.
"""
_CRIMES = (
    "theft",
    "burglary",
    "forgery",
    "drug possession",
    "assault",
    "receiving stolen goods",
    "fraud",
    "a firearms offense",
    "drunken driving",
    "vandalism",
)


@dataclass(frozen=True)
class History:
    """Prior sentences in days of imprisonment, in words, and whether the offense was committed under a sentence."""

    days: tuple[int, ...]
    told: tuple[str, ...]
    under: str

    @property
    def facts(self) -> list[str]:
        """The atoms."""
        return [f"sentence(s{i},{d})" for i, d in enumerate(self.days)] + ["under_sentence"] * bool(
            self.under
        )

    @property
    def total(self) -> int:
        """The points, counted plainly."""
        large = sum(3 if d > 395 else 2 for d in self.days if d >= 60)
        points = large + min(4, sum(d < 60 for d in self.days))
        return points + (points >= 7 and bool(self.under))

    def steps(self) -> list[str]:
        """The counting, sentence by sentence."""
        made = []
        for words, days in zip(self.told, self.days, strict=True):
            if days > 395:
                made.append(
                    f"{words[0].upper()}{words[1:]}: 3 points, since it exceeds one year and one month (§ 4A1.1(a))."
                )
            elif days >= 60:
                made.append(
                    f"{words[0].upper()}{words[1:]}: 2 points, at least sixty days and not more than one year and one month (§ 4A1.1(b))."
                )
            else:
                made.append(f"{words[0].upper()}{words[1:]}: 1 point (§ 4A1.1(c)).")
        small = sum(d < 60 for d in self.days)
        before = sum(3 if d > 395 else 2 for d in self.days if d >= 60) + min(4, small)
        if small > 4:
            made.append(
                f"There are {small} sentences under § 4A1.1(c), but no more than 4 points are added for them."
            )
        if self.under:
            made.append(
                f"The offense was committed while {self.under}; with {before} points under (a) through (d), "
                + ("1 point is added" if before >= 7 else "fewer than 7, nothing is added")
                + " (§ 4A1.1(e))."
            )
        return made


_LENGTHS = ((30, "30 days in jail"), (45, "45 days in jail"), (59, "59 days in jail"), (60, "60 days in jail"), (90, "90 days in jail"), (183, "six months in jail"), (0, "probation without imprisonment"), (0, "a fine and probation"), (365, "one year in prison"), (395, "one year and one month in prison"), (425, "14 months in prison"), (547, "18 months in prison"), (730, "two years in prison"), (1_826, "five years in prison"))  # fmt: skip


def history(rng: random.Random, count: int, *, small: bool = False) -> History:
    """Prior sentences of invented convictions; ``small``: five of them and more are short."""
    chosen = [rng.choice(_LENGTHS) for _ in range(count)]
    if small:
        chosen = [rng.choice([each for each in _LENGTHS if each[0] < 60]) for _ in range(5)] + chosen[5:]
    years = sorted(rng.sample(range(2014, 2024), count))
    told = tuple(
        f"{words} for {rng.choice(_CRIMES)} in {year}" for (_, words), year in zip(chosen, years, strict=True)
    )
    released = ("on supervised release", "on parole") if any(days > 395 for days, _ in chosen) else ()
    under = rng.choice(("", "on probation", *released)) if count > 2 else ""
    return History(tuple(days for days, _ in chosen), told, under)
