"""What goes wrong in a plugin's file, in a library's import or in the system costs itself only, and is said."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Sample, Task
from assay.gate import Policy
from assay.registry import Registry
from assay.row import Origin, row_of_sample
from assay.workers import pool as pools
from assay.workers.pool import Ordered
from assay.workers.tasks import CallFunction, Judge, Setup

GOOD = """
import assay

@assay.generator("zed.good", verifiers=("zed.any",))
def good(rng, difficulty):
    "A row."
    return assay.Draft("p", "r", "a")
"""
SLOW = """
import assay

@assay.verifier("slow.library", deadline=1.0, preload=("a_slow_library",))
def check(sample):
    "Needs a library whose import takes longer than its deadline."
    import a_slow_library
    return assay.Verdict(assay.Status.ACCEPTED, "ok")

@assay.hookimpl
def assay_register_verifiers():
    return [check]
"""


@pytest.fixture
def zed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    folder = tmp_path / "zed_package" / "generators"
    folder.mkdir(parents=True)
    (tmp_path / "zed_package" / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / "good.py").write_text(GOOD)
    (folder / "broken.py").write_text("import no_such_library\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.split(".")[0] == "zed_package"]:
        monkeypatch.delitem(sys.modules, name)
    return Registry([("zed", importlib.import_module("zed_package"))])


def test_a_broken_file_takes_no_other_generator_away(zed: Registry, tmp_path: Path) -> None:
    assert zed.generator("zed.good").description.name == "zed.good"
    with pytest.raises(assay.UsageError, match=r"no generator is called 'zed\.nope'"):
        zed.generator("zed.nope")
    assert zed.generator("zed.good").description.name == "zed.good"
    (plugin,) = [plugin for plugin in zed.plugins if plugin.name == "zed"]
    assert plugin.problems == [
        f"import of zed_package.generators.broken failed at {tmp_path}/zed_package/generators/broken.py:1: "
        "ModuleNotFoundError: No module named 'no_such_library'"
    ]


def test_what_may_be_in_a_broken_file_is_not_taken_for_missing(zed: Registry) -> None:
    assert zed.has("generators", "zed.good") and not zed.has("generators", "nowhere.at_all")
    with pytest.raises(assay.UsageError, match=r"'zed' .* has a problem, see 'assay plugins'"):
        zed.has("generators", "zed.nope")
    with pytest.raises(assay.UsageError, match="not all generators of zed are there"):
        zed.generators_named(["zed"])


def test_the_first_import_of_a_library_counts_against_no_deadline(
    install: Callable[..., None], tmp_path: Path
) -> None:
    install("slow", SLOW)
    (tmp_path / "site" / "a_slow_library.py").write_text("import time\ntime.sleep(2.5)\n")
    assert assay.verify("slow.library", response="x").accepted


def test_the_deadline_of_a_row_ends_with_it(install: Callable[..., None]) -> None:
    """The next row loads a plugin for longer than the deadline of the one before."""
    install("late", "import time\ntime.sleep(3.0)\n" + SLOW.replace("slow.library", "late.check"))
    row = row_of_sample(Origin("1", "call"), Sample(Task("What is 2 + 2?"), "4"))

    async def work() -> list[str]:
        names = [("assay.prompt",)] * 3 + [("late.missing",), ("assay.prompt",)]
        tasks = (Ordered(n, Judge(row, Policy(name).to_json())) for n, name in enumerate(names))
        async with pools.Pool(Setup(), 1) as pool:
            return [f"{found['status']} {found['reason']}" async for _, found in pool.in_order(tasks)]

    told = asyncio.run(work())
    assert told == ["accepted ok"] * 3 + ["error missing_verifier", "accepted ok"]


def test_a_process_that_cannot_be_started_is_said_to_all_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> list[Any]:
        pool = pools.Pool(Setup(), 2)

        def refuse(setup: Setup) -> pools.Worker:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        monkeypatch.setattr(pools, "Worker", refuse)
        async with pool:
            waiting = (pool.submit(CallFunction("time:sleep", (0.2,), 5.0)) for _ in range(4))
            return await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 20)

    told = asyncio.run(work())
    assert any(isinstance(each, assay.UsageError) and "lower --workers" in str(each) for each in told)
    assert all(isinstance(each, assay.UsageError | dict) for each in told)
