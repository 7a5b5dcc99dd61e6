"""The gate: only a row that every required verifier accepts passes.

It fails closed. A crash, a verdict of the wrong type, an accepted verdict that
holds a failed check, a reference that cannot be read, or too little coverage is never a pass.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from typing import Any, TypeVar

from assay import sandbox
from assay.descriptions import Generator, Verifier
from assay.errors import BadReference, counted
from assay.faults import is_interrupt, place_of, placed, told
from assay.recipes import Recipe
from assay.records import Sample, Status, Verdict
from assay.registry import Part, Registry
from assay.reply_rules import REPLY, reply_problem
from assay.row import (
    Certificate,
    Content,
    Package,
    PolicyColumn,
    Result,
    Runtime,
    check_columns,
    refusal,
    row_digest,
    sample_of,
    verdict_problem,
)

T = TypeVar("T")
Stage = Callable[[str, float], None]
"""Called before each piece of work with its name and its deadline in seconds."""
Failed = Mapping[str, Sequence[str]]
"""``(reason, message)`` of each stage whose process was killed at this row; it is not run again."""
Known = dict[str, Verdict]
"""Verdicts on a row that were found already, by :func:`known_as`; they are not asked for again."""
RIGHT, WRONG = "right", "wrong"
"""The halves of a row: its response, and the wrong response of its pair."""


def known_as(half: str, verifier: str) -> str:
    return f"{half} {verifier}"


class Wanted(Exception):
    """A row goes no further without a verdict of a verifier that judges many rows at once."""

    def __init__(self, verifier: Verifier, half: str) -> None:
        super().__init__(verifier.name)
        self.verifier, self.half = verifier, half


@dataclass(frozen=True)
class Policy:
    """What a row must pass. ``min_step_coverage`` is a share, 0 to 1."""

    verifiers: tuple[str, ...] = ()
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

    def to_json(self) -> PolicyColumn:
        return {"verifiers": list(self.verifiers), "min_step_coverage": self.min_step_coverage}

    @staticmethod
    def from_json(told: PolicyColumn) -> Policy:
        """Raises :class:`ValueError` for a share that is none."""
        least = told["min_step_coverage"]
        if not 0.0 <= least <= 1.0:  # NaN is not
            raise ValueError(f"a least step coverage of {least}")
        return Policy(tuple(told["verifiers"]), least)


class Gate:
    """Runs a policy's verifiers, cheapest first, and stops at the first that does not accept."""

    def __init__(self, registry: Registry, policy: Policy) -> None:
        """Raises :class:`~assay.UsageError` if a verifier of the policy, or one that it uses, is missing."""
        self.policy = policy
        self.all_parts = registry.verifiers(policy.verifiers)  # with those that verifiers use themselves
        parts = [registry.verifier(name) for name in policy.verifiers]
        self.parts: list[Part[Verifier]] = sorted(
            parts, key=lambda part: (part.description.cost, part.description.name)
        )

    @property
    def order(self) -> tuple[str, ...]:
        """The names of the verifiers in the order in which they are asked."""
        return tuple(part.description.name for part in self.parts)

    def judge_row(
        self,
        row: Content,
        stage: Stage,
        failed: Failed,
        known: Known | None = None,
        *,
        keep_checks: bool = True,
    ) -> Result:
        """A row before the gate; with a certificate if it passes.

        The wrong half of a preference pair must be proved wrong by a verifier that
        accepted the right half, for a reason that proves it.

        With ``known``, which gets every verdict that is found, a verifier that judges many rows at once is
        not asked here: :class:`Wanted` is raised where its verdict is not among them.
        """
        sample = sample_of(row)
        verdict, verdicts = self.judge(sample, stage, failed, known)
        pair = row["pair"]
        if verdict.accepted and pair:
            verdict, pair = self._judge_pair(sample, row, verdict, stage, failed, known)
            row = {**row, "pair": pair}
        certificate = None
        if verdict.accepted:
            try:
                certificate = self._certificate(row_digest(row), verdicts)
            except UnicodeEncodeError:  # no file could hold it
                message = "The row holds a lone surrogate."
                verdict = Verdict(Status.ERROR, "not_unicode", message, verifier="gate")
        checks = [check for v in verdicts for check in check_columns(v)] if keep_checks else []
        result = refusal(row, verdict, checks)
        if certificate:
            result["certificate"] = certificate
        return result

    def _judge_pair(
        self,
        sample: Sample,
        row: Content,
        verdict: Verdict,
        stage: Stage,
        failed: Failed,
        known: Known | None,
    ) -> tuple[Verdict, Any]:
        """What the wrong half of a pair makes of the verdict, and the pair with its proof."""
        pair = row["pair"]
        assert pair is not None
        asks = REPLY in self.policy.verifiers
        if asks and (problem := reply_problem(pair["rejected"], row["prompt"], row["reference"])):
            message = f"The wrong half of the pair is no reply: {problem[1]}"
            return Verdict(Status.REJECTED, "pair_no_reply", message, verifier="gate"), pair
        if pair["opinion"]:
            return verdict, pair
        wrong = self.disprove(wrong_half(sample, pair["rejected"]), stage, failed, known)
        if wrong.status is not Status.REJECTED:
            message = f"The wrong half of the pair is {wrong.status} ({wrong.reason}), not proved wrong."
            return Verdict(Status.REJECTED, "pair_not_proved", message, verifier="gate"), pair
        return verdict, {**pair, "verifier": wrong.verifier, "reason": wrong.reason, "message": wrong.message}

    def judge(
        self, sample: Sample, stage: Stage, failed: Failed, known: Known | None = None
    ) -> tuple[Verdict, list[Verdict]]:
        """The deciding verdict and those of all verifiers that ran."""
        verdicts: list[Verdict] = []
        for part in self.parts:
            verdict = self._run(part.description, sample, stage, failed, known, RIGHT)
            verdicts.append(verdict)
            if not verdict.accepted:
                return verdict, verdicts
        if not verdicts:
            message = "No verifier is required, so nothing was proved."
            return Verdict(Status.ABSTAINED, "no_verifier", message, verifier="gate"), []
        covered = max((v.coverage.steps for v in verdicts if v.coverage), default=0.0)
        if covered < self.policy.min_step_coverage:
            least = self.policy.min_step_coverage
            message = f"{covered:.0%} of the steps hold a checked claim, {least:.0%} is required."
            return Verdict(Status.ABSTAINED, "low_step_coverage", message, verifier="gate"), verdicts
        return verdicts[-1], verdicts

    def disprove(self, sample: Sample, stage: Stage, failed: Failed, known: Known | None = None) -> Verdict:
        """A rejection that proves the response wrong, or else the first verdict that does not.

        All verifiers that can prove a response wrong are asked until one does.
        """
        found: list[Verdict] = []
        for part in self.parts:
            if not part.description.proves_wrong:
                continue
            verdict = self._run(part.description, sample, stage, failed, known, WRONG)
            if verdict.status is Status.REJECTED:
                if verdict.reason in part.description.proves_wrong:
                    return verdict
                verdict = replace(verdict, status=Status.ABSTAINED)
            found.append(verdict)
        nobody = Verdict(Status.ABSTAINED, "no_verifier", "No verifier here proves a response wrong.")
        return next((v for v in found if not v.accepted), found[0] if found else nobody)

    def _run(
        self,
        verifier: Verifier,
        sample: Sample,
        stage: Stage,
        failed: Failed,
        known: Known | None,
        half: str,
    ) -> Verdict:
        key = known_as(half, verifier.name)
        if known is not None and key in known:
            return known[key]
        if verifier.name in failed:
            verdict = killed(verifier, failed)
        elif known is not None and verifier.many is not None:
            lacking = _lacking(verifier, sample)
            if lacking is None:
                raise Wanted(verifier, half)
            verdict = lacking
        else:
            stage(verifier.name, verifier.start_s + verifier.deadline)
            verdict = run_verifier(verifier, sample)
        verdict = replace(verdict, verifier=verifier.name, version=verifier.version)
        if known is not None:
            known[key] = verdict
        return verdict

    def _certificate(self, content_digest: str, verdicts: Sequence[Verdict]) -> Certificate:
        """The proof that travels with an accepted row."""
        distributions = {part.description.name: part.plugin.distribution for part in self.parts}
        packages = sorted({name for part in self.all_parts for name in part.description.packages})
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
                    "uses": self._uses(v.verifier),
                }
                for v in verdicts
            ],
            "runtime": runtime(packages, next((v.runtime for v in verdicts if v.runtime), None)),
        }

    def _uses(self, name: str) -> list[Package]:
        """The verifiers that one asks itself, with their versions."""
        known = {part.description.name: part.description for part in self.all_parts}
        return [{"name": used, "version": str(known[used].version)} for used in known[name].uses]


