"""The task families, forms and puzzles: every row is proved here by running its own solution."""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
import sys
from typing import Any

import pytest

from assay import Draft, Generator, collect
from assay_code.generators._task import families, load, run_cases, solve
from assay_code.programs.mutate import StepLimit, load_bounded, mutants
from assay_code.programs.random_program import random_program, trace
from assay_code.values import decode, encode

GENERATORS = collect("assay_code.generators", Generator)
_FENCE = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
_UGLY = {
    "a template that was not filled": re.compile(r"<<\w|\{[a-z_]{4,}\}(?![^`\n]*`)"),
    "one of many": re.compile(r"(?<![\w.,-])1 (?:items|coins|points|characters|words|calls|fields|places)\b"),
    "a before a vowel": re.compile(
        r"\ba (?!one|un|us|eu|e\b|a\b|i\b|o\b|u\b|in\b|and\b|are\b|is\b|e,|a,)[aeio][a-z]{2,}"
    ),
    "two spaces in a sentence": re.compile(r"[a-z.,]  [A-Za-z]"),
    "two full stops": re.compile(r"[a-z]\.\.(?!\.)|\. \."),
    "an empty name": re.compile(r"(?<!`)``(?!`)"),
}


def _drafts(generator: Generator, rows: int) -> list[Draft]:
    low, high = generator.difficulties
    return [
        generator.make(random.Random(f"{generator.name} {difficulty} {row}"), difficulty)
        for difficulty in range(low, high + 1)
        for row in range(rows)
    ]


def _outcome(function: Any, args: list[Any]) -> Any:
    try:
        return {"expected": encode(function(*args))}
    except Exception as error:
        return {"raises": type(error).__name__}


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_rows(generator: Generator) -> None:
    """The same rng gives the same row, the answer stands in the response, and it meets the reference."""
    low, _ = generator.difficulties
    again = generator.make(random.Random(f"{generator.name} {low} 0"), low)
    drafts = _drafts(generator, 6)
    assert drafts[0] == again
    assert len({draft.prompt for draft in drafts}) > len(drafts) * 0.7
    for draft in drafts:
        [(kind, reference)] = json.loads(draft.reference).items()
        if kind == "output":
            assert draft.response.endswith(f"```\n{draft.answer}```")
        else:
            assert _FENCE.findall(draft.response) == [draft.answer.rstrip("\n") + "\n"]
        _CHECKS[kind](draft, reference)


def _check_cases(draft: Draft, reference: dict[str, Any]) -> None:
    function = load(draft.answer, reference["entry"])
    assert len(reference["calls"]) >= 6
    hidden = 0
    for case in reference["calls"]:
        args = decode(case["args"])
        wanted = {key: case[key] for key in ("expected", "raises") if key in case}
        assert _outcome(function, args) == wanted, case
        arguments = ", ".join(map(repr, decode(case["args"])))
        shown = (f"{reference['entry']}({arguments})", f"Input: `{arguments}`")
        hidden += not any(text in draft.prompt for text in shown)
    assert hidden >= 3, "too few held-out cases"


def _check_tests(draft: Draft, reference: dict[str, Any]) -> None:
    names: dict[str, Any] = {}
    exec(draft.answer, names)
    exec(reference["source"], names)


def _check_stdin(draft: Draft, reference: dict[str, Any]) -> None:
    for case in reference["runs"][:2]:
        run = subprocess.run(
            [sys.executable, "-I", "-c", draft.answer],
            input=case["stdin"].encode(),
            capture_output=True,
            timeout=20,
            env={"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"},
        )
        assert run.stdout.decode() == case["stdout"], run.stderr


def _check_output(draft: Draft, reference: dict[str, Any]) -> None:
    lines: list[str] = []
    exec(reference["program"], {"print": lambda value: lines.append(f"{value}\n")})
    assert "".join(lines) == draft.answer


def _check_puzzle(draft: Draft, reference: dict[str, Any]) -> None:
    check, solution = load(reference["sat"], "sat"), load(draft.answer, "sol")
    assert check(solution()) is True


def _suite_passes(tests: str, source: str, entry: str) -> bool:
    names: dict[str, Any] = {entry: load_bounded(source, entry)}
    exec(tests, names)
    try:
        for name, test in list(names.items()):
            if name.startswith("test_"):
                test()
    except Exception:
        return False
    return True


def _check_suite(draft: Draft, reference: dict[str, Any]) -> None:
    entry = reference["entry"]
    assert _suite_passes(draft.answer, reference["solution"], entry)
    killed = [not _suite_passes(draft.answer, mutant, entry) for mutant in reference["mutants"]]
    assert len(killed) >= 4
    assert all(killed)


