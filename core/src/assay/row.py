"""One row: its columns, once; how it is made of a draft or of somebody's record; its digest.

The types below are the columns. The Arrow schema, the journal, the data set card, the docs
and their tests are made from them, so a new column is one line here.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NotRequired, TypedDict, cast, get_args, get_origin, get_type_hints

from assay.errors import Rejected
from assay.faults import bare
from assay.records import (
    Check,
    Coverage,
    Draft,
    Image,
    Message,
    Pair,
    Sample,
    Source,
    Status,
    Task,
    Verdict,
    canonical_json,
    digest,
)
from assay.references import stated_answer


class Turn(TypedDict):
    """One message of the chat."""

    role: str
    content: str


class PairColumn(TypedDict):
    """The wrong half of a preference pair; ``verifier`` to ``message`` say who proved it wrong."""

    rejected: str
    opinion: bool
    verifier: str
    reason: str
    message: str


class ImageColumn(TypedDict):
    """A picture that the message of that number shows."""

    message: int
    path: str
    sha256: str
    media_type: str


class SourceColumn(TypedDict):
    """A text that the row rests on."""

    id: str
    text: str
    title: str
    licence: str
    place: str


class Provenance(TypedDict):
    """Where a row came from. ``params`` and ``extra`` are JSON text."""

    source: str
    name: str
    version: int
    distribution: str
    index: int
    params: str | None
    file: str | None
    line: int | None
    extra: str | None


class CheckColumn(TypedDict):
    """One thing that a verifier looked at; ``start`` and ``end`` are characters of the text ``where``."""

    verifier: str
    kind: str
    status: str
    claim: str
    where: str
    start: int | None
    end: int | None
    quote: str
    reason: str
    message: str


class Package(TypedDict):
    """A library, or a verifier that another one uses, and its version."""

    name: str
    version: str


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
    uses: list[Package]


class PolicyColumn(TypedDict):
    """What was required of the row."""

    verifiers: list[str]
    min_step_coverage: float


class Runtime(TypedDict):
    """What the verdicts depended on."""

    python: str
    platform: str
    packages: list[Package]
    sandbox: str | None


class Certificate(TypedDict):
    """The proof that travels in an accepted row.

    ``digest`` is that of all columns but the checks and the certificate itself,
    ``policy`` what was required, ``runtime`` the interpreter, platform, library
    versions and sandbox that decided.
    """

    digest: str
    assay: str
    policy: PolicyColumn
    verdicts: list[VerdictSummary]
    runtime: Runtime


class Content(TypedDict):
    """The columns that every row has, accepted or not, and that a certificate's digest is taken of."""

    id: Annotated[str, "Unique in the data set; tells the maker, its version, difficulty, seed and index."]
    domain: Annotated[str, "The subject: `math`, `law` …"]
    prompt: Annotated[str, "The problem as text."]
    messages: Annotated[list[Turn], "The chat; it ends in the prompt and the whole worked response."]
    reasoning: Annotated[
        str | None,
        "What the model thought before its response: no part of it, and looked at by no verifier; null where there is none, "
        "or the run dropped it.",
    ]
    answer: Annotated[
        str | None, "The final answer as the response states it; null where it has none, such as a story."
    ]
    reference: Annotated[
        str,
        "The truth that the response was checked against: the plain answer, or a JSON object whose keys "
        "say what each part is for.",
    ]
    sources: Annotated[
        list[SourceColumn] | None,
        "Texts that the row rests on: `id`, `text`, `title`, `licence`, `place`; null where there are none.",
    ]
    difficulty: Annotated[int | None, "1 (easy) to 5 (hard); null where unknown."]
    generator: Annotated[str | None, "The procedural generator that made the row; null where there was none."]
    recipe: Annotated[str | None, "The recipe that made the row; null where there was none."]
    seed: Annotated[int | None, "The seed of the run; null where there was none."]
    labels: Annotated[
        str | None,
        "Opinions about the row (a judge's scores) as JSON text, never a proof; null where there are none.",
    ]
    pair: Annotated[
        PairColumn | None,
        "The wrong half of a preference pair: `rejected`, `opinion` (true if only a judge says so), and who proved it "
        "wrong (`verifier`, `reason`, `message`); null where there is none.",
    ]
    images: Annotated[
        list[ImageColumn] | None,
        "Pictures in the chat: `message` (its number, from 0), `path`, `sha256`, `media_type`; null where there are none.",
    ]
    provenance: Annotated[
        Provenance,
        "Where the row came from: `source` (`generator`, `recipe` or `file`), `name`, `version`, `distribution`, `index`, "
        "`params` (of a generator, where they are not the usual ones), `file`, `line`, `extra` (JSON text: the columns "
        "of a verified file, as far as they are not columns beside these; of a recipe the models with prompt and sampling, parents, "
        "and what it adds).",
    ]


