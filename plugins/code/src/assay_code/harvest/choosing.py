"""Which of the inputs that the search kept become cases, and which of these are shown."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assay_code.harvest.hints import Parameter

MIN_CASES = 6
MAX_CASES = 16
FEW_VALUES = 3
"""A function of at most as many different results is hard to find: each case says little."""
MIN_SHOWN = 8
"""Cases of such a function that are shown at least."""
MIN_HELD = 3
MAX_SHOWN = 1_200
"""Characters that the shown cases should not take more of."""


class Dropped(Exception):
    """Why a function gives no row: a reason code."""


@dataclass(frozen=True, slots=True)
class Found:
    """An input that the search kept."""

    args: list[Any]
    kwargs: dict[str, Any]
    end: str
    outcome: str
    arcs: frozenset[tuple[int, ...]]
    choice: tuple[int, ...]
    """For each argument the place of its kind, -1 where it was left out; empty for an example of the docstring."""
    changed: bool
    """It was made by changing another one, and looks it."""
    listed: bool
    """The result was an iterator."""

    @property
    def size(self) -> int:
        return len(json.dumps([self.args, self.kwargs])) + len(self.outcome)

    @property
    def copies(self) -> bool:
        """The result is the first argument."""
        return bool(self.args) and json.dumps(self.args[0]) == self.outcome


def one_kind(
    parameters: Sequence[Parameter], found: list[Found], weights: Sequence[Sequence[float]]
) -> list[Found]:
    """Inputs of one kind for each argument whose kind nothing declares, so that the cases look alike.

    ``weights`` are what the search learnt about the kinds.
    """
    for place, one in enumerate(parameters):
        if one["declared"]:
            continue
        gain: dict[int, float] = {}
        for arm in {item.choice[place] for item in found if item.choice and item.choice[place] >= 0}:
            works = [
                item for item in found if item.end == "value" and item.choice and item.choice[place] == arm
            ]
            outcomes = {item.outcome for item in works}
            gain[arm] = len(_reach(works)) + 0.4 * min(len(outcomes), 12)
            gain[arm] += 8 * one["kinds"][arm][0] / sum(weight for weight, _ in one["kinds"])
            gain[arm] += 4 * weights[place][arm] / sum(weights[place]) if weights else 0.0
        if gain:
            best = max(gain, key=lambda arm: (gain[arm], -arm))
            found = [item for item in found if not item.choice or item.choice[place] in (best, -1)]
    return found


def _reach(items: Iterable[Found]) -> frozenset[tuple[int, ...]]:
    return frozenset(arc for item in items for arc in item.arcs)


def choose(found: list[Found], rng: random.Random) -> tuple[list[Found], int]:
    """The cases, the shown ones first, and how many of these there are.

    The shown and the held-out ones each reach what can be reached, as far as there is room, and
    hold every kind of result.
    """
    few = few_valued(item.outcome for item in found if item.end == "value")
    order = {id(item): (item.size > 90, item.changed, item.size > 40, rng.random()) for item in found}
    pool = sorted(found, key=lambda item: order[id(item)])
    limits = _Shares(pool)
    shown = _cover(pool, limits, 6)
    want = rng.randint(MIN_SHOWN, MIN_SHOWN + 2) if few else rng.randint(5, 8)
    shown += _vary(pool, shown, limits, want - len(shown))
    rest = [item for item in pool if item not in shown]
    held = _cover(rest, limits, MAX_CASES - len(shown))
    held += _vary(rest, [*shown, *held], limits, MAX_CASES - len(shown) - len(held))
    if few and len({item.outcome for item in found if item.end == "value"}) > 1:
        while len(shown) < MIN_SHOWN and len(held) > MIN_HELD:
            shown.append(held.pop(0))
        if len(shown) < MIN_SHOWN or len(held) < MIN_HELD:
            raise Dropped("few_cases")
    if len(shown) + len(held) < MIN_CASES:
        works = [item for item in found if item.end == "value"]
        if len({item.outcome for item in works}) == 1:
            raise Dropped("constant")
        raise Dropped("identity" if sum(item.copies for item in works) > 0.6 * len(works) else "few_cases")
    least = MIN_SHOWN if few else 4
    while len(held) < min(4, len(shown) - 1) and len(shown) > (least if few else 0):
        held.insert(0, shown.pop())
    while len(shown) > least and sum(item.size for item in shown) > MAX_SHOWN:
        held.insert(0, shown.pop())
    _balance(shown, held, few)
    rng.shuffle(shown)
    return shown + held, len(shown)


def few_valued(outcomes: Iterable[str]) -> bool:
    return len(set(outcomes)) <= FEW_VALUES


def _kind(item: Found, few: bool) -> str:
    """What is to be seen of a result in the shown cases before it is asked for in others."""
    if item.end != "value" or few or item.outcome in ("null", "true", "false"):
        return f"{item.end} {item.outcome}"
    return type(json.loads(item.outcome)).__name__


def _balance(shown: list[Found], held: list[Found], few: bool) -> None:
    """Exchange cases so that both parts hold every kind of result; of which there is but one, it is shown."""
    for into, other in ((shown, held), (held, shown)):
        for kind in sorted({_kind(item, few) for item in other} - {_kind(item, few) for item in into}):
            have = Counter(_kind(item, few) for item in into)
            there = [item for item in other if _kind(item, few) == kind]
            spare = [item for item in into if have[_kind(item, few)] > 1]
            if (into is shown or len(there) > 1) and spare:
                mine, theirs = spare[-1], there[-1]
                into[into.index(mine)], other[other.index(theirs)] = theirs, mine


class _Shares:
    """Keeps an outcome, and exceptions, from filling the cases."""

    def __init__(self, pool: Sequence[Found]) -> None:
        outcomes = {item.outcome for item in pool if item.end == "value"}
        few = few_valued(outcomes) and len(outcomes) > 1
        self.each = -(-MAX_CASES // len(outcomes)) if few else 3
        self.most = {"raised": 3, "copies": 4}
        self.counts = Counter[str]()

    def admit(self, item: Found) -> bool:
        groups = ["raised" if item.end == "raised" else item.outcome] + ["copies"] * item.copies
        if any(self.counts[group] >= self.most.get(group, self.each) for group in groups):
            return False
        self.counts.update(groups)
        return True


def _cover(pool: Sequence[Found], limits: _Shares, most: int) -> list[Found]:
    """Few items that together reach what the pool reaches."""
    chosen: list[Found] = []
    missing = _reach(pool)
    while missing and len(chosen) < most:
        left = [item for item in pool if item not in chosen and missing & item.arcs]
        if not left:
            break
        best = max(left, key=lambda item: len(missing & item.arcs) - item.size / 40 - 2 * item.changed)
        missing -= best.arcs
        if limits.admit(best):
            chosen.append(best)
    return chosen


def _vary(pool: Sequence[Found], have: Sequence[Found], limits: _Shares, count: int) -> list[Found]:
    """Further items, new outcomes first."""
    chosen: list[Found] = []
    outcomes = Counter(item.outcome for item in have)
    left = [item for item in pool if item not in have]
    while left and len(chosen) < count:
        best = min(left, key=lambda item: outcomes[item.outcome])  # the first of these
        left.remove(best)
        if limits.admit(best):
            chosen.append(best)
            outcomes[best.outcome] += 1
    return chosen
