"""The contract that any sandbox must keep, for each of ours: what programs can do, cannot do, and leave."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from assay.testing import SandboxCheck, SandboxUnderTest, sandbox_checks

DEVIATIONS = yaml.safe_load(
    resources.files("assay_sandboxes").joinpath("examples/deviations.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("check", sandbox_checks())
def test_contract(check: SandboxCheck, under_test: SandboxUnderTest) -> None:
    check(under_test)


@pytest.mark.parametrize("check", sandbox_checks(deviations=DEVIATIONS["sandbox.monty"]))
def test_contract_of_monty(check: SandboxCheck, monty_under_test: SandboxUnderTest) -> None:
    check(monty_under_test)


def test_deviations_are_those_of_our_backends() -> None:
    assert set(DEVIATIONS) == {"sandbox.monty"}
