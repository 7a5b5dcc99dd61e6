"""Verdicts from the checks of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assay import Coverage, Status, Verdict
from assay.evidence import Findings
from assay.sandbox import Unsupported
from assay_code.judging.candidate import Stopped
from assay_code.judging.code_text import NoProgram

SURVIVES = "survives"
"""The reason of a check on a faulty program that tests do not tell from the right one: so much is known of it."""


class Checks(Findings):
    """Findings about the program that stands at ``span`` of the response, or of what else ``where`` names."""

    def __init__(self, span: tuple[int, int] | None = None, where: str = "response") -> None:
        super().__init__()
        self._span, self._where = span, where

    def passed(self, kind: str, claim: str) -> None:
        self.check(True, kind, claim, span=self._span, where=self._where)

    def failed(self, kind: str, claim: str, reason: str, message: str) -> None:
        self.check(False, kind, claim, reason, message, span=self._span, where=self._where)

    def unclear(self, kind: str, claim: str, reason: str = "not_run", message: str = "") -> None:
        self.check(None, kind, claim, reason, message, span=self._span, where=self._where)

    @property
    def coverage(self) -> Coverage:
        found = super().coverage
        survivors = sum(check.reason == SURVIVES for check in self.checks)
        return replace(found, claims_checked=found.claims_checked + survivors)

    def any_failed(self) -> bool:
        return any(check.status is Status.REJECTED for check in self.checks)

    def verdict(self, *, allow_undecided: bool = False, stopped: Stopped | None = None) -> Verdict:
        """Accepted only if there are checks, they passed, and the candidate lived to the end."""
        if stopped is not None and not self.any_failed():
            status = Status.ABSTAINED if stopped.undecided else Status.REJECTED
            return Verdict(status, stopped.reason, stopped.message, tuple(self.checks), self.coverage)
        if not self.checks:
            return Verdict(Status.ABSTAINED, "no_tests", "There is nothing to check.")
        found = super().verdict(allow_undecided=allow_undecided)
        if found.accepted:
            return found
        bad = next(check for check in self.checks if check.status is found.status)
        claim = " ".join(bad.claim.split())
        claim = claim if len(claim) <= 160 else claim[:159] + "…"
        return replace(found, message=f"{claim}: {bad.message.rstrip('.') or bad.reason}.")


def guarded(judge: Callable[[], Verdict]) -> Verdict:
    """What ``judge`` says, or the verdict for what it raises about the program."""
    try:
        return judge()
    except NoProgram as error:
        status = Status.ABSTAINED if error.undecided else Status.REJECTED
        return Verdict(status, error.reason, error.message)
    except Stopped as error:
        return Checks().verdict(stopped=error)
    except Unsupported as error:
        return Verdict(Status.ABSTAINED, "unsupported", f"The sandbox cannot run this: {str(error)[:200]}")
