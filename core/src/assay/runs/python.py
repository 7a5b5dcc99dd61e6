"""Runs from Python: what the command line does, with the same arguments, in a script or a notebook."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assay.errors import UsageError, counted
from assay.models import Backend
from assay.params import nearest
from assay.row import RejectedRow, Row
from assay.runs.requests import (
    GenerateRequest,
    ModelChoice,
    RecipeRequest,
    Request,
    VerifyRequest,
    options,
    read_options,
)
from assay.sandbox import AUTO

if TYPE_CHECKING:
    from assay.runs.audit import Findings

R = TypeVar("R", bound=Request)


class Run:
    """A finished run: iterate over it for the accepted rows, typed as :class:`~assay.Row`, in order.

    ``path`` is its directory, ``info`` its ``run.json``. One that was made without ``out`` lies in a temporary
    directory that goes with this object.
    """

    def __init__(self, path: str | Path, kept: Any = None) -> None:
        """Raises :class:`~assay.UsageError` if there is no finished run."""
        from assay.runs.directory import finished_run

        self.path = Path(path)
        self.info: dict[str, Any] = finished_run(self.path)
        self._kept = kept

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are: ``candidates`` and of each status."""
        return dict(self.info["counts"])

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows did not pass, by ``verifier: reason``, the most first."""
        return dict(self.info["reasons"])

    @property
    def digest(self) -> str:
        """The root over all accepted rows in order, ``sha256:<hex>``."""
        return str(self.info["digest"]["root"])

    def __iter__(self) -> Iterator[Row]:
        from assay.runs.directory import data_rows

        return cast(Iterator[Row], data_rows(self.path))

    def __len__(self) -> int:
        return int(self.info["counts"]["accepted"])

    @property
    def rejected(self) -> Iterator[RejectedRow]:
        """The rows that did not pass, each with its reason."""
        from assay.runs.directory import rejected_rows

        return cast(Iterator[RejectedRow], rejected_rows(self.path))

    def audit(self, **more: Any) -> Findings:
        """:func:`assay.audit` of this run."""
        return audit(self.path, **more)

    def export(self, to: str, out: str | Path, **more: Any) -> int:
        """:func:`assay.export` of this run."""
        return export(self.path, to, out, **more)

    def __repr__(self) -> str:
        counts = self.counts
        others = ", ".join(f"{counts[s]:,} {s}" for s in ("rejected", "abstained", "error") if counts[s])
        return (
            f"<assay.Run {self.path}: {counted(len(self), 'row')} accepted{', ' + others if others else ''}>"
        )


def open_run(path: str | Path) -> Run:
    """A run that was made before. Raises :class:`~assay.UsageError` if there is none in ``path``, or it is not finished."""
    return Run(path)


def generate(
    *names: str,
    count: int = 1000,
    seed: int = 0,
    difficulty: str | int | tuple[int, int] = (1, 5),
    params: Mapping[str, Any] | None = None,
    out: str | Path | None = None,
    progress: bool = True,
    **more: Any,
) -> Run:
    """Make ``count`` rows with generators, domains or ``domain:topic``, as ``assay generate`` does.

    ``params`` are those of the generators (``--set``), ``more`` the further options of the command line:
    ``workers``, ``require``, ``min_coverage``, ``format``, ``max_candidates``, ``sandbox``, ``keep_going``, ``resume``. Without ``out`` the
    rows lie in a temporary directory. Ctrl-C leaves a run that ``resume=True`` goes on with. Fewer rows than
    asked for are no error: see :attr:`Run.counts`. Raises :class:`~assay.UsageError`.
    """
    from assay.runs.generate import run_generate

    if isinstance(difficulty, tuple):
        difficulty = "-".join(map(str, difficulty))
    folder, kept = _folder(out)
    said = {"count": count, "seed": seed, "difficulty": difficulty, **more}
    asked = _request(
        GenerateRequest,
        "generate",
        said,
        {"max_candidates": 10 * count + 1000},
        names=names,
        params=dict(params or {}),
        out=folder,
    )
    if not names:
        raise UsageError("generate() names no generator; give one, or a domain such as 'math'")
    _carry_out(run_generate, asked, count, progress)
    return Run(folder, kept)


def run(
    recipe: str,
    *,
    count: int | None = None,
    seed: int = 0,
    model: str | Backend | None = None,
    base_url: str = "",
    models: Mapping[str, str | Backend | ModelChoice] | None = None,
    params: Mapping[str, Any] | None = None,
    out: str | Path | None = None,
    progress: bool = True,
    **more: Any,
) -> Run:
    """Make rows with a recipe, as ``assay run`` does.

    ``model`` (``"openai:NAME"`` and the like, or a backend that is open) fills every role that ``models`` does not
    name. ``params`` are those of the recipe (``--set``), ``more`` the further options of the command line. See
    :func:`generate` for ``out`` and for what is raised.
    """
    from assay.runs.recipe import run_recipe

    folder, kept = _folder(out)
    chosen = {role: _choice(each, base_url) for role, each in (models or {}).items()}
    if model is not None:
        chosen["model"] = _choice(model, base_url)
    usual = {"max_candidates": 10 * count + 1000} if count else {}
    asked = _request(
        RecipeRequest,
        "run",
        {"seed": seed, **({"count": count} if count else {}), **more},
        usual,
        recipe=recipe,
        params=dict(params or {}),
        models=chosen,
        out=folder,
    )
    _carry_out(run_recipe, asked, count, progress)
    return Run(folder, kept)


def verify_file(
    file: str | Path,
    verifier: str | Sequence[str],
    *,
    mapping: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    progress: bool = True,
    **more: Any,
) -> Run:
    """Gate a data set that exists, as ``assay verify`` does; ``mapping`` is ``--map``, field to column.

    :func:`assay.verify` and :func:`assay.verify_many` judge rows that are in memory.
    """
    from assay.runs.verify import run_verify

    folder, kept = _folder(out)
    names = (verifier,) if isinstance(verifier, str) else tuple(verifier)
    asked = _request(
        VerifyRequest,
        "verify_file",
        more,
        {},
        require=names,
        file=Path(file),
        mapping=dict(mapping or {}),
        out=folder,
    )
    _carry_out(run_verify, asked, None, progress)
    return Run(folder, kept)


def audit(
    path: str | Path,
    *,
    sample: str | int = "",
    seed: int = 0,
    signer: str | Path | None = None,
    workers: int | None = None,
    sandbox: str = AUTO,
    progress: bool = True,
) -> Findings:
    """Prove a run, an export or published rows again, as ``assay audit`` does: what was found, with its ``problems``.

    ``sample`` is ``"1%"`` or a number of rows. Raises :class:`~assay.UsageError` where there is nothing to audit.
    """
    from assay.cli.progress import Progress
    from assay.runs.audit import run_audit
    from assay.runs.confidence import read_sample
    from assay.runs.loop import apart

    draw = read_sample(str(sample), seed) if sample else None
    key = None if signer is None else Path(signer)
    with Progress(None, quiet=not progress) as report:
        return apart(
            lambda: run_audit(Path(path), workers or _cpus(), report, sandbox, sample=draw, signer=key)
        )


def export(path: str | Path, to: str, out: str | Path, **more: Any) -> int:
    """Write the accepted rows of a run in another format, as ``assay export`` does, and return how many were written.

    Raises :class:`~assay.UsageError`, also where the rows are not those that the run made.
    """
    from assay.runs.export import run_export

    return run_export(Path(path), to, Path(out), **more)


# ---------------------------------------------------------------- how


def _cpus() -> int:
    return os.cpu_count() or 1


def _folder(out: str | Path | None) -> tuple[Path, Any]:
    """Where the rows go, and what deletes that in the end if nobody named it."""
    if out is not None:
        return Path(out), None
    kept = tempfile.TemporaryDirectory(prefix="assay-")
    return Path(kept.name) / "run", kept


def _choice(model: str | Backend | ModelChoice, base_url: str) -> ModelChoice:
    return model if isinstance(model, ModelChoice) else ModelChoice(model, base_url)


def _request(
    kind: type[R], function: str, said: Mapping[str, Any], usual: Mapping[str, Any], **fixed: Any
) -> R:
    """A request of what was said, read as the command line's options are; what has no such option is refused."""
    known = [name for name in options(kind) if name not in fixed]
    for name in said:
        if name not in known:
            raise UsageError(f"{function}() has no argument {name!r}: {nearest(name, known)}")
    texts = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    read = read_options(kind, texts, {name: f"{name}=" for name in texts})
    return kind(**{"workers": _cpus(), **usual, **read, **fixed})


def _carry_out(work: Any, asked: Request, target: int | None, progress: bool) -> None:
    from assay.cli.progress import Progress
    from assay.runs.loop import apart

    with Progress(target, quiet=not progress) as report:
        apart(lambda: work(asked, report))
