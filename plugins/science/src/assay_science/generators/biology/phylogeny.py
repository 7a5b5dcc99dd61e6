"""Trees from a matrix of distances: UPGMA and neighbour joining."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from assay import Draft, generator
from assay_science.generators.biology._quantities import draft

_PRIMATES = ("human", "chimpanzee", "gorilla", "orangutan", "gibbon", "macaque")
"""Each is nearer to those before it than to those behind it."""
_OTHERS = (
    ("A", "B", "C", "D", "E", "F"),
    ("P", "Q", "R", "S", "T", "U"),
    ("isolate 1", "isolate 2", "isolate 3", "isolate 4", "isolate 5", "isolate 6"),
    ("strain a", "strain b", "strain c", "strain d", "strain e", "strain f"),
)
_Pairs = dict[frozenset[str], Fraction]


@generator("science.upgma", verifiers=("science.quantity",))
def upgma(rng: random.Random, difficulty: int) -> Draft:
    """Heights in the UPGMA tree of a matrix of distances.

    1: three taxa, the height of the root. 2: four. 3: five. 4: the branch above an inner node. 5: six taxa.
    """
    count = (3, 4, 5, 5, 6)[difficulty - 1]
    while True:
        names, pairs = _taxa(rng, count, _ultrametric)
        merges, steps = _upgma(names, pairs)
        if merges:
            break
    if difficulty == 4:
        at = rng.randrange(len(merges) - 1)
        name, height = merges[at]
        above = next(h for n, h in merges[at + 1 :] if set(name.split(", ")) <= set(n.split(", ")))
        value = above - height
        steps.append(
            f"The branch goes from height {float(height):g} to {float(above):g}: {float(above):g} - {float(height):g} = {float(value):g}"
        )
        asked = f"How long is the branch that leads to the common ancestor of {_and(name.split(', '))} from the node above it?"
        closing = "The branch has the length"
        second = _linkage(names, pairs, name)
    else:
        value = merges[-1][1]
        asked = "At which height (half the mean distance) is the root?"
        closing = "The height of the root is"
        second = _linkage(names, pairs, "")
    prompt = (
        f"{rng.choice(('Build', 'Construct'))} the UPGMA tree of this matrix of evolutionary distances:\n\n{_matrix(names, pairs)}\n\n"
        f"{asked} Round to three decimals if need be."
    )
    shown = Fraction(round(value * 1000), 1000)
    decimals = len(f"{float(shown):.3f}".rstrip("0").partition(".")[2])
    return draft(prompt, steps, closing, value, "", second=second, decimals=decimals, absolute=0.001)


def _taxa(
    rng: random.Random, count: int, distances: Callable[[random.Random, list[str]], _Pairs]
) -> tuple[list[str], _Pairs]:
    """Names and distances; the names in an order that does not give the tree away."""
    clock = distances is _ultrametric
    names = list((_PRIMATES if clock and rng.random() < 0.25 else rng.choice(_OTHERS))[:count])
    order = names[:]
    if names[0] != "human":
        rng.shuffle(order)
    pairs = distances(rng, order)
    if names[0] == "human":
        rng.shuffle(names)
    return names, pairs


def _ultrametric(rng: random.Random, order: list[str]) -> _Pairs:
    """Distances as a clock would make them, a little disturbed; each taxon is nearer to those before it."""
    found: _Pairs = {}
    heights = sorted(2 * height for height in rng.sample(range(2, 16), len(order) - 1))
    for n in range(1, len(order)):
        for m in range(n):
            found[frozenset((order[n], order[m]))] = Fraction(2 * heights[n - 1] + rng.choice((-1, 0, 0, 1)))
    return found


def _upgma(names: list[str], pairs: _Pairs) -> tuple[list[tuple[str, Fraction]], list[str]]:
    """The clusters with their heights in the order in which they are joined, and the lines; nothing if two are equally near."""
    clusters: dict[str, list[str]] = {name: [name] for name in names}
    near = dict(pairs)
    merges, steps = [], []
    while len(clusters) > 1:
        ranked = sorted(combinations(clusters, 2), key=lambda pair: near[frozenset(pair)])
        one, other = ranked[0]
        least = near[frozenset((one, other))]
        if len(ranked) > 1 and near[frozenset(ranked[1])] == least:
            return [], []
        height = least / 2
        name = f"{one}, {other}"
        sizes = len(clusters[one]), len(clusters[other])
        steps.append(
            f"The nearest are {_said(one)} and {_said(other)} at {_num(least)}; they join at height {_num(least)}/2 = {_num(height)}."
        )
        members = clusters.pop(one) + clusters.pop(other)
        for third in clusters:
            a, b = near[frozenset((one, third))], near[frozenset((other, third))]
            mean = (sizes[0] * a + sizes[1] * b) / sum(sizes)
            near[frozenset((name, third))] = mean
            weights = (
                f"({_num(a)} + {_num(b)})/2"
                if sizes == (1, 1)
                else f"({sizes[0]} × {_num(a)} + {sizes[1]} × {_num(b)})/{sum(sizes)}"
            )
            steps.append(f"- distance of the new cluster to {_said(third)}: {weights} = {_num(mean)}")
        clusters[name] = members
        merges.append((name, height))
    return merges, steps


def _linkage(names: list[str], pairs: _Pairs, cluster: str) -> float:
    """The same by SciPy: the height of the root, or the branch above a cluster."""
    from scipy.cluster.hierarchy import linkage

    rows = linkage([float(pairs[frozenset(pair)]) for pair in combinations(names, 2)], "average")
    if not cluster:
        return float(rows[-1][2]) / 2
    members: dict[int, set[str]] = {n: {name} for n, name in enumerate(names)}
    heights: dict[int, float] = {}
    for n, row in enumerate(rows):
        members[len(names) + n] = members[int(row[0])] | members[int(row[1])]
        heights[len(names) + n] = float(row[2]) / 2
    wanted = set(cluster.split(", "))
    own = next(n for n, found in members.items() if found == wanted)
    above = min((n for n, found in members.items() if found > wanted), key=lambda n: len(members[n]))
    return heights[above] - heights[own]


@generator("science.neighbour_joining", verifiers=("science.quantity",))
def neighbour_joining(rng: random.Random, difficulty: int) -> Draft:
    """The first step of neighbour joining on a matrix of distances.

    1: the net divergence of a taxon. 2: an entry of the Q matrix. 3: the least entry. 4: the branch to one of the first two neighbours.
    5: the same with six taxa.
    """
    count = (4, 4, 5, 5, 6)[difficulty - 1]
    while True:
        names, pairs = _taxa(rng, count, _additive)
        sums = {
            name: sum((pairs[frozenset((name, other))] for other in names if other != name), Fraction())
            for name in names
        }
        q = {
            pair: (count - 2) * pairs[frozenset(pair)] - sums[pair[0]] - sums[pair[1]]
            for pair in combinations(names, 2)
        }
        ranked = sorted(q, key=lambda pair: q[pair])
        tied = [pair for pair in ranked if q[pair] == q[ranked[0]]]
        if len(tied) == 1 or count == 4:  # Q(A, B) is always Q(C, D) there
            break
    steps = ["The net divergences: " + ", ".join(f"r({name}) = {_num(sums[name])}" for name in names)]
    prompt = f"For neighbour joining this matrix of evolutionary distances is given:\n\n{_matrix(names, pairs)}\n\n"
    if difficulty == 1:
        name = rng.choice(names)
        terms = " + ".join(_num(pairs[frozenset((name, other))]) for other in names if other != name)
        steps = [f"r({name}) = {terms} = {_num(sums[name])}"]
        asked = f"What is the net divergence r of {name}, the sum of its distances to all the others?"
        value, closing, second = (
            sums[name],
            f"The net divergence of {name} is",
            _numpy(names, pairs, "r", (name, name)),
        )
    elif difficulty in (2, 3):
        pair = rng.choice(list(q)) if difficulty == 2 else ranked[0]
        a, b = pair
        if difficulty == 3:
            steps += [
                f"- Q({x}, {y}) = {count - 2} × {_num(pairs[frozenset((x, y))])} - {_num(sums[x])} - {_num(sums[y])} = {_num(v)}"
                for (x, y), v in q.items()
            ]
            steps.append(f"The least is that of {a} and {b}, which are joined first.")
        else:
            steps.append(
                f"Q({a}, {b}) = {count - 2} × {_num(pairs[frozenset(pair)])} - {_num(sums[a])} - {_num(sums[b])} = {_num(q[pair])}"
            )
        rule = "Q(i, j) = (n - 2) d(i, j) - r(i) - r(j), where r is the sum of a taxon's distances to all the others"
        asked = (
            f"Calculate Q({a}, {b}), with {rule}."
            if difficulty == 2
            else f"What is the least entry of the Q matrix, {rule}?"
        )
        value, second = q[pair], _numpy(names, pairs, "q", pair)
        closing = f"Q({a}, {b}) is" if difficulty == 2 else "The least entry is"
    else:
        a, b = ranked[0] if rng.random() < 0.5 else ranked[0][::-1]
        distance = pairs[frozenset((a, b))]
        value = distance / 2 + (sums[a] - sums[b]) / (2 * (count - 2))
        steps.append(
            f"Q = (n - 2) d - r - r is least for {a} and {b}: {count - 2} × {_num(distance)} - {_num(sums[a])} - {_num(sums[b])} = {_num(q[ranked[0]])}."
        )
        steps.append(
            f"The branch from {a} to their node: {_num(distance)}/2 + ({_num(sums[a])} - {_num(sums[b])})/(2 × {count - 2}) = {_num(value)}"
        )
        asked = f"Which two taxa are joined first, and how long is the branch from {a}, one of them, to the node that joins them? Give its length."
        closing, second = f"The branch to {a} has the length", _numpy(names, pairs, "branch", (a, b))
    decimals = len(f"{float(value):.3f}".rstrip("0").partition(".")[2])
    return draft(prompt + asked, steps, closing, value, "", second=second, decimals=decimals, absolute=0.001)


def _additive(rng: random.Random, names: list[str]) -> _Pairs:
    """Distances along a tree with branches of random length, some of them disturbed by one."""
    tips = {name: rng.randint(2, 14) for name in names}
    inner = [rng.randint(1, 9) for _ in names]
    found: _Pairs = {}
    for (n, a), (m, b) in combinations(enumerate(names), 2):
        between = sum(inner[max(n, 1) : min(m, len(names) - 2)])
        found[frozenset((a, b))] = Fraction(tips[a] + tips[b] + between + rng.choice((0, 0, 0, 1)))
    return found


def _numpy(names: list[str], pairs: _Pairs, what: str, pair: tuple[str, str]) -> float:
    """The same by matrix algebra on the whole matrix."""
    import numpy as np

    n = len(names)
    matrix = np.array([[float(pairs[frozenset((a, b))]) if a != b else 0.0 for b in names] for a in names])
    sums = matrix.sum(axis=1)
    i, j = names.index(pair[0]), names.index(pair[1])
    if what == "r":
        return float(sums[i])
    if what == "q":
        return float(((n - 2) * matrix - sums[:, None] - sums[None, :])[i, j])
    # the mean of how much nearer i is than j to each of the others, and their distance
    nearer = np.mean([matrix[i, k] - matrix[j, k] for k in range(n) if k not in (i, j)])
    return float((matrix[i, j] + nearer) / 2)


def _matrix(names: list[str], pairs: _Pairs) -> str:
    rows = [f"| | {' | '.join(names)} |", "|" + " --- |" * (len(names) + 1)]
    for name in names:
        cells = ["0" if name == other else _num(pairs[frozenset((name, other))]) for other in names]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _num(value: Fraction | int) -> str:
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def _said(name: str) -> str:
    return f"({name})" if ", " in name else name


def _and(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"
