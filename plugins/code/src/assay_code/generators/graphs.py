"""Graphs: shortest ways in grids and networks, orders of tasks, connected parts, trees."""

from __future__ import annotations

import itertools
import random
from typing import Any

from assay_code.generators._task import Problem, family, fill

_MOVES = {
    "four": ("up, down, left or right", [(-1, 0), (1, 0), (0, -1), (0, 1)]),
    "eight": (
        "to any of the eight neighbouring cells, diagonals included",
        [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x],
    ),
    "knight": (
        "like a knight in chess (two cells in one direction and one to the side, jumping over anything)",
        [(-2, -1), (-2, 1), (-1, -2), (-1, 2), (1, -2), (1, 2), (2, -1), (2, 1)],
    ),
    "diagonal": ("diagonally", [(-1, -1), (-1, 1), (1, -1), (1, 1)]),
}


@family("code.shortest_grid_path", levels=(3, 5), difficulties=(4, 5))
def shortest_grid_path(rng: random.Random, difficulty: int) -> Problem:
    """Shortest way through a maze, with moves and extras that vary.

    Difficulty 3: one kind of step. 4: the edges wrap around, or several goals. 5:
    some walls may be broken.
    """
    entry = rng.choice(("shortest_path", "fewest_steps", "escape", "maze_steps"))
    kind = rng.choice(("four", "four", "eight", "knight", "diagonal"))
    words, steps = _MOVES[kind]
    wrap = difficulty == 4 and rng.random() < 0.6
    goals = difficulty == 4 and not wrap
    breaks = difficulty == 5
    missing = rng.choice(("-1", "None"))
    wall = rng.choice("#X")
    start, end = rng.choice((("S", "E"), ("A", "B"), ("S", "T")))
    rules = [
        f'`grid` is a list of strings of equal length: "{wall}" is a wall, "." is free, "{start}" is the start (exactly one) and "{end}" '
        + ("a goal (one or more)." if goals else "the goal (exactly one)."),
        f"A step goes {words}"
        + ("" if breaks else ", and never onto a wall")
        + (
            "; who leaves the grid on one side comes back in on the opposite side."
            if wrap
            else ", and never out of the grid."
        ),
    ]
    if breaks:
        rules.append(
            "At most `breaks` times on the way, a step may go onto a wall. A wall counts again if it is entered again."
        )
    rules.append(
        f"If {'no goal' if goals else 'the goal'} can{'' if goals else 'not'} be reached, return `{missing}`."
    )
    bound = f'0 <= y < height and 0 <= x < width and grid[y][x] != "{wall}"'
    if wrap:
        bound = f'grid[y][x] != "{wall}"'
    if breaks:
        inner = fill(
            f"""
            y, x = y0 + dy, x0 + dx
            if not (0 <= y < height and 0 <= x < width):
                continue
            left = breaks - (grid[y][x] == "{wall}")
            if left >= 0 and (y, x, left) not in distance:
                distance[y, x, left] = distance[y0, x0, breaks] + 1
                queue.append((y, x, left))
            """
        )
    else:
        inner = fill(
            f"""
            y, x = {"(y0 + dy) % height, (x0 + dx) % width" if wrap else "y0 + dy, x0 + dx"}
            if {bound} and (y, x) not in distance:
                distance[y, x] = distance[y0, x0] + 1
                queue.append((y, x))
            """
        )
    state = "y0, x0, breaks" if breaks else "y0, x0"
    table = ", ".join(f"({y}, {x})" for y, x in steps)
    source = fill(
        f"""
        from collections import deque

        STEPS = [{table}]


        def {entry}(grid: list[str]{", breaks: int" if breaks else ""}) -> int{" | None" if missing == "None" else ""}:
            height, width = len(grid), len(grid[0])
            y0, x0 = next((y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "{start}")
            distance = {{({state}): 0}}
            queue = deque([({state})])
            while queue:
                {state} = queue.popleft()
                if grid[y0][x0] == "{end}":
                    return distance[{state}]
                for dy, dx in STEPS:
                    <<inner>>
            return {missing}
        """,
        inner=inner,
    )

    def oracle(grid: list[str], most: int = 0) -> Any:
        height, width = len(grid), len(grid[0])
        cells = {(y, x): c for y, row in enumerate(grid) for x, c in enumerate(row)}
        # least number of walls on the way, step by step
        reached = {cell: 0 for cell, c in cells.items() if c == start}
        for steps_taken in range(height * width * (most + 1) + 1):
            if any(cells[cell] == end for cell in reached):
                return steps_taken
            after: dict[tuple[int, int], int] = {}
            for (y, x), broken in reached.items():
                for dy, dx in steps:
                    cell = ((y + dy) % height, (x + dx) % width) if wrap else (y + dy, x + dx)
                    if cell not in cells:
                        continue
                    cost = broken + (cells[cell] == wall)
                    if cost <= most:
                        after[cell] = min(cost, after.get(cell, cost))
            reached = after
        return {"-1": -1, "None": None}[missing]

    inputs: list[tuple[Any, ...]] = []
    density = 0.45 if breaks else 0.25
    for _ in range(12):
        height, width = rng.randint(3, 5), rng.randint(3, 6)
        cells = [[wall if rng.random() < density else "." for _ in range(width)] for _ in range(height)]
        spots = rng.sample([(y, x) for y in range(height) for x in range(width)], 4 if goals else 2)
        cells[spots[0][0]][spots[0][1]] = start
        for y, x in spots[1 : rng.randint(2, 4)] if goals else spots[1:]:
            cells[y][x] = end
        inputs.append((["".join(row) for row in cells],))
    inputs += [
        ([start + end],),
        ([start + wall + end],),
        ([start, ".", end],),
        ([start + "..", "...", ".." + end],),
    ]
    if breaks:
        inputs = [(grid, rng.randint(0, 2)) for (grid,) in inputs] + [
            ([start + wall + wall + end], 1),
            ([start + wall + wall + end], 2),
        ]
    goal = f"returns the least number of steps from the start to {'the nearest goal' if goals else 'the goal'} in `grid`"
    idea = [
        "Breadth-first search visits the cells in the order of their distance, so the first time a goal leaves the queue its distance is the least."
    ]
    if breaks:
        idea.append(
            "The state is the cell together with the number of breaks that are left, since being in the same cell with more breaks left is worth more."
        )
    if wrap:
        idea.append("Taking the coordinates modulo height and width lets a step cross the edge.")
    idea.append(
        "Every state enters the queue at most once, so the time is linear in the number of cells"
        + (" times the number of breaks." if breaks else ".")
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.task_order", levels=(3, 5), difficulties=(3, 5))
def task_order(rng: random.Random, difficulty: int) -> Problem:
    """Put tasks into an order that respects what comes before what, with a tie rule.

    Difficulty 3: rounds in which everything possible is done. 4: one order by a tie
    rule. 5: earliest end with durations.
    """
    noun = rng.choice(("tasks", "courses", "packages", "steps"))
    one = noun[:-1]
    what = {3: "rounds", 4: "order", 5: "times"}[difficulty]
    entry = {"rounds": f"rounds_of_{noun}", "order": f"order_{noun}", "times": f"finish_{noun}"}[what]
    largest = rng.random() < 0.4
    cycle = rng.choice(("None", "[]", "raise")) if what != "times" else rng.choice(("None", "raise"))
    fail = 'raise ValueError("the requirements form a circle")' if cycle == "raise" else f"return {cycle}"
    said = (
        "raise a `ValueError`"
        if cycle == "raise"
        else "return an empty list"
        if cycle == "[]"
        else "return `None`"
    )
    base = f"`needs` maps the name of each of the {noun} to the list of the {noun} that must be finished before it; every name in a list is also a key, and no list names a {one} twice."
    optional = " | None" if cycle == "None" else ""
    if what == "order":
        pop = "max" if largest else "min"
        source = fill(
            f"""
            def {entry}(needs: dict[str, list[str]]) -> list[str]{optional}:
                waiting = {{name: set(before) for name, before in needs.items()}}
                order: list[str] = []
                while waiting:
                    ready = [name for name, before in waiting.items() if not before]
                    if not ready:
                        {fail}
                    name = {pop}(ready)
                    order.append(name)
                    del waiting[name]
                    for before in waiting.values():
                        before.discard(name)
                return order
            """
        )
        goal = f"returns an order in which all {noun} can be done, one after the other"
        rules = [
            base,
            f"Whenever several {noun} can be next, the one whose name is {'last' if largest else 'first'} in alphabetical order is next.",
            f"If there is no such order, {said}. Without any {noun} the order is empty.",
        ]
        idea = [
            f"`waiting` holds what each {one} still waits for. Whatever waits for nothing is ready, and the tie rule picks one.",
            "If nothing is ready although something is left, the rest is stuck in a circle.",
        ]
    elif what == "rounds":
        source = fill(
            f"""
            def {entry}(needs: dict[str, list[str]]) -> list[list[str]]{optional}:
                done: set[str] = set()
                rounds: list[list[str]] = []
                while len(done) < len(needs):
                    ready = sorted(name for name, before in needs.items() if name not in done and done.issuperset(before))
                    if not ready:
                        {fail}
                    rounds.append(ready)
                    done.update(ready)
                return rounds
            """
        )
        goal = f"returns the rounds in which the {noun} are done, as a list of lists of names"
        rules = [
            base,
            f"In each round, all {noun} are done at once that are not done yet and whose requirements were all done in earlier rounds; their names are in alphabetical order.",
            f"If some {noun} can never be done, {said}. Without any {noun} there are no rounds.",
        ]
        idea = [
            "`issuperset` asks whether all requirements were done in earlier rounds; the set is extended only after the round is complete.",
            "A round in which nothing is ready means a circle, since something is still left.",
        ]
    else:
        workers = rng.random() < 0.5
        pick = "last" if workers else "slowest"
        result = (
            "max(ends.values(), default=0)"
            if not workers
            else "sorted(name for name in ends if ends[name] == max(ends.values()))"
        )
        kind = "int" if not workers else "list[str]"
        source = fill(
            f"""
            def {entry}(needs: dict[str, list[str]], days: dict[str, int]) -> {kind}{optional}:
                ends: dict[str, int] = {{}}
                while len(ends) < len(needs):
                    ready = [name for name, before in needs.items() if name not in ends and all(n in ends for n in before)]
                    if not ready:
                        {fail}
                    for name in ready:
                        start = max((ends[before] for before in needs[name]), default=0)
                        ends[name] = start + days[name]
                return {result}
            """
        )
        goal = (
            f"returns after how many days all {noun} are finished"
            if not workers
            else f"returns the names of the {noun} that are finished last, in alphabetical order"
        )
        rules = [
            base,
            f"`days` gives the length of each of the {noun} in days (at least 1). All start as early as possible: on day 0 or as soon as all that they need is finished. Any number of {noun} can run at the same time.",
            f"If the requirements form a circle, {said}."
            + (
                f" Without any {noun} the result is 0."
                if not workers
                else f" Without any {noun} the result is an empty list."
            ),
        ]
        idea = [
            f"A {one} ends its own length after the latest end among what it needs; `default=0` is for one that needs nothing.",
            "It is computed as soon as all those ends are known. If none can be computed any more, there is a circle.",
        ]
    idea.append(f"With n {noun} there are at most n passes over them.")

    def oracle(needs: dict[str, list[str]], days: dict[str, int] | None = None) -> Any:
        names = sorted(needs)

        def level(name: str, path: tuple[str, ...]) -> int:
            if name in path:
                raise RecursionError
            own = days[name] if days else 1
            return own + max((level(b, (*path, name)) for b in needs[name]), default=0)

        try:
            levels = {name: level(name, ()) for name in names}
        except RecursionError:
            if cycle == "raise":
                raise ValueError from None
            return {"None": None, "[]": []}[cycle]
        if what == "times":
            last = max(levels.values(), default=0)
            return last if "slowest" in pick else [n for n in names if levels[n] == last]
        if what == "rounds":
            return [[n for n in names if levels[n] == k] for k in sorted(set(levels.values()))]
        for order in itertools.permutations(sorted(names, reverse=largest)):
            if all(order.index(b) < order.index(n) for n in names for b in needs[n]):
                return list(order)
        return []

    pools = (
        ["A", "B", "C", "D", "E", "F"],
        ["wash", "cut", "cook", "serve", "eat", "clean"],
        ["core", "io", "net", "web", "auth", "ui"],
        ["design", "build", "test", "ship", "sell", "plan"],
    )
    inputs: list[tuple[Any, ...]] = []
    for n in range(14):
        pool = rng.sample(rng.choice(pools), rng.randint(3, 5))
        needs: dict[str, list[str]] = {}
        for i, name in enumerate(pool):
            needs[name] = sorted(rng.sample(pool[:i], min(i, rng.choice((0, 1, 1, 2)))))
        if n % 5 == 4:
            needs[pool[0]] = [pool[-1]]  # often a circle
        keys = list(needs)
        rng.shuffle(keys)
        inputs.append(({key: needs[key] for key in keys},))
    inputs += [
        ({},),
        ({"A": []},),
        ({"A": ["B"], "B": ["A"]},),
        ({"b": [], "a": [], "c": ["a"]},),
        ({"x": ["x"]},),
    ]
    if what == "times":
        inputs = [(needs, {name: rng.randint(1, 6) for name in needs}) for (needs,) in inputs]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.components", levels=(3, 4), difficulties=(3, 5))
def components(rng: random.Random, difficulty: int) -> Problem:
    """Connected parts of a grid or of a network: how many, how large, which.

    Difficulty 3: islands in a grid. 4: groups in a network, or islands by shape
    (lakes do not count, borders do not count).
    """
    network = rng.random() < (0.3 if difficulty == 3 else 0.5)
    least = rng.randint(2, 4)
    what = rng.choice(("count", "largest", "sizes", "atleast"))
    goal_of = {
        "count": "returns the number of {}",
        "largest": "returns the size of the largest of the {}",
        "sizes": "returns the sizes of the {}, largest first",
        "atleast": f"returns how many of the {{}} have at least {least} {{}}",
    }
    final = {
        "count": "return len(sizes)",
        "largest": "return max(sizes, default=0)",
        "sizes": "return sorted(sizes, reverse=True)",
        "atleast": f"return sum(size >= {least} for size in sizes)",
    }[what]
    kind = "list[int]" if what == "sizes" else "int"

    def finish(sizes: list[int]) -> Any:
        ranked = sorted(sizes)[::-1]
        if what == "count":
            return len(ranked)
        if what == "largest":
            return ranked[0] if ranked else 0
        return ranked if what == "sizes" else len([s for s in ranked if not s < least])

    if network:
        thing = rng.choice(("circles of friends", "computer networks", "road networks"))
        entry = rng.choice(("find_groups", "group_sizes" if what == "sizes" else "analyse_links", "clusters"))
        alone = rng.random() < 0.5
        source = fill(
            f"""
            def {entry}(n: int, links: list[tuple[int, int]]) -> {kind}:
                parent = list(range(n))

                def root(x: int) -> int:
                    while parent[x] != x:
                        parent[x] = parent[parent[x]]
                        x = parent[x]
                    return x

                for a, b in links:
                    parent[root(a)] = root(b)
                members: dict[int, int] = {{}}
                for x in range(n):
                    members[root(x)] = members.get(root(x), 0) + 1
                sizes = [size for size in members.values()<<alone>>]
                {final}
            """,
            alone="" if alone else " if size > 1",
        ).replace("[size for size in members.values()]", "list(members.values())")
        goal = goal_of[what].format(thing, "members")
        member = {"circles of friends": "people", "computer networks": "computers", "road networks": "towns"}[
            thing
        ]
        rules = [
            f"There are `n` {member}, numbered from 0 to n - 1; each pair `(a, b)` in `links` connects two of them, in both directions. A pair may occur twice, and a pair may connect a number with itself.",
            f"Two {member} belong together if a chain of links leads from one to the other.",
            f"{'One' if alone else 'One that stands alone does not count: one'}"
            + (
                " that has no links to others is a group of size 1."
                if alone
                else " that has no links to others forms no group."
            ),
            "`n` may be 0.",
        ]
        rules[2] = (
            f"{member.capitalize()} without a link to any other form a group of size 1."
            if alone
            else f"{member.capitalize()} without a link to any other form no group."
        )
        if what == "largest":
            rules[3] += " If there is no group, the result is 0."
        idea = [
            "Union-find: every number points towards the root of its group, and a link joins two roots.",
            "`root` shortens the chains as it walks along them, which keeps it fast; a link within a group changes nothing.",
            "Finally the members of each root are counted"
            + ("." if alone else ", and groups of one are left out."),
        ]

        def oracle(n: int, links: list[tuple[int, int]]) -> Any:
            groups = [{x} for x in range(n)]
            for a, b in links:
                first = next(g for g in groups if a in g)
                second = next(g for g in groups if b in g)
                if first is not second:
                    groups.remove(second)
                    first |= second
            return finish([len(g) for g in groups if alone or len(g) > 1])

        inputs: list[tuple[Any, ...]] = []
        for _ in range(12):
            n = rng.randint(3, 10)
            inputs.append((n, [(rng.randrange(n), rng.randrange(n)) for _ in range(rng.randint(1, n))]))
        inputs += [
            (0, []),
            (1, []),
            (4, []),
            (4, [(0, 1), (1, 2), (2, 3)]),
            (3, [(1, 1)]),
            (6, [(0, 1), (1, 0), (2, 3), (4, 5)]),
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)

    entry = rng.choice(("islands", "regions", "count_areas", "land_masses"))
    mark = rng.choice("#1X@")
    moves = rng.choice(("four", "eight"))
    border = difficulty == 4
    table = ", ".join(f"({y}, {x})" for y, x in _MOVES[moves][1])
    source = fill(
        f"""
        STEPS = [{table}]


        def {entry}(grid: list[str]) -> {kind}:
            land = {{(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "{mark}"}}
            sizes = []
            while land:
                stack = [land.pop()]
                size = 0
                <<flag>>
                while stack:
                    y, x = stack.pop()
                    size += 1
                    <<check>>
                    for dy, dx in STEPS:
                        neighbour = (y + dy, x + dx)
                        if neighbour in land:
                            land.remove(neighbour)
                            stack.append(neighbour)
                <<add>>
            {final}
        """,
        flag="at_edge = False" if border else "",
        check="if y in (0, len(grid) - 1) or x in (0, len(grid[0]) - 1):\n    at_edge = True"
        if border
        else "",
        add="if not at_edge:\n    sizes.append(size)" if border else "sizes.append(size)",
    )
    goal = goal_of[what].format("islands in `grid`", "cells")
    touch = "an edge" if moves == "four" else "an edge or a corner"
    rules = [
        f'`grid` is a list of strings of equal length, in which "{mark}" is land and "." is water; it may be empty.',
        f"An island is a set of land cells that hang together, where cells that share {touch} are connected{'' if moves == 'eight' else ' (corners alone do not connect)'}; its size is the number of its cells.",
    ]
    if border:
        rules.append("Islands with a cell on the border of the grid do not count.")
    if what == "largest":
        rules.append("If there are none, the result is 0.")

    def grid_oracle(grid: list[str]) -> Any:
        label = {(y, x): (y, x) for y, row in enumerate(grid) for x, c in enumerate(row) if c == mark}
        changed = True
        while changed:  # let the smallest label spread until nothing changes
            changed = False
            for y, x in label:
                near = [label[y + dy, x + dx] for dy, dx in _MOVES[moves][1] if (y + dy, x + dx) in label]
                if near and min(near) < label[y, x]:
                    label[y, x], changed = min(near), True
        sizes: dict[tuple[int, int], int] = {}
        open_sea = set()
        for (y, x), name in label.items():
            sizes[name] = sizes.get(name, 0) + 1
            if border and (y == 0 or x == 0 or y == len(grid) - 1 or x == len(grid[0]) - 1):
                open_sea.add(name)
        return finish([s for name, s in sizes.items() if name not in open_sea])

    inputs = []
    for _ in range(12):
        height, width = (
            (rng.randint(4, 6), rng.randint(4, 7)) if border else (rng.randint(2, 5), rng.randint(3, 6))
        )
        inputs.append(
            (["".join(mark if rng.random() < 0.45 else "." for _ in range(width)) for _ in range(height)],)
        )
    inputs += [
        ([],),
        ([mark],),
        (["."],),
        ([mark * 3, ".." + mark],),
        ([mark + ".", "." + mark],),
        (["....", f".{mark}{mark}.", "...."],),
    ]
    idea = [
        "All land cells are kept in a set. As long as there is one, an island is collected from it with a stack, and every cell that is found leaves the set.",
        "So no cell is counted twice, and the time is linear in the number of cells.",
    ]
    if border:
        idea.append(
            "`at_edge` is set as soon as one cell of the island lies on the border, and such an island is not counted."
        )
    return Problem(entry, goal, rules, source, inputs, idea, grid_oracle)


@family("code.cheapest_route", levels=(4, 5), difficulties=(3, 5))
def cheapest_route(rng: random.Random, difficulty: int) -> Problem:
    """Cheapest way in a network: one-way or two-way roads, tolls, a limit on stops, the way itself.

    Difficulty 4: Dijkstra's algorithm. 5: tolls for stops, or at most so many legs.
    """
    entry = rng.choice(("cheapest", "best_route", "travel_cost", "route"))
    two_way = rng.random() < 0.5
    unit = rng.choice(("cost", "price", "distance"))
    extra = "plain" if difficulty == 4 else rng.choice(("toll", "legs", "path"))
    toll = rng.randint(1, 5)
    missing = rng.choice(("-1", "None"))
    build = "graph.setdefault(a, []).append((b, cost))" + (
        "\n    graph.setdefault(b, []).append((a, cost))" if two_way else ""
    )
    optional = " | None" if missing == "None" else ""
    if extra == "path":
        optional, missing = "", "[]"
    body = {
        "plain": """
            queue = [(0, start)]
            done: set[str] = set()
            while queue:
                total, place = heapq.heappop(queue)
                if place == goal:
                    return total
                if place in done:
                    continue
                done.add(place)
                for other, cost in graph.get(place, []):
                    heapq.heappush(queue, (total + cost, other))
        """,
        "toll": f"""
            queue = [(0, start)]
            done: set[str] = set()
            while queue:
                total, place = heapq.heappop(queue)
                if place == goal:
                    return total
                if place in done:
                    continue
                done.add(place)
                stop = 0 if place == start else {toll}
                for other, cost in graph.get(place, []):
                    heapq.heappush(queue, (total + stop + cost, other))
        """,
        "path": """
            queue = [(0, [start])]
            done: set[str] = set()
            while queue:
                total, path = heapq.heappop(queue)
                place = path[-1]
                if place == goal:
                    return path
                if place in done:
                    continue
                done.add(place)
                for other, cost in graph.get(place, []):
                    heapq.heappush(queue, (total + cost, [*path, other]))
        """,
        "legs": """
            best = {start: 0}
            answer = best.get(goal)
            for _ in range(legs):
                after: dict[str, int] = {}
                for place, total in best.items():
                    for other, cost in graph.get(place, []):
                        after[other] = min(total + cost, after.get(other, total + cost))
                best = after
                if goal in best and (answer is None or best[goal] < answer):
                    answer = best[goal]
        """,
    }[extra]
    last = f"return {missing}"
    if extra == "legs":
        last = "return answer" if missing == "None" else "return -1 if answer is None else answer"
    source = fill(
        f"""
        <<imports>>
        def {entry}(roads: list[tuple[str, str, int]], start: str, goal: str{", legs: int" if extra == "legs" else ""}) -> {"list[str]" if extra == "path" else "int"}{optional}:
            graph: dict[str, list[tuple[str, int]]] = {{}}
            for a, b, cost in roads:
                <<build>>
            <<body>>
            {last}
        """,
        imports="" if extra == "legs" else "import heapq",
        build=build.replace("\n    ", "\n"),
        body=body,
    )
    goal = (
        f"returns the least total {unit} of a way from `start` to `goal`"
        if extra != "path"
        else f"returns the way with the least total {unit} from `start` to `goal`, as the list of its places"
    )
    rules = [
        f"Each road `(a, b, {unit})` leads from a to b"
        + (" and back" if two_way else ", but not back")
        + f"; its {unit} is a positive integer. There may be several roads between two places."
    ]
    if extra == "toll":
        rules.append(f"Every place on the way except the first and the last adds {toll} more.")
    if extra == "legs":
        rules.append("The way may use at most `legs` roads (0 or more).")
    if extra == "path":
        rules.append(
            "The list starts with `start` and ends with `goal`. Of several ways with the least total, take the one whose list of places comes first when the lists are compared item by item, alphabetically."
        )
    rules.append(
        f"If `start` and `goal` are the same place, the result is {'`[start]`' if extra == 'path' else 0}. If there is no way, return `{missing}`."
        if missing != "[]"
        else "If `start` and `goal` are the same place, the result is `[start]`. If there is no way, return an empty list."
    )

    def oracle(roads: list[tuple[str, str, int]], start: str, goal: str, legs: int = 99) -> Any:
        found: list[tuple[int, list[str]]] = []

        def walk(path: list[str], total: int) -> None:
            if path[-1] == goal:
                found.append((total, path))
                return
            if len(path) > legs:
                return
            for a, b, cost in roads:
                for x, y in ((a, b), (b, a)) if two_way else ((a, b),):
                    if x == path[-1] and y not in path:
                        walk([*path, y], total + cost + (toll if extra == "toll" and len(path) > 1 else 0))

        walk([start], 0)
        if not found:
            return {"-1": -1, "None": None, "[]": []}[missing]
        return min(found)[1] if extra == "path" else min(found)[0]

    places = rng.choice(
        (
            ("A", "B", "C", "D", "E"),
            ("Oslo", "Rome", "Bern", "Kyiv", "Riga"),
            ("home", "park", "shop", "pool", "work"),
        )
    )
    inputs: list[tuple[Any, ...]] = []
    for _ in range(14):
        used = places[: rng.randint(3, 5)]
        roads = []
        for _ in range(rng.randint(3, 8)):
            a, b = rng.sample(used, 2)
            roads.append((a, b, rng.randint(1, 9)))
        inputs.append((roads, *rng.sample(used, 2)))
    a, b, c = places[:3]
    inputs += [
        ([], a, b),
        ([], a, a),
        ([(a, b, 4)], b, a),
        ([(a, b, 5), (a, b, 2)], a, b),
        ([(a, c, 9), (a, b, 2), (b, c, 3)], a, c),
        ([(a, c, 5), (a, b, 2), (b, c, 3)], a, c),
    ]
    if extra == "legs":
        inputs = [(*args, rng.randint(1, 3)) for args in inputs] + [([(a, b, 1)], a, b, 0)]
    idea = {
        "plain": [
            "Dijkstra's algorithm: the heap always gives the place with the smallest total so far, and the first total with which a place comes out is the least.",
            "Places that come out again are skipped.",
        ],
        "toll": [
            "Dijkstra's algorithm; the toll of a place is added when the way goes on from it, so it is never paid at the start or at the goal.",
            "All costs are positive, so the first total with which the goal comes out of the heap is the least.",
        ],
        "path": [
            "Dijkstra's algorithm with the path in the heap: entries are compared by total and then by path, so the first path that reaches the goal is the one the tie rule asks for.",
            "A place that comes out of the heap again comes with a larger total or a later path, and is skipped.",
        ],
        "legs": [
            "After k rounds, `best` holds the least total of ways with exactly k roads; the answer is the least over all rounds.",
            "A plain shortest-way search would not do, since a cheap way may use too many roads.",
        ],
    }[extra]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.tree_parents", levels=(3, 4), difficulties=(1, 4))
def tree_parents(rng: random.Random, difficulty: int) -> Problem:
    """A tree given by parents: depths, sizes of subtrees, common ancestors, sums.

    Difficulty 3: one walk up. 4: something about all subtrees, with a tie rule.
    """
    what = rng.choice(("depth", "path", "common") if difficulty == 3 else ("biggest", "sums", "leaves"))
    entry = {
        "depth": "tree_height",
        "path": "chain_from_root",
        "common": "lowest_common_ancestor",
        "biggest": "largest_subtree",
        "sums": "subtree_totals",
        "leaves": "leaves_by_depth",
    }[what]
    story = rng.choice(("boss", "parent"))
    name, root = ("employee", "director") if story == "boss" else ("node", "root")
    base = f"`{story}s` maps every {name} except the {root} to its {story}; it describes one tree, and every {story} leads up to the {root}."
    if story == "boss":
        base = "`bosses` maps every employee except the director to the employee's boss; it describes one tree, and the chain of bosses always ends at the director."
    var = "bosses" if story == "boss" else "parents"
    if what == "depth":
        source = fill(
            f"""
            def {entry}({var}: dict[str, str]) -> int:
                deepest = 0
                for name in {var}:
                    depth = 0
                    while name in {var}:
                        name = {var}[name]
                        depth += 1
                    deepest = max(deepest, depth)
                return deepest
            """
        )
        goal = f"returns the height of the tree: the largest number of steps from {'an employee' if story == 'boss' else 'a node'} up to the {root}"
        rules = [base, "If the dict is empty, there is nobody below the " + root + " and the height is 0."]
        idea = [
            f"From each {name} the chain is followed upwards and its steps are counted.",
            f"Only the {root} is not a key, so that is where the loop ends. The time is at most the number of {name}s times the height.",
        ]
    elif what == "path":
        source = fill(
            f"""
            def {entry}({var}: dict[str, str], name: str) -> list[str]:
                chain = [name]
                while chain[-1] in {var}:
                    chain.append({var}[chain[-1]])
                return chain[::-1]
            """
        )
        goal = f"returns the chain from the {root} down to `name`, both included"
        rules = [base, f"`name` is in the tree; for the {root} the chain is just that one name."]
        idea = [
            f"Going up is easy: look up the {story} until there is none.",
            "The chain is then turned round. The time is the depth of the name.",
        ]
    elif what == "common":
        source = fill(
            f"""
            def {entry}({var}: dict[str, str], first: str, second: str) -> str:
                above = {{first}}
                while first in {var}:
                    first = {var}[first]
                    above.add(first)
                while second not in above:
                    second = {var}[second]
                return second
            """
        )
        goal = f"returns the lowest {name} that is above both `first` and `second`"
        rules = [
            base,
            "Everybody counts as being above themselves, so the result can be `first` or `second` itself."
            if story == "boss"
            else "A node counts as being above itself, so the result can be `first` or `second` itself.",
            "Both names are in the tree.",
        ]
        idea = [
            "All names on the way up from `first` are collected, itself included.",
            "The first of them that is met on the way up from `second` is the lowest common one; at the latest it is the "
            + root
            + ".",
        ]
    elif what == "biggest":
        source = fill(
            f"""
            def {entry}({var}: dict[str, str]) -> str | None:
                below: dict[str, int] = {{}}
                for name in {var}:
                    while name in {var}:
                        name = {var}[name]
                        below[name] = below.get(name, 0) + 1
                inner = [name for name in below if name in {var}]
                return min(inner, key=lambda name: (-below[name], name), default=None)
            """
        )
        goal = (
            f"returns the {name}, other than the {root}, who has the most {name}s below"
            if story == "boss"
            else "returns the node, other than the root, that has the most nodes below it"
        )
        rules = [
            base,
            "Below means directly or through others. If several have equally many, the name that is first in alphabetical order wins.",
            f"If nobody but the {root} has anyone below, return `None`."
            if story == "boss"
            else "If no node but the root has any node below it, return `None`.",
        ]
        idea = [
            f"Each {name} adds 1 to everyone above, so the counts include indirect ones.",
            f"The {root} is left out because it is no key. The key `(-below[name], name)` prefers large counts and then the alphabet.",
        ]
    elif what == "sums":
        source = fill(
            f"""
            def {entry}({var}: dict[str, str], values: dict[str, int]) -> dict[str, int]:
                totals = dict(values)
                for name, value in values.items():
                    while name in {var}:
                        name = {var}[name]
                        totals[name] += value
                return totals
            """
        )
        goal = f"returns a dict with the total value of each {name} and everything below"
        rules = [
            base,
            f"`values` has an entry for every {name} in the tree, the {root} included; the result has the same keys.",
            "Values may be negative.",
        ]
        idea = [
            f"Every {name} starts with its own value and then adds that to everyone above, so each total includes everything below.",
            "`dict(values)` makes a copy, so the argument is not changed.",
        ]
    else:
        source = fill(
            f"""
            def {entry}({var}: dict[str, str]) -> list[str]:
                inner = set({var}.values())
                leaves = [name for name in {var} if name not in inner]

                def depth(name: str) -> int:
                    return 1 + depth({var}[name]) if name in {var} else 0

                return sorted(leaves, key=lambda name: (-depth(name), name))
            """
        )
        goal = (
            f"returns the {name}s with nobody below them, those furthest from the {root} first"
            if story == "boss"
            else "returns the leaves of the tree, those furthest from the root first"
        )
        rules = [
            base,
            "Those at the same distance are in alphabetical order.",
            "An empty dict gives an empty list.",
        ]
        idea = [
            f"Whoever is nobody's {story} is a leaf; one set answers that.",
            "The depth is found by a short recursion upwards, and the sort key `(-depth, name)` puts the deepest first and orders the rest by name.",
        ]

    def chain(parents: dict[str, str], name: str) -> list[str]:
        return [name, *chain(parents, parents[name])] if name in parents else [name]

    def oracle(parents: dict[str, str], first: Any = None, second: str = "") -> Any:
        names = sorted({*parents, *parents.values()})
        chains = {n: chain(parents, n) for n in {*names, *([first] if isinstance(first, str) else [])}}
        if what == "depth":
            return max((len(c) for c in chains.values()), default=1) - 1
        if what == "path":
            return list(reversed(chains[first]))
        if what == "common":
            return next(n for n in chains[first] if n in chain(parents, second))
        sizes = {n: sum(n in c[1:] for c in chains.values()) for n in names}
        if what == "biggest":
            top = max((sizes[n] for n in names if n in parents), default=0)
            return next((n for n in names if n in parents and sizes[n] == top), None) if top else None
        if what == "sums":
            return {n: sum(v for m, v in first.items() if n in chain(parents, m)) for n in first}
        return [n for _, n in sorted((-len(chains[n]), n) for n in names if not sizes[n])]

    from assay_code.generators._draw import NAMES

    inputs: list[tuple[Any, ...]] = []
    for i in range(15):
        pool = rng.sample(
            NAMES if story == "boss" else [chr(65 + n) for n in range(12)],
            rng.choice((2, 4, 5, 6, 7)) if i else 6,
        )
        tree = {pool[j]: pool[rng.randrange(max(0, j - 3), j)] for j in range(1, len(pool))}
        keys = list(tree)
        rng.shuffle(keys)
        tree = {key: tree[key] for key in keys}
        if what == "path":
            inputs.append((tree, rng.choice(pool)))
        elif what == "common":
            inputs.append((tree, rng.choice(pool), rng.choice(pool)))
        elif what == "sums":
            inputs.append((tree, {n: rng.randint(-2, 9) for n in pool}))
        else:
            inputs.append((tree,))
    if what in ("depth", "biggest", "leaves"):
        inputs += [({},), ({"B": "A"},), ({"B": "A", "C": "A"},), ({"C": "B", "B": "A"},)]
    elif what == "sums":
        inputs += [({}, {"A": 4}), ({"B": "A"}, {"A": 1, "B": -1})]
    elif what == "path":
        inputs += [({}, "A"), ({"B": "A"}, "A"), ({"B": "A"}, "B")]
    else:
        inputs += [({}, "A", "A"), ({"B": "A"}, "A", "B"), ({"B": "A", "C": "A"}, "B", "C")]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)
