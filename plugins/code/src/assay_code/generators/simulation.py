"""Simulations: robots, cells, machines, accounts, caches, queues, leagues."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from assay_code.generators._draw import NAMES, letters
from assay_code.generators._task import Problem, count, family, fill


@family("code.robot_walk", levels=(2, 4), difficulties=(2, 5))
def robot_walk(rng: random.Random, difficulty: int) -> Problem:
    """A robot follows commands on a grid, with edges and outputs that vary.

    Difficulty 2: an endless plane. 3: a field with edges. 4: obstacles, or a first
    place that is visited twice.
    """
    turning = rng.random() < 0.6
    entry = rng.choice(("walk", "run_robot", "follow", "robot_position", "drive"))
    size = rng.randint(4, 8)
    edge = "none" if difficulty == 2 else rng.choice(("wrap", "stop"))
    blocks = difficulty == 4 and rng.random() < 0.6
    back = turning and rng.random() < 0.5
    what = rng.choice(("place", "distance", "visited") if difficulty < 4 else ("place", "visited", "again"))
    start = "(0, 0)"
    rules = [
        "The robot starts at `(0, 0)`"
        + (" and faces north." if turning else ".")
        + " North increases y, east increases x."
    ]
    if turning:
        rules.append(
            "`L` turns it left by 90 degrees and `R` turns it right, both on the spot; `F` moves it one step forward"
            + (", and `B` one step backward without turning." if back else ".")
        )
    else:
        rules.append("`N`, `E`, `S` and `W` move it one step in that direction.")
    if edge == "wrap":
        rules.append(
            f"Both coordinates are taken modulo {size}: who leaves the field on one side comes back in on the other."
        )
    elif edge == "stop":
        rules.append(
            f"Both coordinates stay between 0 and {size - 1}: a step that would leave the field is skipped."
        )
    if blocks:
        rules.append("A step onto a place in `blocked` is skipped. The start is never blocked.")
    goal = {
        "place": "returns the place `(x, y)` of the robot after all `commands`",
        "distance": "returns how many steps the robot is away from its start after all `commands`, counted along the grid (|x| + |y|)",
        "visited": "returns how many different places the robot has been on while it follows `commands`",
        "again": "returns the first place `(x, y)` that the robot enters for the second time",
    }[what]
    if what == "visited":
        rules.append("The start counts as visited.")
    if what == "again":
        rules.append(
            "The start counts as entered once at the beginning; a skipped step enters nothing. If no place is entered twice, return `None`."
        )
    rules.append("`commands` holds no other characters and may be empty.")
    if turning:
        move = fill(
            """
            if command == "L":
                dx, dy = -dy, dx
                continue
            if command == "R":
                dx, dy = dy, -dx
                continue
            <<step>>
            """,
            step='sign = 1 if command == "F" else -1\nnew_x, new_y = x + sign * dx, y + sign * dy'
            if back
            else "new_x, new_y = x + dx, y + dy",
        )
    else:
        move = "dx, dy = STEPS[command]\nnew_x, new_y = x + dx, y + dy"
    if edge == "wrap":
        move += f"\nnew_x, new_y = new_x % {size}, new_y % {size}"
    tests = []
    if edge == "stop":
        tests.append(f"not (0 <= new_x < {size} and 0 <= new_y < {size})")
    if blocks:
        tests.append("(new_x, new_y) in blocked")
    if tests:
        move += f"\nif {' or '.join(tests)}:\n    continue"
    move += "\nx, y = new_x, new_y"
    if what == "visited":
        move += "\nvisited.add((x, y))"
    if what == "again":
        move += "\nif (x, y) in visited:\n    return (x, y)\nvisited.add((x, y))"
    if not tests and edge == "none":
        move = move.replace(
            "new_x, new_y = x + sign * dx, y + sign * dy\nx, y = new_x, new_y",
            "x, y = x + sign * dx, y + sign * dy",
        ).replace("new_x, new_y = x + dx, y + dy\nx, y = new_x, new_y", "x, y = x + dx, y + dy")
    result = {"place": "(x, y)", "distance": "abs(x) + abs(y)", "visited": "len(visited)", "again": "None"}[
        what
    ]
    kind = {
        "place": "tuple[int, int]",
        "distance": "int",
        "visited": "int",
        "again": "tuple[int, int] | None",
    }[what]
    source = fill(
        f"""
        <<table>>
        def {entry}(commands: str{", blocked: list[tuple[int, int]]" if blocks else ""}) -> {kind}:
            x, y = {start}
            <<facing>>
            <<visited>>
            for command in commands:
                <<move>>
            return {result}
        """,
        table="" if turning else 'STEPS = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}',
        facing="dx, dy = 0, 1" if turning else "",
        visited="visited = {(0, 0)}" if what in ("visited", "again") else "",
        move=move,
    )

    def oracle(commands: str, blocked: list[tuple[int, int]] | None = None) -> Any:
        place, heading, seen = 0j, 1j, [0j]
        for c in commands:
            if turning and c in "LR":
                heading *= 1j if c == "L" else -1j
                continue
            step = (
                (heading if c == "F" else -heading)
                if turning
                else {"N": 1j, "S": -1j, "E": 1 + 0j, "W": -1 + 0j}[c]
            )
            new = place + step
            if edge == "wrap":
                new = complex(new.real % size, new.imag % size)
            if edge == "stop" and not (-1 < new.real < size and -1 < new.imag < size):
                continue
            if (int(new.real), int(new.imag)) in (blocked or []):
                continue
            place = new
            if what == "again" and place in seen:
                return (int(place.real), int(place.imag))
            seen.append(place)
        if what == "place":
            return (int(place.real), int(place.imag))
        if what == "distance":
            return int(abs(place.real) + abs(place.imag))
        return len(set(seen)) if what == "visited" else None

    alphabet = ("FFFFLR" + "B" * back) if turning else "NNEESW"
    inputs: list[tuple[Any, ...]] = [(letters(rng, rng.randint(5, 22), alphabet),) for _ in range(12)]
    first = "F" if turning else "N"
    inputs += [
        ("",),
        (first,),
        (first * (size + 2),),
        ("RF" if turning else "E",),
        ("FRFRFRF" if turning else "NESW",),
        ("RFFLFF" if turning else "SSWN",),
    ]
    if blocks:
        inputs = [
            (
                c,
                [
                    (rng.randint(-1 if edge == "none" else 0, 3), rng.randint(1, 3))
                    for _ in range(rng.randint(0, 4))
                ],
            )
            for (c,) in inputs
        ]
    idea = [
        "The state is the place"
        + (
            " and the direction as a step `(dx, dy)`; a turn to the left maps `(dx, dy)` to `(-dy, dx)`, one to the right to `(dy, -dx)`."
            if turning
            else "; a table maps each command to its step."
        )
    ]
    if edge == "wrap":
        idea.append(
            "`%` brings a coordinate back into the field on both sides, since Python's remainder is never negative here."
        )
    if tests:
        idea.append("The new place is computed first and taken only if the step is allowed.")
    if what in ("visited", "again"):
        idea.append("A set keeps the places, so each look-up takes constant time.")
    idea.append("Every command is handled once.")
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.cell_automaton", levels=(3, 4), difficulties=(4, 5))
def cell_automaton(rng: random.Random, difficulty: int) -> Problem:
    """Cellular automata: the game of life and relatives on a grid, or a row of cells.

    Difficulty 3: a row of cells, or one step of a grid. 4: several steps, edges that
    wrap around, or a count of living cells.
    """
    entry = rng.choice(("evolve", "next_generation", "life", "simulate_cells"))
    alive, dead = rng.choice((("#", "."), ("O", "-"), ("*", " "), ("1", "0")))
    row = difficulty == 3 and rng.random() < 0.4
    wrap = rng.random() < 0.5
    border = (
        "The grid is closed in itself: the first and the last row are neighbours, and so are the first and the last column."
        if wrap
        else "Cells outside of the grid count as dead."
    )
    if row:
        rule = rng.choice((30, 54, 60, 90, 110, 126, 150, 18, 22, 146, 182))
        patterns = [p for p in range(8) if rule >> p & 1]
        names = [f"{p:03b}".replace("1", alive).replace("0", dead) for p in patterns]
        cells = ", ".join(f'"{n}"' for n in names)
        source = fill(
            f"""
            ALIVE_AFTER = {{{cells}}}


            def {entry}(cells: str, steps: int) -> str:
                for _ in range(steps):
                    padded = {"cells[-1:] + cells + cells[:1]" if wrap else f'"{dead}" + cells + "{dead}"'}
                    cells = "".join("{alive}" if padded[i : i + 3] in ALIVE_AFTER else "{dead}" for i in range(len(cells)))
                return cells
            """
        )
        rules = [
            f'`cells` is a row of cells, "{alive}" for alive and "{dead}" for dead; in each step all cells change at once.',
            f"A cell is alive after a step if and only if the left neighbour, the cell itself and the right neighbour were one of these patterns before it: {', '.join(f'`{n}`' for n in names)}.",
            "The row is closed to a ring: the first and the last cell are neighbours."
            if wrap
            else "Outside of the row all cells are dead, and the row keeps its length.",
            "`steps` is 0 or more; an empty row stays empty.",
        ]

        def row_oracle(cells: str, steps: int) -> str:
            state = [c == alive for c in cells]
            n = len(state)
            for _ in range(steps):
                near = [
                    [state[(i + d) % n] if wrap or 0 <= i + d < n else False for d in (-1, 0, 1)]
                    for i in range(n)
                ]
                state = [rule >> (4 * a + 2 * b + c) & 1 == 1 for a, b, c in near]
            return "".join(alive if c else dead for c in state)

        inputs: list[tuple[Any, ...]] = [
            (letters(rng, rng.randint(4, 14), alive + dead), rng.randint(1, 5)) for _ in range(12)
        ]
        inputs += [
            ("", 2),
            (alive, 1),
            (dead * 5, 1),
            (dead * 4 + alive + dead * 4, 3),
            (alive * 6, 1),
            (alive + dead * 3, 0),
        ]
        idea = [
            "The row is padded with one cell on each side, so every cell has a stretch of three characters that decides its next state.",
            "The new row is built completely from the old one, so all cells change at once. The time is the length times the steps.",
        ]
        return Problem(
            entry, "returns the row of cells after `steps` steps", rules, source, inputs, idea, row_oracle
        )
    four = rng.random() < 0.3
    most = 4 if four else 8
    birth = sorted(rng.sample(range(1, 4 if four else 6), rng.choice((1, 2))))
    stay = sorted(rng.sample(range(0, most - 1), rng.choice((2, 3))))
    if not four and rng.random() < 0.4:
        birth, stay = [3], [2, 3]
    result = rng.choice(("grid", "count")) if difficulty == 4 else "grid"
    near = (
        [(-1, 0), (1, 0), (0, -1), (0, 1)]
        if four
        else [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x]
    )
    table = ", ".join(map(str, near))
    cell = "grid[(y + dy) % height][(x + dx) % width]" if wrap else "grid[y + dy][x + dx]"
    guard = "" if wrap else " if 0 <= y + dy < height and 0 <= x + dx < width"
    source = fill(
        f"""
        NEAR = [{table}]


        def {entry}(grid: list[str], steps: int) -> {"int" if result == "count" else "list[str]"}:
            height, width = len(grid), len(grid[0])

            def next_cell(y: int, x: int) -> str:
                living = sum({cell} == "{alive}" for dy, dx in NEAR{guard})
                allowed = {tuple(stay) if len(stay) > 1 else f"({stay[0]},)"} if grid[y][x] == "{alive}" else {tuple(birth) if len(birth) > 1 else f"({birth[0]},)"}
                return "{alive}" if living in allowed else "{dead}"

            for _ in range(steps):
                grid = ["".join(next_cell(y, x) for x in range(width)) for y in range(height)]
            return {f'sum(row.count("{alive}") for row in grid)' if result == "count" else "grid"}
        """
    )

    def either(numbers: list[int]) -> str:
        return (
            " or ".join(map(str, numbers))
            if len(numbers) < 3
            else ", ".join(map(str, numbers[:-1])) + f" or {numbers[-1]}"
        )

    rules = [
        f'`grid` is a non-empty list of strings of equal length, "{alive}" for a living and "{dead}" for a dead cell; in each step all cells change at once.',
        f"The neighbours of a cell are the {'four cells that share an edge' if four else 'eight cells that share an edge or a corner'} with it. {border}",
        f"A living cell stays alive with {either(stay)} living neighbours and dies otherwise. A dead cell comes alive with exactly {either(birth)} living {'neighbour' if birth == [1] else 'neighbours'}.",
        "`steps` is 0 or more.",
    ]
    if wrap:
        rules[1] += " The grid has at least 3 rows and 3 columns."

    def oracle(grid: list[str], steps: int) -> Any:
        height, width = len(grid), len(grid[0])
        living = {(y, x) for y in range(height) for x in range(width) if grid[y][x] == alive}
        for _ in range(steps):
            heat: dict[tuple[int, int], int] = {(y, x): 0 for y in range(height) for x in range(width)}
            for y, x in living:  # every living cell warms its neighbours
                for dy, dx in near:
                    place = ((y + dy) % height, (x + dx) % width) if wrap else (y + dy, x + dx)
                    if place in heat:
                        heat[place] += 1
            living = {p for p, n in heat.items() if n in (stay if p in living else birth)}
        if result == "count":
            return len(living)
        return ["".join(alive if (y, x) in living else dead for x in range(width)) for y in range(height)]

    inputs = []
    for _ in range(12):
        height, width = rng.randint(3, 5), rng.randint(3, 6)
        inputs.append(
            (
                [letters(rng, width, alive + dead) for _ in range(height)],
                rng.randint(1, 3) if difficulty == 4 else 1,
            )
        )
    inputs += [
        ([dead * 3] * 3, 2),
        ([alive * 4] * 3, 1),
        ([dead * 5, dead + alive * 3 + dead, dead * 5], 1),
        ([alive + dead * 2, dead * 3, dead * 2 + alive], 0),
    ]
    if not wrap:
        inputs += [([alive], 1), ([alive * 5], 2)]
    goal = (
        "returns how many cells are alive after `steps` steps"
        if result == "count"
        else "returns the grid after `steps` steps"
    )
    idea = [
        "Each step builds a new grid from the old one, so that all cells change at once.",
        "The number of living neighbours is looked up in the numbers that the rules allow, which differ for living and dead cells."
        + (" The indexes modulo height and width close the grid." if wrap else ""),
        f"The time is the number of cells times {len(near)} times the steps.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.cache", levels=(3, 4), difficulties=(2, 5))
def cache(rng: random.Random, difficulty: int) -> Problem:
    """Simulate a cache with a policy: what is thrown out, how many hits.

    Difficulty 3: last used or first in. 4: least often used, or entries that expire.
    """
    policy = rng.choice(("lru", "fifo", "mru") if difficulty == 3 else ("lfu", "expire"))
    what = rng.choice(("hits", "content", "evicted"))
    entry = {"hits": "count_cache_hits", "content": "final_cache", "evicted": "evicted_keys"}[what]
    age = rng.randint(3, 6)
    init = {"hits": "hits = 0", "evicted": "evicted = []", "content": ""}[what]
    hit = "hits += 1" if what == "hits" else ""
    touch = {
        "lru": "cache.remove(key)\ncache.append(key)",
        "mru": "cache.remove(key)\ncache.append(key)",
        "fifo": "",
        "lfu": "",
        "expire": "",
    }[policy]
    at = "-1" if policy == "mru" else "0"
    if policy in ("lru", "fifo", "mru"):
        drop = f"evicted.append(cache.pop({at}))" if what == "evicted" else f"cache.pop({at})"
        if policy == "fifo":
            inside = "hits += key in cache" if what == "hits" else ""
        else:
            lines = [part for part in (hit, touch) if part]
            block = "\n".join(lines).replace("\n", "\n    ")
            inside = f"if key in cache:\n    {block}\n    continue"
        result = {"hits": "hits", "content": "cache", "evicted": "evicted"}[what]
        order = (
            "the one that has not been used for the longest time is first"
            if policy != "fifo"
            else "in the order in which they came in"
        )
        body = fill(
            f"""
            cache: list[str] = []
            <<init>>
            for key in requests:
                <<hit>>
                <<new>>
            return {result}
            """,
            init=init,
            hit=inside,
            new=f"if key not in cache:\n    if len(cache) == size:\n        {drop}\n    cache.append(key)"
            if policy == "fifo"
            else f"if len(cache) == size:\n    {drop}\ncache.append(key)",
        )
    elif policy == "lfu":
        order = "in the order in which they came in"
        drop = "victim = min(uses, key=lambda name: uses[name])\n        del uses[victim]" + (
            "\n        evicted.append(victim)" if what == "evicted" else ""
        )
        result = {"hits": "hits", "content": "list(uses)", "evicted": "evicted"}[what]
        body = fill(
            f"""
            uses: dict[str, int] = {{}}
            <<init>>
            for key in requests:
                if key in uses:
                    <<hit>>
                    uses[key] += 1
                    continue
                if len(uses) == size:
                    <<drop>>
                uses[key] = 1
            return {result}
            """,
            init=init,
            hit=hit,
            drop=drop.replace("        ", ""),
        )
    else:
        order = "in the order in which they came in"
        drop = "victim = next(iter(since))\ndel since[victim]" + (
            "\nevicted.append(victim)" if what == "evicted" else ""
        )
        expire = fill(
            """
            for old in [name for name, start in since.items() if now - start >= <<age>>]:
                del since[old]
                <<note>>
            """,
            age=str(age),
            note="evicted.append(old)" if what == "evicted" else "",
        )
        result = {"hits": "hits", "content": "list(since)", "evicted": "evicted"}[what]
        body = fill(
            f"""
            since: dict[str, int] = {{}}
            <<init>>
            for now, key in enumerate(requests):
                <<expire>>
                if key in since:
                    <<hit>>
                    continue
                if len(since) == size:
                    <<drop>>
                since[key] = now
            return {result}
            """,
            init=init,
            expire=expire,
            hit=hit,
            drop=drop,
        )
    kind = "int" if what == "hits" else "list[str]"
    source = fill(f"def {entry}(requests: list[str], size: int) -> {kind}:\n    <<body>>", body=body)
    goal = {
        "hits": "returns how many of the `requests` are hits",
        "content": "returns the keys in the cache after all `requests`",
        "evicted": "returns the keys that are thrown out while the `requests` are handled, in order",
    }[what]
    rules = [
        "The cache is empty at first and holds at most `size` different keys (`size` is at least 1). A request for a key in the cache is a hit; any other request puts the key into the cache, and if the cache is full, one key is thrown out before that."
    ]
    rules.append({
        "lru": "Thrown out is the key whose last request is the longest ago.",
        "fifo": "Thrown out is the key that has been in the cache for the longest time, whether it was used or not.",
        "mru": "Thrown out is the key whose last request is the most recent.",
        "lfu": "Thrown out is the key with the fewest requests since it last came in (the one that brought it in counts); of several, the one that came in first.",
        "expire": f"Requests are numbered from 0. A key that came in with request t is dropped just before request t + {age}, even if it was used in between; keys that are dropped by age {'count as thrown out' if what == 'evicted' else 'make room'}. If the cache is still full, thrown out is the key that came in first.",
    }[policy])  # fmt: skip
    if what == "content":
        rules.append(
            f"The keys are listed so that {order}." if "first" in order else f"The keys are listed {order}."
        )
    elif what == "evicted":
        rules.append("A key that is thrown out several times is listed each time.")

    def oracle(requests: list[str], size: int) -> Any:
        entries: OrderedDict[str, tuple[int, int, int]] = OrderedDict()  # came in, last used, uses
        hits, gone = 0, []
        for t, key in enumerate(requests):
            if policy == "expire":
                for name in list(entries):
                    if entries[name][0] + age <= t:
                        gone.append(name)
                        entries.pop(name)
            if key in entries:
                hits += 1
                came, _, uses = entries[key]
                entries[key] = (came, t, uses + 1)
                continue
            if len(entries) >= size:
                ranks: dict[str, Callable[[tuple[int, int, int]], Any]] = {
                    "lru": lambda e: e[1], "mru": lambda e: -e[1], "fifo": lambda e: e[0],
                    "lfu": lambda e: (e[2], e[0]), "expire": lambda e: e[0],
                }  # fmt: skip
                rank = ranks[policy]
                victim = sorted(entries, key=lambda name: rank(entries[name]))[0]
                gone.append(victim)
                entries.pop(victim)
            entries[key] = (t, t, 1)
        if what == "hits":
            return hits
        by = 1 if policy in ("lru", "mru") else 0
        return gone if what == "evicted" else sorted(entries, key=lambda name: entries[name][by])

    pool = rng.choice(
        (list("ABCDE"), ["home", "news", "mail", "shop", "help"], ["a.py", "b.py", "c.py", "d.py", "e.py"])
    )
    inputs: list[tuple[Any, ...]] = [
        ([rng.choice(pool) for _ in range(rng.randint(6, 14))], rng.randint(2, 4)) for _ in range(13)
    ]
    a, b, c = pool[:3]
    inputs += [
        ([], 2),
        ([a], 1),
        ([a, a, a], 1),
        ([a, b, a, c, b], 2),
        ([a, b, c, a, b, c], 3),
        ([a, b, a, b], 1),
    ]
    idea = [{
        "lru": "The list is kept in the order of the last use: a hit moves its key to the end, so the first one has waited longest.",
        "fifo": "The list is kept in the order of coming in, and a hit does not change that order; the first key is thrown out.",
        "mru": "The list is kept in the order of the last use, so the key at the end is the one that was used last and is thrown out.",
        "lfu": "A dict keeps the number of requests for each key, in the order in which the keys came in; `min` returns the first of several keys with the least number.",
        "expire": "A dict keeps when each key came in; dicts keep their order, so its first key is the oldest.",
    }[policy]]  # fmt: skip
    if policy == "expire":
        idea.append(
            "Before each request the keys that are too old are dropped, on a list made beforehand, because a dict must not change while it is looped over."
        )
    idea.append("A request costs time in proportion to the size of the cache.")
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.account_log", levels=(2, 4), difficulties=(2, 5))
def account_log(rng: random.Random, difficulty: int) -> Problem:
    """Accounts or a store: replay a log of events under rules for what is not covered.

    Difficulty 2: one account. 3: several, with transfers or sales. 4: fees, limits
    or a list of refused events.
    """
    single = difficulty == 2
    store = rng.random() < 0.5
    entry = rng.choice(("replay", "final_state", "run_log", "apply_events"))
    short = rng.choice(("refuse", "partial") if store or single else ("refuse",))
    fee = rng.randint(1, 3) if difficulty == 4 and not store else 0
    most = rng.choice((0, rng.randint(2, 5) * 10)) if difficulty >= 3 else 0
    if single:
        thing, unit = rng.choice(
            (("a bank account", "balance"), ("a water tank", "level"), ("a parking garage", "number of cars"))
        )
        plus, minus = {
            "balance": ("deposit", "withdraw"),
            "level": ("fill", "drain"),
            "number of cars": ("enter", "leave"),
        }[unit]
        limit = rng.randint(3, 9) * 10 if unit != "balance" else 0
        least = (
            -rng.randint(1, 5) * 10 if unit == "balance" and short == "refuse" and rng.random() < 0.6 else 0
        )
        start = rng.choice((0, rng.randint(1, 4) * 5))
        result = rng.choice(("final", "refused")) if short == "refuse" else "final"
        if short == "partial":
            body = f'new = level + amount if kind == "{plus}" else level - amount\nlevel = ' + (
                f"min(max(new, {least}), {limit})" if limit else f"max(new, {least})"
            )
        elif limit:
            body = (
                f'new = level + amount if kind == "{plus}" else level - amount\nif {least} <= new <= {limit}:\n    level = new'
                + ("\nelse:\n    refused += 1" if result == "refused" else "")
            )
        else:
            body = (
                f'new = level + amount if kind == "{plus}" else level - amount\nif new >= {least}:\n    level = new'
                + ("\nelse:\n    refused += 1" if result == "refused" else "")
            )
        source = fill(
            f"""
            def {entry}(events: list[tuple[str, int]]) -> int:
                level = {start}
                <<refused>>
                for kind, amount in events:
                    <<body>>
                return {"refused" if result == "refused" else "level"}
            """,
            refused="refused = 0" if result == "refused" else "",
            body=body,
        )
        bounds = f"below {least}" + (f" or above {limit}" if limit else "")
        rules = [
            f'An event is `("{plus}", amount)`, which raises the {unit} by the amount, or `("{minus}", amount)`, which lowers it; amounts are not negative. The {unit} is {start} at first.'
        ]
        rules.append(
            f"The {unit} must never be {bounds}: an event that would lead there "
            + (
                "is refused as a whole and changes nothing."
                if short == "refuse"
                else f"is carried out only as far as possible (the {unit} stops at the limit)."
            )
        )
        goal = (
            f"returns the {unit} of {thing} after all `events`"
            if result == "final"
            else f"returns how many of the `events` on {thing} are refused"
        )

        def single_oracle(events: list[tuple[str, int]]) -> int:
            now, bad = start, 0
            for kind, amount in events:
                done = 0
                step = 1 if kind == plus else -1
                while (
                    done < amount
                    and least <= now + step * (done + 1)
                    and (not limit or now + step * (done + 1) <= limit)
                ):
                    done += 1
                if done < amount and short == "refuse":
                    bad += 1
                else:
                    now += step * done
            return bad if result == "refused" else now

        inputs: list[tuple[Any, ...]] = []
        for _ in range(12):
            inputs.append(
                ([(rng.choice((plus, plus, minus)), rng.randint(0, 30)) for _ in range(rng.randint(2, 7))],)
            )
        inputs += [
            ([],),
            ([(minus, 1)],),
            ([(minus, 25), (plus, 10)],),
            ([(plus, 95), (plus, 10)],),
            ([(plus, limit or 50)],),
            ([(minus, start)],),
            ([(minus, start - least), (minus, 1)],),
        ]
        idea = [
            f"The events are applied one after the other to `level`; `new` is what the {unit} would become.",
            "The new value is taken only if it lies within the bounds."
            if short == "refuse"
            else "`min` and `max` cut the new value off at the bounds.",
        ]
        idea.append("The time is linear in the number of events.")
        return Problem(entry, goal, rules, source, inputs, idea, single_oracle)
    if store:
        goal_kind = rng.choice(("stock", "sold"))
        partial = short == "partial"
        sell = {
            (True, "stock"): "stock[item] = max(0, have - amount)",
            (
                True,
                "sold",
            ): "amount = min(amount, have)\nstock[item] = have - amount\nsold[item] = sold.get(item, 0) + amount",
            (False, "stock"): "if amount <= have:\n    stock[item] = have - amount",
            (
                False,
                "sold",
            ): "if amount <= have:\n    stock[item] = have - amount\n    sold[item] = sold.get(item, 0) + amount",
        }[partial, goal_kind]
        buy = f"stock[item] = min({most}, have + amount)" if most else "stock[item] = have + amount"
        returns = difficulty == 4
        final = "{item: number for item, number in sorted(<<name>>.items()) if number > 0}".replace(
            "<<name>>", "stock" if goal_kind == "stock" else "sold"
        )
        back = (
            f'elif kind == "return":\n    stock[item] = {f"min({most}, have + amount)" if most else "have + amount"}'
            + ("\n    sold[item] = sold.get(item, 0) - amount" if goal_kind == "sold" else "")
        )
        source = fill(
            f"""
            def {entry}(events: list[tuple[str, str, int]]) -> dict[str, int]:
                stock: dict[str, int] = {{}}
                <<sold>>
                for kind, item, amount in events:
                    have = stock.get(item, 0)
                    if kind == "buy":
                        {buy}
                    <<back>>
                    else:
                        <<sell>>
                return {final}
            """,
            sold="sold: dict[str, int] = {}" if goal_kind == "sold" else "",
            back=back if returns else "",
            sell=sell,
        )
        rules = [
            'An event is `("buy", item, amount)`, which adds to the stock of the item, or `("sell", item, amount)`, which takes from it; amounts are positive, and nothing is in stock at first.'
        ]
        if returns:
            rules[0] = (
                'An event is `("buy", item, amount)`, which adds to the stock of the item, `("sell", item, amount)`, which takes from it, or `("return", item, amount)`, which undoes a sale: it adds to the stock'
                + (" and takes the amount off what was sold." if goal_kind == "sold" else ".")
                + " Amounts are positive, and nothing is in stock at first."
            )
        rules.append(
            "If less is in stock than is to be sold, "
            + ("only what is there is sold." if partial else "the sale does not take place at all.")
        )
        if most:
            rules.append(
                f"There is room for {most} of each item: what is {'bought or returned' if returns else 'bought'} beyond that is thrown away."
            )
        rules.append(
            "The result is a dict with the items in alphabetical order; items with the number 0 "
            + ("or less " if returns and goal_kind == "sold" else "")
            + "are left out."
        )
        goal = (
            "returns the stock after all `events`"
            if goal_kind == "stock"
            else "returns how many of each item were sold in `events`"
        )

        def store_oracle(events: list[tuple[str, str, int]]) -> Any:
            result = {}
            for item in sorted({e[1] for e in events}):
                here, out = 0, 0
                for kind, name, amount in events:
                    if name != item:
                        continue
                    if kind != "sell":
                        here += amount
                        if most and here > most:
                            here = most
                        if kind == "return":
                            out -= amount
                    elif amount > here and not partial:
                        continue
                    else:
                        gone = here if amount > here else amount
                        here, out = here - gone, out + gone
                final_number = here if goal_kind == "stock" else out
                if final_number >= 1:
                    result[item] = final_number
            return result

        items = rng.choice((["pen", "ink", "pad"], ["tea", "milk", "rice"], ["nut", "bolt", "gear"]))
        kinds = ["buy", "buy", "sell", "sell"] + ["return"] * returns
        inputs = []
        for _ in range(13):
            inputs.append(
                (
                    [
                        (
                            rng.choice(kinds),
                            rng.choice(items),
                            rng.randint(1, 15 if not most else most // 2 + 4),
                        )
                        for _ in range(rng.randint(3, 8))
                    ],
                )
            )
        x, y = items[:2]
        inputs += [
            ([],),
            ([("sell", x, 1)],),
            ([("buy", x, 5), ("sell", x, 5)],),
            ([("buy", x, 4), ("sell", x, 9), ("sell", x, 2)],),
            ([("buy", y, 60), ("buy", x, 2), ("sell", y, 10)],),
        ]
        idea = [
            "A dict holds the stock; `get` with 0 covers items that were never bought.",
            "A sale is limited to what is there."
            if partial
            else "A sale is carried out only if enough is there.",
            "At the end the items are sorted and those without any are left out. The time is linear in the events, apart from that sorting.",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, store_oracle)
    what = rng.choice(("balances", "refused")) if difficulty == 4 else "balances"
    limit = rng.choice((0, 0, 20)) if difficulty >= 3 else 0
    floor = f"-{limit}" if limit else "0"
    cost = f" + {fee}" if fee else ""
    refuse = "refused.append(number)\n        continue" if what == "refused" else "continue"
    source = fill(
        f"""
        def {entry}(start: dict[str, int], transfers: list[tuple[str, str, int]]) -> {"list[int]" if what == "refused" else "dict[str, int]"}:
            balances = dict(start)
            <<refused>>
            for {"number, (giver, taker, amount) in enumerate(transfers)" if what == "refused" else "giver, taker, amount in transfers"}:
                if giver not in balances or taker not in balances or balances[giver] - amount{cost.replace("+", "-")} < {floor}:
                    <<refuse>>
                balances[giver] -= amount{cost}
                balances[taker] += amount
            return {"refused" if what == "refused" else "balances"}
        """,
        refused="refused = []" if what == "refused" else "",
        refuse=refuse.replace("        ", ""),
    )
    rules = [
        "`start` maps the owner of each account to its balance, and a transfer `(giver, taker, amount)` moves a positive amount from one account to another one; transfers are handled in order."
    ]
    if fee:
        rules.append(
            f"Each transfer that is carried out also costs the giver a fee of {fee}, which goes to nobody."
        )
    rules.append(
        f"A transfer is refused and changes nothing if one of the two has no account, or if the giver's balance would fall below {floor}"
        + (" (fee included)." if fee else ".")
    )
    rules.append(
        "The result maps every owner in `start` to the final balance, in the order of `start`."
        if what == "balances"
        else "Transfers are numbered from 0."
    )
    goal = (
        "returns the balances after all `transfers`"
        if what == "balances"
        else "returns the list of the numbers of all `transfers` that are refused"
    )

    def bank_oracle(start: dict[str, int], transfers: list[tuple[str, str, int]]) -> Any:
        bad: list[int] = []

        def balance(name: str, until: int) -> int:
            total = start[name]
            for i, (giver, taker, amount) in enumerate(transfers[:until]):
                if i not in bad:
                    total += (amount if taker == name else 0) - (amount + fee if giver == name else 0)
            return total

        for i, (giver, taker, amount) in enumerate(transfers):
            if {giver, taker} - set(start) or balance(giver, i) < amount + fee - limit:
                bad.append(i)
        return bad if what == "refused" else {name: balance(name, len(transfers)) for name in start}

    inputs = []
    for _ in range(13):
        people = rng.sample(NAMES, 3)
        start_ = {name: rng.randint(0, 50) for name in people}
        moves = []
        for _ in range(rng.randint(2, 6)):
            giver, taker = rng.sample(people, 2)
            if rng.random() < 0.08:
                taker = "Zoe"
            moves.append((giver, taker, rng.randint(1, 40)))
        inputs.append((start_, moves))
    inputs += [
        ({}, []),
        ({"Ada": 10}, []),
        ({"Ada": 10, "Ben": 0}, [("Ada", "Ben", 10)]),
        ({"Ada": 10, "Ben": 0}, [("Ben", "Ada", 21 + limit)]),
        ({"Ada": 5}, [("Ada", "Zoe", 1), ("Zoe", "Ada", 1)]),
        ({"Ada": 7, "Ben": 0}, [("Ada", "Ben", 7 + limit - fee), ("Ben", "Ada", 1)]),
        ({"Ada": 10, "Ben": 4}, [("Ada", "Ben", 9), ("Ben", "Ada", 12), ("Ada", "Ben", 30)]),
    ]
    idea = [
        "The balances are copied, so that the argument stays as it is, and the transfers are applied in order.",
        "A transfer is checked completely before anything is changed: both accounts must exist, and the giver must be able to pay"
        + (" the amount and the fee." if fee else "."),
        "Each transfer takes constant time.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, bank_oracle)


@family("code.ranking", levels=(2, 4), difficulties=(1, 5))
def ranking(rng: random.Random, difficulty: int) -> Problem:
    """A league table or a ranking with tie rules.

    Difficulty 2: ranks of scores. 3: a table from results. 4: several tie rules in
    a row.
    """
    entry = rng.choice(("standings", "rank_players", "ranking", "league_table"))
    if difficulty == 2:
        style = rng.choice(("standard", "dense", "worst"))
        low = rng.random() < 0.4
        sign = "<" if low else ">"
        rank = {
            "standard": f"1 + sum(other {sign} score for other in scores.values())",
            "dense": "values.index(score) + 1",
            "worst": f"sum(other {sign}= score for other in scores.values())",
        }[style]
        source = fill(
            f"""
            def {entry}(scores: dict[str, int]) -> list[tuple[int, str]]:
                <<prepare>>
                return sorted(({rank}, name) for name, score in scores.items())
            """,
            prepare=f"values = sorted(set(scores.values()){'' if low else ', reverse=True'})"
            if style == "dense"
            else "",
        )
        better = "lower" if low else "higher"
        rules = [
            f"A {better} score is better.",
            {
                "standard": "Players with equal scores share the best of their places, and the places after them are left out (1, 2, 2, 4).",
                "dense": "Players with equal scores share a place, and no place is left out (1, 2, 2, 3).",
                "worst": "Players with equal scores share the worst of their places (1, 3, 3, 4).",
            }[style],
            "The result is sorted by place, and players who share a place are in alphabetical order. Without players it is an empty list.",
        ]

        def rank_oracle(scores: dict[str, int]) -> Any:
            order = sorted(scores.values(), reverse=not low)
            out = []
            for name in scores:
                first = order.index(scores[name])
                place = {
                    "standard": first + 1,
                    "worst": first + order.count(scores[name]),
                    "dense": len(set(order[:first])) + 1,
                }[style]
                out.append((place, name))
            return sorted(out)

        inputs: list[tuple[Any, ...]] = [
            ({name: rng.choice((3, 5, 5, 8, 8, 10, 12)) for name in rng.sample(NAMES, rng.randint(3, 6))},)
            for _ in range(11)
        ]
        inputs += [
            ({},),
            ({"Ada": 3},),
            ({"Ben": 4, "Ada": 4},),
            ({"Ben": -2, "Ada": 0, "Cleo": -2},),
            ({"A": 1, "B": 2, "C": 3},),
        ]
        idea = [
            {
                "standard": "The place of a player is one more than the number of better scores.",
                "dense": "The different scores are sorted from best to worst, and the index of a score in that list gives the place.",
                "worst": "The worst place of a group of equal players is the number of scores that are at least as good.",
            }[style],
            "Sorting the pairs orders them by place first and by name second.",
            "The time is quadratic at worst, which is fine for a list of players.",
        ]
        return Problem(
            entry,
            "returns the list of `(place, name)` of all players in `scores`",
            rules,
            source,
            inputs,
            idea,
            rank_oracle,
        )
    win, draw = rng.choice(((3, 1), (2, 1), (3, 2), (4, 1)))
    ties = rng.sample(("difference", "goals", "wins", "away"), 1 if difficulty == 3 else rng.choice((2, 3)))
    names = {
        "difference": "the larger goal difference (goals scored minus goals conceded)",
        "goals": "more goals scored",
        "wins": "more games won",
        "away": "fewer goals conceded",
    }
    points = rng.random() < 0.5
    columns = {
        "difference": "scored[name] - conceded[name]",
        "goals": "scored[name]",
        "wins": "wins[name]",
        "away": "-conceded[name]",
    }
    keys = ", ".join(
        (
            "-(" + columns[t] + ")"
            if t == "difference"
            else "conceded[name]"
            if t == "away"
            else "-" + columns[t]
        )
        for t in ties
    )
    needs_wins = "wins" in ties
    needs_con = "difference" in ties or "away" in ties
    needs_goals = "difference" in ties or "goals" in ties
    tables = ["points"] + ["scored"] * needs_goals + ["conceded"] * needs_con + ["wins"] * needs_wins
    source = fill(
        f"""
        from collections import Counter


        def {entry}(games: list[tuple[str, str, int, int]]) -> {"list[tuple[str, int]]" if points else "list[str]"}:
            teams: set[str] = set()
            <<tables>>
            for home, away, x, y in games:
                for name, own, other in ((home, x, y), (away, y, x)):
                    teams.add(name)
                    <<scored>>
                    <<conceded>>
                    <<wins>>
                    points[name] += {win} if own > other else {draw} if own == other else 0
            order = sorted(
                teams,
                key=lambda name: (-points[name], {keys}, name),
            )
            return {"[(name, points[name]) for name in order]" if points else "order"}
        """,
        tables="\n".join(f"{name}: Counter[str] = Counter()" for name in tables),
        scored="scored[name] += own" if needs_goals else "",
        conceded="conceded[name] += other" if needs_con else "",
        wins="wins[name] += own > other" if needs_wins else "",
    )
    rules = [
        "A game is `(home, away, x, y)`: the home team scored x goals and the away team y.",
        f"A win gives {count(win, 'point')}, a draw {count(draw, 'point')} and a defeat none.",
        "Teams are ordered by points, most first; with equal points, the team with "
        + ", then the one with ".join(names[t] for t in ties)
        + " comes first, and then the one that is first in alphabetical order.",
        "Without games the result is an empty list.",
    ]
    goal = (
        "returns the table as a list of `(team, points)`, best team first"
        if points
        else "returns the list of all teams in `games`, best team first"
    )

    def oracle(games: list[tuple[str, str, int, int]]) -> Any:
        rows = []
        for team in {g[0] for g in games} | {g[1] for g in games}:
            mine = [(g[2], g[3]) for g in games if g[0] == team] + [
                (g[3], g[2]) for g in games if g[1] == team
            ]
            total = sum(win * (a > b) + draw * (a == b) for a, b in mine)
            value = {
                "difference": sum(a - b for a, b in mine),
                "goals": sum(a for a, _ in mine),
                "wins": sum(a > b for a, b in mine),
                "away": -sum(b for _, b in mine),
            }
            rows.append(([-total, *(-value[t] for t in ties)], team, total))
        rows.sort()
        return [(team, total) if points else team for _, team, total in rows]

    pool = rng.choice(
        (
            ["Reds", "Blues", "Stars", "Kings"],
            ["Oslo", "Rome", "Bern", "Riga"],
            ["Foxes", "Bears", "Owls", "Wolves"],
        )
    )
    inputs = []
    for _ in range(13):
        games = []
        for _ in range(rng.randint(2, 5)):
            home, away = rng.sample(pool, 2)
            games.append((home, away, rng.randint(0, 3), rng.randint(0, 3)))
        inputs.append((games,))
    a, b, c, d = pool
    inputs += [
        ([],),
        ([(a, b, 1, 1)],),
        ([(b, a, 0, 0), (c, d, 2, 2)],),
        ([(a, b, 1, 0), (c, d, 3, 0)],),
        ([(a, b, 1, 0), (b, c, 1, 0), (c, a, 1, 0)],),
    ]
    idea = [
        "Each game is booked for both teams in the same way, with the goals seen from their side.",
        "The sort key lists the criteria in their order, negated where more is better, and the name last, so that the order is always determined.",
        "The time is linear in the games, plus the sorting of the teams.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.stack_machine", levels=(3, 5), difficulties=(4, 5))
def stack_machine(rng: random.Random, difficulty: int) -> Problem:
    """Run the programs of a small stack machine.

    Difficulty 3: arithmetic only. 4: errors and stack moves. 5: jumps with a limit
    of steps.
    """
    entry = rng.choice(("run", "execute", "run_program", "interpret"))
    pool: dict[str, tuple[int, str, str]] = {
        "add": (2, "stack.append(a + b)", "replaces the two top numbers by their sum"),
        "sub": (2, "stack.append(a - b)", "replaces the two top numbers by the lower one minus the top one"),
        "mul": (2, "stack.append(a * b)", "replaces the two top numbers by their product"),
        "max": (2, "stack.append(max(a, b))", "replaces the two top numbers by the larger one"),
        "neg": (1, "stack.append(-b)", "changes the sign of the top number"),
        "dup": (1, "stack += [b, b]", "puts a copy of the top number on top"),
        "swap": (2, "stack += [b, a]", "exchanges the two top numbers"),
        "drop": (1, "", "removes the top number"),
        "over": (2, "stack += [a, b, a]", "puts a copy of the second number from the top on top"),
    }
    chosen = rng.sample(("add", "sub", "mul", "max", "neg"), 3)
    if difficulty >= 4:
        chosen += rng.sample(("dup", "swap", "drop", "over"), 2)
    jumps = difficulty == 5
    if jumps:
        # a loop needs a copy to test and a way to count down
        chosen = list(dict.fromkeys(["dup", "sub", *chosen[:3], "swap"]))
    error = rng.choice(("None", "raise"))
    steps = rng.choice((50, 100, 200))
    fail = "return None" if error == "None" else 'raise ValueError("not enough numbers on the stack")'
    said = "returns `None`" if error == "None" else "raises a `ValueError`"
    branches = []
    for name in chosen:
        arity, code, _ = pool[name]
        take = "b = stack.pop()\n" + ("a = stack.pop()\n" if arity == 2 else "")
        if name == "drop":
            take = "stack.pop()"
        block = (take + code).strip("\n")
        branches.append(f'elif name == "{name}":\n' + "\n".join("    " + line for line in block.split("\n")))
    needs = ", ".join(f'"{name}": {pool[name][0]}' for name in chosen) + (', "jump": 1' if jumps else "")
    source = fill(
        f"""
        NEEDS = {{{needs}}}


        def {entry}(program: list[str]) -> list[int]{" | None" if error == "None" else ""}:
            stack: list[int] = []
            <<begin>>
                <<fetch>>
                name, _, argument = line.partition(" ")
                if len(stack) < NEEDS.get(name, 0):
                    {fail}
                if name == "push":
                    stack.append(int(argument))
                <<branches>>
                <<jump>>
            return stack
        """,
        begin="place = steps = 0\nwhile place < len(program):" if jumps else "for line in program:",
        fetch=(
            f"steps += 1\nif steps > {steps}:\n    "
            + (fail if error == "None" else 'raise ValueError("too many steps")')
            + "\nline = program[place]\nplace += 1"
        )
        if jumps
        else "",
        branches="\n".join(branches),
        jump='elif name == "jump" and stack.pop() != 0:\n    place = int(argument)' if jumps else "",
    )
    rules = [
        "The machine has a stack of integers, empty at first, and runs the instructions one after the other.",
        "`push n` puts the integer n on top of the stack.",
    ]
    rules.append("; ".join(f"`{name}` {pool[name][2]}" for name in chosen) + ".")
    if jumps:
        rules.append(
            "`jump k` removes the top number and, if it is not 0, goes on with instruction k (the first has number 0, and k is never more than the number of instructions); if it is 0, the program goes on as usual."
        )
        rules.append(f"A program that would run more than {steps} instructions {said}.")
    rules.append(
        f"An instruction that needs more numbers than there are on the stack {said}. There are no other instructions, and an empty program leaves an empty stack."
    )

    def oracle(program: list[str]) -> Any:
        class Stop(Exception):
            pass

        def run(at: int, stack: tuple[int, ...], done: int) -> tuple[int, ...]:
            while at < len(program):
                done += 1
                if jumps and done > steps:
                    raise Stop
                words = program[at].split()
                at += 1
                if words[0] == "push":
                    stack = (*stack, int(words[1]))
                    continue
                arity = 1 if words[0] == "jump" else pool[words[0]][0]
                if len(stack) < arity:
                    raise Stop
                rest, top = stack[: len(stack) - arity], stack[len(stack) - arity :]
                if words[0] == "jump":
                    stack, at = rest, int(words[1]) if top[0] else at
                    continue
                deeds: dict[str, Callable[[tuple[int, ...]], list[int]]] = {
                    "add": lambda t: [sum(t)], "sub": lambda t: [t[0] - t[1]], "mul": lambda t: [t[0] * t[1]],
                    "max": lambda t: sorted(t)[1:], "neg": lambda t: [0 - t[0]], "dup": lambda t: [t[0]] * 2,
                    "swap": lambda t: [t[1], t[0]], "drop": lambda t: [], "over": lambda t: [t[0], t[1], t[0]],
                }  # fmt: skip
                new = deeds[words[0]](top)
                stack = (*rest, *new)
            return stack

        try:
            return list(run(0, (), 0))
        except Stop:
            if error == "None":
                return None
            raise ValueError from None

    inputs: list[tuple[Any, ...]] = []
    for n in range(14):
        program, depth = [], 0
        for _ in range(rng.randint(3, 8)):
            fits = [name for name in chosen if pool[name][0] <= depth]
            if not fits or rng.random() < 0.5:
                program.append(f"push {rng.randint(-5, 12)}")
                depth += 1
            else:
                name = rng.choice(fits)
                program.append(name)
                depth += {"add": -1, "sub": -1, "mul": -1, "max": -1, "drop": -1, "dup": 1, "over": 1}.get(
                    name, 0
                )
        if n % 5 == 4:
            program.insert(rng.randrange(2), rng.choice(chosen))
        if jumps and n % 2:
            # count down from a small number, with something done in each round
            program = [
                f"push {rng.randint(1, 9)}",
                f"push {rng.randint(2, 6)}",
                "push 1",
                "sub",
                "dup",
                "jump 2",
                *program[:2],
            ]
            if rng.random() < 0.2:
                program[5] = "jump 3"
        inputs.append((program,))
    inputs += [
        ([],),
        (["push 7"],),
        ([chosen[0]],),
        (["push 3", "push 5", chosen[1]],),
        (["push -4", "push 2", chosen[0]],),
    ]
    if jumps:
        inputs += [
            (["push 1", "jump 0"],),
            (["push 0", "jump 0", "push 9"],),
            (["push 2", "jump 3", "push 8", "push 6"],),
        ]
    idea = [
        "A Python list serves as the stack, with its end as the top. `partition` splits an instruction into its name and its argument.",
        "Before an instruction runs, the table `NEEDS` tells whether there are enough numbers for it.",
    ]
    if jumps:
        idea.append(
            "`place` is the number of the next instruction; a jump sets it. The step counter stops programs that would not end."
        )
    return Problem(
        entry, "returns the stack, bottom first, after running `program`", rules, source, inputs, idea, oracle
    )
