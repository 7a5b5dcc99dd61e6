"""Where a run's model calls go through: roles, the journal of replies, the budget."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assay.errors import UsageError
from assay.llm.budget import Budget, Ledger, counted, estimate_in
from assay.llm.reply_cache import Kept, Replies
from assay.llm.throttle import GaveUp, OutOfBudget, Throttle
from assay.llm.usage import tokens
from assay.models import Backend, Call, Reply, ServerError

__all__ = ["Budget", "GaveUp", "ModelClient", "OutOfBudget", "Role"]

CAREFUL = 4  # requests at a time while it is not known what one of them takes of a budget of tokens


@dataclass(frozen=True)
class Role:
    """A model in a role."""

    backend: Backend
    sampling: Mapping[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Request:
    """What goes to a server at once: a call, or equal ones of a candidate that it answers together.

    ``sent``: the server has it now.
    """

    role: Role
    calls: list[Call]
    waiting: list[asyncio.Future[Reply]]
    sent: bool = False
    task: asyncio.Task[None] | None = None

    @property
    def left(self) -> bool:
        """Nobody waits for it any more."""
        return all(future.done() for future in self.waiting)


class _Apart(Exception):
    """Equal calls must go one by one."""


class ModelClient:
    """Hands calls to servers and replies back, each journalled first."""

    def __init__(
        self,
        roles: Mapping[str, Role],
        replies: Replies,
        budget: Budget,
        in_flight: int,
        patience: float,
        backoff: float,
        timeout: float = math.inf,
        *,
        keep_going: bool = False,
    ) -> None:
        self.roles = roles
        self.replies = replies
        self.budget = budget
        used = replies.usage()
        self.ledger = Ledger(budget, used)
        careful = 0 if (budget.tokens, budget.cost) == (None, None) else CAREFUL
        self.servers: dict[str, Throttle] = {}
        for role in roles.values():
            server, known = role.backend.server, role.backend.title in used
            throttle = self.servers.setdefault(
                server,
                Throttle(
                    server, in_flight, patience, backoff, timeout, at_first=careful, keep_going=keep_going
                ),
            )
            throttle.known = throttle.refusals.known = throttle.known or known
        self.requests: set[Request] = set()
        self.gathering: dict[tuple[int, str, str], Request] = {}
        self.closing = False

    def title(self, role: str) -> str:
        return self._role(role).backend.title

    def sampling(self, role: str) -> Mapping[str, Any]:
        return self._role(role).sampling

    @property
    def calls(self) -> int:
        return self.ledger.total("calls")

    @property
    def tokens_out(self) -> int:
        return self.ledger.total("tokens_out")

    @property
    def sent(self) -> int:
        """How many calls the servers have now."""
        return self.ledger.under_way.total()

    async def ask(self, call: Call) -> Reply:
        """The reply to a call: the journal's if there is one, otherwise the server's.

        A request that was sent is paid for: it comes to its end and into the
        journal also where the task that asked is cancelled meanwhile.
        """
        reply = self.replies.find(call)
        if reply is None:
            future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
            request = self._request(call, future)
            try:
                reply = await future
            except asyncio.CancelledError:
                if request.left and not request.sent and request.task is not None:
                    request.task.cancel()
                raise
        return reply if call.schema is None else replace(reply, schema=call.schema)

    def _request(self, call: Call, future: asyncio.Future[Reply]) -> Request:
        """The request that the call is part of: of its own, or of the equal ones that are asked in the same turn."""
        role = self._role(call.role)
        if not (call.asks and getattr(role.backend, "several", False)):
            request = Request(role, [call], [future])
            self._start(request)
            return request
        key = call.candidate, call.role, call.asks
        if (request := self.gathering.get(key)) is None:  # type: ignore[assignment]
            request = self.gathering[key] = Request(role, [], [])

            def start() -> None:
                self._start(self.gathering.pop(key))

            asyncio.get_running_loop().call_soon(start)
        request.calls.append(call)
        request.waiting.append(future)
        return request

    def _start(self, request: Request) -> None:
        self.requests.add(request)
        request.task = asyncio.ensure_future(self._run(request))
        request.task.add_done_callback(lambda task: self._done(request, task))

    async def _run(self, request: Request) -> None:
        backend, call = request.role.backend, request.calls[0]
        throttle = self.servers[backend.server]

        def before() -> None:
            self._before(request)

        def after() -> None:
            request.sent = False
            self.ledger.under_way[backend.title] -= len(request.calls)

        def failed(error: ServerError) -> None:
            self._wasted(request, error)

        async def ask() -> list[Reply]:
            if len(request.calls) == 1:
                return [await backend.complete(call)]
            several: list[Reply] = await backend.complete_several(call, len(request.calls))  # type: ignore[attr-defined]
            return several

        try:
            made = await throttle.request(call, before, after, failed, ask)
        except _Apart:
            made = []
        kept = [self._count(*pair, backend.title) for pair in zip(request.calls, made, strict=False)]
        rest = zip(request.calls[len(made) :], request.waiting[len(made) :], strict=True)
        for each, future in rest:  # the server gave fewer than it was asked for
            self._start(Request(request.role, [each], [future]))
        del request.calls[len(made) :], request.waiting[len(made) :]
        await self.replies.keep_all(*kept)
        for one, future in zip(kept, request.waiting, strict=True):
            if not future.done():
                future.set_result(one.reply)

    def _done(self, request: Request, task: asyncio.Task[None]) -> None:
        self.requests.discard(request)
        for future in request.waiting:
            if future.done():
                continue
            if task.cancelled():
                future.cancel()
            elif error := task.exception():
                future.set_exception(error)
        if not task.cancelled():
            task.exception()  # where nobody waits for it any more, nobody misses it

    def _count(self, call: Call, reply: Reply, title: str) -> Kept:
        """A reply as it is kept. Any plugin's backend may answer: the budget adds its counts up."""
        spent = told = tokens(reply.tokens_in), tokens(reply.tokens_out)
        if reply.tokens_in is not told[0] or reply.tokens_out is not told[1]:
            reply = replace(reply, tokens_in=told[0], tokens_out=told[1])
        if self.budget.by_tokens:
            spent = counted(call, reply)
        self.ledger.add(title, *spent)
        return Kept(call, reply, title, spent, estimated=spent != told)

    def _wasted(self, request: Request, error: ServerError) -> None:
        """Count an answer that is no reply."""
        if error.spent is None:
            return
        spent = told = tokens(error.spent[0]), tokens(error.spent[1])
        title = request.role.backend.title
        if self.budget.by_tokens and not any(told):
            spent = estimate_in(request.calls[0]), self.ledger.usual_out(title)
        self._waste(title, spent, estimated=spent != told)

    def _waste(self, title: str, spent: tuple[int, int], *, estimated: bool) -> None:
        self.ledger.add(title, *spent)
        self.replies.count(title, spent, estimated=estimated)

    def note(self) -> str:
        """What to tell a person who watches."""
        notes = (server.note() for server in self.servers.values())
        return next((note for note in notes if note), "")

    @property
    def cost(self) -> float | None:
        return self.ledger.cost()

    async def drain(self, seconds: float = math.inf) -> None:
        """Send nothing more, and wait until what was sent is answered and in the journal, at most so long."""
        self.closing = True
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self.requests and loop.time() < end:
            for request in self.requests:
                if not request.sent and request.task is not None:  # or no more, after a failure
                    request.task.cancel()
            tasks = [request.task for request in self.requests if request.task is not None]
            await asyncio.wait(tasks, timeout=0.05)

    async def close(self) -> None:
        """End all. What a server has and is not waited for is counted as a call that brought nothing."""
        self.closing = True
        requests = list(self.requests)
        for request in requests:
            if request.sent and not getattr(request.role.backend, "resumes", False):
                title = request.role.backend.title
                spent = (estimate_in(request.calls[0]), 0) if self.budget.by_tokens else (0, 0)
                for _ in request.calls:
                    self._waste(title, spent, estimated=any(spent))
            if request.task is not None:
                request.task.cancel()
        tasks = [request.task for request in requests if request.task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)
        self.replies.flush()
        for role in self.roles.values():
            await role.backend.close()

    def _role(self, name: str) -> Role:
        if name not in self.roles:
            raise UsageError(f"the recipe asks a model in the role {name!r}; add --model {name}=openai:NAME")
        return self.roles[name]

    def _before(self, request: Request) -> None:
        if self.closing or request.left:
            raise OutOfBudget("the run has ended")
        several = len(request.calls)
        if refusal := self.ledger.refusal(several):
            if several > 1 and not self.ledger.refusal():
                raise _Apart
            raise OutOfBudget(refusal)
        self.ledger.under_way[request.role.backend.title] += several
        request.sent = True
