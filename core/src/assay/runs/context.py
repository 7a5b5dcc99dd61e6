"""What a recipe's function is handed: models, verifiers, worker processes, randomness, earlier rows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from assay.errors import Rejected, WorkFailed
from assay.gate import Policy
from assay.json_replies import check_schema
from assay.models import Call, Reply
from assay.prompts import Filled
from assay.recipes import WORK_SECONDS, Fields, PromptLike
from assay.records import Draft, Message, Pair, Status, Verdict, digest
from assay.registry import Registry
from assay.row import Content, Origin, draft_problem, row_of, verdict_of
from assay.runs import call_path
from assay.runs.call_path import Path
from assay.workers.tasks import CallFunction, Judge, Task

P_co = TypeVar("P_co", covariant=True)
T = TypeVar("T")
UNREAD = frozenset(
    {"unparsable_reply", "wrong_shape", "ambiguous_reply", "empty_reply", "no_label", "no_final_answer"}
)
"""Why a reply cannot be read: it has not the form that was asked for, whatever it says."""


class BadDraft(WorkFailed):
    """A recipe made something that is no sound draft; the candidate becomes an error."""

    def __init__(self, problem: str) -> None:
        super().__init__("bad_draft", problem)


class Run(Protocol):
    """What a candidate needs of the run that it belongs to; the scheduler is one."""

    registry: Registry
    policy: Policy

    def origin(self, index: int) -> Origin: ...
    def title(self, role: str) -> str: ...
    def sampling(self, role: str) -> Mapping[str, Any]: ...
    async def ask(self, call: Call) -> Reply: ...
    async def submit(self, task: Task) -> Any: ...
    async def accepted_before(self, index: int, before: int | None = None) -> Sequence[Fields]: ...


class CandidateContext(Generic[P_co]):
    """One candidate's access to everything outside it: :class:`assay.Context` in a run.

    ``rng`` depends on recipe, version, seed and ``index`` only.
    """

    def __init__(self, run: Run, index: int, params: P_co, rng: random.Random) -> None:
        self._run = run
        self.index = index
        self._params = params
        self.rng = rng
        self._made: dict[str, tuple[tuple[Path, int], dict[str, Any]]] = {}
        self._replies: list[tuple[list[dict[str, Any]], Reply, bool]] = []
        self._unused: dict[tuple[Path, int], Reply] = {}  # by place, for the reasoning of drafts
        call_path.begin()

    @property
    def params(self) -> P_co:
        """The recipe's parameters."""
        return self._params

    @property
    def trace(self) -> list[dict[str, Any]]:
        """Which models were asked, with which prompts and sampling, by their place in the recipe."""
        return [made for _, made in sorted(self._made.values(), key=lambda each: each[0])]

    @property
    def id(self) -> str:
        """The id of the row that this candidate becomes."""
        return self._run.origin(self.index).id

    async def ask(
        self,
        prompt: PromptLike,
        *,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> Reply:
        """The reply of the model in a role. ``sampling`` is ``temperature``, ``max_tokens``, ``stop`` ….

        With a JSON ``schema``, ``reply.json()`` is a value that fits it. The
        reply is in the run's journal before this returns, and is never paid twice.
        """
        name, messages = _chat(prompt)
        if schema is not None:
            check_schema(schema)  # before the reply is paid for
        # What the user says of a model goes before the recipe; null takes a parameter away.
        sampling = {**sampling, **self._run.sampling(model)}
        sampling = {key: value for key, value in sampling.items() if value is not None}
        request = {"role": model, "messages": messages, "sampling": sampling, "schema": schema}
        try:
            key = digest(request)
        except UnicodeEncodeError:
            raise Rejected("not_unicode", "A prompt holds half a surrogate pair.") from None
        branch = call_path.branch(key)
        place = branch.path, branch.asked.total()
        number, asks = branch.count(key), key
        if branch.path:
            key = digest({**request, "branch": branch.path})
        # Whether a reply came in pieces says nothing of it: the row is the same.
        told = {each: value for each, value in sampling.items() if each != "stream"}
        made = {"role": model, "model": self._run.title(model), "prompt": name, "sampling": told}
        said = json.dumps(made, sort_keys=True)
        self._made[said] = min(self._made.get(said, (place, made)), (place, made), key=lambda each: each[0])
        call = Call(messages, sampling, schema, model, self.index, number, branch.path, key, asks)
        reply = await self._run.ask(call)
        self._replies.append((messages, reply, not branch.path))
        self._unused[place] = reply
        return reply

    def last(self, reply: Reply | None = None) -> Draft | None:
        """What there is of a candidate without a draft: what was asked and this reply, or else the last one.

        The last one is that of the recipe's own task: which of several tries came last is chance.
        """
        for asked, given, own in reversed(self._replies):
            if given is reply or (reply is None and own):
                turns = [Message(str(turn.get("role")), str(turn.get("content"))) for turn in asked]
                prompt = next((turn.content for turn in reversed(turns) if turn.role == "user"), "")
                said = Message("assistant", given.text)
                return Draft(prompt, given.text, "", messages=(*turns, said), reasoning=given.thinking)
        return None

    def with_reasoning(self, draft: Draft) -> Draft:
        """A draft with what the model thought before its response, or as the recipe says.

        Of several replies with the same text each is taken once, by their place in the recipe.
        """
        if draft.reasoning:
            return draft
        found = [
            (place, given)
            for place, given in self._unused.items()
            if given.text and draft.response in (given.text, given.visible)
        ]
        if not found:
            return draft
        place, given = min(found, key=lambda each: each[0])
        del self._unused[place]
        own = given.thinking.strip() if draft.response == given.text else given.reasoning
        return replace(draft, reasoning=own) if own else draft

    async def verify(self, name: str, draft: Draft) -> Verdict:
        """The verdict of one verifier on a draft, from a worker process with the verifier's deadline."""
        row = self._row(draft)
        return verdict_of(await self._run.submit(Judge(row, Policy((name,)).to_json())))

    async def judge(self, draft: Draft) -> Verdict:
        """What the gate would say of a draft: the first verdict that does not accept, or the last."""
        policy = self._run.policy.stricter(draft.verifiers)
        return verdict_of(await self._run.submit(Judge(self._row(draft), policy.to_json())))

    def wrong(self, verdict: Verdict) -> bool:
        """Whether a verdict proves its draft wrong: one that is unreadable, hedged or of bad form may be right."""
        registry = self._run.registry
        return verdict.status is Status.REJECTED and registry.proves_wrong(verdict.verifier, verdict.reason)

    async def work(self, function: Callable[..., Any], *args: Any, deadline: float = WORK_SECONDS) -> Any:
        """``function(*args)`` in a worker process that is killed at the deadline (in seconds).

        The function is one at the top of a module; arguments and result are JSON
        values. It may raise :class:`Rejected`. Of a crash, a hang or too much
        memory the candidate becomes an error.
        """
        path = f"{function.__module__}:{function.__qualname__}"
        json.dumps(args)  # here, where the author sees what is wrong
        result = await self._run.submit(CallFunction(path, args, deadline))
        if "failed" in result:
            reason, message = result["failed"]
            raise (Rejected if result["rejected"] else WorkFailed)(reason, message)
        return result["value"]

    async def accepted_before(self, *, before: int | None = None) -> Sequence[Fields]:
        """The accepted rows of candidates up to ``index - lookback``, whichever order replies came in.

        With ``before``, those of the candidates below that number, which may be
        any up to ``index``: it waits until they are written down.
        """
        return await self._run.accepted_before(self.index, before)

    async def read(
        self,
        prompt: PromptLike,
        read: Callable[[Reply], T],
        *,
        attempts: int = 2,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> T:
        """What ``read`` takes from the reply; asks again where it cannot be read, and says what could not.

        Up to ``attempts`` times in all, while ``read`` raises :class:`Rejected` for the form of the reply (a reason of
        :data:`UNREAD`); what is wrong with its content is not asked again. The last rejection is raised.
        """
        name, messages = _chat(prompt)
        for left in reversed(range(attempts)):
            reply = await self.ask(_turns(name, messages), model=model, schema=schema, **sampling)
            try:
                return read(reply)
            except Rejected as rejected:
                rejected.reply = rejected.reply or reply
                if rejected.reason not in UNREAD or not left:
                    raise
                messages = _again(messages, reply, f"That could not be read: {_finding(rejected)}")
        raise ValueError(f"attempts is {attempts}, must be 1 or more")

    async def repair(
        self,
        prompt: PromptLike,
        draft: Callable[[Reply], Draft],
        *,
        attempts: int = 3,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> Draft:
        """Ask until a draft passes the gate, telling the model each time what was found wrong.

        ``draft`` makes one of a reply, or raises :class:`Rejected`. The first try
        that was proved wrong becomes the wrong half of a preference pair.
        """
        name, turns = _chat(prompt)
        wrong, problem = "", Rejected("no_attempt")
        for _ in range(attempts):
            reply = await self.ask(_turns(name, turns), model=model, schema=schema, **sampling)
            try:
                made = draft(reply)
            except Rejected as rejected:
                problem = rejected
            else:
                verdict = await self.judge(made)
                if verdict.accepted:
                    pair = Pair(wrong) if wrong and wrong != made.response else made.pair
                    return replace(made, pair=pair)
                problem = Rejected(verdict.reason, verdict.message, made)
                if self.wrong(verdict):
                    wrong = wrong or made.response
            turns = _again(turns, reply, f"That is not right: {_finding(problem)}")
        raise problem

    def _row(self, draft: Draft) -> Content:
        if problem := draft_problem(draft):
            raise BadDraft(problem)
        return row_of(self._run.origin(self.index), draft)


def _turns(name: str, turns: list[dict[str, Any]]) -> PromptLike:
    """A chat under the name of the prompt that it began with."""
    return Filled(name, tuple(Message(t["role"], t["content"]) for t in turns)) if name else turns


def _again(turns: list[dict[str, Any]], reply: Reply, told: str) -> list[dict[str, Any]]:
    """The chat with a reply of no use, what was found, and the request to answer again."""
    return [
        *turns,
        {"role": "assistant", "content": reply.visible or "(nothing)"},
        {"role": "user", "content": f"{told} Answer again, in full and in the same form."},
    ]


def _finding(problem: Rejected) -> str:
    return problem.message or problem.reason.replace("_", " ")


def _chat(prompt: PromptLike) -> tuple[str, list[dict[str, Any]]]:
    """The name of a prompt, if it has one, and its messages as a server takes them."""
    if isinstance(prompt, str):
        return "", [{"role": "user", "content": prompt}]
    name, turns = (prompt.name, prompt.messages) if isinstance(prompt, Filled) else ("", prompt)
    if any(isinstance(turn, Message) and turn.images for turn in turns):
        raise NotImplementedError("pictures are kept in rows, but cannot be sent to a model yet")
    return name, [
        {"role": turn.role, "content": turn.content} if isinstance(turn, Message) else dict(turn)
        for turn in turns
    ]
