"""Programming puzzles: find a value that makes a given function return True."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assay import Draft, generator, make_reference
from assay_code.generators._draw import WORDS, ints, letters
from assay_code.generators._task import fill, load
from assay_code.generators._wording import fenced, signature
from assay_code.judging import reference
from assay_code.programs.effort import GUESSED, effort, level


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A condition and a function that finds a value for it; both are source text.

    ``sat`` takes the value first, and the same further parameters with the same
    defaults as ``sol``.
    """

    sat: str
    sol: str
    answer_type: str
    idea: tuple[str, ...]


Kind = Callable[[random.Random, int], Puzzle]

_KINDS: list[tuple[Kind, int, int]] = []
_TRIVIAL: tuple[Any, ...] = (
    0,
    1,
    -1,
    2,
    10,
    100,
    "",
    "a",
    "hello",
    [],
    [0],
    [1],
    [0, 1],
    [1, 2, 3],
    [""],
    ["a"],
)

_ASKS = (
    "Find an `x` for which this function returns `True`:",
    "Give a solution of this programming puzzle: an `x` such that `sat(x)` is `True`.",
    "Which value of `x` makes `sat(x)` return `True`? One is enough.",
    "Solve this puzzle. The goal is to make `sat` return `True` for your `x`, with the other parameters at their defaults.",
    "Here is a condition, written as a Python function. Find an `x` that meets it.",
    "A puzzle in Python: what can `x` be so that `sat(x)` holds?",
    "The function below checks a value. Find one that passes.",
    "I am looking for an `x` that satisfies this check.",
    "For which `x` does this return `True`? Any one of them will do.",
    "Please find an input that this function accepts.",
    "Read the condition, then say how an `x` that fulfils it can be computed.",
    "Make `sat` true: find a fitting first argument, and leave the others as they are.",
    "This is a test with a hidden solution. Find an `x` that it lets through.",
)
_ANSWERS = (
    "Answer with a Python function `{signature}` that computes such a value.",
    "Write a function `{signature}` that returns one.",
    "Your answer is a function `{signature}` whose result is such an `x`.",
    "Give it as the result of a Python function `{signature}`.",
    "Hand in a function `{signature}` that works one out.",
)


@generator("code.programming_puzzle", verifiers=("code.puzzle",), version=3)
def programming_puzzle(rng: random.Random, difficulty: int) -> Draft:
    """Find an input that a checking function accepts, by an algorithm.

    From texts to build and equations over divisors, remainders, subsets and orders to graphs and search with
    backtracking; the difficulty is that of all families of code, for condition and solution together.
    """
    while True:
        make, low, high = rng.choice(_KINDS)
        puzzle = make(rng, rng.randint(low, high))
        if level(effort(puzzle.sat) + effort(puzzle.sol) + GUESSED) != difficulty:
            continue
        check, solve = load(puzzle.sat, "sat"), load(puzzle.sol, "sol")
        if any(_accepts(check, value) for value in _TRIVIAL):
            continue
        if not _accepts(check, solve()):
            raise RuntimeError(f"{solve()!r} is no solution of\n{puzzle.sat}\n{puzzle.sol}")
        break
    answer = rng.choice(_ANSWERS).format(signature=signature(puzzle.sol, "sol"))
    return Draft(
        prompt=f"{rng.choice(_ASKS)}\n\n{fenced(puzzle.sat)}\n\n{answer}",
        response=f"{' '.join(puzzle.idea)}\n\n{fenced(puzzle.sol)}",
        reference=make_reference(puzzle=reference.Puzzle(puzzle.sat, puzzle.answer_type)),
        answer=puzzle.sol,
    )


def _accepts(check: Callable[[Any], Any], value: Any) -> bool:
    try:
        return check(value) is True
    except Exception:  # a value of another type
        return False


def _kind(low: int, high: int) -> Callable[[Kind], Kind]:
    def add(make: Kind) -> Kind:
        _KINDS.append((make, low, high))
        return make

    return add


