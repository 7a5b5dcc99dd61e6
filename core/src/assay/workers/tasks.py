"""What a worker process does: make a row, judge one, prove one again, call a function.

Tasks are frozen dataclasses of JSON values, so that they cross to a process, or to
another machine, as text. One worker does all kinds, for any generator, policy or verifier.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NotRequired, TypedDict

from assay import sandbox
from assay.descriptions import Generator, Verifier
from assay.errors import Rejected, UsageError
from assay.faults import is_interrupt, place_of, placed, told
from assay.gate import WRONG, Failed, Gate, Known, Policy, Stage, Wanted, killed, run_many, wrong_half
from assay.params import build
from assay.records import Draft, Sample, Status, Verdict, canonical_json
from assay.registry import Part, Registry
from assay.row import (
    Certificate,
    Content,
    Origin,
    PolicyColumn,
    Result,
    Row,
    VerdictSummary,
    content,
    draft_problem,
    refusal,
    rejection_problem,
    row_digest,
    row_of,
    row_problem,
    sample_of,
    texts_of,
    verdict_of,
    verdict_told,
)

GENERATE_SECONDS = 10.0
PROPOSE = "propose"
LOADING = "the loading of its verifiers"
LOADING_SECONDS = 60.0
CALL = "call"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Propose:
    """Make row ``index`` of a generator and judge it. ``params`` is the JSON text of its parameters, if it has any."""

    generator: str
    seed: int
    index: int
    difficulty: int
    policy: PolicyColumn
    params: str | None = None


@dataclass(frozen=True)
class Judge:
    """Judge a row. ``checks`` of accepted rows are told too unless it is false."""

    row: Content
    policy: PolicyColumn
    checks: bool = True


@dataclass(frozen=True)
class ProveAgain:
    """Prove a row of a finished data set again; ``least`` is required whatever its certificate says."""

    row: Row
    least: PolicyColumn


@dataclass(frozen=True)
class JudgeMany:
    """Have a verifier that judges many at once judge rows, of each the half (:data:`~assay.gate.RIGHT` …) told.

    A pool makes it of the rows that it has gathered.
    """

    verifier: str
    rows: Sequence[Content]
    halves: Sequence[str]


@dataclass(frozen=True)
class CallFunction:
    """CallFunction ``module:function`` with JSON values; it is killed at ``deadline`` seconds."""

    function: str
    args: Sequence[Any]
    deadline: float


class ManyResult(TypedDict, total=False):
    """``verdicts`` as :func:`~assay.row.verdict_told` tells them, or ``failed``: the error of the group as a whole."""

    verdicts: list[dict[str, Any]]
    failed: dict[str, Any]


class WantedResult(TypedDict):
    """A row waits for a verdict of ``wants``, which judges up to ``batch`` rows at once.

    ``known`` is what was found so far, and ``then`` the task to go on with, packed, if that is another one.
    """

    wants: str
    half: str
    batch: int
    start_s: float
    known: dict[str, dict[str, Any]]
    then: NotRequired[dict[str, Any]]


class FunctionResult(TypedDict, total=False):
    """``value``, or ``failed`` (reason, message) and whether the function itself rejected its input."""

    value: Any
    failed: list[str]
    rejected: bool


RowTask = Propose | Judge | ProveAgain
Task = RowTask | CallFunction | JudgeMany
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Propose, Judge, ProveAgain, CallFunction, JudgeMany)
}


@dataclass(frozen=True)
class Setup:
    """What a worker process gets ready before it takes its first task.

    ``verifiers`` are loaded, others are when they are needed. Their libraries are too if it
    is ``eager``; otherwise when they are first used, which does not count against a deadline.
    ``sandbox`` is the backend for code, which is opened at once if ``open_sandbox``.
    """

    verifiers: tuple[str, ...] = ()
    sandbox: str = sandbox.AUTO
    open_sandbox: bool = False
    eager: bool = False


def pack(task: Task, failed: Failed, known: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """A task as JSON, with the stages that are not to be tried again and the verdicts that were found."""
    more = {**({"failed": failed} if failed else {}), **({"known": known} if known else {})}
    return {"task": type(task).__name__, **vars(task), **more}


def unpack(told: dict[str, Any]) -> tuple[Task, Failed, Known]:
    """The task, the failed stages and the verdicts that :func:`pack` was given."""
    kind, failed, known = _KINDS[told.pop("task")], told.pop("failed", {}), told.pop("known", {})
    return kind(**told), failed, {key: verdict_of(verdict) for key, verdict in known.items()}


def pack_setup(setup: Setup) -> dict[str, Any]:
    return asdict(setup)


class _Halted(Exception):
    """A task that goes no further here: what it waits for, and the task to go on with."""

    def __init__(self, wanted: Wanted, then: Task, known: Known) -> None:
        super().__init__(str(wanted))
        self.wanted, self.then, self.known = wanted, then, known

    def told(self, task: Task) -> WantedResult:
        """As JSON, for who sent that task."""
        verifier = self.wanted.verifier
        told: WantedResult = {
            "wants": verifier.name,
            "half": self.wanted.half,
            "batch": verifier.batch,
            "start_s": verifier.start_s,
            "known": {key: verdict_told(verdict) for key, verdict in self.known.items()},
        }
        if self.then is not task:
            told["then"] = pack(self.then, {})
        return told


def _half(row: Content, half: str) -> Sample:
    """The sample of a row, or that of the wrong half of its pair."""
    sample, pair = sample_of(row), row["pair"]
    return wrong_half(sample, pair["rejected"]) if half == WRONG and pair else sample


def _signed(verifier: Verifier, verdict: Verdict) -> Verdict:
    return replace(verdict, verifier=verifier.name, version=verifier.version)


class Runner:
    """Carries out tasks in this process, with gates and libraries that stay loaded from one to the next."""

    def __init__(self, registry: Registry, setup: Setup) -> None:
        self.registry = registry
        self.eager = setup.eager
        self.gates: dict[Policy, Gate] = {}
        sandbox.choose(setup.sandbox)
        self._open_gate(Policy(tuple(setup.verifiers)))
        if setup.open_sandbox:
            sandbox.current()

    def run_safely(
        self, task: Task, stage: Stage, failed: Failed, known: Known | None = None
    ) -> Result | FunctionResult | ManyResult | WantedResult:
        """:meth:`run`, whatever the task is: a fault of ours costs this task, not the process and those behind it."""
        try:
            return self.run(task, stage, failed, known)
        except _Halted as halted:
            return halted.told(task)
        except BaseException as error:
            if is_interrupt(error):
                raise
            verdict = Verdict(
                Status.ERROR, "crash", f"The task could not be carried out: {told(error)}.", verifier="gate"
            )
            match task:
                case Judge(row) | ProveAgain(row):
                    return refusal(row, verdict)
                case Propose():
                    origin = Origin(
                        f"{task.generator}-s{task.seed}-{task.index}", "generator", task.generator
                    )
                    return refusal(row_of(origin), verdict)
                case CallFunction():
                    return {"failed": ["work_crash", verdict.message], "rejected": False}
                case JudgeMany():
                    return {"failed": verdict_told(verdict)}

    def run(
        self, task: Task, stage: Stage, failed: Failed, known: Known | None = None
    ) -> Result | FunctionResult | ManyResult:
        """``stage`` is called before each piece of work with its name and its deadline in seconds.

        Without ``known`` verdicts nothing is gathered: a verifier that judges many rows at once judges this one.
        """
        match task:
            case Judge(row, policy, checks):
                if LOADING in failed:
                    reason, message = failed[LOADING]
                    return refusal(row, Verdict(Status.ERROR, reason, message, verifier="gate"))
                try:
                    gate = self.gate(Policy.from_json(policy), stage)
                except UsageError as error:
                    return refusal(
                        row, Verdict(Status.ERROR, "missing_verifier", f"{error}.", verifier="gate")
                    )
                try:
                    return gate.judge_row(row, stage, failed, known, keep_checks=checks)
                except Wanted as wanted:
                    raise _Halted(wanted, task, known or {}) from None
            case Propose():
                return self._propose(task, stage, failed, known)
            case ProveAgain(row, least):
                try:
                    return self._prove_again(row, Policy.from_json(least), stage, failed, known)
                except _Halted as halted:
                    halted.then = task
                    raise
            case JudgeMany():
                return self._judge_many(task, stage, failed)
            case CallFunction():
                return _call(task, stage, failed)

    @property
    def libraries(self) -> set[str]:
        """The modules that the verifiers seen so far want to have loaded."""
        parts = (part for gate in self.gates.values() for part in gate.all_parts)
        return {module for part in parts for module in part.description.preload}

    def gate(self, policy: Policy, stage: Stage) -> Gate:
        """The gate of a policy; to load its verifiers counts against no deadline."""
        if policy not in self.gates:
            stage(LOADING, LOADING_SECONDS)
            self._open_gate(policy)
        return self.gates[policy]

    def _open_gate(self, policy: Policy) -> Gate:
        self.gates[policy] = gate = Gate(self.registry, policy)
        if self.eager:
            for module in self.libraries:
                importlib.import_module(module)
        return gate

    def _judge_many(self, task: JudgeMany, stage: Stage, failed: Failed) -> ManyResult:
        if LOADING in failed:
            reason, message = failed[LOADING]
            return {"failed": verdict_told(Verdict(Status.ERROR, reason, message, verifier="gate"))}
        self.gate(Policy((task.verifier,)), stage)
        verifier = self.registry.verifier(task.verifier).description
        found: list[Verdict] | Verdict
        if verifier.name in failed:
            found = killed(verifier, failed)
        else:
            samples = [_half(row, half) for row, half in zip(task.rows, task.halves, strict=True)]
            stage(verifier.name, verifier.start_s + len(samples) * verifier.deadline)
            found = run_many(verifier, samples)
        if isinstance(found, Verdict):
            return {"failed": verdict_told(_signed(verifier, found))}
        return {"verdicts": [verdict_told(_signed(verifier, each)) for each in found]}

    def _propose(self, task: Propose, stage: Stage, failed: Failed, known: Known | None) -> Result:
        part = self.registry.generator(task.generator)
        row, verdict, verifiers = make_row(part, task, stage, failed)
        if verdict is not None:
            return refusal(row, verdict)
        policy = Policy.from_json(task.policy).stricter(verifiers)
        return self.run(Judge(row, policy.to_json()), stage, failed, known)  # type: ignore[return-value]

    def _prove_again(
        self, row: Row, least: Policy, stage: Stage, failed: Failed, known: Known | None
    ) -> Result:
        try:
            if wrong := row_problem(row):
                raise ValueError(wrong)
            problem = self._origin_problem(row, stage, failed) or _content_problem(row)
            certificate = row["certificate"]
            policy = Policy.from_json(certificate["policy"]).stricter(
                least.verifiers, least.min_step_coverage
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            problem = (
                "malformed_row",
                f"The row is not a data set row of Assay: {error}.",
            )
        if problem:
            return refusal(row, Verdict(Status.REJECTED, *problem, verifier="audit"))
        for kind, name in (("generators", row["generator"]), ("recipes", row["recipe"])):
            if name and self.registry.has(kind, name):
                maker = (self.registry.generator if kind == "generators" else self.registry.recipe)(name)
                own = Policy.of(maker.description)
                policy = own.stricter(policy.verifiers, policy.min_step_coverage)
        judge = Judge(content(row), policy.to_json())
        result: Result = self.run(judge, stage, failed, known)  # type: ignore[assignment]
        if result["status"] == "accepted" and not _same_proof(row, result):
            verdict = Verdict(
                Status.REJECTED,
                "certificate_mismatch",
                "The certificate, its checks or the pair's proof tell of other verdicts than those found now.",
                verifier="audit",
            )
            return refusal(row, verdict)
        return result

    def _origin_problem(self, row: Row, stage: Stage, failed: Failed) -> tuple[str, str] | None:
        """What is wrong with where a procedural row says it came from; a generator makes the row again."""
        made = row["provenance"]
        if row["generator"] is None or made["source"] != "generator":
            return None
        if not self.registry.has("generators", row["generator"]):
            return None  # not installed here: its verifiers must do alone
        part = self.registry.generator(row["generator"])
        if part.description.version != made["version"]:
            return None  # nor in that version
        if PROPOSE in failed:
            return "generator_failed", failed[PROPOSE][1]
        seed, difficulty = row["seed"], row["difficulty"]
        assert seed is not None and difficulty is not None
        policy = Policy().to_json()
        again, _, _ = make_row(
            part,
            Propose(part.description.name, seed, made["index"], difficulty, policy, made["params"]),
            stage,
            failed,
        )
        if {**again, "pair": _bare(again)} != {**content(row), "pair": _bare(row)}:
            return "not_reproduced", "The generator makes another row from the same seed and index."
        return None


def _bare(row: Content) -> Any:
    """The pair of a row without what proved it wrong."""
    pair = row["pair"]
    return pair and (pair["rejected"], pair["opinion"])


def _content_problem(row: Row) -> tuple[str, str] | None:
    if row["certificate"]["digest"] != row_digest(row):
        return "digest_mismatch", "The row is not the one that its certificate was made for."
    asked = [m["content"] for m in row["messages"] if m["role"] == "user"]
    if row["prompt"] != (asked[-1] if asked else ""):
        return "prompt_mismatch", "The prompt is not the one in the messages."
    return None


def _same_proof(row: Row, result: Result) -> bool:
    """Whether the pair, the certificate and the checks of a row tell what is found now.

    Of a verifier that has another version now, or uses one that has, checks and summary may differ.
    """
    certificate, now = row["certificate"], result["certificate"]["verdicts"]
    if result["row"]["pair"] != row["pair"] or not _same_verdicts(certificate, now):
        return False
    versions = {summary["verifier"]: _version(summary) for summary in now}
    aged = {s["verifier"] for s in certificate["verdicts"] if _version(s) != versions[s["verifier"]]}
    found = [{**check, "message": ""} for check in result["checks"] if check["verifier"] not in aged]
    return found == [check for check in row["checks"] if check["verifier"] not in aged]


def _version(summary: VerdictSummary) -> tuple[Any, Any]:
    """What a verdict depends on: the version of its verifier and of those that it uses."""
    return summary["version"], summary["uses"]


def _same_verdicts(certificate: Certificate, found: list[VerdictSummary]) -> bool:
    """Whether a certificate tells of all verifiers of its policy, and what they find in the versions that it names."""
    told, required = certificate["verdicts"], certificate["policy"]["verifiers"]
    if sorted(summary["verifier"] for summary in told) != sorted(required):
        return False
    now = {summary["verifier"]: summary for summary in found}
    for summary in told:
        again = now[summary["verifier"]]
        if summary["status"] != "accepted" or not 1 <= summary["version"] <= again["version"]:
            return False
        if summary["version"] == again["version"] and [u["name"] for u in summary["uses"]] != [
            u["name"] for u in again["uses"]
        ]:
            return False
        if _version(summary) == _version(again) and {**summary, "distribution": ""} != {
            **again,
            "distribution": "",
        }:
            return False
    return True


def _call(task: CallFunction, stage: Stage, failed: Failed) -> FunctionResult:
    module, _, name = task.function.partition(":")
    function = getattr(importlib.import_module(module), name)
    if CALL in failed:
        reason, message = failed[CALL]
        said = placed(message.replace(CALL, name, 1), place_of(function))
        return {"failed": [f"work_{reason}", said], "rejected": False}
    stage(CALL, task.deadline)
    try:
        value = function(*task.args)
        json.dumps(value)
    except Rejected as rejected:
        if problem := rejection_problem(rejected):
            return {"failed": ["bad_draft", placed(problem, place_of(function))], "rejected": False}
        return {"failed": [rejected.reason, rejected.message], "rejected": True}
    except BaseException as error:
        if is_interrupt(error):
            raise
        return {"failed": ["work_crash", f"{name} failed: {told(error, function)}."], "rejected": False}
    return {"value": value}


def row_hash(generator: Generator, seed: int, index: int, params: str | None = None) -> bytes:
    """32 bytes that depend on (name, version, seed, index, parameters) and nothing else."""
    text = f"{generator.name}\n{generator.version}\n{seed}\n{index}" + (f"\n{params}" if params else "")
    return hashlib.sha256(text.encode()).digest()


def draw_difficulty(generator: Generator, seed: int, index: int, wanted: tuple[int, int]) -> int:
    """A difficulty, even over what is both wanted and offered."""
    low = max(wanted[0], generator.difficulties[0])
    high = min(wanted[1], generator.difficulties[1])
    return low + int.from_bytes(row_hash(generator, seed, index)[24:], "big") % (high - low + 1)


def generator_params(generator: Generator, values: Mapping[str, Any]) -> str | None:
    """The parameters that differ from the defaults, as JSON text; ``None`` if none does.

    Raises :class:`~assay.UsageError` for an unknown name or a value of the wrong type.
    """
    if generator.params is None:
        if values:
            raise UsageError(f"--set {next(iter(values))}: {generator.name} has no parameters")
        return None
    from assay.params import to_json

    said, usual = to_json(build(generator.params, generator.name, values)), to_json(generator.params())
    other = {name: value for name, value in said.items() if value != usual[name]}
    return canonical_json(other) if other else None


def make_row(
    part: Part[Generator], task: Propose, stage: Stage, failed: Failed
) -> tuple[Content, Verdict | None, tuple[str, ...]]:
    """A generator's row, not yet judged, what went wrong in making it, and the verifiers that it names itself."""
    generator = part.description
    settings = f"-{hashlib.sha256(task.params.encode()).hexdigest()[:8]}" if task.params else ""
    origin = Origin(
        f"{generator.name}-v{generator.version}-d{task.difficulty}{settings}-s{task.seed}-{task.index}",
        "generator",
        generator.name,
        generator.version,
        part.plugin.distribution,
        task.index,
        generator.domain,
        task.seed,
        task.difficulty,
        task.params,
    )

    def failure(reason: str, message: str) -> tuple[Content, Verdict, tuple[str, ...]]:
        return row_of(origin), Verdict(Status.ERROR, reason, message, verifier=generator.name), ()

    if PROPOSE in failed:
        reason, message = failed[PROPOSE]
        said = message.replace(PROPOSE, generator.name, 1)
        return failure(f"generator_{reason}", placed(said, place_of(generator.make)))
    stage(PROPOSE, GENERATE_SECONDS)
    seeded = row_hash(generator, task.seed, task.index, task.params)
    rng = random.Random(int.from_bytes(seeded[:24], "big") * 8 + task.difficulty)
    try:
        params = (
            build(generator.params, generator.name, json.loads(task.params or "{}"))
            if generator.params
            else None
        )
        draft = generator(rng, task.difficulty, params)
    except Rejected as rejected:
        if problem := rejection_problem(rejected):
            return failure("bad_draft", placed(problem, place_of(generator.make)))
        verdict = Verdict(Status.REJECTED, rejected.reason, rejected.message, verifier=generator.name)
        return row_of(origin, texts_of(rejected.draft)), verdict, ()
    except BaseException as error:
        if is_interrupt(error):
            raise
        return failure("generator_crash", f"{told(error, generator.make)}.")
    problem = draft_problem(draft, asked=task.difficulty)
    if not problem and not draft.reference:
        problem = "Its reference is empty."
    problem = problem or _surrogate_problem(draft)
    if problem:
        return failure("bad_draft", placed(problem, place_of(generator.make)))
    return row_of(origin, draft), None, tuple(draft.verifiers)


def _surrogate_problem(draft: Draft) -> str:
    """Which text of a well-formed draft is no Unicode, ``""`` if none: no row with it could ever pass."""
    texts = {name: getattr(draft, name) for name in ("prompt", "response", "reference", "answer")}
    texts |= {f"message {number}": turn.content for number, turn in enumerate(draft.messages)}
    texts |= {f"source {number}": source.text for number, source in enumerate(draft.sources)}
    if draft.pair is not None:
        texts["pair"] = draft.pair.rejected
    for name, text in texts.items():
        half = None if text.isascii() else _SURROGATE.search(text)
        if half:
            return f"Its {name} holds half a surrogate pair, {half[0]!a}, at character {half.start()}."
    return ""
