"""The digest over a whole data set: a Merkle tree over its rows in order, kept beside them in a ``.proof`` file.

A proof file tells which row is missing, moved, doubled, changed or foreign. Its first line says what the whole is,
each further line a row's id and the digest of the row; ``root`` is the head of the tree over these digests as
RFC 9162 (section 2.1.1) defines it, with SHA-256: leaves are hashed behind a byte 0, nodes behind a byte 1. The same
rows in the same order have the same root, in Parquet and in JSONL, in a run and in an export of every column.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from assay.data.dataset import escape_surrogates
from assay.data.files import aside
from assay.errors import UsageError
from assay.records import canonical_json

ALGORITHM = "Merkle tree of RFC 9162 with SHA-256"
SUFFIX = ".proof"
NAMED = 3
"""How many ids a sentence about several rows names."""


class Tree:
    """The tree over leaves that come one by one; it keeps one node of each height."""

    def __init__(self) -> None:
        self.count = 0
        self._nodes: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        height = 0
        self.count += 1
        while self._nodes and self._nodes[-1][0] == height:
            leaf = _node(self._nodes.pop()[1], leaf)
            height += 1
        self._nodes.append((height, leaf))

    @property
    def root(self) -> str:
        """``sha256:<hex>``; of no leaves the digest of nothing."""
        if not self._nodes:
            return "sha256:" + hashlib.sha256().hexdigest()
        *others, (_, head) = self._nodes
        for _, node in reversed(others):
            head = _node(node, head)
        return "sha256:" + head.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def leaf_of(text: str) -> bytes:
    """The leaf of a row that is written as this text; 32 bytes."""
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def row_leaf(row: Mapping[str, Any]) -> bytes:
    """The leaf of a row with all its columns, checks and certificate included, as it is written to a file."""
    try:
        return leaf_of(canonical_json(row))
    except UnicodeEncodeError:
        return leaf_of(canonical_json(escape_surrogates(row)))


def root_of(rows: Iterable[Mapping[str, Any]]) -> tuple[int, str]:
    """How many rows there are, and the root over them."""
    tree = Tree()
    for row in rows:
        tree.add(row_leaf(row))
    return tree.count, tree.root


def proof_path(data: Path) -> Path:
    """Where the proof file of a file of rows lies, or that of a directory of them."""
    return data / f"data{SUFFIX}" if data.is_dir() else data.with_name(data.name + SUFFIX)


class Recorder:
    """Takes down the digest of each row that passes through, in memory of 32 bytes and the id a row."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.leaves: list[bytes] = []

    def add(self, row_id: str, leaf: bytes) -> None:
        self.ids.append(row_id)
        self.leaves.append(leaf)

    def watch(self, rows: Iterable[Any]) -> Iterator[Any]:
        """The rows, which are taken down as they pass."""
        for row in rows:
            self.add(str(row["id"]), row_leaf(row))
            yield row

    @property
    def root(self) -> str:
        tree = Tree()
        for leaf in self.leaves:
            tree.add(leaf)
        return tree.root

    def write(self, path: Path, files: Iterable[tuple[str, int]], **told: Any) -> dict[str, Any]:
        """Write the proof file, there whole or not at all, and return its first line.

        ``files`` are the names of the files that the rows stand in, with their numbers of rows.
        """
        head = {
            "algorithm": ALGORITHM,
            "rows": len(self.leaves),
            "root": self.root,
            "files": [list(each) for each in files],
            **told,
            "signature": None,
        }
        write_proof(path, Proof(path, head, self.ids, self.leaves))
        return head


@dataclass
class Proof:
    """A proof file. ``head`` is its first line; ``ids`` and ``leaves`` are those of the rows, in order."""

    path: Path
    head: dict[str, Any]
    ids: list[str] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """What the file gets wrong about itself, ``""`` if nothing."""
        tree = Tree()
        for leaf in self.leaves:
            tree.add(leaf)
        if self.head.get("rows") != tree.count:
            return f"{self.path.name} says {self.head.get('rows')} rows and lists {tree.count}"
        if self.head.get("root") != tree.root:
            return f"{self.path.name} lists rows whose digest is not the one that it says"
        return ""


