"""Runs of recipes and verdicts of verifiers, as the tests of the text plugin need them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import assay
from assay import testing
from assay.testing.pytest_plugin import play  # noqa: F401 - a fixture

Judge = Callable[..., assay.Verdict]


@pytest.fixture
def judge() -> Judge:
    """``judge(verifier, response, reference)``: the verdict; ``reference`` as JSON."""

    def verdict(
        verifier: assay.Verifier, *arguments: object, prompt: str = "p", **sample: object
    ) -> assay.Verdict:
        turns = tuple(sample.pop("turns", ()))
        return testing.judge(verifier, *arguments, prompt=prompt, turns=turns, **sample)

    return verdict
