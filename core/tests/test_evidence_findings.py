"""Findings: three-valued checks become a verdict with coverage; the first failure names the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Status
from assay.evidence import Findings
from assay.evidence.findings import LONGEST_CLAIM


def verdict_of(*holds: bool | None, allow_undecided: bool = False) -> tuple[str, str]:
    found = Findings()
    for number, each in enumerate(holds):
        found.check(each, "kind", f"claim {number}", f"reason_{number}", f"Message {number}.")
    verdict = found.verdict(allow_undecided=allow_undecided)
    return str(verdict.status), verdict.reason


@pytest.mark.parametrize(
    ("holds", "status", "reason"),
    [
        ((), "abstained", "nothing_to_check"),
        ((True,), "accepted", "ok"),
        ((True, True), "accepted", "ok"),
        ((True, False), "rejected", "reason_1"),
        ((False, False), "rejected", "reason_0"),
        ((None,), "abstained", "reason_0"),
        ((True, None, None), "abstained", "reason_1"),
        ((None, False), "rejected", "reason_1"),
    ],
)
def test_what_a_verdict_follows_from(holds: tuple[bool | None, ...], status: str, reason: str) -> None:
    assert verdict_of(*holds) == (status, reason)


def test_undecided_checks_may_be_allowed_but_never_alone_and_never_over_a_failure() -> None:
    assert verdict_of(True, None, allow_undecided=True) == ("accepted", "ok")
    assert verdict_of(None, None, allow_undecided=True) == ("abstained", "reason_0")
    assert verdict_of(True, None, False, allow_undecided=True) == ("rejected", "reason_2")
    assert verdict_of(allow_undecided=True) == ("abstained", "nothing_to_check")


@given(st.lists(st.sampled_from([True, False, None])), st.booleans())
def test_it_fails_closed(holds: list[bool | None], allow_undecided: bool) -> None:
    status, _ = verdict_of(*holds, allow_undecided=allow_undecided)
    if status == "accepted":
        assert False not in holds and True in holds and (allow_undecided or None not in holds)


def test_the_check_returns_what_it_was_given() -> None:
    found = Findings()
    assert found.check(True, "a", "") is True
    assert found.check(False, "a", "") is False
    assert found.check(None, "a", "") is None


def test_a_check_says_where_and_on_what() -> None:
    found = Findings()
    found.check(
        False, "fever", "39 °C", "no_fever", "No fever.", span=(3, 8), where="source:n", quote="afebrile"
    )
    (check,) = found.verdict().checks
    assert (check.kind, check.claim, check.reason, check.message) == (
        "fever",
        "39 °C",
        "no_fever",
        "No fever.",
    )
    assert (check.where, check.span, check.quote) == ("source:n", (3, 8), "afebrile")


def test_reasons_that_nobody_gave() -> None:
    found = Findings()
    found.check(True, "sum", "1", "wrong_sum", "Not told if it holds.")
    found.check(None, "sum", "2")
    found.check(False, "sum", "3")
    assert [check.reason for check in found.checks] == ["ok", "undecided", "sum"]
    assert found.checks[0].message == ""


def test_long_claims_are_cut() -> None:
    found = Findings()
    found.check(True, "a", "x" * 10_000)
    assert len(found.checks[0].claim) == LONGEST_CLAIM


def test_coverage_counts_claims_and_steps() -> None:
    found = Findings()
    found.step(0)
    found.check(True, "a", "", step=1)
    found.check(None, "a", "", step=1)
    found.check(None, "a", "", step=2)
    found.step(1)
    coverage = found.coverage
    assert (coverage.claims_found, coverage.claims_checked) == (3, 1)
    assert (coverage.steps_found, coverage.steps_checked) == (3, 1)
    assert found.verdict(allow_undecided=True).coverage == coverage
    assert found.verdict().status is Status.ABSTAINED
