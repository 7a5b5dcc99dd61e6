"""The contract of a sandbox: what programs can do in it, what they cannot, and what is left of them, for any backend.

``assay check sandbox.mine`` on the command line; :func:`sandbox_checks` in the tests of a backend. The groups:
``run call external object value`` (what programs and modules can do, and what crosses the border), ``network files
processes privilege`` (what they cannot reach), ``limits plain_bomb`` (what they cannot use up), ``state ending forge``
(what they cannot leave to the next one, outlive or pretend), ``life`` (opening, closing, killing) and ``hostile``
(programs that would harm the machine, run last, and only where the others say that they cannot).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assay.kit.sandboxes import hostile, isolation, life, limits, programs, sessions, values
from assay.kit.sandboxes.checks import SandboxCheck, SandboxFinding, choose
from assay.kit.sandboxes.under_test import SandboxUnderTest, Which, under_test

__all__ = ["SandboxCheck", "SandboxFinding", "SandboxUnderTest", "check_sandbox", "sandbox_checks"]

_GROUPS = (
    programs.RUN,
    sessions.CALL,
    sessions.EXTERNAL,
    sessions.OBJECT,
    values.VALUE,
    isolation.NETWORK,
    isolation.FILES,
    isolation.PROCESSES,
    isolation.PRIVILEGE,
    limits.LIMITS,
    hostile.PLAIN_BOMB,
    hostile.STATE,
    hostile.ENDING,
    hostile.FORGE,
    life.LIFE,
    hostile.HOSTILE,
)


def sandbox_checks(
    *, only: Iterable[str] = (), deviations: Mapping[str, str] | None = None
) -> list[SandboxCheck]:
    """All checks of the contract, for ``pytest.mark.parametrize``; each is called with the sandbox that it is about.

    ``only`` are patterns of names (``"network.*"``). ``deviations`` are patterns and the reason why these checks
    are expected not to pass: one that passes all the same fails. A reason that begins with ``unsupported: `` expects
    that the backend says :class:`~assay.sandbox.Unsupported`, any other one that the check fails. Raises
    :class:`ValueError` for a pattern that no check matches.
    """
    checks = [check for group in _GROUPS for check in group.checks]
    checks.sort(key=lambda check: not set(check.needs).isdisjoint(isolation.GUARDS))
    return choose(checks, only, deviations or {})


def check_sandbox(
    which: Which, *, only: Iterable[str] = (), deviations: Mapping[str, str] | None = None
) -> Iterator[SandboxFinding]:
    """What comes of each check for a backend: an installed one by its name, or what a function opens.

    A check that was foretold to fail has the state ``deviates``. Raises :class:`~assay.sandbox.Unavailable` where
    the sandbox does not open.
    """
    box = under_test(which)
    box.sandbox  # noqa: B018 - it opens, or this raises
    for check in sandbox_checks(only=only, deviations=deviations):
        yield check.find(box)
    if box is not which:
        box.close()
