"""The parts of harvesting: cleaning of text, hints about arguments, values made for them."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from assay_code.harvest import Harvested, cleaning
from assay_code.harvest.choosing import Dropped, Found, choose
from assay_code.harvest.drafts import draft
from assay_code.harvest.fuzzer import Runner
from assay_code.harvest.hints import hints
from assay_code.harvest.maker import Maker
from assay_code.harvest.reordered import turned
from assay_code.programs import screen
from assay_code.programs.effort import GUESSED, effort, level


def _function(program: str, *examples: list[Any]) -> Harvested:
    entry = next(one.name for one in ast.parse(program).body if isinstance(one, ast.FunctionDef))
    source: Any = {}
    calls: Any = [{"args": list(args), "kwargs": {}} for args in examples]
    return Harvested(entry=entry, program=program, examples=calls, source=source, digest="")


# ---------------------------------------------------------------- cleaning


def test_clean_keeps_the_layout() -> None:
    text = '''def f(a: Missing = 1, *,  # first
      b: int = 2) -> Missing:
    """Docstring.

    More.
    """

    # a comment
    text = """# not a comment

    kept"""
    return [a,
            b, text]  # last
'''
    cleaned = cleaning.clean(text, lambda node: ast.unparse(node) == "int")
    assert (
        cleaned
        == '''def f(a=1, *,
      b: int = 2):
    text = """# not a comment

    kept"""
    return [a,
            b, text]
'''
    )


def test_rename_changes_the_name_and_nothing_else() -> None:
    text = "def f(n):\n    return 'f' if n else f(n - 1) + g.f\n"
    assert (
        cleaning.rename(text, {"f": "solve"})
        == "def solve(n):\n    return 'f' if n else solve(n - 1) + g.f\n"
    )
    for clash in ("def f(solve):\n    return f(solve)\n", "def f(n):\n    solve = n\n    return solve\n"):
        with pytest.raises(cleaning.Unclean):
            cleaning.rename(clash, {"f": "solve"})


def test_columns_are_of_characters() -> None:
    text = "def f(x: Ä = 'ü', y: Missing = 'é'):\n    return 'ö' + f(y)\n"
    assert cleaning.rename(cleaning.clean(text, lambda _: False), {"f": "g"}) == (
        "def g(x='ü', y='é'):\n    return 'ö' + g(y)\n"
    )


# ---------------------------------------------------------------- hints


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("def f(x: int): return x", ["int"]),
        ("def f(x: 'Sequence[str]'): return x", None),
        ("def f(x: list[tuple[int, str]]): return x", ["list", ["tuple", ["int"], ["str"]]]),
        ("def f(x: Mapping[str, float]): return x", ["dict", ["str"], ["float"]]),
        ("def f(x: Literal['a', 'b']): return x", ["choice", "a", "b"]),
        ("def f(x): return x.split(',')", ["str"]),
        ("def f(x): return x.items()", ["dict", ["str"], ["int"]]),
        ("def f(x): return [i for i in range(x) if x % 3]", ["int"]),
        ("def f(x): return b'a' + x", ["bytes"]),
        ("def f(words): return [w for w in words]", ["list", ["str"]]),
        ("def f(c): return ord(c) + 1", ["char"]),
    ],
)
def test_first_guess(program: str, kind: list[Any] | None) -> None:
    [parameter] = hints(_function(program))["parameters"]
    if kind is not None:
        assert parameter["kinds"][0][1] == kind


def test_examples_count_most_and_functions_are_left_out() -> None:
    [x, key] = hints(_function("def f(x, key=None):\n    return key(x) if key else x", [[[1.5]]]))[
        "parameters"
    ]
    assert x["declared"] and x["kinds"][0][1] == ["list", ["list", ["float"]]]
    assert key["kinds"] == []


# ---------------------------------------------------------------- values and runs


@pytest.mark.parametrize(
    "pattern", [r"(\d{4})-(\d\d)", r"[+-]?\d+(\.\d*)?", r"(GET|POST) /\w*", r"\s*#[a-f]{3}"]
)
def test_strings_that_fit_a_pattern(pattern: str) -> None:
    maker = Maker(random.Random(1), [], [pattern])
    made = [maker._matching(maker.patterns[0]) for _ in range(50)]
    assert sum(re.fullmatch(pattern, one) is not None for one in made) >= 45 and len(set(made)) > 10


def test_changed_values_keep_their_kind() -> None:
    maker = Maker(random.Random(2), [3, "x", 1.5, b"y"], [])
    for value in (3, 2.5, "text", b"raw", True, None, [1, 2], (1, "a"), {1, 2}, {"a": [1]}, []):
        for _ in range(200):
            assert type(maker.change(value)) is type(value)


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("return n + 1", "value"),
        ("return (i for i in range(n))", "value"),
        ("raise ValueError('no')", "raised"),
        ("return int('x')", "error"),
        ("return n.upper()", "type"),
        ("return lambda: n", "not_plain"),
        ("return 'x' * 1000", "awkward"),
        ("while True: n += 1", "slow"),
        ("return iter(int, 1)", "slow"),
        ("return [float('nan')]", "awkward"),
    ],
)
def test_how_a_call_ends(body: str, end: str) -> None:
    assert Runner(f"def f(n):\n    {body}\n", "f").call([3], {})["end"] == end


def test_arcs_tell_branches_and_conditions_apart() -> None:
    runner = Runner("def f(a, b):\n    if a > 0 and b > 0:\n        return 1\n    return 0\n", "f")
    arcs = set()
    for args in ([1, 1], [1, -1], [-1, 1]):
        runner.call(args, {})
        arcs.add(frozenset(runner.arcs))
    assert len(arcs) == 3


# ---------------------------------------------------------------- choice


def _found(number: int, outcome: str, end: str = "value") -> Found:
    return Found([number], {}, end, outcome, frozenset({(1, 0, 2)}), (0,), False, False)


def test_one_outcome_and_exceptions_do_not_fill_the_cases() -> None:
    pool = [_found(i, "0") for i in range(30)] + [_found(100 + i, "ValueError", "raised") for i in range(30)]
    pool += [_found(200 + i, str(i)) for i in range(1, 9)]
    chosen, shown = choose(pool, random.Random(1))
    assert sum(one.outcome == "0" for one in chosen) <= 3 and sum(one.end == "raised" for one in chosen) <= 3
    assert 4 <= shown <= 8 and len(chosen) - shown >= 4
    with pytest.raises(Dropped, match="constant"):
        choose(pool[:30], random.Random(1))


@pytest.mark.parametrize("outcomes", [("true", "false"), ('"a"', '"b"', '"c"'), ("-1", "0", "1")])
def test_few_results_take_many_cases(outcomes: tuple[str, ...]) -> None:
    for seed in range(10):
        pool = [_found(i, outcomes[i % len(outcomes)]) for i in range(24)]
        pool += [_found(100 + i, "ValueError", "raised") for i in range(2)]
        chosen, shown = choose(pool, random.Random(seed))
        assert shown >= 8 and len(chosen) - shown >= 3
        for part in (chosen[:shown], chosen[shown:]):
            assert {one.outcome for one in part} >= set(outcomes)
        raised = [one.end == "raised" for one in chosen]
        assert not any(raised) or any(raised[:shown])
    with pytest.raises(Dropped, match="few_cases"):
        choose(pool[:9], random.Random(1))


def test_no_kind_of_result_is_only_held_out() -> None:
    for seed in range(20):
        pool = [_found(i, str(i)) for i in range(12)] + [_found(50, "null")]
        pool += [_found(100 + i, "ValueError", "raised") for i in range(2)]
        chosen, shown = choose(pool, random.Random(seed))
        assert "null" not in {one.outcome for one in chosen[shown:]}
        ends = ["raised" in one.end for one in chosen]
        assert sum(ends) < 2 or (any(ends[:shown]) and any(ends[shown:]))


def test_few_results_are_harder_to_find_the_rule_from() -> None:
    program = "def f(x):\n    if x < 0 or x == 2:\n        return False\n    return x > 3\n"
    for wide, least in ((False, 2), (True, 1)):
        found: Any = [{"args": [i], "kwargs": {}, "expected": i if wide else i > 3} for i in range(12)]
        made: Any = {
            "entry": "f",
            "program": program,
            "cases": found,
            "shown": list(range(8)),
            "coverage": 1.0,
        }
        assert draft(_function(program), made, random.Random(1))["difficulty"] == least


# ---------------------------------------------------------------- what depends on the machine, and the calendar

_WEEK = "from datetime import date\n\n\ndef f(iso_year, iso_week, day_of_week):\n    correction = date(iso_year, 1, 4).isoweekday() + 3\n    return iso_week * 7 + day_of_week - correction\n"


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("32 if sys.maxsize == 2**31 - 1 else x", "sys"),
        ("x + len(sys.platform)", "sys"),
        ("int.from_bytes(x, sys.byteorder)", "sys"),
        ("os.path.join(x, 'a')", "os"),
        ("x.split(os.sep)", "os"),
        ("platform.machine() + x", "platform"),
        ("datetime.datetime.utcnow()", "datetime"),
        ("datetime.datetime.now().year + x", "datetime"),
        ("datetime.datetime(2020, 1, x).timestamp()", "datetime"),
        ("datetime.datetime.fromtimestamp(x)", "datetime"),
        ("datetime.datetime(2020, 1, x).astimezone().hour", "datetime"),
        ("datetime.datetime.strptime(x, '%H %Z')", "datetime"),
        ("datetime.datetime(2020, 1, x).strftime('%c')", "datetime"),
        ("time.mktime(x)", "time"),
        ("time.localtime(x)", "time"),
        ("calendar.TextCalendar(x)", "calendar"),
    ],
)
def test_what_depends_on_the_machine_is_not_pure(source: str, module: str) -> None:
    tree = ast.parse(f"def f(x):\n    return {source}\n")
    assert screen.fault(tree.body, {module: module}, frozenset())


def test_what_does_not_is() -> None:
    for source in (
        "datetime.datetime.strptime(x, '%d').day",
        "collections.abc.Mapping",
        "string.digits.find(x)",
    ):
        tree = ast.parse(f"def f(x):\n    return {source}\n")
        module = source.split(".")[0]
        assert not screen.fault(tree.body, {module: module}, frozenset()), source


def test_numbers_of_the_calendar_are_whole() -> None:
    for parameter in hints(_function(_WEEK))["parameters"]:
        kinds = [kind for _, kind in parameter["kinds"]]
        assert ["int"] in kinds
        assert ["float"] not in kinds


def test_the_calendar_is_hard() -> None:
    assert level(effort("def f(x, y):\n    return x * 7 + y - 3\n") + GUESSED) == 1
    assert level(effort(_WEEK) + GUESSED) >= 2
    assert effort("def f(x):\n    return '%s-%s' % (x, x)\n") < 2


# ---------------------------------------------------------------- sets from behind

_SEEN = "set([3, 1, 2, 40])"


@pytest.mark.parametrize(
    "body",
    [
        "return [n for n in s]",
        "return list(s)",
        "return tuple(s | {50})",
        "return next(iter(s))",
        "return s.pop()",
        "first, *_ = s\n    return first",
        "return [*s]",
        "return (lambda *a: a)(*s)",
        "out = []\n    out.extend(s)\n    return out",
        "out = []\n    out += s\n    return out",
        "out = [0]\n    out[1:] = s\n    return out",
        "return str(s)",
        "return '%s' % s",
        "return '{}'.format(s)",
        "return ','.join(map(str, s))",
        "return sorted(s, key=lambda n: n % 2)",
        "return list(itertools.chain.from_iterable([s]))",
        "return list(itertools.accumulate(s))",
        "return list(zip(*[s, s]))",
        "return list(reduced(dict.fromkeys(s), s))",
    ],
)
def test_the_order_of_a_set_shows(body: str) -> None:
    assert _run(body) != _run(body, turned)


@pytest.mark.parametrize(
    "body",
    [
        "return [sorted(s), len(s), sum(s), min(s), max(s), 3 in s, s == {1, 2, 3, 40}]",
        "return s - {1} | frozenset(s)",
        "out = {*s}\n    while out:\n        out.pop()\n    return out",
        "out = []\n    out.append(s)\n    return out",
        "return {n: n for n in s}",
        "return isinstance(s, set) and type(s) is set",
        "return {1}.pop() + [1, 2].pop() + {'a': 3}.pop('a')",
        "return list({7})",
        "return [list({}), list((2, 1)), [x for x in 'abc']]",
        "return copy.copy(s).issuperset(s)",
        "a, b = 1, 2\n    return a + b",
    ],
)
def test_what_does_not_depend_on_it_stays(body: str) -> None:
    assert _run(body) == _run(body, turned)


def _run(body: str, change: Callable[[str], str] = str) -> Any:
    program = f"""import copy, itertools\n\n
def reduced(a, b):\n    return [(x, y) for x in a for y in b]\n\n
def f():\n    s = {_SEEN}\n    {body}\n"""
    names: dict[str, Any] = {}
    exec(change(program), names)
    return names["f"]()
