"""References of the code verifiers: the parts, the forms without parts, and what is none."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay import BadReference, Sample, Status, Task, Verdict
from assay.testing import judge
from assay_code.judging import reference as parts
from assay_code.judging.old_references import modern, with_parts
from assay_code.values import encode

VERIFIERS = {each.name: each for each in assay.collect("assay_code.verifiers", assay.Verifier)}

ADD = "```python\ndef add(a, b):\n    return a + b\n```"
SAT = "def sat(x: int, n: int = 1147) -> bool:\n    return 1 < x < n and n % x == 0"
SOL = "```python\ndef sol():\n    return 31\n```"
TESTS = "```python\ndef test_add():\n    assert add(1, 2) == 3\n    assert add(5, 5) == 10\n```"
MUTANTS = tuple(f"def add(a, b):\n    return a {sign} b\n" for sign in "-*/|")

CASES = parts.Cases(
    (
        parts.Returns(args=[1, 2], expected=3),
        parts.Returns(args=[2, 5], kwargs={}, expected=7),
        parts.Raises(args=["a", 1], raises="TypeError"),
    ),
    "add",
)
ASSERTS = "assert add(1, 2) == 3\nassert add(5, 7) == 12\nassert add(-3, 9) == 6\n"
SUITE = parts.Testsuite("add", "def add(a, b):\n    return a + b\n", MUTANTS)
CASES_JSON: Any = {
    "entry": "add",
    "calls": [{"args": [1, 2], "expected": 3}, {"args": [2, 5], "expected": 7}],
}

RIGHT: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    # verifier: prompt, response, the part that it reads, and its value
    "code.io": ("", ADD, "cases", CASES_JSON),
    "code.tests": ("", ADD, "tests", {"source": ASSERTS}),
    "code.strength": ("", ADD, "cases", CASES_JSON),
    "code.stubs": ("", ADD, "tests", {"source": ASSERTS}),
    "code.unsolved": ("Write add.", ADD, "tests", {"source": ASSERTS}),
    "code.puzzle": ("", SOL, "puzzle", {"sat": SAT, "answer_type": "int"}),
    "code.fair_puzzle": (f"Solve:\n{SAT}", SOL, "puzzle", {"sat": SAT, "answer_type": "int"}),
    "code.output": (
        "",
        "It prints:\n\n```\n7\n```",
        "output",
        {"program": "print(int(input()) + 2)", "stdin": "5\n"},
    ),
    "code.testsuite": (
        "",
        TESTS,
        "testsuite",
        {"entry": "add", "solution": SUITE.solution, "mutants": list(MUTANTS)},
    ),
}


def judged(name: str, reference: Any) -> Verdict:
    prompt, response, _, _ = RIGHT[name]
    return judge(VERIFIERS[name], response, reference, prompt)


def test_all_verifiers_are_here() -> None:
    assert RIGHT.keys() == VERIFIERS.keys()


@pytest.mark.parametrize("name", list(RIGHT))
def test_a_part_beside_those_of_other_verifiers(name: str) -> None:
    _, _, part, value = RIGHT[name]
    found = judged(name, assay.make_reference("42", quantity={"value": "42", "unit": "g"}, **{part: value}))
    assert found.accepted, found


def test_one_row_passes_many_verifiers() -> None:
    reference = assay.make_reference(
        "3", cases=CASES, strength=parts.Strength(0.5), puzzle=parts.Puzzle(SAT, "int"), testsuite=SUITE
    )
    assert json.loads(reference)["answer"] == "3"
    for name in (
        "code.io",
        "code.strength",
        "code.stubs",
        "code.puzzle",
        "code.fair_puzzle",
        "code.testsuite",
    ):
        assert judged(name, reference).accepted, name


# ---------------------------------------------------------------- what is none

DEEP = "[" * 100_000 + "]" * 100_000
MALFORMED: dict[str, str] = {
    "not JSON, not Python": '{"cases": {"calls": [',
    "prose": "The sum of both numbers.",
    "a word": "three",
    "Python's text of a dict": "{'tests': {'source': 'assert add(1, 2) == 3'}}",
    "null": "null",
    "true": "true",
    "a number": "42",
    "a huge number": "9" * 5_000,
    "not a number": "NaN",
    "a text in quotes": json.dumps(ASSERTS),
    "an empty list": "[]",
    "an empty object": "{}",
    "a list of numbers": "[1, 2, 3]",
    "a list of nulls": "[null]",
    "a list of lists": json.dumps([[1, 2], 3]),
    "a mixed list": json.dumps([ASSERTS, {"args": [1, 2], "expected": 3}]),
    "no part of ours": json.dumps({"answer": "3", "quantity": {"value": "3"}}),
    "an unknown kind": json.dumps({"kind": "theorem", "cases": CASES_JSON["calls"]}),
    "a kind that is none": json.dumps({"kind": ["io"], "cases": CASES_JSON["calls"]}),
    "huge": json.dumps({"answer": "x" * 5_000_000}),
    "huge text": "assert add(1, 2) == 3\n" * 200_000,
    "deep": DEEP,
    "deep in an object": '{"answer": ' + DEEP + "}",
    "a NUL": "assert add(1, 2) == 3\x00",
    "half a pair": json.dumps("assert add(1, 2) == '\ud800'"),
}


@pytest.mark.parametrize("name", list(RIGHT))
@pytest.mark.parametrize("what", list(MALFORMED))
def test_what_no_verifier_can_read(name: str, what: str) -> None:
    found = judged(name, MALFORMED[what])
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


def _wrong_parts(value: dict[str, Any]) -> dict[str, Any]:
    first = next(key for key in value if key not in ("entry", "answer_type"))
    return {
        "null": None,
        "a list": [value],
        "a number": 7,
        "a text": json.dumps(value),
        "empty": {},
        "an unknown key": {**value, "tolerence": 0.1},
        "a missing key": {key: item for key, item in value.items() if key != first},
        "a null in it": {**value, first: None},
        "a number in it": {**value, first: 3},
        "an object in it": {**value, first: {"a": 1}},
        "a list of numbers in it": {**value, first: [1, 2]},
        "an empty one": {**value, first: "" if isinstance(value[first], str) else []},
        "deep": {**value, first: json.loads("[" * 400 + "]" * 400)},
    }


@pytest.mark.parametrize("name", list(RIGHT))
@pytest.mark.parametrize("what", list(_wrong_parts({"source": "x"})))
def test_a_malformed_part(name: str, what: str) -> None:
    _, _, part, value = RIGHT[name]
    wrong = _wrong_parts(value)[what]
    if name == "code.fair_puzzle" and what == "an empty one":  # it says itself what is no puzzle
        assert judged(name, {part: wrong}).reason == "no_puzzle"
        return
    found = judged(name, {part: wrong})
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("cases", {"calls": [{"args": [1]}]}),
        ("cases", {"calls": [{"args": [1], "expected": 1, "raises": "ValueError"}]}),
        ("cases", {"calls": [{"args": [1], "raises": ""}]}),
        ("cases", {"calls": [{"args": [1], "raises": None}]}),
        ("cases", {"calls": [{"args": 1, "expected": 1}]}),
        ("cases", {"calls": [{"args": [1], "kwargs": None, "expected": 1}]}),
        ("cases", {"calls": [{"args": [1], "expected": {"$odd": 1}}]}),
        ("cases", {"calls": [{"args": [1], "expected": {"$dict": [[[1], 2]]}}]}),
        ("cases", {"calls": [{"args": [1], "expectd": 1}]}),
        ("cases", {**CASES_JSON, "entry": "add()"}),
        ("cases", {**CASES_JSON, "entry": None}),
        ("cases", {**CASES_JSON, "ordered": 0}),
        ("cases", {**CASES_JSON, "tolerance": "0.1"}),
        ("cases", {**CASES_JSON, "tolerance": True}),
        ("cases", {**CASES_JSON, "tolerance": -0.1}),
        ("cases", {**CASES_JSON, "tolerance": 1}),
        ("cases", {**CASES_JSON, "tolerance": float("nan")}),
        ("cases", {"calls": CASES_JSON["calls"] * 3_000}),
        ("strength", {"min_kill": 2}),
        ("strength", {"min_kill": -0.1}),
        ("strength", {"min_kill": "0.5"}),
        ("strength", {"min_kill": True}),
        ("strength", {"min_kill": float("nan")}),
        ("strength", {"least": 0.5}),
        ("strength", None),
    ],
)
def test_values_that_cannot_be(part: str, wrong: Any) -> None:
    found = judged("code.strength", {"cases": CASES_JSON, part: wrong})
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


def test_two_parts_that_say_what_a_program_must_do() -> None:
    both = {
        "cases": CASES_JSON,
        "tests": {"source": ASSERTS},
        "stdin": {"runs": [{"stdin": "", "stdout": ""}]},
    }
    assert judged("code.io", both).accepted
    for name in ("code.tests", "code.strength", "code.stubs"):
        assert judged(name, both).reason == "unreadable_reference"
    del both["stdin"]
    assert judged("code.tests", both).accepted
    assert judged("code.stubs", both).reason == "unreadable_reference"


# ---------------------------------------------------------------- forms without parts

OLD: dict[str, tuple[str, Any]] = {
    "a kind: io": ("code.io", {"kind": "io", "entry": "add", "cases": CASES_JSON["calls"], "order": True}),
    "cases": ("code.io", {"cases": CASES_JSON["calls"]}),
    "cases of a table": (
        "code.io",
        {"cases": [{"args": [1, 2], "kwargs": None, "expected": 3}], "entry": None, "tolerance": None},
    ),
    "a list of cases": ("code.io", CASES_JSON["calls"]),
    "a kind: tests": ("code.tests", {"kind": "tests", "tests": ASSERTS, "entry": "add", "setup": ""}),
    "test source": ("code.tests", ASSERTS),
    "MBPP's test_list alone": ("code.tests", ASSERTS.splitlines()),
    "MBPP": ("code.tests", {"test_list": ASSERTS.splitlines(), "test_setup_code": "import math"}),
    "--map reference.tests=test_list": ("code.tests", {"tests": ASSERTS.splitlines(), "setup": ""}),
    "HumanEval": (
        "code.tests",
        {"test": f"def check(add):\n    {ASSERTS.splitlines()[0]}\n", "entry_point": "add"},
    ),
    "LeetCode": (
        "code.tests",
        {"tests": "def check(candidate):\n    assert candidate(1, 2) == 3", "entry": "add"},
    ),
    "beside a plain answer": ("code.tests", {"answer": "3", "tests": ASSERTS, "quantity": {"value": "3"}}),
    "with a strength": ("code.strength", {"kind": "tests", "tests": ASSERTS, "min_kill": 0.1}),
    "a kind: output": ("code.output", {"kind": "output", **RIGHT["code.output"][3]}),
    "a program": ("code.output", RIGHT["code.output"][3]),
    "a kind: puzzle": ("code.puzzle", {"kind": "puzzle", "sat": SAT, "answer_type": "int"}),
    "sat": ("code.fair_puzzle", {"sat": SAT, "answer_type": "int"}),
    "a kind: testsuite": (
        "code.testsuite",
        {"kind": "testsuite", "min_kill": 1, **RIGHT["code.testsuite"][3]},
    ),
    "mutants": ("code.testsuite", RIGHT["code.testsuite"][3]),
}


@pytest.mark.parametrize("form", list(OLD))
def test_other_forms_are_read(form: str) -> None:
    name, reference = OLD[form]
    found = judged(name, reference if isinstance(reference, str) else json.dumps(reference))
    assert found.accepted, found


@pytest.mark.parametrize("form", list(OLD))
def test_a_reference_with_parts_stays_as_it_is(form: str) -> None:
    _, reference = OLD[form]
    once = modern(reference if isinstance(reference, str) else json.dumps(reference))
    assert modern(once) == once


def test_standard_input_without_parts() -> None:
    runs = [{"stdin": "1 2\n", "stdout": "3\n"}]
    found = with_parts(Sample(Task("", json.dumps({"kind": "stdin", "cases": runs, "tolerance": 0.1})), ""))
    assert found.part(parts.Stdin) == parts.Stdin((parts.Run("1 2\n", "3\n"),), 0.1)
    with pytest.raises(BadReference):  # without its kind it is cases, which these are not
        with_parts(Sample(Task("", json.dumps({"cases": runs})), "")).part(parts.Cases)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
CALLS = st.builds(
    lambda args, expected: parts.Returns(args=[encode(arg) for arg in args], expected=encode(expected)),
    st.lists(JSON, max_size=3),
    JSON,
)


@given(st.lists(CALLS, min_size=1, max_size=4), st.booleans(), st.sampled_from(["", "add"]))
def test_parts_come_back_as_they_were_written(calls: list[parts.Returns], ordered: bool, entry: str) -> None:
    """Also in the order of keys, which a program can see."""
    part = parts.Cases(tuple(calls), entry, ordered)
    found = with_parts(Sample(Task("", assay.make_reference("3", cases=part)), "")).part(parts.Cases)
    assert found == part
    assert [repr(call) for call in found.calls] == [repr(call) for call in calls]
    told = [{"args": call.args, "kwargs": {}, "expected": call.expected} for call in calls]
    old = {"kind": "io", "cases": told, "entry": entry, "order": ordered}
    assert with_parts(Sample(Task("", json.dumps(old)), "")).part(parts.Cases) == found


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_read_or_refused(source: str, setup: str) -> None:
    for text in (source, json.dumps({"tests": source, "setup": setup})):
        try:
            part = with_parts(Sample(Task("", text), "")).part(parts.Tests)
        except BadReference:
            continue
        assert part.source == source


def test_the_order_of_a_dict_is_part_of_a_reference() -> None:
    first = "```python\ndef first(d):\n    return next(iter(d))\n```"
    calls = [{"args": [{"b": 1, "a": 2}], "expected": "b"}, {"args": [{"a": 2, "b": 1}], "expected": "a"}]
    assert judge(VERIFIERS["code.io"], first, assay.make_reference(cases={"calls": calls})).accepted


# ---------------------------------------------------------------- where a check looks


def test_checks_say_which_text_they_are_about() -> None:
    prompt, _, _, value = RIGHT["code.fair_puzzle"]
    found = judged("code.fair_puzzle", {"puzzle": value})
    assert [check.where for check in found.checks] == ["reference", "prompt"]
    start, end = found.checks[1].span or (0, 0)
    assert Sample(Task(prompt), "").text_at(found.checks[1].where)[start:end] == SAT
    assert Sample(Task(prompt, "42"), "").text_at(found.checks[0].where) == "42"

    clip = "```python\ndef clip(x, low, high):\n    if x < low:\n        return low\n    return high if x > high else x\n```"
    found = judge(VERIFIERS["code.strength"], clip, {"tests": {"source": "assert clip(3, 1, 9) == 3"}})
    assert found.reason == "weak_tests" and found.checks[0].where == "reference"
    assert {(c.where, c.status, c.reason) for c in found.checks[1:]} == {
        ("response", "abstained", "survives")
    }

    assert {check.where for check in judged("code.stubs", {"tests": {"source": ASSERTS}}).checks} == {
        "reference"
    }

    shown = f"Write add.\n\n{ADD}\n"
    found = judge(VERIFIERS["code.unsolved"], ADD, {"tests": {"source": ASSERTS}}, shown)
    [check] = found.checks
    start, end = check.span or (0, 0)
    assert (check.where, check.reason) == ("prompt", "solution_in_task")
    assert shown[start:end] == "def add(a, b):\n    return a + b\n"


def test_surviving_mutants_of_tests_are_named() -> None:
    mutants = [*MUTANTS, "def add(a, b):\n    return b + a\n"]
    found = judged(
        "code.testsuite", {"testsuite": {"entry": "add", "solution": SUITE.solution, "mutants": mutants}}
    )
    assert found.accepted and found.coverage
    assert [c.claim for c in found.checks if c.reason == "survives"] == ["mutant 5 of 5"]
    assert found.coverage.claims_checked == found.coverage.claims_found == 7


def test_only_what_says_that_a_response_is_wrong_proves_it() -> None:
    proofs = {
        name: set(verifier.proves_wrong) for name, verifier in VERIFIERS.items() if verifier.proves_wrong
    }
    assert proofs == {
        "code.io": {"wrong_output", "raised", "not_raised"},
        "code.tests": {"wrong_output", "raised", "not_raised"},
        "code.puzzle": {"wrong_output", "wrong_type", "raised"},
        "code.output": {"wrong_output"},
        "code.testsuite": {"fails_on_solution", "weak_tests"},
    }
    assert parts.Output("print(1)") == parts.Output("print(1)", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"solution": "def add(a, b"},
        {"solution": "def plus(a, b):\n    return a + b\n"},
        {"solution": "import nothing_of_the_kind_ = 1"},
        {"solution": "raise ValueError\ndef add(a, b):\n    return a + b\n"},
        {"solution": "import sys\nsys.exit()\ndef add(a, b):\n    return a + b\n"},
        {"mutants": [*MUTANTS, "def add(a, b"]},
        {"mutants": [*MUTANTS, "def plus(a, b):\n    return a - b\n"]},
        {"mutants": [*MUTANTS, ""]},
        {"min_kill": 0},
        {"entry": ""},
        {"entry": "add()"},
    ],
)
def test_programs_of_a_testsuite_that_are_none(wrong: dict[str, Any]) -> None:
    """They say nothing of the tests, right or wrong."""
    found = judged("code.testsuite", {"testsuite": {**RIGHT["code.testsuite"][3], **wrong}})
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


def test_mutants_without_a_verdict_make_no_tests_weak() -> None:
    unclear = "class R:\n    pass\ndef add(a, b):\n    return R()\n"
    mutants = [*MUTANTS[:2], unclear, unclear]
    found = judged("code.testsuite", {"testsuite": {**RIGHT["code.testsuite"][3], "mutants": mutants}})
    assert (found.status, found.reason) == (Status.ABSTAINED, "undecided_mutants"), found
    enough = {**RIGHT["code.testsuite"][3], "mutants": mutants, "min_kill": 0.5}
    assert judged("code.testsuite", {"testsuite": enough}).accepted


@pytest.mark.parametrize(
    ("tests", "reason"),
    [
        ("def test_add():\n    add\n    assert 1 + 1 == 2", "not_called"),
        ("def test_add():\n    assert add(1, 2) == 4", "fails_on_solution"),
        ("def test_add():\n    assert add(10, 10) == 20", "exits"),
    ],
)
def test_how_tests_fall_on_the_solution(tests: str, reason: str) -> None:
    solution = "import sys\ndef add(a, b):\n    if a > 9:\n        sys.exit()\n    return a + b\n"
    reference = {"testsuite": {**RIGHT["code.testsuite"][3], "solution": solution}}
    found = judge(VERIFIERS["code.testsuite"], f"```python\n{tests}\n```", reference)
    assert (found.status, found.reason) == (Status.REJECTED, reason), found
    assert (reason in VERIFIERS["code.testsuite"].proves_wrong) == (reason == "fails_on_solution")


def test_a_mutant_that_does_not_load_is_not_found_by_tests() -> None:
    broken = ["raise ValueError\ndef add(a, b):\n    return a\n"] * 4
    found = judged("code.testsuite", {"testsuite": {**RIGHT["code.testsuite"][3], "mutants": broken}})
    assert (found.status, found.reason) == (Status.REJECTED, "weak_tests"), found


def test_a_module_that_the_sandbox_lacks_makes_no_answer_wrong() -> None:
    late = "```python\ndef sol():\n    import numpy\n    return 31\n```"
    needs = "def sat(x: int) -> bool:\n    import numpy\n    return x == 31\n"
    for response, sat in ((late, SAT), (SOL, needs)):
        found = judge(VERIFIERS["code.puzzle"], response, {"puzzle": {"sat": sat}})
        assert (found.status, found.reason) == (Status.ABSTAINED, "missing_module"), found


def test_a_form_without_parts_beside_parts_of_the_same_names() -> None:
    runs = {"runs": [{"stdin": "5", "stdout": "7"}]}
    both = {"program": "print(1)", "stdin": runs, "cases": CASES_JSON, "test_list": [ASSERTS]}
    found = json.loads(modern(json.dumps(both)))
    assert found == {
        "stdin": runs,
        "cases": CASES_JSON,
        "tests": {"source": ASSERTS + "\n"},
        "output": {"program": "print(1)"},
    }
    for kind, value in (("tests", {"source": ASSERTS}), ("io", CASES_JSON)):  # a kind goes with the old form
        name = {"tests": "code.tests", "io": "code.io"}[kind]
        assert judged(name, {"kind": kind, "tests": value, "cases": value}).reason == "unreadable_reference"


DOCS = (Path(__file__).parents[3] / "docs" / "verifiers" / "code.md").read_text(encoding="utf-8")


def test_the_example_of_the_docs_is_accepted() -> None:
    [example] = [
        code for code in re.findall(r"```python\n(.*?)\n```\n\n", DOCS, re.DOTALL) if "Returns(" in code
    ]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "accepted", done.stderr


def test_every_part_is_in_the_docs() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(parts).values() if hasattr(kind, "__reference_part__")]
    assert len(kinds) == 7
    for kind in kinds:
        key = kind.__reference_part__
        [row] = re.findall(rf"^\| `{key}` .*$", readme, re.MULTILINE)
        assert f'{{"{key}": {{' in DOCS or f'"{key}": {{' in DOCS
        assert all(f"`{field.name}`" in row for field in dataclasses.fields(kind)), (key, row)


@pytest.mark.parametrize(
    "sat",
    [
        "def sat() -> bool:\n    return True",
        "def sat(x, y) -> bool:\n    return x == y",
        "def sat(x, *, y) -> bool:\n    return x == y",
        "def sat(x) -> bool:\n    return x == limit",
        "def sat(x) -> bool:\n    y = y + x\n    return y == 3",
        "def sat(x) -> bool\n    return x == 3",
        "raise ValueError\ndef sat(x) -> bool:\n    return x == 31",
        "import numpy\ndef sat(x) -> bool:\n    return x == 31",
        "sat = lambda x: x == 31",
    ],
)
def test_a_broken_puzzle_makes_no_answer_wrong(sat: str) -> None:
    found = judge(VERIFIERS["code.puzzle"], SOL, {"puzzle": {"sat": sat}})
    assert (found.status, found.reason) == (Status.ERROR, "unreadable_reference"), found


@pytest.mark.parametrize("head", ["x, n=31", "x, /, n=31", "*x, n=31", "x, *, n=31", "x=3, n=31", "x, **n"])
def test_puzzles_that_take_one_value(head: str) -> None:
    sat = f"def sat({head}) -> bool:\n    return x in (31, (31,))"
    assert judge(VERIFIERS["code.puzzle"], SOL, {"puzzle": {"sat": sat}}).accepted
