"""A worked example in a response: what the solution does on one call, with values taken from the run."""

from __future__ import annotations

import ast
import random

from assay_code.generators._task import Case, Solved
from assay_code.programs.walk import Values, Walk, walk
from assay_code.syntax import tree_of

_LONGEST = 80
"""Characters of a value; a variable with a longer one is left out."""
_ROUNDS = (2, 9)
_MOST = 1_100

_LEADS = (
    "Take `{call}` as an example.",
    "To see it at work, follow `{call}`.",
    "Let us follow `{call}` step by step.",
    "Here is what happens in `{call}`.",
    "On `{call}` it goes like this.",
    "Traced by hand for `{call}`:",
    "A check with `{call}`:",
    "Let me go through `{call}`.",
)
_ENDS = (
    "So the call returns `{value}`.",
    "The result is `{value}`, as it should be.",
    "This gives `{value}`.",
    "It returns `{value}`, which is what the example asks for.",
    "The call ends with `{value}`.",
)


def walkthrough(rng: random.Random, solved: Solved) -> str:
    """A run of the solution on the shown case that reads best; ``""`` where there is none to tell.

    Raises :class:`RuntimeError` where the run does not give the case's value.
    """
    problem = solved.problem
    inner = _inner_targets(problem.source, problem.entry)
    told: list[tuple[int, Case, str]] = []
    for case in solved.shown:
        if case.raises or len(repr(case.args)) > 160 or len(repr(case.value)) > 160:
            continue
        run = walk(problem.source, problem.entry, case.args)
        if run is None:
            continue
        if repr(run.result) != repr(case.value):
            raise RuntimeError(f"{case.call(problem.entry)}: the traced run gives {run.result!r}")
        text = _steps(run, inner)
        if text and len(text) <= _MOST:
            told.append((abs(len(text) - 400), case, text))
    if not told:
        return ""
    _, case, text = min(told, key=lambda one: one[0])
    lead = rng.choice(_LEADS).format(call=case.call(problem.entry))
    end = rng.choice(_ENDS).format(value=repr(case.value))
    return "" if "``" in lead + text + end or "\n" in lead else f"{lead} {text}{end}"


def _inner_targets(source: str, entry: str) -> set[str]:
    """The variables of loops in loops: what they are at the end of an outer round says nothing."""
    found: set[str] = set()
    for node in tree_of(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            for loop in ast.walk(node):
                if isinstance(loop, ast.For) and loop not in node.body:
                    found |= {name.id for name in ast.walk(loop.target) if isinstance(name, ast.Name)}
    return found


def _steps(run: Walk, inner: set[str]) -> str:
    """What happens, as sentences and a list; ``""`` where too little can be told."""
    every = [run.before, run.after, *(values for pair in run.rounds for values in pair)]
    hidden = inner | {
        name for values in every for name, value in values.items() if len(value) > _LONGEST or "`" in value
    }
    for own, _ in run.rounds:
        if hidden & own.keys():
            return ""
    before = _stated(run.before, hidden)
    if not run.rounds:
        calls = "; ".join(f"`{call}` gives `{value}`" for call, value in run.calls if value)
        if calls:
            short = len(run.calls) <= 6 and "`..." not in calls and "``" not in calls and len(calls) < 500
            return f"The calls that it makes of itself, innermost first: {calls}. " if short else ""
        return f"It sets {before}. " if before else ""
    if not _ROUNDS[0] <= len(run.rounds) <= _ROUNDS[1]:
        return ""
    lines = []
    for number, (own, changed) in enumerate(run.rounds, 1):
        head = _stated(own, hidden) or f"round {number}"
        lines.append(f"- {head}: {_stated(changed, hidden) or 'nothing changes'}")
    if sum("nothing changes" in line for line in lines) > len(lines) // 2:
        return ""
    start = f"Before the loop, {before}. " if before else ""
    after = _stated(run.after, hidden)
    return (
        f"{start}The rounds of the loop:\n\n"
        + "\n".join(lines)
        + "\n\n"
        + (f"After it, {after}. " if after else "")
    )


def _stated(values: Values, hidden: set[str]) -> str:
    return ", ".join(f"`{name} = {value}`" for name, value in values.items() if name not in hidden)
