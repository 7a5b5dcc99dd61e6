"""The durable state of a run: every result, in order, in one SQLite file.

Results are committed in the order of the candidates, so what is in the journal
is always a prefix of the run and a resumed run goes on at its end.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assay.errors import UsageError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    position INTEGER PRIMARY KEY,
    status TEXT NOT NULL,
    generator TEXT,
    difficulty INTEGER,
    reason TEXT NOT NULL,
    problem_hash INTEGER,
    data BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS problems ON results (problem_hash) WHERE problem_hash IS NOT NULL;
CREATE INDEX IF NOT EXISTS statuses ON results (status, position);
"""


class Journal:
    """Append-only results of one run."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise UsageError(
                f"{path} is not a usable journal ({error}); move it away and start the run anew"
            ) from None

    def close(self) -> None:
        self._db.close()

    def begin(self) -> None:
        self._db.execute("BEGIN")

    def commit(self) -> None:
        """Make durable what was added; nothing to do between two transactions, where Ctrl-C may strike."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def __len__(self) -> int:
        """How many results there are; the position of the next one."""
        (count,) = self._db.execute("SELECT COALESCE(MAX(position) + 1, 0) FROM results").fetchone()
        return int(count)

    def add(self, position: int, result: dict[str, Any], *, unique: bool) -> dict[str, Any]:
        """Store a result. With ``unique``, an accepted problem asked before becomes a rejected row.

        Returns the result as stored.
        """
        problem_hash = None
        if unique and result["status"] == "accepted":
            problem_hash = _hash(result["row"]["prompt"])
            if self._db.execute("SELECT 1 FROM results WHERE problem_hash = ?", (problem_hash,)).fetchone():
                problem_hash = None
                row = {key: value for key, value in result["row"].items() if key != "certificate"}
                result = {
                    **result,
                    "status": "rejected",
                    "verifier": "gate",
                    "reason": "duplicate_problem",
                    "message": "The same problem is in the data set already.",
                    "row": row,
                }
        row = result["row"]
        self._db.execute(
            "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                position,
                result["status"],
                row["generator"],
                row["difficulty"],
                _reason(result),
                problem_hash,
                zlib.compress(json.dumps(result, separators=(",", ":")).encode("ascii"), 1),
            ),
        )
        return result

    def results(self, *, accepted: bool | None = None) -> Iterator[dict[str, Any]]:
        """Results in order: all, the accepted ones, or the others."""
        where = {None: "", True: "WHERE status = 'accepted'", False: "WHERE status != 'accepted'"}[accepted]
        for (data,) in self._db.execute(f"SELECT data FROM results {where} ORDER BY position"):
            yield json.loads(zlib.decompress(data))

    def tally(self) -> Tally:
        """Counts over all results."""
        tally = Tally()
        query = "SELECT status, generator, difficulty, reason, COUNT(*) FROM results GROUP BY 1, 2, 3, 4"
        for status, generator, difficulty, reason, count in self._db.execute(query):
            tally.count(status, generator, difficulty, reason, count)
        return tally


class Tally:
    """How many rows there are of each status, generator, difficulty and reason."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.difficulties: Counter[int] = Counter()
        self.generators: dict[str, Counter[str]] = {}

    def count(
        self, status: str, generator: str | None, difficulty: int | None, reason: str, count: int = 1
    ) -> None:
        self.statuses[status] += count
        if reason:
            self.reasons[reason] += count
        if generator is not None:
            kind = "accepted" if status == "accepted" else "rejected"
            self.generators.setdefault(generator, Counter())[kind] += count
        if difficulty is not None and status == "accepted":
            self.difficulties[difficulty] += count

    def add(self, result: dict[str, Any]) -> None:
        row = result["row"]
        self.count(result["status"], row["generator"], row["difficulty"], _reason(result))

    @property
    def total(self) -> int:
        return self.statuses.total()

    def __getitem__(self, status: str) -> int:
        return self.statuses[status]


def _reason(result: dict[str, Any]) -> str:
    """``verifier: reason`` of a row that did not pass, nothing of one that did."""
    if result["status"] == "accepted":
        return ""
    return f"{result['verifier']}: {result['reason']}" if result["verifier"] else str(result["reason"])


def _hash(text: str) -> int:
    """64 bits of SHA-256, signed as SQLite's integers are; white space does not count."""
    normal = " ".join(text.split())
    return int.from_bytes(
        hashlib.sha256(normal.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True
    )