@_kind(1, 1)
def _counted_text(rng: random.Random, difficulty: int) -> Puzzle:
    char, other = rng.sample("abcdexyz", 2)
    size, times = rng.randint(8, 40), rng.randint(3, 7)
    start = rng.choice(WORDS[:40])
    while char in start or other in start:
        start = rng.choice(WORDS[:40])
    head = f'size: int = {size + len(start)}, times: int = {times}, start: str = "{start}"'
    sat = f'def sat(x: str, {head}) -> bool:\n    return len(x) == size and x.count("{char}") == times and x.startswith(start)\n'
    sol = f'def sol({head}) -> str:\n    text = start + "{char}" * times\n    return text + "{other}" * (size - len(text))\n'
    return Puzzle(
        sat,
        sol,
        "str",
        (
            f"The text has to begin with `start`, which holds no `{char}`, so exactly `times` of that letter follow.",
            "Any other letter fills it up to the right length.",
        ),
    )


@_kind(1, 2)
def _polynomial(rng: random.Random, difficulty: int) -> Puzzle:
    x = rng.randint(12, 400) * rng.choice((1, 1, -1))
    a, b = rng.randint(2, 9), rng.randint(3, 60)
    if difficulty == 1:
        head = f"goal: int = {a * x + b}"
        sat = f"def sat(x: int, {head}) -> bool:\n    return {a} * x + {b} == goal\n"
        sol = f"def sol({head}) -> int:\n    return (goal - {b}) // {a}\n"
        return Puzzle(
            sat,
            sol,
            "int",
            (
                f"Solving `{a} * x + {b} == goal` for `x` gives `x = (goal - {b}) / {a}`.",
                "For this goal the division leaves no remainder, so integer division is exact.",
            ),
        )
    x = abs(x)
    head = f"goal: int = {a * x**3 + b * x}"
    sat = f"def sat(x: int, {head}) -> bool:\n    return {a} * x**3 + {b} * x == goal\n"
    sol = fill(
        f"""
        def sol({head}) -> int:
            low, high = 0, goal
            while low < high:
                middle = (low + high) // 2
                if {a} * middle**3 + {b} * middle < goal:
                    low = middle + 1
                else:
                    high = middle
            return low
        """
    )
    return Puzzle(
        sat,
        sol,
        "int",
        (
            "For `x >= 0` the left side grows with `x`, so a binary search finds the place where it reaches the goal.",
            "It is 0 at `x = 0` and at least the goal at `x = goal`, which bounds the search.",
        ),
    )


@_kind(1, 2)
def _undo_text(rng: random.Random, difficulty: int) -> Puzzle:
    words = [rng.choice(WORDS) for _ in range(rng.randint(2, 4))]
    text = " ".join(words) + str(rng.randint(0, 99))
    step = rng.randint(1, 6)
    if difficulty == 1:
        done = text[::-1].upper()
        head = f'goal: str = "{done}"'
        return Puzzle(
            f"def sat(x: str, {head}) -> bool:\n    return x[::-1].upper() == goal\n",
            f"def sol({head}) -> str:\n    return goal[::-1]\n",
            "str",
            (
                "Reversing undoes reversing, and the goal is in upper case already, which `upper` leaves alone.",
                "So the reversed goal is a solution.",
            ),
        )
    coded = "".join(chr(ord(c) + i % step + 1) for i, c in enumerate(text))
    head = f"goal: str = {coded!r}, step: int = {step}"
    return Puzzle(
        f'def sat(x: str, {head}) -> bool:\n    return "".join(chr(ord(c) + i % step + 1) for i, c in enumerate(x)) == goal\n',
        f'def sol({head}) -> str:\n    return "".join(chr(ord(c) - i % step - 1) for i, c in enumerate(goal))\n',
        "str",
        (
            "Each character is moved up by an amount that depends only on its place.",
            "Moving the characters of the goal down by the same amounts undoes it.",
        ),
    )


