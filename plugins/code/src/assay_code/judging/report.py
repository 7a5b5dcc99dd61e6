"""Verdicts from the checks of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assay import Check, Coverage, Status, Verdict
from assay.sandbox import Unsupported
from assay_code.judging.candidate import Stopped
from assay_code.judging.find_program import NoProgram
from assay_code.judging.reference import BadReference

Span = tuple[int, int] | None
WRONG = ("wrong_output", "wrong_type", "raised", "not_raised", "fails_on_solution", "weak_tests")
"""Reasons that say a program is wrong; others say that it cannot be found, read or run here."""


def passed(kind: str, claim: str, span: Span) -> Check:
    return Check(kind, Status.ACCEPTED, claim, span, "ok")


def failed(kind: str, claim: str, span: Span, reason: str, message: str) -> Check:
    return Check(kind, Status.REJECTED, claim, span, reason, message)


def not_run(kind: str, claim: str, span: Span) -> Check:
    return Check(kind, Status.ABSTAINED, claim, span, "not_run")


def verdict(checks: Sequence[Check], stopped: Stopped | None = None) -> Verdict:
    """Accepted only if there are checks and every one of them passed and the candidate lived to the end."""
    counts = Coverage(len(checks), sum(check.status is not Status.ABSTAINED for check in checks))
    bad = next((check for check in checks if check.status is Status.REJECTED), None)
    if bad is not None:
        return Verdict(Status.REJECTED, bad.reason, _sentence(bad), tuple(checks), counts)
    if stopped is not None:
        status = Status.ABSTAINED if stopped.undecided else Status.REJECTED
        return Verdict(status, stopped.reason, stopped.message, tuple(checks), counts)
    if not checks:
        return Verdict(Status.ABSTAINED, "no_tests", "There is nothing to check.")
    unclear = next((check for check in checks if check.status is not Status.ACCEPTED), None)
    if unclear is not None:
        return Verdict(Status.ABSTAINED, unclear.reason, _sentence(unclear), tuple(checks), counts)
    return Verdict(Status.ACCEPTED, "ok", "", tuple(checks), counts)


def _sentence(check: Check) -> str:
    claim = " ".join(check.claim.split())
    claim = claim if len(claim) <= 160 else claim[:159] + "…"
    return f"{claim}: {check.message.rstrip('.') or check.reason}."


def guarded(judge: Callable[[], Verdict]) -> Verdict:
    """What ``judge`` says, or the verdict for what it raises."""
    try:
        return judge()
    except BadReference as error:
        return Verdict(Status.ERROR, "unreadable_reference", str(error))
    except NoProgram as error:
        return Verdict(Status.REJECTED, error.reason, error.message)
    except Stopped as error:
        return verdict((), error)
    except Unsupported as error:
        return Verdict(Status.ABSTAINED, "unsupported", f"The sandbox cannot run this: {str(error)[:200]}")