def wrong_half(sample: Sample, response: str) -> Sample:
    """The sample with the wrong response of its pair."""
    half = replace(sample, response=response, answer=None)
    if not half.turns:
        return half
    return replace(half, turns=(*half.turns[:-1], replace(half.turns[-1], content=response, images=())))


def killed(verifier: Verifier, failed: Failed) -> Verdict:
    """The verdict of a verifier whose process was killed at what it had to judge."""
    reason, message = failed[verifier.name]
    return Verdict(Status.ERROR, reason, placed(message, place_of(verifier.check)))


def run_verifier(verifier: Verifier, sample: Sample) -> Verdict:
    """One verifier on one sample, in this process; whatever it does comes back as a verdict."""
    lacking = _lacking(verifier, sample)
    if lacking is not None:  # a verdict is true only if it accepts
        return lacking
    return _guarded(verifier, lambda: _sound(verifier, verifier.check(sample)))


def run_many(verifier: Verifier, samples: Sequence[Sample]) -> list[Verdict] | Verdict:
    """A verifier that judges many samples at once, in this process: a verdict for each, in their order.

    One verdict, an error, if it failed as a whole: it raised, or returned something else than sound verdicts, one
    for each sample. None of them is to be trusted then.
    """
    assert verifier.many is not None
    many = verifier.many

    def judge() -> list[Verdict] | Verdict:
        found: object = many(list(samples))
        if not isinstance(found, list | tuple) or len(found) != len(samples):
            returned = f"{len(found)} verdicts" if isinstance(found, list | tuple) else type(found).__name__
            message = f"{verifier.name} returned {returned} for {counted(len(samples), 'sample')}."
            return Verdict(Status.ERROR, "bad_verdict", placed(message, place_of(many)))
        for each in found:
            if verdict_problem(each):
                return _sound(verifier, each)
        return [_sound(verifier, each) for each in found]

    return _guarded(verifier, judge)


