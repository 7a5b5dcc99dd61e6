"""Harvesting: what is kept and dropped of a small tree, and that every row holds what the program does."""

from __future__ import annotations

import ast
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assay import sandbox
from assay_code.harvest import Cases, Harvested, NotFound, cases, draft, functions
from assay_code.programs.effort import GUESSED, effort, level
from assay_code.values import decode

TREE = Path(__file__).parent / "data" / "harvest_tree"


@pytest.fixture(scope="module")
def harvested() -> dict[str, Harvested]:
    return {one["source"]["name"]: one for one in functions(str(TREE))}


@pytest.fixture(scope="module")
def local() -> Iterator[None]:
    sandbox.choose("local")
    yield
    sandbox.choose(sandbox.AUTO)


def _names(file: str) -> list[str]:
    tree = ast.parse((TREE / "pkg" / file).read_text("utf-8"))
    return [one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]


# ---------------------------------------------------------------- reading


def test_what_stands_alone_is_kept(harvested: dict[str, Harvested]) -> None:
    expected = {"_middle", "median_gap", "count_words", "clamp_all", "vowel_runs", "windows"}
    expected |= {"is_balanced", "_grade", "Scale.to_steps", "distinct"}
    assert set(harvested) - set(_names("run_dropped.py")) == expected


@pytest.mark.parametrize("name", _names("dropped.py"))
def test_what_does_not_is_dropped_for_its_reason(name: str, tmp_path: Path) -> None:
    source = (TREE / "pkg" / "dropped.py").read_text("utf-8")
    tree = ast.parse(source)
    tree.body = [
        one
        for one in tree.body
        if not isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) or one.name == name
    ]
    (tmp_path / "one.py").write_text(ast.unparse(tree))
    dropped = Counter[str]()
    assert list(functions(str(tmp_path), dropped)) == []
    assert dropped == {name.split("__")[0]: 1}


def test_programs_stand_alone_and_are_clean(harvested: dict[str, Harvested]) -> None:
    for one in harvested.values():
        names: dict[str, Any] = {}
        exec(compile(one["program"], "<program>", "exec"), names)  # the sample tree is ours
        assert callable(names[one["entry"]])
        assert '"""' not in one["program"] and "#" not in one["program"]
    assert harvested["median_gap"]["program"].startswith(
        "from itertools import pairwise\n\n\ndef _middle(numbers: list[int]) -> float:"
    )
    assert harvested["vowel_runs"]["program"].startswith('VOWELS = "aeiou"\n\n\ndef is_vowel')
    counts = harvested["count_words"]["program"]
    assert counts.startswith("import re\nfrom collections import Counter\n\nWORD = re.compile")
    assert "def count_words(text, *, least: int = 1) -> dict[str, int]:" in counts
    assert harvested["Scale.to_steps"]["program"].startswith("def to_steps(value, step=5):\n    return")
    assert harvested["_grade"]["entry"] == "grade"


def test_provenance_and_examples(harvested: dict[str, Harvested]) -> None:
    one = harvested["median_gap"]
    assert one["source"] == {
        "distribution": "sample-tree",
        "version": "1.2",
        "licence": "MIT",
        "file": "pkg/kept.py",
        "line": 24,
        "name": "median_gap",
    }
    assert one["examples"] == [{"args": [[1, 4, 9, 10]], "kwargs": {}}]
    assert json.loads(json.dumps(one)) == one


def test_a_copy_under_other_names_is_found(harvested: dict[str, Harvested]) -> None:
    assert "windows" in harvested and "renamed_copy" not in harvested


def test_installed_packages_by_name_without_import() -> None:
    import sys

    before = set(sys.modules)
    found = next(functions("colorsys"))
    assert found["source"]["licence"] == "PSF-2.0" and found["source"]["file"] == "colorsys.py"
    assert next(functions("pluggy"))["source"]["distribution"] == "pluggy"
    assert not {"colorsys"} & (set(sys.modules) - before)
    with pytest.raises(NotFound, match="no_such_thing"):
        list(functions("no_such_thing"))


