"""``code.evol_instruct`` end to end: what is eliminated and why, code that is to mislead, pairs of tries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay import UsageError

EVOLVE, TESTS, SOLVE = "Make this programming task", "Write tests for", "Say in one to three sentences"
Replies = list[tuple[str | list[str], str]]


def fenced(code: str) -> str:
    return f"```python\n{code.rstrip()}\n```"


def task(text: str) -> str:
    return f"<task>\n{text}\n</task>"


EVENS = "Write `evens(numbers)`: the even numbers of a list."
EVENS_1 = (
    "Write `evens(numbers)`: the even numbers of a list above zero, the largest first; [] if there is none."
)
EVENS_2 = (
    "Write `evens(numbers)`: the even numbers above zero, the largest first, each once; [] for no list items."
)
EVENS_TESTS = """\
assert evens([]) == []
assert evens([1, 2, 3, 4]) == [4, 2]
assert evens([-2, 0, 6]) == [6]
assert evens([2, 8, 4]) == [8, 4, 2]
"""
EVENS_CODE = (
    "def evens(numbers):\n    return sorted((n for n in numbers if n > 0 and n % 2 == 0), reverse=True)\n"
)
CAPS = "Write `caps(text)`: how many capital letters a text has."
CAPS_1 = "Write `caps(text)`: how many words of a text begin with a capital letter, where words stand between blanks."
CAPS_CODE = "def caps(text):\n    return sum(word[:1].isupper() for word in text.split())\n"
CAPS_TESTS = (
    "assert caps('') == 0\nassert caps('A b C') == 2\nassert caps('aB') == 0\nassert caps(' Xy Z z') == 2\n"
)


@pytest.mark.parametrize("changed", [True, False])
def test_it_is_told_where_the_solution_of_the_task_before_fails_the_new_tests(
    play: Any, changed: bool
) -> None:
    once = (
        "def evens(numbers):\n    return sorted({n for n in numbers if n > 0 and n % 2 == 0}, reverse=True)\n"
    )
    model: Replies = [
        ([EVOLVE, EVENS], task(EVENS_1)),
        ([TESTS, EVENS_1], fenced(EVENS_TESTS)),
        ([SOLVE, EVENS_1], fenced(EVENS_CODE)),
        ([EVOLVE, EVENS_1], task(EVENS_2)),
        ([TESTS, EVENS_2], fenced(EVENS_TESTS + "assert evens([2, 2, 4]) == [4, 2]\n" * changed)),
        ([SOLVE, EVENS_2], fenced(once)),
    ]
    sets = {"seeds": [{"instruction": EVENS}], "rounds": 2, "ways": ["constrain"], "min_kill": 0.01}
    done = play("code.evol_instruct", sets, model)
    labels = [json.loads(row["labels"]) for row in done.accepted]
    assert len(labels) == 2 and "before" not in labels[0] and "model's word" in labels[1]["harder"]
    assert ("before" in labels[1]) is changed


def test_what_holds_and_what_is_eliminated(play: Any, tmp_path: Path) -> None:
    others = {
        "spin": "Write `spin(items, n)`, which turns a list by n places.",
        "glue": "Write `glue(words)`, which joins words by blanks.",
        "peak": "Write `peak(items)`, the greatest item, or None.",
        "steps": "Write `steps(n)`: the number of ways.",
    }
    harder = {
        "spin": "Write `spin(items, n)`, which turns a list to the left by n places; a negative n turns it to the right.",
        "glue": "Write `glue(words)`, which joins words by blanks and leaves out the empty ones.",
        "peak": "Write `peak(items)`, the second greatest of the different items, or None where there are fewer.",
        "steps": "Write `steps(n)`: in how many different ways somebody can climb a flight of n stairs who takes one or two steps at a time.",
    }
    model: Replies = [
        # The first round holds; in the second the solution forgets that each number comes once.
        ([EVOLVE, EVENS], task(EVENS_1)),
        ([TESTS, EVENS_1], fenced(EVENS_TESTS)),
        ([SOLVE, EVENS_1], f"Filter, then sort.\n\n{fenced(EVENS_CODE)}"),
        ([EVOLVE, EVENS_1], task(EVENS_2)),
        ([TESTS, EVENS_2], fenced(EVENS_TESTS + "assert evens([2, 2, 4]) == [4, 2]")),
        ([SOLVE, EVENS_2], fenced(EVENS_CODE)),
        # The first try is as it was; the second, from the same task, is good.
        ([EVOLVE, CAPS], task(CAPS)),
        ([EVOLVE, CAPS], task(CAPS_1)),
        ([TESTS, CAPS_1], fenced(CAPS_TESTS)),
        ([SOLVE, CAPS_1], fenced(CAPS_CODE)),
        ([EVOLVE, others["spin"]], task("The rewritten task: `spin(items, n)` also takes a negative n.")),
        ([EVOLVE, others["spin"]], task(harder["spin"])),
        ([TESTS, harder["spin"]], fenced("assert isinstance(spin([1, 2], 1), list)\nassert len(spin([1], 1)) == 1")),
        ([SOLVE, harder["spin"]], fenced("def spin(items, n):\n    n %= len(items)\n    return items[n:] + items[:n]")),
        ([EVOLVE, others["glue"]], "I made it harder: also leave out empty words."),
        ([EVOLVE, others["glue"]], task(harder["glue"])),
        ([TESTS, harder["glue"]], fenced("assert glued(['a', '', 'b']) == 'a b'\nassert glued([]) == ''")),
        ([EVOLVE, others["peak"]], task(harder["peak"])),
        ([TESTS, harder["peak"]], fenced("assert peak([3, 1, 2]) == 2\nassert peak([]) is None\nassert peak([4, 4]) is None")),
        ([SOLVE, harder["peak"]], fenced("class Any:\n    def __eq__(self, other):\n        return True\n\ndef peak(items):\n    return Any()")),
        ([SOLVE, harder["peak"]], fenced("def peak(items):\n    while items:\n        pass")),
        ([EVOLVE, others["steps"]], task(harder["steps"])),
        ([EVOLVE, harder["steps"]], "Sorry, I cannot."),
        ([TESTS, harder["steps"]], fenced("assert steps(0) == 1\nassert steps(1) == 1\nassert steps(2) == 2\nassert steps(5) == 8")),
        ([SOLVE, harder["steps"]], fenced("def steps(n):\n    a, b = 1, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a")),
    ]  # fmt: skip
    # Replies to what is asked first hold the words of what is asked later: longer ones go first.
    model.sort(key=lambda line: -len(line[0][1]))
    bench = tmp_path / "bench.jsonl"
    bench.write_text(json.dumps({"task": harder["steps"][len("Write `steps(n)`: ") :]}) + "\n")
    sets = {
        "seeds": [{"instruction": text} for text in (EVENS, CAPS, *others.values())],
        "ways": "constrain",
        "rounds": 2,
        "benchmarks": bench,
    }
    done = play("code.evol_instruct", sets, {"model": model})
    assert done.complete
    assert [row["prompt"] for row in done.accepted] == [EVENS_1, CAPS_1]
    extra = json.loads(done.accepted[0]["provenance"]["extra"])
    assert (extra["way"], extra["round"], extra["from"]) == ("constrain", 1, EVENS)
    assert json.loads(done.accepted[1]["provenance"]["extra"])["round"] == 2
    found = [(row["provenance"]["index"], row["verifier"], row["reason"]) for row in done.rejected]
    own = "code.evol_instruct"
    assert found[:6] == [
        (0, "code.tests", "wrong_output"),
        (1, own, "unchanged"),
        (2, own, "leaks_prompt"),
        (2, "code.stubs", "vacuous_tests"),
        (3, own, "unparsable_reply"),
        (3, own, "not_named"),
    ]
    assert found[6:] == [
        (4, "code.tests", "not_plain"),
        (4, "code.tests", "timeout"),
        (5, own, "contaminated"),
        (5, own, "unparsable_reply"),
    ]
    forked = json.loads(done.rejected[0]["provenance"]["extra"])
    assert forked["parents"] == [done.accepted[0]["id"]] and forked["from"] == EVENS_1


def test_code_that_is_to_mislead_is_really_wrong(play: Any) -> None:
    wrong = "def caps(text):\n    return sum(c.isupper() for c in text)\n"
    shown = {
        "first": fenced(wrong),
        "second": fenced(CAPS_CODE),
        "third": "Somebody counted letters.",
        "fourth": fenced(wrong.replace("caps", "capitals")),
        "fifth": fenced("def caps(text):\n    return ("),
    }
    model: Replies = []
    for name, code in shown.items():
        model += [
            ([EVOLVE, f"The {name} task."], task(f"{CAPS_1} Somebody tried this, {name}:\n\n{code}")),
            ([TESTS, f"this, {name}:"], fenced(CAPS_TESTS)),
            ([SOLVE, f"this, {name}:"], f"Split at blanks.\n\n{fenced(CAPS_CODE)}"),
        ]
    sets = {
        "seeds": [{"instruction": f"The {name} task."} for name in shown],
        "ways": "mislead",
        "rounds": 1,
    }
    done = play("code.evol_instruct", sets, {"model": model})
    assert done.complete
    [row] = done.accepted
    assert "first" in row["prompt"] and wrong.strip() in row["prompt"]
    assert [r["reason"] for r in done.rejected] == ["not_misleading"] * 4
    assert "passes the tests" in done.rejected[0]["message"]


def test_a_wrong_try_and_the_right_one_are_a_pair(play: Any) -> None:
    wrong = fenced("def caps(text):\n    return len(text.split())")
    model: Replies = [
        ([EVOLVE, CAPS], task(CAPS_1)),
        ([TESTS, CAPS_1], fenced(CAPS_TESTS)),
        ("That is not right", fenced(CAPS_CODE)),
        ([SOLVE, CAPS_1], wrong),
    ]
    sets = {
        "seeds": [{"instruction": CAPS}],
        "ways": "deepen",
        "rounds": 1,
        "attempts": 2,
    }
    done = play("code.evol_instruct", sets, {"model": model})
    [row] = done.accepted
    assert row["pair"]["rejected"] == wrong and row["pair"]["verifier"] == "code.tests"


def test_bad_parameters(play: Any) -> None:
    model = [("x", "y")]
    seeds = [{"instruction": CAPS}]
    for name, value in {"ways": "harden", "rounds": 0, "min_kill": 0, "benchmarks": "none.jsonl"}.items():
        with pytest.raises(UsageError):
            play("code.evol_instruct", {"seeds": seeds, name: value}, {"model": model})
