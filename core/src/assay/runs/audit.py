"""``assay audit``: prove every row of a finished run again, without the model that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.errors import UsageError, counted
from assay.gate import Policy
from assay.params import build
from assay.records import Status, Verdict
from assay.registry import Registry, installed
from assay.row import PolicyColumn, refusal, row_problem
from assay.runs.directory import Report, data_rows, find_sandbox, read_run
from assay.runs.journal import Tally
from assay.runs.loop import drive
from assay.sandbox import AUTO
from assay.workers.pool import Ordered
from assay.workers.service import open_workers
from assay.workers.tasks import ProveAgain, Setup


@dataclass
class Findings:
    """How many rows there are, how many were proved again, and what is wrong with the others.

    ``notes`` are sentences on what could not be held to as much as was proved once.
    """

    rows: int = 0
    proved: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"rows": self.rows, "proved": self.proved, "problems": self.problems, "notes": self.notes}


def run_audit(
    directory: Path, workers: int, report: Report, sandbox: str = AUTO, registry: Registry | None = None
) -> Findings:
    """Audit a run directory: that its rows are those of ``run.json``, their digests, origin and every required
    verifier, and that none is missing or doubled.

    Raises :class:`~assay.UsageError` for a directory that is no finished run or was made by a version with
    other columns, for a plugin that is needed and broken, and if the rows need a sandbox that does not work here.
    """
    run = read_run(directory)
    rows = data_rows(directory)
    registry = registry or installed()
    try:
        verifiers = tuple(v["name"] for v in run["verifiers"] if registry.has("verifiers", v["name"]))
        asked, count = _Asked(run, registry), run["counts"]["accepted"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"{directory / 'run.json'} does not say what an audit needs ({type(error).__name__} {error}); restore it"
        ) from None
    backend, _ = find_sandbox(registry, verifiers, sandbox)
    setup = Setup(verifiers, backend or sandbox, open_sandbox=backend is not None)
    found = Findings(notes=asked.notes)
    seen: set[str] = set()
    tally = Tally()

    def items() -> Iterator[Ordered[tuple[int, Any]]]:
        for number, row in enumerate(rows, 1):
            problem = asked.problem(row)
            if problem:
                verdict = Verdict(Status.REJECTED, *problem, verifier="audit")
                yield Ordered((number, row), refusal(row, verdict))
            else:
                yield Ordered((number, row), ProveAgain(row, asked.least(row)))

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
                seen.add(str(row.get("id")))
                report(tally, "audit")

    drive(work())
    if found.rows != count:
        found.problems.append(
            f"row count: the data holds {counted(found.rows, 'row')}, run.json says {count}."
        )
    return found


class _Asked:
    """What ``run.json`` says of the rows: who made them, in which version, and what they had to pass."""

    def __init__(self, run: dict[str, Any], registry: Registry) -> None:
        self.source = {"generate": "generator", "run": "recipe", "verify": "file"}[run["verb"]]
        makers = [run["recipe"]] if run["verb"] == "run" else run["generators"]
        self.makers = {(maker["name"], maker["version"]): maker for maker in makers}
        self.versions = {verifier["name"]: verifier["version"] for verifier in run["verifiers"]}
        policy = run["policy"]
        named, least = _asked_by_parameters(run, registry)
        self.extra = (*policy["extra_verifiers"], *named)
        self.coverage = max(policy["min_step_coverage"], least)
        kind = "recipes" if run["verb"] == "run" else "generators"
        gone = [m for m in makers if not _is_here(registry, kind, m)]
        self.notes = []
        if gone and kind == "generators":
            names = ", ".join(f"{m['name']} version {m['version']}" for m in gone[:3])
            more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
            self.notes.append(f"rows of {names}{more} are not made again: what made them is not here")
        aged = [
            name
            for name, version in self.versions.items()
            if registry.has("verifiers", name) and registry.verifier(name).description.version != version
        ]
        if aged:
            self.notes.append(
                f"checks by other versions of {', '.join(aged)} are not compared with those of today"
            )

    def problem(self, row: dict[str, Any]) -> tuple[str, str] | None:
        """Why a row cannot be one of the run."""
        if wrong := row_problem(row):
            return "malformed_row", f"The row is not a data set row of Assay: {wrong}."
        made = row["provenance"]
        names = {"generator": row["generator"], "recipe": row["recipe"]}
        told = {kind for kind, name in names.items() if name is not None}
        foreign = made["source"] != self.source or told - {self.source}
        if self.source != "file":
            name = names[self.source]
            foreign = foreign or name != made["name"] or (name, made["version"]) not in self.makers
        if foreign:
            return "foreign_row", "The row does not come from where run.json says that the rows come from."
        for summary in row["certificate"]["verdicts"]:
            if summary["version"] != self.versions.get(summary["verifier"], summary["version"]):
                return (
                    "certificate_mismatch",
                    "The certificate names another version of a verifier than run.json.",
                )
        return None

    def least(self, row: dict[str, Any]) -> PolicyColumn:
        """What is required of a row whatever its certificate says."""
        maker = self.makers.get((row["provenance"]["name"], row["provenance"]["version"]))
        policy = Policy.from_json(maker["policy"]) if maker else Policy()
        return policy.stricter(self.extra, self.coverage).to_json()


def _is_here(registry: Registry, kind: str, maker: dict[str, Any]) -> bool:
    """Whether a maker is installed in the version that made the rows."""
    if not registry.has(kind, maker["name"]):
        return False
    part: Any = (registry.generator if kind == "generators" else registry.recipe)(maker["name"])
    return bool(part.description.version == maker["version"])


def _asked_by_parameters(run: dict[str, Any], registry: Registry) -> tuple[tuple[str, ...], float]:
    """What the recipe of a run asks for by the parameters in ``run.json``: verifiers, and the least step coverage."""
    if run["verb"] != "run" or not _is_here(registry, "recipes", run["recipe"]):
        return (), 0.0  # not here in that version: what run.json and the certificates name must do alone
    recipe = registry.recipe(run["recipe"]["name"]).description
    params = build(recipe.params, recipe.name, run["asked"]["params"])
    return recipe.verifiers_for(params), recipe.coverage_for(params)