def _lacking(verifier: Verifier, sample: Sample) -> Verdict | None:
    """What a sample lacks that the verifier cannot work without, ``None`` if nothing."""
    for need in verifier.needs:
        if not getattr(sample, need, ""):
            return Verdict(
                Status.ERROR, f"missing_{need}", f"{verifier.name} needs a {need}, the row has none."
            )
    return None


def _guarded(verifier: Verifier, work: Callable[[], T]) -> T | Verdict:
    """What a verifier's work comes to; whatever it raises is a verdict, too."""
    function = verifier.check
    try:
        return work()
    except BadReference as error:
        detail = " ".join(str(error).split())[:300] or "The reference cannot be read."
        return Verdict(Status.ERROR, "unreadable_reference", detail)
    except MemoryError as error:
        message = f"{verifier.name} ran out of memory: {told(error, function)}."
        return Verdict(Status.ERROR, "memory", message)
    except RecursionError as error:
        message = f"{verifier.name} nested too deep: {told(error, function)}."
        return Verdict(Status.ERROR, "recursion", message)
    except BaseException as error:  # SystemExit, or pytest's Skipped, is no more than a crash
        if is_interrupt(error):
            raise
        return Verdict(Status.ERROR, "crash", f"{verifier.name} failed: {told(error, function)}.")


def _sound(verifier: Verifier, verdict: object) -> Verdict:
    """What a verifier returned, if that is a verdict that can be trusted and written; else an error."""
    if verifier.sandboxed and isinstance(verdict, Verdict):
        verdict = replace(verdict, runtime=sandbox.current().runtime)
    problem = verdict_problem(verdict)
    if problem or not isinstance(verdict, Verdict):
        message = f"What {verifier.name} returned is no sound verdict. {problem}"
        return Verdict(Status.ERROR, "bad_verdict", placed(message, place_of(verifier.check)))
    if not (verdict.message.isascii() and verdict.reason.isascii()):
        verdict = replace(verdict, message=_printable(verdict.message), reason=_printable(verdict.reason))
    if verdict.accepted and any(c.status is Status.REJECTED for c in verdict.checks):
        message = f"{verifier.name} accepted a sample one of whose checks it rejected."
        return replace(
            verdict,
            status=Status.ERROR,
            reason="inconsistent_verdict",
            message=placed(message, place_of(verifier.check)),
        )
    return verdict


def _printable(text: str) -> str:
    """The text with half surrogate pairs spelt out, which no terminal or file takes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def core_version() -> str:
    return _version("assay-core")


def runtime(packages: Sequence[str], sandbox: str | None = None) -> Runtime:
    """What a verdict depended on: interpreter, platform, versions of the libraries that decided, sandbox."""
    return {
        "python": platform.python_version(),
        "platform": f"{sys.platform}-{platform.machine()}",
        "packages": [{"name": name, "version": _version(name)} for name in packages],
        "sandbox": sandbox,
    }


@cache
def _version(name: str) -> str:
    try:
        return distribution_version(name)
    except PackageNotFoundError:
        return "unknown"
