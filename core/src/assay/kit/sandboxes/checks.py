"""What a check of the sandbox contract is, and how one is run."""

from __future__ import annotations

import fnmatch
import traceback
import unittest
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from assay.kit.sandboxes.under_test import Broken, SandboxUnderTest, Which, under_test
from assay.sandbox import Unavailable, Unsupported

PASSED, FAILED, DEVIATES, UNEXPECTED = "passed", "failed", "deviates", "passes unexpectedly"
UNSUPPORTED = "unsupported: "
"""How the reason of a deviation begins whose program the backend cannot run; any other one expects a failure."""

Case = TypeVar("Case")


class SandboxFinding(NamedTuple):
    """One check: its name, its state (``passed``, ``failed``, ``deviates``, ``passes unexpectedly``), and what is wrong
    or why it deviates."""

    name: str
    state: str
    message: str = ""

    @property
    def bad(self) -> bool:
        return self.state in (FAILED, UNEXPECTED)


class _NotRun(Broken):
    """A check that could do harm here, since another one failed."""


@dataclass(frozen=True, eq=False)
class SandboxCheck:
    """A check of the contract: ``check("sandbox.mine")``, ``check(open)`` or ``check(under_test)``.

    ``needs`` are checks that must pass first: they show, with a program that does no harm, that this one's
    cannot. A ``tidy`` check fails also if the next program does not run as it should, or if a process,
    a mount or a file is left. ``deviation`` is the reason why it is expected not to pass here.
    """

    name: str
    proves: str
    probe: Callable[[SandboxUnderTest], None]
    needs: tuple[SandboxCheck, ...] = ()
    tidy: bool = False
    deviation: str = ""

    @property
    def __name__(self) -> str:  # what pytest shows for a parameter
        return self.name

    def __str__(self) -> str:
        return self.name

    def __call__(self, which: Which) -> None:
        """Raises :class:`AssertionError` with what is wrong, :class:`unittest.SkipTest` (which pytest shows as skipped)
        with the reason of a deviation, and :class:`~assay.sandbox.Unavailable` where the sandbox does not open."""
        __tracebackhide__ = True
        found, cause = self._find(under_test(which))
        if found.bad:
            raise AssertionError(f"{self.name} ({self.proves}): {found.message}") from cause
        if found.state == DEVIATES:
            raise unittest.SkipTest(found.message)

    def find(self, box: SandboxUnderTest) -> SandboxFinding:
        """What comes of it, as data. Raises :class:`~assay.sandbox.Unavailable` where the sandbox does not open."""
        return self._find(box)[0]

    def _find(self, box: SandboxUnderTest) -> tuple[SandboxFinding, BaseException | None]:
        cause = self.problem(box)
        expected = self.deviation.removeprefix(UNSUPPORTED)
        lacking = isinstance(cause, Unsupported)
        told = "" if cause is None else _told(cause)
        if not self.deviation:
            state, message = (FAILED if cause else PASSED), told
            if lacking:
                message = f"{told}; if this kind of sandbox cannot run such programs, say so in deviations"
        elif cause is None:
            state, message = UNEXPECTED, f"it passes, and deviations say that it does not ({expected})"
        elif lacking != self.deviation.startswith(UNSUPPORTED):
            state, message = FAILED, f"{told}; deviations expect something else ({self.deviation})"
        else:
            state, message = DEVIATES, f"{expected} ({told})"
        return SandboxFinding(self.name, state, message), cause

    def problem(self, box: SandboxUnderTest) -> BaseException | None:
        """What is wrong, found once for each sandbox under test: ``Unsupported``, or any other exception."""
        if self.name not in box.problems:
            box.problems[self.name] = self._problem(box)
        return box.problems[self.name]

    def _problem(self, box: SandboxUnderTest) -> BaseException | None:
        box.sandbox  # noqa: B018 - it opens, or this raises
        for need in self.needs:
            found = need.problem(box)
            if isinstance(found, Unsupported):
                return Unsupported(f"it needs {need.name}, and {found}")
            if found is not None:
                return _NotRun(f"not run, since it could do harm: {need.name} fails")
        try:
            if self.tidy:
                with box.tidy():
                    self.probe(box)
            else:
                self.probe(box)
        except Exception as error:  # also what the backend did not foresee
            return error
        finally:
            box.end_sessions()
        return None


