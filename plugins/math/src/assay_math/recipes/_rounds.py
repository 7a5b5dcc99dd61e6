"""Rounds with a student that is fitted between them: what STaR, ReST-EM and LLM2LLM share.

Every round goes over all seeds. Before a round begins, the rows so far are
written to a file and the user's FIT command is run on it; the command trains the
student and leaves the server of the role ``student`` serving the new one. The
first candidate of a round does that, the others wait until it is through. A fit
that succeeded is not repeated when the run is resumed with the same rows.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shlex
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import assay
from assay_math.recipes._problems import Problems

Rows = Sequence[Mapping[str, Any]]
_COLUMNS = ("id", "prompt", "messages", "answer", "reference")


@dataclass(frozen=True, kw_only=True)
class Rounds(Problems):
    """Parameters of every recipe that goes round with a student."""

    rounds: int = assay.param("how often to go over the seeds", 1)
    fit: str = assay.param(
        "command that trains the student between rounds: {data} is a JSONL file of the rows so far", ""
    )
    fit_folder: Path | None = assay.param("where the data and the log of each fit are kept", None)

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise ValueError(f"rounds is {self.rounds}, must be 1 or more")
        if self.rounds > 1 and not self.fit:
            raise ValueError(f'{self.rounds} rounds of the same student; add fit="COMMAND {{data}}"')
        if self.fit and ("{data}" not in self.fit or self.fit_folder is None):
            raise ValueError("fit needs {data} in its command, and fit_folder")
        shlex.split(self.fit)  # a quotation mark without its other half is told at once


def rounds(params: Rounds, seeds: Iterable[assay.Seed]) -> Iterator[assay.Seed]:
    """The seeds of all rounds; ``first`` is the index of the round's first candidate."""
    kept, first = list(seeds), 0
    for number in range(1, params.rounds + 1):
        for seed in kept:
            yield replace(seed, fields={**seed.fields, "round": number, "first": first})
        first += sum(not seed.problem for seed in kept)


async def begin(seed: assay.Seed, cook: assay.Cook[Rounds], base: Callable[[], Rows] | None = None) -> None:
    """Come back when the student is fitted on the rows of the rounds before.

    With ``base`` it is fitted on those rows too, and before the first round.
    """
    if not cook.params.fit or (seed["round"] == 1 and base is None):
        return
    if cook.index == seed["first"]:
        rows = await asyncio.to_thread(base) if base else ()
        await _fit(cook.params, seed["round"], [*rows, *await cook.earlier()])
    else:
        await cook.earlier(before=seed["first"] + 1)  # until that candidate is written down


async def _fit(params: Rounds, number: int, rows: Rows) -> None:
    assert params.fit_folder
    if not rows:
        raise assay.UsageError(f"no row to fit the student on before round {number}; look into rejected/")
    folder = params.fit_folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    data, log, done = (folder / f"round-{number}.{kind}" for kind in ("jsonl", "log", "done"))
    lines = [json.dumps({name: row.get(name) for name in _COLUMNS}) + "\n" for row in rows]
    mark = hashlib.sha256("".join([params.fit, *lines]).encode()).hexdigest()
    if done.exists() and done.read_text() == mark:
        return
    data.write_text("".join(lines))
    words = [
        word.replace("{data}", str(data)).replace("{round}", str(number)) for word in shlex.split(params.fit)
    ]
    with log.open("wb") as out:
        try:
            process = await asyncio.create_subprocess_exec(
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise assay.UsageError(f"--set fit: cannot start {words[0]} ({error.strerror})") from None
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            os.killpg(process.pid, signal.SIGKILL)  # what it started goes with it
            await process.wait()
            raise
    if code:
        raise assay.UsageError(f"--set fit: {words[0]} ended with {code}, see {log}; mend it, then --resume")
    done.write_text(mark)
