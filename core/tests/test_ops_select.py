"""Selection and agreement, against published figures and against what must always hold."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import ops

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section D: four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_the_published_example(level: ops.Level, alpha: float) -> None:
    assert ops.krippendorff_alpha(OBSERVERS, level) == pytest.approx(alpha, abs=0.0006)


def test_alpha_of_two_observers_of_the_same_paper() -> None:
    meg, owen = list("aabbddceddaad"[:12]), list("babbbccceddd"[:12])
    # Section A of the paper: ten units with binary labels.
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert ops.krippendorff_alpha([one, two]) == pytest.approx(0.095, abs=0.0006)
    assert -1 <= ops.krippendorff_alpha([meg, owen]) <= 1


def table(counts: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    pairs = [pair for pair, n in counts.items() for _ in range(n)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def test_kappa_of_known_examples() -> None:
    one, other = table({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert ops.agreement(one, other) == 0.7
    assert ops.cohen_kappa(one, other) == pytest.approx(0.4)
    assert ops.confusion(one, other)["n", "y"] == 10
    one, other = table({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15})
    assert ops.cohen_kappa(one, other) == pytest.approx(0.1304, abs=5e-5)


def test_weighted_kappa_counts_how_far_labels_are_apart() -> None:
    gold, near, far = [1, 2, 3, 1, 2, 3], [1, 2, 3, 2, 2, 3], [1, 2, 3, 3, 2, 3]
    assert ops.cohen_kappa(gold, near) == ops.cohen_kappa(gold, far)
    assert ops.cohen_kappa(gold, near, weights="linear") > ops.cohen_kappa(gold, far, weights="linear")
    assert ops.cohen_kappa(gold, near, weights="quadratic") == pytest.approx(6 / 7, abs=0.03)


LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


@given(LABELS)
def test_agreement_measures_are_symmetric_and_at_most_one(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    for measure in (ops.cohen_kappa, lambda a, b: ops.krippendorff_alpha([a, b])):
        value = measure(one, other)
        assert math.isnan(value) or (value <= 1 + 1e-9 and value == pytest.approx(measure(other, one)))
        assert math.isnan(measure(one, one)) or measure(one, one) == pytest.approx(1)
    assert math.isnan(ops.cohen_kappa([1, 1], [1, 1])) and math.isnan(ops.krippendorff_alpha([[1], [None]]))


def test_labels_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ValueError, match="2 labels cannot be compared with 1"):
        ops.cohen_kappa([1, 2], [1])
    with pytest.raises(ValueError, match="'b' is not among the labels"):
        ops.cohen_kappa(["a"], ["b"], labels=["a"])


def test_best_and_cap_keep_their_order() -> None:
    items = [("a", 1.0), ("b", 3.0), ("a", 3.0), ("a", math.nan), ("b", 2.0)]
    assert ops.best(items, lambda x: x[1], 2) == [("b", 3.0), ("a", 3.0)]
    assert ops.best(items, lambda x: x[1], 9)[-1][0] == "a" and ops.best([], lambda x: 0.0) == []
    assert ops.cap(items, lambda x: x[0], 1) == [("a", 1.0), ("b", 3.0)]


@given(st.lists(st.integers(1, 5)), st.dictionaries(st.integers(1, 5), st.integers(1, 4), min_size=1))
def test_a_balanced_mix_has_the_shares_and_is_the_largest(items: list[int], shares: dict[int, int]) -> None:
    mix = ops.balance(items, lambda x: x, shares)
    have, got = Counter(items), Counter(mix)
    unit = min(have[k] / share for k, share in shares.items())
    assert got == Counter({k: math.floor(unit * share + 1e-9) for k, share in shares.items()})
    assert len(set(Counter(ops.balance(items, lambda x: x)).values())) <= 1


def test_majority_has_no_ties_and_counts_those_who_said_nothing() -> None:
    assert ops.majority(["a", "b", "a"]) == ops.Vote("a", 2, 3)
    assert ops.majority(["a", "b"]) is None and ops.majority([]) is None and ops.majority([None]) is None
    assert ops.majority(["a", None, None], least=0.5) is None
    assert ops.majority(["a", "a", None], least=0.5) == ops.Vote("a", 2, 3)


def test_entropy() -> None:
    assert ops.entropy("aabb") == 1.0 and ops.entropy("aaaa") == 0.0
    assert ops.entropy({"a": 1, "b": 1, "c": 1, "d": 1}) == 2.0
    assert ops.entropy("ab", normalize=4) == 0.5
    assert ops.entropy({"a": 0.75, "b": 0.25, "c": 0}) == pytest.approx(0.8113, abs=1e-4)
    with pytest.raises(ValueError, match="not all zero"):
        ops.entropy([])
    assert ops.spread([3, 9, 4]) == 6
