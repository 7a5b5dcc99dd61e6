"""Clinical calculators: each written from its primary source, with its working, and checked by a second route.

::

    @calculator(
        "mean_arterial_pressure",
        title="mean arterial pressure",
        source="…",
        needs=("sbp", "dbp"),
        unit="mmHg",
        decimals=1,
        asks=("What is the patient's mean arterial pressure, in mmHg?",),
        also=("Mean Arterial Pressure (MAP)",),
        second=lambda v: v["dbp"] + (v["sbp"] - v["dbp"]) / 3,
    )
    def mean_arterial_pressure(work: Work) -> None:
        work.number("sbp"), work.number("dbp")
        work.answer("MAP", "(2 * dbp + sbp) / 3")

One file per organ or question. :func:`find` knows our names and those of MedCalc-Bench.
"""

from __future__ import annotations

import difflib
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any, Literal

from assay.evidence import agree
from assay_medical.calculators.work import Work
from assay_medical.vocabulary import BadInput, Given, fact

Kind = Literal["decimal", "score", "date", "duration", "term"]
Second = Callable[[dict[str, Any]], "float | int | str | tuple[int, int]"]


@dataclass(frozen=True)
class Result:
    """What a calculator came to.

    ``value`` is exact, a float where a function made it one; ISO text for a date, ``(weeks, days)`` for a duration, a term
    as text. ``text`` is the value as it is stated, without its unit, ``band`` the risk category or grade, ``""`` if
    there is none. ``lines`` is the working, one step a line; ``used`` are the facts that entered.
    """

    value: Fraction | float | str | tuple[int, int]
    unit: str
    text: str
    band: str
    lines: tuple[str, ...]
    used: tuple[str, ...]


@dataclass(frozen=True)
class Calculator:
    """A clinical score or formula. See :func:`calculator`."""

    name: str
    title: str
    source: str
    needs: tuple[str, ...]
    work: Callable[[Work], None]
    second: Second
    asks: tuple[str, ...]
    optional: tuple[str, ...] = ()
    unit: str = ""
    kind: Kind = "decimal"
    decimals: int = 1
    also: tuple[str, ...] = ()
    entities: dict[str, str] = field(default_factory=dict)
    bands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rel_tol: str = "0.01"

    def run(self, given: Mapping[str, Given]) -> Result:
        """The result from facts as they were said, with its working.

        Raises :class:`~assay_medical.vocabulary.BadInput` if a fact is missing or cannot be, and
        :class:`~assay.evidence.RoutesDisagree` if the two routes do.
        """
        missing = [key for key in self.needs if key not in given]
        if missing:
            raise BadInput(f"{self.title} needs {fact(missing[0]).label}.")
        work = Work(given)
        self.work(work)
        value, text = work.result(self.kind, self.decimals)
        other = self.second(work.plain())
        if isinstance(value, (Fraction, float)):
            agree(float(value), float(other), rel=1e-6, abs=1e-9, what=self.title)  # type: ignore[arg-type]
        else:
            agree(value, other, what=self.title)
        if work.band and work.band not in self.bands:
            raise ValueError(f"{self.name}: {work.band!r} is none of its bands")
        return Result(value, self.unit, text, work.band, tuple(work.lines), tuple(work.used))


_FOUND: list[Calculator] = []


def calculator(
    name: str,
    *,
    title: str,
    source: str,
    needs: tuple[str, ...],
    second: Second,
    asks: tuple[str, ...],
    optional: tuple[str, ...] = (),
    unit: str = "",
    kind: Kind = "decimal",
    decimals: int = 1,
    also: tuple[str, ...] = (),
    entities: Mapping[str, str] | None = None,
    bands: Mapping[str, tuple[str, ...]] | None = None,
    rel_tol: str = "0.01",
) -> Callable[[Callable[[Work], None]], Calculator]:
    """Turn a function that writes the working into a :class:`Calculator`.

    ``title`` names it in a sentence (``the …``), ``source`` is the primary paper with year and DOI. ``needs`` and
    ``optional`` are keys of facts. ``second`` computes the value by another route from plain values: floats
    in the facts' own units, ``bool``, text. ``asks`` are questions that fix the version, conventions and unit. ``also`` are
    other names, ``entities`` maps MedCalc-Bench's names of inputs to facts where they are not the facts' own.
    ``bands`` are the categories that the source gives, each with other ways to say it. ``decimals`` are those of the
    stated answer, ``rel_tol`` the tolerance for other people's answers (scores are exact).
    """

    def wrap(work: Callable[[Work], None]) -> Calculator:
        made = Calculator(
            name, title, source, needs, work, second, asks, optional, unit, kind, decimals, also,
            dict(entities or {}), dict(bands or {}), rel_tol,
        )  # fmt: skip
        _FOUND.append(made)
        return made

    return wrap


@cache
def calculators() -> dict[str, Calculator]:
    """All calculators by their names."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found: dict[str, Calculator] = {}
    for each in _FOUND:
        if found.setdefault(each.name, each) is not each:
            raise ValueError(f"two calculators are called {each.name!r}")
    return dict(sorted(found.items()))


def find(name: str) -> Calculator | None:
    """The calculator with one of our names, or one of MedCalc-Bench's; ``None`` if there is none."""
    return _by_name().get(_folded(name))


def nearest(name: str) -> list[str]:
    """Our names of up to three calculators that are called nearly so."""
    known = {folded: each.name for folded, each in _by_name().items()}
    close = difflib.get_close_matches(_folded(name), known, 5, 0.6)
    return list(dict.fromkeys(known[each] for each in close))[:3]


@cache
def _by_name() -> dict[str, Calculator]:
    found: dict[str, Calculator] = {}
    for each in calculators().values():
        for name in (each.name, each.title, *each.also):
            if found.setdefault(_folded(name), each) is not each:
                raise ValueError(f"two calculators are called {name!r}")
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


__all__ = ["Calculator", "Result", "Work", "calculator", "calculators", "find", "nearest"]