@_kind(2, 3)
def _remainders(rng: random.Random, difficulty: int) -> Puzzle:
    moduli = rng.sample((7, 9, 11, 13, 16, 17, 19, 23, 25), 2 if difficulty == 2 else 3)
    left = [rng.randint(1, m - 1) for m in moduli]
    least = rng.randint(100, 9999)
    head = f"least: int = {least}"
    tests = " and ".join(f"x % {m} == {r}" for m, r in zip(moduli, left, strict=True))
    sat = f"def sat(x: int, {head}) -> bool:\n    return x >= least and {tests}\n"
    if difficulty == 2:
        m, n = moduli
        sol = fill(
            f"""
            def sol({head}) -> int:
                x = least
                while x % {m} != {left[0]}:
                    x += 1
                while x % {n} != {left[1]}:
                    x += {m}
                return x
            """
        )
    else:
        table = ", ".join(f"({m}, {r})" for m, r in zip(moduli, left, strict=True))
        sol = fill(
            f"""
            def sol({head}) -> int:
                x, step = least, 1
                for modulus, remainder in [{table}]:
                    while x % modulus != remainder:
                        x += step
                    step *= modulus
                return x
            """
        )
    return Puzzle(
        sat,
        sol,
        "int",
        (
            "The conditions are met one after the other; once a condition holds, only steps are made that keep it, multiples of its modulus.",
            "The moduli have no common factor, so each search ends after fewer steps than the modulus (Chinese remainder theorem).",
        ),
    )


@_kind(2, 3)
def _triple(rng: random.Random, difficulty: int) -> Puzzle:
    m, n, k = rng.randint(3, 9), rng.randint(1, 2), rng.randint(1, 6)
    a, b, c = k * (m * m - n * n), k * 2 * m * n, k * (m * m + n * n)
    head = f"total: int = {a + b + c}"
    if difficulty == 2:
        sat = f"def sat(x: list[int], {head}) -> bool:\n    a, b, c = x\n    return 0 < a <= b < c and a * a + b * b == c * c and a + b + c == total\n"
        test = "a * a + b * b == (total - a - b) ** 2"
    else:
        d = rng.choice((2, 3))
        total = a * a + d * b * b + c
        head = f"total: int = {total}"
        sat = f"def sat(x: list[int], {head}) -> bool:\n    a, b, c = x\n    return 0 < a <= b and c > 0 and a * a + {d} * b * b + c == total and (a + b) % c == 0 and c > {d}\n"
        sol = fill(
            f"""
            def sol({head}) -> list[int]:
                a = 1
                while True:
                    for b in range(a, a + total):
                        c = total - a * a - {d} * b * b
                        if c <= {d}:
                            break
                        if (a + b) % c == 0:
                            return [a, b, c]
                    a += 1
            """
        )
        # a solution need not exist for every total: take one that is known to have one
        known = rng.randint(4, 40)
        pair = [rng.randint(1, known), 0]
        c = rng.randint(d + 1, d + 30)
        pair[1] = pair[0] + (-2 * pair[0]) % c
        total = pair[0] ** 2 + d * pair[1] ** 2 + c
        head_new = f"total: int = {total}"
        return Puzzle(
            sat.replace(head, head_new),
            sol.replace(head, head_new),
            "list[int]",
            (
                "For each `a` and `b` the third number follows from the total, so only pairs have to be tried.",
                "The inner loop stops when the rest gets too small.",
            ),
        )
    sol = fill(
        f"""
        def sol({head}) -> list[int]:
            for a in range(1, total // 3):
                for b in range(a, (total - a) // 2 + 1):
                    if {test}:
                        return [a, b, total - a - b]
            return []
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "The third side follows from the total, so two loops over the shorter sides are enough.",
            "The shortest side is less than a third of the total, and `b < c` bounds the second.",
        ),
    )


@_kind(3, 4)
def _subset(rng: random.Random, difficulty: int) -> Puzzle:
    numbers = rng.sample(range(3, 60 if difficulty == 3 else 200), 8 if difficulty == 3 else 12)
    chosen = rng.sample(range(len(numbers)), rng.randint(3, 5))
    goal = sum(numbers[i] for i in chosen)
    head = f"numbers: list[int] = {numbers}, goal: int = {goal}"
    sat = f"def sat(x: list[int], {head}) -> bool:\n    return len(set(x)) == len(x) and min(x) >= 0 and sum(numbers[i] for i in x) == goal\n"
    sol = fill(
        f"""
        def sol({head}) -> list[int]:
            ways: dict[int, list[int]] = {{0: []}}
            for i, number in enumerate(numbers):
                for total, chosen in list(ways.items()):
                    if total + number <= goal and total + number not in ways:
                        ways[total + number] = [*chosen, i]
            return ways[goal]
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "`x` must be different indexes of numbers with the sum `goal`.",
            "`ways` keeps one choice of indexes for each sum that can be reached; each number extends those of the earlier ones, so none is used twice.",
        ),
    )


