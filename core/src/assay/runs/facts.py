"""What a card tells of the rows themselves, counted while they pass: lengths, sources, and how much of them was checked."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assay.errors import counted

_SCOPES = ("claims", "steps")


class Facts:
    """Figures of accepted rows; ``first`` is one to show."""

    def __init__(self) -> None:
        self.first: dict[str, Any] | None = None
        self.domains: Counter[str] = Counter()
        self.licences: Counter[str] = (
            Counter()
        )  # rows that rest on a text of that licence; "" where none is stated
        self.told: Counter[str] = Counter()  # rows that have this column
        self.rows: Counter[str] = Counter()  # by verifier
        self.found: Counter[tuple[str, str]] = Counter()  # by verifier and scope
        self.checked: Counter[tuple[str, str]] = Counter()
        self.prompts, self.responses = array("Q"), array("Q")  # characters

    def watch(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: dict[str, Any]) -> None:
        self.first = self.first or row
        self.domains[row["domain"] or ""] += 1
        turns = row["messages"] or []
        self.prompts.append(sum(len(turn["content"]) for turn in turns[:-1]))
        self.responses.append(len(turns[-1]["content"]) if turns else 0)
        self.licences.update({source["licence"] or "" for source in row["sources"] or ()})
        self.told.update(name for name in ("reasoning", "labels", "images", "sources") if row[name])
        for verdict in (row["certificate"] or {}).get("verdicts", ()):
            name = verdict["verifier"]
            self.rows[name] += 1
            for scope in _SCOPES:
                self.found[name, scope] += verdict[f"{scope}_found"] or 0
                self.checked[name, scope] += verdict[f"{scope}_checked"] or 0

    def coverage(self, verifier: str, scope: str) -> str:
        """How many claims or steps a verifier decided of those it found; empty where it counts none."""
        found = self.found[verifier, scope]
        return f"{self.checked[verifier, scope]:,} of {found:,}" if found else ""

    def not_looked_at(self) -> list[str]:
        """What no verifier vouches for in these rows, a sentence each."""
        told = [
            f"`{name}` found {left:,} {scope} that it could not decide; the rows hold them all the same."
            for (name, scope), found in sorted(self.found.items())
            if (left := found - self.checked[name, scope]) > 0
        ]
        if self.told["reasoning"]:
            told.append(
                f"The column `reasoning` ({counted(self.told['reasoning'], 'row')}): what a model thought is kept, not checked."
            )
        if self.told["labels"]:
            told.append(
                f"The column `labels` ({counted(self.told['labels'], 'row')}): opinions, such as a judge's scores."
            )
        if self.told["sources"]:
            told.append("Whether the sources themselves are right: rows are held to them.")
        return told


def lengths(name: str, values: Sequence[int]) -> tuple[str, ...]:
    """A line of a table: the shortest, middle, 95th of a hundred and longest."""
    ordered = sorted(values) or [0]
    places = (0, len(ordered) // 2, min(len(ordered) - 1, len(ordered) * 95 // 100), len(ordered) - 1)
    return (name, *(f"{ordered[place]:,}" for place in places))
