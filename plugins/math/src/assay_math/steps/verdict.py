"""The verdict on a chain of thought, of the findings on its claims."""

from __future__ import annotations

from assay import Check, Coverage, Sample, Status, Verdict
from assay_math.steps.findings import FALSE, TRUE, Equation, Finding
from assay_math.steps.judge import Judge
from assay_math.steps.reading import claims_of
from assay_math.steps.retraction import retracted_steps
from assay_math.steps.segments import joined, split_steps
from assay_math.steps.visible import visible

MAX_LENGTH = 200_000  # characters of a response
MAX_STEPS = 2_000
MAX_CLAIMS = 4_000
MAX_MESSAGE = 160


def judge_steps(sample: Sample) -> Verdict:
    """Decide every equation, inequality, annotation and worded claim of a worked solution."""
    text = sample.response
    if len(text) > MAX_LENGTH:
        return Verdict(
            Status.ABSTAINED, "limit", f"The response has {len(text)} characters; {MAX_LENGTH} are read."
        )
    lines = joined(visible(text))
    steps = split_steps(lines)
    if len(steps) > MAX_STEPS:
        return Verdict(
            Status.ABSTAINED, "limit", f"The response has {len(steps)} lines; {MAX_STEPS} are read."
        )
    claims = claims_of(lines, steps)
    if len(claims) > MAX_CLAIMS:
        return Verdict(
            Status.ABSTAINED, "limit", f"The response makes {len(claims)} claims; {MAX_CLAIMS} are checked."
        )
    judge = Judge(sample.prompt, lines)
    findings: list[Finding] = []
    for number, claim in claims:
        if isinstance(claim, Equation):
            claim.step = number
            findings.extend(judge.judge(claim))
        else:
            claim.step = number
            findings.append(claim)
    findings.extend(judge.finish())
    withdrawn = (
        retracted_steps(lines, steps, findings) if any(f.status is FALSE for f in findings) else frozenset()
    )
    return _verdict(text, len(steps), findings, withdrawn)


def _verdict(text: str, steps: int, findings: list[Finding], withdrawn: frozenset[int]) -> Verdict:
    checks = []
    false: Finding | None = None
    unclear: Finding | None = None
    found = decided = 0
    good_steps: set[int] = set()
    for i, finding in enumerate(findings):
        status, reason = finding.status, finding.reason
        if i in withdrawn:
            status, reason = Status.ABSTAINED, "retracted"
        else:
            found += 1
            if status is TRUE:
                decided += 1
                good_steps.add(finding.step)
            elif status is FALSE:
                decided += 1
                good_steps.add(finding.step)
                false = false or finding
            else:
                unclear = unclear or finding
        checks.append(
            Check(
                finding.kind,
                status,
                text[finding.start : finding.end],
                (finding.start, finding.end),
                reason,
                finding.message,
            )
        )
    coverage = Coverage(found, decided, steps, len(good_steps & set(range(1, steps + 1))))
    if false is not None:
        return Verdict(
            Status.REJECTED, false.reason, _sentence(text, false, "is false"), tuple(checks), coverage
        )
    if unclear is not None:
        reason = "limit" if unclear.reason == "limit" else "undecided_claims"
        return Verdict(
            Status.ABSTAINED,
            reason,
            _sentence(text, unclear, "could not be decided"),
            tuple(checks),
            coverage,
        )
    if not decided:
        return Verdict(Status.ABSTAINED, "no_claims", "There is no claim to check.", tuple(checks), coverage)
    return Verdict(Status.ACCEPTED, "ok", "", tuple(checks), coverage)


def _sentence(text: str, finding: Finding, what: str) -> str:
    claim = " ".join(text[finding.start : finding.end].split())
    if len(claim) > MAX_MESSAGE:
        claim = claim[: MAX_MESSAGE - 1] + "…"
    detail = f": {finding.message}" if finding.message else ""
    return f"Step {finding.step}: {claim} {what}{detail}."
