"""What a worker does with one item: make a candidate, judge a row, or prove a row again.

Items and results are JSON values. A result is::

    {"status", "verifier", "version", "reason", "message", "coverage", "checks", "row"}

``row`` is a data set row; it holds a certificate exactly if the gate let it pass.
"""

from __future__ import annotations

import hashlib
import importlib
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from assay import sandbox
from assay.errors import UsageError
from assay.gate import Gate, Policy, Stage
from assay.plugins import Part, Registry, load
from assay.records import Check, Coverage, Draft, Message, Sample, Status, Task, Verdict, digest
from assay.specs import Generator
from assay.speech import REPLY, reply_problem

GENERATE_SECONDS = 10.0
PROPOSE = "propose"

Item = Mapping[str, Any]


class Handler(Protocol):
    """``stages`` are all names it may pass to ``stage``."""

    stages: list[str]

    def __call__(self, item: Item, stage: Stage) -> dict[str, Any]: ...


def make_handler(setup: Mapping[str, Any]) -> Handler:
    """The handler for ``setup["verb"]``, its verifiers' libraries loaded."""
    registry = load()
    kinds: dict[str, Callable[[Registry, Mapping[str, Any]], Handler]] = {
        "generate": GenerateHandler,
        "verify": VerifyHandler,
        "audit": AuditHandler,
    }
    if setup["verb"] == "run":
        from assay.engine.handler import RecipeHandler

        kinds["run"] = RecipeHandler
    handler = kinds[setup["verb"]](registry, setup)
    sandbox.choose(setup.get("sandbox") or setup.get("asked_sandbox") or sandbox.AUTO)
    for stage in getattr(handler, "preloaded", handler.stages):
        if stage in registry.verifiers:
            for module in registry.verifiers[stage].description.preload:
                importlib.import_module(module)
    if setup.get("sandbox"):
        sandbox.current()
    return handler


class GenerateHandler:
    """Item: ``{"candidate": c}``. Candidate c is row ``c // G`` of generator ``c % G``."""

    def __init__(self, registry: Registry, setup: Mapping[str, Any]) -> None:
        self.parts = [registry.generator(name) for name in setup["generators"]]
        self.seed = int(setup["seed"])
        self.difficulty: tuple[int, int] = tuple(setup["difficulty"])
        self.gates = {
            part.description.name: Gate(
                registry,
                Policy.of(part.description).stricter(setup["verifiers"], setup["min_step_coverage"]),
            )
            for part in self.parts
        }
        verifiers = {v.description.name for gate in self.gates.values() for v in gate.parts}
        self.stages = [PROPOSE, *sorted(verifiers)]

    def __call__(self, item: Item, stage: Stage) -> dict[str, Any]:
        index, which = divmod(item["candidate"], len(self.parts))
        part = self.parts[which]
        difficulty = draw_difficulty(part.description, self.seed, index, self.difficulty)
        failed: dict[str, tuple[str, str]] = item.get("failed", {})
        if PROPOSE in failed:
            reason, message = failed[PROPOSE]
            return refusal(
                empty_row(part, self.seed, index, difficulty), Verdict(Status.ERROR, reason, message)
            )
        stage(PROPOSE, GENERATE_SECONDS)
        row, verdict = propose(part, self.seed, index, difficulty)
        if verdict:
            return refusal(row, verdict)
        return judge(self.gates[part.description.name], row, stage, failed)


class VerifyHandler:
    """Item: ``{"row": row}`` of somebody else's data set."""

    def __init__(self, registry: Registry, setup: Mapping[str, Any]) -> None:
        self.gate = Gate(registry, Policy(tuple(setup["verifiers"]), setup["min_step_coverage"]))
        self.stages = [part.description.name for part in self.gate.parts]

    def __call__(self, item: Item, stage: Stage) -> dict[str, Any]:
        return judge(self.gate, item["row"], stage, item.get("failed", {}), keep_checks=True)