_CHECKS = (
    "What was looked at, one by one: `verifier`, `kind`, `status`, `claim`, the text that it stands in (`where`: "
    "`response`, `prompt`, `reference`, `turn:3` of the chat, `source:ID`), the place in it (`start` and `end` in characters; "
    "null where it is about the whole), `quote` (what it rests on), `reason`, `message`."
)


class Row(Content):
    """An accepted row as it is written to a data set and handed to exporters."""

    checks: Annotated[list[CheckColumn], _CHECKS]
    certificate: Annotated[
        Certificate, "The proof: digest of the row, policy, a verdict of each verifier, runtime; see below."
    ]


class RejectedRow(Content):
    """A row that did not pass, kept beside the data set."""

    status: Annotated[str, "`rejected`, `abstained` (cannot tell) or `error` (tool or input failed)."]
    reason: Annotated[str, "Stable code in snake case, for machines."]
    message: Annotated[str, "One sentence for people."]
    verifier: Annotated[str, "Who decided."]
    checks: Annotated[list[CheckColumn], _CHECKS]


class Result(TypedDict):
    """What became of one row: the deciding verdict, all checks, the row, its certificate if it passed."""

    status: str
    verifier: str
    version: int
    reason: str
    message: str
    runtime: str
    coverage: dict[str, int] | None
    checks: list[CheckColumn]
    row: Content
    certificate: NotRequired[Certificate]


@cache
def columns(*, rejected: bool = False) -> dict[str, str]:
    """The columns of a data set in their order, each with what it holds."""
    hints = get_type_hints(RejectedRow if rejected else Row, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in (*CONTENT, *hints) if name in hints}


def column_types(*, rejected: bool = False) -> dict[str, Any]:
    """The type of each column: ``str``, ``int``, ``float``, ``bool``, ``list`` of one, or a ``TypedDict``."""
    hints = get_type_hints(RejectedRow if rejected else Row)
    return {name: hints[name] for name in columns(rejected=rejected)}


@cache
def fields_of(kind: Any) -> dict[str, Any] | None:
    """The fields of a ``TypedDict`` and their types, ``None`` for any other type."""
    return get_type_hints(kind) if hasattr(kind, "__required_keys__") else None


def without_none(kind: Any) -> Any:
    """``str`` for ``str | None``."""
    inner = [each for each in get_args(kind) if each is not type(None)]
    return inner[0] if len(inner) == 1 and get_origin(kind) is not list else kind


def row_problem(row: Mapping[str, Any]) -> str:
    """What keeps a value from being an accepted row, ``""`` if nothing: its columns, their types, all the way down."""
    return misfit(dict(row), Row, "the row")


