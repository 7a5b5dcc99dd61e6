"""Replies that came to their end, and all others."""

from __future__ import annotations

import pytest

import assay
from assay.models import Reply


@pytest.mark.parametrize(
    ("text", "finish", "reason"),
    [
        ("Four.", "length", "cut_off"),
        ("Four.", "content_filter", "filtered"),
        ("Four.", "refusal", "filtered"),
        ("<think>so it is four", "stop", "empty_reply"),
        ("<think>4</think> ", "stop", "empty_reply"),
    ],
)
def test_what_is_not_whole_is_rejected(text: str, finish: str, reason: str) -> None:
    draft = assay.Draft("2 + 2?", text, "4")
    with pytest.raises(assay.Rejected) as caught:
        Reply(text, finish=finish).whole(draft)
    assert caught.value.reason == reason and caught.value.draft is draft


def test_what_is_whole_is_given_without_its_thinking() -> None:
    assert Reply("<think>4</think>\nFour. ").whole() == "Four."
    assert Reply("Four.", finish="end_turn").whole() == "Four."
    assert Reply("1. Four.", finish="length").whole(cut=True) == "1. Four."