class AuditHandler:
    """Item: ``{"row": row}`` of a finished data set. Accepted means: it was proved again."""

    def __init__(self, registry: Registry, setup: Mapping[str, Any]) -> None:
        self.registry = registry
        self.gates: dict[Policy, Gate] = {}
        self.least = Policy(tuple(setup["verifiers"]), setup["min_step_coverage"])
        self.stages = [PROPOSE, *registry.verifiers]

    def __call__(self, item: Item, stage: Stage) -> dict[str, Any]:
        row, failed = item["row"], item.get("failed", {})
        try:
            problem = self._origin(row, stage, failed)
            certificate = row["certificate"]
            policy = Policy(
                tuple(certificate["policy"]["verifiers"]), certificate["policy"]["min_step_coverage"]
            ).stricter(self.least.verifiers, self.least.min_step_coverage)
            if not problem and certificate["digest"] != digest(content(row)):
                problem = ("digest_mismatch", "The row is not the one that its certificate was made for.")
            asked = [m["content"] for m in row["messages"] if m["role"] == "user"]
            if not problem and row["prompt"] != (asked[-1] if asked else ""):
                problem = ("prompt_mismatch", "The prompt is not the one in the messages.")
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            problem = (
                "malformed_row",
                f"The row is not a data set row of Assay: {type(error).__name__} {error}.",
            )
        if problem:
            return refusal(row, Verdict(Status.REJECTED, *problem, verifier="audit"))
        if row["generator"] in self.registry.generators:
            generator = self.registry.generators[row["generator"]].description
            policy = Policy.of(generator).stricter(policy.verifiers, policy.min_step_coverage)
        if row["recipe"] in self.registry.recipes:
            recipe = self.registry.recipes[row["recipe"]].description
            policy = Policy.of(recipe).stricter(policy.verifiers, policy.min_step_coverage)
        try:
            gate = self.gates.setdefault(policy, Gate(self.registry, policy))
        except UsageError as error:
            return refusal(row, Verdict(Status.ERROR, "missing_verifier", f"{error}.", verifier="audit"))
        result = judge(gate, row, stage, failed)
        if result["status"] == "accepted" and (
            result["row"]["pair"] != row["pair"]
            or not _same_verdicts(certificate, result["row"]["certificate"]["verdicts"])
        ):
            problem = (
                "certificate_mismatch",
                "The certificate tells of other verdicts than those found now.",
            )
            return refusal(row, Verdict(Status.REJECTED, *problem, verifier="audit"))
        return result

    def _origin(self, row: Item, stage: Stage, failed: Mapping[str, Any]) -> tuple[str, str] | None:
        """What is wrong with where a procedural row says it came from; a generator makes the row again."""
        made = row["provenance"]
        if row["generator"] is None or made["source"] != "generator":
            return None
        part = self.registry.generators.get(row["generator"])
        if part is None or part.description.version != made["version"]:
            return None  # not installed here in that version: its verifiers must do alone
        if PROPOSE in failed:
            return "generator_failed", failed[PROPOSE][1]
        stage(PROPOSE, GENERATE_SECONDS)
        again, _ = propose(part, row["seed"], made["index"], row["difficulty"])
        if content(again) != content(row):
            return "not_reproduced", "The generator makes another row from the same seed and index."
        return None


def _same_verdicts(certificate: Mapping[str, Any], found: list[dict[str, Any]]) -> bool:
    """Whether a certificate tells of all verifiers of its policy, and what they find in the versions that it names."""
    told, required = certificate["verdicts"], certificate["policy"]["verifiers"]
    if not isinstance(told, list) or not all(isinstance(summary, Mapping) for summary in told):
        return False
    if sorted(str(summary.get("verifier")) for summary in told) != sorted(required):
        return False
    now = {summary["verifier"]: summary for summary in found}
    for summary in told:
        again = now[summary["verifier"]]
        if summary.get("status") != "accepted":
            return False
        same_version = summary.get("version") == again["version"]
        if same_version and {**summary, "distribution": ""} != {**again, "distribution": ""}:
            return False
    return True


def row_hash(generator: Generator, seed: int, index: int) -> bytes:
    """32 bytes that depend on (name, version, seed, index) and nothing else."""
    return hashlib.sha256(f"{generator.name}\n{generator.version}\n{seed}\n{index}".encode()).digest()


def draw_difficulty(generator: Generator, seed: int, index: int, wanted: tuple[int, int]) -> int:
    """A difficulty, even over what is both wanted and offered."""
    low = max(wanted[0], generator.difficulties[0])
    high = min(wanted[1], generator.difficulties[1])
    return low + int.from_bytes(row_hash(generator, seed, index)[24:], "big") % (high - low + 1)


def empty_row(part: Part[Generator], seed: int, index: int, difficulty: int) -> dict[str, Any]:
    """A row with its origin filled in and nothing else."""
    generator = part.description
    return {
        "id": f"{generator.name}-v{generator.version}-d{difficulty}-s{seed}-{index}",
        "domain": generator.domain,
        "prompt": "",
        "messages": [],
        "answer": None,
        "reference": "",
        "difficulty": difficulty,
        "generator": generator.name,
        "recipe": None,
        "seed": seed,
        "labels": None,
        "pair": None,
        "images": None,
        "provenance": {
            "source": "generator",
            "name": generator.name,
            "version": generator.version,
            "distribution": part.plugin.distribution,
            "index": index,
            "file": None,
            "line": None,
            "extra": None,
        },
    }