# ---------------------------------------------------------------- running


@pytest.mark.parametrize("name", _names("run_dropped.py"))
@pytest.mark.usefixtures("local")
def test_what_misbehaves_is_dropped_for_its_reason(harvested: dict[str, Harvested], name: str) -> None:
    assert cases(harvested[name], 1) == name.split("__")[0]


@pytest.fixture(scope="module")
def kept(harvested: dict[str, Harvested], local: None) -> dict[str, Cases]:
    found = {name: cases(harvested[name], 3) for name in harvested if name not in _names("run_dropped.py")}
    assert [(name, one) for name, one in found.items() if isinstance(one, str)] == []
    return {name: one for name, one in found.items() if not isinstance(one, str)}


def test_cases_are_what_the_program_does(harvested: dict[str, Harvested], kept: dict[str, Cases]) -> None:
    for one in kept.values():
        names: dict[str, Any] = {}
        exec(compile(one["program"], "<program>", "exec"), names)
        for case in one["cases"]:
            args, kwargs = decode(case["args"]), decode(case["kwargs"])
            if "raises" in case:
                with pytest.raises(ValueError, match="needs two numbers"):
                    names[one["entry"]](*args, **kwargs)
                assert case["raises"] == "ValueError"
            else:
                assert names[one["entry"]](*args, **kwargs) == decode(case["expected"])
        distinct = {json.dumps(case.get("expected")) for case in one["cases"]}
        assert len(one["cases"]) >= 6 and len(distinct) >= 2
        assert 3 <= len(one["shown"]) <= len(one["cases"]) - 3
        assert one["coverage"] >= 0.9


def test_branches_are_reached(kept: dict[str, Cases]) -> None:
    assert any("raises" in case for case in kept["median_gap"]["cases"])
    assert {case.get("expected") for case in kept["_grade"]["cases"]} == {"A", "B", "C", "D"}
    held = kept["_grade"]["cases"][len(kept["_grade"]["shown"]) :]
    assert len({case.get("expected") for case in held}) >= 3


def test_an_iterator_is_read_out(kept: dict[str, Cases]) -> None:
    assert kept["windows"]["program"].endswith(
        "def windows(items, size):\n    return list(_windows(items, size))\n"
    )
    assert all(isinstance(case["expected"], list) for case in kept["windows"]["cases"])


def test_same_seed_same_cases(harvested: dict[str, Harvested], kept: dict[str, Cases]) -> None:
    assert cases(harvested["is_balanced"], 3) == kept["is_balanced"]
    assert cases(harvested["is_balanced"], 4) != kept["is_balanced"]


# ---------------------------------------------------------------- rows


def test_rows(harvested: dict[str, Harvested], kept: dict[str, Cases]) -> None:
    prompts = set()
    for number in range(12):
        for name, found in kept.items():
            row = draft(harvested[name], found, random.Random(number), neutral=0.5)
            prompts.add(row["prompt"])
            parts = json.loads(row["reference"])
            reference = parts["cases"]
            assert parts.keys() == {"cases", "strength"} and reference["calls"] == found["cases"]
            assert (
                f"{reference['entry']}(" in row["prompt"] and f"def {reference['entry']}(" in row["response"]
            )
            assert row["response"] == f"```python\n{row['answer'].rstrip()}\n```"
            assert row["extra"]["licence"] == "MIT" and row["extra"]["held_out"] >= 3
            assert 1 <= row["difficulty"] <= 5
    assert len(prompts) == 12 * len(kept)


def test_difficulty_grows() -> None:
    easy = "def f(x):\n    return x + 1\n"
    hard = "def f(rows):\n    total = 0\n    for row in rows:\n        for value in row:\n            if value > 3 and value % 2:\n                total += value\n            elif value < 0:\n                total -= 1\n    return total\n"
    assert level(effort(easy)) == 1 < level(effort(hard) + GUESSED) <= 5
