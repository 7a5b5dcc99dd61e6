"""Rows: the prompt shows some calls with their results, the response is the program."""

from __future__ import annotations

import json
import random
from typing import Any, TypedDict

import assay
from assay_code.generators._wording import fenced, signature
from assay_code.harvest import cleaning
from assay_code.harvest.choosing import few_valued
from assay_code.harvest.extract import Harvested
from assay_code.harvest.searching import Case, Cases
from assay_code.judging.reference import Strength
from assay_code.programs.effort import GUESSED, effort, level
from assay_code.values import decode

_NEUTRAL = ("f", "func", "function", "program", "solve", "compute", "transform", "mystery", "apply_rule")

_ASKS = (
    "Write the Python function `{signature}` that does this:",
    "Write a Python program that behaves as in these examples. The function is `{signature}`.",
    "Here are some calls of a Python function and their results. Write the function `{signature}`.",
    "Find the rule behind these inputs and outputs, and implement it as `{signature}` in Python.",
    "The source of `{signature}` is lost; these results of it are left. Write it again in Python.",
    "Implement `{signature}` so that it gives the following results.",
    "Infer what this function does from its behaviour, then write it in Python: `{signature}`.",
    "I need a Python function `{signature}`. It has to give these results:",
    "Reconstruct the function `{signature}` from these observations.",
)
_HIDDEN = (
    "It will also be run on other inputs of the same kind.",
    "Further inputs, which are not shown, are checked too.",
    "The function has to generalise: it is tested on more calls than these.",
    "",
)


class Row(TypedDict):
    """What becomes a draft: ``extra`` is provenance."""

    prompt: str
    response: str
    reference: str
    answer: str
    difficulty: int
    extra: dict[str, Any]


def draft(
    function: Harvested, found: Cases, rng: random.Random, *, neutral: float = 0.3, min_kill: float = 0.0
) -> Row:
    """A row of a function and its cases. With probability ``neutral`` the function has a name that tells nothing."""
    entry, program = found["entry"], found["program"]
    if rng.random() < neutral:
        entry, program = _neutral(entry, program, rng)
    shown = [found["cases"][place] for place in found["shown"]]
    parts = [
        rng.choice(_ASKS).format(signature=signature(program, entry)),
        _examples(entry, shown, rng),
        rng.choice(_HIDDEN),
    ]
    return Row(
        prompt="\n\n".join(filter(None, parts)),
        response=fenced(program),
        reference=assay.make_reference(
            cases={"entry": entry, "calls": found["cases"]}, strength=Strength(min_kill)
        ),
        answer=program,
        difficulty=level(effort(program) + GUESSED * (1 + _says_little(found["cases"]))),
        extra={
            **function["source"],
            "digest": function["digest"],
            "coverage": found["coverage"],
            "shown": len(shown),
            "held_out": len(found["cases"]) - len(shown),
        },
    )


def _says_little(found: list[Case]) -> bool:
    """Whether there are but few different results, which takes more to find the program from."""
    return few_valued(json.dumps(case["expected"]) for case in found if "expected" in case)


def _neutral(entry: str, program: str, rng: random.Random) -> tuple[str, str]:
    for name in rng.sample(_NEUTRAL, 3):
        try:
            return name, cleaning.rename(program, {entry: name})
        except cleaning.Unclean:
            continue
    return entry, program


def _call(entry: str, case: Case) -> str:
    args = [repr(decode(one)) for one in case["args"]]
    args += [f"{name}={decode(one)!r}" for name, one in case["kwargs"].items()]
    return f"{entry}({', '.join(args)})"


def _examples(entry: str, shown: list[Case], rng: random.Random) -> str:
    style = rng.choice(("doctest", "arrow", "asserts", "list", "comment"))
    calls = [
        (
            _call(entry, case),
            None if "raises" in case else repr(decode(case["expected"])),
            case.get("raises", ""),
        )
        for case in shown
    ]
    if style == "list" and not any("`" in call + str(value) for call, value, _ in calls):
        return "\n".join(
            f"- `{call}` {f'returns `{value}`' if value else f'raises `{raised}`'}"
            for call, value, raised in calls
        )
    if style == "doctest":
        text = "".join(
            f">>> {call}\n"
            + (
                f"Traceback (most recent call last):\n    ...\n{raised}\n"
                if raised
                else f"{value}\n"
                if value != "None"
                else ""
            )
            for call, value, raised in calls
        )
        return fenced(text, "")
    if style == "asserts":
        return fenced(
            "\n".join(
                f"{call}  # raises {raised}"
                if raised
                else f"assert {call} {'is' if value in ('None', 'True', 'False') else '=='} {value}"
                for call, value, raised in calls
            )
        )
    if style == "comment":
        return fenced(
            "\n".join(f"{call}  # {f'raises {raised}' if raised else value}" for call, value, raised in calls)
        )
    return fenced(
        "\n".join(f"{call} -> {f'raises {raised}' if raised else value}" for call, value, raised in calls), ""
    )
