"""The durable state of a run: every result, in order, in one SQLite file.

Results are committed in the order of the candidates, so what is in the journal
is always a prefix of the run and a resumed run goes on at its end.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assay.errors import UsageError
from assay.records import Status, Verdict
from assay.row import Result, refusal

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    position INTEGER PRIMARY KEY,
    status TEXT NOT NULL,
    generator TEXT,
    difficulty INTEGER,
    reason TEXT NOT NULL,
    problem_hash INTEGER,
    data BLOB NOT NULL,
    model TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS problems ON results (problem_hash) WHERE problem_hash IS NOT NULL;
CREATE INDEX IF NOT EXISTS statuses ON results (status, position);
CREATE TABLE IF NOT EXISTS candidates (candidate INTEGER PRIMARY KEY, end INTEGER NOT NULL);
"""


_END = 1 << 62


class Journal:
    """Append-only results of one run."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = self.connection = sqlite3.connect(path, isolation_level=None)
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

    def roll_back(self) -> None:
        """Forget what was added since :meth:`begin`."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is added within, in a transaction, is there whole or not at all."""
        self._db.execute("SAVEPOINT whole")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK TO whole")
            raise
        finally:
            self._db.execute("RELEASE whole")

    def __len__(self) -> int:
        """How many results there are; the position of the next one."""
        (count,) = self._db.execute("SELECT COALESCE(MAX(position) + 1, 0) FROM results").fetchone()
        return int(count)

    def add(self, position: int, result: Result, *, unique: bool, model: str | None = None) -> Result:
        """Store a result. With ``unique``, an accepted problem asked before becomes a rejected row.

        Of a recipe, which may give a problem several solutions, it is the
        problem with its solution that must be new. Returns the result as stored.
        """
        problem_hash = None
        if unique and result["status"] == "accepted":
            turns = [turn["content"] for turn in result["row"]["messages"]] if result["row"]["recipe"] else []
            problem_hash = _hash("\0".join([result["row"]["prompt"], *turns]))
            if self._db.execute("SELECT 1 FROM results WHERE problem_hash = ?", (problem_hash,)).fetchone():
                problem_hash = None
                what = "row" if result["row"]["recipe"] else "problem"
                message = f"The same {what} is in the data set already."
                verdict = Verdict(Status.REJECTED, f"duplicate_{what}", message, verifier="gate")
                result = refusal(result["row"], verdict, result["checks"])
        row = result["row"]
        self._db.execute(
            "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                position,
                result["status"],
                row["generator"] or row["recipe"],
                row["difficulty"],
                _reason(result),
                problem_hash,
                zlib.compress(json.dumps(result, separators=(",", ":")).encode("ascii"), 1),
                model,
            ),
        )
        return result

    def candidates(self) -> int:
        """How many candidates of a recipe are written down; each may have several results."""
        (count,) = self._db.execute("SELECT COALESCE(MAX(candidate) + 1, 0) FROM candidates").fetchone()
        return int(count)

    def add_candidate(self, candidate: int, end: int) -> None:
        """Note that all results of a candidate are there; ``end`` is the position after them."""
        self._db.execute("INSERT INTO candidates VALUES (?, ?)", (candidate, end))

    def accepted_by_candidate(self) -> Iterator[int]:
        """How many rows were accepted up to and with each candidate."""
        total = 0
        query = """SELECT (SELECT COUNT(*) FROM results WHERE status = 'accepted'
                           AND position < c.end AND position >= COALESCE(
                               (SELECT end FROM candidates WHERE candidate = c.candidate - 1), 0))
                   FROM candidates c ORDER BY candidate"""
        for (count,) in self._db.execute(query):
            total += count
            yield total

    def cutoff(self, count: int) -> int | None:
        """The position after the accepted row number ``count``; ``None`` if there are fewer."""
        query = (
            "SELECT position + 1 FROM results WHERE status = 'accepted' ORDER BY position LIMIT 1 OFFSET ?"
        )
        found = self._db.execute(query, (count - 1,)).fetchone()
        return found and int(found[0])

    def results(self, *, accepted: bool | None = None, end: int | None = None) -> Iterator[Result]:
        """Results in order, before position ``end``: all, the accepted ones, or the others."""
        where = {None: "", True: "AND status = 'accepted'", False: "AND status != 'accepted'"}[accepted]
        query = f"SELECT data FROM results WHERE position < ? {where} ORDER BY position"
        for (data,) in self._db.execute(query, (_END if end is None else end,)):
            yield json.loads(zlib.decompress(data))

    def is_empty(self) -> bool:
        """Whether it holds nothing that took any work."""
        return not len(self) and not self.has_replies()

    def has_replies(self) -> bool:
        """Whether it holds replies of models, or what was paid in vain."""
        names = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return any(
            self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
            for table in ("replies", "wasted")
            if table in names
        )

    def outcomes(self) -> Iterator[tuple[int, str, str, str, str]]:
        """Of each result in order: its position, who made the row, its status, who decided, the reason."""
        query = "SELECT position, COALESCE(generator, ''), status, reason FROM results ORDER BY position"
        for position, maker, status, said in self._db.execute(query):
            verifier, _, reason = said.rpartition(": ")
            yield position, maker, status, verifier, reason

    def result(self, position: int) -> Result:
        """The result at a position that has one."""
        (data,) = self._db.execute("SELECT data FROM results WHERE position = ?", (position,)).fetchone()
        result: Result = json.loads(zlib.decompress(data))
        return result

    def errors(self, end: int | None = None) -> dict[str, str]:
        """Of each kind of error before position ``end``, ``verifier: reason``, what the first one said.

        Seeds without a field that the recipe asks for are among them: its name may be misspelt.
        """
        query = """SELECT reason, MIN(position) FROM results
                   WHERE (status = 'error' OR reason LIKE '%: bad\\_seed' ESCAPE '\\') AND position < ?
                   GROUP BY reason ORDER BY 2"""
        found = self._db.execute(query, (_END if end is None else end,)).fetchall()
        return {reason: self.result(position)["message"] for reason, position in found}

    def cut(self, position: int) -> None:
        """Forget the results from a position on, and those before it that are of the same candidate."""
        self.begin()
        if self.candidates():
            query = "SELECT COALESCE(MAX(end), 0) FROM candidates WHERE end <= ?"
            (position,) = self._db.execute(query, (position,)).fetchone()
            self._db.execute("DELETE FROM candidates WHERE end > ?", (position,))
        self._db.execute("DELETE FROM results WHERE position >= ?", (position,))
        self.commit()

    def tally(self, end: int | None = None) -> Tally:
        """Counts over all results before position ``end``."""
        tally = Tally()
        query = """SELECT status, generator, difficulty, reason, model, COUNT(*) FROM results
                   WHERE position < ? GROUP BY 1, 2, 3, 4, 5"""
        for status, generator, difficulty, reason, model, count in self._db.execute(
            query, (_END if end is None else end,)
        ):
            tally.count(status, generator, difficulty, reason, model, count)
        return tally


class Tally:
    """How many rows there are of each status, generator, difficulty and reason."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.difficulties: Counter[int] = Counter()
        self.generators: dict[str, Counter[str]] = {}
        self.models: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def count(
        self,
        status: str,
        generator: str | None,
        difficulty: int | None,
        reason: str,
        model: str | None = None,
        count: int = 1,
    ) -> None:
        self.statuses[status] += count
        if reason:
            self.reasons[reason] += count
        kind = "accepted" if status == "accepted" else "rejected"
        if generator is not None:
            self.generators.setdefault(generator, Counter())[kind] += count
        if model is not None:
            self.models[model][kind] += count
        if difficulty is not None and status == "accepted":
            self.difficulties[difficulty] += count

    def add(self, result: Result, model: str | None = None) -> None:
        row = result["row"]
        maker = row["generator"] or row["recipe"]
        self.count(result["status"], maker, row["difficulty"], _reason(result), model)

    @property
    def total(self) -> int:
        return self.statuses.total()

    def __getitem__(self, status: str) -> int:
        return self.statuses[status]


def _reason(result: Result) -> str:
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
