"""Combinatorics: list or count arrangements that keep a rule."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

from assay_code.generators._task import Problem, family, fill


@family("code.list_arrangements", levels=(3, 5), difficulties=(1, 5), version=4)
def list_arrangements(rng: random.Random, difficulty: int) -> Problem:
    """List all words, subsets or orders that keep a rule, in a stated order.

    Difficulty 3: words over an alphabet. 4: subsets with a sum. 5: orders of given
    letters with a rule, too many to be listed: how many, or the n-th.
    """
    entry = rng.choice(("list_all", "generate", "all_solutions", "enumerate_words"))
    if difficulty == 3:
        alphabet = rng.choice(("ab", "01", "xyz", "abc"))
        most = rng.randint(2, 3)
        letter = rng.choice(alphabet)
        rule_options: list[tuple[str, str, Callable[[str], bool]]] = [
            (
                "no two equal letters stand next to each other",
                "not word or word[-1] != letter",
                lambda w: all(a != b for a, b in itertools.pairwise(w)),
            ),
            (
                f"`{letter}` occurs at most {most} times",
                f'(word + letter).count("{letter}") <= {most}',
                lambda w: w.count(letter) <= most,
            ),
            (
                f"no two `{letter}` stand next to each other",
                f'not (letter == "{letter}" and word.endswith("{letter}"))',
                lambda w: letter * 2 not in w,
            ),
            (
                f"no letter occurs {most + 1} times in a row",
                f"not word.endswith(letter * {most})",
                lambda w: not any(c * (most + 1) in w for c in alphabet),
            ),
        ]
        words, test, ok = rng.choice(rule_options)
        how = rng.choice(("list", "count"))
        down = how == "list" and rng.random() < 0.35
        order = f'"{alphabet[::-1] if down else alphabet}"'
        source = fill(
            f"""
            def {entry}(length: int) -> {"list[str]" if how == "list" else "int"}:
                words = [""]
                for _ in range(length):
                    words = [word + letter for word in words for letter in {order} if {test}]
                return {"words" if how == "list" else "len(words)"}
            """
        )
        goal = (
            "returns the list of all words" if how == "list" else "returns the number of words"
        ) + f" with `length` letters over the alphabet `{alphabet}` in which {words}"
        rules = ["`length` is not negative; there is one word of length 0, the empty one."]
        if how == "list":
            rules.append(
                f"The words are in {'reverse ' if down else ''}alphabetical order (digits by value)."
                if alphabet == "01"
                else f"The words are in {'reverse ' if down else ''}alphabetical order."
            )

        def oracle(length: int) -> Any:
            found = [w for w in map("".join, itertools.product(sorted(alphabet), repeat=length)) if ok(w)]
            return len(found) if how == "count" else sorted(found, reverse=down)

        top = 4 if how == "list" else 8
        inputs: list[tuple[Any, ...]] = [(n,) for n in range(top + 1)] + [(top + 1,)]
        inputs = inputs if len(inputs) >= 6 else [(n,) for n in range(6)]
        rng.shuffle(inputs)
        idea = [
            "Words are built letter by letter, and a letter is appended only if the rule still holds, so no forbidden word is ever extended."
            + (
                " (A word that breaks the rule can never be mended by more letters.)"
                if rng.random() < 0.5
                else ""
            ),
            f"Trying the letters in the order {order} keeps the words in {'reverse ' if down else ''}alphabetical order."
            if how == "list"
            else "At the end the words are counted.",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    if difficulty == 4:
        entry = rng.choice(("find_sets", "number_sets", "choose_numbers", "sets_with_sum"))
        size = rng.choice((0, 2, 3))
        bound = rng.choice(("exact", "most"))
        apart = rng.random() < 0.4
        sign = "==" if bound == "exact" else "<="
        how = rng.choice(("list", "count"))
        tests = [f"sum(chosen) {sign} goal"]
        if apart:
            tests.append("all(b - a >= 2 for a, b in zip(chosen, chosen[1:]))")
        sizes = f"for size in range({1 if bound == 'most' else 0}, len(ordered) + 1) " if not size else ""
        source = fill(
            f"""
            from itertools import combinations


            def {entry}(numbers: list[int], goal: int) -> {"list[list[int]]" if how == "list" else "int"}:
                ordered = sorted(set(numbers))
                found = [
                    list(chosen)
                    {sizes}for chosen in combinations(ordered, {size or "size"})
                    if {" and ".join(tests)}
                ]
                return {"found" if how == "list" else "len(found)"}
            """
        )
        kind = (
            f"all sets of {size} different numbers"
            if size
            else "all sets of different numbers"
            if bound == "exact"
            else "all non-empty sets of different numbers"
        )
        goal = (
            f"returns {'the list of ' if how == 'list' else 'the number of '}{kind} from `numbers` whose sum is {'exactly' if bound == 'exact' else 'at most'} `goal`"
            + (" and in which no two numbers differ by exactly 1" if apart else "")
        )
        rules = ["`numbers` may hold a number several times, which makes no difference."]
        if how == "list":
            rules.append(
                "Each set is a list in increasing order. "
                + (
                    "The sets are sorted by their first numbers, then by their second ones, and so on."
                    if size
                    else "Smaller sets come first; sets of equal size are sorted by their first numbers, then by their second ones, and so on."
                )
            )
        if not size and bound == "exact":
            rules.append("The empty set has the sum 0 and counts if `goal` is 0.")

        def set_oracle(numbers: list[int], goal: int) -> Any:
            pool = sorted(set(numbers))
            found = []
            for bits in range(1 << len(pool)):
                chosen = [n for i, n in enumerate(pool) if bits >> i & 1]
                total_ok = sum(chosen) == goal if bound == "exact" else sum(chosen) <= goal
                if (
                    total_ok
                    and (len(chosen) == size if size else chosen or bound == "exact")
                    and not (apart and any(n + 1 in chosen for n in chosen))
                ):
                    found.append(chosen)
            found.sort(key=lambda c: (len(c), c))
            return len(found) if how == "count" else found

        inputs = []
        for _ in range(14):
            numbers = [rng.randint(1, 12) for _ in range(rng.randint(4, 7))]
            inputs.append((numbers, rng.randint(8, 18) if bound == "exact" else rng.randint(3, 9)))
        inputs += [([], 0), ([], 3), ([5], 5), ([2, 2, 2], 4), ([1, 2, 3, 4], 5), ([3, 1, 4], 0)]
        idea = [
            "Duplicates are removed and the numbers sorted, so `combinations` gives every set once, in increasing order"
            + ("." if size else ", and the loop over the sizes puts small sets first."),
            "Each set is tested against the sum"
            + (" and, for neighbours in its sorted list, against the least distance." if apart else "."),
            "The number of sets grows quickly, but every one of them may be needed.",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, set_oracle)
    nth = rng.random() < 0.6
    entry = rng.choice(
        ("arrange", "nth_arrangement", "order_letters", "nth_word")
        if nth
        else ("count_orders", "arrangements", "number_of_words", "count_words")
    )
    what = rng.choice(("apart", "place", "alternate"))
    vowels = "aeiou"
    words, test, against = {
        "apart": (
            "no two equal letters stand next to each other",
            "letter != last",
            "letter == word[-1:]",
        ),
        "place": (
            "no letter stands at a place at which `letters` has the same letter",
            "letter != letters[-len(rest)]",
            "letter == letters[-len(rest)]",
        ),
        "alternate": (
            "no two vowels (a, e, i, o, u) stand next to each other",
            'not (last and last in "aeiou" and letter in "aeiou")',
            'word and word[-1] in "aeiou" and letter in "aeiou"',
        ),
    }[what]
    last = "" if what == "place" else ", last: str"
    then, start = ("", "") if what == "place" else (", letter", ', ""')
    step = f'ways(rest.replace(letter, "", 1){then})'
    final = (
        fill(
            f"""
            rest, word = "".join(sorted(letters)), ""
            if n > ways(rest{start}):
                return None
            while rest:
                for letter in sorted(set(rest)):
                    <<check>>
                    found = {step}
                    if n <= found:
                        break
                    n -= found
                word += letter
                rest = rest.replace(letter, "", 1)
            return word
            """,
            check=f"if {against}:\n    continue",
        )
        if nth
        else f'return ways("".join(sorted(letters)){start})'
    )
    source = fill(
        f"""
        from functools import cache


        def {entry}(letters: str{", n: int" if nth else ""}) -> {"str | None" if nth else "int"}:
            @cache
            def ways(rest: str{last}) -> int:
                if not rest:
                    return 1
                return sum(
                    {step}
                    for letter in set(rest)
                    if {test}
                )

            <<final>>
        """,
        final=final,
    )
    goal = (
        f"returns the n-th word, in alphabetical order, among all different arrangements of `letters` in which {words}"
        if nth
        else f"returns the number of different arrangements of `letters` in which {words}"
    )
    rules = [
        "An arrangement uses every letter of `letters` exactly as often as it occurs there; `letters` holds only lower-case letters.",
        "Counting starts at `n` = 1; if there are fewer than n such words, return `None`."
        if nth
        else "An empty text has one arrangement, which is empty too.",
        "There can be very many arrangements: do not make them one by one.",
    ]

    def arrange_oracle(letters: str, n: int = 0) -> Any:
        def extend(word: str, rest: str) -> Iterator[str]:
            if not rest:
                yield word
            for c in sorted(set(rest)):
                near = word[-1:]
                bad = {
                    "apart": near == c,
                    "place": letters[len(word)] == c,
                    "alternate": near in vowels and c in vowels and bool(near),
                }[what]
                if not bad:
                    yield from extend(word + c, rest.replace(c, "", 1))

        found = extend("", letters)
        return next(itertools.islice(found, n - 1, None), None) if nth else sum(1 for _ in found)

    short = ["aab", "abca", "aabb", "noon", "banal", "eerie", "test", "oboe", "abba", "idea", "dada", "area"]
    long = ["banana", "letter", "oolite", "settee", "missile", "abacada", "aeiouxy", "nonsense", "tomatoes"]
    inputs = [(t, rng.randint(1, 9)) if nth else (t,) for t in rng.sample(short, 7)]
    inputs += [
        (t, rng.choice((20, 50, 90, 140)) + rng.randint(0, 9)) if nth else (t,) for t in rng.sample(long, 6)
    ]
    inputs += [("", 1), ("", 2), ("aa", 1), ("zyx", 3)] if nth else [("",), ("a",), ("aa",), ("zyx",)]
    key = "the letters that are left" + ("" if what == "place" else " and the letter before them")
    idea = [
        f"`ways` counts how the rest of a word can go on. That depends only on {key}, so `cache` meets few different cases however many words there are.",
        "`rest` is kept sorted, so equal sets of letters are one case, and `set(rest)` tries each different letter once: no word is counted twice.",
    ]
    if what == "place":
        idea.append("How many letters are left also says which place comes next: `letters[-len(rest)]`.")
    if nth:
        idea.append(
            "The n-th word is built from the front: a letter whose words are fewer than n is passed over and they are taken off n; else the word goes on with that letter."
        )
    return Problem(entry, goal, rules, source, inputs, idea, arrange_oracle)


@family("code.count_sums", levels=(3, 5), difficulties=(2, 5))
def count_sums(rng: random.Random, difficulty: int) -> Problem:
    """Count the ways to write a number as a sum, or dice throws, under rules.

    Difficulty 3: ordered sums. 4: unordered sums. 5: with a number of parts or a
    distance between the parts.
    """
    entry = rng.choice(("count_ways", "number_of_sums", "ways", "count_sums"))
    k = rng.randint(2, 4)
    what = {
        3: rng.choice(("ordered", "dice")),
        4: rng.choice(("distinct", "odd", "most")),
        5: rng.choice(("parts", "apart")),
    }[difficulty]
    if what == "dice":
        sides = rng.choice((4, 6, 8))
        source = fill(
            f"""
            def {entry}(dice: int, total: int) -> int:
                ways = {{0: 1}}
                for _ in range(dice):
                    after: dict[int, int] = {{}}
                    for points, number in ways.items():
                        for face in range(1, {sides + 1}):
                            after[points + face] = after.get(points + face, 0) + number
                    ways = after
                return ways.get(total, 0)
            """
        )
        goal = f"returns in how many ways `dice` different dice with the faces 1 to {sides} can show the sum `total`"
        rules = [
            "The dice can be told apart: 1 and 2 is another way than 2 and 1.",
            "`dice` is not negative; no dice at all show the sum 0 in one way.",
        ]
        idea = [
            "`ways` maps each sum to the number of throws that show it, one die after the other.",
            "A sum that cannot be reached is not in the dict, so `get` with 0 covers it.",
        ]

        def oracle(dice: int, total: int) -> int:
            return sum(sum(throw) == total for throw in itertools.product(range(1, sides + 1), repeat=dice))

        inputs: list[tuple[Any, ...]] = [(rng.randint(1, 4), rng.randint(3, 14)) for _ in range(13)] + [
            (0, 0),
            (0, 1),
            (1, sides),
            (1, sides + 1),
            (2, 2),
            (2, -1),
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    largest = k + 1
    text = {
        "ordered": f"an ordered sum of numbers from 1 to {largest}",
        "distinct": "a sum of different positive numbers",
        "odd": f"a sum of positive numbers that are not multiples of {k}",
        "most": f"a sum of positive numbers in which no number occurs more than {k - 1 if k > 2 else 2} times",
        "parts": "a sum of exactly `parts` positive numbers",
        "apart": f"a sum of positive numbers that differ from each other by at least {k}",
    }[what]
    limit = k - 1 if k > 2 else 2
    two = what == "parts"
    bodies = {
        "ordered": f"ways = [1] + [0] * n\nfor total in range(1, n + 1):\n    ways[total] = sum(ways[total - last] for last in range(1, min(total, {largest}) + 1))\nreturn ways[n]",
        "distinct": "ways = [1] + [0] * n\nfor number in range(1, n + 1):\n    for total in range(n, number - 1, -1):\n        ways[total] += ways[total - number]\nreturn ways[n]",
        "odd": f"ways = [1] + [0] * n\nfor number in range(1, n + 1):\n    if number % {k} != 0:\n        for total in range(number, n + 1):\n            ways[total] += ways[total - number]\nreturn ways[n]",
        "most": f"ways = [1] + [0] * n\nfor number in range(1, n + 1):\n    for total in range(n, number - 1, -1):\n        ways[total] += sum(ways[total - times * number] for times in range(1, {limit + 1}) if times * number <= total)\nreturn ways[n]",
        "parts": "# ways[p][t]: sums of p numbers with the total t\nways = [[0] * (n + 1) for _ in range(parts + 1)]\nways[0][0] = 1\nfor number in range(1, n + 1):\n    for p in range(1, parts + 1):\n        for total in range(number, n + 1):\n            ways[p][total] += ways[p - 1][total - number]\nreturn ways[parts][n]",
        "apart": f"@cache\ndef ways(rest: int, least: int) -> int:\n    if rest == 0:\n        return 1\n    return sum(ways(rest - number, number + {k}) for number in range(least, rest + 1))\n\nreturn ways(n, 1)",
    }
    source = fill(
        f"""
        <<imports>>
        def {entry}(n: int{", parts: int" if two else ""}) -> int:
            <<body>>
        """,
        imports="from functools import cache" if what == "apart" else "",
        body=bodies[what],
    )
    if what == "apart":
        source = source.replace("\n\n\n    @cache", "\n    @cache").replace("def count", "def count")
        source = source.replace("-> int:\n\n\n    @cache\n\n\n", "-> int:\n    @cache\n")
    goal = f"returns the number of ways to write `n` as {text}"
    rules = [
        "The order of the numbers matters: 1 + 2 and 2 + 1 are two ways."
        if what == "ordered"
        else "The order of the numbers does not matter: 1 + 2 and 2 + 1 are the same way."
        + (" (In an order of size, neighbours must be that far apart.)" if what == "apart" else "")
    ]
    rules.append(
        "`n` and `parts` are not negative; 0 is the sum of no numbers in one way."
        if two
        else "`n` is not negative; for 0 there is one way, the sum of no numbers. A single number counts as a sum."
    )

    def sum_oracle(n: int, parts: int = -1) -> int:
        if what == "ordered":

            @functools.cache
            def sequences(rest: int) -> int:
                return (
                    1 if rest == 0 else sum(sequences(rest - i) for i in range(1, largest + 1) if i <= rest)
                )

            return sequences(n)

        def partitions(rest: int, top: int) -> list[list[int]]:
            if rest == 0:
                return [[]]
            return [[i, *p] for i in range(min(rest, top), 0, -1) for p in partitions(rest - i, i)]

        found = partitions(n, n)
        test: dict[str, Callable[[list[int]], bool]] = {
            "distinct": lambda p: len(set(p)) == len(p),
            "odd": lambda p: all(i % k for i in p),
            "most": lambda p: all(p.count(i) <= limit for i in p),
            "parts": lambda p: len(p) == parts,
            "apart": lambda p: all(a - b >= k for a, b in itertools.pairwise(p)),
        }
        return sum(test[what](p) for p in found)

    numbers = list(range(0, 16))
    inputs = (
        [(n, rng.randint(1, 5)) for n in numbers] + [(0, 0), (3, 0), (2, 5)]
        if two
        else [(n,) for n in numbers]
    )
    rng.shuffle(inputs)
    idea = {
        "ordered": [
            "The last number of the sum can be anything up to the limit, and what comes before it is a shorter problem.",
            "`ways` holds the answers for all smaller totals, so each is computed once.",
        ],
        "distinct": [
            "The numbers are offered one after the other, and `ways` counts the sums of those offered so far.",
            "Going down through the totals uses each number at most once.",
        ],
        "odd": [
            "The allowed numbers are offered one after the other, so the order within a sum makes no difference.",
            "Going up through the totals lets a number be used again and again.",
        ],
        "most": [
            "The numbers are offered one after the other, each 0 times or more up to the limit.",
            "Going down through the totals means that the entries that are read do not contain the current number yet.",
        ],
        "parts": [
            "The table counts sums by the number of their parts and by their total, while the numbers are offered one after the other.",
            "Going up through p and total lets a number be used several times.",
        ],
        "apart": [
            f"The numbers of a sum are chosen in increasing order; after `number` the next one is at least `number + {k}`.",
            "`cache` keeps the answers, so each pair of arguments is computed once.",
        ],
    }[what]
    return Problem(entry, goal, rules, source, inputs, idea, sum_oracle)
