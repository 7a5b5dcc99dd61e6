"""Geometry with whole numbers: rectangles, polygons, points."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

from assay_code.generators._task import Problem, family, fill


@family("code.rectangles", levels=(2, 4), difficulties=(1, 5))
def rectangles(rng: random.Random, difficulty: int) -> Problem:
    """Rectangles with sides along the axes: overlap, bounding box, covered area.

    Difficulty 2: two rectangles. 3: all in common, or what contains what. 4: the
    area or the outline that many cover together.
    """
    shape = "(left, bottom, right, top)"
    base = f"A rectangle is `{shape}` with left < right and bottom < top; its sides are parallel to the axes."
    what = rng.choice(
        {2: ("overlap", "touch", "bound"), 3: ("common", "pairs", "inside"), 4: ("union", "depth")}[
            difficulty
        ]
    )
    entry = {
        "overlap": "rectangles_overlap",
        "touch": "rectangles_touch",
        "bound": "bounding_box",
        "common": "common_area",
        "pairs": "overlapping_pairs",
        "inside": "outermost_rectangles",
        "union": "covered_area",
        "depth": "area_covered_twice",
    }[what]

    def box(size: int = 9) -> tuple[int, int, int, int]:
        x, y = rng.randint(-4, size), rng.randint(-4, size)
        return (x, y, x + rng.randint(1, 7), y + rng.randint(1, 7))

    def cells(b: Any) -> set[tuple[int, int]]:
        return {(x, y) for x in range(b[0], b[2]) for y in range(b[1], b[3])}

    rules = [base]
    inputs: list[tuple[Any, ...]]
    if difficulty == 2:
        inputs = [(box(), box(5)) for _ in range(12)]
        inputs += [
            ((0, 0, 4, 4), (4, 0, 6, 4)),
            ((0, 0, 4, 4), (4, 4, 6, 6)),
            ((0, 0, 9, 9), (2, 3, 4, 5)),
            ((0, 0, 2, 2), (0, 0, 2, 2)),
            ((0, 0, 2, 2), (5, 5, 6, 6)),
            ((0, 0, 3, 9), (3, 2, 5, 4)),
        ]
        head = "a: tuple[int, int, int, int], b: tuple[int, int, int, int]"
        if what == "overlap":
            give = rng.choice(("area", "box"))
            final = (
                "width * height if width > 0 and height > 0 else 0"
                if give == "area"
                else "(left, bottom, right, top) if left < right and bottom < top else None"
            )
            mid = (
                "width = min(a[2], b[2]) - max(a[0], b[0])\nheight = min(a[3], b[3]) - max(a[1], b[1])"
                if give == "area"
                else "left, bottom = max(a[0], b[0]), max(a[1], b[1])\nright, top = min(a[2], b[2]), min(a[3], b[3])"
            )
            source = fill(
                f"def {entry}({head}) -> {'int' if give == 'area' else 'tuple[int, int, int, int] | None'}:\n    <<mid>>\n    return {final}",
                mid=mid,
            )
            goal = (
                "returns the area that the rectangles `a` and `b` have in common"
                if give == "area"
                else "returns the rectangle that `a` and `b` have in common"
            )
            rules.append(
                "Rectangles that only touch have no area in common"
                + (
                    ": the result is 0."
                    if give == "area"
                    else "; then, and if they do not meet at all, the result is `None`."
                )
            )
            idea = [
                "In each direction the common part goes from the larger of the two beginnings to the smaller of the two ends.",
                "If that is empty or has no length in one direction, there is nothing in common.",
            ]

            def oracle(a: Any, b: Any = None) -> Any:
                both = cells(a) & cells(b)
                if give == "area":
                    return len(both)
                if not both:
                    return None
                xs, ys = sorted(x for x, _ in both), sorted(y for _, y in both)
                return (xs[0], ys[0], xs[-1] + 1, ys[-1] + 1)

        elif what == "touch":
            corner = rng.random() < 0.5
            source = fill(
                f"""
                def {entry}({head}) -> bool:
                    width = min(a[2], b[2]) - max(a[0], b[0])
                    height = min(a[3], b[3]) - max(a[1], b[1])
                    return min(width, height) == 0{"" if corner else " and max(width, height) > 0"}
                """
            )
            goal = "returns whether the rectangles `a` and `b` touch without overlapping"
            rules.append(
                "They touch if they have points in common, but no area"
                + (
                    "; a common corner is enough."
                    if corner
                    else ", and a common corner alone is not enough: they must share a part of an edge."
                )
            )
            idea = [
                "`width` and `height` are the lengths of the common part in both directions, and negative where there is a gap.",
                "Touching means that one of them is 0 and the other one is not negative"
                + ("." if corner else ", and in fact positive, since a corner alone does not count."),
            ]

            def oracle(a: Any, b: Any = None) -> Any:
                if cells(a) & cells(b):
                    return False
                edges = 0
                for x, y in cells(a):
                    edges += sum(
                        (x + dx, y + dy) in cells(b) for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0))
                    )
                corners = any(
                    (x + dx, y + dy) in cells(b) for x, y in cells(a) for dx in (-1, 1) for dy in (-1, 1)
                )
                return edges > 0 or (corner and corners)

            touching = [
                ((x, y, x + w, y + h), (x + w, y + d, x + w + 2, y + d + 3))
                for x, y, w, h, d in (
                    (
                        rng.randint(-3, 3),
                        rng.randint(-3, 3),
                        rng.randint(1, 5),
                        rng.randint(1, 5),
                        rng.randint(-3, 5),
                    )
                    for _ in range(5)
                )
            ]
            inputs += touching
        else:
            source = fill(
                f"""
                def {entry}({head}) -> int:
                    width = max(a[2], b[2]) - min(a[0], b[0])
                    height = max(a[3], b[3]) - min(a[1], b[1])
                    return {"2 * (width + height)" if rng.random() < 0.5 else "width * height"}
                """
            )
            around = "2 *" in source
            goal = f"returns the {'perimeter' if around else 'area'} of the smallest rectangle that contains both `a` and `b`"
            rules.append("That rectangle too has its sides parallel to the axes.")
            idea = [
                "The smallest rectangle around both goes from the smaller beginning to the larger end in each direction.",
                "Its sides are those differences.",
            ]

            def oracle(a: Any, b: Any = None) -> Any:
                both = cells(a) | cells(b)
                w = len(range(min(x for x, _ in both), max(x for x, _ in both) + 1))
                h = len(range(min(y for _, y in both), max(y for _, y in both) + 1))
                return w + w + h + h if around else w * h

        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    inputs = [([box(4) for _ in range(rng.randint(2, 5))],) for _ in range(12)]
    inputs += [
        ([],),
        ([(0, 0, 2, 3)],),
        ([(0, 0, 4, 4), (1, 1, 2, 2)],),
        ([(0, 0, 2, 2), (2, 0, 4, 2)],),
        ([(0, 0, 2, 2), (0, 0, 2, 2)],),
        ([(0, 0, 3, 3), (1, 1, 4, 4), (2, 2, 5, 5)],),
    ]
    head = "boxes: list[tuple[int, int, int, int]]"
    if what == "common":
        inputs = [(boxes,) for (boxes,) in inputs if boxes]
        inputs += [
            ([(0, 0, rng.randint(3, 9), 8), (1, 1, 9, rng.randint(3, 9)), (2, 0, 7, 7)],) for _ in range(4)
        ]
        source = fill(
            f"""
            def {entry}({head}) -> int:
                lefts, bottoms, rights, tops = zip(*boxes)
                width = min(rights) - max(lefts)
                height = min(tops) - max(bottoms)
                return max(width, 0) * max(height, 0)
            """
        )
        goal = "returns the area that all rectangles in `boxes` have in common"
        rules.append("There is at least one rectangle. If they have no area in common, the result is 0.")
        idea = [
            "`zip(*boxes)` collects the four coordinates.",
            "The common part of all reaches from the largest beginning to the smallest end in each direction; `max(..., 0)` covers an empty one.",
        ]

        def list_oracle(boxes: Any) -> Any:
            return len(set.intersection(*map(cells, boxes)))

    elif what == "pairs":
        source = fill(
            f"""
            from itertools import combinations


            def {entry}({head}) -> list[tuple[int, int]]:
                def overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
                    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

                return [(i, j) for (i, a), (j, b) in combinations(enumerate(boxes), 2) if overlap(a, b)]
            """
        )
        goal = "returns all pairs `(i, j)` of indexes with i < j of rectangles in `boxes` that overlap"
        rules.append(
            "Rectangles overlap if they have an area in common; touching is not enough. The pairs are sorted by i, then by j."
        )
        idea = [
            "Two rectangles overlap if in both directions each begins before the other one ends.",
            "`combinations` gives the pairs in the required order. All pairs are tested, which is quadratic.",
        ]

        def list_oracle(boxes: Any) -> Any:
            return [
                (i, j)
                for i in range(len(boxes))
                for j in range(len(boxes))
                if i < j and cells(boxes[i]) & cells(boxes[j])
            ]

    elif what == "inside":
        source = fill(
            f"""
            def {entry}({head}) -> list[int]:
                def contains(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
                    return a[0] <= b[0] and a[1] <= b[1] and a[2] >= b[2] and a[3] >= b[3]

                return [
                    i
                    for i, box in enumerate(boxes)
                    if not any(contains(other, box) for j, other in enumerate(boxes) if j != i and (other != box or j < i))
                ]
            """
        )
        goal = "returns the indexes of the rectangles in `boxes` that do not lie inside of another one"
        rules.append(
            "A rectangle lies inside of another one if no part of it is outside; edges may coincide. Of several equal rectangles, all but the first count as lying inside of the first. The indexes are in increasing order."
        )
        idea = [
            "`contains` compares all four sides.",
            "Equal rectangles contain each other, so among them only an earlier one counts, which keeps exactly the first.",
        ]

        def list_oracle(boxes: Any) -> Any:
            kept = []
            for i, b in enumerate(boxes):
                larger = [
                    j for j, o in enumerate(boxes) if cells(b) < cells(o) or (cells(b) == cells(o) and j < i)
                ]
                if not larger:
                    kept.append(i)
            return kept

    else:
        k = 1 if what == "union" else 2
        test = (
            "any(box[0] <= x1 and x2 <= box[2] and box[1] <= y1 and y2 <= box[3] for box in boxes)"
            if k == 1
            else "sum(box[0] <= x1 and x2 <= box[2] and box[1] <= y1 and y2 <= box[3] for box in boxes) >= 2"
        )
        source = fill(
            f"""
            def {entry}({head}) -> int:
                xs = sorted({{x for left, _, right, _ in boxes for x in (left, right)}})
                ys = sorted({{y for _, bottom, _, top in boxes for y in (bottom, top)}})

                def covered(x1: int, y1: int, x2: int, y2: int) -> bool:
                    return {test}

                return sum(
                    (x2 - x1) * (y2 - y1)
                    for x1, x2 in zip(xs, xs[1:])
                    for y1, y2 in zip(ys, ys[1:])
                    if covered(x1, y1, x2, y2)
                )
            """
        )
        goal = (
            "returns the area that the rectangles in `boxes` cover together"
            if k == 1
            else "returns the area that is covered by at least two of the rectangles in `boxes`"
        )
        rules.append(
            ("What is covered several times counts once. " if k == 1 else "")
            + "Without rectangles the result is 0. Coordinates can be large, so do not count unit squares one by one."
        )
        idea = [
            "The sides of all rectangles cut the plane into a grid of at most (2n)² cells, and each cell is either completely covered by a rectangle or not at all.",
            "The areas of the cells that "
            + ("some rectangle covers" if k == 1 else "at least two rectangles cover")
            + " are added up. The time grows with the number of rectangles only, not with their size.",
        ]
        inputs += [([(0, 0, 10**6, 10**6), (5 * 10**5, 0, 2 * 10**6, 10)],)]

        def list_oracle(boxes: Any) -> Any:
            if any(b[2] - b[0] > 1000 for b in boxes):
                # by inclusion and exclusion, for two rectangles
                a, b = boxes
                common = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
                areas = sum((r[2] - r[0]) * (r[3] - r[1]) for r in boxes)
                return areas - common if k == 1 else common
            spots = [c for b in boxes for c in cells(b)]
            counts: dict[tuple[int, int], int] = {}
            for spot in spots:
                counts[spot] = counts.get(spot, 0) + 1
            return sum(n >= k for n in counts.values())

    return Problem(entry, goal, rules, source, inputs, idea, list_oracle)


@family("code.points", levels=(2, 5), difficulties=(1, 5))
def points(rng: random.Random, difficulty: int) -> Problem:
    """Points with whole coordinates: distances, turns, polygons, hulls.

    Difficulty 2: nearest or farthest. 3: polygons. 4: lattice points or point in
    polygon. 5: the convex hull.
    """
    what = rng.choice(
        {2: ("nearest", "farthest"), 3: ("area", "convex"), 4: ("lattice", "line"), 5: ("hull", "hull_area")}[
            difficulty
        ]
    )
    entry = {
        "nearest": "nearest_pair",
        "farthest": "farthest_pair",
        "area": "twice_polygon_area",
        "convex": "is_convex_polygon",
        "lattice": "count_inner_points",
        "line": "most_points_on_a_line",
        "hull": "convex_hull",
        "hull_area": "twice_hull_area",
    }[what]
    pool = [(rng.randint(-5, 9), rng.randint(-5, 9)) for _ in range(60)]
    head = "points: list[tuple[int, int]]"
    inputs: list[tuple[Any, ...]]
    polygons: list[list[tuple[int, int]]] = [
        [(0, 0), (4, 0), (4, 3)],
        [(0, 0), (0, 3), (5, 3), (5, 0)],
        [(0, 0), (6, 0), (6, 4), (3, 1), (0, 4)],
        [(0, 0), (4, 0), (4, 4), (2, 4), (2, 2), (0, 2)],
        [(1, 0), (3, 0), (4, 2), (2, 5), (0, 2)],
        [(0, 0), (2, 0), (4, 0), (4, 4), (0, 4)],
        [(0, 0), (8, 2), (3, 3), (2, 8)],
        [(0, 0), (1, 3), (5, 5), (6, 1)],
    ]
    moved = []
    for polygon in polygons:
        a, b, dx, dy = rng.randint(1, 3), rng.randint(1, 3), rng.randint(-5, 5), rng.randint(-5, 5)
        shifted = [(a * x + dx, b * y + dy) for x, y in polygon]
        turn = rng.randrange(len(shifted))
        shifted = shifted[turn:] + shifted[:turn]
        moved.append(shifted[::-1] if rng.random() < 0.5 else shifted)
    if what in ("nearest", "farthest"):
        far = what == "farthest"
        metric = rng.choice(("euclid", "taxi", "chess"))
        distance = {
            "euclid": "(p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2",
            "taxi": "abs(p[0] - q[0]) + abs(p[1] - q[1])",
            "chess": "max(abs(p[0] - q[0]), abs(p[1] - q[1]))",
        }[metric]
        words = {
            "euclid": "the ordinary straight-line distance",
            "taxi": "|x1 - x2| + |y1 - y2|",
            "chess": "the larger one of |x1 - x2| and |y1 - y2|",
        }[metric]
        source = fill(
            f"""
            from itertools import combinations


            def {entry}({head}) -> tuple[int, int] | None:
                def distance(pair: tuple[int, int]) -> int:
                    p, q = points[pair[0]], points[pair[1]]
                    return {distance}

                pairs = combinations(range(len(points)), 2)
                return {"max" if far else "min"}(pairs, key=distance, default=None)
            """
        )
        goal = f"returns the indexes `(i, j)` with i < j of the two points that are {'farthest from' if far else 'nearest to'} each other"
        rules = [
            f"Points are pairs `(x, y)` of integers, and the distance is {words}.",
            "Of several such pairs, take the one with the smallest i, and then the one with the smallest j. With fewer than two points, return `None`.",
        ]
        idea = [
            "All pairs of indexes are compared, in the order of i and j; "
            + f"`{'max' if far else 'min'}` returns the first of several best ones, as the tie rule asks.",
            "The square of the distance orders the pairs in the same way as the distance itself, and it is exact."
            if metric == "euclid"
            else "The distances are integers, so nothing is rounded.",
        ]
        inputs = [(rng.sample(pool, rng.randint(3, 6)),) for _ in range(12)] + [
            ([],),
            ([(1, 1)],),
            ([(0, 0), (3, 4)],),
            ([(2, 2), (2, 2), (5, 5)],),
            ([(0, 0), (0, 1), (1, 0), (1, 1)],),
        ]

        def oracle(data: Any) -> Any:
            table = []
            for i, j in itertools.combinations(range(len(data)), 2):
                dx, dy = abs(data[i][0] - data[j][0]), abs(data[i][1] - data[j][1])
                d = {"euclid": abs(complex(dx, dy)), "taxi": dx + dy, "chess": dx if dx > dy else dy}[metric]
                table.append((-d if far else d, i, j))
            return min(table)[1:] if table else None

    elif what in ("area", "convex"):
        base = "`points` are the corners of a polygon in order, either way round; its edges do not cross. There are at least 3 corners."
        if what == "area":
            source = fill(
                f"""
                def {entry}({head}) -> int:
                    twice = 0
                    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
                        twice += x1 * y2 - x2 * y1
                    return abs(twice)
                """
            )
            goal = "returns twice the area of the polygon with the corners `points`"
            rules = [base, "(Twice the area is always a whole number.)"]
            idea = [
                "The shoelace formula adds up the cross products of neighbouring corners, the last and the first included.",
                "The sign only tells the direction in which the corners run, so the absolute value is taken.",
            ]

            def oracle(data: Any) -> Any:
                total = Fraction(0)  # trapezoids below the edges
                for (x1, y1), (x2, y2) in itertools.pairwise([*data, data[0]]):
                    total += Fraction(x2 - x1) * Fraction(y1 + y2, 2)
                return int(abs(total) * 2)

        else:
            source = fill(
                f"""
                def {entry}({head}) -> bool:
                    turns = set()
                    for i in range(len(points)):
                        (x0, y0), (x1, y1), (x2, y2) = points[i - 2], points[i - 1], points[i]
                        turn = (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1)
                        if turn:
                            turns.add(turn > 0)
                    return len(turns) == 1
                """
            )
            goal = "returns whether the polygon with the corners `points` is convex"
            rules = [
                base,
                "Three neighbouring corners may lie on a line, which does not make it less convex; they do not all lie on one line.",
            ]
            idea = [
                "The cross product of two neighbouring edges is positive for a left turn, negative for a right turn and 0 for none.",
                "The polygon is convex if all turns go the same way. Negative indexes close the ring.",
            ]

            def oracle(data: Any) -> Any:
                n = len(data)
                for i in range(n):
                    (x1, y1), (x2, y2) = data[i], data[(i + 1) % n]
                    sides = {
                        ((x2 - x1) * (y - y1) > (y2 - y1) * (x - x1))
                        - ((x2 - x1) * (y - y1) < (y2 - y1) * (x - x1))
                        for x, y in data
                    }
                    if {1, -1} <= sides:
                        return False
                return True

        inputs = [(p,) for p in moved] + [(p,) for p in polygons[:3]]
    elif what == "lattice":
        source = fill(
            f"""
            from math import gcd


            def {entry}({head}) -> int:
                twice_area = border = 0
                for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
                    twice_area += x1 * y2 - x2 * y1
                    border += gcd(x2 - x1, y2 - y1)
                return (abs(twice_area) - border) // 2 + 1
            """
        )
        goal = "returns how many points with whole coordinates lie strictly inside of the polygon with the corners `points`"
        rules = [
            "`points` are the corners of a polygon in order, either way round, with whole coordinates; its edges do not cross. There are at least 3 corners.",
            "Points on the border do not count. The polygon can be large, so do not test the points one by one.",
        ]
        idea = [
            "Pick's theorem: the area is I + B/2 - 1, where I is the number of inner points and B that of points on the border. Solved for I, with the double area A2, that is (A2 - B)/2 + 1.",
            "An edge has as many whole points (one of its ends included) as the greatest common divisor of its coordinate differences, and the shoelace formula gives the double area.",
        ]
        inputs = [(p,) for p in moved] + [(p,) for p in polygons[:3]]

        def oracle(data: Any) -> Any:
            edges = list(itertools.pairwise([*data, data[0]]))

            def on(x: int, y: int) -> bool:
                return any(
                    (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1)
                    and min(x1, x2) <= x <= max(x1, x2)
                    and min(y1, y2) <= y <= max(y1, y2)
                    for (x1, y1), (x2, y2) in edges
                )

            def inside(x: int, y: int) -> bool:
                hits = 0
                for (x1, y1), (x2, y2) in edges:
                    if (y1 > y) != (y2 > y):
                        hits += x < x1 + Fraction((y - y1) * (x2 - x1), y2 - y1)
                return hits % 2 == 1

            xs, ys = [p[0] for p in data], [p[1] for p in data]
            return sum(
                inside(x, y) and not on(x, y)
                for x in range(min(xs), max(xs) + 1)
                for y in range(min(ys), max(ys) + 1)
            )

    elif what == "line":
        source = fill(
            f"""
            def {entry}({head}) -> int:
                spots = set(points)
                best = min(len(spots), 1)
                for x1, y1 in spots:
                    for x2, y2 in spots:
                        if (x1, y1) < (x2, y2):
                            on_line = sum((x2 - x1) * (y - y1) == (y2 - y1) * (x - x1) for x, y in spots)
                            best = max(best, on_line)
                return best
            """
        )
        goal = "returns the largest number of different points in `points` that lie on one straight line"
        rules = [
            "Points are pairs `(x, y)` of integers; a point that is listed several times counts once.",
            "For no points the result is 0, for one it is 1.",
        ]
        idea = [
            "Every line that matters goes through two of the points, so all pairs are tried.",
            "A third point lies on that line if a cross product is 0, which needs no division and is exact. That takes cubic time.",
        ]
        small = [(rng.randint(0, 4), rng.randint(0, 4)) for _ in range(80)]
        inputs = [(rng.sample(small, rng.randint(4, 9)),) for _ in range(12)] + [
            ([],),
            ([(2, 3)],),
            ([(2, 3), (2, 3)],),
            ([(0, 0), (1, 1), (2, 2), (3, 3), (0, 1)],),
            ([(1, 5), (1, 2), (1, 9), (4, 4)],),
        ]

        def oracle(data: Any) -> Any:
            unique = sorted(set(data))
            best = 1 if unique else 0
            for x1, y1 in unique:
                slopes: dict[Any, int] = {}
                for x2, y2 in unique:
                    if (x2, y2) != (x1, y1):
                        slope = Fraction(y2 - y1, x2 - x1) if x1 != x2 else None
                        slopes[slope] = slopes.get(slope, 1) + 1
                best = max([best, *slopes.values()])
            return best

    else:
        area = what == "hull_area"
        final = (
            "return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(hull, hull[1:] + hull[:1])))"
            if area
            else "return hull"
        )
        source = fill(
            f"""
            def {entry}({head}) -> {"int" if area else "list[tuple[int, int]]"}:
                ordered = sorted(set(points))
                if len(ordered) < 3:
                    return {"0" if area else "ordered"}

                def half(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
                    kept: list[tuple[int, int]] = []
                    for x, y in chain:
                        while len(kept) > 1:
                            (x0, y0), (x1, y1) = kept[-2:]
                            if (x1 - x0) * (y - y1) - (y1 - y0) * (x - x1) > 0:
                                break
                            kept.pop()
                        kept.append((x, y))
                    return kept[:-1]

                hull = half(ordered) + half(ordered[::-1])
                {final}
            """
        )
        goal = (
            "returns twice the area of the convex hull of `points`"
            if area
            else "returns the corners of the convex hull of `points`"
        )
        rules = [
            "Points are pairs `(x, y)` of integers and may be listed several times. The convex hull is the smallest convex shape that contains all of them."
        ]
        if area:
            rules.append("If all points lie on one line, or if there are fewer than three, the result is 0.")
        else:
            rules.append(
                "The corners are listed counter-clockwise (x to the right, y upwards), beginning with the leftmost point, the lower one of two. Points on an edge between two corners are no corners. If all points lie on one line, the corners are its two end points, the smaller one first as tuples are compared; one point has one corner, none has none."
            )
        idea = [
            "Andrew's monotone chain: the points are sorted, and the lower and the upper half of the hull are built from left to right and back.",
            "A point is dropped as long as the last two points and the new one do not make a left turn, so points on an edge are dropped too.",
            "Sorting dominates, so the time is n log n.",
        ]
        inputs = [(rng.sample(pool, rng.randint(4, 9)),) for _ in range(11)] + [
            ([],),
            ([(1, 1)],),
            ([(1, 1), (0, 0), (1, 1)],),
            ([(0, 0), (1, 1), (2, 2)],),
            ([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (2, 0)],),
            ([(3, 1), (1, 1), (2, 1), (1, 5)],),
        ]

        def oracle(data: Any) -> Any:
            unique = sorted(set(data))
            if len(unique) < 3:
                return 0 if area else unique

            def cross(o: Any, a: Any, b: Any) -> int:
                return int((a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]))

            # gift wrapping from the leftmost point
            hull = [unique[0]]
            while True:
                here = hull[-1]
                best = unique[0] if here != unique[0] else unique[1]
                for p in unique:
                    turn = cross(here, best, p)
                    longer = abs(p[0] - here[0]) + abs(p[1] - here[1]) > abs(best[0] - here[0]) + abs(
                        best[1] - here[1]
                    )
                    if p != here and (turn < 0 or (turn == 0 and longer)):
                        best = p
                if best == hull[0]:
                    break
                hull.append(best)
            if not area:
                return hull
            return sum(cross(hull[0], a, b) for a, b in itertools.pairwise(hull[1:]))

    return Problem(entry, goal, rules, source, inputs, idea, oracle)
