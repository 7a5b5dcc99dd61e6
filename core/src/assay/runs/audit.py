"""``assay audit``: prove every row of a finished run, or of what was exported of it, again, without the model that wrote it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.data.proof import Comparison, Proof, proof_path, read_proof, root_of, row_leaf
from assay.errors import UsageError, counted
from assay.gate import Policy
from assay.params import build
from assay.records import Status, Verdict
from assay.registry import Registry, installed
from assay.row import PolicyColumn, refusal, row_problem
from assay.runs.confidence import Sample, sentence
from assay.runs.directory import Report, find_sandbox, finished_run, run_digest
from assay.runs.export import export_files, export_leaves
from assay.runs.journal import Tally
from assay.runs.loop import drive
from assay.sandbox import AUTO
from assay.workers.pool import Ordered
from assay.workers.service import open_workers
from assay.workers.tasks import ProveAgain, Setup


@dataclass
class Findings:
    """How many rows there are, how many were proved again, and what is wrong with the others.

    ``notes`` are sentences on what could not be held to as much as was proved once. ``proved`` is 0 for a format that
    does not hold what a proof needs; ``matched`` are the rows that are those of the digest. ``tried`` is how many were to
    be proved again, all but in a sample.
    """

    rows: int = 0
    tried: int = 0
    proved: int = 0
    matched: int = 0
    provable: bool = True
    digest: str = ""
    signed_by: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass
class _Set:
    """What is to be audited: the files of its rows, whether they hold all columns, what made them, their proof file."""

    path: Path
    files: list[Path]
    names: list[str]
    run: dict[str, Any] | None = None
    proof: Proof | None = None
    whole_rows: bool = True


def run_audit(
    path: Path,
    workers: int,
    report: Report,
    sandbox: str = AUTO,
    registry: Registry | None = None,
    *,
    sample: Sample | None = None,
    signer: Path | None = None,
) -> Findings:
    """Audit a run directory, an export, or rows that were published: their digests, origin and every required verifier,
    and that none is missing, moved, doubled, changed or foreign.

    ``sample`` says how many rows are proved again; the digests of all are compared nevertheless. ``signer`` is the
    public key that the digest must be signed by. Raises :class:`~assay.UsageError` for what is no finished run and no
    set of rows, for a plugin that is needed and broken, and if the rows need a sandbox that does not work here.
    """
    found = Findings()
    target = _find(path, found)
    registry = registry or installed()
    _check_whole(target, found, signer)
    if not target.whole_rows:
        found.provable = False
        _compare(target, found)
        return found
    run = target.run
    try:
        verifiers: tuple[str, ...] = ()
        if run is not None:
            verifiers = tuple(v["name"] for v in run["verifiers"] if registry.has("verifiers", v["name"]))
        asked = _Asked(run, registry) if run is not None else None
        count = run["counts"]["accepted"] if run is not None else 0
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"{path / 'run.json'} does not say what an audit needs ({type(error).__name__} {error}); restore it"
        ) from None
    if asked is None:
        verifiers = _verifiers_of(target, registry)
    backend, _ = find_sandbox(registry, verifiers, sandbox)
    setup = Setup(verifiers, backend or sandbox, open_sandbox=backend is not None)
    found.notes += asked.notes if asked else []
    seen: set[str] = set()
    tally = Tally()
    comparison = Comparison(target.proof) if target.proof else None
    chosen = _draw(target, sample)
    unread: list[range] = []

    def items() -> Iterator[Ordered[tuple[int, Any, tuple[str, str] | None, bool]]]:
        for number, row in enumerate(_rows(target, found, unread), 1):
            strange = None
            if comparison:
                strange = comparison.see(number, str(row.get("id")), row_leaf(row))
            problem = asked.problem(row) if asked else _malformed(row)
            to_prove = chosen is None or number - 1 in chosen
            key = (number, row, strange, to_prove)
            if problem:
                yield Ordered(key, refusal(row, Verdict(Status.REJECTED, *problem, verifier="audit")))
            elif not to_prove:
                yield Ordered(key, refusal(row, Verdict(Status.ACCEPTED, "ok", "")))
            else:
                least = asked.least(row) if asked else Policy().to_json()
                yield Ordered(key, ProveAgain(row, least))

    async def work() -> None:
        async with open_workers(setup, workers) as pool:
            async for (number, row, strange, to_prove), result in pool.in_order(items()):
                found.rows += 1
                found.tried += to_prove
                name = f"row {number} ({row.get('id')})"
                reason = "" if result["status"] == "accepted" else result["reason"]
                tally.count(result["status"], None, None, reason)
                if strange and strange[0] != "changed_row":
                    found.problems.append(f"{name}: {strange[0]}: {strange[1]}")
                elif result["status"] != "accepted":
                    found.problems.append(f"{name}: {result['reason']}: {result['message']}")
                elif strange:
                    found.problems.append(f"{name}: {strange[0]}: {strange[1]}")
                elif not comparison and row["id"] in seen and (row["generator"] or row["recipe"]):
                    found.problems.append(f"{name}: doubled_row: A row with this id stands above already.")
                else:
                    found.proved += to_prove
                    found.matched += 1
                seen.add(str(row.get("id")))
                report(tally, "audit")

    drive(work())
    if comparison:
        found.problems += comparison.rest(unread)
    of_run = run is not None and target.proof is not None and target.proof.head.get("kind") == "run"
    if of_run and found.rows != count and not unread:
        found.problems.append(
            f"row count: the data holds {counted(found.rows, 'row')}, run.json says {count}."
        )
    if sample:
        found.notes.append(sentence(found.rows, found.tried, found.tried - found.proved))
    return found


# ---------------------------------------------------------------- what there is


def _find(path: Path, found: Findings) -> _Set:
    """A run, an export with its proof file, or rows with their certificates alone."""
    if (path / "run.json").is_file():
        run = finished_run(path)
        try:
            files = dataset.row_files(path)
        except UsageError as error:
            found.problems.append(f"data: missing_file: {error}.")
            files = []
        names = [f"data/{file.name}" for file in files]
        target = _Set(path, files, names, run)
        proof = proof_path(path)
        if not proof.is_file():
            found.problems.append(f"{proof.name}: missing_file: The digests of the rows are not there.")
            return target
    else:
        if not path.exists():
            raise UsageError(f"there is no {path}; name a run directory, an export or a file of rows")
        files = export_files(path)
        if not files:
            raise UsageError(f"{path} holds no rows; name a run directory, an export or a file of rows")
        names = [str(file.relative_to(path)) if path.is_dir() else file.name for file in files]
        target = _Set(path, files, names)
        proof = proof_path(path)
        if not proof.is_file():
            found.notes.append(
                f"there is no {proof.name} beside the rows: each was proved by its own certificate, and "
                "nobody can tell which rows are missing, moved or foreign"
            )
            return target
    try:
        target.proof = read_proof(proof)
    except UsageError as error:
        found.problems.append(f"{proof.name}: broken_file: {error}.")
        return target
    head = target.proof.head
    if target.run is None:
        target.whole_rows = head.get("whole_rows", True) is True
        target.run = head.get("run") if isinstance(head.get("run"), dict) else None
    return target


def _check_whole(target: _Set, found: Findings, signer: Path | None) -> None:
    """What the set says about itself: its digest in each place where it stands, its signature, the names of its files."""
    proof = target.proof
    if proof is None:
        if signer:
            found.problems.append("signature: missing_file: There is no proof file, so nothing is signed.")
        return
    found.digest = str(proof.head.get("root"))
    if problem := proof.problem:
        found.problems.append(f"{proof.path.name}: wrong_digest: {problem}.")
    from assay.data.signing import fingerprint, signature_problem

    try:
        problem = signature_problem(proof.head, signer)
    except UsageError as error:
        if signer:
            raise
        found.notes.append(f"the digest is signed and the signature was not looked at: {error}")
    else:
        if problem:
            found.problems.append(f"signature: bad_signature: Of {proof.path.name}, {problem}.")
        elif proof.head.get("signature"):
            found.signed_by = fingerprint(proof.head)
    expected = {str(name): int(rows) for name, rows in proof.head.get("files") or ()}
    for name in sorted(expected.keys() - set(target.names)):
        found.problems.append(f"{name}: missing_file: The set was made with it, and it is not there.")
    for name in sorted(set(target.names) - expected.keys()):
        found.problems.append(f"{name}: foreign_file: The set was made without it.")
    if proof.head.get("kind") == "run" and target.run is not None:
        _check_run(target.path, target.run, proof, found)


def _check_run(path: Path, run: dict[str, Any], proof: Proof, found: Findings) -> None:
    """That ``run.json``, the card and the rows that did not pass are those of the digest."""
    told = run.get("digest") or {}
    if told.get("root") != proof.head.get("root") or told.get("rows") != proof.head.get("rows"):
        found.problems.append(
            f"run.json: wrong_digest: It names another digest of the rows than {proof.path.name}."
        )
    if run_digest(run) != proof.head.get("run"):
        found.problems.append("run.json: changed_file: It was changed after the digest of the set was taken.")
    card = path / "README.md"
    if card.is_file():
        text = card.read_text(encoding="utf-8", errors="replace")
        if str(proof.head.get("root")) not in text:
            found.problems.append("README.md: wrong_digest: The card does not name the digest of the rows.")
    else:
        found.notes.append("there is no data set card (README.md)")
    refused = proof.head.get("rejected") or {}
    folder = path / "rejected"
    if not folder.is_dir():
        if refused.get("rows"):
            found.notes.append(f"the {counted(refused['rows'], 'row')} that did not pass are not there")
        return
    try:
        count, root = root_of(dataset.read_rows(folder))
    except UsageError as error:
        found.problems.append(f"rejected: broken_file: {error}.")
        return
    if root != refused.get("root"):
        found.problems.append(
            f"rejected: changed_rows: The {counted(count, 'row')} there are not the "
            f"{counted(int(refused.get('rows') or 0), 'row')} that did not pass."
        )


def _rows(target: _Set, found: Findings, unread: list[range]) -> Iterator[Any]:
    """The rows of all files; a broken one is a problem, the others are read. ``unread`` gets the places of what is lost."""
    expected = {str(name): int(rows) for name, rows in (target.proof.head["files"] if target.proof else ())}
    starts, before = {}, 0
    for name, rows in expected.items():
        starts[name] = before
        before += rows
    for file, name in zip(target.files, target.names, strict=True):
        read = 0
        try:
            for row in dataset.read_rows(file):
                read += 1
                yield row
        except UsageError as error:
            lost = ""
            if name in starts and expected[name] > read:
                first, last = starts[name] + read, starts[name] + expected[name]
                unread.append(range(first, last))
                lost = f" Rows {first + 1:,} to {last:,} are lost."
            found.problems.append(f"{name}: broken_file: {error}.{lost}")


def _compare(target: _Set, found: Findings) -> None:
    """An export that does not hold what a proof needs: its rows beside its digest."""
    assert target.proof is not None
    comparison = Comparison(target.proof)
    unread: list[range] = []
    for file, name in zip(target.files, target.names, strict=True):
        try:
            for row_id, leaf in export_leaves(file, whole_rows=False):
                found.rows += 1
                row_id = row_id or str(found.rows)
                if strange := comparison.see(found.rows, row_id, leaf):
                    found.problems.append(f"row {found.rows} ({row_id}): {strange[0]}: {strange[1]}")
                else:
                    found.matched += 1
        except UsageError as error:
            found.problems.append(f"{name}: broken_file: {error}.")
    found.problems += comparison.rest(unread)
    runs = target.proof.head.get("runs") or [target.run or {}]
    root = ", ".join(str((run.get("digest") or {}).get("root", "unknown")) for run in runs)
    found.notes.append(
        f"this format holds no certificates, so its rows were compared with their digests and not proved again; they were "
        f"written from the run with digest {root}: audit that to have them proved"
    )


def _malformed(row: dict[str, Any]) -> tuple[str, str] | None:
    if wrong := row_problem(row):
        return "malformed_row", f"The row is not a data set row of Assay: {wrong}."
    return None


def _verifiers_of(target: _Set, registry: Registry) -> tuple[str, ...]:
    """The verifiers that certificates name, where nothing else says which there are."""
    named: dict[str, None] = {}
    for file in target.files:
        try:
            for row in dataset.read_rows(file):
                if _malformed(row) is None:
                    named |= dict.fromkeys(v["verifier"] for v in row["certificate"]["verdicts"])
        except UsageError:
            continue
    if not named:
        raise UsageError(
            f"{target.path} holds no rows with certificates and no proof file beside it; name a run or an export of Assay"
        )
    return tuple(name for name in named if registry.has("verifiers", name))


def _draw(target: _Set, sample: Sample | None) -> set[int] | None:
    """The places of the rows that are proved again; ``None`` for all."""
    if sample is None:
        return None
    rows = 0
    for file in target.files:
        try:
            rows += dataset.count_rows(file)
        except (OSError, ValueError):
            continue
    return set(random.Random(sample.seed).sample(range(rows), min(rows, sample.size(rows))))


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
