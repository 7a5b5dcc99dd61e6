"""A problem on top of a problem: the function of a family is a helper, and another one uses it.

The same helper is asked for in many settings: for each of several inputs, for those that meet a condition, to
find the best one, to group or count by the result. What a setting does is stated in a sentence and computed
twice, like the problems themselves.
"""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assay_code.generators._names import defined
from assay_code.generators._task import Case, Problem, fill
from assay_code.syntax import tree_of

_LONGEST = 85
"""Characters of the arguments of one call of the helper; longer ones would not be read in a list."""
_MOST = 220
"""Characters of all of them together."""
_NAME = 44
_WIDTH = 116

Pairs = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is done with the results of a function for several inputs.

    In all texts, ``ITEM`` is an input, ``MANY`` their list, ``CALL`` the call of the helper, ``F`` its name, and in
    ``returns`` ``T`` and ``R`` are the types of an input and of a result. ``sources`` are bodies of which each does
    the same. ``of`` says for which results it is: ``int``, ``bool``, ``str``, ``list``, ``hashable`` or ``any``.
    """

    of: str
    name: str
    goal: str
    rules: tuple[str, ...]
    returns: str
    sources: tuple[str, ...]
    idea: str
    compute: Callable[[Pairs], Any]
    plain_items: bool = False
    """The inputs have to be numbers or texts: they become keys."""


_EACH = Setting(
    "any",
    "F_for_each",
    "a list with the result of `F` for each item of `MANY`, in the same order",
    (),
    "list[R]",
    (
        "return [CALL for ITEM in MANY]",
        "results = []\nfor ITEM in MANY:\n    results.append(CALL)\nreturn results",
    ),
    "The helper is called once for every item of `MANY`.",
    lambda pairs: [result for _, result in pairs],
)
_SETTINGS = (
    _EACH,
    Setting(
        "any",
        "F_by_input",
        "a dict that maps each item of `MANY` to the result of `F` for it",
        (
            "An item that occurs twice in `MANY` has one entry; the entries stand in the order of first occurrence.",
        ),
        "dict[T, R]",
        (
            "return {ITEM: CALL for ITEM in MANY}",
            "results = {}\nfor ITEM in MANY:\n    if ITEM not in results:\n        results[ITEM] = CALL\nreturn results",
        ),
        "A repeated item has the same result, so one entry is enough for it.",
        lambda pairs: dict(pairs),
        plain_items=True,
    ),
    Setting(
        "int",
        "total_of_F",
        "the sum of the results of `F` for all items of `MANY`",
        ("The sum of no results is 0.",),
        "int",
        (
            "return sum(CALL for ITEM in MANY)",
            "total = 0\nfor ITEM in MANY:\n    total += CALL\nreturn total",
        ),
        "Each result is added to the sum as it comes; an empty `MANY` leaves it at 0.",
        lambda pairs: sum(result for _, result in pairs),
    ),
    Setting(
        "int",
        "maximum_of_F",
        "the largest result of `F` for an item of `MANY`",
        ("If `MANY` is empty, the result is `None`.",),
        "int | None",
        (
            "return max((CALL for ITEM in MANY), default=None)",
            "best = None\nfor ITEM in MANY:\n    result = CALL\n    if best is None or result > best:\n        best = result\nreturn best",
            "if not MANY:\n    return None\nreturn max(CALL for ITEM in MANY)",
        ),
        "Without items there is no largest result, and `None` is returned.",
        lambda pairs: sorted(result for _, result in pairs)[-1] if pairs else None,
    ),
    Setting(
        "int",
        "minimum_of_F",
        "the smallest result of `F` for an item of `MANY`",
        ("If `MANY` is empty, the result is `None`.",),
        "int | None",
        (
            "return min((CALL for ITEM in MANY), default=None)",
            "results = sorted(CALL for ITEM in MANY)\nreturn results[0] if results else None",
            "least = None\nfor ITEM in MANY:\n    result = CALL\n    if least is None or result < least:\n        least = result\nreturn least",
        ),
        "Without items there is no smallest result, and `None` is returned.",
        lambda pairs: sorted(result for _, result in pairs)[0] if pairs else None,
    ),
    Setting(
        "int",
        "index_with_largest_F",
        "the index of the item of `MANY` for which `F` gives the largest result",
        ("Of several items with that result, the first counts.", "If `MANY` is empty, the result is -1."),
        "int",
        (
            "results = [CALL for ITEM in MANY]\nif not results:\n    return -1\nreturn results.index(max(results))",
            "best, best_result = -1, None\nfor index, ITEM in enumerate(MANY):\n    result = CALL\n    if best_result is None or result > best_result:\n        best, best_result = index, result\nreturn best",
        ),
        "The first of several largest results is kept, and an empty `MANY` gives -1.",
        lambda pairs: min(range(len(pairs)), key=lambda i: (-pairs[i][1], i), default=-1),
    ),
    Setting(
        "int",
        "sorted_by_F",
        "the items of `MANY`, sorted by the result of `F`, the smallest result first",
        ("Items with the same result keep their order.",),
        "list[T]",
        (
            "return sorted(MANY, key=lambda ITEM: CALL)",
            "results = [(CALL, index) for index, ITEM in enumerate(MANY)]\nresults.sort()\nreturn [MANY[index] for _, index in results]",
        ),
        "Items with the same result stay in the order of `MANY`.",
        lambda pairs: [pairs[i][0] for i in sorted(range(len(pairs)), key=lambda i: (pairs[i][1], i))],
    ),
    Setting(
        "int",
        "number_above_average_F",
        "how many items of `MANY` have a result of `F` above the mean of all results",
        ("If `MANY` is empty, the result is 0.",),
        "int",
        (
            "results = [CALL for ITEM in MANY]\nreturn sum(result * len(results) > sum(results) for result in results)",
            "results = [CALL for ITEM in MANY]\ntotal = sum(results)\ncount = 0\nfor result in results:\n    if result * len(results) > total:\n        count += 1\nreturn count",
        ),
        "A result is above the mean when, times the number of results, it exceeds their sum; this needs no division.",
        lambda pairs: len([1 for _, r in pairs if r > sum(x for _, x in pairs) / len(pairs)]),
    ),
    Setting(
        "int",
        "differences_of_F",
        "the list of the differences between the results of `F` for neighbouring items of `MANY`, each later result minus the one before it",
        ("With fewer than two items the list is empty.",),
        "list[int]",
        (
            "results = [CALL for ITEM in MANY]\nreturn [after - before for before, after in zip(results, results[1:])]",
            "differences = []\nbefore = None\nfor ITEM in MANY:\n    result = CALL\n    if before is not None:\n        differences.append(result - before)\n    before = result\nreturn differences",
        ),
        "The first item has nothing before it, so there is one difference fewer than there are items.",
        lambda pairs: [pairs[i][1] - pairs[i - 1][1] for i in range(1, len(pairs))],
    ),
    Setting(
        "int",
        "running_total_of_F",
        "the list of the running totals of the results of `F` for the items of `MANY`",
        ("The k-th number is the sum of the first k results.",),
        "list[int]",
        (
            "totals = []\ntotal = 0\nfor ITEM in MANY:\n    total += CALL\n    totals.append(total)\nreturn totals",
            "totals = []\nfor ITEM in MANY:\n    totals.append(CALL + (totals[-1] if totals else 0))\nreturn totals",
        ),
        "Each total is the one before it plus the next result.",
        lambda pairs: [sum(r for _, r in pairs[: i + 1]) for i in range(len(pairs))],
    ),
    Setting(
        "bool",
        "select_F",
        "the items of `MANY` for which `F` returns `True`, in their order",
        (),
        "list[T]",
        (
            "return [ITEM for ITEM in MANY if CALL]",
            "chosen = []\nfor ITEM in MANY:\n    if CALL:\n        chosen.append(ITEM)\nreturn chosen",
        ),
        "The helper decides about each item, and the order stays.",
        lambda pairs: [item for item, result in pairs if result],
    ),
    Setting(
        "bool",
        "count_F",
        "for how many items of `MANY` `F` returns `True`",
        (),
        "int",
        (
            "return sum(CALL for ITEM in MANY)",
            "count = 0\nfor ITEM in MANY:\n    if CALL:\n        count += 1\nreturn count",
        ),
        "Each item for which the helper says yes adds 1.",
        lambda pairs: [result for _, result in pairs].count(True),
    ),
    Setting(
        "bool",
        "index_of_first_F",
        "the index of the first item of `MANY` for which `F` returns `True`",
        ("If there is none, the result is -1.",),
        "int",
        (
            "for index, ITEM in enumerate(MANY):\n    if CALL:\n        return index\nreturn -1",
            "return next((index for index, ITEM in enumerate(MANY) if CALL), -1)",
        ),
        "The search ends at the first item for which the helper says yes.",
        lambda pairs: min((i for i, (_, result) in enumerate(pairs) if result), default=-1),
    ),
    Setting(
        "bool",
        "split_by_F",
        "a pair of two lists: the items of `MANY` for which `F` returns `True`, and the others",
        ("Both lists keep the order of `MANY`.",),
        "tuple[list[T], list[T]]",
        (
            "yes, no = [], []\nfor ITEM in MANY:\n    if CALL:\n        yes.append(ITEM)\n    else:\n        no.append(ITEM)\nreturn yes, no",
            "parts = ([], [])\nfor ITEM in MANY:\n    parts[0 if CALL else 1].append(ITEM)\nreturn parts",
        ),
        "Every item goes into exactly one of the two lists.",
        lambda pairs: ([i for i, r in pairs if r], [i for i, r in pairs if not r]),
    ),
    Setting(
        "bool",
        "longest_streak_F",
        "the length of the longest run of neighbouring items of `MANY` for which `F` returns `True`",
        ("If there is no such item, the result is 0.",),
        "int",
        (
            "longest = run = 0\nfor ITEM in MANY:\n    run = run + 1 if CALL else 0\n    longest = max(longest, run)\nreturn longest",
            "longest = run = 0\nfor ITEM in MANY:\n    if CALL:\n        run += 1\n        if run > longest:\n            longest = run\n    else:\n        run = 0\nreturn longest",
        ),
        "The run grows by 1 at a yes and starts anew at a no; the longest one is remembered.",
        lambda pairs: max(map(len, "".join("x" if r else " " for _, r in pairs).split()), default=0),
    ),
    Setting(
        "hashable",
        "number_of_different_F",
        "how many different results `F` gives for the items of `MANY`",
        (),
        "int",
        (
            "return len({CALL for ITEM in MANY})",
            "seen = set()\nfor ITEM in MANY:\n    seen.add(CALL)\nreturn len(seen)",
        ),
        "A set holds each result once.",
        lambda pairs: len(dict.fromkeys(result for _, result in pairs)),
    ),
    Setting(
        "hashable",
        "group_by_F",
        "a dict that maps each result of `F` to the list of the items of `MANY` that have it",
        ("The lists keep the order of `MANY`.",),
        "dict[R, list[T]]",
        (
            "groups = {}\nfor ITEM in MANY:\n    groups.setdefault(CALL, []).append(ITEM)\nreturn groups",
            "groups = {}\nfor ITEM in MANY:\n    result = CALL\n    if result not in groups:\n        groups[result] = []\n    groups[result].append(ITEM)\nreturn groups",
        ),
        "A result that comes up for the first time opens a new group.",
        lambda pairs: {key: [i for i, r in pairs if r == key] for key in dict.fromkeys(r for _, r in pairs)},
    ),
    Setting(
        "hashable",
        "frequency_of_F",
        "a dict that maps each result of `F` to the number of items of `MANY` that have it",
        (),
        "dict[R, int]",
        (
            "counts = {}\nfor ITEM in MANY:\n    result = CALL\n    counts[result] = counts.get(result, 0) + 1\nreturn counts",
            "results = [CALL for ITEM in MANY]\nreturn {result: results.count(result) for result in results}",
        ),
        "The count of a result starts at 0 and grows by 1 for each item that has it.",
        lambda pairs: dict(Counter(result for _, result in pairs)),
    ),
    Setting(
        "hashable",
        "first_with_each_F",
        "the items of `MANY` without those whose result of `F` an earlier item has had already",
        ("The order stays.",),
        "list[T]",
        (
            "seen = set()\nkept = []\nfor ITEM in MANY:\n    result = CALL\n    if result not in seen:\n        seen.add(result)\n        kept.append(ITEM)\nreturn kept",
            "first = {}\nfor ITEM in MANY:\n    first.setdefault(CALL, ITEM)\nreturn list(first.values())",
        ),
        "An item is kept when its result has not been seen before.",
        lambda pairs: [item for i, (item, r) in enumerate(pairs) if r not in [x for _, x in pairs[:i]]],
    ),
    Setting(
        "hashable",
        "most_common_F",
        "the result that `F` gives most often for the items of `MANY`",
        (
            "Of several such results, take the one that came first.",
            "If `MANY` is empty, the result is `None`.",
        ),
        "R | None",
        (
            "counts = {}\nfor ITEM in MANY:\n    result = CALL\n    counts[result] = counts.get(result, 0) + 1\nreturn max(counts, key=counts.get, default=None)",
            "results = [CALL for ITEM in MANY]\nif not results:\n    return None\nreturn max(results, key=results.count)",
        ),
        "`max` keeps the first of several equally frequent results.",
        lambda pairs: Counter(r for _, r in pairs).most_common(1)[0][0] if pairs else None,
    ),
    Setting(
        "any",
        "number_of_changes_of_F",
        "how often the result of `F` changes from one item of `MANY` to the next",
        ("With fewer than two items the result is 0.",),
        "int",
        (
            "results = [CALL for ITEM in MANY]\nreturn sum(before != after for before, after in zip(results, results[1:]))",
            "results = [CALL for ITEM in MANY]\nchanges = 0\nfor index in range(1, len(results)):\n    if results[index] != results[index - 1]:\n        changes += 1\nreturn changes",
        ),
        "Each result is compared with the one before it.",
        lambda pairs: len([i for i in range(1, len(pairs)) if pairs[i][1] != pairs[i - 1][1]]),
    ),
    Setting(
        "list",
        "all_items_of_F",
        "one list with the items of the results of `F` for all items of `MANY`, one result after the other",
        (),
        "list",
        (
            "return [entry for ITEM in MANY for entry in CALL]",
            "joined = []\nfor ITEM in MANY:\n    joined += CALL\nreturn joined",
        ),
        "The results are put one behind the other.",
        lambda pairs: [entry for _, result in pairs for entry in result],
    ),
    Setting(
        "list",
        "longest_result_of_F",
        "the longest of the results of `F` for the items of `MANY`",
        ("Of several longest results, take the first.", "If `MANY` is empty, the result is an empty list."),
        "list",
        (
            "longest = []\nfor ITEM in MANY:\n    result = CALL\n    if len(result) > len(longest):\n        longest = result\nreturn longest",
            "return max((CALL for ITEM in MANY), key=len, default=[])",
        ),
        "Only a longer result takes the place of the one that was found before.",
        lambda pairs: next((r for _, r in pairs if len(r) == max(len(x) for _, x in pairs)), []),
    ),
    Setting(
        "list",
        "lengths_of_F",
        "the list of the lengths of the results of `F` for the items of `MANY`",
        (),
        "list[int]",
        (
            "return [len(CALL) for ITEM in MANY]",
            "lengths = []\nfor ITEM in MANY:\n    lengths.append(len(CALL))\nreturn lengths",
        ),
        "Only the length of each result is kept.",
        lambda pairs: [len(result) for _, result in pairs],
    ),
    Setting(
        "str",
        "joined_F",
        "the results of `F` for the items of `MANY`, joined by line breaks",
        ("If `MANY` is empty, the result is an empty text.",),
        "str",
        (
            'return "\\n".join(CALL for ITEM in MANY)',
            'lines = []\nfor ITEM in MANY:\n    lines.append(CALL)\nreturn "\\n".join(lines)',
        ),
        "`join` puts a line break between two results and none at the end.",
        lambda pairs: "".join("\n" * (i > 0) + result for i, (_, result) in enumerate(pairs)),
    ),
    Setting(
        "str",
        "longest_result_of_F",
        "the longest of the results of `F` for the items of `MANY`",
        (
            "Of several longest results, take the first in alphabetical order.",
            "If `MANY` is empty, the result is an empty text.",
        ),
        "str",
        (
            'return min((CALL for ITEM in MANY), key=lambda result: (-len(result), result), default="")',
            'best = ""\nfor ITEM in MANY:\n    result = CALL\n    if len(result) > len(best) or (len(result) == len(best) and result < best):\n        best = result\nreturn best',
        ),
        "Between two results of the same length, the order of the alphabet decides.",
        lambda pairs: ([*sorted((r for _, r in pairs), key=lambda r: (-len(r), r)), ""])[0],
    ),
    Setting(
        "str",
        "sorted_different_F",
        "the sorted list of all different results of `F` for the items of `MANY`",
        (),
        "list[str]",
        (
            "return sorted({CALL for ITEM in MANY})",
            "found = []\nfor ITEM in MANY:\n    result = CALL\n    if result not in found:\n        found.append(result)\nfound.sort()\nreturn found",
        ),
        "Repeats are dropped before the results are sorted.",
        lambda pairs: sorted(dict.fromkeys(r for _, r in pairs)),
    ),
    Setting(
        "any",
        "positions_of_repeated_F",
        "the list of the indexes of the items of `MANY` for which `F` gives the same result as for the item before",
        (),
        "list[int]",
        (
            "results = [CALL for ITEM in MANY]\nreturn [index for index in range(1, len(results)) if results[index] == results[index - 1]]",
            "positions = []\nresults = [CALL for ITEM in MANY]\nfor index, result in enumerate(results):\n    if index > 0 and result == results[index - 1]:\n        positions.append(index)\nreturn positions",
        ),
        "The first item has none before it and is never listed.",
        lambda pairs: [i for i, (_, r) in enumerate(pairs) if i and r == pairs[i - 1][1]],
    ),
)


def extended(rng: random.Random, problem: Problem, cases: Sequence[Case]) -> Problem | None:
    """A problem that uses the function of ``problem``, whose ``cases`` are given; ``None`` where none reads well."""
    shape = _shape(problem)
    short = [case for case in cases if not case.raises and len(repr(case.args)) <= _LONGEST]
    if shape is None or len(short) < 5:
        return None
    names, kinds, returns = shape
    single = len(names) == 1
    known = defined(problem.source) | set(names)
    item = names[0]
    kind = kinds[0] if single else f"tuple[{', '.join(kinds)}]"
    plain = {"str": "texts", "int": "numbers", "list[int]": "lists"}.get(kind, "inputs")
    many = next((name for name in (plain, "batch", "given") if name not in known and name != item), "")
    if not single:
        item, many = "args", next((name for name in ("calls", "tasks", "inputs") if name not in known), "")
    if not many or item in ("result", "index", "count", "total"):
        return None
    setting = rng.choice([one for one in _SETTINGS if _suits(one, returns, kind, short)])
    helper = problem.entry
    call = f"{helper}({item})" if single else f"{helper}(*{item})"
    entry = setting.name.replace("F", re.sub(r"^(?:find|get|compute|is|check)_", "", helper))
    if len(entry) > _NAME or entry in known:
        return None

    def put(text: str) -> str:
        text = text.replace("MANY", many).replace("CALL", call).replace("ITEM", item)
        return text.replace("`F`", f"`{helper}`")

    result = setting.returns.replace("R", returns).replace("T", kind)
    source = fill(
        """
        <<helper>>

        def <<entry>>(<<many>>: list[<<kind>>]) -> <<result>>:
            <<body>>
        """,
        helper=problem.source,
        entry=entry,
        many=many,
        kind=kind,
        result=result,
        body=put(rng.choice(setting.sources)),
    )
    if helper in _assigned(source, entry) or max(map(len, source.split("\n"))) > _WIDTH:
        return None

    def oracle(items: list[Any]) -> Any:
        return setting.compute([(one, problem.oracle(*([one] if single else one))) for one in items])

    signature = f"{helper}({', '.join(f'{n}: {k}' for n, k in zip(names, kinds, strict=True))}) -> {returns}"
    each = "" if single else f"Each item of `{many}` is a tuple with the arguments of `{helper}`."
    lead = rng.choice(
        (
            f"Write `{signature}` as a helper: it {problem.goal}.",
            f"The helper `{signature}` is yours to write as well. It {problem.goal}.",
            f"Here `{signature}`, which you write too, {problem.goal}.",
        )
    )
    own = [*map(put, setting.rules), *([each] if each else [])]
    idea = [*problem.idea, f"`{entry}` builds on that. {put(setting.idea)}"]
    return Problem(
        entry,
        f"returns {put(setting.goal)}",
        [*own, lead, *problem.rules],
        source,
        _inputs(rng, short, single),
        idea,
        oracle,
        own_rules=len(own),
    )


def _shape(problem: Problem) -> tuple[list[str], list[str], str] | None:
    """Names and types of the parameters without a default, and the type of the result."""
    for node in tree_of(problem.source).body:
        if isinstance(node, ast.FunctionDef) and node.name == problem.entry:
            arguments = node.args.args[: len(node.args.args) - len(node.args.defaults)]
            if not arguments or node.args.defaults or node.returns is None:
                return None
            kinds = [ast.unparse(arg.annotation) if arg.annotation else "object" for arg in arguments]
            return [arg.arg for arg in arguments], kinds, ast.unparse(node.returns)
    return None


def _suits(setting: Setting, returns: str, kind: str, cases: Sequence[Case]) -> bool:
    if setting.plain_items and kind not in ("str", "int"):
        return False
    if setting.of == "hashable":
        return returns in ("int", "str", "int | None", "str | None") or returns.startswith("tuple[int")
    if setting.of == "list":
        return returns.startswith("list") and "None" not in returns
    if setting.of == "any":
        return setting is not _EACH or len({repr(case.value) for case in cases}) > 2
    return returns == setting.of


def _assigned(source: str, entry: str) -> set[str]:
    """The names that the function ``entry`` gives to something."""
    return {
        inner.id
        for node in tree_of(source).body
        if isinstance(node, ast.FunctionDef) and node.name == entry
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _inputs(rng: random.Random, cases: Sequence[Case], single: bool) -> list[tuple[Any, ...]]:
    """Lists of two to five inputs of the helper, with repeats; then one, none, and the same twice."""
    pool = [case.args[0] if single else case.args for case in cases]
    found: list[list[Any]] = []
    for _ in range(11):
        chosen: list[Any] = []
        for _ in range(rng.randint(2, 5)):
            one = rng.choice(chosen) if chosen and rng.random() < 0.15 else rng.choice(pool)
            if len(repr([*chosen, one])) <= _MOST:
                chosen.append(one)
        found.append(chosen)
    found += [[], [pool[0]], [pool[0], pool[0]], [pool[-1], pool[0]]]
    return [(items,) for items in found]
