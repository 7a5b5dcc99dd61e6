"""Model replies in a run's journal: each is there before it is used, so none is paid for twice."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import zlib
from collections import Counter
from dataclasses import dataclass
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
    estimated INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (candidate, digest, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wasted (
    model TEXT NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    estimated INTEGER NOT NULL DEFAULT 0
);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply and what it is counted with; ``estimated``: its server told no tokens, or not all."""

    call: Call
    reply: Reply
    model: str
    spent: tuple[int, int]
    estimated: bool = False


class Store(Protocol):
    """The database that replies are kept in beside the results of a run."""

    connection: sqlite3.Connection

    def candidates(self) -> int:
        """How many candidates are written down; they ask nothing any more."""
        ...

    def begin(self) -> None: ...
    def commit(self) -> None: ...


class Replies:
    """The replies of one run. Those that arrive in one turn of the loop are committed together."""

    def __init__(self, journal: Store) -> None:
        self.journal = journal
        self.db = journal.connection
        self.db.executescript(_SCHEMA)
        for table in ("replies", "wasted"):  # of a journal that an earlier version began
            if "estimated" not in {name for _, name, *_ in self.db.execute(f"PRAGMA table_info({table})")}:
                self.db.execute(f"ALTER TABLE {table} ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0")
        self.failure: Exception | None = None  # why nothing can be journalled any more
        self.pending: list[Kept] = []
        self.waiting: list[asyncio.Future[None]] = []
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
        """The same as :meth:`keep_all` for one reply, with the tokens that it tells."""
        await self.keep_all(Kept(call, reply, model, (reply.tokens_in, reply.tokens_out)))

    async def keep_all(self, *replies: Kept) -> None:
        """Come back when the replies are in the journal; raise if they could not be written."""
        if self.failure:
            raise self.failure
        if not replies:
            return
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        if not self.pending:
            loop.call_soon(self.flush)
        self.pending += replies
        self.waiting.append(future)
        await future  # its own: of a task that is cancelled meanwhile the reply is written all the same

    def count(self, model: str, spent: tuple[int, int], *, estimated: bool = False) -> None:
        """Remember an answer that was paid for and is no reply."""
        self.journal.begin()
        try:
            self.db.execute("INSERT INTO wasted VALUES (?, ?, ?, ?)", (model, *spent, estimated))
        finally:
            self.journal.commit()

    def flush(self) -> None:
        """Write what has arrived, in one transaction."""
        pending, self.pending = self.pending, []
        waiting, self.waiting = self.waiting, []
        if not pending:
            return
        try:
            self._write(pending)
        except Exception as error:  # whoever waits must be told, or waits for ever
            self.failure = error
        for future in waiting:
            if not future.done():
                if self.failure:
                    future.set_exception(self.failure)
                else:
                    future.set_result(None)

    def _write(self, pending: list[Kept]) -> None:
        rows = [
            (each.candidate, each.digest, each.number, k.model, *k.spent, _pack(k.reply), k.estimated)
            for k in pending
            for each in (k.call,)
        ]
        self.journal.begin()
        try:
            self.db.executemany(
                "INSERT OR REPLACE INTO replies (candidate, digest, number, model, tokens_in, tokens_out, data, "
                "estimated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
        finally:
            self.journal.commit()

    def usage(self) -> dict[str, Counter[str]]:
        """Calls and tokens by model, over all sessions; those of answers that were of no use too.

        ``estimated_calls`` are those with estimated tokens; the key is only there if there are some.
        """
        both = (
            "SELECT model, tokens_in, tokens_out, estimated FROM replies "
            "UNION ALL SELECT model, tokens_in, tokens_out, estimated FROM wasted"
        )
        query = (
            "SELECT model, COUNT(*), SUM(tokens_in), SUM(tokens_out), SUM(estimated) "
            f"FROM ({both}) GROUP BY 1 ORDER BY 1"
        )
        return {
            model: Counter(
                calls=calls,
                tokens_in=into,
                tokens_out=out,
                **({"estimated_calls": estimated} if estimated else {}),
            )
            for model, calls, into, out, estimated in self.db.execute(query)
        }


def _pack(reply: Reply) -> bytes:
    names = ("text", "model", "finish", "tokens_in", "tokens_out", "thinking")
    data = json.dumps({name: getattr(reply, name) for name in names}).encode("ascii")
    return zlib.compress(data, 1) if len(data) > SHORT else data
