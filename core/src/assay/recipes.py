"""Recipes: what the author of one writes. A recipe is one file, taken in at one look::

    @dataclass(frozen=True)
    class Params:
        seeds: Path = assay.param("JSONL with question and answer")
        samples: int = assay.param("tries per question", 4)

    @assay.recipe("math.distil", params=Params, verifiers=("math.answer",))
    async def distil(seed: assay.Seed, cook: assay.Cook[Params]) -> assay.Draft:
        '''Have a model solve each question.'''
        reply = await cook.ask(f"Solve: {seed.text('question')}")
        return assay.Draft(seed.text("question"), reply.text, seed.text("answer"))

    @distil.source
    def questions(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
        return assay.read_seeds(params.seeds, "question", "answer")

What the function returns goes before the gate; to give a candidate up, it raises
:class:`Rejected`. Everything it draws, it draws from ``cook.rng``.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assay.errors import UsageError
from assay.records import Draft
from assay.specs import Description, _first_line

if TYPE_CHECKING:
    from assay.engine.cook import Cook

P = TypeVar("P")
T = TypeVar("T")
Fields = Mapping[str, Any]


class Rejected(Exception):
    """A candidate is given up: ``reason`` is a stable snake_case code, ``message`` one sentence.

    With a ``draft`` the row is kept among the rejected ones with what there was of it.
    """

    def __init__(self, reason: str, message: str = "", draft: Draft | None = None) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Seed:
    """What a candidate starts from. ``file`` and ``line`` say where it was read."""

    fields: Fields = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    problem: str = ""
    """Why it cannot be used, place and mend included; ``""`` for a good one."""

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def text(self, name: str) -> str:
        """A field as text; the candidate is rejected (``bad_seed``) if it is missing, empty or not text."""
        value = self.fields.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or not value.strip():
            raise Rejected("bad_seed", f"The seed has no text {name!r}.")
        return value


def read_seeds(path: Path, *needs: str) -> Iterator[Seed]:
    """The rows of a JSONL, JSON, CSV or Parquet file as seeds, each with the columns ``needs``.

    A row that cannot be used is a seed with a ``problem``; the run stops there
    unless it was told to skip such rows.
    """
    from assay.formats import open_source

    source = open_source(path)
    for record in source:
        place = f"{path.name}, {source.unit} {record.number}"
        missing = [name for name in needs if record.columns.get(name) in (None, "")]
        if record.problem:
            yield Seed({}, path.name, record.number, f"{place}: {record.problem}")
        elif missing:
            has = ", ".join(list(record.columns)[:12])
            yield Seed({}, path.name, record.number, f"{place} has no {missing[0]!r}, it has {has}")
        else:
            yield Seed(record.columns, path.name, record.number)


def drafts_of(tries: Sequence[Draft | BaseException]) -> list[Draft | Rejected]:
    """What a recipe may return, of several tries; raises what was neither a draft nor a rejection.

    For ``asyncio.gather(…, return_exceptions=True)``: one rejected try leaves the others be.
    """
    for each in tries:
        if not isinstance(each, Draft | Rejected):
            raise each
    return [each for each in tries if isinstance(each, Draft | Rejected)]


def param(
    help: str,
    default: Any = dataclasses.MISSING,
    *,
    least: float | None = None,
    most: float | None = None,
) -> Any:
    """A field of a recipe's parameters with its help; required if it has no default.

    A number outside of ``least`` to ``most`` is refused when the run starts; of a list, each of its numbers.
    """
    return field(default=default, metadata={"help": help, "least": least, "most": most})


@dataclass(frozen=True)
class NoParams:
    """The parameters of a recipe that has none."""


Maker = Callable[[Seed, "Cook[P]"], Awaitable[Draft | Sequence[Draft | Rejected]]]
S = TypeVar("S", bound=Callable[..., Iterable[Seed | Fields]])
Admit = Callable[[Sequence[Fields], Fields], Rejected | None]


@dataclass(frozen=True)
class Recipe(Description, Generic[P]):
    """A method that makes rows, with or without a model.

    Every row must pass ``verifiers``. ``models`` are the roles that it asks, all
    of which a user fills with ``--model`` (but see :meth:`asks`). ``lag`` is for
    recipes that look at earlier rows (``cook.earlier()``): candidate i sees those
    of candidates up to i - lag. A ``sandboxed`` one runs code in the sandbox in its
    pieces of work; ``runtime`` is how the runtime of a sandbox begins that it can use, such as
    ``"CPython"``. An ``endless`` source never runs out. Raise ``version`` whenever
    the same seeds and replies would give other rows.
    """

    make: Maker[P] = field(kw_only=True)
    params: type[P] = field(kw_only=True)
    verifiers: tuple[str, ...] = field(kw_only=True)
    models: tuple[str, ...] = ("model",)
    min_step_coverage: float = 0.0
    cites: str = ""
    lag: int = 0
    sandboxed: bool = False
    runtime: str = ""
    endless: bool = False
    _hooks: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def source(self, function: S) -> S:
        """Decorator for the function ``(params, rng)`` that yields the seeds, lazily and the same every time."""
        self._hooks["source"] = function
        return function

    def admit(self, function: Admit) -> Admit:
        """Decorator for ``(earlier rows, row)``, called on each accepted row in order; may return a :class:`Rejected`.

        For what needs all rows, such as a near-duplicate filter. The rows are
        one growing list. It runs in the main process: keep it quick.
        """
        self._hooks["admission"] = lambda params: function
        return function

    def admission_for(self, function: Callable[[P], Admit]) -> Callable[[P], Admit]:
        """Decorator for a function that is given the parameters once and returns what :meth:`admit` takes."""
        self._hooks["admission"] = function
        return function

    def names(self, function: Callable[[P], Iterable[str]]) -> Callable[[P], Iterable[str]]:
        """Decorator for a function that tells, by the parameters, what verifiers its drafts and calls will name."""
        self._hooks["names"] = function
        return function

    def named(self, params: P) -> tuple[str, ...]:
        """The verifiers that a run with these parameters names besides ``verifiers``."""
        return tuple(self._hooks["names"](params)) if "names" in self._hooks else ()

    def asks(self, function: Callable[[P], Iterable[str]]) -> Callable[[P], Iterable[str]]:
        """Decorator for a function that tells, by the parameters, which of ``models`` a run needs; without it, all."""
        self._hooks["asks"] = function
        return function

    def roles(self, params: P) -> tuple[str, ...]:
        """The models that a run with these parameters needs."""
        return tuple(self._hooks["asks"](params)) if "asks" in self._hooks else self.models

    def seeds(self, params: P, rng: random.Random) -> Iterator[Seed]:
        """The seeds of a run."""
        if "source" not in self._hooks:
            raise UsageError(f"{self.name} has no source of seeds; its author must add one with .source")
        for seed in self._hooks["source"](params, rng):
            yield seed if isinstance(seed, Seed) else Seed(seed)

    @property
    def looks_back(self) -> bool:
        """Whether it needs the rows that it made so far."""
        return self.lag > 0 or "admission" in self._hooks

    def admission(self, params: P) -> Admit | None:
        """The recipe's own look at accepted rows, for one run."""
        hook: Admit | None = self._hooks["admission"](params) if "admission" in self._hooks else None
        return hook


def recipe(
    name: str,
    *,
    params: type[P],
    verifiers: tuple[str, ...],
    models: tuple[str, ...] = ("model",),
    version: int = 1,
    summary: str = "",
    min_step_coverage: float = 0.0,
    cites: str = "",
    lag: int = 0,
    sandboxed: bool = False,
    runtime: str = "",
    endless: bool = False,
) -> Callable[[Maker[P]], Recipe[P]]:
    """Turn an async function ``(seed, cook) -> Draft or list of Drafts and Rejecteds`` into a :class:`Recipe`."""
    if not dataclasses.is_dataclass(params):
        raise TypeError(f"{name}: params must be a dataclass")

    def wrap(make: Maker[P]) -> Recipe[P]:
        return Recipe(
            name,
            version,
            summary or _first_line(make),
            make=make,
            params=params,
            verifiers=verifiers,
            models=models,
            min_step_coverage=min_step_coverage,
            cites=cites,
            lag=lag,
            sandboxed=sandboxed,
            runtime=runtime,
            endless=endless,
        )

    return wrap
