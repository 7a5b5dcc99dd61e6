"""``assay audit``: prove every row of a finished run again, without the model that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.journal import Tally
from assay.params import build
from assay.plugins import Registry, load
from assay.pool import Item, Pool
from assay.runs import Report, data_rows, find_sandbox, read_run
from assay.sandbox import AUTO
from assay.wording import counted


def _named(run: dict[str, Any], registry: Registry) -> tuple[str, ...]:
    """What the recipe of a run names besides its fixed verifiers, by the parameters in ``run.json``."""
    if run["verb"] != "run":
        return ()
    asked = run["asked"]["recipe"]
    part = registry.recipes.get(asked["name"])
    if part is None or part.description.version != asked["version"]:
        return ()  # not installed here in that version: its rows' certificates must do alone
    recipe = part.description
    return recipe.named(build(recipe.params, recipe.name, run["asked"]["params"]))


@dataclass
class Findings:
    """How many rows there are, how many were proved again, and what is wrong with the others."""

    rows: int = 0
    proved: int = 0
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "proved": self.proved, "problems": self.problems}


def run_audit(directory: Path, workers: int, report: Report, sandbox: str = AUTO) -> Findings:
    """Audit a run directory: digests, origin, every required verifier, and that no row is missing or doubled."""
    run = read_run(directory)
    registry = load()
    verifiers = [v["name"] for v in run["verifiers"] if v["name"] in registry.verifiers]
    rows = data_rows(directory)
    found = Findings()
    seen: set[str] = set()
    tally = Tally()
    setup = {
        "verb": "audit",
        "verifiers": [*run["policy"]["extra_verifiers"], *_named(run, registry)],
        "min_step_coverage": run["policy"]["min_step_coverage"],
        "sandbox": find_sandbox(registry, verifiers, sandbox)[0],
        "asked_sandbox": sandbox,
    }

    def items() -> Iterator[Item]:
        for number, row in enumerate(rows, 1):
            yield {"number": number, "row": row}

    with Pool(setup, workers) as pool:
        for item, result in pool.run(items()):
            found.rows += 1
            row = item["row"]
            name = f"row {item['number']} ({row.get('id')})"
            tally.count(
                result["status"], None, None, "" if result["status"] == "accepted" else result["reason"]
            )
            if result["status"] != "accepted":
                found.problems.append(f"{name}: {result['reason']}: {result['message']}")
            elif row["id"] in seen and (row["generator"] or row["recipe"]):
                found.problems.append(f"{name}: doubled_row: A row with this id stands above already.")
            else:
                found.proved += 1
            seen.add(row.get("id"))
            report(tally, "audit")
    if found.rows != run["counts"]["accepted"]:
        found.problems.append(
            f"row count: the data holds {counted(found.rows, 'row')}, run.json says {run['counts']['accepted']:,}."
        )
    return found
