"""Dynamic programming: coins, knapsacks, edit distances, subsequences, paths in a grid."""

from __future__ import annotations

import functools
import itertools
import random
from typing import Any

from assay_code.generators._draw import ints, letters
from assay_code.generators._task import Problem, count, family, fill


@family("code.coin_change", levels=(3, 5), difficulties=(3, 5))
def coin_change(rng: random.Random, difficulty: int) -> Problem:
    """Pay an amount with coins: least number, or number of ways, under rules that vary.

    Difficulty 3: least number of coins. 4: number of ways, with or without
    regard to the order. 5: each coin at most so many times, or a least variety.
    """
    entry = rng.choice(("change", "pay", "make_change", "coin_count", "ways_to_pay"))
    most = rng.randint(1, 3) if difficulty == 5 else 0
    what = (
        "least"
        if difficulty == 3
        else rng.choice(("ways", "ordered"))
        if difficulty == 4
        else rng.choice(("ways", "least"))
    )
    missing = rng.choice(("-1", "None"))
    thing, unit = rng.choice(
        (("coins", "amount"), ("stamps", "postage"), ("weights", "total"), ("steps", "height"))
    )
    if what == "ordered":
        source = fill(
            f"""
            def {entry}({thing}: list[int], {unit}: int) -> int:
                ways = [1] + [0] * {unit}
                for reached in range(1, {unit} + 1):
                    for value in set({thing}):
                        if value <= reached:
                            ways[reached] += ways[reached - value]
                return ways[{unit}]
            """
        )
        idea = [
            f"`ways[reached]` is the number of sequences with the sum `reached`: the last value of a sequence can be any of the {thing}, and what comes before it has been counted already.",
            "There is one way to reach 0, the empty sequence.",
        ]
    elif what == "ways":
        inner = fill(
            f"""
            for reached in range(value, {unit} + 1):
                ways[reached] += ways[reached - value]
            """
        )
        if most:
            inner = fill(
                f"""
                for reached in range({unit}, value - 1, -1):
                    for times in range(1, {most + 1}):
                        if times * value <= reached:
                            ways[reached] += ways[reached - times * value]
                """
            )
        source = fill(
            f"""
            def {entry}({thing}: list[int], {unit}: int) -> int:
                ways = [1] + [0] * {unit}
                for value in sorted(set({thing})):
                    <<inner>>
                return ways[{unit}]
            """,
            inner=inner,
        )
        idea = [
            "The values are taken one after the other, and `ways[reached]` counts the choices among those taken so far. That way no choice is counted twice in another order.",
        ]
        idea.append(
            "Going down through the sums means that the entries on the right are still those without the current value, so it is used at most the allowed number of times."
            if most
            else "Going up through the sums lets a value be used again and again."
        )
    else:
        inner = fill(
            f"""
            for reached in range(value, {unit} + 1):
                fewest[reached] = min(fewest[reached], fewest[reached - value] + 1)
            """
        )
        if most:
            inner = fill(
                f"""
                for reached in range({unit}, value - 1, -1):
                    for times in range(1, {most + 1}):
                        if times * value <= reached:
                            fewest[reached] = min(fewest[reached], fewest[reached - times * value] + times)
                """
            )
        source = fill(
            f"""
            def {entry}({thing}: list[int], {unit}: int) -> int{" | None" if missing == "None" else ""}:
                unreachable = {unit} + 1
                fewest = [0] + [unreachable] * {unit}
                for value in set({thing}):
                    <<inner>>
                return fewest[{unit}] if fewest[{unit}] < unreachable else {missing}
            """,
            inner=inner,
        )
        idea = [
            f"`fewest[reached]` holds the least number of {thing} for each sum up to the {unit}; the last one used leads back to a smaller sum.",
            f"`{unit} + 1` stands for a sum that cannot be reached, because no sum needs more {thing} than its own size."
            + (" Going down through the sums keeps a value from being used too often." if most else ""),
        ]
    times = f"at most {most} times" if most > 1 else "at most once" if most else "any number of times"
    goal = {
        "least": f"returns the least number of {thing} that add up to exactly `{unit}`",
        "ways": f"returns in how many ways {thing} can be chosen that add up to exactly `{unit}`",
        "ordered": f"returns how many sequences of {thing} add up to exactly `{unit}`",
    }[what]
    rules = [
        f"`{thing}` lists the values that there are, all positive; each value may be used {times}, and a value that is listed twice counts as one."
    ]
    if what == "least":
        rules.append(f"If it cannot be done, return `{missing}`. For `{unit}` 0 the result is 0.")
    elif what == "ways":
        rules.append(
            "The order does not matter: two choices are the same if they use every value equally often."
        )
        rules.append(f"For `{unit}` 0 there is one way, which is to choose nothing.")
    else:
        rules.append("The order matters: 1, 2 and 2, 1 are two sequences.")
        rules.append(f"For `{unit}` 0 there is one sequence, the empty one.")
    rules.append(f"`{unit}` is never negative.")
    idea.append(f"The time is proportional to the {unit} times the number of values.")

    def oracle(values: list[int], amount: int) -> Any:
        kinds = sorted(set(values))

        @functools.cache
        def table(i: int, left: int) -> tuple[int, int]:
            """Ways, and least number, with the values from the i-th on."""
            if i == len(kinds):
                return (1, 0) if left == 0 else (0, 10**9)
            ways, least = 0, 10**9
            for n in range(left // kinds[i] + 1):
                if most and n > most:
                    break
                w, best = table(i + 1, left - n * kinds[i])
                ways, least = ways + w, min(least, best + n)
            return ways, least

        @functools.cache
        def sequences(left: int) -> int:
            return 1 if left == 0 else sum(sequences(left - v) for v in kinds if v <= left)

        if what == "ordered":
            return sequences(amount)
        ways, least = table(0, amount)
        if what == "ways":
            return ways
        return least if ways else {"-1": -1, "None": None}[missing]

    top = 14 if what == "ordered" else 40
    inputs: list[tuple[Any, ...]] = []
    for _ in range(11):
        values = rng.sample(range(1 if rng.random() < 0.4 else 2, 13), rng.randint(2, 4 if not most else 5))
        inputs.append((values, rng.randint(5, top)))
    inputs += [
        ([3, 5], 0),
        ([], 0),
        ([], 4),
        ([2], 3),
        ([7], 7),
        ([4, 4, 6], 12 if what != "least" else 14),
        ([1, 5, 6, 9], 11),
    ]
    if thing == "steps":
        goal = (
            goal.replace("steps that add", "steps of the given lengths that add")
            .replace("steps can", "steps of the given lengths can")
            .replace("of steps add", "of steps of the given lengths add")
        )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.edit_distance", levels=(4, 5), difficulties=(3, 5))
def edit_distance(rng: random.Random, difficulty: int) -> Problem:
    """The least cost of turning one text into another, with costs and moves that vary.

    Difficulty 4: costs of insertion, deletion and replacement. 5: also swaps of
    neighbours, or free characters, or no replacement.
    """
    entry = rng.choice(("edit_cost", "transform_cost", "distance", "edit_distance"))
    insert, delete = rng.randint(1, 4), rng.randint(1, 4)
    replace: int = rng.randint(1, insert + delete + 1)
    extra = rng.choice(("swap", "vowel", "none", "case")) if difficulty == 5 else "plain"
    swap = rng.randint(1, insert + delete)
    vowel = rng.choice([c for c in range(1, 6) if c != replace and c <= 2 * replace])
    ways = [f"above[j] + {delete}", f"row[j - 1] + {insert}"]
    rules = [f"Inserting a character costs {insert} and deleting one costs {delete}."]
    cost = str(replace)
    if extra == "none":
        rules.append("There are no other changes: a character cannot be replaced directly.")
    elif extra == "vowel":
        cost = f"({vowel} if {{a}} in VOWELS and {{b}} in VOWELS else {replace})"
        rules.append(
            f"Replacing a character by another costs {replace}, but {vowel} if both are among the lower-case vowels a, e, i, o, u."
        )
    elif extra == "case":
        cost = f"({'0' if replace == 1 else '1'} if {{a}}.lower() == {{b}}.lower() else {replace})"
        rules.append(
            f"Replacing a character by another costs {replace}, but {'nothing' if replace == 1 else 1} if the two differ only in case."
        )
    else:
        rules.append(f"Replacing a character by another costs {replace}.")
    if extra == "swap":
        rules.append(
            f"Swapping two neighbouring characters costs {swap}; characters that took part in a swap are not changed again in any way, and nothing is inserted between them."
        )
    rules.append(
        "A character that stays costs nothing. Texts may be empty; upper and lower case are different characters."
    )
    if extra != "none":
        ways.append(f"above[j - 1] + {cost if cost.isdigit() else 'change'}")
    source = fill(
        f"""
        <<constant>>
        def {entry}(source: str, target: str) -> int:
            <<before>>
            above = [{insert} * j for j in range(len(target) + 1)] if source or target else [0]
            for i, a in enumerate(source, 1):
                row = [{delete} * i]
                for j, b in enumerate(target, 1):
                    if a == b:
                        best = min(above[j - 1], <<two>>)
                    else:
                        <<change>>
                        best = min(<<ways>>)
                    <<swap>>
                    row.append(best)
                <<shift>>
            return above[-1]
        """,
        constant='VOWELS = "aeiou"\n\n' if extra == "vowel" else "",
        before="oldest: list[int] = []" if extra == "swap" else "",
        change="" if cost.isdigit() else f"change = {cost.format(a='a', b='b')[1:-1]}",
        two=", ".join(ways[:2]),
        ways=", ".join(ways),
        swap=(
            f"if i > 1 and j > 1 and a == target[j - 2] and b == source[i - 2]:\n    best = min(best, oldest[j - 2] + {swap})"
            if extra == "swap"
            else ""
        ),
        shift="oldest, above = above, row" if extra == "swap" else "above = row",
    ).replace(" if source or target else [0]", "")

    def oracle(first: str, second: str) -> int:
        @functools.cache
        def best(i: int, j: int) -> int:
            if i == len(first):
                return (len(second) - j) * insert
            if j == len(second):
                return (len(first) - i) * delete
            a, b = first[i], second[j]
            options = [delete + best(i + 1, j), insert + best(i, j + 1)]
            if a == b:
                options.append(best(i + 1, j + 1))
            elif extra != "none":
                price = replace
                if extra == "vowel" and a in "aeiou" and b in "aeiou":
                    price = vowel
                if extra == "case" and a.lower() == b.lower():
                    price = 0 if replace == 1 else 1
                options.append(price + best(i + 1, j + 1))
            if (
                extra == "swap"
                and i + 1 < len(first)
                and j + 1 < len(second)
                and first[i : i + 2] == second[j + 1] + b
            ):
                options.append(swap + best(i + 2, j + 2))
            return min(options)

        return best(0, 0)

    pool = {"vowel": "aeiost", "case": "aAbBc", "swap": "abc"}.get(extra, "abcd")
    pairs = [
        ("kitten", "sitting"),
        ("flaw", "lawn"),
        ("sunday", "saturday"),
        ("intention", "execution"),
        ("river", "diver"),
        ("Table", "tablet"),
        ("stone", "notes"),
        ("abcdef", "badcfe"),
    ]
    inputs: list[tuple[Any, ...]] = list(rng.sample(pairs, 4))
    for _ in range(8):
        word = letters(rng, rng.randint(3, 7), pool)
        other = list(word)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(other) + 1)
            other[at : at + rng.randint(0, 2)] = letters(rng, rng.randint(0, 2), pool)
        if extra == "swap" and len(other) > 1:
            other[0], other[1] = other[1], other[0]
        inputs.append((word, "".join(other)))
    inputs += [("", ""), ("", "abc"), ("abcd", ""), ("ab", "ba"), ("same", "same"), ("a", "A"), ("é", "e")]
    idea = [
        "`row[j]` is the least cost of turning the first i characters of `source` into the first j of `target`; only the row above is needed for the next one."
        if extra != "swap"
        else "`row[j]` is the least cost of turning the first i characters of `source` into the first j of `target`; the two rows above are needed for the next one.",
        "Each entry is the cheapest of a deletion (from above), an insertion (from the left) and "
        + (
            "an equal character for free (from the diagonal)."
            if extra == "none"
            else "a replacement or an equal character (from the diagonal)."
        ),
    ]
    if extra == "swap":
        idea.append("A swap goes back two characters in both texts, to `oldest[j - 2]`.")
    idea.append("The time is proportional to the product of the lengths.")
    goal = rng.choice(
        (
            "returns the least total cost of turning `source` into `target`",
            "returns the cost of the cheapest series of edits that turns `source` into `target`",
        )
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.knapsack", levels=(3, 5), difficulties=(2, 5), version=4)
def knapsack(rng: random.Random, difficulty: int) -> Problem:
    """Choose items under a limit: best value, fewest items, number of choices.

    Difficulty 3: each item once, best value. 4: items again and again, or exactly
    full. 5: at most so many items, or which items, with a tie rule.
    """
    entry = rng.choice(("best_load", "pack", "max_value", "fill_bag", "choose_items"))
    variants = {3: ("once",), 4: ("again", "exact", "count"), 5: ("limited", "which")}
    what = rng.choice(variants[difficulty])
    limit = rng.randint(2, 3)
    story, weight, value = rng.choice(
        (
            ("things to pack into a bag that bears `capacity`", "weight", "value"),
            ("goods to load onto a truck that bears `capacity`", "weight", "price"),
            ("files to keep on a disk of the size `capacity`", "size", "score"),
            ("things to do in a day of `capacity` hours", "time", "fun"),
            ("things to buy from a budget of `capacity`", "cost", "benefit"),
        )
    )
    single = "Every item can be taken at most once."
    base = (
        f"`items` is a list of pairs `({weight}, {value})` of positive integers, and `capacity` is 0 or more"
    )
    time = "The time grows with the number of items times the capacity."
    missing = rng.choice(("-1", "None"))
    if what in ("once", "again"):
        order = "range(capacity, weight - 1, -1)" if what == "once" else "range(weight, capacity + 1)"
        source = fill(
            f"""
            def {entry}(items: list[tuple[int, int]], capacity: int) -> int:
                best = [0] * (capacity + 1)
                for weight, value in items:
                    for load in {order}:
                        best[load] = max(best[load], best[load - weight] + value)
                return best[capacity]
            """
        )
        goal = f"returns the largest total {value} of items whose total {weight} is at most `capacity`"
        rules = [
            f"{base}. " + (single if what == "once" else "Every item can be taken any number of times."),
            "If nothing fits, the result is 0.",
        ]
        idea = [
            f"`best[load]` is the largest total {value} that items seen so far have with a total {weight} of at most `load`.",
            "The loop runs downwards, so `best[load - weight]` is still a state without the current item and nothing is taken twice."
            if what == "once"
            else "The loop runs upwards, so `best[load - weight]` may already contain the current item: it can be taken again.",
        ]
    elif what == "exact":
        source = fill(
            f"""
            def {entry}(items: list[tuple[int, int]], capacity: int) -> int{" | None" if missing == "None" else ""}:
                best: list[int | None] = [0] + [None] * capacity
                for weight, value in items:
                    for load in range(capacity, weight - 1, -1):
                        rest = best[load - weight]
                        if rest is not None:
                            best[load] = max(best[load] or 0, rest + value)
                result = best[capacity]
                return {"result" if missing == "None" else "-1 if result is None else result"}
            """
        )
        goal = f"returns the largest total {value} of items whose total {weight} is exactly `capacity`"
        rules = [
            f"{base}. {single}",
            f"If no choice of items has exactly that total {weight}, return `{missing}`. For the capacity 0 the result is 0: nothing is taken.",
        ]
        idea = [
            f"`best[load]` is the largest total {value} of items with a total {weight} of exactly `load`, or `None` where no items have that.",
            "The loop runs downwards so that no item is taken twice; only loads that can be reached are built upon.",
        ]
    elif what == "count":
        source = fill(
            f"""
            def {entry}(items: list[tuple[int, int]], capacity: int, goal: int) -> int:
                choices = {{(0, 0): 1}}
                for weight, value in items:
                    for (load, worth), ways in list(choices.items()):
                        key = (load + weight, worth + value)
                        if key[0] <= capacity:
                            choices[key] = choices.get(key, 0) + ways
                return sum(ways for (_, worth), ways in choices.items() if worth >= goal)
            """
        )
        goal = f"returns how many choices of items have a total {weight} of at most `capacity` and a total {value} of at least `goal`"
        rules = [
            f"{base}. {single}",
            "Items at different places in the list are different items, even if they look the same.",
            "Taking nothing is a choice too; it has the totals 0 and 0.",
        ]
        idea = [
            f"`choices` maps each pair of total {weight} and total {value} to the number of choices that have it.",
            "Every choice so far goes on without the item, and with it. `list(...)` takes a snapshot, so that an item is not added twice.",
            f"Choices above the capacity are dropped at once, since a total {weight} can only grow.",
        ]
        time = "The time grows with the number of items times the number of different pairs of totals."
    elif what == "limited":
        source = fill(
            f"""
            def {entry}(items: list[tuple[int, int]], capacity: int, most: int) -> int:
                # best[n][load]: at most n items, at most this load
                best = [[0] * (capacity + 1) for _ in range(most + 1)]
                for weight, value in items:
                    for n in range(most, 0, -1):
                        for load in range(weight, capacity + 1):
                            best[n][load] = max(best[n][load], best[n - 1][load - weight] + value)
                return best[most][capacity]
            """
        )
        goal = f"returns the largest total {value} of at most `most` items whose total {weight} is at most `capacity`"
        rules = [
            f"{base}. {single}",
            "`most` is 0 or more; if nothing can be taken, the result is 0.",
        ]
        idea = [
            f"The table has one row for each number of items: `best[n][load]` is the largest total {value} of at most n items with a total {weight} of at most `load`.",
            "Going down through n makes `best[n - 1]` a row without the current item, so each item is taken once.",
        ]
        time = "The time grows with the number of items times the capacity times `most`."
    else:
        source = fill(
            f"""
            def {entry}(items: list[tuple[int, int]], capacity: int) -> list[int]:
                count = len(items)
                # best[i][load]: the most that items i, i + 1, ... can add within this load
                best = [[0] * (capacity + 1) for _ in range(count + 1)]
                for i in range(count - 1, -1, -1):
                    weight, value = items[i]
                    for load in range(capacity + 1):
                        best[i][load] = best[i + 1][load]
                        if weight <= load:
                            best[i][load] = max(best[i][load], best[i + 1][load - weight] + value)
                chosen = []
                load = capacity
                for i, (weight, value) in enumerate(items):
                    if weight <= load and best[i][load] == best[i + 1][load - weight] + value:
                        chosen.append(i)
                        load -= weight
                return chosen
            """
        )
        goal = f"returns the indexes of the items to take so that their total {weight} is at most `capacity` and their total {value} is as large as possible"
        rules = [
            f"{base}. {single}",
            "The indexes are in increasing order.",
            "If several choices are equally good, compare their lists of indexes from the front: at the first place where they differ, the smaller index wins.",
        ]
        idea = [
            f"`best[i][load]` is the largest total {value} that the items from i on can add within `load`, so the choice can be read off from the front.",
            "An item is taken whenever taking it is as good as leaving it; that prefers early items, as the tie rule asks.",
            f"Every item adds something to the total {value}, so of two equally good choices none is the beginning of the other.",
        ]

    def oracle(items: list[tuple[int, int]], capacity: int, extra: int = 0) -> Any:
        found: list[tuple[int, list[int], int]] = []
        if what == "again":

            @functools.cache
            def most_from(left: int) -> int:
                return max((v + most_from(left - w) for w, v in items if w <= left), default=0)

            return most_from(capacity)
        for bits in itertools.product((1, 0), repeat=len(items)):
            taken = [i for i, bit in enumerate(bits) if bit]
            load = sum(items[i][0] for i in taken)
            if load <= capacity:
                found.append((sum(items[i][1] for i in taken), taken, load))
        if what == "exact":
            worth = [v for v, _, load in found if load == capacity]
            return max(worth) if worth else {"-1": -1, "None": None}[missing]
        if what == "count":
            return sum(v >= extra for v, _, _ in found)
        if what == "limited":
            return max(v for v, taken, _ in found if len(taken) <= extra)
        top = max(v for v, _, _ in found)
        return next(taken for v, taken, _ in found if v == top) if what == "which" else top

    inputs: list[tuple[Any, ...]] = []
    for _ in range(11):
        items = [(rng.randint(1, 9), rng.randint(1, 12)) for _ in range(rng.randint(3, 6))]
        inputs.append((items, rng.randint(5, 20)))
    inputs += [
        ([], 5),
        ([(3, 4)], 0),
        ([(3, 4)], 3),
        ([(5, 10)], 4),
        ([(2, 3), (2, 3), (4, 6)], 4),
        ([(1, 1), (2, 2), (3, 3)], 3),
    ]
    if what == "count":
        inputs = [(i, c, rng.randint(3, 18)) for i, c in inputs] + [([(2, 5)], 1, 0)]
    if what == "limited":
        inputs = [(i, c, rng.randint(1, limit + 1)) for i, c in inputs] + [([(2, 5)], 9, 0)]
    if what == "exact":
        inputs += [([(2, 3), (4, 5)], 5), ([(2, 3), (4, 5), (6, 1)], 6)]
    idea.append(time)
    rules[0] = (f"The items are {story}. " if rng.random() < 0.5 else "") + rules[0]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.subsequence", levels=(3, 5), difficulties=(2, 5))
def subsequence(rng: random.Random, difficulty: int) -> Problem:
    """The longest or heaviest subsequence of a list in which neighbours keep a condition.

    Difficulty 3: length. 4: largest sum, or the number of longest ones. 5: the
    subsequence itself, with a tie rule.
    """
    k = rng.randint(2, 5)
    tests: list[tuple[str, str, Any]] = [
        ("each item is greater than the one before it", "values[j] < values[i]", lambda x, y: y - x > 0),
        (
            "each item is at least as large as the one before it",
            "values[j] <= values[i]",
            lambda x, y: not x > y,
        ),
        ("each item is less than the one before it", "values[j] > values[i]", lambda x, y: x - y > 0),
        (
            f"each item is greater than the one before it by at least {k}",
            f"values[i] - values[j] >= {k}",
            lambda x, y: x + k <= y,
        ),
        (
            f"neighbouring items differ by at most {k}",
            f"abs(values[i] - values[j]) <= {k}",
            lambda x, y: -k <= x - y <= k,
        ),
        (
            "neighbouring items have different parity (one even, one odd)",
            "(values[i] - values[j]) % 2 == 1",
            lambda x, y: x % 2 != y % 2,
        ),
        (
            f"neighbouring items differ by exactly {k}",
            f"abs(values[i] - values[j]) == {k}",
            lambda x, y: x - y in (k, -k),
        ),
        (
            "each item is greater than the one before it and has the same parity",
            "values[j] < values[i] and (values[i] - values[j]) % 2 == 0",
            lambda x, y: x < y and x % 2 == y % 2,
        ),
    ]
    text, test, fits = rng.choice(tests)
    what = {3: "length", 4: rng.choice(("sum", "count")), 5: "items"}[difficulty]
    entry = {
        "length": "longest",
        "sum": "best_sum",
        "count": "count_longest",
        "items": "longest_subsequence",
    }[what]
    entry = rng.choice(
        (entry, "subsequence_" + {"length": "length", "sum": "sum", "count": "count", "items": "items"}[what])
    )
    if what == "length":
        source = fill(
            f"""
            def {entry}(values: list[int]) -> int:
                lengths: list[int] = []
                for i in range(len(values)):
                    before = [lengths[j] for j in range(i) if {test}]
                    lengths.append(1 + max(before, default=0))
                return max(lengths, default=0)
            """
        )
        rules = ["An empty list gives 0."]
    elif what == "sum":
        source = fill(
            f"""
            def {entry}(values: list[int]) -> int:
                sums: list[int] = []
                for i, value in enumerate(values):
                    before = max((sums[j] for j in range(i) if {test}), default=0)
                    sums.append(value + max(before, 0))
                return max(sums, default=0)
            """
        )
        rules = [
            "The subsequence must have at least one item, so the result can be negative; only for an empty list it is 0."
        ]
    elif what == "count":
        source = fill(
            f"""
            def {entry}(values: list[int]) -> int:
                lengths: list[int] = []
                ways: list[int] = []
                for i in range(len(values)):
                    before = [j for j in range(i) if {test}]
                    longest = max((lengths[j] for j in before), default=0)
                    lengths.append(longest + 1)
                    ways.append(sum(ways[j] for j in before if lengths[j] == longest) or 1)
                longest = max(lengths, default=0)
                return sum(n for n, length in zip(ways, lengths) if length == longest)
            """
        )
        rules = [
            "Subsequences that take items from different positions are different, even if the values are equal. An empty list gives 0."
        ]
    else:
        source = fill(
            f"""
            def {entry}(values: list[int]) -> list[int]:
                # longest[i]: the best subsequence that starts at index i, as a list of indexes
                longest: list[list[int]] = [[] for _ in values]
                for j in range(len(values) - 1, -1, -1):
                    best: list[int] = []
                    for i in range(j + 1, len(values)):
                        if {test} and len(longest[i]) > len(best):
                            best = longest[i]
                    longest[j] = [j, *best]
                chosen = max(longest, key=len, default=[])
                return [values[i] for i in chosen]
            """
        )
        rules = [
            "If there are several longest ones, take the one whose first item has the smallest index, then the one whose second item has the smallest index, and so on.",
            "An empty list gives an empty list.",
        ]

    def oracle(values: list[int]) -> Any:
        # all valid subsequences as lists of indexes, in the order of their indexes
        chains: list[list[int]] = []

        def grow(chain: list[int]) -> None:
            chains.append(chain)
            for i in range(chain[-1] + 1, len(values)):
                if fits(values[chain[-1]], values[i]):
                    grow([*chain, i])

        for start in range(len(values)):
            grow([start])
        top = max(map(len, chains), default=0)
        if what == "length":
            return top
        if what == "sum":
            return max((sum(values[i] for i in c) for c in chains), default=0)
        if what == "count":
            return sum(len(c) == top for c in chains)
        return next(([values[i] for i in sorted(c)] for c in sorted(chains) if len(c) == top), [])

    low = -6 if what == "sum" else -3
    inputs = [(ints(rng, rng.randint(4, 8), low, 12),) for _ in range(11)]
    inputs += [
        ([],),
        ([7],),
        ([-4],),
        ([5, 5, 5, 5],),
        (list(range(1, 6)),),
        ([9, 7, 5, 3, 1],),
        ([1, 1 + k, 1, 1 + k],),
    ]
    goal = {
        "length": f"returns the length of the longest subsequence of `values` in which {text}",
        "sum": f"returns the largest sum of a subsequence of `values` in which {text}",
        "count": f"returns how many longest subsequences `values` has in which {text}",
        "items": f"returns the longest subsequence of `values` in which {text}",
    }[what]
    rules.insert(0, "A subsequence keeps the order of the list but may leave items out.")
    per = "starts" if what == "items" else "ends"
    idea = [
        f"For each index, the best subsequence that {per} there is found from those that {'start later' if what == 'items' else 'end earlier'} and can be {'put behind it' if what == 'items' else 'extended by it'}.",
    ]
    if what == "sum":
        idea.append("What comes before is used only if its sum is positive.")
    if what == "count":
        idea.append(
            "`ways` adds up the subsequences that can be extended to the longest length; an item that extends none starts one of its own."
        )
    if what == "items":
        idea.append(
            "Replacing the best only by a strictly longer one keeps the smallest index, and `max` returns the first of several longest lists."
        )
    idea.append(
        "All pairs of indexes are looked at once, so the time is quadratic"
        + (" (plus the copying of lists)." if what == "items" else ".")
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.grid_paths", levels=(3, 5), difficulties=(3, 5))
def grid_paths(rng: random.Random, difficulty: int) -> Problem:
    """Paths through a grid from the top left to the bottom right: how many, or how cheap.

    Difficulty 3: count paths. 4: cheapest or richest path. 5: with a diagonal
    move of another price, or a limited number of something.
    """
    entry = rng.choice(("grid_paths", "cross_grid", "paths", "walk_grid"))
    diagonal = rng.random() < 0.5 or difficulty == 5
    moves = [(0, 1, "right"), (1, 0, "down")] + (
        [(1, 1, "diagonally down and to the right")] if diagonal else []
    )
    words = ", ".join(m[2] for m in moves[:-1]) + " or " + moves[-1][2]
    if difficulty == 3:
        wall = rng.choice(("#", "X", "*"))
        goal = "returns the number of paths from the top left to the bottom right cell of `grid`"
        rules = [
            f'`grid` is a list of rows, strings of equal length, in which "{wall}" is a wall and "." is free.',
            f"A path moves one cell {words} at each step, and never enters a wall.",
            "If the first or the last cell is a wall, the result is 0. A grid of one free cell has one path. The grid has at least one cell.",
        ]
        diag = "ways[x + 1] + ways[x] + left_above" if diagonal else "ways[x + 1] + ways[x]"
        source = fill(
            f"""
            def {entry}(grid: list[str]) -> int:
                # ways[x + 1]: paths to column x of the current row; ways[0] is a border of zeros
                ways = [0] * (len(grid[0]) + 1)
                for y, row in enumerate(grid):
                    <<start>>
                    for x, cell in enumerate(row):
                        <<keep>>
                        if cell == "{wall}":
                            ways[x + 1] = 0
                        elif (x, y) == (0, 0):
                            ways[1] = 1
                        else:
                            ways[x + 1] = {diag}
                        <<shift>>
                return ways[-1]
            """,
            start="left_above = 0" if diagonal else "",
            keep="above = ways[x + 1]" if diagonal else "",
            shift="left_above = above" if diagonal else "",
        )
        inputs: list[tuple[Any, ...]] = []
        for _ in range(10):
            height, width = rng.randint(2, 5), rng.randint(2, 5)
            grid = [["." if rng.random() < 0.8 else wall for _ in range(width)] for _ in range(height)]
            if rng.random() < 0.9:
                grid[0][0] = grid[-1][-1] = "."
            inputs.append((["".join(row) for row in grid],))
        inputs += [
            (["."],),
            ([wall],),
            (["...", "...", "..."],),
            ([".", ".", "."],),
            (["." + wall, wall + "."],),
            (["....", "...."],),
        ]
        idea = [
            "The number of paths to a cell is the sum of those to the cells from which it can be reached, and one row of numbers is enough to keep.",
            "A wall has 0 paths, and so it adds nothing to its neighbours."
            + (
                " `left_above` remembers the number diagonally above before it is overwritten."
                if diagonal
                else ""
            ),
            "Every cell is visited once.",
        ]

        def oracle(grid: list[str]) -> int:
            def walk(y: int, x: int) -> int:
                if y >= len(grid) or x >= len(grid[0]) or grid[y][x] == wall:
                    return 0
                if (y, x) == (len(grid) - 1, len(grid[0]) - 1):
                    return 1
                return sum(walk(y + dy, x + dx) for dy, dx, _ in moves)

            return walk(0, 0)

        return Problem(entry, goal, rules, source, inputs, idea, oracle)

    cheap = rng.random() < 0.5
    pick, adjective = ("min", "smallest") if cheap else ("max", "largest")
    toll = rng.randint(1, 4) * (1 if cheap else -1) if difficulty == 5 else 0
    lines = [
        "reached = []",
        "if y:",
        "    reached.append(best[y - 1][x])",
        "if x:",
        "    reached.append(best[y][x - 1])",
    ]
    if diagonal:
        lines += [
            "if y and x:",
            f"    reached.append(best[y - 1][x - 1]{'' if not toll else f' + {toll}' if toll > 0 else f' - {-toll}'})",
        ]
    source = fill(
        f"""
        def {entry}(grid: list[list[int]]) -> int:
            best: list[list[int]] = []
            for y, row in enumerate(grid):
                best.append([])
                for x, value in enumerate(row):
                    <<lines>>
                    best[y].append(value + {pick}(reached, default=0))
            return best[-1][-1]
        """,
        lines="\n".join(lines),
    )
    goal = f"returns the {adjective} total of a path from the top left to the bottom right cell of `grid`"
    rules = [
        "`grid` is a non-empty list of non-empty rows of equal length with integers, which may be negative.",
        f"A path moves one cell {words} at each step; its total is the sum of all its cells, the first and the last included.",
    ]
    if toll:
        rules.append(
            f"Each diagonal step {'adds' if toll > 0 else 'takes'} {abs(toll)} {'to' if toll > 0 else 'off'} the total."
        )

    def cost_oracle(grid: list[list[int]]) -> int:
        @functools.cache
        def walk(y: int, x: int) -> int | None:
            if y >= len(grid) or x >= len(grid[0]):
                return None
            if (y, x) == (len(grid) - 1, len(grid[0]) - 1):
                return grid[y][x]
            rest = [(walk(y + dy, x + dx), toll if dy and dx else 0) for dy, dx, _ in moves]
            totals = [r + t for r, t in rest if r is not None]
            return grid[y][x] + (min(totals) if cheap else max(totals))

        result = walk(0, 0)
        assert result is not None
        return result

    inputs = []
    for _ in range(10):
        height, width = rng.randint(2, 5), rng.randint(2, 5)
        inputs.append(([ints(rng, width, -4, 9) for _ in range(height)],))
    inputs += [
        ([[5]],),
        ([[-3]],),
        ([[1, 2, 3]],),
        ([[1], [2], [-3]],),
        ([[0, 0], [0, 0]],),
        ([[1, 9], [9, 1]],),
    ]
    idea = [
        f"The {adjective} total of a path to a cell is its own value plus the {adjective} total among the cells from which it can be reached.",
        "Going row by row, those are always known already; only the first cell has none, which `default=0` covers.",
    ]
    if toll:
        idea.append("The diagonal step carries its extra amount with it.")
    idea.append(
        f"There are {count(len(moves), 'candidate')} a cell, so the time is linear in the number of cells."
    )
    return Problem(entry, goal, rules, source, inputs, idea, cost_oracle)