@_kind(3, 3)
def _digits(rng: random.Random, difficulty: int) -> Puzzle:
    factor = rng.choice((7, 11, 13, 17, 19, 23, 29, 31, 37))
    x = factor * rng.randint(10**4 // factor, 10**6 // factor)
    total, low = sum(map(int, str(x))), x - rng.randint(0, 300)
    head = f"low: int = {low}, factor: int = {factor}, total: int = {total}"
    sat = f"def sat(x: int, {head}) -> bool:\n    return x >= low and x % factor == 0 and sum(int(digit) for digit in str(x)) == total\n"
    sol = fill(
        f"""
        def sol({head}) -> int:
            x = -(-low // factor) * factor
            while sum(int(digit) for digit in str(x)) != total:
                x += factor
            return x
        """
    )
    return Puzzle(
        sat,
        sol,
        "int",
        (
            "Only multiples of `factor` have to be looked at, so the search starts at the first one from `low` on and moves by `factor`.",
            "`-(-low // factor)` divides and rounds up. The digit sum is checked for each of them.",
        ),
    )


@_kind(3, 3)
def _bits(rng: random.Random, difficulty: int) -> Puzzle:
    width = rng.randint(10, 16)
    mask = rng.getrandbits(width) | 1 << (width - 1)
    value = rng.getrandbits(width) & mask
    free = width - bin(mask).count("1")
    ones = bin(value).count("1") + rng.randint(1, max(1, free))
    head = f"mask: int = {mask}, value: int = {value}, ones: int = {ones}"
    sat = f'def sat(x: int, {head}) -> bool:\n    return x >= 0 and x & mask == value and bin(x).count("1") == ones\n'
    sol = fill(
        f"""
        def sol({head}) -> int:
            x = value
            bit = 1
            while bin(x).count("1") < ones:
                if not mask & bit:
                    x |= bit
                bit <<= 1
            return x
        """
    )
    return Puzzle(
        sat,
        sol,
        "int",
        (
            "The bits under the mask are fixed, so `x` starts as `value`.",
            "Bits outside of the mask are free: the lowest of them are set until there are enough ones. Above the mask there are always more.",
        ),
    )


@_kind(3, 4)
def _order(rng: random.Random, difficulty: int) -> Puzzle:
    size = rng.randint(6, 8)
    numbers = ints(rng, size, 1, 40)
    if difficulty == 3:
        head = f"numbers: list[int] = {numbers}"
        sat = fill(
            f"""
            def sat(x: list[int], {head}) -> bool:
                zigzag = all((b - a) * (c - b) <= 0 for a, b, c in zip(x, x[1:], x[2:]))
                return sorted(x) == sorted(numbers) and zigzag and x[0] <= x[1]
            """
        )
        sol = fill(
            f"""
            def sol({head}) -> list[int]:
                ordered = sorted(numbers)
                for i in range(1, len(ordered) - 1, 2):
                    ordered[i], ordered[i + 1] = ordered[i + 1], ordered[i]
                return ordered
            """
        )
        return Puzzle(
            sat,
            sol,
            "list[int]",
            (
                "The numbers have to go up and down by turns, beginning upwards.",
                "In sorted order, swapping the pairs at the indexes 1 and 2, 3 and 4 and so on puts every larger one of a pair between smaller neighbours.",
            ),
        )
    order = numbers[:]
    rng.shuffle(order)
    limit = max(abs(a - b) for a, b in zip(sorted(numbers), sorted(numbers)[1:], strict=False)) + rng.randint(
        0, 3
    )
    first = rng.choice(numbers)
    while True:
        # keep only what backtracking can solve
        head = f"numbers: list[int] = {numbers}, first: int = {first}, limit: int = {limit}"
        sat = f"def sat(x: list[int], {head}) -> bool:\n    return sorted(x) == sorted(numbers) and x[0] == first and all(abs(a - b) <= limit for a, b in zip(x, x[1:]))\n"
        sol = fill(
            f"""
            def sol({head}) -> list[int]:
                def extend(path: list[int], rest: list[int]) -> list[int] | None:
                    if not rest:
                        return path
                    for i, number in enumerate(rest):
                        if abs(number - path[-1]) <= limit:
                            found = extend([*path, number], rest[:i] + rest[i + 1 :])
                            if found:
                                return found
                    return None

                rest = numbers[:]
                rest.remove(first)
                return extend([first], rest) or []
            """
        )
        if load(sol, "sol")():
            break
        limit += 2
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "All numbers have to be put in a row that begins with `first`, neighbours not too far apart.",
            "Backtracking extends the row by a number that fits, and takes it back when the rest cannot be placed.",
        ),
    )


