"""Model replies in a run's journal: each is there before it is used, so none is paid for twice."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import zlib
from collections import Counter
from typing import Protocol

from assay.models import Call, Reply

SHORT = 2000  # bytes that are not worth compressing
_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    candidate INTEGER NOT NULL,
    digest TEXT NOT NULL,
    number INTEGER NOT NULL,
    model TEXT NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (candidate, digest, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wasted (model TEXT NOT NULL, tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL);
"""


class Store(Protocol):
    """Where replies are kept: a run's journal."""

    @property
    def connection(self) -> sqlite3.Connection: ...
    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def close(self) -> None: ...
    def candidates(self) -> int:
        """How many candidates are written down: they will not ask again."""
        ...


class Replies:
    """The replies of one run. Those that arrive in one turn of the loop are committed together."""

    def __init__(self, journal: Store) -> None:
        self.journal = journal
        self.db = journal.connection
        self.db.executescript(_SCHEMA)
        self.failure: Exception | None = None  # why nothing can be journalled any more
        self.pending: list[tuple[Call, Reply, str, asyncio.Future[None]]] = []
        # Only candidates that are not written down yet can ask again.
        self.kept: dict[tuple[int, str, int], Reply] = {}
        query = "SELECT candidate, digest, number, data FROM replies WHERE candidate >= ?"
        for candidate, key, number, data in self.db.execute(query, (journal.candidates(),)):
            self.kept[candidate, key, number] = Reply(
                **json.loads(data if data[:1] == b"{" else zlib.decompress(data))
            )

    def find(self, call: Call) -> Reply | None:
        """The reply to a call that an earlier session paid for."""
        return self.kept.pop((call.candidate, call.digest, call.number), None)

    async def keep(self, call: Call, reply: Reply, model: str) -> None:
        """Come back when the reply is in the journal; raise if it could not be written."""
        if self.failure:
            raise self.failure
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        if not self.pending:
            loop.call_soon(self.flush)
        self.pending.append((call, reply, model, future))
        await asyncio.shield(future)

    def count(self, model: str, spent: tuple[int, int]) -> None:
        """Remember an answer that was paid for and is no reply."""
        self.journal.begin()
        try:
            self.db.execute("INSERT INTO wasted VALUES (?, ?, ?)", (model, *spent))
        finally:
            self.journal.commit()

    def flush(self) -> None:
        """Write what has arrived, in one transaction."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        try:
            self._write(pending)
        except Exception as error:  # whoever waits must be told, or waits for ever
            self.failure = error
        for *_, future in pending:
            if not future.done():
                if self.failure:
                    future.set_exception(self.failure)
                else:
                    future.set_result(None)

    def _write(self, pending: list[tuple[Call, Reply, str, asyncio.Future[None]]]) -> None:
        rows = [
            (c.candidate, c.digest, c.number, model, r.tokens_in, r.tokens_out, _pack(r))
            for c, r, model, _ in pending
        ]
        self.journal.begin()
        try:
            self.db.executemany("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        finally:
            self.journal.commit()

    def usage(self) -> dict[str, Counter[str]]:
        """Calls and tokens by model, over all sessions; those of answers that were of no use too."""
        both = (
            "SELECT model, tokens_in, tokens_out FROM replies "
            "UNION ALL SELECT model, tokens_in, tokens_out FROM wasted"
        )
        query = f"SELECT model, COUNT(*), SUM(tokens_in), SUM(tokens_out) FROM ({both}) GROUP BY 1 ORDER BY 1"
        return {
            model: Counter(calls=calls, tokens_in=into, tokens_out=out)
            for model, calls, into, out in self.db.execute(query)
        }


def _pack(reply: Reply) -> bytes:
    names = ("text", "model", "finish", "tokens_in", "tokens_out", "thinking")
    data = json.dumps({name: getattr(reply, name) for name in names}).encode("ascii")
    return zlib.compress(data, 1) if len(data) > SHORT else data
