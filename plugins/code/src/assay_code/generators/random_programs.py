"""Random programs: say what one prints, or find one from its inputs and outputs."""

from __future__ import annotations

import random
from typing import Any

from assay import Draft, generator, make_reference
from assay_code.generators._task import Case, Problem, Solved, io_reference, run_cases
from assay_code.generators._wording import fenced, signature
from assay_code.judging.reference import Output
from assay_code.programs.effort import GUESSED, effort, level
from assay_code.programs.random_program import RandomProgram, random_program, trace

_PRINTS = (
    "What does this Python program print?",
    "Work out by hand what the following program prints.",
    "Predict the output of this Python code.",
    "Without running it, give the exact output of this program.",
    "Read the code and state what it writes to standard output.",
    "What is the output of this code?",
    "What will be printed when this program runs?",
    "Trace this program and tell me what it prints.",
    "I have no computer at hand. What does this script print?",
    "Follow the program step by step. What appears on the screen?",
    "Here is a short Python program. Give its output exactly.",
    "Say what this prints, and how you get there.",
    "Please execute this program in your head and write down the output.",
)


@generator("code.predict_output", verifiers=("code.output",), version=3, difficulties=(1, 4))
def predict_output(rng: random.Random, difficulty: int) -> Draft:
    """Say what a small program prints, with a worked trace of its loop.

    The difficulty is that of all families of code; a second call, which there can be from 3 on, counts
    as much as finding a rule from examples.
    """
    while True:
        program = random_program(rng, rng.choice(_SIZES[difficulty]))
        calls = rng.sample(program.inputs[:14], 2 if difficulty >= 3 and rng.random() < 0.5 else 1)
        if level(effort(program.source) + GUESSED * len(calls)) != difficulty:
            continue
        traces = [trace(program, args) for args in calls]
        found = [one for one in traces if one is not None and one[1]]
        shown = [str(value) for value, _ in found]
        clear = all(text and text == text.strip() for text in shown)
        if clear and len(found) == len(calls) == len(set(shown)):
            break
    prints = "\n".join(f"print({program.entry}({', '.join(map(repr, args))}))" for args in calls)
    source = f"{program.source}\n\n{prints}\n"
    output = "".join(f"{value}\n" for value, _ in found)
    parts = []
    for args, (value, rounds) in zip(calls, found, strict=True):
        call = f"{program.entry}({', '.join(map(repr, args))})"
        lines = [
            f"- after {_label(program, label)}: {_state(state)}"
            for label, state in rounds
            if label is not None
        ]
        then = "".join(
            f"The second loop leaves {_state(state)}.\n\n" for label, state in rounds if label is None
        )
        head = f"For `{call}`, the variables are as follows at the end of each round of the {'outer ' if 'pairs' in program.loop else ''}loop:"
        parts.append(f"{head}\n\n" + "\n".join(lines) + f"\n\n{then}So the call returns `{value!r}`.")
    what = "The program prints" if len(calls) == 1 else "The program prints, one result a line"
    response = f"{' '.join(program.steps)}\n\n" + "\n\n".join(parts) + f"\n\n{what}:\n\n{fenced(output, '')}"
    return Draft(
        prompt=f"{rng.choice(_PRINTS)}\n\n{fenced(source)}",
        response=response,
        reference=make_reference(output=Output(source)),
        answer=output,
    )


def _label(program: RandomProgram, label: Any) -> str:
    name = (
        "a"
        if "pairs" in program.loop
        else "k"
        if "`k`" in program.loop
        else "char"
        if "`text`" in program.loop
        else "digit"
        if "digits" in program.loop
        else "value"
    )
    return f"`{name} = {label!r}`"


def _state(state: dict[str, Any]) -> str:
    return ", ".join(f"`{name} = {value!r}`" for name, value in state.items())


_ASKS = (
    "Write a Python function that behaves as in these examples.",
    "Below are inputs and outputs of an unknown function. Find a Python function that produces them.",
    "I have lost the source of a function but still have some of its results. Please write it again.",
    "Find the rule behind these calls and write it as a Python function.",
    "Infer the function from its input and output pairs and implement it.",
    "Which function gives these results? Write it in Python.",
    "Work out from the examples what the function does, and implement it.",
    "Here is what a function returned on a few inputs. Write a function that does the same.",
    "Reverse engineer this function from its behaviour.",
    "Only these calls and their results are known. Write a Python function that fits them.",
    "Guess the rule and turn it into Python code.",
    "Please write a function that reproduces all of the following results.",
    "A black box gave these outputs. What is in it? Answer with a Python function.",
)
_HIDDEN = (
    "It will be checked on further inputs of the same kind.",
    "Your function will also be run on inputs that are not shown here.",
)


_SIZES = {1: (1, 2), 2: (2, 3, 4), 3: (4, 5), 4: (5,)}
"""The sizes of random programs that reach each difficulty."""


@generator("code.case2code_procedural", verifiers=("code.io",), version=3, difficulties=(1, 4))
def case2code_procedural(rng: random.Random, difficulty: int) -> Draft:
    """Write a program from inputs and outputs; the gold program is a random one.

    The cases have at least six different outputs; about half of them are shown.
    """
    while True:
        program = random_program(rng, rng.choice(_SIZES[difficulty]))
        if level(effort(program.source) + GUESSED) != difficulty:
            continue
        problem = Problem(
            program.entry,
            "returns something",
            (),
            program.source,
            program.inputs,
            program.steps,
            _second_route(program),
        )
        cases = run_cases(problem)
        ordinary = [case for case in cases[:10] if len(repr(case)) < 300]
        distinct = {repr(case.value): case for case in ordinary}
        if len({repr(case.value) for case in cases}) >= 6 and len(distinct) >= 4:
            break
    shown = list(distinct.values())[: rng.randint(4, 6 if difficulty < 3 else 8)]
    shown += [case for case in cases[-2:] if case not in shown and rng.random() < 0.6]
    solved = Solved(problem, cases, tuple(shown))
    parts = [
        rng.choice(_ASKS),
        f"Signature: `{signature(solved.problem.source, solved.problem.entry)}`",
        _table(rng, program.entry, shown),
        rng.choice(_HIDDEN),
    ]
    steps = [f"This function fits all the examples. {program.steps[0]}", *program.steps[1:]]
    return Draft(
        prompt="\n\n".join(parts),
        response=f"{' '.join(steps)}\n\n{fenced(program.source)}",
        reference=io_reference(solved),
        answer=program.source,
    )


def _table(rng: random.Random, entry: str, cases: list[Case]) -> str:
    style = rng.randrange(3)
    if style == 0:
        return fenced("\n".join(f">>> {case.call(entry)}\n{case.value!r}" for case in cases), "")
    if style == 1:
        return fenced("\n".join(f"{case.call(entry)} -> {case.value!r}" for case in cases), "")
    return "\n".join(
        f"- Input: `{', '.join(map(repr, case.args))}`; output: `{case.value!r}`" for case in cases
    )


def _second_route(program: RandomProgram) -> Any:
    """The traced version: the same steps, run from another text."""

    def again(*args: Any) -> Any:
        result = trace(program, args, limit=1_000)
        assert result is not None
        return result[0]

    return again
