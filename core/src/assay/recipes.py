"""Recipes: what the author of one writes. A recipe is one file, taken in at one look::

    @dataclass(frozen=True)
    class Params:
        seeds: Path = assay.param("JSONL with question and answer")
        samples: int = assay.param("tries per question", 4)

    @assay.recipe("math.distil", params=Params, verifiers=("math.answer",))
    async def distil(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
        '''Have a model solve each question.'''
        reply = await ctx.ask(f"Solve: {seed.text('question')}")
        return assay.Draft(seed.text("question"), reply.text, seed.text("answer"))

    @distil.source
    def questions(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
        return assay.read_seeds(params.seeds, "question", "answer")

What the function returns goes before the gate; to give a candidate up, it raises
:class:`Rejected`. Everything it draws, it draws from ``ctx.rng``.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from assay.descriptions import (
    Description,
    first_line,
    named,
    require_dataclass,
    require_function,
    require_share,
    require_texts,
)
from assay.errors import Rejected, UsageError
from assay.models import Reply
from assay.prompts import Filled
from assay.records import Draft, Message, Verdict

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)
T = TypeVar("T")
Fields = Mapping[str, Any]
PromptLike = str | Filled | Sequence[Message | Mapping[str, Any]]
"""What a model can be asked: a text, a prompt file filled in, or a chat."""
WORK_SECONDS = 10.0


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
            has = f"; it has {', '.join(map(repr, self.fields))}" if name not in self.fields else ""
            raise Rejected("bad_seed", f"The seed has no text {name!r}{has}.")
        return value


def drafts_of(tries: Sequence[Draft | BaseException]) -> list[Draft | Rejected]:
    """What a recipe may return, of several tries; raises what was neither a draft nor a rejection.

    For ``asyncio.gather(…, return_exceptions=True)``: one rejected try leaves the others be.
    """
    for each in tries:
        if not isinstance(each, Draft | Rejected):
            raise each
    return [each for each in tries if isinstance(each, Draft | Rejected)]


@dataclass(frozen=True)
class NoParams:
    """The parameters of a recipe that has none."""


class Context(Protocol[P_co]):
    """What a recipe's function is handed: models, verifiers, worker processes, randomness, earlier rows.

    ``rng`` depends on recipe, version, seed and ``index``, the number of the candidate, only.
    """

    index: int
    rng: random.Random

    @property
    def params(self) -> P_co:
        """The recipe's parameters."""
        ...

    @property
    def id(self) -> str:
        """The id of the row that this candidate becomes."""
        ...

    async def ask(
        self,
        prompt: PromptLike,
        *,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> Reply:
        """The reply of the model in a role. ``sampling`` is ``temperature``, ``max_tokens``, ``stop`` ….

        With a ``schema`` (JSON Schema, draft 2020-12), ``reply.json()`` is a value that fits it;
        :class:`~assay.UsageError` if it is none. The reply is in the run's journal before this
        returns, and is never paid twice.
        """
        ...

    async def verify(self, name: str, draft: Draft) -> Verdict:
        """The verdict of one verifier on a draft, from a worker process with the verifier's deadline."""
        ...

    async def judge(self, draft: Draft) -> Verdict:
        """What the gate would say of a draft: the first verdict that does not accept, or the last."""
        ...

    def wrong(self, verdict: Verdict) -> bool:
        """Whether a verdict proves its draft wrong: one that is unreadable, hedged or of bad form may be right."""
        ...

    async def work(self, function: Callable[..., Any], *args: Any, deadline: float = WORK_SECONDS) -> Any:
        """``function(*args)`` in a worker process that is killed at the deadline (in seconds).

        The function is one at the top of a module; arguments and result are JSON
        values. It may raise :class:`Rejected`. Of a crash, a hang or too much
        memory the candidate becomes an error.
        """
        ...

    async def accepted_before(self, *, before: int | None = None) -> Sequence[Fields]:
        """The accepted rows of candidates up to ``index - lookback``, whichever order replies came in.

        With ``before``, those of the candidates below that number, which may be
        any up to ``index``: it waits until they are written down.
        """
        ...

    async def read(
        self,
        prompt: PromptLike,
        read: Callable[[Reply], T],
        *,
        attempts: int = 2,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> T:
        """What ``read`` takes from the reply; asks again where it cannot be read, and says what could not.

        Up to ``attempts`` times in all, while ``read`` raises :class:`Rejected` for the form of the reply
        (``unparsable_reply``, ``wrong_shape``, ``ambiguous_reply``, ``empty_reply``, ``no_label``,
        ``no_final_answer``). The last rejection is raised.
        """
        ...

    async def repair(
        self,
        prompt: PromptLike,
        draft: Callable[[Reply], Draft],
        *,
        attempts: int = 3,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> Draft:
        """Ask until a draft passes the gate, telling the model each time what was found wrong.

        ``draft`` makes one of a reply, or raises :class:`Rejected`. The first try
        that was proved wrong becomes the wrong half of a preference pair.
        """
        ...


Maker = Callable[[Seed, Context[P]], Awaitable[Draft | Sequence[Draft | Rejected]]]
S = TypeVar("S", bound=Callable[..., Iterable[Seed | Fields]])
RowFilter = Callable[[Sequence[Fields], Fields], Rejected | None]


@dataclass(frozen=True)
class Recipe(Description, Generic[P]):
    """A method that makes rows, with or without a model.

    Every row must pass ``verifiers``. ``models`` are the roles that it asks, all
    of which a user fills with ``--model`` (but see :meth:`models_for`). ``lookback`` is for
    recipes that look at earlier rows (``ctx.accepted_before()``): candidate i sees those
    of candidates up to i - lookback. A ``sandboxed`` one runs code in the sandbox in its
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
    lookback: int = 0
    sandboxed: bool = False
    runtime: str = ""
    endless: bool = False
    _hooks: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_texts(self, "verifiers", "models")
        require_share(self, self.min_step_coverage)
        require_dataclass(self, self.params)
        if type(self.lookback) is not int or self.lookback < 0:
            raise ValueError(f"{self.name}: lookback is {self.lookback!r}, must be a whole number, 0 or more")
        require_function(self, self.make, "seed", "ctx", awaited=True)

    def source(self, function: S) -> S:
        """Decorator for the function ``(params, rng)`` that yields the seeds, lazily and the same every time."""
        self._hooks["source"] = function
        return function

    def filter(self, function: RowFilter) -> RowFilter:
        """Decorator for ``(earlier rows, row)``, called on each accepted row in order; may return a :class:`Rejected`.

        For what needs all rows, such as a near-duplicate filter. The rows are
        one growing list. It runs in the main process: keep it quick.
        """
        self._hooks["filter"] = lambda _: function
        return function

    def filter_for(self, function: Callable[[P], RowFilter]) -> Callable[[P], RowFilter]:
        """Decorator for a function that is given the parameters once and returns what :meth:`filter` takes."""
        self._hooks["filter"] = function
        return function

    def extra_verifiers(self, function: Callable[[P], Iterable[str]]) -> Callable[[P], Iterable[str]]:
        """Decorator for a function that tells, by the parameters, what verifiers its drafts and calls will name."""
        self._hooks["extra_verifiers"] = function
        return function

    def verifiers_for(self, params: P) -> tuple[str, ...]:
        """The verifiers that a run with these parameters names besides ``verifiers``."""
        return tuple(self._hooks["extra_verifiers"](params)) if "extra_verifiers" in self._hooks else ()

    def extra_coverage(self, function: Callable[[P], float]) -> Callable[[P], float]:
        """Decorator for a function that tells, by the parameters, the least step coverage of a run's rows.

        For recipes whose verifiers are a parameter: a share is asked only where one of them counts steps.
        """
        self._hooks["extra_coverage"] = function
        return function

    def coverage_for(self, params: P) -> float:
        """The least step coverage of a run with these parameters."""
        told = self._hooks["extra_coverage"](params) if "extra_coverage" in self._hooks else 0.0
        require_share(self, told)
        return max(self.min_step_coverage, told)

    def models_for(self, function: Callable[[P], Iterable[str]]) -> Callable[[P], Iterable[str]]:
        """Decorator for a function that tells, by the parameters, which of ``models`` a run needs; without it, all."""
        self._hooks["models_for"] = function
        return function

    def roles(self, params: P) -> tuple[str, ...]:
        """The models that a run with these parameters needs."""
        return tuple(self._hooks["models_for"](params)) if "models_for" in self._hooks else self.models

    @property
    def source_function(self) -> Callable[..., Iterable[Seed | Fields]] | None:
        """What :meth:`source` decorated."""
        return self._hooks.get("source")

    def seeds(self, params: P, rng: random.Random) -> Iterator[Seed]:
        """The seeds of a run; :class:`~assay.UsageError` if it has no source of them."""
        if "source" not in self._hooks:
            raise UsageError(f"{self.name} has no source of seeds; its author must add one with .source")
        for seed in self._hooks["source"](params, rng):
            yield seed if isinstance(seed, Seed) else Seed(seed)

    @property
    def looks_back(self) -> bool:
        """Whether it needs the rows that it made so far."""
        return self.lookback > 0 or "filter" in self._hooks

    def row_filter(self, params: P) -> RowFilter | None:
        """The recipe's own look at accepted rows, for one run."""
        hook: RowFilter | None = self._hooks["filter"](params) if "filter" in self._hooks else None
        return hook


@named
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
    lookback: int = 0,
    sandboxed: bool = False,
    runtime: str = "",
    endless: bool = False,
) -> Callable[[Maker[P]], Recipe[P]]:
    """Turn an async function ``(seed, ctx) -> Draft or list of Drafts and Rejecteds`` into a :class:`Recipe`."""

    def wrap(make: Maker[P]) -> Recipe[P]:
        return Recipe(
            name,
            version,
            summary or first_line(make),
            make=make,
            params=params,
            verifiers=verifiers,
            models=models,
            min_step_coverage=min_step_coverage,
            cites=cites,
            lookback=lookback,
            sandboxed=sandboxed,
            runtime=runtime,
            endless=endless,
        )

    return wrap
