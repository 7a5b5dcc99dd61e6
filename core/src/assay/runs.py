"""Runs: what ``assay generate`` and ``assay verify`` do between the request and the finished directory."""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from assay import sandbox, tables
from assay.card import write_card
from assay.errors import UsageError
from assay.gate import Gate, Policy, core_version, runtime
from assay.handlers import content, refusal
from assay.journal import Journal, Tally
from assay.plugins import Registry, load
from assay.pool import Item, Pool, Result
from assay.readers import InputRow, read_samples
from assay.records import Status, Verdict
from assay.wording import counted

COMMIT_SECONDS = 0.5
Report = Callable[[Tally, str], None]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What both kinds of run are asked."""

    out: Path
    format: str = "parquet"
    verifiers: tuple[str, ...] = ()
    min_step_coverage: float = 0.0
    workers: int = 1
    sandbox: str = sandbox.AUTO
    resume: bool = False
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class GenerateRequest(Request):
    """``count`` accepted rows of the generators or domains ``names``, within ``max_candidates``."""

    names: tuple[str, ...]
    count: int
    seed: int = 0
    difficulty: tuple[int, int] = (1, 5)
    max_candidates: int


@dataclass(frozen=True, kw_only=True)
class VerifyRequest(Request):
    """Every row of ``file``; ``mapping`` says which column is the response, reference, prompt or id."""

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)


def run_generate(request: GenerateRequest, report: Report) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = load()
    low, high = request.difficulty
    parts = registry.generators_named(request.names)
    fitting = [
        p for p in parts if p.description.difficulties[0] <= high and p.description.difficulties[1] >= low
    ]
    if not fitting:
        raise UsageError(
            f"none of the {len(parts)} generators asked for has a difficulty from {low} to {high}"
        )
    names = [part.description.name for part in fitting]
    for part in fitting:
        Gate(
            registry, Policy.of(part.description).stricter(request.verifiers)
        )  # all verifiers there? say so now
    if not request.verifiers and any(not p.description.verifiers for p in fitting):
        bare = next(p.description.name for p in fitting if not p.description.verifiers)
        raise UsageError(f"{bare} names no verifier, so no row of it could pass; add --require VERIFIER")
    verifiers = {v for p in fitting for v in (*p.description.verifiers, *request.verifiers)}
    run = {
        **opening(request, registry, "generate", verifiers),
        "asked": {
            "names": list(request.names),
            "count": request.count,
            "difficulty": list(request.difficulty),
            "max_candidates": request.max_candidates,
        },
        "seed": request.seed,
        "generators": [
            {
                "name": p.description.name,
                "version": p.description.version,
                "distribution": p.plugin.distribution,
                "summary": p.description.summary,
            }
            for p in fitting
        ],
    }
    setup = {
        "verb": "generate",
        "generators": names,
        "seed": request.seed,
        "difficulty": list(request.difficulty),
        "verifiers": list(request.verifiers),
        "min_step_coverage": request.min_step_coverage,
        "sandbox": run["sandbox"],
    }
    with RunDirectory(request.out, run, request.resume) as directory:
        tally = directory.journal.tally()
        start = len(directory.journal)

        def items() -> Iterator[Item]:
            for candidate in itertools.count(start):
                yield {"candidate": candidate}

        if tally["accepted"] < request.count and start < request.max_candidates:
            with Pool(setup, request.workers) as pool, directory.committing(tally, report) as add:
                for item, result in pool.run(items()):
                    add(item["candidate"], result, unique=True)
                    if tally["accepted"] >= request.count or item["candidate"] + 1 >= request.max_candidates:
                        break
        return directory.finish(tally, report)


def run_verify(request: VerifyRequest, report: Report) -> dict[str, Any]:
    """Carry out the request and return the finished ``run.json``."""
    registry = load()
    gate = Gate(registry, Policy(request.verifiers, request.min_step_coverage))
    needs = tuple({need for part in gate.parts for need in part.description.needs})
    rows = read_samples(request.file, request.mapping, needs)
    run = {
        **opening(request, registry, "verify", request.verifiers),
        "asked": {
            "file": request.file.name,
            "sha256": sha256(request.file),
            "map": dict(request.mapping),
        },
        "seed": None,
        "generators": [],
    }
    setup = {
        "verb": "verify",
        "verifiers": list(request.verifiers),
        "min_step_coverage": request.min_step_coverage,
        "sandbox": run["sandbox"],
    }
    with RunDirectory(request.out, run, request.resume) as directory:
        tally = directory.journal.tally()
        start = len(directory.journal)
        readable = Readable(itertools.islice(rows, start, None), start, request.file.name)
        with Pool(setup, request.workers) as pool, directory.committing(tally, report) as add:
            for item, result in pool.run(readable):
                for position, refused in readable.refused_before(item["position"]):
                    add(position, refused, unique=False)
                add(item["position"], result, unique=False)
            for position, refused in readable.refused_before(None):
                add(position, refused, unique=False)
        return directory.finish(tally, report)


class Readable:
    """The rows of an input file that a worker can judge; the others are kept aside with their reason."""

    def __init__(self, rows: Iterable[InputRow], start: int, file: str) -> None:
        self.rows = enumerate(rows, start)
        self.file = file
        self.refused: list[tuple[int, Result]] = []

    def __iter__(self) -> Iterator[Item]:
        for position, row in self.rows:
            data = self._row(row)
            if row.problem:
                verdict = Verdict(Status.ERROR, row.reason, row.problem, verifier="reader")
                self.refused.append((position, refusal(data, verdict)))
            else:
                yield {"position": position, "row": data}

    def refused_before(self, position: int | None) -> list[tuple[int, Result]]:
        """Refused rows up to ``position`` (all with ``None``), each handed out once."""
        count = sum(position is None or at < position for at, _ in self.refused)
        out, self.refused = self.refused[:count], self.refused[count:]
        return out

    def _row(self, row: InputRow) -> dict[str, Any]:
        sample = row.sample
        messages = []
        if sample:
            if sample.prompt:
                messages.append({"role": "user", "content": sample.prompt})
            messages.append({"role": "assistant", "content": sample.response})
        return {
            "id": row.id,
            "domain": sample.task.domain if sample else "",
            "prompt": sample.prompt if sample else "",
            "messages": messages,
            "answer": sample.answer if sample else None,
            "reference": sample.reference if sample else "",
            "difficulty": sample.task.difficulty if sample else None,
            "generator": None,
            "recipe": None,
            "seed": None,
            "labels": None,
            "pair": None,
            "images": None,
            "provenance": {
                "source": "file",
                "name": "",
                "version": 0,
                "distribution": "",
                "index": row.line,
                "file": self.file,
                "line": row.line,
                "extra": row.extra or None,
            },
        }


class RunDirectory:
    """A directory with ``run.json`` and a journal, held by one process at a time."""

    def __init__(self, path: Path, run: dict[str, Any], resume: bool) -> None:
        self.path = path
        self.run = run
        self.lock: IO[str] | None = None
        run_file = path / "run.json"
        if resume:
            if not run_file.is_file():
                raise UsageError(f"{path} holds no run to resume; leave out --resume to start one")
            earlier = read_run(path)
            _same_run(earlier, run, path)
        elif path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(
                f"{path} exists already; add --resume to go on with that run, or choose another --out"
            )
        path.mkdir(parents=True, exist_ok=True)
        self.lock = (path / ".lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.lock.close()
            raise UsageError(
                f"another process is at work in {path}; wait for it or choose another --out"
            ) from None
        write_json(run_file, run)
        self.journal = Journal(path / "journal.sqlite")
        self.started = time.monotonic()
        self.before = len(self.journal)

    def __enter__(self) -> RunDirectory:
        return self

    def __exit__(self, *_: object) -> None:
        self.journal.close()
        if self.lock:
            self.lock.close()

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
            tally.add(self.journal.add(position, result, unique=unique))
            if time.monotonic() - last > COMMIT_SECONDS:
                commit()

        try:
            yield add
        finally:
            self.journal.commit()

    def finish(self, tally: Tally, report: Report, end: int | None = None) -> dict[str, Any]:
        """Write the data files, ``run.json`` and the card from the journal, up to position ``end``."""
        report(tally, "writing")
        accepted = (result["row"] for result in self.journal.results(accepted=True, end=end))
        tables.write_shards(accepted, self.path / "data", self.run["format"])
        if tally.total > tally["accepted"]:
            others = (rejected_row(result) for result in self.journal.results(accepted=False, end=end))
            tables.write_shards(others, self.path / "rejected", self.run["format"], rejected=True)
        if self.run["verb"] == "verify":
            with tables.aside(self.path / "verdicts.jsonl") as path, path.open("w", encoding="ascii") as file:
                for result in self.journal.results():
                    file.write(json.dumps(verdict_line(result), separators=(",", ":")) + "\n")
        seconds = time.monotonic() - self.started
        for generator in self.run["generators"]:
            counts = tally.generators.get(generator["name"], Counter())
            generator["accepted"], generator["rejected"] = (
                counts.get("accepted", 0),
                counts.get("rejected", 0),
            )
        self.run |= {
            "counts": {
                "candidates": tally.total,
                **{str(status): tally[status] for status in Status},
            },
            "reasons": dict(sorted(tally.reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
            "difficulties": {str(level): n for level, n in sorted(tally.difficulties.items())},
            "finished": True,
            "timings": {
                "seconds": round(seconds, 3),
                "rows_per_second": round((tally.total - self.before) / max(seconds, 1e-9), 1),
            },
        }
        write_card(self.run, self.path / "README.md")
        write_json(self.path / "run.json", self.run)
        return self.run


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
    return run


def data_rows(directory: Path) -> Iterator[dict[str, Any]]:
    """The accepted rows of a finished run."""
    run = read_run(directory)
    if not run.get("finished"):
        raise UsageError(f"the run in {directory} is not finished; give its command again with --resume")
    return tables.read_rows(directory / "data")


def rejected_rows(directory: Path) -> Iterator[dict[str, Any]]:
    """The rows of a finished run that did not pass."""
    folder = directory / "rejected"
    return tables.read_rows(folder) if folder.is_dir() else iter(())


def rejected_row(result: Result) -> dict[str, Any]:
    """A row that did not pass, with its reason and checks."""
    row = content(result["row"])
    return {**row, **{key: result[key] for key in ("status", "reason", "message", "verifier", "checks")}}


def verdict_line(result: Result) -> dict[str, Any]:
    """One line of ``verdicts.jsonl``."""
    keys = ("status", "reason", "message", "verifier", "runtime", "coverage", "checks")
    made = result["row"]["provenance"]
    return {"id": result["row"]["id"], "line": made["line"], **{key: result[key] for key in keys}}


def write_json(path: Path, value: Any) -> None:
    """An indented JSON file, there whole or not at all."""
    with tables.aside(path) as partial:
        partial.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def opening(
    request: Request, registry: Registry, verb: str, verifiers: Iterable[str], *, sandboxed: bool = False
) -> dict[str, Any]:
    """What ``run.json`` says from the start. ``sandboxed``: code is run, whatever the verifiers do."""
    parts = [registry.verifier(name) for name in sorted(set(verifiers))]
    packages = sorted({package for part in parts for package in part.description.packages})
    backend, code_runtime = find_sandbox(registry, verifiers, request.sandbox, sandboxed)
    return {
        "assay": core_version(),
        "command": request.command,
        "verb": verb,
        "format": request.format,
        "policy": {
            "extra_verifiers": list(request.verifiers),
            "min_step_coverage": request.min_step_coverage,
        },
        "plugins": [
            {"name": p.name, "distribution": p.distribution, "version": p.version, "problems": p.problems}
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
        "runtime": {**runtime(tuple(packages)), "sandbox": code_runtime},
        "finished": False,
    }


def find_sandbox(
    registry: Registry, verifiers: Iterable[str], asked: str, sandboxed: bool = False
) -> tuple[str, str] | tuple[None, None]:
    """The backend that ``asked`` comes to and its runtime, tried here; nothing where no code is run."""
    if asked != sandbox.AUTO:
        registry.sandbox(asked)  # one that there is not is refused, also where no code is run
    if not sandboxed and not any(registry.verifier(name).description.sandboxed for name in verifiers):
        return None, None
    name, opened = sandbox.find(registry, asked)
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
            **asked,
            "verb": run["verb"],
            "seed": run["seed"],
            "policy": run["policy"],
            "sandbox": run.get("sandbox"),
            "generators": generators,
            "verifiers": verifiers,
        }

    before, after = json.loads(json.dumps(identity(earlier))), json.loads(json.dumps(identity(now)))
    for key in after:
        if before.get(key) != after[key]:
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
