"""Intervals of whole numbers: merging, gaps, overlaps, choosing."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

from assay_code.generators._task import Problem, count, family, fill


@family("code.merge_intervals", levels=(2, 4), difficulties=(2, 4))
def merge_intervals(rng: random.Random, difficulty: int) -> Problem:
    """Merge intervals and ask about the result, with rules for touching and small gaps.

    Difficulty 2: merged list or covered length. 3: gaps, or gaps that are bridged. 4:
    what is covered at least k times.
    """
    entry = rng.choice(("merge", "merge_intervals", "combine_intervals", "union"))
    closed = rng.random() < 0.5
    kind = (
        "the whole numbers from `start` to `end`, both included"
        if closed
        else "the points from `start` up to but not including `end`"
    )
    gap = rng.randint(1, 3) if difficulty == 3 and rng.random() < 0.5 else 0
    what = rng.choice(
        {2: ("list", "length"), 3: ("list",) if gap else ("gaps", "longest"), 4: ("depth", "twice")}[
            difficulty
        ]
    )
    reach = (1 if closed else 0) + gap
    plus = f" + {reach}" if reach else ""
    size = "end - start + 1" if closed else "end - start"
    rules = [
        f"An interval `(start, end)` stands for {kind}; "
        + ("`start` is at most `end`." if closed else "`start` is less than `end`.")
        + " The list is in any order and may be empty."
    ]
    if what in ("depth", "twice"):
        least = 2 if what == "twice" else rng.choice((2, 3))
        want_max = what == "depth"
        source = fill(
            f"""
            def {entry}(intervals: list[tuple[int, int]]) -> int:
                changes: dict[int, int] = {{}}
                for start, end in intervals:
                    changes[start] = changes.get(start, 0) + 1
                    changes[end{" + 1" if closed else ""}] = changes.get(end{" + 1" if closed else ""}, 0) - 1
                <<begin>>
                for place in sorted(changes):
                    <<step>>
                return {"deepest" if want_max else "total"}
            """,
            begin="depth = deepest = 0" if want_max else "total = depth = before = 0",
            step="depth += changes[place]\ndeepest = max(deepest, depth)"
            if want_max
            else f"if depth >= {least}:\n    total += place - before\ndepth += changes[place]\nbefore = place",
        )
        goal = (
            "returns the largest number of intervals that have a point in common"
            if want_max
            else f"returns how many {'numbers' if closed else 'unit steps'} lie in at least {least} of the intervals"
        )
        if not want_max and not closed:
            rules.append("A unit step is the stretch from a whole number n up to n + 1.")
        rules.append("Without intervals the result is 0.")

        def oracle(intervals: list[tuple[int, int]]) -> Any:
            heat = [sum(s <= p <= e if closed else s <= p < e for s, e in intervals) for p in range(-50, 150)]
            return max(heat) if want_max else sum(h >= least for h in heat)

        idea = [
            "Each interval changes the depth by +1 at its start and by -1 just after its end; between these places the depth is constant.",
            "Going through the places in order, the running sum is the depth."
            + (
                " Changes at the same place are added up first, so an end and a start there cannot count as an overlap by mistake."
                if want_max
                else " A stretch counts with its full length if the depth on it is large enough."
            ),
            "The sorting takes n log n time.",
        ]
    else:
        merge = fill(
            f"""
            merged: list[tuple[int, int]] = []
            for start, end in sorted(intervals):
                if merged and start <= merged[-1][1]{plus}:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], end))
                else:
                    merged.append((start, end))
            """
        )
        finish = {
            "list": "return merged",
            "length": f"return sum({size} for start, end in merged)",
            "gaps": "return ["
            + ("(left + 1, right - 1)" if closed else "(left, right)")
            + " for (_, left), (right, _) in zip(merged, merged[1:])]",
            "longest": f"return max(({size} for start, end in merged), default=0)",
        }[what]
        result = "int" if what in ("length", "longest") else "list[tuple[int, int]]"
        source = fill(
            f"def {entry}(intervals: list[tuple[int, int]]) -> {result}:\n    <<merge>>\n    {finish}",
            merge=merge,
        )
        goal = {
            "list": "returns the list of the merged intervals, sorted by their starts",
            "length": f"returns how many {'different numbers' if closed else 'units of length'} the intervals cover together",
            "gaps": "returns the gaps between the intervals as a sorted list of intervals of the same kind",
            "longest": f"returns the length of the longest stretch without a gap that the intervals cover{', counted in numbers' if closed else ''}",
        }[what]
        if what == "list":
            if gap:
                rules.append(
                    f"Intervals are merged if they overlap or if at most {count(gap, 'number' if closed else 'unit')} between them {'is' if gap == 1 else 'are'} not covered; what lies between them then belongs to the merged interval."
                )
            else:
                rules.append(
                    "Intervals are merged if they overlap or if no number lies between them: `(1, 3)` and `(4, 6)` become `(1, 6)`."
                    if closed
                    else "Intervals are merged if they overlap or touch: `(1, 3)` and `(3, 6)` become `(1, 6)`."
                )
        elif what == "gaps":
            rules.append(
                "A gap lies between two intervals and is covered by none; there are none before the first and after the last. "
                + (
                    "Intervals with no number between them have no gap."
                    if closed
                    else "Intervals that touch have no gap."
                )
            )
        elif what == "longest":
            rules.append(
                "Stretches that "
                + ("have no number between them" if closed else "touch")
                + " count as one. Without intervals the result is 0."
            )
        else:
            rules.append("What is covered several times counts once. Without intervals the result is 0.")

        def oracle(intervals: list[tuple[int, int]]) -> Any:
            points = sorted({p for s, e in intervals for p in range(s, e + 1 if closed else e)})
            if what == "length":
                return len(points)
            runs: list[list[int]] = []
            for p in points:
                if runs and p - runs[-1][-1] <= 1 + gap:
                    runs[-1].append(p)
                else:
                    runs.append([p])
            end = 0 if closed else 1
            if what == "longest":
                return max(map(len, runs), default=0)
            if what == "gaps":
                return [(a[-1] + 1, b[0] - 1 + end) for a, b in itertools.pairwise(runs)]
            return [(r[0], r[-1] + end) for r in runs]

        idea = [
            "In sorted order an interval can only join the last merged one, so a single pass is enough.",
            f"It joins if it starts at most {reach} after the end so far."
            if reach
            else "It joins if it starts at or before the end so far.",
            "`max` is needed because an interval may lie inside the one before. Sorting takes n log n time.",
        ]
    inputs: list[tuple[Any, ...]] = []
    for _ in range(12):
        found = []
        for _ in range(rng.randint(2, 6)):
            start = rng.randint(-5, 25)
            found.append((start, start + rng.randint(0 if closed else 1, 8)))
        inputs.append((found,))
    inputs += [
        ([],),
        ([(3, 5)],),
        ([(1, 3), (3, 6)],),
        ([(1, 3), (4, 6)],),
        ([(1, 10), (2, 3)],),
        ([(5, 7), (5, 7)],),
        ([(8, 9), (1, 2), (4, 5)],),
        ([(0, 2), (2, 4), (1, 3)],),
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.free_time", levels=(3, 4), difficulties=(3, 5))
def free_time(rng: random.Random, difficulty: int) -> Problem:
    """Free slots in a calendar, as clock times, with a least length and breaks around meetings.

    Difficulty 3: one calendar. 4: several people, or a break around each meeting.
    """
    entry = rng.choice(("free_slots", "find_free_time", "open_slots", "gaps_in_day"))
    opening, closing = rng.randint(7, 9) * 60, rng.randint(16, 19) * 60
    least = rng.choice((15, 20, 30, 45, 60))
    people = difficulty == 4 and rng.random() < 0.6
    rest = rng.choice((5, 10, 15)) if difficulty == 4 and not people else 0
    what = rng.choice(("slots", "first", "total"))

    def clock(minutes: int) -> str:
        return f"{minutes // 60:02}:{minutes % 60:02}"

    flat = "meetings = [meeting for person in calendars for meeting in person]" if people else ""
    margin = f" - {rest}" if rest else ""
    margin2 = f" + {rest}" if rest else ""
    finish = {
        "slots": 'return [f"{clock(start)}-{clock(end)}" for start, end in slots]',
        "first": "return clock(slots[0][0]) if slots else None",
        "total": "return sum(end - start for start, end in slots)",
    }[what]
    kind = {"slots": "list[str]", "first": "str | None", "total": "int"}[what]
    source = fill(
        f"""
        def minutes(time: str) -> int:
            hours, rest = time.split(":")
            return int(hours) * 60 + int(rest)


        <<clock>>
        def {entry}({"calendars: list[list[tuple[str, str]]]" if people else "meetings: list[tuple[str, str]]"}) -> {kind}:
            slots = []
            free_from = minutes("{clock(opening)}")
            <<flat>>
            busy = sorted((minutes(start){margin}, minutes(end){margin2}) for start, end in meetings)
            for start, end in [*busy, (minutes("{clock(closing)}"), minutes("{clock(closing)}"))]:
                start = min(start, minutes("{clock(closing)}"))
                if start - free_from >= {least}:
                    slots.append((free_from, start))
                free_from = max(free_from, end)
            {finish}
        """,
        flat=flat,
        clock=""
        if what == "total"
        else 'def clock(minute: int) -> str:\n    return f"{minute // 60:02}:{minute % 60:02}"\n\n\n',
    )
    source = re.sub(r"\n{4,}", "\n\n\n", source)
    subject = (
        "`calendars` holds one list of meetings for each person; a meeting is" if people else "A meeting is"
    )
    rules = [
        f'{subject} `(start, end)` with times `"HH:MM"` on one day, and start is before end. Meetings may overlap, may be in any order and may lie outside of the working day.',
        f"The working day goes from {clock(opening)} to {clock(closing)}. A slot is a longest stretch of the working day in which {'nobody has' if people else 'there is'} {'a' if people else 'no'} meeting"
        + (f", also not within {rest} minutes before its start or after its end" if rest else "")
        + f"; only slots of at least {least} minutes count.",
    ]
    if rest:
        rules[1] = (
            f"The working day goes from {clock(opening)} to {clock(closing)}. Each meeting also blocks the {rest} minutes before its start and the {rest} minutes after its end. A slot is a longest stretch of the working day that is not blocked; only slots of at least {least} minutes count."
        )
    rules.append(
        "A meeting that ends at the moment when another one starts leaves no time between them."
        if not rest
        else "Slots may begin and end at the edges of the working day."
    )
    if what == "first":
        rules.append("If there is no slot, return `None`.")
    goal = {
        "slots": 'returns the list of all free slots as texts `"HH:MM-HH:MM"`, earliest first',
        "first": 'returns the start of the first free slot as `"HH:MM"`',
        "total": "returns the total length of all free slots in minutes",
    }[what]

    def oracle(data: Any) -> Any:
        everything = [m for person in data for m in person] if people else data
        taken = [False] * 1500
        for start, end in everything:
            a, b = (int(t[:2]) * 60 + int(t[3:]) for t in (start, end))
            for minute in range(max(0, a - rest), b + rest):
                taken[minute] = True
        runs, minute = [], opening
        while minute < closing:
            end = minute
            while end < closing and not taken[end]:
                end += 1
            if end - minute >= least:
                runs.append((minute, end))
            minute = max(end, minute + 1)
        if what == "total":
            return sum(b - a for a, b in runs)
        texts = [f"{clock(a)}-{clock(b)}" for a, b in runs]
        return texts if what == "slots" else texts[0][:5] if texts else None

    def day(n: int) -> list[tuple[str, str]]:
        found = []
        for _ in range(n):
            start = rng.randrange(opening - 60, closing, 15)
            found.append((clock(start), clock(start + rng.choice((15, 30, 45, 60, 90, 120, 180)))))
        return found

    inputs: list[tuple[Any, ...]] = []
    for _ in range(13):
        inputs.append(
            ([day(rng.randint(1, 2)) for _ in range(rng.randint(2, 3))],)
            if people
            else (day(rng.randint(2, 5)),)
        )
    whole = (clock(opening), clock(closing))
    edge = [
        [],
        [whole],
        [(clock(opening), clock(opening + 60)), (clock(opening + 60), clock(closing - least))],
        [(clock(opening - 60), clock(opening + 30))],
        [(clock(closing - 30), clock(closing + 60))],
        [(clock(opening + least - 1), clock(closing))],
    ]
    inputs += [([e, []],) if people else (e,) for e in edge]
    idea = [
        "The times are turned into minutes and sorted. `free_from` is the moment from which there is no known meeting any more.",
        "A stretch counts if the next meeting starts long enough after it; the closing time is added as a last meeting without length.",
        "`max` keeps `free_from` right when a meeting lies inside an earlier one."
        + (" The break is subtracted from the start and added to the end of each meeting." if rest else ""),
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.choose_intervals", levels=(3, 5), difficulties=(2, 4))
def choose_intervals(rng: random.Random, difficulty: int) -> Problem:
    """Scheduling: as many jobs as possible, the most valuable ones, how many rooms.

    Difficulty 3: number of jobs. 4: rooms, or who gets which. 5: values.
    """
    pause = rng.choice((0, 0, 1, 2))
    what = {3: "most", 4: rng.choice(("rooms", "names")), 5: rng.choice(("value", "machines"))}[difficulty]
    noun = rng.choice(("jobs", "talks", "bookings"))
    one = noun[:-1]
    entry = {
        "most": f"most_{noun}",
        "rooms": f"rooms_for_{noun}",
        "names": f"choose_{noun}",
        "value": f"best_value_of_{noun}",
        "machines": f"end_of_last_{one}",
    }[what]
    plus = f" + {pause}" if pause else ""
    again = f"the next {one} can start {'at the moment when one ends' if not pause else f'{pause} or more after the end of the one before'}"
    shape = (
        "(start, end)"
        if what in ("most", "rooms")
        else "(name, start, end)"
        if what == "names"
        else "(start, end, value)"
        if what == "value"
        else "(start, end)"
    )
    rules = [f"Each of the {noun} is `{shape}` with whole numbers and start less than end."]
    inputs: list[tuple[Any, ...]] = []
    for _ in range(13):
        found = []
        for i in range(rng.randint(3, 7)):
            start = rng.randint(0, 15)
            end = start + rng.randint(1, 6)
            found.append(
                (chr(65 + i), start, end)
                if what == "names"
                else (start, end, rng.randint(1, 12))
                if what == "value"
                else (start, end)
            )
        if what == "names":
            rng.shuffle(found)
        inputs.append((found,))
    if what == "most":
        source = fill(
            f"""
            def {entry}({noun}: list[tuple[int, int]]) -> int:
                chosen = 0
                free_from = None
                for start, end in sorted({noun}, key=lambda {one}: {one}[1]):
                    if free_from is None or start >= free_from:
                        chosen += 1
                        free_from = end{plus}
                return chosen
            """
        )
        goal = f"returns the largest number of {noun} that can be done one after the other"
        rules.append(f"Only one can run at a time; {again}.")
        idea = [
            f"Taking the {one} that ends first is always right: whatever else is chosen, it leaves no more room for the rest.",
            f"So the {noun} are sorted by their ends, and each one that fits is taken. Sorting takes n log n time.",
        ]
    elif what == "names":
        source = fill(
            f"""
            def {entry}({noun}: list[tuple[str, int, int]]) -> list[str]:
                chosen = []
                free_from = None
                for name, start, end in sorted({noun}, key=lambda {one}: ({one}[2], {one}[1], {one}[0])):
                    if free_from is None or start >= free_from:
                        chosen.append(name)
                        free_from = end{plus}
                return chosen
            """
        )
        goal = f"returns the names of the {noun} that are chosen by the following rule, in the order in which they run"
        rules.append(
            f"Only one can run at a time; {again}. Again and again, choose among the {noun} that can still start the one that ends first; of several, the one that starts first, and then the one whose name comes first in the alphabet. Names are different."
        )
        idea = [
            f"Sorting by end, start and name puts the {noun} into the order in which the rule looks at them.",
            f"A {one} that does not fit now never will, since the time only moves on; so one pass is enough.",
        ]
    elif what == "rooms":
        source = fill(
            f"""
            import heapq


            def {entry}({noun}: list[tuple[int, int]]) -> int:
                free: list[int] = []  # when each room is free again
                for start, end in sorted({noun}):
                    if free and free[0] <= start:
                        heapq.heapreplace(free, end{plus})
                    else:
                        heapq.heappush(free, end{plus})
                return len(free)
            """
        )
        goal = f"returns the least number of rooms in which all {noun} can take place"
        rules.append(f"In each room only one can run at a time, and there {again}.")
        idea = [
            f"The {noun} are taken by their starts, and the heap holds the time at which each room is free again.",
            "If the room that is free first is free in time, it is used again, otherwise a new one is needed.",
            "Sorting and the heap take n log n time.",
        ]
    elif what == "value":
        source = fill(
            f"""
            from bisect import bisect_right


            def {entry}({noun}: list[tuple[int, int, int]]) -> int:
                ordered = sorted({noun}, key=lambda {one}: {one}[1])
                ends = [end{plus} for _, end, _ in ordered]
                best = [0]
                for start, _, value in ordered:
                    before = bisect_right(ends, start)
                    best.append(max(best[-1], best[before] + value))
                return best[-1]
            """
        )
        goal = f"returns the largest total value of {noun} that can be done one after the other"
        rules.append(
            f"Only one can run at a time; {again}. Values are positive, and without {noun} the total is 0."
        )
        idea = [
            f"In the order of their ends, `best[i]` is the most that the first i {noun} can bring.",
            f"A {one} is either left out, or added to the best of all those that end early enough; binary search finds how many these are.",
            "That takes n log n time.",
        ]
    else:
        workers = rng.randint(2, 3)
        source = fill(
            f"""
            import heapq


            def {entry}({noun}: list[tuple[int, int]]) -> int:
                free = [0] * {workers}  # when each machine is free again
                last = 0
                for ready, length in sorted({noun}):
                    start = max(ready, heapq.heappop(free))
                    heapq.heappush(free, start + length{plus})
                    last = max(last, start + length)
                return last
            """
        )
        shape = "(ready, length)"
        rules = [
            f"Each of the {noun} is `{shape}`: it can start at the time `ready` (0 or later) at the earliest and then runs for `length` (at least 1) without a break, on one machine.",
            f"There are {workers} machines, and each runs one at a time"
            + (f"; after each, the machine needs {pause} more before it is free again." if pause else "."),
            f"The {noun} are started in the order of `ready`, then of `length`, each on the machine that is free first, as early as possible; no {one} waits longer than that. Without {noun} the result is 0.",
        ]
        goal = f"returns the time at which the last of the {noun} ends"
        inputs = [
            ([(rng.randint(0, 10), rng.randint(1, 7)) for _ in range(rng.randint(3, 7))],) for _ in range(13)
        ]
        idea = [
            "A heap holds the time at which each machine is free again, so the one that is free first is at the front.",
            f"A {one} starts when it is ready and its machine is free, whichever is later.",
            "The order of the starts is fixed by sorting. Each step costs logarithmic time in the number of machines.",
        ]

    def oracle(found: list[Any]) -> Any:
        if what == "most":
            top = 0
            for size in range(len(found), 0, -1):
                for part in itertools.combinations(sorted(found), size):
                    if all(b[0] >= a[1] + pause for a, b in itertools.pairwise(part)):
                        top = max(top, size)
            return top
        if what == "rooms":
            return max((sum(s <= t < e + pause for s, e in found) for t in range(40)), default=0)
        if what == "value":
            top = 0
            for bits in itertools.product((0, 1), repeat=len(found)):
                picked = sorted(j for j, bit in zip(found, bits, strict=True) if bit)
                if all(b[0] >= a[1] + pause for a, b in itertools.pairwise(picked)):
                    top = max(top, sum(j[2] for j in picked))
            return top
        if what == "names":
            names: list[str] = []
            left, now = list(found), -99
            while True:
                left = [j for j in left if j[1] >= now]
                if not left:
                    return names
                nxt = min(left, key=lambda j: (j[2], j[1], j[0]))
                left.remove(nxt)
                names.append(nxt[0])
                now = nxt[2] + pause
        free, ends = [0] * workers, [0]
        for ready, length in sorted(found):
            i = free.index(min(free))
            start = ready if ready > free[i] else free[i]
            free[i] = start + length + pause
            ends.append(start + length)
        return sorted(ends)[-1]

    if what == "names":
        inputs += [
            ([],),
            ([("A", 1, 3)],),
            ([("B", 1, 3), ("A", 1, 3)],),
            ([("A", 0, 9), ("B", 1, 2), ("C", 2, 3)],),
            ([("C", 2, 4), ("B", 3, 4), ("A", 0, 2)],),
        ]
    elif what == "value":
        inputs += [([],), ([(1, 3, 5)],), ([(0, 2, 3), (2, 4, 3)],), ([(0, 9, 10), (1, 2, 4), (3, 4, 5)],)]
    else:
        inputs += [
            ([],),
            ([(1, 3)],),
            ([(0, 2), (2, 4)],),
            ([(1, 4), (1, 4), (1, 4)],),
            ([(0, 9), (1, 2), (3, 4)],),
        ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)
