"""Selection: the best, so many of each, a balanced mix, what most say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def best(items: Iterable[T], score: Callable[[T], float], n: int = 1) -> list[T]:
    """The ``n`` items of the highest score, highest first; of equal ones the earlier. NaN is the lowest."""

    def low_first(item: T) -> tuple[bool, float]:
        value = score(item)
        return math.isnan(value), 0.0 if math.isnan(value) else -value

    return sorted(items, key=low_first)[:n]


def cap(items: Iterable[T], key: Callable[[T], Hashable], most: int) -> list[T]:
    """At most ``most`` items of each key (a seed, a problem), the first ones, in order."""
    seen: Counter[Hashable] = Counter()
    kept = []
    for item in items:
        k = key(item)
        if seen[k] < most:
            seen[k] += 1
            kept.append(item)
    return kept


def balance(items: Iterable[T], key: Callable[[T], K], shares: Mapping[K, float] | None = None) -> list[T]:
    """The most items that keep the ``shares`` of the keys (equal ones by default), the first of each, in order.

    A key without a share is left out; a key of a share that has no item leaves nothing.
    """
    groups: dict[K, list[int]] = {}
    items = list(items)
    for index, item in enumerate(items):
        groups.setdefault(key(item), []).append(index)
    wanted = dict(shares) if shares is not None else dict.fromkeys(groups, 1.0)
    wanted = {k: share for k, share in wanted.items() if share > 0}
    if any(not math.isfinite(share) for share in wanted.values()) or not wanted:
        return []
    # The scarcest key sets how many there can be; 1e-9 keeps 0.3 * 10 from becoming 2.
    unit = min(len(groups.get(k, ())) / share for k, share in wanted.items())
    kept = [i for k, share in wanted.items() for i in groups.get(k, ())[: math.floor(unit * share + 1e-9)]]
    return [items[i] for i in sorted(kept)]


@dataclass(frozen=True, slots=True)
class Vote(Generic[K]):
    """What most voters said: ``votes`` of ``voters``."""

    value: K
    votes: int
    voters: int

    @property
    def share(self) -> float:
        return self.votes / self.voters


def majority(values: Iterable[K | None], least: float = 0.0) -> Vote[K] | None:
    """The value that is said most often, or ``None`` at a tie, or below the ``least`` share.

    A voter who said nothing readable is ``None``: it has no vote and counts among the voters.
    """
    said = list(values)
    counts = Counter(value for value in said if value is not None).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    vote = Vote(counts[0][0], counts[0][1], len(said))
    return vote if vote.share >= least else None


def entropy(values: Iterable[Hashable] | Mapping[Hashable, float], *, normalize: int = 0) -> float:
    """The Shannon entropy in bits of values or of weights by value: 0 where all agree.

    With ``normalize``, the number of possible values, it is a share of the most there can be.
    Raises :class:`ValueError` if a weight is negative or all are 0.
    """
    weights = list(values.values()) if isinstance(values, Mapping) else list(Counter(values).values())
    total = math.fsum(weights)
    if any(w < 0 or not math.isfinite(w) for w in weights) or total <= 0:
        raise ValueError("entropy needs weights that are not negative and not all zero")
    bits = -math.fsum(w / total * math.log2(w / total) for w in weights if w) or 0.0
    return bits / math.log2(normalize) if normalize > 1 else bits


def spread(scores: Sequence[float]) -> float:
    """The distance from the lowest to the highest score: how far judges are apart."""
    return max(scores) - min(scores)
