"""Monty against CPython on programs of the code plugin and mutants of them: whatever it does not refuse is the same.

``ASSAY_MONTY_PROGRAMS`` says how many programs; each is tried with its mutants.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

import assay
from assay.sandbox import Limits, Unavailable, Unsupported
from assay_sandboxes.monty import MontySandbox

random_program = pytest.importorskip("assay_code.programs.random_program").random_program
mutate = pytest.importorskip("assay_code.programs.mutate")
task = pytest.importorskip("assay_code.generators._task")

LIMITS = Limits(wall=5.0, cpu=5.0, memory=64 << 20)


def programs(rng: random.Random) -> Iterator[tuple[str, str, Sequence[tuple[Any, ...]]]]:
    assay.find_verifier("code.tests")  # which loads the plugin, and so fills the families
    families = list(task.families().values())
    for number in range(int(os.environ.get("ASSAY_MONTY_PROGRAMS", "40"))):
        if number % 2:
            made = random_program(rng, rng.randint(1, 5))
        else:
            make, (low, high) = rng.choice(families)
            made = make(rng, rng.randint(low, high))
        for source in (made.source, *(mutant.source for mutant in mutate.mutants(made.source, 4, rng))):
            yield source, made.entry, made.inputs


def exactly(value: Any) -> Any:
    """What tells any two values apart that are not the same: types, signs of zero, orders."""
    if isinstance(value, (list, tuple)):
        return type(value), [exactly(item) for item in value]
    if isinstance(value, dict):
        return type(value), [exactly(pair) for pair in value.items()]
    return type(value), repr(value)


def test_nothing_but_unsupported_differs() -> None:
    try:
        box = MontySandbox()
    except Unavailable as error:
        pytest.skip(str(error))
    ran = 0
    for source, entry, inputs in programs(random.Random(7)):
        function = mutate.load_bounded(source, entry)
        try:
            session = box.load(source, limits=LIMITS)
        except Unsupported:
            continue
        try:
            for args in inputs:
                given = copy.deepcopy(args)
                try:
                    expected, raised = function(*given), ""
                except (mutate.StepLimit, RecursionError):
                    continue
                except Exception as error:
                    expected, raised = None, type(error).__name__
                reply = session.call(entry, copy.deepcopy(args))
                found = (reply.value, reply.raised.type if reply.raised else "", reply.args)
                assert exactly(found) == exactly((expected, raised, given)), (source, args)
            ran += 1
        except Unsupported:
            continue
        finally:
            session.close()
    box.close()
    assert ran > 20