def misfit(value: Any, kind: Any, place: str) -> str:
    """Where a value is not of a type of a column, ``""`` if it is."""
    if value is None and type(None) in get_args(kind):
        return ""
    inner = without_none(kind)
    if (fields := fields_of(inner)) is not None:
        if not isinstance(value, Mapping):
            return f"{place} is {type(value).__name__}, must be an object"
        if value.keys() != fields.keys():
            wrong = ", ".join(sorted(map(str, value.keys() ^ fields.keys())))
            return f"{place} does not have the keys that it must have (differs in {wrong})"
        return next((p for name, each in fields.items() if (p := misfit(value[name], each, name))), "")
    if get_origin(inner) is list:
        if not isinstance(value, list):
            return f"{place} is {type(value).__name__}, must be a list"
        item = get_args(inner)[0]
        return next((p for each in value if (p := misfit(each, item, f"an item of {place}"))), "")
    if inner is float and type(value) is int:
        return ""
    return "" if type(value) is inner else f"{place} is {type(value).__name__}, must be {inner.__name__}"


CONTENT = tuple(get_type_hints(Content))
"""The names of the columns that a certificate's digest is taken of."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what made a row, and which of its rows it is."""

    id: str
    source: str
    name: str = ""
    version: int = 0
    distribution: str = ""
    index: int = 0
    domain: str = ""
    seed: int | None = None
    difficulty: int | None = None
    params: str | None = None
    file: str | None = None
    line: int | None = None


NO_DRAFT = Draft("", "", "")


def row_of(origin: Origin, draft: Draft = NO_DRAFT, *, extra: Mapping[str, Any] | None = None) -> Content:
    """The row of a draft that :func:`draft_problem` finds nothing wrong with; ``extra`` goes into its provenance."""
    turns: Sequence[Message] = draft.messages
    if not turns and draft.prompt:
        turns = (Message("user", draft.prompt), Message("assistant", draft.response))
    more = {**draft.extra, **(extra or {}), **({"parents": list(draft.parents)} if draft.parents else {})}
    return _row(
        origin,
        draft.prompt,
        turns,
        reference=draft.reference,
        reasoning=draft.reasoning or None,
        answer=draft.final_answer,
        sources=draft.sources,
        difficulty=origin.difficulty if origin.difficulty is not None else draft.difficulty,
        labels=canonical_json(draft.labels) if draft.labels else None,
        pair=draft.pair,
        extra=canonical_json(more) if more else None,
    )


def row_of_sample(
    origin: Origin, sample: Sample | None, *, extra: str | None = None, reasoning: str | None = None
) -> Content:
    """The row of a response that somebody else wrote, empty where none could be read.

    ``extra`` is the JSON text of its original columns, ``reasoning`` the thinking that stands apart from the response.
    """
    sample = sample or Sample(Task(""), "")
    turns = sample.messages if sample.turns or sample.prompt else [Message("assistant", sample.response)]
    return _row(
        origin,
        sample.prompt,
        turns if sample.turns or sample.response or sample.prompt else (),
        reference=sample.reference,
        answer=sample.answer,
        sources=sample.sources,
        difficulty=sample.task.difficulty,
        extra=extra,
        reasoning=reasoning,
    )


def _row(
    origin: Origin,
    prompt: str,
    turns: Sequence[Message],
    *,
    reference: str,
    answer: str | None,
    sources: Sequence[Source],
    difficulty: int | None,
    extra: str | None,
    reasoning: str | None = None,
    labels: str | None = None,
    pair: Pair | None = None,
) -> Content:
    images: list[ImageColumn] = [
        {"message": number, "path": image.path, "sha256": image.sha256, "media_type": image.media_type}
        for number, turn in enumerate(turns)
        for image in turn.images
    ]
    return {
        "id": origin.id,
        "domain": origin.domain,
        "prompt": prompt,
        "messages": [{"role": turn.role, "content": turn.content} for turn in turns],
        "reasoning": reasoning,
        "answer": answer,
        "reference": reference,
        "sources": [
            {"id": s.id, "text": s.text, "title": s.title, "licence": s.licence, "place": s.place}
            for s in sources
        ]
        or None,
        "difficulty": difficulty,
        "generator": origin.name if origin.source == "generator" else None,
        "recipe": origin.name if origin.source == "recipe" else None,
        "seed": origin.seed,
        "labels": labels,
        "pair": None if pair is None else _pair(pair),
        "images": images or None,
        "provenance": {
            "source": origin.source,
            "name": origin.name,
            "version": origin.version,
            "distribution": origin.distribution,
            "index": origin.index,
            "params": origin.params,
            "file": origin.file,
            "line": origin.line,
            "extra": extra,
        },
    }


