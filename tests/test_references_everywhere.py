"""A malformed reference comes to one verdict in every verifier that is installed and reads one."""

from __future__ import annotations

import pytest

from assay.registry import installed
from assay.testing import judge

READERS = sorted(
    name
    for name, part in installed().parts("verifiers").items()
    if "reference" in part.description.needs or name == "assay.unanswerable"
)
MALFORMED = ('{"answer": 5}', '{"answer":"5"', '{"a":1}', '{"answer":"5","answer":"6"}', '{"answer":null}')


def test_there_are_verifiers_of_every_plugin() -> None:
    assert {name.split(".")[0] for name in READERS} >= {"assay", "code", "math", "text"}


@pytest.mark.parametrize("reference", MALFORMED)
@pytest.mark.parametrize("name", READERS)
def test_a_malformed_reference_is_unreadable(name: str, reference: str) -> None:
    verdict = judge(name, "5 is it", reference, "What is 2 + 3?")
    assert (verdict.status, verdict.reason) == ("error", "unreadable_reference"), verdict.message
