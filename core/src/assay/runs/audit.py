"""``assay audit``: prove every row of a finished run again, without the model that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.errors import counted
from assay.gate import Policy
from assay.params import build
from assay.registry import Registry, installed
from assay.runs.directory import Report, data_rows, find_sandbox, read_run
from assay.runs.journal import Tally
from assay.runs.loop import drive
from assay.sandbox import AUTO
from assay.workers.pool import Ordered
from assay.workers.service import open_workers
from assay.workers.tasks import ProveAgain, Setup


@dataclass
class Findings:
    """How many rows there are, how many were proved again, and what is wrong with the others."""

    rows: int = 0
    proved: int = 0
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "proved": self.proved, "problems": self.problems}


def run_audit(
    directory: Path, workers: int, report: Report, sandbox: str = AUTO, registry: Registry | None = None
) -> Findings:
    """Audit a run directory: digests, origin, every required verifier, and that no row is missing or doubled.

    Raises :class:`~assay.UsageError` for a directory that is no finished run, was made by a version with
    other columns, or whose rows need a sandbox that does not work here.
    """
    run = read_run(directory)
    registry = registry or installed()
    verifiers = tuple(v["name"] for v in run["verifiers"] if registry.has("verifiers", v["name"]))
    backend, _ = find_sandbox(registry, verifiers, sandbox)
    setup = Setup(verifiers, backend or sandbox, open_sandbox=backend is not None)
    policy = run["policy"]
    extra = (*policy["extra_verifiers"], *_named_by_parameters(run, registry))
    least = Policy(extra, policy["min_step_coverage"]).to_json()
    rows = data_rows(directory)
    found = Findings()
    seen: set[str] = set()
    tally = Tally()

    def items() -> Iterator[Ordered[tuple[int, Any]]]:
        for number, row in enumerate(rows, 1):
            yield Ordered((number, row), ProveAgain(row, least))

    async def work() -> None:
        async with open_workers(setup, workers) as pool:
            async for (number, row), result in pool.in_order(items()):
                found.rows += 1
                name = f"row {number} ({row.get('id')})"
                reason = "" if result["status"] == "accepted" else result["reason"]
                tally.count(result["status"], None, None, reason)
                if result["status"] != "accepted":
                    found.problems.append(f"{name}: {result['reason']}: {result['message']}")
                elif row["id"] in seen and (row["generator"] or row["recipe"]):
                    found.problems.append(f"{name}: doubled_row: A row with this id stands above already.")
                else:
                    found.proved += 1
                seen.add(row.get("id"))
                report(tally, "audit")

    drive(work())
    if found.rows != run["counts"]["accepted"]:
        found.problems.append(
            f"row count: the data holds {counted(found.rows, 'row')}, run.json says {run['counts']['accepted']:,}."
        )
    return found


def _named_by_parameters(run: dict[str, Any], registry: Registry) -> tuple[str, ...]:
    """What the recipe of a run names besides its fixed verifiers, by the parameters in ``run.json``."""
    if run["verb"] != "run":
        return ()
    asked = run["asked"]["recipe"]
    if not registry.has("recipes", asked["name"]):
        return ()  # not installed here: its rows' certificates must do alone
    recipe = registry.recipe(asked["name"]).description
    if recipe.version != asked["version"]:
        return ()  # nor in that version
    return recipe.verifiers_for(build(recipe.params, recipe.name, run["asked"]["params"]))