def _pair(pair: Pair) -> PairColumn:
    return {"rejected": pair.rejected, "opinion": pair.opinion, "verifier": "", "reason": "", "message": ""}


def draft_problem(draft: object, *, asked: int | None = None) -> str:
    """What is wrong with what a maker returned, ``""`` if nothing; ``asked`` is the difficulty asked of a generator."""
    if not isinstance(draft, Draft):
        return f"It is {_shown(draft)}, must be a Draft."
    for name in ("prompt", "response"):
        value = getattr(draft, name)
        if not isinstance(value, str) or not value:
            return f"Its {name} is {_shown(value)}, must be text that is not empty."
    for name in ("reference", "answer", "reasoning"):
        if not isinstance(getattr(draft, name), str):
            return f"Its {name} is {_shown(getattr(draft, name))}, must be text."
    for name, kind in (("verifiers", str), ("parents", str), ("messages", Message), ("sources", Source)):
        if problem := _tuple_problem(f"Its {name} are", getattr(draft, name), kind):
            return problem
    for number, turn in enumerate(draft.messages):
        place = f"of its message {number}"
        if problem := _text_problem(turn, ("role", "content"), place):
            return problem
        if problem := _tuple_problem(f"The images {place} are", turn.images, Image):
            return problem
        for image in turn.images:
            if problem := _text_problem(image, Image.__slots__, f"of an image {place}"):
                return problem
    for number, source in enumerate(draft.sources):
        if problem := _text_problem(source, Source.__slots__, f"of its source {number}"):
            return problem
    ids = [source.id for source in draft.sources]
    if len(set(ids)) < len(ids):
        return "Its sources need an id each, every one another."
    if draft.pair is not None:
        if not isinstance(draft.pair, Pair):
            return f"Its pair is {_shown(draft.pair)}, must be a Pair."
        if problem := _text_problem(draft.pair, ("rejected",), "of its pair"):
            return problem
        if not isinstance(draft.pair.opinion, bool):
            return f"The opinion of its pair is {_shown(draft.pair.opinion)}, must be True or False."
    if draft.difficulty is not None and (type(draft.difficulty) is not int):
        return f"Its difficulty is {_shown(draft.difficulty)}, must be a whole number."
    if asked is not None and draft.difficulty not in (None, asked):
        return f"Its difficulty is {draft.difficulty}, the generator was asked for {asked}; leave it out."
    for name in ("labels", "extra"):
        value = getattr(draft, name)
        try:
            if not isinstance(value, Mapping):
                raise TypeError(f"{type(value).__name__} is no mapping")
            if not all(isinstance(key, str) for key in value):
                raise TypeError("a key is not text")
            json.dumps(dict(value), sort_keys=True, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            return f"Its {name} cannot be written as a JSON object: {error}."
    if draft.messages:
        said = [turn.content for turn in draft.messages if turn.role == "user"]
        last = draft.messages[-1]
        if last.role != "assistant" or last.content != draft.response or said[-1:] != [draft.prompt]:
            return "Its messages do not end in its prompt and its response."
    return ""


def rejection_problem(rejected: Rejected) -> str:
    """What is wrong with a rejection that a plugin's code raised or returned, ``""`` if nothing."""
    if not isinstance(rejected.reason, str) or not rejected.reason:
        return f"The reason of its Rejected is {_shown(rejected.reason)}, must be text that is not empty."
    if not isinstance(rejected.message, str):
        return f"The message of its Rejected is {_shown(rejected.message)}, must be text."
    if rejected.draft is not None and not isinstance(rejected.draft, Draft):
        return f"The draft of its Rejected is {_shown(rejected.draft)}, must be a Draft."
    return ""


def texts_of(draft: Draft | None) -> Draft:
    """What can be kept of a rejected draft: all of it, or the texts of one that is not well formed."""
    if draft is None or not draft_problem(draft):
        return draft or NO_DRAFT
    prompt, response, reference, answer = (
        text if isinstance(text, str) else ""
        for text in (draft.prompt, draft.response, draft.reference, draft.answer)
    )
    return Draft(prompt, response, reference, answer)


def verdict_problem(verdict: object) -> str:
    """What keeps a value from being a verdict that can be trusted and written, ``""`` if nothing."""
    if not isinstance(verdict, Verdict):
        return f"It is {_shown(verdict)}, must be a Verdict."
    if not isinstance(verdict.status, Status):
        return f"Its status is {_shown(verdict.status)}, must be a Status such as assay.Status.REJECTED."
    if not isinstance(verdict.reason, str) or not verdict.reason:
        return f"Its reason is {_shown(verdict.reason)}, must be text that is not empty."
    if problem := _text_problem(verdict, ("message", "runtime"), "of the verdict"):
        return problem
    if verdict.coverage is not None:
        if not isinstance(verdict.coverage, Coverage):
            return f"Its coverage is {_shown(verdict.coverage)}, must be a Coverage."
        for name in Coverage.__slots__:
            value = getattr(verdict.coverage, name)
            if type(value) is not int or value < 0:
                return f"The {name} of its coverage are {_shown(value)}, must be a whole number from 0 on."
    if problem := _tuple_problem("Its checks are", verdict.checks, Check):
        return problem
    for number, check in enumerate(verdict.checks):
        if not isinstance(check.status, Status):
            return f"The status of its check {number} is {_shown(check.status)}, must be a Status."
        texts = ("kind", "claim", "reason", "message", "where", "quote")
        if problem := _text_problem(check, texts, f"of its check {number}"):
            return problem
        span = check.span
        if span is not None and not (
            isinstance(span, tuple | list) and len(span) == 2 and all(type(at) is int for at in span)
        ):
            return f"The span of its check {number} is {_shown(span)}, must be (start, end) in whole numbers."
    return ""


def _tuple_problem(subject: str, value: object, kind: type) -> str:
    if isinstance(value, tuple | list) and all(isinstance(each, kind) for each in value):
        return ""
    return f"{subject} {_shown(value)}, must be a tuple of {'texts' if kind is str else kind.__name__}."


def _text_problem(record: object, names: Iterable[str], place: str) -> str:
    for name in names:
        if not isinstance(value := getattr(record, name), str):
            return f"The {name} {place} is {_shown(value)}, must be text."
    return ""


def _shown(value: object) -> str:
    """A value of a wrong type, in short; its ``repr`` is somebody else's code."""
    if inspect.iscoroutine(value):
        value.close()  # Python would warn of it on standard error, and all is said
        return "a coroutine (an 'await' is missing before what made it)"
    try:
        said = bare(repr(value))
    except Exception:
        said = ""
    plain = value is None or (isinstance(value, str) and not value)
    return said if plain else f"{type(value).__name__} {said}"[:80].rstrip()


def sample_of(row: Content) -> Sample:
    """The sample that verifiers see: the last assistant turn is the response."""
    task = Task(row["prompt"], row["reference"], row["domain"], row["difficulty"], row["id"])
    response = next((m["content"] for m in reversed(row["messages"]) if m["role"] == "assistant"), "")
    pictures: dict[int, list[Image]] = {}
    for image in row["images"] or ():
        pictures.setdefault(image["message"], []).append(
            Image(image["path"], image["sha256"], image["media_type"])
        )
    turns: tuple[Message, ...] = ()
    roles = [m["role"] for m in row["messages"]]
    if pictures or roles not in (["user", "assistant"], ["assistant"], []):
        turns = tuple(
            Message(m["role"], m["content"], tuple(pictures.get(number, ())))
            for number, m in enumerate(row["messages"])
        )
    sources = tuple(Source(**source) for source in row["sources"] or ())
    return Sample(task, response, row["answer"], row["provenance"], turns, sources)


def content(row: Mapping[str, Any]) -> Content:
    """The columns of a row that its digest is taken of."""
    return cast(Content, {name: row[name] for name in CONTENT if name in row})


def row_digest(row: Mapping[str, Any]) -> str:
    """``sha256:<hex>`` of a row's content; :class:`UnicodeEncodeError` for a lone surrogate."""
    return digest(content(row))


def refusal(row: Content, verdict: Verdict, checks: list[CheckColumn] | None = None) -> Result:
    """The result of a row that a verdict keeps out, or lets in without a certificate."""
    coverage = verdict.coverage
    return {
        "status": str(verdict.status),
        "verifier": verdict.verifier,
        "version": verdict.version,
        "reason": verdict.reason,
        "message": verdict.message,
        "runtime": verdict.runtime,
        "coverage": None
        if coverage is None
        else {name: getattr(coverage, name) for name in coverage.__slots__},
        "checks": checks or [],
        "row": row,
    }


def accepted_row(result: Result) -> Row:
    """The row of a data set; of its checks the sentences are left out, which say nothing that the claims do not."""
    checks: list[CheckColumn] = [{**check, "message": ""} for check in result["checks"]]
    return cast(Row, {**result["row"], "checks": checks, "certificate": result["certificate"]})


def rejected_row(result: Result) -> RejectedRow:
    """The row beside a data set, with its reason and checks."""
    told = {name: result[name] for name in ("status", "reason", "message", "verifier", "checks")}
    return cast(RejectedRow, {**result["row"], **told, "answer": _stated(result)})


def _stated(result: Result) -> str | None:
    """The final answer of a row that did not pass: what was found in the response, where its maker only knew the key."""
    row = result["row"]
    if row["answer"] is None or row["answer"] != stated_answer(row["reference"]):
        return row["answer"]
    found = (c["claim"] for c in result["checks"] if c["kind"] == "final_answer" and c["where"] == "response")
    return next(found, None)


def check_columns(verdict: Verdict) -> list[CheckColumn]:
    """The checks of a verdict as they are written."""
    return [
        {
            "verifier": verdict.verifier,
            "kind": check.kind,
            "status": str(check.status),
            "claim": check.claim,
            "where": check.where,
            "start": check.span[0] if check.span else None,
            "end": check.span[1] if check.span else None,
            "quote": check.quote,
            "reason": check.reason,
            "message": check.message,
        }
        for check in verdict.checks
    ]


def verdict_of(result: Mapping[str, Any]) -> Verdict:
    """The verdict that a :class:`Result` holds."""
    return Verdict(
        Status(result["status"]),
        result["reason"],
        result["message"],
        tuple(map(_check, result["checks"])),
        Coverage(**result["coverage"]) if result["coverage"] else None,
        result["verifier"],
        result["version"],
        result["runtime"],
    )


def verdict_told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON, which :func:`verdict_of` reads: a result without its row."""
    told: dict[str, Any] = {**refusal(cast(Content, {}), verdict, check_columns(verdict))}
    del told["row"]
    return told


def _check(told: CheckColumn) -> Check:
    start, end = told["start"], told["end"]
    return Check(
        told["kind"],
        Status(told["status"]),
        told["claim"],
        (start, end) if start is not None and end is not None else None,
        told["reason"],
        told["message"],
        told["where"],
        told["quote"],
    )
