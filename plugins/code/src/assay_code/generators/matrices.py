"""Matrices and grids of numbers: reading orders, neighbours, turning, rows and columns."""

from __future__ import annotations

import random
from typing import Any

from assay_code.generators._draw import ints
from assay_code.generators._task import Problem, family, fill


@family("code.matrix_order", levels=(2, 4), difficulties=(2, 5))
def matrix_order(rng: random.Random, difficulty: int) -> Problem:
    """Read a matrix in a stated order: by columns, in a zigzag, by diagonals, in a spiral."""
    entry = rng.choice(("read_matrix", "traverse", "unroll", "matrix_order"))
    what = {2: rng.choice(("snake", "columns")), 3: "diagonals", 4: "spiral"}[difficulty]
    flip = rng.random() < 0.5
    up = rng.random() < 0.5
    third = rng.random() < 0.5
    base = (
        "`matrix` is a list of rows of equal length; it may be empty, and then the result is an empty list."
    )
    head = f"def {entry}(matrix: list[list[int]]) -> list[int]:\n"
    if what == "snake":
        rows = "reversed(matrix)" if up else "matrix"
        source = (
            head
            + fill(
                f"result: list[int] = []\nfor i, row in enumerate({rows}):\n    result += {'row[::-1] if i % 2 == 0 else row' if flip else 'row if i % 2 == 0 else row[::-1]'}\nreturn result"
            )
            .replace("\n", "\n    ")
            .rstrip()
        )
        source = head + "    " + source[len(head) :] + "\n"
        rules = [
            base,
            f"The rows are read from the {'bottom to the top' if up else 'top to the bottom'}; the first of them is read from {'right to left' if flip else 'left to right'}, and the direction changes with every row.",
        ]
        idea = [
            "Every second row is taken in reverse, which a slice with step -1 does.",
            "The number of the row within the reading order decides the direction. Each item is read once.",
        ]

        def order(h: int, w: int) -> list[tuple[int, int]]:
            out = []
            for n, y in enumerate(range(h - 1, -1, -1) if up else range(h)):
                xs = range(w - 1, -1, -1) if (n % 2 == 0) == flip else range(w)
                out += [(y, x) for x in xs]
            return out

    elif what == "columns":
        source = (
            head
            + "    result = []\n"
            + fill(
                f"for x in {'reversed(range(len(matrix[0]) if matrix else 0))' if flip else 'range(len(matrix[0]) if matrix else 0)'}:\n    for row in {'reversed(matrix)' if up else 'matrix'}:\n        result.append(row[x]{' if x % 2 == 0 else -row[x]' if third else ''})\nreturn result"
            )
        )
        source = head + "".join(
            f"    {line}\n" if not line.startswith("    result = []") else line + "\n"
            for line in source[len(head) :].rstrip().split("\n")
        )
        rules = [
            base,
            f"The columns are read from {'right to left' if flip else 'left to right'}, each of them from {'bottom to top' if up else 'top to bottom'}.",
        ]
        if third:
            rules.append(
                "The items of the columns with an odd index (the leftmost column has index 0) appear with the opposite sign."
            )
        idea = [
            "The outer loop goes over the column indexes, the inner one over the rows.",
            "The number of columns is the length of the first row, if there is one.",
        ]

        def order(h: int, w: int) -> list[tuple[int, int]]:
            ys = range(h - 1, -1, -1) if up else range(h)
            return [(y, x) for x in (range(w - 1, -1, -1) if flip else range(w)) for y in ys]

    elif what == "diagonals":
        anti = flip
        zig = third
        key = "x + y" if anti else "x - y"
        bounds = (
            "range(height + width - 1)"
            if anti
            else "range(width - 1, -height, -1)"
            if up
            else "range(1 - height, width)"
        )
        cells = (
            "[matrix[y][s - y] for y in range(height) if 0 <= s - y < width]"
            if anti
            else "[matrix[y][s + y] for y in range(height) if 0 <= s + y < width]"
        )
        source = (
            head
            + fill(
                f"""
            if not matrix or not matrix[0]:
                return []
            height, width = len(matrix), len(matrix[0])
            result: list[int] = []
            for {"i, s in enumerate(" + bounds + ")" if zig else "s in " + bounds}:
                diagonal = {cells}
                result += {"diagonal if i % 2 == 0 else diagonal[::-1]" if zig else "diagonal"}
            return result
            """
            )
            .replace("\n", "\n    ")
            .rstrip()
        )
        source = head + "    " + source[len(head) :] + "\n"
        which = "from the upper right to the lower left" if anti else "from the upper left to the lower right"
        begin = "upper left" if anti else ("upper right" if up else "lower left")
        rules = [
            base,
            f"The matrix is read by its diagonals that go {which}, beginning with the one that is only the {begin} corner and ending at the opposite corner.",
            "Each diagonal is read from top to bottom."
            if not zig
            else "The first diagonal is read from top to bottom, and the direction changes with every diagonal.",
        ]
        idea = [
            f"On such a diagonal `{key}` is the same for all cells, so a loop over that number goes through the diagonals.",
            "For each row at most one column is on the diagonal, and it counts if it is inside the matrix."
            + (" Every second diagonal is turned round." if zig else ""),
            "The time is the number of diagonals times the number of rows.",
        ]

        def order(h: int, w: int) -> list[tuple[int, int]]:
            groups: dict[int, list[tuple[int, int]]] = {}
            for y in range(h):
                for x in range(w):
                    groups.setdefault(x + y if anti else x - y, []).append((y, x))
            out = []
            for n, s in enumerate(sorted(groups, reverse=up and not anti)):
                out += groups[s][::-1] if zig and n % 2 else groups[s]
            return out

    else:
        inward = rng.random() < 0.6
        clockwise = flip
        first = "rows.pop(0)"
        turn = (
            "[list(row) for row in zip(*rows)][::-1]"
            if clockwise
            else "[list(row)[::-1] for row in zip(*rows)]"
        )
        if not clockwise:
            # go down the left side first: the same walk on the transposed matrix
            source = (
                head
                + fill(
                    f"""
                rows = [list(row) for row in zip(*matrix)]
                result: list[int] = []
                while rows:
                    result += {first}
                    rows = [list(row) for row in zip(*rows)][::-1]
                return {"result" if inward else "result[::-1]"}
                """
                )
                .replace("\n", "\n    ")
                .rstrip()
            )
        else:
            source = (
                head
                + fill(
                    f"""
                rows = [list(row) for row in matrix]
                result: list[int] = []
                while rows:
                    result += {first}
                    rows = {turn}
                return {"result" if inward else "result[::-1]"}
                """
                )
                .replace("\n", "\n    ")
                .rstrip()
            )
        source = head + "    " + source[len(head) :] + "\n"
        way = (
            "along the top row to the right, then down, to the left, up"
            if clockwise
            else "down the left column, then to the right, up, to the left"
        )
        rules = [
            base,
            f"The spiral begins at the upper left corner and goes {way}, and so on, always along cells that were not visited yet, until all were.",
        ]
        rules.append(
            "The items are listed in the order in which the spiral visits them."
            if inward
            else "The items are listed in the reverse of that order, so the corner comes last."
        )
        idea = [
            (
                "The first row is taken off"
                if clockwise
                else "The matrix is transposed, so that its columns become rows; then the first row is taken off"
            )
            + ", and what remains is turned by 90 degrees to the left, so that the next side of the spiral becomes the first row.",
            "`zip(*rows)` exchanges rows and columns, and reversing the result completes the turn."
            + ("" if inward else " The list is turned round at the end."),
            "Copying the rest for each side is not the fastest way, but short and easy to check.",
        ]

        def order(h: int, w: int) -> list[tuple[int, int]]:
            seen: list[tuple[int, int]] = []
            y, x = 0, 0
            turns = [(0, 1), (1, 0), (0, -1), (-1, 0)] if clockwise else [(1, 0), (0, 1), (-1, 0), (0, -1)]
            d = 0
            while len(seen) < h * w:
                seen.append((y, x))
                ny, nx = y + turns[d][0], x + turns[d][1]
                if not (0 <= ny < h and 0 <= nx < w) or (ny, nx) in seen:
                    d = (d + 1) % 4
                    ny, nx = y + turns[d][0], x + turns[d][1]
                y, x = ny, nx
            return seen if inward else seen[::-1]

    def oracle(matrix: list[list[int]]) -> list[int]:
        if not matrix:
            return []
        cells = order(len(matrix), len(matrix[0]))
        return [matrix[y][x] * (-1 if what == "columns" and third and x % 2 else 1) for y, x in cells]

    inputs: list[tuple[Any, ...]] = []
    for _ in range(10):
        h, w = rng.randint(1, 5), rng.randint(1, 5)
        inputs.append(([ints(rng, w, 0, 30) for _ in range(h)],))
    inputs += [
        ([],),
        ([[7]],),
        ([[1, 2, 3]],),
        ([[1], [2], [3]],),
        ([[1, 2], [3, 4]],),
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]],),
    ]
    goal = {
        "snake": "returns the items of `matrix`, read row by row in a winding line",
        "columns": "returns the items of `matrix`, read column by column",
        "diagonals": "returns the items of `matrix`, read diagonal by diagonal",
        "spiral": "returns the items of `matrix`, read along a spiral",
    }[what]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.matrix_neighbours", levels=(2, 3), difficulties=(4, 5))
