"""Repair: a correct solution with one fault, and a call that shows it."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_code.generators._faults import Failure, failures
from assay_code.generators._task import Case, io_reference, some_problem
from assay_code.generators._wording import fenced, imperative

_ASKS = (
    "This function should {doc}, but it has a bug.",
    "There is a bug in this function. It is supposed to {doc}.",
    "Please find and fix the bug in this Python function. It should {doc}.",
    "A colleague wrote this function to {doc}. One test fails.",
    "The following code is meant to {doc}, but it does not always do so.",
    "What this function has to do: {doc}. Somewhere in it there is a mistake.",
    "I wrote a function to {doc}, and one of my checks fails.",
    "Help me debug this. The code should {doc}.",
    "In a code review this function came up; it should {doc}, and it does not.",
    "Debug this Python function. Its task is to {doc}.",
    "This is almost right: the function should {doc}.",
    "My code to {doc} gives a wrong result for one input.",
    "Can you spot the error here? The function is there to {doc}.",
)
_ENDS = (
    "Find the bug, say what is wrong, and give the corrected function.",
    "What is wrong? Explain it briefly and give the repaired code.",
    "Fix it and tell me in a sentence what the mistake was.",
)


@generator("code.bug_fix", verifiers=("code.io",), version=4)
def bug_fix(rng: random.Random, difficulty: int) -> Draft:
    """Find and repair the one fault in a function, given a failing call.

    The function is a solution of a task family of the same difficulty with one
    small change that makes at least one of its cases fail.
    """
    while True:
        solved = some_problem(rng, difficulty)
        found = None
        for failure in failures(rng, solved, 4):
            # a wrong value is more to think about than a crash
            if found is None or found.crash:
                found = failure
            if not found.crash:
                break
        if found and len(repr(found.case.args)) <= 160 and "\n" not in found.mutant.before:
            break
    problem = solved.problem
    doc = imperative(problem.goal)
    doc = doc[0].lower() + doc[1:]
    rules = "\n".join(f"- {rule}" for rule in problem.rules)
    prompt = "\n\n".join(
        part
        for part in (
            rng.choice(_ASKS).format(doc=doc),
            f"The rules:\n\n{rules}" if rules else "",
            fenced(found.mutant.source),
            _symptom(found, problem.entry),
            rng.choice(_ENDS),
        )
        if part
    )
    response = f"{_explain(found, problem.entry, problem.source)}\n\n{fenced(problem.source)}"
    return Draft(prompt, response, io_reference(solved), problem.source)


def _symptom(failure: Failure, entry: str) -> str:
    case, got = failure.case, failure.got
    return f"`{case.call(entry)}` {_does(got)}, but it should {_should(case)}.".replace("``", "` `")


def _does(case: Case) -> str:
    return f"raises `{case.raises}`" if case.raises else f"returns `{case.value!r}`"


def _should(case: Case) -> str:
    return f"raise `{case.raises}`" if case.raises else f"return `{case.value!r}`"


def _explain(failure: Failure, entry: str, source: str) -> str:
    """One sentence for the fault, one for its effect."""
    mutant = failure.mutant
    line, before, after = mutant.line, mutant.before, mutant.after
    if len(before) <= 4 and mutant.after:
        # too little to find it by: quote the whole line
        after = mutant.source.splitlines()[line - 1].strip()
        before = source.splitlines()[line - 1].strip()
    if not mutant.after:
        where = f"A statement is missing in line {line}: `{before}` has to be there."
    elif mutant.description in (
        "a condition is missing",
        "the negation is missing",
        "the sorting is missing",
    ):
        where = f"In line {line}, {mutant.description}: `{after}` has to be `{before}`."
    else:
        where = f"In line {line}, {mutant.description}: it says `{after}` and has to be `{before}`."
    return f"{where} That is why `{failure.case.call(entry)}` {_does(failure.got)} instead of {_instead(failure.case)}. With that one change, the function keeps all the rules:"


def _instead(case: Case) -> str:
    return f"raising `{case.raises}`" if case.raises else f"returning `{case.value!r}`"
