"""A run stops early when everything that is made or judged fails alike.

What is decided follows from the results in their order and from nothing else, so it is the same
however many workers there are, and whether or not the run was killed in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.errors import counted

ALIKE = 25
"""Errors of one part in a row after which it is not asked any more."""
OVERDUE = 3
"""How many of them may be overrun deadlines: each costs the whole of its time."""
OVERDUE_INPUT = 10
"""The same for rows of somebody's file, which may be sorted: the hard ones may stand first."""
PROVED = 10
"""So many times as many are borne of a part that has worked before."""
FAULTS = frozenset(
    {
        *(
            "crash",
            "deadline",
            "memory",
            "recursion",
            "bad_verdict",
            "inconsistent_verdict",
            "missing_verifier",
        ),
        *(
            "generator_crash",
            "generator_deadline",
            "bad_draft",
            "recipe_crash",
            "work_crash",
            "work_deadline",
        ),
        "model_failed",
    }
)
"""Reasons of an error that some part is to blame for, and not the text of the row."""
_COSTLY = ("recipe_crash", "model_failed")  # replies were paid for: no more of them than of a new part
_GATE = "gate"
_ALL = "*"


@dataclass
class Streak:
    """Errors of one part in a row: how many, how many of them overdue, the positions of the first and the last."""

    part: str
    since: int
    last: int = 0
    count: int = 0
    overdue: int = 0
    reason: str = ""
    message: str = ""

    def __str__(self) -> str:
        said = f"{self.reason}: {self.message}".rstrip(".: ")
        return f"{self.part} failed {counted(self.count, 'time')} in a row, the last time with {said}"


class Watch:
    """Is told every result in order; ``left_out`` are the makers of rows that must not go on, and why.

    ``makers`` are generators, a recipe, or ``""`` for somebody's file, each with the verifiers that its rows
    must pass, in the order of the gate. A maker is left out when it, or one part that its rows meet, fails
    over and over on them; a verifier that does so on the rows of all makers together takes along all that
    must pass it. ``overdue`` is how many deadlines may be overrun. While it is not ``on`` it lets all go on.
    """

    def __init__(
        self, makers: Mapping[str, Sequence[str]], *, overdue: int = OVERDUE, on: bool = True
    ) -> None:
        self.makers, self.overdue, self.on = makers, overdue, on
        self.left_out: dict[str, Streak] = {}
        self._streaks: dict[tuple[str, str], Streak] = {}  # by whose rows, or all, and the part
        self._worked: set[tuple[str, str]] = set()

    def begin_anew(self) -> None:
        """Forget all results."""
        self.left_out.clear()
        self._streaks.clear()
        self._worked.clear()

    @property
    def stopped(self) -> str:
        """Why the run must stop, ``""`` while it need not: no maker is left."""
        if len(self.left_out) < len(self.makers):
            return ""
        why = list(dict.fromkeys(map(str, self.left_out.values())))
        more = f" (and {counted(len(why) - 1, 'other part')} failed likewise)" if len(why) > 1 else ""
        return f"{why[0]}{more}; mend that, or add --keep-going"

    @property
    def since(self) -> int | None:
        """The position of the first result that made a maker be left out."""
        return min((streak.since for streak in self.left_out.values()), default=None)

    def see(self, position: int, maker: str, status: str, part: str, reason: str, message: str = "") -> None:
        """Take in a result: who made the row, and which part decided on it for what reason."""
        if not self.on or maker in self.left_out or maker not in self.makers:
            return
        fault = status == "error" and reason in FAULTS
        if status == "error" and not fault:
            return  # it says nothing of any part
        verifiers = self.makers[maker]
        for each in self._working(maker, status, part, fault):
            for scope in (maker, _ALL):
                self._worked.add((scope, each))
                self._streaks.pop((scope, each), None)
        if not fault:
            return
        for scope in (maker, _ALL) if part in verifiers else (maker,):
            streak = self._streaks.setdefault((scope, part), Streak(part, position))
            streak.count += 1
            streak.overdue += reason.endswith("deadline")
            streak.last, streak.reason, streak.message = position, reason, message
            borne = PROVED if (scope, part) in self._worked and reason not in _COSTLY else 1
            if streak.count >= borne * ALIKE or streak.overdue >= borne * self.overdue:
                with_it = [m for m, must in self.makers.items() if part in must] if scope == _ALL else [maker]
                for each in with_it:
                    self.left_out.setdefault(each, streak)

    def _working(self, maker: str, status: str, part: str, fault: bool) -> Sequence[str]:
        """The parts that did their work on a row: each is asked only after those before it have accepted."""
        order = (maker, *self.makers[maker])
        if status == "accepted":
            for key in [key for key in self._streaks if key[0] == maker]:
                del self._streaks[key]  # of a verifier that single rows name, too
            return order
        if part in order:
            return order[: order.index(part) + (not fault)]
        if part == _GATE:
            return () if fault else order
        return (maker,) if fault else (maker, part)
