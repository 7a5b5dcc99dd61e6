"""Descriptions that plugins hand to the core: one per generator, verifier and exporter.

A description names its function; the function's module may import light things
only. Heavy libraries (SymPy, RDKit …) are imported inside functions or through
:func:`lazy_import`, so that listing plugins stays quick.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar

from assay.records import Draft, Sample, Status, Verdict
from assay.sandbox import Sandbox

API_VERSION = 1
"""Major version of the plugin API. A plugin that asks for another is refused."""

_NAME = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True)
class Description:
    """What every plugin part has: a name ``domain.thing``, a version, one line of summary."""

    name: str
    version: int = 1
    summary: str = ""
    api_version: int = API_VERSION

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise ValueError(
                f"name {self.name!r} must look like 'domain.thing' in lower case letters, digits and '_'"
            )
        if self.version < 1:
            raise ValueError(f"{self.name}: version is {self.version!r}, must be 1 or more")

    @property
    def domain(self) -> str:
        return self.name.split(".", 1)[0]


@dataclass(frozen=True)
class Generator(Description):
    """A procedural generator: ``make(rng, difficulty) -> Draft``.

    Every row it makes must pass ``verifiers``; ``min_step_coverage`` is the
    least share of solution steps (0 to 1) that must hold a checked claim.
    A user can require more, never less. Raise ``version`` whenever the rows
    made from the same seed change.
    """

    make: Callable[[random.Random, int], Draft] = field(kw_only=True)
    verifiers: tuple[str, ...] = field(kw_only=True)
    min_step_coverage: float = 0.0
    difficulties: tuple[int, int] = (1, 5)

    def __call__(self, rng: random.Random, difficulty: int) -> Draft:
        return self.make(rng, difficulty)


@dataclass(frozen=True)
class Verifier(Description):
    """A verifier: ``check(sample) -> Verdict``, pure, never guessing.

    ``cost`` orders verifiers in the gate, cheapest first. ``deadline`` is in
    seconds of wall time per row; past it the process is killed and the verdict
    is an error. ``needs`` names the fields without which it cannot work.
    ``packages`` are the distributions whose versions belong in a certificate,
    ``preload`` the modules to import in a worker before its first deadline starts.
    One that is ``sandboxed`` runs code in :func:`assay.sandbox.current`. What one
    of ``form`` rejects need not be wrong, so it proves no wrong half of a pair;
    of others the reasons ``proves_wrong`` do (all of them if it is ``None``): name those
    that say the response is wrong, and none that say it cannot be read.
    """

    check: Callable[[Sample], Verdict] = field(kw_only=True)
    cost: int = 1
    deadline: float = 2.0
    needs: tuple[str, ...] = ("response",)
    packages: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    sandboxed: bool = False
    form: bool = False
    proves_wrong: tuple[str, ...] | None = None

    def __call__(self, sample: Sample) -> Verdict:
        return self.check(sample)

    def proves(self, verdict: Verdict) -> bool:
        """Whether a verdict of this verifier says that the response is wrong, not only unfit or unreadable."""
        return verdict.status is Status.REJECTED and self.rules_out(verdict.reason)

    def rules_out(self, reason: str) -> bool:
        """Whether a rejection for this reason proves a response wrong."""
        return not self.form and (self.proves_wrong is None or reason in self.proves_wrong)


@dataclass(frozen=True)
class SandboxBackend(Description):
    """A kind of sandbox: ``open() -> Sandbox``, or :class:`assay.sandbox.Unavailable` with the mend.

    ``--sandbox auto`` takes the one of lowest ``rank`` that opens.
    """

    open: Callable[[], Sandbox] = field(kw_only=True)
    rank: int = 100


@dataclass(frozen=True)
class Exporter(Description):
    """A writer of finished data: ``write(rows, out) -> number of rows written``.

    ``rows`` have the keys of :class:`~assay.Row`. With ``rejected``, it is
    ``write(rows, out, rejected)`` and gets the rows that did not pass as well.
    """

    write: Callable[..., int] = field(kw_only=True)
    rejected: bool = False


def generator(
    name: str,
    *,
    verifiers: tuple[str, ...],
    version: int = 1,
    summary: str = "",
    min_step_coverage: float = 0.0,
    difficulties: tuple[int, int] = (1, 5),
) -> Callable[[Callable[[random.Random, int], Draft]], Generator]:
    """Turn a function ``(rng, difficulty) -> Draft`` into a :class:`Generator`.

    ``rng`` is seeded from (name, version, seed, row index): draw from it and
    from nothing else. The summary defaults to the docstring's first line.
    """

    def wrap(make: Callable[[random.Random, int], Draft]) -> Generator:
        return Generator(
            name,
            version,
            summary or _first_line(make),
            make=make,
            verifiers=verifiers,
            min_step_coverage=min_step_coverage,
            difficulties=difficulties,
        )

    return wrap


def verifier(
    name: str,
    *,
    version: int = 1,
    summary: str = "",
    cost: int = 1,
    deadline: float = 2.0,
    needs: tuple[str, ...] = ("response",),
    packages: tuple[str, ...] = (),
    preload: tuple[str, ...] = (),
    sandboxed: bool = False,
    form: bool = False,
    proves_wrong: tuple[str, ...] | None = None,
) -> Callable[[Callable[[Sample], Verdict]], Verifier]:
    """Turn a function ``(sample) -> Verdict`` into a :class:`Verifier`."""

    def wrap(check: Callable[[Sample], Verdict]) -> Verifier:
        return Verifier(
            name,
            version,
            summary or _first_line(check),
            check=check,
            cost=cost,
            deadline=deadline,
            needs=needs,
            packages=packages,
            preload=preload,
            sandboxed=sandboxed,
            form=form,
            proves_wrong=proves_wrong,
        )

    return wrap


_D = TypeVar("_D", bound=Description)


def collect(package: str, kind: type[_D]) -> list[_D]:
    """All descriptions of ``kind`` defined in the modules of ``package``, by name.

    This is how one file is enough to add a generator: put it in the package.
    Modules whose name starts with ``_`` are not read.
    """
    root = importlib.import_module(package)
    found: dict[int, _D] = {}
    for info in pkgutil.iter_modules(root.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, kind):
                found[id(value)] = value
    return sorted(found.values(), key=lambda d: d.name)


def lazy_import(name: str) -> ModuleType:
    """The module ``name``, imported when one of its attributes is first used.

    Raises :class:`ModuleNotFoundError` at once if it is not installed.
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    loader = importlib.util.LazyLoader(spec.loader)
    spec.loader = loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    return module


def _first_line(function: Callable[..., Any]) -> str:
    return (function.__doc__ or "").strip().split("\n", 1)[0]