@_kind(3, 3)
def _bracket_text(rng: random.Random, difficulty: int) -> Puzzle:
    depth, pairs = rng.randint(2, 9), rng.randint(10, 60)
    head = f"pairs: int = {pairs}, depth: int = {depth}"
    sat = fill(
        f"""
        def sat(x: str, {head}) -> bool:
            height, highest = 0, 0
            for char in x:
                height += 1 if char == "(" else -1
                highest = max(highest, height)
                if height < 0:
                    return False
            return height == 0 and highest == depth and len(x) == 2 * pairs and set(x) == {{"(", ")"}}
        """
    )
    sol = f'def sol({head}) -> str:\n    return "(" * depth + ")" * depth + "()" * (pairs - depth)\n'
    return Puzzle(
        sat,
        sol,
        "str",
        (
            "The text must be balanced, with `pairs` pairs and a greatest depth of exactly `depth`.",
            "One nest reaches that depth, and the remaining pairs stand side by side at depth 1.",
        ),
    )


@_kind(4, 4)
def _colours(rng: random.Random, difficulty: int) -> Puzzle:
    size, colours = rng.randint(6, 9), rng.choice((3, 3, 4))
    hidden = [rng.randrange(colours) for _ in range(size)]
    edges = [
        [a, b]
        for a in range(size)
        for b in range(a + 1, size)
        if hidden[a] != hidden[b] and rng.random() < 0.55
    ]
    head = f"size: int = {size}, colours: int = {colours}, edges: list[list[int]] = {edges}"
    sat = f"def sat(x: list[int], {head}) -> bool:\n    in_range = len(x) == size and all(0 <= colour < colours for colour in x)\n    return in_range and all(x[a] != x[b] for a, b in edges)\n"
    sol = fill(
        f"""
        def sol({head}) -> list[int]:
            def paint(x: list[int]) -> list[int] | None:
                place = len(x)
                if place == size:
                    return x
                taken = {{x[a] for a, b in edges if b == place}}
                for colour in range(colours):
                    if colour not in taken:
                        found = paint([*x, colour])
                        if found:
                            return found
                return None

            return paint([]) or []
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "This is graph colouring: the two ends of every edge need different colours.",
            "The places are painted in order, avoiding the colours of neighbours that are painted already (every edge names the smaller place first); dead ends are taken back.",
        ),
    )


@_kind(4, 4)
def _halves(rng: random.Random, difficulty: int) -> Puzzle:
    left = ints(rng, rng.randint(4, 6), 5, 90)
    right = ints(rng, len(left) - 1, 5, 60)
    gap = sum(left) - sum(right)
    while gap <= 0:
        left.append(rng.randint(20, 90))
        gap = sum(left) - sum(right)
    numbers = [*left, *right, gap]
    rng.shuffle(numbers)
    head = f"numbers: list[int] = {numbers}"
    sat = f"def sat(x: list[list[int]], {head}) -> bool:\n    first, second = x\n    return sorted(first + second) == sorted(numbers) and sum(first) == sum(second)\n"
    sol = fill(
        f"""
        def sol({head}) -> list[list[int]]:
            half = sum(numbers) // 2
            ways: dict[int, list[int]] = {{0: []}}
            for number in numbers:
                for total, part in list(ways.items()):
                    if total + number <= half:
                        ways.setdefault(total + number, [*part, number])
            first = ways[half]
            second = numbers[:]
            for number in first:
                second.remove(number)
            return [first, second]
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[list[int]]",
        (
            "The list has to be split into two parts with the same sum, so one part must have half of the total.",
            "`ways` keeps one part for each sum that can be reached; what is left over is the second part.",
        ),
    )


