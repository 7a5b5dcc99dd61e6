"""Findings: what a verifier looked at, one thing after the other, and the verdict that follows."""

from __future__ import annotations

from assay.records import Check, Coverage, Status, Verdict

LONGEST_CLAIM = 200
"""Characters of a claim that are kept."""


class Findings:
    """Checks on one sample, each of which holds, does not, or cannot be decided.

    ::

        found = Findings()
        found.check(total == 12, "total", "12 g", "wrong_total", f"The total is {total} g.", span=(4, 8))
        return found.verdict()

    The first check that does not hold names the reason of the verdict; failing that, the
    first that could not be decided.
    """

    def __init__(self) -> None:
        self.checks: list[Check] = []
        self._steps: dict[int, bool] = {}

    def check(
        self,
        holds: bool | None,
        kind: str,
        claim: str,
        reason: str = "",
        message: str = "",
        *,
        span: tuple[int, int] | None = None,
        where: str = "response",
        quote: str = "",
        step: int | None = None,
    ) -> bool | None:
        """Add a check and return ``holds``; ``None`` means that it cannot be decided.

        ``reason`` (a stable snake_case code) and ``message`` (one sentence) are told if it does
        not hold. ``where`` and ``span`` say where the claim stands, ``quote`` what it rests on.
        ``step`` is the number of the solution's step that it is part of, for the coverage.
        """
        status = {True: Status.ACCEPTED, False: Status.REJECTED, None: Status.ABSTAINED}[holds]
        told = ("ok", "") if holds else (reason or ("undecided" if holds is None else kind), message)
        self.checks.append(Check(kind, status, claim[:LONGEST_CLAIM], span, *told, where, quote))
        if step is not None:
            self._steps[step] = self._steps.get(step, False) or holds is not None
        return holds

    def step(self, number: int) -> None:
        """Note that the solution has a step of that number, also where nothing in it is checked."""
        self._steps.setdefault(number, False)

    def include(self, other: Findings) -> None:
        """Take over the checks and the steps of other findings."""
        self.checks.extend(other.checks)
        for number, decided in other._steps.items():
            self._steps[number] = self._steps.get(number, False) or decided

    @property
    def coverage(self) -> Coverage:
        """How many of the claims and of the steps were decided."""
        decided = sum(check.status is not Status.ABSTAINED for check in self.checks)
        return Coverage(len(self.checks), decided, len(self._steps), sum(self._steps.values()))

    def verdict(self, *, allow_undecided: bool = False) -> Verdict:
        """Accepted only if something was checked and everything held.

        With ``allow_undecided`` checks that could not be decided only lower the coverage, as
        long as one at least was decided.
        """
        checks = tuple(self.checks)
        failed = next((c for c in checks if c.status is Status.REJECTED), None)
        if failed:
            return Verdict(Status.REJECTED, failed.reason, failed.message, checks, self.coverage)
        open_ = next((c for c in checks if c.status is Status.ABSTAINED), None)
        if open_ and not (allow_undecided and any(c.status is Status.ACCEPTED for c in checks)):
            return Verdict(Status.ABSTAINED, open_.reason, open_.message, checks, self.coverage)
        if not checks:
            return Verdict(
                Status.ABSTAINED, "nothing_to_check", "There is nothing here that could be checked."
            )
        return Verdict(Status.ACCEPTED, "ok", "", checks, self.coverage)
