"""The records that flow from a generator, through the gate, into a data set.

All of them are frozen and hold plain data only, so they cross process borders
and turn into JSON without loss.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from assay.errors import BadReference
from assay.references import plain_answer, read_part, stated_answer

T = TypeVar("T")


class Status(StrEnum):
    """What a verifier can say. Only ``ACCEPTED`` opens the gate."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ABSTAINED = "abstained"  # the verifier cannot decide
    ERROR = "error"  # the tool failed: crash, deadline, memory


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a chat turn shows: where it is, the SHA-256 of its bytes, its media type."""

    path: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Message:
    """One chat turn."""

    role: str
    content: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text that a row rests on, and which travels with it: a note, a statute, a page of a paper.

    ``id`` names it in checks (``where="source:note-1"``), ``place`` says where in the
    original the text stands (a URL, a page, a section).
    """

    id: str
    text: str
    title: str = ""
    licence: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A prompt with a reference that a machine can check a response against.

    ``reference`` is the plain answer, or the JSON text of an object whose keys say
    what each part is for (see :meth:`Sample.part`).
    """

    prompt: str
    reference: str = ""
    domain: str = ""
    difficulty: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A task with a response, and where the response came from.

    ``turns`` is the whole chat where it is more than a prompt and a response,
    ``sources`` the texts that the response must rest on.
    """

    task: Task
    response: str
    answer: str | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict)
    turns: tuple[Message, ...] = ()
    sources: tuple[Source, ...] = ()

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

    def part(self, kind: type[T]) -> T:
        """The part of the reference that ``kind`` describes, a dataclass made with :func:`assay.reference_part`.

        Raises :class:`~assay.BadReference` if the reference has no such part or it is
        malformed; a verifier lets that pass, and its verdict is ``error / unreadable_reference``.
        """
        return read_part(self.task.reference, kind)

    @property
    def expected(self) -> str:
        """The plain answer that the reference states: the whole of it, or its part ``answer``.

        Raises :class:`~assay.BadReference` if a structured reference states none.
        """
        return plain_answer(self.task.reference)

    def source(self, id: str) -> Source:
        """The source of that id; raises :class:`~assay.BadReference` if the row has none."""
        for each in self.sources:
            if each.id == id:
                return each
        raise BadReference(f"The row has no source {id!r}.")

    def text_at(self, where: str) -> str:
        """The text that ``where`` of a check names: ``response``, ``prompt``, ``reference``, ``turn:3``, ``source:ID``.

        Raises :class:`ValueError` for any other place.
        """
        kind, _, which = where.partition(":")
        if where == "response":
            return self.response
        if where == "prompt":
            return self.task.prompt
        if where == "reference":
            return self.task.reference
        if kind == "source":
            return self.source(which).text
        if kind == "turn" and which.isdecimal() and int(which) < len(self.messages):
            return self.messages[int(which)].content
        raise ValueError(
            f"there is no {where!r}; places are response, prompt, reference, turn:NUMBER and source:ID"
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a verifier looked at.

    ``where`` is the text that it looked at: ``"response"``, ``"prompt"``, ``"reference"``,
    ``"turn:3"`` (messages count from 0) or ``"source:note-1"``. ``span`` is ``(start, end)`` in
    characters of that text, ``end`` exclusive; ``None`` where the check is about the
    whole. ``quote`` are the words that it rests on, where they stand elsewhere.
    """

    kind: str
    status: Status
    claim: str
    span: tuple[int, int] | None = None
    reason: str = ""
    message: str = ""
    where: str = "response"
    quote: str = ""


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
    in a sandbox: what it ran on. A verdict is true exactly if it accepts.
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

    def __bool__(self) -> bool:
        return self.accepted


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

    ``messages`` is the whole chat where it has more than the prompt and the
    response, which must be its last user and assistant turn (:meth:`chat` makes such a
    draft). ``verifiers`` are required of this row on top of its maker's.
    ``sources`` are the texts that it rests on. ``labels`` are opinions (scores, a
    judge's words): kept, never a proof. ``extra`` is further provenance, ``parents``
    the ids of what it was made from; both and the labels must be JSON values.
    ``reasoning`` is what a model thought before its response: a column that no verifier looks at. Left
    empty, it is that of the reply whose visible text the response is.
    ``difficulty`` is for recipes: a generator makes the level that it was asked for.
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
    sources: tuple[Source, ...] = ()
    reasoning: str = ""

    @staticmethod
    def chat(
        turns: Sequence[Message | tuple[str, str]], reference: str, *, system: str = "", **fields: Any
    ) -> Draft:
        """A draft of a whole dialogue, which ends in the assistant's response to the last user turn.

        ``turns`` are messages or ``(role, content)``; ``system`` goes before them. Raises
        :class:`ValueError` if they do not end in a user's and an assistant's turn.
        """
        messages = [Message("system", system)] if system else []
        messages += [turn if isinstance(turn, Message) else Message(*turn) for turn in turns]
        asked = [turn.content for turn in messages if turn.role == "user"]
        if not asked or messages[-1].role != "assistant":
            raise ValueError("a dialogue holds a user's turn and ends in the assistant's")
        return Draft(asked[-1], messages[-1].content, reference, messages=tuple(messages), **fields)

    @property
    def final_answer(self) -> str | None:
        """What goes into the row as its answer: what it says, or the plain answer of its reference."""
        return self.answer or stated_answer(self.reference)


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: Any) -> str:
    """``sha256:<hex>`` of the canonical JSON of ``value``; :class:`UnicodeEncodeError` for a lone surrogate."""
    return "sha256:" + hashlib.sha256(canonical_json(value).encode()).hexdigest()
