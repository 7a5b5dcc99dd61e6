"""The wrong half of a pair is what is proved wrong: not what is hedged, cannot be read, or has a bad form."""

from __future__ import annotations

import pytest

import assay
from assay import Status
from assay.testing import disprove

CLIPS = "Nora sold clips to 48 friends in April, and half as many in May. How many clips in April and May?"
RIGHT = "48 / 2 = 24\n48 + 24 = 72\nThe answer is \\boxed{72}."


def wrong(response: str) -> tuple[Status, str]:
    found = disprove(("assay.reply", "math.answer", "math.cot"), response, "72", CLIPS)
    return found.status, found.reason


@pytest.mark.parametrize(
    "response",
    [
        "48 / 2 = \\boxed{24}.\n48 + 24 = 72, so it is \\boxed{72}.",
        f"{RIGHT}\n\nNote that May was the weaker month, though.",
        "48 / 2 = 24 and 48 + 24 = 72, it is seventy-two clips, that is six dozen.\nHave a nice day.",
        f"{RIGHT}\nUser: And June?",
        "I cannot help with that.",
    ],
)
def test_what_may_be_right_is_not_proved_wrong(response: str) -> None:
    assert wrong(response)[0] is not Status.REJECTED


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("48 / 2 = 24\nThe answer is \\boxed{24}.", "wrong_answer"),
        ("48 / 2 = 25\n48 + 24 = 72\nThe answer is \\boxed{72}.", "false_arithmetic"),
    ],
)
def test_what_is_wrong_is_proved_wrong(response: str, reason: str) -> None:
    assert wrong(response) == (Status.REJECTED, reason)


@pytest.mark.parametrize(
    ("verifier", "reason"),
    [("math.hint_free", "hint_mentioned"), ("assay.reply", "runs_on"), ("math.answer", "hedged")],
)
def test_the_export_pairs_no_row_that_fell_for_its_form(verifier: str, reason: str) -> None:
    assert reason not in assay.find_verifier(verifier).proves_wrong