def matrix_neighbours(rng: random.Random, difficulty: int) -> Problem:
    """Look at the neighbours of each cell: mines, peaks, sums, smoothing."""
    four = rng.random() < 0.5
    near = (
        [(-1, 0), (1, 0), (0, -1), (0, 1)]
        if four
        else [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x]
    )
    share = "an edge" if four else "an edge or a corner"
    what = rng.choice(("mines", "peaks") if difficulty == 2 else ("smooth", "peak_list", "flood"))
    entry = {
        "mines": "fill_in_mine_counts",
        "peaks": "count_extremes",
        "smooth": "neighbour_values",
        "peak_list": "list_extremes",
        "flood": "reachable_cells",
    }[what]
    table = ", ".join(map(str, near))
    rules = [
        f"The neighbours of a cell are the cells that share {share} with it; cells at the border have fewer of them.",
        "The grid is a list of rows of equal length and is not empty.",
    ]
    bounds = "0 <= y + dy < len(grid) and 0 <= x + dx < len(grid[0])"
    inputs: list[tuple[Any, ...]]
    if what == "mines":
        mine = rng.choice("*X#")
        blank = rng.choice((".", "0"))
        source = fill(
            f"""
            NEAR = [{table}]


            def {entry}(grid: list[str]) -> list[str]:
                def count(y: int, x: int) -> int:
                    return sum(
                        grid[y + dy][x + dx] == "{mine}"
                        for dy, dx in NEAR
                        if {bounds}
                    )

                return [
                    "".join("{mine}" if cell == "{mine}" else str(count(y, x)){' or "."' if False else ""} for x, cell in enumerate(row))
                    for y, row in enumerate(grid)
                ]
            """
        )
        if blank == ".":
            source = source.replace("str(count(y, x))", 'str(count(y, x) or ".")')
        rules.append(
            f'The rows are strings, in which "{mine}" is a mine and "." an empty cell. In the result, mines stay as they are, and every empty cell shows the number of mines among its neighbours'
            + (', or "." if there are none.' if blank == "." else ", 0 included.")
        )
        goal = "returns the grid with the numbers of neighbouring mines filled in"

        def oracle(grid: list[Any], row: int = 0, column: int = 0) -> Any:
            mines = {(y, x) for y, line_of in enumerate(grid) for x, c in enumerate(line_of) if c == mine}
            out = []
            for y, line_of in enumerate(grid):
                line = ""
                for x, c in enumerate(line_of):
                    n = sum(
                        (max(abs(y - a), abs(x - b)) if not four else abs(y - a) + abs(x - b)) == 1
                        for a, b in mines
                    )
                    line += c if c == mine else str(n) if n or blank == "0" else "."
                out.append(line)
            return out

        inputs = [
            (
                [
                    "".join(mine if rng.random() < 0.3 else "." for _ in range(w))
                    for _ in range(rng.randint(2, 5))
                ],
            )
            for w in [rng.randint(2, 6) for _ in range(12)]
        ]
        inputs += [
            (["."],),
            ([mine],),
            ([mine * 3] * 2,),
            (["...", "." + mine + ".", "..."],),
            ([mine + "." + mine],),
        ]
        idea = [
            "For each empty cell the neighbours that lie inside the grid are looked up and the mines among them counted.",
            f"With {len(near)} neighbours a cell, the time is linear in the number of cells.",
        ]
    elif what in ("peaks", "peak_list"):
        high = rng.random() < 0.6
        strict = rng.random() < 0.6
        sign = (">" if high else "<") + ("" if strict else "=")
        name = "peak" if high else "pit"
        source = fill(
            f"""
            NEAR = [{table}]


            def {entry}(grid: list[list[int]]) -> {"int" if what == "peaks" else "list[tuple[int, int]]"}:
                def is_{name}(y: int, x: int) -> bool:
                    return all(
                        grid[y][x] {sign} grid[y + dy][x + dx]
                        for dy, dx in NEAR
                        if {bounds}
                    )

                cells = [(y, x) for y in range(len(grid)) for x in range(len(grid[0]))]
                return {f"sum(is_{name}(y, x) for y, x in cells)" if what == "peaks" else f"[(y, x) for y, x in cells if is_{name}(y, x)]"}
            """
        )
        rules.append(
            f"A cell is a {name} if its number is {'greater' if high else 'less'} than{'' if strict else ' or equal to'} those of all its neighbours; a cell without neighbours is one."
        )
        goal = (
            f"returns how many {name}s there are in `grid`"
            if what == "peaks"
            else f"returns the places `(row, column)` of all {name}s in `grid`"
        )
        if what == "peak_list":
            rules.append(
                "Rows and columns are counted from 0, and the places are in the order of reading: row by row, each from left to right."
            )

        def oracle(grid: list[Any], row: int = 0, column: int = 0) -> Any:
            flat = {(y, x): n for y, row in enumerate(grid) for x, n in enumerate(row)}
            found = []
            for (y, x), n in flat.items():
                others = [flat[y + dy, x + dx] for dy, dx in near if (y + dy, x + dx) in flat]
                extreme = sorted(others)[-1 if high else 0] if others else None
                if extreme is None or (n > extreme if high else n < extreme) or (not strict and n == extreme):
                    found.append((y, x))
            return len(found) if what == "peaks" else found

        inputs = [
            ([ints(rng, w, 0, 9) for _ in range(rng.randint(2, 4))],)
            for w in [rng.randint(2, 5) for _ in range(12)]
        ]
        inputs += [
            ([[5]],),
            ([[1, 1], [1, 1]],),
            ([[1, 2, 3]],),
            ([[0, 0, 0], [0, 9, 0], [0, 0, 0]],),
            ([[-3], [-1], [-2]],),
        ]
        idea = [
            "A helper compares one cell with all its neighbours that lie inside the grid; `all` of nothing is true, which covers a grid of one cell.",
            f"Equal neighbours {'rule a cell out' if strict else 'do no harm'}, as the comparison `{sign}` says.",
        ]
    elif what == "smooth":
        own = rng.random() < 0.5
        how = rng.choice(("sum", "max", "min", "mean"))
        combine = {
            "sum": "sum(values)",
            "max": "max(values)",
            "min": "min(values)",
            "mean": "sum(values) // len(values)",
        }[how]
        if own:
            table = "(0, 0), " + table
        source = fill(
            f"""
            NEAR = [{table}]


            def {entry}(grid: list[list[int]]) -> list[list[int]]:
                def value(y: int, x: int) -> int:
                    values = [
                        grid[y + dy][x + dx]
                        for dy, dx in NEAR
                        if {bounds}
                    ]
                    return {combine}

                return [[value(y, x) for x in range(len(grid[0]))] for y in range(len(grid))]
            """
        )
        words = {
            "sum": "the sum of",
            "max": "the largest of",
            "min": "the smallest of",
            "mean": "the mean, rounded down to a whole number, of",
        }[how]
        rules.append(
            f"Each cell of the result is {words} {'the cell itself and its neighbours' if own else 'the neighbours of the cell, without the cell itself'}, all taken from the original grid. The grid has at least two cells."
        )
        goal = "returns a new grid in which each number is computed from the neighbours of its cell"

        def oracle(grid: list[Any], row: int = 0, column: int = 0) -> Any:
            h, w = len(grid), len(grid[0])
            out = [[0] * w for _ in range(h)]
            for y in range(h):
                for x in range(w):
                    zone = [
                        grid[b][a]
                        for b in range(h)
                        for a in range(w)
                        if (abs(a - x) + abs(b - y) if four else max(abs(a - x), abs(b - y))) <= 1
                        and (own or (a, b) != (x, y))
                    ]
                    zone.sort()
                    out[y][x] = {
                        "sum": sum(zone),
                        "max": zone[-1],
                        "min": zone[0],
                        "mean": int((sum(zone) - sum(zone) % len(zone)) / len(zone)),
                    }[how]
            return out

        inputs = [
            ([ints(rng, w, -5, 20) for _ in range(rng.randint(2, 4))],)
            for w in [rng.randint(2, 4) for _ in range(12)]
        ]
        inputs += [
            ([[5, 8]],),
            ([[1], [2]],),
            ([[0, 0], [0, 0]],),
            ([[1, 2, 3], [4, 5, 6], [7, 8, 9]],),
            ([[-1, -2, -4]],),
        ]
        idea = [
            "The result is a new grid, so no cell sees values that were changed already.",
            f"For each cell the {'numbers of the cell and its neighbours' if own else 'neighbours'} inside the grid are collected and combined."
            + (" `//` rounds down, for negative sums too." if how == "mean" else ""),
        ]
    else:
        limit = rng.randint(0, 2)
        diff = (
            f"abs(grid[y + dy][x + dx] - grid[y][x]) <= {limit}"
            if limit
            else "grid[y + dy][x + dx] == grid[y][x]"
        )
        source = fill(
            f"""
            NEAR = [{table}]


            def {entry}(grid: list[list[int]], row: int, column: int) -> int:
                reached = {{(row, column)}}
                stack = [(row, column)]
                while stack:
                    y, x = stack.pop()
                    for dy, dx in NEAR:
                        inside = {bounds}
                        if inside and (y + dy, x + dx) not in reached and {diff}:
                            reached.add((y + dy, x + dx))
                            stack.append((y + dy, x + dx))
                return len(reached)
            """
        )
        rules.append(
            f"A step leads from a cell to a neighbour whose number {'is the same' if not limit else f'differs by at most {limit}'}. Rows and columns are counted from 0; the start `(row, column)` is in the grid and counts as reached."
        )
        goal = "returns how many cells of `grid` can be reached from the cell in the given `row` and `column`"

        def oracle(grid: list[Any], row: int = 0, column: int = 0) -> Any:
            zone, before = {(row, column)}, 0
            while len(zone) > before:
                before = len(zone)
                zone |= {
                    (y + dy, x + dx)
                    for y, x in zone
                    for dy, dx in near
                    if 0 <= y + dy < len(grid)
                    and 0 <= x + dx < len(grid[0])
                    and -limit <= grid[y][x] - grid[y + dy][x + dx] <= limit
                }
            return len(zone)

        inputs = []
        for _ in range(14):
            h, w = rng.randint(2, 5), rng.randint(2, 5)
            grid = [ints(rng, w, 0, 2 + 2 * limit) for _ in range(h)]
            inputs.append((grid, rng.randrange(h), rng.randrange(w)))
        inputs += [([[5]], 0, 0), ([[1, 1], [1, 1]], 0, 1), ([[1, 9], [9, 1]], 0, 0), ([[1, 2, 3, 4]], 0, 0)]
        idea = [
            "This is a flood fill: cells that were reached wait on a stack until their neighbours have been looked at.",
            "The set makes sure that no cell is put on the stack twice, so the time is linear in the number of cells.",
        ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)
