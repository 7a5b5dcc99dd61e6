"""ops.nearest_length and ops.Tries.paired: which right and wrong replies become the two halves of a pair."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Draft, Rejected, Status, Verdict, ops


@pytest.mark.parametrize(
    ("right", "wrong", "pairs"),
    [
        ([10], [3, 9, 40], [(0, 1)]),
        ([10, 40], [41, 9], [(0, 1), (1, 0)]),  # both one apart: the first right one first
        ([10, 11], [11], [(1, 0)]),
        ([5, 50], [49, 50, 6], [(1, 1), (0, 2)]),
        ([10, 10], [10, 10], [(0, 0), (1, 1)]),
        ([], [1], []),
        ([1], [], []),
    ],
)
def test_texts_of_nearest_length_are_paired(
    right: list[int], wrong: list[int], pairs: list[tuple[int, int]]
) -> None:
    assert ops.nearest_length(["x" * n for n in right], ["y" * n for n in wrong]) == pairs


@given(st.lists(st.integers(0, 60), max_size=7), st.lists(st.integers(0, 60), max_size=7))
def test_each_text_is_in_one_pair_and_none_left_is_nearer(right: list[int], wrong: list[int]) -> None:
    pairs = ops.nearest_length(["x" * n for n in right], ["y" * n for n in wrong])
    assert len(pairs) == min(len(right), len(wrong))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    apart = [abs(right[i] - wrong[j]) for i, j in pairs]
    assert apart == sorted(apart)
    if pairs:
        assert apart[0] == min(abs(a - b) for a, b in itertools.product(right, wrong))


def _tries(**texts: Status) -> ops.Tries:
    each = (
        ops.Try(Draft("How many?", text, "4"), Verdict(status, "ok"), status is Status.REJECTED)
        for text, status in texts.items()
    )
    return ops.Tries(tuple(each), len(texts))


def test_a_pair_is_of_the_right_and_the_wrong_try_nearest_in_length_and_of_no_undecided_one() -> None:
    tries = _tries(
        aaaa=Status.ACCEPTED,
        bb=Status.REJECTED,
        ccccccc=Status.REJECTED,
        dddd=Status.ABSTAINED,
        ee=Status.ACCEPTED,
    )
    [first] = tries.paired()
    assert (first.response, first.pair and first.pair.rejected) == ("ee", "bb")
    assert [draft.response for draft in tries.paired(most=5)] == ["ee", "aaaa"]


@pytest.mark.parametrize(
    ("statuses", "reason"),
    [
        ({"a": Status.ACCEPTED, "b": Status.ABSTAINED}, "none_wrong"),
        ({"a": Status.REJECTED, "b": Status.ABSTAINED}, "none_right"),
        ({"a": Status.ABSTAINED}, "none_decided"),
    ],
)
def test_where_there_is_no_pair_it_says_what_is_missing(statuses: dict[str, Status], reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        _tries(**statuses).paired()
    assert rejected.value.reason == reason