_CHECKS = {
    "cases": _check_cases,
    "tests": _check_tests,
    "stdin": _check_stdin,
    "output": _check_output,
    "puzzle": _check_puzzle,
    "testsuite": _check_suite,
}


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_text(generator: Generator) -> None:
    for draft in _drafts(generator, 12):
        prose = re.sub(r"^```.*?^```$", "", draft.prompt + "\n\n" + draft.response, flags=re.M | re.S)
        prose = re.sub(r"`[^`\n]*`", "`x`", prose)
        for what, pattern in _UGLY.items():
            found = pattern.search(prose)
            assert not found, f"{what} ({found[0]!r}) in:\n{draft.prompt}\n{draft.response}"


def test_problems_seldom_repeat() -> None:
    seen: set[str] = set()
    rows = 0
    for generator in GENERATORS:
        low, high = generator.difficulties
        for row in range(60):
            rng = random.Random(f"{generator.name} {row}")
            seen.add(generator.make(rng, rng.randint(max(2, low), max(2, high))).prompt)
            rows += 1
    assert rows - len(seen) < 0.01 * rows


def test_there_are_enough_families() -> None:
    assert len(families()) >= 30
    used = {level for _, (low, high) in families().values() for level in range(low, high + 1)}
    assert used == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("name", sorted(families()))
def test_solutions_are_readable(name: str) -> None:
    """Sources parse, are typed, do not run on, and import only what they use."""
    make, (low, high) = families()[name]
    for difficulty in range(low, high + 1):
        for row in range(6):
            source = solve(make, random.Random(f"{name} {difficulty} {row}"), difficulty).problem.source
            tree = ast.parse(source)
            for line in source.split("\n"):
                assert len(line) <= 125, line
                assert line == line.rstrip(), repr(line)
            assert "\n\n\n\n" not in source
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    assert node.returns is not None, source
                    assert all(arg.annotation for arg in node.args.args), source
                if isinstance(node, ast.Import | ast.ImportFrom):
                    for alias in node.names:
                        uses = re.findall(rf"\b{alias.asname or alias.name}\b", source)
                        assert len(uses) > 1, f"{alias.name} is not used:\n{source}"


def test_a_slip_in_a_solution_shows() -> None:
    """A family whose solution and oracle disagree raises instead of making rows."""
    make, (low, _) = families()["code.knapsack"]
    solved = solve(make, random.Random(1), low)
    problem = solved.problem
    wrong = type(problem)(
        **{f: getattr(problem, f) for f in problem.__slots__}
        | {"source": problem.source.replace("max(", "min(")}
    )
    with pytest.raises(RuntimeError):
        run_cases(wrong)


# ---------------------------------------------------------------- mutants and random programs


def test_mutants_are_single_changes_in_a_stable_order() -> None:
    for name, (make, (low, _)) in families().items():
        source = solve(make, random.Random(name), low).problem.source
        drawn = mutants(source, 200, random.Random(1))
        assert drawn == mutants(source, 200, random.Random(1))
        assert [m.line for m in drawn] == sorted(m.line for m in drawn)
        assert len({m.source for m in drawn}) == len(drawn) >= 2, source
        before = ast.dump(ast.parse(source))
        for mutant in drawn:
            assert ast.dump(ast.parse(mutant.source)) != before, mutant
            assert mutant.before in source
            assert mutant.description
        few = mutants(source, 3, random.Random(2))
        assert len(few) <= 3


def test_mutants_keep_the_rest_of_the_expression() -> None:
    """Parentheses are added where the changed part would bind otherwise."""
    source = "def f(a, b, c):\n    return (a - b) * c if a % b == c and not (a or b) else -(a + b) * c\n"
    for mutant in mutants(source, 100, random.Random(0)):
        expression = ast.unparse(ast.parse(mutant.after, mode="eval")) if mutant.before != source else ""
        replaced = ast.unparse(ast.parse(mutant.source))
        assert (
            expression.strip("()") in replaced.replace("(", "").replace(")", "")
            or expression in replaced
            or mutant.after in mutant.source
        )


def test_an_endless_loop_is_stopped() -> None:
    endless = "def f(n):\n    while n > 0:\n        n += 1\n    return n\n"
    with pytest.raises(StepLimit):
        load_bounded(endless, "f")(1)
    with pytest.raises(StepLimit):
        load_bounded("def f(n):\n    return f(n)\n", "f", steps=100)(1)
    assert load_bounded(endless, "f")(0) == 0


def test_random_programs_end_and_do_not_raise() -> None:
    for difficulty in range(1, 6):
        for seed in range(60):
            program = random_program(random.Random(f"{difficulty} {seed}"), difficulty)
            function = load(program.source, program.entry)
            for args in program.inputs:
                value = function(*decode(encode(list(args))))
                traced = trace(program, args, limit=1_000)
                assert traced is not None
                assert traced[0] == value
                assert len(repr(value)) < 2_000