@_kind(4, 4)
def _knight(rng: random.Random, difficulty: int) -> Puzzle:
    size = rng.randint(5, 8)
    (a, b), (c, d) = rng.sample([(y, x) for y in range(size) for x in range(size)], 2)
    head = f"size: int = {size}, start: tuple[int, int] = ({a}, {b}), goal: tuple[int, int] = ({c}, {d}), most: int = MOST"
    sat = fill(
        f"""
        def sat(x: list[list[int]], {head}) -> bool:
            jumps = all(sorted((abs(p - r), abs(q - s))) == [1, 2] for (p, q), (r, s) in zip(x, x[1:]))
            inside = all(0 <= p < size and 0 <= q < size for p, q in x)
            return tuple(x[0]) == start and tuple(x[-1]) == goal and jumps and inside and len(x) <= most
        """
    )
    sol = fill(
        f"""
        from collections import deque


        def sol({head}) -> list[list[int]]:
            before = {{start: start}}
            queue = deque([start])
            while queue:
                p, q = queue.popleft()
                for dp, dq in [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)]:
                    place = (p + dp, q + dq)
                    if 0 <= place[0] < size and 0 <= place[1] < size and place not in before:
                        before[place] = (p, q)
                        queue.append(place)
            path = [goal]
            while path[-1] != start:
                path.append(before[path[-1]])
            return [list(place) for place in reversed(path)]
        """
    )
    best = len(load(sol.replace("MOST", "99"), "sol")())
    return Puzzle(
        sat.replace("MOST", str(best)),
        sol.replace("MOST", str(best)),
        "list[list[int]]",
        (
            "The value is a way of a knight over the board, with a limit on its number of squares.",
            "Breadth-first search finds a shortest way: `before` notes from where each square was reached first, and the way is read backwards from the goal.",
        ),
    )


