"""Rounds with a model that is fitted in between: what STaR, ReST-EM, LLM2LLM and self-play share.

Before a round begins, the rows so far are written to a file and the user's FIT
command is run on it; the command trains the model and leaves its server serving
the new one. The first candidate of a round does that, the others wait until it is
through. A fit that succeeded is not repeated when the run is resumed with the
same rows.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shlex
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from assay.errors import UsageError
from assay.params import param
from assay.recipes import Fields, Seed

if TYPE_CHECKING:
    from assay.recipes import Context

_COLUMNS = ("id", "prompt", "messages", "answer", "reference", "pair")


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """Parameters of every recipe that goes round with a model; its ``lookback`` is 1.

    One whose rounds differ without a fit, because earlier rows go into its
    prompts, sets ``needs_fit`` to false.
    """

    needs_fit: ClassVar[bool] = True

    rounds: int = param("how often to go round", 1)
    fit: str = param(
        "command that trains the model between rounds: {data} is a JSONL file of the rows so far", ""
    )
    fit_folder: Path | None = param("where the data and the log of each fit are kept", None, written=True)

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise ValueError(f"rounds is {self.rounds}, must be 1 or more")
        if self.rounds > 1 and self.needs_fit and not self.fit:
            raise ValueError(f'{self.rounds} rounds of the same model; add fit="COMMAND {{data}}"')
        if self.fit and ("{data}" not in self.fit or self.fit_folder is None):
            raise ValueError("fit needs {data} in its command, and fit_folder")
        shlex.split(self.fit)  # a quotation mark without its other half is told at once


def in_rounds(params: Rounds, seeds: Callable[[], Iterable[Seed]]) -> Iterator[Seed]:
    """The seeds of all rounds: those of ``seeds()``, called anew for each.

    ``seed["round"]`` counts from 1, ``seed["first"]`` is the index of the round's first candidate.
    """
    first = following = 0
    for number in range(1, params.rounds + 1):
        for seed in seeds():
            yield replace(seed, fields={**seed.fields, "round": number, "first": first})
            following += not seed.problem  # one with a problem is no candidate
        first = following


async def fitted(
    seed: Seed, ctx: Context[Rounds], base: Callable[[], Sequence[Fields]] | None = None
) -> Sequence[Fields]:
    """The rows of the rounds before; comes back when the model is fitted on them.

    With ``base`` it is fitted on those rows too, and before the first round.
    """
    params, first = ctx.params, seed["first"]
    rows = await ctx.accepted_before(before=first)
    if params.fit and (seed["round"] > 1 or base):
        if ctx.index == first:
            known = await asyncio.to_thread(base) if base else ()
            await _fit(params, seed["round"], [*known, *rows])
        else:
            await ctx.accepted_before(before=first + 1)  # until that candidate is written down
    return rows


async def _fit(params: Rounds, number: int, rows: Sequence[Fields]) -> None:
    assert params.fit_folder
    if not rows:
        raise UsageError(f"no row to fit the model on before round {number}; look into rejected/")
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
            raise UsageError(f"--set fit: cannot start {words[0]} ({error.strerror})") from None
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            os.killpg(process.pid, signal.SIGKILL)  # what it started goes with it
            await process.wait()
            raise
    if code:
        raise UsageError(f"--set fit: {words[0]} ended with {code}, see {log}; mend it, then --resume")
    done.write_text(mark)
