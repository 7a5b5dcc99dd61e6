"""Where a run's model calls go through: roles, the journal of replies, the budget."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assay.errors import UsageError
from assay.llm.reply_cache import Replies
from assay.llm.throttle import GaveUp, OutOfBudget, Throttle
from assay.llm.usage import tokens
from assay.models import Backend, Call, Reply, ServerError

__all__ = ["Budget", "GaveUp", "ModelClient", "OutOfBudget", "Role"]


@dataclass(frozen=True)
class Budget:
    """What a run may spend, over all its sessions. ``price`` is money per million tokens, in and out."""

    calls: int | None = None
    tokens: int | None = None
    cost: float | None = None
    price: tuple[float, float] | None = None

    @property
    def limited(self) -> bool:
        return (self.calls, self.tokens, self.cost) != (None, None, None)


@dataclass(frozen=True)
class Role:
    """A model in a role."""

    backend: Backend
    sampling: Mapping[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class PendingCall:
    """A call on its way to a reply. ``sent``: the server has it now; ``left``: nobody waits for it any more."""

    role: Role
    call: Call
    sent: bool = False
    left: bool = False


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
    ) -> None:
        self.roles = roles
        self.replies = replies
        self.budget = budget
        self.servers = {
            role.backend.server: Throttle(role.backend.server, in_flight, patience, backoff)
            for role in roles.values()
        }
        used = replies.usage().values()
        self.calls = sum(u["calls"] for u in used)
        self.tokens_in = sum(u["tokens_in"] for u in used)
        self.tokens_out = sum(u["tokens_out"] for u in used)
        self.under_way = 0
        self.pending_calls: dict[asyncio.Task[Reply], PendingCall] = {}
        self.closing = False

    def title(self, role: str) -> str:
        return self._role(role).backend.title

    def sampling(self, role: str) -> Mapping[str, Any]:
        return self._role(role).sampling

    async def ask(self, call: Call) -> Reply:
        """The reply to a call: the journal's if there is one, otherwise the server's.

        A request that was sent is paid for: it comes to its end and into the
        journal also where the task that asked is cancelled meanwhile.
        """
        reply = self.replies.find(call)
        if reply is None:
            pending = PendingCall(self._role(call.role), call)
            task = asyncio.ensure_future(self._run(pending))
            self.pending_calls[task] = pending
            task.add_done_callback(self._done)
            try:
                reply = await asyncio.shield(task)
            except asyncio.CancelledError:
                pending.left = True
                if not pending.sent:
                    task.cancel()
                raise
        return reply if call.schema is None else replace(reply, schema=call.schema)

    async def _run(self, pending: PendingCall) -> Reply:
        backend, call = pending.role.backend, pending.call

        def after() -> None:
            pending.sent = False
            self.under_way -= 1

        def before() -> None:
            self._before(pending)

        reply = await self.servers[backend.server].request(backend, call, before, after, self._wasted)
        # Any plugin's backend may answer: the budget adds these up.
        reply = replace(reply, tokens_in=tokens(reply.tokens_in), tokens_out=tokens(reply.tokens_out))
        self._count(reply.tokens_in, reply.tokens_out)
        await self.replies.keep(call, reply, backend.title)
        return reply

    def _done(self, task: asyncio.Task[Reply]) -> None:
        del self.pending_calls[task]
        if not task.cancelled():
            task.exception()  # where nobody waits for it any more, nobody misses it

    def _wasted(self, backend: Backend, error: ServerError) -> None:
        """Count an answer that is no reply."""
        if error.spent is not None:
            spent = tokens(error.spent[0]), tokens(error.spent[1])
            self._count(*spent)
            self.replies.count(backend.title, spent)

    def _count(self, tokens_in: int, tokens_out: int) -> None:
        self.calls += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def note(self) -> str:
        """What to tell a person who watches."""
        troubles = [f"{s.name}: {s.trouble}" for s in self.servers.values() if s.trouble and s.down]
        return f"waiting for {troubles[0]}" if troubles else ""

    @property
    def cost(self) -> float | None:
        if self.budget.price is None:
            return None
        into, out = self.budget.price
        return (self.tokens_in * into + self.tokens_out * out) / 1e6

    async def drain(self) -> None:
        """Send nothing more, and wait until what was sent is answered and in the journal."""
        self.closing = True
        while self.pending_calls:
            for task, pending in self.pending_calls.items():
                if not pending.sent:  # or no more, after a failure
                    task.cancel()
            await asyncio.wait(self.pending_calls, timeout=0.05)

    async def close(self) -> None:
        self.closing = True
        tasks = list(self.pending_calls)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.replies.flush()
        for role in self.roles.values():
            await role.backend.close()

    def _role(self, name: str) -> Role:
        if name not in self.roles:
            raise UsageError(f"the recipe asks a model in the role {name!r}; add --model {name}=openai:NAME")
        return self.roles[name]

    def _before(self, pending: PendingCall) -> None:
        budget = self.budget
        if self.closing or pending.left:
            raise OutOfBudget("the run has ended")
        if budget.calls is not None and self.calls + self.under_way >= budget.calls:
            raise OutOfBudget(f"--max-calls {budget.calls:,} is reached")
        if budget.tokens is not None and self.tokens_in + self.tokens_out >= budget.tokens:
            raise OutOfBudget(f"--max-tokens {budget.tokens:,} is reached")
        if budget.cost is not None and (self.cost or 0.0) >= budget.cost:
            raise OutOfBudget(f"--max-cost {budget.cost:g} is reached")
        self.under_way += 1
        pending.sent = True
