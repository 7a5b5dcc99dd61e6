"""Rounds with a model that is fitted between them.

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
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay

_COLUMNS = ("id", "prompt", "messages", "answer", "reference")


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """Parameters of a recipe that goes round with a student."""

    rounds: int = assay.param("how often to go round", 1)
    fit: str = assay.param(
        "command that trains the student between rounds: {data} is a JSONL file of the rows so far", ""
    )
    fit_folder: Path | None = assay.param("where the data and the log of each fit are kept", None)

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise ValueError(f"rounds is {self.rounds}, must be 1 or more")
        if self.fit and ("{data}" not in self.fit or self.fit_folder is None):
            raise ValueError("fit needs {data} in its command, and fit_folder")


async def begin(seed: assay.Seed, cook: assay.Cook[Rounds]) -> Sequence[Mapping[str, Any]]:
    """The rows of the rounds before, when the student is fitted on them.

    The seed says its ``round`` and the index of the ``first`` candidate of it.
    """
    if seed["round"] == 1:
        return ()
    first = seed["first"]
    rows = await cook.earlier(before=first)
    if cook.params.fit and cook.index == first:
        await _fit(cook.params, seed["round"], rows)
    elif cook.params.fit:
        await cook.earlier(before=first + 1)  # until that candidate is written down
    return rows


async def _fit(params: Rounds, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
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
    values = {"{data}": str(data), "{round}": str(number)}
    words = shlex.split(params.fit)
    for hole, value in values.items():
        words = [word.replace(hole, value) for word in words]
    with log.open("wb") as out:
        try:
            process = await asyncio.create_subprocess_exec(
                *words, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=asyncio.subprocess.STDOUT
            )
        except OSError as error:
            raise assay.UsageError(f"--set fit: cannot start {words[0]} ({error.strerror})") from None
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
    if code:
        raise assay.UsageError(f"--set fit: {words[0]} ended with {code}, see {log}; mend it, then --resume")
    done.write_text(mark)
