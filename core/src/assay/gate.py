"""The gate: only a sample that every required verifier accepts passes.

It fails closed. A crash, a verdict of the wrong type, an accepted verdict that
holds a failed check, or too little coverage is never a pass.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from typing import Any

from assay import sandbox
from assay.plugins import Part, Registry
from assay.recipes import Recipe
from assay.records import Certificate, Sample, Status, Verdict
from assay.specs import Generator, Verifier
from assay.speech import REPLY

Stage = Callable[[str, float], None]
"""Called before each piece of work with its name and its deadline in seconds."""


@dataclass(frozen=True)
class Policy:
    """What a sample must pass. ``min_step_coverage`` is a share, 0 to 1."""

    verifiers: tuple[str, ...]
    min_step_coverage: float = 0.0

    def stricter(self, verifiers: Sequence[str] = (), min_step_coverage: float = 0.0) -> Policy:
        """This policy with more required; nothing can be taken away."""
        names = dict.fromkeys([*self.verifiers, *verifiers])
        return Policy(tuple(names), max(self.min_step_coverage, min_step_coverage))

    @staticmethod
    def of(maker: Generator | Recipe[Any]) -> Policy:
        """What the maker's rows must pass; those of a recipe that asks a model are replies, too."""
        asks = isinstance(maker, Recipe) and bool(maker.models)
        return Policy(maker.verifiers, maker.min_step_coverage).stricter((REPLY,) if asks else ())

    def to_json(self) -> dict[str, Any]:
        return {"verifiers": list(self.verifiers), "min_step_coverage": self.min_step_coverage}


class Gate:
    """Runs a policy's verifiers on samples, cheapest first, and stops at the first that does not accept."""

    def __init__(self, registry: Registry, policy: Policy) -> None:
        self.policy = policy
        parts = [registry.verifier(name) for name in policy.verifiers]
        self.parts: list[Part[Verifier]] = sorted(
            parts, key=lambda part: (part.description.cost, part.description.name)
        )

    def judge(
        self,
        sample: Sample,
        stage: Stage,
        failed: Mapping[str, tuple[str, str]] | None = None,
        *,
        truth: bool = False,
    ) -> tuple[Verdict, list[Verdict]]:
        """The deciding verdict and those of all verifiers that ran.

        With ``truth`` the question is whether a response is wrong: rejected means
        that a verifier said so by a reason that proves it, and all are asked until one does.

        ``failed`` maps the name of a verifier whose process was killed on this
        sample to ``(reason, message)``; it is not run again.
        """
        verdicts: list[Verdict] = []
        unproved: Verdict | None = None
        for part in self.parts:
            description = part.description
            if truth and description.form:
                continue
            if failed and description.name in failed:
                reason, message = failed[description.name]
                verdict = Verdict(Status.ERROR, reason, message)
            else:
                stage(description.name, description.deadline)
                verdict = run_verifier(description, sample)
            verdict = replace(verdict, verifier=description.name, version=description.version)
            verdicts.append(verdict)
            if truth and not verdict.accepted and not description.proves(verdict):
                unproved = unproved or replace(
                    verdict,
                    status=Status.ABSTAINED if verdict.status is Status.REJECTED else verdict.status,
                )
            elif not verdict.accepted:
                return verdict, verdicts
        if unproved:
            return unproved, verdicts
        if not verdicts:
            return Verdict(
                Status.ABSTAINED, "no_verifier", "No verifier is required, so nothing was proved."
            ), []
        covered = max((v.coverage.steps for v in verdicts if v.coverage), default=0.0)
        if covered < self.policy.min_step_coverage:
            least = self.policy.min_step_coverage
            message = f"{covered:.0%} of the steps hold a checked claim, {least:.0%} is required."
            return Verdict(Status.ABSTAINED, "low_step_coverage", message, verifier="gate"), verdicts
        return verdicts[-1], verdicts

    def certificate(self, content_digest: str, verdicts: Sequence[Verdict]) -> Certificate:
        """The proof that travels with an accepted row."""
        distributions = {part.description.name: part.plugin.distribution for part in self.parts}
        packages = sorted({name for part in self.parts for name in part.description.packages})
        return {
            "digest": content_digest,
            "assay": core_version(),
            "policy": self.policy.to_json(),
            "verdicts": [
                {
                    "verifier": v.verifier,
                    "version": v.version,
                    "distribution": distributions[v.verifier],
                    "status": str(v.status),
                    "reason": v.reason,
                    "claims_found": v.coverage.claims_found if v.coverage else None,
                    "claims_checked": v.coverage.claims_checked if v.coverage else None,
                    "steps_found": v.coverage.steps_found if v.coverage else None,
                    "steps_checked": v.coverage.steps_checked if v.coverage else None,
                    "checks": len(v.checks),
                }
                for v in verdicts
            ],
            "runtime": {
                **runtime(tuple(packages)),
                "sandbox": next((v.runtime for v in verdicts if v.runtime), None),
            },
        }


def run_verifier(verifier: Verifier, sample: Sample) -> Verdict:
    """One verifier on one sample, in this process; whatever it does comes back as a verdict."""
    for need in verifier.needs:
        if not getattr(sample, need, ""):
            return Verdict(
                Status.ERROR, f"missing_{need}", f"{verifier.name} needs a {need}, the row has none."
            )
    try:
        verdict = verifier.check(sample)
        if verifier.sandboxed and isinstance(verdict, Verdict):
            verdict = replace(verdict, runtime=sandbox.current().runtime)
    except MemoryError:
        return Verdict(Status.ERROR, "memory", f"{verifier.name} ran out of memory.")
    except RecursionError:
        return Verdict(Status.ERROR, "recursion", f"{verifier.name} nested too deep.")
    except Exception as error:
        detail = " ".join(str(error).split())[:200]
        return Verdict(Status.ERROR, "crash", f"{verifier.name} failed: {type(error).__name__}: {detail}")
    if not isinstance(verdict, Verdict):
        return Verdict(
            Status.ERROR, "bad_verdict", f"{verifier.name} returned {type(verdict).__name__}, not a Verdict."
        )
    if verdict.accepted and any(c.status is Status.REJECTED for c in verdict.checks):
        return replace(
            verdict,
            status=Status.ERROR,
            reason="inconsistent_verdict",
            message=f"{verifier.name} accepted a sample one of whose checks it rejected.",
        )
    return verdict


@cache
def core_version() -> str:
    return _version("assay-core")


def runtime(packages: tuple[str, ...]) -> dict[str, Any]:
    """What a verdict depended on: interpreter, platform, versions of the libraries that decided."""
    return {
        "python": platform.python_version(),
        "platform": f"{sys.platform}-{platform.machine()}",
        "packages": [{"name": name, "version": _version(name)} for name in packages],
    }


@cache
def _version(name: str) -> str:
    try:
        return distribution_version(name)
    except PackageNotFoundError:
        return "unknown"
