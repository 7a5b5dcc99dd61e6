"""What the verbs are asked: each option's name, type, bounds, default and help stands here and nowhere else.

The command line makes its options from these classes (:mod:`assay.cli.app`), a run file in YAML
is read by them (:mod:`assay.runs.config`), and from Python they are what a run is called with.

They are dataclasses like the parameters of recipes, read by :mod:`assay.params` with the same
sentences, and no pydantic models: ``assay --help`` is made of them and stays free of it.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from assay.errors import UsageError
from assay.params import read_field
from assay.runs.confidence import Sample, read_sample
from assay.sandbox import AUTO

if TYPE_CHECKING:
    from assay.models import Backend

MOST = 2**53
"""The largest count: more is no exact number in JSON."""


def option(
    help: str,
    default: Any = dataclasses.MISSING,
    *,
    flags: tuple[str, ...] = (),
    usual: str = "",
    metavar: str = "",
    least: float | None = None,
    most: float | None = None,
    read: Callable[[Any, str], Any] | None = None,
    several: bool = False,
    in_file: bool = True,
) -> Any:
    """A field that is an option of the command line and, if ``in_file``, a key of a run file.

    ``help`` has no full stop. ``flags`` are its short name, or its names where they are not
    the field's. ``usual`` says what happens without it where the default does not.
    ``read(value, place)`` makes the value from text, instead of the field's type; of an option that
    is given ``several`` times it is the list of the texts.
    """
    told = {"help": help, "flags": flags, "usual": usual, "metavar": metavar, "in_file": in_file}
    return field(
        default=default, metadata={**told, "least": least, "most": most, "read": read, "several": several}
    )


def _format(value: Any, place: str) -> str:
    if value not in ("parquet", "jsonl"):
        raise UsageError(f"{place} {value} is not known; use parquet or jsonl")
    return str(value)


def _reasoning(value: Any, place: str) -> str:
    if value not in ("keep", "drop", "require"):
        raise UsageError(f"{place} {value} is not known; use keep, drop or require")
    return str(value)


def _sample(value: Any, _: str) -> Sample:
    return read_sample(str(value))


def read_levels(value: Any, place: str) -> tuple[int, int]:
    """The lowest and the highest difficulty of text such as ``3`` or ``2-4``."""
    low, _, high = str(value).partition("-")
    try:
        levels = (int(low), int(high or low))
    except ValueError:
        levels = (0, 0)
    if not 1 <= levels[0] <= levels[1] <= 5:
        raise UsageError(f"{place} {value} is not a level from 1 to 5 or a range such as 2-4")
    return levels


def read_price(value: Any, place: str) -> tuple[float, float]:
    """What a million tokens cost, in and out, of text ``IN/OUT``."""
    into, _, out = str(value).partition("/")
    try:
        price = float(into), float(out)
    except ValueError:
        price = (math.nan, math.nan)
    if not all(0 <= each < math.inf for each in price):
        raise UsageError(f"{place} {value} is not of the form IN/OUT, such as 0.15/0.60")
    return price


def _prices(value: Any, place: str) -> dict[str, tuple[float, float]]:
    """Prices by role, ``""`` for all others: of ``IN/OUT``, ``role=IN/OUT``, or a list of these."""
    prices = {}
    for each in value if isinstance(value, list | tuple) else [value]:
        role, _, price = str(each).rpartition("=")
        prices[role] = read_price(price, place)
    return prices


@dataclass(frozen=True, kw_only=True)
class Request:
    """What all kinds of run are asked."""

    out: Path = option("Run directory", flags=("-o",), usual="named after the run")
    format: str = option("parquet or jsonl", "parquet", read=_format)
    require: tuple[str, ...] = option("A further verifier that every row must pass; repeatable", ())
    min_coverage: float = option(
        "Least share of steps that must hold a checked claim", 0.0, least=0.0, most=1.0
    )
    workers: int = option("Worker processes", 1, flags=("-w",), usual="the CPUs", least=1, most=1024)
    sandbox: str = option("Where code runs: auto, or a name that 'assay list sandboxes' shows", AUTO)
    keep_going: bool = option("Do not stop where everything fails alike", False)
    resume: bool = option("Go on with the run in --out", False, in_file=False)
    command: str = ""
    """The command line, for ``run.json``."""


@dataclass(frozen=True, kw_only=True)
class GenerateRequest(Request):
    """``count`` accepted rows of the generators, domains or ``domain:topic`` in ``names``, within ``max_candidates``."""

    names: tuple[str, ...]
    params: Mapping[str, Any] = field(default_factory=dict)
    """What ``--set`` says; each generator takes those that it has."""
    count: int = option("Rows that must pass the gate", 1000, flags=("-n",), least=1, most=MOST)
    seed: int = option("Same seed, same rows", 0, flags=("-s",), least=0, most=2**63 - 1)
    difficulty: tuple[int, int] = option(
        "1 to 5, or a range such as 2-4", (1, 5), flags=("-d",), usual="1-5", read=read_levels
    )
    max_candidates: int = option("Give up after so many", usual="10 x count + 1000", least=1, most=MOST)


@dataclass(frozen=True, kw_only=True)
class VerifyRequest(Request):
    """Every row of ``files``, which :func:`assay.data.places.find_inputs` reads; ``mapping`` says which column is the
    response, reference, prompt or id."""

    files: tuple[str | Path, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)
    require: tuple[str, ...] = option(
        "A verifier that every row must pass; repeatable", flags=("--verifier", "-v")
    )
    out: Path = option("Run directory", flags=("-o",), usual="FILE's name + '-verified'")
    format: str = option(
        "parquet or jsonl", "", usual="parquet for Parquet and Arrow, otherwise jsonl", read=_format
    )
    limit: int | None = option("Only the first rows, so many", None, least=1, most=MOST)
    sample: Sample | None = option(
        "Only rows drawn at random, such as 5% or 200", None, metavar="SIZE", read=_sample
    )
    seed: int = option("Of the sample", 0, flags=("-s",), least=0, most=2**63 - 1)
    verdicts_only: bool = option("Write verdicts.jsonl alone, without the rows", False)


@dataclass(frozen=True)
class ModelChoice:
    """Which model fills a role: ``openai:NAME`` and the like, from Python also a backend that is open already."""

    use: str | Backend
    base_url: str = ""
    key_env: str = ""
    price: str = ""
    """What a million tokens of it cost, ``IN/OUT``."""
    sampling: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecipeRequest(Request):
    """``count`` accepted rows of a recipe, or of all its seeds. ``places`` says where each parameter was given."""

    recipe: str
    params: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, ModelChoice] = field(default_factory=dict)
    count: int | None = option(
        "Rows that must pass the gate", None, flags=("-n",), usual="all seeds", least=1, most=MOST
    )
    seed: int = option("Same seed, same rows", 0, flags=("-s",), least=0, most=2**63 - 1)
    max_candidates: int | None = option(
        "Give up after so many", None, usual="10 x count + 1000", least=1, most=MOST
    )
    max_calls: int | None = option("Replies that may be paid for", None, least=0, most=MOST)
    max_tokens: int | None = option("Tokens that may be spent", None, least=0, most=MOST)
    max_cost: float | None = option("Money that may be spent", None, least=0)
    price: Mapping[str, tuple[float, float]] | None = option(
        "What a million tokens cost, in and out, of all models or of role=IN/OUT; repeatable",
        None,
        metavar="IN/OUT",
        read=_prices,
        several=True,
    )
    in_flight: int = option("Most requests at a time", 64, least=1, most=MOST)
    timeout: float = option("Seconds for one request, or of silence in a stream", 120.0, least=0.001)
    patience: float = option("Seconds to wait for a server that is gone", 600.0, least=0)
    reasoning: str = option(
        "What models thought: keep it in its column, drop it, or require it of each row",
        "keep",
        metavar="WHAT",
        read=_reasoning,
    )
    skip_bad: bool = option("Pass over seeds that cannot be read", False)
    backoff: float = 0.5
    """Seconds that are waited at most after a request's first failure, doubled with each further one."""


def options(kind: type[Request]) -> dict[str, tuple[dataclasses.Field[Any], Any]]:
    """The options of a verb by name, its own before those of all: the field and its type."""
    hints = get_type_hints(kind)
    shared = {each.name for each in dataclasses.fields(Request)}
    found = [each for each in dataclasses.fields(kind) if "flags" in each.metadata]
    return {each.name: (each, hints[each.name]) for each in sorted(found, key=lambda e: e.name in shared)}


def read_options(
    kind: type[Request], said: Mapping[str, Any], places: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The options that were said, as text or YAML values, as the fields of a request.

    ``places`` says where each one was given; without, by its option. Raises :class:`~assay.UsageError`.
    """
    known, where = options(kind), places or {}
    return {
        name: read_field(*known[name], value, where.get(name, f"--{name.replace('_', '-')}"))
        for name, value in said.items()
    }
