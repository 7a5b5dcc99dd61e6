"""A run directory: what was asked, the journal, the finished files; and how a run is resumed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from assay.data import dataset
from assay.data.files import aside
from assay.data.proof import Recorder, checked, proof_path
from assay.errors import UsageError, counted
from assay.gate import core_version, runtime
from assay.records import Status, digest
from assay.registry import Registry
from assay.row import Result, accepted_row, rejected_row
from assay.runs.card import write_card
from assay.runs.facts import Facts
from assay.runs.journal import Journal, Tally
from assay.runs.requests import Request
from assay.runs.watch import Watch
from assay.sandbox import AUTO

COMMIT_SECONDS = 0.5
_LENIENT = ("skip_bad", "keep_going")  # may be added when a run is resumed: what was made so far is the same
LAYOUT = 4
"""Of the rows' columns and their digests; a directory of another one is told apart by it."""
Report = Callable[[Tally, str], None]


class RunDirectory:
    """A directory with ``run.json`` and a journal, held by one process at a time."""

    def __init__(self, path: Path, run: dict[str, Any], resume: bool, watch: Watch) -> None:
        self.path, self.run, self.watch = path, run, watch
        self.fresh = not resume
        self.types: Mapping[str, Any] | None = None
        """The Arrow types of the columns of a file that is verified, by name, where it has them."""
        run_file = path / "run.json"
        if resume:
            if not run_file.is_file():
                raise UsageError(f"{path} holds no run to resume; leave out --resume to start one")
            earlier = read_run(path)
            _find_journal(path)
        elif path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(
                f"{path} exists already; add --resume to go on with that run, or choose another --out"
            )
        self.made_folder = not path.exists()
        path.mkdir(parents=True, exist_ok=True)
        self.lock: IO[str] = (path / ".lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.lock.close()
            raise UsageError(
                f"another process is at work in {path}; wait for it or choose another --out"
            ) from None
        try:
            self.journal = Journal(path / "journal.sqlite")
            if resume:
                self._recall(earlier)
        except BaseException:
            self.lock.close()
            raise
        write_json(run_file, run)
        self.started = time.monotonic()
        self.before = self.journal.tally().total

    def _recall(self, earlier: dict[str, Any]) -> None:
        """Go back before the errors that an earlier session stopped for; what failed may be mended now."""
        if self.journal.is_empty() and earlier.get("counts", {}).get("candidates"):
            raise UsageError(
                f"{self.path / 'journal.sqlite'} holds nothing of the {earlier['counts']['candidates']:,} rows that run.json "
                "counts; restore it, or start anew with another --out"
            )
        steady, on = not earlier["asked"].get("keep_going"), self.watch.on
        self.watch.on = steady
        self._watch_journal()
        again = self.watch.since if self.watch.stopped or not on else None
        if not len(self.journal):
            again = 0  # with nothing kept, any other command may go on
        if again != 0 or self.journal.has_replies():
            _same_run(earlier, self.run, self.path)
        if again is not None:
            self.journal.cut(again)
            self._watch_journal()
        self.watch.on = on

    def _watch_journal(self) -> None:
        self.watch.begin_anew()
        for outcome in self.journal.outcomes():
            self.watch.see(*outcome)
        for streak in self.watch.left_out.values():
            streak.message = self.journal.result(streak.last)["message"]

    def __enter__(self) -> RunDirectory:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # What was refused before it brought anything must not stand in the way of the mended command.
        useless = self.fresh and kind is not None and issubclass(kind, Exception) and self.journal.is_empty()
        self.journal.close()
        if useless:
            for name in ("run.json", "journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", ".lock"):
                (self.path / name).unlink(missing_ok=True)
            if self.made_folder:
                with suppress(OSError):
                    self.path.rmdir()
        self.lock.close()

    def see(self, position: int, stored: Result) -> None:
        """Have the watch take in a result as it is stored."""
        maker = stored["row"]["generator"] or stored["row"]["recipe"] or ""
        self.watch.see(
            position, maker, stored["status"], stored["verifier"], stored["reason"], stored["message"]
        )

    @contextmanager
    def committing(self, tally: Tally, report: Report) -> Iterator[Callable[..., None]]:
        """A function that adds results; they are committed, counted and shown a few times a second."""
        last = time.monotonic()
        self.journal.begin()

        def commit() -> None:
            nonlocal last
            self.journal.commit()
            report(tally, "")
            self.journal.begin()
            last = time.monotonic()

        def add(position: int, result: Result, *, unique: bool) -> None:
            stored = self.journal.add(position, result, unique=unique)
            tally.add(stored)
            self.see(position, stored)
            if time.monotonic() - last > COMMIT_SECONDS:
                commit()

        try:
            yield add
        finally:
            self.journal.commit()

    def finish(self, tally: Tally, report: Report, end: int | None = None) -> dict[str, Any]:
        """Write the data files, ``run.json`` and the card from the journal, up to position ``end``."""
        report(tally, "writing")
        recorder, refused, facts = Recorder(), Recorder(), Facts()
        verdicts_only = self.run["asked"].get("verdicts_only")
        if not verdicts_only:
            accepted = map(accepted_row, self.journal.results(accepted=True, end=end))
            dataset.write_shards(
                facts.watch(recorder.watch(accepted)),
                self.path / "data",
                self.run["format"],
                types=self.types,
            )
        if not verdicts_only and tally.total > tally["accepted"]:
            others = map(rejected_row, self.journal.results(accepted=False, end=end))
            shards = refused.watch(others)
            dataset.write_shards(
                shards, self.path / "rejected", self.run["format"], rejected=True, types=self.types
            )
        else:  # an earlier session may have stopped for what is mended now
            shutil.rmtree(self.path / "rejected", ignore_errors=True)
        if self.run["verb"] == "verify":
            with aside(self.path / "verdicts.jsonl") as path, path.open("w", encoding="ascii") as file:
                for result in self.journal.results():
                    file.write(json.dumps(verdict_line(result), separators=(",", ":")) + "\n")
        seconds = time.monotonic() - self.started
        for generator in self.run["generators"]:
            counts = tally.generators.get(generator["name"], Counter())
            generator["accepted"], generator["rejected"] = (
                counts.get("accepted", 0),
                counts.get("rejected", 0),
            )
            why = self.watch.left_out.get(generator["name"])
            generator["left_out"] = None if why is None else str(why)
        self.run |= {
            "stopped": self.run.get("stopped") or self.watch.stopped or None,
            "counts": {
                "candidates": tally.total,
                **{str(status): tally[status] for status in Status},
            },
            "reasons": dict(sorted(tally.reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
            "errors": self.journal.errors(end),
            "difficulties": {str(level): n for level, n in sorted(tally.difficulties.items())},
            "finished": True,
            "timings": {
                "seconds": round(seconds, 3),
                "rows_per_second": round((tally.total - self.before) / max(seconds, 1e-9), 1),
            },
        }
        if verdicts_only:
            write_json(self.path / "run.json", self.run)
            return self.run
        self.run["digest"] = {
            "rows": len(recorder.leaves),
            "root": recorder.root,
            "rejected_rows": len(refused.leaves),
            "rejected_root": refused.root,
        }
        files = dataset.row_files(self.path)
        recorder.write(
            proof_path(self.path),
            [(f"data/{file.name}", dataset.count_rows(file)) for file in files],
            kind="run",
            rejected={"rows": len(refused.leaves), "root": refused.root},
            run=run_digest(self.run),
        )
        write_card(self.run, self.path / "README.md", facts)
        write_json(self.path / "run.json", self.run)
        return self.run


def _find_journal(path: Path) -> None:
    """Refuse to resume without what a run has been written down in: all of it would be made, and paid for, again."""
    journal = path / "journal.sqlite"
    if journal.is_file() and journal.stat().st_size:
        return
    raise UsageError(
        f"{journal} is {'empty' if journal.exists() else 'missing'}, so the run in {path} cannot go on; restore it, "
        "or start anew with another --out"
    )


def read_run(directory: Path) -> dict[str, Any]:
    """The ``run.json`` of a run directory."""
    path = directory / "run.json"
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{directory} is not a run directory: it holds no run.json") from None
    except ValueError as error:
        raise UsageError(f"{path} is not readable JSON ({error}); restore it or start the run anew") from None
    if not isinstance(run, dict) or "verb" not in run:
        raise UsageError(f"{path} is not an Assay run.json; restore it or start the run anew")
    if run.get("layout") != LAYOUT:
        raise UsageError(
            f"{directory} was made by assay-core {run.get('assay', 'of an unknown version')}, whose rows have other "
            f"columns than those of {core_version()}; use that version for it, or make the run anew"
        )
    return run


def run_digest(run: dict[str, Any]) -> str:
    """``sha256:<hex>`` of what ``run.json`` says, but for how long it took."""
    return digest({name: value for name, value in run.items() if name != "timings"})


def finished_run(directory: Path) -> dict[str, Any]:
    """The ``run.json`` of a run that is finished."""
    run = read_run(directory)
    if not run.get("finished"):
        raise UsageError(f"the run in {directory} is not finished; give its command again with --resume")
    if run.get("asked", {}).get("verdicts_only"):
        raise UsageError(f"the run in {directory} holds verdicts and no rows; verify without --verdicts-only")
    return run


def data_rows(directory: Path) -> Iterator[Any]:
    """The accepted rows of a finished run; :class:`~assay.UsageError` at their end if they are not those that it made."""
    told = _digest_of(finished_run(directory), directory)
    rows = dataset.read_rows(directory / "data")
    return checked(rows, told["root"], lambda: _altered(directory / "data", "accepted"))


def rejected_rows(directory: Path) -> Iterator[Any]:
    """The rows of a finished run that did not pass, held to its digest like :func:`data_rows`."""
    folder, told = directory / "rejected", _digest_of(finished_run(directory), directory)
    rows = dataset.read_rows(folder) if folder.is_dir() else iter(())
    return checked(rows, told["rejected_root"], lambda: _altered(folder, "rejected"))


def _digest_of(run: dict[str, Any], directory: Path) -> dict[str, str]:
    told = run.get("digest")
    if not isinstance(told, dict) or not isinstance(told.get("root"), str) or "rejected_root" not in told:
        raise UsageError(
            f"{directory / 'run.json'} has no digest of the rows; restore it or make the run anew"
        )
    return told


def _altered(folder: Path, kind: str) -> str:
    return (
        f"the {kind} rows in {folder} are not those that the run made: their digest is another than in run.json; "
        f"'assay audit {folder.parent}' names what was changed"
    )


def verdict_line(result: Result) -> dict[str, Any]:
    """One line of ``verdicts.jsonl``."""
    row = result["row"]
    return {
        "id": row["id"],
        "line": row["provenance"]["line"],
        "status": result["status"],
        "reason": result["reason"],
        "message": result["message"],
        "verifier": result["verifier"],
        "runtime": result["runtime"],
        "coverage": result["coverage"],
        "checks": result["checks"],
    }


def write_json(path: Path, value: Any) -> None:
    """An indented JSON file, there whole or not at all."""
    with aside(path) as partial:
        partial.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def opening(
    request: Request, registry: Registry, verb: str, verifiers: Iterable[str], *, sandboxed: bool = False
) -> dict[str, Any]:
    """What ``run.json`` says from the start. ``sandboxed``: code is run, whatever the verifiers do."""
    parts = registry.verifiers(sorted(set(verifiers)))
    packages = sorted({package for part in parts for package in part.description.packages})
    backend, code_runtime = find_sandbox(registry, verifiers, request.sandbox, sandboxed)
    return {
        "assay": core_version(),
        "layout": LAYOUT,
        "command": request.command,
        "verb": verb,
        "format": request.format,
        "policy": {
            "extra_verifiers": list(request.require),
            "min_step_coverage": request.min_coverage,
        },
        "plugins": [
            {
                "name": p.name,
                "distribution": p.distribution,
                "version": p.version,
                "problems": p.problems,
                **({"notice": p.notice} if p.notice else {}),
            }
            for p in registry.plugins
        ],
        "verifiers": [
            {
                "name": part.description.name,
                "version": part.description.version,
                "distribution": part.plugin.distribution,
            }
            for part in parts
        ],
        "sandbox": backend,
        "runtime": runtime(packages, code_runtime),
        "finished": False,
    }


def find_sandbox(
    registry: Registry, verifiers: Iterable[str], asked: str, sandboxed: bool = False
) -> tuple[str, str] | tuple[None, None]:
    """The backend that ``asked`` comes to and its runtime, tried here; nothing where no code is run."""
    if asked != AUTO:
        registry.sandbox(asked)  # one that there is not is refused, also where no code is run
    if not sandboxed and not any(p.description.sandboxed for p in registry.verifiers(verifiers)):
        return None, None
    name, opened = registry.open_sandbox(asked)
    try:
        return name, opened.runtime
    finally:
        opened.close()


def _same_run(earlier: dict[str, Any], now: dict[str, Any], path: Path) -> None:
    """Refuse to resume unless the rows would have been the same. Asking for more rows is fine."""

    def identity(run: dict[str, Any]) -> dict[str, Any]:
        asked = {k: v for k, v in run["asked"].items() if k not in ("count", "max_candidates")}
        generators = [(g["name"], g["version"]) for g in run["generators"]]
        verifiers = [(v["name"], v["version"]) for v in run["verifiers"]]
        return {
            **{key: value for key, value in asked.items() if key not in _LENIENT},
            "verb": run["verb"],
            "seed": run["seed"],
            "policy": run["policy"],
            "sandbox": run.get("sandbox"),
            "generators": generators,
            "verifiers": verifiers,
        }

    before, after = json.loads(json.dumps(identity(earlier))), json.loads(json.dumps(identity(now)))
    lenient = [key for key in _LENIENT if earlier["asked"].get(key) and not now["asked"].get(key)]
    for key in (*after, *lenient):
        if key in lenient or before.get(key) != after[key]:
            raise UsageError(
                f"the run in {path} was started with another {key.replace('_', ' ')}; "
                f"repeat its command ({earlier['command'] or 'see run.json'}) with --resume, or choose another --out"
            )
    before_count, now_count = (r["asked"].get("count", 0) for r in (earlier, now))
    if (math.inf if before_count is None else before_count) > (math.inf if now_count is None else now_count):
        raise UsageError(
            f"the run in {path} was started for {'all rows' if before_count is None else counted(before_count, 'row')}; "
            "ask for as many or more, or choose another --out"
        )


def sha256(path: Path) -> str:
    value = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            value.update(block)
    return value.hexdigest()
