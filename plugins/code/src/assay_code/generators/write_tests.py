"""Tests for a given function, strong enough to catch slips in it."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay_code.generators._faults import Failure, failures
from assay_code.generators._task import Case, Solved, count, some_problem
from assay_code.generators._wording import comparison, fenced
from assay_code.judging.reference import Testsuite

_ASKS = (
    "Write tests for this Python function.",
    "Please write a good set of tests for the following function.",
    "Here is a function. Write assert-based tests for it.",
    "I need unit tests for this code.",
    "How would you test this function? Write the tests.",
    "This function has no tests yet. Add some.",
    "Please cover the function below with tests.",
    "Before I refactor this function, I want tests that pin down what it does.",
    "Write a test suite for the function that follows.",
    "Test the following Python code thoroughly.",
    "Add tests for this function, edge cases included.",
    "The code below works. Write tests that keep it that way.",
    "Which tests would you write for this function? Give them as Python code.",
)
_RULES = (
    "Write plain test functions (`def test_...():`) with `assert` statements and without any test library; `{entry}` is already defined. All tests must pass on this code, and together they should fail if a comparison, a constant or a statement in it were slightly wrong.",
    "Use only `assert` in functions whose names start with `test_`, no imports needed: `{entry}` is in scope. The code above is correct, so every test must pass on it; but a version of it with a small mistake (a wrong operator, an off-by-one, a missing statement) should be caught.",
)


@generator("code.write_tests", verifiers=("code.testsuite",), version=4)
def write_tests(rng: random.Random, difficulty: int) -> Draft:
    """Write tests that pass on a function and fail on mutants of it."""
    while True:
        solved = some_problem(rng, difficulty)
        found = list(failures(rng, solved, 8))
        if len(found) >= 4:
            break
    problem = solved.problem
    killers = {id(failure.case) for failure in found}
    chosen = [case for case in solved.cases if id(case) in killers]
    chosen += [case for case in solved.cases if case not in chosen and _is_edge(case)][:1]
    for case in rng.sample(solved.cases, len(solved.cases)):
        if len(chosen) < 5 and case not in chosen:
            chosen.append(case)
    tests = _tests(problem.entry, chosen)
    rules = "\n".join(f"- {rule}" for rule in problem.rules)
    purpose = f"`{problem.entry}` {problem.goal}." + (f"\n\n{rules}" if rules else "")
    prompt = "\n\n".join(
        (rng.choice(_ASKS), purpose, fenced(problem.source), rng.choice(_RULES).format(entry=problem.entry))
    )
    return Draft(
        prompt=prompt,
        response=f"{_explain(rng, solved, chosen, found)}\n\n{fenced(tests)}",
        reference=make_reference(
            testsuite=Testsuite(
                problem.entry, problem.source, tuple(failure.mutant.source for failure in found)
            )
        ),
        answer=tests,
    )


def _number(n: int) -> str:
    return ("one", "two", "three", "four")[n - 1] if n < 5 else str(n)


def _is_edge(case: Case) -> bool:
    """Is an argument empty or zero?"""
    return any(not arg and arg is not False for arg in case.args)


def _explain(rng: random.Random, solved: Solved, chosen: list[Case], found: list[Failure]) -> str:
    """What the tests cover, and two faults with the tests that find them."""
    edge = sum(map(_is_edge, chosen))
    raising = sum(bool(case.raises) for case in chosen)
    text = f"The tests make {count(len(chosen), 'call')}"
    parts = [f"{_number(edge)} with an empty or zero argument"] if edge else []
    parts += [f"{_number(raising)} that must raise an exception"] if raising else []
    text += (
        ", among them " + " and ".join(parts) if parts else ""
    ) + "; the expected results follow from the rules."
    short = [
        failure for failure in found if "\n" not in failure.mutant.before and len(failure.mutant.before) < 60
    ]
    for failure in rng.sample(short, min(2, len(short))):
        mutant, case = failure.mutant, failure.case
        change = (
            f"with `{mutant.after}` instead of `{mutant.before}`"
            if mutant.after
            else f"without `{mutant.before}`"
        )
        text += f" For example, {change} in line {mutant.line}, the result of `{case.call(solved.problem.entry)}` would change."
        text = text.replace("change. For example,", "change, and")
    return text


def _tests(entry: str, cases: list[Case]) -> str:
    """Test functions by kind of case: edge cases, ordinary ones, exceptions."""
    edge = [
        case for case in cases if not case.raises and any(not arg and arg is not False for arg in case.args)
    ]
    raising = [case for case in cases if case.raises]
    ordinary = [case for case in cases if case not in edge and case not in raising]
    parts = []
    for name, group in (("ordinary_inputs", ordinary), ("empty_and_zero", edge)):
        if group:
            lines = [f"    assert {comparison(case, entry)}" for case in group]
            parts.append(f"def test_{name}():\n" + "\n".join(lines))
    for number, case in enumerate(raising, 1):
        parts.append(
            f"def test_error_{number}():\n    try:\n        {case.call(entry)}\n    except {case.raises}:\n        return\n"
            f'    raise AssertionError("{case.raises} expected")'
        )
    return "\n\n\n".join(parts) + "\n"