def write_proof(path: Path, proof: Proof) -> None:
    with aside(path) as partial, partial.open("w", encoding="utf-8") as file:
        file.write(json.dumps(proof.head, ensure_ascii=False) + "\n")
        for row_id, leaf in zip(proof.ids, proof.leaves, strict=True):
            file.write(json.dumps([row_id, leaf.hex()]) + "\n")


def read_proof(path: Path) -> Proof:
    """Raises :class:`~assay.UsageError` for a file that is none."""
    try:
        with path.open(encoding="utf-8") as file:
            proof = Proof(path, json.loads(next(file)))
            for line in file:
                row_id, leaf = json.loads(line)
                proof.ids.append(str(row_id))
                proof.leaves.append(bytes.fromhex(leaf))
        if not isinstance(proof.head, dict):
            raise ValueError("its first line is no JSON object")
    except FileNotFoundError:
        raise UsageError(f"there is no {path}, which holds the digests of the rows; restore it") from None
    except (ValueError, TypeError, StopIteration) as error:
        raise UsageError(f"{path} is no proof file ({error or 'it is empty'}); restore it") from None
    return proof


class Comparison:
    """Rows as they are found, beside those that a proof file lists."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.positions: dict[bytes, list[int]] = {}
        for position, leaf in enumerate(proof.leaves):
            self.positions.setdefault(leaf, []).append(position)
        self.by_id = {row_id: position for position, row_id in enumerate(proof.ids)}
        self.taken: dict[bytes, int] = {}
        self.order: list[int] = []
        self.found: set[int] = set()
        self.numbers: list[int] = []

    def see(self, number: int, row_id: str, leaf: bytes) -> tuple[str, str] | None:
        """A row, the ``number``-th that is there: why it cannot be one of the set, if so."""
        places = self.positions.get(leaf)
        if places is None:
            position = self.by_id.get(row_id)
            if position is None:
                return "foreign_row", "The digest of the whole set does not count a row of this id."
            if position in self.found:
                return "doubled_row", "A row of this id stands above already, and this one is another."
            self.found.add(position)
            return "changed_row", "The row was changed after the digest of the whole set was taken."
        used = self.taken.get(leaf, 0)
        if used == len(places):
            return "doubled_row", "This row stands above already."
        self.taken[leaf] = used + 1
        self.found.add(places[used])
        self.order.append(places[used])
        self.numbers.append(number)
        return None

    def rest(self, unread: Iterable[range] = ()) -> list[str]:
        """Which rows are missing, but for those ``unread``, and which stand elsewhere than they did."""
        hidden = {position for rows in unread for position in rows}
        missing = [p for p in range(len(self.proof.ids)) if p not in self.found and p not in hidden]
        problems = []
        for first, last in _runs(missing):
            what = f"row {first + 1:,}" if first == last else f"rows {first + 1:,} to {last + 1:,}"
            names = ", ".join(self.proof.ids[first : min(last + 1, first + NAMED)])
            more = " …" if last - first >= NAMED else ""
            problems.append(
                f"{what} ({names}{more}): missing_row: The set was made with it, and it is not there."
                if first == last
                else f"{what} ({names}{more}): missing_row: The set was made with them, and they are not there."
            )
        stays = _longest_rising(self.order)
        for index, position in enumerate(self.order):
            if index not in stays:
                problems.append(
                    f"row {self.numbers[index]:,} ({self.proof.ids[position]}): moved_row: "
                    f"It was row {position + 1:,} when the set was made."
                )
        return problems


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of numbers without a gap."""
    start = previous = None
    for number in numbers:
        if previous is None or number != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = number
        previous = number
    if start is not None and previous is not None:
        yield start, previous


def _longest_rising(values: list[int]) -> set[int]:
    """The places of a longest rising subsequence: the fewest others have to be moved to have all in order."""
    if all(a < b for a, b in pairwise(values)):
        return set(range(len(values)))
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(places[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[at], places[at] = value, place
    kept, place = set(), places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def checked(rows: Iterable[Any], root: str, what: Callable[[], str]) -> Iterator[Any]:
    """The rows; at their end :class:`~assay.UsageError` with ``what()`` unless they have this root."""
    tree = Tree()
    for row in rows:
        tree.add(row_leaf(row))
        yield row
    if tree.root != root:
        raise UsageError(what())
