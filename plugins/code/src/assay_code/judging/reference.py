"""References of the code verifiers: what a response is held against.

Each is a part of a reference (:func:`assay.reference_part`), so that one row can pass
verifiers of several domains. Other forms become these in :mod:`assay_code.judging.old_references`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assay import BadReference, Sample, has_part, reference_part
from assay_code.values import decode

MAX_CASES = 5_000
MAX_MUTANTS = 100
MIN_KILL = 0.8
METHOD = re.compile(r"([^\W\d]\w*)\(\)\.([^\W\d]\w*)\Z")
"""LeetCode's entry: ``Solution().two``."""


@dataclass(frozen=True, slots=True)
class IoCase:
    """A call and what it comes to: ``expected``, or the name of an exception in ``raises``."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    expected: Any = None
    raises: str = ""


@dataclass(frozen=True, kw_only=True)
class _Call:
    """A call, with values as JSON holds them (:mod:`assay_code.values`)."""

    args: list[Any] = field(default_factory=list)
    kwargs: dict[str, Any] = field(default_factory=dict)

    def decoded(self, expected: Any = None, raises: str = "") -> IoCase:
        """The call with Python's values; raises :class:`~assay.BadReference`."""
        try:
            args = tuple(decode(arg) for arg in self.args)
            kwargs = {name: decode(value) for name, value in self.kwargs.items()}
            return IoCase(args, kwargs, decode(expected), raises)
        except (ValueError, TypeError, RecursionError) as error:
            raise BadReference(f"A call holds a value that cannot be read: {error}.") from None


@dataclass(frozen=True, kw_only=True)
class Returns(_Call):
    """A call that returns ``expected``."""

    expected: Any


@dataclass(frozen=True, kw_only=True)
class Raises(_Call):
    """A call that ends in an exception of the class ``raises``, or of one that derives from it."""

    raises: str

    def __post_init__(self) -> None:
        if not self.raises:
            raise ValueError("a call raises an exception without a name")


@reference_part("cases")
@dataclass(frozen=True)
class Cases:
    """Calls of the function ``entry`` (the last one of the program if it is empty), for ``code.io``.

    ``entry`` may be a method such as ``Solution().two``. Floats may differ by ``tolerance``, relative or
    absolute; where none is stated, by what rounding does (:data:`assay_code.judging.compare.ROUNDING`).
    Unless ``ordered``, a list or tuple that is expected has no order. With ``json``, the values are
    as a data set has them: a tuple is as good as a list, a key of a dict as good as its text, and
    where all that is expected are lists of one, the one is as good as its list. ``time_limit`` is in seconds of
    processor time for a call, ``memory_limit`` in megabytes; 0 for those of Assay.
    """

    calls: tuple[Returns | Raises, ...]
    entry: str = ""
    ordered: bool = True
    tolerance: float | None = None
    json: bool = False
    time_limit: float = 0.0
    memory_limit: float = 0.0

    def __post_init__(self) -> None:
        _check_count(len(self.calls), MAX_CASES, "calls")
        _check_name(METHOD.sub(r"\1", self.entry))
        _check_tolerance(self.tolerance)
        _check_limits(self.time_limit, self.memory_limit)

    def decoded(self) -> tuple[IoCase, ...]:
        """The calls with Python's values; raises :class:`~assay.BadReference`."""
        return tuple(
            call.decoded(call.expected) if isinstance(call, Returns) else call.decoded(raises=call.raises)
            for call in self.calls
        )


@reference_part("tests")
@dataclass(frozen=True)
class Tests:
    """Test source, with the code that runs before it, for ``code.tests``.

    ``entry`` is what ``check(candidate)`` gets: a name, or a method such as ``Solution().two``.
    Limits are as those of :class:`Cases`.
    """

    source: str
    entry: str = ""
    setup: str = ""
    time_limit: float = 0.0
    memory_limit: float = 0.0

    def __post_init__(self) -> None:
        _check_limits(self.time_limit, self.memory_limit)


@dataclass(frozen=True)
class Run:
    """A run of a program: what it reads and what it prints."""

    stdin: str
    stdout: str


@reference_part("stdin")
@dataclass(frozen=True)
class Stdin:
    """Runs of a program that reads and prints, for ``code.tests``; decimals may differ by ``tolerance``.

    Where several outputs are right, ``checker`` tells: the source of a function of the input, of what is
    printed and of what is expected, that returns ``True`` or ``False``. Limits are as those of
    :class:`Cases`, for one run.
    """

    runs: tuple[Run, ...]
    tolerance: float | None = None
    checker: str = ""
    time_limit: float = 0.0
    memory_limit: float = 0.0

    def __post_init__(self) -> None:
        _check_count(len(self.runs), MAX_CASES, "runs")
        _check_tolerance(self.tolerance)
        _check_limits(self.time_limit, self.memory_limit)


@reference_part("output")
@dataclass(frozen=True)
class Output:
    """A program and its input, for ``code.output``: the response says what it prints."""

    program: str
    stdin: str = ""

    def __post_init__(self) -> None:
        if not self.program.strip():
            raise ValueError("the program is empty")


@reference_part("puzzle")
@dataclass(frozen=True)
class Puzzle:
    """A condition for ``code.puzzle``: its last function says ``True`` of what ``entry`` of the response returns."""

    sat: str
    answer_type: str = ""
    entry: str = "sol"

    def __post_init__(self) -> None:
        _check_name(self.entry or "()")


@reference_part("testsuite")
@dataclass(frozen=True)
class Testsuite:
    """A solution and faulty versions of it, for ``code.testsuite``: tests must fail on ``min_kill`` of them."""

    entry: str
    solution: str
    mutants: tuple[str, ...]
    min_kill: float = MIN_KILL

    def __post_init__(self) -> None:
        _check_name(self.entry or "()")
        _check_count(len(self.mutants), MAX_MUTANTS, "mutants")
        if not 0 < self.min_kill <= 1:
            raise ValueError("the least share of mutants that must fail is a number above 0, up to 1")


@reference_part("strength")
@dataclass(frozen=True)
class Strength:
    """How strong the tests of a row must be, for ``code.strength``: the least share of mutants that fail, 0 to 1."""

    min_kill: float = MIN_KILL

    def __post_init__(self) -> None:
        if not 0 <= self.min_kill <= 1:
            raise ValueError("the least share of mutants that must fail is a number from 0 to 1")


def _check_count(count: int, most: int, what: str) -> None:
    if not 1 <= count <= most:
        raise ValueError(f"it has {count} {what}, must be 1 to {most:,}")


def _check_name(name: str) -> None:
    if name and not name.isidentifier():
        raise ValueError("the entry is not a name")


def _check_tolerance(value: float | None) -> None:
    if value is not None and not 0 <= value < 1:
        raise ValueError("the tolerance is not a number from 0 to 1")


def _check_limits(seconds: float, megabytes: float) -> None:
    if not 0 <= seconds <= 600:
        raise ValueError("the time limit is not a number of seconds up to 600")
    if not 0 <= megabytes <= 65_536:
        raise ValueError("the memory limit is not a number of megabytes up to 65,536")


def the_one_part(sample: Sample, *kinds: type[Any]) -> type[Any]:
    """Which of these parts the reference has; the first if none. Raises :class:`~assay.BadReference` for two."""
    found = [kind for kind in kinds if has_part(sample.reference, kind)]
    if len(found) > 1:
        names = " and ".join(kind.__name__.lower() for kind in found)
        raise BadReference(f"The reference has {names}; one of them is read here.")
    return found[0] if found else kinds[0]
