"""Dicts and records: grouping, sorting by several keys, nested dicts."""

from __future__ import annotations

import random
from typing import Any

from assay_code.generators._draw import NAMES
from assay_code.generators._task import Problem, family, fill


@family("code.group_records", levels=(2, 4), difficulties=(1, 4))
def group_records(rng: random.Random, difficulty: int) -> Problem:
    """Group records and compute a figure for each group.

    Difficulty 2: one figure. 3: with a condition on records or groups. 4: the best
    record of each group, with a tie rule.
    """
    entry = rng.choice(("summarize", "summary_by_group", "group_figures", "report_by_group"))
    group, other, number, values, names = rng.choice(
        (
            ("city", "name", "sales", ("Oslo", "Rome", "Bern"), NAMES),
            ("team", "player", "points", ("red", "blue", "green"), NAMES),
            (
                "category",
                "item",
                "price",
                ("food", "toys", "books"),
                ("pen", "kite", "tea", "map", "cake", "drum", "soup", "lamp"),
            ),
        )
    )
    base = f"`records` is a list of triples `({group}, {other}, {number})`, the last one an integer."
    rules = [base]
    least = rng.randint(3, 12)
    where = difficulty >= 3 and rng.random() < 0.5
    having = difficulty >= 3 and not where
    if difficulty == 4:
        top = rng.random() < 0.6
        first = rng.random() < 0.5
        tie = "that comes first in the list" if first else f"whose {other} is first in alphabetical order"
        key = f"-{number}" if top else number
        compare = f"{number} {'>' if top else '<'} best[{group}][1]"
        if not first:
            compare = f"({key}, {other}) < ({'-' if top else ''}best[{group}][1], best[{group}][0])"
        source = fill(
            f"""
            def {entry}(records: list[tuple[str, str, int]]) -> dict[str, str]:
                best: dict[str, tuple[str, int]] = {{}}
                for {group}, {other}, {number} in records:
                    <<where>>
                    if {group} not in best or {compare}:
                        best[{group}] = ({other}, {number})
                return {{{group}: best[{group}][0] for {group} in sorted(best)}}
            """,
            where=f"if {number} < {least}:\n    continue" if where else "",
        )
        goal = (
            f"returns a dict that maps each {group} to the {other} with the {'largest' if top else 'smallest'} number of {number}"
            if number != "price"
            else f"returns a dict that maps each {group} to its {'most expensive' if top else 'cheapest'} {other}"
        )
        rules.append(
            f"Of several with the same {'number of ' if number != 'price' else ''}{number}, take the one {tie}."
        )
        if where:
            rules.append(
                f"Records with {'less' if number == 'price' else 'fewer'} than {least} {number if number != 'price' else ''}".rstrip()
                + (" as their price" if number == "price" else "")
                + " are ignored."
            )
        rules.append("The keys are in alphabetical order; without records the dict is empty.")

        def oracle(records: list[tuple[str, str, int]]) -> Any:
            kept = [r for r in records if not where or r[2] >= least]
            out = {}
            for name in sorted({r[0] for r in kept}):
                mine = [r for r in kept if r[0] == name]
                ranked = sorted(mine, key=lambda r: ((-r[2] if top else r[2]), "" if first else r[1]))
                out[name] = ranked[0][1]
            return out

        idea = [
            "One pass keeps the best record so far for each group.",
            "A later record replaces it only if it is strictly better"
            + (
                ", so the first of equal ones stays."
                if first
                else ", where equal numbers are decided by the name: comparing tuples does both."
            ),
            "Only the keys are sorted at the end.",
        ]
    else:
        how = rng.choice(("sum", "count", "max", "mean", "names"))
        expression = {
            "sum": "sum(numbers)",
            "count": "len(numbers)",
            "max": "max(numbers)",
            "mean": "sum(numbers) // len(numbers)",
            "names": "sorted(set(numbers))",
        }[how]
        item = other if how == "names" else number
        kind = "list[str]" if how == "names" else "int"
        element = "str" if how == "names" else "int"
        form = rng.choice(("dict", "pairs")) if how != "names" else "dict"
        size = rng.randint(2, 3)
        filter_text = f" if len(numbers) >= {size}" if having else ""
        pairs = f"[({group}, {expression}) for {group}, numbers in groups.items(){filter_text}]"
        final = (
            f"return {{{group}: {expression} for {group}, numbers in sorted(groups.items()){filter_text}}}"
            if form == "dict"
            else f"pairs = {pairs}\nreturn sorted(pairs, key=lambda pair: (-pair[1], pair[0]))"
        )
        source = fill(
            f"""
            def {entry}(records: list[tuple[str, str, int]]) -> {f"dict[str, {kind}]" if form == "dict" else "list[tuple[str, int]]"}:
                groups: dict[str, list[{element}]] = {{}}
                for {group}, {other}, {number} in records:
                    <<where>>
                    groups.setdefault({group}, []).append({item})
                <<final>>
            """,
            where=f"if {number} < {least}:\n    continue" if where else "",
            final=final,
        )
        unused = other if how != "names" else number
        if not (how == "names" and where):
            source = source.replace(
                f"for {group}, {other}, {number} in records",
                f"for {group}, {'_' if unused == other else other}, {'_' if unused == number else number} in records",
            )
        figure = {
            "sum": f"the sum of its {number}" if number != "price" else "the sum of its prices",
            "count": "the number of its records",
            "max": f"the largest number of {number} in it"
            if number != "price"
            else "the highest price in it",
            "mean": f"the mean of its {number if number != 'price' else 'prices'}, rounded down to a whole number",
            "names": f"the list of all different {other}s in it, in alphabetical order",
        }[how]
        goal = f"returns for each {group} in `records` {figure}"
        if where:
            rules.append(f"Records in which `{number}` is less than {least} are ignored.")
        if having:
            rules.append(f"A {group} with fewer than {size} records is left out.")
        rules.append(
            (
                f"The result is a dict from {group} to that value, with the keys in alphabetical order."
                if how != "names"
                else f"The result is a dict from {group} to that list, with the keys in alphabetical order."
            )
            if form == "dict"
            else f"The result is a list of pairs `({group}, value)`, the largest value first, and equal values in alphabetical order of the {group}."
        )

        def oracle(records: list[tuple[str, str, int]]) -> Any:
            kept = [r for r in records if not where or not r[2] < least]
            table = []
            for name in sorted({r[0] for r in kept}):
                mine = [r for r in kept if r[0] == name]
                if having and len(mine) < size:
                    continue
                nums = [r[2] for r in mine]
                value: Any = {
                    "sum": sum(nums),
                    "count": len(mine),
                    "max": sorted(nums)[-1],
                    "mean": (sum(nums) - sum(nums) % len(nums)) // len(nums),
                    "names": sorted({r[1] for r in mine}),
                }[how]
                table.append((name, value))
            return dict(table) if form == "dict" else sorted(sorted(table), key=lambda p: p[1], reverse=True)

        idea = [
            "`setdefault` creates the list of a group when its first record comes, so one pass collects everything.",
            {
                "sum": "Then each list is added up.",
                "count": "Then the lengths of the lists are the numbers of records.",
                "max": "Then the largest number of each list is taken; no list is empty.",
                "mean": "Then the mean is the sum divided by the length, and `//` rounds it down.",
                "names": "Then each list is turned into a sorted list without repeats.",
            }[how],
        ]
        idea.append("The result is put into the stated order at the end.")
    inputs: list[tuple[Any, ...]] = []
    for _ in range(13):
        inputs.append(
            ([(rng.choice(values), rng.choice(names), rng.randint(0, 20)) for _ in range(rng.randint(3, 6))],)
        )
    a, b = values[0], values[1]
    x, y = names[0], names[1]
    inputs += [
        ([],),
        ([(a, x, 5)],),
        ([(b, x, 7), (a, y, 7)],),
        ([(a, y, 9), (a, x, 9)],),
        ([(a, x, 0), (b, y, 20), (a, x, 20)],),
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.sort_records", levels=(2, 3), difficulties=(1, 3))
def sort_records(rng: random.Random, difficulty: int) -> Problem:
    """Sort words or records by several criteria.

    Difficulty 2: words by two criteria. 3: records by three, some descending.
    """
    entry = rng.choice(("sort_words", "order_items", "arrange", "sorted_list"))
    if difficulty == 2:
        options = [
            ("length, shortest first", "len(word)", lambda w: len(w)),
            ("length, longest first", "-len(word)", lambda w: -len(w)),
            (
                "number of vowels (a, e, i, o, u), most first",
                'sum(word.count(vowel) for vowel in "aeiou") * -1',
                lambda w: -len([c for c in w if c in "aeiou"]),
            ),
            ("last letter, in alphabetical order", "word[-1]", lambda w: w[len(w) - 1]),
            ("number of different letters, fewest first", "len(set(word))", lambda w: len(dict.fromkeys(w))),
            ('number of letters "e", fewest first', 'word.count("e")', lambda w: sum(c == "e" for c in w)),
        ]
        (text1, code1, key1), (text2, code2, key2) = rng.sample(options, 2)
        while text1.split(",")[0] == text2.split(",")[0]:
            (text1, code1, key1), (text2, code2, key2) = rng.sample(options, 2)
        code1, code2 = (
            code1.replace(
                'sum(word.count(vowel) for vowel in "aeiou") * -1',
                '-sum(word.count(vowel) for vowel in "aeiou")',
            ),
            code2.replace(
                'sum(word.count(vowel) for vowel in "aeiou") * -1',
                '-sum(word.count(vowel) for vowel in "aeiou")',
            ),
        )
        unique = rng.random() < 0.4
        stable = rng.random() < 0.4
        tail = "" if stable else ", word"
        source = fill(
            f"""
            def {entry}(words: list[str]) -> list[str]:
                def key(word: str) -> tuple:
                    return ({code1}, {code2}{tail})

                return sorted({"dict.fromkeys(words)" if unique else "words"}, key=key)
            """
        )
        rules = [
            f"Sort by {text1}; words that are equal in this by {text2}; and "
            + (
                "what is still equal stays in the order of the list."
                if stable
                else "what is still equal in alphabetical order."
            ),
            (
                "A word that occurs several times is listed once"
                + (", at the place where it came first among equals." if stable else ".")
            )
            if unique
            else "A word that occurs several times stays as often as it is.",
            "The words are not empty and have only lower-case letters.",
        ]

        def oracle(words: list[str]) -> list[str]:
            pool: list[str] = []
            for w in words:
                if not unique or w not in pool:
                    pool.append(w)
            if not stable:
                pool = sorted(pool)
            pool = sorted(pool, key=key2)
            return sorted(pool, key=key1)

        from assay_code.generators._draw import WORDS

        inputs: list[tuple[Any, ...]] = [
            ([rng.choice(WORDS) for _ in range(rng.randint(4, 8))],) for _ in range(12)
        ]
        inputs += [
            ([],),
            (["tree"],),
            (["bee", "eel", "eye"],),
            (["tea", "eat", "tea"],),
            (["b", "a", "c", "a"],),
        ]
        idea = [
            "The key is a tuple: tuples are compared item by item, so the second criterion counts only where the first is equal.",
            "A minus sign turns an order by number round. "
            + (
                "Python's sorting is stable, which keeps the order of what is still equal."
                if stable
                else "The word itself comes last and settles what is still equal."
            ),
        ]
        if "-" not in code1 + code2:
            idea[1] = idea[1].removeprefix("A minus sign turns an order by number round. ")
        if unique:
            idea.append("`dict.fromkeys` drops repeats and keeps the order.")
        return Problem(
            entry, "returns the `words` in the following order", rules, source, inputs, idea, oracle
        )
    story = rng.choice((("name", "age", "score"), ("title", "year", "rating"), ("item", "stock", "price")))
    order = rng.sample(range(3), 3)
    if order[0] == 0:
        order = [order[1], 0, order[2]]
    down = [i != 0 and rng.random() < 0.6 for i in range(3)]
    limit = rng.choice((0, rng.randint(2, 4)))
    key = ", ".join(("-" if down[i] else "") + f"record[{i}]" for i in order)
    source = f"def {entry}(records: list[tuple[str, int, int]]) -> list[{'str' if limit else 'tuple[str, int, int]'}]:\n    ordered = sorted(records, key=lambda record: ({key}))\n    return {f'[record[0] for record in ordered[:{limit}]]' if limit else 'ordered'}\n"
    words = [
        f"{story[i]} ({'alphabetically' if i == 0 else 'highest first' if down[i] else 'lowest first'})"
        for i in order
    ]
    rules = [
        f"`records` is a list of triples `({', '.join(story)})`, a text and two integers.",
        f"The order is by {words[0]}, then by {words[1]}, then by {words[2]}.",
    ]
    rules.append(
        f"The result holds only the {story[0]}s of the first {limit} records, or of all if there are fewer."
        if limit
        else "Equal records all stay. An empty list gives an empty list."
    )
    goal = (
        f"returns the {story[0]}s of the first records in the following order"
        if limit
        else "returns the `records` in the following order"
    )

    def record_oracle(records: list[tuple[str, int, int]]) -> Any:
        rows = list(records)
        for i in reversed(order):
            rows.sort(key=lambda r, i=i: r[i], reverse=down[i])  # type: ignore[misc]
        return [r[0] for r in rows][:limit] if limit else rows

    inputs = [
        ([(rng.choice(NAMES[:5]), rng.randint(1, 3), rng.randint(1, 3)) for _ in range(rng.randint(4, 7))],)
        for _ in range(13)
    ]
    inputs += [
        ([],),
        ([("Ada", 1, 2)],),
        ([("Ben", 1, 1), ("Ada", 1, 1)],),
        ([("Ada", 2, 1), ("Ada", 1, 2), ("Ada", 2, 2)],),
    ]
    idea = [
        "One sort with a tuple as its key does it: tuples are compared item by item, in the stated order of the criteria.",
        "A minus sign turns the order of a number round; a text cannot be negated, but here the text is sorted upwards."
        if any(down)
        else "All criteria go upwards, so the values are used as they are.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, record_oracle)


@family("code.nested_dicts", levels=(3, 4), difficulties=(2, 5))
def nested_dicts(rng: random.Random, difficulty: int) -> Problem:
    """Flatten, build or merge nested dicts.

    Difficulty 3: flatten or build. 4: merge or compare, with rules for conflicts.
    """
    sep = rng.choice((".", "/", "__", "-"))
    what = rng.choice(("flatten", "nest") if difficulty == 3 else ("merge", "diff"))
    entry = rng.choice(
        {
            "flatten": ("flatten", "flat_keys"),
            "nest": ("nest", "unflatten"),
            "merge": ("merge", "deep_merge"),
            "diff": ("changes", "compare"),
        }[what]
    )

    def tree(depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key in rng.sample("abcde", rng.randint(1, 3)):
            out[key] = tree(depth - 1) if depth and rng.random() < 0.45 else rng.randint(0, 9)
        return out

    trees = [tree(2) for _ in range(14)] + [{}, {"a": 1}, {"a": {"b": {"c": 3}}}, {"a": {}}]
    inputs: list[tuple[Any, ...]]
    if what == "flatten":
        top = rng.random() < 0.5
        most = rng.choice((0, 2))
        keep_empty = rng.random() < 0.5
        test = "isinstance(value, dict)" + (" and value" if keep_empty else "")
        if most:
            test += f" and depth < {most}"
        source = fill(
            f"""
            def {entry}(tree: dict) -> dict:
                flat: dict = {{}}

                def walk(part: dict, prefix: str{", depth: int" if most else ""}) -> None:
                    for key, value in part.items():
                        if {test}:
                            walk(value, prefix + key + "{sep}"{", depth + 1" if most else ""})
                        else:
                            flat[prefix + key] = value

                walk(tree, ""{", 1" if most else ""})
                return flat
            """
        )
        del top
        rules = [
            f"The key of a value is the chain of the keys that lead to it, joined by `{sep}`, for example `a{sep}b` for `{{'a': {{'b': 1}}}}`.",
            "All keys are texts" + f" without `{sep}`; the order of the values stays.",
        ]
        if most:
            rules.append(
                f"Only {most} levels are joined: a dict that lies at depth {most} (the values of `tree` itself have depth 1) stays as a value, whatever is in it."
            )
        rules.append(
            "An inner dict that is empty stays as a value."
            if keep_empty
            else "An inner dict that is empty leaves nothing behind"
            + ("" if not most else ", unless it lies that deep")
            + "."
        )

        def oracle(data: Any, second: Any = None) -> Any:
            out: list[tuple[str, Any]] = []
            work: list[tuple[tuple[str, ...], Any]] = [((), data)]
            while work:
                path, value = work.pop()
                is_inner = isinstance(value, dict) and (not path or not (most and len(path) >= most))
                if is_inner and (value or not keep_empty or not path):
                    work.extend(((*path, k), v) for k, v in reversed(value.items()))
                else:
                    out.append((sep.join(path), value))
            return dict(out)

        inputs = [(t,) for t in trees] + [({"a": {"b": {"c": {"d": 1}}}, "e": 2},)]
        goal = "returns a flat dict with all values of the nested dict `tree`"
        idea = [
            "An inner function walks through the dicts and carries the keys so far as a prefix.",
            "Values that are not walked into are stored under their full key. Each value is visited once.",
        ]
    elif what == "nest":
        source = fill(
            f"""
            def {entry}(flat: dict) -> dict:
                tree: dict = {{}}
                for path, value in flat.items():
                    *parents, last = path.split("{sep}")
                    part = tree
                    for key in parents:
                        part = part.setdefault(key, {{}})
                    part[last] = value
                return tree
            """
        )
        rules = [
            f"Each key of `flat` is a chain of keys joined by `{sep}`: the value of `a{sep}b` goes into the dict under `a`, with the key `b`.",
            "No key is the beginning of another chain, so a place is never both a value and a dict. The order of the keys is that in which they come up first.",
        ]

        def oracle(data: Any, second: Any = None) -> Any:
            flat = data
            heads: dict[str, Any] = {}
            for path, value in flat.items():
                head, _, rest = path.partition(sep)
                if rest:
                    heads.setdefault(head, {})[rest] = value
                else:
                    heads[head] = value
            return {h: oracle(v) if isinstance(v, dict) else v for h, v in heads.items()}

        def flatten(data: dict[str, Any], prefix: str = "") -> dict[str, int]:
            out: dict[str, int] = {}
            for k, v in data.items():
                out |= flatten(v, prefix + k + sep) if isinstance(v, dict) else {prefix + k: v}
            return out

        inputs = []
        for t in trees:
            items = list(flatten(t).items())
            rng.shuffle(items)
            inputs.append((dict(items),))
        goal = "returns the nested dict that the keys of `flat` describe"
        idea = [
            "`split` cuts a key into the chain; all but the last lead through dicts, which `setdefault` creates where they are missing.",
            "The last key gets the value. The time is linear in the total length of the keys.",
        ]
    elif what == "merge":
        conflict = rng.choice(("second", "first", "add", "list"))
        new = {
            "second": "value",
            "first": "merged[key]",
            "add": "merged[key] + value",
            "list": "[merged[key], value]",
        }[conflict]
        test = "isinstance(merged[key], dict) and isinstance(value, dict)"
        source = fill(
            f"""
            def {entry}(first: dict, second: dict) -> dict:
                merged = dict(first)
                for key, value in second.items():
                    if key not in merged:
                        merged[key] = value
                    elif {test}:
                        merged[key] = {entry}(merged[key], value)
                    <<branch>>
                return merged
            """,
            branch=(
                "elif not isinstance(merged[key], dict) and not isinstance(value, dict):\n    merged[key] = "
                + new
                + "\nelse:\n    merged[key] = value"
            )
            if conflict in ("add", "list")
            else f"else:\n    merged[key] = {new}"
            if conflict == "second"
            else "",
        )
        rules = [
            "A key that is in only one of the two keeps its value. If both values are dicts, they are merged in the same way."
        ]
        rules.append(
            {
                "second": "In all other cases the value of `second` is taken.",
                "first": "In all other cases the value of `first` stays.",
                "add": "If both are numbers, the result has their sum; if only one of them is a dict, the value of `second` is taken.",
                "list": "If both are numbers, the result has the list of both, that of `first` in front; if only one of them is a dict, the value of `second` is taken.",
            }[conflict]
        )
        rules.append(
            "The keys of `first` come first, in their order, then the new ones of `second`. The arguments must not be changed."
        )

        def oracle(data: Any, second: Any = None) -> Any:
            first = data
            out = {}
            for key in [*first, *(k for k in second if k not in first)]:
                if key not in second or key not in first:
                    out[key] = first[key] if key in first else second[key]
                    continue
                x, y = first[key], second[key]
                inner = [isinstance(v, dict) for v in (x, y)]
                if all(inner):
                    out[key] = oracle(x, y)
                elif conflict == "first":
                    out[key] = x
                elif conflict == "second" or any(inner):
                    out[key] = y
                else:
                    out[key] = x + y if conflict == "add" else [x, y]
            return out

        inputs = [(t, tree(2)) for t in trees] + [
            ({}, {"a": 1}),
            ({"a": 1}, {"a": 2}),
            ({"a": {"b": 1}}, {"a": 5}),
            ({"a": 5}, {"a": {"b": 1}}),
            ({"a": {"b": 1}}, {"a": {"c": 2}}),
        ]
        goal = "returns a new dict in which the nested dicts `first` and `second` are merged"
        idea = [
            "The copy of `first` takes over what is new in `second`; where both have a dict, the function calls itself.",
            "`dict(first)` and the recursion build new dicts wherever something changes, so the arguments stay as they are.",
            "A conflict between values is settled by the stated rule.",
        ]
    else:
        source = fill(
            f"""
            def {entry}(old: dict, new: dict, prefix: str = "") -> list[str]:
                found = []
                for key in sorted(set(old) | set(new)):
                    path = prefix + key
                    if key not in new:
                        found.append(f"- {{path}}")
                    elif key not in old:
                        found.append(f"+ {{path}}")
                    elif isinstance(old[key], dict) and isinstance(new[key], dict):
                        found += {entry}(old[key], new[key], path + "{sep}")
                    elif old[key] != new[key]:
                        found.append(f"{rng.choice("~*")} {{path}}")
                return found
            """
        )
        mark = source.split('f"')[-1][0]
        rules = [
            f"A path is a chain of keys joined by `{sep}`. There is a line `- path` for a key that is only in `old`, `+ path` for one that is only in `new`, and `{mark} path` for one whose values differ.",
            "If both values are dicts, they are compared in the same way instead; a dict and a number always differ. What is inside of an added or a removed dict is not listed.",
            "At each level the keys are taken in alphabetical order, and the lines of an inner dict stand at the place of its key. Callers leave `prefix` at its default.",
        ]

        def oracle(data: Any, second: Any = None) -> Any:
            old, new = data, second
            lines: list[tuple[list[str], str]] = []

            def look(x: Any, y: Any, path: list[str]) -> None:
                for key in x:
                    if key not in y:
                        lines.append(([*path, key], "-"))
                    elif isinstance(x[key], dict) and isinstance(y[key], dict):
                        look(x[key], y[key], [*path, key])
                    elif x[key] != y[key]:
                        lines.append(([*path, key], mark))
                lines.extend(([*path, key], "+") for key in y if key not in x)

            look(old, new, [])
            return [f"{sign} {sep.join(path)}" for path, sign in sorted(lines)]

        inputs = []
        for t in trees:
            other = tree(2)
            inputs.append((t, {**t, **other} if rng.random() < 0.6 else other))
        inputs += [
            ({}, {}),
            ({"a": 1}, {"a": 1}),
            ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}),
            ({"a": 1, "b": 2}, {"b": 3}),
        ]
        goal = "returns the list of the differences between the nested dicts `old` and `new`"
        idea = [
            "All keys of both dicts are gone through in order; being in only one of them is an addition or a removal.",
            "Two dicts are compared by recursion with a longer prefix, everything else with `!=`.",
        ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)
