"""The records that flow from a generator, through the gate, into a data set.

All of them are frozen and hold plain data only, so they cross process borders
and turn into JSON without loss.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypedDict


class Status(StrEnum):
    """What a verifier can say. Only ``ACCEPTED`` opens the gate."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ABSTAINED = "abstained"  # the verifier cannot decide
    ERROR = "error"  # the tool failed: crash, deadline, memory


@dataclass(frozen=True, slots=True)
class Message:
    """One chat turn."""

    role: str
    content: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a chat turn shows: where it is, the SHA-256 of its bytes, its media type."""

    path: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt with a reference that a machine can check a response against.

    ``reference`` is text; a structured reference (test cases, facts) is JSON
    text that the verifier named for it parses.
    """

    prompt: str
    reference: str = ""
    domain: str = ""
    difficulty: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A task with a response, and where the response came from.

    ``turns`` is the whole chat where it is more than a prompt and a response.
    """

    task: Task
    response: str
    answer: str | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict)
    turns: tuple[Message, ...] = ()

    @property
    def reference(self) -> str:
        return self.task.reference

    @property
    def prompt(self) -> str:
        return self.task.prompt

    @property
    def messages(self) -> list[Message]:
        if self.turns:
            return list(self.turns)
        return [Message("user", self.task.prompt), Message("assistant", self.response)]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a verifier looked at.

    ``span`` is ``(start, end)`` in characters of the response, ``end``
    exclusive; ``None`` where the check is about the whole.
    """

    kind: str
    status: Status
    claim: str
    span: tuple[int, int] | None = None
    reason: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a response was checked: claims of claims, steps of steps."""

    claims_found: int = 0
    claims_checked: int = 0
    steps_found: int = 0
    steps_checked: int = 0

    @property
    def claims(self) -> float:
        """Share of the claims that were decided, 0 to 1; 0 when none was found."""
        return self.claims_checked / self.claims_found if self.claims_found else 0.0

    @property
    def steps(self) -> float:
        """Share of the steps that hold a decided claim, 0 to 1; 0 when there is no step."""
        return self.steps_checked / self.steps_found if self.steps_found else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verifier's finding.

    ``reason`` is a stable snake_case code for machines (``"ok"`` when accepted),
    ``message`` one sentence for people. ``verifier`` and ``version`` are filled
    in by the caller that ran it, and ``runtime`` too where the verifier ran code
    in a sandbox: what it ran on.
    """

    status: Status
    reason: str
    message: str = ""
    checks: tuple[Check, ...] = ()
    coverage: Coverage | None = None
    verifier: str = ""
    version: int = 0
    runtime: str = ""

    @property
    def accepted(self) -> bool:
        return self.status is Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Pair:
    """The wrong half of a preference pair; the row's response is the right one.

    The gate must prove it wrong: a required verifier has to reject it. A pair
    that rests on an ``opinion`` (a judge's score) says so and is not proved.
    """

    rejected: str
    opinion: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a generator or a recipe returns for one row, before the gate.

    ``reference`` is the checkable truth and ``answer`` the final answer as the
    response states it; they are the same text unless the maker says otherwise or
    the reference is a JSON object, which is no answer.
    ``response`` is the whole worked solution including the final answer.

    The rest is for recipes. ``messages`` is the whole chat where it has more
    than the prompt and the response, which must be its last user and assistant
    turn. ``verifiers`` are required of this row on top of the recipe's.
    ``labels`` are opinions (scores, a judge's words): kept, never a proof.
    ``extra`` is further provenance, ``parents`` the ids of what it was made from.
    """

    prompt: str
    response: str
    reference: str
    answer: str = ""
    messages: tuple[Message, ...] = ()
    difficulty: int | None = None
    verifiers: tuple[str, ...] = ()
    labels: Mapping[str, Any] = field(default_factory=dict)
    pair: Pair | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    parents: tuple[str, ...] = ()

    @property
    def stated(self) -> str | None:
        """What goes into the row as its answer."""
        try:
            structured = isinstance(json.loads(self.reference), dict)
        except (ValueError, RecursionError):
            structured = False
        return self.answer or (None if structured else self.reference or None)


class VerdictSummary(TypedDict):
    """What a certificate keeps of one verdict."""

    verifier: str
    version: int
    distribution: str
    status: str
    reason: str
    claims_found: int | None
    claims_checked: int | None
    steps_found: int | None
    steps_checked: int | None
    checks: int


class Certificate(TypedDict):
    """The proof that travels in an accepted row.

    ``digest`` is that of all other columns, ``policy`` what was required,
    ``runtime`` the interpreter, platform, library versions and sandbox that decided.
    """

    digest: str
    assay: str
    policy: dict[str, Any]
    verdicts: list[VerdictSummary]
    runtime: dict[str, Any]


class Row(TypedDict):
    """An accepted row as it is written to a data set and handed to exporters."""

    id: str
    domain: str
    prompt: str
    messages: list[dict[str, str]]
    answer: str | None
    reference: str
    difficulty: int | None
    generator: str | None
    recipe: str | None
    seed: int | None
    labels: str | None
    pair: dict[str, Any] | None
    images: list[dict[str, Any]] | None
    provenance: dict[str, Any]
    certificate: Certificate


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: Any) -> str:
    """``sha256:<hex>`` of the canonical JSON of ``value``; :class:`UnicodeEncodeError` for a lone surrogate."""
    return "sha256:" + hashlib.sha256(canonical_json(value).encode()).hexdigest()