def _told(error: BaseException) -> str:
    """In one line."""
    text = " ".join(str(error).split()) or "nothing is said"
    text = text if len(text) <= 600 else f"{text[:400]} … {text[-180:]}"
    if isinstance(error, Broken):
        return text
    if isinstance(error, Unsupported):
        return f"unsupported: {text}"
    if isinstance(error, Unavailable):
        return f"it broke down: {text}"
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f", raised in {last[0].filename}, line {last[0].lineno}" if last else ""
    return f"{type(error).__name__}: {text}{place}"


class Group:
    """Checks whose names begin alike."""

    def __init__(self, name: str, *, tidy: bool = False, needs: Iterable[SandboxCheck] = ()) -> None:
        self.name, self.tidy, self.needs = name, tidy, tuple(needs)
        self.checks: list[SandboxCheck] = []

    def check(
        self, name: str, *, needs: Iterable[SandboxCheck] = ()
    ) -> Callable[[Callable[[SandboxUnderTest], None]], SandboxCheck]:
        """Make a check of a function, whose docstring says what it proves."""

        def make(probe: Callable[[SandboxUnderTest], None]) -> SandboxCheck:
            return self._add(name, probe.__doc__ or "", probe, needs)

        return make

    def each(
        self, name: str, cases: Mapping[str, Case], *, needs: Iterable[SandboxCheck] = ()
    ) -> Callable[[Callable[[SandboxUnderTest, Case], None]], list[SandboxCheck]]:
        """One check for each case, named after it."""

        def make(probe: Callable[[SandboxUnderTest, Case], None]) -> list[SandboxCheck]:
            prefix = f"{name}." if name else ""
            return [
                self._add(f"{prefix}{key}", probe.__doc__ or "", _with(probe, case), needs)
                for key, case in cases.items()
            ]

        return make

    def _add(
        self,
        name: str,
        proves: str,
        probe: Callable[[SandboxUnderTest], None],
        needs: Iterable[SandboxCheck],
    ) -> SandboxCheck:
        sentence = proves.strip().splitlines()[0].rstrip(".")
        made = SandboxCheck(f"{self.name}.{name}", sentence, probe, (*self.needs, *needs), self.tidy)
        self.checks.append(made)
        return made


def _with(probe: Callable[[SandboxUnderTest, Case], None], case: Case) -> Callable[[SandboxUnderTest], None]:
    return lambda box: probe(box, case)


def choose(
    checks: Iterable[SandboxCheck], only: Iterable[str], deviations: Mapping[str, str]
) -> list[SandboxCheck]:
    """Those whose names match a pattern of ``only`` (all, if it is empty), with their deviations.

    Raises :class:`ValueError` for a pattern that no check matches.
    """
    known = list(checks)
    wanted = list(only)
    for pattern in (*wanted, *deviations):
        if not any(fnmatch.fnmatchcase(check.name, pattern) for check in known):
            raise ValueError(f"no check of sandboxes is called {pattern!r}")
    for pattern, reason in deviations.items():
        if not reason.removeprefix(UNSUPPORTED).strip():
            raise ValueError(f"the deviation {pattern!r} needs a reason")
    chosen = []
    for check in known:
        if wanted and not any(fnmatch.fnmatchcase(check.name, pattern) for pattern in wanted):
            continue
        reasons = [why for pattern, why in deviations.items() if fnmatch.fnmatchcase(check.name, pattern)]
        chosen.append(replace(check, deviation=reasons[-1]) if reasons else check)
    return chosen
