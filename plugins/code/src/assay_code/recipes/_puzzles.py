"""What is done with puzzles that a model set, and with the tries at their solutions."""

from __future__ import annotations

import ast
import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import assay
from assay_code.judging.code_text import NoProgram, parse
from assay_code.judging.fair_puzzle import check_puzzle
from assay_code.judging.find_program import has_function, only_program


def fair(sat: str, shown: list[str]) -> list[str]:
    """The type of a puzzle's answer and its digest; runs in a worker, which has the sandbox."""
    if "".join(sat.split()) in {"".join(one.split()) for one in shown}:
        raise assay.Rejected("copied", "The puzzle is one of those that were shown.")
    try:
        return list(check_puzzle(sat))
    except NoProgram as error:
        raise assay.Rejected(error.reason, error.message) from None


def solutions(responses: list[str]) -> list[str]:
    """The programs of right responses, in one layout and without comments; runs in a worker."""
    trees = [parse(only_program(text, ("sol",), wanted=has_function).source) for text in responses]
    return [ast.unparse(tree) if tree else "" for tree in trees]


async def shortest(
    tries: list[assay.Draft | assay.Rejected], ctx: assay.Context[Any], most: int
) -> list[assay.Draft | assay.Rejected]:
    """The tries, where of those that are right only the shortest different ones are still drafts."""
    drafts = [each for each in tries if isinstance(each, assay.Draft)]
    verdicts = await asyncio.gather(*map(ctx.judge, drafts))
    right = [draft for draft, found in zip(drafts, verdicts, strict=True) if found.accepted]
    programs: list[str] = await ctx.work(solutions, [draft.response for draft in right])
    order = sorted(range(len(right)), key=lambda place: (len(programs[place]), place))
    kept: dict[str, int] = {}
    made: dict[int, assay.Draft | assay.Rejected] = {}
    for place in order:
        draft = right[place]
        if programs[place] in kept:
            made[id(draft)] = assay.Rejected("same_solution", "Another try is the same program.", draft)
        elif len(kept) == most:
            made[id(draft)] = assay.Rejected("not_shortest", f"{len(kept)} solutions are shorter.", draft)
        else:
            kept[programs[place]] = place
            made[id(draft)] = replace(draft, answer=programs[place])
    return [made.get(id(each), each) for each in tries]


def new_puzzles() -> Callable[[Sequence[Mapping[str, Any]], Mapping[str, Any]], assay.Rejected | None]:
    """Refuses a puzzle that an earlier candidate came up with."""
    first: dict[str, int] = {}
    taken = 0

    def key(row: Mapping[str, Any]) -> tuple[str, int]:
        return json.loads(row["provenance"]["extra"])["puzzle"], row["provenance"]["index"]

    def look(rows: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> assay.Rejected | None:
        nonlocal taken
        for puzzle, index in map(key, rows[taken:]):
            first.setdefault(puzzle, index)
        taken = len(rows)
        puzzle, index = key(row)
        if first.get(puzzle, index) == index:
            return None
        return assay.Rejected("known_puzzle", f"Candidate {first[puzzle]} set the same puzzle.")

    return look