@_kind(4, 5)
def _egyptian(rng: random.Random, difficulty: int) -> Puzzle:
    top, bottom = rng.randint(3, 12), rng.randint(13, 40)
    head = f"a: int = {top}, b: int = {bottom}"
    sat = f"from fractions import Fraction\n\n\ndef sat(x: list[int], {head}) -> bool:\n    return len(set(x)) == len(x) and min(x) > 1 and sum(Fraction(1, n) for n in x) == Fraction(a, b)\n"
    sol = fill(
        f"""
        def sol({head}) -> list[int]:
            found = []
            while a:
                n = -(-b // a)  # the smallest n with 1/n <= a/b
                found.append(n)
                a, b = a * n - b, b * n
            return found
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "The greedy method of Fibonacci takes the largest unit fraction that fits, again and again.",
            "What remains after taking `1/n` off `a/b` is `(a*n - b) / (b*n)`; its numerator is smaller than `a`, so the method ends, and each remainder is smaller than the fraction taken, so all are different.",
        ),
    )


@_kind(4, 5)
def _common(rng: random.Random, difficulty: int) -> Puzzle:
    first, second = letters(rng, rng.randint(14, 22), "abcdr"), letters(rng, rng.randint(14, 22), "abcdr")
    head = f'first: str = "{first}", second: str = "{second}", size: int = SIZE'
    sat = fill(
        f"""
        def sat(x: str, {head}) -> bool:
            def inside(text: str) -> bool:
                rest = iter(text)
                return all(char in rest for char in x)

            return len(x) == size and inside(first) and inside(second)
        """
    )
    sol = fill(
        f"""
        def sol({head}) -> str:
            above = [""] * (len(second) + 1)
            for a in first:
                row = [""]
                for j, b in enumerate(second):
                    row.append(above[j] + a if a == b else max(above[j + 1], row[j], key=len))
                above = row
            return above[-1][:size]
        """
    )
    best = len(load(sol.replace("SIZE", "99"), "sol")())
    size = best if difficulty == 5 else max(4, best - 1)
    return Puzzle(
        sat.replace("SIZE", str(size)),
        sol.replace("SIZE", str(size)),
        "str",
        (
            "`x` must be a common subsequence of both texts with the given length.",
            "The table of the longest common subsequence holds one for each pair of prefixes: equal characters extend the diagonal entry, otherwise the longer neighbour is kept.",
            "Every prefix of a common subsequence is one too, so the result can be cut to the length.",
        ),
    )


@_kind(5, 5)
def _queens(rng: random.Random, difficulty: int) -> Puzzle:
    size = rng.randint(6, 9)
    row = rng.randrange(size)
    while True:
        column = rng.randrange(size)
        head = f"size: int = {size}, row: int = {row}, column: int = {column}"
        sat = fill(
            f"""
            def sat(x: list[int], {head}) -> bool:
                rows = sorted(x) == list(range(size))
                falling = len({{i + q for i, q in enumerate(x)}}) == size
                rising = len({{i - q for i, q in enumerate(x)}}) == size
                return rows and falling and rising and x[row] == column
            """
        )
        sol = fill(
            f"""
            def sol({head}) -> list[int]:
                def place(x: list[int]) -> list[int] | None:
                    i = len(x)
                    if i == size:
                        return x
                    for q in [column] if i == row else range(size):
                        if all(q != other and abs(q - other) != i - j for j, other in enumerate(x)):
                            found = place([*x, q])
                            if found:
                                return found
                    return None

                return place([]) or []
            """
        )
        if load(sol, "sol")():
            break
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "This asks for queens on a chess board that do not attack each other, one in each row, with one of them given.",
            "`x[i]` is the column of the queen in row `i`. Backtracking places row by row; a queen fits if no earlier one is in its column or on its diagonals.",
            "In the given row only the given column is tried.",
        ),
    )


@_kind(5, 5)
def _latin(rng: random.Random, difficulty: int) -> Puzzle:
    size = rng.choice((4, 5))
    symbols = rng.sample(range(size), size)
    square = [[symbols[(i + j) % size] + 1 for j in range(size)] for i in rng.sample(range(size), size)]
    given = [[n if rng.random() < 0.4 else 0 for n in row] for row in square]
    head = f"given: list[list[int]] = {given}"
    sat = fill(
        f"""
        def sat(x: list[list[int]], {head}) -> bool:
            wanted = list(range(1, len(given) + 1))
            lines = [sorted(line) == wanted for line in [*x, *zip(*x)]]
            kept = all(b in (0, a) for row, old in zip(x, given) for a, b in zip(row, old))
            return len(lines) == 2 * len(given) and all(lines) and kept
        """
    )
    sol = fill(
        f"""
        def sol({head}) -> list[list[int]]:
            size = len(given)
            x = [row[:] for row in given]

            def complete(place: int) -> bool:
                if place == size * size:
                    return True
                i, j = divmod(place, size)
                if given[i][j]:
                    return complete(place + 1)
                for n in range(1, size + 1):
                    if n not in x[i] and all(n != row[j] for row in x):
                        x[i][j] = n
                        if complete(place + 1):
                            return True
                        x[i][j] = 0
                return False

            complete(0)
            return x
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[list[int]]",
        (
            "A Latin square has to be completed: every row and every column holds each number once, and the given numbers stay.",
            "Backtracking fills the empty cells in order; a number is tried only if it is not yet in the row or in the column.",
            "Given numbers are in the square from the start, so they are respected as well.",
        ),
    )


@_kind(5, 5)
def _magic(rng: random.Random, difficulty: int) -> Puzzle:
    low, step = rng.randint(1, 60), rng.randint(1, 9)
    corner = rng.choice((0, 2, 6, 8))
    numbers = [low + step * i for i in range(9)]
    head = f"numbers: list[int] = {numbers}, corner: int = {numbers[rng.choice((1, 3, 5, 7))]}"
    sat = fill(
        f"""
        def sat(x: list[int], {head}) -> bool:
            lines = [x[0:3], x[3:6], x[6:9], x[0:9:3], x[1:9:3], x[2:9:3], x[0:9:4], x[2:7:2]]
            return sorted(x) == numbers and x[{corner}] == corner and len({{sum(line) for line in lines}}) == 1
        """
    )
    sol = fill(
        f"""
        from itertools import permutations


        def sol({head}) -> list[int]:
            total = sum(numbers) // 3
            for a, b, c in permutations(numbers, 3):
                if a + b + c != total:
                    continue
                e = total // 3
                x = [a, b, c, 0, e, 0, total - e - c, total - e - b, total - e - a]
                x[3], x[5] = total - a - x[6], total - c - x[8]
                if sorted(x) == numbers and x[{corner}] == corner:
                    return x
            return []
        """
    )
    return Puzzle(
        sat,
        sol,
        "list[int]",
        (
            "`x` is a magic square of order 3, read row by row, with one corner given.",
            "Each line must add up to a third of the total, and the middle number of such a square is a third of that.",
            "So the first row decides everything else: the lines through the middle give the last row, and the columns give the rest.",
        ),
    )


