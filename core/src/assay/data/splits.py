"""Which rows go to training, validation and test: what is alike or related stays together.

Two rows are related if they share a prompt, a source text or a parent, or if their prompts are near-duplicates
(:class:`assay.ops.MinHashPool`: Jaccard similarity of word runs above 0.8). Rows that are related, also by way of
others, go to the same part.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from assay.errors import UsageError
from assay.row import Row

NEAR = 0.8


class Neighbours(Protocol):
    """Texts that tell which of them are near a new one; :class:`assay.ops.MinHashPool` is one."""

    def add(self, text: str) -> None: ...

    def near(self, text: str) -> Iterator[Any]: ...


def read_split(text: str) -> dict[str, float]:
    """Shares by name of text such as ``train=0.9,test=0.1``; they add up to 1."""
    shares: dict[str, float] = {}
    for part in text.split(","):
        name, _, share = part.partition("=")
        name = name.strip()
        try:
            value = float(share)
        except ValueError:
            value = 0.0
        if not name.isidentifier() or name in shares or not 0 < value < 1:
            raise UsageError(f"--split {text} is not of the form train=0.9,validation=0.05,test=0.05")
        shares[name] = value
    if len(shares) < 2 or abs(sum(shares.values()) - 1) > 1e-6:
        raise UsageError(f"--split {text}: the shares of two parts or more must add up to 1")
    return shares


class Families:
    """Sets of related things, by number; two sets become one where a thing is in both."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def add(self) -> int:
        self._above.append(len(self._above))
        return len(self._above) - 1

    def root(self, one: int) -> int:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first


def families(rows: Iterable[Row], pool: Neighbours) -> list[int]:
    """The family of each row, as the number of its first row."""
    found, first = Families(), dict[str, int]()
    for row in rows:
        number = found.add()
        for relation in _relations(row):
            found.join(number, first.setdefault(relation, number))
        for near in pool.near(row["prompt"]):
            found.join(number, near.index)
        pool.add(row["prompt"])
    return [found.root(number) for number in range(len(found._above))]


def assign(members: Sequence[int], shares: Mapping[str, float], seed: int) -> list[str]:
    """The part of each row, given its family: the largest families first, each to the part that lacks most of its share.

    Equal families are taken in an order that ``seed`` draws; the same seed gives the same parts.
    """
    sizes: dict[int, list[int]] = defaultdict(list)
    for number, family in enumerate(members):
        sizes[family].append(number)

    def turn(family: int) -> tuple[int, bytes]:
        return -len(sizes[family]), hashlib.sha256(f"{seed}\n{family}".encode()).digest()

    lacking = {name: share * len(members) for name, share in shares.items()}
    parts = [""] * len(members)
    for family in sorted(sizes, key=turn):
        name = max(lacking, key=lambda part: lacking[part])
        lacking[name] -= len(sizes[family])
        for number in sizes[family]:
            parts[number] = name
    return parts


def order(ids: Sequence[str], seed: int) -> list[int]:
    """The places of rows in an order that the seed draws and that depends on nothing but the ids."""

    def key(place: int) -> bytes:
        return hashlib.sha256(f"{seed}\n{ids[place]}".encode()).digest()

    return sorted(range(len(ids)), key=key)


def _relations(row: Row) -> Iterator[str]:
    """What a row shares with others that belong to it: its prompt, its sources, its parents."""
    yield "prompt " + " ".join(row["prompt"].split())
    for source in row["sources"] or ():
        yield "source " + hashlib.sha256(source["text"].encode("utf-8", "replace")).hexdigest()
    extra = row["provenance"].get("extra")
    told = json.loads(extra) if extra else {}
    parents = told.get("parents") if isinstance(told, dict) else None
    for parent in parents if isinstance(parents, list) else ():
        yield f"row {parent}"
    yield f"row {row['id']}"
