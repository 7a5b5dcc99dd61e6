"""What a recipe's function is handed: models, verifiers, worker processes, randomness, earlier rows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assay.engine import branches
from assay.engine.branches import Path
from assay.engine.rows import candidate_row, chat
from assay.handlers import verdict_of
from assay.models import Call, Reply
from assay.plugins import load
from assay.prompts import Filled
from assay.recipes import Fields, Rejected
from assay.records import Draft, Message, Pair, Status, Verdict, digest

if TYPE_CHECKING:
    from assay.engine.stream import Stream

P_co = TypeVar("P_co", covariant=True)
Prompt = str | Filled | Sequence[Message | Mapping[str, Any]]
WORK_SECONDS = 10.0


@cache
def proves_wrong(verifier: str, reason: str) -> bool:
    """See :meth:`assay.plugins.Registry.proves_wrong`."""
    return load().proves_wrong(verifier, reason)


class WorkFailed(Exception):
    """A function in a worker process crashed or overran its deadline; the candidate becomes an error."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message


class Cook(Generic[P_co]):
    """One candidate's access to everything outside it.

    ``rng`` depends on recipe, version, seed and ``index`` only.
    """

    def __init__(self, stream: Stream, index: int, params: P_co, rng: random.Random) -> None:
        self._stream = stream
        self.index = index
        self._params = params
        self.rng = rng
        self._made: dict[str, tuple[tuple[Path, int], dict[str, Any]]] = {}
        branches.begin()

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
        return self._stream.row_id(self.index)

    async def ask(
        self,
        prompt: Prompt,
        *,
        model: str = "model",
        schema: Mapping[str, Any] | None = None,
        **sampling: Any,
    ) -> Reply:
        """The reply of the model in a role. ``sampling`` is ``temperature``, ``max_tokens``, ``stop`` ….

        With a JSON ``schema``, ``reply.json()`` is a value that fits it. The
        reply is in the run's journal before this returns, and is never paid twice.
        """
        name, messages = chat(prompt)
        # What the user says of a model goes before the recipe; null takes a parameter away.
        sampling = {**sampling, **self._stream.sampling(model)}
        sampling = {key: value for key, value in sampling.items() if value is not None}
        request = {"role": model, "messages": messages, "sampling": sampling, "schema": schema}
        try:
            key = digest(request)
        except UnicodeEncodeError:
            raise Rejected("not_unicode", "A prompt holds half a surrogate pair.") from None
        branch = branches.branch(key)
        place = branch.path, branch.asked.total()
        number = branch.count(key)
        if branch.path:
            key = digest({**request, "branch": branch.path})
        # Whether a reply came in pieces says nothing of it: the row is the same.
        told = {each: value for each, value in sampling.items() if each != "stream"}
        made = {"role": model, "model": self._stream.title(model), "prompt": name, "sampling": told}
        said = json.dumps(made, sort_keys=True)
        self._made[said] = min(self._made.get(said, (place, made)), (place, made), key=lambda each: each[0])
        return await self._stream.ask(
            Call(messages, sampling, schema, model, self.index, number, branch.path, key)
        )

    async def verify(self, name: str, draft: Draft) -> Verdict:
        """The verdict of one verifier on a draft, from a worker process with the verifier's deadline."""
        row = self._row(draft)
        return verdict_of(await self._stream.submit({"do": "verify", "name": name, "row": row}))

    async def judge(self, draft: Draft) -> Verdict:
        """What the gate would say of a draft: the first verdict that does not accept, or the last."""
        item = {"do": "gate", "row": self._row(draft), "verifiers": draft.verifiers, "checks": True}
        return verdict_of(await self._stream.submit(item))

    def wrong(self, verdict: Verdict) -> bool:
        """Whether a verdict proves its draft wrong: one that is unreadable, hedged or of bad form may be right."""
        return verdict.status is Status.REJECTED and proves_wrong(verdict.verifier, verdict.reason)

    async def work(self, function: Callable[..., Any], *args: Any, deadline: float = WORK_SECONDS) -> Any:
        """``function(*args)`` in a worker process that is killed at the deadline (in seconds).

        The function is one at the top of a module; arguments and result are JSON
        values. It may raise :class:`Rejected`. Of a crash, a hang or too much
        memory the candidate becomes an error.
        """
        path = f"{function.__module__}:{function.__qualname__}"
        json.dumps(args)  # here, where the author sees what is wrong
        item = {"do": "work", "function": path, "args": args, "deadline": deadline}
        result = await self._stream.submit(item)
        if "failed" in result:
            reason, message = result["failed"]
            raise (Rejected if result["rejected"] else WorkFailed)(reason, message)
        return result["value"]

    async def earlier(self, *, before: int | None = None) -> Sequence[Fields]:
        """The accepted rows of candidates up to ``index - lag``, whichever order replies came in.

        With ``before``, those of the candidates below that number, which may be
        any up to ``index``: it waits until they are written down.
        """
        return await self._stream.earlier(self.index, before)

    async def repair(
        self,
        prompt: Prompt,
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
        name, messages = chat(prompt)
        turns = list(messages)
        wrong, problem = "", Rejected("no_attempt")
        for _ in range(attempts):
            asked: Prompt = turns
            if name:
                asked = Filled(name, tuple(Message(turn["role"], turn["content"]) for turn in turns))
            reply = await self.ask(asked, model=model, schema=schema, **sampling)
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
            finding = problem.message or problem.reason.replace("_", " ")
            turns += [
                {"role": "assistant", "content": reply.visible},
                {
                    "role": "user",
                    "content": f"That is not right: {finding} Answer again, in full and in the same form.",
                },
            ]
        raise problem

    def _row(self, draft: Draft) -> dict[str, Any]:
        return candidate_row(self._stream.part, self._stream.seed, self.index, draft)
