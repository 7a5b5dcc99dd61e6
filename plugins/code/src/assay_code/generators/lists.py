"""Lists: choosing and summing, windows, nested lists, taking a list apart."""

from __future__ import annotations

import functools
import operator
import random
from collections.abc import Callable
from typing import Any

from assay_code.generators._draw import ints
from assay_code.generators._task import Problem, count, family, fill


@family("code.select_and_sum", levels=(1, 2), difficulties=(1, 3))
def select_and_sum(rng: random.Random, difficulty: int) -> Problem:
    """Choose numbers of a list by a condition, change each, and put them together.

    Difficulty 1: one condition. 2: two conditions, or a condition on the position.
    """
    k, m = rng.randint(2, 9), rng.randint(3, 7)
    conditions: list[tuple[str, str, Callable[[int, int], bool]]] = [
        ("even numbers", "n % 2 == 0", lambda i, n: n % 2 == 0),
        ("odd numbers", "n % 2 == 1", lambda i, n: n % 2 != 0),
        ("negative numbers", "n < 0", lambda i, n: n < 0),
        (f"numbers greater than {k}", f"n > {k}", lambda i, n: n >= k + 1),
        (f"numbers that are at most {k}", f"n <= {k}", lambda i, n: not n > k),
        (f"multiples of {m}", f"n % {m} == 0", lambda i, n: n // m * m == n),
        (f"numbers that are not multiples of {m}", f"n % {m} != 0", lambda i, n: n // m * m != n),
    ]
    indexed: list[tuple[str, str, Callable[[int, int], bool]]] = [
        ("at even indexes (the first index is 0)", "i % 2 == 0", lambda i, n: i in range(0, 10**6, 2)),
        ("at odd indexes (the first index is 0)", "i % 2 == 1", lambda i, n: i in range(1, 10**6, 2)),
        ("that are greater than their own index", "n > i", lambda i, n: n - i > 0),
        (f"that are not among the first {m} items", f"i >= {m}", lambda i, n: i not in range(m)),
    ]
    extra = [
        (f"with an absolute value below {k + m}", f"abs(n) < {k + m}", lambda i, n: -k - m < n < k + m),
        ("that are not zero", "n != 0", lambda i, n: n > 0 or n < 0),
    ]
    noun, test, first = rng.choice(conditions)
    what, second, also = "", "", None
    if difficulty >= 2:
        what, second, also = rng.choice(indexed + extra)
    changes: list[tuple[str, str, Callable[[int], int]]] = [
        ("", "n", lambda n: n),
        ("squares of the ", "n * n", lambda n: n**2),
        ("absolute values of the ", "abs(n)", lambda n: max(n, -n)),
        (f"remainders modulo {m} of the ", f"n % {m}", lambda n: n - n // m * m),
        ("cubes of the ", "n**3", lambda n: n * n * n),
    ]
    of, change, changed = rng.choice(changes)
    finals: list[tuple[str, str, str, str, Callable[[list[int]], Any]]] = [
        ("the sum", "sum(chosen)", "int", "0 if there are none", lambda v: sum(v)),
        ("the list", "chosen", "list[int]", "", lambda v: v),
        (
            "the largest",
            "max(chosen, default=None)",
            "int | None",
            "`None` if there are none",
            lambda v: sorted(v)[-1] if v else None,
        ),
        (
            "the smallest",
            "min(chosen, default=None)",
            "int | None",
            "`None` if there are none",
            lambda v: sorted(v)[0] if v else None,
        ),
        (
            "the number of different",
            "len(set(chosen))",
            "int",
            "0 if there are none",
            lambda v: len(dict.fromkeys(v)),
        ),
        ("the sorted list, smallest first,", "sorted(chosen)", "list[int]", "", lambda v: sorted(v)),
        (
            "the product",
            "math.prod(chosen)",
            "int",
            "1 if there are none",
            lambda v: functools.reduce(operator.mul, v, 1),
        ),
    ]

    name, final, kind, none, together = rng.choice(finals)
    entry = rng.choice(("solve", "collect", "summarize", "pick_numbers", "process", "select", "evaluate"))
    both = f"{test} and {second}" if second else test
    uses_index = "i" in (second.split() if second else [])
    loop = "for i, n in enumerate(numbers)" if uses_index else "for n in numbers"
    source = fill(
        """
        <<imports>>
        def <<entry>>(numbers: list[int]) -> <<kind>>:
            chosen = [<<change>> <<loop>> if <<both>>]
            return <<final>>
        """,
        imports="import math" if "math" in final else "",
        entry=entry,
        kind=kind,
        change=change,
        loop=loop,
        both=both,
        final=final,
    )

    def oracle(numbers: list[int]) -> Any:
        values = []
        for i in range(len(numbers)):
            if first(i, numbers[i]) and (also is None or also(i, numbers[i])):
                values.append(changed(numbers[i]))
        return together(values)

    link = "" if name.endswith("different") else "of "
    goal = f"returns {name} {link}{'the ' if link or of else ''}{of}{noun} in `numbers`{' ' + what if what else ''}"
    if name.endswith("different") and of:
        goal = f"returns how many different values there are among the {of}{noun} in `numbers`{' ' + what if what else ''}"
    elif name.endswith("different"):
        goal = f"returns how many different {noun} there are in `numbers`{' ' + what if what else ''}"
        if what:
            goal = f"returns the number of different values among the {noun} in `numbers` {what}"
    rules = (
        [f"The result is {none}."]
        if none
        else [
            "The order and the repeats stay as they are." if final == "chosen" else "Repeats stay.",
            "If there are none, the result is an empty list.",
        ]
    )
    if "remainders" in of:
        rules.append(f"A remainder is always between 0 and {m - 1}, for negative numbers too.")
    rules.append("`numbers` may be empty and may hold negative numbers.")
    low, high = -k - 12, k + 18
    if "product" in name:
        low, high = -4 - k, 6 + k
    inputs = [(ints(rng, rng.randint(5, 9), low, high),) for _ in range(9)]
    inputs += [([],), ([k],), ([-m],), ([0, 0, k + 1],), ([m, m, -m, 2 * m],), (list(range(-k, k + 2)),)]
    idea = [
        "A list comprehension goes through the numbers once, "
        + (
            "and keeps those that meet the condition"
            if change == "n"
            else "keeps those that meet the condition and changes each of them"
        )
        + "."
    ]
    if "default" in final:
        idea.append("`default=None` covers the case in which nothing was chosen.")
    elif "prod" in final:
        idea.append("The product of no numbers is 1, which is what `math.prod` returns for an empty list.")
    if "%" in both or "%" in change:
        idea.append("Python's `%` has the sign of the divisor, so negative numbers need no special case.")
    idea.append(
        "An empty list runs through the same code."
        if not none
        else f"For an empty list the result is {none.split(' if')[0]}."
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.sliding_window", levels=(2, 4), difficulties=(2, 5))
def sliding_window(rng: random.Random, difficulty: int) -> Problem:
    """Answer a question about all windows of a list.

    Difficulty 2: the best sum. 3: which window, with a tie rule, or circular.
    4: the maximum of every window in linear time.
    """
    circular = difficulty >= 3 and rng.random() < 0.4
    inputs: list[tuple[Any, ...]] = []
    for _ in range(9):
        values = ints(rng, rng.randint(4, 10), -9, 20)
        inputs.append((values, rng.randint(1, len(values))))
    inputs += [([], 1), ([5], 1), ([3, 1], 3), ([4, 4, 4, 4], 2), ([-2, -7, -1], 2), ([1, 2, 1, 2, 1], 2)]
    windows = "A window is `size` neighbouring items of `values`"
    wrap = (
        "; the list is circular, so a window may run over the end and go on at the start, and there is one window for each start index."
        if circular
        else "."
    )
    short = "If the list has fewer than `size` items, "

    def all_windows(values: list[int], size: int) -> list[list[int]]:
        if len(values) < size:
            return []
        starts = range(len(values)) if circular else range(len(values) - size + 1)
        return [(values + values)[s : s + size] for s in starts]

    if difficulty == 4:
        largest = rng.random() < 0.5
        name = "maximum" if largest else "minimum"
        entry = rng.choice(
            (f"window_{name}s".replace("ums", "a"), f"{name}_of_each_window", f"sliding_{name}")
        )
        spread = rng.random() < 0.4
        compare = "<=" if largest else ">="
        wrapped = "extended = values + values[: size - 1]" if circular else "extended = values"
        note = "" if not spread else " minus the window's first item"
        value = "extended[queue[0]]" if not spread else "extended[queue[0]] - extended[i - size + 1]"
        source = fill(
            f"""
            from collections import deque


            def {entry}(values: list[int], size: int) -> list[int]:
                if len(values) < size:
                    return []
                {wrapped}
                queue: deque[int] = deque()
                result = []
                for i, value in enumerate(extended):
                    while queue and extended[queue[-1]] {compare} value:
                        queue.pop()
                    queue.append(i)
                    if queue[0] <= i - size:
                        queue.popleft()
                    if i >= size - 1:
                        result.append({value})
                return result
            """
        )

        def maxima(values: list[int], size: int) -> Any:
            pick = max if largest else min
            return [pick(w) - (w[0] if spread else 0) for w in all_windows(values, size)]

        goal = f"returns a list with the {name} of each window of `values`{note}, from left to right"
        rules = [
            windows + wrap,
            short + "return an empty list.",
            "`size` is at least 1. The running time must not grow with `size`: aim for linear time.",
        ]
        idea = [
            f"The queue holds indexes whose values are strictly {'falling' if largest else 'rising'}: an item that is {'no larger' if largest else 'no smaller'} than a newer one can never be the {name} again.",
            f"So the {name} of the window is always at the front; an index leaves the front when the window has passed it.",
            "Every index enters and leaves the queue once, so the whole takes linear time."
            + (" For the circle, the first `size - 1` items are appended once more." if circular else ""),
        ]
        return Problem(entry, goal, rules, source, inputs, idea, maxima)

    largest = rng.random() < 0.6
    sign, best = (">", "largest") if largest else ("<", "smallest")
    last = rng.random() < 0.5
    what = "sum" if difficulty == 2 else rng.choice(("start", "window", "count"))
    entry = {
        "sum": f"{best}_window_sum",
        "start": f"start_of_{best}_window",
        "window": f"window_with_{best}_sum",
        "count": f"count_{best}_windows",
    }[what]
    kind = {"sum": "int | None", "start": "int", "window": "list[int]", "count": "int"}[what]
    keep_last = what in ("start", "window") and last
    test = f"total {sign}{'=' if keep_last else ''} best"
    track = what in ("start", "window")
    steps = "range(1, len(values))" if circular else "range(1, len(values) - size + 1)"
    entering = "values[(start + size - 1) % len(values)]" if circular else "values[start + size - 1]"
    update = f"if {test}:\n    best" + (", best_start = total, start" if track else " = total")
    if what == "count":
        update = f"if total {sign} best:\n    best, windows = total, 0\nif total == best:\n    windows += 1"
    result = {
        "sum": "best",
        "start": "best_start",
        "window": "(values + values)[best_start : best_start + size]"
        if circular
        else "values[best_start : best_start + size]",
        "count": "windows",
    }[what]
    empty = {"sum": "None", "start": "-1", "window": "[]", "count": "0"}[what]
    source = fill(
        f"""
        def {entry}(values: list[int], size: int) -> {kind}:
            if len(values) < size:
                return {empty}
            total = best = sum(values[:size])
            <<track>>
            for start in {steps}:
                total += {entering} - values[start - 1]
                <<update>>
            return {result}
        """,
        track="best_start = 0" if track else "windows = 1" if what == "count" else "",
        update=update,
    )

    def oracle(values: list[int], size: int) -> Any:
        found = all_windows(values, size)
        if not found:
            return {"sum": None, "start": -1, "window": [], "count": 0}[what]
        sums = [sum(w) for w in found]
        top = sorted(sums)[-1 if largest else 0]
        where = [i for i, s in enumerate(sums) if s == top]
        at = where[-1 if last else 0]
        return {"sum": top, "start": at, "window": found[at], "count": len(where)}[what]

    goal = {
        "sum": f"returns the {best} sum of a window of `values`",
        "start": f"returns the index at which the window of `values` with the {best} sum starts",
        "window": f"returns the window of `values` that has the {best} sum",
        "count": f"returns how many windows of `values` have the {best} sum that occurs",
    }[what]
    rules = [windows + wrap]
    if track:
        rules.append(
            f"Of several windows with that sum, take the one that starts {'last' if last else 'first'}."
        )
    rules += [
        short + (f"return `{empty}`." if what != "window" else "return an empty list."),
        "`size` is at least 1.",
    ]
    idea = [
        "The sum of the next window is the sum of this one plus the item that enters minus the item that leaves, so no window is added up again.",
    ]
    if track:
        idea.append(
            f"Comparing with `{test.split()[1]}` keeps the {'last' if last else 'first'} of several equal windows."
        )
    if circular:
        idea.append("The index is taken modulo the length, which lets the window run over the end.")
    idea.append(
        "That makes the running time linear; a list shorter than the window is answered before the loop."
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.nested_lists", levels=(2, 4), difficulties=(2, 4))
def nested_lists(rng: random.Random, difficulty: int) -> Problem:
    """Recursion over lists in lists.

    Difficulty 2: a plain sum or depth. 3: the depth counts. 4: the shape changes.
    """
    cap = rng.randint(1, 3)
    k = rng.randint(2, 5)
    kinds = {
        2: ("sum", "depth", "count"),
        3: ("weighted", "at_depth", "widest"),
        4: ("flatten", "prune", "reverse"),
    }
    what = rng.choice(kinds[difficulty])
    test, noun = rng.choice(
        (("True", "numbers"), ("item % 2 == 0", "even numbers"), (f"item > {k}", f"numbers greater than {k}"))
    )
    keep: Callable[[int], bool] = {
        "numbers": lambda n: True,
        "even numbers": lambda n: n & 1 == 0,
    }.get(noun, lambda n: n >= k + 1)
    depth_rule = (
        "The depth of an item of `nested` itself is 1; items of a list inside it have depth 2, and so on."
    )
    plain = test == "True"
    entry = {
        "sum": ("nested_sum", "deep_sum"), "depth": ("depth", "max_depth"), "count": ("count_leaves", "count_deep"),
        "weighted": ("weighted_sum", "depth_sum"), "at_depth": ("at_level", "items_at_depth"), "widest": ("level_sums", "sums_by_depth"),
        "flatten": ("flatten", "partly_flatten"), "prune": ("prune", "clean"), "reverse": ("deep_reverse", "mirror"),
    }[what][rng.randrange(2)]  # fmt: skip
    rules: list[str] = []

    def leaves(nested: Any, depth: int = 1) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        stack = [(nested, depth)]
        while stack:
            part, at = stack.pop()
            if isinstance(part, list):
                stack.extend((item, at + 1) for item in reversed(part))
            else:
                found.append((part, at - 1))
        return found

    if what in ("sum", "count", "weighted"):
        grow = rng.choice(("depth", "depth * depth")) if what == "weighted" else ""
        value = {"sum": "item", "count": "1", "weighted": f"item * {grow}"}[what]
        inner = f"{entry}(item, depth + 1)" if what == "weighted" else f"{entry}(item)"
        add = f"total += {value}" if plain else f"total += {value} if {test} else 0"
        source = fill(
            f"""
            def {entry}(nested: list{", depth: int = 1" if what == "weighted" else ""}) -> int:
                total = 0
                for item in nested:
                    if isinstance(item, list):
                        total += {inner}
                    else:
                        {add}
                return total
            """
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            found = [(n, d) for n, d in leaves(nested) if keep(n)]
            power = {"": 0, "depth": 1, "depth * depth": 2}[grow]
            return sum((1 if what == "count" else n) * d**power for n, d in found)

        goal = {
            "sum": f"returns the sum of all {noun} in the nested list `nested`",
            "count": f"returns how many {noun} the nested list `nested` holds",
            "weighted": f"returns the sum of all {noun} in the nested list `nested`, each multiplied by {'its depth' if grow == 'depth' else 'the square of its depth'}",
        }[what]
        rules = [depth_rule, "Callers leave `depth` at its default."] if what == "weighted" else []
        rules.append(
            "Lists may be empty and nested to any depth; the sum of nothing is 0."
            if what != "count"
            else "Lists may be empty and nested to any depth."
        )
        idea = [
            "A number is taken as it is, a list is handed to the function again: that is the whole recursion.",
            "Empty lists add nothing, so they need no case of their own. Every item is visited once.",
        ]
    elif what == "depth":
        empty = rng.choice((0, 1))
        source = fill(
            f"""
            def {entry}(nested: list) -> int:
                deepest = {empty}
                for item in nested:
                    deepest = max(deepest, {entry}(item) + 1 if isinstance(item, list) else 1)
                return deepest
            """
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            level, depth = [nested], 0
            while level:
                depth += 1
                if not empty and all(part == [] for part in level):
                    return depth - 1
                level = [item for part in level for item in part if isinstance(item, list)]
            return depth

        goal = "returns the depth of the nested list `nested`"
        rules = [
            "A list that holds only numbers has depth 1, and a list in a list adds 1: the deepest place counts.",
            f"An empty list has depth {empty}.",
        ]
        idea = [
            "The depth of a list is one more than that of the deepest list in it, which is a direct recursion.",
            f"Starting from {empty} gives the empty list its depth; a number makes it at least 1.",
        ]
    elif what == "at_depth":
        source = fill(
            f"""
            def {entry}(nested: list, level: int) -> list[int]:
                found: list[int] = []
                for item in nested:
                    if isinstance(item, list):
                        found += {entry}(item, level - 1)
                    elif level == 1<<test>>:
                        found.append(item)
                return found
            """,
            test="" if plain else f" and {test}",
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            return [value for value, depth in leaves(nested) if depth == n and keep(value)]

        goal = f"returns the list of all {noun} at depth `level` of `nested`, from left to right"
        rules = [depth_rule, "If there are none, the list is empty. `level` is at least 1."]
        idea = [
            "Going into a list lowers `level` by one; numbers are taken where it has come down to 1.",
            "Below that, `level` is 0 or negative and nothing matches, so no number is taken too deep.",
        ]
    elif what == "widest":
        source = fill(
            f"""
            def {entry}(nested: list) -> list[int]:
                sums = []
                level = [nested]
                while level:
                    items = [item for part in level for item in part]
                    sums.append(sum(item for item in items if not isinstance(item, list)<<test>>))
                    level = [item for item in items if isinstance(item, list)]
                return sums
            """,
            test="" if plain else f" and {test}",
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            def deep(part: Any, depth: int, table: dict[int, int]) -> dict[int, int]:
                table.setdefault(depth, 0)
                for item in part:
                    if isinstance(item, list):
                        deep(item, depth + 1, table)
                    elif keep(item):
                        table[depth] += item
                return table

            return [total for _, total in sorted(deep(nested, 1, {}).items())]

        goal = f"returns the list of the sums of the {noun} at each depth of `nested`, from depth 1 downwards"
        rules = [
            depth_rule,
            "The result is a list with one sum for each depth at which there is a list, empty ones included; a depth without such numbers has the sum 0.",
        ]
        idea = [
            "The lists are taken level by level: the numbers of a level are summed, its lists make up the next level.",
            "It ends when a level has no more lists. An empty list still counts as a level, with the sum 0.",
        ]
    elif what == "flatten":
        source = fill(
            f"""
            def {entry}(nested: list, levels: int = {cap}) -> list:
                flat: list = []
                for item in nested:
                    if isinstance(item, list) and levels > 0:
                        flat += {entry}(item, levels - 1)
                    else:
                        flat.append(item)
                return flat
            """
        )

        def oracle(nested: Any, n: int = cap) -> Any:
            flat = list(nested)
            for _ in range(n):
                step: list[Any] = []
                for item in flat:
                    step.extend(item if isinstance(item, list) else [item])
                flat = step
            return flat

        goal = "returns `nested` with `levels` levels of inner lists dissolved into their place"
        rules = [
            f"`levels` is {cap} unless given, and never negative; 0 gives an equal list.",
            "Lists that lie deeper stay as they are. Empty lists that are dissolved disappear.",
        ]
        idea = [
            "As long as levels are left, the items of an inner list take its place; the recursion counts one level less.",
            "What lies deeper is appended as it is.",
        ]
    elif what == "prune":
        source = fill(
            f"""
            def {entry}(nested: list) -> list:
                result: list = []
                for item in nested:
                    if isinstance(item, list):
                        inner = {entry}(item)
                        if inner:
                            result.append(inner)
                    elif <<test>>:
                        result.append(item)
                return result
            """,
            test="item != 0" if plain else test,
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            if plain:
                parts = [oracle(x) if isinstance(x, list) else x for x in nested]
                return [x for x in parts if x not in (0, [])]
            parts = [oracle(x) if isinstance(x, list) else x for x in nested]
            return [x for x in parts if (x != [] if isinstance(x, list) else keep(x))]

        goal = f"returns a copy of the nested list `nested` that keeps only the {'numbers other than 0' if plain else noun}"
        rules = [
            "Lists that are or become empty by this are dropped as well, at every depth; only the outermost list stays when it is empty.",
            "The order stays.",
        ]
        idea = [
            "Inner lists are cleaned first, so that one which becomes empty can be left out by the list around it.",
            "The outermost list is returned even if nothing is left. Each item is visited once.",
        ]
    else:
        deep = rng.random() < 0.5
        shift = rng.choice(("", " + 1", " * 2"))
        words = {"": "", " + 1": " and every number increased by 1", " * 2": " and every number doubled"}[
            shift
        ]
        source = fill(
            f"""
            def {entry}(nested: list) -> list:
                return [{entry}(item) if isinstance(item, list) else item{shift} for item in <<order>>]
            """,
            order="reversed(nested)" if deep else "nested[1:] + nested[:1]",
        )

        def oracle(nested: Any, n: int = 0) -> Any:
            out: list[Any] = []
            for item in nested:
                new = (
                    oracle(item)
                    if isinstance(item, list)
                    else item + 1
                    if shift == " + 1"
                    else item * (2 if shift else 1)
                )
                out.insert(0, new) if deep else out.append(new)
            return out if deep else out[1:] + out[:1]

        goal = f"returns a copy of `nested` in which every list, at every depth, {'has its items in reverse order' if deep else 'has its first item moved to its end'}{words}"
        rules = ["A list with fewer than two items keeps its order."]
        idea = [
            "The items of a list are "
            + ("taken in reverse order" if deep else "rotated by one place")
            + ", and inner lists are treated in the same way by recursion.",
            "The input is not changed: every list is built anew.",
        ]

    def tree(depth: int) -> list[Any]:
        return [
            tree(depth - 1) if depth > 1 and rng.random() < 0.4 else rng.randint(-3, 9)
            for _ in range(rng.randint(0 if depth < 3 else 2, 4))
        ]

    trees = [tree(3) for _ in range(9)] + [
        [],
        [[]],
        [1, [2, [3, [4]]]],
        [[[]], 5],
        [[7], [8, [9]], []],
        [0, [0, 2], [[6]]],
    ]
    inputs: list[tuple[Any, ...]] = [(t,) for t in trees]
    if what == "at_depth":
        inputs = [(t, rng.randint(1, 3)) for t in trees]
    if what == "flatten":
        inputs = [(t, rng.randint(0, 3)) if rng.random() < 0.5 else (t,) for t in trees]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.rearrange", levels=(1, 3), difficulties=(2, 4))
def rearrange(rng: random.Random, difficulty: int) -> Problem:
    """Cut a list into pieces and put the pieces together again, in one to three steps."""
    size = rng.randint(2, 4)
    turn = rng.randint(1, 3)
    fillers = {"drop": "", "keep": "", "pad": ""}
    short = rng.choice(tuple(fillers))
    entry = rng.choice(("rearrange", "reorder", "rearrange_blocks", "regroup", "reorder_blocks"))
    pad = rng.choice((0, -1))
    ends = {
        "drop": f"A last block with fewer than {size} items is left out.",
        "keep": "The last block may be shorter.",
        "pad": f"A last block with fewer than {size} items is filled up with `{pad}`.",
    }
    options: list[tuple[str, str, Callable[[list[int]], list[int]]]] = [
        ("is reversed", "block[::-1]", lambda b: list(reversed(b))),
        ("is sorted, smallest first", "sorted(block)", lambda b: sorted(b)),
        ("is sorted, largest first", "sorted(block, reverse=True)", lambda b: sorted(b)[::-1]),
        ("has its first item moved to its end", "block[1:] + block[:1]", lambda b: [*b[1:], b[0]]),
        ("has its last item moved to its front", "block[-1:] + block[:-1]", lambda b: [b[-1], *b[:-1]]),
    ]
    text, code, change = rng.choice(options)
    alternate = difficulty >= 2
    which = rng.choice(
        ("every second block, starting with the first,", "every second block, starting with the second,")
    )
    parity = 0 if "the first" in which else 1
    output = (
        rng.choice(("flat", "blocks")) if difficulty < 3 else rng.choice(("reverse", "rotate", "columns"))
    )
    lines = [f"blocks = [items[i : i + {size}] for i in range(0, len(items), {size})]"]
    if short == "drop":
        lines = [f"blocks = [items[i : i + {size}] for i in range(0, len(items) - {size - 1}, {size})]"]
    if short == "pad":
        lines.append("if blocks:")
        lines.append(f"    blocks[-1] = blocks[-1] + [{pad}] * ({size} - len(blocks[-1]))")
    if alternate:
        lines.append(f"blocks = [{code} if i % 2 == {parity} else block for i, block in enumerate(blocks)]")
    else:
        lines.append(f"blocks = [{code} for block in blocks]")
    rules = [f"First cut the list, from the left, into blocks of {size} items. {ends[short]}"]
    rules.append(f"Then {which if alternate else 'every block'} {text}.")
    kind = "list[int]"
    if output == "blocks":
        kind = "list[list[int]]"
        lines.append("return blocks")
        rules.append("The result is the list of blocks.")
    else:
        if output == "reverse":
            lines.append("blocks.reverse()")
            rules.append("Then the order of the blocks is reversed (not that of the items in them).")
        if output == "rotate":
            lines.append(f"blocks = blocks[{turn}:] + blocks[:{turn}]")
            rules.append(
                f"Then the first {count(turn, 'block')} {'moves' if turn == 1 else 'move'} to the end, in the same order; with {turn} or fewer blocks nothing changes.".replace(
                    "first 1 block", "first block"
                )
            )
        if output == "columns":
            lines.append(f"return [block[i] for i in range({size}) for block in blocks if i < len(block)]")
            rules.append(
                "The result takes the first item of every block, then the second of every block, and so on, in the order of the blocks; blocks that are too short are skipped."
            )
        else:
            lines.append("return [item for block in blocks for item in block]")
            rules.append("The result is one flat list of all the blocks' items.")
    rules.append("An empty list gives an empty list.")
    source = fill(f"def {entry}(items: list[int]) -> {kind}:\n    <<body>>", body="\n".join(lines))

    def oracle(items: list[int]) -> Any:
        blocks: list[list[int]] = []
        for i, item in enumerate(items):
            if i % size == 0:
                blocks.append([])
            blocks[-1].append(item)
        if blocks and len(blocks[-1]) < size:
            if short == "drop":
                blocks.pop()
            while short == "pad" and len(blocks[-1]) < size:
                blocks[-1].append(pad)
        for i in range(len(blocks)):
            if not alternate or i % 2 == parity:
                blocks[i] = change(blocks[i])
        if output == "blocks":
            return blocks
        if output == "reverse":
            blocks = list(reversed(blocks))
        if output == "rotate" and blocks:
            for _ in range(turn if len(blocks) > turn else 0):
                blocks.append(blocks.pop(0))
        if output == "columns":
            return [b[i] for i in range(size) for b in blocks if len(b) > i]
        return [item for b in blocks for item in b]

    inputs = [(ints(rng, rng.randint(5, 12), -5, 30),) for _ in range(10)]
    inputs += [
        ([],),
        ([1],),
        (list(range(1, size + 1)),),
        (list(range(1, 2 * size + 2)),),
        ([3, 3, 1, 1, 2, 2, 0],),
    ]
    idea = [f"Slices with step {size} cut the list into blocks; slicing past the end is safe in Python."]
    if short == "drop":
        idea.append(f"Stopping the range {size - 1} before the end leaves an incomplete block out.")
    elif short == "pad":
        idea.append("Only the last block can be short, and padding with a count of 0 changes nothing.")
    idea.append(
        "The other steps are one comprehension each, so the time is "
        + ("n log n at worst, for sorting the blocks." if "sorted" in code else "linear.")
    )
    goal = rng.choice(
        (
            "returns `items` rearranged in blocks",
            f"returns the items of `items`, rearranged in blocks of {size}",
        )
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.bound_search", levels=(2, 4), difficulties=(2, 5), version=4)
def bound_search(rng: random.Random, difficulty: int) -> Problem:
    """Binary search with a stated meaning: first, last, nearest, count, or in a rotated list.

    Difficulty 2: a boundary. 3: descending lists, or counts between bounds. 4:
    nearest with a tie rule, or a rotated list.
    """
    entry = rng.choice(("find", "search", "locate", "lookup"))
    down = difficulty >= 3 and rng.random() < 0.6
    order = "non-increasing (largest first)" if down else "non-decreasing (smallest first)"
    what = rng.choice(
        {
            2: ("first_ge", "last_le", "first_eq", "last_eq"),
            3: ("first_ge", "last_le", "between"),
            4: ("nearest", "rotated"),
        }[difficulty]
    )
    if what == "between":
        down = False
        order = "non-decreasing (smallest first)"
    inputs: list[tuple[Any, ...]] = []
    lists = [sorted(ints(rng, rng.randint(4, 10), -9, 25), reverse=down) for _ in range(9)]
    lists += [[], [4], [6] * 4, [1, 1, 2, 2, 3, 3][:: -1 if down else 1]]
    fast = "The list can be long: take logarithmic time."

    def probe(values: list[int]) -> int:
        return rng.choice([*values, rng.randint(-12, 28), rng.randint(-12, 28)])

    if what in ("first_ge", "last_le", "first_eq", "last_eq"):
        equal = what.endswith("eq")
        first = what.startswith("first")
        # in a rising list: first >= x, last <= x; in a falling one the signs turn round
        strict = not equal and rng.random() < 0.5
        before = {True: "<=" if strict else "<", False: "<" if strict else "<="}[first]
        if down:
            before = before.replace("<", ">")
        words = {
            (True, False): f"{'less' if down else 'greater'} than{'' if strict else ' or equal to'} `target`",
            (
                False,
                False,
            ): f"{'greater' if down else 'less'} than{'' if strict else ' or equal to'} `target`",
        }.get((first, equal), "equal to `target`")
        missing = rng.choice(("-1", "None")) if not first or equal else rng.choice(("-1", "len(values)"))
        at = "low" if first else "low - 1"
        if first:
            good = "low < len(values) and values[low] == target" if equal else "low < len(values)"
        else:
            good = "low > 0 and values[low - 1] == target" if equal else "low > 0"
        final = "return low" if missing == "len(values)" else f"return {at} if {good} else {missing}"
        source = fill(
            f"""
            def {entry}(values: list[int], target: int) -> int{" | None" if missing == "None" else ""}:
                low, high = 0, len(values)
                while low < high:
                    middle = (low + high) // 2
                    if values[middle] {before} target:
                        low = middle + 1
                    else:
                        high = middle
                {final}
            """
        )

        def oracle(values: list[int], low: int, high: int = 0) -> Any:
            target = low

            def fits(v: int) -> bool:
                if equal:
                    return v == target
                if strict and v == target:
                    return False
                return (v >= target) if first != down else (v <= target)

            where = [i for i, v in enumerate(values) if fits(v)]
            if not where:
                return {"-1": -1, "None": None, "len(values)": len(values)}[missing]
            return where[0] if first else where[-1]

        goal = f"returns the index of the {'first' if first else 'last'} item of `values` that is {words}"
        none = "the length of the list" if missing == "len(values)" else f"`{missing}`"
        rules = [
            f"`values` is sorted in {order} order and may hold equal items and be empty.",
            f"If there is no such item, return {none}.",
            fast,
        ]
        place = "the place where they meet" if first else "the place before the one where they meet"
        condition = "is in the list and holds `target`" if equal else "is in the list"
        idea = [
            f"Every item before `low` is `{before} target`, and no item from `high` on is. That stays true in each round, until the two meet.",
            "Each round halves the range, which takes logarithmic time.",
            "If all items come before the place where they meet, that place is the length of the list, as it is to be."
            if missing == "len(values)"
            else f"The answer is {place}, if that {condition}; else it is `{missing}`.",
        ]
        inputs = [(v, probe(v)) for v in lists + [sorted(ints(rng, 7, 0, 6), reverse=down) for _ in range(4)]]
    elif what == "between":
        left, right = rng.random() < 0.5, rng.random() < 0.5
        f_left = "bisect_left" if left else "bisect_right"
        f_right = "bisect_right" if right else "bisect_left"
        names = ", ".join(sorted({f_left, f_right}))
        source = fill(
            f"""
            from bisect import {names}


            def {entry}(values: list[int], low: int, high: int) -> int:
                return max(0, {f_right}(values, high) - {f_left}(values, low))
            """
        )

        def oracle(values: list[int], low: int, high: int = 0) -> Any:
            return sum(
                1 for v in values if (v > low or (left and v == low)) and (v < high or (right and v == high))
            )

        goal = f"returns how many items `x` of `values` satisfy `low {'<=' if left else '<'} x {'<=' if right else '<'} high`"
        rules = [
            f"`values` is sorted in {order} order and may hold equal items and be empty.",
            "`low` may be greater than `high`; then the result is 0.",
            fast,
        ]
        idea = [
            f"`{f_right}(values, high)` is the number of items {'up to and including' if right else 'below'} `high`, `{f_left}(values, low)` that of the items {'below' if left else 'up to and including'} `low`. What is left after subtracting lies between.",
            "Both are binary searches. The difference can be negative only where no number lies between the bounds, and `max` makes that 0.",
        ]
        inputs = [(v, *sorted((probe(v), probe(v)))) for v in lists] + [
            (lists[0], 9, 3),
            (lists[1], 5, 5),
            ([2, 2, 2], 2, 2),
            ([1, 2, 3], 1, 3),
        ]
    elif what == "nearest":
        larger = rng.random() < 0.5
        sign = "<" if larger else "<="
        source = fill(
            f"""
            from bisect import bisect_left


            def {entry}(values: list[int], target: int) -> int | None:
                if not values:
                    return None
                i = bisect_left(values, target)
                if i == 0:
                    return values[0]
                if i == len(values):
                    return values[-1]
                below, above = values[i - 1], values[i]
                return below if target - below {sign} above - target else above
            """
        )
        lists = [sorted(v) for v in lists]

        def oracle(values: list[int], low: int, high: int = 0) -> Any:
            target = low
            ranked = sorted(values, key=lambda v: (abs(v - target), -v if larger else v))
            return ranked[0] if ranked else None

        goal = "returns the item of `values` that is nearest to `target`"
        rules = [
            "`values` is sorted in non-decreasing order and may hold equal items.",
            f"If two items are equally near, return the {'larger' if larger else 'smaller'} one.",
            "If the list is empty, return `None`.",
            fast,
        ]
        idea = [
            "Binary search finds the place of `target`; only the items just before and just after it can be the nearest.",
            f"At either end there is only one of them. The comparison `{sign}` settles ties as asked.",
        ]
        inputs = [(v, probe(v)) for v in lists] + [
            ([2, 6], 4),
            ([1, 3, 9], 6),
            ([5, 5], 5),
            ([-4, 0], -2),
            ([1, 8], 99),
        ]
    else:
        source = fill(
            f"""
            def {entry}(values: list[int], target: int) -> int:
                low, high = 0, len(values) - 1
                while low <= high:
                    middle = (low + high) // 2
                    if values[middle] == target:
                        return middle
                    if values[low] <= values[middle]:
                        if values[low] <= target < values[middle]:
                            high = middle - 1
                        else:
                            low = middle + 1
                    elif values[middle] < target <= values[high]:
                        low = middle + 1
                    else:
                        high = middle - 1
                return -1
            """
        )

        def oracle(values: list[int], low: int, high: int = 0) -> Any:
            target = low
            return values.index(target) if target in values else -1

        goal = "returns the index of `target` in `values`, a sorted list that was rotated"
        rules = [
            "The items are all different and were in increasing order before an unknown number of them was moved from the front to the end (possibly none).",
            "If `target` is not there, return `-1`.",
            fast,
        ]
        idea = [
            "At least one half of a rotated list is sorted, and comparing its ends shows which.",
            "If the target lies within the sorted half, go on there, else in the other: each step halves the range.",
            "The empty list never enters the loop.",
        ]
        turned = []
        for _ in range(12):
            v = sorted(rng.sample(range(-9, 30), rng.randint(3, 9)))
            r = rng.randint(0, len(v) - 1)
            turned.append(v[r:] + v[:r])
        inputs = [(v, rng.choice([*v, *v, 31])) for v in turned] + [([], 1), ([3], 3), ([2, 1], 1)]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.merge_lists", levels=(2, 3), difficulties=(2, 5))
def merge_lists(rng: random.Random, difficulty: int) -> Problem:
    """Merge two sorted lists by a rule: all, common, only in one, with or without repeats."""
    what = (
        rng.choice(("union", "common", "difference", "either"))
        if difficulty >= 3
        else rng.choice(("merge", "union", "common"))
    )
    entry = rng.choice(
        {
            "merge": ("merge_sorted", "merge_lists", "merge"),
            "union": ("sorted_union", "numbers_in_either", "union"),
            "common": ("common_numbers", "sorted_intersection", "numbers_in_both"),
            "difference": ("sorted_difference", "unmatched_numbers", "subtract_list"),
            "either": ("symmetric_difference", "unpaired_numbers", "numbers_in_one_only"),
        }[what]
    )
    multi = difficulty >= 3
    down = rng.random() < 0.35
    less = ">" if down else "<"
    goal = {
        "merge": "returns one sorted list with all items of the sorted lists `first` and `second`, repeats included",
        "union": "returns the sorted list of the numbers that are in `first` or in `second`",
        "common": "returns the sorted list of the numbers that are in both `first` and `second`",
        "difference": "returns the sorted list of the numbers of `first` that are not matched by one in `second`",
        "either": "returns the sorted list of the numbers that are in exactly one of `first` and `second`",
    }[what]
    times = {
        "merge": "",
        "union": "A number that is m times in one list and n times in the other is max(m, n) times in the result.",
        "common": "A number that is m times in one list and n times in the other is min(m, n) times in the result.",
        "difference": "Each item of `second` takes away one equal item of `first`: a number that is m times in `first` and n times in `second` is max(m - n, 0) times in the result.",
        "either": "Equal items cancel each other in pairs: a number that is m times in one list and n times in the other is |m - n| times in the result.",
    }[what]
    rules = [
        f"Both lists are sorted {'from the largest to the smallest' if down else 'from the smallest to the largest'}, and so is the result; both may hold equal numbers."
    ]
    if what != "merge":
        rules.append(times if multi else "Each number is in the result at most once.")
    rules += ["Either list may be empty. Do not sort again: go through both lists once, side by side."]
    take_first = "result.append(first[i])"
    take_second = "result.append(second[j])"
    on_less = {
        "merge": take_first,
        "union": take_first,
        "common": "",
        "difference": take_first,
        "either": take_first,
    }[what]
    on_greater = {
        "merge": take_second,
        "union": take_second,
        "common": "",
        "difference": "",
        "either": take_second,
    }[what]
    on_equal = {
        "merge": take_first,
        "union": take_first,
        "common": take_first,
        "difference": "",
        "either": "",
    }[what]
    tail = {
        "merge": "first[i:] + second[j:]",
        "union": "first[i:] + second[j:]",
        "common": "",
        "difference": "first[i:]",
        "either": "first[i:] + second[j:]",
    }[what]
    once = what != "merge" and not multi
    final = f"return result + {tail}" if tail else "return result"
    if once:
        final = "return list(dict.fromkeys(" + (f"result + {tail}" if tail else "result") + "))"
    if what == "merge":
        branch = fill(
            f"""
            if second[j] {less} first[i]:
                result.append(second[j])
                j += 1
            else:
                result.append(first[i])
                i += 1
            """
        )
    else:
        branch = fill(
            f"""
            if first[i] {less} second[j]:
                <<on_less>>
                i += 1
            elif second[j] {less} first[i]:
                <<on_greater>>
                j += 1
            else:
                <<on_equal>>
                i += 1
                j += 1
            """,
            on_less=on_less,
            on_greater=on_greater,
            on_equal=on_equal,
        )
    source = fill(
        f"""
        def {entry}(first: list[int], second: list[int]) -> list[int]:
            result: list[int] = []
            i = j = 0
            while i < len(first) and j < len(second):
                <<branch>>
            {final}
        """,
        branch=branch,
    )

    def oracle(first: list[int], second: list[int]) -> list[int]:
        out: list[int] = []
        for n in sorted({*first, *second}, reverse=down):
            x, y = first.count(n), second.count(n)
            k = {
                "merge": x + y,
                "union": max(x, y),
                "common": min(x, y),
                "difference": max(0, x - y),
                "either": abs(x - y),
            }[what]
            out += [n] * (min(k, 1) if once else k)
        return out

    inputs: list[tuple[Any, ...]] = []
    for _ in range(11):
        inputs.append(tuple(sorted(ints(rng, rng.randint(2, 7), -4, 8), reverse=down) for _ in range(2)))
    inputs += [([], []), ([], [2, 2, 1] if down else [1, 2, 2]), ([3], []), ([5, 5, 5], [5, 5]), ([1], [1])]
    idea = [
        "Two indexes walk through the lists side by side; the smaller front item is always the next to decide on."
        if not down
        else "Two indexes walk through the lists side by side; the larger front item is always the next to decide on.",
    ]
    if what != "merge":
        idea.append("Equal front items are passed over together, which pairs them off one by one.")
    idea.append(
        "What is left of "
        + ("`first`" if what == "difference" else "a list" if tail else "either list")
        + (" is appended at the end" if tail else " has no partner and is ignored")
        + ", so the time is linear in the total length."
    )
    if once:
        idea.append("`dict.fromkeys` drops repeats and keeps the order.")
    return Problem(entry, goal, rules, source, inputs, idea, oracle)