def propose(
    part: Part[Generator], seed: int, index: int, difficulty: int
) -> tuple[dict[str, Any], Verdict | None]:
    """Row ``index`` of a generator, not yet judged, or what went wrong in making it."""
    row = empty_row(part, seed, index, difficulty)
    rng = random.Random(int.from_bytes(row_hash(part.description, seed, index)[:24], "big") * 8 + difficulty)
    try:
        draft = part.description.make(rng, difficulty)
    except Exception as error:
        return row, Verdict(Status.ERROR, "generator_crash", f"{type(error).__name__}: {error}")
    if not (isinstance(draft, Draft) and draft.prompt and draft.response and draft.reference):
        return row, Verdict(
            Status.ERROR, "bad_draft", "The generator returned no Draft, or one with an empty field."
        )
    row["prompt"] = draft.prompt
    row["messages"] = [
        {"role": "user", "content": draft.prompt},
        {"role": "assistant", "content": draft.response},
    ]
    row["answer"] = draft.stated
    row["reference"] = draft.reference
    return row, None


def content(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a certificate's digest is taken of: everything but the certificate."""
    return {key: value for key, value in row.items() if key != "certificate"}


def sample_of(row: Mapping[str, Any]) -> Sample:
    """The sample that verifiers see: the last assistant turn is the response."""
    task = Task(row["prompt"], row["reference"], row["domain"], row["difficulty"], row["id"])
    response = next((m["content"] for m in reversed(row["messages"]) if m["role"] == "assistant"), "")
    turns = (
        tuple(Message(m["role"], m["content"]) for m in row["messages"]) if len(row["messages"]) > 2 else ()
    )
    return Sample(task, response, row["answer"], row["provenance"], turns)


def judge(
    gate: Gate,
    row: Mapping[str, Any],
    stage: Stage,
    failed: Mapping[str, tuple[str, str]],
    *,
    keep_checks: bool = False,
) -> dict[str, Any]:
    """A row before the gate; with a certificate if it passes.

    The wrong half of a preference pair must be proved wrong by a verifier that
    accepted the right half and judges more than form.
    """
    verdict, verdicts = gate.judge(sample_of(row), stage, failed)
    bare, certificate = content(row), None
    pair = row.get("pair")
    asks = REPLY in gate.policy.verifiers
    if verdict.accepted and pair and asks and (problem := reply_problem(pair["rejected"], row["prompt"])):
        message = f"The wrong half of the pair is no reply: {problem[1]}"
        verdict = Verdict(Status.REJECTED, "pair_no_reply", message, verifier="gate")
    if verdict.accepted and pair and not pair["opinion"]:
        half = replace(sample_of(row), response=pair["rejected"], answer=None)
        wrong, _ = gate.judge(half, stage, failed, truth=True)
        if wrong.status is Status.REJECTED:
            proof = {"verifier": wrong.verifier, "reason": wrong.reason, "message": wrong.message}
            bare["pair"] = {**pair, **proof}
        else:
            message = f"The wrong half of the pair is {wrong.status} ({wrong.reason}), not proved wrong."
            verdict = Verdict(Status.REJECTED, "pair_not_proved", message, verifier="gate")
    if verdict.accepted:
        try:
            certificate = gate.certificate(digest(bare), verdicts)
        except UnicodeEncodeError:  # no file could hold it
            verdict = Verdict(Status.ERROR, "not_unicode", "The row holds a lone surrogate.", verifier="gate")
    result = refusal(bare, verdict)
    if keep_checks or not verdict.accepted:
        result["checks"] = [check_json(check) for v in verdicts for check in v.checks]
    if certificate:
        result["row"] = {**bare, "certificate": certificate}
    return result


def refusal(row: Mapping[str, Any], verdict: Verdict) -> dict[str, Any]:
    return {**verdict_json(verdict), "checks": [], "row": row}


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict without its checks."""
    coverage = verdict.coverage
    return {
        "status": str(verdict.status),
        "verifier": verdict.verifier,
        "version": verdict.version,
        "reason": verdict.reason,
        "message": verdict.message,
        "runtime": verdict.runtime,
        "coverage": coverage and {name: getattr(coverage, name) for name in coverage.__slots__},
    }


def check_json(check: Check) -> dict[str, Any]:
    return {
        "kind": check.kind,
        "status": str(check.status),
        "claim": check.claim,
        "span": list(check.span) if check.span else None,
        "reason": check.reason,
        "message": check.message,
    }


def verdict_of(result: Mapping[str, Any]) -> Verdict:
    """The verdict that a result holds."""
    return Verdict(
        Status(result["status"]),
        result["reason"],
        result["message"],
        tuple(
            Check(
                check["kind"],
                Status(check["status"]),
                check["claim"],
                (check["span"][0], check["span"][1]) if check["span"] else None,
                check["reason"],
                check["message"],
            )
            for check in result["checks"]
        ),
        Coverage(**result["coverage"]) if result["coverage"] else None,
        result["verifier"],
        result["version"],
        result["runtime"],
    )