@_kind(4, 5)
def _swaps(rng: random.Random, difficulty: int) -> Puzzle:
    size = rng.randint(6, 8)
    numbers = rng.sample(range(10, 99), size)
    head = f"numbers: list[int] = {numbers}, most: int = MOST"
    sat = fill(
        f"""
        def sat(x: list[list[int]], {head}) -> bool:
            items = numbers[:]
            for i, j in x:
                items[i], items[j] = items[j], items[i]
            return items == sorted(numbers) and len(x) <= most
        """
    )
    sol = fill(
        f"""
        def sol({head}) -> list[list[int]]:
            items, goal = numbers[:], sorted(numbers)
            swaps = []
            for i, wanted in enumerate(goal):
                if items[i] != wanted:
                    j = items.index(wanted)
                    items[i], items[j] = items[j], items[i]
                    swaps.append([i, j])
            return swaps
        """
    )
    best = len(load(sol.replace("MOST", "99"), "sol")())
    return Puzzle(
        sat.replace("MOST", str(best)),
        sol.replace("MOST", str(best)),
        "list[list[int]]",
        (
            "The swaps have to sort the list, and there is a limit on their number.",
            "Each swap here puts at least one number where it belongs and never moves one that is in its place.",
            "All numbers are different, so that is the least number of swaps: the size minus the number of cycles.",
        ),
    )


@_kind(2, 2)
def _divisor(rng: random.Random, difficulty: int) -> Puzzle:
    primes = [p for p in range(31, 400) if all(p % d for d in range(2, 20) if d < p)]
    a, b = rng.sample(primes, 2)
    head = f"n: int = {a * b}"
    sat = f"def sat(x: int, {head}) -> bool:\n    return 1 < x < n and n % x == 0\n"
    sol = fill(
        f"""
        def sol({head}) -> int:
            x = 2
            while n % x != 0:
                x += 1
            return x
        """
    )
    return Puzzle(
        sat,
        sol,
        "int",
        (
            "`x` has to be a proper divisor of `n`.",
            "Trying the numbers from 2 upwards finds the smallest divisor; `n` is not prime, so that is at most the square root of `n`.",
        ),
    )


@_kind(1, 2)
def _sorted_words(rng: random.Random, difficulty: int) -> Puzzle:
    words = rng.sample(WORDS[:40], rng.randint(4, 7))
    size = sum(map(len, words)) + len(words) - 1
    if difficulty == 1:
        head = f"words: list[str] = {words}".replace("'", '"')
        sat = (
            f"def sat(x: str, {head}) -> bool:\n    return x.split() == sorted(words) and len(x) == {size}\n"
        )
        sol = f'def sol({head}) -> str:\n    return " ".join(sorted(words))\n'
        return Puzzle(
            sat,
            sol,
            "str",
            (
                "`split` has to give the words in alphabetical order, so they are sorted and joined.",
                "The length leaves room for exactly one space between two words.",
            ),
        )
    head = f"words: list[str] = {words}".replace("'", '"')
    sat = fill(
        f"""
        def sat(x: list[str], {head}) -> bool:
            lengths = [len(word) for word in x]
            return sorted(x) == sorted(words) and lengths == sorted(lengths, reverse=True) and x[0] >= x[-1][:0]
        """
    ).replace(" and x[0] >= x[-1][:0]", "")
    sol = f"def sol({head}) -> list[str]:\n    return sorted(words, key=len, reverse=True)\n"
    return Puzzle(
        sat,
        sol,
        "list[str]",
        (
            "`x` has to hold the same words, the longest first.",
            "Sorting by `len` in reverse does that; words of the same length may come in any order.",
        ),
    )
