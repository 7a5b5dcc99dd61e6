"""Worked examples from a file, shown to a model before its task in the words of the recipe's own prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assay.data.inputs import read_seeds
from assay.errors import UsageError
from assay.ops.replies import Reading
from assay.ops.texts import same
from assay.params import param
from assay.prompts import Filled, Prompt
from assay.records import Message


@dataclass(frozen=True, kw_only=True)
class FewShot(Reading):
    """Parameters of a recipe that takes replies apart and shows worked examples: ``ops.after_shots(ctx.params.shots, …)``."""

    shots: Path | None = param(
        "JSONL of worked examples that the model is shown before the task: response, and a column for each "
        "placeholder of the prompt that is not to be as in the task",
        None,
    )


def after_shots(shots: Path | None, prompt: Prompt, **values: str) -> Filled:
    """The prompt filled in, after the examples of a file: each its own filling of the prompt, and its ``response``.

    A row of the file names at least one placeholder of the prompt; what it does not name is as in the task. One
    that says in all it names what the task says is left out: it would give the answer away. The prompt's system
    turn stands once, at the head. Raises :class:`~assay.UsageError` for a row without response or placeholder.
    """
    asked = prompt.fill(**values)
    if shots is None:
        return asked
    head = tuple(turn for turn in asked.messages if turn.role == "system")
    turns = list(head)
    for named, response in _examples(shots, shots.stat().st_mtime_ns, tuple(sorted(prompt.holes))):
        if any(same(text) != same(values[hole]) for hole, text in named.items()):
            filled = prompt.fill(**{**values, **named})
            turns += [turn for turn in filled.messages if turn.role != "system"]
            turns.append(Message("assistant", response))
    return Filled(asked.name, (*turns, *(turn for turn in asked.messages if turn.role != "system")))


@lru_cache(maxsize=8)
def _examples(path: Path, _changed: int, holes: tuple[str, ...]) -> tuple[tuple[Mapping[str, str], str], ...]:
    found = []
    for seed in read_seeds(path, "response"):
        if seed.problem:
            raise UsageError(seed.problem)
        named = {hole: str(seed[hole]) for hole in holes if seed.fields.get(hole) is not None}
        response = seed["response"]
        if not named or not isinstance(response, str) or not response.strip():
            wants = f"none of {', '.join(holes)}" if not named else "no text in response"
            raise UsageError(f"{seed.file}, row {seed.line}: the worked example has {wants}")
        found.append((named, response))
    return tuple(found)
