"""The task families in other forms: given by tests, or as a program that reads and prints."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Sequence
from typing import Any

from assay import Draft, generator, make_reference
from assay_code.generators._task import LEVELS, Case, families, run_cases, some_problem
from assay_code.generators._wording import comparison, fenced, response, signature, statement
from assay_code.judging.reference import Run, Stdin, Tests

_TESTS = (
    "These tests must pass:",
    "Your code will be run against tests like these:",
    "Make these tests pass; there are more of the same kind:",
)


@generator("code.test_driven", verifiers=("code.tests",), version=4)
def test_driven(rng: random.Random, difficulty: int) -> Draft:
    """Write a function that passes assert-style tests, some of which are shown."""
    solved = some_problem(rng, difficulty)
    entry = solved.problem.entry
    shown = "\n".join(_assert(case, entry) for case in solved.shown)
    everything = "\n".join(_assert(case, entry) for case in solved.cases) + "\n"
    text = statement(rng, solved, bullets=rng.random() < 0.5)
    return Draft(
        prompt=f"{text}\n\n{rng.choice(_TESTS)}\n\n{fenced(shown)}",
        response=response(rng, solved),
        reference=make_reference(tests=Tests(everything, entry)),
        answer=solved.problem.source,
    )


def _assert(case: Case, entry: str) -> str:
    if not case.raises:
        return f"assert {comparison(case, entry)}"
    return f'try:\n    {case.call(entry)}\n    raise AssertionError("{case.raises} expected")\nexcept {case.raises}:\n    pass'


_ASKS = (
    "I need a small command line program in Python. It reads standard input and prints one line.",
    "Please write a Python script that takes its input from stdin and prints a single line.",
    "Write a program for an online judge, in Python: input on standard input, one line of output.",
    "Solve the following task with a Python program that reads from stdin and prints to stdout.",
    "Create a Python script. Input comes on standard input, and the output is one line.",
    "Can you write a Python program for this? It reads stdin and prints one line.",
    "Here is a contest task. Write a Python program for it that reads standard input.",
    "Write Python code that can be run as a script: it reads its input lines and prints the result.",
    "A short program is wanted, in Python, with input and output as text.",
    "Please solve this task in Python; the program reads standard input and writes one line.",
    "Write a Python program that reads from standard input and prints one line to standard output.",
    "Write a complete Python program: it reads its input from stdin and prints one line.",
    "Solve this as a Python script that reads standard input and writes its result to standard output.",
)
_READ = {int: "int({})", str: "{}", list: "[int(word) for word in {}.split()]"}


@functools.cache
def _on_lines() -> frozenset[str]:
    """The families with problems whose arguments and results fit on lines of text, by a few samples."""
    found = set()
    for name, (make, _) in families().items():
        low, high = LEVELS[make]
        for draw in range(6):
            problem = make(random.Random(f"{name} {draw}"), low + draw % (high - low + 1))
            if _kinds(run_cases(problem)):
                found.add(name)
                break
    return frozenset(found)


@generator("code.stdin_program", verifiers=("code.tests",), version=4, difficulties=(1, 4))
def stdin_program(rng: random.Random, difficulty: int) -> Draft:
    """Write a program that reads its arguments from standard input and prints the result."""
    while True:
        solved = some_problem(rng, difficulty, _on_lines())
        kinds = _kinds(solved.cases)
        if kinds and "None" not in " ".join(solved.problem.rules):
            break
    problem = solved.problem
    names = signature(solved.problem.source, solved.problem.entry).split("(", 1)[1].rsplit(")", 1)[0]
    parameters = [part.split(":")[0].strip() for part in names.split(", ")]
    result = solved.cases[0].value
    many = len(parameters) > 1
    lines = [
        f"The input has {'one line for each of them, in this order' if many else 'one line'}: "
        + "; ".join(f"{_line(kind)} (`{name}`)" for name, kind in zip(parameters, kinds, strict=True))
        + "."
    ]
    if list in kinds:
        lines.append("The line of an empty list is empty.")
    if str in kinds:
        lines.append("A text is the whole line without the line break, and may be empty.")
    lines.append(_output(result))
    reads = "\n".join(
        f"    {name} = " + _READ[kind].format("input()") for name, kind in zip(parameters, kinds, strict=True)
    )
    call = f"{problem.entry}({', '.join(parameters)})"
    shown = {bool: f'"yes" if {call} else "no"', list: f"*{call}"}.get(type(result), call)
    program = f'{problem.source.rstrip()}\n\n\ndef main() -> None:\n{reads}\n    print({shown})\n\n\nif __name__ == "__main__":\n    main()\n'
    *most, final = [f"`{name}`" for name in parameters]
    given = f"{', '.join(most)} and {final}" if most else final
    task = f"Given {given}, print {problem.goal.removeprefix('returns ')}."
    spoken = [re.sub(r"\breturn\b", "print", rule) for rule in problem.rules]
    rules = "\n".join(f"- {rule}" for rule in [*spoken, *lines])
    sample = "\n\n".join(
        f"Input:\n\n{fenced(_stdin(case), '')}\n\nOutput:\n\n{fenced(_stdout(case), '')}"
        for case in solved.shown
    )
    idea = " ".join(problem.idea)
    runs = tuple(Run(_stdin(case), _stdout(case)) for case in solved.cases)
    return Draft(
        prompt=f"{rng.choice(_ASKS)} {task}\n\n{rules}\n\n{sample}",
        response=f"{idea} `main` turns the input into values and prints the result.\n\n{fenced(program)}",
        reference=make_reference(stdin=Stdin(runs)),
        answer=program,
    )


def _kinds(cases: Sequence[Case]) -> list[type] | None:
    """The types of the arguments, or ``None`` where lines of text cannot hold them or the result."""
    shapes = {tuple(type(arg) for arg in case.args) for case in cases}
    results = {type(case.value) for case in cases}
    if len(shapes) != 1 or len(results) != 1 or any(case.raises for case in cases):
        return None
    if not all(_fits(value) for case in cases for value in (*case.args, case.value)):
        return None
    kinds = list(shapes.pop())
    return kinds if set(kinds) <= {int, str, list} else None


def _fits(value: Any) -> bool:
    if isinstance(value, str):
        return value == value.strip() and value.isprintable()
    if isinstance(value, list):
        return all(type(item) is int for item in value)
    return isinstance(value, int)


def _line(kind: type) -> str:
    return {int: "a whole number", str: "a text", list: "whole numbers with a space between"}[kind]


def _output(value: Any) -> str:
    if isinstance(value, bool):
        return "Print `yes` for true and `no` for false."
    if isinstance(value, list):
        return "Print the numbers of the result on one line with a space between; for an empty list the line is empty."
    return "Print the result on one line."


def _stdin(case: Case) -> str:
    return "".join(
        (" ".join(map(str, arg)) if isinstance(arg, list) else str(arg)) + "\n" for arg in case.args
    )


def _stdout(case: Case) -> str:
    value = case.value
    if isinstance(value, bool):
        return "yes\n" if value else "no\n"
    return " ".join(map(str, value)) + "\n" if isinstance(value, list) else f"{value}\n"
